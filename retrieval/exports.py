"""Reads the lists of search results that the KIPRIS portal saves, CSV or XLSX: no claims in them.

The row with a 출원번호 column is the header, wherever it stands (the portal writes seven rows about
the search above it); columns are known by name. A number may have its day beside it, as the portal
shows both: 출원번호(일자), ``1020190165122(2019-12-11)``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from graph.errors import InputError
from retrieval.numbers import read_number
from retrieval.parts import PatentPart, read_date, read_ipc, read_status

_COLUMNS = {
    "application": ("출원번호", "출원번호일자"),
    "registration": ("등록번호", "등록번호일자"),
    "publication": ("공개번호", "공개번호일자"),
    "title": (
        "발명의명칭",
        "발명의명칭국문",
        "발명의명칭한글",
        "명칭",
        "고안의명칭",
        "발명고안의명칭",
    ),
    "ipc": ("IPC분류", "IPC코드", "IPC", "국제특허분류"),
    "status": ("법적상태", "등록상태", "상태", "행정상태", "등록사항"),
    "filed": ("출원일자", "출원일"),
    "opened": ("공개일자", "공개일"),
    "registered": ("등록일자", "등록일"),
    "abstract": ("초록", "요약"),
}
_HEADER_WITHIN = 30
"""Rows among which the header must stand: titles and search terms may come before it."""


def read_export(path: Path) -> Iterator[PatentPart]:
    """Yield the patents of a saved result list, in order.

    Raises:
        InputError: not a table with a 출원번호 column, or a row that cannot be read.
    """
    rows = _csv_rows(path) if path.suffix.lower() == ".csv" else _sheet_rows(path)
    columns: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        if not columns:
            columns = _header(row)
            if not columns and number >= _HEADER_WITHIN:
                break
        elif any(row):
            try:
                yield _part(row, columns)
            except (ValueError, InputError) as error:
                raise InputError(f"{path}:{number}: {error} 행을 고치거나 빼십시오.") from error
    if not columns:
        raise InputError(f"{path}: '출원번호' 열이 없습니다. KIPRIS에서 저장한 목록인지 보십시오.")


def _header(row: Sequence[str]) -> dict[str, int]:
    names = [re.sub(r"[\s()\[\]·/_]", "", cell).upper() for cell in row]
    found = {
        field: names.index(alias)
        for field, aliases in _COLUMNS.items()
        for alias in reversed(aliases)
        if alias in names
    }
    return found if "application" in found else {}


def _part(row: Sequence[str], columns: dict[str, int]) -> PatentPart:
    def cell(field: str) -> str:
        at = columns.get(field, len(row))
        return _AS_TEXT.sub(r"\1\2", row[at].strip()) if at < len(row) else ""

    application, filed = _number_and_day(cell("application"))
    regit, registered = _number_and_day(cell("registration"))
    _, opened = _number_and_day(cell("publication"))
    registration = read_number(regit, "registration").digits if regit.strip("-") else None
    status = cell("status")
    return PatentPart(
        application_number=read_number(application, "application").digits,
        regit_num=registration,
        title=" ".join(cell("title").split()) or None,
        ipc=read_ipc(cell("ipc")),
        status=read_status(status, registered=bool(registration)) if "status" in columns else None,
        filed_on=read_date(cell("filed") or filed),
        opened_on=read_date(cell("opened") or opened),
        registered_on=read_date(cell("registered") or registered),
        abstract=" ".join(cell("abstract").split()),
    )


_AS_TEXT = re.compile(r"""^(?:="([^"]*)"|'(.*))$""", re.DOTALL)
"""How a number is kept from being counted as one: by a formula, or an apostrophe before it."""


def _number_and_day(text: str) -> tuple[str, str]:
    """Return the number and the day of ``10-2019-0165122 (2019.12.11)``; a day may be missing."""
    if re.fullmatch(r"\d(?:\.\d+)?E\+?\d+", text, re.I):
        raise ValueError(
            f"번호 {text!r}은(는) 스프레드시트가 자릿수를 지운 것입니다. "
            "열을 '텍스트'로 하여 다시 저장하십시오."
        )
    found = re.fullmatch(r"([^()]*)\(([^()]*)\)", text)
    return (found[1].strip(), found[2]) if found else (text, "")


def _csv_rows(path: Path) -> Iterator[list[str]]:
    data = _bytes(path)
    for encoding in ("utf-8-sig", "cp949", "utf-16"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeError:
            continue
    else:
        raise InputError(f"{path}: 글자 인코딩을 알 수 없습니다. UTF-8로 다시 저장하십시오.")
    head = "".join(text.splitlines(keepends=True)[:_HEADER_WITHIN])
    delimiter = max(",\t;|", key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise InputError(f"{path}: CSV를 읽을 수 없습니다({error}).") from error


def _sheet_rows(path: Path) -> Iterator[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    data = _bytes(path)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OSError) as error:
        raise InputError(
            f"{path}: 엑셀 파일을 읽을 수 없습니다({error}). XLSX나 CSV로 다시 저장하십시오."
        ) from error
    for row in rows:
        yield [_cell(value) for value in row]


def _cell(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"파일 {str(path)!r}을(를) 읽을 수 없습니다({error.strerror}).") from error
