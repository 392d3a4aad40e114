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
        ("판테놀", "판테놀은 국내 사용 금지라 미사용", OUT),
        ("판테놀", "판테놀 걱정 없는 토너", OUT),
        ("판테놀", "판테놀만이 아니라 베타인도 들어간 토너", IN),
        ("판테놀", "판테놀은 뺄 수 없는 성분", IN),
        ("판테놀", "판테놀 넣을 계획 없습니다", OUT),
        ("판테놀", "판테놀 그런 거 안 넣어요", OUT),
        ("판테놀", "판테놀 빼곤 다 넣었어요", OUT),
        ("판테놀", "판테놀 함유 여부: N", OUT),
        ("판테놀", "v2: 판테놀 out, 베타인 in", OUT),
        ("황산염계 계면활성제", "sulfate-free 샴푸", OUT),
        ("설탕", "노 슈가 그래놀라", OUT),
        ("에탄올", "무(無)알코올 토너", OUT),
        # answers
        ("판테놀", "판테놀? 안 씁니다. 베타인 토너", OUT),
        ("판테놀", "판테놀? 네, 2% 들어갑니다", IN),
        ("판테놀", "Q. 판테놀이 들어가나요? A. 아니요", OUT),
        # other versions and wishes
        ("판테놀", "판테놀은 예전 처방에만 있어요", OUT),
        ("판테놀", "판테놀은 기존 처방보다 두 배 늘렸습니다", IN),
        ("판테놀", "판테놀은 다음 버전에 추가할 예정, 이번엔 베타인", OUT),
        ("판테놀", "판테놀은 다음 로트부터 빠져요. 지금은 2%", IN),
        ("판테놀", "판테놀도 넣고 싶었지만 단가가 안 맞았어요", OUT),
        ("판테놀", "판테놀을 넣고 싶었던 이유는 보습, 그래서 1% 넣었습니다", IN),
        ("판테놀", "판테놀은 옛말, 이제 베타인", OUT),
        ("판테놀", "판테놀 안은 접었고 베타인으로 갑니다", OUT),
        ("판테놀", "판테놀을 넣자는 의견은 기각됐습니다", OUT),
        ("멘톨", "멘톨을 빼자는 의견은 기각됐습니다", IN),
        ("판테놀", "이전 제품에는 없던 판테놀을 새로 넣었어요", IN),
        ("판테놀", "예전엔 판테놀을 썼는데 이제는 안 써요", OUT),
        ("카보머", "처음엔 카보머로 잡았다가 최종은 잔탄검", OUT),
        ("카보머", "카보머는 쓸까 했지만 잔탄검으로 갔어요", OUT),
        ("펩타이드", "펩타이드는 프로 라인에만 넣다가 이번에 기본 라인에도 넣었어요", IN),
        ("글리세린", "경쟁사는 글리세린을 쓰지만 우리는 글리세린에 베타인까지 더했어요", IN),
        ("살리실산", "살리실산은 2%까지 못 쓰고 0.5%만 씁니다", IN),
        # another in its place
        ("카보머", "잔탄검이 카보머를 대신하는 젤", OUT),
        ("잔탄검", "잔탄검이 카보머를 대신하는 젤", IN),
        ("페녹시에탄올", "보존제 변경: 페녹시에탄올 → 헥산디올", OUT),
        ("헥산디올", "보존제 변경: 페녹시에탄올 → 헥산디올", IN),
        ("밀가루", "밀가루가 쌀가루로 대체된 파스타", OUT),
        ("라우릴글루코사이드", "라우릴글루코사이드였던 세정제를 데실글루코사이드로 전환", OUT),
        ("글리세린", "글리세린보다는 부틸렌글라이콜을 쓴 토너", OUT),
        ("글리세린", "글리세린보다 촉촉한 베타인 토너", OPEN),
        ("카보머", "경쟁사는 카보머를 쓰지만 우리는 잔탄검을 씁니다", OUT),
        ("라놀린", "타사는 라놀린을 쓰는데 우리는 안 써요", OUT),
        ("호호바 오일", "오일은 호호바뿐인 페이스오일", IN),
        ("올리브 오일", "오일은 동백이랑 호호바만 썼어요", OUT),
        ("시어버터", "오일은 호호바, 버터는 시어", IN),
        ("비타민 C", "비타민은 C만 넣은 앰플", IN),
        # labels that are denied
        ("밀랍", "동물성 원료를 쓰지 않은 립밤", OUT),
        ("밀랍", "동물성 원료를 쓴 립밤", OPEN),
        ("소듐라우릴설페이트", "합성 계면활성제는 하나도 안 들어간 샴푸", OUT),
        ("향료", "합성 향료는 안 넣은 샴푸", OPEN),
        # questions and plans with an if
        ("판테놀", "판테놀을 넣는 게 나을까요? 토너예요", OPEN),
        ("판테놀", "원가가 맞으면 판테놀을 넣을 생각이에요", OPEN),
        ("판테놀", "판테놀이 들어갈 가능성이 있습니다", OPEN),
        ("판테놀", "판테놀이 들어갔는지 원료사에 확인해야 합니다", OPEN),
        ("판테놀", "A안은 판테놀, B안은 베타인인데 아직 못 골랐습니다", OPEN),
        ("판테놀", "판테놀은 되도록 안 쓰려고 합니다", OPEN),
        ("판테놀", "판테놀이 유력하지만 확정 아님", OPEN),
    ],
)
def test_what_is_out_without_a_plain_denial(thing: str, text: str, expected: str) -> None:
    assert label(thing, text) == expected


