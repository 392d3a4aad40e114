"""Made-up claims whose elements are known, because they were put together from the glossary.

``ClaimMaker(glossary, folder).make(rng)`` returns a claim text and, for each element, what it
names, what range limits it and what role it plays: enough to say by LABELS.md what any stated
product fact means for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Literal

from evidence.glossary import FOLDER, Concept, Glossary
from evidence.particles import particle
from finetune.wording import invent, listed, number
from graph.schema import ElementKind

Role = Literal[
    "substance",
    "alternatives",
    "use",
    "category",
    "emulsion",
    "step",
    "part",
    "property",
    "closed",
    "unread",
]
Field = Literal["cosmetic", "composition", "apparatus", "method", "software"]

_KINDS: dict[Role, ElementKind] = {
    "substance": "substance",
    "alternatives": "substance",
    "use": "use",
    "category": "category",
    "emulsion": "emulsion",
    "step": "step",
    "part": "structure",
    "property": "property",
    "closed": "other",
    "unread": "other",
}
_UNITS: dict[str, tuple[tuple[str, float, float], ...]] = {
    "viscosity": (("cP", 500, 80_000), ("cps", 1_000, 50_000), ("mPa·s", 300, 30_000)),
    "hardness": (("g", 20, 400), ("gf", 50, 300)),
    "ph_value": (("", 3, 9),),
    "particle_size": (("nm", 20, 900), ("㎛", 1, 80)),
    "average_particle_size": (("nm", 10, 900), ("㎛", 0.5, 50), ("μm", 1, 60)),
    "emulsion_droplet_size": (("nm", 50, 900), ("㎛", 1, 20)),
    "molecular_weight": (("Da", 500, 90_000), ("kDa", 2, 900)),
    "weight_average_molecular_weight": (("g/mol", 1_000, 90_000),),
    "melting_point": (("℃", 35, 120),),
    "hydrophilic_lipophilic_balance": (("", 3, 17),),
    "thickness": (("mm", 0.1, 20), ("㎛", 5, 500), ("cm", 1, 30)),
    "diameter": (("mm", 0.2, 90), ("cm", 1, 40)),
    "length_property": (("mm", 5, 300), ("cm", 2, 80)),
    "wavelength": (("nm", 250, 950),),
    "frequency_property": (("kHz", 20, 800), ("MHz", 1, 40), ("Hz", 5, 900)),
    "voltage": (("V", 3, 240),),
    "temperature_property": (("℃", 20, 180),),
    "time_property": (("시간", 1, 72), ("분", 5, 90)),
    "rotation_speed": (("rpm", 100, 9_000),),
    "tensile_strength": (("MPa", 5, 90),),
    "moisture_content": (("중량%", 2, 60),),
    "brix": (("brix", 5, 70),),
    "salinity": (("%", 0.3, 12),),
}
_AMOUNT_UNITS = (
    ("중량%", 0.05, 60), ("중량%", 0.05, 30), ("중량%", 0.01, 10), ("중량%", 1, 80), ("중량부", 1, 90),
    ("wt%", 0.1, 50), ("% (w/v)", 0.1, 20), ("ppm", 5, 900), ("질량%", 0.1, 40),
)  # fmt: skip
_BASES = frozenset({"water", "glycerin", "purified_water", "butylene_glycol", "ethanol"})


@dataclass(frozen=True)
class Limit:
    """A claimed range; None means no limit on that side."""

    low: float | None
    high: float | None
    unit: str
    text: str
    """The range as the claim writes it."""
    low_open: bool = False
    high_open: bool = False

    def holds(self, value: float) -> bool:
        """Return whether ``value``, in the same unit, is claimed; limits included unless open."""
        if self.low is not None and (value < self.low or (self.low_open and value == self.low)):
            return False
        return self.high is None or not (
            value > self.high or (self.high_open and value == self.high)
        )

    def near(self, value: float, share: float) -> bool:
        """Return whether ``value`` misses the range by at most ``share`` of the limit missed."""
        if self.low is not None and value < self.low:
            return self.low - value <= share * self.low
        return self.high is not None and value - self.high <= share * self.high


@dataclass(frozen=True)
class Element:
    """One element of a made-up claim, with what it means."""

    text: str
    """Word for word as in the claim."""
    role: Role
    concepts: tuple[Concept, ...]
    """What it names: one concept, or the listed alternatives; for a closed claim its members."""
    limit: Limit | None = None

    @property
    def kind(self) -> ElementKind:
        """The element kind of the report's schema."""
        return _KINDS[self.role]


