"""What a product text says of the whole: a full formula, a closed list, two products in one text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from evidence.amounts import flat
from evidence.mentions import Mention, is_share
from evidence.negation import UNDECIDED
from evidence.quantities import find_quantities
from evidence.unsettled import leaves_ingredients_open

WHOLE_SHARE = 90.0
"""Sum of stated shares, in per cent, from which on nothing that matters is left unsaid."""
WHOLE_OF_TWO = 99.0
"""The same of two ingredients: «에탄올 82%, 향 15%» tells the base and what is sold, not the small amounts."""
WHOLE_WITH_BASE = 3
"""From how many ingredients with amounts on a description reads as a whole formula, where the
solvent or the rest is named as well.

``LABELS.md`` says "several ingredients with amounts". Actives with their shares and no base are
what a planner names as selling points, however many; the base itself is named only in a recipe.
"""
WHOLE_AMOUNTS = 4
"""From how many ingredients with amounts on a list that makes half of the whole is a recipe even
without its base."""
WHOLE_MASSES = 4
"""From how many ingredients with masses (g, kg) on a text is a recipe: nobody advertises grams."""
WHOLE_NAMES = 8
"""From how many ingredient names in one running list on a description reads as a full list."""

_HEADED = re.compile(
    r"전\s?성분|전체\s?(?:처방|성분|배합|조성)|성분표|처방표|배합표|full\s?(?:inci|ingredient|formula)|(?:^|[\s\[(])(?:처방|배합|레시피|조성)\s?(?:\([^)]*\))?\s?[:\]]|처방\s?v\d",
    re.IGNORECASE,
)
_SOLVENT = re.compile(
    r"정제수|증류수|이온수|잔량|밸런스|(?<![가-힣])물(?=[\s,]|을|은|이|$)|나머지|\bwater\b|\baqua\b|balance|q\.?s\.?\b|to\s?100",
    re.IGNORECASE,
)
_SO_FAR = re.compile(r"까지(?:는|만)\s(?:\S+\s)?(?:확정|결정|정[했해]|고정|픽스|완료)")
"""«폴리에스터 60%, 레이온 30%까지는 확정인데»: the rest is yet to come."""
_AND_MORE = re.compile(
    r"등(?:을|이|의|\s|$)(?!\s?(?:보존제|방부제|향료|색소|착색제|유화제|점증제|계면활성제|보습제|오일|왁스|추출물|비타민|pH\s?조절제))|(?:그\s?외|이\s?외|나머지)\S*\s*(?:미정|비공개|공정)|위주|…|\.\.\."
    r"|나머[지진](?:\s?(?:원료|성분|재료|배합|처방))?(?:은|는|를|을)?\s(?:\S+\s){0,3}?(?:고르|골라|골[랐르]|정[해하할]|결정|논의|협의|상의|추천|알아서|맡[기길겨])"
)
SHORT_NOTE = 40
"""Characters of a note in which two shares that make 100 are the whole: «DMSO 10% + 혈청 90%»."""
_UNIT = (
    r"(?:중량|질량|wt|w/[wv])?\s?[%％](?:\s?\(?w/[wv]\)?)?|ppm|(?:중량|질량)?부|[mμk]?g|그램|그람|밀리그램|[mM]?[lL](?![A-Za-z])"
    r"|리터|밀리리터|cc|IU|스푼|큰술|작은술|방울|티백|알|포"
)
_COUNT = r"(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|둘|셋|넷|\d+)"
_UP_TO = r"[^\s,]*\s?(?:[^\s,]+\s){0,3}?"
"""Up to four words on, in the same listing: «파우더 3%, 탤크 없음» says nothing of others."""
_CLOSED = re.compile(
    rf"(?:추가|다른|그\s?외|이\s?외|그\s?밖|기타|이\s?이상|(?<![가-힣])더|나머지){_UP_TO}(?:(?<![\d.])0(?:\s?[%개])?\s?(?:이?고|입니다|이에요|예요|임)?(?=\s*(?:[.!,)]|$))|제로(?![가-힣]))"
    rf"|(?:추가|다른|그\s?외|이\s?외|그\s?밖|기타|이\s?이상|(?<![가-힣])더){_UP_TO}[^\s,]*(?:없|안\s?(?:들어|넣|섞|쓰|씁|써)|(?:넣|들어가|쓰|섞)(?:지는?|진)\s?않)"
    rf"|이게\s?(?:전부|다(?![가-힣])|끝|전\s?성분)|(?:외|밖)(?:에|에는|엔)?\s?(?:아무것도|첨가|추가|없|(?:일체의?\s|다른\s)?투입)"
    rf"|(?:말고|빼고|제외하고)(?:는|선)?\s(?:(?:진짜로?|정말로?|절대로?|전혀|도무지)\s)?(?:아무것도|아무\s\S+|다른\s\S+|일절|일체|더)\s?(?:\S+\s)?(?:안|없|못|[가-힣]{{1,3}}지\s?않)"
    rf"|(?:말고|빼고|제외하고)(?:는|선)\s(?:안\s?(?:들어|넣|섞|쓰|씁|써)|없)"
    rf"|하나만\s?(?:들어|들었|든(?=\s)|넣[은었어고]|담[은았아고]|담긴)|(?:단일|싱글)\s?(?:성분|원료)\s?(?:제품|제제|포뮬러|처방|타블렛|태블릿|정제|캡슐|분말|스틱|젤리|환|구성)"
    rf"|여기서\s?끝|(?:이것|요것|이것들|이\s?재료|이\s?원료|이\s?성분)(?:들)?만\s?(?:들어|넣|쓰|썼|씁|사용|담|있)|오직|only\sthese|nothing\selse"
    rf"|{_COUNT}\s?(?:가지|종|개)?\s?(?:성분|원료)?(?:가|이|로)?\s?(?:전부|다(?:예요|이에요|입니다|임|다)|뿐|끝)|(?:딱|단)\s?(?:이\s?)?{_COUNT}\s?(?:가지|종|개|성분)?\s?(?:만|뿐|only)|only\s(?:these\s)?(?:{_COUNT}|two|three|four|five)\s(?:\w+\s)?ingredients"
    rf"|(?:이|위)\s?{_COUNT}\s?(?:가지|종|개)?\s?(?:성분|원료)?(?:만|로만|뿐|\s?(?:말고|(?:이)?외에?)는?\s?(?:없|아무))|[가이]\s?전부(?:예요|에요|입니다|임|이|인|(?=\s*(?:[.!,)]|$)))"
    rf"|(?:{_UNIT})[^.!?\n]{{0,40}}나머[지진](?:는|은|를)?\s?(?:전부|전량|모두|다(?=\s)|100\s?%)\s?(?!미정|고민|비밀|공개|비공개)[가-힣A-Za-z]"
    rf"|(?:으로|로)만\s?(?:된|되어|되|이루어|구성|만든|만들|(?:달[인여]|우[린려])(?![^.!?\n]*\s(?:탄|넣은|섞은|더한|첨가한|가미한)\s)|채[운워움웠])|만으로\s?(?:된|되어|이루어|구성|만든|만들|채[운워])|consist(?:s|ing)\s?(?:only\s)?of",
    re.IGNORECASE,
)
_ONLY_LIST = re.compile(
    r"^\s*(?:성분)?(?:만|(?P<all>뿐))(?=[\s.,]|$|이|인|입|임)(?!\s?(?:만\s?)?(?:이\s?)?아니)"
    r"(?![가-힣]{0,3}[.,]?\s나머[지진])"
)
_HOW_MUCH = rf"(?:\d[\d.,]*\s?(?:{_UNIT})?)?"
_ONLY_PUT = re.compile(
    rf"\s?{_HOW_MUCH}\s?만\s?{_HOW_MUCH}\s?(?:넣[은었고어습음는]|담[은았고아음는긴]|든(?=\s)|들었|들어\s?[간가갔갑감있]|(?:함유|배합|첨가|포함|혼합|투입|블렌딩)"
    r"|녹[인이여였임]|탄(?=\s)|타서|탔|푼(?=\s)|풀[어었]|섞[은었고어음는]|우[린려렸림리]|달[인여였임이]|끓[인여였임이]|갈[아은았]|볶[아은았]|짜[서낸내]|짠(?=\s)|빻[아은았]|쪄|찐(?=\s)|말[려린렸]|고[아았]|빚[어은었]|담[가근갔]|삶[아은았]|으깨|으깬|채[워운웠]|만든|만들)"
)
"""«A만 넣은»: nothing else was put in; «A만 쓴» says it of what A is used as."""
OF_MORE = re.compile(
    r"[가-힣]{0,2}\s(?:[^\s,.]+\s){0,2}?[^\s,.]*(?:음료|드링크|쉐이크|셰이크|스무디|라떼|젤리|바(?![가-힣])|쿠키|빵|케이크|과자|소시지|패티|만두|어묵|소스|아이스크림|요거트|요구르트|두부면)"
)
"""«… 만든 비건 프로틴 음료»: foods that always hold more than one thing."""
_SO_MUCH = re.compile(rf"\s?\d[\d.,]*\s?(?:{_UNIT})\s?만")
_LISTING = re.compile(r"\s*(?:,|·|/|\+|&|와|과|랑|이랑|하고|및|에)?\s*")
_NEW_CLAUSE = re.compile(r",\s|:\s|고\s(?:거기|여기)(?:에다?|다)?\s(?:[가-힣]{1,4}\s)?$")
_AMOUNT = re.compile(rf"\d[\d.,~]*\s?(?:{_UNIT})?")
_SCOPE = re.compile(
    r"(?P<what>[가-힣A-Za-z]*\s?(?:성분|유효성분|주성분)|[가-힣A-Za-z]*\s?(?:유화제|계면활성제|필터|차단제|왁스|오일|겔화제|점증제"
    r"|폴리머|펩타이드|색소|안료|염료|분사제|용매|가소제|혼합물|보습제|보존제|방부제|안정제|유기산|약물|필름포머|유화|점도)"
    r"(?=은|는|이|가|로|으로|\s?:))(?:은|는|이|가|로는|으로는|으로|로|:)?\s"
)
_ANY_INGREDIENT = re.compile(
    r"(?:추가|이|그|전체|모든|총|다른|밖의|외|외의|기타|첨가|나머지)?\s?성분|.*(?:다른|밖의|외의|기타|추가)\s?성분"
)
_COUNTED = re.compile(rf"\(\s?(?:총|이|위|이상)?\s?{_COUNT}\s?(?:가지|종|개)?\s?(?:성분|원료|재료)")
"""«A, B, C (3성분 외 없음)»: of the list, not of its last member."""
_MADE_OF = re.compile(r"\S*\s\S+(?:을|를)\s?(?:넣|함유|배합|쓴|담|사용)")
"""«다섯 가지로만 만든 혼합물을 넣은»: what is closed is a part of the product."""
_SET = re.compile(
    r"세트|듀오|(?:2|두|3|세)\s?(?:종|제품|품목|가지\s?제품|라인)(?=\s?(?:기획|세트|구성|동시|출시|올|입니다|이에요|예요|[:,.])|[가-힣]*\s?(?:기획|세트|동시))"
    r"|두\s?제품|두\s?개\s?(?:올|출시|기획)|하나는\s.*다른\s?하나|같이\s?(?:들어가|주|나가|증정)|동시\s?출시|함께\s?구성",
    re.DOTALL,
)
_OWN = re.compile(r"\s?(?:\([^()]*\)\s?)?(?:쪽)?(?:용)?(?:에는|엔|에|은|는|이(?!랑)|:|\s전\s?성분)")
_LABEL = re.compile(
    r"(?:^|[\s.,(])(?P<label>[A-Z]\d?|①|②|③)(?=[\s:.)]\s?|는\s|은\s|엔\s|에는\s)(?!\s?(?:type|타입|형)\b)"
)
_OTHER_ONE = re.compile(r"(?:다른\s?하나|나머지\s?하나|하나|한\s?제품)(?:는|은)")
_PAIR = re.compile(
    r"(?P<one>[가-힣A-Za-z]{2,12})\s?(?:\+|·|&|와|과|랑|하고)\s?(?P<two>[가-힣A-Za-z]{2,12}?)\s?(?:\d\s?종\s?)?(?:선물\s?)?(?:세트|듀오)"
)
_FOR = re.compile(r"(?P<label>[가-힣]{1,6}용)(?:은|는|엔|에는|\s?:)")
_GIVEN = re.compile(r"(?:세트로|같이|함께)\s?(?:주는|들어가는|나가는|증정하는)|사은품(?:으로|은)")
_COMMON = re.compile(r"(?<=[.!?\n]\s)(?:둘\s?다|두\s?제품\s?모두|모두|공통)[^.!?\n]*")


_NO_LIST = re.compile(
    r"(?:전\s?성분|전체\s?(?:처방|성분|배합|조성)|성분표|처방표|배합표)(?:표|은|는|이|가|을|를|도)*\s?(?:아직\s|따로\s)?"
    r"(?:못|없(?!이)|미상|미공개|비공개|미기재|모르|모릅|몰라|안\s?(?:나|적|줘|주|알려|받|왔)|받지|확인\s?(?:안|못)|요청|대기|공유\s?전)"
)
"""«전성분표는 못 구했고»: a list that the text does not give."""


def whole_formula(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether the text reads as a whole formula, so that what it does not name is absent."""
    substances = [m for m in mentions if m.kind == "substance" and not m.negated]
    if (_AND_MORE.search(text) or _SO_FAR.search(text)) and not _CLOSED.search(text):
        return False
    if closed(text, mentions) is not None:
        return True
    opens = [m.span() for m in UNDECIDED.finditer(text)]
    headed = _HEADED.search(_NO_LIST.sub("", text))
    if leaves_ingredients_open(text, opens) and not headed:
        return False
    if any(
        _is_all(m, "substance")
        and not _told_of_its_origin(text, m)
        and not all_of_its_kind(text, m.end)
        for m in substances
    ):
        return True
    if len(substances) == 1 and _is_all_of_it(text, substances[0]):
        return True
    shares = {
        m.amount.start: m.amount
        for m in substances
        if m.amount and is_share(m.amount) and m.amount.low < 100
    }
    masses = {m.amount.start for m in substances if m.amount and m.amount.unit == "g"}
    by_parts = {m.amount.start for m in substances if m.amount and m.amount.unit == "중량부"}
    if len(masses) >= WHOLE_MASSES or len(by_parts) >= WHOLE_MASSES:
        return True
    spooned = sum(bool(_SPOONED.match(text, m.end)) for m in substances)
    if spooned + len(masses) >= WHOLE_MASSES:
        return True
    total = sum(q.low for q in shares.values() if q.is_value and q.unit.endswith("%"))
    listed = {
        q.start: q.low for q in find_quantities(text) if q.is_value and q.unit in ("%", "중량%")
    }
    rest = [m for m in substances if m.balance]
    based = bool(rest) or bool(_SOLVENT.search(text))
    amounts = len(shares) + len(rest)
    if total >= (WHOLE_SHARE if len(shares) > 2 else WHOLE_OF_TWO) and len(shares) >= 2:
        return True
    whole = abs(sum(listed.values()) - 100) <= 1
    if whole and (len(listed) >= 3 or (len(listed) == 2 and len(text) < SHORT_NOTE)):
        return True
    if amounts >= WHOLE_WITH_BASE and (rest or (based and total >= 50)):
        return True
    if len(shares) >= WHOLE_AMOUNTS and total >= 50:
        return True
    if headed and len(substances) >= 2:
        return True
    runs = len(re.findall(r"[^,]{2,40},", text))
    return len(substances) >= WHOLE_NAMES and runs >= WHOLE_NAMES - 1 and (based or not shares)


