"""Rows of the glossary's tables: one a line, cells parted by tabs, ``#`` before a comment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.errors import DataError


def rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each row by the names of its columns, with its place («FILE:LINE») for messages.

    Cells that a row leaves out at its end are empty; a file that is not there has no rows.

    Raises:
        DataError: a first line that does not name ``columns``, more cells than columns.
    """
    header: tuple[str, ...] | None = None
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if header is None:
            if cells != columns:
                raise DataError(f"{path}:{number}: the header must be {columns}")
            header = cells
            continue
        if len(cells) > len(columns):
            raise DataError(f"{path}:{number}: {len(cells)} columns, not {len(columns)}")
        yield (
            f"{path}:{number}",
            dict(zip(columns, cells + ("",) * (len(columns) - len(cells)), strict=True)),
        )


def words(cell: str) -> tuple[str, ...]:
    """Return the words of a cell, which «|» parts."""
    return tuple(word.strip() for word in cell.split("|") if word.strip())
