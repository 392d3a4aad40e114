"""Values without a unit, told by the name of an index: «상대 상아질 마모도(RDA)가 80 이하»."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from evidence.needs import Need
from evidence.products import Mention, Reading
from evidence.quantities import Quantity, bare_value
from evidence.types import Assessment
from evidence.weighing.amounts import weigh_amount
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed
from graph.schema import Span

_ASKED = re.compile(
    r"^(?:상기\s|그\s)?(?P<name>[가-힣A-Za-z][가-힣A-Za-z\s-]{1,30}?)\s?(?:\(\s?(?P<short>[A-Za-z][A-Za-z-]{1,15})\s?\))?"
    r"(?:\s?(?:값|수치))?(?:이|가|은|는)?\s(?=(?:약\s)?\d)"
)
"""«상대 상아질 마모도(RDA)가 » before 80 이하."""
_IS_INDEX = re.compile(
    r"(?:지수|계수|수치|백색도|마모도|광택도|투명도|조도|등급|값|결합재비율?|시멘트비율?)$|(?<![A-Za-z])[A-Z]{2,5}$"
)
"""Names of what is told by a mere number, also without its abbreviation."""
_AMONG = re.compile(r"(?<![A-Za-z])(?P<short>[A-Z][A-Za-z-]{1,15})$")
_TO_ITS_VALUE = (
    r"\s?(?:\([^()\d]{0,24}\)|지수|값|수치|측정값|측정치|실측치?|임상|시험값?|측정|테스트|평가|결과|index|value|\s(?=[가-힣]))*(?:은|는|이|가|을|를|도)?\s?[:=]?\s?"
    r"(?:(?:약|평균|대략|겨우|무려|딱|현재|실측|측정값)\s)?(?=\d)"
)
_FORMER = re.compile(r"\s?(?:→|->|⇒|에서\s\S{0,8}\d)")
"""«RDA 120 → 70»: the first value is gone."""


def weigh_index(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«RDA가 80 이하» against «RDA가 85»: the number beside the name of an index.

    Of a range with a unit («Q-max가 0.20 W/㎠ 이상») the bare number behind the abbreviation is
    taken in the unit of the claim.
    """
    text = need.element.text
    water = _water_ratio(known, need, reading)
    if water:
        return water
    asked = _ASKED.match(text)
    if asked is None or need.ratio is not None or need.absent:
        return None
    claimed = _claimed(need, asked)
    names = _names(asked)
    if claimed is None or not names:
        return None
    names += _signs(known, asked["name"])
    either = rf"(?:{'|'.join(names)})(?![A-Za-z])"
    called = re.compile(
        rf"(?<![A-Za-z가-힣]){either}(?:(?:은|는|이|가)?\s?\(?{either}\)?)?{_TO_ITS_VALUE}"
    )
    for said in called.finditer(reading.text):
        value = bare_value(reading.text, said.end())
        if value is None or _COUNTS.match(reading.text, value.end):
            continue
        if _FORMER.match(reading.text, value.end):
            continue
        span = (said.start(), value.end)
        stated = Quantity(
            *span,
            value.low * claimed.scale,
            value.high * claimed.scale,
            value.low_open,
            value.high_open,
            claimed.unit,
        )
        words = reading.text[slice(*span)]
        return weigh_amount(known, need, claimed, Mention(*span, words, None, amount=stated))
    return None


