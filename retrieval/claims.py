"""From patents to the rows of the index: one row an independent claim."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from evidence.claims import independent_claims
from graph.schema import Claim, Patent


@dataclass(frozen=True)
class ClaimRow:
    """One independent claim as the index keeps it."""

    claim: Claim
    application_number: str
    registration_number: str
    """Empty while pending."""

    @property
    def id(self) -> str:
        """``<number>:<claim>``, unique in a collection."""
        return f"{self.claim.regit_num}:{self.claim.claim_number}"

    @property
    def text(self) -> str:
        """What both indexes read: the title and the claim, cited text put in."""
        return f"{self.claim.title}\n{self.claim.text}"

    @cached_property
    def text_sha(self) -> str:
        """SHA-256 of the text, which decides the vector."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def sha(self) -> str:
        """SHA-256 of everything the index keeps of the claim."""
        content = f"{self.application_number}\n{self.claim.model_dump_json()}"
        return hashlib.sha256(content.encode()).hexdigest()


def claim_rows(patents: Iterable[Patent]) -> list[ClaimRow]:
    """Return the independent claims of ``patents``, sorted by id.

    Of two patents with the same number the later one counts. The claim as filed stands in
    ``Claim.as_filed`` where its text was another one.
    """
    latest = {patent.number: patent for patent in patents}
    rows = [
        ClaimRow(claim, patent.application_number, patent.regit_num or "")
        for patent in latest.values()
        for claim in independent_claims(patent)
    ]
    return sorted(rows, key=lambda row: row.id)
