"""What is done before what: «볶은 후에 분쇄» against «갈아서 볶아요», «세안 후» against «세안 전에»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.needs import Need
from evidence.phrases import Term, overlap
from evidence.products import Mention, Reading
from evidence.types import Assessment
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, words_of
from graph.schema import Span

FEW_TERMS = 4
"""Terms up to which what follows is one thing done, and not a clause of many."""
_BEFORE = r"(?:(?:하|되|시키)?기\s?)?(?:\s?직)?\s?전에?|(?:에|기에)\s?앞서"
_AFTER = r"(?:[하되]고\s?나서|\s?(?:직?후|뒤|다음|이후)에?)"
_CLAIMED = re.compile(
    r"(?:(?P<before>(?:기\s?|(?<=\s))(?:직전|전)에?|에\s앞서)"
    r"|(?<=[\s한된킨진은안])(?P<after>(?:직후|이후|후|뒤|다음)에?))(?:의)?[\s,]"
)
"""«세척하기 전에», «볶은 후에», «충전 후»: what parts the two."""
_BEFORE_IT = re.compile(rf"[가-힣]{{0,2}}?(?:{_BEFORE})(?:에|이라|용|용의|[\s,]|$)")
_AFTER_IT = re.compile(rf"[가-힣]{{0,3}}?\s?(?:{_AFTER})(?:에|[\s,]|$)")
_THEN = re.compile(
    r"고\s|고\s?나서|[가-힣]서\s|(?:후|뒤|다음)(?:에|[\s,])|끝(?:나|내)|→|->|=>|⇒|➔|>"
)
"""What stands between what is done and what is done then."""
_NOT_YET = re.compile(r"전에?\s|앞서|않고|[가-힣]기\s?전")
_END = re.compile(r"[.;!?\n]\s?")
_APART = re.compile(r"[,.;!?\n]|[고며]\s")
"""«볶기 전에 씻고, …»: what ends that which is done before or after."""


def weigh_sequence(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """Weigh in which order an element has two things done; ``found`` where the text does not tell."""
    text = need.element.text
    claimed = _CLAIMED.search(text)
    if claimed is None or need.absent or found.match == "미대응":
        return found
    first, then = known.terms(text[: claimed.start()])[-1:], known.terms(text[claimed.end() :])
    if not first or _same(first[0], then[-1:]):
        return found
    one = _said(known, first[0], reading)
    key = known.glossary.speller.key
    near = then if len(then) <= FEW_TERMS else ()
    new = [t for t in near if key(t.text) not in key(text[: claimed.start()])]
    told = [(t, m) for t in reversed(new) if (m := _said(known, t, reading))]
    told = [(t, m) for t, m in told if len(new) == 1 or _with_another(known, new, t, m, reading)]
    other = told[0][1] if told else None
    if one is None or (other is None and found.match != "대응"):
        return found
    before = claimed["before"] is not None
    again = [m for m in reading.mentions if other and _is_again(m, other)]
    if any((m.start < one.start) == before for m in again):
        return found  # «분쇄, 열처리, 분쇄»
    against = _against(before, one, other, reading.text)
    if against is None:
        return found
    where = words_of(claimed)
    return assessed(need, "another in its place", "미대응", False, against, where)


def _with_another(
    known: Knowledge, terms: Sequence[Term], term: Term, said: Mention, reading: Reading
) -> bool:
    """Whether beside one word of what is done then another stands: «홉 투입» is no «탄산가스를 주입»."""
    if term.concept and known.glossary.concepts[term.concept].kind == "substance":
        return True
    begin = max(0, said.start - NEAR)
    near = reading.text[begin : said.end + NEAR]
    key = known.glossary.speller.key
    others = (t for t in terms if t is not term)
    return any(
        key(t.text)[:2] in key(near) or _is_told_near(known, t, said, reading) for t in others
    )


def _is_told_near(known: Knowledge, term: Term, said: Mention, reading: Reading) -> bool:
    found = overlap((term,), reading, known.glossary).said
    return any(abs(m.start - said.start) <= NEAR for m in found)


NEAR = 16
"""Characters within which the words for one thing done stand."""


def _same(first: Term, then: Sequence[Term]) -> bool:
    """Whether the same is done twice: «물로 세척한 후 비눗물로 세척»."""
    return any(t.concept == first.concept != "" or t.meanings & first.meanings for t in then)


def _said(known: Knowledge, term: Term, reading: Reading) -> Mention | None:
    said = overlap((term,), reading, known.glossary).said
    return said[0] if said else None


def _is_again(mention: Mention, other: Mention) -> bool:
    """Whether a mention names what another does, in another place of the text."""
    same = mention.concept is not None and other.concept is not None
    same = same and mention.concept == other.concept
    return (same or mention.text == other.text) and mention.start != other.start


def _against(before: bool, one: Mention, other: Mention | None, text: str) -> Span | None:
    """Return the words by which the second is not done before, or after, the first."""
    same, opposite = (_BEFORE_IT, _AFTER_IT) if before else (_AFTER_IT, _BEFORE_IT)
    told = opposite.match(text, one.end)
    apart = told and other and _APART.search(text, told.end(), max(told.end(), other.start))
    if told and not apart and not same.match(text, one.end):
        return Span(start=one.start, end=told.end(), text=text[one.start : told.end()])
    if other is None or one.start == other.start:
        return None
    a, b = sorted((one, other), key=lambda m: m.start)
    between = text[a.start : b.start]
    in_turn = _THEN.search(between) and not _NOT_YET.search(between) and not _END.search(between)
    if in_turn and (a is one) == before:
        return Span(start=a.start, end=b.end, text=text[a.start : b.end])
    return None
