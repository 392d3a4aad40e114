"""Words of steps, motions, states and places by their meaning: «결합» is «끼우다», «붙이다».

``data/glossary/everyday.tsv`` lists one meaning a line, the words of claims beside those that people
use. Korean verbs are found in their forms, built here by the rules of conjugation; other words stand
as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from evidence.tables import rows, words
from graph.errors import DataError

_COLUMNS = ("id", "words", "note")
_FIRST, _FINALS, _VOWELS = 0xAC00, 28, 21
_N, _T, _L, _M, _P, _SS = 4, 7, 8, 16, 17, 20
"""Numbers of the final consonants ㄴ, ㄷ, ㄹ, ㅁ, ㅂ, ㅆ among the 28 of a syllable."""
_R = 5
"""Number of the onset ㄹ."""
_CONTRACTED = {8: 9, 13: 14, 20: 6, 11: 10}
"""Vowel of a stem that takes 아/어 into itself: ㅗ ㅘ, ㅜ ㅝ, ㅣ ㅕ, ㅚ ㅙ."""
_SAME = frozenset({0, 1, 4, 5, 6})
"""Vowels that swallow 아/어: ㅏ ㅐ ㅓ ㅔ ㅕ."""
_EU = 18
_BRIGHT = frozenset({0, 8})
"""Vowels after which 아 follows, not 어: ㅏ, ㅗ."""

_END = r"$|[^가-힣]"
_ANY = re.compile("")
_AFTER_SHORT = re.compile(
    r"고(?![가-힣])|는|니[까다]|며|면(?![가-힣])|면서|지\s?[않못만요]|게(?![가-힣])|도록|던|든|기(?:는|를|가|도|만)?(?![가-힣])"
    r"|거나|겠|려고|러\s|다(?![가-힣])|다가|죠|시[는고]"
)
"""What may follow a stem of one syllable: 대고, 대면서, but not 대지 or 대기."""
_AFTER_SHORT_L = re.compile(
    r"고(?![가-힣])|지\s?[않못]|며|면(?![가-힣])|면서|게(?![가-힣])|도록|던|거나|려|어|아|었|았|기\s?(?:직?전|위[해한])"
)
_AFTER_SHORT_CONSONANT = re.compile(
    r"고(?![가-힣])|는|습니|지\s?[않못만요]|며|면|게(?![가-힣])|도록|던|거나|겠|려|으|기\s?(?:직?전|위[해한])|[은을음](?![가-힣])|을수|아|어|았|었"
)
_AFTER_STEM = re.compile(r"[고는니지며면게던도든기네자거겠려러시다죠]")
_AFTER_CONSONANT = re.compile(r"[고는니지며면게던도든기네자거겠려다죠은을음으아어았었]")
_AFTER_L = re.compile(r"[고지며면게던도든기자거겠려어아었았]")
_INFINITIVE = re.compile(
    _END + r"|[서요야도주줍준줄줘지진질져두둔놓넣내낸냄가간갈올온와버보본봐라]"
)
_INFINITIVE_SHORT = re.compile(_END + r"|[서요야주줍준줄줘두둔놓넣내낸냄보본봐]|도(?![가-힣])")
_ADNOMINAL = re.compile(_END + r"|[다뒤채후것데걸건]")
_FUTURE = re.compile(_END + r"|[수때지까것]")
_NOMINAL = re.compile(_END + r"|[을이으]")
_POLITE = re.compile(r"[니시]")
_OPEN = re.compile(r"[은을음으아어았었]")
_P_CHANGED = re.compile(r"[우운울움워웠와]")
_L_DROPPED = re.compile(r"는|니")

_SHORT_AFTER = re.compile(
    r"$|[^가-힣]|하|되|시키|시킨|시켜|된|한|할|함|합|해|했|돼|됐|됨|됩|될|[은는이가을를의에로와과도만형식용부기성체력층면막관판홀구량률]|으로|에서|방지|수단|장치|부재|안내|단계|공정|처리"
)
_HANGUL_LED, _LATIN_LED = re.compile(r"[가-힣\d]"), re.compile(r"[a-z]")
"""What before a word makes it the tail of another."""
DONE_AGAIN = re.compile(r"(?<![가-힣])[후재선]$")
"""«후살균», «재건조»: before a step that is done once more, or before or after the rest; «재질의» is no
such step."""
_HANGUL_RUN = re.compile(r"[가-힣]+$")
_ONE_AFTER = re.compile(
    r"(?:은|는|이|가|을|를|과|와|에|로|으로|도|만|뿐|이랑|랑|하고|이나|나|의|에서|에는|에도|까지|부터|마다|안|속|끝|쪽|인)?(?![가-힣])"
)
_LATIN_TAIL = re.compile(
    r"(?:(?:i|(?<=i))[sz])?e?(?:s|es|ed|d|ing|er|ers|able|ion|ation|ting|ped|ping|ned|ning)?(?![A-Za-z])"
    r"|(?<=i)f(?:y|ied|ies|ying|ication)(?![A-Za-z])"
)
"""What may follow an English stem: «pasteuri» + zed, «emulsi» + fied, «lyophil» + ized."""


@dataclass(frozen=True)
class Sense:
    """A word in a text with what it can mean."""

    start: int
    end: int
    meanings: frozenset[str]
    """Ids of the lines that hold the word."""
    verb: bool
    """Whether it is a form of a verb, not a word that stands as it is."""


class Everyday:
    """The words of ``everyday.tsv``; immutable, safe to share."""

    def __init__(self, lines: dict[str, tuple[str, ...]]) -> None:
        self._forms: dict[str, list[tuple[re.Pattern[str] | None, bool, str]]] = {}
        for meaning, listed in lines.items():
            for word in listed:
                for beginning, after in _beginnings(word):
                    entry = (after, _is_verb(word), meaning)
                    self._forms.setdefault(beginning, []).append(entry)
        sizes: dict[str, set[int]] = {}
        for beginning in self._forms:
            sizes.setdefault(beginning[0], set()).add(len(beginning))
        self._sizes = {char: sorted(found) for char, found in sizes.items()}
        self.find = lru_cache(maxsize=5_000)(self._find)

    @classmethod
    def load(cls, path: Path) -> Everyday:
        """Read the words; no file gives no words.

        Raises:
            DataError: a line without id or words, an id given twice, a wrong header.
        """
        lines: dict[str, tuple[str, ...]] = {}
        for where, cells in rows(path, _COLUMNS):
            meaning, listed = cells["id"], words(cells["words"])
            if not meaning or not listed or meaning in lines:
                raise DataError(f"{where}: an id of its own and words are needed: {cells}")
            lines[meaning] = listed
        return cls(lines)

    def _find(self, text: str) -> tuple[Sense, ...]:
        """Return the words of ``text`` that have a meaning, in order; the longest at each place.

        The words of a phrase («밝기를 조절») are given beside it.
        """
        found, verbs = self._all(text)
        return tuple(
            # 스며들게 is also a form of 스며들다.
            Sense(*span, frozenset(found[span] | verbs.get(span[0], set())), span[0] in verbs)
            for span in sorted(found, key=lambda span: (span[0], -span[1]))
            if not any(
                one != span
                and one[0] <= span[0]
                and span[1] <= one[1]
                and " " not in text[slice(*one)]
                for one in found
            )
        )

    def every(self, text: str) -> tuple[Sense, ...]:
        """Return every word of ``text`` that has a meaning, those within longer ones too."""
        found, verbs = self._all(text)
        return tuple(Sense(*span, frozenset(m), span[0] in verbs) for span, m in found.items())

    def _all(self, text: str) -> tuple[dict[tuple[int, int], set[str]], dict[int, set[str]]]:
        """Return the meanings of the words of ``text`` by place, and those of verbs by beginning."""
        found: dict[tuple[int, int], set[str]] = {}
        verbs: dict[int, set[str]] = {}
        lower = text.lower()
        for start, char in enumerate(lower):
            for size in self._sizes.get(char, ()):
                end = start + size
                if end > len(lower):
                    break
                for after, verb, meaning in self._forms.get(lower[start:end], ()):
                    if not _fits(lower, start, end, after):
                        continue
                    found.setdefault((start, end), set()).add(meaning)
                    if verb:
                        verbs.setdefault(start, set()).add(meaning)
        return found, verbs


def _fits(text: str, start: int, end: int, after: re.Pattern[str] | None) -> bool:
    """Whether what stands at a place is a word of its own; ``after`` is None for a noun."""
    if after is None:
        return _stands(text, start, end)
    before = text[start - 1] if start else " "
    led = (_HANGUL_LED if _is_hangul(text[start]) else _LATIN_LED).match(before)
    return not led and after.match(text, end) is not None


def _is_hangul(char: str) -> bool:
    return "가" <= char <= "힣"


def _is_verb(word: str) -> bool:
    return len(word) > 1 and word.rstrip("*").endswith("다")


_BESIDES = re.compile(r"[밖외]에")
"""«그 밖에», «이 외에»: no place."""


_NOT_DONE = re.compile(
    r"\s(?:되|돼|됩|된|됨|쓰|쓴|써|썼|씁|넣|들어|들었|하[는고며지]|합|했|해|한(?=\s|다)|함|나[는고요]|납|보이|보여|빠[지져졌]|섞|먹|맞|생[기겨]|끼[는고]"
    r"|새[는고요]|묻|젖|떨어|벗[겨어]|깨[지져]|무너|미끄|뜨[는고]|밀[리려]|튀|녹|풀[리려]|닿|줄어|늘어|아프|아파|좋|걸[리려]|쓸(?=\s)|뺐|달[아았]|붙[어었는]|가[리려]|막[히혀])"
)
"""A verb behind 안, which then denies it."""


def _stands(text: str, start: int, end: int) -> bool:
    """Tell a word from syllables that only happen to stand inside another: 부분 in 대부분, 피부 in 피부과."""
    if text.startswith("과", end) and _is_hangul(text[end - 1]) and not _parts(text[end - 1])[2]:
        return False  # behind a vowel the particle is 와
    if _BESIDES.match(text, start) and text[:start].rstrip().endswith(("그", "이")):
        return False
    if text[start:end] == "안" and _NOT_DONE.match(text, end):
        return False  # «교체 안 되는» is nothing inside
    before = _HANGUL_RUN.search(text, 0, start)
    led = len(before[0]) if before else 0
    size = len(text[start:end].replace(" ", ""))
    if size == 1:
        return not led and not text[:start][-1:].isdigit() and bool(_ONE_AFTER.match(text, end))
    if size == 2 and led and text[end - 1] in "을를":
        return False  # «체를» of «배양체를»: a noun of one syllable with its particle
    again = DONE_AGAIN.search(text, 0, start) and not text.startswith("질의", start)
    return size > 2 or not led or ((led > 1 or bool(again)) and bool(_SHORT_AFTER.match(text, end)))


def _beginnings(word: str) -> Iterator[tuple[str, re.Pattern[str] | None]]:
    """Yield how each form of a word begins, and what may follow; None for a noun."""
    for written in {word, word.replace(" ", "")}:
        if not _is_hangul(word[0]):
            yield written.lower().removesuffix("e"), _LATIN_TAIL
        elif not _is_verb(word):
            yield written.lower(), None
        else:
            lead, space, verb = written.rstrip("*").rpartition(" ")
            for form, after in _verb_forms(verb[:-1], irregular=word.endswith("*")):
                yield lead + space + form, after


def _verb_forms(stem: str, irregular: bool) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield how the forms of a verb begin, each with what may follow."""
    head, (onset, vowel, final) = stem[:-1], _parts(stem[-1])
    if stem.endswith("하"):
        yield from ((head + syllable, _ANY) for syllable in "하해했한할함합")
    elif final == 0:
        yield stem, _AFTER_STEM if head else _AFTER_SHORT
        yield head + _syllable(onset, vowel, _N), _ADNOMINAL
        yield head + _syllable(onset, vowel, _L), _FUTURE
        yield head + _syllable(onset, vowel, _M), _NOMINAL
        yield head + _syllable(onset, vowel, _P), _POLITE
        yield from _infinitives(head, onset, vowel)
    elif final == _L:
        yield stem, _AFTER_L if head else _AFTER_SHORT_L
        if head:
            yield head + _syllable(onset, vowel, _N), _ADNOMINAL
            yield head + _syllable(onset, vowel, 0), _L_DROPPED
    elif irregular:
        yield stem, _AFTER_STEM
        yield from _irregular(head, onset, vowel, final)
    else:
        yield stem, _AFTER_CONSONANT if head else _AFTER_SHORT_CONSONANT