@dataclass(frozen=True)
class MadeClaim:
    """A claim text with its elements in the order of the text."""

    text: str
    elements: tuple[Element, ...]
    field: Field
    number: str = ""
    """Number of the sample patent it comes from; empty for a made-up claim."""


@dataclass
class Stock:
    """The glossary sorted by what claims and products are made of."""

    glossary: Glossary
    folder: Path = FOLDER

    def __post_init__(self) -> None:
        self._cosmetic = {
            line.split("\t", 1)[0]
            for path in sorted(self.folder.glob("cosmetic*.tsv"))
            for line in path.read_text(encoding="utf-8").splitlines()
        }
        self._kinds: dict[str, list[Concept]] = defaultdict(list)
        self._below: dict[str, list[Concept]] = defaultdict(list)
        for concept in self.glossary.concepts.values():
            self._kinds[concept.kind].append(concept)
            for ancestor in self.glossary.ancestors(concept.id):
                self._below[ancestor].append(concept)

    def of_kind(self, kind: str, cosmetic: bool | None = None) -> list[Concept]:
        """Return the concepts of a kind, of cosmetics only, of other fields only, or of all."""
        found = self._kinds[kind]
        if cosmetic is None:
            return found
        return [c for c in found if (c.id in self._cosmetic) is cosmetic]

    def below(self, concept_id: str) -> list[Concept]:
        """Return every kind of the concept, itself not included."""
        return self._below.get(concept_id, [])

    def above(self, concept: Concept) -> list[Concept]:
        """Return everything the concept is a kind of."""
        return [self.glossary.concepts[c] for c in sorted(self.glossary.ancestors(concept.id))]

    def related(self, one: Concept, other: Concept) -> bool:
        """Return whether one of the two is the other, or a kind of it."""
        if one.id not in self.glossary.concepts or other.id not in self.glossary.concepts:
            return one.id == other.id
        return self.glossary.is_a(one.id, other.id) or self.glossary.is_a(other.id, one.id)

    def alike(self, one: Concept, other: Concept) -> bool:
        """Return whether the two share any wider concept (and could take each other's place)."""
        mine, yours = self.glossary.ancestors(one.id), self.glossary.ancestors(other.id)
        return bool((mine | {one.id}) & (yours | {other.id}))

    def rivals(self, concept: Concept) -> list[Concept]:
        """Return concepts of the same narrow class that are not this one nor kinds of it."""
        narrow = [p for p in concept.parents if len(self.below(p)) <= 60]
        found = {c.id: c for p in narrow for c in self.below(p)}
        return [c for c in found.values() if c.kind != "class" and not self.related(c, concept)]

    def known(self, concept: Concept) -> bool:
        """Return whether the glossary knows the concept (it was not invented)."""
        return concept.id in self.glossary.concepts


def amount_limit(rng: Random, units: Sequence[tuple[str, float, float]] = _AMOUNT_UNITS) -> Limit:
    """Return a claimed range in genuine claim wording."""
    unit, least, most = rng.choice(units)
    low = _rounded(least * (most / least) ** rng.random() * 0.6 + least * 0.4, rng)
    high = _rounded(low * rng.uniform(1.3, 8), rng)
    high = min(max(high, _rounded(low * 1.2, rng)), 100.0 if "%" in unit else high + low)
    if high <= low:
        high = low * 2
    lo, hi = number(low), number(high)
    about = rng.choice(("", "", "", "", "약 "))
    shape = rng.random()
    if shape < 0.66:
        text = rng.choice(
            (
                f"{lo} 내지 {hi}{unit}",
                f"{lo}~{hi}{unit}",
                f"{lo}~{hi} {unit}",
                f"{lo}{unit} 내지 {hi}{unit}",
                f"{lo} 내지 {hi} {unit}",
                f"{lo}-{hi}{unit}",
                f"{lo}{unit} 이상 {hi}{unit} 이하",
            )
        )
        return Limit(low, high, unit, (about + text).strip())
    if shape < 0.80:
        return Limit(low, None, unit, f"{lo}{unit} 이상")
    if shape < 0.92:
        return Limit(None, high, unit, f"{hi}{unit} 이하")
    if shape < 0.96:
        return Limit(None, high, unit, f"{hi}{unit} 미만", high_open=True)
    return Limit(low, None, unit, f"{lo}{unit} 초과", low_open=True)


