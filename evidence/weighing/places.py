"""Whose place a text fills: «도금은 니켈» against «아연 도금층», «육수는 다시마로» against «멸치로 우린 육수».

An element often joins a thing with the word for its place: what it is there for, the part that it is
of, what is done with it. A text that names that place and another thing in it names something else in
the element's place, whatever class the two things are of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from evidence.choices import by_choice
from evidence.needs import THINGS, Need, Option
from evidence.products import Mention, Reading, mention_at
from evidence.types import Assessment
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, span_of, words_of
from evidence.weighing.words import AND_OTHERS
from graph.schema import Span

_KINDS = frozenset({"substance", "structure", "step", "other", "category"})
"""Kinds of elements that join a thing with its place."""
_FILLS = frozenset({*THINGS, "part", "form"})
"""Kinds of concepts that fill a place."""
_AS = re.compile(
    r"^(?:상기\s)?(?P<what>\S.*?)(?:을|를)\s(?:주\s?|주된\s)?(?P<place>[가-힣]{1,6}?(?:\s[가-힣]{1,6}?)?)(?:으로|로)서?(?:\s|$)"
)
"""«멘톨을 투과촉진제로 포함하는»."""
_AS_FIRST = re.compile(
    r"^(?:상기\s)?(?:주\s?|주된\s?)?(?P<place>[가-힣]{1,6}?(?:\s[가-힣]{1,6}?)?)(?:으로서?|로서?)\s(?P<what>\S[^,]*?)"
    r"(?:(?:을|를)\s(?:포함|함유|사용|이용|적용|첨가|배합|채용|구비)|\s\d)"
)
"""«연마제로서 이산화규소를 포함하는»."""
_DONE = re.compile(
    r"^(?:상기\s)?(?:[^,]*?[을를]\s)?(?P<what>\S[^,]*?)(?:으로|로)\s(?P<place>[가-힣]{2,4}(?:\s[가-힣]{2})?)(?:[하되]|한|된|시[키켜킨]|처리)"
)
"""«인산염으로 완충된», «레시틴으로 피복한»."""
_IS_IT = re.compile(
    r"^상기\s(?P<place>[가-힣]{1,8})(?:은|는|이|가)\s(?P<what>[^,]{2,30}?)(?:이며|이고|인|이다|임)"
)
"""«상기 심재는 발포 폴리스티렌이며»."""
_NAMED = re.compile(
    r"^(?:상기\s)?(?P<what>\S[^,]*?)(?:\s(?:재질|소재|성분|기반)의?)?\s(?P<place>[가-힣]{1,8})(?:\s?\d.*|(?:을|를|이|가)\s.*)?$"
)
"""«백금 촉매», «알루미나 필러 40 내지 80중량%»."""
_SUFFIX = re.compile(r"(?:활성제|제|재|층|막|부|체|원|기제|성분|재료|물질|액|수단)$")
"""What the word for a place may end in and be told without: 도금층, 봉지재, 구동부."""
_NO_PLACE = re.compile(
    r"(?:추출물?|조성물|단계|공정|방법|것|하나|이상|이하|사용|포함|함유|이용|혼합물?|용액|수용액|분말|입자|가루|성분|원료|재료|물질|소재|물|염|유도체"
    r"|화합물|산|유|균주?|속|종|중량|일부|전체|표면|내부|외부|상부|하부|제조|가공|처리|생산|가열|건조|부위|상태|형태|기준|비율|이하|의약|식품|화장료|제품|장치|기기)"
)
"""What is no place that one thing fills: «A를 B로 …» of an outcome, a whole or a side."""
_NOT_THE_ONE = re.compile(r"(?:보조|공|부|추가|첨가|기타|서브|조|별도)\s?$")
"""What makes of a place a further one: «보조 경화제»."""
_BETWEEN = r"\s(?:(?:그냥|딱|전부|모두|주로|따로|오직|전량|국산|일반|보통|대신)\s)?"
_ALL_OF_IT = re.compile(
    r"(?:\s?\([^()\d]{1,16}\))?(?:\s(?:매트릭스|겔|필름|비드|미립구|돌기|폼|시트|캡슐|베이스|용액|수용액|분산액|에멀젼|가공|처리|기반))?"
    r"(?:계열?|류|염|산염|제|재질|소재|방식|타입|형|센서|모터|수지|오일|분말|추출물|섬유|원단)?"
    r"(?:\s?\(?\d[\d.,~]*\s?(?:[%％]|wt%|중량%|중량부|부|mg|g|ppm)\)?)?"
    r"(?:\s?[A-Z]{0,3}\d{1,4}[A-Z]?)?"
    r"(?:\s?(?:단독|단일|하나|한\s?(?:종|가지)|100\s?%|전용))?"
    r"(?:(?:(?:으로|로)?만|뿐|(?:으로|로)(?:는|만)?|이고|이며|인데|이라|이라서|이?구요|이?고요)(?=\s)"
    r"|[을를]\s(?:쓰|씀|쓴|사용|적용|채택|채용|택|넣|썼|씁|선택)"
    r"|(?:이에요|예요|입니다|임|이고|이며|이다|으로|로|뿐|만)?\s*(?:$|[,.;!)\n/|·]|\s-\s))"
)
"""What may follow the thing where no more is said of the place: «니켈로», «니켈만 쓰고», «니켈 3%,»."""
_USED_AS = re.compile(
    r"(?:을|를)\s(?:쓰|씀|쓴|사용|적용|채택|채용|택|썼|씁|선택)|(?:만|뿐)|\s?단독"
)
"""«가소제로 DINP를 쓴»: what takes a place that the particle alone leaves open."""


def filled_by_another(
    known: Knowledge,
    need: Need,
    found: Assessment,
    reading: Reading,
    claimed: frozenset[str],
    claim_text: str,
) -> Assessment:
    """«봉지재는 EVA» against «폴리올레핀 엘라스토머 봉지재»: the place is another thing's.

    Args:
        known: what the rules weigh with.
        need: the element.
        found: what was found of it so far.
        reading: the product text.
        claimed: every concept that the claim names.
        claim_text: the claim as a whole: what it names elsewhere takes no place here.
    """
    if need.absent or found.match == "미대응" or need.element.kind not in _KINDS:
        return found
    text = need.element.text
    places = (*_own_place(known, text), *_usual_places(known, need))
    besides = {c for c in claimed if not any(known.glossary.is_a(w, c) for w in need.wanted)}
    for what, led in places:
        wanted = _things(known, what)
        if not wanted or _is_there(known, wanted, reading):
            continue
        claim = Span(start=text.find(what), end=text.find(what) + len(what), text=what)
        for m in _in_it(led, reading):
            elsewhere = m.text in claim_text or known.is_claimed(m, frozenset(besides))
            if not elsewhere and _is_another(known, wanted, m):
                return assessed(need, "another in its place", "미대응", False, span_of(m), claim)
        if _only_the_place(known, need, found, reading, what):
            return assessed(need, "qualifier unsaid", "판단불가", False, found.span, claim)
    other = _by_its_kind(known, need, reading)
    return assessed(need, "another in its place", "미대응", False, other) if other else found


def _by_its_kind(known: Knowledge, need: Need, reading: Reading) -> Span | None:
    """«브레이크는 디스크» against «드럼 브레이크», «건조는 동결로» against «분무 건조하는 단계».

    What is said of the head and the head make one name: 디스크 브레이크, 동결 건조.
    """
    asked = _HEAD.search(need.element.text)
    more = [o for o in need.options if asked and o.span.text != asked["head"]]
    if asked is None or _is_there(known, more, reading):
        return None
    for told in _kind_told(asked["head"]).finditer(reading.text):
        words = mention_at(reading, *told.span("kind"))
        if words.negated or words.undecided or told["kind"] in need.element.text:
            continue
        if _is_other_kind(known, need, told["kind"], told["so"], asked["head"]):
            return words_of(told, "kind")
    return None


_HEAD = re.compile(
    r"(?P<head>[가-힣]{1,8})(?:(?:하는|시키는|하여|되는|된|한)(?:\s(?:단계|공정|과정))?)?[\s,.;]*$"
)
"""The last word of an element: 브레이크, the 건조 of «분무 건조하는 단계»."""


@lru_cache(maxsize=2_000)
def _kind_told(head: str) -> re.Pattern[str]:
    """Return what tells which kind something is of: «브레이크는 디스크», «건조는 동결로만»."""
    return re.compile(
        rf"(?<![가-힣A-Za-z]){re.escape(head)}(?:은|는|\s?[:：])\s(?:그냥\s|전부\s)?"
        r"(?P<so>(?P<kind>[가-힣A-Za-z][가-힣A-Za-z\d-]{0,9}?(?:\s[가-힣]{1,5}?)?)"
        r"(?:(?:으로|로)?만|으로|로|뿐|임|이고|이며|입니다|이에요|예요|(?:\s?(?:방식|타입)|[형식])(?:으로|로|임|이고)?)?)"
        r"(?=\s*(?:$|[,.;!)\n/])|\s(?:했|합|함|진행|처리|씀|사용|적용|채택|바꿨))"
    )


def _is_other_kind(known: Knowledge, need: Need, kind: str, so: str, head: str) -> bool:
    """Whether a kind and its head name a sibling of what is asked for, or another way of the same choice."""
    glossary = known.glossary
    named = glossary.lookup(f"{kind} {head}") or glossary.lookup(f"{kind}{head}")
    concepts = [glossary.concepts[c] for c in need.wanted if c in glossary.concepts]
    if named and concepts:
        apart = not any(known.are_akin(named.id, c.id) for c in concepts)
        shared = [p for p in named.parents if all(p in c.parents for c in concepts)]
        return apart and any(known.is_narrow(p) for p in shared)
    ways = by_choice(glossary.choices.find(need.element.text))
    told = by_choice(glossary.choices.find(f"{kind} {head}, {so} {head}")) if ways else {}
    return any(
        not any(a.ways & b.ways for a in ways[c] for b in told[c])
        for c in ways.keys() & told.keys()
    )


def _only_the_place(
    known: Knowledge, need: Need, found: Assessment, reading: Reading, what: str
) -> bool:
    """Whether but the word for a role was met: «촉매 0.5%» against «백금 촉매»."""
    if found.match != "대응" or need.element.kind != "substance" or found.span is None:
        return False
    heads = [o.hits[0] for o in need.options]
    named = len(heads) == 1 and heads[0].concept.kind == "class"
    if not named or need.names or need.element.text[: heads[0].start].strip() != what:
        return False
    met = mention_at(reading, found.span.start, found.span.end)
    if _QUALIFIED.search(reading.text, 0, met.start):
        return False
    return met.concept is not None and met.concept.id == heads[0].concept.id


_QUALIFIED = re.compile(r"[가-힣A-Za-z\d](?<![은는이가을를에와과로고며])\s$")
"""«anti-IL-6R |antibody»: a word before the role may be the thing in other words."""


def _own_place(known: Knowledge, text: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the thing that an element asks for, and what leads to one in the place it names."""
    asked = _place_of(text)
    if asked is None:
        return ()
    what, place = asked
    role = known.glossary.lookup(place)
    named = known.glossary.names(role.id) if role and role.kind == "class" else ()
    others = (n for n in named[:MOST_NAMES] if _ROLE.fullmatch(n))
    return ((what, _led_by(tuple(dict.fromkeys((place, place.split()[-1], *others))))),)


