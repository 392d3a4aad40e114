"""Elements that only say of what quality or in what state a thing is: «투명한 것», «물에 녹지 않는».

A quality is had where the text tells it in any words, or denies its opposite; it is not had where
the text tells the opposite, or denies it; else it stays open (``evidence.choices``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence.choices import BESIDE, NAMED_BY, Way, by_choice
from evidence.needs import Need
from evidence.negation import sentence_at
from evidence.other_kind import head_denied
from evidence.phrases import told_at
from evidence.products import Mention, Reading
from evidence.types import Assessment
from evidence.weighing.choices import share_within
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, left_open, span_of, turned
from graph.schema import Match, Span

QUALIFIED = frozenset({"structure", "category", "substance"})
"""Kinds of elements in which a quality may be asked beside a thing."""
TOLD_IN_BRIEF = frozenset({"other", "property", "use", "step"})
"""Kinds of elements that may be a predicate with a few words before it."""
NAMING = frozenset({"substance", "class", "material", "part", "step", "software"})
"""Kinds of concepts that are things or doings of their own: «방사선 멸균된»."""
FEW_WORDS = 2
"""Words that may stand before a predicate."""
FEW_TERMS = 4
"""Terms up to which an element is a thing of a quality and not a clause."""
NAMED = frozenset({"substance", "category", "use", "emulsion"})
"""Kinds of elements that are named by a noun, which tells no quality («연질캡슐»)."""
_N_FINAL = "".join(chr(0xAC00 + 28 * i + 4) for i in range(399))
_PREDICATE = re.compile(rf"(?:[{_N_FINAL}]|것|타입의|형의)(?:\s것)?(?:을\s특징으로\s하는)?\s*$")
_NOUN_AFTER = re.compile(r"(?:[제체수물기재막층망부]|\s[막층망]$)")
"""What makes a thing's name of a quality: «흡수제», «발열체»."""
_THING_AFTER = re.compile(r"[제체재액]")
_SUBJECT = re.compile(
    r"\s*(?:상기\s)(?P<what>(?:\S+\s){0,3}?\S+?)(?:은|(?<![하되시지있없])는|이|가)\s"
)
"""«상기 필름은 물에 녹지 않는»: what the quality is of."""
_USED = re.compile(r"(?:섭취|복용|도포|투여|바르|먹|마시|사용)\S{0,2}")
"""How a thing is used, which says nothing beside a quality: «섭취 시 쓴맛이 없는»."""
_DENIED_BEFORE = re.compile(r"(?<![가-힣])(?:안|못|덜|비|무|불|미|노|논|잘\s안)\s?$")
_DENIED = re.compile(
    r"(?:\s?[a-z]+){0,2}\s?:\s?(?:none|no|zero|nil)(?![a-z])|"
    r"[가-힣]{0,4}?지(?:는|도|를)?\s?(?:가\s)?(?:않|못|말|아니)"
    r"|(?:이|가|은|는|을|를)\s[가-힣]{1,4}지(?:는|도|를)?\s?(?:않|못|아니)"
    r"|(?:[가-힣]{0,2}\s[가-힣]{2,3})?(?:은|는|을|를|까지|까지는)?\s?기대(?:하지|는|하긴|하기)?\s?(?:마|말|않|못|어렵|어려|힘들)"
    r"|[가-힣]{0,2}?기(?:가|는|에)?\s?(?:어렵|어려|힘들|힘든|곤란)"
    r"|[가-힣]{0,3}?\s?수(?:가|는)?\s?없"
    r"|(?:용|성|감|현상|느낌|걱정|우려|부담|문제|기능|처리|가공|코팅|필름|성분|타입|상태|형태|제형|표시|가능|하기|\s)*(?:이|가|은|는|도|을|를|의)?\s?"
    r"(?:전혀|거의|하나도|일절|별로|아예|절대|잘|발생|유발|발생이|느낌이|발생하지|유발하지|일으키지|생기지|나지|나타나지|되지|보이지|현상이|걱정)?\s?"
    r"(?:(?:포함|함유|첨가|사용|배합|존재|혼입|충전|주입)(?:하|되)지\s?(?:않|아니|못)|무첨가|미첨가|미함유|없(?!어[지진집졌져]|애)|않|못|제로|zero(?![a-z])|free(?![a-z])|프리|적[은고어게습음]|덜|안\s?(?:나|남|느|생|일|타|뜨|되|돼|된|됨|합|해|했|한|주|준|줍|드[려리립])|0(?![\d.])|아니|아닌|아님|아닙|불가|금지|미적용|미처리"
    r"|(?:은|는|이|가)?\s?(?:말고|빼고|뺀|제외)|낮[은고아습음]|약[한하해]|떨어[지져]|부족)"
)
"""What denies a quality before or behind its word."""
_TAKEN_AWAY = re.compile(
    r"(?:성|감|현상)?(?:이|가|을|를|의)?\s?(?:발생(?:이|을)?\s?)?(?:억제|방지|최소|감소|저감|완화|차단|줄)"
)
"""The same in a claim: «끈적임을 방지한»."""
_ASSERTED = re.compile(
    r"(?:은|는|이|가|도)?\s?(?:꽤|좀|많이|약간|살짝|그대로|특유의)?\s?(?:그대로|올라오|올라와|나[는고요며]|납니|난다|나서|있[는고어습음]|심[하한해]|강[하한해]|느껴|생기|생김|생겨|크[고다네]|큰|커)"
)
"""«쓴맛이 그대로», «소리 나는»: who says that it is there."""
_CARRIER = (
    r"(?:유리병|페트병|펌프병|병|용기|튜브|파우치|봉투|봉지|비닐|포장지?|포장재|겉포장|케이스|박스|상자|캡|뚜껑|마개|펌프|라벨|스티커"
    r"|손잡이|디자인|패키지|통|컵|캔|쇼핑백|설명서|단면|뒷면)"
)
_OF_A_CARRIER = re.compile(
    rf"[가-힣]{{0,2}}\s(?:(?!한\s|두\s|세\s|네\s)(?:[가-힣]{{1,4}}한|[가-힣A-Z]{{1,3}}|유리|플라스틱|PET|페트|펌프|알루미늄|종이|비닐|전용)\s)?{_CARRIER}(?:에|으로|로|은|는|이|가|을|를|도|과|와|[\s,.]|$)"
)
_CARRIER_IS = re.compile(rf"{_CARRIER}(?:은|는|이|가|도|만)\s(?:\S+\s)?$")
_IN_A_CARRIER = re.compile(rf"{_CARRIER}에\s?(?:담|수용|충전|포장|보관)\S*")
_OTHERS = re.compile(
    r"(?:기존|타사|시중|예전|이전|경쟁|일반|보통|흔한|다른)\s?(?:제품|것|거|건|크림|브랜드|회사)?\S{0,6}(?:은|는|이|가|들은|처럼)\s[^,.;]{0,14}$"
)
"""«기존 제품은 끈적였는데»: of what the quality is told instead."""
_COMPARED = re.compile(r"\s?(?:보다|대비|대신\s)")
_LIGHT = re.compile(
    r"(?:기존|종래|통상|일반|제품|성질|성능|특성|특징|성상|상태|외관|정도|수준|가능|용이|우수|양호|뛰어|탁월|구조|형태|형상|타입|방식|제형|조성물|조성|물질|재질|재료|소재|부분|부재"
    r"|섭취|복용|도포|투여|바르|위험|실질적|완전히|전체적|육안|상기|대하|대한|의해|의하|사용|위한|위하|이루어|구성|제조|형성|처리|부여|발생|유발|현상|나타나|일으키|포함|함유|첨가|배합|존재"
    r"|억제|방지|최소화|감소|저감|완화|차단|본질적|각각|소정)[가-힣]{0,4}"
    r"|보다|다른|것을?|하는|되는|갖는|갖고|갖도록|가지는|가진|있는|있고|있도록|없는|없고|없이|않는|않고|않도록|않으며|않은|인|이며|이고|한|된|될|수|쉬운|쉽게|어려운"
    r"|힘든|낮은|적은|높은|나지|나는|남지|남는|하지|되지|하기|되기|함을|이상"
)
_WORD = re.compile(r"[가-힣A-Za-z]+")
_PARTICLE = re.compile(
    r"(?:으로부터|으로|에서|에게|까지|에는|은|는|이|가|을|를|의|에|로|와|과|도|만)$"
)


