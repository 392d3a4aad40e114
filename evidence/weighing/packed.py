"""What goods are filled in: «연질캡슐에 충전», «캔 또는 병에 담긴», «트리거식 거품 스프레이 용기에 충전된»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.choices import Way
from evidence.needs import Need, Option
from evidence.phrases import told_at
from evidence.products import Mention, Reading, mention_at
from evidence.types import Assessment
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, span_of, words_of
from evidence.weighing.words import EITHER


def weigh_packed(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«캔 또는 병에 담긴» against «캔으로 나와요»: the text tells what the goods come in, or what else they do."""
    asked = _filled_in(need)
    if asked is None:
        return None
    holder = asked["holder"]
    if _FOR_ONE_USE.fullmatch(holder):
        return _in_a_kind_of_vessel(known, need, holder, reading)
    if _OF_A_STUFF.match(holder):
        return None
    such = _SUCH_A_VESSEL.fullmatch(holder)
    words = (such["words"] or such["named"]).split() if such else []
    if words and (found := _in_such_a_vessel(known, need, words, reading)):
        return found
    options = [Option((h,)) for h in known.glossary.find(holder) if h.concept.kind == "form"]
    if len(options) > 1 and not EITHER.search(holder):
        options = []
    for m in reading.mentions:
        told = m.kind == "category" and not (m.negated or m.undecided)
        if not told or _BESIDE_IT.match(reading.text, m.end):
            continue
        if any(known.relation(o, m) in ("same", "species") for o in options):
            return assessed(need, "same phrase", "대응", False, span_of(m), more=need.element.text)
    each = [_in_a_kind_of_vessel(known, need, one, reading) for one in _OR.split(holder)]
    met = next((found for found in each if found and found.match == "대응"), None)
    return met or (each[0] if all(each) else None)


_FOR_ONE_USE = re.compile(r"(?:일|1)회용\s?(?:밀봉\s?|무균\s?)?(?:용기|튜브|병|앰플|포장재?)")
"""«일회용 용기»: a vessel by how often it is used, whatever it is."""


def weigh_sealed(need: Need, reading: Reading) -> Assessment | None:
    """«용기에 밀봉된» against «캔입», «밀봉 포장은 하지 않습니다»: any vessel that is sealed by its kind."""
    if need.absent or not _SEALED.fullmatch(need.element.text):
        return None
    denied = _NOT_SEALED.search(reading.text)
    if denied:
        return assessed(need, "negation", "미대응", False, words_of(denied))
    for told in _SEALED_BY_KIND.finditer(reading.text):
        m = mention_at(reading, *told.span())
        if not (m.negated or m.undecided):
            return assessed(need, "same phrase", "대응", False, words_of(told), more="밀봉")
    return None


_SEALED = re.compile(
    r"[\s,]*(?:상기\s)?(?:밀폐\s?|포장\s?)?용기에\s?(?:밀봉|밀폐|봉입)[가-힣]*[\s,.;]*"
)
_NOT_SEALED = re.compile(
    r"(?:밀봉|밀폐)(?:\s?포장|\s?용기)?(?:은|는|을|를|도)?\s?(?:하지\s?않|되지\s?않|안\s?[하해되]|없이|없음|아님|아닌|생략)"
)
_SEALED_BY_KIND = re.compile(
    r"밀봉|밀폐|(?<![가-힣])(?:[가-힣]{1,2})?캔(?:입|에|\s?음료|\s?커피|\s?제품)?(?![가-힣])|병입|통조림|레토르트|진공\s?포장|(?<![A-Za-z])(?:canned|sealed|hermetic|in\s?cans?|bottled)(?![A-Za-z])",
    re.IGNORECASE,
)
_OF_A_STUFF = re.compile(r"(?:생분해|수분해|퇴비화|무형광|무표백|친환경|재활용)[가-힣]*\s")
"""«생분해성 티백»: what a vessel is made of, which its kind does not tell."""
_OR = re.compile(r"\s?(?:또는|혹은|이나)\s")


def _filled_in(need: Need) -> re.Match[str] | None:
    """Return the words of an element that say what the goods are filled in."""
    return None if need.absent else _FILLED_IN.match(need.element.text)


def is_filled_in_a_vessel(known: Knowledge, need: Need) -> bool:
    """Whether an element asks for nothing but a vessel of a kind: «스파우트 파우치에 충진된»."""
    asked = _filled_in(need)
    return asked is not None and any(
        w.choice in _VESSELS for w in known.glossary.choices.find(asked["holder"])
    )


