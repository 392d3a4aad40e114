"""Substances that a text does not name: what it has in their place, and when that settles it.

``other_substance`` is the way in: a complete or undecided formula, a family that is left out,
another thing alone or in the same role; else the element stays open.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from evidence.formula import OF_MORE, all_of_its_kind
from evidence.likeness import letters
from evidence.needs import THINGS, Need, Option
from evidence.negation import mark_one
from evidence.phrases import said_words
from evidence.products import Mention, Reading, mention_at
from evidence.stems import stem_of
from evidence.types import Assessment
from evidence.weighing.amounts import WHOLE, may_be_none, weigh_amount
from evidence.weighing.knowledge import NARROW_CLASS, WIDE_CLASS, Knowledge
from evidence.weighing.names import LEAST_WORDS, made_of_what, names_another
from evidence.weighing.verdicts import assessed, left_open, span_of
from evidence.weighing.words import ADDED, AND_OTHERS, EITHER, own_words, unknown_words
from evidence.wording import without_salts
from graph.schema import Span

RESULTS = {"plant_extract": "extraction", "ferment": "fermentation"}
"""Classes that are named by the step alone that makes them, with that step."""
FEW_WORDS = 3
"""Words of a name that says no more than that: «한약재의 혼합 추출물»."""
ACTIVES = frozenset(
    {
        "herb_material",
        "plant_extract",
        "cosmetic_active",
        "bioactive_substance",
        "active_pharmaceutical_ingredient",
    }
)
"""Classes of what a product is taken or used for."""
EXTRACTS = frozenset({"herb_material", "plant_extract"})
"""What compounds are in, whether or not a text says so."""
FEW_MEMBERS = 12
"""Members up to which a class has one place in a product: one buffer, one photoinitiator."""
NAMING_CLASS, NAMING_FOODS = 60, 100
"""Members up to which a product is named after the one of a class that it is made of; of foods."""
KIN = 6
"""Letters (jamo) that two names must begin with to be taken for kin."""
FOOD = "food_ingredient"
DRUG = "active_pharmaceutical_ingredient"
_FAMILY = re.compile(r"\s*(?:계열|계|류|유도체|폴리머|성분|쪽|염|-free)$", re.IGNORECASE)
_FAMILY_NAME = re.compile(r"(?:노이드|계|류|유도체)(?:\s?화합물|\s|$)")
_TOPIC = re.compile(
    r"(?:은|는|으로는|로는|으로|로)\s(?:(?:그냥|딱|오직|오로지|순수|순수한|전부|무조건|단지)\s)?"
)
_HOLDS = re.compile(r"포함|함유|구성|이루어|방출")
"""What a limiting clause says of what its subject holds or does, not of which thing it is."""
_FUNCTION = re.compile(r"(?:저해|억제|작용|길항|촉진|조절|활성화|안정화|증강|자극)제")
"""A class named by what its members do."""
_INSTEAD = re.compile(
    r"^\s*(?:\d[\d.,]*\s*\S{0,4}\s*)?(?:으로|로)?\s*(?:바꾼|바꿔|바꿨|대체|교체|변경|대신)"
)


def other_substance(
    known: Knowledge, need: Need, reading: Reading, sole: bool, claimed: frozenset[str]
) -> Assessment:
    """Look for what a product has in place of a substance that it does not name."""
    if reading.undecided and not reading.whole_formula:
        words = reading.text[slice(*reading.undecided)]
        return assessed(need, "formula undecided", "판단불가", True, more=words)
    served = _serves_as(known, need, reading)
    if served:
        if need.quantity is not None:
            return weigh_amount(known, need, need.quantity, served)
        return assessed(need, "same phrase", "대응", False, span_of(served), more="용도")
    done = _by_its_step(known, need, reading)
    if done:
        return assessed(need, "same phrase", "대응", False, span_of(done))
    state = _in_its_state(known, need, reading)
    if state:
        return state
    nameless = not need.options and all(not stem_of(n.text)[0] for n in need.names)
    if (reading.whole_formula or reading.closed) and not nameless:
        raw = _raw_material(known, need, reading)
        if raw:
            return assessed(need, "broader", "판단불가", True, span_of(raw))
        if _is_described(known, need) or _COUNTED.match(need.element.text):
            return left_open(need, "처방에 이름이 없음")
        if may_be_none(need):
            return assessed(need, "none needed", "대응", True, _formula_words(reading))
        return assessed(need, "whole formula", "미대응", True)
    label = label_against(known, need, reading)
    if label:
        return assessed(need, "left out by its label", "미대응", True, label)
    family = family_denied(known, need, reading)
    if family:
        return assessed(need, "family denied", "미대응", True, span_of(family))
    # «상기 유화제는 A 또는 B»: another emulsifier is not what the claim asks for as one.
    subject = need.subject.concepts if need.subject else frozenset()
    besides = claimed if _HOLDS.search(need.element.text) else claimed - subject
    others = [
        m
        for m in reading.mentions
        if m.kind == "substance"
        and not (m.negated or m.undecided or known.is_claimed(m, besides))
        and not ADDED.match(reading.text, m.end)
        and not (m.concept and m.concept.id in subject)
        and not _is_in_anothers_place(known, m, reading, besides)
    ]
    others = [m for m in others if not _is_of_a_part(m, need, reading)]
    others = [m for m in others if not (m.only and _is_for_another_role(known, need, m, reading))]
    others = [
        m for m in others if not _EXTRACTED.match(reading.text, m.end) or not _is_solvent(known, m)
    ]
    filled = _filled(known, need, reading, claimed)
    if filled:
        return filled
    alone = _alone(reading)
    if alone and _is_of_a_topic(alone, reading):
        alone = None  # «균주는 A 한 종만»: alone of its role
    if alone and _is_for_another_role(known, need, alone, reading):
        alone = None
    if alone and _does_one_thing(alone, reading):
        alone = None
    taken = alone is not None and (is_active(known, alone) or _is_food(known, alone))
    if alone and (taken or known.is_claimed(alone, claimed)):
        actives = taken and _asks_for_active(known, need)
        if actives or in_place(known, need, alone, sole=False):
            return assessed(need, "only another", "미대응", True, span_of(alone))
    for m in others:
        if not _may_fill(known, need, m, reading):
            continue
        part = _is_alone_in_a_part(reading.text, m.end) or _is_of_a_topic(m, reading)
        kin = same_family(known, need, m, NARROW_CLASS if part else WIDE_CLASS)
        if m.only and _is_of_the_rest(need, m, reading):
            continue
        if m.only and ((sole and not part) or kin or _fills(known, need, m)):
            return assessed(need, "only another", "미대응", m.concept is not None, span_of(m))
    listed = any(c in known.glossary.concepts for c in need.wanted)
    if "water" in need.wanted:
        # «에탄올 베이스»: what is beside water does not take its place
        others = [m for m in others if m.only]
    for m in others:
        if _FUNCTION.search(need.raw) and not m.only:
            continue  # what a thing does is not told by its name
        if _is_other_kind(known, need, m, sole and _named_after(known, need, m, reading)):
            return assessed(need, "another in its place", "미대응", False, span_of(m))
        if _is_kin(known, need, m) or (_is_class(known, m) and not listed):
            continue
        if m.broad or not (_is_apart(known, need, m) and _may_fill(known, need, m, reading)):
            continue
        if need.subject and _fills(known, need, m):
            return assessed(need, "another in its place", "미대응", False, span_of(m))
        food = _is_food(known, m) and m.concept is not None and m.concept.kind != "class"
        most = NAMING_FOODS if food else NAMING_CLASS
        named = not is_active(known, m) and _named_after(known, need, m, reading)
        if named and same_family(known, need, m, most):
            return assessed(need, "another in its place", "미대응", False, span_of(m))
        if (sole and m.main) or in_place(known, need, m, sole):
            instead = _INSTEAD.match(reading.text[m.end :])
            sibling = _is_sibling(known, need, m)
            if sole or m.main or instead or sibling or _is_drug_of(known, need, m, others):
                return assessed(need, "another in its place", "미대응", False, span_of(m))
    crowded = _leaves_no_room(known, need, reading)
    if crowded:
        return assessed(need, "another in its place", "미대응", False, span_of(crowded))
    if sole and need.quantity is None and _asks_for_active(known, need):
        only = _only_active(known, others, reading)
        if only:
            return assessed(need, "another in its place", "미대응", False, span_of(only))
    return left_open(need, "언급 없음")


def _in_its_state(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«분말 형태» against «파우더 배합 100% = …»: the state of the product, which is no ingredient of a formula."""
    state = _STATE.fullmatch(need.raw) if not need.options else None
    concept = known.glossary.lookup(state["what"]) if state else None
    if state is None:
        return None
    for m in reading.mentions:
        said = concept and m.concept and m.concept.id == concept.id and m.amount is None
        if (
            said
            and not (m.negated or m.undecided)
            and not _PART_OF_A_NAME.search(reading.text, 0, m.start)
        ):
            return assessed(need, "same phrase", "대응", False, span_of(m))
    return left_open(need, "형태 언급 없음")


