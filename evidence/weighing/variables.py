"""What a claim lets the variables of its formula be, against what a text says that they are."""

from __future__ import annotations

import re
import unicodedata

from evidence.needs import Need
from evidence.products import Reading
from evidence.quantities import RangeCheck
from evidence.types import Assessment
from evidence.variables import Definition, Value, limits
from evidence.weighing.amounts import weigh_range
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, words_of
from evidence.wording import CHAIN_LENGTH
from graph.schema import Deviation, Span

_FORMULA = re.compile(
    r"(?:화학|일반|구조)식\s?(?P<open>[\[(<]\s?)?(?P<number>\d+[a-z]?(?:-\d+)?|[IVX]+|[Ⅰ-Ⅻ])"
    r"(?![0-9A-Za-z])(?(open)\s?[\])>])"
)
_NOT_IT = re.compile(
    r"(?:의|로|번)?\s?(?:화합물|물질|유도체|염|표시되는|구조|\s){0,4}(?:이|가|은|는|과|와|을|를)?\s?"
    r"(?:말고|대신|아니|아닌|다른|다르|제외|빼고|외의|없이|안\s|미사용)"
)
_BARE = re.compile(r"화합물|물질|유도체|염|compounds?")
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
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
    values = [(d, v) for d, v in answers if v and d.is_about(v)]
    for definition, value in values:
        if definition.allows(value) is False:
            return _weighed(need, definition, value, fits=False)
    if not values or not defined[0].whole:
        return None
    definition, value = values[0]
    if len(values) == len(answers) and all(d.allows(v) for d, v in values):
        return _weighed(need, definition, value, fits=True)
    return assessed(need, "value unsaid", "판단불가", True, value.span, definition.span)


def weigh_formula(need: Need, reading: Reading) -> Assessment | None:
    """«화학식 1로 표시되는 화합물» against «화학식 1 화합물»: the claim's formula named by its number.

    None where the element names several formulas or an amount, or the text none of that number.
    """
    claimed = [*_FORMULA.finditer(need.element.text)]
    if need.element.kind != "substance" or len(claimed) != 1 or need.quantity or need.absent:
        return None
    number = _number(claimed[0]["number"])
    for said in _FORMULA.finditer(reading.text):
        if _number(said["number"]) != number:
            continue
        span = words_of(said)
        if _NOT_IT.match(reading.text, said.end()):
            return assessed(need, "negation", "미대응", True, span)
        return assessed(need, "same name", "대응", True, span)
    return None


def of_its_formula(need: Need, found: Assessment) -> Assessment:
    """A text that says «화합물» names something broader than the compound of a formula."""
    formula = _FORMULA.search(need.element.text)
    if not (formula and found.match == "대응" and found.span and _BARE.fullmatch(found.span.text)):
        return found
    claimed = words_of(formula)
    return assessed(need, "broader", "판단불가", True, found.span, claimed)


def of_its_chain(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«탄소수 16 내지 22의 지방 알코올» against «라우릴알코올»: of the class, but of another length."""
    asked = CHAIN_LENGTH.search(need.element.text)
    if asked is None or found.match != "대응" or found.span is None:
        return found
    start = found.span.start
    mention = next((m for m in reading.mentions if m.start == start and m.concept), None)
    names = known.glossary.names(mention.concept.id) if mention and mention.concept else ()
    length = known.glossary.groups.chain((found.span.text, *names))
    low, high = limits(asked)
    if length is None or low <= length <= high:
        return found
    words = asked.group().rstrip()
    claimed = Span(start=asked.start(), end=asked.start() + len(words), text=words)
    check = RangeCheck("outside", _FAILS[length < low])
    return weigh_range(need, check, found.span, claimed, str(length))


def _number(written: str) -> str:
    """Return a formula's number in Arabic digits: «Ⅱ», «II» and «2» are one."""
    plain = unicodedata.normalize("NFKC", written)
    return str(_ROMAN.index(plain)) if plain in _ROMAN else plain


def _weighed(need: Need, definition: Definition, value: Value, *, fits: bool) -> Assessment:
    """Return the verdict on one value, worded as a number or as a group."""
    if value.number is not None:
        below = all(value.number < low for low, _ in definition.numbers)
        check = RangeCheck("inside") if fits else RangeCheck("outside", _FAILS[below])
        return weigh_range(need, check, value.span, definition.span, f"{value.number:g}")
    if fits:
        return assessed(need, "species of genus", "대응", True, value.span, definition.span)
    return assessed(need, "another in its place", "미대응", True, value.span, definition.span)
