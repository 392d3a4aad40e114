"""Evidence for and against each claim element: the rules of ``LABELS.md`` that need no model.

``assess_claim`` reads each element into what it asks for (``Need``) and weighs every mention of
the product against it. Each finding carries the name of its rule and the words on both sides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from evidence.claims import CLOSED, element_kind
from evidence.glossary import Glossary
from evidence.needs import ANY_STEP, WANTED, Need, NeedReader, Option
from evidence.particles import settle
from evidence.phrases import overlap, terms
from evidence.products import Mention, Reading, mention_at
from evidence.quantities import NEAR_MISS, Quantity, RangeCheck, check
from evidence.types import Assessment, ClaimElement
from graph.schema import Finding, Match, Span

PHRASES = frozenset({"structure", "step"})
"""Kinds of elements that are phrases, compared by their wording."""
SAID = 0.35
"""Share of an element's terms from which on the product is taken to say it; on written dev cases
nine in ten of such parts and steps were met."""
WELL_SAID = 0.6
"""Share from which on, with the head noun, that is taken for settled."""
NARROW_CLASS = 80
"""Most members a glossary class may have for one of them to stand in another's place: 카보머 for
잔탄검 among thickeners, but not any plant extract for any other."""
_PRODUCT_WORD = re.compile(r"[가-힣A-Za-z]*(?:신제품|제품|상품|품목)")


class Weigher:
    """Weighs claim elements against products with one glossary."""

    def __init__(self, glossary: Glossary, near_miss: float = NEAR_MISS) -> None:
        self._glossary = glossary
        self._near_miss = near_miss
        self._members = Counter(
            ancestor for c in glossary.concepts for ancestor in glossary.ancestors(c)
        )
        self._need = NeedReader(glossary).read
        self._terms = lru_cache(maxsize=20_000)(lambda text: terms(text, glossary))
        self._uses_of = lru_cache(maxsize=2_000)(self._read_uses)

    def assess_claim(
        self, claim_text: str, elements: Sequence[ClaimElement], reading: Reading
    ) -> tuple[Assessment, ...]:
        """Return one assessment an element, in order."""
        needs = [self._need(element) for element in elements]
        substances = [n for n in needs if n.element.kind == "substance" and not n.absent]
        claimed = frozenset(c for n in needs for o in n.options for c in o.concepts)
        results = [
            self._closed(need, needs, reading)
            if CLOSED.fullmatch(need.element.text.strip())
            else self._assess(need, reading, len(substances) == 1, claimed)
            for need in needs
        ]
        return tuple(self._category_by_use(claim_text, results, reading))

    # -- weighing ----------------------------------------------------------------------------

    def _assess(
        self, need: Need, reading: Reading, sole: bool, claimed: frozenset[str]
    ) -> Assessment:
        if need.options and not need.any_of and len(need.options) > 1:
            return self._all_of(need, reading, sole, claimed)
        if need.element.kind in PHRASES:
            phrase = self._phrase(need, reading)
            if phrase:
                return self._for_absence(need, phrase) if need.absent else phrase
        judged = [self._mention(need, m) for m in reading.mentions]
        found = [a for a in judged if a is not None]
        if not found:
            spelled = self._spelled(need, reading)
            found = [spelled] if spelled else []
        if found:
            best = max(found, key=_strength)
            if best.match == "대응" and not need.absent:
                best = self._conditions(need, best, reading)
            return self._for_absence(need, best) if need.absent else best
        return self._unmentioned(need, reading, sole, claimed)

    def _phrase(self, need: Need, reading: Reading) -> Assessment | None:
        """Weigh a part, a step or a property by how much of its wording the text says."""
        wanted = self._terms(need.element.text)
        seen = overlap(wanted, reading, self._glossary)
        if seen.negated and seen.share < SAID:
            m = seen.negated[0]
            return _made(
                need,
                "미대응",
                True,
                _span(m),
                _find_span(need.element.text, m.text),
                "negation",
                f"제품은 '{m.text}'을(를) 쓰지 않는다고 적고 있습니다.",
                "부정",
            )
        if seen.share < SAID or not seen.said:
            return None
        m = seen.said[-1]
        made = _made(
            need,
            "대응",
            seen.head and seen.share >= WELL_SAID,
            _span(m),
            None,
            "same phrase",
            f"청구항 표현의 {seen.share:.0%}가 제품 설명에 있습니다.",
            "표현 일치",
        )
        return self._conditions(need, made, reading)

    def _mention(self, need: Need, mention: Mention) -> Assessment | None:
        """Weigh one mention; None where it has nothing to do with the element."""
        if mention.concept is None or mention.concept.id in ANY_STEP:
            return None
        for option in need.options:
            relation = self._relation(option, mention)
            if relation is None:
                continue
            return self._related(need, option, mention, relation)
        return None

    def _relation(self, option: Option, mention: Mention) -> str | None:
        assert mention.concept is not None
        glossary = self._glossary
        readings = (
            mention.hit.ambiguity.readings
            if mention.hit and mention.hit.ambiguity
            else (mention.concept.id,)
        )
        if mention.concept.id in option.concepts:
            return "same"
        if any(glossary.is_a(mention.concept.id, c) for c in option.concepts):
            return "species"
        if any(
            r in option.concepts or any(glossary.is_a(r, c) for c in option.concepts)
            for r in readings
        ):
            return "other reading"
        above = any(glossary.is_a(c, mention.concept.id) for c in option.concepts)
        wide = mention.kind == "substance" and not self._is_narrow(mention.concept.id)
        if above and not mention.part and not wide:
            return "broader"
        return None

    def _related(
        self, need: Need, option: Option, mention: Mention, relation: str
    ) -> Assessment | None:
        span = Span(start=mention.start, end=mention.end, text=mention.text)
        claim_span = option.span
        concept = mention.concept
        assert concept is not None
        category = need.element.kind in ("category", "use")
        if mention.undecided:
            return _made(
                need,
                "판단불가",
                True,
                span,
                claim_span,
                "undecided",
                f"'{mention.text}'은(는) 아직 정해지지 않았다고 적혀 있습니다.",
                "미정",
            )
        if mention.negated:
            if relation in ("other reading", "species") or mention.part:
                return None  # one species, or one reading, left out says nothing of the rest
            if relation == "broader" and (category or not self._is_narrow(concept.id)):
                return None
            return _made(
                need,
                "미대응",
                True,
                span,
                claim_span,
                "negation",
                f"제품은 '{mention.text}'을(를) 쓰지 않는다고 적고 있습니다.",
                "부정",
            )
        if relation == "broader" or (mention.broad and relation == "same"):
            if category:
                return _made(
                    need,
                    "판단불가",
                    False,
                    span,
                    claim_span,
                    "broader",
                    f"'{mention.text}'은(는) '{claim_span.text}'보다 넓은 말입니다.",
                    "상위어",
                )
            return _made(
                need,
                "판단불가",
                True,
                span,
                claim_span,
                "broader",
                f"'{mention.text}'은(는) '{claim_span.text}'을(를) 포함하는 넓은 말이라 "
                "해당 여부를 알 수 없습니다.",
                "상위어",
            )
        if relation == "other reading":
            return _made(
                need,
                "판단불가",
                False,
                span,
                claim_span,
                "ambiguous name",
                f"'{mention.text}'은(는) 여러 뜻으로 쓰이는 이름입니다.",
                "다의어",
            )
        if need.quantity is not None and need.element.kind != "category":
            return self._amount(need, need.quantity, mention, span)
        rule, words, short = _identity_words(relation, mention, claim_span, self._glossary)
        # A part or step is known by its noun; how it is placed is left to the judge.
        hard = need.element.kind not in ("structure", "step") or len(need.raw.split()) < 2
        return _made(need, "대응", hard, span, claim_span, rule, words, short)

    def _conditions(self, need: Need, found: Assessment, reading: Reading) -> Assessment:
        """Check the further values of an element whose substance and share are met."""
        for claimed in need.conditions:
            stated = [q for q in reading.quantities if q.unit == claimed.unit]
            words = need.element.text[claimed.start : claimed.end]
            limit = Span(start=claimed.start, end=claimed.end, text=words)
            if not stated:
                return _made(
                    need,
                    "판단불가",
                    True,
                    found.span,
                    limit,
                    "value unsaid",
                    f"'{words}' 조건에 관한 값이 적혀 있지 않습니다.",
                    "조건값 미기재",
                )
            q = stated[0]
            m = Mention(q.start, q.end, reading.text[q.start : q.end], None, amount=q)
            checked = _ranged(need, check(q, claimed, self._near_miss), m, q, _span(m), limit)
            if checked.match != "대응":
                return checked
        return found

    def _amount(self, need: Need, claimed: Quantity, mention: Mention, span: Span) -> Assessment:
        text = need.element.text
        limit = Span(start=claimed.start, end=claimed.end, text=text[claimed.start : claimed.end])
        if mention.amount is None:
            return _made(
                need,
                "판단불가",
                True,
                span,
                limit,
                "amount unsaid",
                f"'{mention.text}'의 양이 적혀 있지 않아 '{limit.text}' 안인지 알 수 없습니다.",
                "함량 미기재",
            )
        result: RangeCheck = check(mention.amount, claimed, self._near_miss)
        stated = mention.amount
        return _ranged(need, result, mention, stated, span, limit)

    def _spelled(self, need: Need, reading: Reading) -> Assessment | None:
        """The element's own words stand in the product text, though no glossary knows them."""
        if len(need.raw) < 2 or (need.options and need.element.kind != "other"):
            return None
        key = self._glossary.speller.key(need.raw)
        canonical = self._glossary.speller.canonical(reading.text)
        at = canonical.text.find(key) if len(key) >= 2 else -1
        if at < 0:
            return None
        start, end = canonical.origin(at, at + len(key))
        mention = mention_at(reading, start, end)
        span = Span(start=start, end=end, text=reading.text[start:end])
        claim_span = _find_span(need.element.text, need.raw)
        if mention.undecided:
            return _made(
                need,
                "판단불가",
                True,
                span,
                claim_span,
                "undecided",
                f"'{span.text}'은(는) 아직 정해지지 않았다고 적혀 있습니다.",
                "미정",
            )
        if mention.negated:
            return _made(
                need,
                "미대응",
                True,
                span,
                claim_span,
                "negation",
                f"제품은 '{span.text}'을(를) 쓰지 않는다고 적고 있습니다.",
                "부정",
            )
        if need.quantity is not None:
            return self._amount(need, need.quantity, mention, span)
        return _made(
            need,
            "대응",
            True,
            span,
            claim_span,
            "same words",
            f"제품의 '{span.text}'은(는) 청구항의 표현과 같습니다.",
            "같은 표기",
        )

    def _all_of(
        self, need: Need, reading: Reading, sole: bool, claimed: frozenset[str]
    ) -> Assessment:
        """«A, B 및 C» in one element: one missing member makes it 미대응."""
        parts = [
            self._assess(
                Need(need.element, (option,), True, None, (), need.absent, ""),
                reading,
                sole,
                claimed,
            )
            for option in need.options
        ]
        worst = min(parts, key=lambda a: {"미대응": 0, None: 1, "판단불가": 1, "대응": 2}[a.match])
        span = worst.span or next((p.span for p in parts if p.span), None)
        findings = tuple(f for part in parts for f in part.findings)
        if worst.match == "대응" and need.quantity is not None:
            return worst.model_copy(
                update={
                    "match": None,
                    "hard": False,
                    "findings": findings,
                    "hint": "모두 있음, 함량 확인",
                }
            )
        return worst.model_copy(update={"findings": findings, "span": span})

    def _for_absence(self, need: Need, found: Assessment) -> Assessment:
        """An element that asks for absence turns the finding round."""
        turned: dict[Match | None, Match | None] = {"대응": "미대응", "미대응": "대응"}
        match = turned.get(found.match, found.match)
        return found.model_copy(
            update={
                "match": match,
                "findings": tuple(
                    f.model_copy(update={"supports": turned.get(f.supports, f.supports)})
                    for f in found.findings
                ),
                "hint": f"불포함 요건, {found.hint}",
            }
        )

    def _unmentioned(
        self, need: Need, reading: Reading, sole: bool, claimed: frozenset[str]
    ) -> Assessment:
        kind = need.element.kind
        if need.absent:
            if reading.whole_formula and need.options:
                return _made(
                    need,
                    "대응",
                    True,
                    None,
                    None,
                    "whole formula",
                    "전체 처방으로 읽히는 설명에 이 성분이 없습니다.",
                    "처방에 없음",
                )
            return _open(need, "언급 없음")
        if kind == "category":
            return self._other_category(need, reading)
        if kind == "use":
            implied = self._implied_use(need, reading)
            if implied:
                return implied
            others = [m for m in reading.mentions if m.kind == "use" and not m.negated]
            if others and need.options:
                m = others[0]
                return _made(
                    need,
                    "미대응",
                    False,
                    _span(m),
                    None,
                    "other use",
                    f"제품이 내세우는 기능은 '{m.text}'뿐입니다.",
                    f"다른 용도: {m.text}",
                )
            return _open(need, "용도 언급 없음")
        if kind == "emulsion":
            others = [
                m
                for m in reading.mentions
                if m.concept and m.concept.kind == "emulsion" and not m.negated
            ]
            if others:
                m = others[0]
                return _made(
                    need,
                    "미대응",
                    True,
                    _span(m),
                    None,
                    "other emulsion type",
                    f"제품은 '{m.text}' 제형입니다.",
                    f"다른 제형: {m.text}",
                )
            return _open(need, "언급 없음")
        if kind == "property":
            return self._property(need, reading)
        if kind == "substance":
            return self._other_substance(need, reading, sole, claimed)
        return _open(need, "언급 없음")

    def _implied_use(self, need: Need, reading: Reading) -> Assessment | None:
        """A sun cream is for protection from the sun: the product's form names its use."""
        wanted = {c for option in need.options for c in option.concepts}
        for mention in reading.mentions:
            if mention.concept is None or mention.concept.kind != "form" or mention.negated:
                continue
            for use in self._uses_of(mention.concept.id):
                if any(self._glossary.is_a(use, c) for c in wanted):
                    return _made(
                        need,
                        "대응",
                        True,
                        _span(mention),
                        need.options[0].span,
                        "use by form",
                        f"'{mention.text}'은(는) 그 용도의 제품입니다.",
                        "품목의 용도",
                    )
        return None

    def _read_uses(self, form: str) -> frozenset[str]:
        """Return the uses that the names of a form, or of what it is a kind of, spell out."""
        forms = {form, *self._glossary.ancestors(form)}
        return frozenset(
            hit.concept.id
            for concept in forms
            for name in self._glossary.names(concept)[:1]
            for hit in self._glossary.find(name, WANTED["use"])
        )

    def _other_category(self, need: Need, reading: Reading) -> Assessment:
        forms = [m for m in reading.mentions if m.concept and m.concept.kind == "form"]
        forms = [m for m in forms if not m.negated]
        wanted = {c for o in need.options for c in o.concepts}
        if not forms or not wanted:
            return _open(need, "언급 없음")
        m = forms[-1]
        assert m.concept is not None
        mine = self._glossary.ancestors(m.concept.id) | {m.concept.id}
        theirs = {a for w in wanted for a in self._glossary.ancestors(w) | {w}}
        roots = mine & theirs
        if roots and not roots <= {"composition", "product"}:
            return _made(
                need,
                "미대응",
                False,
                _span(m),
                None,
                "other category",
                f"제품은 '{m.text}'(으)로, 청구항의 제품 종류와 다릅니다.",
                f"다른 품목: {m.text}",
            )
        return _made(
            need,
            "미대응",
            True,
            _span(m),
            None,
            "other category",
            f"제품은 '{m.text}'(으)로, 청구항의 제품 분야와 다릅니다.",
            f"다른 분야: {m.text}",
        )

    def _property(self, need: Need, reading: Reading) -> Assessment:
        """A bare «pH 5 내지 7» against a bare «pH 5.5»."""
        claimed = need.quantity
        if claimed is None or claimed.unit not in ("pH", "SPF", "HLB"):
            return _open(need, "언급 없음")
        stated = [q for q in reading.quantities if q.unit == claimed.unit]
        if not stated:
            return _open(need, "언급 없음")
        q = stated[0]
        m = Mention(q.start, q.end, reading.text[q.start : q.end], None, amount=q)
        limit = Span(
            start=claimed.start,
            end=claimed.end,
            text=need.element.text[claimed.start : claimed.end],
        )
        return _ranged(need, check(q, claimed, self._near_miss), m, q, _span(m), limit)

    def _other_substance(
        self, need: Need, reading: Reading, sole: bool, claimed: frozenset[str]
    ) -> Assessment:
        if reading.undecided and not reading.whole_formula:
            start, end = reading.undecided
            span = Span(start=start, end=end, text=reading.text[start:end])
            return _made(
                need,
                "판단불가",
                True,
                None,
                None,
                "undecided",
                f"성분이 아직 정해지지 않았거나 공개되지 않았습니다('{span.text}').",
                "성분 미정",
            )
        if reading.whole_formula and need.options:
            return _made(
                need,
                "미대응",
                True,
                None,
                None,
                "whole formula",
                "전체 처방으로 읽히는 설명에 이 성분이 없습니다.",
                "처방에 없음",
            )
        others = [
            m
            for m in reading.mentions
            if m.kind == "substance"
            and not m.negated
            and not m.undecided
            and not (
                m.concept
                and any(
                    self._glossary.is_a(m.concept.id, c) or self._glossary.is_a(c, m.concept.id)
                    for c in claimed
                )
            )
        ]
        only = next((m for m in others if m.only), None)
        if only:
            return _made(
                need,
                "미대응",
                only.concept is not None,
                _span(only),
                None,
                "only another",
                f"제품의 성분은 '{only.text}'뿐이라고 적혀 있습니다.",
                f"단독: {only.text}",
            )
        rival = next((m for m in others if m.main), None) if sole else None
        rival = rival or next((m for m in others if self._in_place(need, m, sole)), None)
        if rival:
            return _made(
                need,
                "미대응",
                False,
                _span(rival),
                None,
                "another in its place",
                f"제품은 그 자리에 '{rival.text}'을(를) 씁니다.",
                f"다른 성분: {rival.text}",
            )
        return _open(need, "언급 없음")

    def _in_place(self, need: Need, mention: Mention, sole: bool) -> bool:
        """Whether the mention stands where the element would: same class, or the sole active."""
        if mention.concept is None:
            return sole and need.quantity is None
        if mention.concept.kind == "class" and not sole:
            return False
        if sole and self._glossary.is_a(mention.concept.id, "cosmetic_active"):
            return True
        mine = set(mention.concept.parents)
        theirs = {
            p for o in need.options for c in o.concepts for p in self._glossary.concepts[c].parents
        }
        theirs |= {
            c
            for o in need.options
            for c in o.concepts
            if self._glossary.concepts[c].kind == "class"
        }
        return any(self._is_narrow(concept) for concept in mine & theirs)

    def _is_narrow(self, concept: str) -> bool:
        """Whether a class is narrow enough that its members stand in for one another."""
        return 0 < self._members[concept] <= NARROW_CLASS

    def _closed(self, need: Need, needs: Sequence[Need], reading: Reading) -> Assessment:
        """Closed wording is met only where the product has nothing else."""
        claimed = {c for n in needs for o in n.options for c in o.concepts}
        substances = [m for m in reading.mentions if m.kind == "substance" and not m.negated]
        extra = [
            m
            for m in substances
            if not (m.concept and any(self._glossary.is_a(m.concept.id, c) for c in claimed))
            and not (m.concept and any(self._glossary.is_a(c, m.concept.id) for c in claimed))
        ]
        if extra:
            m = extra[0]
            return _made(
                need,
                "미대응",
                m.concept is not None,
                _span(m),
                None,
                "closed wording",
                f"청구항은 열거한 성분만으로 이루어지는데, 제품에는 '{m.text}'이(가) 더 있습니다.",
                f"추가 성분: {m.text}",
            )
        if substances and (reading.whole_formula or any(m.only for m in substances)):
            m = substances[-1]
            return _made(
                need,
                "대응",
                False,
                _span(m),
                None,
                "closed wording",
                "제품이 열거한 성분은 모두 청구항의 성분입니다.",
                "추가 성분 없음",
            )
        return _open(need, "다른 성분 유무 언급 없음")

    def _category_by_use(
        self, claim_text: str, results: Sequence[Assessment], reading: Reading
    ) -> Iterable[Assessment]:
        """«화이트닝 효과가 있는 제품» against a whitening cosmetic: the use tells the category."""
        word = _PRODUCT_WORD.search(reading.text)
        uses = [h.concept.id for h in self._glossary.find(claim_text, WANTED["use"])]
        used = any(
            m.kind == "use"
            and not m.negated
            and m.concept
            and any(self._glossary.is_a(m.concept.id, use) for use in uses)
            for m in reading.mentions
        )
        for result in results:
            if result.element.kind == "category" and result.match is None and used and word:
                span = Span(start=word.start(), end=word.end(), text=word.group())
                yield _made(
                    self._need(result.element),
                    "대응",
                    False,
                    span,
                    None,
                    "category by use",
                    f"'{word.group()}'은(는) 청구항과 같은 용도의 제품입니다.",
                    "용도로 본 품목",
                )
            else:
                yield result


