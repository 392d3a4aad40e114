"""Rules that look at the whole claim: an element's label that follows from the others'.

Closed wording, names given elsewhere in the claim, ratios to what is missing, products that differ
by their making, and words of the product that nothing else explains.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from evidence.claims import CLOSED
from evidence.general_formulas import compounds
from evidence.glossary import Concept, Hit
from evidence.leftover import Leftover, leftover, likeness, may_be_told, unnamed_items
from evidence.needs import SOLVENT, THINGS, Name, Need, Option
from evidence.negation import UNDECIDED, denies, sentence_at
from evidence.phrases import overlap
from evidence.plant_parts import parts_of, plant_of
from evidence.products import MOISTURE, Mention, Reading
from evidence.quantities import Quantity, agree, check
from evidence.types import Assessment
from evidence.weighing.categories import LOOSE
from evidence.weighing.conditions import STEP_UNITS, check_conditions, values_asked
from evidence.weighing.described import GOT_BY, LEAST_UNSAID, limit_unsaid
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.packed import is_filled_in_a_vessel
from evidence.weighing.qualities import asked_alone
from evidence.weighing.ratios import BASE
from evidence.weighing.substances import is_active
from evidence.weighing.verdicts import assessed, left_open, span_of, words_of
from evidence.weighing.words import own_words
from graph.schema import Span

LACKING = frozenset(
    {
        "negation",
        "another in its place",
        "only another",
        "family denied",
        "left out by its label",
    }
)
"""Rules by which a product lacks a thing."""
RECIPE = 3
"""Ingredients with amounts from which on a list that is said to be all has an amount for each."""
OF_PARTS = frozenset({"structure", "other", "substance"})
"""Kinds of elements whose wording is about a part or thing; steps are told in other words."""
NEW = 0.25
"""Share of what an element is the first to say that must be said of it."""
MOSTLY = 0.7
"""Share of an element's terms from which on it is met whichever of them are new."""
_ORDINAL = re.compile(r"제\s?\d+\s?[가-힣]{2,8}?(?=[은는이가을를의와과인]|\s|$)")
_IS_ONE = re.compile(
    r"(?:이)?(?:고(?=\s)|요(?![가-힣])|예요|에요|며(?=\s)|인데|입니다|다(?![가-힣]))"
)
_ENGLISH = r"[A-Za-z][A-Za-z\d\s,.'α-ω-]{2,60}"
_LIMITED = re.compile(r"상기\s(?P<what>\S+(?:\s(?:및|와|과)?\s?\S+){0,5}?)(?:은|는)\s")
"""«상기 이산화규소 및 귀양석은 각각 …»: the things that a clause limits."""
_AND = re.compile(r",\s|\s및\s|(?:와|과|의)\s")
_METHOD = re.compile(r"방법|제법|공정|method|process", re.IGNORECASE)
_WORKS_AT = re.compile(
    r"(?:의\s온도)?(?:에서|로|으로)?\s(?:[가-힣]+\s){0,2}?[가-힣]+(?:하는|시키는)\s(?:[가-힣]+\s)?[가-힣A-Za-z]+[\s,.;]*$"
)
"""«80 내지 95℃로 가열하는 히터»: what the part itself does, not how it was made."""
_EXTRACTED = re.compile(r"(?:추출|침출)(?:하|한|해|되|된|시)")
_MAKING_UNITS = STEP_UNITS | {"J/m2"}
"""Units of the conditions under which something is made; a dose of light is one of them."""
_MADE_BY = re.compile(
    r"(?:조사|경화|추출|발효|건조|유화|가열|반응|숙성|배양|교반|열처리|증숙|농축|소성|살균|증류|분쇄|여과)\S*|(?:제조|수득|획득|생산)(?:되|된|한|하)|얻(?:어|은)"
)
"""What a product was made by, after the condition under which it was."""


def of_a_general_formula(known: Knowledge, need: Need, claim_text: str) -> Need:
    """Ask for one of the compounds that «MO(M은 Ca, Zn 또는 Mg)» covers."""
    found = compounds(need.element.text, claim_text) if need.element.kind == "substance" else None
    if found is None:
        return need
    start, end, formulas = found
    words = need.element.text[start:end]
    span = Span(start=start, end=end, text=words)
    listed = {formula: known.glossary.lookup(formula) for formula in formulas}
    options = tuple(Option((Hit(start, end, words, c),)) for c in listed.values() if c)
    names = tuple(Name(span, formula) for formula, c in listed.items() if c is None)
    if not options:
        return need
    return replace(need, options=options, names=names, any_of=True, raw=words, minimum=1)


def as_introduced(need: Need, claim_text: str) -> Need:
    """Add the English name that the claim gives a thing where it first names it."""
    names = []
    for name in need.names:
        match = re.search(rf"{re.escape(name.text)}\s?\((?P<other>{_ENGLISH})\)", claim_text)
        if match and match["other"] not in name.aliases:
            name = replace(name, aliases=(*name.aliases, match["other"]))
        names.append(name)
    return replace(need, names=tuple(names))


def by_ordinal(needs: Sequence[Need]) -> tuple[Need, ...]:
    """Let «상기 제1 펩타이드와 상기 제2 펩타이드의 중량비» speak of the elements that name them."""
    named: dict[str, Option] = {}
    for need in needs:
        if need.ratio is None and need.options:
            for phrase in _ORDINAL.findall(need.element.text)[:1]:
                named[phrase.replace(" ", "")] = need.options[0]
    linked = []
    for need in needs:
        said = [p.replace(" ", "") for p in _ORDINAL.findall(need.element.text)]
        if need.ratio is not None and len(said) > 1 and all(p in named for p in said[:2]):
            need = replace(need, sides=tuple(named[p] for p in said[:2]))
        linked.append(need)
    return tuple(linked)


def weigh_closed(
    known: Knowledge, claim_text: str, need: Need, needs: Sequence[Need], reading: Reading
) -> Assessment:
    """Closed wording is met only where the product has nothing else."""
    more = _MAY_HOLD_MORE.search(reading.text)
    if more and UNDECIDED.search(reading.text, more.start(), more.end()):
        return assessed(need, "undecided", "판단불가", False, words_of(more))
    role = _ROLE_CLOSED.search(claim_text, 0, max(need.element.start or 0, 0))
    if role:
        return _closed_in_its_role(known, claim_text, need, needs, reading, role["of"])
    actives = _ACTIVES_ALONE.search(reading.text) if _OF_ACTIVES.search(need.element.text) else None
    claimed = frozenset(c for n in needs for o in n.options for c in o.concepts)
    claimed |= _plants_claimed(known, needs)
    if actives and not _further_active(known, claimed, reading, claim_text):
        return assessed(need, "nothing further", "대응", False, words_of(actives))
    named = [known.glossary.speller.key(w) for n in needs for w, _ in own_words(n)]
    concepts = known.glossary.concepts
    classes = any(c in concepts and concepts[c].kind == "class" for c in claimed)
    substances = [m for m in reading.mentions if m.kind == "substance" and not m.negated]
    open_one = next((m for m in substances if _may_be_added(known, m, claimed)), None)
    measured = [m for m in substances if m.amount] if reading.closed else []
    for m in substances:
        key = known.glossary.speller.key(m.text)
        listed = m.concept is not None and not m.concept.id.startswith("name:")
        if m.part or m.undecided or m.text == MOISTURE or known.is_claimed(m, claimed):
            continue
        if _PACKED.search(reading.text, 0, m.start) or _VESSEL.match(reading.text, m.end):
            continue  # «포장은 종이로요», «뚜껑은 코르크», «Glass dropper»
        if _WHERE_FROM.match(reading.text, m.end):
            continue  # «사탕수수 유래 스쿠알란»
        if any(0 <= m.start - o.end <= 1 and known.is_claimed(o, claimed) for o in substances):
            continue  # «호박 발효물»: the noun of a name that is claimed
        if any(name in _up_to_its_head(known, m, reading) for name in named if len(name) > 1):
            continue  # «6년근 홍삼농축액»: the grade of what is claimed
        head = m.concept is not None and m.concept.kind == "class" and m.amount is None
        if head and (_IS_ONE.match(reading.text, m.end) or _is_called(reading.text, m)):
            continue  # «세탁조 파우더예요»: what the product is
        if _TAKEN_IN.match(reading.text, m.end):
            continue  # «물에 잘 풀려요»: what the product is taken in
        if len(measured) >= RECIPE and m.amount is None and not m.balance:
            continue  # «카프릴레스-6 15(C8 알코올 PEG 에터)»: what describes an item is none
        if not listed and (reading.closed or classes):
            continue  # «이 네 가지뿐»: words of the sentence, or a name that may be of a class
        if _ALL_OF_THEM.fullmatch(m.text) or _names_a_claimed_one(m, claim_text):
            continue  # «이 네 개로 100», 에폭시 of «에폭시형 사슬연장제»
        if not any(key in name or name in key for name in named):
            return assessed(need, "further ingredient", "미대응", listed, span_of(m))
    if open_one:
        return assessed(need, "undecided", "판단불가", False, span_of(open_one))
    if reading.closed:
        start, end = reading.closed
        words = Span(start=start, end=end, text=reading.text[start:end])
        return assessed(need, "nothing further", "대응", True, words)
    closing = _closed_part(claim_text, need, reading)
    if closing:
        return assessed(need, "nothing further", "대응", False, closing)
    if substances and (reading.whole_formula or any(m.only for m in substances)):
        return assessed(need, "nothing further", "대응", False, span_of(substances[-1]))
    return left_open(need, "다른 성분 유무 언급 없음")


def _names_a_claimed_one(mention: Mention, claim_text: str) -> bool:
    """Whether a name begins one of the claim's: 에폭시 of «에폭시계 사슬연장제»."""
    return re.search(rf"{re.escape(mention.text)}[계형성]\s", claim_text) is not None


_ALL_OF_THEM = re.compile(
    r"(?:이|위|이상|총|딱|상기)?\s?(?:한|두|세|네|다섯|여섯|\d)\s?(?:가지|개|종|성분)(?:로|으로|만|만으로)?\s?"
)


