"""One element against one product: the order in which the rules are asked.

``assess_element`` weighs what the text names (every mention by its relation to the element, then by
letters) and, where it names nothing of it, what that silence means for an element of that kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from evidence.choices import Way
from evidence.claims import element_kind
from evidence.needs import ANY_STEP, MASSES, THINGS, Name, Need, Option
from evidence.negation import NARROWED
from evidence.other_kind import IS_NOT
from evidence.phrases import aims, overlap, said_words, told_at
from evidence.products import Mention, Reading, mention_at
from evidence.quantities import Quantity
from evidence.stems import extracted_with
from evidence.types import Assessment
from evidence.weighing.agents import of_one_agent
from evidence.weighing.amounts import (
    amount_by_label,
    amount_by_measure,
    amount_of_the_active,
    amount_of_the_product,
    amount_together,
    bare_concentration,
    joint_amount,
    may_be_none,
    one_over,
    value_near,
    weigh_amount,
    weigh_dose,
    weigh_left_over,
    weigh_property,
    weigh_push,
)
from evidence.weighing.at_use import mixed_at_use
from evidence.weighing.beside import value_beside
from evidence.weighing.categories import (
    LONGEST_NAME,
    any_product,
    as_a_set,
    as_it_stands,
    by_the_claimed_name,
    for_whom,
    in_another_state,
    in_its_state,
    of_its_state,
    of_what_is_made,
    other_category,
    other_head,
    other_use,
    same_aim,
    same_words,
    says_more,
    type_denied,
)
from evidence.weighing.chart import LACKING
from evidence.weighing.choices import another_way, but_for_other_ways, way_unsaid
from evidence.weighing.conditions import (
    by_a_bare_stage,
    check_conditions,
    of_its_own_part,
    outside_for_its_kind,
    value_by_its_unit,
    value_of_its_part,
)
from evidence.weighing.denials import (
    NO_SUCH,
    absent_of_a_part,
    of_what_is_denied,
    part_without,
    unless_denied,
)
from evidence.weighing.described import (
    DOES_NOT,
    DOES_WITHOUT,
    GOT_BY,
    body_of_the_product,
    by_meant_words,
    by_said_words,
    done_by_another,
    is_what_it_does,
    of_its_limits,
    swapped,
    unless_outside,
    weigh_phrase,
    worn_body,
)
from evidence.weighing.details import weigh_details
from evidence.weighing.dosage_forms import (
    of_its_formulation,
    other_form_by_name,
    other_form_in_words,
)
from evidence.weighing.effects import weigh_effect
from evidence.weighing.grades import of_its_grade
from evidence.weighing.hosts import of_its_host
from evidence.weighing.identity import told_agent, weigh_identity
from evidence.weighing.indices import of_its_index, weigh_index
from evidence.weighing.kinds import of_its_kind
from evidence.weighing.knowledge import NARROW_CLASS, WIDE_CLASS, Knowledge
from evidence.weighing.layers import weigh_layer
from evidence.weighing.light import of_its_light
from evidence.weighing.molecular_grades import weigh_molecular_grade
from evidence.weighing.moments import weigh_moment
from evidence.weighing.names import (
    LEAST_WORDS,
    by_letters,
    ends_as_named,
    is_extracted,
    modifier_denied,
    names_another,
    of_its_code,
    of_its_content,
    of_its_family,
    of_its_make,
    of_its_part,
    of_its_process,
    of_its_quality,
    of_its_sequence,
    of_its_solvent,
    of_what_it_bears,
    takes_the_head_of_a_list,
)
from evidence.weighing.open_choices import unless_left_to_choose
from evidence.weighing.owners import is_of_another
from evidence.weighing.packed import weigh_packed
from evidence.weighing.places import filled_by_another
from evidence.weighing.pouring import weigh_pouring
from evidence.weighing.purposes import not_for_it, thing_unsaid
from evidence.weighing.ratios import weigh_ratio, weigh_recipe
from evidence.weighing.salts import of_its_salt, salt_of_its_base
from evidence.weighing.sending import weigh_sending
from evidence.weighing.sequence import weigh_sequence
from evidence.weighing.stages import done_by_its_name, told_in_brief
from evidence.weighing.stuff import of_its_stuff
from evidence.weighing.substances import (
    NUTRIENT,
    denied_with_its_thing,
    family_denied,
    instead_of_broader,
    label_against,
    other_substance,
    same_family,
)
from evidence.weighing.variables import of_its_chain, of_its_formula, weigh_formula, weigh_variables
from evidence.weighing.verdicts import assessed, left_open, span_of, strength, turned, words_of
from evidence.weighing.water import (
    in_its_solution,
    none_needed,
    other_emulsion,
    phase_of_emulsion,
    weigh_dry,
)
from evidence.weighing.weights import weigh_own_measure
from evidence.weighing.words import HALF_SAID, is_refused
from evidence.wording import LACK
from graph.schema import ElementKind, Span

PHRASES = frozenset({"structure", "step"})
"""Kinds of elements that are phrases, compared by their wording."""
TOLD_OF = PHRASES | {"property", "other"}
"""Kinds of elements that say something of a thing."""
WAYS = PHRASES | {"other", "property", "category", "substance", "emulsion", "use"}
"""Kinds of elements that are made or work in one way or another."""
_WITHOUT = re.compile(r"없|않|안\s|^[비무]")
"""A way that is told by what is not done: «채혈 없이»."""
_NAMED_KINDS = frozenset({"category", "structure", "other"})
"""Kinds of elements that name what a product is made up as: «스트립» is a part as well."""
_VALUED = frozenset({"property", "other"})
"""Kinds of elements that are a value of something: «소음 레벨이 50dB 이하»."""
QUALIFIERS: dict[str, ElementKind] = {"emulsion": "emulsion", "part": "structure"}
"""What else a category may ask for, by the kind of concept, and how that is weighed."""


def assess_element(
    known: Knowledge,
    need: Need,
    reading: Reading,
    sole: bool,
    claimed: frozenset[str],
    claim_text: str = "",
) -> Assessment:
    """Return what evidence says of one element, but for the rules that look at the whole claim.

    Args:
        known: what the rules weigh with.
        need: the element.
        reading: the product text, its amounts counted as the element counts.
        sole: whether the element is the only substance that the claim asks for.
        claimed: every concept that the claim names.
        claim_text: the claim as a whole; empty for a part of an element.
    """
    told = (
        _made_ready(known, need, reading, claimed)
        or _borne_by_a_body(known, need, reading, claimed, claim_text)
        or _off_its_body(known, need, reading, claimed, claim_text)
        or _with_one_of(known, need, reading, sole, claimed, claim_text)
        or _stuff_and_share(known, need, reading, claimed)
        or _as_its_substrate(known, need, reading, claimed)
        or _of_its_animal(known, need, reading, sole, claimed, claim_text)
        or _of_one_stuff(known, need, reading)
        or weigh_variables(known, need, reading)
        or weigh_formula(need, reading)
        or _done_by_heat(need, reading)
        or of_one_agent(need, reading, claim_text)
        or of_its_formulation(need, reading)
        or weigh_sending(need, reading)
        or part_without(known, need, reading)
        or done_by_its_name(known, need, reading)
        or mixed_at_use(need, reading)
        or weigh_molecular_grade(known, need, reading)
        or _share_of_a_grade(known, need, reading, sole, claimed, claim_text)
        or weigh_layer(known, need, reading)
        or _treated_with_another(known, need, reading)
        or _in_one_layer(known, need, reading, sole, claimed, claim_text)
    )
    if told:
        return told
    if need.absent and need.element.kind in PHRASES and (done := _what_is_left_undone(known, need)):
        found = assess_element(known, done, reading, sole, claimed, claim_text)
        return found.model_copy(update={"element": need.element})
    told = (
        weigh_index(known, need, reading)
        or absent_of_a_part(known, need, reading)
        or of_what_is_denied(need, reading)
        or weigh_push(known, need, reading)
        or weigh_left_over(known, need, reading)
        or weigh_moment(known, need, reading)
        or weigh_packed(known, need, reading)
        or weigh_own_measure(known, need, reading)
        or _made_in_a_form(known, need, reading)
    )
    if told:
        return told
    of_part = value_of_its_part(known, need, reading)
    if of_part and of_part.match == "미대응":
        return of_part
    found = of_its_formula(need, _in_one_way(known, need, reading, sole, claimed, claim_text))
    found = of_its_index(need, found)
    if found.match is None:
        found = value_by_its_unit(known, need, reading) or found
    if need.element.kind == "category" and found.match != "미대응" and not need.absent:
        other_type = type_denied(need, reading)
        if other_type:
            return other_type
    if need.element.kind == "category" and found.match != "미대응":
        found = in_another_state(need, reading) or found
    if found.match is None and need.element.kind in _NAMED_KINDS:
        found = other_form_in_words(need, reading) or found
    found = of_its_kind(known, need, found, reading)
    if need.element.kind == "step" and found.match != "대응":
        found = by_a_bare_stage(need, reading) or found
    found = told_in_brief(known, need, found, reading)
    found = _of_its_manner(need, found, reading)
    found = unless_denied(known, need, found, reading)
    found = _enough(known, need, found, reading)
    found = of_its_chain(known, need, found, reading)
    found = denied_with_its_thing(known, need, found, reading)
    found = done_by_another(known, need, found, reading, claim_text)
    found = of_its_stuff(known, need, found, reading)
    found = filled_by_another(known, need, found, reading, claimed, claim_text)
    found = value_beside(known, need, found, reading)
    found = of_its_light(known, need, found, reading)
    found = weigh_sequence(known, need, found, reading)
    found = weigh_pouring(known, need, found, reading)
    found = of_its_host(known, need, found, reading)
    found = of_its_grade(known, need, found, reading)
    found = unless_left_to_choose(known, need, found, reading)
    return weigh_details(known, need, found, reading)


def _of_its_manner(need: Need, found: Assessment, reading: Reading) -> Assessment:
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


def _borne_by_a_body(
    known: Knowledge, need: Need, reading: Reading, claimed: frozenset[str], claim_text: str
) -> Assessment | None:
    """«광용적맥파 센서를 구비하는 본체» against «PPG 센서»: every product has a body, and the part is in it."""
    structure = need.element.kind == "structure" and not need.absent
    asked = _BORNE.fullmatch(need.element.text) if structure else None
    part = known.glossary.lookup(asked["part"]) if asked else None
    if asked is None or part is None:
        return None
    element = need.element.model_copy(update={"text": asked["part"]})
    found = assess_element(known, known.need(element), reading, False, claimed, claim_text)
    span = found.span
    if found.match == "대응" and span:
        own = [(m.start, m.end, m.concept.id) for m in reading.mentions if m.concept]
        told = [(t.start, t.end, t.concept) for t in known.glossary.doings.find(reading.text)]
        if not any(
            start < span.end and span.start < end and known.glossary.is_a(concept, part.id)
            for start, end, concept in (*own, *told)
        ):
            return None  # «흡입력 조절» is no suction motor
    elif found.match != "미대응":
        return None
    return found.model_copy(update={"element": need.element})


_BORNE = re.compile(
    r"(?P<part>[가-힣A-Za-z\d-]+(?:\s[가-힣A-Za-z\d-]+){0,2})(?:을|를|이|가)\s"
    r"(?:내부에\s|내측에\s|안에\s)?(?:구비|포함|내장|탑재|장착|설치|마련|배치)(?:하고\s있는|되어\s있는|하는|되는|한|된)\s"
    r"(?:[가-힣]+\s)?(?:본체부?|몸체부?|바디|하우징|기기\s본체)[\s,.;]*"
)
"""A body that is said to hold a part, with no more said of either."""


def _off_its_body(
    known: Knowledge, need: Need, reading: Reading, claimed: frozenset[str], claim_text: str
) -> Assessment | None:
    """«본체로부터 분리 가능한 배터리» against «착탈식 배터리»: what comes off comes off the body, said or not."""
    asked = _OFF_THE_BODY.fullmatch(need.element.text) if not need.absent else None
    if asked is None:
        return None
    meant = {m for s in known.glossary.everyday.find(asked["off"]) for m in s.meanings}
    element = need.element.model_copy(update={"text": asked["part"]})
    found = assess_element(known, known.need(element), reading, False, claimed, claim_text)
    if found.match != "대응" or found.span is None:
        return None
    start, end = found.span.start, found.span.end
    told = [
        mention_at(reading, s.start, s.end)
        for s in known.glossary.everyday.find(reading.text)
        if s.meanings & meant and start - NEXT_TO <= s.end and s.start <= end + NEXT_TO
    ]
    if not any(not (m.negated or m.undecided) for m in told) or _FIXED.search(reading.text):
        return None
    return found.model_copy(update={"element": need.element})


NEXT_TO = 8
"""How many letters may part a part from what says that it comes off: «배터리는 따로 분리»."""
_FIXED = re.compile(
    r"일체형|붙박이|못\s?(?:빼|떼)|(?:빼|떼|분리하)지\s?못|(?:분리|착탈|탈착|교체)\s?(?:불가|안\s?[되됨돼])"
)
_OFF_THE_BODY = re.compile(
    r"[\s,]*(?:상기\s)?(?:[가-힣]{1,8}\s)?(?:본체|몸체|바디|하우징)부?(?:로부터|에서|에|으로부터)\s"
    r"(?P<off>(?:분리|착탈|탈착|탈부착|교체|교환)[가-힣]*)(?:\s(?:가능한|가능하게|가능하도록|장착된|결합된|결합되는))*\s(?P<part>.+)"
)


def filled_in_capsules(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«장용성 캡슐에 충전된» against «장용 캡슐», «일반 젤라틴 캡슐»: what is in capsules is a capsule of that kind."""
    asked = _IN_CAPSULES.fullmatch(need.element.text) if not need.absent else None
    if asked is None:
        return None
    element = need.element.model_copy(update={"kind": "category", "text": asked["capsule"]})
    found = assess_element(known, known.need(element), reading, False, frozenset())
    alike = found.match == "대응" and found.findings[0].rule == "same phrase"
    if found.match not in ("대응", "미대응") or (
        alike and found.span and found.span.text in ("캡슐", "캡슐제")
    ):
        return None
    return found.model_copy(update={"element": need.element})


