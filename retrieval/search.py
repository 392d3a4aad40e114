"""Finds the patents that matter for a product: vectors and BM25, fused by reciprocal rank.

python -m retrieval.search QUERY [--ipc A61Q] [--status 등록] [--as-of 2026-01-31] [--json]

The words of a product are looked up as a whole, with the other names of what it names, and element
by element: a claim that has every element under whatever name comes before one that has one
element many times.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar, cast, get_args

from graph.errors import BiniError, InputError, NotFoundError
from graph.schema import Candidate, Claim, LegalStatus, Product
from retrieval.catalogue import Catalogue, Filters
from retrieval.collection import (
    VECTORS,
    IndexInfo,
    current_index,
    open_client,
    refuse_other_embedder,
    require_index,
)
from retrieval.embedder import SHIPPED, Embedder, load_embedder
from retrieval.lexical import LexicalIndex, words
from retrieval.numbers import PatentNumber, read_number

if TYPE_CHECKING:
    import numpy as np
    from chromadb.api.models.Collection import Collection
    from numpy.typing import NDArray

RRF_K = 60
"""Rank constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)."""

WEIGHTS = {"lexical": 1.0, "dense": 0.05}
"""What a rank in each index counts, and in ``ELEMENTS`` and ``OWN_WORDS`` what each reading of the
product counts beside the text with all names (1). ``python -m benchmarks.retrieval_quality`` shows
what the readings are worth, with ``--patents`` on real patents."""

ELEMENTS = 0.5
OWN_WORDS = 0.5

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

_NAMES_EACH = 16
"""How many names of one element are looked up, at most."""

_SAYS_IT = 0.6
"""Share of a name's weight from which a claim counts as naming it, for how rare the name is."""

_REASONS = 6
"""How many reasons a hit gives, at most."""

Expand = Callable[[str], Sequence[str]]
"""From a concept's id to its names."""

Hits = Sequence[tuple[str, float]]
"""Claim ids with their scores, best first."""

_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Reason:
    """Why a claim was found: what the product says, and what the claim says to it."""

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
    """Fused score of its best claim."""
    claims: tuple[int, ...]
    """Numbers of the independent claims found, best first."""
    found_by: tuple[str, ...]
    why: tuple[Reason, ...]
    text: str
    """Text of the best claim."""


