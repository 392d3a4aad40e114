"""Amounts in a product text: which number belongs to which name, and in what unit.

A number stands after its name or leads it; a list states its unit once («BEMT 2.5, EHT 2 (wt%)»,
«A 6, B 4, C 1중량부»); a total is shared; a part of a stated total (100 g 기준, 1 g당) is a share.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evidence.mentions import Mention, is_share
from evidence.quantities import RATIO, Quantity, Ratio, find_quantities, find_ratios

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BREAK = re.compile(r"[.!?\n;](?:\s|$)|→|…")
_SEPARATOR = re.compile(r"[,;/·+|&\n]|\s(?:및|그리고|and)\s|(?:와|과|랑|하고)\s")
_DONE = re.compile(
    r"(?:들어간|들어가는|들어\s?있는|넣은|넣는|넣고|함유한|함유하는|함유된|포함한|포함하는|포함된|쓴|쓰는|쓰고|사용한|배합한"
    r"|배합된|첨가한|첨가된|담은|무첨가|미첨가|미사용|미함유|미포함|제로|프리|free|없는|없이|않은|않고|안\s?넣은|뺀|빼고"
    r"|대신|말고|아니라|아니고|기반|베이스)\s*$",
    re.IGNORECASE,
)
"""A name is done with before an amount: «A가 들어간 5% B»."""
_LEADS = re.compile(r"\s*(?:의|짜리|인|농도의|함량의|이상의|이하의|정도의|씩의|of)?\s*")
"""«5% 나이아신아마이드», «5%의 나이아신아마이드»."""
_LOOSE_LEAD = re.compile(r"\s?(?:함유|배합|농도|고함량|고농도)\s?(?:의|된|한)?\s?")
_TOTAL = re.compile(
    r"(?:합(?:계|산|쳐서?|하여|해서?|이|은|으로)?|도합|총량?|통틀어|total(?:ing)?|섞어서?)\s*(?:은|는|이|로)?\s*(?:총|합|약)?\s*$",
    re.IGNORECASE,
)
_SUM = re.compile(r"(?:=|합계?|총합?|합쳐서?|더해서?|total)\s*(?:은|는|이|:)?\s*$", re.IGNORECASE)
_SOLVENT_OF = re.compile(
    r"\s?(?:(?:수용액|용액|에탄올|주정|물)?\s?(?:으로|로|에|에서)\s?(?:환류\s?)?"
    r"|(?:에탄올|주정|알코올|알콜)\s?(?:수용액)?(?:으로|로)\s[^,.;\n]{0,20}?)(?:추출|침출|우려|우린|달인|용출|뽑)"
)
"""«에탄올 70% 수용액으로 추출한»: the strength of a solvent, no share of the product."""
IS_TESTED_AT = re.compile(
    r"\s?(?:w/[wv]\s?)?(?:수용액|용액|aq(?:ueous)?\.?|sol(?:utio)?n\.?|in\s(?:water|H2O))(?:의|에서|에서의|일\s?때|\s?기준)?[\s,:=]{0,2}(?:(?:절대\s?|겉보기\s?)?점도|viscosity|pH|\d[\d.,~-]*\s?[k만천]?\s?(?:m?Pa|c[pP]))"
    r"|\s(?:점도|viscosity)\s?:?\s?[^()]{1,24}\)\s?[:=]?\s?\d",
    re.IGNORECASE,
)
"""«HPMC(2% 수용액 점도 4,000 cP) 22%»: the strength of the solution that a value is measured at."""
_BECAME = re.compile(r"\s?(?:→|->|⇒)\s?\d")
"""«2% → 4%»: the first value is gone."""
_EACH = re.compile(r"(?:각각|각|모두|둘\s?다|셋\s?다|each)\s*$", re.IGNORECASE)
_JOINED_NAMES = re.compile(
    r"\s*(?:성분|추출물|등)?\s*(?:,|와|과|및|나|이나|랑|이랑|하고|·|/|\+|&|and|or|도|:|을|를|\s)+\s*(?:\d\s?(?:종|가지))?\s*",
    re.IGNORECASE,
)
_BALANCE = r"잔량|잔여량|나머지|밸런스|balance|bal\.|q\.?s\.?(?:\s?to\s?100)?|to\s?100|up\s?to\s?100|ad\s?100"
_BALANCE_AFTER = re.compile(
    rf"\s*(?:\([^()]*\))?\s*(?:은|는|이|가|을|를|로|으로)?\s*(?:{_BALANCE})", re.IGNORECASE
)
_BALANCE_BEFORE = re.compile(
    r"(?:나머지|잔량|밸런스|balance)\s?(?:\d[\d.]*\s?%)?\s?(?:은|는|를|을|로|의)?\s?(?:모두|전부|다)?\s*$",
    re.IGNORECASE,
)
_WHOLE_BASE = re.compile(
    r"(?:1회\s?(?:제공|섭취|복용|투여)?(?:량|분량)|총량?|전체|전량|합계|총\s?중량|(?:생산\s?|제조\s?|1\s?)?(?:배치|로트|벌크|뱃치|batch|lot)\s?(?:사이즈|기준|크기|용량|size)?|(?:생산|제조|제작)\s?(?:기준\s?)?량|조성물(?:\s?총\s?중량)?|제품|처방|배합|내용물|제형)\s?(?:은|는|의|이|을|량)?\s*$"
)
_PER = re.compile(r"\s*(?:당|기준|중(?!량)|per\b|에\s?대하여|에\s?대해)")
_DOSE = re.compile(
    r"(?:(?:\d|한|1회)\s?(?:정|포|알|캡슐|환|스틱|병|봉|개|회분?)|정제|tablet|capsule)\s?(?:당|에|은|는|\()?\s?(?:총\s?)?$",
    re.IGNORECASE,
)
_OF_DOSE = re.compile(
    r"\)?\s?(?:에|당|중(?!량)|기준|안에|속에|가운데)(?:는|서|\s|,|:)|\s?\]|\)?\s?:\s"
)
"""«1정(500mg)에», «한 포 2g 중»: one unit is the whole that the amounts in it are counted on."""
_ON_BASE = re.compile(
    r"\s*(?:당|기준|대비|에\s?대하여|에\s?대해|에(?=\s)|per\b|(?:\)|\s(?:투입량?|원료\s?투입량?|배합량?|사용량|계량|레시피|처방))?\s?:)",
    re.IGNORECASE,
)
_UNITS = (
    r"(?P<unit>중량\s?%|질량\s?%|중량\s?퍼센트|wt\.?\s?%|%\s?\(?w/[wv]\)?|w/[wv]\s?%|mg\s?/\s?(?:g|kg|m[lL])|g\s?/\s?(?:kg|L|100\s?g)|kg\s?/\s?(?:m[³3]|㎥)"
    r"|부피\s?%|vol\.?\s?%|v/v\s?%|%\s?v/v|중량\s?부|질량\s?부|phr|pbw|퍼센트|ppm|%|g|mg)"
)
_UNIT_NOTE = re.compile(
    rf"\s*(?:편의상\s|이하\s|수치는\s|값은\s|모든\s수치\S?\s)?(?:단위|전부|모두|다|각|합계?|총합?|total)?\s*[:=]?\s*(?:100(?:\.0+)?\s*,?\s*)?(?:단위\s*:?\s*)?{_UNITS}"
    r"(?=\s*(?:$|,|기준|단위|임|으?로))",
    re.IGNORECASE,
)
_UNIT_ENDS = re.compile(rf"[가-힣](?:,|\s/)\s?(?:단위\s?:?\s?)?{_UNITS}\s*$", re.IGNORECASE)
"""«(시멘트 100 기준, 중량부)»: the unit behind another note."""
_UNIT_SAID = re.compile(
    r"(?<!\d)(?<!\d\s)(?P<first>중량\s?%|질량\s?%|wt\.?\s?%|중량\s?부|질량\s?부)\s?기준(?=[.:,\s]|이[에고며라]|임|입|으로|예|$)"
    r"|(?<![가-힣])(?:모두|전부|전체|다|수치는|숫자는|함량은|all\s(?:in\s)?)\s?"
    r"(?P<all>중량\s?%|질량\s?%|wt\.?\s?%|부피\s?%|vol\.?\s?%|중량\s?부|질량\s?부|phr|pbw)"
    r"(?=\s*(?:$|[,.)]|기준|단위|임(?![가-힣])|입니다|예요|이에요|이고|으?로))"
    r"|(?:단위\s?(?:는|은|:)?|(?:=|합계?|총)\s?100(?:\.0+)?|(?:배합|처방|조성|함량|비율)\S{0,3}?)"
    rf"\s?{_UNITS}(?![A-Za-z])(?!\s?\d)",
    re.IGNORECASE,
)
_ASIDES = re.compile(r"[(\[](?P<inside>[^()\[\]]*)[)\]]")
_NO_AMOUNT = (
    r"(?!\s*(?:종|가지|원|만\s?원|월|년|호|차|번|대(?![가-힣]|\s[가-힣A-Za-z][가-힣A-Za-z\s]{0,14}\d)|명|살|세대|x|개|매|장|단|겹|회|시간|분|초|일|주"
    r"|[A-Za-z℃°㎛㎚㎜%]|도(?![가-힣])|:\s?\d))"
)
_LEAD_IN = r"(?:\s?\([^()]*\))?\s?(?:[:=|—–]\s?|은\s|는\s|을\s|를\s|이\s|가\s|에\s|약\s)*"
_BARE_AFTER = re.compile(
    rf"{_LEAD_IN}(?:(?P<grade>\d{{2,4}})\s)?(?P<n>{_NUMBER}){_NO_AMOUNT}(?![\w~-]|\.\w)"
    rf"|{_LEAD_IN}(?P<m>{_NUMBER})"
    r"(?=(?:를|을|이고|이며|이랑|이에|이|고|에|로|으로|정도|씩|예요|이에요|입니다)(?![가-힣]{2}))"
    rf"|\s?(?P<k>{_NUMBER})(?=\s?[A-Z]{{2,}}|\s[A-Z][A-Za-z\d]{{2,}}\s?\d)"
)
_LISTED_BARE = re.compile(
    rf"(?:^|[,:;/(\n·\]|]|(?<=[%부]\)))\s*(?P<name>[A-Za-z가-힣][^,:;/\n()|%]{{1,40}}?(?:\s?\([^()%]{{1,40}}\))?)\s"
    rf"(?P<n>{_NUMBER})\s*(?=[,/;\n)·|(]|$|\s—|[.](?:\s|$))"
)
BARE_LIST = 3
"""From how many names with unitless numbers on a run reads as a formula in per cent, where no unit
is stated at all."""


def amounts(
    text: str, mentions: Sequence[Mention], quantities: Sequence[Quantity]
) -> tuple[list[Mention], tuple[Quantity, ...]]:
    """Return the mentions with their amounts, unknown listed names added, and all quantities."""
    text, noted = _without_grades(text, quantities)
    quantities = [q for q in quantities if q not in noted]
    as_stated = {q.start: q for q in reversed(quantities)}  # a rate stands behind its amount
    quantities = _of_total(text, mentions, quantities)
    dose = next((q for q in quantities if q.unit == "g" and _is_dose(text, q)), None)
    strengths = set(_strengths(text, mentions, quantities))
    shares = [q for q in quantities if q not in strengths]
    bare_of_ways = _BY_SOLVENT.sub(lambda way: " " * len(way.group()), text)
    attached = _attach(bare_of_ways, mentions, shares)
    found = [_with_stated(m, as_stated, dose) for m in attached]
    found = _told_after(text, _in_brackets(text, found), shares)
    found = _between_two(text, found, shares)
    found, terms = _in_ratio(text, found, quantities)
    found = _by_weight_of(text, _counted_as(text, _against(text, found, quantities)))
    found = _of_the_one_before(text, found)
    found, bare = _bare(text, found, quantities, {q.start for q in terms})
    found = _in_the_volume(text, found, quantities, bare)
    bare += [q for q in terms if is_share(q)]
    found = _balanced(text, _of_compounds(text, _of_items(text, found, (*quantities, *bare))))
    led = {q.end: q for q in strengths}
    found = [_weighed(_as_pure(text, m, quantities, led)) for m in found]
    return _with_grades(found, noted), tuple(
        sorted((*quantities, *bare, *noted), key=lambda q: q.start)
    )


def _without_grades(text: str, quantities: Sequence[Quantity]) -> tuple[str, tuple[Quantity, ...]]:
    """Blank what grade a raw material is of before its share: «아시아티코사이드 (순도 94%) 0.3%»."""
    places = [m.span() for m in _GRADED.finditer(text)]
    noted = tuple(q for q in quantities if any(start <= q.start < end for start, end in places))
    return _GRADED.sub(lambda m: " " * len(m.group()), text) if noted else text, noted


def _with_grades(mentions: Sequence[Mention], noted: Sequence[Quantity]) -> list[Mention]:
    """Give what was noted before a share to the name it is of, and to the property that it is."""
    found = list(mentions)
    for q in noted:
        before = [i for i, m in enumerate(found) if m.end <= q.start]
        for i in before[-2:]:
            m = found[i]
            if m.kind == "property" and m.amount is None and i == before[-1]:
                found[i] = replace(m, amount=q)
            elif m.kind == "substance" and not q.unit.endswith("%"):
                found[i] = replace(m, values=(*m.values, q))
    return found


_PURITY = rf"(?:순도|정량치?|퓨리티|assay|purity)\s?[:=]?\s?(?:약\s?)?{_NUMBER}\s?(?:%|퍼센트|프로)"
_PURE = r"(?:\s?(?:이상|↑|\+|급|짜리|인|의|pure|or\smore|min\.?))*"
_SIZED = (
    r"(?:(?:평균|중량\s?평균|수평균|avg\.?|average|mean|D50|M[wW]|mol\.?\s?wt\.?|molecular\s(?:weight|size)|분자량|입경|입도|입자\s?크기|particle\s?size|size)\s?[:=]?\s?){0,3}"
    rf"{_NUMBER}\s?(?:k?Da|킬로\s?달톤|달톤|nm|㎚|[µμu]m|㎛|마이크론|마이크로미터|나노미터|microns?)(?![A-Za-z])"
)
_GRADED = re.compile(
    rf"(?<=[가-힣A-Za-z\d)])(?:은|는|이|가)?\s?(?:"
    rf"\(\s?(?:{_PURITY}|{_NUMBER}\s?%(?=\s?(?:이상|↑|\+|pure))){_PURE}\s?\)"
    rf"|(?<=\s){_PURITY}{_PURE}(?:\s?(?:원료|제품|등급|품|파우더|분말|그레이드|grade))?"
    rf"|(?<=\s){_SIZED}(?:\s?(?:급|짜리|크기|사이즈|정도|이하))?(?:\s?\([^()\d]{{1,10}}\))?"
    rf")(?:을|를|은|는|이|가|로|으로|의)?(?=\s(?:약\s)?{_NUMBER}\s?(?:중량\s?|wt\.?\s?)?%)",
    re.IGNORECASE,
)
"""Purity, molar mass or particle size between a name and its share, which is the share of no more than it."""


_SOLVENT = r"(?:발효\s?)?(?:주정|에탄올|알코올|알콜|메탄올)|EtOH|MeOH|(?:m)?ethanol"
_BY_SOLVENT = re.compile(
    rf"(?<=[가-힣A-Za-z)])(?<=\S)(?:을|를|의)?\s(?:\d[\d.~-]*\s?(?:%|vol%|v/v%|프로|퍼센트)\s?)?(?:{_SOLVENT})"
    r"\s?(?:수용액)?(?:(?:으로|로|에|에서)\s(?:[가-힣]{1,6}\s)?(?:우린|우려낸|추출한|뽑은|뽑아낸|침출한|달인|얻은)\s?)?\s?"
    r"(?:추출(?:물|액)|엑기스|침출액|ext(?:ract)?\b\.?)",
    re.IGNORECASE,
)
"""«병풀 전초 60% 에탄올 추출물을 2%», «감초를 주정으로 우린 추출물 1%»: a way between a plant and its share."""


def _in_the_volume(
    text: str, mentions: Sequence[Mention], quantities: Sequence[Quantity], bare: Sequence[Quantity]
) -> list[Mention]:
    """Count masses whose unit is said once on a stated volume: «1포 10mL에 A 500 / B 213 (mg)»."""
    masses = {q.start for q in bare if q.unit == "g"}
    volumes = (q for q in quantities if masses and q.unit == "L" and q.is_value and q.low > 0)
    whole = next((q for q in volumes if _is_whole(text, mentions, q)), None)
    if whole is None:
        return list(mentions)
    return [
        replace(m, amount=_share(q, whole), values=(*m.values, q))
        if (q := m.amount) and q.start in masses and q.start >= whole.end
        else m
        for m in mentions
    ]


def _with_stated(
    mention: Mention, as_stated: dict[int, Quantity], dose: Quantity | None
) -> Mention:
    """Keep beside a share the mass that it is: «1정(500mg)에 A 100mg», «1정(500mg) 중 A 20%»."""
    amount = mention.amount
    own = as_stated.get(amount.start) if amount else None
    if amount is None or own is None:
        return mention
    if own.unit == amount.unit:
        if dose is None or own.unit not in ("%", "중량%") or own.start < dose.start:
            return mention
        part = dose.low / 100
        own = replace(own, low=own.low * part, high=own.high * part, unit="g", scale=dose.scale)
    return replace(mention, values=(*mention.values, own))


def _weighed(mention: Mention) -> Mention:
    """Keep beside a volume of water its mass: a litre weighs a kilogram."""
    amount = mention.amount
    if amount is None or amount.unit != "L" or not _WATER.fullmatch(mention.text):
        return mention
    low, high, scale = (1000 * n for n in (amount.low, amount.high, amount.scale))
    mass = replace(amount, low=low, high=high, scale=scale, unit="g")
    return replace(mention, values=(*mention.values, mass))


_WATER = re.compile(
    r"물|정제수|증류수|생수|[가-힣]*이온수|냉수|온수|수돗물|맹물|(?:purified |distilled |DI )?water|aqua",
    re.IGNORECASE,
)
_STRENGTH = r"(?P<strength>\d[\d,]*(?:\.\d+)?\s?(?:%|퍼센트|프로|ppm))"
_SOLUTION = r"(?:수용액|용액|원액|희석액|농축액|분산액|페이스트|액|원료|solution)"
_INTO = r"(?:을|를|은|는|으로|로)?\s?(?:제품에\s)?"
_NOTED = r"(?:[A-Za-z가-힣\s-]{1,16},\s?)?"
"""«(USP, 99.7%)»: what a bracket says before the strength."""
_STRENGTH_BEHIND = re.compile(
    rf"\s?(?:{_STRENGTH}\s?(?:농도의?\s)?{_SOLUTION}"
    rf"|{_SOLUTION}?\s?\({_NOTED}(?:순도|농도|함량)?\s?{_STRENGTH.replace('strength', 'inside')}"
    rf"\s?{_SOLUTION}?\)){_INTO}$"
)
"""«구연산 50% 수용액을 (20%)», «암모니아수(28%) (8%)»: what stands between a thing and its share."""
_STRENGTH_BEFORE = re.compile(rf"{_STRENGTH}\s?(?:농도의?\s)?$")
_AS_SOLUTION = re.compile(rf"\s?{_SOLUTION}{_INTO}$")
_WATERS = re.compile(r"[아소]수$|과수$")
"""암모니아수, 과산화수소수, 과수: names of what is sold as a solution."""


NEARLY_PURE = 90.0
"""Strength, in per cent, from which on a raw material is taken for the thing: «95% 에탄올 30%»."""


def _strengths(
    text: str, mentions: Sequence[Mention], quantities: Sequence[Quantity]
) -> Iterator[Quantity]:
    """Yield the shares that say how strong a thing is, its own behind it: «70% 에탄올 30%에»."""
    shares = [q for q in quantities if q.unit.endswith("%") and q.is_value]
    names = [m for m in mentions if m.kind == "substance"]
    for q, own in itertools.pairwise(shares):
        inside = [m for m in names if q.end <= m.start and m.end <= own.start]
        if len(inside) != 1 or any(0 <= q.start - m.end <= 1 for m in names):
            continue
        m = inside[0]
        led = _GRADE.fullmatch(text, q.end, m.start) and not _IN_A_ROW.search(text, 0, q.start)
        behind = _ITS_SHARE.fullmatch(text, m.end, own.start)
        follows = any(_LEADS.fullmatch(text, own.end, o.start) for o in names if o.start >= own.end)
        if led and behind and not follows:
            yield q


_GRADE = re.compile(r"\s?(?:의|짜리|농도의?|순도의?)?\s?")
_ITS_SHARE = re.compile(r"\s?(?:을|를|은|는|이|가)?\s?(?:약\s?)?\(?")
_IN_A_ROW = re.compile(r"[%％]\s?[가-힣A-Za-z]{2,16}\s?[,·/+]?\s?$")
"""«3% 판테놀, 5% 글리세린 2%»: shares that lead their names."""


def _as_pure(
    text: str, mention: Mention, quantities: Sequence[Quantity], led: dict[int, Quantity]
) -> Mention:
    """Count a share of a raw material of a stated strength on the thing itself: 8% of a 28% solution.

    Strengths that lead a name with a share of its own are given by where they end.
    """
    if mention.kind != "substance" or mention.amount is None or not is_share(mention.amount):
        return mention
    grade = next((q for end, q in led.items() if 0 <= mention.start - end <= 6), None)
    if grade is not None and grade.end <= mention.start:
        part = 1.0 if grade.low >= NEARLY_PURE else grade.low / 100
        q = mention.amount
        return replace(mention, amount=replace(q, low=q.low * part, high=q.high * part))
    for share in quantities:
        if share.start < mention.end or not share.unit.endswith("%") or not share.is_value:
            continue
        between = text[mention.end : share.start]
        behind = _STRENGTH_BEHIND.fullmatch(between)
        before = _STRENGTH_BEFORE.search(text, max(0, mention.start - 16), mention.start)
        solution = _AS_SOLUTION.fullmatch(between) or (
            between.isspace() and _WATERS.search(mention.text)
        )
        if behind:
            strength = behind["strength"] or behind["inside"]
        elif before and solution:
            strength = before["strength"]
        else:
            continue
        strong = find_quantities(strength)[0].low
        part = 1.0 if strong >= NEARLY_PURE else strong / 100
        pure = replace(share, low=share.low * part, high=share.high * part)
        return replace(mention, amount=pure)
    return mention


def _told_after(
    text: str, mentions: Sequence[Mention], quantities: Sequence[Quantity]
) -> list[Mention]:
    """«레티날을 포접해서 안정화했습니다. 함량 0.06%»: what the sentence before is about."""
    made = list(mentions)
    for q in quantities:
        led = _AMOUNT_FIRST.search(text, 0, q.start) if is_share(q) else None
        if led is None:
            if is_share(q) and (of := _made_before(text, made, q)) is not None:
                made = [
                    replace(m, amount=q if i == of else None if m.amount == q else m.amount)
                    for i, m in enumerate(made)
                ]
            continue
        begin = max(text.rfind(c, 0, led.start()) for c in ".!?\n") + 1
        about = (i for i, m in enumerate(made) if begin <= m.start and m.end <= led.start())
        first = next((i for i in about if made[i].kind == "substance"), None)
        if first is not None and made[first].amount is None and _ABOUT.match(text, made[first].end):
            made[first] = replace(made[first], amount=q)
    return made


def _made_before(text: str, mentions: Sequence[Mention], q: Quantity) -> int | None:
    """Return what is told to be made into what has a share: «감태를 … 동결건조. 이걸 45%», «… 발효한 걸 5%»."""
    led = _OF_WHAT_IS_MADE.search(text, 0, q.start)
    if led is None:
        return None
    whole = led["whole"]
    if whole and not text[q.end :].startswith(")"):
        return None
    end = led.start()
    if noun := led["noun"]:  # «현미식초예요. 이 식초 12%에»
        alike = [i for i, m in enumerate(mentions) if m.end <= end and m.text.endswith(noun)]
        return alike[-1] if alike and mentions[alike[-1]].amount is None else None
    begin = max((m.end() for m in _SENTENCE_END.finditer(text, 0, max(end - 1, 0))), default=0)
    named = [
        i
        for i, m in enumerate(mentions)
        if m.kind == "substance"
        and m.concept
        and begin <= m.start
        and m.end <= end
        and not m.negated
        and _ABOUT.match(text, m.end)
    ]
    done = re.search(_MADE_SO, text[begin : q.start])
    first = named[0] if named and done else None
    return first if first is not None and mentions[first].amount is None else None


_SENTENCE_END = re.compile(r"(?<![A-Z])[.!?](?:\s|$)|\n")
_MADE_SO = r"추출|발효|농축|건조|우[려린렸]|달[이인여]|증류|분쇄|착즙|짜|뽑|배양|볶|덖|숙성"
_OF_WHAT_IS_MADE = re.compile(
    r"(?:[.!?\n]\s?(?:이걸|이것을|이를|그걸|그것을|이렇게\s만든\s\S{1,6}?(?:을|를)|이\s(?P<noun>추출물|추출액|발효물|발효액|농축액|식초|분말|오일|증류액|여과물)(?:을|를|은|는|이|가|의)?)"
    r"|[한된린낸은운킨힌]\s(?:걸|것을|거를|것)(?:\s(?:받아|받아서|사다|구해|들여와))?"
    r"|(?P<whole>[한다됨음요]\s?\((?:완제품|제품|전체|최종\s?제품|총량|배합|처방)(?:의|에서|\s?중|\s?기준)))\s?(?:약\s?|총\s?)?$"
)
"""What stands for a thing that the words before tell the making of."""


def _between_two(
    text: str, mentions: Sequence[Mention], quantities: Sequence[Quantity]
) -> list[Mention]:
    """«사슬연장제는 0.3과 0.5 사이에서 실험 중»: an amount of which the two limits are told."""
    made = list(mentions)
    for i, m in enumerate(mentions if _BETWEEN.search(text) else ()):
        told = _OF_BETWEEN.match(text, m.end) if m.kind == "substance" else None
        if told is None:
            continue
        stated = next((q for q in quantities if q.start == told.start("high")), None)
        like = stated or next((q for q in quantities if is_share(q)), None)
        low, high = (float(told[n].replace(",", "")) for n in ("low", "high"))
        if like is not None and low < high:
            low, high = low * like.scale, high * like.scale
            own = replace(like, start=told.start("low"), end=told.end("high"), low=low, high=high)
            made[i] = replace(m, amount=own)
    return made


_UNIT = r"(?:중량|wt)?\s?[%％]|퍼센트|프로|ppm|중량부|부"
_BETWEEN = re.compile(r"\d\s?\S{0,3}?(?:와|과|이랑|랑|하고|에서|~)\s?\d[\d.,]*\s?\S{0,3}?\s?사이")
_OF_BETWEEN = re.compile(
    rf"(?:은|는|을|를|이|가|의|\s?함량은)?\s(?P<low>{_NUMBER})\s?(?:{_UNIT})?(?:와|과|이랑|랑|하고|에서|~)\s?(?P<high>{_NUMBER})\s?(?:{_UNIT})?\s?사이"
)
_AMOUNT_FIRST = re.compile(
    r"[.!?\n]\s*(?:그\s)?(?:함량|농도|배합량|첨가량|사용량|투입량)(?:은|는|이|:)?\s?(?:약\s)?$"
)
_ABOUT = re.compile(r"(?:을|를|은|는|이|가|도|만)\s")


def flat(text: str) -> str:
    """Return ``text`` without what stands in closed brackets."""
    return _ASIDE.sub("", text)


def _of_total(
    text: str, mentions: Sequence[Mention], quantities: Sequence[Quantity]
) -> list[Quantity]:
    """Count masses and parts on a stated total (총량 100g에 …, 1 g당 …, 250mL 캔에 …) as shares."""
    for index, total in enumerate(quantities):
        if total.unit not in ("g", "L", "중량부") or not total.is_value or total.low <= 0:
            continue
        units = ("g", "L") if total.unit == "L" else (total.unit,)
        parts = [q for q in quantities if q.unit in units and q is not total]
        if _is_whole(text, mentions, total):
            behind = _NOTED_BASE.match(text, total.end) and _BASE_NOTE.search(text, 0, total.start)
            rest = quantities[:index] if behind else quantities[index + 1 :]
            parts = [q for q in rest if q.unit in units]
        elif not (
            (_SUM.search(text[: total.start]) or _ALL_IN.search(text, 0, total.start))
            and (total.unit == "g" or len(parts) > 1)
            and _makes(text, parts, total)
        ):
            continue
        return [_share(q, total) if q in parts else q for q in quantities]
    return list(quantities)


_BASE_NOTE = re.compile(
    r"(?:[(\[]|[.,]\s?)(?:[가-힣]{1,6}\s){0,2}(?:모두|전부|다|이상|위\s\S+|각각?)?\s?$"
)
_NOTED_BASE = re.compile(r"\s?(?:당|기준)(?:으로|이에요|입니다|이고|임|예요|이며)?\s?(?:[)\].]|$)")
"""«A 1g, B 80mg (분말 100g 기준)»: what the amounts before it are counted on."""


def _is_whole(text: str, mentions: Sequence[Mention], total: Quantity) -> bool:
    """Whether an amount is the whole that others are counted on: «총량 100g에», «크림 1 g당»."""
    before, after = text[: total.start], text[total.end :]
    if _WHOLE_BASE.search(before[-16:]) and _ON_BASE.match(after):
        return True
    named = any(m.kind == "substance" and 0 <= total.start - m.end <= 2 for m in mentions)
    if not named and _PER_ENGLISH.search(before[-12:]):
        return True
    if _NOTED_BASE.match(after) and _BASE_NOTE.search(before):
        return True
    if total.unit == "L":
        return not named and bool(_IN_A_PACK.match(after))
    if total.unit == "g" and (_is_dose(text, total) or _is_one_pack(text, total)):
        return True
    return total.unit == "g" and not named and bool(_PER.match(after) or _IN_ONE.match(after))


_PER_ENGLISH = re.compile(r"(?<![A-Za-z])per\s?(?:each\s)?$", re.IGNORECASE)
"""«(per 100 g)»: what amounts are counted on, in English."""


def _makes(text: str, parts: Sequence[Quantity], total: Quantity) -> bool:
    """Whether parts make up a total: to the gram, or with a rest (나머지) that is named."""
    made = sum(q.high for q in parts)
    if math.isclose(made, total.low, rel_tol=0.01):
        return True
    return 0 < made <= total.low and re.search(_BALANCE, text, re.IGNORECASE) is not None


_ALL_IN = re.compile(
    r"(?<![가-힣])(?:(?:총|전체|도합)\s?(?:중량|량|무게|분량)?|(?:1|한)\s?(?:회\s?분|포|병|봉|스쿱|캔|팩)|배치)\s?(?:은|는|이|:|=)?\s?(?:약\s?)?$"
)
_IN_A_PACK = re.compile(
    r"(?:\s?[,/]\s?(?:1|한)\s?회\s?(?:분|량|복용분)?)?\)?\s?(?:들이\s?)?(?:(?:한|1)\s?)?(?:캔|병|컵|팩|포|파우치|페트|바이알|앰플|튜브|음료)?(?:\s(?:영양\s?성분|영양|함량|성분))?\s?(?:당|기준|에(?:는|\s)|(?:(?:캔|병|컵|팩|포|음료)|(?<=\)))\s?중(?!량))"
)
"""«250mL 캔에», «500mL당»: the volume that the amounts are in."""


_IN_ONE = re.compile(
    r"\s?(?:짜리|들이|용량의?)?\s?(?:[가-힣]{1,6}\s?)?(?:크림|로션|세럼|앰플|토너|에센스|팩|밤|연고|겔|젤|정제|정|캡슐|환|포|스틱|바|젤리|병|봉지|봉|파우치|제품|내용물|배치|반죽|음료|원단위)"
    r"\s?(?:하나|(?:한|1)\s?(?:개|포|병|봉|정|캡슐|스틱|알|팩))?\s?(?:당|기준|중(?!량)|에(?:는|\s)(?!맞|어울|걸|녹|섞))"
)
"""«50g 크림 기준», «3g짜리 스틱에», «500mg 정제 중»."""


def _is_dose(text: str, total: Quantity) -> bool:
    """Whether a mass is that of one unit to be taken: «1정(500mg)에»."""
    return bool(_DOSE.search(text[: total.start]) and _OF_DOSE.match(text[total.end :]))


def _is_one_pack(text: str, total: Quantity) -> bool:
    """«2g 스틱포 … 한 포에 A 100mg»: the mass of the unit in which the amounts are told further on."""
    pack = _PACK.match(text, total.end)
    return pack is not None and any(
        one["unit"] in pack.group() for one in _IN_ONE_PACK.finditer(text, pack.end())
    )


_PACK_UNIT = r"포|정|캡슐|스틱|봉|파우치|알|환|병|바"
_PACK = re.compile(
    rf"\s?(?:짜리|들이|용량)?\s?(?:[가-힣]{{1,4}}\s?)?(?:{_PACK_UNIT})(?![가-힣]{{2}})"
)
_IN_ONE_PACK = re.compile(rf"(?<![가-힣\d])(?:한|1)\s?(?P<unit>{_PACK_UNIT})(?:에(?=는|\s)|당)")
"""«한 포에 », «1정당»."""


def _share(part: Quantity, total: Quantity) -> Quantity:
    if total.unit == "L":
        factor, unit = (100.0, "부피%") if part.unit == "L" else (0.1, "w/v%")
    else:
        factor, unit = 100.0, "중량%"
    factor /= total.low
    low, high, scale = part.low * factor, part.high * factor, part.scale * factor
    return replace(part, low=low, high=high, unit=unit, scale=scale)


def _carries(text: str, mention: Mention, quantity: Quantity) -> bool:
    """Whether a name may have a quantity; a solvent, blanked in the text, has no share."""
    kinds = ("substance", "property")
    if is_share(quantity) and text[mention.start : mention.end].isspace():
        return False
    if is_share(quantity) and mention.concept is not None and mention.concept.id in _NO_SHARE:
        return False
    if is_share(quantity):
        return mention.kind in kinds or _is_ingredient(text, mention, quantity)
    return mention.kind in (*kinds, "structure", "step", "other")


_NO_SHARE = frozenset(
    {
        "particle_size",
        "average_particle_size",
        "molecular_weight",
        "weight_average_molecular_weight",
        "number_average_molecular_weight",
        "viscosity",
    }
)
"""Properties that are never a share: the 7% of «실리카는 평균입경 5㎛짜리 7%» is the silica's."""


