"""Names that are spelt almost alike: typing errors and loose transcriptions.

Hangul is compared letter by letter (jamo), so that 쿠션 and 쿳션 differ in one letter of five.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

ALIKE = 0.9
"""Share of common letters from which on two names are taken for one (``SequenceMatcher.ratio``)."""
SHORTEST = 7
"""Letters (jamo) that a name must have: short names differ in one letter and mean other things."""

_DIGITS = re.compile(r"\d+")


_SAME_SOUND = str.maketrans("\u1162\u1164\u116b\u1170", "\u1166\u1168\u116c\u116c")
"""ㅐ is written for ㅔ, ㅒ for ㅖ, ㅙ and ㅞ for ㅚ: they sound alike."""


def letters(name: str) -> str:
    """Return a name as letters: Hangul taken apart, vowels that sound alike made one, lower case."""
    return unicodedata.normalize("NFD", name).lower().translate(_SAME_SOUND)


def alike(one: str, other: str, least: float = ALIKE, shortest: int = SHORTEST) -> bool:
    """Return whether two names, as ``letters``, are one name misspelt.

    Numbers in them must be the same: 폴리솔베이트 20 is not 폴리솔베이트 80.

    Args:
        one: a name.
        other: another.
        least: share of common letters that is enough.
        shortest: letters that both must have.
    """
    short, long = sorted((one, other), key=len)
    if len(short) < shortest or len(short) < least * len(long) - 2:
        return False
    if one[0] != other[0] or _DIGITS.findall(one) != _DIGITS.findall(other):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= least and matcher.ratio() >= least
