"""What the graph asks of the outside world, as Protocols of its own nouns.

A fake of any of them is a few lines: see ``tests/fakes.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol, runtime_checkable

from graph.schema import (
    Amendment,
    Candidate,
    Claim,
    ClaimVerdict,
    Comparison,
    ElementKind,
    Product,
    RiskLevel,
)


@runtime_checkable
class ClaimJudge(Protocol):
    """Compares one claim with the product, element by element; safe to call from many threads."""

    @property
    def judge_id(self) -> str:
        """Names the judge in reports and cache keys, e.g. ``micro@1a2b3c4d``."""
        ...

    @property
    def prompt_sha(self) -> str:
        """Hash of the prompt in use; empty for a judge that uses none."""
        ...

    def compare(self, claim: Claim, product: Product) -> ClaimVerdict:
        """Return the chart of ``claim``; raise ``JudgeError`` if this claim cannot be judged."""
        ...

    async def acompare(self, claim: Claim, product: Product) -> ClaimVerdict:
        """The same without blocking the event loop."""
        ...


@runtime_checkable
class ClaimRetriever(Protocol):
    """Finds the registered claims that matter for a product."""

    @property
    def index_id(self) -> str:
        """Names the collection and its embedder."""
        ...

    def search(self, product: Product, top_k: int, as_of: date) -> Sequence[Candidate]:
        """Return at most ``top_k`` independent claims, best first; empty where nothing fits."""
        ...

    def fetch(self, numbers: Sequence[str]) -> Sequence[Candidate]:
        """Return the independent claims of the named patents.

        Raises:
            NotFoundError: a number is not in the collection.
        """
        ...


class ClaimPart(Protocol):
    """One element of a claim as a reader hands it out."""

    @property
    def text(self) -> str: ...

    @property
    def kind(self) -> ElementKind: ...


@runtime_checkable
class Reader(Protocol):
    """Reads products and claims without a model; ``evidence.Evidence`` is the real one."""

    near_miss: float
    """Share of a range's limit within which a missed value is a near miss."""

    @property
    def level_trust(self) -> Mapping[RiskLevel, float]:
        """How often each level was right on written cases; empty where nothing was counted."""
        ...

    def read_product(self, text: str) -> Product:
        """Return the product with every element its text names, negates or leaves open."""
        ...

    def read_claim(self, claim: Claim) -> Sequence[ClaimPart]:
        """Return the elements of ``claim``, in order and word for word."""
        ...

    def read_history(
        self, claim: Claim, comparisons: Sequence[Comparison], product: Product
    ) -> Sequence[Amendment]:
        """Return how ``claim``, charted in ``comparisons``, was narrowed since it was filed."""
        ...
