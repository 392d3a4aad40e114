"""The BINI graph: contracts, state and the builder.

``from graph import build_graph`` is the entry for a host application. The builder is loaded on
first use, so that rooms below the graph can import the contracts alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.builder import build_graph

__all__ = ["build_graph"]


def __getattr__(name: str) -> Any:
    if name == "build_graph":
        from graph.builder import build_graph

        return build_graph
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
