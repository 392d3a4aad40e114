"""What is mixed only when it is used: «사용 직전에 혼합» against «쓰기 바로 전 섞어요» and «미리 섞여 나와요»."""

from __future__ import annotations

import re

from evidence.needs import Need
from evidence.products import Reading, mention_at
from evidence.types import Assessment
from evidence.weighing.verdicts import assessed, words_of

_USE = r"(?:사용|쓰|도포|바르|적용|붙이|섭취|복용|먹|드시|음용|마시|뿌리|분사|시술|조제|투여|주사|조리|염색)"
_MIX = r"(?:혼합|섞|믹스|믹싱|배합|용해|녹여|녹이|개어|개서|타서|타\s|mix)"
_ASKED = re.compile(
    rf"{_USE}(?:하기)?\s?(?:직전|바로\s전|시점)(?:에)?[^.;]{{0,40}}?(?:혼합|섞|믹스|배합|용해)",
    re.IGNORECASE,
)
_WHEN_USED = re.compile(
    rf"{_USE}(?:하?기)?\s?(?:직전|바로\s?전)(?:에)?[^.,!?\n]{{0,20}}?{_MIX}"
    rf"|{_MIX}[^.,!?\n]{{0,6}}?\s(?:바로|즉시|곧바로|그\s?자리에서)\s{_USE}"
    rf"|{_USE}(?:할|쓸|실|ㄹ)?\s?때\s?(?:마다\s|만\s|그때그때\s|즉석에서\s|바로\s)[^.,!?\n]{{0,12}}?{_MIX}"
    rf"|(?:쓸|바를|먹을|마실|드실)\s때\s?(?:마다\s)?(?:즉석에서\s|바로\s)?[^.,!?\n]{{0,12}}?{_MIX}"
    rf"|즉석에서\s[^.,!?\n]{{0,12}}?{_MIX}",
    re.IGNORECASE,
)
_BEFOREHAND = re.compile(
    r"(?:미리|이미|처음부터|공장에서|출고\s?전에?|제조\s?(?:때|시))\s(?:[^\s.,]+\s){0,3}?(?:섞|혼합|배합|믹스|녹)[가-힣]*"
    r"|(?:섞여|혼합돼|혼합되어|섞은\s채로?|섞인\s채로?|섞인\s상태로?|혼합된\s상태로?)\s?(?:나오|나와|나옴|출고|들어|담|판매)"
    r"|(?<![A-Za-z])pre-?mixed|프리믹스|프리믹싱",
    re.IGNORECASE,
)


def mixed_at_use(need: Need, reading: Reading) -> Assessment | None:
    """Weigh a mixing that a claim puts right before the use; None where none is asked or told.

    Args:
        need: the element.
        reading: the product text.
    """
    if need.absent or need.quantity is not None or not _ASKED.search(need.element.text):
        return None
    told = _WHEN_USED.search(reading.text)
    before = _BEFOREHAND.search(reading.text)
    said = told or before
    if said is None or (told and before):
        return None
    mention = mention_at(reading, *said.span())
    if mention.negated or mention.undecided:
        return None
    if told:
        return assessed(need, "same phrase", "대응", False, words_of(told), more=need.element.text)
    return assessed(need, "another in its place", "미대응", False, words_of(said))
