"""What a product text says of the whole: a full formula, a closed list, two products in one text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from evidence.mentions import Mention, is_share
from evidence.negation import UNDECIDED

WHOLE_SHARE = 90.0
"""Sum of stated shares, in per cent, from which on nothing that matters is left unsaid."""
WHOLE_WITH_BASE = 3
"""From how many ingredients with amounts on a description reads as a whole formula, where the
solvent or the rest is named as well.

``LABELS.md`` says "several ingredients with amounts". Actives with their shares and no base are
what a planner names as selling points, however many; the base itself is named only in a recipe.
"""
WHOLE_AMOUNTS = 6
"""From how many ingredients with amounts on a list is a recipe even without its base."""
WHOLE_NAMES = 8
"""From how many ingredient names in one running list on a description reads as a full list."""

_HEADED = re.compile(
    r"전\s?성분|전체\s?(?:처방|성분|배합|조성)|성분표|처방표|배합표|full\s?(?:inci|ingredient|formula)|(?:^|[\s\[(])(?:처방|배합|레시피|조성)\s?(?:\([^)]*\))?\s?[:\]]|처방\s?v\d",
    re.IGNORECASE,
)
_SOLVENT = re.compile(
    r"정제수|증류수|이온수|잔량|밸런스|(?<![가-힣])물(?=[\s,]|을|은|이|$)|나머지|\bwater\b|\baqua\b|balance|q\.?s\.?\b|to\s?100",
    re.IGNORECASE,
)
_AND_MORE = re.compile(
    r"등(?:을|이|의|\s|$)|(?:그\s?외|이\s?외|나머지)\S*\s*(?:미정|비공개|공정)|위주|…|\.\.\."
)
_COUNT = r"(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|둘|셋|넷|\d+)"
_CLOSED = re.compile(
    rf"(?:추가|다른|그\s?외|이\s?외|그\s?밖|기타|이\s?이상|더)\S*\s?(?:\S+\s){{0,3}}?\S*(?:없|안\s?들어|안\s?넣|넣지\s?않|들어가지\s?않|쓰지\s?않)"
    rf"|이게\s?(?:전부|다(?![가-힣])|끝|전\s?성분)|(?:외|밖)(?:에|에는|엔)?\s?(?:아무것도|첨가|추가|없)|여기서\s?끝|오직|only\sthese|nothing\selse"
    rf"|{_COUNT}\s?(?:가지|종|개)?\s?(?:성분|원료)?(?:가|이|로)?\s?(?:전부|다(?:예요|이에요|입니다|임|다)|뿐|끝)|딱\s?(?:이\s?)?{_COUNT}\s?(?:가지|종|개)?(?:만|뿐)"
    rf"|(?:이|위)\s?{_COUNT}\s?(?:가지|종|개)?\s?(?:성분|원료)?(?:만|로만|뿐)|가\s?전부(?:예요|에요|입니다|임|이|인)|이\s?전부(?:예요|에요|입니다|임|이|인)"
    rf"|(?:으로|로)만\s?(?:된|되어|되|이루어|구성|만든|만들)|만으로\s?(?:된|되어|이루어|구성|만든|만들)|consist(?:s|ing)\s?(?:only\s)?of",
    re.IGNORECASE,
)
_ONLY_LIST = re.compile(r"^\s*(?:성분)?(?:만|뿐)(?=[\s.,]|$|이|인|입)")
_SCOPE = re.compile(
    r"(?P<what>[가-힣A-Za-z]*\s?(?:성분|유효성분|주성분|유화제|계면활성제|필터|차단제|왁스|오일|겔화제|점증제|폴리머|펩타이드|색소|안료|염료|분사제|용매|가소제|혼합물|보습제|보존제|방부제|안정제|유기산|약물|필름포머|유화는|점도))\s?(?:은|는|이|가|로는|으로는|으로|로|:)?\s"
)
_SET = re.compile(
    r"세트|듀오|(?:2|두|3|세)\s?(?:종|제품|품목|가지\s?제품|라인)(?=\s?(?:기획|세트|구성|동시|출시|올|입니다|이에요|예요|[:,.])|[가-힣]*\s?(?:기획|세트|동시))"
    r"|두\s?제품|두\s?개\s?(?:올|출시|기획)|하나는\s.*다른\s?하나|같이\s?(?:들어가|주|나가|증정)|동시\s?출시|함께\s?구성",
    re.DOTALL,
)
_OWN = re.compile(r"\s?(?:\([^()]*\)\s?)?(?:쪽)?(?:용)?(?:에는|엔|에|은|는|이|:|\s전\s?성분)")
_LABEL = re.compile(
    r"(?:^|[\s.,(])(?P<label>[A-Z]\d?|①|②|③)(?=[\s:.)]\s?)(?!\s?(?:type|타입|형)\b)"
)
_OTHER_ONE = re.compile(r"(?:다른\s?하나|나머지\s?하나|하나|한\s?제품)(?:는|은)")
_COMMON = re.compile(r"(?:둘\s?다|두\s?제품\s?모두|모두|공통)[^.!?\n]*")


def whole_formula(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether the text reads as a whole formula, so that what it does not name is absent."""
    substances = [m for m in mentions if m.kind == "substance" and not m.negated]
    if _AND_MORE.search(text) and not _CLOSED.search(text):
        return False
    if closed(text, mentions) is not None:
        return bool(substances)
    shares = {m.amount.start: m.amount for m in substances if m.amount and is_share(m.amount)}
    total = sum(q.low for q in shares.values() if q.is_value and q.unit.endswith("%"))
    rest = [m for m in substances if m.balance]
    based = bool(rest) or bool(_SOLVENT.search(text))
    amounts = len(shares) + len(rest)
    if total >= WHOLE_SHARE and len(shares) >= 2:
        return True
    if amounts >= WHOLE_WITH_BASE and (rest or (based and total >= 50)):
        return True
    if len(shares) >= WHOLE_AMOUNTS and total >= 50:
        return True
    listed = bool(_HEADED.search(text))
    if listed and len(substances) >= 2:
        return True
    runs = len(re.findall(r"[^,]{2,40},", text))
    return len(substances) >= WHOLE_NAMES and runs >= WHOLE_NAMES - 1 and not shares