def _is_ingredient(text: str, mention: Mention, quantity: Quantity) -> bool:
    """«고추장 40%»: a food right before its share; the «앰플» of «비타민C 앰플 5%» has none."""
    if mention.kind != "category":
        return False
    if not _BESIDE_SHARE.fullmatch(text, mention.end, quantity.start):
        return False
    before = text[max(0, mention.start - 4) : mention.start]
    return not _NAMED_BY.search(before) or bool(_BEGINS_ANEW.search(before))


_BESIDE_SHARE = re.compile(r"(?:은|는|을|를|이|가)?\s?(?:함량\S?\s)?[(|:]?\s?(?:약\s?)?")
_NAMED_BY = re.compile(r"[가-힣A-Za-z\d]\s?$")
_BEGINS_ANEW = re.compile(
    r"(?:[가-힣](?:고|며|지만|[는인은]데요?|어요|에요|니다|에|서|하고|이?랑)|및)\s$"
    r"|(?:발효|저염|저당|국산|재래식?|전통|매운|순창|태양초|찹쌀|볶음|수제|시판|무염|유기농|숙성|생)\s?$"
)
"""«밥은 줄이고 볶음김치 24%», «양념인데요 고추장 40%»: what stands before the name is no part of it."""


def _gap(text: str, start: int, end: int) -> str:
    gap = flat(text[start:end])
    closing = gap.find(")")
    if closing >= 0 and "(" not in gap[:closing]:
        gap = gap[:closing].rpartition(",")[0] + gap[closing + 1 :] if closing else gap[1:]
    return gap


