"""Whose value a number is: «본체 지름 4mm» is none of the hole's, «두께 30㎛» no grain size."""

from __future__ import annotations

import itertools
import re

from evidence.needs import Need, Option
from evidence.products import Reading
from evidence.quantities import Quantity
from evidence.weighing.choices import share_within
from evidence.weighing.knowledge import Knowledge

_MEASURES = (
    r"(?<!반)지름|직경|구경|[내외]경|굵기|입경|입도|입자\s?(?:의\s)?(?:크기|지름|사이즈)?|D50|φ",
    r"두께",
    r"폭|너비|가로",
    r"길이|세로",
    r"높이",
    r"깊이",
    r"간격|거리|틈",
    r"파장",
    r"곡률(?:\s?반경)?|반경|반지름|라운드(?:\s?값)?|(?<![A-Za-z])R\s?값?",
)
"""What a length is of, by the words beside it."""
_LONG, _HIGH = 3, 4
_STANDING = re.compile(r"니들|바늘|(?<![가-힣])침|기둥|돌기|핀(?![가-힣])|털|모(?=\s|$)")
"""What stands on its end, so that its length is its height."""
_MEASURE_BEFORE, _MEASURE_BEHIND = (
    tuple(re.compile(form.format(words)) for words in _MEASURES)
    for form in (
        r"(?:{})(?:은|는|이|가|도|를|을|:|=|\()?\s?(?:약|평균|최대|최소|총)?\s?$",
        r"\s?(?:의|이하의|이상의|짜리)?\s?(?:{})",
    )
)
_OWNS = re.compile(
    r"\s?(?:짜리|급|의|용량의?|대용량|두께의?|크기의?|높이의?|지름의?|길이의?|폭의?)?\s?"
)
_OWNED = re.compile(
    rf"\s?(?:의|은|는|이|가)?\s?(?:(?:{'|'.join(_MEASURES)}|용량|크기|무게)(?:은|는|이|가|:)?\s?)?(?:약\s?)?"
)


_SIZES = frozenset({"m", "L"})
"""Units of the size of a part."""
LEAST_SIZE = 1e-4
"""Metres from which on a length is the size of a part."""


def _measure(text: str, q: Quantity) -> int | None:
    """Return which of the measures a length is of, by its number; None where no word says it."""
    if q.unit != "m":
        return None
    before = text[max(0, q.start - 14) : q.start]
    for number, words in enumerate(_MEASURE_BEFORE):
        if words.search(before):
            return number
    return next((n for n, words in enumerate(_MEASURE_BEHIND) if words.match(text, q.end)), None)


def is_told_elsewhere(known: Knowledge, need: Need, q: Quantity, reading: Reading) -> bool:
    """«적색 LED 633nm, 근적외선 LED는 미정»: another item of the text says more of the element.

    An item that names nothing but the value («파장 405nm») is of what stands before it.
    """
    edges = [0, *(m.end() for m in _ITEM.finditer(reading.text)), len(reading.text)]
    items = [(a, b) for a, b in itertools.pairwise(edges) if a < b]
    wanted = known.terms(need.element.text)
    own = next((a, b) for a, b in items if a <= q.start < b)
    words = _NO_NAME.sub(" ", reading.text[own[0] : q.start] + " " + reading.text[q.end : own[1]])
    if not _NAME.search(words):
        return False
    mine = share_within(known, wanted, reading, own)
    if mine and need.element.kind == "step":
        return False  # a step names what went before it as well, which is told where that is done
    return any(share_within(known, wanted, reading, i) > mine for i in items if i != own)


_ITEM = re.compile(
    r"(?<!\d),|,(?!\d)|[;·+]|\s/\s|[.!?。\n](?=\s|$)|[ㅠㅜㅋㅎ]\s|\s\d\)\s|\s[-–—→]\s|(?<=[\dmg%℃㎛㎜])(?:이?랑|와|과)\s|[가-힣](?:고|며|는데|은데|인데|(?<!까)지만)\s"
)
"""Where one thing that a text tells ends and the next begins."""
_NO_NAME = re.compile(
    r"파장|크기|평균|정도|수준|약|실측|측정|온도|시간|동안|두께|길이|높이|용량|함량|농도|[\d.,~%]+|[가-힣A-Za-z]?(?:은|는|이|가|을|를|로)(?=\s|$)"
)
"""What may stand beside a value without naming whose it is."""
_NAME = re.compile(r"[가-힣A-Za-z]{2,}")


_TOTAL = re.compile(r"총|전체|합계|토탈|total", re.IGNORECASE)
_TOTAL_LED = re.compile(
    r"(?<![가-힣])(?:총|전체|합계|합쳐서?|도합|토탈|total)\s?(?:두께|길이|높이|중량|무게|thickness)?(?:은|는|이|가|:)?\s?(?:약\s?)?$",
    re.IGNORECASE,
)
_OF_A_PART = re.compile(
    r"[가-힣](?:층|막|필름|시트|판|관|부|재)의\s(?:평균\s)?(?:두께|길이|높이|폭)"
)
"""«상기 배리어층의 두께», and what a value is of that is the whole's."""


def is_of_another(
    known: Knowledge, need: Need, claimed: Quantity, q: Quantity, reading: Reading
) -> bool:
    """Whether a value is another measure's («높이 …» for «폭»), or of a thing the element has not."""
    asked, told = _measure(need.element.text, claimed), _measure(reading.text, q)
    if _STANDING.search(need.element.text):
        asked, told = (_LONG if n in (_LONG, _HIGH) else n for n in (asked, told))
    if asked is not None and told is not None and asked != told:
        return True
    part = _OF_A_PART.search(need.element.text, 0, claimed.start)
    whole = part and not _TOTAL.search(need.element.text)
    if whole and _TOTAL_LED.search(reading.text, 0, q.start):
        return True  # «상기 배리어층의 두께» against «총 80㎛»
    if q.unit not in _SIZES or (q.unit == "m" and q.high < LEAST_SIZE):
        return False
    things = [m for m in reading.mentions if m.kind in ("structure", "category", "substance")]
    behind = [
        m for m in things if m.start >= q.end and _OWNS.fullmatch(reading.text, q.end, m.start)
    ]
    ahead = [
        m for m in things if m.end <= q.start and _OWNED.fullmatch(reading.text, m.end, q.start)
    ]
    owners = behind[:1] or ahead[-1:]
    if not owners or (behind and ahead) or owners[0].kind == "substance":
        return False
    if owners[0] == reading.category:
        return False  # what the product itself is
    owner, element = owners[0], need.element.text
    find = known.glossary.everyday.find
    meant = {meaning for sense in find(element) for meaning in sense.meanings}
    if owner.text in element or any(sense.meanings & meant for sense in find(owner.text)):
        return False
    named = known.glossary.find(element)
    return bool(named) and not any(known.relation(Option((h,)), owner) for h in named)
