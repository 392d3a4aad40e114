"""Rows of the glossary's tables: their header, their cells, their places."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.tables import rows, words
from graph.errors import DataError


def test_a_row_is_read_by_its_columns_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "some.tsv"
    path.write_text("# a comment\nid\twords\tnote\n\na\t ㄱ | ㄴ||\n", encoding="utf-8")
    [(where, cells)] = rows(path, ("id", "words", "note"))
    assert where == f"{path}:4"
    assert cells == {"id": "a", "words": "ㄱ | ㄴ||", "note": ""}
    assert words(cells["words"]) == ("ㄱ", "ㄴ")


def test_a_file_that_is_not_there_has_no_rows(tmp_path: Path) -> None:
    assert not list(rows(tmp_path / "none.tsv", ("id",)))


@pytest.mark.parametrize(
    ("text", "said"), [("id\tword\n", "1: the header"), ("id\na\tb\n", "2: 2 columns, not 1")]
)
def test_another_header_or_too_many_cells_are_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "some.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=said):
        list(rows(path, ("id",)))
