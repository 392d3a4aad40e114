"""How many of a part there are: «한 쌍의 손잡이», «2열로 배치된 롤러» against «손잡이 1개», «롤러 한 줄».

A claim that comprises so many is met by more of them; a text that counts none leaves a small number
(a pair, several) to the words of the part, a number of three or more open.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from evidence.glossary import Hit
from evidence.needs import WANTED, Need, Option
from evidence.products import Reading
from evidence.quantities import Quantity, check
from evidence.types import Assessment
from evidence.weighing.amounts import weigh_range
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, limit_of
from graph.schema import Span

SOME = 2
"""Up to this number a part whose number is unsaid is taken to be there as often as is claimed."""
NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "하나|한|외|단일|싱글|홑|원|일",
            "둘|두|양|이|듀얼|트윈|더블|투",
            "셋|세|삼|트리플",
            "넷|네|사|쿼드",
            "다섯|오",
            "여섯|육",
            "일곱",
            "여덟",
            "아홉",
            "열",
        ),
        1,
    )
    for word in words.split("|")
}
NATIVE = r"한|두|세|네|다섯|여섯|일곱|여덟|아홉|열"
_COUNTERS = (
    ("줄", r"열|줄|행"),
    ("단", r"단계?"),
    ("층", r"층|겹|플라이|ply"),
    ("쌍", r"쌍|켤레"),
    (
        "개",
        r"개(?!월)|가닥|구(?![가-힣])|알|장|군데|곳|칸|짝|날(?![가-힣])|자루|대(?![비용신체형략])|매|포트|채널|ea(?![a-z])|pcs",
    ),
)
_ANY_COUNTER = "|".join(words for _, words in _COUNTERS)
_COUNT = rf"(?:(?P<n>\d{{1,4}})|(?P<word>{NATIVE}))\s?(?P<counter>{_ANY_COUNTER})"
_CLAIMED = re.compile(
    rf"(?<![\d.가-힣~-])(?P<several>복수\s?개?|다수\s?개?|여러\s?개|둘\s?이상|적어도\s?둘)의?\s"
    rf"|(?<![\d.가-힣~-])(?:(?P<from>\d{{1,4}})(?:개)?\s?(?:내지|~|-)\s?)?{_COUNT}(?:\s?(?P<limit>이상|이하))?(?:\s?구조)?(?:의\s|으?로\s[가-힣]{{1,6}}\s)"
    r"|(?<![가-힣])(?P<prefix>듀얼|트윈|더블|트리플|단일)\s(?:의\s)?",
    re.IGNORECASE,
)
"""How many a claim asks for, before the part."""
_PHRASE = re.compile(r"(?:(?![을를이가은는로에]\s)[가-힣A-Za-z\s-]){1,24}")
"""What is counted: the words up to the particle."""
_BEHIND = re.compile(
    rf"\s?(?:은|는|이|가|을|를|도|만)?\s?(?:총|딱|단|각각|모두|좌우|상하|앞뒤)?\s?(?:[x×✕]\s?(?P<times>\d{{1,3}})(?![\d.,]|\s?[x×a-z])|{_COUNT}(?!\s?(?:당|들이|세트|묶음|마다))"
    r"|(?P<bare>하나|둘|셋|넷)(?!로\s?(?:합|된|되|모|연결|통합|묶|만들|이어))|(?P<several>여러\s?(?:개|군데|곳|줄)|복수|다수|여럿))",
    re.IGNORECASE,
)
"""How many a text says there are, behind the part."""
_AHEAD = re.compile(
    rf"(?:(?<![\d.가-힣]){_COUNT}(?:의|짜리|인|으로|로)?\s(?:[가-힣]{{1,4}}\s)?"
    r"|(?<![가-힣])(?P<prefix>듀얼|트윈|더블|트리플|쿼드|싱글|단일|외|양)\s?(?:의\s)?"
    r"|(?<![가-힣\d])(?P<fold>\d|이|삼|사|오)\s?[중륜]\s"
    r"|(?P<several>여러\s?(?:개|군데|곳)(?:의|에)?|복수\s?개?의|다수의)\s)$",
    re.IGNORECASE,
)
"""The same before it."""


def weigh_counts(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """Check how many of its parts an element asks for against what the text counts."""
    for claimed, counter, words, part in (*_claimed(known, need), *_one_each(known, need)):
        if part is None:
            named = [m.span() for m in re.finditer(words, reading.text)]
        else:
            named = [
                (m.start, m.end)
                for m in reading.mentions
                if not m.negated and known.relation(Option((part,)), m) in ("same", "species")
            ]
        if not named and found.span and not _EACH.search(need.element.text):
            named = [(found.span.start, found.span.end)]
        stated = [
            one for m in named for one in _stated(reading.text, m, counter, need.element.text)
        ]
        limit = limit_of(need, claimed)
        if not stated and claimed.low > SOME:
            return assessed(need, "value unsaid", "판단불가", True, found.span, limit)
        checks = [(check(q, claimed, known.near_miss), q) for q in stated]
        if checks and all(result.verdict == "outside" for result, _ in checks):
            result, q = checks[0]
            told = Span(start=q.start, end=q.end, text=reading.text[q.start : q.end])
            return weigh_range(need, result, told, limit, f"{q.low:g}")
    return found


def _claimed(known: Knowledge, need: Need) -> Iterator[tuple[Quantity, str, str, Hit | None]]:
    """Yield each number of an element with what counts it and the part: its words, and as it is known."""
    text = need.element.text
    for match in _CLAIMED.finditer(text):
        hits = known.glossary.find(text, WANTED["structure"] | WANTED["category"])
        phrase = _PHRASE.match(text, match.end())
        inside = [h for h in hits if phrase and phrase.start() <= h.start and h.end <= phrase.end()]
        if phrase is None:
            continue
        part = inside[-1] if inside else None
        words = r"\s?".join(map(re.escape, phrase[0].split()))
        number = _number(match)
        counter = _counter(match)
        only = match["limit"] == "이하" or match["prefix"] == "단일" or number == 1
        low, high = (-math.inf, number) if match["limit"] == "이하" else (number, math.inf)
        low = float(match["from"]) if match["from"] else low
        high = number if only or match["from"] else high
        yield Quantity(*match.span(), low, high, False, False, counter), counter, words, part


def _one_each(known: Knowledge, need: Need) -> Iterator[tuple[Quantity, str, str, Hit | None]]:
    """«한 쌍의 다리부 각각에 하나씩 내장되는 모터»: as many as there are places, two at the least."""
    each = _EACH.search(need.element.text)
    hits = known.glossary.find(need.element.text, WANTED["structure"]) if each else ()
    if each and hits and hits[-1].start >= each.end():
        yield (
            Quantity(*each.span(), SOME, math.inf, False, False, "개"),
            "개",
            hits[-1].text,
            hits[-1],
        )


_EACH = re.compile(r"(?:각각에?|마다|양측에|양쪽에)\s(?:하나씩|한\s개씩|1개씩|각각\s하나)")


def _stated(text: str, span: tuple[int, int], counter: str, element: str) -> Iterator[Quantity]:
    """Yield the numbers that a text says there are of a part, in the claim's counter."""
    more = _NOUN.match(text, span[1])  # «이어폰 유닛 하나»: of what the claim calls so
    after = _BEHIND.match(text, span[1])
    if more and more[1] in ("각", "각각"):
        return  # «좌우 다리에 모터 각 1개»
    if after is None and more and more[1] in element:
        after = _BEHIND.match(text, more.end())
    before = _AHEAD.search(text, max(0, span[0] - 16), span[0])
    for match in (after, before):
        if match and counter == _counter(match):
            number = _number(match)
            if _PER_PLACE.search(text, max(0, span[0] - BOTH_REACH), span[0]):
                continue  # «다리당 모터 1개»
            if text.startswith("씩", match.end()):
                if not _BOTH.search(text, max(0, span[0] - BOTH_REACH), span[0]):
                    continue  # «칸마다 하나씩»
                number *= 2
            high = math.inf if match["several"] else number
            yield Quantity(*match.span(), number, high, False, False, counter)


