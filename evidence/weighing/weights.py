"""How heavy a product is and how much it holds: «중량이 2.0~3.5kg» against «소프트 캐리어. 2.6kg.»."""

from __future__ import annotations

import re

from evidence.needs import Need
from evidence.products import Reading, mention_at
from evidence.quantities import Quantity
from evidence.types import Assessment
from evidence.weighing.amounts import weigh_value
from evidence.weighing.knowledge import Knowledge


def weigh_own_measure(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«총 중량이 7kg 이하인» against «유모차 6.4kg», «본체의 용량이 400 내지 900ml인» against «500ml 텀블러»."""
    claimed = None if need.absent else need.quantity
    nominal = _nominal(claimed, need, reading) if claimed else None
    if claimed and nominal:
        return weigh_value(known, need, claimed, nominal, reading)
    if claimed is None or not _ENDS.fullmatch(need.element.text, claimed.end):
        return None
    if _OWN_WEIGHT.fullmatch(need.element.text, 0, claimed.start):
        own = _product_weight(claimed, reading)
    elif _OWN_VOLUME.fullmatch(need.element.text, 0, claimed.start):
        own = _product_volume(claimed, reading)
    else:
        return None
    return weigh_value(known, need, claimed, own, reading) if own else None


def _nominal(claimed: Quantity, need: Need, reading: Reading) -> Quantity | None:
    """«볼 직경이 0.3 내지 0.7mm인 볼펜 팁» against «0.5 볼펜»: goods that are named by a measure of theirs.

    None where the text tells the measure by its own name.
    """
    for measure, named, scale in _NOMINAL if claimed.unit == "m" else ():
        if not measure.search(need.element.text) or measure.search(reading.text):
            continue
        told = named.search(reading.text)
        if told and not mention_at(reading, *told.span()).negated:
            value = float(told["value"]) * scale
            return Quantity(*told.span(), value, value, False, False, claimed.unit)
    return None


_NOMINAL = (
    (
        re.compile(r"볼\s?(?:의\s)?(?:직경|지름|외경|구경)"),
        re.compile(
            r"(?<![\d.])(?P<value>[01]\.\d{1,2})\s?(?:mm|㎜|밀리)?\s?(?:[가-힣A-Za-z]+\s){0,2}?[가-힣]*(?:펜(?!꽂|슬|던)|ball(?:point|\spen)?|pen(?![a-z]))",
            re.IGNORECASE,
        ),
        1e-3,
    ),
    (
        re.compile(r"(?:샤프)?심\s?(?:의\s)?(?:직경|지름|굵기)"),
        re.compile(r"(?<![\d.])(?P<value>[01]\.\d)\s?(?:mm|㎜|밀리)?\s?(?:[가-힣]+\s)?샤프"),
        1e-3,
    ),
    (
        re.compile(r"외경|바깥\s?(?:지름|직경)|굵기|outer\sdiameter", re.IGNORECASE),
        re.compile(
            r"(?<![\d.A-Za-z])(?P<value>\d{1,2}(?:\.\d)?)\s?(?:Fr|French|프렌치)(?![a-z])",
            re.IGNORECASE,
        ),
        1e-3 / 3,
    ),
)
"""Measures by which goods are named: the ball of a pen, a pencil's lead, a catheter (1 Fr = 1/3 mm)."""


_ENDS = re.compile(r"\s?(?:이상|이하|미만|초과)?(?:인|의|으?로|이며|이고)?(?:\s것)?[\s,.;]*")


def _product_volume(claimed: Quantity, reading: Reading) -> Quantity | None:
    """How much the product holds: the only volume that a text tells, or the one called so."""
    if claimed.unit != "L":
        return None
    text = reading.text
    volumes = [q for q in _of_no_ingredient("L", reading) if not _LET_OUT.match(text, q.end)]
    named = [q for q in volumes if _HOLDS.search(text, max(0, q.start - 14), q.start)]
    volumes = named or volumes
    return volumes[0] if len(volumes) == 1 else None


_OWN_VOLUME = re.compile(
    r"\s*(?:(?:상기|본|그)\s)?(?:(?:제품|본체|용기|병|컵|통|내통|내병|텀블러|보틀|몸체|내솥|냄비|주전자|전체|총|자체)(?:의|은|는)?\s)*"
    r"(?:총|내부|최대|유효|저장|수용)?\s?(?:용량|용적|내용적|내용량|부피)(?:이|가|은|는)?\s*(?:약\s?)?"
)
"""«상기 본체의 용량이 »: the element asks how much the product holds."""
_HOLDS = re.compile(
    r"(?:용량|용적|내용량|부피|capacity|volume)\s?(?:은|는|이|가|도|만|을|를|:|=|\()?\s?(?:약|총|단|딱|최대)?\s?$",
    re.IGNORECASE,
)
_LET_OUT = re.compile(r"\s?(?:씩|당(?![가-힣])|까지\s?(?:따|부|추출|토출))|/(?!\s)")
"""«30ml씩»: what comes out at a time."""


def _of_no_ingredient(unit: str, reading: Reading) -> list[Quantity]:
    """Return what a text tells in a unit, but for the amounts right behind its ingredients."""
    held = [m.end for m in reading.mentions if m.kind == "substance" and m.amount]
    return [
        q
        for q in reading.quantities
        if q.unit == unit and not any(0 <= q.start - end <= 1 for end in held)
    ]


def _product_weight(claimed: Quantity, reading: Reading) -> Quantity | None:
    """«중량이 2.0~3.5kg» against «소프트 캐리어. 2.6kg.»: the weight of the product, by its name or alone.

    None where a mass may be of something else: an amount of an ingredient, what is borne or held.
    """
    if claimed.unit != "g":
        return None
    text = reading.text
    masses = [
        q
        for q in _of_no_ingredient("g", reading)
        if not _BORNE.search(text, max(0, q.start - 14), q.start)
        and not _BORNE_BEHIND.match(text, q.end)
    ]
    named = [q for q in masses if _WEIGHS.search(text, max(0, q.start - 14), q.start)]
    named = named or [q for q in masses if _WEIGHS_BEHIND.match(text, q.end)]
    if named:
        return named[0]
    if len(masses) != 1 or not _ALONE_AFTER.match(text, masses[0].end):
        return None
    begins = _ALONE_BEFORE.search(text, 0, masses[0].start)
    return masses[0] if begins or _follows_the_name(masses[0], reading) else None


def _follows_the_name(q: Quantity, reading: Reading) -> bool:
    """«폴딩 유모차 6.4kg»: the weight stands behind what the product is, unless that is told by its load."""
    text = reading.text
    return any(
        m.kind == "category"
        and not m.negated
        and _IS_ITS_WEIGHT.fullmatch(text, m.end, q.start)
        and not _TOLD_BY_LOAD.search(m.text)
        for m in reading.mentions
    )


_IS_ITS_WEIGHT = re.compile(r"(?:은|는|이|가)?\s?(?:약|총|단)?\s?")
_TOLD_BY_LOAD = re.compile(
    r"세탁기|건조기|저울|체중계|호이스트|크레인|리프트|지게차|대차|선반|행거|거치대|사료|간식|포대|봉투|자루|박스|상자|쌀|김치냉장고"
)
"""What a mass is the load of: «드럼세탁기 21kg»."""
_OWN_WEIGHT = re.compile(
    r"\s*(?:(?:상기|본|그)\s)?(?:(?:제품|장치|기기|본체|가방|전체|총|자체|완제품)(?:의|은|는)?\s)*(?:총|자체)?\s?(?:중량|무게|질량|자중)(?:이|가|은|는)?\s*(?:약\s?)?"
)
"""«본체의 총 중량이 »: the element asks how heavy the product is."""
_WEIGHS = re.compile(
    r"(?:무게|중량|자중|질량|weight|weighs?)\s?(?:은|는|이|가|도|만|:|=|\()?\s?(?:약|총|단|겨우|고작|불과|무려|딱)?\s?$|(?<![가-힣])총\s?$",
    re.IGNORECASE,
)
"""«무게는 약 2.6kg»."""
_WEIGHS_BEHIND = re.compile(
    r"(?:의|밖에|짜리|대의?)?\s?(?:안\s되는\s)?(?:무게|중량|경량|초경량|자중)"
)
"""«2.6kg짜리 경량»."""
_BORNE = re.compile(
    r"(?:하중|내하중|용량|적재|체중|까지|최대|수납|담[아는]|사료|포장|순중량|쌀|세탁)[^,.\n/]{0,6}$"
)
"""«최대 하중 100kg»: what is borne or held."""
_BORNE_BEHIND = re.compile(
    r"(?:까지|을|를|용량|짜리\s?(?:사람|짐|아이)|\s?(?:하중|사용자|체중|들이|용량|견디|버티|담|이?상의?\s?사용자))|씩|/"
)
"""«100kg까지»."""
_ALONE_BEFORE = re.compile(r"(?:^|[,/·|\n.;)]\s?|[가-힣](?:고|며|에|이라|예요|는데)\s)$")
_ALONE_AFTER = re.compile(
    r"\s*(?:$|[,./·|\n;)!]|입니다|이에요|예요|임|이고|로\s|밖에|라서?\s|이라)"
)
"""«… / 4.6kg / …», «포켓 있고 2.6kg.»: a mass that stands by itself."""
