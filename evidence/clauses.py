"""The clauses of a product text, and how much of a claim element's wording each holds."""

from __future__ import annotations

import re
from functools import cached_property

from evidence.glossary import Glossary
from evidence.negation import UNDECIDED, clauses, denies
from graph.schema import Span

_LETTERS = re.compile(r"[^가-힣A-Za-z]+")
_FORMAL = re.compile(
    r"상기|(?:포함|함유|구성|형성|구비|선택|이용|사용|배치|설치|결합)(?:하는|하고|하며|되는|되고|되며|된|한|하여|되어)?|단계|것을?\s?특징|으로|로서|하는|하여|되는|되어"
)
"""Words of claims that say nothing of the thing itself."""


class Clauses:
    """The clauses of a text, each with its pairs of letters."""

    def __init__(self, text: str, glossary: Glossary) -> None:
        self._glossary = glossary
        self._elements: dict[str, frozenset[str]] = {}
        self._quotes: dict[Span, frozenset[str]] = {}
        self._pairs = {clause: self._pairs_in(clause.text) for clause in clauses(text)}

    @property
    def spans(self) -> tuple[Span, ...]:
        """The clauses, in order."""
        return tuple(self._pairs)

    @cached_property
    def pairs(self) -> frozenset[str]:
        """The letter pairs of the whole text."""
        return frozenset[str]().union(*self._pairs.values())

    def pairs_of(self, element: str) -> frozenset[str]:
        """Return the letter pairs of an element, less the words that all claims use."""
        if element not in self._elements:
            self._elements[element] = self._pairs_in(_FORMAL.sub(" ", element))
        return self._elements[element]

    def at(self, place: int) -> Span | None:
        """Return the clause that a place of the text is in."""
        return next((c for c in self._pairs if c.start <= place < c.end), None)

    def alike(self, element: str, words: Span) -> float:
        """Return how much of an element's letter pairs some words of the text hold (0 to 1)."""
        wanted = self.pairs_of(element)
        return len(wanted & self._pairs_at(words)) / len(wanted) if wanted else 0.0

    def beyond(self, element: str, words: Span) -> float:
        """Return how much of the letter pairs of some words of the text an element lacks (0 to 1)."""
        own = self._pairs_at(words)
        return len(own - self.pairs_of(element)) / len(own) if own else 0.0

    def likest(self, element: str, plain: bool = False) -> tuple[Span | None, float]:
        """Return the clause that holds most of an element's letter pairs, and how much of them (0 to 1).

        Args:
            element: a claim element.
            plain: only of the clauses that neither deny nor leave open.
        """
        best, share = None, 0.0
        for clause in self._pairs:
            own = self.alike(element, clause)
            if own > share and not (plain and not_told(clause.text)):
                best, share = clause, own
        return best, share

    def _pairs_at(self, words: Span) -> frozenset[str]:
        if words in self._pairs:
            return self._pairs[words]
        if words not in self._quotes:
            self._quotes[words] = self._pairs_in(words.text)
        return self._quotes[words]

    def _pairs_in(self, words: str) -> frozenset[str]:
        key = _LETTERS.sub("", self._glossary.speller.key(words))
        return frozenset(key[i : i + 2] for i in range(len(key) - 1))


def not_told(clause: str) -> bool:
    """Whether a clause denies something or leaves it open."""
    return denies(clause) or UNDECIDED.search(clause) is not None
