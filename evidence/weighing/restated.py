"""Elements asked for in other words: «광용적맥파 센서를 구비하는 본체» asks for the sensor.

What each rule weighs in the element's place is handed to ``weigh``, which weighs an element as the
whole of the rules do.
"""

from __future__ import annotations

import re
from dataclasses import replace

from evidence.choices import Way
from evidence.claims import element_kind
from evidence.needs import Need
from evidence.phrases import told_at
from evidence.products import Reading, mention_at
from evidence.types import Assessment
from evidence.weighing.chart import LACKING
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.mentioned import OF_CLOTH
from evidence.weighing.molecular_grades import weigh_molecular_grade
from evidence.weighing.salts import BASE_AND_SALT, names_salt, salt_of
from evidence.weighing.stuff import of_its_stuff
from evidence.weighing.verdicts import (
    Weigher,
    assessed,
    left_open,
    span_of,
    words_of,
)
from evidence.wording import LACK


def weigh_restated(
    known: Knowledge, need: Need, reading: Reading, weigh: Weigher
) -> Assessment | None:
    """Return what is told of an element that asks for another; None where it asks for itself.

    Args:
        known: what the rules weigh with.
        need: the element.
        reading: the product text.
        weigh: weighs the element that stands in its place.
    """
    for restated in _RESTATED:
        told = restated(known, need, reading, weigh)
        if told:
            return told
    return None


def _borne_by_a_body(
    known: Knowledge, need: Need, reading: Reading, weigh: Weigher
) -> Assessment | None:
    """«광용적맥파 센서를 구비하는 본체» against «PPG 센서»: every product has a body, and the part is in it."""
    structure = need.element.kind == "structure" and not need.absent
    asked = _BORNE.fullmatch(need.element.text) if structure else None
    part = known.glossary.lookup(asked["part"]) if asked else None
    if asked is None or part is None:
        return None
    element = need.element.model_copy(update={"text": asked["part"]})
    found = weigh(known.need(element))
    span = found.span
    if found.match == "대응" and span:
        own = [(m.start, m.end, m.concept.id) for m in reading.mentions if m.concept]
        told = [(t.start, t.end, t.concept) for t in known.glossary.doings.find(reading.text)]
        if not any(
            start < span.end and span.start < end and known.glossary.is_a(concept, part.id)
            for start, end, concept in (*own, *told)
        ):
            return None  # «흡입력 조절» is no suction motor
    elif found.match != "미대응":
        return None
    return found.model_copy(update={"element": need.element})


_BORNE = re.compile(
    r"(?P<part>[가-힣A-Za-z\d-]+(?:\s[가-힣A-Za-z\d-]+){0,2})(?:을|를|이|가)\s"
    r"(?:내부에\s|내측에\s|안에\s)?(?:구비|포함|내장|탑재|장착|설치|마련|배치)(?:하고\s있는|되어\s있는|하는|되는|한|된)\s"
    r"(?:[가-힣]+\s)?(?:본체부?|몸체부?|바디|하우징|기기\s본체)[\s,.;]*"
)
"""A body that is said to hold a part, with no more said of either."""


def _off_its_body(
    known: Knowledge, need: Need, reading: Reading, weigh: Weigher
) -> Assessment | None:
    """«본체로부터 분리 가능한 배터리» against «착탈식 배터리»: what comes off comes off the body, said or not."""
    asked = _OFF_THE_BODY.fullmatch(need.element.text) if not need.absent else None
    if asked is None:
        return None
    meant = {m for s in known.glossary.everyday.find(asked["off"]) for m in s.meanings}
    element = need.element.model_copy(update={"text": asked["part"]})
    found = weigh(known.need(element))
    if found.match != "대응" or found.span is None:
        return None
    start, end = found.span.start, found.span.end
    told = [
        mention_at(reading, s.start, s.end)
        for s in known.glossary.everyday.find(reading.text)
        if s.meanings & meant and start - NEXT_TO <= s.end and s.start <= end + NEXT_TO
    ]
    if not any(not (m.negated or m.undecided) for m in told) or _FIXED.search(reading.text):
        return None
    return found.model_copy(update={"element": need.element})


NEXT_TO = 8
"""How many letters may part a part from what says that it comes off: «배터리는 따로 분리»."""


