"""The glossary: concepts with all their names, what they are kinds of, and ambiguous names.

Read from ``data/glossary/*.tsv`` (one concept a line), ``ambiguous/*.tsv`` and ``spelling.tsv``;
``python -m evidence.glossary`` checks the files and prints their counts.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from evidence.spelling import Canonical, Speller
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
_COLUMNS = ("id", "kind", "ko", "en", "abbr", "cas", "variants", "parents", "note")
_AMBIGUOUS_COLUMNS = ("surface", "reading", "others", "note")


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


@dataclass
class Glossary:
    """All concepts; immutable after loading, safe to share."""

    concepts: dict[str, Concept]
    speller: Speller
    ambiguities: dict[str, Ambiguity] = field(default_factory=dict)
    _surfaces: dict[str, str] = field(default_factory=dict)

    def names(self, concept_id: str) -> tuple[str, ...]:
        """Return every name of a concept; empty for an unknown id."""
        concept = self.concepts.get(concept_id)
        return concept.names if concept else ()

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
        return self._ancestors.get(concept_id, frozenset())

    def is_a(self, concept_id: str, other: str) -> bool:
        """Return whether the first concept is the second, or a kind of it."""
        return concept_id == other or other in self.ancestors(concept_id)

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
        return tuple(hits)

    def _hit_at(
        self, canonical: Canonical, text: str, at: int, last_end: int, kinds: frozenset[str]
    ) -> tuple[Hit, int] | None:
        head = canonical.text[at : at + 2]
        for size in (*self._lengths.get(head, ()), *self._lengths.get(head[:1], ())):
            key = canonical.text[at : at + size]
            concept_id = self._surfaces.get(key)
            if concept_id is None or len(key) < size:
                continue
            if self.concepts[concept_id].kind not in kinds:
                continue
            start, end = canonical.origin(at, at + size)
            if start < last_end or not _stands_alone(text, start, end, key, last_end):
                continue
            ambiguity = self.ambiguities.get(key)
            hit = Hit(start, end, text[start:end], self.concepts[concept_id], ambiguity)
            return hit, at + size
        return None


def _is_hangul(char: str) -> bool:
    return "가" <= char <= "힣"


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _stands_alone(text: str, start: int, end: int, key: str, last_end: int) -> bool:
    """Tell a name from letters that only happen to stand inside another word.

    Latin names end where their word ends. Hangul words compound freely (약산성토너), so a Hangul
    name may stand inside a word, but one of two syllables must begin the word, follow another
    name or end the word, one of a single syllable (물) must be the whole word, a case particle
    aside, and a space inside the words must not be the only thing that makes them.
    """
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if _is_latin(key[0]) and _is_latin(before):
        return False
    if _is_latin(key[-1]) and _is_latin(after):
        # A plural is the same name: "serums".
        rest = text[end : end + 2]
        if not (rest[:1] in "sS" and not _is_latin(rest[1:2] or " ")):
            return False
    if len(key) == 1:
        return not _is_hangul(before) and bool(_WORD_END.match(text, end))
    if not _is_hangul(key[0]) or not _is_hangul(before) or start == last_end:
        return True
    if " " in text[start:end]:
        return False
    return len(key) > 2 or not _is_hangul(after) or _PARTICLE_HEADS.find(after) >= 0


_PARTICLE_HEADS = "은는이가을를로의에와과도만형용류제인"
_WORD_END = re.compile(r"(?:은|이|을|과|하고)?(?![가-힣A-Za-z])")


def load_glossary(folder: Path = FOLDER) -> Glossary:
    """Read and check the glossary files of ``folder``.

    Raises:
        DataError: malformed lines, unknown kinds or parents, a name given to two concepts, a CAS
            number that fails its check digit, a circle of parents; every problem on a line.
    """
    glossary, problems = check_glossary(folder)
    if problems:
        raise DataError("\n".join(problems))
    return glossary


def check_glossary(folder: Path = FOLDER) -> tuple[Glossary, list[str]]:
    """Read the glossary files as far as they go; return them with a line for each problem."""
    files = sorted(p for p in folder.glob("*.tsv") if p.name != "spelling.tsv")
    if not files:
        raise DataError(f"no glossary files in {str(folder)!r}; expected *.tsv")
    glossary = Glossary({}, Speller.load(folder / "spelling.tsv"))
    problems: list[str] = []
    for where, cells in _rows(files, _COLUMNS, problems):
        concept = _concept(cells)
        problems += (f"{where}: {problem}" for problem in _concept_problems(concept, glossary))
        glossary.concepts.setdefault(concept.id, concept)
        for name in concept.names:
            problems += _take_surface(glossary, name, concept.id, where)
    problems += (
        f"glossary: concept {concept.id!r} names an unknown parent {parent!r}"
        for concept in glossary.concepts.values()
        for parent in concept.parents
        if parent not in glossary.concepts
    )
    ambiguous = sorted((folder / "ambiguous").glob("*.tsv"))
    for where, cells in _rows(ambiguous, _AMBIGUOUS_COLUMNS, problems):
        readings = (cells["reading"], *_split(cells["others"]))
        unknown = [reading for reading in readings if reading not in glossary.concepts]
        if unknown or len(readings) < 2:
            problems.append(f"{where}: two or more known readings are needed; unknown: {unknown!r}")
            continue
        problems += _take_surface(glossary, cells["surface"], readings[0], where)
        key = glossary.speller.key(cells["surface"])
        glossary.ambiguities[key] = Ambiguity(cells["surface"], readings, cells["note"])
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
        header_seen = False
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = [cell.strip() for cell in line.split("\t")]
            if not header_seen:
                header_seen = True
                if tuple(cells) != columns:
                    problems.append(f"{path}:{number}: the header must be {columns}")
                    break
                continue
            cells += [""] * (len(columns) - len(cells))
            if len(cells) != len(columns):
                problems.append(f"{path}:{number}: {len(cells)} columns, not {len(columns)}")
                continue
            yield f"{path}:{number}", dict(zip(columns, cells, strict=True))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _concept(cells: dict[str, str]) -> Concept:
    columns = ("ko", "en", "abbr", "variants")
    names = dict.fromkeys(name for column in columns for name in _split(cells[column]))
    return Concept(
        id=cells["id"],
        kind=cells["kind"],
        names=tuple(names),
        cas=_split(cells["cas"]),
        parents=_split(cells["parents"]),
        note=cells["note"],
        abbreviations=_split(cells["abbr"]),
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
