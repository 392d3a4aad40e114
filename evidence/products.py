"""Product reading: what a person's own words say a product has, lacks or leaves open.

Everyday Korean, English and mixed text: names with particles and glued numbers, amounts
(``evidence.amounts``), negation and indecision (``evidence.negation``), whole formulas and sets of
products (``evidence.formula``). ``read_product`` keeps every finding as a span of the text.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evidence.absence import is_role_taken
from evidence.amounts import amounts, is_open_ratio, named_ratios
from evidence.everyday import DONE_AGAIN
from evidence.formula import all_of_its_kind, category, closed, closed_part, parts, whole_formula
from evidence.glossary import UNLISTED, Glossary, Hit
from evidence.mentions import Mention, is_share
from evidence.negation import UNDECIDED, mark, mark_one, sentences
from evidence.particles import FINAL_L, FINAL_SS, ending_in
from evidence.quantities import (
    RATIO,
    Quantity,
    Ratio,
    find_ratios,
    in_parts,
    stated_quantities,
)
from evidence.wording import WITH_IT_INSIDE
from graph.schema import Product, ProductElement

__all__ = [
    "MOISTURE",
    "Mention",
    "Reading",
    "counted_on",
    "mention_at",
    "of_mixture",
    "read",
    "read_product",
]

_MAIN = re.compile(
    r"^\s*(?:성분)?(?:을|를|이|가|만|로|으로)?\s*(?:주\s?성분|주\s?원료|핵심\s?성분|유효\s?성분|활성\s?성분|주\s?(?:세정제|세정\s?성분|계면활성제|용매|오일|감미료|왁스|필터)|메인|기반|위주|베이스|중심|단독(?!\S{0,2}\s?아[니닌님])|단일(?![상층막겹항클가세]\S)|만\s?(?:으로|을|를|넣|쓴|사용|들어|함유)|only|based)",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"^(?:\s?\([^()]{1,20}\)|\s?[A-Z]{1,3}-?\d{1,4}(?:-\d{1,3})?(?![A-Za-z\d]))?\s*(?:딱\s)?(?:성분|염|salt|추출물|추출액|엑기스|오일|분말|가루|발효물|농축액)?\s*(?:한\s(?:종류?|가지|성분|균주)(?:만|로만|뿐|입니다|이에요|예요|이고|로|를|을|(?=\s\d))|(?:\d[\d.]*\s?[%％]\s?)?(?:으로|로)?만(?!으로는|으론)(?=[\s,.)]|\d|으로|을|를|$)|뿐|하나(?:로|만|뿐)|(?:\d[\d.]*\s?[%％]\s?)?단제(?![가-힣])|단독(?!\S{0,2}\s?아[니닌님])|단일(?![상층막겹항클가세]\S)|only|(?:으로|로)\s?(?:통일|일원화)(?=[한했함하됐된])"
    r"|\d[\d.,]*\s?(?:mg|㎎|g|㎍|ug|IU)?\s?(?:[가-힣]{1,4}정|정제|캡슐제?|주사제?|시럽제?)?\s(?:단일제|단독\s?(?:요법|제제|투여)|단일\s?성분))",
    re.IGNORECASE,
)
_NOT_ENOUGH = re.compile(
    r"[^,.!?\n]{0,6}?만(?:(?:으로|로|써|으로써)(?:는|은|서는)?|\s?(?:써서는|넣어서는|쓰면|넣으면))\s[^,.!?\n]{0,16}?"
    r"(?:모자라|모자란|모자랐|모자람|부족|안\s?(?:되|돼|됐|됩|나와|나오)|약[해하했한](?!다고)|어려[워웠운]|어렵|힘들|아쉬[워웠운]|아쉽|무리|역부족|한계|못\s)"
)
"""«펙틴만으로는 쫀득함이 모자라»: a thing that is not enough alone is not the only one."""
_AS_FAR_AS_TOLD = re.compile(
    r"\s?(?:\d[\d.,]*\s?[%％a-zA-Z]{0,3})?\s?만\s?(?:우선\s|먼저\s|일단\s|아직\s)?(?:공개|확정|결정|정[했해]|정해|픽스|알려|알[고아]|말씀|명시|기재|표시|적[어었혀]|합의|협의|통보|회신)"
)
"""«향 2%만 공개», «레티놀만 확정»: all that is told, not all that is in."""


def _is_only(text: str, end: int) -> bool:
    """Whether what stands behind a name says that it is the only one."""
    rest = text[end:]
    if all_of_its_kind(text, end):
        return True
    return not (_ONLY.match(rest) is None or _NOT_ENOUGH.match(rest) or _AS_FAR_AS_TOLD.match(rest))


_BROAD = re.compile(
    r"^\s*(?:(?:에스터|에스테르|염)\s?)?(?:계열|계|류|종류|유도체|등)(?![가-힣]*용)"
)
_OUR_OWN = r"(?=\s(?:이번|올해|신제품|신형|우리|우린|저희|당사|본\s?제품|자사|새|신규|리뉴얼))"
_VERSION = r"(?:제품|버전|처방|모델|것|거|건|크림|라인|시즌|타입|옵션)"
_SS = ending_in(FINAL_SS)
"""Syllables that end in ㅆ, as those of the past tense do."""
_NOW = r"(?:이젠|이제는?|지금은|현재는|요즘은|요새는)\s"
"""What tells of the product again: «예전엔 열로 잡던 균을 이제는 »."""
_THEIRS = (
    rf"(?:(?!(?<=\s){_NOW}|(?<=지만)\s|(?<=는데)\s|(?<=인데)\s|(?<=으나)\s|(?:없|빠지|빠져\s?있|안\s?들어\s?있)던\s|(?:빼|없|안\s?쓰|안\s?넣)는\s\S+[을를]\s(?:우리|저희))"
    r"(?:[^.!?\n]|\.(?=\d)))"
)
"""What is said of another product, but for «이전엔 없던 세라마이드를 새로»."""
_FORMER = re.compile(
    rf"(?:기존|예전|이전|종전|전작|구형|구버전|타사|경쟁사?|시중|시판|작년|지난번?|저번|전\s시즌|리뉴얼\s?전|[가-힣A-Z]사(?=\s제품))\s?{_VERSION}?\s?\S{{0,4}}(?:은|는|엔|에는|에선)\s"
    rf"{_THEIRS}*?(?:[{_SS}](?:는데|지만|고|으나|음|어요|습니다|다)|쓰는데|인데|이지만|(?<=\s)(?={_NOW}))"
    rf"|(?:타사|경쟁사?|시중|시판|남의)\s?{_VERSION}?\S{{0,4}}(?:은|는|엔|에는|에선)\s"
    rf"{_THEIRS}*?(?:는데|지만|으나|반면|고{_OUR_OWN}|(?=[.!?\n]|$))"
    rf"|(?:기존|예전|이전|종전|작년|전작|구형)\s?{_VERSION}?\S{{0,4}}(?:은|는|엔|에는|에선)\s"
    rf"{_THEIRS}*?(?:는데|지만|으나|고){_OUR_OWN}"
    rf"|(?:시중|시판|타사|다른|일반)\s?(?:의\s)?(?:제품|브랜드|회사|업체)(?:들)?(?:\s?(?:대부분|대다수|거의\s다))?(?:이|가|은|는|에선|에는)\s{_THEIRS}*?(?:는데|지만|으나){_OUR_OWN}"
    rf"|(?<![가-힣])(?:다들|흔히|대개|보통은?|대부분)\s{_THEIRS}*?(?:는데|지만|으나){_OUR_OWN}"
    rf"|(?:[1-9]\s?세대|초기)\s?{_VERSION}?\S{{0,2}}(?:에는|엔|에)\s{_THEIRS}*?[{_SS}](?:는데|지만|으나)(?=\s(?:지금|현재|이번|[2-9]\s?세대))"
    rf"|[^.,!?\n]*[가-힣]\s{_VERSION}(?:은|는)\s(?:작년|지난|단종|구형|예전|이전|타사|경쟁사|전\s시즌|기존|옛)"
    r"[^.,!?\n]*?(?:이?고|인데|이지만|(?=[.,!?\n]|$))"
)
"""What another product has: «기존 제품은 레티놀 0.1%였는데», «타사 건 뚜껑이 없어서 불편»."""
_COMPARED = re.compile(r"보다(?=\s)|(?:\s[가-힣]{1,4})?(?:과|와|이?랑)는?\s(?:달리|다르게)(?=\s)")
"""«멘톨보다 시원한», «아스피린과 달리»: a name that only says what the product is compared with."""
_NOT_OF_IT = re.compile(
    r"에\s?(?:예민|민감|알레르기|알러지|거부감|내성|과민)"
    r"|(?:이|가)?\s?(?:걱정|부담|염려)(?:하시|하신|되시|되신|되는|하는|인|이신|스러우신|스러운)\S*\s(?:분|사람|고객|소비자|엄마|부모)"
    r"|(?:\s(?:복합제|단일제|제품|제제))?(?:와|과|이?랑)(?:는|은)?\s(?:헷갈|혼동|착각)"
    r"|\s?(?:혼입|교차\s?(?:오염|접촉))|\s?(?:불내증|알레르기|알러지|과민증)(?!\s?(?:프리|free))"
    r"|(?:이|가|의)?\s(?:역할|흉내)|\s?(?:버터\s)?맛이?\s?(?:나지만|나는데|나도|나나)"
)
"""«유당불내증», «레티놀에 예민한 분», «밀가루 혼입 라인»: what a name stands for that is not in it."""
_SAME_PLANT = re.compile(
    r"[^.!?\n]*(?:사용|함유|포함|취급|가공|원료로)\S{0,3}\s(?:다른\s)?(?:제품|품목)(?:과|와|을|를)?\s(?:[가-힣]+\s)?(?:같은|동일한?)\s(?:제조\s?)?(?:시설|공장|라인|설비)[^.!?\n]*"
    r"|[^.!?\n]*(?:같은|동일한?)\s(?:제조\s?)?(?:시설|공장|라인|설비)에서\s[^.!?\n]*(?:사용|함유|포함)\S{0,3}\s(?:다른\s)?(?:제품|품목)[^.!?\n]*"
)
"""«우유, 대두를 사용한 제품과 같은 제조시설에서 제조»: what other products of a plant hold."""
_WET = re.compile(
    r"(?<=물)\s?(?:묻은|묻힌|묻혀|묻히|로\s?(?:가볍게\s|깨끗이\s|쉽게\s|다시\s)?(?:씻|헹|닦|세안|세정|세척|지우|지워))"
)
"""«물 묻은 손에 쓰는», «물로 씻어내는»: what it meets in use."""
_SMELT = frozenset({"substance", "class"})
_SMELL = re.compile(r"\s?(?:특유의\s?)?냄새(?!\s?(?:민원|클레임|불만|이슈|문제|때문|가\s심))")
"""«락스 냄새 없는»: what something smells of is no ingredient."""
_SUPPLIER = re.compile(r"(?:사|업체|회사|처)(?![가-힣]{2})")
"""«원료사 기밀»: who supplies a raw material, not the material."""
_GLUED = re.compile(
    r"(?<![A-Za-z\d-])(?P<name>[A-Za-z][A-Za-z-]*[A-Za-z])(?P<number>\d+(?:\.\d+)?)(?=\s?%|\s?wt|\s?중량|[\s+/,·)(부를을]|$)"
)
_VITAMIN = re.compile(r"[A-EK]\d{0,2}(?![A-Za-z\d])")
_AND_ALSO = r"(?:[,·/(&+및와과]|이?랑|하고)"
_VITAMINS = re.compile(
    rf"비타민\s?(?:[A-EK]\d{{0,2}}(?:\s?군)?(?P<rest>(?:\s?{_AND_ALSO}\s?{_VITAMIN.pattern})+)"
    rf"|(?:은|는|으로|으로는|:)\s?(?P<all>{_VITAMIN.pattern}(?:\s?{_AND_ALSO}\s?{_VITAMIN.pattern})*))"
)
_UNKNOWN = re.compile(
    r"(?P<name>(?<![A-Za-z])[A-Za-z][A-Za-z\d\-]{0,40}(?:\s[A-Za-z][A-Za-z\d\-]{0,40}){1,6}|(?<![A-Za-z가-힣])[A-Za-z가-힣][A-Za-z가-힣\d\-·()α-ω/]{0,60})"
    r"(?:\s?성분)?\s?(?P<particle>을|를|이|가|로|으로)?\s?"
    r"(?:\d[\d.,]*\s?(?:중량|wt)?\s?[%％]\s?(?:로|를|을)?\s?)?"
    r"(?P<verb>주\s?성분|주\s?원료|유효\s?성분|핵심\s?성분|함유|포함|넣|들어|첨가|배합|기반|위주|베이스|단독|사용한|쓴|담은|활용)",
)
_VERB = re.compile(
    r"(?:[않빼넣쓰담하되이들있없섞뽑같많적]고|면서|지만|는데|도록|려고|해서|어서|으로만|로만|이라)$|^(?:아니라|결국|합쳐서?|합계|합|총|최대|최소|각각|이번엔|이번에는|나머지|나머진|추가로|그대로|위주로|없이|대신|말고|안|못|더|다|잘|꼭|절대로?|전혀|일절|일체|아예|모두|전부|다시|도로|따로|별도로|새로|함께|같이|먼저|조금|쪼끔|쬐끔|살짝|약간|많이|일부러|굳이)$|^(?:바꿔|갈아|녹여|섞어|풀어|끓여|우려|볶아|나눠)$|[가-힣]에(?:는|도|만)?$|[가-힣](?:엔|에서)$"
)
MOISTURE = "수분"
"""What a dry product has a little of, though nobody puts it in."""
_COMMON = frozenset(
    [
        "성분",
        "원료",
        "유도체",
        "가루",
        "분말",
        "파우더",
        "입자",
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
        "이번",
        "다음",
        "올해",
        "작년",
        "저희",
        "회사",
        "농도",
        "함량",
        "나머지",
        "나머진",
        "일체",
        "일절",
        "전혀",
        "하나도",
        "아무것",
        "가지",
        "스푼",
        "방울",
        "알갱이",
        "그냥",
        "수준",
        "기준",
        "문구",
        "클레임",
        "카피",
        "total",
        "in total",
        "sum",
        "합",
        "총",
    ]
)


LEAST_WEIGHED = 3
"""Names with masses from which on a round sum of them is the whole."""


@dataclass(frozen=True)
class Reading:
    """A product text, read."""

    text: str
    """The text; what it says of other products is blanked, so that offsets stay those of the whole."""
    mentions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...]
    whole_formula: bool
    """Several ingredients with amounts, or a full ingredient list: what is not named is absent."""
    undecided: tuple[int, int] | None
    """Where the text says that its ingredients are not decided or secret; None where it does not."""
    closed: tuple[int, int] | None = None
    """Where the text says that what it names is all there is; None where it does not."""
    closed_part: tuple[int, int] | None = None
    """Where it says so of a class or a mixture in it only: «보습 성분은 이 넷뿐», «유화제는 A만»."""
    category: Mention | None = None
    """The form that the product is; None where none is named."""
    ratios: tuple[Ratio, ...] = ()
    """The ratios it states, in order."""
    base: tuple[Quantity, float] | None = None
    """What the amounts are counted on, and how many parts it is, where a claim asks for parts of it."""
    mixture: bool = False
    """Whether the amounts are shares of the mixture that a ratio is of, not of the product."""
    segments: tuple[Reading, ...] = ()
    """Each product of a text about two or more, on its own; empty for one product. A segment's text
    is the whole text with the other products' words blanked, so that its offsets are the same."""


