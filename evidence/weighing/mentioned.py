"""What the mentions of a text say of an element: every one weighed, the strongest kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from evidence.needs import ANY_STEP, MASSES, PHRASES, THINGS, Need, Option
from evidence.negation import NARROWED
from evidence.other_kind import IS_NOT
from evidence.phrases import aims, said_words
from evidence.products import Mention, Reading
from evidence.types import Assessment
from evidence.weighing.amounts import (
    amount_by_label,
    amount_by_measure,
    amount_of_the_active,
    amount_of_the_product,
    amount_together,
    bare_concentration,
    may_be_none,
    one_over,
    value_near,
    weigh_amount,
)
from evidence.weighing.categories import (
    LONGEST_NAME,
    by_the_claimed_name,
    for_whom,
    in_its_state,
    of_what_is_made,
    same_aim,
    same_words,
    says_more,
)
from evidence.weighing.conditions import (
    check_conditions,
)
from evidence.weighing.denials import (
    NO_SUCH,
)
from evidence.weighing.described import (
    by_said_words,
    unless_outside,
)
from evidence.weighing.dosage_forms import (
    other_form_by_name,
)
from evidence.weighing.knowledge import WIDE_CLASS, Knowledge
from evidence.weighing.names import (
    by_letters,
    ends_as_named,
    from_elsewhere,
    is_extracted,
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
from evidence.weighing.owners import is_of_another
from evidence.weighing.salts import of_its_salt
from evidence.weighing.substances import (
    NUTRIENT,
    family_denied,
    instead_of_broader,
)
from evidence.weighing.verdicts import (
    Weigher,
    assessed,
    span_of,
    strength,
)
from evidence.weighing.water import (
    other_emulsion,
)
from evidence.wording import LACK
from graph.schema import ElementKind, Span

QUALIFIERS: dict[str, ElementKind] = {"emulsion": "emulsion", "part": "structure"}
"""What else a category may ask for, by the kind of concept, and how that is weighed."""


def weigh_mentions(
    known: Knowledge, need: Need, reading: Reading, claimed: frozenset[str], weigh: Weigher
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
        made = amount_of_the_product(known, need, best, reading) if share else None
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
        met = _qualified(known, need, best, reading, weigh)
        return check_conditions(known, need, met, reading) if met.match == "대응" else met
    if need.element.kind == "emulsion" and best.findings[0].rule == "broader":
        return other_emulsion(need, reading) or best
    if need.element.kind == "substance":
        if best.match == "대응" and not need.absent:
            best = of_its_quality(known, need, best, reading)
        best = of_its_part(known, need, best, reading)
        best = best if need.absent else of_its_salt(need, best, reading)
        best = from_elsewhere(need, best, reading) or best
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
    if polymer is None or mention.concept is None or not OF_CLOTH.search(reading.text):
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


OF_CLOTH = re.compile(
    r"원단|직물|부직포|니트|환편|경편|다이마루|필라멘트|스판덱스|텍스타일|편물|섬유|원사|방적사|혼용률|혼방|[가-힣]사(?=\s|$|[,.\d])|fabric|yarn|fib(?:er|re)|nonwoven|textile|wov",
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


def _qualified(
    known: Knowledge, need: Need, found: Assessment, reading: Reading, weigh: Weigher
) -> Assessment:
    """«무수 프라이머», «회전걸레가 구비된 로봇청소기»: what the category must have besides."""
    lacking = _without_a_thing(known, need, found, weigh)
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
        # the values are of the whole element, and weighed with it
        asked = weigh(replace(part, quantity=None, conditions=(), measures=(), ratio=None))
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
    known: Knowledge, need: Need, found: Assessment, weigh: Weigher
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
    asked = weigh(part)
    if asked.match == "대응":
        return None
    if asked.match == "미대응":
        return asked.model_copy(update={"element": need.element})
    return assessed(need, "qualifier unsaid", "판단불가", False, found.span, part.things[0].span)
