"""Grades that are told by letters and a number, or by a word of a scale: «H13 등급 이상», «IP67», «V-0».

A grade has no unit: it is compared with the grades of its own scale alone.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from evidence.needs import Need
from evidence.products import Reading, mention_at
from evidence.types import Assessment
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, words_of
from graph.schema import Deviation, Span

_SCALES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("HEPA", re.compile(r"(?<![A-Za-z])[EHU]-?(?P<n>1[0-7])(?![\d.])")),
    ("MERV", re.compile(r"(?<![A-Za-z])MERV[\s-]?(?P<n>\d{1,2})(?!\d)", re.IGNORECASE)),
    ("IK", re.compile(r"(?<![A-Za-z])IK[\s-]?(?P<n>\d{2})(?!\d)")),
    ("강도", re.compile(r"(?<![A-Za-z])C[\s-]?(?P<n>\d{2})(?=\s?(?:등급|급))")),
    ("V", re.compile(r"(?:(?<![A-Za-z])|(?<=94))\s?-?V-?(?P<n>[012])(?![\d.])")),
    ("방화", re.compile(r"(?<![가-힣])(?P<n>갑종|을종)\s?방화")),
    ("불연", re.compile(r"(?P<n>준불연|난연|불연)(?=\s?(?:재료|등급|급|성능|자재|인증))")),
    (
        "절연",
        re.compile(
            r"(?<![A-Za-z])(?P<n>[AEBFH])\s?(?:종|급|클래스)(?=\s?절연)|절연\s?(?P<m>[AEBFH])"
        ),
    ),
)
"""Scales with the pattern of a grade: filters, fire, insulation. The steps of words are in ``_STEPS``."""
_IP = re.compile(r"(?<![A-Za-z])IP\s?-?(?P<solid>[0-6X])(?P<water>[0-9X])(?!\d)", re.IGNORECASE)
"""Dust and water in one code: «IP67», «IPX7»; X says nothing."""
_STEPS = {
    **dict(zip("AEBFH", range(5), strict=True)),
    **{"난연": 1, "준불연": 2, "불연": 3, "을종": 1, "갑종": 2},
}
"""The steps of scales whose grades are words, the better the higher."""
_FALLING = frozenset({"V"})
"""Scales on which the lower number is the better grade: V-0 before V-2."""
_LEAST = re.compile(
    r"\s?(?:재료|방화문|절연)?\s?(?:의\s)?(?:등급|급|클래스|규격|class|grade)?\s?(?:을\s)?(?P<way>이상|이하)",
    re.IGNORECASE,
)


def of_its_grade(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«H13 등급 이상의 필터» against «H11급 필터», «고성능 필터»: the grade decides, or is not told."""
    if found.match is None and (kept := _kept_by_its_class(need, reading)):
        return kept
    asked = _asked(need.element.text)
    if asked is None or need.absent or found.match == "미대응":
        return found
    scale, floor, least, claim = asked
    grades = [g for g in _grades(reading.text) if g[0] == scale]
    for _, told, span in grades:
        mention = mention_at(reading, span.start, span.end)
        if mention.negated:
            continue
        if mention.undecided:
            return assessed(need, "undecided", "판단불가", False, span, claim)
        above = _at_least(told, floor) if least != "이하" else _at_least(floor, told)
        if above is None:
            return assessed(need, "value unsaid", "판단불가", False, span, claim)
        if least is None and told != floor:
            above = False
        if not above:
            deviation: Deviation = "상한 초과" if least == "이하" else "하한 미달"
            return assessed(
                need, "outside range", "미대응", True, span, claim, claim.text, deviation
            )
        rule = found.findings[0].rule if found.findings else ""
        if found.match == "대응" or (need.element.kind == "structure" and rule not in _OPEN):
            return found
        return assessed(need, "inside range", "대응", False, span, claim, span.text)
    if found.match == "대응" and claim.text not in reading.text:
        return assessed(need, "value unsaid", "판단불가", False, found.span, claim)
    return found


def _kept_by_its_class(need: Need, reading: Reading) -> Assessment | None:
    """«분진포집효율이 94% 이상» against «KF94 마스크»: a class of masks says how much dust is kept back."""
    claimed = need.quantity
    if claimed is None or need.absent or not _KEEPS_BACK.search(need.element.text):
        return None
    for match in _MASK_CLASS.finditer(reading.text):
        mention = mention_at(reading, *match.span())
        if mention.negated or mention.undecided:
            continue
        share = float(match["share"]) if match["share"] else _CLASSES[match["class"].upper()]
        if share < claimed.low:
            return assessed(
                need, "outside range", "미대응", False, words_of(match), deviation="하한 미달"
            )
        if math.isinf(claimed.high) or claimed.high >= _ALL_OF_IT:
            return assessed(need, "inside range", "대응", False, words_of(match))
    return None


_KEEPS_BACK = re.compile(
    r"(?:분진|입자|미세\s?먼지|먼지|에어로[졸솔])?\s?(?:포집|여과|차단|제거)\s?(?:효율|율|성능)"
)
_MASK_CLASS = re.compile(
    r"(?<![A-Za-z])(?:KF|K?N)\s?-?(?P<share>80|94|95|99)(?!\d)|(?<![A-Za-z])(?P<class>FFP[123])(?!\d)",
    re.IGNORECASE,
)
_CLASSES = {"FFP1": 80.0, "FFP2": 94.0, "FFP3": 99.0}
"""European classes of masks, by the share of an aerosol that is kept back at least."""
_ALL_OF_IT = 100.0


_OPEN = frozenset({"value unsaid", "broader", "qualifier unsaid"})
"""What leaves a part open that its grade settles."""


def _asked(text: str) -> tuple[str, tuple[int | None, ...], str | None, Span] | None:
    """Return the scale and grade that an element asks for, with 이상 or 이하."""
    for scale, grade, span in _grades(text):
        least = _LEAST.match(text, span.end)
        return scale, grade, least["way"] if least else None, span
    return None


def _grades(text: str) -> Iterator[tuple[str, tuple[int | None, ...], Span]]:
    """Yield the grades of a text, each with its scale and its place."""
    for match in _IP.finditer(text):
        digits = tuple(None if d in "xX" else int(d) for d in match.group("solid", "water"))
        yield "IP", digits, words_of(match)
    for scale, pattern in _SCALES:
        for match in pattern.finditer(text):
            said = next(value for value in match.groups() if value)
            step = int(said) if said.isdigit() else _STEPS[said]
            step = -step if scale in _FALLING else step
            yield scale, (step,), words_of(match)


def _at_least(told: tuple[int | None, ...], floor: tuple[int | None, ...]) -> bool | None:
    """Whether a grade reaches another; None where the text leaves out what is asked for."""
    pairs = [(t, f) for t, f in zip(told, floor, strict=True) if f is not None]
    if any(t is not None and t < f for t, f in pairs):
        return False
    return None if any(t is None for t, _ in pairs) else True
