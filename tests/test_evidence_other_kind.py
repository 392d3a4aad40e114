"""Kinds and uses that a product is told not to be, and how much and how long in everyday words."""

from __future__ import annotations

import pytest
from charts import label, labels


@pytest.mark.parametrize(
    ("element", "query", "expected"),
    [
        ("연질캡슐", "연질캡슐로는 만들 수 없는 원료라 스틱 분말로 가요", "미대응"),
        ("정제", "정제로 찍으려다 부서져서 과립으로 바꿨어요", "미대응"),
        ("크림 제형", "크림이라고 부르기엔 너무 묽어서 로션으로 이름 붙였어요", "미대응"),
        ("패치", "패치라기보다는 바르는 겔이에요", "미대응"),
        ("연고제", "연고처럼 바르는 게 아니고 붙이는 파스예요", "미대응"),
        ("수중유형", "물에 기름이 떠 있는 O/W 말고 W/O로 갑니다", "미대응"),
        ("유중수형 에멀젼", "유화 공정 자체가 없는 오일프리 젤", "미대응"),
        ("가정용 세제", "가정용은 아니고 업소 납품용 세제예요", "미대응"),
        ("유약층", "유약은 바르지 않고 한 번만 구운 화분", "미대응"),
        ("크림 제형", "스틱으로는 안 만들고 크림으로 갑니다", "대응"),
        ("크림 제형", "크림처럼 부드러운 게 장점인 수분크림", "대응"),
        ("정제", "과립으로 하려다 정제로 변경했습니다", "대응"),
    ],
)
def test_a_kind_that_the_product_is_not(element, query, expected):
    assert label(element, query) == expected


@pytest.mark.parametrize(
    ("element", "query", "expected"),
    [
        ("탈모 방지용", "탈모 쪽은 아예 안 노리고 두피 각질만 봅니다", "미대응"),
        ("주름 개선용", "주름에는 기대하지 마시고 보습만 보세요", "미대응"),
        ("수면 개선용", "수면 관련 문구를 넣을 생각은 없어요, 테아닌 들어갑니다", "미대응"),
        ("수면 개선용", "수면 관련 문구를 넣을지 말지는 임상 보고 정해요", "판단불가"),
        ("치아 미백용", "치아 하얘지는 치약은 아니고요, 시린 이에만 초점을 맞췄어요", "미대응"),
        ("미백용", "미백 크림이 아니라 보습 크림", "미대응"),
        ("미백용", "미백 크림이 아니라 미백 앰플", "대응"),
        ("섬유 유연용", "섬유유연제로 오해하시는데 세탁조 청소용 가루예요", "미대응"),
        ("수면 개선용", "다른 기능은 포기하고 수면 개선 하나만", "대응"),
    ],
)
def test_a_use_that_the_product_is_not_for(element, query, expected):
    assert label(element, query) == expected


@pytest.mark.parametrize(
    ("element", "query", "expected"),
    [
        ("프로판다이올을 8 내지 15중량% 포함", "글리세린 10%, 프로판디올은 그 절반", "미대응"),
        ("베타인을 5 내지 10중량% 포함", "글리세린은 4%, 베타인은 그 두 배", "대응"),
        ("셀룰로오스를 30 내지 50중량% 포함", "셀룰로오스는 전체의 1/4 들어가요", "미대응"),
        ("판테놀을 1 내지 5중량% 포함", "판테놀은 0.3프로라네요", "미대응"),
        ("pH가 5 내지 7", "시제품 pH를 찍어보니까 9.1이 나왔어요", "미대응"),
        ("1회 섭취량이 300 내지 600mg", "한 번에 500mg씩 드세요", "대응"),
        ("1일 2회 도포하는", "주 1회만 바르는 필링젤", "미대응"),
        ("내용량이 50 내지 500ml", "용량은 30밀리짜리 미니어처", "미대응"),
        ("두께가 1 내지 5mm", "두께 3밀리짜리 매트", "대응"),
    ],
)
def test_amounts_in_everyday_words(element, query, expected):
    assert label(element, query) == expected


@pytest.mark.parametrize(
    ("step", "query", "expected"),
    [
        ("원단을 1 내지 2시간 침지하는 단계", "원단 담그는 시간을 5분만 줍니다", "미대응"),
        ("원단을 1 내지 2시간 침지하는 단계", "원단 담그는 시간을 90분 줍니다", "대응"),
        ("200 내지 230℃에서 굽는 단계", "빵 굽는 온도를 150도로 낮췄습니다", "미대응"),
        ("콩을 30일 내지 60일간 발효하는 단계", "콩 띄우는 기간이 일주일이라 짧아요", "미대응"),
    ],
)
def test_how_long_a_step_lasts(step, query, expected):
    assert labels(query, step, "원단, 빵 또는 된장의 제조방법")[0] == expected


@pytest.mark.parametrize(
    ("element", "query", "expected"),
    [
        ("산성 세정제", "산성 세제 아니고 중성이라 손에 순해요", "미대응"),
        ("수용성 비타민 유도체", "물에 안 녹아서 오일에 먼저 녹이는 비타민 E 유도체", "미대응"),
        ("난연성", "불에 닿으면 확 타버리는 면 커튼", "미대응"),
        ("난연성", "불을 대도 잘 안 타는 커튼", "대응"),
        ("상온에서 액상", "굳은 왁스라 상온에서 액체 상태는 아니에요", "미대응"),
        ("가요성", "구부리면 뚝 부러지는 자", "미대응"),
    ],
)
def test_qualities_told_otherwise(element, query, expected):
    assert label(element, query) == expected
