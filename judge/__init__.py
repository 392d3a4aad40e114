"""The judge: a Gemma 3 with a LoRA adapter compares a product with claims, element by element.

Names are loaded on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from judge.chat import local_chat_model
    from judge.evidence_judge import EvidenceJudge
    from judge.gemma import GemmaJudge
    from judge.loading import LoadedModel, load_judge_model
    from judge.runnable import as_runnable

__all__ = [
    "EvidenceJudge",
    "GemmaJudge",
    "LoadedModel",
    "as_runnable",
    "load_judge_model",
    "local_chat_model",
]

_HOMES = {
    "EvidenceJudge": "judge.evidence_judge",
    "GemmaJudge": "judge.gemma",
    "LoadedModel": "judge.loading",
    "as_runnable": "judge.runnable",
    "load_judge_model": "judge.loading",
    "local_chat_model": "judge.chat",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
