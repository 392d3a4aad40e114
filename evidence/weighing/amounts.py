"""Amounts and ranges: what a product states of a thing against what a claim allows.

``weigh_amount`` compares one mention, ``amount_together`` and ``joint_amount`` what several things
make in all, ``weigh_property`` a value that is of the product itself («pH 5 내지 7»).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from evidence.amounts import flat
from evidence.glossary import Hit
from evidence.needs import THINGS, Need, Option
from evidence.negation import NO_VALUE, UNDECIDED
from evidence.phrases import overlap
from evidence.products import Mention, Reading
from evidence.quantities import ON_BODY, RATIO, Quantity, RangeCheck, agree, check
from evidence.types import Assessment
from evidence.weighing.contents import CONTENTS, NONE_OF_IT, content_asked, is_of_another_content
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.owners import is_of_another
from evidence.weighing.verdicts import assessed, left_open, limit_of, span_of, words_of
from graph.schema import Span

COMMON_UNITS = frozenset({"%", "중량%", "w/v%", "부피%", "중량부", "℃", "s", "g", "개", RATIO, ""})
"""Units in which a text states many things: a lone value need not be the one that is claimed."""
JOINT_REACH = 24
"""Characters between joined names and the amount of them all («… 섞은 바인더 오일 8%»)."""
BARE_SCALES = frozenset(
    {
        "pH",
        "SPF",
        "HLB",
        "연색지수",
        "Brix",
        "LOI",
        "Pa·s",
        "Da",
        "굴절률",
        "비중",
        "aw",
        "PDI",
        "산가",
        "비누화가",
        "요오드가",
        "과산화물가",
        "치환도",
        "중합도",
    }
)
"""Units that say by themselves what is measured."""
_EFFECT_OF = re.compile(r"(?:능|률|율|력|활성|저해|억제|효과|순도|수율|투과도)(?:이|가|은|는)?\s*$")
"""What a share is of that is no amount: «저해능이 30% 이상»."""
_BARE_EXTRACT = re.compile(
    r"(?:추출물|추출액|엑기스|엑스|농축액|분획물?|최종|extract|fraction)\s?(?:은|는|을|를|이|가|의)?,?\s?(?:최종\s?)?(?:농도|함량)?\s?(?:은|는|이|가|로)?\s*$",
    re.IGNORECASE,
)
"""What a concentration is of where the text names no plant with it."""


_OF_IT = re.compile(r"\s?(?:함유량|함량|농도|레벨|수준|비율|용량)$")
"""What a property adds to the thing it is of: «나트륨 함량»."""
_RATE = re.compile(r"(?<=[가-힣]{2})[률율]$")
"""What a rate adds to what is done: 용출률."""


def _called(words: str) -> re.Pattern[str]:
    """Return a pattern for a property named just before its value."""
    return re.compile(
        rf"(?:{words})\s?(?:은|는|이|가|도|:|=|\()?\s?(?:약|평균)?\s?$", re.IGNORECASE
    )


_SIZE = r"(?<![a-z])d50|입경|입도|입자\s?(?:크기|지름)|particle size|mean size"
_SHORT_WORDS = {
    "melting_point": r"(?<![a-z])m\.?p\.?|융점|녹는점|melting(?: point)?|melts at",
    "glass_transition_temperature": r"(?<![a-z])tg(?:값)?|유리\s?전이\S*",
    "moisture_content": r"수분(?:율|량|함량)?|함수율|moisture(?: content)?|(?<!활성)물기",
    "viscosity": r"점도|(?<![a-z])visc(?:osity)?",
    "molecular_weight": r"분자량|(?<![a-z])mw|molecular weight",
    "particle_size": _SIZE,
    "average_particle_size": _SIZE,
    "hardness": r"경도|hardness",
    "density": r"밀도|비중|density",
    "refractive_index": r"굴절[률율]|(?<![a-z])ri|refractive index",
    "crude_protein_content": r"조단백질?(?:\s?함량)?|crude protein",
    "crude_fat_content": r"조지방(?:\s?함량)?|crude fat",
    "crude_fiber_content": r"조섬유(?:\s?함량)?|crude fib(?:er|re)",
    "crude_ash_content": r"(?:조)?회분(?:\s?함량)?|crude ash",
}
SHORT_NAMES = {property_: _called(words) for property_, words in _SHORT_WORDS.items()}
"""What a value of a property is called just before it, by the property's id."""


