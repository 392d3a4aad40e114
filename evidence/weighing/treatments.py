"""What was done to a thing: «초임계 추출하여 얻어진», «아미노산으로 표면 처리된», «가열 살균을 하지 않는»."""

from __future__ import annotations

import re

from evidence.needs import THINGS, Need
from evidence.products import Reading, mention_at
from evidence.types import Assessment
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import (
    assessed,
    span_of,
    words_of,
)
from graph.schema import Span


def of_its_manner(need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«헤마토코쿠스로부터 초임계 추출하여 얻어진» against an extract of which the way is not told."""
    asked = _MANNER.search(need.element.text) if found.match == "대응" and not need.absent else None
    if asked is None or asked["manner"] in reading.text or _MANNER_SAID.search(reading.text):
        return found
    return assessed(need, "qualifier unsaid", "판단불가", False, found.span, words_of(asked))


_MANNER = re.compile(
    r"(?P<manner>초임계|아임계|초음파|마이크로웨이브|초고압|고압|감압|가압)\s?(?:유체\s?)?(?:추출|침출|용출)"
)


_MANNER_SAID = re.compile(
    r"CO2|이산화탄소|supercritical|subcritical|SFE|ultraso|microwave|울트라소닉|압력", re.IGNORECASE
)
"""Other words for the ways something is drawn out."""


def treated_with_another(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«분체가 아미노산으로 표면 처리된» against «탈크(디메치콘 처리)»: a surface treated with another stuff.

    None where the stuff asked for is named, or what is named before 처리 is no known stuff.
    """
    asked = _TREATED_WITH.search(need.element.text) if not need.absent else None
    agent = known.glossary.lookup(asked["by"]) if asked else None
    if asked is None or agent is None or agent.kind not in THINGS or asked["by"] in reading.text:
        return None
    another: Span | None = None
    for m in reading.mentions:
        if m.concept is None or m.kind != "substance":
            continue
        if known.are_akin(m.concept.id, agent.id):
            return None
        told = m.concept.kind == "substance" and m.text not in need.element.text
        if told and _TREATED.match(reading.text, m.end) and not (m.negated or m.undecided):
            another = another or span_of(m)
    claim = words_of(asked, "by")
    return (
        assessed(need, "another in its place", "미대응", False, another, claim) if another else None
    )


_TREATED_WITH = re.compile(
    r"(?P<by>[가-힣A-Za-z]{2,16}?)(?:으로|로)\s(?:표면\s?)?(?:처리|코팅|개질)된(?:\s것(?:인|을)?)?[\s,.;]*$"
)


_TREATED = re.compile(
    r"(?:으로|로)?\s?(?:표면\s?)?(?:처리|코팅)(?!제|\s?(?:안|하지|없))|[\s-](?:treated|coated)"
)


def done_by_heat(need: Need, reading: Reading) -> Assessment | None:
    """«가열 살균을 하지 않는» against «70℃ 20분 살균»: what is killed at such a heat is killed by it."""
    if not need.absent or not _BY_HEAT.search(need.element.text):
        return None
    for q in reading.quantities:
        done = _KILLED.match(reading.text, q.end) if q.unit == "℃" and q.low >= HOT else None
        if done and not mention_at(reading, *done.span("done")).negated:
            span = Span(start=q.start, end=done.end(), text=reading.text[q.start : done.end()])
            return assessed(need, "same phrase", "미대응", False, span, more=need.element.text)
    return None


HOT = 55.0
"""Degrees from which on germs are killed by heat."""


_BY_HEAT = re.compile(r"(?:가열|열|고온)\s?(?:살균|멸균|처리)")


_KILLED = re.compile(
    r"\s?(?:에서|로|,|/)?\s?(?:\d[\d.~]*\s?(?:초|분|시간|sec|min|s|h)(?:간|동안)?\s?)?(?:[가-힣A-Za-z]{2,6}\s)?"
    r"(?P<done>(?:저온|순간|고온|레토르트|가열)?\s?(?:살균|멸균)|pasteuri[sz]|sterili[sz])(?!\s?(?:안|없|못|하지|생략))"
)


def done_with_another(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«과탄산나트륨 수용액으로 정련하는» against «정련제는 가성소다로 바꿨어요»: the step's agent is another.

    None where the agent asked for is named, or what stands in its place is no known stuff.
    """
    asked = _DONE_WITH.search(need.element.text) if not need.absent else None
    agent = known.glossary.lookup(asked["by"]) if asked else None
    if asked is None or agent is None or agent.kind not in THINGS or asked["by"] in reading.text:
        return None
    lead = re.compile(
        rf"(?<![가-힣]){re.escape(asked['done'])}(?:제|액|용제|약제)(?:은|는|을|를|로는|로|:)?\s(?:[가-힣]+\s)?$"
    )
    for m in reading.mentions:
        if m.concept is None or m.kind != "substance" or m.negated or m.undecided:
            continue
        if known.are_akin(m.concept.id, agent.id):
            return None
        named = m.concept.kind == "substance" and lead.search(reading.text, 0, m.start)
        if named and m.text not in need.element.text:
            claim = words_of(asked, "by")
            return assessed(need, "another in its place", "미대응", False, span_of(m), claim)
    return None


_DONE_WITH = re.compile(
    r"(?P<by>[가-힣A-Za-z]{2,16})(?:\s(?:수용액|용액|희석액))?(?:으로|로)\s(?P<done>[가-힣]{2,4})(?:하|시키)는\s(?:단계|공정|과정)[\s,.;]*$"
)
