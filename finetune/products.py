"""Made-up product texts that say a chosen thing about each element of a made-up claim.

For every element an outcome is drawn (named by a synonym, outside the range, left undecided …);
what the text then says, the label that LABELS.md gives it, and the words to quote follow from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from evidence.glossary import Concept
from evidence.particles import particle
from finetune.claims import Element, Limit, MadeClaim, Stock
from finetune.wording import mistype, number, respell
from graph.schema import ElementKind, Match

Way = Literal["has", "lacks", "open", "main", "instead", "alone", "only", "silent"]
Style = Literal["phrase", "sentence", "report", "notes", "formula"]


@dataclass(frozen=True)
class Fact:
    """What the text says for one element, or beside them."""

    match: Match
    outcome: str
    way: Way = "silent"
    name: str = ""
    """The name as it stands in the text."""
    piece: str = ""
    """Name with amount, as it stands in the text; what is quoted."""
    claimed: str = ""
    """For ``instead``: the claimed thing that was left out."""
    quote: str | None = None
    kind: ElementKind = "substance"
    near: bool = False
    bound: bool = False
    """The piece ends in an amount that takes no particle (``X를 3%``)."""


@dataclass(frozen=True)
class MadeProduct:
    """A product text and its facts, one an element in the claim's order."""

    text: str
    facts: tuple[Fact, ...]
    style: Style
    named: tuple[tuple[str, ElementKind], ...]
    """Everything the text names, with its kind, in the order of the text."""


_SILENT = Fact("판단불가", "unmentioned")

