"""What the parts of the search are worth, measured on the written queries (``data/queries``).

    python -m benchmarks.retrieval_quality            the search without each of its readings
    python -m benchmarks.retrieval_quality --tokens   tokenizers of the lexical index
    python -m benchmarks.retrieval_quality --passages what the vectors are made of
    python -m benchmarks.retrieval_quality --floors   what the floors let through
    python -m benchmarks.retrieval_quality --patents FILE ...
                                                      with these patents in the collection, and
                                                      the queries about real patents as well

The collection is that of all sample patents. ``python -m retrieval.evaluate`` measures the search
as it is; this measures on the tuning files only.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evidence.glossary import Glossary, load_glossary
from evidence.patents import read_patents, sample_files
from evidence.products import read_product
from graph.schema import Product
from retrieval import lexical, search
from retrieval.claims import PatentEntry, patent_entries
from retrieval.embedder import Embedder, load_embedder
from retrieval.evaluate import CUTS, Query, read_queries, score
from retrieval.everyday import load_everyday
from retrieval.importers import import_patents
from retrieval.index import build_index
from retrieval.lexical import LexicalIndex
from retrieval.search import HybridRetriever, wider_names

QUERIES = Path(__file__).resolve().parent.parent / "data" / "queries"

READINGS = ("OWN_WORDS", "ELEMENTS", "EVERYDAY", "DENSE")
"""Weights of ``retrieval.search`` that are set to nothing, one at a time."""

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

Asked = Sequence[tuple[Query, Product]]


def word_tokens(text: str) -> list[str]:
    """Return whole words."""
    return lexical.words(text)


def unigram_tokens(text: str) -> list[str]:
    """Return bigrams, and each character of Hangul words."""
    characters = (char for word in lexical.words(text) if "가" <= word[0] <= "힣" for char in word)
    return [*BIGRAMS(text), *characters]


def trigram_tokens(text: str) -> list[str]:
    """Return bigrams and trigrams of Hangul words, other words whole."""
    hangul = (word for word in lexical.words(text) if "가" <= word[0] <= "힣" and len(word) > 2)
    return [*BIGRAMS(text), *(gram for word in hangul for gram in lexical.grams(word, 3))]


BIGRAMS = lexical.tokens

TOKENIZERS: dict[str, Callable[[str], list[str]]] = {
    "bigrams": BIGRAMS,
    "words": word_tokens,
    "bigrams + unigrams": unigram_tokens,
    "bigrams + trigrams": trigram_tokens,
}


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left")
    for at, column in enumerate(columns):
        table.add_column(column, justify="right" if at else "left")
    return table


def _row(rankings: Sequence[Sequence[str]], asked: Asked) -> list[str]:
    scores = score(rankings, [query for query, _ in asked])
    return [f"{value:.3f}" for value in (*scores.recall.values(), scores.mrr)]


_SCORES = (*(f"recall@{cut}" for cut in CUTS), "MRR")


@contextmanager
def _without(name: str | None) -> Iterator[None]:
    """Take a reading's weight away."""
    before = getattr(search, name) if name else None
    if name:
        setattr(search, name, 0.0)
    try:
        yield
    finally:
        if name:
            setattr(search, name, before)


def compare_readings(retriever: HybridRetriever, asked: Asked) -> Table:
    """Return the table of the search as it is, and without each of its readings."""
    table = _table(f"{len(asked)} written queries", "search", *_SCORES)
    for name in (None, *READINGS):
        with _without(name):
            rankings = [
                [hit.regit_num for hit in retriever.patents(product, max(CUTS))]
                for _, product in asked
            ]
        table.add_row(f"without {name}" if name else "as it is", *_row(rankings, asked))
    return table


def compare_tokenizers(
    retriever: HybridRetriever, entries: Sequence[PatentEntry], asked: Asked
) -> Table:
    """Return the table of tokenizers for the lexical index alone, with all names."""
    table = _table(f"lexical index, {len(asked)} written queries", "tokens", *_SCORES)
    numbers = [entry.patent.number for entry in entries]
    for label, tokenize in TOKENIZERS.items():
        lexical.tokens = tokenize
        index = LexicalIndex.build(numbers, (entry.text for entry in entries))
        rankings = [
            [number for number, _ in index.search(retriever.query_text(product), max(CUTS))]
            for _, product in asked
        ]
        table.add_row(label, *_row(rankings, asked))
    lexical.tokens = BIGRAMS
    return table


def compare_passages(entries: Sequence[PatentEntry], embedder: Embedder, asked: Asked) -> Table:
    """Return the table of what a claim's vector can be the mean of, for the vectors alone."""
    import numpy as np

    table = _table(f"vectors, {len(asked)} written queries", "mean of", *_SCORES)
    queries = np.asarray([embedder.query(query.query) for query, _ in asked])
    starts = np.cumsum([0, *(len(entry.rows) for entry in entries)])[:-1]
    texts = [row.passages for entry in entries for row in entry.rows]
    claims, abstracts, titles = (
        np.asarray(embedder.documents([row[at] for row in texts])) for at in range(len(texts[0]))
    )
    for label, vectors in {
        "claim": claims,
        "claim, abstract": claims + abstracts,
        "claim, title": claims + titles,
        "claim, abstract, title": claims + abstracts + titles,
    }.items():
        lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        near = np.maximum.reduceat(vectors / lengths @ queries.T, starts).T
        places = np.argsort(-near, axis=1)[:, : max(CUTS)]
        rankings = [[entries[at].patent.number for at in row] for row in places]
        table.add_row(label, *_row(rankings, asked))
    return table


def compare_floors(retriever: HybridRetriever, asked: Asked, glossary: Glossary) -> Table:
    """Return the table of what the floors and the tail let through."""
    table = _table("floors of a search", "texts", "number", "answered", "patents each")
    products = {
        "written queries": [product for _, product in asked],
        "about no product": [read_product(text, glossary) for text in NO_PRODUCT],
    }
    for label, texts in products.items():
        answers = [retriever.patents(product, max(CUTS)) for product in texts]
        answered = sum(map(bool, answers)) / len(answers)
        each = sum(map(len, answers)) / len(answers)
        table.add_row(label, str(len(texts)), f"{answered:.3f}", f"{each:.1f}")
    return table


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.retrieval_quality",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--tokens", action="store_true", help="compare tokenizers")
    parser.add_argument("--passages", action="store_true", help="compare texts for the vectors")
    parser.add_argument("--floors", action="store_true", help="show what the floors let through")
    parser.add_argument(
        "--patents", nargs="+", type=Path, default=[], metavar="FILE", help="add these patents"
    )
    arguments = parser.parse_args(argv)
    glossary = load_glossary()
    patents = [*read_patents(sample_files()), *import_patents(arguments.patents)]
    files = ["samples.jsonl", "real.jsonl"] if arguments.patents else ["samples.jsonl"]
    queries = [query for file in files for query in read_queries(QUERIES / file)]
    asked = [(query, read_product(query.query, glossary)) for query in queries]
    embedder = load_embedder()
    with tempfile.TemporaryDirectory() as folder:
        build_index(Path(folder), patents, embedder)
        retriever = HybridRetriever(
            Path(folder), embedder, wider_names(glossary), everyday=load_everyday()
        )
        if arguments.tokens:
            table = compare_tokenizers(retriever, patent_entries(patents), asked)
        elif arguments.passages:
            table = compare_passages(patent_entries(patents), embedder, asked)
        elif arguments.floors:
            table = compare_floors(retriever, asked, glossary)
        else:
            table = compare_readings(retriever, asked)
        Console().print(table)
        retriever.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
