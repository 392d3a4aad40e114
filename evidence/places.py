"""The places that things usually fill: 글루코노델타락톤 is there to set tofu, whatever else it may do.

``data/glossary/places.tsv`` names a place in the words by which texts lead to what fills it, and the
concepts that are mostly there for it. It says less than a class does: who writes 응고제 does not name
every one of them, and a thing of a place may be in a product for another reason.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from evidence.tables import rows, words

_COLUMNS = ("id", "words", "things", "note")


@dataclass(frozen=True)
class Place:
    """A place: the words for it, and the concepts that usually fill it."""

    id: str
    words: tuple[str, ...]
    things: tuple[str, ...]


@dataclass(frozen=True)
class Places:
    """All places, asked by the concept that fills one."""

    lines: tuple[Place, ...] = ()

    @classmethod
    def load(cls, path: Path) -> Places:
        """Read the places; no file gives none."""
        return cls(
            tuple(
                Place(c["id"], words(c["words"]), words(c["things"]))
                for _, c in rows(path, _COLUMNS)
            )
        )

    @cached_property
    def _of(self) -> dict[str, tuple[Place, ...]]:
        filled: dict[str, list[Place]] = defaultdict(list)
        for place in self.lines:
            for thing in place.things:
                filled[thing].append(place)
        return {thing: tuple(places) for thing, places in filled.items()}

    @property
    def things(self) -> frozenset[str]:
        """The concepts that fill places."""
        return frozenset(self._of)

    def of(self, concept: str) -> tuple[Place, ...]:
        """Return the places that a concept usually fills."""
        return self._of.get(concept, ())
