"""Everyday words, and what patents say instead: ``떼내는`` is ``박리`` or ``필오프`` there.

The list (``data/queries/everyday.tsv``) only widens a search. It says nothing about whether a
product has what a claim asks for: that is the glossary's part.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from graph.errors import DataError

FILE = Path(__file__).resolve().parent.parent / "data" / "queries" / "everyday.tsv"


@dataclass(frozen=True)
class Everyday:
    """The list, ready to be looked up in a text."""

    entries: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    """How the everyday words begin, and the words of patents that stand for them."""

    def said(self, text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return each everyday expression in ``text`` with the words of patents for it."""
        clean = unicodedata.normalize("NFKC", text).lower()
        found = ((pattern.search(clean), words) for pattern, words in self.entries)
        return tuple((match[0], words) for match, words in found if match)


def load_everyday(file: Path = FILE) -> Everyday:
    """Read the list: a line holds beginnings of words and words of patents, each between bars.

    Raises:
        DataError: the file is missing or a line is malformed.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DataError(f"the list {str(file)!r} cannot be read: {error}") from error
    entries = []
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        cells = [tuple(filter(None, cell.split("|"))) for cell in line.split("\t")]
        if len(cells) != 2 or not all(cells):
            raise DataError(f"{file}:{number}: {line!r} is not two lists with a tab between them")
        begins = "|".join(map(_beginning, cells[0]))
        entries.append((re.compile(f"(?<![가-힣a-z])(?:{begins})"), cells[1]))
    return Everyday(tuple(entries))


_PARTICLES = "은|는|이|가|을|를|에|의|과|와|도|로|으로|만|용|나|이나|랑|이랑|에서|에도|까지|부터|처럼|인|이고"


def _beginning(word: str) -> str:
    """Return the pattern of a beginning; a single syllable must be a whole word: 발 is not 발효."""
    found = re.escape(word.lower())
    return found if len(word) > 1 else f"{found}(?=(?:{_PARTICLES})?(?![가-힣]))"
