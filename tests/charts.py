"""Labels of a claim against a product's text, for tests of the evidence rules."""

from __future__ import annotations

from functools import lru_cache

from evidence.reader import Evidence
from graph.schema import Claim


@lru_cache(maxsize=1)
def evidence() -> Evidence:
    """Return the evidence with the shipped glossary, loaded once."""
    return Evidence.load()


def labels(query: str, *elements: str) -> list[str]:
    """Return the label of each element of a claim; what stays open is 판단불가."""
    claim = Claim(
        regit_num="9900099990000",
        title="시험",
        claim_number=1,
        text=", ".join(elements),
        elements=elements,
    )
    reader = evidence()
    rows = reader.assess(claim, reader.read_claim(claim), reader.read_product(query))
    return [row.match or "판단불가" for row in rows]


def label(element: str, query: str, *others: str) -> str:
    """Return the label of the first element of a claim."""
    return labels(query, element, *others)[0]
