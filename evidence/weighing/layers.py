"""Layers of a film by what they are made of: «두께 3 내지 12㎛의 에틸렌비닐알코올 산소차단층».

Nobody says «층» of each: «PET12㎛ / EVOH 5㎛ / LLDPE 80㎛» names the layers from the outside to the inside.
"""

from __future__ import annotations

import re

from evidence.needs import Need, Option
from evidence.products import Mention, Reading
from evidence.quantities import Quantity
from evidence.types import Assessment
from evidence.weighing.amounts import weigh_value
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, span_of

_ASKED = re.compile(
    r"[\s,.;]*(?:상기\s)?(?:두께(?:가|는)?\s[^가-힣]*(?:내지|이상|이하|미만|초과|~|\s)*[^가-힣]*(?:의|인)\s)?"
    r"(?P<stuff>[^,]+?)\s?(?:재질의\s|소재의\s|수지\s?)?"
    r"(?:(?:산소|가스|수분|기체|습기)?\s?차단|배리어|실란트|씰란트|열봉합|열접착|접착|기재|외|내|중간|표면|이형|보호)?\s?(?:필름\s?층|필름|층)[\s,.;]*"
)
"""A layer of a stuff, with its thickness."""
_UNIT = r"(?:㎛|μm|µm|um|마이크론|micron|미크론|mm|㎜)"
_PART = rf"[A-Za-z가-힣][A-Za-z가-힣-]*\s?\(?\d+(?:\.\d+)?\s?{_UNIT}?\)?"
_STACK = re.compile(rf"{_PART}(?:\s?[/+|]\s?{_PART}){{2,}}", re.IGNORECASE)
"""Three layers and more, each with its thickness: all that there are."""
_IN_UNIT = re.compile(rf"단위\s?[:：]?\s?(?P<unit>{_UNIT})|(?P<said>{_UNIT})", re.IGNORECASE)
_BARE = re.compile(r"\s?\(?(?P<n>\d+(?:\.\d+)?)(?!\s?[%\d.])")
_SCALE = {"mm": 1e-3, "㎜": 1e-3}
_BESIDE = 3
"""Characters between a stuff and its thickness."""


def weigh_layer(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """Weigh a layer by the stuff that the text names and the thickness beside it."""
    asked = _ASKED.fullmatch(need.element.text) if not need.absent else None
    limit = next((q for q in (need.quantity, *need.conditions) if q and q.unit == "m"), None)
    stuff = known.glossary.lookup(asked["stuff"].strip()) if asked else None
    if stuff is None or limit is None or stuff.kind not in ("material", "substance", "class"):
        return None
    stack = _STACK.search(reading.text)
    for m in reading.mentions:
        if m.concept is None or not known.glossary.is_a(m.concept.id, stuff.id):
            continue
        if m.negated or m.undecided:
            return None
        value = _thickness(m, reading, stack)
        if value:
            return weigh_value(known, need, limit, value, reading)
    if stack and not any(
        m.concept and known.are_akin(m.concept.id, stuff.id)
        for m in reading.mentions
        if stack.start() <= m.start < stack.end()
    ):
        words = Mention(stack.start(), stack.end(), stack[0], None)
        return assessed(need, "another in its place", "미대응", False, span_of(words))
    return None


def layer_of_a_stack(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«나일론으로 된 외층» against «PET/알루미늄박/CPP 필름»: a list of stuffs is all the layers there are.

    None where the text parts no stuffs so, or one of them is a wider name of the stuff asked for.
    """
    asked = _OF_A_STUFF.fullmatch(need.element.text) if not need.absent else None
    stack = _STUFFS_IN_TURN.search(reading.text) if asked and not need.conditions else None
    if asked is None or stack is None or need.quantity or not _FILM.search(reading.text):
        return None
    things = [Option((h,)) for h in known.glossary.find(asked["stuff"], _MATTER)]
    layers = [m for m in reading.mentions if stack.start() <= m.start and m.end <= stack.end()]
    layers = [m for m in layers if m.concept and m.concept.kind in _MATTER]
    parts = [p for p in _PARTED.split(stack.group()) if p.strip()]
    if not things:
        return None
    told = [(known.relation(o, m), m) for m in layers for o in things]
    for how, m in told:
        if how in ("same", "species", "other reading"):
            return assessed(need, "same phrase", "대응", False, span_of(m), more="층")
    if any(how for how, _ in told) or len(layers) < len(parts):
        return None
    words = Mention(stack.start(), stack.end(), stack[0], None)
    return assessed(need, "another in its place", "미대응", False, span_of(words))


_MATTER = frozenset({"material", "substance", "class"})
_OF_A_STUFF = re.compile(
    r"[\s,.;]*(?:상기\s)?(?P<stuff>[^,]+?)(?:으로|로)\s?(?:된|이루어진|형성된|구성된|만든|만들어진)\s(?:[가-힣]+\s)?[가-힣]*층[\s,.;]*"
)
_NAME = r"[A-Za-z가-힣][A-Za-z가-힣-]{1,12}"
_STUFFS_IN_TURN = re.compile(
    rf"(?<![A-Za-z가-힣/]){_NAME}(?:\s?(?://|/|\|)\s?{_NAME}){{1,}}(?![A-Za-z가-힣/]|\s?/)"
)
_PARTED = re.compile(r"//|/|\|")
_FILM = re.compile(r"필름|파우치|라미|적층|합지|복합지|포장재|film|laminat", re.IGNORECASE)


def _thickness(m: Mention, reading: Reading, stack: re.Match[str] | None) -> Quantity | None:
    """Return how thick the layer of a mention is: the value behind it, or before it."""
    lengths = [q for q in reading.quantities if q.unit == "m"]
    behind = [q for q in lengths if 0 <= q.start - m.end <= _BESIDE]
    before = [q for q in lengths if 0 <= m.start - q.end <= 1]
    if behind or before:
        return (behind or before)[0]
    unit = _IN_UNIT.search(reading.text)
    bare = _BARE.match(reading.text, m.end)
    if stack is None or unit is None or bare is None or not stack.start() <= m.start < stack.end():
        return None
    scale = _SCALE.get((unit["unit"] or unit["said"]).lower(), 1e-6)
    value = float(bare["n"]) * scale
    return Quantity(bare.start("n"), bare.end(), value, value, False, False, "m", scale)
