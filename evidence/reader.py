"""The evidence room's front door: one object that reads products and claims and weighs them.

``Evidence.load()`` reads the glossary once (about 0.1 s) and is safe to share between threads.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evidence.types import Assessment, ClaimElement
from graph.schema import Claim, Product


class Evidence:
    """Everything that can be said of a claim and a product without a model."""

    @classmethod
    def load(cls, folder: Path | None = None) -> Evidence:
        """Read and check the glossary files; ``folder`` defaults to ``data/glossary``.

        Raises:
            DataError: a file is missing or malformed; the message names file and line.
        """
        raise NotImplementedError

    def read_product(self, text: str) -> Product:
        """Return the product with every element its text names, negates or leaves open."""
        raise NotImplementedError

    def read_claim(self, claim: Claim) -> tuple[ClaimElement, ...]:
        """Return the elements of ``claim`` (its own ``elements`` where the caller fixed them)."""
        raise NotImplementedError

    def assess(
        self, claim: Claim, elements: Sequence[ClaimElement], product: Product
    ) -> tuple[Assessment, ...]:
        """Return one assessment an element, in order."""
        raise NotImplementedError
