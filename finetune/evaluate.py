"""Scores a judge on a case file.

    python -m finetune.evaluate CASES.jsonl [--judge J] [--elements given|parsed] [--out REPORT.json]

With ``given`` (the default) the case's own elements are compared; with ``parsed`` the claim text
is split by ``evidence`` and only the level is scored. Exit 2: the file or an argument is wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from evidence.reader import Evidence
from evidence.risk import claim_level
from graph.errors import BiniError, InputError, JudgeError
from graph.ports import ClaimJudge
from graph.schema import MATCHES, RISK_LEVELS, Claim, ClaimVerdict, Match, Product, RiskLevel

BATCH = 32
"""Cases judged together."""
BINS = 10
"""Bins of the expected calibration error."""


class CaseRow(BaseModel):
    """One comparison of a case, with its gold label."""

    model_config = ConfigDict(frozen=True, extra="allow")

    patent_element: str = Field(min_length=1)
    user_product_element: str | None
    match: Match
    note: str = ""
    """What followed the label, e.g. ``하한 미달``."""

    @field_validator("match", mode="before")
    @classmethod
    def _label_alone(cls, value: object) -> object:
        # The reports write "미대응 (하한 미달 …)": the label, then why.
        return value.split("(", 1)[0].strip() if isinstance(value, str) else value


class Case(BaseModel):
    """One case of a case file; further keys (``tags`` and the like) are allowed."""

    model_config = ConfigDict(frozen=True, extra="allow")

    regit_num: str
    claim_text: str = Field(min_length=1)
    user_query: str = Field(min_length=1)
    comparisons: tuple[CaseRow, ...] = Field(min_length=1)
    risk_level: RiskLevel


def read_cases(path: Path) -> list[dict[str, Any]]:
    """Return the cases of a file, labels cleaned of their notes.

    Raises:
        InputError: the file is missing or empty, or a line is malformed (its number is named).
    """
    if not path.is_file():
        raise InputError(f"case file {str(path)!r} does not exist")
    cases: list[dict[str, Any]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            case = Case.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "line"
            raise InputError(
                f"{path}:{number}: {where}: {first['msg']}; got {first['input']!r}"[:400]
            ) from error
        kept = case.model_dump(include={"regit_num", "claim_text", "user_query", "risk_level"})
        kept["comparisons"] = [
            row.model_dump(include={"patent_element", "user_product_element", "match"})
            for row in case.comparisons
        ]
        cases.append(kept)
    if not cases:
        raise InputError(f"case file {str(path)!r} holds no case")
    return cases


def make_judge(name: str) -> ClaimJudge:
    """Return the judge called ``name``: ``micro``, ``evidence``, or ``base+adapter``.

    Raises:
        ModelError: its model cannot be loaded.
    """
    from judge import EvidenceJudge, GemmaJudge, load_judge_model

    evidence = Evidence.load()
    if name == "evidence":
        return EvidenceJudge(evidence)
    return GemmaJudge(evidence, load_judge_model(name))


@dataclass(frozen=True)
class Judged:
    """What a judge said of one case."""

    verdict: ClaimVerdict | None
    """None where it failed."""
    error: str = ""


def judge_cases(judge: ClaimJudge, cases: Sequence[Mapping[str, Any]], given: bool) -> list[Judged]:
    """Return one answer a case, in order; a case that the judge refuses carries its error."""
    results: list[Judged] = []
    for start in range(0, len(cases), BATCH):
        results += _batch(judge, [case_pair(case, given) for case in cases[start : start + BATCH]])
    return results


def case_pair(case: Mapping[str, Any], given: bool) -> tuple[Claim, Product]:
    """Return the claim and product of a case; ``given`` fixes the case's own elements."""
    elements = tuple(row["patent_element"] for row in case["comparisons"]) if given else None
    claim = Claim(
        regit_num=case["regit_num"],
        title="",
        claim_number=1,
        text=case["claim_text"],
        elements=elements,
    )
    return claim, Product(text=case["user_query"])


def _batch(judge: ClaimJudge, pairs: list[tuple[Claim, Product]]) -> list[Judged]:
    many = getattr(judge, "compare_many", None)
    if many is not None:
        try:
            return [Judged(verdict) for verdict in many(pairs)]
        except JudgeError:
            pass  # Some claim cannot be judged: find out which, one by one.
    results = []
    for claim, product in pairs:
        try:
            results.append(Judged(judge.compare(claim, product)))
        except JudgeError as error:
            results.append(Judged(None, str(error)))
    return results


