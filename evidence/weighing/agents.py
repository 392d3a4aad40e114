"""Goods of two agents (제1제, 제2제) against a product that is but one: «1제 단독», «섞지 않고 바로 쓰는 단일제형»."""

from __future__ import annotations

import re

from evidence.needs import Need
from evidence.products import Reading
from evidence.types import Assessment
from evidence.weighing.verdicts import assessed, words_of

_SECOND = re.compile(r"(?:제\s?[2-9]|(?<!\d)[2-9]\s?)\s?(?:제|액|조성물|파트)(?![가-힣]{2})")
"""«제2제», «2액»: an agent beside the first."""
_MIXED = re.compile(r"혼합|섞")
_ALONE = re.compile(
    r"(?<![가-힣\d])(?:1\s?제|제\s?1\s?제|1\s?액|일\s?제|한\s?제)\s?(?:만(?![가-힣]{2})|단독|뿐|로만|하나|로\s끝)"
    r"|(?<![가-힣\d])(?:1\s?제|1\s?액|일액|일제)\s?(?:형|식|타입)(?!\S*\s?아니)"
    r"|(?<![가-힣])단일\s?제(?:형|품)?(?![가-힣])|(?<![가-힣])단제(?:형)?(?![가-힣])|원\s?액\s?하나"
    r"|(?:2\s?제|2\s?액)(?:가|는|은|이|도)?\s?(?:따로\s)?(?:없|필요\s?없|불필요|안\s)"
    r"|섞(?:지\s않고|을\s필요\s없이|는\s과정\s없이)\s(?:바로|그냥|그대로)"
)
"""What says that a product is one agent, with nothing to be mixed."""


def of_one_agent(need: Need, reading: Reading, claim_text: str) -> Assessment | None:
    """«과산화수소를 포함하는 제2제» against «1제 단독 제품»: there is no second agent, nor a ratio to mix it in.

    Args:
        need: the element.
        reading: the product text.
        claim_text: the claim as a whole; empty for a part of an element.
    """
    if need.absent or not claim_text:
        return None
    second = _SECOND.search(need.element.text) is not None
    mixed = need.ratio is not None and _MIXED.search(need.element.text) is not None
    if not second and not (mixed and _SECOND.search(claim_text)):
        return None
    alone = _ALONE.search(reading.text)
    return assessed(need, "only another", "미대응", False, words_of(alone)) if alone else None


def of_two_agents(need: Need, reading: Reading) -> Assessment | None:
    """«제1제 및 제2제로 이루어진» against «1제에 … 2제는 …», «1제 단독 펌 크림»."""
    if _OF_TWO.fullmatch(need.element.text) is None:
        return None
    if alone := _ALONE.search(reading.text):
        return assessed(need, "only another", "미대응", False, words_of(alone))
    both = _BOTH.search(reading.text)
    return (
        assessed(need, "same phrase", "대응", False, words_of(both), more="2제형") if both else None
    )


_OF_TWO = re.compile(
    r"[\s,]*(?:상기\s)?제?\s?1\s?[제액]\s?(?:및|와|과)\s?(?:상기\s)?제?\s?2\s?[제액](?:로|으로)\s(?:이루어진|이루어지는|구성된|구성되는)[\s,.;]*"
)
_BOTH = re.compile(
    r"1\s?[제액]?\s?[·,/&+와과]\s?2\s?[제액](?!\d)|(?<![\d가-힣])(?:2|투)\s?[제액]\s?(?:[형식]|타입|세트)"
    r"|(?:제\s?)?(?<!\d)1\s?[제액](?![가-힣]{2}).*?(?:제\s?)?(?<!\d)2\s?[제액](?![가-힣]{2})",
    re.DOTALL,
)
"""A text that tells of both."""
