"""Holds what the report says to the chart: every quote, number and name is the claim's or the product's.

``quote`` sets words of a text in quotation marks; ``unfounded`` finds what a sentence names that
none of its texts says.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Sequence

from graph.ports import Reader

_log = logging.getLogger(__name__)

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_HALF = re.compile(r"(?:\s+\d[\d.,]*(?:\s*(?:내지|~|-))?)?[\s,;]*$")
"""The end of a cut: half a range is no quote."""
CUT = "…"
"""Stands at the end of a quote that was cut short."""

Names = Callable[[str], Iterable[str]]
"""Finds the substances that a text names."""


def names_of(reader: Reader | None) -> Names:
    """Return what finds the substances of a text with a reader; nothing without one."""
    if reader is None:
        return nothing
    return lambda text: [
        e.text for e in reader.read_product(text).elements if e.kind == "substance"
    ]


def nothing(_: str) -> Iterable[str]:
    """Find no substance in any text: names go unchecked."""
    return ()


def quote(text: str, width: int = 72) -> str:
    """Return ``text`` in quotation marks, white space made single, cut at a word after ``width``."""
    words = " ".join(text.split())
    if len(words) > width:
        words = _HALF.sub("", words[:width].rsplit(" ", 1)[0]) + CUT
    return f"'{words}'"


def unfounded(sentence: str, sources: Sequence[str], names: Names = nothing) -> tuple[str, ...]:
    """Return the quotes, numbers and substances of ``sentence`` that no source says.

    Args:
        sentence: what the report is about to say.
        sources: the claim texts and the product text it speaks of.
        names: finds the substances named outside quotation marks; without it they go unchecked.
    """
    known = [_plain(source) for source in sources]
    quotes, rest = _parts(sentence, known)
    numbers = {_digits(n) for source in known for n in _NUMBER.findall(source)}
    return (
        *(q for q in quotes if not _said(q, known)),
        *(n for n in _NUMBER.findall(rest) if _digits(n) not in numbers),
        *(n for n in names(rest) if _is_word(n, rest) and not _said(n, known)),
    )


def founded(
    sentences: Iterable[str], sources: Sequence[str], names: Names = nothing
) -> tuple[str, ...]:
    """Return the sentences that name nothing unfounded; the others are dropped and logged."""
    kept = []
    for sentence in sentences:
        loose = unfounded(sentence, sources, names)
        if loose:
            _log.warning("dropped %r: %r is in neither text", sentence, loose)
        else:
            kept.append(sentence)
    return tuple(kept)


def _parts(sentence: str, known: Sequence[str]) -> tuple[list[str], str]:
    """Return the quotes of a sentence, and what is left of it.

    A quoted chemical name may hold a mark of its own (4,4'-): the longest quote that a source says
    is taken.
    """
    quotes, rest = [], []
    at = 0
    while (start := sentence.find("'", at)) >= 0:
        rest.append(sentence[at:start])
        ends = [m.start() for m in re.finditer("'", sentence) if m.start() > start]
        said = [end for end in ends if _said(sentence[start + 1 : end], known)]
        end = max(said, default=min(ends, default=len(sentence)))
        quotes.append(sentence[start + 1 : end])
        at = end + 1
    rest.append(sentence[at:])
    return quotes, " ".join(rest)


def _is_word(name: str, text: str) -> bool:
    """Whether a name begins a word: 요소 (urea) in 구성요소 is none."""
    return bool(re.search(rf"(?<![가-힣A-Za-z]){re.escape(name)}", text))


def _said(words: str, known: Sequence[str]) -> bool:
    plain = _plain(words.removesuffix(CUT))
    return bool(plain) and any(plain in source for source in known)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _digits(number: str) -> str:
    return re.sub(r",(?=\d{3})", "", number)
