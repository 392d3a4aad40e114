"""A step of making, treating or measuring that a text tells in brief: by its matter and its value, or its day.

«재배실 30℃» is how who notes a process tells «재배실을 18~22℃로 유지하는 단계».
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from evidence.amounts import STAGE
from evidence.mentions import is_share
from evidence.needs import THINGS, Need, Option
from evidence.negation import UNDECIDED
from evidence.phrases import Term, overlap
from evidence.products import Mention, Reading, mention_at
from evidence.quantities import Quantity, agree, check
from evidence.types import Assessment
from evidence.weighing.amounts import weigh_amount, weigh_value
from evidence.weighing.choices import share_within
from evidence.weighing.conditions import values_asked, without_what_was_made
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, span_of, words_of
from evidence.weighing.words import EITHER, WELL_SAID
from graph.schema import Span


def told_in_brief(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """Return what a stage says of a step that was not found, or found without its value."""
    if need.absent or need.element.kind not in ("step", "structure"):
        return found
    if need.element.kind == "structure":
        if left_out := _left_undone(need, reading):
            return left_out
        rule = found.findings[0].rule if found.findings else ""
        other = rule in ("same phrase", "qualifier unsaid") and _holding_another(
            known, need, reading
        )
        return other if other and (found.match == "대응" or other.match == "미대응") else found
    left_out = _left_undone(need, reading)
    if left_out:
        return left_out
    if found.match == "대응":
        return (
            _holding_another(known, need, reading)
            or _by_a_wider_means(known, need, found, reading)
            or found
        )
    if found.findings and found.findings[0].rule == "outside range":
        return _at_its_own_stage(known, need, found, reading) or found
    open_ = found.match is None or found.findings[0].rule in ("value unsaid", "qualifier unsaid")
    if not open_:
        return found
    return (
        _by_its_value(known, need, reading)
        or _by_its_share(known, need, reading)
        or _at_its_scale(known, need, reading)
        or _on_its_day(known, need, reading)
        or (found.match and _at_its_own_stage(known, need, found, reading))
        or found
    )


def done_by_its_name(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«여과하여 제조된» against «쌀겨 발효여과물», «동결건조하여 제조된» against «동결건조 분말».

    What a thing is called by tells the step that made it; only of a step of which no more is asked.
    """
    asked = _MADE_BY.fullmatch(need.element.text)
    if asked is None or need.absent or values_asked(need):
        return None
    names = [asked["step"], *(words for step, words in _ALSO_CALLED if step in asked["step"])]
    for said in re.finditer(rf"(?:{'|'.join(names)}){_MADE_SO}", reading.text, re.IGNORECASE):
        told = mention_at(reading, *said.span())
        if not (told.negated or told.undecided):
            return assessed(need, "same phrase", "대응", False, words_of(said), more=asked["step"])
    return None


_MADE_BY = re.compile(
    r"(?:상기\s)?(?P<step>여과|추출|발효|농축|가수분해|동결\s?건조|분무\s?건조|열수\s?추출|초임계\s?추출|증류|분획|착즙|로스팅|미분쇄|효소\s?분해)"
    r"(?:하여|해서|시켜|함으로써)\s(?:제조|수득|획득|얻어|생산)(?:된|되는|한|진|지는)?(?:\s?것)?[\s,.;]*"
)
_MADE_SO = r"\s?(?:물|액|분말|가루|파우더|추출물|농축물|농축액)(?![가-힣]*\s?(?:없|안\s|미))"
_ALSO_CALLED = (
    ("여과", r"filtrat(?:e|ed)|여과"),
    ("추출", r"extract"),
    ("동결", r"FD|freeze-dried|lyophilized"),
)
"""What else names a thing by its step."""