_SPOONED = re.compile(
    r"\s?(?:약\s?)?(?:\d[\d./]*|반|한|두|세|네)\s?(?:컵|종이컵|큰\s?술|작은\s?술|큰\s?스푼|작은\s?스푼|테이블\s?스푼|티\s?스푼|스푼|숟갈|숟가락|국자|꼬집|줌|마리|개|쪽|톨|뿌리|대|모|장|컵반|T|t|ts|Ts)(?![가-힣A-Za-z]{2})"
)
"""«간장 2큰술, 설탕 1큰술, 마늘 3쪽»: amounts of a kitchen's recipe."""


def _is_all(mention: Mention, kind: str) -> bool:
    """Whether one thing of a kind is all there is: «콜라겐펩타이드 100%로 채운 스틱»."""
    named = mention.concept is not None and mention.concept.kind == kind
    amount = mention.amount
    return (
        named
        and amount is not None
        and amount.unit in ("%", "중량%")
        and amount.is_value
        and amount.low == 100
    )


def _is_all_of_it(text: str, material: Mention) -> bool:
    """«LDPE 100% 쓰레기봉투», «수지는 PLA 100%»: a material is the whole, but not of a part («캡은 PP 100%»)."""
    if not _is_all(material, "material"):
        return False
    led = _WHOLE_LED.search(text, 0, material.start)
    return led is not None and not _told_of_its_origin(text, material)


