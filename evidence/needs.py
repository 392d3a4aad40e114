"""What a claim element asks of a product: its things, its amount, whether it must be absent.

``NeedReader.read`` reads one element; ``link`` lets elements that speak of each other by label
(«상기 (A)성분이 …») or only measure what another names take that other's things.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from evidence.claims import is_closed, named_properties
from evidence.glossary import KINDS, Glossary, Hit
from evidence.quantities import Quantity, Ratio
from evidence.stems import is_mixed, prepared
from evidence.types import ClaimElement
from evidence.wording import (
    WITH_IT_INSIDE,
    Wording,
    contains,
    head_start,
    is_process,
    made_of_it,
    members,
    read_wording,
)
from graph.schema import ElementKind, Span

WANTED: dict[ElementKind, frozenset[str]] = {
    "substance": frozenset({"substance", "class", "material"}),
    "category": frozenset({"form"}),
    "use": frozenset({"function"}),
    "emulsion": frozenset({"emulsion"}),
    "structure": frozenset({"part", "software", "material"}),
    "step": frozenset({"step"}),
    "property": frozenset({"property"}),
}
"""Which kinds of concepts can meet which kind of element."""
THINGS = frozenset({"substance", "class", "material"})
"""Kinds of concepts that have an amount."""
PHRASES = frozenset({"structure", "step"})
"""Kinds of elements that are phrases, compared by their wording."""
ANY_STEP = frozenset({"process_step"})
"""«단계», «공정»: every step is one, so naming it says nothing."""

_IN_ANOTHER = {"form": "food_composition", "emulsion": "vesicle"}
"""Kinds of concepts, with their root, that may be an ingredient beside what is one by its kind."""

_TAIL = re.compile(
    r"(?P<derived>\s*(?:의\s)?(?:유도체|배당체|가수분해물|중합체|추출물|발효물|분말|가루|파우더|농축액|발효액|농축물|분획물?|즙))?"
    r"\s*(?:(?:의\s)?(?:포자|생균체?|균체)\s*)?(?:(?:계열|류|계|성분|화합물|물질|원료|입자|혼합물|조합|수용액|용액|용매|매질|부분|균주|등)\s*)*$"
)
"""What may follow a thing's name without making another thing of it."""
_RESIN = re.compile(r"\s?(?:수지|고분자|폴리머)")
"""«수분산 폴리우레탄 수지»: what a polymer is called besides its name."""
_MADE = re.compile(r"물(?:에|과|와)?\s")
"""«건조물에 물을 가하는»: what a step made is not done again."""
_OUTCOME = re.compile(r"\s*(?:얻|수득|제조|만드|준비|수행|형성|제공|획득|생성|완성)")
"""Verbs of a step that name its outcome, not what is done."""
_STEP_WORD = re.compile(r"(?:하|시키|되)?는?\s*(?:단계|공정|과정)")
_PARENTHESES = re.compile(
    r"(?!(?<=-)\([^()]*\)[가-힣A-Za-z\[-])\((?:[^()]|\([^()]*\))*\)?|\)(?![가-힣]{3}|\[|-)"
)
"""A bracketed word; what stands within a chemical name, as in 3-(2-하이드록시)프로필, is part of it."""
_BINOMIAL = re.compile(r"[A-Z][a-z]+\s[a-z]{3,}")
"""The first two words of a plant's or microbe's Latin name; its author may follow."""
_RESIDUE = re.compile(r"잔량|나머지|잔부|여분의")
_SUM = re.compile(
    r"합하여|합쳐|합한|합계|합산|총합|총량이|총\s?함량이|함량의\s*합|의\s합[이은]|혼합물(?:을|이|은|는)?\s"
)
SOLVENT = re.compile(
    r"\s*(?:의\s|의|인\s)?(?:발효\s?)?(?:주정|에탄올|메탄올|알코올|알콜|이소프로판올|프로판올|아세톤|ethanol)[^,;]{0,16}?(?:추출|용매|수용액)"
)
"""What makes a share the strength of a solvent: «70% 에탄올 추출물»."""
_ONLY = re.compile(r"만(?:을|으로|이)?\s*(?:유효성분으로\s*)?(?:포함|함유|사용|이루어|구성)")
MASSES = frozenset({"g", "CFU"})
"""Units of an amount that is no share: «L-테아닌 150 내지 250 mg»."""
_MEASURE = r"(?:함유량|함량|배합량|농도|양|비율|합|질량비|중량비|범위)"
_EMPTY = re.compile(
    rf"[\s,.()\[\]/:;·]*(?:의\s*)?{_MEASURE}?(?:[이가은는을를의\s]|(?:으?로)\s)*"
    r"(?:[가-힣]+(?:\s[가-힣]+)?\s?(?:내에|중에|에)\s+(?=존재|포함|함유))?"
    r"(?:(?:으?로)?\s*(?:포함|함유|배합|첨가|존재|사용)\S{0,2})?\s*"
)
"""What is left of «상기 A의 농도는 10 내지 40%의 범위», «상기 A는 40%로 포함» without subject and amount."""
_ITS_MEASURE = re.compile(rf"의?\s?{_MEASURE}$")
_WITHIN = re.compile(r"\S.*\s내의?\s(?=\S)")
"""«구조체 내 폴리아크릴산염의 함량은»: where the thing is."""
_TOPIC = re.compile(rf"(?:(?:의\s?|\s){_MEASURE})?(?:은|는|이|가)$")
_ANAPHOR = re.compile(r"(?:상기\s)?(?:(?:이들|그들|그것|이것)의?(?:\s|$)|(?:이|그)의?\s)")
"""«또는 이들의 조합»: what was named before once more."""
_TOGETHER = re.compile(r"(?:병용|조합|혼합|함께)(?:하|되|투여|사용|처리)?\S{0,2}")
"""«A와 병용»: how a thing is used, not a second one."""
_WHICH_IS = re.compile(r"(?<=[가-힣A-Za-z)])인\s(?P<what>[가-힣]+(?:\s[가-힣]+)?)\s*$")
_NO_NOUN = re.compile(r"물질|화합물|성분|것|약물")
_GENERIC = re.compile(
    r"(?:발효|추출|혼합|분쇄|화합|복합|생성|반응|처리|가공)물|[결복]합체|유도체|입자|분말|물질|원료|수지|중합체|조성물|생리활성물질"
)
"""Heads that say little without the words before them."""
_HOLDER = re.compile(
    r"(?:제\s?\d+|[1-9]차|최종|활성|약학적?|제약|단위|촉매|기재|전구체|핵|외각|최외|[내외주])?\s?"
    r"(?:성분|조성물|조성|혼합물|혼합액|용액|수용액|분산액|현탁액|반응액|시약|입자|분말|물질|원료|제|액|상|층|부|파트|코어|쉘|매질|베이스|소재)"
    r"(?:\s(?:제약\s)?성분)?"
)
"""Heads that only hold what a clause says they contain: «A를 포함하는 제1 성분»."""
_AGENT = re.compile(r"제$")
"""A class named by its role: «계면활성제를 함유하는 백색화제»."""
_BUILT_OF = re.compile(
    r"(?:라디칼|작용기|관능기|치환기|잔기|말단기|[가-힣]{2}기|결합|사슬|골격|고리|반복\s?단위|구조\s?단위|서열|도메인|모이어티)(?:\([^()]*\))?"
    r"(?:을|를|로|으로)\s?(?:하나\s이상\s)?(?:포함|함유|구성|이루어|갖|가지|나타내)\S*\s*$"
)
"""«아미노기를 갖는», «서열번호 1의 서열로 구성된»: what a molecule is built of, not what is put in with it."""
_APART_FROM = re.compile(
    r"(?:와|과)\s?(?:는\s)?(?:구별되는|구분되는|상이한|다른|별개의|별도의)\s|(?<=[가-힣)])\s?(?:이외의|외의)\s"
)
"""«A와 구별되는 B»: A itself does not count."""
_WORKED_ON = re.compile(r"\s*(?:을|를)\s+\S{0,12}?(?:추출|발효|달[여인]|분쇄|건조)")
_PREPARED = re.compile(r".*(?:제\s?\d+\s?)?(?:추출물|추출액|발효물|분말|분쇄물)")
_BY_SOLVENT = re.compile(r"\s*(?:물|정제수|열수|에탄올|주정|알코올|메탄올|탄소수|용매)(?![가-힣])")
"""«물 또는 에탄올로 추출한 추출물»: of what is said elsewhere."""
_GROUP = re.compile(
    r"(?:메틸|에틸|프로필|부틸|헥실|옥틸|페닐|벤질|라우릴|세틸|스테아릴|하이드록시|히드록시|옥시|아미노|카복시|카르복시|클로로|플루오로|노일|로일|테릴|아릴)$"
)
"""Chemical groups: before a name they make another substance of it."""
_SHORT = {
    "물": "정제수",
    "배": "배 과육",
    "무": "무우",
    "김": "조미김",
    "감": "단감",
    "게": "꽃게",
    "파": "대파",
    "당": "당류",
    "면": "면섬유",
    "마": "리넨",
    "견": "실크",
}
"""Names of one syllable, which the glossary cannot hold."""
_LIGHT = re.compile(
    r"유효\s?성분|활성\s?성분|주\s?성분|(?<![가-힣])성분|조성물|제품|(?<!억)제제|함유|포함|이용|사용|하는|되는|갖는|가지는|위한|상기|이상|이하"
    r"|이의|그의|화장품학적으로|약학적으로|식품학적으로|허용\s?(?:되는|가능한)|중에서|선택되는|선택된|군에서|으?로\s?이루어진"
    r"|(?<=\S)용(?=\s|$)"
)
_ALL_OF = re.compile(r"(?<!또는)(?<!또는\s)(?<!가지\s)(?<!종\s)모두")
"""«모두» asks for every member, but not in «어느 하나 또는 2가지 모두»."""
_LACKS = re.compile(
    r"(?:않(?:는|은|고|으며|되|음)|아니(?:하는|하며|하고|한)|없(?:는|고|으며|음)|아닌)(?:\s것)?[\s,.;]*$"
)
"""«접착제를 사용하지 않는»: a form that must not be there is no category of the product."""
_SHAPED = re.compile(r"(?:으로서?|로서?)?\s?제형화")
"""What follows the forms that something is made into."""
_MODIFIER = re.compile(
    r"(?:갖는|가지는|하는|되는|있는|지닌|(?:유래|유도|추출|분리|정제|제조|합성|변형|개질|가공)(?:된|한))$"
)
_PARTICLE = re.compile(r"(?<=[가-힣A-Za-z)]{2})(?:을|를|이|가|의|으로|로|은|는)(?=\s|$)")


