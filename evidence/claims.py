"""Claim reading: which claims decide, and how a claim's text is split into its elements.

Korean claims put the head noun last: «A 및 B를 포함하는 것을 특징으로 하는 미백용 화장료 조성물».
A claim is read as an optional preamble («…에 있어서,»), a body whose items are joined by commas,
semicolons, enumerators or 및, a transition (포함하는, 이루어진 …) and a tail that names the use and
the category. Every element is a piece of the claim text, word for word (``LABELS.md``, "How a
claim text is split").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from evidence.glossary import Glossary, Hit
from evidence.quantities import find_quantities
from evidence.types import ClaimElement
from evidence.wording import Wording, read_wording, without_salts
from graph.schema import Claim, ElementKind, Patent

_CITE = re.compile(
    r"(?:청구항\s*|제\s*)(\d+)\s*항?(?:\s*(?:내지|~|-|또는|및|,)\s*(?:청구항\s*|제\s*)?(\d+)\s*항?)*"
    r"(?:\s*중\s*(?:어느|적어도)?\s*(?:한|하나의?)?\s*항?)?"
)
_CITE_HEAD = re.compile(_CITE.pattern + r"\s*(?:에\s*있어서|에\s*있어)")
_CITE_NOUN = re.compile(
    _CITE.pattern + r"\s*(?:에\s*(?:따른|기재된|의한|의해|의하여|정의된|기재의)|의|에서)\s*"
)
_VERB = r"(?:포함|함유|구비|구성|배합|첨가|내장|탑재|사용|이용|혼합|형성|수행|실행|제공|저장|장착|설치|구현|적용|담지)"
_ADVERB = r"(?:각각\s*|더\s*|추가로\s*|함께\s*|필수\s*성분으로\s*|(?:유효|활성|주|필수)\s*성분으로서?\s*)*"
# What ends a body: the transition with the words that join it to the tail.
_TRANSITION = re.compile(
    rf"(?:(?:을|를|이|가)\s*{_ADVERB}{_VERB}(?:하는|하여\s*이루어진|되는|된|한|하고\s*있는)"
    r"|(?:만)?(?:으로|로)\s*(?:필수적으로\s*)?(?:이루어진|이루어지는|구성된|구성되는|되는|제조된|제조되는)"
    r"|(?:인|한|는|된|운|진|은)\s*것을\s*(?:그\s*)?특징으로\s*하는|(?:인|한|는|된)\s*것인"
    r"|함을\s*특징으로\s*하는|특징으로\s*하는|갖는|가지는"
    r"|(?<=이상|이하|미만|초과)인(?=\s)|(?<=[%℃\d])인(?=\s))"
    r"(?:\s*것을\s*(?:그\s*)?특징으로\s*하는)?(?:\s*것인)?"
)
_PREAMBLE = re.compile(r"^(?P<head>[^;:]{2,200}?)(?:에\s*있어서|으로서|로서)\s*,\s*")
_CLAUSE_END = re.compile(
    rf"(?:을|를|이|가)\s*{_ADVERB}{_VERB}(?:하고|하며|하되|되고|되며|되되|하여|하는|한|된|되는)\s*,?"
    r"|(?:으로|로)\s*(?:이루어지고|이루어지며|구성되고|구성되며|되고|되며)\s*,?"
    rf"|{_VERB}하지\s*(?:않고|않으며|아니하고|아니하며)\s*,?"
    r"|(?:이고|이며|인\s*것이며|갖고|가지고|가지며|갖되)\s*,"
    r"|것을\s*(?:그\s*)?특징으로\s*하는"
)
MARKUSH = re.compile(
    r"(?:으?로\s*(?:이루어진|이루어지는|구성된|구성되는|형성된)\s*(?:군|그룹))|중에서\s*선택|에서\s*선택"
    r"|으?로부터\s*(?:1종|하나|적어도|선택)|선택(?:되는|된|한)|중\s*(?:적어도|어느|하나|1종|1\s*종|선택)"
    r"|(?:하나|1종|한\s*가지|일종)\s*이상|\s또는\s|혹은"
)
CLOSED = re.compile(
    r"만으로\s*(?:이루어진|이루어지는|구성된|구성되는|되는)"
    r"|(?:으로|로)\s*(?:이루어진|이루어지는|구성된|구성되는)(?!\s*(?:군|그룹))"
)
_ENUMERATOR = re.compile(
    r"(?:(?<=^)|(?<=[\s,;:및]))(?:\(\s*(?:[a-zA-Z]|\d{1,2}|[ivx]{1,4}|[가-하])\s*\)"
    r"|(?:[a-zA-Z]|\d{1,2}|[ivx]{1,4})\)|[①-⑳]|[㉠-㉯])\s*"
)
_LEADING = re.compile(
    r"^(?:[\s,;:]+|및\s+|그리고\s+|또한\s+|하기\s+(?:성분|단계)(?:들)?(?:을|를)?\s*(?=$))+"
)
_TRAILING = re.compile(
    rf"(?:[\s,;:]+|\s및|\s그리고|(?:을|를)\s*{_ADVERB}(?:{_VERB}\S*)?|(?:이|가)\s+{_ADVERB}{_VERB}\S*"
    rf"|(?<=[가-힣A-Za-z\d)%])(?:을|를)?\s*(?:유효|활성|주)\s*성분으로서?(?:\s*{_ADVERB}{_VERB}\S*)?"
    r"|(?:만)?(?:으로|로)\s*(?:이루어\S*|구성\S*)|(?<=[가-힣A-Za-z\d)%])(?:을|를)"
    r"|(?:이고|이며|인\s*것이며)|(?<=이상|이하|미만|초과)인|(?<=[%℃\d])인"
    r"|(?:인|하는|한|된|되는)?\s*것을\s*(?:그\s*)?특징으로\s*하는)$"
)
_STEP = re.compile(r"단계(?:\s*\([^)]*\))?\s*(?:;|,|및|를|을|로|에서|이후)?")
_USE = re.compile(r"^(?P<use>.*\S용)(?:도의|도)?\s+(?P<rest>\S.*)$", re.DOTALL)
_TAG = re.compile(r"<[^<>]{1,20}>")


def cited_claims(text: str) -> tuple[int, ...]:
    """Return the numbers of the claims that ``text`` cites in its opening words, ascending.

    A range (제1항 내지 제4항) counts with all its members. Dependency is read from the text,
    because the office's own marks are often wrong (``KIPRIS.md``: 106 of 794 in one set).
    """
    match = _CITE.search(text[:200])
    if not match:
        return ()
    numbers = [int(n) for n in re.findall(r"\d+", match.group())]
    if re.search(r"내지|~|-", match.group()) and len(numbers) == 2:
        numbers = list(range(numbers[0], numbers[1] + 1))
    return tuple(sorted(set(numbers)))


def is_dependent(text: str) -> bool:
    """Return whether a claim depends on another one of its own category.

    «제1항에 있어서, …» depends; «제1항에 따른 조성물» (nothing more than the cited noun with further
    words before it) depends; «제1항의 조성물을 포함하는 화장품» has a category of its own.
    """
    if _CITE_HEAD.search(text[:200]):
        return True
    match = _CITE_NOUN.search(text[:200])
    if not match:
        return False
    rest = text[match.end() :]
    return not re.search(rf"(?:을|를)\s*{_ADVERB}{_VERB}|(?:으로|로)\s*(?:제조|이루어)", rest)


def independent_claims(patent: Patent) -> tuple[Claim, ...]:
    """Return the claims that decide infringement, each with the cited text put in.

    Deleted claims (empty text or 삭제) and dependent claims are left out: a dependent claim cannot
    be infringed where its independent claim is not (``LABELS.md``).
    """
    texts = {claim.number: claim.text.strip() for claim in patent.claims}
    filed = {claim.number: claim.text.strip() for claim in patent.claims_as_filed}
    return tuple(
        Claim(
            regit_num=patent.number,
            title=patent.title,
            claim_number=number,
            text=_put_in(text, texts),
            status=patent.status,
            filed_on=patent.filed_on,
            ended_on=patent.ended_on,
            ipc=patent.ipc,
            sample=patent.sample,
            as_filed=filed[number] if filed.get(number, text) != text else None,
        )
        for number, text in sorted(texts.items())
        if text and text not in ("삭제", "(삭제)") and not is_dependent(text)
    )


def _put_in(text: str, texts: dict[int, str], depth: int = 0) -> str:
    match = _CITE_NOUN.search(text[:200])
    cited = cited_claims(text) if match else ()
    if not match or not cited or depth > 8:
        return text
    source = texts.get(cited[0], "")
    if _CITE_HEAD.search(source[:200]):
        root = cited_claims(source)[0]
        source = texts.get(root, "") if root != cited[0] else ""
    source = _put_in(source, texts, depth + 1).rstrip(" .")
    noun = re.match(r"[^,;]{1,60}?(?=(?:을|를|이|가|으로|로|은|는)[\s,])", text[match.end() :])
    if not source or not noun:
        return text
    return text[: match.start()] + source + text[match.end() + noun.end() :]


def split_claim(text: str, glossary: Glossary) -> tuple[ClaimElement, ...]:
    """Split an independent claim into its elements, each a piece of ``text``.

    Raises nothing: a text with no recognisable structure is one element.
    """
    clean = _TAG.sub(lambda tag: " " * len(tag.group()), text)
    begin, end = 0, len(clean.rstrip(" .\n\t"))
    spans: list[tuple[int, int]] = []
    heads: list[tuple[int, int]] = []
    tails: list[tuple[int, int]] = []
    colon = re.search(r":\s*(?=\(?[a-zA-Z1가i①]\)|①)", clean)
    preamble = _PREAMBLE.match(clean)
    if preamble:
        heads = [preamble.span("head")]
        begin = preamble.end()
    body_end, tail_start = _tail(clean, begin, colon.start() if colon else end)
    if tail_start is not None:
        tails = [(tail_start, colon.start() if colon else end)]
        if colon:
            lead = clean[begin:body_end]
            begin, body_end = colon.end(), end
            if not re.fullmatch(r"\s*(?:하기|다음)(?:의)?\s*\S*(?:\s*\S+)?\s*", lead):
                spans += _body(clean, begin - len(lead) - 1, begin, glossary)
    spans += _body(clean, begin, body_end, glossary)
    category = _same_head(clean, heads, tails)
    elements = [
        _element(text, s, e, glossary, None) for s, e in _split_heads(category, clean, glossary)
    ]
    body = [_element(text, s, e, glossary, None) for s, e in spans]
    closed = _closed(clean, tail_start)
    if closed:
        body.append(_element(text, *closed, glossary, "other"))
    tail = [
        _element(text, s, e, glossary, kind)
        for s, e, kind in (part for span in tails for part in _split_tail(clean, *span, glossary))
        if not any(clean[s:e] in clean[hs:he] for hs, he in category)
    ]
    found = [*elements, *body, *tail]
    return tuple(found) or (_element(text, 0, end, glossary, None),)


def _split_heads(
    heads: Iterable[tuple[int, int]], text: str, glossary: Glossary
) -> list[tuple[int, int]]:
    """Split preambles into use, emulsion and category as a tail is split."""
    return [(s, e) for head in heads for s, e, _ in _split_tail(text, *head, glossary)]


def _same_head(
    text: str, heads: list[tuple[int, int]], tails: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Drop a preamble that the tail repeats in full ("A 조성물에 있어서, … A 조성물")."""
    tail_words = " ".join(" ".join(text[s:e].split()) for s, e in tails)
    return [(s, e) for s, e in heads if " ".join(text[s:e].split()) not in tail_words]


def _tail(text: str, begin: int, end: int) -> tuple[int, int | None]:
    """Return where the body ends and where the tail begins (None where there is no tail)."""
    best: re.Match[str] | None = None
    for match in _TRANSITION.finditer(text, begin, end):
        rest = text[match.end() : end].strip(" ,.")
        if rest and ";" not in rest and not re.match(r"(?:군|그룹|것|단계)", rest):
            best = match
    if best is None or end - best.end() > 160:
        return end, None
    return best.end(), best.end()


def _closed(text: str, tail_start: int | None) -> tuple[int, int] | None:
    """Return the closed transition right before the tail, where there is one."""
    if tail_start is None:
        return None
    for match in CLOSED.finditer(text, max(0, tail_start - 40), tail_start):
        if not text[match.end() : tail_start].strip() or re.fullmatch(
            r"\s*것을\s*(?:그\s*)?특징으로\s*하는\s*", text[match.end() : tail_start]
        ):
            return match.span()
    return None


def _depths(text: str) -> list[int]:
    depth, depths = 0, []
    for char in text:
        if char in ")]}）":
            depth = max(0, depth - 1)
        depths.append(depth)
        if char in "([{（":
            depth += 1
    return depths


def _body(text: str, begin: int, end: int, glossary: Glossary) -> list[tuple[int, int]]:
    body = text[begin:end]
    if not body.strip(" ,;"):
        return []
    depths = _depths(body)
    cuts = [i for i, c in enumerate(body) if c in ";\n" and depths[i] == 0]
    steps = [m.end() for m in _STEP.finditer(body) if depths[m.start()] == 0]
    marks = [m.start() for m in _ENUMERATOR.finditer(body) if depths[m.start()] == 0]
    if sum(body[i] == ";" for i in cuts) >= 1:
        pieces = _cut(body, cuts)
    elif len(steps) >= 2:
        pieces = _cut(body, steps)
    elif len(marks) >= 2:
        pieces = _cut(body, marks)
    else:
        pieces = _list(body, depths, glossary)
    clauses = (part for piece in pieces for part in _clauses(body, *piece, depths))
    cleaned = (_clean(text, begin + s, begin + e) for s, e in clauses)
    return [(s, e) for s, e in cleaned if e - s >= 2]


def _clauses(body: str, start: int, end: int, depths: list[int]) -> list[tuple[int, int]]:
    """Cut one item after each clause that ends inside it («A를 포함하고, pH가 5 내지 7인»)."""
    ends = [
        m.end()
        for m in _CLAUSE_END.finditer(body, start, end)
        if depths[m.start()] == 0 and not _qualifies(m) and body[m.end() : end].strip(" ,;.")
    ]
    edges = [start, *ends, end]
    return list(pairwise(edges))


def _cut(body: str, places: list[int]) -> list[tuple[int, int]]:
    edges = [0, *places, len(body)]
    return [(a, b) for a, b in pairwise(edges) if body[a:b].strip()]


def _list(body: str, depths: list[int], glossary: Glossary) -> list[tuple[int, int]]:
    """Cut a running list at commas, 및, 와/과 and clause ends, keeping each Markush group whole."""
    clause_ends = {
        m.end()
        for m in _CLAUSE_END.finditer(body)
        if depths[m.start()] == 0 and m.end() < len(body) and not _qualifies(m)
    }
    places = set(clause_ends)
    for match in re.finditer(
        r"(?<!\d),(?!\d)|(?<=\d),(?=\s)|(?<=\D),(?=\d)|\s및\s|\s그리고\s", body
    ):
        if depths[match.start()] == 0:
            places.add(match.start())
    hits = glossary.find(body)
    ends, starts = {hit.end for hit in hits}, {hit.start for hit in hits}
    for match in re.finditer(r"(?:와|과)\s+", body):
        if depths[match.start()] == 0 and match.start() in ends and match.end() in starts:
            places.add(match.start())
    pieces = _cut(body, sorted(places))
    return _keep_groups(body, pieces, clause_ends)


