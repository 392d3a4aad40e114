import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.quantities import (
    NEAR_MISS,
    check,
    check_ratio,
    find_quantities,
    find_ratios,
    in_parts,
    settled,
    stated_quantities,
)


def only(text):
    found = find_quantities(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("5%", 5, 5, "%"),
        ("0.1 내지 10중량%", 0.1, 10, "중량%"),
        ("0.1중량% 내지 5중량%", 0.1, 5, "중량%"),
        ("1.5∼2.0 wt%", 1.5, 2.0, "중량%"),
        ("5 중량% 이상 10 중량% 이하", 5, 10, "중량%"),
        ("10 중량% 이하", -math.inf, 10, "중량%"),
        ("3 wt% or less", -math.inf, 3, "중량%"),
        ("2.5 중량% 이상", 2.5, math.inf, "중량%"),
        ("pH 4~6", 4, 6, "pH"),
        ("SPF50+", 50, 50, "SPF"),
        ("100~25,000cP", 0.1, 25, "Pa·s"),
        ("500ppm", 0.05, 0.05, "중량%"),
        ("20 mg/ml", 2, 2, "w/v%"),
        ("3시간 동안", 10800, 10800, "s"),
        ("1 × 10^8 CFU/g", 1e8, 1e8, "CFU/g"),
        ("10^7 내지 10^9 CFU/g", 1e7, 1e9, "CFU/g"),
        ("50억 CFU/g", 5e9, 5e9, "CFU/g"),
        ("10⁹ CFU/g", 1e9, 1e9, "CFU/g"),
        ("20만 Da", 2e5, 2e5, "Da"),
        ("1.5 MDa", 1.5e6, 1.5e6, "Da"),
        ("30mg/g", 3, 3, "중량%"),
        ("2 g/100 g", 2, 2, "중량%"),
        ("9,000ppm(w/w)", 0.9, 0.9, "중량%"),
        ("5‰", 0.5, 0.5, "%"),
        ("EGCG12%", 12, 12, "%"),
        ("7퍼", 7, 7, "%"),
        ("6〜12％", 6, 12, "%"),
        ("영하 5도", -5, -5, "℃"),
        ("유리전이온도 -10 내지 20℃", -10, 20, "℃"),
        ("접촉각 120도", 120, 120, "°"),
        ("0.5M", 0.5, 0.5, "mol/L"),
        ("250바", 2.5e7, 2.5e7, "Pa"),
        ("24 hours", 86400, 86400, "s"),
        ("3 내지 5 범위의 pH를 갖는", 3, 5, "pH"),
        ("4 × 10-3 중량%", 0.004, 0.004, "중량%"),
        ("4×10⁻³ 중량%", 0.004, 0.004, "중량%"),
        ("2.0E7 CFU", 2e7, 2e7, "CFU"),
        ("7% 넘게", 7, math.inf, "%"),
        ("7%보다 적게", -math.inf, 7, "%"),
        ("pH 6.5 ± 0.5", 6, 7, "pH"),
        ("두께 4±1mm", 0.003, 0.005, "m"),
        ("3×10⁷ CFU/mL", 3e7, 3e7, "CFU/mL"),
        ("점도 2만 5천 cps", 25, 25, "Pa·s"),
        ("4000mPa.s", 4, 4, "Pa·s"),
        ("12,000×g로", 12000, 12000, "×g"),
        ("25 mN/m", 0.025, 0.025, "N/m"),
        ("20 N/mm2", 2e7, 2e7, "Pa"),
        ("4 mg/cm2", 40, 40, "g/m2"),
        ("300 IU/g", 300, 300, "IU/g"),
        ("적어도 40중량%", 40, math.inf, "중량%"),
        ("최소 3% 최대 5%", 3, 5, "%"),
        ("최대 3중량%", -math.inf, 3, "중량%"),
        ("7 ng/mL", 7e-7, 7e-7, "w/v%"),
        ("40 mg/dL", 0.04, 0.04, "w/v%"),
        ("mL당 6mg", 0.6, 0.6, "w/v%"),
        ("200 mL당 5 g", 2.5, 2.5, "w/v%"),
        ("0.4 ㎍/㎕", 0.04, 0.04, "w/v%"),
        ("6㎎/㎖", 0.6, 0.6, "w/v%"),
        ("80 μmol m-2 s-1", 8e-5, 8e-5, "mol/m2s"),
        ("80 µmol·m⁻²·s⁻¹", 8e-5, 8e-5, "mol/m2s"),
        ("12 mM", 0.012, 0.012, "mol/L"),
        ("8프로 함유", 8, 8, "%"),
        ("3시간 반", 12600, 12600, "s"),
        ("1시간 20분", 4800, 4800, "s"),
        ("사흘 동안", 259200, 259200, "s"),
        ("두 시간 교반", 7200, 7200, "s"),
        ("흡유량 90mL/100g", 9e-4, 9e-4, "L/g"),
        ("한계산소지수는 29", 29, 29, "LOI"),
        ("3 phr", 3, 3, "중량부"),
    ],
)
def test_reads_amounts_and_ranges(text, low, high, unit):
    quantity = only(text)
    assert (quantity.low, quantity.high, quantity.unit) == (
        pytest.approx(low),
        pytest.approx(high),
        unit,
    )


