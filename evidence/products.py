"""Product reading: what a person's own words say a product has, lacks or leaves open.

Everyday Korean, English and mixed text: names with particles, amounts before or after the name,
negation («안 넣었어요», «무첨가», «-free»), indecision («미정», «검토 중»), main ingredient («주성분»,
«기반», «단독»), ingredient lists. ``read_product`` keeps every finding as a span of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from evidence.glossary import Concept, Glossary, Hit
from evidence.quantities import Quantity, find_quantities
from graph.schema import ElementKind, Product, ProductElement

_AFTER_NEGATION = re.compile(
    r"무\s?첨가|미\s?첨가|미\s?사용|불\s?포함|미\s?포함|미\s?배합|미\s?함유|무\s?배합|미\s?탑재|미\s?장착|미\s?적용|생략|없이|없는|없어|없고|없음|없습|없다"
    r"|안\s?(?:넣|들어|쓰|쓴|써|썼|씀|씁|사용|포함|함유|섞|첨가)|(?:넣|쓰|들어가|사용하|포함하|함유하|첨가하|배합하|들어\s?있|포함되어\s?있|들어가\s?있)지\s?(?:는|도|를)?\s?(?:않|아니|못)"
    r"|사용\s?안|포함\s?안|첨가\s?안|(?:은|는|이|가)?\s?아니(?:고|라|며|에|다|야|ㅂ|요)|아닌|않(?:은|는|음|고|았|습)|빼고|뺀|뺐|뺄|제외|배제|대신|말고"
    r"|프리(?![가-힣])|제로(?![가-힣])|(?<![a-z])free(?![a-z])|(?<![\d.])0\s?%",
    re.IGNORECASE,
)
_BEFORE_NEGATION = re.compile(
    r"(?:(?:무|無|논|노|non|no|without|free of|free from|zero|no added)[\s-]*)$", re.IGNORECASE
)
_HEAD = re.compile(r"[^\s:：,;/.]{1,12}(?:\s?of|\s?성분)?\s?[:：]|\n")
_HEADED_NEGATION = re.compile(
    r"(?:무\s?첨가|미\s?첨가|미\s?사용|불\s?포함|제외(?:\s?성분)?|free(?:\s?of)?)\s?[:：]",
    re.IGNORECASE,
)
_VERBAL = re.compile(r"[하한했해되된됐함]")
_NOT_CLAIMED = re.compile(
    r"\s*(?:효과|기능|용도|목적|효능|용)?(?:이|가|은|는|도|을|를)?\s*"
    r"(?:없|아니|아닙|아닌|프리|(?:표방|광고|표시|주장)\S*\s?(?:않|아니|안))"
)
_ADVERTISED = re.compile(r"표방|광고|표시|여부|기능성")
_UNDECIDED = re.compile(
    r"미정|미확정|검토\s?중|고민|고려\s?중|정하지\s?(?:않|못)|정해지지\s?(?:않|못)|못\s?정|안\s?정|확정되지|확정\s?전"
    r"|결정되지|결정하지|아직\s?(?:모르|미|정|결정|확정)|기밀|비밀|비공개|공개할\s?수|밝힐\s?수|말할\s?수\s?없|대외비|논의\s?중|협의\s?중"
    r"|TBD|undecided|not\s?(?:yet\s?)?decided|할지|넣을까|쓸지|넣을지|알려지지",
    re.IGNORECASE,
)
_MAIN = re.compile(
    r"^\s*(?:성분)?(?:을|를|이|가|만|로|으로)?\s*(?:주\s?성분|주\s?원료|핵심\s?성분|유효\s?성분|활성\s?성분|메인|기반|위주|베이스|중심|단독|단일|만\s?(?:으로|을|를|넣|쓴|사용|들어|함유)|only|based)",
    re.IGNORECASE,
)
_ONLY = re.compile(r"^\s*(?:성분)?\s*(?:만|단독|단일|only)", re.IGNORECASE)
_BROAD = re.compile(r"^\s*(?:계열|계|류|종류|유도체|등)(?![가-힣]*용)")
_COORDINATION = re.compile(
    r"^\s*(?:,|와|과|및|나|이나|랑|이랑|하고|·|/|\+|and|or|이나|도|,\s*그리고)\s*$", re.IGNORECASE
)
_SENTENCE = re.compile(
    r"\n+|\s/\s|[.!?。;]+(?=\s|$)|(?<=니다)\s|(?<=[다요음함됨임])\s*[.!?]|(?<=[어아에해예죠지가워려]요)\s|\s(?:그리고|하지만|그런데|근데|다만|단,)\s"
)
_CLAUSE = re.compile(
    r"(?<!\d),(?!\d)|,\s|고\s|며\s|지만\s|[는인은한]데\s|으나\s|거나\s|어서\s|해서\s|but\s|and\s(?=no|without)",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    r"(?P<name>[A-Za-z][A-Za-z\d\-]*(?:\s[A-Za-z][A-Za-z\d\-]*)+|[A-Za-z가-힣][A-Za-z가-힣\d\-·()α-ω/]*)"
    r"(?:\s?성분)?\s?(?P<particle>을|를|이|가|로|으로)?\s?"
    r"(?:\d[\d.,]*\s?(?:중량|wt)?\s?[%％]\s?(?:로|를|을)?\s?)?"
    r"(?P<verb>주\s?성분|주\s?원료|유효\s?성분|핵심\s?성분|함유|포함|넣|들어|첨가|배합|기반|위주|베이스|단독|사용한|쓴|담은|활용)",
)
_COMMON = frozenset(
    [
        "성분",
        "원료",
        "주성분",
        "유효성분",
        "효과",
        "기능",
        "제품",
        "것",
        "이것",
        "그것",
        "아직",
        "새로운",
        "신제품",
        "하나",
        "재료",
        "물질",
        "특허",
        "기술",
        "방식",
        "많이",
        "조금",
        "소량",
        "다량",
        "함께",
        "같이",
        "모두",
        "전부",
        "직접",
        "추가",
        "기타",
        "여러",
        "다양한",
        "천연",
        "유기농",
        "활성성분",
        "핵심성분",
        "주원료",
        "우리",
        "저희",
        "회사",
        "농도",
        "함량",
    ]
)
_ELEMENT_KINDS: dict[str, ElementKind] = {
    "substance": "substance",
    "class": "substance",
    "material": "substance",
    "form": "category",
    "function": "use",
    "emulsion": "emulsion",
    "part": "structure",
    "software": "structure",
    "step": "step",
    "property": "property",
}


@dataclass(frozen=True)
class Mention:
    """One name in the product text, with what the words around it say."""

    start: int
    end: int
    text: str
    concept: Concept | None
    hit: Hit | None = None
    amount: Quantity | None = None
    negated: bool = False
    undecided: bool = False
    main: bool = False
    """Called the main ingredient, or the base, of the product."""
    only: bool = False
    """Called the only one."""
    part: bool = False
    """The end of a longer name that nobody knows: 왁스 in 시호졸왁스."""
    broad: bool = False
    """Followed by 계열, 류 …: the class around the name, not the thing itself."""

    @property
    def kind(self) -> ElementKind:
        """What the mention is about."""
        return _ELEMENT_KINDS[self.concept.kind] if self.concept else "substance"


@dataclass(frozen=True)
class Reading:
    """A product text, read."""

    text: str
    mentions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...]
    whole_formula: bool
    """Several ingredients with amounts, or a full ingredient list: what is not named is absent."""
    undecided: tuple[int, int] | None
    """Where the text says that its ingredients are not decided or secret; None where it does not."""


WHOLE_FORMULA_AMOUNTS = 4
"""From how many ingredients with amounts on a description reads as a whole formula; three are
enough where their shares come near the whole or the solvent is named.

