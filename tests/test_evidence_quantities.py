import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.quantities import NEAR_MISS, check, find_quantities


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
    "text", ["1,2-헥산다이올", "폴리솔베이트60", "3개월", "2026년 출시", "탄소수 6"]
)
def test_leaves_numbers_that_are_no_amounts(text):
    assert find_quantities(text) == ()


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
