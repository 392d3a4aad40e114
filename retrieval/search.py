"""Finds the claims that matter for a product: vectors and BM25, fused by reciprocal rank.

python -m retrieval.search QUERY --json [--top-k N] [--index DIR] [--embedder NAME]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, cast

from graph.errors import BiniError, InputError, NotFoundError
from graph.schema import Candidate, Claim, Product
from retrieval.collection import (
    IndexInfo,
    current_index,
    open_client,
    refuse_other_embedder,
    require_index,
)
from retrieval.embedder import SHIPPED, Embedder, load_embedder
from retrieval.lexical import LexicalIndex
from retrieval.numbers import PatentNumber, read_number

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

RRF_K = 60
"""Rank constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)."""

DENSE_FLOOR = 0.3
"""Cosine similarity below which the best vector hit of a text about nothing known is no hit."""

LEXICAL_FLOOR = 0.15
"""Share of the best possible BM25 score below which the best lexical hit is none, likewise.

``python -m benchmarks.retrieval_quality --floors`` prints what both floors let through, of
everyday queries and of sentences that are about no product.
"""

TAIL = 0.25
"""A hit scoring less than this share of its index's best hit is left out; same command."""

_DEPTH = 50
"""How many hits of each index are fused, at least."""

Expand = Callable[[str], Sequence[str]]
"""From a concept's id to its names."""

Hits = Sequence[tuple[str, float]]
"""Claim ids with their scores, best first."""


@dataclass(frozen=True)
class _Open:
    info: IndexInfo
    collection: Collection
    lexical: LexicalIndex


class HybridRetriever:
    """A ``ClaimRetriever`` over the index in a folder; safe to share between threads.

    An index rebuilt by another process is taken up at the next search.
    """

    index_id: str
    """Names the collection and its embedder, e.g. ``claims-3f2a1b4c5d6e+embedder@1a2b3c4d``."""

    def __init__(self, folder: Path, embedder: Embedder, expand: Expand | None = None) -> None:
        """Open the index.

        Args:
            folder: The index folder, made by ``python -m retrieval.index build``.
            embedder: The embedder the index was built with.
            expand: Gives the names of a concept, e.g. ``Glossary.names``.

        Raises:
            PatentIndexError: the index is missing, incomplete or was built with another embedder.
        """
        require_index(folder)
        self._folder = folder
        self._embedder = embedder
        self._expand = expand
        self._lock = Lock()
        self._client = open_client(folder)
        self._opened: _Open | None = None
        self._current()

    def search(self, product: Product, top_k: int, as_of: date) -> Sequence[Candidate]:
        """Return at most ``top_k`` independent claims, best first; empty where nothing fits.

        ``as_of`` does not filter: a claim that is not in force on that day is reported with its
        status (``LABELS.md``), so it must be found.
        """
        text = self.query_text(product)
        named = any(element.concept for element in product.elements)
        depth = max(_DEPTH, 5 * top_k)
        hits = {"dense": self.dense(text, depth), "lexical": self.lexical(text, depth)}
        fused = fuse(hits) if named or above_floors(hits) else []
        claims = self._claims([claim_id for claim_id, _, _ in fused[:top_k]])
        return tuple(
            Candidate(claim=claims[claim_id], score=score, found_by=found_by)
            for claim_id, score, found_by in fused[:top_k]
            if claim_id in claims
        )

    def dense(self, text: str, limit: int) -> list[tuple[str, float]]:
        """Return at most ``limit`` claim ids with their cosine similarity, best first."""
        vector = self._embedder.query(text)
        if not any(vector):
            return []
        found = self._current().collection.query(
            query_embeddings=cast("list[Sequence[float]]", [vector]),
            n_results=limit,
            include=["distances"],
        )
        assert found["distances"] is not None
        return [
            (claim_id, 1 - distance)
            for claim_id, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]

    def lexical(self, text: str, limit: int) -> list[tuple[str, float]]:
        """Return at most ``limit`` claim ids with the share of the query's weight they hold."""
        return self._current().lexical.search(text, limit)

    def fetch(self, numbers: Sequence[str]) -> Sequence[Candidate]:
        """Return the independent claims of the named patents, in the order of ``numbers``.

        Registration and application numbers are taken in any usual form: ``10-2918091``,
        ``1029180910000``, ``10-2918091-0000``, ``10-2018-0012345``.

        Raises:
            NotFoundError: a number is not in the collection.
        """
        collection = self._current().collection
        return tuple(
            Candidate(claim=claim, score=1.0, found_by=("named",))
            for wanted in dict.fromkeys(_read(number) for number in numbers)
            for claim in _named(collection, wanted)
        )

    def close(self) -> None:
        """Let go of the files; the retriever is of no use afterwards."""
        self._client.close()

    def query_text(self, product: Product) -> str:
        """Return the product's text, then the names of its concepts that the text does not use.

        A concept the product lacks (무첨가) is not searched for under other names.
        """
        said = product.text.casefold()
        concepts = dict.fromkeys(e.concept for e in product.elements if e.concept and not e.negated)
        names = [
            name
            for concept in concepts
            for name in (self._expand(concept) if self._expand else ())
            if name.casefold() not in said
        ]
        return " ".join((product.text, *names))

    def _claims(self, ids: Sequence[str]) -> dict[str, Claim]:
        if not ids:
            return {}
        found = self._current().collection.get(ids=list(ids), include=["metadatas"])
        assert found["metadatas"] is not None
        return {
            claim_id: Claim.model_validate_json(str(meta["claim"]))
            for claim_id, meta in zip(found["ids"], found["metadatas"], strict=True)
        }

    def _current(self) -> _Open:
        with self._lock:
            info, collection = current_index(self._client, self._folder)
            if self._opened is None or self._opened.info != info:
                refuse_other_embedder(info, self._embedder.embedder_id, self._folder)
                lexical = LexicalIndex.open(self._folder / info.lexical)
                self._opened = _Open(info, collection, lexical)
                self.index_id = f"{info.name}+{info.embedder_id}"
            return self._opened


