"""Which single changes of the product would bring a patent from 높음 down, by the risk rule.

A change counts only where the level, computed again over all independent claims with the changed
rows, is lower. A use that is only not advertised is still the same product, and another category
is another product: neither is offered.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evidence.chart_check import Names, founded, nothing, quote
from evidence.chart_words import asks_for_absence, claimed_amount, element_name, rules
from evidence.claims import is_closed
from evidence.particles import settle
from evidence.quantities import NEAR_MISS, Quantity, check
from evidence.risk import patent_level
from graph.schema import Claim, Comparison, DesignAround, Product, RiskLevel

MOST_CHANGES = 4
"""Changes offered for one patent."""
CLEAR = 1.001
"""By how much more than the near miss an amount is moved for the check."""

_WATER = re.compile(r"(?:잔량의?\s*)?(?:정제수|증류수|탈이온수|물)")
_FORM = re.compile(
    r"스틱|크림|로션|겔|젤|밤|오일|에센스|세럼|앰플|쿠션|패치|정제|캡슐|과립|분말|파우더|스프레이|미스트|폼|시트"
    r"|필름|에멀[젼션]|유액|패드|팩|마스크"
)
_METHOD = re.compile(r"방법[\s.]*$")
_CHANGES = {
    "substance": "{0}을(를) 빼거나 청구항에 없는 다른 것으로 바꾸기",
    "emulsion": "유화 형태를 {0}이(가) 아닌 것으로 바꾸기",
    "category": "제형을 {0}이(가) 아닌 것으로 바꾸기",
    "structure": "{0}을(를) 없애거나 다른 구조로 바꾸기",
    "step": "{0}을(를) 거치지 않는 방법으로 바꾸기",
    "property": "{0} 조건을 벗어나게 하기",
}
_MOVE = "{0}의 {2}을(를) {1} 밖으로, 한계값에서 충분히 떨어지게 옮기기"
_ADD_EXCLUDED = "{0} 조건이 배제한 것을 넣기"
_ADD_FURTHER = "청구항이 열거하지 않은 성분을 더 넣기 ({0})"


@dataclass(frozen=True)
class Change:
    """One change of the product, not yet verified."""

    row: Comparison
    text: str
    below: float | None = None
    above: float | None = None
    unit: str | None = None


def design_around(
    regit_num: str,
    charts: Sequence[tuple[Claim, Sequence[Comparison]]],
    product: Product,
    *,
    near_miss: float = NEAR_MISS,
    names: Names = nothing,
) -> tuple[DesignAround, ...]:
    """Return the single changes that would bring a patent from 높음 down.

    Args:
        regit_num: the patent.
        charts: its independent claims with their charts, the deciding one first.
        product: what the user wrote.
        near_miss: share of a limit within which a value is still a near miss.
        names: finds the substances a sentence names, for the check against both texts.
    """
    claim, rows = charts[0]
    sources = (product.text, *(c.text for c, _ in charts), *(r.patent_element for r in rows))
    made = []
    for change in _changes(claim, rows, charts, near_miss):
        level = level_after(change.row, [chart for _, chart in charts])
        text = settle(change.text)
        if level == "높음" or not founded([text], sources, names):
            continue
        made.append(
            DesignAround(
                regit_num=regit_num,
                patent_element=change.row.patent_element,
                change=text,
                risk_level=level,
                below=change.below,
                above=change.above,
                unit=change.unit,
            )
        )
    return tuple(made[:MOST_CHANGES])


def level_after(row: Comparison, charts: Sequence[Sequence[Comparison]]) -> RiskLevel:
    """Return the patent's level once the product no longer has the row's element.

    What is changed is changed in every claim that asks for the same thing.
    """
    same = element_name(row.patent_element)
    return patent_level(
        [
            c.model_copy(update={"match": "미대응", "near_miss": False})
            if c is row or (c.match == "대응" and element_name(c.patent_element) == same)
            else c
            for c in chart
        ]
        for chart in charts
    )


def _changes(
    claim: Claim,
    rows: Sequence[Comparison],
    charts: Sequence[tuple[Claim, Sequence[Comparison]]],
    near_miss: float,
) -> Iterator[Change]:
    order = list(_CHANGES)
    met = [c for c in rows if c.match == "대응" and can_change(c, claim)]
    for row in sorted(met, key=lambda c: order.index(c.kind) if c.kind in order else len(order)):
        name = quote(element_name(row.patent_element))
        if is_closed(row.patent_element):
            yield Change(row, _ADD_FURTHER.format(quote(row.patent_element)))
        elif asks_for_absence(row.patent_element):
            yield Change(row, _ADD_EXCLUDED.format(quote(row.patent_element)))
        else:
            moved = _moved(row, charts, near_miss)
            if moved:
                yield moved
            if not moved or row.kind == "substance":
                yield Change(row, _CHANGES[row.kind].format(name))


def can_change(row: Comparison, claim: Claim) -> bool:
    """Return whether changing the row's element alone would be heeded.

    A use is not: the product stays the same thing. A step counts in a claim to a method only (a
    product made another way is the same product), a category where it names a form, and water is
    left alone.
    """
    if is_closed(row.patent_element):
        return True
    if row.kind == "step":
        return bool(_METHOD.search(claim.text))
    if row.kind == "category":
        return bool(_FORM.search(row.patent_element))
    return row.kind in _CHANGES and not _WATER.fullmatch(element_name(row.patent_element))


def _moved(
    row: Comparison, charts: Sequence[tuple[Claim, Sequence[Comparison]]], near_miss: float
) -> Change | None:
    """Return the change of an amount that the product states, clear of every claim's range."""
    claimed = claimed_amount(row.patent_element)
    if claimed is None or "inside range" not in rules(row):
        return None
    same = element_name(row.patent_element)
    ranges = [
        q
        for _, chart in charts
        for c in chart
        if element_name(c.patent_element) == same and (q := claimed_amount(c.patent_element))
    ]
    if any(q.unit != claimed.unit for q in ranges):
        return None
    below, above = clear_of(ranges, near_miss)
    if below is None and above is None:
        return None
    words = row.patent_element[claimed.start : claimed.end]
    unit = re.sub(r"^.*\d\s*|\s*(?:이상|이하|미만|초과|이내)$", "", words, flags=re.DOTALL)
    return Change(
        row,
        _MOVE.format(quote(same), quote(words), "함량" if row.kind == "substance" else "값"),
        below / claimed.scale if below is not None else None,
        above / claimed.scale if above is not None else None,
        unit or claimed.unit,
    )


def clear_of(ranges: Sequence[Quantity], near_miss: float) -> tuple[float | None, float | None]:
    """Return the values under and over which an amount misses all ranges by more than a near miss.

    In canonical units; None where there is no such side: nothing lies under zero, or over the
    whole. Each is checked with the arithmetic that reads the chart.
    """
    low = min(q.low for q in ranges) * (1 - near_miss)
    high = max(q.high for q in ranges) * (1 + near_miss)
    share = all(q.unit.endswith("%") for q in ranges)
    below = low if low > 0 and _clear(low / CLEAR, ranges, near_miss) else None
    above = high if 0 < high < math.inf and not (share and high >= 100) else None
    if above is not None and not _clear(above * CLEAR, ranges, near_miss):
        above = None
    return _tidy(below), _tidy(above)


def _clear(value: float, ranges: Sequence[Quantity], near_miss: float) -> bool:
    checks = [
        check(replace(q, low=value, high=value, low_open=False, high_open=False), q, near_miss)
        for q in ranges
    ]
    return all(c.verdict == "outside" and not c.near for c in checks)


def _tidy(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.6g}")
