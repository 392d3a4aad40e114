"""Evidence for and against each claim element: the rules of ``LABELS.md`` that need no model.

``Weigher.assess_claim`` reads each element into what it asks for (``evidence.needs``) and weighs
every mention of the product against it. Each finding carries the name of its rule
(``evidence.rules``) and the words on both sides.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from evidence.acronyms import can_stand_for, is_acronym
from evidence.claims import element_kind
from evidence.glossary import Glossary
from evidence.leftover import Leftover, leftover, likeness, may_be_told, unnamed_items
from evidence.likeness import ALIKE, SHORTEST, alike, letters
from evidence.needs import (
    ANY_STEP,
    THINGS,
    WANTED,
    Name,
    Need,
    NeedReader,
    Option,
    link,
    share_sides,
)
from evidence.negation import UNDECIDED
from evidence.particles import settle
from evidence.phrases import DOING, Term, aims, overlap, said_words, terms
from evidence.plant_parts import parts_of, plant_of
from evidence.products import Mention, Reading, counted_on, mention_at, of_mixture, read
from evidence.quantities import (
    NEAR_MISS,
    RATIO,
    Quantity,
    RangeCheck,
    Ratio,
    agree,
    check,
    check_ratio,
    in_parts,
)
from evidence.rules import FINDINGS
from evidence.spelling import Canonical
from evidence.stems import solvent_said, spellings, stands_for, stem_of, whole_end
from evidence.types import Assessment, ClaimElement
from graph.schema import Deviation, ElementKind, Finding, Match, Span

PHRASES = frozenset({"structure", "step"})
"""Kinds of elements that are phrases, compared by their wording."""
SAID = 0.35
"""Share of the terms of a thing described in words from which on the product is taken to say it."""
SAID_IN_BRIEF, SAID_AT_LENGTH, SAID_PER_CHARACTER = 0.7, 0.2, 1 / 250
"""Share of an element's terms from which on the product is taken to say it: of a text of no length,
at the least, and what each character takes off."""
HALF_SAID = 0.4
"""The same for what is named, not described: a category, a use, a property, a form."""
WELL_SAID = 0.6
"""Share from which on, with the head noun, that is taken for settled."""
NARROW_CLASS = 130
"""Most members a glossary class may have for one of them to stand in another's place: 카보머 for
잔탄검 among thickeners, but not any plant extract for any other."""
COMMON_UNITS = frozenset({"%", "중량%", "w/v%", "부피%", "중량부", "℃", "s", "g", "개", RATIO, ""})
"""Units in which a text states many things: a lone value need not be the one that is claimed."""
COUNTED = (RATIO, "%", "중량%", "중량부", "g", "w/v%", "부피%", "L")
"""Units whose values make a ratio."""
LACKING = frozenset({"negation", "another in its place", "only another", "family denied"})
"""Rules by which a product lacks a thing."""
RESULTS = {"plant_extract": "extraction", "ferment": "fermentation"}
"""Classes that are named by the step alone that makes them, with that step."""
FEW_WORDS = 3
"""Words of a name that says no more than that: «한약재의 혼합 추출물»."""
STEP_UNITS = frozenset({"℃", "s", "Pa", "rpm", "×g"})
"""Units of the conditions of a step."""
ANHYDROUS = frozenset({"anhydrous_formulation"})
"""Concepts that ask for the absence of water."""
ANY_PRODUCT = frozenset({"composition", "product", "article"})
"""Categories that every product belongs to."""
GENERIC = ANY_PRODUCT | {"system", "apparatus", "device", "machine", "method"}
"""What a category may end in without saying what the thing is."""
QUALIFIERS: dict[str, ElementKind] = {"emulsion": "emulsion", "part": "structure"}
"""What else a category may ask for, by the kind of concept, and how that is weighed."""
WATER = frozenset({"water"})
ACTIVES = frozenset(
    {
        "herb_material",
        "plant_extract",
        "cosmetic_active",
        "bioactive_substance",
        "active_pharmaceutical_ingredient",
    }
)
"""Classes of what a product is taken or used for."""
FIELDS = frozenset(
    {"pharmaceutical_composition", "food_composition", "cosmetic_composition", "quasi_drug"}
)
"""Categories that name a field and no form."""
DOSAGE_FORMS = frozenset(
    {
        "stick_cosmetic",
        "aerosol_cosmetic",
        "gel_cosmetic",
        "cream",
        "balm",
        "lotion",
        "mist",
        "ampoule",
        "nail_enamel",
        "film_product",
        "patch_product",
        "capsule",
        "tablet",
        "granule",
        "oral_liquid",
        "syrup_form",
    }
)
"""Forms that cosmetics, medicines and foods come in: alone they tell no field."""
_BOTH = frozenset({"oil_in_water_emulsion", "water_in_oil_emulsion"})
PHASES: dict[str, frozenset[str]] = {
    "water": _BOTH,
    "aqueous_phase": _BOTH,
    "cosmetic_oil": _BOTH | {"oil_dispersed_formulation"},
}
"""Types of formulation whose name says that they hold a phase."""
KIN = 6
"""Letters (jamo) that two names must begin with to be taken for kin."""
LEAST_WORDS = 3
"""Words from which on a thing is told of rather than named."""
CONTAINERS = frozenset({"container", "packaging"})
"""What a product is filled into, which is not what it is."""
DRUG = "active_pharmaceutical_ingredient"
KINDRED_USES = frozenset({"inflammatory_skin_relief", "microbe_control"})
"""Classes of uses that people name for one another: 진정 for 항염증, 소독 for 항균."""
LONGEST_NAME = 8
"""Words from which on a category or use is a clause about it, not its name."""
DEVICES = frozenset({"device", "apparatus", "machine"})
LOOSE = frozenset({"category", "use"})
"""Kinds of elements that products of many claims meet."""
PART_REACH = 10
"""Characters after a plant's name in which its part is told («감초 말린 뿌리 추출물»)."""
JOINT_REACH = 24
"""Characters between joined names and the amount of them all («… 섞은 바인더 오일 8%»)."""
EXCLUSIVE_TYPES = frozenset(
    {
        "oil_in_water_emulsion",
        "water_in_oil_emulsion",
        "water_in_silicone_emulsion",
        "silicone_in_water_emulsion",
        "oil_in_oil_emulsion",
        "anhydrous_formulation",
        "oily_formulation",
        "oil_dispersed_formulation",
        "water_dispersed_formulation",
    }
)
"""Types of formulation of which a product has one."""
BARE_SCALES = frozenset({"pH", "SPF", "HLB", "LOI", "Pa·s", "Da"})
"""Units that say by themselves what is measured."""
WIDE_CLASS = 1_200
"""Members from which on a class says no more than that a thing is an ingredient."""
_FAMILY = re.compile(r"\s*(?:계열|계|류|유도체|폴리머|성분|쪽)$")
_FAMILY_NAME = re.compile(r"(?:노이드|계|류|유도체)(?:\s?화합물|\s|$)")
_BY_MEANS = re.compile(r"(?:만)?(?:으로|로)(?![가-힣])|만(?![가-힣])")
"""«녹차로», «물유리로만»: what something is done or made with."""
_WATER_SAID: tuple[tuple[re.Pattern[str], str, Match], ...] = (
    (
        re.compile(
            r"(?<![가-힣])(?:물|수분|정제수)(?:은|이|을|도)?\s?(?:전혀|일절|하나도)?\s?(?:없|안\s?[넣들쓰]|0\s?%|미사용|무첨가|무배합)"
        ),
        "without water",
        "대응",
    ),
    (
        re.compile(
            r"(?<![가-힣])수성(?!분)|(?<![가-힣])수계|워터\s?(?:베이스|타입)|water[- ]?based",
            re.IGNORECASE,
        ),
        "with water",
        "미대응",
    ),
)
"""What a text says of water without naming it as an ingredient."""
_DRUG = re.compile(
    r"[가-힣]*(?:의약품|치료제|(?<=\s)단일제|(?<=[\s가-힣])주사|(?<![치농계예절제요협청공서조도활해규언마쇠취빈연음집허])(?<!(?<![가-힣])화)약)"
    r"(?=$|[\s,.!)?]|은|는|이|가|을|를|으로|로|도|입|인|임|예요|이에요)"
)
"""«대장염약», «먹는 약»: a medicine by its plain word; 치약, 농약 and 계약 are none."""
_CODED = re.compile(
    r"(?<![A-Za-z])(?P<code>[A-Z][A-Za-z]*-?\d+[A-Za-z\d]*|[A-Z]{3,}[A-Za-z\d]*)\s?(?:\([^()]*\)\s?)?$"
)
"""A gene's, a protein's or a strain's code before the noun: «TRIM31 단백질», «LZIP 항체»."""
_DONE_TO = re.compile(r"^항|예방|개선|치료|완화|억제|방지|감소|케어|용$")
"""What is done to a trouble, which a use and its trouble differ by."""
_FOR = re.compile(r"(?:용|용도|위한|위하여|방지|예방|개선|치료)\s*$")
_TOPIC = re.compile(r"(?:은|는|으로는|로는|으로|로)\s(?:그냥\s|딱\s)?")
_RATED = re.compile(r"(?<![A-Za-z])SPF(?!\s?(?:없|미|안|표시\s?(?:없|안)))", re.IGNORECASE)
"""«SPF 표시도 하려고요»: protection from the sun without its value."""
_FUNCTION = re.compile(r"(?:저해|억제|작용|길항|촉진|조절|활성화|안정화|증강|자극)제")
"""A class named by what its members do."""
_LATIN = re.compile(r"(?<=\()[A-Z][a-z]+\s[a-z]{3,}")
"""A species' name in brackets, without its author."""
_EITHER = re.compile(r"또는|혹은")
_AT = re.compile(r"\s*(?:이상|이하)?에서")
_PRODUCT_WORD = re.compile(r"[가-힣A-Za-z]*(?:신제품|제품|상품|품목)")
_PARENTHESISED = re.compile(r"[(（](?P<short>[A-Za-z][A-Za-z\d\s.\-]{1,40})[)）]")
_OF_EXTRACTING = re.compile(r"추출|용매|혼합액|용출")
"""What a ratio is of that a recipe need not tell: the solvents something was made with."""
_SOLIDS = re.compile(r"고형분\s?(?:기준|으로서|환산|함량\s?기준)")
_AGAINST = re.compile(r"\s?(?:(?:총\s?)?(?:중량|무게|질량)\s?)?(?:대비|에\s?대(?:해|하여|한))")
_EFFECT_OF = re.compile(r"(?:능|률|율|력|활성|저해|억제|효과|순도|수율|투과도)(?:이|가|은|는)?\s*$")
"""What a share is of that is no amount: «저해능이 30% 이상»."""
_BARE_EXTRACT = re.compile(
    r"(?:추출물|추출액|엑기스|엑스|농축액|분획물?|최종|extract|fraction)\s?(?:은|는|을|를|이|가|의)?,?\s?(?:최종\s?)?(?:농도|함량)?\s?(?:은|는|이|가|로)?\s*$",
    re.IGNORECASE,
)
"""What a concentration is of where the text names no plant with it."""
_BASE = re.compile(
    r"(?P<base>[^,;:\d]{2,40}?)\s*(?:(?P<of>100)\s*(?:중량부|질량부)|"
    r"(?P<few>1|10|1,?000)\s*(?:중량부|질량부)(?:를|을)?\s*(?:에|당|대비|기준|로\s?할))"
)
_NO_BASE = re.compile(r"(?:내지|~|-|이상|이하)\s*$|조성물|화장료|전체|총|합계")
"""What stands before a hundred parts that are no base, or are the whole."""
_INSTEAD = re.compile(
    r"^\s*(?:\d[\d.,]*\s*\S{0,4}\s*)?(?:으로|로)?\s*(?:바꾼|바꿔|바꿨|대체|교체|변경|대신)"
)
_PHRASE_END = re.compile(r"[,.;·/(\n]|(?:와|과|이?랑|하고|및|말고|대신)\s")
_RANK = {"대응": 3, "미대응": 2, "판단불가": 1}


