"""Legal status on a day: where does the right stand, and until when."""

from __future__ import annotations

from datetime import date

from graph.schema import Claim, LegalStatus, Standing

TERM_YEARS = 20
"""Term of a Korean patent, counted from the filing date (특허법 제88조 제1항)."""

_NEVER: dict[LegalStatus, Standing] = {"무효": "무효", "취하": "취하", "거절": "거절"}
"""A right held invalid never was (특허법 제133조 제3항); the other two were never granted."""


def expires_on(filed_on: date | None) -> date | None:
    """Return the last day of the term, twenty years after filing; None where no date is known.

    특허법 제88조 제1항. Computed from the filing date because a status of 등록 can be older than
    the term. Extensions (특허법 제89조, 제92조의2) are not known here.
    """
    if filed_on is None:
        return None
    try:
        return filed_on.replace(year=filed_on.year + TERM_YEARS)
    except ValueError:  # 29 February
        return filed_on.replace(year=filed_on.year + TERM_YEARS, day=28)


def standing(claim: Claim, as_of: date) -> Standing:
    """Return where the right stands on ``as_of``.

    A right begins with its registration (특허법 제87조 제1항) and ends with its term (제88조), its
    abandonment (제120조), unpaid fees (제81조) or, from the beginning, its invalidation (제133조).
    One that ended later than ``as_of`` was still in force on it; one that ended on an unknown day
    counts as ended.
    """
    end = expires_on(claim.filed_on)
    if claim.status in _NEVER:
        return _NEVER[claim.status]
    if claim.filed_on is not None and as_of < claim.filed_on:
        return "출원 전"
    over = claim.ended_on is not None and as_of >= claim.ended_on
    if claim.status in ("소멸", "포기") and (over or claim.ended_on is None):
        if _ran_out(claim, end):
            return "존속기간 만료"
        return "포기" if claim.status == "포기" else "소멸"
    if end is not None and as_of > end:
        return "존속기간 만료"
    if claim.status == "공개":
        return "취하" if over else "출원 중"
    if over:
        return "소멸"
    if claim.registered_on is not None and as_of < claim.registered_on:
        return "등록 전"
    return "등록"


def _ran_out(claim: Claim, end: date | None) -> bool:
    """Whether a lapsed right lapsed by the end of its term."""
    return end is not None and claim.ended_on is not None and claim.ended_on >= end


def ended_on(claim: Claim, as_of: date) -> date | None:
    """Return the day the right ended, where it has by ``as_of`` and the day is known."""
    where = standing(claim, as_of)
    if where in ("등록", "출원 중", "등록 전", "출원 전"):
        return None
    if claim.ended_on is None and where == "존속기간 만료":
        return expires_on(claim.filed_on)
    return claim.ended_on


def is_pending(claim: Claim, as_of: date) -> bool:
    """Return whether the application is published or filed but not granted: a watch item.

    What is claimed can still change by amendment (특허법 제47조); from publication and a warning
    on, compensation can be asked for once it is granted (제65조).
    """
    return standing(claim, as_of) in ("출원 중", "등록 전")


def in_force(claim: Claim, as_of: date) -> bool:
    """Return whether the claim can be infringed on ``as_of`` (특허법 제94조, 제97조)."""
    return standing(claim, as_of) == "등록"
