"""Claim reading: which claims decide, and how a claim's text is split into its elements.

Korean claims put the head noun last: «A 및 B를 포함하는 것을 특징으로 하는 미백용 화장료 조성물».
A claim is read as an optional preamble («…에 있어서,»), a body whose items are joined by commas,
semicolons, enumerators or 및, a transition (포함하는, 이루어진 …) and a tail that names the use and
the category. Every element is a piece of the claim text, word for word (``LABELS.md``, "How a
claim text is split").
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from evidence.glossary import Glossary, Hit, load_glossary
from evidence.quantities import ON_BODY, find_quantities
from evidence.types import ClaimElement
from evidence.wording import Wording, plain, read_wording, without_salts
from graph.schema import Claim, ElementKind, Patent

_CITE = re.compile(
    r"(?:청구항\s*제?\s*\d+\s*항?|제\s*\d+\s*(?:항|(?=(?:내지|~|-|또는|및|,|\s)+(?:제\s*)?\d+\s*항)))"
    r"(?:\s*(?:내지|~|-|또는|및|,)\s*(?:청구항\s*|제\s*)?\d+\s*(?:항|(?!\s*[가-힣])|(?=\s*(?:내지|중|에|의|또는))))*"
    r"(?:\s*중\s*(?:어느|적어도)?\s*(?:한|하나의?)?\s*(?:항|하나)?)?"
)
_CITE_HEAD = re.compile(_CITE.pattern + r"\s*(?:에\s*있어서|에\s*있어)")
_CITE_NOUN = re.compile(
    _CITE.pattern + r"\s*(?:에\s*(?:따른|기재된|의한|의해|의하여|정의된|기재의)|의|에서)\s*"
)
_VERB = r"(?:포함|함유|구비|구성|배합|첨가|내장|탑재|사용|이용|혼합|형성|수행|실행|제공|저장|장착|설치|구현|적용|담지)"
_ADVERB = (
    r"(?:각각\s*|더\s*|추가로\s*|함께\s*|모두\s*|동시에\s*|필수적으로\s*|필수\s*성분으로\s*"
    r"|(?:유효|활성|주|필수)\s*성분으로서?\s*)*"
)
_HAVE = r"(?:포함|함유|구비|배합|첨가|내장|탑재|장착|담지)"
# What ends a body: the transition with the words that join it to the tail.
_TRANSITION = re.compile(
    rf"(?:(?:을|를|이|가|로)\s*{_ADVERB}{_HAVE}(?:하는|하여\s*이루어진|하여\s*이루어지는|되는|된|한|하고\s*있는|하여\s*되는)(?!\s*않)"
    r"|(?:만)?(?:으로|로)\s*(?:필수적으로\s*)?(?:이루어진|이루어지는|구성된|구성되는|제조된|제조되는)(?!\s*(?:군|그룹))"
    rf"|{_HAVE}하지\s*(?:않는|아니하는|않은)|{_HAVE}하는\s*않는"
    r"|(?:인|한|는|된|운|진|은|킨|린)\s*것을\s*(?:그\s*)?특징으로\s*하는|(?:인|한|는|된)\s*것인"
    r"|함을\s*(?:그\s*)?특징으로\s*하는|특징으로\s*하는|갖는|가지는"
    r"|(?<=이상|이하|미만|초과|이내)인(?=[\s,])|(?<=[%℃\dA-Za-z㎛㎚㎜㎖°])\s?인(?=[\s,])|(?<=[가-힣)])인\s*,)"
    r"(?:\s*것을\s*(?:그\s*)?특징으로\s*하는)?(?:\s*것인)?\s*,?"
)
_ADNOMINAL = re.compile(r"(?:[하되지시키치있없않]는|[가-힣](?:된|한|인|킨|린|진|운))\s*,?\s+(?=\S)")
_PREAMBLE = re.compile(r"\s*(?P<head>[^;:]{2,300}?)(?:에\s*있어서|으로서|로서|로써)\s*,\s*")
_NOISE = re.compile(r"<[^<>]{1,20}>|003c#|003e#")
_APPENDIX = re.compile(
    r"(?<=[가-힣)\]])\.\s*(?=\S)|(?<=[가-힣])\s*(?=\[?(?:화학식|구조식|반응식|수학식)\s*\d*\]?\s*[A-Z(])"
)
_DEFINED = re.compile(
    r"성분\s*[A-Z]\s*:|(?:\(?여기서|이때|상기\s*(?:화학식|식|구조식)|식\s*(?:중|에서))[,\s]|\[?(?:화학식|구조식|식)\s*\d"
)
_COLON = re.compile(
    r":\s*(?=\(?\s*[a-zA-Z1가i]\s*[\).]|①|㉠|-\s)|(?<=하기)의?\s*(?:단계|성분)(?:들)?\s*:"
)
_PLACEHOLDER = re.compile(
    r"[A-Za-z]-?\d?|\d{1,3}|[가나다라마바사]|[ivx]+|(?:상기|하기|다음)의?|의|들|중|어느|한|하나|하나의|적어도|항|제|내지|및|또는|와|과"
    r"|(?:성분|단계|공정|요건|구성|것|과정|조건|화학식|구조식|반응식|수학식|일반식|식|청구항|구성요소)(?:들|의|를|을|와|과)?"
    r"|(?:제|청구항)?\d{1,3}항(?:의|에|을|를)?"
)
_CLAUSE_END = re.compile(
    rf"(?:을|를|이|가|으로|로)\s*{_ADVERB}{_HAVE}(?:하고|하며|하되|되고|되며|되되|하여\s*이루어지고|하여\s*이루어지며)\s*,?\s*"
    r"|(?:으로|로)\s*(?:이루어지고|이루어지며|이루어지되|구성되고|구성되며|구성되되)\s*,?\s*"
    rf"|{_HAVE}하지\s*(?:않고|않으며|아니하고|아니하며)\s*,?\s*"
    r"|(?:[하되지시키치있없않]|이|인\s*것이|한\s*것이|된\s*것이|갖|가지|놓이|으)(?:고|며|되)\s*(?:,\s*|(?=상기))"
    r"|(?:한다|된다|이다)\.\s*"
)
MARKUSH = re.compile(
    r"(?:으?로\s*(?:이루어진|이루어지는|구성된|구성되는|형성된)\s*(?:군|그룹))|중에서\s*선택|에서\s*선택"
    r"|으?로\s*부터\s*(?:1종|하나|적어도|선택)|선택(?:되는|된|한)|중\s*(?:적어도|어느|하나|1종|1\s*종|선택)"
    r"|(?:하나|1종|한\s*가지|일종)\s*이상|\s또는\s|혹은"
)
_CONSISTS = r"(?:이루어(?:진|지는|지고|지며|져)|구성(?:된|되는|되고|되며|되어|돼)|조성(?:된|되는|되고|되며))"
_CLOSED = (
    rf"(?:만으로|(?:으로|로)만)\s*(?:{_CONSISTS}|되는|된|(?:제조|형성)(?:된|되는))"
    rf"|(?:으로|로)\s*{_CONSISTS}(?!\s*(?:군|그룹))"
)
_NO_FURTHER = (
    r"(?:(?:그|이)\s?(?:외|밖)에?|(?:상기\s?)?이?외에?|기타|별도|추가(?:적인)?|다른|여타)(?:의|로)?\s?"
    r"(?:다른\s|기타\s|추가(?:의|적인)?\s)?(?:성분|물질|첨가물|첨가제|원료|재료|화합물|것)(?:들)?(?:을|를|은|는|이|가)?\s?"
    r"(?:더\s|추가로\s|일절\s|전혀\s|실질적으로\s)?(?:(?:포함|함유|첨가|사용|배합|투입)(?:하지|되지)\s?(?:않|아니)|없)\S*"
)
CLOSED = re.compile(_CLOSED)
"""Closed wording (…만으로 이루어진): the product has nothing else (shared/LABELS.md)."""
_CLOSED_ELEMENT = re.compile(
    r"(?:및\s)?(?:(?:상기|위|이들|이|전술한|열거(?:한|된))\s?)?(?:(?:\d|[한두세네]|다섯|여섯)\s?(?:가지|개|종)?(?:의)?\s?)?"
    rf"(?:(?:성분|원료|물질|재료|구성(?:요소)?)(?:들)?)?(?:{_CLOSED})(?:\s있는)?(?:,?\s{_NO_FURTHER})?(?:\s*것)?(?:[을이]\s*(?:그\s*)?특징으로\s*\S*)?"
    rf"|(?:상기\s?성분\s?)?{_NO_FURTHER}(?:\s*것)?(?:[을이]\s*(?:그\s*)?특징으로\s*\S*)?"
)
_ENUMERATED = re.compile(
    r"(?:(?<![^\s,;:및]))(?:\(\s*(?:[a-zA-Z](?:-?\d)?|\d{1,2}|[ivx]{1,4}|[가나다라마바사아자차카타파하]|[ㄱ-ㅎ]|[SP]\d{1,3})\s*\)(?!\s*(?:성분\s?(?:이|은|과|와|의)|의\s|에서|에\s|[을를로와과]\s|단계))"
    r"|(?:[a-zA-Z]|\d{1,2}|[ivx]{1,4}|[가나다라마바사아자차카타파하])\)(?!\s*(?:의\s|에서|에\s|[을를로와과]\s|단계))|[①-⑳]|[㉠-㉯]|[a-z]\.\s)\s*(?:성분\s*:\s*|단계\s*:\s*)?"
)
_LEADING = re.compile(
    rf"^(?:(?:을|를|이|가|으로|로)\s*{_ADVERB}{_HAVE}(?:하는|하고|하며|하되|하여|한|된|되는|함)"
    r"(?:을?\s*(?:것을\s*)?(?:그\s*)?특징으로\s*하는)?(?=[\s,;]|$)|[\s,;:\]]+|및\s*,?\s*|(?:그리고|또한|또|아울러|여기에|단)(?:[\s,]+|(?=상기|\())"
    r"|(?:와|과|을|를|로|으로|은|는|이|가|에)(?=[\s,])|하기\s+(?:성분|단계)(?:들)?(?:을|를)?\s*(?=$)|[-•·]\s"
    r"|유효\s*성분으로서?\s+)+"
)
_TRAILING = re.compile(
    rf"(?:[\s,;:.\[]+|\s및|\s그리고|(?:을|를)\s*{_ADVERB}(?:{_VERB}\S*)?(?:\s이루어\S*)?"
    rf"|(?:이|가)\s+{_ADVERB}{_HAVE}\S*|(?<=[가-힣A-Za-z\d)%])(?:을|를)?\s*(?:유효|활성|주)\s*성분으로서?"
    rf"(?:\s*{_ADVERB}{_VERB}\S*)?|(?:만)?(?:으로|로)\s*(?:이루어\S*|구성\S*|{_HAVE}\S*)"
    r"|(?<=[가-힣A-Za-z\d)%])(?:을|를)(?:\s*더)?|(?:이고|이며|이되|(?<=것)이며)"
    r"|(?<=이상|이하|미만|초과|이내|범위|형태)인|(?<=[%℃\dA-Za-z])\s?인|(?<=[가-힣]{2})하(?:고|며|되)"
    r"|(?:인\s*|\s)것을\s*(?:그\s*)?특징으로\s*하는|함을\s*(?:그\s*)?특징으로\s*하는|\s것인"
    r"|(?<=[%부상하만)])(?:와|과)|(?<=[가-힣]{2})(?:와|과)|(?<=[부%])에\s*대(?:하여|해서?))$"
)
_CONTENT = re.compile(r"[가-힣]{2,}|[A-Za-z]{3,}")
_PARTICLES = re.compile(
    r"(?<=[가-힣])(?:을|를|은|는)$|(?<=[가-힣]{2})(?:으로서|로서|으로써|로써|으로부터|로부터|에서|에는|으로|까지|부터|은|는|이|가|을|를|의|에|로|와|과|도|만|인)$"
)
_JOINING = re.compile(
    r"(?:포함|함유|구비|구성|배합|첨가|혼합|이용|사용|제공|수행|형성|구현|적용|실행)(?:하|되|한|된|함|할|시)?\S{0,4}"
    r"|이루어\S{1,2}|특징\S{0,2}|이고|이며|이되|으?로서|으?로써|으로|추가|하되|항에|함을|[ivx]+|있어서?|있는|상기|하기|다음|그리고|또한|또는|아울러|더욱|추가로|각각|함께|동시에|모두|여기에?"
    r"|(?:유효|활성|필수|주)?성분\S{0,2}|유효|활성|단계\S{0,2}|공정\S{0,2}|것을|것인|것이\S?|것으로|하는|하여|하고|하며|되는|되며|되고|갖는|가지는"
    r"|대하여|대해서?|따른|따라|의한|의해|의하여|기재된?|정의된|중에서|어느|한항|하나|적어도|이상|이하|선택\S{0,2}|군에서|로부터"
    r"|조성물\S?|방법\S{0,2}|위하여|위한|통해|통하여|경우|때|이때|해당|그것|이를|위해|청구항|관한|필수적\S?|본질적\S?|등을|등의"
)
_STEP = re.compile(r"(?:단계|공정)(?:\s*\([^)]*\))?\s*(?:;|,|및(?=\s)|와|과|를|을|로|에서|이후)?")
_SEPARATOR = re.compile(
    r"(?<!\d),(?!\d)|(?<=\d),(?=\s)|(?<=\D),(?=\d)|\s및(?=[\s(상])|\s그리고\s|\n|(?:을|를)\s+(?=[\d.:\s내지~]+의\s*\S*비(?:율)?로)"
)
_PAIRED = re.compile(
    r"[^,]{0,60}?(?:의\s*(?:중량|질량|부피|체적|몰|혼합|배합|함량|함유량)?\s*(?:비|비율|합)|사이|결합|혼합한|반응|로\s*된|으로\s*된|를\s*합|을\s*합|조합)"
)
_WHOLE = re.compile(
    r"(?:을|를)\s*모두\s*(?:포함|함유)하는|(?:을|를)\s*합(?:하|쳐|한)|의\s*(?:중량|질량|부피|체적|몰|혼합|배합)?\s*(?:비율|비)(?:는|가|이|\s)"
    r"|의\s*혼합물|활성이\s*동시에|의\s*조합|(?:을|를)\s*동시에"
)
_LABELLED = re.compile(r",\s*(?=(?:상기\s*)?\(?[A-Z]\)?\s*성분(?:이|은)\s)")
_SHORT = frozenset({"물", "금", "은", "꿀", "철", "쌀", "콩"})
"""Things of one syllable."""
_SUBJECT = re.compile(
    r"\s*상기\s*(?P<thing>(?:[^\s,;]+\s+){0,5}?[^\s,;]+?)(?:은|는|이|가|에는|에|의)(?=\s|상기|[①-⑳(])\s*"
)
_LISTING = re.compile(
    rf"{_HAVE}(?:하고|하며|하되|하는|한|되고|되며|되는|된|하여\s*이루어진|하여\s*이루어지고|함(?=을))|(?:으로|로)\s*(?:이루어|구성)(?!\S*\s*(?:군|그룹))"
)
_PREDICATED = re.compile(r"(?:고|며|되|는|인|은|한|된|않는|다)$")
_TAIL_CLAUSE = re.compile(
    rf"(?:을|를)\s*{_ADVERB}(?:{_HAVE}|사용|이용)(?:하는|한|하여\s*이루어진)\s*,?\s+|{_HAVE}하지\s*(?:않는|아니하는)\s+|{_HAVE}하는\s*않는\s+"
    r"|\s*(?:효과|효능|활성|기능|작용)(?:가|이|을|를)\s*(?:있는|갖는|가지는|우수한|뛰어난|나타내는)\s+"
    r"|(?:하기|을|를)\s*위한\s+|(?<=[비무미불]함유)\s+|(?<=[무미]첨가)\s+"
)
_USE_WORD = re.compile(
    r"(?P<use>\S*(?<!(?<![가-힣])[사이적작활수혼병비가내허착복응])(?<!상호작)(?<!재사)용)(?:도의|도)?(?:의)?\s+(?=\S)"
)
_USED_THING = re.compile(
    r"^(?:유성\s|수성\s)?(?:구강|두발|모발|헤어|두피|피부|얼굴|안면|눈|속눈썹|눈썹|입술|손톱|네일|바디|전신|\S*\s?마스크팩|팩|외|경구|주사)용$"
)
"""Where it is used, which belongs to the category («구강용 조성물»), not what for."""


def cited_claims(text: str) -> tuple[int, ...]:
    """Return the numbers of the claims that ``text`` cites in its opening words, ascending.

    A range (제1항 내지 제4항) counts with all its members. Dependency is read from the text,
    because the office's own marks are often wrong (``KIPRIS.md``: 106 of 794 in one set).
    """
    match = _CITE.search(text[:200])
    if not match:
        return ()
    numbers: list[int] = []
    for first, last in re.findall(
        r"(\d+)(?:\s*항?\s*(?:내지|~|-)\s*(?:청구항\s*|제\s*)?(\d+))?", match.group()
    ):
        numbers += range(int(first), int(last or first) + 1)
    return tuple(sorted(set(numbers)))


def is_deleted(text: str) -> bool:
    """Return whether a claim's text says that the claim was deleted, or given up at registration.

    The office puts «[청구항 2은(는) 설정등록료 납부시 포기되었습니다.]» before a claim given up.
    """
    if re.match(r"\s*\[청구항[^\]]{0,60}포기[^\]]{0,20}\]", text):
        return True
    return re.fullmatch(r"\s*[(\[]?\s*삭\s*제\s*[)\]]?\s*\.?\s*", text) is not None


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
    if re.match(r"(?:(?![을를]\s)[^,]){1,60}?(?:으로서|로서|에\s*있어서)[\s,]", rest):
        return True
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
            registered_on=patent.registered_on,
            ended_on=patent.ended_on,
            ipc=patent.ipc,
            sample=patent.sample,
            as_filed=filed[number] if filed.get(number, text) != text else None,
        )
        for number, text in sorted(texts.items())
        if text and not is_deleted(text) and not is_dependent(text)
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

    Raises nothing: a text with no recognisable structure is one element, one without words has none.
    """
    if not re.search(r"[^\W_]", text):
        return ()
    clean = plain(_NOISE.sub(lambda m: " " * len(m.group()), text))
    end = len(clean.rstrip(" .\n\t"))
    main_end = _main_end(clean, end)
    head, rest = _read_sentence(clean, 0, main_end, glossary)
    rest += ((*span, None) for span in _definitions(clean, main_end, end))
    found = _without_repeats(clean, [*head, *rest], len(head))
    return tuple(_element(text, s, e, glossary, kind) for s, e, kind in found) or (
        _element(text, 0, end, glossary, None),
    )