class Weigher:
    """Weighs claim elements against products with one glossary."""

    def __init__(self, glossary: Glossary, near_miss: float = NEAR_MISS) -> None:
        self._glossary = glossary
        self._near_miss = near_miss
        self._members = Counter(
            ancestor for c in glossary.concepts for ancestor in glossary.ancestors(c)
        )
        self._need = NeedReader(glossary).read
        self._terms = lru_cache(maxsize=20_000)(lambda text: terms(text, glossary))
        self._parts_of = lru_cache(maxsize=2_000)(self._read_parts)
        self._kinds_of = lru_cache(maxsize=256)(self._read_kinds)
        self._uses_of = lru_cache(maxsize=2_000)(self._read_uses)

    def assess_claim(
        self, claim_text: str, elements: Sequence[ClaimElement], reading: Reading
    ) -> tuple[Assessment, ...]:
        """Return one assessment an element, in order.

        Of several products in one text the one that comes closest to the claim is shown.
        """
        if reading.segments:
            charts = [self._chart(claim_text, elements, part) for part in reading.segments]
            return max(charts, key=_closeness)
        return self._chart(claim_text, elements, reading)

    def _chart(
        self, claim_text: str, elements: Sequence[ClaimElement], reading: Reading
    ) -> tuple[Assessment, ...]:
        asked = [_as_introduced(self._need(element), claim_text) for element in elements]
        needs = share_sides(_by_ordinal(link(asked)))
        counted = self._counted(claim_text, needs, reading)
        substances = [n for n in needs if n.element.kind == "substance" and not n.absent]
        claimed = frozenset(c for n in needs for o in n.options for c in o.concepts)
        results = [
            self._closed(need, needs, reading)
            if need.closed and not (need.options or need.names)
            else self._assess(need, read, len(substances) == 1, claimed)
            for need, read in zip(needs, counted, strict=True)
        ]
        if not any(_METHOD.search(n.element.text) for n in needs if n.element.kind == "category"):
            results = [_by_process(n, a) for n, a in zip(needs, results, strict=True)]
        results = [self._without(n, a, needs, results) for n, a in zip(needs, results, strict=True)]
        results = _one_use_is_enough(results)
        results = list(self._category_by_use(claim_text, results, reading))
        return tuple(self._told(needs, results, reading))

    def _told(
        self, needs: Sequence[Need], results: Sequence[Assessment], reading: Reading
    ) -> Iterable[Assessment]:
        """Give what stays open the product's words that nothing else explains."""
        results = self._by_amount(needs, results, reading)
        left = leftover(reading.text, reading.mentions, results)
        pairs = left.pairs(self._glossary)
        for need, result in zip(needs, results, strict=True):
            listed = any(c in self._glossary.concepts for o in need.options for c in o.concepts)
            named = need.element.kind == "substance" and listed
            if result.match is not None or need.absent or need.closed or named:
                yield result
                continue
            others = [r for r in results if r is not result and r.element.kind not in LOOSE]
            met = sum(r.match == "대응" for r in others)
            share = met / len(others) if others else 0.0
            rule = may_be_told(need.element, left, pairs, met, share, self._glossary)
            made = rule and self._with_its_values(need, rule, left, reading)
            yield made or result

    def _by_amount(
        self, needs: Sequence[Need], results: Sequence[Assessment], reading: Reading
    ) -> list[Assessment]:
        """Take an item of a recipe that nobody knows by name for the missing element of that amount."""
        missing = [
            i
            for i, r in enumerate(results)
            if r.match == "미대응" and r.findings[-1].rule == "whole formula" and needs[i].quantity
        ]
        taken = list(results)
        items = unnamed_items(reading.text, reading.mentions, results) if missing else []
        for span, amounts in items:
            fitting = [i for i in missing if self._fits(needs[i], amounts)]
            if fitting:
                best = max(
                    fitting,
                    key=lambda i: likeness(needs[i].element.text, span.text, self._glossary),
                )
                taken[best] = _made(needs[best], "told by its amount", "대응", False, span)
                missing.remove(best)
        return taken

    def _fits(self, need: Need, amounts: Sequence[Quantity]) -> bool:
        claimed = need.quantity
        return claimed is not None and any(
            agree(q.unit, claimed.unit) and check(q, claimed, self._near_miss).verdict == "inside"
            for q in amounts
        )

    def _with_its_values(
        self, need: Need, rule: str, left: Leftover, reading: Reading
    ) -> Assessment | None:
        """Take unexplained words for an element only where the text has the values it asks for."""
        made = _made(need, rule, "대응", False, left.span(need.element.text, self._glossary))
        asked = (*need.conditions, *((need.quantity,) if need.quantity else ()))
        units = {q.unit for q in reading.quantities}
        if any(q.unit not in units for q in asked) or (need.ratio and not reading.ratios):
            return None
        checked = self._conditions(replace(need, conditions=asked), made, reading)
        return made if checked.match == "대응" else None

    def _without(
        self, need: Need, found: Assessment, needs: Sequence[Need], results: Sequence[Assessment]
    ) -> Assessment:
        """A ratio to a thing, or an amount on a base, that the product lacks is not met either."""
        base = _BASE.search(need.element.text)
        if found.match is not None or (need.ratio is None and base is None):
            return found
        key = self._glossary.speller.key
        words = key(base["base"]) if base else ""
        text = need.element.text
        told = need.refers or _ORDINAL.search(text)
        own = [s for s in need.sides if told or s.span.text in text]
        sides = {c for s in own if isinstance(s, Option) for c in s.concepts}
        named = {key(s.text) for s in own if isinstance(s, Name)}
        for other, result in zip(needs, results, strict=True):
            if other is need or result.match != "미대응" or other.element.kind != "substance":
                continue
            rule = result.findings[0].rule
            if rule not in LACKING or result.span is None or len(other.things) != 1:
                continue
            one_of = any(o.concepts & sides or key(o.span.text) in words for o in other.options)
            if one_of or any(key(n.text) in named or key(n.text) in words for n in other.names):
                return _made(need, rule, "미대응", result.hard, result.span)
        return found

    def _counted(self, claim_text: str, needs: Sequence[Need], reading: Reading) -> list[Reading]:
        """Return for each element the product with its amounts in the parts that the element counts in.

        «절임배추 100중량부, 고춧가루 3 내지 8중량부» against «절임배추 20kg, 고춧가루 1.2kg», «A 100:B 20».
        """
        asked = [n for n in needs if any(q.unit == "중량부" for q in _asked(n))]
        bases = [m for m in _BASE.finditer(claim_text) if not _NO_BASE.search(m["base"])]
        of_base: dict[str, Reading] = {}
        readings = []
        for need in needs:
            if need not in asked:
                shared = of_mixture(reading) if need.of_subject else reading
                solid = _SOLIDS.search(need.element.text)
                readings.append(_by_solids(shared) if solid else shared)
                continue
            text, at = need.element.text, need.element.start
            own = [m for m in _BASE.finditer(text) if not _NO_BASE.search(m["base"])]
            before = [m for m in bases if at is None or m.start() <= at]
            stated = next(iter(own or before[-1:] or bases), None)
            key = stated["base"].strip() if stated else ""
            if key not in of_base:
                of_base[key] = (
                    self._on_base(
                        key, float((stated["of"] or stated["few"]).replace(",", "")), reading
                    )
                    if stated
                    else self._in_proportion(asked, reading)
                )
            readings.append(of_base[key])
        return readings

    def _on_base(self, words: str, parts: float, reading: Reading) -> Reading:
        """Count the product's amounts in parts of what a claim names as the base."""
        need = self._need(given_element(words, words, self._glossary))
        hits = self._glossary.find(words, WANTED["substance"])
        sides = [Option(hits[-1:])] if hits else list(need.things)
        for m in (m for side in sides for m in self._mentions_of(need, side, reading)):
            for q in (m.amount, *m.values):
                if q is not None and in_parts(q, q) is not None:
                    return counted_on(reading, q, parts)
        for m in (m for side in sides for m in self._mentions_of(need, side, reading)):
            if _AGAINST.match(reading.text, m.end):  # «배추 대비 고춧가루 5%»
                whole = Quantity(m.start, m.end, 100, 100, False, False, "%")
                return counted_on(reading, whole, parts)
        # «볶아서 간 분말 100g당»: the base is named before; «키토산 1중량부당»: or by what it is.
        bases = [m for m in reading.mentions if m.base and m.amount]
        if len(bases) == 1 and bases[0].amount:
            return counted_on(reading, bases[0].amount, parts)
        return reading

    def _in_proportion(self, needs: Sequence[Need], reading: Reading) -> Reading:
        """Count amounts in the claim's parts where it names no base: «4중량부, 2중량부» and «40g, 20g».

        The factor is one that brings every part into its range; where there is none, the first
        part's.
        """
        pairs: list[tuple[Quantity, Quantity]] = []
        for need in needs:
            side = next(iter(need.things), None)
            if side is None or need.quantity is None or not 0 < need.quantity.high < math.inf:
                continue
            found = self._mentions_of(need, side, reading)
            stated = [q for m in found for q in (m.amount, *m.values) if q and q.is_value]
            counts = [q for q in stated if q.unit == "g" or q.unit.endswith(RATIO)]
            if (
                counts
                and counts[0].low > 0
                and (not pairs or agree(pairs[0][1].unit, counts[0].unit))
            ):
                pairs.append((need.quantity, counts[0]))
        if not pairs:
            return reading
        least = max(max(claimed.low, 0) / q.low for claimed, q in pairs)
        most = min(claimed.high / q.low for claimed, q in pairs)
        claimed, first = pairs[0]
        if least > most * (1 + 1e-9):
            least = most = (max(claimed.low, 0) + claimed.high) / 2 / first.low
        return counted_on(reading, first, first.low * (least + most) / 2)

    def _assess(
        self, need: Need, reading: Reading, sole: bool, claimed: frozenset[str]
    ) -> Assessment:
        if need.ratio is not None:
            return self._in_ratio(need, reading, sole, claimed)
        recipe = self._recipe(need, reading)
        if recipe is not None:
            return recipe
        if any(c in ANHYDROUS for o in need.options for c in o.concepts):
            dry = self._dry(need, reading)
            if dry:
                return dry
        if need.element.kind in PHRASES or self._is_wording(need):
            found = self._phrase(need, reading)
            if found is None or (found.match == "대응" and not found.hard):
                found = self._swapped(need, reading, claimed) or found
            if found:
                return _turned(found) if need.absent else found
        if need.element.kind == "property" and need.quantity is not None:
            valued = self._property(need, reading)
            if valued.match is not None:
                return valued
        if not need.any_of and len(need.options) + len(need.names) > 1:
            return self._all_of(need, reading, sole, claimed)
        found = self._mentioned(need, reading, sole, claimed) or self._none_needed(need, reading)
        if found:
            return _turned(found) if need.absent else found
        return self._unmentioned(need, reading, sole, claimed)

    def _recipe(self, need: Need, reading: Reading) -> Assessment | None:
        """«물 100 중량부에 감초 5 내지 9 중량부 및 생강 1 내지 2 중량부를 혼합»: each with its amount."""
        parts = self._parts_of(need.element.text)
        if len(parts) < 2:
            return None
        single = replace(need, quantity=None, residue=False, of_subject=False)
        found: list[Assessment | None] = []
        for part in parts:
            span = _span(part)
            side = Option((part.hit,)) if part.hit else Name(span, part.text)
            mine = self._mentions_of(need, side, reading)
            m = min(mine, key=lambda m: (m.negated, m.amount is None), default=None)
            if m is None or part.amount is None:
                found.append(None)
            elif m.negated:
                found.append(_made(need, "negation", "미대응", True, _span(m)))
            else:
                found.append(self._amount(single, part.amount, m))
        said = [a for a in found if a is not None]
        if not said:
            return None
        worst = min(said, key=lambda a: {"미대응": 0, "판단불가": 1}.get(a.match or "", 2))
        if worst.match != "대응":
            return worst
        unsaid = [part for part, a in zip(parts, found, strict=True) if a is None]
        if len(said) < 2 or any(part.hit for part in unsaid):
            return _open(need, "일부 성분 언급 없음")
        rest = tuple(q for q in need.conditions if not q.unit.endswith(("%", "부")))
        return self._conditions(replace(need, conditions=rest), said[-1], reading)

    def _read_parts(self, text: str) -> tuple[Mention, ...]:
        """Return the substances of an element's text that have amounts of their own, less the base."""
        named = [
            m
            for m in read(text, self._glossary).mentions
            if m.kind == "substance" and m.amount and m.amount.unit == "중량부" and not m.base
        ]
        return tuple(named) if len({m.amount for m in named}) == len(named) else ()

    def _dry(self, need: Need, reading: Reading) -> Assessment | None:
        """«무수»: the product says that it has no water, or that it has."""
        for pattern, rule, match in _WATER_SAID:
            said = pattern.search(reading.text)
            if said and not mention_at(reading, *said.span()).negated:
                span = Span(start=said.start(), end=said.end(), text=said.group())
                return _made(need, rule, match, True, span)
        for m in reading.mentions:
            if m.concept is None or not any(self._glossary.is_a(m.concept.id, w) for w in WATER):
                continue
            none = m.negated or (m.amount is not None and m.amount.high == 0)
            if m.undecided:
                return _made(need, "undecided", "판단불가", True, _span(m))
            if none:
                return _made(need, "without water", "대응", True, _span(m))
            return _made(need, "with water", "미대응", True, _span(m))
        named = [m for m in reading.mentions if m.kind == "substance" and not m.negated]
        if named and (reading.whole_formula or reading.closed):
            return _made(need, "without water", "대응", False, _span(named[-1]))
        return None

    def _none_needed(self, need: Need, reading: Reading) -> Assessment | None:
        """«물 0 내지 5%» against «무수»."""
        if need.quantity is None or need.quantity.low > 0 or need.quantity.low_open:
            return None
        if any(c in WATER for o in need.options for c in o.concepts):
            for m in reading.mentions:
                if m.concept and m.concept.id in ANHYDROUS and not m.negated:
                    return _made(need, "without water", "대응", True, _span(m))
        return None

    def _is_wording(self, need: Need) -> bool:
        """Whether a thing is described in words rather than named: a product of a process."""
        return need.element.kind == "substance" and not need.options and need.process

    # -- what the text names -----------------------------------------------------------------

    def _phrase(
        self, need: Need, reading: Reading, least: float | None = None
    ) -> Assessment | None:
        """Weigh a part or a step by how much of its wording the text says, ``least`` at least."""
        brief = SAID if need.element.kind == "substance" else _least_said(reading)
        least = brief if least is None else least
        seen = overlap(self._terms(need.element.text), reading, self._glossary)
        named = [m for m in seen.negated if not _says_nothing_by_its_denial(m, reading)]
        denied = seen.head_denied or (named[0] if named else None)
        if denied:
            hard = seen.head_denied is not None or seen.share < least
            return _made(need, "negation", "미대응", hard, _span(denied))
        if seen.undecided:
            return _made(need, "undecided", "판단불가", True, _span(seen.undecided[0]))
        if seen.share < least or not seen.said:
            return None
        sure = seen.head and seen.share >= WELL_SAID
        share = f"{seen.share:.0%}"
        made = _made(need, "same phrase", "대응", sure, _span(seen.said[-1]), more=share)
        if need.quantity is not None:
            need = replace(need, conditions=(*need.conditions, need.quantity))
        return self._conditions(need, made, reading, seen.said)

    def _swapped(self, need: Need, reading: Reading, claimed: frozenset[str]) -> Assessment | None:
        """«홍차잎을 추출하는 단계» against «녹차로만»: a step or part with another thing in it."""
        for option in (*need.options, *need.qualifiers):
            if option.hits[0].concept.kind == "step" and option in need.options:
                other = self._other_step(option, reading)
                if other:
                    return _made(need, "another in its place", "미대응", False, _span(other))
            if option.hits[0].concept.kind not in THINGS:
                continue
            if any(self._relation(option, m) for m in reading.mentions):
                continue
            part = replace(need, options=(option,), names=())
            for m in reading.mentions:
                means = m.only or _BY_MEANS.match(reading.text, m.end)
                if m.kind != "substance" or m.negated or m.undecided or not means:
                    continue
                if not self._is_claimed(m, claimed) and self._in_place(part, m, sole=False):
                    return _made(need, "another in its place", "미대응", False, _span(m))
        return None

    def _other_step(self, option: Option, reading: Reading) -> Mention | None:
        """«초임계 건조로», «냉침만»: the step is done, and only, in another way."""
        if any(self._relation(option, m) in ("same", "species") for m in reading.mentions):
            return None
        ways = set(option.hits[0].concept.parents) - ANY_STEP
        for m in reading.mentions:
            if m.concept is None or m.concept.kind != "step" or m.negated or m.undecided:
                continue
            means = m.only or _BY_MEANS.match(reading.text, m.end)
            if means and ways & set(m.concept.parents):
                return m
        return None

    def _mentioned(
        self, need: Need, reading: Reading, sole: bool, claimed: frozenset[str]
    ) -> Assessment | None:
        """Weigh every mention; None where none has to do with the element."""
        judged = [self._mention(need, m, reading) for m in reading.mentions]
        found = [a for a in judged if a is not None]
        together = self._together(need, reading)
        if together:
            found.append(together)
        if not found:
            spelled = self._spelled(need, reading) or self._stemmed(need, reading)
            spelled = spelled or self._bare_plant(need, reading)
            spelled = spelled or self._misspelt(need, reading) or self._abbreviated(need, reading)
            spelled = spelled or self._in_words(need, reading)
            found = [spelled] if spelled else []
        if not found:
            return None
        best = max(found, key=_strength)
        if need.quantity and best.findings[0].rule in ("amount unsaid", "units differ"):
            told = self._concentration if need.element.kind == "substance" else self._value_near
            best = told(need, best, reading) or best
        if need.element.kind == "category" and not need.absent:
            if best.findings[0].rule == "broader":
                return (
                    self._same_words(need, reading)
                    or self._by_words(need, said_words(need.element.text), reading)
                    or best
                )
            return self._qualified(need, best, reading) if best.match == "대응" else best
        if need.element.kind == "substance":
            best = self._of_its_part(need, best, reading)
        if best.match == "대응" and need.element.kind == "substance" and not need.absent:
            best = self._by_identifier(need, best, reading)
        if need.element.kind == "use" and best.findings[0].rule == "broader":
            return self._same_aim(need, best)
        if best.match == "대응" and not need.absent:
            return self._conditions(need, best, reading)
        if best.findings[0].rule == "broader" and need.element.kind == "substance":
            return self._instead_of_broader(need, best, reading, claimed)
        return best

    def _value_near(self, need: Need, found: Assessment, reading: Reading) -> Assessment | None:
        """«98초에 풀리는 수분산»: the value of a property or part, where only one is stated."""
        claimed, span = need.quantity, found.span
        if claimed is None or span is None:
            return None
        stated = [q for q in reading.quantities if agree(q.unit, claimed.unit)]
        if len(stated) != 1:
            return None
        mention = Mention(span.start, span.end, span.text, None, amount=stated[0])
        return self._amount(need, claimed, mention)

    def _concentration(self, need: Need, found: Assessment, reading: Reading) -> Assessment | None:
        """«감초를 달인 추출물을 8mg/ml», «추출물 농도 0.1 mg/mL»: the one that is said of no name."""
        assert need.quantity is not None
        if need.quantity.unit != "w/v%" or found.span is None or need.of_subject:
            return None
        stated = [
            (q, noun)
            for q in reading.quantities
            if q.unit == "w/v%" and (noun := _BARE_EXTRACT.search(reading.text[: q.start]))
        ]
        free = [
            q
            for q, noun in stated
            if not any(m.start < noun.start() < m.end for m in reading.mentions)
        ]
        if len(free) != 1:
            return None
        span = found.span
        mention = Mention(span.start, span.end, span.text, None, amount=free[0])
        return self._amount(need, need.quantity, mention)

    def _mention(self, need: Need, mention: Mention, reading: Reading) -> Assessment | None:
        """Weigh one mention; None where it has nothing to do with the element."""
        if mention.concept and mention.concept.id in ANY_STEP:
            return None
        related = [(self._relation(o, mention), o) for o in need.options]
        order = ("same", "species", "other reading", "broader")
        best = min(
            ((order.index(r), r, o) for r, o in related if r is not None),
            key=lambda pair: pair[0],
            default=None,
        )
        if best is None:
            return None
        _, relation, option = best
        if relation == "broader" and (
            _takes_the_head_of_a_list(option, mention, reading)
            or _is_extracted(option, mention, reading)
        ):
            relation = "same"
        return self._related(need, option, mention, relation)

    def _relation(self, option: Option, mention: Mention) -> str | None:
        if mention.concept is None:
            return None
        glossary = self._glossary
        readings = (
            mention.hit.ambiguity.readings
            if mention.hit and mention.hit.ambiguity
            else (mention.concept.id,)
        )
        if mention.concept.id in option.concepts:
            return "same"
        if any(glossary.is_a(mention.concept.id, c) for c in option.concepts):
            return "species"
        if any(
            r in option.concepts or any(glossary.is_a(r, c) for c in option.concepts)
            for r in readings
        ):
            return "other reading"
        if any(glossary.is_a(c, mention.concept.id) for c in option.concepts) and not mention.part:
            return "broader"
        return None

    def _related(
        self, need: Need, option: Option, mention: Mention, relation: str
    ) -> Assessment | None:
        span, claim_span = _span(mention), option.span
        concept = mention.concept
        assert concept is not None
        category = need.element.kind in ("category", "use")
        from_zero = need.quantity is not None and need.quantity.low <= 0 < need.quantity.high
        if mention.negated and from_zero and relation == "same":
            return _made(need, "none needed", "대응", True, span, claim_span)
        if mention.negated:
            if relation == "species" or mention.part:
                return None  # one species left out says nothing of the rest
            if relation == "other reading":
                return _made(need, "negation", "미대응", False, span, claim_span)
            if relation == "broader" and (category or self._members[concept.id] > WIDE_CLASS):
                return None  # «이 외 원료 없음»: too wide a word to be about the element
            return _made(need, "negation", "미대응", True, span, claim_span)
        if relation == "broader" and need.element.kind == "substance" and not mention.broad:
            wide = not self._is_narrow(concept.id)
            if wide and not mention.undecided and mention.amount is None:
                return None  # «비타민», «오일»: too wide a word to be about the element
        if mention.undecided:
            return _made(need, "undecided", "판단불가", True, span, claim_span)
        if relation == "broader" or (mention.broad and relation == "same"):
            return _made(need, "broader", "판단불가", not category, span, claim_span)
        if relation == "other reading":
            # The reader of the claim's field takes the name as the claim does; the report asks.
            read = _made(need, "ambiguous name", "대응", False, span, claim_span)
            if need.quantity is None:
                return read
            amount = self._amount(need, need.quantity, mention)
            findings = (*read.findings, *amount.findings)
            return amount.model_copy(update={"hard": False, "findings": findings})
        if need.quantity is not None and not category:
            return self._amount(need, need.quantity, mention)
        # A part or step is known by its noun; how it is placed is left to the judge.
        hard = need.element.kind not in PHRASES or len(need.raw.split()) < 2
        rule, more = self._identity(relation, mention, claim_span)
        return _made(need, rule, "대응", hard, span, claim_span, more=more)

    def _identity(self, relation: str, mention: Mention, claim_span: Span) -> tuple[str, str]:
        """Return the rule by which a mention is the element, and what its sentence adds."""
        concept = mention.concept
        assert concept is not None
        ambiguity = mention.hit.ambiguity if mention.hit else None
        if ambiguity:
            others = ", ".join(self._glossary.concepts[r].name for r in ambiguity.readings[1:])
            cas = f"(CAS {concept.cas[0]})" if concept.cas else ""
            return "ambiguous abbreviation", f"{concept.name}{cas}(으)로 읽었습니다. {others}"
        if relation == "species":
            return "species of genus", ""
        key = self._glossary.speller.key
        return ("same name" if key(mention.text) == key(claim_span.text) else "synonym"), ""

    def _together(self, need: Need, reading: Reading) -> Assessment | None:
        """Several alternatives used together: their sum is what the range limits."""
        if need.quantity is None or not (need.any_of or need.total):
            return None
        parts = [
            m
            for m in reading.mentions
            if m.amount
            and m.amount.is_value
            and not (m.negated or m.undecided)
            and any(self._relation(o, m) in ("same", "species") for o in need.options)
        ]
        whole = [m for m in parts if all(o is m or self._is_member(o, m) for o in parts)]
        if len(parts) > 2 and whole:
            # «A 10, B 10으로 왁스 총 20%»: what the class is said to sum up to is the sum.
            return self._amount(need, need.quantity, whole[0])
        names = {m.concept.id for m in parts if m.concept}
        units = {m.amount.unit for m in parts if m.amount}
        if len(names) < 2 or len(units) != 1:
            return None
        first = parts[0].amount
        assert first is not None
        shares = {m.concept.id: m.amount for m in parts if m.concept and m.amount}
        joint = any(m.shared_amount for m in parts)
        total = first.low if joint else sum(amount.low for amount in shares.values())
        return self._amount(
            need, need.quantity, replace(parts[0], amount=replace(first, low=total, high=total))
        )

    def _by_identifier(self, need: Need, found: Assessment, reading: Reading) -> Assessment:
        """«TRIM31 단백질» against «TRIM21 단백질» or a mere protein: the code is what is claimed."""
        claim, span = found.findings[-1].claim_span, found.span
        code = _CODED.search(need.element.text[: claim.start]) if claim else None
        if code is None or span is None:
            return found
        key = self._glossary.speller.key
        if key(code["code"]) in key(reading.text):
            return found
        if _CODED.search(reading.text[: span.start]):
            return _made(need, "another in its place", "미대응", False, span, claim)
        return _made(need, "broader", "판단불가", False, span, claim)

    def _same_aim(self, need: Need, found: Assessment) -> Assessment:
        """«항혈전» against «혈전증 예방 또는 치료»: a use named by the trouble that the claim names."""
        span = found.span
        assert span is not None
        said = self._glossary.speller.key(_DONE_TO.sub("", span.text))
        aimed = {self._glossary.speller.key(t.text) for t in aims(need.element.text)}
        alike = any(len(a) >= 2 and len(said) >= 2 and (a in said or said in a) for a in aimed)
        return _made(need, "same phrase", "대응", False, span, more="용도") if alike else found

    def _of_its_part(self, need: Need, found: Assessment, reading: Reading) -> Assessment:
        """«황칠 잎 추출물» against «황칠 수피 추출물»: another part of the plant, or none said."""
        span, claim = found.span, found.findings[0].claim_span if found.findings else None
        if span is None or found.match == "미대응" or found.findings[0].rule == "undecided":
            return found
        words = need.element.text[claim.start : claim.end + 6] if claim else need.raw
        asked = parts_of(_PARENTHESISED.sub("", words))
        if not asked:
            return found
        said = parts_of(_PHRASE_END.split(reading.text[span.start : span.end + PART_REACH])[0])
        if said and not said & asked:
            return _made(need, "another part", "미대응", True, span, claim)
        concept = mention_at(reading, span.start, span.end).concept
        names = self._glossary.names(concept.id) if concept else ()
        made = stem_of(span.text)[1]
        implied = any(parts_of(name) & asked for name in (names if made else names[:1]))
        rules = ("same name", "synonym", "same stem")
        if not said and not implied and found.findings[0].rule in rules:
            return _made(need, "part unsaid", "판단불가", False, span, claim)
        return found

    def _bare_plant(self, need: Need, reading: Reading) -> Assessment | None:
        """«딸기 추출물» against «딸기 잎 추출물»: the plant is named, its part is not, or is another."""
        if need.element.kind != "substance":
            return None
        canonical = self._glossary.speller.canonical(reading.text)
        wanted = [(o.span.text, o.span) for o in need.options if o.hits[0].concept.kind in THINGS]
        for words, claim in (*_own_words(need), *wanted):
            key = self._glossary.speller.key(stem_of(plant_of(words))[0])
            at = canonical.text.find(key) if len(key) >= 2 else -1
            if at < 0:
                continue
            mention = mention_at(reading, *canonical.origin(at, at + len(key)))
            if mention.negated or mention.undecided:
                continue
            said = parts_of(
                _PHRASE_END.split(reading.text[mention.start : mention.end + PART_REACH])[0]
            )
            if said and not said & parts_of(words):
                return _made(need, "another part", "미대응", True, _span(mention), claim)
            if not said:
                return _made(need, "part unsaid", "판단불가", False, _span(mention), claim)
        return None

    def _is_member(self, mention: Mention, whole: Mention) -> bool:
        """Whether a mention is of the class that another names."""
        one, other = mention.concept, whole.concept
        return one is not None and other is not None and self._glossary.is_a(one.id, other.id)

    def _instead_of_broader(
        self, need: Need, found: Assessment, reading: Reading, claimed: frozenset[str]
    ) -> Assessment:
        """«필름포머는 X만», «아나타제형 TiO2»: the broader word is filled by something else."""
        span = found.span
        assert span is not None
        wide = next(m for m in reading.mentions if m.start == span.start)
        assert wide.concept is not None
        for m in reading.mentions:
            if m.concept is None or m.negated or m.undecided or m is wide:
                continue
            if not self._glossary.is_a(m.concept.id, wide.concept.id):
                continue
            if any(self._relation(o, m) for o in need.options):
                continue
            if self._is_claimed(m, claimed) and not m.only:
                continue
            near = 0 <= m.start - wide.end <= 4 or 0 <= wide.start - m.end <= 2
            if near or m.only or m.main:
                return _made(need, "another in its place", "미대응", False, _span(m))
        whole = reading.whole_formula or reading.closed is not None
        general = wide.concept.kind == "class" or not self._is_narrow(wide.concept.id)
        if whole and wide.amount is None and general:
            return _made(need, "whole formula", "미대응", True)
        return found

    def _conditions(
        self, need: Need, found: Assessment, reading: Reading, said: Sequence[Mention] = ()
    ) -> Assessment:
        """Check the further values of an element whose substance and share are met.

        A value beside the name counts first, else the one nearest to it in the text: after the
        name of a thing, before the verb of a step.

        Args:
            need: the element.
            found: what was found of it so far.
            reading: the product text.
            said: the mentions of a phrase.
        """
        at = found.span.start if found.span else 0
        beside = next((m.values for m in reading.mentions if m.start == at), ())

        def distance(q: Quantity) -> tuple[bool, int]:
            if not said:
                return q.start < at, abs(q.start - at)
            return False, min(
                m.start - q.end if q.end <= m.start else 2 * (q.start - m.end) + 2 for m in said
            )

        for claimed in need.conditions:
            if claimed.unit in ("개", ""):
                continue  # «탄소수 6 이하의», «히드록시기 2개 이상의»: part of what the thing is
            if need.element.kind == "substance" and _AT.match(need.element.text, claimed.end):
                continue  # «25℃에서 액상인 오일»: where a property is taken, not a value of it
            limit = _words(need, claimed)
            stated = self._of_its_step(need, claimed, reading)
            if stated is None:
                every = [q for q in reading.quantities if agree(q.unit, claimed.unit)]
                stated = [q for q in beside if agree(q.unit, claimed.unit)] or sorted(
                    every, key=distance
                )
            if not stated:
                return _made(need, "value unsaid", "판단불가", True, found.span, limit)
            q = stated[0]
            twin = sum(agree(c.unit, claimed.unit) for c in need.conditions) > 1
            if twin or (need.element.kind == "structure" and claimed.unit not in COMMON_UNITS):
                # «620nm & 860nm»: each of two like parts has its own value.
                verdicts = [(check(s, claimed, self._near_miss).verdict, s) for s in stated]
                q = next((s for verdict, s in verdicts if verdict == "inside"), q)
            m = Mention(q.start, q.end, reading.text[q.start : q.end], None, amount=q)
            checked = self._amount(need, claimed, m)
            if checked.match != "대응":
                return checked
        return found

    def _of_its_step(
        self, need: Need, claimed: Quantity, reading: Reading
    ) -> list[Quantity] | None:
        """Return what the product states for the step that a condition is of; None where it can't be told.

        «…℃에서 로스팅하고 …℃에서 숙성»: as many values are taken in order, else each by the verb it
        stands before; where a step has no value of its own and the others have theirs, it has none.
        """
        if claimed.unit not in STEP_UNITS:
            return None
        stated = [q for q in reading.quantities if q.unit == claimed.unit]
        alike = [q for q in need.conditions if q.unit == claimed.unit]
        if len(alike) > 1 and len(alike) == len(stated):
            return [stated[alike.index(claimed)]]
        staged = _of_its_stage(need.element.text, claimed, reading)
        if staged is not None:
            return staged
        hits = [
            h
            for h in self._glossary.find(need.element.text, WANTED["step"])
            if h.concept.id not in ANY_STEP and h.start >= claimed.end
        ]
        steps = [m for m in reading.mentions if m.kind == "step" and m.concept]
        mine = [m for m in steps if hits and self._relation(Option(tuple(hits[:1])), m)]
        own = [q for m in mine for q in _held(m) if q.unit == claimed.unit]
        if len(own) > 1 and len(hits) > 1:
            last = [m for m in steps if self._relation(Option(tuple(hits[-1:])), m)]
            both = [q for m in last for q in _in_stage(reading, m.start, m.end, claimed.unit)]
            own = both or own  # «교반하여 탈기»: of all that is stirred what is degassed as well
        if own:
            return own
        same = ("same", "species")
        named = [m for m in mine if self._relation(Option(tuple(hits[:1])), m) in same]
        others = {q.start for m in steps if m not in mine for q in _held(m)}
        denied = {m.start for m in reading.mentions if m.negated}
        left_out = named and (named[-1].negated or named[-1].end in denied)  # «가열공정은 안 함»
        if named and not left_out and all(q.start in others for q in stated):
            return []
        return None

    def _in_ratio(
        self, need: Need, reading: Reading, sole: bool, claimed: frozenset[str]
    ) -> Assessment:
        """«A 및 B를 2:8 내지 4:6의 부피비로 포함하는 용매»: the things first, then their ratio."""
        if need.element.kind != "substance":
            return self._ratio(need, reading)
        things = self._assess(replace(need, ratio=None), reading, sole, claimed)
        found = self._ratio(need, reading) if things.match == "대응" else None
        return found if found and found.match not in (None, "대응") else things

    def _ratio(self, need: Need, reading: Reading) -> Assessment:
        """«A와 B의 중량비 1:2 내지 1:5»: a ratio that is stated, or that two amounts make."""
        assert need.ratio is not None
        limit = Span(
            start=need.ratio.start,
            end=need.ratio.end,
            text=need.element.text[need.ratio.start : need.ratio.end],
        )
        named = [self._mentions_of(need, side, reading) for side in need.sides]
        for found in named:
            if found and all(m.negated for m in found):
                return _made(need, "negation", "미대응", True, _span(found[0]))
        stated = _made_ratio(named) if len(named) == len(need.ratio.terms) else None
        stated = stated or self._stated_ratio(need, named, reading)
        if stated is not None:
            value = ":".join(f"{low:g}" for low, _ in stated.terms)
            span = Span(
                start=stated.start, end=stated.end, text=reading.text[stated.start : stated.end]
            )
            result = check_ratio(stated, need.ratio, self._near_miss)
            return self._judged(need, result, span, limit, value)
        text = need.element.text
        own = bool(need.refers) or all(side.span.text in text for side in need.sides)
        lacking = len(named) > 1 and not all(named) and not _OF_EXTRACTING.search(text)
        if own and lacking and reading.whole_formula:
            return _made(need, "whole formula", "미대응", True)
        return _open(need, "비율 언급 없음")

    def _stated_ratio(
        self, need: Need, named: Sequence[Sequence[Mention]], reading: Reading
    ) -> Ratio | None:
        """Return the ratio that the text states of the sides, its terms in the claim's order."""
        assert need.ratio is not None
        ratios = [r for r in reading.ratios if len(r.terms) == len(need.ratio.terms)]
        if not ratios:
            return None
        if len(named) < len(need.ratio.terms) or not all(named):
            words = [t.text for side in need.sides for t in self._terms(side.span.text)]
            near = [self._near_words(r.value, words, reading.text) for r in ratios]
            best = [r for r, n in zip(ratios, near, strict=True) if n == max(near)]
            return best[0] if len(best) == 1 else None

        def nearest(ratio: Ratio) -> list[Mention]:
            return [min(found, key=lambda m: abs(ratio.start - m.end)) for found in named]

        ratio = min(ratios, key=lambda r: sum(abs(r.start - m.end) for m in nearest(r)))
        places = [m.start for m in nearest(ratio)]
        if len(set(places)) < len(places):
            return ratio
        order = [sorted(places).index(place) for place in places]
        return replace(ratio, terms=tuple(ratio.terms[i] for i in order))

    def _mentions_of(self, need: Need, side: Option | Name, reading: Reading) -> list[Mention]:
        """Return the mentions of one side of a ratio."""
        if isinstance(side, Name):
            found = self._named_side(need, side, reading)
            return [found] if found else []
        mine = [m for m in reading.mentions if self._relation(side, m) in ("same", "species")]
        if mine:
            return mine
        # «황금, 와송 추출물을 1:1로»: an extract's plant, or its name without the noun of the list.
        plants = [m for m in reading.mentions if self._relation(side, m) == "broader"]
        plants = [m for m in plants if m.concept and m.concept.kind != "class"]
        part = replace(need, options=(side,), names=(), quantity=None, ratio=None, conditions=())
        named = None if plants else self._spelled(part, reading) or self._stemmed(part, reading)
        if named and named.span:
            return [mention_at(reading, named.span.start, named.span.end)]
        return plants

    def _named_side(self, need: Need, name: Name, reading: Reading) -> Mention | None:
        """Return the mention of a side that the glossary does not know."""
        alone = replace(need, options=(), names=(name,), quantity=None, ratio=None, raw="")
        found = self._spelled(alone, reading)
        return (
            mention_at(reading, found.span.start, found.span.end) if found and found.span else None
        )

    def _side(self, option: Option, reading: Reading) -> Mention | None:
        """Return the mention of one side of a ratio, sure ones first."""
        mine = [m for m in reading.mentions if self._relation(option, m) in ("same", "species")]
        return min(mine, key=lambda m: (m.negated, m.amount is None), default=None)

    def _amount(self, need: Need, claimed: Quantity, mention: Mention) -> Assessment:
        """Compare what the product states of a mention with the claimed range."""
        span, limit = _span(mention), _words(need, claimed)
        if need.residue or _is_base(need) or (mention.balance and mention.amount is None):
            return _made(need, "same name", "대응", True, span, limit)
        share_of_subject = need.of_subject and claimed is need.quantity
        if share_of_subject and mention.only:
            return _made(need, "only one of its kind", "대응", False, span, limit)
        if mention.amount is None:
            return _made(need, "amount unsaid", "판단불가", True, span, limit)
        result = check(mention.amount, claimed, self._near_miss)
        value = f"{mention.amount.low / mention.amount.scale:g}"
        return self._judged(need, result, span, limit, value)

    def _judged(
        self, need: Need, result: RangeCheck, span: Span, limit: Span, value: str
    ) -> Assessment:
        """Return what a comparison says: the product's words, the claim's, and the value in short."""
        if result.verdict == "inside":
            return _made(need, "inside range", "대응", True, span, limit, more=value)
        if result.verdict == "outside":
            more = f"{value}은(는) '{limit.text}'"
            made = _made(need, "outside range", "미대응", True, span, limit, more, result.deviation)
            note = "한계값에 가까워 균등 여부를 전문가가 검토해야 합니다." if result.near else ""
            near = {"near_miss": result.near, "equivalents_check": result.near, "note": note}
            return made.model_copy(update=near)
        rule = "overlapping range" if result.verdict == "overlaps" else "units differ"
        return _made(need, rule, "판단불가", True, span, limit)

    def _spelled(self, need: Need, reading: Reading) -> Assessment | None:
        """The element's own words stand in the product text, though no glossary knows them."""
        canonical = self._glossary.speller.canonical(reading.text)
        for words, span in _own_words(need):
            key = self._glossary.speller.key(words)
            found = []
            at = canonical.text.find(key) if len(key) >= 2 else -1
            while at >= 0:
                mention = mention_at(reading, *canonical.origin(at, at + len(key)))
                found.append(self._worded(need, "same words", mention, span))
                at = canonical.text.find(key, at + len(key))
            if found:
                return max(found, key=_strength)
        return self._listed(need, reading, canonical)

    def _listed(self, need: Need, reading: Reading, canonical: Canonical) -> Assessment | None:
        """«쥐눈이콩, 검은깨 추출물»: a name without the noun that ends the list."""
        whole = [(option.span.text, option.span) for option in need.options]
        for words, span in (*whole, *_own_words(need)):
            stem = _DERIVED.match(words.strip())
            key = self._glossary.speller.key(stem["stem"]) if stem else ""
            at = canonical.text.find(key) if len(key) >= 2 else -1
            if stem is None or at < 0:
                continue
            start, end = canonical.origin(at, at + len(key))
            shared = _LIST_HEAD.match(reading.text, end)
            if shared and shared["head"].endswith(stem["head"]):
                return self._worded(need, "same words", mention_at(reading, start, end), span)
        return None

    def _stemmed(self, need: Need, reading: Reading) -> Assessment | None:
        """«미흑찰 주정 추출물» against «미흑찰 50% 주정추출물»: what it is made of, by its letters."""
        if need.element.kind != "substance":
            return None
        speller = self._glossary.speller
        canonical = speller.canonical(reading.text)
        wanted: list[tuple[str, Span | None]] = [(o.span.text, o.span) for o in need.options]
        wanted += [(m[0], None) for m in _LATIN.finditer(need.element.text)]
        names = [
            (words, name, head, span)
            for words, span in (*_own_words(need), *wanted)
            for stem, head in (stem_of(words),)
            if len(speller.key(stem)) >= 2 and not self._says_little(stem)
            for name in spellings(stem)
        ]
        for words, name, head, span in names:
            key = speller.key(name)
            at = canonical.text.find(key)
            while at >= 0:
                start, end = canonical.origin(at, at + len(key))
                mention = mention_at(reading, start, end)
                if _is_own(mention, reading, start) and stands_for(reading.text, start, end, head):
                    mention = mention_at(reading, start, whole_end(reading.text, end))
                    found = self._worded(need, "same stem", mention, span)
                    if found.match == "대응" and not solvent_said(words, reading.text):
                        return _made(need, "solvent unsaid", "판단불가", True, _span(mention), span)
                    return found
                at = canonical.text.find(key, at + 1)
        return None

    def _says_little(self, stem: str) -> bool:
        """Whether a name without its last noun is a class, a use or a form: it names no thing."""
        concept = self._glossary.lookup(stem)
        return concept is not None and concept.kind not in ("substance", "material")

    def _misspelt(self, need: Need, reading: Reading) -> Assessment | None:
        """A name that nobody knows is spelt almost like the element's."""
        kind = need.element.kind
        if kind not in ("substance", "category", "other"):
            return None
        # Chemical names differ by a letter and mean other things; names of products seldom do.
        least, shortest = (0.84, 5) if kind == "category" else (ALIKE, SHORTEST)
        wanted = dict(_own_words(need))
        for option in need.options:
            names = [n for c in option.concepts for n in self._glossary.names(c)]
            if kind == "category":
                names = [n for c in option.concepts for n in self._kinds_of(c)]
            wanted |= dict.fromkeys((option.span.text, *names), option.span)
        spelt = {letters(self._glossary.speller.key(n)): span for n, span in wanted.items() if n}
        for start, end in _unknown_runs(reading):
            own = letters(self._glossary.speller.key(reading.text[start:end]))
            for name, span in spelt.items():
                if name and own and alike(own, name, least, shortest):
                    mention = mention_at(reading, start, end)
                    return self._worded(need, "almost the same name", mention, span)
        return None

    def _abbreviated(self, need: Need, reading: Reading) -> Assessment | None:
        """«HES» against hydroxyethyl starch: an abbreviation that nobody lists."""
        if need.element.kind != "substance":
            return None
        names = [
            (name, option.span)
            for option in need.options
            for c in option.concepts
            for name in self._glossary.names(c)
        ]
        names += [(name, span) for name, span in _own_words(need) if span]
        for start, end in _unknown_words(reading):
            word = reading.text[start:end]
            if not is_acronym(word):
                continue
            for name, span in names:
                if name.isascii() and can_stand_for(word, name):
                    rule = "abbreviation by its letters"
                    mention = mention_at(reading, start, end)
                    found = self._worded(need, rule, mention, span)
                    read = _made(need, rule, "대응", False, _span(mention), span).findings
                    findings = (*read, *(f for f in found.findings if f.rule != rule))
                    return found.model_copy(update={"hard": False, "findings": findings})
        return None

    def _in_words(self, need: Need, reading: Reading) -> Assessment | None:
        """«단분산성 입자 형태의 DNA 단편»: a thing told of in words that nobody knows as a name."""
        wanted = said_words(need.element.text)
        if need.element.kind != "substance" or need.options or len(wanted) < LEAST_WORDS:
            return None
        seen = overlap(wanted, reading, self._glossary)
        span = self._first_said(wanted, reading)
        if seen.share < WELL_SAID or seen.negated or span is None:
            return None
        made_of, head = stem_of(need.raw)
        if head and made_of and self._first_said([Term(made_of.split()[0])], reading) is None:
            return None  # another thing, prepared in the same way
        found = self._worded(need, "same phrase", mention_at(reading, span.start, span.end), None)
        return found.model_copy(update={"hard": False})

    def _read_kinds(self, concept: str) -> tuple[str, ...]:
        """Return the names of a form and of everything that is a kind of it."""
        is_a = self._glossary.is_a
        kinds = [c for c in self._glossary.concepts.values() if c.kind == "form"]
        return tuple(n for c in kinds if is_a(c.id, concept) for n in c.names)

    def _worded(
        self, need: Need, rule: str, mention: Mention, claim_span: Span | None
    ) -> Assessment:
        """Weigh a mention that is the element by its letters."""
        if mention.undecided:
            return _made(need, "undecided", "판단불가", True, _span(mention), claim_span)
        if mention.negated:
            return _made(need, "negation", "미대응", True, _span(mention), claim_span)
        if need.quantity is not None:
            return self._amount(need, need.quantity, mention)
        return _made(need, rule, "대응", rule == "same words", _span(mention), claim_span)

    def _all_of(
        self, need: Need, reading: Reading, sole: bool, claimed: frozenset[str]
    ) -> Assessment:
        """«A, B 및 C» in one element: one missing member makes it 미대응."""
        single = replace(need, any_of=True, quantity=None, conditions=(), total=False)
        needs = [replace(single, options=(option,), names=(), raw="") for option in need.options]
        needs += [replace(single, options=(), names=(name,), raw=name.text) for name in need.names]
        parts = [self._assess(part, reading, sole, claimed) for part in needs]
        worst = min(parts, key=lambda a: {"미대응": 0, None: 1, "판단불가": 1, "대응": 2}[a.match])
        span = worst.span or next((p.span for p in parts if p.span), None)
        findings = tuple(f for part in parts for f in part.findings)
        if worst.match == "대응" and need.quantity is not None:
            together = self._together(replace(need, total=True), reading)
            spans = {(p.span.start, p.span.end) for p in parts if p.span}
            amounts = [m for m in reading.mentions if m.amount and (m.start, m.end) in spans]
            if together is None and len({m.amount for m in amounts}) == 1:
                together = self._amount(need, need.quantity, amounts[-1])
            together = together or self._joint(need, parts, reading)
            together = together or self._concentration(need, worst, reading)
            if together:
                return self._conditions(need, together, reading)
            update = {"match": None, "hard": False, "hint": "모두 있음, 함량 확인"}
            return worst.model_copy(update={"findings": findings, **update})
        return worst.model_copy(update={"findings": findings, "span": span})

    def _joint(
        self, need: Need, parts: Sequence[Assessment], reading: Reading
    ) -> Assessment | None:
        """«A·B·C 혼합물 2.5중량부», «4종(A, B, C, D) 0.05%»: one amount behind all of the names."""
        assert need.quantity is not None
        spans = [p.span for p in parts if p.span]
        end = max((s.end for s in spans), default=0)
        start = min((s.start for s in spans), default=0)
        for q in reading.quantities:
            gap = reading.text[end : q.start]
            for r in reading.ratios:
                if end <= r.start and r.end <= q.start:
                    gap = gap.replace(reading.text[r.start : r.end], "")  # «A:B 4:1 혼합물 2mg/mL»
            if 0 <= q.start - end <= JOINT_REACH and agree(q.unit, need.quantity.unit):
                if not re.search(r"\d|[.!?\n;]|,\s", gap):
                    text = reading.text[start:end]
                    return self._amount(
                        need, need.quantity, Mention(start, end, text, None, amount=q)
                    )
                break
        return None

    # -- what the text does not name -----------------------------------------------------------

    def _unmentioned(
        self, need: Need, reading: Reading, sole: bool, claimed: frozenset[str]
    ) -> Assessment:
        kind = need.element.kind
        if need.absent:
            if (reading.whole_formula or reading.closed) and (need.options or need.names):
                return _made(need, "whole formula", "대응", True)
            return _open(need, "언급 없음")
        if kind == "emulsion":
            wanted = {c for o in need.options for c in o.concepts}
            for m in reading.mentions:
                exclusive = m.concept is not None and m.concept.id in EXCLUSIVE_TYPES
                if exclusive and not m.negated and wanted & EXCLUSIVE_TYPES:
                    return _made(need, "other emulsion type", "미대응", True, _span(m))
        if kind != "substance":
            found = self._phrase(need, reading, HALF_SAID)
            if found:
                return found
        if kind in ("category", "emulsion", "use"):
            terms_of = aims if kind == "use" else said_words
            found = self._by_words(need, terms_of(need.element.text), reading)
            if found:
                return found
        if kind == "category":
            found = self._any_product(need, reading) or self._same_words(need, reading)
            return found or self._other_category(need, reading)
        if kind == "use":
            return self._other_use(need, reading)
        if kind == "property":
            return self._property(need, reading)
        if kind == "substance":
            phase = self._phase(need, reading)
            return phase or self._other_substance(need, reading, sole, claimed)
        return _open(need, "언급 없음")

    def _phase(self, need: Need, reading: Reading) -> Assessment | None:
        """«물», «친유성 상» against an «O/W 로션»: an emulsion has both by what it is."""
        if need.quantity is not None or need.residue or not need.any_of:
            return None
        wanted = {c for o in need.options for c in o.concepts}
        for phase, types in PHASES.items():
            for m in reading.mentions if phase in wanted else ():
                if m.concept is None or m.negated or m.undecided:
                    continue
                if any(self._glossary.is_a(m.concept.id, t) for t in types):
                    return _made(need, "phase of the emulsion", "대응", False, _span(m))
        return None

    def _by_words(self, need: Need, wanted: Sequence[Term], reading: Reading) -> Assessment | None:
        """«난연 수지 조성물» against «난연 PP», «이층상 제형» against «이층상 리무버»."""
        seen = overlap(wanted, reading, self._glossary)
        either = need.element.kind == "use" and _EITHER.search(need.element.text)
        if seen.share < (1 / max(1, len(wanted)) if either else HALF_SAID) or seen.negated:
            return None
        span = self._first_said(wanted, reading, need.element.kind != "use")
        if span is None:
            return None
        return _made(need, "same phrase", "대응", False, span, more=f"{seen.share:.0%}")

    def _first_said(
        self, wanted: Sequence[Term], reading: Reading, substances: bool = True
    ) -> Span | None:
        """Return the first of the words that the text says, within names of substances or not."""
        canonical = self._glossary.speller.canonical(reading.text)
        for term in wanted:
            key = self._glossary.speller.key(term.text)
            at = canonical.text.find(key)
            if at < 0:
                continue
            start, end = canonical.origin(at, at + len(key))
            if substances or not _names_a_substance(reading, start, end):
                return Span(start=start, end=end, text=reading.text[start:end])
        return None

    def _any_product(self, need: Need, reading: Reading) -> Assessment | None:
        """«조성물» alone is any product; a method of making a thing is met by who makes it."""
        concepts = {c for o in need.options for c in o.concepts}
        forms = [m for m in reading.mentions if m.concept and m.concept.kind == "form"]
        forms = [m for m in forms if not m.negated]
        if concepts and concepts <= ANY_PRODUCT:
            words = _unknown_words(reading)
            if forms:
                return _made(need, "any product", "대응", True, _span(forms[-1]))
            if words:
                start, end = words[-1]
                span = Span(start=start, end=end, text=reading.text[start:end])
                return _made(need, "any product", "대응", False, span)
            last = _last_word(reading)
            if last:
                return _made(need, "any product", "대응", False, last)
        drug = _DRUG.search(reading.text) if "pharmaceutical_composition" in concepts else None
        if drug:
            span = Span(start=drug.start(), end=drug.end(), text=drug.group())
            return _made(need, "species of genus", "대응", False, span, need.options[0].span)
        if any(self._glossary.is_a(c, "method") for c in concepts):
            for option in need.qualifiers:
                for m in reading.mentions:
                    if not m.negated and self._relation(option, m) in ("same", "species"):
                        return _made(need, "product of the method", "대응", False, _span(m))
            if "computer_implemented_method" in concepts:
                for m in reading.mentions:
                    program = m.concept and (
                        m.concept.kind == "software"
                        or self._glossary.is_a(m.concept.id, "computer_program")
                    )
                    if program and not m.negated:
                        return _made(need, "product of the method", "대응", False, _span(m))
        return None

    def _other_use(self, need: Need, reading: Reading) -> Assessment:
        """A sun cream is for protection from the sun; else another use alone is not this one."""
        wanted = {c for option in need.options for c in option.concepts}
        for m in reading.mentions:
            if m.concept is None or m.concept.kind != "form" or m.negated:
                continue
            for use in self._uses_of(m.concept.id):
                if any(self._glossary.is_a(use, c) for c in wanted):
                    claim = need.options[0].span
                    return _made(need, "use by form", "대응", True, _span(m), claim)
        if any(self._glossary.is_a("uv_protection", c) for c in wanted):
            for q in reading.quantities:
                if q.unit == "SPF":
                    words = Span(start=q.start, end=q.end, text=reading.text[q.start : q.end])
                    return _made(need, "use by form", "대응", True, words)
            rated = _RATED.search(reading.text)
            if rated:
                words = Span(start=rated.start(), end=rated.end(), text=rated.group())
                return _made(need, "use by form", "대응", False, words)
        others = [m for m in reading.mentions if m.kind == "use" and not m.negated]
        told = need.element.text
        clause = len(told.split()) > LONGEST_NAME and not _FOR.search(told)
        if others and need.options and not clause:
            if any(self._near_use(m, wanted) for m in others):
                return _open(need, "가까운 용도 언급")
            return _made(need, "other use", "미대응", False, _span(others[0]))
        return _open(need, "용도 언급 없음")

    def _near_use(self, mention: Mention, wanted: Iterable[str]) -> bool:
        """Whether a use is a near relative of those claimed, unless it is said to be the only one."""
        if mention.only or mention.concept is None:
            return False
        theirs = {p for w in wanted for p in self._glossary.concepts[w].parents}
        return bool(KINDRED_USES & set(mention.concept.parents) & theirs)

    def _read_uses(self, form: str) -> frozenset[str]:
        """Return the uses that the names of a form, or of what it is a kind of, spell out."""
        forms = {form, *self._glossary.ancestors(form)}
        return frozenset(
            hit.concept.id
            for concept in forms
            for name in self._glossary.names(concept)[:1]
            for hit in self._glossary.find(name, WANTED["use"])
        )

    def _qualified(self, need: Need, found: Assessment, reading: Reading) -> Assessment:
        """«무수 프라이머», «회전걸레가 구비된 로봇청소기»: what the category must have besides."""
        for option in need.qualifiers:
            kind = QUALIFIERS.get(option.hits[0].concept.kind)
            if kind is None:
                continue
            words = option.span.text
            element = need.element.model_copy(update={"kind": kind, "text": words})
            part = replace(
                need, element=element, options=(option,), names=(), qualifiers=(), raw=""
            )
            asked = self._assess(part, reading, False, frozenset())
            if asked.match != "대응":
                if asked.match == "미대응":
                    return asked.model_copy(update={"element": need.element})
                span = found.span
                return _made(need, "qualifier unsaid", "판단불가", False, span, option.span)
        return found

    def _same_words(self, need: Need, reading: Reading) -> Assessment | None:
        """«로봇청소기 시스템» against a 로봇청소기: what is left without 시스템, 장치, 조성물."""
        wanted = [
            t for t in self._terms(need.element.text) if t.concept not in GENERIC and t.concept
        ]
        seen = overlap(wanted, reading, self._glossary)
        if seen.share >= HALF_SAID and seen.said:
            share = f"{seen.share:.0%}"
            return _made(need, "same phrase", "대응", False, _span(seen.said[-1]), more=share)
        words = {self._glossary.speller.key(option.span.text) for option in need.options}
        for m in reading.mentions:
            key = self._glossary.speller.key(m.text)
            if m.kind == "category" and not m.negated and _generic_rest(key, words):
                return _made(need, "same phrase", "대응", False, _span(m), more="품목")
        return None

    def _other_category(self, need: Need, reading: Reading) -> Assessment:
        forms = [m for m in reading.mentions if m.concept and m.concept.kind == "form"]
        forms = [m for m in forms if not (m.negated or self._is_container(m))]
        wanted = {c for o in need.options for c in o.concepts}
        if not forms or not wanted:
            return _open(need, "언급 없음")
        if len(need.element.text.split()) > LONGEST_NAME:
            return _open(need, "품목 불명")
        m = forms[-1]
        assert m.concept is not None
        if wanted <= FIELDS and m.concept.id in DOSAGE_FORMS:
            return _open(need, "제형만 언급")
        mine = self._glossary.ancestors(m.concept.id) | {m.concept.id}
        theirs = {a for w in wanted for a in self._glossary.ancestors(w) | {w}}
        roots = mine & theirs
        if roots and not roots <= {"composition", "product"}:
            return _made(need, "other category", "미대응", False, _span(m))
        article = not any(self._glossary.is_a(w, "composition") for w in wanted)
        device = any(self._glossary.is_a(m.concept.id, d) for d in DEVICES)
        if article and not (
            device and any(self._glossary.is_a(w, d) for w in wanted for d in DEVICES)
        ):
            return _open(need, "다른 분야의 품목")  # an article is called by many names
        return _made(need, "other field", "미대응", True, _span(m))

    def _is_container(self, mention: Mention) -> bool:
        assert mention.concept is not None
        return any(self._glossary.is_a(mention.concept.id, c) for c in CONTAINERS)

    def _property(self, need: Need, reading: Reading) -> Assessment:
        """A bare «pH 5 내지 7» against a bare «pH 5.5»; other values by the words around them."""
        claimed = need.quantity
        if claimed is None:
            return _open(need, "언급 없음")
        said_of = need.element.text[: claimed.start]
        if (
            claimed.unit.endswith(("%", "부"))
            and need.qualifiers
            and not _EFFECT_OF.search(said_of)
        ):
            # «상기 성분 A의 함유량이 0.1질량% 이상»: the amount of another element's thing.
            mention = self._side(need.qualifiers[0], reading)
            if mention and mention.negated:
                return _made(need, "negation", "미대응", True, _span(mention))
            if mention:
                return self._amount(need, claimed, mention)
        stated = [q for q in reading.quantities if agree(q.unit, claimed.unit)]
        stated = [q for q in stated if q.unit == claimed.unit] or stated
        named = _SHORT_NAMES.get(next(iter(need.options[0].concepts), "") if need.options else "")
        called = [q for q in stated if named and named.search(reading.text[: q.start])]
        if called:
            stated = called
        elif claimed.unit not in BARE_SCALES:
            words = [t.text for t in self._terms(need.element.text) if len(t.text) > 1]
            near = [self._near_words(q, words, reading.text) for q in stated]
            lone = len(stated) == 1 and claimed.unit not in COMMON_UNITS
            stated = [
                q for q, n in zip(stated, near, strict=True) if (n and n == max(near)) or lone
            ]
        if not stated and claimed.unit not in COMMON_UNITS:
            # Several values of a unit that is seldom used: one inside is the one that is claimed.
            same_unit = [q for q in reading.quantities if agree(q.unit, claimed.unit)]
            inside = [
                q for q in same_unit if check(q, claimed, self._near_miss).verdict == "inside"
            ]
            if inside:
                q = inside[0]
                one = Mention(q.start, q.end, reading.text[q.start : q.end], None, amount=q)
                found = self._amount(need, claimed, one)
                return found.model_copy(update={"hard": False})
        if not stated:
            return _open(need, "언급 없음")
        q = stated[0]
        mention = Mention(q.start, q.end, reading.text[q.start : q.end], None, amount=q)
        return self._amount(need, claimed, mention)

    def _near_words(self, quantity: Quantity, words: Sequence[str], text: str) -> int:
        """Return how many of an element's words stand beside a value of the text."""
        around = self._glossary.speller.key(text[max(0, quantity.start - 24) : quantity.end + 10])
        return sum(self._glossary.speller.key(word) in around for word in words)

    def _other_substance(
        self, need: Need, reading: Reading, sole: bool, claimed: frozenset[str]
    ) -> Assessment:
        if reading.undecided and not reading.whole_formula:
            words = reading.text[slice(*reading.undecided)]
            return _made(need, "formula undecided", "판단불가", True, more=words)
        done = self._by_its_step(need, reading)
        if done:
            return _made(need, "same phrase", "대응", False, _span(done))
        nameless = not need.options and all(not stem_of(n.text)[0] for n in need.names)
        if (reading.whole_formula or reading.closed) and not nameless:
            raw = self._raw_material(need, reading)
            if raw:
                return _made(need, "broader", "판단불가", True, _span(raw))
            if self._is_described(need):
                return _open(need, "처방에 이름이 없음")
            return _made(need, "whole formula", "미대응", True)
        family = self._family_denied(need, reading)
        if family:
            return _made(need, "family denied", "미대응", True, _span(family))
        others = [
            m
            for m in reading.mentions
            if m.kind == "substance"
            and not (m.negated or m.undecided or self._is_claimed(m, claimed))
        ]
        filled = self._filled(need, reading, claimed)
        if filled:
            return filled
        alone = self._alone(reading)
        if alone and self._is_claimed(alone, claimed):
            actives = self._asks_for_active(need) and self._is_active(alone)
            if actives or self._in_place(need, alone, sole=False):
                return _made(need, "only another", "미대응", True, _span(alone))
        for m in others:
            if m.only and (sole or self._same_family(need, m) or self._fills(need, m)):
                return _made(need, "only another", "미대응", m.concept is not None, _span(m))
        known = any(c in self._glossary.concepts for o in need.options for c in o.concepts)
        for m in others:
            if _FUNCTION.search(need.raw) and not m.only:
                continue  # what a thing does is not told by its name
            if self._is_kin(need, m) or (self._is_class(m) and not known):
                continue
            if need.subject and self._fills(need, m):
                return _made(need, "another in its place", "미대응", False, _span(m))
            if (sole and m.main) or self._in_place(need, m, sole):
                instead = _INSTEAD.match(reading.text[m.end :])
                if sole or m.main or instead or self._is_drug_of(need, m, others):
                    return _made(need, "another in its place", "미대응", False, _span(m))
        return _open(need, "언급 없음")

    def _filled(self, need: Need, reading: Reading, claimed: frozenset[str]) -> Assessment | None:
        """«계면활성제는 라우릭애씨드 비누만», «점증제는 카보머로»: the place of a class is taken."""
        is_a = self._glossary.is_a
        for c, m in itertools.pairwise(reading.mentions):
            if c.concept is None or c.concept.kind != "class" or c.negated or m.negated:
                continue
            if m.undecided or not _TOPIC.fullmatch(reading.text[c.end : m.start]):
                continue
            of_class = any(
                is_a(o, c.concept.id) for option in need.options for o in option.concepts
            )
            if not of_class or any(self._relation(o, m) for o in need.options):
                continue
            if m.only:
                return _made(need, "only another", "미대응", True, _span(m))
            if not self._is_claimed(m, claimed):
                return _made(need, "another in its place", "미대응", False, _span(m))
        return None

    def _by_its_step(self, need: Need, reading: Reading) -> Mention | None:
        """«혼합 추출물», «발효물»: what names no more than its step is had where that is done."""
        if need.names or need.quantity or len(need.options) != 1:
            return None
        if len(need.raw.split()) > FEW_WORDS:
            return None
        steps = {RESULTS[c] for c in need.options[0].concepts if c in RESULTS}
        for m in reading.mentions:
            if m.concept is None or m.concept.kind != "step" or m.negated or m.undecided:
                continue
            if any(self._glossary.is_a(m.concept.id, step) for step in steps):
                return m
        return None

    def _alone(self, reading: Reading) -> Mention | None:
        """Return what the product is said to have alone: «산수유 단일 추출물», «상백피 단독 오일»."""
        named = [m for m in reading.mentions if m.kind == "substance" and not m.negated]
        only = [m for m in named if m.only]
        if len(only) != 1:
            return None
        # What follows is what the one thing is made into, or what the product is.
        others = [m for m in named if m is not only[0] and m.start < only[0].start]
        return None if others else only[0]

    def _is_class(self, mention: Mention) -> bool:
        """Whether a name stands for many things, so that one nobody knows may be among them."""
        concept = mention.concept
        return concept is not None and (concept.kind == "class" or self._members[concept.id] > 1)

    def _is_active(self, mention: Mention) -> bool:
        concept = mention.concept
        return concept is not None and any(self._glossary.is_a(concept.id, a) for a in ACTIVES)

    def _asks_for_active(self, need: Need) -> bool:
        """Whether a claim's substance is what the product is taken for, not what carries it."""
        concepts = {c for o in need.options for c in o.concepts}
        if not concepts:
            return any(stem_of(name.text)[1] for name in need.names)
        return any(self._glossary.is_a(c, a) for c in concepts for a in ACTIVES)

    def _is_drug_of(self, need: Need, mention: Mention, others: Sequence[Mention]) -> bool:
        """Whether a product is named by the one drug in it: «테르비나핀 매니큐어» has no other of its class."""
        is_a = self._glossary.is_a
        drugs = [m for m in others if m.concept and is_a(m.concept.id, DRUG)]
        wanted = any(is_a(c, DRUG) for o in need.options for c in o.concepts)
        return wanted and drugs == [mention]

    def _is_described(self, need: Need) -> bool:
        """Whether a thing is told by what it does or has, so that a formula may call it anything."""
        listed = any(c in self._glossary.concepts for o in need.options for c in o.concepts)
        told = len(said_words(need.element.text)) >= LEAST_WORDS
        return told and not listed and need.quantity is None

    def _raw_material(self, need: Need, reading: Reading) -> Mention | None:
        """«헛개» against «헛개나무열매추출물»: what the thing is made of, made into nobody knows what."""
        for m in reading.mentions:
            if m.concept is None or m.concept.kind not in THINGS or m.negated:
                continue
            key = self._glossary.speller.key(m.text)
            for option in need.options:
                stem, head = stem_of(option.span.text)
                made = head and self._glossary.speller.key(stem).startswith(key)
                wider = self._relation(option, m) == "broader" and self._is_narrow(m.concept.id)
                if made or wider:
                    return m
        return None

    def _is_claimed(self, mention: Mention, claimed: frozenset[str]) -> bool:
        """Whether the mention is something else that the claim names."""
        if mention.concept is None:
            return False
        mine, is_a = mention.concept.id, self._glossary.is_a
        return any(is_a(mine, c) or is_a(c, mine) for c in claimed)

    def _family_denied(self, need: Need, reading: Reading) -> Mention | None:
        """«헥토라이트 대신», «폴리글리세릴계 말고»: a piece of the element's name is left out."""
        kin = [m for m in reading.mentions if m.negated and self._is_kin(need, m)]
        if kin:
            return kin[0]
        wanted = [self._glossary.speller.key(option.span.text) for option in need.options]
        wanted += [self._glossary.speller.key(words) for words, _ in _own_words(need)]
        places = [(m.start, m.end, _is_family(m)) for m in reading.mentions if m.negated]
        places += [(start, end, True) for start, end in _unknown_words(reading)]
        for start, end, family in places:
            words = _FAMILY.sub("", reading.text[start:end])
            key = self._glossary.speller.key(words)
            within = family and len(key) >= 3 and any(key in n and key != n for n in wanted)
            begins = len(key) >= 2 and any(n.startswith(key) and key != n for n in wanted)
            ends = len(key) >= 4 and any(n.endswith(key) and key != n for n in wanted)
            if not (within or begins or ends):
                continue
            mention = mention_at(reading, start, end)
            if mention.negated and not mention.undecided:
                return replace(mention, start=start, end=end, text=reading.text[start:end])
        return None

    def _same_family(self, need: Need, mention: Mention) -> bool:
        """Whether a mention and the element share a class that is not the widest of all."""
        if mention.concept is None:
            return False
        mine = self._above(mention.concept.id, mention.concept.parents)
        known = self._glossary.concepts
        theirs = {
            a
            for o in need.options
            for c in o.concepts
            if c in known
            for a in self._above(c, known[c].parents)
        }
        return bool(mine & theirs)

    def _above(self, concept: str, parents: Iterable[str]) -> set[str]:
        above = set(parents) | {a for p in parents for a in self._glossary.ancestors(p)}
        return {a for a in above | {concept} if self._members[a] <= WIDE_CLASS}

    def _fills(self, need: Need, mention: Mention) -> bool:
        """Whether the mention is another member of what a limiting clause limits, or of a genus."""
        if mention.concept is None:
            return False
        genera = set(need.family) | (set(need.subject.concepts) if need.subject else set())
        return any(self._glossary.is_a(mention.concept.id, genus) for genus in genera)

    def _is_kin(self, need: Need, mention: Mention) -> bool:
        """Whether a name begins as the family does that is claimed: 커큐민, 커큐미노이드계."""
        key = letters(self._glossary.speller.key(mention.text))
        families = [words for words, _ in _own_words(need) if _FAMILY_NAME.search(words)]
        wanted = [letters(self._glossary.speller.key(words)) for words in families]
        return len(key) >= KIN and any(name[:KIN] == key[:KIN] for name in wanted)

    def _in_place(self, need: Need, mention: Mention, sole: bool) -> bool:
        """Whether the mention stands where the element would: same class, or the sole active."""
        if mention.concept is None or mention.concept.id.startswith("name:"):
            return sole and need.quantity is None and mention.main
        if mention.concept.kind == "class" and not sole:
            return False
        if sole and self._glossary.is_a(mention.concept.id, "cosmetic_active"):
            return True
        known = self._glossary.concepts
        wanted = [known[c] for o in need.options for c in o.concepts if c in known]
        theirs = {p for c in wanted for p in c.parents}
        theirs |= {c.id for c in wanted if c.kind == "class"}
        return any(self._is_narrow(c) for c in set(mention.concept.parents) & theirs)

    def _is_narrow(self, concept: str) -> bool:
        """Whether a class is narrow enough that its members stand in for one another."""
        return 0 < self._members[concept] <= NARROW_CLASS

    def _closed(self, need: Need, needs: Sequence[Need], reading: Reading) -> Assessment:
        """Closed wording is met only where the product has nothing else."""
        claimed = frozenset(c for n in needs for o in n.options for c in o.concepts)
        named = [self._glossary.speller.key(w) for n in needs for w, _ in _own_words(n)]
        substances = [m for m in reading.mentions if m.kind == "substance" and not m.negated]
        for m in substances:
            key = self._glossary.speller.key(m.text)
            known = m.concept is not None and not m.concept.id.startswith("name:")
            if m.part or m.undecided or self._is_claimed(m, claimed):
                continue
            if reading.closed and not known:
                continue  # «이 네 가지뿐»: words of the sentence, not names
            if not any(key in name or name in key for name in named):
                return _made(need, "further ingredient", "미대응", known, _span(m))
        if reading.closed:
            start, end = reading.closed
            words = Span(start=start, end=end, text=reading.text[start:end])
            return _made(need, "nothing further", "대응", True, words)
        if substances and (reading.whole_formula or any(m.only for m in substances)):
            return _made(need, "nothing further", "대응", False, _span(substances[-1]))
        return _open(need, "다른 성분 유무 언급 없음")

    def _category_by_use(
        self, claim_text: str, results: Sequence[Assessment], reading: Reading
    ) -> Iterable[Assessment]:
        """«화이트닝 효과가 있는 제품» against a whitening cosmetic: the use tells the category."""
        word = _PRODUCT_WORD.search(reading.text)
        uses = [h.concept.id for h in self._glossary.find(claim_text, WANTED["use"])]
        used = any(
            m.kind == "use"
            and not m.negated
            and m.concept
            and any(self._glossary.is_a(m.concept.id, use) for use in uses)
            for m in reading.mentions
        )
        others = [a for a in results if a.element.kind not in LOOSE]
        met = sum(a.match == "대응" for a in others)
        for result in results:
            if result.element.kind != "category" or result.match is not None:
                yield result
                continue
            need = self._need(result.element)
            forms = [m for m in reading.mentions if m.kind == "category" and not m.negated]
            noun = _span(forms[-1]) if forms else _product_noun(reading) or _last_word(reading)
            if used and word:
                span = Span(start=word.start(), end=word.end(), text=word.group())
                yield _made(need, "category by use", "대응", False, span)
            elif noun and met and (not forms or 2 * met >= len(others)):
                yield _made(need, "category by elements", "대응", False, noun)
            else:
                yield result


