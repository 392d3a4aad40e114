"""What an agent does to a gene, a signal or a cell, and whether it does it: more or less of it.

«FGF21 발현을 증가시키는» is not met by what lowers it, nor «살모넬라를 사멸시킬 수 있는» by what does not kill it
(shared/LABELS.md, 미대응); of another gene or germ nothing is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence.needs import Need
from evidence.products import Reading
from evidence.references import codes, same
from evidence.types import Assessment
from evidence.weighing.verdicts import assessed
from graph.schema import Span

_UP = (
    r"증가|증대|증진|촉진|향상|상승|상향|항진|활성화|강화|유도|높[이여인임힘혀]"
    r"|높아|늘[리려린립림어]|늘[고어]|끌어올|올[리려린림라]|북돋|부스팅|증강"
    r"|켜[는고서]|많이|많아|많은|upregulat|increas|activat|promot|induc|enhanc"
)
_DOWN = (
    r"감소|억제|저해|차단|저감|저하|하향|방지|둔화|경감|완화|줄[이여인임입어]"
    r"|줄[고어]|낮[추춰춘춤아]|떨어|막[는아고은음]|내[려리린]|꺼[서주뜨]|끄[는고]"
    r"|누[르른]|눌러|침묵|넉다운|녹다운|없애|잡[는아고]|차단|downregulat|decreas|inhibit"
    r"|suppress|block|reduc|knockdown|silenc"
)
_LEVELS = (
    ("발현", "전사", "발현량", "생합성"),
    ("분비", "방출", "유리", "분비량"),
    ("생성", "생산", "합성", "생성량", "생산량", "만들"),
    ("활성", "활성도", "기능", "작용", "신호전달", "신호"),
    ("분화",),
    ("증식", "성장", "생장", "생육"),
    ("결합", "부착"),
    ("농도", "수준", "수치", "양", "함량", "레벨"),
    ("인산화",),
    ("흡수",),
    ("배출",),
    ("축적",),
    ("분해",),
    ("이동", "침윤", "전이"),
    ("형성",),
)
_LEVEL = "|".join(sorted((w for group in _LEVELS for w in group), key=len, reverse=True))
_EFFECT = re.compile(
    rf"(?P<what>(?:[가-힣A-Za-z\dα-ωκ()/.\-]+\s){{0,3}}?[가-힣A-Za-z\dα-ωκ()/.\-]*?)(?:의\s|\s)?(?P<level>{_LEVEL})(?:량|능|도|율)?(?:의)?\s?"
    rf"(?:을|를|이|가|은|는|도)?\s?(?:(?:오히려|크게|더|덜|많이|확|강하게|선택적으로|특이적으로|직접|잘|강력히|빠르게)\s?)?"
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?P<turn>(?:를|을)?\s?(?:억제|방지|저해|막[는아고]|차단))?",
    re.IGNORECASE,
)
_DOINGS = (
    r"생성|생산|만[들드든]|합성|분비",
    r"사멸|살균|살상|죽[이여인임일]|용균|용해|잡[는아고지습을]|박멸|제균|항균|항진균|살충|효과|효능|활성",
    r"결합|붙[는은어지을]|부착",
    r"분해|대사",
    r"저항|내성|견[디딘]|생존",
)
_DOING = re.compile(
    r"(?P<what>(?:[가-힣A-Za-z\dα-ωκ()/.\-]+\s){0,3}?[가-힣A-Za-z\dα-ωκ()/.\-]+?)(?:\s?균)?(?:에게|에|을|를|이|가|과|와)?(?:서)?(?:는|은|도|만)?\s"
    r"(?:(?:전혀|거의|잘|많이|특이적으로|선택적으로|직접|강하게|대한|대해|대하여)\s)*(?P<no>(?:안|못)\s?)?(?:"
    + "|".join(f"(?P<d{i}>{words})" for i, words in enumerate(_DOINGS))
    + r")(?:력|능|성|활성|효과)?"
)
"""Doings of germs, antibodies and enzymes, the words of one kind side by side."""
_NOT_DONE = re.compile(
    r"(?:하|되|시키)?(?:지\s?(?:는|도|를)?\s?(?:않|못)|[가-힣]{0,2}?지\s(?:않|못))|[가-힣]{0,2}\s?(?:안|못)\s?(?:되|돼|됨|하|함|해|합|시)|(?:능력|활성|효과|작용)?(?:이|가|은|는|도)?\s?(?:전혀\s|거의\s)?(?:없|나타나지\s않|보이지\s않)"
)
_CLAUSE = re.compile(r".*(?:지만|으나|는데|은데|인데|[가-힣]고|[가-힣]며|[,;:.])\s", re.DOTALL)
_WORD = re.compile(r"[가-힣A-Za-z]{2,}")
_PARTICLE = re.compile(r"(?:으로부터|에서의|에서|에|의|을|를|이|가|은|는|와|과|도|내)$")
_EMPTY = re.compile(
    r"상기|인간|사람|유전자|단백질|세포|활성|효과|작용|통해|우수|mRNA|환자|대상|개체|체내|하여|해서|피부|염증성|사이토카인"
)


@dataclass(frozen=True)
class Effect:
    """What is done to the level of something."""

    what: str
    """The words for what it is done to."""
    level: int
    """Which group of levels."""
    more: bool
    """Whether there is more of it."""
    denied: bool
    start: int
    end: int


def effects(text: str) -> tuple[Effect, ...]:
    """Return what a text says is done to levels: «TNF-α의 분비를 억제», «발현 증가»."""
    found = []
    for match in _EFFECT.finditer(text):
        level = next(i for i, group in enumerate(_LEVELS) if match["level"] in group)
        more = bool(match["up"]) != bool(match["turn"])
        denied = _NOT_DONE.match(text, match.end()) is not None
        what = _CLAUSE.sub("", match["what"])
        start = match.end("what") - len(what)
        found.append(Effect(what, level, more, denied, start, match.end()))
    return tuple(found)


def doings(text: str) -> tuple[Effect, ...]:
    """Return what a text says is done, or not done: «히스타민을 생성하지 않는», «인슐린 수용체에 안 붙는»."""
    found = []
    for match in _DOING.finditer(text):
        kind = next(i for i in range(len(_DOINGS)) if match[f"d{i}"])
        behind = _NOT_DONE.match(text, match.end())
        what = _CLAUSE.sub("", match["what"])
        start, end = match.end("what") - len(what), behind.end() if behind else match.end()
        denied = bool(match["no"]) != bool(behind)
        found.append(Effect(what, -1 - kind, True, denied, start, end))
    return tuple(found)


def weigh_effect(need: Need, reading: Reading) -> Assessment | None:
    """Weigh what an element says is done to a level; None where the text tells nothing of it."""
    if need.absent or need.element.kind in ("category", "emulsion"):
        return None
    asked = (*effects(need.element.text), *doings(need.element.text))
    told = (*effects(reading.text), *doings(reading.text)) if asked else ()
    for one in asked:
        for other in told:
            if one.level != other.level or not _is_of_the_same(one.what, other.what):
                continue
            span = Span(
                start=other.start, end=other.end, text=reading.text[other.start : other.end].strip()
            )
            span = span.model_copy(update={"start": span.end - len(span.text)})
            if (one.more == other.more) == (one.denied == other.denied):
                continue
            return assessed(need, "another in its place", "미대응", False, span)
    return None


def _is_of_the_same(one: str, other: str) -> bool:
    """Whether two phrases name the same gene, signal or cell."""
    mine, theirs = codes(one), codes(other)
    if mine or theirs:
        return any(same(a.key, b.key) for a in mine for b in theirs)
    return bool(_words(one) & _words(other))


def _words(text: str) -> frozenset[str]:
    found = (_PARTICLE.sub("", w) for w in _WORD.findall(text))
    return frozenset(w for w in found if len(w) >= 2 and not _EMPTY.fullmatch(w))
