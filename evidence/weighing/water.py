"""Water and the types of formulation: «무수», phases, and emulsions that exclude each other."""

from __future__ import annotations

import re

from evidence.needs import Need
from evidence.products import Reading, mention_at
from evidence.types import Assessment
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, span_of, words_of
from graph.schema import Match

ANHYDROUS = frozenset({"anhydrous_formulation"})
"""Concepts that ask for the absence of water."""
WATER = frozenset({"water"})
_BOTH = frozenset(
    {
        "oil_in_water_emulsion",
        "water_in_oil_emulsion",
        "water_in_oil_in_water_emulsion",
        "oil_in_water_in_oil_emulsion",
    }
)
_OF_POLYOL = frozenset({"polyol_in_oil_in_water_emulsion"})
PHASES: dict[str, frozenset[str]] = {
    "water": _BOTH | _OF_POLYOL | {"water_dispersed_formulation"},
    "aqueous_phase": _BOTH | _OF_POLYOL,
    "cosmetic_oil": _BOTH | _OF_POLYOL | {"oil_dispersed_formulation"},
    "polyol": _OF_POLYOL,
}
"""Types of formulation whose name says that they hold a phase."""
EXCLUSIVE_TYPES = frozenset(
    {
        "oil_in_water_emulsion",
        "water_in_oil_emulsion",
        "water_in_silicone_emulsion",
        "silicone_in_water_emulsion",
        "oil_in_oil_emulsion",
        "water_in_oil_in_water_emulsion",
        "polyol_in_oil_in_water_emulsion",
        "anhydrous_formulation",
        "oily_formulation",
        "oil_dispersed_formulation",
        "water_dispersed_formulation",
    }
)
"""Types of formulation of which a product has one."""
_WATER_SAID: tuple[tuple[re.Pattern[str], str, Match], ...] = (
    (
        re.compile(
            r"(?<![가-힣])(?:물|수분|정제수)(?:은|이|을|도)?\s?(?:전혀|일절|하나도|(?:한|1)\s?(?:방울|모금|스푼|g)도|1도|아예)?\s?(?:없|안\s?[넣들쓰]|0\s?%|미사용|무첨가|무배합|無|제로|프리|(?-i:zero|free|0)(?![\w.%]))",
            re.IGNORECASE,
        ),
        "without water",
        "대응",
    ),
    (
        re.compile(
            r"(?<![가-힣])수성(?!분)|(?<![가-힣])수계|(?:(?<![가-힣])물|워터)\s?베이스|water[- ]?based",
            re.IGNORECASE,
        ),
        "with water",
        "미대응",
    ),
)
"""What a text says of water without naming it as an ingredient."""


def weigh_dry(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«무수», «물을 포함하지 않는»: the product says that it has no water, or that it has."""
    asked = need.wanted
    if not asked & ANHYDROUS and not (need.absent and asked & WATER):
        return None
    for pattern, rule, match in _WATER_SAID:
        said = pattern.search(reading.text)
        if said and not mention_at(reading, *said.span()).negated:
            return assessed(need, rule, match, True, words_of(said))
    for m in reading.mentions:
        if m.concept is None or not any(known.glossary.is_a(m.concept.id, w) for w in WATER):
            continue
        none = m.negated or (m.amount is not None and m.amount.high == 0)
        if m.undecided:
            return assessed(need, "undecided", "판단불가", True, span_of(m))
        if none:
            return assessed(need, "without water", "대응", True, span_of(m))
        return assessed(need, "with water", "미대응", True, span_of(m))
    named = [m for m in reading.mentions if m.kind == "substance" and not m.negated]
    if named and (reading.whole_formula or reading.closed):
        return assessed(need, "without water", "대응", False, span_of(named[-1]))
    return None


def none_needed(need: Need, reading: Reading) -> Assessment | None:
    """«물 0 내지 5%», «물을 함유하지 않는» against «무수»."""
    from_zero = need.quantity and need.quantity.low <= 0 and not need.quantity.low_open
    if not (from_zero or need.absent):
        return None
    if any(c in WATER for c in need.wanted):
        for m in reading.mentions:
            if m.concept and m.concept.id in ANHYDROUS and not m.negated:
                return assessed(need, "without water", "대응", True, span_of(m))
    return None


def phase_of_emulsion(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«물», «친유성 상» against an «O/W 로션»: an emulsion has both by what it is."""
    if need.quantity is not None or need.residue or not need.any_of:
        return None
    wanted = need.wanted
    for phase, types in PHASES.items():
        for m in reading.mentions if phase in wanted else ():
            if m.concept is None or m.negated or m.undecided:
                continue
            if any(known.glossary.is_a(m.concept.id, t) for t in types):
                return assessed(need, "phase of the emulsion", "대응", False, span_of(m))
    return None


def in_its_solution(need: Need, reading: Reading) -> Assessment | None:
    """«물» against «차아염소산수», «오존수»: what is named as a watery solution has water in it."""
    if not need.wanted & WATER or need.absent or need.quantity is not None:
        return None
    said = _SOLUTION.search(reading.text)
    if said is None or mention_at(reading, *said.span()).negated:
        return None
    return assessed(need, "phase of the emulsion", "대응", False, words_of(said))


_SOLUTION = re.compile(
    r"[가-힣A-Za-z\d]*(?:염소산|암모니아|과산화수소|오존|전해|탄산|식염|석회|요오드|수소|이온|멸균|구리|은이온)수(?=[로를에가는의,.\s(+/]|인데|이며|$)|(?:[가-힣A-Za-z]|\d\s?%)\s?수용액"
)


def other_emulsion(need: Need, reading: Reading) -> Assessment | None:
    """«W/O» against «O/W»: a product is of one type of formulation only."""
    wanted = need.wanted
    for m in reading.mentions:
        exclusive = m.concept is not None and m.concept.id in EXCLUSIVE_TYPES
        if exclusive and not m.negated and wanted & EXCLUSIVE_TYPES:
            return assessed(need, "other emulsion type", "미대응", True, span_of(m))
    none = _NO_EMULSION.search(reading.text) if wanted & EXCLUSIVE_TYPES else None
    if none:
        return assessed(need, "negation", "미대응", True, words_of(none))
    return None


_NO_EMULSION = re.compile(
    r"(?<![가-힣])유화(?:를|는|도)?\s?(?:공정|과정|단계|처리|작업)?(?:\s?자체)?(?:를|을|이|가|은|는|도)?\s"
    r"(?:(?:따로|전혀|아예)\s)?(?:없[이는고어음습]|안\s?(?:한|하|해|합|시[키킨켜])|하지\s?않|시키지\s?않|생략)|유화물(?:이|은)?\s?아니|(?<![가-힣])[비무]유화"
)
"""«유화 공정 자체가 없어요», «유화물이 아니라»: no emulsion of any type."""