@pytest.mark.parametrize(
    "text",
    [
        "1,2-헥산다이올",
        "폴리솔베이트60",
        "3개월",
        "2026년 출시",
        "탄소수 6",
        "하루 두 번 바르는",
        "1 프로판올",
    ],
)
def test_leaves_numbers_that_are_no_amounts(text):
    assert find_quantities(text) == ()


def test_a_hyphen_before_a_share_is_no_sign():
    assert [q.low for q in find_quantities("정제수 - 60%, PS-15 2%")] == [60, 2]


def test_values_of_different_scales_are_no_range():
    temperature, time = find_quantities("30도에서 4일 숙성")
    assert (temperature.unit, time.unit) == ("℃", "s")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5:1", 5, 5),
        ("부피비 3:7 내지 6:4", 3 / 7, 1.5),
        ("50~70:30~50", 1, 70 / 30),
        ("중량비 1/4", 0.25, 0.25),
        ("3대1 비율", 3, 3),
    ],
)
def test_reads_ratios(text, low, high):
    (ratio,) = find_ratios(text)
    assert (ratio.low, ratio.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(
    ("text", "terms", "basis"),
    [
        ("1 : (0.3~3) : (0.2~4)의 중량비", [(1, 1), (0.3, 3), (0.2, 4)], "중량"),
        ("10~20:30~40:50의 부피비", [(10, 20), (30, 40), (50, 50)], "부피"),
        ("1:1:1 내지 1:4:2", [(1, 1), (1, 4), (1, 2)], ""),
        ("2:0.5:3 (w/w)", [(2, 2), (0.5, 0.5), (3, 3)], "중량"),
        ("40~60 중량부: 5~9 중량부", [(40, 60), (5, 9)], "중량"),
        ("중량비가 1: 2.5~1:4", [(1 / 4, 1 / 2.5), (1, 1)], "중량"),
        ("몰비 1/0.5 ~ 1/4", [(0.25, 2), (1, 1)], "몰"),
        ("물과 기름을 4대6으로", [(4, 4), (6, 6)], ""),
        ("A:B는 중량비로 2:5, C 1부피%", [(2, 2), (5, 5)], "중량"),
    ],
)
def test_reads_every_term_of_a_ratio(text, terms, basis):
    (ratio,) = find_ratios(text)
    assert list(ratio.terms) == [pytest.approx(term) for term in terms]
    assert ratio.basis == basis


@pytest.mark.parametrize(
    ("stated", "claimed", "verdict"),
    [
        ("2:4:1", "1 : (1~3) : (0.4~2)", "inside"),
        ("2:7:1", "1 : (1~3) : (0.4~2)", "outside"),
        ("25:25:25:25", "20~30:20~30:20~30:20~30", "inside"),
        ("10:20:30:40", "20~30:20~30:20~30:20~30", "outside"),
        ("1:2~5:1~2", "1 : (1~3) : (0.4~2)", "overlaps"),
        ("1:2", "1:2:3", "incomparable"),
        ("1:2 (v/v)", "1:2의 중량비", "incomparable"),
        ("1:2", "1:2의 중량비", "inside"),
    ],
)
def test_a_ratio_fits_as_a_whole(stated, claimed, verdict):
    (said,), (asked,) = find_ratios(stated), find_ratios(claimed)
    assert check_ratio(said, asked).verdict == verdict


@pytest.mark.parametrize("text", ["O/W 크림", "2027/05/01", "1/2개 사용"])
def test_leaves_what_is_no_ratio(text):
    assert find_ratios(text) == ()


def test_parts_of_a_base_are_counted_in_its_own_unit():
    base, part = find_quantities("배추 40kg, 소금 2kg")
    parts = in_parts(part, base)
    assert parts.low == pytest.approx(5)
    assert parts.unit == "중량부"
    assert parts.low / parts.scale == pytest.approx(2)
    assert in_parts(only("5%"), base) is None


def test_about_a_value_is_that_value_in_a_product():
    assert check(settled(only("약 3%")), only("1 내지 3중량%")).verdict == "inside"


def test_two_amounts_stay_two():
    first, second = find_quantities("나이아신아마이드 2%, 판테놀 3%")
    assert (first.low, second.low) == (2, 3)


@pytest.mark.parametrize(
    ("stated", "claimed", "verdict", "deviation", "near"),
    [
        ("1%", "1 내지 5중량%", "inside", None, False),
        ("5%", "1 내지 5중량%", "inside", None, False),
        ("5%", "1중량% 이상 5중량% 미만", "outside", "상한 초과", True),
        ("1%", "1중량% 초과", "outside", "하한 미달", True),
        ("5.4%", "1 내지 5중량%", "outside", "상한 초과", True),
        ("8%", "1 내지 5중량%", "outside", "상한 초과", False),
        ("0.5%", "1 내지 5중량%", "outside", "하한 미달", False),
        ("3~7%", "1 내지 5중량%", "overlaps", None, False),
        ("2~3%", "1 내지 5중량%", "inside", None, False),
        ("6~7%", "1 내지 5중량%", "outside", "상한 초과", False),
        ("100ppm", "0.005 내지 0.02중량%", "inside", None, False),
        ("5중량부", "1 내지 5중량%", "incomparable", None, False),
        ("9.6%", "약 10중량%", "inside", None, False),
        ("300nm", "0.1 내지 0.5㎛", "inside", None, False),
    ],
)
def test_compares_with_the_claimed_range(stated, claimed, verdict, deviation, near):
    result = check(only(stated), only(claimed))
    assert (result.verdict, result.deviation, result.near) == (verdict, deviation, near)


@given(
    st.integers(1, 500), st.integers(1, 500), st.integers(0, 1000), st.sampled_from([1, 10, 100])
)
def test_a_value_is_inside_exactly_between_the_limits(a, b, value, scale):
    low, high = sorted((a / scale, b / scale))
    claimed = only(f"{low} 내지 {high}중량%")
    result = check(only(f"{value / scale}중량%"), claimed)
    assert (result.verdict == "inside") == (low <= value / scale <= high)


@given(st.floats(0.1, 100), st.floats(1.001, 3))
def test_near_miss_ends_at_its_share_of_the_limit(limit, factor):
    limit = round(limit, 3)
    value = round(limit * factor, 3)
    if value <= limit:
        return
    result = check(only(f"{value}%"), only(f"{limit}% 이하"))
    assert result.near == (value - limit <= NEAR_MISS * limit + 1e-12)


@given(st.text(max_size=80))
def test_any_text_is_read_without_error_and_spans_fit(text):
    for quantity in find_quantities(text):
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert quantity.low <= quantity.high


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("평량 45 g/㎡", 45, "g/m2"),
        ("밀도 0.8 g/cm³", 0.8, "g/cm3"),
        ("인장강도 120N/m", 120, "N/m"),
        ("비표면적 300㎡/g", 300, "m2/g"),
        ("광량 200 µmol/m2s", 200e-6, "mol/m2s"),
        ("5mg/㎖", 0.5, "w/v%"),
        ("0.2 ㎍/㎕", 0.02, "w/v%"),
        ("백색 5000K", 5000, "K"),
        ("분자량 100만", 1e6, "Da"),
        ("MW 50kDa", 5e4, "Da"),
        ("입경 20나노급", 20e-9, "m"),
    ],
)
def test_compound_units(text, low, unit):
    (found,) = find_quantities(text)
    assert found.low == pytest.approx(low)
    assert found.unit == unit


