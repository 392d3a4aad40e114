"""What a product is for, where it is for something else than a claim says.

«가구 전용» against «신발 접착용», «텀블러 세척용» against «의치 세정용», «유리에는 쓰지 마세요» against «유리 발수용».
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from evidence.glossary import Hit
from evidence.leftover import likeness
from evidence.needs import Need
from evidence.other_kind import is_other_kind
from evidence.phrases import aims, overlap
from evidence.products import Mention, Reading, mention_at
from evidence.types import Assessment
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, span_of, words_of
from graph.schema import Span

IS_FOR = re.compile(r"(?:용|용도|위한|위하여|방지|예방|개선|치료)\s*$")
"""The end of a use: «주름 개선용», «세정을 위한»."""


def not_for_it(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«유리에는 쓰지 마세요» against «유리 발수용», «가구 전용» against «신발 접착용»: for something else."""
    about = [term.text for term in aims(need.element.text)]
    for told in _FORBIDDEN.finditer(reading.text) if about else ():
        if told["what"] == about[0]:
            return assessed(need, "negation", "미대응", False, _words_from(told, "what"))
    elsewhere = _done_to_another(known, need, reading) or _on_another_crop(need, reading)
    if elsewhere is None and about and about[0] not in reading.text:
        elsewhere = for_another(known, need, reading, alone=True)
    return assessed(need, "other use", "미대응", False, elsewhere) if elsewhere else None


def for_another(
    known: Knowledge, need: Need, reading: Reading, *, alone: bool = False
) -> Span | None:
    """Return the words by which a product is for something else than a use, «전용» alone if so wished."""
    use = need.element.text
    by_thing = _for_another_thing(known, use, reading, alone)
    return by_thing or _for_another_aim(known, need, reading, alone)


def _for_another_thing(known: Knowledge, use: str, reading: Reading, alone: bool) -> Span | None:
    """«커튼용 원단» against «스포츠 의류용», «내용물은 건조 과일만» against «원두 포장용»: for another thing."""
    asked = _things_in(known, use)
    named = {h.concept.id for h in asked}
    text = reading.text
    if not asked or any(h.text in text for h in asked):
        return None
    is_a = known.glossary.is_a
    if any(m.concept and any(is_a(m.concept.id, n) for n in named) for m in reading.mentions):
        return None
    places = [m for m in _FOR_ONE.finditer(text) if m["alone"] or not alone]
    if not alone:
        places += _INSIDE.finditer(text)
    for told in places:
        words = told["what"]
        if _FOR_ANYTHING.fullmatch(words) or _MANY_THINGS.fullmatch(words):
            continue
        things = _things_in(known, words)
        own = bool(things) and things[-1].end == len(words)
        own = own and not any(known.are_akin(h.concept.id, n) for h in things for n in named)
        if own and not OF_A_TEXT.match(text, told.end()):
            return words_of(told)
    return None


def _for_another_aim(known: Knowledge, need: Need, reading: Reading, alone: bool) -> Span | None:
    """Return «옷장 전용» against «컨테이너용», «흰가루병 전용» against «탄저병 방제용»; None for «선물용».

    Of a use that is a function in several words («주름 개선용») another one is asked of the names of
    functions alone, unless both are against a pest or an illness.
    """
    use = need.element.text
    troubles = _TROUBLE.search(use) is not None
    alike = need.options and not troubles
    if not IS_FOR.search(use) or (alike and len(use.split()) > 1):
        return None
    own = {h.concept.id for h in known.glossary.find(use)}
    for told in _FOR_ONE.finditer(reading.text):
        who, what = told["who"], told.group()
        if _FOR_ANYTHING.fullmatch(who) or (alike and told["alone"]):
            continue
        if (alone or troubles) and not told["alone"]:
            continue
        if troubles and not _TROUBLE.fullmatch(who):
            continue
        things = [h.concept for h in _things_in(known, who) if h.concept.kind == "form"]
        if alike and not all(known.glossary.is_a(t.id, "household_appliance") for t in things):
            continue  # «운동복용 니트» against «흡한속건용»: for what, not what it does
        theirs = {h.concept.id for h in known.glossary.find(what)}
        if any(known.are_akin(a, b) for a in theirs for b in own):
            continue
        if likeness(use, what, known.glossary) or OF_A_TEXT.match(reading.text, told.end()):
            continue
        return words_of(told)
    return None


