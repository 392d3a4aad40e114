"""Writes an evaluation report: REPORT.json, and beside it a readable page with its pictures."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from finetune.charts import pictures
from finetune.commands import exit_code
from graph.errors import InputError
from graph.schema import MATCHES, RISK_LEVELS

_FIGURES: tuple[tuple[str, str], ...] = (
    ("n", "cases"),
    ("json_valid", "valid JSON"),
    ("match_accuracy", "labels right"),
    ("match_macro_f1", "labels, macro F1"),
    ("risk_accuracy", "levels right"),
    ("risk_macro_f1", "levels, macro F1"),
    ("calibration_error", "calibration error (ECE)"),
    ("risk_calibration_error", "calibration error of the levels"),
    ("level_reversals", "levels reversed with confidence over 0.9"),
    ("model_match_accuracy", "labels right, the model alone"),
    ("seconds", "seconds"),
    ("peak_memory_mib", "peak memory (MiB)"),
    ("peak_gpu_memory_mib", "peak GPU memory (MiB)"),
)


def check_place(out: Path) -> None:
    """Make the folder of a report, before anything is measured.

    Raises:
        InputError: nothing can be written there.
    """
    if out.is_dir() or out.suffix in (".md", ".png"):
        raise InputError(f"--out {str(out)!r} must name a JSON file")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"--out {str(out)!r}: {error.strerror}; name another file") from error
    if not os.access(out.parent, os.W_OK):
        raise InputError(f"--out {str(out)!r}: folder is not writable; name another file")


Draw = Callable[[Mapping[str, Any]], dict[str, bytes]]
"""Report → PNG files by name."""
LayOut = Callable[[Mapping[str, Any], Mapping[str, str]], Iterator[str]]
"""Report, and file names of its pictures by name → the lines of its page."""


def write_report(
    report: Mapping[str, Any],
    out: Path,
    draw: Draw = pictures,
    lay_out: LayOut | None = None,
) -> None:
    """Write ``out``, its page (``.md``) and pictures (``-labels.png`` …), each file whole or not.

    Without matplotlib the page has no pictures, and standard error says so.

    Args:
        report: what is written as JSON.
        out: its file.
        draw: makes the pictures.
        lay_out: makes the page; None: the page of a judge.

    Raises:
        InputError: a file cannot be written.
    """
    try:
        drawn = draw(report)
    except ImportError as error:
        print(f"no pictures: {error}; pip install matplotlib", file=sys.stderr)
        drawn = {}
    names = {name: f"{out.stem}-{name}.png" for name in drawn}
    try:
        for name, picture in drawn.items():
            write_file(out.with_name(names[name]), picture)
        text = "\n".join((lay_out or judge_page)(report, names)) + "\n"
        write_file(out.with_suffix(".md"), text.encode())
        text = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
        write_file(out, text.encode())
    except OSError as error:
        raise InputError(f"--out {str(out)!r}: {error.strerror}; name another file") from error


def report_command(
    options: argparse.Namespace,
    measure: Callable[[], Mapping[str, Any]],
    details: Collection[str],
    draw: Draw = pictures,
    lay_out: LayOut | None = None,
) -> int:
    """Measure, write and print a report, as every command that evaluates does.

    Args:
        options: those of ``report_options``.
        measure: makes the report.
        details: parts of it that a summary leaves out.
        draw: as for ``write_report``.
        lay_out: as for ``write_report``.

    Returns:
        The exit code, see ``exit_code``.
    """

    def work() -> int:
        if options.out:
            check_place(options.out)
        report = measure()
        if options.out:
            write_report(report, options.out, draw, lay_out)
        if options.out or options.summary:
            report = {name: value for name, value in report.items() if name not in details}
        print(json.dumps(report, ensure_ascii=False, indent=2))
        return 0

    return exit_code(work)


def report_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that ``report_command`` reads."""
    parser.add_argument("--out", type=Path, help="write the report here (JSON), a page beside it")
    parser.add_argument("--summary", action="store_true", help="print the figures alone")