_WHOLE_LED = re.compile(
    r"(?:^|[.!?\n]\s?|(?:수지|소재|재질|원료|원단|원사|섬유|고무|레진|폴리머|혼용률)(?:은|는|이|가|도|\s?:)?\s(?:전부\s|전량\s)?)$"
)
"""What leads to the material that a product is of as a whole."""


def all_of_its_kind(text: str, end: int) -> bool:
    """Whether the name that ends there is all of its kind in a food made with more: «완두단백 100% 대체육»."""
    return _ALL_IN_A_FOOD.match(text, end) is not None


_ALL_IN_A_FOOD = re.compile(
    r"\s?(?:을|를)?\s?100\s?(?:[%％]|퍼센트|프로)\s?(?:짜리|인|의|로\s?만[든들]|사용한?|식물성|수제|냉동|즉석)?\s?(?:대체육|대안육|콩고기|식물성\s?고기|패티|너겟|소시지|햄버거|돈가스|까스|미트볼|만두|어묵|빵|식빵|베이글|케이크"
    r"|쿠키|비스킷|과자|국수|면(?![가-힣])|파스타|떡|전병|피자|도우|두부|맥주|막걸리|소주|와인|위스키|사케|청주|약주|아이스크림|요거트|요구르트|치즈|소스)"
)
"""Foods that are never made of one thing."""


