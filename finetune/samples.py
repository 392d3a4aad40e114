"""Reads the sample patents' claims as far as their elements are plain enough to be labelled.

An element is understood when it names exactly one concept (or lists alternatives) with at most
one range of the usual wording; any other element is ``unread``: no product text speaks of it.
"""

from __future__ import annotations

import re

from evidence.claims import split_claim
from evidence.patents import read_patents, sample_files
from evidence.types import ClaimElement
from finetune.claims import Element, Field, Limit, MadeClaim, Role, Stock
from finetune.split import Split, split_of
from graph.schema import ElementKind

_NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
_UNIT = r"(중량%|wt%|질량%|% ?\(w/v\)|중량부|ppm|cP|cps|mPa·s|nm|㎛|μm|mm|cm|℃|kHz|시간|분)"
_RANGE = re.compile(rf"{_NUMBER}\s*{_UNIT}?\s*(?:내지|~|-)\s*{_NUMBER}\s*{_UNIT}$")
_AT_LEAST = re.compile(rf"{_NUMBER}\s*{_UNIT}\s*이상$")
_AT_MOST = re.compile(rf"{_NUMBER}\s*{_UNIT}\s*이하$")
_LIST = re.compile(r"군에서|군으로부터|선택되는|선택된|중\s?어느")
_SALT = re.compile(r"(?:\(.*\))?\s*(?:또는 이의 .*)?$")
_ROLES: dict[ElementKind, tuple[Role, frozenset[str]]] = {
    "substance": ("substance", frozenset({"substance", "class"})),
    "category": ("category", frozenset({"form"})),
    "use": ("use", frozenset({"function"})),
    "emulsion": ("emulsion", frozenset({"emulsion"})),
    "structure": ("part", frozenset({"part", "software"})),
    "step": ("step", frozenset({"step"})),
    "property": ("property", frozenset({"property"})),
}


def read_sample_claims(stock: Stock) -> dict[Split, list[MadeClaim]]:
    """Return the first claims of the sample patents by split, those at least half understood."""
    found: dict[Split, list[MadeClaim]] = {"train": [], "dev": [], "test": []}
    for patent in read_patents(sample_files()):
        if not patent.sample or not patent.claims[0].text:
            continue
        text = patent.claims[0].text
        elements = tuple(read_element(e, stock) for e in split_claim(text, stock.glossary))
        understood = sum(e.role != "unread" for e in elements)
        if understood >= 2 and 2 * understood >= len(elements) and not _entangled(elements, stock):
            claim = MadeClaim(text, elements, _field(patent.field, elements), patent.number)
            found[split_of(patent.number)].append(claim)
    return found


def _entangled(elements: tuple[Element, ...], stock: Stock) -> bool:
    """Return whether an unread element speaks of what another element names."""
    read = [c for e in elements if e.role != "unread" for c in e.concepts]
    return any(
        stock.related(hit.concept, concept)
        for e in elements
        if e.role == "unread"
        for hit in stock.glossary.find(e.text)
        for concept in read
    )


def read_element(element: ClaimElement, stock: Stock) -> Element:
    """Return the element with its meaning, or as ``unread`` where that is not plain."""
    unread = Element(element.text, "unread", ())
    if element.kind not in _ROLES:
        return unread
    role, kinds = _ROLES[element.kind]
    text = element.text.strip()
    limit, name = _limit(text)
    if limit is None and re.search(r"\d\s*(?:%|중량|ppm|℃|nm|㎛|mm)", text):
        return unread
    hits = stock.glossary.find(name)
    if any(hit.concept.kind not in kinds or hit.ambiguity for hit in hits) or not hits:
        return unread
    concepts = tuple({hit.concept.id: hit.concept for hit in hits}.values())
    if role == "substance" and len(concepts) > 1 and _LIST.search(name):
        return Element(element.text, "alternatives", concepts, limit)
    rest = name[hits[0].end :] if role == "substance" else ""
    if len(concepts) > 1 or hits[0].start > 0 or not _SALT.fullmatch(rest):
        return unread
    if role == "property" and limit is None:
        return unread
    if role not in ("substance", "property") and limit is not None:
        return unread
    return Element(element.text, role, concepts, limit)


def _limit(text: str) -> tuple[Limit | None, str]:
    """Return the range at the end of the text, and the text before it."""
    if match := _RANGE.search(text):
        low, first, high, unit = match.groups()
        if first in (None, unit):
            return Limit(_value(low), _value(high), unit, match[0]), text[: match.start()].strip()
    if match := _AT_LEAST.search(text):
        return Limit(_value(match[1]), None, match[2], match[0]), text[: match.start()].strip()
    if match := _AT_MOST.search(text):
        return Limit(None, _value(match[1]), match[2], match[0]), text[: match.start()].strip()
    return None, text


def _value(text: str) -> float:
    return float(text.replace(",", ""))


def _field(field: str, elements: tuple[Element, ...]) -> Field:
    if any(e.role == "step" for e in elements):
        return "method"
    if field.startswith("cosmetics"):
        return "cosmetic"
    if any(e.role == "part" for e in elements):
        return "apparatus"
    return "composition"
