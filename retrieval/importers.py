"""Reads people's own patent files: this project's JSONL form, or the form patents are published in.

Used by ``python -m retrieval.index import FILE.jsonl``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from graph.errors import InputError
from graph.schema import ClaimText, LegalStatus, Patent


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
    """Yield the patents of JSONL files of either form, in order.

    The form is told by its own keys: only published records carry ``final_disposal``, or a
    ``change_code`` in their claims.

    Raises:
        InputError: a file cannot be read or a line is malformed; the message names both.
    """
    for path in paths:
        try:
            with path.open(encoding="utf-8") as lines:
                for number, line in enumerate(lines, 1):
                    if line.strip():
                        yield _patent(line, f"{path}:{number}")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                f"특허 파일 {str(path)!r}을(를) 읽을 수 없습니다({error}). "
                "UTF-8 JSONL 파일의 경로를 확인하십시오."
            ) from error


def _patent(line: str, where: str) -> Patent:
    try:
        record = json.loads(line)
        if _is_published(record):
            return _PublishedPatent.model_validate(record).as_patent()
        return Patent.model_validate(record)
    except json.JSONDecodeError as error:
        raise InputError(
            f"{where}: JSON이 아닙니다({error.msg}). 줄을 고치거나 빼십시오."
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "줄"
        raise InputError(f"{where}: {place}: {first['msg']}. 줄을 고치거나 빼십시오.") from error


def _is_published(record: Any) -> bool:
    if not isinstance(record, dict):
        return False
    claims = record.get("claims") or [{}]
    return "final_disposal" in record or (
        isinstance(claims[0], dict) and "change_code" in claims[0]
    )