def _closed_in_its_role(
    known: Knowledge,
    claim_text: str,
    need: Need,
    needs: Sequence[Need],
    reading: Reading,
    role: str,
) -> Assessment:
    """«미백 유효성분이 A 및 B만으로 이루어지고» against «미백 성분은 A와 B 둘뿐»: what else is in has other roles."""
    of = rf"(?:{re.escape(role)}\s?)?(?:유효|활성|기능성?|주요)?\s?(?:성분|원료)"
    told = re.search(rf"{of}[^.!?\n]{{0,60}}", reading.text)
    if told and UNDECIDED.search(told.group()):
        return assessed(need, "undecided", "판단불가", False, words_of(told))
    closed = re.search(rf"{of}[^.!?\n]{{0,50}}?{_NO_MORE}|{_NO_OTHER.format(of)}", reading.text)
    if closed or (closed := _ONLY_THESE.search(reading.text)):
        return assessed(need, "nothing further", "대응", False, words_of(closed))
    claimed = frozenset(c for n in needs for o in n.options for c in o.concepts)
    further = _further_active(known, claimed, reading, claim_text)
    if further:
        return assessed(need, "further ingredient", "미대응", False, span_of(further))
    return left_open(need, "다른 성분 유무 언급 없음")


_ROLE_CLOSED = re.compile(
    r"(?:^|[,;]\s?|\s)(?:상기\s)?(?P<of>[가-힣]{2,6})\s?(?:유효|활성|기능성?|주요)?\s?(?:성분|원료)(?:이|은|는)\s[^;.]{2,80}$"
)
"""«미백 유효성분이 A 및 B», up to what closes it."""
_NO_MORE = (
    r"(?:뿐|(?:딱|오직|단)\s?(?:이\s)?(?:하나|둘|셋|넷|(?:한|두|세|네|다섯|\d)\s?(?:가지|종|개))|(?:이|가|다)\s?전부"
    r"|(?<=[가-힣\d)])만(?=\s*[.,!)]|\s*$|\s(?:쓰|썼|쓴|씁|넣|사용|담|들어|함유|배합)))"
)
_NO_OTHER = (
    r"(?:(?:그|이)\s?(?:밖|외)의?|다른|기타|추가)\s{0}(?:\s?\([^)]*\))?(?:은|는|이|을)?\s?"
    r"(?:전혀\s|일절\s|일체\s|따로\s|하나도\s)*(?:없|안\s?[넣들쓰썼씀]|미\s?사용|무\s?첨가|불\s?포함|배제|사용하지\s?않|넣지\s?않|쓰지\s?않)"
)
_ONLY_THESE = re.compile(
    r"only\s(?:these|those|the)\s(?:two|three|four|\d)|no\s(?:other|further|additional)\s(?:[a-z]+\s)?actives?",
    re.IGNORECASE,
)
"""«only these two as whitening actives»."""


def weigh_closed_part(
    known: Knowledge, need: Need, needs: Sequence[Need], reading: Reading
) -> Assessment | None:
    """«A 필터 및 B 필터만으로 이루어진 필터부» against «A·B 필터 딱 둘뿐», «C 필터까지 3단»."""
    asked = _PART_OF_THESE.match(need.element.text)
    if asked is None:
        return None
    what, key = asked["what"], known.glossary.speller.key
    closed = re.search(
        rf"{what}(?:부|들|는|은|s)?[^.!?\n]{{0,60}}?{_NO_MORE}|{_NO_OTHER.format(what)}|\(only\s\d\)",
        reading.text,
    )
    if closed:
        return assessed(need, "nothing further", "대응", False, words_of(closed))
    claimed = frozenset(c for n in needs if n is not need for o in n.options for c in o.concepts)
    texts = [key(n.element.text) for n in needs if n is not need]
    for told in re.finditer(
        rf"(?P<name>[가-힣A-Za-z]{{2,}})\s?{what}(?![가-힣]*\s?(?:교체|갈))", reading.text
    ):
        concept = known.glossary.lookup(told.group())
        named = any(key(told["name"]) in t for t in texts) or _NO_NAME_OF_ONE.fullmatch(
            told["name"]
        )
        if named or (concept and any(known.glossary.is_a(concept.id, c) for c in claimed)):
            continue
        end = sentence_at(reading.text, told.start())[1]
        if UNDECIDED.search(reading.text, told.end(), end):
            return assessed(need, "undecided", "판단불가", False, words_of(told))
        if not denies(reading.text[told.end() : end]):
            return assessed(need, "further ingredient", "미대응", False, words_of(told))
    return left_open(need, "다른 구성 유무 언급 없음")


_PART_OF_THESE = re.compile(
    r"만으로\s(?:이루어진|구성된|이루어지는|구성되는)\s(?:상기\s)?(?P<what>[가-힣]{2,6}?)(?:부|체|세트|유닛|모듈)[\s,.;]*$"
)
"""«… 필터만으로 이루어진 필터부»: a part that is closed, not the product."""
_NO_NAME_OF_ONE = re.compile(
    r"다른|교체용?|교환|모든|전체|메인|정수|각|각각|기존|새|전용|리필|프리미엄|복합|일체형|위한|있는|없는|쓰는|들어간|달린|[가-힣]*(?:은|는|이|가|을|를|의|로|도|만|까지|면|고|서|며|한|된|할)"
)
"""What stands before a 필터 without naming one."""


def _plants_claimed(known: Knowledge, needs: Sequence[Need]) -> frozenset[str]:
    """Return the plants whose parts a claim names: «캐모마일 꽃» is met by 저먼 캐모마일."""
    plants = {plant_of(name.text) for n in needs for name in n.names if parts_of(name.text)}
    found = (h for p in plants if p for h in known.glossary.find(p) if h.text == p)
    return frozenset(h.concept.id for h in found)


