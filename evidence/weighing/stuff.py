"""What a part is made of: «면으로 이루어진 표면층» against «겉은 순면», «겉면이 부직포», «부드러운 겉면».

The stuff is read from the glossary's materials and from the choices of ``choices.tsv`` that are of
what is made of them; it is the part's where its clause tells of the part with no other between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence.choices import by_choice
from evidence.glossary import Concept
from evidence.mentions import is_share
from evidence.needs import Need
from evidence.phrases import Term
from evidence.products import Mention, Reading, mention_at
from evidence.types import Assessment
from evidence.weighing.choices import BODY, of_the_product
from evidence.weighing.details import is_of
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, span_of
from graph.schema import Span

MATTER = frozenset({"material", "substance", "class"})
"""Kinds of concepts that a part may be made of."""
SHEETS = frozenset({"nonwoven_fabric", "knit_fabric", "woven_fabric"})
"""Forms of cloth that a part may be made of, whatever their fibre."""
FINE = frozenset(
    {
        "metals",
        "plastics",
        "rubbers",
        "carbons",
        "fabrics",
        "foam_kind",
        "wood_boards",
        "wood_kind",
        "stone_or_glass",
    }
)
"""Choices whose ways are one stuff each, not a family of them."""
COMPOSITE = "bicomponent_fiber"
"""A stuff that is itself made of two."""
_CLOTH = "cloth_make"
"""The choice of how cloth is made."""
MADE = "made"
"""Scope of the choices of what something is made of."""
_DONE = (
    r"(?:이루어|형성|구성|제조|제작|성형|사출|직조|편직)(?:진|지는|지고|지며|된|되는|되고|되며|한)"
    r"|(?:형성|구성|제조|제작|성형|사출|직조)(?=[\s,.;]*$)"
    r"|(?:이루어|구성되|형성되|제조되|제작되|성형되)(?:지?고|지?며)|만들어진|만든|된|짜인|직조한"
)
_MADE_OF = re.compile(
    rf"^(?:상기\s)?(?P<stuff>[^,]{{1,30}}?)(?:\s?(?:재질|소재|재료))?(?:으로|로)(?:만)?\s(?:{_DONE})\s(?P<part>[^,]{{1,30}})$"
    r"|^(?:상기\s)?(?P<stuff2>[^,]{1,30}?)\s?(?:재질|소재|재료)(?:의|인)?\s(?P<part2>[^,]{1,30})$"
    rf"|^(?:상기\s)?(?P<part3>[^,]{{1,30}}?)(?:은|는|이|가)\s(?:\S{{1,10}}[을를]\s제외한\s)?(?P<stuff3>[^,]{{1,30}}?)"
    rf"(?:\s?(?:재질|소재|재료))?(?:으로|로)(?:만)?\s(?:{_DONE})[\s,.;]*$"
    r"|^(?:상기\s)?(?P<part4>[가-힣A-Za-z\s]{1,24}?)(?:은|는|이|가)\s(?P<stuff4>[^,]{1,40}?)"
    r"(?:\s?(?:재질|소재|재료))?(?:이며|이고|인|이다)(?:\s것)?[\s,.;]*$"
    rf"|^(?:상기\s)?(?P<stuff5>[^,]{{1,20}}(?:,\s[^,]{{1,20}}){{0,4}},?\s(?:및|또는|혹은)\s[^,]{{1,20}}?)"
    rf"(?:(?:\s중(?:에서)?|(?:으로|로)\s(?:이루어진|구성된)\s(?:군|그룹)(?:에서|으로부터|중에서)?)\s(?:선택(?:되는|된)\s)?(?:어느\s하나|적어도\s하나|하나|[1일]종|한\s?가지)(?:\s?이상)?(?:의\s?(?:재질|소재|재료))?)?"
    rf"(?:으로|로)\s(?:{_DONE})\s(?P<part5>[^,]{{1,30}})$"
)
"""«면으로 이루어진 표면층», «PP 재질의 캡», «상기 캡은 금속을 제외한 합성수지로 형성되며», «심부가 나일론이며»,
«알루미늄, 마그네슘 및 탄소섬유 중 어느 하나로 형성되는 프레임»."""
_FITTED = re.compile(r"(?:이|가)\s(?:구비|장착|내장|설치|포함|결합)된\s")
"""«폴리올레핀 소재의 스프링이 구비된 펌프»: the stuff is that of the spring."""
_CLAUSE = re.compile(r"(?:하는|되는|있는|하고|되고|하며|되며|되어|하여|[은을를])\s")
"""What makes a clause of what stands before a stuff."""
_LAST_CLAUSE = re.compile(r".*(?:[가-힣](?:(?<!또)는|던|된|한)|하고|되고|하며|되며|되어|하여)\s")
"""«물이 저장되는 » of «물이 저장되는 스테인리스 재질의 수조», «내통을 감싸는 »."""
_IN_WORD = re.compile(r"(?<=[가-힣])[가-힣](?:으?로)?")
"""«곡면으로 형성된»: the 면 in it is no cotton."""
_NO_PART = re.compile(r"(?:군|그룹|것|단계)(?:$|[에을으이\s])")
"""«… 이루어진 군에서 선택되는», «… 제조된 것»: no part."""
_ONE_OF_TWO = re.compile(r"내부|외부|내측|외측|내용기|외용기|안쪽|바깥|속|겉")
"""What makes a body one of two."""
_OUTER_BOX = re.compile(r"외부\s?(?:상자|박스|케이스|함)|외함|외박스")
_INNER_BOX = re.compile(r"내부\s?(?:상자|박스|케이스)|내함|속\s?박스|내박스|이너\s?박스|inner box")
"""A box is its own outer one unless another is told of: «EPP 보냉박스»."""
_ON_IT = re.compile(
    r"[\s가-힣]{0,4}(?:끼운|끼워|코팅|도금|필름\s?코팅|무늬|향|색|맛|느낌|스타일|같은|처럼|시트지)"
)
"""What makes a stuff none that a thing is made of: «티타늄 코팅», «나무 무늬»."""


_FILM = re.compile(r"(?<![A-Za-z\d])(?P<name>[A-Z]{2,5})(?=\d{1,3}(?![\dA-Za-z.]))")
"""«PET12 / AL7 / PE80»: a film by its stuff and how thick it is."""


@dataclass(frozen=True)
class Stuff:
    """A word of a text for what something is made of."""

    start: int
    end: int
    text: str
    concept: Concept | None
    ways: dict[str, frozenset[int]]
    """The ways it is of each choice."""

    @property
    def is_class(self) -> bool:
        """Whether it is a class of stuffs: 합성수지."""
        return self.concept is not None and self.concept.kind == "class"


def of_its_stuff(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """Weigh what a part is made of: told, told otherwise or left unsaid.

    Args:
        known: what the rules weigh with.
        need: the element.
        found: what was found of it so far.
        reading: the product text.
    """
    if need.absent or found.match == "미대응":
        return found
    asks = _MADE_OF.search(need.element.text)
    asked_of = asks.groupdict() if asks else _named_by_it(known, need)
    if asked_of is None:
        return found
    wholly = need.quantity is not None and need.quantity.low == 100  # «면 100%의 부직포이고»
    if asked_of.get("stuff4") and need.quantity and not wholly:
        return found
    words, what = (
        next(v for k, v in asked_of.items() if v and k.startswith(name)) for name in _ASKED
    )
    words = _LAST_CLAUSE.sub("", words)
    if _CLAUSE.search(words) or _NO_PART.match(what):
        return found
    fitted = _FITTED.search(what)
    what = what[: fitted.start()] if fitted else what
    start = need.element.text.find(words)
    asked = list(_stuffs(known, need.element.text, start, len(need.element.text)))
    asked = [
        s
        for s in asked
        if s.start < start + len(words)
        and (s.ways or _is_matter(known, s) or (s.is_class and s.text == words))
    ]
    if not asked:
        return found
    claim = Span(start=start, end=start + len(words), text=words)
    part = known.terms(what)
    body = BODY.search(what) is not None and not _ONE_OF_TWO.search(what)
    body = body or (_OUTER_BOX.search(what) is not None and not _INNER_BOX.search(reading.text))
    told = [
        (_standing(known, asked, s), s)
        for s in _stuffs(known, reading.text, 0, len(reading.text))
        if not _ON_IT.match(reading.text, s.end)
    ]
    own = [
        (how, s)
        for how, s in told
        if how
        and (
            _is_of_it(known, part, body, s, reading)
            or (how == "same" and _ends_it(what, s, reading.text))
            or _shaped_for(what, s, reading.text)
        )
    ]
    own = [(how, s) for how, s in own if _stands_at(what, s, reading.text)] or own
    rank = ("same", "wider", "other")
    for how, s in sorted(own, key=lambda pair: rank.index(pair[0])):
        mention = mention_at(reading, s.start, s.end)
        span = span_of(mention)
        if mention.undecided:
            return assessed(need, "undecided", "판단불가", True, span, claim)
        if how == "same" and mention.negated:
            return assessed(need, "negation", "미대응", False, span, claim)
        if mention.negated:
            continue
        if how == "other" and _is_asked_for(known, need, s):
            return found
        if how == "same" and asked_of.get("stuff4") and _lacks_its_form(known, asked, told):
            return assessed(need, "qualifier unsaid", "판단불가", False, span, claim)
        if how == "same":
            if found.match == "대응" or any(f.rule == "value unsaid" for f in found.findings):
                return found
            return assessed(need, "same phrase", "대응", False, span, claim, more=words)
        if how == "wider":
            return assessed(need, "broader", "판단불가", False, span, claim)
        return assessed(need, "another in its place", "미대응", False, span, claim)
    near = [mention_at(reading, s.start, s.end) for how, s in told if how in ("same", "wider")]
    if near and all(m.negated for m in near):
        return assessed(need, "negation", "미대응", False, span_of(near[0]), claim)
    if len(head := words.split()[-1]) > 1 and head in reading.text:
        return found
    # «겉통은 유리, 속통은 PP» says nothing of the spring
    of_another = bool(asked_of.get("part3")) or fitted is not None
    if found.match == "대응" and (
        of_another or not any(how in ("same", "wider") for how, _ in told)
    ):
        return assessed(need, "qualifier unsaid", "판단불가", False, found.span, claim)
    return found


def _is_asked_for(known: Knowledge, need: Need, told: Stuff) -> bool:
    """«은을 포함하는 항균 섬유로 된 외피» against «은사 항균 겉감»: another stuff that the element wants as well."""
    own = _stuffs(known, need.element.text, 0, len(need.element.text))
    own = (s for s in own if not _LEFT_OUT.match(need.element.text, s.end))
    return any(
        s.text in told.text
        or (s.concept and told.concept and known.glossary.is_a(told.concept.id, s.concept.id))
        for s in own
    )


_LEFT_OUT = re.compile(
    r"(?:을|를|이|가)?\s?(?:제외|배제|포함하지|함유하지|사용하지|없이|없는|아닌|이외|외의)"
)
"""«금속을 제외한 합성수지»."""


def _ends_it(part: str, stuff: Stuff, text: str) -> bool:
    """«석영컵» for a 처리컵, «황동 기어» for an 이송기어: right behind the stuff the end of the part's name."""
    behind = _NEXT_WORD.match(text, stuff.end)
    name = part.split()[-1]
    return bool(behind and len(name) > len(behind["word"]) and name.endswith(behind["word"]))


