"""Scores a judge on a case file.

    python -m finetune.evaluate CASES.jsonl [--judge J] [--elements given|parsed] [--out REPORT.json]

With ``given`` (the default) the case's own elements are compared; with ``parsed`` the claim text
is split by ``evidence`` and only the level is scored. ``--out`` writes the whole report as JSON,
and beside it a readable page (``REPORT.md``) with its pictures. Exit 2: the file or an argument is
wrong.
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from evidence.calibration import Calibration
from evidence.reader import Evidence
from evidence.risk import claim_confidence, claim_level, deciding_rows
from finetune.cases import read_cases
from finetune.curves import metrics_of
from finetune.metrics import accuracy, calibration_error, confusion, macro_f1, reliability
from finetune.pages import report_command, report_options
from graph.errors import InputError, JudgeError, ModelError
from graph.ports import ClaimJudge
from graph.schema import MATCHES, RISK_LEVELS, Claim, ClaimVerdict, Comparison, Product

BATCH = 32
"""Cases judged together."""
SURE = 0.9
"""A level reversed (높음 called 낮음, or 낮음 called 높음) with more confidence than this is counted:
the error that a reader is least prepared for."""
FAILED = "오류"
"""Stands where a judge gave no label."""
HUB_NAME = re.compile(r"[\w-][\w.-]*/[\w.-]+")
"""A model on the hub, ``owner/name``."""
NO_HINTS = ":no-hints"
"""Ending of a judge's name: what evidence found is kept out of the prompt."""

_DETAILS = {"cases", "tags", "patents", "reliability", "learning"}
"""Parts of the report that a summary leaves out."""


def make_judge(name: str) -> ClaimJudge:
    """Return the judge called ``name``.

    Args:
        name: ``evidence`` (no model), ``micro`` (shipped), a model's folder or hub name, or
            ``base+adapter``; a model's name may end in ``:no-hints``, which keeps the evidence
            out of its prompt.

    Raises:
        InputError: there is no such judge.
        ModelError: its model is there but cannot be loaded.
    """
    from judge import EvidenceJudge, GemmaJudge, load_judge_model

    check_judge(name)
    if name == "evidence":
        return EvidenceJudge(Evidence.load())
    spec = name.removesuffix(NO_HINTS)
    try:
        loaded = load_judge_model(spec)
    except ModelError as error:
        if spec == "micro" or all(Path(part).is_dir() for part in _folders(spec)):
            raise
        raise _unknown(name) from error  # the hub has no such name, or cannot be reached
    return GemmaJudge(Evidence.load(), loaded, show_hints=not name.endswith(NO_HINTS))


def check_judge(name: str) -> None:
    """Refuse a name that no judge can have, without loading anything.

    Raises:
        InputError: it is neither a known judge, nor folders that are there, nor a hub name.
    """
    spec = name.removesuffix(NO_HINTS)
    if name == "evidence" or spec == "micro":
        return
    parts = _folders(spec)
    if spec == "evidence" or not all(
        part and (Path(part).is_dir() or HUB_NAME.fullmatch(part)) for part in parts
    ):
        raise _unknown(name)


def _folders(spec: str) -> list[str]:
    """Return base and, where one is named, adapter."""
    return [spec] if spec and Path(spec).is_dir() else spec.split("+", 1)


def _unknown(name: str) -> InputError:
    return InputError(
        f"unknown judge {name!r}; name evidence, micro, a model's folder or hub name, or "
        f"base+adapter (a model's name may end in {NO_HINTS})"
    )


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


@dataclass(frozen=True)
class Scored:
    """One case with its answer, ready to be counted."""

    case: Mapping[str, Any]
    rows: tuple[Comparison, ...]
    """The chart; empty where there is no valid one."""
    level: str
    confidence: float
    labels: tuple[tuple[str, str], ...]
    """Predicted and gold label of each element; empty where only the level is scored."""
    error: str

    @property
    def right(self) -> bool:
        """Whether the level and every label are right."""
        return self.level == self.case["risk_level"] and all(p == g for p, g in self.labels)

    @property
    def reversed(self) -> bool:
        """Whether 높음 and 낮음 are confused with a confidence over ``SURE``."""
        ends = {self.level, self.case["risk_level"]}
        return ends == {"높음", "낮음"} and self.confidence > SURE