_UNTOLD = {
    property_: re.compile(
        rf"(?<![가-힣A-Za-z])(?:{words})\s?(?:은|는|이|가|도|:)?\s(?![^\d.,!?\n]{{0,8}}\d)(?P<said>[^.,!?\n]{{1,24}})",
        re.IGNORECASE,
    )
    for property_, words in _SHORT_WORDS.items()
}
"""«수분은 성적서 대기»: a property of which a text tells no value, but perhaps why."""
WHOLE = 100.0
"""Share of what is there alone, in per cent: «땅콩 100%» against «땅콩만»."""


def may_be_none(need: Need) -> bool:
    """Whether the range of an element has zero in it: «0 내지 5%», «카페인 함량이 10mg 이하»."""
    q = need.quantity
    if q is None or q.low_open or q.high <= 0:
        return False
    return q.low == 0 or (q.low < 0 and _CONTENT.search(need.element.text) is not None)


_CONTENT = re.compile(r"(?:함유?량|함유율|농도|잔류량)(?:이|은|는)\s")


def weigh_amount(known: Knowledge, need: Need, claimed: Quantity, mention: Mention) -> Assessment:
    """Compare what the product states of a mention with the claimed range."""
    span, limit = span_of(mention), limit_of(need, claimed)
    rest = mention.balance and mention.amount is None and not mention.amount_undecided
    if need.residue or _is_base(need) or rest:
        return assessed(need, "same name", "대응", True, span, limit)
    share_of_subject = need.of_subject and claimed is need.quantity
    whole = mention.amount is None and claimed.low == WHOLE
    if mention.only and (share_of_subject or whole):
        return assessed(need, "only one of its kind", "대응", whole, span, limit)
    if mention.amount is None:
        return assessed(need, "amount unsaid", "판단불가", True, span, limit)
    amount = next(
        (q for q in (mention.amount, *mention.values) if agree(q.unit, claimed.unit)),
        mention.amount,
    )
    if mention.own_amount and mention.shared_amount:
        amount = mention.own_amount
    elif mention.shared_amount:  # «A와 B 합쳐서 4%»: each is less than that
        amount = replace(amount, low=0.0, low_open=True, high_open=True)
    result = check(amount, claimed, known.near_miss)
    stated = amount.low if math.isfinite(amount.low) and amount.low > 0 else amount.high
    value = f"{stated / amount.scale:g}"
    return weigh_range(need, result, span, limit, value)


def weigh_value(
    known: Knowledge, need: Need, claimed: Quantity, stated: Quantity, reading: Reading
) -> Assessment:
    """Compare a value of the text, of whatever it was found to be, with the claimed range."""
    words = reading.text[stated.start : stated.end]
    value = Mention(stated.start, stated.end, words, None, amount=stated)
    return weigh_amount(known, need, claimed, value)


def weigh_range(need: Need, result: RangeCheck, span: Span, limit: Span, value: str) -> Assessment:
    """Return what a comparison says: the product's words, the claim's, and the value in short."""
    if result.verdict == "inside":
        return assessed(need, "inside range", "대응", True, span, limit, more=value)
    if result.verdict == "outside":
        more = f"{value}은(는) '{limit.text}'"
        made = assessed(need, "outside range", "미대응", True, span, limit, more, result.deviation)
        note = "한계값에 가까워 균등 여부를 전문가가 검토해야 합니다." if result.near else ""
        near = {"near_miss": result.near, "equivalents_check": result.near, "note": note}
        return made.model_copy(update=near)
    rule = "overlapping range" if result.verdict == "overlaps" else "units differ"
    return assessed(need, rule, "판단불가", True, span, limit)


