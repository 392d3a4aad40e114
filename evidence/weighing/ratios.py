"""Ratios and parts: «A와 B의 중량비 1:2», and amounts that are counted on a base.

``weigh_ratio`` compares a ratio that is stated or that amounts make, ``weigh_recipe`` a recipe within
one element; ``counted`` reads the product's amounts in the parts that each element counts in.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from evidence.claims import given_element
from evidence.needs import WANTED, Name, Need, Option
from evidence.negation import UNDECIDED, sentences
from evidence.products import Mention, Reading, counted_on, mention_at, of_mixture
from evidence.quantities import RATIO, Quantity, Ratio, agree, check_ratio, in_parts
from evidence.types import Assessment
from evidence.weighing.amounts import weigh_amount, weigh_range
from evidence.weighing.conditions import check_conditions, values_asked
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.names import by_own_words, by_stem
from evidence.weighing.verdicts import assessed, left_open, span_of
from graph.schema import Span

COUNTED = (RATIO, "%", "중량%", "중량부", "g", "w/v%", "부피%", "L")
"""Units whose values make a ratio."""
_OF_EXTRACTING = re.compile(r"추출|용매|혼합액|용출")
"""What a ratio is of that a recipe need not tell: the solvents something was made with."""
_SOLIDS = re.compile(r"고형분\s?(?:기준|으로서|환산|함량\s?기준)")
_AGAINST = re.compile(r"\s?(?:(?:총\s?)?(?:중량|무게|질량)\s?)?(?:대비|에\s?대(?:해|하여|한))")
BASE = re.compile(
    r"(?P<base>[^,;:\d]{2,40}?)\s*(?:(?P<of>100)\s*(?:중량부|질량부)|"
    r"(?P<few>1|10|1,?000)\s*(?:중량부|질량부)(?:를|을)?\s*(?:에|당|대비|기준|로\s?할))"
)
_NO_BASE = re.compile(r"(?:내지|~|-|이상|이하)\s*$|조성물|화장료|전체|총|합계")
"""What stands before a hundred parts that are no base, or are the whole."""
_OF_THE_WHOLE = re.compile(
    r"(?:조성물|화장료|제품|식품|음료|소스|세제|제제|[가-힣]{2,6})?\s?(?:전체|총\s?(?:중량|량)?|총량|전량|합계)\s?"
    r"(?:중량\s?)?(?:100\s?(?:중량부|질량부)|(?:을|를)\s100\s?(?:중량부|질량부))|조성물\s100\s?(?:중량부|질량부)(?:에|당|를|\s?기준|\s?중)"
)
"""«소스 전체 100중량부에 대하여»: parts that are per cent of the whole."""
_WHOLE = Quantity(0, 0, 100.0, 100.0, False, False, "중량%")


def as_the_base(need: Need, claim_text: str) -> Need:
    """«수지 100중량부에 대하여, …»: the amount of what the others are counted on asks nothing of itself."""
    claimed = need.quantity
    if claimed is None or claimed.unit != "중량부" or not claimed.is_value or claimed.low != 100:
        return need
    words = need.element.text.rstrip(" ,.;")
    at = claim_text.find(words)
    return replace(need, quantity=None) if _ON_IT.match(claim_text, at + len(words)) else need


_ON_IT = re.compile(r"(?:에|을|를)?\s?(?:대하여|대해|기준|당(?![가-힣])|대비)")


def weigh_ratio(known: Knowledge, need: Need, reading: Reading) -> Assessment:
    """«A와 B의 중량비 1:2 내지 1:5»: a ratio that is stated, or that two amounts make."""
    assert need.ratio is not None
    limit = Span(
        start=need.ratio.start,
        end=need.ratio.end,
        text=need.element.text[need.ratio.start : need.ratio.end],
    )
    named = [mentions_of(known, need, side, reading) for side in need.sides]
    for found in named:
        if found and all(m.negated for m in found):
            return assessed(need, "negation", "미대응", True, span_of(found[0]))
    stated = _told_to_be_mixed(need, reading)
    if stated is None and len(named) == len(need.ratio.terms):
        stated = _made_ratio(named)
    stated = stated or _stated_ratio(known, need, named, reading)
    stated = stated or _mixed_ratio(need, reading)
    if stated is not None:
        value = ":".join(f"{low:g}" for low, _ in stated.terms)
        span = Span(
            start=stated.start, end=stated.end, text=reading.text[stated.start : stated.end]
        )
        result = check_ratio(stated, need.ratio, known.near_miss)
        return weigh_range(need, result, span, limit, value)
    text = need.element.text
    own = bool(need.refers) or all(side.span.text in text for side in need.sides)
    lacking = len(named) > 1 and not all(named) and not _OF_EXTRACTING.search(text)
    if own and lacking and reading.whole_formula:
        return assessed(need, "whole formula", "미대응", True)
    return left_open(need, "비율 언급 없음")


_MIXED_SO = re.compile(r"혼합|섞|배합|[제액]와|[제액]과")
_FIRST_AND_SECOND = tuple(
    tuple(
        re.compile(
            rf"(?:{words})\s?(?:\([^()]*\))?(?:은|는|을|를|:|=)?\s?(?:\d\s?[통팩봉]\s?\(?)?$"
        )
        for words in both
    )
    for both in (
        (r"(?<!\d)1\s?[제액]|1\s?파트", r"(?<!\d)2\s?[제액]|2\s?파트"),
        (r"(?<![A-Za-z])A\s?[제액]|파트\s?A", r"(?<![A-Za-z])B\s?[제액]|파트\s?B"),
        (r"주제", r"경화제"),
    )
)
"""What stands before the amounts of two things that are mixed: «1제 40g에 2제 80g»."""


def _told_to_be_mixed(need: Need, reading: Reading) -> Ratio | None:
    """«1:1 내지 1:2의 중량비로 혼합» against «혼합비 1:1.5»: what is mixed is not named, but its ratio is."""
    assert need.ratio is not None
    said = any(side.span.text in need.element.text for side in need.sides)
    if said or not re.search(r"혼합|섞", need.element.text):
        return None
    told = [
        r
        for r in reading.ratios
        if len(r.terms) == len(need.ratio.terms)
        and _MIXING.search(reading.text, max(0, r.start - 14), r.start)
    ]
    return told[0] if len(told) == 1 else None


_MIXING = re.compile(
    r"(?:혼합\s?(?:비율?|중량비)?|섞는\s?비율?|배합비|믹스\s?비율?|1\s?제[^.!?]{0,6}2\s?제)[^.,!?\d]{0,8}$"
)
"""What stands before the ratio in which two agents are mixed."""


def _mixed_ratio(need: Need, reading: Reading) -> Ratio | None:
    """«혼합 중량비가 1:1 내지 1:2» against «1제 40g에 2제 80g»: the ratio that the amounts of two agents make."""
    if need.ratio is None or len(need.ratio.terms) != 2 or not _MIXED_SO.search(need.element.text):
        return None
    stated = [q for q in reading.quantities if q.unit in ("g", "L", "중량부") and q.is_value]
    for first, second in _FIRST_AND_SECOND:
        one = next((q for q in stated if first.search(reading.text, 0, q.start)), None)
        other = next((q for q in stated if second.search(reading.text, 0, q.start)), None)
        if one and other and one.unit == other.unit and one.low > 0 and other.low > 0:
            basis = "" if one.unit == "L" else "중량"
            start, end = min(one.start, other.start), max(one.end, other.end)
            return Ratio(start, end, ((one.low, one.low), (other.low, other.low)), basis)
    return None


def _stated_ratio(
    known: Knowledge, need: Need, named: Sequence[Sequence[Mention]], reading: Reading
) -> Ratio | None:
    """Return the ratio that the text states of the sides, its terms in the claim's order."""
    assert need.ratio is not None
    ratios = [r for r in reading.ratios if len(r.terms) == len(need.ratio.terms)]
    if not ratios:
        return None
    if len(named) < len(need.ratio.terms) or not all(named):
        words = [t.text for side in need.sides for t in known.terms(side.span.text)]
        near = [known.near_words(r.value, words, reading.text) for r in ratios]
        best = [r for r, n in zip(ratios, near, strict=True) if n == max(near)]
        return best[0] if len(best) == 1 else None

    def nearest(ratio: Ratio) -> list[Mention]:
        return [min(found, key=lambda m: abs(ratio.start - m.end)) for found in named]

    ratio = min(ratios, key=lambda r: sum(abs(r.start - m.end) for m in nearest(r)))
    if (label := _labels(reading.text, ratio)) and len(named) == 2:
        first, other = label
        turned = any(first[0] <= m.start < first[1] for m in named[1]) or any(
            other[0] <= m.start < other[1] for m in named[0]
        )
        return replace(ratio, terms=ratio.terms[::-1]) if turned else ratio
    if all(_ORDINAL.fullmatch(side.span.text) for side in need.sides):
        return ratio
    places = [m.start for m in nearest(ratio)]
    if len(set(places)) < len(places):
        return ratio
    order = [sorted(places).index(place) for place in places]
    return replace(ratio, terms=tuple(ratio.terms[i] for i in order))


