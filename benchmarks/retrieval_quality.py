"""How well retrieval finds a patent from everyday words about a product made from it.

    python -m benchmarks.retrieval_quality            dense, lexical, fused and element by element,
                                                      with and without the glossary's other names
    python -m benchmarks.retrieval_quality --patents FILE
                                                      the same for the patents of a JSONL file, in
                                                      one collection with the samples
    python -m benchmarks.retrieval_quality --tokens   tokenizers of the lexical index
    python -m benchmarks.retrieval_quality --floors   what the floors of a search let through

The queries are made from the sample patents of the dev and test splits, which nothing was trained
on, by ``finetune.embedder_data.everyday_queries``; they are searched among all sample patents.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evidence.glossary import Glossary, load_glossary
from evidence.patents import read_patents, sample_files
from evidence.products import read_product
from finetune.embedder import QUERIES_EACH, QUERIES_SEED
from finetune.embedder_data import EverydayQuery, everyday_queries
from finetune.split import split_of
from graph.schema import Patent
from retrieval import lexical, search
from retrieval.claims import claim_rows
from retrieval.embedder import load_embedder
from retrieval.importers import import_patents
from retrieval.index import build_index
from retrieval.search import HybridRetriever

DEPTH = 50
NO_PRODUCT = (
    "asdf qwer",
    "오늘 날씨 어때",
    "안녕하세요 반갑습니다",
    "주말에 영화 보러 갈까요",
    "축구 경기 결과 알려줘",
    "hello world this is a test",
    "대한민국의 수도는 서울이다",
    "세금 신고 언제까지 해야 하나요",
    "고양이가 귀여워요",
    "아파트 전세 계약서",
    "기차표 예매",
    "lorem ipsum dolor sit amet",
    "국회의원 선거 일정",
    "기타 치는 법 배우고 싶어요",
    "이메일 보내줘",
    "어제 친구와 싸웠어요",
)


def word_tokens(text: str) -> list[str]:
    """Return whole words."""
    return lexical.words(text)


def unigram_tokens(text: str) -> list[str]:
    """Return whole words and each character of Hangul words."""
    words = lexical.words(text)
    return words + [char for word in words if "가" <= word[0] <= "힣" for char in word]


def trigram_tokens(text: str) -> list[str]:
    """Return character trigrams of Hangul words, other words whole."""
    return [
        gram
        for word in lexical.words(text)
        for gram in (lexical.grams(word, 3) if "가" <= word[0] <= "힣" else (word,))
    ]


def mixed_tokens(text: str) -> list[str]:
    """Return bigrams and trigrams of Hangul words, other words whole."""
    return lexical.tokens(text) + trigram_tokens(text)


def latin_bigram_tokens(text: str) -> list[str]:
    """Return bigrams of all words, and Latin words and numbers whole as well."""
    words = lexical.words(text)
    return lexical.tokens(text) + [
        a + b for word in words if word[0] < "가" and len(word) > 2 for a, b in pairwise(word)
    ]


TOKENIZERS: dict[str, Callable[[str], list[str]]] = {
    "words": word_tokens,
    "words + unigrams": unigram_tokens,
    "bigrams": lexical.tokens,
    "bigrams, Latin too": latin_bigram_tokens,
    "trigrams": trigram_tokens,
    "bigrams + trigrams": mixed_tokens,
}


def scores(ranks: Sequence[int | None]) -> list[str]:
    """Return recall at 1, 5, 10, 20 and the mean reciprocal rank of 0-based ranks (None: lost)."""
    found = [rank for rank in ranks if rank is not None]
    recalls = [sum(rank < k for rank in found) / len(ranks) for k in (1, 5, 10, 20)]
    return [f"{value:.3f}" for value in (*recalls, sum(1 / (r + 1) for r in found) / len(ranks))]


def rank_of(number: str, ids: Sequence[str]) -> int | None:
    """Return the place of the patent's best claim among claim ids, or None."""
    return next((at for at, found in enumerate(ids) if found.startswith(f"{number}:")), None)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left")
    for at, column in enumerate(columns):
        table.add_column(column, justify="right" if at else "left")
    return table