@dataclass(frozen=True)
class Asked:
    """A quality that an element asks for."""

    quality: str
    ways: frozenset[int]
    spans: tuple[Span, ...]
    """Its words in the element."""

    @property
    def span(self) -> Span:
        """The first of them."""
        return self.spans[0]


def weigh_quality(
    known: Knowledge, claim_text: str, need: Need, reading: Reading
) -> Assessment | None:
    """Weigh an element that asks for qualities; None where it asks for more than the text tells."""
    asked, more = _asked_and_more(known, need)
    if not asked or (more and not _is_predicate(known, need, asked, more)):
        return None
    if _is_done_another_way(known, need.element.text, asked, reading):
        return None
    untold = left_open(need, "언급 없음")
    found = [
        _best([_weigh(known, claim_text, need, one, reading) for one in same]) or untold
        for same in _overlapping(asked)
    ]
    rank: tuple[Match | None, ...] = ("미대응", "판단불가", None, "대응")
    if "또는" in need.element.text:
        rank = ("대응", "판단불가", None, "미대응")
    made = min(found, key=lambda a: rank.index(a.match))
    if more and made.match is None:
        return None
    return turned(made) if need.absent and not _says_lack(known, need.element.text) else made


def _is_done_another_way(
    known: Knowledge, text: str, asked: Sequence[Asked], reading: Reading
) -> bool:
    """«상온 경화형» against «습기 경화»: it hardens as well, but the way in which it does is asked."""
    choices = known.glossary.choices
    said = by_choice(choices.find(reading.text))
    return any(
        way.start <= one.span.start
        and one.span.end <= way.end
        and way.end - way.start > one.span.end - one.span.start
        and way.choice in said
        and not any(told.ways & way.ways for told in said[way.choice])
        for way in choices.find(text)
        for one in asked
    )


