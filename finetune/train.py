"""Trains a LoRA adapter by a recipe with TRL and PEFT, and writes it with its card.

    python -m finetune.train RECIPE.yaml [--dry-run] [--fresh] [--key value]...
    accelerate launch --num_processes 2 -m finetune.train RECIPE.yaml

Loss on the answers only. A run that was broken off goes on from its last whole checkpoint when it
is started again. ``--dry-run`` builds the model on the meta device and prints parameters, steps,
tokens and an estimate of memory. A section's key is written ``--trainer.max_steps 3``.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import shutil
import sys
import warnings
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from finetune.commands import exit_code
from finetune.curves import METRICS_FILE
from finetune.dataset import REPORT_TEMPLATE, RowSet, RowSource, describe, make_rows, to_dataset
from finetune.estimate import check_text_only, measure, memory, steps
from finetune.held_out import CASES, held_out_figures
from finetune.recipe import current_commit, read_recipe
from finetune.shapes import base_config
from graph.errors import DataError, InputError, ModelError
from judge.card import Card, Task, task_sha, weights_sha
from judge.loading import TEMPLATE_FILE

if TYPE_CHECKING:
    from peft import PeftModel
    from transformers import PreTrainedTokenizerFast
    from trl import SFTConfig, SFTTrainer

log = logging.getLogger("finetune.train")

_ROOT = Path(__file__).resolve().parent.parent
_SHIPPED_BASE = _ROOT / "data" / "models" / "judge-base"
_SAMPLE = 64
"""Made-up cases that a dry run counts the tokens of."""
_RECIPE_FILE = "recipe.json"


@dataclass(frozen=True)
class EarlyStop:
    """When training ends before its last epoch; needs validation rows."""

    patience: int = 0
    """Evaluations without a better validation loss after which to stop; 0: never stop early."""
    min_delta: float = 0.0
    """By how much the validation loss must fall to count as better."""


@dataclass(frozen=True)
class TrainRecipe:
    """Everything that decides what the adapter becomes."""

    base: str
    """Folder or hub name of the base model."""
    output: Path
    data: RowSource
    lora: dict[str, Any]
    """Fields of ``peft.LoraConfig``."""
    trainer: dict[str, Any]
    """Fields of ``trl.SFTConfig``."""
    quantise: Literal["none", "nf4"] = "none"
    """``nf4`` holds the base's linear layers in 4 bits (QLoRA)."""
    prompt_format: Literal["chat", "report"] = "chat"
    """``chat`` is the base's own template, ``report`` the reports' ``<system>``, ``<user>``,
    ``<assistant>``."""
    stop: EarlyStop = field(default_factory=EarlyStop)
    tensorboard: bool = False
    """Write TensorBoard's files beside the adapter, where tensorboard is installed."""
    weight: float = 1.0
    """How much the model's word counts beside the evidence, 0 to 1, for the card."""
    max_minutes: float = 0.0
    """Training time after which the run ends, whatever the schedule; 0: no limit."""
    threads: int = 2
    held_out: int = CASES
    """Made-up cases on dev patents that a judge's figures are measured on; 0: none."""


@dataclass(frozen=True)
class Device:
    """What the run computes on, and in which numbers."""

    name: str
    """``cuda`` or ``cpu``."""
    dtype: Any
    """``torch.dtype`` of the base's weights that are not quantised."""


def device_of(recipe: TrainRecipe) -> Device:
    """Return CUDA in bfloat16 (float16 where the GPU has none), else the CPU in float32."""
    import torch

    if recipe.trainer.get("use_cpu") or not torch.cuda.is_available():
        return Device("cpu", torch.float32)
    half = recipe.trainer.get("fp16") or not torch.cuda.is_bf16_supported(including_emulation=False)
    return Device("cuda", torch.float16 if half else torch.bfloat16)


