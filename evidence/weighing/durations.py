"""How long an event of a product takes, told by its everyday words: «결과까지 30분» for «15분 이내에 판독»."""

from __future__ import annotations

import re

from evidence.needs import Need
from evidence.products import Reading
from evidence.quantities import Quantity
from evidence.types import Assessment
from evidence.weighing.amounts import is_of_size, weigh_value
from evidence.weighing.conditions import values_asked
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.words import stretch_around

_EVENTS = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"판독|결과|판정|검사\s?(?:끝|완료)|확인\s?가능|진단\s?(?:끝|완료)|read(?:out|ing)?(?![a-z])|result",
        r"붕해|용해|녹[는아았음습]|풀[리려린]|풀어[지져]|disintegrat|dissol",
        r"(?:사용|교체|착용|수명)\s?(?:기간|주기|시간|일수|가능)|착용|(?<=\d일)(?:간|씩)?\s?(?:사용|쓰|씁|쓴)|부착|붙[이여인]|wear",
        r"경화|굳[는어었음]|굳히|세팅|(?<![a-z])(?:cur|sett)(?:e|ing)",
    )
)
"""Words of one event each: a test is read, a tablet dissolves, a patch is worn, a paste sets."""
_OF_A_PRODUCT = re.compile(r"(?:는|은|인|이고|이며|되고|되며|된)?(?:\s?것)?[\s,.;]*$")
_STEP = re.compile(r"단계|공정|과정")
_EDGE = re.compile(r"[.!?;\n](?:\s|$)|,\s|→|\s/\s|\s[-–]\s|[가-힣](?:고|며)\s")
"""What parts one thing told from the next."""
ORDERS = 100
"""How many times more or less a time is that of something else: 30초 for a wear of days."""


def weigh_duration(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«사용기간이 10일 내지 15일» against «16일 착용»: the time that is told with the same event.

    None where the element is no event of the product with one time alone, or the text tells none.
    """
    asked = values_asked(need)
    if need.absent or len(asked) != 1 or asked[0].unit != "s" or _STEP.search(need.element.text):
        return None
    if not _OF_A_PRODUCT.search(need.element.text):
        return None
    event = next((e for e in _EVENTS if e.search(need.element.text)), None)
    if event is None:
        return None
    for q in reading.quantities:
        alike = q.unit == "s" and is_of_size(q, asked[0], ORDERS)
        if alike and _told_with(event, q, reading.text):
            return weigh_value(known, need, asked[0], q, reading)
    return None


def _told_with(event: re.Pattern[str], q: Quantity, text: str) -> bool:
    """Whether the words around a time, up to the next thing told, name the event."""
    return event.search(text, *stretch_around(_EDGE, text, q.start, q.end)) is not None
