"""Reads people's own patent files: JSONL, kept KIPRIS answers (XML), saved lists (CSV, XLSX).

Used by ``python -m retrieval.index import FILE ...``. JSONL is this project's own form or the form
patents are published in (``change_code``, ``final_disposal``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from graph.errors import InputError
from graph.schema import ClaimText, LegalStatus, Patent
from retrieval.answers import NOTHING_FOUND, OK, MalformedAnswerError, read_answer
from retrieval.exports import read_export
from retrieval.numbers import read_number
from retrieval.parts import PatentPart, part_of

_Reader = Callable[[Path], Iterator[PatentPart]]


class _PublishedClaim(BaseModel):
    """A claim as published; ``change_code`` D marks a deleted claim."""

    model_config = ConfigDict(extra="ignore")

    number: int
    text: str
    change_code: str = "A"

    def as_claim_text(self) -> ClaimText:
        return ClaimText(number=self.number, text="" if self.change_code == "D" else self.text)


class _PublishedPatent(BaseModel):
    """A patent as published; what the collection has no use for is not read."""

    model_config = ConfigDict(extra="ignore")

    application_number: str
    regit_num: str | None
    title: str
    ipc: tuple[str, ...] = ()
    status: LegalStatus
    filed_on: str
    opened_on: str | None = None
    registered_on: str | None = None
    abstract: str = ""
    claims: tuple[_PublishedClaim, ...]
    claims_as_filed: tuple[_PublishedClaim, ...] = ()

    def as_patent(self) -> Patent:
        fields = self.model_dump(exclude={"claims", "claims_as_filed"})
        return Patent.model_validate(
            fields
            | {
                "claims": tuple(claim.as_claim_text() for claim in self.claims),
                "claims_as_filed": tuple(claim.as_claim_text() for claim in self.claims_as_filed),
            }
        )


def import_patents(paths: Iterable[Path]) -> Iterator[Patent]:
    """Yield the patents of JSONL files of either form, in order, their numbers in the one form.

    Raises:
        InputError: a file cannot be read or is empty, or a line is malformed; the message names
            both.
    """
    for path in paths:
        for part in _read_file(path, _read_jsonl):
            yield Patent.model_validate(part.model_dump())


def import_parts(paths: Iterable[Path]) -> Iterator[tuple[Path, PatentPart]]:
    """Yield what files, and the files in folders, say of patents, each with its file.

    Raises:
        InputError: a file is missing, empty, of an unknown format, or has something that cannot be
            read.
    """
    for path in paths:
        for file in _files(path):
            for part in _read_file(file, _READERS[file.suffix.lower()]):
                yield file, part


def _read_file(file: Path, read: _Reader) -> Iterator[PatentPart]:
    """Yield what a file says; one that says nothing at all was hardly meant."""
    part = None
    for part in read(file):
        yield part
    if part is None:
        raise InputError(f"{file}: 특허가 하나도 없는 파일입니다. 빼거나 다시 저장하십시오.")


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(file for file in path.rglob("*") if file.suffix.lower() in _READERS)
        if not found:
            raise InputError(f"폴더 {str(path)!r}에 읽을 파일({_FORMATS})이 없습니다.")
        return found
    if path.suffix.lower() not in _READERS:
        raise InputError(
            f"파일 {str(path)!r}의 형식을 모릅니다. {_FORMATS} 가운데 하나여야 합니다."
        )
    return [path]


def _read_jsonl(path: Path) -> Iterator[PatentPart]:
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _record(line, f"{path}:{number}")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"특허 파일 {str(path)!r}을(를) 읽을 수 없습니다({error}). "
            "UTF-8 JSONL 파일의 경로를 확인하십시오."
        ) from error


def _record(line: str, where: str) -> PatentPart:
    try:
        record = json.loads(line)
        if _is_published(record):
            return part_of(_PublishedPatent.model_validate(record).as_patent())
        return part_of(Patent.model_validate(record))
    except json.JSONDecodeError as error:
        raise InputError(
            f"{where}: JSON이 아닙니다({error.msg}). 줄을 고치거나 빼십시오."
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "줄"
        raise InputError(f"{where}: {place}: {first['msg']}. 줄을 고치거나 빼십시오.") from error
    except InputError as error:
        raise InputError(f"{where}: {error}") from error


def _is_published(record: Any) -> bool:
    if not isinstance(record, dict):
        return False
    claims = record.get("claims") or [{}]
    return "final_disposal" in record or (
        isinstance(claims, list) and isinstance(claims[0], dict) and "change_code" in claims[0]
    )


def _read_answer_file(path: Path) -> Iterator[PatentPart]:
    try:
        answer = read_answer(path.read_bytes())
    except OSError as error:
        raise InputError(f"파일 {str(path)!r}을(를) 읽을 수 없습니다({error.strerror}).") from error
    except MalformedAnswerError as error:
        raise InputError(f"{path}: {error}. KIPRIS의 답을 다시 저장하십시오.") from error
    if answer.faults:
        raise InputError(f"{path}: {answer.faults[0]}. 고치거나 빼십시오.")
    if answer.code not in (OK, NOTHING_FOUND):
        raise InputError(f"{path}: KIPRIS의 오류 답입니다({answer.code} {answer.message}).")
    if answer.parts:
        yield from answer.parts
    elif answer.claims:
        number = _number_in_name(path)
        yield PatentPart(application_number=number, claims=answer.claims)
    else:
        raise InputError(f"{path}: 빈 답입니다. 특허가 없다는 뜻은 아니니 다시 받으십시오.")


def _number_in_name(path: Path) -> str:
    """Return the application number in a file's name: a claims answer does not say whose it is."""
    found = set(re.findall(r"(?<!\d)(?:\d{2}-\d{4}-\d{7}|\d{13})(?!\d)", path.stem))
    if len(found) != 1:
        raise InputError(
            f"{path}: 청구항 답에는 출원번호가 없습니다. "
            "파일 이름에 넣으십시오: claims_1020180012345.xml"
        )
    return read_number(found.pop(), "application").digits


_READERS: dict[str, _Reader] = {
    ".jsonl": _read_jsonl,
    ".xml": _read_answer_file,
    ".csv": read_export,
    ".xlsx": read_export,
    ".xls": read_export,
}
_FORMATS = ", ".join(suffix[1:].upper() for suffix in _READERS)