def _infinitives(head: str, onset: int, vowel: int) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the forms with 아/어 of a stem that ends in a vowel."""
    if vowel == _EU and head and onset == _R:  # 거르다, 걸러
        first, second, final = _parts(head[-1])
        vowel = 0 if second in _BRIGHT else 4
        head = head[:-1] + _syllable(first, second, final or _L)
    elif vowel == _EU:
        vowel = 0 if head and _parts(head[-1])[1] in _BRIGHT else 4
    elif vowel in _CONTRACTED:
        yield head + _syllable(onset, vowel, 0), _OPEN
        vowel = _CONTRACTED[vowel]
    elif vowel not in _SAME:
        yield head + _syllable(onset, vowel, 0), _OPEN
        return
    yield head + _syllable(onset, vowel, 0), _INFINITIVE if head else _INFINITIVE_SHORT
    yield head + _syllable(onset, vowel, _SS), _ANY


def _irregular(
    head: str, onset: int, vowel: int, final: int
) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the changed forms of a stem in ㅂ (굽다, 구워), ㅅ (젓다, 저어) or ㄷ (싣다, 실어)."""
    if final == _P:
        yield head + _syllable(onset, vowel, 0), _P_CHANGED
    elif final == _T:
        yield head + _syllable(onset, vowel, _L), _OPEN
    else:
        yield head + _syllable(onset, vowel, 0), _OPEN


def _parts(syllable: str) -> tuple[int, int, int]:
    """Return the numbers of a syllable's onset, vowel and final consonant."""
    code = ord(syllable) - _FIRST
    return code // (_VOWELS * _FINALS), code // _FINALS % _VOWELS, code % _FINALS


def _syllable(onset: int, vowel: int, final: int) -> str:
    return chr(_FIRST + (onset * _VOWELS + vowel) * _FINALS + final)
