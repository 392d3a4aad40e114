"""The reranker: any sentence-transformers cross-encoder that reads query and claim together.

Importing this module is cheap; ``load_reranker`` imports torch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from graph.errors import ModelError
from retrieval.embedder import model_folder

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_BATCH = 16


@dataclass(frozen=True)
class Reranker:
    """Scores of texts for a query; safe to share between threads."""

    model: CrossEncoder
    _lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        """Return one score a text; a higher one fits better."""
        with self._lock:
            pairs = [(query, text) for text in texts]
            scores = self.model.predict(pairs, batch_size=_BATCH, show_progress_bar=False)
        return [float(score) for score in scores]


def load_reranker(name: str) -> Reranker:
    """Load a cross-encoder on the CPU, from safetensors and without remote code.

    Args:
        name: A folder, or a hub name such as ``BAAI/bge-reranker-v2-m3``.

    Raises:
        ModelError: nothing there, no safetensors weights, or not a model that gives one score.
    """
    folder = model_folder(name)
    from sentence_transformers import CrossEncoder

    try:
        model = CrossEncoder(
            str(folder),
            device="cpu",
            trust_remote_code=False,
            local_files_only=True,
            model_kwargs={"use_safetensors": True},
        )
    except (OSError, ValueError, KeyError, RuntimeError, ImportError) as error:
        raise ModelError(f"재정렬 모델 {name!r}을(를) 불러올 수 없습니다: {error}") from error
    if model.num_labels != 1:
        raise ModelError(
            f"재정렬 모델 {name!r}은(는) 점수를 {model.num_labels}개 냅니다. "
            "점수 하나를 내는 cross-encoder를 지정하십시오."
        )
    return Reranker(model)
