"""Which words of a claim element say what it is, and which only label, place, measure or choose it.

Korean puts the head noun last, and much of an element's wording is no content: labels («(A)», «상기
(A)성분이»), bases («조성물 총 중량에 대하여»), roles («유효성분으로»), the phrases of a Markush group
(«…로 이루어진 군에서 선택되는 1종 이상의»). Here such words are blanked with spaces, so that every
offset still counts in the element's own text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from evidence.amounts import IS_TESTED_AT
from evidence.particles import FINAL_L, ending_in
from evidence.quantities import Quantity, Ratio, find_quantities, find_ratios

WITH_IT_INSIDE = re.compile(
    r"(?P<thing>[^,;]{1,24}?)(?:을|를|이|가)?\s?(?:(?<=\s)든|담은|담긴|들어간|들어\s?있는|넣은|가둔|품은|채운"
    r"|(?:내포|함유|포함|봉입|담지|수용|함침|포집|캡슐화)(?:하는|한|된|되는))\s"
)
"""«향료를 내포하는 » before the name of what holds it."""
_WIDE = str.maketrans("％：；，（）～〜∼／　", "%:;,()~~~/ ")

_LABEL = re.compile(
    r"^\s*(?:\((?!\s*[A-Za-z]-?\d?\s*\)\s?(?:성분\s?(?:이|은|과|와|의|으로)|[은는이가의과와]\s))\s*(?P<one>[A-Za-z]{1,2}(?:-?\d{1,2})?|\d{1,2}|[ivxIVX]{1,4}|[가나다라마바사아자차카타파하]|[ㄱ-ㅎ])\s*\)"
    r"|(?P<two>[A-Za-z]|\d{1,2}|[ivxIVX]{1,4}|[가나다라마바사아자차카타파하])\s*[)](?!\s*단위)|[①-⑳㉠-㉯]|(?P<three>[a-zA-Z])\.\s"
    r"|(?:성분|단계)\s*\(?(?P<four>[A-Za-z]\d?|\d)\)?\s*[:.]|[-•·]\s)\s*"
)
_REFERENCE = re.compile(
    r"(?:상기\s*)?(?:제\s*\d+\s*)?(?:성분\s*\(?(?P<a>[A-Z](?:-?\d)?)\)?|\(\s*(?P<b>[A-Za-z](?:-?\d)?)\s*\)\s*성분)"
    r"|(?:상기\s*)?\(\s*(?P<c>[A-Z](?:-\d)?)\s*\)(?=\s*(?:이|가|은|는|와|과|의|/|\]))"
)
_INNER = re.compile(
    r"\(\s*[A-Za-z](?:-?\d)?\s*\)|(?:하기\s*)?(?:화학|구조|일반)식\s*\(?[\dIVX]+\)?(?:의|으?로\s*(?:표시|나타)\S*)?"
)
_BASIS_MARK = re.compile(
    r"(?:(?:을|를)?\s*기준으?로(?:\s*할\s*때|\s*하여)?|\s?기준(?=\s*\d)|에\s*대(?:하여|해서?|하)는?(?=[\s\d,]|$)"
    r"|(?<=총\s중량)의(?=\s*(?:약\s*|적어도\s*)?\d)|(?<=총중량)의(?=\s*(?:약\s*|적어도\s*)?\d)|(?<=총\s무게)의(?=\s*(?:약\s*|적어도\s*)?\d)"
    r"|\s?대비(?=[\s\d]|$)|\s?중에?(?=\s*\d)|당(?=\s*\d)|(?<=\d\s중량부)(?:\s?기준|당|에)(?=\s)|(?<=\d중량부)(?:\s?기준|당|에)(?=\s))\s*"
)
_A_DAY = re.compile(
    r"(?:1일|하루|일일)\s?(?:(?:섭취|복용|투여|사용)량?|권장량|용량)?\s?(?:을|를)?\s?(?:기준(?:으로)?|으로서|으로|당|로서)?(?=\s)"
)
"""«1일 섭취량으로서 A 200 내지 400mg»: the day is what the amount is counted on."""
_A_TIME = re.compile(
    r"(?:1|한|일)\s?회\s?(?:복용|섭취|투여|제공|사용|투약)\s?(?:량|분량|용량)(?=\s(?:약\s?)?\d|씩)"
)
"""«1회 복용량 10mL당»: what is taken at once, which the amounts are counted on."""
_BASIS_WORD = re.compile(
    r"(?:상기|총|전체|전|조성물|최종|에멀[션젼전]|화장료|화장품|제품|제제|제형|분산물|유화물|혼합물|원료|식품|용액|건조|고형분|중량|질량|부피"
    r"|총중량|총량|함량|무게|전체중량|100|중량부|질량부|중량%|질량%|%|의|을|를|염모제|치약|샴푸|비누|코팅액|수지|필름|시트|원단|직물|사료|도료|잉크|세제|정제|캡슐|배지|합금|유리|도막|피막|층)+$"
)
_ROLE = re.compile(
    r"(?:을|를|이|가)?\s*(?:(?:유효|활성|주요?|필수|기능성)\s*성분|주성분|주제|기제|주재료|주원료)(?:으?로서?|인)?(?:\s*하(?:는|고|며))?(?=[\s,]|$)"
)
_AS = re.compile(
    r"(?:(?<=\s)|(?<=,)|^)(?P<role>[^\s,]*[^\s,을를은는](?:\s[^\s,]*[^\s,을를은는]){0,3}?)(?:으로서|로서)(?=[\s,])\s*,?\s*"
)
_USED_AS = re.compile(
    r"(?<=[가-힣A-Za-z\d)])(?:을|를)\s(?P<role>(?:[가-힣A-Za-z]{2,6}\s){0,2}?[가-힣]*(?:제|성분|염료|안료|용매|촉매|담체|충전재|단량체))"
    r"(?:으로|로)서?(?=\s(?:포함|함유|사용|첨가|이용|배합|하(?:는|고|며|여))|\s*$)"
)
"""«과산화수소를 산화제로 포함»: the role behind the thing."""
_COUNT = (
    r"(?:(?:\d+\s*또는\s*\d+(?:\s*(?:종|가지|개))?|하나|한\s*가지|한\s*종|일종|둘|두\s*가지|두\s*종|세\s*가지|세\s*종|\d+\s*(?:종|가지|개))"
    r"(?:\s*또는\s*(?:그|2종|둘)?\s*(?=이상))?(?:\s*또는\s*그)?(?:\s*이상)?)"
)
_CHOOSE = r"(?:선택(?:되어지는|되는|된|한|하는|될|되고|되며|됨)|선정(?:되는|된)|고른)"
GROUP = re.compile(
    r"(?:(?:으?로\s?부터|으?로|으로써)\s*(?:이루어(?:진|지는)|구성(?:된|되는)|형성된|되는|된)\s*(?:군|그룹)\s*"
    r"(?:으로\s*부터|로\s*부터|에서|중에서|중)?"
    r"|(?:으로\s*부터|로\s*부터|중에서|\s중에?|에서)(?=\s*(?:선택|선정|적어도|최소|어느|하나|한\s*가지|1\s*종|일종|\d\s*종|\d\s*또는\s*\d))"
    rf"|(?=(?:적어도|최소한?|어느)\s*{_COUNT})|(?={_COUNT}\s*이상)|(?={_CHOOSE}))"
    rf"\s*(?:각각\s*)?(?:{_CHOOSE})?\s*(?:적어도|최소한?|어느)?\s*(?:{_COUNT})?\s*(?:이상)?(?:을|를|이|가)?\s*"
    rf"(?:{_CHOOSE})?\s*(?:{_COUNT})?\s*(?:이상)?(?:으?로부터\s*{_CHOOSE})?(?:의|인)?(?:\s*것(?:인|임|을|이)?)?"
)
_MADE_OF_IT = (
    r"(?:수용성\s|알칼리\s?금속\s?|금속\s?)?"
    r"(?:염류?|수화물|용매화물|이성질체|에스테르|에스터|유도체|배당체)"
)
_SALTS = re.compile(
    r"(?:또는|및|,)?\s*(?:(?<![가-힣])|(?<=또는)|(?<=및))(?:이의?|이들의|그의?|그들의|그것의)\s*"
    r"(?:(?:(?:\S{1,8}학(?:적으로|상)?|\S{1,4}용으로)\s*)?허용\s*(?:되는|가능한|가능|될\s*수\s*있는)\s*)?"
    rf"{_MADE_OF_IT}(?:\s*(?:또는|및|,|/)\s*(?:(?:이|그)의\s)?{_MADE_OF_IT})*(?=[\s,.을를은는이가의로으만에중]|$)"
    r"|\S{1,6}학(?:적으로|상)\s*허용\s*(?:되는|가능한|가능|될\s*수\s*있는)"
)
_ADVERBS = r"(?:각각|더|추가로|함께|동시에|모두|필수적으로|실질적으로)"
_VERBS = (
    r"(?:포함|함유|구비|구성|배합|첨가|내장|탑재|사용|(?:(?<![가-힣])|(?<=[을를]))이용|혼합|조합|제공|담지|봉입|수득|존재"
    r"|형성|마련|설치|배치|장착)"
)
_OPEN = ending_in(0, FINAL_L)
"""Syllables after which 로 is a particle: 통로 and 경로 are nouns, and so are 유로 and 회로."""
_TAIL = re.compile(
    rf"(?:\s+{_ADVERBS})*(?:(?:을|를|이|가|으로|로|의)\s*(?:{_ADVERBS}\s*)*)?{_VERBS}"
    r"(?:(?:(?<=포함)|(?<=함유))하여\s*이루어(?:진|지는|지고|지며)|하는데|되는데|하는|되는|하고|하며|하여|되고|되며|되되|되어|한|된|함|하되|시킨)?\s*(?:것)?(?:을|이|인)?$"
    r"|(?:을|를)\s(?:분산|용해|혼합|첨가|투입|교반|가열|희석|침지)$"
    r"|만?(?:으로|로)\s*(?:이루어(?:진|지는|지고)|구성(?:된|되는))(?:\s*것)?$"
    r"|(?:이고|이며|(?<=[\d%℃)])인|인\s+것)$|\s것(?:인|이고|이며|을|임)?$|(?:(?:의|범위)\s*)*(?:양|함량|함유량|농도|비율|범위)(?:으로|이|을|의)?$"
    r"|의?\s?(?:총\s?)?(?:합계|총합|합산량|총량|총\s?함량|함량의?\s?합|(?<=의\s)합)(?:이|가|은|는|으로|로)?$"
    r"|(?<=[가-힣A-Za-z\d)\]%])(?:을|를|으로)$|\s(?:을|를)$|(?<=[가-힣]{2})(?:으로부터|로부터)$"
    rf"|(?<=[{_OPEN}A-Za-z\d)\]%])(?<![유회])로$|(?<=[가-힣]{{2}})에$"
    r"|(?<=[가-힣])(?<!비)만$|[\s,.;:\]\[]+$|(?:이|가)\s*우수(?:한|하고)?$"
    r"|\s*(?:구조|형태|상태|성질|특성)(?:을|를|이|가)?\s*(?:갖|가지|띠|나타내|이루)는$"
    r"|의?\s*존재\s*하(?:에|에서)?(?:\s*수행되는)?$|\s만$"
    r"|\s(?:및|그리고|또는|각각|잔량|나머지|합하여|모두|동시에)$"
)
_LEAD = re.compile(
    r"^(?:[\s,.;:]+|[을를]\s(?:제공|차지)하(?:며|고)|(?:상기|하기|전술한|및|그리고|또한|또는|단|적어도|잔량의?|나머지|나머지량의|여분의|의|제\s*\d+|범위의|용량의|함량의|농도의|(?:액[추츄]에이션|분사|\d?회)당)(?=[\s,]|$))+"
)
LACK = re.compile(
    rf"(?<=[가-힣A-Za-z\d)])(?:이|가)\s+(?:(?:실질적으로|별도로|추가로|전혀|일절)\s*)?{_VERBS}되지\s*(?:않|아니)|(?:(?:실질적으로|사실상|본질적으로|의도적으로|별도로|추가로|임의로|전혀|일절)\s*)?(?:{_VERBS}[하되]지\s*(?:않|아니)|들어\s?있지\s*않|{_VERBS}하는\s*않)|\s(?:처리|공정|단계|과정|작업)(?:을|를)?\s?(?:하|거치|행하|수행하|실시하)지\s*(?:않|아니)(?=[가-힣]{{0,3}}(?:\s?것)?[\s,.;]*$)|(?:무|미|비|불)\s*(?:함유|첨가|포함|사용)|제외(?:한|하|되)"
    r"|(?<=살균|멸균|가열|처리|건조|여과|발효|숙성|가공|코팅)(?:을|를)?\s?(?:하|거치|행하|수행하|실시하)지\s*(?:않|아니)(?=[가-힣]{0,3}(?:\s?것)?[\s,.;]*$)"
    r"|(?:이|가|은|는)?\s*(?:실질적으로\s*)?(?:없는|없이|(?<!크기)(?<!크기\s)(?<!이즈)(?<!이즈\s)배제|결여)|[의이가]\s*(?:실질적으로\s*)?부재|부존재|프리(?=\s|$)|free\b",
    re.IGNORECASE,
)
"""Wording that asks for something not to be there."""
_GOES_ON = re.compile(
    r"(?<!것)(?:을|를|에서?|(?<!특징)으로|로(?=\s(?:형성|이루어|구성|제조|제작|만들|성형|마련)))\s"
)
"""What shows that wording behind a lack is a clause of its own: «A를 제외한 부위에 도포되는 B»."""
_DOES_SO = re.compile(
    r"[^,]*?(?:없이|[않아니]고)\s(?:[^\s,]+\s)*?[^\s,]*(?:[하되지는리이가치기우추두]는|[된한진린인킨긴운춘])\s[가-힣A-Za-z]"
)
"""«나사 없이 끼워지는 잠금부»: what is asked for is the part that does without, not that it is not there."""
_COUNTED_ON = re.compile(
    r"(?<![\d.A-Za-z])(?:(?:음료|제품|식품|조성물|내용물|용액|젤리|원액|농축액|세제|제제)\s(?=\d))?(?:\d[\d.,]*\s?)?(?:[mkd]?[gl]|㎖|㎏|ℓ|그램|킬로그램|리터|밀리리터|톤)\s?(?:당|마다)(?=\s)\s?",
    re.IGNORECASE,
)
"""«100g당 단백질 10g», «생약 1kg당 물 5L»: what an amount is counted on."""
_BARE_RANGE = re.compile(
    r"[가-힣)](?<![을를은는])\s(?P<low>\d+(?:\.\d+)?)\s?[-~∼〜]\s?(?P<high>\d+(?:\.\d+)?)\s*$"
)
"""«산조인 145-275»: an amount in the parts that a claim says once for all of its herbs."""
_BARE_SHARE = re.compile(r"[가-힣A-Za-z)]\s?:\s?(?:약\s?)?\d+(?:\.\d+)?\s*$")
"""«콜레스테롤: 약 38.5»: a share whose unit a claim says once for a list."""
_AND_MORE = re.compile(r"\s*또는\s*(?:복수|여러|다수|그\s*이상)\s*회?")
"""«1회 또는 복수 회»: any number of times."""
_LED_BY_LACK = re.compile(
    r"\s*(?:무\s(?=[가-힣])|(?:무|논)-?(?=알코올|알콜|에탄올|향료|색소|방부제|보존제|파라벤|실리콘|설탕|카페인|글루텐|계면활성제))"
)
"""«무 계면활성제», «무알코올»: the same before the name."""
_PROCESS = re.compile(
    r"발효(?![물액])|추출(?!물)|건조|분쇄(?!물)|로스팅|볶|농축|가열|증숙|찌|숙성|효소\s?처리|반응(?!성)|얻|수득|제조|합성(?!\s*(?:왁스|오일|고분자|수지|저해|억제))|정제하|여과|분획|배양(?![물액])|가수분해하|중합(?!체)|처리하|처리된|소성|압착|유화하|균질화|용해시|분산시|교반|냉각|혼합하"
)
_RELATIVE = re.compile(
    r"(?:[하되키지치띄띠갖있없않주받덮싸이오보루]는|[가-힣]된|(?<=로\s)된|시킨|얻은|만든|볶은|섞은|삶은|빻은|찐|끓인|녹인|우린|[돌올뿌실말]린|[까로러거]운|(?:어|가|쳐|워|혀|해|켜|라|여)진|(?<![또대])한"
    r"|(?<=[가-힣\d%㎛℃)A-Za-z])(?<![타페토케레로세])인(?!\s+(?:및|또는|그리고))"
    r"|(?<![사이적작활수혼병비가내허착복응])용)\s+(?=\S)"
)
_CONTAINS = re.compile(
    r"(?:포함|함유|이루어|구성|처리|코팅|담지|봉입|첨가|배합|혼합|조합|용해|도핑)\S*$|(?:으로|로)\s*(?:된|형성\S*)$"
)
_COORDINATOR = re.compile(
    r"(?<=[가-힣A-Za-z\d)]{2})(?:와|과)\s?,\s*|\s*(?:,(?!\d)|(?<!\d),|;)\s*(?:및\s*/\s*또는|및|또는|그리고|혹은)?\s*|\s*및\s*/\s*또는\s*"
    r"|\s(?:및|또는|그리고|혹은|(?<![A-Z]\d\s)내지)\s+|(?<=[가-힣A-Za-z)])\s대\s+(?!한|해)|(?<=[가-힣A-Za-z\d)])\s?\+\s?"
    r"|(?<=[가-힣A-Za-z\d)]{2})(?:와|과|이나)\s+(?:상기\s*)?(?!의|함께|같|동일|결합|반응|혼합|접촉|연통|연결)"
)
_EITHER = re.compile(r"또는|혹은|및\s*/\s*또는|(?<=[가-힣])이나\s|거나")
_RATIO_WORD = re.compile(r"(?:비율|비)(?![가-힣]{2})")
_MEASURE = (
    r"(?:분자량|입경|입도|직경|점도|순도|융점|수분율|함수율|두께|밀도|농도|함량|함유율|고형분|수분"
    r"|[가-힣]{1,6}[도율률]|[가-힣]{2,}화?가|합)"
)
_VALUED = re.compile(
    rf"(?<![가-힣])(?P<measure>(?:(?:평균|중량평균|수평균|최대|최소)\s?)?(?:[^\s,()]{{1,12}}(?<!의)\s){{0,2}}?"
    rf"[가-힣]{{0,6}}?{_MEASURE})(?:\([^)]*\))?"
    r"(?:이|가)\s+(?:약\s*)?$"
)
"""«분자량이 50 내지 100kDa인»: the property that a value is of."""
_OF_WHAT = re.compile(
    r"\s*인\s+(?!\S*(?:조성물|화장료|제품|식품|제제|제형)(?:\s|$)|\S*[가-힣]{2}(?:으로|에)\s)\S"
)
"""What has the measure: not a composition, which has the amount in it, nor what something is done with."""
CHAIN_LENGTH = re.compile(
    r"(?<![가-힣])탄소\s?(?:원자\s?)?(?:개)?수(?:가|이)?\s?(?P<low>\d+)(?:\s?개)?"
    r"(?:\s?(?:내지|[~∼-])\s?C?(?P<high>\d+)(?:\s?개)?)?(?:\s?(?P<open>이상|이하))?(?:인|의|을\s(?:갖는|가지는))?\s+(?=\S)"
)
"""«탄소수 12 내지 18의 지방산»: how long the chains of a thing are; no name and no amount."""
_SAME_THING = re.compile(
    r"\s*(?P<thing>[^,]{2,20}?)(?:을|를)\s*(?:포함|함유|배합)\S*,?\s*상기\s+(?P=thing)(?P<particle>은|는|이|가)\s+(?=\S)"
)
_LIMITED = re.compile(
    r"\s*상기\s+(?P<thing>(?:[^\s,]+\s+){0,6}?[^\s,]+?)(?P<particle>은|는|이|가|에는)\s+"
)
_NO_THING = re.compile(
    r"(?:하|되|있|없|갖|지|시키|이루어지|남|얻|\s또)$|(?:을|를|에|와|과)\s|(?:하고|되고)\s"
)


@dataclass(frozen=True)
class Wording:
    """An element's text, read once; every text here is as long as the element's own."""

    text: str
    """The text with full-width signs made plain."""
    content: str
    """The text without labels, bases, roles, salts, amounts and group phrases."""
    quantities: tuple[Quantity, ...]
    """Amounts and values, bases («100 중량부에 대하여») left out."""
    total_basis: bool
    """Whether a share counts per hundred parts of the whole composition."""
    ratio: Ratio | None
    label: str
    """«A» of «(A) 왁스»; empty where there is none."""
    refers: tuple[str, ...]
    """Labels of other elements that the text speaks of («상기 (A)성분이 …»)."""
    subject: tuple[int, int]
    """Place of what a limiting clause limits («상기 무기분체가 …인»); empty otherwise."""
    body: tuple[int, int]
    """Place of what is asked: the whole, less subject, lead and joining words."""
    groups: tuple[tuple[int, int], ...]
    """Places of the phrases of a Markush group."""
    absent: bool
    """Whether the thing must not be there."""
    active: bool
    """Whether it is said to be an active («유효성분으로»)."""
    roles: tuple[tuple[int, int], ...]
    """Places of genus roles («무기 자외선 차단제로서»)."""
    valued: tuple[tuple[Quantity, str], ...]
    """Values of a named measure («수분율이 65 내지 95 질량%인 겔»), which are no amounts, with its name."""

    @property
    def chooses(self) -> bool:
        """Whether one of several alternatives is enough."""
        return bool(self.groups) or bool(_EITHER.search(self.content))

    @property
    def minimum(self) -> int:
        """How many of the alternatives are needed: «2종 이상» is 2."""
        numbers = [1]
        for start, end in self.groups:
            for match in re.finditer(
                r"(\d+)\s*(?:종|가지|개)\s*이상|(둘|두\s*가지|두\s*종)\s*이상", self.text[start:end]
            ):
                numbers.append(int(match[1]) if match[1] else 2)
        return max(numbers)


def plain(text: str) -> str:
    """Return ``text`` with full-width signs and tildes made plain, as long as before."""
    return text.translate(_WIDE)


def without_salts(words: str) -> str:
    """Blank out «또는 이의 화장품학적으로 허용되는 염», whose 화장품 names no category."""
    return _SALTS.sub(lambda m: " " * len(m.group()), words)


def made_of_it(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield where «또는 이의 염 또는 유도체» begins, and what it lets a thing be made into."""
    for match in _SALTS.finditer(plain(text)):
        made = re.findall(r"염(?!기)|수화물|에스테르|에스터|유도체|배당체", match.group())
        if made:
            yield match.start(), tuple(made)


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return ``text`` with the spans replaced by spaces."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = " " * (end - start)
    return "".join(chars)


