"""Finds the patents that matter for a product: words (BM25) and vectors, fused by reciprocal rank.

python -m retrieval.search QUERY [--ipc A61Q] [--status 등록] [--as-of 2026-01-31] [--json]

The words of a product are looked up as they are, with the other names of what it names, element by
element (a patent that has every element under whatever name comes before one that has one element
many times), and in the words that patents use for everyday ones. The vectors add likeness.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar, cast, get_args

from graph.errors import InputError, NotFoundError
from graph.schema import Candidate, LegalStatus, Product
from retrieval.catalogue import Catalogue, Filters
from retrieval.claims import StoredPatent, StoredPatents
from retrieval.collection import (
    IndexInfo,
    current_index,
    named_errors,
    open_beside,
    open_client,
    refuse_other_embedder,
    require_index,
)
from retrieval.commands import Parser, read_day, run
from retrieval.embedder import SHIPPED, Embedder, load_embedder
from retrieval.everyday import Everyday, load_everyday
from retrieval.lexical import LexicalIndex, best, tokens, words
from retrieval.numbers import PatentNumber, read_number
from retrieval.rerank import Reranker, load_reranker

if TYPE_CHECKING:
    import numpy as np
    from chromadb.api.models.Collection import Collection
    from numpy.typing import NDArray

    from evidence.glossary import Glossary

OWN_WORDS = 1.0
ELEMENTS = 0.25
EVERYDAY = 0.4
DENSE = 0.4
"""What each reading of the product counts beside the text with all names (1): the text alone, its
elements one by one, and everyday words in the words of patents, whose BM25 scores are added; and
what a rank among the vectors counts beside one among the words. Chosen on the tuned halves of
``data/queries``; ``python -m retrieval.evaluate`` shows the result.
"""
RRF_K = 10
"""Rank constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009, use 60); smaller,
so that the first ranks count for more. Chosen likewise."""

DENSE_FLOOR = 0.4
"""Cosine similarity below which the best vector hit of a text about nothing known is no hit."""

LEXICAL_FLOOR = 0.2
"""Share of the best possible BM25 score below which the best lexical hit is none, likewise.

``python -m benchmarks.retrieval_quality --floors`` prints what both floors let through, of
everyday queries and of sentences that are about no product.
"""

TAIL = 0.1
"""A patent whose words and likeness come to less than this share of the best one's is left out;
same command."""

RERANKED = 30
"""Patents that a reranker reads."""

CLAIMS_EACH = 2
"""Independent claims of one patent that a search for claims puts forward before the next patent's;
the rest come after the last patent. With 1, a patent's level would rest on one of its claims; with
more, fewer patents are among the first ten (the last row of ``python -m retrieval.evaluate``).
"""

_DEPTH = 100
"""How many hits of the words, and of the vectors, are joined at least."""

_OVERFETCH = 15
"""Rows compared in the time in which Chroma finds one more, times 1.5, rounded."""

_NAMES_EACH = 24
"""How many names of one element are looked up, at most."""

_OF_PARENT = 2
"""How many names of each thing that an element is a kind of are looked up with its own."""

_SAYS_IT = 0.6
"""Share of a name's weight from which a patent counts as naming it, for how rare the name is."""

_REASONS = 6
"""How many reasons a hit gives, at most."""

Expand = Callable[[str], Sequence[str]]
"""From a concept's id to its names."""

Hits = Sequence[tuple[str, float]]
"""Numbers of patents with their scores, best first."""

_Result = TypeVar("_Result")

_NO_WORDS = Everyday(())


@dataclass(frozen=True)
class Reason:
    """Why a patent was found: what the product says, and what the patent says to it."""

    said: str
    found: str


@dataclass(frozen=True)
class PatentHit:
    """One patent that was found."""

    regit_num: str
    """Registration number; the application number while pending."""
    title: str
    status: LegalStatus
    filed_on: date | None
    ipc: tuple[str, ...]
    sample: bool
    score: float
    claims: tuple[int, ...]
    """Numbers of its independent claims, nearest first."""
    found_by: tuple[str, ...]
    why: tuple[Reason, ...]
    text: str
    """Text of the nearest claim."""