def _score(case: Mapping[str, Any], answer: Judged, given: bool) -> Scored:
    gold = [row["match"] for row in case["comparisons"]]
    error = answer.error or _fault(case, answer.verdict, given)
    rows = answer.verdict.comparisons if answer.verdict and not error else ()
    predicted: list[str] = [row.match for row in rows] if not error else [FAILED] * len(gold)
    return Scored(
        case=case,
        rows=rows,
        level=FAILED if error else claim_level(rows),
        confidence=claim_confidence(rows, Calibration.load().level_trust) if rows else 0.0,
        labels=tuple(zip(predicted, gold, strict=True)) if given else (),
        error=error,
    )


def _fault(case: Mapping[str, Any], verdict: ClaimVerdict | None, given: bool) -> str:
    """Return why a chart does not count as valid; empty where it does."""
    if verdict is None:
        return "no answer"
    if verdict.error:
        return verdict.error
    elements = [row.patent_element for row in verdict.comparisons]
    if not elements or (given and elements != [r["patent_element"] for r in case["comparisons"]]):
        return f"the chart's elements are not the claim's: {elements!r}"
    for row in verdict.comparisons:
        if row.user_product_element and row.user_product_element not in case["user_query"]:
            return f"quote {row.user_product_element!r} is not a piece of the product text"
    return ""


def report(
    cases: Sequence[Mapping[str, Any]], answers: Sequence[Judged], given: bool, seconds: float
) -> dict[str, Any]:
    """Return the figures; fractions lie in 0..1, confusions are predicted → gold → count.

    A case without a valid chart counts as wrong everywhere. ``calibration_error`` is the expected
    calibration error of the labels' confidences, or of the levels' where only those are scored.
    ``model_match_accuracy`` scores the model's own labels, before evidence has its say (None
    without a model). ``level_reversals`` counts 높음 called 낮음, or 낮음 called 높음, with a
    confidence over ``SURE``; a level's confidence is the one the risk report gives a patent.
    """
    scored = [_score(case, answer, given) for case, answer in zip(cases, answers, strict=True)]
    matches = [pair for s in scored for pair in s.labels]
    levels = [(s.level, s.case["risk_level"]) for s in scored]
    label_bins = reliability(
        [
            (row.confidence, predicted == gold)
            for s in scored
            for row, (predicted, gold) in zip(s.rows, s.labels, strict=False)
        ]
    )
    level_bins = reliability(
        [(s.confidence, s.level == s.case["risk_level"]) for s in scored if s.rows]
    )
    return {
        "n": len(cases),
        "json_valid": sum(not s.error for s in scored) / len(cases),
        "risk_accuracy": accuracy(levels),
        "match_accuracy": accuracy(matches),
        "model_match_accuracy": _model_accuracy(scored),
        "risk_macro_f1": macro_f1(levels, RISK_LEVELS),
        "match_macro_f1": macro_f1(matches, MATCHES),
        "risk_confusion": confusion(levels),
        "match_confusion": confusion(matches),
        "calibration_error": calibration_error(label_bins if given else level_bins),
        "risk_calibration_error": calibration_error(level_bins),
        "level_reversals": sum(s.reversed for s in scored),
        "seconds": round(seconds, 3),
        "reliability": {"match": label_bins, "risk": level_bins},
        "tags": _parts(scored, lambda case: case.get("tags", ())),
        "patents": _parts(scored, lambda case: (case["regit_num"],)),
        "cases": [_shown(number, s) for number, s in enumerate(scored, 1)],
    }


def _model_accuracy(scored: Sequence[Scored]) -> float | None:
    """Return the share of labels that the model alone gets right; None where none was asked."""
    right = [
        row.model_match == gold
        for s in scored
        for row, (_, gold) in zip(s.rows, s.labels, strict=False)
        if row.model_match
    ]
    return sum(right) / sum(len(s.labels) for s in scored) if right else None


def _parts(
    scored: Sequence[Scored], names: Callable[[Mapping[str, Any]], Iterable[str]]
) -> dict[str, dict[str, Any]]:
    """Return the figures of the cases that share a name, the name with the most cases first."""
    groups: dict[str, list[Scored]] = {}
    for s in scored:
        for name in names(s.case):
            groups.setdefault(name, []).append(s)
    parts = {}
    for name, group in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        pairs = [pair for s in group for pair in s.labels]
        parts[name] = {
            "n": len(group),
            "risk_accuracy": accuracy([(s.level, s.case["risk_level"]) for s in group]),
            "labels": len(pairs),
            "match_accuracy": accuracy(pairs),
        }
    return parts