def _called(words: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:{words})\s?(?:은|는|이|가|도|:|=|\()?\s?(?:약|평균)?\s?$", re.IGNORECASE
    )


_SIZE = r"(?<![a-z])d50|입경|입도|입자\s?(?:크기|지름)|particle size|mean size"
_SHORT_NAMES = {
    "melting_point": _called(r"(?<![a-z])m\.?p\.?|융점|녹는점|melting(?: point)?|melts at"),
    "glass_transition_temperature": _called(r"(?<![a-z])tg(?:값)?|유리\s?전이\S*"),
    "moisture_content": _called(r"수분(?:율|량|함량)?|함수율|moisture(?: content)?|(?<!활성)물기"),
    "viscosity": _called(r"점도|(?<![a-z])visc(?:osity)?"),
    "molecular_weight": _called(r"분자량|(?<![a-z])mw|molecular weight"),
    "particle_size": _called(_SIZE),
    "average_particle_size": _called(_SIZE),
    "hardness": _called(r"경도|hardness"),
    "density": _called(r"밀도|비중|density"),
    "refractive_index": _called(r"굴절[률율]|(?<![a-z])ri|refractive index"),
}
"""What a value of a property is called just before it, by the property's id."""
_GENERIC_NOUN = re.compile(r"시스템|장치|기기|기계|기구|조성물|제제|제품|세트")
_ORDINAL = re.compile(r"제\s?\d+\s?[가-힣]{2,8}?(?=[은는이가을를의와과인]|\s|$)")