def _rounded(value: float, rng: Random) -> float:
    if value >= 100:
        return float(round(value, -2 if value > 2_000 else -1))
    if value >= 10:
        return float(round(value / 5) * 5 if rng.random() < 0.6 else round(value))
    if value >= 1:
        return float(round(value * 2) / 2)
    return round(value, 2) if value >= 0.05 else round(value, 3)


class ClaimMaker:
    """Makes claims from the glossary; holds no random state of its own."""

    def __init__(self, stock: Stock) -> None:
        self.stock = stock

    def make(self, rng: Random) -> MadeClaim:
        """Return a claim of a random field and pattern."""
        field: Field = rng.choices(
            ("cosmetic", "composition", "apparatus", "method", "software"), (58, 16, 10, 9, 7)
        )[0]
        makers: dict[Field, Callable[[Random], MadeClaim]] = {
            "cosmetic": lambda r: self._composition(r, True),
            "composition": lambda r: self._composition(r, False),
            "apparatus": lambda r: self._assembly(r, "apparatus"),
            "software": lambda r: self._assembly(r, "software"),
            "method": self._method,
        }
        return makers[field](rng)

    def _substances(self, rng: Random, count: int, cosmetic: bool) -> list[Concept]:
        """Pick substances and classes, none a kind of another, some of them invented."""
        pool = self.stock.of_kind("substance", cosmetic)
        classes = [c for c in self.stock.of_kind("class", cosmetic) if self.stock.below(c.id)]
        chosen: list[Concept] = []
        while len(chosen) < count:
            draw = rng.random()
            if draw < 0.14:
                names = invent(rng)
                concept = Concept(f"invented:{names[0]}", "substance", names)
            elif draw < 0.34:
                concept = rng.choice(classes)
            else:
                concept = rng.choice(pool)
            if concept.id not in _BASES and not any(self.stock.related(concept, c) for c in chosen):
                chosen.append(concept)
        return chosen

    def _substance_element(self, rng: Random, concept: Concept, amounts: bool) -> Element:
        known = self.stock.known(concept)
        pool = self.stock.rivals(concept) if known and concept.kind == "substance" else []
        if len(pool) >= 2 and rng.random() < 0.35:
            others = rng.sample(pool, min(len(pool), rng.randint(1, 3)))
            return self._alternatives(rng, [concept, *others], amounts)
        name = written(concept, rng)
        if concept.kind == "substance" and len(concept.names) > 1 and rng.random() < 0.12:
            english = [n for n in concept.names if n.isascii()]
            name += f"({english[0]})" if english and english[0] != name else ""
        if concept.kind == "substance" and rng.random() < 0.12:
            name += rng.choice(
                (" 또는 이의 염", " 또는 이의 화장품학적으로 허용되는 염", " 또는 이의 유도체")
            )
        limit = amount_limit(rng) if amounts and rng.random() < 0.75 else None
        text = f"{name} {limit.text}" if limit else name
        return Element(text, "substance", (concept,), limit)

    def _alternatives(self, rng: Random, concepts: list[Concept], amounts: bool) -> Element:
        rng.shuffle(concepts)
        names = [written(c, rng) for c in concepts]
        text = rng.choice(
            (
                particle(listed(names), "으로") + " 이루어진 군에서 선택되는 1종 이상",
                particle(listed(names), "으로") + " 이루어진 군으로부터 선택된 1종 이상",
                particle(listed(names), "으로") + "부터 선택되는 하나 이상",
                listed(names, "또는"),
                listed(names, "및") + " 중에서 선택된 어느 하나",
            )
        )
        limit = amount_limit(rng) if amounts and rng.random() < 0.4 else None
        if limit:
            text += f" {limit.text}"
        return Element(text, "alternatives", tuple(concepts), limit)

    def _category(self, rng: Random, cosmetic: bool) -> Element:
        forms = self.stock.glossary.concepts
        if cosmetic:
            if rng.random() < 0.6 or "cosmetic_composition" not in forms:
                root = forms.get("cosmetic_composition") or self.stock.of_kind("form", True)[0]
                text = rng.choice((root.name, "화장료 조성물", "화장료", "화장품 조성물"))
                text = text if self.stock.glossary.lookup(text) is root else root.name
                return Element(text, "category", (root,))
            pool = self.stock.below("cosmetic_composition")
        else:
            pool = [c for c in self.stock.below("composition") if c.kind == "form"]
            pool = pool or self.stock.of_kind("form", False)
        concept = rng.choice(pool)
        return Element(concept.name, "category", (concept,))

    def _composition(self, rng: Random, cosmetic: bool) -> MadeClaim:
        count = rng.choices((1, 2, 3, 4), (34, 33, 22, 11))[0]
        concepts = self._substances(rng, count, cosmetic)
        amounts = rng.random() < (0.3 if count == 1 else 0.6)
        parts = [self._substance_element(rng, c, amounts) for c in concepts]
        category = self._category(rng, cosmetic)
        functions = self.stock.of_kind("function", cosmetic)
        use = None
        if functions and rng.random() < 0.5:
            concept = rng.choice(functions)
            use = Element(concept.name + "용", "use", (concept,))
        emulsion = None
        if cosmetic and rng.random() < 0.14:
            kinds = self.stock.below("emulsion_formulation")
            if kinds:
                concept = rng.choice(kinds)
                emulsion = Element(written(concept, rng), "emulsion", (concept,))
        prop = self._property(rng) if rng.random() < 0.13 else None
        closed = count <= 3 and rng.random() < 0.07
        field: Field = "cosmetic" if cosmetic else "composition"
        return _composition_text(rng, parts, category, use, emulsion, prop, closed, field)

    def _property(self, rng: Random, only: Sequence[str] = ()) -> Element | None:
        pool = [c for c in self.stock.of_kind("property") if c.id in _UNITS]
        pool = [c for c in pool if not only or c.id in only]
        if not pool:
            return None
        concept = rng.choice(pool)
        limit = amount_limit(rng, _UNITS[concept.id])
        name = written(concept, rng)
        text = rng.choice((f"{particle(name, '이')} {limit.text}", f"{name} {limit.text}")).strip()
        return Element(text, "property", (concept,), limit)

    def _assembly(self, rng: Random, field: Literal["apparatus", "software"]) -> MadeClaim:
        kind = "part" if field == "apparatus" else "software"
        pool = self.stock.of_kind(kind)
        roots: tuple[str, ...] = ("apparatus", "daily_goods", "article", "vehicle")
        if field == "software":
            roots = ("system", "computer_program", "method")
        forms = [c for root in roots for c in self.stock.below(root)]
        forms = forms or self.stock.of_kind("form", False)
        chosen: list[Concept] = []
        while len(chosen) < rng.randint(2, 5):
            if rng.random() < 0.14:
                names = invent(rng, "part")
                concept = Concept(f"invented:{names[0]}", kind, names)
            else:
                concept = rng.choice(pool)
            if not any(self.stock.related(concept, c) for c in chosen):
                chosen.append(concept)
        parts = [Element(written(c, rng), "part", (c,)) for c in chosen]
        if field == "apparatus" and rng.random() < 0.25:
            prop = self._property(rng, ("thickness", "diameter", "wavelength", "voltage"))
            if prop:
                parts.append(prop)
        concept = rng.choice(forms)
        category = Element(concept.name, "category", (concept,))
        middle = rng.choice(("; ", "; ", ", "))
        words = [p.text for p in parts]
        end = rng.choice(("포함하는", "구비하는", "포함하는 것을 특징으로 하는"))
        body = particle(middle.join(words[:-1]) + f"{middle}및 {words[-1]}", "을")
        text = f"{body} {end} {category.text}."
        if rng.random() < 0.25:
            text = f"{category.text}에 있어서, {body} {end} {category.text}."
        return MadeClaim(text, (*parts, category), field)

    def _method(self, rng: Random) -> MadeClaim:
        pool = [c for c in self.stock.of_kind("step") if not self.stock.below(c.id)]
        steps = rng.sample(pool, rng.randint(2, 4))
        steps = [
            step
            for i, step in enumerate(steps)
            if not any(self.stock.related(step, other) for other in steps[:i])
        ]
        elements: list[Element] = []
        if rng.random() < 0.6:
            raw = self._substances(rng, 1, rng.random() < 0.5)[0]
            ready = particle(written(raw, rng), "을") + " 준비하는 단계"
            elements.append(Element(ready, "substance", (raw,)))
        for step in steps:
            name = written(step, rng)
            name += "" if name.endswith("단계") else " 단계"
            elements.append(Element(name, "step", (step,)))
        if rng.random() < 0.4:
            prop = self._property(rng, ("temperature_property", "time_property"))
            if prop:
                kept = prop.text + "인 조건에서 유지하는 단계"
                elements.append(Element(kept, "property", prop.concepts, prop.limit))
        product = self._category(rng, rng.random() < 0.5).text
        pieces = [e.text for e in elements]
        marks = [""] * len(pieces)
        if rng.random() < 0.4:
            marks = [f"({chr(97 + i)}) " for i in range(len(pieces))]
        marked = [m + p for m, p in zip(marks, pieces, strict=True)]
        body = "; ".join(marked[:-1]) + "; 및 " + marked[-1] if len(marked) > 1 else marked[0]
        made = Element(f"{product}의 제조방법", "category", (self._made_by(product),))
        text = f"{particle(body, '을')} 포함하는 {made.text}."
        return MadeClaim(text, (*elements, made), "method")

    def _made_by(self, product: str) -> Concept:
        concept = self.stock.glossary.lookup(product)
        return concept or Concept(f"invented:{product}", "form", (product,))


