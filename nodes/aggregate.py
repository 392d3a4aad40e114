"""Make the report of the verdicts; the rules for it are those of ``evidence``."""

from __future__ import annotations

import time

from langgraph.runtime import Runtime

from evidence.report import build_report
from graph.context import Context
from graph.state import Answer, Progress, State


def aggregate(state: State, runtime: Runtime[Context]) -> Answer:
    """Return the risk report of this run."""
    context, request = runtime.context, state["request"]
    report = build_report(
        query=state["query"],
        product=state["product"],
        candidates=state["candidates"],
        verdicts=state["verdicts"],
        as_of=request.as_of,
        judge_id=context.judge.judge_id,
        index_id=context.retriever.index_id,
        prompt_sha=context.judge.prompt_sha,
        versions=dict(context.versions),
        seconds=max(0.0, time.time() - request.started_at),
        reader=context.reader,
    )
    runtime.stream_writer(Progress(stage="aggregate", done=1, total=1))
    return {"report": report}