_IN_CAPSULES = re.compile(
    r"(?:상기\s조성물이\s)?(?P<capsule>(?:[가-힣A-Za-z]+\s){0,3}?[가-힣A-Za-z]*캡슐)(?:에|내에|로|으로)\s?"
    r"(?:충전|충진|봉입|포장|수용|밀봉|담기|담겨|담긴)(?:된|되는|한|하여|되어(?:\s있는)?|되고|되며|하는)?(?:\s?것)?[\s,.;]*"
)
"""«식물성 연질캡슐에 충전되는»."""


def _made_in_a_form(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«정제 형태로 타정된» against «타정 태블릿 세제» and «액상젤 세제»: the form that something is made in."""
    asked = _IN_A_FORM.match(need.element.text) if not need.absent else None
    if asked is None or need.quantity is not None:
        return None
    text = f"{asked['form']} 형태"
    element = need.element.model_copy(update={"kind": "category", "text": text})
    found = assess_element(known, known.need(element), reading, False, frozenset())
    if found.match in ("대응", "미대응"):
        return found.model_copy(update={"element": need.element})
    if asked["done"] in _FORMS_BY_THEMSELVES and asked["done"] in reading.text:
        start = reading.text.index(asked["done"])
        done = mention_at(reading, start, start + len(asked["done"]))
        if not (done.negated or done.undecided):
            return assessed(need, "same phrase", "대응", False, span_of(done), more=text)
    liquid = _FLOWING.search(reading.text) if _SOLID.search(asked["form"]) else None
    if liquid is None or mention_at(reading, *liquid.span()).negated:
        return None
    return assessed(need, "other category", "미대응", False, words_of(liquid))


_IN_A_FORM = re.compile(
    r"(?P<form>[가-힣]{2,6}(?:\s[가-힣]{2,4})?)\s?(?:형태|형상|제형|타입|상)(?:으로|로)\s(?P<done>[가-힣]{2,4}?)(?:된|되는|되고|되며|한|하여)?(?:\s?것)?[\s,.;]*$"
)
_FORMS_BY_THEMSELVES = frozenset({"타정", "제환", "과립화", "펠렛화", "분말화", "정제화", "캡슐화"})
"""What is done that makes but one form."""
_SOLID = re.compile(r"정제|태블릿|고형|분말|과립|환|입상|펠[렛릿]|블록|바(?![가-힣])|시트")
_FLOWING = re.compile(
    r"(?<![가-힣])(?:액상|액체|겔형|젤형|리퀴드|물약|시럽|페이스트)(?![가-힣]*(?:분말|가루))"
)
"""What is no solid form: «액상젤»."""


def _stuff_and_share(
    known: Knowledge, need: Need, reading: Reading, claimed: frozenset[str]
) -> Assessment | None:
    """«재생 PP를 30중량% 이상 함유하는 용기 본체» against «본체: 재생 PP 50%»: what a part is of, and how much.

    None where the text does not tell the stuff with its share, or what else the part is made of.
    """
    of_part = need.element.kind in ("structure", "substance")
    asked = _HELD_BY_PART.fullmatch(need.element.text) if of_part else None
    if asked is None or need.quantity is None or need.absent:
        return None
    stuff = known.glossary.lookup(asked["stuff"])
    if stuff is None or stuff.kind != "material":
        return None
    words = f"{asked['stuff']} {asked['share']}"
    element = need.element.model_copy(update={"kind": "substance", "text": words})
    found = assess_element(known, known.need(element), reading, False, claimed)
    rule = found.findings[0].rule if found.findings else ""
    if found.match == "대응" or (found.match == "미대응" and rule not in LACKING):
        return found.model_copy(update={"element": need.element})
    if found.match is not None:
        return None
    words = f"{asked['stuff']} 재질의 {asked['part']}"
    element = need.element.model_copy(update={"text": words})
    blank = left_open(need, "언급 없음")
    told = of_its_stuff(known, known.need(element), blank, reading)
    return told.model_copy(update={"element": need.element}) if told.match == "미대응" else None


def _treated_with_another(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
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


def _share_of_a_grade(
    known: Knowledge,
    need: Need,
    reading: Reading,
    sole: bool,
    claimed: frozenset[str],
    claim_text: str,
) -> Assessment | None:
    """«분자량 500 내지 1,000 Da의 저분자 콜라겐펩타이드 5 내지 15중량%»: the grade by its value, then the share."""
    asked = _GRADED.fullmatch(need.element.text) if need.quantity and not need.absent else None
    if asked is None or not any(q.unit == "Da" for q in need.conditions):
        return None
    graded, plain = (
        known.need(need.element.model_copy(update={"text": text.strip(" ,")}))
        for text in (asked["grade"] + asked["what"], asked["what"] + asked["share"])
    )
    found = weigh_molecular_grade(known, graded, reading)
    if found is None:
        return None
    if found.match == "대응":
        found = assess_element(known, plain, reading, sole, claimed, claim_text)
    return found.model_copy(update={"element": need.element})


_GRADED = re.compile(
    r"[\s,]*(?P<grade>(?:중량\s?평균\s?|평균\s?)?분자량(?:이|은)?\s[^가-힣]*(?:[가-힣]{2}\s?[^가-힣]*)?(?:의|인)\s초?[저중고]분자(?:량)?\s?)"
    r"(?P<what>[^\d,]+?)(?P<share>\s\d.*)"
)
"""A grade with its molecular weight, the name, and how much of it."""


def _in_one_layer(
    known: Knowledge,
    need: Need,
    reading: Reading,
    sole: bool,
    claimed: frozenset[str],
    claim_text: str,
) -> Assessment | None:
    """«암로디핀 5mg을 포함하는 제1층» against «암로디핀 5mg층, … 이층정»: what a layer of a tablet holds.

    Which layer is the first is a matter of naming, so the thing and its amount decide.
    """
    asked = _HELD_BY_LAYER.fullmatch(need.element.text) if not need.absent else None
    single = _ONE_LAYER.search(reading.text) if asked else None
    if single and not mention_at(reading, *single.span()).negated:
        return assessed(need, "another in its place", "미대응", False, words_of(single))
    if asked is None or not _LAYERED.search(reading.text):
        return None
    element = need.element.model_copy(update={"kind": "substance", "text": asked["what"]})
    found = assess_element(known, known.need(element), reading, sole, claimed, claim_text)
    return found.model_copy(update={"element": need.element}) if found.match else None


_HELD_BY_LAYER = re.compile(
    r"(?P<what>(?:(?!포함|함유).)+?)(?:을|를)\s(?:포함|함유)하는\s(?:상기\s)?제\s?\d\s?(?:약물\s?)?층[\s,.;]*"
)
_ONE_LAYER = re.compile(
    r"단층\s?정|단일\s?층\s?(?:정제|정(?![가-힣]))|single[\s-]layer\stablet", re.IGNORECASE
)
_LAYERED = re.compile(r"[이삼2-4]\s?층정|이중정|다층정|\d\s?층\s?정제|g\s?층|layer", re.IGNORECASE)


def _as_its_substrate(
    known: Knowledge, need: Need, reading: Reading, claimed: frozenset[str]
) -> Assessment | None:
    """«크라프트지 기재» against «크라프트지에 바른»: what something is put on is told by its stuff alone."""
    asked = _SUBSTRATE.fullmatch(need.element.text) if not need.absent else None
    if asked is None or asked["head"] in reading.text:
        return None
    stuff = known.glossary.lookup(asked["stuff"])
    if stuff is None or stuff.kind != "material":
        return None
    element = need.element.model_copy(update={"kind": "substance", "text": asked["stuff"]})
    found = assess_element(known, known.need(element), reading, False, claimed)
    rule = found.findings[0].rule if found.findings else ""
    if found.match == "대응" or (found.match == "미대응" and rule == "negation"):
        return found.model_copy(update={"element": need.element})
    return None


def _of_one_stuff(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«폴리프로필렌 단일 재질» against «이너(PP 100%)», «PP나 PET 중에 고민»: one stuff through and through."""
    asked = _ONE_STUFF.fullmatch(need.element.text) if not need.absent else None
    stuff = known.glossary.lookup(asked["stuff"]) if asked else None
    if stuff is None:
        return None
    for m in reading.mentions:
        if m.concept is None or not known.glossary.is_a(m.concept.id, stuff.id) or m.negated:
            continue
        if m.undecided:
            return assessed(need, "undecided", "판단불가", True, span_of(m))
        around = reading.text[max(0, m.start - NEAR_IT) : m.end + NEAR_IT]
        if _WHOLLY_OF_IT.search(around):
            return assessed(need, "same phrase", "대응", False, span_of(m), more="단일 재질")
    return None


NEAR_IT = 16
"""Characters around a stuff in which it is said to be the only one."""
_ONE_STUFF = re.compile(r"(?P<stuff>[가-힣A-Za-z]+)\s?(?:단일|모노)\s?(?:재질|소재|재료)[\s,.;]*")
_WHOLLY_OF_IT = re.compile(
    r"100\s?%|단일|모노|mono|올(?=\s?[A-Z])|전체|하나로|만으로|통째", re.IGNORECASE
)
_SUBSTRATE = re.compile(
    r"(?:상기\s)?(?P<stuff>[가-힣A-Za-z][가-힣A-Za-z\s]{1,20}?)\s?(?P<head>기재|지지체|기판|심재|원지|함침재|함침체|담지체|담체|심지|충전재|충진재|속재|내장재|여과재|여재|흡수재|완충재|단열재)(?:층|에|상에|위에)?[\s,.;]*"
)


_HELD_BY_PART = re.compile(
    r"(?:상기\s)?(?P<stuff>[가-힣A-Za-z][^,]{1,24}?)(?:을|를)\s(?P<share>[\d.]+[^,을를]{1,24}?)(?:으?로)?\s"
    r"(?:포함|함유)(?:하는|한|된)\s(?P<part>[^,]{1,24}?)[\s,.;]*"
)
"""«재생 폴리프로필렌을 30 중량% 이상 함유하는 용기 본체»."""


def _of_its_animal(
    known: Knowledge,
    need: Need,
    reading: Reading,
    sole: bool,
    claimed: frozenset[str],
    claim_text: str,
) -> Assessment | None:
    """«반려견의 관절 건강 개선용» against «고양이 관절 간식», «강아지 간식»: whose use it is, and which.

    None where the use is told of no animal.
    """
    asked = _OF_AN_ANIMAL.match(need.element.text) if need.element.kind == "use" else None
    mine = _animals(known, asked["who"]) if asked else []
    if asked is None or len(mine) != 1 or need.absent:
        return None
    told = [
        (way, told_at(reading, way))
        for way in _animals(known, reading.text)
        if not _NOT_FED.match(reading.text, way.end)
    ]
    there = [m for way, m in told if way.ways & mine[0].ways and not m.negated]
    others = [m for way, m in told if not way.ways & mine[0].ways and not m.negated]
    who = words_of(asked, "who")
    if others and not there:
        return assessed(need, "another in its place", "미대응", False, span_of(others[0]), who)
    element = need.element.model_copy(update={"text": asked["what"]})
    found = assess_element(known, known.need(element), reading, sole, claimed, claim_text)
    found = found.model_copy(update={"element": need.element})
    if found.match == "대응" and not there:
        return assessed(need, "qualifier unsaid", "판단불가", False, found.span, who)
    return found


def _animals(known: Knowledge, text: str) -> list[Way]:
    """Return the words of a text for the animals that a product is for."""
    return [way for way in known.glossary.choices.find(text) if way.choice == _ANIMAL_FOR]


_ANIMAL_FOR = "animal_for"
"""The line of ``choices.tsv`` with the animals that products are for."""
_OF_AN_ANIMAL = re.compile(
    r"(?:상기\s)?(?P<who>[가-힣]{1,6}?)(?:의|용|을\s위한|를\s위한|에서의?)\s(?P<what>[가-힣].*용[\s,.;]*)$"
)
"""«반려견의 관절 건강 개선용»."""
_NOT_FED = re.compile(
    r"(?:용|에게|한테)?\s?(?:급여|제공)?\s?(?:X|x|✕|×|금지|불가|제외|아님|아닙|아닌)"
)
"""«강아지 급여 X»."""


def _done_by_heat(need: Need, reading: Reading) -> Assessment | None:
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


def _what_is_left_undone(known: Knowledge, need: Need) -> Need | None:
    """«유탕 처리를 포함하지 않고» asks of a 유탕 처리: the words of its absence are no part of the thing.

    Nor is what goes without it: «금속 스프링을 포함하지 않는 펌프» asks of a 금속 스프링.
    """
    text = need.element.text
    lack = LACK.search(text)
    if lack is None or not lack.start():
        return None
    holder = _GOES_WITHOUT.fullmatch(text, lack.end())
    if holder and need.element.kind == "structure":
        bare = need.element.model_copy(update={"text": text[: holder.start("holder")].rstrip()})
        return known.need(bare)
    if not _ENDS_SO.fullmatch(text, lack.end()):
        return None
    element = need.element.model_copy(update={"text": text[: lack.start()]})
    return replace(need, element=element)


_GOES_WITHOUT = re.compile(
    r"(?:는|은|한|된)?\s(?:상기\s)?(?P<holder>[가-힣A-Za-z]+(?:\s[가-힣A-Za-z]+)?)[\s,.;]*"
)
_ENDS_SO = re.compile(r"[가-힣]{0,3}(?:\s?것)?[\s,.;]*")
"""The end of a verb: «포함하지 않» + «고», «는 것»."""


def _made_ready(
    known: Knowledge, need: Need, reading: Reading, claimed: frozenset[str]
) -> Assessment | None:
    """«면, 레이온 및 텐셀 중에서 선택되는 1종 이상의 원단을 준비하는 단계»: which of them the text names."""
    asked = _READY.fullmatch(need.element.text) if need.element.kind == "step" else None
    if asked is None:
        return None
    for words in (f"{asked['chosen']} {asked['what']}", f"{asked['chosen']} 소재"):
        element = need.element.model_copy(update={"kind": element_kind(words, known.glossary)})
        thing = known.need(element.model_copy(update={"text": words}))
        if thing.element.kind != "substance" or not thing.any_of:
            continue
        found = assess_element(known, thing, reading, False, claimed)
        lacking = found.match == "미대응" and found.findings[0].rule in LACKING
        if found.match == "대응" or lacking:
            return found.model_copy(update={"element": need.element})
    return None


_READY = re.compile(
    r"(?P<chosen>\S.*\s(?:군에서|중에서|중|가운데)\s?(?:선택(?:되는|된)\s)?(?:1종|하나|한\s가지|어느\s하나|적어도\s하나)(?:\s?이상)?의)\s"
    r"(?P<what>[^,]+?)(?:을|를)\s(?:준비|제공|마련|구비|입수)하는\s?(?:단계|공정|과정)[\s,.;]*"
)
"""A step that only has one of several things at hand."""


def _with_one_of(
    known: Knowledge,
    need: Need,
    reading: Reading,
    sole: bool,
    claimed: frozenset[str],
    claim_text: str,
) -> Assessment | None:
    """«제인 또는 쉘락을 포함하는 장용성 코팅층»: a part with any one of them is that part."""
    one_of = _ONE_OF.fullmatch(need.element.text) if need.element.kind == "structure" else None
    if one_of is None or need.absent or need.quantity is not None or need.conditions:
        return None
    weighed = []
    for name in _LISTED_ONE.split(one_of["list"] or one_of["group"]):
        text = f"{name}을 포함하는 {one_of['part']}"
        element = need.element.model_copy(update={"text": text})
        one = known.need(element)
        weighed.append(assess_element(known, one, reading, sole, claimed, claim_text))
    order = ("대응", "판단불가", None, "미대응")
    return min(weighed, key=lambda a: order.index(a.match)).model_copy(
        update={"element": need.element}
    )


_ONE_OF = re.compile(
    r"(?:(?P<list>[^,\d]+(?:,\s[^,\d]+){0,4}\s(?:또는|혹은)\s[^,\d\s]+(?:\s[^,\d\s]+)?)"
    r"|(?P<group>[^,\d]+(?:,\s[^,\d]+){0,6},?\s(?:및|또는)\s[^,\d]+?)(?:으로|로)\s이루어진\s군(?:에서|으로부터|로부터)\s선택(?:된|되는)\s"
    r"(?:1종|하나|어느\s하나|적어도\s하나)(?:\s?이상)?)"
    r"(?:을|를)\s(?:포함|함유)하는\s(?P<part>[가-힣\s]+(?:층|막|피막|필름|시트|부|코어|쉘|핵|피복))[\s,.;]*"
)
"""A part that holds one of several things."""
_LISTED_ONE = re.compile(r",?\s(?:또는|혹은|및)\s|,\s")


def _enough(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«A, B 및 C 중 2종 이상»: one that is told is not enough, and the only one is too few."""
    several = need.any_of and need.minimum > 1 and len(need.options) > 1
    asked = _AT_LEAST.search(need.element.text) if several else None
    if asked is None or found.match != "대응" or found.span is None:
        return found
    met = ("same", "species")
    told = {
        m.concept.id: m
        for m in reading.mentions
        if m.concept
        and not (m.negated or m.undecided)
        and any(known.relation(o, m) in met for o in need.options)
    }
    if len(told) >= need.minimum:
        return found
    alone = reading.whole_formula or any(m.only for m in told.values())
    if alone:
        return assessed(need, "only another", "미대응", False, found.span)
    return assessed(need, "qualifier unsaid", "판단불가", False, found.span, words_of(asked))


_AT_LEAST = re.compile(r"(?:[2-9]|둘|두|세)\s?(?:종|가지|개|성분)?\s?이상")


def _in_one_way(
    known: Knowledge,
    need: Need,
    reading: Reading,
    sole: bool,
    claimed: frozenset[str],
    claim_text: str,
) -> Assessment:
    """Return what evidence says but for the details of an element."""
    denied = modifier_denied(need, reading)
    if denied:
        return turned(denied) if need.absent else denied
    if claim_text:
        told = weigh_identity(known, need, reading, claim_text) or weigh_effect(need, reading)
        if told:
            return told
    if need.element.kind not in WAYS:
        return _assess_element(known, need, reading, sole, claimed)
    another = another_way(known, need, reading, claim_text)
    got = need.element.kind == "step" and GOT_BY.search(need.element.text)
    if another and not got and not is_what_it_does(known, need, another, reading):
        way = another.findings[0].claim_span
        itself = way is not None and _WITHOUT.search(way.text) is not None
        undone = need.absent or DOES_NOT.search(need.element.text) is not None
        return turned(another) if undone and not itself else another
    found = _assess_element(known, need, reading, sole, claimed)
    if need.element.kind == "substance" and _is_open(found):
        return told_agent(known, need, reading) or found
    if need.element.kind == "use":
        return _unless_refused(known, need, found, reading)
    if need.absent or need.element.kind == "substance":
        return found
    return way_unsaid(known, need, found, reading)


def _unless_refused(
    known: Knowledge, need: Need, found: Assessment, reading: Reading
) -> Assessment:
    """«비빔면이랑은 상관없어요» against «비빔면용»: what is named is what the product is not for."""
    if not need.absent and found.match != "미대응" and (other := not_for_it(known, need, reading)):
        return other
    found = thing_unsaid(known, need, found, reading)
    span = found.span
    if need.element.kind != "use" or need.absent or found.match != "대응" or span is None:
        return found
    if not is_refused(reading.text, span.end):
        return found
    return assessed(need, "negation", "미대응", False, span)


def _is_open(found: Assessment) -> bool:
    """Whether nothing was found of a thing, or but a wider name."""
    return found.match is None or (
        found.match == "판단불가" and found.findings[0].rule == "broader"
    )


def _assess_element(
    known: Knowledge, need: Need, reading: Reading, sole: bool, claimed: frozenset[str]
) -> Assessment:
    """Return what evidence says but for the ways in which a thing is made or works."""
    reading = but_for_other_ways(known, need, reading)
    if need.ratio is not None:
        return _in_ratio(known, need, reading, sole, claimed)
    recipe = weigh_recipe(known, need, reading)
    if recipe is not None:
        return recipe
    dry = weigh_dry(known, need, reading) or weigh_dose(known, need, reading)
    if dry:
        return dry
    if need.element.kind in PHRASES or _is_wording(need):
        found = weigh_phrase(known, need, reading)
        sure = found is not None and found.hard
        named = need.element.kind in PHRASES
        if found is None or (found.match == "대응" and named if sure else found.match != "미대응"):
            found = swapped(known, need, reading, claimed, sure) or found
        if found:
            return turned(found) if need.absent else found
    if need.element.kind in _VALUED and need.quantity is not None:
        valued = weigh_property(known, need, reading)
        if valued.match is not None:
            return valued
    need = _without_its_holder(known, need, reading)
    if not need.any_of and len(need.options) + len(need.names) > 1:
        return _all_of(known, need, reading, sole, claimed)
    dry = none_needed(need, reading) if need.absent else None
    if dry:
        return dry
    found = _mentioned(known, need, reading, sole, claimed) or none_needed(need, reading)
    if found and need.element.kind in PHRASES:
        found = of_its_limits(known, need, found, reading)
    if found:
        return turned(found) if need.absent else found
    return _unmentioned(known, need, reading, sole, claimed)


def _is_wording(need: Need) -> bool:
    """Whether a thing is described in words rather than named: a product of a process."""
    return need.element.kind == "substance" and not need.options and need.process


def _in_ratio(
    known: Knowledge, need: Need, reading: Reading, sole: bool, claimed: frozenset[str]
) -> Assessment:
    """«A 및 B를 2:8 내지 4:6의 부피비로 포함하는 용매»: the things first, then their ratio."""
    if need.element.kind != "substance":
        return weigh_ratio(known, need, reading)
    things = assess_element(known, replace(need, ratio=None), reading, sole, claimed)
    found = weigh_ratio(known, need, reading) if things.match == "대응" else None
    return found if found and found.match not in (None, "대응") else things


def _without_its_holder(known: Knowledge, need: Need, reading: Reading) -> Need:
    """«비닐렌 카보네이트를 포함하는 비수 전해액» against «전해액에 VC»: the holder's head is named."""
    holds = _HOLDS.search(need.element.text)
    if need.element.kind != "substance" or holds is None or not need.options:
        return need
    kept = tuple(n for n in need.names if n.span.start < holds.end())
    head = holds["holder"].split()[-1]
    thing = known.glossary.lookup(head)
    said = head in reading.text or any(m.concept is thing and thing for m in reading.mentions)
    if len(kept) == len(need.names) or len(head) < 2 or not said:
        return need
    if any(m.negated and head in m.text for m in reading.mentions):
        return need
    return replace(need, names=kept)


_HOLDS = re.compile(r"(?:을|를)\s(?:포함|함유)하는\s(?=(?P<holder>[가-힣\s]+)$)")
"""What a thing that holds the named ones is introduced by."""


def _all_of(
    known: Knowledge, need: Need, reading: Reading, sole: bool, claimed: frozenset[str]
) -> Assessment:
    """«A, B 및 C» in one element: one missing member makes it 미대응."""
    single = replace(need, any_of=True, quantity=None, conditions=(), total=False)
    things: tuple[Option | Name, ...] = (*need.options, *need.names)
    own = {thing: need.own_share(thing) for thing in things if need.shares} or _held(need, things)
    needs = [
        replace(single, options=(option,), names=(), raw="", quantity=own.get(option))
        for option in need.options
    ]
    needs += [
        replace(single, options=(), names=(name,), raw=name.text, quantity=own.get(name))
        for name in need.names
    ]
    parts = [assess_element(known, part, reading, sole, claimed) for part in needs]
    parts = _without_the_rest(known, need, needs, parts, reading)
    worst = min(parts, key=lambda a: {"미대응": 0, None: 1, "판단불가": 1, "대응": 2}[a.match])
    span = worst.span or next((p.span for p in parts if p.span), None)
    findings = tuple(f for part in parts for f in part.findings)
    if worst.match == "대응" and need.quantity is not None and not own:
        together = amount_together(known, replace(need, total=True), reading)
        spans = {(p.span.start, p.span.end) for p in parts if p.span}
        amounts = [m for m in reading.mentions if m.amount and (m.start, m.end) in spans]
        if together is None and len({m.amount for m in amounts}) == 1:
            whole = replace(amounts[-1], shared_amount=False)
            together = weigh_amount(known, need, need.quantity, whole)
        together = together or joint_amount(known, need, parts, reading)
        together = together or bare_concentration(known, need, worst, reading)
        if together:
            return check_conditions(known, need, together, reading)
        update = {"match": None, "hard": False, "hint": "모두 있음, 함량 확인"}
        return worst.model_copy(update={"findings": findings, **update})
    return worst.model_copy(update={"findings": findings, "span": span})


def _held(need: Need, things: Sequence[Option | Name]) -> dict[Option | Name, Quantity | None]:
    """«레티날 0.02 내지 0.2%가 봉입된 리포좀»: the share is that of what is held, not of what holds it."""
    share = need.quantity
    holds = share and _HELD_IN.match(need.element.text, share.end)
    before = [t for t in things if share and t.span.end <= share.start]
    behind = [t for t in things if holds and t.span.start >= holds.end()]
    if len(before) != 1 or len(before) + len(behind) != len(things):
        return {}
    return {before[0]: share, **dict.fromkeys(behind)}


_HELD_IN = re.compile(
    r"(?:이|가|을|를)?\s(?:봉입|담지|캡슐화|포집|포접|함입|내포|로딩|충전|분산|흡착|피복|코팅|매립)(?:된|되는|한|하는)\s"
)
"""What makes one thing the holder of the other: a capsule, a carrier."""


def _without_the_rest(
    known: Knowledge,
    need: Need,
    needs: Sequence[Need],
    parts: Sequence[Assessment],
    reading: Reading,
) -> list[Assessment]:
    """«비타민 B1만 든»: of several that are asked for, the others are not in."""
    alone = [
        m
        for m in reading.mentions
        if m.only
        and not m.negated
        and any(known.relation(o, m) in ("same", "species") for o in need.options)
    ]
    if len(alone) != 1:
        return list(parts)
    return [
        assessed(one, "only another", "미대응", False, span_of(alone[0])) if a.match is None else a
        for one, a in zip(needs, parts, strict=True)
    ]


def _mentioned(
    known: Knowledge, need: Need, reading: Reading, sole: bool, claimed: frozenset[str]
) -> Assessment | None:
    """Weigh every mention; None where none has to do with the element."""
    over = one_over(known, need, reading)
    if over:
        return over
    judged = [_weigh_mention(known, need, m, reading) for m in reading.mentions]
    found = [a for a in judged if a is not None]
    together = amount_together(known, need, reading)
    if together:
        found.append(together)
    if not found:
        lettered = by_letters(known, need, reading)
        found = [lettered] if lettered else []
    if not found:
        return None
    best = max(found, key=strength)
    best = _of_that_kind(best, found, reading)
    if need.absent and any(o.hits[0].ambiguity for o in need.options):
        # «유성분 없음, 코코넛오일 5%»: what denies the claim's own name takes it in the claim's sense
        best = next((a for a in found if a.findings[0].rule == "negation"), best)
    if need.element.kind == "category" and best.findings[0].rule == "species of genus":
        best = next((a for a in found if _is_disowned(a, reading)), best)
    if need.quantity and best.findings[0].rule in ("amount unsaid", "units differ"):
        share = need.element.kind == "substance" and need.quantity.unit not in MASSES
        told = bare_concentration if share else value_near
        made = amount_of_the_product(known, need, reading) if share else None
        made = made or amount_of_the_active(known, need, reading)
        best = made or told(known, need, best, reading) or best
    if need.quantity and best.findings[0].rule == "amount unsaid":
        best = amount_by_measure(known, need, best, reading) or best
    best = amount_by_label(known, need, best, reading) or best
    if need.element.kind in ("category", "emulsion") and not need.absent:
        best = of_its_content(known, need, best, reading)
    if need.element.kind == "category" and not need.absent:
        best = by_the_claimed_name(known, need, best, found)
        best = of_what_is_made(known, need, best, found, reading)
        if best.match is None:
            return best
        if best.findings[0].rule == "broader":
            denied = family_denied(known, need, reading)
            if denied:
                return assessed(need, "family denied", "미대응", False, span_of(denied))
            other = other_form_by_name(known, need, reading)
            if other:
                return assessed(need, "other category", "미대응", False, span_of(other))
            worded = same_words(known, need, reading) or by_said_words(
                known, need, said_words(need.element.text), reading
            )
            wider = of_its_quality(
                known, need, worded or in_its_state(need, best, reading), reading
            )
            more = wider.match != "대응" or says_more(known, need, best, reading)
            return wider if more else best
        if best.match != "대응":
            return best
        met = _qualified(known, need, best, reading)
        return check_conditions(known, need, met, reading) if met.match == "대응" else met
    if need.element.kind == "emulsion" and best.findings[0].rule == "broader":
        return other_emulsion(need, reading) or best
    if need.element.kind == "substance":
        if best.match == "대응" and not need.absent:
            best = of_its_quality(known, need, best, reading)
        best = of_its_part(known, need, best, reading)
        best = best if need.absent else of_its_salt(need, best, reading)
        if best.match == "대응" and need.absent and _is_narrower(need, best, reading):
            span, claim = best.span, best.findings[-1].claim_span
            return assessed(need, "broader", "판단불가", False, span, claim)
    if best.match == "대응" and need.element.kind == "substance" and not need.absent:
        best = of_its_code(known, need, best, reading)
        best = of_its_sequence(need, best, reading)
        best = of_what_it_bears(known, need, best, reading)
        best = of_its_make(known, need, best, reading)
        best = of_its_process(known, need, best, reading)
        best = of_its_solvent(need, best, reading)
        best = of_its_family(known, need, best, reading) if best.match == "대응" else best
    if need.element.kind == "use" and best.findings[0].rule == "broader":
        worded = by_said_words(known, need, aims(need.element.text), reading)
        if worded and worded.match == "대응":
            return worded
        return same_aim(known, need, best, reading)
    if best.match == "대응" and not need.absent:
        return _met_with_its_values(known, need, best, found, reading)
    if best.findings[0].rule == "broader" and need.element.kind == "substance":
        return instead_of_broader(known, need, best, reading, claimed)
    if best.findings[0].rule == "broader" and need.element.kind == "step":
        return unless_outside(known, need, best, reading)
    return best


def _is_disowned(found: Assessment, reading: Reading) -> bool:
    """«의약품이 아니고 건강기능식품»: what the product is said not to be, whatever its form."""
    span = found.span
    if span is None or found.match != "미대응" or found.findings[0].rule != "negation":
        return False
    return _NOT_BUT.match(reading.text, span.end) is not None


_NOT_BUT = re.compile(rf"(?:은|는|이|가)?\s?(?!아닌){IS_NOT}(?:니다)?[\s,.]{{1,2}}\S")


def _of_that_kind(best: Assessment, found: Sequence[Assessment], reading: Reading) -> Assessment:
    """«코엔자임Q10은 유비퀴논 말고 유비퀴놀로»: the topic says what the thing is of, the denial which it is not."""
    span, rule = best.span, best.findings[0].rule
    if span is None or best.match != "대응" or rule not in ("synonym", "ambiguous abbreviation"):
        return best
    end = _TOPIC_SENTENCE.match(reading.text, span.end)
    for other in found if end else ():
        denied = other.span is not None and other.match == "미대응"
        if denied and end and other.span and span.end < other.span.start < end.end():
            return other
    return best


_TOPIC_SENTENCE = re.compile(r"(?:은|는|의\s?경우)\s(?:[^.!?\n]|\.(?=\d))*")
"""What is said of a topic, up to the end of its sentence."""


def _is_narrower(need: Need, found: Assessment, reading: Reading) -> bool:
    """Whether «인공 색소를 포함하지 않는» narrows what must be absent by a word that the text lacks."""
    claim = found.findings[-1].claim_span
    narrower = NARROWED.search(need.element.text, 0, claim.start) if claim else None
    return narrower is not None and narrower.group().strip() not in reading.text


def _met_with_its_values(
    known: Knowledge,
    need: Need,
    best: Assessment,
    found: Sequence[Assessment],
    reading: Reading,
) -> Assessment:
    """«융점 70 내지 110℃의 왁스»: of several things that would do, the one whose values are inside."""
    checked = check_conditions(known, need, best, reading)
    others = [a for a in found if a.match == "대응" and a.span != best.span]
    for other in others if checked.match != "대응" else ():
        again = check_conditions(known, need, other, reading)
        if again.match == "대응":
            return again
    return checked


def _weigh_mention(
    known: Knowledge, need: Need, mention: Mention, reading: Reading
) -> Assessment | None:
    """Weigh one mention; None where it has nothing to do with the element."""
    if mention.concept and mention.concept.id in ANY_STEP:
        return None
    if need.apart and known.relation(need.apart, mention) in ("same", "species"):
        return None
    related = [(known.relation(o, mention), o) for o in need.options]
    order = ("same", "species", "other reading", "broader")
    related = [
        ("same" if r in (None, "broader") and _spun_of(known, o, mention, reading) else r, o)
        for r, o in related
    ]
    best = min(
        ((order.index(r), r, o) for r, o in related if r is not None),
        key=lambda pair: pair[0],
        default=None,
    )
    if best is None:
        return None
    _, relation, option = best
    goods = need.element.kind == "category" and mention.kind == "substance"
    if goods and option.hits[0].ambiguity and relation == "species" and not mention.main:
        return None  # «우유를 넣은 빵» is no 유제품
    if goods and mention.negated and relation == "other reading":
        return None  # «왁스 없이» leaves out no hair wax
    if need.shares and need.any_of:
        need = replace(need, quantity=need.own_share(option))
    of_many = mention.concept is not None and mention.concept.kind == "class"
    if relation == "broader" and (
        (not of_many and takes_the_head_of_a_list(option, mention, reading))
        or (not of_many and is_extracted(option, mention, reading))
        or ends_as_named(known, option, mention, reading)
    ):
        relation = "same"  # but «열대과일 추출물» is not surely that of 구아바
    denied = relation == "broader" and mention.negated
    if denied and names_another(known, option, mention, reading):
        return None
    if mention.kind == "property" and mention.amount and need.quantity:
        apart = is_of_another(known, need, need.quantity, mention.amount, reading)
        mention = replace(mention, amount=None) if apart else mention  # «본체 지름 4mm»
    return _weigh_related(known, need, option, mention, relation, reading)


def _spun_of(known: Knowledge, option: Option, mention: Mention, reading: Reading) -> bool:
    """«나일론 섬유» against «원단: UHMWPE 55%, PA6 45%»: of a fabric a polymer's name is its fibre."""
    polymer = _FIBRE.fullmatch(option.span.text)
    if polymer is None or mention.concept is None or not _FABRIC.search(reading.text):
        return False
    meant = known.glossary.lookup(polymer["of"])
    readings = mention.hit.ambiguity.readings if mention.hit and mention.hit.ambiguity else ()
    told = (mention.concept.id, *readings)
    return meant is not None and any(
        t == meant.id or known.glossary.is_a(t, meant.id) for t in told
    )


_FIBRE = re.compile(
    r"(?P<of>\S.*?)\s?(?:(?:멀티|모노)?필라멘트(?:사|\s?원사)?|단섬유|장섬유|스테이플사?|방적사|섬유|원사)"
)
_FABRIC = re.compile(
    r"원단|직물|부직포|니트|편물|섬유|원사|방적사|혼용률|혼방|[가-힣]사(?=\s|$|[,.\d])|fabric|yarn|fib(?:er|re)|nonwoven|textile|wov",
    re.IGNORECASE,
)
"""What tells that a text is of cloth."""


def _weigh_related(
    known: Knowledge,
    need: Need,
    option: Option,
    mention: Mention,
    relation: str,
    reading: Reading,
) -> Assessment | None:
    """Weigh a mention that is related to one option of the element."""
    span, claim_span = span_of(mention), option.span
    concept = mention.concept
    assert concept is not None
    category = need.element.kind in ("category", "use")
    if mention.negated and may_be_none(need) and relation == "same":
        return assessed(need, "none needed", "대응", True, span, claim_span)
    if mention.negated:
        if relation == "species" or mention.part:
            return None  # one species left out says nothing of the rest
        if relation == "other reading":
            return assessed(need, "negation", "미대응", False, span, claim_span)
        if relation == "broader" and (category or known.members[concept.id] > WIDE_CLASS):
            return None  # «이 외 원료 없음»: too wide a word to be about the element
        if relation == "broader" and _tells_which(known, option, mention, reading):
            return None
        return assessed(need, "negation", "미대응", True, span, claim_span)
    if relation == "broader" and reading.whole_formula and NUTRIENT.fullmatch(mention.text):
        return None  # «당류 8.4g»: what a label sums up is none of the formula's ingredients
    if relation == "broader" and need.element.kind == "substance" and not mention.broad:
        wide = not known.is_narrow(concept.id)
        widest = wide and known.members[concept.id] > WIDE_CLASS
        if (widest or (wide and not mention.undecided)) and mention.amount is None:
            return None  # «비타민», «오일», «원료»: too wide a word to be about the element
    if mention.undecided and relation == "broader" and _is_narrowed(mention, reading):
        return None  # «합성 계면활성제 무첨가» says nothing of one that is not synthetic
    if mention.undecided:
        return assessed(need, "undecided", "판단불가", True, span, claim_span)
    if relation == "broader" or (mention.broad and relation == "same"):
        return assessed(need, "broader", "판단불가", not category, span, claim_span)
    if relation == "other reading":
        # The reader of the claim's field takes the name as the claim does; the report asks.
        read = assessed(need, "ambiguous name", "대응", False, span, claim_span)
        if need.quantity is None:
            return read
        amount = weigh_amount(known, need, need.quantity, mention)
        findings = (*read.findings, *amount.findings)
        return amount.model_copy(update={"hard": False, "findings": findings})
    held = mention.amount
    which = held and _WHICH_AMOUNT.match(reading.text, held.end)
    if need.quantity is not None and which and not category:
        return assessed(need, "undecided", "판단불가", False, span, claim_span)
    if need.quantity is not None and not category:
        if relation == "species":  # what things of a class are in all is the class's amount
            mention = replace(mention, shared_amount=False)
        return weigh_amount(known, need, need.quantity, mention)
    # A part or step is known by its noun; how it is placed is left to the judge.
    hard = need.element.kind not in PHRASES or len(need.raw.split()) < 2
    rule, more = _identity(known, relation, mention, claim_span)
    return assessed(need, rule, "대응", hard, span, claim_span, more=more)


def _tells_which(known: Knowledge, option: Option, mention: Mention, reading: Reading) -> bool:
    """«부형제(이산화규소) 제로»: a bracket behind a class says which of it is not in."""
    bracket = _BRACKET.match(reading.text, mention.end)
    inside = [m for m in reading.mentions if bracket and mention.end <= m.start < bracket.end()]
    return bool(inside) and not any(known.relation(option, m) for m in inside)


_BRACKET = re.compile(r"\s?\([^()]+\)")
_WHICH_AMOUNT = re.compile(
    r"(?:로|으로)?\s(?:할지|갈지|쓸지|넣을지|맞출지|낮출지|올릴지|줄일지|인지|일지)|(?:이냐|인지|일지)\s"
)
"""«8%로 할지 12%로 할지»: an amount that is only one of those thought of."""


def _is_narrowed(mention: Mention, reading: Reading) -> bool:
    """Whether a class stands behind a word that narrows it: 합성 계면활성제."""
    return NARROWED.search(reading.text, max(0, mention.start - 12), mention.start) is not None


def _identity(
    known: Knowledge, relation: str, mention: Mention, claim_span: Span
) -> tuple[str, str]:
    """Return the rule by which a mention is the element, and what its sentence adds."""
    concept = mention.concept
    assert concept is not None
    ambiguity = mention.hit.ambiguity if mention.hit else None
    if ambiguity:
        others = ", ".join(known.glossary.concepts[r].name for r in ambiguity.readings[1:])
        cas = f"(CAS {concept.cas[0]})" if concept.cas else ""
        return "ambiguous abbreviation", f"{concept.name}{cas}(으)로 읽었습니다. {others}"
    if relation == "species":
        return "species of genus", ""
    key = known.glossary.speller.key
    return ("same name" if key(mention.text) == key(claim_span.text) else "synonym"), ""


def _qualified(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«무수 프라이머», «회전걸레가 구비된 로봇청소기»: what the category must have besides."""
    lacking = _without_a_thing(known, need, found, reading)
    if lacking:
        return lacking
    for option in need.qualifiers:
        told = option.hits[0].concept.kind in ("function", "step") and [
            m for m in reading.mentions if known.relation(option, m) == "same"
        ]
        undone = NO_SUCH.search(need.element.text, 0, option.span.start) is not None
        if told and undone and all(m.negated for m in told):
            continue  # «비유탕 건면» against «기름에 튀기지 않은 건면»
        if told and (undone or all(m.negated for m in told)):
            return assessed(need, "negation", "미대응", True, span_of(told[0]), option.span)
        kind = QUALIFIERS.get(option.hits[0].concept.kind)
        if kind is None:
            continue
        words = option.span.text
        element = need.element.model_copy(update={"kind": kind, "text": words})
        part = replace(need, element=element, options=(option,), names=(), qualifiers=(), raw="")
        asked = assess_element(known, part, reading, False, frozenset())
        if asked.match != "대응":
            if asked.match == "미대응":
                return asked.model_copy(update={"element": need.element})
            span = found.span
            return assessed(need, "qualifier unsaid", "판단불가", False, span, option.span)
    held = _holds_unsaid(known, need, found, reading)
    if held:
        return held
    found = for_whom(known, need, found, reading)
    return in_its_state(need, of_its_quality(known, need, found, reading), reading)


def _holds_unsaid(
    known: Knowledge, need: Need, found: Assessment, reading: Reading
) -> Assessment | None:
    """«광개시제를 포함하는 젤 조성물» against a gel of which nothing more is told."""
    for option in need.qualifiers:
        holds = _IN_IT.match(need.element.text, option.hits[-1].end)
        if holds is None or option.hits[0].concept.kind not in THINGS:
            continue
        met = ("same", "species", "other reading")
        if not any(known.relation(option, m) in met for m in reading.mentions):
            return assessed(need, "qualifier unsaid", "판단불가", False, found.span, option.span)
    return None


_IN_IT = re.compile(r"(?:을|를)\s(?:포함|함유)(?:하는|한)\s")


def _without_a_thing(
    known: Knowledge, need: Need, found: Assessment, reading: Reading
) -> Assessment | None:
    """«설탕을 함유하지 않는 음료» against a drink with sugar, or one that says nothing of it."""
    lack = LACK.search(need.element.text)
    if len(need.element.text.split()) > LONGEST_NAME:
        return None
    if lack is None or not need.options or need.options[-1].span.start < lack.end():
        return None
    text = need.element.text[: lack.end()]
    part = known.need(need.element.model_copy(update={"kind": "substance", "text": text}))
    if not part.absent or not (part.options or part.names):
        return None
    asked = assess_element(known, part, reading, False, frozenset())
    if asked.match == "대응":
        return None
    if asked.match == "미대응":
        return asked.model_copy(update={"element": need.element})
    return assessed(need, "qualifier unsaid", "판단불가", False, found.span, part.things[0].span)


def _of_the_use(
    known: Knowledge, need: Need, found: Assessment, reading: Reading
) -> Assessment | None:
    """Return what tells of a use: a substance's name does not, nor does that it is not in.

    «유기자외선차단제 무배합 썬밀크» is for 자외선 차단; «레티놀 캡슐» says nothing of 레티놀 안정화.
    """
    mention = mention_at(reading, found.span.start, found.span.end) if found.span else None
    if mention is None or mention.concept is None or mention.kind != "substance":
        return found
    if found.match == "대응":
        named = {h.text for h in known.glossary.find(need.element.text, frozenset({"substance"}))}
        rest = [t for t in known.terms(need.element.text) if t.text not in named]
        return found if overlap(rest, reading, known.glossary).said else None
    told = other_use(known, need, reading)
    return told if told.match == "대응" else found


def _of_nothing_in_it(known: Knowledge, need: Need, reading: Reading) -> bool:
    """«유산균을 접종하는 단계» against a whole formula without it: nothing it is about is there."""
    if not (reading.whole_formula or reading.closed):
        return False
    if need.element.kind == "structure" and len(said_words(need.element.text)) >= LEAST_WORDS:
        return False
    things = [
        o
        for o in (*need.options, *need.qualifiers)
        if o.hits[0].concept.kind == "substance"
        and not known.glossary.is_a(o.hits[0].concept.id, "solvent")
    ]
    related = any(known.relation(o, m) for o in things for m in reading.mentions)
    return bool(things) and not related


_LAYER = re.compile(r"(?:(?<!코팅)층|막|필름|시트|레이어)[\s,.;]*$")
_SINGLE_LAYER = re.compile(
    r"(?<![가-힣])(?:(?:한|1)\s?(?:겹|층|장|레이어)(?:으?로만|뿐|만(?=[\s,.]))|단일\s?층|단층(?!\s?(?:배양|촬영|주택|건물)))"
    r"|(?<![a-z])(?:single|mono)[\s-]?layer",
    re.IGNORECASE,
)
"""«하이드로콜로이드 한 겹뿐인»: a product of one layer, which no further one is on."""


def _is_in_another(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«유단백을 함유하지 않는» against «우유 55%»: an ingredient that holds what must not be in."""
    wanted = {c for option in need.options for c in option.concepts}
    for sense in known.glossary.sources.find(reading.text) if wanted else ():
        held = {c for meaning in sense.meanings for c in meaning.split("|")}
        mention = mention_at(reading, sense.start, sense.end)
        like_it = _NOT_ITSELF.match(reading.text, sense.end)
        like_it = like_it or _OF_PLANTS.search(reading.text, 0, sense.start)
        if wanted & held and not (like_it or mention.negated or mention.undecided):
            return assessed(need, "holds it", "미대응", False, span_of(mention))
    return None


_NOT_ITSELF = re.compile(
    r"\s?(?:향(?![가-힣])|향료|색(?![가-힣])|맛(?![가-힣])|머신|메이커|필터|박(?![가-힣])|찌꺼기|컵|잔(?![가-힣])|팩|갑(?![가-힣])|단백|대체)"
)
"""«커피향», «우유팩»: what only smells, looks or is called like it."""
_OF_PLANTS = re.compile(
    r"(?:귀리|오트|아몬드|콩|두유|코코넛|캐슈|쌀|식물성|비건|대체|디카페인|무카페인|글루텐\s?프리|메)\s?$"
)
"""«귀리 우유», «비건 치즈»: what is made without it."""


def _unmentioned(
    known: Knowledge, need: Need, reading: Reading, sole: bool, claimed: frozenset[str]
) -> Assessment:
    """Say what it means that the text does not name the element, by the kind of element."""
    kind = need.element.kind
    if need.absent:
        holds = _is_in_another(known, need, reading)
        if holds and not label_against(known, need, reading):
            return holds
        if (reading.whole_formula or reading.closed) and (need.options or need.names):
            return assessed(need, "whole formula", "대응", True)
        label = label_against(known, need, reading)
        if label:
            return assessed(need, "left out by its label", "대응", True, label)
        denied = family_denied(known, need, reading)
        if denied:
            return assessed(need, "family denied", "대응", True, span_of(denied))
        for m in reading.mentions:
            if m.only and not m.negated and same_family(known, need, m, NARROW_CLASS):
                return assessed(need, "only another", "대응", False, span_of(m))
        return left_open(need, "언급 없음")
    solvent = extracted_with(need.element.text, reading.text)
    if solvent and not mention_at(reading, *solvent.span()).negated:
        return assessed(need, "same phrase", "대응", False, words_of(solvent), more="용매")
    stands = as_it_stands(known, need, reading) if kind == "category" else None
    together = as_a_set(known, need, reading) if kind == "category" and not stands else None
    if together:
        return together
    if stands:
        return in_its_state(need, of_its_quality(known, need, stands, reading), reading)
    stated = of_its_state(known, need, reading) if kind == "category" else None
    if stated:
        return stated
    if kind == "category" and other_head(known, need, reading):
        return other_category(known, need, reading)
    if kind == "emulsion":
        other = other_emulsion(need, reading)
        if other:
            return other
    if kind != "substance":
        found = weigh_phrase(known, need, reading, HALF_SAID)
        if found is None and kind == "structure":
            found = of_its_own_part(known, need, reading)
            found = found or outside_for_its_kind(known, need, reading)
        if found and kind == "use":
            found = _of_the_use(known, need, found, reading)
        if found:
            return found
    typed = (
        kind == "emulsion" and " 중 " in need.element.text
    )  # more than the 실리콘 of «실리콘 중 물형»
    if kind in ("category", "emulsion", "use") and not typed:
        terms_of = aims if kind == "use" else said_words
        found = by_said_words(known, need, terms_of(need.element.text), reading)
        if found is None and kind == "use" and not need.options:
            found = by_meant_words(known, need, reading)
        if found:
            found = of_its_quality(known, need, found, reading)
            return in_its_state(need, found, reading) if kind == "category" else found
    if kind == "category":
        found = any_product(known, need, reading) or same_words(known, need, reading)
        found = found or other_category(known, need, reading)
        if found.match != "대응":
            return found
        return in_its_state(need, of_its_quality(known, need, found, reading), reading)
    if kind in TOLD_OF and _of_nothing_in_it(known, need, reading):
        return assessed(need, "whole formula", "미대응", True)
    if kind == "use":
        return other_use(known, need, reading)
    if kind == "property":
        return weigh_property(known, need, reading)
    single = _SINGLE_LAYER.search(reading.text) if _LAYER.search(need.element.text) else None
    if single:
        return assessed(need, "only another", "미대응", False, words_of(single))
    if kind == "substance":
        phase = phase_of_emulsion(known, need, reading) or in_its_solution(need, reading)
        phase = phase or salt_of_its_base(known, need, reading)
        return phase or other_substance(known, need, reading, sole, claimed)
    denied = family_denied(known, need, reading) if kind == "structure" else None
    without = DOES_WITHOUT.search(need.element.text)
    if denied and without and denied.text in without["what"]:
        denied = None
    body = body_of_the_product(known, need, reading) if kind == "structure" else None
    body = body or (worn_body(known, need, reading) if kind == "structure" else None)
    if body:
        return body
    if denied and reading.text.count(denied.text) == 1:
        return assessed(need, "family denied", "미대응", False, span_of(denied))
    return left_open(need, "언급 없음")
