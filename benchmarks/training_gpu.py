"""Training at the real shapes of Gemma 3 1B and 4B, with random weights, on a GPU.

    python -m benchmarks.training_gpu [--only 1B] [--steps 20] [--peak-tflops N]

For LoRA in bfloat16 and QLoRA in nf4: tokens a second, peak memory, model-FLOPs utilisation; the
time of the first report's run (35 cases × 10 epochs, 133.7 s on an RTX 2000 Ada); and the shipped
judge's own recipe. Weights are random, shapes are the published ones, rows are this project's case
files in the shipped tokenizer. Without CUDA the same script runs at small shapes, to prove that it
runs; its figures then say nothing, and those of the real shapes stay open.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from transformers import TrainerCallback

from finetune.dataset import make_rows
from finetune.recipe import read_recipe
from finetune.shapes import PUBLISHED
from finetune.train import TrainRecipe, build_trainer, quiet_libraries
from graph.errors import BiniError, InputError
from judge.loading import MODELS

ROOT = Path(__file__).resolve().parent.parent
RECIPES = ROOT / "finetune" / "recipes"
REPORT_CASES, REPORT_EPOCHS, REPORT_SECONDS = 35, 10, 133.7
PEAK_TFLOPS: Mapping[str, float] = {"H100": 989.4, "H200": 989.4, "A100": 312.0, "L4": 121.0}
"""Dense bfloat16 of the tensor cores, from NVIDIA's data sheets (H100 and A100: SXM)."""
SMALL: Mapping[str, Any] = {
    "hidden_size": 128,
    "intermediate_size": 256,
    "num_hidden_layers": 2,
    "head_dim": 64,
    "vocab_size": 8192,
}
"""What a shape is cut down to where there is no GPU."""
SMALL_VISION: Mapping[str, Any] = {
    "hidden_size": 64,
    "intermediate_size": 128,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "image_size": 28,
}


@dataclass(frozen=True)
class Job:
    """One measurement."""

    name: str
    recipe: str
    """File in ``finetune/recipes``."""
    options: Mapping[str, Any]
    """Keys of the recipe that are changed."""
    cases: int = 0
    """Rows to train on; 0: all."""
    warm_up: int = 0
    """Steps before anything is counted: a GPU's first ones compile and allocate."""


@dataclass(frozen=True)
class Measured:
    """What a job took."""

    name: str
    total: int
    """Parameters."""
    trainable: int
    steps: int
    tokens: int
    """Tokens of rows, over all steps; padding not counted."""
    seconds: float
    peak_gib: float | None
    utilisation: float | None
    """Model FLOPs a second over the device's peak."""


def jobs(steps: int, cuda: bool) -> list[Job]:
    """Return the measurements; ``steps`` bounds those of speed, and all of them on a CPU."""
    short = {"trainer.max_steps": steps, "trainer.save_strategy": "no"}
    # Eight rows at once, as the recipe's header says for 24 GB and more; the same steps.
    warm_up = 2 if cuda else 0
    wide = {"trainer.per_device_train_batch_size": 8, "trainer.gradient_accumulation_steps": 1}
    whole = {"trainer.save_strategy": "no"} if cuda else short
    report = whole | {"trainer.num_train_epochs": REPORT_EPOCHS}
    own = whole | {"trainer.use_cpu": False, "data.cases": 0, "data.repeat": 1}
    return [
        Job("1B LoRA bfloat16", "judge_1b.yaml", short | wide, warm_up=warm_up),
        Job("1B QLoRA nf4", "judge_1b.yaml", short | wide | {"quantise": "nf4"}, warm_up=warm_up),
        Job("4B LoRA bfloat16", "judge_4b.yaml", short | {"quantise": "none"}, warm_up=warm_up),
        Job("4B QLoRA nf4", "judge_4b.yaml", short, warm_up=warm_up),
        Job("1B, the first report's run", "judge_1b.yaml", report | wide, REPORT_CASES),
        Job("shipped judge, one epoch of the case file", "micro_judge.yaml", own),
    ]


def make_base(name: str, folder: Path, small: bool) -> Path:
    """Write a checkpoint of random weights in a published shape, with the shipped tokenizer."""
    import torch
    from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer

    shape: dict[str, Any] = {**PUBLISHED[name]}
    if small and "text_config" in shape:
        shape["text_config"] = {**shape["text_config"], **SMALL}
        shape["vision_config"] = {**shape["vision_config"], **SMALL_VISION}
    elif small:
        shape |= SMALL
    config = AutoConfig.for_model(shape.pop("model_type"), **shape)
    torch.manual_seed(0)
    with torch.device("cpu" if small else "cuda"):
        model = AutoModelForCausalLM.from_config(config, dtype=torch.bfloat16)
    model.save_pretrained(folder)
    AutoTokenizer.from_pretrained(MODELS / "judge-base").save_pretrained(folder)
    return folder


def measure(job: Job, peak_tflops: float | None) -> Measured:
    """Run a job in this process.

    Raises:
        InputError: the recipe does not fit its base.
    """
    import torch

    quiet_libraries()
    cuda = torch.cuda.is_available()
    with TemporaryDirectory() as scratch:
        path = RECIPES / job.recipe
        options = dict(job.options) | {"output": f"{scratch}/out", "tensorboard": False}
        named = read_recipe(path, TrainRecipe).base
        if named in PUBLISHED:
            options["base"] = make_base(named, Path(scratch) / "base", small=not cuda)
        if not cuda:
            options |= {"trainer.use_cpu": True, "trainer.bf16": False}
        # JSON is YAML, and keeps "no" a word.
        written = {key: json.dumps(value, default=str) for key, value in options.items()}
        pairs = [part for key, value in written.items() for part in (f"--{key}", value)]
        recipe = read_recipe(path, TrainRecipe, [*pairs, "--data.validation_file", "''"])
        rows = make_rows(recipe.data)
        rows.splits["train"] = rows.train[: job.cases or None]
        trainer = build_trainer(recipe, rows)
        count = _Counter(job.warm_up)
        count.watch(trainer)
        if cuda:
            torch.cuda.reset_peak_memory_stats()
        done = trainer.train()
        trainable, total = trainer.accelerator.unwrap_model(
            trainer.model
        ).get_nb_trainable_parameters()
        flops = count.flops(recipe, str(options.get("base", recipe.base)))
        return Measured(
            job.name,
            total,
            trainable,
            done.global_step - job.warm_up,
            count.tokens,
            count.seconds,
            torch.cuda.max_memory_allocated() / 2**30 if cuda else None,
            flops / count.seconds / (peak_tflops * 1e12) if peak_tflops else None,
        )


