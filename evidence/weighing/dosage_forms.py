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


def of_its_formulation(need: Need, reading: Reading) -> Assessment | None:
    """«액상수화제» against «SC», «유제»: the form that a pesticide is sold in."""
    head = need.element.text.strip(" ,.;")
    names = _EITHER.split(head)
    claimed = [form for name in names if (form := _formulation(name))]
    if len(claimed) != len(names) or need.absent or len(names[-1].split()) > LONGEST_STATE:
        return None
    told: dict[str, Mention] = {}
    for form in _FORMULATIONS:
        for said in _DOSES[form][1].finditer(reading.text):
            m = mention_at(reading, *said.span())
            if not (m.negated or m.undecided or _IS_NO_SUCH.match(reading.text, m.end)):
                told.setdefault(form, m)
    met = next((told[form] for form in claimed if form in told), None)
    if met:
        return assessed(need, "same phrase", "대응", False, span_of(met), more="제형")
    other = next(iter(told.values()), None)
    return assessed(need, "other category", "미대응", False, span_of(other)) if other else None


def gel_by_its_name(need: Need, reading: Reading) -> Assessment | None:
    """«겔 형태» against «소독젤», «핸드겔»: a product whose name ends so is one."""
    if need.absent or not _GEL_FORM.fullmatch(need.element.text):
        return None
    for said in _CALLED_GEL.finditer(reading.text):
        m = mention_at(reading, *said.span())
        if not (m.negated or m.undecided or _IS_NO_SUCH.match(reading.text, m.end)):
            return assessed(need, "same phrase", "대응", False, span_of(m), more="제형")
    return None


_GEL_FORM = re.compile(
    r"[\s,]*(?:상기\s)?[겔젤]\s?(?:형태|형|상|타입|제형)(?:의|인|이며|이고)?[\s,.;]*"
)
_CALLED_GEL = re.compile(
    r"(?<![가-힣])(?!실리카|에어로|제로|디|웨이|솔|졸|앤|에인)(?:[가-힣]{1,4}\s)?[가-힣]{1,4}[겔젤](?=$|[\s,.!?)(/:]|로|을|를|은|는|이|입|인|예|에|의)(?!\s?(?:네일|램프|펜))"
)


def _formulation(name: str) -> str | None:
    """Return the form that a name ends in, by its longest word: «입상 수화제» is no 수화제."""
    ends = [(len(m.group()), f) for f in _FORMULATIONS if (m := _DOSES[f][0].search(name))]
    return max(ends)[1] if ends else None


_EITHER = re.compile(r"\s(?:또는|혹은)\s|,\s")
"""«수화제 또는 입상수화제»: either of them will do."""


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
        "suspension concentrate": (
            r"액상\s?수화제$",
            r"액상\s?수화제|플로어블|(?<![A-Za-z])SC(?![A-Za-z])|suspension\sconcentrate",
        ),
        "emulsifiable concentrate": (
            r"(?<![가-힣])유제$",
            r"(?<![가-힣])유제(?=$|[\s,.()]|로|입|인|예|이[에고며])|(?<![A-Za-z])EC(?![A-Za-z])"
            r"|emulsifiable\sconcentrate",
        ),
        "wettable powder": (
            r"(?<![가-힣])수화제$",
            r"(?<![가-힣])(?<!액상\s)(?<!입상\s)(?<!과립\s)수화제|(?<![A-Za-z])WP(?![A-Za-z])|wettable\spowder",
        ),
        "water dispersible granule": (
            r"(?:입상|과립)\s?수화제$",
            r"(?:입상|과립)\s?수화제|(?<![A-Za-z])WD?G(?![A-Za-z])|water[\s-]dispersible\sgranule",
        ),
        "granule of a pesticide": (
            r"(?<![가-힣])입제$",
            r"(?<![가-힣])입제(?=$|[\s,.()]|로|입|인|예|이[에고며])",
        ),
    }.items()
}
"""What a dose is made up as: by the end of a category, and by the words of a product for it."""
_FORMULATIONS = (
    "suspension concentrate",
    "emulsifiable concentrate",
    "wettable powder",
    "water dispersible granule",
    "granule of a pesticide",
)
"""Forms that pesticides are sold in, which their words name exactly."""
_BOTH = (
    {"gel", "ointment"},
    {"gel", "paint"},
    {"ointment", "paint"},
    {"liquid", "gel"},
    {"tablet", "oral film"},
    {"patch", "oral film"},
    {"patch", "gel"},
    {"spray", "foam"},
    *({"wash", form} for form in ("liquid", "gel", "foam", "ointment", "powder", "jelly")),
)
"""Pairs of them that one product may be called by: «젤 크림», «거품 스프레이»."""
_OTHERS = r"(?:\s?[·,/]\s?[가-힣]{1,6}|(?:이?나|도|와|과|이?랑)\s?[가-힣]{1,6}){0,3}"
_IS_NO_SUCH = re.compile(
    rf"{_OTHERS}\s?(?:게|것이|건|타입|형)?(?:이|가|은|는|도)?\s?(?:{IS_NOT}|말고(?!도)|대신(?=\s))"
)
"""«붙이는 게 아니라», «스프레이 말고», «정제·캡슐 말고»."""


def of_a_form_alone(need: Need, reading: Reading) -> Assessment | None:
    """«분말 형태의» against «가루유산균», «츄어블 정제», «정제 또는 캡슐의 제형인» against «알약·캡슐 말고 젤리스틱».

    None where the text does not tell how the product is made up.
    """
    asked = _FORM_ALONE.fullmatch(need.element.text) if not need.absent else None
    if asked is None:
        return None
    forms = {form for name, form in _NAMED_FORMS.items() if re.search(name, asked["forms"])}
    denied: Mention | None = None
    other: Mention | None = None
    for form, said in _TOLD_ALONE.items():
        for words in said.finditer(reading.text):
            m = mention_at(reading, *words.span())
            if m.undecided:
                continue
            no_such = m.negated or _IS_NO_SUCH.match(reading.text, m.end)
            if form in forms and not no_such:
                return assessed(need, "same phrase", "대응", False, span_of(m), more=need.raw)
            if form in forms:
                denied = denied or m
            elif not (no_such or any({form, one} in _BOTH for one in forms)):
                other = other or m
    if other:
        return assessed(need, "other category", "미대응", False, span_of(other))
    return assessed(need, "negation", "미대응", False, span_of(denied)) if denied else None


_NAMED_FORMS = {
    "분말|가루|산제|파우더|과립": "powder",
    "정제|타블렛|태블릿|알약": "tablet",
    "캡슐": "capsule",
    "액상|액제|음료|시럽": "liquid",
    "젤리|구미": "jelly",
    "패치|첩부": "patch",
    "스프레이|분무": "spray",
    "연고|크림": "ointment",
    "환제": "pill",
}
"""How a claim names each form, beside 형태 and 제형."""
_FORM_NAME = rf"(?:{'|'.join(_NAMED_FORMS)})(?:제|형|상)?"
_FORM_ALONE = re.compile(
    r"(?:사용\s?시\s)?(?:[가-힣]+에\s(?:분무|분사|도포|적용|부착)(?:되는|하는)\s)?"
    rf"(?P<forms>{_FORM_NAME}(?:(?:,\s?|\s?또는\s|\s?혹은\s|\s?및\s|\s?·\s?){_FORM_NAME})*)"
    r"(?:\s?중\s(?:어느\s)?(?:하나|한\s가지)(?:의|인)?)?의?\s?(?:형태|제형|타입|형상)(?:의|인|이며|이고|으로(?:\s제형화된|\s이루어진|\s된)?|를\s갖는|인\s것)?[\s,.;]*"
)
"""«분말 형태의», «정제 또는 캡슐의 제형인», «두피에 분무되는 스프레이 제형인»: a form and nothing else."""
_TOLD_ALONE = {
    form: re.compile(said, re.IGNORECASE)
    for form, said in {
        "powder": rf"{_DOSES['powder'][1].pattern}"
        r"|(?:가루|분말|파우더|과립)(?=\s?(?:유산균|스틱|포(?![가-힣])|타입|제형|형|상(?![가-힣])|제품|비타민|단백질|프로틴|콜라겐))"
        r"|(?:유산균|비타민|단백질|프로틴|콜라겐|쉐이크)\s?(?:가루|분말|파우더)"
        r"|(?<![가-힣])(?:가루|분말|파우더)\s(?:배합|처방|조성|레시피|식품|믹스|100\s?%)",
        "tablet": rf"{_DOSES['tablet'][1].pattern}|알약|정제(?=[·,/]|\s?(?:말고|아니|타입|제형|형|한\s?알|\d+정))",
        "capsule": rf"{_DOSES['capsule'][1].pattern}|캡슐(?=[·,/]|에\s?담|\s?(?:말고|아니|제형|제품)|[.!]?$)",
        "liquid": rf"{_DOSES['liquid'][1].pattern}|액상(?!과당|\s?원료)|마시는|내복액|(?<![가-힣])음료",
        "jelly": r"젤리(?!형\s?캡슐)|구미(?![가-힣])",
        "patch": _DOSES["patch"][1].pattern,
        "spray": _DOSES["spray"][1].pattern,
        "ointment": _DOSES["ointment"][1].pattern,
        "pill": r"(?<![가-힣])환(?=으로|제|\s?(?:타입|형태|제형))|환제",
        "wash": r"샴푸(?!바)|린스(?![가-힣])|컨디셔너|바디\s?워시|클렌징\s?폼|폼\s?클렌[징저]",
    }.items()
}
"""How a product text tells each form of a dose."""


def of_a_food_in_a_form(need: Need, reading: Reading) -> Assessment | None:
    """«정제형 식품 조성물» against «녹차 정제», «액상 식품» against «홍삼 음료» and «홍삼 환».

    A product is what a text says that it was made into in the end («젤리로 바꿨습니다»); else what it is
    called anywhere. None where the text does not tell it.
    """
    asked = _FORM_OF_FOOD.fullmatch(need.element.text.strip(" ,.;")) if not need.absent else None
    if asked is None:
        return None
    claimed = next(form for form, (name, _) in _FOOD_FORMS.items() if re.match(name, asked["form"]))
    told: dict[str, Mention] = {}
    denied: Mention | None = None
    for form, (_, words) in _FOOD_FORMS.items():
        for said in words.finditer(reading.text):
            m = mention_at(reading, *said.span())
            no_such = m.negated or _IS_NO_SUCH.match(reading.text, said.end())
            if m.undecided:
                continue
            if _MADE_IT.match(reading.text, said.end()) and not no_such:
                told = {form: m} if form == claimed or form not in _WIDER else told
                break
            if not no_such:
                told.setdefault(form, m)
            elif form == claimed:
                denied = denied or m
        else:
            continue
        break
    if claimed in told:
        return assessed(need, "same phrase", "대응", False, span_of(told[claimed]), more=need.raw)
    other = next((m for form, m in told.items() if claimed not in _WIDER.get(form, ())), None)
    if other:
        return assessed(need, "other category", "미대응", False, span_of(other))
    if told:
        wider = next(iter(told.values()))
        return assessed(need, "broader", "판단불가", False, span_of(wider))
    return assessed(need, "negation", "미대응", False, span_of(denied)) if denied else None


_AT_THE_END = (
    r"(?=\s?(?:스틱|포(?![가-힣])|타입|제형|형(?![가-힣]{2})|상(?![가-힣])|제품|식품|쉐이크|믹스|파우치|음료\s?베이스|입니다|이에요|예요|이고|이며|임(?![가-힣])|인데"
    r"|으?로\s(?:출시|판매|제조|만든|만들|나온|나오|나갑|갑|가기|변경|바꾸|바꿨|전환)|[.!?](?:\s|$)|$))"
)
"""What ends the name of a product: «배변 파우더.», «분말 스틱»; an ingredient's share does not."""
_FOOD_FORMS = {
    form: (claimed, re.compile(said, re.IGNORECASE))
    for form, (claimed, said) in {
        "powder": (
            r"분말|가루|과립|파우더",
            rf"(?:(?<![A-Za-z])powder(?!ed|\s?\d)|분말|가루|파우더|과립){_AT_THE_END}|(?:타|녹여|섞어|풀어|털어)\s?(?:서\s)?(?:먹|마시|드시|드세)",
        ),
        "tablet": (
            r"정제|타블렛|태블릿",
            r"정제(?!수|염|어유|유(?![가-힣])|유지|당|포도당|콩|밀|오일|[된한하될]|과정|공정|소금|\s?(?:어유|오메가|오일|유지|소금|염|수|당|단백|과정|공정|봉독))"
            r"|타블렛|태블릿|(?<![A-Za-z])tablets?(?![A-Za-z])|알약|타정|(?<!\d)\d{1,4}\s?정(?=[\s,.()/·]|$|으로|씩|을|짜리|당|에|입|이[고며에])|(?:츄어블|발포|서방|장용)정",
        ),
        "hard capsule": (
            r"경질\s?캡슐|하드\s?캡슐",
            r"(?:경질|하드)\s?캡슐|캡슐\s?\(\s?(?:경질|하드)|hard[\s-](?:shell\s)?capsule",
        ),
        "soft capsule": (
            r"연질\s?캡슐|소프트\s?캡슐",
            r"(?:연질|소프트)\s?캡슐|캡슐\s?\(\s?(?:연질|소프트)|소프트젤|soft[\s-]?gel|soft[\s-]capsule",
        ),
        "capsule": (
            r"캡슐",
            r"(?<!경질)(?<!연질)(?<!하드)(?<!소프트)(?<!마이크로)(?<!경질\s)(?<!연질\s)(?<!하드\s)(?<!소프트\s)(?<![가-힣]화)캡슐(?!화|레이|\s?\(\s?(?:경질|연질|하드|소프트))",
        ),
        "jelly": (
            r"젤리|구미",
            r"젤리(?!형\s?캡슐)|구미(?![가-힣]{2})|(?<![A-Za-z])jelly|gumm(?:y|ies)",
        ),
        "liquid": (
            r"액상|액체|음료|시럽",
            r"액상(?!과당|\s?(?:원료|차|스프|소스))|(?<!타\s)(?<!타서\s)(?<!섞어\s)(?<!녹여\s)마시는|음료(?!\s?(?:베이스|믹스|에\s타))|드링크|(?<![A-Za-z])drink(?!\s?mix)|물약|내복액|시럽\s?(?:제형|타입|제(?![가-힣]))",
        ),
        "pill": (
            r"환제?(?![가-힣])",
            r"(?<![가-힣])환(?=\s?\(丸\)|\s?(?:제품|타입|제형|형태)|으로|제(?![가-힣])|입니다|이에요|이고)|(?:홍삼|공진|쑥|흑?마늘|청국장|매실|칡|노니|산수유|헛개|양배추|모링가|녹용|한방|우황|침향)\s?환(?=[\s,.()]|$|으로|입|이[고며에]|을|과)|丸",
        ),
        "bar": (r"바(?![가-힣])", r"(?:에너지|영양|프로틴|단백질|시리얼|그래놀라)\s?바(?![가-힣])"),
    }.items()
}
"""What a food is made up as: by a claim's word, and by the words of a product for it."""
_WIDER = {
    "capsule": ("hard capsule", "soft capsule"),
    "hard capsule": ("capsule",),
    "soft capsule": ("capsule",),
}
_FORM_OF_FOOD = re.compile(
    rf"(?P<form>{'|'.join(name for name, _ in _FOOD_FORMS.values())})\s?(?:형|상|제|형태의|제형의)?\s?"
    r"(?:건강\s?기능\s?|건강\s?보조\s?|건강\s?|기능성\s?)?식품(?:\s?조성물|\s?제형)?"
)
"""«분말 식품 조성물», «경질캡슐 건강기능식품»: a food by its form."""
_MADE_IT = re.compile(
    r"\s?(?:타입|형태?|제형|제품)?으?로\s?(?:아예\s|최종\s|전격\s|싹\s|다\s)?(?:갑니다|가요|가기로|간다|바꿨|바꾸었|바꿉|바꾸기로|바꿈|변경|전환|돌렸|교체|선회|정했|결정|확정|리뉴얼)"
)
"""«젤리로 바꿨습니다»: what a product was made into in the end."""


def of_a_cosmetic_in_a_form(need: Need, reading: Reading) -> Assessment | None:
    """«롤온형 화장료 조성물» against «무알코올 롤온», and against «롤온은 … 많아서 미스트로 갑니다».

    None where the text tells neither.
    """
    asked = _FORM_OF_COSMETIC.fullmatch(need.element.text.strip(" ,.;"))
    if asked is None or need.absent:
        return None
    mine = next(words for words in _COSMETIC_FORMS if re.fullmatch(words, asked["form"]))
    told: Mention | None = None
    for words in _COSMETIC_FORMS:
        for said in re.finditer(rf"(?<![가-힣])(?:{words})", reading.text):
            m = mention_at(reading, *said.span())
            if m.negated or m.undecided or _IS_NO_SUCH.match(reading.text, said.end()):
                continue
            if _MADE_IT.match(reading.text, said.end()):
                if words != mine:
                    return assessed(need, "other category", "미대응", False, span_of(m))
                return assessed(need, "same phrase", "대응", False, span_of(m), more=need.raw)
            told = m if words == mine else told
    return (
        assessed(need, "same phrase", "대응", False, span_of(told), more=need.raw) if told else None
    )


_COSMETIC_FORMS = (
    r"롤\s?온",
    r"스틱",
    r"(?:미스트\s?)?스프레이|미스트|에어로[졸솔]",
    r"쿠션",
    r"팩트",
    r"시트",
    r"패드",
    r"패치",
    r"[젤겔](?!리)",
    r"크림",
    r"로션",
    r"밤(?![가-힣])",
    r"오일",
    r"폼",
)
_FORM_OF_COSMETIC = re.compile(
    rf"(?P<form>{'|'.join(_COSMETIC_FORMS)})\s?(?:형|상|타입|제형)(?:의)?\s(?:화장료|화장품|데오드란트)(?:\s조성물)?"
)
"""«롤온형 화장료 조성물»: a cosmetic by its form alone."""


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