@dataclass(frozen=True)
class _Open:
    info: IndexInfo
    collection: Collection
    lexical: LexicalIndex
    catalogue: Catalogue
    vectors: NDArray[np.float32]
    """One row a claim, length one, read from disk as needed."""


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

        def find(opened: _Open) -> tuple[Candidate, ...]:
            fused = self._ranked(opened, product, top_k, None)[:top_k]
            claims = _claims(opened, [claim_id for claim_id, _, _ in fused])
            return tuple(
                Candidate(claim=claims[claim_id], score=score, found_by=found_by)
                for claim_id, score, found_by in fused
                if claim_id in claims
            )

        return self._with_index(find)

    def patents(
        self, product: Product, top_k: int, filters: Filters | None = None
    ) -> tuple[PatentHit, ...]:
        """Return at most ``top_k`` patents that fulfil ``filters``, best first."""

        def find(opened: _Open) -> tuple[PatentHit, ...]:
            mask = opened.catalogue.mask(filters) if filters else None
            fused = self._ranked(opened, product, top_k, mask)
            groups: dict[str, list[tuple[str, float, tuple[str, ...]]]] = defaultdict(list)
            for hit in fused:
                number = opened.catalogue.numbers[opened.catalogue.places[hit[0]]]
                if number in groups or len(groups) < top_k:
                    groups[number].append(hit)
            claims = _claims(opened, [hits[0][0] for hits in groups.values()])
            return tuple(self._hit(product, claims[hits[0][0]], hits) for hits in groups.values())

        return self._with_index(find)

    def dense(self, text: str, limit: int) -> list[tuple[str, float]]:
        """Return at most ``limit`` claim ids with their cosine similarity, best first."""
        return self._dense(self._current(), text, limit, None)

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
        wanted = tuple(dict.fromkeys(_read(number) for number in numbers))
        return self._with_index(
            lambda opened: tuple(
                Candidate(claim=claim, score=1.0, found_by=("named",))
                for number in wanted
                for claim in _named(opened.collection, number)
            )
        )

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

    def _ranked(
        self, opened: _Open, product: Product, top_k: int, mask: NDArray[np.bool_] | None
    ) -> list[tuple[str, float, tuple[str, ...]]]:
        """Return claim ids with fused scores and what found them, best first."""
        text, lexical = self.query_text(product), opened.lexical
        depth = max(_DEPTH, 5 * top_k)
        whole = lexical.shares(text)
        dense = self._dense(opened, text, depth, mask)
        if not any(element.concept for element in product.elements):
            best = {"dense": dense, "lexical": lexical.best(whole, 1)}
            if not above_floors(best):
                return []
        scores = whole + OWN_WORDS * lexical.shares(product.text)
        scores += ELEMENTS * self._coverage(lexical, product)
        if mask is not None:
            scores = scores * mask
        return fuse({"dense": dense, "lexical": lexical.best(scores, depth)}, WEIGHTS)

    def _coverage(self, lexical: LexicalIndex, product: Product) -> NDArray[np.float32]:
        """Return how much of the product's elements each claim names, 0..1; rare ones count more."""
        import numpy as np

        coverage, weights = np.zeros(len(lexical), dtype=np.float32), 0.0
        for names in self._element_names(product).values():
            said = np.maximum.reduce([lexical.shares(name) for name in names[:_NAMES_EACH]])
            weight = float(np.log((len(said) + 1) / (1 + np.count_nonzero(said >= _SAYS_IT))))
            coverage += weight * said
            weights += weight
        return coverage / weights if weights else coverage

    def _dense(
        self, opened: _Open, text: str, limit: int, mask: NDArray[np.bool_] | None
    ) -> list[tuple[str, float]]:
        import numpy as np

        vector = self._embedder.query(text)
        if not any(vector):
            return []
        if mask is not None:
            rows = np.flatnonzero(mask)
            near = opened.vectors[rows] @ np.asarray(vector, dtype=np.float32)
            order = np.argsort(-near, kind="stable")[:limit]
            return [(opened.catalogue.ids[rows[at]], float(near[at])) for at in order]
        found = opened.collection.query(
            query_embeddings=cast("list[Sequence[float]]", [vector]),
            n_results=limit,
            include=["distances"],
        )
        assert found["distances"] is not None
        return [
            (claim_id, 1 - distance)
            for claim_id, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]

    def _hit(
        self, product: Product, claim: Claim, hits: Sequence[tuple[str, float, tuple[str, ...]]]
    ) -> PatentHit:
        return PatentHit(
            regit_num=claim.regit_num,
            title=claim.title,
            status=claim.status,
            filed_on=claim.filed_on,
            ipc=claim.ipc,
            sample=claim.sample,
            score=hits[0][1],
            claims=tuple(int(claim_id.rsplit(":", 1)[1]) for claim_id, _, _ in hits),
            found_by=hits[0][2],
            why=self._reasons(product, f"{claim.title} {claim.text}"),
            text=claim.text,
        )

    def _reasons(self, product: Product, text: str) -> tuple[Reason, ...]:
        """Return the elements the claim names, or else the words it shares with the product."""
        plain = "".join(text.split()).casefold()
        reasons = []
        for names in self._element_names(product).values():
            found = (name for name in names if "".join(name.split()).casefold() in plain)
            name = next(found, None)
            if name is not None:
                reasons.append(Reason(said=names[0], found=name))
        if not reasons:
            shared = set(words(text))
            own = dict.fromkeys(word for word in words(product.text) if len(word) > 1)
            reasons = [Reason(said=word, found=word) for word in own if word in shared]
        return tuple(reasons[:_REASONS])

    def _with_index(self, find: Callable[[_Open], _Result]) -> _Result:
        """Search; once more where the index was rebuilt, and the one before dropped, meanwhile."""
        from chromadb.errors import ChromaError

        opened = self._current()
        try:
            return find(opened)
        except ChromaError:
            again = self._current()
            if again is opened:
                raise
            return find(again)

    def _current(self) -> _Open:
        import numpy as np

        with self._lock:
            info, collection = current_index(self._client, self._folder)
            if self._opened is None or self._opened.info.name != info.name:
                refuse_other_embedder(info, self._embedder.embedder_id, self._folder)
                beside = self._folder / info.lexical
                self._opened = _Open(
                    info,
                    collection,
                    LexicalIndex.open(beside),
                    Catalogue.open(beside),
                    np.load(beside / VECTORS, mmap_mode="r"),
                )
                self.index_id = f"{info.name}+{info.embedder_id}"
            return self._opened


