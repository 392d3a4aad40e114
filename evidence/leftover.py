"""What a product text tells that no finding explains, and which open elements it may be about.

A person who describes a product at length goes through its parts, steps and properties in words of
their own. Where an element stays open, the text has plenty of words that nothing else explains, and
much of the rest of the claim is met, those words mostly tell of the element. The finding is soft:
the judge may overrule it, and its confidence is what was counted (``data/calibration.json``).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from evidence.glossary import UNLISTED, Glossary
from evidence.mentions import Mention
from evidence.negation import UNDECIDED, denies, sentences
from evidence.quantities import Quantity, find_quantities, settled
from evidence.types import Assessment, ClaimElement
from graph.schema import Span

AT_LENGTH = 5
"""Unexplained words from which on a text is taken to describe what it does not name. Of the open
elements of written cases on real patents that this reads as told, five in six were met."""
SOME = 3
"""The same where at least ``MET`` of the claim's other parts, substances and steps are met."""
MET = 0.4
LIKE = 0.06
"""Share of an element's letter pairs among the unexplained words that ties it to them."""
NAMED = frozenset({"substance", "category"})
"""Kinds of elements that have names: a name that is not there is seldom told of in other words."""
ENOUGH = 2
"""Other elements met from which on even a name may be told of in other words."""
EXPLAINED = frozenset({"substance", "use", "category", "emulsion"})
"""Kinds of names that mean what they mean, whether the claim has it or not."""

_WORD = re.compile(r"(?<![\d가-힣A-Za-z])(?:[가-힣]{2,}|[A-Za-z]{3,})[가-힣A-Za-z0-9]*")
"""A word that can describe; neither a number nor its unit."""
_PLAIN = re.compile(
    r"(?:넣|들어|들어간|들어있|함유|배합|담은|만든|만들|제품|추출물|조성|사용|쓰는|중량|부피|전부|모두|같이|함께|원료|성분|처방|기준|농도|비율|하는|있는|하고"
    r"|그리고|아직|까지|정도|종류|두\s?제품|세트|분말)[가-힣]{0,3}$"
)
"""Words that say no more than that there is something."""
_BUSINESS = re.compile(
    r"가격|원대|단가|원가|용기[는가를]|패키지|포장|출시|[런론]칭|타깃|타겟|판매|채널|매장|홍보|마케팅|납품|견적|예산|회의|일정|고객|소비자|홈쇼핑|수출|계약|MOQ|디자인|첨부|참조|색상|컬러|증정|사은품|배송|설치비|무료|프로모션"
)
"""Words about selling, whose clauses describe no product."""
_TALK = re.compile(
    r"광고|라인업|컨셉|브랜드|기획|예정|문의|부탁|안녕|검토|공유|초안|메모|시안|원료사|공급사|인증|심사|허가|특허|궁금|예상|목표|준비|생각|이번|저희|우리|신제품"
)
"""Words about planning, which say nothing of what the product is."""
_ON_TRIAL = re.compile(r"(?:시험|검증|측정|분석)\s?중(?![가-힣])")
"""«온도는 시험 중»: what is not settled."""
_ITEM = re.compile(r"(?:^|[,/·;:\n+])\s*(?P<item>[^,/·;:\n+]{3,60})")
_NAME = re.compile(r"(?!향(?:료)?\s*$|기타|나머지)(?=.*[가-힣A-Za-z]{2})\S")
_CUT = re.compile(r"[가-힣A-Za-z\d][·/-]?$")
"""What a name does not begin after: it would be a piece of a longer one."""
_FORMAL = re.compile(
    r"상기|유효\s?성분|(?:추출|조성|화합|혼합)물|(?:포함|함유|구성|형성|구비|선택|이용|사용)(?:하는|하고|하며|되는|되고|되며|된|한|하여|되어)?|단계|것을?\s?특징|으로|로서|하는|하여|되는|되어"
)
"""Words of claims that say nothing of the thing itself."""
_CLAUSE = re.compile(r"[,;·]\s|(?<=[고며서데])\s|\s[-→]\s?")