_FIXED = re.compile(
    r"일체형|붙박이|못\s?(?:빼|떼)|(?:빼|떼|분리하)지\s?못|(?:분리|착탈|탈착|교체)\s?(?:불가|안\s?[되됨돼])"
)


_OFF_THE_BODY = re.compile(
    r"[\s,]*(?:상기\s)?(?:[가-힣]{1,8}\s)?(?:본체|몸체|바디|하우징)부?(?:로부터|에서|에|으로부터)\s"
    r"(?P<off>(?:분리|착탈|탈착|탈부착|교체|교환)[가-힣]*)(?:\s(?:가능한|가능하게|가능하도록|장착된|결합된|결합되는))*\s(?P<part>.+)"
)


def filled_in_capsules(known: Knowledge, need: Need, weigh: Weigher) -> Assessment | None:
    """«장용성 캡슐에 충전된» against «장용 캡슐», «일반 젤라틴 캡슐»: what is in capsules is a capsule of that kind."""
    asked = _IN_CAPSULES.fullmatch(need.element.text) if not need.absent else None
    if asked is None:
        return None
    element = need.element.model_copy(update={"kind": "category", "text": asked["capsule"]})
    found = weigh(known.need(element))
    alike = found.match == "대응" and found.findings[0].rule == "same phrase"
    if found.match not in ("대응", "미대응") or (
        alike and found.span and found.span.text in ("캡슐", "캡슐제")
    ):
        return None
    return found.model_copy(update={"element": need.element})


_IN_CAPSULES = re.compile(
    r"(?:상기\s조성물이\s)?(?P<capsule>(?:[가-힣A-Za-z]+\s){0,3}?[가-힣A-Za-z]*캡슐)(?:에|내에|로|으로)\s?"
    r"(?:충전|충진|봉입|포장|수용|밀봉|담기|담겨|담긴)(?:된|되는|한|하여|되어(?:\s있는)?|되고|되며|하는)?(?:\s?것)?[\s,.;]*"
)
"""«식물성 연질캡슐에 충전되는»."""


def _made_in_a_form(
    known: Knowledge, need: Need, reading: Reading, weigh: Weigher
) -> Assessment | None:
    """«정제 형태로 타정된» against «타정 태블릿 세제» and «액상젤 세제»: the form that something is made in."""
    asked = _IN_A_FORM.match(need.element.text) if not need.absent else None
    if asked is None or need.quantity is not None:
        return None
    text = f"{asked['form']} 형태"
    element = need.element.model_copy(update={"kind": "category", "text": text})
    found = weigh(known.need(element))
    if found.match in ("대응", "미대응"):
        return found.model_copy(update={"element": need.element})
    if asked["done"] in _FORMS_BY_THEMSELVES and asked["done"] in reading.text:
        start = reading.text.index(asked["done"])
        done = mention_at(reading, start, start + len(asked["done"]))
        if not (done.negated or done.undecided):
            return assessed(need, "same phrase", "대응", False, span_of(done), more=text)
    liquid = _FLOWING.search(reading.text) if _SOLID.search(asked["form"]) else None
    if liquid is None or mention_at(reading, *liquid.span()).negated:
        return None
    return assessed(need, "other category", "미대응", False, words_of(liquid))


_IN_A_FORM = re.compile(
    r"(?P<form>[가-힣]{2,6}(?:\s[가-힣]{2,4})?)\s?(?:형태|형상|제형|타입|상)(?:으로|로)\s(?P<done>[가-힣]{2,4}?)(?:된|되는|되고|되며|한|하여)?(?:\s?것)?[\s,.;]*$"
)


_FORMS_BY_THEMSELVES = frozenset({"타정", "제환", "과립화", "펠렛화", "분말화", "정제화", "캡슐화"})
"""What is done that makes but one form."""


_SOLID = re.compile(r"정제|태블릿|고형|분말|과립|환|입상|펠[렛릿]|블록|바(?![가-힣])|시트")


_FLOWING = re.compile(
    r"(?<![가-힣])(?:액상|액체|겔형|젤형|리퀴드|물약|시럽|페이스트)(?![가-힣]*(?:분말|가루))"
)
"""What is no solid form: «액상젤»."""