@dataclass(frozen=True)
class Option:
    """One thing that would meet an element, or one of several it requires."""

    hits: tuple[Hit, ...]
    """Names of the same thing in the element's text."""
    derived: str = ""
    """What the thing is made into: «유도체», «추출물», «분말»; empty for the thing itself."""
    made: frozenset[str] = frozenset()
    """Concepts made of the thing that would do as well: «또는 이의 염»."""

    @property
    def concepts(self) -> frozenset[str]:
        """Every reading of the names."""
        return frozenset(
            reading
            for hit in self.hits
            for reading in (hit.ambiguity.readings if hit.ambiguity else (hit.concept.id,))
        )

    @property
    def span(self) -> Span:
        """The first name, as a span of the element's text."""
        return Span(start=self.hits[0].start, end=self.hits[0].end, text=self.hits[0].text)


@dataclass(frozen=True)
class Name:
    """A thing that the glossary does not know, by its words."""

    span: Span
    """Its place in the element's text."""
    text: str
    """Its words without parentheses."""
    aliases: tuple[str, ...] = ()
    """What stands beside it in parentheses: a Latin, English or short name."""


@dataclass(frozen=True)
class Need:
    """What a claim element asks of a product."""

    element: ClaimElement
    options: tuple[Option, ...]
    """Known things: alternatives, or all of them required (``any_of``)."""
    any_of: bool
    """Whether one option is enough (a list of alternatives, a genus with named species)."""
    quantity: Quantity | None
    """The amount, or the value of a property. 중량부 of the whole composition are read as 중량%."""
    conditions: tuple[Quantity, ...]
    """Further values: a particle size beside a share; a step's temperature, time, pressure."""
    absent: bool
    """Whether the element asks that something is not there."""
    raw: str
    """The element's own words without amounts and joining words, for a comparison by letters; a
    single unknown thing's name alone."""
    names: tuple[Name, ...] = ()
    """Unknown things beside ``options``: further alternatives, or required as well."""
    head: Span | None = None
    """The noun phrase that says what is asked, in the element's text."""
    qualifiers: tuple[Option, ...] = ()
    """Known things in the element that are not what is asked: modifiers («알코올» of «알코올 가용성
    점도 증가제»), what a part is joined to, what a step works on, what a form is used for."""
    about: tuple[str, ...] = ()
    """For each of ``conditions`` the id of the property it values; empty where none is named."""
    measures: tuple[str, ...] = ()
    """For each of ``conditions`` the words of the measure that it values («탈아세틸화도»), or none."""
    family: frozenset[str] = frozenset()
    """Genera that unknown names end in («…베타인») or a role names («증점제로서»)."""
    subject: Option | None = None
    """What a limiting clause limits: the «무기분체» of «상기 무기분체가 …인»."""
    subject_name: str = ""
    """The words of ``subject``, known or not."""
    shares: tuple[Quantity, ...] = ()
    """The amounts, where each of several things has its own: «A 2 내지 11%, B 3 내지 7%»."""
    apart: Option | None = None
    """What does not count as the thing: «A» of «A와 구별되는 B»."""
    of_subject: bool = False
    """Whether ``quantity`` is a share of the subject, not of the composition."""
    label: str = ""
    """The element's own label, «A» of «(A) 왁스»."""
    refers: tuple[str, ...] = ()
    """Labels of other elements that this one speaks of."""
    process: bool = False
    """Whether process words describe the thing (product-by-process)."""
    ratio: Ratio | None = None
    """A claimed ratio of several things."""
    sides: tuple[Option | Name, ...] = ()
    """The things whose ratio it is, in the order of its terms."""
    minimum: int = 1
    """How many of the alternatives are needed (2종 이상: 2)."""
    closed: bool = False
    """Whether the element is closed wording, or has it («…만을 함유하는»)."""
    total: bool = False
    """Whether the amount is that of all options together."""
    residue: bool = False
    """Whether the thing makes up the rest («잔량의 물»)."""

    def own_share(self, thing: Option | Name) -> Quantity | None:
        """Return the amount of one of several things: the first behind its name, before the next."""
        after = [t.span.start for t in self._named if t.span.start > thing.span.start]
        behind = [q for q in self.shares if q.start >= thing.span.end]
        own = next((q for q in behind if not any(a < q.start for a in after)), None)
        # «A, B 또는 C 3 내지 7%»: the last of a run has the amount of them all.
        return own or next(iter(behind), None) or self.quantity

    @property
    def _named(self) -> tuple[Option | Name, ...]:
        return (*self.options, *self.names)

    @property
    def wanted(self) -> frozenset[str]:
        """Every reading of the known things."""
        return frozenset(c for option in self.options for c in option.concepts)

    @property
    def things(self) -> tuple[Option | Name, ...]:
        """What is asked for, known or not: one of alternatives counts once."""
        both: list[Option | Name] = sorted(
            (*self.options, *self.names), key=lambda side: side.span.start
        )
        return tuple(both[:1] if self.any_of else both)


