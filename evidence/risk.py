"""The risk rule of ``LABELS.md``: from labels to the levels of claim, patent and product."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.schema import Comparison, PatentRisk, RiskLevel

_RANK: dict[RiskLevel, int] = {"낮음": 0, "애매": 1, "높음": 2}


def claim_level(comparisons: Sequence[Comparison]) -> RiskLevel:
    """Return the level of one claim from its chart (구성요소 완비의 원칙).

    What is protected is what the claim says (특허법 제97조): a product infringes that has every
    element as the claim joins them (대법원 2022. 10. 14. 선고 2022다223358). 높음: every element is
    대응, an unstated use aside. 낮음: at least one element is 미대응 and not a near miss. 애매:
    otherwise. A claim without elements asks for nothing that could be compared and is 애매.
    """
    if any(c.match == "미대응" and not c.near_miss for c in comparisons):
        return "낮음"
    meets = [c.match == "대응" or (c.kind == "use" and c.match == "판단불가") for c in comparisons]
    if meets and all(meets) and any(c.match == "대응" for c in comparisons):
        return "높음"
    return "애매"


def patent_level(charts: Iterable[Sequence[Comparison]]) -> RiskLevel:
    """Return the level of a patent: the highest of its independent claims'.

    Each claim is a right of its own (특허법 제215조); a dependent claim has all elements of the one
    it cites and more, so it can't be infringed where that one is not, and decides nothing.
    """
    return highest(claim_level(chart) for chart in charts)


def product_level(patents: Iterable[PatentRisk]) -> RiskLevel:
    """Return the product's overall level: the highest of the patents in force.

    A pending application is a right to watch, not one to infringe; what has ended, or never was
    granted, binds nobody.
    """
    return highest(p.risk_level for p in patents if p.in_force and not p.watch)


def claim_confidence(
    comparisons: Sequence[Comparison], trust: Mapping[RiskLevel, float] | None = None
) -> float:
    """Return the confidence of the level: that of the labels that decide it.

    높음 needs every label to be right: the least confident one. 낮음 stands with its surest
    미대응. 애매 stands with its surest open or near-miss element. Labels of one claim tend to be
    wrong together, so the level is trusted no more than it was right on written cases.

    Args:
        comparisons: the claim's chart.
        trust: how often each level was right (``evidence.calibration``); None: not counted.
    """
    level = claim_level(comparisons)
    measured = (trust or {}).get(level, 1.0)
    if level == "높음":
        return measured * min(c.confidence for c in comparisons if c.match == "대응")
    deciding = [c.confidence for c in deciding_rows(comparisons)]
    return measured * max(deciding, default=0.0)


def deciding_rows(comparisons: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """Return the rows that make the level what it is."""
    level = claim_level(comparisons)
    if level == "높음":
        return tuple(c for c in comparisons if c.match == "대응")
    if level == "낮음":
        return tuple(c for c in comparisons if c.match == "미대응" and not c.near_miss)
    return tuple(
        c for c in comparisons if c.near_miss or (c.match == "판단불가" and c.kind != "use")
    )


def highest(levels: Iterable[RiskLevel]) -> RiskLevel:
    """Return the highest of the levels; 낮음 where there is none."""
    return max(levels, key=_RANK.__getitem__, default="낮음")


def rank(level: RiskLevel) -> int:
    """Return 2 for 높음, 1 for 애매, 0 for 낮음."""
    return _RANK[level]