@dataclass(frozen=True)
class _Open:
    info: IndexInfo
    collection: Collection
    lexical: LexicalIndex
    catalogue: Catalogue
    patents: StoredPatents
    vectors: NDArray[np.float32]
    """One row a claim, length one, read from disk as needed."""


@dataclass(frozen=True)
class _Found:
    place: int
    """Place of the patent in the index."""
    score: float
    """0..1, or the reranker's."""
    claims: tuple[int, ...]
    """Which of its claims, nearest first, counted from 0."""
    found_by: tuple[str, ...]


@dataclass(frozen=True)
class _Asked:
    """A product as it is looked up."""

    text: str
    with_names: str
    """The text and the other names of what it names."""
    elements: tuple[tuple[str, ...], ...]
    """The names of each thing the product has; its own words first."""
    everyday: tuple[tuple[str, tuple[str, ...]], ...]
    """Everyday words of the text, and the words of patents for them."""
    names_something: bool
    """Whether anything in the text is known."""


class HybridRetriever:
    """A ``ClaimRetriever`` over the index in a folder; safe to share between threads.

    An index rebuilt by another process is taken up at the next search.
    """

    index_id: str
    """Names the collection and its embedder, e.g. ``claims-3f2a1b4c5d6e+embedder@1a2b3c4d``."""

    def __init__(
        self,
        folder: Path,
        embedder: Embedder,
        expand: Expand | None = None,
        *,
        everyday: Everyday = _NO_WORDS,
        reranker: Reranker | None = None,
        server: str | None = None,
    ) -> None:
        """Open the index.

        Args:
            folder: The index folder, made by ``python -m retrieval.index build``.
            embedder: The embedder the index was built with.
            expand: Gives the names of a concept, e.g. ``wider_names(glossary)``.
            everyday: Words of patents for everyday ones, e.g. ``load_everyday()``.
            reranker: Orders the best patents anew.
            server: Where a Chroma server answers; None: Chroma embedded in the folder.

        Raises:
            PatentIndexError: the index is missing, incomplete or was built with another embedder,
                or no Chroma server answers.
        """
        require_index(folder, server)
        self._folder = folder
        self._server = server
        self._embedder = embedder
        self._expand = expand
        self._everyday = everyday
        self._reranker = reranker
        self._lock = Lock()
        self._client = open_client(folder, server)
        self._opened: _Open | None = None
        self._with_index(lambda opened: None)

    def search(self, product: Product, top_k: int, as_of: date) -> Sequence[Candidate]:
        """Return at most ``top_k`` independent claims, best first; empty where nothing fits.

        ``as_of`` does not filter: a claim that is not in force on that day is reported with its
        status (``LABELS.md``), so it must be found.
        """

        def find(opened: _Open) -> tuple[Candidate, ...]:
            found = self._ranked(opened, self._asked(product), top_k, None)
            stored = {hit.place: opened.patents[hit.place] for hit in found[:top_k]}
            return tuple(
                Candidate(
                    claim=stored[hit.place].claims[claim], score=hit.score, found_by=hit.found_by
                )
                for hit, claim in claims_in_turn(found[:top_k])[:top_k]
            )

        return self._with_index(find)

    def patents(
        self, product: Product, top_k: int, filters: Filters | None = None
    ) -> tuple[PatentHit, ...]:
        """Return at most ``top_k`` patents that fulfil ``filters``, best first."""

        def find(opened: _Open) -> tuple[PatentHit, ...]:
            mask = opened.catalogue.mask(filters) if filters else None
            asked = self._asked(product)
            found = self._ranked(opened, asked, top_k, mask)
            return tuple(_hit(asked, opened.patents[hit.place], hit) for hit in found[:top_k])

        return self._with_index(find)

    def dense(self, text: str, limit: int) -> list[tuple[str, float]]:
        """Return at most ``limit`` patents with the similarity of their nearest claim."""

        def find(opened: _Open) -> list[tuple[str, float]]:
            numbers = opened.catalogue.numbers
            # Some of the nearest claims belong to one patent.
            near = self._dense(opened, self._vector(text), 4 * limit, None)
            return [(numbers[place], similarity) for place, similarity in near.items()][:limit]

        return self._with_index(find)

    def lexical(self, text: str, limit: int) -> list[tuple[str, float]]:
        """Return at most ``limit`` patents with the share of the query's weight they hold."""
        return self._with_index(lambda opened: opened.lexical.search(text, limit))

    def fetch(self, numbers: Sequence[str]) -> Sequence[Candidate]:
        """Return the independent claims of the named patents, in the order of ``numbers``.

        Registration and application numbers are taken in any usual form: ``10-2918091``,
        ``1029180910000``, ``10-2918091-0000``, ``10-2018-0012345``.

        Raises:
            NotFoundError: a number is not in the collection.
        """
        wanted = tuple(dict.fromkeys(_read(number) for number in numbers))

        def find(opened: _Open) -> tuple[Candidate, ...]:
            places = dict.fromkeys(_place(opened.catalogue, number) for number in wanted)
            return tuple(
                Candidate(claim=claim, score=1.0, found_by=("named",))
                for place in places
                for claim in opened.patents[place].claims
            )

        return self._with_index(find)

    def close(self) -> None:
        """Let go of the files; the retriever is of no use afterwards."""
        self._client.close()

    def query_text(self, product: Product) -> str:
        """Return the product's text, then the names of its concepts that the text does not use.

        A concept the product lacks (무첨가) is not searched for under other names.
        """
        said = product.text.casefold()
        names = [
            name
            for element in self._element_names(product).values()
            for name in element[1:]
            if name.casefold() not in said
        ]
        return " ".join((product.text, *dict.fromkeys(names)))

    def _element_names(self, product: Product) -> dict[str, tuple[str, ...]]:
        """Return, of each thing the product has, its words and then the names of its concept."""
        names: dict[str, tuple[str, ...]] = {}
        for element in product.elements:
            key = element.concept or element.text
            if not element.negated and key not in names:
                others = self._expand(element.concept) if self._expand and element.concept else ()
                names[key] = tuple(dict.fromkeys((element.text, *others)))
        return names

    def _asked(self, product: Product) -> _Asked:
        return _Asked(
            text=product.text,
            with_names=self.query_text(product),
            elements=tuple(self._element_names(product).values()),
            everyday=self._everyday.said(product.text),
            names_something=any(element.concept for element in product.elements),
        )

    def _ranked(
        self, opened: _Open, asked: _Asked, top_k: int, mask: NDArray[np.bool_] | None
    ) -> list[_Found]:
        """Return the patents found, best first: at least ``top_k`` where there are as many."""
        import numpy as np

        lexical, depth = opened.lexical, max(_DEPTH, 2 * top_k)
        own = lexical.shares(asked.text)
        vector = self._vector(asked.text)
        near = self._dense(opened, vector, depth, mask)
        if not asked.names_something and not above_floors(
            max(near.values(), default=0.0), float(own.max(initial=0.0))
        ):
            return []
        everyday = (words for _, words in asked.everyday)
        scores = lexical.shares(asked.with_names) + OWN_WORDS * own
        scores += ELEMENTS * coverage(lexical, asked.elements) + EVERYDAY * coverage(
            lexical, everyday
        )
        if mask is not None:
            scores = np.where(mask, scores, 0)
        by_words = set(best(scores, depth).tolist())
        found = []
        likenesses = {}
        for place in by_words | near.keys():
            start, end = opened.catalogue.starts[place : place + 2]
            likenesses[place] = opened.vectors[start:end] @ vector
        said = {place: float(scores[place]) for place in likenesses}
        like = {place: max(float(each.max()), 0.0) for place, each in likenesses.items()}
        joined = {place: said[place] + DENSE * like[place] for place in said}
        least = TAIL * max(joined.values(), default=0.0)
        said, like = ({p: v for p, v in by.items() if joined[p] >= least} for by in (said, like))
        fused = fuse(said, like)
        for place, likeness in likenesses.items():
            if place not in fused:
                continue
            sources = {"dense": place in near, "lexical": place in by_words}
            found.append(
                _Found(
                    place=place,
                    score=fused[place],
                    claims=tuple(np.argsort(-likeness, kind="stable").tolist()),
                    found_by=tuple(source for source, here in sources.items() if here),
                )
            )
        found.sort(key=lambda hit: (-hit.score, hit.place))
        return found if self._reranker is None else self._reranked(opened, asked.text, found)

    def _reranked(self, opened: _Open, text: str, found: list[_Found]) -> list[_Found]:
        """Order the best patents by what the reranker says of their nearest claim."""
        assert self._reranker is not None
        texts = []
        for hit in found[:RERANKED]:
            claim = opened.patents[hit.place].claims[hit.claims[0]]
            texts.append(f"{claim.title}\n{claim.text}")
        scores = self._reranker.scores(text, texts)
        hits = [replace(hit, score=score) for hit, score in zip(found, scores, strict=False)]
        return sorted(hits, key=lambda hit: (-hit.score, hit.place))

    def _vector(self, text: str) -> NDArray[np.float32]:
        import numpy as np

        return np.asarray(self._embedder.query(text), dtype=np.float32)

    def _dense(
        self,
        opened: _Open,
        vector: NDArray[np.float32],
        limit: int,
        mask: NDArray[np.bool_] | None,
    ) -> dict[int, float]:
        """Return the patents of the ``limit`` nearest claims, each with its best similarity."""
        import numpy as np

        if not vector.any():
            return {}
        catalogue = opened.catalogue
        near: dict[int, float] = {}
        if mask is None:
            return self._nearest(opened, vector, limit)
        rows = np.flatnonzero(mask[catalogue.owners])
        # Many rows fit: asking Chroma for more than enough is quicker than comparing all of them
        # (the two cost the same at this edge: ``benchmarks.retrieval_scale --layouts``).
        if len(rows) ** 2 > _OVERFETCH * limit * len(opened.vectors):
            more = int(1.5 * limit * len(opened.vectors) / len(rows))
            found = self._nearest(opened, vector, more)
            near = {place: similarity for place, similarity in found.items() if mask[place]}
            if len(near) >= limit // 4:
                return near
        likeness = opened.vectors[rows] @ vector
        if limit < len(rows):
            nearest = np.argpartition(-likeness, limit)[:limit]
            rows, likeness = rows[nearest], likeness[nearest]
        near = {}
        for at in np.argsort(-likeness, kind="stable"):
            near.setdefault(int(catalogue.owners[rows[at]]), float(likeness[at]))
        return near

    def _nearest(self, opened: _Open, vector: NDArray[np.float32], limit: int) -> dict[int, float]:
        """Return what Chroma says of the whole collection."""
        found = opened.collection.query(
            query_embeddings=cast("list[Sequence[float]]", [vector]),
            n_results=limit,
            include=["distances"],
        )
        assert found["distances"] is not None
        near: dict[int, float] = {}
        for claim_id, distance in zip(found["ids"][0], found["distances"][0], strict=True):
            place = opened.catalogue.places[claim_id.rsplit(":", 1)[0]]
            near.setdefault(place, 1 - distance)
        return near

    def _with_index(self, find: Callable[[_Open], _Result]) -> _Result:
        """Search; once more where the index was rebuilt, and the one before dropped, meanwhile."""
        from chromadb.errors import ChromaError

        with named_errors(self._server):
            opened = self._current()
            try:
                return find(opened)
            except (ChromaError, OSError):
                again = self._current()
                if again is opened:
                    raise
                return find(again)

    def _current(self) -> _Open:
        with self._lock:
            info, collection = current_index(self._client, self._folder)
            if self._opened is None or self._opened.info.name != info.name:
                refuse_other_embedder(info, self._embedder.embedder_id, self._folder)
                self._opened = _Open(info, collection, *open_beside(self._folder / info.lexical))
                self.index_id = f"{info.name}+{info.embedder_id}"
            return self._opened


