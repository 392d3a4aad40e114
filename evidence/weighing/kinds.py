"""A kind of product that is told in another way, or told with what makes it another kind.

«웨이브펌» for a 퍼머넌트 웨이브제, «1·2제 세트» for a 2제형; «니들 없는 패치» is no 마이크로니들 패치, and a
흑마늘즙 perhaps no 흑마늘 농축액.
"""

from __future__ import annotations

import re

from evidence.needs import WANTED, Need
from evidence.products import Reading, mention_at
from evidence.types import Assessment
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, span_of, words_of


def of_its_kind(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """Weigh what a text says of the kind of a product where its name alone does not decide."""
    if need.element.kind != "category" or need.absent:
        return found
    if found.match != "대응":
        found = _by_its_use(known, need, reading) or found
    made = _of_another_stuff(known, need, reading) if found.match != "미대응" else None
    if made:
        return made
    found = _in_two_parts(need, found, reading)
    return _without_its_part(need, found, reading) or _concentrated(need, found, reading)


def _by_its_use(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«시스테아민 펌제», «디지털펌약» against «퍼머넌트 웨이브제»: a product named by what it does."""
    find = known.glossary.find
    own = {
        h.concept.id
        for c in need.wanted
        for name in known.glossary.names(c)[:1]
        for h in find(name, WANTED["use"])
        if h.start == 0 and _AN_AGENT.fullmatch(name, h.end)
    }
    for m in reading.mentions if own else ():
        use = m.kind == "use" and m.concept is not None and not (m.negated or m.undecided)
        if not use or m.concept is None or not any(known.are_akin(m.concept.id, u) for u in own):
            continue
        if _NAMED_SO.match(reading.text, m.end):
            return assessed(need, "category by use", "대응", False, span_of(m))
    return None


_AN_AGENT = re.compile(r"제|약|액")
_NAMED_SO = re.compile(r"\s?(?:제|약|액|용액|로션|크림)(?![가-힣]{2})|[.!]?\s*$")
"""What makes a product's name of a use: «펌» + «제»; or the text ends with it."""


def _of_another_stuff(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«배추김치» against «양배추로 담그는 김치»: a food of one kind, made of another stuff."""
    asked = _FOOD.search(need.element.text)
    own = known.glossary.lookup(asked["what"]) if asked else None
    for told in _MADE_OF.finditer(reading.text) if asked and own else ():
        other = known.glossary.lookup(told["what"])
        if asked is None or own is None or other is None or told["food"] != asked["food"]:
            continue
        mine = re.search(rf"(?<![가-힣]){asked['what']}", reading.text)
        if mine is None and not known.are_akin(own.id, other.id):
            return assessed(need, "other category", "미대응", False, words_of(told))
    return None


_FOODS = (
    r"김치|장아찌|국수|두부|묵|떡|잼|청|식초|와인|막걸리|치즈|요거트|두유|우유|빵|면|죽|과자|칩"
)
_FOOD = re.compile(
    rf"(?<![가-힣])(?P<what>[가-힣]{{1,5}}?)\s?(?P<food>{_FOODS})(?=\s|의\s|[,.;]|$)"
)
_MADE_OF = re.compile(
    r"(?<![가-힣])(?P<what>[가-힣]{1,6}?)(?:으로|로)만?\s?(?:담그는|담근|만드는|만든|빚는|빚은|쑨|쑤는|내린|뽑은|뽑는|끓인|구운|튀긴)\s"
    rf"(?:[^\s,.]+\s){{0,2}}?[가-힣]{{0,2}}?(?P<food>{_FOODS})(?![가-힣]{{2}})"
)
"""«양배추로 담그는 수출용 김치»: what a food is made of."""


def _in_two_parts(need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«제1제와 제2제를 포함하는 2제형» against «1·2제 세트», «1제: … / 2제: …», «1제 단독형»."""
    asked = _TWO_PARTS.search(need.element.text)
    if asked is None:
        return found
    alone, both = _ONE_PART.search(reading.text), _BOTH_PARTS.search(reading.text)
    if alone and not mention_at(reading, *alone.span()).negated:
        return assessed(need, "other category", "미대응", False, words_of(alone))
    bare = asked.end() == len(need.element.text.rstrip(" ,.;"))
    open_but_for_it = found.rule == "qualifier unsaid" or (bare and found.match is None)
    if both and open_but_for_it:
        return assessed(need, "same phrase", "대응", False, words_of(both), more="2제형")
    return found


_TWO_PARTS = re.compile(r"(?:2|이)\s?[제액]\s?[형식](?:인|의)?")
_BOTH_PARTS = re.compile(
    r"1\s?[제액]?\s?[·,/&+와과]\s?2\s?[제액](?!\d)|(?:2|이|투)\s?[제액]\s?(?:[형식]|타입|세트|[가-힣]{2,4}\s(?=접착제|도료))"
    r"|(?:제\s?)?1\s?[제액](?![가-힣]).*?(?:제\s?)?(?<!\d)2\s?[제액](?![가-힣])|A[제액].{0,60}?B[제액]|주제\s?[·,/:+와과]?\s?경화제"
    r"|(?<![A-Za-z])two[\s-](?:part|component)|(?<![\dA-Za-z])2K(?![A-Za-z])",
    re.IGNORECASE | re.DOTALL,
)
_ONE_PART = re.compile(
    r"(?<![\d.])1\s?[제액]\s?(?:단독|만으로|뿐|[형식](?![가-힣]{2}))|단[제액]형|일액형|원\s?파트|(?<![A-Za-z])one[\s-](?:part|component)",
    re.IGNORECASE,
)


def _without_its_part(need: Need, found: Assessment, reading: Reading) -> Assessment | None:
    """«니들 없는 패치» against «마이크로니들 패치», «탄산을 안 넣은 음료» against «저칼로리 탄산음료»."""
    if found.match == "미대응" or (found.match == "대응" and found.rule != "same phrase"):
        return None
    for told in _LACKS.finditer(reading.text):
        what = told["what"]
        for word in need.element.text.split():
            before, part, after = word.partition(what)
            if not part or not (before or after) or _NONE_OF_IT.search(before):
                continue
            if _DONE_TO_IT.match(after) or (before and after):
                continue
            return assessed(need, "negation", "미대응", False, words_of(told))
    return None


_LACKS = re.compile(
    r"(?<![가-힣A-Za-z])(?P<what>[가-힣]{2,8}?)(?:을|를|이|가|은|는|도)?\s?"
    r"(?:없[는이고음]|없앤|뺀|뺐|빠진|무첨가|미첨가|안\s(?:넣|들어|탄)|넣지\s않|들어가지\s않|들지\s않)"
)
_NONE_OF_IT = re.compile(r"^(?:저|무|비|불|탈|논|항|반|노|프리)$")
"""«저자극»: what a word already has little or none of."""
_DONE_TO_IT = re.compile(
    r"개선|완화|억제|방지|제거|예방|차단|치료|저감|감소|케어|관리|용|제(?![가-힣])"
)
"""«주름개선»: what a product works against is not what it holds."""


def _concentrated(need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«흑마늘 농축액» against «흑마늘즙»: a juice or an extract may be concentrated or not."""
    asked = _CONCENTRATE.search(need.element.text) if found.match == "대응" else None
    if asked is None or _IS_CONCENTRATED.search(reading.text):
        return found
    juice = _JUICE.search(reading.text)
    if juice is None:
        return found
    return assessed(need, "qualifier unsaid", "판단불가", False, words_of(juice), words_of(asked))


_CONCENTRATE = re.compile(r"농축(?:액|물|분말)|엑기스")
_IS_CONCENTRATED = re.compile(r"농축|엑기스|진액|졸[인여]|브릭스|brix|concentrat", re.IGNORECASE)
_JUICE = re.compile(r"[가-힣]+\s?(?:즙|주스|달인\s?물|차)(?![가-힣])|추출액|착즙액")
