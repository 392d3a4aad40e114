"""The graph itself: which node follows which, and nothing else.

from graph import build_graph
from wiring import make_context

answer = build_graph().invoke({"query": "TBC 미백 크림"}, context=make_context())
print(answer["report"].overall_risk)
"""

from __future__ import annotations

import hashlib
from typing import Any

from langchain_core.runnables import RunnableLambda
from langgraph.cache.base import BaseCache
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import get_runtime
from langgraph.types import CachePolicy, Checkpointer

from graph.context import Context
from graph.state import MAX_TOP_K, Answer, JudgeTask, JudgeUpdate, Query, State
from nodes.aggregate import aggregate
from nodes.extract import extract
from nodes.judge import ajudge, fan_out, judge, judge_failed
from nodes.retrieve import retrieve
from nodes.screen import screen

Graph = CompiledStateGraph[State, Context, Query, Answer]


def build_graph(
    checkpointer: Checkpointer = None, *, cache: BaseCache[Any] | None = None, name: str = "bini"
) -> Graph:
    """Return the compiled graph; it holds no part and no model, so one serves all users.

    Args:
        checkpointer: Keeps the state of a thread; make it with ``serde=graph.state.serializer()``.
            As a subgraph the parent's is used.
        cache: Keeps verdicts by claim, product and judge, so that a repeated comparison is free;
            make it with the same ``serde``.
        name: The graph's name in traces and as a subgraph.
    """
    builder = StateGraph(State, Context, input_schema=Query, output_schema=Answer)
    builder.add_node("screen", screen)
    builder.add_node("extract", extract)
    builder.add_node("retrieve", retrieve)
    builder.add_node(
        "judge",
        RunnableLambda(_judge, afunc=_ajudge, name="judge"),
        input_schema=JudgeTask,
        cache_policy=CachePolicy(key_func=_task_key) if cache is not None else None,
        error_handler=judge_failed,
    )
    builder.add_node("aggregate", aggregate)
    builder.add_edge(START, "screen")
    builder.add_edge("screen", "extract")
    builder.add_edge("extract", "retrieve")
    builder.add_conditional_edges("retrieve", fan_out, ["judge", "aggregate"])
    builder.add_edge("judge", "aggregate")
    builder.add_edge("aggregate", END)
    graph = builder.compile(checkpointer, cache=cache, name=name)
    # The default pool has as many threads as cores and a few: too few for the judge to see all
    # claims of a run in one batch.
    return graph.with_config(max_concurrency=MAX_TOP_K)


# A node that is native to both ways of calling: LangGraph takes one function only, and would
# run ``judge`` in the event loop's small thread pool.
def _judge(state: JudgeTask) -> JudgeUpdate:
    return judge(state, get_runtime(Context))


async def _ajudge(state: JudgeTask) -> JudgeUpdate:
    return await ajudge(state, get_runtime(Context))


def _task_key(task: JudgeTask) -> str:
    parts = (task["judge_id"], task["claim"].model_dump_json(), task["product"].model_dump_json())
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