def _says_lack(known: Knowledge, text: str) -> bool:
    """Whether what a claim asks for is told by its denial: «냄새가 없는» asks for what has no smell."""
    return any(_denied(text, told) or told.denies for told in known.glossary.qualities.find(text))


def _is_predicate(
    known: Knowledge, need: Need, asked: Sequence[Asked], more: Sequence[int]
) -> bool:
    """«겨울철에도 얼지 않는»: a few words say when or where, and name nothing; the last is asked."""
    last = max(one.span.start for one in asked)
    hits = known.glossary.find(need.element.text)
    if any(h.start <= at < h.end and h.concept.kind in NAMING for h in hits for at in more):
        return False
    brief = need.element.kind in TOLD_IN_BRIEF and len(more) <= FEW_WORDS
    return brief and max(more) < last and _PREDICATE.search(need.element.text) is not None


def _overlapping(asked: Sequence[Asked]) -> list[list[Asked]]:
    """Put together what the same words can ask for: 흡수 of «체내에서 흡수되는»."""
    groups: list[list[Asked]] = []
    for one in sorted(asked, key=lambda a: a.span.start):
        if groups and one.span.start < max(a.span.end for a in groups[-1]):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _best(found: Sequence[Assessment | None]) -> Assessment | None:
    told = [a for a in found if a is not None]
    order: tuple[Match | None, ...] = ("대응", "미대응", "판단불가")
    return min(told, key=lambda a: order.index(a.match), default=None)


