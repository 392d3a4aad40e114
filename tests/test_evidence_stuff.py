"""What a part is made of, and how it is joined (``evidence.weighing.stuff``, ``details``)."""

from __future__ import annotations

import pytest
from charts import label


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("면으로 이루어진 표면층", "겉면은 순면, 속은 펄프인 패드", "대응"),
        ("면으로 이루어진 표면층", "겉면이 폴리프로필렌인 패드", "미대응"),
        ("면으로 이루어진 표면층", "겉면이 보들보들한 패드", "판단불가"),
        ("유리 재질의 용기 본체", "뚜껑은 플라스틱, 통은 유리인 찬통", "대응"),
        ("황동으로 이루어진 손잡이", "손잡이는 놋쇠로 만든 원목 서랍장", "대응"),
        ("스테인리스강으로 이루어진 몸체", "스텐 304 수저", "대응"),
        ("알루미늄으로 형성된 본체", "방수 되는 손전등", "판단불가"),
        ("메모리폼으로 이루어진 충전재", "속통은 메모리폼이고 커버는 면인 방석", "대응"),
    ],
)
def test_what_a_part_is_made_of(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("본체에 회동 가능하게 결합되는 손잡이", "손잡이가 접히는 냄비", "대응"),
        ("본체에 회동 가능하게 결합되는 손잡이", "손잡이 달린 냄비", "판단불가"),
        ("본체에 회동 가능하게 결합되는 손잡이", "손잡이가 몸체에 고정된 냄비", "미대응"),
        ("슬라이딩 가능하게 결합되는 덮개", "덮개를 옆으로 밀어 여는 통", "대응"),
        ("슬라이딩 가능하게 결합되는 덮개", "덮개 있는 통", "판단불가"),
        ("상기 본체와 일체로 형성되는 손잡이", "손잡이를 떼었다 붙였다 하는 쟁반", "미대응"),
    ],
)
def test_how_a_part_is_joined(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("비닐기 함유 폴리오가노실록산", "비닐실록산을 굳힌 고무", "대응"),
        ("비닐기 함유 폴리오가노실록산", "실리콘으로 만든 고무", "판단불가"),
        ("폴리도파민으로 코팅된 나노입자", "코팅하지 않은 나노입자", "미대응"),
        ("쌀가루, 소금 및 물로 이루어진", "쌀가루, 소금, 물 딱 세 가지만 넣은 떡", "대응"),
        ("쌀가루, 소금 및 물로 이루어진", "쌀가루, 소금, 물에 설탕도 넣은 떡", "미대응"),
        ("쌀가루, 소금 및 물로 이루어진", "쌀가루, 소금, 물로 찐 떡", "판단불가"),
        ("땅콩 100%로 이루어진", "땅콩만 갈아 만든 잼", "대응"),
    ],
)
def test_what_a_thing_bears_and_what_closes_a_list(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("유통기한이 6개월 이상인", "유통기한 12개월 잼", "대응"),
        ("유통기한이 6개월 이상인", "소비기한 3개월짜리 잼", "미대응"),
        ("사과를 착즙하는 단계", "사과에서 단물을 뺍니다", "대응"),
        ("레몬즙", "레몬에서 즙을 빼서 넣은 소스", "대응"),
        ("투명한 용기", "불투명 용기의 린스와 투명 용기의 샴푸", "대응"),
    ],
)
def test_months_and_drawing_out(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("모서리에 폴리에틸렌 노즐이 융착된", "모서리에 PP 노즐을 융착", "미대응"),
        ("탄소섬유 복합재 대", "대는 스틸", "미대응"),
        ("탄소섬유 복합재 샤프트", "스틸샤프트에 페이스는 카본", "미대응"),
        ("탄소섬유 복합재 샤프트", "CFRP 샤프트", "대응"),
        ("스테인리스 손잡이", "손잡이는 나무", "미대응"),
        ("크라프트지로 이루어진 외층", "외층은 종이 계열", "판단불가"),
        ("크라프트지로 이루어진 외층", "종이는 안 씁니다", "미대응"),
        ("폴리에틸렌 외층", "PET12(겉) / AL7 / PE80(안쪽 실란트)", "미대응"),
        ("라이다 센서", "LiDAR 달린 청소기", "대응"),
    ],
)
def test_a_part_named_by_its_stuff(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("폴리에스테르 필라멘트 40 내지 60중량%", "원단 혼용률 폴리에스터 50%, 나일론 50%", "대응"),
        ("SK5 강재의 가위날", "가위날은 에스케이5", "대응"),
        ("SK5 강재의 가위날", "가위날은 SKD11", "미대응"),
        ("은 또는 구리를 포함하는 항균 섬유로 된 겉감층", "겉감은 구리사 항균 원단", "대응"),
    ],
)
def test_fibres_and_steels_by_their_names(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("면 섬유 50 내지 70중량%", "면 65 폴리 35 맨투맨 원단", "대응"),
        ("면 섬유 50 내지 70중량%", "티셔츠(면 90%, 스판덱스 10%)", "미대응"),
        ("폴리우레탄 탄성사 5 내지 15중량%", "나일론 88/스판 12 레깅스 원단", "대응"),
        ("키토산이 부착되며", "나일론 88/스판 12 레깅스 원단", "판단불가"),
    ],
)
def test_blends_of_fibres_without_a_unit(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected
