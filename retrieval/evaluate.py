"""Measures the search on written queries: recall, MRR and nDCG of words, vectors and both.

    python -m retrieval.evaluate QUERIES.jsonl ...                 on the index in use
    python -m retrieval.evaluate QUERIES.jsonl --patents FILE      samples and FILE, in one collection
                                                                   made for this run
    python -m retrieval.evaluate QUERIES.jsonl --misses            and the queries that were missed

A line of a query file is ``{"query": "…", "patents": ["9900001010000"]}``: what a person asks, and
the numbers of the patents that must be found (``data/queries/README.md``). Every figure is per
patent, not per claim, but for the last row: there the place is that of the patent's first claim
among the claims that the main job compares.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field, ValidationError

from evidence.patents import read_patents, sample_files
from evidence.products import read_product
from graph.errors import InputError
from graph.schema import Contract
from retrieval.commands import Parser, run
from retrieval.embedder import SHIPPED, load_embedder
from retrieval.everyday import load_everyday
from retrieval.importers import import_patents
from retrieval.index import build_index
from retrieval.numbers import read_number
from retrieval.rerank import load_reranker
from retrieval.search import HybridRetriever, wider_names

if TYPE_CHECKING:
    from evidence.glossary import Glossary

CUTS = (1, 5, 10, 20)
"""Depths of recall."""

NDCG_CUT = 10

_DEPTH = 100
"""How many patents of each ranking are looked at."""


class Query(Contract):
    """What a person asks, and the patents that must be found."""

    query: str = Field(min_length=1)
    patents: tuple[str, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Scores:
    """Means over the queries of one ranking, each a fraction."""

    recall: dict[int, float]
    """Share of the right patents among the first k."""
    mrr: float
    """Mean reciprocal rank of the first right patent."""
    ndcg: float
    """Normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen, 2002)."""


@dataclass(frozen=True)
class Miss:
    """A query whose right patent is not among the first ten."""

    query: str
    patents: tuple[str, ...]
    place: int | None
    """Place of the first right patent, from 1; None: not found at all."""


@dataclass(frozen=True)
class Measured:
    """What one file of queries gives."""

    file: str
    queries: int
    rankings: dict[str, Scores]
    misses: tuple[Miss, ...]
    seconds_each: float
    """Wall time of one search, reading the product included."""


def read_queries(file: Path) -> list[Query]:
    """Return the queries of a JSONL file; their numbers in the one form.

    Raises:
        InputError: the file is missing, empty, or a line is malformed; the message names the line.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"질의 파일 {str(file)!r}을(를) 읽을 수 없습니다: {error}") from error
    queries = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            query = Query.model_validate_json(line)
            digits = tuple(read_number(patent).digits for patent in query.patents)
        except (ValidationError, InputError) as error:
            what = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error
            raise InputError(
                f"{file}:{number}: {what}. "
                '{"query": "…", "patents": ["9900001010000"]}처럼 적어 주세요.'
            ) from error
        queries.append(query.model_copy(update={"patents": digits}))
    if not queries:
        raise InputError(f"질의 파일 {str(file)!r}에 질의가 없습니다.")
    return queries


def score(rankings: Sequence[Sequence[str]], queries: Sequence[Query]) -> Scores:
    """Return the means over ``queries`` of their rankings, each a list of numbers, best first."""
    recalls: dict[int, float] = dict.fromkeys(CUTS, 0.0)
    mrr = ndcg = 0.0
    for ranking, query in zip(rankings, queries, strict=True):
        right = set(query.patents)
        places = [place for place, number in enumerate(ranking, 1) if number in right]
        for cut in CUTS:
            recalls[cut] += sum(place <= cut for place in places) / len(right)
        mrr += 1 / places[0] if places else 0.0
        gain = sum(1 / math.log2(place + 1) for place in places if place <= NDCG_CUT)
        best = sum(1 / math.log2(place + 1) for place in range(1, min(len(right), NDCG_CUT) + 1))
        ndcg += gain / best
    count = len(queries)
    recall = {cut: total / count for cut, total in recalls.items()}
    return Scores(recall=recall, mrr=mrr / count, ndcg=ndcg / count)