def _qualifies(match: re.Match[str]) -> bool:
    """A verb that only qualifies the next noun («A를 함유하는 캡슐») ends no item."""
    words = match.group().rstrip()
    return words.endswith(("하는", "한", "된", "되는")) and "특징" not in words


def _keep_groups(
    body: str, pieces: list[tuple[int, int]], clause_ends: set[int]
) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in pieces:
        words = body[start:end]
        match = MARKUSH.search(words)
        alias = re.search(r"또는\s+(?:이의|그의|그|이들의|이)\s", words)
        if match and not alias:
            while (
                merged
                and merged[-1][1] == start
                and start not in clause_ends
                and not find_quantities(body[slice(*merged[-1])])
                and not MARKUSH.search(body[slice(*merged[-1])])
            ):
                start = merged.pop()[0]
                if body[start:].lstrip(" ,").startswith("상기"):
                    break
        merged.append((start, end))
    return merged


def _clean(text: str, start: int, end: int) -> tuple[int, int]:
    """Trim joining words, enumerators, particles and transitions off both ends."""
    while start < end:
        lead = _LEADING.match(text[start:end]) or _ENUMERATOR.match(text[start:end])
        if lead and lead.end():
            start += lead.end()
            continue
        trail = _TRAILING.search(text[start:end])
        if trail and trail.start() > 0 and trail.group():
            end = start + trail.start()
            continue
        if trail and trail.start() == 0:
            return start, start
        break
    return start, end


