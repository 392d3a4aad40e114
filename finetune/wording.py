"""Korean wording for made-up claims and products: particles, numbers, spellings, invented names.

All functions are pure: the same arguments (and the same state of the random generator) give the
same text.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

SPELLINGS: tuple[tuple[str, str], ...] = (
    ("에틸", "에칠"),
    ("메틸", "메칠"),
    ("부틸", "부칠"),
    ("글라이콜", "글리콜"),
    ("메티콘", "메치콘"),
    ("다이", "디"),
    ("트라이", "트리"),
    ("실란", "실레인"),
    ("실록산", "실록세인"),
    ("아이소", "이소"),
    ("하이드", "히드"),
    ("애씨드", "애시드"),
    ("옥사이드", "옥시드"),
    ("나이아신", "니아신"),
    ("아마이드", "아미드"),
    ("사이클로", "시클로"),
    ("타이타늄", "티타늄"),
    ("알코올", "알콜"),
    ("추출물", "엑기스"),
    ("펩타이드", "펩티드"),
    ("에스터", "에스테르"),
    ("에멀전", "에멀젼"),
)
"""Spellings of the same sound, as older and newer ingredient lists write them."""

_SYLLABLES = (
    "가 나 다 라 로 루 마 모 바 보 사 세 소 시 아 오 이 자 제 카 코 타 테 토 파 페 포 피 하 헤 호 "
    "달 란 린 멜 반 벨 살 센 실 알 엘 졸 칼 콜 탄 텔 판 폴 벤 솔 닌 돈"
)
_TAILS = (
    "레이트 올 산 아마이드 글루코사이드 펩타이드 추출물 폴리머 에스터 실란 글라이콜 콤플렉스 "
    "크로스폴리머 오일 왁스 검 클레이 옥사이드 유도체 발효물"
)
_PART_TAILS = "부 모듈 유닛 부재 브라켓 레일 챔버 노즐 센서 밸브 커버 홀더"
_LATIN = "lo ri ta ne co mi sa du ve pha xi ro ben tri po ca lin di sul mer"
_LATIN_TAILS = ("ate", "ol", "ine", "amide", "side", "one", "yl ester", "oxide", "ic acid")


def number(value: float) -> str:
    """Return the shortest decimal notation, with thousands commas from 10,000 on."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    whole, dot, rest = text.partition(".")
    return f"{int(whole):,}{dot}{rest}" if abs(value) >= 10_000 else text


def respell(name: str, rng: Random) -> str | None:
    """Return ``name`` in another usual spelling, or None where no rule applies."""
    ways = [(a, b) for a, b in SPELLINGS if a in name]
    ways += [(b, a) for a, b in SPELLINGS if b in name and a not in name]
    if ways and rng.random() < 0.8:
        for old, new in ways:
            if rng.random() < 0.7 or (old, new) == ways[-1]:
                name = name.replace(old, new)
        return name
    if " " in name:
        return name.replace(" ", "") if rng.random() < 0.6 else name.replace(" ", "-", 1)
    if name.isascii() and len(name) > 3:
        return rng.choice((name.lower(), name.upper(), name.title()))
    if len(name) >= 6 and not name.isascii():
        cut = rng.randrange(2, len(name) - 2)
        return f"{name[:cut]} {name[cut:]}"
    return None


def mistype(name: str, rng: Random) -> str | None:
    """Return ``name`` with one slip of the keyboard, or None where it is too short for that."""
    if len(name) < 7 or any(char.isdigit() for char in name):
        return None
    at = rng.randrange(1, len(name) - 1)
    if rng.random() < 0.5:
        return name[:at] + name[at + 1 :]
    return name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]


def invent(rng: Random, kind: str = "substance") -> tuple[str, ...]:
    """Return the names (Korean, sometimes English and a code) of a thing nobody has heard of."""
    stem = "".join(rng.choice(_SYLLABLES.split()) for _ in range(rng.randint(2, 4)))
    if kind == "part":
        return (stem + " " + rng.choice(_PART_TAILS.split()),)
    names = [stem + ("" if rng.random() < 0.5 else " ") + rng.choice(_TAILS.split())]
    if rng.random() < 0.5:
        latin = "".join(rng.choice(_LATIN.split()) for _ in range(rng.randint(2, 4)))
        names.append(latin + rng.choice(_LATIN_TAILS))
    if rng.random() < 0.3:
        letters = "".join(rng.choice("ABCDGHKLMNPQRSTVX") for _ in range(rng.randint(2, 3)))
        names.append(f"{letters}-{rng.randint(2, 999)}")
    return tuple(names)


def listed(words: Sequence[str], conjunction: str = "및") -> str:
    """Return ``A, B 및 C``."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + f" {conjunction} {words[-1]}"
