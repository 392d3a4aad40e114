"""Which thing of biotechnology it is: its sequence, its gene or protein, its strain, its kind of agent.

Such things are known by references (``evidence.references``): «서열번호 3», «IL-6», «NK151 균주»; and by
what kind of agent they are (``agents.tsv``): an siRNA of a gene is no antibody of its protein. Another
reference or kind in the claimed one's place is another thing (shared/LABELS.md, 미대응).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from evidence.choices import Way
from evidence.needs import Need
from evidence.phrases import told_at
from evidence.products import Mention, Reading, mention_at
from evidence.references import DENIED, Code, codes, deposits, same, sequences, siblings
from evidence.types import Assessment
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, span_of
from evidence.weighing.words import EITHER
from graph.schema import Span

_LATIN = re.compile(r"[A-Za-z]{2}|서열|인터[루류]킨|균|항체|파지|세포|펩[타티]드")
"""What an element says that has any such reference; else none is looked for."""
_ALIKE = re.compile(
    r"(?P<share>\d{2}(?:\.\d+)?|100)\s?(?:%|퍼센트|프로)\s?(?P<least>이상|초과)?(?:의|인|로|으로)?\s?(?:서열\s?|아미노산\s?|염기서열\s?|상동\s?)?"
    r"(?:동일|상동|일치|유사|같|identity|identical|homology|similar)",
    re.IGNORECASE,
)
_ALIKE_BEFORE = re.compile(
    r"(?:동일성|상동성|일치도|일치율|유사도|identity|homology)\s?(?:은|는|이|가|이\s약|:)?\s?(?:약\s?)?(?P<share>\d{2}(?:\.\d+)?|100)\s?%",
    re.IGNORECASE,
)
"""«97% identity», «상동성 92%»: how much of a sequence is the same."""
_CLOSED = re.compile(
    r"이루어진|구성된|구성되는|표시되는|나타내는|기재된|나타낸|제시된|표시된|가지는|갖는|갖고|가지며|로\s표시"
)
_CHANGED = re.compile(
    r"(?:아미노산|잔기|염기|뉴클레오[타티]드|리신|라이신|아르기닌|히스티딘|시스테인|글리신|프롤린|알라닌|류신|서열|말단)(?:을|를|이|가|에|의|에다)?\s?(?:[A-Z가-힣]{1,6}(?:을|를)?\s)?(?:\d+\s?(?:개|곳|군데|자리|잔기|mer|bp|nt)(?:를|을|가)?\s?)?(?:만\s)?"
    r"(?:을|를|이|가)?\s?(?:더\s?(?:단|붙|달|이은|연장|추가)|추가|덧붙|바꾼|바꿔|바꾸|치환|결실|삭제|제거|잘라|뺀|변이|돌연변이|삽입|교체)"
    r"|(?:더\s(?:단|붙인|달아|이어)|덧붙[인여]|이어\s?붙[인여])|(?:변이체|돌연변이체|치환체|절단체|단축형|결실체|개량\s?서열|변형\s?서열)"
)
"""What makes another sequence of one: residues that are put on, left out or put in others' place."""
_CODED_NOUN = (
    r"(?:유전자|단백질|수용체|항원|리간드|효소|mRNA|변이|돌연변이)?\s?(?:를|을|에|에만|만)?\s?(?:특이적?(?:인|으로)?\s?|선택적?(?:인|으로)?\s?)?"
    r"(?:표적|타깃|타겟|결합|인식|겨냥|잡는|막는|줄이는|낮추는|억제하는|저해하는|차단하는)?(?:하는|하여|의)?\s?"
    r"(?:단클론\s?|단일클론\s?|인간화\s?|이중특이\s?|중화\s?|발현\s?|활성\s?|신호\s?|경로\s?)?"
)
_TARGETED = re.compile(
    rf"\s?(?:{_CODED_NOUN})(?:항체|antibody|Ab\b|mAb|ADC|나노바디|scFv|siRNA|shRNA|안티센스|ASO|압타머|앱타머|CAR|백신|억제제|저해제|차단제|길항제|작용제|효능제|조절제|길항|inhibitor|agonist|antagonist|유사체|변이체|단백질|유전자|저해|억제|mimic|디코이)",
    re.IGNORECASE,
)
_INHIBITS = re.compile(r"억제제|저해제|차단제|길항제|작용제|효능제|조절제")
_ANTI = re.compile(r"(?:[Aa]nti|항)\s?-?\s?$")
"""What makes a code the target of an agent: «PCSK9 siRNA», «항PD-1»."""
_STRAIN = re.compile(
    r"균주|수탁|기탁|유산균|파지|하이브리도마|세포주|박테리아|미생물|효모|포자|균체|생균|\b[A-Z]\.\s?[a-z]{4,}"
)
_OF_A_STRAIN = re.compile(
    r"균주|유산균|파지|phage|strain|종균|생균|균(?![가-힣])|세포주|하이브리도마|고초균|효모", re.I
)
_MICROBES = (
    "microorganism",
    "probiotics",
    "lactobacillus_genus",
    "bifidobacterium",
    "bacillus_genus",
)
_IS_ARGUMENT = re.compile(
    r"\s?(?:\([^()]*\)\s?)?(?:유전자|단백질|발현|전사체|전사|수준|서열|분자)?(?:의(?=\s)|에(?=\s)|에서(?=\s)|을(?=\s)|를(?=\s)|이(?=\s)|가(?=\s)|로(?=\s)|으로(?=\s))"
    r"\s(?!유효|포함|함유|이루어|구성|필수|제공|사용|이용|투여|주사|쓰|쓴|써|넣|담|탑재|전달|활용|적용|배합|만든|만드|만들|한정|갑니다|간다|가요|하는\s|한\s)"
    r"|\s?(?:발현|전사|수준|라이브러리|데이터|농도|유래|결합\s?부위|코딩|암호화|유전자를|생산(?:하|능)|생성(?:하|능)|분비|내성|반응성|검출|측정|정제|공정|제조|없)"
)
"""What makes an agent's name what another thing acts on or comes of: «mRNA에 결합하는», «항체를 코딩하는»."""
_IS_THE_PRODUCT = re.compile(
    r"\s?(?:[가-힣]{0,3}세포\s?)?(?:치료제|주사제?|의약품?|요법|신약|만(?![가-힣])|단독|입니다|이에요|예요|약(?=[\s,.(]|$)|제제|기반|방식|식(?=[\s,.]|$)|점안|패치|정맥|피하)"
)
_ANTIBODY = "antibody"