_NEXT_WORD = re.compile(
    r"\s?(?![층막판면부체재형식](?![가-힣]))(?P<word>[가-힣]{1,6}?)(?:을|를|이|가|은|는|에|의|로|으로|과|와|도|이고|이며|입니다)?(?![가-힣])"
)


def _shaped_for(part: str, stuff: Stuff, text: str) -> bool:
    """«스틸 파이프 프레임»: between the stuff and the part's name stands but the form that the stuff has."""
    return (
        re.match(rf"\s?(?:{_STOCK})\s?{re.escape(part.split()[-1])}", text[stuff.end :]) is not None
    )


_STOCK = (
    r"파이프|튜브|각관|원관|각파이프|봉|환봉|판|판재|선재|와이어|메쉬|망|앵글|프로파일"
    r"|캐스팅|다이캐스팅|주물|합금|컴포지트|복합재|복합|소재|재질"
)
"""What stuff comes as before a part is made of it."""


def _stands_at(part: str, stuff: Stuff, text: str) -> bool:
    """«스틸샤프트», «샤프트는 스틸»: a stuff right before the part's name, or right behind it."""
    name = re.escape(part.split()[-1])
    before = re.search(rf"{name}(?:은|는|이|가|:)?\s?$", text[: stuff.start])
    return before is not None or re.match(rf"\s?{name}", text[stuff.end :]) is not None


