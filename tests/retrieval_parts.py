"""Patents and a tiny embedder for the tests of retrieval; everything real but small."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from graph.schema import ClaimText, Patent, Product, ProductElement
from retrieval.embedder import Embedder, load_embedder

WHITENING = "아세틸트리부틸시트레이트를 함유하는 미백용 화장료 조성물."
CLEANER = "흡입 모터와 배터리를 포함하는 무선 청소기."


def patent(serial: int, text: str, **fields: object) -> Patent:
    given: dict[str, object] = {
        "regit_num": f"99{serial:07}0000",
        "application_number": f"992018{serial:07}",
        "title": text.split()[-2] + " " + text.split()[-1],
        "ipc": ("A61K 8/37",),
        "status": "등록",
        "filed_on": date(2018, 3, 12),
        "claims": (
            ClaimText(number=1, text=text),
            ClaimText(number=2, text="제1항에 있어서, 좋은 것."),
        ),
    }
    return Patent.model_validate(given | fields)


def patents() -> list[Patent]:
    return [
        patent(1, WHITENING),
        patent(2, CLEANER),
        patent(3, "카보머 및 잔탄검을 포함하는 점증 화장료 조성물."),
    ]


def save_tiny_embedder(folder: Path, seed: int = 0, dimension: int = 32) -> Path:
    """Write a real sentence-transformers model with random static vectors of characters."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE(unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    texts = [claim.text for p in patents() for claim in p.claims]
    trainer = trainers.BpeTrainer(vocab_size=400, special_tokens=["[UNK]"], show_progress=False)
    tokenizer.train_from_iterator(texts, trainer)
    torch.manual_seed(seed)
    module = StaticEmbedding(tokenizer, embedding_dim=dimension)
    SentenceTransformer(modules=[module], device="cpu").save(str(folder), create_model_card=False)
    return folder


def tiny_embedder(folder: Path, seed: int = 0) -> Embedder:
    return load_embedder(save_tiny_embedder(folder, seed))


def product(text: str, **concepts: str) -> Product:
    """Return a product whose elements are the words of ``concepts``, each with its concept."""
    elements = tuple(
        ProductElement(
            text=word,
            start=text.index(word),
            end=text.index(word) + len(word),
            kind="substance",
            concept=concept,
        )
        for word, concept in concepts.items()
    )
    return Product(text=text, elements=elements)
