"""A way of the claim in whose place the product has another: a lid held by screws, not by magnets.

``another_way`` sees a product that is made or works in another way of a choice (``evidence.choices``);
``way_unsaid`` leaves open what is told without the way that the claim asks for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from evidence.choices import FOR_USE, Way, by_choice
from evidence.glossary import Hit
from evidence.needs import THINGS, Need
from evidence.negation import sentence_at
from evidence.phrases import Term, overlap, told_at
from evidence.products import Mention, Reading
from evidence.types import Assessment
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, span_of
from evidence.weighing.words import last_word
from graph.schema import Span

TOLD_OF = 0.25
"""Share of an element's other terms that must stand beside another way for it to be of that part."""
TOLD_AS_MEANS = 0.15
"""The same where the words say that it is the means: «나사로»."""
FEW_TERMS = 5
"""Terms up to which the way is what makes a thing the claim's: «라이다 센서»."""
_KIND = re.compile(r"\s?(?:방식|타입|모델|전용|제품|기기|식|형)")
_KIND_OF_ITS_OWN = re.compile(r"[식형]$")
"""What makes a product's kind of a way: «가열식», «초음파 방식»."""
_MEANS = re.compile(r"(?:으로|로)(?![가-힣])")
_BARE = re.compile(
    r"(?:통신|연결|가열|구동|분무|가습|살균|냉각|인증|감지|측정|표시|조명|광원|램프|전원|충전|결합|체결|제조|사용)?"
    r"(?:부|기|층|막|모듈|유닛|장치|수단|방식|재질|소재|부재|단계)?"
)
"""What says no more than what every way is there for: «와이파이 모듈»."""
_ONLY = re.compile(r"[가-힣]{0,3}(?:\s[가-힣]{1,5})?만(?:\s|[,.]|$)|\s?(?:뿐|전용|단독)")
BODY = re.compile(r"(?:본체|몸체|바디|하우징|용기|프레임|케이스|몸통|외관|컵|보틀|병)\S{0,3}$")
"""The part of a product whose stuff is named as the product's own."""
NAME_REACH = 12
"""Characters between the name of a stuff and that of a product made of it."""
_OF_A_PART = re.compile(
    r"[,.;:+/·\n]|[를을이가은는]\s|패킹|뚜껑|커버|코팅|필터|손잡이|캡|밑창|패드|줄|끈|젖꼭지|빨대|시트"
)
"""What makes the stuff that of another part: «실리콘 패킹 텀블러»."""
_DENIED = re.compile(r"[가-힣]{0,3}지(?:는|도)?\s?(?:않|아니|못)")
"""«기름에 튀기지 않고»: a way that the claim does not ask for."""
_CLAUSE = re.compile(r"[,.;:!?/→|\n]\s?|(?:(?<![넣담놓싣얹])고|며|지만|는데|은데|인데)\s")
_NOT_SO = re.compile(r"[가-힣]{0,2}\s(?:게|것이|건|거)\s?아니(?!겠|냐|까)")
"""«햇빛에 말린 게 아니라»: what is done instead follows."""
_WITHOUT = re.compile(r"없이|없는|않")
"""«나사 없이 끼워지는 잠금부»: a part that itself does without."""
_NOT_FOR = re.compile(
    r"(?:용|에게|한테)?(?:은|는|도|엔|에는)?\s?(?:급여|섭취|사용|투여|제공)?(?:은|는|을|를)?\s?"
    r"(?:금지|불가|제외|안\s?(?:돼|됩|됨|되)|하지\s?(?:마|말))"
)
"""«강아지는 급여 금지»: for whom a product is not."""
_COMPARED = re.compile(r"\s?(?:보다|처럼|같이|대비)")