@dataclass(frozen=True)
class Leftover:
    """The unexplained words of a product text."""

    text: str
    clauses: tuple[tuple[tuple[int, int], ...], ...]
    """The places of the words, clause by clause."""

    @property
    def count(self) -> int:
        """Return how many words there are."""
        return sum(len(words) for words in self.clauses)

    def pairs(self, glossary: Glossary) -> frozenset[str]:
        """Return the words' letter pairs."""
        return frozenset(
            pair
            for words in self.clauses
            for start, end in words
            for pair in _pairs(self.text[start:end], glossary)
        )

    def span(self, element: str, glossary: Glossary) -> Span:
        """Return the words of the clause that is most like an element, the longest of equals."""
        wanted = _pairs(element, glossary)

        def likeness(words: Sequence[tuple[int, int]]) -> tuple[int, int]:
            own = {p for start, end in words for p in _pairs(self.text[start:end], glossary)}
            return len(own & wanted), len(words)

        best = max((words for words in self.clauses if words), key=likeness)
        start, end = best[0][0], best[-1][1]
        return Span(start=start, end=end, text=self.text[start:end])


def leftover(
    text: str,
    mentions: Sequence[Mention],
    charted: Sequence[Assessment],
    said: Sequence[tuple[int, int]] = (),
) -> Leftover:
    """Return the words that no finding of a chart and no known name explains.

    What is denied or about selling is left out: it describes nothing that is there. A text that
    leaves something open says by that that it does not tell all: nothing of it is taken.
    """
    if UNDECIDED.search(text) or _ON_TRIAL.search(text):
        return Leftover(text, ())
    taken = [
        (f.product_span.start, f.product_span.end)
        for a in charted
        for f in a.findings
        if f.product_span
    ]
    taken += said
    taken += [
        (m.start, m.end)
        for m in mentions
        if m.kind in EXPLAINED and m.concept and not m.concept.id.startswith(UNLISTED)
    ]
    clauses = []
    for begin, stop in sentences(text):
        cuts = [begin, *(m.end() for m in _CLAUSE.finditer(text, begin, stop)), stop]
        for start, end in itertools.pairwise(cuts):
            clause = text[start:end]
            if denies(clause) or _BUSINESS.search(clause):
                continue
            places = [(start + m.start(), start + m.end()) for m in _WORD.finditer(clause)]
            clauses.append(
                tuple(
                    (a, b)
                    for a, b in places
                    if not _TALK.search(text[a:b])
                    and not _PLAIN.match(text[a:b])
                    and not any(a < e and s < b for s, e in taken)
                )
            )
    return Leftover(text, tuple(clauses))


def unnamed_items(
    text: str, mentions: Sequence[Mention], charted: Sequence[Assessment]
) -> list[tuple[Span, tuple[Quantity, ...]]]:
    """Return the items of a recipe whose name nobody knows, each with its amounts: «TKPP 2%».

    What a finding explains is left out, and perfume, which is no name of anything.
    """
    known = [
        (f.product_span.start, f.product_span.end)
        for a in charted
        for f in a.findings
        if f.product_span
    ]
    known += [
        (m.start, m.end)
        for m in mentions
        if m.kind in EXPLAINED and m.concept and not m.concept.id.startswith(UNLISTED)
    ]
    stated = find_quantities(text)
    items: list[tuple[Span, tuple[Quantity, ...]]] = [
        (Span(start=m.start, end=m.end, text=m.text), (m.amount,))
        for m in mentions
        if m.amount
        and not (m.negated or m.undecided)
        and (m.concept is None or m.concept.id.startswith(UNLISTED))
        and _NAME.match(m.text)
        and not _CUT.search(text[: m.start])
        and not any(a < m.end and m.start < b for a, b in known)
    ]
    known += [(span.start, span.end) for span, _ in items]
    for match in _ITEM.finditer(text):
        start, end = match.start("item"), match.end("item")
        amounts = tuple(settled(q) for q in stated if start <= q.start and q.end <= end)
        name = text[start : amounts[0].start].strip() if amounts else ""
        taken = any(a < end and start < b for a, b in known)
        if not taken and _NAME.match(name) and not denies(match["item"]):
            end = amounts[-1].end
            items.append((Span(start=start, end=end, text=text[start:end]), amounts))
    return items


