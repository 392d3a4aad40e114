"""Names that the glossary does not know, or knows too little of: a comparison by letters.

``by_letters`` finds an element by its own words, its stem, its plant, a slip of spelling, its
initials or its description; ``of_its_part`` and ``of_its_code`` then look at what a name adds: the
part of a plant, the code of a gene.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from evidence.acronyms import can_stand_for, is_acronym
from evidence.choices import BESIDE, Choices
from evidence.everyday import Sense
from evidence.glossary import UNLISTED, Concept
from evidence.likeness import ALIKE, SHORTEST, alike, letters
from evidence.needs import THINGS, Need, Option
from evidence.negation import open_aspects
from evidence.other_kind import IS_NOT
from evidence.phrases import Term, overlap, said_words, told_at
from evidence.plant_parts import parts_of, plant_of
from evidence.products import Mention, Reading, mention_at
from evidence.references import sequences
from evidence.spelling import Canonical
from evidence.stems import is_solvent_of, solvent_said, spellings, stands_for, stem_of, whole_end
from evidence.transliteration import is_hangul, same_name
from evidence.types import Assessment
from evidence.unsettled import MAKING
from evidence.weighing.amounts import weigh_amount
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, span_of, strength, words_of
from evidence.weighing.words import (
    PARENTHESISED,
    TOO,
    WELL_SAID,
    cut_words,
    first_said,
    own_words,
    unknown_runs,
    unknown_words,
)
from graph.schema import Span

PART_REACH = 10
"""Characters after a plant's name in which its part is told («감초 말린 뿌리 추출물»)."""
LEAST_WORDS = 3
"""Words from which on a thing is told of rather than named."""
_CODED = re.compile(
    r"(?<![A-Za-z])(?P<code>[A-Z][A-Za-z]*-?\d+[A-Za-z\d]*|[A-Z]{3,}[A-Za-z\d]*)\s?(?:\([^()]*\)\s?)?$"
)
"""A gene's, a protein's or a strain's code before the noun: «TRIM31 단백질», «LZIP 항체»."""
_LATIN = re.compile(r"(?<=\()[A-Z][a-z]+\s[a-z]{3,}")
"""A species' name in brackets, without its author."""
_PHRASE_END = re.compile(r"[,.;·/(\n]|(?:와|과|이?랑|하고|및|또는|혹은|말고|대신)\s")
QUALITY_REACH = 8
"""Characters before a name in which its quality is told."""
_NOT_THIS_PART = re.compile(r"[^,.;\n]{2,16}?\s?(?:말고|대신|아닌|아니라|빼고)\s")
"""«감초 잎 말고 뿌리 추출물»: the part that is not used."""
_DERIVED = re.compile(r"(?P<stem>.{2,}?)\s*(?P<head>추출물|추출액|발효물|오일|분말)$")
_LIST_HEAD = re.compile(
    r"(?:\s*(?:[·,/+&]|및|와|과|이?랑|하고)\s*[가-힣A-Za-z]{1,12})+?\s*(?P<head>[가-힣]*(?:추출물|추출액|발효물|오일|분말))"
)
_EXTRACTING = re.compile(
    r"\s?(?:엑스|엑기스|ext\b)|(?:[^.!?\n]|\.(?=\s?[a-z]|\d)){0,36}?(?:추출|우려|우린|우리고|달여|달인|뽑은|뽑아|extract)",
    re.IGNORECASE,
)


_EXTRACTED = re.compile(
    r"(?:주정|에탄올|에틸알코올|알코올|알콜|메탄올|부탄올|헥산|열수|정제수|물|용매|초임계|CO2|EtOH)(?:수용액)?(?:으로|로|에)\s?"
    r"(?:환류\s?|저온\s?|고온\s?|냉침\s?)?(?:추출한|추출된|뽑은|뽑아낸|우린|우려낸|우려|달인|내린|침출한)\s$",
    re.IGNORECASE,
)
"""«70% 주정으로 뽑은 큰고랭이»."""
_HEADING = re.compile(
    r"(?P<head>추출물|추출액|발효물|발효액|오일|분말|가루)\s?(?:\d[\d.,]*\s?\S{1,4}\s?)?"
    r"(?:\d\s?(?:종|가지)\s?)?(?:(?:이에요|예요|입니다|임)?\s?[(:：]|은\s|는\s)[^()\n.!?]*$"
)
"""«허브 추출물 108중량부(민들레, 쑥)», «추출물: 황금, 와송»: what each of a list is made into."""