def _labels(text: str, ratio: Ratio) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return where the names of a ratio of two stand: «원액:가스 = 30:70», «원액 30 : 가스 70»."""
    own = _NAMED_IN_IT.match(text, ratio.start, ratio.end)
    label = own or _LABEL.search(text, 0, ratio.start)
    return (label.span("one"), label.span("other")) if label else None


_ORDINAL = re.compile(r"(?:상기\s)?(?:제\s?)?[1-4]\s?(?:제|액|파트|조성물|용액)")
_NAMED_IN_IT = re.compile(
    r"(?P<one>[^:\d][^:]*?|[1-4]\s?제\s)\s?[\d.,]+\s?:\s?(?P<other>[^:\d][^:]*?|[1-4]\s?제\s)\s?[\d.,]+$"
)
_LABEL = re.compile(
    r"(?P<one>[가-힣A-Za-z\d]{1,16})\s?(?:[:/]|대|\svs\.?\s)\s?(?P<other>[가-힣A-Za-z\d]{1,16})"
    r"(?:의)?\s?(?:(?:혼합|충전|배합|중량|질량|무게|부피)?\s?(?:비율?))?(?:은|는|이|가)?\s?[=:]?\s?$"
)


def _made_ratio(named: Sequence[Sequence[Mention]]) -> Ratio | None:
    """Return the ratio that the amounts of several things make, in one unit; None where they make none."""
    held = [
        {
            RATIO if q.unit.endswith(RATIO) else q.unit: (m, q)
            for m in found
            if not m.shared_amount
            for q in (m.amount, *m.values)
            if q is not None and q.is_value and q.low > 0 and q.unit in COUNTED
        }
        for found in named
    ]
    units = [u for u in COUNTED if all(any(agree(u, own) for own in side) for side in held)]
    if not units:
        return None
    chosen = [next(side[own] for own in side if agree(units[0], own)) for side in held]
    if len({m.start for m, _ in chosen}) < len(chosen):
        return None
    if len({(m.concept and m.concept.id, q.start) for m, q in chosen}) < len(chosen):
        return None  # two names of one thing
    terms = tuple((q.low, q.high) for _, q in chosen)
    first = min((m for m, _ in chosen), key=lambda m: m.start)
    basis = chosen[0][1].unit.removesuffix(RATIO) if units[0] == RATIO else ""
    return Ratio(first.start, first.end, terms, basis)


def mentions_of(
    known: Knowledge, need: Need, side: Option | Name, reading: Reading
) -> list[Mention]:
    """Return the mentions of one side of a ratio."""
    if isinstance(side, Name):
        found = _named_side(known, need, side, reading)
        return [found] if found else []
    related = [(m, known.relation(side, m)) for m in reading.mentions]
    # One species left out says nothing of the rest.
    mine = [m for m, r in related if r == "same" or (r == "species" and not m.negated)]
    if mine:
        return mine
    # «황금, 와송 추출물을 1:1로»: an extract's plant, or its name without the noun of the list.
    plants = [m for m in reading.mentions if known.relation(side, m) == "broader"]
    plants = [m for m in plants if m.concept and m.concept.kind != "class"]
    part = replace(need, options=(side,), names=(), quantity=None, ratio=None, conditions=())
    named = None if plants else by_own_words(known, part, reading) or by_stem(known, part, reading)
    if named and named.span:
        return [mention_at(reading, named.span.start, named.span.end)]
    return plants


def _named_side(known: Knowledge, need: Need, name: Name, reading: Reading) -> Mention | None:
    """Return the mention of a side that the glossary does not know."""
    alone = replace(need, options=(), names=(name,), quantity=None, ratio=None, raw="")
    found = by_own_words(known, alone, reading)
    return mention_at(reading, found.span.start, found.span.end) if found and found.span else None


def weigh_recipe(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«물 100 중량부에 감초 5 내지 9 중량부 및 생강 1 내지 2 중량부를 혼합»: each with its amount."""
    parts = known.parts_of(need.element.text)
    if len(parts) < 2:
        return None
    single = replace(need, quantity=None, residue=False, of_subject=False)
    found: list[Assessment | None] = []
    told = [_of_part(known, need, part, reading) for part in parts]
    begin, end = _where_told(told, reading)
    for part, every in zip(parts, told, strict=True):
        inside = [m for m in every if begin <= m.start < end]
        mine = inside or every
        m = min(mine, key=lambda m: (m.negated, m.amount is None), default=None)
        if m is None or part.amount is None:
            found.append(None)
        elif m.negated:
            found.append(assessed(need, "negation", "미대응", True, span_of(m)))
        else:
            found.append(weigh_amount(known, single, part.amount, m))
    said = [a for a in found if a is not None]
    if not said:
        return None
    worst = min(said, key=lambda a: {"미대응": 0, "판단불가": 1}.get(a.match or "", 2))
    if worst.match != "대응":
        return worst
    unsaid = [part for part, a in zip(parts, found, strict=True) if a is None]
    if len(said) < 2 or any(part.hit for part in unsaid):
        return left_open(need, "일부 성분 언급 없음")
    rest = tuple(q for q in need.conditions if not q.unit.endswith(("%", "부")))
    return check_conditions(known, replace(need, conditions=rest), said[-1], reading)