@lru_cache(maxsize=4_000)
def _place_of(text: str) -> tuple[str, str] | None:
    """Return the words of an element for a thing and for the place that it fills."""
    for form in (_AS, _AS_FIRST, _IS_IT, _DONE, _NAMED):
        said = form.match(text)
        if said and not _NO_PLACE.fullmatch(said["place"].split()[-1]):
            return said["what"], said["place"]
    return None


MOST_NAMES = 40
"""Names of a role that a text may lead to what fills it by."""
_ROLE = re.compile(r"[가-힣]{1,6}제")


def _usual_places(known: Knowledge, need: Need) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the words of an element's only thing, and what leads to one in a place that it usually fills."""
    options = need.options if need.element.kind != "step" else need.qualifiers
    things = [o for o in options if o.hits[0].concept.kind in _FILLS]
    if len(things) != 1 or (need.names and need.element.kind != "step"):
        return
    concept = things[0].hits[0].concept.id
    for above in (concept, *known.glossary.ancestors(concept)):
        for place in known.glossary.places.of(above):
            yield things[0].span.text, _led_by(place.words)


def _things(known: Knowledge, words: str) -> list[Option]:
    """Return the known things that the words for what fills a place name: matter before parts."""
    hits = [h for h in known.glossary.find(words) if h.concept.kind in _FILLS]
    matter = [h for h in hits if h.concept.kind in THINGS]
    return [Option((h,)) for h in matter or hits]


