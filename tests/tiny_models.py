"""Tiny random checkpoints in the layouts of the real models, and tokenizers to go with them."""

import json
from pathlib import Path
from typing import Any

CHAT_TEMPLATE = (
    "{{ bos_token }}{% if messages[0]['role'] == 'system' %}"
    "{% set first = messages[0]['content'] + '\n\n' %}{% set messages = messages[1:] %}"
    "{% else %}{% set first = '' %}{% endif %}"
    "{% for message in messages %}"
    "{{ '<start_of_turn>' + ('model' if message['role'] == 'assistant' else message['role']) }}"
    "{{ '\n' + (first if loop.first else '') + message['content'] | trim + '<end_of_turn>\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<start_of_turn>model\n' }}{% endif %}"
)
"""The rules of Gemma's template: the system text is folded into the first user turn."""

SPECIAL = ["<pad>", "<eos>", "<bos>", "<unk>", "<start_of_turn>", "<end_of_turn>"]

TEXTS = [
    "아세틸트리부틸스트레이트를 유효성분으로 함유하는 미백용 화장료 조성물",
    "나이아신아마이드 2중량%를 포함하는 크림, TBC 미백 앰플, 판단불가",
    '{"comparisons":[{"patent_element":"미백","user_product_element":null,"match":"판단불가"}]}',
    '"user_product_element":"크림","match":"대응"},{"patent_element":"크림","match":"미대응"}]}',
]


def tokenizer(kind: str = "gemma", vocabulary: int = 700) -> Any:
    """Return a fast tokenizer: ``gemma`` (byte-fallback BPE, no words) or ``bytes`` (byte level)."""
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    options: dict[str, Any] = {
        "vocab_size": vocabulary,
        "special_tokens": SPECIAL,
        "show_progress": False,
    }
    if kind == "bytes":
        made = Tokenizer(models.BPE())
        made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        made.decoder = decoders.ByteLevel()
        options["initial_alphabet"] = pre_tokenizers.ByteLevel.alphabet()
        made.train_from_iterator(TEXTS, trainers.BpeTrainer(**options))
    else:
        made = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
        made.normalizer = normalizers.Replace(" ", "▁")
        made.pre_tokenizer = pre_tokenizers.Split(" ", "merged_with_previous")
        made.decoder = decoders.Sequence(
            [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()]
        )
        options["vocab_size"] = vocabulary - 256
        made.train_from_iterator(TEXTS, trainers.BpeTrainer(**options))
        spec = json.loads(made.to_str())
        words = spec["model"]["vocab"]
        words |= {f"<0x{byte:02X}>": len(words) + byte for byte in range(256)}
        made = Tokenizer.from_str(json.dumps(spec))
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=made,
        bos_token="<bos>",
        eos_token="<eos>",
        pad_token="<pad>",
        unk_token="<unk>",
    )
    wrapped.chat_template = CHAT_TEMPLATE
    return wrapped


def config(layout: str, vocabulary: int, **changes: Any) -> Any:
    """Return a tiny config of ``gemma3_text``, ``gemma3`` (multimodal) or ``exaone4``."""
    from transformers import Exaone4Config, Gemma3Config, Gemma3TextConfig

    sizes: dict[str, Any] = {
        "vocab_size": vocabulary,
        "hidden_size": 32,
        "intermediate_size": 64,
        "num_hidden_layers": 4,
        "num_attention_heads": 4,
        "num_key_value_heads": 1,
        "head_dim": 16,
        "sliding_window": 24,
        "sliding_window_pattern": 2,
        "initializer_range": 0.4,
    } | changes
    if layout == "exaone4":
        return Exaone4Config(**sizes, pad_token_id=0, bos_token_id=2, eos_token_id=1)
    sizes["query_pre_attn_scalar"] = sizes["head_dim"]
    if layout == "gemma3_text":
        return Gemma3TextConfig(**sizes)
    vision = {
        "hidden_size": 16,
        "intermediate_size": 32,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "image_size": 28,
        "patch_size": 14,
    }
    return Gemma3Config(
        text_config=sizes,
        vision_config=vision,
        mm_tokens_per_image=4,
        image_token_index=vocabulary - 1,
        boi_token_index=vocabulary - 2,
        eoi_token_index=vocabulary - 3,
    )


def checkpoint(
    folder: Path, layout: str = "gemma3_text", kind: str = "gemma", seed: int = 0, **changes: Any
) -> Path:
    """Save a random model with its tokenizer; the vocabulary is padded as in real checkpoints."""
    import torch
    from transformers import AutoModelForCausalLM

    words = tokenizer(kind)
    torch.manual_seed(seed)
    model = AutoModelForCausalLM.from_config(config(layout, len(words) + 9, **changes))
    model.save_pretrained(folder)
    words.save_pretrained(folder)
    return folder


def adapter(folder: Path, base: Path, seed: int = 1, **changes: Any) -> Path:
    """Save a LoRA adapter with random (not zero) weights for the checkpoint in ``base``."""
    import torch
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForCausalLM

    model = AutoModelForCausalLM.from_pretrained(base)
    targets = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
    if hasattr(model.config, "vision_config"):
        # The vision tower has modules of the same names; it is never adapted.
        targets = rf".*language_model.*\.({'|'.join(targets)})"  # type: ignore[assignment]
    options: dict[str, Any] = {"r": 4, "target_modules": targets, "task_type": "CAUSAL_LM"}
    tuned = get_peft_model(model, LoraConfig(**options | changes))
    torch.manual_seed(seed)
    with torch.no_grad():
        for name, weight in tuned.named_parameters():
            if "lora_B" in name:
                weight.normal_(std=0.3)
    tuned.save_pretrained(folder)
    return folder
