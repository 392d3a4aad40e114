"""The glossary: concepts with all their names, what they are kinds of, and ambiguous names.

Read from ``data/glossary/*.tsv`` (one concept a line), ``ambiguous/*.tsv``, ``spelling.tsv``,
``everyday.tsv``, ``told.tsv``, ``doings.tsv``, ``choices.tsv``, ``qualities.tsv``, ``details.tsv``,
``agents.tsv``, ``labels.tsv``, ``sources.tsv``, ``places.tsv``, ``groups.tsv`` and
``morphology.tsv``; a name that no line holds is a concept of its own where its parts say what it
names (``evidence.morphology``), with an id made of its spelling.
``python -m evidence.glossary`` checks the files and prints their counts.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path

from evidence.choices import DETAILS, QUALITIES, WAYS, Choices
from evidence.everyday import DONE_AGAIN, Everyday
from evidence.morphology import FoundName, Morphology
from evidence.places import Places
from evidence.spelling import Canonical, Speller
from evidence.tables import rows, words
from evidence.told import INSTEAD, Told, ToldWords
from evidence.transliteration import consonants, is_hangul, same_name, skeletons
from evidence.variables import Groups
from graph.errors import DataError

FOLDER = Path(__file__).resolve().parent.parent / "data" / "glossary"
KINDS = frozenset(
    {
        "substance",
        "class",
        "form",
        "function",
        "emulsion",
        "part",
        "material",
        "step",
        "property",
        "software",
    }
)
RULES = frozenset(
    {
        "spelling.tsv",
        "morphology.tsv",
        "everyday.tsv",
        "told.tsv",
        "doings.tsv",
        "choices.tsv",
        "qualities.tsv",
        "details.tsv",
        "agents.tsv",
        "labels.tsv",
        "sources.tsv",
        "places.tsv",
        "groups.tsv",
    }
)
"""Files of the glossary's folder that hold rules, not concepts."""
UNLISTED = "name:"
"""What the id of a concept begins with that is known by its name's parts alone."""
_COLUMNS = ("id", "kind", "ko", "en", "abbr", "cas", "variants", "parents", "note")
_AMBIGUOUS_COLUMNS = ("surface", "reading", "others", "note")
_MATTER = frozenset({"substance", "class", "material"})
_BY_MEANS = re.compile(
    r"(?:\s?\d[\d.,]*\s?(?:[%％]|ppm|m?g))?(?:\s?(?:하나|만|한\s?가지))?(?:(?:으로|로)만?(?=\s)|(?:와|과|이?랑)(?=\s)|\s?[,·+&](?!\d))"
)
"""«사이코스로 », «사이코스 8%와 », «액상과당 하나로만 »: that by which, alone or with another, something is done."""
_SHORTEST_HEARD = 4
"""Letters (syllables) a name must have to be known by its sound."""
_CASE = "은는이가을를의에로와과도"
_VERB_HEADS = "는여고며게도던지기"
_DONE_HEADS = "하한할함합해했시되된될됨됩돼"
_EVERY_STEP = frozenset({"process_step"})
_PARTICLE_HEADS = "은는이가을를로의에와과도만형용류제인"
_WORD_END = re.compile(
    r"(?:은|는|이|가|을|를|과|와|의|에|로|으로|도|만|뿐(?:인|이[고며다]|이에요|이구요|이라|입니다|임)?|이랑|랑|하고|이나|나|이요|이에요|예요|입니다|이고|인|인데|이라|라|이라고만?)?(?![가-힣A-Za-z])"
)
_METALS = {"나트륨": "Na", "칼륨": "K", "칼슘": "Ca", "마그네슘": "Mg", "아연": "Zn"}
_COUNTED = {"이": "2", "삼": "3", "디": "2", "트리": "3"}
_SALT = re.compile(
    rf"(?P<acid>[가-힣]{{1,}}산)\s?(?P<count>{'|'.join(_COUNTED)})?(?P<metal>{'|'.join(_METALS)})"
)
"""A salt that people write with the metal's sign: 낙산Na for 낙산나트륨, 글리시리진산2K."""
_ACIDS = {
    "글루타메이트": "글루탐산|글루타민산|글루타믹애씨드",
    "글리시네이트": "글리신",
    "글라이시네이트": "글리신",
    "알라니네이트": "알라닌",
    "사코시네이트": "사르코신|사코신|사르코신산",
    "아스파테이트": "아스파르트산|아스파틱애씨드",
    "타우레이트": "타우린",
    "설포석시네이트": "설포숙신산|설포석신산|설포석시닉애씨드",
    "이세티오네이트": "이세티온산|이세티오닉애씨드",
}
"""What the salts of cosmetic surfactants are salts of, by the end of their INCI names."""
_ACYL_SALT = re.compile(
    rf"(?P<count>다이|디)?(?P<metal>소듐|포타슘)(?P<acyl>[가-힣]{{3,}}?)(?P<salt>{'|'.join(_ACIDS)})"
)
_INCI_METALS = {"나트륨": "소듐", "칼륨": "포타슘"}
_IONS = re.compile(
    rf"(?P<anion>[가-힣]{{1,}}[산화])\s?(?P<count>{'|'.join(_COUNTED)})?(?P<metal>{'|'.join(_INCI_METALS)})"
)
"""A salt by its ions: 시트르산나트륨, called 시트르산소듐, 소듐시트르산; 불화나트륨, called 불화소듐."""
_POLYMER = re.compile(
    r"(?P<poly>[Pp]oly|폴리)(?P<unit>[a-z][a-z ]{5,}|[가-힣]{2,}(?:산|알코올|올|렌|드|틴|핀|톤|텐|이트))"
)
"""A polymer whose unit is put in brackets as well: poly(lactic acid), 폴리(비닐알코올)."""
_METAL_OF = {"소듐": "나트륨", "포타슘": "칼륨"}


def _as_salts(name: str) -> Iterator[str]:
    """Yield a surfactant's INCI name as chemists say it: 라우로일글루탐산나트륨, … 나트륨염."""
    match = _ACYL_SALT.fullmatch(name)
    for acid in _ACIDS[match["salt"]].split("|") if match else ():
        assert match is not None
        metal = _METAL_OF[match["metal"]]
        for count in ("이", "디") if match["count"] else ("",):
            yield f"{match['acyl']}{acid}{count}{metal}"
            yield f"{match['acyl']}{acid} {count}{metal}염"


_ESTER_ACIDS = {
    "팔미테이트": "팔미틴산|팔미트산",
    "스테아레이트": "스테아린산|스테아르산",
    "이소스테아레이트": "이소스테아린산|이소스테아르산",
    "아이소스테아레이트": "이소스테아린산|이소스테아르산",
    "미리스테이트": "미리스틴산|미리스트산|미르스트산",
    "라우레이트": "라우린산|라우르산",
    "올리에이트": "올레인산|올레산|올레익산",
    "올레이트": "올레인산|올레산|올레익산",
    "베헤네이트": "베헨산|베헤닌산",
    "카프릴레이트": "카프릴산",
    "카프레이트": "카프린산|카프르산",
    "에틸헥사노에이트": "에틸헥산산|옥탄산",
    "이소노나노에이트": "이소노난산",
    "네오펜타노에이트": "네오펜탄산",
    "리놀리에이트": "리놀레산|리놀산",
    "리시놀리에이트": "리시놀산|리시놀레산|리시놀레인산",
    "운데실레네이트": "운데실렌산",
    "락테이트": "젖산|락트산",
    "말레이트": "말산|말린산|사과산|능금산",
    "시트레이트": "구연산|시트르산",
    "석시네이트": "호박산|숙신산",
    "타르트레이트": "주석산|타르타르산",
    "아디페이트": "아디프산|아디핀산",
    "세바케이트": "세바스산|세바신산",
    "살리실레이트": "살리실산",
    "벤조에이트": "안식향산|벤조산",
    "프탈레이트": "프탈산",
    "갈레이트": "갈산|몰식자산",
    "소르베이트": "소르빈산|소르브산",
    "아세테이트": "초산|아세트산|아세틱산",
    "메톡시신나메이트": "메톡시신남산|메톡시계피산",
    "글루코네이트": "글루콘산",
    "아스코베이트": "아스코르빈산|아스코르브산",
}
"""The acids of esters, as older Korean lists of ingredients name them, by the end of INCI names."""
_ESTER = re.compile(
    rf"(?P<base>[가-힣\d]{{2,}}?)\s?(?P<ester>{'|'.join(sorted(_ESTER_ACIDS, key=len, reverse=True))})"
)
_NO_ESTER = re.compile(r".*(?:소듐|포타슘|피이지|폴리소르|(?<![가-힣])에이트|코|폴리)$")
_ESTER_COUNT = re.compile(r"(?P<base>.{2,}?)(?P<count>모노|다이|디|트라이|트리|테트라|세스퀴)")


def _as_esters(name: str) -> Iterator[str]:
    """Yield an ester's INCI name with its acid first: 팔미틴산에칠헥실, 모노스테아린산글리세릴."""
    match = _ESTER.fullmatch(name)
    if match is None or _NO_ESTER.fullmatch(match["base"]):
        return
    counted = _ESTER_COUNT.fullmatch(match["base"])
    base, count = (counted["base"], counted["count"]) if counted else (match["base"], "")
    bases = [base, base.removesuffix("릴") + "린"] if base == "글리세릴" else [base]
    for acid in _ESTER_ACIDS[match["ester"]].split("|"):
        yield from (f"{count}{acid}{one}" for one in bases)
        if count in ("", "모노"):
            yield from (f"{more}{acid}{one}" for one in bases for more in ("", "모노"))


_HYDROLYZED = re.compile(r"(?:partially )?hydrolyzed (?P<of>[a-z ]{3,})")


def _as_hydrolysates(name: str) -> Iterator[str]:
    """Yield «elastin hydrolysate», «rice protein hydrolyzate» for «hydrolyzed elastin», …."""
    match = _HYDROLYZED.fullmatch(name)
    yield from (f"{match['of']} {noun}" for noun in _HYDROLYSATE if match)


_HYDROLYSATE = ("hydrolysate", "hydrolyzate", "hydrolysates")


_TURNED = {
    "산화": "산화물",
    "수산화": "수산화물",
    "염화": "염화물",
    "불화": "불화물",
    "황화": "황화물",
    "질화": "질화물",
    "탄화": "탄화물",
    "붕화": "붕화물",
    "황산": "황산염",
    "질산": "질산염",
    "탄산": "탄산염",
    "인산": "인산염",
}
_OF_FAMILY = re.compile(r"(?P<family>[가-힣A-Za-z]{2,})계\s(?P<class>[가-힣\s]{2,})")
"""«이소시아네이트계 가교제», which is called 이소시아네이트 가교제 as well."""
_RESINS = frozenset(
    {
        "thermoplastic_resin",
        "thermosetting_resin",
        "polyolefin",
        "polyethylene",
        "polypropylene",
        "polyester_resin",
        "biodegradable_polymer",
        "fluoropolymer",
    }
)
"""Classes of which every member is called a resin as well: 폴리염화비닐 수지."""
_SPUN = ("멀티필라멘트사", "멀티필라멘트", "필라멘트사", "필라멘트 원사")
"""How the yarns of a fibre are called: 폴리에틸렌 멀티필라멘트사."""
_AGENT = re.compile(
    r"(?P<does>(?!.*(?:에폭시|수지|우레탄|실리콘|고무|도료|열|습기|상온|저온|잠재성|가열)\s?경화)\S.{1,}?\s?(?:경화|가교|난연|발포))제"
)
"""«폴리아미드 경화제», which is told as 폴리아미드 경화 as well."""
_COMPOUND = re.compile(rf"(?P<anion>{'|'.join(_TURNED)})(?P<metal>[가-힣]{{2,5}})")
"""A compound that is named the other way round as well: 산화세륨, 세륨 산화물."""
_METAL = r"(?:나트륨|소듐|칼륨|포타슘|칼슘|마그네슘|암모늄|아연|알루미늄|리튬|구리|스트론튬)"
_SALT_NAME = re.compile(
    rf"(?P<acid>[가-힣A-Za-z-]{{1,}}(?:산|애씨드|A))(?:의\s?|\s)?[이삼사디트리다이테트라모노헥사]*(?:{_METAL}|(?:2|4)?(?:Na|K))\s?염?(?:\s?[일이삼]?수화물)?"
    rf"|(?P<base>[가-힣A-Za-z0-9,()'-]{{2,}}?)\s?(?:염산|황산|질산|인산|초산|브롬화수소산|글루콘산|말레산){{1}}염(?:\s?[일이삼]?수화물)?"
)
"""A salt's name and what it is a salt of: 글리시리진산이칼륨, L-시스테인염산염."""


def _as_called(concept: Concept, name: str) -> Iterator[str]:
    """Yield what a thing of a certain kind is called as well: 세륨 산화물, 폴리염화비닐 수지, …경화."""
    matter, material = concept.kind in _MATTER, concept.kind == "material"
    if matter and (compound := _COMPOUND.fullmatch(name)):
        yield f"{compound['metal']} {_TURNED[compound['anion']]}"
    if salt := _SALT.fullmatch(name):
        yield f"{salt['acid']}{_COUNTED.get(salt['count'], '')}{_METALS[salt['metal']]}"
    if matter and (ions := _IONS.fullmatch(name)):
        yield from _as_ions(ions["anion"], ions["count"] or "", ions["metal"])
    if matter and (polymer := _POLYMER.fullmatch(name)):
        yield f"{polymer['poly']}({polymer['unit']})"
    if matter and (family := _OF_FAMILY.fullmatch(name)):
        yield family["family"] + family["class"]
    if material and name.endswith(" 섬유"):
        yield from (name.removesuffix("섬유") + spun for spun in _SPUN)
    if concept.kind in ("substance", "class") and (agent := _AGENT.fullmatch(name)):
        yield agent["does"]
    if material and _RESINS & set(concept.parents):
        yield f"{name}수지"


def _as_ions(anion: str, count: str, metal: str) -> Iterator[str]:
    """Yield a salt's names with the metal of the INCI names, and with the metal first."""
    latin = _INCI_METALS[metal]
    yield f"{anion}{count}{latin}"
    if anion.endswith("산"):
        yield from (f"{name}{anion}" for name in (metal, latin) if not count)


def _other_names(concept: Concept, name: str) -> Iterator[str]:
    """Yield what a name is turned into by the rules of how things are called."""
    yield from _as_called(concept, name)
    yield from _as_salts(name)
    if concept.kind in _MATTER:
        yield from _as_esters(name)
        yield from _as_hydrolysates(name)


def _short_latin(concepts: Iterable[Concept]) -> dict[str, set[str]]:
    """Return the Latin names of species with the genus cut short, «A. nodosum», and whose they are."""
    short: dict[str, set[str]] = {}
    for concept in concepts:
        for match in filter(None, map(_LATIN.fullmatch, concept.names)):
            name = f"{match['genus']}. {match['species']}{match['rest'] or ''}"
            short.setdefault(name, set()).add(concept.id)
    return short


_LATIN = re.compile(
    r"(?P<genus>[A-Z])[a-z]{3,}\s(?P<species>[a-z]{4,}(?:us|um|is|a|ii|ae|i|ens|e|os|on|es|ix))(?P<rest>\s(?:\w+\s)?extract)?"
)
"""«Ascophyllum nodosum», «Panax ginseng root extract»."""


@dataclass(frozen=True)
class Concept:
    """One thing with all its names."""

    id: str
    kind: str
    names: tuple[str, ...]
    """Korean name first, then English, abbreviations and variants, as written."""
    cas: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    note: str = ""
    abbreviations: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The preferred (Korean) name."""
        return self.names[0]


@dataclass(frozen=True)
class Ambiguity:
    """A name with more than one reading; the first reading is the default."""

    surface: str
    readings: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Hit:
    """A concept's name found in a text."""

    start: int
    end: int
    text: str
    """The words of the text, ``text[start:end]``."""
    concept: Concept
    """What is named; the default reading of an ambiguous name."""
    ambiguity: Ambiguity | None = None


class Concepts(dict[str, Concept]):
    """The listed concepts by id; an id of an unlisted name gives the concept made of the name."""

    unlisted: Callable[[str], Concept]

    def __missing__(self, concept_id: str) -> Concept:
        if not concept_id.startswith(UNLISTED):
            raise KeyError(concept_id)
        return self.unlisted(concept_id)


@dataclass
class Glossary:
    """All concepts; immutable after loading, safe to share."""

    concepts: Concepts
    speller: Speller
    morphology: Morphology | None = None
    everyday: Everyday = field(default_factory=lambda: Everyday({}))
    told: ToldWords = field(default_factory=lambda: ToldWords([]))
    doings: ToldWords = field(default_factory=lambda: ToldWords([]))
    """What parts do, and what stands in their place."""
    choices: Choices = field(default_factory=lambda: Choices({}))
    qualities: Choices = field(default_factory=lambda: Choices({}))
    labels: Everyday = field(default_factory=lambda: Everyday({}))
    """Words that leave things out without naming them; a meaning is the ids of these, «|» between."""
    sources: Everyday = field(default_factory=lambda: Everyday({}))
    """Words for what holds a thing; a meaning is the ids of what it holds, «|» between."""
    details: Choices = field(default_factory=lambda: Choices({}))
    """Where, which way and how much."""
    groups: Groups = field(default_factory=lambda: Groups({}))
    """Groups of atoms that the variables of formulas stand for."""
    agents: Choices = field(default_factory=lambda: Choices({}))
    """Kinds of drugs and other agents."""
    places: Places = field(default_factory=Places)
    """What things are usually there for."""
    ambiguities: dict[str, Ambiguity] = field(default_factory=dict)
    _surfaces: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.concepts.unlisted = lru_cache(maxsize=50_000)(self._unlisted)
        self._sounding = lru_cache(maxsize=50_000)(self._sound)

    def names(self, concept_id: str) -> tuple[str, ...]:
        """Return every name of a concept; empty for an unknown id."""
        known = concept_id in self.concepts or concept_id.startswith(UNLISTED)
        return self.concepts[concept_id].names if known else ()

    def _unlisted(self, concept_id: str) -> Concept:
        """Make the concept of an unlisted name: a kind of what its parts and its last words say."""
        key = concept_id.removeprefix(UNLISTED)
        parents = set(self.morphology.infer_key(key)) if self.morphology else set()
        shorter = self.morphology.base(key) if self.morphology else None
        if shorter:
            parents.add(self._surfaces.get(shorter, UNLISTED + shorter))
        last = next(
            (self._surfaces[key[i:]] for i in range(1, len(key)) if key[i:] in self._surfaces), None
        )
        if last and self.concepts[last].kind == "class":
            parents.add(last)
        return Concept(concept_id, "substance", (key,), parents=tuple(sorted(parents)))

    @cached_property
    def _ancestors(self) -> dict[str, frozenset[str]]:
        known: dict[str, frozenset[str]] = {}

        def climb(concept_id: str, path: tuple[str, ...]) -> frozenset[str]:
            if concept_id in path:
                raise DataError(f"glossary: concept {concept_id!r} is its own ancestor: {path}")
            if concept_id not in known:
                above: set[str] = set()
                for parent in self.concepts[concept_id].parents:
                    above |= {parent} | climb(parent, (*path, concept_id))
                known[concept_id] = frozenset(above)
            return known[concept_id]

        for concept_id in self.concepts:
            climb(concept_id, ())
        return known

    def ancestors(self, concept_id: str) -> frozenset[str]:
        """Return the ids of everything the concept is a kind of."""
        if not concept_id.startswith(UNLISTED):
            return self._ancestors.get(concept_id, frozenset())
        parents = self.concepts[concept_id].parents
        return frozenset(parents).union(*(self.ancestors(parent) for parent in parents))

    def is_a(self, concept_id: str, other: str) -> bool:
        """Return whether the first concept is the second, or a kind of it.

        Two unlisted names are one where one is the other transliterated (호모살레이트, Homosalate).
        """
        if concept_id == other or other in self.ancestors(concept_id):
            return True
        if not (concept_id.startswith(UNLISTED) and other.startswith(UNLISTED)):
            return False
        one, two = concept_id.removeprefix(UNLISTED), other.removeprefix(UNLISTED)
        return is_hangul(one) != is_hangul(two) and same_name(one, two)

    @cached_property
    def _salts(self) -> dict[str, frozenset[str]]:
        """Salts by the id of what they are salts of, as their names say: 벤조산나트륨, 염산시스테인."""
        salts: dict[str, set[str]] = defaultdict(set)
        for concept in self.concepts.values():
            for name in concept.names if concept.kind in ("substance", "class") else ():
                of = _SALT_NAME.fullmatch(name)
                base = of and self.lookup(of["acid"] or of["base"])
                if base and base.id != concept.id and base.kind in ("substance", "class"):
                    salts[base.id].add(concept.id)
        return {base: frozenset(found) for base, found in salts.items()}

    def made_of(self, concept_id: str, kinds: Iterable[str]) -> frozenset[str]:
        """Return what is made of a substance: its salts («염») and classes named by it (X 유도체)."""
        wanted = {"염", "유도체"} & set(kinds)
        made = set(self._salts.get(concept_id, ())) if wanted else set()
        for name in self.names(concept_id):
            for kind in kinds:
                found = self.lookup(f"{name} {kind}")
                if found is not None and found.id in self.concepts:
                    made.add(found.id)
        return frozenset(made - {concept_id})

    @cached_property
    def _heard(self) -> dict[tuple[bool, str], list[tuple[str, str]]]:
        """Names of substances and their ids, by script (Hangul or not) and consonants."""
        heard: dict[tuple[bool, str], list[tuple[str, str]]] = defaultdict(list)
        for concept in self.concepts.values():
            for name in concept.names if concept.kind == "substance" else ():
                if name not in concept.abbreviations and len(name) >= _SHORTEST_HEARD:
                    for sounds in skeletons(name):
                        heard[is_hangul(name), consonants(sounds)].append((name, concept.id))
        return heard

    def _sound(self, name: str) -> Concept | None:
        """Return the one listed substance with this name in the other script, or None."""
        hangul = is_hangul(name)
        found = {
            concept_id
            for sounds in skeletons(name)
            for other, concept_id in self._heard.get((not hangul, consonants(sounds)), ())
            if same_name(name, other)
        }
        classes = self.morphology.infer(name) if self.morphology else frozenset()
        if classes:
            found = {c for c in found if any(self.is_a(c, wide) for wide in classes)}
        return self.concepts[found.pop()] if len(found) == 1 else None

    @cached_property
    def _lengths(self) -> dict[str, tuple[int, ...]]:
        lengths: dict[str, set[int]] = defaultdict(set)
        for key in self._surfaces:
            lengths[key[:2]].add(len(key))
        return {head: tuple(sorted(sizes, reverse=True)) for head, sizes in lengths.items()}

    def lookup(self, name: str) -> Concept | None:
        """Return the concept with exactly this name (in any spelling), or None."""
        concept_id = self._surfaces.get(self.speller.key(name))
        return self.concepts[concept_id] if concept_id else None

    def find(self, text: str, kinds: frozenset[str] = KINDS) -> tuple[Hit, ...]:
        """Return the names that occur in ``text``, longest first at each place, no overlaps.

        A name that no list holds is found where its parts say that it names a substance; its
        concept's id is the same wherever the name is spelt the same.

        Args:
            text: any text.
            kinds: kinds of concepts to look for; a name of another kind hides nothing.
        """
        canonical = self.speller.canonical(text)
        hits: list[Hit] = []
        at = 0
        while at < len(canonical.text):
            hit = self._hit_at(canonical, text, at, hits[-1].end if hits else -1, kinds)
            if hit is None:
                at += 1
                continue
            hits.append(hit[0])
            at = hit[1]
        if self.morphology and "substance" in kinds:
            hits = self._with_unlisted(hits, text, canonical, self.morphology)
        for told in self.told.find(text):
            if self.concepts[told.concept].kind in kinds:
                hits = self._with_told(hits, text, told)
        return tuple(hits)

    def _with_told(self, hits: list[Hit], text: str, told: Told) -> list[Hit]:
        """Add what a sentence tells, in place of the wider or other names inside it."""
        concept = self.concepts[told.concept]
        place = (self._step_told if concept.kind == "step" else self._use_told)(hits, text, told)
        if place is None:
            return hits
        start, end, inner = place
        words = text[start:end].strip()
        start = text.find(words, start)
        end = start + len(words)
        rest = [h for h in hits if h not in inner]
        if not words or any(h.start < end and start < h.end for h in rest):
            return hits
        if any(h.start < start or end < h.end for h in inner):
            return hits
        return sorted([*rest, Hit(start, end, words, concept)], key=lambda hit: hit.start)

    def _step_told(
        self, hits: list[Hit], text: str, told: Told
    ) -> tuple[int, int, list[Hit]] | None:
        """Return the place of a step's doing alone, and the names inside that it takes the place of.

        «유산균을 넣고 발효» keeps its 유산균; a doing of several words («볶아서 압착») is no other step.
        """
        if told.after_another:
            return None  # «열풍을 쐬고 볕에 말려»
        start, end = told.doing.start, told.doing.end
        inner = [h for h in hits if h.start < end and start < h.end]
        if any(self.is_a(h.concept.id, told.concept) for h in inner):
            return None
        wider = {h for h in inner if self.is_a(told.concept, h.concept.id)}
        others = [
            h
            for h in inner
            if (h.concept.kind == "form" and h.start > start)
            or (h.concept.kind != "step" and h not in wider)
        ]
        inner = [h for h in inner if h not in others]
        start = max((h.end for h in others), default=start)
        if " " not in text[start:end]:
            if any(h not in wider and not self._is_way_of(told, h) for h in inner):
                return None
        elif any((h.start, h.end) == (start, end) for h in inner):
            return None  # «얼려 말려» is told already: no mere freezing
        if inner:
            start, end = min(start, inner[0].start), max(end, inner[-1].end)
        return start, end, inner

    def _is_way_of(self, told: Told, hit: Hit) -> bool:
        """Whether the thing told says more than the verb: «에탄올 부어 우려» is no mere 우려."""
        kin = set(self.concepts[told.concept].parents) & set(hit.concept.parents)
        return told.start < told.doing.start == hit.start and bool(kin - _EVERY_STEP)

    def _use_told(
        self, hits: list[Hit], text: str, told: Told
    ) -> tuple[int, int, list[Hit]] | None:
        """Return the place of the whole but for the form behind it («면역 젤리»), and the names inside."""
        start, end = told.start, told.end
        inner = [h for h in hits if h.start < end and start < h.end]
        if any(h.concept.kind == "function" and h.end < told.doing.start for h in inner):
            start = told.doing.start  # «마디가 붓고 아픈»: two troubles of one thing
            inner = [h for h in inner if h.end > start]
        if any(_is_done_by(h, told, text) for h in inner):
            start = told.doing.start  # «단맛은 자일리톨이 냅니다»: the 자일리톨 stays a name
            inner = [h for h in inner if h.end > start]
        if any(self.is_a(h.concept.id, told.concept) for h in inner):
            return None
        means = [h for h in inner if h.concept.kind in _MATTER and _BY_MEANS.match(text, h.end)]
        if means and start < means[0].start:
            # «단맛은 사이코스로 냈어요»: what does it stays a thing of its own
            end = means[0].start
            inner = [h for h in inner if h.end <= end]
        if any(h.start <= start and end <= h.end for h in inner):
            return None
        forms = [h for h in inner if h.concept.kind == "form" and h.start > start]
        end = min((h.start for h in forms), default=end)
        return start, end, [h for h in inner if h not in forms]

    def _with_unlisted(
        self, hits: list[Hit], text: str, canonical: Canonical, morphology: Morphology
    ) -> list[Hit]:
        """Add the names known by their parts, in place of the shorter names inside them."""
        fixed = [(h.start, h.end) for h in hits if h.concept.kind in _NO_MATTER]
        for name in morphology.find(text, canonical, fixed):
            inner = [h for h in hits if h.start < name.end and name.start < h.end]
            if name.key in self._surfaces or _said_by(inner, name, text):
                continue
            words = text[name.start : name.end]
            unlisted = replace(self.concepts[UNLISTED + name.key], names=(words,))
            own = Hit(name.start, name.end, words, self._sounding(words) or unlisted)
            hits = [*(h for h in hits if h not in inner), own]
        for start, end in morphology.words(text, [(h.start, h.end) for h in hits]):
            concept = self._sounding(text[start:end])
            if concept and end - start >= _SHORTEST_HEARD:
                hits.append(Hit(start, end, text[start:end], concept))
        return sorted(hits, key=lambda hit: hit.start)

    def _hit_at(
        self, canonical: Canonical, text: str, at: int, last_end: int, kinds: frozenset[str]
    ) -> tuple[Hit, int] | None:
        head = canonical.text[at : at + 2]
        for size in (*self._lengths.get(head, ()), *self._lengths.get(head[:1], ())):
            key = canonical.text[at : at + size]
            concept_id = self._surfaces.get(key)
            if concept_id is None or len(key) < size:
                continue
            ambiguity = self.ambiguities.get(key)
            concept = self.concepts[concept_id]
            if concept.kind not in kinds:  # «유제품», a product, may be an ingredient
                others = (self.concepts[r] for r in (ambiguity.readings if ambiguity else ()))
                matter = next((c for c in others if c.kind in kinds & _MATTER), None)
                if matter is None:
                    continue
                concept = matter
            start, end = canonical.origin(at, at + size)
            if _AND_SO_ON.match(text, start) and _GOES_ON.match(text, end):
                continue
            if start < last_end or not _stands_alone(text, start, end, key, last_end):
                continue
            hit = Hit(start, end, text[start:end], concept, ambiguity)
            return hit, at + size
        return None


_AND_SO_ON = re.compile(r"등\s")
_GOES_ON = re.compile(r"[가-힣]")
"""«과수 등 산화|제»: no 등산화 stands there."""


def _is_done_by(hit: Hit, told: Told, text: str) -> bool:
    """Whether a name inside of what is told is that of an ingredient which does it: « 자일리톨이 »."""
    behind = hit.concept.kind == "substance" and told.start < hit.start < told.doing.start
    return behind and _DOER.match(text, hit.end) is not None


_DOER = re.compile(r"(?:이|가|으로|로)\s")


def _said_by(inner: Sequence[Hit], name: FoundName, text: str) -> bool:
    """Return whether the listed names inside an unlisted one say it better.

    They do where one reaches beyond it, where they leave nothing of it over (비타민C세라마이드), where
    they are a list (다이메티콘/세틸팔미테이트) and where the rest only describes or denies the last one
    (유기농올리브오일, 프리미엄 올리브오일, 무파라벤).
    """
    if not inner:
        return False
    if inner[0].start < name.start or name.end < inner[-1].end:
        return True
    last = inner[-1]
    genus = last.concept.kind == "class"
    head = genus and bool(_HEADS.search(last.text))
    whole = len(inner) > 1 and sum(len(h.text) for h in inner) == name.end - name.start
    if whole and not head and not name.firm:
        return True
    if not name.closed and inner[0].start == name.start and text[inner[0].end] == " ":
        return True
    if last.end < name.end or name.led:
        return False
    rest = text[name.start : last.start]
    return (
        (rest.endswith(" ") and not (genus and _EXTRACTS.search(last.text)))
        or (rest.endswith("/") and not name.firm)
        or bool(_DESCRIBES.fullmatch(rest))
    )


_NO_MATTER = KINDS - {"substance", "class", "material", "step"}
"""Kinds of concepts whose names are never part of a substance's (추출 in 추출물 is)."""
_HEADS = re.compile(
    r"(?:수|추출물|여과물|배양액|오일|아미노산|단백질|왁스|버터|검|전분|폴리머|공중합체)$"
)
"""Nouns that take the thing they are made of before them: 라벤더 + 꽃수."""
_EXTRACTS = re.compile(r"(?:추출물|추출액|여과물|배양액|꽃수|잎수)$")
_DESCRIBES = re.compile(
    r"(?:유기농|천연|국산|국내산|제주|수입|고순도|저분자|고분자|초저분자|중분자|정제|순수|식물성|식물\s?유래|발효|수용성|지용성|유용성|나노"
    r"|미세|미분|초미립|구상|구형|판상|다공성|표면\s?처리|소수화|친수화|코팅|피복|리포[좀솜]|안정화|고함량|고농축|고농도|엑스트라\s?버진"
    r"|냉압착|비정제|프리미엄|동결\s?건조|건조|화장품용|식품용|액상|분말|무수|고급|신선한|프레시|바이오|활성|비건|자연\s?유래|무|논|노|(?:DL?|[LKnκλι]|\d(?:,\d)*)-|[\s-])+"
)