def arguments_of(recipe: TrainRecipe, device: Device, validated: bool) -> SFTConfig:
    """Return the trainer's arguments: the recipe's, suited to the device.

    Args:
        recipe: its ``trainer`` section stands above all but what the device cannot do.
        device: decides precision and optimiser where the recipe is silent or asks too much.
        validated: there are validation rows; the best checkpoint by their loss is kept.

    Raises:
        InputError: an unknown key, or one whose value makes no sense.
    """
    import torch
    from trl import SFTConfig

    check_keys(recipe)
    given = dict(recipe.trainer)
    if recipe.stop.patience and not validated:
        raise InputError("recipe: stop.patience needs rows in data.validation or validation_file")
    defaults: dict[str, Any] = {
        "save_strategy": "steps",
        "save_steps": 50,
        "save_total_limit": 3,
        "report_to": [],
        "disable_tqdm": True,
        "dataloader_pin_memory": device.name == "cuda",
        "completion_only_loss": True,
        # What a callback counts (early stopping its patience) goes on after a kill, too.
        "restore_callback_states_from_checkpoint": True,
        "activation_checkpointing": device.name == "cuda",
        "use_cpu": device.name == "cpu",
        "bf16": device.dtype is torch.bfloat16 and not given.get("fp16"),
        "fp16": device.dtype is torch.float16,
        # Rows that are too long were left out before; packing never cuts what fits.
        "max_length": recipe.data.max_tokens if given.get("packing") else None,
    }
    if validated:
        defaults |= {
            "eval_strategy": given.get("save_strategy", "steps"),
            "eval_steps": given.get("save_steps", 50),
            "load_best_model_at_end": True,
            "metric_for_best_model": "loss",
            "prediction_loss_only": True,
        }
    optimiser = str(given.get("optim", ""))
    if device.name == "cpu" and ("8bit" in optimiser or "paged" in optimiser):
        log.info("no CUDA: optimiser %s becomes adamw_torch", optimiser)
        given["optim"] = "adamw_torch"
    try:
        return SFTConfig(**{"output_dir": str(_run_folder(recipe)), **defaults, **given})
    except (ValueError, TypeError, ImportError) as error:
        raise InputError(f"recipe: section 'trainer': {error}") from error


def check_keys(recipe: TrainRecipe) -> None:
    """Check what can be checked before any row is made.

    Raises:
        InputError: an unknown key in ``lora`` or ``trainer``, or a value that makes no sense.
    """
    from peft import LoraConfig
    from trl import SFTConfig

    for name, kind in (("lora", LoraConfig), ("trainer", SFTConfig)):
        section: dict[str, Any] = getattr(recipe, name)
        hints = get_type_hints(kind)
        unknown = sorted(set(section) - set(kind.__dataclass_fields__))
        if unknown:
            raise InputError(f"recipe: unknown keys in {name!r}: {unknown!r}")
        for key, value in section.items():
            if not _suits(value, hints[key]):
                raise InputError(f"recipe: {name}.{key} cannot be {value!r}")
    for key, instead in _OWN_KEYS.items():
        if key in recipe.trainer:
            raise InputError(f"recipe: leave out trainer.{key}: {instead}")
    if (recipe.trainer.get("save_total_limit") or 2) < 2:
        raise InputError("recipe: trainer.save_total_limit must be 2 or more: one may be broken")
    least = [(f"trainer.{key}", recipe.trainer.get(key, 1), 1) for key in _AT_LEAST_ONE]
    least += [("lora.r", recipe.lora.get("r", 1), 1), ("threads", recipe.threads, 1)]
    least += [(f"data.{key}", getattr(recipe.data, key), 1) for key in ("max_tokens", "repeat")]
    least += [(key, getattr(recipe, key), 0) for key in ("max_minutes", "held_out", "weight")]
    least += [("data.cases", recipe.data.cases, 0), ("stop.patience", recipe.stop.patience, 0)]
    for key, given, bound in least:
        if given < bound:
            raise InputError(f"recipe: {key} must be {bound} or more, not {given!r}")
    if recipe.weight > 1:
        raise InputError(f"recipe: weight must be 1 or less, not {recipe.weight!r}")
    if recipe.trainer.get("max_steps", -1) == 0 or recipe.trainer.get("num_train_epochs", 1) <= 0:
        raise InputError("recipe: trainer.max_steps and num_train_epochs must ask for some step")


