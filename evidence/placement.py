"""How the clauses of a text are shared out among the elements of a claim: features for a second look.

People go through a product in some order. A clause that tells of another element mostly tells nothing
of this one; a clause that nothing explains, between those of an element's neighbours, mostly tells of
it, be it in other words or of another thing in its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evidence.clauses import Clauses
from evidence.negation import UNDECIDED, denies
from evidence.quantities import Quantity
from evidence.types import Assessment
from graph.schema import Span

_DIGIT = re.compile(r"\d")
TAKEN, BETWEEN = 0.1, 0.2
"""How far off its place in the text, as a share of it, a clause may be for each other element that it decides,
and for being between an element's neighbours."""
FEWEST = 3
"""Letters that a clause has at least that is left for an element, in words that decide no other."""
_NO_MORE_THAN_THAT = re.compile(
    r"(?:넣|들어|함유|배합|담[은았고]|포함|사용|쓰[고는며]|썼|쓴|확정|까지|정도|기준|이고|이며|입니다|이에요|예요)"
)
"""How words begin that say of what stands before them but that it is there: «30%까지는 확정인데»."""
_WORD = re.compile(r"\S+")
_SEPARATOR = re.compile(r"[,/·]")


@dataclass(frozen=True)
class Clause:
    """One clause of a text, and what a chart takes from it."""

    span: Span
    denies: bool
    is_open: bool
    likenesses: tuple[float, ...]
    """Share of each element's letter pairs that it holds (0 to 1)."""
    decides: frozenset[int]
    """Places of the elements that are met or missed by words of it."""


