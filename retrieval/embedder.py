"""The embedder: any sentence-transformers model, from a folder or by name, behind LangChain.

Importing this module is cheap; ``load_embedder`` imports torch.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from graph.errors import ModelError

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "models" / "embedder"
"""The embedder trained by ``python -m finetune.embedder finetune/recipes/embedder.yaml``."""

_FILES = ("*.safetensors", "*.json", "*.txt", "*.model")
_BATCH, _STATIC_BATCH = 64, 1024
"""Texts embedded at once: a transformer's memory grows with them, static vectors only gain speed
(``python -m benchmarks.retrieval_scale --profile``, by batch and by threads)."""


@dataclass(frozen=True)
class Embedder:
    """Texts to unit vectors; safe to share between threads."""

    model: Embeddings
    embedder_id: str
    """Name and start of the SHA-256 of weights and tokenizer, e.g. ``embedder@1a2b3c4d``."""
    static: bool = False
    """Whether a text's vector is the mean of its tokens' vectors, without a transformer."""
    _lock: Lock = field(default_factory=Lock, repr=False, compare=False)
    """Fast tokenizers cannot be set up for a batch by two threads at once."""

    def documents(self, texts: Sequence[str]) -> list[list[float]]:
        """Return one vector of length one a text; zeros where a text has no known token."""
        if not texts:
            return []
        with self._lock, _one_thread() if self.static else nullcontext():
            return self.model.embed_documents(list(texts))

    def query(self, text: str) -> list[float]:
        """Return the vector of a query."""
        with self._lock:
            return self.model.embed_query(text)


def load_embedder(name: str | Path = SHIPPED) -> Embedder:
    """Load a sentence-transformers model on the CPU, from safetensors and without remote code.

    Args:
        name: A folder, or a hub name such as ``BAAI/bge-m3`` (from the local cache where no hub
            can be reached).

    Raises:
        ModelError: nothing there, no safetensors weights, or not a sentence-transformers model.
    """
    folder = model_folder(str(name))
    static = _is_static(folder)
    # bitsandbytes, imported by the way, warns of a missing optional CPU kernel on import.
    logging.getLogger("bitsandbytes").setLevel(logging.ERROR)
    from langchain_huggingface import HuggingFaceEmbeddings

    try:
        model = HuggingFaceEmbeddings(
            model_name=str(folder),
            model_kwargs={
                "device": "cpu",
                "trust_remote_code": False,
                "local_files_only": True,
                "model_kwargs": {"use_safetensors": True},
            },
            encode_kwargs={
                "normalize_embeddings": True,
                "batch_size": _STATIC_BATCH if static else _BATCH,
            },
        )
    except (OSError, ValueError, KeyError, RuntimeError, ImportError) as error:
        raise ModelError(f"임베더 {str(name)!r}을(를) 불러올 수 없습니다: {error}") from error
    return Embedder(model, f"{_short_name(str(name))}@{_sha(folder)[:8]}", static)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Sum vectors on one thread: waiting for a second one takes longer than the sums."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _is_static(folder: Path) -> bool:
    modules = folder / "modules.json"
    return modules.is_file() and "StaticEmbedding" in modules.read_text(encoding="utf-8")


def model_folder(name: str) -> Path:
    """Return the folder of a model with safetensors weights, fetched from the hub if need be.

    Raises:
        ModelError: nothing there, or no safetensors weights.
    """
    folder = _folder(name)
    if not any(folder.rglob("*.safetensors")):
        raise ModelError(
            f"모델 {name!r}에 safetensors 가중치가 없습니다. "
            "sentence-transformers 형식으로 저장된 폴더를 지정하십시오."
        )
    return folder


def _folder(name: str) -> Path:
    folder = Path(name)
    if folder.is_dir():
        return folder
    if folder.is_absolute() or name.startswith(".") or name.count("/") > 1:
        raise ModelError(
            f"모델 폴더 {name!r}이(가) 없습니다. 경로를 고치십시오. 함께 배포되는 임베더는 "
            "이렇게 만듭니다: python -m finetune.embedder finetune/recipes/embedder.yaml"
        )
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, allow_patterns=list(_FILES)))
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as error:
        raise ModelError(
            f"모델 {name!r}을(를) 받을 수 없습니다({type(error).__name__}). "
            "이름과 네트워크를 확인하거나 폴더를 지정하십시오."
        ) from error


def _short_name(name: str) -> str:
    folder = Path(name)
    return folder.resolve().name if folder.is_dir() else name


def _sha(folder: Path) -> str:
    """Return the SHA-256 of what makes the vectors: weights, tokenizer, modules and pooling."""
    digest = hashlib.sha256()
    files = (*folder.rglob("*.safetensors"), *folder.rglob("*.json"), *folder.rglob("*.model"))
    for path in sorted(files):
        if path.name == "card.json":
            continue
        digest.update(path.relative_to(folder).as_posix().encode())
        with path.open("rb") as content:
            while chunk := content.read(1 << 20):
                digest.update(chunk)
    return digest.hexdigest()
