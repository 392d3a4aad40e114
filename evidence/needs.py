"""What a claim element asks of a product: its things, its amount, whether it must be absent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from evidence.claims import MARKUSH, without_salts
from evidence.glossary import KINDS, Glossary, Hit
from evidence.quantities import Quantity, find_quantities
from evidence.types import ClaimElement
from graph.schema import ElementKind, Span

_NOT_CONTAINING = re.compile(
    r"(?:포함|함유|사용|첨가|배합)하지\s*(?:않|아니)|무\s*함유|불\s*포함|미\s*첨가|제외한|free$"
)
_LIGHT = re.compile(
    r"유효\s?성분|활성\s?성분|주\s?성분|성분|조성물|제품|제제|함유|포함|이용|사용|하는|되는|갖는|가지는|위한|상기|이상|이하|1종|하나"
    r"|또는|및|이의|그의|화장품학적으로|약학적으로|식품학적으로|허용\s?(?:되는|가능한)|염(?![가-힣])|중에서|선택되는|선택된|군에서|으?로\s?이루어진|\s?용(?=\s|$)"
)
WANTED: dict[ElementKind, frozenset[str]] = {
    "substance": frozenset({"substance", "class", "material"}),
    "category": frozenset({"form"}),
    "use": frozenset({"function"}),
    "emulsion": frozenset({"emulsion"}),
    "structure": frozenset({"part", "software", "material"}),
    "step": frozenset({"step"}),
    "property": frozenset({"property"}),
}
"""Which kinds of concepts can meet which kind of element."""
ANY_STEP = frozenset({"process_step"})
"""«단계», «공정»: every step is one, so naming it says nothing."""


@dataclass(frozen=True)
class Option:
    """One thing that would meet an element, or one of several it requires."""

    hits: tuple[Hit, ...]
    """Names of the same thing in the element's text."""

    @property
    def concepts(self) -> frozenset[str]:
        """Every reading of the names."""
        return frozenset(
            reading
            for hit in self.hits
            for reading in (hit.ambiguity.readings if hit.ambiguity else (hit.concept.id,))
        )

    @property
    def span(self) -> Span:
        """The first name, as a span of the element's text."""
        return Span(start=self.hits[0].start, end=self.hits[0].end, text=self.hits[0].text)


@dataclass(frozen=True)
class Need:
    """What a claim element asks of a product."""

    element: ClaimElement
    options: tuple[Option, ...]
    any_of: bool
    """Whether one option is enough (a list of alternatives, a genus with named species)."""
    quantity: Quantity | None
    conditions: tuple[Quantity, ...]
    """Further values the element asks for beside its share, e.g. a particle size."""
    absent: bool
    """Whether the element asks that something is not there."""
    raw: str
    """The element's own words without amounts and joining words, for a comparison by letters."""


class NeedReader:
    """Reads claim elements with one glossary; what was read is kept."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self.read = lru_cache(maxsize=20_000)(self._read)

    def _read(self, element: ClaimElement) -> Need:
        text = element.text
        kind = element.kind
        quantities = find_quantities(text)
        hits = [
            h
            for h in self._glossary.find(without_salts(text), WANTED.get(kind, KINDS))
            if kind != "step" or h.concept.id not in ANY_STEP
        ]
        options = self._options(text, hits)
        if kind in ("structure", "step") and not MARKUSH.search(text):
            # «상기 하우징에 결합되는 모터»: the last noun is the element, the others place it.
            options = options[-1:]
        if kind == "category":
            # «스틱형 화장료 조성물»: the narrowest name is the category, the others widen it.
            wider = {a for o in options for c in o.concepts for a in self._glossary.ancestors(c)}
            options = tuple(o for o in options if not o.concepts <= wider)
        any_of = bool(MARKUSH.search(text)) or kind in ("use", "category") or len(options) < 2
        if kind == "use" and re.search(r"\s및\s|,", text) and not MARKUSH.search(text):
            any_of = False
        quantity = self._quantity(text, quantities, kind)
        genus = options and any_of and len(options) > 1 and kind == "substance"
        if genus and re.search(r"(?:선택|이상|하나)\S*(?:의|인)?\s", text):
            options = self._drop_genus(options)
        return Need(
            element,
            options,
            any_of,
            quantity,
            tuple(q for q in quantities if q is not quantity and kind == "substance"),
            kind != "category" and bool(_NOT_CONTAINING.search(text)),
            _raw(text, quantities),
        )

    def _options(self, text: str, hits: Sequence[Hit]) -> tuple[Option, ...]:
        options: list[Option] = []
        for hit in hits:
            between = text[options[-1].hits[-1].end : hit.start] if options else ""
            same = options and (
                hit.concept.id in options[-1].concepts or re.fullmatch(r"\s*[(（]\s*", between)
            )
            if same:
                options[-1] = Option((*options[-1].hits, hit))
            else:
                options.append(Option((hit,)))
        return tuple(options)

    def _drop_genus(self, options: tuple[Option, ...]) -> tuple[Option, ...]:
        """«A 및 B에서 선택되는 1종 이상의 펩타이드»: the closing genus is no alternative."""
        last = options[-1]
        species = options[:-1]
        above = any(
            self._glossary.is_a(one, other)
            for option in species
            for one in option.concepts
            for other in last.concepts
        )
        return species if above or last.hits[0].concept.kind == "class" else options

    def _quantity(
        self, text: str, quantities: Sequence[Quantity], kind: ElementKind
    ) -> Quantity | None:
        if kind == "substance":
            shares = [q for q in quantities if q.unit.endswith(("%", "부"))]
            return shares[-1] if shares else None
        return quantities[-1] if len(quantities) == 1 else None


def _raw(text: str, quantities: Sequence[Quantity]) -> str:
    for quantity in reversed(quantities):
        text = text[: quantity.start] + text[quantity.end :]
    text = re.sub(r"\([^)]*\)", " ", text)
    text = _LIGHT.sub(" ", text)
    text = re.sub(r"(?<=[가-힣A-Za-z)])(?:을|를|이|가|의|으로|로|은|는)(?=\s|$)", " ", text)
    return " ".join(text.split()).strip(" ,.")
