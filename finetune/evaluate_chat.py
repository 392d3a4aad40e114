"""Scores a chat model on held-out conversations: loss, perplexity, and answers to read.

    python -m finetune.evaluate_chat CHATS.jsonl --model BASE+ADAPTER [--samples 5] [--out REPORT.json]

A line is ``{"messages": [...]}``, as in training; the loss is that of the answers alone, in nats a
token. ``--out`` writes the report as JSON, and beside it a page (``REPORT.md``) with the samples.
Exit 2: the file or an argument is wrong.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from finetune.charts import learning_picture
from finetune.conversations import read_conversations
from finetune.curves import metrics_of
from finetune.dataset import IGNORED, encode_row
from finetune.evaluate import peak_gpu_memory, peak_memory
from finetune.pages import cell, learning, number, report_command, report_options, table
from finetune.rows import Row
from graph.errors import DataError, InputError
from judge.loading import LoadedModel, load_judge_model
from judge.writing import turn_end, write_answers

_DETAILS = {"samples", "learning", "too_long"}
"""Parts of the report that a summary leaves out."""


@dataclass
class AnswerLoss:
    """Loss over the answers' tokens."""

    total: float = 0.0
    """Negative log likelihood, nats."""
    right: int = 0
    """Tokens that the model held for the likeliest."""
    tokens: int = 0
    rows: int = 0


def answer_loss(
    loaded: LoadedModel, rows: Sequence[Row], max_tokens: int
) -> tuple[AnswerLoss, dict[str, int]]:
    """Return the loss of the rows' answers, and origin → tokens of rows that are too long.

    Raises:
        DataError: no row is short enough.
    """
    import torch

    found = AnswerLoss()
    too_long: dict[str, int] = {}
    end = turn_end(loaded.tokenizer)
    for row in rows:
        encoded = encode_row(loaded.tokenizer, row, end)
        if len(encoded.ids) > max_tokens:
            too_long[row.origin] = len(encoded.ids)
            continue
        ids = torch.tensor([encoded.ids], device=loaded.model.device)
        labels = torch.tensor(encoded.labels[1:], device=ids.device)
        kept = (labels != IGNORED).nonzero().flatten()
        with torch.inference_mode():
            logits = loaded.model(input_ids=ids, logits_to_keep=kept).logits[0].float()
        gold = labels[kept]
        found.total += float(torch.nn.functional.cross_entropy(logits, gold, reduction="sum"))
        found.right += int((logits.argmax(-1) == gold).sum())
        found.tokens += len(gold)
        found.rows += 1
    if not found.rows:
        raise DataError(f"no row fits into {max_tokens} tokens; raise --max-tokens")
    return found, too_long


def score_file(
    path: Path, model: str, *, samples: int = 5, max_tokens: int = 2048, new_tokens: int = 128
) -> dict[str, Any]:
    """Return the report of a chat model on a file of conversations.

    Args:
        path: the conversations.
        model: ``base+adapter``, or a base.
        samples: so many of the first prompts are answered.
        max_tokens: longer rows are left out and named.
        new_tokens: tokens after which a sample is broken off.

    Raises:
        InputError: the file is malformed, or a number makes no sense.
        DataError: no row is short enough.
        ModelError: the model cannot be loaded, or its adapter is not one of chat.
    """
    if samples < 0 or max_tokens < 1 or new_tokens < 1:
        raise InputError("--samples must be 0 or more, --max-tokens and --new-tokens 1 or more")
    rows = read_conversations(path)
    loaded = load_judge_model(model, task="chat")
    began = time.perf_counter()
    loss, too_long = answer_loss(loaded, rows, max_tokens)
    seconds = time.perf_counter() - began
    shown = rows[:samples]
    answers = write_answers(loaded, [row.messages for row in shown], new_tokens)
    mean = loss.total / loss.tokens
    return {
        "file": str(path),
        "model": model,
        "model_id": loaded.model_id,
        "n": loss.rows,
        "answer_tokens": loss.tokens,
        "loss": mean,
        "perplexity": math.exp(mean),
        "token_accuracy": loss.right / loss.tokens,
        "seconds": round(seconds, 3),
        "peak_memory_mib": round(peak_memory()),
        "peak_gpu_memory_mib": peak_gpu_memory(),
        "too_long": too_long,
        "learning": metrics_of(model),
        "samples": [
            {"messages": row.messages, "gold": row.answer, "answer": answer}
            for row, answer in zip(shown, answers, strict=True)
        ],
    }


def chat_page(report: Mapping[str, Any], images: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of the readable page; arguments as for ``judge_page``."""
    yield f"# {cell(report['model'])} on {cell(Path(report['file']).name)}"
    yield ""
    names = ("n", "answer_tokens", "loss", "perplexity", "token_accuracy", "seconds")
    rows = [(name.replace("_", " "), number(report[name])) for name in names]
    yield from table(("figure", "value"), rows)
    yield from learning(images)
    if report["too_long"]:
        yield "## Left out: too long"
        yield ""
        rows = [(origin, str(tokens)) for origin, tokens in report["too_long"].items()]
        yield from table(("row", "tokens"), rows)
    yield "## Samples"
    yield ""
    for sample in report["samples"]:
        turns = [(m["role"], m["content"]) for m in sample["messages"]]
        turns += [("expected", sample["gold"]), ("answer", sample["answer"])]
        yield from table(("turn", "text"), turns)


def main(arguments: list[str] | None = None) -> int:
    """Score a chat model; the report goes to a file or to standard output."""
    parser = argparse.ArgumentParser(
        prog="python -m finetune.evaluate_chat", description=main.__doc__
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--model", required=True, help="base+adapter, a base, or a merged model")
    parser.add_argument("--samples", type=int, default=5, help="prompts to answer")
    parser.add_argument("--max-tokens", type=int, default=2048, help="longer rows are left out")
    parser.add_argument("--new-tokens", type=int, default=128, help="longest sample")
    report_options(parser)
    options = parser.parse_args(arguments)
    return report_command(
        options,
        lambda: score_file(
            options.file,
            options.model,
            samples=options.samples,
            max_tokens=options.max_tokens,
            new_tokens=options.new_tokens,
        ),
        _DETAILS,
        learning_picture,
        chat_page,
    )


if __name__ == "__main__":
    sys.exit(main())