def fuse(said: Mapping[int, float], like: Mapping[int, float]) -> dict[int, float]:
    """Fuse two scorings of the same patents by reciprocal rank.

    Args:
        said: score of the words; a patent with none has no rank among them.
        like: likeness of the vectors.

    Returns:
        The fused score of each, 0 to 1: 1 for a patent that is first in both.
    """
    by_words, by_vectors = (
        {place: rank for rank, place in enumerate(sorted(by, key=lambda p: (-by[p], p)), 1)}
        for by in (said, like)
    )
    first_in_both = (1 + DENSE) / (RRF_K + 1)

    def share(place: int) -> float:
        words = 1 / (RRF_K + by_words[place]) if said[place] > 0 else 0.0
        return min(1.0, (words + DENSE / (RRF_K + by_vectors[place])) / first_in_both)

    return {place: share(place) for place in said}


def wider_names(glossary: Glossary) -> Expand:
    """Return what gives the names of a concept and of what it is a kind of.

    A claim to 무기 자외선 차단제 reads on a product with TiO2.
    """

    def names(concept_id: str) -> tuple[str, ...]:
        own = glossary.names(concept_id)
        parents = glossary.concepts[concept_id].parents if own else ()
        wider = (name for parent in parents for name in glossary.names(parent)[:_OF_PARENT])
        return (*own[:_NAMES_EACH], *wider)

    return names