def read(text: str, glossary: Glossary) -> Reading:
    """Read a product description.

    Args:
        text: what the user wrote, at most a few thousand characters.
        glossary: the concepts to be found.
    """
    reading = _read(text, glossary)
    segments = tuple(_read(part, glossary) for part in parts(text, reading.mentions))
    return replace(reading, segments=segments)


def _read(text: str, glossary: Glossary) -> Reading:
    whole, text = text, _SAME_PLANT.sub(_masked, _FORMER.sub(_blanked, text))
    quantities = [q for q in stated_quantities(text) if not _is_metal(text, q)]
    quantities = [q for q in quantities if is_share(q) or not _OR_SO.match(text, q.end)]
    hits = [_trimmed(h, text, quantities, glossary) for h in _names(text, glossary)]
    hits = [
        h
        for h in hits
        if not _inside_quantity(h, [q for q in quantities if _NUMERAL.search(text, q.start, q.end)])
    ]
    hits = [h for h in hits if not _COMPARED.match(text, h.end) and not _WET.match(text, h.end)]
    apart = [h for h in hits if h.concept.kind in _SMELT and _NOT_OF_IT.match(text, h.end)]
    apart = [h for h in apart if h.concept.kind == "class" or not is_role_taken(text, h.end)]
    hits = [h for h in hits if h not in apart]
    for h in apart:
        text = text[: h.start] + " " * len(h.text) + text[h.end :]
    hits = [h for h in hits if not (h.concept.kind in _SMELT and _SMELL.match(text, h.end))]
    hits = [h for h in hits if not (h.text == "원료" and _SUPPLIER.match(text, h.end))]
    hits = [h for h in hits if not (h.text == "외함" and text[: h.start].endswith("제"))]  # 제외함
    hits = [h for h in hits if not (h.text == "패딩" and _DIPPED.search(text))]
    hits = [h for h in hits if not (h.text == "순수" and _PURE.match(text, h.end))]
    hits = [h for h in hits if not (h.text == "워터" and _WATERY.match(text, h.end))]
    hits = [h for h in hits if not (h.text.isascii() and _AN_OFFICE.match(text, h.end))]
    hits = [h for h in hits if not (h.concept.kind == "form" and _BEFORE_IT.match(text, h.end))]
    hits = [h for h in hits if not _is_vehicle(h, hits, text)]
    hits = [_in_its_field(h, text, glossary) for h in hits]
    hits += [*_glued(text, hits, glossary), *_vitamins(text, hits, glossary)]
    hits += _vitamin_forms(text, hits, glossary)
    hits += [
        *_urea(text, hits, glossary),
        *_cotton(text, hits, glossary),
        *_layers(text, hits, glossary),
    ]
    hits += _metals(text, hits, glossary)
    hits += [inner for h in hits for inner in _within(h, glossary)]
    for h in [m for h in hits if (m := _extract(h, text, glossary) or _made_of(h, text, glossary))]:
        hits = [*(o for o in hits if o.end <= h.start or h.end <= o.start), h]
    named = [*_of_its_class(text, hits, glossary), *_by_charge(text, glossary)]
    named += [*_with_its_gloss(text, glossary), *_of_animals(text, hits, glossary)]
    for h in [*named, *_milled(text, hits, glossary)]:
        hits = [*(o for o in hits if o.end <= h.start or h.end <= o.start), h]
    hits = _under_one_head(text, _holders(text, hits, glossary), glossary)
    hits = [_of_its_source(h, text, glossary) for h in hits]
    hits = _spelt_out(text, hits)
    hits += [*_lacked(text, hits, glossary)]
    for h in _parted(text, quantities, glossary):
        hits = [*(o for o in hits if o.end <= h.start or h.end <= o.start), h]
    hits = sorted(hits, key=lambda h: h.start)
    mentions = [Mention(h.start, h.end, h.text, h.concept, h) for h in hits]
    mentions = _with_unknown(text, mentions, quantities)
    mentions = [
        replace(
            m,
            main=bool(_MAIN.match(text[m.end :])),
            only=(_is_only(text, m.end) or _is_all(text, m) or _is_sole(text, m)),
            broad=bool(_BROAD.match(text[m.end :])),
            part=_is_part(text, m, mentions),
        )
        for m in mentions
    ]
    mentions, measured = amounts(text, mentions, quantities)
    mentions = [_moisture(m, glossary) for m in mentions]
    mentions = _by_mass(_with_rest(text, mark(text, mentions)))
    mentions = _without_those_of_others(whole, text, mentions, glossary)
    return Reading(
        text,
        tuple(mentions),
        measured,
        whole_formula(text, mentions),
        _undecided(text),
        closed(text, mentions),
        closed_part(text, mentions),
        category(text, mentions),
        tuple(r for r in (*find_ratios(text), *named_ratios(text)) if not is_open_ratio(text, r)),
    )