def _may_be_added(known: Knowledge, mention: Mention, claimed: frozenset[str]) -> bool:
    """«향료는 추가할지 검토 중»: a thing that the claim does not name, and that may be put in."""
    named = mention.undecided and mention.concept is not None
    return named and not known.is_claimed(mention, claimed) and not mention.part


def _up_to_its_head(known: Knowledge, mention: Mention, reading: Reading) -> str:
    """Return a name with the noun that stands right behind it, as the speller keeps it."""
    end = _ITS_HEAD.match(reading.text, mention.end)
    return known.glossary.speller.key(reading.text[mention.start : end.end()]) if end else ""


_ITS_HEAD = re.compile(r"\s?[가-힣]{2,6}?(?=\s?\d|[\s,.)]|$)")
_OF_ACTIVES = re.compile(r"유효\s?성분|활성\s?성분")
_ACTIVES_ALONE = re.compile(
    r"(?:유효|기능|기능성|활성|주)\s?(?:성분|원료)(?:은|는)?\s(?:오직\s|딱\s)?(?:(?:이|위)\s?)?(?:하나|둘|셋|넷|(?:한|두|세|네|다섯|\d)\s?(?:가지|종|개|성분))\s?(?:뿐|만(?=[\s.,]|$)|[이가]?\s?(?:전부|다(?=예|이|임|입)))"
    r"|(?:그|이)\s?(?:밖|외)(?:의|에)?\s(?:다른\s)?(?:유효|기능|기능성|활성)\s?(?:성분|원료)(?:은|는|이)?\s?(?:전혀\s|일절\s|따로\s)?(?:없|무(?![가-힣])|0)"
    r"|(?:다른|추가|기타)\s(?:유효|기능|기능성|활성)\s?(?:성분|원료)(?:은|는|이)?\s?(?:전혀\s|일절\s|따로\s)?(?:없|안\s?[넣들쓰]|0)"
)
"""«기능성분은 이 셋뿐», «그 밖의 유효성분은 전혀 없음»: of what acts there is nothing else."""


def _further_active(
    known: Knowledge, claimed: frozenset[str], reading: Reading, claim_text: str = ""
) -> Mention | None:
    """Return an active of the product that neither the claim's concepts nor its words name."""
    for m in reading.mentions:
        sure = m.kind == "substance" and not (m.negated or m.undecided)
        if sure and m.concept is not None and m.concept.kind != "class":
            if m.text in claim_text or known.is_claimed(m, claimed):
                continue
            if is_active(known, m):
                return m
    return None


_MAY_HOLD_MORE = re.compile(
    r"(?:기타|다른|그\s?외|부형제|첨가제|첨가물|보존제|나머지)[^.!?\n]{0,10}?(?:추가|첨가|사용|넣|쓸|들어|섞|더할|블렌딩|혼합|성분|원료|종류|배합)[^.!?\n]{0,24}"
)
"""«부형제를 추가할지 미정», «기타 첨가 여부는 회신 대기»: whether anything further is in."""


def _is_called(text: str, mention: Mention) -> bool:
    """«꿀잠 파우더!», «품명: 수면개선 파우더»: a class as the last word of what the product is called."""
    ends = _NAME_ENDS.match(text, mention.end)
    return ends is not None and _NAME_BEGINS.search(text, 0, mention.start) is not None


_NAME_ENDS = re.compile(
    r"\s?(?:[!.\n]|$|[—–-]\s|\(|(?:신제품\s)?(?:기획|컨셉|콘셉트|제안|시안|샘플|견적|문의|처방|의뢰|개발|OEM|ODM|출시|런칭))"
)
_NAME_BEGINS = re.compile(
    r"(?:(?:^|[.!?\n]\s*)|(?:품명|제품명|품목명?|명칭|제품|성상|제형|형태|외관)\s?[:：|]\s?)[^,:：.!?\n+/]{0,16}$"
)
_TAKEN_IN = re.compile(
    r"(?:\s?(?:\d+\s?(?:mL|ml|L)|한\s?(?:컵|잔)))?(?:에|에다가?|이랑|랑|와|과)\s(?:잘|바로|쉽게|금방|빨리|그냥|살살)?\s?(?:풀[려리어]|녹[아여는]|타서|타\s|탄\s|타먹|섞어\s?(?:마|드|먹)|개어\s|희석|드[시세십]|복용|섭취|삼키|마시)"
    r"(?![^.!?\n]{0,12}만[든들드])"
)


def _closed_part(claim_text: str, need: Need, reading: Reading) -> Span | None:
    """«상기 보습 유효성분은 A 및 B만으로 이루어진» against «보습 성분은 이 둘뿐»: the same part is closed."""
    at = need.element.start if need.element.start is not None else -1
    closes = list(_CLOSES_PART.finditer(claim_text, 0, max(at, 0)))
    if not closes or reading.closed_part is None:
        return None
    start, end = reading.closed_part
    words = reading.text[start:end]
    return Span(start=start, end=end, text=words) if closes[-1]["of"] in words else None