def written(concept: Concept, rng: Random) -> str:
    """Return the name a claim uses: mostly the preferred one, never an abbreviation."""
    names = [n for n in concept.names if n not in concept.abbreviations]
    korean = [n for n in names if not n.isascii()] or names or list(concept.names)
    return korean[0] if rng.random() < 0.7 else rng.choice(korean)


def _composition_text(
    rng: Random,
    parts: list[Element],
    category: Element,
    use: Element | None,
    emulsion: Element | None,
    prop: Element | None,
    closed: bool,
    field: Field,
) -> MadeClaim:
    """Put the elements into one sentence of a claim."""
    head = " ".join(e.text for e in (emulsion, use, category) if e)
    tail = tuple(e for e in (emulsion, use, category) if e)
    names = [p.text for p in parts]
    if closed:
        wording = rng.choice(("만으로 이루어진", "만으로 이루어지는", "만으로 구성되는"))
        members = tuple(c for p in parts for c in p.concepts)
        shut = Element(wording, "closed", members)
        return MadeClaim(f"{listed(names)}{wording} {head}.", (*parts, shut, *tail), field)
    if len(parts) == 1:
        body = particle(names[0], "을") + rng.choice(
            (
                " 유효성분으로 함유하는",
                " 유효성분으로 포함하는",
                " 포함하는",
                " 함유하는 것을 특징으로 하는",
                " 유효성분으로 함유하는 것을 특징으로 하는",
            )
        )
    else:
        body = rng.choice(
            (
                particle(listed(names), "을"),
                particle("; ".join(names[:-1]) + f"; 및 {names[-1]}", "을"),
                particle(listed([f"({chr(97 + i)}) {n}" for i, n in enumerate(names)]), "을"),
                particle(listed([f"{i}) {n}" for i, n in enumerate(names, 1)]), "을"),
            )
        ) + rng.choice((" 포함하는", " 함유하는", " 포함하는 것을 특징으로 하는"))
    shape = rng.random()
    if shape < 0.2:
        lead = rng.choice((f"{head}에 있어서, ", f"{particle(head, '으로')}서, "))
        text = f"{lead}{prop.text}이고, {body}" if prop else f"{lead}{body}"
        middle = (prop, *parts) if prop else tuple(parts)
        ordered = (*middle, *tail) if len(tail) == 1 else (*tail, *middle)
        return MadeClaim(f"{text} {category.text}.", ordered, field)
    if prop:
        return MadeClaim(f"{body}, {prop.text}인 {head}.", (*parts, prop, *tail), field)
    return MadeClaim(f"{body} {head}.", (*parts, *tail), field)