class _Counter(TrainerCallback):  # type: ignore[misc]
    """Counts what a trainer's model is given, and the seconds that takes, after the warm-up."""

    def __init__(self, warm_up: int = 0) -> None:
        self.warm_up = warm_up
        self.tokens = self.answers = self.pairs = 0
        """Tokens; those of answers; pairs of them in causal attention."""
        self.began = self.seconds = 0.0

    def watch(self, trainer: Any) -> None:
        """Count every batch of a trainer."""
        step = trainer.training_step

        def counted(model: Any, inputs: Any, *rest: Any) -> Any:
            self.add(inputs)
            return step(model, inputs, *rest)

        trainer.training_step = counted
        trainer.add_callback(self)

    def add(self, inputs: Mapping[str, Any]) -> None:
        """Count one batch."""
        lengths = inputs["attention_mask"].sum(dim=1)
        self.tokens += int(lengths.sum())
        self.pairs += int((lengths * lengths).sum()) // 2
        self.answers += int((inputs["labels"] >= 0).sum())

    def on_train_begin(self, *_: Any, **__: Any) -> None:
        """Start the clock."""
        self.began = _now()

    def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Start again when the warm-up is over."""
        if state.global_step == self.warm_up:
            self.tokens = self.answers = self.pairs = 0
            self.began = _now()

    def on_train_end(self, *_: Any, **__: Any) -> None:
        """Stop the clock."""
        self.seconds = _now() - self.began

    def flops(self, recipe: TrainRecipe, base: str) -> float:
        """Return the FLOPs that the model needs for what was counted.

        Forward and the gradient by activations, 2 each a weight and token, and for the adapter the
        gradient by weights, too; the head for answers' tokens alone; attention's two products, by
        causal pairs. What checkpointing computes again does not count (Chowdhery et al., PaLM,
        2022, appendix B).
        """
        from transformers import AutoConfig

        from finetune.estimate import measure as measure_size

        config = AutoConfig.from_pretrained(base)
        text = config.get_text_config()
        size = measure_size(config, recipe.lora)
        linear = _text_linear(config, size.linear)
        head = text.vocab_size * text.hidden_size
        width = text.num_hidden_layers * text.num_attention_heads * text.head_dim
        return float(
            self.tokens * (4 * linear + 6 * size.trainable)
            + self.answers * 4 * head
            + self.pairs * 3 * 4 * width
        )


def _now() -> float:
    import torch

    if torch.cuda.is_available():
        torch.cuda.synchronize()
    return time.perf_counter()


def _text_linear(config: Any, linear: int) -> int:
    """Return the weights of linear layers without those of a vision tower, which text never meets."""
    import torch
    from transformers import AutoModelForCausalLM

    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(config)
    seeing = (
        m.weight.numel()
        for name, m in model.named_modules()
        if isinstance(m, torch.nn.Linear) and "vision" in name
    )
    return linear - sum(seeing)


def table(rows: list[Measured]) -> str:
    """Return the measurements as a Markdown table."""
    lines = [
        "| run | parameters | trained | steps | tokens/s | seconds | peak GiB | MFU |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for row in rows:
        peak = "–" if row.peak_gib is None else f"{row.peak_gib:.1f}"
        mfu = "–" if row.utilisation is None else f"{row.utilisation:.1%}"
        lines.append(
            f"| {row.name} | {row.total:,} | {row.trainable:,} | {row.steps} "
            f"| {row.tokens / row.seconds:,.0f} | {row.seconds:.1f} | {peak} | {mfu} |"
        )
    return "\n".join(lines)


def main(argv: list[str] | None = None) -> int:
    """Run the jobs, each in a process of its own, and print one table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.training_gpu", description=__doc__)
    parser.add_argument("--only", default="", help="jobs whose name holds this text")
    parser.add_argument("--steps", type=int, help="of the speed runs; default 20, on a CPU 2")
    parser.add_argument("--peak-tflops", type=float, help="of the device in bfloat16")
    options = parser.parse_args(argv)
    import torch

    cuda = torch.cuda.is_available()
    device = torch.cuda.get_device_name() if cuda else "cpu"
    peak = options.peak_tflops or next((p for n, p in PEAK_TFLOPS.items() if n in device), None)
    found = []
    try:
        chosen = [
            j for j in jobs(options.steps or (20 if cuda else 2), cuda) if options.only in j.name
        ]
        if not chosen:
            raise InputError(f"--only {options.only!r} names no job")
        for job in chosen:
            print(f"{job.name} …", file=sys.stderr, flush=True)
            with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as alone:
                found.append(alone.submit(measure, job, peak).result())
    except BiniError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2 if isinstance(error, InputError) else 1
    print(f"{device}; the first report: {REPORT_SECONDS} s on an RTX 2000 Ada\n")
    print(table(found))
    if not cuda:
        print("\nNo GPU: small shapes, to prove that the script runs. Real shapes: open.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
