"""How much of an element's wording a product text says: for parts, steps, properties and the like.

Such elements are phrases («상기 용기의 중량을 측정하는 센서»), not names. Their terms, the glossary's
concepts and the words between them, are looked for in the product text one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evidence.choices import Way
from evidence.everyday import Sense
from evidence.glossary import KINDS, Concept, Glossary, Hit
from evidence.needs import ANY_STEP
from evidence.negation import UNDECIDED, mark_one, unconditional
from evidence.particles import FINAL_L, ending_in
from evidence.products import Mention, Reading, mention_at
from evidence.quantities import find_quantities
from evidence.spelling import Canonical
from evidence.told import INSTEAD
from evidence.wording import plain, without_salts

HEAD_WEIGHT = 2.0
"""Weight of the last concept beside the others': a Korean phrase ends with its head noun."""
WORD_WEIGHT = 0.5
"""Weight of a word that the glossary does not know."""

USED_SHARE = 0.3
"""The same where the word that says it says another term already."""
MEANINGS = 3
"""Meanings up to which a word says one of them wholly."""
SAME_WAY_SHARE = 0.75
"""How much of a term's weight counts where the text names its way in other words."""
WIDER_SHARE = 0.5
"""How much of a term's weight counts where the text names it by a wider name."""

_WORD = re.compile(r"[가-힣]+|[A-Za-z][A-Za-z\d]*")
_ENDING = re.compile(
    r"(?:으로부터|로부터|에서의|에서는|으로써|으로서|로써|로서|에서|에게|까지|부터|으로|[았었]던|하여|되어|하고|되고|하며|되며|하는|되는|하도록|되도록"
    r"|시키는|시킨|된|한|할|될|하기|되기|함|됨|을|를|은|는|이|가|의|에|로|와|과|도|만|인)$"
)
_EMPTY = re.compile(
    r"상기|하기|제|제1|제2|제3|및|또는|또한|이를|이의|그의|그|각|각각|하나"
    r"|이상|이하|미만|초과|내지|중|중에서|복수|복수의|적어도|포함|함유|구비|구성"
    r"|이용|사용|통해|통하여|위한|위해|대한|대하여|따라|따른|의해|의하여|형성|제공"
    r"|수행|설치|배치|배열|마련|단계|공정|방법|장치|시스템|부|것|특징|성분|화합물"
    r"|조성물|조성|갖는|가지는|있는|없는|되는|하는|여부|정도|방식|타입|형태|구조"
    r"|기반|관한|으로|에서|대해|대하|임의로?|경우|동안|가능|있도록|갖도록|가능하게|가능하도록|용이하게|용이하도록|가하|인가|부재|수단|가지고|가지며|가지되|가지도록|이루어(?:진|지는|지고|지며|지되)"
    r"|제조|준비|제형화|영역|부위|상태|대응|기능|역할|조건|범위|다음|이후|이전|후|전|얻어(?:진|지는)|재질|소재|부분|관련|의한|소정|해당|[SsA-Z]\d{1,3}|[a-z]|그리고|서로|있어|있으며|있고|갖고|이들|이들의|그것의?|물질|받|하거나|되거나|의해서"
)
"""Words that say nothing of a thing."""
_WHOSE = re.compile(r"(?<![가-힣])(?:사용자|유저|이용자|착용자|소비자)의\s")
"""Whose body or doing a part is for, which who describes a product leaves out."""
_OUTCOMES = ANY_STEP | {"obtaining_step", "preparing_step"}
"""Steps that every process has: they say nothing of what is done."""
_TOLD = KINDS - {"form"}
"""Kinds of concepts that people tell of in other words; a form has names of its own."""
DOING = "everyday"
_DOING = Concept(DOING, "step", ("",))
"""What a word of everyday language is taken to name, to see whether the text denies it."""
_NOT_BEFORE = re.compile(r"(?<![가-힣])(?:안|못)\s?$")
_FORM = re.compile(r"[가-힣][는고]$")
"""A word that is a verb's form in the list: 보이는."""
_DONE = re.compile(r"\s?(?:하|한|해|했|함|합|되|된|돼|됐|됨|됩|시)")
_NOT_AFTER = re.compile(r"[가-힣]{0,3}?(?:(?<!할)지\s?(?:는|도|를)?|[진질])\s?(?:않|못|말|아니)")
"""What denies the word beside it: «안 녹는», «돌지 않게»."""
_NOT_DONE = re.compile(
    r"(?:이|가|은|는|도|을|를)?\s?(?:안|못)\s?[가-힣]|[가-힣]{0,3}?(?:지\s?(?:는|도)?|[진질])\s?(?:않|못)"
)
"""What denies that a thing is done: «조절이 안 돼요», «분리되지 않는»."""
_UNDOES = re.compile(
    r"[가-힣]{0,3}(?:(?:나|이나|\s?(?:및|와|과|,|또는))\s?[가-힣]{1,6})?(?:\s?(?:것|현상|성분))?(?:을|를|이|가)?\s?(?:제거|방지|차단|억제|상쇄|저감|감쇠|막[는을아히]|예방|없|않|[가-힣]{1,5}지\s?(?:않|못))"
)
"""What in an element takes away the thing before it: «가시 제거», «흡수되는 것을 방지», «힘이 가해지지 않는»."""
_SEPARATES = re.compile(
    r"(?:을|를)\s(?:[가-힣]+\s)?(?:분리하는|분리시키는|걸러|거르는|여과하는|배출하는|포집하는|집진하는|빼내는|제진하는|분해하는|분해시키는|산화시키는|용해하는|용해시키는)"
)
"""What in an element takes a matter out of another: «비지를 분리하는 원심분리기»; a text says «비지 제거»."""
_TAKES_OFF = re.compile(
    r"(?:을|를)\s(?:[가-힣]+\s)?(?:분리|해체|탈거|철거|박리|탈착)하는\s(?:단계|공정|과정)"
)
"""A step that takes a part off: «정션박스를 분리하는 단계» against «정션박스 제거»."""
_NO_MATTER = frozenset({"part", "software"})
"""Kinds of concepts of which nothing is taken out as a matter."""
_NO = re.compile(r"(?<![가-힣])[비무불미]$")
"""«비흡수성» for 흡수."""
_WITHOUT = re.compile(r"(?<![가-힣])[비무]$")
_LEFT_UNDONE = re.compile(
    r"(?:(?:하|되|시키)?지\s?(?:않|아니\s?하)[고은는으]|\s?(?:공정|과정|단계|처리)?\s?없이)"
)
"""«과육을 제거하지 않고», «가열 없이»: what an element is done without."""
_OTHERWISE_DENIED = re.compile(
    r"\S{0,2}(?:은|는|이|가)\s(?:\S+\s){0,3}?(?!사용|포함|함유|첨가|적용|장착|채택|설치|구비|배합|투입|처리|탑재|도입|추가|이용|활용|지원|구현|제공|내장|부착|실시|진행|시행|마련|동봉|증정|수록|첨부|지급|판매|인쇄|각인|표시|형성|제작|기재)"
    r"[가-힣]{2,4}\s?(?:안\s?(?:되|돼|된|하|해|한)|(?:하|되)지\s?(?:않|못))"
)
"""«헤드는 일체형이라 분리 안 되고»: not the thing is denied but what is done with it."""
_NAMED_BY = re.compile(
    r"(?:부|물|기|체|장치|처리|\s?신호|\s?정보|\s?데이터)?"
    r"|\s?(?:하는|시?키는|되는|는)?\s?(?:단계|공정|처리)"
)
"""What a name may add to the word that says what it is: 헤드부, 수신하는 단계; not 점착층."""
_AUXILIARY = re.compile(r"[가-힣]{1,3}내(?:는|기|어|고)?")
"""«우려내»: a verb of which the stem alone has a meaning."""
_DOES = ("하", "되", "시키")
"""What makes a verb of a name: 세척하다."""
_KIND = re.compile(r"(?<=[가-힣]{2})[계성형식]$")
_VERBAL_TAIL = re.compile(r"[하한할함합해했되된될됨돼됐시]")
"""How what follows the noun of a verb begins: 결합 + 되는."""
_LIGHT = re.compile(
    rf"(?:(?:{_EMPTY.pattern})|제형|유형|제제|제품|물품|기기|기계|기구|설비|제조|생산|화장료|컴퓨터|구현)+$"
)
"""Words that say nothing of which kind of product it is."""
_AIMED = re.compile(
    r"^항(?=[가-힣]{2})|(?<=[가-힣]{2})(?:억제|완화|개선|예방|치료|증진|촉진|향상|강화|감소|방지)?용$"
)
EFFECT = re.compile(
    r"(?:예방|개선|치료|완화|억제|방지|방제|퇴치|구제|제거|증진|촉진|향상|감소|강화|보조|유지|회복|저해|증가|감퇴|경감|케어|관리|질환|질병|증상|기능|효과|활성|효능"
    r"|상태|작용|성장|건강|약학|화장료|식품|기인|관련|유발|원인)+(?:성)?(?:용)?"
)
"""What a use does to what it is about, and words that every use has."""


