"""The ``evidence`` judge: no language model, hard and soft evidence alone; the baseline to beat."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from evidence.decide import decide
from graph.errors import JudgeError
from graph.schema import Claim, ClaimVerdict, Product

if TYPE_CHECKING:
    from evidence.reader import Evidence


class EvidenceJudge:
    """Compares a claim with a product by evidence alone; what that leaves open is 판단불가."""

    judge_id = "evidence"
    prompt_sha = ""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def compare(self, claim: Claim, product: Product) -> ClaimVerdict:
        """Return the chart of ``claim``.

        Raises:
            JudgeError: no element can be read from the claim.
        """
        elements = self._evidence.read_claim(claim)
        if not elements:
            raise no_elements(claim)
        assessments = self._evidence.assess(claim, elements, product)
        return ClaimVerdict(
            regit_num=claim.regit_num,
            claim_number=claim.claim_number,
            comparisons=tuple(
                decide(a, None, product, self._evidence.calibration) for a in assessments
            ),
            judge_id=self.judge_id,
        )

    async def acompare(self, claim: Claim, product: Product) -> ClaimVerdict:
        """The same in a worker thread."""
        return await asyncio.to_thread(self.compare, claim, product)


def no_elements(claim: Claim) -> JudgeError:
    """Return the error for a claim in which no element was found."""
    return JudgeError(
        f"특허 {claim.regit_num!r} 청구항 {claim.claim_number}에 비교할 구성요소가 없습니다: "
        f"{claim.text[:60]!r}; 청구항 글을 확인하십시오"
    )