_STATE = re.compile(
    r"(?P<what>분말|과립|액상|액체|고체|고형|겔|젤|페이스트|시럽|필름|시트|펠릿|플레이크|블록|현탁액|용액|에멀젼)\s?(?:형태|상태|제형|타입|성상)(?:의|인)?"
)
"""An element that asks for no thing but the state that the product is in."""
_PART_OF_A_NAME = re.compile(r"[가-힣A-Za-z]\s?$")
"""What makes of 분말 the end of an ingredient's name: «비트 분말»."""


def _leaves_no_room(known: Knowledge, need: Need, reading: Reading) -> Mention | None:
    """«미네랄오일 75%» against «식물성 오일 50 내지 85중량%»: what is named leaves less than is asked for."""
    claimed = need.quantity
    if claimed is None or claimed.unit not in _SHARES or reading.segments or reading.mixture:
        return None
    held = {
        m.amount.start: m
        for m in reading.mentions
        if m.kind == "substance"
        and m.concept is not None
        and m.amount is not None
        and m.amount.unit in _SHARES
        and not (m.negated or m.undecided or m.base or m.only)
        and not any(known.relation(o, m) for o in need.options)
    }
    shares = [m.amount.low for m in held.values() if m.amount and m.amount.low < WHOLE]
    if not shares or sum(shares) > WHOLE or sum(shares) + claimed.low <= WHOLE:
        return None
    most = max(held.values(), key=lambda m: m.amount.low if m.amount else 0.0)
    return most if same_family(known, need, most) else None


_SHARES = frozenset({"%", "중량%"})
"""Units of shares of the whole."""


def _is_in_anothers_place(
    known: Knowledge, mention: Mention, reading: Reading, claimed: frozenset[str]
) -> bool:
    """«알부틴 자리를 코직산으로 바꾼»: of two claimed things it is the first whose place is taken."""
    before = [m for m in reading.mentions if m.end <= mention.start]
    given = before[-1] if before else None
    return bool(
        given
        and given.negated
        and known.is_claimed(given, claimed)
        and _PLACE_OF.fullmatch(reading.text, given.end, mention.start)
    )


_PLACE_OF = re.compile(
    r"\s?(?:(?:의\s)?자리(?:를|에는?|엔)|대신에?|말고|을|를|은|는|도)\s(?:[가-힣]{1,4}\s)?"
)


def _is_of_a_part(mention: Mention, need: Need, reading: Reading) -> bool:
    """«실리콘 캡이 달린»: the stuff of a part that the element says nothing of."""
    after = (m for m in reading.mentions if m.start == mention.end + 1)
    return any(m.kind == "structure" and m.text not in need.element.text for m in after)


def _does_one_thing(mention: Mention, reading: Reading) -> bool:
    """«땀샘 막는 성분은 칼륨명반 하나로»: alone in what its topic says that it does."""
    return _WHAT_IT_DOES.search(reading.text, 0, mention.start) is not None


_WHAT_IT_DOES = re.compile(
    r"[가-힣]+(?:는|하는|주는|잡는|막는|내는|돕는)\s(?:성분|원료|재료|소재|것|건)(?:은|는)?\s(?:오직\s|딱\s)?$"
)


def _is_of_a_topic(mention: Mention, reading: Reading) -> bool:
    """«점증은 A만»: A is alone in what the topic names, which is neither the product nor all that is in it."""
    topic = _SAID_OF.search(reading.text, 0, mention.start)
    if topic is None or _OF_ALL.search(topic["topic"]):
        return False
    form = reading.category
    return form is None or not (form.start < topic.end("topic") and topic.start() < form.end)


_SAID_OF = re.compile(
    r"(?<![가-힣A-Za-z])(?P<topic>[가-힣]{2,}[A-Z]?\d{0,2})(?:은|는|에는|엔)\s(?:[가-힣]{2,5}\s)?$"
)
_OF_ALL = re.compile(
    r"(?:성분|원료|재료|소재|제품|조성|처방|배합|배합물|함유물|내용물|주제|약물|약|활성|안|속|우리|이번|저희|이것|이거)$"
)
"""What a topic names that is all of a product: «유효성분은», «이번 제품에는»."""