@dataclass(frozen=True)
class Term:
    """One thing or word of an element."""

    text: str
    concept: str = ""
    """Id of the glossary's concept; empty for a word."""
    weight: float = 1.0
    meanings: frozenset[str] = frozenset()
    """What the word can mean, by ``evidence.everyday``."""
    undone: bool = False
    """Whether the element itself takes it away («가시 제거»): a text that denies it says the same."""
    lacking: bool = False
    """Whether the element is without it («비가열»): a text that has it does not say the same."""
    defines: bool = False
    """Whether it only says what every part of that name does: «중량을 측정하는» of a 무게 센서."""
    measure: bool = False
    """Whether it only names what its value is of: a text that has the value need not say it."""


@dataclass(frozen=True)
class Overlap:
    """What of an element's terms a product text says."""

    share: float
    """Weight of the terms that are said, 0 to 1; 0 for an element without terms."""
    head: bool
    """Whether the head is said."""
    said: tuple[Mention, ...]
    """Mentions of the element's concepts that are neither negated nor open."""
    negated: tuple[Mention, ...]
    """Mentions of concepts that the text says only to negate."""
    undecided: tuple[Mention, ...] = ()
    """Mentions of concepts that the text leaves open."""
    head_denied: Mention | None = None
    """The head, where the text says it only to negate it."""
    limits: float = 1.0
    """Weight of the terms beside the head that are said, 0 to 1; 1 where there are none."""
    unsaid: tuple[Term, ...] = ()
    """The terms beside the head that the text does not say."""
    against: tuple[Mention, ...] = ()
    """What the text does and the element does without: 가열 of «가열 없이 혼합하는»."""


def terms(text: str, glossary: Glossary) -> tuple[Term, ...]:
    """Return the terms of an element, in order; the last concept is the head."""
    text = _WHOSE.sub(lambda m: " " * len(m.group()), without_salts(plain(text)))
    hits = [
        h
        for h in glossary.find(text)
        if not _EMPTY.fullmatch(h.text) and h.concept.id not in _OUTCOMES
    ]
    senses = glossary.everyday.find(text)
    values = [(q.start, q.end) for q in find_quantities(text)]
    hits = [h for h in hits if not any(_covers(sense, h) for sense in senses)]
    doubtful = [h for h in hits if h.ambiguity and h.concept.kind == "form"]
    hits = [h for h in hits if not (h in doubtful and any(_is_it(s, h) for s in senses))]
    hits = [h for h in hits if not (h.concept.kind == "form" and _DOES_IT.match(text, h.end))]
    hits = [h for h in hits if not any(a < h.start and h.end <= b for a, b in values)]
    taken = [*((h.start, h.end) for h in hits), *values]
    found = [
        (h.start, replace(_named(text, h, senses), measure=_is_measure(text, h, values)))
        for h in hits
    ]
    for match in _WORD.finditer(text):
        start, end = match.span()
        if _EMPTY.fullmatch(match.group()) or any(a < end and start < b for a, b in taken):
            continue
        found += _pieces(text, start, end, senses)
    ordered = [term for _, term in sorted(found, key=_place)]
    last = _head_place(text, ordered, hits)
    ordered = _defining(text, ordered, [at for at, _ in sorted(found, key=_place)], last, glossary)
    return tuple(replace(t, weight=HEAD_WEIGHT) if i == last else t for i, t in enumerate(ordered))


_DOES_IT = re.compile(r"(?:하는|하여|하고|시키는|시켜|되는|되어)(?![가-힣])")
"""What makes a doing of a product's name: «원단을 패딩하는» is of no jacket."""


def _is_measure(text: str, hit: Hit, values: Sequence[tuple[int, int]]) -> bool:
    """Whether a name only leads to its value: the 두께 of «두께 10~15㎛의 외층»."""
    return hit.concept.kind == "property" and any(
        _TO_ITS_VALUE.fullmatch(text, hit.end, start) for start, _ in values
    )


_TO_ITS_VALUE = re.compile(r"(?:이|가|은|는)?\s?(?:각각\s|약\s)?")


def _place(found: tuple[int, Term]) -> int:
    return found[0]


def _head_place(text: str, ordered: Sequence[Term], hits: Sequence[Hit]) -> int:
    """Return which term is the head: the last name, or the word behind a clause that it stands in.

    «본체에 회전 가능하게 결합되는 볼»: what is asked for is the 볼, not the 본체.
    """
    known = [i for i, t in enumerate(ordered) if t.concept]
    things = [i for i in known if not ordered[i].measure]
    named = max(things or known, default=len(ordered) - 1)
    end = max((h.end for h in hits), default=0)
    product = bool(hits) and max(hits, key=lambda h: h.end).concept.kind == "form"
    pattern = _BEHIND_PRODUCT if product and text[end : end + 1] == " " else _BEHIND_CLAUSE
    behind = pattern.fullmatch(text.rstrip(" ,.;"), end) if hits else None
    behind = behind or _DONE_LAST.fullmatch(text.rstrip(" ,.;"), end)
    word = behind and ordered and ordered[-1].text and behind["head"].startswith(ordered[-1].text)
    stem = _UNIT.sub("", ordered[-1].text) if word else ""
    if (
        stem[-2:]
        and stem != ordered[-1].text
        and stem[-2:] in text[: text.rindex(ordered[-1].text)]
    ):
        word = False  # «봇을 투입하는 봇투입모듈» names its head before
    return len(ordered) - 1 if word else named


_UNIT = re.compile(r"(?:부|모듈|유닛|수단|장치|기|단계)$")
"""What makes a part's name of what it does."""
_BEHIND_PRODUCT = re.compile(r"\s(?P<head>[가-힣]{1,4})")
"""The part of a product: 쉘 of «마스크 쉘»."""
_DONE_LAST = re.compile(
    r"(?:을|를|과|와|에|에게|으로|로)\s(?P<head>[가-힣]{2,6}?)(?:하|시키)는\s?(?:단계|공정|과정)(?:\s?\([^()]*\))?"
)
"""The doing of a step that no concept names: 공랭 of «원두를 공랭하는 단계»."""
_BEHIND_CLAUSE = re.compile(
    r"(?:(?:[가-힣]{0,2}?|\s[가-힣A-Za-z]{1,4})(?:을|를|의|이|가|에|에서|에게|으로|로|와|과)|\s[가-힣]{2,4}(?:되어|하여))\s(?:[^\s,]+\s){0,5}?"
    r"[^\s,]*(?:[가-힣]는|[된한인진린킨])\s(?:[가-힣A-Za-z]+\s)?(?P<head>[가-힣A-Za-z]+)"
)
"""What follows the last known name where that stands in a clause about the head."""


def _defining(
    text: str, ordered: list[Term], places: Sequence[int], last: int, glossary: Glossary
) -> list[Term]:
    """Mark the terms that only say what the part at the end does."""
    part = ordered[last].concept if ordered else ""
    told = glossary.doings.find(text) if part else ()
    own = [t for t in told if glossary.is_a(t.concept, part) and t.end <= places[last]]
    if not own:
        return ordered
    return [
        replace(t, defines=any(o.start <= at < o.end for o in own)) if i != last else t
        for i, (at, t) in enumerate(zip(places, ordered, strict=True))
    ]


def _is_it(sense: Sense, hit: Hit) -> bool:
    """Whether a product's name of several meanings is also an everyday word: the 베이스 of a lamp."""
    return sense.start == hit.start and sense.end == hit.end


def _covers(sense: Sense, hit: Hit) -> bool:
    """Whether an everyday word is longer than the property at its place: 길이 방향, not 길이."""
    longer = not sense.verb and sense.start <= hit.start < hit.end < sense.end
    return longer and hit.concept.kind == "property"


def _named(text: str, hit: Hit, senses: Sequence[Sense]) -> Term:
    """Return the term of a name; 헤드부 can mean what 헤드 does."""
    meanings = frozenset(
        meaning
        for sense in senses
        if sense.start == hit.start
        and (
            _NAMED_BY.fullmatch(text, sense.end, hit.end)
            or text[hit.end : sense.end] in _DOES
            or (sense.verb and hit.concept.kind == "step" and _AUXILIARY.fullmatch(hit.text))
        )
        for meaning in (sense.meanings if hit.concept.kind in _TOLD else ())
    )
    matter = hit.concept.kind not in _NO_MATTER
    undone = bool(_UNDOES.match(text, hit.end) or _TAKES_OFF.match(text, hit.end))
    undone = undone or bool(matter and _SEPARATES.match(text, hit.end))
    lacking = bool(_WITHOUT.search(text, 0, hit.start) or _LEFT_UNDONE.match(text, hit.end))
    return Term(hit.text, hit.concept.id, 1.0, meanings, undone or lacking, lacking)


def _pieces(text: str, start: int, end: int, senses: Sequence[Sense]) -> Iterator[tuple[int, Term]]:
    """Yield the terms of a word: «스팀분사관» is made of 스팀, 분사 and 관.

    The last word of a phrase («밝기를 조절») means what the phrase does, too.
    """
    at = start
    phrases = [s for s in senses if s.start < start < s.end <= end]
    for sense in senses:
        if not at <= sense.start < sense.end <= end:
            continue
        yield from _rest(text, at, sense.start)
        words = text[sense.start : sense.end]
        if not _EMPTY.fullmatch(words):
            lacking = _LEFT_UNDONE.match(text, sense.end) is not None
            undone = lacking or any(p.match(text, sense.end) for p in (_UNDOES, _TAKES_OFF))
            wider = (phrase.meanings for phrase in phrases if phrase.end == sense.end)
            meanings = sense.meanings.union(*wider)
            yield sense.start, Term(words, "", WORD_WEIGHT, meanings, undone, lacking)
        at = sense.end
    if at == start and phrases:
        at = phrases[-1].end
        yield start, Term(text[start:at], "", WORD_WEIGHT, phrases[-1].meanings)
    if at == start or not _VERBAL_TAIL.match(text[at:end]):
        yield from _rest(text, at, end)


def _rest(text: str, start: int, end: int) -> Iterator[tuple[int, Term]]:
    word = _ENDING.sub("", text[start:end])
    if len(word) >= 2 and not _EMPTY.fullmatch(word):
        behind = start + len(word)
        undone = any(p.match(text, behind) for p in (_UNDOES, _SEPARATES, _TAKES_OFF))
        yield start, Term(word, weight=WORD_WEIGHT, undone=undone)


def said_words(text: str) -> tuple[Term, ...]:
    """Return the words of an element that say something, whatever the glossary calls them."""
    found = (_ENDING.sub("", match.group()) for match in _WORD.finditer(text))
    return tuple(Term(w, weight=WORD_WEIGHT) for w in found if len(w) >= 2 and not _LIGHT.match(w))


def aims(text: str) -> tuple[Term, ...]:
    """Return what a use is about, without what is done to it: «염증» of «염증 예방 또는 개선용»."""
    found = []
    for match in _WORD.finditer(text):
        word = _AIMED.sub("", _ENDING.sub("", match.group()))
        if len(word) >= 2 and not _EMPTY.fullmatch(word) and not EFFECT.fullmatch(word):
            found.append(Term(word, weight=WORD_WEIGHT))
    return tuple(found)


