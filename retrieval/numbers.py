"""Patent numbers in one form: thirteen digits, and which of the two kinds they are.

An application number is kind (2), year (4) and serial (7): ``10-2018-0012345``. A registration
number is kind (2), serial (7) and a suffix (4, nearly always 0000): ``10-2918091-0000``. Written
without hyphens, ``1020180010000`` can be either, so the kind always travels with the digits.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from graph.errors import InputError

NumberKind = Literal["application", "registration"]

UNKNOWN_APPLICATION = "0" * 13
"""Stands in a file for an application number that nobody knows."""

_WORDS = re.compile(
    r"대한민국|한국|특허|실용신안|출원|등록|번호|제(?=\d|\s)|호$|KR|(?<=\d)\s*(?:B\d?|Y\d?)$|[\s:.#]"
)
_PUBLISHED = re.compile(r"공개|공고|(?<=\d)\s*[AU]\d?$")
_APPLICATION = {(2, 4, 7), (6, 7)}
_REGISTRATION = {(2, 7), (2, 7, 4), (2, 7, 2, 2), (9,), (9, 4)}


@dataclass(frozen=True)
class PatentNumber:
    """A registration or an application number."""

    digits: str
    """Thirteen digits."""
    kind: NumberKind | None
    """None where the digits alone can be either."""


def read_number(text: str, kind: NumberKind | None = None) -> PatentNumber:
    """Return the one number written in ``text``.

    Args:
        text: ``10-2918091``, ``1029180910000``, ``10-2918091-0000``, ``KR102918091B1``,
            ``10-2018-0012345``, ``제10-2918091호`` and the like.
        kind: The kind the number must have, where a field or an option says so.

    Raises:
        InputError: no number, a publication number, or a number of the other kind.
    """
    clean = re.sub(r"[‐-―−ー]", "-", unicodedata.normalize("NFKC", text)).strip().upper()
    if _PUBLISHED.search(clean):
        raise InputError(
            f"{text!r}은(는) 공개번호입니다. 출원번호(10-2018-0012345)나 "
            "등록번호(10-2918091)를 쓰십시오."
        )
    said = _said_kind(clean)
    groups = _WORDS.sub("", re.sub(r"(?<=\d)\s+(?=\d)", "-", clean)).split("-")
    lengths = tuple(len(group) for group in groups)
    digits = "".join(groups)
    if not re.fullmatch(r"[0-9]+", digits):
        raise _unreadable(text)
    if lengths in _APPLICATION:
        found: NumberKind | None = "application"
    elif lengths in _REGISTRATION:
        found, digits = "registration", digits.ljust(13, "0")
    elif len(digits) == 13 and len(groups) <= 2:
        found = _bare_kind(digits, kind or said)
    else:
        raise _unreadable(text)
    for wanted in (said, kind):
        if wanted and found and wanted != found:
            raise InputError(
                f"{text!r}은(는) {_KOREAN[found]}인데 {_KOREAN[wanted]}가 있을 자리에 있습니다."
            )
    return PatentNumber(digits, kind or said or found)


_KOREAN = {"application": "출원번호", "registration": "등록번호"}


def _said_kind(clean: str) -> NumberKind | None:
    if "출원" in clean:
        return "application"
    if "등록" in clean or re.search(r"\d\s*[BY]\d?$", clean):
        return "registration"
    return None


def _bare_kind(digits: str, wanted: NumberKind | None) -> NumberKind | None:
    """Return what thirteen digits in a row can be; ``wanted`` decides where they can be both."""
    has_year = 1900 <= int(digits[2:6]) < 2100 or digits == UNKNOWN_APPLICATION
    if has_year and digits.endswith("0000"):
        return wanted
    return "application" if has_year else "registration"


def _unreadable(text: str) -> InputError:
    return InputError(
        f"특허 번호 {text!r}을(를) 읽을 수 없습니다. 10-2918091 또는 1029180910000처럼 쓰십시오."
    )


def written(digits: str, kind: NumberKind) -> str:
    """Return the number as people write it: ``10-2018-0012345`` or ``10-2918091``."""
    if kind == "application":
        return f"{digits[:2]}-{digits[2:6]}-{digits[6:]}"
    suffix = "" if digits.endswith("0000") else f"-{digits[9:]}"
    return f"{digits[:2]}-{digits[2:9]}{suffix}"
