"""From evidence and a model's opinion to one row of the claim chart."""

from __future__ import annotations

from evidence.types import Assessment, Opinion
from graph.schema import Comparison, Product


def decide(assessment: Assessment, opinion: Opinion | None, product: Product) -> Comparison:
    """Return the chart row: hard evidence wins, the model decides what evidence leaves open.

    ``opinion`` None means that no model was asked (the ``evidence`` judge): open elements are
    판단불가 then. A 대응 without any supporting span of the product's text is lowered to 판단불가.
    """
    raise NotImplementedError
