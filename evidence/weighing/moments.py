"""Values that are told without the words of the claim: at a time, on the thing's own weight, of the whole.

«용출 1h 31%, 10h 92%» tells a 용출률 at two times; «자기 무게의 1.8배» is 180% of it; «코팅층은 입자 전체의
5wt%» is the layer's share.
"""

from __future__ import annotations

import re
from dataclasses import replace

from evidence.needs import Need
from evidence.products import Reading
from evidence.quantities import Quantity, agree, find_quantities
from evidence.types import Assessment
from evidence.weighing.amounts import weigh_value
from evidence.weighing.counts import NATIVE, NUMBERS
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.words import stretch_around

_UNITS = (
    r"시간|hrs?|hours?|h",
    r"분|mins?",
    r"일|days?|d",
    r"주|weeks?",
    r"회|사이클|cycles?",
)
"""Units of what goes by, in text as in claims."""
_PASSED = r"\s?(?:째|후|뒤|차|경과\s?(?:후|시)?)?"
_AT = re.compile(
    rf"(?P<n>\d+(?:\.\d+)?)\s?(?P<unit>{'|'.join(_UNITS)}){_PASSED}(?:에서|에)?의?\s"
    r"(?:누적\s|약물\s)?(?P<what>[가-힣]{2})[가-힣]{0,4}(?:이|가|은|는)?\s(?:약\s)?$"
)
"""«10시간째 용출률이 », «24시간 후 흡습률이 »: when, and of what."""
_TOLD_AT = (
    r"(?<![\d.]){n}\s?(?:{unit})(?![A-Za-z])" + _PASSED + r"(?:에서|에는|에|엔|은|는)?"
    r"\s?[:=]?\s?(?:\(|약\s|겨우\s|누적\s|{what}[가-힣]{{0,3}}\s?)*$"
)
_OWN_ASKED = re.compile(
    r"(?:자체|자기|자신의?)\s?(?:중량|무게|질량)(?:의|에\s대하여|\s?대비)?\s(?:약\s)?$"
)
_OWN = re.compile(
    r"(?:(?:자기|자체|제|본래)\s?(?:몸무게|무게|중량|질량)|(?<![가-힣])자중)(?:의|에|보다|\s?대비|\s?기준)?\s?(?:약\s|최대\s|무려\s)?"
    rf"(?P<n>\d+(?:\.\d+)?|{NATIVE})\s?(?P<unit>배|[%％]|퍼센트)"
)
"""«자기 무게의 1.8배», «자중의 두 배»."""
_WHOLE_ASKED = re.compile(
    r"^(?:상기\s)?(?P<part>[가-힣]{2,8}?)(?:의\s(?:함량|중량|비율))?(?:이|가|은|는)\s[^,\d]{0,16}(?:전체|총)\s?(?:중량|무게|질량)?(?:의|에\s대하여|을\s기준으로|\s?대비)?\s(?:약\s)?$"
)
"""«코팅층이 입자 전체 중량의 »: the part whose share of the whole is asked."""
_OF_THE_WHOLE = re.compile(
    r"(?:전체|총)\s?[가-힣]{0,6}(?:\s?(?:중량|무게|질량))?(?:의|에서|\s?대비|\s?중)?\s?(?:약\s)?$"
)
_EDGE = re.compile(r"[!?\n/]|[.,]\s")
"""What parts one thing told from the next."""


def weigh_moment(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """Weigh a value told at a time, on the own weight or of the whole; None where none is asked or told."""
    if need.absent:
        return None
    shares = (q for q in find_quantities(need.element.text) if q.unit.endswith("%"))
    claimed = next(shares, None)
    if claimed is None:
        return None
    head = need.element.text[: claimed.start]
    told = (
        _at_its_time(claimed, head, reading)
        or _of_own_weight(head, reading)
        or _of_the_whole(claimed, head, reading)
    )
    if told is None:
        return None
    return weigh_value(known, need, claimed, replace(told, unit=claimed.unit), reading)


def _at_its_time(claimed: Quantity, head: str, reading: Reading) -> Quantity | None:
    """«10시간째 용출률이 85% 이상» against «용출 1h 31%, 10h 92%»."""
    asked = _AT.search(head)
    if asked is None or asked["what"] not in reading.text:
        return None
    unit = next(names for names in _UNITS if re.fullmatch(names, asked["unit"]))
    before = re.compile(
        _TOLD_AT.format(n=re.escape(asked["n"]), unit=unit, what=asked["what"]), re.IGNORECASE
    )
    begin = reading.text.find(asked["what"])
    for q in reading.quantities:
        if (
            q.start > begin
            and agree(q.unit, claimed.unit)
            and before.search(reading.text, begin, q.start)
        ):
            return q
    return None


def _of_own_weight(head: str, reading: Reading) -> Quantity | None:
    """«흡습률이 자체 중량의 150% 이상» against «자기 무게의 1.8배», «자중의 120%»."""
    said = _OWN.search(reading.text) if _OWN_ASKED.search(head) else None
    if said is None:
        return None
    value = float(NUMBERS.get(said["n"]) or said["n"])
    value = value * 100 if said["unit"] == "배" else value
    return Quantity(said.start(), said.end(), value, value, False, False, "%")


def _of_the_whole(claimed: Quantity, head: str, reading: Reading) -> Quantity | None:
    """«코팅층이 입자 전체 중량의 2~10중량%인 것» against «코팅층은 입자 전체의 5wt%»."""
    asked = _WHOLE_ASKED.search(head)
    if asked is None:
        return None
    name = asked["part"][:2]
    for q in reading.quantities:
        if not agree(q.unit, claimed.unit):
            continue
        begin, _ = stretch_around(_EDGE, reading.text, q.start, q.end)
        named = reading.text.find(name, begin, q.start)
        if named >= 0 and _OF_THE_WHOLE.search(reading.text, named, q.start):
            return q
    return None