_VESSEL = re.compile(
    r"\s?(?:dropper|bottle|jar|tube|airless|pump|container|vial|can|pouch|sachet|cap|box|drum|tin|(?:non-?woven|sheet|pad|cloth|fabric|wipe|swab)s?|(?:[가-힣]+\s)?[가-힣]{0,4}(?:부직포|거즈|시트지|마스크지|패드지|패드|원단|솜|직물|면봉|물티슈)|(?:펄프|소재|재질)(?=\s)|[가-힣]{0,3}(?:병|용기|티백|필터백|튜브|스포이드|드로퍼|단지|캔|파우치|앰플병|바이알|펌프|케이스|박스|캡|뚜껑))(?![A-Za-z])",
    re.IGNORECASE,
)
"""«Glass dropper», «유리병», «나일론 삼각티백»: what a stuff is the vessel of."""
_WHERE_FROM = re.compile(
    r"\s?(?:유래|에서\s?(?:얻|추출|뽑|온|나온))|-?\s?(?:derived|origin)", re.IGNORECASE
)
_PACKED = re.compile(
    r"(?<![가-힣])(?:외|내|겉|속|개별|낱개)?\s?(?:포장|패키지|용기|케이스|박스|상자|뚜껑|마개|라벨|병|봉투|파우치|통|캔)(?:재|지|재질|소재|필름)?(?:은|는|이|가|도|:)\s[^.,!?\n]*$"
)
"""What a product comes in, which the words behind it are about."""
_CLOSES = re.compile(rf"(?<!군)(?<!그룹)(?:{CLOSED.pattern})[\s,]*$")
"""A list that closes itself: «쌀가루, 소금 및 물로 이루어진»."""
_CLOSES_PART = re.compile(r"상기\s(?P<of>[^\s,.;]{2,})\s[^,.;]{2,16}(?:은|는)\s")
"""What a claim closes a part of: the 보습 of «상기 보습 유효성분은 …만으로 이루어진»."""


def beside_the_only_active(
    known: Knowledge, claim_text: str, need: Need, found: Assessment, reading: Reading
) -> Assessment:
    """«유효성분은 이부프로펜 단독», «이부프로펜 단일성분»: every other active that a claim asks for is not in."""
    open_yet = found.match is None and need.element.kind == "substance" and not need.absent
    told = _SOLE_ACTIVE.search(reading.text) if open_yet else None
    if told is None or not _is_asked_as_active(known, claim_text, need):
        return found
    start, end = told.span("one") if told["one"] else told.span("other")
    inside = [m for m in reading.mentions if m.start < end and start < m.end]
    if any(m.negated or m.undecided for m in inside):
        return found
    if any(known.relation(o, m) for o in need.options for m in inside):
        return found
    key = known.glossary.speller.key
    said = key(reading.text[start:end])
    if any(key(n.text) in said or said in key(n.text) for n in need.names):
        return found
    words = Span(start=start, end=told.end(), text=reading.text[start : told.end()])
    return assessed(need, "only another", "미대응", False, words)


def _is_asked_as_active(known: Knowledge, claim_text: str, need: Need) -> bool:
    """Whether a claim asks for a thing «…을 유효성분으로», or for a drug."""
    if any(known.glossary.is_a(c, _DRUG) for c in need.wanted):
        return True
    at = claim_text.find(need.element.text)
    if at < 0 or _ROLE_SAID.search(need.element.text):
        return False
    named = _OF_ACTIVES.search(claim_text, at)
    return named is not None and _LIST_ENDS.search(claim_text, at, named.start()) is None


_DRUG = "active_pharmaceutical_ingredient"
_ROLE_SAID = re.compile(r"[가-힣]제로서?\s")
"""«완충제로서 …»: what is asked for as something else than an active."""
_LIST_ENDS = re.compile(r";|(?:포함|함유|구성|배합)\S*\s?(?:하고|하며|하되|하는)")
_ALONE = (
    r"(?:단독|단일|하나(?:뿐|만)?(?=[\s,.인이입예]|$)|한\s?가지|1종|뿐|만(?=[\s,.]|$|으로|을|이))"
    r"(?!\S{0,2}\s?아니)"
)
_SOLE_ACTIVE = re.compile(
    r"(?:유효|활성|약효|주|기능성?)\s?성분(?:으로는|으로|은|는|이|:)\s?(?:오직\s|딱\s|그냥\s)?"
    rf"(?P<one>[^,.!?\n+·/]{{2,24}}?)\s?(?:\d[\d.]*\s?(?:mg|g|%|wt%|중량%)\s?)?{_ALONE}"
    r"|(?P<other>(?<![가-힣A-Za-z+·/])[가-힣A-Za-z-]{3,})\s?(?:\d[\d.]*\s?(?:mg|g|%)\s?)?(?:단일|단독)\s?(?:유효\s?)?(?:성분|제제|제)(?![가-힣]*\s?아니)"
)
"""What a text says to be its only active: «주성분은 피프로닐 하나뿐», «록소프로펜 60mg 단일제»."""


def held_alone(
    known: Knowledge, need: Need, found: Assessment, needs: Sequence[Need], reading: Reading
) -> Assessment:
    """«유효성분으로 A만을 함유하는»: met only where the product has no other active.

    Args:
        known: what the rules weigh with.
        need: the element.
        found: what was found of the thing itself.
        needs: the elements of the claim.
        reading: the product text.
    """
    if need.absent or found.match == "미대응":
        return found
    further = _further_of_its_role(known, need, reading) if need.closed else None
    if further:
        return assessed(need, "further ingredient", "미대응", False, span_of(further))
    if found.match != "대응":
        return found
    if _closes_itself(need):
        rest = weigh_closed(known, "", need, needs, reading)
        return found if rest.match == "대응" else rest
    if not need.closed:
        return found
    claimed = frozenset(c for n in needs for o in n.options for c in o.concepts)
    actives = [m for m in reading.mentions if m.kind == "substance" and not m.negated]
    other = _further_active(known, claimed, reading)
    if other:
        return assessed(need, "further ingredient", "미대응", False, span_of(other))
    if reading.closed or reading.whole_formula or any(m.only for m in actives):
        return found
    if _is_closed_there(known, need, reading):
        return found
    return left_open(need, "다른 성분 유무 언급 없음")


