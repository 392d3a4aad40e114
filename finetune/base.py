"""Trains the shipped base model from scratch: a small Gemma 3 and its tokenizer.

Needs a CPU with 2 cores and 6 GB of memory. The command:

    python -m finetune.base finetune/recipes/micro_base.yaml [--max_minutes 25] [--key value]...

The model is a real ``Gemma3ForCausalLM`` of few, narrow layers. It reads prompts with their
answers (both tasks of ``prompts/``), all tokens in the loss, the answer's with more weight.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from finetune.commands import exit_code
from finetune.held_out import CASES, held_out_figures
from finetune.recipe import current_commit, read_recipe
from finetune.rows import Mixture, Row, RowMaker
from judge.card import Card
from judge.prompt import encode
from prompts.render import prompt_sha

if TYPE_CHECKING:
    from torch import Tensor
    from torch.optim import Optimizer
    from transformers import Gemma3ForCausalLM, PreTrainedTokenizerFast

_CHUNK = 500


@dataclass(frozen=True)
class Shape:
    """Fields of ``Gemma3TextConfig`` that make the model small."""

    hidden_size: int = 256
    intermediate_size: int = 768
    num_hidden_layers: int = 6
    num_attention_heads: int = 4
    num_key_value_heads: int = 1
    head_dim: int = 64
    sliding_window: int = 512
    max_position_embeddings: int = 2048


@dataclass(frozen=True)
class BaseRecipe:
    """Everything that decides what the base becomes."""

    output: Path
    shape: Shape = field(default_factory=Shape)
    vocabulary: int = 6144
    tokenizer_cases: int = 6000
    rows: int = 26_000
    mixture: Mixture = field(default_factory=Mixture)
    seed: int = 1
    epochs: int = 1
    batch_tokens: int = 2048
    """Tokens of a batch, padding counted."""
    max_tokens: int = 640
    """Longer rows are left out."""
    learning_rate: float = 3e-3
    warmup_share: float = 0.03
    final_share: float = 0.05
    """Share of the learning rate that is left at the end of the cosine."""
    weight_decay: float = 0.05
    prompt_weight: float = 0.1
    """Weight of a prompt token in the loss."""
    copy_weight: float = 0.3
    """Weight of an answer token that guided decoding forces."""
    label_weight: float = 3.0
    """Weight of a label's token."""
    max_minutes: float = 0.0
    """Training time after which the run ends; the cosine ends there too. 0: no limit."""
    threads: int = 2
    held_out: int = CASES
    """Made-up cases on dev patents that the card's figures are measured on; 0: none."""


@dataclass(frozen=True)
class Example:
    """Token ids of a row with their weights in the loss."""

    ids: list[int]
    weights: list[float]


def new_model(shape: Shape, vocabulary: int, seed: int) -> Gemma3ForCausalLM:
    """Return a randomly initialised Gemma 3 of the given shape (float32)."""
    import torch
    from transformers import Gemma3ForCausalLM, Gemma3TextConfig

    torch.manual_seed(seed)
    config = Gemma3TextConfig(
        **vars(shape),
        vocab_size=vocabulary,
        query_pre_attn_scalar=shape.head_dim,
        pad_token_id=0,
        eos_token_id=[1, 6],
        bos_token_id=2,
        tie_word_embeddings=True,
    )
    return Gemma3ForCausalLM(config)


def encode_row(tokenizer: PreTrainedTokenizerFast, row: Row, recipe: BaseRecipe) -> Example:
    """Return the row's ids: prompt, answer, end of turn; with the weight of each.

    What guided decoding forces (keys, the claim's own words) weighs less than quotes and labels.
    """
    prompt = encode(tokenizer, row.messages)
    encoded = tokenizer(row.answer, add_special_tokens=False, return_offsets_mapping=True)
    weights = [recipe.prompt_weight] * len(prompt)
    forced = _forced(row)
    for start, end in encoded["offset_mapping"]:
        if row.answer[start:end] in ("대응", "미대응", "판단불가"):
            weights.append(recipe.label_weight)
        else:
            inside = any(a <= start and end <= b for a, b in forced)
            weights.append(recipe.copy_weight if inside else 1.0)
    ids = [*prompt, *encoded["input_ids"], tokenizer.convert_tokens_to_ids("<end_of_turn>")]
    return Example(ids, [*weights, 1.0])


def _forced(row: Row) -> list[tuple[int, int]]:
    if row.task != "judge":
        return []
    spans: list[tuple[int, int]] = []
    at = 0
    for comparison in json.loads(row.answer)["comparisons"]:
        words = json.dumps(comparison["patent_element"], ensure_ascii=False)[1:-1]
        start = row.answer.index(words, at)
        at = row.answer.index('"match"', start)
        spans.append((start, start + len(words)))
    return spans


def _make_chunk(job: tuple[BaseRecipe, Path, int, int]) -> list[Example]:
    from transformers import AutoTokenizer

    recipe, folder, start, stop = job
    tokenizer = AutoTokenizer.from_pretrained(folder)
    maker = RowMaker(recipe.mixture)
    rows = (maker.row(recipe.seed, index) for index in range(start, stop))
    return [encode_row(tokenizer, row, recipe) for row in rows]


