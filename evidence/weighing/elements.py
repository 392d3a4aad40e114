"""One element against one product: the order in which the rules are asked.

``assess_element`` weighs what the text names (every mention by its relation to the element, then by
letters) and, where it names nothing of it, what that silence means for an element of that kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from evidence.needs import PHRASES, Name, Need, Option
from evidence.products import Reading
from evidence.quantities import Quantity
from evidence.types import Assessment
from evidence.weighing.agents import of_one_agent
from evidence.weighing.amounts import (
    amount_together,
    bare_concentration,
    joint_amount,
    weigh_amount,
    weigh_dose,
    weigh_left_over,
    weigh_property,
    weigh_push,
)
from evidence.weighing.at_use import mixed_at_use
from evidence.weighing.beside import value_beside
from evidence.weighing.categories import (
    in_another_state,
    type_denied,
)
from evidence.weighing.choices import another_way, but_for_other_ways, way_unsaid
from evidence.weighing.conditions import (
    by_a_bare_stage,
    check_conditions,
    value_by_its_unit,
    value_of_its_part,
)
from evidence.weighing.counted_as import weigh_what_it_gives
from evidence.weighing.denials import (
    absent_of_a_part,
    of_what_is_denied,
    part_without,
    unless_denied,
)
from evidence.weighing.described import (
    DOES_NOT,
    GOT_BY,
    done_by_another,
    is_what_it_does,
    of_its_limits,
    role_taken,
    swapped,
    weigh_phrase,
)
from evidence.weighing.details import weigh_details
from evidence.weighing.dosage_forms import (
    gel_by_its_name,
    of_its_formulation,
    other_form_in_words,
)
from evidence.weighing.effects import weigh_effect
from evidence.weighing.grades import of_its_grade
from evidence.weighing.hosts import of_its_host
from evidence.weighing.identity import told_agent, weigh_identity
from evidence.weighing.indices import of_its_ethoxylation, of_its_index, weigh_index
from evidence.weighing.kinds import of_its_kind
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.layers import layer_of_a_stack, weigh_layer
from evidence.weighing.light import of_its_light
from evidence.weighing.mentioned import weigh_mentions
from evidence.weighing.molecular_grades import weigh_molecular_grade
from evidence.weighing.moments import weigh_moment
from evidence.weighing.names import (
    modifier_denied,
)
from evidence.weighing.open_choices import unless_left_to_choose
from evidence.weighing.packed import weigh_packed
from evidence.weighing.places import filled_by_another
from evidence.weighing.pouring import weigh_pouring
from evidence.weighing.purposes import not_for_it, thing_unsaid
from evidence.weighing.ratios import weigh_ratio, weigh_recipe
from evidence.weighing.restated import got_by_a_step, weigh_restated, what_is_left_undone
from evidence.weighing.sending import weigh_sending
from evidence.weighing.sequence import weigh_sequence
from evidence.weighing.stages import done_by_its_name, told_in_brief
from evidence.weighing.stuff import of_its_stuff, of_one_stuff
from evidence.weighing.substances import (
    denied_with_its_thing,
)
from evidence.weighing.treatments import (
    done_by_heat,
    done_with_another,
    of_its_manner,
    treated_with_another,
)
from evidence.weighing.unmentioned import missing_from_parts, weigh_silence
from evidence.weighing.variables import of_its_chain, of_its_formula, weigh_formula, weigh_variables
from evidence.weighing.verdicts import (
    assessed,
    left_open,
    span_of,
    turned,
    words_of,
)
from evidence.weighing.water import (
    none_needed,
    weigh_dry,
)
from evidence.weighing.weights import weigh_own_measure
from evidence.weighing.words import is_refused

WAYS = PHRASES | {"other", "property", "category", "substance", "emulsion", "use"}
"""Kinds of elements that are made or work in one way or another."""
_WITHOUT = re.compile(r"없|않|안\s|^[비무]")
"""A way that is told by what is not done: «채혈 없이»."""
_NAMED_KINDS = frozenset({"category", "structure", "other"})
"""Kinds of elements that name what a product is made up as: «스트립» is a part as well."""
_VALUED = frozenset({"property", "other"})
"""Kinds of elements that are a value of something: «소음 레벨이 50dB 이하»."""


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

    def weigh(another: Need) -> Assessment:
        return assess_element(known, another, reading, sole, claimed, claim_text)

    told = (
        weigh_restated(known, need, reading, weigh)
        or of_one_stuff(known, need, reading)
        or weigh_variables(known, need, reading)
        or weigh_formula(need, reading)
        or done_by_heat(need, reading)
        or of_one_agent(need, reading, claim_text)
        or of_its_formulation(need, reading)
        or gel_by_its_name(need, reading)
        or weigh_sending(need, reading)
        or part_without(known, need, reading)
        or done_by_its_name(known, need, reading)
        or mixed_at_use(need, reading)
        or weigh_molecular_grade(known, need, reading)
        or weigh_what_it_gives(known, need, reading)
        or weigh_layer(known, need, reading)
        or layer_of_a_stack(known, need, reading)
        or treated_with_another(known, need, reading)
        or done_with_another(known, need, reading)
    )
    if told:
        return told
    if need.absent and need.element.kind in PHRASES and (done := what_is_left_undone(known, need)):
        return weigh(done).model_copy(update={"element": need.element})
    told = (
        weigh_index(known, need, reading)
        or absent_of_a_part(known, need, reading)
        or of_what_is_denied(need, reading)
        or weigh_push(known, need, reading)
        or weigh_left_over(known, need, reading)
        or weigh_moment(known, need, reading)
        or weigh_packed(known, need, reading)
        or weigh_own_measure(known, need, reading)
    )
    if told:
        return told
    of_part = value_of_its_part(known, need, reading)
    if of_part and of_part.match == "미대응":
        return of_part
    found = of_its_formula(need, _in_one_way(known, need, reading, sole, claimed, claim_text))
    found = of_its_index(need, found)
    found = of_its_ethoxylation(known, need, found, reading)
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
        found = by_a_bare_stage(known, need, reading) or found
    if found.match is None:
        found = got_by_a_step(known, need, weigh) or found
    found = told_in_brief(known, need, found, reading)
    found = of_its_manner(need, found, reading)
    found = unless_denied(known, need, found, reading)
    found = _enough(known, need, found, reading)
    found = of_its_chain(known, need, found, reading)
    found = denied_with_its_thing(known, need, found, reading)
    found = done_by_another(known, need, found, reading, claim_text)
    found = role_taken(known, need, found, reading)
    found = of_its_stuff(known, need, found, reading)
    found = filled_by_another(known, need, found, reading, claimed, claim_text)
    found = value_beside(known, need, found, reading)
    found = of_its_light(known, need, found, reading)
    found = weigh_sequence(known, need, found, reading)
    found = weigh_pouring(known, need, found, reading)
    found = of_its_host(known, need, found, reading)
    found = of_its_grade(known, need, found, reading)
    found = unless_left_to_choose(known, need, found, reading)
    found = missing_from_parts(known, need, found, reading)
    return weigh_details(known, need, found, reading)


def unless_the_product(
    need: Need,
    found: Assessment,
    needs: Sequence[Need],
    reading: Reading,
    weigh: Callable[[Reading], Assessment],
) -> Assessment:
    """«유제품을 포함하지 않는», «아이스크림» against «귀리 아이스크림»: the product is none of what is left out."""
    span = found.span
    if not need.absent or found.match != "미대응" or span is None:
        return found
    products = [n.element.text for n in needs if n.element.kind == "category" and not n.absent]
    if not any(span.text in product for product in products):
        return found
    rest = tuple(m for m in reading.mentions if m.start != span.start)
    again = weigh(replace(reading, mentions=rest))
    same = again.span is not None and again.span.start == span.start
    return left_open(need, "언급 없음") if same else again


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

    def weigh(part: Need) -> Assessment:
        return assess_element(known, part, reading, False, frozenset())

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
    found = weigh_mentions(known, need, reading, claimed, weigh) or none_needed(need, reading)
    if found and need.element.kind in PHRASES:
        found = of_its_limits(known, need, found, reading)
    if found:
        return turned(found) if need.absent else found
    return weigh_silence(known, need, reading, sole, claimed)


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
    """«비닐렌 카보네이트를 포함하는 비수 전해액» against «전해액에 VC»: the holder's head is named.

    Where a share of what is held is asked for, the holder goes without saying: «FEC 5wt%».
    """
    holds = _HOLDS.search(need.element.text)
    if need.element.kind != "substance" or holds is None or not need.options:
        return need
    names = tuple(n for n in need.names if n.span.start < holds.end())
    options = tuple(o for o in need.options if o.span.start < holds.end())
    head = holds["holder"].split()[-1]
    if len(head) < 2 or any(m.negated and head in m.text for m in reading.mentions):
        return need
    q = need.quantity
    share = q is not None and q.unit.endswith(("%", "부")) and q.end <= holds.end()
    if share and (options or names) and _MIXED.search(head):
        return replace(need, names=names, options=options)
    thing = known.glossary.lookup(head)
    said = head in reading.text or any(m.concept is thing and thing for m in reading.mentions)
    return replace(need, names=names) if said and options else need


_HOLDS = re.compile(
    r"(?:(?:을|를)\s(?:[\d.][^가-힣]*(?:내지\s?)?[^가-힣]*[가-힣]{0,3}%?\s?(?:이상|이하|미만)?\s?(?:으로|로)?\s)?(?:포함|함유)하는"
    r"|(?:이|가)?\s(?:배합|함유|첨가|포함|혼합|용해)된)\s(?=(?P<holder>[가-힣\s]+)$)"
)
"""What a thing that holds the named ones is introduced by."""
_MIXED = re.compile(
    r"(?:액|용매|잉크|젤|겔|반죽|혼합물|배지|피|소|슬러리|페이스트|도료|소스|시럽|원료|믹스|처리수|소독수|세정수|양액|육수|베이스)$"
)
"""What is no thing beside the one mixed into it; a capsule or a layer is."""


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