def _left_undone(need: Need, reading: Reading) -> Assessment | None:
    """«전류를 측정하는 단계» against «전류 측정도 안 함»: the doing is denied with its own object."""
    asked = _DONE_TO.search(need.element.text) or _DOES_TO.search(need.element.text)
    if asked is None or asked["thing"] not in reading.text:
        return None
    thing = re.escape(asked["thing"])
    said = re.search(rf"(?<![가-힣]){thing}(?:을|를)?\s?{asked['done']}{_UNDONE}", reading.text)
    if asked.groupdict().get("as") and not said:
        said = re.search(rf"(?<![가-힣]){thing}{_DOES_WITHOUT}", reading.text)
    return said and assessed(need, "negation", "미대응", False, words_of(said))


_DONE_TO = re.compile(
    r"(?P<thing>[가-힣A-Za-z]{2,})(?:을|를|에|(?P<as>으로|로))\s(?P<done>[가-힣]{1,4}?)(?:하|시키)?는\s?(?:단계|공정|과정)[\s,.;]*$"
)
_DOES_TO = re.compile(
    r"(?<![가-힣])(?P<thing>[가-힣A-Za-z]{2,})(?:을|를)\s(?:[가-힣]+(?:하여|해서|하고|한\s뒤|한\s후)\s)?(?P<done>[가-힣]{2,5}?)(?:\s?처리)?"
    r"(?:하|시키)는\s(?:[가-힣]+\s)?[가-힣]*(?:부|기|모듈|장치|유닛|수단|회로|센서)[\s,.;]*$"
)
"""«번호판을 식별하여 모자이크 처리하는 처리부»: what a part does, and to what."""
_UNDONE = (
    r"(?:\s?(?:단계|공정|과정|작업|기능|처리|모듈))?(?:은|는|을|를|도|이|가)?\s(?:따로\s|아예\s|전혀\s)?"
    r"(?:안\s?(?:하[고며는]|해요|했|함|합니다|한다)|하지\s?않[고는아음습]|없[이고음습어]|생략|건너[뛰뛴뜁뜀]|뺐(?!다가)|뺌|빠[졌짐집진]|제외|삭제|미\s?(?:탑재|적용|지원|장착))"
)
_DOES_WITHOUT = (
    r"(?:은|는|을|를)?\s(?:없이|말고|대신|빼고|건너[뛰뛴뜁뜀]|생략|안\s?(?:쓰|써|씁|썼)|쓰지\s?않)"
)
"""How a text tells that it does without a means: «아이론은 건너뛰고»."""


def _at_its_own_stage(
    known: Knowledge, need: Need, found: Assessment, reading: Reading
) -> Assessment | None:
    """«85℃에서 살균, 40℃로 내려 균을 접종» against «40 내지 45℃로 냉각하고 … 접종»: another stage has the values.

    None where no stage has a value inside each of the ranges, or says nothing of the step.
    """
    values, wanted = values_asked(need), known.terms(need.element.text)
    stages = list(pairwise(_edges(reading.text))) if values else []
    at = found.span.start if found.span and found.match == "미대응" else -1
    here = next((stage for stage in stages if stage[0] <= at < stage[1]), None)
    told = _said_within(known, wanted, reading, here) if here else frozenset[Term]()
    for begin, end in stages:
        stated = [q for q in reading.quantities if begin <= q.start < end]
        if (
            (begin, end) == here
            or UNDECIDED.search(reading.text[begin:end])
            or _is_denied(reading, begin, end)
        ):
            continue
        if not all(
            any(check(q, c, known.near_miss).verdict == "inside" for q in stated) for c in values
        ):
            continue
        if told < _said_within(known, wanted, reading, (begin, end)):
            stretch = _stretch(reading.text, begin, end)
            return assessed(need, "same phrase", "대응", False, stretch)
    return None


def _said_within(
    known: Knowledge, wanted: Sequence[Term], reading: Reading, stage: tuple[int, int]
) -> frozenset[Term]:
    return frozenset(t for t in wanted if share_within(known, [t], reading, stage) > 0)


