"""Further values of an element whose thing is met: a particle size, a step's heat and time.

Each value is looked for where the text speaks of its thing or of its step, stage by stage.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from evidence.amounts import STAGE
from evidence.everyday import Sense
from evidence.mentions import is_share
from evidence.needs import ANY_STEP, SOLVENT, WANTED, Need, Option
from evidence.negation import UNDECIDED, sentences
from evidence.products import Mention, Reading
from evidence.quantities import Quantity, agree, check
from evidence.types import Assessment
from evidence.weighing.amounts import (
    COMMON_UNITS,
    SHORT_NAMES,
    at_most,
    weigh_amount,
    weigh_value,
)
from evidence.weighing.choices import share_within
from evidence.weighing.counts import weigh_counts
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.owners import is_of_another, is_told_elsewhere
from evidence.weighing.verdicts import assessed, limit_of
from evidence.weighing.words import WELL_SAID
from graph.schema import Span

STEP_UNITS = frozenset({"℃", "s", "Pa", "rpm", "×g"})
"""Units of the conditions of a step."""
_AT = re.compile(r"\s*(?:이상|이하)?에서")
_AFTERWARDS = re.compile(r"(?:후|뒤|다음)(?=[\s,])|[고며](?=\s)")
"""What parts a step from the one that follows it."""
_NUMBERED = re.compile(
    r"(?P<n>[1-9])\s?차\s?(?P<step>[가-힣]{2})(?!\S{0,2}\s?(?:후|뒤|이후|다음)(?![가-힣]))(?!\S?[된한]\s)"
)
"""A step by its number: «2차 교반»; not one that is over: «1차 교반 후», «2차 소성된»."""


def values_asked(need: Need) -> tuple[Quantity, ...]:
    """Return every amount and value that an element asks for."""
    return (*((need.quantity,) if need.quantity else ()), *need.conditions)


def check_conditions(
    known: Knowledge, need: Need, found: Assessment, reading: Reading, said: Sequence[Mention] = ()
) -> Assessment:
    """Check the further values of an element whose substance and share are met.

    A value beside the name counts first, else the one nearest to it in the text: after the
    name of a thing, before the verb of a step.

    Args:
        known: what the rules weigh with.
        need: the element.
        found: what was found of it so far.
        reading: the product text.
        said: the mentions of a phrase.
    """
    at = found.span.start if found.span else 0
    beside = next((_values_of(m) for m in reading.mentions if m.start == at), ())

    def distance(q: Quantity) -> tuple[bool, int]:
        if not said:
            leads = found.span and _leads_to(reading.text, q, found.span)
            return q.start < at and not leads, 0 if leads else abs(q.start - at)
        return False, min(_apart(m, q) for m in said)

    unsaid: Assessment | None = None
    for index, claimed in enumerate(need.conditions):
        if claimed.unit in ("개", "") or (claimed.unit == "층" and need.element.kind in _OF_PARTS):
            continue  # «탄소수 6 이하의», «히드록시기 2개 이상의»: part of what the thing is
        if need.element.kind == "substance" and _AT.match(need.element.text, claimed.end):
            continue  # «25℃에서 액상인 오일»: where a property is taken, not a value of it
        if claimed.unit == "회" and claimed.low <= 1 and math.isinf(claimed.high):
            continue  # «1회 또는 복수 회»: whatever is done is done so often
        limit = limit_of(need, claimed)
        stated = _of_its_step(known, need, claimed, reading)
        stated_for_step = stated is not None
        if stated is None and need.element.kind == "step":
            told = _where_most_is_said(known, need, claimed, reading)
            stated = None if told is None else sorted(told, key=distance)
        if stated is None:
            every = [q for q in reading.quantities if agree(q.unit, claimed.unit)]
            stated = [q for q in beside if agree(q.unit, claimed.unit)] or sorted(
                every, key=distance
            )
            if need.element.kind in _OF_PARTS:
                stated = [q for q in stated if not is_of_another(known, need, claimed, q, reading)]
        measure = need.measures[index] if index < len(need.measures) else ""
        of_solvent = SOLVENT.match(need.element.text, claimed.end)
        if measure and claimed.unit.endswith("%") and not of_solvent:
            stated = _of_its_measure(known, measure, claimed, at, reading)
        if need.element.kind == "step" and is_share(claimed):
            stated = _of_its_thing(known, need, claimed, reading) or [
                q for q in stated if not _is_anothers_share(known, need, claimed, q, reading)
            ]
        if need.about[index : index + 1] and need.about[index] in SHORT_NAMES:
            # «융점 60℃ 이상의 왁스» against «80도에서 녹여»: what is done to it, not its property
            stated = [q for q in stated if not _AT.match(reading.text, q.end)]
        stated = _at_its_place(need.element.text, claimed, stated, reading)
        stated = _but_of_the_former_step(need, claimed, stated, reading)
        if of_solvent:
            stated = [q for q in stated if _is_of_a_solvent(reading, q)]
        if not stated:
            # A value that is stated and lies outside settles more than one that is not stated.
            unsaid = unsaid or assessed(need, "value unsaid", "판단불가", True, found.span, limit)
            continue
        q = stated[0]
        staged = len(stated) > 1 and claimed.unit in STEP_UNITS and stated_for_step
        twin = staged or sum(agree(c.unit, claimed.unit) for c in need.conditions) > 1
        of_part = need.element.kind == "structure" or (
            need.element.kind == "step" and claimed.unit not in STEP_UNITS and not stated_for_step
        )
        if twin or (of_part and claimed.unit not in COMMON_UNITS):
            # «620nm & 860nm»: each of two like parts has its own value.
            verdicts = [(check(s, claimed, known.near_miss).verdict, s) for s in stated]
            q = next((s for verdict, s in verdicts if verdict == "inside"), q)
        q = at_most(need.element.text[: claimed.start], q)
        checked = weigh_value(known, need, claimed, q, reading)
        if checked.match == "미대응" and is_told_elsewhere(known, need, q, reading):
            unsaid = unsaid or assessed(need, "value unsaid", "판단불가", True, found.span, limit)
            continue
        if checked.match != "대응":
            return checked
    if unsaid is None and need.element.kind in _OF_PARTS:
        return weigh_counts(known, need, found, reading)
    return unsaid or found


def _leads_to(text: str, q: Quantity, name: Span) -> bool:
    """«0.2mm 규사, 길이 16mm 강섬유»: a value just before a name that no value stands behind."""
    before = q.end <= name.start and _LEADING.fullmatch(text, q.end, name.start)
    return bool(before) and not _VALUE_BEHIND.match(text, name.end)


_LEADING = re.compile(
    r"\s?(?:이하|이상|미만|초과|이내|전후|내외|정도|급|짜리|크기|입경|입도|길이|두께|굵기|직경|사이즈)*(?:의|인)?\s?"
)
_VALUE_BEHIND = re.compile(
    r"\s?[(:=]?\s?(?:(?:입경|입도|길이|두께|직경|평균|약|L|D50|[≤≥<>~])\s?[=:]?\s?)*\d"
)


def _but_of_the_former_step(
    need: Need, claimed: Quantity, stated: list[Quantity], reading: Reading
) -> list[Quantity]:
    """«살균된 원유를 40℃로 냉각» against «90℃ 20분 살균, 42℃에서 접종»: what was done before has its own value."""
    former = _FORMER.match(need.element.text) if need.element.kind == "step" else None
    if former is None or claimed.start < former.end():
        return stated
    own = [
        q
        for q in stated
        if former["done"] not in _FORMER_ENDS.split(reading.text[q.end : q.end + _BEHIND_IT])[0]
    ]
    return own or stated


_FORMER = re.compile(r"[\s,]*(?:상기\s)?(?P<done>[가-힣]{2,5})(?:된|한|시킨)\s\S+(?:을|를)\s")
_FORMER_ENDS = re.compile(r"[,.;→>/]|(?<=[고며서])\s|(?:뒤|후)\s")
_BEHIND_IT = 16
"""Characters behind a value in which its step is named."""


def _values_of(mention: Mention) -> tuple[Quantity, ...]:
    """Return the values of a mention; of a sheet («겉감: 스펀본드 30g/㎡») what it weighs as well."""
    own = mention.amount if mention.kind == "structure" else None
    return _held(mention) if own and own.unit in _TELLING else mention.values


def _at_its_place(
    element: str, claimed: Quantity, stated: Sequence[Quantity], reading: Reading
) -> list[Quantity]:
    """«출구 온도 80 내지 100℃» against «inlet 180℃ / outlet 90℃»: the values of the same place."""
    for places in _PLACES:
        mine = next((p for p in places if p.search(element[: claimed.start])), None)
        if mine is None:
            continue
        alike = [q for q in reading.quantities if agree(q.unit, claimed.unit)]
        there = [q for q in alike if mine.search(reading.text[: q.start])]
        others = [p for p in places if p is not mine]
        return there or [
            q for q in stated if not any(p.search(reading.text[: q.start]) for p in others)
        ]
    return list(stated)


def _called_place(words: str) -> re.Pattern[str]:
    """Return a pattern for what names the place of a value just before it."""
    return re.compile(
        rf"(?:{words})(?:[측부상]|\s?쪽|\s?온도|\s?압력)*\s?(?:은|는|이|가|을|를|:|=|에서)?\s?(?:약\s?)?$",
        re.IGNORECASE,
    )


_PLACES = tuple(
    tuple(map(_called_place, places))
    for places in (
        (r"입구|inlet|인렛|급기", r"출구|outlet|아웃렛|배기"),
        (r"품온|중심|심부|내부", r"표면|외부"),
        (r"실린더|배럴|용융|수지|사출", r"금형|몰드|다이", r"노즐"),
        (r"(?<![가-힣])유상|오일\s?파트", r"(?<![가-힣])수상|물\s?파트"),
        (r"상판|상부", r"하판|하부"),
        (r"초기|시작", r"최종|말기|마지막"),
    )
)
"""What a value of a process is taken of, each line the places that exclude each other."""


def _of_its_thing(
    known: Knowledge, need: Need, claimed: Quantity, reading: Reading
) -> list[Quantity]:
    """Return the share that a text states for the thing a step takes so much of: «소금 3 내지 5중량부».

    Of a base («배추 100중량부에 양념 20중량부») it may be told in masses: «배추 100kg에 양념 20kg».
    """
    before = need.element.text[: claimed.start].rstrip()
    noun = _LAST_NOUN.search(before)
    if noun and _ON_A_HUNDRED.search(before):
        rates = [q for q in reading.quantities if q.unit == "g/g"]
        led = [q for q in rates if noun[1] in reading.text[max(0, q.start - NEAR_NOUN) : q.start]]
        if led:
            return [replace(q, unit=claimed.unit) for q in led]
    named = known.glossary.find(before, WANTED["substance"])
    if not named or claimed.start - named[-1].end > 1:
        return []
    thing = Option(named[-1:])
    return [
        m.amount
        for m in reading.mentions
        if m.amount and not m.negated and known.relation(thing, m) in ("same", "species")
    ]


_LAST_NOUN = re.compile(r"([가-힣A-Za-z]+)$")
_ON_A_HUNDRED = re.compile(r"100\s?(?:중량|질량)?부에\s")
NEAR_NOUN = 8
"""Characters before an amount in which what it is of is named."""


def _is_anothers_share(
    known: Knowledge, need: Need, claimed: Quantity, q: Quantity, reading: Reading
) -> bool:
    """«양념 15중량부를 버무리는» against «15% 염수에 절여»: a share that another substance has."""
    noun = _LAST_NOUN.search(need.element.text[: claimed.start].rstrip())
    if noun is None or not known.glossary.find(noun[1], _OF_STUFF):
        return False
    named = [Option((h,)) for h in known.glossary.find(need.element.text, _OF_STUFF)]
    owners = [m for m in reading.mentions if m.kind == "substance" and q in _held(m)]
    return bool(owners) and not any(known.relation(o, m) for m in owners for o in named)


_OF_STUFF = WANTED["substance"] | WANTED["category"]


def _of_its_measure(
    known: Knowledge, measure: str, claimed: Quantity, at: int, reading: Reading
) -> list[Quantity]:
    """Return the shares that a text states for a measure: «키토산(DAC 90%)», «99% 에탄올».

    Args:
        known: what the rules weigh with.
        measure: the claim's words for what is measured.
        claimed: the range.
        at: where the thing stands in the text.
        reading: the product text.
    """
    text, stem = reading.text, _MEASURED.sub("", measure)
    first = stem.split()[0] if " " in stem else stem  # «카카오» of «카카오 고형분»
    called = [words for of, words in _CALLED if of in measure]
    names = "|".join([re.escape(stem), re.escape(first), *called])
    kind = r"(?:화)?\s?(?:함유?량|함유율|농도|도|율|률|값)?\s?(?:은|는|이|가|:|=|\()?\s?(?:약\s?)?"
    before = re.compile(rf"(?<![가-힣])(?:{names}){kind}$", re.IGNORECASE)
    after = re.compile(rf"(?:짜리|의)?\s?(?:{names})", re.IGNORECASE)
    concepts = {h.concept.id for h in known.glossary.find(stem, WANTED["substance"])}
    held = {
        q.start
        for m in reading.mentions
        if m.concept and m.concept.id in concepts
        for q in _held(m)
    }
    strength = "순도" in measure or "농도" in measure
    stated = [
        q
        for q in reading.quantities
        if agree(q.unit, claimed.unit)
        and (
            q.start in held
            or before.search(text[: q.start])
            or after.match(text, q.end)
            or (strength and 0 <= at - q.end <= 1)
        )
    ]
    bare = re.search(rf"(?<![가-힣])(?:{names}){kind}(?P<value>\d+(?:\.\d+)?)(?![\d.]*\s?%)", text)
    if not stated and bare:
        value = float(bare["value"])
        return [Quantity(*bare.span("value"), value, value, False, False, claimed.unit)]
    return stated


_MEASURED = re.compile(r"\s?(?:함유?량|함유율|값|율|률|(?<=[가-힣]{2})도)$")
_CALLED = (
    ("탈아세틸화", r"DAC|DDA|DD"),
    ("치환", r"DS"),
    ("중합", r"DP"),
    ("고형분", r"고형|solids?|NV|불휘발분"),
    ("수분", r"함수|moisture"),
    ("가수분해", r"DH"),
    ("에스테르화", r"DE|DM|메톡실"),
    ("에스터화", r"DE|DM|메톡실"),
    ("검화", r"비누화|가수분해"),
    ("알코올", r"알콜|도수|ABV"),
    ("순도", r"purity"),
)
"""What measures are called otherwise, by the word they are named with."""


def outside_for_its_kind(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«260 내지 280nm … UV-C LED» against «405nm LED»: a part of its kind whose only value is outside."""
    for claimed in values_asked(need):
        if claimed.unit in COMMON_UNITS:
            continue
        stated = [q for q in reading.quantities if agree(q.unit, claimed.unit)]
        if not stated or any(check(q, claimed).verdict != "outside" for q in stated):
            continue
        for m in reading.mentions:
            held = next((q for q in _held(m) if q in stated), None)
            kin = any(
                known.relation(o, m) or set(o.hits[0].concept.parents) & set(_parents(m))
                for o in need.options
            )
            if held and not m.negated and kin and not is_told_elsewhere(known, need, held, reading):
                return weigh_amount(known, need, claimed, replace(m, amount=held))
    return None


