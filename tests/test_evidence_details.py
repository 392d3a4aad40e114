"""Where, which way, how much and in which order: the words are said, yet told differently."""

from __future__ import annotations

import pytest
from charts import label


@pytest.mark.parametrize(
    ("element", "query", "expected"),
    [
        ("상기 팬의 후방에 배치되는 히터", "히터는 팬 앞쪽에 있습니다", "미대응"),
        ("상기 팬의 후방에 배치되는 히터", "팬 뒤쪽에 히터를 뒀어요", "대응"),
        ("흡습층의 상부에 적층된 통기층", "통기층이 흡습층 밑에 깔립니다", "미대응"),
        ("흡수층의 하부에 적층된 방수층", "흡수층이 방수층 위에 얹혀요", "대응"),
        ("내측면에 코팅된 세라믹층", "냄비 바깥면만 세라믹 코팅, 안쪽은 스텐", "미대응"),
        ("상기 본체의 상부에 결합되는 뚜껑", "하부에 필터가 있는 본체와 뚜껑", "대응"),
        ("상기 하우징의 후면에 부착되는 자석", "전면엔 화면, 후면엔 자석", "대응"),
        ("상하 방향으로 이동하는 블레이드", "칼날이 좌우로 움직여요", "미대응"),
        ("곱게 분쇄하는 단계", "굵게 빻아요", "미대응"),
        ("곱게 분쇄하는 단계", "분쇄해요", "판단불가"),
        ("고속으로 교반하는 단계", "빠르게 저어 섞음", "대응"),
        ("얇은 두께의 시트", "두꺼운 시트", "미대응"),
        ("육각형 단면의 손잡이", "손잡이 단면이 동그란 펜", "미대응"),
        ("여성용 갱년기 개선", "남성 갱년기에 좋은", "미대응"),
    ],
)
def test_a_detail_is_told_of_what_its_clause_tells_of(element, query, expected):
    assert label(element, query) == expected


@pytest.mark.parametrize(
    ("element", "query", "expected"),
    [
        ("볶은 후에 분쇄하는 단계", "먼저 갈아서 볶습니다", "미대응"),
        ("볶은 후에 분쇄하는 단계", "볶기 전에 씻고, 볶아서 갈아요", "대응"),
        ("염색 전에 정련하는 단계", "염색하고 나서 정련합니다", "미대응"),
        ("세안 후 사용되는 팩", "세안 전에 바르는 팩", "미대응"),
        ("물로 세척한 후 비눗물로 세척하는 단계", "물로 씻은 다음 비눗물로 세척", "대응"),
    ],
)
def test_what_is_done_first(element, query, expected):
    assert label(element, query) == expected


@pytest.mark.parametrize(
    ("element", "query", "expected"),
    [
        ("간장에 절이는 단계", "소금물에 절인 깻잎", "미대응"),
        ("식초에 절이는 단계", "소금물에 헹궈 식초에 절임", "대응"),
        ("2회 이상 수세하는 단계", "한 번만 헹굼", "미대응"),
        ("한 쌍의 롤러", "롤러 하나로 굴려요", "미대응"),
        ("복수의 통기공", "통기 구멍이 딱 하나", "미대응"),
    ],
)
def test_another_medium_and_number(element, query, expected):
    assert label(element, query) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("원통형 몸체", "실린더 모양 바디의 가습기", "대응"),
        ("구형의 하우징", "구체 하우징에 모터 내장", "대응"),
        ("상판의 가장자리에 형성된 홈", "상판 뒤쪽 엣지에 홈", "대응"),
        ("목 둘레에 착용되는 본체", "목에 거는 본체", "대응"),
        ("저녁 식사 대용의", "저녁식사 대용 죽", "대응"),
        ("습식 분쇄하는 단계", "현미를 물 부어 갈고 체에 거름", "대응"),
    ],
)
def test_details_in_other_words(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected
