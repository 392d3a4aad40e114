"""Categories and uses: what a product is, and what it is for.

A category is met by its form, its words or its use; another category or another use tells against
it only where it is surely another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from evidence.claims import ANY_FORM
from evidence.leftover import likeness
from evidence.mentions import is_share
from evidence.needs import WANTED, Need
from evidence.other_kind import IS_NOT, is_other_kind
from evidence.phrases import aims, overlap, said_words, told_at
from evidence.products import Mention, Reading, mention_at
from evidence.types import Assessment
from evidence.weighing.conditions import check_conditions
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.purposes import (
    IS_FOR,
    OF_A_TEXT,
    carried_alike,
    for_another,
    for_children,
    told_by_agent,
)
from evidence.weighing.substances import label_against
from evidence.weighing.verdicts import assessed, left_open, span_of, words_of
from evidence.weighing.words import (
    EITHER,
    HALF_SAID,
    PRODUCT_WORD,
    last_word,
    product_noun,
    unknown_words,
)
from graph.schema import Span

ANY_PRODUCT = frozenset({"composition", "product", "article"})
"""Categories that every product belongs to."""
GENERIC = ANY_PRODUCT | {"system", "apparatus", "device", "machine", "method"}
"""What a category may end in without saying what the thing is."""
LIKE_NAMED = 0.3
"""Share of a name's letter pairs from which on a text may name the thing in a longer or other way."""
GENERIC_NAMES = GENERIC | {"manufacturing_method", "kit", "set"}
"""Names of categories that need something said before them."""
FIELDS = frozenset(
    {"pharmaceutical_composition", "food_composition", "cosmetic_composition", "quasi_drug"}
)
"""Categories that name a field and no form."""
BY_AIM = {"paint_by_aim": "paint"}
"""Categories that are named by their aim, beside others of their kind that are named by what they are."""
DOSAGE_FORMS = frozenset(
    {
        "stick_cosmetic",
        "aerosol_cosmetic",
        "gel_cosmetic",
        "cream",
        "balm",
        "lotion",
        "mist",
        "ampoule",
        "nail_enamel",
        "film_product",
        "patch_product",
        "capsule",
        "tablet",
        "granule",
        "oral_liquid",
        "syrup_form",
    }
)
"""Forms that cosmetics, medicines and foods come in: alone they tell no field."""
MATTERS = frozenset(
    {
        "additive_composition",
        "dispersion_form",
        "drug_delivery_system",
        "film_preparation",
        "freeze_dried_preparation",
        "gel_form",
        "hydrogel_composition",
        "liquid_preparation",
        "nanoparticle_dispersion",
        "paste_form",
        "powder_preparation",
        "suspension_form",
        "white_film",
    }
)
"""Categories that say what a thing is made up as, in whatever field."""
LIQUIDS = frozenset(
    {"dispersion_form", "liquid_preparation", "nanoparticle_dispersion", "suspension_form"}
)
"""Those of them that a tablet is not."""
SAME_THING = frozenset({"composition", "product", "article", "apparatus", "device", "method"})
"""Categories so wide that two names below them may be of one thing: 마사지기, 피부 관리 기구."""
CONTAINERS = frozenset({"container", "packaging"})
"""What a product is filled into, which is not what it is."""
DEVICES = frozenset({"device", "apparatus", "machine"})
LOOSE = frozenset({"category", "use"})
"""Kinds of elements that products of many claims meet."""
KINDRED_USES = frozenset(
    {"inflammatory_skin_relief", "microbe_control", "urological_disease", "glycemic_control"}
)
"""Classes of uses that people name for one another: 진정 for 항염증, 소독 for 항균, 혈당 for 당뇨."""
LONGEST_NAME = 8
"""Words from which on a category or use is a clause about it, not its name."""
_DRUG = re.compile(
    r"[가-힣]*(?:의약품|치료제|항(?:혈전|혈소판|암|염|염증|우울|응고|바이러스|경련|고혈압|당뇨|비만|구토|히스타민|진균|결핵|불안|정신병|부정맥|생)제"
    r"|(?:진통|해열|소염|수면|이뇨|지사|진해|거담|제산|혈압강하|면역억제|점안|주사)제|(?<=\s)단일제|(?<=[\s가-힣])주사|(?<![치농계예절제요협청공서조도활해규언마쇠취빈연음집허])(?<!(?<![가-힣])화)약)"
    r"(?=$|[\s,.!)?]|은|는|이|가|을|를|으로|로|도|입|인|임|예요|이에요)"
)
"""«대장염약», «먹는 약»: a medicine by its plain word; 치약, 농약 and 계약 are none."""
_AS_DRUG = re.compile(r"(?:약제|의약|의약품|약물|치료제)(?:으로|로)서?\s?(?:사용|이용)?")
"""«약제로서 사용하기 위한»: the use is to be a medicine."""
_REMEDY = re.compile(
    r"(?:치료|예방|개선|진통|해열|소염|수면|이뇨|지사|진해|거담|제산|소화|지혈|살균|소독|표백|탈취|방충|제습)[제약]$"
)
"""A class of drugs by the trouble it is for: «비만 치료제»."""
_DONE_TO = re.compile(r"^항|예방|개선|치료|완화|억제|방지|감소|케어|용$")
"""What is done to a trouble, which a use and its trouble differ by."""
_RATED = re.compile(r"(?<![A-Za-z])SPF(?!\s?(?:없|미|안|표시\s?(?:없|안)))", re.IGNORECASE)
"""«SPF 표시도 하려고요»: protection from the sun without its value."""
_POWDER = re.compile(r"분말|가루|파우더|powder", re.IGNORECASE)
_STATES: dict[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "solid": (
        re.compile(r"고형|고체|솔리드"),
        re.compile(
            r"고형|고체|솔리드|solid|스틱|stick|비누|바\s?타입|바$|bar|팩트|시트|종이|sheet",
            re.IGNORECASE,
        ),
    ),
    "liquid": (
        re.compile(r"액상|액체|리퀴드"),
        re.compile(r"액상|액체|액제|액$|리퀴드|liquid|오\s?드|토너|틴트|미스트", re.IGNORECASE),
    ),
    "powder": (_POWDER, _POWDER),
    "capsule": (re.compile(r"캡슐"), re.compile(r"캡슐|파드|포드|capsule|pod", re.IGNORECASE)),
    "tablet": (
        re.compile(r"정제형|정제 타입|타블렛|태블릿"),
        re.compile(r"정제(?!수)|타블렛|태블릿|알약|tablet", re.IGNORECASE),
    ),
    "jelly": (re.compile(r"젤리"), re.compile(r"젤리|구미|jelly", re.IGNORECASE)),
    "soft": (re.compile(r"(?!)"), re.compile(r"튜브|폼|젤|겔|크림|로션|워시")),
}
"""States of matter that a category may ask for, and the words for them in a product's own name."""
_APART: dict[str, frozenset[str]] = {
    "solid": frozenset({"liquid", "powder", "soft"}),
    "liquid": frozenset({"solid", "powder"}),
    "powder": frozenset({"solid", "liquid", "soft", "tablet"}),
    "capsule": frozenset({"liquid", "powder", "soft"}),
    "tablet": frozenset({"liquid", "powder", "soft"}),
    "jelly": frozenset({"liquid", "powder", "capsule"}),
}
"""States that a product in the one is not in."""
BRIEF = 30
"""Characters up to which a text is a name or a note, which says what it means."""
LONGEST_STATE = 5
"""Words up to which a category is a product's name and not a clause."""
STATE_REACH = 6
"""Characters before a product's name in which its state is told: «튜브형 폼클렌저»."""
_GENERIC_NOUN = re.compile(r"시스템|장치|기기|기계|기구|조성물|제제|제품|세트")


