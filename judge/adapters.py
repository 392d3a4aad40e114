"""Several adapters on one base that is in memory once: judge and intent, say, at the same time.

models = load_adapters("google/gemma-3-1b-it", {"judge": "outputs/judge", "intent": "outputs/intent"})
judge = GemmaJudge(Evidence.load(), models["judge"])
(intent,) = write_answers(models["intent"], [intent_messages("특허 찾아 줘")])
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

from judge.loading import load_base, put_adapter

if TYPE_CHECKING:
    import torch

    from judge.card import Task
    from judge.loading import LoadedModel


def load_adapters(
    base: str,
    adapters: Mapping[Task, str],
    *,
    four_bit: bool = False,
    device: str | None = None,
    dtype: torch.dtype | None = None,
) -> dict[Task, LoadedModel]:
    """Load a base once, with an adapter for each task.

    Each task's model has modules of its own that share the base's tensors. A call takes the
    adapter of the model it is made to: nothing is switched over, so that calls from several threads
    cannot disturb each other, and no adapter is merged.

    Args:
        base: folder or hub name.
        adapters: what each adapter was trained for → its folder or hub name.
        four_bit: quantise the base to 4 bits, as in ``load_judge_model``; so are ``device`` and
            ``dtype``.
        device: ``cpu``, ``cuda`` …
        dtype: data type of the base's weights.

    Raises:
        ModelError: the base or an adapter cannot be loaded, or they do not fit each other.
    """
    model, tokenizer = load_base(base, four_bit=four_bit, device=device, dtype=dtype)
    for module in model.modules():
        # On a CPU, bitsandbytes repacks weights in place at the first call: not twice the same ones.
        if hasattr(module, "support_avx512bf16_for_cpu"):
            module.support_avx512bf16_for_cpu = False
    return {
        task: put_adapter(_sharing(model), copy.deepcopy(tokenizer), base, adapter, task=task)
        for task, adapter in adapters.items()
    }


def _sharing(model: Any) -> Any:
    """Return a copy of the modules whose parameters and buffers are the very same tensors."""
    kept = {id(tensor): tensor for tensor in chain(model.parameters(), model.buffers())}
    return copy.deepcopy(model, kept)
