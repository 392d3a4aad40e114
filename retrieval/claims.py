"""From patents to what the index keeps: an entry a patent, in it a row an independent claim."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from evidence.claims import independent_claims
from graph.errors import PatentIndexError
from graph.schema import Claim, Contract, Patent

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class ClaimRow:
    """One independent claim as the index keeps it."""

    claim: Claim
    abstract: str = ""
    """The patent's."""

    @property
    def id(self) -> str:
        """``<number>:<claim>``, unique in a collection."""
        return f"{self.claim.regit_num}:{self.claim.claim_number}"

    @property
    def text(self) -> str:
        """The title and the claim, cited text put in."""
        return f"{self.claim.title}\n{self.claim.text}"

    @property
    def passages(self) -> tuple[str, ...]:
        """What the vector is the mean of: the claim, the abstract and the title.

        A claim says what is protected, the abstract and the title what it is for: people ask for
        the latter (``python -m benchmarks.retrieval_quality --passages``).
        """
        return self.text, f"{self.claim.title}\n{self.abstract}", self.claim.title

    @cached_property
    def text_sha(self) -> str:
        """SHA-256 of the passages, which decide the vector."""
        return hashlib.sha256("\n".join(self.passages).encode()).hexdigest()


@dataclass(frozen=True)
class PatentEntry:
    """One patent as the index keeps it."""

    patent: Patent
    """Without its claims: many thousand entries are held at once."""
    rows: tuple[ClaimRow, ...]
    """Its independent claims by number."""
    text: str
    """All words the lexical index reads: title, abstract and every claim."""
    sha: str
    """SHA-256 of everything the index keeps of the patent."""

    @classmethod
    def of(cls, patent: Patent) -> PatentEntry:
        """Return the entry of a patent."""
        claims = (claim.text for claim in patent.claims)
        return cls(
            patent=patent.model_copy(update={"claims": (), "claims_as_filed": ()}),
            rows=tuple(ClaimRow(claim, patent.abstract) for claim in independent_claims(patent)),
            text="\n".join((patent.title, patent.abstract, *claims)),
            sha=hashlib.sha256(patent.model_dump_json().encode()).hexdigest(),
        )


def patent_entries(patents: Iterable[Patent]) -> list[PatentEntry]:
    """Return the entries of the patents that have an independent claim, sorted by number.

    Of two patents with the same number the later one counts.
    """
    latest = {patent.number: PatentEntry.of(patent) for patent in patents}
    return [latest[number] for number in sorted(latest) if latest[number].rows]


def claim_rows(patents: Iterable[Patent]) -> list[ClaimRow]:
    """Return the independent claims of ``patents``, by number of the patent and of the claim."""
    return [row for entry in patent_entries(patents) for row in entry.rows]


class StoredPatent(Contract):
    """What an answer shows of a patent."""

    claims: tuple[Claim, ...]
    """Its independent claims by number."""
    abstract: str


class StoredPatents:
    """The patents of an index on disk, read one by one; safe to share between threads."""

    _FILE, _STARTS = "patents.jsonl", "patents.npy"

    def __init__(self, folder: Path) -> None:
        """Open what ``save`` wrote.

        Raises:
            PatentIndexError: files are missing or damaged.
        """
        self._path = folder / self._FILE
        try:
            self._starts: NDArray[np.int64] = np.load(folder / self._STARTS)
            complete = self._path.stat().st_size == self._starts[-1]
        except (OSError, ValueError, IndexError) as error:
            raise self._damaged() from error
        if not complete:
            raise self._damaged()

    def _damaged(self) -> PatentIndexError:
        return PatentIndexError(
            f"색인의 특허 {str(self._path)!r}을(를) 읽을 수 없습니다. "
            "다시 만드십시오: python -m retrieval.index build --force"
        )

    @classmethod
    def save(cls, folder: Path, entries: Sequence[PatentEntry]) -> None:
        """Write ``entries`` into ``folder``, in their order."""
        starts = [0]
        with (folder / cls._FILE).open("wb") as file:
            for entry in entries:
                stored = StoredPatent(
                    claims=tuple(row.claim for row in entry.rows), abstract=entry.patent.abstract
                )
                line = stored.model_dump_json() + "\n"
                starts.append(starts[-1] + file.write(line.encode()))
        np.save(folder / cls._STARTS, np.asarray(starts, dtype=np.int64))

    def __len__(self) -> int:
        """Return the number of patents."""
        return len(self._starts) - 1

    def __getitem__(self, place: int) -> StoredPatent:
        """Return the patent at ``place``, in the order of saving."""
        with self._path.open("rb") as file:
            file.seek(self._starts[place])
            return StoredPatent.model_validate_json(file.readline())

    def __iter__(self) -> Iterator[StoredPatent]:
        """Yield every patent."""
        with self._path.open("rb") as file:
            yield from map(StoredPatent.model_validate_json, file)