def _is_of_the_rest(need: Need, mention: Mention, reading: Reading) -> bool:
    """«A는 2종이고 그 외 보습제는 B 단독»: B alone is beside what was named before."""
    rest = _OF_THE_REST.search(reading.text, 0, mention.start)
    words = need.raw.split()
    return rest is not None and bool(words) and words[-1] in reading.text[: rest.start()]


_OF_THE_REST = re.compile(
    r"(?:그\s?외|이\s?외|그\s?밖|나머지|기타)(?:에|의)?\s(?:[가-힣]+\s)?[가-힣]+(?:은|는|으로는|로는)\s$"
)


def _serves_as(known: Knowledge, need: Need, reading: Reading) -> Mention | None:
    """«탄산칼슘 1%(가교용)» against «가교제»: what the text says a thing is there for."""
    roles = [o.span.text for o in need.options if o.hits[0].concept.kind == "class"]
    for role in roles:
        if not _ROLE_NAME.fullmatch(role):
            continue
        said = re.compile(rf"[^()\n,]{{0,24}}\(\s?{re.escape(role[:-1])}\s?(?:용|목적|역할)")
        for m in reading.mentions:
            if m.kind == "substance" and not m.negated and said.match(reading.text, m.end):
                return m
    return None


_ROLE_NAME = re.compile(r"[가-힣]{2,}제")
"""A class named by what it is there for: 가교제, 보존제, 점증제."""


def _may_fill(known: Knowledge, need: Need, mention: Mention, reading: Reading) -> bool:
    """«소취제로 A만»: A is the only one of that class, which says nothing of other classes."""
    before = next((m for m in reversed(reading.mentions) if m.end <= mention.start), None)
    if before is None or before.concept is None or before.kind != "substance":
        return True
    if not _TOPIC.fullmatch(reading.text[before.end : mention.start]):
        return True
    if mention.concept is not None and mention.concept.id == before.concept.id:
        # «비타민C는 아스코빅애씨드만»: no derivative of it, which says nothing of other actives
        key = known.glossary.speller.key
        return key(before.text) in key(need.element.text)
    return in_place(known, need, mention, sole=False) or any(
        known.relation(Option((option.hits[0],)), before)
        or known.glossary.is_a(c, before.concept.id)
        for option in need.options
        for c in option.concepts
    )


def _is_apart(known: Knowledge, need: Need, mention: Mention) -> bool:
    """Whether a thing is surely another: not the plant that a compound is in, nor a part of the name."""
    if any(known.relation(o, mention) for o in need.qualifiers):
        return False
    key = known.glossary.speller.key
    stem = key(stem_of(mention.text)[0])
    if len(stem) >= 2 and stem in key(need.element.text):
        return False
    extract = mention.concept is not None and any(
        known.glossary.is_a(mention.concept.id, c) for c in EXTRACTS
    )
    wanted = {c for o in need.options or need.qualifiers for c in o.concepts}
    made = any(known.glossary.is_a(c, e) for c in wanted for e in (*EXTRACTS, "ferment"))
    return not (extract and wanted) or made or mention.main or mention.only


def _formula_words(reading: Reading) -> Span | None:
    """Return the words that say that there is nothing else, else the names of the formula."""
    if reading.closed:
        start, end = reading.closed
    else:
        named = [m for m in reading.mentions if m.kind == "substance"]
        if not named:
            return None
        start, end = named[0].start, named[-1].end
    return Span(start=start, end=end, text=reading.text[start:end])


def instead_of_broader(
    known: Knowledge, need: Need, found: Assessment, reading: Reading, claimed: frozenset[str]
) -> Assessment:
    """«필름포머는 X만», «아나타제형 TiO2»: the broader word is filled by something else."""
    span = found.span
    assert span is not None
    wide = next((m for m in reading.mentions if m.start == span.start), None)
    if wide is None or wide.concept is None:
        return found
    for m in reading.mentions:
        if m.concept is None or m.negated or m.undecided or m is wide:
            continue
        if not known.glossary.is_a(m.concept.id, wide.concept.id):
            continue
        if any(known.relation(o, m) for o in need.options):
            continue
        if known.is_claimed(m, claimed) and not m.only:
            continue
        near = 0 <= m.start - wide.end <= 4 or 0 <= wide.start - m.end <= 2
        if near or m.only or m.main:
            return assessed(need, "another in its place", "미대응", False, span_of(m))
    filled = _filled(known, need, reading, claimed)
    if filled:
        return filled
    denied = family_denied(known, need, reading)
    if denied:  # «에폭시 경화제를 쓰고 이소시아네이트는 뺐어요» against 이소시아네이트계 경화제
        return assessed(need, "family denied", "미대응", False, span_of(denied))
    whole = reading.whole_formula or reading.closed is not None
    general = wide.concept.kind == "class" or not known.is_narrow(wide.concept.id)
    if whole and wide.amount is None and general:
        return assessed(need, "whole formula", "미대응", True)
    return found


def _filled(
    known: Knowledge, need: Need, reading: Reading, claimed: frozenset[str]
) -> Assessment | None:
    """«계면활성제는 라우릭애씨드 비누만», «점증제는 카보머로»: the place of a class is taken.

    That the claim names the class as well («점증제; 상기 점증제는 …») makes none of its members claimed.
    """
    is_a = known.glossary.is_a
    claimed = frozenset(c for c in claimed if not any(is_a(w, c) for w in need.wanted - {c}))
    for i, (c, m) in enumerate(itertools.pairwise(reading.mentions), 1):
        if c.concept is None or c.concept.kind != "class" or c.negated or m.negated:
            continue
        if m.undecided or not _is_filled_by(reading.text, c, m):
            continue
        if _COMES_FROM.match(reading.text, m.end):
            continue
        listed = _listed_from(reading, i)
        if any(AND_OTHERS.match(reading.text, one.end) for one in (m, listed[-1])):
            continue
        of_class = all(any(is_a(o, c.concept.id) for o in x.concepts) for x in need.options)
        if (
            not of_class
            or not need.options
            or m.kind in ("step", "property")
            or any(known.relation(o, x) for o in need.options for x in listed)
        ):
            continue
        if listed[-1].only:
            return assessed(need, "only another", "미대응", True, span_of(listed[-1]))
        if not known.is_claimed(m, claimed):
            return assessed(need, "another in its place", "미대응", False, span_of(m))
    for m in reading.mentions:
        taken = _BY.match(reading.text, m.end) or _IS_ALL_OF_IT.match(reading.text, m.end)
        done = _ITS_DOING.match(reading.text, m.end) or (
            _BY_ROLE.search(reading.text, 0, m.start) if taken else None
        )
        said = (done["role"] or _PLAIN_ROLES[done["plain"]]) if done and not m.negated else None
        role = known.glossary.lookup(f"{said}제") if said else None
        if m.concept is None or role is None or role.kind != "class" or m.undecided:
            continue
        if done and done["plain"] == "굳" and not is_a(m.concept.id, role.id):
            continue  # «왁스로 굳힌»: no gel
        of_role = all(any(is_a(o, role.id) for o in x.concepts) for x in need.options)
        if not of_role or not need.options or known.is_claimed(m, claimed):
            continue
        matter = m.concept.kind in ("substance", "class") and m.concept.id != role.id
        if matter and not any(known.relation(o, m) for o in need.options):
            return assessed(need, "another in its place", "미대응", False, span_of(m))
    return None