_BOTH = re.compile(r"양\s?(?:쪽|끝|옆|측|단|손|발|볼|귀|눈|어깨)|좌우|앞뒤|위아래|상하|전후")
"""«양 끝에 팬이 하나씩»: two places with one each."""
_PER_PLACE = re.compile(r"[가-힣](?:당|마다|별)\s(?:\S+\s)?$|각각\s$")
BOTH_REACH = 16
"""Characters before a part in which its two places are told."""
_NOUN = re.compile(r"\s?([가-힣]{1,6}?)(?=\s|[은는이가을를]\s|\d)")


def _counter(match: re.Match[str]) -> str:
    """Return what is counted by: rows, layers, or the parts themselves."""
    words = match.groupdict().get("counter")
    kind = next((k for k, w in _COUNTERS if words and re.fullmatch(w, words, re.IGNORECASE)), "개")
    return "개" if kind == "쌍" else kind


def _number(match: re.Match[str]) -> float:
    groups = match.groupdict()
    if groups.get("several"):
        return 2
    word = next(
        groups[k] for k in ("n", "word", "bare", "prefix", "fold", "times") if groups.get(k)
    )
    pair = 2 if groups.get("counter") in ("쌍", "켤레") else 1
    return float(word) * pair if word.isdigit() else NUMBERS[word] * pair
