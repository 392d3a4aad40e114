"""Qualities that exclude each other: clear or cloudy, soluble or not, frozen or kept at room temperature.

``data/glossary/qualities.tsv`` lists one question a line, its answers side by side, each with the
words of claims and of people (verbs as in ``everyday.tsv``). A word after «…» counts only where the
one before it stands shortly before; a word after «~» («냄새») says nothing unless it is denied, and
one after «!» («냉동실») only looks like one that does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from evidence.everyday import Everyday
from graph.errors import DataError

_HEADER = ("id", "ways", "about", "scope")
REACH = 14
"""Characters before a word in which its first half may stand: «물에 닿으면 스르르 풀리는»."""
_BREAK = re.compile(r"[,.;:!?\n]|(?:며|지만|는데|은데|인데)\s")
_DENIAL = re.compile(r"지$|않|(?<![가-힣])안(?:\s|$)|없|못|불가|금지")


@dataclass(frozen=True)
class Quality:
    """One line of the file."""

    ways: tuple[tuple[str, ...], ...]
    """The words of each answer."""
    about: tuple[str, ...] = ()
    """Words of a claim that only say where the quality is seen."""
    beside: bool = False
    """Whether it parts one thing of a kind from another («신축성 원단»), not only when asked alone."""


@dataclass(frozen=True)
class ToldQuality:
    """A word in a text with the quality that it tells."""

    start: int
    verb_start: int
    """Where the word after «…» begins, before which it may be denied; ``start`` for other words."""
    end: int
    quality: str
    ways: frozenset[int]
    verb: bool
    """Whether it is a form of a verb."""
    only_denied: bool
    """Whether it says something only where it is denied."""
    denies: bool
    """Whether it holds a denial itself («안 남»)."""


class Qualities:
    """The lines of ``qualities.tsv``; immutable, safe to share."""

    def __init__(self, lines: Mapping[str, Quality]) -> None:
        self.lines = dict(lines)
        self._keys: list[tuple[str, int, bool, str, bool]] = []
        words: dict[str, tuple[str, ...]] = {}
        for name, line in lines.items():
            for number, way in enumerate(line.ways):
                for word in way:
                    lead, _, last = word.lstrip("~!").rpartition("…")
                    words[str(len(self._keys))] = (last,)
                    answer = -1 if word[0] == "!" else number
                    self._keys.append(
                        (
                            name,
                            answer,
                            word[0] == "~",
                            lead,
                            word[0] != "~" and bool(_DENIAL.search(word)),
                        )
                    )
        self._words = Everyday(words)
        self._about = {
            name: re.compile(
                rf"(?<![가-힣])(?:{'|'.join(sorted(map(re.escape, line.about), key=len, reverse=True))})"
            )
            for name, line in lines.items()
            if line.about
        }
        self.find = lru_cache(maxsize=5_000)(self._find)

    @classmethod
    def load(cls, path: Path) -> Qualities:
        """Read the qualities; no file gives none.

        Raises:
            DataError: a line without an id of its own, two answers or a known scope.
        """
        lines: dict[str, Quality] = {}
        rows = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        for number, row in enumerate(rows, 1):
            cells = [cell.strip() for cell in row.split("\t")]
            if not row.strip() or row.startswith("#") or tuple(cells) == _HEADER:
                continue
            name, listed, about, scope = (*cells, "", "", "")[:4]
            ways = tuple(words for side in listed.split(" / ") if (words := _split(side)))
            if not name or len(ways) < 2 or name in lines or scope not in ("", "beside"):
                raise DataError(
                    f"{path}:{number}: an id of its own, two ways and the scope beside or none are "
                    f"needed: {row!r}"
                )
            lines[name] = Quality(ways, _split(about), scope == "beside")
        return cls(lines)

    def without_its_place(self, quality: str, text: str) -> str:
        """Return a text without the words that only say where a quality is seen."""
        about = self._about.get(quality)
        return about.sub(lambda m: " " * len(m.group()), text) if about else text

    def _find(self, text: str) -> tuple[ToldQuality, ...]:
        """Return the words of ``text`` that tell a quality; of each quality the longest at a place."""
        found: dict[tuple[str, int, int, int, bool, bool, bool], set[int]] = {}
        for sense in self._words.every(text):
            for key in sense.meanings:
                name, way, neutral, lead, denies = self._keys[int(key)]
                start = _led(text, sense.start, lead)
                if start is not None:
                    place = (name, start, sense.start, sense.end, sense.verb, neutral, denies)
                    found.setdefault(place, set()).add(way)
        told = [
            ToldQuality(start, verb, end, name, frozenset(ways), is_verb, neutral, denies)
            for (name, start, verb, end, is_verb, neutral, denies), ways in found.items()
        ]
        told = [t for t in told if not any(_longer(other, t) for other in told)]
        return tuple(sorted((t for t in told if -1 not in t.ways), key=lambda t: (t.start, -t.end)))


def _led(text: str, start: int, lead: str) -> int | None:
    """Return where a word begins with what must stand before it; None where that is missing."""
    if not lead:
        return start
    at = text.rfind(lead, max(0, start - REACH - len(lead)), start)
    return None if at < 0 or _BREAK.search(text, at + len(lead), start) else at


def _longer(other: ToldQuality, told: ToldQuality) -> bool:
    """Whether another word of the same quality holds this one."""
    same = other.quality == told.quality and other.start <= told.start and told.end <= other.end
    return same and (other.end - other.start) > (told.end - told.start)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split("|") if word.strip())
