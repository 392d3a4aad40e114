"""Korean particles: the form a word takes, for texts that are put together from quoted words."""

from __future__ import annotations

import re

_FORMS = {
    "을": ("을", "를"),
    "은": ("은", "는"),
    "이": ("이", "가"),
    "과": ("과", "와"),
    "으로": ("으로", "로"),
    "이나": ("이나", "나"),
    "이라": ("이라", "라"),
}
# How digits and Latin letters are read: 0 영, 1 일, 3 삼, 6 육, 7 칠, 8 팔; l 엘, m 엠, n 엔, r 알.
_FINAL_DIGITS = frozenset("013678")
_FINAL_LATIN = frozenset("lmnrLMNR")
_READ_WITH_L = frozenset("178lrLR")
FINAL_N, FINAL_L, FINAL_SS = 4, 8, 20
"""The places of ㄴ, ㄹ and ㅆ among the final consonants; 0 is that of none."""
_BOTH = re.compile(r"(?P<word>\S+?)(?P<both>을\(를\)|은\(는\)|이\(가\)|과\(와\)|\(으\)로)")
_KINDS = {"을(를)": "을", "은(는)": "은", "이(가)": "이", "과(와)": "과", "(으)로": "으로"}


def ending_in(*finals: int) -> str:
    """Return every Hangul syllable with one of the final consonants: «갈날달…» for ``FINAL_L``."""
    return "".join(chr(ord("가") + 28 * i + final) for i in range(399) for final in finals)


def particle(word: str, kind: str) -> str:
    """Return ``word`` with the form of the particle ``kind`` (을, 은, 이, 과, 으로 …) it takes.

    Hangul decides by its final consonant; digits and Latin letters by how they are read.
    """
    closed, opened = _FORMS[kind]
    last = re.sub(r"[)\]\s.'\"’”]+$", "", word)[-1:]
    if last == "%":
        last = "트"
    if "가" <= last <= "힣":
        final = (ord(last) - ord("가")) % 28
        has_final = final != 0 and not (kind == "으로" and final == 8)
    else:
        has_final = last in _FINAL_DIGITS or last in _FINAL_LATIN
        if kind == "으로" and last in _READ_WITH_L:
            has_final = False
    return word + (closed if has_final else opened)


def settle(text: str) -> str:
    """Return ``text`` with every «을(를)», «은(는)», «이(가)», «과(와)», «(으)로» decided."""
    return _BOTH.sub(lambda m: particle(m["word"], _KINDS[m["both"]]), text)
