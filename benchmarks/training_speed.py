"""Training, tokens a second, against the reports' way: same model, rows, machine, in one run.

    python -m benchmarks.training_speed [--base FOLDER] [--cases FILE] [--rows 32] [--rounds 2]

The reports' way: ``transformers.Trainer``, one row a batch, every row padded to 2,048 tokens, eight
batches a step, and the model's own loss, which computes logits for every place. This project's: the
trainer as ``finetune.train`` builds it, with logits for the answers alone, two rows of like length
in a batch, or rows packed into 2,048 tokens. Same LoRA, precision and optimiser, eight rows a step
or so. Only tokens of rows count, padding does not. Every way runs once a round, and its best round
counts: others may use the machine. How much faster that is depends on how long the rows are in the
base's own tokens, which is printed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from finetune.dataset import RowSet, RowSource, make_rows, to_dataset
from finetune.train import TrainRecipe, arguments_of, build_trainer, device_of, load_base
from finetune.train import load_tokenizer as load_recipe_tokenizer
from graph.errors import BiniError, InputError
from judge.loading import MODELS

ROOT = Path(__file__).resolve().parent.parent
LENGTH = 2048
"""Tokens that the reports padded every row to."""
ROWS_A_STEP = 8
GOAL = 5.0
"""Times the reports' tokens a second that this project has to reach."""


@dataclass(frozen=True)
class Measured:
    """One way of training, measured over one epoch."""

    way: str
    tokens: int
    """Tokens of rows; padding not counted."""
    places: int
    """Places computed: tokens and padding."""
    steps: int
    seconds: float
    cpu_seconds: float
    """Of all threads of this process: unlike ``seconds``, the same on a busy machine."""
    loss: float

    @property
    def speed(self) -> float:
        """Tokens a second."""
        return self.tokens / self.seconds


def recipe_of(base: str, cases: Path, threads: int, output: Path) -> TrainRecipe:
    """Return the judge's recipe, its sizes as in ``finetune/recipes/judge_1b.yaml``."""
    return TrainRecipe(
        base=base,
        output=output,
        data=RowSource(file=str(cases), max_tokens=LENGTH),
        lora={"r": 16, "lora_alpha": 32, "lora_dropout": 0.0, "target_modules": "all-linear"},
        trainer={
            "num_train_epochs": 1,
            "learning_rate": 2e-4,
            "optim": "adamw_torch",
            "save_strategy": "no",
            "logging_strategy": "no",
            "activation_checkpointing": False,
            "seed": 1,
        },
        threads=threads,
    )


def reports_trainer(recipe: TrainRecipe, rows: RowSet) -> Any:
    """Return the reports' trainer: rows padded to ``LENGTH``, the model's own loss."""
    from peft import LoraConfig, get_peft_model
    from transformers import DataCollatorForSeq2Seq, PrinterCallback, Trainer, TrainingArguments

    device = device_of(recipe)
    shaped = arguments_of(recipe, device, validated=False)
    tokenizer = load_recipe_tokenizer(recipe, recipe.base)
    model = get_peft_model(
        load_base(recipe, device), LoraConfig(task_type="CAUSAL_LM", **recipe.lora)
    )
    kept = ("output_dir", "use_cpu", "bf16", "fp16", "learning_rate", "optim", "seed")
    arguments = TrainingArguments(
        **{name: getattr(shaped, name) for name in kept},
        num_train_epochs=1,
        per_device_train_batch_size=1,
        gradient_accumulation_steps=ROWS_A_STEP,
        save_strategy="no",
        logging_strategy="no",
        report_to=[],
        disable_tqdm=True,
        dataloader_pin_memory=device.name == "cuda",
    )
    trainer = Trainer(
        model=model,
        args=arguments,
        train_dataset=to_dataset(rows, "train", tokenizer, LENGTH),
        data_collator=DataCollatorForSeq2Seq(tokenizer, padding="max_length", max_length=LENGTH),
    )
    trainer.remove_callback(PrinterCallback)
    return trainer


def our_trainer(recipe: TrainRecipe, rows: RowSet, **options: Any) -> Any:
    """Return the trainer of ``finetune.train`` with ``options`` in its ``trainer`` section."""
    return build_trainer(replace(recipe, trainer=recipe.trainer | options), rows)