def _split_tail(
    text: str, start: int, end: int, glossary: Glossary
) -> list[tuple[int, int, ElementKind]]:
    """Split «유중수형 자외선 차단용 화장료 조성물» into emulsion, use and category."""
    while start < end and text[start] in " ,\n\t":
        start += 1
    while end > start and text[end - 1] in " ,.\n\t":
        end -= 1
    parts: list[tuple[int, int, ElementKind]] = []
    emulsions = [h for h in glossary.find(text[start:end]) if h.concept.kind == "emulsion"]
    if emulsions and emulsions[0].start == 0:
        stop = start + emulsions[0].end
        while stop < end and not text[stop].isspace() and text[stop] in "의인상":
            stop += 1
        if text[stop:end].strip():
            parts.append((start, start + emulsions[0].end, "emulsion"))
            start = stop
            while start < end and text[start].isspace():
                start += 1
    use = _USE.match(text[start:end])
    if use:
        parts.append((start + use.start("use"), start + use.end("use"), "use"))
        start = start + use.start("rest")
    else:
        hits = glossary.find(text[start:end])
        functions = [h for h in hits if h.concept.kind == "function" and h.start == 0]
        if functions and text[start + functions[0].end : end].strip():
            stop = start + functions[0].end
            parts.append((start, stop, "use"))
            start = stop
            while start < end and text[start] in " \n":
                start += 1
    if start < end:
        parts.append((start, end, "category"))
    return parts


def _element(
    text: str, start: int, end: int, glossary: Glossary, kind: ElementKind | None
) -> ClaimElement:
    words = text[start:end]
    return ClaimElement(
        text=words, start=start, end=end, kind=kind or element_kind(words, glossary)
    )


_KINDS: dict[str, ElementKind] = {
    "substance": "substance",
    "class": "substance",
    "material": "substance",
    "form": "category",
    "function": "use",
    "emulsion": "emulsion",
    "part": "structure",
    "software": "structure",
    "step": "step",
    "property": "property",
}
_STEP_END = re.compile(r"(?:단계|공정|과정)(?:\s*\([^()]*\))?$")
_USE_END = re.compile(
    r"(?<![사이적작활수혼병비가내허착복응])용(?:도)?(?:의|인)?$|용\s+또는\s.*용$|(?:하기|를|을)\s*위한$"
)
_ENDINGS: tuple[tuple[ElementKind, re.Pattern[str]], ...] = (
    (
        "category",
        re.compile(
            r"(?:조성물|화장료|화장품|제품|제제|방법|장치|시스템|키트|식품|음료|의약품|기록\s?매체|제법|제형|용기|기구|기계|치약|비누)$"
        ),
    ),
    ("emulsion", re.compile(r"(?:분산물|분산액|유화물|유화액|에멀[젼전]|에멀션)$")),
    (
        "substance",
        re.compile(
            r"(?:추출물|발효물|발효액|분획물?|분말|가루|농축[액물]|가수분해물|유도체|배당체|화합물|중합체|공중합체|폴리머|코폴리머|수지|오일|유|검|산|염"
            r"|에스[테터]르?|에[테터]르|알[코콜][올]?|아[미마]이?드|아민|글[루리]\S{1,8}|올|이트|아졸|닌|린|틴|딘|펜|마이신|핀|론|톨|당|콜|란|렌|[로오]스|라이드|사이드|왁스|펩타이드|단백질?|비타민\s?\S{0,3}|성분|물질|원료|(?<![억통절규배문강전실삭해복\d제])제|물|균주?|효소|안료|염료|색소|입자|섬유|산화물|이온)$"
        ),
    ),
    (
        "structure",
        re.compile(
            r"(?:부|부재|관|장치|유닛|모듈|층|판|홈|홀|공간|팁|구|(?:본|몸|회전|지지|고정|이동)체|기|대|봉|축|링|캡|커버|프레임|하우징|케이스|센서|모터|펌프|밸브|노즐|탱크|챔버|벨트|롤러|핀|니들|시트|필름|패드|브러[시쉬]|회로|전극|단말|서버|램프|히터|팬|레버|스프링|용기|뚜껑|패널|블레이드|날|망|망체|라인|막|튜브|호스|벽|면)$"
        ),
    ),
)
_FORM_END = re.compile(r"[가-힣](?:형|타입|제형)$")
_PREDICATE = re.compile(r"(?:는|며|고|여|어|도록|억제|향상|증가|감소|우수|된|한|되|하)$")
_PROPERTY_UNITS = frozenset({"pH", "SPF", "HLB", "℃", "Pa·s", "m", "Da", "mN/m", "g/mol", "°"})