``LABELS.md`` says "several ingredients with amounts"; one to three are what a planner names as
selling points, more, or the base itself, is a recipe.
"""
WHOLE_FORMULA_SHARE = 80.0
"""Sum of stated shares, in per cent, from which on little is left to be unsaid."""
WHOLE_FORMULA_NAMES = 8
"""From how many ingredient names in one running list on a description reads as a full list."""


def read(text: str, glossary: Glossary) -> Reading:
    """Read a product description.

    Args:
        text: what the user wrote, at most a few thousand characters.
        glossary: the concepts to be found.
    """
    quantities = find_quantities(text)
    hits = [h for h in glossary.find(text) if not _inside_quantity(h, quantities)]
    mentions = [Mention(h.start, h.end, h.text, h.concept, h) for h in hits]
    mentions = _with_unknown(text, mentions, quantities)
    bounds = _sentences(text)
    mentions = [
        replace(
            m,
            main=bool(_MAIN.match(text[m.end :])),
            only=bool(_ONLY.match(text[m.end :])),
            broad=bool(_BROAD.match(text[m.end :])),
            part=_is_part(text, m, mentions),
        )
        for m in mentions
    ]
    mentions = _attach_amounts(text, mentions, quantities)
    mentions = _mark(text, mentions, bounds)
    return Reading(
        text, tuple(mentions), quantities, _whole(text, mentions), _undecided(text, mentions)
    )


def mention_at(reading: Reading, start: int, end: int) -> Mention:
    """Return the words ``[start, end)`` as a mention, with what the text says around them."""
    known = next((m for m in reading.mentions if m.start <= start and end <= m.end), None)
    if known:
        return known
    own = Mention(start, end, reading.text[start:end], None)
    others = [m for m in reading.mentions if m.end <= start or end <= m.start]
    mentions = sorted((*others, own), key=lambda m: m.start)
    mentions = _attach_amounts(reading.text, mentions, reading.quantities)
    marked = _mark(reading.text, mentions, _sentences(reading.text))
    return next(m for m in marked if m.start == start)


def read_product(text: str, glossary: Glossary) -> Product:
    """Return the product with its elements, for the report."""
    reading = read(text, glossary)
    elements = [
        ProductElement(
            text=m.text,
            start=m.start,
            end=m.end,
            kind=m.kind,
            concept=m.concept.id if m.concept else None,
            amount=m.amount.low / m.amount.scale if m.amount and m.amount.is_value else None,
            unit=_unit_words(text, m.amount) if m.amount and m.amount.is_value else None,
            negated=m.negated,
            undecided=m.undecided,
        )
        for m in reading.mentions
    ]
    if reading.undecided and not any(e.undecided for e in elements):
        start, end = reading.undecided
        elements.append(
            ProductElement(text=text[start:end], start=start, end=end, kind="other", undecided=True)
        )
    return Product(text=text, elements=tuple(sorted(elements, key=lambda e: (e.start, e.end))))


def _is_part(text: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
    before = text[mention.start - 1 : mention.start]
    joined = "가" <= before <= "힣" or (before.isascii() and before.isalnum())
    return joined and not any(m.end == mention.start for m in mentions)


def _unit_words(text: str, amount: Quantity) -> str:
    words = text[amount.start : amount.end]
    return re.sub(r"^[^\d]*[\d.,\s]+", "", words).strip() or amount.unit


def _inside_quantity(hit: Hit, quantities: Sequence[Quantity]) -> bool:
    return any(q.start <= hit.start and hit.end <= q.end for q in quantities) and (
        hit.concept.kind != "property"
    )


def _sentences(text: str) -> list[tuple[int, int]]:
    edges = [0]
    edges += [m.end() for m in _SENTENCE.finditer(text)]
    edges.append(len(text))
    return [(a, b) for a, b in pairwise(edges) if a < b]


def _with_unknown(
    text: str, mentions: list[Mention], quantities: Sequence[Quantity]
) -> list[Mention]:
    """Add the names that stand where an ingredient is said to be, though nobody knows them."""
    found = list(mentions)
    for match in _UNKNOWN.finditer(text):
        start, end = match.span("name")
        name = match["name"]
        if not match["particle"]:
            stripped = re.sub(r"(?<=[가-힣)])(?:을|를|이|가|으로|로|은|는|도|만)$", "", name)
            end -= len(name) - len(stripped)
            name = stripped
        name = name.removesuffix("성분")
        end = start + len(name)
        taken = any(m.start < end and start < m.end for m in mentions)
        taken = taken or any(q.start < end and start < q.end for q in quantities)
        if taken or len(name) < 2 or name in _COMMON or name.endswith(("효과", "기능", "성분")):
            continue
        found.append(Mention(start, end, name, None))
    found += _listed(text, found, quantities)
    return sorted(found, key=lambda m: m.start)


_LISTED = re.compile(
    r"(?:^|[,:;/(\n·]|\s-\s|\)\s)\s*(?P<name>[A-Za-z가-힣][^,:;/\n]{1,40}?)\s*\(?\s*$"
)


def _listed(
    text: str, mentions: Sequence[Mention], quantities: Sequence[Quantity]
) -> list[Mention]:
    """Return the unknown names of an ingredient list: «…, 졸멜컴플렉스 0.16%, …»."""
    names: list[Mention] = []
    for quantity in quantities:
        if not quantity.unit.endswith(("%", "부")):
            continue
        before = text[max(0, quantity.start - 50) : quantity.start]
        match = _LISTED.search(before)
        if not match or re.search(r"(?:을|를|이|가|은|는|의|에|에서|로)\s*$", match["name"]):
            continue
        start = quantity.start - len(before) + match.start("name")
        end = start + len(match["name"])
        if all(m.end <= start or end <= m.start for m in mentions):
            names.append(Mention(start, end, match["name"], None))
    return names


def _attach_amounts(
    text: str, mentions: list[Mention], quantities: Sequence[Quantity]
) -> list[Mention]:
    """Give each amount to the name it stands beside: after it, or before it where it leads."""
    carriers = [
        i
        for i, m in enumerate(mentions)
        if m.kind in ("substance", "property", "structure", "step", "other")
    ]
    amounts: dict[int, Quantity] = {}
    for quantity in quantities:
        share = quantity.unit.endswith(("%", "부"))
        before = [
            i
            for i in carriers
            if (not share or mentions[i].kind in ("substance", "property"))
            and mentions[i].end <= quantity.start
            and _joined(text[mentions[i].end : quantity.start])
        ]
        after = [
            i
            for i in carriers
            if (not share or mentions[i].kind in ("substance", "property"))
            and mentions[i].start >= quantity.end
            and _joined(text[quantity.end : mentions[i].start])
        ]
        property_inside = [
            i
            for i in carriers
            if quantity.start <= mentions[i].start and mentions[i].end <= quantity.end
        ]
        nearest_before, nearest_after = before[-1:], after[:1]
        if property_inside:
            amounts.setdefault(property_inside[0], quantity)
        elif (
            nearest_after
            and _leads(text[quantity.end : mentions[nearest_after[0]].start])
            and (
                not nearest_before
                or nearest_before[0] in amounts
                or _DONE.search(text[mentions[nearest_before[0]].end : quantity.start])
            )
        ):
            amounts.setdefault(nearest_after[0], quantity)
        elif nearest_before and nearest_before[0] not in amounts:
            amounts[nearest_before[0]] = quantity
        elif nearest_after and "," not in text[quantity.end : mentions[nearest_after[0]].start]:
            amounts.setdefault(nearest_after[0], quantity)
    return [replace(m, amount=amounts.get(i)) for i, m in enumerate(mentions)]


_DONE = re.compile(
    r",|(?:들어간|들어가는|들어\s?있는|넣은|넣는|함유한|함유하는|함유된|포함한|포함하는|포함된|쓴|쓰는|사용한|배합한|배합된"
    r"|첨가한|첨가된|담은|무첨가|미첨가|미사용|미함유|미포함|제로|프리|free|없는|없이|않은|안\s?넣은|뺀)\s*$",
    re.IGNORECASE,
)
"""A name is done with before an amount: «A가 들어간 5% B»."""


def _joined(between: str) -> bool:
    """Whether an amount and a name stand in one breath: no sentence end, few words between."""
    return len(between) <= 24 and not re.search(r"[.!?\n;](?:\s|$)", between)


def _leads(between: str) -> bool:
    """«5% 나이아신아마이드», «5%의 나이아신아마이드»."""
    return bool(re.fullmatch(r"\s*(?:의|짜리|농도의|함량의|이상의|of)?\s*", between))


def _mark(
    text: str, mentions: list[Mention], sentences: Sequence[tuple[int, int]]
) -> list[Mention]:
    """Mark what is negated or undecided: by the words up to the next name, carried back over 와/과."""
    marks: list[tuple[bool, bool]] = []
    for index, mention in enumerate(mentions):
        stop = next(b for a, b in sentences if a <= mention.start < b)
        following = [
            m.start
            for m in mentions[index + 1 :]
            if m.start < stop and not (m.kind == "step" and _VERBAL.match(text[m.end :]))
        ]
        reach = following[0] if following else stop
        after = text[mention.end : reach]
        clause = _CLAUSE.search(after)
        if clause and not _AFTER_NEGATION.search(after[: clause.end()]):
            near = after[: clause.start()]
        else:
            near = after[: clause.end()] if clause else after
        negation = _AFTER_NEGATION.search(near)
        undecided = bool(_UNDECIDED.search(near))
        if mention.kind in ("category", "use"):
            undecided = undecided and bool(_ADVERTISED.search(near))
        negated = bool(negation) and not undecided
        if mention.kind in ("category", "use") and negation and not _NOT_CLAIMED.match(near):
            negated = False
        before = text[max(0, mention.start - 14) : mention.start]
        heads = list(_HEAD.finditer(text, max(0, mention.start - 300), mention.start))
        if heads and _HEADED_NEGATION.fullmatch(heads[-1].group()):
            negated = True
        if _BEFORE_NEGATION.search(before) and not re.search(r"(?:나|피)무\s*$", before):
            negated = True
        marks.append((negated, undecided))
    for index in range(len(mentions) - 2, -1, -1):
        gap = text[mentions[index].end : mentions[index + 1].start]
        amount_free = re.sub(r"\d[\d.,~\-]*\s*(?:중량|wt)?\s*[%％]", "", gap)
        if _COORDINATION.match(amount_free) and mentions[index].kind == mentions[index + 1].kind:
            negated, undecided = marks[index]
            marks[index] = (negated or marks[index + 1][0], undecided or marks[index + 1][1])
    return [
        replace(m, negated=negated, undecided=undecided)
        for m, (negated, undecided) in zip(mentions, marks, strict=True)
    ]


def _whole(text: str, mentions: Sequence[Mention]) -> bool:
    substances = [m for m in mentions if m.kind == "substance" and not m.negated]
    shares = [m.amount for m in substances if m.amount and m.amount.unit.endswith("%")]
    near_whole = sum(q.low for q in shares if q.is_value) >= WHOLE_FORMULA_SHARE
    solvent = re.search(r"정제수|잔량|to\s?100|water", text, re.IGNORECASE)
    if len(shares) >= WHOLE_FORMULA_AMOUNTS or (len(shares) == 3 and (near_whole or solvent)):
        return not re.search(
            r"등(?:을|이|의|\s|$)|(?:그\s?외|이\s?외|나머지)\S*\s*(?:미정|비공개)", text
        )
    listed = bool(
        re.search(
            r"전\s?성분|전체\s?(?:처방|성분)|full\s?(?:inci|ingredients)|처방\s?:", text, re.I
        )
    )
    runs = len(re.findall(r"[^,]{2,40},", text))
    return (listed and len(substances) >= 2) or (
        len(substances) >= WHOLE_FORMULA_NAMES and runs >= WHOLE_FORMULA_NAMES - 1
    )


def _undecided(text: str, mentions: Sequence[Mention]) -> tuple[int, int] | None:
    match = re.search(
        r"(?:성분|원료|처방|배합|조성|농도|함량|레시피|재료)\S{0,3}\s*(?:\S+\s+){0,3}?(?:"
        + _UNDECIDED.pattern
        + ")",
        text,
        re.IGNORECASE,
    )
    return match.span() if match else None