def of_its_qualities(
    known: Knowledge, claim_text: str, need: Need, found: Assessment, reading: Reading
) -> Assessment:
    """«물에 녹지 않는 필름» against «물에 풀리는 필름»: the thing is there, of the opposite quality."""
    text = need.element.text
    apart = need.element.kind in QUALIFIED or _IN_A_VESSEL.search(text)
    if found.match == "미대응" or need.absent or not apart:
        return found
    if len(known.terms(text)) > FEW_TERMS:
        return found
    if found.match == "대응" and _BY_KIND.match(text):
        return found
    lines = known.glossary.qualities.lines
    asked = [one for one in _asked(known, text) if lines[one.quality].scope in (BESIDE, NAMED_BY)]
    if need.element.kind == "substance":
        # «수용성 비타민 유도체»; in a long name it may be of another
        asked = [one for one in asked if one.span.start == 0]
        if found.match == "대응":  # «음이온 계면활성제», which its name says of SLES already
            asked = [one for one in asked if not _is_its_name(need, one)]
    goods = need.element.kind == "category" and found.match == "대응"
    for same in _overlapping(_in_its_own_right(known, tuple(asked))):
        one = same[0]
        rest = text[: one.span.start] + " " + text[one.span.end :]
        told = _best([_weigh(known, claim_text, need, each, reading, rest) for each in same])
        if told and told.match == "미대응":
            return told
        if not told and goods and lines[one.quality].scope == NAMED_BY:
            return assessed(need, "qualifier unsaid", "판단불가", False, found.span, one.span)
    return found


def _is_its_name(need: Need, asked: Asked) -> bool:
    """Whether the word of a quality is a part of the name of what is asked for."""
    return any(
        h.start <= asked.span.start and asked.span.end < h.end for o in need.options for h in o.hits
    )


_BY_KIND = re.compile(r"[^,\d]{2,24}(?:제|물질|폴리머|고분자|성분|오일|왁스)인\s\S")
"""«양쪽성 계면활성제인 베타인»: what kind of thing it is by nature, once it is named."""
_IN_A_VESSEL = re.compile(
    r"(?:용기|병|튜브|파우치|캔|포장재?)에\s(?:수용|충전|보관|포장|담|밀봉|저장)"
)
"""«차광 용기에 수용된»: the vessel has the quality."""


def asked_alone(known: Knowledge, need: Need) -> tuple[Asked, ...]:
    """Return the qualities that an element asks for, where it asks for nothing else."""
    asked, more = _asked_and_more(known, need)
    return () if more else asked


def _asked_and_more(known: Knowledge, need: Need) -> tuple[tuple[Asked, ...], list[int]]:
    """Return the qualities that an element asks for, and where it says more; none of a name."""
    text = need.element.text
    whole_use = need.element.kind == "use" and _QUALITY_NAME.fullmatch(text)
    named = need.element.kind in NAMED and not (_PREDICATE.search(text) or whole_use)
    if named or (need.element.kind == "substance" and need.options):
        return (), []
    asked = _in_its_own_right(known, tuple(_asked(known, text)))
    if need.element.kind == "use":
        asked = tuple(one for one in asked if one.span.text == text)
    covered = [(span.start, span.end) for one in asked for span in one.spans]
    whole = known.glossary.lookup(text)
    if whole and whole.kind in NAMING and (0, len(text)) not in covered:
        return (), []  # «원터치캡»
    values = [q for q in (need.quantity, *need.conditions) if q is not None]
    if any(not any(a <= q.start < b for a, b in covered) for q in values) or need.ratio:
        return (), []
    subject = _SUBJECT.match(text)
    rest = list(text)
    if subject:
        rest[: subject.end()] = " " * subject.end()
    for start, end in covered:
        rest[start:end] = " " * (end - start)
    words = "".join(rest)
    for one in asked:
        words = known.glossary.qualities.without_its_place(one.quality, words)
    ends = {end for _, end in covered}
    more = [m for m in _WORD.finditer(words) if m.start() not in ends and _says_more(m.group())]
    return asked, [m.start() for m in more]


