"""Scores a model of intents on a file of utterances.

    python -m finetune.evaluate_intents INTENTS.jsonl --model BASE+ADAPTER [--encoder FOLDER]
        [--out REPORT.json]

A line is ``{"text", "intent"}``. The model writes its answer freely; one that is none of the file's
intents is wrong. BERTScore holds each answer against the intent by the shipped embedder, or by any
local encoder. ``--out`` writes the report as JSON, and beside it a page (``REPORT.md``) with its
pictures. Exit 2: the file or an argument is wrong.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from finetune.bertscore import DEFAULT_ENCODER, Encoder, bert_scores, load_encoder
from finetune.charts import intent_pictures
from finetune.conversations import read_intents
from finetune.curves import metrics_of
from finetune.evaluate import peak_gpu_memory, peak_memory
from finetune.metrics import accuracy, confusion
from finetune.pages import cell, image, learning, number, report_command, report_options, table
from judge.loading import load_judge_model
from judge.writing import write_answers

NEW_TOKENS = 24
"""Tokens after which an answer is broken off; an intent is a few words."""

_DETAILS = {"cases", "confusion", "learning"}
"""Parts of the report that a summary leaves out."""


def figures(answers: Sequence[str], golds: Sequence[str], encode: Encoder) -> dict[str, Any]:
    """Return the figures of answers against the expected intents, fractions in 0..1.

    ``classes`` holds precision, recall, F1 and number of cases of each intent of the file, in
    order of their names; ``macro_…`` are their means. A class that is never answered has precision
    0. ``bertscore`` holds the means over the cases.
    """
    from sklearn.metrics import precision_recall_fscore_support

    names = sorted(set(golds))
    parts = precision_recall_fscore_support(golds, answers, labels=names, zero_division=0)
    keys = ("precision", "recall", "f1")
    classes = {
        name: dict(zip(keys, map(float, row[:3]), strict=True)) | {"n": int(row[3])}
        for name, *row in zip(names, *parts, strict=True)
    }
    scores = bert_scores(encode, answers, golds)
    pairs = list(zip(answers, golds, strict=True))
    return {
        "n": len(golds),
        "accuracy": accuracy(pairs),
        **{f"macro_{key}": sum(c[key] for c in classes.values()) / len(classes) for key in keys},
        "bertscore": {key: sum(getattr(s, key) for s in scores) / len(scores) for key in keys},
        "unknown_answers": sum(answer not in classes for answer in answers),
        "classes": classes,
        "confusion": confusion(pairs),
    }


def score_file(
    path: Path, model: str, encoder: str = DEFAULT_ENCODER, layer: int = -1
) -> dict[str, Any]:
    """Return the report of a model on a file; ``seconds`` counts the answers alone.

    Raises:
        InputError: the file is malformed, or there is no such encoder.
        ModelError: the model cannot be loaded, or was not trained for intents.
    """
    rows = read_intents(path)
    encode = load_encoder(encoder, layer)
    loaded = load_judge_model(model, task="intent")
    began = time.perf_counter()
    answers = write_answers(loaded, [row.messages for row in rows], NEW_TOKENS)
    seconds = time.perf_counter() - began
    golds = [row.answer for row in rows]
    return {
        "file": str(path),
        "model": model,
        "model_id": loaded.model_id,
        "encoder": encoder,
        **figures(answers, golds, encode),
        "seconds": round(seconds, 3),
        "seconds_per_case": round(seconds / len(rows), 4),
        "peak_memory_mib": round(peak_memory()),
        "peak_gpu_memory_mib": peak_gpu_memory(),
        "learning": metrics_of(model),
        "cases": [
            {"text": row.record["text"], "gold": row.answer, "predicted": answer}
            for row, answer in zip(rows, answers, strict=True)
        ],
    }


def intent_page(report: Mapping[str, Any], images: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of the readable page; arguments as for ``judge_page``."""
    yield f"# {cell(report['model'])} on {cell(Path(report['file']).name)}"
    yield ""
    yield f"Model `{report['model_id']}`, BERTScore by `{report['encoder']}`."
    yield ""
    names = ("n", "accuracy", "macro_precision", "macro_recall", "macro_f1", "unknown_answers")
    rows = [(name.replace("_", " "), number(report[name])) for name in names]
    rows += [(f"BERTScore {name}", number(held)) for name, held in report["bertscore"].items()]
    rows.append(("seconds a case", number(report["seconds_per_case"])))
    yield from table(("figure", "value"), rows)
    yield "## By intent"
    yield ""
    heads = ("number", "intent", "cases", "precision", "recall", "F1")
    yield from table(
        heads,
        (
            (str(at), name, str(c["n"]), *(number(c[key]) for key in ("precision", "recall", "f1")))
            for at, (name, c) in enumerate(report["classes"].items(), 1)
        ),
    )
    yield from image("intents", images)
    yield from learning(images)
    wrong = [case for case in report["cases"] if case["predicted"] != case["gold"]]
    yield f"## Wrong cases ({len(wrong)} of {report['n']})"
    yield ""
    yield from table(
        ("text", "gold", "answer"), ((c["text"], c["gold"], c["predicted"]) for c in wrong)
    )


def main(arguments: list[str] | None = None) -> int:
    """Score a model of intents; the report goes to a file or to standard output."""
    parser = argparse.ArgumentParser(
        prog="python -m finetune.evaluate_intents", description=main.__doc__
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--model", required=True, help="base+adapter, or a merged model")
    parser.add_argument("--encoder", default=DEFAULT_ENCODER, help="of BERTScore: folder or name")
    parser.add_argument("--layer", type=int, default=-1, help="of a transformer encoder")
    report_options(parser)
    options = parser.parse_args(arguments)
    return report_command(
        options,
        lambda: score_file(options.file, options.model, options.encoder, options.layer),
        _DETAILS,
        intent_pictures,
        intent_page,
    )


if __name__ == "__main__":
    sys.exit(main())
