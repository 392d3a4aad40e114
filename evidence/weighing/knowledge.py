"""What every rule weighs with: the glossary, asked as the rules ask it, and the near miss.

``Knowledge`` is made once and handed to each rule as its first argument; it holds nothing of the
claim or the product but caches of what texts are read into.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from evidence.glossary import Glossary
from evidence.needs import WANTED, NeedReader, Option
from evidence.phrases import terms
from evidence.products import Mention, read
from evidence.quantities import NEAR_MISS, Quantity

NARROW_CLASS = 130
"""Most members a glossary class may have for one of them to stand in another's place: 카보머 for
잔탄검 among thickeners, but not any plant extract for any other."""
WIDE_CLASS = 1_200
"""Members from which on a class says no more than that a thing is an ingredient."""


class Knowledge:
    """The glossary, the ways in which the rules ask it, and the share of a near miss."""

    def __init__(self, glossary: Glossary, near_miss: float = NEAR_MISS) -> None:
        self.glossary = glossary
        self.near_miss = near_miss
        """Share of a range's limit within which a miss is near."""
        self.members = Counter(
            ancestor for c in glossary.concepts for ancestor in glossary.ancestors(c)
        )
        """How many concepts each class has, at any depth."""
        self.need = NeedReader(glossary).read
        self.terms = lru_cache(maxsize=20_000)(lambda text: terms(text, glossary))
        self.parts_of = lru_cache(maxsize=2_000)(self._read_parts)
        self.kinds_of = lru_cache(maxsize=256)(self._read_kinds)
        self.uses_of = lru_cache(maxsize=2_000)(self._read_uses)

    def are_akin(self, one: str, other: str) -> bool:
        """Whether of two concepts one is the other or a kind of it."""
        return self.glossary.is_a(one, other) or self.glossary.is_a(other, one)

    def relation(self, option: Option, mention: Mention) -> str | None:
        """Return how a mention stands to an option: «same», «species», «other reading» or «broader».

        None where it has nothing to do with it.
        """
        if mention.concept is None:
            return None
        glossary = self.glossary
        readings = (
            mention.hit.ambiguity.readings
            if mention.hit and mention.hit.ambiguity
            else (mention.concept.id,)
        )
        if mention.concept.id in option.concepts:
            return "same"
        if any(glossary.is_a(mention.concept.id, c) for c in (*option.concepts, *option.made)):
            return "species"
        if any(
            r in option.concepts or any(glossary.is_a(r, c) for c in option.concepts)
            for r in readings
        ):
            return "other reading"
        if any(glossary.is_a(c, mention.concept.id) for c in option.concepts) and not mention.part:
            return "broader"
        return None

    def is_claimed(self, mention: Mention, claimed: frozenset[str]) -> bool:
        """Whether the mention is something else that the claim names."""
        if mention.concept is None:
            return False
        return any(self.are_akin(mention.concept.id, c) for c in claimed)

    def is_narrow(self, concept: str) -> bool:
        """Whether a class is narrow enough that its members stand in for one another."""
        return 0 < self.members[concept] <= NARROW_CLASS

    def near_words(self, quantity: Quantity, words: Sequence[str], text: str) -> int:
        """Return how many of an element's words stand beside a value of the text."""
        around = self.glossary.speller.key(text[max(0, quantity.start - 24) : quantity.end + 10])
        return sum(self.glossary.speller.key(word) in around for word in words)

    def _read_parts(self, text: str) -> tuple[Mention, ...]:
        """Return the substances of an element's text that have amounts of their own, less the base."""
        mentions = read(text, self.glossary).mentions
        begin = next((m.start for m in mentions if m.base), 0)  # before it stands what is made
        named = [
            m
            for m in mentions
            if m.kind == "substance" and m.amount and m.amount.unit == "중량부" and not m.base
            if m.start >= begin
        ]
        return tuple(named) if len({m.amount for m in named}) == len(named) else ()

    def _read_kinds(self, concept: str) -> tuple[str, ...]:
        """Return the names of a form and of everything that is a kind of it."""
        is_a = self.glossary.is_a
        kinds = [c for c in self.glossary.concepts.values() if c.kind == "form"]
        return tuple(n for c in kinds if is_a(c.id, concept) for n in c.names)

    def _read_uses(self, form: str) -> frozenset[str]:
        """Return the uses that the names of a form, or of what it is a kind of, spell out."""
        forms = {form, *self.glossary.ancestors(form)}
        return frozenset(
            hit.concept.id
            for concept in forms
            for name in self.glossary.names(concept)[:1]
            for hit in self.glossary.find(name, WANTED["use"])
        )
