"""Intents and chat, small: trains both on the shipped base and prints their figures.

    python -m benchmarks.training_tasks [--only intent|chat] [--out FOLDER] [--key value]...

By ``finetune/recipes/micro_intent.yaml`` and ``micro_chat.yaml``, on sample rows that this project
wrote; training stops early on the validation rows, and the test rows are of groups that were in
neither. The report's figures for intents (EXAONE 4.0 1.2B: precision 57.05, recall 58.93, F1 57.83 by
BERTScore, 0.3 s a case) need that base and its data: they stay open, and what is printed here is no
stand-in for them. A few minutes on 2 cores.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from finetune import evaluate_chat, evaluate_intents
from finetune.dataset import make_rows, write_splits
from finetune.recipe import read_recipe
from finetune.train import TrainRecipe, quiet_libraries, run
from graph.errors import BiniError, InputError

RECIPES = Path(__file__).resolve().parent.parent / "finetune" / "recipes"
TASKS = {"intent": "micro_intent.yaml", "chat": "micro_chat.yaml"}


def train_and_test(task: str, folder: Path, overrides: list[str]) -> dict[str, dict[str, Any]]:
    """Train by the task's recipe; return the test figures of the base and of the tuned model.

    Args:
        task: ``intent`` or ``chat``.
        folder: where the adapter and the split rows go.
        overrides: ``--key value`` pairs for the recipe.

    Raises:
        InputError: a key is unknown.
        DataError: no row is there.
    """
    path = RECIPES / TASKS[task]
    output = ["--output", str(folder / task)]
    recipe = read_recipe(path, TrainRecipe, [*output, *overrides])
    test = {file.stem: file for file in write_splits(make_rows(recipe.data), folder)}["test"]
    trained = run(recipe, str(path.relative_to(RECIPES.parent.parent)), fresh=True)
    score = evaluate_intents.score_file if task == "intent" else evaluate_chat.score_file
    found = {
        name: score(test, spec)
        for name, spec in (("base", recipe.base), ("tuned", f"{recipe.base}+{recipe.output}"))
    }
    found["tuned"]["trained"] = trained
    return found


def intent_lines(found: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield the figures of intents as Markdown tables."""
    tuned = found["tuned"]
    yield f"{tuned['n']} test utterances, {len(tuned['classes'])} intents\n"
    yield "| | precision | recall | F1 |"
    yield "|---|---:|---:|---:|"
    for name, report in found.items():
        macro = (report[f"macro_{key}"] for key in ("precision", "recall", "f1"))
        yield f"| {name}: mean of the intents | " + " | ".join(f"{v:.1%}" for v in macro) + " |"
        score = (report["bertscore"][key] for key in ("precision", "recall", "f1"))
        yield f"| {name}: BERTScore | " + " | ".join(f"{v:.1%}" for v in score) + " |"
    for name, held in tuned["classes"].items():
        parts = " | ".join(f"{held[key]:.1%}" for key in ("precision", "recall", "f1"))
        yield f"| tuned: {name} ({held['n']}) | {parts} |"
    yield (
        f"\nright: {found['base']['accuracy']:.1%} before, {tuned['accuracy']:.1%} after; "
        f"{tuned['seconds_per_case']:.3f} s a case"
    )
    yield "The report's figures, of EXAONE 4.0 1.2B on its own data: open, no weights here."


def chat_lines(found: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield the figures of chat as a Markdown table."""
    yield f"{found['tuned']['n']} test conversations\n"
    yield "| | held-out loss | perplexity | tokens right |"
    yield "|---|---:|---:|---:|"
    for name, report in found.items():
        loss, perplexity = report["loss"], report["perplexity"]
        yield f"| {name} | {loss:.3f} | {perplexity:.1f} | {report['token_accuracy']:.1%} |"
    yield "\nGemma 3 1B on the report's 5,046 conversations: open, neither is here."


def main(argv: list[str] | None = None) -> int:
    """Train and test each task; return 2 for wrong arguments."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.training_tasks", description=__doc__
    )
    parser.add_argument("--only", choices=TASKS, help="one task alone")
    parser.add_argument("--out", type=Path, help="keep adapters, split rows and reports here")
    options, overrides = parser.parse_known_args(argv)
    quiet_libraries()
    try:
        with contextlib.ExitStack() as scratch:
            folder = options.out or Path(scratch.enter_context(TemporaryDirectory()))
            for task in [options.only] if options.only else TASKS:
                found = train_and_test(task, folder / f"{task}-rows", overrides)
                if options.out:
                    text = json.dumps(found, ensure_ascii=False, indent=1)
                    (folder / f"{task}.json").write_text(text + "\n", encoding="utf-8")
                trained = found["tuned"]["trained"]
                print(
                    f"{task}: {trained['rows']} rows, {trained['steps']} steps, "
                    f"{trained['train_seconds']:.0f} s; validation loss "
                    f"{trained.get('validation_loss', float('nan')):.3f}"
                )
                lines = intent_lines(found) if task == "intent" else chat_lines(found)
                print(*lines, sep="\n", end="\n\n", flush=True)
    except BiniError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2 if isinstance(error, InputError) else 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
