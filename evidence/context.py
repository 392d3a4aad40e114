"""What surrounds a label that the rules leave open or only suggest: features for a second look.

The same silence of the rules means another thing in another place: a text that goes through ten
parts of a claim in words of its own has mostly the eleventh, too; one that says two things has not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from evidence.clauses import Clauses
from evidence.leftover import leftover
from evidence.needs import Need
from evidence.negation import UNDECIDED, denies, sentences
from evidence.phrases import Overlap, overlap
from evidence.placement import Placement
from evidence.products import Reading
from evidence.quantities import Quantity, agree, check, find_quantities
from evidence.quoted import Quoted, fits
from evidence.types import Assessment
from evidence.weighing.categories import LOOSE
from evidence.weighing.knowledge import Knowledge
from graph.schema import Span

_SENTENCE_END = re.compile(r"[.!?\n]")
BEFORE, AFTER = 12, 28
"""Letters before and behind a name that tell what is said of it."""
WIDE_KIND = 600
"""Members up to which a class tells that two things may stand for one another."""


@dataclass(frozen=True)
class Surroundings:
    """What surrounds the label of one element."""

    numbers: dict[str, float]
    """By name, most of them 0 to 1; what is not there is 0."""
    words: str
    """The words around the element's name in the text, or its likest clause; numbers are 0."""


def surroundings(
    known: Knowledge,
    needs: Sequence[Need],
    results: Sequence[Assessment],
    reading: Reading,
    told: Clauses,
    placement: Placement,
) -> list[Surroundings]:
    """Return what surrounds each assessment of a chart, in order.

    Args:
        known: what the rules stand on.
        needs: what the elements ask for.
        results: the chart.
        reading: the product.
        told: the clauses of its text.
        placement: the chart beside them.
    """
    text = reading.text
    open_ = UNDECIDED.search(text) is not None
    denied = denies(text)
    left = leftover(text, reading.mentions, results).count
    claimed = frozenset(c for need in needs for c in need.wanted)
    ranges = [_ranges(need.element.text) for need in needs]
    quoted = Quoted(results, ranges, reading, told, placement.clauses)
    made = []
    for i, (need, found) in enumerate(zip(needs, results, strict=True)):
        others = [r for r in results if r is not found and r.element.kind not in LOOSE]
        number = max(1, len(others))
        met = sum(r.match == "대응" for r in others) / number
        missed = sum(r.match == "미대응" for r in others) / number
        rule = found.rule
        label = found.match or "판단불가"
        seen = overlap(known.terms(need.element.text), reading, known.glossary)
        near, share = told.likest(need.element.text)
        words = text[near.start : near.end] if near else ""
        element = need.element.text
        numbers = {
            f"label={label}": 1.0,
            f"rule={label}|{rule}": 1.0,
            f"kind={need.element.kind}": 1.0,
            f"key={label}|{rule}|{need.element.kind}": 1.0,
            "hard": float(found.hard),
            "alike": share,
            "said": seen.share,
            "head": float(seen.head),
            "denied_word": float(bool(seen.negated)),
            "unsaid": min(len(seen.unsaid), 6) / 6,
            "met": met,
            "missed": missed,
            "met_all": float(met == 1.0),
            "others": min(number, 10) / 10,
            "long_element": min(len(element), 80) / 80,
            "long_text": min(len(text), 300) / 300,
            "left": min(left, 12) / 12,
            "open_text": float(open_),
            "open_clause": float(bool(words) and UNDECIDED.search(words) is not None),
            "denied_text": float(denied),
            "denied_clause": float(bool(words) and denies(words)),
            "number": float(need.quantity is not None or bool(re.search(r"\d", element))),
            "values": min(len(reading.quantities), 10) / 10,
            "whole": float(reading.whole_formula),
            "closed": float(bool(reading.closed)),
            "absent": float(need.absent),
            "process": float(need.process),
            "options": min(len(need.options) + len(need.names), 6) / 6,
            "known": float(bool(need.options)),
            "last": float(i == len(needs) - 1),
            "latin": len(re.findall(r"[A-Za-z]", text)) / max(1, len(text)),
            "product": float(reading.category is not None),
            "head_denied": float(seen.head_denied is not None),
            "limits": seen.limits,
            "against": float(bool(seen.against)),
            "undecided_word": float(bool(seen.undecided)),
            **_values(need, reading, near),
            **_kin(known, need, reading, claimed),
            **placement.features(i),
            **quoted.features(i),
        }
        made.append(Surroundings(numbers, _words(known, need, found, seen, reading, near)))
    return made