def _further_of_its_role(known: Knowledge, need: Need, reading: Reading) -> Mention | None:
    """«A 및 B만으로 이루어진 겔화제» against «A·B에 한천까지 넣어»: a further thing of the role that is closed."""
    roles = {c for q in need.qualifiers for c in q.concepts if q.hits[0].concept.kind == "class"}
    has = [m for m in reading.mentions if any(known.relation(o, m) for o in need.options)]
    for m in reading.mentions if roles and has else ():
        if m.kind != "substance" or m.negated or m.undecided or m.concept is None or m in has:
            continue
        listed = m.concept.kind == "substance" and not known.is_claimed(m, need.wanted)
        if listed and any(known.glossary.is_a(m.concept.id, role) for role in roles):
            return m
    return None


def _is_closed_there(known: Knowledge, need: Need, reading: Reading) -> bool:
    """«겔화제는 A·B·C 셋뿐», «A+B+C(이 3종만)»: what the text closes is the list of what is asked for."""
    if reading.closed_part is None:
        return False
    start, end = reading.closed_part
    return any(
        start - BESIDE <= m.end and m.end <= end
        for m in reading.mentions
        if any(known.relation(o, m) == "same" for o in need.options)
    )


BESIDE = 2
"""Characters up to which a list stands right before the words that close it."""


def _closes_itself(need: Need) -> bool:
    """«쌀가루, 소금 및 물로 이루어진»: a list of substances that are all there is of the product."""
    listed = all(o.hits[0].concept.kind == "substance" for o in need.options)
    whole = need.element.kind == "substance" and not (need.any_of or need.names or need.quantity)
    closes = whole and listed and len(need.options) > 1 and _CLOSES.search(need.element.text)
    return bool(closes) and not _TOPIC.search(need.element.text)


_TOPIC = re.compile(r"상기\s|[가-힣](?:은|는|이|가)\s")


def without_its_base(
    known: Knowledge,
    need: Need,
    found: Assessment,
    needs: Sequence[Need],
    results: Sequence[Assessment],
) -> Assessment:
    """A ratio to a thing, or an amount on a base, that the product lacks is not met either."""
    base = BASE.search(need.element.text)
    if found.match is not None or (need.ratio is None and base is None):
        return found
    key = known.glossary.speller.key
    words = key(base["base"]) if base else ""
    text = need.element.text
    told = need.refers or _ORDINAL.search(text)
    own = [s for s in need.sides if told or s.span.text in text]
    sides = {c for s in own if isinstance(s, Option) for c in s.concepts}
    named = {key(s.text) for s in own if isinstance(s, Name)}
    for other, result in _missing(need, needs, results, LACKING | {"whole formula"}):
        one_of = any(o.concepts & sides or key(o.span.text) in words for o in other.options)
        if one_of or any(key(n.text) in named or key(n.text) in words for n in other.names):
            rule = result.findings[0].rule
            return assessed(need, rule, "미대응", result.hard, result.span)
    return found


def _missing(
    need: Need, needs: Sequence[Need], results: Sequence[Assessment], rules: frozenset[str]
) -> Iterator[tuple[Need, Assessment]]:
    """Yield the other elements of one substance each that the product lacks by one of the rules."""
    for other, result in zip(needs, results, strict=True):
        if other is need or result.match != "미대응" or other.element.kind != "substance":
            continue
        if result.findings[0].rule in rules and len(other.things) == 1:
            yield other, result


def of_a_missing_part(
    need: Need, found: Assessment, needs: Sequence[Need], results: Sequence[Assessment]
) -> Assessment:
    """«상기 펌프의 스프링이 …» against «펌프는 안 쓰고»: a thing that is left out has no part of its own."""
    owner = None if need.absent or found.match == "미대응" else _OWNED.match(need.element.text)
    if owner is None:
        return found
    for other, result in zip(needs, results, strict=True):
        named = other is not need and other.element.text.rstrip(" ,.;").endswith(owner["what"])
        if named and not other.absent and result.match == "미대응":
            finding = result.findings[0]
            if finding.rule in _LEFT_OUT and result.span:
                return assessed(need, finding.rule, "미대응", False, result.span)
    return found


_LEFT_OUT = frozenset({"negation", "family denied"})
_OWNED = re.compile(
    r"상기\s(?P<what>[가-힣A-Za-z]{2,}(?:\s[가-힣A-Za-z]+)?)의\s[가-힣A-Za-z]+(?:이|가|은|는)\s"
)
_FORMULA = re.compile(r"(?:화학|일반|구조)식")