_PURE = re.compile(
    r"(?:한)?\s?[가-힣A-Za-z](?<!을)(?<!를)(?<!은)(?<!는)(?<!이)(?<!가)(?<!에)(?<!로)(?<!와)(?<!과)(?<!도)(?<!의)"
)
"""«순수 아스코빅애씨드»: pure, no water."""
_WATERY = re.compile(
    r"\s?(?:퍼퓸|향수|프루프|방수|슬리핑|드롭|뱅크|젤(?![가-힣])|겔(?![가-힣])|크림|에센스|세럼|틴트|립|팩|패드|밤(?![가-힣])|스틱|쿠션|파운데이션|미스트|리무버|필링|선(?=크림|[\s])|볼륨|풀(?![가-힣])|핏)"
)
"""«워터퍼퓸», «워터젤»: what a product is like, not that water is in it."""
_BEFORE_IT = re.compile(r"\s?(?:직후|직전)(?![가-힣]{2})|\s후(?=에|[\s,.])")
"""«펌 후 쓰는 트리트먼트»: what is done before the product is used."""
_AN_OFFICE = re.compile(r"\s?(?:팀|부서|담당|파트|본부|그룹장|매니저)")
"""«RA팀», «QC 담당»: who in a firm does something."""
_DIPPED = re.compile(
    r"픽업|맹글|망글|처리액|액\s?패딩|패딩\s?(?:\d회\s?)?(?:후|기(?![가-힣])|액|욕|률|공정|처리|건조|→|->)|침지\s?(?:후|,|→)|정련|큐어|발수제|에서\s패딩"
)
"""What tells that 패딩 is a step by which cloth takes up a liquid, no jacket."""


def _masked(match: re.Match[str]) -> str:
    return " " * len(match.group())


_SHALL = ending_in(FINAL_L)
"""Syllables that end in ㄹ, as those of verbs do of what may be."""
_OR_SO = re.compile(
    rf"\s?(?:으?로|에|까지|씩)?\s[가-힣]{{0,2}}[{_SHALL}](?:지|까)\s[^.!?\n]{{0,24}}[{_SHALL}](?:지|까)(?:는|를|도)?\s"
)
"""«8로 둘지 9로 올릴지»: a value that is one of two."""


def _is_metal(text: str, quantity: Quantity) -> bool:
    """Whether a number and a unit are a metal's sign in a salt's name: 글리시리진산2K."""
    return quantity.unit == "K" and text[: quantity.start].endswith("산")


def _moisture(mention: Mention, glossary: Glossary) -> Mention:
    """Take «수분 9%» for water: with a share it is an ingredient, not the moisture of the skin."""
    share = mention.amount is not None and mention.amount.unit.endswith("%")
    moist = mention.text.split()[-1:] == [MOISTURE]  # «최종 수분», «잔류 수분»
    if mention.concept is not None or not moist or not share:
        return mention
    return replace(mention, concept=glossary.lookup("정제수"))


def _blanked(match: re.Match[str]) -> str:
    """Blank what is said of another product, but the name that the words after it go on about."""
    words = match.group()
    named = list(_GOES_ON.finditer(words)) if _OWN_VALUE.match(match.string, match.end()) else []
    kept = range(*named[-1].span("name")) if named else range(0)
    return "".join(c if i in kept else " " for i, c in enumerate(words))


_GOES_ON = re.compile(
    r"(?:^|\s)(?P<name>[가-힣A-Za-z]\S*?)(?:이|가|은|는|을|를|도)?\s(?=없|안\s|미|\d|빠|뺐|뺀|제외|들어)"
)
_OWN_VALUE = re.compile(
    r"\s*(?:(?:이번|올해|신제품|신형|우리|저희|리뉴얼|새|지금|현재)\S*\s)?\s?(?:제품\S{0,2}\s|\S{1,2}\s)?(?:\d[\d.]*\s?\S{0,5}\s?)?"
    r"(?:추가|넣|들어|탑재|장착|달|적용|보강|도입|올[리렸려]|높|늘|줄|낮)"
)
"""«기존 제품은 히알루론산이 없었는데 이번엔 0.5% 추가»: of what, the words before it say."""


def _after_the_change(text: str, mentions: list[Mention]) -> list[Mention]:
    """«변경 전: A / 변경 후: B», «타사: A / 자사: B»: what is told before is not in, unless again after."""
    theirs = _OTHERS_HEAD.search(text)
    ours = _OURS_HEAD.search(text, theirs.end()) if theirs else None
    if theirs is None or ours is None:
        return mentions
    after = {m.concept.id for m in mentions if m.concept and m.start >= ours.start()}
    made = []
    for m in mentions:
        before = m.kind == "substance" and m.concept and theirs.end() <= m.start < ours.start()
        if not before:
            made.append(m)
        elif m.concept and m.concept.id not in after:
            made.append(replace(m, negated=True, undecided=False))
    return made


_OTHERS_HEAD = re.compile(
    r"(?:변경|수정|개정|리뉴얼)\s?전\s?(?:처방|성분|원료|배합)?\s?[\]:：)]|AS[\s-]?IS\s?[\]:：)]"
    r"|(?:타사|경쟁사|기존|종전|구\s?처방)\s?(?:제품|처방|버전)?\s?[\]:：)]",
    re.IGNORECASE,
)
_OURS_HEAD = re.compile(
    r"[\[(]?\s?(?:(?:변경|수정|개정|리뉴얼)\s?후|TO[\s-]?BE|자사|당사|신\s?처방|신규|변경|우리)\s?(?:제품|처방|버전|성분|원료|배합)?\s?[\]:：)]",
    re.IGNORECASE,
)


def _without_those_of_others(
    whole: str, text: str, mentions: list[Mention], glossary: Glossary
) -> list[Mention]:
    """«경쟁사는 카보머를 쓰지만 우리는 잔탄검을», «타사는 라놀린을 쓰는데 우리는 안 써요»: theirs is not ours."""
    found = list(mentions)
    for match in _FORMER.finditer(whole) if text != whole else ():
        theirs = [h for h in glossary.find(match.group()) if h.concept.kind == "substance"]
        stop = next(b for a, b in sentences(whole) if a <= max(match.start(), match.end() - 1) < b)
        ours = [m for m in mentions if match.end() <= m.start < stop and not m.negated]
        denied = _OURS_NOT.match(whole, match.end(), stop)
        spoken = len(theirs) == 1 and _USED.match(match.group(), theirs[0].end)
        for h in theirs if spoken or (denied and denied["it"]) else ():
            start, end = match.start() + h.start, match.start() + h.end
            kin = {
                p for m in ours if m.concept and m.concept != h.concept for p in m.concept.parents
            }
            known = any(m.concept == h.concept for m in mentions)
            if not known and (denied or kin & set(h.concept.parents)):
                hit = replace(h, start=start, end=end)
                found.append(Mention(start, end, h.text, h.concept, hit, negated=True))
    found = _given_up_for_another(whole, _after_the_change(whole, found))
    return sorted(found, key=lambda m: m.start)