_ASKED = ("stuff", "part")


def _named_by_it(known: Knowledge, need: Need) -> dict[str, str] | None:
    """«모서리에 폴리에틸렌 스파우트가 융착된», «창에 걸리는 알루미늄 커튼»: a part that its stuff names."""
    text = need.element.text
    kinds = (*_PARTS, "category")
    if need.element.kind not in kinds or (need.quantity and is_share(need.quantity)):
        return None
    first = next(_stuffs(known, text, 0, len(text)), None)
    if first is None or not (first.ways.keys() & _WHOLLY or _is_matter(known, first)):
        return None
    clause = _LAST_CLAUSE.fullmatch(text, 0, first.start)
    if not clause and not (
        need.element.kind in _PARTS and _LEADS_TO_IT.fullmatch(text, 0, first.start)
    ):
        return None
    named = _NAMED_BY_IT.match(text, first.end)
    named_so = need.element.kind == "structure" or clause is not None
    placed = named is not None and (named_so or named["placed"])
    return {"stuff": first.text, "part": named["part"]} if named and placed else None


_PARTS = frozenset({"structure", "step"})
_WHOLLY = FINE | {"stuff"}
"""Choices of what something is wholly made of."""
_LEADS_TO_IT = re.compile(
    r"(?:상기\s)?(?:[가-힣]+(?:에|의|에는)\s){0,2}(?:[가-힣]{1,6}(?:형|상)의?\s)?"
)
"""«모서리에 », «상기 구형의 »: what may stand before the stuff."""
_NAMED_BY_IT = re.compile(
    r"\s(?P<part>[가-힣]{1,8}?(?:\s[가-힣]{1,8}?)??)"
    r"(?P<placed>(?:이|가)\s[가-힣]+(?:된|되는|되며|되고|되어))?(?:\s?것)?[\s,.;]*$"
)
"""« 스파우트가 융착된»: the part behind its stuff."""