def _told_of_its_origin(text: str, mention: Mention) -> bool:
    """Whether a share tells where something comes from: «고춧가루는 국산 100%»."""
    amount = mention.amount
    return amount is not None and (
        _ORIGIN.search(text, max(0, amount.start - 12), amount.start) is not None
        or _ORIGIN_AFTER.match(text, amount.end) is not None
    )


_ORIGIN_WORDS = (
    r"국내산|국산|수입산|제주산|[가-힣]{2}산|유기농|무농약|친환경|자연산|햇|재생|리사이클"
)
_ORIGIN = re.compile(rf"(?:은|는|도|만)?\s(?:{_ORIGIN_WORDS})\s?$")
_ORIGIN_AFTER = re.compile(rf"\s?(?:{_ORIGIN_WORDS})(?:만|을|를|으로|이|입|예|\s|[,.]|$)")


def closed(text: str, mentions: Sequence[Mention]) -> tuple[int, int] | None:
    """Return where the text says that what it names is all there is, in the whole product.

    «성분 딱 5가지로 끝낸 토너» names none of them, and so says nothing of what is not in.
    """
    substances = [m for m in mentions if m.kind == "substance" and not m.negated]
    if not substances:
        return None
    for match, scope in _closings(text):
        if scope is None and not _is_one_of_more(text, substances, match.end()):
            return match.span()
    for m in substances:
        alone = _ONLY_PUT.match(text[m.end :])
        begin = max(text.rfind(c, 0, m.start) for c in ".!?\n") + 1
        before = [*(o for o in substances if begin <= o.start < m.start), m]
        gaps = [_AMOUNT.sub("", flat(text[a.end : b.start])) for a, b in itertools.pairwise(before)]
        linked = all(_LISTING.fullmatch(gap) or _NEW_CLAUSE.search(gap) for gap in gaps)
        denied = any(o.negated and m.end <= o.start for o in mentions)
        if alone and alone.group().endswith("고") and denied:
            continue  # «A만 넣고 B는 뺀»: A rather than B
        if alone and _is_one_of_more(text, substances, m.end + alone.end()):
            continue
        if alone and len(before) == 1 and _SO_MUCH.match(alone.group()):
            continue  # «A 0.1%만 넣은»: no more of it, which says nothing of others
        after = [o for o in substances if m.start < o.start]
        all_named = linked and all(o.concept and o.concept.kind == "class" for o in after)
        if alone and all_named and not _SCOPE.search(text[begin : m.start]):
            return m.start, m.end + alone.end()
    for i, m in enumerate(substances[1:], 1):
        only = _ONLY_LIST.match(text[m.end :])
        ends = only and not text[m.end + only.end() :].strip(" .!~")
        two = ends or (only and only["all"])
        first = max(0, i - 1 if two else i - 2)
        gaps = [text[a.end : b.start] for a, b in itertools.pairwise(substances[first : i + 1])]
        if len(gaps) < (1 if two else 2):
            continue
        begin = max(text.rfind(c, 0, substances[first].start) for c in ".!?\n") + 1
        listed = all(_LISTING.fullmatch(_AMOUNT.sub("", flat(gap))) for gap in gaps)
        named = not (m.concept and m.concept.kind == "class")
        if only and named and listed and not _SCOPE.search(text[begin : m.start]):
            return m.start, m.end + only.end()
    return None