_ONLY_DESCRIBED = re.compile(r"\s(?:[가-힣]{1,6}(?:성|용|형)\s)?")
"""What may stand between a kind and its class: «소고기향 |기호성 |향료»."""
_WORKS_ON = re.compile(
    r"에(?:게)?\s(?:대한|대하여|대해|저항|(?:강한\s|우수한\s)?(?:항|살|억제|저해))"
)
"""«균에 대한 항균», «균에 항균활성»: what a use works against stands before the use."""
_EFFECT_ONLY = re.compile(
    r"(?:예방|개선|치료|완화|억제|방지|증진|촉진|향상|감소|강화|경감|케어|관리|보조|회복)(?:을|를)?\s?(?:용|위한|목적)?"
)
"""What is done to the trouble that a list of uses names before: «예방, 개선 또는 치료용»."""


class NeedReader:
    """Reads claim elements with one glossary; what was read is kept."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self.read = lru_cache(maxsize=20_000)(self._read)

    def _read(self, element: ClaimElement) -> Need:
        if is_closed(element.text):
            return Need(element, (), True, None, (), False, "", closed=True)
        wording = read_wording(element.text)
        kind = element.kind
        if kind == "substance":
            need = self._substance(element, wording)
        elif kind == "property":
            need = self._property(element, wording)
        elif kind == "use":
            need = self._use(element, wording)
        elif kind == "category":
            need = self._category(element, wording)
        else:
            need = self._thing(element, wording)
        return replace(
            need,
            absent=wording.absent and (kind != "category" or bool(_LACKS.search(element.text))),
            label=wording.label,
            refers=wording.refers,
            closed=bool(_ONLY.search(wording.text)),
            residue=bool(_RESIDUE.search(wording.text)),
            minimum=wording.minimum if need.any_of else max(1, len(need.options) + len(need.names)),
        )

    # -- kinds -------------------------------------------------------------------------------

    def _substance(self, element: ClaimElement, wording: Wording) -> Need:
        content, (start, end) = wording.content, wording.body
        body = start
        inside = self._hits(content, WANTED["substance"])
        subject = self._option(content, *wording.subject) if wording.subject[1] else None
        subject_name = _subject_name(wording)
        bare = _EMPTY.fullmatch(content[start:end]) is not None
        if bare and wording.subject[1]:
            start, end = (
                wording.subject
            )  # «상기 에탄올은 0.1 내지 20중량%»: the subject is the thing
            end = start + len(_ITS_MEASURE.sub("", content[start:end].rstrip(" 은는이가")))
            subject, subject_name = None, ""
        end = next((h.end for h in inside if h.start < end < h.end), end)
        if wording.quantities and (topic := _TOPIC.search(content, start, end)):
            start = placed.end() if (placed := _WITHIN.match(content, start, end)) else start
            # «유화제는 1 내지 3 중량%», «폴리에틸렌글리콜의 함량은 …»: the topic is the thing
            thing = content[: topic.start()]
            named = any(
                h.start == start and h.end <= topic.start() and _TAIL.fullmatch(thing, h.end)
                for h in inside
            )
            end = topic.start() if named else end
        end, said_to_be = self._before_what_it_is(content, start, end, inside)
        end, genus = self._less_genus(wording, start, end)
        head = head_start(content, start, end, [(h.start, h.end) for h in inside])
        chosen_from = any(g[0] >= end for g in wording.groups)
        keep = [(h.start, h.end) for h in inside]
        if chosen_from and len(members(content, start, end, keep)) > 1:
            head = start  # «A, B 및 …하는 C로 이루어진 군»: the clause is of C alone
        within = contains(content, start, head)
        built = not chosen_from and _BUILT_OF.search(content[start:head]) is not None
        others = _APART_FROM.search(content, start, end)
        apart = self._option(content, start, others.start()) if others else None
        options, names, family = self._things(content, head, end, inside)
        parts: tuple[Option, ...] = ()
        if within and not built:
            clause = (start, head)
            parts, _, _ = self._things(content, *clause, inside, everywhere=True)
        role = parts and all(o.hits[0].concept.kind == "class" for o in options)
        held = bool(parts) and all(_HOLDER.fullmatch(n.text) for n in names)
        held = held and (
            not options or bool(role and all(_AGENT.search(o.span.text) for o in options))
        )
        if held:
            options, names = (), ()
        process = is_process(content, start, head)
        if process and not parts and len(options) == 1 and _GENERIC.fullmatch(options[0].span.text):
            options, names = (), (self._name(content, start, end),)
        elif (
            process
            and not options
            and not _BY_SOLVENT.match(content, start)
            and all(_GENERIC.fullmatch(n.text) for n in names)
        ):
            names = (self._name(content, start, end),)
        options = (*parts, *self._narrowed_by_kind(content, options, inside))
        options = self._species(content, options)
        if not options and len(names) == 1 and (holder := self._holder(content, start, names[0])):
            options, names = (holder,), ()
        taken = self._taken(wording, inside) if process and not options else None
        if taken and all(_PREPARED.fullmatch(n.text) for n in names):
            options, names = (taken,), ()
        measured = dict(wording.valued)
        shares = [
            q
            for q in wording.quantities
            if q.unit.endswith(("%", "부"))
            and q not in measured
            and not SOLVENT.match(wording.text, q.end)
        ]
        masses = [q for q in wording.quantities if q.unit in MASSES and q not in measured]
        if not shares and len(masses) == 1 and len(wording.quantities) == 1:
            shares = masses
        quantity = shares[-1] if shares else None
        if quantity and wording.total_basis and quantity.unit == "중량부":
            quantity = replace(quantity, unit="중량%")
        listed = not within or held or chosen_from
        either = wording.chooses and listed and not _ALL_OF.search(content)
        any_of = either or len(options) + len(names) < 2
        roles = frozenset(
            c
            for role in wording.roles
            for h in self._within(self._role_hits(wording), *role)
            for c in (h.concept.id,)
        )
        chosen = {h for o in options for h in o.hits}
        conditions = tuple(q for q in wording.quantities if q not in shares)
        options = self._with_made(options, element.text)
        return Need(
            element,
            options,
            any_of,
            quantity,
            conditions,
            False,
            names[0].text if len(names) == 1 and not options else _raw(content[:end], body),
            names=names,
            head=_span(element.text, head, end),
            qualifiers=tuple(
                Option((h,))
                for h in inside
                if not _overlaps(h, chosen) and wording.subject[1] <= h.start and h.end <= end
            ),
            about=tuple(self._about(wording, q) for q in conditions),
            measures=tuple(measured.get(q, "") for q in conditions),
            family=family | roles | genus | said_to_be,
            subject=subject,
            subject_name=subject_name,
            apart=apart,
            of_subject=bool(subject_name and quantity and not wording.total_basis),
            process=process,
            shares=tuple(shares) if len(shares) > 1 else (),
            total=bool(_SUM.search(wording.text)) and len(options) + len(names) > 1,
            ratio=wording.ratio,
            sides=_sides(wording.ratio, options, names),
        )

    def _property(self, element: ClaimElement, wording: Wording) -> Need:
        content = wording.content
        properties = named_properties(wording, self._glossary)
        others = [
            h
            for h in self._hits(content, KINDS - {"property", "step"})
            if not _overlaps(h, properties)
        ]
        quantities = wording.quantities
        ratio = wording.ratio
        options = tuple(Option((h,)) for h in properties)
        names: tuple[Name, ...] = ()
        if ratio:
            pair = re.search(
                r"^(.*?)(?:의\s*)?(?:혼합|배합|중량|질량|부피|몰|함량|함유량)*\s*(?:비율|비)",
                content,
            )
            end = pair.end(1) if pair else len(content)
            things, names, _ = self._things(
                content, wording.subject[1] and 0, end, self._hits(content, WANTED["substance"])
            )
            others = [h for o in things for h in o.hits] or others
        merged = self._merge(content, others)
        return Need(
            element,
            options,
            len(options) < 2,
            quantities[-1] if quantities else None,
            quantities[:-1],
            False,
            _raw(content),
            names=names,
            head=options[-1].span if options else None,
            qualifiers=merged,
            about=tuple(self._about(wording, q) for q in quantities[:-1]),
            ratio=ratio,
            sides=_sides(ratio, (*options, *merged), names),
        )

    def _use(self, element: ClaimElement, wording: Wording) -> Need:
        content = wording.content
        hits = list(self._hits(content, WANTED["use"]))
        pieces = members(content, *wording.body, [(h.start, h.end) for h in hits])
        either = wording.chooses or "또는" in content
        last = content[slice(*pieces[-1])].split() if pieces else []
        for start, end in pieces[:-1]:
            # «자외선 및 블루라이트 차단용»: the last word is each member's.
            shared = self._glossary.lookup(
                f"{content[start:end]} {' '.join(last[1:]).removesuffix('용')}"
            )
            if shared and shared.kind == "function" and not self._within(hits, start, end):
                hits.append(Hit(start, end, element.text[start:end], shared))
        first = content[slice(*pieces[0])].split()[:1] if pieces else []
        for start, end in pieces[1:]:
            # «모발 증식 및 성장 촉진용»: the first word is each member's.
            shared = self._glossary.lookup(
                " ".join((*first, content[start:end].removesuffix("용")))
            )
            if shared and shared.kind == "function":
                hits = [h for h in hits if not start <= h.start < end]
                hits.append(Hit(start, end, element.text[start:end], shared))
        options = self._merge(content, sorted(hits, key=lambda h: h.start))
        # «황색포도상구균에 대한 항균용», «고추 탄저병 방제용»: what it works against narrows the use.
        wider = {a for o in options for c in o.concepts for a in self._glossary.ancestors(c)}
        if _WORKS_ON.search(content) or (len(pieces) < 2 and len(options) > 1):
            options = tuple(o for o in options if not o.concepts <= wider)
        names = tuple(
            self._name(content, *piece)
            for piece in pieces
            if not self._within(hits, *piece)
            and not (options and _EFFECT_ONLY.fullmatch(content[slice(*piece)].strip()))
        )
        return Need(
            element,
            options,
            either or len(options) < 2 or len(pieces) < 2,
            None,
            (),
            False,
            _raw(content),
            names=names if options or len(names) > 1 else (),
            head=_span(element.text, *wording.body),
            qualifiers=tuple(
                Option((h,))
                for h in self._hits(content, KINDS - {"function", "step"})
                if not _overlaps(h, hits)
            ),
        )

    def _category(self, element: ClaimElement, wording: Wording) -> Need:
        shaped = _SHAPED.search(wording.text)  # «분말, 겔 또는 크림으로서 제형화된»
        content = wording.text[: shaped.start()] if shaped else wording.content
        hits = self._hits(content, WANTED["category"]) or tuple(
            h
            for h in self._hits(content, KINDS)
            if h.ambiguity
            and any(self._glossary.concepts[r].kind == "form" for r in h.ambiguity.readings)
        )
        options = self._merge(content, hits)
        # «스틱형 화장료 조성물»: the narrowest name is the category, the others widen it.
        wider = {a for o in options for c in o.concepts for a in self._glossary.ancestors(c)}
        options = tuple(o for o in options if not o.concepts <= wider)
        head = head_start(content, *wording.body)
        chosen = {h for o in options for h in o.hits}
        return Need(
            element,
            options,
            True,
            None,
            wording.quantities,
            False,
            _raw(content),
            head=_span(element.text, head, wording.body[1]),
            qualifiers=tuple(
                Option((h,))
                for h in self._hits(element.text, KINDS)
                if not _overlaps(h, chosen) and h.concept.id not in wider
            ),
            about=tuple(self._about(wording, q) for q in wording.quantities),
            process=is_process(content, wording.body[0], head),
        )

    def _thing(self, element: ClaimElement, wording: Wording) -> Need:
        """A part, a step, an emulsion type, anything else: its last noun is what is asked."""
        content, kind = wording.content, element.kind
        hits = [
            h
            for h in self._hits(content, WANTED.get(kind, KINDS))
            if kind != "step" or h.concept.id not in ANY_STEP
        ]
        options = self._merge(content, hits)
        start, end = wording.body
        end = next(
            (h.end for h in hits if h.start < end < h.end), end
        )  # 벨크로 ends in no particle
        head = start
        names: tuple[Name, ...] = ()
        if kind in ("structure", "other"):
            head = head_start(content, start, end)
            inside = [h for h in hits if h.start >= head]
            options, names, _ = self._things(content, head, end, inside)
        elif kind == "step":
            options, names = self._action(content, start, end, options)
        chosen = {h for o in options for h in o.hits}
        others = [
            h
            for h in self._hits(content, KINDS)
            if not _overlaps(h, chosen) and h.concept.id not in ANY_STEP
        ]
        quantities = wording.quantities
        single = quantities[0] if len(quantities) == 1 and kind != "step" else None
        return Need(
            element,
            options,
            wording.chooses or len(options) + len(names) < 2,
            single,
            () if single else quantities,
            False,
            names[0].text if len(names) == 1 and not options else _raw(content),
            names=names,
            head=_span(element.text, head, end),
            qualifiers=self._merge(content, others),
            about=tuple(self._about(wording, q) for q in (() if single else quantities)),
            subject_name=_subject_name(wording),
            ratio=wording.ratio,
            sides=_sides(wording.ratio, (*options, *self._merge(content, others)), names),
        )

    def _action(
        self, content: str, start: int, end: int, options: tuple[Option, ...]
    ) -> tuple[tuple[Option, ...], tuple[Name, ...]]:
        """The last verb of a step is what is done; before it stand its object and means."""
        verb = start
        for match in re.finditer(
            r"(?:을|를|로|에서|에|하여|되어|하고|후)\s+(?!단계|공정|과정)", content[start:end]
        ):
            verb = start + match.end()
        done = tuple(o for o in options if any(h.end > verb for h in o.hits))
        if done or _OUTCOME.match(content[verb:end]):
            return done or options[-1:], ()
        stop = _STEP_WORD.search(content, verb, end)
        name = self._name(content, verb, stop.start() if stop else end)
        if len(name.text) > 1:
            return (), (name,)
        made = options and _MADE.match(content, options[-1].hits[-1].end)
        return ((), ()) if made else (options[-1:], ())

    @staticmethod
    def _taken(wording: Wording, hits: Sequence[Hit]) -> Option | None:
        """«정제부자 50 내지 150 중량부를 추출한 추출물»: the thing whose amount it is that is worked on."""
        for q in wording.quantities:
            before = [h for h in hits if not wording.content[h.end : q.start].strip(" :,")]
            before = [h for h in before if h.end <= q.start]
            if q.unit.endswith("부") and before and _WORKED_ON.match(wording.text, q.end):
                return Option((before[-1],))
        return None

    # -- parts -------------------------------------------------------------------------------

    def _hits(self, content: str, kinds: frozenset[str]) -> tuple[Hit, ...]:
        return self._glossary.find(content, kinds)

    def _role_hits(self, wording: Wording) -> tuple[Hit, ...]:
        return self._glossary.find(wording.text, WANTED["substance"])

    def _holder(self, content: str, start: int, name: Name) -> Option | None:
        """«향료를 내포하는 마이크로캡슐»: what has a name by what it holds."""
        held = WITH_IT_INSIDE.fullmatch(content, start, name.span.start)
        concept = self._glossary.lookup(f"{held['thing']} {name.text}") if held else None
        if concept is None:
            return None
        words = content[start : name.span.end]
        return Option((Hit(start, name.span.end, words, concept),))

    @staticmethod
    def _within(hits: Sequence[Hit], start: int, end: int) -> list[Hit]:
        return [h for h in hits if start <= h.start and h.end <= end]

    def _about(self, wording: Wording, quantity: Quantity) -> str:
        """Return the property named last before a value, in the same clause."""
        text = wording.text
        found = self._glossary.find(text[: quantity.end][-60:], WANTED["property"])
        after = text[quantity.end : quantity.end + 24]
        if not found and after.lstrip().startswith("의"):
            found = self._glossary.find(after, WANTED["property"])[:1]
        return found[-1].concept.id if found else ""

    def _less_genus(self, wording: Wording, start: int, end: int) -> tuple[int, frozenset[str]]:
        """«A 및 B에서 선택되는 1종 이상의 펩타이드»: the closing genus is no alternative."""
        content = wording.content
        for group_start, group_end in wording.groups:
            named = content[start:group_start].strip()
            if _MODIFIER.search(named):
                continue  # «…를 갖는 적어도 하나의 저급 알코올»: said of the noun that follows
            if named and group_start < end:
                genus = self._glossary.find(content[group_end:end], WANTED["substance"])
                return start + len(content[start:group_start].rstrip()), frozenset(
                    h.concept.id for h in genus[-1:]
                )
        return end, frozenset()

    def _before_what_it_is(
        self, content: str, start: int, end: int, inside: Sequence[Hit]
    ) -> tuple[int, frozenset[str]]:
        """«하이프로멜로스인 결합제», «도파민 작용제인 물질»: the thing, and what it is said to be."""
        match = _WHICH_IS.search(content, start, end)
        if match is None or any(h.start <= match.start() < h.end for h in inside):
            return end, frozenset()
        what = self._within(inside, *match.span("what"))
        named = self._within(inside, start, match.start())
        genera = frozenset(h.concept.id for h in what)
        thing = any(h.concept.kind != "class" for h in what)  # «공용매인 에탄올»
        if not thing and (named or _NO_NOUN.fullmatch(match["what"])):
            return match.start(), genera
        return end, frozenset()

    def _option(self, content: str, start: int, end: int) -> Option | None:
        hits = self._within(self._hits(content, WANTED["substance"]), start, end)
        return Option((hits[-1],)) if hits else None

    def _things(
        self, content: str, start: int, end: int, hits: Sequence[Hit], everywhere: bool = False
    ) -> tuple[tuple[Option, ...], tuple[Name, ...], frozenset[str]]:
        """Read «A, B 및 C»: the known things, the unknown, and what the unknown are kinds of.

        Args:
            content: the element's content.
            start: where the list begins.
            end: where it ends.
            hits: known names in the content.
            everywhere: take every name between, not only those that end a member.
        """
        options: list[Option] = []
        names: list[Name] = []
        family: set[str] = set()
        for piece in members(content, start, end, [(h.start, h.end) for h in hits]):
            if _ANAPHOR.match(content[slice(*piece)]) or _TOGETHER.fullmatch(content, *piece):
                continue
            mixed = is_mixed(content[slice(*piece)])
            option, genera = (None, frozenset()) if mixed else self._member(content, *piece, hits)
            if option is None and everywhere:
                found = [h for h in self._within(hits, *piece) if _whole(content, h)]
                option = Option((found[-1],)) if found else None
            option = option or self._preparation(content, *piece) or self._food(content, *piece)
            if option is not None:
                same = options and options[-1].concepts & option.concepts
                if same:
                    options[-1] = replace(options[-1], hits=(*options[-1].hits, *option.hits))
                else:
                    options.append(option)
            else:
                family |= genera
                name = self._name(content, *piece)
                if (len(name.text) > 1 or name.aliases) and not _EMPTY.fullmatch(name.text):
                    names.append(name)
        return tuple(options), tuple(names), frozenset(family)

    def _preparation(self, content: str, start: int, end: int) -> Option | None:
        """«후박(Magnolia officinalis) 혼합 추출물»: a known thing with its Latin name inside."""
        words = content[start:end]
        if "(" not in words and not is_mixed(words):
            return None
        concept = self._glossary.lookup(prepared(words))
        return Option((Hit(start, end, words, concept),)) if concept else None

    def _food(self, content: str, start: int, end: int) -> Option | None:
        """«볶음김치 10 내지 25중량%», «레티놀이 봉입된 리포좀»: a food or a carrier that is in another."""
        words = content[start:end].strip()
        concept = self._glossary.lookup(words)
        if concept is None or concept.kind not in _IN_ANOTHER:
            return None
        if not self._glossary.is_a(concept.id, _IN_ANOTHER[concept.kind]):
            return None
        at = content.index(words, start)
        return Option((Hit(at, at + len(words), words, concept),))

    def _member(
        self, content: str, start: int, end: int, hits: Sequence[Hit]
    ) -> tuple[Option | None, frozenset[str]]:
        """Return the thing a member's last words name, or what it is at least a kind of."""
        base = _PARENTHESES.sub(lambda m: " " * len(m.group()), content[start:end]).rstrip()
        stop = start + len(base)
        last: Hit | None = None
        derived = ""
        for hit in self._within(hits, start, end):
            tail = _TAIL.fullmatch(content[hit.end : stop]) if hit.start < stop else None
            if _RESIN.fullmatch(content, hit.end, stop) and self._glossary.is_a(
                hit.concept.id, "polymer"
            ):
                hit = replace(hit, end=stop, text=content[hit.start : stop])
                tail = _TAIL.fullmatch("")
            alias = (
                hit.start > start
                and content[hit.start - 1] == "("
                and content[hit.end : hit.end + 1] in ")"
            )
            if tail is not None or alias:
                if last is not None and (alias or derived):
                    continue
                last, derived = hit, (tail["derived"] or "").strip() if tail else ""
        short = self._glossary.lookup(_SHORT.get(base.strip(), ""))
        if short:
            at = start + len(base) - len(base.lstrip())
            return Option((Hit(at, stop, content[at:stop], short),)), frozenset()
        if last is None:
            return None, frozenset()
        before = content[start : last.start].strip(" (")
        general = (
            _GENERIC.fullmatch(last.text)
            or self._is_narrowed(before)
            or any(
                _BINOMIAL.match(m[0][1:].strip()) for m in _PARENTHESES.finditer(content[start:end])
            )
        )
        if not _whole(content, last, before_only=True) or (before and general):
            return None, frozenset({last.concept.id})
        kind = next((h for h in self._within(hits, start, last.start) if h.text == before), None)
        narrower = kind is not None and kind.concept.id != last.concept.id
        if kind and narrower and self._glossary.is_a(kind.concept.id, last.concept.id):
            last = replace(kind, end=last.end, text=content[kind.start : last.end])  # «월넛 목재»
        same = [
            h
            for h in self._within(hits, start, end)
            if h.start >= last.end and content[last.end : h.start].strip() == "("
        ]
        return Option((last, *same), derived), frozenset()

    def _is_narrowed(self, before: str) -> bool:
        """«디메틸 히드로퀴논»: a group before a name makes another substance of it."""
        words = before.split()
        return bool(words and _GROUP.search(words[-1]) and not self._glossary.find(words[-1]))

    def _name(self, content: str, start: int, end: int) -> Name:
        words = content[start:end]
        inside = [m[0][1:-1].strip() for m in _PARENTHESES.finditer(words)]
        latin = [m[0] for alias in inside if (m := _BINOMIAL.match(alias)) and m[0] != alias]
        text = " ".join(_PARTICLE.sub(" ", _PARENTHESES.sub(" ", words)).split())
        ordinal = [text[1:].lstrip()] if re.match(r"제\s?\d", text) else []
        aliases = tuple(dict.fromkeys(a for a in (*inside, *latin, *ordinal) if len(a) > 1))
        text = re.sub(r"(?<=[가-힣]{2})[과와]$", "", text)
        text = re.sub(r"^\S.*\s내의?\s|(?:의)?\s(?:함량|함유량|배합량|농도)$", "", text)
        return Name(Span(start=start, end=end, text=words), text, aliases)

    def _merge(self, content: str, hits: Sequence[Hit]) -> tuple[Option, ...]:
        """Join names of the same thing («워터릴리징(water-releasing)»)."""
        options: list[Option] = []
        for hit in hits:
            between = content[options[-1].hits[-1].end : hit.start] if options else ""
            if options and (
                hit.concept.id in options[-1].concepts or re.fullmatch(r"\s*[(（]\s*", between)
            ):
                options[-1] = Option((*options[-1].hits, hit))
            else:
                options.append(Option((hit,)))
        return tuple(options)

    def _with_made(self, options: Sequence[Option], text: str) -> tuple[Option, ...]:
        """Add to each option what «또는 이의 염» behind it lets it be."""
        made = tuple(made_of_it(text))
        return tuple(
            replace(
                option,
                made=frozenset(
                    concept
                    for start, kinds in made
                    if option.span.end <= start
                    for known in option.concepts
                    for concept in self._glossary.made_of(known, kinds)
                ),
            )
            for option in options
        )

    def _narrowed_by_kind(
        self, content: str, options: tuple[Option, ...], inside: Sequence[Hit]
    ) -> tuple[Option, ...]:
        """«소고기향 기호성 향료», «카보머 점증제»: the kind that stands before a class is what is asked for."""
        if len(options) != 1 or options[0].hits[0].concept.kind != "class":
            return options
        genus = options[0].hits[0]
        for hit in inside:
            between = content[hit.end : genus.start]
            if hit.end <= genus.start and _ONLY_DESCRIBED.fullmatch(between):
                kind = hit.concept
                if kind.kind == "substance" and self._glossary.is_a(kind.id, genus.concept.id):
                    return (Option((hit,)),)
        return options

    def _species(self, content: str, options: Sequence[Option]) -> tuple[Option, ...]:
        """Leave out a genus of which a species is named («계면활성제로 …», «A를 포함하는 오일»).

        A substance that is listed beside a kind of it («운모, 합성운모 또는 …») is asked for itself.
        """
        kept = [
            one
            for one in options
            if (one.hits[0].concept.kind == "substance" and _LISTED.match(content, one.span.end))
            or not any(
                self._glossary.is_a(species, genus) and species != genus
                for other in options
                if other is not one
                for species in other.concepts
                for genus in one.concepts
            )
        ]
        unique: list[Option] = []
        for option in kept:
            if not any(option.concepts == other.concepts for other in unique):
                unique.append(option)
        return tuple(unique)