# "{을}" stands for the particle that fits the name before it.
_MODS: dict[tuple[str, Way], tuple[str, ...]] = {
    ("substance", "has"): (
        "{을} 함유한", "{을} 넣은", "{이} 들어간", "{을} 포함한", "{을} 포함하는", " 함유", " 포함",
        "{을} 배합한", " 성분의", " 넣은", "{이} 함유된", "{을} 담은", "{을} 쓴", "{이} 들어 있는",
        " 들어간", " 성분이 들어간", "{을} 함유하는",
    ),
    ("substance", "lacks"): (
        " 무첨가", "{이} 들어가지 않은", "{이} 없는", "-free", " 프리", "{을} 넣지 않은", " 없이 만든",
        " 미사용", "{을} 뺀", " 미함유", "{을} 사용하지 않은", " 제로", "{을} 배제한", " free",
    ),
    ("substance", "main"): (
        "{을} 주성분으로 하는", " 기반의", " 기반", " 위주의", "{을} 주원료로 한", " 중심의",
        "{이} 주성분인", "{을} 메인 성분으로 쓴",
    ),
    ("substance", "alone"): (" 단독", "만 넣은", "만 들어간", " 단독 처방의", "만 사용한"),
    ("structure", "has"): (
        "{을} 구비한", "{이} 달린", "{을} 장착한", " 탑재", "{을} 갖춘", "{이} 있는", "{을} 채용한",
        "{을} 탑재한", "{을} 포함하는", " 내장",
    ),
    ("structure", "lacks"): ("{이} 없는", " 없는", " 미탑재", "{을} 뺀", " 없이 만든", "{을} 생략한"),
    ("step", "has"): (" 공정을 거친", "{을} 거쳐 만든", " 방식으로 만든", "{을} 적용한", " 공정의"),
    ("step", "lacks"): (" 공정 없이 만든", "{을} 하지 않은", "{을} 생략한", " 없이 만든"),
    ("use", "has"): (
        "", "", " 기능의", " 효과가 있는", " 효과의", "용", " 기능성", "에 좋은", "{을} 위한",
        " 기능을 가진", " 목적의", " 특화",
    ),
    ("use", "lacks"): (" 효과는 없는", " 기능이 아닌"),
    ("emulsion", "has"): ("", " 타입의", " 제형의", " 타입"),
    ("property", "has"): ("의", "인", " 수준의"),
    ("other", "has"): ("{을} 포함하는", "{을} 갖춘", "{을} 적용한", "{이} 들어간"),
}  # fmt: skip
_SAYS: dict[tuple[str, Way], tuple[str, ...]] = {
    ("substance", "has"): (
        "{을} 넣었어요", "{이} 들어갑니다", "{을} 사용했습니다", "{이} 들어가요", "{을} 배합했어요",
        "{을} 함유하고 있습니다", " 넣음", "{을} 씁니다", "{을} 넣었어", "{이} 들어 있어", " 들어감",
        "{을} 포함합니다", "{을} 추가했고요",
    ),
    ("substance", "lacks"): (
        "{은} 안 넣었어요", "{은} 사용하지 않습니다", " 무첨가입니다", "{은} 들어가지 않아요",
        "{은} 뺐어요", "{은} 전혀 없습니다", " 미사용", " 무첨가", "{은} 안 들어가", "{은} 쓰지 않았어",
        "{은} 넣지 않을 예정입니다", "{은} 배제했습니다", "{은} 안 씁니다",
    ),
    ("substance", "open"): (
        "{은} 아직 미정이에요", "{을} 넣을지 검토 중입니다", "{은} 검토 중", "{은} 고민 중이에요",
        " 사용 여부는 대외비입니다", " 첨가 여부는 정하지 못했어요", "{은} 넣을지 말지 미정",
        "{을} 쓸지 아직 결정하지 못했습니다", " 투입은 논의 중이야",
    ),
    ("substance", "main"): ("{이} 주성분입니다", "{을} 주성분으로 씁니다", "{을} 메인으로 했어요"),
    ("substance", "alone"): (" 단독 처방입니다", "만 넣었어요", "만 사용합니다", "만 들어갑니다"),
    ("structure", "has"): (
        "{이} 달려 있어요", "{을} 장착했습니다", "{이} 있습니다", "{을} 탑재했어요", "{을} 갖췄어",
        "{이} 들어갑니다", "{을} 씁니다", " 있음",
    ),
    ("structure", "lacks"): (
        "{은} 없습니다", "{을} 뺐어요", "{은} 탑재하지 않았습니다", "{은} 달지 않았어", " 없음",
    ),
    ("structure", "open"): (
        "{은} 아직 미정입니다", "{을} 달지 검토 중이에요", " 탑재 여부는 미정", "{은} 고민 중이야",
    ),
    ("step", "has"): ("{을} 거칩니다", " 공정을 진행합니다", " 단계를 둡니다", "{을} 해요", " 진행"),
    ("step", "lacks"): ("{은} 하지 않습니다", " 단계는 생략했어요", "{은} 안 합니다", " 생략"),
    ("step", "open"): ("{은} 할지 검토 중입니다", " 적용은 미정이에요", " 여부는 아직 미정"),
    ("use", "has"): (
        " 효과를 내세울 거예요", " 제품으로 광고할 예정입니다", " 기능을 표방합니다", "{이} 목적입니다",
        " 효과가 있어요", " 용도입니다",
    ),
    ("use", "lacks"): (" 효과는 없어요", " 용도는 아닙니다", " 기능은 표방하지 않습니다"),
    ("use", "open"): (" 표방 여부는 미정입니다", " 광고는 검토 중이에요"),
    ("emulsion", "has"): (" 제형입니다", " 타입으로 만들었어요", " 타입이야", "으로 제조합니다"),
    ("emulsion", "open"): (" 여부는 아직 미정입니다", " 타입으로 갈지 검토 중이에요"),
    ("property", "has"): ("입니다", " 정도예요", "로 맞췄습니다", "", "이에요"),
    ("other", "has"): ("{을} 포함합니다", "{을} 갖추고 있어요", "{이} 들어 있습니다", "{을} 적용했어"),
    ("property", "open"): ("{은} 아직 미정이에요", "{은} 공개할 수 없어요", "{은} 조정 중입니다"),
}  # fmt: skip
_BOUND_MODS = (" 넣은", " 함유한", " 배합한", " 포함하는", " 쓴")
_BOUND_SAYS = (" 넣었어요", " 배합했습니다", " 들어가요", " 함유합니다", " 넣음", " 씁니다")
_MAKING = (
    "{을} 만들었어", "{을} 개발했어", "{을} 기획 중이야", "{을} 출시할 예정이야", "{을} 개발 중입니다",
    "{을} 출시하려고 합니다", "{을} 만들고 있어요", "{을} 기획하고 있습니다", "{을} 준비 중이에요",
    "{을} 개발하려고 해", "{을} 판매할 계획입니다", " 개발 중", " 출시 예정", " 기획", "입니다", "이에요",
    "{을} 하나 만들 거야", "{을} 생산하려 합니다", "{을} 테스트 중이야", "{을} 내놓을 거예요",
)  # fmt: skip
_OPENERS = (
    "", "", "", "", "", "", "안녕하세요, ", "문의드립니다. ", "저희 회사에서 ", "신규 프로젝트로 ", "이번에 ",
    "저희 팀은 ", "내년 봄에 ", "요즘 ", "음, ", "올해 하반기에 ", "고객사 요청으로 ", "We plan: ",
    "급하게 여쭤봐요. ", "상품기획팀입니다. ",
)  # fmt: skip
_CLOSERS = (
    "", "", "", "", "", "", "", " 침해 소지가 있을까요?", " 혹시 문제 될까?", " 확인 부탁드립니다.",
    " 괜찮을까요?", " 가격은 2만원대로 생각해요.", " 용기는 펌프형이에요.", " 특허 검토 부탁해요.", " ㅎㅎ",
    " 사용감이 아주 부드러워요.", " 패키지는 아직 못 정했어요.",
)  # fmt: skip
_ABSENT = re.compile("않|제외|없|이외")
_THINGS = ("제품", "신제품", "아이템", "제품", "시제품")
_FILLERS = (
    "정제수", "글리세린", "부틸렌글라이콜", "프로필렌글라이콜", "1,2-헥산다이올", "페녹시에탄올", "향료",
    "잔탄검", "토코페롤", "판테놀", "소듐클로라이드", "시트릭애씨드", "에탄올", "다이소듐이디티에이",
    "전분", "설탕", "소금", "덱스트린",
)  # fmt: skip