def _is_there(known: Knowledge, wanted: Sequence[Option], reading: Reading) -> bool:
    """Whether a text names one of some things, wherever."""
    met = ("same", "species", "other reading")
    return any(
        known.relation(o, m) in met and not m.negated for o in wanted for m in reading.mentions
    )


@lru_cache(maxsize=2_000)
def _led_by(places: tuple[str, ...]) -> re.Pattern[str]:
    """Return what leads to the thing in a place: «도금은 », «필러: », «가소제로 »."""
    words = []
    for place in places:
        stem = _SUFFIX.sub("", place)
        stem = stem if len(stem) > 1 else place
        tail = _TAIL if len(stem) > 1 else ""
        words.append(r"\s?".join(map(re.escape, stem.split())) + tail)
    return re.compile(
        rf"(?<![가-힣A-Za-z])(?:주된|주|메인)?\s?(?:{'|'.join(words)})"
        rf"(?P<told>은|는|엔|에는|용으로는|으로는|로는|\s?[:：=]|으로|로)(?:{_BETWEEN})$"
    )


_TAIL = r"(?:활성제|활성|제|재|층|막|부|체|원|기제|용|성분|액)?"


def _in_it(led: re.Pattern[str], reading: Reading) -> Iterator[Mention]:
    """Yield the things that a text puts in a place."""
    for m in reading.mentions:
        if m.negated or m.undecided or m.concept is None or m.concept.kind not in _FILLS:
            continue
        before = led.search(reading.text, max(0, m.start - 24), m.start)
        if before is None or _NOT_THE_ONE.search(reading.text, 0, before.start()):
            continue
        as_it = before["told"] in ("으로", "로")
        ends = _USED_AS if as_it else _ALL_OF_IT
        if ends.match(reading.text, m.end) and not AND_OTHERS.match(reading.text, m.end):
            yield m


def _is_another(known: Knowledge, wanted: Sequence[Option], mention: Mention) -> bool:
    """Whether what fills a place is surely none of the things asked for."""
    concept = mention.concept
    if concept is None or any(known.relation(o, mention) for o in wanted):
        return False
    kinds = {o.hits[0].concept.kind for o in wanted}
    alike = concept.kind in THINGS if kinds <= THINGS else concept.kind in kinds
    above = [p for o in wanted for p in o.hits[0].concept.parents]
    akin = any(known.are_akin(p, q) for p in concept.parents for q in above)
    return akin if concept.kind == "class" else alike or akin or mention.only
