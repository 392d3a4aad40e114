"""Reads the XML answers of KIPRIS Plus, from the service or from files kept of them.

Every operation answers in a shape of its own (search in two, bibliography, claims, registration),
so fields are looked up by name, whatever stands around them. Entity declarations and DTDs are
refused (defusedxml): an answer has neither.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from graph.errors import InputError
from graph.schema import ClaimText
from retrieval.numbers import read_number
from retrieval.parts import PatentPart, read_claims, read_date, read_ipc, read_status

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

OK = "00"
NOTHING_FOUND = "20"

_NAMES = {
    "application": ("applicationnumber",),
    "registration": ("registernumber", "registrationnumber"),
    "title": ("inventiontitle", "inventionname"),
    "ipc": ("ipcnumber", "internationalpatentclassificationnumber"),
    "status": ("registerstatus", "registrationstatus"),
    "filed": ("applicationdate",),
    "opened": ("opendate", "openingdate"),
    "registered": ("registerdate", "registrationdate"),
    "abstract": ("astrtcont", "abstract"),
    "terminated": ("terminationdate",),
}
_CODES = ("resultcode", "returnreasoncode")
_MESSAGES = ("resultmsg", "returnauthmsg", "errmsg")
_TOTALS = ("totalcount", "totalsearchcount")


class MalformedAnswerError(ValueError):
    """What came is no answer of the service: cut off, another format, or forbidden XML."""


@dataclass(frozen=True)
class Answer:
    """One answer, read."""

    code: str
    """Result code; ``00`` where a kept file carries none."""
    message: str
    total: int | None
    """How many patents the search has on all pages; None where it does not say."""
    parts: tuple[PatentPart, ...]
    claims: tuple[ClaimText, ...] = ()
    """Claims of an answer that does not say whose they are (``patentClaimInfo``)."""
    ended_on: date | None = None
    """Day on which the right ended (``registrationInfo``)."""
    faults: tuple[str, ...] = ()
    """What could not be read, one line a patent left out."""


def read_answer(data: bytes) -> Answer:
    """Return the patents, or the bare claims, of one answer.

    Raises:
        MalformedAnswerError: not well-formed XML, with a DTD or entities, or not an answer.
    """
    root = _root(data)
    parts, faults = [], []
    for element in _patents(root):
        try:
            parts.append(_part(element))
        except (ValueError, InputError) as error:
            faults.append(str(error))
    alone = not parts and not faults
    fields = _Fields(root)
    code = _first(fields, _CODES)
    if not code and alone and not root.findall(".//claim"):
        raise MalformedAnswerError("KIPRIS의 답이 아닙니다")
    total = _first(fields, _TOTALS)
    try:
        ended_on = read_date(_first(fields, _NAMES["terminated"])) if alone else None
    except ValueError as error:
        raise MalformedAnswerError(str(error)) from error
    return Answer(
        code=(code or OK).zfill(2),
        message=_first(fields, _MESSAGES),
        total=int(total) if total.isdigit() else None,
        parts=tuple(parts),
        claims=read_claims([_text(claim) for claim in root.iter("claim")]) if alone else (),
        ended_on=ended_on,
        faults=tuple(faults),
    )


def _root(data: bytes) -> Element:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(_decoded(data), forbid_dtd=True)
    except DefusedXmlException as error:
        raise MalformedAnswerError("XML에 DTD나 엔티티 선언이 있어 읽지 않습니다") from error
    except (ParseError, UnicodeDecodeError, ValueError) as error:
        raise MalformedAnswerError(f"XML이 깨졌습니다({error})") from error
    return root


def _decoded(data: bytes) -> str:
    """Return the XML without its declaration: expat knows no Korean encoding but Unicode's."""
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp949")
    # What the bytes are counts, not what a file saved anew still says of itself.
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text).strip()


def _patents(root: Element) -> Iterator[Element]:
    """Yield the elements that each hold one patent."""
    for element in root.iter():
        if element.tag == "PatentUtilityInfo" or (
            element.tag == "item"
            and _Fields(element).get_all(_NAMES["application"] + _NAMES["title"])
        ):
            yield element


def _part(element: Element) -> PatentPart:
    fields = _Fields(element)
    number = read_number(_first(fields, _NAMES["application"]), "application").digits
    regit = _first(fields, _NAMES["registration"])
    try:
        registration = read_number(regit, "registration").digits if regit else None
        ipc = [symbol for text in fields.get_all(_NAMES["ipc"]) for symbol in read_ipc(text)]
        return PatentPart(
            application_number=number,
            regit_num=registration,
            title=_first(fields, _NAMES["title"]) or None,
            ipc=tuple(dict.fromkeys(ipc)),
            status=read_status(_first(fields, _NAMES["status"]), registered=bool(regit)),
            filed_on=read_date(_first(fields, _NAMES["filed"])),
            opened_on=read_date(_first(fields, _NAMES["opened"])),
            registered_on=read_date(_first(fields, _NAMES["registered"])),
            abstract=_first(fields, _NAMES["abstract"]),
            claims=read_claims([_text(claim) for claim in element.iter("claim")]),
        )
    except (ValueError, InputError) as error:
        raise ValueError(f"{number}: {error}") from error


class _Fields:
    """Texts of an element's descendants by lower-case tag."""

    def __init__(self, element: Element) -> None:
        self._texts: dict[str, list[str]] = {}
        for child in element.iter():
            text = _text(child) if not len(child) else ""
            if text:
                self._texts.setdefault(child.tag.lower(), []).append(text)

    def get_all(self, names: tuple[str, ...]) -> list[str]:
        return [text for name in names for text in self._texts.get(name, ())]


def _first(fields: _Fields, names: tuple[str, ...]) -> str:
    found = fields.get_all(names)
    return found[0] if found else ""


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
