"""What a rule says of one element: an assessment with one finding, and how several are ranked."""

from __future__ import annotations

import re
from collections.abc import Callable

from evidence.needs import Need
from evidence.particles import settle
from evidence.products import Mention
from evidence.quantities import Quantity
from evidence.rules import FINDINGS
from evidence.types import Assessment
from graph.schema import Deviation, Finding, Match, Span

Weigher = Callable[[Need], Assessment]
"""Weighs an element that stands in another's place."""
_RANK = {"대응": 3, "미대응": 2, "판단불가": 1}


def assessed(
    need: Need,
    rule: str,
    match: Match,
    hard: bool,
    span: Span | None = None,
    claim_span: Span | None = None,
    more: str = "",
    deviation: Deviation | None = None,
) -> Assessment:
    """Return an assessment with one finding, worded by ``evidence.rules``.

    Args:
        need: the element.
        rule: name of the rule, a key of ``FINDINGS``.
        match: the label it supports.
        hard: whether it settles the label.
        span: the product's words.
        claim_span: the element's words, offsets within its text.
        more: what the rule's sentence adds.
        deviation: how a value fails.
    """
    words = {
        "it": span.text if span else "",
        "claim": claim_span.text if claim_span else "",
        "more": more,
        "deviation": deviation or "",
    }
    detail, short = (part.format_map(words) for part in FINDINGS[rule])
    finding = Finding(
        rule=rule,
        supports=match,
        hard=hard,
        claim_span=claim_span,
        product_span=span,
        detail=settle(detail),
    )
    return Assessment(
        element=need.element,
        match=match,
        hard=hard,
        span=span,
        findings=(finding,),
        hint=f"{short} '{span.text}'" if span and span.text not in short else short,
        deviation=deviation,
    )


def left_open(need: Need, hint: str) -> Assessment:
    """Return an assessment that leaves an element open, with a hint for the judge."""
    return Assessment(element=need.element, match=None, hint=hint)


def turned(found: Assessment) -> Assessment:
    """An element that asks for absence turns the finding round."""
    opposite: dict[Match | None, Match | None] = {"대응": "미대응", "미대응": "대응"}
    return found.model_copy(
        update={
            "match": opposite.get(found.match, found.match),
            "findings": tuple(
                f.model_copy(update={"supports": opposite.get(f.supports, f.supports)})
                for f in found.findings
            ),
            "hint": f"불포함 요건, {found.hint}",
        }
    )


def strength(a: Assessment) -> tuple[int, int]:
    """Rank what several mentions say of one element: presence beats absence beats doubt."""
    rank = _RANK[a.match] if a.match else 0
    return (rank if a.hard else 0, rank)


def span_of(mention: Mention) -> Span:
    """Return a mention as a span of the product text."""
    return Span(start=mention.start, end=mention.end, text=mention.text)


def words_of(said: re.Match[str], group: int | str = 0) -> Span:
    """Return what a pattern found, or one group of it, as a span of the text it searched."""
    return Span(start=said.start(group), end=said.end(group), text=said[group])


def limit_of(need: Need, quantity: Quantity) -> Span:
    """Return a quantity as a span of the element's text."""
    text = need.element.text[quantity.start : quantity.end]
    return Span(start=quantity.start, end=quantity.end, text=text)