def _things_in(known: Knowledge, words: str) -> list[Hit]:
    """Return the articles, materials and foods that a use names: 원두 of «원두 포장용»."""
    return [
        h
        for h in known.glossary.find(words)
        if h.concept.kind in _OBJECTS
        or (h.concept.kind == "substance" and known.glossary.is_a(h.concept.id, "food_ingredient"))
    ]


_FOR_ONE = re.compile(
    r"(?<![가-힣A-Za-z])(?P<what>(?:[가-힣A-Za-z]{2,8}\s)?(?P<who>(?!전용)[가-힣A-Za-z]*?[가-힣]))(?P<alone>\s?전)?용"
    r"(?=$|[\s.,!?)(/~;:]|(?:으로|이|임|인|도|만|입|인데|이고|이라|이며)(?![가-힣]{4}))"
)
"""«스포츠 의류용», «흰가루병 전용»: what a product is for."""
_INSIDE = re.compile(
    r"(?<![가-힣])내용물은\s(?P<what>[가-힣]{2,8}?(?:\s[가-힣]{2,8}?)?)(?:만|뿐|입니다|이에요|예요|이고|$|[.,])"
)
"""«내용물은 건조 과일만»: what a package is for."""
_FOR_ANYTHING = re.compile(
    r"[가-힣A-Za-z]|화장|선물|사계절|봄가을|여름|겨울|간절기|환절기|휴대|여행|전|겸|대|공|남녀|[일다]회|다|업소|가정|대용량|증정|판매|판촉|수출입?|내수|식품?|개인"
    r"|데일리|상업|산업|공업|급식소?|매장|온라인|오프라인|홈쇼핑|편의점|마트|텃밭|야외|실내|사무|학습|교육|연구|시험|실험"
    r"|테스트|촬영|전시|행사|스페어|보충|리필|충전|외부|피부외|경구|내복|[미불재혼병상]?사|[미불]?적|비|내|활|이|작|허|실|응|차|인|통"
    r"|신|유|수|복|착|운|약|고|범|채|상|관|[여남]성|남자|여자|성인|어른|시니어|전연령|민감성?|지성|건성|대형|소형|총비|부작|상호작"
)
"""What a product is for whatever it is for: «선물용», «매장 전용»; and words that end in 용: 사용, 비용."""
_TROUBLE = re.compile(
    r"[가-힣]*(?:[병균증염충암통]|진딧물|응애|벌레|나방|파리|모기|바퀴|개미|드기|벼룩|노린재|멸구|잡초|쥐)(?=[가-힣]{0,4}\s|$)"
)
"""What a product is against: an illness or a pest."""


OF_A_TEXT = re.compile(
    r"\s?(?:용\s?)?(?:멘트|문구|카피|대본|원고|시안|초안|자료|보고|스크립트|콘티|상세\s?페이지|설명서?|제안서|샘플|견적|촬영)"
    r"|\s?용?(?:으로|로)(?:는)?\s(?:[^\s.,!?]+\s){0,2}?[^\s.,!?]+(?:을|를)\s(?:[^\s.,!?]+\s)?(?:썼|쓰|쓴|씁|써요|넣|첨가|추가|배합|투입|사용|소량)"
)
"""«홈쇼핑 방송용 멘트», «점도 조절용으로 잔탄검을 넣고»: what the text or an ingredient is for."""


def _done_to_another(known: Knowledge, need: Need, reading: Reading) -> Span | None:
    """«텀블러 세척용» against «의치 세정용», «유리 접착용» against «금속 접착용»: the same is done to another thing."""
    asked = _DONE_TO_IT.match(need.element.text.strip())
    own = known.glossary.lookup(asked["what"]) if asked else None
    if asked is None or own is None or not asked["use"]:
        return None
    names = (asked["what"], *known.glossary.names(own.id))
    if any(name in reading.text for name in names) or _one_of_its_kind(known, asked, reading):
        return None
    doing = next(alike for alike in _ALIKE_DONE if asked["doing"] in alike)
    for told in _DONE_TO_IT.finditer(reading.text):
        other = known.glossary.lookup(told["what"]) if told["doing"] in doing else None
        if other is None or other.kind not in (*_OBJECTS, "part"):
            continue
        if known.are_akin(other.id, own.id) or mention_at(reading, *told.span()).negated:
            continue
        return words_of(told)
    return None