def measure(file: Path, retriever: HybridRetriever, glossary: Glossary) -> Measured:
    """Return what the queries of ``file`` give."""
    queries = read_queries(file)
    rankings: dict[str, list[list[str]]] = {
        name: [] for name in ("dense", "lexical", "fused", "fused, as claims")
    }
    seconds = 0.0
    for query in queries:
        start = time.perf_counter()
        product = read_product(query.query, glossary)
        fused = [hit.regit_num for hit in retriever.patents(product, max(CUTS))]
        seconds += time.perf_counter() - start
        text = retriever.query_text(product)
        dense = [number for number, _ in retriever.dense(query.query, _DEPTH)]
        lexical = [number for number, _ in retriever.lexical(text, _DEPTH)]
        claims = [c.claim.regit_num for c in retriever.search(product, max(CUTS), date.today())]
        # A patent counts where its first claim stands; its other claims take up places.
        first = ["" if number in claims[:at] else number for at, number in enumerate(claims)]
        for name, ranking in zip(rankings, (dense, lexical, fused, first), strict=True):
            rankings[name].append(ranking)
    return Measured(
        file=str(file),
        queries=len(queries),
        rankings={name: score(ranking, queries) for name, ranking in rankings.items()},
        misses=tuple(_misses(rankings["fused"], queries)),
        seconds_each=seconds / len(queries),
    )


def _misses(rankings: Sequence[Sequence[str]], queries: Sequence[Query]) -> Iterator[Miss]:
    for ranking, query in zip(rankings, queries, strict=True):
        right = set(query.patents)
        place = next((at for at, number in enumerate(ranking, 1) if number in right), None)
        if place is None or place > NDCG_CUT:
            yield Miss(query=query.query, patents=query.patents, place=place)


def _lines(measured: Measured, *, misses: bool) -> Iterator[str]:
    cuts = "".join(f"{f'recall@{cut}':>11}" for cut in CUTS)
    yield f"{measured.file}: {measured.queries} queries, {measured.seconds_each * 1000:.0f} ms each"
    yield f"{'':18}{cuts}{'MRR':>8}{f'nDCG@{NDCG_CUT}':>9}"
    for name, scores in measured.rankings.items():
        recalls = "".join(f"{value:>11.3f}" for value in scores.recall.values())
        yield f"{name:18}{recalls}{scores.mrr:>8.3f}{scores.ndcg:>9.3f}"
    if misses:
        for miss in measured.misses:
            yield f"  {miss.place or '-':>3}  {', '.join(miss.patents)}  {miss.query}"


@contextmanager
def _index_of(files: Sequence[Path], embedder_name: str) -> Iterator[Path]:
    """Make an index of the samples and the patents of ``files``, for as long as it is used."""
    patents = [*read_patents(sample_files()), *import_patents(files)]
    with tempfile.TemporaryDirectory() as folder:
        build_index(Path(folder), patents, load_embedder(embedder_name))
        yield Path(folder)


def _parser() -> Parser:
    parser = Parser(prog="python -m retrieval.evaluate", description="검색을 질의 파일로 잽니다.")
    parser.add_argument("queries", nargs="+", type=Path, metavar="QUERIES.jsonl", help="질의 파일")
    parser.add_argument(
        "--patents",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="쓰던 색인 대신, 표본과 이 파일의 특허로 잠깐 만든 색인에서 잽니다",
    )
    parser.add_argument(
        "--index", type=Path, metavar="DIR", help="색인 폴더 (기본: BINI_INDEX_DIR, .index)"
    )
    parser.add_argument("--embedder", metavar="NAME", help="임베더 (기본: BINI_EMBEDDER)")
    parser.add_argument("--reranker", metavar="NAME", help="재정렬 모델 (기본: BINI_RERANKER)")
    parser.add_argument("--misses", action="store_true", help="놓친 질의를 보입니다")
    parser.add_argument("--json", action="store_true", help="표준 출력에 JSON만 씁니다")
    return parser


def _run(arguments: argparse.Namespace) -> None:
    from contextlib import nullcontext

    from evidence.glossary import load_glossary
    from graph.settings import load_settings

    for file in arguments.queries:
        read_queries(file)
    settings = load_settings()
    glossary = load_glossary(settings.glossary_dir)
    embedder = arguments.embedder or settings.embedder or str(SHIPPED)
    reranker = arguments.reranker or settings.reranker
    own = _index_of(arguments.patents, embedder) if arguments.patents else None
    server = None if own else settings.chroma_url
    with own or nullcontext(arguments.index or settings.index_dir) as folder:
        retriever = HybridRetriever(
            folder,
            load_embedder(embedder),
            wider_names(glossary),
            everyday=load_everyday(),
            reranker=load_reranker(reranker) if reranker else None,
            server=server,
        )
        try:
            measured = [measure(file, retriever, glossary) for file in arguments.queries]
        finally:
            retriever.close()
    if arguments.json:
        print(json.dumps([asdict(one) for one in measured], ensure_ascii=False, indent=2))
        return
    for one in measured:
        print("\n".join(_lines(one, misses=arguments.misses)))


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code (``retrieval.commands.run``)."""
    return run(_parser(), _run, argv)


if __name__ == "__main__":
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    sys.exit(main())