def test_a_letter_before_a_digit_is_no_unit():
    assert [q.unit for q in find_quantities("비타민 K 5%, 원료 K2")] == ["%"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("90·70·50℃ 순으로", [(90, 90, "℃"), (70, 70, "℃"), (50, 50, "℃")]),
        ("흡수 극대 310·420 nm", [(310e-9, 310e-9, "m"), (420e-9, 420e-9, "m")]),
        ("20℃에서 3,000 내지 8,000 mPa·s", [(20, 20, "℃"), (3, 8, "Pa·s")]),
        ("30℃에서 60 내지 90℃로", [(30, 30, "℃"), (60, 90, "℃")]),
        ("아연 20mg / Mg 5중량% 용액", [(0.02, 0.02, "g"), (5, 5, "중량%")]),
        ("ZnO 0 초과~2중량%", [(0, 2, "중량%")]),
        ("-10℃~-30℃로 얼린다", [(-30, -10, "℃")]),
        ("3℃/분으로 승온", [(0.05, 0.05, "℃/s")]),
        ("분당 3℃로 승온", [(0.05, 0.05, "℃/s")]),
    ],
)
def test_lists_rates_and_ranges_after_a_condition(text, found):
    read = [(q.low, q.high, q.unit) for q in find_quantities(text)]
    assert [unit for *_, unit in read] == [unit for *_, unit in found]
    assert [pytest.approx(q[:2]) for q in found] == [q[:2] for q in read]


