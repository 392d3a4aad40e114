"""What is put into what: «유상을 수상에 투입» against «수상을 유상에 붓고», and a thing put in that nobody names."""

from __future__ import annotations

import re
from functools import lru_cache

from evidence.needs import Need
from evidence.products import Reading
from evidence.types import Assessment
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, words_of
from graph.schema import Span

_PUT = r"(?:투입|첨가|주입|적가|적하|혼입|혼합|배합|가하|가해|넣|붓|부[어으]|더하|더해|섞|분산|따르|따라)"
_PUT_IN = re.compile(
    rf"(?:상기\s)?(?P<thing>[가-힣A-Za-z][^,을를]{{0,18}}?)(?:을|를)\s(?:상기\s)?(?P<place>[가-힣A-Za-z][^,을를]{{0,14}}?)에\s(?:\S+\s)?{_PUT}"
    rf"|(?:상기\s)?(?P<place2>[가-힣A-Za-z][^,을를]{{0,14}}?)에\s(?:상기\s)?(?P<thing2>[가-힣A-Za-z][^,을를]{{0,18}}?)(?:을|를)\s(?:\S+\s)?{_PUT}"
)
"""«상기 유상을 수상에 투입», «우유에 커피를 붓는»."""
_ADDED = re.compile(
    rf"(?:상기\s)?(?P<thing>[가-힣A-Za-z][^,을를]{{0,24}}?)(?:을|를)\s(?:\S+\s)?{_PUT}"
)
"""«수산화나트륨 수용액을 혼합하는»."""
_PHASES = (
    r"(?:유상|오일\s?상|기름\s?상|기름|오일|유성상|오일\s?파트|유상\s?파트|O상|oil\s?phase)",
    r"(?:수상|워터\s?상|물\s?상|물|수성상|워터\s?파트|수상\s?파트|W상|water\s?phase|aqueous\s?phase)",
)
"""What the phases of an emulsion are called."""
_SIDE = r"(?:\s?(?:쪽|부|파트|액|상))?"
_CLAUSE = r"[^.,;!?\n]{0,14}?"


def weigh_pouring(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """Weigh what a step puts into what; ``found`` where the text does not tell otherwise.

    Args:
        known: what the rules weigh with.
        need: the element.
        found: what was found of it so far.
        reading: the product text.
    """
    if need.element.kind != "step" or need.absent or found.match == "미대응":
        return found
    put = _PUT_IN.search(need.element.text)
    if put:
        thing = _called(known, put["thing"] or put["thing2"])
        place = _called(known, put["place"] or put["place2"])
        turned = _order(place, thing).search(reading.text)
        if turned and not _order(thing, place).search(reading.text):
            return assessed(need, "another in its place", "미대응", False, words_of(turned))
        if re.search(rf"{place}{_SIDE}(?:에(?:다가?)?)?\s{_CLAUSE}{_PUT}", reading.text):
            return found  # «여기에 레티놀 넣고 수상에 부어»: what was made so far
        into, what = put["place"] or put["place2"], put["thing"] or put["thing2"]
        phases = _phase(into) and _phase(what) and _is_by_words(found)
        if phases and not re.search(place, reading.text):
            return _unsaid(need, found, into)
    return _of_what_is_added(known, need, found, reading)


@lru_cache(maxsize=2_000)
def _order(thing: str, place: str) -> re.Pattern[str]:
    """Return a pattern of the one put into the other: «기름을 물에 붓», «물에 기름을 넣»."""
    into = rf"{place}{_SIDE}에(?:다가?)?"
    what = rf"{thing}{_SIDE}(?:을|를)"
    return re.compile(
        rf"(?<![가-힣])(?:{what}\s{_CLAUSE}(?<![가-힣]){into}\s{_CLAUSE}{_PUT}|{into}\s{_CLAUSE}(?<![가-힣]){what}\s{_CLAUSE}{_PUT})",
        re.IGNORECASE,
    )


def _called(known: Knowledge, words: str) -> str:
    """Return a pattern of what a thing of a claim is called in a text."""
    words = words.strip()
    if phase := _phase(words):
        return phase
    concept = known.glossary.lookup(words)
    names = {words, words.split()[-1], *(known.glossary.names(concept.id) if concept else ())}
    return f"(?:{'|'.join(re.escape(n) for n in sorted(names, key=len, reverse=True))})"


def _phase(words: str) -> str | None:
    """Return the names of the phase that words end in: 수상 of «가열된 수상»."""
    last = words.split()[-1] if words.endswith("상") else ""
    return next((p for p in _PHASES if re.fullmatch(p, last)), None)


def _of_what_is_added(
    known: Knowledge, need: Need, found: Assessment, reading: Reading
) -> Assessment:
    """«수산화나트륨 수용액을 혼합하는» against «쑥가루를 섞고»: that something is put in tells not what."""
    added = list(_ADDED.finditer(need.element.text)) if _is_by_words(found) else []
    if len(added) != 1:
        return found
    thing = added[0]["thing"].strip()
    if phase := _phase(thing):
        told = re.search(rf"(?<![가-힣]){phase}", reading.text, re.IGNORECASE) is not None
        return found if told else _unsaid(need, found, thing)
    hits = [h for h in known.glossary.find(thing) if h.concept.kind == "substance"]
    if not hits or known.glossary.is_a(hits[-1].concept.id, "solvent"):
        return found
    asked = [h.concept.id for h in known.glossary.find(need.element.text)]
    for m in reading.mentions:
        if m.concept and any(known.are_akin(m.concept.id, one) for one in asked):
            return found
    if any(word in reading.text for word in thing.split() if len(word) > 1):
        return found
    return _unsaid(need, found, thing)


def _is_by_words(found: Assessment) -> bool:
    return found.match == "대응" and {f.rule for f in found.findings} <= {"same phrase"}


def _unsaid(need: Need, found: Assessment, thing: str) -> Assessment:
    start = need.element.text.find(thing)
    words = Span(start=start, end=start + len(thing), text=thing)
    return assessed(need, "qualifier unsaid", "판단불가", False, found.span, words)
