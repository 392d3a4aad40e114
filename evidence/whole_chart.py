"""A chart as a whole: the level that its labels together make likely.

Labels that are each the likeliest can make an unlikely chart: of eight elements that are met, the ninth is
rarely missed. A regression that was fitted on charts of written cases (``python -m finetune.second_look``)
tells how probable each level is where the labels are this probable. A chart is changed to another level, by
the fewest and cheapest labels that make it so, where more answers, the level among them, are then expected
to be right: the sum of their probabilities rises.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from graph.schema import Match, RiskLevel

LEVELS: tuple[RiskLevel, ...] = ("높음", "애매", "낮음")
LEAST = 1e-4
"""Probabilities are held this far from 0 and 1."""
NONE = -math.log(1 / LEAST - 1)
"""Log odds of what no element has."""


class Cell(NamedTuple):
    """An element in a chart: its label, what speaks for each label, and what the rules said."""

    label: Match
    belief: Mapping[Match, float]
    by_rules: Match
    hard: bool
    """Whether the rules took their label for settled."""
    near: bool
    use: bool

    @property
    def meets(self) -> bool:
        """Whether it stands in the way of no 높음."""
        return self.label == "대응" or (self.use and self.label == "판단불가")

    @property
    def misses(self) -> bool:
        """Whether it alone makes 낮음."""
        return self.label == "미대응" and not self.near


class Levels(BaseModel):
    """The regression: for each level its score before any feature, and what each feature adds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: dict[RiskLevel, float]
    weights: dict[str, dict[RiskLevel, float]]

    def probabilities(self, cells: Sequence[Cell]) -> dict[RiskLevel, float]:
        """Return the probability of each level of a chart; they sum to 1."""
        x = features(cells)
        scores = {
            level: start + sum(w[level] * x[name] for name, w in self.weights.items())
            for level, start in self.start.items()
        }
        highest = max(scores.values())
        shares = {level: math.exp(score - highest) for level, score in scores.items()}
        total = sum(shares.values())
        return {level: share / total for level, share in shares.items()}


def features(cells: Sequence[Cell]) -> dict[str, float]:
    """Return what the regression weighs of a chart, by name; probabilities as log odds."""
    met = [c.belief["대응"] + (c.belief["판단불가"] if c.use else 0) for c in cells]
    missed = [0.0 if c.near else c.belief["미대응"] for c in cells]
    unsaid = [c.belief["판단불가"] for c in cells if not c.use]
    all_met, none_missed = math.prod(met), math.prod(1 - p for p in missed)
    least_met, most_missed, most_open = sorted(met), sorted(missed)[::-1], sorted(unsaid)[::-1]

    def odds(p: float) -> float:
        p = min(max(p, LEAST), 1 - LEAST)
        return math.log(p / (1 - p))

    def at(values: Sequence[float], place: int, otherwise: float) -> float:
        return odds(values[place] if place < len(values) else otherwise)

    level = level_of(cells)
    return {
        "all met": odds(all_met),
        "some missed": odds(1 - none_missed),
        "some open": odds(none_missed - all_met),
        "least met": at(least_met, 0, 1),
        "second least met": at(least_met, 1, 1),
        "most missed": at(most_missed, 0, 0),
        "second most missed": at(most_missed, 1, 0),
        "third most missed": at(most_missed, 2, 0),
        "most open": at(most_open, 0, 0),
        "second most open": at(most_open, 1, 0),
        "surest miss": max((odds(c.belief["미대응"]) for c in cells if c.misses), default=NONE),
        "surest open": max(
            (odds(c.belief["판단불가"]) for c in cells if c.label == "판단불가" and not c.use),
            default=NONE,
        ),
        "surest hard miss": max(
            (odds(c.belief["미대응"]) for c in cells if c.hard and c.by_rules == "미대응"),
            default=NONE,
        ),
        "elements": float(len(cells)),
        "missed": float(sum(c.label == "미대응" for c in cells)),
        "open": float(sum(c.label == "판단불가" for c in cells)),
        "missed by the rules": float(sum(c.by_rules == "미대응" for c in cells)),
        "open by the rules": float(sum(c.by_rules == "판단불가" for c in cells)),
        "use open": float(any(c.use and c.label == "판단불가" for c in cells)),
        **{f"level={one}": float(one == level) for one in LEVELS},
    }


def level_of(cells: Sequence[Cell]) -> RiskLevel:
    """Return the level of a chart as ``evidence.risk.claim_level`` does."""
    if any(c.misses for c in cells):
        return "낮음"
    all_met = all(c.meets for c in cells) and any(c.label == "대응" for c in cells)
    return "높음" if all_met else "애매"


def changes(
    cells: Sequence[Cell],
    chances: Mapping[RiskLevel, float],
    may: Callable[[int, Match], bool],
) -> dict[int, Match]:
    """Return the labels to change, by the elements' places, so that more answers are expected to be right.

    Args:
        cells: the chart.
        chances: the probability of each level.
        may: whether the element of a place may have a label; a 미대응 that would be a near miss may not.

    Returns:
        Nothing where no other level is worth its labels.
    """

    def cost(i: int, label: Match) -> float:
        return cells[i].belief[cells[i].label] - cells[i].belief[label]

    def cheapest(places: Sequence[int], labels: Sequence[Match]) -> tuple[int, Match] | None:
        possible = [(i, label) for i in places for label in labels if may(i, label)]
        return min(possible, key=lambda one: cost(*one), default=None)

    def towards(level: RiskLevel) -> dict[int, Match] | None:
        every = range(len(cells))
        if level == "낮음":
            one = cheapest([i for i in every if cells[i].label != "미대응"], ["미대응"])
            return dict([one]) if one else None
        wanted: Sequence[Match] = ["대응"] if level == "높음" else ["대응", "판단불가"]
        wrong = [i for i in every if not cells[i].meets and (level == "높음" or cells[i].misses)]
        found = [cheapest([i], wanted) for i in wrong]
        made = dict(one for one in found if one)
        if len(made) < len(wrong):
            return None
        after = [c._replace(label=made.get(i, c.label)) for i, c in enumerate(cells)]
        if level_of(after) == level:
            return made
        one = cheapest([i for i in every if not cells[i].use], ["판단불가"])
        return {**made, **dict([one])} if one else None

    now = level_of(cells)
    best: dict[int, Match] = {}
    most = 0.0
    for level in LEVELS:
        made = None if level == now else towards(level)
        if made:
            gain = chances[level] - chances[now] - sum(cost(i, m) for i, m in made.items())
            if gain > most:
                best, most = made, gain
    return best
