"""Case files: claims, product texts and their gold labels, as people or programs wrote them.

    python -m finetune.cases FILE.jsonl...      # counts and checks, no case text printed

Checked are what ``LABELS.md`` and the split ask of every file of ``data/cases``: elements and
quotes word for word, levels that follow from the labels, known tags, sample patents' own claims,
no patent in two files and each in the file of its split. Exit 2: a file is wrong.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from evidence.patents import read_patents, sample_files
from evidence.risk import claim_level
from finetune.commands import exit_code
from finetune.split import Split, split_of
from graph.errors import InputError
from graph.schema import MATCHES, RISK_LEVELS, Comparison, Match, RiskLevel

TAGS: Mapping[str, str] = {
    "synonym": "another name of the same thing",
    "abbreviation": "an abbreviation",
    "spelling": "a Korean spelling variant",
    "english": "an English or INCI name",
    "species": "a species of a claimed genus",
    "broader": "only a broader term is named",
    "alternatives": "the claim lists alternatives",
    "all_of": "the claim lists members that are all required",
    "range_inside": "a value inside the claimed range",
    "range_limit": "a value exactly at a limit",
    "range_near": "a near miss",
    "range_far": "a value far outside",
    "unit": "a unit to be converted",
    "negation": "the product says it lacks the element",
    "indecision": "the product says it is undecided",
    "whole_formula": "the text reads as a whole formula",
    "other_active": "something else in the element's place",
    "use": "the use decides or is left open",
    "closed": "a closed claim",
    "process": "a product described by its process",
    "typo": "a typing error",
    "chatter": "words that have nothing to do with the claim",
    "method": "a method claim",
    "structure": "a machine or device claim",
    "set": "two products in one text",
    "plain": "nothing special",
}
"""Tags of the cases in ``data/cases``, and what each says of its case."""

_NOTED = re.compile(
    r"(\w+)(?:\s*[(\[（:;–—-](.*)|\s+(?!/|,|또는|or\b|대응|미대응|판단불가)(.*))?", re.DOTALL
)
"""A label and what follows it in brackets, after a dash or a colon, or after a space; ``대응함``
is one word and no label, ``대응 또는 미대응`` two labels and neither."""


class CaseRow(BaseModel):
    """One comparison of a case, with its gold label."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    patent_element: str = Field(min_length=1)
    user_product_element: str | None
    match: Match
    note: str = ""
    """What followed the label, e.g. ``하한 미달``."""
    near_miss: bool = False
    """Only with 미대응: the stated value misses the range so narrowly that a person must look."""
    use: bool = False
    """The row is the claim's use (미백용), which may stay unstated without lowering 높음."""

    @model_validator(mode="before")
    @classmethod
    def _label_and_note(cls, row: object) -> object:
        # The reports write "미대응 (하한 미달 …)": the label, then why.
        if isinstance(row, dict) and isinstance(row.get("match"), str):
            label, note = _label(row["match"])
            row = row | {"match": label}
            if note and not row.get("note"):
                row["note"] = note
        return row