_OWN_KEYS = {
    "output_dir": "output says where the adapter goes",
    "max_length": "rows are never cut; data.max_tokens leaves out what is longer",
    "packing_strategy": "rows are packed whole; the other ways cut them",
    "truncation_mode": "rows are never cut",
    "completion_only_loss": "answers alone are trained",
    "assistant_only_loss": "answers alone are trained",
    "save_only_model": "a run could not go on from such a checkpoint as if it had never stopped",
    "ignore_data_skip": "a run that goes on would see other rows than an unbroken one",
    "resume_from_checkpoint": "the same command goes on from the last whole checkpoint",
    "push_to_hub": "python -m finetune.publish sends an adapter to a hub",
    "report_to": "metrics go to metrics.jsonl and, with tensorboard: true, to TensorBoard",
}
"""Keys of ``trl.SFTConfig`` that a recipe may not set, and what stands in their place."""
_AT_LEAST_ONE = (
    "per_device_train_batch_size",
    "per_device_eval_batch_size",
    "gradient_accumulation_steps",
)


def _suits(value: Any, hint: Any) -> bool:
    """Return whether a value may stand where a field of this type is."""
    if get_origin(hint) in (Union, UnionType):
        return any(_suits(value, part) for part in get_args(hint))
    if get_origin(hint) is Literal:
        return value in get_args(hint)
    kind = get_origin(hint) or hint
    if not isinstance(kind, type) or issubclass(kind, Enum):
        return True  # Any; a name that the library looks up itself
    if kind is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return (
        type(value) is bool
        if kind is bool
        else isinstance(value, kind) and (kind is not int or type(value) is int)
    )


def load_tokenizer(recipe: TrainRecipe, base: str) -> PreTrainedTokenizerFast:
    """Return the base's tokenizer with the recipe's chat template.

    Raises:
        InputError: it cannot be loaded or has no chat template.
    """
    from transformers import AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(base)
    except (OSError, ValueError) as error:
        raise InputError(
            f"base {base!r} cannot be loaded: {error}; name a folder or a hub model, or train the "
            "shipped base with finetune.base"
        ) from error
    tokenizer.padding_side = "right"
    if recipe.prompt_format == "report":
        tokenizer.chat_template = REPORT_TEMPLATE
    if not tokenizer.chat_template:
        raise InputError(f"tokenizer of {base!r} has no chat template; take the …-it model")
    return tokenizer


def load_base(recipe: TrainRecipe, device: Device) -> Any:
    """Return the base model, its linear layers in nf4 where the recipe says so.

    Raises:
        InputError: it cannot be loaded.
    """
    import torch
    from transformers import AutoModelForCausalLM, BitsAndBytesConfig

    options: dict[str, Any] = {"dtype": device.dtype, "use_safetensors": True}
    if recipe.quantise == "nf4":
        place = f"cuda:{os.environ.get('LOCAL_RANK', 0)}" if device.name == "cuda" else "cpu"
        options["device_map"] = {"": place}
        options["quantization_config"] = BitsAndBytesConfig(
            load_in_4bit=True,
            bnb_4bit_quant_type="nf4",
            bnb_4bit_use_double_quant=True,
            bnb_4bit_compute_dtype=device.dtype,
        )
    try:
        model = AutoModelForCausalLM.from_pretrained(recipe.base, **options)
    except (OSError, ValueError, RuntimeError) as error:
        if isinstance(error, torch.OutOfMemoryError):
            raise
        raise InputError(
            f"base {recipe.base!r} cannot be loaded: {error}; train it with finetune.base"
        ) from error
    for module in model.modules():
        # On a CPU, bitsandbytes repacks weights for inference at the first evaluation, for good.
        if hasattr(module, "support_avx512bf16_for_cpu"):
            module.support_avx512bf16_for_cpu = False
    return model