def _words(
    known: Knowledge,
    need: Need,
    found: Assessment,
    seen: Overlap,
    reading: Reading,
    near: Span | None,
) -> str:
    names = [m for m in reading.mentions if any(known.relation(o, m) for o in need.options)]
    names = names or [*seen.said, *seen.negated, *seen.undecided]
    places = [(m.start, m.end) for m in names]
    if not places and found.span:
        places = [(found.span.start, found.span.end)]
    words = f"##~{near.text}$" if near else ""
    if places:
        start = min(places)[0]
        end = max(end for begin, end in places if begin == start)
        after = _SENTENCE_END.split(reading.text[end : end + AFTER])[0]
        words = f"#{reading.text[max(0, start - BEFORE) : start]}#{after}$"
    return re.sub(r"\d+", "0", words)


def _values(need: Need, reading: Reading, near: Span | None) -> dict[str, float]:
    """Return the shares of an element's ranges that values of the text are inside of, outside of, or that
    have none of their unit; «_here» in the sentence of the likest clause, «_beside» in the clause.
    """
    ranges = _ranges(need.element.text)
    if not ranges:
        return {}
    own = (near.start, near.end) if near else (0, 0)
    around = next((s for s in sentences(reading.text) if s[0] <= own[0] < s[1]), own)
    places = {"": (0, len(reading.text)), "_here": around, "_beside": own}
    found = {"ranges": min(len(ranges), 4) / 4}
    found["shares"] = sum(r.unit.endswith(("%", "중량부")) for r in ranges) / len(ranges)
    for name, (begin, end) in places.items():
        stated = [q for q in reading.quantities if begin <= q.start < end]
        verdicts = [_verdicts(r, stated) for r in ranges]
        found["inside" + name] = sum("inside" in v for v in verdicts) / len(ranges)
        found["outside" + name] = sum(v == {"outside"} for v in verdicts) / len(ranges)
        found["unvalued" + name] = sum(not v for v in verdicts) / len(ranges)
    return found


@lru_cache(maxsize=5_000)
def _ranges(element: str) -> tuple[Quantity, ...]:
    return find_quantities(element)


def outside(
    need: Need, reading: Reading, near: Span | None, near_miss: float
) -> tuple[Quantity, bool] | None:
    """Return the value nearest the likest clause that is outside of a range of the element.

    With it comes whether it is a near miss; None where each range has a value inside of it or none of its unit.
    """
    place = near.start if near else 0
    for claimed in _ranges(need.element.text):
        stated = [q for q in reading.quantities if agree(q.unit, claimed.unit)]
        stated.sort(key=lambda q: abs(q.start - place))
        checks = [check(q, claimed, near_miss) for q in stated]
        if checks and all(c.verdict == "outside" for c in checks):
            return stated[0], checks[0].near
    return None


def values_inside(need: Need, reading: Reading) -> list[Quantity]:
    """Return the values of the text that are inside a range of the element."""
    return [q for q in reading.quantities if fits(q, _ranges(need.element.text))]


def _verdicts(claimed: Quantity, stated: Sequence[Quantity]) -> set[str]:
    return {check(q, claimed).verdict for q in stated if agree(q.unit, claimed.unit)}


def _kin(
    known: Knowledge, need: Need, reading: Reading, claimed: frozenset[str]
) -> dict[str, float]:
    """Return how many things of the kind that an element asks for the text has or denies, which the claim
    does not name.
    """
    kinds = {a for c in need.wanted for a in known.glossary.ancestors(c)}
    narrow = {a for a in kinds if known.is_narrow(a)}
    wide = {a for a in kinds if known.members[a] <= WIDE_KIND}
    kin = dict.fromkeys(("siblings", "siblings_denied", "cousins"), 0)
    for m in reading.mentions:
        if m.concept is None or known.is_claimed(m, claimed):
            continue
        own = known.glossary.ancestors(m.concept.id)
        kin["siblings_denied" if m.negated else "siblings"] += not narrow.isdisjoint(own)
        kin["cousins"] += not m.negated and not wide.isdisjoint(own)
    counts = {name: min(count, 3) / 3 for name, count in kin.items()}
    return {"kinds": float(bool(narrow)), **counts}