def above_floors(dense: float, lexical: float) -> bool:
    """Return whether the best hit of either index says more than chance would."""
    return dense >= DENSE_FLOOR or lexical >= LEXICAL_FLOOR


def coverage(lexical: LexicalIndex, things: Iterable[Sequence[str]]) -> NDArray[np.float32]:
    """Return how many of the things each patent names, 0..1; a rare thing counts more.

    Args:
        lexical: The index of words.
        things: Each thing by its names; the one a patent says best counts.
    """
    import numpy as np

    covered, weights = np.zeros(len(lexical), dtype=np.float32), 0.0
    for names in things:
        said = np.maximum.reduce([lexical.shares(name) for name in names])
        weight = float(np.log((len(said) + 1) / (1 + np.count_nonzero(said >= _SAYS_IT))))
        covered += weight * said
        weights += weight
    return covered / weights if weights else covered


def claims_in_turn(found: Sequence[_Found]) -> list[tuple[_Found, int]]:
    """Return the claims of the patents: ``CLAIMS_EACH`` a patent first, then what is left."""
    first = [(hit, claim) for hit in found for claim in hit.claims[:CLAIMS_EACH]]
    return first + [(hit, claim) for hit in found for claim in hit.claims[CLAIMS_EACH:]]


def _hit(asked: _Asked, stored: StoredPatent, hit: _Found) -> PatentHit:
    claim = stored.claims[hit.claims[0]]
    texts = (stored.claims[at].text for at in hit.claims)
    return PatentHit(
        regit_num=claim.regit_num,
        title=claim.title,
        status=claim.status,
        filed_on=claim.filed_on,
        ipc=claim.ipc,
        sample=claim.sample,
        score=hit.score,
        claims=tuple(stored.claims[at].claim_number for at in hit.claims),
        found_by=hit.found_by,
        why=_reasons(asked, " ".join((claim.title, *texts, stored.abstract))),
        text=claim.text,
    )