def of_what_is_missing(
    known: Knowledge,
    need: Need,
    found: Assessment,
    needs: Sequence[Need],
    results: Sequence[Assessment],
) -> Assessment:
    """«상기 무기분체는 …인»: what limits a thing that the product lacks is not met either.

    What the variables of a formula are limits the compound of that formula.
    """
    if found.match in ("대응", "미대응"):
        return found
    key = known.glossary.speller.key
    limited = _LIMITED.match(need.element.text)
    words = {key(w) for w in _AND.split(limited["what"])} if limited else set()
    name = key(need.subject_name)
    concepts = need.subject.concepts if need.subject else frozenset()
    variable = bool(known.glossary.groups.definitions(need.element.text))
    for other, result in _missing(need, needs, results, LACKING | {"whole formula"}):
        if _is_told_of(need, other):
            return assessed(need, result.findings[0].rule, "미대응", result.hard, result.span)
        same = any(o.concepts & concepts or key(o.span.text) == name for o in other.options)
        called = [key(thing.span.text) for thing in other.things]
        of_formula = variable and _FORMULA.search(other.element.text) is not None
        same = same or of_formula or any(key(n.text) == name for n in other.names)
        if same or any(c in words for c in called):
            rule = result.findings[0].rule
            return assessed(need, rule, "미대응", result.hard, result.span)
    return found


def told_of_another(
    known: Knowledge, needs: Sequence[Need], results: Sequence[Assessment]
) -> Iterator[Assessment]:
    """«집게 없이» against «클립» where the claim has «집게 암» as well: the word tells of that part alone."""
    key = known.glossary.speller.key
    texts = [key(n.element.text) for n in needs]
    for i, (need, result) in enumerate(zip(needs, results, strict=True)):
        rule = result.findings[0].rule if result.findings else ""
        word = key(result.span.text) if result.span and rule == "negation" else ""
        part = need.element.kind == "structure" and len(word) > 1 and word not in texts[i]
        if part and any(word in t for t in texts[:i] + texts[i + 1 :]):
            result = left_open(need, "다른 구성의 말")
        yield result


def _is_told_of(need: Need, other: Need) -> bool:
    """«평균 입경이 20 내지 100nm인» right before «산화아연 10중량%»: the value of the thing that follows."""
    end, start = need.element.end, other.element.start
    beside = end is not None and start is not None and 0 <= start - end <= 1
    return beside and need.element.kind == "property" and need.element.text.rstrip().endswith("인")


def by_process(needs: Sequence[Need], results: Sequence[Assessment]) -> list[Assessment]:
    """Leave a product open that differs by how it is made; a claimed method stays a method."""
    if any(_METHOD.search(n.element.text) for n in needs if n.element.kind == "category"):
        return list(results)
    return [_by_process(n, a) for n, a in zip(needs, results, strict=True)]


def _by_process(need: Need, found: Assessment) -> Assessment:
    """«10 내지 35℃에서 유화하여 제조되는» of a product: another process alone is not another product.

    Nor is one of its steps left out («쪄서 추출하여 얻어지는» against «찌지 않은»).
    """
    otherwise = ("negation", "another in its place")
    left_out = found.match == "미대응" and found.findings[0].rule in otherwise
    if left_out and GOT_BY.search(need.element.text):
        return assessed(need, "other process", "판단불가", True, found.span)
    outside = found.findings and found.findings[0].rule == "outside range"
    limit = found.findings[0].claim_span if outside else None
    if limit is None or not _MADE_BY.search(need.element.text, limit.end):
        return found
    if need.element.kind == "structure" and _WORKS_AT.match(need.element.text, limit.end):
        return found
    asked = [q for q in values_asked(need) if q.start == limit.start]
    text = need.element.text
    process = any(
        q.unit in _MAKING_UNITS or (SOLVENT.match(text, q.end) and _EXTRACTED.search(text, q.end))
        for q in asked
    )
    if not process:
        return found
    return assessed(need, "other process", "판단불가", True, found.span, limit)


def by_what_is_new(
    known: Knowledge, needs: Sequence[Need], results: Sequence[Assessment], reading: Reading
) -> list[Assessment]:
    """Leave a part open of which a text says no more than what earlier elements said already.

    «상기 냉각부의 상부는 덮개판에 의해 차단되는» is about the cover; the cooler was named before.
    """
    key = known.glossary.speller.key
    said, made = "", list[Assessment]()
    for need, result in zip(needs, results, strict=True):
        terms = known.terms(need.element.text)
        new = [t for t in terms if key(t.text) not in said]
        said += " " + key(need.element.text)
        phrase = result.match == "대응" and result.findings[0].rule == "same phrase"
        if phrase and need.element.kind in OF_PARTS and len(new) < len(terms):
            weight = sum(min(t.weight, 1.0) for t in new)
            whole = overlap(terms, reading, known.glossary)
            seen = overlap(new, reading, known.glossary)
            little = weight >= LEAST_UNSAID and seen.share < NEW and whole.share < MOSTLY
            result = limit_unsaid(need, whole) if little and whole.unsaid and whole.said else result
        made.append(result)
    return made