def by_letters(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """Weigh an element that no known name of the text is, by its letters; the surest way first."""
    return (
        by_own_words(known, need, reading)
        or _by_strain(known, need, reading)
        or by_stem(known, need, reading)
        or _by_plant(known, need, reading)
        or _by_sound(known, need, reading)
        or _by_likeness(known, need, reading)
        or _by_acronym(known, need, reading)
        or _by_description(known, need, reading)
        or _by_known_stem(known, need, reading)
        or _by_shorter_name(known, need, reading)
        or _by_its_stuff(known, need, reading)
    )


def _by_its_stuff(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«폴리비닐알코올 매트릭스» against «PVA 매트릭스»: an unknown thing by its stuff's other name."""
    words = need.raw.split()
    if len(words) != 2 or len(words[1]) < 2 or need.options:
        return None
    stuff = known.glossary.lookup(words[0])
    head = re.compile(rf"\s?{re.escape(words[1])}")
    for m in reading.mentions if stuff else ():
        said = head.match(reading.text, m.end)
        if said and stuff and m.concept and m.concept.id == stuff.id and m.text != words[0]:
            return _worded(known, need, "synonym", mention_at(reading, m.start, said.end()), None)
    return None


def _by_shorter_name(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«캐슈넛 음료 베이스» against «캐슈넛 베이스»: the kind of goods between is left out."""
    words = need.raw.split()
    if need.element.kind != "substance" or len(words) != 3 or len(words[0]) < 2:
        return None
    between = known.glossary.lookup(words[1])
    if between is None or between.kind != "form":
        return None
    name = rf"(?<![가-힣A-Za-z]){re.escape(words[0])}\s?{re.escape(words[2])}(?![가-힣]{{2}})"
    said = re.search(name, reading.text)
    return (
        _worded(known, need, "same words", mention_at(reading, *said.span()), None)
        if said
        else None
    )


def by_own_words(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """The element's own words stand in the product text, though no glossary knows them."""
    canonical = known.glossary.speller.canonical(reading.text)
    for words, span in own_words(need):
        key = known.glossary.speller.key(words)
        found = []
        at = canonical.text.find(key) if len(key) >= 2 else -1
        while at >= 0:
            mention = mention_at(reading, *canonical.origin(at, at + len(key)))
            found.append(_worded(known, need, "same words", mention, span))
            at = canonical.text.find(key, at + len(key))
        if found:
            return max(found, key=strength)
    return _listed(known, need, reading, canonical)


def _by_strain(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«락토바실러스 … HB-71 균주(KCCM13204P)» against «HB-71»: a strain by its code or deposit number."""
    if need.element.kind not in ("substance", "property"):
        return None
    for code in _STRAIN.findall(need.element.text):
        words = r"[\s-]?".join(re.findall(r"[A-Z]+|\d+", code))
        said = re.search(rf"(?<![A-Za-z\d]){words}(?![A-Za-z\d])", reading.text)
        if said:
            return _worded(known, need, "same words", mention_at(reading, *said.span()), None)
    return None


_STRAIN = re.compile(r"(?<![A-Za-z])[A-Z]{2,6}[\s-]?\d{1,8}[A-Z]{0,2}(?=\s?(?:균주|[),(.]|$))")
"""A strain's code («HB-71 균주») or its deposit number («KCCM13204P»)."""


def _listed(
    known: Knowledge, need: Need, reading: Reading, canonical: Canonical
) -> Assessment | None:
    """«쥐눈이콩, 검은깨 추출물»: a name without the noun that ends the list."""
    whole = [(option.span.text, option.span) for option in need.options]
    for words, span in (*whole, *own_words(need)):
        stem = _DERIVED.match(words.strip())
        key = known.glossary.speller.key(stem["stem"]) if stem else ""
        at = canonical.text.find(key) if len(key) >= 2 else -1
        if stem is None or at < 0:
            continue
        start, end = canonical.origin(at, at + len(key))
        shared = _LIST_HEAD.match(reading.text, end)
        if shared and shared["head"].endswith(stem["head"]):
            return _worded(known, need, "same words", mention_at(reading, start, end), span)
    return None


def by_stem(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«미흑찰 주정 추출물» against «미흑찰 50% 주정추출물»: what it is made of, by its letters."""
    if need.element.kind != "substance":
        return None
    speller = known.glossary.speller
    canonical = speller.canonical(reading.text)
    wanted: list[tuple[str, Span | None]] = [(o.span.text, o.span) for o in need.options]
    wanted += [(m[0], None) for m in _LATIN.finditer(need.element.text)]
    names = [
        (words, name, head, span)
        for words, span in (*own_words(need), *wanted)
        for stem, head in (stem_of(words),)
        if len(speller.key(stem)) >= 2 and not _says_little(known, stem)
        for name in spellings(stem)
    ]
    for words, name, head, span in names:
        key = speller.key(name)
        at = canonical.text.find(key)
        while at >= 0:
            start, end = canonical.origin(at, at + len(key))
            mention = mention_at(reading, start, end)
            of_it = _is_own(mention, reading, start) and not _is_of_a_use(mention, end)
            if of_it and stands_for(reading.text, start, end, head):
                mention = mention_at(reading, start, whole_end(reading.text, end))
                found = _worded(known, need, "same stem", mention, span)
                for m in reading.mentions:
                    if m.negated and is_solvent_of(words, m.text):
                        return assessed(need, "negation", "미대응", True, span_of(m), span)
                if found.match == "대응" and not solvent_said(words, reading.text):
                    return assessed(
                        need, "solvent unsaid", "판단불가", True, span_of(mention), span
                    )
                return found
            at = canonical.text.find(key, at + 1)
    return None


def _by_known_stem(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«먹물버섯 추출물» for «Coprinus comatus의 추출물»: what it is made of goes by another name."""
    if need.element.kind != "substance":
        return None
    named = [(n.text, n.span, n.aliases) for n in need.names]
    named += [(o.span.text, o.span, ()) for o in need.options]
    for name, claim, aliases in named:
        stem, head = stem_of(name)
        asked = [known.glossary.lookup(words) for words in (stem, *aliases) if words]
        wanted = [c.id for c in asked if head and c and c.kind == "substance"]
        for m in reading.mentions:
            made_of, made = made_of_what(known, m)
            if made_of is None or (made and made != head):
                continue
            if parts_of(name) - parts_of(m.text) or (need.quantity and not m.amount):
                continue  # which part of the plant, or how much of it, goes unsaid
            bare = made_of.id in wanted and stands_for(reading.text, m.start, m.end, head)
            if not made and not bare:
                continue
            if any(known.glossary.is_a(made_of.id, c) for c in wanted):
                return _worded(known, need, "same stem", m, claim)
    return None


def made_of_what(known: Knowledge, mention: Mention) -> tuple[Concept | None, str]:
    """Return what is known of the thing a mention is made of, and what it is made into."""
    stem, head = stem_of(mention.text)
    concept = mention.concept
    if concept is not None and not concept.id.startswith(UNLISTED):
        return concept, head
    lookup = known.glossary.lookup
    return (lookup(stem) or lookup(plant_of(stem)) if head else None), head


def _says_little(known: Knowledge, stem: str) -> bool:
    """Whether a name without its last noun is a class, a use or a form: it names no thing."""
    concept = known.glossary.lookup(stem)
    return concept is not None and concept.kind not in ("substance", "material")


def _is_own(mention: Mention, reading: Reading, start: int) -> bool:
    """Whether a name found at ``start`` is not the tail of a longer one: 산딸기 is no 딸기."""
    return mention.start == start or not reading.text[start - 1].isalnum()


def _is_of_a_use(mention: Mention, end: int) -> bool:
    """Whether a name only begins what a product is for: 유당 of 유당불내증."""
    return mention.kind == "use" and end < mention.end


def _by_plant(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«딸기 추출물» against «딸기 잎 추출물»: the plant is named, its part is not, or is another."""
    if need.element.kind != "substance":
        return None
    canonical = known.glossary.speller.canonical(reading.text)
    wanted = [(o.span.text, o.span) for o in need.options if o.hits[0].concept.kind in THINGS]
    for words, claim in (*own_words(need), *wanted):
        key = known.glossary.speller.key(stem_of(plant_of(words))[0])
        at = canonical.text.find(key) if len(key) >= 2 else -1
        if at < 0:
            continue
        mention = mention_at(reading, *canonical.origin(at, at + len(key)))
        if mention.negated or mention.undecided:
            continue
        said = parts_of(
            _PHRASE_END.split(reading.text[mention.start : mention.end + PART_REACH])[0]
        )
        if said and not said & parts_of(words):
            return assessed(need, "another part", "미대응", True, span_of(mention), claim)
        if not said:
            return assessed(need, "part unsaid", "판단불가", False, span_of(mention), claim)
    return None


def _by_sound(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«phenylbutenal» against 페닐부테날: a name that nobody lists, in the other script."""
    if need.element.kind not in ("substance", "structure", "other"):
        return None
    for words, span in own_words(need):
        one = " " not in words.strip() or any(char.isdigit() for char in words)
        if not is_hangul(words) or len(words) < SHORTEST_HEARD or not one:
            continue
        for said in _LATIN_NAME.finditer(reading.text):
            if same_name(words, said.group()):
                mention = mention_at(reading, *said.span())
                return _worded(known, need, "same words", mention, span)
    return None


SHORTEST_HEARD = 5
"""Characters from which on a Hangul name is compared by its sound."""
_LATIN_NAME = re.compile(
    r"(?<![A-Za-z\d-])(?:\d[\d,]*-)?[A-Za-z][A-Za-z\d,()\[\]-]{4,}(?:\s\d[A-Za-z\d,()\[\]-]{4,})?"
)
"""A name in Latin letters; a second part begins with a number, as in 4-methylbenzyl 3-(…)acrylate."""


def _by_likeness(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """A name that nobody knows is spelt almost like the element's."""
    kind = need.element.kind
    if kind not in ("substance", "category", "other"):
        return None
    # Chemical names differ by a letter and mean other things; names of products seldom do.
    least, shortest = (0.84, 5) if kind == "category" else (ALIKE, SHORTEST)
    wanted = dict(own_words(need))
    for option in need.options:
        names = [n for c in option.concepts for n in known.glossary.names(c)]
        if kind == "category":
            names = [n for c in option.concepts for n in known.kinds_of(c)]
        wanted |= dict.fromkeys((option.span.text, *names), option.span)
    # As they are written, too: a slip may hide from the speller what it spells alike.
    ways: tuple[Callable[[str], str], ...] = (known.glossary.speller.key, str.strip)
    spelt = [{letters(way(n)): span for n, span in wanted.items() if n} for way in ways]
    for start, end in (*unknown_runs(reading), *cut_words(reading)):
        for way, others in zip(ways, spelt, strict=True):
            own = letters(way(reading.text[start:end]))
            for name, span in others.items():
                if name and own and alike(own, name, least, shortest):
                    mention = mention_at(reading, start, end)
                    return _worded(known, need, "almost the same name", mention, span)
    return None


def _by_acronym(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«HES» against hydroxyethyl starch: an abbreviation that nobody lists."""
    if need.element.kind != "substance":
        return None
    names = [
        (name, option.span)
        for option in need.options
        for c in option.concepts
        for name in known.glossary.names(c)
    ]
    names += [(name, span) for name, span in own_words(need) if span]
    for start, end in unknown_words(reading):
        word = reading.text[start:end]
        if not is_acronym(word):
            continue
        for name, span in names:
            if name.isascii() and can_stand_for(word, name):
                rule = "abbreviation by its letters"
                mention = mention_at(reading, start, end)
                found = _worded(known, need, rule, mention, span)
                read = assessed(need, rule, "대응", False, span_of(mention), span).findings
                findings = (*read, *(f for f in found.findings if f.rule != rule))
                return found.model_copy(update={"hard": False, "findings": findings})
    return None


def _by_description(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«단분산성 입자 형태의 DNA 단편»: a thing told of in words that nobody knows as a name."""
    wanted = said_words(need.element.text)
    if need.element.kind != "substance" or need.options or len(wanted) < LEAST_WORDS:
        return None
    seen = overlap(wanted, reading, known.glossary)
    span = first_said(known, wanted, reading)
    if seen.share < WELL_SAID or seen.negated or span is None:
        return None
    made_of, head = stem_of(need.raw)
    if head and made_of and first_said(known, [Term(made_of.split()[0])], reading) is None:
        return None  # another thing, prepared in the same way
    found = _worded(known, need, "same phrase", mention_at(reading, span.start, span.end), None)
    return found.model_copy(update={"hard": False})


def _worded(
    known: Knowledge, need: Need, rule: str, mention: Mention, claim_span: Span | None
) -> Assessment:
    """Weigh a mention that is the element by its letters."""
    if mention.undecided:
        return assessed(need, "undecided", "판단불가", True, span_of(mention), claim_span)
    if mention.negated:
        return assessed(need, "negation", "미대응", True, span_of(mention), claim_span)
    if need.quantity is not None:
        return weigh_amount(known, need, need.quantity, mention)
    return assessed(need, rule, "대응", rule == "same words", span_of(mention), claim_span)


def modifier_denied(need: Need, reading: Reading) -> Assessment | None:
    """«열변색성 안료» against «열변색 아니고»: the product is said to be none of what the name begins with."""
    part = need.element.kind == "structure"
    if not (part or need.element.kind == "substance") or not _IS_NONE.search(reading.text):
        return None
    last = need.element.text.split()[-1]
    words = [last.rstrip("층막부체 ,.;")] if part else need.raw.split()[:-1]
    for denied in _IS_NONE.finditer(reading.text):
        what = denied["what"]
        if any(word == what or word.rstrip("성형식계") == what for word in words):
            return assessed(need, "negation", "미대응", False, words_of(denied))
    return None


_IS_NONE = re.compile(
    r"(?<![가-힣])(?P<what>[가-힣]{1,6}?)(?:[성형식계]|\s?(?:제품|타입|방식))?(?:은|는|이|가|도)?\s?"
    rf"{IS_NOT}"
)
"""«열변색 아니고», «발포형은 아니라»: what a product is said not to be."""


def of_its_code(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«TRIM31 단백질» against «TRIM21 단백질» or a mere protein: the code is what is claimed."""
    claim, span = need.options[0].span if need.options else None, found.span
    code = _CODED.search(need.element.text[: claim.start]) if claim else None
    if code is None or span is None:
        return found
    key = known.glossary.speller.key
    if key(code["code"]) in key(reading.text):
        return found
    if _CODED.search(reading.text[: span.start]):
        return assessed(need, "another in its place", "미대응", False, span, claim)
    return assessed(need, "broader", "판단불가", False, span, claim)


def of_its_sequence(need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«서열번호 1의 서열로 구성된 펩타이드» against a mere peptide, or one with a name of its own."""
    asked = sequences(need.element.text).told
    span = found.span
    if not asked or span is None:
        return found
    told = sequences(reading.text).told
    if told & asked:
        return found
    claim = found.findings[-1].claim_span
    if told or found.findings[-1].rule == "species of genus":
        return assessed(need, "another in its place", "미대응", False, span, claim)
    return assessed(need, "broader", "판단불가", False, span, claim)


def of_its_part(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«황칠 잎 추출물» against «황칠 수피 추출물»: another part of the plant, or none said."""
    span, claim = found.span, found.findings[0].claim_span if found.findings else None
    if span is None or found.match == "미대응" or found.findings[0].rule == "undecided":
        return found
    words = need.raw
    if claim:
        words = PARENTHESISED.sub("", need.element.text[claim.start :])
        name = len(PARENTHESISED.sub("", claim.text))
        words = words[:name] + _PHRASE_END.split(words[name : name + PART_REACH])[0]
    asked = parts_of(PARENTHESISED.sub("", words))
    if not asked:
        return found
    denied = _NOT_THIS_PART.match(reading.text, span.start)
    if denied and parts_of(denied.group()) & asked:
        return assessed(need, "another part", "미대응", True, span, claim)
    said = parts_of(_PHRASE_END.split(reading.text[span.start : span.end + PART_REACH])[0])
    if said and not said & asked:
        return assessed(need, "another part", "미대응", True, span, claim)
    concept = mention_at(reading, span.start, span.end).concept
    names = known.glossary.names(concept.id) if concept else ()
    made = stem_of(span.text)[1]
    implied = any(parts_of(name) & asked for name in (names if made else names[:1]))
    rules = ("same name", "synonym", "same stem")
    if not said and not implied and found.findings[0].rule in rules:
        return assessed(need, "part unsaid", "판단불가", False, span, claim)
    return found


def of_its_process(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«메틸 자스모네이트를 처리하여 배양된 캘러스 추출물» against «캘러스 추출물»: how it is made is not told."""
    claim = found.findings[-1].claim_span
    if not need.process or claim is None or found.findings[-1].rule not in _NAMED:
        return found
    span = found.span
    for host, aspect, _ in open_aspects(reading.text) if span else ():
        if aspect in MAKING and span and (span.text in host or host in span.text):
            return assessed(need, "undecided", "판단불가", False, span, claim)
    clause = need.element.text[: claim.start]
    if not _TREATED.search(clause) or overlap(known.terms(clause), reading, known.glossary).said:
        return found
    words = clause.strip()
    span = Span(start=clause.find(words), end=clause.find(words) + len(words), text=words)
    return assessed(need, "qualifier unsaid", "판단불가", False, found.span, span)


def of_its_content(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«에탄올이 포함된 리포좀» against «리포좀, 에탄올 무첨가», or against a 리포좀 of which no more is said."""
    if found.match != "대응":
        return found
    things = [o for o in need.qualifiers if o.hits[0].concept.kind in THINGS]
    told = dict.fromkeys(things, False)
    for option in things:
        related = [(known.relation(option, m), m) for m in reading.mentions]
        told[option] = any(r in _IS_IT and not m.negated for r, m in related)
        denied = [m for r, m in related if r == "same" and m.negated and not told[option]]
        if denied:
            return assessed(need, "negation", "미대응", True, span_of(denied[0]), option.span)
    holds = _HOLDS.search(need.element.text)
    held = [o for o in things if holds and o.span.end == holds.start()]
    if held and not any(told.values()):
        return assessed(need, "qualifier unsaid", "판단불가", False, found.span, held[0].span)
    return found


_IS_IT = frozenset({"same", "species", "other reading"})
_HOLDS = re.compile(r"(?:을|를)\s(?:포함|함유)(?:하는|한)\s(?=[가-힣]+(?:\s[가-힣]+)?[\s,.;]*$)")
"""«가수분해 케라틴을 포함하는 후처리제»: what a product by its name holds."""


def of_its_make(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«비정질 실리카» against «실리카»: the kind that the claim asks for is not told."""
    claim = _claimed_thing(need, found)
    if claim is None:
        return found
    for asked, told in _MAKES:
        kind = re.search(rf"(?<![가-힣])(?:{asked})\s?$", need.element.text[: claim.start])
        other = kind and _not_made_so(need, found, told, words_of(kind), reading)
        if other:
            return other
    lost = _word_lost(known, need, claim, found.span) if found.span else None
    undone = _not_made_so(need, found, _LOST[lost.text], lost, reading) if lost else None
    if undone:
        return undone
    origin = _ORIGIN.search(need.element.text, 0, claim.start)
    told = _told_as(origin["what"]) if origin else ""
    denied = told and re.search(rf"(?:{told}){_NOT_FROM}", reading.text, re.IGNORECASE)
    if origin and denied:
        return assessed(need, "another in its place", "미대응", False, found.span, words_of(origin))
    if origin and not re.search(told, reading.text, re.IGNORECASE):
        return assessed(need, "qualifier unsaid", "판단불가", False, found.span, words_of(origin))
    return found


def from_elsewhere(need: Need, found: Assessment, reading: Reading) -> Assessment | None:
    """«연어 정소 유래 PDRN» against «인삼 유래 식물성 PDRN»: an animal's is no plant's, though no amount is told."""
    claim = need.options[0].span if len(need.options) == 1 else None
    origin = _ORIGIN.search(need.element.text, 0, claim.start) if claim else None
    span = found.span
    if origin is None or span is None or found.match == "미대응" or need.absent:
        return None
    if re.search(_told_as(origin["what"]), reading.text, re.IGNORECASE):
        return None
    led = reading.text[max(0, span.start - 12) : span.end]
    other = _PLANT if _OF_ANIMALS.search(origin["what"]) else _ANIMAL
    if not other.search(led) or (other is _ANIMAL and not _OF_PLANTS.search(origin["what"])):
        return None
    return assessed(need, "another in its place", "미대응", False, span, words_of(origin))


_OF_ANIMALS = re.compile(
    r"연어|어류|생선|상어|참치|돼지|돈피|소(?![가-힣])|우피|닭|계육|양(?![가-힣])|녹용|동물|정소|달팽이|해양\s?동물|갑각|난각"
)
_OF_PLANTS = re.compile(r"식물|콩|대두|쌀|미강|올리브|인삼|옥수수|해조|사탕수수|버섯")
_PLANT = re.compile(
    r"식물성|식물\s?유래|비건|vegan|plant[\s-](?:based|derived)|phyto", re.IGNORECASE
)
_ANIMAL = re.compile(r"동물성|동물\s?유래|animal[\s-](?:based|derived)", re.IGNORECASE)
"""What tells the one for the other."""


def _claimed_thing(need: Need, found: Assessment) -> Span | None:
    """Return where the claim names the thing that was found as such, with its amount or without."""
    rule = found.findings[-1].rule
    if rule in _NAMED:
        return found.findings[-1].claim_span
    return need.options[0].span if rule == "inside range" and len(need.options) == 1 else None


def _not_made_so(
    need: Need, found: Assessment, told: str, asked: Span, reading: Reading
) -> Assessment | None:
    """«발효 안 한 인삼추출물», «표면처리 여부는 확인 중»: a make that the text denies, leaves open or does not tell."""
    words = [
        told_at(reading, Sense(*m.span(), frozenset(), verb=False))
        for m in re.finditer(told, reading.text, re.IGNORECASE)
    ]
    if any(not (m.negated or m.undecided) for m in words):
        return None
    if denied := next((m for m in words if m.negated), None):
        return assessed(need, "negation", "미대응", False, span_of(denied), asked)
    if words:
        return assessed(need, "undecided", "판단불가", False, span_of(words[0]), asked)
    return assessed(need, "qualifier unsaid", "판단불가", False, found.span, asked)


def _word_lost(known: Knowledge, need: Need, claim: Span, told: Span) -> Span | None:
    """«인삼 발효 추출물», known as «인삼 추출물»: the word of its make that no name of the thing has."""
    for word in _LOST:
        at = claim.text.find(word)
        names = [n for o in need.options for c in o.concepts for n in known.glossary.names(c)]
        if at >= 0 and word not in told.text and not any(word in name for name in names):
            return Span(start=claim.start + at, end=claim.start + at + len(word), text=word)
    return None


_FERMENTED = r"발효|띄[우운워]|숙성|삭[힌혀]|ferment"
_LOST = {"발효": _FERMENTED}
"""Words of a make that a name is read without, and the words that tell them."""


def of_its_family(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«글루타메이트계 음이온 계면활성제» against SLES, which is anionic and of another family.

    A family that is left out («글루타메이트계는 제외하고») has no other in its place.
    """
    text = need.element.text
    claim = need.options[0].span if len(need.options) == 1 else None
    family = _FAMILY.search(text, 0, claim.start) if claim else None
    if family is None or claim is None or found.span is None:
        return found
    glossary, mention = known.glossary, mention_at(reading, found.span.start, found.span.end)
    stem = glossary.speller.key(_SALT_END.sub("", family["name"]))
    whole = f"{family['name']}계 {claim.text.split()[-1]}"
    concept = glossary.lookup(whole) or glossary.lookup(family["name"])
    at = reading.text.find(family["name"])
    told = mention_at(reading, at, at + len(family["name"])) if at >= 0 else None
    if told and told.negated and (told.end <= found.span.start or found.span.end <= told.start):
        return assessed(need, "family denied", "미대응", True, span_of(told), claim)
    if stem in glossary.speller.key(reading.text) or mention.concept is None:
        return found
    if concept and glossary.is_a(mention.concept.id, concept.id):
        return found
    kinds = [glossary.concepts[c] for c in glossary.ancestors(mention.concept.id)]
    if any(stem in glossary.speller.key(n) for c in (mention.concept, *kinds) for n in c.names):
        return found
    wanted = need.options[0].concepts if need.options else frozenset()
    apart = concept is not None and mention.concept.kind == "substance"
    if apart and concept and any(glossary.is_a(concept.id, c) for c in wanted):
        return assessed(need, "another in its place", "미대응", False, found.span, claim)
    return assessed(need, "qualifier unsaid", "판단불가", False, found.span, words_of(family))


_FAMILY = re.compile(
    r"(?<![가-힣A-Za-z])(?P<name>(?!유|수|용|다|일|단|이|삼|시|액상|고상|분산|유기용|수용|비?이온|음이온|양이온)[가-힣A-Za-z][가-힣A-Za-z\d-]{1,20}?)\s?계열?(?:의)?\s$"
)
"""«글루타메이트계 »: the chemical family that the claim asks for, right before the class."""
_SALT_END = re.compile(r"(?<=[가-힣]{2})(?:염|산)$")


def _told_as(origin: str) -> str:
    """Return a pattern for what a text says of where a thing is from: its words or others for it."""
    last = origin.split()[-1]
    known = next((told for asked, told in _ORIGINS if re.fullmatch(asked, last)), None)
    return known or rf"{re.escape(last[:2])}"


_ORIGIN = re.compile(
    r"(?<![가-힣])(?P<what>[가-힣]{1,8}(?:\s[가-힣]{2,6})?)\s?유래(?:의|된|한)?\s?$"
)
_NOT_FROM = (
    r"\s?(?:껍질|가죽|뼈|유래|산|쪽|것|거|성분|원료|콜라겐|추출)*\s?(?:은|는|이|가|을|를|도)?\s?(?:\S+서\s)?"
    r"(?:아닌|아니|말고|대신|빼고|제외|배제|(?:안|못)\s[가-힣]|쓰지\s?않|사용하지\s?않|손\s?대지\s?않)"
)
"""«돈피 유래가 아닌», «우피는 안 쓰고»: where the thing is not from."""
_ORIGINS = (
    (r"식물|천연|자연|동물", r""),
    (
        r"어류|생선|해양|수산물",
        r"어류|어린|생선|물고기|해양|마린|피[쉬시](?!지)|비늘|부레|명태|대구|연어|틸라피아|참치|상어|홍어|fish|marine",
    ),
    (r"돼지|돈피|돈", r"돼지|돈피|돈육|포크|porcine|pork"),
    (r"소|우피|우", r"소가죽|소\s|우피|비프|한우|bovine|beef"),
    (r"닭|계육|가금류?", r"닭|치킨|계육|벼슬|chicken|avian"),
    (r"갑각류|게|새우", r"갑각류|게\s?껍|새우|꽃게|크랩|대게|홍게|shrimp|crab"),
    (r"미생물|세균|균", r"미생물|발효|균|효모|microb|yeast"),
    (r"줄기세포|세포", r"세포|cell"),
    (
        r"정소|정액|정자|이리",
        r"정소|정액|정자|이리(?![가-힣])|이리에서|곤이|testis|testes|testicle|sperm|milt",
    ),
    (r"우유|유즙|젖", r"우유|유청|원유|milk|whey"),
)
"""Where things are from, and the words of product texts that tell it; plants have too many names."""


_MAKES = (
    (r"비정질|무정형|아몰퍼스", r"비정질|비결정|무정형|아몰퍼스|amorphous"),
    (r"결정질|결정성", r"결정|크리스탈|crystal"),
    (r"다공성|다공질|메조포러스", r"다공|기공|포러스|구멍|porous"),
    (r"중공", r"중공|속이\s?빈|hollow"),
    (r"판상|박편상", r"판상|판형|납작|플레이크|plate|flake"),
    (r"가교(?:된)?", r"가교|크로스|cross-?\s?link"),
    (r"무수", r"무수|anhydrous"),
    (r"유기농", r"유기농|오가닉|organic"),
    (r"저분자(?:량)?", r"저분자|low\s?molecular|LMW"),
    (r"고분자(?:량)?", r"고분자|high\s?molecular|HMW"),
    (r"재조합", r"재조합|recombinant"),
    (r"(?:인간|사람)(?:\s?세포)?(?:\s?유래)?", r"인간|사람|인체|휴먼|human"),
    (r"볶은|볶음|덖은|(?:로스팅|배전)(?:한|된)?", r"볶|덖|로스팅|배전|구[운워]|roast"),
    (r"구운", r"구[운워]|굽|로스팅|오븐|그릴|프라이|roast|grill"),
    (r"튀긴|유탕\s?처리(?:한|된)", r"튀|유탕|프라이|fried"),
    (r"찐|(?:증숙|증자)(?:한|된)?", r"찐|찌|쪄|쪘|증숙|증자|증기|스팀|steam"),
    (r"삶은|데친|자숙(?:한|된)?", r"삶|데[치쳐친]|자숙|끓|boil"),
    (r"절인|염장(?:한|된)?", r"절[이인여임]|염장|소금|salted"),
    (r"(?:훈제|훈연)(?:한|된)?", r"훈제|훈연|스모크|smoked"),
    (r"발아(?:한|된|시킨)?", r"발아|싹|새싹|sprout|germinat"),
    (r"발효(?:한|된|시킨)", _FERMENTED),
    (
        r"(?:(?:소수|친수|발수)성?(?:으로)?\s?)?표면\s?(?:처리|개질)(?:한|된)?",
        r"표면\s?(?:처리|개질|코팅)|코팅|피복|(?:발수|소수|친수|실리콘|실란)\s?(?:화\s?)?처리|소수화|(?<![a-z])coated|surface|treated|hydrophob",
    ),
    (r"동결\s?건조(?:한|된|시킨)?", r"동결|얼려|프리즈|FD|freeze|lyophil"),
    (r"냉동(?:한|된)?", r"냉동|얼[린려]|frozen"),
    (r"탈지(?:한|된)?", r"탈지|저지방|무지방|기름을?\s?(?:뺀|짜)|지방을?\s?(?:뺀|제거)|defat|skim"),
)
"""Makes and treatments of a thing that a claim asks for right before its name, and the words that
tell them."""


def of_its_solvent(need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«북극황새풀 에탄올 추출물» against «북극황새풀 추출물»: what it is extracted with is not told."""
    claim = found.findings[-1].claim_span
    named = _NAMED | {"species of genus"}
    if claim is None or len(need.options) != 1 or found.findings[-1].rule not in named:
        return found
    if solvent_said(need.element.text[claim.start :], reading.text):
        return found
    return assessed(need, "solvent unsaid", "판단불가", True, found.span, claim)


_NAMED = frozenset({"same name", "synonym", "same stem", "same words"})
_TREATED = re.compile(
    r"(?:처리|배양|발효|숙성|가열|반응|축합|축중합|가수\s?분해|중합)(?:하여|하고|시켜|시키|되|된|한)"
)


def of_its_quality(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«난용성 유효성분» against «수용성 비타민C»: the product's own word is the claim's opposite."""
    span, claim = found.span, found.findings[-1].claim_span if found.findings else None
    if span is None or (claim is None and need.element.kind != "category"):
        return found
    text = need.element.text
    near = claim is not None and need.element.kind != "category"
    asked = _with_words_before(text, claim.start, claim.end) if claim and near else text
    said = _with_words_before(reading.text, span.start, span.end)
    for choices in (known.glossary.qualities, known.glossary.choices):
        wanted, told = _apart(choices, asked), _apart(choices, said)
        if any(
            len(wanted[c]) == 1 and not told[c] & wanted[c] for c in wanted.keys() & told.keys()
        ):
            if TOO.match(reading.text, span.end):
                return assessed(need, "broader", "판단불가", False, span, claim)
            if _told_of_another(choices, wanted, span, reading):
                return found
            return assessed(need, "another in its place", "미대응", False, span, claim)
    return found


def _with_words_before(text: str, start: int, end: int) -> str:
    """Return a name with the words within reach before it, each whole: «비불소계», not «불소계»."""
    reach = max(0, start - QUALITY_REACH)
    while reach and text[reach - 1].isalpha() and text[reach].isalpha():
        reach -= 1
    return text[reach:end]


def _told_of_another(
    choices: Choices, wanted: dict[str, frozenset[int]], span: Span, reading: Reading
) -> bool:
    """«불투명 용기의 린스와 투명 용기의 샴푸»: another thing of that name is of the claim's quality."""
    for m in reading.mentions:
        if m.text == span.text and m.start != span.start and not m.negated:
            told = _apart(choices, _with_words_before(reading.text, m.start, m.end))
            if any(told[c] <= wanted[c] for c in wanted.keys() & told.keys()):
                return True
    return False


def of_what_it_bears(
    known: Knowledge, need: Need, found: Assessment, reading: Reading
) -> Assessment:
    """«비닐기 함유 폴리오가노실록산» against «실리콘»: what makes the thing the claim's is not told."""
    claim = found.findings[-1].claim_span
    plain = found.findings[-1].rule in (*_NAMED, "ambiguous abbreviation")
    if claim is None or found.span is None or not plain or found.span.text.isascii():
        return found  # «glycerol monoallyl ether»: what it bears is within the name
    bears = _BEARS.search(need.element.text, 0, claim.start)
    if bears is None:
        return found
    what, how = bears["what"] or bears["with"], bears["how"] or bears["done"]
    wanted = known.terms(what)
    stem = known.glossary.speller.key(what)[:2]
    seen = overlap(wanted, reading, known.glossary)
    words = words_of(bears)
    told = [
        told_at(reading, Sense(*m.span(), frozenset(), verb=False))
        for m in re.finditer(how, reading.text)
    ]
    denied = [*seen.negated, *(m for m in told if m.negated)]
    if denied and not seen.said:
        return assessed(need, "negation", "미대응", False, span_of(denied[0]), words)
    if seen.said or stem in known.glossary.speller.key(reading.text):
        return found
    return assessed(need, "qualifier unsaid", "판단불가", False, found.span, words)


_BEARS = re.compile(
    r"(?<![가-힣A-Za-z])(?P<what>(?!표면)[가-힣A-Za-z\d-]{2,}?)(?:기)?\s?(?P<how>함유|변성|치환|말단|도핑|처리|코팅)(?:된)?\s$"
    r"|(?<![가-힣A-Za-z])(?P<with>[가-힣A-Za-z\d-]{2,}?)(?:이|가|으로|로)\s?(?:표면\s?)?(?P<done>치환|개질|도핑|코팅|피복|그라프트|담지|접합|처리)된\s$"
)
"""What a thing bears, right before its name."""


def _apart(choices: Choices, name: str) -> dict[str, frozenset[int]]:
    """Return the ways that a name tells, of each choice that parts one thing of a kind from another."""
    found: dict[str, frozenset[int]] = {}
    for way in choices.find(name):
        if choices.lines[way.choice].scope in _PARTING:
            found[way.choice] = found.get(way.choice, frozenset()) | way.ways
    return found


_PARTING = frozenset({BESIDE, "product"})


def takes_the_head_of_a_list(option: Option, mention: Mention, reading: Reading) -> bool:
    """«망고·구아바 추출물»: the first of a list shares the noun at its end."""
    match = _LIST_HEAD.match(reading.text, mention.end)
    head = match["head"][-2:] if match else ""
    return bool(head) and option.span.text.rstrip().endswith(head)


def ends_as_named(known: Knowledge, option: Option, mention: Mention, reading: Reading) -> bool:
    """«흑미강 발효물», «락토바실러스 플란타룸 발효물»: a class behind the thing that it is made of."""
    key = known.glossary.speller.key
    if key(reading.text[: mention.end]).endswith(key(option.span.text)):
        return True
    stem, head = stem_of(PARENTHESISED.sub("", option.span.text))
    if not head or stem_of(mention.text)[1] != head:
        return False
    source = known.glossary.lookup(stem)
    clause = max(reading.text.rfind(c, 0, mention.start) for c in ".,;/+\n")
    return source is not None and any(
        clause < m.start
        and m.end <= mention.start
        and not m.negated
        and m.concept is not None
        and known.glossary.is_a(m.concept.id, source.id)
        for m in reading.mentions
    )


def names_another(known: Knowledge, option: Option, mention: Mention, reading: Reading) -> bool:
    """«도라지 발효물은 빼고» against «흑미강 발효물»: the class is that of another thing."""
    before = next((m for m in reversed(reading.mentions) if m.end <= mention.start), None)
    if before is None or before.kind not in ("substance", "material"):
        return False
    joined = reading.text[before.end : mention.start].strip(" ") == ""
    key = known.glossary.speller.key
    return joined and key(before.text) not in key(option.span.text)


def is_extracted(option: Option, mention: Mention, reading: Reading) -> bool:
    """«뽕나무 뿌리껍질이랑 후박 껍질을 우려서»: what a plant's extract is made from, being extracted."""
    head = stem_of(option.span.text)[1]
    if head == "extract" and _EXTRACTING.match(reading.text, mention.end):
        return True
    if head == "extract" and _EXTRACTED.search(reading.text[: mention.start]):
        return True
    if option.span.text.endswith("즙") and _JUICED.match(reading.text, mention.end):
        return True
    heading = _HEADING.search(reading.text, 0, mention.start)
    return bool(head) and heading is not None and stem_of(heading["head"])[1] == head


_JUICED = re.compile(
    r"(?:에서|을|를|의)?\s(?:\S+\s)?(?:즙|과즙)(?:을|를)?\s?(?:\S+\s)?[빼뺀뺍짜짠짭내낸냅]|(?:을|를)\s(?:\S+\s)?(?:짜서|짜\s?넣|착즙)"
)
"""«레몬에서 즙을 빼서»: a fruit from which the juice is got."""
