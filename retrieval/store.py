"""The patents behind the index, in SQLite: what was imported, from where, and what is still to do.

The store is the truth and the index is made from it. Everything is written in transactions, so a
process that is killed loses at most the one it was in, and that one can be done again.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from graph.errors import DataError, InputError
from graph.schema import Patent
from retrieval.numbers import UNKNOWN_APPLICATION
from retrieval.parts import PatentPart, merge, part_of, patent_key

FILE = "patents.db"

_VERSION = 1
_TABLES = (
    """CREATE TABLE patents(
        origin TEXT NOT NULL CHECK (origin IN ('base', 'import')),
        key TEXT NOT NULL,
        registration TEXT,
        status TEXT NOT NULL,
        has_claims INTEGER NOT NULL,
        source TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (origin, key)
    )""",
    "CREATE INDEX by_registration ON patents(registration)",
    # An imported patent hides the same patent of the files the index was built with.
    """CREATE VIEW visible AS SELECT * FROM patents AS p WHERE origin = 'import' OR NOT EXISTS (
        SELECT 1 FROM patents AS i
        WHERE i.origin = 'import' AND (i.key = p.key OR i.registration = p.registration)
    )""",
    "CREATE TABLE counters(name TEXT PRIMARY KEY, value INTEGER NOT NULL)",
    """CREATE TABLE calls(
        account TEXT NOT NULL, month TEXT NOT NULL, count INTEGER NOT NULL,
        PRIMARY KEY (account, month)
    )""",
    """CREATE TABLE jobs(
        query TEXT PRIMARY KEY, next_page INTEGER NOT NULL, total INTEGER, started_at TEXT NOT NULL
    )""",
    """CREATE TABLE wanted(
        query TEXT NOT NULL REFERENCES jobs(query) ON DELETE CASCADE, number TEXT NOT NULL,
        PRIMARY KEY (query, number)
    )""",
)


@dataclass(frozen=True)
class Job:
    """A search of the service that is not finished."""

    query: str
    """The search as JSON."""
    next_page: int
    """First page not read yet, from 1; 0 where all are read."""
    total: int | None
    """Patents the search has, where it said so."""


@contextmanager
def open_store(folder: Path) -> Iterator[PatentStore]:
    """Open the store in an index folder, made where it is missing.

    Raises:
        DataError: the file is damaged or of another version.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    db = sqlite3.connect(path, isolation_level=None, timeout=30)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        store = PatentStore(db)
        with store.transaction():
            (version,) = db.execute("PRAGMA user_version").fetchone()
            if version == 0:
                for statement in _TABLES:
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {_VERSION}")
        if version not in (0, _VERSION):
            raise DataError(
                f"특허 저장소 {str(path)!r}은(는) 이 프로그램의 다른 판이 만들었습니다."
            )
        yield store
    except sqlite3.DatabaseError as error:
        raise DataError(
            f"특허 저장소 {str(path)!r}을(를) 쓸 수 없습니다({error}). "
            "다른 프로그램이 쓰고 있지 않은지, 디스크가 차지 않았는지 보십시오."
        ) from error
    finally:
        db.close()


