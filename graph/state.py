"""The graph's state: what goes in, what the nodes hand on, what comes out.

``Query`` and ``Answer`` are the doors. ``State`` is what a checkpoint holds; everything in it is
a contract of ``graph.schema`` or plain data, so that a saver can write it and read it back.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, Required

from langgraph.channels import EphemeralValue
from pydantic import Field
from typing_extensions import TypedDict

from graph import schema
from graph.schema import Candidate, Claim, ClaimVerdict, Contract, Product, RiskReport

if TYPE_CHECKING:
    from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

MAX_CHARACTERS = 4000
"""Longest product description taken, in characters."""

MAX_TOP_K = 50
"""Most claims compared for one product."""


class Request(Contract):
    """What one run was asked beside the text: checked, with every default filled in."""

    patents: tuple[str, ...] = ()
    """Patents named by the user (13 digits each); empty: retrieval finds them."""
    top_k: int = Field(ge=1, le=MAX_TOP_K)
    as_of: date
    """Day of the legal status."""
    started_at: float
    """Unix time at which the run began, in seconds."""


class Query(TypedDict, total=False):
    """Input of the graph.

    All but the text live for one step only: a later run on the same thread must not
    inherit the patents or the day of an earlier one.
    """

    query: Required[str]
    patents: Annotated[Sequence[str] | None, EphemeralValue]
    as_of: Annotated[date | str | None, EphemeralValue]
    top_k: Annotated[int | None, EphemeralValue]


class Answer(TypedDict):
    """Output of the graph."""

    report: RiskReport


class State(TypedDict, total=False):
    """Everything the nodes read and write."""

    query: Required[str]
    patents: Annotated[Sequence[str] | None, EphemeralValue]
    as_of: Annotated[date | str | None, EphemeralValue]
    top_k: Annotated[int | None, EphemeralValue]
    request: Request
    product: Product
    candidates: list[Candidate]
    verdicts: Annotated[list[ClaimVerdict], operator.add]
    report: RiskReport


class JudgeTask(TypedDict):
    """Input of one judge task: one claim against the product."""

    claim: Claim
    product: Product
    judge_id: str
    """Part of the task so that a cached verdict belongs to its judge."""
    total: int
    """How many tasks this run has, for the progress line."""


class JudgeUpdate(TypedDict):
    """What a judge task adds to the state."""

    verdicts: list[ClaimVerdict]


class Progress(TypedDict):
    """A custom stream event: ``done`` more of ``total`` things of this stage are finished."""

    stage: Literal["screen", "extract", "retrieve", "judge", "aggregate"]
    done: int
    total: int


def serializer() -> JsonPlusSerializer:
    """Return the serializer for checkpoint savers: it revives this project's contracts only.

    A saver with LangGraph's default serializer works as well, but logs a warning for every
    type it does not know: ``InMemorySaver(serde=serializer())`` does not.
    """
    from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

    contracts = [c for c in vars(schema).values() if isinstance(c, type) and c is not Contract]
    known = [c for c in contracts if issubclass(c, Contract)]
    return JsonPlusSerializer(allowed_msgpack_modules=[*known, Request])