def build_trainer(recipe: TrainRecipe, rows: RowSet) -> SFTTrainer:
    """Return TRL's trainer with base, adapter and rows in place.

    Raises:
        InputError: a key of ``lora`` or ``trainer`` is unknown, or the base cannot be loaded.
        DataError: no row is short enough.
    """
    import torch
    from peft import LoraConfig
    from transformers import EarlyStoppingCallback, PrinterCallback

    from finetune.callbacks import MetricsFile, Progress, StopInTime
    from finetune.trainer import recipe_trainer

    torch.set_num_threads(recipe.threads)
    device = device_of(recipe)
    validated = bool(rows.splits["dev"])
    arguments = arguments_of(recipe, device, validated)
    tokenizer = load_tokenizer(recipe, recipe.base)
    longest = recipe.data.max_tokens
    callbacks = [
        StopInTime(recipe.max_minutes),
        MetricsFile(_run_folder(recipe) / METRICS_FILE),
        Progress(),
    ]
    if recipe.stop.patience:
        callbacks.append(EarlyStoppingCallback(recipe.stop.patience, recipe.stop.min_delta))
    log.info(
        "%s, weights in %s, %s",
        device.name,
        recipe.quantise if recipe.quantise != "none" else str(device.dtype).partition(".")[2],
        f"optimiser {getattr(arguments.optim, 'value', arguments.optim)}",
    )
    try:
        lora = LoraConfig(**{"task_type": "CAUSAL_LM", **recipe.lora})
        trainer = recipe_trainer()(
            model=load_base(recipe, device),
            args=arguments,
            train_dataset=to_dataset(rows, "train", tokenizer, longest),
            eval_dataset=to_dataset(rows, "dev", tokenizer, longest) if validated else None,
            processing_class=tokenizer,
            peft_config=lora,
            callbacks=callbacks,
        )
    except (ValueError, TypeError) as error:
        raise InputError(f"recipe does not fit its base or data: {error}") from error
    trainer.remove_callback(PrinterCallback)
    check_text_only(trainer.model)
    # TRL takes bfloat16 on a quantised base, a checkpoint is loaded in float32: a run that goes on
    # would differ from an unbroken one. float32 also keeps updates that bfloat16 rounds away.
    for parameter in trainer.model.parameters():
        if parameter.requires_grad:
            parameter.data = parameter.data.float()
    return trainer


def check_output(folder: Path, mark: str) -> None:
    """Refuse to train onto what is no model: it would be replaced at the end.

    Args:
        folder: where the model goes.
        mark: file that a model of an earlier run holds.

    Raises:
        InputError: a file is there, or a folder of other things.
    """
    taken = folder.is_dir() and any(folder.iterdir()) and not (folder / mark).is_file()
    if taken or (folder.exists() and not folder.is_dir()):
        raise InputError(
            f"output {str(folder)!r} is there and holds no {mark}; name a new folder, or that of "
            "an earlier run"
        )


def save_adapter(model: PeftModel, card: Card, folder: Path, extras: dict[str, Any]) -> None:
    """Write the adapter and its card; the old folder stays until all is there.

    Args:
        model: the trained model.
        card: says where the weights come from.
        folder: where the adapter goes.
        extras: further files by name: a path to move there, or a text.

    Raises:
        DataError: the disk is full or the folder not writable.
    """
    from safetensors import SafetensorError

    fresh = folder.with_name(folder.name + ".new")
    old = folder.with_name(folder.name + ".old")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        model.save_pretrained(fresh)
        (fresh / "README.md").unlink(missing_ok=True)
        card.write(fresh)
        for name, held in extras.items():
            if isinstance(held, str):
                (fresh / name).write_text(held, encoding="utf-8")
            elif held.is_dir():
                shutil.copytree(held, fresh / name)
            elif held.exists():
                shutil.copyfile(held, fresh / name)
        shutil.rmtree(old, ignore_errors=True)
        if folder.exists():
            os.replace(folder, old)
        os.replace(fresh, folder)
    except (OSError, SafetensorError) as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise DataError(
            f"adapter {str(folder)!r} cannot be written: {error}; make room and run the same "
            "command again: it goes on from the last checkpoint, where there is one"
        ) from error
    shutil.rmtree(old, ignore_errors=True)


