"""A list of all parts of a product: «구성품 전체: 본체 1, 모터 1, 바퀴 2» has no part that it does not name."""

from __future__ import annotations

import re

from evidence.needs import Need
from evidence.phrases import HEAD_WEIGHT, overlap
from evidence.products import Reading
from evidence.types import Assessment
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed

LEAST_ITEMS = 4
"""Items with a number from which on a list reads as one of parts."""
_HEADED = re.compile(
    r"(?<![A-Za-z])BOM(?![A-Za-z])|부품\s?(?:표|목록|리스트|명세)|구성\s?(?:품|부품|표)|자재\s?(?:표|목록|명세)|파츠\s?리스트|수량표"
    r"|parts?\slist|bill\sof\smaterials",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"전체|전부|전\s?부품|이게\s?다|모두|\(\s?1\s?대|1\s?대\s?분|[1일한]\s?대\s?(?:기준|구성)|여기\s?없는|그\s?외\s?(?:부품\s?)?없|all\sparts|complete|full|nothing\selse"
)
_ITEM = re.compile(
    r"[가-힣A-Za-z)]\s?[x×]?\d{1,2}\s?(?:개|EA|ea|식|set|조|매|장)?(?=\s?(?:[,/·.;\n]|$))"
)
"""«모터 1», «바퀴 2개»: an item of a list of parts."""
_OPEN = re.compile(r"미정|등(?=\s|$)|외\s?다수|일부|주요|발췌|핵심")
"""What leaves a list open."""
_DOES = re.compile(r"(?:부|모듈|유닛|시스템|수단|장치|소프트웨어|프로그램|회로)[\s,.;]*$")
"""A part that is named by what it does may be within another."""
_PLACE = frozenset({"main_body", "housing", "frame"})
"""What every product has."""


def not_in_the_list(
    known: Knowledge, need: Need, found: Assessment, reading: Reading
) -> Assessment:
    """«헤파 필터» against «구성품 전체: 본체 1, 흡입모터 1, 먼지통 1, 바퀴 2»: a part that is not listed."""
    named = found.match == "대응" and found.findings[0].rule != "same phrase"
    if named or found.match == "미대응" or need.absent or need.element.kind != "structure":
        return found
    if reading.undecided or not is_whole_list(reading.text) or _DOES.search(need.element.text):
        return found
    head = [t for t in known.terms(need.element.text) if t.weight == HEAD_WEIGHT]
    if not head or not head[0].concept or head[0].concept in _PLACE:
        return found
    seen = overlap(head, reading, known.glossary)
    if seen.said or seen.negated or seen.undecided:
        return found
    return assessed(need, "whole formula", "미대응", False)


def is_whole_list(text: str) -> bool:
    """Whether a text is a list of all parts, each with how many there are."""
    headed = _HEADED.search(text) is not None and _WHOLE.search(text) is not None
    return headed and len(_ITEM.findall(text)) >= LEAST_ITEMS and not _OPEN.search(text)
