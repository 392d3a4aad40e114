"""The model judge: evidence, prompt, guided decoding in shared batches, decision.

judge = GemmaJudge(Evidence.load(), load_judge_model("micro"))
verdict = judge.compare(claim, product)
judge.close()
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from evidence.decide import decide
from evidence.types import Assessment, Opinion
from graph.errors import JudgeError
from graph.schema import Claim, ClaimVerdict, Product
from judge.batching import Batcher
from judge.decode import Decoded, DecodeRequest, decode
from judge.evidence_judge import no_elements
from judge.guided import DecodeStats
from judge.prompt import encode, judge_messages, prompt_text
from prompts.render import prompt_sha

if TYPE_CHECKING:
    from evidence.reader import Evidence
    from judge.loading import LoadedModel


class GemmaJudge:
    """Compares claims with a product by evidence and a model; safe to share between threads.

    Args:
        evidence: reads the claims and weighs the product against them.
        loaded: the model.
        show_hints: False keeps what evidence found out of the prompt.
        max_batch: most claims in one batch.
        max_tokens: most prompt tokens in one batch.
        window: seconds to wait for further claims before a batch starts.
    """

    def __init__(
        self,
        evidence: Evidence,
        loaded: LoadedModel,
        *,
        show_hints: bool = True,
        max_batch: int = 32,
        max_tokens: int = 16_384,
        window: float = 0.01,
    ) -> None:
        self.judge_id = loaded.model_id
        self.prompt_sha = prompt_sha("judge")
        self.stats = DecodeStats()
        """What decoding cost so far."""
        self._evidence = evidence
        self._loaded = loaded
        self._show_hints = show_hints
        self._weight = loaded.card.weight if loaded.card else 1.0
        self._batcher: Batcher[DecodeRequest, Decoded] = Batcher(
            lambda requests: decode(loaded, requests, self.stats),
            size=lambda request: len(request.prompt),
            max_items=max_batch,
            max_size=max_tokens,
            window=window,
            name=f"judge {loaded.model_id}",
        )

    def compare(self, claim: Claim, product: Product) -> ClaimVerdict:
        """Return the chart of ``claim``; concurrent calls share batches.

        Raises:
            JudgeError: the claim has no element, or its answer cannot be decoded.
        """
        assessments, request = self._prepare(claim, product)
        with _named(claim):
            answer = self._batcher.submit(request).result()
        return self._verdict(claim, product, assessments, answer)

    async def acompare(self, claim: Claim, product: Product) -> ClaimVerdict:
        """The same without blocking the event loop, nor a thread while the model works."""
        assessments, request = await asyncio.to_thread(self._prepare, claim, product)
        with _named(claim):
            answer = await asyncio.wrap_future(self._batcher.submit(request))
        return self._verdict(claim, product, assessments, answer)

    def compare_many(self, pairs: Sequence[tuple[Claim, Product]]) -> list[ClaimVerdict]:
        """Return the charts of many claims, in order, in as few batches as possible.

        Raises:
            JudgeError: one of the claims cannot be judged.
        """
        prepared = [self._prepare(claim, product) for claim, product in pairs]
        answers = self._answers(pairs, [request for _, request in prepared])
        return [
            self._verdict(claim, product, assessments, answer)
            for (claim, product), (assessments, _), answer in zip(
                pairs, prepared, answers, strict=True
            )
        ]

    def opinions(self, claim: Claim, product: Product) -> tuple[Opinion, ...]:
        """Return the model's own answer for each element, before evidence has its say.

        Raises:
            JudgeError: as ``compare``.
        """
        return self.opinions_many([(claim, product)])[0]

    def opinions_many(self, pairs: Sequence[tuple[Claim, Product]]) -> list[tuple[Opinion, ...]]:
        """Return ``opinions`` of many claims, in order, in as few batches as possible.

        Raises:
            JudgeError: one of the claims cannot be judged.
        """
        requests = [self._prepare(claim, product)[1] for claim, product in pairs]
        answers = self._answers(pairs, requests)
        return [
            _opinions(product, answer) for (_, product), answer in zip(pairs, answers, strict=True)
        ]

    def close(self) -> None:
        """End the worker thread."""
        self._batcher.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _prepare(
        self, claim: Claim, product: Product
    ) -> tuple[tuple[Assessment, ...], DecodeRequest]:
        elements = self._evidence.read_claim(claim)
        if not elements:
            raise no_elements(claim)
        assessments = self._evidence.assess(claim, elements, product)
        messages = judge_messages(assessments, product.text, show_hints=self._show_hints)
        request = DecodeRequest(
            prompt=tuple(encode(self._loaded.tokenizer, messages)),
            elements=tuple(a.element.text for a in assessments),
            product=product.text,
        )
        return assessments, request

    def _answers(
        self, pairs: Sequence[tuple[Claim, Product]], requests: Sequence[DecodeRequest]
    ) -> list[Decoded]:
        futures = self._batcher.submit_all(requests)
        answers = []
        for (claim, _), future in zip(pairs, futures, strict=True):
            with _named(claim):
                answers.append(future.result())
        return answers

    def _verdict(
        self,
        claim: Claim,
        product: Product,
        assessments: tuple[Assessment, ...],
        answer: Decoded,
    ) -> ClaimVerdict:
        comparisons = tuple(
            decide(assessment, opinion, product, self._evidence.calibration, self._weight)
            for assessment, opinion in zip(assessments, _opinions(product, answer), strict=True)
        )
        return ClaimVerdict(
            regit_num=claim.regit_num,
            claim_number=claim.claim_number,
            comparisons=comparisons,
            judge_id=self.judge_id,
        )


@contextmanager
def _named(claim: Claim) -> Iterator[None]:
    """Turn what goes wrong in decoding, or in the hardware under it, into the claim's error."""
    try:
        yield
    except (JudgeError, RuntimeError) as error:
        raise JudgeError(
            f"특허 {claim.regit_num!r} 청구항 {claim.claim_number}을(를) 판정하지 못했습니다: {error}"
        ) from error


def _opinions(product: Product, answer: Decoded) -> tuple[Opinion, ...]:
    """Return the answer's rows, their quotes in the user's own words."""
    text = prompt_text(product.text)
    opinions = []
    for row in answer.rows:
        span = text.span(row.quote) if row.quote else None
        opinions.append(
            Opinion(
                match=row.match,
                probabilities=row.probabilities,
                quote=span.text if span else None,
            )
        )
    return tuple(opinions)