class PatentStore:
    """The patents of one index folder; made by ``open_store``, for one thread."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep everything written inside, or nothing."""
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.rollback()
            raise
        self._db.commit()

    @property
    def version(self) -> int:
        """A number that grows with every change of the patents."""
        row = self._db.execute("SELECT value FROM counters WHERE name = 'version'").fetchone()
        return int(row[0]) if row else 0

    def patents(self) -> Iterator[Patent]:
        """Yield every patent once, in the order of their keys."""
        for (body,) in self._db.execute("SELECT body FROM visible ORDER BY key"):
            yield Patent.model_validate_json(body)

    def find(self, key: str, regit_num: str | None = None) -> Patent | None:
        """Return the patent of this key, or else of this registration number."""
        row = self._db.execute(
            "SELECT body FROM visible WHERE key = ? OR registration = ? ORDER BY key = ? DESC",
            (key, regit_num, key),
        ).fetchone()
        return Patent.model_validate_json(row[0]) if row else None

    def has_base(self) -> bool:
        """Return whether the files of a build were ever put in."""
        row = self._db.execute("SELECT 1 FROM counters WHERE name = 'base'").fetchone()
        return row is not None

    def replace_base(self, patents: Iterable[Patent]) -> None:
        """Take ``patents`` for those of the build before; imported ones stay.

        Raises:
            InputError: a number cannot be read.
        """
        rows: dict[str, Patent] = {}
        for patent in patents:
            whole = Patent.model_validate(part_of(patent).model_dump())
            rows[patent_key(whole.application_number, whole.regit_num)] = whole
        with self.transaction():
            self._db.execute("INSERT OR IGNORE INTO counters VALUES ('base', 1)")
            before = self._db.execute("SELECT key, body FROM patents WHERE origin = 'base'")
            if dict(before) == {key: patent.model_dump_json() for key, patent in rows.items()}:
                return
            self._db.execute("DELETE FROM patents WHERE origin = 'base'")
            for key, patent in rows.items():
                self._write("base", key, patent, "build")

    def add(self, part: PatentPart, source: str) -> bool:
        """Lay ``part`` over what is known of its patent; return whether that changed anything.

        Raises:
            InputError: title, status or filing date are not known, or the numbers contradict what
                is known.
        """
        with self.transaction():
            old = self.find(part.key, part.regit_num)
            if old is not None:
                _refuse_other_numbers(old, part)
            new = merge(old, part)
            if new == old:
                return False
            key = patent_key(new.application_number, new.regit_num)
            if new.regit_num != key:
                # It may stand under its registration number, from before the other was known.
                self._db.execute(
                    "DELETE FROM patents WHERE origin = 'import' AND key = ?", (new.regit_num,)
                )
            self._write("import", key, new, source)
        return True

    def drop_imported(self) -> None:
        """Forget what was imported, and what was still to be fetched."""
        with self.transaction():
            self._db.execute("DELETE FROM patents WHERE origin = 'import'")
            self.forget_jobs()
            self._changed()

    def without_claims(self) -> list[str]:
        """Return the application numbers of the patents whose claims are not known, sorted."""
        rows = self._db.execute(
            "SELECT key FROM visible WHERE has_claims = 0 AND key IS NOT registration ORDER BY key"
        )
        return [key for (key,) in rows]

    def has_claims(self) -> bool:
        """Return whether the claims of any patent are known."""
        row = self._db.execute("SELECT 1 FROM visible WHERE has_claims LIMIT 1").fetchone()
        return row is not None

    def states(self) -> Counter[str]:
        """Return how many patents there are of each legal status."""
        rows = self._db.execute("SELECT status, COUNT(*) FROM visible GROUP BY status")
        return Counter(dict(rows.fetchall()))

    def sources(self) -> Counter[str]:
        """Return how many patents there are of each source."""
        rows = self._db.execute("SELECT source, COUNT(*) FROM visible GROUP BY source")
        return Counter(dict(rows.fetchall()))

    def count_call(self, account: str, month: str, limit: int) -> bool:
        """Count one call of the service before it is made; return False where none is left."""
        with self.transaction():
            if self.calls(account, month) >= limit:
                return False
            self._db.execute(
                "INSERT INTO calls VALUES (?, ?, 1)"
                " ON CONFLICT (account, month) DO UPDATE SET count = count + 1",
                (account, month),
            )
        return True

    def calls(self, account: str, month: str) -> int:
        """Return how many calls were counted for an account in a month (``2026-01``)."""
        row = self._db.execute(
            "SELECT count FROM calls WHERE account = ? AND month = ?", (account, month)
        ).fetchone()
        return int(row[0]) if row else 0

    def begin(self, query: str) -> Job:
        """Return the unfinished job of this query, or a new one."""
        with self.transaction():
            self._db.execute("INSERT OR IGNORE INTO jobs VALUES (?, 1, NULL, ?)", (query, _now()))
        row = self._db.execute("SELECT * FROM jobs WHERE query = ?", (query,)).fetchone()
        return Job(query=row[0], next_page=row[1], total=row[2])

    def turn_page(self, query: str, next_page: int, total: int | None) -> None:
        """Keep how far the job has come."""
        with self.transaction():
            self._db.execute(
                "UPDATE jobs SET next_page = ?, total = ? WHERE query = ?",
                (next_page, total, query),
            )

    def want(self, query: str, number: str) -> None:
        """Keep that the job still has to fetch the patent of this application number."""
        with self.transaction():
            self._db.execute("INSERT OR IGNORE INTO wanted VALUES (?, ?)", (query, number))

    def wanted(self, query: str) -> list[str]:
        """Return the application numbers the job still has to fetch, in the order of finding."""
        rows = self._db.execute(
            "SELECT number FROM wanted WHERE query = ? ORDER BY rowid", (query,)
        )
        return [number for (number,) in rows]

    def fetched(self, query: str, number: str) -> None:
        """Keep that the job has this patent."""
        with self.transaction():
            self._db.execute("DELETE FROM wanted WHERE query = ? AND number = ?", (query, number))

    def finish(self, query: str) -> None:
        """Forget a job that has nothing left to do."""
        with self.transaction():
            self._db.execute("DELETE FROM jobs WHERE query = ?", (query,))

    def forget_jobs(self) -> None:
        """Forget every job; the patents it has brought stay."""
        with self.transaction():
            self._db.execute("DELETE FROM jobs")

    def unfinished(self) -> list[Job]:
        """Return the jobs that are not finished, oldest first."""
        rows = self._db.execute("SELECT query, next_page, total FROM jobs ORDER BY started_at")
        return [Job(*row) for row in rows]

    def _write(self, origin: str, key: str, patent: Patent, source: str) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO patents VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                origin,
                key,
                patent.regit_num,
                patent.status,
                bool(patent.claims),
                source,
                _now(),
                patent.model_dump_json(),
            ),
        )
        self._changed()

    def _changed(self) -> None:
        self._db.execute(
            "INSERT INTO counters VALUES ('version', 1)"
            " ON CONFLICT (name) DO UPDATE SET value = value + 1"
        )


def _refuse_other_numbers(old: Patent, part: PatentPart) -> None:
    applications = {old.application_number, part.application_number} - {UNKNOWN_APPLICATION}
    registrations = {old.regit_num, part.regit_num} - {None}
    if len(applications) > 1 or len(registrations) > 1:
        raise InputError(
            f"출원번호 {' / '.join(sorted(applications))}와 등록번호 "
            f"{' / '.join(sorted(filter(None, registrations)))}이(가) 서로 맞지 않습니다. "
            "틀린 번호를 고치십시오."
        )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