def _given_up_for_another(text: str, mentions: list[Mention]) -> list[Mention]:
    """«이소말트가 비싸서 액상과당으로 넣은», «녹차추출물이 … 많아 레몬밤 추출물로 교체»: the first is not in."""
    made = list(mentions)
    for i, new in enumerate(mentions):
        if new.kind != "substance" or new.negated or _STATE_OF_IT.fullmatch(new.text):
            continue
        if not _PUT_INSTEAD.match(text, new.end):
            continue
        before = [k for k, m in enumerate(mentions[:i]) if m.kind == "substance" and m.concept]
        for k in reversed(before[-3:]):
            old = mentions[k]
            told = old.amount is not None or old.negated or old.concept == new.concept
            if not told and _FOR_A_REASON.fullmatch(text, old.end, new.start):
                made[k] = replace(old, negated=True, undecided=False)
                break
    return made


_STATE_OF_IT = re.compile(
    r"(?:분말|가루|파우더|과립|액상|액체|농축액|원액|추출물|입자|캡슐|수용액|페이스트|시럽|물|열수)"
)
"""«콜라겐은 잘 녹아서 분말로 넣었어요»: in which state a thing itself is put in."""
_PUT_INSTEAD = re.compile(
    r"(?:으로|로)\s?(?:\d[\d.,]*\s?(?:%|g|mg|㎎|퍼센트|프로)?\s?)?(?:전량\s|모두\s|다\s|싹\s)?"
    r"(?:교체|바꿨|바꾸|바꿈|바꿉|바꿔|변경|대체|갈아탔|전환|돌렸|넣은|넣었|넣음|넣고|넣습|썼|쓴(?=\s)|쓰기로|가기로|갑니다|갔)"
)
_FOR_A_REASON = re.compile(
    r"(?:은|는|이|가)\s(?:[^.!?,;\n\d]{0,40}?\s)?(?:[가-힣]*(?:[아어워려와]서|싸서|해서|커서|세서|나서|라서|많아|높아|심해|없어|어려워|비싸|까다로워|불안정해|안\s?좋아)|[가-힣]*\s?(?:때문에|땜에|탓에|이슈로|문제로))\s"
    r"(?:(?:그냥|이번에는?|이번엔|그래서|대신|결국|아예|차라리|최종적으로|최종)\s)?(?:[가-힣]{1,6}\s)?"
)
"""«이 비싸서 그냥 », «가 카페인 때문에 … 많아 이번에 »: what was wrong with a thing."""


_USED = re.compile(
    r"(?:을|를|이|가|로|으로)\s(?:\S+\s)?(?:쓰|씁|쓴|썼|넣|들|있|사용|함유|포함|배합|만들|만드)"
)
_OURS_NOT = re.compile(
    r"\s*(?:우리|우린|저희|당사|자사|이|본|이번|이제|이젠|지금)(?:\s?(?:제품|건|것|거|처방|크림|버전))?(?:은|는|엔|에는|에선)?\s"
    r"(?:파는\s)?(?:[2-9]\s?세대(?:에는|엔|는)\s)?"
    r"(?P<it>(?:이를|그걸|그것\S?|(?:그런|이런)\s?(?:거|건|것|걸)\S?|(?:그|이|해당)\s성분\S?)\s?)?"
    r"(?:전혀\s|아예\s|일절\s)?(?:안\s|뺐|뺀|없|사용하지|쓰지|넣지|제외|무첨가|미사용|대신|말고|배제|채택하지)"
)
"""What goes on about a thing that others have: «우리 건 안 써요»."""


def _is_vehicle(hit: Hit, hits: Sequence[Hit], text: str) -> bool:
    """«PEG400 베이스», «IPA 베이스에»: what the product is made on, no make-up base."""
    if hit.text != "베이스":
        return False
    return any(
        h.concept.kind in _SMELT and 0 <= hit.start - h.end <= 1 and text[h.end] == " "
        for h in hits
    )


def _in_its_field(hit: Hit, text: str, glossary: Glossary) -> Hit:
    """Take a 래커 for nails for no paint, the 징크 of a sun cream for its oxide: «손톱에 바르는 래커»."""
    mineral = _SCREENS.get(hit.text) if _SUN.search(text) else None
    if mineral and (oxide := glossary.lookup(mineral)):
        return replace(hit, concept=oxide, ambiguity=None)
    if _POLYESTER.fullmatch(hit.text) and _OF_CLOTH.search(text):
        fibre = glossary.lookup("폴리에스테르 섬유")
        return replace(hit, concept=fibre, ambiguity=None) if fibre else hit
    if hit.text == "아우터" and _OF_A_BOTTLE.search(text):
        outer = glossary.lookup("외부용기")
        return replace(hit, concept=outer, ambiguity=None) if outer else hit
    if hit.text == "PC" and _OF_CONCRETE.search(text):
        precast = glossary.lookup("프리캐스트 콘크리트")
        return replace(hit, concept=precast, ambiguity=None) if precast else hit
    paint = _LACQUER.fullmatch(hit.text) and _ON_NAILS.search(text)
    nail = glossary.lookup("네일 라커") if paint else None
    return replace(hit, concept=nail, ambiguity=None) if nail else hit


_OF_A_BOTTLE = re.compile(r"이너|용기|보틀|펌프|에어리스|리필")
"""What tells that an 아우터 is an outer container, no garment."""
_OF_CONCRETE = re.compile(
    r"시멘트|콘크리트|거푸집|타설|(?:습윤|증기|상온|수중)\s?양생|골재|고로\s?슬래그"
)
"""What tells that PC is precast concrete, no polycarbonate."""
_POLYESTER = re.compile(r"폴리에스[테터]르?")
_OF_CLOTH = re.compile(r"정련|염색|원단|직물|제직|편직|발수포|패딩|방사|원사|부직포")
"""What tells that a polyester is a fibre, no resin of a paint."""
_SCREENS = {
    "징크": "징크옥사이드",
    "아연": "징크옥사이드",
    "티타늄": "티타늄디옥사이드",
    "티타늄류": "티타늄디옥사이드",
}
"""What people call the minerals of a sun cream."""
_SUN = re.compile(
    r"[선썬]\s?(?:크림|스틱|로션|밀크|세럼|블[록럭]|쿠션|밤(?![가-힣])|젤|앰플|스프레이|케어|스크린|파우더|팩트|에센스)|[무유혼]기?\s?자차|자외선\s?차단|SPF|sun\s?(?:screen|stick|cream|block)",
    re.IGNORECASE,
)
_LACQUER = re.compile(r"래커|라커|락카|라카|락커|lacquer", re.IGNORECASE)
_ON_NAILS = re.compile(r"손톱|발톱|네일(?!건)|조갑|(?<![A-Za-z])nails?(?![A-Za-z])", re.IGNORECASE)


def _cotton(text: str, hits: Sequence[Hit], glossary: Glossary) -> list[Hit]:
    """Return the cotton of «면 60%, 폴리에스터 40%»: 면 is also what noodles are called."""
    cotton = glossary.lookup("면섬유") if _OF_CLOTH.search(text) else None
    places = [m.span() for m in _COTTON.finditer(text)] if cotton else []
    return [
        Hit(start, end, text[start:end], cotton)
        for start, end in places
        if cotton and all(h.end <= start or end <= h.start for h in hits)
    ]


_COTTON = re.compile(
    r"(?<![가-힣])면(?=\s?\d{1,3}\s?(?:%|프로|퍼센트|중량|[,/·+]|\s[가-힣A-Za-z]|$))"
)
_OF_CLOTH = re.compile(
    r"폴리에스|나일론|레이온|스판|아크릴사|텐셀|모달|린넨|혼용|혼방|원단|직물|니트|티셔츠|셔츠|침구|양말|수건|타월|거즈|이불|속옷|환편|자카드|안감|겉감"
)
"""What tells that a text is of cloth."""


def _urea(text: str, hits: Sequence[Hit], glossary: Glossary) -> list[Hit]:
    """Return the urea of «요소 10%», «요소도 넣어»: 요소 is an element, too, unless it is put in."""
    urea = glossary.lookup("우레아")
    places = [m.span("name") for m in _UREA.finditer(text)] if urea else []
    return [
        Hit(start, end, text[start:end], urea)
        for start, end in places
        if urea and all(h.end <= start or end <= h.start for h in hits)
    ]


_UREA = re.compile(
    r"(?:^|[,./·+(:\"'“‘「]\s?|\d\s?%\s|(?<=[은는이가을를에도고과와랑]\s))(?P<name>요소)"
    r"(?=\s?\(?(?:urea|\d)|\s?[,/·+)]|(?:은|는|이|가|을|를|도|랑|와|까지)?\s(?:\d|고함량|소량|다량|추가|함유|배합|첨가|제외|빼|뺐|없|무첨가"
    r"|(?:안\s|못\s)?(?:넣|들어|쓰|썼|섞))|\s(?:크림|연고|로션|수용액))"
)


def _metals(text: str, hits: Sequence[Hit], glossary: Glossary) -> list[Hit]:
    """Return the metals that stand by their signs: «Pd 2g/L», «Pt/Rh», «Ru 담지»."""
    found = []
    for sign in _METAL_SIGN.finditer(text):
        concept = glossary.lookup(_METAL_OF_SIGN[sign.group()])
        if concept and all(h.end <= sign.start() or sign.end() <= h.start for h in hits):
            found.append(Hit(*sign.span(), sign.group(), concept))
    return found