def dry_run(recipe: TrainRecipe) -> dict[str, Any]:
    """Return what the recipe will train and need, from the model's shape alone.

    Raises:
        InputError: the recipe, its data or its base is wrong.
        DataError: there are no rows.
    """
    import torch

    check_keys(recipe)
    device = device_of(recipe)
    config, shape = base_config(recipe.base)
    size = measure(config, recipe.lora)
    absent = bool(recipe.data.file) and not Path(recipe.data.file).is_file()
    rows = None if absent else make_rows(recipe.data, sample=_SAMPLE)
    kept = 1 - recipe.data.validation - recipe.data.test
    validated = bool(rows.splits["dev"]) if rows else bool(recipe.data.validation_file) or kept < 1
    arguments = arguments_of(recipe, device, validated)
    figures: dict[str, Any] = {
        "base": shape,
        "trainable_parameters": size.trainable,
        "total_parameters": size.total,
        "adapter_mb": round(size.trainable * 4 / 1e6, 1),
    }
    longest = recipe.data.max_tokens
    count = packed = 0
    if rows is None:
        count = packed = round(recipe.data.expected * kept)
        log.info("%s is not there: rows as the recipe expects them", recipe.data.file)
    else:
        tokenizer, said = some_tokenizer(recipe)
        for split in ("train", "dev", "test"):
            if rows.splits[split]:
                dataset = to_dataset(rows, split, tokenizer, longest)
                packed = _packed(dataset, arguments) if split == "train" else packed
        lengths = rows.lengths["train"]
        sampled = max(0, recipe.data.cases - _SAMPLE)
        count = len(lengths) + sampled
        packed = round(packed * count / len(lengths))
        longest = max(lengths)
        figures["tokens_per_epoch"] = round(sum(lengths) * count / len(lengths))
        figures["answer_tokens_per_epoch"] = round(rows.answers["train"] * count / len(lengths))
        figures["tokens_counted_with"] = said + (f", {_SAMPLE} rows" if sampled else "")
        for line in describe(rows, recipe.data.max_tokens):
            log.info("%s", line)
    if arguments.packing:
        longest = recipe.data.max_tokens
    weight_bytes = torch.finfo(device.dtype).bits // 8
    figures |= {
        "rows": count or None,
        "steps": steps(packed, arguments, int(os.environ.get("WORLD_SIZE", 1))) if count else None,
        "device": device.name,
        "memory_gib": memory(
            size, config, arguments, tokens=longest, weight_bytes=weight_bytes,
            four_bit=recipe.quantise == "nf4", cuda=device.name == "cuda",
        ),
    }  # fmt: skip
    if device.name == "cpu" and not recipe.trainer.get("use_cpu"):
        arguments.bf16, arguments.optim = True, recipe.trainer.get("optim", arguments.optim)
        figures["memory_gib_on_cuda"] = memory(
            size, config, arguments, tokens=longest, weight_bytes=2,
            four_bit=recipe.quantise == "nf4", cuda=True,
        )  # fmt: skip
    return figures


def some_tokenizer(recipe: TrainRecipe) -> tuple[PreTrainedTokenizerFast, str]:
    """Return the base's tokenizer, or the shipped one where no hub can be reached, and its name.

    Raises:
        InputError: the base is a folder without tokenizer.
    """
    try:
        return load_tokenizer(recipe, recipe.base), recipe.base
    except InputError:
        if Path(recipe.base).is_dir():
            raise
        # The hub cannot be reached: a small vocabulary of our own gives an upper estimate.
        return load_tokenizer(recipe, str(_SHIPPED_BASE)), "the shipped judge's tokenizer"


def _packed(dataset: Any, arguments: SFTConfig) -> int:
    if not arguments.packing:
        return len(dataset)
    from trl import pack_dataset

    return len(pack_dataset(dataset, arguments.max_length, arguments.packing_strategy))


