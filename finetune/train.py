"""Trains a LoRA adapter for the judge on made-up cases with TRL, and writes its card.

    python -m finetune.train finetune/recipes/micro_judge.yaml [--dry-run] [--key value]...

Prompt/completion rows, loss on the completion only. ``--dry-run`` checks the recipe, builds the
rows and the model, and trains nothing. A section's key is written ``--trainer.max_steps 3``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from finetune.held_out import CASES, held_out_figures
from finetune.recipe import current_commit, read_recipe
from finetune.rows import Mixture, Row, RowMaker, judge_row
from graph.errors import BiniError, DataError, InputError
from judge.card import Card, weights_sha
from judge.prompt import encode
from prompts.render import prompt_sha

if TYPE_CHECKING:
    from peft import PeftModel
    from transformers import PreTrainedTokenizerFast
    from trl import SFTTrainer

_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class RowSource:
    """Where the training rows come from: a file of cases, made-up cases, or both."""

    cases: int = 0
    """Number of made-up cases."""
    file: str = ""
    """Case file (.jsonl) to train on; empty for none."""
    repeat: int = 1
    """How many times the file's rows are taken; every other time with
    the evidence of a thinned glossary."""
    seed: int = 2
    mixture: Mixture = field(default_factory=lambda: Mixture(extract=0.0))
    max_tokens: int = 640
    """Longer rows are left out."""


@dataclass(frozen=True)
class JudgeRecipe:
    """Everything that decides what the adapter becomes."""

    base: str
    """Folder or hub name of the base model."""
    output: Path
    data: RowSource
    lora: dict[str, Any]
    """Fields of ``peft.LoraConfig``."""
    trainer: dict[str, Any]
    """Fields of ``trl.SFTConfig``."""
    weight: float = 1.0
    """How much the model's word counts beside the evidence, 0 to 1, for the card."""
    max_minutes: float = 0.0
    """Training time after which the run ends, whatever the schedule; 0: no limit."""
    threads: int = 2
    held_out: int = CASES
    """Made-up cases on dev patents that the card's figures are measured on; 0: none."""


def make_rows(source: RowSource) -> list[Row]:
    """Return the rows of a recipe.

    Raises:
        DataError: the case file is malformed.
    """
    from finetune.cases import read_cases

    maker = RowMaker(source.mixture)
    rows = list(maker.rows(source.cases, source.seed))
    if source.file:
        written = read_cases(Path(source.file))
        for turn in range(source.repeat):
            evidence = (maker.full, maker.thin)[turn % 2]
            rows += [judge_row(case, evidence) for case in written]
    if not rows:
        raise DataError("the recipe asks for no rows: set data.cases or data.file")
    return rows


def to_dataset(rows: list[Row], tokenizer: PreTrainedTokenizerFast, max_tokens: int) -> Any:
    """Return a dataset with ``input_ids`` and ``completion_mask``, one entry a row.

    The prompt is encoded by the function that inference uses, so both see the same ids.
    """
    from datasets import Dataset

    end = tokenizer.convert_tokens_to_ids("<end_of_turn>")
    ids: list[list[int]] = []
    masks: list[list[int]] = []
    for row in rows:
        prompt = encode(tokenizer, row.messages)
        answer = tokenizer(row.answer, add_special_tokens=False)["input_ids"]
        if len(prompt) + len(answer) < max_tokens:
            ids.append([*prompt, *answer, end])
            masks.append([0] * len(prompt) + [1] * (len(answer) + 1))
    return Dataset.from_dict({"input_ids": ids, "completion_mask": masks})