_METAL_OF_SIGN = {
    "Pd": "팔라듐",
    "Pt": "백금",
    "Rh": "로듐",
    "Ru": "루테늄",
    "Ir": "이리듐",
    "Ag": "은",
    "Au": "금",
    "Cu": "구리",
    "Ni": "니켈",
    "Co": "코발트",
    "Mo": "몰리브덴",
    "Ti": "티타늄",
    "Sn": "주석",
    "Zn": "아연",
    "Al": "알루미늄",
}
_METAL_SIGN = re.compile(
    rf"(?<![A-Za-z\d(-])(?:{'|'.join(_METAL_OF_SIGN)})(?![A-Za-z\d])"
    rf"(?=\s?(?:\d[\d.~-]*\s?(?:g/L|g/l|wt|중량|질량|at|mol|%|ppm|부|phr)|담지|도금|함침|촉매|합금"
    rf"|[/·,+]\s?(?:{'|'.join(_METAL_OF_SIGN)})(?![A-Za-z\d])|[만을를이가은는도]{{1,2}}\s))"
)
"""A metal's sign, written as chemists write it, where something is told of the metal."""


def _layers(text: str, hits: Sequence[Hit], glossary: Glossary) -> list[Hit]:
    """Return the films of a laminate by their signs: «PET12/CPP70», «NY/AL/LLDPE»."""
    found = []
    for laminate in _LAMINATE.finditer(text) if "/" in text else ():
        for layer in _LAYER.finditer(text, *laminate.span()):
            start, end = layer.span("sign")
            sign = layer["sign"].upper()
            concept = glossary.lookup(_SIGN_OF.get(sign, sign))
            if concept and all(h.end <= start or end <= h.start for h in hits):
                found.append(Hit(start, end, layer["sign"], concept))
    return found


_SIGN_OF = {"AL": "AL 포일", "NY": "나일론", "ONY": "나일론", "CPP": "CPP 필름", "PE": "폴리에틸렌"}
_SIGN = (
    r"(?:VM)?(?:PET|CPP|OPP|BOPP|PP|L?LDPE|HDPE|MDPE|PE|NY|ONY|EVOH|EVA|AL|Al|PVDC|PVC|PLA|PS|PBAT"
    r"|CPE|크라프트지?|종이)"
)
"""The signs of films."""
_LAYER = re.compile(rf"(?<![A-Za-z])(?P<sign>{_SIGN})(?![A-Za-z])")
_LAMINATE = re.compile(
    rf"(?<![A-Za-z]){_SIGN}\s?\d{{0,3}}(?:㎛|um|μm)?(?:\s?[/+]\s?{_SIGN}\s?\d{{0,3}}(?:㎛|um|μm)?(?![A-Za-z]))+"
)


def _lacked(text: str, hits: Sequence[Hit], glossary: Glossary) -> list[Hit]:
    """Return the fragrance of «무향», the brightener of «무형광», which the text then denies.

    So too the foods of one syllable that are other words as well: «배는 안 쓰고», «무 20%».
    """
    found = []
    for match in (*_LACKED.finditer(text), *_SHORT_FOOD.finditer(text)):
        start, end = match.span(match.lastgroup or 0)
        name = text[start:end]
        concept = glossary.lookup(_LACKED_NAMES[name.lower()])
        if concept and all(h.end <= start or end <= h.start for h in hits):
            found.append(Hit(start, end, name, concept))
    return found


def _within(hit: Hit, glossary: Glossary) -> list[Hit]:
    """Return what the name of a product says that it is without: 락토프리 우유, 디카페인 커피."""
    match = _NAMED_WITHOUT.match(hit.text) if hit.concept.kind == "form" else None
    if match is None:
        return _within_as_stuff(hit, glossary)
    group = match.lastgroup or 0
    name = match[group]
    concept = glossary.lookup(_LACKED_NAMES.get(name, name))
    if concept is None or concept.kind not in ("substance", "class"):
        return []
    return [Hit(hit.start + match.start(group), hit.start + match.end(group), name, concept)]


def _within_as_stuff(hit: Hit, glossary: Glossary) -> list[Hit]:
    """Return what the name of a product says that it is of, or on: PVC 장판, 물 베이스."""
    match = _NAMED_OF.match(hit.text) if hit.concept.kind in ("form", "emulsion") else None
    concept = glossary.lookup(match["of"]) if match else None
    if match is None or concept is None or concept.kind not in ("material", "substance"):
        return []
    if concept.kind != "material" and match["of"] != "물":
        return []
    return [Hit(hit.start, hit.start + match.end("of"), match["of"], concept)]


_NAMED_OF = re.compile(r"(?P<of>[A-Z]{2,5}(?=\s?[가-힣])|물(?=\s?(?:베이스|기반)))")
_NAMED_WITHOUT = re.compile(
    r"(?:무|논\s?-?|디(?=카페인))(?P<one>[가-힣]{2,6}?)(?=\s|$|[가-힣]{1,3}$)|(?P<two>[가-힣]{1,6}?)\s?-?(?:프리|제로)"
)
_LACKED_NAMES = {
    "향": "향료",
    "형광": "형광증백제",
    "방부": "방부제",
    "보존": "보존제",
    "착색": "색소",
    "착향": "착향제",
    "증점": "점증제",
    "유화": "유화제",
    "가스": "분사제",
    "당": "당류",
    "염": "소금",
    "scented": "향료",
    "sweetened": "당류",
    "salted": "소금",
    "락토": "유당",
    "락토오스": "유당",
    "슈가": "설탕",
    "넛": "견과류",
    "데어리": "유제품",
    "에그": "계란",
    "소이": "대두",
    "은": "은 화합물",
    "슈거": "설탕",
    "센티드": "향료",
    "스위트드": "당류",
    "alcohol": "에탄올",
    "sulfate": "황산염계 계면활성제",
    "sulphate": "황산염계 계면활성제",
    "dairy": "유제품",
    "egg": "계란",
    "soy": "대두",
    "nut": "견과류",
    "salt": "소금",
    "sugar": "설탕",
    "milk": "우유",
    "wheat": "밀가루",
    "oil": "오일",
    "배": "배 과육",
    "무": "무우",
    "김": "조미김",
    "감": "단감",
    "게": "꽃게",
    "파": "대파",
}
"""What short words for what is left out stand for."""
_LACKED = re.compile(
    r"(?<![가-힣])무\s?(?P<role>보존|착색|착향|증점|유화)(?=제(?:[\s,./·)+]|$)|[\s,./·)+]|$)"
    r"|(?<![가-힣])무(?P<one>향(?![가-힣]*료)|(?:형광|방부|당|염)(?=[\s,./·)+]|$|으로|이[에며고라어여]|[인은는의]\s|표백|제품|타입|처방))"
    r"|(?<![가-힣])(?:무|논|노)(?P<gas>가스)(?=[\s,./·)+]|$)"
    r"|(?<![가-힣])(?P<out>가스)(?=(?:를|은|는|가)?\s(?:없이|없는|없고|안\s?쓰|미사용|불사용|프리)[^.!?\n]{0,12}(?:펌프|분사|뿌[리려린]|분무|스프레이|미스트))"
    r"|(?:^|(?<=[,.(/]\s)|(?<=[,(/]))(?P<silver>은)(?=\s(?:없이|없는|함유|무함유|무첨가|미함유|불포함|미포함|미사용|성분|첨가|프리|안\s))"
    r"|(?<![A-Za-z])un(?P<two>scented|sweetened|salted)|(?<![가-힣])(?P<three>락토|락토오스|슈가|넛|데어리|에그|소이)(?=\s?-?프리)"
    r"|(?<![가-힣])(?:노|논)[\s-]?(?P<five>슈가|슈거|락토|데어리|에그|소이)(?![가-힣])|(?<![가-힣])언(?P<six>센티드|스위트드)"
    r"|(?<![A-Za-z])(?P<four>alcohol|sulfate|sulphate|dairy|egg|soy|nut|salt|sugar|milk|wheat|oil)(?=[\s-]free)"
    r"|(?<![A-Za-z])(?:no|without|zero)\s(?:added\s)?(?P<seven>salt|sugar|oil|egg|milk|wheat|dairy|soy)(?![A-Za-z])"
    r"|(?<![A-Za-z])(?P<eight>salt|sugar)(?=\s(?:added|used))",
    re.IGNORECASE,
)


_SHORT_FOOD = re.compile(
    r"(?<![가-힣A-Za-z\d])(?<!\d\s)(?P<food>배|무|김|감|게|파|당)"
    r"(?=(?:은|는|을|를|이|가|도)?\s?(?:약\s|\d+\s?(?:mL|ml|g)\s?(?:당|기준)\s)?\d[\d.]*\s?(?:%|g|mg|중량|부)"
    r"|(?:은|는|을|를|이|가|도)\s(?:전혀\s|아예\s|일절\s)?(?:안\s?(?:쓰|써|쓴|씁|넣|들어)|빼|뺐|뺀|뺌|넣지|쓰지|사용하지|들어가지|무첨가)"
    r"|\s(?:무첨가|미사용|없이\s|말고\s|대신\s|안\s?(?:쓰|써|쓴|씁|넣|들어)))"
)
"""«배는 안 쓰고», «당 0g», «김 대신»: a food of one syllable where an amount or a denial is of it."""