def _shown(number: int, scored: Scored) -> dict[str, Any]:
    """Return one case of the report; a wrong one carries its chart with the evidence."""
    case, rows = scored.case, scored.rows
    shown: dict[str, Any] = {
        "number": number,
        "regit_num": case["regit_num"],
        "user_query": case["user_query"],
        "tags": list(case.get("tags", ())),
        "gold": {
            "risk_level": case["risk_level"],
            "match": [row["match"] for row in case["comparisons"]],
        },
        "predicted": {"risk_level": scored.level, "match": [row.match for row in rows]},
        "confidence": scored.confidence,
        "elements": [row.patent_element for row in rows],
        "quotes": [row.user_product_element for row in rows],
        "right": scored.right,
        "reversed": scored.reversed,
        "error": scored.error,
    }
    if not scored.right:
        deciding = deciding_rows(rows)
        golds: list[str | None] = [gold for _, gold in scored.labels] or [None] * len(rows)
        shown["chart"] = [
            {
                "patent_element": row.patent_element,
                "gold": gold,
                "match": row.match,
                "user_product_element": row.user_product_element,
                "confidence": row.confidence,
                "near_miss": row.near_miss,
                "decides": row in deciding,
                "decided_by": row.decided_by,
                "model_match": row.model_match,
                "note": row.note,
                "evidence": [finding.model_dump() for finding in row.evidence],
            }
            for row, gold in zip(rows, golds, strict=False)
        ]
    return shown


def score_file(path: Path, judge_name: str, given: bool) -> dict[str, Any]:
    """Return the report of a judge on a case file, with what was measured and the peak memory.

    ``seconds`` counts the judging alone, not loading the judge; ``peak_memory_mib`` is that of
    this process so far, ``peak_gpu_memory_mib`` that of CUDA tensors (None without them).

    Raises:
        InputError: the file is malformed or there is no such judge.
        ModelError: the judge cannot be loaded.
    """
    cases = read_cases(path)
    judge = make_judge(judge_name)
    try:
        began = time.perf_counter()
        answers = judge_cases(judge, cases, given)
        figures = report(cases, answers, given, time.perf_counter() - began)
    finally:
        close = getattr(judge, "close", None)
        if close is not None:
            close()
    return {
        "file": str(path),
        "judge": judge_name,
        "judge_id": judge.judge_id,
        "prompt_sha": judge.prompt_sha,
        "elements": "given" if given else "parsed",
        **figures,
        "peak_memory_mib": round(peak_memory()),
        "peak_gpu_memory_mib": peak_gpu_memory(),
        "learning": []
        if judge_name == "evidence"
        else metrics_of(judge_name.removesuffix(NO_HINTS)),
    }


def peak_memory() -> float:
    """Return the most memory this process has held so far, in MiB."""
    status = Path("/proc/self/status")
    # Unlike getrusage, this leaves out what the parent held when it started this process.
    found = re.search(r"VmHWM:\s*(\d+) kB", status.read_text()) if status.is_file() else None
    kib = int(found[1]) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kib / 1024


def peak_gpu_memory() -> int | None:
    """Return the most memory that CUDA tensors have held so far, in MiB; None without CUDA."""
    torch = sys.modules.get("torch")
    if torch is None or not torch.cuda.is_initialized():
        return None
    return int(torch.cuda.max_memory_allocated() / 2**20)


Elements = Literal["given", "parsed"]


def main(arguments: list[str] | None = None) -> int:
    """Score a judge on a case file; the report goes to a file or to standard output."""
    parser = argparse.ArgumentParser(prog="python -m finetune.evaluate", description=main.__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--judge", default="micro", help=f"may end in {NO_HINTS}")
    parser.add_argument("--elements", choices=get_args(Elements), default="given")
    report_options(parser)
    options = parser.parse_args(arguments)
    return report_command(
        options,
        lambda: score_file(options.cases, options.judge, options.elements == "given"),
        _DETAILS,
    )


if __name__ == "__main__":
    sys.exit(main())