def _stuff_and_share(
    known: Knowledge, need: Need, reading: Reading, weigh: Weigher
) -> Assessment | None:
    """«재생 PP를 30중량% 이상 함유하는 용기 본체» against «본체: 재생 PP 50%»: what a part is of, and how much.

    None where the text does not tell the stuff with its share, or what else the part is made of.
    """
    of_part = need.element.kind in ("structure", "substance")
    asked = _HELD_BY_PART.fullmatch(need.element.text) if of_part else None
    if asked is None or need.quantity is None or need.absent:
        return None
    stuff = known.glossary.lookup(asked["stuff"])
    if stuff is None or stuff.kind != "material":
        return None
    words = f"{asked['stuff']} {asked['share']}"
    element = need.element.model_copy(update={"kind": "substance", "text": words})
    found = weigh(known.need(element))
    rule = found.findings[0].rule if found.findings else ""
    if found.match == "대응" or (found.match == "미대응" and rule not in LACKING):
        return found.model_copy(update={"element": need.element})
    if found.match is not None:
        return None
    words = f"{asked['stuff']} 재질의 {asked['part']}"
    element = need.element.model_copy(update={"text": words})
    blank = left_open(need, "언급 없음")
    told = of_its_stuff(known, known.need(element), blank, reading)
    return told.model_copy(update={"element": need.element}) if told.match == "미대응" else None


def _share_of_a_grade(
    known: Knowledge, need: Need, reading: Reading, weigh: Weigher
) -> Assessment | None:
    """«분자량 500 내지 1,000 Da의 저분자 콜라겐펩타이드 5 내지 15중량%»: the grade by its value, then the share."""
    asked = _GRADED.fullmatch(need.element.text) if need.quantity and not need.absent else None
    if asked is None or not any(q.unit == "Da" for q in need.conditions):
        return None
    graded, plain = (
        known.need(need.element.model_copy(update={"text": text.strip(" ,")}))
        for text in (asked["grade"] + asked["what"], asked["what"] + asked["share"])
    )
    found = weigh_molecular_grade(known, graded, reading)
    if found is None:
        return None
    if found.match == "대응":
        found = weigh(plain)
    return found.model_copy(update={"element": need.element})


_GRADED = re.compile(
    r"[\s,]*(?P<grade>(?:중량\s?평균\s?|평균\s?)?분자량(?:이|은)?\s[^가-힣]*(?:[가-힣]{2}\s?[^가-힣]*)?(?:의|인)\s초?[저중고]분자(?:량)?\s?)"
    r"(?P<what>[^\d,]+?)(?P<share>\s\d.*)"
)
"""A grade with its molecular weight, the name, and how much of it."""


def _in_one_layer(
    known: Knowledge, need: Need, reading: Reading, weigh: Weigher
) -> Assessment | None:
    """«암로디핀 5mg을 포함하는 제1층» against «암로디핀 5mg층, … 이층정»: what a layer of a tablet holds.

    Which layer is the first is a matter of naming, so the thing and its amount decide.
    """
    asked = _HELD_BY_LAYER.fullmatch(need.element.text) if not need.absent else None
    single = _ONE_LAYER.search(reading.text) if asked else None
    if single and not mention_at(reading, *single.span()).negated:
        return assessed(need, "another in its place", "미대응", False, words_of(single))
    if asked is None or not _LAYERED.search(reading.text):
        return None
    element = need.element.model_copy(update={"kind": "substance", "text": asked["what"]})
    found = weigh(known.need(element))
    return found.model_copy(update={"element": need.element}) if found.match else None


_HELD_BY_LAYER = re.compile(
    r"(?P<what>(?:(?!포함|함유).)+?)(?:을|를)\s(?:포함|함유)하는\s(?:상기\s)?제\s?\d\s?(?:약물\s?)?층[\s,.;]*"
)


_ONE_LAYER = re.compile(
    r"단층\s?정|단일\s?층\s?(?:정제|정(?![가-힣]))|single[\s-]layer\stablet", re.IGNORECASE
)


_LAYERED = re.compile(r"[이삼2-4]\s?층정|이중정|다층정|\d\s?층\s?정제|g\s?층|layer", re.IGNORECASE)