def fill(pattern: str, name: str) -> str:
    """Return ``name`` followed by ``pattern``, whose ``{을}`` and the like are particles."""
    if pattern.startswith("{"):
        kind, rest = pattern[1:].split("}", 1)
        return particle(name, kind) + rest
    return name + pattern


class ProductMaker:
    """Draws outcomes and words them; holds no random state of its own."""

    def __init__(self, stock: Stock, near_share: float) -> None:
        self.stock = stock
        self.near_share = near_share

    def make(self, claim: MadeClaim, rng: Random) -> MadeProduct:
        """Return a product text for ``claim`` with one fact an element."""
        substances = [e for e in claim.elements if e.role in ("substance", "alternatives")]
        style: Style = rng.choices(
            ("phrase", "sentence", "report", "notes", "formula"), (30, 30, 22, 11, 7)
        )[0]
        roles = {e.role for e in claim.elements}
        if claim.field not in ("cosmetic", "composition") or "unread" in roles:
            style = "sentence" if style == "formula" else style
        closed = bool(roles & {"closed", "unread"})
        if style == "formula" or closed or len(substances) < 2 or rng.random() > 0.07:
            alone = None
        else:
            alone = rng.choice(substances)
        mood = rng.choices(("full", "mixed", "bare", "other"), (28, 42, 14, 16))[0]
        facts: list[Fact] = []
        solo: Fact | None = None
        if alone is not None:
            name = self._name(rng.choice(alone.concepts), rng)[0]
            solo = Fact("대응", "alone", "alone", name, name, quote=name)
            if alone.limit:
                solo = replace(solo, match="판단불가", outcome="amount unsaid")
        for element in claim.elements:
            if element.role == "closed":
                facts.append(_SILENT)
            elif element.role == "unread":
                facts.append(_verbatim(element, mood, rng))
            elif solo is not None and element is alone:
                facts.append(solo)
            elif solo is not None and element in substances:
                facts.append(Fact("미대응", "alone elsewhere", quote=solo.name))
            else:
                facts.append(self._fact(element, claim, substances, style, mood, rng))
        extras = self._extras(claim, substances, facts, style, solo is not None, rng)
        facts, extras, only = self._close(claim, facts, extras, rng)
        text, named = _Composer(rng).compose(claim, facts, extras, style, only)
        return MadeProduct(text, tuple(facts), style, named)

    # -- outcomes ---------------------------------------------------------------------------

    def _fact(
        self,
        element: Element,
        claim: MadeClaim,
        substances: Sequence[Element],
        style: Style,
        mood: str,
        rng: Random,
    ) -> Fact:
        if element.role in ("substance", "alternatives"):
            return self._substance(element, claim, len(substances) == 1, style, mood, rng)
        if element.role == "category":
            return self._category(element, mood, rng)
        if element.role == "property":
            return self._property(element, mood, rng)
        return self._plain(element, claim, mood, rng)

    def _substance(
        self, element: Element, claim: MadeClaim, single: bool, style: Style, mood: str, rng: Random
    ) -> Fact:
        concept = rng.choice(element.concepts)
        weights = {
            "full": (92, 3, 2, 0, 1, 0, 2),
            "mixed": (50, 11, 8, 7, 12, 4, 8),
            "bare": (25, 3, 8, 12, 4, 0, 48),
            "other": (20, 20, 4, 5, 32, 6, 13),
        }[mood]
        ways = ("has", "lacks", "open", "broader", "rival", "one lacks", "silent")
        way = rng.choices(ways, weights)[0]
        if style == "formula":
            way = "has" if rng.random() < 0.65 else "missing"
        if way == "missing":
            return Fact("미대응", "formula without it")
        if way == "has":
            return self._present(element, concept, style, rng)
        if way == "broader":
            above = [c for c in self.stock.above(concept) if c.kind == "class"]
            above = [c for c in above if c.id not in {x.id for x in element.concepts}]
            if above:
                wide = rng.choice(above)
                name = rng.choice(wide.names[:2]) if rng.random() < 0.8 else rng.choice(wide.names)
                if rng.random() < 0.25 and name.endswith(("제", "물", "드", "산", "류")):
                    name += " 계열"
                return Fact("판단불가", "broader", "has", name, name, quote=name)
            return _SILENT
        if way == "rival":
            return self._rival(element, concept, claim, single, rng) or _SILENT
        if way == "one lacks":
            below = self.stock.below(concept.id)
            species = [c for c in below if c.kind == "substance"]
            if len(species) > 2 and element.role == "substance":
                name = self._name(rng.choice(species), rng)[0]
                return Fact("판단불가", "species negated", "lacks", name, name, quote=name)
            way = "lacks"
        if way in ("lacks", "open"):
            if element.role == "alternatives":
                return _SILENT
            name, _ = self._name(concept, rng)
            if way == "lacks":
                return Fact("미대응", "negated", "lacks", name, name, quote=name)
            return Fact("판단불가", "undecided", "open", name, name, quote=name)
        return _SILENT

    def _present(self, element: Element, concept: Concept, style: Style, rng: Random) -> Fact:
        outcome = ""
        if concept.kind == "class" and rng.random() < 0.75:
            species = [c for c in self.stock.below(concept.id) if c.kind == "substance"]
            if species:
                concept, outcome = rng.choice(species), "species"
        name, how = self._name(concept, rng)
        if element.role == "alternatives":
            outcome = outcome or "one of several"
        outcome = outcome or how
        limit = element.limit
        if limit is None:
            amount = None
            if rng.random() < (1.0 if style == "formula" else 0.15):
                amount = f"{number(rng.choice((0.1, 0.5, 1, 2, 3, 5, 8, 10)))}%"
            piece, bound = _with_amount(name, amount, style, rng)
            return Fact("대응", outcome, "has", name, piece, quote=piece, bound=bound)
        draw = rng.random()
        if draw < 0.16 and style != "formula":
            if rng.random() < 0.2:
                name_open = name + rng.choice((" 함량", " 배합량"))
                return Fact("판단불가", "amount undecided", "open", name, name_open, quote=name)
            return Fact("판단불가", "amount unsaid", "has", name, name, quote=name)
        unit = said_unit(limit.unit, rng)
        if draw < 0.21 and style != "formula":
            other = {"중량부": "%"}.get(limit.unit, rng.choice(("중량부", "g", "mL")))
            piece, bound = _with_amount(
                name, f"{number(rng.choice((1, 3, 5, 12, 30)))}{other}", style, rng
            )
            return Fact("판단불가", "other unit", "has", name, piece, quote=piece, bound=bound)
        value, where = pick_value(limit, rng)
        piece, bound = _with_amount(name, f"{number(value)}{unit}", style, rng)
        inside = limit.holds(value)
        near = not inside and limit.near(value, self.near_share)
        return Fact(
            "대응" if inside else "미대응", where, "has", name, piece, quote=piece, near=near,
            bound=bound,
        )  # fmt: skip

    def _rival(
        self, element: Element, concept: Concept, claim: MadeClaim, single: bool, rng: Random
    ) -> Fact | None:
        pool = self.stock.rivals(concept)
        if single and (len(pool) < 3 or rng.random() < 0.4):
            pool = self.stock.of_kind("substance", claim.field == "cosmetic")
        pool = [c for c in pool if c.kind == "substance" and self._foreign(c, claim)]
        if not pool:
            return None
        name, _ = self._name(rng.choice(pool), rng)
        if element.role == "substance" and rng.random() < 0.25:
            claimed = self._name(concept, rng)[0]
            return Fact("미대응", "instead", "instead", name, name, claimed, quote=name)
        way: Way = "main" if single and rng.random() < 0.55 else "has"
        return Fact("미대응", "other in its place", way, name, name, quote=name)

    def _foreign(self, concept: Concept, claim: MadeClaim, strict: bool = False) -> bool:
        """Return whether the concept has nothing to do with any element of the claim."""
        for element in claim.elements:
            for mine in element.concepts:
                if self.stock.related(concept, mine):
                    return False
                if strict and self.stock.known(mine) and self.stock.alike(concept, mine):
                    return False
        return True

    def _category(self, element: Element, mood: str, rng: Random) -> Fact:
        concept = element.concepts[0]
        draw = rng.random()
        if draw < 0.1:
            return _SILENT
        if draw < 0.17 or (mood == "other" and draw < 0.3):
            above = [c for c in self.stock.above(concept) if c.kind == "form"]
            others = [
                c
                for c in self.stock.of_kind("form")
                if not self.stock.related(c, concept)
                and c.name[-2:] not in concept.name
                and concept.name[-2:] not in c.name
                and "sunscreen_cosmetic" not in self.stock.glossary.ancestors(c.id)
            ]
            if above and rng.random() < 0.4:
                name = rng.choice(above).name
                return Fact("판단불가", "broader", "has", name, name, quote=name, kind="category")
            if others and self.stock.known(concept):
                name = rng.choice(others).name
                return Fact("미대응", "other form", "has", name, name, quote=name, kind="category")
        # A sunscreen's name states its use; the use's own fact must stay free to say otherwise.
        telling = {c.id for c in self.stock.below("sunscreen_cosmetic")}
        below = [c for c in self.stock.below(concept.id) if c.id not in telling]
        shown = rng.choice(below) if below and rng.random() < 0.85 else concept
        name = shown.name if rng.random() < 0.7 else rng.choice(shown.names)
        outcome = "species" if shown is not concept else "identical"
        return Fact("대응", outcome, "has", name, name, quote=name, kind="category")

    def _property(self, element: Element, mood: str, rng: Random) -> Fact:
        limit = element.limit
        if limit is None or rng.random() < {"bare": 0.7, "full": 0.06}.get(mood, 0.3):
            return _SILENT
        name, _ = self._name(element.concepts[0], rng)
        if rng.random() < 0.12:
            return Fact("판단불가", "undecided", "open", name, name, quote=name, kind="property")
        value, where = pick_value(limit, rng)
        said = f"{number(value)}{limit.unit}"
        piece = rng.choice((f"{name} {said}", f"{particle(name, '은')} {said}", f"{name}: {said}"))
        inside = limit.holds(value)
        near = not inside and limit.near(value, self.near_share)
        match: Match = "대응" if inside else "미대응"
        return Fact(match, where, "has", name, piece, quote=piece, kind="property", near=near)

    def _plain(self, element: Element, claim: MadeClaim, mood: str, rng: Random) -> Fact:
        """Draw for a use, an emulsion type, a step or a part."""
        concept = element.concepts[0]
        kind = element.kind
        weights = {"full": (92, 2, 2, 2, 2), "bare": (22, 5, 6, 4, 63)}.get(
            mood, (52, 12, 8, 10, 18)
        )
        way = rng.choices(("has", "lacks", "open", "rival", "silent"), weights)[0]
        name, how = self._name(concept, rng)
        if way == "has":
            below = [c for c in self.stock.below(concept.id) if c.kind != "class"]
            if below and rng.random() < 0.3:
                name, how = self._name(rng.choice(below), rng)[0], "species"
            return Fact("대응", how, "has", name, name, quote=name, kind=kind)
        if way == "lacks" and kind not in ("emulsion",):
            if kind == "use" and rng.random() < 0.6:
                return _SILENT
            return Fact("미대응", "negated", "lacks", name, name, quote=name, kind=kind)
        if way == "open":
            return Fact("판단불가", "undecided", "open", name, name, quote=name, kind=kind)
        if way == "rival":
            pool = self.stock.rivals(concept)
            if kind == "use":
                pool = self.stock.of_kind("function", claim.field == "cosmetic")
            pool = [c for c in pool if self._foreign(c, claim)]
            if pool and kind != "structure":
                name, _ = self._name(rng.choice(pool), rng)
                return Fact(
                    "미대응", "other in its place", "has", name, name, quote=name, kind=kind
                )
            if pool and kind == "structure":
                other, _ = self._name(rng.choice(pool), rng)
                return Fact("미대응", "instead", "instead", other, other, name, other, kind)
        return _SILENT

    # -- what stands beside the elements ----------------------------------------------------

    def _extras(
        self,
        claim: MadeClaim,
        substances: Sequence[Element],
        facts: Sequence[Fact],
        style: Style,
        alone: bool,
        rng: Random,
    ) -> list[Fact]:
        """Return statements that decide no element: fillers, things left out."""
        if alone or claim.field not in ("cosmetic", "composition"):
            return []
        if all(f.way == "silent" for f in facts if f.kind == "substance") and rng.random() < 0.3:
            name = rng.choice(("성분", "처방", "주성분", "원료", "배합"))
            return [Fact("판단불가", "beside", "open", name, name, kind="other")]
        known = {f.name for f in facts}
        fillers: list[str] = []
        for name in _FILLERS:
            concept = self.stock.glossary.lookup(name)
            if name not in known and (
                concept is None or self._foreign(concept, claim, strict=style != "formula")
            ):
                fillers.append(name)
        count = 0
        if style == "formula":
            count = rng.randint(3, 6)
        elif rng.random() < 0.22:
            count = rng.randint(1, 2)
        chosen = rng.sample(fillers, min(count, len(fillers)))
        extras = []
        for name in chosen:
            said = None
            if style == "formula":
                value = (
                    rng.choice((70.5, 62, 55.3))
                    if name == "정제수"
                    else rng.choice((0.1, 0.3, 0.5, 1, 2, 3, 5, 6.5, 8))
                )
                said = f"{number(value)}%"
            piece, bound = _with_amount(name, said, style, rng)
            extras.append(Fact("대응", "beside", "has", name, piece, bound=bound))
        if style != "formula" and rng.random() < 0.1:
            names = ("파라벤", "인공향료", "미네랄오일", "동물성 원료", "색소")
            name = rng.choice(names)
            concept = self.stock.glossary.lookup(name)
            if concept is None or self._foreign(concept, claim, strict=True):
                extras.append(Fact("미대응", "beside", "lacks", name, name))
        return extras

    def _close(
        self, claim: MadeClaim, facts: list[Fact], extras: list[Fact], rng: Random
    ) -> tuple[list[Fact], list[Fact], bool]:
        """Give a closed claim's closing element its label; say "only" where that is to be."""
        places = [i for i, e in enumerate(claim.elements) if e.role == "closed"]
        if not places:
            return facts, extras, False
        at = places[0]
        members = [
            f
            for e, f in zip(claim.elements, facts, strict=True)
            if e.role in ("substance", "alternatives")
        ]
        beside = [f for f in extras if f.way == "has"]
        if beside:
            facts[at] = Fact("미대응", "more than claimed", quote=beside[0].piece, kind="other")
            return facts, extras, False
        rivals = [f for f in members if f.outcome in ("other in its place", "instead")]
        if rivals:
            facts[at] = Fact("미대응", "more than claimed", quote=rivals[0].name, kind="other")
            return facts, extras, False
        plain = all(f.way == "has" and f.match == "대응" and not f.bound for f in members)
        if plain and members and rng.random() < 0.6:
            words = members[0].piece
            for member in members[1:]:
                words = particle(words, "과") + " " + member.piece
            facts[at] = Fact(
                "대응", "only these", "only", words, words + "만", quote=words + "만", kind="other"
            )
            return facts, extras, True
        return facts, extras, False

    # -- names ------------------------------------------------------------------------------

    def _name(self, concept: Concept, rng: Random) -> tuple[str, str]:
        """Return a way people write the concept, and what kind of way it is."""
        draw = rng.random()
        names = concept.names
        if draw < 0.34 or (len(names) == 1 and draw < 0.6):
            return names[0], "identical"
        if draw < 0.62 and len(names) > 1:
            name = rng.choice(names[1:])
            if name in concept.abbreviations:
                return name, "abbreviation"
            return name, "english" if name.isascii() else "synonym"
        if draw < 0.72 and concept.abbreviations:
            return rng.choice(concept.abbreviations), "abbreviation"
        base = rng.choice(names)
        changed = respell(base, rng) if draw < 0.92 else mistype(base, rng)
        if changed and changed != base:
            found = self.stock.glossary.lookup(changed)
            if found is None or found is concept:
                return changed, "spelling" if draw < 0.92 else "typo"
        return base, "synonym" if base != names[0] else "identical"


