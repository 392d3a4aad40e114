"""What a search can filter claims by, row for row with the vectors and the words, in memory.

Filters are decided here and not in Chroma: a metadata filter makes a local Chroma query about ten
times slower (chroma-core/chroma#7092), a mask over rows costs nothing beside the search.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from evidence.legal import in_force
from graph.errors import PatentIndexError
from graph.schema import Claim, LegalStatus
from retrieval.claims import ClaimRow

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FILE = "catalogue.json"
_Value = TypeVar("_Value", bound=Hashable)


@dataclass(frozen=True)
class Filters:
    """What a claim must fulfil to be found; everything given must hold."""

    ipc: tuple[str, ...] = ()
    """Beginnings of IPC symbols, e.g. ``A61Q`` or ``A61K 8/37``; one must fit."""
    status: tuple[LegalStatus, ...] = ()
    """Legal statuses; one must fit."""
    in_force_on: date | None = None
    """Day on which the right must be in force."""
    filed_from: date | None = None
    filed_to: date | None = None
    """First and last filing date."""

    def __bool__(self) -> bool:
        return self != Filters()

    def __str__(self) -> str:
        """Return the filters as their reader knows them."""
        days = (self.filed_from, self.filed_to)
        named = {
            "IPC": ", ".join(self.ipc),
            "상태": ", ".join(self.status),
            "존속 기준일": str(self.in_force_on or ""),
            "출원일": " ~ ".join(str(day or "") for day in days) if any(days) else "",
        }
        return ", ".join(f"{name} {value}" for name, value in named.items() if value)


@dataclass(frozen=True)
class Catalogue:
    """Columns of the rows of an index; immutable, safe to share between threads."""

    ids: tuple[str, ...]
    numbers: tuple[str, ...]
    """Number of the patent: its registration, or its application while pending."""
    statuses: tuple[LegalStatus, ...]
    dates: tuple[tuple[str, str, str], ...]
    """Filed, registered and ended on, ISO 8601; empty where not known."""
    ipc: tuple[str, ...]
    """IPC symbols without blanks, each between bars: ``|A61K8/37|A61Q19/02|``."""

    @classmethod
    def of(cls, rows: Sequence[ClaimRow]) -> Catalogue:
        """Return the catalogue of rows, in their order."""
        claims = [row.claim for row in rows]
        return cls(
            ids=tuple(row.id for row in rows),
            numbers=tuple(claim.regit_num for claim in claims),
            statuses=tuple(claim.status for claim in claims),
            dates=tuple(
                (_iso(claim.filed_on), _iso(claim.registered_on), _iso(claim.ended_on))
                for claim in claims
            ),
            ipc=tuple(f"|{'|'.join(map(_compact, claim.ipc))}|" for claim in claims),
        )

    def save(self, folder: Path) -> None:
        """Write the catalogue into ``folder``."""
        text = json.dumps(asdict(self), ensure_ascii=False)
        (folder / _FILE).write_text(text, encoding="utf-8")

    @classmethod
    def open(cls, folder: Path) -> Catalogue:
        """Read a catalogue written by ``save``.

        Raises:
            PatentIndexError: the file is missing or damaged.
        """
        try:
            columns = json.loads((folder / _FILE).read_text(encoding="utf-8"))
            return cls(
                **{name: tuple(column) for name, column in columns.items() if name != "dates"},
                dates=tuple(map(tuple, columns["dates"])),
            )
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise PatentIndexError(
                f"색인의 목록 {str(folder / _FILE)!r}을(를) 읽을 수 없습니다. "
                "다시 만드십시오: python -m retrieval.index build --force"
            ) from error

    @cached_property
    def places(self) -> dict[str, int]:
        """Row of each claim id."""
        return {claim_id: at for at, claim_id in enumerate(self.ids)}

    def mask(self, filters: Filters) -> NDArray[np.bool_]:
        """Return for each row whether it fulfils the filters."""
        fits = np.ones(len(self.ids), dtype=bool)
        if filters.ipc:
            wanted = tuple("|" + _compact(symbol) for symbol in filters.ipc)
            fits &= _column(self.ipc, lambda symbols: any(w in symbols for w in wanted))
        if filters.status:
            fits &= _column(self.statuses, lambda status: status in filters.status)
        if filters.filed_from or filters.filed_to:
            first, last = _iso(filters.filed_from), _iso(filters.filed_to) or "9999"
            fits &= _column(self.dates, lambda days: days[0] != "" and first <= days[0] <= last)
        if filters.in_force_on:
            day = filters.in_force_on
            rights = tuple(zip(self.statuses, self.dates, strict=True))
            fits &= _column(rights, lambda right: in_force(_right(*right), day))
        return fits


def _column(values: Sequence[_Value], test: Callable[[_Value], bool]) -> NDArray[np.bool_]:
    """Return the test of each value, made once a different value."""
    known = {value: test(value) for value in set(values)}
    return np.fromiter((known[value] for value in values), dtype=bool, count=len(values))


def _right(status: LegalStatus, days: tuple[str, str, str]) -> Claim:
    """Return a claim that has only what decides whether the right is in force."""
    filed_on, registered_on, ended_on = (date.fromisoformat(day) if day else None for day in days)
    return Claim(
        regit_num="",
        title="",
        claim_number=1,
        text="",
        status=status,
        filed_on=filed_on,
        registered_on=registered_on,
        ended_on=ended_on,
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _compact(symbol: str) -> str:
    return "".join(symbol.split()).upper()