def _reaches(text: str, mention: Mention, quantity: Quantity) -> bool:
    """Whether a name before a quantity stands in one breath with it."""
    gap = re.sub(
        r"\d[\d.]*\s?%?\s?(?:이상|이하|초과|미만)?\s?(?:→|->|⇒|에서|[이가]?\s?아니(?:라|고)|말고|대신)\s?(?:딱\s?)?$",
        "",
        _ITS_SIZE.sub(" ", _gap(text, mention.end, quantity.start)),
    )
    if len(gap) > 24 or _BREAK.search(gap):
        return False
    if re.search(r"\d", re.sub(r"^[가-힣]*\d+|[A-Za-z]+-?\d+", "", gap)) and is_share(quantity):
        inner = [q for q in find_quantities(gap) if is_share(q)]
        if inner:
            return False
    if re.search(r"\d\s+(?:\S+\s)*[A-Za-z가-힣]{2,}\s*$", re.sub(r"^[가-힣]*\d+", "", gap)):
        return bool(_TOTAL.search(gap) or _EACH.search(gap) or not is_share(quantity))
    apart = _SEPARATOR.search(gap)
    if apart and re.search(r"[가-힣A-Za-z]", gap[apart.end() :]):
        words = gap[apart.end() :].strip()
        return bool(_TOTAL.search(words) or _EACH.search(words))
    return True