def weigh_identity(
    known: Knowledge, need: Need, reading: Reading, claim_text: str
) -> Assessment | None:
    """Weigh the references of an element; None where they tell nothing against it.

    Args:
        known: what the rules weigh with.
        need: the element.
        reading: the product text.
        claim_text: the claim as a whole; what it names elsewhere takes no other's place.
    """
    if need.absent or _LATIN.search(need.element.text) is None:
        return None
    return (
        _another_sequence(need, reading, claim_text)
        or _another_end(known, need, reading)
        or _another_code(known, need, reading, claim_text)
        or _another_microbe(known, need, reading, claim_text)
        or _another_agent(known, need, reading, claim_text)
    )


def _at(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=text[start:end])


def _another_sequence(need: Need, reading: Reading, claim_text: str) -> Assessment | None:
    """«서열번호 1과 다름», «서열번호 2와 92% 동일», «아미노산 5개를 더 단 서열번호 2»."""
    text, said = need.element.text, reading.text
    asked = sequences(text)
    if not asked.told:
        return None
    told = sequences(said)
    wanted = told.told & asked.told
    if told.last:
        span = _at(said, max(0, said.rfind("서열", 0, told.last)), told.last)
        if "서열" not in span.text:
            span = _at(said, max(0, said.upper().rfind("SEQ", 0, told.last)), told.last)
    if asked.told & told.denied and not wanted:
        return assessed(need, "negation", "미대응", False, span)
    least = _ALIKE.search(text)
    share = _ALIKE.search(said) or _ALIKE_BEFORE.search(said)
    of_another = told.told & sequences(claim_text).told - asked.told
    if share and not of_another and not (told.told and not wanted):
        value = float(share["share"])
        span = _at(said, share.start(), share.end())
        if value < (float(least["share"]) if least else 100):
            return assessed(need, "another in its place", "미대응", False, span)
        if least and wanted:
            return assessed(need, "same phrase", "대응", False, span, more=share.group())
    if wanted:
        changed = _CHANGED.search(said) if _CLOSED.search(text) else None
        if changed and least is None and not _CHANGED.search(claim_text):
            span = _at(said, changed.start(), changed.end())
            if not mention_at(reading, changed.start(), changed.end()).negated:
                return assessed(need, "another in its place", "미대응", False, span)
        missing = asked.told - told.told
        others = told.told - sequences(claim_text).told
        if not missing or not others or EITHER.search(text):
            return None
        return assessed(need, "another in its place", "미대응", False, span)
    if told.told - sequences(claim_text).told:
        return assessed(need, "another in its place", "미대응", False, span)
    return None