def make_examples(recipe: BaseRecipe, tokenizer_folder: Path) -> list[Example]:
    """Return the encoded rows of the recipe, made by ``recipe.threads`` processes."""
    size = max(_CHUNK, math.ceil(recipe.rows / (4 * recipe.threads)))
    jobs = [
        (recipe, tokenizer_folder, start, min(start + size, recipe.rows))
        for start in range(0, recipe.rows, size)
    ]
    if len(jobs) == 1:
        chunks: Iterable[list[Example]] = [_make_chunk(jobs[0])]
        return [e for chunk in chunks for e in chunk if len(e.ids) <= recipe.max_tokens]
    with ProcessPoolExecutor(recipe.threads, mp_context=get_context("spawn")) as pool:
        chunks = pool.map(_make_chunk, jobs)
        return [e for chunk in chunks for e in chunk if len(e.ids) <= recipe.max_tokens]


def make_batches(examples: Sequence[Example], tokens: int, rng: Random) -> list[list[Example]]:
    """Group examples of like length into batches of at most ``tokens``, padding counted."""
    shuffled = rng.sample(list(examples), len(examples))
    batches: list[list[Example]] = []
    for start in range(0, len(shuffled), 4096):
        pool = sorted(shuffled[start : start + 4096], key=lambda e: len(e.ids))
        batch: list[Example] = []
        for example in pool:
            if batch and len(example.ids) * (len(batch) + 1) > tokens:
                batches.append(batch)
                batch = []
            batch.append(example)
        batches.append(batch)
    rng.shuffle(batches)
    return batches


def collate(batches: list[list[Example]]) -> dict[str, Tensor]:
    """Pad one ready-made batch on the right; shapes ``(examples, longest)``."""
    import torch

    (batch,) = batches
    longest = max(len(e.ids) for e in batch)
    return {
        "input_ids": torch.tensor([e.ids + [0] * (longest - len(e.ids)) for e in batch]),
        "attention_mask": torch.tensor(
            [[1] * len(e.ids) + [0] * (longest - len(e.ids)) for e in batch]
        ),
        "weights": torch.tensor([e.weights + [0.0] * (longest - len(e.ids)) for e in batch]),
    }


def make_optimizer(model: Gemma3ForCausalLM, recipe: BaseRecipe) -> Optimizer:
    """Return Muon for the layers' matrices and AdamW for embeddings and norms, as one optimiser.

    Muon (Jordan 2024) makes each matrix's step orthogonal; its step is scaled to AdamW's size, so
    one learning rate serves both.
    """
    import torch

    class MuonAndAdamW(torch.optim.Optimizer):
        def __init__(self) -> None:
            matrices = [
                p for n, p in model.named_parameters() if p.dim() == 2 and "embed_tokens" not in n
            ]
            taken = {id(p) for p in matrices}
            others = [p for p in model.parameters() if id(p) not in taken]
            rate = recipe.learning_rate
            self.parts = (
                torch.optim.Muon(
                    matrices,
                    lr=rate,
                    weight_decay=recipe.weight_decay,
                    adjust_lr_fn="match_rms_adamw",
                ),
                torch.optim.AdamW(others, lr=rate, betas=(0.9, 0.98), weight_decay=0.0),
            )
            super().__init__([*matrices, *others], {"lr": rate})
            # The scheduler and the trainer see the parts' own groups.
            self.param_groups = [group for part in self.parts for group in part.param_groups]

        def step(self, closure: Any = None) -> None:  # type: ignore[override]
            # Accelerate reloads the state and so gives this optimiser groups of its own: the
            # parts would keep the first rate of the schedule.
            groups = iter(self.param_groups)
            for part in self.parts:
                for group in part.param_groups:
                    group["lr"] = next(groups)["lr"]
                part.step()  # type: ignore[no-untyped-call]

    return MuonAndAdamW()