def _strength(a: Assessment) -> tuple[int, int]:
    """Rank what several mentions say of one element: presence beats absence beats doubt."""
    order = {"대응": 3, "미대응": 2, "판단불가": 1, None: 0}
    return (order[a.match] if a.hard else 0, order[a.match])


def _span(mention: Mention) -> Span:
    return Span(start=mention.start, end=mention.end, text=mention.text)


def _find_span(text: str, words: str) -> Span | None:
    at = text.find(words)
    return Span(start=at, end=at + len(words), text=words) if at >= 0 else None


def _made(
    need: Need,
    match: Match,
    hard: bool,
    span: Span | None,
    claim_span: Span | None,
    rule: str,
    detail: str,
    short: str,
) -> Assessment:
    finding = Finding(
        rule=rule,
        supports=match,
        hard=hard,
        claim_span=claim_span,
        product_span=span,
        detail=settle(detail),
    )
    quoted = f"{short} '{span.text}'" if span and span.text not in short else short
    return Assessment(
        element=need.element, match=match, hard=hard, span=span, findings=(finding,), hint=quoted
    )


def _open(need: Need, hint: str) -> Assessment:
    return Assessment(element=need.element, match=None, hint=hint)


def _ranged(
    need: Need, result: RangeCheck, mention: Mention, stated: Quantity, span: Span, limit: Span
) -> Assessment:
    value = f"{stated.low / stated.scale:g}"
    if result.verdict == "inside":
        return _made(
            need,
            "대응",
            True,
            span,
            limit,
            "inside range",
            f"'{mention.text}'의 값 {value}은(는) '{limit.text}' 안에 있습니다.",
            "범위 안",
        )
    if result.verdict == "outside":
        assert result.deviation is not None
        words = f"'{mention.text}'의 값 {value}은(는) '{limit.text}' 밖입니다({result.deviation})."
        made = _made(need, "미대응", True, span, limit, "outside range", words, result.deviation)
        return made.model_copy(
            update={
                "deviation": result.deviation,
                "near_miss": result.near,
                "equivalents_check": result.near,
                "note": "한계값에 가까워 균등 여부를 전문가가 검토해야 합니다."
                if result.near
                else "",
            }
        )
    if result.verdict == "overlaps":
        return _made(
            need,
            "판단불가",
            True,
            span,
            limit,
            "overlapping range",
            f"'{mention.text}'의 범위가 '{limit.text}'에 걸쳐 있습니다.",
            "범위 걸침",
        )
    return _made(
        need,
        "판단불가",
        True,
        span,
        limit,
        "units differ",
        f"'{mention.text}'의 단위가 '{limit.text}'와 달라 비교할 수 없습니다.",
        "단위 다름",
    )