def _lacks_its_form(
    known: Knowledge, asked: Sequence[Stuff], told: Sequence[tuple[str | None, Stuff]]
) -> bool:
    """«면 100%의 스펀레이스 부직포» against «순면 100%»: the fibre alone, no word of the cloth."""
    forms = [s for s in asked if _CLOTH in s.ways or _forms(known, s)]
    if not forms or len(forms) == len(asked):
        return False
    return not any(_CLOTH in s.ways or _forms(known, s) for _, s in told)


def _forms(known: Knowledge, stuff: Stuff) -> set[str]:
    """Return which forms of cloth a stuff is."""
    of = stuff.concept
    return {f for f in SHEETS if known.glossary.is_a(of.id, f)} if of else set()


def _stuffs(known: Knowledge, text: str, start: int, end: int) -> Iterator[Stuff]:
    """Yield the words of a stretch of a text for what something is made of, the longest at a place."""
    choices = known.glossary.choices
    places: dict[tuple[int, int], tuple[Concept | None, dict[str, frozenset[int]]]] = {}
    for hit in known.glossary.find(text):
        if hit.concept.kind in MATTER or _is_sheet(known, hit.concept):
            places[hit.start, hit.end] = hit.concept, {}
    for film in _FILM.finditer(text):
        concept = known.glossary.lookup(film["name"])
        if concept is not None and concept.kind == "material":
            places.setdefault(film.span("name"), (concept, {}))
    ways = (w for w in choices.find(text) if choices.lines[w.choice].scope == MADE)
    ways = (w for w in ways if not _IN_WORD.fullmatch(text, w.start, w.end))
    for choice, found in by_choice(ways).items():
        for way in found:
            place = next(
                (p for p in places if p[0] < way.end and way.start < p[1]), (way.start, way.end)
            )
            of = places.setdefault(place, (None, {}))[1]
            of[choice] = of.get(choice, frozenset()) | way.ways
    for (a, b), (concept, named) in sorted(places.items()):
        stuff = Stuff(a, b, text[a:b], concept or _by_its_way(known, named), named)
        if start <= a and b <= end and (named or _is_matter(known, stuff) or stuff.is_class):
            yield stuff


