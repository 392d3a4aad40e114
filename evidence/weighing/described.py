"""What is told in words rather than named: parts, steps, and uses or categories by their words.

``weigh_phrase`` measures how much of the wording a text says; ``swapped`` sees a step or a part done
with something else.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evidence.choices import by_choice
from evidence.needs import ANY_STEP, THINGS, Need, Option
from evidence.negation import UNDECIDED, clauses, denies, is_not_claimed, open_aspects, sentences
from evidence.phrases import DOING, HEAD_WEIGHT, Overlap, Term, by_its_doing, meant_aims, overlap
from evidence.products import Mention, Reading, mention_at
from evidence.told import VALUE
from evidence.types import Assessment
from evidence.unsettled import MATTER, WHETHER
from evidence.weighing.conditions import (
    check_conditions,
    values_asked,
    without_what_was_made,
)
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.substances import in_place, is_source, label_against
from evidence.weighing.verdicts import assessed, span_of
from evidence.weighing.words import HALF_SAID, WELL_SAID, first_said, is_refused
from graph.schema import Span

MADE_WITH = THINGS | {"form"}
"""Kinds of concepts that something is made or done with: an adhesive is a form."""
SAID = 0.35
"""Share of the terms of a thing described in words from which on the product is taken to say it."""
SAID_IN_BRIEF, SAID_AT_LENGTH, SAID_PER_CHARACTER = 0.7, 0.2, 1 / 250
"""Share of an element's terms from which on the product is taken to say it: of a text of no length,
at the least, and what each character takes off."""
TOLD_WHOLE = 0.7
"""Share of an element's terms from which on one clause says it, whatever is denied in others."""
BRIEF = 60
"""Characters up to which a text that says the head alone leaves open what limits it: who writes more
tells that in other words."""
LIMITED = 0.4
"""Share of the terms beside the head that a brief text must say; half of it of alternatives."""
LEAST_UNSAID = 1.0
"""Weight of the unsaid terms from which on they are missed: one name, or two words."""
TOLD = frozenset({"structure", "step", "substance", "other"})
"""Kinds of elements that are more than their head: what a use or a category adds is often a name."""
_EITHER = re.compile(r"또는|혹은")
_BY_MEANS = re.compile(
    r"(?:만)?(?:으로|로)(?![가-힣])|만(?![가-힣])|에(?=\s?(?:담[아은는을긴겨습았]|충전|포장))"
)
"""«녹차로», «물유리로만», «페트병에 담아»: what something is done or made with."""
_MEANS_BEFORE = re.compile(r"(?:(?:으)?로|에)만\s(?:\S+\s){0,2}$")
"""«산으로만 처리»: the same before the doing."""
ONE_WAY = frozenset(
    {
        "drying",
        "cooking_way",
        "coating_material_way",
        "granulating_way",
        "pressing_step",
        "freezing_step",
        "polymerization",
        "curing_step",
        "sterilization_function",
        "culture_way",
        "growing_way",
        "extraction_medium",
    }
)
"""Steps whose ways exclude each other."""
_REFERRED = re.compile(r"상기\s\S+(?:\s\S*[을를])?")
"""«상기 효소 분해물을»: what an earlier step made, not what this one is done with."""
DOES_NOT = re.compile(
    r"[가-힣]지\s?(?:아니|않|못)[가-힣]{0,3}(?:\s(?:것|단계|상태|방식))?[\s,.;]*$"
)
"""«식욕에 영향을 미치지 않는»: what the element itself denies."""
_DONE_SO = re.compile(
    r"\s?(?:방식|공정|처리|가공)?\s?(?:(?:만)?(?:으로|로)(?![가-힣])|만(?![가-힣])|예요|이에요|입니다|해요|합니다|했|$)"
)
"""«무전해 도금이에요», «오프셋으로»: how something is done."""
_MADE_INTO = re.compile(
    r"(?:으로|로)\s(?:\S+\s)?(?:뽑|빚|성형|제형|굳[히혀]|자르|잘라|썰|나오|나와|완성|말[리려])"
)
"""«펠렛으로 뽑아»: what comes of it, not what it is made with."""
GOT_BY = re.compile(
    r"(?:(?:얻|만들)(?:은|어진|어지는|어지며|어지고)|만든|(?:수득|제조|추출|생산|획득|분리)(?:한|하는|된|되는|되며|되고|시킨)|(?:하여|해서|되어|시켜)\s(?:제조|수득|획득|생산))(?:\s?것)?[\s,.;]*$"
)
"""A step that says how a product was made: of a product claim another way alone is no other thing
(shared/LABELS.md, product-by-process)."""
_UNWANTED = re.compile(r"빠지|떨어지|벗겨지|흘러|흐르|번지|밀리|뭉치|새(?![가-힣])")


