"""The evidence room's front door: one object that reads products and claims and weighs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from evidence.assess import Weigher
from evidence.calibration import Calibration
from evidence.claims import given_element, split_claim
from evidence.glossary import FOLDER, Glossary, load_glossary
from evidence.products import read, read_product
from evidence.prosecution import amendments
from evidence.quantities import NEAR_MISS
from evidence.second_look import Look, SecondLook
from evidence.types import Assessment, ClaimElement
from graph.schema import Amendment, Claim, Comparison, Product, RiskLevel


class Evidence:
    """Everything that can be said of a claim and a product without a language model; thread-safe."""

    def __init__(
        self,
        glossary: Glossary,
        near_miss: float = NEAR_MISS,
        calibration: Calibration | None = None,
        look: Look | None = None,
    ) -> None:
        self.glossary = glossary
        self.calibration = calibration or Calibration()
        self.near_miss = near_miss
        self._weigher = Weigher(glossary, near_miss, look)
        self._read = lru_cache(maxsize=256)(lambda text: read(text, glossary))
        self._split = lru_cache(maxsize=4096)(lambda text: split_claim(text, glossary))

    @property
    def level_trust(self) -> Mapping[RiskLevel, float]:
        """How often each level was right on written cases."""
        return self.calibration.level_trust

    @classmethod
    def load(cls, folder: Path | None = None, near_miss: float = NEAR_MISS) -> Evidence:
        """Read and check the glossary files; ``folder`` defaults to ``data/glossary``.

        Args:
            folder: folder with the glossary's files.
            near_miss: share of a range's limit within which a miss is near.

        Raises:
            DataError: a file is missing or malformed; the message names file and line.
        """
        glossary = load_glossary(folder or FOLDER)
        return cls(glossary, near_miss, Calibration.load(), SecondLook.load())

    def read_product(self, text: str) -> Product:
        """Return the product with every element its text names, negates or leaves open."""
        return read_product(text, self.glossary)

    def read_claim(self, claim: Claim) -> tuple[ClaimElement, ...]:
        """Return the elements of ``claim`` (its own ``elements`` where the caller fixed them)."""
        if claim.elements is not None:
            return tuple(given_element(e, claim.text, self.glossary) for e in claim.elements)
        return self._split(claim.text)

    def assess(
        self, claim: Claim, elements: Sequence[ClaimElement], product: Product
    ) -> tuple[Assessment, ...]:
        """Return one assessment an element, in order."""
        return self._weigher.assess_claim(claim.text, elements, self._read(product.text))

    def read_history(
        self, claim: Claim, comparisons: Sequence[Comparison], product: Product
    ) -> tuple[Amendment, ...]:
        """Return how ``claim`` was narrowed since filing, and which given-up part is used."""
        return amendments(claim, comparisons, product, self)