def value_of_its_part(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«상기 백시트는 투습도가 2,000 이상인 필름» against «백시트는 투습도 900»: the measure behind the part's name."""
    claimed = next(iter(values_asked(need)), None)
    asked = _ITS_MEASURE.match(need.element.text) if claimed else None
    if claimed is None or asked is None or asked.end() != claimed.start:
        return None
    part, measure = re.escape(asked["part"]), re.escape(asked["measure"])
    for said in re.finditer(
        rf"(?<![가-힣]){part}(?![가-힣]{{2}})[^,.;\n]{{0,20}}?{measure}(?:은|는|이|가|:)?\s?(?:약\s)?(?=\d)",
        reading.text,
    ):
        q = next((q for q in reading.quantities if q.start == said.end()), None)
        if q is not None and agree(q.unit, claimed.unit):
            return weigh_value(known, need, claimed, q, reading)
    return None


_ITS_MEASURE = re.compile(
    r"(?:상기\s)?(?P<part>[가-힣]{2,10})(?:은|는)\s(?:\S+\s){0,6}?(?P<measure>[가-힣]{2,8})(?:이|가)\s(?=\d)"
)


def value_by_its_unit(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«평량이 30 내지 50g/m2인 기재층» against «순면 시트 60g/m2»: a unit that tells what is measured."""
    for claimed in () if need.absent else values_asked(need):
        measure = _TELLING.get(claimed.unit)
        if measure is None or not measure.search(need.element.text):
            continue
        stated = [q for q in reading.quantities if q.unit == claimed.unit]
        if len(stated) == 1 and not is_told_elsewhere(known, need, stated[0], reading):
            return weigh_value(known, need, claimed, stated[0], reading)
    return None


_TELLING = {
    "g/m2": re.compile(r"평량|중량|무게"),
    "den": re.compile(r"섬도|굵기|데니어|denier", re.IGNORECASE),
    "Osm/L": re.compile("삼투"),
    "Osm/kg": re.compile("삼투"),
    "N": re.compile(r"경도|강도|파쇄"),
    "Brix": re.compile(r"고형분|당도|브릭스|[Bb]rix"),
    "aw": re.compile(r"수분\s?활성"),
    "S/m": re.compile(r"전도도|EC"),
    "mesh": re.compile(r"분쇄|파쇄|마쇄|입도"),
    "Pa·s": re.compile("점도"),
    "W/m·K": re.compile("열전도"),
    "m2/g": re.compile("비표면적"),
    "lx": re.compile("조도|밝기"),
    "Ah": re.compile("배터리|전지"),
    "연색지수": re.compile("연색"),
}
"""Units that tell what is measured, with what an element calls it."""


def by_a_bare_stage(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«저온에서 3~7일 숙성» against «…발효 → 4℃ 3일»: a stage that tells but the values, all of them inside.

    Only where two values of different units are asked for and no other stage could be meant.
    """
    asked = [q for q in need.conditions if q.unit in STEP_UNITS]
    if need.absent or len({q.unit for q in asked}) < 2 or len(asked) != len(need.conditions):
        return None
    found = []
    meant = {x for t in known.terms(need.element.text) for x in t.meanings}
    for begin, end in _stages(reading.text):
        stated = [q for q in reading.quantities if begin <= q.start < end]
        words = _BARE_MEASURE.sub(" ", _THEN.sub(" ", _but_for_values((begin, end), reading)))
        for sense in known.glossary.everyday.find(words):
            if sense.meanings & meant:  # «aerobic 32℃ 14 d»
                words = words[: sense.start] + " " * (sense.end - sense.start) + words[sense.end :]
        if len(stated) != len(asked) or _OWN_MATTER.search(words):
            continue
        if all(
            any(q.unit == a.unit and check(q, a).verdict == "inside" for q in stated) for a in asked
        ):
            found.append((begin, end))
    if len(found) != 1:
        return None
    begin, end = found[0]
    at = next(q.start for q in reading.quantities if begin <= q.start < end)
    words = reading.text[at:end].rstrip(" ,.→")
    span = Span(start=at, end=at + len(words), text=words)
    return assessed(need, "same phrase", "대응", False, span, more="조건")


_THEN = re.compile(
    r"(?<![A-Za-z])(?:then|for|at|and|hold|held|keep|kept)(?![A-Za-z])|그\s?다음|이후|이어서|마지막에|다시",
    re.IGNORECASE,
)
"""Words that lead on to the next stage."""


def _stages(text: str) -> list[tuple[int, int]]:
    """Return where the stages of a process begin and end."""
    edges = sorted({0, len(text), *(m.end() for m in STAGE.finditer(text))})
    return list(pairwise(edges))


def of_its_own_part(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«직경 2 내지 4㎜의 구슬을 구비한 촉» against «구슬 3mm»: the part that a part has, by its size."""
    claimed = need.quantity
    own = _OWN_PART.match(need.element.text, claimed.end) if claimed else None
    if claimed is None or own is None:
        return None
    what = own["what"]
    meant = {x for s in known.glossary.everyday.find(what) for x in s.meanings}
    names = {what} | {
        reading.text[s.start : s.end]
        for s in known.glossary.everyday.find(reading.text)
        if s.meanings & meant and not s.verb
    }
    name = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    before = re.compile(rf"(?<![가-힣A-Za-z])(?:{name}){_SIZE_OF}$")
    after = re.compile(rf"\s?(?:의|짜리|급)?\s?(?:{name})(?![가-힣]{{2}}|[A-Za-z])")
    for q in reading.quantities:
        beside = before.search(reading.text, 0, q.start) or after.match(reading.text, q.end)
        if beside and agree(q.unit, claimed.unit):
            return weigh_value(known, need, claimed, q, reading)
    return None


_OWN_PART = re.compile(
    r"의\s(?P<what>[가-힣A-Za-z]+?)(?:을|를)\s(?:구비|포함|갖|가지|장착|내장)\S*\s\S+"
)
_SIZE_OF = (
    r"\s?(?:tip\s?|팁\s?)?(?:의\s)?(?:지름|직경|크기|사이즈|굵기|길이|두께|폭|높이)?"
    r"(?:은|는|이|가|:|=)?\s?(?:약\s?)?"
)
"""What may stand between a part and its size."""


def _parents(mention: Mention) -> tuple[str, ...]:
    return mention.concept.parents if mention.concept else ()


_OF_PARTS = frozenset({"structure", "property", "other", "category"})
"""Kinds of elements whose values are those of parts."""


def _is_of_a_solvent(reading: Reading, q: Quantity) -> bool:
    """Whether a share is the strength of a solvent: «60% 주정», «에탄올 70%로 추출»."""
    before, after = reading.text[max(0, q.start - 8) : q.start], reading.text[q.end : q.end + 12]
    return bool(_SOLVENT_NAME.search(before) or _SOLVENT_NAME.search(after))


_SOLVENT_NAME = re.compile(
    r"주정|에탄올|메탄올|알코올|알콜|프로판올|아세톤|수용액|EtOH|MeOH|ethanol|methanol",
    re.IGNORECASE,
)


def _of_its_step(
    known: Knowledge, need: Need, claimed: Quantity, reading: Reading
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
    if _is_open_by_its_word(need.element.text, claimed, reading.text):
        return []
    hits = [
        h
        for h in known.glossary.find(need.element.text, WANTED["step"])
        if h.concept.id not in ANY_STEP and h.start >= claimed.end
    ]
    steps = [m for m in reading.mentions if m.kind == "step" and m.concept]
    mine = [m for m in steps if hits and known.relation(Option(tuple(hits[:1])), m)]
    same = ("same", "species")
    named = [m for m in mine if known.relation(Option(tuple(hits[:1])), m) in same]
    valued = [m for m in named if any(q.unit == claimed.unit for q in _held(m))]
    itself = [m for m in valued if known.relation(Option(tuple(hits[:1])), m) == "same"]
    mine = itself or valued or mine
    own = [q for m in mine for q in _held(m) if q.unit == claimed.unit]
    led = [q for m in mine for q in stated if _LEADS.fullmatch(reading.text, q.end, m.start)]
    own = led or own
    at_once = hits and not _AFTERWARDS.search(need.element.text, claimed.end, hits[-1].start)
    if len(hits) > 1 and (len(own) > 1 or (not own and at_once)):
        last = [m for m in steps if known.relation(Option(tuple(hits[-1:])), m)]
        both = [q for m in last for q in _in_stage(reading, m.start, m.end, claimed.unit)]
        own = both or own  # «교반하여 탈기»: of all that is stirred what is degassed as well
    if own:
        return own
    beside = [q for m in named for q in _in_stage(reading, m.start, m.end, claimed.unit)]
    if len(beside) == 1:
        return beside  # «펀칭기로 12분 치대고»: the only value of its stage
    told = _where_most_is_said(known, need, claimed, reading)
    if told:
        return told
    if not hits and _is_of_what_was_done(known, need.element.text, claimed, reading):
        return []
    others = {
        q.start
        for m in steps
        if m not in mine
        for q in _held(m)
        if q.end <= m.start or _next_step(reading.text, steps, q) not in mine
    }
    denied = {m.start for m in reading.mentions if m.negated}
    left_out = named and (named[-1].negated or named[-1].end in denied)  # «가열공정은 안 함»
    said = [] if left_out else _said_at(known, need.element.text, claimed, named, reading)
    if said:
        if _is_left_open(said, claimed, reading):
            return []
        own_words = tuple(
            word for t in known.terms(need.element.text) for word in t.text.split() if len(word) > 1
        )
        stated = [q for q in stated if not _is_of_another_matter(said, own_words, q, reading)]
        wider = known.glossary.ancestors(hits[0].concept.id) if hits else frozenset()
        apart = [m for m in steps if m not in mine and m.concept and m.concept.id not in wider]
        stated = [q for q in stated if not _is_of_another_step(said, apart, q, reading)]
        if not stated or (named and all(q.start in others for q in stated)):
            return []
    return _of_its_verb(known, need.element.text, claimed, stated, reading)


def _where_most_is_said(
    known: Knowledge, need: Need, claimed: Quantity, reading: Reading
) -> list[Quantity] | None:
    """«90% 에탄올로 용출» against «60% 에탄올로 추출 → 90% 에탄올로 용출»: the values of its own stage.

    Of the stages with such a value the one that says clearly more of the step than any other; None
    where none does.
    """
    stated = [q for q in reading.quantities if agree(q.unit, claimed.unit)]
    stages = list(dict.fromkeys(_stage(reading.text, q.start, q.end) for q in stated))
    if len(stages) < 2 or any(_says_but_values(stage, reading) for stage in stages):
        return None
    wanted = known.terms(without_what_was_made(known, need.element.text))
    said = [share_within(known, wanted, reading, stage) for stage in stages]
    first, second = sorted(said, reverse=True)[:2]
    clear = first >= CLEARLY * second or (first > second and first >= WELL_SAID)
    if first < SAID_OF_IT or not clear:
        return None
    begin, end = stages[said.index(first)]
    return [q for q in stated if begin <= q.start < end]


def _says_but_values(stage: tuple[int, int], reading: Reading) -> bool:
    """Whether a stretch of a text is but a value, which the next goes on with: «0.8㎛, 0.2㎛ 필터로»."""
    return _OWN_MATTER.search(_but_for_values(stage, reading)) is None


def _but_for_values(stage: tuple[int, int], reading: Reading) -> str:
    """Return a stretch of a text without its values: «에서  발효» of «30℃에서 2일 발효»."""
    begin, end = stage
    words = reading.text[begin:end]
    for q in reading.quantities:
        if begin <= q.start < end:
            words = words.replace(reading.text[q.start : q.end], " ")
    return words


SAID_OF_IT, CLEARLY = 0.1, 1.5
"""Share of a step's words from which on a stage tells it, and how much more than the others it says."""
_MADE_BEFORE = re.compile(
    r"상기\s\S+(?:에|을|를|로|와|과)\s|[가-힣]+(?:된|한|시킨)\s\S+(?:에|을|를|로|와|과)\s"
    r"|(?<![가-힣])(?P<done>[가-힣]{2,4})(?:물|액|체|품|분말)(?:에|을|를)\s"
)
"""«상기 밑술에», «숙성된 흑마늘에», «성형물을»: what an earlier step made."""


def without_what_was_made(known: Knowledge, element: str) -> str:
    """Return the words of a step without what an earlier step made, which that one is told with."""

    def kept(match: re.Match[str]) -> str:
        done = known.glossary.find(match["done"]) if match["done"] else ()
        made = not match["done"] or any(h.concept.kind == "step" for h in done)
        return " " * len(match.group()) if made else match.group()

    return _MADE_BEFORE.sub(kept, element)


def _is_of_what_was_done(
    known: Knowledge, element: str, claimed: Quantity, reading: Reading
) -> bool:
    """«염색된 천을 …℃에서 큐어링하는» against «염색 60도, 이어서 큐어링»: a value of an earlier step alone.

    A step that nobody knows by name is told by its own word, without a value, and every value where
    the text tells of what the element says was done before.
    """
    word = _LAST_STEP.search(element, claimed.end)
    at = reading.text.find(word["word"]) if word else -1
    if word is None or at < 0:
        return False
    if _in_stage(reading, at, at + len(word["word"]), claimed.unit):
        return False
    before = [t.text[:2] for t in known.terms(element[: claimed.start])]
    stated = [q for q in reading.quantities if q.unit == claimed.unit]
    told = [reading.text[slice(*_stage(reading.text, q.start, q.end))] for q in stated]
    return bool(told) and all(any(w in words for w in before) for words in told)


_LAST_STEP = re.compile(
    r"(?<![가-힣])(?P<word>[가-힣]{2,6}?)(?:하|시키|되)?(?:는\s?)?\s?(?:단계|공정|과정)[\s,.;]*$"
)


def _said_at(
    known: Knowledge, element: str, claimed: Quantity, named: Sequence[Mention], reading: Reading
) -> list[tuple[int, int]]:
    """Return where a text says the step that a condition is of, by its name or by its verb."""
    find = known.glossary.everyday.find
    asked = next((v.meanings for v in _verbs(find(element), element, claimed.end)), None)
    asked = asked - _PREPARES if asked else frozenset()
    verbs = (s for s in find(reading.text) if s.meanings & asked)
    return [*((m.start, m.end) for m in named), *((v.start, v.end) for v in verbs)]


def _is_open_by_its_word(element: str, claimed: Quantity, text: str) -> bool:
    """«당화 온도는 검토중»: a step's word with what its condition is called, left open."""
    word, measures = _LAST_STEP.search(element, claimed.end), _MEASURES.get(claimed.unit)
    if word is None or measures is None or word["word"] not in text:
        return False
    said = re.search(
        rf"(?<![가-힣]){word['word']}\s?(?:의\s|공정\s|단계\s)?(?:{measures})(?:은|는|이|가|도)?\s(?P<rest>[^,.;\n]*)",
        text,
    )
    return said is not None and UNDECIDED.search(said["rest"]) is not None


def _is_left_open(said: Sequence[tuple[int, int]], claimed: Quantity, reading: Reading) -> bool:
    """«탈포 시간은 아직 안 정했어요»: a step that is done, its time or heat open."""
    measures = _MEASURES.get(claimed.unit)
    for start, stop in said if measures else ():
        _, end = _stage(reading.text, start, stop)
        words = reading.text[stop:end]
        if re.search(rf"(?:{measures})\S*", words) and UNDECIDED.search(words):
            return True
    return False


_MEASURES = {
    "s": "시간|기간|일수|조건",
    "℃": "온도|조건",
    "Pa": "압력|기압|조건",
    "rpm": "속도|회전수|조건",
}
"""What people call the conditions of a step, by unit."""


def _is_of_another_matter(
    said: Sequence[tuple[int, int]], own_words: Sequence[str], q: Quantity, reading: Reading
) -> bool:
    """«호모 9000rpm 3분. 탈포 후 충진»: whether a value stands in a sentence of its own matter.

    One that says no more than the value («탈포합니다. 시간은 20분.») goes on with the step.

    Args:
        said: where the text says the step.
        own_words: the words of the element.
        q: the value.
        reading: the product text.
    """
    begin, end = next((a, b) for a, b in _items(reading.text) if a <= q.start < b)
    if any(begin <= start < end for start, _ in said):
        return False
    words = reading.text[begin:end]
    if any(own in words for own in own_words):
        return False
    for o in reading.quantities:
        if begin <= o.start < end:
            words = words.replace(reading.text[o.start : o.end], " ")
    return _OWN_MATTER.search(_BARE_MEASURE.sub(" ", words)) is not None


def _is_of_another_step(
    said: Sequence[tuple[int, int]], others: Sequence[Mention], q: Quantity, reading: Reading
) -> bool:
    """«대추를 80℃에서 찝니다. 찐 대추를 달여요»: whether a value's stage tells another step alone."""
    begin, end = _stage(reading.text, q.start, q.end)
    told = [m for m in others if begin <= m.start < end and not m.negated]
    return any(m.concept and m.concept.id not in _HEATS for m in told) and not any(
        begin <= start < end for start, _ in said
    )


_HEATS = ANY_STEP | {"heating_step", "cooling_step", "mixing", "stirring"}
"""Steps that bring another to its heat: «60℃로 데워 추출»."""


def _items(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of a text, or the items of a flow with arrows, begin and end."""
    edges = sorted({0, len(text), *(b for _, b in sentences(text)), *_arrows(text)})
    return list(pairwise(edges))


def _arrows(text: str) -> Iterator[int]:
    return (m.end() for m in _ARROW.finditer(text))


_ARROW = re.compile(r"→|[-=]>|⇒|➔|➡|▶|\s>\s")
_OWN_MATTER = re.compile(r"[가-힣A-Za-z]{2}")
_BARE_MEASURE = re.compile(
    r"(?:시간|기간|온도|압력|속도|회전수|조건|기준|정도|동안|간|약|유지|설정|진행|실시|수행|공정|처리|작업|내외|이상|이하)"
    r"(?:은|는|이|가|을|를|에서|으로|로|만)?(?:합니다|했습니다|하고|했음|했다|한다|해요|했어요|함|됨|입니다|이에요|예요|임|이다)?"
    r"|(?<![가-힣])(?:은|는|에서|까지|으로|로|입니다|이에요|예요|합니다|해요)(?![가-힣])"
)
"""What tells no more of a value than what it measures."""


_LEADS = re.compile(
    r"(?:까지|에서|에|으?로|이하로|이상으로)?\s?(?:\d[\d.]*\s?(?:초|분|시간)(?:간|동안)?\s?)?(?:[A-Za-z]+\s)?"
)
"""What stands between a value and the step right behind it: «45℃까지 냉각», «140℃ 3초 UHT 살균»."""


def _apart(step: Mention, q: Quantity) -> int:
    """Return how far a value stands from a step; before its verb counts half of behind it."""
    return step.start - q.end if q.end <= step.start else 2 * (q.start - step.end) + 2


def _of_its_verb(
    known: Knowledge, element: str, claimed: Quantity, stated: Sequence[Quantity], reading: Reading
) -> list[Quantity] | None:
    """«8시간 불리고 40분 삶음»: what is stated for the verb of a step, in everyday words.

    Empty where the text has the verb, and each value lies outside and stands beside another one.
    """
    find = known.glossary.everyday.find
    asked = next((v.meanings for v in _verbs(find(element), element, claimed.end)), None)
    if asked is None or not stated:
        return None
    text = reading.text
    verbs = [v for v in _verbs(find(text), text, 0) if not v.meanings & _PREPARES]
    beside = []
    for q in stated:
        begin, end = _stage(text, q.start, q.end)
        next_one = min((o.start for o in stated if o.start > q.start), default=end)
        after = [v for v in verbs if q.end <= v.start < min(end, next_one)]
        before = [v for v in verbs if begin <= v.start < q.start]
        named = [v for v in before if _HOW_LONG.fullmatch(text, v.end, q.start)]
        beside.append(named or after or before)
    mine = [
        q for q, found in zip(stated, beside, strict=True) if any(v.meanings & asked for v in found)
    ]
    if mine:
        return mine
    said = any(v.meanings & asked for v in verbs)
    none_fits = all(check(q, claimed).verdict == "outside" for q in stated)
    return [] if said and none_fits and all(beside) else None


_HOW_LONG = re.compile(
    r"[가-힣]{0,2}\s?(?:시간|기간|온도|속도|압력)(?:은|는|이|가|을|를|도)?\s(?:(?:약|딱|단|겨우|고작)\s?)?"
)
"""«불리는 시간을 30분만 줬어요»: the verb whose time a value is."""
_PREPARES = frozenset({"put_in", "insert", "mix", "put_on"})
"""Meanings of verbs that go before what is done: «물을 부어서 추출»."""


def _verbs(senses: Sequence[Sense], text: str, start: int) -> Iterator[Sense]:
    """Yield the words of a text, from a place on, that say what is done."""
    return (s for s in senses if s.start >= start and (s.verb or _DONE.match(text, s.end)))


_DONE = re.compile(
    r"\s?(?:키|킨|켜|하|한|해|했|함|합|되|된|돼|됐|됨|됩|시[키킨켜]|$|[,.→]|(?:단계|공정))"
)


def _next_step(text: str, steps: Sequence[Mention], value: Quantity) -> Mention | None:
    """Return the step of its sentence that a value stands before: 끓여 of «썰어 120℃에서 끓여»."""
    step = next((m for m in steps if m.start >= value.end), None)
    return None if step and _SENTENCE_END.search(text, value.end, step.start) else step


_SENTENCE_END = re.compile(r"[.;!?]\s|\n")


def _of_its_stage(element: str, claimed: Quantity, reading: Reading) -> list[Quantity] | None:
    """«2차 교반은 40℃에서 60분»: what is stated for a step that both count; None where they do not.

    Empty where the text leaves the step's conditions open.
    """
    numbered = list(_NUMBERED.finditer(element))
    if not numbered:
        return None
    mine = numbered[-1]
    said = re.search(rf"{mine['n']}\s?차(?:로|는)?\s?{mine['step']}", reading.text)
    if said is None and mine["step"] == "발효":
        said = re.search(rf"(?<![A-Za-z])F{mine['n']}(?![A-Za-z\d])", reading.text)
    if said is None:
        return None
    begin, end = _stage(reading.text, *said.span())
    found = _in_stage(reading, *said.span(), claimed.unit)
    if found or UNDECIDED.search(reading.text[begin:end]):
        return found
    return None


def _stage(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the stage of a process begins and ends that has the words at a place."""
    edges = [m.end() for m in STAGE.finditer(text)]
    begin = max((e for e in edges if e <= start), default=0)
    return begin, min((e for e in edges if e >= end), default=len(text))


def _in_stage(reading: Reading, start: int, end: int, unit: str) -> list[Quantity]:
    """Return the values in one unit that are stated for the stage of a process at a place."""
    begin, stop = _stage(reading.text, start, end)
    return [q for q in reading.quantities if begin <= q.start < stop and q.unit == unit]


def _held(mention: Mention) -> tuple[Quantity, ...]:
    """Return every value that a mention has."""
    return (*((mention.amount,) if mention.amount else ()), *mention.values)
