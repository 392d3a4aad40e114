"""What a thing is from, where a claim wants none of one origin: «동물성 스쿠알란을 함유하지 않는».

«스쿠알란은 올리브 유래만 씁니다» has none, «상어 스쿠알란» has some, and «식물성 스쿠알란은 배합하지 않음» says
nothing of the rest, no more than «소 젤라틴은 안 씁니다» does of all 젤라틴.
"""

from __future__ import annotations

import re

from evidence.needs import Need
from evidence.negation import BOTH_KINDS
from evidence.products import Mention, Reading
from evidence.types import Assessment
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.substances import of_a_label
from evidence.weighing.verdicts import assessed, span_of

_ANIMAL = (
    r"동물|상어|어류|생선|피[쉬시](?!지)|연어|참치|고래|우피|우지|소가죽|소(?=\s|뼈|$)|돼지|돈피|돈지|닭|계육|오리|양모|양털|밍크|마유|거북|달팽이|난황|계란"
    r"|shark|fish|animal|bovine|porcine|chicken|marine"
)
_PLANT = (
    r"식물|비건|올리브|사탕수수|사탕무|대두|콩|해바라기|코코넛|야자|팜(?=유|\s)|쌀|미강|옥수수|밀(?=\s|배아)|감자|아마란스|홍화|유채|카놀라|포도씨|아르간|당밀|바이오매스"
    r"|plant|vegan|vegetable|olive|sugar\s?cane|soy"
)
_MADE = r"합성|발효|미생물|효모|synthetic"
_OTHER_THAN = {_ANIMAL: rf"{_PLANT}|{_MADE}", _PLANT: rf"{_ANIMAL}|{_MADE}"}
"""Where a thing is from that is not from animals, or not from plants."""
_ASKED = re.compile(r"(?:상기\s)?(?:(?P<animal>동물)|식물)(?:성|\s?유래의?|\s?기원의?)\s")
_LEADS = r"[가-힣]{{0,2}}(?:\s?(?:유래|추출|기원|산|성|계|유))*\s?$"
"""What may stand between the word of an origin and the thing: «상어 간유 », «올리브 유래 »."""
_FOLLOWS = (
    r"\s?(?:은|는|도|이|가|을|를)?\s?[(:]?\s?(?:전량\s|모두\s|전부\s|오직\s|100%\s?)?(?:{})[가-힣]{{0,2}}"
    r"(?:\s?(?:유래|추출|기원|산|성|계|것|거|원료|오일))*(?:만|로|으로|뿐|이[고며에]|입|예|임|을|를|인|\s|[,.)]|$)"
)
"""«스쿠알란은 올리브 유래만», «스쿠알란(사탕수수산)»."""
_ALL_ANIMAL = "동물성 원료를 포함하지 않는"
"""What «비건» and «동물 유래 원료는 전혀 없어요» tell, as a claim words it."""


def none_of_its_origin(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«동물성 스쿠알란을 함유하지 않는»: what the text tells of where its own is from."""
    asked = _ASKED.match(need.element.text) if need.absent and need.options else None
    if asked is None or need.element.kind != "substance":
        return None
    own = _ANIMAL if asked["animal"] else _PLANT
    met = ("same", "species")
    mine = [m for m in reading.mentions if any(known.relation(o, m) in met for o in need.options)]
    for m in mine:
        if not m.negated and not m.undecided and _is_from(own, m, reading):
            return assessed(need, "holds it", "미대응", False, span_of(m))
    other = _OTHER_THAN[own]
    for m in mine:
        if m.negated and not _is_from(other, m, reading):
            return assessed(need, "negation", "대응", False, span_of(m))
    for m in mine:
        if m.negated:
            return assessed(need, "broader", "판단불가", False, span_of(m))
        if not m.undecided and _is_from(other, m, reading):
            return assessed(need, "another in its place", "대응", False, span_of(m))
    whole = need.element.model_copy(update={"text": _ALL_ANIMAL})
    label = of_a_label(known, known.need(whole), reading) if asked["animal"] else None
    if label is None or label.match != "대응":
        return None
    return label.model_copy(update={"element": need.element})


def _is_from(origin: str, mention: Mention, reading: Reading) -> bool:
    """Whether a thing's name or the words beside it say that it is from there."""
    text = reading.text
    if re.search(origin, mention.text, re.IGNORECASE):
        return True
    begin = max(0, mention.start - 16)
    led = re.search(
        rf"(?<![가-힣])(?:{origin}){_LEADS.format()}", text[begin : mention.start], re.I
    )
    return bool(led or re.match(_FOLLOWS.format(origin), text[mention.end :], re.I))


_NARROWER = re.compile(
    rf"(?<![가-힣A-Za-z])(?:{_ANIMAL}|{_PLANT}|{_MADE}|인공|천연|광물)(?:성|\s?유래|산)?\s?$",
    re.IGNORECASE,
)


def only_some_denied(found: Assessment, need: Need, reading: Reading) -> Assessment:
    """«소 젤라틴은 안 씁니다» against «젤라틴을 포함하지 않는»: of one origin none is in, of others nobody knows."""
    span = found.span
    denied = need.absent and found.match == "대응" and found.findings[0].rule == "negation"
    if not denied or span is None or need.element.kind != "substance" or len(need.options) != 1:
        return found
    name = need.options[0].span.text
    start = span.start + max(0, span.text.find(name))
    narrower = _NARROWER.search(reading.text, max(0, start - 12), start)
    if narrower is None or narrower.group().strip()[:2] in need.element.text:
        return found
    if BOTH_KINDS.search(reading.text, max(0, start - 20), start):
        return found
    plain = [
        m
        for m in reading.mentions
        if m.negated and m.text == name and m.start != start and not m.undecided
    ]
    if plain:
        return found
    return assessed(need, "broader", "판단불가", False, span, need.options[0].span)