_DERIVED = re.compile(r"(?P<stem>.{2,}?)\s*(?P<head>추출물|추출액|발효물|오일|분말)$")
_LIST_HEAD = re.compile(
    r"(?:\s*(?:[·,/+&]|및|와|과|이?랑|하고)\s*[가-힣A-Za-z]{1,12})+?\s*(?P<head>[가-힣]*(?:추출물|추출액|발효물|오일|분말))"
)


_UNWANTED = re.compile(r"빠지|떨어지|벗겨지|흘러|흐르|번지|밀리|뭉치|새(?![가-힣])")


def _says_nothing_by_its_denial(mention: Mention, reading: Reading) -> bool:
    """«구슬이 안 떨어지게»; 처리 of «활성탄 처리 안 하는», which is denied of that treatment alone."""
    if mention.concept is None or mention.concept.id != DOING:
        return False
    within = any(
        m.start <= mention.start and mention.end <= m.end and len(m.text) > len(mention.text)
        for m in reading.mentions
    )
    return within or bool(_UNWANTED.match(mention.text))


_NUMBERED = re.compile(
    r"(?P<n>[1-9])\s?차\s?(?P<step>[가-힣]{2})(?!\S{0,2}\s?(?:후|뒤|이후|다음)(?![가-힣]))(?!\S?[된한]\s)"
)
"""A step by its number: «2차 교반»; not one that is over: «1차 교반 후», «2차 소성된»."""
_STAGE = re.compile(r",(?!\d)|→|[.;](?=\s|$)|\n|[가-힣](?:고|며|(?<!에)서|후|뒤|다음)\s")
"""Where one stage of a process ends and the next begins."""


