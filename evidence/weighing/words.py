"""The words an element may be told in, and the words of a text that no known name covers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from evidence.needs import Need
from evidence.other_kind import IS_NOT
from evidence.phrases import Term
from evidence.products import Reading, mention_at
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import words_of
from graph.schema import Span

HALF_SAID = 0.4
"""Share of its terms from which on the product is taken to say what is named, not described: a
category, a use, a property, a form."""
WELL_SAID = 0.6
"""Share from which on, with the head noun, that is taken for settled."""
TOO = re.compile(r"도\s")
"""«천연향도 들어가고»: what is in as well takes no other thing's place."""
ADDED = re.compile(
    r"(?:\s?(?:분말|가루|농축액|추출물))?(?:도\s|(?:을|를|이|가)?\s?(?:\(?\d[\d.,~]*\s?(?:[%％]|wt%|중량%|중량부|부|mg|g|ppm)\)?)?\s?(?:도|을|를|이|가)?\s?"
    r"(?:극?소량|미량|조금|약간|살짝|일부|추가(?!\s?(?:안|없|하지))|더[한해했]|덧|보[탠태탰]|곁들|보강|보조|토핑|가미))"
)
"""«흑삼도 넣은», «카놀라유 조금», «전분 5%를 보탠»: what is in besides takes no other thing's place."""
EITHER = re.compile(
    r"또는|혹은|이나\s|중에서|선택(?!적|성)|군(?:에서|으로부터)|중\s?(?:에서|하나|어느|적어도|1)"
)
"""«A 또는 B», «A 및 B 중 어느 하나»: one of several will do."""
AND_OTHERS = re.compile(r"(?:[^.!?;\n]|\.\d){0,40}?\s?등(?=[을이의]?(?:\s|[,.]|$))")
"""«계면활성제는 A, B 등»: a list that goes on."""
PRODUCT_WORD = re.compile(r"[가-힣A-Za-z]*(?:신제품|제품|상품|품목)")
PARENTHESISED = re.compile(r"[(（](?P<short>[A-Za-z][A-Za-z\d\s.\-]{1,40})[)）]")
_WORD = re.compile(r"[가-힣A-Za-z][가-힣A-Za-z\d]*(?:-[가-힣A-Za-z\d]+)*")
_PARTICLES = re.compile(
    r"(?:(?<=[가-힣]{2})|(?<=[A-Za-z\d]{2}))(?:입니다|이에요|예요|이요|인데요?|으로|로|을|를|이|가|은|는|의|에|와|과|랑|도|만)$"
)
_FIRST_CLAUSE = re.compile(r"(?<!\d)[,.]|[,.](?!\d)|[;:(\n—]|\s[-→]\s")
_ENDED = re.compile(
    r"(?:을|를)?\s?(?:기획|개발|출시|준비|생각|구상|만들|만드|내려|제조|생산)\S*|입니다|이에요|예요|이야|임|이고|인데\S*|[.,!?~ㅎㅋ]"
)