def read_wording(text: str) -> Wording:
    """Read an element's text: find its labels, bases, amounts, roles and group phrases."""
    words = plain(text)
    label, refers, spans = "", list[str](), list[tuple[int, int]]()
    if match := _LABEL.match(words):
        label = next((g for g in match.groups() if g), "")
        spans.append(match.span())
    for match in _REFERENCE.finditer(words, spans[0][1] if spans else 0):
        refers.append(match["a"] or match["b"] or match["c"])
        spans.append(match.span())
    spans += (m.span() for m in _INNER.finditer(words, spans[0][1] if spans else 0))
    spans += (m.span() for m in CHAIN_LENGTH.finditer(words))
    bases = _bases(words)
    bases += (m.span() for taken in (_A_DAY, _A_TIME) for m in taken.finditer(words))
    spans += bases
    total = any(
        "100" in words[s:e] and re.search(r"조성물|화장료|총|전체", words[s:e]) for s, e in bases
    )
    spans += (m.span() for m in re.finditer(r"\((?:단|다만)[,\s][^()]*\)", words))
    ratio = _ratio(words)
    counted = [*spans, (ratio.start, ratio.end)] if ratio else spans
    stated = find_quantities(blank(words, counted))
    quantities = tuple(_or_more(words, q) for q in stated if not IS_TESTED_AT.match(words, q.end))
    if not quantities and _BARE_SHARE.search(words):
        shares = find_quantities(f"{words.rstrip()}%")
        quantities = tuple(replace(q, end=min(q.end, len(words))) for q in shares[-1:])
    if not quantities and (bare := _BARE_RANGE.search(words)):
        low, high = float(bare["low"]), float(bare["high"])
        start = bare.start("low")
        quantities = (Quantity(start, bare.end(), low, high, False, False, "중량부"),)
    spans += (_with_particle(words, q.start, q.end) for q in quantities)
    spans += (m.span() for m in _COUNTED_ON.finditer(words))
    valued = [
        (q, m)
        for q in quantities
        if (m := _VALUED.search(words[: q.start])) and _OF_WHAT.match(words, q.end)
    ]
    spans += (m.span() for _, m in valued)
    if ratio:
        spans.append((ratio.start, ratio.end))
    spans += (m.span() for m in _ROLE.finditer(words))
    salted = without_salts(words)
    spans += ((i, i + 1) for i, (a, b) in enumerate(zip(words, salted, strict=True)) if a != b)
    content = blank(words, spans)
    groups = tuple(m.span() for m in GROUP.finditer(content) if m.group().strip())
    content = blank(content, groups)
    roles = tuple(m.span() for m in _AS.finditer(content))
    content = blank(content, roles)
    used_as = tuple(m.span() for m in _USED_AS.finditer(content))
    roles, content = (*roles, *used_as), blank(content, used_as)
    subject = _subject(content, bool(refers))
    lack = _lack(content, subject[1])
    led = _LED_BY_LACK.match(content, subject[1])
    end = lack.start() if lack else len(content)
    if lack and (topic := _TOPIC_OF_LACK.search(content, subject[1], end)):
        end = topic.start()  # «소르비톨은 포함하지 않는»
    start, end = _trim(content, led.end() if led else subject[1], end)
    if subject[1] and content[start:end].endswith("인"):
        end -= 1
    return Wording(
        words,
        content,
        quantities,
        total,
        ratio,
        label,
        tuple(refers),
        subject,
        (start, end),
        groups,
        bool(lack or led),
        bool(_ROLE.search(words)),
        roles,
        tuple((q, m["measure"]) for q, m in valued),
    )