_LISTED = re.compile(r"\s?,\s|\s(?:또는|혹은|및)\s")
"""What stands behind one of several things of a list."""


def link(needs: Sequence[Need]) -> tuple[Need, ...]:
    """Fill in what elements of one claim say of each other by label.

    «상기 성분 A의 함유량이 …» and «(A-1) 성분과 (A-2) 성분의 비율» name nothing themselves: they take
    the options of the elements so labelled; «상기 (C)성분이 …인» takes its subject from there.
    """
    labelled = {need.label: need for need in needs if need.label and (need.options or need.names)}
    linked: list[Need] = []
    for need in needs:
        sources = [labelled[r] for r in need.refers if r in labelled and labelled[r] is not need]
        if sources and need.element.kind == "property":
            things = tuple(o for s in sources for o in s.options[:1])
            sides = things if need.ratio and len(things) == len(need.ratio.terms) else need.sides
            need = replace(need, qualifiers=need.qualifiers or things, sides=sides)
        elif sources and not need.options and not need.names:
            source = sources[0]
            need = replace(need, options=source.options, names=source.names, any_of=source.any_of)
        elif sources and need.subject is None and sources[0].options:
            need = replace(need, subject=sources[0].options[0])
        linked.append(need)
    return tuple(linked)


def _sides(
    ratio: Ratio | None, options: Sequence[Option], names: Sequence[Name]
) -> tuple[Option | Name, ...]:
    """Return the things a ratio is of, in order: the last ones named before it where there are more."""
    if ratio is None:
        return ()
    things = [
        o
        for o in options
        if o.hits[0].concept.kind in THINGS
        and not any(n.span.start <= o.span.start and o.span.end <= n.span.end for n in names)
    ]
    if len(things) + len(names) < len(ratio.terms):
        # «κ-카라기난 및 ι-카라기난»: two of one kind, which are one thing elsewhere
        things = [Option((h,)) for o in things for h in o.hits]
    both: list[Option | Name] = sorted((*things, *names), key=lambda side: side.span.start)
    before = [side for side in both if side.span.start < ratio.start]
    count = len(ratio.terms)
    return tuple(before[-count:] if len(before) >= count else both[:count])