def train_base(
    recipe: BaseRecipe,
    tokenizer: PreTrainedTokenizerFast,
    examples: list[Example],
    max_steps: int = -1,
) -> tuple[Gemma3ForCausalLM, int]:
    """Return the trained model (float32 weights) and the number of steps.

    Args:
        recipe: learning rate, batch size and time limit are read from it.
        tokenizer: its length is the model's vocabulary.
        examples: encoded rows.
        max_steps: optimiser steps after which to end; -1 for all batches.
    """
    import torch
    from transformers import Trainer, TrainerCallback, TrainingArguments

    torch.set_num_threads(recipe.threads)
    rng = Random(recipe.seed)
    batches = [
        batch
        for _ in range(recipe.epochs)
        for batch in make_batches(examples, recipe.batch_tokens, rng)
    ]
    steps = len(batches) if max_steps < 0 else min(max_steps, len(batches))
    began = time.monotonic()

    def progress(step: int) -> float:
        done = step / steps
        if recipe.max_minutes > 0:
            done = max(done, (time.monotonic() - began) / 60 / recipe.max_minutes)
        return min(done, 1.0)

    def rate(step: int) -> float:
        done = progress(step)
        if done < recipe.warmup_share:
            return max(done, 1 / steps) / recipe.warmup_share
        rest = (done - recipe.warmup_share) / (1 - recipe.warmup_share)
        return recipe.final_share + (1 - recipe.final_share) * 0.5 * (1 + math.cos(math.pi * rest))

    class StopInTime(TrainerCallback):  # type: ignore[misc]
        def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
            if progress(state.global_step) >= 1:
                control.should_training_stop = True

    class WeightedTrainer(Trainer):  # type: ignore[misc]
        def compute_loss(
            self, model: Any, inputs: Any, return_outputs: bool = False, **kwargs: Any
        ) -> Any:
            weights = inputs.pop("weights")[:, 1:]
            logits = model(**inputs).logits[:, :-1]
            losses = torch.nn.functional.cross_entropy(
                logits.float().flatten(0, 1), inputs["input_ids"][:, 1:].flatten(),
                reduction="none",
            )  # fmt: skip
            loss = (losses * weights.flatten()).sum() / weights.sum()
            return (loss, None) if return_outputs else loss

    model = new_model(recipe.shape, len(tokenizer), recipe.seed)
    optimizer = make_optimizer(model, recipe)
    arguments = TrainingArguments(
        output_dir=str(recipe.output) + ".run",
        per_device_train_batch_size=1,
        max_steps=steps,
        max_grad_norm=1.0,
        bf16=True,
        use_cpu=True,
        remove_unused_columns=False,
        save_strategy="no",
        logging_steps=50,
        report_to=[],
        seed=recipe.seed,
        disable_tqdm=True,
        dataloader_pin_memory=False,
    )
    trainer = WeightedTrainer(
        model=model,
        args=arguments,
        train_dataset=batches,
        data_collator=collate,
        optimizers=(optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, rate)),
        callbacks=[StopInTime()],
    )
    trainer.train()
    shutil.rmtree(arguments.output_dir, ignore_errors=True)
    return model, trainer.state.global_step


def save_base(
    model: Gemma3ForCausalLM, tokenizer: PreTrainedTokenizerFast, card: Card, folder: Path
) -> None:
    """Write bfloat16 safetensors, config, tokenizer and card; the old folder stays until then."""
    import torch

    fresh = folder.with_name(folder.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    model.to(torch.bfloat16).save_pretrained(fresh)
    tokenizer.save_pretrained(fresh)
    card.write(fresh)
    old = folder.with_name(folder.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        os.replace(folder, old)
    os.replace(fresh, folder)
    shutil.rmtree(old, ignore_errors=True)


def run(recipe: BaseRecipe, name: str) -> dict[str, float]:
    """Train tokenizer and model, save both with their card; return the figures of the run.

    Args:
        recipe: what to train.
        name: the recipe's path, for the card.
    """
    from finetune.tokenizer import tokenizer_texts, train_tokenizer
    from finetune.train import check_output

    check_output(recipe.output, "config.json")
    began = time.monotonic()
    tokenizer = train_tokenizer(
        tokenizer_texts(recipe.tokenizer_cases, recipe.seed), recipe.vocabulary
    )
    scratch = recipe.output.with_name(recipe.output.name + ".tokenizer")
    try:
        tokenizer.save_pretrained(scratch)
        examples = make_examples(recipe, scratch)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    made = time.monotonic()
    model, steps = train_base(recipe, tokenizer, examples)
    figures: dict[str, float] = {
        "examples": len(examples),
        "tokens": sum(len(e.ids) for e in examples),
        "parameters": sum(p.numel() for p in model.parameters()),
        "steps": steps,
        "data_seconds": round(made - began),
        "seconds": round(time.monotonic() - began),
    }
    card = base_card(recipe, name, figures)
    save_base(model, tokenizer, card, recipe.output)
    if recipe.held_out:
        figures |= held_out_figures(str(recipe.output), count=recipe.held_out)
        card.model_copy(update={"figures": figures}).write(recipe.output)
    return figures


def base_card(recipe: BaseRecipe, name: str, figures: dict[str, float]) -> Card:
    """Return the card of a base trained by ``recipe``."""
    return Card(
        base=None,
        base_sha=None,
        prompt_sha=prompt_sha("judge"),
        recipe=name,
        commit=current_commit(Path(__file__).resolve().parent.parent),
        data={"generator": "finetune.synthesis", "cases": recipe.rows, "seed": recipe.seed},
        figures=figures,
    )


def main(arguments: list[str] | None = None) -> int:
    """Train the base that a recipe describes."""
    parser = argparse.ArgumentParser(prog="python -m finetune.base", description=main.__doc__)
    parser.add_argument("recipe", type=Path)
    options, overrides = parser.parse_known_args(arguments)

    def work() -> int:
        recipe = read_recipe(options.recipe, BaseRecipe, overrides)
        print(json.dumps(run(recipe, str(options.recipe))))
        return 0

    return exit_code(work)


if __name__ == "__main__":
    sys.exit(main())
