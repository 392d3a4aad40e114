"""How a medicine or cosmetic is made up, where it is made up otherwise than a claim says.

«정제» against «물에 타 먹는 가루», by everyday words; «연질캡슐 제형» against «정제», by names.
"""

from __future__ import annotations

import re

from evidence.needs import Need
from evidence.other_kind import IS_NOT
from evidence.products import Mention, Reading, mention_at
from evidence.types import Assessment
from evidence.weighing.categories import LONGEST_STATE
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, span_of


def other_form_in_words(need: Need, reading: Reading) -> Assessment | None:
    """«정제» against «물에 타 먹는 가루», «첩부제» against «뿌리는»: how a product is taken or put on."""
    head = need.element.text.strip(" ,.;")
    claimed = next((form for form, (ends, _) in _DOSES.items() if ends.search(head)), None)
    if claimed is None or need.absent or len(head.split()) > LONGEST_STATE:
        return None
    told: dict[str, Mention] = {}
    for form, (_, words) in _DOSES.items():
        for said in words.finditer(reading.text):
            m = mention_at(reading, *said.span())
            if not (m.negated or m.undecided or _IS_NO_SUCH.match(reading.text, m.end)):
                told.setdefault(form, m)
    if not told or any(form == claimed or {form, claimed} in _BOTH for form in told):
        return None
    return assessed(need, "other category", "미대응", False, span_of(next(iter(told.values()))))


_DOSES = {
    form: (re.compile(claimed), re.compile(said, re.IGNORECASE))
    for form, (claimed, said) in {
        "tablet": (
            r"(?:^|[\s가-힣])(?:정제|발포정|츄어블정|붕해정|서방정|장용정|필름코팅정|알약)$",
            r"알약|(?:[가-힣]{2}|\s)정제(?=로|예|이[에고며]|입|인|[,.]|$)|태블릿|타블렛|(?:발포|츄어블|붕해|서방|장용)정|tablet",
        ),
        "powder": (
            r"(?:산제|가루약|과립제?|세립제?|분말제)$",
            r"(?:타|털어)\s?(?:서\s)?(?:먹|마시|드시|복용하)는|가루약|과립제?(?=로|예|이[에고며]|입|[,.]|$)|가루로\s?(?:된|나온|주|타|먹)|포에\s든\s가루",
        ),
        "liquid": (
            r"(?:시럽제?|내복액|경구액|드링크제?|물약)$",
            r"물약|시럽|마시는(?!\s?물)|짜\s?먹는|짜서\s?먹는|드링크",
        ),
        "capsule": (
            r"캡슐제?$",
            r"(?:연질|경질|하드|소프트)\s?캡슐|소프트젤|캡슐(?=로|예|이[에고며]|입|형|\s?타입)",
        ),
        "patch": (
            r"(?:첩부제|패치제?|파스|플라스타|카타플라스마제?|스트립|밴드|경피흡수제)$",
            r"붙이는|붙여\s?(?:두|쓰|사용)|패치(?=로|예|이[에고며]|입|형|\s?타입)|파스|스트립",
        ),
        "spray": (
            r"(?:스프레이제?|분무제|에어로졸제?|에어졸)$",
            r"뿌리는|뿌려\s?(?:쓰|주)|칙칙|스프레이|에어로졸",
        ),
        "gel": (
            r"(?:^|[\s가-힣])[겔젤]제?$",
            r"(?<![가-힣])[겔젤](?=$|[\s,.]|로|형|제|이|예|입)|[겔젤]\s?(?:타입|형|제형)|젤리",
        ),
        "foam": (
            r"(?:^|\s)(?:폼|거품|무스)제?$",
            r"(?<![가-힣])폼(?=$|[\s,.]|으로|형|이[에고며]|입)|거품(?:형|\s?타입|으로)|무스",
        ),
        "ointment": (
            r"(?:연고제?|크림제?)$",
            r"연고|크림",
        ),
        "paint": (
            r"(?:도포제|매니큐어|네일라카|스팟온)$",
            r"(?:펜|붓|브러[시쉬]|롤온|면봉|손가락)(?:으로|로)\s(?:\S+\s)?바르는|스[팟폿]온|목덜미에\s(?:바르|떨)",
        ),
        "injection": (
            r"(?:주사제|주사액|수액)$",
            r"주사(?:제|액|로|하는)|정맥\s?주사|근육\s?주사",
        ),
        "eye drops": (
            r"점안(?:제|액)$",
            r"점안|안약|눈에\s?넣는",
        ),
        "suppository": (
            r"(?:좌제|좌약|질정)$",
            r"좌약|좌제|항문에\s?넣는|질에\s?넣는",
        ),
        "oral film": (
            r"(?:구강필름|구강용해필름|구강붕해필름)$",
            r"구강\s?필름|혀에\s?붙이는|필름형|ODF",
        ),
    }.items()
}
"""What a dose is made up as: by the end of a category, and by the words of a product for it."""
_BOTH = (
    {"gel", "ointment"},
    {"gel", "paint"},
    {"ointment", "paint"},
    {"liquid", "gel"},
    {"tablet", "oral film"},
    {"patch", "oral film"},
    {"patch", "gel"},
    {"spray", "foam"},
)
"""Pairs of them that one product may be called by: «젤 크림», «거품 스프레이»."""
_IS_NO_SUCH = re.compile(rf"\s?(?:게|것이|건|타입이|형이)?(?:이|가|은|는)?\s?{IS_NOT}|\s?말고")
"""«붙이는 게 아니라», «스프레이 말고»."""


def other_form_by_name(known: Knowledge, need: Need, reading: Reading) -> Mention | None:
    """«연질캡슐 제형» against «하루 2정 정제, 건강기능식품»: a product comes in one dosage form."""
    is_a = known.glossary.is_a
    if not all(any(is_a(w, d) for d in _DOSAGE_FORMS) for w in need.wanted):
        return None
    for m in reading.mentions:
        told = m.concept if m.kind == "category" and not (m.negated or m.undecided) else None
        if told is None or not any(is_a(told.id, d) and told.id != d for d in _DOSAGE_FORMS):
            continue
        if not any(known.are_akin(told.id, w) for w in need.wanted):
            return m
    return None


_DOSAGE_FORMS = ("solid_oral_formulation", "capsule")