def amount_together(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """Several alternatives used together: their sum is what the range limits."""
    if need.quantity is None or not (need.any_of or need.total):
        return None
    parts = [
        m
        for m in reading.mentions
        if m.amount
        and m.amount.is_value
        and not (m.negated or m.undecided)
        and any(known.relation(o, m) in ("same", "species") for o in need.options)
    ]
    whole = [m for m in parts if all(o is m or _is_member(known, o, m) for o in parts)]
    if len(parts) > 2 and whole:
        # «A 10, B 10으로 왁스 총 20%»: what the class is said to sum up to is the sum.
        return weigh_amount(known, need, need.quantity, replace(whole[0], shared_amount=False))
    names = {m.concept.id for m in parts if m.concept}
    units = {m.amount.unit for m in parts if m.amount}
    if len(names) < 2 or len(units) != 1:
        return None
    first = parts[0].amount
    assert first is not None
    by_name = {m.concept.id: m.amount for m in parts if m.concept and m.amount}
    shares = {amount.start: amount for amount in by_name.values()}  # «다이메티콘 바인더 8%»
    joint = any(m.shared_amount for m in parts)
    total = first.low if joint else sum(amount.low for amount in shares.values())
    amount = replace(first, low=total, high=total)
    whole_of_them = replace(parts[0], amount=amount, values=(), shared_amount=False)
    return weigh_amount(known, need, need.quantity, whole_of_them)


def one_over(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«글리세린 25, 다이프로필렌글라이콜 7» against 다가알코올 5~20: one that is over the limit by itself."""
    claimed = need.quantity
    if claimed is None or len(need.options) != 1 or not claimed.unit.endswith("%"):
        return None
    of_class = [
        m
        for m in reading.mentions
        if m.amount
        and m.amount.is_value
        and agree(m.amount.unit, claimed.unit)
        and not (m.negated or m.undecided or m.shared_amount or m.base)
        and any(known.relation(o, m) == "species" for o in need.options)
    ]
    if len({m.concept.id for m in of_class if m.concept}) < 2:
        return None
    most = max(of_class, key=lambda m: m.amount.high if m.amount else 0.0)
    found = weigh_amount(known, need, claimed, most)
    over = most.amount is not None and most.amount.low > claimed.high
    return found if over and found.match == "미대응" else None


def joint_amount(
    known: Knowledge, need: Need, parts: Sequence[Assessment], reading: Reading
) -> Assessment | None:
    """«A·B·C 혼합물 2.5중량부», «4종(A, B, C, D) 0.05%»: one amount behind all of the names."""
    assert need.quantity is not None
    spans = [p.span for p in parts if p.span]
    end = max((s.end for s in spans), default=0)
    start = min((s.start for s in spans), default=0)
    for q in reading.quantities:
        gap = reading.text[end : q.start]
        for r in reading.ratios:
            if end <= r.start and r.end <= q.start:
                gap = gap.replace(reading.text[r.start : r.end], "")  # «A:B 4:1 혼합물 2mg/mL»
        if 0 <= q.start - end <= JOINT_REACH and agree(q.unit, need.quantity.unit):
            if not re.search(r"\d|[.!?\n;]|,\s", gap):
                text = reading.text[start:end]
                return weigh_amount(
                    known, need, need.quantity, Mention(start, end, text, None, amount=q)
                )
            break
    return None


def bare_concentration(
    known: Knowledge, need: Need, found: Assessment, reading: Reading
) -> Assessment | None:
    """«감초를 달인 추출물을 8mg/ml», «추출물 농도 0.1 mg/mL»: the one that is said of no name."""
    assert need.quantity is not None
    if need.quantity.unit != "w/v%" or found.span is None or need.of_subject:
        return None
    stated = [
        (q, noun)
        for q in reading.quantities
        if q.unit == "w/v%" and (noun := _BARE_EXTRACT.search(reading.text[: q.start]))
    ]
    free = [
        q for q, noun in stated if not any(m.start < noun.start() < m.end for m in reading.mentions)
    ]
    if len(free) != 1:
        return None
    span = found.span
    mention = Mention(span.start, span.end, span.text, None, amount=free[0])
    return weigh_amount(known, need, need.quantity, mention)


def amount_of_the_product(
    known: Knowledge, need: Need, found: Assessment, reading: Reading
) -> Assessment | None:
    """«어성초를 주정으로 4시간 우려낸 추출물 2%»: the amount of what a thing is made into.

    None where another substance stands between, or the words made into are another's: «병풀 추출물 5%».
    """
    claimed, at = need.quantity, found.span.start if found.span else -1
    for m in reading.mentions if claimed else ():
        akin = m.start == at or any(known.relation(o, m) for o in need.options)
        if claimed is None or m.negated or not akin:
            continue
        others = [
            o
            for o in reading.mentions
            if o.start >= m.end
            and o.kind == "substance"
            and not _DONE_TO_IT.match(o.text)
            and not any(known.relation(option, o) for option in need.options)
        ]
        for made in _MADE_INTO.finditer(reading.text, m.end, m.end + _HOW_LONG):
            if any(o.start < made.start() < o.end for o in others):
                continue
            share = _ITS_SHARE.match(reading.text, made.end())
            start = share.end() if share else -1
            q = next((q for q in reading.quantities if q.start == start), None)
            if q is None or not agree(q.unit, claimed.unit):
                continue
            if not any(made.end() <= o.start < q.start for o in others):
                return weigh_amount(known, need, claimed, replace(m, amount=q))
    return None


_HOW_LONG = 110
"""Characters in which it is told what is made of a thing."""


def amount_of_the_active(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«메트포르민 정제. API 68wt%»: the share of what is called the active is that of the only drug named."""
    claimed = need.quantity
    if claimed is None or not all(known.glossary.is_a(c, _DRUG) for c in need.wanted):
        return None
    named = [m for m in reading.mentions if m.concept and known.glossary.is_a(m.concept.id, _DRUG)]
    drugs = {m.concept.id for m in named if m.concept and m.concept.id != _DRUG}
    for q in reading.quantities if len(drugs) == 1 else ():
        called = _THE_ACTIVE.search(reading.text, max(0, q.start - 16), q.start)
        if called and agree(q.unit, claimed.unit):
            own = next(m for m in named if m.concept and m.concept.id in drugs)
            return weigh_amount(known, need, claimed, replace(own, amount=q))
    return None


_DRUG = "active_pharmaceutical_ingredient"
_THE_ACTIVE = re.compile(
    r"(?:(?<![A-Za-z])API|원료의약품|주\s?성분|주약|약물|(?:유효|활성|약효)\s?성분)(?:\s?(?:함량|비율|로딩))?(?:은|는|이|가|:|=)?\s?(?:약\s?)?$"
)
"""How a recipe calls the one drug in it."""


def amount_by_measure(
    known: Knowledge, need: Need, found: Assessment, reading: Reading
) -> Assessment | None:
    """«유효염소 농도 50 내지 200ppm의 차아염소산» against «HOCl, 유효염소 100ppm»: what the claim measures by."""
    claimed, span = need.quantity, found.span
    asked = _MEASURED_BY.search(need.element.text, 0, claimed.start) if claimed else None
    if claimed is None or span is None or asked is None:
        return None
    concept = known.glossary.lookup(asked["what"])
    names = {asked["what"], *(known.glossary.names(concept.id) if concept else ())}
    words = "|".join(re.escape(n) for n in names if len(n) > 1)
    called = re.compile(rf"(?<![A-Za-z가-힣])(?:{words}){_TO_ITS_VALUE}$")
    for q in reading.quantities:
        before = reading.text[max(0, q.start - 32) : q.start]
        if agree(q.unit, claimed.unit) and called.search(before):
            mention = Mention(span.start, span.end, span.text, None, amount=q)
            return weigh_amount(known, need, claimed, mention)
    return None


_MEASURED_BY = re.compile(
    r"(?<![가-힣])(?P<what>[가-힣A-Za-z]{2,8}?)(?:의)?\s?(?:농도|함량|함유량|비율|순도|역가)(?:가|이|은|는)?\s"
    r"(?:(?:[가-힣]+\s){1,3}(?:에\s)?(?:대하여|대해|기준으로|중)\s)?(?:약\s)?$"
)
_TO_ITS_VALUE = (
    r"\s?(?:\([^()]*\))?\s?(?:농도|함량|함유량|순도|역가)?\s?(?:은|는|이|가|:|=)?\s?(?:약\s?)?"
)


def amount_by_label(
    known: Knowledge, need: Need, found: Assessment, reading: Reading
) -> Assessment | None:
    """«a1(m=1) 32몰%», «성분 A 75질량%»: the amount of what both texts call by one label or number.

    One that stands at its label goes before one that stands near the name.
    """
    claimed, span = need.quantity, found.span
    text = need.element.text
    labels = [m["label"] or m["number"] for m in _LABELS.finditer(text)] if claimed else []
    labels += [need.label] if need.label and claimed else []
    if claimed is None or span is None or not labels:
        return None
    for label in labels:
        for said in re.finditer(_called_by(label), reading.text):
            q = next((q for q in reading.quantities if q.start >= said.end()), None)
            if q is None or not agree(q.unit, claimed.unit):
                continue
            between = flat(reading.text[said.end() : q.start])
            sure = any(c.isdigit() for c in label) and _AT_LABEL.fullmatch(between)
            if not (sure or found.findings[0].rule in ("amount unsaid", "units differ")):
                continue
            if len(between) <= JOINT_REACH and not _ANOTHER_LABEL.search(between):
                mention = Mention(span.start, span.end, span.text, None, amount=q)
                return weigh_amount(known, need, claimed, mention)
    return None


_LABELS = re.compile(
    r"\(\s?(?P<label>[A-Za-z]-?\d{0,2})\s?\)|(?<![A-Za-z\d])(?P<number>[a-z]\s?=\s?\d+)(?!\d)"
)


_ANOTHER_LABEL = re.compile(r"[,;/\n]|[.!?]\s|(?<![A-Za-z])[A-Za-z]-?\d|\([A-Z]\)|성분")
_AT_LABEL = re.compile(r"(?:은|는|이|가|:|=|\)|\s)*")


def _called_by(label: str) -> str:
    """Return a pattern for a label or number as a product text has it."""
    letters = r"\s?".join(map(re.escape, label.replace(" ", "")))
    if "=" in label:
        return rf"(?<![A-Za-z\d]){letters}(?!\d)"
    if label[-1].isdigit():
        return rf"(?i:(?<![A-Za-z\d]){letters}(?![\dA-Za-z]))\)?(?:\s?성분)?"
    held = rf"(?<![A-Za-z\d]){letters}\s?(?:성분|[액제상](?![가-힣]{{2}}))"
    return rf"(?:성분\s?\(?{letters}\)?|\({letters}\)(?:\s?성분)?|{held})"


_MADE_INTO = re.compile(
    r"(?:발효\s?여과물|발효\s?추출물|배양\s?여과액|발효물|발효액|발효품|여과물|여과액|추출물|추출액|엑기스|엑스(?![가-힣])|농축액|농축물|증류수|증류액|페이스트|식초|원료"
    r"|(?<![가-힣])거(?:예요|고)"
    r"|(?:[달우고][인린]|우려낸|내린|끓인|뽑은|짠)\s(?:물|액|즙))(?:이고|이에요|입니다|을|를|이|가|로|은|는|도)?"
)
"""What a thing is made into, by a name; «이걸 45%» is read with the amounts of the text."""
_DONE_TO_IT = re.compile(
    r"(?:우려낸|달인|내린|끓인|뽑은|짠|거른|걸러낸|[가-힣]{2,}(?:한|시킨|된))\s"
)
"""What was done, before what was made: «우려낸 추출물»."""
_ITS_SHARE = re.compile(
    r"(?:\s?\([^()%]{1,20}\))?(?:[^\d.,;:\n()]{0,14}|\s?[,:]\s?(?:함량|투입량|배합량|사용량)\s?[은:]?\s?)"
    r"(?:(?:약|딱|총|단|무려)\s?)?(?=\d)"
)
"""What stands between what was made and its share: «발효물을 크림에 5%», «발효한 거예요, 함량 3%»."""


def value_near(
    known: Knowledge, need: Need, found: Assessment, reading: Reading
) -> Assessment | None:
    """«98초에 풀리는 수분산»: the value of a property or part, where only one is stated."""
    claimed, span = need.quantity, found.span
    if claimed is None or span is None:
        return None
    others = {m.amount for m in reading.mentions if m.kind == "substance" and m.start != span.start}
    stated = [q for q in reading.quantities if agree(q.unit, claimed.unit)]
    beside = [q for q in stated if _BESIDE.fullmatch(_between(reading.text, span, q))]
    stated = beside or [q for q in stated if q not in others]
    if len(stated) != 1 or is_of_another(known, need, claimed, stated[0], reading):
        return None
    mention = Mention(span.start, span.end, span.text, None, amount=stated[0])
    return weigh_amount(known, need, claimed, mention)


_BESIDE = re.compile(
    r"[\s(:]*(?:평균|약|크기|입경|입자\s?크기|의|은|는|이|가|짜리|급|사이즈|인|\s|\(|:)*"
)
"""What may stand between a thing and its own value: «120nm 리포좀», «리포좀(평균 90nm)»."""


def _between(text: str, span: Span, q: Quantity) -> str:
    return text[span.end : q.start] if span.end <= q.start else text[q.end : span.start]


def weigh_property(known: Knowledge, need: Need, reading: Reading) -> Assessment:
    """A bare «pH 5 내지 7» against a bare «pH 5.5»; other values by the words around them."""
    claimed = need.quantity
    if claimed is None:
        return left_open(need, "언급 없음")
    said_of = need.element.text[: claimed.start]
    things = need.qualifiers or _content_of(known, need)
    property_ = next(iter(need.options[0].concepts), "") if need.options else ""
    named = SHORT_NAMES.get(property_)
    stated = [q for q in reading.quantities if agree(q.unit, claimed.unit)]
    called = [q for q in stated if named and named.search(reading.text[: q.start])]
    of_a_thing = things and not called and not _EFFECT_OF.search(said_of)
    content = content_asked(need) if claimed.unit.endswith("%") else None
    none = NONE_OF_IT[content].search(reading.text) if content and claimed.low <= 0 else None
    if none:
        return assessed(need, "inside range", "대응", False, words_of(none))
    if claimed.unit.endswith(("%", "부")) and of_a_thing and not content:
        # «상기 성분 A의 함유량이 0.1질량% 이상»: the amount of another element's thing.
        mention = _side(known, things[0], reading)
        if mention and mention.negated:
            return assessed(need, "negation", "미대응", True, span_of(mention))
        if mention:
            return weigh_amount(known, need, claimed, mention)
    stated = [q for q in stated if q.unit == claimed.unit] or stated
    stated = [q for q in stated if not is_of_another(known, need, claimed, q, reading)]
    if content:
        called = [q for q in stated if CONTENTS[content].search(reading.text[: q.start])]
        stated = [q for q in stated if not is_of_another_content(content, q, reading)]
    called = [q for q in called if q in stated]
    untold = None if called or not named else _UNTOLD[property_].search(reading.text)
    either = next((q for q in stated if _OR_ANOTHER.match(reading.text, q.end)), None)
    if either:
        span = Span(
            start=either.start, end=either.end, text=reading.text[either.start : either.end]
        )
        return assessed(need, "undecided", "판단불가", False, span)
    if untold and (UNDECIDED.search(untold["said"]) or NO_VALUE.search(untold["said"])):
        return assessed(need, "undecided", "판단불가", True, words_of(untold))
    if called:
        stated = called
    elif claimed.unit not in BARE_SCALES:
        words = [t.text for t in known.terms(need.element.text)]
        words += [_OF_IT.sub("", word) for word in words]
        words = list(dict.fromkeys(word for word in words if len(word) > 1))
        words += _kin_of_grains(need.element.text, reading.text)
        doings = [_RATE.sub("", word) for word in words if _RATE.search(word)]
        near = [
            known.near_words(q, words, reading.text) + _is_rate(q, doings, reading.text)
            for q in stated
        ]
        lone = len(stated) == 1 and claimed.unit not in COMMON_UNITS
        lone = lone and _of_its_order(stated[0], claimed)
        stated = [q for q, n in zip(stated, near, strict=True) if (n and n == max(near)) or lone]
    if not stated and claimed.unit not in COMMON_UNITS:
        # Several values of a unit that is seldom used: one inside is the one that is claimed.
        same_unit = [
            q
            for q in reading.quantities
            if agree(q.unit, claimed.unit) and not is_of_another(known, need, claimed, q, reading)
        ]
        inside = [q for q in same_unit if check(q, claimed, known.near_miss).verdict == "inside"]
        if inside:
            found = weigh_value(known, need, claimed, inside[0], reading)
            return found.model_copy(update={"hard": False})
    if not stated:
        return left_open(need, "언급 없음")
    q = at_most(said_of, stated[0])
    return weigh_value(known, need, claimed, q, reading)


_OR_ANOTHER = re.compile(
    r"\s?(?:이?냐|일지|인지|(?:으로|로)\s?(?:할지|갈지|할까|갈까))(?![가-힣]*\s?(?:따라|감지))"
)
"""«두께는 1.0이냐 2.0mm냐»: a value that is not settled."""


def is_of_size(stated: Quantity, claimed: Quantity, times: float) -> bool:
    """Whether a value lies within so many times the limits of a range: 30초 is no wear of days."""
    limits = [x for x in (claimed.low, claimed.high) if 0 < x < math.inf]
    value = stated.high if stated.high < math.inf else stated.low
    return bool(limits) and min(limits) / times <= value <= max(limits) * times


def at_most(measure: str, q: Quantity) -> Quantity:
    """Return «최대 6N·m» as the value that it is of «최대 토크», and «최소 …» likewise."""
    if _MOST.search(measure) and not math.isfinite(q.low):
        return replace(q, low=q.high)
    if _LEAST.search(measure) and not math.isfinite(q.high):
        return replace(q, high=q.low)
    return q


_MOST = re.compile(r"최대|최고|피크|peak|max", re.IGNORECASE)
_LEAST = re.compile(r"최소|최저|min", re.IGNORECASE)


def _kin_of_grains(claimed: str, text: str) -> list[str]:
    """Return what a text calls the grains or droplets that an element measures: 유화입자 of 유적."""
    return [m.group() for kin in _GRAINS if kin.search(claimed) for m in kin.finditer(text)]


_GRAINS = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"유적|유화\s?입자|에멀[젼전션]\s?입자|액적|(?:기름|오일|유화)\s?방울|내상\s?입자|분산상|(?<!spray )droplets?",
        r"(?:분무|분사|스프레이|미스트|안개)\s?(?:된\s)?(?:입자|방울|액적)|spray droplets?",
    )
)
"""What is measured alike, by several names each."""