def test_a_bare_number_before_a_named_scale_takes_nothing_of_it():
    (found,) = find_quantities("정제수 80, pH 5.5 토너")
    assert (found.low, found.unit) == (5.5, "pH")


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("도라지를 실온에서 말림", 20, 25, "℃"),
        ("끓는 물에 담금", 100, 100, "℃"),
        ("냉장고에서 숙성", 0, 10, "℃"),
        ("반나절 졸임", 3 * 3600, 6 * 3600, "s"),
        ("두 시간 반 찜", 9000, 9000, "s"),
        ("서너 시간 찜", 3 * 3600, 4 * 3600, "s"),
        ("사흘 묵혀", 3 * 86400, 3 * 86400, "s"),
        ("3분의 1이 쌀", 100 / 3, 100 / 3, "%"),
        ("전체의 절반이 보리", 50, 50, "%"),
        ("물을 세 배로", 3, 3, "배"),
        ("날개 30도로 꺾음", 30, 30, "°"),
        ("12볼트", 12, 12, "V"),
        ("40킬로헤르츠", 40e3, 40e3, "Hz"),
        ("25프로에", 25, 25, "%"),
        ("80도를 넘지 않게", -math.inf, 80, "℃"),
    ],
)
def test_words_that_stand_for_values(text, low, high, unit):
    (found,) = stated_quantities(text)
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))
    assert found.unit == unit


@pytest.mark.parametrize(
    "text", ["제2층", "냉장고 선반", "상온 보관품", "50미리 용기", "5%가 아니라"]
)
def test_words_that_state_no_value(text):
    assert stated_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("약초 2kg당 소주 6 내지 8리터", 0.003, 0.004, "L/g"),
        ("100g당 식이섬유 3 내지 6g", 3, 6, "중량%"),
        ("100mL당 타우린 20 내지 50mg", 0.02, 0.05, "w/v%"),
        ("점토 1kg당 톱밥 20 내지 40g", 2, 4, "g/g"),
        ("체중 1kg당 5 내지 20mg을 투여", 0.0005, 0.002, "g/body"),
        ("자갈 1 내지 2톤", 1e6, 2e6, "g"),
    ],
)
def test_an_amount_is_counted_on_what_stands_before_it(text, low, high, unit):
    found = find_quantities(text)[-1]
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))
    assert found.unit == unit