_QUALITY_NAME = re.compile(r"[가-힣]{1,3}성")
"""«난연성»: a use that is a quality."""


def _in_its_own_right(known: Knowledge, asked: tuple[Asked, ...]) -> tuple[Asked, ...]:
    """Leave out what only says where another is seen: 상온 of «상온에서 고체», 섭취 of «섭취 시 쓴맛»."""
    kept = tuple(one for one in asked if not _USED.fullmatch(one.span.text)) or asked
    return tuple(
        one
        for one in kept
        if not any(
            other is not one
            and _is_place(known, other.quality, one.span.text)
            and not _is_place(known, one.quality, other.span.text)
            for other in kept
        )
    )


def _is_place(known: Knowledge, quality: str, words: str) -> bool:
    rest = known.glossary.qualities.without_its_place(quality, words)
    return not any(map(_says_more, _WORD.findall(rest)))


def _says_more(word: str) -> bool:
    word = _PARTICLE.sub("", word)
    return len(word) > 1 and not _LIGHT.fullmatch(word)


def _asked(known: Knowledge, text: str) -> Iterable[Asked]:
    """Yield the qualities that a claim's words ask for, each once."""
    found: dict[str, tuple[frozenset[int], tuple[Span, ...]]] = {}
    subject = _SUBJECT.match(text)
    for told in known.glossary.qualities.find(text):
        if _NOUN_AFTER.match(text, told.end) or (subject and told.start < subject.end()):
            continue
        if _WHEN.match(text, told.end) or _SIDE_OF.search(text, 0, told.start):
            continue
        words = text[told.start : told.end]
        named = known.glossary.lookup(words)
        denied = _denied(text, told)
        if denied is None and not told.denies:
            denied = _TAKEN_AWAY.match(text, told.end)
        ways = _ways(known, told, denied is not None)
        if not ways or (named and named.kind == "substance"):
            continue
        before, spans = found.get(told.choice, (frozenset[int](), ()))
        end = max(told.end, denied.end()) if denied else told.end
        span = Span(start=told.start, end=end, text=text[told.start : end])
        found[told.choice] = (before | ways, (*spans, span))
    for quality, (ways, spans) in found.items():
        yield Asked(quality, ways, spans)


_SIDE_OF = re.compile(r"(?:[상하전후측일양내외]\s?(?:면|부|측|단)|윗면|밑면|옆면|위|아래)[이가]\s$")
"""«상면이 개방된»: which side of a part is so, no quality of the product."""
_WHEN = re.compile(r"\s?(?:(?:하|되|할|될)?\s?시에?(?:는)?|[할될]\s때(?:에|는)?|[하되]면)\s+\S")
"""«수분 흡수 시 응고되는»: when another quality is seen, which is not asked for itself."""


def _ways(known: Knowledge, told: Way, denied: bool) -> frozenset[int]:
    """Return which answers a word gives: of two, who denies one gives the other."""
    if not denied:
        return told.ways
    two = len(known.glossary.qualities.lines[told.choice].ways) == 2
    return frozenset({0, 1}) - told.ways if two else frozenset()


def _denied(text: str, told: Way) -> re.Match[str] | None:
    """Return what denies a word that is no denial itself."""
    if told.denies:
        return None
    start = told.verb_start
    before = _DENIED_BEFORE.search(text, max(0, start - 5), start)
    return before or _DENIED.match(text, told.end)