def _another_end(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«LZIP C말단 항체» for «LZIP 단백질의 N 말단에 결합하는 항체»."""
    ends = [[bool(end.search(t)) for end in _ENDS] for t in (need.element.text, reading.text)]
    if sum(ends[0]) != 1 or ends[1] != [not end for end in ends[0]]:
        return None
    text = need.element.text
    if all(_IS_ARGUMENT.match(text, way.end) for way in known.glossary.agents.find(text)):
        return None
    told = next(m for end in _ENDS if (m := end.search(reading.text)))
    if mention_at(reading, *told.span()).negated or DENIED.match(reading.text, told.end()):
        return None
    return assessed(need, "another in its place", "미대응", False, _at(reading.text, *told.span()))


_ENDS = (
    re.compile(
        r"(?<![A-Za-z])N\s?-?\s?(?:말단|terminal|terminus|term)|아미노\s?말단", re.IGNORECASE
    ),
    re.compile(
        r"(?<![A-Za-z])C\s?-?\s?(?:말단|terminal|terminus|term)|카[복르]복?시\s?말단", re.IGNORECASE
    ),
)
"""The two ends of a protein."""


def _named_codes(known: Knowledge, need: Need, reading: Reading) -> Iterable[Code]:
    """Return the codes in the names of what the text mentions: 토실리주맙 is an IL-6R antibody."""
    antibody = "항체" in need.element.text
    for m in reading.mentions:
        if m.concept is None or m.negated or m.kind != "substance":
            continue
        kin = any(known.relation(o, m) == "species" for o in need.options)
        if not (kin or (antibody and known.glossary.is_a(m.concept.id, _ANTIBODY))):
            continue
        for concept in (m.concept.id, *known.glossary.ancestors(m.concept.id)):
            for name in known.glossary.names(concept):
                for code in codes(name):
                    yield Code(code.key, m.start, m.end)


def _another_code(
    known: Knowledge, need: Need, reading: Reading, claim_text: str
) -> Assessment | None:
    """«IL-17A 항체» for «IL-6 수용체에 결합하는 항체», «BL10 균주» for «BL9 균주(KACC 91523)»."""
    text = need.element.text
    filed = deposits(text)
    asked = [c for c in codes(text) if not any(d.start <= c.start < d.end for d in filed.values())]
    if not asked and not filed:
        return None
    told = list(codes(reading.text))
    there = deposits(reading.text)
    told = [c for c in told if not any(d.start <= c.start < d.end for d in there.values())]
    told = [c for c in told if not mention_at(reading, c.start, c.end).undecided]
    kept = [c for c in told if not _is_denied(reading, c)]
    if any(not _is_denied(reading, there[key]) for key in filed.keys() & there.keys()):
        return None
    denied = [c for c in told if c not in kept] + [d for d in there.values() if d.denied]
    named = list(_named_codes(known, need, reading))
    mine = [*kept, *named]
    claimed = [c.key for c in codes(claim_text)] + [c.key for c in asked]
    others = [c for c in kept if not any(same(c.key, key) for key in claimed)]
    met = [a for a in asked if any(same(a.key, c.key) for c in mine)]
    either = bool(EITHER.search(text))
    for a in asked:
        if a in met or (either and met):
            continue
        claim = _at(text, a.start, a.end)
        other = next((c for c in others if siblings(a.key, c.key, bool(met))), None)
        if other:
            span = _at(reading.text, other.start, other.end)
            return assessed(need, "another in its place", "미대응", False, span, claim)
    if met:
        return None
    for c in denied:
        if c.key in filed or any(same(c.key, a.key) for a in asked):
            return assessed(need, "negation", "미대응", False, _at(reading.text, c.start, c.end))
    if _STRAIN.search(text):
        others = [c for c in others if _is_of_a_strain(reading.text, c)]
        others += [d for key, d in there.items() if filed and key not in filed and not d.denied]
        asked = asked if filed or others else []
    else:
        others = [
            c
            for c in others
            if _TARGETED.match(reading.text, c.end) or _ANTI.search(reading.text, 0, c.start)
        ]
        others += [c for c in named if not any(same(c.key, key) for key in claimed)]
        asked = [a for a in asked if _TARGETED.match(text, a.end) or _ANTI.search(text, 0, a.start)]
        agents = known.glossary.agents.find(text) or _INHIBITS.search(text)
        asked = asked or [a for a in codes(text) if agents]
    if not asked and not (filed and others):
        return None
    for c in others:
        return assessed(
            need, "another in its place", "미대응", False, _at(reading.text, c.start, c.end)
        )
    return None


def _is_denied(reading: Reading, code: Code) -> bool:
    return code.denied or mention_at(reading, code.start, code.end).negated


def _is_of_a_strain(text: str, code: Code) -> bool:
    """Whether a code stands in a sentence about microbes, next to their name."""
    around = text[max(0, code.start - 24) : code.end + 10]
    return bool(
        any(ch.isdigit() for ch in code.key)
        and (_OF_A_STRAIN.search(around) or _BINOMIAL.search(around))
    )


_BINOMIAL = re.compile(r"(?:[A-Z][a-z]{0,12}\.?\s?[a-z]{4,}|[가-힣]{3,}\s[가-힣]{2,})\s$")


def _another_microbe(
    known: Knowledge, need: Need, reading: Reading, claim_text: str
) -> Assessment | None:
    """«L. rhamnosus» for «락토바실러스 플란타룸 NK151 균주»."""
    if not _STRAIN.search(need.element.text):
        return None
    is_a = known.glossary.is_a
    wanted = {
        h.concept.id
        for h in known.glossary.find(need.element.text)
        if any(is_a(h.concept.id, c) for c in _MICROBES) and h.concept.kind == "substance"
    }
    if not wanted:
        return None
    claimed = {h.concept.id for h in known.glossary.find(claim_text)} | wanted
    others = []
    for m in reading.mentions:
        if m.concept is None or not any(is_a(m.concept.id, c) for c in _MICROBES):
            continue
        own = any(is_a(m.concept.id, c) for c in claimed) or m.text in need.element.text
        if own and not m.negated:
            return None
        broader = any(is_a(c, m.concept.id) for c in claimed)
        one = m.concept.kind == "substance" or m.only
        if one and not (m.negated or m.undecided or broader):
            others.append(m)
    filed = deposits(need.element.text).keys() & deposits(reading.text).keys()
    asked = [c.key for c in codes(need.element.text)]
    if filed or any(same(c.key, a) for c in codes(reading.text) if not c.denied for a in asked):
        return None
    return (
        assessed(need, "another in its place", "미대응", False, span_of(others[0]))
        if others
        else None
    )


def _another_agent(
    known: Knowledge, need: Need, reading: Reading, claim_text: str
) -> Assessment | None:
    """«PCSK9 항체» for «PCSK9 siRNA»: the same target, another kind of agent."""
    text, find = need.element.text, known.glossary.agents.find
    asked = [w for w in find(text) if not _IS_ARGUMENT.match(text, w.end)]
    if not asked:
        return None
    elsewhere = [w for w in find(claim_text) if not _IS_ARGUMENT.match(claim_text, w.end)]
    wanted = frozenset[int]().union(*(w.ways for w in (*asked, *elsewhere)))
    told: list[tuple[Way, Mention]] = []
    for way in find(reading.text):
        mention = told_at(reading, way)
        if way.ways & wanted and not mention.negated:
            return None
        if not (mention.negated or mention.undecided or _IS_ARGUMENT.match(reading.text, way.end)):
            told.append((way, mention))
    if not told or _is_met_by_name(known, need, reading):
        return None
    targets = codes(text)
    shared = any(same(a.key, c.key) for a in targets for c in codes(reading.text))
    shared = shared or any(
        word.group() in reading.text
        for word in _TARGET.finditer(text, 0, asked[-1].start)
        if not _NO_TARGET.search(word.group())
    )
    for way, mention in told:
        own = bool(_IS_THE_PRODUCT.match(reading.text, way.end))
        if _BARE.fullmatch(mention.text) and not own:
            continue
        if shared or own:
            claim = _at(text, asked[-1].start, asked[-1].end)
            return assessed(need, "another in its place", "미대응", False, span_of(mention), claim)
    return None


def told_agent(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«항PD-L1 scFv» for «PD-L1에 결합하는 항체 또는 이의 단편»: the target and the kind of agent are told."""
    text, find = need.element.text, known.glossary.agents.find
    targets = codes(text)
    if need.absent or not targets or sequences(text).told or deposits(text) or need.quantity:
        return None
    asked = [w for w in find(text) if not _IS_ARGUMENT.match(text, w.end)]
    wanted = frozenset[int]().union(*(w.ways for w in asked))
    there = [c for c in codes(reading.text) if not _is_denied(reading, c)]
    met = [any(same(a.key, c.key) for c in there) for a in targets]
    if not (any(met) if EITHER.search(text) else all(met)):
        return None
    for way in find(reading.text) if wanted else ():
        mention = told_at(reading, way)
        plain = not (mention.negated or mention.undecided or _BARE.fullmatch(mention.text))
        if plain and way.ways & wanted and not _IS_ARGUMENT.match(reading.text, way.end):
            claim = _at(text, asked[-1].start, asked[-1].end)
            more = codes(text)[0].key
            return assessed(need, "same phrase", "대응", False, span_of(mention), claim, more=more)
    return None


_TARGET = re.compile(
    r"(?<![가-힣])[가-힣]{3,}?(?=의\s|을\s|를\s|에\s|\s(?:유전자|단백질|발현|수용체|mRNA))"
)
"""What an agent acts on, by its Korean name: 미오스타틴."""
_NO_TARGET = re.compile(r"유전자|단백질|특이|상보|유효|발현|서열|세포|하는|상기|[균주]$|추출|조성")
_BARE = re.compile(r"단백질|protein|추출물|추출액|백신|유산균", re.IGNORECASE)
"""Words that name what others act on as well as an agent."""


def _is_met_by_name(known: Knowledge, need: Need, reading: Reading) -> bool:
    """Whether a name of the text (니볼루맙) is the element or a kind of it."""
    return any(
        known.relation(o, m) in ("same", "species") and not m.negated
        for o in need.options
        for m in reading.mentions
    )