def build_trainer(recipe: JudgeRecipe, rows: list[Row]) -> SFTTrainer:
    """Return TRL's trainer with base, adapter and rows in place.

    Raises:
        InputError: a key of ``lora`` or ``trainer`` is unknown, or the base cannot be loaded.
    """
    import torch
    from peft import LoraConfig
    from transformers import AutoModelForCausalLM, AutoTokenizer, TrainerCallback
    from trl import SFTConfig, SFTTrainer

    torch.set_num_threads(recipe.threads)
    for name, kind in (("lora", LoraConfig), ("trainer", SFTConfig)):
        unknown = set(getattr(recipe, name)) - set(kind.__dataclass_fields__)
        if unknown:
            raise InputError(f"recipe: unknown keys in {name!r}: {sorted(unknown)!r}")
    try:
        tokenizer = AutoTokenizer.from_pretrained(recipe.base)
        model = AutoModelForCausalLM.from_pretrained(recipe.base, dtype=torch.float32)
    except (OSError, ValueError) as error:
        raise InputError(
            f"base {recipe.base!r} cannot be loaded: {error}; train it with finetune.base"
        ) from error
    tokenizer.padding_side = "right"
    began = time.monotonic()

    class StopInTime(TrainerCallback):  # type: ignore[misc]
        def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
            if 0 < recipe.max_minutes <= (time.monotonic() - began) / 60:
                control.should_training_stop = True

    arguments = SFTConfig(
        **{
            "output_dir": str(recipe.output) + ".run",
            "report_to": [],
            "save_strategy": "no",
            "disable_tqdm": True,
            "dataloader_pin_memory": False,
            "completion_only_loss": True,
            "eos_token": "<end_of_turn>",
            "max_length": None,
            **recipe.trainer,
        }
    )
    return SFTTrainer(
        model=model,
        args=arguments,
        train_dataset=to_dataset(rows, tokenizer, recipe.data.max_tokens),
        processing_class=tokenizer,
        peft_config=LoraConfig(**{"task_type": "CAUSAL_LM", **recipe.lora}),
        callbacks=[StopInTime()],
    )


def save_adapter(model: PeftModel, card: Card, folder: Path) -> None:
    """Write the adapter and its card; the old folder stays until all is there."""
    fresh = folder.with_name(folder.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    model.save_pretrained(fresh)
    (fresh / "README.md").unlink(missing_ok=True)
    card.write(fresh)
    old = folder.with_name(folder.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        os.replace(folder, old)
    os.replace(fresh, folder)
    shutil.rmtree(old, ignore_errors=True)


def run(recipe: JudgeRecipe, name: str, dry_run: bool = False) -> dict[str, float]:
    """Train the adapter of a recipe and save it; return the figures of the run.

    Args:
        recipe: what to train.
        name: the recipe's path, for the card.
        dry_run: stop before training; nothing is written.
    """
    rows = make_rows(recipe.data)
    trainer = build_trainer(recipe, rows)
    figures: dict[str, float] = {
        "rows": len(trainer.train_dataset),
        "trainable_parameters": sum(
            p.numel() for p in trainer.model.parameters() if p.requires_grad
        ),
    }
    if dry_run:
        return figures
    done = trainer.train()
    figures["train_loss"] = round(done.training_loss, 4)
    figures["train_seconds"] = round(done.metrics["train_runtime"], 1)
    figures["steps"] = done.global_step
    digest = hashlib.sha256()
    for row in rows:
        digest.update(row.answer.encode())
    base = Path(recipe.base)
    card = Card(
        base=base.name if base.is_dir() else recipe.base,
        base_sha=weights_sha(_base_folder(recipe.base)),
        prompt_sha=prompt_sha("judge"),
        recipe=name,
        commit=current_commit(_ROOT),
        data={
            "generator": "finetune.synthesis" if recipe.data.cases else "",
            "file": recipe.data.file,
            "cases": recipe.data.cases,
            "seed": recipe.data.seed,
            "rows": len(rows),
            "answers_sha": digest.hexdigest(),
        },
        weight=recipe.weight,
        figures=figures,
    )
    save_adapter(trainer.model, card, recipe.output)
    if recipe.held_out:
        judge = f"{recipe.base}+{recipe.output}"
        figures |= held_out_figures(judge, count=recipe.held_out)
        card.model_copy(update={"figures": figures}).write(recipe.output)
    shutil.rmtree(str(recipe.output) + ".run", ignore_errors=True)
    return figures


def _base_folder(base: str) -> Path:
    if Path(base).is_dir():
        return Path(base)
    from huggingface_hub import snapshot_download

    return Path(snapshot_download(base, local_files_only=True))


def main(arguments: list[str] | None = None) -> int:
    """Train the adapter that a recipe describes."""
    parser = argparse.ArgumentParser(prog="python -m finetune.train", description=main.__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--dry-run", action="store_true", help="build everything, train nothing")
    options, overrides = parser.parse_known_args(arguments)
    # Threads that spin while they wait slow each other down tenfold where a core is shared.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    try:
        recipe = read_recipe(options.recipe, JudgeRecipe, overrides)
        print(json.dumps(run(recipe, str(options.recipe), options.dry_run)))
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    except BiniError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
