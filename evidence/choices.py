"""Ways that exclude each other: a lid is held by a screw or by a magnet, a radio is Bluetooth or Wi-Fi.

``data/glossary/choices.tsv`` lists one choice a line, its ways side by side, each with the words of
claims and of people (verbs as in ``everyday.tsv``). A way of the claim that a text does not name,
while it names another of the same choice, is not had (``evidence.weighing.choices``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from evidence.everyday import Everyday, Sense
from graph.errors import DataError

_HEADER = ("id", "scope", "ways", "wider", "note")
SCOPES = frozenset({"part", "product", "only", "made"})
"""What a text must say besides another way for it to stand in the claim's place: what the part does,
nothing («가열식»), that it is the only way, what is made of it."""
LOOSE = "loose"
"""What stands behind a scope where the words of one way do not mean the same."""


@dataclass(frozen=True)
class Choice:
    """One line of the file."""

    scope: str
    """One of ``SCOPES``."""
    loose: bool
    """Whether the words of one way do not mean the same."""
    ways: tuple[tuple[str, ...], ...]
    """The words of each way."""
    wider: tuple[str, ...] = ()
    """Words that name the thing without its way."""


@dataclass(frozen=True)
class Way:
    """A word in a text with the ways of a choice that it can name."""

    start: int
    end: int
    ways: frozenset[str]
    verb: bool
    """Whether it is a form of a verb."""


class Choices:
    """The choices of ``choices.tsv``; immutable, safe to share."""

    def __init__(self, lines: Mapping[str, Choice]) -> None:
        self.scopes = {choice: line.scope for choice, line in lines.items()}
        """How each choice is to be told."""
        self.loose = frozenset(choice for choice, line in lines.items() if line.loose)
        """Choices whose words of one way do not mean the same."""
        self._words = {
            choice: Everyday({str(number): words for number, words in enumerate(line.ways)})
            for choice, line in lines.items()
        }
        self._wider = {
            choice: Everyday({choice: line.wider}) for choice, line in lines.items() if line.wider
        }
        self.find = lru_cache(maxsize=5_000)(self._find)

    @classmethod
    def load(cls, path: Path) -> Choices:
        """Read the choices; no file gives no choices.

        Raises:
            DataError: a line without an id of its own, a known scope or two ways, a wrong header.
        """
        lines: dict[str, Choice] = {}
        rows = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        for number, row in enumerate(rows, 1):
            cells = [cell.strip() for cell in row.split("\t")]
            if not row.strip() or row.startswith("#") or tuple(cells) == _HEADER:
                continue
            choice, scope, listed, wider = (*cells, "", "", "")[:4]
            scope, _, loose = scope.partition(" ")
            ways = tuple(words for side in listed.split(" / ") if (words := _split(side)))
            known = scope in SCOPES and loose in ("", LOOSE)
            if not choice or not known or len(ways) < 2 or choice in lines:
                raise DataError(
                    f"{path}:{number}: an id of its own, a scope of {sorted(SCOPES)} and two ways "
                    f"are needed: {row!r}"
                )
            lines[choice] = Choice(scope, bool(loose), ways, _split(wider))
        return cls(lines)

    def wider(self, choice: str, text: str) -> Sense | None:
        """Return the first word of a text that names the thing of a choice without its way."""
        words = self._wider.get(choice)
        return next(iter(words.find(text)), None) if words else None

    def _find(self, text: str) -> dict[str, tuple[Way, ...]]:
        """Return the ways that a text names, by choice, in order."""
        found = {choice: words.find(text) for choice, words in self._words.items()}
        return {choice: tuple(map(_way, senses)) for choice, senses in found.items() if senses}


def _split(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split("|") if word.strip())


def _way(sense: Sense) -> Way:
    return Way(sense.start, sense.end, sense.meanings, sense.verb)
