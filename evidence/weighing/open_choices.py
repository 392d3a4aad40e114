"""Which of several ways a text has not settled: «필터를 활성탄으로 할지 이온수지로 할지 아직 안 정했습니다»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.needs import Need
from evidence.negation import UNDECIDED, sentence_at
from evidence.phrases import Term
from evidence.products import Reading
from evidence.types import Assessment
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, words_of
from graph.schema import Span


def unless_left_to_choose(
    known: Knowledge, need: Need, found: Assessment, reading: Reading
) -> Assessment:
    """«활성탄 필터» against «필터는 들어가는데 활성탄으로 할지 …»: a part or step of which a choice is still open.

    The choice is the element's where it is among its own words and the same sentence says the rest.
    """
    if (
        found.match != "대응"
        or found.span is None
        or need.element.kind not in ("structure", "step", "substance", "category", "other")
    ):
        return found
    if need.absent or found.rule not in _BY_WORDS:
        return found
    how_many = _how_many(need, found, reading)
    if how_many:
        return how_many
    wanted = known.terms(need.element.text)
    for two in _BETWEEN_TWO.finditer(reading.text):
        _, end = sentence_at(reading.text, two.start())
        if not UNDECIDED.search(reading.text, two.end(), end):
            continue
        named = [[t for t in wanted if _is_said(known, t, two[one])] for one in ("a", "b")]
        if any(named) and not all(named) and two.start() <= found.span.start < two.end():
            span = Span(
                start=two.start(), end=two.end("b"), text=reading.text[two.start() : two.end("b")]
            )
            return assessed(need, "undecided", "판단불가", True, span)
    if not _MAY_CHOOSE.search(reading.text):
        return found
    for whether in _WHETHER_AT_ALL.finditer(reading.text):
        own = [t for t in wanted if _is_said(known, t, whether["what"])]
        if len(own) > 1 or len(own) == len(wanted) == 1:
            span = words_of(whether, "what")
            return assessed(need, "undecided", "판단불가", True, span)
    for begin, choice in _choices(reading.text):
        turn = _TURN.match(choice["what"])
        if turn and turn.group() not in need.element.text:
            continue  # «2차 발효를 할지» of a first one
        own = [t for t in wanted if _is_said(known, t, choice["what"])]
        before = reading.text[begin : choice.start()]
        others = [t for t in wanted if t not in own and _is_said(known, t, before)]
        here = begin <= found.span.start < choice.start("what")
        if own and (here or len(others) > 1):
            words = choice["what"]
            span = Span(start=choice.start("what"), end=choice.end("what"), text=words)
            return assessed(need, "undecided", "판단불가", True, span)
    return found


def _how_many(need: Need, found: Assessment, reading: Reading) -> Assessment | None:
    """«3종 이상의 노즈브릿지» against «노즈브릿지는 몇 종 넣을지 미정»: how many there are is open."""
    asked = _COUNT.search(need.element.text)
    if asked is None or found.span is None:
        return None
    begin, end = sentence_at(reading.text, found.span.start)
    said = _OPEN_COUNT.search(reading.text, found.span.start, end)
    if said is None or not UNDECIDED.search(reading.text, said.start(), end):
        return None
    if re.search(rf"\d\s?{asked['of']}", reading.text[begin:end]):
        return None
    span = Span(start=said.start(), end=said.end(), text=said.group())
    return assessed(need, "undecided", "판단불가", True, span)


_COUNT = re.compile(r"\d\s?(?P<of>종|개|가지|단|겹|장|매|층|구|쌍)(?:\s?(?:이상|이하|내지))")
_OPEN_COUNT = re.compile(
    r"몇\s?(?:종|개|가지|단|겹|장|매|층|구|쌍)(?:[를을로]?\s(?:[가-힣]+\s)?[가-힣]*(?:지|까)|인지|일지|이냐)"
)
_MAY_CHOOSE = re.compile(r"지|냐\s")
_BY_WORDS = frozenset({"same phrase", "told at length", "told in brief", "likely in context"})


def _choices(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield where a clause or item begins, and each choice in it that is said to be open."""
    for choice in _CHOICE.finditer(text):
        begin, end = sentence_at(text, choice.start("what"))
        if UNDECIDED.search(text, choice.start("what"), end):
            item = max(text.rfind(mark, begin, choice.start("what")) for mark in (", ", " / "))
            yield max(begin, item), choice


def _is_said(known: Knowledge, term: Term, words: str) -> bool:
    """Whether words say a term of an element, by letters or by what they mean."""
    named = [w.removesuffix("계") for w in re.split(r"[\s-]", term.text) if len(w) > 1]
    if any(w in words for w in named):
        return True
    if term.concept and any(h.concept.id == term.concept for h in known.glossary.find(words)):
        return True
    senses = known.glossary.everyday.find(words) if term.meanings else ()
    return any(s.meanings & term.meanings for s in senses)


_BETWEEN_TWO = re.compile(
    r"(?P<a>[^\s,.;:/()]+?)(?:이?랑|하고|와|과|,)\s(?P<b>[^\s,.;:/()]+?)(?:을|를)?\s(?:놓고|두고|사이에서|가운데|중에서?)\s"
)
"""«PP랑 PET 놓고 협의 중»: of two, one of which the element asks for."""
_WHETHER_AT_ALL = re.compile(
    r"(?:(?<=[.,!?/\n]\s)|(?<=[는은]\s)|^)(?P<what>(?:[^\s,.;:/()]+(?<![을를은는])\s){0,3}?[^\s,.;:/()]{2,}?)(?:은|는|도|을|를)\s"
    r"(?:(?!\S*(?:은|는)\s)[^\s.,!?]+\s){0,5}?"
    r"(?:할|쓸|넣을|둘|뺄|달|붙일|깔|씌울|끼울|만들|추가할|적용할|장착할|탑재할|제공할)지\s?(?:도\s)?(?:말지|안\s|뺄지)"
)
"""«바닥 실리콘 패드는 값이 비싸서 붙일지 말지»: whether there is one at all."""
_TURN = re.compile(r"\d차")
_CHOICE = re.compile(
    r"(?P<what>(?:[^\s,.;:/()]+(?<![은는])\s)?[^\s,.;:/()]{2,}?)"
    r"(?:일지|이?냐(?=\s)|(?:(?:으로|로|을|를|이|가|은|는)?\s)"
    r"(?:할|갈|쓸|넣을|둘|뺄|달|바꿀|붙일|만들|맞출|잡을|고를|올릴|심을|박을|댈|쏠)지|(?<=[가-힣])(?:할|될|시킬)지)(?![가-힣]*도\s?모)"
)
"""«활성탄으로 할지», «손잡이 아래일지», «순위 갱신할지»."""