def _verbatim(element: Element, mood: str, rng: Random) -> Fact:
    """Return a fact that repeats an element's own words, where they are short and plain."""
    words = element.text.strip().removeprefix("상기").strip()
    plain = 3 <= len(words) <= 40 and words[0] not in "로으만" and not _ABSENT.search(words)
    if not plain or rng.random() > {"full": 0.95, "bare": 0.15}.get(mood, 0.5):
        return _SILENT
    return Fact("대응", "identical", "has", words, words, quote=words, kind="other")


def said_unit(unit: str, rng: Random) -> str:
    """Return how people write a claimed unit (``중량%`` is mostly a plain per cent sign)."""
    if unit in ("중량%", "wt%", "질량%"):
        return rng.choice(("%", "%", "%", " 중량%", "중량%", "wt%", " 퍼센트", "프로"))
    if unit == "% (w/v)":
        return rng.choice(("% (w/v)", " w/v%", "%(w/v)"))
    return rng.choice(("", " ")) + unit


def pick_value(limit: Limit, rng: Random) -> tuple[float, str]:
    """Return a value for a claimed range, and where it lies."""
    low, high = limit.low, limit.high
    where = rng.choices(("inside", "limit", "just outside", "far outside"), (40, 16, 22, 22))[0]
    step = 0.01 if (low or high or 1) < 1 else 0.1 if (low or high or 1) < 20 else 1
    sides = [s for s in (low, high) if s is not None]
    edge = rng.choice(sides)
    upper = edge == high
    if where == "inside":
        if low is not None and high is not None:
            value = low + (high - low) * rng.uniform(0.1, 0.9)
        else:
            value = edge * (rng.uniform(0.3, 0.9) if upper else rng.uniform(1.1, 3))
    elif where == "limit":
        return edge, "at the limit"
    elif where == "just outside":
        value = edge * (1 + 0.06) if upper else edge * (1 - 0.06)
        value += rng.choice((0, step)) * (1 if upper else -1)
    else:
        value = edge * rng.uniform(1.6, 4) if upper else edge * rng.uniform(0.1, 0.5)
    value = max(value, 0.001)
    digits = 0 if value >= 20 else 1 if value >= 2 else 2 if value >= 0.05 else 3
    value = round(value, digits)
    if where != "inside" and limit.holds(value):
        where = "inside"
    return value, where if not limit.holds(value) else "inside"