def another_way(
    known: Knowledge, need: Need, reading: Reading, claim_text: str
) -> Assessment | None:
    """«자석으로 결합되는 덮개» against «뚜껑은 나사로 고정»: 미대응 where the way asked for is not told.

    Of a use only what products are for tells another one («겨울용» against «하절기 의류용»).
    A way that the claim asks for elsewhere takes no other's place: of a lidar and an ultrasonic
    sensor a product may name one.
    """
    text = _OF_ANOTHER_PART.sub(lambda m: " " * len(m.group()), need.element.text)
    part = need.element.kind == "structure" and not _WITHOUT.search(text)
    choices = known.glossary.choices
    found = by_choice([way for way in choices.find(text) if not _DENIED.match(text, way.end)])
    elsewhere = by_choice(choices.find(claim_text)) if found else {}
    said = by_choice(choices.find(reading.text)) if found else {}
    for choice, asked in found.items():
        wanted = frozenset[int]().union(*(way.ways for way in (*asked, *elsewhere.get(choice, ()))))
        told = [
            (way, told_at(reading, way))
            for way in said.get(choice, ())
            if not (_COMPARED.match(reading.text, way.end) or _NOT_SO.match(reading.text, way.end))
            and not (
                choices.lines[choice].scope == FOR_USE and _NOT_FOR.match(reading.text, way.end)
            )
        ]
        refused = [w for w, m in told if part and _is_refused(reading, w, m)]
        claimed = frozenset[int]().union(*(way.ways for way in asked))
        there = [way for way, mention in told if not (mention.negated or way in refused)]
        lacking = [] if any(way.ways & claimed for way in there) else refused
        if _or_else_told(text, asked, reading):
            continue
        scope, kind = choices.lines[choice].scope, need.element.kind
        if kind == "use" if scope != FOR_USE else kind not in ("use", "category"):
            continue
        if scope == "made" and need.element.kind == "step":
            continue
        if kind == "substance" and not choices.wider(choice, reading.text):
            continue
        if kind == "substance" and _is_named(known, need, reading):
            continue
        if _told_by_name(known, text, asked, reading, whole=True):
            continue
        for way in lacking:
            if way.ways & claimed and _refused_of_it(known, text, asked, way, reading, scope):
                span = Span(start=way.start, end=way.end, text=reading.text[way.start : way.end])
                return assessed(need, "negation", "미대응", False, span, _claimed(text, asked))
        if any(way.ways & wanted for way in there):
            continue
        for way, mention in told:
            if way.ways & wanted or mention.negated or mention.undecided or way in refused:
                continue
            if _leads_to_a_sensor(known, need, way, reading):
                continue
            if _in_its_place(known, text, asked, way, reading, scope):
                rule, span = "another in its place", span_of(mention)
                return assessed(need, rule, "미대응", False, span, _claimed(text, asked))
    return None


def _or_else_told(text: str, asked: Sequence[Way], reading: Reading) -> bool:
    """«EVA 또는 EPP 발포층» against «EVA 스펀지»: the other of two that would do is told."""
    for either in _OR_ELSE.finditer(text):
        for mine, other in (("one", "other"), ("other", "one")):
            start, end = either.span(mine)
            own = all(start <= way.start and way.end <= end for way in asked)
            told = [m for m in reading.mentions if m.text.startswith(either[other])]
            if own and any(not (m.negated or m.undecided) for m in told):
                return True
    return False


_OR_ELSE = re.compile(r"(?P<one>[가-힣A-Za-z]{2,})\s(?:또는|혹은)\s(?P<other>[가-힣A-Za-z]{2,})")
_OF_ANOTHER_PART = re.compile(
    r"상기\s[가-힣A-Za-z]+(?:\s[가-힣A-Za-z]+)?(?:의(?=\s[가-힣]+(?:을|를|에)\s)|(?:을|를)(?=\s[가-힣]+는\s[가-힣A-Za-z]))"
)
"""«상기 초음파 진동자의 출력을 조절하는 제어부», «상기 펌프를 덮는 캡»: how another part works is not
this one's way."""
_ITS_PLACE = re.compile(r"상기\s(?:\S+\s)?\S+(?:에|의)\s(?=\S+\s\S)")
"""«상기 뚜껑에 회동 가능하게 결합되는 빨대»: what is told of the lid is not told of the straw."""


