"""A blend that a claim closes: «다시마 추출물, 톳 추출물 및 청각 추출물로 이루어진 해조 복합 추출물 1 내지 15중량%».

What is closed is the blend, not the product; its amount is that of all its parts together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.needs import Need
from evidence.products import Mention, Reading
from evidence.quantities import agree
from evidence.types import Assessment
from evidence.weighing.amounts import weigh_value
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, left_open, span_of, words_of

_MIX = r"(?:복합|혼합|블렌드|콤플렉스|컴플렉스|배합)"
_BLEND = re.compile(
    rf"(?:으로|로)\s(?:이루어진|이루어지는|구성된|구성되는)\s(?P<genus>[가-힣]{{1,6}})\s?{_MIX}\s?(?P<head>[가-힣]{{1,5}})"
)
"""What a claim closes: «… 로 이루어진 해조 복합 추출물»."""
_TOTAL = (
    r"(?:(?:총|합|합계|도합|합쳐서?|모두\s합쳐서?|복합(?:물)?(?:으로)?|블렌드(?:는|은|를)?|컴플렉스|콤플렉스|혼합(?:물)?(?:으로)?|blend|complex|mix(?:ture)?|total)(?:\s?=)?"
    r"|(?<![가-힣\d])[2-9]종(?:\s[가-힣]{1,6}){0,3})"
    r"(?:은|는|이|을|를|:|으로)?\s?(?:(?:[가-힣]{1,6}\s){0,2}[가-힣]{1,6}의\s)?(?:약\s|총\s)?$"
)
_CLOSED = (
    r"(?:두|세|네|다섯|여섯|[2-9])\s?(?:가지|종|개)\s?(?:뿐|만(?=[\s,.(]|$)|(?:이|가)?\s?(?:전부|다(?=예|이|임|입|[\s,.]|$)))|이게\s?(?:전부|다(?=예|이|임|입))"
    r"|만\s?(?:을\s)?(?:블렌딩|섞|혼합|배합|조합)|nothing\selse|only\sthese|(?:three|two|four|[2-9])\s(?:extracts?|ingredients?)\sonly"
)


def weigh_blend(
    known: Knowledge, claim_text: str, need: Need, needs: Sequence[Need], reading: Reading
) -> Assessment | None:
    """Weigh what closes a blend, or how much of the blend there is; None for other elements.

    «해조는 세 가지뿐», «다른 해조는 섞지 않았어요» close it; its amount is a total («합 7%»), or the sum.
    """
    blend = _BLEND.search(claim_text)
    if blend is None or need.absent:
        return None
    parts = [
        n
        for n in needs
        if n.element.kind == "substance" and not (n.absent or n.quantity or n.closed)
    ]
    parts = [n for n in parts if n.element.text in claim_text[: blend.start()]]
    if len(parts) < 2:
        return None
    if need.closed and not (need.options or need.names):
        return _closed(known, blend["genus"], need, parts, reading)
    name = rf"{blend['genus']}\s?{_MIX}\s?{blend['head']}"
    if need.quantity is None or not re.match(name, need.element.text):
        return None
    return _amount(known, need, parts, reading)


def _told(known: Knowledge, part: Need, reading: Reading) -> list[Mention]:
    """Return where a text names a part of the blend."""
    met = ("same", "species", "broader")
    return [
        m
        for m in reading.mentions
        if m.concept
        and not (m.negated or m.undecided)
        and any(known.relation(o, m) in met for o in part.options)
    ]


def _closed(
    known: Knowledge, genus: str, need: Need, parts: Sequence[Need], reading: Reading
) -> Assessment:
    """Weigh whether a blend has nothing else of its kind."""
    own = {(m.start, m.end) for p in parts for m in _told(known, p, reading)}
    of_genus = known.glossary.lookup(genus)
    kin = frozenset.intersection(
        *(frozenset(q for o in p.options for c in o.hits for q in c.concept.parents) for p in parts)
    ) - {"plant_extract", "botanical_extract", "extract"}
    others = [
        m
        for m in reading.mentions
        if m.concept
        and m.kind == "substance"
        and not m.negated
        and (m.start, m.end) not in own
        and not any(m.text in p.element.text for p in parts)
        and m.concept.id not in kin
        and (of_genus is None or m.concept.id != of_genus.id)
        and (
            any(known.glossary.is_a(m.concept.id, k) for k in kin)
            or (of_genus is not None and known.glossary.is_a(m.concept.id, of_genus.id))
        )
    ]
    further = next((m for m in others if not m.undecided), None)
    if further:
        return assessed(need, "further ingredient", "미대응", False, span_of(further))
    if others:
        return assessed(need, "undecided", "판단불가", False, span_of(others[0]))
    closing = (
        rf"{_CLOSED}|다른\s?{genus}[가-힣]{{0,3}}\s?(?:안|섞지|없|넣지|쓰지|무(?![가-힣])|추가하지)"
    )
    said = re.search(closing, reading.text, re.IGNORECASE)
    if said and own:
        return assessed(need, "nothing further", "대응", False, words_of(said))
    return left_open(need, "다른 성분 유무 언급 없음")


def _amount(
    known: Knowledge, need: Need, parts: Sequence[Need], reading: Reading
) -> Assessment | None:
    """Weigh the amount of a blend by a total that is told, or by the sum of its parts."""
    claimed = need.quantity
    assert claimed is not None
    told = [_told(known, p, reading) for p in parts]
    if not any(told):
        return None
    total = re.compile(_TOTAL, re.IGNORECASE)
    for q in reading.quantities:
        if agree(q.unit, claimed.unit) and total.search(
            reading.text, max(0, q.start - 40), q.start
        ):
            return weigh_value(known, need, claimed, q, reading)
    return None
