"""Spelling: one canonical form for text that people and claims write differently.

The form ignores case, full-width forms, spaces, hyphens and middle dots, and applies the rules of
``data/glossary/spelling.tsv`` (에칠/에틸, 다이/디, 실레인/실란 …). Every canonical character knows
the place in the original text it came from, so that a match can be quoted word for word.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evidence.tables import rows
from graph.errors import DataError

_COLUMNS = ("from", "to")
_IGNORED = frozenset(" \t\r\n\u00a0\u3000-‐‑–—·ㆍ・‧'’`®™")
_GREEK = {"α": "알파", "β": "베타", "γ": "감마", "ω": "오메가"}


@dataclass(frozen=True)
class Canonical:
    """A canonical text with the way back to the original.

    ``starts[i]`` and ``ends[i]`` bound the original characters of canonical character ``i``.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Map the canonical range ``[start, end)``, not empty, to the original range."""
        return self.starts[start], self.ends[end - 1]


class Speller:
    """Applies the spelling rules; built once from the rule file."""

    def __init__(self, rules: dict[str, str]) -> None:
        self._rules = rules
        longest_first = sorted(rules, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    @classmethod
    def load(cls, path: Path) -> Speller:
        """Read the rules of a table.

        Raises:
            DataError: the file is missing, a wrong header, a line without what is read, a rule twice.
        """
        if not path.is_file():
            raise DataError(f"spelling rules {str(path)!r} are missing")
        read: dict[str, str] = {}
        for where, cells in rows(path, _COLUMNS):
            if not cells["from"] or cells["from"] in read:
                raise DataError(f"{where}: what is read as another stands once: {cells}")
            read[cells["from"]] = cells["to"]
        return cls(read)

    def canonical(self, text: str) -> Canonical:
        """Return the canonical form of ``text``, with offsets."""
        parts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for word in _WORD.finditer(text):
            self._apply(word.group(), word.start(), parts, starts, ends)
        return Canonical("".join(parts), tuple(starts), tuple(ends))

    def key(self, text: str) -> str:
        """Return the canonical form of ``text`` without offsets."""
        words = ("".join(map(_folded, word.group())) for word in _WORD.finditer(text))
        return "".join(self._pattern.sub(lambda m: self._rules[m.group()], w) for w in words)

    def _apply(
        self, word: str, offset: int, parts: list[str], starts: list[int], ends: list[int]
    ) -> None:
        """Add one word: no rule reads across a space, as in «층에 텔미사르탄»."""
        folded = [(piece, at) for at, char in enumerate(word, offset) for piece in _folded(char)]
        places = [at for _, at in folded]
        plain = "".join(piece for piece, _ in folded)
        at = 0
        for match in self._pattern.finditer(plain):
            begin, end = match.span()
            parts.append(plain[at:begin])
            starts += places[at:begin]
            ends += (place + 1 for place in places[at:begin])
            target = self._rules[match.group()]
            parts.append(target)
            # A replaced piece is quoted whole: its first character knows the piece's start, every
            # character the piece's end, so that no quotation breaks off inside a rule's match.
            starts += [places[begin]] * len(target)
            ends += [places[end - 1] + 1] * len(target)
            at = end
        parts.append(plain[at:])
        starts += places[at:]
        ends += (place + 1 for place in places[at:])


_WORD = re.compile(r"\S+(?:(?<=[씨앗드자])\s(?=기름|오일)\S+)*")
"""A word; «살구씨 기름» counts as one."""


@cache
def _folded(char: str) -> str:
    """Return what is compared of a character: in lower case, a Greek letter by its name."""
    lower = unicodedata.normalize("NFKC", char).lower()
    return "".join(_GREEK.get(c, c) for c in lower if c not in _IGNORED)