def element_kind(words: str, glossary: Glossary) -> ElementKind:
    """Tell what an element is about from its head, the last noun of its content, and its ending.

    A list's head is its last member; where the glossary does not know the head, its last
    syllables tell («…추출물» is a substance, «…부» a part).
    """
    stripped = words.strip(" ,.;")
    if CLOSED.fullmatch(stripped):
        return "other"
    wording = read_wording(stripped)
    content, (start, end) = wording.content, wording.body
    asked = content[start:end].strip()
    if _STEP_END.search(asked):
        return "step"
    share = any(q.unit.endswith(("%", "부")) for q in wording.quantities)
    if wording.active:
        return "substance"
    if not share and _USE_END.search(asked):
        return "use"
    hits = [h for h in glossary.find(content) if h.concept.kind in _KINDS]
    body = [h for h in hits if start <= h.start and h.end <= end]
    last = _head_hit(content, end, body)
    if wording.ratio and not share and not (last and last.start > wording.ratio.end):
        return "property"
    valued = [q for q in wording.quantities if not q.unit.endswith(("%", "부"))]
    properties = glossary.find(wording.text, frozenset({"property"}))
    if wording.quantities and _is_value(wording, properties):
        return "property"
    if share:
        return "substance"
    if last is not None:
        return _KINDS[last.concept.kind]
    if not asked and wording.subject[1]:
        subject = [h for h in hits if h.start < wording.subject[1]]
        if subject:
            return _KINDS[subject[-1].concept.kind]
    ending = _ending(asked)
    if ending:
        return ending
    if _FORM_END.search(asked):
        return "category"
    if wording.text != without_salts(wording.text):
        return "substance"
    known = [h for h in body if h.concept.kind != "form"]
    if _PREDICATE.search(asked):
        kind = _KINDS[known[-1].concept.kind] if known else "other"
        return "other" if kind == "substance" else kind
    known = [h for h in known if h.concept.kind != "step"] or body
    if any(q.unit in _PROPERTY_UNITS for q in valued) and not known:
        return "property"
    return _KINDS[known[-1].concept.kind] if known else "other"


_AFTER_HEAD = re.compile(
    r"(?:\s*\([^()]*\)?)?\s*(?:(?:계열|류|계|성분|화합물|물질|원료|유도체|입자|분말|혼합물|조합|조성물|제형|형태|타입|형|상|용액)\s*)*"
)
_VALUE_WORD = re.compile(
    r"(?:능|율|률|순도|경도|점도|온도|비중|밀도|강도|투명도|입경|입도|크기|파장|두께|길이|높이|직경|지름|너비|폭|면적|분자량|값|지수|계수"
    r"|비표면적|흡유량|함수량|수분\s?함량|생균수|접촉각|융점|비점|압력|속도|시간|각도)(?:이|가|은|는)?\s*(?:\([^()]*\)\s*)?$"
)


_TO_VALUE = re.compile(
    r"\s*(?:\([^()]*\))?\s*(?:값|치|지수|범위)?(?:이|가|은|는|을|를|의)?\s*(?:\([^()]*\))?\s*(?:각각|약|범위가)?\s*"
)


def _head_hit(content: str, end: int, hits: Sequence[Hit]) -> Hit | None:
    """Return the known name that ends the content, nothing but weak words after it."""
    return next(
        (h for h in reversed(hits) if _AFTER_HEAD.fullmatch(content[h.end : end].rstrip())), None
    )


def _is_value(wording: Wording, properties: Sequence[Hit]) -> bool:
    """Whether the text states the value of a property and names nothing after it."""
    content, (_, end) = wording.content, wording.body
    for quantity in wording.quantities:
        if re.search(r"[가-힣]{2,}", content[min(quantity.end, end) : end]):
            continue
        before = wording.content[: quantity.start].rstrip()
        if _VALUE_WORD.search(before):
            return True
        named = [h for h in properties if h.end <= quantity.start or h.start == quantity.start]
        if named and _TO_VALUE.fullmatch(wording.text[named[-1].end : quantity.start]):
            return True
    return False


def _ending(asked: str) -> ElementKind | None:
    word = re.sub(r"\s*\([^()]*\)?", "", asked).strip()
    return next((kind for kind, pattern in _ENDINGS if pattern.search(word)), None)