def told_in_other_words(
    known: Knowledge, needs: Sequence[Need], results: Sequence[Assessment], reading: Reading
) -> Iterable[Assessment]:
    """Give what stays open the product's words that nothing else explains."""
    results = _by_amount(known, needs, results, reading)
    left = leftover(reading.text, reading.mentions, results, _said(known, needs, results, reading))
    pairs = left.pairs(known.glossary)
    for need, result in zip(needs, results, strict=True):
        listed = any(c in known.glossary.concepts for c in need.wanted)
        named = need.element.kind == "substance" and listed
        shut = bool(need.absent or need.closed or named or asked_alone(known, need))
        shut = shut or by_unsaid_means(known, need, reading) or is_filled_in_a_vessel(known, need)
        shut = shut or _is_of_what_is_unsaid(known, need, reading)
        if result.match is not None or shut:
            yield result
            continue
        others = [r for r in results if r is not result and r.element.kind not in LOOSE]
        met = sum(r.match == "대응" for r in others)
        share = met / len(others) if others else 0.0
        rule = may_be_told(need.element, left, pairs, met, share, known.glossary)
        made = rule and _with_its_values(known, need, rule, left, reading)
        yield made or result


def _is_of_what_is_unsaid(known: Knowledge, need: Need, reading: Reading) -> bool:
    """«글루타치온을 정제수에 용해하는 단계» against a text without a 글루타치온: no words tell of it."""
    things = [o for o in need.qualifiers if o.hits[0].concept.kind == "substance"]
    things = [o for o in things if not known.glossary.is_a(o.hits[0].concept.id, "solvent")]
    step = need.element.kind == "step" and bool(things)
    return step and not any(
        known.relation(o, m) or known.are_akin(o.hits[0].concept.id, m.concept.id)
        for o in things
        for m in reading.mentions
        if m.concept
    )


def by_unsaid_means(known: Knowledge, need: Need, reading: Reading) -> bool:
    """«효소로 처리하여 얻어진» against a text without enzymes: what it was made by is not to be presumed."""
    made = _GOT_BY_MEANS.search(need.element.text)
    means = known.terms(made["means"]) if made else ()
    return bool(means) and not overlap(means, reading, known.glossary).said


_GOT_BY_MEANS = re.compile(
    r"(?P<means>[^\s,]+(?:기|제|법|아제|효소|균|산|액))(?:으로|로)\s(?:\S+\s)?[가-힣]{2,6}(?:하여|시켜|되어)\s(?:얻|수득|제조|형성|생성|획득)"
)
"""What a product was made by: a machine, an agent, a method."""


def _said(
    known: Knowledge, needs: Sequence[Need], results: Sequence[Assessment], reading: Reading
) -> list[tuple[int, int]]:
    """Return the places of all words that tell the parts and steps that are met."""
    met = [n for n, r in zip(needs, results, strict=True) if r.match == "대응"]
    return [
        (m.start, m.end)
        for n in met
        if n.element.kind in ("structure", "step")
        for m in overlap(known.terms(n.element.text), reading, known.glossary).said
    ]


def _by_amount(
    known: Knowledge, needs: Sequence[Need], results: Sequence[Assessment], reading: Reading
) -> list[Assessment]:
    """Take an item of a recipe that nobody knows by name for the missing element of that amount."""
    missing = [
        i
        for i, r in enumerate(results)
        if r.match == "미대응" and r.findings[-1].rule == "whole formula" and needs[i].quantity
    ]
    taken = list(results)
    items = unnamed_items(reading.text, reading.mentions, results) if missing else []
    for span, amounts in items:
        head = _head_of(known, span.text)
        fitting = [
            i
            for i in missing
            if _fits(known, needs[i], amounts) and not _is_else(known, needs[i], head)
        ]
        if fitting:
            best = max(
                fitting,
                key=lambda i: likeness(needs[i].element.text, span.text, known.glossary),
            )
            taken[best] = assessed(needs[best], "told by its amount", "대응", False, span)
            missing.remove(best)
    return taken


def _head_of(known: Knowledge, item: str) -> Concept | None:
    """Return what the last syllables of a name say that it is: the 수지 of «케톤수지»."""
    name = _NAME_OF_ITEM.match(item)
    words = name.group() if name else ""
    if words.endswith("향"):
        return known.glossary.lookup("향료")  # «배향», «딸기향»
    tails = (words[at:] for at in range(1, len(words) - 1))
    return next((c for c in map(known.glossary.lookup, tails) if c), None)


_NAME_OF_ITEM = re.compile(r"[가-힣]{2,12}")


def _is_else(known: Knowledge, need: Need, head: Concept | None) -> bool:
    """Whether what an item is can not be the element: «케톤수지» for a pigment."""
    if head is None or head.kind not in THINGS or not need.options:
        return False
    asked = {c for o in need.options for c in o.concepts}
    kin = any(known.are_akin(a, head.id) for a in asked)
    return not kin and not any(name in need.element.text for name in head.names)


def _fits(known: Knowledge, need: Need, amounts: Sequence[Quantity]) -> bool:
    """Whether one of the amounts lies within what an element asks for."""
    claimed = need.quantity
    return claimed is not None and any(
        agree(q.unit, claimed.unit) and check(q, claimed, known.near_miss).verdict == "inside"
        for q in amounts
    )


def _with_its_values(
    known: Knowledge, need: Need, rule: str, left: Leftover, reading: Reading
) -> Assessment | None:
    """Take unexplained words for an element only where the text has the values it asks for."""
    made = assessed(need, rule, "대응", False, left.span(need.element.text, known.glossary))
    asked = (*need.conditions, *((need.quantity,) if need.quantity else ()))
    units = {q.unit for q in reading.quantities}
    if any(q.unit not in units for q in asked) or (need.ratio and not reading.ratios):
        return None
    checked = check_conditions(known, replace(need, conditions=asked), made, reading)
    return made if checked.match == "대응" else None
