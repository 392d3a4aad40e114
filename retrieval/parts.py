"""What one source says of a patent, and how the sources come together into a ``Patent``.

A search answer knows title and status, a bibliography the claims, a registration the day on which
the right ended: each is a ``PatentPart``, and ``merge`` lays a new part over what was known.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, get_args

from graph.errors import InputError
from graph.schema import ClaimText, Contract, LegalStatus, Patent
from retrieval.numbers import UNKNOWN_APPLICATION, read_number, written

_REQUIRED = {"title": "발명의 명칭", "status": "법적 상태", "filed_on": "출원일"}


class PatentPart(Contract):
    """Fields of ``Patent`` as far as one source gives them; None or empty: it does not say."""

    application_number: str
    regit_num: str | None = None
    title: str | None = None
    ipc: tuple[str, ...] = ()
    status: LegalStatus | None = None
    filed_on: date | None = None
    opened_on: date | None = None
    registered_on: date | None = None
    ended_on: date | None = None
    abstract: str = ""
    claims: tuple[ClaimText, ...] = ()
    claims_as_filed: tuple[ClaimText, ...] = ()
    field: str = ""
    sample: bool = False
    summary: bool = False

    @property
    def key(self) -> str:
        """What a patent keeps for life: its application number (registration, if unknown)."""
        return patent_key(self.application_number, self.regit_num)


def patent_key(application_number: str, regit_num: str | None) -> str:
    """Return the application number, or the registration number where the former is not known."""
    if application_number != UNKNOWN_APPLICATION:
        return application_number
    if regit_num is None:
        raise InputError("출원번호와 등록번호가 모두 없는 특허입니다.")
    return regit_num


def part_of(patent: Patent) -> PatentPart:
    """Return all a patent says, its numbers in the one form.

    Raises:
        InputError: a number cannot be read, or is of the other kind.
    """
    number, regit = patent.application_number, patent.regit_num
    return PatentPart.model_validate(
        patent.model_dump()
        | {
            "application_number": read_number(number, "application").digits,
            "regit_num": read_number(regit, "registration").digits if regit else None,
        }
    )


def merge(old: Patent | None, part: PatentPart) -> Patent:
    """Return ``old`` with what ``part`` says laid over it.

    What the part does not say stays. Claims that were published while the application was pending
    are kept as the claims as filed once the granted ones replace them.

    Raises:
        InputError: nobody has given the title, the status or the filing date yet.
    """
    known: dict[str, Any] = old.model_dump() if old else {"regit_num": None, "claims": ()}
    said = {name: value for name, value in part.model_dump().items() if value not in (None, "", ())}
    merged = known | said
    if part.claims:
        merged |= {"sample": part.sample, "summary": part.summary}
    if not merged.get("claims_as_filed") and old and _was_granted(old, part):
        merged["claims_as_filed"] = old.claims
    if part.application_number == UNKNOWN_APPLICATION and old:
        merged["application_number"] = old.application_number
    missing = [name for field, name in _REQUIRED.items() if merged.get(field) is None]
    if missing:
        number = written(part.application_number, "application")
        raise InputError(
            f"특허 {number}의 {', '.join(missing)}을(를) 알 수 없습니다. "
            "서지 정보가 있는 파일을 함께 더하십시오."
        )
    return Patent.model_validate(merged)


def _was_granted(old: Patent, part: PatentPart) -> bool:
    pending = old.regit_num is None and not old.sample
    return bool(pending and part.regit_num and old.claims and part.claims != old.claims)


def read_date(text: str) -> date | None:
    """Return a date written ``20180312``, ``2018.03.12`` or ``2018-03-12``; None for a blank.

    Raises:
        ValueError: something else is written there.
    """
    clean = text.strip().rstrip(".")
    if not clean or not clean.strip("0.-/ "):
        return None
    found = re.fullmatch(r"(\d{4})[.\-/]?\s?(\d{1,2})[.\-/]?\s?(\d{1,2})(?:[ T]00:00:00)?", clean)
    if found is None:
        raise ValueError(f"날짜 {text!r}을(를) 읽을 수 없습니다")
    year, month, day = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(f"날짜 {text!r}은(는) 없는 날입니다") from error


def read_ipc(text: str) -> tuple[str, ...]:
    """Return the IPC symbols of ``A61K 8/37(2006.01)|A61Q19/02``, each once, ``A61K 8/37``."""
    found = re.findall(r"([A-H]\d{2}[A-Z])\s*(\d{1,4}/\d{2,6})?", text)
    return tuple(dict.fromkeys(" ".join(filter(None, symbol)) for symbol in found))


_IPC = re.compile(r"[A-H](?:\d(?:\d(?:[A-Z](?:\d{1,4}(?:/\d{0,6})?)?)?)?)?")
"""Beginning of a symbol: section, class, subclass, main group, subgroup (Guide to the IPC)."""


def refuse_no_ipc(text: str) -> None:
    """Refuse what is not the beginning of one IPC symbol (``A61``, ``A61Q``, ``A61K 8/37``).

    Raises:
        InputError: no symbol begins so.
    """
    if not _IPC.fullmatch("".join(text.split()).upper()):
        raise InputError(
            f"IPC {text!r}을(를) 읽을 수 없습니다. A61Q 또는 'A61K 8/37'처럼 쓰고, "
            "여럿이면 따로 주십시오."
        )


def read_status(text: str, *, registered: bool) -> LegalStatus:
    """Return the legal status; one that tells only of proceedings follows from the registration.

    The portal adds the cause to a status: 소멸(등록료불납), 거절결정(일반).

    Raises:
        ValueError: a word the office does not use.
    """
    clean = re.sub(r"[\s()\[\]·,-]", "", text)
    if not clean or clean.startswith(_PROCEEDINGS):
        return "등록" if registered else "공개"
    for beginning, status in _BEGINNINGS.items():
        if clean.startswith(beginning):
            return status
    raise ValueError(f"법적 상태 {text!r}을(를) 알 수 없습니다({', '.join(get_args(LegalStatus))})")


_PROCEEDINGS = ("출원", "심사", "등록결정", "재심사", "공고")
"""How a status begins that says nothing about a right: a decision to grant is no grant yet."""

_BEGINNINGS: dict[str, LegalStatus] = {
    "등록무효": "무효",
    "등록포기": "포기",
    "등록취소": "무효",
    "특허취소": "무효",
    "존속기간만료": "소멸",
    "등록료불납": "소멸",
    **{status: status for status in get_args(LegalStatus)},
}
"""How a status begins, and what it is: a right revoked on opposition never was, like one held invalid
(특허법 제132조의13 제3항)."""


_NUMBERED = re.compile(
    r"(?:\[\s*청구항\s*([1-9]\d{0,2})\s*\]\s*[.．]?|([1-9]\d{0,2})\s*[.．])\s*(?!\d)"
)
_TAGS = re.compile(r"</?(?:P|BR|CLAIM|SDOAL|DIV|SPAN|FONT|B|I|U|IMG|MATHS|TABLE)\b[^<>]*>", re.I)
_DELETED = re.compile(r"\(?\s*삭\s*제\s*\)?\s*\.?")


def read_claims(texts: list[str]) -> tuple[ClaimText, ...]:
    """Return numbered claims: ``1. …`` gives number and text, ``2. 삭제`` a deleted claim.

    A claim without a number is the one after the claim before it. Escaped layout tags are dropped.
    """
    claims: dict[int, ClaimText] = {}
    last = 0
    for raw in texts:
        text = re.sub(r"[ \t\r\f\v]*\n\s*|[ \t]{2,}", " ", _TAGS.sub(" ", raw)).strip()
        if not text:
            continue
        found = _NUMBERED.match(text)
        last = int(found[1] or found[2]) if found else last + 1
        body = text[found.end() :].strip() if found else text
        claims[last] = ClaimText(number=last, text="" if _DELETED.fullmatch(body) else body)
    return tuple(claims[number] for number in sorted(claims))