def run(recipe: TrainRecipe, name: str, fresh: bool = False) -> dict[str, Any]:
    """Train the adapter of a recipe and save it; return the figures of the run.

    Args:
        recipe: what to train.
        name: the recipe's path, for the card.
        fresh: start over, even where checkpoints of a broken run are there.

    Raises:
        InputError: the recipe, its data or its base is wrong.
        DataError: there are no rows, or the adapter cannot be written.
        ModelError: the model does not fit into memory.
    """
    import torch

    check_keys(recipe)
    check_output(recipe.output, "adapter_config.json")
    rows = make_rows(recipe.data)
    try:
        _run_folder(recipe).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"output {str(recipe.output)!r} cannot be written: {error}") from error
    with suppress(OSError):  # It holds an earlier run.
        _run_folder(recipe).rmdir()
    try:
        trainer = build_trainer(recipe, rows)
        first = trainer.is_world_process_zero()
        if first:
            for line in describe(rows, recipe.data.max_tokens):
                log.info("%s", line)
        checkpoint = _checkpoint(recipe, rows, trainer, fresh)
        _add_board(recipe, trainer, checkpoint)
        done = trainer.train(resume_from_checkpoint=str(checkpoint) if checkpoint else None)
    except torch.OutOfMemoryError as error:
        raise ModelError(
            f"the model does not fit into the GPU's memory ({error}); lower "
            "trainer.per_device_train_batch_size or data.max_tokens, or set quantise: nf4"
        ) from error
    figures: dict[str, Any] = {
        "rows": len(rows.lengths["train"]),
        "trainable_parameters": sum(
            p.numel() for p in trainer.model.parameters() if p.requires_grad
        ),
        "train_loss": round(_mean_loss(trainer.state.log_history, done.training_loss), 4),
        "train_seconds": round(done.metrics["train_runtime"], 1),
        "steps": done.global_step,
        "tokens": sum(rows.lengths["train"]),
        "too_long": len(rows.too_long),
    }
    if trainer.state.best_metric is not None:
        figures["validation_loss"] = round(trainer.state.best_metric, 4)
    if not first:
        return figures
    _finish(recipe, name, rows, trainer, figures)
    return figures


def _finish(
    recipe: TrainRecipe, name: str, rows: RowSet, trainer: SFTTrainer, figures: dict[str, Any]
) -> None:
    """Save adapter, card, metrics and whatever belongs to them; add the held-out figures."""
    from finetune.callbacks import BOARD_FOLDER

    task = _task(rows)
    tokenizer = trainer.processing_class
    base = Path(recipe.base)
    card = Card(
        base=base.name if base.is_dir() else recipe.base,
        base_sha=weights_sha(_base_folder(recipe.base)),
        prompt_sha=task_sha(task, tokenizer),
        recipe=name,
        commit=current_commit(_ROOT),
        data={
            "generator": "finetune.synthesis" if recipe.data.cases else "",
            "file": recipe.data.file,
            "cases": recipe.data.cases,
            "seed": recipe.data.seed,
            "repeat": recipe.data.repeat,
            "rows": len(rows.train),
            "rows_sha": rows.digest(),
        },
        weight=recipe.weight,
        figures=figures,
    )
    folder = _run_folder(recipe)
    extras: dict[str, Any] = {METRICS_FILE: folder / METRICS_FILE}
    if recipe.tensorboard and (folder / BOARD_FOLDER).is_dir():
        extras[BOARD_FOLDER] = folder / BOARD_FOLDER
    if recipe.prompt_format == "report":
        extras[TEMPLATE_FILE] = tokenizer.chat_template
    save_adapter(trainer.accelerator.unwrap_model(trainer.model), card, recipe.output, extras)
    if recipe.held_out and task == "judge":
        figures |= held_out_figures(f"{recipe.base}+{recipe.output}", count=recipe.held_out)
        card.model_copy(update={"figures": figures}).write(recipe.output)
    shutil.rmtree(folder, ignore_errors=True)


def _task(rows: RowSet) -> Task:
    """Return what the rows train; the judge's may hold rows of the extract prompt as well."""
    found: dict[str, Task] = {"chat": "chat", "intent": "intent"}
    return found.get(rows.train[0].task, "judge")


def _run_folder(recipe: TrainRecipe) -> Path:
    """Return the folder of checkpoints and metrics while a run lasts."""
    return recipe.output.with_name(recipe.output.name + ".run")