def _of_its_class(text: str, hits: Sequence[Hit], glossary: Glossary) -> list[Hit]:
    """Return the things named by a class before them: «왁스는 칸데릴라», «오일은 호호바랑 동백뿐»."""
    found = []
    for genus in _CLASS_TOPIC.finditer(text):
        named = next((h for h in hits if h.start < genus.end("head") <= h.end), None)
        word = _SHORT_NAME.match(text, genus.end())
        while word:
            thing = glossary.lookup(f"{word['name']}{genus['head']}")
            thing = thing or glossary.lookup(f"{genus['head']}{word['name']}")
            if thing is None:
                break
            of_class = named is None or named.text == genus["head"]
            if not of_class and named and not glossary.is_a(thing.id, named.concept.id):
                break
            found.append(Hit(*word.span("name"), word["name"], thing))
            word = _SHORT_NAME.match(text, word.end())
    return [*found, *_with_its_kind_behind(text, glossary)]


def _with_its_kind_behind(text: str, glossary: Glossary) -> Iterator[Hit]:
    """«합성왁스(카나우바)», «폴리데센(수소화)»: a name of which the first part stands in a bracket behind."""
    for said in _KIND_BEHIND.finditer(text):
        heads = (said["name"], said["head"])
        thing = next((t for h in heads if h and (t := glossary.lookup(said["kind"] + h))), None)
        if thing is not None:
            yield Hit(said.start(), said.end(), said.group(), thing)


_KIND_BEHIND = re.compile(
    r"(?<![가-힣A-Za-z])(?P<name>[가-힣A-Za-z]*?(?P<head>왁스|오일|버터|추출물|검|전분|단백질?|시럽|식초|섬유|비타민|세라마이드|분말|가루)?)"
    r"\s?\((?P<kind>[가-힣A-Za-z]{1,12})\)"
)
"""«오일(해바라기)»; the head is the class at the end of the name."""


_CLASS_TOPIC = re.compile(
    r"(?P<head>오일|왁스|버터|추출물|전분|단백질?|검|시럽|식초|섬유|필터|비타민|세라마이드)(?:(?:으로|로)?는|은|\s?[:：])\s(?:오로지\s|오직\s|그냥\s)?"
)
_SHORT_NAME = re.compile(
    r"(?P<name>[가-힣A-Za-z]{2,}?|[A-K]\d{0,2})(?=만|뿐|으로|로|을|를|과|와|이?랑|하고|이에요|예요|입니다|이고|[,/·+]|\s(?:\d|두|세|네|단독|하나|한\s)|$)"
    r"(?:(?:과|와|이?랑|하고)\s|\s?(?:[,/·+]|및)\s?)?"
)


def _is_all(text: str, mention: Mention) -> bool:
    """«100% 무기자차»: a class that is all there is of its kind."""
    genus = mention.concept is not None and mention.concept.kind == "class"
    return genus and bool(_ALL.search(text, max(0, mention.start - 8), mention.start))


def _is_sole(text: str, mention: Mention) -> bool:
    """«유일한 보존 성분은 에칠헥실글리세린»."""
    return "유일" in text and bool(_SOLE.search(text, max(0, mention.start - 30), mention.start))


_SOLE = re.compile(r"유일(?:한|하게)\s[^.,!?\n]{0,20}(?:은|는|이|가)\s$")
_ALL = re.compile(r"(?<![\d.])100\s?(?:%|퍼센트|프로)\s?$")


def _vitamins(text: str, hits: Sequence[Hit], glossary: Glossary) -> list[Hit]:
    """Return the vitamins that a list names by their letter alone: «비타민B군(B1, B6)», «비타민 A, C»."""
    found = []
    for vitamins in _VITAMINS.finditer(text):
        for letter in _VITAMIN.finditer(text, *vitamins.span(vitamins.lastgroup or 0)):
            start, end = letter.span()
            concept = glossary.lookup(f"비타민{letter.group()}")
            if concept and all(h.end <= start or end <= h.start for h in hits):
                found.append(Hit(start, end, letter.group(), concept))
    return found


def _vitamin_forms(text: str, hits: Sequence[Hit], glossary: Glossary) -> list[Hit]:
    """Return the forms that a text about a vitamin calls by letter and number: «비타민D는 … D3는 못 써요»."""
    found = []
    first = text.find("비타민")
    for form in _FORM_OF_IT.finditer(text, first) if first >= 0 else ():
        concept = glossary.lookup(f"비타민{form.group()}")
        if concept and all(h.end <= form.start() or form.end() <= h.start for h in hits):
            found.append(Hit(*form.span(), form.group(), concept))
    return found


_FORM_OF_IT = re.compile(r"(?<![A-Za-z\d-])(?:D[23]|K[12]|B(?:12|[1235679]))(?![A-Za-z\d])")


def mention_at(reading: Reading, start: int, end: int) -> Mention:
    """Return the words ``[start, end)`` as a mention, with what the text says around them."""
    known = next((m for m in reading.mentions if m.start <= start and end <= m.end), None)
    if known:
        return known
    own = Mention(start, end, reading.text[start:end], None)
    others = [
        replace(m, amount=None, values=())
        for m in reading.mentions
        if m.end <= start or end <= m.start
    ]
    mentions = sorted((*others, own), key=lambda m: m.start)
    stated = stated_quantities(reading.text)
    placed, _ = amounts(reading.text, mentions, stated)
    own = next(m for m in placed if m.start == start)
    found = mark_one(reading.text, (m for m in placed if m is not own), own)
    if reading.mixture:
        return _of_mixture(found, reading)
    return _in_parts(found, *reading.base) if reading.base else found


def of_mixture(reading: Reading) -> Reading:
    """Return the reading with the shares that ratios tell: half each of «A와 B를 5:5로»."""
    mentions = tuple(_of_mixture(m, reading) for m in reading.mentions)
    return replace(reading, mentions=mentions, mixture=True)


def _of_mixture(mention: Mention, reading: Reading) -> Mention:
    if mention.amount and (
        mention.amount.unit == "몰%" or _OF_THEM.search(reading.text[: mention.amount.start])
    ):
        return mention
    for value in mention.values:
        for ratio in reading.ratios:
            if value.unit.endswith(RATIO) and ratio.start <= value.start < ratio.end:
                share = 100 * value.low / sum(low for low, _ in ratio.terms)
                amount = replace(value, low=share, high=share, unit="%")
                return replace(mention, amount=amount)
    return replace(mention, amount=None)


_OF_THEM = re.compile(r"(?:그|이)\s?(?:중|가운데)(?:에서?|의)?\s*$")
"""«유화제 2%이고 그중 30%가 레시틴»."""


def counted_on(reading: Reading, base: Quantity, parts: float = 100.0) -> Reading:
    """Return the reading with its amounts in parts by weight (중량부) of a base.

    Args:
        reading: what a text says.
        base: the amount of the base in that text.
        parts: how many parts the base is.
    """
    return replace(
        reading,
        mentions=tuple(_in_parts(m, base, parts) for m in reading.mentions),
        quantities=tuple(in_parts(q, base, parts) or q for q in reading.quantities),
        base=(base, parts),
    )


def _in_parts(mention: Mention, base: Quantity, parts: float) -> Mention:
    stated = [q for q in (mention.amount, *mention.values) if q is not None]
    counted = [q for q in (in_parts(q, base, parts) for q in stated) if q is not None]
    return replace(mention, amount=counted[0]) if counted else mention


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
    if re.search(
        r"(?:(?<![가-힣])[무無논노비미불언탈]|(?<![a-z])un)$",
        text[max(0, mention.start - 3) : mention.start],
        re.I,
    ):
        return False
    if mention.kind == "step" and DONE_AGAIN.search(text, 0, mention.start):
        return False
    joined = "가" <= before <= "힣" or (before.isascii() and before.isalnum())
    return joined and not any(m.end == mention.start for m in mentions)


def _unit_words(text: str, amount: Quantity) -> str:
    words = text[amount.start : amount.end]
    return re.sub(r"^[^\d]*[\d.,\s]+", "", words).strip() or amount.unit


_NUMERAL = re.compile(r"\d")


def _inside_quantity(hit: Hit, quantities: Sequence[Quantity]) -> bool:
    return any(q.start <= hit.start and hit.end <= q.end for q in quantities) and (
        hit.concept.kind != "property"
    )


def _names(text: str, glossary: Glossary) -> tuple[Hit, ...]:
    """Return the names of a text; none begins with a particle («파라벤과 실리콘») or a counter («12종이»)."""
    hits = tuple(h for h in glossary.find(text) if "\n" not in h.text)
    ends = {hit.end for hit in hits}
    torn = [
        h
        for h in hits
        if (h.start in ends and _PARTICLE_HEAD.match(h.text))
        or (h.text.startswith("종") and text[: h.start].rstrip()[-1:].isdigit())
        or (h.text == "가지" and _COUNTED.search(text, 0, h.start))
    ]
    if not torn:
        return hits
    masked = list(text)
    for hit in torn:
        masked[hit.start] = "○"
    found = glossary.find("".join(masked))
    return tuple(replace(h, text=text[h.start : h.end]) for h in found)


_COUNTED = re.compile(r"(?:한|두|세|네|몇|여러|\d)\s?$")
"""What makes of 가지, the vegetable, a counter."""
_PARTICLE_HEAD = re.compile(r"[와과은는이가을를의도로나랑]\s")


