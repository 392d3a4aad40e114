"""Free answers of a loaded model, greedy and in batches: intents, chat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from judge.prompt import encode

if TYPE_CHECKING:
    from judge.loading import LoadedModel

BATCH = 16
"""Prompts answered together."""


def write_answers(
    loaded: LoadedModel, prompts: Sequence[list[dict[str, str]]], max_new_tokens: int = 128
) -> list[str]:
    """Return the model's answer to each prompt, in order, without white space around it.

    Args:
        loaded: the model.
        prompts: chat messages that end with a user's turn.
        max_new_tokens: tokens after which an answer is broken off.
    """
    import torch

    tokenizer, model = loaded.tokenizer, loaded.model
    rows = [encode(tokenizer, prompt) for prompt in prompts]
    ends = stop_tokens(loaded)
    filler = tokenizer.pad_token_id if tokenizer.pad_token_id is not None else ends[0]
    answers = [""] * len(rows)
    # Prompts of like length stand together: little is padded.
    order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
    for start in range(0, len(order), BATCH):
        batch = order[start : start + BATCH]
        width = max(len(rows[at]) for at in batch)
        ids = torch.full((len(batch), width), filler)
        mask = torch.zeros_like(ids)
        for line, at in enumerate(batch):
            ids[line, width - len(rows[at]) :] = torch.tensor(rows[at])
            mask[line, width - len(rows[at]) :] = 1
        with torch.inference_mode():
            written = model.generate(
                input_ids=ids.to(model.device),
                attention_mask=mask.to(model.device),
                max_new_tokens=max_new_tokens,
                do_sample=False,
                eos_token_id=ends,
                pad_token_id=filler,
            )
        for at, line in zip(batch, written[:, width:].tolist(), strict=True):
            answers[at] = tokenizer.decode(line, skip_special_tokens=True).strip()
    return answers


def stop_tokens(loaded: LoadedModel) -> list[int]:
    """Return the tokens that end an answer: the model's own, and the one that ends a turn."""
    named = loaded.model.generation_config.eos_token_id
    ends = {*(named if isinstance(named, list) else [named]), loaded.tokenizer.eos_token_id}
    turn = turn_end(loaded.tokenizer)
    if len(turn) == 1:
        ends.update(turn)
    return sorted(end for end in ends if end is not None)


def turn_end(tokenizer: Any) -> list[int]:
    """Return the ids that end the assistant's turn by the chat template, e.g. ``<end_of_turn>``."""
    mark = "ANSWER"
    turns = [{"role": "user", "content": "?"}, {"role": "assistant", "content": mark}]
    text: str = tokenizer.apply_chat_template(turns, tokenize=False)
    end = text.rpartition(mark)[2].strip() or tokenizer.eos_token
    ids: list[int] = tokenizer(end, add_special_tokens=False)["input_ids"]
    return ids
