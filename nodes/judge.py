"""Compare one claim with the product; a run has one such task a claim, all at the same time."""

from __future__ import annotations

from typing import Literal

from langgraph.errors import NodeError
from langgraph.runtime import Runtime
from langgraph.types import Command, Send

from graph.context import Context
from graph.errors import JudgeError
from graph.schema import ClaimVerdict, Comparison
from graph.state import JudgeTask, JudgeUpdate, Progress, State

NOT_JUDGED = "이 청구항은 판정하지 못했습니다."


def fan_out(state: State, runtime: Runtime[Context]) -> list[Send] | Literal["aggregate"]:
    """Return one judge task a candidate claim, or go on where there is none."""
    candidates, judge_id = state["candidates"], runtime.context.judge.judge_id
    tasks = [
        JudgeTask(
            claim=candidate.claim,
            product=state["product"],
            judge_id=judge_id,
            total=len(candidates),
        )
        for candidate in candidates
    ]
    return [Send("judge", task) for task in tasks] or "aggregate"


def judge(state: JudgeTask, runtime: Runtime[Context]) -> JudgeUpdate:
    """Return the verdict on one claim.

    Raises:
        JudgeError: this claim cannot be judged; ``judge_failed`` takes over.
    """
    verdict = runtime.context.judge.compare(state["claim"], state["product"])
    runtime.stream_writer(Progress(stage="judge", done=1, total=state["total"]))
    return {"verdicts": [verdict]}


async def ajudge(state: JudgeTask, runtime: Runtime[Context]) -> JudgeUpdate:
    """Do what ``judge`` does without blocking the event loop."""
    verdict = await runtime.context.judge.acompare(state["claim"], state["product"])
    runtime.stream_writer(Progress(stage="judge", done=1, total=state["total"]))
    return {"verdicts": [verdict]}


def judge_failed(
    state: JudgeTask, error: NodeError, runtime: Runtime[Context]
) -> Command[Literal["aggregate"]]:
    """Leave a claim that could not be judged 판단불가, with the reason; the others stand.

    An error handler of its own keeps the failure out of the cache. Any error but ``JudgeError``
    ends the run.
    """
    if not isinstance(error.error, JudgeError):
        raise error.error
    claim = state["claim"]
    comparisons = tuple(
        Comparison(
            patent_element=element.text,
            user_product_element=None,
            match="판단불가",
            confidence=0.0,
            note=NOT_JUDGED,
            kind=element.kind,
            decided_by="error",
        )
        for element in runtime.context.reader.read_claim(claim)
    )
    verdict = ClaimVerdict(
        regit_num=claim.regit_num,
        claim_number=claim.claim_number,
        comparisons=comparisons,
        judge_id=state["judge_id"],
        error=str(error.error),
    )
    runtime.stream_writer(Progress(stage="judge", done=1, total=state["total"]))
    return Command(update=JudgeUpdate(verdicts=[verdict]), goto="aggregate")