def test_all_of_a_list_is_counted_on_its_base():
    assert [q.unit for q in find_quantities("점토 1kg당 톱밥 20g 및 물 100ml")] == ["g/g", "L/g"]


@pytest.mark.parametrize(
    ("text", "times"),
    [("쑥 500g에 물 4L 붓고", 8), ("물 6L에 쑥 500g", 12), ("쑥 1kg당 5L의 물로", 5)],
)
def test_water_on_a_mass_is_so_many_times_the_mass(text, times):
    assert [q.low for q in stated_quantities(text) if q.unit == "배"] == [pytest.approx(times)]


def test_half_of_another_is_no_half_of_the_whole():
    assert not find_quantities("소금 넣고 설탕은 그 절반")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("점도 이만오천 cps", 25.0, "Pa·s"),
        ("점도 6천5백 mPa·s", 6.5, "Pa·s"),
        ("일만 이천 cP", 12.0, "Pa·s"),
        ("삼투압 삼백 mOsm/kg", 0.3, "Osm/kg"),
        ("pH는 새콤하게 3.4", 3.4, "pH"),
        ("pH를 살짝 낮춰 3.8", 3.8, "pH"),
        ("균 1g당 20억 마리", 2e9, "CFU/g"),
        ("1그램에 100억 마리", 1e10, "CFU/g"),
        ("Aw 0.7", 0.7, "aw"),
    ],
)
def test_values_as_people_say_them(text, value, unit):
    (stated,) = stated_quantities(text)
    assert (stated.low, stated.unit) == (pytest.approx(value), unit)


@pytest.mark.parametrize(
    "text", ["펩타이드-1만 150ppm", "소금 5% 말고도 설탕", "pH를 맞춰 2종으로"]
)
def test_what_is_no_spoken_number(text):
    assert [(q.low, q.unit) for q in stated_quantities(text)] in (
        [(pytest.approx(0.015), "중량%")],
        [(5.0, "%")],
        [],
    )


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("4밀리 두께로", 4e-3, "m"),
        ("2미리로 썰어", 2e-3, "m"),
        ("캡슐 한 알에 아연 10미리", 1e-2, "g"),
        ("물을 타서 7도로 맞춘 막걸리", 7, "%"),
        ("25도 소주", 25, "%"),
        ("막걸리를 25도에서 숙성", 25, "℃"),
        ("막걸리에 물을 넣어 60도로 가열", 60, "℃"),
        ("분당 50회전", 50, "rpm"),
        ("펌프 1,200회/분", 1200, "rpm"),
        ("드럼은 초당 2회전", 120, "rpm"),
        ("한 변 40밀리 타일", 40e-3, "m"),
        ("스탠드는 CRI 92", 92, "연색지수"),
        ("스물네 시간", 86400, "s"),
        ("원두의 열두 배(무게)", 12, "배"),
        ("30억/g(CFU)", 3e9, "CFU/g"),
        ("a 60-mesh sieve", 60, "mesh"),
        ("12-hour soak", 43200, "s"),
    ],
)
def test_units_by_what_stands_beside_them(text, value, unit):
    (found,) = (q for q in stated_quantities(text) if q.unit == unit)
    assert found.low == pytest.approx(value)


@pytest.mark.parametrize("text", ["50미리 용기", "우유 200밀리", "10-mM", "5-HT"])
def test_what_has_no_unit_of_a_size(text):
    assert not [q for q in stated_quantities(text) if q.unit in ("m", "g")]


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("-40℃에서 12시간", -40.0),
        ("동결(-35℃ 20h)", -35.0),
        ("영하 20도 3시간", -20.0),
        ("4℃-10시간", 4.0),
        ("60℃ 5시간", 60.0),
    ],
)
def test_a_time_behind_leaves_a_temperature_its_sign(text: str, degrees: float) -> None:
    heat, time = find_quantities(text)
    assert (heat.low, heat.unit, time.unit) == (degrees, "℃", "s")
