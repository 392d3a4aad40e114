"""Any ``ClaimJudge`` as a LangChain Runnable."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graph.schema import Claim, ClaimVerdict, Product

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from graph.ports import ClaimJudge


def as_runnable(judge: ClaimJudge) -> Runnable[dict[str, Any], ClaimVerdict]:
    """Return a Runnable from ``{"claim": Claim or dict, "product": Product, dict or str}``.

    ``invoke``, ``ainvoke`` and ``batch`` work as for any Runnable; a judge that gathers concurrent
    calls answers a ``batch`` in shared batches. A product given as a string has no elements read.
    """
    from langchain_core.runnables import RunnableLambda

    def compare(question: dict[str, Any]) -> ClaimVerdict:
        return judge.compare(*_pair(question))

    async def acompare(question: dict[str, Any]) -> ClaimVerdict:
        return await judge.acompare(*_pair(question))

    return RunnableLambda(compare, afunc=acompare, name=f"judge {judge.judge_id}")


def _pair(question: Mapping[str, Any]) -> tuple[Claim, Product]:
    product = question["product"]
    if isinstance(product, str):
        product = Product(text=product)
    return Claim.model_validate(question["claim"]), Product.model_validate(product)