def _of_part(known: Knowledge, need: Need, part: Mention, reading: Reading) -> list[Mention]:
    """Return the mentions of an item of a recipe; «호박 발효물 1» is no amount of 호박."""
    side = Option((part.hit,)) if part.hit else Name(span_of(part), part.text)
    made = [
        n.start
        for n in reading.mentions
        if n.amount and n.concept and known.glossary.is_a(n.concept.id, "ferment")
    ]
    return [
        m
        for m in mentions_of(known, need, side, reading)
        if not any(0 <= at - m.end <= 1 for at in made)
    ]


def _where_told(told: Sequence[Sequence[Mention]], reading: Reading) -> tuple[int, int]:
    """Return the sentence that names most items of a recipe: what is made elsewhere is another."""
    return max(
        sentences(reading.text) or [(0, len(reading.text))],
        key=lambda s: sum(any(s[0] <= m.start < s[1] for m in every) for every in told),
    )


def counted(
    known: Knowledge, claim_text: str, needs: Sequence[Need], reading: Reading
) -> list[Reading]:
    """Return for each element the product with its amounts in the parts that the element counts in.

    «절임배추 100중량부, 고춧가루 3 내지 8중량부» against «절임배추 20kg, 고춧가루 1.2kg», «A 100:B 20».
    """
    counted_in_parts = [n for n in needs if any(q.unit == "중량부" for q in values_asked(n))]
    bases = [m for m in BASE.finditer(claim_text) if not _NO_BASE.search(m["base"])]
    of_whole = not bases and _OF_THE_WHOLE.search(claim_text) is not None
    of_base: dict[str, Reading] = {}
    readings = []
    for need in needs:
        if need not in counted_in_parts:
            of_part = need.subject_name and _PART.search(need.subject_name)
            mixed = (need.of_subject and not of_part) or _is_a_mixture(reading)
            shared = of_mixture(reading) if mixed else reading
            if _SOLIDS.search(need.element.text):
                shared = _by_solids(shared)
            elif _PER_HUNDRED.search(need.element.text):
                shared = _per_hundred(shared)
            readings.append(shared)
            continue
        text, at = need.element.text, need.element.start
        own = [m for m in BASE.finditer(text) if not _NO_BASE.search(m["base"])]
        before = [m for m in bases if at is None or m.start() <= at]
        stated = next(iter(own or before[-1:] or bases), None)
        key = stated["base"].strip() if stated else ""
        if key not in of_base and of_whole:
            of_base[key] = counted_on(reading, _WHOLE)
        if key not in of_base:
            of_base[key] = (
                _on_base(
                    known, key, float((stated["of"] or stated["few"]).replace(",", "")), reading
                )
                if stated
                else _in_proportion(known, counted_in_parts, reading)
            )
        readings.append(of_base[key])
    return readings


