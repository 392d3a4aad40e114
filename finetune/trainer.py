"""TRL's trainer, with checkpoints that can be trusted and the loss computed where there is one.

``recipe_trainer()`` returns the class; importing torch and TRL takes seconds.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from finetune.checkpoints import SEAL, newest_first, seal
from finetune.dataset import IGNORED

if TYPE_CHECKING:
    from torch import Tensor
    from trl import SFTTrainer

log = logging.getLogger(__name__)


def answer_logits(model: Any, inputs: dict[str, Any], labels: Tensor) -> tuple[Tensor, Tensor]:
    """Return the logits of the answers' tokens alone, and these tokens.

    The head is applied to no other place: over a large vocabulary it is a good part of the work.

    Args:
        model: a causal language model of transformers, wrapped or not.
        inputs: what it takes beside labels; ``input_ids`` has the shape (rows, places).
        labels: of the same shape, ``IGNORED`` where there is no loss.

    Returns:
        Logits (tokens in the loss, vocabulary) in float32, and labels (tokens in the loss).
    """
    import torch

    told = torch.nn.functional.pad(labels[:, 1:] != IGNORED, (0, 1))
    logits = model(**inputs, use_cache=False, logits_to_keep=told).logits
    return logits.float(), labels[:, 1:][told[:, :-1]]


def recipe_trainer() -> type[SFTTrainer]:
    """Return TRL's trainer with sealed checkpoints and, on a CPU, the answers' logits alone.

    A checkpoint that cannot be written is removed and reported, and training goes on: the one
    before it is still there. TRL applies the head to the answers alone where it has a kernel for it
    (Triton: a GPU), and to every place elsewhere.
    """
    import torch
    from safetensors import SafetensorError
    from trl import SFTTrainer

    class RecipeTrainer(SFTTrainer):  # type: ignore[misc]
        def create_model_card(self, *args: Any, **kwargs: Any) -> None:
            """Write none: an adapter's card is ``card.json``."""

        def compute_loss(
            self,
            model: Any,
            inputs: dict[str, Any],
            return_outputs: bool = False,
            num_items_in_batch: Any = None,
        ) -> Any:
            """Return the mean loss of the answers' tokens; count those that are right."""
            other = self.args.loss_type != "nll" or self.args.label_smoothing_factor
            if return_outputs or other or inputs["input_ids"].device.type != "cpu":
                return super().compute_loss(model, inputs, return_outputs, num_items_in_batch)
            rest = {name: value for name, value in inputs.items() if name != "labels"}
            logits, gold = answer_logits(model, rest, inputs["labels"])
            total = torch.nn.functional.cross_entropy(logits, gold, reduction="sum")
            seen = torch.stack([(logits.argmax(-1) == gold).sum(), torch.tensor(len(gold))])
            right, count = self.accelerator.reduce(seen, "sum").tolist()
            mode = "train" if self.model.training else "eval"
            self._metrics[mode]["mean_token_accuracy"].append(right / max(1, count))
            if num_items_in_batch is None:
                return total / max(1, len(gold))
            # Where the items of all processes are counted, their gradients are averaged later.
            averaged = self.args.average_tokens_across_devices
            return total * (self.args.world_size if averaged else 1) / num_items_in_batch

        def _save_checkpoint(self, model: Any, trial: Any) -> None:
            folder = Path(self.args.output_dir) / f"checkpoint-{self.state.global_step}"
            (folder / SEAL).unlink(missing_ok=True)
            try:
                super()._save_checkpoint(model, trial)
                if self.args.world_size > 1:
                    torch.distributed.barrier()
                if self.args.should_save:
                    seal(folder)
            except (OSError, RuntimeError, SafetensorError) as error:
                # Several processes wait for each other while they save: none may go on alone.
                if self.args.world_size > 1 or isinstance(error, torch.OutOfMemoryError):
                    raise
                shutil.rmtree(folder, ignore_errors=True)
                last = next(iter(newest_first(Path(self.args.output_dir))), None)
                log.warning(
                    "%s could not be written (%s): is the disk full? Training goes on; the last "
                    "checkpoint is %s",
                    folder.name,
                    str(error).strip().splitlines()[0] if str(error) else type(error).__name__,
                    last.name if last else "none",
                )

    return RecipeTrainer