def _is_one_of_more(text: str, substances: Sequence[Mention], end: int) -> bool:
    """«완두단백으로만 만든 음료»: the one protein of a food that always holds more."""
    return len(substances) == 1 and OF_MORE.match(text, end) is not None


def closed_part(text: str, mentions: Sequence[Mention]) -> tuple[int, int] | None:
    """Return where the text closes a class of what it names: «보습 성분은 이 넷뿐», «유화제는 A만»."""
    for match, scope in _closings(text):
        if scope is not None:
            return scope, match.end()
    for m in mentions:
        if m.only and m.kind == "substance" and not m.negated:
            begin = max(text.rfind(c, 0, m.start) for c in ".!?\n") + 1
            named = list(_SCOPE.finditer(text, begin, m.start))
            if named:
                return named[-1].start(), m.end
    return None


def _closings(text: str) -> Iterator[tuple[re.Match[str], int | None]]:
    """Yield each closing phrase, with where the part it is said of is named, if it is a part."""
    for match in _CLOSED.finditer(text):
        begin = max(text.rfind(c, 0, match.start()) for c in ".!?\n") + 1
        if UNDECIDED.search(text[begin : match.end() + 20]):
            continue
        named = [
            m
            for m in _SCOPE.finditer(text, begin, match.end())
            if not _ANY_INGREDIENT.fullmatch(m["what"].strip())
        ]
        bracket = text.rfind("(", 0, match.start())
        made_of = _MADE_OF.match(text[match.end() :])
        if named:
            yield match, named[-1].start()
        elif (
            bracket > text.rfind(")", 0, match.start())
            and re.search(r"[가-힣]\s?$", text[:bracket])
            and not _NOTHING_ELSE.match(text, bracket + 1)
            and not _COUNTED.match(text, bracket)
        ):
            yield match, bracket
        elif made_of:
            yield match, begin
        else:
            yield match, None


