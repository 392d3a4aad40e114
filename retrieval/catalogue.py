"""What a search can filter patents by, in memory: number, status, dates and IPC, and their claims.

Filters are decided here and not in Chroma: a metadata filter makes a local Chroma query about ten
times slower (chroma-core/chroma#7092), a mask over the patents costs nothing beside the search.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np

from evidence.legal import in_force
from graph.errors import InputError, PatentIndexError
from graph.schema import Claim, LegalStatus
from retrieval.claims import PatentEntry
from retrieval.numbers import NumberKind
from retrieval.parts import refuse_no_ipc

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FILE = "catalogue.json"
_Value = TypeVar("_Value", bound=Hashable)


@dataclass(frozen=True)
class Filters:
    """What a patent must fulfil to be found; everything given must hold.

    Raises:
        InputError: no IPC symbol begins so, or the first filing date is after the last.
    """

    ipc: tuple[str, ...] = ()
    """Beginnings of IPC symbols, e.g. ``A61Q`` or ``A61K 8/37``; one must fit. A main group is
    whole: ``A61K 8`` is not the beginning of ``A61K 81/00``."""
    status: tuple[LegalStatus, ...] = ()
    """Legal statuses; one must fit."""
    in_force_on: date | None = None
    """Day on which the right must be in force."""
    filed_from: date | None = None
    filed_to: date | None = None
    """First and last filing date."""

    def __post_init__(self) -> None:
        for symbol in self.ipc:
            refuse_no_ipc(symbol)
        if self.filed_from and self.filed_to and self.filed_from > self.filed_to:
            raise InputError(
                f"출원일의 처음 {self.filed_from}이(가) 마지막 {self.filed_to}보다 늦습니다."
            )

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
    """Columns of the patents of an index; immutable, safe to share between threads."""

    numbers: tuple[str, ...]
    """Number of the patent: its registration, or its application while pending."""
    applications: tuple[str, ...]
    registrations: tuple[str, ...]
    """Application and registration numbers, 13 digits; a registration is empty while pending."""
    claims: tuple[tuple[int, ...], ...]
    """Numbers of the independent claims; their vectors follow one another in this order."""
    statuses: tuple[LegalStatus, ...]
    dates: tuple[tuple[str, str, str], ...]
    """Filed, registered and ended on, ISO 8601; empty where not known."""
    ipc: tuple[str, ...]
    """IPC symbols without blanks, each between bars: ``|A61K8/37|A61Q19/02|``."""

    @classmethod
    def of(cls, entries: Sequence[PatentEntry]) -> Catalogue:
        """Return the catalogue of entries, in their order."""
        patents = [entry.patent for entry in entries]
        return cls(
            numbers=tuple(patent.number for patent in patents),
            applications=tuple(patent.application_number for patent in patents),
            registrations=tuple(patent.regit_num or "" for patent in patents),
            claims=tuple(tuple(row.claim.claim_number for row in entry.rows) for entry in entries),
            statuses=tuple(patent.status for patent in patents),
            dates=tuple(
                (_iso(patent.filed_on), _iso(patent.registered_on), _iso(patent.ended_on))
                for patent in patents
            ),
            ipc=tuple(f"|{'|'.join(map(_compact, patent.ipc))}|" for patent in patents),
        )

    def save(self, folder: Path) -> None:
        """Write the catalogue into ``folder``."""
        columns = {column.name: getattr(self, column.name) for column in fields(self)}
        text = json.dumps(columns, ensure_ascii=False)
        (folder / _FILE).write_text(text, encoding="utf-8")

    @classmethod
    def open(cls, folder: Path) -> Catalogue:
        """Read a catalogue written by ``save``.

        Raises:
            PatentIndexError: the file is missing or damaged.
        """
        try:
            columns = json.loads((folder / _FILE).read_text(encoding="utf-8"))
            for name in ("claims", "dates"):
                columns[name] = map(tuple, columns[name])
            return cls(**{name: tuple(column) for name, column in columns.items()})
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise PatentIndexError(
                f"색인의 목록 {str(folder / _FILE)!r}을(를) 읽을 수 없습니다. "
                "다시 만드십시오: python -m retrieval.index build --force"
            ) from error

    @cached_property
    def places(self) -> dict[str, int]:
        """Place of each patent by its number."""
        return {number: at for at, number in enumerate(self.numbers)}

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Row of each patent's first claim, and after the last one the number of rows."""
        return np.concatenate(([0], np.cumsum([len(claims) for claims in self.claims])))

    @cached_property
    def owners(self) -> NDArray[np.int64]:
        """Place of the patent that each row belongs to."""
        return np.repeat(np.arange(len(self.claims)), np.diff(self.starts))

    def place_of(self, digits: str, kind: NumberKind | None) -> int | None:
        """Return the place of a patent; digits that can be either kind are a registration first."""
        columns = {"registration": self._registered, "application": self._applied}
        for column in [columns[kind]] if kind else columns.values():
            if digits in column:
                return column[digits]
        return None

    @cached_property
    def _registered(self) -> dict[str, int]:
        return {number: at for at, number in enumerate(self.registrations) if number}

    @cached_property
    def _applied(self) -> dict[str, int]:
        return {number: at for at, number in enumerate(self.applications)}

    def mask(self, filters: Filters) -> NDArray[np.bool_]:
        """Return for each patent whether it fulfils the filters."""
        fits = np.ones(len(self.numbers), dtype=bool)
        if filters.ipc:
            wanted = re.compile("|".join(map(_ipc_pattern, filters.ipc)))
            fits &= self._ipc.test(lambda symbols: wanted.search(symbols) is not None)
        if filters.status:
            fits &= self._statuses.test(lambda status: status in filters.status)
        if filters.filed_from or filters.filed_to:
            first, last = _iso(filters.filed_from), _iso(filters.filed_to) or "9999"
            fits &= self._filed.test(lambda day: day != "" and first <= day <= last)
        if filters.in_force_on:
            fits &= self._in_force(filters.in_force_on)
        return fits

    @cached_property
    def _ipc(self) -> _Column[str]:
        return _Column(self.ipc)

    @cached_property
    def _statuses(self) -> _Column[LegalStatus]:
        return _Column(self.statuses)

    @cached_property
    def _filed(self) -> _Column[str]:
        return _Column([days[0] for days in self.dates])

    @cached_property
    def _rights(self) -> _Column[tuple[LegalStatus, tuple[str, str, str]]]:
        return _Column(list(zip(self.statuses, self.dates, strict=True)))

    @cached_property
    def _in_force(self) -> Callable[[date], NDArray[np.bool_]]:
        # Nearly every right has its own dates, and nearly every search asks about the same day.
        return lru_cache(maxsize=8)(
            lambda day: self._rights.test(lambda right: in_force(_right(*right), day))
        )


class _Column(Generic[_Value]):
    """A column of few different values: each value is tested once."""

    def __init__(self, values: Sequence[_Value]) -> None:
        codes: dict[_Value, int] = {}
        self._codes: NDArray[np.int64] = np.asarray(
            [codes.setdefault(value, len(codes)) for value in values], dtype=np.int64
        )
        self._values = tuple(codes)

    def test(self, test: Callable[[_Value], bool]) -> NDArray[np.bool_]:
        """Return the test of each value of the column."""
        fits = np.asarray([test(value) for value in self._values], dtype=bool)
        return fits[self._codes]


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


def _ipc_pattern(beginning: str) -> str:
    """Return what finds symbols that begin so among symbols between bars."""
    symbol = _compact(beginning)
    in_main_group = re.search(r"[A-Z]\d{1,4}$", symbol[3:])
    return rf"\|{re.escape(symbol)}{'[/|]' if in_main_group else ''}"


def _compact(symbol: str) -> str:
    return "".join(symbol.split()).upper()
