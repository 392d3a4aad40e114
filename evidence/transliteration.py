"""Transliteration: whether a Hangul name and a Latin name are the same name.

Korean ingredient names (성분표준명, Korea Cosmetic Association) are INCI names written in Hangul by
habit: Behentrimonium Chloride is 베헨트라이모늄클로라이드. Both are reduced to what they sound like, a
skeleton of consonants with coarse vowels, and compared; digits must be the same. ``python -m
evidence.transliteration PAIRS.csv`` measures recall on pairs of names (columns inci, korean) and
precision on the same names paired at random.
"""

from __future__ import annotations

import csv
import re
import sys
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from random import Random

SHORTEST = 5
"""Consonants a name must have; one with fewer must sound alike to the last vowel."""
ALIKE = 0.9
"""Least share of common sounds (``SequenceMatcher.ratio``) of names with the same consonants.

Other consonants are other names: 부틸렌글라이콜 and Pentylene Glycol differ in one.
"""

_INITIALS = (
    *("g", "g", "n", "d", "d", "l", "m", "b", "b", "s", "s", "", "s", "s", "s"),
    *("k", "t", "p", "h"),
)
_VOWELS = (
    *("a", "e", "a", "e", "e", "e", "e", "e", "o", "oa", "oe", "oi", "o"),
    *("u", "ue", "ue", "ui", "u", "", "i", "i"),
)
"""Of ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ; ㅡ only carries a consonant, ㅓ stands for «er»."""
_FINALS = (
    *("", "k", "k", "k", "n", "n", "n", "t", "l", "l", "l", "l", "l", "l", "l", "l", "m"),
    *("p", "p", "t", "t", "n", "t", "t", "k", "t", "p", ""),
)
_LATIN = (
    (r"\bx", "s"),
    (r"\bps|\bpt", "s"),
    (r"ide\b", "aid"),
    (r"ate\b", "eit"),
    (r"e\b", ""),
    (r"(?<=[a-z]{3})(?<![siuo])s\b", ""),
    (r"(?<=alc)ohol", "ol"),
    (r"zed\b", "zd"),
    (r"[^a-z0-9]+", ""),
    (r"tio(?=n)", "so"),
    (r"sch|sh", "s"),
    (r"ph", "p"),
    (r"rh", "r"),
    (r"th", "t"),
    (r"sc(?=[eiy])", "s"),
    (r"ch|ck|q", "k"),
    (r"c(?=[eiy])", "s"),
    (r"x", "ks"),
    (r"ium", "um"),
    (r"g(?=[eiy])", "s"),
    (r"ng$", "n"),
    (r"c", "k"),
    (r"[jz]", "s"),
    (r"v", "b"),
    (r"f", "p"),
    (r"eu|ew", "u"),
    (r"y", "i"),
    (r"w", "u"),
)
_HANGUL = (
    (r"다이", "디"),
    (r"트라이", "트리"),
    (r"하이드", "히드"),
    (r"아이소", "이소"),
    (r"글라이", "글리"),
    (r"사이클|싸이클", "시클"),
    (r"라이즈", "리즈"),
    (r"라이신", "리신"),
    (r"파이토", "피토"),
    (r"바이오", "비오"),
    (r"치오", "티오"),
    (r"메치", "메티"),
    (r"에칠", "에틸"),
    (r"부칠", "부틸"),
    (r"에이치씨엘", "hcl"),
    (r"피씨에이", "pca"),
    (r"이디티에이", "edta"),
    (r"에스에이치", "sh"),
    (r"알에이치", "rh"),
    (r"피이지", "peg"),
    (r"피피지", "ppg"),
    (r"브이피", "vp"),
)
_LATIN_SOUNDS = tuple((re.compile(pattern), sound) for pattern, sound in _LATIN)
_HANGUL_SOUNDS = tuple((re.compile(pattern), sound) for pattern, sound in _HANGUL)
_RUN = re.compile(r"[가-힣]+|[a-z0-9 \-]+")
_SILENT_R = re.compile(r"r(?![aeiou])")
_DOUBLED = re.compile(r"([a-z])\1+")
_VOWEL = re.compile(r"[aeiou]")


def is_hangul(name: str) -> bool:
    """Return whether a name is written in Hangul, at least in part."""
    return any("가" <= char <= "힣" for char in name)


@lru_cache(maxsize=100_000)
def skeletons(name: str) -> tuple[str, ...]:
    """Return what a name sounds like: consonants b p d t g k s h l m n, vowels a e i o u, digits.

    An English r at a syllable's end is dropped (카보머) or written (알부틴): both are returned.
    """
    text = name.lower()
    if is_hangul(text):
        for pattern, sound in _HANGUL_SOUNDS:
            text = pattern.sub(sound, text)
    sounds = "".join(
        _hangul(run) if "가" <= run[0] <= "힣" else _latin(run) for run in _RUN.findall(text)
    )
    forms = (_SILENT_R.sub("", sounds).replace("r", "l"), sounds.replace("r", "l"))
    return tuple(dict.fromkeys(_DOUBLED.sub(r"\1", form) for form in forms))


def _hangul(run: str) -> str:
    sounds = []
    for char in run:
        code = ord(char) - ord("가")
        initial, vowel, final = code // 588, code % 588 // 28, code % 28
        sounds.append(_INITIALS[initial] + _VOWELS[vowel] + _FINALS[final])
    return "".join(sounds)


def _latin(run: str) -> str:
    for pattern, sound in _LATIN_SOUNDS:
        run = pattern.sub(sound, run)
    return run


def consonants(sounds: str) -> str:
    """Return a skeleton without its vowels."""
    return _VOWEL.sub("", sounds)


def same_name(one: str, other: str) -> bool:
    """Return whether two names, one Hangul and one Latin, are the same name transliterated."""
    return any(_alike(a, b) for a in skeletons(one) for b in skeletons(other))


def _alike(one: str, other: str) -> bool:
    bare = consonants(one)
    if bare != consonants(other) or len(bare) < 3:
        return False
    if len(bare) < SHORTEST:
        return one == other
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def main(path: Path) -> None:
    """Print recall on the pairs of a CSV file and how many random pairs are taken for one name."""
    with path.open(encoding="utf-8") as lines:
        pairs = [(row["inci"], row["korean"]) for row in csv.DictReader(lines)]
    rng = Random(0)
    others = [(one, rng.choice(pairs)[1]) for one, _ in pairs for _ in range(200)]
    wrong = sum(same_name(*pair) for pair in others if pair not in pairs)
    found = sum(same_name(*pair) for pair in pairs)
    print(f"pairs {len(pairs)} found {found} random pairs {len(others)} taken for one name {wrong}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
