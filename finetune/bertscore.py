"""BERTScore with a local encoder: how close an answer's words are to the expected ones.

Zhang, Kishore, Wu, Weinberger and Artzi, "BERTScore: Evaluating Text Generation with BERT", ICLR
2020: greedy matching of token embeddings by cosine, without idf weights and without rescaling.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import InputError
from judge.loading import MODELS

if TYPE_CHECKING:
    import torch

DEFAULT_ENCODER = str(MODELS / "embedder")
"""The shipped embedder: one vector a token, whatever stands around it."""
BATCH = 32


@dataclass(frozen=True)
class Tokens:
    """A text's tokens as an encoder sees them."""

    vectors: torch.Tensor
    """[tokens, dimension], of length 1 each."""
    words: torch.Tensor
    """[tokens], bool: False for the marks that the encoder puts around a text. As in the paper's
    own code, a word may match a mark, and a mark's own match does not count."""


Encoder = Callable[[Sequence[str]], list[Tokens]]


@dataclass(frozen=True)
class Score:
    """BERTScore of one answer, -1 to 1 each; 0 where a text has no token."""

    precision: float
    recall: float
    f1: float


def load_encoder(name: str = DEFAULT_ENCODER, layer: int = -1) -> Encoder:
    """Return the encoder in a folder, or of a hub name.

    Args:
        name: a sentence-transformers model of static embeddings, or any encoder that transformers
            loads.
        layer: which hidden states of a transformer to take; -1: the last.

    Raises:
        InputError: there is no such encoder.
    """
    from safetensors import SafetensorError

    static = (Path(name) / "modules.json").is_file() and not (Path(name) / "config.json").is_file()
    try:
        return _static(name) if static else _transformer(name, layer)
    except (OSError, ValueError, KeyError, SafetensorError) as error:
        raise InputError(
            f"encoder {name!r} cannot be loaded: {error}; name a folder or a hub model"
        ) from error


def _static(name: str) -> Encoder:
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    module = SentenceTransformer(name, device="cpu")[0]
    if not isinstance(module, StaticEmbedding):
        raise InputError(
            f"encoder {name!r} begins with {type(module).__name__}; name a transformer's own folder"
        )
    table = torch.nn.functional.normalize(module.embedding.weight.detach().float(), dim=-1)

    def encode(texts: Sequence[str]) -> list[Tokens]:
        found = module.tokenizer.encode_batch(list(texts), add_special_tokens=False)
        rows = [table[torch.tensor(text.ids, dtype=torch.long)] for text in found]
        return [Tokens(row, torch.ones(len(row), dtype=torch.bool)) for row in rows]

    return encode


def _transformer(name: str, layer: int) -> Encoder:
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(name)
    model = AutoModel.from_pretrained(name, use_safetensors=True).eval()
    if not -model.config.num_hidden_layers - 1 <= layer <= model.config.num_hidden_layers:
        raise ValueError(f"it has {model.config.num_hidden_layers} layers, and no layer {layer}")

    def encode(texts: Sequence[str]) -> list[Tokens]:
        batch: Any = tokenizer(
            list(texts),
            padding=True,
            truncation=True,
            return_tensors="pt",
            return_special_tokens_mask=True,
        )
        words = ~batch.pop("special_tokens_mask").bool()
        with torch.inference_mode():
            states = model(**batch, output_hidden_states=True).hidden_states[layer]
        states = torch.nn.functional.normalize(states.float(), dim=-1)
        held = batch["attention_mask"].bool()
        return [Tokens(s[h], w[h]) for s, w, h in zip(states, words, held, strict=True)]

    return encode


def bert_scores(encode: Encoder, answers: Sequence[str], references: Sequence[str]) -> list[Score]:
    """Return the score of each answer against its reference."""
    scores = []
    for start in range(0, len(answers), BATCH):
        batch = slice(start, start + BATCH)
        pairs = zip(encode(answers[batch]), encode(references[batch]), strict=True)
        scores += [_score(answer, reference) for answer, reference in pairs]
    return scores


def _score(answer: Tokens, reference: Tokens) -> Score:
    if not answer.words.any() or not reference.words.any():
        return Score(0.0, 0.0, 0.0)
    similarity = answer.vectors @ reference.vectors.T
    precision = float(similarity.max(dim=1).values[answer.words].mean())
    recall = float(similarity.max(dim=0).values[reference.words].mean())
    both = precision + recall
    return Score(precision, recall, 2 * precision * recall / both if both > 0 else 0.0)