def _as_its_substrate(
    known: Knowledge, need: Need, reading: Reading, weigh: Weigher
) -> Assessment | None:
    """«크라프트지 기재» against «크라프트지에 바른»: what something is put on is told by its stuff alone."""
    asked = _SUBSTRATE.fullmatch(need.element.text) if not need.absent else None
    if asked is None or asked["head"] in reading.text:
        return None
    stuff = known.glossary.lookup(asked["stuff"])
    if stuff is None or stuff.kind != "material":
        return None
    element = need.element.model_copy(update={"kind": "substance", "text": asked["stuff"]})
    found = weigh(known.need(element))
    rule = found.findings[0].rule if found.findings else ""
    if found.match == "대응" or (found.match == "미대응" and rule == "negation"):
        return found.model_copy(update={"element": need.element})
    return None


_SUBSTRATE = re.compile(
    r"(?:상기\s)?(?P<stuff>[가-힣A-Za-z][가-힣A-Za-z\s]{1,20}?)\s?(?P<head>기재|지지체|기판|심재|원지|함침재|함침체|담지체|담체|심지|충전재|충진재|속재|내장재|여과재|여재|흡수재|완충재|단열재)(?:층|에|상에|위에)?[\s,.;]*"
)


_HELD_BY_PART = re.compile(
    r"(?:상기\s)?(?P<stuff>[가-힣A-Za-z][^,]{1,24}?)(?:을|를)\s(?P<share>[\d.]+[^,을를]{1,24}?)(?:으?로)?\s"
    r"(?:포함|함유)(?:하는|한|된)\s(?P<part>[^,]{1,24}?)[\s,.;]*"
)
"""«재생 폴리프로필렌을 30 중량% 이상 함유하는 용기 본체»."""


def _of_its_animal(
    known: Knowledge, need: Need, reading: Reading, weigh: Weigher
) -> Assessment | None:
    """«반려견의 관절 건강 개선용» against «고양이 관절 간식», «강아지 간식»: whose use it is, and which.

    None where the use is told of no animal.
    """
    asked = _OF_AN_ANIMAL.match(need.element.text) if need.element.kind == "use" else None
    mine = _animals(known, asked["who"]) if asked else []
    if asked is None or len(mine) != 1 or need.absent:
        return None
    told = [
        (way, told_at(reading, way))
        for way in _animals(known, reading.text)
        if not _NOT_FED.match(reading.text, way.end)
    ]
    there = [m for way, m in told if way.ways & mine[0].ways and not m.negated]
    others = [m for way, m in told if not way.ways & mine[0].ways and not m.negated]
    who = words_of(asked, "who")
    if others and not there:
        return assessed(need, "another in its place", "미대응", False, span_of(others[0]), who)
    element = need.element.model_copy(update={"text": asked["what"]})
    found = weigh(known.need(element))
    found = found.model_copy(update={"element": need.element})
    if found.match == "대응" and not there:
        return assessed(need, "qualifier unsaid", "판단불가", False, found.span, who)
    return found


def _animals(known: Knowledge, text: str) -> list[Way]:
    """Return the words of a text for the animals that a product is for."""
    return [way for way in known.glossary.choices.find(text) if way.choice == _ANIMAL_FOR]


_ANIMAL_FOR = "animal_for"
"""The line of ``choices.tsv`` with the animals that products are for."""


_OF_AN_ANIMAL = re.compile(
    r"(?:상기\s)?(?P<who>[가-힣]{1,6}?)(?:의|용|을\s위한|를\s위한|에서의?)\s(?P<what>[가-힣].*용[\s,.;]*)$"
)
"""«반려견의 관절 건강 개선용»."""


_NOT_FED = re.compile(
    r"(?:용|에게|한테)?\s?(?:급여|제공)?\s?(?:X|x|✕|×|금지|불가|제외|아님|아닙|아닌)"
)
"""«강아지 급여 X»."""


def what_is_left_undone(known: Knowledge, need: Need) -> Need | None:
    """«유탕 처리를 포함하지 않고» asks of a 유탕 처리: the words of its absence are no part of the thing.

    Nor is what goes without it: «금속 스프링을 포함하지 않는 펌프» asks of a 금속 스프링.
    """
    text = need.element.text
    lack = LACK.search(text)
    if lack is None or not lack.start():
        return None
    holder = _GOES_WITHOUT.fullmatch(text, lack.end())
    if holder and need.element.kind == "structure":
        bare = need.element.model_copy(update={"text": text[: holder.start("holder")].rstrip()})
        return known.need(bare)
    if not _ENDS_SO.fullmatch(text, lack.end()):
        return None
    element = need.element.model_copy(update={"text": text[: lack.start()]})
    return replace(need, element=element)