_ITS_SIZE = re.compile(
    r"(?:중량\s?|수\s?)?(?:평균\s?)?(?:입자?\s?크기|입경|입도|크기|분자량|(?<![A-Za-z])Mw|직경|지름|d50)\s?(?:은|는|이|가)?\s?(?:약\s)?"
    r"\d[\d.,~]*\s?(?:십만|백만|만|천)?\s?(?:nm|㎚|[uμµ]m|㎛|mm|k?Da|달톤|나노|마이크론|미크론)(?:짜리|급|인|의)?(?:를|을|로|으로|것)*\s?",
    re.IGNORECASE,
)
"""«실리카는 평균입경 5,000nm짜리 7%»: what size it is stands between a thing and its share."""


def _precedes(text: str, quantity: Quantity, mention: Mention) -> bool:
    gap = _gap(text, quantity.end, mention.start)
    if _OPENS.search(gap) and _ITEM.match(text, mention.end):
        return False  # «조성물 50부(정제수 100, …)»: what is in the bracket has amounts of its own
    return len(gap) <= 24 and not _BREAK.search(gap) and not _SEPARATOR.search(gap + " ")


_OPENS = re.compile(r"[(\[:]\s*$")
_ITEM = re.compile(rf"\s?{_NUMBER}\s?[^\s\d,]{{0,4}}\s?[,/·+]")