def share_sides(needs: Sequence[Need]) -> tuple[Need, ...]:
    """Let a ratio that names nothing before it («…, 6:4 내지 7:3의 중량비로 포함») take the things before."""
    shared: list[Need] = []
    for need in needs:
        own = [s for s in need.sides if need.ratio and s.span.start < need.ratio.start]
        if need.ratio is not None and not own and not need.refers:
            before = [n for n in shared if n.element.kind == "substance" and not n.absent]
            named = [side for n in before for side in n.things]
            if len(named) >= len(need.ratio.terms):
                need = replace(need, sides=tuple(named[-len(need.ratio.terms) :]))
        shared.append(need)
    return tuple(shared)


def _whole(content: str, hit: Hit, before_only: bool = False) -> bool:
    """Whether a name is a word of its own, not the end of a longer, unknown one."""
    before = content[hit.start - 1] if hit.start else " "
    after = content[hit.end :]
    whole = not ("가" <= before <= "힣" or before.isalnum())
    return whole and (
        before_only
        or re.match(r"(?:을|를|이|가|은|는|의|와|과|로|으로|인)?(?:$|[\s,.;:()/])", after)
        is not None
    )


def _overlaps(hit: Hit, others: Sequence[Hit] | set[Hit]) -> bool:
    return any(hit.start < other.end and other.start < hit.end for other in others)


def _span(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    if not words.strip():
        return None
    start += len(words) - len(words.lstrip())
    return Span(start=start, end=start + len(words.strip()), text=words.strip())


def _subject_name(wording: Wording) -> str:
    words = wording.content[slice(*wording.subject)].rpartition("상기 ")[2]
    return re.sub(r"(?:에는|은|는|이|가)\s*$", "", words).strip()


def _raw(content: str, start: int = 0) -> str:
    text = _PARENTHESES.sub(" ", content[start:])
    text = _LIGHT.sub(" ", text)
    if " " in text.strip():  # of a word alone the end is its own: 손잡이
        text = _PARTICLE.sub(" ", text)
    return " ".join(text.split()).strip(" ,.")