def _by_its_value(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«재배실을 18~22℃로 유지하는» against «재배실 30℃»: the doing goes without saying beside its value."""
    silent, values = _SILENT.search(need.element.text), values_asked(need)
    if silent is None or not values:
        return None
    words = without_what_was_made(known, need.element.text[: silent.start()])
    words = _ITS_CONTENT.sub(r"\1", words)
    wanted = [t for t in known.terms(words) if not (t.measure or _MEASURE.fullmatch(t.text))]
    for begin, end in pairwise(_edges(reading.text)) if wanted else ():
        stage = reading.text[begin:end]
        stated = [q for q in reading.quantities if begin <= q.start < end]
        told = [(c, q) for c in values for q in _first(stated, c)]
        if not told or UNDECIDED.search(stage) or _is_denied(reading, begin, end):
            continue
        if share_within(known, wanted, reading, (begin, end)) < WHOLLY:
            continue
        weighed = [weigh_value(known, need, c, q, reading) for c, q in told]
        for one in weighed:
            if one.match == "미대응":
                return one
        if len(told) == len(values) and all(one.match == "대응" for one in weighed):
            return assessed(need, "same phrase", "대응", False, _stretch(reading.text, begin, end))
    return None


_SILENT = re.compile(
    r"(?<![가-힣])(?:유지|설정|조절|조정|제어|관리|측정|계측|검출|통과|인가|공급|조사|수행|실시|진행|보관|저장|처리|침지|침적|노출|방치|정치)"
    r"(?:하|되|시키)?[는여고]?\s?(?:는\s)?(?:단계|공정|과정)?[\s,.;]*$"
    r"|(?<=로)\s(?:하|맞추|만드|낮추|줄이|높이|올리|떨어뜨리)는\s(?:단계|공정|과정)[\s,.;]*$"
)
_ITS_CONTENT = re.compile(r"([가-힣]{2,})\s?(?:함유?량|함유율|함률)(?=[을를이가은는])")
"""«수분함량을 5중량% 이하로 하는»: people say but «수분 4%»."""
"""What is done to a thing when its value is told: «20℃로 유지하는 단계»."""
_MEASURE = re.compile(
    r"압력|온도|습도|시간|기간|속도|파장|전압|전류|농도|횟수|하루|매일|이상|상태|조건|분위기|내부|내|수용액|용액|욕"
)
"""What is measured, which the value's unit says."""
WHOLLY = 0.75
"""Share of the words for a step's matter that its stage must say."""


def _by_its_share(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«찻물에 당류 5~12중량%를 첨가하는» against «설탕 10%»: a recipe tells what is put in by its share alone."""
    asked = _PUTS_IN.search(need.element.text)
    claimed = next((q for q in values_asked(need) if asked and q.end == asked.start()), None)
    if claimed is None or not is_share(claimed):
        return None
    named = known.glossary.find(need.element.text[: claimed.start].rstrip())
    if not named or named[-1].concept.kind not in THINGS:
        return None
    if need.element.text[named[-1].end : claimed.start].strip():
        return None
    thing = Option(named[-1:])
    for m in reading.mentions:
        own = m.amount is not None and is_share(m.amount) and not (m.negated or m.undecided)
        if own and known.relation(thing, m) in ("same", "species"):
            return weigh_amount(known, need, claimed, m)
    return None


_PUTS_IN = re.compile(
    r"(?:을|를)?\s?(?:첨가|투입|혼합|배합|용해|주입|희석|추가|가|넣|녹이|섞)(?:하|시키)?[는여고]\s?(?:단계|공정|과정)?[\s,.;]*$"
)
"""What puts the thing named before it in: «를 첨가하는 단계»."""


def _at_its_scale(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«pH가 2.5 내지 3.5일 때 여과하는» against «pH 3.7 도달 시 여과»: the state in which a step is done."""
    for claimed in values_asked(need):
        when = _WHEN.match(need.element.text, claimed.end) if claimed.unit in _SCALES else None
        if when is None:
            continue
        done = known.terms(need.element.text[when.end() :])
        for begin, end in pairwise(_edges(reading.text)) if done else ():
            stated = [q for q in reading.quantities if begin <= q.start < end]
            alike = [q for q in stated if q.unit == claimed.unit]
            if len(alike) != 1 or _is_denied(reading, begin, end):
                continue
            if UNDECIDED.search(reading.text[begin:end]):
                continue
            if share_within(known, done, reading, (begin, end)) >= WHOLLY:
                return weigh_value(known, need, claimed, alike[0], reading)
    return None


_SCALES = frozenset({"pH", "Brix", "aw", "산가", "비중"})
"""Scales whose value tells when a step is done."""
_WHEN = re.compile(
    r"\s?(?:이상|이하|미만|초과)?(?:일\s(?:때|경우)(?:에)?|이?\s?되었?을\s때|(?:이|가)?\s?되면|에\s(?:도달|이르)[가-힣]+(?:\s때)?|에서|인\s상태에서)\s"
)


def _edges(text: str) -> list[int]:
    return sorted({0, len(text), *(m.end() for m in STAGE.finditer(text))})


def _first(stated: list[Quantity], claimed: Quantity) -> list[Quantity]:
    """Return the only value of a stage in the unit of a claimed one."""
    alike = [q for q in stated if agree(q.unit, claimed.unit)]
    return alike if len(alike) == 1 else []


def _is_denied(reading: Reading, begin: int, end: int) -> bool:
    return any(m.negated or m.undecided for m in reading.mentions if begin <= m.start < end)


def _stretch(text: str, begin: int, end: int) -> Span:
    words = text[begin:end].strip(" ,.;/→\n")
    start = text.index(words, begin)
    return Span(start=start, end=start + len(words), text=words)


def _on_its_day(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«이식 후 20~40일에 수확하는» against «이식 30일차 수확»: the day on which it is done."""
    for claimed in values_asked(need) if _AFTER.search(need.element.text) else ():
        days = list(_DAY.finditer(reading.text)) if claimed.unit == "s" else []
        if len(days) != 1:
            continue
        value = float(days[0]["n"]) * _LONG[days[0]["unit"]]
        q = Quantity(*days[0].span(), value, value, False, False, "s")
        return weigh_value(known, need, claimed, q, reading)
    return None


_AFTER = re.compile(r"(?:후|뒤|부터)\s?\d[\d.~\s]*(?:일|주)?[\d~내지\s]*(?:일|주)")
_DAY = re.compile(r"(?<![\d.])(?P<n>\d+)\s?(?P<unit>일|주)\s?(?:차|째)(?!\s?(?:샘플|결과|사진))")
_LONG = {"일": 86400.0, "주": 604800.0}
"""Seconds of a day and of a week."""


def _holding_another(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«찹쌀풀을 포함하는 양념을 버무리는» against «찹쌀풀 대신 감자풀로», «양념을 버무려요»: what the stuff holds."""
    asked = _HOLDING.search(need.element.text)
    if asked is None or _LISTED.search(need.element.text, 0, asked.start()):
        return None
    start, end = asked.span("what")
    named = [h.start for h in known.glossary.find(need.element.text) if h.end == end]
    start = min((start, *named))  # «탄산 칼슘을 포함하는»: the whole name
    what = need.element.text[start:end]
    other = re.search(rf"(?<![가-힣]){re.escape(what)}{_GIVES_WAY}", reading.text)
    if other:
        return assessed(need, "negation", "미대응", False, words_of(other))
    wanted = known.terms(what)
    seen = overlap(wanted, reading, known.glossary)
    if not wanted or (seen.said and seen.share >= WELL_SAID):
        return None
    if seen.negated:
        return assessed(need, "negation", "미대응", False, span_of(seen.negated[0]))
    if what in reading.text:
        return None  # «차열 안료» against «차열안료»
    claim = Span(start=start, end=end, text=what)
    holder = need.element.text[asked.end() - 1 :].strip(" ,.")
    stands = _in_the_holder(known, [t.concept for t in wanted], holder, reading)
    if stands:
        return assessed(need, "another in its place", "미대응", False, span_of(stands), claim)
    return assessed(need, "qualifier unsaid", "판단불가", False, None, claim)


def _in_the_holder(
    known: Knowledge, asked: Sequence[str], holder: str, reading: Reading
) -> Mention | None:
    """«엠파글리플로진 속방층» against «다파글리플로진을 포함하는 속방층»: its sister right before what holds it."""
    g = known.glossary
    kinds = {p for a in asked if a and a in g.concepts for p in g.concepts[a].parents}
    held = re.compile(
        rf"\s?(?:(?:을|를|이|가)\s)?(?:포함|함유|넣은|넣어|든|들어간|첨가)?\S{{0,3}}\s?{re.escape(holder)}"
    )
    return next(
        (
            m
            for m in reading.mentions
            if m.kind == "substance"
            and m.concept
            and not (m.negated or m.undecided)
            and m.concept.kind == "substance"
            and kinds & set(m.concept.parents)
            and not any(g.is_a(a, m.concept.id) for a in asked if a)
            and held.match(reading.text, m.end)
        ),
        None,
    )


_HOLDING = re.compile(
    r"(?<![가-힣A-Za-z])(?P<what>[가-힣A-Za-z]{2,})(?:을|를|이|가)\s(?:포함|함유|배합|첨가)(?:하는|한|된|되는)\s(?!단계|공정|과정|것)[가-힣]"
)
_GIVES_WAY = (
    r"(?:은|는|이|가|을|를)?\s?(?:대신(?!에?\s?해)|말고|빼고|없이|아니(?:고|라))(?![가-힣])"
)
"""What gives a thing's place to the next: «찹쌀풀 대신»."""
_LISTED = re.compile(r"(?:,|및|또는|혹은|[와과])\s$")


def _by_a_wider_means(
    known: Knowledge, need: Need, found: Assessment, reading: Reading
) -> Assessment | None:
    """«수산화나트륨으로 정련하는» against «정련은 알칼리로»: the text tells the means by a wider name alone."""
    text = without_what_was_made(known, need.element.text)
    if EITHER.search(text):
        return None
    for hit in known.glossary.find(text):
        if hit.concept.kind not in THINGS or not _MEANS.match(text, hit.end):
            continue
        strong = any(q.unit.endswith("%") and q.end <= hit.start for q in values_asked(need))
        if strong or known.glossary.is_a(hit.concept.id, "solvent"):
            continue  # «70% 에탄올»: told with its strength
        own = Option((hit,))
        told = [(known.relation(own, m), m) for m in reading.mentions if not m.negated]
        if any(relation in ("same", "species", "other reading") for relation, _ in told):
            continue
        wider = next((span_of(m) for relation, m in told if relation == "broader"), None)
        wider = wider or _called_by_its_class(known, hit.concept.id, reading)
        if wider and hit.text not in reading.text:
            claim = Span(start=hit.start, end=hit.end, text=hit.text)
            return assessed(need, "broader", "판단불가", False, wider, claim)
    return None


_MEANS = re.compile(
    r"\s?(?:수용액|용액)?(?:으로|로|을|를)\s(?:\S+\s)?(?:[가-힣]+(?:하|되|시키)|넣|붓|씻|헹구)"
)


def _called_by_its_class(known: Knowledge, concept: str, reading: Reading) -> Span | None:
    """Return the short word for the class of an agent: 산, 알칼리."""
    for words, classes in _CLASSES:
        said = words.search(reading.text)
        if said and any(known.glossary.is_a(concept, c) for c in classes):
            return words_of(said)
    return None


_CLASSES = (
    (
        re.compile(r"(?<![가-힣])(?:산|산성\s?용액|산\s?용액|산액)(?:으로|로|을|를|만)?\s"),
        ("inorganic_acid", "organic_acid", "acidifying_agent"),
    ),
    (
        re.compile(
            r"(?<![가-힣])(?:알칼리|알카리|염기)(?:제|액|성\s?용액)?(?:으로|로|을|를|만)?[\s,.]"
        ),
        ("alkalizing_agent", "neutralizer"),
    ),
)
"""Short words for acids and bases, with the concepts that they stand above."""
