"""What a claim lets the variables of its formula be, against what a text says that they are."""

from __future__ import annotations

from evidence.needs import Need
from evidence.products import Reading
from evidence.quantities import RangeCheck
from evidence.types import Assessment
from evidence.variables import Definition, Value
from evidence.weighing.amounts import weigh_range
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed
from graph.schema import Deviation

_FAILS: dict[bool, Deviation] = {True: "하한 미달", False: "상한 초과"}


def weigh_variables(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """Weigh the values of variables; None where the element defines none or the text tells none.

    One value that is not allowed settles it; else each must be told. An element that says more than
    what its variables are («…으로 표시되는 잔기로 치환된») is settled only by a value that is not
    allowed.
    """
    groups = known.glossary.groups
    defined = groups.definitions(need.element.text)
    if not defined:
        return None
    told = groups.told(reading.text, {name for d in defined for name in d.names})
    answers = [(d, told.get(name)) for d in defined for name in d.names]
    values = [(d, v) for d, v in answers if v and (v.number is None) == bool(d.groups)]
    for definition, value in values:
        if definition.allows(value) is False:
            return _weighed(need, definition, value, fits=False)
    if not values or not defined[0].whole:
        return None
    definition, value = values[0]
    if len(values) == len(answers) and all(d.allows(v) for d, v in values):
        return _weighed(need, definition, value, fits=True)
    return assessed(need, "value unsaid", "판단불가", True, value.span, definition.span)


def _weighed(need: Need, definition: Definition, value: Value, *, fits: bool) -> Assessment:
    """Return the verdict on one value, worded as a number or as a group."""
    if value.number is not None:
        below = all(value.number < low for low, _ in definition.numbers)
        check = RangeCheck("inside") if fits else RangeCheck("outside", _FAILS[below])
        return weigh_range(need, check, value.span, definition.span, f"{value.number:g}")
    if fits:
        return assessed(need, "species of genus", "대응", True, value.span, definition.span)
    return assessed(need, "another in its place", "미대응", True, value.span, definition.span)