def above_floors(hits: Mapping[str, Hits]) -> bool:
    """Return whether the best hit of either index says more than chance would."""
    floors = {"dense": DENSE_FLOOR, "lexical": LEXICAL_FLOOR}
    return any(found and found[0][1] >= floors[source] for source, found in hits.items())


def fuse(
    hits: Mapping[str, Hits], weights: Mapping[str, float] | None = None
) -> list[tuple[str, float, tuple[str, ...]]]:
    """Fuse by reciprocal rank: return ids with fused score and the indexes that found them.

    Each list is sorted best first. A hit far below the best of its list (``TAIL``) does not count;
    equal scores are ordered by id. ``weights`` says what a rank in each list counts, 1 by default.
    """
    scores: dict[str, float] = defaultdict(float)
    found_by: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for source, found in hits.items():
        weight = weights[source] if weights else 1
        for rank, (claim_id, score) in enumerate(found, 1):
            if score > 0 and score >= TAIL * found[0][1]:
                scores[claim_id] += weight / (RRF_K + rank)
                found_by[claim_id] += (source,)
    best = sorted(scores, key=lambda claim_id: (-scores[claim_id], claim_id))
    return [(claim_id, scores[claim_id], found_by[claim_id]) for claim_id in best]


def _claims(opened: _Open, ids: Sequence[str]) -> dict[str, Claim]:
    if not ids:
        return {}
    found = opened.collection.get(ids=list(ids), include=["metadatas"])
    assert found["metadatas"] is not None
    return {
        claim_id: Claim.model_validate_json(str(meta["claim"]))
        for claim_id, meta in zip(found["ids"], found["metadatas"], strict=True)
    }


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
    parser.add_argument("--as-of", type=_day, metavar="DAY", help="이날 존속하는 특허만")
    parser.add_argument("--filed-from", type=_day, metavar="DAY", help="이날부터 출원된 특허만")
    parser.add_argument("--filed-to", type=_day, metavar="DAY", help="이날까지 출원된 특허만")
    parser.add_argument(
        "--index", type=Path, metavar="DIR", help="색인 폴더 (기본: BINI_INDEX_DIR, .index)"
    )
    parser.add_argument(
        "--embedder",
        metavar="NAME",
        help="색인을 만든 임베더 (기본: BINI_EMBEDDER, 함께 배포되는 모델)",
    )
    return parser.parse_args(argv)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r}: 2026-01-31처럼 적어 주세요") from None


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
    require_index(folder)
    glossary = load_glossary(settings.glossary_dir)
    embedder = load_embedder(arguments.embedder or settings.embedder or SHIPPED)
    retriever = HybridRetriever(folder, embedder, glossary.names)
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
        f"        {claims}  [{sources}]  {why}"
    )


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
