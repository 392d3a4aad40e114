"""What a text says it does not know or has not settled: each text with the label that leaves."""

from __future__ import annotations

import pytest

from evidence.negation import open_aspects
from tests.charts import label, labels

IN, OUT, OPEN = "대응", "미대응", "판단불가"


@pytest.mark.parametrize(
    ("thing", "text", "expected"),
    [
        ("세라마이드", "히알루론산은 확정이고 세라마이드는 다음 분기에 결정", OPEN),
        ("세라마이드", "세라마이드는 넣을지 안 물어봤고 토너입니다", OPEN),
        ("세라마이드", "세라마이드는 들어가고 용기 색은 다음 분기에 결정", IN),
        ("판테놀", "보습 성분은 판테놀이냐 베타인이냐 비교 중이라 미확정", OPEN),
        ("판테놀", "판테놀은 공급사 두 곳 비교시험 남음", OPEN),
        ("판테놀", "판테놀 넣었고 향은 사내 투표 부쳤어요", IN),
        ("스피커", "스피커는 논의 전.", OPEN),
        ("스피커", "논의 전에 이미 스피커를 달아 뒀습니다", IN),
        ("펌프", "펌프 연동은 아직 말만 나온 상태", OPEN),
        ("플라스틱 스프링", "내부 스프링은 아직 못 뜯어봤어요", OPEN),
        ("판테놀", "판테놀은 단가 맞으면 넣고 아니면 빼기로 함", OPEN),
        ("효모", "누룩이랑 효모를 섞어 빚은 술, 도수는 미정", IN),
        ("히터", "덮개 아래 히터가 있고 팬 유무는 도면 받은 후 확인", IN),
        ("팬", "덮개 아래 히터가 있고 팬 유무는 도면 받은 후 확인", OPEN),
        ("세라마이드", "세라마이드는 샘플 받아 보고 결정", OPEN),
        ("세라마이드", "세라마이드는 샘플 받아 보고 넣기로 결정했어요", IN),
        ("세라마이드", "세라마이드 2% 배합, 확인 필요 없음", IN),
        ("세라마이드", "세라마이드 여부는 재확인 필요", OPEN),
        ("필터", "물통에서 빼서 따로 씻는 필터", IN),
        ("필터", "필터는 이번 구성에서 빼서 단가를 낮췄어요", OUT),
    ],
)
def test_a_thing_that_nobody_knows_of_is_open(thing: str, text: str, expected: str) -> None:
    assert label(thing, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("수위를 감지하는 수위센서", "물통 3L / 센서·제어 로직은 회로도 참조(미첨부)", OPEN),
        ("물통의 하부에 배치되는 진동자", "진동자 위치는 사진에 안 보이고요", OPEN),
        (
            "얼굴 이미지를 신경망에 입력하여 피부 나이를 판정하는 단계",
            "사진으로 피부 나이를 분석해요. 분석 방식은 영업비밀",
            OPEN,
        ),
        (
            "아세토박터 속 균주를 접종하여 초산 발효시키는 단계",
            "초산균 접종(균주명 비공개) 후 초산발효",
            OPEN,
        ),
        ("아세토박터 속 균주를 접종하는 단계", "아세토박터 접종 후 병 모양은 비공개", IN),
        ("산 촉매로 가수분해하여 얻어지는 실리카 졸", "실리카졸은 사 오는 거라 제법 모름", OPEN),
        ("알림을 보내는 알림부", "알림이 있는지, 목록이 있는지는 못 물어봄", OPEN),
        ("유산균으로 발효시켜 얻어지는 것", "발효할지 말지는 다음 주 결정", OPEN),
        ("링 형상의 하우징", "링 모양 하우징이고 하우징 소재는 티타늄이냐 스텐이냐 고민 중", IN),
    ],
)
def test_an_open_aspect_leaves_what_asks_for_it_open(
    element: str, text: str, expected: str
) -> None:
    assert label(element, text) == expected


def test_the_things_whose_aspects_are_open() -> None:
    text = "본체는 유리. 히터 위치랑 팬 유무는 아직 못 물어봄. 접종(균주명 비공개)"
    hosts = {(host, aspect) for host, aspect, _ in open_aspects(text)}
    assert {("히터", "위치"), ("팬", "유무"), ("접종", "균주명")} <= hosts
    assert not any(host == "본체" for host, _ in hosts)


def test_what_is_open_beside_the_ingredients_leaves_their_list_whole() -> None:
    listed = "정제수 80, 글리세린 15, 알란토인 0.2, 잔탄검 0.3, 부틸렌글라이콜 4.5 (중량%). "
    assert labels(listed + "출시일은 미정", "알란토인", "판테놀") == [IN, OUT]
    assert labels(listed + "나머지 성분은 미정", "알란토인", "판테놀") == [IN, OPEN]


@pytest.mark.parametrize("more", ["부형제를 추가할지 미정", "기타 첨가 여부는 회신 대기"])
def test_a_list_that_may_hold_more_is_not_known_to_be_closed(more: str) -> None:
    elements = ("글리신산마그네슘", "테아닌", "만으로 이루어진")
    assert labels(f"글리신산마그네슘이랑 테아닌. {more}", *elements)[-1] == OPEN


@pytest.mark.parametrize(
    ("thing", "text", "expected"),
    [
        ("판테놀", "판테놀은 값이 비싸서 넣을지 말지 의견이 갈림", OPEN),
        ("손잡이에 부착된 고무 그립", "고무 그립은 단가가 높아서 붙일지 말지 아직 미정", OPEN),
        ("판테놀", "판테놀을 넣는 안과 빼는 안 둘 다 살려 둠", OPEN),
        ("판테놀", "판테놀은 안정성 테스트 하고 결정", OPEN),
    ],
)
def test_why_it_is_open(thing: str, text: str, expected: str) -> None:
    assert label(thing, text) == expected


@pytest.mark.parametrize(
    ("thing", "text", "expected"),
    [
        ("폴리에틸렌으로 성형된 뚜껑", "뚜껑 소재는 PE랑 PP 놓고 협의 중", OPEN),
        ("폴리에틸렌으로 성형된 뚜껑", "뚜껑 소재는 PE로 확정", IN),
        ("냉감 원단", "어디에 쓸 냉감 원단인지는 아직 미정", IN),
        ("소결하는 단계", "소결조제 종류는 비공개, 1500℃에서 소결", IN),
    ],
)
def test_what_is_open_of_it(thing: str, text: str, expected: str) -> None:
    assert label(thing, text) == expected
