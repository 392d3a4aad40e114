"""Put forward the claims to compare: the named patents', or what the indexes find."""

from __future__ import annotations

from langgraph.runtime import Runtime
from typing_extensions import TypedDict

from graph.context import Context
from graph.schema import Candidate
from graph.state import Progress, State


class RetrieveUpdate(TypedDict):
    """The candidate claims, best first."""

    candidates: list[Candidate]


def retrieve(state: State, runtime: Runtime[Context]) -> RetrieveUpdate:
    """Return the candidate claims.

    Raises:
        NotFoundError: a named patent is not in the collection.
    """
    request, retriever = state["request"], runtime.context.retriever
    if request.patents:
        found = retriever.fetch(request.patents)
    else:
        found = retriever.search(state["product"], request.top_k, request.as_of)
    runtime.stream_writer(Progress(stage="retrieve", done=1, total=1))
    return {"candidates": list(found)}
