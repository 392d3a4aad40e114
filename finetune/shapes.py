"""Published shapes of the recipes' base models, for a dry run where no model hub can be reached.

From each model's ``config.json`` on the Hugging Face hub; only what decides the number of
parameters and the memory. The tests hold the totals that the hub shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graph.errors import InputError

if TYPE_CHECKING:
    from transformers import PreTrainedConfig

PUBLISHED: Mapping[str, Mapping[str, Any]] = {
    "google/gemma-3-1b-it": {
        "model_type": "gemma3_text",
        "vocab_size": 262_144,
        "hidden_size": 1152,
        "intermediate_size": 6912,
        "num_hidden_layers": 26,
        "num_attention_heads": 4,
        "num_key_value_heads": 1,
        "head_dim": 256,
        "sliding_window": 512,
        "max_position_embeddings": 32_768,
    },
    "google/gemma-3-4b-it": {
        "model_type": "gemma3",
        "text_config": {
            "vocab_size": 262_208,
            "hidden_size": 2560,
            "intermediate_size": 10_240,
            "num_hidden_layers": 34,
            "num_attention_heads": 8,
            "num_key_value_heads": 4,
            "head_dim": 256,
            "sliding_window": 1024,
            "max_position_embeddings": 131_072,
        },
        "vision_config": {
            "hidden_size": 1152,
            "intermediate_size": 4304,
            "num_hidden_layers": 27,
            "num_attention_heads": 16,
            "image_size": 896,
            "patch_size": 14,
            "vision_use_head": False,
        },
    },
    "LGAI-EXAONE/EXAONE-4.0-1.2B": {
        "model_type": "exaone4",
        "vocab_size": 102_400,
        "hidden_size": 2048,
        "intermediate_size": 4096,
        "num_hidden_layers": 30,
        "num_attention_heads": 32,
        "num_key_value_heads": 8,
        "head_dim": 64,
        "sliding_window": None,
        "sliding_window_pattern": None,
        "layer_types": ["full_attention"] * 30,
        "max_position_embeddings": 65_536,
        "tie_word_embeddings": True,
    },
}


def base_config(base: str) -> tuple[PreTrainedConfig, str]:
    """Return the configuration of a base model, and where it is from.

    Raises:
        InputError: there is no such folder, and neither the hub nor the table above knows it.
    """
    from transformers import AutoConfig

    try:
        return AutoConfig.from_pretrained(base), base
    except (OSError, ValueError) as error:
        if base not in PUBLISHED:
            raise InputError(
                f"base {base!r} cannot be loaded: {error}; name a folder, or train the shipped one "
                "with finetune.base"
            ) from error
    shape = dict(PUBLISHED[base])
    return AutoConfig.for_model(shape.pop("model_type"), **shape), "its published shape"