def _reasons(asked: _Asked, text: str) -> tuple[Reason, ...]:
    """Return the elements the patent names, or else its words that are like the product's.

    None for a patent that is near by its vectors, or by a dependent claim, alone.
    """
    plain = _plain(text)
    pairs = [(names[0], names) for names in asked.elements] + list(asked.everyday)
    reasons = []
    for said, names in pairs:
        name = next((name for name in names if _plain(name) in plain), None)
        if name is not None:
            reasons.append(Reason(said=said, found=name))
    if not reasons:
        theirs = dict.fromkeys(words(text))
        for word in dict.fromkeys(word for word in words(asked.text) if len(word) > 1):
            found = _nearest_word(word, theirs)
            if found is not None:
                reasons.append(Reason(said=word, found=found))
    return tuple(dict.fromkeys(reasons))[:_REASONS]


def _nearest_word(word: str, others: Iterable[str]) -> str | None:
    """Return the word itself, or else the first one that shares a token with it (``tokens``)."""
    if word in others:
        return word
    own = set(tokens(word))
    return next((other for other in others if own & set(tokens(other))), None)


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


def _read(number: str) -> PatentNumber:
    try:
        return read_number(number)
    except InputError as error:
        raise NotFoundError(str(error)) from error


def _place(catalogue: Catalogue, number: PatentNumber) -> int:
    place = catalogue.place_of(number.digits, number.kind)
    if place is None:
        raise NotFoundError(
            f"특허 {number.digits!r}은(는) 색인에 없습니다. 들여오지 않았거나 독립항이 모두 삭제된 "
            "특허입니다. 특허를 더하십시오: python -m retrieval.index import FILE"
        )
    return place