def _is_named(known: Knowledge, need: Need, reading: Reading) -> bool:
    """«양쪽성 계면활성제인 코카미도프로필베타인» against «코카미도프로필베타인, 양이온구아»: the thing itself is in."""
    things = [o for o in need.options if o.hits[0].concept.kind == "substance"]
    return any(
        known.relation(o, m) == "same" and not (m.negated or m.undecided)
        for o in things
        for m in reading.mentions
    )


def but_for_other_ways(known: Knowledge, need: Need, reading: Reading) -> Reading:
    """«녹색 LED는 뺐고 청색 LED만» against «청색광을 조사하는 LED»: one way alone is denied.

    So is «가열 살균은 안 함» against a step that is done by pressure.
    """
    step = need.element.kind == "step" and not _WITHOUT.search(need.element.text)
    part = (step or need.element.kind == "structure") and not need.absent
    if not part or not any(m.negated for m in reading.mentions):
        return reading
    choices = known.glossary.choices
    mine = by_choice(choices.find(need.element.text))
    others = [
        way
        for way in (choices.find(reading.text) if mine else ())
        if way.choice in mine and not any(way.ways & one.ways for one in mine[way.choice])
    ]
    kept = tuple(
        m
        for m in reading.mentions
        if not m.negated
        or not any(
            _leads_to(way, m, reading.text)
            or (m.kind == "step" and (way.start, way.end) == (m.start, m.end))
            for way in others
        )
    )
    return replace(reading, mentions=kept) if len(kept) < len(reading.mentions) else reading


def _leads_to_a_sensor(known: Knowledge, need: Need, way: Way, reading: Reading) -> bool:
    """«적외선 근접센서» against «적색광을 조사하는 LED»: the way is that of a sensor, which the element is none of."""
    if "센서" in need.element.text:
        return False
    return any(
        m.concept is not None
        and known.glossary.is_a(m.concept.id, "sensor")
        and _leads_to(way, m, reading.text)
        for m in reading.mentions
    )


def _leads_to(way: Way, mention: Mention, text: str) -> bool:
    """Whether a word for a way stands right before a name, in it or around it: «이메일 알림»."""
    if way.end <= mention.start:
        return text[way.end : mention.start].isspace()
    inside = mention.start <= way.start and way.end <= mention.end
    around = way.start <= mention.start and mention.end <= way.end
    return inside != around


def _is_refused(reading: Reading, way: Way, mention: Mention) -> bool:
    """«푸시가 아니라», «위팔용 커프는 없습니다»: a way that is denied, or that of a part that is not there."""
    if way.verb or mention.undecided or _EMPTIED.match(reading.text, way.start):
        return False
    means = _MEANS.search(reading.text, way.end - 2, way.end + 2)
    undone = means and _NOT_DONE_SO.match(reading.text, means.end())
    return bool(undone or _REFUSED.match(reading.text, way.end))


_EMPTIED = re.compile(r"진공(?:으로|상태로|을|까지)\s?[빼뺀뺌뺍뺐]")
"""«두 겹 사이를 진공으로 뺐고»: air is drawn, and the vacuum is there."""
_NOT_DONE_SO = re.compile(r"\s(?:[가-힣]+(?<![을를이가은는에])\s)?[가-힣]+지(?:는|도)?\s?(?:않|못)")
"""«자동으로 치워주지 않아요», «자석으로 붙이지 않고»: what is not done so."""
_REFUSED = re.compile(
    r"(?:용|형|식|[성색빛](?=\s?[가-힣]))?(?:\s(?:방식|타입)|\s?(?P<part>[가-힣A-Za-z]{1,6}?))?(?:은|는|이|가|을|를|도)?\s(?:따로\s|전혀\s|아예\s)?"
    r"(?:아니(?:고|라|며|에요|야)|아닙|아님|말고|(?<![이가]\s)대신(?=\s)|없[이는고음습어으]|뺐|뺀|뺌|안\s?(?:심[었고은]|달[았렸고]|넣[었고은]|쓰[고며]|붙[였이]|들어)|생략|미\s?(?:탑재|적용|지원))"
)