def compare_indexes(
    retrievers: dict[str, HybridRetriever], queries: Sequence[EverydayQuery], glossary: Glossary
) -> Table:
    """Return the table of dense, lexical and fused search."""
    title = f"{len(queries)} everyday queries, all claims of the collection"
    table = _table(title, "search", "recall@1", "recall@5", "recall@10", "recall@20", "MRR")
    for label, retriever in retrievers.items():
        ranks: dict[str, list[int | None]] = defaultdict(list)
        for query in queries:
            product = read_product(query.text, glossary)
            text = retriever.query_text(product)
            hits = {
                "dense": retriever.dense(text, DEPTH),
                "lexical": retriever.lexical(text, DEPTH),
            }
            for source, found in hits.items():
                ranks[source].append(rank_of(query.number, [claim_id for claim_id, _ in found]))
            fused = [claim_id for claim_id, _, _ in search.fuse(hits)]
            ranks["fused"].append(rank_of(query.number, fused))
            numbers = [hit.regit_num for hit in retriever.patents(product, 20)]
            here = numbers.index(query.number) if query.number in numbers else None
            ranks["by element, per patent"].append(here)
        for source, of_source in ranks.items():
            table.add_row(f"{source}, {label}", *scores(of_source))
    return table


def compare_tokenizers(
    retriever: HybridRetriever,
    patents: Sequence[Patent],
    queries: Sequence[EverydayQuery],
    glossary: Glossary,
) -> Table:
    """Return the table of tokenizers for the lexical index alone."""
    import bm25s

    rows = claim_rows(patents)
    texts = {
        "own words": [query.text for query in queries],
        "with names": [retriever.query_text(read_product(q.text, glossary)) for q in queries],
    }
    title = f"lexical index, {len(queries)} everyday queries, all sample claims"
    table = _table(
        title, "tokens", "recall@1", "recall@5", "recall@10", "recall@20", "MRR", "vocabulary"
    )
    for label, tokenize in TOKENIZERS.items():
        bm25 = bm25s.BM25(method="lucene")
        bm25.index([tokenize(row.text) for row in rows], show_progress=False)
        for wording, asked in texts.items():
            ranks = []
            for query, text in zip(queries, asked, strict=True):
                known = bm25.get_tokens_ids(sorted(set(tokenize(text))))
                points = bm25.get_scores_from_ids(known)
                order = [at for at in (-points).argsort(kind="stable") if points[at] > 0]
                ranks.append(rank_of(query.number, [rows[at].id for at in order]))
            table.add_row(f"{label}, {wording}", *scores(ranks), str(len(bm25.vocab_dict)))
    return table


def compare_floors(
    retriever: HybridRetriever, queries: Sequence[EverydayQuery], glossary: Glossary
) -> Table:
    """Return the table of what the floors and the tail let through."""
    table = _table(
        "floors of a search", "texts", "number", "answered", "claims each", "found in 10"
    )
    mine = [(query.text, query.number) for query in queries]
    for label, asked in (
        ("everyday queries", mine),
        ("about no product", [(text, None) for text in NO_PRODUCT]),
    ):
        answers = [
            (number, retriever.search(read_product(text, glossary), 10, date.today()))
            for text, number in asked
        ]
        answered = sum(bool(found) for _, found in answers)
        claims = sum(len(found) for _, found in answers)
        hits = sum(any(c.claim.regit_num == n for c in found) for n, found in answers if n)
        table.add_row(
            label,
            str(len(asked)),
            f"{answered / len(asked):.3f}",
            f"{claims / len(asked):.1f}",
            f"{hits / len(asked):.3f}",
        )
    bests = []
    for text in NO_PRODUCT:
        hits_of = (retriever.dense(text, 1), retriever.lexical(text, 1))
        bests.append([found[0][1] if found else 0.0 for found in hits_of])
    dense, words = (max(column) for column in zip(*bests, strict=True))
    table.caption = f"best hit of any text about no product: dense {dense:.2f}, lexical {words:.2f}"
    return table


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.retrieval_quality",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--tokens", action="store_true", help="compare tokenizers")
    parser.add_argument("--floors", action="store_true", help="show what the floors let through")
    parser.add_argument("--patents", type=Path, metavar="FILE", help="search for these patents")
    arguments = parser.parse_args(argv)
    glossary = load_glossary()
    patents = list(read_patents(sample_files()))
    if arguments.patents:
        asked = list(import_patents([arguments.patents]))
        patents += asked
        queries = everyday_queries(asked, glossary, 1, QUERIES_SEED)
    else:
        held_out = [patent for patent in patents if split_of(patent.number) != "train"]
        queries = everyday_queries(held_out, glossary, QUERIES_EACH, QUERIES_SEED)
    embedder = load_embedder()
    with tempfile.TemporaryDirectory() as folder:
        build_index(Path(folder), patents, embedder)
        plain = HybridRetriever(Path(folder), embedder)
        named = HybridRetriever(Path(folder), embedder, glossary.names)
        if arguments.tokens:
            table = compare_tokenizers(named, patents, queries, glossary)
        elif arguments.floors:
            table = compare_floors(named, queries, glossary)
        else:
            table = compare_indexes({"own words": plain, "with names": named}, queries, glossary)
        Console().print(table)
        plain.close()
        named.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