def write_file(path: Path, content: bytes) -> None:
    """Write a file under another name and move it into place."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def judge_page(report: Mapping[str, Any], images: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of a judge's page.

    Args:
        report: of ``finetune.evaluate``.
        images: picture names (``labels``, ``levels``, ``reliability``, ``learning``) to file names.
    """
    yield f"# {cell(report['judge'])} on {cell(Path(report['file']).name)}"
    yield ""
    yield f"Judge `{report['judge_id']}`, elements {report['elements']}."
    yield ""
    figures = [
        (title, number(report[name])) for name, title in _FIGURES if report[name] is not None
    ]
    yield from table(("figure", "value"), figures)
    for name, part, labels in (
        ("labels", "match_confusion", MATCHES),
        ("levels", "risk_confusion", RISK_LEVELS),
    ):
        if not report[part]:
            continue
        yield f"## Confusion of the {name}"
        yield ""
        yield "Rows: predicted. Columns: gold."
        yield ""
        found: Mapping[str, Mapping[str, int]] = report[part]
        rows = [*labels, *(label for label in found if label not in labels)]
        yield from table(
            ("", *labels),
            [(row, *(str(found.get(row, {}).get(gold, 0)) for gold in labels)) for row in rows],
        )
        yield from image(name, images)
    yield "## Reliability"
    yield ""
    for name, part in (("labels", "match"), ("levels", "risk")):
        bins = report["reliability"][part]
        if bins:
            first = f"confidence of the {name}"
            yield from table((first, "count", "mean", "right"), map(_bin_row, bins))
    yield from image("reliability", images)
    for name, part in (("tag", "tags"), ("patent", "patents")):
        if report[part]:
            yield f"## By {name}"
            yield ""
            heads = (name, "cases", "levels right", "labels", "labels right")
            yield from table(heads, (_part_row(key, p) for key, p in report[part].items()))
    yield from learning(images)
    wrong = [case for case in report["cases"] if not case["right"]]
    yield f"## Wrong cases ({len(wrong)} of {report['n']})"
    yield ""
    for case in wrong:
        yield from _wrong_case(case)


def learning(images: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines that show how the model was trained, where that was drawn."""
    if "learning" in images:
        yield "## Learning curves"
        yield ""
        yield from image("learning", images)


def image(name: str, images: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines that show a picture, where it was drawn."""
    if name in images:
        yield f"![{name}]({images[name].replace(' ', '%20')})"
        yield ""


def _wrong_case(case: Mapping[str, Any]) -> Iterator[str]:
    gold, predicted = case["gold"]["risk_level"], case["predicted"]["risk_level"]
    level = f"{gold}" if gold == predicted else f"{gold} called {predicted}"
    mark = ", reversed" if case["reversed"] else ""
    tags = f" · {' '.join(case['tags'])}" if case["tags"] else ""
    sure = f" ({case['confidence']:.2f}{mark})"
    yield f"### {case['number']} · {cell(case['regit_num'])} · {level}{sure}{tags}"
    yield ""
    yield f"> {cell(case['user_query'])}"
    yield ""
    if case["error"]:
        yield f"No valid answer: {cell(case['error'])}"
        yield ""
        return
    chart = case["chart"]
    differing = [row for row in chart if row["gold"] and row["gold"] != row["match"]]
    heads = ("element", "product", "gold", "label", "confidence", "by", "model", "evidence")
    shown = differing or [row for row in chart if row["decides"]]
    yield from table(heads, map(_chart_row, shown))


def _bin_row(held: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        f"{held['low']:.1f}–{held['high']:.1f}",
        str(held["count"]),
        f"{held['confidence']:.3f}",
        f"{held['accuracy']:.3f}",
    )


def _part_row(name: str, part: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        name,
        str(part["n"]),
        number(part["risk_accuracy"]),
        str(part["labels"]),
        number(part["match_accuracy"]),
    )


def _chart_row(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        row["patent_element"],
        row["user_product_element"] or "–",
        row["gold"] or "–",
        row["match"] + (" (near miss)" if row["near_miss"] else ""),
        f"{row['confidence']:.2f}",
        row["decided_by"],
        row["model_match"] or "–",
        " / ".join(_finding(finding) for finding in row["evidence"]) or row["note"],
    )


def _finding(finding: Mapping[str, Any]) -> str:
    claim, product = finding["claim_span"], finding["product_span"]
    spans = " ↔ ".join(
        f"'{span['text']}' {span['start']}–{span['end']}" for span in (claim, product) if span
    )
    hard = ", hard" if finding["hard"] else ""
    words = f" [{spans}]" if spans else ""
    return f"{finding['rule']} ({finding['supports']}{hard}): {finding['detail']}{words}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a Markdown table, an empty one after it."""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(map(cell, row))} |"
    yield ""


def cell(text: str) -> str:
    """Return text for one line of Markdown, its marks shown as they are."""
    return re.sub(r"([\\`*_|<>\[\]])", r"\\\1", re.sub(r"\s+", " ", text)).strip()


def number(value: float | None) -> str:
    """Return a figure as a table shows it."""
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.4g}"