def _one_of_its_kind(known: Knowledge, asked: re.Match[str], reading: Reading) -> bool:
    """«섬유 탈취용» against «커튼·러그 탈취», «옷 냄새 제거»: a thing of the kind that it is done to."""
    what = asked["what"]
    kind = _KINDS_OF_THINGS.get(what)
    own = known.glossary.lookup(what)
    kinds = [k for k in (kind, own.id if own else None) if k]
    if kind and _CLOTH.search(reading.text):
        return True
    return any(
        known.glossary.is_a(h.concept.id, k)
        for h in known.glossary.find(reading.text)
        if h.concept.kind in _OBJECTS and not mention_at(reading, h.start, h.end).negated
        for k in kinds
    )


_KINDS_OF_THINGS = {
    "섬유": "textile_product",
    "패브릭": "textile_product",
    "직물": "textile_product",
    "의류": "textile_product",
    "섬유제품": "textile_product",
}
"""What a claim calls things of a kind, and the class of the glossary that they are of."""
_CLOTH = re.compile(
    r"(?<![가-힣])(?:옷(?!걸이)|의류|의복|섬유|패브릭|빨래|세탁물|직물|원단|드레스룸|fabric|textile|cloth)",
    re.IGNORECASE,
)
"""Words for cloth that are no article of the glossary."""
_ALIKE_DONE = (
    ("세정", "세척", "청소", "클리닝"),
    ("소독", "살균"),
    ("접착", "부착"),
    ("탈취", "방향"),
    ("코팅", "광택"),
    ("염색", "착색"),
    ("보관", "수납"),
    ("포장",),
)
"""What is done to things, with what it is called as well."""
_DONE_TO_IT = re.compile(
    r"(?<![가-힣A-Za-z])(?P<what>[가-힣]{2,8})\s?"
    rf"(?P<doing>{'|'.join(word for alike in _ALIKE_DONE for word in alike)})(?P<use>용)?(?=[\s,.]|제|$)"
)


def _words_from(told: re.Match[str], group: str) -> Span:
    """Return what a match says from a group on: «유리에는 쓰지 마» of «. 유리에는 쓰지 마»."""
    start = told.start(group)
    return Span(start=start, end=told.end(), text=told.string[start : told.end()])


def _object_of(known: Knowledge, words: str) -> Hit | None:
    """Return the article or material that a use begins with: 신발 of «신발 접착용»."""
    hit = next(iter(known.glossary.find(words)), None)
    if hit and not hit.start and hit.concept.kind == "function" and " " in hit.text:
        # «틀니 세정용»: the name of a use begins with the thing
        first = hit.text.split()[0]
        thing = known.glossary.lookup(first)
        hit = Hit(0, len(first), first, thing) if thing else None
    if hit is None or hit.start or hit.concept.kind not in _OBJECTS:
        return None
    return hit


