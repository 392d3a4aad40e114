"""The places that things usually fill: 글루코노델타락톤 is there to set tofu, whatever else it may do.

``data/glossary/places.tsv`` names a place in the words by which texts lead to what fills it, and the
things that are mostly there for it. It says less than a class does: who writes 응고제 does not name
every one of them, and a thing of a place may be in a product for another reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from evidence.tables import rows, words

_COLUMNS = ("id", "words", "things", "note")


@dataclass(frozen=True)
class Place:
    """A place: the words for it, and the concepts that usually fill it."""

    id: str
    words: tuple[str, ...]
    things: tuple[str, ...]


@dataclass
class Places:
    """All places, asked by the concept that fills one."""

    lines: tuple[Place, ...] = ()
    _of: dict[str, list[Place]] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Places:
        """Read the places; no file gives none. Their things are names until ``settle``."""
        return cls(
            tuple(
                Place(c["id"], words(c["words"]), words(c["things"]))
                for _, c in rows(path, _COLUMNS)
            )
        )

    def settle(self, lookup: Callable[[str], str | None]) -> list[str]:
        """Find the concepts of the things; return the names that nothing is called by."""
        unknown = []
        for place in self.lines:
            for name in place.things:
                concept = lookup(name)
                if concept is None:
                    unknown.append(name)
                else:
                    self._of.setdefault(concept, []).append(place)
        return unknown

    def of(self, concept: str) -> tuple[Place, ...]:
        """Return the places that a concept usually fills."""
        return tuple(self._of.get(concept, ()))