_GOES_WITHOUT = re.compile(
    r"(?:는|은|한|된)?\s(?:상기\s)?(?P<holder>[가-힣A-Za-z]+(?:\s[가-힣A-Za-z]+)?)[\s,.;]*"
)


_ENDS_SO = re.compile(r"[가-힣]{0,3}(?:\s?것)?[\s,.;]*")
"""The end of a verb: «포함하지 않» + «고», «는 것»."""


def _made_ready(
    known: Knowledge, need: Need, reading: Reading, weigh: Weigher
) -> Assessment | None:
    """«면, 레이온 및 텐셀 중에서 선택되는 1종 이상의 원단을 준비하는 단계»: which of them the text names."""
    asked = _READY.fullmatch(need.element.text) if need.element.kind == "step" else None
    if asked is None:
        return None
    for words in (f"{asked['chosen']} {asked['what']}", f"{asked['chosen']} 소재"):
        element = need.element.model_copy(update={"kind": element_kind(words, known.glossary)})
        thing = known.need(element.model_copy(update={"text": words}))
        if thing.element.kind != "substance" or not thing.any_of:
            continue
        found = weigh(thing)
        lacking = found.match == "미대응" and found.findings[0].rule in LACKING
        if found.match == "대응" or lacking:
            return found.model_copy(update={"element": need.element})
    return None


_READY = re.compile(
    r"(?P<chosen>\S.*\s(?:군에서|중에서|중|가운데)\s?(?:선택(?:되는|된)\s)?(?:1종|하나|한\s가지|어느\s하나|적어도\s하나)(?:\s?이상)?의)\s"
    r"(?P<what>[^,]+?)(?:을|를)\s(?:준비|제공|마련|구비|입수)하는\s?(?:단계|공정|과정)[\s,.;]*"
)
"""A step that only has one of several things at hand."""


def _with_one_of(
    known: Knowledge, need: Need, reading: Reading, weigh: Weigher
) -> Assessment | None:
    """«제인 또는 쉘락을 포함하는 장용성 코팅층»: a part with any one of them is that part."""
    one_of = _ONE_OF.fullmatch(need.element.text) if need.element.kind == "structure" else None
    if one_of is None or need.absent or need.quantity is not None or need.conditions:
        return None
    weighed = []
    for name in _LISTED_ONE.split(one_of["list"] or one_of["group"]):
        text = f"{name}을 포함하는 {one_of['part']}"
        element = need.element.model_copy(update={"text": text})
        one = known.need(element)
        weighed.append(weigh(one))
    order = ("대응", "판단불가", None, "미대응")
    return min(weighed, key=lambda a: order.index(a.match)).model_copy(
        update={"element": need.element}
    )


_ONE_OF = re.compile(
    r"(?:(?P<list>[^,\d]+(?:,\s[^,\d]+){0,4}\s(?:또는|혹은)\s[^,\d\s]+(?:\s[^,\d\s]+)?)"
    r"|(?P<group>[^,\d]+(?:,\s[^,\d]+){0,6},?\s(?:및|또는)\s[^,\d]+?)(?:으로|로)\s이루어진\s군(?:에서|으로부터|로부터)\s선택(?:된|되는)\s"
    r"(?:1종|하나|어느\s하나|적어도\s하나)(?:\s?이상)?)"
    r"(?:을|를)\s(?:포함|함유)하는\s(?P<part>[가-힣\s]+(?:층|막|피막|필름|시트|부|코어|쉘|핵|피복))[\s,.;]*"
)
"""A part that holds one of several things."""


def _of_chosen_stuff(
    known: Knowledge, need: Need, reading: Reading, weigh: Weigher
) -> Assessment | None:
    """«레이온, 텐셀 및 면으로 이루어진 군에서 선택되는 소재의 패드» against «순면 패드»: of one of the stuffs."""
    one_of = _CHOSEN_STUFF.fullmatch(need.element.text) if not need.absent else None
    if one_of is None or need.quantity is not None or need.conditions:
        return None
    weighed = []
    for name in _LISTED_ONE.split(one_of["group"]):
        text = f"{name.strip()} 소재의 {one_of['part']}"
        weighed.append(weigh(known.need(need.element.model_copy(update={"text": text}))))
    order = ("대응", "판단불가", None, "미대응")
    best = min(weighed, key=lambda a: order.index(a.match))
    if best.match not in ("대응", "미대응"):
        return None
    return best.model_copy(update={"element": need.element})


