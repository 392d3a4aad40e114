"""How a medicine is taken, against how the claim says it is: «주 1회» against «매일», «피하» against «정맥»."""

from __future__ import annotations

import re

from evidence.dosing import routes, taken
from evidence.needs import Need
from evidence.products import Reading, mention_at
from evidence.types import Assessment
from evidence.weighing.verdicts import assessed, words_of
from graph.schema import Span

TOLD_OF = frozenset({"other", "property", "use", "step", "substance"})
"""Kinds of elements that a splitter makes of a regimen."""
_MASSES = frozenset({"mass", "once"})
"""How much is taken, of which a text may leave unsaid that it is at one time."""
_WORDS = re.compile(
    r"부착|교체|투여|복용|섭취|급여|도포|바르|처리|적용|경구|양|용량|용법|체중|기준|동안|이상|이하|이내|간|주사|하는|되는|되도록|하여|하도록|되며|하고|것|특징|방식|경로|연속|매일|의|을|를|으로|로|에|인|용|당|kg|약|회|량|이|가|은|는|환자|대상|개체|제제|제형|내|[\s,.()\d]"
)
"""Words that say nothing more than that something is taken."""


def weigh_dosing(need: Need, reading: Reading) -> Assessment | None:
    """Weigh an element that says how a medicine is taken; None where it says more, or the text nothing of it."""
    text, said = need.element.text, reading.text
    if need.absent or need.element.kind not in TOLD_OF:
        return None
    asked, ways = taken(text), routes(text)
    if not (asked or ways):
        return None
    rest = text
    lasts = _LASTS.search(text)
    lasting = [lasts.span()] if lasts else []
    for start, end in (*((t.start, t.end) for t in asked), *ways.values(), *lasting):
        rest = rest[:start] + " " * (end - start) + rest[end:]
    if _WORDS.sub("", rest):
        return None
    told = [t for t in taken(said) if not mention_at(reading, t.start, t.end).undecided]
    met: Span | None = None
    open_ = False
    for one in asked:
        mine = [t for t in told if t.what == one.what]
        if one.what in _MASSES and not mine:
            mine = [t for t in told if t.what in _MASSES]
        if not mine:
            open_ = True
            continue
        t = next((t for t in mine if one.holds(t)), mine[0])
        span = Span(start=t.start, end=t.end, text=said[t.start : t.end])
        if not one.holds(t):
            return assessed(need, "another in its place", "미대응", False, span)
        met = span
    if lasts and met:
        hours = _hours(lasts, reading)
        if hours is None:
            return assessed(need, "value unsaid", "판단불가", False, met)
        met = hours
    if ways:
        used = {
            name: place
            for name, place in routes(said).items()
            if not mention_at(reading, *place).negated
        }
        same = [name for name in ways if name in used]
        if same:
            start, end = used[same[0]]
            met = Span(start=start, end=end, text=said[start:end])
        elif used:
            start, end = next(iter(used.values()))
            span = Span(start=start, end=end, text=said[start:end])
            return assessed(need, "another in its place", "미대응", False, span)
        else:
            open_ = True
    if open_ or met is None:
        return None
    return assessed(need, "same phrase", "대응", False, met, more="용법")


_LASTS = re.compile(
    r"(?P<hours>\d+)\s?시간\s?(?:동안|이상|내내)?\s?(?:지속적으로\s|서서히\s)?(?:약물|약효|유효성분|활성성분|효과)?(?:을|를|이|가)?\s?(?:지속적으로\s|서서히\s)?"
    r"(?:방출|지속|유지|전달|작용)(?:하는|되는|시키는|하며|되며)"
)
"""«24시간 동안 약물을 방출하는»: how long what is taken or put on works."""


def _hours(lasts: re.Match[str], reading: Reading) -> Span | None:
    """Return where a text tells the same hours: «24시간 가는», «24h release»; None where it does not."""
    whole_day = "|온종일|하루\\s?종일|종일" if lasts["hours"] == "24" else ""
    said = re.search(
        rf"(?<!\d)(?:{lasts['hours']}\s?(?:시간|hours?|hrs?|h)(?![A-Za-z]){whole_day})",
        reading.text,
    )
    if said is None or mention_at(reading, *said.span()).negated:
        return None
    return words_of(said)
