"""Pictures: confusion matrices, reliability of confidences, learning curves of training.

Needs matplotlib (``pip install matplotlib``). Labels are in English: the fonts that matplotlib
brings have no Hangul.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from graph.schema import MATCHES, RISK_LEVELS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ENGLISH: Mapping[str, str] = {
    "대응": "met",
    "미대응": "not met",
    "판단불가": "unclear",
    "높음": "high",
    "애매": "middle",
    "낮음": "low",
    "오류": "no answer",
}

_DPI = 120


def pictures(report: Mapping[str, Any]) -> dict[str, bytes]:
    """Return a judge's PNG files by name: ``labels``, ``levels``, ``reliability``, ``learning``.

    Those without data are left out.

    Raises:
        ImportError: matplotlib is not installed.
    """
    drawn = {
        "labels": _confusion(report["match_confusion"], MATCHES, "labels"),
        "levels": _confusion(report["risk_confusion"], RISK_LEVELS, "levels"),
        "reliability": _reliability(report["reliability"]),
    }
    found = {name: _png(figure) for name, figure in drawn.items() if figure is not None}
    return found | learning_picture(report)


def intent_pictures(report: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the PNG files of an intent report: ``intents`` and ``learning``, those with data.

    The intents are numbered as in ``report["classes"]``.

    Raises:
        ImportError: matplotlib is not installed.
    """
    names = list(report["classes"])
    numbers = {name: str(number) for number, name in enumerate(names, 1)}
    table: dict[str, dict[str, int]] = {}
    for predicted, golds in report["confusion"].items():
        row = table.setdefault(numbers.get(predicted, "other"), {})
        for gold, count in golds.items():
            row[numbers[gold]] = row.get(numbers[gold], 0) + count
    figure = _confusion(table, list(numbers.values()), "intents")
    found = {"intents": _png(figure)} if figure else {}
    return found | learning_picture(report)


def learning_picture(report: Mapping[str, Any]) -> dict[str, bytes]:
    """Return ``learning`` where the report holds what its model's training logged."""
    entries = report.get("learning", ())
    return {"learning": learning_curves({"": entries})} if entries else {}


def learning_curves(runs: Mapping[str, Sequence[Mapping[str, Any]]]) -> bytes:
    """Return one PNG with the loss and the token accuracy of training runs over their steps.

    Args:
        runs: name → what the run logged (``finetune.curves``).

    Raises:
        ImportError: matplotlib is not installed.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8.8, 3.8), layout="constrained")
    for place, (key, title) in enumerate(
        (("loss", "loss"), ("mean_token_accuracy", "token accuracy")), 1
    ):
        axes: Axes = figure.add_subplot(1, 2, place)
        for number, (name, entries) in enumerate(runs.items()):
            for prefix, part, style in (("", "training", "-"), ("eval_", "validation", "o--")):
                points = [(e["step"], e[prefix + key]) for e in entries if prefix + key in e]
                if points:
                    label = f"{name} {part}".strip()
                    axes.plot(*zip(*points, strict=True), style, color=f"C{number}", label=label)
        axes.set_xlabel("step")
        axes.set_title(title)
        if axes.lines:
            axes.legend(fontsize="small")
    return _png(figure)


def _png(figure: Figure) -> bytes:
    held = BytesIO()
    figure.savefig(held, format="png", dpi=_DPI)
    return held.getvalue()


def _confusion(
    table: Mapping[str, Mapping[str, int]], labels: Sequence[str], name: str
) -> Figure | None:
    """Draw predicted (rows) against gold (columns); the shade is the share of the gold label."""
    from matplotlib.figure import Figure

    if not table:
        return None
    rows = [*labels, *(label for label in table if label not in labels)]
    totals = [sum(table.get(row, {}).get(gold, 0) for row in rows) for gold in labels]
    counts = [[table.get(row, {}).get(gold, 0) for gold in labels] for row in rows]
    shares = [[n / max(1, t) for n, t in zip(row, totals, strict=True)] for row in counts]
    figure = Figure(figsize=(4.4, 3.8), layout="constrained")
    axes: Axes = figure.add_subplot()
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for y, row in enumerate(counts):
        for x, count in enumerate(row):
            colour = "white" if shares[y][x] > 0.5 else "black"
            axes.text(x, y, str(count), ha="center", va="center", color=colour)
    axes.set_xticks(range(len(labels)), [ENGLISH.get(label, label) for label in labels])
    axes.set_yticks(range(len(rows)), [ENGLISH.get(label, label) for label in rows])
    axes.set_xlabel("gold")
    axes.set_ylabel("predicted")
    axes.set_title(name)
    return figure


def _reliability(bins: Mapping[str, Sequence[Mapping[str, Any]]]) -> Figure | None:
    """Draw the share that is right against the mean confidence, a dot a bin, sized by its count."""
    from matplotlib.figure import Figure

    if not any(bins.values()):
        return None
    figure = Figure(figsize=(4.4, 4.2), layout="constrained")
    axes: Axes = figure.add_subplot()
    axes.plot([0, 1], [0, 1], color="grey", linewidth=1, linestyle="--")
    for part, name, colour in (
        ("match", "labels", "tab:blue"),
        ("risk", "levels", "tab:orange"),
    ):
        held = bins[part]
        if not held:
            continue
        total = sum(b["count"] for b in held)
        points = [b["confidence"] for b in held], [b["accuracy"] for b in held]
        axes.plot(*points, color=colour, linewidth=1)
        axes.scatter(
            *points, s=[20 + 300 * b["count"] / total for b in held], color=colour, alpha=0.7
        )
        axes.scatter([], [], color=colour, alpha=0.7, label=name)
    axes.set_xlim(0, 1.02)
    axes.set_ylim(-0.02, 1.02)
    axes.set_xlabel("confidence")
    axes.set_ylabel("share right")
    axes.set_title("reliability")
    axes.legend(loc="upper left")
    return figure
