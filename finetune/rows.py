"""Turns cases into training rows: the prompts and answers of inference, word for word.

The hints in the prompts are what ``evidence`` really says, right or wrong, read with the full
glossary, or with one that lost a part of its names, or left out: the model learns how far to
trust them and what to do without them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from evidence.glossary import FOLDER
from evidence.reader import Evidence
from finetune.split import Split
from finetune.synthesis import CaseMaker
from graph.schema import Claim, Product
from judge.prompt import AnswerRow, answer_text, judge_messages, prompt_text
from prompts.render import render

Messages = list[dict[str, str]]


@dataclass(frozen=True)
class Row:
    """One prompt with its answer."""

    messages: Messages
    """Ends with a user's turn; earlier turns of the assistant are answers, too."""
    answer: str
    task: str
    """``judge``, ``extract``, ``chat`` or ``intent``."""
    group: str = ""
    """Rows of one group (the cases of one patent) always fall into the same split."""
    origin: str = ""
    """File and line, or the number of the made-up case, for messages to the reader."""
    labels: tuple[str, ...] = ()
    """Labels that the answer gives, for statistics."""
    level: str = ""
    """Risk level of a case."""
    record: Mapping[str, Any] = field(default_factory=dict)
    """The row as its file holds it, cleaned."""


@dataclass(frozen=True)
class Mixture:
    """Shares of the kinds of rows; what is left over is judging with full evidence."""

    extract: float = 0.1
    """Rows of the extract prompt."""
    thin: float = 0.3
    """Judge rows whose evidence knows only a part of the names."""
    blind: float = 0.15
    """Judge rows without any hint."""


def judge_row(case: Mapping[str, Any], evidence: Evidence | None) -> Row:
    """Return the judge's row of a case; ``evidence`` None leaves the hints out."""
    rows = [AnswerRow(*(row[name] for name in AnswerRow._fields)) for row in case["comparisons"]]
    texts = [row.patent_element for row in rows]
    query = case["user_query"]
    row = Row(
        judge_messages(texts, query, show_hints=False),
        answer_text(rows),
        "judge",
        group=case["regit_num"],
        labels=tuple(row.match for row in rows),
        level=case["risk_level"],
        record=case,
    )
    if evidence is None:
        return row
    claim = Claim(
        regit_num=case["regit_num"],
        title="",
        claim_number=1,
        text=case["claim_text"],
        elements=tuple(texts),
    )
    product = Product(text=query)
    assessments = evidence.assess(claim, evidence.read_claim(claim), product)
    return replace(row, messages=judge_messages(assessments, query))


def extract_row(case: Mapping[str, Any]) -> Row:
    """Return the extraction row of a made-up case: everything its text names."""
    query = prompt_text(case["user_query"]).shown
    named = [
        {"text": prompt_text(name).shown[:60], "kind": kind} for name, kind in case["named"][:24]
    ]
    answer = json.dumps({"elements": named}, ensure_ascii=False, separators=(",", ":"))
    return Row(render("extract", product=query), answer, "extract", group=case["regit_num"])


def thin_glossary(source: Path, target: Path, rng: Random, share: float) -> None:
    """Copy glossary files, dropping ``share`` of the names beside each preferred one."""
    for path in sorted(source.rglob("*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        if path.parent == source and path.name != "spelling.tsv":
            lines = [lines[0], *(_thinned(line, rng, share) for line in lines[1:])]
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _thinned(line: str, rng: Random, share: float) -> str:
    cells = line.split("\t")
    if line.startswith("#") or len(cells) < 7 or cells[0] == "id":
        return line
    for column in (3, 4, 6):  # English names, abbreviations, variants
        # Where there is no Korean name, the first English one is the preferred name.
        names = [
            name
            for at, name in enumerate(cells[column].split("|"))
            if rng.random() >= share or (column == 3 and at == 0 and not cells[2])
        ]
        cells[column] = "|".join(names)
    return "\t".join(cells)


class RowMaker:
    """Makes training rows from made-up cases; the same seed and number give the same row."""

    def __init__(self, mixture: Mixture, folder: Path = FOLDER) -> None:
        self.mixture = mixture
        self.maker = CaseMaker(folder)
        self.full = Evidence.load(folder)
        with TemporaryDirectory() as scratch:
            thin_glossary(folder, Path(scratch), Random(0), 0.5)
            self.thin = Evidence.load(Path(scratch))

    def row(self, seed: int, index: int, split: Split = "train") -> Row:
        """Return one row."""
        row = self._row(seed, index, split)
        return replace(row, origin=f"made-up case {seed}:{index}")

    def _row(self, seed: int, index: int, split: Split) -> Row:
        case = self.maker.case(seed, index, split)
        draw = Random(f"row:{seed}:{index}").random()
        mixture = self.mixture
        if draw < mixture.extract:
            return extract_row(case)
        draw -= mixture.extract
        if draw < mixture.blind:
            return judge_row(case, None)
        return judge_row(case, self.thin if draw < mixture.blind + mixture.thin else self.full)

    def rows(self, count: int, seed: int, split: Split = "train") -> Iterator[Row]:
        """Yield ``count`` rows."""
        for index in range(count):
            yield self.row(seed, index, split)
