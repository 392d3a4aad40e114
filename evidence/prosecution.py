"""Prosecution history (출원경과): how the claim in force is narrower than the claim as filed.

What an applicant gave up by amendment can be barred from equivalents where the whole history,
the reason for the amendment included, shows that it was meant to be given up; that a claim was
narrowed is not enough by itself (대법원 2017. 4. 26. 선고 2014후638). Only the two claim texts are
known here, so the most that is said is a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

from evidence.chart_check import quote
from evidence.chart_words import asks_for_absence, element_name, product_words
from evidence.claims import MARKUSH
from evidence.glossary import Glossary
from evidence.particles import settle
from evidence.quantities import Quantity, find_quantities
from evidence.types import Assessment, ClaimElement
from graph.schema import Amendment, Claim, Comparison, Narrowing, Product

ALIKE = 0.6
"""Share of letters in common from which on two elements are taken for one that was amended."""
SAME_WORDING = 0.92
"""Share of letters from which on two wordings are one: corrections of spelling narrow nothing."""
_CITES = re.compile(r"청구항\s*\d|제\s*\d+\s*항")
"""A claim that was filed as a dependent one says only part of what it asked for."""
_HEADS = frozenset({"category", "use"})
_HINTS: dict[Narrowing, str] = {
    "수치 한정": "출원 때보다 범위가 좁혀졌고, 제품의 {it}은(는) 그때 빠진 범위에 있습니다.",
    "선택지 삭제": "출원 때의 선택지 일부가 빠졌고, 제품의 {it}은(는) 그때 빠진 것에 해당합니다.",
    "구성 한정": "출원 때보다 한정되었고, 제품의 {it}은(는) 한정되기 전의 말에만 해당합니다.",
    "구성 추가": "출원 뒤에 더해진 구성요소를 제품이 갖추고 있지 않습니다.",
}
CAUTION = (
    " 이 부분의 균등 주장은 출원경과금반언으로 제한될 수 있으나, 단정할 수 없고 보정 이유를 확인해야 "
    "합니다."
)


class ClaimReader(Protocol):
    """What is needed of ``evidence.reader.Evidence``."""

    glossary: Glossary

    def read_claim(self, claim: Claim) -> tuple[ClaimElement, ...]:
        """Return the elements of a claim."""
        ...

    def assess(
        self, claim: Claim, elements: Sequence[ClaimElement], product: Product
    ) -> tuple[Assessment, ...]:
        """Return one assessment an element."""
        ...


@dataclass(frozen=True)
class Change:
    """One element as it is in force, with the element as filed that it came from."""

    kind: Narrowing
    filed: ClaimElement | None
    now: ClaimElement
    dropped: frozenset[str] = frozenset()
    """Glossary ids of alternatives that were dropped."""


def amendments(
    claim: Claim, comparisons: Sequence[Comparison], product: Product, reader: ClaimReader
) -> tuple[Amendment, ...]:
    """Return how ``claim`` was narrowed since filing, with a hint where the product uses a part.

    Args:
        claim: the claim in force; ``as_filed`` None means that nothing is known to have changed.
        comparisons: its chart.
        product: what the user wrote.
        reader: reads and weighs both claims.
    """
    if not claim.as_filed or _CITES.search(claim.as_filed):
        return ()
    before = claim.model_copy(update={"text": claim.as_filed, "as_filed": None, "elements": None})
    filed = reader.read_claim(before)
    changes = narrowings(filed, reader.read_claim(claim), reader.glossary)
    if not changes:
        return ()
    weighed = dict(zip(filed, reader.assess(before, filed, product), strict=True))
    rows = {row.patent_element: row for row in comparisons}
    return tuple(
        _amendment(
            c, rows.get(c.now.text), weighed[c.filed] if c.filed else None, product, reader.glossary
        )
        for c in changes
    )


def narrowings(
    filed: Sequence[ClaimElement], now: Sequence[ClaimElement], glossary: Glossary
) -> tuple[Change, ...]:
    """Return what is narrower in the elements in force than in those filed.

    Nothing where the two share no element: the numbers of the claims were changed then, and they
    are not one claim.
    """
    pairs = [(element, _origin(element, filed, glossary)) for element in now]
    body = [(element, origin) for element, origin in pairs if element.kind not in _HEADS]
    if not any(origin for _, origin in body):
        return ()
    # Another use in the place of the one filed is neither added nor narrower.
    had_use = any(one.kind == "use" for one in filed)
    known = [(e, o) for e, o in pairs if o or not (e.kind == "use" and had_use)]
    return tuple(change for e, o in known for change in _changes(e, o, glossary))


def _origin(
    element: ClaimElement, filed: Sequence[ClaimElement], glossary: Glossary
) -> ClaimElement | None:
    likeness = [(_likeness(one, element, glossary), -i) for i, one in enumerate(filed)]
    best, index = max(likeness, default=(0.0, 0))
    return filed[-index] if best >= ALIKE else None


def _likeness(filed: ClaimElement, now: ClaimElement, glossary: Glossary) -> float:
    if (filed.kind in _HEADS or now.kind in _HEADS) and filed.kind != now.kind:
        return 0.0
    one, other = _key(element_name(filed.text)), _key(element_name(now.text))
    if one and one == other:
        return 2.0
    if asks_for_absence(filed.text) != asks_for_absence(now.text):
        return 0.0
    if now.kind in ("structure", "step"):
        # The last noun is the part, the words before it place it: «하우징에 결합된 헤드부».
        ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
        return 1.0 + ratio if filed.text.split()[-1] == now.text.split()[-1] else ratio
    if _key(filed.text) in _key(now.text):
        return 1.5
    things, others = _things(filed.text, glossary), _things(now.text, glossary)
    if any(_under(a, b, glossary) for a in others for b in things):
        return 1.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _changes(now: ClaimElement, filed: ClaimElement | None, glossary: Glossary) -> Iterator[Change]:
    if filed is None:
        if now.kind != "category":
            yield Change("구성 추가", None, now)
        return
    one, other = _key(filed.text), _key(now.text)
    if one == other:
        return
    numbers = is_narrower(find_quantities(filed.text), find_quantities(now.text))
    if numbers:
        yield Change("수치 한정", filed, now)
    had, has = _things(filed.text, glossary), _things(now.text, glossary)
    dropped = frozenset(
        h for h in had if not any(_under(h, n, glossary) or _under(n, h, glossary) for n in has)
    )
    if dropped and has & had and MARKUSH.search(filed.text):
        yield Change("선택지 삭제", filed, now, dropped)
    elif is_closer(filed, now, had, has, glossary):
        yield Change("구성 한정", filed, now)


def is_narrower(filed: Sequence[Quantity], now: Sequence[Quantity]) -> bool:
    """Return whether a limit in force is new, or lies inside the limit as filed."""
    for quantity in now:
        same = [q for q in filed if q.unit == quantity.unit]
        if not same:
            return True
        if all(
            q.low <= quantity.low
            and quantity.high <= q.high
            and (q.low, q.high) != (quantity.low, quantity.high)
            for q in same
        ):
            return True
    return False


def is_closer(
    filed: ClaimElement,
    now: ClaimElement,
    had: frozenset[str],
    has: frozenset[str],
    glossary: Glossary,
) -> bool:
    """Return whether an element in force names a species of what was filed, or says more of it."""
    species = has - had and all(any(_under(n, h, glossary) for h in had) for n in has)
    if had and species and had != has:
        return True
    one, other = _key(element_name(filed.text)), _key(element_name(now.text))
    alike = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return alike < SAME_WORDING and len(other) > len(one) and _contains(other, one)


def _contains(longer: str, shorter: str) -> bool:
    blocks = SequenceMatcher(None, longer, shorter, autojunk=False).get_matching_blocks()
    return sum(b.size for b in blocks if b.size > 1) >= 0.8 * len(shorter)


def _amendment(
    change: Change,
    row: Comparison | None,
    before: Assessment | None,
    product: Product,
    glossary: Glossary,
) -> Amendment:
    used, hint = None, ""
    if row is not None and uses_what_was_given_up(change, row, before, product, glossary):
        shown = row
        if row.user_product_element is None and before is not None and before.span:
            shown = row.model_copy(update={"user_product_element": before.span.text})
        used = product_words(shown, product) if change.kind != "구성 추가" else None
        hint = settle(_HINTS[change.kind].format(it=quote(used or ""))) + CAUTION
    return Amendment(
        kind=change.kind,
        as_filed=change.filed.text if change.filed else None,
        in_force=change.now.text,
        product=used,
        hint=hint,
    )


def uses_what_was_given_up(
    change: Change,
    row: Comparison,
    before: Assessment | None,
    product: Product,
    glossary: Glossary,
) -> bool:
    """Return whether the product lies between the claim as filed and the claim in force.

    It had the element as filed and has not the one in force; or it names an alternative that was
    dropped; or it lacks an element that was added.
    """
    if change.kind == "구성 추가":
        return row.match == "미대응"
    if before is None or before.match != "대응" or before.span is None or row.match == "대응":
        return False
    if change.kind == "선택지 삭제":
        at = (before.span.start, before.span.end)
        named = [e.concept for e in product.elements if e.start < at[1] and at[0] < e.end]
        return any(n and _under(n, d, glossary) for n in named for d in change.dropped)
    return row.match == "미대응" and (change.kind == "수치 한정") == (row.deviation is not None)


def _things(text: str, glossary: Glossary) -> frozenset[str]:
    return frozenset(
        h.concept.id for h in glossary.find(text) if h.concept.kind not in ("property", "function")
    )


def _under(concept: str, other: str, glossary: Glossary) -> bool:
    return glossary.is_a(concept, other)


def _key(text: str) -> str:
    """Return the text's letters and digits: labels, 상기, spaces and marks narrow nothing."""
    bare = re.sub(r"^\s*(?:\(?[A-Za-z\d]{1,3}\)|[①-⑳])|상기|<[^<>]{1,20}>", "", text)
    return re.sub(r"[^\w%~.]|_|[은는이가을를의]$", "", bare).lower()
