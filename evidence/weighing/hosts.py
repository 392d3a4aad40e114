"""Which other part a part is on: «허브에 내장된 모터» against «모터가 크랭크 쪽에 있는», «배터리는 안장 밑에».

Inside for outside or above for below is weighed in ``details``; here it is the thing itself that a
part is put on, in or beside.
"""

from __future__ import annotations

import re

from evidence.needs import Need
from evidence.products import Reading, mention_at
from evidence.types import Assessment
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, words_of
from graph.schema import Span

_PLACING = (
    r"(?:내장|장착|설치|배치|부착|고정|구비|탑재|수납|매립|매설|착탈|탈착|거치|결합|체결|삽입|수용|마련|형성)(?:되|된|돼|하|한|식|형|$|\s|,)"
    r"|(?:달[린리려려렸]|붙[은어었이인]|박[힌혀]|놓[인이여]|숨[은긴겨]|들어\s?[가있간]|들[어었]|든(?![가-힣])|있[는고어음습다]|심[은긴]|얹|올[린려라]|끼[운워우])"
)
"""How a part is put where it is."""
_ASKED = re.compile(
    r"(?:상기\s)?(?P<place>[가-힣A-Za-z]+(?:\s[가-힣A-Za-z]+){0,2}?)(?:에|에서|에는)\s(?:(?:각각|직접|나란히|착탈\s가능하게|분리\s가능하게)\s)?"
    rf"(?:{_PLACING})[가-힣]*\s(?P<part>[가-힣A-Za-z\d]+(?:\s[가-힣A-Za-z\d]+){{0,2}}?)[\s,.;]*$"
)
"""«상기 지주 안에 내장된 배터리», «압출 헤드에 직접 장착된 이송기어»."""
_SIDE = (
    r"(?:안쪽|바깥쪽|안|속|밖|위쪽|아래쪽|위|아래|밑|옆|뒤쪽|뒤|앞쪽|앞|쪽|내부|외부|내측|외측|상단부?|하단부?|상부|하부|상면|하면|윗면|밑면|전면|후면|배면|측면|양측"
    r"|일측|타측|둘레|끝|중앙|가운데|양\s?끝|양\s?옆|꼭대기|바닥)"
)
_SIDE_END = re.compile(rf"\s?{_SIDE}$")
_TOLD = re.compile(
    rf"(?:은|는|이|가)\s(?:(?:작게|따로|별도로|그냥|전부|모두|둘\s?다|하나씩|하나|각각)\s)?"
    rf"(?P<place>(?:[가-힣A-Za-z]+(?<![은는이가을를고며서])\s)??[가-힣A-Za-z]+?)(?P<side>\s?{_SIDE})?"
    rf"(?:(?:에만?|에다가?)\s?(?:[가-힣]+\s)??(?:{_PLACING})|(?<=쪽)\s(?:[가-힣]+\s)??(?:{_PLACING}|센터|고정))"
)
"""«는 시트포스트 안에 든», «가 크랭크 쪽에 달린» behind a part's name."""
_WHOLE = re.compile(
    r"(?:본체부?|몸체부?|바디|하우징|케이스|프레임|제품|기기|기구|장치|기계|시스템|차체|모듈|유닛|세트|어셈블리|공간|부분|위치|자리|구조|방식|타입|이것|여기|거기)$"
)
"""What a part may be on without being anywhere else than on another part of it."""
_SEVERAL = re.compile(r"또는|혹은|및|중\s|하나|적어도|이나\s")


def of_its_host(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """Weigh on which thing a part is put: another one that the text names stands in its place.

    Both things must be known and none of the other's kind, for one thing has many names; of things
    that nobody knows the text leaves open whether they are the same.
    """
    if need.absent or found.match == "미대응" or need.element.kind != "structure":
        return found
    asked = _ASKED.fullmatch(need.element.text.strip(" ,.;"))
    if asked is None or _SEVERAL.search(need.element.text):
        return found
    place = _SIDE_END.sub("", asked["place"])
    name = asked["part"].split()[-1]
    if not place or _WHOLE.search(place) or _known(known, place) is None:
        return found
    for said in re.finditer(re.escape(name), reading.text):
        told = _TOLD.match(reading.text, said.end())
        mention = mention_at(reading, *said.span())
        if told is None or mention.negated or mention.undecided:
            continue
        if _are_apart(known, place, told["place"], need.element.text):
            where = need.element.text.index(place)
            claim = Span(start=where, end=where + len(place), text=place)
            return assessed(
                need, "another in its place", "미대응", False, words_of(told, "place"), claim
            )
    return found


def _are_apart(known: Knowledge, asked: str, told: str, element: str) -> bool:
    """Whether two things that something is put on are known not to be the same."""
    told = _SIDE_END.sub("", told)
    if not told or _WHOLE.search(told) or told[-2:] in element:
        return False
    one, other = _known(known, asked), _known(known, told)
    if one is None or other is None:
        return False
    glossary = known.glossary
    shared = set(glossary.concepts[one].parents) & set(glossary.concepts[other].parents)
    means = [{m for s in glossary.everyday.find(w) for m in s.meanings} for w in (asked, told)]
    return not (known.are_akin(one, other) or shared or means[0] & means[1])


def _known(known: Knowledge, words: str) -> str | None:
    """Return the part that words name, the last of them where they are several."""
    for name in (words, words.split()[-1]):
        concept = known.glossary.lookup(name)
        if concept is not None and concept.kind == "part" and concept.id in known.glossary.concepts:
            return concept.id
    return None
