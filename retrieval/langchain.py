"""Any LangChain retriever as the search: another engine behind the same port.

    from langchain_core.vectorstores import InMemoryVectorStore
    from retrieval.langchain import LangChainRetriever, claim_documents

    documents = claim_documents(patents)
    store = InMemoryVectorStore.from_documents(documents, embeddings)
    engine = LangChainRetriever(store.as_retriever(search_kwargs={"k": 20}), documents, "memory")
    context = make_context(retriever=engine)

The engine decides what is near; numbers, claims and their form stay those of this project.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from graph.errors import NotFoundError, PatentIndexError
from graph.schema import Candidate, Claim, Patent, Product
from retrieval.claims import patent_entries
from retrieval.numbers import read_number

if TYPE_CHECKING:
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever

RRF_K = 60
"""Rank constant of the score: engines give an order, seldom a score that compares (Cormack, Clarke
and Büttcher, SIGIR 2009)."""


def claim_documents(patents: Iterable[Patent]) -> list[Document]:
    """Return a document for each independent claim, as any LangChain vector store takes them.

    The metadata holds the claim as JSON (``claim``) and the patent's numbers, 13 digits each.
    """
    from langchain_core.documents import Document

    return [
        Document(
            id=row.id,
            page_content=row.text,
            metadata={
                "claim": row.claim.model_dump_json(),
                "application_number": entry.patent.application_number,
                "registration_number": entry.patent.regit_num or "",
            },
        )
        for entry in patent_entries(patents)
        for row in entry.rows
    ]


class LangChainRetriever:
    """A ``ClaimRetriever`` over a LangChain retriever; as safe to share as that one is."""

    def __init__(
        self, retriever: BaseRetriever, documents: Iterable[Document], index_id: str
    ) -> None:
        """Put ``retriever`` behind the port.

        Args:
            retriever: Answers a product's text with documents of ``claim_documents``, best first.
            documents: The documents it was given, to find named patents in.
            index_id: Names the collection and the embedder in reports.
        """
        self.index_id = index_id
        self._retriever = retriever
        self._named: dict[tuple[str, str], list[Claim]] = {}
        for document in documents:
            claim = _claim(document)
            for kind in ("registration", "application"):
                number = document.metadata[f"{kind}_number"]
                self._named.setdefault((kind, number), []).append(claim)

    def search(self, product: Product, top_k: int, as_of: date) -> Sequence[Candidate]:
        """Return at most ``top_k`` independent claims, best first; empty where nothing fits."""
        found = {claim.model_dump_json(): claim for claim in map(_claim, self._ask(product.text))}
        return tuple(
            Candidate(claim=claim, score=1 / (RRF_K + place), found_by=("langchain",))
            for place, claim in enumerate(list(found.values())[:top_k], 1)
        )

    def fetch(self, numbers: Sequence[str]) -> Sequence[Candidate]:
        """Return the independent claims of the named patents, in the order of ``numbers``.

        Raises:
            InputError: a number cannot be read.
            NotFoundError: a number is not in the collection.
        """
        wanted = dict.fromkeys(read_number(number) for number in numbers)
        found: dict[str, list[Claim]] = {}
        for number in wanted:
            kinds = [number.kind] if number.kind else ["registration", "application"]
            claims = next(
                (
                    self._named[kind, number.digits]
                    for kind in kinds
                    if (kind, number.digits) in self._named
                ),
                None,
            )
            if claims is None:
                raise NotFoundError(f"특허 {number.digits!r}은(는) 색인에 없습니다.")
            found[claims[0].regit_num] = claims
        return tuple(
            Candidate(claim=claim, score=1.0, found_by=("named",))
            for claims in found.values()
            for claim in claims
        )

    def _ask(self, text: str) -> list[Document]:
        return self._retriever.invoke(text)


def _claim(document: Document) -> Claim:
    if "claim" not in document.metadata:
        raise PatentIndexError(
            f"문서 {document.id!r}에 청구항이 없습니다. claim_documents()로 만든 문서를 넣으십시오."
        )
    return Claim.model_validate_json(document.metadata["claim"])
