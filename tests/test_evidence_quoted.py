"""What the words tell that a finding quotes: its value beside others, and what stands around it."""

from __future__ import annotations

from functools import lru_cache

import pytest

from evidence.clauses import Clauses
from evidence.glossary import FOLDER, Glossary, load_glossary
from evidence.placement import Placement
from evidence.products import read
from evidence.quantities import find_quantities
from evidence.quoted import FARTHEST, Quoted
from evidence.types import Assessment, ClaimElement
from graph.schema import Span

TEXT = "찻잎은 95℃에서 찌고, 향료는 안 넣고, 우려내기는 40℃로 합니다"
STEEPED = "35 내지 45℃에서 우려내는 단계"
STEAMED = "90 내지 100℃에서 찻잎을 찌는 단계"


@lru_cache(maxsize=1)
def glossary() -> Glossary:
    """Return the shipped glossary, loaded once."""
    return load_glossary(FOLDER)


def features(*chart: tuple[str, str], text: str = TEXT, at: int = 0) -> dict[str, float]:
    """Return the features at a place of a chart, given as elements and the words quoted."""
    results = []
    for element, words in chart:
        start = text.find(words)
        span = Span(start=start, end=start + len(words), text=words) if words else None
        results.append(
            Assessment(element=ClaimElement(text=element, kind="step"), match=None, span=span)
        )
    ranges = [find_quantities(element) for element, _ in chart]
    reading = read(text, glossary())
    told = Clauses(text, glossary())
    clauses = Placement(results, text, told).clauses
    return Quoted(results, ranges, reading, told, clauses).features(at)


def test_a_value_of_another_element_is_told_apart() -> None:
    x = features((STEEPED, "95℃"), (STEAMED, ""))
    assert x["values_agree"] == 2 / 5
    assert (x["quoted_inside"], x["quoted_outside"], x["quoted_fits_others"]) == (0, 1, 1)
    assert (x["inside_free"], x["inside_taken"], x["ranges_alike"]) == (1, 0, 1)
    assert features((STEAMED, "40℃"))["inside_lead"] > 0.5  # the other clause is more like it
    own = features((STEEPED, "40℃"), (STEAMED, ""))
    assert (own["quoted_inside"], own["quoted_outside"], own["quoted_fits_others"]) == (1, 0, 0)
    assert own["quoted_far"] == 0 < x["quoted_far"] < 1


def test_a_value_that_another_finding_quotes_is_taken() -> None:
    x = features((STEEPED, ""), (STEAMED, "40℃"))
    assert (x["inside_free"], x["inside_taken"]) == (0, 1)
    assert "quoted_values" not in x


def test_how_far_a_value_is_counts_tenfold_steps_to_a_most() -> None:
    text = "점도는 60,000cps인 크림"
    far = features(("점도가 100 내지 600cps인", "60,000cps"), text=text)["quoted_far"]
    assert far == pytest.approx(2 / FARTHEST)
    far = features(("점도가 1 내지 2cps인", "60,000cps"), text=text)["quoted_far"]
    assert far == 1


def test_what_stands_around_a_quote() -> None:
    x = features((STEEPED, "우려내기"), ("향료를 넣는 단계", "향료"))
    assert (x["quoted_first"], x["quoted_last"], x["quoted_before_denies"]) == (0, 1, 1)
    assert x["quoted_in_others"] == 0
    denied = features((STEEPED, "우려내기"), ("향료를 넣는 단계", "향료"), at=1)
    assert (denied["quoted_rest_denies"], denied["quoted_in_element"]) == (1, 1)
    assert denied["quoted_names"] > 0
    assert features(("뚜껑", "")) == {}


def test_all_are_shares() -> None:
    for at in (0, 1):
        x = features((STEEPED, "95℃"), (STEAMED, "찻잎은 95℃에서"), at=at)
        assert all(0 <= value <= 1 for value in x.values())
