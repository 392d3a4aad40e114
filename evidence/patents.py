"""Patent collections in this project's JSONL form, one patent a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from graph.errors import DataError
from graph.schema import Patent

SAMPLES = Path(__file__).resolve().parent.parent / "data" / "patents"


def read_patents(paths: Iterable[Path]) -> Iterator[Patent]:
    """Yield the patents of JSONL files, in order.

    Raises:
        DataError: a file is missing or a line is malformed; the message names file and line.
    """
    for path in paths:
        if not path.is_file():
            raise DataError(f"patent file {str(path)!r} does not exist")
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    yield Patent.model_validate_json(line)
                except ValidationError as error:
                    first = error.errors()[0]
                    where = ".".join(str(part) for part in first["loc"])
                    raise DataError(
                        f"{path}:{number}: {where or 'line'}: {first['msg']}; mend or drop the line"
                    ) from error


def sample_files() -> list[Path]:
    """Return the shipped sample collection's files, sorted."""
    return sorted(SAMPLES.glob("*.jsonl"))
