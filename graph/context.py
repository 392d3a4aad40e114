"""What one run is given from outside: the parts behind the ports, and the run's defaults.

A host makes it with ``wiring.make_context()`` and passes it on every call:
``graph.invoke({"query": "TBC 미백 크림"}, context=context)``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from langchain_core.language_models import BaseChatModel
from pydantic import ConfigDict
from pydantic.json_schema import SkipJsonSchema

from graph.ports import ClaimJudge, ClaimRetriever, Reader


@dataclass(frozen=True, eq=False)
class Context:
    """The parts and defaults of a run; shared safely between threads and users."""

    # LangGraph makes a JSON schema of the context; the parts are not JSON and are left out of it.
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(arbitrary_types_allowed=True)

    judge: SkipJsonSchema[ClaimJudge]
    """Compares one claim with the product."""
    retriever: SkipJsonSchema[ClaimRetriever]
    """Finds the claims to compare."""
    reader: SkipJsonSchema[Reader]
    """Reads product texts and claims without a model."""
    llm: SkipJsonSchema[BaseChatModel | None] = None
    """Completes the product's elements; None: evidence alone reads the product."""
    top_k: int = 10
    """Claims compared where the query does not say how many."""
    as_of: date | None = None
    """Day of the legal status where the query names none; None: today."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """Versions of the program and its main libraries, for the report."""