def _weigh(
    known: Knowledge,
    claim_text: str,
    need: Need,
    asked: Asked,
    reading: Reading,
    subject: str = "",
) -> Assessment | None:
    """Weigh one quality; None where the text does not tell it of ``subject``."""
    text = reading.text
    limited = _SUBJECT.match(need.element.text)
    subject = subject or (limited["what"] if limited else "")
    of_carrier = re.search(_CARRIER, _IN_A_CARRIER.sub("", claim_text)) is not None
    of_carrier = of_carrier or _IN_A_VESSEL.search(need.element.text) is not None
    listed = known.glossary.concepts
    things = [m for m in reading.mentions if m.kind == "substance" and m.concept]
    things = [
        m for m in things if m.concept and m.concept.id in listed and m.concept.kind != "material"
    ]
    open_: Assessment | None = None
    against: Assessment | None = None
    for told in known.glossary.qualities.find(text):
        if told.choice != asked.quality or _is_of_another(text, told, of_carrier):
            continue
        named = [m for m in things if 0 <= m.start - told.end <= 1 and not told.verb]
        if not limited and not any(_is_named_in(m, claim_text) for m in named) and named:
            continue  # «수용성 비타민»
        if subject and not _is_about(known, subject, reading, told):
            continue
        if _is_in_brackets(text, told) and _is_anothers(known, need, told, things):
            continue  # «라우레스-7(비이온)»
        if not told.verb and head_denied(text, told.end):
            continue  # «산성 세제가 아니고»
        mention = told_at(reading, told)
        span = span_of(mention)
        denied = _denied(text, told) is not None or _is_left_out(reading, told)
        if told.only_denied and not (denied or _ASSERTED.match(text, told.end)):
            continue
        if mention.undecided and not denied:
            open_ = assessed(need, "undecided", "판단불가", True, span, asked.span)
            continue
        ways = _ways(known, told, denied)
        if ways & asked.ways:
            return assessed(need, "same phrase", "대응", False, span, asked.span)
        if told.ways & asked.ways or ways:
            rule = "negation" if denied else "another in its place"
            against = against or assessed(need, rule, "미대응", False, span, asked.span)
    return open_ or against


def _is_in_brackets(text: str, told: Way) -> bool:
    return text[told.start - 1 : told.start] == "(" and text[told.end : told.end + 1] == ")"


def _is_anothers(known: Knowledge, need: Need, told: Way, things: Sequence[Mention]) -> bool:
    """Whether a quality in brackets explains the name before them, which is not the claim's."""
    of = [m for m in things if 0 <= told.start - 1 - m.end <= 1]
    return bool(of) and not any(known.relation(o, m) for o in need.options for m in of)


def _is_named_in(mention: Mention, claim_text: str) -> bool:
    """Whether a claim names what is mentioned, in whatever language."""
    names = (mention.text, *(mention.concept.names if mention.concept else ()))
    return any(name in claim_text for name in names)


def _is_left_out(reading: Reading, told: Way) -> bool:
    """«잠금장치 같은 부품은 전혀 없습니다»: a quality told by a part that is not there."""
    return not told.denies and any(
        m.negated and m.kind == "structure" and m.start <= told.start and told.end <= m.end
        for m in reading.mentions
    )


def _is_about(known: Knowledge, subject: str, reading: Reading, told: Way) -> bool:
    """Whether the sentence of a quality names what a claim says it of; none may name a mere part."""
    wanted = known.terms(subject)
    start, end = sentence_at(reading.text, told.start)
    return share_within(known, wanted, reading, (start, end)) > 0 or not (
        re.search(_CARRIER, subject) or share_within(known, wanted, reading, (0, len(reading.text)))
    )


def _is_of_another(text: str, told: Way, of_carrier: bool) -> bool:
    """Whether a quality is told of the packing, of other products or only to compare."""
    if not told.verb and _THING_AFTER.match(text, told.end):
        return True  # «부동액»
    if _COMPARED.match(text, told.end) or _OTHERS.search(text, 0, told.start):
        return True
    carried = _OF_A_CARRIER.match(text, told.end) or _CARRIER_IS.search(text, 0, told.start)
    return bool(carried) and not of_carrier