_CHOSEN_STUFF = re.compile(
    r"(?:상기\s)?(?P<group>[^,\d]+(?:,\s[^,\d]+){0,6},?\s(?:및|또는)\s[^,\d]+?)(?:(?:으로|로)\s이루어진\s군(?:에서|으로부터|로부터)|\s?중에서|\s?중)\s(?:선택(?:된|되는)\s)"
    r"(?:(?:1종|하나|어느\s하나|적어도\s하나)(?:\s?이상)?의\s)?(?:소재|재질|원단|재료|섬유)(?:의|로\s된|로\s이루어진)\s(?P<part>[가-힣]+(?:\s[가-힣]+)?)[\s,.;]*"
)
"""A part that is made of one of several stuffs."""


_LISTED_ONE = re.compile(r",?\s(?:또는|혹은|및)\s|,\s")


def _all_in_a_mixture(
    known: Knowledge, need: Need, reading: Reading, weigh: Weigher
) -> Assessment | None:
    """«A, B 및 C를 모두 포함하는 지질 혼합물» asks for A, B and C: with all of them the mixture is there."""
    asked = _MIXTURE_OF.fullmatch(need.element.text) if not need.absent else None
    if asked is None or need.quantity is not None:
        return None
    words = f"{asked['list']}를 모두 포함"
    listed = known.need(need.element.model_copy(update={"text": words}))
    if listed.any_of or len(listed.options) + len(listed.names) < LEAST_IN_A_MIXTURE:
        return None
    return weigh(listed).model_copy(update={"element": need.element})


LEAST_IN_A_MIXTURE = 2
"""Things that a mixture is of at least."""
_MIXTURE_OF = re.compile(
    r"(?P<list>[^,\d]+(?:,\s[^,]+){0,6},?\s?(?:및|과|와)\s[^,]+?)(?:을|를)\s(?:모두\s)?(?:포함|함유)하는\s"
    r"(?:[가-힣]+\s)?(?:혼합물|복합물|복합체|블렌드|조합|배합물|혼합\s?성분|복합\s?성분|콤플렉스)[\s,.;]*"
)
"""«세라마이드엔피, 콜레스테롤 및 지방산을 모두 포함하는 지질 혼합물»."""


def _of_a_fibre(
    known: Knowledge, need: Need, reading: Reading, weigh: Weigher
) -> Assessment | None:
    """«폴리아미드 필라멘트 20 내지 50중량%» against «원단 혼용률: 나일론 30%»: of cloth a polymer is its fibre."""
    asked = _FIBRE_OF.match(need.element.text) if need.element.kind == "substance" else None
    if asked is None or need.absent or len(need.options) > 1 or not OF_CLOTH.search(reading.text):
        return None
    polymer = known.glossary.lookup(asked["polymer"].strip())
    if polymer is None or polymer.kind == "class" or known.glossary.lookup(asked["yarn"]):
        return None
    text = asked["polymer"] + need.element.text[asked.end("yarn") :]
    found = weigh(known.need(need.element.model_copy(update={"text": text})))
    return found.model_copy(update={"element": need.element}) if found.match else None


_FIBRE_OF = re.compile(
    r"(?P<yarn>(?P<polymer>[가-힣A-Za-z][가-힣A-Za-z\d\s]*?)\s?(?:(?:멀티|모노)?필라멘트(?:사|\s?원사)?|단섬유|장섬유|스테이플사?))(?=\s|$)"
)
"""«고밀도 폴리에틸렌 필라멘트»."""