def _in_brackets(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Give «보존제 1%(페녹시에탄올)», «AHA 8% (글리콜산 단독)» the share of the class before the bracket.

    Of several names in the bracket it is what they make up in all.
    """
    made = list(mentions)
    for genus in mentions:
        amount = genus.amount
        of_class = genus.concept is not None and genus.concept.kind == "class"
        if amount is None or not is_share(amount) or not of_class or amount.start < genus.end:
            continue
        aside = _BEHIND.match(text, amount.end)
        if aside is None:
            continue
        start, end = aside.span("inside")
        inside = [i for i, m in enumerate(mentions) if start <= m.start and m.end <= end]
        if any(mentions[i].kind != "substance" or mentions[i].amount for i in inside):
            continue
        named = {k for i in inside for k in range(mentions[i].start, mentions[i].end)}
        if any(text[k].isdigit() for k in range(start, end) if k not in named):
            continue
        for i in inside:
            made[i] = replace(made[i], amount=amount, shared_amount=len(inside) > 1)
    return made


_BEHIND = re.compile(r"\s?[(\[](?P<inside>[^()\[\]]+)[)\]]")


class _Placing:
    """Gives each quantity of a text to the names it stands beside."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.text = text
        self.mentions = mentions
        self.held: dict[int, list[Quantity]] = {i: [] for i in range(len(mentions))}
        self.shared: set[int] = set()

    def place_in_turn(self, quantities: Sequence[Quantity]) -> set[Quantity]:
        """«A와 B를 각각 2%, 5%»: give as many shares as names to the names in turn; return them."""
        given: set[Quantity] = set()
        for match in _IN_TURN.finditer(self.text):
            run: list[Quantity] = []
            end = match.end()
            for q in quantities:
                if q.start < end:
                    continue
                if not is_share(q) or not _NEXT_IN_TURN.fullmatch(self.text, end, q.start):
                    break
                run.append(q)
                end = q.end
            names = _named_before(self.text, match.start(), len(run))
            if len(run) < 2 or not names:
                continue
            for (begin, stop), q in zip(names, run, strict=True):
                inside = [
                    i
                    for i, m in enumerate(self.mentions)
                    if m.kind == "substance" and begin <= m.start < stop
                ]
                self._give(inside[-1] if inside else None, q)
                given.add(q)
        return given

    def place_each(self, quantities: Sequence[Quantity]) -> set[Quantity]:
        """«A·B·C 각 1kg», «A와 B는 3%씩», «… 셋 다 1%»: give an amount to each name; return those given."""
        given: set[Quantity] = set()
        for q in quantities:
            lead = _EACH_LEAD.search(self.text, max(0, q.start - 24), q.start)
            tail = _EACH_TAIL.match(self.text, q.end)
            if not (is_share(q) or q.unit in _MASSES) or not (lead or tail):
                continue
            count = _COUNTS.get(lead["n"] or "", 0) if lead else 0
            end = lead.start() if lead else q.start
            run = self._listed_before(end) or self._last(count, end)
            if len(run) < 2 and (lead is None or lead["each"]):
                run = self._listed_after(tail.end() if tail else q.end)
            if len(run) > 1:
                given.add(q)
                for i in run:
                    self._give(i, q)
        return given

    def _listed_before(self, end: int) -> list[int]:
        """Return the names of the list that ends at a place, brackets about it or not."""
        end = _LIST_END.search(self.text, max(0, end - 24), end).start()  # type: ignore[union-attr]
        begin = 0
        if self.text[end - 1 : end] == ")":
            begin = self.text.rfind("(", 0, end)
            inside = self._joined_before(end - 1, begin + 1)
            if len(inside) > 1:
                return inside
        return self._joined_before(end, 0)

    def _joined_before(self, end: int, begin: int) -> list[int]:
        run: list[int] = []
        for i in range(len(self.mentions) - 1, -1, -1):
            m = self.mentions[i]
            if m.end > end or m.kind != "substance":
                if m.start < end and m.end <= end:
                    break
                continue
            if m.start < begin:
                break
            gap = flat(self.text[m.end : end])
            if not (_LISTING.fullmatch(gap) if run else not gap.strip()):
                break
            run.append(i)
            end = m.start
        return run[::-1]

    def _listed_after(self, start: int) -> list[int]:
        run: list[int] = []
        for i, m in enumerate(self.mentions):
            if m.start < start:
                continue
            gap = flat(self.text[start : m.start])
            led = _LISTING.fullmatch(gap) if run else _LEADS.fullmatch(gap)
            if m.kind != "substance" or not led:
                break
            run.append(i)
            start = m.end
        return run

    def _last(self, count: int, end: int) -> list[int]:
        """Return the last so many names before «둘 다», «세 성분 모두» that have no amount yet."""
        named = [
            i
            for i, m in enumerate(self.mentions)
            if m.kind == "substance" and m.end <= end and not self.held[i]
            if not _AMOUNT_NEXT.match(self.text, m.end)
        ]
        return named[-count:] if 1 < count <= len(named) else []

    def place(self, q: Quantity) -> None:
        """Give one quantity away; one that no name stands beside stays alone."""
        if q.unit == "g" and _is_dose(self.text, q):
            return
        if self.text[q.start : q.end].isspace():
            return  # of a solvent
        if _NOTED_BASE.match(self.text, q.end) and _BASE_NOTE.search(self.text, 0, q.start):
            return
        if is_share(q) and (
            (q.low == 100 and q.unit.endswith("%") and _SUM.search(self.text[: q.start]))
            or _SOLVENT_OF.match(self.text[q.end :])
            or IS_TESTED_AT.match(self.text, q.end)
            or _BECAME.match(self.text[q.end :])
        ):
            return
        inside = [
            i
            for i, m in enumerate(self.mentions)
            if q.start <= m.start and m.end <= q.end and m.kind == "property"
            if not re.search(r"\d", self.text[q.start : m.start])  # «0.1질량%» has no 질량
        ]
        last, first = self._before(q), self._after(q)
        gap = self.text[q.end : self.mentions[first].start] if first is not None else ""
        leads = first is not None and bool(_LEADS.fullmatch(gap) or _LOOSE_LEAD.fullmatch(gap))
        if leads is False and first is not None and self._is_of_the_rest(q, gap):
            self._give(first, q)
            return
        step = None if is_share(q) else self._step(q)
        if inside or step is not None:
            self._give(inside[0] if inside else step, q)
        elif first is not None and leads and (last is None or self._is_done(last, q)):
            self._give(first, q)
        elif last is not None and self._is_free(last, q):
            self._give_back(last, q)
        elif first is not None and len(gap) <= 16 and not _SAID_OF_IT.match(gap):
            self._give(first, q)
        self._also_its_bearer(q, first if _BEARS.fullmatch(gap) else None)

    def _is_of_the_rest(self, q: Quantity, gap: str) -> bool:
        """«나머지 3%는 글리세린», «폼 무게의 0.8%가 황산은»: what a part of the whole is said to be."""
        lead = _REST.search(self.text, max(0, q.start - 12), q.start)
        return is_share(q) and lead is not None and bool(_IS.fullmatch(gap))

    def _is_free(self, i: int, q: Quantity) -> bool:
        if is_share(q):
            return not any(is_share(other) for other in self.held[i])
        return all(q.unit != other.unit for other in self.held[i])

    def _give(self, i: int | None, q: Quantity) -> None:
        if i is not None and self._is_free(i, q):
            self.held[i].append(q)

    def _before(self, q: Quantity) -> int | None:
        """Return the name before a quantity that it belongs to, if any is in reach."""
        found = [
            i
            for i, m in enumerate(self.mentions)
            if m.end <= q.start
            and _carries(self.text, m, q)
            and _reaches(self.text, m, q)
            and _outside(self.text, m, q)
        ]
        if not found:
            return None
        last = found[-1]
        if is_share(q) and self._is_where(last, q):
            return next((i for i in found[-2::-1] if self._is_told_of(i, last)), last)
        if is_share(q) and self.mentions[last].kind == "property":
            # «코폴리머 고형분 15%»: how it is counted stands between the name and its share.
            start = self.mentions[last].start
            ahead = [
                i
                for i in found
                if self.mentions[i].kind == "substance"
                and re.fullmatch(r"\s?(?:의\s)?", self.text[self.mentions[i].end : start])
            ]
            return ahead[-1] if ahead else last
        if not is_share(q):
            # «평균 입경 8㎛ PMMA»: a value goes to the property that stands before it.
            return next((i for i in found[::-1] if self.mentions[i].kind == "property"), last)
        return last

    def _is_where(self, i: int, q: Quantity) -> bool:
        """«아데노신은 수상에 400ppm»: a name that only says where a thing goes."""
        return bool(_WHERE.fullmatch(self.text, self.mentions[i].end, q.start))

    def _is_told_of(self, i: int, where: int) -> bool:
        """Whether a name without an amount is what is put there."""
        gap = self.text[self.mentions[i].end : self.mentions[where].start]
        return not self.held[i] and bool(_TOLD_OF.fullmatch(gap))

    def _after(self, q: Quantity) -> int | None:
        return next(
            (
                i
                for i, m in enumerate(self.mentions)
                if m.start >= q.end and _carries(self.text, m, q) and _precedes(self.text, q, m)
            ),
            None,
        )

    def _step(self, q: Quantity) -> int | None:
        """Return the step whose condition a value is: «28도에서 6일 1차 발효, 8도에서 숙성»."""
        if q.unit not in ("℃", "s", "Pa", "rpm"):
            return None
        begin = max((m.end() for m in STAGE.finditer(self.text, 0, q.start)), default=0)
        stop = STAGE.search(self.text, q.end)
        end = stop.end() if stop else len(self.text)
        steps = [
            i
            for i, m in enumerate(self.mentions)
            if m.kind == "step" and begin <= m.start and m.end <= end
        ]
        after = [i for i in steps if self.mentions[i].start >= q.end]
        return after[0] if after else steps[-1] if steps else None

    def _is_done(self, last: int, q: Quantity) -> bool:
        """Whether the name before a quantity has what it needs, so that the next may claim it."""
        gap = self.text[self.mentions[last].end : q.start]
        placed = not is_share(q) and self.mentions[last].kind != "property" and _PLACE.search(gap)
        return bool(
            not self._is_free(last, q) or _DONE.search(gap) or re.search(r",\s*$", gap) or placed
        )

    def _give_back(self, last: int, q: Quantity) -> None:
        """Give a quantity to the name before it, and to those it sums or is said of each."""
        words = _gap(self.text, self.mentions[last].end, q.start)
        run = _run(self.text, self.mentions, last, self.held) if is_share(q) else [last]
        total = bool(_TOTAL.search(words))
        within = [
            i
            for i, m in enumerate(self.mentions)
            if self.mentions[last].end < m.start and m.end < q.start and m.kind == "substance"
        ]
        if total and within:
            run = [last, *within]  # «히알루론산 3종(A, B, C) 합쳐서 1%»
        if total and len(run) > 1:
            self.shared.update(run)
        elif not (_EACH.search(words) or re.match(r"\s?씩", self.text[q.end :])):
            run = _aliases(self.text, self.mentions, last, q)
        for i in run:
            self._give(i, q)

    def _also_its_bearer(self, q: Quantity, led: int | None) -> None:
        """«밀랍(융점 63℃)», «HLB 9인 유화제»: a property's value is its bearer's as well."""
        owner = next(
            (
                i
                for i, held in self.held.items()
                if q in held and self.mentions[i].kind == "property"
            ),
            None,
        )
        if owner is None or is_share(q):
            return
        at = self.mentions[owner].start
        bearers = [
            i
            for i, m in enumerate(self.mentions)
            if m.kind == "substance" and re.fullmatch(r"\s*[(\[][^()\[\]]*", self.text[m.end : at])
        ]
        self._give(bearers[-1] if bearers else led, q)


_WHERE = re.compile(r"(?:층|쪽|상)?에(?:서|다|다가)?\s(?:약\s|총\s)?")
_TOLD_OF = re.compile(r"(?:은|는|이|가|을|를)\s[^,.;:\d\n]{0,16}")
_MASSES = frozenset({"g", "L", "mol/L", "IU", "CFU", "CFU/g", "CFU/mL"})
_COUNTS = {"둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다섯": 5, "여섯": 6}
_COUNTS |= {str(n): n for n in range(2, 10)}
_EACH_LEAD = re.compile(
    rf"(?:(?<![가-힣A-Za-z\d.])(?P<n>{'|'.join(_COUNTS)})\s?(?:가지|종|개|종류)?\s?(?:다|(?:성분|원료|약재|재료|물질|추출물|분말|오일|허브)?(?:은|는|이|가|을|를)?\s?(?:다|모두|전부|각각|각|똑같이)?)"
    r"|(?<![가-힣])(?P<each>각각|각|모두|똑같이|동일하게|공히|골고루|each))\s*(?:약\s*)?$",
    re.IGNORECASE,
)
_EACH_TAIL = re.compile(r"\s?(?:씩|each)", re.IGNORECASE)
_LIST_END = re.compile(
    r"(?:\s(?:성분|원료|약재|재료))?(?:을|를|은|는|이|가|도|의)?\s?(?:함량|농도|양)?(?:을|를|은|는|이|가)?\s*[:=]?\s*$"
)
"""What may stand between a list and «각각»."""
_LISTING = re.compile(
    r"\s*(?:성분|추출물|분말|오일)?\s*(?:,|와|과|및|이?랑|이?나|하고|·|ㆍ|/|\+|&|\sand\s|\s)"
    r"(?:\s*[가-힣A-Za-z]{2,10}?(?<![고며서은는한된인을를])(?:,|와|과|이?랑|하고|·|ㆍ|/|\+|&))*\s*(?:및|그리고)?\s*",
    re.IGNORECASE,
)
"""What stands between the names of a list, names that nobody knows among them."""
_AMOUNT_NEXT = re.compile(r"\s?\(?\d")
_SAID_OF_IT = re.compile(r"(?:이고|이며|인데|이라서?|이에요|예요|입니다|임)\s")
"""«블렌드는 5%이고 알지네이트 1%»: a share that is said of what stands before it."""
_REST = re.compile(
    r"(?:나머지|남은|그\s?중|이\s?중|그\s?가운데|(?:무게|중량|질량|전체|총량)(?=의))(?:의|에서)?\s?(?:약\s?)?$"
)
_IS = re.compile(r"\s?(?:은|는|이|가)\s")
_IN_TURN = re.compile(
    r"(?:각각|차례로|순서대로|순(?:서)?으로)\s*(?:약\s*)?|(?<=[을를])\s(?=\d[\d.]*\s?%\s?(?:와|과|,|·|/|및)\s?\d)"
)
"""«A와 B를 각각 2%, 5%», «A와 B를 2%와 5%로»."""
_NEXT_IN_TURN = re.compile(r"\s*(?:[,·/]|와|과|및)?\s*")
STAGE = re.compile(
    r"(?:(?<!\d),|,(?!\d))(?![^()]*\))"
    r"(?!\s?(?:약\s?)?\d[\d.~-]*\s?(?:시간|분|초|일|rpm|회|[mMk]?Pa|bar|기압|배))"
    r"(?!\s?\d[\d.~-]*\s?(?:℃|도)(?:에서)?\s(?:하루|이틀|사흘|\d[\d.~-]*\s?(?:시간|분|일|h|hr|min))(?:\s?반|간|\s?동안)?\s?(?:→|->|=>|$))"
    r"(?!\s?(?:RH|(?:상대\s?)?습도)\s?\d)"
    r"(?!(?<=[간분초일],)\s?\d[\d.~-]*\s?(?:℃|도(?![가-힣])))"
    r"|→|[-=]>|⇒|➔|➡|▶|\s[>–|│-]\s|[①-⑳]|(?<![vw])/(?!\s?\d|\s?(?:상대\s?)?습도|\s?RH)|(?<=[가-힣)])\s/\s(?=\d)"
    r"|(?<!\b[A-Z])[.](?=\s|$)|;(?=\s|$)|\n|[가-힣](?:고|며|(?<!에)서|\s?(?:후|뒤|다음)에?)\s"
    r"|\s(?=[2-9]\)\s)|(?:만든|얻은|숙성(?:한|시킨)|발효(?:한|시킨)|말린|볶은|구운|절인|데친|삶은|튀긴|달인|우린|불린|익힌|(?<![가-힣])찐|쪄낸)\s(?=[가-힣]{1,8}(?:을|를)\s)"
)
"""Where one stage of a process ends and the next begins; not between its heat and its time."""
_BEARS = re.compile(r"\s*(?:의|짜리|인|급의?)?\s?(?:[가-힣]{1,5}\s)?")
"""What may stand between a property's value and what has it: «HLB 9짜리 비이온 유화제»."""
_PLACE = re.compile(r"(?:에|에는|에서|와|과|랑|하고|안쪽|내면|내부)\s*$")


def _attach(
    text: str, mentions: Sequence[Mention], quantities: Sequence[Quantity]
) -> list[Mention]:
    placing = _Placing(text, mentions)
    given = placing.place_in_turn(quantities)
    given |= placing.place_each([q for q in quantities if q not in given])
    for q in quantities:
        if q not in given:
            placing.place(q)
    made = []
    for i, m in enumerate(mentions):
        amount = _chosen(placing.held[i], m)
        values = tuple(q for q in placing.held[i] if q is not amount)
        base = _is_base(text, amount)
        shared = i in placing.shared
        made.append(replace(m, amount=amount, values=values, shared_amount=shared, base=base))
    return made


def _chosen(held: Sequence[Quantity], mention: Mention) -> Quantity | None:
    shares = [q for q in held if is_share(q)]
    masses = [q for q in held if q.unit in ("g", "L", "mol/L", "CFU", "CFU/g", "CFU/mL")]
    if mention.kind == "substance" and (shares or masses):
        return (shares or masses)[0]
    if mention.kind == "property" and mention.concept:
        warm = bool(_TEMPERATURE.search(" ".join(mention.concept.names)))
        own = [q for q in held if (q.unit == "℃") == warm and (warm or q.unit != "s")]
        return next(iter(own or held), None)
    return held[0] if held else None


_TEMPERATURE = re.compile(r"온도|융점|녹는점|어는점|비점|전이|temperature|melting", re.IGNORECASE)


def _is_base(text: str, amount: Quantity | None) -> bool:
    return (
        amount is not None
        and amount.unit in ("g", "중량부")
        and amount.is_value
        and bool(_ON_BASE.match(text[amount.end :]))
    )


def _run(
    text: str, mentions: Sequence[Mention], last: int, held: dict[int, list[Quantity]]
) -> list[int]:
    """Return the names joined with the one before a total, all still without a share."""
    run = [last]
    for i in range(last - 1, -1, -1):
        gap = text[mentions[i].end : mentions[run[-1]].start]
        joined = _JOINED_NAMES.fullmatch(gap) or re.fullmatch(r"\s*(?:\d\s?종)?\s*\(\s*", gap)
        if mentions[i].kind != "substance" or not joined or any(is_share(q) for q in held[i]):
            break
        run.append(i)
    return run[::-1]


def _aliases(text: str, mentions: Sequence[Mention], last: int, q: Quantity) -> list[int]:
    """«이스코트리지놀(DEBT) 5%»: a name in brackets behind another is the same thing."""
    m, ahead = mentions[last], mentions[last - 1] if last else None
    if ahead is None or ahead.kind != m.kind:
        follows = mentions[last + 1] if last + 1 < len(mentions) else None
        inside = follows and follows.end <= q.start and follows.kind == m.kind
        return [last, last + 1] if inside and follows and _glossed(text, m, follows) else [last]
    gap = text[ahead.end : m.start]
    if re.match(r"\s*[)\]]", text[m.end : q.start]) and re.fullmatch(r"\s*[(\[]\s*", gap):
        return [last - 1, last]
    classes = [x for x in (m, ahead) if x.concept and x.concept.kind == "class"]
    if classes and re.fullmatch(r"\s?(?:계|계열|형|타입)?\s?", gap):
        return [last - 1, last]
    if m in classes and re.fullmatch(r"(?:을|를|으로|로)\s(?:총\s)?", gap):
        return [last - 1, last]  # «불화나트륨을 불소 1,450 ppm»
    held_in = re.fullmatch(r"\s?\(", gap) and text[q.end : q.end + 1] == ")"
    if m in classes and held_in and not _NOTED_BEFORE_SHARE.match(text, ahead.end):
        return [last - 1, last]  # «불화나트륨(불소 1450 ppm)»: what it is counted as
    if ahead in classes and re.fullmatch(r"(?:은|는|로|로는|으로|으로는)\s", gap):
        return [last - 1, last]  # «점증제는 카보머 0.3%»: the class is filled by the name
    return [last]


def _glossed(text: str, mention: Mention, other: Mention) -> bool:
    """Whether the second name stands alone in brackets behind the first."""
    return bool(
        re.fullmatch(r"\s*[(\[]\s*", text[mention.end : other.start])
        and re.match(r"\s*[)\]]", text[other.end :])
    )


def _outside(text: str, mention: Mention, q: Quantity) -> bool:
    """Whether no bracket closes between a name and a number, but for a name alone in brackets.

    What a bracket notes before a share («감태추출물(디엑콜 25mg/g) 40%») is no share of the name either.
    """
    noted = _NOTED_BEFORE_SHARE.match(text, mention.end) if is_share(q) else None
    if noted and noted.start("note") <= q.start < noted.end("note"):
        return False
    depth = 0
    for char in text[mention.end : q.start]:
        depth += (char in "([") - (char in ")]")
        if depth < 0:
            alone = re.search(r"[(\[]\s*$", text[: mention.start])
            return bool(alone and re.match(r"\s*[)\]]", text[mention.end :]))
    return True


_NOTED_BEFORE_SHARE = re.compile(
    r"\s?\((?P<note>(?!\s?(?:총|합|약)?\s?\d[\d.]*\s?%?\))[^()]*\d[^()]*(?:\([^()]*\)[^()]*)?)\)(?:은|는|을|를|이|가)?\s?"
    r"(?:약\s?|총\s?)?\d[\d.,]*\s?(?:중량\s?|질량\s?|wt\.?\s?|부피\s?)?(?:%|％|퍼센트|프로|g(?![가-힣A-Za-z/]))"
)
"""«홍삼농축액(70% 주정 추출 후 농축) 15%»: a bracket with a number, and the share behind it."""


def _in_ratio(
    text: str, mentions: Sequence[Mention], quantities: Sequence[Quantity]
) -> tuple[list[Mention], list[Quantity]]:
    """Give the names of a ratio its terms: «A·B·C를 1:2:0.5로», «A 100 : B 20», «A 5에 B 1의 비율».

    Terms of three or more that are said to be shares of the whole («순서대로 50:30:20 (중량%)») are
    amounts; of a ratio they are values of unit ``비``, beside what the text says of how much. What is
    said of all of them behind it («… 2:1로 섞어 30%», «… 반반 20%») is shared out.
    """
    made, read = list(mentions), list[Quantity]()
    for names, terms, unit in _ratios_of(text):
        values = [_term_value(text[start:end]) for start, end in terms]
        total = next((q for q in quantities if _is_of_all(text, max(terms)[1], q)), None)
        for (begin, stop), (start, end), value in zip(names, terms, values, strict=True):
            term = Quantity(start, end, value, value, False, False, unit)
            read.append(term)
            inside = [
                i for i, m in enumerate(made) if m.kind == "substance" and begin <= m.start < stop
            ]
            plain = [i for i in inside if text[made[i].start - 1 : made[i].start] != "("]
            for i in (i for i in inside if i >= max(plain, default=0)):
                m = made[i]
                if total and (m.amount is None or m.amount.start == total.start):
                    part = value / sum(values)
                    own = replace(total, low=total.low * part, high=total.high * part)
                    m = made[i] = replace(m, amount=total, shared_amount=True, own_amount=own)
                share = m.amount is None and is_share(term)
                made[i] = replace(m, amount=term) if share else replace(m, values=(*m.values, term))
    return made, read


def is_open_ratio(text: str, ratio: Ratio) -> bool:
    """Whether a ratio is but one of two that are thought of: «비율은 3:1이냐 5:1이냐 시험 중»."""
    return _OR_THAT_ONE.match(text, ratio.end) is not None


_OR_THAT_ONE = re.compile(
    r"\s?(?:이?냐|인지|일지|(?:으?로)\s?(?:할지|갈지|할까|갈까)|(?:과|와|이?랑|이나|,|/|\svs\.?|\s?또는|\s?아니면)\s?\d[\d.]*\s?:\s?\d[\d.]*\s?(?:중에?|사이|을|를)?\s?(?:검토|고민|시험|테스트|비교|논의|협의|저울질|중))"
    r"|\s?(?:을|를)?\s?(?:검토|고민|시험|테스트|비교|논의|협의)\s?중"
)


def _term_value(number: str) -> float:
    return float(number.replace(",", "")) if number[:1].isdigit() else 1.0


def _is_of_all(text: str, end: int, q: Quantity) -> bool:
    """Whether an amount behind a ratio is that of all its things together."""
    if not (is_share(q) or q.unit in ("g", "L")) or not 0 <= q.start - end <= 30:
        return False
    said = _MIX_OF.fullmatch(text, end, q.start)
    return said is not None and not _EACH_TAIL.match(text, q.end)


_MIX_OF = re.compile(
    r"\)?의?\s?(?:중량|질량|혼합|배합)?(?:비율?)?(?:으?로|씩|인)?(?:,(?=\s?(?:총|합|도합)))?\s?"
    r"(?:(?:섞|혼합|배합|블렌딩|조합)[가-힣]*\s?(?:혼합물|복합물|블렌드|[가-힣]{0,4}오일|추출물)?(?:을|를|은|는|이|가|의)?|(?:해서|하여))?\s?"
    r"(?:총|합쳐서?|합계|합이?|도합|전체)?\s?(?:약\s?)?"
)
"""What stands between a ratio and the amount of the whole."""


def _ratios_of(
    text: str,
) -> Iterator[tuple[list[tuple[int, int]], list[tuple[int, int]], str]]:
    """Yield the places of the names of each ratio, those of its terms, and the terms' unit."""
    for ratio in find_ratios(text):
        if not ratio.exact or is_open_ratio(text, ratio):
            continue
        terms = [
            (ratio.start + m.start(), ratio.start + m.end())
            for m in re.finditer(_NUMBER, text[ratio.start : ratio.end])
        ]
        if len(terms) != len(ratio.terms):
            continue
        names = _named_before(text, ratio.start, len(terms))
        unit = _unit_of_terms(text, ratio.end, [low for low, _ in ratio.terms])
        if names:
            yield names, terms, unit or ratio.basis + RATIO
    for parts in _named_terms(text):
        unit = _unit_of_terms(text, parts[-1].end(), [_value(m) for m in parts])
        if not unit and _is_recipe(text, parts):
            continue
        yield [m.span("name") for m in parts], [m.span("n") for m in parts], unit or RATIO
    for match, places in _equal_parts(text):
        yield places, [match.span()] * len(places), RATIO


def _is_recipe(text: str, parts: Sequence[re.Match[str]]) -> bool:
    """«토닉 배합: 물 70, 에탄올 25, 글리세린 5»: water among parts of 100 that no bracket holds, a formula."""
    start, names = parts[0].start(), [m["name"].strip() for m in parts]
    if len(parts) < BARE_LIST or text.count("(", 0, start) > text.count(")", 0, start):
        return False
    return any(_WATER.fullmatch(name) for name in names)


def _unit_of_terms(text: str, end: int, values: Sequence[float]) -> str:
    """Return the unit of terms that make 100 and are said to be shares: «70:30 (wt%)»; else "".

    Two terms without a bracket behind them are but a ratio.
    """
    said = _TERMS_IN.match(text, end) if abs(sum(values) - 100) < 0.5 else None
    if said is None or (len(values) == 2 and not said["bracket"]):
        return ""
    return _as_unit(said["unit"])[0]


def named_ratios(text: str) -> tuple[Ratio, ...]:
    """Return the ratios whose terms stand beside their names: «A 80 : B 20», «A와 B를 동량»."""
    beside = [
        Ratio(
            parts[0].start(),
            parts[-1].end(),
            tuple((value, value) for value in (_value(m) for m in parts)),
            "",
        )
        for parts in _named_terms(text)
    ]
    equal = [
        Ratio(*match.span(), ((1.0, 1.0),) * len(names), "") for match, names in _equal_parts(text)
    ]
    times = [
        Ratio(*m.span("n"), ((1.0, 1.0), (n, n)) if m["led"] else ((n, n), (1.0, 1.0)), "")
        for m in _TIMES.finditer(text)
        if (n := _TIMES_WORDS.get(m["n"], 0.0) or float(m["n"].replace(",", ""))) > 0
    ]
    return (*beside, *equal, *times)


_TIMES_WORDS = {"두": 2.0, "세": 3.0, "네": 4.0, "다섯": 5.0, "여섯": 6.0, "열": 10.0}
_TIMES = re.compile(
    rf"(?:[가-힣A-Za-z]{{2,12}}(?P<led>(?:에다?|\s?대비)\s)[가-힣A-Za-z]{{1,12}}(?:을|를|은|는|이|가)?|[가-힣A-Za-z]{{1,12}}(?:을|를|은|는|이|가)\s[가-힣A-Za-z]{{2,12}}(?:의|\s?대비))"
    rf"\s(?:약\s)?(?P<n>{_NUMBER}|{'|'.join(_TIMES_WORDS)})\s?배"
)
"""«간장에 물 세 배», «물을 쌀의 5배로»."""


def _equal_parts(text: str) -> Iterator[tuple[re.Match[str], list[tuple[int, int]]]]:
    """Yield where the text says that what it has just named is there in equal parts, with the names."""
    for match in _EQUAL.finditer(text):
        for n in range(MOST_EQUAL, 1, -1):
            names = _named_before(text, match.start(), n)
            if names and all(b - a <= LONGEST_NAME for a, b in names):
                yield match, names
                break


def _named_terms(text: str) -> Iterator[list[re.Match[str]]]:
    for match in _NAMED_TERMS.finditer(text):
        yield list(_NAMED_TERM.finditer(text, *match.span()))
    for match in _PARTS_OF_100.finditer(text):
        listed = match.span("list" if match["list"] else "sum")
        parts = list(_NAMED_TERM.finditer(text, *listed))
        if len(parts) > 1 and math.isclose(sum(_value(m) for m in parts), 100):
            yield parts


def _value(term: re.Match[str]) -> float:
    return float(term["n"].replace(",", ""))


def _named_before(text: str, end: int, count: int) -> list[tuple[int, int]]:
    """Return the places of the ``count`` names joined before a ratio; none where there are fewer."""
    begin = max(end - LONGEST_LIST, max(text.rfind(c, 0, end) for c in ".!?\n") + 1)
    head = _RATIO_SAID.sub("", text[begin:end])
    with_it = _WITH.search(head)  # «A를 B와 2:1로»
    head = head[: with_it.start()] if with_it else head
    edges = [begin]
    for match in (_JOINED_WITH if with_it else _JOINED).finditer(head):
        edges += [begin + match.start(), begin + match.end()]
    edges.append(begin + len(head))
    pieces = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if text[a:b].strip()]
    if count == 2 and len(pieces) == 1 and (pair := _TWO_WORDS.fullmatch(text, *pieces[0])):
        return [pair.span("one"), pair.span("other")]  # «설탕 식초 1:1»
    return pieces[-count:] if len(pieces) >= count else []