def _in_such_a_vessel(
    known: Knowledge, need: Need, words: list[str], reading: Reading
) -> Assessment | None:
    """«트리거식 거품 스프레이 용기에 충전된» against «트리거 거품스프레이»: a vessel by every word of its name."""
    key = known.glossary.speller.key
    names = [_TYPE.sub("", word) for word in words]
    start = reading.text.find(names[-1])
    if start < 0 or not all(key(name) in key(reading.text) for name in names):
        return None
    told = mention_at(reading, start, start + len(names[-1]))
    if told.negated or told.undecided:
        return None
    return assessed(need, "same phrase", "대응", False, span_of(told), more=need.element.text)


_SUCH_A_VESSEL = re.compile(
    r"(?P<words>[가-힣]{2,8}(?:\s[가-힣]{2,8}){1,3})\s(?:용기|병|통|캔|튜브|파우치)"
    r"|(?P<named>[가-힣]{2,8}\s(?:캔|튜브|파우치))"
)
"""«트리거식 거품 스프레이 용기», whose last word says nothing; «스파우트 파우치», whose last word does."""
_TYPE = re.compile(r"(?<=[가-힣][가-힣])(?:식|형|타입)$")
"""«트리거식», «스틱형»."""


def _in_a_kind_of_vessel(
    known: Knowledge, need: Need, holder: str, reading: Reading
) -> Assessment | None:
    """«파우치에 충전된» against «유리병으로 나와요», «롤온 용기에 담긴» against «롤온 데오»: a vessel by its kind.

    A vessel is met by its kind alone where its name says no more than the kind («스포이드 병»).
    """
    choices = known.glossary.choices
    wanted = [w for w in choices.find(holder) if w.choice in _VESSELS]
    said = [w for w in choices.find(reading.text) if w.choice in _VESSELS] if wanted else []
    told = [
        (w, m)
        for w in said
        if not _BESIDE_IT.match(reading.text, w.end)
        and not (m := told_at(reading, w)).negated
        and not m.undecided
        and not any(n.negated and n.start <= w.start < n.end for n in reading.mentions)
    ]
    alike = [(w, m) for w, m in told if any(_same_way(w, asked) for asked in wanted)]
    own = {(w.start, w.end) for w in wanted if not any(_is_within(w, o) for o in wanted)}
    if alike and len(own) == 1 and _VESSEL.fullmatch(_without(holder, *own.pop())):
        return assessed(need, "same phrase", "대응", False, span_of(alike[0][1]), more=holder)
    if not told and (denied := list(_denied(said, wanted, reading))):
        return assessed(need, "negation", "미대응", False, span_of(denied[0]))
    if alike or any(reading.text[w.start : w.end] in holder for w, _ in told):
        return None
    others = [m for w, m in told if any(w.choice == asked.choice for asked in wanted)]
    return (
        assessed(need, "another in its place", "미대응", False, span_of(others[0]))
        if others
        else None
    )


def _denied(said: list[Way], wanted: list[Way], reading: Reading) -> Iterator[Mention]:
    """«분무 용기» against «뿌리는 거 아님»: the vessel's own kind, which the text denies."""
    for w in said:
        if any(_same_way(w, asked) for asked in wanted):
            m = told_at(reading, w)
            if m.negated and not m.undecided:
                yield m


def _same_way(one: Way, other: Way) -> bool:
    return one.choice == other.choice and bool(one.ways & other.ways)


def _is_within(one: Way, other: Way) -> bool:
    """Whether a word is part of a longer one: the 펌프 of «펌프 용기»."""
    longer = other.end - other.start > one.end - one.start
    return longer and other.start <= one.start and one.end <= other.end


def _without(text: str, start: int, end: int) -> str:
    return text[:start] + text[end:]


_VESSELS = frozenset({"pack_vessel", "cosmetic_holder", "dispensing", "disposable"})
"""The lines of ``choices.tsv`` that list what goods are filled in, or come out of."""
_VESSEL = re.compile(r"(?:상기|하나의)?\s?(?:식|형|타입)?\s?(?:용기|병|통|케이스|패키지|포장)?")
"""What a vessel's name says beside its kind."""
_FILLED_IN = re.compile(
    r"(?P<holder>[^,;\d]{2,40}?)(?:에|으로|로)\s?(?:충전|충진|봉입|포장|수용|소분|밀봉|담기|담겨|담긴)"
    r"(?:된|되는|한|하여|되어(?:\s있는)?|되고|되며|하고|하는|고)?(?:\s?것)?(?:\s?(?:음용|섭취|휴대|취식)\s?가능한)?[\s,.;]*$"
)
"""«페트병 또는 캔 용기에 충전된», «파우치로 포장되어 있는»."""
_BESIDE_IT = re.compile(
    r"\s?(?:은|는|이|가|을|를|도)?\s?(?:증정|별도|별매|사은품|따로\s판매|모양|그림|재질|소재|생산|제조)"
)
"""What makes a container no holder of the product: «파우치 증정»."""
