"""A detail of an element told differently: on the outside for inside, coarsely for finely.

The details of ``details.tsv`` are told of what their clause tells of, where no other thing stands
between the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evidence.choices import DECISIVE, Way, by_choice
from evidence.needs import Need
from evidence.phrases import Term, aims, overlap, told_at
from evidence.products import Mention, Reading
from evidence.types import Assessment
from evidence.weighing.choices import clause_of
from evidence.weighing.conditions import values_asked
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, span_of
from graph.schema import Span

FEW_TERMS = 4
"""Terms up to which an element is a thing with its detail, and not a clause of many: of such a
clause the detail is only that of the word behind it."""
MOSTLY = 0.5
"""Share of an element's other terms that must stand beside another way where it is not met."""
PLACES = frozenset({"height", "depth", "inner"})
"""Choices of where a part is, by which parts are named: «내부 트레이», «상부 덮개»."""
DOINGS = frozenset({"wet", "speed", "fineness", "cutting", "pressure", "source", "agent"})
"""Choices whose words may stand before a word without a space; of the others that makes names of
other things: «내부용기», «바닥재», «아기띠»."""
THINGS_OF_KINDS = frozenset({"class", "substance", "material"})
"""Kinds of concepts of which a detail is part of the name: 판상 분체."""
THINGS = frozenset({"structure", "substance", "category"})
"""Kinds of mentions that a detail before or behind them is of."""
_REFERENCE = re.compile(r"(?:의|(?<![은는이가을를에로고여며서,])\s)\s?$")
"""Where the word before is what a place is of: «본체의 하부», «뚜껑 하부»."""
_SAME_THING = re.compile(r"\s?(?:의\s?)?")
_PLACING = re.compile(
    r"배치|형성|구비|설치|결합|위치|마련|장착|부착|배설|탑재|수납|수용|내장|고정|연결|삽입|체결|적층"
)
"""What is said of every part."""
_PLACED = re.compile(rf"에(?:서)?\s?(?:각각\s)?(?:{_PLACING.pattern})[가-힣]*[어여며고아],?\s")
"""«뚜껑의 상면에 배치되어 … 표시부»: where the thing at the end is."""
_GLUED = re.compile(r"[가-힣A-Za-z]$")
_NAMES_ON = re.compile(
    r"(?!(?:쪽|측|면|부|형|식|용)?(?:(?:으로|로|에서?|에게|까지|부터|이나|처럼|같이|이랑|랑|하고)(?:만|는|도|부터)?"
    r"|[을를은는이가도만의과와인한된임진]|이에요|예요|입니다|이라|이고|이며|인데|지고|지게|져|모양|형태|무늬)?(?![가-힣]))[가-힣]"
)
"""What makes a place part of a name: «내부용기»."""
_OPEN = re.compile(
    r"\s?(?:또는|혹은|및|이나|나\s|부터|으로부터|로부터|까지|이?든)|[가-힣]{0,2}\s?(?:또는|혹은|및)\s"
)
"""What leaves a claim's detail open, or makes it a point that something is far from."""
_ONE_OF_SEVERAL = re.compile(r"(?:일|타|양|한|각|외|내|적어도)\s$")
"""«일 측면»: one side, whichever it is."""
_ONLY = re.compile(r"[가-힣]{0,3}만(?![가-힣])")
_AS_WELL = re.compile(r"[가-힣]{0,2}(?:도|까지|뿐)(?![가-힣])")
"""«바깥쪽도»: the other way is told as well."""