class Case(BaseModel):
    """One case of a case file; keys beyond these are allowed and left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    regit_num: str
    claim_text: str = Field(min_length=1)
    user_query: str = Field(min_length=1)
    comparisons: tuple[CaseRow, ...] = Field(min_length=1)
    risk_level: RiskLevel
    tags: tuple[str, ...] = ()
    decision_reason: str = ""

    @field_validator("risk_level", mode="before")
    @classmethod
    def _level_alone(cls, value: object) -> object:
        return _label(value)[0] if isinstance(value, str) else value


def _label(text: str) -> tuple[str, str]:
    """Split ``미대응 (하한 미달)`` into the label and its note, free of brackets and separators."""
    found = _NOTED.fullmatch(text.strip())
    if not found:
        return text, ""
    return found[1], (found[2] or found[3] or "").strip(" \t\r\n:;,–—-()[]（）")


def read_cases(path: Path) -> list[dict[str, Any]]:
    """Return the cases of a file: labels freed of their notes, tags and flags kept.

    Keys of a case: ``regit_num``, ``claim_text``, ``user_query``, ``comparisons``,
    ``risk_level``, and where given ``tags`` and ``decision_reason``. Keys of a comparison:
    ``patent_element``, ``user_product_element``, ``match``, and where given ``note``,
    ``near_miss`` and ``use``.

    Raises:
        InputError: the file is missing or empty, or a line is malformed (its number is named).
    """
    return [case for _, case in _numbered(path)]


def _numbered(path: Path) -> list[tuple[int, dict[str, Any]]]:
    """Return the cases of a file with their line numbers."""
    if not path.is_file():
        raise InputError(f"case file {str(path)!r} does not exist")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"case file {str(path)!r} cannot be read: {error.strerror}") from error
    cases: list[tuple[int, dict[str, Any]]] = []
    # Bytes split at line feeds alone: a text may hold other line separators.
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            case = Case.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "line"
            got = re.sub(r"\s+", " ", repr(first["input"]))
            raise InputError(
                f"{path}:{number}: {where}: {first['msg']}; mend or drop the line; got {got}"[:400]
            ) from error
        kept = case.model_dump(exclude={"comparisons"}, exclude_defaults=True)
        kept["comparisons"] = [row.model_dump(exclude_defaults=True) for row in case.comparisons]
        if case.tags:
            kept["tags"] = list(case.tags)
        cases.append((number, kept))
    if not cases:
        raise InputError(f"case file {str(path)!r} holds no case")
    return cases


def gold_level(comparisons: Sequence[Mapping[str, Any]]) -> RiskLevel:
    """Return the level that ``LABELS.md`` gives the gold labels of a case, flags regarded."""
    return claim_level(
        [
            Comparison(
                patent_element=row["patent_element"],
                user_product_element=row["user_product_element"],
                match=row["match"],
                confidence=1.0,
                kind="use" if row.get("use") else "other",
                near_miss=bool(row.get("near_miss")),
            )
            for row in comparisons
        ]
    )


def check(paths: Sequence[Path]) -> list[str]:
    """Return what is wrong with case files, one line each with file and line, no case text.

    Raises:
        InputError: a file cannot be read.
        DataError: the sample collection cannot be read.
    """
    claims = {p.number: {claim.text for claim in p.claims} for p in read_patents(sample_files())}
    splits = get_args(Split)
    faults: list[str] = []
    home: dict[str, Path] = {}
    seen: set[tuple[str, str]] = set()
    for path in paths:
        for line, case in _numbered(path):
            number, text = case["regit_num"], case["claim_text"]
            found = list(_case_faults(case))
            if number in claims and text not in claims[number]:
                found.append("the claim is not one of the sample patent's claims")
            if path.stem in splits and split_of(number) != path.stem:
                found.append(f"the patent belongs to {split_of(number)}")
            if home.setdefault(number, path) != path:
                found.append(f"the patent has cases in {home[number]} as well")
            if (text, case["user_query"]) in seen:
                found.append("the same claim and product came before")
            seen.add((text, case["user_query"]))
            faults += [f"{path}:{line}: {fault}" for fault in found]
    return faults


def _case_faults(case: Mapping[str, Any]) -> Iterator[str]:
    tags = case.get("tags", [])
    if not tags or set(tags) - set(TAGS):
        yield "no tag, or an unknown one"
    for place, row in enumerate(case["comparisons"], 1):
        quote = row["user_product_element"]
        if row["patent_element"] not in case["claim_text"]:
            yield f"element {place} is not a piece of the claim"
        if quote is not None and (not quote or quote not in case["user_query"]):
            yield f"quote {place} is not a piece of the product text"
        if row["match"] == "대응" and quote is None:
            yield f"row {place} is 대응 without a quote"
        if row.get("near_miss") and row["match"] != "미대응":
            yield f"row {place} is a near miss but not 미대응"
    if gold_level(case["comparisons"]) != case["risk_level"]:
        yield "the level does not follow from the labels"


def counts(paths: Sequence[Path]) -> str:
    """Return a Markdown table: what each file holds, and all of them together.

    Raises:
        InputError: a file cannot be read.
    """
    files = [read_cases(path) for path in paths]
    columns = [*files, [case for cases in files for case in cases]]
    rows: list[tuple[str, list[int]]] = [
        ("cases", [len(cases) for cases in columns]),
        ("patents", [len({case["regit_num"] for case in cases}) for cases in columns]),
        ("claims", [len({case["claim_text"] for case in cases}) for cases in columns]),
        ("labels", [sum(len(case["comparisons"]) for case in cases) for cases in columns]),
    ]
    labels = [Counter(r["match"] for c in cases for r in c["comparisons"]) for cases in columns]
    rows += [(f"– {label}", [count[label] for count in labels]) for label in MATCHES]
    for flag, name in (("near_miss", "– near miss"), ("use", "– use")):
        flagged = [sum(bool(r.get(flag)) for c in cs for r in c["comparisons"]) for cs in columns]
        rows.append((name, flagged))
    levels = [Counter(case["risk_level"] for case in cases) for cases in columns]
    rows += [(f"level {level}", [count[level] for count in levels]) for level in RISK_LEVELS]
    tags = [Counter(tag for case in cases for tag in case.get("tags", ())) for cases in columns]
    rows += [(f"`{tag}` {TAGS[tag]}", [count[tag] for count in tags]) for tag in TAGS]
    heads = " | ".join([*(path.name for path in paths), "all"])
    lines = [f"| | {heads} |", f"|---|{'---:|' * len(columns)}"]
    lines += [f"| {name} | {' | '.join(map(str, values))} |" for name, values in rows]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Print what case files hold; name each wrong line."""
    parser = argparse.ArgumentParser(prog="python -m finetune.cases", description=main.__doc__)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE.jsonl")
    options = parser.parse_args(arguments)

    def work() -> int:
        table, faults = counts(options.files), check(options.files)
        print(table)
        for fault in faults:
            print(fault, file=sys.stderr)
        print(f"{len(faults)} faults", file=sys.stderr)
        return 2 if faults else 0

    return exit_code(work)


if __name__ == "__main__":
    sys.exit(main())
