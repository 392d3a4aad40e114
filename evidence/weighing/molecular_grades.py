"""Grades of one polymer, told apart by their molecular weight: «저분자 히알루론산», «고분자 히알루론산».

A text that names the polymer once may tell each grade by its value: «HA 10 kDa와 1.5 MDa»,
«초저분자 2,000Da짜리와 120만Da 고분자».
"""

from __future__ import annotations

import re

from evidence.needs import Need
from evidence.products import Reading
from evidence.quantities import Quantity, check
from evidence.types import Assessment
from evidence.weighing.amounts import weigh_value
from evidence.weighing.knowledge import Knowledge

_GRADE = re.compile(r"초?(?P<grade>[저중고])분자(?:량)?")
_GRADE_SAID = re.compile(
    r"(?:초|극)?(?P<ko>[저중고])분자|(?P<en>low|medium|high)(?=[\s-](?:mw|mol|molecular|weight))",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s?\)?(?:짜리|급|의)?\s?(?:초|극)?(?P<grade>[저중고])분자")
_IN_ENGLISH = {"low": "저", "medium": "중", "high": "고"}


def weigh_molecular_grade(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """Weigh «분자량이 5,000 내지 50,000 Da인 저분자 X» by the molecular weights that are told of X.

    A value told with the claimed grade counts first; where no value is told with a grade, one that
    is inside is enough, and one alone decides. None where the text tells neither.
    """
    asked = _GRADE.search(need.element.text) if need.element.kind == "substance" else None
    limits = [q for q in need.conditions if q.unit == "Da"]
    if asked is None or len(limits) != 1 or need.absent or need.quantity is not None:
        return None
    values = [q for q in reading.quantities if q.unit == "Da"]
    if not values or not _names_it(known, need, need.element.text[asked.end() :], reading):
        return None
    graded = list(zip(values, _grades(reading.text, values), strict=True))
    mine = [q for q, grade in graded if grade == asked["grade"]]
    inside = [q for q in mine or values if check(q, limits[0]).verdict == "inside"]
    if not mine and ((not inside and len(values) > 1) or any(grade for _, grade in graded)):
        return None
    return weigh_value(known, need, limits[0], (inside or mine or values)[0], reading)


def _names_it(known: Knowledge, need: Need, head: str, reading: Reading) -> bool:
    """Whether the text names the polymer, whatever its grade."""
    plain = known.glossary.lookup(head.strip(" ,.;"))
    wanted = {c for o in need.options for c in o.concepts} | ({plain.id} if plain else set())
    return any(
        m.concept and not m.negated and any(known.glossary.is_a(m.concept.id, w) for w in wanted)
        for m in reading.mentions
    )


def _grades(text: str, values: list[Quantity]) -> list[str]:
    """Return the grade that each value is told with, behind it or before it; "" for none."""
    grades = []
    begin = 0
    for q in values:
        behind = _BEHIND.match(text, q.end)
        before = list(_GRADE_SAID.finditer(text, begin, q.start))
        if behind:
            grades.append(behind["grade"])
        elif before:
            last = before[-1]
            grades.append(last["ko"] or _IN_ENGLISH[last["en"].lower()])
        else:
            grades.append("")
        begin = behind.end() if behind else q.end
    return grades