def _is_for_another_role(known: Knowledge, need: Need, mention: Mention, reading: Reading) -> bool:
    """«젤라틴으로만 굳힌» against 가수분해 콜라겐: it is alone in a role that the element has no part in."""
    done = _ITS_DOING.match(reading.text, mention.end)
    done = done or _ITS_ROLE.search(reading.text, 0, mention.start)
    role = (
        known.glossary.lookup(f"{done['role'] or _PLAIN_ROLES[done['plain']]}제") if done else None
    )
    if done is None or role is None or not need.wanted:
        return False
    if done["plain"] == "굳" and not (
        mention.concept and known.glossary.is_a(mention.concept.id, role.id)
    ):
        return False  # «왁스로 굳힌»: no gel
    return not any(known.glossary.is_a(c, role.id) for c in need.wanted)


_COMES_FROM = re.compile(r"\s?(?:유래|에서\s(?:온|얻|뽑|추출|나온))")
"""«겔 원료는 해조 유래»: where a thing comes from is no other thing."""


def _is_filled_by(text: str, role: Mention, thing: Mention) -> bool:
    """«점증제는 잔탄검», «점증제를 잔탄검으로»: what takes a role."""
    between = text[role.end : thing.start]
    taken = between in ("을 ", "를 ") and _FOR_IT.match(text, thing.end) is not None
    return taken or _TOPIC.fullmatch(between) is not None


_FOR_IT = re.compile(
    r"(?:\s?\d[\d.]*\s?%)?(?:으로|로)\s(?:쓰|쓴|썼|씁|사용|잡|갔|가|택|선택|구성|채택|대체|바꾼)"
)


def _listed_from(reading: Reading, first: int) -> list[Mention]:
    """Return the names of a list that begins with one: «동백이랑 아르간만»."""
    listed = [reading.mentions[first]]
    for m in reading.mentions[first + 1 :]:
        if not _LISTED.fullmatch(reading.text[listed[-1].end : m.start]):
            break
        listed.append(m)
    return listed


_LISTED = re.compile(r"\s?(?:오일|왁스|추출물)?(?:,|/|·|\+|와|과|이?랑|하고|및)\s?")
_ROLES = (
    r"방부|보존|점증|증점|겔화|유화|가용화|분산|중화|산화|환원|표백|살균|소독|연마|분사|착색|가소|감미|산미|킬레이트|습윤|결합|붕해|활택|희석|경화|가교|난연|발포"
    r"|탈취|소포|응집|응고|팽창|제습|흡습|방청|대전방지|윤활|완충|산화방지|염색|세정|피막형성|코팅|충전|추진|차단|대전|이형|소취|커플링|광안정|열안정|착향"
)
"""What a role's name begins with: 방부제, 점증제."""
_ITS_DOING = re.compile(
    rf"(?:만)?(?:으로|로)(?:만)?\s(?:(?P<role>{_ROLES})(?=한|하|해|했|처리|력|을|를|시키|\s|$)"
    r"|(?P<plain>굳(?=[히힌혀혔힘힙])|단맛(?=을?\s?(?:내|낸|냈|냄|냅))|신맛(?=을?\s?(?:내|낸|냈))|점도(?=를?\s?(?:잡|맞[추춘췄]|높[이인였]|조절|올[리린렸]))))"
)
"""«안식향산나트륨으로 방부한», «구연산으로 중화»: the role that a thing takes by what it does."""
_ITS_ROLE = re.compile(
    rf"(?:(?P<role>{_ROLES})(?:제|용)?|(?P<plain>굳(?=히는)|단맛|신맛|점도)(?:히는\s?(?:건|것))?)(?:은|는|에는)?\s(?:오직\s|그냥\s)?$"
)
"""«겔화는 한천 단독», «단맛은 스테비아만»: the role that a thing is told of."""
_PLAIN_ROLES = {"굳": "겔화", "단맛": "감미", "신맛": "산미", "점도": "점증"}
"""What roles are in plain words: «젤라틴으로 굳힌», «굳히는 건 한천으로», «단맛은 스테비아로»."""
_BY_ROLE = re.compile(
    rf"(?<![가-힣])(?:(?P<role>{_ROLES})(?:은|는|에는|엔|에|용으로는|\s?[:：])"
    r"|(?P<plain>굳(?=히)|단맛(?=은)|신맛(?=은)|점도(?=는))(?:히는\s?(?:건|것은|거는|데는|데에는)|[은는]))\s(?:[가-힣]{2,5}\s)?$"
)
_BY = re.compile(r"(?:\s?\d[\d.]*\s?%)?(?:\s?하나)?(?:(?:으로|로)만?|을|를)(?![가-힣])")
"""«방부는 1,2-헥산디올로», «점증에는 잔탄검을»: the same with the role before."""
_IS_ALL_OF_IT = re.compile(
    r"(?:염|계|류)?(?:\s?\(?\d[\d.,]*\s?(?:[%％]|wt%|중량%|mg|g)\)?)?\s?(?:단독|만|뿐|하나)?(?:이에요|예요|입니다|임|이고|이며|이라|인데|이다|이?구요)?"
    r"(?=\s*(?:$|[,.;!)\n/|]|\s-\s))"
)
"""«완충은 인산염, 보존은 BAK»: the end of what is said of a role."""