def above_floors(hits: Mapping[str, Hits]) -> bool:
    """Return whether the best hit of either index says more than chance would."""
    floors = {"dense": DENSE_FLOOR, "lexical": LEXICAL_FLOOR}
    return any(found and found[0][1] >= floors[source] for source, found in hits.items())


def fuse(hits: Mapping[str, Hits]) -> list[tuple[str, float, tuple[str, ...]]]:
    """Fuse by reciprocal rank: return ids with fused score and the indexes that found them.

    Each list is sorted best first. A hit far below the best of its list (``TAIL``) does not count;
    equal scores are ordered by id.
    """
    scores: dict[str, float] = defaultdict(float)
    found_by: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for source, found in hits.items():
        for rank, (claim_id, score) in enumerate(found, 1):
            if score > 0 and score >= TAIL * found[0][1]:
                scores[claim_id] += 1 / (RRF_K + rank)
                found_by[claim_id] += (source,)
    best = sorted(scores, key=lambda claim_id: (-scores[claim_id], claim_id))
    return [(claim_id, scores[claim_id], found_by[claim_id]) for claim_id in best]


def _read(number: str) -> PatentNumber:
    try:
        return read_number(number)
    except InputError as error:
        raise NotFoundError(str(error)) from error


def _named(collection: Collection, number: PatentNumber) -> list[Claim]:
    """Return the claims of a patent; digits that can be either kind are a registration first."""
    fields = {
        "registration": ("registration_number",),
        "application": ("application_number",),
        None: ("registration_number", "application_number"),
    }
    for field in fields[number.kind]:
        metadatas = collection.get(where={field: number.digits}, include=["metadatas"])["metadatas"]
        if metadatas:
            claims = (Claim.model_validate_json(str(meta["claim"])) for meta in metadatas)
            return sorted(claims, key=lambda claim: claim.claim_number)
    raise NotFoundError(
        f"특허 {number.digits!r}은(는) 색인에 없습니다. 특허를 더하십시오: "
        "python -m retrieval.index import FILE"
    )


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m retrieval.search", description="제품 설명에 가까운 독립항을 찾습니다."
    )
    parser.add_argument("query", metavar="QUERY", help="제품 설명")
    parser.add_argument("--json", action="store_true", help="표준 출력에 JSON만 씁니다")
    parser.add_argument("--top-k", type=int, default=10, metavar="N", help="찾을 개수 (기본: 10)")
    parser.add_argument(
        "--index", type=Path, metavar="DIR", help="색인 폴더 (기본: BINI_INDEX_DIR, .index)"
    )
    parser.add_argument(
        "--embedder",
        metavar="NAME",
        help="색인을 만든 임베더 (기본: BINI_EMBEDDER, 함께 배포되는 모델)",
    )
    return parser.parse_args(argv)


def _run(arguments: argparse.Namespace) -> None:
    from evidence.glossary import load_glossary
    from evidence.products import read_product
    from graph.settings import load_settings

    if not arguments.query.strip() or arguments.top_k < 1:
        raise InputError("제품 설명이 비었거나 --top-k가 1보다 작습니다.")
    settings = load_settings()
    folder: Path = arguments.index or settings.index_dir
    require_index(folder)
    glossary = load_glossary(settings.glossary_dir)
    embedder = load_embedder(arguments.embedder or settings.embedder or SHIPPED)
    retriever = HybridRetriever(folder, embedder, glossary.names)
    product = read_product(arguments.query, glossary)
    found = retriever.search(product, arguments.top_k, date.today())
    if arguments.json:
        rows = {
            "query": arguments.query,
            "index_id": retriever.index_id,
            "candidates": [candidate.model_dump(mode="json") for candidate in found],
        }
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for candidate in found:
        claim, sources = candidate.claim, "+".join(candidate.found_by)
        name = f"{claim.regit_num} 제{claim.claim_number}항"
        print(f"{candidate.score:.4f}  {name}  {claim.title}  ({sources})")
    if not found:
        print("맞는 청구항이 없습니다.")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, 2 for wrong input, 1 for any other known error."""
    try:
        _run(_arguments(argv))
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    except BiniError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    sys.exit(main())
