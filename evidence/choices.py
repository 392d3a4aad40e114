"""Ways and qualities that exclude each other: a lid is held by a screw or a magnet, clear or cloudy.

Tables of one form list one choice a line, what can be chosen side by side, each with the words of
claims and of people (verbs as in ``everyday.tsv``): ``choices.tsv`` ways in which a thing is made or
works (``evidence.weighing.choices``), ``qualities.tsv`` qualities and states
(``evidence.weighing.qualities``), ``details.tsv`` where, which way and how fast
(``evidence.weighing.details``). A word after «…» counts only where the one before it stands
shortly before; a word after «~» («냄새») says nothing unless it is denied, and one after «!»
(«냉동실») only looks like one that does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from evidence.everyday import Everyday, Sense
from evidence.tables import rows, words
from graph.errors import DataError

_COLUMNS = ("id", "scope", "ways", "wider", "about", "note")
FOR_USE = "use"
"""Scope of what a product is for: nothing else must be said («동절기용»), and only uses and categories
ask for it."""
WAYS = frozenset({"part", "product", "only", "made", FOR_USE})
"""What a text must say besides another way for it to stand in the claim's place: what the part does,
nothing («가열식»), that it is the only way, what is made of it."""
BESIDE = "beside"
"""Scope of a quality that parts one thing of a kind from another («신축성 원단»), not only when it is
asked alone."""
NAMED_BY = "named"
"""The scope of a quality that a kind of goods is named by, so that it must be said."""
QUALITIES = frozenset({"", BESIDE, NAMED_BY})
DECISIVE = "decisive"
"""Scope of a detail without whose way a thing stays open: «곱게 분쇄» against «분쇄»."""
DETAILS = frozenset({"", DECISIVE})
LOOSE = "loose"
"""What stands behind a scope where the words of one way do not mean the same."""
REACH = 14
"""Characters before a word in which its first half may stand: «물에 닿으면 스르르 풀리는»."""
_SAME_AS = "= "
_LOOKS_LIKE = -1
"""Way of a word that only looks like one."""
_BREAK = re.compile(r"[,.;:!?\n]|(?:며|지만|는데|은데|인데)\s")
_DENIAL = re.compile(r"지$|않|(?<![가-힣])안(?:\s|$)|없|못|불가|금지")


@dataclass(frozen=True)
class Choice:
    """One line of a table."""

    ways: tuple[tuple[str, ...], ...]
    """The words of each way."""
    scope: str = ""
    """One of ``WAYS``, ``QUALITIES`` or ``DETAILS``."""
    loose: bool = False
    """Whether the words of one way do not mean the same."""
    wider: tuple[str, ...] = ()
    """Words that name the thing without its way."""
    about: tuple[str, ...] = ()
    """Words of a claim that only say where a quality is seen."""


@dataclass(frozen=True)
class Way:
    """A word in a text with the ways of a choice that it can name."""

    start: int
    verb_start: int
    """Where the word after «…» begins, before which it may be denied; ``start`` for other words."""
    end: int
    choice: str
    ways: frozenset[int]
    verb: bool
    """Whether it is a form of a verb."""
    only_denied: bool = False
    """Whether it says something only where it is denied."""
    denies: bool = False
    """Whether it holds a denial itself («안 남»)."""


def by_choice(ways: Iterable[Way]) -> dict[str, list[Way]]:
    """Return ways by their choice."""
    found: dict[str, list[Way]] = {}
    for way in ways:
        found.setdefault(way.choice, []).append(way)
    return found


class Choices:
    """The lines of one table; immutable, safe to share."""

    def __init__(self, lines: Mapping[str, Choice]) -> None:
        self.lines = dict(lines)
        """Each choice by its id."""
        self._keys = [
            (choice, number, word)
            for choice, line in lines.items()
            for number, way in enumerate(line.ways)
            for word in way
        ]
        self._words = Everyday(
            {
                str(key): (word.lstrip("~!").rpartition("…")[2],)
                for key, (_, _, word) in enumerate(self._keys)
            }
        )
        self._wider = {
            choice: Everyday({choice: line.wider}) for choice, line in lines.items() if line.wider
        }
        self._about = {
            choice: re.compile(
                rf"(?<![가-힣])(?:{'|'.join(sorted(map(re.escape, line.about), key=len, reverse=True))})"
            )
            for choice, line in lines.items()
            if line.about
        }
        self.find = lru_cache(maxsize=5_000)(self._find)

    @classmethod
    def load(cls, path: Path, scopes: frozenset[str], other: Choices | None = None) -> Choices:
        """Read a table whose lines have one of ``scopes``; no file gives no choices.

        «= ID» in the place of the ways takes those of the line ``ID`` of the ``other`` table.

        Raises:
            DataError: a line without an id of its own, a known scope or two ways, a wrong header.
        """
        lines: dict[str, Choice] = {}
        for where, cells in rows(path, _COLUMNS):
            choice = cells["id"]
            scope, _, loose = cells["scope"].partition(" ")
            same = cells["ways"].removeprefix(_SAME_AS)
            if other and same != cells["ways"] and same in other.lines:
                ways = other.lines[same].ways
            else:
                sides = cells["ways"].split(" / ")
                ways = tuple(found for side in sides if (found := words(side)))
            known = scope in scopes and loose in ("", LOOSE)
            if not choice or not known or len(ways) < 2 or choice in lines:
                raise DataError(
                    f"{where}: an id of its own, a scope of {sorted(scopes)} and two ways "
                    f"are needed: {cells}"
                )
            wider, about = words(cells["wider"]), words(cells["about"])
            lines[choice] = Choice(ways, scope, bool(loose), wider, about)
        return cls(lines)

    def wider(self, choice: str, text: str) -> Sense | None:
        """Return the first word of a text that names the thing of a choice without its way."""
        found = self._wider.get(choice)
        return next(iter(found.find(text)), None) if found else None

    def without_its_place(self, choice: str, text: str) -> str:
        """Return a text without the words that only say where a quality is seen."""
        about = self._about.get(choice)
        return about.sub(lambda m: " " * len(m.group()), text) if about else text

    def _find(self, text: str) -> tuple[Way, ...]:
        """Return the words of ``text`` that name a way; of each choice the longest at a place."""
        found: dict[tuple[int, int, int, str, bool, bool, bool], set[int]] = {}
        for sense in self._words.every(text):
            for key in sense.meanings:
                choice, way, word = self._keys[int(key)]
                start = _led(text, sense.start, word.lstrip("~!").rpartition("…")[0])
                if start is not None:
                    marks = (word[0] == "~", word[0] != "~" and bool(_DENIAL.search(word)))
                    place = (start, sense.start, sense.end, choice, sense.verb, *marks)
                    found.setdefault(place, set()).add(_LOOKS_LIKE if word[0] == "!" else way)
        told = [
            Way(start, verb_start, end, choice, frozenset(ways), verb, only_denied, denies)
            for (start, verb_start, end, choice, verb, only_denied, denies), ways in found.items()
        ]
        told = [t for t in told if not any(_longer(other, t) for other in told)]
        told = [t for t in told if _LOOKS_LIKE not in t.ways]
        return tuple(sorted(told, key=lambda t: (t.start, -t.end, t.choice, sorted(t.ways))))


def _led(text: str, start: int, lead: str) -> int | None:
    """Return where a word begins with what must stand before it; None where that is missing."""
    if not lead:
        return start
    at = text.rfind(lead, max(0, start - REACH - len(lead)), start)
    return None if at < 0 or _BREAK.search(text, at + len(lead), start) else at


def _longer(other: Way, told: Way) -> bool:
    """Whether another word of the same choice holds this one."""
    same = other.choice == told.choice and other.start <= told.start and told.end <= other.end
    return same and (other.end - other.start) > (told.end - told.start)
