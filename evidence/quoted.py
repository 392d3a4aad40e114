"""What the words tell that a finding quotes: features for a second look.

A value can be another thing's, a denial can be of another part, a name can be said of something else.
What stands around the quote, and what else of the same sort the text has, tells how likely that is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from evidence.clauses import Clauses
from evidence.negation import denies
from evidence.placement import Clause
from evidence.products import Reading
from evidence.quantities import Quantity, agree, check
from evidence.types import Assessment
from graph.schema import Span

FARTHEST = 3.0
"""Tenfold steps between a value and a limit that count as farthest."""
_CONTRAST = re.compile(
    r"아니라|아닌|말고|대신|않고|보다|커녕|뿐\s?아니|외에|제외|만\s|다만|하지만|지만|반면"
)
_WORD = re.compile(r"[가-힣A-Za-z]+")


class Quoted:
    """A chart laid beside what its findings quote."""

    def __init__(
        self,
        results: Sequence[Assessment],
        ranges: Sequence[Sequence[Quantity]],
        reading: Reading,
        told: Clauses,
        clauses: Sequence[Clause],
    ) -> None:
        """Take a chart.

        Args:
            results: the chart.
            ranges: the ranges that each element asks for.
            reading: the product.
            told: the letters of its text's clauses.
            clauses: those clauses beside the chart, in order.
        """
        self._elements = [a.element.text for a in results]
        self._quotes = [a.span for a in results]
        self._ranges = ranges
        self._reading = reading
        self._told = told
        self._clauses = clauses

    def features(self, i: int) -> dict[str, float]:
        """Return what the quote of the element at a place of the chart tells; all 0 to 1."""
        quote = self._quotes[i]
        return {**self._of_values(i, quote), **(self._of_words(i, quote) if quote else {})}

    def _of_values(self, i: int, quote: Span | None) -> dict[str, float]:
        """Return how the text's values stand to an element's ranges and to those of the others."""
        ranges = self._ranges[i]
        if not ranges:
            return {}
        rest = [r for j, own in enumerate(self._ranges) if j != i for r in own]
        taken = [s for j, s in enumerate(self._quotes) if j != i and s is not None]
        values = [q for q in self._reading.quantities if any(agree(q.unit, r.unit) for r in ranges)]
        inside = [q for q in values if fits(q, ranges)]
        made = {
            "values_agree": min(len(values), 5) / 5,
            "inside_free": float(any(not _stands_in(q, taken) for q in inside)),
            "inside_taken": float(any(_stands_in(q, taken) for q in inside)),
            "values_fit_others": sum(fits(q, rest) for q in values) / max(1, len(values)),
            "ranges_alike": float(any(agree(r.unit, o.unit) for o in rest for r in ranges)),
        }
        if quote is None:
            return made
        clause = self._told.at(quote.start) or quote
        here = [q for q in values if _stands_in(q, [quote])]
        near = here or [q for q in values if _stands_in(q, [clause])]
        element = self._elements[i]
        holding = [c for q in inside if (c := self._told.at(q.start))]
        best = max((self._told.alike(element, c) for c in holding), default=0.0)
        return made | {
            "quoted_values": min(len(here), 3) / 3,
            "quoted_inside": float(any(q in inside for q in near)),
            "quoted_outside": float(bool(near) and not any(q in inside for q in near)),
            "quoted_far": max((_steps(q, r) for q in near for r in ranges), default=0.0) / FARTHEST,
            "quoted_fits_others": float(any(fits(q, rest) for q in near)),
            "inside_lead": (best - self._told.alike(element, clause) + 1) / 2 if inside else 0.0,
        }

    def _of_words(self, i: int, quote: Span) -> dict[str, float]:
        """Return where a quote stands, what is said around it, and where its longest word is said again."""
        text, clauses = self._reading.text, self._clauses
        clause = self._told.at(quote.start) or quote
        place = next((k for k, c in enumerate(clauses) if c.span == clause), None)
        behind = clauses[place + 1 : place + 2] if place is not None else ()
        before = clauses[place - 1 : place] if place else ()
        rest = text[quote.end : clause.end]
        names = [m for m in self._reading.mentions if clause.start <= m.start < clause.end]
        word = max(_WORD.findall(quote.text), key=len, default=None)
        others = self._elements[:i] + self._elements[i + 1 :]
        return {
            "quoted_again": min(text.count(word) - 1, 2) / 2 if word else 0.0,
            "quoted_in_element": float(word is not None and word in self._elements[i]),
            "quoted_in_others": float(word is not None and any(word in e for e in others)),
            "quoted_share": min(1.0, len(quote.text) / max(1, len(self._elements[i]))),
            "quoted_rest": min(len(rest), 30) / 30,
            "quoted_rest_denies": float(denies(rest)),
            "quoted_contrast": float(_CONTRAST.search(clause.text) is not None),
            "quoted_behind_denies": float(any(c.denies for c in behind)),
            "quoted_before_denies": float(any(c.denies for c in before)),
            "quoted_behind_open": float(any(c.is_open for c in behind)),
            "quoted_names": min(len(names), 5) / 5,
            "quoted_first": float(place == 0),
            "quoted_last": float(place == len(clauses) - 1),
        }


def fits(stated: Quantity, ranges: Sequence[Quantity]) -> bool:
    """Whether a stated value is inside one of some ranges."""
    return any(check(stated, r).verdict == "inside" for r in ranges)


def _stands_in(quantity: Quantity, spans: Sequence[Span]) -> bool:
    return any(s.start <= quantity.start < s.end for s in spans)


def _steps(stated: Quantity, claimed: Quantity) -> float:
    """Return how many tenfold steps a value outside of a range is from its nearest limit."""
    if check(stated, claimed).verdict in ("inside", "incomparable"):
        return 0.0
    value = stated.low if math.isinf(stated.high) else (stated.low + stated.high) / 2
    limits = [v for v in (claimed.low, claimed.high) if v > 0 and math.isfinite(v)]
    if value <= 0 or not limits:
        return 0.0
    return min(FARTHEST, *(abs(math.log10(value / v)) for v in limits))