def _with_amount(name: str, amount: str | None, style: Style, rng: Random) -> tuple[str, bool]:
    """Return name and amount as one piece, and whether it takes no particle any more."""
    if amount is None:
        return name, False
    if style == "formula":
        return f"{name} {amount}", False
    draw = rng.random()
    if draw < 0.4:
        return f"{name} {amount}", False
    if draw < 0.55:
        return f"{name}({amount})", False
    if draw < 0.7:
        return f"{amount} {name}", False
    if draw < 0.9:
        return f"{particle(name, '을')} {amount}", True
    return f"{particle(name, '이')} {amount}", True


class _Composer:
    """Puts facts into the words of one product text."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng

    def compose(
        self,
        claim: MadeClaim,
        facts: Sequence[Fact],
        extras: Sequence[Fact],
        style: Style,
        only: bool,
    ) -> tuple[str, tuple[tuple[str, ElementKind], ...]]:
        rng = self.rng
        form = next((f for f in facts if f.kind == "category" and f.way == "has"), None)
        noun = form.piece if form else rng.choice(_THINGS)
        inner = [f for f in (*facts, *extras) if f.way != "silent" and f is not form]
        if only:
            inner = [f for f in inner if f.kind != "substance" or f.way != "has"]
        if style != "formula" and rng.random() < 0.7:
            rng.shuffle(inner)
        writers: dict[Style, Callable[[list[Fact], str], str]] = {
            "phrase": self._phrase,
            "sentence": self._sentence,
            "report": self._report,
            "notes": self._notes,
            "formula": self._formula,
        }
        text = writers[style](inner, noun)
        spoken = [(f.name, f.kind) for f in facts if f.way not in ("silent", "only")]
        spoken += [(f.name, f.kind) for f in extras]
        placed = sorted((text.find(name), name, kind) for name, kind in dict.fromkeys(spoken))
        return text, tuple((name, kind) for at, name, kind in placed if at >= 0)

    def _mod(self, fact: Fact) -> str:
        rng = self.rng
        if fact.way == "only":
            return fact.piece + rng.choice((" 넣은", " 들어간", " 사용한", "으로 만든"))
        if fact.way == "instead":
            verb = rng.choice(("{을} 넣은", "{을} 사용한", "{을} 쓴", "{이} 들어간"))
            return f"{fact.claimed} 대신 {fill(verb, fact.piece)}"
        if fact.bound:
            return fact.piece + rng.choice(_BOUND_MODS)
        patterns = _MODS.get((fact.kind, fact.way)) or _MODS["substance", fact.way]
        return fill(rng.choice(patterns), fact.piece)

    def _say(self, fact: Fact) -> str:
        rng = self.rng
        if fact.way == "only":
            return fact.piece + rng.choice((" 넣었어요", " 들어갑니다", " 사용합니다"))
        if fact.way == "instead":
            verb = rng.choice(("{을} 넣었어요", "{을} 사용합니다", "{을} 썼어", "{이} 들어갑니다"))
            return f"{fact.claimed} 대신 {fill(verb, fact.piece)}"
        if fact.bound:
            return fact.piece + rng.choice(_BOUND_SAYS)
        patterns = _SAYS.get((fact.kind, fact.way)) or _SAYS["substance", fact.way]
        return fill(rng.choice(patterns), fact.piece)

    @staticmethod
    def _attributive(fact: Fact) -> bool:
        return fact.way != "open" and not (fact.kind == "property" and ":" in fact.piece)

    def _phrase(self, facts: list[Fact], noun: str) -> str:
        """Return a noun phrase such as a product's working title."""
        rng = self.rng
        front: list[str] = []
        after: list[str] = []
        for fact in facts:
            if not self._attributive(fact) or len(front) >= 3:
                after.append(self._say(fact))
            elif fact.way == "has" and not fact.bound and rng.random() < 0.35:
                front.append(fact.piece)
            else:
                front.append(self._mod(fact))
        text = " ".join([*front, noun])
        if after:
            text += rng.choice((", ", ". ", " - ")) + ", ".join(after)
        return text

    def _sentence(self, facts: list[Fact], noun: str) -> str:
        """Return one or more sentences as people write to a chat."""
        rng = self.rng
        front: list[str] = []
        after: list[str] = []
        for fact in facts:
            if self._attributive(fact) and len(front) < 3:
                front.append(self._mod(fact))
            else:
                after.append(self._say(fact))
        if len(front) > 1 and rng.random() < 0.3:
            front[0] += ","
        text = rng.choice(_OPENERS) + " ".join([*front, fill(rng.choice(_MAKING), noun)])
        if after:
            text += rng.choice((". ", ", "))
            text += rng.choice((". ", ", ")).join(after)
        text += rng.choice(("", ".", "")) if text[-1] not in ".?" else ""
        return text + rng.choice(_CLOSERS)

    def _report(self, facts: list[Fact], noun: str) -> str:
        """Return an opening sentence about the product, then a sentence a fact."""
        rng = self.rng
        uses = [f for f in facts if f.kind == "use" and f.way == "has"]
        lead = " ".join([self._mod(f) for f in uses[:1]] + [fill(rng.choice(_MAKING), noun)])
        rest = [self._say(f) for f in facts if f not in uses[:1]]
        link = rng.choice((". ", ". ", "\n", ", "))
        text = rng.choice(_OPENERS) + link.join([lead, *rest])
        return text + rng.choice(("", ".")) + rng.choice(_CLOSERS)

    def _notes(self, facts: list[Fact], noun: str) -> str:
        """Return labelled notes."""
        rng = self.rng
        mark = rng.choice((" / ", "\n", "; ", ", "))
        lines = [rng.choice(("제형: ", "제품: ", "품목: ", "유형: ")) + noun]
        groups: dict[str, list[str]] = {}
        for fact in facts:
            if fact.way == "only":
                groups.setdefault("성분", []).append(fact.piece)
            elif fact.way == "has" and not fact.bound:
                label = {
                    "use": "효능", "emulsion": "타입", "structure": "구성", "step": "공정",
                    "property": "물성",
                }.get(fact.kind, "성분")  # fmt: skip
                groups.setdefault(label, []).append(fact.piece)
            elif fact.way == "lacks" and fact.kind == "substance":
                groups.setdefault("무첨가", []).append(fact.piece)
            else:
                lines.append(self._say(fact))
        for label, pieces in groups.items():
            lines.append(f"{label}: " + ", ".join(pieces))
        head, *others = lines
        rng.shuffle(others)
        return mark.join([head, *others])

    def _formula(self, facts: list[Fact], noun: str) -> str:
        """Return a whole formula with amounts."""
        rng = self.rng
        inside = [f.piece for f in facts if f.kind == "substance" and f.way == "has"]
        rng.shuffle(inside)
        rest = [f for f in facts if not (f.kind == "substance" and f.way == "has")]
        front = [self._mod(f) for f in rest if self._attributive(f) and f.kind == "use"][:1]
        said = [self._say(f) for f in rest if f.kind != "use" or not front]
        lead = " ".join([*front, noun])
        label = rng.choice((" 처방: ", " 전성분: ", " 배합비 - ", " (전성분) ", " 조성: "))
        return lead + label + ", ".join(inside) + "".join(f". {s}" for s in said)
