"""What a food holds of a nutrient, as its label tells: «100mL당 나트륨 30 내지 70mg», «알코올 함량 0.5% 이하».

A nutrient's short names («Na», «소듐», «도수») are words of a label alone, and of what it is counted on
(100 g, 100 mL) the claim speaks once for all that follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evidence.claims import element_kind
from evidence.needs import Need
from evidence.products import Mention, Reading, mention_at
from evidence.quantities import Quantity, agree
from evidence.types import Assessment
from evidence.weighing.amounts import weigh_amount
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, left_open, words_of

_ON = r"(?:[가-힣]{1,6}\s)?(?:100|1)\s?(?:g|mL|ml|㎖|kg|L|그램|밀리리터|리터)\s?당\s"
"""«음료 100mL당 »: what a claim counts on."""
_NAMES = {
    "나트륨": r"나트륨|소듐|sodium|(?-i:Na)",
    "칼륨": r"칼륨|포타슘|potassium|(?-i:K)",
    "칼슘": r"칼슘|calcium|(?-i:Ca)",
    "마그네슘": r"마그네슘|magnesium|(?-i:Mg)",
    "철": r"철분?|iron|(?-i:Fe)",
    "아연": r"아연|zinc|(?-i:Zn)",
    "인": r"인|phosphorus|(?-i:P)",
    "알코올": r"알코올|알콜|주정\s?도수|도수|에탄올|alcohol|ABV|(?<![A-Za-z])alc\.?(?:\s?/?\s?vol\.?)?|에틸알코올",
}
"""How labels call what a claim limits the content of."""
_ASKED = re.compile(
    rf"(?:상기\s|최종\s|총\s)?(?:{_ON})?(?:상기\s|총\s)?(?P<name>{'|'.join(_NAMES)})"
    rf"(?:의)?(?:\s?(?:함량|함유량|농도|도수))?(?:이|가|은|는|을|를)?\s(?:{_ON})?(?=(?:약\s)?\d)"
)
_TO_VALUE = (
    r"(?:\s?\([^()\d]{0,16}\))?\s?(?:함량|함유량|농도|도수|content)?(?:은|는|이|가|을|를|도)?\s?[:=|]?\s?"
    r"(?:(?:약|평균|단|단지|겨우|최대|최종|총|of)\s)?$"
)
_OF_A_DRINK = re.compile(
    r"\s?(?:짜리\s|의\s|도수의?\s)?(?:[가-힣]{1,6}\s){0,2}?(?:논\s?알[코]?[올콜]|무알[코]?[올콜]|비알[코]?[올콜]|저알[코]?[올콜]|맥주|라거|에일|와인|주류|술|소주|막걸리|사케|칵테일|하이볼)"
    r"|\s?(?:ABV|alc)",
    re.IGNORECASE,
)
"""«0.5% 맥주맛음료», «0.00% 논알콜»: a share right before a drink is that of its alcohol."""


def weigh_nutrient(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«나트륨 함량이 100g당 600mg 이하» against «Na 540mg/100g»: the value beside any of its names.

    None where an element asks for some alcohol, which a text may tell as an ingredient.
    """
    asked = _ASKED.match(need.element.text) if not (need.absent or need.ratio) else None
    claimed = need.quantity
    if asked is None or claimed is None:
        return None
    name = asked["name"]
    for q in _stated(name, reading):
        if agree(q.unit, claimed.unit) or q.unit == claimed.unit:
            words = reading.text[q.start : q.end]
            mention = Mention(q.start, q.end, words, None, amount=q)
            return weigh_amount(known, need, claimed, mention)
    none = _NONE[name].search(reading.text)
    if none and claimed.low <= 0 and not mention_at(reading, *none.span()).undecided:
        return assessed(need, "inside range", "대응", True, words_of(none), more="0")
    if name != "알코올" or claimed.low <= 0:
        return left_open(need, "값 언급 없음")  # «고추장 30%» is no sodium
    return None


def _stated(name: str, reading: Reading) -> Iterator[Quantity]:
    """Yield the values that a text tells of a nutrient, those beside its name first."""
    called = re.compile(
        rf"(?<![A-Za-z가-힣])(?:{_NAMES[name]})(?![A-Za-z]){_TO_VALUE}", re.IGNORECASE
    )
    shares = [q for q in reading.quantities if q.unit in _SHARES]
    for q in shares:
        if called.search(reading.text, max(0, q.start - 40), q.start):
            yield q
    for q in shares if name == "알코올" else ():
        if q.unit == "%" and _OF_A_DRINK.match(reading.text, q.end):
            yield q


_SHARES = frozenset({"%", "중량%", "부피%", "w/v%", "g"})
_NONE = {
    name: re.compile(
        rf"(?<![가-힣A-Za-z])(?:{words})\s?(?:함량\s?)?(?:0\s?(?:m?g|%)?(?![\d.])|제로|프리|불검출|미검출|zero|free)"
        rf"|(?<![가-힣])무{name}(?!\s?(?:첨가|등급))",
        re.IGNORECASE,
    )
    for name, words in _NAMES.items()
}
_NONE["알코올"] = re.compile(
    r"(?<![\d.])0(?:\.0+)?\s?%\s?(?:[가-힣]{1,6}\s){0,2}?(?:맥주|와인|논알|무알|알코올|알콜)|(?:알코올|알콜)\s?(?:0(?:\.0+)?\s?%|제로|불검출|프리|무첨가)|(?<![가-힣])무\s?(?:알코올|알콜|에탄올)|(?:alcohol|ethanol)[\s-]free",
    re.IGNORECASE,
)
"""«나트륨 제로», «0.00% 맥주맛 음료»: none of it, which is below every limit; 비알코올 and 논알코올 have some."""


def on_one_base(known: Knowledge, needs: Sequence[Need]) -> tuple[Need | None, ...]:
    """«분유 100g당 A 0.2 내지 1.5g», «락토페린 30 내지 120mg»: the elements behind count on it as well.

    Returns for each element what it asks on the base, None where it counts on none.
    """
    counted: list[Need | None] = []
    unit = ""
    for need in needs:
        led = _BASED.match(need.element.text)
        if led:
            unit = "중량%" if led["mass"] else "w/v%"
            words = need.element.text[led.end() :]
            kind = element_kind(words, known.glossary)
            need = known.need(need.element.model_copy(update={"text": words, "kind": kind}))
        q = need.quantity
        own = not led and "당 " in need.element.text
        alike = unit and q is not None and q.unit == "g" and not own
        counted.append(replace(need, quantity=replace(q, unit=unit)) if q and alike else None)
    return tuple(counted)


_BASED = re.compile(r"(?:[가-힣]{1,6}\s)?100\s?(?:(?P<mass>g|그램)|mL|ml|㎖|밀리리터)\s?당\s")
"""A hundred of the base, so that grams are per cent."""