def _of_its_stage(element: str, claimed: Quantity, reading: Reading) -> list[Quantity] | None:
    """«2차 교반은 40℃에서 60분»: what is stated for a step that both count; None where they do not.

    Empty where the text leaves the step's conditions open.
    """
    numbered = list(_NUMBERED.finditer(element))
    if not numbered:
        return None
    mine = numbered[-1]
    said = re.search(rf"{mine['n']}\s?차(?:로|는)?\s?{mine['step']}", reading.text)
    if said is None:
        return None
    begin, end = _stage(reading.text, *said.span())
    found = _in_stage(reading, *said.span(), claimed.unit)
    if found or UNDECIDED.search(reading.text[begin:end]):
        return found
    return None


def _stage(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the stage of a process begins and ends that has the words at a place."""
    edges = [m.end() for m in _STAGE.finditer(text)]
    begin = max((e for e in edges if e <= start), default=0)
    return begin, min((e for e in edges if e >= end), default=len(text))


def _in_stage(reading: Reading, start: int, end: int, unit: str) -> list[Quantity]:
    """Return the values in one unit that are stated for the stage of a process at a place."""
    begin, stop = _stage(reading.text, start, end)
    return [q for q in reading.quantities if begin <= q.start < stop and q.unit == unit]


def _takes_the_head_of_a_list(option: Option, mention: Mention, reading: Reading) -> bool:
    """«망고·구아바 추출물»: the first of a list shares the noun at its end."""
    match = _LIST_HEAD.match(reading.text, mention.end)
    head = match["head"][-2:] if match else ""
    return bool(head) and option.span.text.rstrip().endswith(head)


_EXTRACTING = re.compile(
    r"\s?(?:엑스|엑기스|ext\b)|(?:[^.!?\n]|\.(?=\s?[a-z]|\d)){0,36}?(?:추출|우려|우린|우리고|달여|달인|뽑은|뽑아|extract)",
    re.IGNORECASE,
)


def _is_extracted(option: Option, mention: Mention, reading: Reading) -> bool:
    """«뽕나무 뿌리껍질이랑 후박 껍질을 우려서»: what a plant's extract is made from, being extracted."""
    wanted = stem_of(option.span.text)[1] == "extract"
    return wanted and bool(_EXTRACTING.match(reading.text, mention.end))


def _names_a_substance(reading: Reading, start: int, end: int) -> bool:
    return any(
        m.kind == "substance" and m.concept is not None and m.start <= start and end <= m.end
        for m in reading.mentions
    )


def _is_own(mention: Mention, reading: Reading, start: int) -> bool:
    """Whether a name found at ``start`` is not the tail of a longer one: 산딸기 is no 딸기."""
    return mention.start == start or not reading.text[start - 1].isalnum()


def _is_family(mention: Mention) -> bool:
    """Whether a mention may be a family of things rather than one of them."""
    concept = mention.concept
    return (
        concept is None
        or concept.id.startswith("name:")
        or concept.kind == "class"
        or mention.broad
        or mention.part
    )


def _generic_rest(name: str, longer: Iterable[str]) -> bool:
    """Whether a longer name is this one and a noun that every such product ends in."""
    return len(name) >= 2 and any(
        other.startswith(name) and _GENERIC_NOUN.fullmatch(other[len(name) :]) for other in longer
    )


def _as_introduced(need: Need, claim_text: str) -> Need:
    """Add the English name that the claim gives a thing where it first names it."""
    names = []
    for name in need.names:
        match = re.search(rf"{re.escape(name.text)}\s?\((?P<other>{_ENGLISH})\)", claim_text)
        if match and match["other"] not in name.aliases:
            name = replace(name, aliases=(*name.aliases, match["other"]))
        names.append(name)
    return replace(need, names=tuple(names))


_ENGLISH = r"[A-Za-z][A-Za-z\d\s,.'α-ω-]{2,60}"


def _by_ordinal(needs: Sequence[Need]) -> tuple[Need, ...]:
    """Let «상기 제1 펩타이드와 상기 제2 펩타이드의 중량비» speak of the elements that name them."""
    named: dict[str, Option] = {}
    for need in needs:
        if need.ratio is None and need.options:
            for phrase in _ORDINAL.findall(need.element.text)[:1]:
                named[phrase.replace(" ", "")] = need.options[0]
    linked = []
    for need in needs:
        said = [p.replace(" ", "") for p in _ORDINAL.findall(need.element.text)]
        if need.ratio is not None and len(said) > 1 and all(p in named for p in said[:2]):
            need = replace(need, sides=tuple(named[p] for p in said[:2]))
        linked.append(need)
    return tuple(linked)


def _by_process(need: Need, found: Assessment) -> Assessment:
    """«10 내지 35℃에서 유화하여 제조되는» of a product: another process alone is not another product."""
    outside = found.findings and found.findings[0].rule == "outside range"
    limit = found.findings[0].claim_span if outside else None
    if limit is None or not _MADE_BY.search(need.element.text, limit.end):
        return found
    if all(q.unit not in STEP_UNITS for q in _asked(need) if q.start == limit.start):
        return found
    return _made(need, "other process", "판단불가", True, found.span, limit)


_METHOD = re.compile(r"방법|제법|공정|method|process", re.IGNORECASE)
_MADE_BY = re.compile(
    r"(?:추출|발효|건조|유화|가열|반응|숙성|배양|교반|열처리|증숙|농축|소성|살균|증류|분쇄|여과)\S*|(?:제조|수득|획득|생산)(?:되|된|한|하)|얻(?:어|은)"
)
"""What a product was made by, after the condition under which it was."""


def _by_solids(reading: Reading) -> Reading:
    """Count amounts as solids: «에멀전(고형분 50%)을 40%» is 20%, «원액 40%, 고형분 20%» as well."""
    made: list[Mention] = []
    named = [m for m in reading.mentions if m.kind == "substance"]
    for m in reading.mentions:
        after = [n.start for n in named if n.start > m.start]
        solids = [
            s
            for s in reading.mentions
            if s.concept
            and s.concept.id == "solid_content"
            and m.end <= s.start < (after[0] if after else len(reading.text))
        ]
        shares = [s.amount for s in solids if s.amount]
        if m not in named or m.amount is None or not solids or m.amount in shares:
            made.append(m)
        elif not shares:
            unsaid = any(UNDECIDED.search(reading.text[s.end : s.end + 20]) for s in solids)
            made.append(replace(m, amount=None) if unsaid else m)
        elif len(shares) == 1 and shares[0].end < m.amount.start:
            part = shares[0].low / 100
            low, high = m.amount.low * part, m.amount.high * part
            made.append(
                replace(
                    m, amount=replace(m.amount, low=low, high=high, scale=m.amount.scale * part)
                )
            )
        else:
            made.append(replace(m, amount=shares[-1]))
    return replace(reading, mentions=tuple(made))


def _held(mention: Mention) -> tuple[Quantity, ...]:
    """Return every value that a mention has."""
    return (*((mention.amount,) if mention.amount else ()), *mention.values)


def _asked(need: Need) -> tuple[Quantity, ...]:
    """Return every amount and value that an element asks for."""
    return (*((need.quantity,) if need.quantity else ()), *need.conditions)


def _made_ratio(named: Sequence[Sequence[Mention]]) -> Ratio | None:
    """Return the ratio that the amounts of several things make, in one unit; None where they make none."""
    held = [
        {
            RATIO if q.unit.endswith(RATIO) else q.unit: (m, q)
            for m in found
            if not m.shared_amount
            for q in (m.amount, *m.values)
            if q is not None and q.is_value and q.low > 0 and q.unit in COUNTED
        }
        for found in named
    ]
    units = [u for u in COUNTED if all(any(agree(u, own) for own in side) for side in held)]
    if not units:
        return None
    chosen = [next(side[own] for own in side if agree(units[0], own)) for side in held]
    if len({q.start for _, q in chosen}) < len(chosen):
        return None
    terms = tuple((q.low, q.high) for _, q in chosen)
    first = min((m for m, _ in chosen), key=lambda m: m.start)
    basis = chosen[0][1].unit.removesuffix(RATIO) if units[0] == RATIO else ""
    return Ratio(first.start, first.end, terms, basis)


def _least_said(reading: Reading) -> float:
    """Return how much of a part's or step's wording a text must say.

    A few words that share a noun with the claim seldom mean the rest of it; who writes at length
    tells the parts in other words.
    """
    return max(SAID_AT_LENGTH, SAID_IN_BRIEF - len(reading.text) * SAID_PER_CHARACTER)


def _is_base(need: Need) -> bool:
    """Whether the element is the base that the other amounts count on: «배추 100중량부»."""
    quantity = need.quantity
    return (
        quantity is not None
        and quantity.unit == "중량부"
        and quantity.is_value
        and quantity.low == 100
    )


def _closeness(chart: Sequence[Assessment]) -> tuple[int, int]:
    """Rank the products of one text: fewest elements missing, then most met."""
    missing = sum(a.match == "미대응" and not a.near_miss for a in chart)
    return -missing, sum(a.match == "대응" for a in chart)


def _one_use_is_enough(results: Sequence[Assessment]) -> list[Assessment]:
    """A further use that goes unsaid beside one that is stated is open, not missing."""
    stated = any(a.element.kind == "use" and a.match == "대응" for a in results)
    return [
        Assessment(element=a.element, match=None, hint="용도 언급 없음")
        if stated and a.findings and a.findings[0].rule == "other use"
        else a
        for a in results
    ]


def _turned(found: Assessment) -> Assessment:
    """An element that asks for absence turns the finding round."""
    turned: dict[Match | None, Match | None] = {"대응": "미대응", "미대응": "대응"}
    return found.model_copy(
        update={
            "match": turned.get(found.match, found.match),
            "findings": tuple(
                f.model_copy(update={"supports": turned.get(f.supports, f.supports)})
                for f in found.findings
            ),
            "hint": f"불포함 요건, {found.hint}",
        }
    )


def _strength(a: Assessment) -> tuple[int, int]:
    """Rank what several mentions say of one element: presence beats absence beats doubt."""
    rank = _RANK[a.match] if a.match else 0
    return (rank if a.hard else 0, rank)


def _span(mention: Mention) -> Span:
    return Span(start=mention.start, end=mention.end, text=mention.text)


def _words(need: Need, quantity: Quantity) -> Span:
    """Return a quantity as a span of the element's text."""
    text = need.element.text[quantity.start : quantity.end]
    return Span(start=quantity.start, end=quantity.end, text=text)


def _own_words(need: Need) -> list[tuple[str, Span | None]]:
    """Return the words by which an element may stand in a text as they are."""
    words: list[tuple[str, Span | None]] = [
        (n, name.span) for name in need.names for n in (name.text, *name.aliases)
    ]
    bracketed = need.options and need.element.text[: need.options[0].span.start].endswith("(")
    if (not need.options or (bracketed and len(need.options) == 1)) and len(need.raw) >= 2:
        words.append((need.raw, _find_span(need.element.text, need.raw)))
    if need.element.kind == "substance" and len(need.options) + len(need.names) < 2:
        words += [
            (m["short"], Span(start=m.start("short"), end=m.end("short"), text=m["short"]))
            for m in _PARENTHESISED.finditer(need.element.text)
        ]
    return [(text, span) for text, span in words if len(text) >= 2]


_WORD = re.compile(r"[가-힣A-Za-z][가-힣A-Za-z\d]*(?:-[가-힣A-Za-z\d]+)*")
_PARTICLES = re.compile(
    r"(?<=[가-힣]{2})(?:입니다|이에요|예요|이요|인데요?|으로|로|을|를|이|가|은|는|의|에|와|과|랑|도|만)$"
)


def _unknown_words(reading: Reading) -> list[tuple[int, int]]:
    """Return the places of the words that no known name covers."""
    known = [
        (m.start, m.end)
        for m in reading.mentions
        if m.concept is not None and not m.concept.id.startswith("name:")
    ]
    places = []
    for match in _WORD.finditer(reading.text):
        start, end = match.start(), match.start() + len(_PARTICLES.sub("", match.group()))
        if end - start >= 2 and not any(a < end and start < b for a, b in known):
            places.append((start, end))
    return places


def _unknown_runs(reading: Reading) -> list[tuple[int, int]]:
    """Return the places of unknown words, and of two that stand side by side."""
    places = _unknown_words(reading)
    pairs = [
        (a, d) for (a, b), (c, d) in itertools.pairwise(places) if reading.text[b:c] in (" ", "-")
    ]
    return [*places, *pairs]


_FIRST_CLAUSE = re.compile(r"[,.;:(\n—]|\s[-→]\s")
_ENDED = re.compile(
    r"(?:을|를)?\s?(?:기획|개발|출시|준비|생각|구상|만들|만드|내려|제조|생산)\S*|입니다|이에요|예요|이야|임|이고|인데\S*|[.,!?~ㅎㅋ]"
)


def _product_noun(reading: Reading) -> Span | None:
    """Return the word that names the product where no known form does: the last before its verb."""
    places = _unknown_words(reading)
    named = [p for p in places if _ENDED.match(reading.text[p[1] :].lstrip() or ".")]
    if not named:
        return None
    start, end = named[-1]
    if _PRODUCT_WORD.fullmatch(reading.text[start:end]):
        return None
    return Span(start=start, end=end, text=reading.text[start:end])


def _last_word(reading: Reading) -> Span | None:
    """Return the word that a text's first clause ends in, which mostly says what the product is."""
    first = _FIRST_CLAUSE.split(reading.text.strip())[0]
    words = [m for m in _WORD.finditer(first) if len(m[0]) > 1]
    at = reading.text.find(words[-1][0]) if words else -1
    if at < 0 or _PRODUCT_WORD.fullmatch(words[-1][0]):
        return None
    mention = mention_at(reading, at, at + len(words[-1][0]))
    ingredient = mention.concept is not None and mention.concept.kind in ("substance", "class")
    if mention.negated or ingredient:
        return None
    return Span(start=at, end=at + len(words[-1][0]), text=words[-1][0])


def _find_span(text: str, words: str) -> Span | None:
    at = text.find(words)
    return Span(start=at, end=at + len(words), text=words) if at >= 0 else None


def _made(
    need: Need,
    rule: str,
    match: Match,
    hard: bool,
    span: Span | None = None,
    claim_span: Span | None = None,
    more: str = "",
    deviation: Deviation | None = None,
) -> Assessment:
    """Return an assessment with one finding, worded by ``evidence.rules``.

    Args:
        need: the element.
        rule: name of the rule, a key of ``FINDINGS``.
        match: the label it supports.
        hard: whether it settles the label.
        span: the product's words.
        claim_span: the element's words, offsets within its text.
        more: what the rule's sentence adds.
        deviation: how a value fails.
    """
    words = {
        "it": span.text if span else "",
        "claim": claim_span.text if claim_span else "",
        "more": more,
        "deviation": deviation or "",
    }
    detail, short = (part.format_map(words) for part in FINDINGS[rule])
    finding = Finding(
        rule=rule,
        supports=match,
        hard=hard,
        claim_span=claim_span,
        product_span=span,
        detail=settle(detail),
    )
    return Assessment(
        element=need.element,
        match=match,
        hard=hard,
        span=span,
        findings=(finding,),
        hint=f"{short} '{span.text}'" if span and span.text not in short else short,
        deviation=deviation,
    )


def _open(need: Need, hint: str) -> Assessment:
    return Assessment(element=need.element, match=None, hint=hint)


def given_element(text: str, claim_text: str, glossary: Glossary) -> ClaimElement:
    """Make an element of a text that the caller fixed, e.g. a case file's ``patent_element``."""
    at = claim_text.find(text)
    return ClaimElement(
        text=text,
        start=at if at >= 0 else None,
        end=at + len(text) if at >= 0 else None,
        kind=element_kind(text, glossary),
    )