def _water_ratio(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«물-결합재비를 25 내지 40%로 하는 단계» against «W/B 35%», «w/c 0.4»: the water of a concrete."""
    if need.absent:
        return None
    of_water = next((q for q in (need.quantity, *need.conditions) if q and q.unit == "%"), None)
    for ratio in _WATER_RATIOS:
        asked = ratio.search(need.element.text)
        said = re.search(rf"(?:{ratio.pattern}){_IS_SO_MUCH}", reading.text, re.IGNORECASE)
        if asked is None or said is None:
            continue
        claimed = of_water or _of_water_alone(need.element.text, asked.end())
        if claimed is None or claimed.start < asked.end():
            continue
        value = float(said["value"])
        value = value if said["percent"] or value > WHOLE else value * 100
        stated = Quantity(*said.span(), value, value, False, False, "%")
        return weigh_amount(
            known, need, claimed, Mention(*said.span(), said.group(), None, amount=stated)
        )
    return None


def _of_water_alone(text: str, end: int) -> Quantity | None:
    """«물-결합재비가 0.25 이하»: a ratio without a sign, as a percentage."""
    behind = _BARE_RATIO.match(text, end)
    bare = bare_value(text, behind.end()) if behind else None
    if bare is None or (bare.high if math.isfinite(bare.high) else bare.low) > WHOLE:
        return None
    return replace(bare, low=bare.low * 100, high=bare.high * 100, unit="%")


_BARE_RATIO = re.compile(r"\s?(?:\([^()\d]{0,12}\))?(?:이|가|은|는|를|을)?\s?(?=(?:약\s)?\d)")
WHOLE = 2.0
"""Up to this a ratio without a per cent sign is a fraction: «w/b 0.35»."""
_WATER_RATIOS = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"물\s?[-/·:]?\s?(?:결합재|바인더)\s?비율?|(?<![A-Za-z])W\s?/\s?B(?![A-Za-z])|water[\s-](?:to[\s-])?binder\sratio",
        r"물\s?[-/·:]?\s?시멘트\s?비율?|(?<![A-Za-z])W\s?/\s?C(?![A-Za-z])|water[\s-](?:to[\s-])?cement\sratio",
    )
)
"""What the share of water is called, on all that binds and on the cement alone."""
_IS_SO_MUCH = (
    r"(?:\s?\([^()\d]{0,12}\))?(?:은|는|이|가|를|을)?\s?[:=]?\s?(?:약\s?|of\s)?"
    r"(?P<value>\d+(?:\.\d+)?)\s?(?P<percent>%|퍼센트|프로)?"
)


_COUNTS = re.compile(
    r"[A-Za-z%]|\s?(?:종|가지|만?\s?원(?![단사료형액])|월|년|호|차|번|명|살|개|매|장|겹|회|시간|분|초|일|주|[:×x]\s?\d)"
)
"""What makes a number no value of an index: «3종», «5월»."""


def of_its_index(need: Need, found: Assessment) -> Assessment:
    """«백색도가 80 이상» against a 백색도 without a number: its value is not said."""
    asked = _ASKED.match(need.element.text)
    if found.match != "대응" or need.absent or need.ratio is not None or asked is None:
        return found
    claimed = _claimed(need, asked)
    told = found.findings[0].rule not in _WORDS_ALONE
    if claimed is None or claimed.unit or told or not _names(asked):
        return found
    limit = Span(
        start=claimed.start, end=claimed.end, text=need.element.text[claimed.start : claimed.end]
    )
    return assessed(need, "value unsaid", "판단불가", False, found.span, limit)


def of_its_ethoxylation(
    known: Knowledge, need: Need, found: Assessment, reading: Reading
) -> Assessment:
    """«에톡실화도가 5 내지 9인 알킬에테르» against «알킬에테르(EO 7몰)», «POE(3) 알킬에테르»."""
    asked = _ETHOXYLATION.search(need.element.text) if found.match == "대응" else None
    claimed = bare_value(need.element.text, asked.end()) if asked and not need.absent else None
    if claimed is None or found.span is None:
        return found
    told = list(_EO_TOLD.finditer(reading.text))
    limit = Span(
        start=claimed.start, end=claimed.end, text=need.element.text[claimed.start : claimed.end]
    )
    if not told:
        return assessed(need, "value unsaid", "판단불가", False, found.span, limit)
    at = found.span.start
    nearest = min(told, key=lambda m: abs(m.start() - at))
    value = float(next(n for n in nearest.groups() if n))
    stated = Quantity(*nearest.span(), value, value, False, False, claimed.unit)
    own = Mention(*nearest.span(), nearest.group(), None, amount=stated)
    weighed = weigh_amount(known, need, claimed, own)
    return weighed if weighed.match == "미대응" else found


_ETHOXYLATION = re.compile(
    r"(?:에톡실화도|(?:EO|에틸렌\s?옥사이드)의?\s?(?:평균\s?)?(?:부가\s?)?(?:몰\s?수|수))(?:가|이|는|은)?\s(?=(?:약\s|평균\s)?\d)"
)
_EO_TOLD = re.compile(
    r"(?<![A-Za-z])(?:EO|에틸렌\s?옥사이드)(?:가|이|는|를)?\s?(?:평균\s?|부가\s?|몰수\s?)*[(:=-]?\s?(\d+(?:\.\d+)?)(?![\d.]*\s?%)"
    r"|(?<![A-Za-z])(?:POE|폴리옥시에틸렌)\s?[(-]?\s?(\d+)(?!\s?%)|(\d+(?:\.\d+)?)\s?(?:몰|mol)\s?(?:의\s)?(?:EO|에틸렌\s?옥사이드|부가)"
)
"""«EO 7몰», «POE(7)», «7몰 EO»."""
_WORDS_ALONE = frozenset({"same name", "same words", "same phrase", "synonym", "told at length"})
"""Rules by which a thing is met, whatever its value."""


def _claimed(need: Need, asked: re.Match[str]) -> Quantity | None:
    """Return the range that an index must lie in: in its unit, or the bare one behind its name."""
    if need.quantity is not None and not _is_bare(need, need.quantity):
        valued = need.element.kind != "substance" and _short(asked)
        return need.quantity if valued and need.quantity.start >= asked.end() else None
    bare = bare_value(need.element.text, asked.end())
    if bare is None or _COUNTS.match(need.element.text, bare.end):
        return None
    return bare


def _is_bare(need: Need, q: Quantity) -> bool:
    """«마찰 계수가 0.35~0.45»: a mere number, read as parts as the amounts of a formula are."""
    return q.unit == "중량부" and "부" not in need.element.text[q.start : q.end]


def _short(asked: re.Match[str]) -> str | None:
    among = _AMONG.search(asked["name"])
    return asked["short"] or (among["short"] if among else None)


def _signs(known: Knowledge, name: str) -> list[str]:
    """Return patterns for the abbreviations of an index: SPF and UPF for 자외선 차단 지수."""
    concept = known.glossary.lookup(name)
    if concept is None:
        return []
    shared = (a.surface for a in known.glossary.ambiguities.values() if concept.id in a.readings)
    return [re.escape(sign) for sign in (*concept.abbreviations, *shared)]


def _names(asked: re.Match[str]) -> list[str]:
    """Return patterns for what the index may be called."""
    name, short = asked["name"], _short(asked)
    if short is None and not _IS_INDEX.search(name):
        return []
    names = [r"\s?".join(map(re.escape, name.split()))]
    if short is not None:
        glued = "" if len(short) > 2 else r"(?!\d)"  # «SPF50», no «B12»
        names.append("[-\\s]?".join(map(re.escape, short.split("-"))) + glued)
    names += (symbol for called, symbol in _SYMBOLS if called.search(name))
    last = name.split()[-1]
    if len(last) > 3 and _IS_INDEX.search(last):
        names.append(re.escape(last))
    return names


_SYMBOLS = (
    (re.compile(r"마찰\s?계수$"), "[μµ]k?|COF"),
    (re.compile(r"굴절[률율]$"), r"RI(?!\d)|nD"),
    (re.compile(r"연색\s?(?:성\s?)?지수$"), "CRI"),
    (re.compile(r"역률$"), "PF"),
    (re.compile(r"반발\s?계수$"), "COR"),
    (re.compile(r"(?:신축|포아송|푸아송)\s?비$"), "ν"),
    (re.compile(r"공기\s?저항\s?계수$"), "Cd"),
)
"""Letters that an index is written with, by its name."""