def _trimmed(hit: Hit, text: str, quantities: Sequence[Quantity], glossary: Glossary) -> Hit:
    """Cut a denial before a name («무왁스») or an amount behind it («PEG 15wt%») off a hit."""
    start, end = hit.start, hit.end
    if hit.text.endswith("로") and text[start - 1 : start] in ("비", "미", "무"):
        end -= 1  # «비가열로»: not 가열로, the furnace
    if hit.text[0] in "무無" and hit.concept.id.startswith(UNLISTED):
        start += 1
    end = min([q.start for q in quantities if start < q.start < end] or [end])
    words = hit.text[start - hit.start : end - hit.start].rstrip()
    concept = glossary.lookup(words) if words != hit.text else None
    return Hit(start, start + len(words), words, concept, None) if concept else hit


def _glued(text: str, hits: Sequence[Hit], glossary: Glossary) -> list[Hit]:
    """Return the names that a number is glued to: «BEMT3», «PVA12%»; not «PEG-10», «PS-15»."""
    found = []
    for match in _GLUED.finditer(text):
        start, end = match.span("name")
        if any(h.start < end and start < h.end for h in hits):
            continue
        concept = glossary.lookup(match["name"])
        if concept and not glossary.lookup(match.group()):
            ambiguity = glossary.ambiguities.get(glossary.speller.key(match["name"]))
            found.append(Hit(start, end, match["name"], concept, ambiguity))
    return found


def _by_charge(text: str, glossary: Glossary) -> list[Hit]:
    """Return the surfactants that stand in a recipe by their charge or kind: «비이온(AE-7) 5%», «아미노산계 15%»."""
    found = []
    for match in _CHARGE.finditer(text):
        concept = glossary.lookup(f"{match['charge']} {_SURFACTANT[match['charge'].isascii()]}")
        if concept:
            found.append(Hit(*match.span("charge"), match["charge"], concept))
    return found


_CHARGE = re.compile(
    r"(?<![가-힣A-Za-z])(?P<charge>음이온|양이온|비이온|논이온|양쪽성|아미노산계|설페이트계|황산염계|베타인계|글루코사이드계|anionic|cationic|nonionic|amphoteric)s?(?:계|성)?"
    r"\s?(?:\([^()]{1,30}\)\s?)?[:：]?\s?(?=\d[\d.]*\s?(?:%|wt|중량|w/w|퍼|프로))",
    re.IGNORECASE,
)
_SURFACTANT = {False: "계면활성제", True: "surfactant"}


def _parted(text: str, quantities: Sequence[Quantity], glossary: Glossary) -> list[Hit]:
    """Return the steps whose name a value stands within, by its last word: «초음파 45분 처리»."""
    found = []
    for q in quantities:
        before = _LAST_WORD.search(text, max(0, q.start - 12), q.start)
        after = _NEXT_WORD.match(text, q.end)
        if before is None or after is None:
            continue
        for h in glossary.find(f"{before[1]} {after[1]}"):
            if h.concept.kind == "step" and h.start < len(before[1]) < h.end:
                end = after.start(1) + h.end - len(before[1]) - 1
                found.append(Hit(after.start(1), end, text[after.start(1) : end], h.concept))
    return found


def _extract(hit: Hit, text: str, glossary: Glossary) -> Hit | None:
    """Return the extract that a name begins: «녹차 추출분말», «Garcinia cambogia ext.»."""
    made = _EXTRACT_FORM.match(text, hit.end) if hit.concept.kind == "substance" else None
    if made is None:
        return None
    names = (f"{name} 추출물" for name in (hit.text, *hit.concept.names[:2]))
    concept = next((c for c in map(glossary.lookup, names) if c), None)
    concept = concept or next(
        (c for c in map(glossary.lookup, (f"{n} extract" for n in hit.concept.names)) if c), None
    )
    if concept is None:
        return None
    return Hit(hit.start, made.end(), text[hit.start : made.end()], concept)


def _made_of(hit: Hit, text: str, glossary: Glossary) -> Hit | None:
    """Return what is made of a thing that is named in Latin letters: «Leu. mesenteroides 배양액»."""
    head = _HEAD_NOUN.match(text, hit.end) if hit.text.isascii() else None
    if head is None or hit.concept.kind != "substance":
        return None
    name = f"{hit.concept.name} {head['noun']}"
    named = next((h for h in glossary.find(name) if len(h.text) == len(name)), None)
    if named is None:
        return None
    return Hit(hit.start, head.end(), text[hit.start : head.end()], named.concept)


_HEAD_NOUN = re.compile(
    r"\s?(?P<noun>배양\s?(?:액|물|여과물|상등액|상층액)|발효\s?(?:액|물|여과물|추출물)|사균체?|균체|추출물|추출액|잎\s?추출물|뿌리\s?추출물|열매\s?추출물|오일|가루|분말)(?![가-힣]{2})"
)


def _milled(text: str, hits: Sequence[Hit], glossary: Glossary) -> Iterator[Hit]:
    """Yield the flours that stand behind what they are milled of: «메밀분 45%», «표고분»."""
    for h in hits:
        end = _MILLED.match(text, h.end) if len(h.text) > 1 else None
        if end is None or h.concept.kind not in ("substance", "class"):
            continue
        names = (f"{h.text}{powder}" for powder in ("가루", "분말"))
        concept = next((c for c in map(glossary.lookup, names) if c), None)
        if concept:
            yield Hit(h.start, end.end(), text[h.start : end.end()], concept)


_MILLED = re.compile(r"분(?=\s?\d|\s?[,/·+():]|\s(?:및|단독)|[을를은이도과만](?![가-힣])|\s?$)")


def _of_animals(text: str, hits: Sequence[Hit], glossary: Glossary) -> Iterator[Hit]:
    """Yield proteins with the animal they are taken from: «명태껍질 콜라겐», «소가죽 유래 젤라틴»."""
    for h in hits:
        if not any(glossary.is_a(h.concept.id, protein) for protein in _OF_ANIMALS):
            continue
        begin = max(0, h.start - 16)
        for animal, told in _ANIMALS.items():
            source = told.search(text, begin, h.start)
            names = (f"{animal} {name}" for name in (h.text, *h.concept.names)) if source else ()
            concept = next((c for c in map(glossary.lookup, names) if c), None)
            if source and concept and glossary.is_a(concept.id, h.concept.id):
                yield Hit(source.start(), h.end, text[source.start() : h.end], concept)


_OF_ANIMALS = ("collagen", "hydrolyzed_collagen", "gelatin", "elastin")
_ANIMALS = {
    animal: re.compile(
        rf"(?<![가-힣A-Za-z])(?:{names})\s?(?:껍질|껍데기|비늘|뼈|가죽|피|연골|발|부레|skin|scale)?\s?(?:유래|추출|산|성)?(?:의|인)?\s?$",
        re.IGNORECASE,
    )
    for animal, names in {
        "어류": "어류|생선|물고기|명태|대구|틸라피아|도미|연어|붕어|잉어|홍어|가자미|농어|메기|참치|심해어"
        "|어린|어피|피[쉬시]|fish|마린|marine|해양",
        "돼지": "돼지|돈피|돈육|포크|포사인|pork|porcine|pig",
        "소": "소|우피|우골|한우|보바인|bovine|beef|송아지",
        "닭": "닭|계육|계관|닭벼슬|치킨|chicken",
    }.items()
}
"""What people call the animals that collagen is taken from."""


def _with_its_gloss(text: str, glossary: Glossary) -> Iterator[Hit]:
    """Yield «배(나주배)추출물», «칡꽃(갈화) 추출물»: a name that is glossed before its head."""
    for m in (*_GLOSSED.finditer(text), *_GLOSSED_LATIN.finditer(text)) if "(" in text else ():
        names = (
            f"{m[part]}{space}{m['head']}" for part in ("name", "gloss") for space in (" ", "")
        )
        concept = next((c for c in map(glossary.lookup, names) if c), None)
        if concept:
            yield Hit(m.start(), m.end(), m.group(), concept)


_GLOSSED = re.compile(
    r"(?<![가-힣A-Za-z])(?P<name>[가-힣]{1,8})\s?\((?P<gloss>[가-힣A-Za-z][가-힣A-Za-z\s.]{0,24})\)\s?"
    r"(?P<head>추출물|추출액|추출분말|농축액|농축분말|오일|분말|가루|발효물|발효액|꽃수|잎수|버터|왁스|검|전분|단백질?|에센셜오일|정유)(?![가-힣]{2})"
)

_GLOSSED_LATIN = re.compile(
    r"(?<![A-Za-z])(?P<name>[A-Z][a-z]+\s[a-z]+)\s?\((?P<gloss>[A-Za-z][A-Za-z\s]{2,24})\)\s?"
    r"(?P<head>(?:(?:leaf|root|flower|fruit|seed|bark|peel|stem|herb)\s)?(?:extract|oil|water|powder|juice|butter|wax))(?![A-Za-z])"
)
"""«Tagetes erecta (marigold flower) extract», as INCI names a plant."""


def _holders(text: str, hits: Sequence[Hit], glossary: Glossary) -> list[Hit]:
    """Take what has a name by what it holds for that: «향료 든 마이크로캡슐»."""
    made = sorted(hits, key=lambda h: h.start)
    for i, (thing, holder) in enumerate(itertools.pairwise(made), 1):
        if not WITH_IT_INSIDE.fullmatch(text, thing.start, holder.start):
            continue
        concept = glossary.lookup(f"{thing.text} {holder.text}")
        if concept:
            made[i] = replace(holder, concept=concept, ambiguity=None)
    return made


