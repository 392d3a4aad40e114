"""Trains the shipped embedder: static token vectors over an own BPE tokenizer.

    python -m finetune.embedder finetune/recipes/embedder.yaml [--out DIR]

Needs no download and no accelerator. Writes the model in sentence-transformers' own layout (half
precision safetensors) with ``card.json`` beside it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from evidence.claims import independent_claims
from evidence.glossary import FOLDER as GLOSSARY
from evidence.glossary import load_glossary
from evidence.patents import read_patents, sample_files
from finetune.commands import exit_code
from finetune.embedder_data import (
    EverydayQuery,
    TextPair,
    claim_text,
    everyday_queries,
    training_pairs,
)
from finetune.split import split_of
from graph.errors import InputError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

    from graph.schema import Patent

OUT = Path(__file__).resolve().parent.parent / "data" / "models" / "embedder"
QUERIES_EACH, QUERIES_SEED = 3, 11


@dataclass(frozen=True)
class ModelRecipe:
    """What is trained, beside the trainer's own arguments."""

    vocabulary: int
    """Size of the BPE vocabulary."""
    dimension: int
    token_dropout: float
    """BPE dropout while training, so that pieces of a name learn its meaning too (Provilkov,
    Emelianenko and Voita, ACL 2020)."""
    rounds: int
    """How often every concept and claim comes up."""
    scale: float
    """Inverse temperature of the ranking loss."""
    seed: int


def read_recipe(path: Path) -> tuple[ModelRecipe, dict[str, Any]]:
    """Return the model's recipe and the trainer's arguments.

    Raises:
        InputError: the file is missing or malformed, or has an unknown or missing key.
    """
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise InputError(f"recipe {str(path)!r} cannot be read: {error}") from error
    if not isinstance(raw, dict) or set(raw) != {"model", "training"}:
        raise InputError(f"recipe {str(path)!r} must have the keys 'model' and 'training'")
    wrong = set(raw["model"]) ^ {field.name for field in fields(ModelRecipe)}
    if wrong:
        raise InputError(
            f"recipe {str(path)!r}: unknown or missing keys {sorted(wrong)} in 'model'"
        )
    from sentence_transformers import SentenceTransformerTrainingArguments

    known = {field.name for field in fields(SentenceTransformerTrainingArguments)}
    unknown = set(raw["training"]) - known
    if unknown:
        raise InputError(f"recipe {str(path)!r}: unknown keys {sorted(unknown)} in 'training'")
    return ModelRecipe(**raw["model"]), raw["training"]


def train_tokenizer(texts: Sequence[str], vocabulary: int) -> Tokenizer:
    """Return a BPE tokenizer over ``texts``: NFKC, lower case, every character of them known."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Whitespace(),
            pre_tokenizers.Digits(individual_digits=False),
        ]
    )
    # All syllables of modern Hangul would fill the vocabulary: only those that occur are tokens.
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary, special_tokens=["[UNK]"], show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def train(
    recipe: ModelRecipe, arguments: dict[str, Any], pairs: Sequence[TextPair]
) -> SentenceTransformer:
    """Return the model trained on ``pairs`` in their order, on the CPU, in single precision."""
    import torch
    from datasets import Dataset
    from sentence_transformers import (
        SentenceTransformer,
        SentenceTransformerTrainer,
        SentenceTransformerTrainingArguments,
    )
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    torch.manual_seed(recipe.seed)
    tokenizer = train_tokenizer(
        [text for pair in pairs for text in (pair.query, pair.document)], recipe.vocabulary
    )
    module = StaticEmbedding(tokenizer, embedding_dim=recipe.dimension)
    model = SentenceTransformer(modules=[module], device="cpu")
    module.tokenizer.model.dropout = recipe.token_dropout
    batch_size = int(arguments["per_device_train_batch_size"])
    rows = [pair for batch in batches(pairs, batch_size) for pair in batch]
    with tempfile.TemporaryDirectory() as scratch:
        trainer = SentenceTransformerTrainer(
            model=model,
            args=SentenceTransformerTrainingArguments(
                output_dir=scratch,
                num_train_epochs=1,
                use_cpu=True,
                save_strategy="no",
                report_to="none",
                batch_sampler=_in_order,
                dataloader_drop_last=True,
                **arguments,
            ),
            train_dataset=Dataset.from_dict(
                {
                    "query": [pair.query for pair in rows],
                    "document": [pair.document for pair in rows],
                }
            ),
            loss=MultipleNegativesRankingLoss(model, scale=recipe.scale),
        )
        trainer.train()
    module.tokenizer.model.dropout = None
    return model


def batches(pairs: Sequence[TextPair], size: int) -> Iterator[list[TextPair]]:
    """Yield full batches in which no group comes twice: in-batch negatives must be negatives.

    A pair whose group is already in the batch waits for the next one; what is left over at the end
    and fills no batch is dropped.
    """
    waiting: list[TextPair] = []
    batch: dict[str, TextPair] = {}
    for pair in pairs:
        for candidate in (*waiting, pair) if not batch else (pair,):
            if candidate.group in batch or len(batch) == size:
                if candidate is pair:
                    waiting.append(pair)
                continue
            batch[candidate.group] = candidate
            if candidate is not pair:
                waiting.remove(candidate)
        if len(batch) == size:
            yield list(batch.values())
            batch = {}


def _in_order(dataset: Any, batch_size: int, drop_last: bool, **_: Any) -> Any:
    """Batch the rows as ``batches`` laid them out."""
    from sentence_transformers.base.sampler import DefaultBatchSampler
    from torch.utils.data import SequentialSampler

    return DefaultBatchSampler(SequentialSampler(dataset), batch_size, drop_last)


def recall(
    model: SentenceTransformer, queries: Sequence[EverydayQuery], patents: Sequence[Patent]
) -> dict[str, float]:
    """Return recall at 1, 5 and 10 of each query's patent among all independent claims."""
    claims = [claim for patent in patents for claim in independent_claims(patent)]
    documents = model.encode([claim_text(c) for c in claims], normalize_embeddings=True)
    vectors = model.encode([query.text for query in queries], normalize_embeddings=True)
    order = (-(vectors @ documents.T)).argsort(axis=1)
    ranks = [
        min(at for at, claim in enumerate(row) if claims[claim].regit_num == query.number)
        for query, row in zip(queries, order, strict=True)
    ]
    return {
        f"recall@{k}": round(sum(rank < k for rank in ranks) / len(ranks), 3) for k in (1, 5, 10)
    }


