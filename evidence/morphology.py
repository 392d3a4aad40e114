"""Name morphology: what the parts of a name say of the thing it names.

Most ingredient names are built by rule (INCI and its Korean counterpart, the 성분표준명 of the Korea
Cosmetic Association): …트라이모늄클로라이드 is a cationic surfactant, 폴리쿼터늄-# a cationic polymer,
…씨오일 a plant oil. ``data/glossary/morphology.tsv`` holds the rules. They give the classes of a
name that no list holds, and they find such names in running text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, product
from pathlib import Path

from evidence.spelling import Canonical, Speller
from evidence.tables import rows, words
from evidence.transliteration import is_hangul
from graph.errors import DataError

NO_NAME = "-"
"""The classes of words that look like a name and are none (상기추출물)."""
WIDEST = 4
"""Most words that a Hangul name written with spaces has (라벤더 꽃 에탄올 추출물)."""
WIDEST_LATIN = 8
"""Most words that a Latin name has (Sodium Acrylate/Sodium Acryloyldimethyl Taurate Copolymer)."""
_COLUMNS = ("pattern", "classes", "joins", "note")
_OPEN = "…"

_WORD = re.compile(
    r"(?P<and>(?:및(?=[가-힣A-Za-z]{3}))?)[가-힣A-Za-z0-9](?:[가-힣A-Za-z0-9\-/'’]|(?<=\d)[,.](?=\d)|\([^\s()]*\)(?=[가-힣A-Za-z]))*"
)
_PARTICLE = re.compile(
    r"(?:을|를|은|는|이|가|과|와|의|에|로|으로|도|만|나|이나|랑|이랑|하고|이며|이고|인|인데|이라|라서|이라서|입니다|이에요|예요"
    r"|임|및|등|류|계|계열|에서|에는|까지|부터|보다|처럼|함유|포함|배합|첨가|성분|사용|기반|원료|유래|들)$"
)
_AFTER_CONSONANT = frozenset(["을", "은", "이", "과", "으로", "이나", "이랑"])
_AFTER_VOWEL = frozenset(["를", "는", "가", "와", "나", "랑"])
_LEADS = re.compile(
    r"(?:(?:다이|디|트라이|트리|테트라)?(?:소듐|포타슘)|칼슘|마그네슘|암모늄|징크|하이드로제네이티드|하이드롤라이즈드"
    r"|(?:비스-)?(?:피이지|피피지|PEG|PPG|폴리글리세릴)-?\d+|피이지/피피지-\d+/\d+|수소첨가|메틸|에틸|[가-힣]+[로코노토모]일"
    r"|[가-힣]*(?:스테아릴|라우릴|베헤닐|미리스틸|세테아릴|세틸|아미도프로필|에틸헥실|프로필)"
    r"|(?:di|tri|tetra)?(?:sodium|potassium)|calcium|magnesium|ammonium|hydrogenated|hydrolyzed|polyglyceryl-\d+)",
    re.IGNORECASE,
)
"""Words that begin a name and never stand alone."""
_PROSE = re.compile(
    r"(?:하는|하여|되는|되어|시키는|시킨|된|한|하게|하면|하고|하며|니다|어요|아요|해요|네요|는데|했고|있는|없는)$"
)
_NOT_BARE = re.compile(
    r"(?:[은는을를의에로과와한된인할진적및도만고며서면게린든던데써랑째번려니해여아어킨운]|상기|각각|또는|중에|나머지|복합|합성|혼합|일부|전체"
    r"|아니라|대신|그냥|단일|단독|직접|바로|원래|다른|모든|별도|자체|해당)$"
)
_LATIN_IN_HANGUL = re.compile(r"(?:PEG|PPG|TEA|DEA|MEA|C\d|[A-Z]$|\d)", re.IGNORECASE)
_PART = re.compile(
    r"(?:꽃봉오리|꽃|잎|씨|뿌리줄기|뿌리|열매|껍질|줄기|가지|종자|새싹|싹|전초|지상부|과피|과육|근피|수피|나무|덩굴"
    r"|열수|냉수|온수|물|수용성|\d*%?(?:에탄올|메탄올|주정|알코올|부탄올)|헥산|초임계|유기용매|및|/)+"
)
_SOLVENT = re.compile(
    r"(?<=..)(?:열수|냉수|물|수용성|\d*%?(?:에탄올|메탄올|주정|알코올|부탄올)|헥산|초임계|유기용매)+(?=추출물$)"
)
_CHEMICAL = re.compile(
    r"(?:ate|ide|ine|ol|oil|acid|one|yl|in|ester|ether|ose|um|ene|ane|ium|er|extract|gum|\d"
    r"|이트|라이드|사이드|아민|올|오일|시드|머|티콘|산|에터)$",
    re.IGNORECASE,
)
"""How the last word of a chemical name may end."""
_NUMBERED = re.compile(
    r"polysorbate|tween|span|poloxamer|ci|red|blue|yellow|peg|ppg", re.IGNORECASE
)
_EXTRACTED_PART = re.compile(
    r"(?<=..)(?:꽃봉오리|꽃|잎|씨|뿌리줄기|뿌리|열매|껍질|줄기|가지|종자|새싹|싹|전초|지상부|과피|과육|/)+(?=추출물$)"
)
_LATIN_STOPS = frozenset(
    [
        *(
            "and",
            "or",
            "with",
            "of",
            "the",
            "a",
            "an",
            "in",
            "contains",
            "containing",
            "comprising",
        ),
        *("comprises", "includes", "including", "is", "are", "for", "to", "from", "by", "based"),
        *(
            "free",
            "no",
            "without",
            "wt",
            "vol",
            "at",
            "mg",
            "g",
            "ml",
            "kg",
            "ppm",
            "using",
            "plus",
        ),
        *("as", "on", "not", "only", "this", "our", "new", "each", "said", "wherein", "selected"),
    ]
)


@dataclass(frozen=True)
class Pattern:
    """One way a name may be built."""

    whole: re.Pattern[str]
    """Fits a whole name in canonical spelling."""
    classes: tuple[str, ...]
    """Ids of the classes of what is so named; empty for words that are no name."""
    joins: bool
    """Whether the name may go on across slashes."""
    firm: bool
    """Whether it does so even where each part is a listed name (효모/콩발효추출물)."""
    closed: bool
    """Whether the pattern says how the name ends."""


@dataclass(frozen=True)
class FoundName:
    """A name in a text, known by its parts alone."""

    start: int
    end: int
    key: str
    """The name in canonical spelling."""
    led: bool = False
    """Whether its first word begins a name and never stands alone (소듐, PEG-40)."""
    closed: bool = True
    """Whether the rule says how the name ends."""
    firm: bool = False
    """Whether its slashes join one name even where each part is a listed name."""


class Morphology:
    """The rules of ``morphology.tsv``; immutable, safe to share."""

    def __init__(self, patterns: Sequence[tuple[str, Pattern]], speller: Speller) -> None:
        self._speller = speller
        self._patterns = [pattern for _, pattern in patterns]
        self._by_tail: dict[str, list[int]] = defaultdict(list)
        self._by_head: dict[str, list[int]] = defaultdict(list)
        for index, (text, _) in enumerate(patterns):
            tail = re.split(r"[…#]", text.rstrip("#"))[-1][-2:]
            head = re.split(r"[…#]", text)[0][:2]
            side, piece = (self._by_tail, tail) if len(tail) == 2 else (self._by_head, head)
            if len(tail) < 2 and len(head) < 2:
                # A tail of one letter (검): listed under the letter.
                side, piece = self._by_tail, tail
            side[piece].append(index)
        self.match: Callable[[str], Pattern | None] = lru_cache(maxsize=50_000)(self._match)

    @property
    def classes(self) -> frozenset[str]:
        """Ids of all classes the rules give."""
        return frozenset(c for pattern in self._patterns for c in pattern.classes)

    @classmethod
    def load(cls, path: Path, speller: Speller) -> Morphology:
        """Read the rules.

        Raises:
            DataError: a line without pattern or classes, unbalanced braces, a pattern that fits
                any name.
        """
        patterns: list[tuple[str, Pattern]] = []
        for where, cells in rows(path, _COLUMNS):
            pattern, listed = cells["pattern"], words(cells["classes"])
            if not pattern or not listed or pattern.count("{") != pattern.count("}"):
                raise DataError(f"{where}: a pattern and its classes are needed: {cells}")
            classes = () if listed == (NO_NAME,) else listed
            for written in _expand(pattern):
                text = _canonical_pattern(written, speller)
                if len(re.sub(r"[…#]", "", text)) < 1:
                    raise DataError(f"{where}: {written!r} fits any name")
                patterns.append((text, _compile(text, classes, cells["joins"])))
        return cls(patterns, speller)

    def infer(self, name: str) -> frozenset[str]:
        """Return the ids of the classes a name's parts put it in; empty where they say nothing."""
        return self.infer_key(self._speller.key(name))

    def infer_key(self, key: str) -> frozenset[str]:
        """Return the classes of a name given in canonical spelling."""
        pattern = self.match(key)
        return frozenset(pattern.classes) if pattern else frozenset()

    def base(self, key: str) -> str | None:
        """Return an extract's name without its solvent or, where it names none, the plant's part.

        닥나무뿌리에탄올추출물 is a kind of 닥나무뿌리추출물, and that a kind of 닥나무추출물.
        """
        for pattern in (_SOLVENT, _EXTRACTED_PART):
            shorter = pattern.sub("", key)
            if shorter != key:
                return shorter
        return None

    def _match(self, key: str) -> Pattern | None:
        bare = key.rstrip("0123456789")
        indices = {
            *self._by_tail.get(key[-2:], ()),
            *self._by_tail.get(bare[-2:], ()),
            *self._by_tail.get(bare[-1:], ()),
            *self._by_head.get(key[:2], ()),
        }
        fitting = (self._patterns[index] for index in sorted(indices))
        return next((pattern for pattern in fitting if pattern.whole.fullmatch(key)), None)

    def find(
        self, text: str, canonical: Canonical, taken: Sequence[tuple[int, int]] = ()
    ) -> tuple[FoundName, ...]:
        """Return the names in ``text`` that the rules know, in order, without overlaps.

        Args:
            text: any text.
            canonical: its canonical form.
            taken: names of things that are no substance; a word that ends with one is no name,
                but one inside a word is chance (릴레이 in 카프릴레이트).
        """
        words = [
            (match.start() + len(match["and"]), match.end())
            for match in _WORD.finditer(text)
            if not any(
                start < match.end() and match.start() < end and _ends_with(text, match.end(), end)
                for start, end in taken
            )
        ]
        found: list[FoundName] = []
        latin: list[tuple[int, int]] = []
        for index, (start, end) in enumerate(words):
            hangul = is_hangul(text[start:end])
            if latin and (hangul or not _follows(text, latin[-1], (start, end))):
                found += self._latin(text, canonical, latin)
                latin = []
            if hangul:
                floor = found[-1].end if found else 0
                found += self._hangul(text, canonical, words, index, floor)
            elif _ends_latin(text, start, end, latin):
                found += self._latin(text, canonical, latin)
                latin = []
            else:
                latin.append((start, end))
        found += self._latin(text, canonical, latin)
        found.sort(key=lambda name: (name.start, -name.end))
        return tuple(
            name
            for before, name in pairwise([FoundName(0, 0, ""), *found])
            if name.start >= before.end
        )

    def words(self, text: str, taken: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        """Return where the words stand that belong to no name yet, their particles cut off."""
        words = []
        for match in _WORD.finditer(text):
            start, end = match.span()
            if any(one < end and start < other for one, other in taken):
                continue
            words.append((start, next(_without_particles(text, start, end))[0]))
        return tuple(words)

    def _hangul(
        self,
        text: str,
        canonical: Canonical,
        words: Sequence[tuple[int, int]],
        index: int,
        floor: int,
    ) -> Iterator[FoundName]:
        start, end = words[index]
        led = index
        while led > max(0, index - WIDEST) and _follows(text, words[led - 1], words[led]):
            if words[led - 1][0] < floor or not _LEADS.fullmatch(text[slice(*words[led - 1])]):
                break
            led -= 1
        for stop, whole in _without_particles(text, start, end):
            if led < index:
                found = self._named(canonical, words[led][0], stop)
                if found and (found.closed or _CHEMICAL.search(found.key)):
                    yield replace(found, led=True)
                    return
            found = self._named(canonical, start, stop, whole)
            if found:
                yield found
                return
            wider = self._wider(text, canonical, words, index, stop, floor)
            if wider:
                yield wider
                return
        if "/" in text[start:end]:
            at = start
            for piece in text[start:end].split("/"):
                for stop, whole in _without_particles(text, at, at + len(piece)):
                    found = self._named(canonical, at, stop, whole)
                    if found:
                        yield found
                        break
                at += len(piece) + 1

    def _named(
        self, canonical: Canonical, start: int, end: int, whole: bool = False
    ) -> FoundName | None:
        key = _key(canonical, start, end)
        pattern = self.match(key)
        if pattern is None or not pattern.classes or _PART.fullmatch(_stem(key)):
            return None
        if ("/" in key and not pattern.joins) or (whole and not pattern.closed):
            return None
        if not pattern.closed and _PROSE.search(key):
            return None
        return FoundName(start, end, key, closed=pattern.closed, firm=pattern.firm)

    def _wider(
        self,
        text: str,
        canonical: Canonical,
        words: Sequence[tuple[int, int]],
        index: int,
        stop: int,
        floor: int,
    ) -> FoundName | None:
        """Return the name of several words that ends at ``stop``: 동백나무 씨 오일."""
        last = self.match(_key(canonical, words[index][0], stop))
        if last is not None and not _PART.fullmatch(_stem(_key(canonical, words[index][0], stop))):
            return None
        for left in range(index - 1, max(-1, index - WIDEST), -1):
            start, end = words[left]
            word = text[start:end]
            if start < floor or not _follows(text, words[left], words[left + 1]):
                return None
            if _NOT_BARE.search(word) or "/" in word or not (word[1:] or _PART.fullmatch(word)):
                return None
            if not is_hangul(word) and not _LATIN_IN_HANGUL.match(word):
                return None
            key = _key(canonical, start, stop)
            pattern = self.match(key)
            if pattern is None or not pattern.closed:
                continue
            if not pattern.classes:
                return None
            stem = _stem(key)
            if _PART.fullmatch(stem) or len(stem) < 2:
                continue
            return FoundName(start, stop, key)
        return None

    def _latin(
        self, text: str, canonical: Canonical, words: Sequence[tuple[int, int]]
    ) -> Iterator[FoundName]:
        at = 0
        while at < len(words):
            for stop in range(min(len(words), at + WIDEST_LATIN), at, -1):
                start, end = words[at][0], words[stop - 1][1]
                key = _key(canonical, start, end)
                pattern = self.match(key)
                if pattern and pattern.classes and ("/" not in key or pattern.joins):
                    last = text[slice(*words[stop - 1])]
                    if len(key) < 6 or not (pattern.closed or _CHEMICAL.search(last)):
                        continue
                    led = bool(_LEADS.fullmatch(text[slice(*words[at])]))
                    yield FoundName(start, end, key, led, pattern.closed, pattern.firm)
                    at = stop - 1
                    break
            at += 1


def _expand(written: str) -> Iterator[str]:
    """Yield the patterns a cell stands for: «a{b|c}d|e» is abd, acd, e."""
    depth, piece, alternatives = 0, "", []
    for char in written:
        depth += (char == "{") - (char == "}")
        if char == "|" and depth == 0:
            alternatives.append(piece)
            piece = ""
        else:
            piece += char
    for alternative in (*alternatives, piece):
        parts = re.split(r"\{([^{}]*)\}", alternative)
        choices = [part.split("|") if i % 2 else [part] for i, part in enumerate(parts)]
        yield from ("".join(choice) for choice in product(*choices))


def _canonical_pattern(written: str, speller: Speller) -> str:
    return "".join(
        piece if piece in ("…", "#") else speller.key(piece)
        for piece in re.split(r"([…#])", written)
    )


def _compile(text: str, classes: tuple[str, ...], joins: str) -> Pattern:
    pieces = {_OPEN: r".+", "#": r"\d+(?:,\d+)?"}
    regex = "".join(pieces.get(p, re.escape(p)) for p in re.split(r"([…#])", text))
    closed = not text.endswith(_OPEN)
    return Pattern(re.compile(regex), classes, bool(joins), joins == "firm", closed)


def _ends_latin(text: str, start: int, end: int, latin: Sequence[tuple[int, int]]) -> bool:
    """Return whether a word is no part of a Latin name: a joining word, an amount."""
    word = text[start:end].lower()
    if word[0].isdigit() and "-" not in word:
        return not (latin and _NUMBERED.fullmatch(text[slice(*latin[-1])]))
    return word in _LATIN_STOPS


def _follows(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    return text[one[1] : other[0]] == " "


def _key(canonical: Canonical, start: int, end: int) -> str:
    """Return the canonical form of ``[start, end)`` of the text."""
    return canonical.text[bisect_left(canonical.starts, start) : bisect_left(canonical.starts, end)]


_STEM_END = re.compile(r"(?:추출물|추출액|오일|왁스|버터|전분|검|수|즙)$")


def _stem(key: str) -> str:
    return _STEM_END.sub("", key)


def _without_particles(text: str, start: int, end: int) -> Iterator[tuple[int, bool]]:
    """Yield where the name of a word may end, and whether that is the whole of a word in doubt."""
    stop, stripped = end, []
    for _ in range(3):
        match = _PARTICLE.search(text, start, stop)
        if not match or match.start() - start < 2 or not _agrees(text[match.start() - 1], match[0]):
            break
        stop = match.start()
        stripped.append(stop)
    yield from ((place, False) for place in reversed(stripped))
    yield end, bool(stripped)


def _ends_with(text: str, word_end: int, end: int) -> bool:
    """Return whether nothing but a particle stands between ``end`` and the end of the word."""
    return end >= word_end or bool(_PARTICLE.fullmatch(text, end, word_end))


def _agrees(before: str, particle: str) -> bool:
    if not "가" <= before <= "힣":
        return True
    consonant = (ord(before) - ord("가")) % 28 > 0
    if particle in _AFTER_CONSONANT:
        return consonant
    return not (particle in _AFTER_VOWEL and consonant)
