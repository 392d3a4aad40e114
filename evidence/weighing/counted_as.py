"""Compounds by the share of what they give: «불소 이온 기준 1,000 내지 1,500ppm의 불화나트륨»."""

from __future__ import annotations

import re
from dataclasses import replace

from evidence.mentions import is_share
from evidence.needs import WANTED, Need, Option
from evidence.products import Mention, Reading
from evidence.quantities import Quantity, agree
from evidence.types import Assessment
from evidence.weighing.amounts import weigh_amount
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, span_of

_SIGNS = {
    "불소": r"불소|플루오[린르]|[Ff]luoride|F(?![A-Za-z가-힣]*[a-z])",
    "아연": r"아연|[Zz]inc|Zn",
    "철": r"철분?|[Ii]ron|Fe",
    "칼슘": r"칼슘|[Cc]alcium|Ca",
    "마그네슘": r"마그네슘|[Mm]agnesium|Mg",
    "요오드": r"요오드|아이오딘|[Ii]odine|I",
    "구리": r"구리|[Cc]opper|Cu",
    "망간": r"망간|[Mm]anganese|Mn",
}
"""What a compound is counted as, with its signs."""
_ASKED = re.compile(
    rf"(?<![가-힣])(?P<of>{'|'.join(_SIGNS)})(?:\s?이온|\s?원소)?(?:\s?(?:농도|함량|환산))?(?:\s?기준|으?로서|으로|로|\s?환산)(?:으로|하여)?\s"
)
_TO_IT = (
    r"(?:\s?이온|\s?원소)?(?:\s?(?:농도|함량|기준|환산|량))*"
    r"(?:으?로서?|은|는|이|가|:|\s환산해서?|\s환산하면|\s)*\s?(?:약\s?|총\s?)?"
)


def weigh_what_it_gives(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«불소로서 1,000 내지 1,500ppm의 불화나트륨» against «불화나트륨 0.3%(불소 1,400ppm)», «SMFP 950ppm F»."""
    asked = _ASKED.search(need.element.text) if not need.absent else None
    limit = next(
        (q for q in (need.quantity, *need.conditions) if q and asked and q.start >= asked.end()),
        None,
    )
    if asked is None or limit is None or not is_share(limit):
        return None
    text = need.element.text
    hits = known.glossary.find(text, WANTED["substance"])
    things = [Option((h,)) for h in hits if h.start != asked.start() and h.text != asked["of"]]
    if not things:
        return None
    met = ("same", "species", "other reading")
    mine = [m for m in reading.mentions if any(known.relation(o, m) in met for o in things)]
    told = [m for m in mine if not m.negated]
    if not told:
        return _another(known, need, things, mine, reading)
    if any(m.undecided for m in told):
        return None
    given = _given(asked["of"], limit, reading)
    value = given or next((m.amount for m in told if m.amount and _in_ppm(m, reading)), None)
    if value is None:
        span = span_of(told[0])
        return assessed(need, "amount unsaid", "판단불가", True, span, things[0].span)
    return weigh_amount(known, need, limit, replace(told[0], amount=value, shared_amount=False))


def _another(
    known: Knowledge, need: Need, things: list[Option], denied: list[Mention], reading: Reading
) -> Assessment | None:
    """«불소는 불화나트륨으로» against the claim's 일불소인산나트륨: what else gives it."""
    if denied:
        return assessed(need, "negation", "미대응", True, span_of(denied[0]), things[0].span)
    kinds = {kind for o in things for kind in o.hits[0].concept.parents}
    for m in reading.mentions:
        own = m.concept is not None and m.concept.kind == "substance"
        if own and m.concept and not (m.negated or m.undecided) and kinds & set(m.concept.parents):
            return assessed(need, "another in its place", "미대응", False, span_of(m))
    return None


def _given(of: str, limit: Quantity, reading: Reading) -> Quantity | None:
    """Return the share that is told of what is given: «불소 1,450ppm», «1,450ppm F»."""
    sign = rf"(?<![A-Za-z가-힣])(?:{_SIGNS[of]})"
    before, after = re.compile(rf"{sign}{_TO_IT}$"), re.compile(rf"\s?\(?(?:as\s)?{sign}(?![a-z])")
    text = reading.text
    shares = [q for q in reading.quantities if agree(q.unit, limit.unit)]
    led = [q for q in shares if before.search(text[max(0, q.start - 30) : q.start])]
    return next(iter(led), None) or next((q for q in shares if after.match(text, q.end)), None)


def _in_ppm(mention: Mention, reading: Reading) -> bool:
    amount = mention.amount
    return amount is not None and "ppm" in reading.text[amount.start : amount.end].lower()
