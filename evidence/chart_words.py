"""The words of the claim and of the product that a chart's row is about, for reasons and advice."""

from __future__ import annotations

import re

from evidence.quantities import Quantity, find_quantities
from graph.schema import Comparison, Product

_LABEL = re.compile(r"^\s*(?:\(?\s*(?:[A-Za-z]|\d{1,2}|[ivx]{1,4}|[가-하])\s*\)|[①-⑳㉠-㉯])\s*")
_EDGES = " \t\n,.;:"
_LEADING = re.compile(r"^(?:(?:이|인|의|상기|잔량의?|약|범위|이내|이상|이하)(?:[\s,]+|$))+")
_JOINING = re.compile(r"(?:(?<=[가-힣A-Za-z\d)])(?:을|를|이|가|의)|으로서?|로서?|각각|약)$")
_ABSENT = re.compile(
    r"(?:포함|함유|사용|첨가|배합|구비)하지\s*(?:않|아니)|무\s*(?:함유|첨가)|불\s*포함|미\s*(?:첨가|사용)"
    r"|제외(?:한|된|하)|(?<![a-z])free$"
)


def rules(row: Comparison) -> frozenset[str]:
    """Return the names of the rules that speak for the row's label."""
    return frozenset(f.rule for f in row.evidence if f.supports == row.match)


def asks_for_absence(element: str) -> bool:
    """Return whether an element asks that something is not there (왁스를 포함하지 않는)."""
    return bool(_ABSENT.search(element))


def element_name(element: str) -> str:
    """Return an element without its label and amounts: the longest piece left, word for word."""
    label = _LABEL.match(element)
    at, pieces = label.end() if label else 0, []
    for quantity in find_quantities(element):
        if quantity.start >= at:
            pieces.append(element[at : quantity.start])
            at = quantity.end
    pieces.append(element[at:])
    best = max((_LEADING.sub("", piece.strip(_EDGES)) for piece in pieces), key=len)
    return _JOINING.sub("", best).strip(_EDGES) or element.strip()


def claimed_amount(element: str) -> Quantity | None:
    """Return the share or value that an element claims, where it claims just one."""
    quantities = find_quantities(element)
    shares = [q for q in quantities if q.unit.endswith(("%", "부"))]
    return shares[0] if len(shares) == 1 else quantities[0] if len(quantities) == 1 else None


def product_words(row: Comparison, product: Product) -> str | None:
    """Return the product's words for the row, with the amount that stands beside them.

    Word for word: «산화아연 25%» of «산화아연 25% 선크림». None where the row quotes nothing.
    """
    words = row.user_product_element
    if words is None or find_quantities(words):
        return words
    at = next((f.product_span.start for f in row.evidence if f.product_span), -1)
    if product.text[at : at + len(words)] != words or at < 0:
        at = product.text.find(words)
    named = [e for e in product.elements if e.start <= at < e.end and e.amount is not None]
    if at < 0 or not named:
        return words
    amount = named[0].amount
    beside = [
        (quantity.start < at, end - start, product.text[start:end])
        for quantity in find_quantities(product.text)
        if quantity.is_value and quantity.low / quantity.scale == amount
        for start, end in [(min(at, quantity.start), max(at + len(words), quantity.end))]
        if end - start <= len(words) + _BESIDE + quantity.end - quantity.start
    ]
    best = min(beside, default=(False, 0, words))[2]
    return words if _LIST.search(best) else best


_LIST = re.compile(r",\s|[;/\n]\s")
"""Between a name and an amount: the amount is another one's."""
_BESIDE = 8
"""Most characters between a name and its amount for both to be quoted in one piece."""