_PART = re.compile(
    r"(?:층|필름|시트|폼|막|판|원단|직물|부직포|편물|섬유|원사|코어|쉘|패드|본체|몸체|용기|밑창|중창|미드솔|합금|유리|강판|타일|블록|패널)$"
)
"""«상기 폼층은 은 이온을 0.1 내지 1.0중량% 함유»: a part whose shares who describes it tells as they stand."""


def _per_hundred(reading: Reading) -> Reading:
    """«100g당 30kcal 이하» against «150g 파우치, 파우치당 45kcal»: the energy of a pack whose mass is told."""
    text = reading.text
    packs = {m["unit"]: m for m in _PACK_OF.finditer(text)}
    told = {}
    for q in reading.quantities:
        per = _PER_PACK.search(text, 0, q.start) if q.unit == "kcal" else None
        pack = packs.get(per["unit"]) if per else None
        if pack:
            grams = float(pack["n"]) * (1000 if pack["kilo"] else 1)
            factor = 100 / grams
            told[q.start] = replace(
                q, low=q.low * factor, high=q.high * factor, scale=q.scale * factor
            )
    return replace(
        reading,
        mentions=tuple(
            replace(m, amount=told.get(m.amount.start, m.amount)) if m.amount else m
            for m in reading.mentions
        ),
        quantities=tuple(told.get(q.start, q) for q in reading.quantities),
    )