def meant_aims(text: str, glossary: Glossary) -> tuple[Term, ...]:
    """Return what a use is about with what its words can mean: 옷 and 스웨터 for «의류용»."""
    senses = glossary.everyday.find(text)
    meant = []
    for term in aims(text):
        at = text.find(term.text)
        own = (s.meanings for s in senses if s.start == at and s.end == at + len(term.text))
        meant.append(replace(term, meanings=frozenset[str]().union(*own)))
    return tuple(meant)


def overlap(wanted: Sequence[Term], reading: Reading, glossary: Glossary) -> Overlap:
    """Return what of an element's terms a product text says, and what it negates.

    What an element says twice counts once, and so does a word of the product that could mean two of
    its terms.
    """
    canonical = glossary.speller.canonical(reading.text)
    wanted = _once(wanted)
    weight = sum(term.weight for term in wanted)
    got, head = 0.0, False
    said: list[Mention] = []
    negated: list[Mention] = []
    undecided: list[Mention] = []
    against: list[Mention] = []
    head_denied: Mention | None = None
    unsaid: list[Term] = []
    limiting = [0.0, 0.0]
    used: set[int] = set()
    whole = "".join(t.text for t in wanted).replace(" ", "")
    other_kinds = [
        m
        for m in reading.mentions
        if m.negated and m.part and not _is_of_the_kind(m, reading.text, whole)
    ]
    if other_kinds:  # «겉필름은 없음» says nothing of another film
        kept = tuple(m for m in reading.mentions if m not in other_kinds)
        reading = replace(reading, mentions=kept)
    defining = any(t.defines for t in wanted)
    head_term = next((t for t in wanted if defining and t.weight == HEAD_WEIGHT), None)
    done = by_its_doing(head_term, reading, glossary) if head_term else None
    for term in wanted:
        found, share = _found(term, reading, canonical, glossary, used)
        if found and found.negated and _is_of_other_letters(found, reading.text, whole):
            found, share = None, 0.0
        if found is None and term.measure and term.weight != HEAD_WEIGHT:
            weight -= term.weight
            continue
        if found is None and term.defines and done and not (done.negated or done.undecided):
            found, share = done, 1.0
        if found is None:
            pass
        elif term.lacking and not found.negated:
            against += [found] if share == 1.0 and not found.undecided else []
            share = 0.0
        elif found.negated and not term.undone:
            negated.append(found)
            head_denied = found if term.weight == HEAD_WEIGHT else head_denied
            share = 0.0
        elif found.undecided:
            value = found.kind == "property"  # «pH는 대외비» leaves the step as it is
            undecided += [found] if term.concept and not value else []
            share = 0.0
        else:
            said.append(found)
        if share:
            used.add(said[-1].start)
        got += share * term.weight
        if term.weight == HEAD_WEIGHT:
            head = head or share > 0
            continue
        limiting = [limiting[0] + share * term.weight, limiting[1] + term.weight]
        unsaid += [] if share or _hinted(term, canonical, glossary) else [term]
    return Overlap(
        got / weight if weight else 0.0,
        head,
        tuple(said),
        tuple(negated),
        tuple(undecided),
        head_denied,
        limiting[0] / limiting[1] if limiting[1] else 1.0,
        tuple(t for t in unsaid if not _implied(t, said, glossary)),
        tuple(against),
    )


def _found(
    term: Term, reading: Reading, canonical: Canonical, glossary: Glossary, used: set[int]
) -> tuple[Mention | None, float]:
    """Return where the text says a term, and how much of the term that says."""
    mine = [
        replace(m, negated=False) if m.negated and _is_there(m, reading.text) else m
        for m in reading.mentions
        if _names(m, term.concept, glossary)
        # One kind of a thing left out says nothing of the rest.
        and (not m.negated or m.concept is None or m.concept.id == term.concept)
    ]
    if any(m.negated for m in mine):
        mine = [m for m in mine if m.negated or not _TROUBLE_WITH_IT.match(reading.text, m.end)]
    instead = next((m for m in mine if m.negated and m.text == term.text), None)
    own_kind = " " in term.text and all(m.negated or m.text != term.text for m in mine)
    if instead and (own_kind or _GIVES_WAY.match(reading.text, instead.end)):
        return instead, 1.0  # «비타민 필터는 빼고 침전 필터만»
    if mine:
        return min(mine, key=lambda m: (m.negated or m.undecided, m.undecided)), 1.0
    if spelt := _spelt(term, canonical, reading, glossary):
        return _as_told(spelt, term, reading, glossary), 1.0
    if meant := _meant(term, reading, glossary, used):
        return meant
    if done := by_its_doing(term, reading, glossary):
        return done, 1.0
    if same := _same_way(term, reading, glossary):
        return same, USED_SHARE if same.start in used else SAME_WAY_SHARE
    if wider := _wider(term, reading, glossary):
        return wider, WIDER_SHARE
    return _made_up(term, reading, glossary, used) or (None, 0.0)