_NOTHING_ELSE = re.compile(
    r"\s?(?:그|이)?\s?(?:외|밖에|다른|기타|추가)\s?(?:의\s)?(?:성분|원료|재료|첨가물|첨가제|부형제)(?:은|는|이|도)?\s?(?:없|무첨가|미사용|미첨가)"
)
"""«(이외 성분 없음)»: a bracket behind a list that closes the whole of it."""


def category(text: str, mentions: Sequence[Mention]) -> Mention | None:
    """Return the name of what the product is: its head form, not its packaging or scene of use.

    The form the text calls it («… 크림이에요», «… 세럼 출시») before the last form it names.
    """
    forms = [
        m
        for m in mentions
        if m.kind == "category"
        and not m.negated
        and not _NO_HEAD.match(text[m.end :])
        and not _PACKAGING.match(m.text)
    ]
    called = [m for m in forms if _CALLED.match(text[m.end :])]
    return next(reversed(called or forms), None)


_NO_HEAD = re.compile(
    r"\s?(?:용(?=\s|$|기|으로)|처럼|같은|같이|대신|말고|보다|이?\s?아니|가\s?아니|케이스|용기|튜브|단지|패키지|에\s?(?:섞|타|첨가|넣)|시장|라인)"
)
_PACKAGING = re.compile(r"용기|튜브|파우치|단지|케이스|패키지|펌프|병$|캔$|박스")
_CALLED = re.compile(
    r"\s?(?:\([^()]*\))?\s?(?:제품|신제품)?(?:이에요|예요|에요|입니다|임(?=[\s.]|$)|이구요|구요|이고|이며|인데|이요|요(?=[\s.!]|$)|(?:을|를|으로|로)?\s?(?:출시|기획|개발|준비|런칭|만들|내려|나가|판매|보고|갑니다)|[.!]|$)"
)


