"""Values told right beside the name of what they are of: «볼 1.0mm» against «볼 직경이 0.3~0.7mm인 볼펜».

What is measured is often left unsaid: a layer with a length is so thick, a ball so wide. Where the
text names the measure, it must be the claim's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from evidence.mentions import is_share
from evidence.needs import Need
from evidence.products import Reading, mention_at
from evidence.quantities import Quantity, agree
from evidence.types import Assessment
from evidence.weighing.amounts import at_most, is_of_size, weigh_value
from evidence.weighing.conditions import values_asked
from evidence.weighing.knowledge import Knowledge

_MEASURES = (
    r"두께|굵기|thickness|thk",
    r"직경|지름|외경|dia(?:meter)?|Φ|φ",
    r"내경|구경|공극|기공|홀 크기|pore size",
    r"높이|height",
    r"길이|length",
    r"폭|너비|width",
    r"깊이|depth",
    r"입경|입도|입자\s?(?:크기|경|사이즈)|크기|사이즈|size",
    r"파장|wavelength",
    r"중량|무게|질량|weight",
    r"각도|경사|기울기|recline|angle",
    r"토크|torque",
    r"온도|temperature",
    r"전압|voltage",
    r"출력|소비\s?전력|power",
    r"용량|부피|capacity",
    r"회전\s?(?:수|속도)|rpm",
    r"압력|기압|pressure",
    r"주파수|frequency",
)
"""What is measured, each line the words for one measure."""
_WORDS = "|".join(_MEASURES)
_TOTAL = r"(?:총|전체|합계|토탈|total|최대|max\.?|평균|약|각|딱|단|겨우|무려)"
_IS_SO = re.compile(
    rf"^(?:상기\s)?(?:[가-힣A-Za-z]+의\s)?(?P<part>[가-힣A-Za-z][가-힣A-Za-z\s]{{0,16}}?)(?:의)?\s?(?P<measure>{_WORDS})(?:은|는|이|가)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
"""«상기 헤드의 중량이 »: before its value."""
_SO_FAR = re.compile(
    r"^(?:상기\s)?(?:[가-힣A-Za-z]+의\s)?(?P<part>[가-힣A-Za-z]+)(?:은|는|이|가)\s(?:최대\s)?$"
)
"""«상기 시트의 등받이는 최대 » before «160~180°까지 젖혀지는»."""
_FAR_VERB = re.compile(r"\s?(?:까지|만큼|로|의\s\S+로)?\s?(?:젖|기울|눕|벌|펼|꺾|회전|접|리클)")
_OF_MEASURE = re.compile(
    rf"^(?:상기\s)?(?:총|전체|평균|최대)?\s?(?P<measure>{_WORDS})(?:이|가|은|는)?\s(?:약\s)?$",
    re.IGNORECASE,
)
_OF_IT = re.compile(
    r"\s?(?:의|인|이고|를\s갖는|을\s갖는)\s(?:복수의\s|한\s쌍의\s)?(?P<part>[가-힣A-Za-z]+(?:\s[가-힣A-Za-z]+)?)[\s,.;]*$"
)
"""«두께 7~9㎛» + «의 알루미늄층»: what the measure is of."""
_TRIVIAL = re.compile(
    r"(?:이상|이하|미만|초과|범위|내지|인|의|것|형성|구성|되|된|되며|하고|이고|이며|까지|젖혀지는|기울어지는|을|를|갖는|만"
    r"|복수의|한 쌍의|[\s,.;~])*"
)
_LAYER = re.compile(r"\s?(?:박막|박층|호일층|층|막|필름|시트|레이어)$")
_BETWEEN = rf"(?:\s?(?:\([^()\d]*\)|{_WORDS}|{_TOTAL}|의|은|는|이|가|을|를|도|[:=])\s?)*\s?"
NEAR = 5.0
"""How many times a value may lie beside the range where the text does not say what it measures."""


def value_beside(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«총 두께가 120~180㎛인 필름» against «필름 합계 110㎛»: what is told beside the part's own name.

    Args:
        known: what the rules weigh with.
        need: the element.
        found: what was found of it so far.
        reading: the product text.
    """
    asked = values_asked(need)
    if found.match in ("대응", "미대응") or need.absent or len(asked) != 1 or is_share(asked[0]):
        return found
    claimed = asked[0]
    part = _part(need.element.text, claimed.start, claimed.end)
    if part is None:
        return found
    name, measure, only = part
    told = next(_beside(known, name, measure, claimed, reading), None)
    if told is None:
        return found
    q = at_most(need.element.text[: claimed.start], told)  # «등받이 최대 175도»
    verdict = weigh_value(known, need, claimed, q, reading)
    settled = verdict.match == "미대응" or (verdict.match == "대응" and only)
    return verdict if settled else found


@lru_cache(maxsize=4_000)
def _part(text: str, start: int, end: int) -> tuple[str, str, bool] | None:
    """Return what a value is of, the words of its measure, and whether the element asks for no more."""
    before, after = text[:start], text[end:]
    said = _IS_SO.match(before)
    if said:
        return said["part"].strip(), said["measure"], _TRIVIAL.fullmatch(after) is not None
    far = _SO_FAR.match(before) if _FAR_VERB.match(after) else None
    if far:
        return far["part"], "각도", _TRIVIAL.fullmatch(after) is not None
    of = _OF_MEASURE.match(before)
    whose = _OF_IT.match(after) if of else None
    return (whose["part"], of["measure"], True) if of and whose else None


def _beside(
    known: Knowledge, name: str, measure: str, claimed: Quantity, reading: Reading
) -> Iterator[Quantity]:
    """Yield the values that stand beside a thing's name and may be of the measure."""
    stated = [q for q in reading.quantities if agree(q.unit, claimed.unit)]
    if not stated:
        return
    names = {name, _LAYER.sub("", name)} - {""}
    wanted = {h.concept.id for n in names for h in known.glossary.find(n) if h.text == n}
    same = {
        m.text
        for m in reading.mentions
        if m.concept and any(known.are_akin(m.concept.id, w) for w in wanted)
    }
    every = "|".join(map(re.escape, sorted(names | same, key=len, reverse=True)))
    led = re.compile(
        rf"(?<![가-힣A-Za-z])(?:{every})(?:층|막|필름|시트)?(?P<between>{_BETWEEN})$", re.IGNORECASE
    )
    own = next(m for m in _MEASURES if re.fullmatch(m, measure, re.IGNORECASE))
    for q in stated:
        before = led.search(reading.text, max(0, q.start - 40), q.start)
        if before is None or mention_at(reading, q.start, q.end).negated:
            continue
        told = re.search(_WORDS, before["between"], re.IGNORECASE)
        if told and not re.fullmatch(own, told.group(), re.IGNORECASE):
            continue
        if told or is_of_size(q, claimed, NEAR):
            yield q