def write(model: SentenceTransformer, folder: Path) -> None:
    """Save ``model`` in half precision."""
    folder.mkdir(parents=True, exist_ok=True)
    model.half().save(str(folder), create_model_card=False)


def _sha(paths: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _commit() -> str | None:
    done = subprocess.run(
        ["git", "rev-parse", "HEAD"],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or None


def run(recipe_file: Path, out: Path) -> dict[str, Any]:
    """Train by the recipe, write model and card into ``out``, return the card."""
    started = time.monotonic()
    recipe, arguments = read_recipe(recipe_file)
    glossary = load_glossary()
    patents = list(read_patents(sample_files()))
    of_split = {
        split: [patent for patent in patents if split_of(patent.number) == split]
        for split in ("train", "dev", "test")
    }
    pairs = training_pairs(of_split["train"], glossary, recipe.rounds, recipe.seed)
    model = train(recipe, arguments, pairs)
    write(model, out)
    queries = everyday_queries(of_split["dev"], glossary, QUERIES_EACH, QUERIES_SEED)
    card = {
        "name": "bini-embedder",
        "what": "static token vectors (sentence-transformers StaticEmbedding) over an own BPE",
        "data": {
            "pairs": len(pairs),
            "concepts": len(glossary.concepts),
            "patents": {split: len(members) for split, members in of_split.items()},
            "patents_sha256": _sha(sample_files()),
            "glossary_sha256": _sha(sorted(GLOSSARY.glob("*.tsv"))),
        },
        "recipe": {"model": asdict(recipe), "training": arguments},
        "command": "python -m finetune.embedder finetune/recipes/embedder.yaml",
        "commit": _commit(),
        "trained_on": datetime.now(UTC).date().isoformat(),
        "seconds": round(time.monotonic() - started),
        "figures": {
            "printed_by": "python -m finetune.embedder finetune/recipes/embedder.yaml",
            "what": "everyday queries made from dev patents, against all sample claims",
            "queries": len(queries),
            **recall(model, queries, patents),
        },
    }
    card_text = json.dumps(card, ensure_ascii=False, indent=2) + "\n"
    (out / "card.json").write_text(card_text, encoding="utf-8")
    return card


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, 2 for a wrong recipe, 1 for any other known error."""
    parser = argparse.ArgumentParser(prog="python -m finetune.embedder", description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--out", type=Path, default=OUT, help="folder of the model")
    arguments = parser.parse_args(argv)

    def work() -> int:
        card = run(arguments.recipe, arguments.out)
        print(json.dumps(card["figures"], ensure_ascii=False, indent=2))
        return 0

    return exit_code(work)


if __name__ == "__main__":
    sys.exit(main())