_GIVES_WAY = re.compile(r"(?:이|가)?\s?(?:아니라|아니고|말고|대신)\s")
"""«끈이 아니라 밴드로»: another takes the place of what the claim has the same name for."""


_TROUBLE_WITH_IT = re.compile(r"\s?(?:분실|파손|고장|누락|불량|문제|이슈|클레임|민원|원가|단가)")
"""«뚜껑 분실이 많아 뚜껑을 없애고»: why a part is not there."""


def _implied(term: Term, said: Sequence[Mention], glossary: Glossary) -> bool:
    """Whether what was said holds a one-syllable word in its name: the 물 of 물통."""
    names = (n for m in said if m.concept for n in glossary.names(m.concept.id))
    return len(term.text) == 1 and any(term.text in name for name in names)


def _hinted(term: Term, canonical: Canonical, glossary: Glossary) -> bool:
    """Whether a text has the word that a longer name begins with: 아크릴 for 아크릴계 점착제."""
    first, *rest = term.text.split()
    stem = glossary.speller.key(_KIND.sub("", first))
    return bool(rest) and len(stem) >= 2 and stem in canonical.text


def _same_way(term: Term, reading: Reading, glossary: Glossary) -> Mention | None:
    """Return a word for the way that a term names: RF for 고주파 전극, 펠티어 for 열전소자."""
    asked = [
        way
        for way in glossary.choices.find(term.text)
        if not glossary.choices.lines[way.choice].loose
    ]
    found = [
        told_at(reading, way)
        for way in (glossary.choices.find(reading.text) if asked else ())
        if any(way.choice == one.choice and way.ways & one.ways for one in asked)
    ]
    found = [m for m in found if not (m.negated and _is_another_part(m, term, reading, glossary))]
    nearly = len(term.text) - 2
    details = [d for d in glossary.details.find(term.text) if d.end - d.start >= nearly]
    for way in glossary.details.find(reading.text) if details else ():
        if any(way.choice == one.choice and way.ways & one.ways for one in details):
            told = told_at(reading, way)
            found += [] if told.negated else [told]
    return min(found, key=lambda m: m.negated or m.undecided, default=None)


def _is_another_part(told: Mention, term: Term, reading: Reading, glossary: Glossary) -> bool:
    """Whether a word for a way names a part of its own: 배터리 of «배터리팩 없음» for a 모터."""
    part = mention_at(reading, told.start, told.end).concept
    return bool(
        part
        and part.kind == "part"
        and told.text not in term.text
        and term.concept
        and not glossary.is_a(part.id, term.concept)
        and not glossary.is_a(term.concept, part.id)
    )


def by_its_doing(
    term: Term, reading: Reading, glossary: Glossary, instead: bool = False
) -> Mention | None:
    """Return where a text tells a part by what it does («열로 말려» for 히터), or what stands in its place."""
    found = []
    for told in glossary.doings.find(reading.text) if term.concept else ():
        mine = glossary.is_a(told.concept.removeprefix(INSTEAD), term.concept)
        apart = _OTHER_DOING.search(reading.text, told.start, told.doing.start)
        if mine and told.concept.startswith(INSTEAD) == instead and not apart:
            done = told_at(reading, told.doing)
            whole = reading.text[told.start : done.end]
            lacking = done.negated or _is_done_by_nothing(reading, done.end)
            found.append(replace(done, start=told.start, text=whole, negated=lacking))
    return min(found, key=lambda m: m.negated or m.undecided, default=None)


def _is_done_by_nothing(reading: Reading, end: int) -> bool:
    """«온도 재는 센서는 뺐고»: what a part does is not done where the part behind it is not there."""
    part = _ADNOMINAL.match(reading.text, end)
    return part is not None and any(
        m.negated and m.kind == "structure" and part.end() <= m.start <= part.end() + NEXT_WORD
        for m in reading.mentions
    )


NEXT_WORD = 5
"""Characters of a word that may stand between a doing and the part that does it."""
_ADNOMINAL = re.compile(r"[가-힣]{0,3}(?:는|은|던|할|하는|주는)\s")
_OTHER_DOING = re.compile(r"[가-힣](?:고|며|지만|는데)\s")
"""«소리는 안 나고 빛만 나는»: what ends a thing's own doing."""


def _as_told(spelt: Mention, term: Term, reading: Reading, glossary: Glossary) -> Mention:
    """Return a term that stands as it is with what the text says of its being done: «조절이 안 돼요»."""
    for sense in glossary.everyday.find(reading.text) if term.meanings else ():
        same = sense.start == spelt.start and sense.meanings & term.meanings
        if same and _NOT_DONE.match(reading.text, sense.end):
            return told_at(reading, sense)
    return spelt


