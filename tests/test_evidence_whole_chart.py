"""A chart as a whole: its level, and what is changed to make a likelier one."""

from __future__ import annotations

import pytest

from evidence.risk import claim_level
from evidence.whole_chart import LEVELS, Cell, Levels, changes, features, level_of
from graph.schema import MATCHES, Comparison, Match, RiskLevel


def cell(
    label: Match, p: float = 0.9, *, second: Match = "대응", near: bool = False, use: bool = False
) -> Cell:
    """Return an element that has a label of probability p, nearly all the rest being another's."""
    other: Match = second if second != label else "판단불가"
    belief = dict.fromkeys(MATCHES, 0.01) | {label: p, other: 0.99 - p}
    return Cell(label, belief, label, False, near, use)


def chances(level: RiskLevel, p: float) -> dict[RiskLevel, float]:
    return {one: p if one == level else (1 - p) / 2 for one in LEVELS}


@pytest.mark.parametrize("near", [False, True])
@pytest.mark.parametrize("use", [False, True])
@pytest.mark.parametrize("label", MATCHES)
@pytest.mark.parametrize("rest", MATCHES)
def test_the_level_of_a_chart_is_that_of_the_rule(
    near: bool, use: bool, label: Match, rest: Match
) -> None:
    cells = [cell(label, near=near and label == "미대응", use=use), cell(rest)]
    rows = [
        Comparison(
            patent_element="요소",
            user_product_element=None,
            match=c.label,
            confidence=0.5,
            kind="use" if c.use else "substance",
            near_miss=c.near,
        )
        for c in cells
    ]
    assert level_of(cells) == claim_level(rows)


def test_a_lone_miss_gives_way_where_the_level_is_unlikely() -> None:
    cells = [cell("대응"), cell("대응"), cell("미대응", 0.5)]
    assert changes(cells, chances("높음", 0.9), lambda i, m: True) == {2: "대응"}
    assert changes(cells, chances("낮음", 0.9), lambda i, m: True) == {}
    assert changes(cells, chances("높음", 0.9), lambda i, m: m != "대응") == {}


def test_a_change_must_be_worth_the_labels_that_it_costs() -> None:
    cells = [cell("대응"), cell("미대응", 0.9), cell("미대응", 0.9)]
    assert changes(cells, chances("높음", 0.9), lambda i, m: True) == {}
    one = [cell("대응"), cell("대응"), cell("미대응", 0.7)]
    assert changes(one, chances("높음", 0.9), lambda i, m: True) == {2: "대응"}
    assert changes(one, chances("높음", 0.5), lambda i, m: True) == {}


def test_what_makes_a_chart_open_or_low_is_the_cheapest_label() -> None:
    met = [
        cell("대응", 0.9, second="판단불가"),
        cell("대응", 0.6, second="판단불가"),
        cell("대응", 0.5, second="판단불가", use=True),
    ]
    assert changes(met, chances("애매", 0.95), lambda i, m: True) == {1: "판단불가"}
    missed = [cell("대응"), cell("대응", 0.55, second="미대응"), cell("판단불가", 0.8)]
    assert changes(missed, chances("낮음", 0.95), lambda i, m: True) == {1: "미대응"}
    two = [cell("미대응", 0.5), cell("미대응", 0.5, second="판단불가"), cell("대응")]
    assert changes(two, chances("애매", 0.95), lambda i, m: True) == {0: "대응", 1: "판단불가"}


def test_an_unsaid_use_and_a_near_miss_weigh_as_the_levels_do() -> None:
    use = features([cell("대응"), cell("판단불가", use=True)])
    said = features([cell("대응"), cell("판단불가")])
    assert use["all met"] > said["all met"]
    assert use["level=높음"] == said["level=애매"] == use["use open"] == 1.0
    near = features([cell("대응"), cell("미대응", near=True)])
    far = features([cell("대응"), cell("미대응")])
    assert near["some missed"] < far["some missed"]
    assert near["level=애매"] == far["level=낮음"] == 1.0


def test_the_regression_adds_up_its_features() -> None:
    weights = {"missed": {"높음": -1.0, "애매": 0.0, "낮음": 2.0}}
    levels = Levels(start={"높음": 1.0, "애매": 0.0, "낮음": 0.0}, weights=weights)
    none, one = [cell("대응")] * 3, [cell("대응"), cell("대응"), cell("미대응")]
    assert levels.probabilities(none)["높음"] == pytest.approx(0.5761, abs=1e-4)
    assert sum(levels.probabilities(one).values()) == pytest.approx(1)
    assert max(LEVELS, key=levels.probabilities(one).__getitem__) == "낮음"