def _refused_of_it(
    known: Knowledge, text: str, asked: Sequence[Way], way: Way, reading: Reading, scope: str
) -> bool:
    """Whether a way is denied of what the claim asks it for: of its own clause, or of a sentence on nothing else."""
    part = _REFUSED.match(reading.text, way.end)
    if _in_its_place(known, text, asked, way, reading, scope) or (
        part and part["part"] and part["part"] in text
    ):
        return True
    start, end = clause_of(reading.text, way)
    if scope == "made" or any(
        m.kind == "structure" and m.text not in text and start <= m.start and m.end <= end
        for m in reading.mentions
    ):
        return False
    words = [(w.start, w.end) for w in asked]
    within = sentence_at(reading.text, way.start)
    return share_within(known, known.terms(_without(text, words)), reading, within) >= TOLD_OF


def way_unsaid(known: Knowledge, need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«라이다 센서» against «센서가 있어요»: the thing told without the way that makes it the claim's."""
    text = need.element.text
    if found.match != "대응" or len(known.terms(text)) > FEW_TERMS:
        return found
    choices = known.glossary.choices
    wanted = by_choice(choices.find(text))
    said = by_choice(choices.find(reading.text)) if wanted else {}
    met = [
        one
        for choice, ways in wanted.items()
        if choices.lines[choice].scope != "made"
        for one in ways
        if any(one.ways & way.ways for way in said.get(choice, ()))
    ]
    for choice, asked in wanted.items():
        if any(a.start < b.end and b.start < a.end for a in asked for b in met):
            continue
        wider = choices.wider(choice, reading.text)
        if wider is None or choice in said or _told_by_name(known, text, asked, reading):
            continue
        span = Span(start=wider.start, end=wider.end, text=reading.text[wider.start : wider.end])
        return assessed(need, "broader", "판단불가", False, span, _claimed(text, asked))
    return found


def _told_by_name(
    known: Knowledge, text: str, asked: Sequence[Way], reading: Reading, whole: bool = False
) -> bool:
    """«IPA로 세척» for «이소프로필알코올로»: the way is a thing that the text calls by another name.

    ``whole`` asks for a thing that the way itself is.
    """
    things = [
        h
        for h in known.glossary.find(text)
        if any(w.start < h.end and h.start < w.end for w in asked)
        and (not whole or _is_a_thing_of(h, asked))
    ]
    return any(
        m.concept
        and not (m.negated or m.undecided)
        and known.glossary.is_a(m.concept.id, h.concept.id)
        for h in things
        if h.concept.kind != "step"
        for m in reading.mentions
    )


def _is_a_thing_of(hit: Hit, asked: Sequence[Way]) -> bool:
    """Whether a way is the thing that its words begin to name: 차아염소산나트륨, not the 방수 of «방수 시트»."""
    return hit.concept.kind in THINGS and any(w.start == hit.start for w in asked)


def _claimed(text: str, asked: Sequence[Way]) -> Span:
    start, end = asked[0].start, asked[0].end
    return Span(start=start, end=end, text=text[start:end])


def _in_its_place(
    known: Knowledge, text: str, asked: Sequence[Way], way: Way, reading: Reading, scope: str
) -> bool:
    """Whether another way is told of the same thing, as its scope asks."""
    said, choices = reading.text, known.glossary.choices
    last = max(way.end for way in asked)
    before, after = known.terms(text[: asked[0].start]), known.terms(text[last:])
    only = bool(_ONLY.match(said, way.end))
    if scope == "made":
        of = [t for t in after if not _BARE.fullmatch(t.text)][:1] or list(before[-1:])
        if of and share_within(known, of, reading, clause_of(said, way)) > 0:
            return True
        return BODY.search(text, last) is not None and of_the_product(reading, way.start, way.end)
    kind = _KIND.match(said, way.end) or _KIND_OF_ITS_OWN.search(said, way.start, way.end)
    so = _IS_SO.match(said, way.end) is not None and _of_no_part(reading, way)
    if scope == FOR_USE or (scope == "product" and (only or kind or so)):
        return True
    words = [(w.start, w.end) for w in asked]
    between = known.terms(_without(text, words)[asked[0].start : last])
    others = (*before, *between, *after)
    referred = {t.text for m in _ITS_PLACE.finditer(text) for t in known.terms(m.group())}
    own = tuple(t for t in others if t.text not in referred)
    others = others if all(_BARE.fullmatch(t.text) for t in own) else own
    if all(_BARE.fullmatch(t.text) or choices.wider(way.choice, t.text) for t in others):
        return scope != "only" or only
    start, end = clause_of(said, way)
    if _done_there(text, last, way, reading, (start, end)):
        return True
    share = share_within(known, others, reading, (start, end))
    if only or scope == "only":
        return only and share > 0
    least = TOLD_AS_MEANS if _MEANS.match(said, way.end) else TOLD_OF
    return share >= least or choices.wider(way.choice, said[start:end]) is not None


_IS_SO = re.compile(r"(?:이고|이며|이에요|입니다|임|예요|이라(?:서)?|인데)(?=[\s,.!]|$)")
_TOPIC = re.compile(r"(?P<word>[가-힣A-Za-z]+?)(?:은|는|이|가)\s")


_THIS = re.compile(r"(?:^|\s)(?:이|본|이번|저희|우리|해당)\s$")
"""What leads to the word for the product itself: «이 스피커는»."""


def _of_no_part(reading: Reading, way: Way) -> bool:
    """«이어폰은 유선이고»: what is said so is the product, not «리모컨은 유선이고»."""
    start, _ = clause_of(reading.text, way)
    form = reading.category
    topics = _TOPIC.finditer(reading.text, start, way.start)
    return all(
        (form and t.start() <= form.end and form.start <= t.end())
        or _THIS.search(reading.text, 0, t.start())
        for t in topics
    )


def _done_there(text: str, last: int, way: Way, reading: Reading, clause: tuple[int, int]) -> bool:
    """«손가락에 착용되는 하우징» against «손목 착용»: the same is done in the other way, of no other part."""
    asked = _DONE_AT.match(text, last)
    verb = asked and (_WEARING if asked["verb"] == "착용" else re.escape(asked["verb"]))
    told = verb and re.compile(_DONE_AT_TOLD + verb).match(reading.text, way.end)
    return bool(told) and not any(
        m.kind == "structure"
        and not (m.concept and m.concept.kind == "software")
        and clause[0] <= m.start
        and m.end <= clause[1]
        and m.text not in text
        for m in reading.mentions
    )


_DONE_AT = re.compile(
    r"(?:에|으로|로)\s(?P<verb>착용|부착|장착|삽입|체결|결합|거치|설치|매립|고정)"
)
_DONE_AT_TOLD = r"(?:에다가?|에|으로|로)?\s?"
_WEARING = r"(?:착용|[끼차]는|[끼차]고|끼우|끼워|끼어|두르|둘러|감[는아고]|걸치|거는|걸고|쓰는|신는|붙이는|밴드)"
"""Words for wearing: «손가락에 끼는», «손목 밴드»."""


def of_the_product(reading: Reading, start: int, end: int) -> bool:
    """«유리 초음파 디퓨저», «PP 재질 텀블러»: a stuff before a product's name is that of its body."""
    form = reading.category or last_word(reading)
    if form is None or form.start < end:
        return form is not None and form.start <= start and end < form.end
    between = reading.text[end : form.start]
    return len(between) <= NAME_REACH and _OF_A_PART.search(between) is None


def _without(text: str, words: Sequence[tuple[int, int]]) -> str:
    for start, end in words:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def share_within(
    known: Knowledge, wanted: Sequence[Term], reading: Reading, within: tuple[int, int]
) -> float:
    """Return how much of some terms a stretch of the text says."""
    start, end = within
    text = " " * start + reading.text[start:end] + " " * (len(reading.text) - end)
    mentions = tuple(m for m in reading.mentions if start <= m.start and m.end <= end)
    part = replace(reading, text=text, mentions=mentions)
    return overlap(wanted, part, known.glossary).share


def clause_of(text: str, way: Way | Mention) -> tuple[int, int]:
    """Return where the clause of a word begins and ends."""
    ends = [m.end() for m in _CLAUSE.finditer(text)]
    start = max((e for e in ends if e <= way.start), default=0)
    return start, min((e for e in ends if e > way.start), default=len(text))