def _is_hangul(char: str) -> bool:
    return "가" <= char <= "힣"


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


_IF_IT_IS = re.compile(r"[가-힣](?:이|아니|더)$")
"""«고민이라면»: no noodles."""


def _stands_alone(text: str, start: int, end: int, key: str, last_end: int) -> bool:
    """Tell a name from letters that only happen to stand inside another word.

    Latin names end where their word ends. Hangul words compound freely (약산성토너), so a Hangul
    name may stand inside a word, but one of two syllables must begin the word, follow another
    name or end the word, one of a single syllable (물) must be the whole word, a case particle
    aside, a particle must not be the half of it (급이 in 수급이), and a space inside the words
    must not be the only thing that makes them: neither one that parts two syllables (1종 이상)
    nor one after a particle (외통과 일체로).
    """
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if "·" in text[start:end] and _is_hangul(key[0]):
        return False  # «유화·중합»: two names
    first, parted, _ = text[start:end].partition(" ")
    if parted and _is_hangul(key[0]):
        particle = not before.isspace() and first in _PARTICLE_HEADS
        if len(key) == 2 or particle:
            return False
        last = text[start:end].rpartition(" ")[2]
        cut = len(last) == 1 and _is_hangul(last) and _is_hangul(after)
        if cut and after not in _PARTICLE_HEADS:
            return False  # «미스트 기획안» is no 미스트 기
    if key in _ALSO_DONE and _DOING.match(text, end):
        return False
    if key == "라면" and _IF_IT_IS.search(text, 0, start):
        return False
    if _is_latin(key[0]) and (_is_latin(before) or before == "°"):
        return False  # «170°C 60 s» is no C60
    if _is_latin(key[-1]) and _is_latin(after):
        # A plural is the same name: "serums".
        rest = text[end : end + 2]
        if not (rest[:1] in "sS" and not _is_latin(rest[1:2] or " ")):
            return False
    if len(key) == 1:
        return not _is_hangul(before) and bool(_WORD_END.match(text, end))
    if before + key in _OTHER_WORDS:
        return False
    if not _is_hangul(key[0]) or not _is_hangul(before) or start == last_end:
        return True
    if " " in text[start:end] or (len(key) == 2 and key[-1] in _CASE):
        return False
    if key[-1] == "하" and after in _VERB_HEADS:
        return False  # «압박하는» has no 박하
    if len(key) > 2 or not _is_hangul(after) or _PARTICLE_HEADS.find(after) >= 0:
        return True
    return DONE_AGAIN.search(text, 0, start) is not None and after in _DONE_HEADS


_OTHER_WORDS = frozenset(
    {"함유량", "뜨거울", "알아보", "그라드", "업로드", "운로드", "리로드", "미용기", "이용기"}
    | {"식물성", "동물성", "광물성", "생물성", "약물성"}
    | {"이라면", "니라면", "더라면", "부라면", "피라면"}
)
"""Syllables in which a name only happens to stand: 유량 in 함유량, 거울 in 뜨거울, 라드 in 쪼그라드는, 로드 in
업로드, 용기 in 미용기, 물성 in 식물성, 라면 in 고민이라면."""
_ALSO_DONE = frozenset({"유지", "사과"})
_DOING = re.compile(
    r"하[는며고여면기도지던거]|한다|할\s|해[서요야도]|했|되[는며고어면지도]|된\s|돼|됩|시[키켜킨킬]|력|율|시간|기간|보수|관리|장치"
)
"""What makes the name of a thing the noun of a verb: 유지 of «85%로 유지하는»."""


def load_glossary(folder: Path = FOLDER) -> Glossary:
    """Read and check the glossary files of ``folder``.

    A glossary is immutable and takes seconds to read: the last one is given again while its files
    are as they were.

    Raises:
        DataError: malformed lines, unknown kinds or parents, a name given to two concepts, a CAS
            number that fails its check digit, a circle of parents, a bad rule of name building;
            every problem on a line.
    """
    files = sorted(folder.rglob("*.tsv"))
    stats = [(str(file), file.stat()) for file in files]
    return _read_glossary(folder, tuple((n, s.st_mtime_ns, s.st_size) for n, s in stats))


@lru_cache(maxsize=1)
def _read_glossary(folder: Path, state: tuple[tuple[str, int, int], ...]) -> Glossary:
    """Return the checked glossary of a folder; ``state`` is what tells a file that was changed."""
    glossary, problems = check_glossary(folder)
    if problems:
        raise DataError("\n".join(problems))
    return glossary


def check_glossary(folder: Path = FOLDER) -> tuple[Glossary, list[str]]:
    """Read the glossary files as far as they go; return them with a line for each problem."""
    files = sorted(p for p in folder.glob("*.tsv") if p.name not in RULES)
    if not files:
        raise DataError(f"no glossary files in {str(folder)!r}; expected *.tsv")
    speller, rules = Speller.load(folder / "spelling.tsv"), folder / "morphology.tsv"
    morphology = Morphology.load(rules, speller) if rules.is_file() else None
    everyday = Everyday.load(folder / "everyday.tsv")
    told = ToldWords.load(folder / "told.tsv")
    doings = ToldWords.load(folder / "doings.tsv")
    qualities = Choices.load(folder / "qualities.tsv", QUALITIES)
    choices = Choices.load(folder / "choices.tsv", WAYS, qualities)
    labels = Everyday.load(folder / "labels.tsv")
    sources = Everyday.load(folder / "sources.tsv")
    details = Choices.load(folder / "details.tsv", DETAILS)
    groups = Groups.load(folder / "groups.tsv")
    agents = Choices.load(folder / "agents.tsv", DETAILS)
    places = Places.load(folder / "places.tsv")
    glossary = Glossary(
        Concepts(),
        speller,
        morphology,
        everyday,
        told,
        doings,
        choices,
        qualities,
        labels,
        sources,
        details,
        groups,
        agents,
        places,
    )
    problems: list[str] = []
    for where, cells in _rows(files, _COLUMNS, problems):
        concept = _concept(cells)
        problems += (f"{where}: {problem}" for problem in _concept_problems(concept, glossary))
        glossary.concepts.setdefault(concept.id, concept)
        for name in concept.names:
            problems += _take_surface(glossary, name, concept.id, where)
    for concept in glossary.concepts.values():
        for name in concept.names:
            for other in _other_names(concept, name):
                glossary._surfaces.setdefault(speller.key(other), concept.id)
    for short, owners in _short_latin(glossary.concepts.values()).items():
        if len(owners) == 1:
            glossary._surfaces.setdefault(speller.key(short), owners.pop())
    problems += (
        f"glossary: concept {concept.id!r} names an unknown parent {parent!r}"
        for concept in glossary.concepts.values()
        for parent in concept.parents
        if parent not in glossary.concepts
    )
    problems += (
        f"told.tsv, doings.tsv: unknown concept {unknown!r}"
        for unknown in sorted(
            {c.removeprefix(INSTEAD) for c in (*told.concepts, *doings.concepts)}
            - glossary.concepts.keys()
        )
    )
    if morphology:
        problems += (
            f"{rules}: unknown class {unknown!r}"
            for unknown in sorted(morphology.classes - glossary.concepts.keys())
        )
    ambiguous = sorted((folder / "ambiguous").glob("*.tsv"))
    for where, cells in _rows(ambiguous, _AMBIGUOUS_COLUMNS, problems):
        readings = (cells["reading"], *words(cells["others"]))
        unknown = [reading for reading in readings if reading not in glossary.concepts]
        if unknown or len(readings) < 2:
            problems.append(f"{where}: two or more known readings are needed; unknown: {unknown!r}")
            continue
        problems += _take_surface(glossary, cells["surface"], readings[0], where)
        key = glossary.speller.key(cells["surface"])
        glossary.ambiguities[key] = Ambiguity(cells["surface"], readings, cells["note"])
    problems += (
        f"places.tsv: unknown thing {thing!r}"
        for thing in sorted(places.things - set(glossary.concepts))
    )
    if not problems:
        try:
            glossary.ancestors(next(iter(glossary.concepts)))
        except DataError as error:
            problems.append(str(error))
    return glossary, problems


def _rows(
    paths: Iterable[Path], columns: tuple[str, ...], problems: list[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    for path in paths:
        try:
            yield from rows(path, columns)
        except DataError as error:
            problems.append(str(error))


def _concept(cells: dict[str, str]) -> Concept:
    columns = ("ko", "en", "abbr", "variants")
    names = dict.fromkeys(name for column in columns for name in words(cells[column]))
    return Concept(
        id=cells["id"],
        kind=cells["kind"],
        names=tuple(names),
        cas=words(cells["cas"]),
        parents=words(cells["parents"]),
        note=cells["note"],
        abbreviations=words(cells["abbr"]),
    )


def _concept_problems(concept: Concept, glossary: Glossary) -> Iterator[str]:
    if not concept.id or not concept.names:
        yield "a concept needs an id and a name"
    if concept.id in glossary.concepts:
        yield f"concept id {concept.id!r} is already taken"
    if concept.kind not in KINDS:
        yield f"unknown kind {concept.kind!r}; one of {sorted(KINDS)}"
    for cas in concept.cas:
        if not valid_cas(cas):
            yield f"CAS number {cas!r} fails its check digit"


def _take_surface(glossary: Glossary, name: str, concept_id: str, where: str) -> Iterator[str]:
    key = glossary.speller.key(name)
    owner = glossary._surfaces.setdefault(key, concept_id)
    if owner != concept_id:
        yield (
            f"{where}: the name {name!r} belongs to {owner!r} and {concept_id!r}; "
            "keep one, or list it under ambiguous/"
        )
    if len(key) < 2 and not _is_hangul(key):
        yield f"{where}: the name {name!r} is too short to be found safely"


def valid_cas(number: str) -> bool:
    """Return whether a CAS number is well formed and its last digit is its check digit.

    The check digit is the sum of the other digits, each times its place counted from the right,
    modulo 10 (CAS Registry's published rule).
    """
    parts = number.split("-")
    if [part.isdigit() for part in parts] != [True] * 3 or [len(p) for p in parts[1:]] != [2, 1]:
        return False
    digits = (parts[0] + parts[1])[::-1]
    return sum(int(d) * place for place, d in enumerate(digits, 1)) % 10 == int(parts[2])


def main() -> int:
    """Check the files; print the number of concepts of each kind."""
    glossary, problems = check_glossary()
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 1
    counts = Counter(concept.kind for concept in glossary.concepts.values())
    for kind, count in counts.most_common():
        print(f"{kind:12}{count:6}")
    print(f"{'concepts':12}{len(glossary.concepts):6}")
    print(f"{'names':12}{len(glossary._surfaces):6}")
    print(f"{'ambiguous':12}{len(glossary.ambiguities):6}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