def _made_up(
    term: Term, reading: Reading, glossary: Glossary, used: set[int]
) -> tuple[Mention, float] | None:
    """Return the last of the words that say the parts of a name: 마이크로파, 쏘다 for 마이크로웨이브 조사."""
    found = glossary.everyday.find(term.text) if term.concept else ()
    senses = [s for s in found if " " not in term.text[s.start : s.end]]
    said = [_meant(Term(term.text, meanings=s.meanings), reading, glossary, used) for s in senses]
    if said and said[-1] and said[-1][0].negated:
        return said[-1][0], 0.0
    told = [one for one in said if one and not one[0].negated and not one[0].undecided]
    covered = sum(s.end - s.start for s in senses) >= len(term.text.replace(" ", "")) - 1
    if len(senses) < 2 or not covered or not told:
        return None
    return told[-1][0], WIDER_SHARE * len(told) / len(senses)


def _is_of_the_kind(mention: Mention, text: str, whole: str) -> bool:
    """Whether a word whose end a mention is (겉필름) is among an element's words, or its side is."""
    word = _WORD_BEFORE.search(text, 0, mention.end)
    if word is None or word.group() in whole:
        return True
    side = word.group().removesuffix(mention.text)
    return any(side in sides and re.search(claimed, whole) for sides, claimed in _SIDES)


_SIDES = (
    (frozenset({"겉", "바깥", "외"}), r"외[측면부피]|바깥"),
    (frozenset({"안", "속", "내"}), r"내[측면부피]|안쪽"),
)
"""How people and claims call the side that a part is on."""
_WORD_BEFORE = re.compile(r"[가-힣A-Za-z\d]+$")


def _is_of_other_letters(mention: Mention, text: str, whole: str) -> bool:
    """Whether what is denied is named by letters the element has not: «EC센서 뺀» for a 수분센서."""
    lead = _LETTERS_BEFORE.search(text, 0, mention.start) or _LETTERS.match(mention.text)
    return lead is not None and lead.group().casefold() not in whole.casefold()


_LETTERS_BEFORE = re.compile(r"(?<![A-Za-z\d])[A-Za-z]{2,5}$")
_LETTERS = re.compile(r"[A-Za-z]{2,5}(?=[가-힣])")


def _is_there(mention: Mention, text: str) -> bool:
    """Whether words that deny something after a part's name deny what is done with the part."""
    return mention.kind == "structure" and bool(_OTHERWISE_DENIED.match(text, mention.end))


def _once(wanted: Sequence[Term]) -> tuple[Term, ...]:
    """Return the terms without repetitions, each with its greatest weight."""
    kept: dict[str, Term] = {}
    for term in wanted:
        key = term.concept or term.text
        before = kept.get(key)
        if before is None or before.weight < term.weight:
            kept[key] = term
    return tuple(kept.values())


def _meant(
    term: Term, reading: Reading, glossary: Glossary, used: set[int]
) -> tuple[Mention, float] | None:
    """Return a word that says the term in everyday words, and how much of the term it says.

    Words that are not denied come first, then those that say most: a word that says another term
    already, or can mean many things (넣다, 붙이다), says less. The element's own word that is denied
    («주입 공정은 없이») outweighs another's («파우치에 넣어»).
    """
    found = []
    for sense in glossary.everyday.find(reading.text) if term.meanings else ():
        if sense.meanings & term.meanings and not (
            _names_an_agent(reading, sense) or _tells_another_way(term, reading, sense, glossary)
        ):
            told = told_at(reading, sense)
            share = USED_SHARE if told.start in used else min(1.0, MEANINGS / len(sense.meanings))
            found.append((told, share))
    own = [one for one in found if term.text.startswith(one[0].text) and len(one[0].text) > 1]
    if own and all(told.negated for told, _ in own):
        found = own
    return min(found, key=lambda one: (one[0].negated or one[0].undecided, -one[1]), default=None)


def _names_an_agent(reading: Reading, sense: Sense) -> bool:
    """Whether a word only begins the name of what does it: 유화 in 유화제."""
    return reading.text.startswith("제", sense.end) and any(
        m.kind == "substance" and m.start <= sense.start and sense.end < m.end
        for m in reading.mentions
    )


def _tells_another_way(term: Term, reading: Reading, sense: Sense, glossary: Glossary) -> bool:
    """Whether a word tells the step done in another way: «누룩으로 발효» for 유산균 발효."""
    if not term.concept:
        return False
    own = set(glossary.concepts[term.concept].parents) - _OUTCOMES
    return any(
        m.concept is not None
        and m.concept.kind == "step"
        and m.start <= sense.start < m.end
        and bool(own & set(m.concept.parents))
        and not glossary.is_a(m.concept.id, term.concept)
        for m in reading.mentions
    )


_TAIL_OF_DENIED = re.compile(
    r"(?<=[가-힣])[가-힣]{1,2}?(?=(?:이|가|은|는|도|을|를)?\s(?:없|빼|뺀|뺐|생략|제외|미[가-힣]|무(?![가-힣])|안\s|아니|아닌))"
)
"""The rest of a name that is denied, of which a word is but the beginning: 면 of «접착면 없이»."""