def weigh_details(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """Weigh what an element says beside its thing: where it is, which way, how fast, how many at once.

    Args:
        known: what the rules weigh with.
        need: the element.
        found: what was found of it so far.
        reading: the product text.
    """
    if need.absent or found.match == "미대응" or _is_settled(found):
        return found
    text = need.element.text
    claimed = _by_choice(known, text)
    told = _by_choice(known, reading.text) if claimed else {}
    unsaid: Assessment | None = None
    for choice, asked in claimed.items():
        wanted = frozenset[int]().union(*(way.ways for way in asked))
        if len(wanted) > 1 or any(_is_open(text, way) for way in asked):
            continue  # «상부 및 하부»
        first, last = asked[0].start, asked[-1].end
        claim = Span(start=first, end=asked[0].end, text=text[first : asked[0].end])
        if _AROUND_A_BODY.search(text, 0, asked[0].end) or _is_said_as_it_is(
            known, text, asked, reading
        ):
            continue
        if _is_in_the_name(found, claim):
            continue  # «실시간 중합효소연쇄반응» against «qPCR»
        if told.get(choice) and _is_of_its_kind(known, need, claim, reading):
            continue
        before, after = known.terms(text[:first]), known.terms(text[last:])
        of: Sequence[Term] = before[-1:] if _REFERENCE.search(text, 0, first) else ()
        if need.element.kind == "use":
            of, before, after = (), aims(text[:first]), aims(text[last:])
        before, after = _things(known, before), _things(known, after)
        own = (*before[: len(before) - len(of)], *after)
        few = len(own) + len(of) <= FEW_TERMS
        there = _PLACED.match(text, last)
        things = [t for t in after if not _PLACING.fullmatch(t.text)]
        near = own if few else things[-1:] if there else things[:1]
        said = [(way.ways <= wanted, told_at(reading, way)) for way in told.get(choice, ())]
        said = [(same, m) for same, m in said if not m.negated and not m.undecided]
        if any(same and is_of(known, own, of, m, reading, 0) for same, m in said):
            continue
        least = 0.0 if found.match == "대응" else MOSTLY
        both = any(same for same, _ in said)
        for same, m in said:
            if same or _AS_WELL.match(reading.text, m.end):
                continue
            if both and not _ONLY.match(reading.text, m.end):
                continue
            if _is_of_the_next(known, own, m, reading):
                continue
            if choice in PLACES and _names_another_part(text, last, m, reading):
                continue
            if choice in PLACES and of and _is_a_place_on_it(after, m, reading):
                continue
            if is_of(known, near, of, m, reading, least):
                return assessed(need, "another in its place", "미대응", False, span_of(m), claim)
        bare = few and not said and not values_asked(need) and not _sums_up(need, found, claim)
        if (
            known.glossary.details.lines[choice].scope == DECISIVE
            and bare
            and found.match == "대응"
        ):
            unsaid = unsaid or assessed(
                need, "qualifier unsaid", "판단불가", False, found.span, claim
            )
    return unsaid or found


def _is_said_as_it_is(known: Knowledge, text: str, asked: Sequence[Way], reading: Reading) -> bool:
    """«아침 식사 대용» against «아침식사대용»: the word and the next one are said as the claim says them."""
    behind = _NEXT_WORD.match(text, asked[-1].end)
    key = known.glossary.speller.key
    return behind is not None and key(text[asked[0].start : behind.end()]) in key(reading.text)


_NEXT_WORD = re.compile(r"\s?[가-힣]{2,}")
_AROUND_A_BODY = re.compile(r"(?:눈|목|손목|발목|허리|머리|얼굴|팔|다리|무릎|가슴)의?\s?둘레$")
"""«목 둘레에 착용되는»: where on the body something is worn, no edge of a thing."""


def _names_another_part(text: str, end: int, way: Mention, reading: Reading) -> bool:
    """«외부 트레이» against «내부 트레이»: the part is named with its place, and there may be the other as well."""
    asked = _PART_BEHIND.match(text, end)
    told = _PART_BEHIND.match(reading.text, way.end)
    alike = asked and told and asked["part"].startswith(told["part"][:2])
    return bool(alike) or bool(_OPEN_AT.search(reading.text, 0, way.start))


def _is_a_place_on_it(after: Sequence[Term], way: Mention, reading: Reading) -> bool:
    """«상기 본체의 상단에 결합되는 뚜껑» against «뚜껑 저면 홈»: a place on the thing, not where the thing is."""
    led = reading.text[: way.start].rstrip()
    led = led.removesuffix("의")
    return bool(after) and led.endswith(after[-1].text)


_PART_BEHIND = re.compile(r"\s?(?P<part>(?!에|의|로|으로|쪽|측)[가-힣]{2,}|[a-z]{3,})")
_OPEN_AT = re.compile(r"(?<![A-Za-z])(?:open|closed)[-\s]$", re.IGNORECASE)
"""«open-top»: how a part is, not where."""


def _is_settled(found: Assessment) -> bool:
    return bool(found.findings) and found.findings[0].rule in ("undecided", "negation")


def _sums_up(need: Need, found: Assessment, detail: Span) -> bool:
    """«구상 실리카 및 나일론-12 중 하나 이상의 구상 분체» against «나일론-12»: what the list is called at its end."""
    last = found.findings[-1].claim_span if need.any_of and found.findings else None
    if last is None or len(need.options) + len(need.names) < 2:
        return False
    behind = detail.start > last.end and _CHOSEN.search(need.element.text, last.end, detail.start)
    return bool(behind) or not (0 <= last.start - detail.end <= 1)


_CHOSEN = re.compile(r"(?:중|군)(?:에서|으로부터)?\s|선택")
"""What follows a list of alternatives."""


def _is_in_the_name(found: Assessment, detail: Span) -> bool:
    """Whether a detail is part of the name under which a thing was found."""
    last = found.findings[-1] if found.match == "대응" and found.findings else None
    name = last.claim_span if last and last.rule in ("same name", "synonym") else None
    return name is not None and name.start <= detail.start and detail.end <= name.end


def _is_of_its_kind(known: Knowledge, need: Need, detail: Span, reading: Reading) -> bool:
    """«판상 분체» against «마이카 62%, 구형 실리카»: a kind named with the detail, and one of that kind."""
    kinds = [
        h.concept.id
        for h in known.glossary.find(need.element.text, THINGS_OF_KINDS)
        if h.start <= detail.start and detail.end < h.end
    ]
    return any(
        m.concept and not m.negated and known.glossary.is_a(m.concept.id, kind)
        for kind in kinds
        for m in reading.mentions
    )


def _things(known: Knowledge, terms: Sequence[Term]) -> tuple[Term, ...]:
    """Return the terms that are more than what is measured: not 두께 of «얇은 두께의 시트»."""
    concepts = known.glossary.concepts
    return tuple(t for t in terms if not t.concept or concepts[t.concept].kind != "property")


def _is_open(text: str, asked: Way) -> bool:
    """Whether a claim leaves open which of several places it means."""
    return bool(_OPEN.match(text, asked.end) or _ONE_OF_SEVERAL.search(text, 0, asked.start))


def _by_choice(known: Knowledge, text: str) -> dict[str, list[Way]]:
    """Return the words of each choice that stand for themselves."""
    return by_choice(
        way
        for way in known.glossary.details.find(text)
        if not _GLUED.search(text, 0, way.start)
        and (way.verb or way.choice in DOINGS or not _NAMES_ON.match(text, way.end))
    )


def is_of(
    known: Knowledge,
    own: Sequence[Term],
    of: Sequence[Term],
    way: Mention,
    reading: Reading,
    least: float,
) -> bool:
    """Whether the text tells a detail of a thing, in its clause and with no other thing between."""
    start, end = clause_of(reading.text, way)
    clause = " " * start + reading.text[start:end] + " " * (len(reading.text) - end)
    inside = tuple(m for m in reading.mentions if start <= m.start and m.end <= end)
    part = replace(reading, text=clause, mentions=inside)
    seen = overlap(own, part, known.glossary)
    if seen.share < least or not seen.said:
        return False
    reference = overlap(of, part, known.glossary).said
    if reference and any(
        _SAME_THING.fullmatch(clause, m.end, way.start) for m in seen.said if m.end <= way.start
    ):
        return False  # «통기층 밑에 흡습층» for a layer above the other
    before = (m for m in inside if _SAME_THING.fullmatch(clause, m.end, way.start))
    covered = [*seen.said, *reference, *before, way]
    return any(not any(_between(inside, m, way, covered)) for m in seen.said)


def _is_of_the_next(known: Knowledge, own: Sequence[Term], way: Mention, reading: Reading) -> bool:
    """«마이카 62%, 구형 실리카 15%»: whether a detail stands right before another stuff, or in its name."""
    behind = [
        m
        for m in reading.mentions
        if m.kind == "substance" and m.concept and m.end > way.end and m.start <= way.end + 1
        if not reading.text[way.end : m.start].strip()
    ]
    said = overlap(own, reading, known.glossary).said if behind else ()
    return bool(behind) and not any(
        m.start < k.end and k.start < m.end for m in behind for k in said
    )


def _between(
    mentions: Sequence[Mention], one: Mention, other: Mention, known: Sequence[Mention]
) -> Iterator[Mention]:
    """Yield the things between two words that are none of the known ones."""
    start, end = min(one.end, other.end), max(one.start, other.start)
    for m in mentions:
        apart = not any(m.start < k.end and k.start < m.end for k in known)
        if m.concept and m.kind in THINGS and start <= m.start and m.end <= end and apart:
            yield m