def _checkpoint(recipe: TrainRecipe, rows: RowSet, trainer: SFTTrainer, fresh: bool) -> Path | None:
    """Return the checkpoint to go on from; None where the run begins at its first step.

    Raises:
        InputError: the checkpoints that are there belong to another recipe or other rows.
    """
    from finetune.checkpoints import newest_whole

    folder = _run_folder(recipe)
    first = trainer.is_world_process_zero()
    held = folder / _RECIPE_FILE
    asked = {k: v for k, v in asdict(recipe).items() if k not in _IRRELEVANT}
    print_ = json.dumps([asked, rows.digest(), trainer.args.world_size], default=str)
    trainer.accelerator.wait_for_everyone()
    if first and fresh:
        shutil.rmtree(folder, ignore_errors=True)
    trainer.accelerator.wait_for_everyone()
    if held.is_file():
        if held.read_text(encoding="utf-8") != print_:
            raise InputError(
                f"{str(folder)!r} holds checkpoints of another recipe or of other rows; finish "
                "that run, or start over with --fresh"
            )
        found = newest_whole(folder, remove=first)
        trainer.accelerator.wait_for_everyone()
        if found and first:
            log.info("going on from %s", found.name)
        return found
    trainer.accelerator.wait_for_everyone()
    if first:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        held.write_text(print_, encoding="utf-8")
    trainer.accelerator.wait_for_everyone()
    return None


_IRRELEVANT = {"output", "max_minutes", "threads", "held_out", "weight", "tensorboard"}
"""Fields of a recipe that may change between a broken run and the one that goes on from it."""


def _add_board(recipe: TrainRecipe, trainer: SFTTrainer, checkpoint: Path | None) -> None:
    from finetune.callbacks import BOARD_FOLDER, board

    if not recipe.tensorboard or not trainer.is_world_process_zero():
        return
    step = int(checkpoint.name.partition("-")[2]) if checkpoint else 0
    callback = board(_run_folder(recipe) / BOARD_FOLDER, step)
    if callback is None:
        log.info("tensorboard is not installed: metrics go to %s alone", METRICS_FILE)
    else:
        trainer.add_callback(callback)


def _mean_loss(history: list[dict[str, Any]], fallback: float) -> float:
    """Return the mean training loss of all steps, those before a resume included."""
    total, last = 0.0, 0
    for entry in history:
        if "loss" in entry:
            total += entry["loss"] * (entry["step"] - last)
            last = entry["step"]
    return total / last if last else fallback


def _base_folder(base: str) -> Path:
    if Path(base).is_dir():
        return Path(base)
    from huggingface_hub import snapshot_download

    return Path(snapshot_download(base, local_files_only=True))


def quiet_libraries() -> None:
    """Keep libraries from drawing and warning beside what a command prints."""
    # Threads that spin while they wait slow each other down tenfold where a core is shared.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    # bitsandbytes, imported by peft, warns of a missing optional CPU kernel on import, and peft asks
    # transformers for an attribute under its old name.
    logging.getLogger("bitsandbytes").setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", message="`is_gradient_checkpointing`")
    from datasets import disable_progress_bars
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()
    disable_progress_bars()


def _part_from_the_others() -> None:
    """Close what connects the processes of one run: torch's threads may crash at the exit else."""
    from torch import distributed

    if distributed.is_available() and distributed.is_initialized():
        distributed.destroy_process_group()


def main(arguments: list[str] | None = None) -> int:
    """Train the adapter that a recipe describes."""
    parser = argparse.ArgumentParser(prog="python -m finetune.train", description=main.__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--dry-run", action="store_true", help="count and estimate, train nothing")
    parser.add_argument("--fresh", action="store_true", help="start over, not from a checkpoint")
    options, overrides = parser.parse_known_args(arguments)
    quiet_libraries()
    logging.basicConfig(format="%(message)s", stream=sys.stderr)
    logging.getLogger("finetune").setLevel(
        logging.INFO if os.environ.get("RANK", "0") == "0" else logging.ERROR
    )

    def work() -> int:
        recipe = read_recipe(options.recipe, TrainRecipe, overrides)
        figures = (
            dry_run(recipe) if options.dry_run else run(recipe, str(options.recipe), options.fresh)
        )
        if os.environ.get("RANK", "0") == "0":
            print(json.dumps(figures, ensure_ascii=False, indent=2))
        _part_from_the_others()
        return 0

    return exit_code(work, "the same command goes on from the last checkpoint")


if __name__ == "__main__":
    sys.exit(main())