def report(
    cases: Sequence[Mapping[str, Any]], answers: Sequence[Judged], given: bool, seconds: float
) -> dict[str, Any]:
    """Return the figures; fractions lie in 0..1, confusions are predicted → gold → count.

    A case without an answer counts as wrong everywhere. ``calibration_error`` is the expected
    calibration error of the labels' confidences in ten bins of equal width (0 where no label
    is scored).
    """
    matches: list[tuple[str, str]] = []
    levels: list[tuple[str, str]] = []
    trust: list[tuple[float, bool]] = []
    shown: list[dict[str, Any]] = []
    for case, answer in zip(cases, answers, strict=True):
        gold = [row["match"] for row in case["comparisons"]]
        rows = answer.verdict.comparisons if answer.verdict else ()
        level = claim_level(rows) if answer.verdict else "오류"
        levels.append((level, case["risk_level"]))
        predicted: list[str] = [row.match for row in rows]
        if given:
            padded = predicted if answer.verdict else ["오류"] * len(gold)
            matches += zip(padded, gold, strict=True)
            trust += [(row.confidence, row.match == g) for row, g in zip(rows, gold, strict=False)]
        shown.append(
            {
                "regit_num": case["regit_num"],
                "user_query": case["user_query"],
                "gold": {"risk_level": case["risk_level"], "match": gold},
                "predicted": {"risk_level": level, "match": predicted},
                "elements": [row.patent_element for row in rows],
                "quotes": [row.user_product_element for row in rows],
                "error": answer.error,
            }
        )
    return {
        "n": len(cases),
        "json_valid": sum(a.verdict is not None for a in answers) / len(cases),
        "risk_accuracy": _accuracy(levels),
        "match_accuracy": _accuracy(matches),
        "risk_macro_f1": _macro_f1(levels, RISK_LEVELS),
        "match_macro_f1": _macro_f1(matches, MATCHES),
        "risk_confusion": _confusion(levels),
        "match_confusion": _confusion(matches),
        "calibration_error": _calibration_error(trust),
        "seconds": round(seconds, 3),
        "cases": shown,
    }


def _accuracy(pairs: Sequence[tuple[str, str]]) -> float | None:
    return sum(p == g for p, g in pairs) / len(pairs) if pairs else None


def _macro_f1(pairs: Sequence[tuple[str, str]], labels: Sequence[str]) -> float | None:
    """Return the mean F1 over the labels that occur, predicted or gold."""
    scores = []
    for label in labels:
        hit = sum(p == g == label for p, g in pairs)
        either = sum(p == label for p, _ in pairs) + sum(g == label for _, g in pairs)
        if either:
            scores.append(2 * hit / either)
    return sum(scores) / len(scores) if scores else None


def _confusion(pairs: Sequence[tuple[str, str]]) -> dict[str, dict[str, int]]:
    table: dict[str, dict[str, int]] = {}
    for (predicted, gold), count in Counter(pairs).items():
        table.setdefault(predicted, {})[gold] = count
    return table


def _calibration_error(trust: Sequence[tuple[float, bool]]) -> float:
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in trust:
        bins.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, right))
    gaps = [abs(sum(c for c, _ in b) - sum(r for _, r in b)) for b in bins.values()]
    return sum(gaps) / len(trust) if trust else 0.0


Elements = Literal["given", "parsed"]


def main(arguments: list[str] | None = None) -> int:
    """Score a judge on a case file; the report goes to a file or to standard output."""
    parser = argparse.ArgumentParser(prog="python -m finetune.evaluate", description=main.__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--judge", default="micro")
    parser.add_argument("--elements", choices=get_args(Elements), default="given")
    parser.add_argument("--out", type=Path, help="write the report here (JSON)")
    parser.add_argument("--summary", action="store_true", help="print the figures alone")
    options = parser.parse_args(arguments)
    given = options.elements == "given"
    try:
        cases = read_cases(options.cases)
        judge = make_judge(options.judge)
        began = time.perf_counter()
        answers = judge_cases(judge, cases, given)
        result = report(cases, answers, given, time.perf_counter() - began)
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    except BiniError as error:
        print(error, file=sys.stderr)
        return 1
    close = getattr(judge, "close", None)
    if close is not None:
        close()
    text = json.dumps(result, ensure_ascii=False, indent=2)
    if options.out:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(text + "\n", encoding="utf-8")
    if options.out or options.summary:
        result.pop("cases")
        text = json.dumps(result, ensure_ascii=False, indent=2)
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