_PER_HUNDRED = re.compile(r"100\s?(?:g|ml|그램)\s?당[^,;]*kcal", re.IGNORECASE)
_PACKS = r"파우치|봉지?|포|병|캔|팩|컵|개|스틱|바|정|캡슐|통"
_PACK_OF = re.compile(
    rf"(?<![\d.,])(?P<n>\d+(?:\.\d+)?)\s?(?P<kilo>[kK])?(?:g|mL|ml|그램)\s?(?:짜리|들이|용량)?\s?(?:(?:한|1)\s?)?(?P<unit>{_PACKS})(?![가-힣]{{2}})"
)
"""«150g 파우치»: how much is in a pack."""
_PER_PACK = re.compile(
    rf"(?:(?:한|1)\s?)?(?P<unit>{_PACKS})(?:\s?당|(?:에|\s?기준))\s?(?:열량(?:은|이)?\s)?(?:약\s|총\s|단\s)?$"
)
"""«파우치당 »."""


def _is_a_mixture(reading: Reading) -> bool:
    """Whether the terms of a ratio are all there is: «A, B, C만 5:3:2로 섞은 탈취제»."""
    present = [m for m in reading.mentions if m.kind == "substance" and not m.negated]
    return reading.closed is not None and all(
        m.amount is None and any(q.unit.endswith(RATIO) for q in m.values) for m in present
    )


def _on_base(known: Knowledge, words: str, parts: float, reading: Reading) -> Reading:
    """Count the product's amounts in parts of what a claim names as the base."""
    need = known.need(given_element(words, words, known.glossary))
    hits = known.glossary.find(words, WANTED["substance"])
    sides = [Option(hits[-1:])] if hits else list(need.things)
    together = _sum_of_a_class(known, sides, reading)
    if together:
        phr = together.unit == "중량부" and together.low < parts
        return reading if phr else counted_on(reading, together, parts)
    for m in (m for side in sides for m in mentions_of(known, need, side, reading)):
        for q in (m.amount, *m.values):
            if q is not None and in_parts(q, q) is not None:
                return counted_on(reading, q, parts)
    for m in (m for side in sides for m in mentions_of(known, need, side, reading)):
        if _AGAINST.match(reading.text, m.end):  # «배추 대비 고춧가루 5%»
            whole = Quantity(m.start, m.end, 100, 100, False, False, "%")
            return counted_on(reading, whole, parts)
    # «볶아서 간 분말 100g당»: the base is named before; «키토산 1중량부당»: or by what it is.
    bases = [m for m in reading.mentions if m.base and m.amount]
    if len(bases) == 1 and bases[0].amount:
        return counted_on(reading, bases[0].amount, parts)
    return reading