def closed(text: str, mentions: Sequence[Mention]) -> tuple[int, int] | None:
    """Return where the text says that what it names is all there is, in the whole product."""
    for match in _CLOSED.finditer(text):
        sentence = max(text.rfind(c, 0, match.start()) for c in ".!?\n") + 1
        around = text[sentence : match.end() + 20]
        scope = _SCOPE.search(text[sentence : match.end()])
        if scope and not re.search(r"^(?:추가|이|그|전체|모든|총)?\s?성분", scope["what"]):
            continue
        if UNDECIDED.search(around):
            continue
        return match.span()
    substances = [m for m in mentions if m.kind == "substance" and not m.negated]
    for i, m in enumerate(substances[2:], 2):
        if not _ONLY_LIST.match(text[m.end :]):
            continue
        run = text[substances[i - 2].start : m.end]
        begin = max(text.rfind(c, 0, substances[i - 2].start) for c in ".!?\n") + 1
        if not re.search(r"[.!?\n]", run) and not _SCOPE.search(text[begin : m.start]):
            only = _ONLY_LIST.match(text[m.end :])
            assert only is not None
            return m.start, m.end + only.end()
    return None


def parts(text: str, mentions: Sequence[Mention]) -> list[str]:
    """Return the text once for each product it describes, everything of the others blanked.

    Offsets stay those of the whole text. One product: an empty list. What stands before the first
    product's own words, or is said of both, belongs to each.
    """
    if not _SET.search(text) and not re.search(r"[가-힣)]\s?\+\s?[가-힣]", text):
        return []
    forms = [m for m in mentions if m.kind == "category"]
    heads = _heads(text, forms)
    if len(heads) < 2:
        return []
    edges = [*heads, len(text)]
    made = []
    for i, _ in enumerate(heads):
        kept = [(0, edges[0]), (edges[i], edges[i + 1])]
        kept += [m.span() for m in _COMMON.finditer(text, edges[0])]
        made.append(
            "".join(c if any(a <= k < b for a, b in kept) else " " for k, c in enumerate(text))
        )
    return made


def _heads(text: str, forms: Sequence[Mention]) -> list[int]:
    """Return where each product's own words begin."""
    for pattern in (_OTHER_ONE, _LABEL):
        found = [
            m.start("label") if pattern is _LABEL else m.start() for m in pattern.finditer(text)
        ]
        if len(found) >= 2:
            return found
    own: list[Mention] = []
    for form in forms:
        if _OWN.match(text[form.end :]) and not any(_same(form, o) for o in own):
            own.append(form)
    if len(own) >= 2:
        return [_line_start(text, m) for m in own]
    joined = [
        m
        for m, n in itertools.pairwise(forms)
        if re.fullmatch(r"\s?(?:\([^()]*\))?\s?\+\s?[가-힣A-Za-z\s]{0,6}", text[m.end : n.start])
        and not _same(m, n)
    ]
    if joined and not own:
        plus = text.index("+", joined[0].end)
        return [0, plus + 1]
    return []


def _same(one: Mention, other: Mention) -> bool:
    return bool(one.concept and other.concept and one.concept.id == other.concept.id)


def _line_start(text: str, mention: Mention) -> int:
    """Return where the words before a product's form that belong to it begin: «낮 앰플»."""
    cut = max(text.rfind(c, 0, mention.start) for c in ".!?\n,:/+;")
    return cut + 1