_TOPIC_OF_LACK = re.compile(r"(?<=[가-힣A-Za-z\d)])(?:은|는|도)\s*$")
"""The particle of what is not there, where it is spoken of as a topic."""


def _lack(content: str, start: int) -> re.Match[str] | None:
    """Return where an element says that its thing is not there, not what only a clause in it lacks."""
    for match in LACK.finditer(content, start):
        if _depth(content, match.start()) or _GOES_ON.search(content, match.end()):
            continue
        if not _DOES_SO.match(content, match.start()):
            return match
    return None


def _or_more(words: str, quantity: Quantity) -> Quantity:
    if quantity.unit == "회" and _AND_MORE.match(words, quantity.end):
        return replace(quantity, high=math.inf)
    return quantity


def _with_particle(words: str, start: int, end: int) -> tuple[int, int]:
    match = re.match(r"\s*(?:의(?=[\s,])|인(?=\s|$)|\([^)]*기준\))", words[end:])
    return start, end + match.end() if match else end


def _bases(words: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    words = re.sub(r"(?<=[가-힣])\([A-Za-z]\)", "   ", words)  # «조성물(C)의 총 중량»
    for mark in _BASIS_MARK.finditer(words):
        start = mark.start()
        others = 0
        while start > 0:
            head = words[:start].rstrip()
            token_start = max(head.rfind(" "), head.rfind(","), head.rfind("(")) + 1
            token = head[token_start:]
            if not token or head.endswith(",") or head.endswith("("):
                break
            if _BASIS_WORD.fullmatch(token):
                start = token_start
            elif (
                re.search(r"100|중량부", words[start : mark.start()])
                and not re.search(r"[을를은는이가고며]$|조성물|화장료", token)
                and not re.search(r"조성물|화장료|총|전체", words[start : mark.start()])
                and others < 3
            ):
                start, others = token_start, others + 1
            elif _OF_A_PART.match(words, start) and re.search(r"[을를]\s$", words[:token_start]):
                start = token_start
            else:
                break
        start = _use_before(words, start)
        piece = words[start : mark.start()]
        if re.search(r"총|전체|중량|질량|100|조성물|화장료|부피|함량|고형분", piece):
            found.append((start, mark.end()))
    return found


_OF_A_PART = re.compile(r"(?:총\s?)?(?:중량|무게|질량)\s?(?:대비|에\s?대|을?\s?기준)")
"""«은 화합물을 폼층 중량 대비 0.2 내지 1.5 중량%»: the part that an amount is counted on."""


def _use_before(words: str, start: int) -> int:
    """Return where the use begins that a base is named with: «주의집중력 증진용 조성물 100중량%를 기준으로»."""
    match = re.search(r"(?:[^\s,]*[^\s,은는이가을를로]\s){0,3}[^\s,]+용\s+$", words[:start])
    return match.start() if match and re.match(r"조성물|화장료|제제", words[start:]) else start


def _ratio(words: str) -> Ratio | None:
    found = find_ratios(words)
    colon = [r for r in found if ":" in words[r.start : r.end]]
    if _RATIO_WORD.search(words):
        return found[0] if found else None
    return colon[0] if colon else None


def _subject(content: str, refers: bool) -> tuple[int, int]:
    """Find «상기 무기분체가 », «(C)성분이 » at the start: what the rest limits."""
    if refers and (match := re.match(r"\s*(?:에는|이|가|은|는|에)\s+", content)):
        return match.end(), match.end()
    match = _SAME_THING.match(content) or _LIMITED.match(content)
    if match is None or _NO_THING.search(match["thing"]):
        return 0, 0
    rest = content[match.end() :].rstrip(" ,.")
    clause = [m for m in _RELATIVE.finditer(rest) if not m.group().startswith("인")]
    if match["particle"] in "이가" and any(m.end() < len(rest) for m in clause):
        return 0, 0  # «상기 벡터가 저장되는 데이터베이스»: a clause before the head
    return match.start("thing"), match.end()


def _trim(content: str, start: int, end: int) -> tuple[int, int]:
    while start < end:
        if (lead := _LEAD.match(content[start:end])) and lead.end():
            start += lead.end()
        elif (tail := _TAIL.search(content[start:end])) and tail.group() and tail.start() > 0:
            end = start + tail.start()
        else:
            break
    return start, end


def head_start(content: str, start: int, end: int, keep: Sequence[tuple[int, int]] = ()) -> int:
    """Return where the head's noun phrase begins: after the last clause that modifies it.

    Args:
        content: an element's content.
        start: where to begin.
        end: where to end.
        keep: spans of names, inside which no clause ends.
    """
    last = start
    for match in _RELATIVE.finditer(content, start, end):
        inside = any(s <= match.start() and match.end() < e + 2 for s, e in keep)
        if match.end() < end and not inside and _depth(content, match.start()) == 0:
            last = match.end()
    return last


def contains(content: str, start: int, head: int) -> bool:
    """Whether the clause before the head says what it contains («A를 포함하는 B»)."""
    return head > start and bool(_CONTAINS.search(content[start:head].strip()))


def is_process(content: str, start: int, head: int) -> bool:
    """Whether the clause before the head, or its phrase, says how it was made."""
    return head > start and bool(_PROCESS.search(content[start:head]))


def members(
    content: str, start: int, end: int, keep: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Cut «A, B 및 C» into its members; nothing inside a span of ``keep`` or parentheses is cut."""
    edges = [start]
    for match in _COORDINATOR.finditer(content, start, end):
        inside = any(s < match.end() and match.start() < e for s, e in keep)
        if match.start() > start and not inside and _depth(content, match.start()) == 0:
            edges += [match.start(), match.end()]
    edges.append(end)
    pieces = [_trim(content, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    # 벨크로 is a name to its end, whatever particle it seems to end in.
    whole = [(a, next((e for s, e in keep if s < b < e), b)) for a, b in pieces]
    return [(a, b) for a, b in whole if content[a:b].strip()]


def _depth(text: str, at: int) -> int:
    before = text[:at]
    return before.count("(") + before.count("[") - before.count(")") - before.count("]")
