"""Equivalents (균등론): which elements a person must look at, and what to look for.

A product that replaces an element can still infringe where five requirements hold (대법원 2000. 7. 28.
선고 97후2200). None of them can be read off the two texts, so nothing here changes a level.
"""

from __future__ import annotations

from collections.abc import Sequence

from evidence.chart_check import quote
from evidence.chart_words import product_words, rules
from evidence.particles import settle
from graph.schema import Amendment, Comparison, EquivalentsCheck, Product

_NO_REPLACEMENT = frozenset({"negation", "whole formula", "further ingredient", "outside range"})
"""Rules by which the product leaves an element out and puts nothing in its place, or has a value
that is no near miss."""
REQUIREMENTS = (
    "과제 해결원리: {it}을(를) 쓰더라도 특허발명과 과제의 해결원리가 같습니까?",
    "작용효과: {it}(으)로 바꾸어도 {claim}과(와) 실질적으로 같은 작용효과가 납니까?",
    "치환 용이성: 통상의 기술자라면 누구나 {claim}을(를) {it}(으)로 쉽게 바꿀 수 있습니까?",
    "공지기술: 제품이 출원 때 이미 알려진 기술이거나 그로부터 쉽게 만들 수 있는 것은 아닙니까?",
    "의식적 제외: 출원 과정에서 {it}이(가) 청구범위에서 의식적으로 제외되지는 않았습니까?",
)
"""The five requirements, in the court's order: the first three make an equivalent, the last two
rule it out."""
NARROWED = " (이 부분은 출원 과정에서 좁혀졌습니다.)"


def replaced_rows(comparisons: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """Return the rows to examine: near misses, or the one element that the product replaces.

    Where several elements are missing, or one is left out with nothing in its place, equivalents
    do not come into question.
    """
    near = tuple(c for c in comparisons if c.near_miss or c.equivalents_check)
    missed = [c for c in comparisons if c.match == "미대응" and c not in near]
    if near and not missed:
        return near
    others_met = all(c.match == "대응" or c.kind == "use" for c in comparisons if c not in missed)
    if len(missed) != 1 or not others_met or len(comparisons) < 2:
        return ()
    row = missed[0]
    replaced = row.user_product_element is not None and not rules(row) & _NO_REPLACEMENT
    return (row,) if replaced and row.kind not in ("category", "use") else ()


def checklists(
    comparisons: Sequence[Comparison], product: Product, amendments: Sequence[Amendment] = ()
) -> tuple[EquivalentsCheck, ...]:
    """Return one checklist for each element that may be met by an equivalent."""
    narrowed = {a.in_force for a in amendments}
    made = []
    for row in replaced_rows(comparisons):
        words = product_words(row, product)
        it = f"제품의 {quote(words)}" if words else "제품의 해당 부분"
        asked = [settle(r.format(it=it, claim=quote(row.patent_element))) for r in REQUIREMENTS]
        if row.patent_element in narrowed:
            asked[-1] += NARROWED
        made.append(
            EquivalentsCheck(
                patent_element=row.patent_element,
                user_product_element=row.user_product_element,
                checklist=tuple(asked),
            )
        )
    return tuple(made)
