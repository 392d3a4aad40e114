"""What is not in a product, or not yet sure to be, without a plain 없다: each text with its label."""

from __future__ import annotations

import pytest

from evidence.absence import is_marked_absent, lists_left_out
from tests.charts import label, labels

IN, OUT, OPEN = "대응", "미대응", "판단불가"


@pytest.mark.parametrize(
    ("thing", "text", "expected"),
    [
        # marks
        ("판테놀", "판테놀 NO, 베타인 YES 토너", OUT),
        ("베타인", "판테놀 NO 베타인 YES 토너", IN),
        ("판테놀", "판테놀: - / 베타인: 2%", OUT),
        ("판테놀", "| 판테놀 | × | 베타인 | ○ |", OUT),
        ("판테놀", "판테놀(없음), 베타인(있음)", OUT),
        ("판테놀", "❌판테놀 ❌향료 토너", OUT),
        ("아르기닌", "산화질소(NO) 생성을 돕는 아르기닌 젤", IN),
        # removals
        ("판테놀", "판테놀은 이번에 들어냈어요", OUT),
        ("판테놀", "판테놀은 원가 때문에 컷, 베타인은 유지", OUT),
        ("판테놀", "판테놀을 걷어낸 처방", OUT),
        ("베타인", "판테놀은 걷어내고 베타인만 남긴 토너", IN),
        ("판테놀", "크림을 덜어내 바르는 판테놀 밤", IN),
        ("라놀린", "라놀린은 비건이라 제외한 립밤", OUT),
        ("설탕", "설탕 한 톨 안 들어간 빵", OUT),
        ("소르빈산칼륨", "보존료는 한 가지도 넣지 않은 소스", OUT),
        ("판테놀", "판테놀은 빼먹지 않고 넣었어요", IN),
        ("판테놀", "판테놀을 넣지 않을 이유가 없었어요", IN),
        ("판테놀", "판테놀을 뺀 게 아니라 줄였어요", IN),
        # other versions and wishes
        ("판테놀", "판테놀은 예전 처방에만 있어요", OUT),
        ("판테놀", "판테놀은 기존 처방보다 두 배 늘렸습니다", IN),
        ("판테놀", "판테놀은 다음 버전에 추가할 예정, 이번엔 베타인", OUT),
        ("판테놀", "판테놀은 다음 로트부터 빠져요. 지금은 2%", IN),
        ("판테놀", "판테놀도 넣고 싶었지만 단가가 안 맞았어요", OUT),
        ("판테놀", "판테놀을 넣고 싶었던 이유는 보습, 그래서 1% 넣었습니다", IN),
        ("카보머", "카보머는 쓸까 했지만 잔탄검으로 갔어요", OUT),
        # another in its place
        ("카보머", "잔탄검이 카보머를 대신하는 젤", OUT),
        ("잔탄검", "잔탄검이 카보머를 대신하는 젤", IN),
        ("글리세린", "글리세린보다는 부틸렌글라이콜을 쓴 토너", OUT),
        ("글리세린", "글리세린보다 촉촉한 베타인 토너", OPEN),
        ("카보머", "경쟁사는 카보머를 쓰지만 우리는 잔탄검을 씁니다", OUT),
        ("라놀린", "타사는 라놀린을 쓰는데 우리는 안 써요", OUT),
        ("호호바 오일", "오일은 호호바뿐인 페이스오일", IN),
        ("올리브 오일", "오일은 동백이랑 호호바만 썼어요", OUT),
        # labels that are denied
        ("밀랍", "동물성 원료를 쓰지 않은 립밤", OUT),
        ("밀랍", "동물성 원료를 쓴 립밤", OPEN),
        ("소듐라우릴설페이트", "합성 계면활성제는 하나도 안 들어간 샴푸", OUT),
        ("향료", "합성 향료는 안 넣은 샴푸", OPEN),
        # questions and plans with an if
        ("판테놀", "판테놀을 넣는 게 나을까요? 토너예요", OPEN),
        ("판테놀", "원가가 맞으면 판테놀을 넣을 생각이에요", OPEN),
        ("판테놀", "판테놀이 들어갈 가능성이 있습니다", OPEN),
        ("판테놀", "판테놀이 유력하지만 확정 아님", OPEN),
    ],
)
def test_what_is_out_without_a_plain_denial(thing: str, text: str, expected: str) -> None:
    assert label(thing, text) == expected


def test_lists_of_what_is_left_out() -> None:
    things = ("판테놀", "향료", "색소")
    text = "들어간 것: 판테놀 / 안 들어간 것: 향료, 색소"
    assert list(labels(text, *things)) == [IN, OUT, OUT]
    assert list(labels("뺀 것: 향료, 색소 / 넣은 것: 판테놀", *things)) == [IN, OUT, OUT]
    assert list(labels("2無(향료, 색소) 토너에 판테놀을 담음", *things)) == [IN, OUT, OUT]
    assert list(labels("Free from: 향료, 색소\n판테놀 2%", *things)) == [IN, OUT, OUT]
    assert lists_left_out("판테놀 2%를 넣은 토너") == []


def test_a_sign_of_the_thing_itself_is_no_mark() -> None:
    text = "산화질소(NO) 젤, 향료(NO)"
    assert not is_marked_absent(text, 0, 4)
    assert is_marked_absent(text, 12, 14)