def stretch_around(edge: re.Pattern[str], text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the stretch that has a place begins and ends: the item of a list, the clause."""
    begin = max((m.end() for m in edge.finditer(text, 0, start)), default=0)
    after = edge.search(text, end)
    return begin, after.start() if after else len(text)


def own_words(need: Need) -> list[tuple[str, Span | None]]:
    """Return the words by which an element may stand in a text as they are."""
    words: list[tuple[str, Span | None]] = [
        (n, name.span) for name in need.names for n in (name.text, *name.aliases)
    ]
    bracketed = need.options and need.element.text[: need.options[0].span.start].endswith("(")
    if (not need.options or (bracketed and len(need.options) == 1)) and len(need.raw) >= 2:
        words.append((need.raw, _find_span(need.element.text, need.raw)))
    if need.element.kind == "substance" and len(need.options) + len(need.names) < 2:
        words += [
            (m["short"], words_of(m, "short")) for m in PARENTHESISED.finditer(need.element.text)
        ]
    return [(text, span) for text, span in words if len(text) >= 2]


def unknown_words(reading: Reading) -> list[tuple[int, int]]:
    """Return the places of the words that no known name covers."""
    known = [
        (m.start, m.end)
        for m in reading.mentions
        if m.concept is not None and not m.concept.id.startswith("name:")
    ]
    places = []
    for match in _WORD.finditer(reading.text):
        start, end = match.start(), match.start() + len(_PARTICLES.sub("", match.group()))
        if end - start >= 2 and not any(a < end and start < b for a, b in known):
            places.append((start, end))
    return places


def unknown_runs(reading: Reading) -> list[tuple[int, int]]:
    """Return the places of unknown words, and of two that stand side by side."""
    places = unknown_words(reading)
    pairs = [
        (a, d) for (a, b), (c, d) in itertools.pairwise(places) if reading.text[b:c] in (" ", "-")
    ]
    return [*places, *pairs]


def cut_words(reading: Reading) -> list[tuple[int, int]]:
    """Return the places of words of which a known name is but the beginning: 나이아신 in 나이아신아미이드."""
    made = []
    for m in reading.mentions:
        rest = _REST.match(reading.text, m.end) if m.kind == "substance" else None
        end = m.end + len(_PARTICLES.sub("", rest.group())) if rest else m.end
        if end - m.end >= LEAST_REST and all(
            o is m or o.end <= m.end or end <= o.start for o in reading.mentions
        ):
            made.append((m.start, end))
    return made


_REST = re.compile(r"[가-힣]+")
LEAST_REST = 2
"""Letters behind a known name that make another word of it."""


def product_noun(reading: Reading) -> Span | None:
    """Return the word that names the product where no known form does: the last before its verb."""
    places = unknown_words(reading)
    named = [p for p in places if _ENDED.match(reading.text[p[1] :].lstrip() or ".")]
    if not named:
        return None
    start, end = named[-1]
    if PRODUCT_WORD.fullmatch(reading.text[start:end]):
        return None
    return Span(start=start, end=end, text=reading.text[start:end])


def last_word(reading: Reading) -> Span | None:
    """Return the word that a text's first clause ends in, which mostly says what the product is."""
    first = _FIRST_CLAUSE.split(reading.text.strip())[0]
    words = [m for m in _WORD.finditer(first) if len(m[0]) > 1]
    at = reading.text.find(words[-1][0]) if words else -1
    if at < 0 or PRODUCT_WORD.fullmatch(words[-1][0]):
        return None
    mention = mention_at(reading, at, at + len(words[-1][0]))
    ingredient = mention.concept is not None and mention.concept.kind in ("substance", "class")
    if mention.negated or ingredient:
        return None
    return Span(start=at, end=at + len(words[-1][0]), text=words[-1][0])


def first_said(
    known: Knowledge, wanted: Sequence[Term], reading: Reading, substances: bool = True
) -> Span | None:
    """Return the first of the words that the text says, within names of substances or not."""
    canonical = known.glossary.speller.canonical(reading.text)
    for term in wanted:
        key = known.glossary.speller.key(term.text)
        at = canonical.text.find(key)
        if at < 0:
            continue
        start, end = canonical.origin(at, at + len(key))
        if substances or not _names_a_substance(reading, start, end):
            return Span(start=start, end=end, text=reading.text[start:end])
    return None


def _names_a_substance(reading: Reading, start: int, end: int) -> bool:
    """Whether a place lies within a substance's name."""
    return any(
        m.kind == "substance" and m.concept is not None and m.start <= start and end <= m.end
        for m in reading.mentions
    )


def _find_span(text: str, words: str) -> Span | None:
    """Return where words stand in a text; None where they do not."""
    at = text.find(words)
    return Span(start=at, end=at + len(words), text=words) if at >= 0 else None


def is_refused(text: str, end: int) -> bool:
    """Whether the words behind a use say that it is not that: «세탁조용은 아니고», «렌지 조리 불가»."""
    return _IS_REFUSED.match(text, end) is not None


_IS_REFUSED = re.compile(
    rf"\s?(?:[가-힣]{{1,4}}(?=용))?(?:용|품|제품)?(?:으로|로|에)?(?:은|는|이|가|도)?\s?(?:{IS_NOT}|불가(?![가-힣]*피)|금지(?![가-힣])"
    r"|(?:취급|판매|지원|운영)(?:은|을)?\s?(?:안\s|하지\s?않|불가)|(?:안\s?|못\s?)(?:다[루뤄룹룬룸]|팔|팝)|(?:다루|팔)지\s?않"
    r"|(?:안\s?|못\s?)(?:돼|됩|됨|되는|됩니|써|씁|쓴)|(?:쓸|사용할)\s수\s없)"
    r"|에(?:는|서는|선)?\s(?:절대로?\s)?(?:넣|돌리|쓰|사용하|데우)[가-힣]{0,3}면\s(?:절대로?\s)?안"
    r"|(?:이?랑|와|과)(?:은|는)?\s(?:전혀\s|아무\s|별\s|크게\s)?(?:상관|무관|관계)"
)