def _is_matter(known: Knowledge, stuff: Stuff) -> bool:
    concept = stuff.concept
    return concept is not None and (concept.kind == "material" or _is_sheet(known, concept))


def _is_sheet(known: Knowledge, concept: Concept) -> bool:
    """Whether something is cloth: 스펀본드, a 부직포."""
    return concept.id in SHEETS or bool(SHEETS & known.glossary.ancestors(concept.id))


def _by_its_way(known: Knowledge, named: dict[str, frozenset[int]]) -> Concept | None:
    """Return the material that other words of a way name: 순면 of «면으로»."""
    words = (
        word
        for choice, ways in named.items()
        for way in ways
        for word in known.glossary.choices.lines[choice].ways[way]
    )
    found = (known.glossary.lookup(word) for word in words)
    return next((c for c in found if c and c.kind == "material"), None) if len(named) == 1 else None


def _standing(known: Knowledge, asked: Sequence[Stuff], told: Stuff) -> str | None:
    """Return how a stuff stands to those asked for: «same», «wider», «other» or None."""
    each = [_against(known, one, told) for one in asked]
    return next((how for how in ("same", "wider", "other") if how in each), None)


def _against(known: Knowledge, asked: Stuff, told: Stuff) -> str | None:
    is_a = known.glossary.is_a
    shared = asked.ways.keys() & told.ways.keys()
    apart = any(not asked.ways[c] & told.ways[c] for c in shared)
    forms = [_forms(known, s) for s in (asked, told)]
    if all(forms) and not forms[0] & forms[1]:
        return "other"  # «스펀레이스 부직포» against «순면 직물»
    if asked.text == told.text or (shared & FINE and not apart):
        return "same"
    if asked.concept and told.concept:
        if is_a(told.concept.id, asked.concept.id):
            return "same"
        if is_a(asked.concept.id, told.concept.id):
            return "wider"
    if apart:
        return "other"
    if asked.concept and told.concept:
        kinds = (asked.concept, told.concept)
        matter = all(c.kind == "material" or is_a(c.id, "synthetic_resin") for c in kinds)
        of_several = is_a(told.concept.id, COMPOSITE) or is_a(asked.concept.id, COMPOSITE)
        return "other" if matter and not (told.is_class or of_several) else None
    return "same" if shared else None


def _is_of_it(
    known: Knowledge, part: Sequence[Term], body: bool, stuff: Stuff, reading: Reading
) -> bool:
    """Whether a stuff is told of a part, or of the product where the part is its body."""
    mention = Mention(stuff.start, stuff.end, stuff.text, stuff.concept)
    form = reading.category
    beside = form and reading.text[stuff.end : form.start].strip() == "" and form.start >= stuff.end
    if is_of(known, part, (), mention, reading, 0):
        return body or not beside  # «손잡이는 놋쇠로 만든 원목 서랍장»
    return body and of_the_product(reading, stuff.start, stuff.end)


def of_one_stuff(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«폴리프로필렌 단일 재질» against «이너(PP 100%)», «PP나 PET 중에 고민»: one stuff through and through."""
    asked = _ONE_STUFF.fullmatch(need.element.text) if not need.absent else None
    stuff = known.glossary.lookup(asked["stuff"]) if asked else None
    if stuff is None:
        return None
    for m in reading.mentions:
        if m.concept is None or not known.glossary.is_a(m.concept.id, stuff.id) or m.negated:
            continue
        if m.undecided:
            return assessed(need, "undecided", "판단불가", True, span_of(m))
        around = reading.text[max(0, m.start - NEAR_IT) : m.end + NEAR_IT]
        if _WHOLLY_OF_IT.search(around):
            return assessed(need, "same phrase", "대응", False, span_of(m), more="단일 재질")
    return None


NEAR_IT = 16
"""Characters around a stuff in which it is said to be the only one."""


_ONE_STUFF = re.compile(r"(?P<stuff>[가-힣A-Za-z]+)\s?(?:단일|모노)\s?(?:재질|소재|재료)[\s,.;]*")


_WHOLLY_OF_IT = re.compile(
    r"100\s?%|단일|모노|mono|올(?=\s?[A-Z])|전체|하나로|만으로|통째", re.IGNORECASE
)