@pytest.mark.parametrize(
    ("thing", "text", "expected"),
    [
        ("무선 충전부", "무선충전은 단가 문제로 이번 모델에서는 제외됐어요", OUT),
        ("효소 처리하는 단계", "효소 처리는 시간이 오래 걸려 뺐습니다", OUT),
        ("숙성시키는 단계", "숙성은 길지 않아요. 3일", IN),
        ("숙성시키는 단계", "숙성은 하지 않아요", OUT),
        ("모터", "모터는 힘이 좋아 멈추지 않아요", IN),
        ("모터", "모터가 뜨거워지지 않는 드라이어", IN),
        ("버튼", "버튼은 달지 않았어요. 터치만 있는 믹서", OUT),
        ("충전 거치대", "충전 거치대 별도 구매", OUT),
        ("필터", "필터를 떼어내 물로 씻는 청정기", IN),
        ("스피커", "스피커는 프로 모델에만 들어가요", OUT),
    ],
)
def test_parts_and_steps_that_are_left_out(thing: str, text: str, expected: str) -> None:
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


@pytest.mark.parametrize(
    ("thing", "text", "expected"),
    [
        # what was there once
        ("황동 손잡이", "손잡이를 황동으로 하던 걸 가죽끈으로 바꿨어요", OUT),
        ("크림", "원래 크림이었는데 의견 듣고 로션으로 바꿨어요", OUT),
        ("크림", "크림이었는데 향만 시트러스로 바꿨어요", IN),
        ("거품 펌프", "거품펌프였는데 일반 펌프로 돌렸고 캡은 그대로예요", OUT),
        # what is known to be better, and not taken
        ("파라벤", "파라벤이 흔한 건 아는데 헥산디올로 갔습니다", OUT),
        ("글리세린", "글리세린이 좋은 건 당연하고 그래서 10% 넣었어요", IN),
        # what it is not done by
        ("송풍팬", "팬이 불어주는 방식이 아니라 열판이 데우는 식이에요", OUT),
        ("기어", "기어로 돌리는 게 아니라 벨트로 돌려요", OUT),
        ("팬", "팬이 시끄러운 게 아니라 공기 흐르는 소리예요", IN),
        # verbs of putting in
        ("안감", "안감은 따로 대지 않고 겉감만 썼어요", OUT),
        ("신발끈", "신발끈 안 묶고 다이얼로 조여요", OUT),
        ("뚜껑", "뚜껑이 안 빠지게 걸쇠를 뒀어요", IN),
        ("힙시트", "힙시트는 안 달렸고 머리 받침만 있어요", OUT),
        ("탈산소제", "탈산소제 봉지도 안 넣고 무균포장했어요", OUT),
        ("질소", "질소 충전 없이 밀봉만 해요", OUT),
        ("윤활 스트립", "윤활 스트립은 없고 손잡이는 나무예요", OUT),
        ("세기를 조절하는 조절부", "세기 조절 다이얼은 안 달렸어요", OUT),
    ],
)
def test_what_is_put_in_no_more(thing, text, expected):
    assert label(thing, text) == expected