def any_product(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«조성물» alone is any product; a method of making a thing is met by who makes it."""
    concepts = need.wanted
    forms = [m for m in reading.mentions if m.concept and m.concept.kind == "form"]
    forms = [m for m in forms if not m.negated]
    if forms and ANY_FORM.fullmatch(need.element.text.strip(" ,.;")):
        return assessed(need, "any product", "대응", True, span_of(forms[-1]))
    if concepts and concepts <= ANY_PRODUCT:
        words = unknown_words(reading)
        if forms:
            return assessed(need, "any product", "대응", True, span_of(forms[-1]))
        if words:
            start, end = words[-1]
            span = Span(start=start, end=end, text=reading.text[start:end])
            return assessed(need, "any product", "대응", False, span)
        last = last_word(reading)
        named = [m for m in reading.mentions if m.kind == "substance" and not m.negated]
        if last is None and named and concepts == {"composition"}:
            last = span_of(named[-1])  # «민들레·쑥 추출물 분말»: what it is made of is what it is
        if last:
            return assessed(need, "any product", "대응", False, last)
    drug = _DRUG.search(reading.text) if "pharmaceutical_composition" in concepts else None
    if drug:
        span = words_of(drug)
        return assessed(need, "species of genus", "대응", False, span, need.options[0].span)
    if any(known.glossary.is_a(c, "method") for c in concepts):
        for option in need.qualifiers:
            for m in reading.mentions:
                if not m.negated and known.relation(option, m) in ("same", "species"):
                    return assessed(need, "product of the method", "대응", False, span_of(m))
        if "computer_implemented_method" in concepts:
            for m in reading.mentions:
                program = m.concept and (
                    m.concept.kind == "software"
                    or known.glossary.is_a(m.concept.id, "computer_program")
                )
                if program and not m.negated:
                    return assessed(need, "product of the method", "대응", False, span_of(m))
    return None


def as_it_stands(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«사료 첨가제» of «닭 사료첨가제», «주사제» of «액제 주사»: the claim's name within a longer one."""
    canonical = known.glossary.speller.canonical(reading.text)
    for option in need.options if len(need.options) == 1 else ():
        key = known.glossary.speller.key(option.span.text)
        at = canonical.text.find(key) if len(key) >= LEAST_LETTERS else -1
        if at >= 0:
            m = mention_at(reading, *canonical.origin(at, at + len(key)))
            if not (m.negated or m.undecided):
                return assessed(need, "same words", "대응", False, span_of(m), option.span)
        shot = _INJECTED.search(reading.text) if "injection_form" in option.concepts else None
        if shot and not mention_at(reading, *shot.span()).negated:
            span = words_of(shot)
            return assessed(need, "species of genus", "대응", False, span, option.span)
    return None


LEAST_LETTERS = 4
"""Letters that a category's name has at least that is looked for within longer ones."""
_INJECTED = re.compile(
    r"(?:피하|정맥|근육|관절|동결건조|액상|액제|항체|[가-힣])?\s?주사(?:액|제|약)?(?=$|[\s,.()+]|로|용|입|예|임)"
)
"""What is injected, by the plain word."""


def same_words(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«로봇청소기 시스템» against a 로봇청소기: what is left without 시스템, 장치, 조성물."""
    wanted = [t for t in known.terms(need.element.text) if t.concept not in GENERIC and t.concept]
    seen = overlap(wanted, reading, known.glossary)
    if seen.share >= HALF_SAID and seen.said:
        share = f"{seen.share:.0%}"
        return assessed(need, "same phrase", "대응", False, span_of(seen.said[-1]), more=share)
    words = {known.glossary.speller.key(option.span.text) for option in need.options}
    for m in reading.mentions:
        key = known.glossary.speller.key(m.text)
        if m.kind == "category" and not m.negated and _generic_rest(key, words):
            return assessed(need, "same phrase", "대응", False, span_of(m), more="품목")
    return None


def other_head(known: Knowledge, need: Need, reading: Reading) -> bool:
    """«클렌징 밤» against a 클렌징오일: the product's form is a sibling of the claimed one."""
    wanted = {c for o in need.options for c in o.concepts if c in known.glossary.concepts}
    forms = [m for m in reading.mentions if m.kind == "category" and not m.negated and m.concept]
    if not wanted or not forms:
        return False
    form = forms[-1].concept
    assert form is not None
    if _named_by_aim(known, wanted, form.id):
        return False
    theirs = {p for c in wanted for p in known.glossary.concepts[c].parents}
    siblings = {p for p in theirs & set(form.parents) if p not in FIELDS | GENERIC}
    return bool(siblings) and not any(known.glossary.is_a(form.id, c) for c in wanted)


def _named_by_aim(known: Knowledge, wanted: Iterable[str], form: str) -> bool:
    """«차열도료» against a 수성 도료: named by its aim, which says nothing of what the thing is otherwise."""
    is_a = known.glossary.is_a
    return any(
        is_a(form, kind) and is_a(w, kind) and is_a(form, aim) != is_a(w, aim)
        for aim, kind in BY_AIM.items()
        for w in wanted
    )


def of_its_state(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«액체 세제» against «액상 주방세제», «세탁 세제»: a thing of that kind, in that state or unsaid."""
    stated = _IN_A_STATE.match(need.element.text.strip(" ,."))
    kind = known.glossary.lookup(stated["what"].removesuffix(" 조성물")) if stated else None
    if kind is None:
        return None
    for m in reading.mentions:
        named = m.kind == "category" and m.concept and not (m.negated or m.undecided)
        if named and m.concept and known.glossary.is_a(m.concept.id, kind.id):
            found = assessed(need, "species of genus", "대응", False, span_of(m))
            return in_its_state(need, found, reading)
    return None


_IN_A_STATE = re.compile(
    r"(?:액체|액상|분말|가루|고체|고형)(?:형|상|타입)?\s(?P<what>[가-힣]+(?:\s[가-힣]+)?)$"
)
"""A category by its state of matter and its kind: «고체 샴푸», «분말 세정제 조성물»."""


def type_denied(need: Need, reading: Reading) -> Assessment | None:
    """«리필형 용기» against «리필 불가»: the product says that it is not of the claimed type."""
    for asked in _TYPE.finditer(need.element.text):
        words = rf"(?<![가-힣]){asked['type']}"
        denied = re.search(words + _NOT_OF_IT, reading.text)
        told = list(re.finditer(words, reading.text))
        if told and all(is_other_kind(reading.text, m.end(), False) for m in told):
            denied = denied or told[0]
        if denied:
            return assessed(need, "negation", "미대응", False, words_of(denied))
    return (
        _head_denied(need, reading) or _form_denied(need, reading) or _of_other_type(need, reading)
    )


def _of_other_type(need: Need, reading: Reading) -> Assessment | None:
    """«밤 타입 클렌징 화장료» against «줄줄 흐르는 액상 타입»: a type told in the claimed one's place."""
    asked = _BY_TYPE.search(need.element.text)
    if asked is None or asked["type"] in reading.text:
        return None
    mine = _type_of(asked["type"])
    for told in _BY_TYPE.finditer(reading.text):
        theirs = _type_of(told["type"])
        m = mention_at(reading, *told.span())
        if mine == theirs or {mine, theirs} in _LIKE_TYPES or m.negated or m.undecided:
            continue
        if not is_other_kind(reading.text, told.end(), False):
            return assessed(need, "other category", "미대응", False, words_of(told))
    return None


def _type_of(word: str) -> str:
    return next(kind for kind, words in _TYPES.items() if word in words.split("|"))


_TYPES = {
    "solid": "밤|스틱|고체|고형|바",
    "liquid": "액상|리퀴드|워터|오일|액체|물",
    "gel": "젤|겔",
    "foam": "폼|거품|무스",
    "cream": "크림|로션|밀크|유액",
    "powder": "파우더|분말|가루|과립",
    "spray": "스프레이|미스트|분무",
    "sheet": "티슈|패드|시트|패치",
}
_BY_TYPE = re.compile(
    rf"(?<![가-힣])(?P<type>{'|'.join(_TYPES.values())})\s?(?:타입|제형)(?!이?\s?(?:아니|아닌|말고))"
)
"""«밤 타입», «액상 제형»: a form told as the type of something."""
_LIKE_TYPES = (
    {"solid", "cream"},
    {"gel", "cream"},
    {"gel", "liquid"},
    {"liquid", "spray"},
    {"liquid", "cream"},
    {"foam", "liquid"},
)
"""Types that one product may be told as."""


def _form_denied(need: Need, reading: Reading) -> Assessment | None:
    """«젤리 식품» against «젤리가 아니고 분말 스틱», «페이스 오일 조성물» against «오일 아니고 젤크림»."""
    for form in _FORM_WORD.findall(need.element.text):
        told = re.finditer(rf"(?<![가-힣A-Za-z]){form}(?P<denied>{_IS_NO_FORM})?", reading.text)
        places = [m for m in told if m["denied"] or not _NAMES_MORE.match(reading.text, m.end())]
        if places and all(m["denied"] for m in places):
            return assessed(need, "negation", "미대응", False, words_of(places[0]))
    return None


_FORM_WORD = re.compile(
    r"(?<![가-힣])(?:젤리|젤|겔|크림|오일|밤|로션|토너|에센스|세럼|앰플|미스트|스프레이|스틱|파우더|폼|비누|티슈|패치|팩|쿠션|팩트|왁스|무스"
    r"|샴푸|린스|캡슐|정제|과립|분말|환|음료|시럽|연고|액상|고형|필름|구미|바)(?=\s)"
)
"""Words of a category that say in which form it comes: the 젤 of «젤 네일 조성물»."""
_IS_NO_FORM = (
    r"(?:[·/,]\s?[가-힣]{1,6})?\s?(?:타입|형|제형|형태|제품)?(?:이|가|은|는)?\s?"
    rf"(?:{IS_NOT}|말고(?!도|는\s?(?:없|다른))|대신(?=\s))"
)
_NAMES_MORE = re.compile(
    r"(?!(?:예요|이에요|입니다|이고|이며|인데|임|으?로|[은는이가을를의와과도에라만용])(?![가-힣]{3}))[가-힣A-Za-z]"
)
"""What makes another word of it: «오일리», «크림색»."""


def _head_denied(need: Need, reading: Reading) -> Assessment | None:
    """«LED 마스크» against «마스크가 아니라 패널이에요»: it is no such thing at all."""
    words = need.element.text.strip(" ,.;").split()
    head = words[-1] if words else ""
    if len(head) < 2 or _ANY_HEAD.search(head) or not _HANGUL.fullmatch(head):
        return None
    told = list(re.finditer(rf"{head}(?P<denied>{_IS_NONE})?", reading.text))
    if not told or not all(m["denied"] for m in told):
        return None
    return assessed(need, "negation", "미대응", False, words_of(told[0]))


_HANGUL = re.compile(r"[가-힣]+")
_ANY_HEAD = re.compile(
    r"(?:조성물|제제|제품|물품|방법|장치|시스템|기기|기구|용기|식품|의약품|의약외품|화장료|화장품|세트|키트|제형|구조체?|복합체|유닛|재료|소재|물질)$"
)
"""What a category ends in that says nothing of which thing it is."""
_IS_NONE = rf"(?:이|가|은|는)?\s?{IS_NOT}"
_TYPE = re.compile(r"(?<![가-힣])(?P<type>[가-힣]{2,5})(?:형|식|용)(?=\s[가-힣])")
_NOT_OF_IT = (
    r"(?:형|식|용|타입|방식)?(?:은|는|이|가)?\s?"
    rf"(?:불가(?!피)|안\s?(?:되|돼|됨|됩|된)|{IS_NOT})"
)


def _generic_rest(name: str, longer: Iterable[str]) -> bool:
    """Whether a longer name is this one and a noun that every such product ends in."""
    return len(name) >= 2 and any(
        other.startswith(name) and _GENERIC_NOUN.fullmatch(other[len(name) :]) for other in longer
    )


def of_what_is_made(
    known: Knowledge, need: Need, best: Assessment, found: Sequence[Assessment], reading: Reading
) -> Assessment:
    """«콜드브루 커피의 제조방법» against «제조법»: a generic noun alone is not the thing; nor is one denied."""
    claim = best.findings[-1].claim_span if best.findings else None
    if best.match != "대응" or claim is None or len(need.options) < 2:
        return best
    if not EITHER.search(need.element.text):
        denied = [a for a in found if a.match == "미대응" and a.findings[0].rule == "negation"]
        if denied:
            return denied[0]
    generic = [o for o in need.options if o.concepts <= GENERIC_NAMES]
    if not any(o.span == claim for o in generic) or len(generic) == len(need.options):
        return best
    things = [o for o in need.options if o not in generic]
    related = {known.relation(o, m) for o in things for m in reading.mentions}
    if related - {None, "broader"}:
        return best
    wider = next((a for a in found if a.findings and a.findings[0].rule == "broader"), None)
    if related == {None, "broader"} and wider:
        return wider
    if "broader" in related:
        return best
    if any(likeness(o.span.text, reading.text, known.glossary) >= LIKE_NAMED for o in things):
        return best
    return left_open(need, "무엇을 만드는지 언급 없음")


def by_the_claimed_name(
    known: Knowledge, need: Need, best: Assessment, found: Sequence[Assessment]
) -> Assessment:
    """«플라스타(카타플라스마 아님)» against «카타플라스마제»: a text that denies the claim's own name means it."""
    if best.match != "대응" or best.findings[0].rule != "synonym":
        return best
    key = known.glossary.speller.key
    own = {key(option.span.text) for option in need.options}
    for a in found:
        denied = a.match == "미대응" and a.findings[0].rule == "negation" and a.span
        if denied and any(name.startswith(key(denied.text)) for name in own):
            return a
    return best


def as_a_set(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«염모용 키트» against «염색약 세트»: what is sold together is a kit or a set alike."""
    asked = _SET.search(need.element.text)
    told = _SET_TOLD.search(reading.text) if asked else None
    if asked is None or told is None:
        return None
    wanted = known.terms(_FOR_IT.sub(" ", need.element.text[: asked.start()]))
    if wanted and overlap(wanted, reading, known.glossary).share < HALF_SAID:
        return None
    span = words_of(told)
    if mention_at(reading, *told.span()).negated:
        return assessed(need, "negation", "미대응", False, span)
    return assessed(need, "same phrase", "대응", False, span, more=asked.group())


_SET = re.compile(r"(?<![가-힣])(?:키트|세트)(?=[\s,.;]*$)")
_SET_TOLD = re.compile(
    r"(?<![카프르])세트(?![럴리팅])|키트(?![가-힣]{2})|(?<![A-Za-z])(?:kit|set)(?![A-Za-z])",
    re.IGNORECASE,
)


def says_more(known: Knowledge, need: Need, broader: Assessment, reading: Reading) -> bool:
    """Whether a text says more of a category than the wider word: «희석식 소주» is not «소주» alone."""
    key = known.glossary.speller.key
    said = key(broader.span.text) if broader.span else ""
    own = [key(_KIND_END.sub("", t.text)) for t in said_words(need.element.text)]
    others = [word for word in own if word not in said and said not in word]
    text = key(reading.text)
    if not others or any(word in text or word[:2] in text for word in others):
        return True
    return bool(overlap(known.terms(" ".join(others)), reading, known.glossary).said)


_KIND_END = re.compile(r"(?<=[가-힣]{2})(?:형|식|용|성|상|계|타입)$")


def for_whom(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«벽지용 페인트» against «페인트»: whom or what a product is for, where its name does not imply it."""
    asked = _FOR_WHOM.search(need.element.text)
    span = found.span
    named = found.rule in ("same name", "synonym")
    if asked is None or span is None or found.match != "대응" or not named:
        return found
    if "방법" in need.element.text or asked["who"] in reading.text:
        return found
    form = mention_at(reading, span.start, span.end)
    told = known.glossary.choices.find(reading.text)
    if any(
        way.choice == own.choice and way.ways & own.ways and not told_at(reading, way).negated
        for own in known.glossary.choices.find(asked["whom"])
        for way in told
    ):
        return found  # «일회용 점안제» against «unit-dose 점안액»
    if overlap(known.terms(asked["who"]), reading, known.glossary).said:
        return found
    if form.concept and _is_for(known, asked["whom"], form):
        return found
    whole = known.glossary.lookup(need.element.text.strip(" ,.;"))
    if whole and form.concept and known.glossary.is_a(form.concept.id, whole.id):
        return found  # «캠핑용 텐트» against «에어텐트»: the name with its use is one of the thing's names
    return assessed(need, "qualifier unsaid", "판단불가", False, span, words_of(asked, "whom"))


_FOR_WHOM = re.compile(
    r"(?<![가-힣])(?P<whom>(?P<who>(?!화장|미용|의료|의약|인체|피부|경구|국소|인간|사람|가정|식품|약학)[가-힣]{2,6})용)\s(?=[가-힣])"
)


def in_its_state(need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«고형 세정제», «고체 향수»: the product's own name says its state, or leaves it open."""
    text = need.element.text
    head = max((o.span.start for o in need.options), default=0)
    if found.match != "대응" or found.findings[-1].claim_span is None:
        head = len(text)
    asked = {s for s, (claimed, _) in _STATES.items() if claimed.search(text, 0, head)}
    forms = [m for m in reading.mentions if m.kind == "category" and not m.negated]
    if len(asked) != 1 or not forms or len(text.split()) > LONGEST_STATE:
        return found
    (state,) = asked
    told = {
        s: m
        for m in forms
        for s, (_, said) in _STATES.items()
        if said.search(reading.text[max(0, m.start - STATE_REACH) : m.end])
    }
    said = _STATES[state][0].search(reading.text)
    if said and mention_at(reading, *said.span()).negated:
        return assessed(need, "negation", "미대응", False, words_of(said))
    if state in told or said:
        return found
    apart = next((told[s] for s in told if s in _APART[state]), None)
    if apart:
        return assessed(need, "other category", "미대응", False, span_of(apart))
    word = _STATES[state][0].search(text)
    if word is None or found.match != "대응":
        return found
    claim = words_of(word)
    return assessed(need, "qualifier unsaid", "판단불가", False, found.span, claim)


def in_another_state(need: Need, reading: Reading) -> Assessment | None:
    """«고형 샴푸» against «액상 샴푸», «샴푸는 펌프에 담긴 액상입니다»: the product is told in another state."""
    asked = [s for s, (claimed, _) in _STATES.items() if claimed.search(need.element.text)]
    if len(asked) != 1 or need.absent or len(need.element.text.split()) > LONGEST_STATE:
        return None
    own, said = _STATES[asked[0]]
    if own.search(reading.text) or said.search(reading.text):
        return None
    for told in _TOLD_IN_A_STATE.finditer(reading.text):
        word = told["before"] or told["told"]
        other = next((s for s, word_of in _TOLD_STATES.items() if word_of.fullmatch(word)), None)
        mention = mention_at(reading, *told.span("before" if told["before"] else "told"))
        if other in _APART[asked[0]] and not (mention.negated or mention.undecided):
            return assessed(need, "other category", "미대응", False, span_of(mention))
    return None


_TOLD_STATES = {
    "solid": re.compile(r"고형|고체|솔리드"),
    "liquid": re.compile(r"액상|액체|리퀴드"),
    "powder": re.compile(r"가루|분말|파우더|과립"),
    "tablet": re.compile(r"정제|태블릿|타블렛|알약"),
}
_STATE_WORDS = "|".join(word.pattern for word in _TOLD_STATES.values())
_TOLD_IN_A_STATE = re.compile(
    rf"(?<![가-힣])(?P<before>{_STATE_WORDS})(?:형|\s?타입)?\s(?:샴푸|세제|비누|린스|치약|세정제|세탁세제|클렌저|워시|향수|섬유유연제|표백제|조미료|양념|소스|커피|차|비료|사료|농약|살충제|방향제|탈취제|접착제|유산균|영양제)"
    rf"|(?:은|는)\s(?:[^\s,.!?]+\s){{0,3}}(?P<told>{_STATE_WORDS})(?:\s?(?:형태?|타입|제형|제품))?(?:입니다|이에요|예요|이고|이며|이라|라서|임(?![가-힣])|이야|이다|으로\s출시|로\s출시|[.,!]|$)"
)
"""«액상 샴푸», «세제는 물에 타는 가루예요»: the state that a product is in."""


def other_category(known: Knowledge, need: Need, reading: Reading) -> Assessment:
    """Say whether another category is the claimed one under another name, of another kind, or open."""
    forms = [m for m in reading.mentions if m.concept and m.concept.kind == "form"]
    forms = [m for m in forms if not m.negated]
    if need.absent:
        label = label_against(known, need, reading)
        if label:
            return assessed(need, "left out by its label", "대응", False, label)
        return left_open(need, "언급 없음")
    wanted = need.wanted
    drug = _DRUG.search(reading.text) if wanted & FOODS else None
    if drug and not (forms or _EATEN.search(reading.text)):
        return assessed(need, "other field", "미대응", False, words_of(drug))
    applied = next((m for m in reversed(forms) if _is_put_on_skin(known, m)), None)
    if applied and _ON_SKIN.fullmatch(need.element.text):
        return assessed(need, "species of genus", "대응", False, span_of(applied))
    if not any(known.glossary.is_a(w, c) for w in wanted for c in CONTAINERS):
        forms = [m for m in forms if not _is_container(known, m)]
    forms = [m for m in forms if not _FOR_IT.match(reading.text, m.end)]
    forms = [m for m in forms if not _is_put_in(reading, m)] or forms
    shape = _SHAPE.fullmatch(need.element.text.strip(" ,"))
    for m in forms if shape else ():
        if shape and known.glossary.speller.key(shape["shape"]) in known.glossary.speller.key(
            m.text
        ):
            return assessed(need, "same phrase", "대응", False, span_of(m), more="제형")
    asked = _MADE_UP.sub("", need.element.text.strip(" ,."))
    alone = next((s for s in _SHAPES if s.fullmatch(asked)), None)
    if alone is not None:
        word = last_word(reading)
        for name in (*map(span_of, forms), *([word] if word else [])):
            if alone.search(name.text):
                return assessed(need, "same phrase", "대응", False, name, more="제형")
        end = _LAST.search(reading.text)
        if end and any(s.fullmatch(end["shape"]) for s in _SHAPES):
            return assessed(need, "other category", "미대응", False, words_of(end, "shape"))
    if shape:
        other = _other_shape(need.element.text, forms, reading)
        if other:
            return assessed(need, "other category", "미대응", False, span_of(other))
        return left_open(need, "제형 언급 없음")
    if not forms or not wanted:
        return left_open(need, "언급 없음")
    if apart := _said_apart(need, reading):
        return assessed(need, "same phrase", "대응", False, apart, more="품목")
    by_name = next((m for m in forms if _ends_in(known, need, m)), None)
    if by_name:
        return assessed(need, "species of genus", "대응", False, span_of(by_name))
    if len(need.element.text.split()) > LONGEST_NAME or _HAS_A_SIZE.match(need.element.text):
        return left_open(need, "품목 불명")
    m = forms[-1]
    assert m.concept is not None
    if any(known.glossary.is_a(w, m.concept.id) for w in wanted):
        return left_open(need, "넓은 말만 언급")
    bare = _BARE_SHAPE.fullmatch(m.text) and not any(
        known.glossary.is_a(w, f) for w in wanted for f in ("food_composition", _COSMETIC)
    )
    if (wanted <= FIELDS or bare) and m.concept.id in DOSAGE_FORMS:
        return left_open(need, "제형만 언급")
    form_alone = need.options[0].hits[0].concept.id in DOSAGE_FORMS and " " not in need.raw
    if form_alone and m.concept.id not in DOSAGE_FORMS and _BY_AIM.search(m.text):
        return left_open(need, "제형 언급 없음")
    if _named_by_aim(known, wanted, m.concept.id):
        return left_open(need, "품목 불명")
    key = known.glossary.speller.key
    if key(m.text) in key(need.element.text):
        return left_open(need, "이름의 일부만 언급")
    dry = known.glossary.is_a(m.concept.id, "solid_oral_formulation") and wanted & LIQUIDS
    if wanted <= MATTERS and m.concept.id not in MATTERS and not dry:
        return left_open(need, "제형만 청구")
    mine = known.glossary.ancestors(m.concept.id) | {m.concept.id}
    theirs = {a for w in wanted for a in known.glossary.ancestors(w) | {w}}
    roots = mine & theirs
    if roots and roots <= SAME_THING - {"composition"}:
        return left_open(need, "같은 것의 다른 이름일 수 있음")
    if roots and not roots <= {"composition", "product"}:
        return assessed(need, "other category", "미대응", False, span_of(m))
    if need.quantity or need.conditions:
        return left_open(need, "값을 가진 품목")
    article = not any(known.glossary.is_a(w, "composition") for w in wanted)
    device = any(known.glossary.is_a(m.concept.id, d) for d in DEVICES)
    if article and not (device and any(known.glossary.is_a(w, d) for w in wanted for d in DEVICES)):
        return left_open(need, "다른 분야의 품목")  # an article is called by many names
    mixed = article or known.glossary.is_a(m.concept.id, "composition")
    if not mixed and _IS_USED_ON.match(reading.text, m.end):
        return left_open(need, "쓰이는 곳")
    return assessed(need, "other field", "미대응", True, span_of(m))


def _ends_in(known: Knowledge, need: Need, mention: Mention) -> bool:
    """«하이드로겔 패치», «방청도료», «숙취해소 드링크»: a name that ends in that of the claimed thing.

    A 아이스크림, a food by its own name, is none the less no 크림.
    """
    lookup, is_a = known.glossary.lookup, known.glossary.is_a
    eaten = mention.concept is not None and is_a(mention.concept.id, "food_composition")
    if eaten and need.wanted and all(is_a(w, _COSMETIC) for w in need.wanted):
        return False
    ends = (lookup(mention.text[at:]) for at in range(1, len(mention.text) - 1))
    wanted = need.wanted
    return any(end and any(is_a(end.id, w) for w in wanted) for end in ends)


def _said_apart(need: Need, reading: Reading) -> Span | None:
    """«수성 도료» against «수성 아크릴 도료»: another word between those of the name."""
    named = [h.text for o in need.options for h in o.hits][-1:]
    parts = [re.escape(word) for name in named for word in name.split() if len(word) > 1]
    said = re.search(r"\s(?:[^\s,.]+\s){0,2}[^\s,.]{0,6}?".join(parts), reading.text)
    if len(parts) < 2 or said is None:
        return None
    return words_of(said)


_HAS_A_SIZE = re.compile(
    r"(?:상기\s)?(?:평균\s)?(?:직경|지름|길이|두께|폭|너비|높이|입경|크기|굵기)(?:이|가)?\s[\d.]"
)
"""«직경 2 내지 4mm의 펠릿»: a piece of a product, whatever this is sold as."""
_COSMETIC = "cosmetic_composition"
FOODS = frozenset({"food_composition", "health_food"})
"""Categories of what is eaten; a medicine is none, where nothing else says so."""
_EATEN = re.compile(r"식품|건기식|건강\s?보조|영양제|음료|사료|푸드|food")
_BARE_SHAPE = re.compile(r"스프레이|미스트|에어로[졸솔]|젤|겔|스틱")
"""Shapes that goods of every field have, a repellent as well as a cosmetic."""
_BY_AIM = re.compile(r"(?:제|약|품)$")
"""«모기기피제»: a product named by what it is for, whatever its form."""
_FOR_IT = re.compile(r"용(?![가-힣])")
"""«식기세척기용 타블렛»: what a product is for, which is not what it is."""
_IS_USED_ON = re.compile(r"\s?(?:[가-힣]+\s){0,2}?[가-힣A-Za-z]|에")
"""«싱크대 살균 리퀴드», «변기에 버려도»: an article before other words, which is where something is used."""
_SHAPE = re.compile(r"(?P<shape>[가-힣]{1,6})(?:상|\s?(?:형|형태|타입|제형))(?:인|의)?")
"""«스틱형»: a category that is a shape alone."""
_LAST = re.compile(
    r"(?<![가-힣])(?P<shape>[가-힣]{1,5}?)\s?(?:입니다|이에요|예요|임|제형|타입)?[.!]?\s*$"
)
"""«손소독 폼»: the word that a text ends with."""
_MADE_UP = re.compile(r"(?<=[가-힣])\s(?:조성물|제형|제제)$")
"""«겔 조성물»: what a shape is said of."""
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        r"스틱|바\s?(?:타입|형)|돌려\s?(?:쓰|바르|올)",
        r"크림",
        r"로션|에멀[전젼]|유액",
        r"(?<![가-힣])[겔젤](?!리)|[겔젤](?:형|상|타입|$)",
        r"액상|액체|액제|용액|액형|액$|[가-힣]{2}(?<!국)수$|토너|스킨$|앰플|세럼|에센스|드링크|음료|주스|시럽|물약|워터$|리퀴드",
        r"분말|가루|파우더|팩트",
        r"과립",
        r"정제(?!수)|타블렛|태블릿|알약",
        r"캡슐",
        r"시트|패치|마스크\s?팩",
        r"폼(?:형|\s?타입|$)|무스|거품",
        r"스프레이|미스트|에어로[졸솔]|분무|뿌리는",
        r"롤온|롤\s온",
        r"젤리|구미",
        r"(?:^|[가-힣A-Za-z]\s)밤$|밤\s?(?:타입|형|제형)|balm$",
    )
)
"""Shapes of which a product has one, by the words of claims and of products' names."""
_PUT_IN = re.compile(
    r"\s?(?:을|를|이|가)?\s?(?:\d(?!\s?(?:차|호|탄|세대))|넣|함유|든\s|들어|담은|배합|첨가)"
)


def _other_shape(asked: str, forms: Sequence[Mention], reading: Reading) -> Mention | None:
    """«스틱형» against «선로션»: what the product's own name says it is made up as, if otherwise."""
    wanted = {s for s in _SHAPES if s.search(asked)}
    if not wanted or not forms or any(s.search(reading.text) for s in wanted):
        return None
    m = forms[-1]
    name = reading.text[max(0, m.start - STATE_REACH) : m.end]
    return m if any(s.search(name) for s in _SHAPES) else None


def _is_put_in(reading: Reading, mention: Mention) -> bool:
    """Whether a form is an ingredient: «향캡슐 1%», «캡슐을 넣은»; a product has no share of itself."""
    share = mention.amount is not None and is_share(mention.amount)
    return share or bool(_PUT_IN.match(reading.text, mention.end))


def _is_put_on_skin(known: Knowledge, mention: Mention) -> bool:
    """Whether a form is a cosmetic or a deodorant, which is put on the skin."""
    assert mention.concept is not None
    return known.glossary.is_a(mention.concept.id, _COSMETIC)


_ON_SKIN = re.compile(r"[\s,]*(?:피부\s?)?외용제(?:\s?조성물)?[\s,.;]*")


def _is_container(known: Knowledge, mention: Mention) -> bool:
    """Whether a form is what a product is filled into."""
    assert mention.concept is not None
    return any(known.glossary.is_a(mention.concept.id, c) for c in CONTAINERS)


def category_by_use(
    known: Knowledge, claim_text: str, results: Sequence[Assessment], reading: Reading
) -> Iterable[Assessment]:
    """«화이트닝 효과가 있는 제품» against a whitening cosmetic: the use tells the category."""
    word = PRODUCT_WORD.search(reading.text)
    uses = [h.concept.id for h in known.glossary.find(claim_text, WANTED["use"])]
    used = any(
        m.kind == "use"
        and not m.negated
        and m.concept
        and any(known.glossary.is_a(m.concept.id, use) for use in uses)
        for m in reading.mentions
    )
    others = [a for a in results if a.element.kind not in LOOSE]
    named = any(a.element.kind == "category" and a.match == "대응" for a in results)
    met = sum(a.match == "대응" for a in others)
    for result in results:
        if result.element.kind != "category" or result.match is not None:
            yield result
            continue
        need = known.need(result.element)
        forms = [m for m in reading.mentions if m.kind == "category" and not m.negated]
        noun = span_of(forms[-1]) if forms else product_noun(reading) or last_word(reading)
        if used and word:
            span = words_of(word)
            yield assessed(need, "category by use", "대응", False, span)
        elif len(reading.text) < BRIEF and (named or need.wanted & DOSAGE_FORMS):
            yield result  # «알루미늄 캔» beside «맥주», «스프레이»: a part, a form
        elif _is_held(result.element.text, claim_text):
            yield result
        elif noun and met and (not forms or 2 * met >= len(others)):
            made = assessed(need, "category by elements", "대응", False, noun)
            yield check_conditions(known, need, made, reading)
        else:
            yield result


def _is_held(text: str, claim_text: str) -> bool:
    """«의료용 점착 테이프를 포함하는 패치»: a thing that the claim's product holds, not its category."""
    held = re.search(rf"{re.escape(text)}(?:을|를)\s(?:더\s)?(?:포함|구비)", claim_text)
    return held is not None and not claim_text.rstrip(" .").endswith(text)


def same_aim(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«항혈전» against «혈전증 예방 또는 치료»: a use named by the trouble that the claim names."""
    span = found.span
    assert span is not None
    alike = _same_trouble(known, need.element.text, span.text, reading)
    return assessed(need, "same phrase", "대응", False, span, more="용도") if alike else found


def _same_trouble(known: Knowledge, use: str, words: str, reading: Reading) -> bool:
    """Whether words name the very trouble of a use: 혈전 for 혈전증, not 폐암 for 비소세포폐암."""
    key = known.glossary.speller.key
    said = key(_DONE_TO.sub("", words))
    typed = _TYPED.search(use)
    if typed and typed.group() not in reading.text:
        return False
    aimed = [key(t.text) for t in aims(use)]
    if len(said) < 2 or any(_KIND_OF_IT.fullmatch(a) for a in aimed if a not in said):
        return False
    rest = [_OF_IT.sub("", a.replace(said, "", 1)) for a in aimed if said in a and len(a) >= 2]
    others = key(reading.text).replace(said, "")
    return any(len(a) >= 2 and a in said for a in aimed) or any(r in others for r in rest)


_OF_IT = re.compile(r"(?:증상?|증후군|병|질환|질병|균|바이러스|감염증?|의|용|제|약)+$")
"""What a trouble's longer name adds without narrowing it: 혈전증, 결핵균."""
_TYPED = re.compile(r"\d형|[A-Z]형|[IVX]+형")
_KIND_OF_IT = re.compile(r"[가-힣]+(?:성|형|기)|전이|소아|노인|신생아|재발|불응|내성|초기|말기")
"""Words that make a trouble a narrower one: 제2형, 비알코올성, 재발성."""


def other_use(known: Knowledge, need: Need, reading: Reading) -> Assessment:
    """A sun cream is for protection from the sun; else another use alone is not this one."""
    wanted = {c for option in need.options for c in option.concepts}
    for m in reading.mentions:
        if m.concept is None or m.negated:
            continue
        if m.concept.kind != "form" and not _REMEDY.search(m.text):
            continue
        spelt = {h.concept.id for h in known.glossary.find(m.text, WANTED["use"])}
        for use in known.uses_of(m.concept.id) | spelt:
            if any(known.glossary.is_a(use, c) for c in wanted):
                claim = need.options[0].span
                return assessed(need, "use by form", "대응", True, span_of(m), claim)
    place = _makeup_elsewhere(known, wanted, reading)
    if place:
        return assessed(need, "other use", "미대응", False, span_of(place))
    if any(known.glossary.is_a("uv_protection", c) for c in wanted):
        for q in reading.quantities:
            if q.unit == "SPF":
                words = Span(start=q.start, end=q.end, text=reading.text[q.start : q.end])
                return assessed(need, "use by form", "대응", True, words)
        rated = _RATED.search(reading.text)
        if rated:
            return assessed(need, "use by form", "대응", False, words_of(rated))
    drug = _DRUG.search(reading.text) if _AS_DRUG.match(need.element.text.strip()) else None
    if drug:
        return assessed(need, "use by form", "대응", False, words_of(drug))
    placed = any(known.glossary.is_a(w, _PLACES) for w in wanted)
    for m in reading.mentions:
        if m.kind != "category" or m.negated or (placed and m.text[0] not in need.element.text):
            continue  # «색조» for «립 메이크업용»: on what place, the form does not say
        if _is_for(known, need.element.text, m):
            return assessed(need, "use by form", "대응", False, span_of(m))
    carried = carried_alike(known, need.element.text, reading)
    if carried:
        return assessed(need, "same phrase", "대응", False, carried, more="용도")
    agent = told_by_agent(known, wanted, reading)
    if agent:
        return assessed(need, "synonym", "대응", False, span_of(agent))
    child = for_children(need.element.text, reading)
    if child:
        return assessed(need, "same phrase", "대응", False, child, more="용도")
    elsewhere = for_another(known, need, reading)
    if elsewhere:
        return assessed(need, "other use", "미대응", False, elsewhere)
    others = [m for m in reading.mentions if m.kind == "use" and not m.negated]
    others = [m for m in others if not OF_A_TEXT.match(reading.text, m.end)]
    others = [m for m in others if not _is_of_a_part(reading, m)]
    others = [m for m in others if not _is_its_nature(known, m, reading)]
    others = [m for m in others if not _NO_USE_OF_IT.match(reading.text, m.end)]
    others = [m for m in others if m.concept and m.concept.id not in _TASTES]
    others = others or [m for m in reading.mentions if _tells_its_use(known, m)]
    told = need.element.text
    clause = len(told.split()) > LONGEST_NAME and not IS_FOR.search(told)
    if others and need.options and not clause:
        named = [m for m in others if _same_trouble(known, told, m.text, reading)]
        if named:
            return assessed(need, "same phrase", "대응", False, span_of(named[0]), more="용도")
        part = any(_within(known, told, m.text) for m in others)
        if part or any(_near_use(known, m, wanted) for m in others):
            return left_open(need, "가까운 용도 언급")
        return assessed(need, "other use", "미대응", False, span_of(others[0]))
    alone = _ONLY_FOR.search(reading.text)
    if alone and not likeness(told, alone["what"], known.glossary):
        return assessed(need, "other use", "미대응", False, words_of(alone))
    return left_open(need, "용도 언급 없음")


_TASTES = frozenset({"sweetening_function"})
"""«단맛은 자일리톨»: how it tastes is no use besides."""
_NO_USE_OF_IT = re.compile(
    r"\s?(?:직후|직전)|\s[후전](?=에|[\s,.]|$)|\s?(?:시트|필름|테이프)(?=[\s,.로를은는이에]|$)"
    r"|[층면부막판띠](?=[\s,.에을를은는이]|$)"
    r"|\s(?:생리\s?식염수|식염수|증류수|정제수|거즈|포장|파우치|장갑)"
)
"""«면도 직후에도», «접착시트»: a moment at which the product is used, or a part of it."""


def _is_its_nature(known: Knowledge, use: Mention, reading: Reading) -> bool:
    """«세정력 좋은 샴푸»: every product of its kind cleans, which is no use besides."""
    is_a = known.glossary.is_a
    if use.concept is None or use.concept.id not in _CLEANING or use.text.endswith("용"):
        return False
    forms = [m.concept.id for m in reading.mentions if m.concept and m.kind == "category"]
    return any(is_a(form, kind) for form in forms for kind in _CLEANERS)


_CLEANING = frozenset({"skin_cleansing", "hair_cleansing", "cleaning_function"})
"""To clean as such; not «설거지 전용», nor «세탁조 청소용», which names what it is for."""
_CLEANERS = ("cleansing_composition", "cleaner_any", "detergent_composition")


_OF_ANY_USE = re.compile(r"건강|기능성|영양")
"""«건강기능식품»: what it is for is still unsaid."""


def _tells_its_use(known: Knowledge, form: Mention) -> bool:
    """«치석 제거 껌», «미백치약»: a product's name that begins with what it is for."""
    if form.kind != "category" or form.negated or _OF_ANY_USE.match(form.text):
        return False
    found = known.glossary.find(form.text, WANTED["use"])
    if any(h.start == 0 and form.text[h.end : h.end + 1] == " " for h in found):
        return True
    rest = [known.glossary.lookup(form.text[h.end :]) for h in found if not h.start]
    return any(goods is not None and goods.kind == "form" for goods in rest)


def _is_of_a_part(reading: Reading, mention: Mention) -> bool:
    """«접합패드», «살균은 과산화수소», «수크랄로스로 단맛 낸»: what a part or an ingredient does."""
    text = reading.text
    after = next((m for m in reading.mentions if m.start >= mention.end), None)
    if after and after.kind == "structure" and not text[mention.end : after.start].strip():
        return True
    if _BY_MEANS.search(text, 0, mention.start) and _DONE_SO.search(mention.text):
        return True
    told = _ITS_MEANS.match(text, mention.end)
    if told is None:
        return False
    by = after is not None and after.kind == "substance" and after.start == told.end("topic")
    return by or told["family"] is not None


_BY_MEANS = re.compile(r"[가-힣A-Za-z](?:으로|로)\s$")
_DONE_SO = re.compile(r"[낸난한된킨힌운은]$")
"""«수크랄로스로 단맛 낸», «열로 살균한»: done by an ingredient or a means."""
_ITS_MEANS = re.compile(r"(?P<topic>(?:은|는|\s?[:：])\s)(?P<family>[가-힣A-Za-z]+계(?=[\s,.]|$))?")


_ONLY_FOR = re.compile(
    r"(?<![가-힣])(?P<what>(?!\S*(?:라인|원료|브랜드|명만|매장|약국|국내|해외|수출|채널|가격|성분|함량|이름|제품명|로고|향|맛|색)만?)(?:[가-힣]{1,8}(?<![은는이가을를에고])\s){0,2}"
    r"(?:[가-힣]{2,8}만(?:을)?\s(?:표기|표시|소구|광고|표방|강조|내세|홍보)|[가-힣]{2,10}(?:음료|제|식품|화장품|크림|용|템|용도)로만\s(?:팔|판매|출시|광고|홍보|표시|쓰|사용)))"
)
"""«관절 영양 보조만 표기», «숙취해소음료로만 팔»: all that a product is sold for."""


def _makeup_elsewhere(known: Knowledge, wanted: Iterable[str], reading: Reading) -> Mention | None:
    """«블러셔» against «립 메이크업용»: what the product is put on elsewhere, if on one place alone."""
    asked = {w for w in wanted if known.glossary.is_a(w, _PLACES)}
    forms = [m for m in reading.mentions if m.kind == "category" and m.concept and not m.negated]
    told = {
        m: {u for u in known.uses_of(m.concept.id) if known.glossary.is_a(u, _PLACES)}
        for m in forms
        if m.concept
    }
    if not asked or not forms or any(not uses or uses & asked for uses in told.values()):
        return None
    return forms[-1]


_PLACES = "makeup_of_a_place"
"""The concept of uses of which a product has one: 입술 화장, 눈 화장."""


def _is_for(known: Knowledge, use: str, mention: Mention) -> bool:
    """«구강용» of a 치약: what a use is about is in the name of the form or of what it is a kind of."""
    key = known.glossary.speller.key
    about = [key(term.text) for term in aims(use)]
    assert mention.concept is not None
    forms = (mention.concept.id, *known.glossary.ancestors(mention.concept.id))
    names = [key(known.glossary.names(form)[0]) for form in forms]
    return bool(about) and any(all(word in name for word in about) for name in names)


def one_product(
    known: Knowledge, needs: Sequence[Need], results: Sequence[Assessment]
) -> list[Assessment]:
    """«실리콘 젖꼭지» beside «젖병»: a part that is an article, too, is not what the product must be."""
    met = any(a.element.kind == "category" and a.match == "대응" and a.hard for a in results)
    made = list(results)
    for i, (n, a) in enumerate(zip(needs, results, strict=True)):
        part = met and _is_other(a) and not _is_matter(known, n)
        if part or (_is_other(a) and _is_put_in_a_food(known, n, needs[i + 1 :])):
            made[i] = left_open(n, "부품일 수 있음")
    return made


def _is_put_in_a_food(known: Knowledge, need: Need, behind: Sequence[Need]) -> bool:
    """«당면» before «냉동 만두»: a food that a claim lists before another one is put into that."""
    is_a = known.glossary.is_a
    wholes = {c for n in behind if n.element.kind == "category" for c in n.wanted}
    foods = {c for c in need.wanted if is_a(c, _FOOD)}
    of_a_kind = any(is_a(f, w) or is_a(w, f) for f in foods for w in wholes)
    return bool(foods) and any(is_a(w, _FOOD) for w in wholes) and not of_a_kind


_FOOD = "food_composition"


def _is_other(found: Assessment) -> bool:
    rules = {f.rule for f in found.findings}
    return found.element.kind == "category" and bool(rules & {"other category", "other field"})


def _is_matter(known: Knowledge, need: Need) -> bool:
    """Whether a category is a composition or the form of one, not an article."""
    forms = any(c in DOSAGE_FORMS | MATTERS for c in need.wanted)
    made = any(known.glossary.is_a(c, "composition") for c in need.wanted)
    return forms or made or bool(_COMPOSED.search(need.element.text))


_COMPOSED = re.compile(r"(?:조성물|제제|제형|제|액|제품)\s*$")


def _within(known: Knowledge, use: str, words: str) -> bool:
    """Whether words are part of a use's own: 칸디다 of 구강 칸디다증."""
    key = known.glossary.speller.key
    said = key(_DONE_TO.sub("", words))
    return len(said) >= 2 and said in key(use)


def _near_use(known: Knowledge, mention: Mention, wanted: Iterable[str]) -> bool:
    """Whether a use is a near relative of those claimed, unless it is said to be the only one."""
    if mention.only or mention.concept is None:
        return False
    theirs = {p for w in wanted for p in known.glossary.concepts[w].parents}
    return bool(KINDRED_USES & set(mention.concept.parents) & theirs)


def one_use_is_enough(results: Sequence[Assessment]) -> list[Assessment]:
    """A further use that goes unsaid beside one that is stated is open, not missing."""
    stated = any(a.element.kind == "use" and a.match == "대응" for a in results)
    return [
        Assessment(element=a.element, match=None, hint="용도 언급 없음")
        if stated and a.findings and a.findings[0].rule == "other use"
        else a
        for a in results
    ]
