"""Compares judges on one case file.

    python -m finetune.compare CASES.jsonl --judge A --judge B ... [--elements given|parsed]

Prints one Markdown table. Each judge runs in a process of its own, so that its peak memory is its
own. The last two columns hold the exact McNemar test of each judge against the first: p, and in
brackets how many labels (levels) this judge alone gets right, and how many the first alone. The
test takes items for independent; labels of one case are not quite, so read their p generously. Names
of judges are those of ``finetune.evaluate``: ``evidence``, ``micro``, ``micro:no-hints``, a folder
or hub name, ``base+adapter``. Exit 2: the file or an argument is wrong.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any, get_args

from finetune.cases import read_cases
from finetune.commands import exit_code
from finetune.evaluate import Elements, check_judge, score_file
from finetune.metrics import mcnemar
from finetune.pages import table
from graph.errors import JudgeError

_HEADS = (
    "judge",
    "valid JSON",
    "levels",
    "levels F1",
    "labels",
    "labels F1",
    "ECE",
    "reversed",
    "s/case",
    "MiB",
    "levels: p",
    "labels: p",
)


def compare(path: Path, judges: Sequence[str], given: bool) -> list[dict[str, Any]]:
    """Return the evaluation report of each judge on the same cases, in order.

    Raises:
        InputError: the file is malformed, or there is no such judge.
        JudgeError: a judge's process was ended, e.g. for want of memory.
        ModelError: a judge cannot be loaded.
    """
    read_cases(path)
    for name in judges:
        check_judge(name)
    reports = []
    for name in judges:
        print(f"{path}: {name} …", file=sys.stderr, flush=True)
        with ProcessPoolExecutor(
            max_workers=1, mp_context=get_context("spawn"), initializer=_end_quietly
        ) as alone:
            try:
                with _held_back():
                    report = alone.submit(score_file, path, name, given)
                reports.append(report.result())
            except BrokenProcessPool as error:
                raise JudgeError(
                    f"the process of judge {name!r} was ended; is there memory enough for it?"
                ) from error
    return reports


@contextmanager
def _held_back() -> Iterator[None]:
    """Hold Ctrl-C back; a process that is started meanwhile starts with it held back."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_quietly() -> None:
    """Let Ctrl-C, which reaches every process, end the judge's own without a word."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def comparison_table(reports: Sequence[dict[str, Any]]) -> str:
    """Return the Markdown table of reports on the same cases, the first being the reference."""
    return "\n".join(table(_HEADS, (_row(report, reports[0]) for report in reports))).rstrip()


def _row(report: dict[str, Any], first: dict[str, Any]) -> tuple[str, ...]:
    gpu = report["peak_gpu_memory_mib"]
    return (
        report["judge"],
        _percent(report["json_valid"]),
        _percent(report["risk_accuracy"]),
        _fraction(report["risk_macro_f1"]),
        _percent(report["match_accuracy"]),
        _fraction(report["match_macro_f1"]),
        _fraction(report["calibration_error"]),
        str(report["level_reversals"]),
        f"{report['seconds'] / report['n']:.4f}",
        f"{report['peak_memory_mib']}" + (f" + {gpu} GPU" if gpu is not None else ""),
        _against(list(_levels(first)), list(_levels(report)), report is first),
        _against(list(_labels(first)), list(_labels(report)), report is first),
    )


def _levels(report: dict[str, Any]) -> Iterator[bool]:
    """Yield whether each case's level is right."""
    for case in report["cases"]:
        yield case["predicted"]["risk_level"] == case["gold"]["risk_level"]


def _labels(report: dict[str, Any]) -> Iterator[bool]:
    """Yield whether each label is right; nothing where only levels were scored."""
    for case in report["cases"]:
        if report["elements"] == "given":
            # A case without a chart has no predicted labels: all of its labels are wrong.
            predicted = case["predicted"]["match"] or [None] * len(case["gold"]["match"])
            yield from (p == g for p, g in zip(predicted, case["gold"]["match"], strict=True))


def _against(first: list[bool], other: list[bool], same: bool) -> str:
    if same or not first:
        return "–"
    gained = sum(b and not a for a, b in zip(first, other, strict=True))
    lost = sum(a and not b for a, b in zip(first, other, strict=True))
    return f"{mcnemar(lost, gained):.2g} (+{gained} −{lost})"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}"


def _fraction(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def main(arguments: list[str] | None = None) -> int:
    """Print one table of several judges on the same cases."""
    parser = argparse.ArgumentParser(prog="python -m finetune.compare", description=main.__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument(
        "--judge", action="append", required=True, help="repeat for each; the first is compared to"
    )
    parser.add_argument("--elements", choices=get_args(Elements), default="given")
    options = parser.parse_args(arguments)

    def work() -> int:
        reports = compare(options.cases, options.judge, options.elements == "given")
        print(comparison_table(reports))
        return 0

    return exit_code(work)


if __name__ == "__main__":
    sys.exit(main())