def in_place(known: Knowledge, need: Need, mention: Mention, sole: bool) -> bool:
    """Whether the mention stands where the element would: same class, or the sole active."""
    if mention.concept is None or mention.concept.id.startswith("name:"):
        return sole and need.quantity is None and mention.main
    if mention.concept.kind == "class" and not (sole and mention.main):
        return False
    if sole and known.glossary.is_a(mention.concept.id, "cosmetic_active"):
        return True
    concepts = known.glossary.concepts
    wanted = [concepts[c] for o in need.options for c in o.concepts if c in concepts]
    theirs = {p for c in wanted for p in c.parents}
    theirs |= {c.id for c in wanted if c.kind == "class"}
    return any(known.is_narrow(c) for c in set(mention.concept.parents) & theirs)


def _by_its_step(known: Knowledge, need: Need, reading: Reading) -> Mention | None:
    """«혼합 추출물», «발효물»: what names no more than its step is had where that is done."""
    if need.names or need.quantity or len(need.options) != 1:
        return None
    if len(need.raw.split()) > FEW_WORDS:
        return None
    steps = {RESULTS[c] for c in need.options[0].concepts if c in RESULTS}
    for m in reading.mentions:
        if m.concept is None or m.concept.kind != "step" or m.negated or m.undecided:
            continue
        if any(known.glossary.is_a(m.concept.id, step) for step in steps):
            return m
    return None


NUTRIENT = re.compile(r"총?\s?당류|탄수화물|단백질|지방|포화\s?지방|나트륨|식이섬유|열량")
"""Lines of a nutrition label, which sum up what is there."""


def _raw_material(known: Knowledge, need: Need, reading: Reading) -> Mention | None:
    """«헛개» against «헛개나무열매추출물»: what the thing is made of, made into nobody knows what."""
    for m in reading.mentions:
        if m.concept is None or m.concept.kind not in THINGS or m.negated:
            continue
        if reading.whole_formula and NUTRIENT.fullmatch(m.text):
            continue
        key = known.glossary.speller.key(m.text)
        for option in need.options:
            stem, head = stem_of(option.span.text)
            made = head and known.glossary.speller.key(stem).startswith(key)
            wider = known.relation(option, m) == "broader" and known.is_narrow(m.concept.id)
            if made or wider:
                return m
    return None


_HEADED = re.compile(r".*계\s(?P<head>[가-힣]{2,})").fullmatch
"""«나프텐계 오일», whose head is 오일."""
_BARE_BEFORE = re.compile(r"(?:^|[.,!?/·:;\n(]\s?|[은는이가을를에고며]\s|(?:대신|없이|말고)\s)$")
"""What stands before a name that nothing narrows."""


_COUNTED = re.compile(
    r"(?:상기\s)?(?:한\s쌍의|복수(?:\s?개)?의|다수(?:\s?개)?의|(?:두|세|네|\d)\s?(?:개|장|매|겹|쌍)의)\s"
)
"""«한 쌍의 아연도금 강판»: parts that are counted are no ingredients."""


def family_denied(known: Knowledge, need: Need, reading: Reading) -> Mention | None:
    """«헥토라이트 대신», «폴리글리세릴계 말고»: a piece of the element's name is left out."""
    kin = [m for m in reading.mentions if m.negated and _is_kin(known, need, m)]
    names = [option.span.text for option in need.options]
    kin += [m for m in reading.mentions if m.negated and is_source(known, names, m)]
    if kin:
        return kin[0]
    wanted = [known.glossary.speller.key(option.span.text) for option in need.options]
    wanted += [known.glossary.speller.key(words) for words, _ in own_words(need)]
    wanted += [known.glossary.speller.key(need.raw)] if need.raw else []
    concepts = {c for option in need.options for c in option.concepts}
    wanted += [
        known.glossary.speller.key(name)
        for c in concepts
        if c in known.glossary.concepts and known.glossary.concepts[c].kind == "class"
        for name in known.glossary.names(c)
        if name.isascii()
    ]
    wanted += [known.glossary.speller.key(term.text) for term in said_words(need.element.text)]
    named = [(m, n) for m in reading.mentions if m.negated for n in _called(known, need, m)]
    places = [(m.start, m.end, name, _is_family(m)) for m, name in named]
    places += [(a, b, reading.text[a:b], True) for a, b in unknown_words(reading)]
    told = [option for option in need.options if option.derived or stem_of(option.span.text)[1]]
    heads = {known.glossary.speller.key(m["head"]) for m in map(_HEADED, names) if m}
    for start, end, own, family in places:
        at = mention_at(reading, start, end)
        if told and all(names_another(known, option, at, reading) for option in told):
            continue
        adduct = any(_ADDUCT.search(name) for name in names) and not _ADDUCT.search(own)
        if adduct and at.concept is not None and at.concept.kind == "substance":
            continue  # «다이메티콘 무첨가» against «피이지-10다이메티콘»
        short = _FAMILY.sub("", own)
        words = short if len(short) > 1 else own
        key = known.glossary.speller.key(words)
        within = family and len(key) >= 3 and any(key in n and key != n for n in wanted)
        begins = len(key) >= 2 and any(n.startswith(key) and key != n for n in wanted)
        ends = len(key) >= 4 and any(n.endswith(key) and key != n for n in wanted)
        head = key in heads and _BARE_BEFORE.search(reading.text, 0, start) is not None
        ends = ends or _is_its_head(need, own)
        if not (within or begins or ends or head):
            continue
        as_it_is = reading.text.startswith(words, start)
        mention = mention_at(reading, start, start + len(words) if as_it_is else end)
        if mention.negated and not mention.undecided:
            return replace(mention, start=start, end=end, text=reading.text[start:end])
    return None


_ADDUCT = re.compile(
    r"(?:피이지|peg|피피지|ppg|폴리글리세릴|polyglyceryl|폴리옥시에틸렌)\s?-?\s?\d", re.IGNORECASE
)
"""«피이지-10», «폴리글리세릴-3»: what makes of a thing another, which its name ends in."""


def _is_its_head(need: Need, name: str) -> bool:
    """«레시틴은 안 씀» against «수소첨가 레시틴»: the name's last word, which the first one only narrows."""
    if len(name) < LEAST_HEAD or _OF_SALTS.search(name):
        return False
    words = [option.span.text.split() for option in need.options]
    return bool(words) and all(len(w) > 1 and w[-1] == name for w in words)


LEAST_HEAD = 3
"""Letters of a name's last word that says what the thing is."""
_OF_SALTS = re.compile(r"(?:나트륨|칼륨|칼슘|마그네슘|아연|염|산|추출물|분말|발효물|오일)$")


