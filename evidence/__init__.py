"""All that can be read from a claim and a product without a model."""

from evidence.reader import Evidence
from evidence.types import Assessment, ClaimElement, Opinion

__all__ = ["Assessment", "ClaimElement", "Evidence", "Opinion"]
