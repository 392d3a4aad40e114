"""Legal status on a day: is the right in force, and until when."""

from __future__ import annotations

from datetime import date

from graph.schema import Claim

TERM_YEARS = 20
"""Term of a Korean patent, counted from the filing date (특허법 제88조 제1항)."""

_PENDING = frozenset({"공개"})


def expires_on(filed_on: date | None) -> date | None:
    """Return the last day of the term, twenty years after filing; None where no date is known.

    The term is computed from the filing date because a status of 등록 can be older than the term.
    Extensions (특허법 제89조) are not known here.
    """
    if filed_on is None:
        return None
    try:
        return filed_on.replace(year=filed_on.year + TERM_YEARS)
    except ValueError:  # 29 February
        return filed_on.replace(year=filed_on.year + TERM_YEARS, day=28)


def is_pending(claim: Claim) -> bool:
    """Return whether the claim is published but not granted: a watch item."""
    return claim.status in _PENDING


def in_force(claim: Claim, as_of: date) -> bool:
    """Return whether the claim can be infringed on ``as_of``.

    Registered, its term not over, and not ended before that day. A right that lapsed later than
    ``as_of`` was still in force on it; one without a known end date counts as ended.
    """
    end = expires_on(claim.filed_on)
    if end is not None and as_of > end:
        return False
    if claim.status == "등록":
        return claim.ended_on is None or as_of < claim.ended_on
    return (
        claim.status in ("소멸", "포기") and claim.ended_on is not None and as_of < claim.ended_on
    )