def parts(text: str, mentions: Sequence[Mention]) -> list[str]:
    """Return the text once for each product it describes, everything of the others blanked.

    Offsets stay those of the whole text. One product: an empty list. What stands before the first
    product's own words, or is said of both, belongs to each.
    """
    if not _SET.search(text) and not re.search(r"[가-힣)]\s?\+\s?[가-힣]", text):
        return []
    forms = [m for m in mentions if m.kind == "category"]
    heads = _heads(text, forms)
    if len(heads) < 2:
        return []
    edges = [*heads, len(text)]
    made = []
    for i, _ in enumerate(heads):
        kept = [(0, edges[0]), (edges[i], edges[i + 1])]
        kept += [m.span() for m in _COMMON.finditer(text, edges[0])]
        others = _of_the_others(text, forms, edges[0], text[edges[i] : edges[i + 1]])
        made.append(
            "".join(
                c if any(a <= k < b for a, b in kept) and k not in others else " "
                for k, c in enumerate(text)
            )
        )
    return made


def _of_the_others(text: str, forms: Sequence[Mention], begin: int, own: str) -> set[int]:
    """Return where the heading of a set («치약+가글 세트») names its other products."""
    named = [m for m in forms if m.end <= begin]
    mine = [m for m in named if m.text in own]
    others = [m for m in named if m not in mine and m.text in text[begin:]] if mine else []
    return {k for m in others for k in range(m.start, m.end)}


def _heads(text: str, forms: Sequence[Mention]) -> list[int]:
    """Return where each product's own words begin."""
    for pattern in (_OTHER_ONE, _LABEL, _FOR):
        found = [m.start() for m in pattern.finditer(text)]
        if len(found) >= 2:
            return found
    own: list[Mention] = []
    for form in forms:
        if _OWN.match(text[form.end :]) and not any(_same(form, o) for o in own):
            own.append(form)
    own = _of_the_set(text, forms, own)
    if len(own) >= 2:
        return [_line_start(text, m) for m in own]
    pair = _PAIR.search(text)
    if pair:
        named = [
            re.search(
                rf"{re.escape(pair[g])}(?:에는|엔|은|는|\s?:|\s전\s?성분)", text[pair.end() :]
            )
            for g in ("one", "two")
        ]
        if named[0] and named[1]:
            return sorted(pair.end() + m.start() for m in named if m)
    given = _GIVEN.search(text)
    if given:
        return [0, given.start()]
    joined = [
        m
        for m, n in itertools.pairwise(forms)
        if re.fullmatch(r"\s?(?:\([^()]*\))?\s?\+\s?[가-힣A-Za-z\s]{0,6}", text[m.end : n.start])
        and not _same(m, n)
    ]
    if joined and not own:
        plus = text.index("+", joined[0].end)
        return [0, plus + 1]
    return []


def _of_the_set(text: str, forms: Sequence[Mention], own: Sequence[Mention]) -> list[Mention]:
    """Return those of the forms with words of their own that the set names, where it names two.

    «마스크랑 세럼 2종 세트. 마스크는 …, 겔은 …. 세럼은 …»: 겔 is a part of the first product.
    """
    said = _SET.search(text)
    listed = [m for m in forms if said and m.end <= said.start()]
    named = [
        m for m in own if any(_same(m, o) or o.text.endswith(m.text) for o in listed if o is not m)
    ]
    return named if len(named) >= 2 else list(own)


def _same(one: Mention, other: Mention) -> bool:
    return bool(one.concept and other.concept and one.concept.id == other.concept.id)


def _line_start(text: str, mention: Mention) -> int:
    """Return where the words before a product's form that belong to it begin: «낮 앰플»."""
    cut = max(text.rfind(c, 0, mention.start) for c in ".!?\n,:/+;") + 1
    clauses = [m.end() for m in _CLAUSE_END.finditer(text, cut, mention.start)]
    return clauses[-1] if clauses else cut


_CLAUSE_END = re.compile(r"[가-힣](?:고|며|는데|지만|니다|요)\s(?=\S+\s\S*)")
