"""How heavy a product is: «중량이 2.0~3.5kg» against «소프트 캐리어. 2.6kg.»."""

from __future__ import annotations

import re

from evidence.needs import Need
from evidence.products import Reading
from evidence.quantities import Quantity


def product_weight(need: Need, claimed: Quantity, reading: Reading) -> Quantity | None:
    """«중량이 2.0~3.5kg» against «소프트 캐리어. 2.6kg.»: the weight of the product, by its name or alone.

    None where a mass may be of something else: an amount of an ingredient, what is borne or held.
    """
    if claimed.unit != "g" or not _OWN_WEIGHT.fullmatch(need.element.text, 0, claimed.start):
        return None
    text = reading.text
    held = [m.end for m in reading.mentions if m.kind == "substance" and m.amount]
    masses = [
        q
        for q in reading.quantities
        if q.unit == "g"
        and not any(0 <= q.start - end <= 1 for end in held)
        and not _BORNE.search(text, max(0, q.start - 14), q.start)
    ]
    masses = [q for q in masses if not _BORNE_BEHIND.match(text, q.end)]
    named = [q for q in masses if _WEIGHS.search(text, max(0, q.start - 14), q.start)]
    named = named or [q for q in masses if _WEIGHS_BEHIND.match(text, q.end)]
    if named:
        return named[0]
    alone = len(masses) == 1 and _ALONE_AFTER.match(text, masses[0].end)
    begins = alone and _ALONE_BEFORE.search(text, 0, masses[0].start)
    return masses[0] if alone and begins else None


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