def _of_its_source(hit: Hit, text: str, glossary: Glossary) -> Hit:
    """Take «전분(감자)», «실리카는 덴탈타입» for 감자 전분, 덴탈타입 실리카: the source or make behind the name."""
    source = _SOURCE.match(text, hit.end) if hit.concept.kind in ("substance", "class") else None
    make = source and (source["what"] or source["shape"] or source["make"])
    names = [f"{make} {name}" for name in (hit.text, *hit.concept.names)] if make else []
    concept = next((c for c in map(glossary.lookup, names) if c), None)
    narrower = concept is not None and glossary.is_a(concept.id, hit.concept.id)
    return replace(hit, concept=concept, ambiguity=None) if concept and narrower else hit


_SOURCE = re.compile(
    r"\s?\((?P<what>[가-힣]{1,6}?|[A-Za-z]{3,12})(?:\s?(?:유래|추출|산|뿌리|잎|열매|씨앗?|종자|껍질))?(?:\s?100\s?%)?\)"
    r"|\s?\((?P<shape>[가-힣]{1,4}(?:형|상|성|질))(?=[,·/\s])"
    r"|(?:은|는)\s(?P<make>[가-힣A-Za-z\d]{1,6}\s?(?:타입|형|급|계))(?=[\s,.]|으로|만(?![가-힣]))"
)


def _spelt_out(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """Read «SCG(sodium cocoyl glycinate)», «소듐코코일글리시네이트(SCG)» as the full name says."""
    made = sorted(hits, key=lambda h: h.start)
    for i, h in enumerate(made):
        if h.ambiguity is None:
            continue
        ahead, behind = made[max(0, i - 1) : i], made[i + 1 : i + 2]
        full = [o for o in behind if _IN_BRACKETS.fullmatch(text, h.end, o.start)]
        full += [o for o in ahead if _IN_BRACKETS.fullmatch(text, o.end, h.start)]
        own = [o for o in full if o.ambiguity is None and o.concept.id in h.ambiguity.readings]
        made[i] = replace(h, concept=own[0].concept, ambiguity=None) if own else h
    return made


_IN_BRACKETS = re.compile(r"\s?[(\[（]\s?(?:이하\s|약칭\s?)?")


def _under_one_head(text: str, hits: Sequence[Hit], glossary: Glossary) -> list[Hit]:
    """Take the plants of a list for what the list says they are: «오일은 호호바·아르간», «호호바·아르간 오일»."""
    made = sorted(hits, key=lambda h: h.start)
    for heading in _OIL_HEAD.finditer(text):
        end = heading.end()
        for i, h in enumerate(made):
            if h.start < end:
                continue
            if h.start > end and not _IN_LIST.fullmatch(text, end, h.start):
                break
            made[i] = _as_oil(h, text, glossary)
            end = h.end
    for i in range(len(made) - 2, -1, -1):
        joined = _IN_LIST.fullmatch(text, made[i].end, made[i + 1].start)
        if joined and made[i + 1].text.endswith("오일"):
            made[i] = _as_oil(made[i], text, glossary)
    for listed in _EXTRACTS_OF.finditer(text):
        for item in _ITEM_OF_LIST.finditer(text, *listed.span("list")):
            start, end = item.span()
            concept = glossary.lookup(f"{item.group()}추출물")
            if concept and all(h.end <= start or end <= h.start for h in made):
                made.append(Hit(start, end, item.group(), concept))
    return sorted(made, key=lambda h: h.start)


_EXTRACTS_OF = re.compile(
    r"(?<![가-힣])(?P<list>[가-힣]{1,8}(?:\s?[·,/+&]\s?[가-힣]{1,8}){1,6})\s?(?:복합\s?|혼합\s?)?추출물"
)
"""«다시마·톳·청각 추출물»: a list with what its items are made into at its end."""
_ITEM_OF_LIST = re.compile(r"[가-힣]+")


def _as_oil(hit: Hit, text: str, glossary: Glossary) -> Hit:
    """Return the oil of a plant that only its list calls so; another hit as it is."""
    plant = hit.concept.kind == "substance" and "herb_material" in hit.concept.parents
    concept = glossary.lookup(f"{hit.text} 오일") if plant else None
    return replace(hit, concept=concept, ambiguity=None) if concept else hit


_OIL_HEAD = re.compile(
    r"오일(?:(?:으?로는?|은|는|에는|\s?:)\s(?:[가-힣]{1,4}\s)?|\s?(?:\d\s?(?:종|가지))?\s?\()(?=[가-힣])"
)
_IN_LIST = re.compile(r"\s?(?:\d[\d.]*\s?[%gG]\s?)?(?:[·,/+&]|와|과|이?랑|하고|및)\s?")
_EXTRACT_FORM = re.compile(
    r"\s?(?:(?:잎|열매|과피|껍질|뿌리|씨)\s?)?추출\s?(?:(?:건조|농축|동결건조|분무건조|정제|혼합|고농축)\s?)*(?:분말|가루|파우더|농축액|원액|오일|건조물)"
    r"|\s(?:ext(?:ract)?\b\.?)(?:\s?(?:powder|pd|pwd|granule)\b\.?)?|(?<=[가-힣])ex(?:t|tract)?(?![A-Za-z])\.?",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"(?:^|(?<=[^가-힣A-Za-z]))([가-힣A-Za-z]+)\s$")
_NEXT_WORD = re.compile(r"(?:에서|로|으로|의|간|동안|만|정도)?\s([가-힣A-Za-z]+)")


def _with_rest(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Give the one name that makes up the rest its share, where all others' are known."""
    present = [m for m in mentions if m.kind == "substance" and not m.negated]
    rest = [m for m in present if m.balance]
    shares = {m.amount.start: m.amount for m in present if m.amount and not m.balance}
    stated = all(m.amount for m in present if not m.balance)
    exact = stated and all(q.is_value and q.unit in ("%", "중량%") for q in shares.values())
    total = sum(q.low for q in shares.values())
    if len(rest) != 1 or rest[0].amount or len(shares) < 2 or not exact or not 0 < total < 100:
        return list(mentions)
    left = 100 - total
    amount = Quantity(rest[0].start, rest[0].end, left, left, False, False, "중량%")
    return [replace(m, amount=amount) if m is rest[0] else m for m in mentions]


def _by_mass(mentions: Sequence[Mention]) -> list[Mention]:
    """Count masses that sum up to a round total (100 g, 1 kg) as the shares that they are."""
    present = [m for m in mentions if m.kind == "substance" and not m.negated]
    masses = {m.amount.start: m.amount for m in present if m.amount and m.amount.unit == "g"}
    total = sum(q.low for q in masses.values() if q.is_value)
    round_total = total > 0 and math.isclose(math.log10(total) % 1, 0, abs_tol=1e-6)
    weighed = all(m.amount and m.amount.start in masses and m.amount.is_value for m in present)
    if len(masses) < LEAST_WEIGHED or not weighed or not round_total:
        return list(mentions)
    factor = 100 / total
    return [
        replace(
            m,
            amount=replace(
                q, low=q.low * factor, high=q.high * factor, unit="중량%", scale=q.scale * factor
            ),
        )
        if (q := m.amount) and q.start in masses
        else m
        for m in mentions
    ]


_PRONOUNS = frozenset(
    ["이걸", "그걸", "저걸", "이것", "그것", "이거", "그거", "여기", "거기", "이게", "그게"]
)
"""Words for what was named before: «이걸 45% 넣고»."""


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
        if name.endswith(")") and name.count(")") > name.count("("):
            name = name.rstrip(")")  # «(비타민B5 유도체) 3% 넣은»
        name = name.removesuffix("성분")
        end = start + len(name)
        taken = any(m.start < end and start < m.end for m in mentions)
        taken = taken or any(q.start < end and start < q.end for q in quantities)
        if (
            taken
            or len(name) < 2
            or name in _COMMON
            or name in _PRONOUNS
            or _VERB.search(name)
            or name.endswith(("효과", "기능", "성분"))
        ):
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
        if match["name"].count(")") > match["name"].count("("):
            continue  # «산화아연(비나노, 평균 45nm) 8%»: the end of a bracket behind a name
        start = quantity.start - len(before) + match.start("name")
        end = start + len(match["name"])
        if match["name"] not in _COMMON and all(m.end <= start or end <= m.start for m in mentions):
            names.append(Mention(start, end, match["name"], None))
    return names


_PRODUCT_OPEN = re.compile(
    r"(?:성분|원료(?!사)|처방|배합(?![량비])|조성|레시피|재료|첨가제|첨가물)\S{0,3}\s*(?:\S+\s+){0,4}?(?:\S{0,6}?)(?:"
    + UNDECIDED.pattern
    + ")",
    re.IGNORECASE,
)


def _undecided(text: str) -> tuple[int, int] | None:
    """Return where the ingredients as such, not one name's amount, are said to be open."""
    for match in _PRODUCT_OPEN.finditer(text):
        if re.search(r"[.!?\n]\s|함량|농도|비율|투입량", match.group()):
            continue
        return match.span()
    return None