class Placement:
    """A chart laid beside the clauses of its text."""

    def __init__(self, results: Sequence[Assessment], text: str, told: Clauses) -> None:
        self._results = results
        self._text = text
        self._labels = [a.match or "판단불가" for a in results]
        self._deciding = [
            a.span if label != "판단불가" else None
            for a, label in zip(results, self._labels, strict=True)
        ]
        self._told = told
        self._clauses = [
            Clause(
                span=span,
                denies=denies(span.text),
                is_open=UNDECIDED.search(span.text) is not None,
                likenesses=tuple(told.alike(a.element.text, span) for a in results),
                decides=frozenset(
                    i for i, s in enumerate(self._deciding) if s is not None and _meet(s, span)
                ),
            )
            for span in told.spans
        ]
        self._likest = [self._likest_of(i) for i in range(len(results))]
        self._of_text = self._read_text()

    @property
    def clauses(self) -> Sequence[Clause]:
        """The clauses of the text, in order."""
        return self._clauses

    def features(self, i: int) -> dict[str, float]:
        """Return what the places of words tell of the element at a place of the chart; all 0 to 1."""
        return {
            **self._of_text,
            **self._of_chart(i),
            **self._of_words(i),
            **self._of_clause(i),
            **self._of_gap(i),
            **self._of_quote(i),
        }

    def gap(self, i: int) -> list[Clause]:
        """Return the clauses between those of an element's neighbours that decide no other element.

        Neighbours are the next elements on either side that words of the text decide; none without one.
        """
        before, behind = self._neighbours(i)
        if before is None and behind is None:
            return []
        return [
            c
            for c in self._clauses
            if not c.decides - {i}
            and (before is None or c.span.start >= before.end)
            and (behind is None or c.span.end <= behind.start)
        ]

    def left_for(self, i: int, denying: bool, values: Sequence[Quantity]) -> Span | None:
        """Return the clause that an element is most likely told by where none is like it.

        That is one with a value that fits, or else any number; then one near its place in the order of the
        claim (kinds of product also stand first) that decides no other element, between its neighbours. None where no
        clause has words left.

        Args:
            i: place of the element in the chart.
            denying: whether it asks for an absence, so that only a clause that denies tells of it.
            values: the values of the text inside its ranges.
        """
        element = self._results[i].element
        place = i / max(1, len(self._results) - 1)
        gap = {c.span for c in self.gap(i)}
        numbered = _DIGIT.search(element.text) is not None

        def unlikely(c: Clause) -> tuple[bool, bool, float]:
            start = c.span.start / max(1, len(self._text))
            off = abs(start - place)
            if element.kind == "category":
                off = min(off, start)
            fits = any(c.span.start <= v.start < c.span.end for v in values)
            told = TAKEN * min(2, len(c.decides - {i})) - BETWEEN * (c.span in gap)
            return (numbered and not fits, numbered and not _DIGIT.search(c.span.text), off + told)

        plain = [
            c
            for c in self._clauses
            if c.denies == denying and not c.is_open and self._letters_left(c, i, values) >= FEWEST
        ]
        best = min(plain, key=unlikely, default=None)
        return best.span if best else None

    def _letters_left(self, clause: Clause, i: int, values: Sequence[Quantity]) -> int:
        """Return how many letters of a clause stand in words of its own for an element.

        Those that decide other elements, values outside its ranges, and what says no more than that there is
        something are none.
        """
        others = [s for k, s in enumerate(self._deciding) if s and k != i]
        left = 0
        for word in _WORD.finditer(clause.span.text):
            start, end = clause.span.start + word.start(), clause.span.start + word.end()
            if any(start < s.end and s.start < end for s in others):
                continue
            fits = any(start <= v.start < end for v in values)
            if fits or not (_DIGIT.match(word.group()) or _NO_MORE_THAN_THAT.match(word.group())):
                left += sum(letter.isalpha() for letter in word.group())
        return left

    def _neighbours(self, i: int) -> tuple[Span | None, Span | None]:
        """Return the words that decide the next elements on either side that words decide."""
        before = next((s for s in reversed(self._deciding[:i]) if s), None)
        return before, next((s for s in self._deciding[i + 1 :] if s), None)

    def _likest_of(self, i: int) -> Clause | None:
        best = max(self._clauses, key=lambda c: c.likenesses[i], default=None)
        return best if best and best.likenesses[i] else None

    def _read_text(self) -> dict[str, float]:
        text, clauses = self._text, self._clauses
        left = [c for c in clauses if not c.decides]
        open_ = self._labels.count("판단불가")
        covered = {k for s in self._deciding if s for k in range(s.start, s.end)}
        share = len(left) / len(clauses) if clauses else 0.0
        return {
            "clauses": _at_most(len(clauses), 12),
            "clauses_per_element": _at_most(len(clauses) / len(self._labels), 2),
            "clauses_left": share,
            "clauses_left_per_open": _at_most(len(left) / max(1, open_), 3),
            "clauses_left_denying": _at_most(sum(c.denies for c in left), 3),
            "clauses_left_open": _at_most(sum(c.is_open for c in left), 3),
            "clauses_denying": _at_most(sum(c.denies for c in clauses), 4),
            "letters_covered": len(covered) / max(1, len(text)),
            "letters_left": _at_most(len(text) - len(covered), 150),
            "separators": _at_most(len(_SEPARATOR.findall(text)), 10),
            "lines": _at_most(text.count("\n"), 6),
            "digits": len(_DIGIT.findall(text)) / max(1, len(text)),
        }

    def _of_chart(self, i: int) -> dict[str, float]:
        labels, kind = self._labels, self._results[i].element.kind
        others = labels[:i] + labels[i + 1 :]
        akin = [
            label
            for j, (a, label) in enumerate(zip(self._results, labels, strict=True))
            if j != i and a.element.kind == kind
        ]
        around = {
            "before": labels[i - 1] if i else None,
            "behind": next(iter(labels[i + 1 :]), None),
        }
        return {
            "open": others.count("판단불가") / max(1, len(others)),
            "akin": _at_most(len(akin), 6),
            "akin_met": akin.count("대응") / max(1, len(akin)),
            "akin_missed": akin.count("미대응") / max(1, len(akin)),
            **{f"met_{where}": float(label == "대응") for where, label in around.items()},
            **{f"missed_{where}": float(label == "미대응") for where, label in around.items()},
            "first": float(i == 0),
            "place": i / max(1, len(labels) - 1),
        }

    def _of_words(self, i: int) -> dict[str, float]:
        element = self._results[i].element.text
        own = self._told.pairs_of(element)
        elsewhere = frozenset[str]().union(
            *(self._told.pairs_of(a.element.text) for j, a in enumerate(self._results) if j != i)
        )
        alone, in_text = own - elsewhere, self._told.pairs
        return {
            "pairs_in_text": len(own & in_text) / max(1, len(own)),
            "own_pairs_in_text": len(alone & in_text) / max(1, len(alone)),
            "element_words": _at_most(len(element.split()), 12),
            "refers": float("상기" in element),
            "offers": float("또는" in element or "선택" in element),
            "serves": float("위한" in element or "도록" in element),
        }

    def _of_clause(self, i: int) -> dict[str, float]:
        """Return what the clause tells that is likest an element."""
        clause = self._likest[i] or next(iter(self._clauses), None)
        if clause is None:
            return {}
        like = sorted((c.likenesses[i] for c in self._clauses), reverse=True)
        before, behind = self._neighbours(i)
        start = clause.span.start / max(1, len(self._text))
        return {
            "clause_lead": self._lead(clause, i),
            "clause_sharers": _at_most(sum(c is clause for c in self._likest), 4),
            "clause_second": like[1] if len(like) > 1 else 0.0,
            "clause_long": _at_most(len(clause.span.text), 60),
            "clause_beyond": self._told.beyond(self._results[i].element.text, clause.span),
            "clause_place": start,
            "clause_off": abs(start - i / max(1, len(self._labels) - 1)),
            "clause_of_others": float(bool(clause.decides - {i})),
            "clause_decides": float(i in clause.decides),
            "clause_in_order": float(
                (before is None or clause.span.start >= before.start)
                and (behind is None or clause.span.end <= behind.end)
            ),
        }

    def _of_gap(self, i: int) -> dict[str, float]:
        gap = self.gap(i)
        beside = self._deciding[max(0, i - 1) : i] + self._deciding[i + 1 : i + 2]
        return {
            "neighbours": sum(s is not None for s in beside) / 2,
            "gap": _at_most(len(gap), 3),
            "gap_alike": max((c.likenesses[i] for c in gap), default=0.0),
            "gap_denies": float(any(c.denies for c in gap)),
            "gap_open": float(any(c.is_open for c in gap)),
            "gap_number": float(any(_DIGIT.search(c.span.text) for c in gap)),
        }

    def _of_quote(self, i: int) -> dict[str, float]:
        """Return what the words tell that an element's finding quotes."""
        quote = self._results[i].span
        if quote is None or not self._clauses:
            return {}
        texts = [a.element.text for a in self._results]
        quotes = [a.span for a in self._results]
        like = [self._told.alike(text, quote) for text in texts]
        made = {
            "quote_long": _at_most(len(quote.text), 60),
            "quote_alike": like[i],
            "quote_beyond": self._told.beyond(texts[i], quote),
            "quote_like_others": max((v for j, v in enumerate(like) if j != i), default=0.0),
            "quote_sharers": _at_most(
                sum(j != i and q is not None and _meet(q, quote) for j, q in enumerate(quotes)), 3
            ),
            "quote_off": abs(quote.start / max(1, len(self._text)) - i / max(1, len(texts) - 1)),
            "quote_in_order": float(
                all(
                    q is None or (q.start <= quote.start) == (j < i)
                    for j, q in enumerate(quotes)
                    if j != i
                )
            ),
        }
        clause = next((c for c in self._clauses if c.span.start <= quote.start < c.span.end), None)
        if clause is None:
            return made
        return made | {
            "quote_denied": float(clause.denies),
            "quote_open": float(clause.is_open),
            "quote_clause_alike": clause.likenesses[i],
            "quote_likest": float(self._likest[i] is clause),
            "quote_crowd": _at_most(len(clause.decides), 4),
            "quote_lead": self._lead(clause, i),
        }

    def _lead(self, clause: Clause, i: int) -> float:
        """Return by how much a clause is more like an element than like any other; 0.5 is even."""
        rest = max((v for j, v in enumerate(clause.likenesses) if j != i), default=0.0)
        return (clause.likenesses[i] - rest + 1) / 2


def _at_most(number: float, most: float) -> float:
    return min(number, most) / most


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