def _sum_of_a_class(
    known: Knowledge, sides: Sequence[Option | Name], reading: Reading
) -> Quantity | None:
    """«원료고무 100중량부» against «SBR 75, BR 25, 실리카 90»: what things of the base's class are in all."""
    sums = [side for side in sides if isinstance(side, Option)]
    kinds = [
        m
        for m in reading.mentions
        if m.amount
        and m.amount.is_value
        and not m.negated
        and any(known.relation(o, m) == "species" for o in sums)
    ]
    itself = any(
        m.amount and known.relation(o, m) == "same" for o in sums for m in reading.mentions
    )
    if itself or len({m.concept.id for m in kinds if m.concept}) < 2:
        return None
    values = [m.amount for m in kinds if m.amount]
    if len({q.start for q in values}) < len(values) or len({q.unit for q in values}) > 1:
        return None
    total = sum(q.low for q in values)
    return replace(values[0], low=total, high=total)


def _in_proportion(known: Knowledge, needs: Sequence[Need], reading: Reading) -> Reading:
    """Count amounts in the claim's parts where it names no base: «4중량부, 2중량부» and «40g, 20g».

    The factor is one that brings every part into its range; where there is none, the first
    part's.
    """
    pairs: list[tuple[Quantity, Quantity]] = []
    for need in needs:
        side = next(iter(need.things), None)
        if side is None or need.quantity is None or not 0 < need.quantity.high < math.inf:
            continue
        found = mentions_of(known, need, side, reading)
        stated = [q for m in found for q in (m.amount, *m.values) if q and q.is_value]
        counts = [q for q in stated if q.unit == "g" or q.unit.endswith(RATIO)]
        if counts and counts[0].low > 0 and (not pairs or agree(pairs[0][1].unit, counts[0].unit)):
            pairs.append((need.quantity, counts[0]))
    if not pairs:  # «60%, 25%, 15%» are parts of a hundred in all
        held = [m.amount for m in reading.mentions if m.kind == "substance" and m.amount]
        total = sum(q.low for q in held if agree(q.unit, _WHOLE.unit) and q.is_value)
        return counted_on(reading, _WHOLE) if math.isclose(total, 100, abs_tol=0.5) else reading
    least = max(max(claimed.low, 0) / q.low for claimed, q in pairs)
    most = min(claimed.high / q.low for claimed, q in pairs)
    claimed, first = pairs[0]
    if least > most * (1 + 1e-9):
        least = most = (max(claimed.low, 0) + claimed.high) / 2 / first.low
    return counted_on(reading, first, first.low * (least + most) / 2)


def _by_solids(reading: Reading) -> Reading:
    """Count amounts as solids: «에멀전(고형분 50%)을 40%» is 20%, «원액 40%, 고형분 20%» as well."""
    made: list[Mention] = []
    named = [m for m in reading.mentions if m.kind == "substance"]
    for m in reading.mentions:
        after = [n.start for n in named if n.start > m.start]
        solids = [
            s
            for s in reading.mentions
            if s.concept
            and s.concept.id == "solid_content"
            and m.end <= s.start < (after[0] if after else len(reading.text))
        ]
        shares = [s.amount for s in solids if s.amount]
        if m not in named or m.amount is None or not solids or m.amount in shares:
            made.append(m)
        elif not shares:
            unsaid = any(UNDECIDED.search(reading.text[s.end : s.end + 20]) for s in solids)
            made.append(replace(m, amount=None) if unsaid else m)
        elif len(shares) == 1 and shares[0].end < m.amount.start:
            part = shares[0].low / 100
            low, high = m.amount.low * part, m.amount.high * part
            made.append(
                replace(
                    m, amount=replace(m.amount, low=low, high=high, scale=m.amount.scale * part)
                )
            )
        else:
            made.append(replace(m, amount=shares[-1]))
    return replace(reading, mentions=tuple(made))
