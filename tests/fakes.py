"""Fakes of the ports: a queue of answers and a list of calls, and small makers of contracts."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from langgraph.runtime import Runtime

from graph.context import Context
from graph.errors import NotFoundError
from graph.schema import (
    Amendment,
    Candidate,
    Claim,
    ClaimVerdict,
    Comparison,
    ElementKind,
    Match,
    Product,
    ProductElement,
)

AS_OF = date(2026, 1, 31)


class Part:
    """An element of a claim."""

    def __init__(self, text: str, kind: ElementKind = "other") -> None:
        self.text = text
        self.kind = kind


class FakeReader:
    """Reads the words it was told as elements of a product, and a claim by its commas."""

    near_miss = 0.1
    level_trust: ClassVar[dict[str, float]] = {}

    def __init__(self, words: dict[str, ElementKind] | None = None) -> None:
        self.words = {"TBC": "substance", "미백": "use", "크림": "category"} | (words or {})

    def read_product(self, text: str) -> Product:
        elements = [
            ProductElement(
                text=word,
                start=text.find(word),
                end=text.find(word) + len(word),
                kind=kind,
                concept=None if kind == "amount" else word.lower(),
            )
            for word, kind in self.words.items()
            if word in text
        ]
        return Product(text=text, elements=tuple(sorted(elements, key=lambda e: e.start)))

    def read_claim(self, claim: Claim) -> list[Part]:
        return [Part(text) for text in claim.elements or claim.text.split(", ")]

    def read_history(self, *chart: Any) -> tuple[Amendment, ...]:
        return ()


class FakeRetriever:
    """Answers with the candidates it was given."""

    index_id = "fake-index"

    def __init__(self, *candidates: Candidate) -> None:
        self.candidates = candidates
        self.calls: list[tuple[Any, ...]] = []

    def search(self, product: Product, top_k: int, as_of: date) -> Sequence[Candidate]:
        self.calls.append(("search", product.text, top_k, as_of))
        return self.candidates[:top_k]

    def fetch(self, numbers: Sequence[str]) -> Sequence[Candidate]:
        self.calls.append(("fetch", tuple(numbers)))
        known = {c.claim.regit_num: c for c in self.candidates}
        for number in numbers:
            if number not in known:
                raise NotFoundError(f"특허 {number!r}가 없습니다")
        return [known[number] for number in numbers]


class FakeJudge:
    """Takes its answers by patent number: a label for all elements, or an error to raise.

    With ``together`` it waits until that many comparisons run at once, as a batching judge does.
    """

    judge_id = "fake-judge"
    prompt_sha = "0" * 64

    def __init__(
        self, answers: dict[str, Match | Exception] | None = None, together: int = 1
    ) -> None:
        self.answers = answers or {}
        self.calls: list[tuple[str, str]] = []
        self.together = together
        self._barrier = threading.Barrier(together)
        self._waiting = 0

    def compare(self, claim: Claim, product: Product) -> ClaimVerdict:
        self.calls.append((claim.regit_num, product.text))
        if self.together > 1:
            self._barrier.wait(timeout=10)
        return self._answer(claim, product)

    async def acompare(self, claim: Claim, product: Product) -> ClaimVerdict:
        self.calls.append((claim.regit_num, product.text))
        self._waiting += 1
        async with asyncio.timeout(10):
            while self._waiting < self.together:
                await asyncio.sleep(0.001)
        return self._answer(claim, product)

    def _answer(self, claim: Claim, product: Product) -> ClaimVerdict:
        answer = self.answers.get(claim.regit_num, "대응")
        if isinstance(answer, Exception):
            raise answer
        return verdict(claim, answer, product.text)


def number(serial: int) -> str:
    return f"99{serial:07d}0000"


def claim(serial: int = 1, **fields: Any) -> Claim:
    return Claim(
        **{
            "regit_num": number(serial),
            "title": f"시험 특허 {serial}",
            "claim_number": 1,
            "text": "트리부틸아세틸시트레이트, 미백용, 화장료 조성물",
            "filed_on": date(2018, 3, 12),
            "sample": True,
        }
        | fields
    )


def candidate(serial: int = 1, **fields: Any) -> Candidate:
    return Candidate(claim=claim(serial, **fields), score=1 / serial, found_by=("lexical",))


def verdict(of: Claim, match: Match = "대응", product: str = "TBC 미백 크림") -> ClaimVerdict:
    return ClaimVerdict(
        regit_num=of.regit_num,
        claim_number=of.claim_number,
        judge_id=FakeJudge.judge_id,
        comparisons=tuple(
            Comparison(
                patent_element=part.text,
                user_product_element=product.split()[0] if match != "판단불가" else None,
                match=match,
                confidence=0.9,
                decided_by="model",
                model_match=match,
            )
            for part in FakeReader().read_claim(of)
        ),
    )


def context(**parts: Any) -> Context:
    return Context(
        **{
            "judge": FakeJudge(),
            "retriever": FakeRetriever(candidate(1)),
            "reader": FakeReader(),
            "as_of": AS_OF,
            "versions": {"bini": "0"},
        }
        | parts
    )


def runtime(events: list[Any] | None = None, **parts: Any) -> Runtime[Context]:
    """A runtime as a node gets it; ``events`` collects what the node streams."""
    written = [] if events is None else events
    return Runtime(context=context(**parts), stream_writer=written.append)