def body_of_the_product(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«내용물을 수용하는 파우치 본체» against a 파우치: whatever product it is has a body of its own."""
    asked = _ITS_BODY.fullmatch(need.element.text.strip(" ,.;"))
    if asked is None or need.absent:
        return None
    named = [h for h in known.glossary.find(asked["what"]) if h.concept.kind == "form"]
    for form in reading.mentions:
        if form.kind != "category" or form.negated or form.undecided:
            continue
        own = form.text.endswith(asked["what"])
        if own or any(known.relation(Option((h,)), form) in ("same", "species") for h in named):
            return assessed(need, "same phrase", "대응", False, span_of(form), more=asked["what"])
    return None


def worn_body(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«손가락에 착용되는 환형 하우징» against a 반지: what is worn there has a body that is worn there."""
    asked = _WORN_BODY.fullmatch(need.element.text.strip(" ,.;"))
    if asked is None or need.absent:
        return None
    choices = known.glossary.choices
    places = [way for way in choices.find(asked["place"]) if way.choice == _WORN_AT]
    forms = [m for m in reading.mentions if m.kind == "category" and not m.negated]
    for way in choices.find(reading.text) if places else ():
        if not any(way.choice == p.choice and way.ways & p.ways for p in places):
            continue
        named = any(m.start <= way.start and way.end <= m.end for m in forms)
        told = mention_at(reading, way.start, way.end)
        at = reading.text[way.start : way.end]
        worn = at == asked["place"] and _WORN.match(reading.text, way.end)
        if not told.negated and (named or worn):
            return assessed(need, "same phrase", "대응", False, span_of(told))
    return None


_WORN_AT = "worn_at"
"""The line of ``choices.tsv`` with the places of the body that things are worn at."""
_WORN = re.compile(
    r"(?:에다?|에만)?\s?(?:착용(?!하지)|차[는고]|끼[는고우워]|두르[는고]|감[는아고])"
)
_WORN_BODY = re.compile(
    r"(?:[가-힣]+의\s)?(?P<place>[가-힣]+)에\s(?:착용|장착|끼워|둘러|감겨|감싸|거치)[가-힣]{1,3}는\s"
    r"(?:(?:환형|링형|고리형|밴드형|링|고리|밴드)(?:\s?형상|\s?형태)?의?\s)?(?:하우징|[본몸]체부?|바디|프레임|케이스)"
)
_ITS_BODY = re.compile(
    r"(?:상기\s)?(?:[가-힣\s]+(?:을|를)\s[가-힣]+(?:하는|는)\s|[가-힣\s]+(?:이|가)\s(?:수용|저장|충전|수납|보관)(?:되는|된)\s"
    r"|[가-힣\s]+에\s(?:착용|밀착|안착)(?:되는|하는)\s|얼굴\s(?:형상|모양)의\s)?"
    r"(?P<what>[가-힣A-Za-z]+(?:\s[가-힣A-Za-z]+)?)\s?(?:본체|몸체|바디)부?"
)
"""The body of a product, with no more said of it than what it is for."""


def weigh_phrase(
    known: Knowledge, need: Need, reading: Reading, least: float | None = None
) -> Assessment | None:
    """Weigh a part or a step by how much of its wording the text says, ``least`` at least."""
    whole = _by_whole_name(known, need, reading)
    if whole:
        return whole
    brief = SAID if need.element.kind == "substance" else _least_said(reading)
    least = brief if least is None else least
    seen = overlap(known.terms(need.element.text), reading, known.glossary)
    named = [
        m
        for m in seen.negated
        if not (_says_nothing_by_its_denial(m, reading) or _is_another_of_them(m, need, reading))
    ]
    if named and need.element.kind == "step":
        named = [m for m in named if not _is_of_what_was_made(known, m, need, reading)]
    named = [m for m in named if not _is_a_measure_of(m, need)]
    if seen.head and seen.head_denied is None:
        named = [m for m in named if not _is_done_to_something_else(m, need, reading)]
    head = _head(known, need)
    if seen.head and head and any(m.concept and _names_it(known, head, m) for m in seen.said):
        named = [m for m in named if not _is_a_part_of_its_own(known, m, need, reading)]
    if need.element.kind == "step":
        named = [m for m in named if not _puts_in_another(known, need, m, reading)]
        named = [m for m in named if not _is_a_way_of_another(m, need, reading)]
    named = [m for m in named if not is_only_referred_to(known, m, need, reading)]
    denied = seen.head_denied or (named[0] if named else None)
    if denied is seen.head_denied and denied and _puts_in_another(known, need, denied, reading):
        denied = None
    doings = all(_is_done(m, need) for m in seen.negated)
    if denied and doings and (told := _told_apart(known, need, denied, reading)):
        seen, denied = told, None
    if denied and _is_one_of_several(known, need, seen, reading):
        denied = None
    if denied and _is_done_to_another(known, need, denied, reading):
        seen = replace(seen, negated=(), head_denied=None)
        denied = None
    if denied and _is_denied_another_way(known, need, denied, reading):
        denied = None
    if denied and _IS_NEWS.search(reading.text, max(0, denied.start - 16), denied.start):
        denied = None
    denied = denied or (_denied_doing(need, reading) if need.element.kind == "step" else None)
    if denied and not need.absent and DOES_NOT.search(need.element.text):
        return assessed(need, "same phrase", "대응", False, span_of(denied))
    small = need.element.kind != "step" and any(q.low == -math.inf for q in values_asked(need))
    if denied and not small:  # «소음이 50dB 이하» is not missed by «무소음»
        hard = seen.head_denied is not None or seen.share < least
        return assessed(need, "negation", "미대응", hard, span_of(denied))
    does_without = need.element.kind == "step" or DOES_WITHOUT.search(need.element.text)
    against = [m for m in seen.against if not _is_done_before(m, seen, need, reading)]
    if against and does_without and not need.absent:
        return assessed(need, "another in its place", "미대응", False, span_of(against[0]))
    if seen.undecided and not _only_refers_to_it(known, need, reading):
        return assessed(need, "undecided", "판단불가", True, span_of(seen.undecided[0]))
    wide_open = _open_by_a_wider_name(known, need, seen, reading)
    if wide_open:
        return assessed(need, "undecided", "판단불가", False, span_of(wide_open))
    open_ = _open_aspect(known, need, seen, reading)
    if open_:
        return assessed(need, "undecided", "판단불가", False, open_)
    other = _denied_by_its_words(known, need, seen, reading)
    if other:
        return assessed(need, "negation", "미대응", False, span_of(other))
    if seen.share < least or not seen.said:
        return None
    if need.element.kind == "step" and not seen.head:
        done = known.terms(without_what_was_made(known, need.element.text))
        if done and overlap(done, reading, known.glossary).share < least:
            return None  # «세척된 배추를 공랭하는» against «세척한 배추»
    part = need.element.kind == "structure" and not _OPEN_PART.search(need.element.text)
    head = _head(known, need) if part and not seen.head else None
    if head and head.concept and seen.share < WELL_SAID and len(reading.text) < BRIEF:
        return None  # «외피와 내피 사이에 배치된 발열체» against «겉감과 안감»
    if need.element.kind == "structure" and _object_unsaid(
        known, need, seen, len(reading.text) < BRIEF
    ):
        return limit_unsaid(need, seen)
    if need.element.kind == "structure" and _borne_part_unsaid(known, need, seen):
        return limit_unsaid(need, seen)
    if need.element.kind == "structure" and _only_a_doing(known, need, seen, reading):
        return None
    sure = seen.head and seen.share >= WELL_SAID
    wider = _by_wider_head(known, need, seen)
    if wider:
        broader = assessed(need, "broader", "판단불가", False, span_of(wider))
        return unless_outside(known, need, broader, reading)
    based = (
        _of_its_bases(known, need, reading)
        or _of_its_doings(known, need, reading)
        or _left_open_how(known, need, seen, reading)
    )
    if based:
        return based
    share = f"{seen.share:.0%}"
    if _DETACHED.search(need.element.text) and any(_DETACHED.match(t.text) for t in seen.unsaid):
        return limit_unsaid(need, seen)
    if need.element.kind == "use" and _only_done(known.terms(need.element.text), seen):
        return None
    made = assessed(need, "same phrase", "대응", sure, span_of(seen.said[-1]), more=share)
    if need.quantity is not None:
        need = replace(need, conditions=(*need.conditions, need.quantity))
    made = check_conditions(known, need, made, reading, seen.said)
    if made.match == "대응" and not need.conditions and _only_head(known, need, seen, reading):
        return limit_unsaid(need, seen)
    return made


def is_only_referred_to(known: Knowledge, denied: Mention, need: Need, reading: Reading) -> bool:
    """«상기 펌프를 덮는 캡» against «펌프 말고 스포이드»: whatever is there, the cap may cover it."""
    if not _SWAPPED_FOR.match(reading.text, denied.end):
        return False
    own = _STANDS_ON.sub(lambda m: " " * len(m.group()), need.element.text)
    if own == need.element.text:
        return False
    seen = overlap(known.terms(own), reading, known.glossary)
    return all(m.start != denied.start for m in seen.negated)


_STANDS_ON = re.compile(
    r"상기\s(?:[^\s,]+(?<![을를에의로서터])\s){0,2}?[^\s,]+(?<!영상)(?<!정보)(?<!텍스트)(?<!데이터)(?<!이미지)"
    r"(?:에\s|의\s|(?:을|를)\s(?=[^,]*[가-힣]는\s[가-힣A-Za-z]))"
)
"""«상기 펌프를 », «상기 로봇의 말단에 »: parts that an element but deals with, whatever stands in their stead."""
_SWAPPED_FOR = re.compile(r"\s?(?:대신|말고)(?![가-힣])")
_DETACHED = re.compile(r"착탈|탈착|탈부착")
"""What a part is claimed for: that it can be taken off."""


def _of_its_bases(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«A와 B에 기초하여 추천하는» against «B는 빼고 A만 보고 추천», «추천해 드려요»: what it is done by.

    None where the text tells of each base, or where none of them has words of its own.
    """
    asked = _BASED.search(need.element.text)
    if asked is None or need.absent or _BY_IT.search(reading.text):
        return None
    unsaid: Assessment | None = None
    for base in _AND.split(asked["bases"]):
        wanted = [t for t in known.terms(_REFERS.sub("", base)) if not _DATUM.fullmatch(t.text)]
        seen = overlap(wanted, reading, known.glossary)
        if seen.negated and not seen.said:
            return assessed(need, "negation", "미대응", False, span_of(seen.negated[0]))
        if seen.undecided and not seen.said:
            span = span_of(seen.undecided[0])
            unsaid = unsaid or assessed(need, "undecided", "판단불가", False, span)
        elif wanted and not seen.said:
            start = need.element.text.find(base)
            words = Span(start=start, end=start + len(base), text=base)
            unsaid = unsaid or assessed(need, "qualifier unsaid", "판단불가", False, None, words)
    return unsaid


_BASED = re.compile(
    r"(?P<bases>(?:[^\s,;]+\s){0,6}?[^\s,;]+?)(?:(?:에|을|를)\s(?:기초|기반|근거|바탕)(?:하여|해|으로|로)|에\s(?:따라|따른)(?=[^,]{1,24}(?:추천|제안|처방)하는))\s"
)
"""«피부 지표와 수분값에 기초하여 »."""
_BY_IT = re.compile(r"(?:그|이)\s(?:값|결과|비율|수치|점수)(?:에|을|를)|그에\s(?:따라|맞)")
"""«그 값에 맞는»: what was told before."""
_AND = re.compile(r"(?<=[가-힣])(?:와|과)\s|\s및\s|,\s")
_REFERS = re.compile(r"상기\s")
_DATUM = re.compile(
    r"정보|데이터|결과|값|수치|지표|신호|특성|상태|점수|자료|분석|측정|산출|판단|판정|획득|수신|생성|인식|검출|입력|사용자|고객|피험자|대상"
)
"""What says no more of a base than that it is known."""


def _open_by_a_wider_name(
    known: Knowledge, need: Need, seen: Overlap, reading: Reading
) -> Mention | None:
    """«서버에서 분류, 알고리즘은 영업비밀» against «신경망 모델로 분류하는 서버»: a wider name left open."""
    software = [
        t
        for t in seen.unsaid
        if t.concept and known.glossary.concepts[t.concept].kind == "software"
    ]
    if need.absent or not software:
        return None
    return next(
        (
            m
            for m in reading.mentions
            if m.undecided
            and m.concept
            and (
                m.concept.id == "algorithm"
                or any(known.glossary.is_a(t.concept, m.concept.id) for t in software)
            )
            and any(known.glossary.is_a(t.concept, "artificial_intelligence") for t in software)
        ),
        None,
    )


def _of_its_doings(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«결정화 및 건조하는 단계» against «건조»: of two things done, one is told and nothing is said of the other."""
    if need.element.kind != "step" or need.absent:
        return None
    for done in _BOTH_DONE.finditer(need.element.text):
        for group in ("one", "other"):
            wanted = known.terms(done[group])
            if not wanted or not any(known.glossary.everyday.find(done[group])):
                break
            seen = overlap(wanted, reading, known.glossary)
            if not (seen.said or seen.negated):
                start, end = done.span(group)
                words = Span(start=start, end=end, text=done[group])
                return assessed(need, "qualifier unsaid", "판단불가", False, None, words)
    return None


_BOTH_DONE = re.compile(
    r"(?<![가-힣])(?P<one>[가-힣]{2,6})(?:\s및\s|하고\s|한?\s(?:후|뒤|다음)\s)(?P<other>[가-힣]{2,6}?)(?:하는|하여|한\s)"
)
"""«결정화 및 건조하는»: things done one after the other."""


def _left_open_how(
    known: Knowledge, need: Need, seen: Overlap, reading: Reading
) -> Assessment | None:
    """«귀끈에 조절 버클을 넣을지 말지 고민», «자석이 박혔는지 도는지 모름»: the thing is there, how is open."""
    if need.absent or not seen.unsaid or not seen.said:
        return None
    for m in seen.said:
        clause = next((c for c in sentences(reading.text) if c[0] <= m.start < c[1]), None)
        asks = _HOW_OPEN.search(reading.text, m.end, clause[1]) if clause else None
        if asks is None or _NEXT_THING.search(reading.text, m.end, asks.start()):
            continue
        if _is_head(known, need, m) or need.element.kind == "step":
            words = reading.text[m.start : asks.end()]
            return assessed(
                need,
                "undecided",
                "판단불가",
                False,
                Span(start=m.start, end=asks.end(), text=words),
            )
    return None


_HOW_OPEN = re.compile(
    r"(?:[가-힣]+(?:로|을|를|에)\s)?[가-힣]*(?:[할갈둘쓸달넣뺄]|넣을|붙일|[는인])지(?:는|를|도|가)?\s(?:말지\s|[^.!?\n]{0,24}?(?:[할갈둘쓸달]|[는인])지(?:는|를|도|가)?\s)"
    r"(?:\S+\s){0,2}?(?:미정|고민|검토|논의|협의|조율|결정\s?전|못|안\s정|모르|보류|설명이?\s?없|확인|미지수)"
)
"""«넣을지 말지 고민», «A로 할지 B로 할지 미정»: two ways between which nothing is settled."""
_NEXT_THING = re.compile(
    r"[가-힣](?:고|며|지만|[는은인]데|까진|까지는)\s|[.!?\n;)\]]|(?<!\d),\s|[가-힣](?:은|는)\s"
)
"""What another thing begins after."""


DOES_WITHOUT = re.compile(r"(?P<what>[가-힣A-Za-z]+)\s없이\s")
"""«배터리 없이 점등되는 램프부»: a part that does without something."""


def _open_aspect(known: Knowledge, need: Need, seen: Overlap, reading: Reading) -> Span | None:
    """«피부 타입을 분석 … 분석 방식은 영업비밀», «접종(균주명 비공개)», «리필 여부는 미정»: an open aspect.

    Which aspect is open matters where the element says more of the thing than the text; whether it is
    there matters always.
    """
    if need.absent:
        return None
    asked = {t.text for t in known.terms(need.element.text)}
    for host, aspect, start in open_aspects(reading.text):
        at_all = WHETHER.fullmatch(aspect) and any(
            t.startswith(host) or host.startswith(t) for t in asked
        )
        told = [
            m
            for m in seen.said
            if m.text.startswith(host)
            or (host.startswith(m.text) and not _AGENT.fullmatch(host, len(m.text)))
        ]
        if need.element.kind == "structure" and not at_all:
            told = [m for m in told if _is_head(known, need, m)]
        more = need.element.kind in TOLD and seen.unsaid
        if at_all or (
            told and more and (aspect not in MATTER or _MADE_OF.search(need.element.text))
        ):
            return Span(start=start, end=start + len(host), text=host)
    return None


_AGENT = re.compile(r"[가-힣]{0,3}[제재]")
"""«소결조제»: what a step is done with has aspects of its own."""


def _is_head(known: Knowledge, need: Need, mention: Mention) -> bool:
    """Whether a mention is of a part itself, not of what its clause tells besides."""
    head = _head(known, need)
    concept = mention.concept.id if mention.concept else ""
    return head is not None and (
        mention.text in head.text
        or head.text in mention.text
        or (bool(head.concept) and known.glossary.is_a(head.concept, concept))
    )


_MADE_OF = re.compile(
    r"금속|수지|플라스틱|유리|고무|목재|종이|세라믹|실리콘|스틸|재질|소재|(?:으로|로)\s(?:형성|이루어|제조)"
)
"""What a thing is made of, in the words of a claim."""


def _is_denied_another_way(known: Knowledge, need: Need, denied: Mention, reading: Reading) -> bool:
    """«자외선 살균은 하지 않고» against «오존으로 살균하는»: a step is left out in another way alone."""
    if need.absent or need.element.kind != "step" or DOES_NOT.search(need.element.text):
        return False
    led = _WORD_LED.search(reading.text, max(0, denied.start - 16), denied.start)
    choices = known.glossary.choices
    asked = by_choice(choices.find(need.element.text))
    told = by_choice(choices.find(reading.text[led.start() : denied.end])) if led else {}
    mine = {c: frozenset[int]().union(*(w.ways for w in ways)) for c, ways in asked.items()}
    return any(
        not any(way.ways & mine[choice] for way in ways)
        for choice, ways in told.items()
        if choice in mine
    )


_WORD_LED = re.compile(r"[가-힣A-Za-z]+\s?$")
"""The word that leads to a noun: «자외선 »."""
_IS_NEWS = re.compile(
    r"(?:정보|자료|데이터|답변|답|회신|연락|견적|스펙|성적서|규격서|보고서|샘플|설명)(?:은|는|이|가|을|를|도)?\s(?:아직\s|따로\s)?(?:안|못)?\s?$"
)
"""«균주 정보는 못 받았습니다»: what one has not heard, which is no step that is not done."""


def _denied_doing(need: Need, reading: Reading) -> Mention | None:
    """«가열·냉각 없음» against «80℃로 가열하여 용해하는»: what is left out is a part of the doing."""
    denied = [m for m in reading.mentions if m.negated and m.kind == "step"]
    for m in denied:
        done = any(o.concept is m.concept and not o.negated for o in reading.mentions)
        doing = rf"(?<![가-힣]){re.escape(m.text)}(?:하|시키|시켜)(?!지)"
        if not done and re.search(doing, need.element.text):
            return m
    return None


def _denied_by_its_words(
    known: Knowledge, need: Need, seen: Overlap, reading: Reading
) -> Mention | None:
    """«온도조절기 없이» against «온도를 제어하는 제어부»: what is left out is called by the part's words."""
    if need.element.kind != "structure" or seen.head or need.absent:
        return None
    wanted = known.terms(need.element.text)
    for m in reading.mentions:
        if not m.negated or m.kind != "structure":
            continue
        start = _LED_BY.search(reading.text, max(0, m.start - 20), m.start)
        begin = start.start() if start else m.start
        text = " " * begin + reading.text[begin : m.end]
        within = [
            replace(o, negated=False)
            for o in reading.mentions
            if begin <= o.start and o.end <= m.end
        ]
        own = overlap(wanted, replace(reading, text=text, mentions=tuple(within)), known.glossary)
        if own.head and own.share >= WELL_SAID:
            return m
    return None


_LED_BY = re.compile(r"(?<![가-힣A-Za-z])(?:[가-힣A-Za-z]+(?<![은는이가도고며])\s){1,2}$")
"""The words that lead to a noun: «잔량 감지 센서»."""


def _by_wider_head(known: Knowledge, need: Need, seen: Overlap) -> Mention | None:
    """«절단된 과일을 동결건조하는» against «썰어서 말린»: the step is done, in a way that is not told."""
    head = _head(known, need)
    terms = known.terms(need.element.text)
    if need.element.kind == "structure" and len(terms) == 1 and head and head.concept:
        above = known.glossary.ancestors(head.concept) - {head.concept}
        told = [m for m in seen.said if m.concept and m.concept.id != DOING]
        return told[0] if told and all(m.concept and m.concept.id in above for m in told) else None
    if need.element.kind != "step":
        return None
    ways = known.glossary.ancestors(head.concept) & ONE_WAY if head else frozenset()
    said = [m for m in seen.said if m.concept and m.concept.id in ways]
    return said[0] if said else None


def unless_outside(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«-40 내지 -30℃에서 급속 동결하는» against «영하 18도에 얼림»: a wider step, its value outside."""
    valued = check_conditions(known, need, found, reading)
    return valued if valued.match == "미대응" else found


def of_its_limits(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """A part or step that is met by its name, softly: what limits it must be said as well."""
    if found.match != "대응" or found.hard or need.conditions or need.quantity:
        return found
    seen = overlap(known.terms(need.element.text), reading, known.glossary)
    return (
        limit_unsaid(need, seen) if seen.said and _only_head(known, need, seen, reading) else found
    )


def _only_head(known: Knowledge, need: Need, seen: Overlap, reading: Reading) -> bool:
    """Whether a brief text says little of an element but its head.

    What an earlier step made («추출액을 여과하는», «볶은 콩을 가는») limits no step.
    """
    brief = need.element.kind in TOLD and len(reading.text) < BRIEF
    if brief and any(t.lacking for t in seen.unsaid):
        return True  # «가열하지 않고 혼합하는» against «섞습니다»
    least = LIMITED / 2 if _EITHER.search(need.element.text) else LIMITED
    way = any(known.glossary.choices.find(t.text) for t in seen.unsaid if t.concept)
    if not brief or seen.limits >= (WELL_SAID if way else least):
        return False
    purpose = _purpose(need.element.text)
    unsaid = [
        t
        for t in seen.unsaid
        if not (seen.limits and _BODY.fullmatch(t.text)) and t.text not in purpose
    ]
    if need.element.kind == "step":
        steps, comes = known.glossary.concepts, _COMES_OF_IT.search(need.element.text)
        unsaid = [
            t
            for t in unsaid
            if not (t.concept and steps[t.concept].kind == "step")
            and not _MATTER.fullmatch(t.text)
            and not (comes and t.text in comes.group())
        ]
        others = [t for t in unsaid if not _MADE_BEFORE.fullmatch(t.text)]
        means = _BY_A_TOOL.search(need.element.text)
        told = means is None or means["tool"] in reading.text
        unsaid = others if told and (seen.limits or not others) else unsaid
        for either in _ONE_OR_OTHER.finditer(need.element.text):
            if any(m.text[:2] in either.group() for m in seen.said):
                unsaid = [t for t in unsaid if t.text not in either.group()]
    return sum(term.weight for term in unsaid) >= LEAST_UNSAID


_MATTER = re.compile(
    r"(?:원|재|시|피처리|출발)(?:료|물|물질)|내용물|벌크|반응물|결과물|생성물|대상물|성형품|슬러리|반제품"
)
"""What a step is done to, without a name."""
_MADE_BEFORE = re.compile(
    r"(?:발효|추출|여과|농축|혼합|반응|분쇄|침지|효소\s?처리|교반|숙성|배양|증류|가열|건조|절단|적층|착즙|당화|분산|유화)(?:액|물|체)"
)
"""What a step is done to, by the name of the step before: «발효액을 여과하는»."""
_BY_A_TOOL = re.compile(r"(?<![가-힣])(?P<tool>[가-힣]{1,4}?)(?:으로|로)\s")
_ONE_OR_OTHER = re.compile(r"[가-힣]+\s(?:또는|혹은)\s[가-힣]+")
"""«녹차 또는 홍차»: of which one is enough."""
_COMES_OF_IT = re.compile(
    r"(?:[가-힣]+\s)?[가-힣]+(?:을|를)\s(?:얻|수득|획득|회수|만드)[가-힣]*\s?(?:단계|공정|과정)?[\s,.;]*$"
)
"""«우려내어 찻물을 얻는 단계»: what comes of a step."""


def _purpose(text: str) -> str:
    """Return the words of a part that only say what such a part does: «채소를 절단하는» of a 칼날.

    What a sensor senses, or a controller controls, is what makes it that one.
    """
    found = _PURPOSE.search(text) or _MEETS_THE_USER.search(text) or _ON_THE_BODY.match(text)
    return found["does"] if found and not _OPEN_PART.search(found["part"]) else ""


_ON_THE_BODY = re.compile(
    r"(?P<does>(?:상기\s)?(?:본체부?|몸체부?|바디|하우징|케이스|프레임|차체|함체|외함)(?:의\s(?:일측|일면|내부)|\s(?:일측|내부))?에\s"
    r"(?:회전\s?(?:가능|자재)하게\s(?=[가-힣]+\s(?:[가-힣]+\s)?(?:바퀴|휠|캐스터)[\s,.;]*$))?"
    r"(?:구비|마련|설치|결합|장착|연결|부착|배치|제공|내장|탑재)(?:되는|된|되어\s있는))\s"
    r"(?P<part>[가-힣A-Za-z\d]+(?:\s[가-힣A-Za-z\d]+)?)[\s,.;]*$"
)
"""«상기 차체에 구비되는 안전벨트»: what a product has is on its body, and a wheel turns there."""


def _only_a_doing(known: Knowledge, need: Need, seen: Overlap, reading: Reading) -> bool:
    """«물을 데워» says nothing of a «조리실의 상부에 배치되는 열선 히터»: neither its name nor where it is."""
    if not seen.head or seen.limits or len(seen.said) != 1 or not seen.unsaid:
        return False
    start = seen.said[0].start
    senses = known.glossary.everyday.find(reading.text)
    return any(s.verb and s.start == start for s in senses)


def _object_unsaid(known: Knowledge, need: Need, seen: Overlap, brief: bool) -> bool:
    """«호흡수를 산출하는 연산부» against «심박수 계산»: what it is done to makes such a part that one."""
    found = _PURPOSE.search(need.element.text)
    object_ = _OBJECT.match(found["does"]) if found else None
    if found is None or object_ is None or not _WORKS.fullmatch(found["part"]):
        return False
    asked = [t for t in known.terms(object_["what"]) if t.text in object_["what"]]
    unsaid = {t.text for t in seen.unsaid}
    if brief and asked and not seen.head and asked[-1].text in unsaid:
        return True  # «배터리 잔량을 수신하는 수신부» against «배터리 부족하면»
    return bool(asked) and all(t.text in unsaid for t in asked)


def _borne_part_unsaid(known: Knowledge, need: Need, seen: Overlap) -> bool:
    """«증기 배출공이 형성된 뚜껑» against «뚜껑은 4면 결착»: the part that makes the thing the claim's."""
    bears = _BEARS_A_PART.match(need.element.text)
    if bears is None or any(m.negated for m in seen.said):
        return False
    concepts = known.glossary.concepts
    unsaid = [t for t in seen.unsaid if t.concept and concepts[t.concept].kind == "part"]
    own = [t for t in known.terms(bears["what"]) if t.text in bears["what"]]
    return bool(own) and all(any(t.text == u.text for u in unsaid) for t in own)


_BEARS_A_PART = re.compile(
    r"(?:상기\s)?(?P<what>[가-힣]+(?:\s[가-힣]+)?)(?:이|가)\s(?:형성|구비|마련|장착|내장|부착|설치|천공)된\s[가-힣]+(?:\s[가-힣]+)?[\s,.;]*$"
)
"""«증기 배출공이 형성된 뚜껑»: a thing by a part that it has."""
_WORKS = re.compile(
    r"(?:제\s?\d\s?)?(?:연산|계산|추천|제시|판정|판단|판별|분석|인식|감지|검출|알림|측정|결정|예측|추정|생성|처리|수신|송신|전송|갱신|저장|취소|예약|확정|산정|산출)(?:부|\s?모듈|\s?유닛)"
)
"""Parts that are named by their work alone."""
_OBJECT = re.compile(r"(?P<what>[^,]+?)(?:을|를)\s")
_PURPOSE = re.compile(
    r"(?P<does>(?:[가-힣A-Za-z]+\s){0,2}?[가-힣A-Za-z]+(?:을|를)\s(?:[가-힣]+\s){0,3}?[가-힣]+는)\s"
    r"(?P<part>[가-힣A-Za-z]+(?:\s[가-힣A-Za-z]+)?)[\s,.;]*$"
)
_MEETS_THE_USER = re.compile(
    r"(?P<does>(?:[가-힣]+의\s)?(?:피부|얼굴|치아|구강|귀|눈|코|입|손|손가락|손목|발|발목|머리|두피|모발|목|허리|신체|인체|몸|사용자)"
    r"(?:에|에게|과|와|이|가|로|으로)\s(?:[가-힣]+\s)?"
    r"(?:접촉|밀착|착용|장착|부착|안착|접하|닿|삽입|파지|작동|조작|적용)[가-힣]{0,3}(?:는|된|한))\s"
    r"(?:복수의\s|한\s쌍의\s)?(?P<part>[가-힣A-Za-z]+(?:\s[가-힣A-Za-z]+)?)[\s,.;]*$"
)
"""«치아에 장착되는 마우스피스»: what of the user a part meets is no part of the product."""
_OPEN_PART = re.compile(
    r"(?:센서|감지|제어|처리|산출|판단|분석|추천|결정|측정|진단|예측|생성|획득|입력|출력|통신|송신|수신|저장|연산)[부기]?$"
    r"|컨트롤러$|프로세서$|모듈$|부재$|수단$|유닛$|장치$|서버$|단말$|데이터베이스$|메모리$|회로$|층$|필름$|시트$|막$|코팅$|[본구]체$|단계$|방법$|것$|조명등?$|램프$"
)
"""Parts that are nothing but their purpose."""


_BODY = re.compile(r"본체부?|몸체부?|바디부?|하우징|제품|기기|기구|장치")
"""What a limit may be of without being named: the product itself."""


def limit_unsaid(need: Need, seen: Overlap) -> Assessment:
    """«외부용기 상부에 나사 결합되는 뚜껑» against «뚜껑»: the thing is named, what limits it is not."""
    words = seen.unsaid[0].text
    start = need.element.text.find(words)
    claim = Span(start=start, end=start + len(words), text=words) if start >= 0 else None
    return assessed(need, "qualifier unsaid", "판단불가", False, span_of(seen.said[-1]), claim)


def done_by_another(
    known: Knowledge, need: Need, found: Assessment, reading: Reading, claim_text: str
) -> Assessment:
    """«히터» against «자연건조», «인체 감지 센서» against «페달을 밟아 여는»: another does what the part does.

    What the claim tells of, too, stands in no part's place.
    """
    open_ = found.match is None and need.element.kind == "structure" and not need.absent
    head = _head(known, need) if open_ else None
    other = by_its_doing(head, reading, known.glossary, instead=True) if head else None
    if other is None or other.negated or other.undecided or other.text[:2] in claim_text:
        return found
    return assessed(need, "another in its place", "미대응", False, span_of(other))


def role_taken(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«수조를 살균하는 UV LED» against «살균은 은이온 볼이 맡아서»: what the text says does it in its stead."""
    if found.match == "미대응" or need.absent or need.element.kind not in ("structure", "step"):
        return found
    text = need.element.text
    for said in _ROLE_FILLED.finditer(reading.text):
        done, agent = said["done"], said["agent"]
        own = re.search(
            rf"(?<![가-힣]){re.escape(done)}(?:하|시키)는\s|(?<![가-힣]){re.escape(done)}\s", text
        )
        if own is None or _PEOPLE.search(agent) or _ANY_AGENT.search(agent):
            continue
        meant = {x for s in known.glossary.everyday.find(agent) for x in s.meanings}
        rest = known.terms(text[: own.start()] + " " * len(done) + text[own.start() + len(done) :])
        named = any(word in agent for t in rest for word in t.text.split() if len(word) > 1)
        if named or any(t.meanings & meant for t in rest if t.meanings):
            continue
        span = Span(start=said.start(), end=said.end(), text=said.group())
        return assessed(need, "another in its place", "미대응", False, span)
    return found


_ROLE_FILLED = re.compile(
    r"(?<![가-힣])(?P<done>살균|멸균|제균|소독|단열|보온|보냉|방수|방습|완충|여과|건조|가열|냉각|세척|세정|탈수|탈취|항균|접착|고정|체결|밀봉|차광|차음|흡음|제습|가습|송풍|환기|난방|감지|측정|분쇄|교반|혼합|추출|농축|탈포|탈기|이송|절단)"
    r"(?:은|는)\s(?P<agent>(?:(?:[^\s,.!?]|\.(?=\d))+(?<![은는을를])\s){0,3}?[^\s,.!?]+?)(?:이|가)\s(?:다\s|전부\s|대신\s|모두\s|그\s일을\s)?"
    r"(?:떠?맡[은는고아았]|하는(?=\s|$)|합니다|해요|하고(?=[\s,])|해\s?(?:주는|줘요|줍니다)|담당|책임|도맡|대신\s?하)"
)
"""«단열은 EPS가 하는», «살균은 멤브레인이 떠맡고»: who does what is done."""
_PEOPLE = re.compile(
    r"(?:업체|공장|직원|작업자|사람|외주|저희|우리|고객|사용자|담당자?|거래처|협력사|[가-힣]팀|기사|전문가)$"
)
_ANY_AGENT = re.compile(r"(?:기계|장치|설비|시스템|기기|제품|이것|그것|얘|부품|모듈|장비)$")


def is_what_it_does(known: Knowledge, need: Need, another: Assessment, reading: Reading) -> bool:
    """Whether the words for another way tell what the part does: 바람 of «뜨거운 바람으로 말려»."""
    head = _head(known, need) if need.element.kind == "structure" else None
    does = by_its_doing(head, reading, known.glossary) if head else None
    span = another.span
    return bool(does and span and not does.negated and does.start <= span.start < does.end)


def _head(known: Knowledge, need: Need) -> Term | None:
    return next((t for t in known.terms(need.element.text) if t.weight == HEAD_WEIGHT), None)


def _by_whole_name(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«건조팬 미적용», «방수층 無»: a compound of the element's words, which is left out or open."""
    if len(need.raw.split()) > LONGEST_COMPOUND:
        return None
    key = known.glossary.speller.key(need.raw)
    canonical = known.glossary.speller.canonical(reading.text)
    at = canonical.text.find(key) if len(key) >= SHORTEST_COMPOUND else -1
    found: list[Mention] = []
    while at >= 0:
        found.append(mention_at(reading, *canonical.origin(at, at + len(key))))
        at = canonical.text.find(key, at + len(key))
    own = [_ITEM_END.split(reading.text[m.end :], maxsplit=1)[0] for m in found]
    said = all(
        m.undecided or (m.negated and denies(words)) for m, words in zip(found, own, strict=True)
    )
    if not found or not said:
        return None
    if found[0].negated:
        return assessed(need, "negation", "미대응", True, span_of(found[0]))
    return assessed(need, "undecided", "판단불가", True, span_of(found[0]))


_ITEM_END = re.compile(r"[,.\n]\s")
LONGEST_COMPOUND, SHORTEST_COMPOUND = 3, 3
"""Words of an element up to which it is a name, and letters that such a name has at least."""


def by_said_words(
    known: Knowledge, need: Need, wanted: Sequence[Term], reading: Reading
) -> Assessment | None:
    """«난연 수지 조성물» against «난연 PP», «이층상 제형» against «이층상 리무버»."""
    wanted = [t for t in wanted if not _is_measure(known, t)]
    seen = overlap(wanted, reading, known.glossary)
    either = need.element.kind == "use" and _EITHER.search(need.element.text)
    if seen.share < (1 / max(1, len(wanted)) if either else HALF_SAID) or seen.negated:
        return None
    if need.element.kind == "use" and (_only_its_place(wanted, seen) or _only_done(wanted, seen)):
        return _by_one_word(known, need, reading)
    span = first_said(known, wanted, reading, need.element.kind != "use")
    if span is None:
        return None
    denied = need.element.kind == "use" and is_not_claimed(reading.text, span.end)
    if denied or is_refused(reading.text, span.end):
        return assessed(need, "negation", "미대응", False, span)
    return assessed(need, "same phrase", "대응", False, span, more=f"{seen.share:.0%}")


def _by_one_word(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«민감성 피부용» against «예민피부»: several words that the table of everyday words takes as one."""
    senses = known.glossary.everyday
    asked = [s for s in senses.find(need.element.text) if " " in need.element.text[s.start : s.end]]
    for told in senses.find(reading.text) if asked else ():
        mention = mention_at(reading, told.start, told.end)
        if any(s.meanings & told.meanings for s in asked) and not (
            mention.negated or mention.undecided
        ):
            return assessed(need, "same phrase", "대응", False, span_of(mention), more="용도")
    return None


def _only_its_place(wanted: Sequence[Term], seen: Overlap) -> bool:
    """«두피 가려움 완화용» against «두피 토닉»: where it troubles is told, not what."""
    unsaid = {t.text for t in seen.unsaid}
    said = [t.text for t in wanted if t.text not in unsaid]
    return bool(unsaid) and bool(said) and all(_BODY_PLACE.fullmatch(text) for text in said)


def _only_done(wanted: Sequence[Term], seen: Overlap) -> bool:
    """«수학 교육용» against «학습기»: what is done is told, not with what."""
    unsaid = {t.text for t in seen.unsaid}
    things, done = wanted[:-1], wanted[-1]
    return (
        bool(things)
        and _DOING_ALONE.fullmatch(done.text) is not None
        and done.text not in unsaid
        and all(t.text in unsaid for t in things)
    )


_DOING_ALONE = re.compile(
    r"교육|학습|훈련|연습|차단|방지|저감|감시|관리|측정|검사|검출|감지|진단|운송|운반|배송|보관|저장|살포|보호|촬영|인식|분석|모니터링|치료|재활"
)
"""What is done to many things, so that it tells no use."""


_BODY_PLACE = re.compile(
    r"(?:민감성?\s?)?(?:두피|피부|얼굴|눈가?|안구|입술|입가|입|구강|치아|잇몸|귀|코|목|손|손톱|발|발톱|발바닥|겨드랑이|모발|머리|허리|무릎|관절|어깨|몸|바디|배|복부|다리|엉덩이)"
)


def by_meant_words(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«의류용» against «스웨터용»: what a use is for, by another word for the first thing it names."""
    first = meant_aims(need.element.text, known.glossary)[:1]
    if not first or not first[0].meanings:
        return None
    seen = overlap(first, reading, known.glossary)
    if not seen.said or seen.share < 1.0 or seen.negated:
        return None
    span = span_of(seen.said[0])
    if is_refused(reading.text, span.end):
        return assessed(need, "negation", "미대응", False, span)
    return assessed(need, "same phrase", "대응", False, span, more="용도")


def _is_measure(known: Knowledge, term: Term) -> bool:
    """Whether a word only says what is measured: 평균입경 of «평균입경 1 내지 8㎛의 마이크로캡슐»."""
    concept = known.glossary.lookup(term.text)
    return concept is not None and concept.kind == "property"


def swapped(
    known: Knowledge, need: Need, reading: Reading, claimed: frozenset[str], sure: bool = False
) -> Assessment | None:
    """«홍차잎을 추출하는 단계» against «녹차로만»: a step or part with another thing in it.

    Args:
        known: what the rules weigh with.
        need: the element.
        reading: the product text.
        claimed: every concept that the claim names.
        sure: whether the text says most of the element, so that what it denies is another thing.
    """
    step = need.element.kind == "step" and not sure
    denied = _means_denied(known, need, reading) if step else None
    if denied:
        return assessed(need, "negation", "미대응", False, span_of(denied))
    otherwise = done_otherwise(known, need, reading)
    if otherwise:
        return otherwise
    label = label_against(known, need, reading) if need.element.kind == "step" else None
    if label:
        return assessed(need, "left out by its label", "미대응", False, label)
    method = _another_method(known, need, reading) if need.element.kind == "step" else None
    if method:
        return assessed(need, "another in its place", "미대응", False, method)
    medium = _another_medium(known, need, reading, claimed) if need.element.kind == "step" else None
    if medium:
        return assessed(need, "another in its place", "미대응", False, span_of(medium))
    options = [o for o in (*need.options, *need.qualifiers) if o.hits[0].concept.kind in MADE_WITH]
    for option in options:
        if any(known.relation(option, m) for m in reading.mentions):
            continue
        part = replace(need, options=(option,), names=())
        for m in reading.mentions:
            means = m.only or _BY_MEANS.match(reading.text, m.end)
            if m.kind not in ("substance", "category") or m.negated or m.undecided or not means:
                continue
            if m.kind == "category" and _MADE_INTO.match(reading.text, m.end):
                continue
            if any(
                m.text.startswith(o.span.text) or known.relation(o, m) in ("same", "species")
                for o in options
            ):
                continue  # «EVA 스펀지» of «EVA 또는 EPP 발포층»
            if not known.is_claimed(m, claimed) and in_place(known, part, m, sole=False):
                return assessed(need, "another in its place", "미대응", False, span_of(m))
    return None


def _another_method(known: Knowledge, need: Need, reading: Reading) -> Span | None:
    """«에탄올 주입법으로 리포좀을 제조하는» against «박막수화법으로 만든 리포좀»: made by another method."""
    asked = _METHOD.search(need.element.text)
    if asked is None or asked["stem"] in reading.text:
        return None
    told = _METHOD.search(reading.text)
    things = known.terms(need.element.text[asked.end("name") :])[:1]
    if told is None or told["stem"] in need.element.text or UNDECIDED.search(reading.text):
        return None
    if not overlap(things, reading, known.glossary).said:
        return None
    return Span(start=told.start(), end=told.end("name"), text=told["name"])


_METHOD = re.compile(
    r"(?P<name>(?P<stem>[가-힣A-Za-z]{2,})법)(?:으로|을\s이용하여|에\s의해)\s"
    r"(?:\S+\s){0,3}?(?:만[드든들]|제조|얻|합성|생산|형성|뽑)"
)
"""«박막수화법으로 만든», «주입법으로 리포좀을 제조하는»: the method by which something is made."""


def _another_medium(
    known: Knowledge, need: Need, reading: Reading, claimed: frozenset[str]
) -> Mention | None:
    """«간장에 절이는 단계» against «소금물에 절인»: the step is done in or with another thing."""
    text = need.element.text
    things = [h for h in known.glossary.find(text) if h.concept.kind in MADE_WITH - {"class"}]
    asked = [
        Option((h,))
        for h in things
        if (into := _IN_IT.match(text, h.end)) and len(known.terms(text[into.end() :])) == 1
    ]
    steps = need.wanted
    if not asked or steps & (_OPEN_STEPS | ANY_STEP):
        return None
    if any(known.relation(o, m) for o in asked for m in reading.mentions):
        return None
    verb = overlap(known.terms(text)[-1:], reading, known.glossary).said
    for m in reading.mentions:
        thing = m.kind in ("substance", "category") and not (m.negated or m.undecided)
        if not thing or m.text in text or known.is_claimed(m, claimed):
            continue
        into = _IN_IT.match(reading.text, m.end)
        if into and any(
            _SO.fullmatch(reading.text, into.end(), v.start)
            or _AS_FOR.fullmatch(reading.text, v.end, m.start)
            for v in verb
        ):
            return m
    return None


_IN_IT = re.compile(
    rf"(?:물|즙|액|유|\s?(?:수용액|용액|희석액|분산액))?(?:(?:에서|에다가?|에|(?:으로|로)만?)(?:\s|$)|(?:을|를)?\s(?:{VALUE})*(?:부[어은]서?|붓고|넣[고어은]서?|가하[고여]|가해|더해)\s)"
)
_SO = re.compile(rf"(?:(?:{VALUE})|(?:살짝|푹|바로|잘|그대로|하루|오래|천천히|빠르게)\s)*")
"""What may stand between what a step is done in and the step: «소금물에 살짝 절인», «물 부어 2시간 달인»."""
_AS_FOR = re.compile(r"(?:공정|단계|과정)?(?:은|는)\s(?:따로\s|그냥\s)?")
"""What stands between a step that is the topic and its means: «정련은 소다회로만 하고»."""
_OPEN_STEPS = frozenset({"mixing", "adding_step", "filling_step", "coating_step"})
"""Steps that take further things beside what is claimed."""


def done_otherwise(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«과육을 동결건조하는 단계» against «드럼건조로 말린»: the step is done in another way."""
    for option in need.options:
        step = option.hits[0].concept.kind == "step"
        other = _other_step(known, option, reading) if step else None
        if other:
            return assessed(need, "another in its place", "미대응", False, span_of(other))
    return None


def _means_denied(known: Knowledge, need: Need, reading: Reading) -> Mention | None:
    """«알파-아밀라아제를 첨가하는 단계» against «효소는 안 쓰고»: what the step is done with is left out."""
    denied = [m for m in reading.mentions if m.negated and m.concept]
    if not denied:
        return None
    things = [
        o
        for o in need.qualifiers
        if o.hits[0].concept.kind in THINGS
        and not _NONE_OF_IT.search(need.element.text, 0, o.span.start)
    ]
    names = [t.text for t in known.terms(_REFERRED.sub("", need.element.text))]
    for m in denied:
        assert m.concept is not None
        near = ("same", "broader") if known.is_narrow(m.concept.id) else ("same",)
        if any(known.relation(o, m) in near for o in things) or is_source(known, names, m):
            return m
    return None


_NONE_OF_IT = re.compile(r"(?<![가-힣])[무비]$")
"""«무산소»: what the step itself does without."""


def _other_step(known: Knowledge, option: Option, reading: Reading) -> Mention | None:
    """«초임계 건조로», «냉침만»: the step is done, and only, in another way.

    Of the ways of ``ONE_WAY`` a thing is made in one alone: who says «열풍으로 말려» does not freeze-dry.
    """
    if any(known.relation(option, m) in ("same", "species") for m in reading.mentions):
        return None
    mine = option.hits[0].concept
    ways = set(mine.parents) - ANY_STEP
    one_way = ONE_WAY & known.glossary.ancestors(mine.id)
    for m in reading.mentions:
        if m.concept is None or m.concept.kind != "step" or m.negated or m.undecided:
            continue
        means = (
            m.only
            or _BY_MEANS.search(m.text)
            or _DONE_SO.match(reading.text, m.end)
            or _MEANS_BEFORE.search(reading.text, 0, m.start)
        )
        another = not known.glossary.is_a(mine.id, m.concept.id)
        if another and one_way & known.glossary.ancestors(m.concept.id):
            return m
        if means and ways & set(m.concept.parents):
            return m
    return None


def _least_said(reading: Reading) -> float:
    """Return how much of a part's or step's wording a text must say.

    A few words that share a noun with the claim seldom mean the rest of it; who writes at length
    tells the parts in other words.
    """
    return max(SAID_AT_LENGTH, SAID_IN_BRIEF - len(reading.text) * SAID_PER_CHARACTER)


def _names_it(known: Knowledge, head: Term, mention: Mention) -> bool:
    """Whether a mention is of the part that an element is about, by its name."""
    concept = mention.concept.id if mention.concept else ""
    return bool(head.concept) and known.glossary.is_a(concept, head.concept)


def _is_a_part_of_its_own(known: Knowledge, mention: Mention, need: Need, reading: Reading) -> bool:
    """«UV 조명은 뺐고 백색 LED만» against «백색광을 조사하는 LED»: another part that is not there."""
    asked = [t.concept for t in known.terms(need.element.text) if t.concept]
    return any(
        m.kind == "structure"
        and m.negated
        and m.start == mention.start
        and m.end <= mention.end
        and m.text not in need.element.text
        and not any(m.concept and known.glossary.is_a(m.concept.id, c) for c in asked)
        for m in reading.mentions
    )


def _told_apart(known: Knowledge, need: Need, denied: Mention, reading: Reading) -> Overlap | None:
    """Return what clauses that deny nothing say of an element, where the denial is of another thing.

    «컵홀더도 안 달려 있음. 상판 밑에 다리 한 쌍이 달려 …»: they say the element all by themselves. «젤라틴도 안
    넣은 요거트. 균 가루를 섞고»: what is denied has an object of its own, and they say the element's.
    """
    wanted = known.terms(need.element.text)
    if need.absent or len(wanted) < 2 or need.element.kind not in ("step", "structure"):
        return None
    clause = next((c for c in clauses(reading.text) if c.start <= denied.start < c.end), None)
    if clause is None:
        return None
    other = _OF_ANOTHER.search(reading.text, clause.start, denied.start)
    there = overlap(wanted, _within(reading, clause.start, clause.end), known.glossary)
    if (denied.text in need.element.text and not other) or there.said:
        return None
    runs = [overlap(wanted, _within(reading, *run), known.glossary) for run in _plain(reading)]
    told = [seen for seen in runs if not (seen.negated or seen.undecided or seen.against)]
    best = max(told, key=lambda seen: (seen.head, seen.share), default=None)
    if best is None or (best.head and best.share >= TOLD_WHOLE):
        return best
    return best if other and len(there.negated) == 1 and best.share >= SAID else None


def _puts_in_another(known: Knowledge, need: Need, denied: Mention, reading: Reading) -> bool:
    """«향료는 첨가 안 함» against «설탕을 첨가하는»: what is not put in is nothing that the element is about."""
    powder = _POWDER.fullmatch(denied.text)
    if need.element.kind != "step" or not (powder or _PUTS_IN.match(denied.text)):
        return False
    told = _NOT_PUT_IN.search(reading.text, 0, denied.end if powder else denied.start)
    if told is None or _NO_THING.fullmatch(told["what"]):
        return False
    what, element = told["what"], need.element.text
    if powder and not _PUTS_IN_NOT.match(reading.text, denied.end):
        return False
    if any(what[i : i + 2] in element for i in range(len(what) - 1)):
        return False
    own = [h.concept.id for h in known.glossary.find(what)]
    asked = [h.concept.id for h in known.glossary.find(element)]
    if not own and known.glossary.everyday.find(what):
        return False  # an everyday word may name the same: «기름은 안 넣어요» leaves out 카놀라유
    return not any(known.are_akin(a, b) or known.glossary.is_a(b, a) for a in own for b in asked)


_PUTS_IN = re.compile(r"첨가|투입|주입|혼합|배합|섞|넣|가미|더[하해]|뿌[리려]|추가")
_POWDER = re.compile(r"(?:가루|분말|파우더)(?:은|는|도|를|을|이|가)?")
_PUTS_IN_NOT = re.compile(
    r"(?:은|는|도|를|을|이|가)?\s(?:[가-힣]+\s)?(?:안|못|무)\s?(?:넣|섞|쓰|써|썼|씀|타|뿌|들|첨가|투입|사용|혼합)"
)
_NOT_PUT_IN = re.compile(
    r"(?<![가-힣A-Za-z])(?P<what>[가-힣A-Za-z]{2,}?)(?:을|를|은|는|도|이|가)\s?"
    r"(?:(?:따로|별도로|전혀|아예|일절|절대로?|추가로|더|아무것도)\s)?(?:안\s|못\s)?$"
)
"""«탄산도 따로 |주입», «단호박가루도| 안 섞고»: what is not put in."""
_NO_THING = re.compile(
    r"[가-힣]*(?:공정|단계|과정|처리|작업|방식|제품|원료|재료|성분|첨가물|것|거)|저희|우리|당사|이번|여기|따로|별도"
)
"""What names no thing of its own: «공정은 추가 안 함»."""


def _is_one_of_several(known: Knowledge, need: Need, seen: Overlap, reading: Reading) -> bool:
    """«샤프 없이» against «볼펜심 또는 샤프를 돌출시키는 노브»: one of the alternatives alone is denied."""
    terms, text = known.terms(need.element.text), need.element.text
    own = [t for t in terms if not re.search(_ALTERNATIVE.format(re.escape(t.text)), text)]
    if seen.head_denied or need.absent or len(seen.negated) != 1 or len(own) == len(terms):
        return False
    return not overlap(own, reading, known.glossary).negated


_ALTERNATIVE = (
    r"{0}\S{{0,4}}\s(?:또는|혹은)\s(?=(?:\S+\s)?\S+[을를이가의에로]\s)"
    r"|(?:또는|혹은)\s(?:상기\s)?{0}(?=(?:\S*\s)?\S*[을를이가의에로]\s)"
)
"""One of two things that something is done to, not one of two parts that would do."""


def _only_refers_to_it(known: Knowledge, need: Need, reading: Reading) -> bool:
    """«충전재에 숯을 섞을지는 미정» of «상기 충전재를 관통하는 통기공»: open is but what the part is on."""
    terms, text = known.terms(need.element.text), need.element.text
    own = [t for t in terms if not re.search(_REFERRED_TO.format(re.escape(t.text)), text)]
    if need.element.kind != "structure" or len(own) == len(terms):
        return False
    seen = overlap(own, reading, known.glossary)
    return bool(seen.said) and not seen.undecided


_REFERRED_TO = r"상기\s(?:\S+(?<![은는이가을를의에])\s)?{0}(?:[을를의에과와로]|으로|에서)"


def _is_of_what_was_made(known: Knowledge, denied: Mention, need: Need, reading: Reading) -> bool:
    """«고압균질기 없이» against «균질화된 유화물을 냉각하는»: what is denied is an earlier step's alone."""
    text = need.element.text
    own = without_what_was_made(known, text)
    if own == text:
        return False
    seen = overlap(known.terms(own), reading, known.glossary)
    return not any(m.start == denied.start for m in seen.negated)


def _is_done_to_another(known: Knowledge, need: Need, denied: Mention, reading: Reading) -> bool:
    """«카메라는 안 달았어요» of a «물통이 결합되는 본체»: what is not done is done to another thing."""
    if need.element.kind != "structure" or denied.text in need.element.text:
        return False
    if denied.concept is None or denied.concept.id != DOING:
        return False
    before = max(0, denied.start - 24)
    said = _UNDONE_TO.search(reading.text, before, denied.start)
    if said is None and _IS_NONE.match(reading.text, denied.end):
        said = _NONE_OF.search(reading.text, before, denied.start)
    undone = said and (said["not"] or _NOT_DONE.match(reading.text, denied.end))
    if said is None or not undone or said["what"] in need.element.text:
        return False
    own = _within(reading, *said.span("what"))
    own = replace(own, mentions=tuple(replace(m, negated=False) for m in own.mentions))
    options = (*need.options, *need.qualifiers)
    if any(known.relation(o, m) for o in options for m in own.mentions):
        return False
    return not overlap(known.terms(need.element.text), own, known.glossary).said


_UNDONE_TO = re.compile(
    r"(?<![가-힣A-Za-z])(?P<what>[가-힣A-Za-z]{2,}?)(?:은|는|을|를|도)\s(?:[가-힣]+(?:에서|에|으로|로)\s)?(?:따로\s|아예\s|전혀\s)?(?P<not>안\s?|못\s?)?$"
)
"""A thing with what is not done to it: «카메라는 안 |달았어요», «배터리를 본체에서 못 |빼게»."""
_NONE_OF = re.compile(r"(?<![가-힣A-Za-z])(?P<what>[가-힣A-Za-z]{2,})(?P<not>\s)$")
_IS_NONE = re.compile(r"(?:은|는|이|가|도)?\s(?:[가-힣]+\s)?없")
"""«차량 번호 |인식은 없고» of a part that detects smoke."""
_NOT_DONE = re.compile(r"[가-힣]{0,2}지(?:는|도)?\s?(?:않|못)")


def _is_done(mention: Mention, need: Need) -> bool:
    """Whether a mention is something that is done, by the glossary or by the element («투입하여»)."""
    if mention.concept is not None:
        return mention.kind == "step"
    return re.search(rf"{re.escape(mention.text)}[하되시]", need.element.text) is not None


_OF_ANOTHER = re.compile(
    r"(?<![가-힣])[가-힣A-Za-z]{1,}(?:[을를은는도이가]|(?<![라고서며게데로]))\s(?:안\s|못\s|무|미|비)?$"
)
"""«컵홀더도 안 |달려», «방부제 |투입»: what a denied doing is done with."""


def _plain(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield where the clauses of a text that deny nothing, with their like neighbours, begin and end."""
    start = end = -1
    bounds = [a for a, _ in sentences(reading.text)]
    for clause in clauses(reading.text):
        denied = denies(clause.text)
        new = denied or any(end < a <= clause.start for a in bounds)
        if new and end > start:
            yield start, end
        if denied:
            start = end = -1
            continue
        start, end = (clause.start if new or start < 0 else start), clause.end
    if end > start:
        yield start, end


def _within(reading: Reading, start: int, end: int) -> Reading:
    """Return the reading of a piece of the text, at its place."""
    within = tuple(m for m in reading.mentions if start <= m.start and m.end <= end)
    return replace(reading, text=" " * start + reading.text[start:end], mentions=within)


def _is_done_before(mention: Mention, seen: Overlap, need: Need, reading: Reading) -> bool:
    """«로스팅 원두를 갈아 …, 비가열 살균»: what the step does without is done, by another name, in another clause."""
    if need.element.kind != "step" or mention.text in need.element.text:
        return False
    told = [m for m in seen.said if m.start != mention.start]
    at = next((c for c in clauses(reading.text) if c.start <= mention.start < c.end), None)
    return at is not None and bool(told) and not any(at.start <= m.start < at.end for m in told)


_BY_A_PREFIX = re.compile(r"(?:[비무]|non-?\s?)(?:$|(?=가열|열처리|thermal|heat))", re.IGNORECASE)
_NEXT_DOING = re.compile(
    r"\s?(?:처리\s?)?(?P<doing>살균|멸균|제균|소독|건조|추출|농축|접착|용해|압착|가공|성형|조리)"
)


def _is_a_way_of_another(mention: Mention, need: Need, reading: Reading) -> bool:
    """«비가열 살균»: the heat that is denied is that of a doing which the element does not ask for."""
    doing = _NEXT_DOING.match(reading.text, mention.end)
    led = _BY_A_PREFIX.search(reading.text, max(0, mention.start - 4), mention.start)
    led = led or _BY_A_PREFIX.match(mention.text)
    return bool(doing and led and doing["doing"] not in need.element.text)


def _says_nothing_by_its_denial(mention: Mention, reading: Reading) -> bool:
    """«구슬이 안 떨어지게»; 처리 of «활성탄 처리 안 하는», which is denied of that treatment alone."""
    if mention.concept is None or mention.concept.id != DOING:
        return False
    within = any(
        m.start <= mention.start and mention.end <= m.end and len(m.text) > len(mention.text)
        for m in reading.mentions
    )
    place = _PLACED.fullmatch(mention.text) and reading.text.startswith(("을", "를"), mention.end)
    return within or bool(place) or bool(_UNWANTED.match(mention.text))


def _is_a_measure_of(mention: Mention, need: Need) -> bool:
    """«잎 중량의 8 내지 20배로 가하는»: what an amount is counted on, not what the step is about."""
    counted = rf"{re.escape(mention.text)}(?:의)?\s?(?:중량|무게|부피|질량|체적)(?:의|에|을|\s대비|\s기준)"
    return re.search(counted, need.element.text) is not None


def _is_done_to_something_else(mention: Mention, need: Need, reading: Reading) -> bool:
    """«본체에 내장돼서 분리가 안 돼요» against «먼지를 분리하는 사이클론»: not what the part does to its object."""
    found = _PURPOSE.search(need.element.text) if need.element.kind == "structure" else None
    object_ = _OBJECT.match(found["does"]) if found else None
    doing = mention.kind == "step" or (mention.concept is not None and mention.concept.id == DOING)
    if found is None or object_ is None or not doing or mention.text[:2] not in found["does"]:
        return False
    begin, end = next(c for c in sentences(reading.text) if c[0] <= mention.start < c[1])
    return object_["what"].split()[-1] not in reading.text[begin:end]


def _is_another_of_them(mention: Mention, need: Need, reading: Reading) -> bool:
    """«후방 카메라는 없습니다» against «영상 처리부»: one by its place or number, of which a claim says nothing."""
    name = reading.text[max(0, mention.start - 8) : mention.end]
    which = _WHICH_ONE.search(name)
    return (
        which is not None
        and mention.kind in ("structure", "category")
        and which["which"].replace(" ", "") not in need.element.text.replace(" ", "")
    )


_WHICH_ONE = re.compile(
    r"(?<![가-힣])(?P<which>후방|전방|측면|실내|실외|보조|추가|별도|서브|예비|두\s?번째|두번째|뒷좌석|외장|외부)\s?[가-힣A-Za-z]+$"
)
"""What tells one of several like things from the others."""
_PLACED = re.compile(r"(?:바닥|밑|아래|위|앞|뒤|옆|안|겉)(?:면|쪽|부분|부)?")
"""Where something is; «바닥을 접지 않고» denies what is done with it, not the place."""
