"""What a recipe will need, counted on the meta device: parameters, steps, memory. No weights."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.errors import InputError

if TYPE_CHECKING:
    from transformers import PreTrainedConfig

GIB = 2**30
CUDA_CONTEXT = 0.6
"""GiB that the CUDA driver, its libraries and the allocator's slack take."""
LOSS_TILE = 4096 * 4096 * 4
"""Bytes of one tile of logits in TRL's fused head; the whole logits are never built."""
NF4_BYTES = 0.516
"""A weight in nf4 with doubly quantised constants (Dettmers et al., QLoRA, 2023: 4.127 bits)."""


@dataclass(frozen=True)
class Size:
    """Parameters of a base with its adapter."""

    trainable: int
    total: int
    """Base and adapter."""
    linear: int
    """Weights of the base's linear layers without the head: what nf4 would hold."""


def measure(config: PreTrainedConfig, lora: dict[str, Any]) -> Size:
    """Return the parameters of a model and its LoRA adapter.

    Raises:
        InputError: the adapter would change no module, or one of the vision tower.
    """
    import torch
    from peft import LoraConfig, get_peft_model
    from torch.nn import Linear
    from transformers import AutoModelForCausalLM

    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(config)
        head = model.get_output_embeddings()
        linear = sum(
            m.weight.numel() for m in model.modules() if isinstance(m, Linear) and m is not head
        )
        try:
            tuned = get_peft_model(model, LoraConfig(**{"task_type": "CAUSAL_LM", **lora}))
        except ValueError as error:
            raise InputError(f"recipe: section 'lora' does not fit the base: {error}") from error
    check_text_only(tuned)
    trainable, total = tuned.get_nb_trainable_parameters()
    return Size(trainable, total, linear)


def check_text_only(model: Any) -> None:
    """Refuse an adapter on a vision tower: the recipes train on text alone.

    Raises:
        InputError: a trained parameter belongs to the vision tower or its projector.
    """
    seeing = [n for n, p in model.named_parameters() if p.requires_grad and "vision" in n]
    if seeing:
        raise InputError(
            f"recipe: lora.target_modules reaches {len(seeing)} weights of the vision tower, e.g. "
            f"{seeing[0]!r}; name the language model's: .*language_model.*\\.(q|k|v|o)_proj"
        )


def steps(rows: int, arguments: Any, world_size: int) -> int:
    """Return the optimiser steps of a run, as ``transformers.Trainer`` counts them.

    Args:
        rows: rows of an epoch, after packing.
        arguments: the ``SFTConfig``.
        world_size: processes that share each step.
    """
    if arguments.max_steps > 0:
        limit: int = arguments.max_steps
        return limit
    batches = math.ceil(math.ceil(rows / arguments.per_device_train_batch_size) / world_size)
    each = max(1, math.ceil(batches / arguments.gradient_accumulation_steps))
    total: int = math.ceil(arguments.num_train_epochs * each)
    return total


def memory(
    size: Size,
    config: PreTrainedConfig,
    arguments: Any,
    *,
    tokens: int,
    weight_bytes: int,
    four_bit: bool,
    cuda: bool,
) -> dict[str, float]:
    """Return an estimate of the memory that training takes, in GiB by part.

    Args:
        size: parameters.
        config: the base's configuration.
        arguments: the ``SFTConfig``: batch size, optimiser, activation checkpointing.
        tokens: of the longest row.
        weight_bytes: of one weight of the base that is not quantised.
        four_bit: the base's linear layers are held in nf4.
        cuda: on a GPU, whose driver takes memory, too.
    """
    base = size.total - size.trainable
    plain = base - size.linear if four_bit else base
    text = config.get_text_config()
    width = text.num_attention_heads * text.head_dim + text.num_key_value_heads * text.head_dim * 2
    # Kept for the backward pass of a layer: its norms' inputs and outputs, queries, keys, values
    # and the attention's output, the gated product's three factors, each once more for LoRA.
    layer = 6 * text.hidden_size + 2 * width + 4 * text.intermediate_size
    computed = 2 if arguments.bf16 or arguments.fp16 else 4
    batch = tokens * arguments.per_device_train_batch_size
    layers = text.num_hidden_layers
    held = (
        layers * text.hidden_size + layer if arguments.activation_checkpointing else layers * layer
    )
    optimiser = str(getattr(arguments.optim, "value", arguments.optim))
    state = 2 if "8bit" in optimiser else 8 if "adam" in optimiser or "lion" in optimiser else 4
    parts = {
        "weights": plain * weight_bytes + (size.linear * NF4_BYTES if four_bit else 0),
        "adapter, gradients, optimiser": size.trainable * (4 + 4 + state),
        "activations": batch * held * computed + 2 * LOSS_TILE,
        "driver": CUDA_CONTEXT * GIB if cuda else 0.0,
    }
    parts["total"] = sum(parts.values())
    return {name: round(value / GIB, 2) for name, value in parts.items()}