def _as_its_salt(
    known: Knowledge, need: Need, reading: Reading, weigh: Weigher
) -> Assessment | None:
    """«겐타마이신 황산염 0.1 내지 0.5중량%» against «황산겐타마이신 0.3%», «gentamicin sulfate».

    None where the text names the base without that salt.
    """
    asked = BASE_AND_SALT.match(need.element.text) if not need.absent else None
    base = known.glossary.lookup(asked["base"]) if asked else None
    if asked is None or base is None or base.kind == "class" or len(need.options) > 1:
        return None
    if known.glossary.lookup(asked.group().strip(" ,.;")):
        return None
    named = [
        m
        for m in reading.mentions
        if m.concept is not None
        and m.concept.id == base.id
        and not (m.negated or m.undecided)
        and names_salt(reading.text, m.start, m.end) == salt_of(asked)
    ]
    if not named:
        # «도네페질 패치» against «리바스티그민 유리염기»: another base is none of its salts
        plain = weigh(known.need(need.element.model_copy(update={"text": asked["base"]})))
        other = plain.match == "미대응" and plain.rule in _ANOTHER
        return plain.model_copy(update={"element": need.element}) if other else None
    if need.quantity is None:
        return assessed(need, "synonym", "대응", False, span_of(named[0]), words_of(asked))
    text = asked["base"] + need.element.text[asked.end() :]
    found = weigh(known.need(need.element.model_copy(update={"text": text})))
    return found.model_copy(update={"element": need.element})


_ANOTHER = frozenset({"another in its place", "only another"})


def _for_a_sheet(
    known: Knowledge, need: Need, reading: Reading, weigh: Weigher
) -> Assessment | None:
    """«마스크 시트 함침용 화장료 조성물» against «보습 시트팩»: what a sheet mask is wet with."""
    asked = _INTO_A_SHEET.fullmatch(need.element.text) if not need.absent else None
    told = _SHEET_MASK.search(reading.text) if asked else None
    if told is None or _NO_SHEET.match(reading.text, told.end()):
        return None
    m = mention_at(reading, *told.span())
    if m.negated or m.undecided:
        return None
    return assessed(need, "same phrase", "대응", False, span_of(m), more=need.element.text)


_INTO_A_SHEET = re.compile(
    r"[\s,]*(?:마스크\s?팩|(?:얼굴\s?|안면\s?)?(?:마스크\s?)?시트(?:\s?마스크)?(?:\s?팩)?)\s?(?:에\s)?(?:함침|침지|적용|충전)(?:용|되는|시키기\s위한)"
    r"(?:\s(?:화장료|화장품|에센스|세럼|액상|앰플))*(?:\s?조성물)?[\s,.;]*"
)
_SHEET_MASK = re.compile(
    r"시트\s?마스크|마스크\s?시트|시트\s?팩|마스크\s?팩|팩\s?시트|시트에\s?(?:적|함침|침지|스며|먹이)|sheet\s?masks?|mask\s?(?:sheet|pack)|sheet\s?pack",
    re.IGNORECASE,
)
_NO_SHEET = re.compile(r"(?:이|가)?\s?(?:아니|아닌|말고|대신)")


def got_by_a_step(known: Knowledge, need: Need, weigh: Weigher) -> Assessment | None:
    """«락토바실러스로 30 내지 37℃에서 발효시켜 수득한» against «플란타룸균 32℃ 발효품»: what is got by a step.

    A step that is done otherwise alone tells nothing against the product.
    """
    got = _GOT_BY_IT.fullmatch(need.element.text) if not need.absent else None
    if got is None or need.element.kind == "step":
        return None
    text = f"{got['what']}{'시키는' if got['how'] == '시켜' else '하는'} 단계"
    found = weigh(known.need(need.element.model_copy(update={"kind": "step", "text": text})))
    denied = found.match == "미대응" and found.findings[0].rule == "negation"
    if found.match != "대응" and not denied:
        return None
    return found.model_copy(update={"element": need.element})


_GOT_BY_IT = re.compile(
    r"(?P<what>[^,]+?)(?P<how>하여|시켜|해서?)\s?(?:얻은|수득한|수득되는|수득된|제조된|제조되며|제조한|얻어진|얻어지는|만든|만들어진)[\s,.;]*"
)


_RESTATED = (
    _all_in_a_mixture,
    _of_a_fibre,
    _as_its_salt,
    _of_chosen_stuff,
    _for_a_sheet,
    _made_ready,
    _borne_by_a_body,
    _off_its_body,
    _with_one_of,
    _stuff_and_share,
    _as_its_substrate,
    _of_its_animal,
    _share_of_a_grade,
    _in_one_layer,
    _made_in_a_form,
)
"""The rules, in the order in which they are asked."""
