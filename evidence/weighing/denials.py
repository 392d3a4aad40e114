"""What a text says outright that a product is not, has not or cannot be, in the claim's own words.

«재활용 불가», «무탄산 음료», «연어 말고 닭», «윤활 스트립은 없고»: wherever the words stand, they are denied.
"""

from __future__ import annotations

import re

from evidence.needs import Need, Option
from evidence.negation import denies, is_unhelped
from evidence.other_kind import is_other_kind
from evidence.plant_parts import PARTS, parts_of
from evidence.products import Mention, Reading, mention_at
from evidence.types import Assessment
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, left_open, span_of, words_of
from evidence.weighing.words import EITHER, stretch_around
from graph.schema import Span

UNHELPED_WITHIN = 16
"""Characters behind a trouble's name in which it is said that nothing is done for it."""
KINDS = frozenset({"category", "use", "emulsion", "property", "other"})
"""Kinds of elements that say what a product is, or what for."""


def unless_denied(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """Return what was found of an element, unless the text denies it in the element's own words."""
    found = _cannot_be(need, found, reading)
    found = _of_another_kind(need, found, reading)
    found = _is_none_of_it(need, found, reading)
    found = _own_word_swapped(known, need, found, reading)
    found = _kind_swapped(need, found, reading)
    found = _denied_by_name(need, found, reading)
    found = _denied_under_its_topic(need, found, reading)
    found = _denied_for_a_reason(need, found, reading)
    found = _of_another_part(need, found, reading)
    found = _with_all_of_it(need, found, reading)
    return _denied_by_short_name(need, found, reading)


def _cannot_be(need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«펄프로 재활용 가능한» against «펄프 재활용은 불가»: what the product cannot be."""
    asked = _ABLE.search(need.element.text) if found.match == "대응" and not need.absent else None
    if asked is None:
        return found
    said = re.search(
        rf"{re.escape(asked['what'])}(?:은|는|이|가|도|을|를)?\s?(?:절대\s|전혀\s)?(?:불가|안\s?[되됨됩돼]|못\s?[하해합함])",
        reading.text,
    )
    if said is None:
        return found
    return assessed(need, "negation", "미대응", False, words_of(said))


_ABLE = re.compile(r"(?P<what>[가-힣]{2,6})(?:이|가)?\s?가능(?:한|하며|하고|하게|하도록)")


def _of_another_kind(need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«분무형» against «스프레이로 내려다가 롤온으로»: wherever the word stands, the product is not that."""
    told = found.span if found.match == "대응" and not need.absent else None
    if told is None or not told.text or need.element.kind not in KINDS:
        return found
    use = need.element.kind == "use"
    ends = [m.end() for m in re.finditer(re.escape(told.text), reading.text)]
    text = reading.text

    def is_denied(end: int) -> bool:
        unhelped = use and is_unhelped(told.text, text[end : end + UNHELPED_WITHIN])
        return unhelped or is_other_kind(text, end, use)

    if not ends or not all(map(is_denied, ends)):
        return found
    return assessed(need, "negation", "미대응", False, told)


def _is_none_of_it(need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«탄산음료» against «무탄산 음료»: wherever the claim's word stands, its denial is glued to it."""
    words = re.sub(r"[\s,.;]", "", need.element.text)
    if found.match == "미대응" or need.absent or need.element.kind not in KINDS:
        return found
    if not 3 <= len(words) <= 10 or words[0] in "무비논":
        return found
    places = list(re.finditer(r"\s?".join(map(re.escape, words)), reading.text))
    denied = [m for m in places if NO_SUCH.search(reading.text, 0, m.start())]
    if not denied or len(denied) < len(places):
        return found
    start, end = denied[0].span()
    span = Span(start=start - 1, end=end, text=reading.text[start - 1 : end])
    return assessed(need, "negation", "미대응", False, span)


def _own_word_swapped(
    known: Knowledge, need: Need, found: Assessment, reading: Reading
) -> Assessment:
    """«가수분해 연어 단백질» against «연어 말고 닭»: what the claim's thing is of gives way to another."""
    several = need.any_of and len(need.options) + len(need.names) > 1
    if found.match == "미대응" or need.absent or several or not _SWAPS.search(reading.text):
        return found
    text = need.element.text
    if _ANY_ONE.search(text):
        return found
    find = known.glossary.find
    words = (h for m in re.finditer(r"\S+", text) for h in find(m.group()))
    for hit in (*find(text), *words):
        if hit.concept.kind not in ("substance", "material") or len(hit.text) < 2:
            continue
        own = Option((hit,))
        said = [m for m in reading.mentions if known.relation(own, m) in ("same", "species")]
        if said and all(m.negated and _SWAPS.match(reading.text, m.end) for m in said):
            start = text.index(hit.text)
            claim = Span(start=start, end=start + len(hit.text), text=hit.text)
            return assessed(need, "negation", "미대응", False, span_of(said[0]), claim)
    return found


def _kind_swapped(need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«LED 마스크 장치» against «마스크 말고 손에 쥐는 봉 타입»: the kind of thing that it is not."""
    if found.match != "대응" or need.absent or need.element.kind != "category":
        return found
    for word in need.element.text.strip(" ,.;").split():
        said = list(re.finditer(rf"(?<![가-힣]){re.escape(word)}", reading.text))
        if len(word) < 2 or _OF_ANY.fullmatch(word) or not said:
            continue
        if all(_SWAPS.match(reading.text, m.end()) for m in said):
            return assessed(need, "negation", "미대응", False, words_of(said[0]))
    return found


_OF_ANY = re.compile(r"[가-힣]*(?:조성물|장치|제품|방법|시스템|용|키트|세트|기기)")
_SWAPS = re.compile(
    r"(?:이|가|은|는)?\s?(?:말고|대신(?!에?\s?(?:해|할|하))|아니(?:고|라|며))(?![가-힣])"
)
"""What gives a thing's place to the next: «연어 말고 닭», not «소금 대신에 해당하는»."""
_ANY_ONE = re.compile(rf"{EITHER.pattern}|제외|이외|대신")
"""What says that a thing may give way to another."""
NO_SUCH = re.compile(r"(?<![가-힣])[무비논미]$")
"""«무탄산», «비유탕», «논알코올», «미첨가»: what is not."""


def absent_of_a_part(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«A를 포함하지 않는 제2층»: that the product has A in another layer says nothing of this one."""
    part = _PART_WITHOUT.search(need.element.text) if need.absent else None
    related = [
        m
        for m in reading.mentions
        if part and any(known.relation(o, m) in ("same", "species") for o in need.options)
    ]
    if part is None or not related:
        return None
    denied = next((m for m in related if m.negated), None)
    if denied:
        return assessed(need, "negation", "대응", False, span_of(denied))
    number = part["number"]
    named = re.compile(rf"(?<!\d){number}\s?층") if number else re.compile(re.escape(part["part"]))
    for m in related:
        begin, _ = stretch_around(_CLAUSE_ENDS, reading.text, m.start, m.end)
        if named.search(reading.text, begin, m.start) and not m.undecided:
            return assessed(need, "same name", "미대응", False, span_of(m))
    return left_open(need, "그 부분에 있는지 언급 없음")


_PART_WITHOUT = re.compile(
    r"지\s?(?:않|아니)\S*\s(?:상기\s)?(?P<part>제\s?(?P<number>\d)\s?층|(?:외|내|중간|상부|하부|표면|코팅|피복)층|코어|쉘|핵|외피)[\s,.;]*$"
)
_CLAUSE_ENDS = re.compile(r"[,.;/|\n]\s?|(?<=고)\s")


def part_without(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«금속 스프링을 포함하지 않는 펌프» against «쇠스프링을 걷어내고», «금속 볼을 뺀 펌프»: what the part is without.

    The part itself says nothing of it. Of a thing told without its stuff («스프링 펌프») it stays open.
    """
    structure = need.element.kind == "structure" and need.absent
    asked = _DOES_NOT_HOLD.fullmatch(need.element.text) if structure else None
    if asked is None:
        return None
    things = known.glossary.find(asked["thing"])
    stuff = [h for h in known.glossary.find(asked["stuff"] or "") if h.concept.kind in _STUFFS]
    if not things or (asked["stuff"] and not stuff):
        return None
    own = [
        m
        for m in reading.mentions
        if known.relation(Option((things[-1],)), m) in ("same", "species")
    ]
    denied = next((m for m in own if m.negated), None)
    if denied:
        return assessed(need, "negation", "대응", False, span_of(denied))
    metal = any(h.concept.id == "metal" for h in stuff)
    free = _NO_METAL.search(reading.text) if metal else None
    if free:
        return assessed(need, "negation", "대응", False, words_of(free))
    for m in own:
        led = _STUFF_LED.search(reading.text, max(0, m.start - 12), m.start)
        of = known.glossary.find(led.group()) if led else ()
        if not stuff or any(
            known.glossary.is_a(h.concept.id, s.concept.id) for h in of for s in stuff
        ):
            return assessed(need, "same name", "미대응", False, span_of(m))
        if any(h.concept.kind in _STUFFS for h in of):
            return assessed(need, "another in its place", "대응", False, span_of(m))
    return left_open(need, "그 부분에 있는지 언급 없음")


_STUFFS = frozenset({"class", "material", "substance"})
_DOES_NOT_HOLD = re.compile(
    r"(?:상기\s)?(?:(?P<stuff>[가-힣A-Za-z]+)\s(?:재질의\s|소재의\s)?)?(?P<thing>[가-힣A-Za-z]{2,})(?:을|를)\s"
    r"(?:포함|구비|사용|내장|장착)하지\s?(?:않|아니)(?:는|은|한)\s[가-힣A-Za-z]+[\s,.;]*"
)
_NO_METAL = re.compile(
    r"metal[\s-]free|(?:금속|메탈|쇠)(?:\s?(?:부품|성분))?(?:이|가|은|는|\s?부분이)?\s?(?:프리|없[이는고음어습]|제로|무첨가|미사용)|무금속|논메탈|올\s?플라스틱",
    re.IGNORECASE,
)
"""«쇠가 없고», «metal-free»: nothing of metal at all."""
_STUFF_LED = re.compile(r"[가-힣A-Za-z]+\s?$")
"""The word before a thing: 스테인리스 of «스테인리스 스프링»."""


def of_what_is_denied(need: Need, reading: Reading) -> Assessment | None:
    """«상기 필름의 두께는 …» against «필름은 안 씀»: what is not there has no measure."""
    asked = _MEASURE_OF.match(need.element.text) if not need.absent else None
    if asked is None:
        return _has_no_value(need, reading) or _its_stage_left_out(need, reading)
    places = list(re.finditer(re.escape(asked["what"]), reading.text))
    told = [mention_at(reading, *m.span()) for m in places]
    if not told or not all(m.negated and not m.undecided for m in told):
        return None
    return assessed(need, "negation", "미대응", False, span_of(told[0]))


def _has_no_value(need: Need, reading: Reading) -> Assessment | None:
    """«점도가 3,000 내지 10,000 cP» against «고체라 점도가 아예 없어요»: a product of which nothing is measured."""
    asked = _MEASURED.match(need.element.text) if not need.absent and need.quantity else None
    if asked is None:
        return None
    none = re.search(_WITHOUT_VALUE.format(asked["what"]), reading.text)
    return assessed(need, "negation", "미대응", False, words_of(none)) if none else None


def _its_stage_left_out(need: Need, reading: Reading) -> Assessment | None:
    """«전처리제를 모발에 도포하는 단계» against «전처리는 생략»: the stage that an agent is named by."""
    if need.element.kind != "step" or need.absent:
        return None
    stages = [agent["stage"] for agent in _AGENT_OF_A_STAGE.finditer(need.element.text)]
    stages += [rf"{m['number']}\s?차" for m in _NUMBERED_STAGE.finditer(need.element.text)]
    for stage in stages:
        left_out = re.search(_STAGE_LEFT_OUT.format(stage), reading.text)
        if left_out:
            return assessed(need, "negation", "미대응", False, words_of(left_out))
    return None


_AGENT_OF_A_STAGE = re.compile(
    r"(?<![가-힣])(?P<stage>[전후선]처리|중화|연화|환원|산화|세정|정착|고정|탈색|코팅|마감|박리|이형|활성화)제(?:를|을|가)\s"
)
_NUMBERED_STAGE = re.compile(
    r"(?<![가-힣\d])(?P<number>[1-5])차\s?(?=(?:발효|숙성|건조|세척|세정|추출|여과|배양|가열|살균|분쇄|코팅|혼합|유화|교반|소성|증류|농축|경화|냉각|정제|압착)(?:하|시키|를|을|한|된))"
)
"""«2차 발효하는»: a stage by its number."""
_STAGE_LEFT_OUT = (
    r"(?<![가-힣\d]){0}(?:제|\s?(?:발효|숙성|건조|세척|세정|추출|여과|배양|가열|살균|분쇄|코팅|혼합|유화|교반|소성|증류|농축|경화|냉각|정제|압착))?\s?(?:단계|과정|공정|작업|처리)?(?:는|은|를|을|도)?\s?(?:따로\s|아예\s|그냥\s|전부\s)*"
    r"(?:생략(?!하지\s?않)|건너[뛰뛴뜁뜀]|스킵|없이|없[고음이어]|안\s?[하함해합]|하지\s?않)"
)
"""«전처리는 생략», «중화 과정 없이»: a stage that is left out."""
_MEASURED = re.compile(
    r"(?:\d[\d.]*\s?(?:℃|도)(?:에서)?의?\s)?(?:상기\s)?(?:조성물의\s)?(?P<what>점도|pH|경도|융점|당도|비중|수분활성도)"
)
_WITHOUT_VALUE = (
    r"(?:고체|고형|바|스틱|밤|분말|가루|파우더|무수|오일|액체|액상|기체|물\s?없는)[가-힣\s]{{0,10}}?(?:라서?|여서|이어서|이니까?|이라)\s"
    r"(?:[가-힣]{{1,4}}\s)?{0}\s?(?:값|측정|수치|개념|항목)?(?:은|는|이|가|을|를)?\s?(?:자체(?:가|는)?\s|아예\s|애초에\s|따로\s)*"
    r"(?:없|의미가?\s?없|해당\s?(?:없|사항)|안\s?(?:재|되|돼|나[오와])|못\s?재|잴\s수\s?(?:가\s)?없|불가)"
)
"""«무수 밤이라 pH가 없어요», «샴푸바라서 점도 측정 자체가 안 돼요»."""
_MEASURE_OF = re.compile(
    r"(?:상기\s)(?P<what>[가-힣A-Za-z]{2,12})의\s(?:평균\s)?"
    r"(?:두께|입경|입도|크기|직경|지름|길이|폭|높이|경도|점도|함량|평량|밀도|융점|강도|온도|간격|개수|각도)"
)
"""«상기 필름의 두께는»: the thing that is measured."""


def _denied_by_name(need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«윤활 스트립은 없고» against «윤활 스트립»: the name's last two words, of which one alone is known."""
    words = need.element.text.strip(" ,.;").split()[-2:]
    if found.match != "대응" or need.absent or len(words) < 2 or _NO_NAME.search(words[0]):
        return found
    name = re.compile(rf"(?<![가-힣A-Za-z]){re.escape(words[0])}\s?{re.escape(words[1])}")
    said = [mention_at(reading, *m.span()) for m in name.finditer(reading.text)]

    def is_denied(m: Mention) -> bool:
        if not (m.negated and m.text.endswith(words[1])):
            return False
        # «바닥 시트, 가소제 무첨가»: what the product is stands in no list of what it lacks
        _, end = stretch_around(_MARK, reading.text, m.start, m.end)
        return need.element.kind != "category" or denies(reading.text[m.end : end])

    if not said or not all(map(is_denied, said)):
        return found
    return assessed(need, "negation", "미대응", False, span_of(said[0]))


_MARK = re.compile(r"[,.!?;\n]")
_NO_NAME = re.compile(r"(?:[는은의된한인을를이가에로고며될할]|또는|및|상기)$")
"""What ends a word that only leads to the name."""


def _denied_under_its_topic(need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«급기는 팬 없이 자연유입» against «급기팬»: the name's beginning is the topic, its end is left out."""
    structure = need.element.kind == "structure" and not need.absent
    if not structure or found.match == "미대응" or not _TOPIC_LACKS.search(reading.text):
        return found
    words = [_FOR_IT.sub("", w) for w in need.element.text.strip(" ,.;").split()[-2:]]
    last = words[-1]
    splits = [(last[:cut], last[cut:]) for cut in range(2, len(last))]
    splits += [(words[0], last)] if len(words) == 2 and not _NO_NAME.search(words[0]) else []
    for said in _TOPIC_LACKS.finditer(reading.text):
        if any(said["topic"] == topic and said["what"] == what for topic, what in splits):
            return assessed(need, "negation", "미대응", False, words_of(said))
    return found


_FOR_IT = re.compile(r"(?<=[가-힣]{2})용$")
_TOPIC_LACKS = re.compile(
    r"(?<![가-힣])(?P<topic>[가-힣]{2,6}?)(?:용)?(?:은|는|에는|엔|할\s?때는|할\s?땐|쪽은|쪽엔)\s(?:따로\s|별도\s|전용\s)?"
    r"(?P<what>[가-힣]{1,6}?)(?:이|가|은|는|도|을|를)?\s?(?:없[이음고는어다습]|말고|대신|안\s?[쓰써달단넣씀]|빼고|뺐|뺀|생략|미적용|미장착|미설치|불필요|필요\s?없)"
)
"""«급기는 팬 없이», «난방은 보일러를 안 쓰고»: what a function does without."""


def _denied_for_a_reason(need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«무선충전은 타공이 필요해서 이번엔 없음» against «무선 충전 패드»: what, why, and that it is not."""
    if need.element.kind != "structure" or need.absent or found.match == "미대응":
        return found
    words = need.element.text.replace(" ", "")
    for said in _FOR_A_REASON.finditer(reading.text):
        if said["topic"].replace(" ", "") in words:
            return assessed(need, "negation", "미대응", False, words_of(said))
    return found


_FOR_A_REASON = re.compile(
    r"(?<![가-힣A-Za-z])(?P<topic>[가-힣A-Za-z]{2,8}(?:\s[가-힣A-Za-z]{1,6})?)(?:은|는)\s(?:[^\s,.;!?\n]+\s){0,4}?"
    r"[가-힣]*(?:해서|[이어아]라서|라서|때문에|문제로|이슈로|돼서|여서|높아서|비싸서|커서|부족해서)\s(?:(?:이번|현재|초도|1차)\s?\S*\s|아직\s|일단\s)?"
    r"(?:없[음어습는이다]|뺐|뺀다|뺌|빠졌|빠짐|제외(?!하지)|생략|안\s?(?:넣|달|들어|씁|써|쓰))"
)
"""A thing, the reason and its absence."""


def _of_another_part(need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«황칠나무 잎을 건조하는» against «잎이 아니라 황칠나무 줄기로»: another part of the plant."""
    if found.match == "미대응" or need.absent:
        return found
    for part in parts_of(need.element.text):
        said = re.search(rf"(?<![가-힣])(?:{PARTS[part]}){_NOT_IT}", reading.text)
        other = parts_of(reading.text[said.end() : said.end() + NEXT_PART]) if said else frozenset()
        if said and other - {part}:
            return assessed(need, "negation", "미대응", False, words_of(said))
    return found


_NOT_IT = r"(?:이|가|은|는)?\s?(?:아니(?:고|라|며)|말고|대신(?!에?\s?해))"
NEXT_PART = 24
"""Characters behind a denied part in which the part is named that is taken."""


def _with_all_of_it(need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«껍질을 제거하는 단계» against «껍질째 갈아»: what the step takes away stays on."""
    away = _TAKES_AWAY.search(need.element.text) if need.element.kind == "step" else None
    if away is None or need.absent or found.match == "미대응":
        return found
    whole = re.search(rf"{re.escape(away['what'])}(?:째|\s?통째)(?:로)?(?=[\s,.]|$)", reading.text)
    return assessed(need, "negation", "미대응", False, words_of(whole)) if whole else found


_TAKES_AWAY = re.compile(
    r"(?:^|\s)(?P<what>[가-힣]{1,4}?)(?:을|를)\s(?:[가-힣]+(?<![을를])\s)?(?:제거|분리|탈피|박피|벗기|벗겨|발라|도려|탈립)[가-힣]*(?:하는|내는|기는)"
)
"""«씨를 제거하는»."""


def _denied_by_short_name(need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«줄 없이 짧은 추만» against «손잡이에 연결된 줄»: a part whose name is one syllable, which is left out."""
    head = _SHORT_HEAD.search(need.element.text)
    if head is None or need.element.kind != "structure" or need.absent or found.match == "미대응":
        return found
    denied = re.search(
        rf"(?<![가-힣]){head['name']}(?:이|은|도)?\s?없(?:이|는|고|음|어|습|다)", reading.text
    )
    return assessed(need, "negation", "미대응", False, words_of(denied)) if denied else found


_SHORT_HEAD = re.compile(
    r"[가-힣](?:는|된|한|진|인|킨)\s(?P<name>[줄끈날핀봉팬축솔통관판팁링뼈심발캡컵망문턱홈벽])[\s,.;]*$"
)
"""«… 연결된 줄»."""