def may_be_told(
    element: ClaimElement,
    left: Leftover,
    pairs: frozenset[str],
    met: int,
    share: float,
    glossary: Glossary,
) -> str | None:
    """Return the rule by which unexplained words are taken to tell of an open element, or None.

    Args:
        element: the element; what it is must be told in words like its own, never what it is for.
        left: what is unexplained.
        pairs: its letter pairs.
        met: how many of the claim's other parts, substances and steps the product meets.
        share: the same as a share of them, 0 to 1.
        glossary: for spelling.
    """
    if len(left.text) < len(element.text):
        return None
    part = element.kind == "structure"
    words = _ITS_PLACE.sub(" ", _OTHERS.sub(" ", element.text)) if part else element.text
    words = _MADE_BEFORE.sub(" ", words) if element.kind == "step" else words
    wanted = _pairs(_FORMAL.sub(" ", words), glossary)
    alike = len(wanted & pairs) / len(wanted) if wanted else 0.0
    near = alike >= LIKE
    if element.kind == "use" or _OF_WHICH_STUFF.search(element.text):
        return None  # what a product is for is said in words that everybody uses
    if element.kind in NAMED and not near and met < ENOUGH:
        return None
    if part and not near and not _OPEN_PART.search(element.text):
        return None
    related = share >= MET and met
    if left.count >= AT_LENGTH and (related or near):
        return "told at length"
    return "told in brief" if left.count >= SOME and related else None


_OPEN_PART = re.compile(r"(?:[가-힣]부|[가-힣]체|층|막|면|홈|모듈|부재|수단|유닛|장치)[\s,.;]*$")
"""Parts that have no plain name and are told by what they do: 저장부, 본체; not 밸브, 손잡이."""
_MADE_BEFORE = re.compile(
    r"(?:상기\s)?[가-힣]*(?:추출|여과|농축|발효|혼합|반응|분쇄|침지|배양|증류|건조|분산|용해|착즙|절단|가열|유화)(?:액|물|체|분말)(?:을|를)(?=\s)"
)
"""«추출액을 여과하는»: what the step before made, whose words do not tell this one."""
_OTHERS = re.compile(
    r"상기\s(?:한\s쌍의\s|복수의\s|제\s?\d\s)?[가-힣A-Za-z]+(?:을|를|이|가|은|는|의|에|에서|로|으로|와|과)(?=\s)"
)
"""«상기 탱크의 »: the claim's other parts, whose words do not tell this one."""
_OF_WHICH_STUFF = re.compile(r"^[^,]{2,20}\s(?:단일\s)?(?:재질|소재)[\s,.;]*$")
"""«폴리프로필렌 단일 재질»: a stuff has a name, which no other words tell."""
_ITS_PLACE = re.compile(
    r"^(?:상기\s)?(?:[가-힣A-Za-z]+\s){0,2}?[가-힣A-Za-z]+(?:에|에서|에는|으로부터)\s(?:각각\s|직접\s|나란히\s)?"
    r"(?:배치|설치|장착|내장|부착|구비|매설|매립|고정|결합|형성|탑재|놓|달|붙|걸|마련|수납|수용|위치|연결|체결)[가-힣]*\s"
)
"""«벨트 아래에 배치된 »: where a part is, which is told of its neighbours as well."""


def likeness(element: str, words: str, glossary: Glossary) -> float:
    """Return the share of an element's letter pairs that some words have."""
    wanted = _pairs(_FORMAL.sub(" ", element), glossary)
    return len(wanted & _pairs(words, glossary)) / len(wanted) if wanted else 0.0


_OPPOSITE = re.compile(r"[불비](?:투명|대칭|균일|연속|접촉|규칙|용성|포화|활성|전도성)")
"""불투명, which has nothing of 투명."""


def _pairs(words: str, glossary: Glossary) -> frozenset[str]:
    key = glossary.speller.key(_OPPOSITE.sub("○○", words))
    return frozenset(key[i : i + 2] for i in range(len(key) - 1))