def ways(recipe: TrainRecipe, rows: RowSet) -> dict[str, Callable[[], Any]]:
    """Return what makes the trainer of each way; the reports' comes last."""
    batched: dict[str, Any] = {
        "per_device_train_batch_size": 2,
        "gradient_accumulation_steps": ROWS_A_STEP // 2,
        "train_sampling_strategy": "group_by_length",
    }
    packed: dict[str, Any] = {
        "per_device_train_batch_size": 1,
        "gradient_accumulation_steps": 2,
        "packing": True,
    }
    return {
        "two rows of like length a batch": lambda: our_trainer(recipe, rows, **batched),
        f"packed into {LENGTH:,} tokens": lambda: our_trainer(recipe, rows, **packed),
        f"the reports': padded to {LENGTH:,}": lambda: reports_trainer(recipe, rows),
    }


def measure(way: str, trainer: Any, tokens: int) -> Measured:
    """Train one epoch; return what it took. Loading the model and encoding rows is not counted."""
    import torch

    places = 0
    forward = trainer.model.forward

    def counted(*args: Any, **inputs: Any) -> Any:
        nonlocal places
        places += inputs["input_ids"].numel()
        return forward(*args, **inputs)

    trainer.model.forward = counted
    if torch.cuda.is_available():
        torch.cuda.synchronize()
    began, began_cpu = time.perf_counter(), time.process_time()
    done = trainer.train()
    if torch.cuda.is_available():
        torch.cuda.synchronize()
    seconds, cpu = time.perf_counter() - began, time.process_time() - began_cpu
    return Measured(way, tokens, places, done.global_step, seconds, cpu, done.training_loss)


def table(rows: list[Measured], cuda: bool) -> str:
    """Return the measurements as a Markdown table, each against the last.

    Without a GPU the goal must be reached by CPU seconds as well: others may use the machine.
    """
    lines = [
        "| way | tokens | places computed | steps | loss | CPU seconds | seconds | tokens/s | times |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {row.way} | {row.tokens:,} | {row.places:,} | {row.steps} | {row.loss:.3f} "
        f"| {row.cpu_seconds:.1f} | {row.seconds:.1f} | {row.speed:,.0f} | {row.speed / rows[-1].speed:.1f} |"
        for row in rows
    ]
    best = min(rows, key=lambda row: row.seconds if cuda else row.cpu_seconds)
    clock, cpu = best.speed / rows[-1].speed, rows[-1].cpu_seconds / best.cpu_seconds
    word = "reached" if (clock if cuda else min(clock, cpu)) >= GOAL else "missed"
    last = f"{best.way}: {clock:.1f} times by the clock, {cpu:.1f} by CPU seconds"
    return "\n".join([*lines, "", f"{last}; goal {GOAL:g}: {word}"])


def main(argv: list[str] | None = None) -> int:
    """Train each way and print the table; return 2 for wrong arguments."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.training_speed", description=__doc__
    )
    parser.add_argument("--base", default=str(MODELS / "judge-base"), help="folder or hub name")
    parser.add_argument("--cases", type=Path, default=ROOT / "data/cases/train.jsonl")
    parser.add_argument("--rows", type=int, default=32, help="rows to train on")
    parser.add_argument("--rounds", type=int, default=2, help="times that every way is run")
    parser.add_argument("--threads", type=int, default=2, help="CPU threads of torch")
    options = parser.parse_args(argv)
    from finetune.train import quiet_libraries

    quiet_libraries()
    try:
        with TemporaryDirectory() as folder:
            recipe = recipe_of(options.base, options.cases, options.threads, Path(folder) / "out")
            rows = make_rows(recipe.data)
            rows.splits["train"] = rows.train[:: max(1, len(rows.train) // options.rows)]
            rows.splits["train"] = rows.train[: options.rows]
            best: dict[str, Measured] = {}
            for _ in range(options.rounds):
                for way, make in ways(recipe, rows).items():
                    trainer = make()
                    done = measure(way, trainer, sum(rows.lengths["train"]))
                    best[way] = min(done, best.get(way, done), key=lambda m: m.seconds)
    except BiniError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2 if isinstance(error, InputError) else 1
    lengths = rows.lengths["train"]
    device = device_of(recipe)
    print(
        f"{Path(options.base).name}, {trainer.model.num_parameters():,} parameters, {device.name}, "
        f"{device.dtype}, {options.threads} threads; {len(lengths)} rows of {options.cases.name}, "
        f"{sum(lengths) / len(lengths):.0f} tokens a row\n"
    )
    print(table(list(best.values()), device.name == "cuda"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
