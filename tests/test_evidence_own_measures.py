"""Values without the name of what is measured, vessels by their use, and choices that are still open."""

from __future__ import annotations

import pytest

from tests.charts import label


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("상기 용기의 용량이 200 내지 350ml인", "어린이 빨대 물병 300ml", "대응"),
        ("상기 용기의 용량이 200 내지 350ml인", "0.5 L / 스텐 물병 / 빨대 뚜껑", "미대응"),
        ("총 중량이 3kg 이하인", "카본 접이식 휠체어 2.8kg", "대응"),
        ("총 중량이 3kg 이하인", "휠체어는 5kg, 등받이 각도 조절", "미대응"),
        ("총 중량이 30kg 이하인", "드럼세탁기 21kg", "판단불가"),
        ("1회 1 내지 2cc를 토출하는 누름 헤드", "헤드를 한 번 누르면 1.5cc 나오는 펌프", "대응"),
        ("1회 1 내지 2cc를 토출하는 누름 헤드", "핸드솝 펌프, 1회 토출 4cc", "미대응"),
        ("일회용 용기에 충전된", "unit-dose 타입 안약", "대응"),
        ("일회용 용기에 충전된", "다회용 병에 담은 안약", "미대응"),
        ("분무 용기에 수용되는", "걸어 두는 탈취제(뿌리는 거 아님)", "미대응"),
        ("각도 차이가 10도 이상이면", "자세가 10˚ 이상 차이 나면 알려 주는 앱", "대응"),
        ("에탄올 60 내지 80부피%", "에탄올 90부피퍼센트 손소독제", "미대응"),
        ("섬유 탈취제", "의류 탈취 스프레이", "대응"),
        ("인산염 완충제", "인산염 버퍼로 맞춘 점안액", "대응"),
        ("인산염 완충제 및 붕산염 완충제 중 어느 하나", "붕산염 완충액을 쓴 점안액", "대응"),
        ("대나무 펄프를 물에 분산시킨 슬러리", "볏짚 펄프로 찍은 접시", "미대응"),
        ("실리콘-탄소 복합체를 포함하는 음극", "Si/C composite anode, 리튬전지", "대응"),
        ("딸기를 세척", "설탕을 줄인 딸기잼", "판단불가"),
    ],
)
def test_values_and_vessels_by_themselves(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        (
            "상기 뚜껑의 하부에 설치된 활성탄 필터",
            "뚜껑 아래 필터는 넣는데 활성탄으로 할지 세라믹으로 할지 아직 미정입니다.",
            "판단불가",
        ),
        (
            "상기 손잡이의 하단에 형성된 충전 단자",
            "충전 단자는 C타입인데 손잡이 아래일지 옆일지 논의 중.",
            "판단불가",
        ),
        (
            "상기 뚜껑의 하부에 설치된 활성탄 필터",
            "뚜껑 아래 활성탄 필터를 달았고, 색은 흰색으로 할지 검정으로 할지 미정.",
            "대응",
        ),
        ("수분을 측정하는 수분 센서", "pH센서 뺀 보급형 화분", "판단불가"),
    ],
)
def test_choices_that_are_open(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("쌀겨 발효: 42℃, 48시간", "미대응"),
        ("쌀겨를 35℃에서 이틀 발효", "대응"),
        ("쌀겨 발효 온도는 미정", "판단불가"),
    ],
)
def test_a_bare_value_is_of_the_step_behind_it(text: str, expected: str) -> None:
    others = ("24 내지 72시간 동안 발효시키는 단계", "쌀겨 발효물의 제조방법")
    assert label("30 내지 37℃에서", text, *others) == expected


def test_a_bare_name_that_bears_parts_is_a_part() -> None:
    others = ("상기 베이스의 상면에 설치된 충전 패드", "탁상용 스탠드")
    assert label("베이스", "책상 스탠드", *others) == "판단불가"
    assert label("베이스", "받침대에 충전 패드를 넣은 책상 스탠드", *others) == "대응"


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("볼 지름이 0.3 내지 0.5mm인 팁", "0.38 중성펜 블랙", "대응"),
        ("볼 지름이 0.3 내지 0.5mm인 팁", "1.0mm 유성 볼펜", "미대응"),
        ("외경이 4 내지 5mm인 튜브", "14Fr 흡인 카테터", "대응"),
        ("외경이 4 내지 5mm인 튜브", "20 Fr 흡인 카테터", "미대응"),
        ("미세먼지 차단 효율이 94% 이상", "KF94 일회용 마스크", "대응"),
        ("미세먼지 차단 효율이 94% 이상", "FFP1 방진 마스크", "미대응"),
        ("쇼어 A 경도 40 내지 60의 고무 패드", "고무 패드 쇼어 A 52도", "대응"),
        ("쇼어 A 경도 40 내지 60의 실리콘 패드", "silicone 70A 패드", "미대응"),
        ("1일 1회 부착하여 24시간 동안 약물을 방출하는", "하루 1매씩 붙이면 24시간 지속", "대응"),
        ("1일 1회 부착하여 24시간 동안 약물을 방출하는", "하루 한 장 붙이는 패치", "판단불가"),
    ],
)
def test_values_by_which_goods_are_named(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("유산균 다섯 종을 담아 하루 200억", "대응"),
        ("비피더스 캡슐, 1캡슐에 3000억", "미대응"),
        ("유산균 회사, 하루 300억 원 매출", "판단불가"),
    ],
)
def test_a_count_of_microbes_a_day_needs_no_unit(text: str, expected: str) -> None:
    assert label("1일 섭취량당 생균수가 1×10^9 내지 1×10^11 CFU", text) == expected