_JOINED = re.compile(
    r"\s*(?:,(?!\d)|[:·/+&]|(?<=[가-힣A-Za-z\d)])(?:와|과|이?랑|하고)\s|\s(?:및|그리고|and|대)\s)\s*"
)
_TWO_WORDS = re.compile(r"\s*(?P<one>[가-힣]{2,8})\s(?P<other>[가-힣]{2,8})\s*")
_WITH = re.compile(r"(?<=\S)(?:와|과|이?랑|하고)$")
_JOINED_WITH = re.compile(rf"{_JOINED.pattern}|(?<=\S)(?:을|를)\s+")
_RATIO_SAID = re.compile(
    r"(?:\s*추출물|\s*성분)?\s?(?:을|를|은|는|이|가|의|만|랑|이랑)?\s*"
    r"(?:(?:혼합|배합|중량|질량|무게|부피|체적|함량|농도|광질량|투입|조성)?\s?(?:비율|비|로|기준|순서대로)(?:로|은|는|이|가|으로)?)?"
    r"\s*(?:약|각각)?\s*[=(:]?\s*$"
)
"""What stands between the names of a ratio and the ratio."""
_TERMS_IN = re.compile(
    r"\s?(?P<bracket>\(\s?)?(?P<unit>(?:중량|질량|wt)?\s?(?:%|퍼센트)|중량\s?부|질량\s?부|phr|pbw)",
    re.IGNORECASE,
)
_TERM_NAME = r"(?:(?<![\d.])[1-4]\s?제|[가-힣A-Za-zα-ω](?:(?!\.\s)[^:,;()\d\n/=]){0,24}?(?:\([^()\d]{1,30}\))?)"
_NAMED_TERM = re.compile(rf"(?P<name>{_TERM_NAME})(?<!-)\s?(?P<n>{_NUMBER})(?![\d.])")
_NAMED_TERMS = re.compile(
    rf"{_TERM_NAME}(?<!-)\s?{_NUMBER}(?:\s?:\s?{_TERM_NAME}(?<!-)\s?{_NUMBER})+(?![\d.]|\s?(?:%|중량|wt|[mk]?g))"
    rf"|{_TERM_NAME}\s{_NUMBER}에\s{_TERM_NAME}\s{_NUMBER}(?=(?:의)?\s?[가-힣]{{0,3}}\s?비율)"
)
"""«황금 100 : 와송 20 : 줄풀 100», «A 20에 B 1의 비율»."""
_ONE_TERM = rf"{_TERM_NAME}(?<!-)\s?{_NUMBER}"
_EQUAL = re.compile(
    r"(?<![가-힣])(?:반반(?:씩)?|(?:절반|반)씩|동량|등량|(?:똑)?같은\s?(?:양|비율|비|중량|무게|함량)|동일(?:한)?\s?(?:양|비율|비|중량|무게|함량)|같이\s?1\s?씩)(?=으?로|씩|\s|$|[,.])"
)
MOST_EQUAL = 6
"""Names in a list that may be said to be there in equal parts."""
LONGEST_LIST = 200
"""Characters before a ratio within which its names stand."""
LONGEST_NAME = 24
"""Characters of a name in a list of things in equal parts, with the words that lead it."""
_PARTS_OF_100 = re.compile(
    rf"(?:[\d%gL]\s?[(\[]|(?:구성|비율|조성|배합비?)(?:은|는|이|:)\s?)(?P<list>{_ONE_TERM}(?:\s?[,/·+]\s?{_ONE_TERM})+)(?![\d.]|\s?(?:%|중량|wt|[mk]?g))"
    rf"|(?P<sum>{_ONE_TERM}(?:\s?\+\s?{_ONE_TERM})+)(?![\d.]|\s?(?:%|중량|wt|[mk]?g))"
)
"""«카라기난 4%(κ형 60, ι형 40)», «유화제 구성은 A 60, B 40»: how a part is made up."""