_LEFT_OVER = re.compile(r"잔량|잔류량|잔존량|잔여량")
_IS_LEFT = re.compile(r"\s?(?:정도|쯤|가량|씩|밖에|만|이|가|나)?\s?(?:안\s)?남(?!짓|성|자)")
"""«바닥에 8% 정도 남아요»: what is left of a thing."""


def weigh_left_over(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«사용 후 내용물의 잔량이 3중량% 이하» against «바닥에 8% 정도 남아요»."""
    claimed = need.quantity
    if claimed is None or not _LEFT_OVER.search(need.element.text, 0, claimed.start):
        return None
    for q in reading.quantities:
        if agree(q.unit, claimed.unit) and _IS_LEFT.match(reading.text, q.end):
            return weigh_value(known, replace(need, residue=False), claimed, q, reading)
    return None


def weigh_push(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«펌핑 1회당 토출량이 0.15 내지 0.30mL» against «200 μL/stroke», «한번 누르면 0.15cc»."""
    claimed = next(
        (q for q in (need.quantity, *need.conditions) if q and q.unit in ("L", "g")), None
    )
    if claimed is None or need.absent:
        return None
    stated = [q for q in reading.quantities if agree(q.unit, claimed.unit)]
    pushed = next((q for q in stated if _is_of_a_push(q, reading.text)), None)
    if _PUSHED_OUT.search(need.element.text, 0, claimed.start):
        return weigh_value(known, need, claimed, pushed, reading) if pushed else None
    if not _PUSHES_OUT.match(need.element.text, claimed.end):
        return None
    seen = overlap(known.terms(need.element.text), reading, known.glossary)
    head = seen.said[-1] if seen.head else None
    if pushed is None and head and len(stated) == 1:
        beside = 0 <= stated[0].start - head.end <= 2
        pushed = stated[0] if beside else None
    found = weigh_value(known, need, claimed, pushed, reading) if pushed else None
    return found if found and (found.match == "미대응" or head) else None


_PUSHES_OUT = re.compile(
    r"(?:의\s[가-힣]+)?(?:을|를|이|가|씩)\s(?:토출|분사|펌핑|방출|분무|배출|도포)(?:하|되|시키)는"
)
"""«1회 0.5 내지 2.0cc를 토출하는 누름 헤드»: a part by what it lets out."""
_PUSHED_OUT = re.compile(
    r"(?:(?:토출|분사|펌핑|방출|분무|도포|배출)\S*량(?:은|이|는)?"
    r"|(?:1|한)\s?[회번](?:의)?\s?(?:누름|펌핑|가압|분사|토출|분무|작동|조작|압착)(?:에|당|시|마다|으로)?)\s?$"
)
"""«펌핑 1회당 토출량이 », «1회 누름에 »: what one push of a pump lets out."""
_PUSH = r"펌핑|펌프|누[르를]|눌러|토출|분사|분무|스프레이|짜|(?-i:push|pump|spray|stroke|shot|dose|actuation)"
_BEFORE_PUSHED = re.compile(
    rf"(?:(?:1|한)\s?[회번]\s?(?:당\s|에\s)?(?:(?:{_PUSH})[가-힣]{{0,3}})?|(?:토출|분사|분무|펌핑)(?:량|시)?|누르면|짜면)"
    r"(?:은|는|이|가|:)?\s?(?:약\s)?$"
    r"|(?:dosage|output|dose|dispens(?:es|ing)|discharge)(?:\s(?:volume|amount|rate))?\s?:?\s?(?:of\s|approx\.?\s)?$",
    re.IGNORECASE,
)
_PER_PUSH = re.compile(
    rf"\s?(?:/|per\s|씩\s?/?)\s?(?:1\s?)?(?:회|번|{_PUSH})|(?:이|가|씩)?\s?(?:정도\s)?(?:토출|분사|분무)(?=[되됩된돼량])",
    re.IGNORECASE,
)


def _is_of_a_push(q: Quantity, text: str) -> bool:
    """«200 μL/stroke», «한번 누르면 0.15cc», «토출 0.5mL/회»: how much comes out at once."""
    before = _BEFORE_PUSHED.search(text, max(0, q.start - 24), q.start)
    return before is not None or _PER_PUSH.match(text, q.end) is not None


def _is_rate(q: Quantity, doings: Sequence[str], text: str) -> bool:
    """Whether a share is how much is done: «30분 용출 82%» for 용출률."""
    before = _BEFORE_SHARE.sub("", text[max(0, q.start - 16) : q.start])
    return before.endswith(tuple(doings))


_BEFORE_SHARE = re.compile(r"(?:은|는|이|가)?\s?(?:약\s)?$")


def _content_of(known: Knowledge, need: Need) -> tuple[Option, ...]:
    """Return the thing that a property is the content of: 단백질 of «단백질 함량»."""
    for option in need.options:
        words = _CONTENT_OF.sub("", option.span.text)
        concept = known.glossary.lookup(words) if words != option.span.text else None
        if concept and concept.kind in ("substance", "class"):
            return (Option((Hit(option.span.start, option.span.end, words, concept),)),)
    return ()


_CONTENT_OF = re.compile(r"\s?(?:함유량|함량)$")
ORDERS = 10.0
"""Factor beyond a range from which on a size that nothing names is that of another thing."""


def _of_its_order(q: Quantity, claimed: Quantity) -> bool:
    """Whether a lone length may be the one claimed: «폼 0.5cm» is no 100 to 300 ㎛ of its pores."""
    if claimed.unit != "m" or not math.isfinite(claimed.low) or not math.isfinite(claimed.high):
        return True
    return is_of_size(q, claimed, ORDERS)


def weigh_dose(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«체중 kg당 1 내지 10mg을 투여하는 단계»: by the dose, where the product states one on the body."""
    things = (o.hits[0].concept.kind in THINGS for o in (*need.options, *need.qualifiers))
    if need.element.kind == "substance" or any(things):
        return None
    asked = (*need.conditions, *((need.quantity,) if need.quantity else ()))
    claimed = next((q for q in asked if q.unit == ON_BODY), None)
    every = [q for q in reading.quantities if q.unit == ON_BODY]
    if claimed is None or not every:
        return None
    stated = next((q for q in every if check(q, claimed).verdict == "inside"), every[0])
    return weigh_value(known, need, claimed, stated, reading)


def _side(known: Knowledge, option: Option, reading: Reading) -> Mention | None:
    """Return the mention of one side of a ratio, sure ones first."""
    mine = [m for m in reading.mentions if known.relation(option, m) in ("same", "species")]
    return min(mine, key=lambda m: (m.negated, m.amount is None), default=None)


def _is_member(known: Knowledge, mention: Mention, whole: Mention) -> bool:
    """Whether a mention is of the class that another names."""
    one, other = mention.concept, whole.concept
    return one is not None and other is not None and known.glossary.is_a(one.id, other.id)


def _is_base(need: Need) -> bool:
    """Whether the element is the base that the other amounts count on: «배추 100중량부»."""
    quantity = need.quantity
    return (
        quantity is not None
        and quantity.unit == "중량부"
        and quantity.is_value
        and quantity.low == 100
    )