def of_a_label(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«동물성 원료를 사용하지 않는» against «비건», «동물성 원료도 없음», «난백분 2%»: a family that must not be in."""
    labels = known.glossary.labels
    asked = labels.find(need.element.text) if need.absent else ()
    groups = [{c for meaning in sense.meanings for c in meaning.split("|")} for sense in asked]
    if len(groups) != 1 or _IF_DENIED not in groups[0]:
        return None
    out = groups[0].union(
        *(m.split("|") for t in labels.find(" ".join(groups[0])) for m in t.meanings)
    )
    for m in reading.mentions:
        told = m.amount is not None or _PUT_IN.match(reading.text, m.end) is not None
        sure = told and not (m.negated or m.undecided)
        if sure and m.concept and any(known.glossary.is_a(m.concept.id, c) for c in out):
            return assessed(need, "holds it", "미대응", False, span_of(m))
    for sense in labels.find(reading.text):
        left = {c for meaning in sense.meanings for c in meaning.split("|")}
        denied = _is_denied(reading, sense.start, sense.end)
        if denied != (_IF_DENIED in left):
            continue
        if left & out - {_IF_DENIED} or left & groups[0] - {_IF_DENIED}:
            words = reading.text[sense.start : sense.end]
            span = Span(start=sense.start, end=sense.end, text=words)
            return assessed(need, "left out by its label", "대응", True, span)
    kinds = [[m for m in reading.mentions if _is_left_out(known, m, kind)] for kind in _OF_ANIMALS]
    if _ANIMAL_LABEL in groups[0] and all(kinds):
        return assessed(need, "negation", "대응", False, span_of(kinds[0][0]))
    return None


def _is_left_out(known: Knowledge, mention: Mention, kind: frozenset[str]) -> bool:
    own = mention.concept.id if mention.concept and mention.negated else None
    return own is not None and any(known.glossary.is_a(own, c) for c in kind)


_PUT_IN = re.compile(
    r"(?:을|를|이|가|도|으로|로)\s?(?:[가-힣]+\s)?(?:넣|들어\s?[가간있]|첨가|배합|굳[혀힌히]|결착|뭉[쳐친치]|코팅|만[든들]|낸|섞)"
)
"""«난백으로 굳힌», «꿀을 넣은»: what is in, though how much is not said."""
_ANIMAL_LABEL = "비건"
_OF_ANIMALS = (
    frozenset({"meat_ingredient", "fish_meat", "seafood", "beef", "pork", "chicken_meat"}),
    frozenset({"egg", "egg_white"}),
    frozenset({"raw_milk", "dairy_product", "dairy_ingredient", "cow_milk"}),
)
"""«계란도 우유도 고기도 안 들어가고»: what is of animals in food."""


def denied_with_its_thing(
    known: Knowledge, need: Need, found: Assessment, reading: Reading
) -> Assessment:
    """«PMMA 분체» against «PMMA 말고 실리카», «색소로 착색하는» against «색소 미첨가»: what it is of is not in.

    Of a category only what its name begins with: «흑마늘 식초» against «흑마늘은 안 쓰는 생마늘 식초».
    """
    things = [o for o in need.qualifiers if o.hits[0].concept.kind in THINGS]
    if need.element.kind == "category":
        things = [o for o in things if found.match == "대응" and _leads_the_name(need, o)]
    asked = need.element.kind in ("substance", "step", "category") and not need.absent
    if not asked or found.match == "미대응" or not things or _TAKES_IT.search(need.element.text):
        return found
    left_out = [_left_out(known, thing, reading) for thing in things]
    either = EITHER.search(need.element.text) is not None
    denied = next((m for m in left_out if m), None)
    if denied is None or (either and not all(left_out)):
        return found
    return assessed(need, "negation", "미대응", False, span_of(denied))


def _leads_the_name(need: Need, thing: Option) -> bool:
    """Whether a thing stands right before the name of what it is in: 흑마늘 of «흑마늘 식초»."""
    end = thing.hits[-1].end
    heads = (o.span.start for o in need.options)
    return any(start >= end and not need.element.text[end:start].strip() for start in heads)


def _left_out(known: Knowledge, thing: Option, reading: Reading) -> Mention | None:
    """Return the mention by which a thing, or a narrow class that it is of, is not in; None where it may be."""
    related = [(known.relation(thing, m), m) for m in reading.mentions]
    if any(r in ("same", "species") and not m.negated for r, m in related):
        return None
    return next(
        (
            m
            for r, m in related
            if m.negated
            and m.concept is not None
            and not names_another(known, thing, m, reading)
            and (r == "same" or (r == "broader" and known.members[m.concept.id] <= WIDE_CLASS))
        ),
        None,
    )


_TAKES_IT = re.compile(r"제거|분리|제외|배제|탈[색취염]")
"""«색소를 제거하는»: it is not in because the claim takes it out."""


def _called(known: Knowledge, need: Need, mention: Mention) -> tuple[str, ...]:
    """Return how a mention is called: a metal has the name that its salts begin with."""
    names: tuple[str, ...] = (mention.text,)
    known_thing = mention.concept is not None and mention.concept.kind != "class"
    if mention.concept is not None and not known_thing and need.absent:
        names += (mention.concept.name,)  # «metal-free» of 금속 부품
    if mention.concept is not None and known_thing and need.element.kind == "substance":
        names += known.glossary.names(mention.concept.id)[:3]
    return names


_MAY_BECOME = re.compile(
    r"\s?(?:쪽|버전|라인|제품|컨셉|콘셉트)?(?:으로|로)\s?(?:갈|할|바꿀|만들|전환할|나갈|돌릴|출시할)(?:지|까)"
)
"""«비건으로 갈지 저울질 중»: a label that a product may come to have."""


_SUGARS, _NO_SUGAR = "sugars", "sugar_alcohol_sweetener"
"""«제로슈거»: erythritol sweetens what has no sugar."""


def label_against(known: Knowledge, need: Need, reading: Reading) -> Span | None:
    """«비건» against 꿀, «글루텐프리» against 밀가루: the label that leaves the thing out.

    Of alternatives it leaves out every one; of a step anything that the step is done with.
    """
    said = known.glossary.labels.find(reading.text)
    if not said:
        return None
    groups: list[frozenset[str]] = [option.concepts for option in need.options]
    if need.element.kind == "step":
        groups = [frozenset(t.concept for t in known.terms(need.element.text) if t.concept)]
    elif need.names:
        return None
    for sense in said:
        out = {c for meaning in sense.meanings for c in meaning.split("|")}
        words = reading.text[sense.start : sense.end]
        if _IF_DENIED in out:
            for twin in known.glossary.labels.find(" ".join(out)):
                out |= {c for meaning in twin.meanings for c in meaning.split("|")}
        if _MAY_BECOME.match(reading.text, sense.end):
            continue
        if own_word(words, need.element.text):
            continue  # «면 100%» of «면, 레이온 및 텐셀 중에서 선택되는»
        label = mention_at(reading, sense.start, sense.end)
        denied = label.negated and label.text == words
        if _IF_DENIED in out:
            for twin in known.glossary.labels.find(" ".join(out)):
                out |= {c for meaning in twin.meanings for c in meaning.split("|")}
            if not _is_denied(reading, sense.start, sense.end):
                continue
        elif denied or _NO_LABEL.match(reading.text, sense.end):
            continue  # «비건 아님», «비건 원료와»
        if need.element.kind == "step" and _is_named(known, groups[0], out, reading):
            continue
        is_a = known.glossary.is_a
        kept = _SUGARS in out and any(is_a(c, _NO_SUGAR) for group in groups for c in group)
        left = [any(is_a(c, o) for c in group for o in out) for group in groups]
        if left and all(left) and not kept:
            return Span(start=sense.start, end=sense.end, text=words)
    return None


def _is_named(known: Knowledge, group: frozenset[str], out: set[str], reading: Reading) -> bool:
    """«말티톨을 포함하는 당액에 담그는» against «무설탕, 말티톨 용액에 담가»: the sugar is one the text names."""
    glossary = known.glossary
    return any(
        m.kind == "substance"
        and m.concept
        and not m.negated
        and m.concept.id in group
        and any(glossary.is_a(m.concept.id, o) for o in out)
        and glossary.concepts[m.concept.id].kind == "substance"
        for m in reading.mentions
    )


def own_word(label: str, element: str) -> bool:
    """Whether an element names what a label says that a thing is made of alone: the 면 of «면 100%»."""
    word = _ALL_OF_IT.sub("", label).strip()
    listed = rf"(?<![가-힣A-Za-z]){re.escape(word)}(?=[\s,]|$|및|또는|[와과이]\s)"
    return word != label and re.search(listed, element) is not None


_ALL_OF_IT = re.compile(r"100\s?%|^올|^순")


def _is_denied(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch of a text is denied, whatever it names."""
    own = Mention(start, end, reading.text[start:end], None)
    others = [m for m in reading.mentions if m.end <= start or end <= m.start]
    return mark_one(reading.text, others, own).negated


_IF_DENIED = "denied"
"""First of the ids of a line of ``labels.tsv`` whose words leave out where they are denied."""
_NO_LABEL = re.compile(r"\s?(?:섞|혼합|성분|필터|\+|베이스)|(?:와|과|이?랑|하고|도)\s")
"""What makes of a label the name of one thing among others."""


def is_source(known: Knowledge, names: Iterable[str], mention: Mention) -> bool:
    """«콩 없음» against 대두단백, «설탕 무» against 설탕액: what the thing so named is made of."""
    if mention.concept is None or mention.concept.id.startswith("name:"):
        return False
    for name in (n.replace(" ", "") for n in names):
        if _ROLE_NAME.fullmatch(name) or _DERIVED.search(name):
            continue
        stems = (stem_of(name)[0], *(name[:size] for size in range(len(name) - 1, 1, -1)))
        heads = (known.glossary.lookup(stem) for stem in stems if stem != name)
        source = next((c for c in heads if c and c.kind in THINGS), None)
        if source and known.glossary.is_a(source.id, mention.concept.id):
            return True
    return False


_DERIVED = re.compile(r"(?:유도체|계|류|염)$")
"""What is no longer the thing that its name begins with."""


def _is_kin(known: Knowledge, need: Need, mention: Mention) -> bool:
    """Whether a name begins as the family does that is claimed: 커큐민, 커큐미노이드계."""
    key = letters(known.glossary.speller.key(mention.text))
    families = [words for words, _ in own_words(need) if _FAMILY_NAME.search(words)]
    wanted = [letters(known.glossary.speller.key(words)) for words in families]
    return len(key) >= KIN and any(name[:KIN] == key[:KIN] for name in wanted)


def _is_family(mention: Mention) -> bool:
    """Whether a mention may be a family of things rather than one of them."""
    concept = mention.concept
    return (
        concept is None
        or concept.id.startswith("name:")
        or concept.kind == "class"
        or mention.broad
        or mention.part
    )


def _alone(reading: Reading) -> Mention | None:
    """Return what the product is said to have alone: «산수유 단일 추출물», «상백피 단독 오일»."""
    named = [m for m in reading.mentions if m.kind == "substance" and not m.negated]
    only = [m for m in named if m.only]
    if len(only) != 1 or _is_alone_in_a_part(reading.text, only[0].end):
        return None
    # What follows is what the one thing is made into, or what the product is.
    others = [m for m in named if m is not only[0] and m.start < only[0].start]
    return None if others else only[0]


def _is_alone_in_a_part(text: str, end: int) -> bool:
    """Whether the name that ends there is said to be alone in a part, a role or a kind."""
    alone = _OF_A_PART.match(text, end) or _MADE_OF_IT_ALONE.match(text, end)
    return all_of_its_kind(text, end) or alone is not None


_OF_A_PART = re.compile(
    r"\s?(?:단독|단일)(?:으로)?\s?(?:피막|막|층|겹|코팅|용매|유화|계면|가소|필터|점증|베이스|왁스|수지|폴리머|균주|단백|당|품종|감미|육(?![가-힣]))"
    r"|(?:\s?(?:성분|하나|한\s?가지))?(?:(?:으로|로)만|만(?:으로|을\s?써서|\s?써서))\s(?!만[든들드]|만드|된|되|채[운워웠]|구성|이루어|조성|배합|처방|우[려린렸]|달[인여였]|내린|짠|짜서|담[은아]|갈[아은]|볶|끓|뽑|추출|짓|지은|포장|제조|섭취|출시|승부)"
)
"""«젤라틴 단일 피막», «설탕으로만 단맛을 낸», «왁스로만 굳힌»: what is alone in a part, or in what it does."""


_MADE_OF_IT_ALONE = re.compile(rf"(?:으로|로)만\s만든{OF_MORE.pattern}")
"""«로만 만든 비건 음료»: the one protein of a food that always holds more."""
_EXTRACTED = re.compile(r"\s?추출")
"""«물 추출물만»: the solvent of an extract."""


def _is_class(known: Knowledge, mention: Mention) -> bool:
    """Whether a name stands for many things, so that one nobody knows may be among them."""
    concept = mention.concept
    return concept is not None and (concept.kind == "class" or known.members[concept.id] > 1)


def is_active(known: Knowledge, mention: Mention) -> bool:
    """Whether a mention is what a product is taken or used for."""
    concept = mention.concept
    return concept is not None and any(known.glossary.is_a(concept.id, a) for a in ACTIVES)


def _asks_for_active(known: Knowledge, need: Need) -> bool:
    """Whether a claim's substance is what the product is taken for, not what carries it."""
    concepts = need.wanted
    if not concepts:
        return any(stem_of(name.text)[1] for name in need.names)
    return any(known.glossary.is_a(c, a) for c in concepts for a in (*ACTIVES, FOOD))


def _only_active(known: Knowledge, others: Sequence[Mention], reading: Reading) -> Mention | None:
    """Return the one known plant, drug or other active that a product is named by: «영지버섯 추출물 샴푸»."""
    made = []
    for m in others:
        concept, _ = made_of_what(known, m)
        if concept is None:
            return None
        own = replace(m, concept=concept)
        if _is_class(known, own) or _GENUS.match(reading.text, m.end):
            return None
        made += [m] if is_active(known, own) or _is_food(known, own) else []
    return made[0] if len(made) == 1 else None


_GENUS = re.compile(r"\s?(?:속|과)(?![가-힣])|\s?(?:류|계)(?:\s|$)")


def _is_food(known: Knowledge, mention: Mention) -> bool:
    """Whether a mention is an ingredient of foods."""
    concept = mention.concept
    food = concept is not None and known.glossary.is_a(concept.id, FOOD)
    return food and not _is_solvent(known, mention)


def _is_solvent(known: Knowledge, mention: Mention) -> bool:
    """Whether a mention is what other things are dissolved in or extracted with."""
    return mention.concept is not None and known.glossary.is_a(mention.concept.id, "solvent")


def _is_drug_of(known: Knowledge, need: Need, mention: Mention, others: Sequence[Mention]) -> bool:
    """Whether a product is named by the one drug in it: «테르비나핀 매니큐어» has no other of its class."""
    is_a = known.glossary.is_a
    drugs = [m for m in others if m.concept and is_a(m.concept.id, DRUG)]
    wanted = any(is_a(c, DRUG) for c in need.wanted)
    return wanted and drugs == [mention]


def _named_after(known: Knowledge, need: Need, mention: Mention, reading: Reading) -> bool:
    """«완두 단백 음료», «쌀가루로 만든 국수»: the product is named after a thing of another name."""
    key = known.glossary.speller.key
    said = key(mention.text)
    if any(said in key(o.span.text) or key(o.span.text) in said for o in need.options):
        return False
    form = reading.category
    gap = reading.text[mention.end : form.start] if form and mention.end <= form.start else None
    return gap is not None and bool(_NAMED_AFTER.fullmatch(gap))


_NAMED_AFTER = re.compile(
    r"\s?(?:농축액|추출물|추출액|분말|가루|오일|즙|단백질?|고기)?\s?(?:(?:으로|로)\s?만[든드]는?\s)?"
)


def _is_sibling(known: Knowledge, need: Need, mention: Mention) -> bool:
    """«PLGA» for a claimed PHA, «구연산» for 젖산: another member of a class of a few."""
    if mention.concept is None or _EXTRACT.search(mention.text):
        return False
    concepts = known.glossary.concepts
    key = known.glossary.speller.key
    wanted = [concepts[c] for o in need.options for c in o.concepts if c in concepts]
    said = key(mention.text)
    if any(said in key(o.span.text) or key(o.span.text) in said for o in need.options):
        return False  # «히알루론산» for a claimed 가수분해 히알루론산: the wider name of it
    text = need.element.text
    if text != without_salts(text):
        return False  # «PCA 또는 그의 염»: another salt is no other thing
    shared = {p for c in wanted for p in c.parents} & set(mention.concept.parents)
    shared = {c for c in shared if not c.startswith(mention.concept.id)}
    return any(known.members[c] <= FEW_MEMBERS for c in shared)


_EXTRACT = re.compile(r"추출|엑스|엑기스|extract|시카", re.IGNORECASE)


def _is_other_kind(known: Knowledge, need: Need, mention: Mention, names_it: bool) -> bool:
    """«인계 난연제» for a claimed 수산화알루미늄: the role is taken by another kind of its agents.

    A product that is named by the kind has no other: «무기자차 선크림» for a claimed 옥토크릴렌.
    """
    kind = mention.concept
    if kind is None or kind.kind != "class" or mention.broad or not need.options:
        return False
    is_a, key = known.glossary.is_a, known.glossary.speller.key
    wanted = need.wanted
    for role in kind.parents:
        named = [n for n in known.glossary.names(role) if key(mention.text).endswith(key(n))]
        kin = names_it and all(is_a(c, p) for c in wanted for p in kind.parents)
        if not (named or kin) or not wanted or known.members[role] > NARROW_CLASS:
            continue
        if all(is_a(c, role) and not is_a(c, kind.id) and not is_a(kind.id, c) for c in wanted):
            return role not in wanted
    return False


def _is_described(known: Knowledge, need: Need) -> bool:
    """Whether a thing is told by what it does or has, so that a formula may call it anything."""
    listed = any(c in known.glossary.concepts for c in need.wanted)
    told = len(said_words(need.element.text)) >= LEAST_WORDS
    return told and not listed and need.quantity is None


def same_family(known: Knowledge, need: Need, mention: Mention, most: int = WIDE_CLASS) -> bool:
    """Whether a mention and the element share a class of so many members at most."""
    if mention.concept is None:
        return False
    mine = _above(known, mention.concept.id, mention.concept.parents, most)
    concepts = known.glossary.concepts
    theirs = {
        a
        for o in need.options
        for c in o.concepts
        if c in concepts
        for a in _above(known, c, concepts[c].parents, most)
    }
    return bool(mine & theirs)


def _above(known: Knowledge, concept: str, parents: Iterable[str], most: int) -> set[str]:
    """Return the classes of so many members at most above a concept, and itself."""
    above = set(parents) | {a for p in parents for a in known.glossary.ancestors(p)}
    return {a for a in above | {concept} if known.members[a] <= most}


def _fills(known: Knowledge, need: Need, mention: Mention) -> bool:
    """Whether the mention is another member of what a limiting clause limits, or of a genus."""
    if mention.concept is None:
        return False
    genera = set(need.family) | (set(need.subject.concepts) if need.subject else set())
    return any(known.glossary.is_a(mention.concept.id, genus) for genus in genera)