def _parser() -> Parser:
    parser = Parser(
        prog="python -m retrieval.search", description="제품 설명에 가까운 특허를 찾습니다."
    )
    parser.add_argument("query", metavar="QUERY", help="제품 설명")
    parser.add_argument("--json", action="store_true", help="표준 출력에 JSON만 씁니다")
    parser.add_argument("--top-k", type=int, default=10, metavar="N", help="찾을 개수 (기본: 10)")
    parser.add_argument(
        "--ipc", nargs="+", default=(), metavar="IPC", help="IPC 분류의 앞부분, 예: A61Q"
    )
    parser.add_argument(
        "--status", nargs="+", default=(), choices=get_args(LegalStatus), help="법적 상태"
    )
    parser.add_argument("--as-of", type=read_day, metavar="DAY", help="이날 존속하는 특허만")
    parser.add_argument("--filed-from", type=read_day, metavar="DAY", help="이날부터 출원된 특허만")
    parser.add_argument("--filed-to", type=read_day, metavar="DAY", help="이날까지 출원된 특허만")
    parser.add_argument(
        "--index", type=Path, metavar="DIR", help="색인 폴더 (기본: BINI_INDEX_DIR, .index)"
    )
    parser.add_argument(
        "--embedder",
        metavar="NAME",
        help="색인을 만든 임베더 (기본: BINI_EMBEDDER, 함께 배포되는 모델)",
    )
    parser.add_argument(
        "--reranker",
        metavar="NAME",
        help="찾은 특허를 다시 줄 세우는 cross-encoder의 폴더나 이름 (기본: BINI_RERANKER, 없음)",
    )
    return parser


def _run(arguments: argparse.Namespace) -> None:
    from evidence.glossary import load_glossary
    from evidence.products import read_product
    from graph.settings import load_settings

    if not arguments.query.strip() or arguments.top_k < 1:
        raise InputError("제품 설명이 비었거나 --top-k가 1보다 작습니다.")
    filters = Filters(
        ipc=tuple(arguments.ipc),
        status=tuple(arguments.status),
        in_force_on=arguments.as_of,
        filed_from=arguments.filed_from,
        filed_to=arguments.filed_to,
    )
    settings = load_settings()
    folder: Path = arguments.index or settings.index_dir
    require_index(folder, settings.chroma_url)
    glossary = load_glossary(settings.glossary_dir)
    reranker = arguments.reranker or settings.reranker
    retriever = HybridRetriever(
        folder,
        load_embedder(arguments.embedder or settings.embedder or SHIPPED),
        wider_names(glossary),
        everyday=load_everyday(),
        reranker=load_reranker(reranker) if reranker else None,
        server=settings.chroma_url,
    )
    found = retriever.patents(read_product(arguments.query, glossary), arguments.top_k, filters)
    notice = ""
    if not found:
        notice = f"조건({filters})에 맞는 특허가 없습니다." if filters else "맞는 특허가 없습니다."
    if arguments.json:
        answer = {
            "query": arguments.query,
            "index_id": retriever.index_id,
            "filters": asdict(filters),
            "patents": [asdict(hit) for hit in found],
            "notice": notice,
        }
        print(json.dumps(answer, ensure_ascii=False, indent=2, default=str))
    elif found:
        print("\n".join(map(_line, found)))
    else:
        print(notice)
    retriever.close()


def _line(hit: PatentHit) -> str:
    claims = ", ".join(f"제{number}항" for number in hit.claims)
    kind = ", 지어낸 표본" if hit.sample else ""
    why = "; ".join(
        reason.found if reason.said == reason.found else f"{reason.said} → {reason.found}"
        for reason in hit.why
    )
    sources = "+".join(hit.found_by)
    return (
        f"{hit.score:.4f}  {hit.regit_num}  {hit.title} ({hit.status}{kind})\n"
        f"        {claims}  [{sources}]  {why or '종속항의 말이나 가까운 뜻'}"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code (``retrieval.commands.run``)."""
    return run(_parser(), _run, argv)


if __name__ == "__main__":
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    sys.exit(main())
