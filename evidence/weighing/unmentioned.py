"""What it means that a text names nothing of an element, by the kind of element."""

from __future__ import annotations

import re

from evidence.needs import PHRASES, Need
from evidence.negation import UNDECIDED
from evidence.phrases import aims, overlap, said_words
from evidence.products import Reading, mention_at
from evidence.stems import extracted_with
from evidence.types import Assessment
from evidence.weighing.amounts import (
    weigh_property,
)
from evidence.weighing.categories import (
    any_product,
    as_a_set,
    as_it_stands,
    in_its_state,
    of_its_state,
    other_category,
    other_head,
    other_use,
    same_words,
)
from evidence.weighing.conditions import (
    of_its_own_part,
    outside_for_its_kind,
)
from evidence.weighing.described import (
    DOES_WITHOUT,
    body_of_the_product,
    by_meant_words,
    by_said_words,
    is_only_referred_to,
    weigh_phrase,
    worn_body,
)
from evidence.weighing.knowledge import NARROW_CLASS, Knowledge
from evidence.weighing.names import (
    LEAST_WORDS,
    of_its_quality,
)
from evidence.weighing.salts import salt_of_its_base
from evidence.weighing.substances import (
    family_denied,
    label_against,
    other_substance,
    same_family,
)
from evidence.weighing.verdicts import (
    assessed,
    left_open,
    span_of,
    words_of,
)
from evidence.weighing.water import (
    in_its_solution,
    other_emulsion,
    phase_of_emulsion,
)
from evidence.weighing.words import HALF_SAID, WELL_SAID

TOLD_OF = PHRASES | {"property", "other"}
"""Kinds of elements that say something of a thing."""


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
    if _FINISHED.search(need.element.text) and _is_blend(known, reading):
        return False  # «폴리에스터 92 스판 8» is all of the cloth but for what is put on it
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


_FINISHED = re.compile(r"부착|코팅|가공|처리|도포|함침|인쇄|염색|프린트|라미네이|접착|기모")


def _is_blend(known: Knowledge, reading: Reading) -> bool:
    """Whether all that a text tells the amounts of are fibres of a cloth."""
    held = [m for m in reading.mentions if m.amount and m.concept and m.kind == "substance"]
    is_a = known.glossary.is_a
    return bool(held) and all(
        m.concept is not None
        and any(is_a(m.concept.id, c) for c in ("fiber_material", "synthetic_resin"))
        for m in held
    )


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


def weigh_silence(
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
        if phase is None and _DOES_TO_IT.search(need.element.text):
            return left_open(need, "언급 없음")
        return phase or other_substance(known, need, reading, sole, claimed)
    denied = family_denied(known, need, reading) if kind == "structure" else None
    without = DOES_WITHOUT.search(need.element.text)
    if denied and without and denied.text in without["what"]:
        denied = None
    body = body_of_the_product(known, need, reading) if kind == "structure" else None
    body = body or (worn_body(known, need, reading) if kind == "structure" else None)
    if body:
        return body
    if denied and is_only_referred_to(known, denied, need, reading):
        denied = None
    if denied and reading.text.count(denied.text) == 1:
        return assessed(need, "family denied", "미대응", False, span_of(denied))
    all_ = _ALL_PARTS.search(reading.text) if kind == "structure" and not need.absent else None
    if all_ and not _NO_PART.search(need.element.text):
        return assessed(need, "whole formula", "미대응", False, words_of(all_))
    return left_open(need, "언급 없음")


_ALL_PARTS = re.compile(
    r"[가-힣\d](?<!고)만\s?(?:들어\s?있|동봉|구성돼|구성되|들었)|(?:구성품?|부품)(?:은|:)\s[^.!?\n]{2,120}?(?:뿐|[이가]?\s?전부)"
)
"""«1제·2제만 들어있음», «구성품은 A, B뿐»: nothing else is in the pack; «…이라고만 들었고» is hearsay."""


def missing_from_parts(
    known: Knowledge, need: Need, found: Assessment, reading: Reading
) -> Assessment:
    """«물을 분사하는 노즐» against «전체 부품표: 본체 1, 물통 1, 모터 2, 배터리 1»: a part that a full list has not."""
    weak = found.match != "대응" or (found.findings[0].rule == "same phrase" and not found.hard)
    asked = need.element.kind == "structure" and not need.absent and found.match != "미대응"
    told = _PARTS_LIST.search(reading.text) if asked and weak else None
    if told is None or _NO_PART.search(need.element.text) or UNDECIDED.search(reading.text):
        return found
    seen = overlap(known.terms(need.element.text), reading, known.glossary)
    if len(_ITEM.findall(reading.text)) < LEAST_ITEMS or seen.head or seen.share >= WELL_SAID:
        return found
    return assessed(need, "whole formula", "미대응", False, words_of(told))


_PARTS_LIST = re.compile(
    r"(?:부품|구성품?|자재|파트)\s?(?:전체\s?)?(?:수량\s?)?(?:표|목록|리스트|일람|명세서?)|(?:부품|구성품)\s?(?:전체|전부|일체)"
    r"|(?:전체|전)\s?(?:부품|구성품|BOM)|(?<![A-Za-z])BOM(?![A-Za-z])|parts\s?list",
    re.IGNORECASE,
)
LEAST_ITEMS = 4
_ITEM = re.compile(
    r"[가-힣A-Za-z)%]\s?(?:각\s)?\d{1,2}\s?(?:개|EA|ea|식|매|조|대|장|쌍|pcs)?(?:\([^()]*\))?(?=\s*(?:[,.;/|\n]|$))"
)
"""«모터 2,», «걸레 4개»: a part with its number."""
_NO_PART = re.compile(
    r"(?:본체|몸체|바디|하우징|케이스|프레임|제어부?|컨트롤러|프로세서|회로|기판|통신부?|처리부?|산출부?|판단부?|알림부?|저장부?|모듈|유닛|단말|서버|앱|층|막|코팅|도막|[가-힣]?[홈홀공구면단부]|구멍|돌기|손잡이|타이머|기능|구조|수단|부재|단자|전원)[\s,.;]*$"
)
"""What no list of parts has to name: the body, what is software or a feature of another part."""


_DOES_TO_IT = re.compile(
    r"(?:을|를)\s(?!포함|함유|구비|이용|사용|갖|가지|첨가|배합|주성분|유효|주원료|원료|담|수용|충전)[가-힣]+(?:하는|시키는|내는|뜯는|뚫는|누르는|미는|여는|막는)\s[가-힣]{1,6}[\s,.;]*$"
)
"""«알루미늄 박막을 파단하는 푸셔»: a thing that does something to a stuff, which is no ingredient."""