def told_at(reading: Reading, sense: Sense | Way) -> Mention:
    """Return a word as a mention, with what the text says around it."""
    start, end = sense.start, sense.end
    own = Mention(start, end, reading.text[start:end], _DOING)
    if any(m.kind == "structure" and m.negated and _is_inside(own, m) for m in reading.mentions):
        return replace(own, negated=True)  # 조절 of «온도조절기 없이»
    if not sense.verb and any(
        m.kind == "step" and m.negated and _holds(m, own) for m in reading.mentions
    ):
        return replace(own, negated=True)  # 가열 of «가열 살균은 안 하는»
    if _is_worked_by_nothing(reading, end) or _ITS_WORK_UNDONE.match(reading.text, end):
        return replace(own, negated=True)
    if tail := _TAIL_OF_DENIED.match(reading.text, end):
        own = replace(own, end=tail.end(), text=reading.text[start : tail.end()])
        end = tail.end()
    yet = max(0, start - (5 if reading.text.startswith("아직 ", max(0, start - 5)) else 2))
    if UNDECIDED.match(reading.text, yet):
        return replace(own, undecided=True)  # «안 정했어요», «아직 안 골랐어요»
    if sense.verb and _WHETHER_TO.match(reading.text, end - 1):
        return replace(own, undecided=True)
    doing = sense.verb or _DONE.match(reading.text, end) or _FORM.search(own.text)
    text = unconditional(reading.text)
    if (doing and _NOT_BEFORE.search(text, max(0, start - 3), start)) or _NOT_AFTER.match(
        text, end
    ):
        return replace(own, negated=True)
    others = [m for m in reading.mentions if m.end <= start or end <= m.start]
    told = mark_one(reading.text, others, own)
    there = bool(not doing and _OTHERWISE_DENIED.match(reading.text, end))
    named = _MAKES.fullmatch(own.text) is not None
    there = there or (named and reading.text.startswith(",", end))
    return replace(told, negated=False) if there else told


_MAKES = re.compile(r"제조|생산|제작|가공|양조|조리|개발")
"""What a text is about, ahead of its comma: «사과주스 제조, 여과는 안 하고»."""
_WHETHER_TO = re.compile(
    rf"[가-힣]?[{ending_in(FINAL_L)}]지(?:는|도|를)?\s[^.!?\n]{{0,24}}?[{ending_in(FINAL_L)}]지(?:는|도|를|가)?\s"
    r"(?:\S+\s){0,2}?(?:미정|고민|검토|논의|협의|조율|결정\s?전|못|안\s?정|보류)"
)
"""«멈출지 알림만 줄지는 안 정했어»: one of two doings."""
_WORKED_BY = re.compile(
    r"(?<=조절|설정|선택|표시|감지|측정|인식|입력|잠금)\s?(?P<by>버튼|다이얼|노브|레버|스위치|센서|화면|표시창|표시등)"
)
"""What is done, before the part that alone does it."""


def _is_worked_by_nothing(reading: Reading, end: int) -> bool:
    """«조절 버튼 없어요»: what is done by a part alone is not done without it."""
    worked = _WORKED_BY.match(reading.text, end)
    return worked is not None and any(
        m.negated and worked.start("by") <= m.start < worked.end() for m in reading.mentions
    )


_ITS_WORK_UNDONE = re.compile(
    r"\s?[가-힣]{2}(?:은|는|을|를|도)\s(?:전혀\s|절대\s|따로\s|아예\s)?(?:하지\s?(?:는\s)?(?:않|못)|안\s(?:하|해|함|합|거[치쳐]))"
)
"""«자외선| 살균은 하지 않고»: what it would be done with is left out with the work."""


def _holds(name: Mention, own: Mention) -> bool:
    return name.start <= own.start and own.end <= name.end


def _is_inside(own: Mention, name: Mention) -> bool:
    """Whether a word is a piece of a longer name."""
    return name.start <= own.start and own.end <= name.end and len(own.text) < len(name.text)


def _names(mention: Mention, concept: str, glossary: Glossary) -> bool:
    return bool(concept) and (
        mention.concept is not None and glossary.is_a(mention.concept.id, concept)
    )


def _spelt(
    term: Term, canonical: Canonical, reading: Reading, glossary: Glossary
) -> Mention | None:
    """Return the place where a term stands as it is, e.g. within a longer word; one that is denied last."""
    key = glossary.speller.key(term.text)
    if len(key) < 2 + bool(term.concept):
        return None
    found = []
    for place in re.finditer(re.escape(key), canonical.text):
        start, end = canonical.origin(*place.span())
        said = mention_at(reading, start, end)
        denied = _NO.search(unconditional(reading.text), 0, start)
        idle = not term.concept and _is_worked_by_nothing(reading, end)
        found.append(replace(said, negated=True) if denied or idle else said)
    return min(found, key=lambda m: m.negated, default=None)


def _wider(term: Term, reading: Reading, glossary: Glossary) -> Mention | None:
    """Return a mention of a thing by a wider name: 팬 for 송풍팬; one that is denied last."""
    for mention in sorted(reading.mentions, key=lambda m: m.negated):
        if mention.concept is None or mention.undecided:
            continue
        if mention.concept.id in ANY_STEP:
            continue
        if mention.concept.kind in ("part", "step", "software") and glossary.is_a(
            term.concept, mention.concept.id
        ):
            return mention
    return None