_Piece = tuple[int, int, ElementKind | None]


def _main_end(clean: str, end: int) -> int:
    """Return where the claim's sentence ends and definitions of formulas or components begin."""
    depths = _depths(clean[:end])
    places = (m.start() for m in _APPENDIX.finditer(clean, 0, end) if depths[m.start()] == 0)
    return next((at + 1 for at in places), end)


def _definitions(clean: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut what stands after the claim's sentence («성분 A: …», «식 중, R은 …») into its parts."""
    if not re.search(r"[가-힣]{2}", clean[start:end]):
        return []
    cuts = [m.start() for m in _DEFINED.finditer(clean, start, end)]
    edges = [start, *(c for c in cuts if c > start), end]
    pieces = (_clean(clean, a, b) for a, b in pairwise(edges))
    return [(a, b) for a, b in pieces if re.search(r"[가-힣]{2}", clean[a:b])]


def _read_sentence(
    clean: str, begin: int, end: int, glossary: Glossary
) -> tuple[list[_Piece], list[_Piece]]:
    """Read one sentence: the pieces of its preamble, and those of its body and tail."""
    head: list[_Piece] = []
    if preamble := _PREAMBLE.match(clean[:end], begin):
        start, stop = preamble.span("head")
        head = _read_clauses(clean, start, stop, glossary, preamble=True)
        begin = preamble.end()
    if colon := _COLON.search(clean, begin, end):
        lead = _read_clauses(clean, begin, colon.start(), glossary)
        items = _body(clean, colon.end(), end, glossary)
        placeless = [p for p in lead if not _is_placeholder(clean[p[0] : p[1]])]
        tail = [p for p in placeless if p[2] in ("category", "use", "emulsion")]
        body = [p for p in placeless if p not in tail]
        return head, [*body, *((s, e, None) for s, e in items), *tail]
    return head, _read_clauses(clean, begin, end, glossary)


def _read_clauses(
    clean: str, begin: int, end: int, glossary: Glossary, preamble: bool = False
) -> list[_Piece]:
    """Read «A를 포함하고, B가 …이며, C를 포함하는 D»."""
    body_end, tail_start = _tail(clean, begin, end, glossary)
    pieces: list[_Piece] = []
    at = at_last = begin
    for stop in [*_clause_ends(clean, begin, body_end), body_end]:
        pieces += ((s, e, None) for s, e in _clause(clean, at, stop, glossary))
        at_last, at = at, stop
    if tail_start is None:
        return pieces
    if (
        not preamble
        and (closed := _closed(clean, tail_start))
        and not _SUBJECT.match(clean[at_last:])
    ):
        pieces.append((*closed, "other"))
    return [*pieces, *_split_tail(clean, tail_start, end, glossary)]


def _is_placeholder(words: str) -> bool:
    """Whether the words only point elsewhere: «하기 성분 A 내지 C», «제1항», «[화학식 1]»."""
    tokens = re.findall(r"[A-Za-z\d-]+|[가-힣\d]+", words[:200])
    return all(_PLACEHOLDER.fullmatch(token) for token in tokens)


def _clause_ends(clean: str, begin: int, end: int) -> list[int]:
    """Return where clauses end; a semicolon list is one clause up to the verb after its last."""
    lists = [m.start() for m in re.finditer(r"(?<![고며되\s])\s*;", clean[begin:end])]
    last = begin + lists[-1] if lists else begin - 1
    depths = _depths(clean[begin:end])
    ends: list[int] = []
    for match in _CLAUSE_END.finditer(clean, begin, end):
        if (
            depths[match.start() - begin] == 0
            and match.start() > last
            and clean[match.end() : end].strip(" ,;.")
        ):
            ends.append(match.end())
    return ends


def _clause(clean: str, start: int, end: int, glossary: Glossary) -> list[tuple[int, int]]:
    """Return the items of a clause: a list's members, or the clause as a whole."""
    words = clean[start:end]
    labelled = [start + m.start() for m in _LABELLED.finditer(words)]
    if labelled:
        edges = [start, *labelled, end]
        return [_clean(clean, a, b) for a, b in pairwise(edges) if clean[a:b].strip(" ,")]
    whole = _clean(clean, start, end)
    if whole[1] - whole[0] < 2 or _is_placeholder(clean[slice(*whole)]):
        return [whole] if clean[slice(*whole)] in _SHORT else []
    subject = _SUBJECT.match(words)
    if subject and clean.rstrip(" .\n\t").endswith(subject["thing"].strip()):
        start += subject.end()  # «상기 조성물은 …»: the claimed thing itself
        words, subject, whole = clean[start:end], None, _clean(clean, start, end)
    listed = _LISTING.search(words) or ";" in words or _ENUMERATED.search(words)
    if subject is None:
        plainly = listed or not _PREDICATED.search(words.strip(" ,.;"))
        return _body(clean, start, end, glossary) if plainly else [whole]
    items = _body(clean, start + subject.end(), end, glossary) if listed else []
    closed = re.search(r"(?:으로|로)\s*(?:이루어|구성)", words)
    bare = closed and all(len(clean[a:b].split()) < 2 for a, b in items)
    return items if len(items) > 1 and not bare else [whole]


def _without_repeats(clean: str, found: Sequence[_Piece], heads: int) -> list[_Piece]:
    """Leave out what is said again later, and placeholders («하기 성분 A»).

    Args:
        clean: the claim.
        found: its pieces in order.
        heads: how many of them the preamble gave: they give way to what the body says of the same
            thing («A, B를 포함하는 C에 있어서, A 5 내지 15중량% …»).
    """
    texts = ["".join(clean[s:e].split()) for s, e, _ in found]
    keys = [re.sub(r"\([^()]*\)|^(?:상기|하기)", "", text) or text for text in texts]
    kept: list[_Piece] = []
    for index, (piece, key) in enumerate(zip(found, keys, strict=True)):
        words = clean[piece[0] : piece[1]]
        later = keys[index + 1 :]
        again = key in later
        if index < heads and piece[2] is None:
            named = re.escape(words.strip())
            again |= any(
                re.match(rf"(?:잔량의?|나머지)?{re.escape(key)}(?=[\d.약]|$)", other)
                for other in later
            )
            again |= re.search(rf"상기\s*{named}\s*(?:은|는)\s", clean[piece[1] :]) is not None
        if key and not again and not _is_placeholder(words):
            kept.append(piece)
    return kept


def _tail(text: str, begin: int, end: int, glossary: Glossary) -> tuple[int, int | None]:
    """Return where the body ends and where the tail begins (None where there is no tail)."""
    depths = _depths(text[begin:end])
    last = max(text.rfind(";", begin, end), begin)
    strong: re.Match[str] | None = None
    weak: re.Match[str] | None = None
    for match in _TRANSITION.finditer(text, last, end):
        rest = text[match.end() : end].strip(" ,.")
        if not rest or depths[match.start() - begin] or re.match(r"(?:군|그룹|것|단계|경우)", rest):
            continue
        if "특징으로" in match.group():
            strong = match
        else:
            weak = match
    best = strong if strong and end - strong.end() <= 160 else weak
    if (
        best is not None
        and end - best.end() <= 160
        and not re.search(r"(?:단계|공정)$", text[best.end() : end].strip(" ,."))
    ):
        return best.end(), best.end()
    words = text[begin:end].strip(" ,.")
    if re.fullmatch(r"[^,;]{2,60}[을를]\s+(?:\S+\s)?\S+는\s+방법", words):
        return begin, begin
    if not re.search(r"[을를,]\s", words) and len(words) <= 60 and _is_category(words, glossary):
        return begin, begin
    for match in reversed(list(_ADNOMINAL.finditer(text, last, end))):
        rest = text[match.end() : end].strip(" ,.")
        named = _is_category(rest, glossary) or (
            len(rest) <= 20 and element_kind(rest, glossary) == "structure"
        )
        if depths[match.start() - begin] == 0 and len(rest) <= 40 and named:
            return match.end(), match.end()
    if len(words) <= 80 and _is_category(words, glossary):
        return begin, begin
    return end, None


def _is_category(words: str, glossary: Glossary) -> bool:
    return len(words.split()) <= 8 and element_kind(words, glossary) == "category"


def _closed(text: str, tail_start: int) -> tuple[int, int] | None:
    """Return the closed transition right before the tail, where there is one."""
    for match in CLOSED.finditer(text, max(0, tail_start - 40), tail_start):
        if not text[match.end() : tail_start].strip(" ,") or re.fullmatch(
            r"\s*것을\s*(?:그\s*)?특징으로\s*하는,?\s*", text[match.end() : tail_start]
        ):
            return match.span()
    return None


def is_closed(text: str) -> bool:
    """Whether an element says no more than that there is nothing else: «만으로 이루어진»."""
    return _CLOSED_ELEMENT.fullmatch(text.strip(" ,.;")) is not None


def _depths(text: str) -> list[int]:
    depth, depths = 0, []
    for char in text:
        if char in ")]}":
            depth = max(0, depth - 1)
        depths.append(depth)
        if char in "([{":
            depth += 1
    return depths


def _body(text: str, begin: int, end: int, glossary: Glossary) -> list[tuple[int, int]]:
    body = text[begin:end]
    if not body.strip(" ,;"):
        return []
    depths = _depths(body)
    cuts = [i for i, c in enumerate(body) if c == ";" and depths[i] == 0]
    steps = [m.end() for m in _STEP.finditer(body) if depths[m.start()] == 0]
    marks = [m.start() for m in _ENUMERATED.finditer(body) if depths[m.start()] == 0]
    if cuts and body[cuts[0] :].strip(" ;,"):
        labels = [m for m in marks if body[:m].strip(" ;,및")]
        pieces = [
            part for piece in _cut(body, sorted({*cuts, *labels})) for part in _joined(body, *piece)
        ]
    elif len(steps) >= 2:
        pieces = _cut(body, steps)
    elif len(marks) >= 2:
        pieces = _cut(body, marks)
    else:
        pieces = _list(body, depths, glossary)
    cleaned = (_clean(text, begin + s, begin + e) for s, e in pieces)
    return [(s, e) for s, e in cleaned if e - s >= 2 or text[s:e] in _SHORT]


def _joined(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut «… 히터 및 송풍팬» in two; what a clause after 및 takes as its object stays whole."""
    match = re.search(r"\s및\s+|(?<=[가-힣])[와과]\s+(?=상기\s.*[는된]\s(?!사이))", body[start:end])
    if (
        match
        and "및" not in match.group()
        and not re.search(r"[는된]\s", body[start : start + match.start()])
    ):
        match = None
    if (
        not match
        or start + match.end() >= end
        or not body[start : start + match.start()].strip(" ,;")
    ):
        return [(start, end)]
    left, right = body[start : start + match.start()], body[start + match.end() : end]
    alone = not re.search(r"[을를]\s|[는된한인]\s|\d", left)
    whole = (
        _STEP_END.search(body[start:end].strip(" ;,"))
        or MARKUSH.search(body[start:end])
        or _WHOLE.search(body[start:end])
    )
    if whole or (alone and re.search(r"(?:을|를|이|가|으로|로|의|에)\s", right)):
        return [(start, end)]
    if (
        re.match(r"\s*(?:\S+\s){0,2}\S+(?:을|를|으로|로)\s+\S{1,6}는\s", right)
        and "상기" not in right
    ):
        return [(start, end)]
    return [(start, start + match.start()), (start + match.start(), end)]


def _cut(body: str, places: list[int]) -> list[tuple[int, int]]:
    edges = [0, *places, len(body)]
    return [(a, b) for a, b in pairwise(edges) if body[a:b].strip()]


def _list(body: str, depths: list[int], glossary: Glossary) -> list[tuple[int, int]]:
    """Cut a running list at commas, 및 and 와/과, keeping each Markush group whole."""
    places = {m.start() for m in _SEPARATOR.finditer(body) if depths[m.start()] == 0}
    # «… 잔량의 정제수를 포함하는 예비 유화물을 유화하여»: after amounts, what they make up
    made = re.finditer(rf"(?:을|를)\s*{_HAVE}하는\s+(?!것)(?=\S)", body)
    places |= {
        m.end()
        for m in made
        if depths[m.start()] == 0 and re.search(r"\d\s*\S{0,2}[%부]", body[: m.start()])
    }
    hits = glossary.find(body)
    ends, starts = {hit.end for hit in hits}, {hit.start for hit in hits}
    inside = {i for hit in hits for i in range(hit.start + 1, hit.end)}
    for match in re.finditer(r"(?:와|과)(?:\s*,\s*|\s+)", body):
        known = match.start() in ends and match.end() in starts
        after = body[match.end() :]
        listed = "," in match.group() or re.search(
            r"(?:%|부|이상|이하|미만|g|ml|㎖)$", body[: match.start()]
        )
        next_to = re.match(r"(?:\(|[①-⑳㉠-㉯]|상기\s|하기\s|\d)", after)
        if (
            depths[match.start()] == 0
            and match.start() not in inside
            and (known or listed or next_to)
            and not _PAIRED.match(after)
        ):
            places.add(match.start())
    pieces = _cut(body, sorted(p for p in places if p not in inside))
    return _keep_groups(body, pieces)


def _keep_groups(body: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in pieces:
        words = body[start:end]
        match = MARKUSH.search(words)
        alias = re.search(r"또는\s+(?:이의|그의|그|이들의|이)\s", words)
        if (match and not alias) or _WHOLE.search(words):
            while (
                merged
                and merged[-1][1] == start
                and not find_quantities(body[slice(*merged[-1])])
                and not MARKUSH.search(body[slice(*merged[-1])])
                and not body[start:end].lstrip(" ,및").startswith("상기")
            ):
                start = merged.pop()[0]
        merged.append((start, end))
    return merged


def _clean(text: str, start: int, end: int) -> tuple[int, int]:
    """Trim joining words, particles and transitions off both ends, and labels nobody refers to."""
    while start < end:
        lead = _LEADING.match(text[start:end])
        label = _ENUMERATED.match(text, start, end)
        if lead and lead.end():
            start += lead.end()
            continue
        if (
            label
            and not re.search(r"S\d", label.group())
            and not _referred(text, label.group(), start)
        ):
            start = label.end()
            continue
        trail = _TRAILING.search(text[start:end])
        if trail and trail.start() > 0 and trail.group():
            end = start + trail.start()
            continue
        if trail and trail.start() == 0:
            return start, start
        break
    return start, end


def _referred(text: str, label: str, at: int) -> bool:
    """Whether a label («(A)») is spoken of elsewhere («상기 (A)성분이»)."""
    sign = re.sub(r"[\W_]", "", label)
    if not re.fullmatch(r"[A-Za-z](?:\d)?", sign):
        return False
    pattern = (
        rf"(?:\(\s*{sign}\s*\)\s*성분|성분\s*\(?{sign}\)?(?![A-Za-z])|상기\s*\(\s*{sign}\s*\))"
    )
    return re.search(pattern, text[:at] + " " * 4 + text[at + 4 :]) is not None


def _split_tail(text: str, start: int, end: int, glossary: Glossary) -> list[_Piece]:
    """Split «유중수형 자외선 차단용 화장료 조성물» into emulsion, use and category."""
    start, end = _strip(text, start, end)
    parts: list[_Piece] = []
    for match in _TAIL_CLAUSE.finditer(text, start, end):
        # «스피큘을 함유하는 세안제», «항노화 효과가 있는 화장료», «A 비함유 코팅제»: a clause first
        if text[match.end() : end].strip():
            parts += _tail_clause(text, start, match, glossary)
            start, _ = _strip(text, match.end(), end)
    emulsion = [h for h in glossary.find(text[start:end]) if h.concept.kind == "emulsion"]
    if emulsion and emulsion[0].start == 0:
        stop = start + emulsion[0].end
        while stop < end and (text[stop] in "의인상형" or text[stop] == "("):
            stop = (
                text.find(")", stop) + 1
                if text[stop] == "(" and ")" in text[stop:end]
                else stop + 1
            )
        if text[stop:end].strip() and (stop == end or text[stop] in " ,"):
            last = stop - 1 if text[stop - 1] in "의인" else stop
            parts.append((start, last, "emulsion"))
            start, _ = _strip(text, stop, end)
    uses = [m for m in _USE_WORD.finditer(text, start, end) if text[m.end() : end].strip()]
    if uses and not _USED_THING.search(text[start : uses[-1].end()].strip()):
        stop = uses[-1].end("use")
        parts += ((s, e, "use") for s, e in _uses(text, start, stop, glossary))
        start, _ = _strip(text, uses[-1].end(), end)
    else:
        functions = [h for h in glossary.find(text[start:end]) if h.concept.kind == "function"]
        if functions and functions[0].start == 0 and text[start + functions[0].end : end].strip():
            stop = start + functions[0].end
            parts.append((start, stop, "use"))
            start, _ = _strip(text, stop, end)
    if start < end:
        parts.append((start, end, "category"))
    return parts


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ,\n\t":
        start += 1
    while end > start and text[end - 1] in " ,.;:\n\t":
        end -= 1
    return start, end


def _tail_clause(text: str, start: int, match: re.Match[str], glossary: Glossary) -> list[_Piece]:
    if re.search(r"(?:효과|효능|활성|기능|용도|작용)", match.group()) or "위한" in match.group():
        stop = match.end() if "위한" in match.group() or "우수" in match.group() else match.start()
        return [(s, e, "use") for s, e in _uses(text, start, stop, glossary)]
    span = _clean(text, start, match.end())
    named = text[slice(*span)] in text[:start]
    return [(*span, None)] if span[1] - span[0] >= 2 and not named else []


def _uses(text: str, start: int, end: int, glossary: Glossary) -> list[tuple[int, int]]:
    """Cut «항노화, 주름개선 및 보습용» into uses; alternatives and shared words stay one."""
    words = text[start:end]
    if re.search(r"\s또는\s|및\s*/\s*또는", words):
        return [_strip(text, start, end)]
    edges = [0]
    for match in re.finditer(r"\s*,\s*|\s+및\s+", words):
        edges += [match.start(), match.end()]
    edges.append(len(words))
    pieces = [(start + a, start + b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    known = all(
        any(h.concept.kind == "function" for h in glossary.find(text[a:b])) for a, b in pieces
    )
    return [_strip(text, a, b) for a, b in pieces] if known else [_strip(text, start, end)]


def leftover(text: str, elements: Sequence[ClaimElement]) -> tuple[str, ...]:
    """Return the content words of a claim that belong to no element, in order.

    Joining words (포함하는, 것을 특징으로 하는, 및 …), labels, cited claim numbers and words that only
    speak of something an element names (상기 제1제는) are no content.
    """
    covered = "".join(
        " "
        if any(e.start is not None and e.end is not None and e.start <= i < e.end for e in elements)
        else c
        for i, c in enumerate(plain(_NOISE.sub(lambda m: " " * len(m.group()), text)))
    )
    covered = _CITE.sub(" ", covered)
    named = "".join("".join(e.text.split()) for e in elements)
    words = (_PARTICLES.sub("", word) for word in _CONTENT.findall(covered))
    return tuple(w for w in words if len(w) > 1 and not _JOINING.fullmatch(w) and w not in named)


def _element(
    text: str, start: int, end: int, glossary: Glossary, kind: ElementKind | None
) -> ClaimElement:
    words = text[start:end]
    return ClaimElement(
        text=words, start=start, end=end, kind=kind or element_kind(words, glossary)
    )


MATTER = frozenset({"substance", "class", "material"})
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
    r"(?<!(?<![가-힣])[사이적작활수혼병비가내허착복응])(?<!상호작)(?<!재사)용(?:도)?(?:의|인)?$|용\s+또는\s.*용$|(?:하기|를|을)\s*위한$"
)
_ENDINGS: tuple[tuple[ElementKind, re.Pattern[str]], ...] = (
    (
        "category",
        re.compile(
            r"(?:조성물|화장료|화장품|제품|(?<!억)제제|방법|장치|시스템|키트|식품|음료|의약품|기록\s?매체|제법|제형|용기|기구|기계|치약|비누)$"
        ),
    ),
    ("emulsion", re.compile(r"(?:분산물|분산액|유화물|유화액|에멀[젼전]|에멀션)$")),
    (
        "substance",
        re.compile(
            r"(?:추출물|발효물|발효액|분획물?|분말|가루|농축[액물]|가수분해물|유도체|배당체|화합물|중합체|공중합체|폴리머|코폴리머|수지|오일|유|검|산|염"
            r"|에스[테터]르?|에[테터]르|알[코콜][올]?|아[미마]이?드|아민|글[루리]\S{1,8}|올|이트|아졸|닌|린|틴|딘|펜|마이신|핀|론|톨|당|콜|란|렌|[로오]스|라이드|사이드|왁스|펩타이드|단백질?|비타민\s?\S{0,3}|성분|물질|원료|영양소|영양\s?성분|미네랄|억제제|(?<![억통절규배문강전실삭해복\d제])제|물|균주?|효소|안료|염료|색소|입자|섬유|산화물|이온)$"
        ),
    ),
    (
        "structure",
        re.compile(
            r"(?:부|부재|관|장치|유닛|모듈|층|판|홈|홀|공간|팁|구|(?:본|몸|회전|지지|고정|이동)체|기|대|봉|축|링|캡|커버|프레임|하우징|케이스|센서|모터|펌프|밸브|노즐|탱크|챔버|벨트|롤러|핀|니들|시트|필름|패드|브러[시쉬]|회로|전극|단말|서버|램프|히터|팬|레버|스프링|용기|뚜껑|패널|블레이드|날|망|망체|라인|막|튜브|호스|벽|면)$"
        ),
    ),
)
ANY_FORM = re.compile(
    r"(?:상기\s)?(?:제제|제형|약제|제품|물품)(?:\s?\([A-Za-z]+\))?(?:으로서|로서|으로|로|인|이며|이고)?"
)
"""«제제(agent)로서»: whatever form a product has."""
_SHAPED_END = re.compile(
    r"(?:으로서?|로서?)\s?제형화(?:된|되는|되고|되며|됨|한|하는|하고|하며)?(?:\s?것)?$"
)
_FORM_END = re.compile(r"[가-힣](?:형|타입|제형)$")
_TYPE_END = re.compile(
    r"형?(?:의|인)?(?:\s?(?:유화|에멀[젼전]|에멀션|형태|타입|제형))*(?:의|인)?"
    r"(?:으?로\s?(?:제형화|유화|분산|제조|형성)?(?:된|되는|되어|한)?)?"
)
"""What follows the type of an emulsion and adds nothing: «유중수형 유화 제형»."""
_PREDICATE = re.compile(r"(?:는|며|고|여|어|도록|억제|향상|증가|감소|우수|된|한|되|하)$")
_PROPERTY_UNITS = frozenset({"pH", "SPF", "HLB", "℃", "Pa·s", "m", "Da", "mN/m", "g/mol", "°"})


def element_kind(words: str, glossary: Glossary) -> ElementKind:
    """Tell what an element is about from its head, the last noun of its content, and its ending.

    A list's head is its last member; where the glossary does not know the head, its last
    syllables tell («…추출물» is a substance, «…부» a part).
    """
    stripped = words.strip(" ,.;")
    if is_closed(stripped):
        return "other"
    if ANY_FORM.fullmatch(stripped):
        return "category"
    wording = read_wording(stripped)
    content, (start, end) = wording.content, wording.body
    asked = content[start:end].strip()
    if _PUT_IN_AS.search(stripped):
        return "substance"
    done = _STEP_END.search(asked) or _DONE_TO_IT.search(asked)
    if done or _is_done_in_turn(stripped, glossary):
        return "step"
    share = any(q.unit.endswith(("%", "부")) for q in wording.quantities)
    if wording.active:
        return "substance"
    if any(q.unit == ON_BODY for q in wording.quantities) and not glossary.find(asked, MATTER):
        return "property"
    if not share and _USE_END.search(asked):
        return "use"
    if _FORM_END.search(asked) and _of_a_part(wording, glossary):
        return "structure"  # «상기 내통은 … 교체 가능한 카트리지형»
    types = glossary.find(asked, frozenset({"emulsion"}))
    if types and types[0].start == 0 and _TYPE_END.fullmatch(asked, types[-1].end):
        return "emulsion"
    if _SHAPED_END.search(stripped):
        return "category"
    if _SEVERAL.search(stripped):
        return "structure"
    hits = [h for h in glossary.find(content) if h.concept.kind in _KINDS]
    body = [h for h in hits if start <= h.start and h.end <= end]
    last = _head_hit(content, end, body)
    if wording.ratio and not share and not (last and last.start > wording.ratio.end):
        return "property"
    valued = [q for q in wording.quantities if not q.unit.endswith(("%", "부"))]
    properties = named_properties(wording, glossary)
    if wording.quantities and _is_value(wording, properties):
        return "property"
    if share:
        return "structure" if _HOLDS_AT.search(asked) else "substance"
    if last is not None:
        kind = _KINDS[last.concept.kind]
        if kind == "category" and (_PLACED.search(content, start, end) or _is_part(stripped)):
            return "structure"
        if kind in ("category", "use") and _is_of_group(wording, body, last):
            return "substance"
        shaped = _FORM_END.search(asked) and not asked.endswith(last.text)
        return "category" if kind == "substance" and shaped else kind
    if not asked and wording.subject[1]:
        subject = [h for h in hits if h.start < wording.subject[1]]
        if subject:
            return _KINDS[subject[-1].concept.kind]
    if _OF_MATERIAL.search(content, start, end):
        return "structure"
    ending = _ending(asked)
    if ending:
        return ending
    if _FORM_END.search(asked):
        return "category"
    if wording.text != without_salts(wording.text):
        return "substance"
    known = [h for h in body if h.concept.kind != "form"]
    if _PREDICATE.search(asked) or _STANDS_SO.search(asked):
        kind = _KINDS[known[-1].concept.kind] if known else "other"
        return "other" if kind == "substance" else kind
    known = [h for h in known if h.concept.kind != "step"] or body
    if (
        known
        and known[-1].concept.kind == "form"
        and _ANOTHER_NOUN.match(asked, known[-1].end - start)
    ):
        return "structure"  # «마스크 쉘»
    if any(q.unit in _PROPERTY_UNITS for q in valued) and not known:
        return "property"
    if not known and _HOLDS.search(wording.text):
        return "substance"
    return _KINDS[known[-1].concept.kind] if known else "other"


_HOLDS_AT = re.compile(
    r"\s(?:이상|이하|미만)?(?:으로|로)\s(?:유지|조절|조정|제어|공급|관리|설정|보정|희석)(?:하|시키)는\s(?:[가-힣]+\s)?"
    r"[가-힣]{1,8}(?:기|부|장치|유닛|모듈|챔버|탱크|펌프|밸브|노즐|센서|제어기|공급기|조절기|발생기|설비|시스템)$"
)
"""«농도를 800ppm으로 유지하는 공급기»: a machine that keeps a share, no stuff of which there is so much."""
_DONE_TO_IT = re.compile(
    r"[가-힣](?:을|를)\s(?:[가-힣]{2,6}(?:으로|로|에|에서)\s)?"
    r"(?:세척|수세|세정|절단|세절|여과|분쇄|파쇄|마쇄|농축|침지|숙성|살균|멸균|탈수|압착|착즙|증숙|탈피|박피|탈각|균질화|동결건조|열풍건조|분무건조)$"
)
"""«딸기를 세척»: what is done first of several things in one step."""


def _is_of_group(wording: Wording, body: Sequence[Hit], head: Hit) -> bool:
    """«A, B 및 C 중에서 선택되는 기피제»: a role of listed substances, whatever its word also names."""
    before = [h for h in body if h.end <= head.start]
    if not (wording.groups and before and wording.content[before[-1].end : head.start].isspace()):
        return False
    chosen = any(before[-1].end <= g[0] and g[1] <= head.start for g in wording.groups)
    return chosen and _KINDS[before[-1].concept.kind] == "substance"


def given_element(text: str, claim_text: str, glossary: Glossary) -> ClaimElement:
    """Make an element of a text that the caller fixed, e.g. a case file's ``patent_element``."""
    at = claim_text.find(text)
    return ClaimElement(
        text=text,
        start=at if at >= 0 else None,
        end=at + len(text) if at >= 0 else None,
        kind=_kind_in_claim(text, claim_text, at, glossary),
    )


def _kind_in_claim(text: str, claim_text: str, at: int, glossary: Glossary) -> ElementKind:
    """«본체; 파우치에 담긴 소스; 및 구멍이 뚫린 필름;을 포함하는 컵라면»: what a product has is no category of it."""
    kind = element_kind(text, glossary)
    if kind == "category" and _is_a_part_of_it(text, claim_text, at):
        return "structure"
    if kind != "category" or at < 0 or not _IS_HELD.match(claim_text, at + len(text)):
        return kind
    return "structure" if _CLAUSE_BEFORE.search(text) else kind


def _is_a_part_of_it(text: str, claim_text: str, at: int) -> bool:
    """«베이스, 상기 베이스의 상면에 설치된 패드, … 스탠드»: a bare name on which the claim puts other parts."""
    if at < 0 or not _BARE_NAME.fullmatch(text):
        return False
    rest = claim_text[at + len(text) :]
    return re.search(rf"상기\s{re.escape(text)}(?:의|에|와|과)\s", rest) is not None


_BARE_NAME = re.compile(r"[가-힣]{2,6}")


_IS_HELD = re.compile(r"\s?[;,]?\s?(?:및\s|;?\s?(?:을|를)\s(?:포함|구비|갖추|가지))")
"""What follows the members of a list that a product has."""
_CLAUSE_BEFORE = re.compile(
    r"[가-힣](?:에|가|이|을|를|로)\s(?:[가-힣]+\s)?[가-힣]+(?:된|되는|는|한|진|인|긴|은)\s"
)


def _is_done_in_turn(words: str, glossary: Glossary) -> bool:
    """Whether a piece of a method tells what is done before the next: «함침된 과일을 동결한 후»."""
    done = _DONE_IN_TURN.search(words)
    if done is None:
        return False
    if _DOES.fullmatch(done["verb"]):
        return True
    named = glossary.find(words, frozenset({"step"}))
    return bool(named) and named[-1].end > done.start("verb")


_DONE_IN_TURN = re.compile(
    r"(?:을|를|에|로|으로|에서|하에서?)\s(?:[^,;]*\s)?(?P<verb>[가-힣]{1,5}?)(?:하고|하며|하되|하여|시[켜키킨](?:[고며되]|서)?|한|시킨|한\s직)"
    r"(?:\s?(?:후|뒤|다음|이후)에?)?$"
)
"""«A를 B에 용해하고», «C를 여과한 후», «용존시켜»: the end of one of several steps."""
_PUT_IN_AS = re.compile(r"로서\s[^,]*(?:을|를)\s(?:투입|첨가|배합)하(?:고|며|여)$")
"""«연마제로서 침강실리카를 투입하고»: what is put in, and what for."""
_DOES = re.compile(
    r"(?:재|선)?(?:투입|첨가|혼합|용해|용존|용출|용융|분산|주입|침지|여과|농축|냉각|가열|건조|동결|추출|발효|배양|접종|살균|멸균|숙성|분쇄|절단|세척|침출|교반|탈수|탈기|탈포|증류|압착|압출|성형|소성|열처리|분무|코팅|함침|밀봉|충전|포장)"
)


def _of_a_part(wording: Wording, glossary: Glossary) -> bool:
    """Whether a part is what an element is said of: «상기 내통은»."""
    subject = wording.content[slice(*wording.subject)]
    return bool(subject and glossary.find(subject, frozenset({"part"})))


_ANOTHER_NOUN = re.compile(r"\s[가-힣]{1,4}$")
"""What makes a part of a product's name: 쉘 of «마스크 쉘»."""


def _is_part(words: str) -> bool:
    """Whether a thing is told by where it stands in the product: «상기 시트에 함침된 겔 조성물»."""
    placed = _STANDS_IN.match(words)
    return placed is not None and not _NO_PART.search(words)


_SEVERAL = re.compile(
    r"(?<![가-힣])(?:복수|다수)(?:\s?개)?의\s(?:[가-힣A-Za-z]+\s)?[가-힣A-Za-z]+[\s,.;]*$"
)
"""«높이가 …인 복수의 용해성 마이크로니들»: what there are several of is no product."""
_STANDS_IN = re.compile(
    r"상기\s[^,;]{1,30}?(?:에|의|를|을|와|과|이|가)\s(?:[^\s,;]+\s){0,4}?"
    r"(?!포함|함유|이용|사용|구비|갖|가지|기초|기반|실행|구현|적용)[^\s,;]+(?:는|된|진|인|한)\s[^,;]+$"
)
"""What stands in, on or around another thing of the claim."""
_NO_PART = re.compile(r"(?:방법|시스템|키트|세트)[\s,.;]*$")
_PLACED = re.compile(
    r"(?:내측|외측|내부|외부|상부|하부|안쪽|바깥|제\s?\d)\s?(?:용기|케이스|캡|컵|통|몸체|본체)\s*$"
)
"""«내측 용기»: a container that is a part of another."""
_OF_MATERIAL = re.compile(r"재질(?:의|로)\s")
"""«알루미늄 재질의 폴»."""
_STANDS_SO = re.compile(r"(?:을|를|이|가|에)\s\S+[는한된인]\s(?:형태|상태|구조|방식)$")
"""How things stand to one another: «상기 리포좀이 상기 펩타이드를 봉입하는 형태»."""
_HOLDS = re.compile(
    r"[을를]\s[^,]{0,60}?(?:포함|함유|배합|첨가|혼합)|(?:양|농도|함량|비율)(?:으로|로)\s*(?:포함|함유|배합|첨가)"
)
"""Wording that says something is in it: «1M HCl을 0.2 ㎍/㎕의 양으로 포함하는»."""
_AFTER_HEAD = re.compile(
    r"(?:\s*\([^()]*\)?)?\s*(?:(?:계열|류|계|성분|화합물|물질|원료|유도체|입자|분말|혼합물|조합|조성물|제형|형태|타입|형|상|용액)\s*)*"
)
_VALUE_WORD = re.compile(
    r"(?:능|율|률|순도|경도|점도|온도|비중|밀도|강도|투명도|입경|입도|크기|파장|두께|길이|높이|직경|지름|너비|폭|면적|분자량|값|지수|계수"
    r"|비표면적|흡유량|함수량|수분\s?함량|생균수|접촉각|융점|비점|압력|속도|시간|각도)(?:이|가|은|는)?\s*(?:\([^()]*\)\s*)?$"
    r"|(?:[가-힣]력|중량|무게|질량|토크|저항|반경|반지름|구경|[내외]경|간격|거리|소음|조도|휘도|광량|풍량|유량|수압|전압|전류|전력|주파수|회전수|평량|섬도|신도)"
    r"(?:이|가|은|는)\s*(?:\([^()]*\)\s*)?(?:약\s?)?$"
)
"""Measures before their value; of the second line only where a particle leads to it."""


_IS_VALUED = re.compile(r"[가-힣A-Za-z]{2}\s?\([A-Za-z][A-Za-z\d -]{1,16}\)(?:이|가|은|는)$")
"""«접촉냉감(Q-max)이 0.25W/㎠ 이상인»: a measure with its sign, whatever its words also name."""
_TO_VALUE = re.compile(
    r"\s*(?:\([^()]*\))?\s*(?:값|치|지수|범위)?(?:이|가|은|는|을|를|의)?\s*(?:\([^()]*\))?\s*(?:각각|약|범위가)?\s*"
)


def _head_hit(content: str, end: int, hits: Sequence[Hit]) -> Hit | None:
    """Return the known name that ends the content, nothing but weak words after it."""
    return next(
        (h for h in reversed(hits) if _AFTER_HEAD.fullmatch(content[h.end : end].rstrip())), None
    )


def named_properties(wording: Wording, glossary: Glossary) -> tuple[Hit, ...]:
    """Return the properties a text names as words of their own, not inside «함유량» or «중량%»."""
    return tuple(
        hit
        for hit in glossary.find(wording.text, frozenset({"property"}))
        if not "가" <= wording.text[hit.start - 1 : hit.start] <= "힣"
        and not any(q.start < hit.start < q.end for q in wording.quantities)
    )


def _is_value(wording: Wording, properties: Sequence[Hit]) -> bool:
    """Whether the text states the value of a property and names nothing after it."""
    content, (_, end) = wording.content, wording.body
    for quantity in wording.quantities:
        if re.search(r"[가-힣]{2,}", content[min(quantity.end, end) : end]):
            continue
        before = wording.content[: quantity.start].rstrip()
        if _VALUE_WORD.search(before) or _IS_VALUED.search(before):
            return True
        named = [h for h in properties if h.start <= quantity.start]  # 중량평균|분자량이 50만
        if named and _TO_VALUE.fullmatch(wording.text[named[-1].end : quantity.start]):
            return True
    return False


def _ending(asked: str) -> ElementKind | None:
    word = re.sub(r"\s*\([^()]*\)?", "", asked).strip()
    return next((kind for kind, pattern in _ENDINGS if pattern.search(word)), None)


def main(argv: Sequence[str] | None = None) -> int:
    """Read the claims of patents in JSON lines and print how well they split."""
    paths = [Path(p) for p in (sys.argv[1:] if argv is None else argv)]
    if not paths or not all(p.is_file() for p in paths):
        print(f"usage: python -m evidence.claims PATENTS.jsonl ...; got {paths!r}", file=sys.stderr)
        return 2
    glossary = load_glossary()
    counts, lost, words, deleted, sizes = 0, 0, 0, 0, Counter[int]()
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            for claim in json.loads(line)["claims"] if line.strip() else ():
                text = claim["text"].strip()
                if not text or is_deleted(text):
                    deleted += 1
                    continue
                elements = split_claim(text, glossary)
                counts += 1
                sizes[len(elements)] += 1
                lost += len(leftover(text, elements))
                words += len(leftover(text, ()))
    elements_in_all = sum(size * n for size, n in sizes.items())
    print(f"claims            {counts:7}   deleted {deleted}")
    print(f"elements a claim  {elements_in_all / max(1, counts):7.2f}")
    print(f"one element only  {sizes[1] / max(1, counts):7.1%}")
    print(f"words left over   {lost / max(1, words):7.2%}   {lost} of {words}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