def _identity_words(
    relation: str, mention: Mention, claim_span: Span, glossary: Glossary
) -> tuple[str, str, str]:
    concept = mention.concept
    assert concept is not None
    ambiguity = mention.hit.ambiguity if mention.hit else None
    if ambiguity:
        others = ", ".join(glossary.concepts[r].name for r in ambiguity.readings[1:])
        cas = f"(CAS {concept.cas[0]})" if concept.cas else ""
        return (
            "ambiguous abbreviation",
            f"'{mention.text}'을(를) {concept.name}{cas}(으)로 읽었습니다. {others}(으)로도 쓰이는 "
            "이름이므로 확인이 필요합니다.",
            "동의어",
        )
    if relation == "species":
        return (
            "species of genus",
            f"'{mention.text}'은(는) '{claim_span.text}'에 속합니다.",
            "하위 개념",
        )
    if glossary.speller.key(mention.text) == glossary.speller.key(claim_span.text):
        return "same name", f"제품의 '{mention.text}'은(는) 청구항의 표현과 같습니다.", "같은 표기"
    return (
        "synonym",
        f"'{mention.text}'은(는) '{claim_span.text}'의 다른 이름입니다.",
        "동의어",
    )


def given_element(text: str, claim_text: str, glossary: Glossary) -> ClaimElement:
    """Make an element of a text that the caller fixed, e.g. a case file's ``patent_element``."""
    at = claim_text.find(text)
    return ClaimElement(
        text=text,
        start=at if at >= 0 else None,
        end=at + len(text) if at >= 0 else None,
        kind=element_kind(text, glossary),
    )
