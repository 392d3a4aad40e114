"""What light a part gives, by its wavelength: «근적외선을 방출하는 LED» against «840나노 근적외», «NIR 870 nm».

A wavelength tells the colour by itself, so that of the lights of a text the one of the claimed colour is
weighed: «레드 633 / 근적외 840nm» has a value for each.
"""

from __future__ import annotations

import re

from evidence.needs import Need
from evidence.products import Reading, mention_at
from evidence.quantities import Quantity
from evidence.types import Assessment
from evidence.weighing.amounts import weigh_value
from evidence.weighing.conditions import values_asked
from evidence.weighing.knowledge import Knowledge

NANO = 1e-9
_BANDS = (400, 500, 570, 615, 720, 2000)
"""Where UV, blue, green, yellow, red and infrared end, in nm."""
_COLOURS = (
    r"자외선?|UV-?[ABC]?(?![a-z])|유브이",
    r"청색|파란|파랑|푸른|블루|보라|blue|violet",
    r"녹색|초록|그린|green",
    r"황색|노란|노랑|옐로우?|앰버|주황|yellow|amber|orange",
    r"적색|빨간|빨강|붉은|레드|(?<![a-z])red(?![a-z])",
    r"근적외|적외|NIR|(?<![A-Za-z])IR(?![A-Za-z])|infrared",
)
"""What the light of each band is called."""
_LIGHT = re.compile(
    rf"{'|'.join(_COLOURS)}|광|빛|파장|LED|엘이디|레이저|램프|레이져|laser|lamp|light|wavelength",
    re.IGNORECASE,
)
_GIVES = re.compile(
    r"(?:광원|LED|엘이디|발광\s?(?:소자|다이오드)|램프|레이저|광|자외선|적외선|가시광선)"
)
"""What an element that asks for a light speaks of."""
_BRIEF = 9
"""Words of an element that asks for little beside the light."""
_NEAR = 16
"""Characters around a wavelength in which a light is named."""
_BARE = re.compile(
    rf"(?:{'|'.join(_COLOURS)})(?:선|광|색|빛|\s?LED|\s?엘이디)?(?:은|는|이|가|:)?\s?(?P<value>\d{{3,4}})(?!\d|\.\d|\s?(?:[A-Za-z%]|개|구|발|알|원|루멘|룩스|번|종|매))",
    re.IGNORECASE,
)
"""«레드 630»: a wavelength without its unit behind the colour."""


def of_its_light(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """Weigh the wavelength of a light where it has not been met so far.

    Args:
        known: what the rules weigh with.
        need: the element.
        found: what was found of it so far.
        reading: the product text.
    """
    asked = [q for q in values_asked(need) if _band(q) is not None]
    if need.absent or len(asked) != 1 or not _GIVES.search(need.element.text):
        return found
    claimed = asked[0]
    lights = [q for q in _lights(reading) if _band(q) == _band(claimed)]
    if not lights or found.match == "대응":
        return found
    weighed = [weigh_value(known, need, claimed, q, reading) for q in lights]
    met = next((w for w in weighed if w.match == "대응"), None)
    if met is None:
        sure = all(w.match == "미대응" for w in weighed)
        return weighed[0] if sure else found
    brief = len(need.element.text.split()) <= _BRIEF
    return met if brief and (found.match is None or _is_of_the_value(found)) else found


def _is_of_the_value(found: Assessment) -> bool:
    """Whether what stands against an element is but its value, or that it was not seen."""
    rules = {f.rule for f in found.findings}
    return rules <= {"value unsaid", "outside range", "amount unsaid", "broader", "same phrase"}


def _band(quantity: Quantity) -> int | None:
    """Return the number of the band that a wavelength is in; None for no light."""
    middle = (quantity.low + quantity.high) / 2 / NANO if quantity.unit == "m" else 0.0
    if not 180 <= middle <= _BANDS[-1]:
        return None
    return sum(middle >= edge for edge in _BANDS)


def _lights(reading: Reading) -> list[Quantity]:
    """Return the wavelengths of a text, one behind a colour without its unit among them."""
    text = reading.text
    told = [
        q
        for q in reading.quantities
        if q.unit == "m" and _LIGHT.search(text, max(0, q.start - _NEAR), q.end + _NEAR)
    ]
    taken = {q.start for q in told}
    for bare in _BARE.finditer(text):
        value = float(bare["value"]) * NANO
        if bare.start("value") not in taken:
            start, end = bare.span("value")
            told.append(Quantity(start, end, value, value, False, False, "m", NANO))
    return [q for q in told if not mention_at(reading, q.start, q.end).negated]