def thing_unsaid(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«금속 접착용» against «접착제»: what is done is told, not what it is done to."""
    if need.absent or found.match != "대응":
        return found
    if found.findings[0].rule in _BY_NAME:
        return _of_a_kind_of_things(known, need, found, reading)
    if found.findings[0].rule != "same phrase":
        return found
    uses = {c for o in need.options for c in o.concepts}
    spelt = known.glossary.find(reading.text, frozenset({"function"})) if uses else ()
    whole = (h for h in spelt if " " in h.text)
    if any(known.glossary.is_a(h.concept.id, c) for h in whole for c in uses):
        return found  # «유리 발수 코팅제» for «자동차 유리 발수용», where the whole is a name
    asked = _object_of(known, need.element.text)
    wanted = known.terms(need.element.text)
    if asked and len(wanted) == 1 and len(asked.text) < len(wanted[0].text):
        if any(
            name in reading.text for name in (asked.text, *known.glossary.names(asked.concept.id))
        ):
            return found
        wanted = aims(need.element.text)
    if asked is None or len(wanted) < 2 or _MANY_THINGS.fullmatch(asked.text):
        return found
    if known.glossary.is_a(asked.concept.id, "household_appliance"):
        return found  # «전자레인지 조리용»: what it is done with
    if asked.text in reading.text or overlap(wanted[:1], reading, known.glossary).said:
        return found
    everyday = known.glossary.everyday.find
    senses = [s for s in everyday(need.element.text) if s.start <= asked.start < asked.end < s.end]
    meant = {m for s in senses for m in s.meanings}
    if any(s.meanings & meant for s in everyday(reading.text)):
        return found  # «타이어 트레드용»: nothing else has a 트레드
    words = Span(start=asked.start, end=asked.end, text=asked.text)
    return assessed(need, "qualifier unsaid", "판단불가", False, found.span, words)


def _of_a_kind_of_things(
    known: Knowledge, need: Need, found: Assessment, reading: Reading
) -> Assessment:
    """«섬유 탈취용» against «변기 냄새 제거제»: that it smells no more is told, not what."""
    asked = _DONE_TO_IT.match(need.element.text.strip())
    kind = asked is not None and asked["what"] in _KINDS_OF_THINGS
    if asked is None or not kind or _one_of_its_kind(known, asked, reading):
        return found
    words = Span(start=asked.start("what"), end=asked.end("what"), text=asked["what"])
    return assessed(need, "qualifier unsaid", "판단불가", False, found.span, words)


_BY_NAME = frozenset({"synonym", "use by form", "same name"})
"""Rules by which the name of a use, or of what is made for it, is found."""
_MANY_THINGS = re.compile(r"식품|음식물?|음료|화장품|의약품|의류|섬유|제품|물품|상품")
"""What a text rather names one of: 견과류 for 식품."""
_OBJECTS = frozenset({"form", "material", "class"})
_FORBIDDEN = re.compile(
    r"(?:^|[.!?,;:/\n(]\s?|(?:단|다만|그리고|또)\s)(?P<what>[가-힣A-Za-z]{1,12}?)(?:에|에는|엔|에서는|에도|용으로는?|한테는|에게는)\s"
    r"(?:[^\s,.]+\s){0,3}?(?:[가-힣]+지\s?(?:마(?!련)|말(?=[고아자것]))|사용\s?(?:금지|불가)|[쓰바뿌][가-힣]{0,2}면\s?안|못\s?[써쓰씁쓴]"
    r"|(?:쓸|사용할)\s수\s없|안\s?맞[는아습]|맞지\s?않|적합하지\s?않|권하지\s?않|권장하지\s?않|권장\s?안)"
)
"""«실내에서는 절대 쓰지 마세요»: what a product is not for, where nothing narrows it («민감한 피부에는»)."""


def told_by_agent(known: Knowledge, wanted: Iterable[str], reading: Reading) -> Mention | None:
    """«antioxidant serum» against «항산화용»: in English the agent's name before the goods is their use."""
    for m in reading.mentions:
        of_goods = m.text.isascii() and _BEFORE_GOODS.match(reading.text, m.end)
        if m.concept is None or m.concept.kind != "class" or not of_goods:
            continue
        does = known.glossary.lookup(_AN_AGENT.sub("", m.concept.name))
        use = does is not None and does.kind == "function" and not (m.negated or m.undecided)
        if use and does and any(known.glossary.is_a(does.id, c) for c in wanted):
            return m
    return None


_AN_AGENT = re.compile(r"\s?(?:제|성분|물질|원료)$")
"""«항산화제»: a class of agents, named by what they do."""
_BEFORE_GOODS = re.compile(
    r"\s(?:[a-z-]+\s){0,2}?(?:serum|cream|ampoule|toner|lotion|essence|mask|gel|balm|oil|capsule|tablet|drink|powder|supplement|formula"
    r"|product|composition|spray|soap|wash|cleanser|shampoo|cosmetic|skincare|care|세럼|크림|앰플|토너|로션|에센스|마스크|젤|밤|캡슐|음료|샴푸|제품)",
    re.IGNORECASE,
)
"""What stands behind an agent's name where it tells what the goods are for."""


def carried_alike(known: Knowledge, use: str, reading: Reading) -> Span | None:
    """«백신 배송용», «인슐린 택배» against «의약품 운송용»: goods of the kind that the claim's are carried."""
    choices = known.glossary.choices
    asked = [w for w in choices.find(use) if w.choice == _SHIPPED and _CARRIED.search(use, w.end)]
    for way in choices.find(reading.text) if asked else ():
        told = way.choice == _SHIPPED and any(way.ways & one.ways for one in asked)
        mention = mention_at(reading, way.start, way.end)
        if not told or mention.negated or is_other_kind(reading.text, way.end, True):
            continue
        if _CARRIED.search(reading.text):
            return span_of(mention)
    return None


_SHIPPED = "shipped_goods"
"""The line of ``choices.tsv`` with the goods that a package carries."""
_CARRIED = re.compile(
    r"운송|수송|배송|택배|운반|물류|유통|콜드\s?체인|보냉|shipp|transport|deliver|cold\schain",
    re.IGNORECASE,
)


def for_children(use: str, reading: Reading) -> Span | None:
    """«키즈용 클레이» against «어린이 조형 놀이용»: of play and learning, whom it is for tells the use."""
    for told in (
        _FOR_A_CHILD.finditer(reading.text) if _CHILD_AT_PLAY.fullmatch(use.strip()) else ()
    ):
        if not is_other_kind(reading.text, told.end(), True):
            return words_of(told)
    return None


_CHILD = r"(?:어린이|영유아|유아|아동|아이들|아이|아기|유치원생|초등학생)"
_CHILD_AT_PLAY = re.compile(
    rf"{_CHILD}(?:용|의|를\s위한)?\s(?:[가-힣]+\s){{0,2}}?[가-힣]*(?:놀이|학습|교육|체험|만들기|공작|미술)용"
)
_FOR_A_CHILD = re.compile(
    rf"(?<![가-힣])(?:{_CHILD}|키즈|베이비)(?:용|[을를]\s위한|[이가]\s(?:가지고\s)?(?:노는|놀|쓰는|만드는)"
    r"|\s(?=점토|클레이|찰흙|장난감|완구|블록|퍼즐|물감|크레[용파]|색연필|교구|슬라임|놀이))"
    r"|(?<![A-Za-z])(?:for\s)?(?:kids?|children)(?:'s)?(?![A-Za-z])",
    re.IGNORECASE,
)
"""«키즈용», «아이들이 가지고 노는», «아이 점토»."""


def _on_another_crop(need: Need, reading: Reading) -> Span | None:
    """«사과 탄저병» against «고추 탄저병 방제용»: the same is done for another crop."""
    asked = list(_CROP.finditer(need.element.text))
    told = [m for m in _CROP.finditer(reading.text) if not _is_same_crop(asked, m, reading)]
    if not asked or not told or is_other_kind(reading.text, told[0].end(), True):
        return None
    return words_of(told[0])


def _is_same_crop(asked: list[re.Match[str]], told: re.Match[str], reading: Reading) -> bool:
    """Whether a crop is the claim's, and what ails it as well; or the text tells that elsewhere."""
    for mine in asked:
        trouble = _AILING.sub("", mine["trouble"] or "")
        same_trouble = not trouble or not told["trouble"] or trouble in reading.text
        if mine["crop"] in reading.text and same_trouble:
            return True
    return False


_CROP = re.compile(
    r"(?<![가-힣])(?P<crop>고추|사과|배|포도|복숭아|감귤|단감|감|자두|매실|참다래|벼|보리|밀|콩|옥수수|토마토|오이|딸기|수박|참외|호박|멜론|배추|양배추|무|상추"
    r"|시금치|파|대파|마늘|양파|생강|감자|고구마|인삼|담배|잔디|장미|국화)"
    r"(?:밭에|나무에|\s?(?P<trouble>[가-힣]{0,5}병|[가-힣]{0,3}탄저|[가-힣]{0,3}(?:진딧물|응애|나방|총채벌레|가루이|노린재|멸구|굴파리|잡초)))"
)
"""A crop with what ails it: «사과 갈색무늬병»."""
_AILING = re.compile(r"병$")