def _against(
    text: str, mentions: Sequence[Mention], quantities: Sequence[Quantity]
) -> list[Mention]:
    """«이스트를 밀가루 100 대비 1.5», «소금은 배추 100부 대비 3부»: the parts of a thing on a base named after it."""
    made = list(mentions)
    stated = {q.start: q for q in quantities}
    for i, m in enumerate(mentions if _ON_HUNDRED.search(text) else ()):
        match = _AGAINST.match(text, m.end) if m.kind == "substance" and not m.amount else None
        if match is None:
            continue
        n = float(match["n"])
        own = Quantity(*match.span("n"), n, n, False, False, "중량부")
        made[i] = replace(m, amount=stated.get(match.start("n"), own))
        for k, base in enumerate(made):
            if base.kind == "substance" and base.start == match.start("base"):
                whole = Quantity(*match.span("whole"), 100.0, 100.0, False, False, "중량부")
                made[k] = replace(base, amount=base.amount or whole, base=True)
    return made


def _counted_as(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """«불화나트륨은 불소로 0.14%», «산화아연을 아연으로서 10mg»: a compound by the share of what it gives."""
    made = list(mentions)
    for i, (one, other) in enumerate(itertools.pairwise(mentions)):
        bare = one.kind == other.kind == "substance" and one.amount is None
        amount = other.amount if bare and _TOPIC_GAP.fullmatch(text, one.end, other.start) else None
        if amount and _AS_WHICH.fullmatch(text, other.end, amount.start):
            made[i] = replace(one, amount=amount)
    return made


_TOPIC_GAP = re.compile(r"(?:은|는|이|가|을|를|:)?\s")
_AS_WHICH = re.compile(
    r"(?:\s?(?:이온|원소))?(?:\s?농도)?(?:으?로서?|\s?기준(?:으로)?|\s?환산(?:으로|해서)?)\s(?:약\s)?"
)


def _by_weight_of(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """«쌀가루 무게의 4%로 트레할로스», «배양액을 양념 무게의 0.3%만큼»: a share of one thing's weight is the amount
    of the thing behind it, or of that before it.
    """
    made = list(mentions)
    for i, m in enumerate(mentions if _ITS_WEIGHT.search(text) else ()):
        q = m.amount
        if q is None or not is_share(q) or not _ITS_WEIGHT.fullmatch(text, m.end, q.start):
            continue
        before = made[i - 1] if i else None
        bare = before and before.kind == "substance" and before.amount is None
        if before and bare and _AS_OBJECT.fullmatch(text, before.end, m.start):
            made[i], made[i - 1] = replace(m, amount=None), replace(before, amount=q)
            continue
        k = next((k for k, o in enumerate(made) if o.start >= q.end), None)
        if k is None or made[k].kind != "substance" or made[k].amount not in (None, q):
            continue
        if _SO_MUCH.fullmatch(text, q.end, made[k].start):
            made[i], made[k] = replace(m, amount=None), replace(made[k], amount=q)
    return made


_ITS_WEIGHT = re.compile(
    r"\s?(?:의\s)?(?:총\s?)?(?:무게|중량|질량|양)(?:의|\s?대비|\s?기준)\s(?:약\s)?"
)
_AS_OBJECT = re.compile(r"(?:을|를|은|는)\s")
_SO_MUCH = re.compile(r"\s?(?:의|로|으로|만큼|정도의?|에\s?해당하는)?\s")


def _of_the_one_before(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """«글리세린 10%, 프로판디올은 그 절반»: a share told by that of the thing named before."""
    made = list(mentions)
    for i, m in enumerate(mentions if _THAT_MUCH.search(text) else ()):
        told = _OF_THAT.match(text, m.end) if m.kind == "substance" else None
        before = next((o.amount for o in reversed(made[:i]) if o.amount and o.end <= m.start), None)
        if told is None or before is None or not (is_share(before) and before.is_value):
            continue
        times = (0.5 if told["half"] else _TIMES_WORDS.get(told["n"])) or float(told["n"])
        low, high = before.low * times, before.high * times
        made[i] = replace(
            m, amount=replace(before, start=told.start("much"), end=told.end(), low=low, high=high)
        )
    return made


_THAT_MUCH = re.compile(
    r"\s(?:그|이|그것의|그거의)\s?(?:절반|반(?![가-힣]{2})|[가-힣\d.]{1,3}\s?배)"
)
_OF_THAT = re.compile(
    rf"(?:은|는|도|이|가|을|를)?\s(?:딱\s|거의\s)?(?P<much>(?:그|이|그것의|그거의)\s?(?:(?P<half>절반|반)|(?P<n>{_NUMBER}|두|세|네|다섯|열)\s?배))"
)
_ON_HUNDRED = re.compile(r"(?<![\d.,])100\s?(?:중량부|부)?\s?(?:대비|기준|에\s?대[해하])")
_AGAINST = re.compile(
    r"(?:을|를|은|는|이|가)?\s(?P<base>[가-힣A-Za-z]{1,10}(?:\s[가-힣A-Za-z]{1,10})?)\s?(?P<whole>100)\s?(?:중량부|부)?\s?"
    r"(?:대비|기준(?:으로)?|에\s?대(?:해|하여))\s(?:약\s)?(?P<n>\d+(?:\.\d+)?)(?!\s?(?:%|m?g|m?L|:))"
)


def _bare(
    text: str, mentions: Sequence[Mention], quantities: Sequence[Quantity], terms: set[int]
) -> tuple[list[Mention], list[Quantity]]:
    """Read the unitless numbers of a list whose unit is stated once.

    Args:
        text: the product text.
        mentions: the names in it.
        quantities: what it states with a unit.
        terms: where the terms of its ratios stand, whose unit must be said in so many words.
    """
    pairs: list[tuple[int | None, int, int, str]] = []  # mention, number's place, unknown name
    for i, m in enumerate(mentions):
        if m.kind != "substance" and not _begins_item(text, m):
            continue
        if m.amount and is_share(m.amount):
            continue
        glossed = text[m.start - 1 : m.start] == "(" and text.startswith(")", m.end)
        if glossed and any(
            not text[o.end : m.start - 1].strip() for o in mentions[max(0, i - 1) : i]
        ):
            glossed = False  # the name before the bracket has the number
        match = _BARE_AFTER.match(text, m.end + glossed)
        if not match:
            continue
        group = next(g for g in ("n", "m", "k") if match[g])
        start, end = match.span(group)
        inside = any(o.start <= start < o.end or start <= o.start < end for o in mentions)
        led = re.match(r"\s*\.?\d", text[end:]) or any(
            (q.start < end and start < q.end) or 0 <= q.start - end <= 1 for q in quantities
        )
        if not inside and not led:
            pairs.append((i, start, end, ""))
    pairs = [pair for pair in pairs if not _UP_TO.search(text, 0, pair[1])]
    known = [pair for pair in pairs if pair[0] is not None]
    if known or len(_LISTED_BARE.findall(text)) >= BARE_LIST:
        numbered = {start for _, start, _, _ in pairs}
        for match in _LISTED_BARE.finditer(text):
            start, end = match.span("name")
            held = [i for i, m in enumerate(mentions) if m.start < end and start < m.end]
            named = [i for i in held if mentions[i].kind == "substance" and not mentions[i].amount]
            if match.start("n") in numbered or (held and not named):
                continue
            if _UP_TO.search(text, 0, match.start("n")):
                continue
            index = named[-1] if named else None
            pairs.append((index, *match.span("n"), "" if named else match["name"]))
    pairs += _of_lines(text, mentions, {start for _, start, _, _ in pairs})
    pairs.sort(key=lambda pair: pair[1])
    made: list[Mention] = list(mentions)
    read: list[Quantity] = []
    numbers = [float(text[start:end].replace(",", "")) for _, start, end, _ in pairs]
    on_base = any(
        n == 100 and _TO_BASE.match(text, end)
        for (_, _, end, _), n in zip(pairs, numbers, strict=True)
    )
    for (index, start, end, name), number in zip(pairs, numbers, strict=True):
        found = _unit_said(text)
        if found is None and on_base:
            found = "중량부", 1.0
        if found is None and start not in terms:
            found = _unit_of(text, start, end, quantities, pairs, numbers)
        if found is None:
            continue
        unit, scale = found
        value = number * scale
        quantity = Quantity(start, end, value, value, False, False, unit, scale)
        read.append(quantity)
        if index is None:
            at = text.rindex(name, 0, start)
            made.append(Mention(at, at + len(name), name, None, amount=quantity))
        else:
            m = made[index]
            values = (m.amount, *m.values) if m.amount else m.values
            base = unit == "중량부" and bool(
                _ON_BASE.match(text[end:]) or (number == 100 and index == pairs[0][0])
            )
            made[index] = replace(m, amount=quantity, values=values, base=base or m.base)
    return sorted(made, key=lambda m: m.start), read


def _begins_item(text: str, mention: Mention) -> bool:
    """Whether a food begins an item of a list: «고추장 | 42.0», not «비타민C 앰플 30»."""
    if mention.kind != "category":
        return False
    return _ITEM_BEGINS.search(text, max(0, mention.start - 9), mention.start) is not None


_ITEM_BEGINS = re.compile(r"(?:^|[,:;/\n·|\]]|\((?:중량|질량|wt)?\s?(?:%|부)\))\s*(?:[-*•]\s)?$")
_TO_BASE = re.compile(r"(?:에|\s?대비|\s?기준)(?:\s|에|으)|\s대\s(?=[가-힣A-Za-z])")
"""«밀가루 100에 물 62», «시멘트 100 대 슬래그 60»: parts on a base of 100."""
_UP_TO = re.compile(
    r"(?:(?:\bto|\bad|up to|합계|총합?|계|total|sum|(?<![가-힣])(?:이상|도합|전체|소계|합|모두))\s*[:=]?"
    r"|\d\s?%?\s?(?:=|→|⇒|->|\+=))\s*(?:총|계|합계?)?\s*$",
    re.IGNORECASE,
)
"""«정제수 to 100», «…, 타우린 1.0 = 100»: what the rest makes up, or all of them make."""


def _of_lines(
    text: str, mentions: Sequence[Mention], numbered: set[int]
) -> Iterator[tuple[int | None, int, int, str]]:
    """Yield the names of a table with a number at the end of each line: «ZnO, 평균입경 60nm — 15.0»."""
    lines = list(_LINE.finditer(text))
    for line in lines if len(lines) >= BARE_LIST else ():
        start, end = line.span("n")
        named = [
            i
            for i, m in enumerate(mentions)
            if m.kind == "substance" and line.start() <= m.start and m.end <= start
        ]
        if named and start not in numbered and mentions[named[0]].amount is None:
            yield named[0], start, end, ""


_LINE = re.compile(rf"^[^\n]+?(?:\s[—–-]\s?|,\s?)(?P<n>{_NUMBER})\s*$", re.MULTILINE)


def _of_items(
    text: str, mentions: Sequence[Mention], quantities: Sequence[Quantity]
) -> list[Mention]:
    """Give the one amount of an item of a formula to each name that the item is made of.

    «점착제 41%, 호박 발효물 0.5%, 토르말린 분말 18%»: what else stands in an item is another name, the
    form or the class of the same thing.
    """
    items = list(_LISTED_ITEM.finditer(text))
    if len(items) < BARE_LIST:
        return list(mentions)
    made = list(mentions)
    stated = {q.start: q for q in quantities if _is_measure(q)}
    for item in items:
        start, end = item.span("name")
        start = max((start, *(start + m.end() for m in _LED_BY.finditer(item["name"]))))
        inside = [
            i
            for i, m in enumerate(made)
            if start <= m.start and m.end <= end and m.kind in _NAMING and not m.negated
            if _stands_for_all(text, start, m)
        ]
        quantity = stated.get(item.start("n"))
        if quantity is None or any(made[i].amount not in (None, quantity) for i in inside):
            continue
        for i in inside:
            if made[i].amount is None:
                made[i] = replace(made[i], amount=quantity)
    return made


def _of_compounds(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Give «레이온 단섬유 2%», «XDI(이소시아네이트) 가교제 2부» its amount: the noun of a class behind a
    name, or behind its bracket, is the same thing.
    """
    made = list(mentions)
    for i, one in enumerate(mentions[:-1]):
        if one.kind != "substance" or one.amount or one.negated:
            continue
        joined = _COMPOUND.match(text, one.end)
        end = joined.end() if joined else one.end
        other = next((m for m in mentions[i + 1 :] if m.start >= end), None)
        if other is None or other.start != end or not other.amount or not other.concept:
            continue
        if other.concept.kind in ("class", "material") and other.start < other.amount.start:
            made[i] = replace(one, amount=other.amount)
    return made


_COMPOUND = re.compile(r"(?:\s?\([^()%]{1,40}\))?\s?[단장초미]?(?=[가-힣A-Za-z])")


def _stands_for_all(text: str, start: int, mention: Mention) -> bool:
    """Whether a name is outside brackets, or all that stands in them: «MFP(일불소인산나트륨)»."""
    if text.count("(", start, mention.start) == text.count(")", start, mention.start):
        return True
    return text[mention.start - 1] == "(" and text[mention.end] == ")"


_NAMING = frozenset({"substance", "category", "structure", "other"})
_LED_BY = re.compile(r"[.!?]\s|(?:[을를은는이가에로도한된인던]|하고|이고|으며)\s")
"""What ends the words of a sentence before the first item of a list."""
_LISTED_ITEM = re.compile(
    rf"(?:^|[,:;/+(\n·]|\s-\s)\s*(?P<name>[A-Za-z가-힣][^,:;·/+\n()%]{{0,40}}?(?:\s?\([^()%]{{1,40}}\)(?:\s?[가-힣]{{1,12}})?)?)\s?"
    rf"(?P<n>{_NUMBER})\s?(?:(?:(?:중량|질량|wt)?\s?%|(?:중량|질량)?\s?부|[mμ]?g)(?=(?:[을를]|으?로|인|이고|와|과)\s)"
    r"|(?:(?:중량|질량|wt)?\s?%|(?:중량|질량)?\s?부|[mμ]?g)?\s*(?=[,/;\n)·+(]|$|[.](?:\s|$)))"
)


def _unit_said(text: str) -> tuple[str, float] | None:
    """Return the unit that a text states for all its numbers: «(중량%)», «모두 wt%», «베이커스 %»."""
    if _BAKERS.search(text):
        return "중량부", 1.0
    for aside in _ASIDES.finditer(text):
        note = _UNIT_NOTE.match(aside["inside"]) or _UNIT_ENDS.search(aside["inside"])
        if note:
            return _as_unit(note["unit"])
        if re.fullmatch(r"\s*100\s?기준\s*", aside["inside"]):
            return "%", 1.0
        if _OF_HUNDRED.fullmatch(aside["inside"]):
            return "중량%", 1.0
    said = _UNIT_SAID.search(text)
    return _as_unit(said["first"] or said["all"] or said["unit"]) if said else None


_OF_HUNDRED = re.compile(
    r"\s*(?:단위\s?[:=]?\s?)?(?:k?g|그램|킬로)\s?[,/·]?\s?(?:기준\s?)?(?:총|합계?|총합|total|배치|batch)\s?(?:중량|량)?\s?100\s?(?:k?g)?(?:\s?기준)?\s*",
    re.IGNORECASE,
)
"""«(kg, 총 100)»: masses on a hundred of their unit."""
_BAKERS = re.compile(
    r"baker['’]?s?\s?(?:%|percent)|베이커즈?스?\s?(?:%|퍼센트|비율)|제빵\s?백분율", re.IGNORECASE
)
"""Shares counted on the flour, which is 100."""


def _unit_of(
    text: str,
    start: int,
    end: int,
    quantities: Sequence[Quantity],
    pairs: Sequence[tuple[int | None, int, int, str]],
    numbers: Sequence[float],
) -> tuple[str, float] | None:
    """Return the unit a list states once at its end or in its heading."""
    summed = _summed_up(text, start, quantities, pairs, numbers)
    if summed is not None:
        return summed.unit, summed.scale
    stop = re.search(r"[.!?](?:\s|$)|\n", text[end:])
    limit = end + stop.start() if stop else len(text)
    following = [q for q in quantities if end <= q.start < limit and _is_measure(q)]
    following = [q for q in following if not _is_aside(text, end, q)]
    if following and not re.search(
        r"[가-힣]{2,}(?:고|며|는데|지만)\s", text[end : following[0].start]
    ):
        return following[0].unit, following[0].scale
    preceding = [q for q in quantities if q.end <= start and _is_measure(q)]
    if preceding and preceding[-1].unit == "중량부" and preceding[-1].low == 100:
        return "중량부", 1.0
    glued = re.search(rf"{_NUMBER}\s?(?P<unit>부|퍼센트|프로|퍼)(?![가-힣]{{2}})", text[end:limit])
    if glued:
        return _as_unit(glued["unit"])
    total = sum(numbers)
    if len(pairs) >= BARE_LIST and total <= 100.5:
        return "%", 1.0
    return None


def _is_aside(text: str, end: int, quantity: Quantity) -> bool:
    """«A 45, B 0.3(F로 1450ppm), C 2»: a value in a bracket behind one item of a list that goes on."""
    opened = text.rfind("(", end, quantity.start)
    closed = text.find(")", quantity.end)
    if opened < 0 or closed < 0 or ")" in text[opened : quantity.start]:
        return False
    return _GOES_ON.match(text, closed + 1) is not None


_GOES_ON = re.compile(r"\s?[,/·+]\s?[가-힣A-Za-z]")


def _summed_up(
    text: str,
    start: int,
    quantities: Sequence[Quantity],
    pairs: Sequence[tuple[int | None, int, int, str]],
    numbers: Sequence[float],
) -> Quantity | None:
    """Return the sum before a bracket that its numbers make: «무기 필터 22%(ZnO 15 + TiO2 7)»."""
    opened = text.rfind("(", 0, start)
    closed = text.find(")", start)
    if opened < 0 or closed < 0 or ")" in text[opened:start]:
        return None
    inside = [n for (_, at, _, _), n in zip(pairs, numbers, strict=True) if opened < at < closed]
    for q in quantities:
        if 0 <= opened - q.end <= 1 and is_share(q) and q.is_value:
            return q if math.isclose(sum(inside), q.low / q.scale, rel_tol=1e-3) else None
    return None


def _is_measure(quantity: Quantity) -> bool:
    return is_share(quantity) or quantity.unit == "g"


def _as_unit(words: str) -> tuple[str, float]:
    mass = _PER_VOLUME.sub("", words)  # «(kg/m³): 시멘트 300»: masses of one mix
    (quantity,) = find_quantities(f"1 {mass}")
    return quantity.unit, quantity.scale


_PER_VOLUME = re.compile(r"\s?/\s?(?:m[³3]|㎥)$")


def _balanced(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Mark what makes up the rest, with its share where everything else has one."""
    rest = [
        i
        for i, m in enumerate(mentions)
        if m.kind == "substance"
        and (
            _BALANCE_AFTER.match(text[m.end :])
            or _BALANCE_BEFORE.search(text[max(0, m.start - 20) : m.start])
        )
    ]
    return [replace(m, balance=i in rest) for i, m in enumerate(mentions)]
