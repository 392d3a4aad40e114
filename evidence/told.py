"""What people tell in a sentence where a claim has a noun: «머리가 자꾸 빠지는» is 탈모, «열풍으로 말려» 열풍건조.

``data/glossary/told.tsv`` lists, for a concept of the glossary, the things that are spoken of and
what they do or what is done to them. A doing is found in all its forms (``evidence.everyday``); the
thing stands before it in the same clause, or right behind its adnominal form («시큰거리는 무릎»). A
line without things needs none. What the people of a use complain of (머리가 빠지다) and what they wish
for (잠이 잘 오다) both tell it, denied or not. ``doings.tsv`` has the same form for parts that are told
by what they do («열로 말려 주는» for a heater) and, behind ``INSTEAD``, by what stands in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from evidence.everyday import Everyday, Sense
from evidence.tables import rows, words
from graph.errors import DataError

_COLUMNS = ("id", "things", "doings", "note")
INSTEAD = "!"
"""What stands before a part's id where the line tells of another doing in its place."""
_PARTICLE = (
    r"(?:이|가|을|를|은|는|도|만|에|의|로|으로|에서|에서만|로만|으로만|까지|부터"
    r"|에만|마다|에는|엔|때마다|들이|들을|에다|에다가|로서|속에|안에)?"
)
VALUE = (
    r"(?:(?:약\s)?\d[\d.~-]*[^\s,!?;:()/]*"
    r"|(?:한|두|세|네|다섯)\s(?:번|시간|차례)[^\s,.!?;:()/]*)\s"
)
"""«90도에 », «3시간씩 », «두 번 »: a value among the words of a clause."""
_SAME_CLAUSE = r"(?!(?:후|뒤|다음)에?\s)[^\s,.!?;:()/]+\s"
_GAP = (
    rf"(?:\s?\([^()]*\))?{_PARTICLE}"
    rf"(?:\s(?:{VALUE})*(?:{_SAME_CLAUSE}(?:{VALUE})*){{0,3}})?"
)
"""What may stand between a thing and its doing: a particle and three words of the same clause beside
values («에탄올 10배 부어서 60도에 3시간씩 두 번 우려»)."""
REACH = 40
"""Characters before a doing in which its thing is looked for."""
_ANOTHER = re.compile(r"\s및\s|말고|대신|없이|아닌|아니라|빼고|또는|혹은|때문에|이슈|탓에")
"""What ends the thing's part in the clause: «열풍 말고 자연에서 말려»."""
_THEN = re.compile(r"(?:하고|되고|지만|는데|거나)\s")
"""What another doing between a thing and the one found ends in: «눈이 뻑뻑하고 침침한»."""
_EITHER = re.compile(r"(?:또는|혹은|이나|거나)\s\S{0,6}$")
_IN_A_WORD = re.compile(r"[가-힣A-Za-z]")
_GOES_ON = re.compile(r"(?![이가을를은는도만에의와과엔로])[가-힣]")
"""A syllable that makes a longer word of one: the 배 of 담배."""
_WORD_END = re.compile(r"[가-힣]*")
_FINAL_N, _FINAL_L = 4, 8


@dataclass(frozen=True)
class Told:
    """A doing with its thing, found in a text."""

    start: int
    end: int
    """The whole, from the thing to the end of the doing's word."""
    doing: Sense
    """The doing's own beginning («말려» of «열풍으로 말려서»)."""
    concept: str
    after_another: bool = False
    """Whether another doing of the thing stands between."""


class ToldWords:
    """The lines of ``told.tsv``; immutable, safe to share."""

    def __init__(self, lines: list[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> None:
        self.concepts = tuple(concept for concept, _, _ in lines)
        self._before: list[str] = []
        self._after: list[str] = []
        told: dict[str, tuple[str, ...]] = {}
        for number, (_, things, doings) in enumerate(lines):
            if things:
                doings = tuple(
                    dict.fromkeys(word for doing in doings for word in _with_noun(doing))
                )
            joined = tuple(f"{thing} {doing}" for thing in things for doing in doings)
            told[str(number)] = (*doings, *joined)
            named = "|".join(
                re.escape(t).replace(r"\ ", r"\s?") for t in sorted(things, key=len, reverse=True)
            )
            before = rf"(?<![가-힣A-Za-z])(?P<thing>{named})(?P<gap>{_GAP})$"
            self._before.append(before if things else "")
            self._after.append(rf"\s(?:{named})" if things else "")
        self._doings = Everyday(told)
        self.find = lru_cache(maxsize=5_000)(self._find)

    @classmethod
    def load(cls, path: Path) -> ToldWords:
        """Read the lines; no file gives none.

        Raises:
            DataError: a line without a concept or doings.
        """
        lines = []
        for where, cells in rows(path, _COLUMNS):
            things, doings = words(cells["things"]), words(cells["doings"])
            if not cells["id"] or not doings:
                raise DataError(f"{where}: a concept and doings are needed: {cells}")
            lines.append((cells["id"], things, doings))
        return cls(lines)

    def _find(self, text: str) -> tuple[Told, ...]:
        """Return what of ``text`` tells a concept, in order."""
        return tuple(self._told(text))

    def _told(self, text: str) -> Iterator[Told]:
        for sense in self._doings.find(text):
            end = sense.end
            if sense.verb:
                end = _word_end(text, end)
            for number in sorted(map(int, sense.meanings)):
                place = self._place(text, number, sense.start, sense.end, end)
                if place:
                    then = _THEN.search(text, place[0], sense.start) is not None
                    doing = Sense(sense.start, sense.end, frozenset(), sense.verb)
                    yield Told(*place, doing, self.concepts[number], then)

    def _place(
        self, text: str, number: int, start: int, stem: int, end: int
    ) -> tuple[int, int] | None:
        """Return where the thing and its doing stand; None where the thing is not there."""
        if not self._before[number]:
            inside = text[start + 1 : start + 2] == "에" and _IN_A_WORD.search(text[:start][-1:])
            return None if inside else (start, end)  # «시간에 좋은»: not «간에 좋은»
        before, after = _compiled(self._before[number]), _compiled(self._after[number])
        if after.match(" " + text[start:stem]):
            return start, end  # 속쓰리 of 속쓰릴
        led = text[max(0, start - REACH) : start]
        found = before.search(led)
        if found and not _ANOTHER.search(found["gap"]) and not _EITHER.search(led[: found.start()]):
            return start - len(led) + found.start(), end
        behind = after.match(text, end) if _is_adnominal(text[end - 1]) else None
        if behind is None or (len(behind.group()) == 2 and _GOES_ON.match(text, behind.end())):
            return None  # «냄새 밴 담배»: no 담
        return start, behind.end()


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern of a line's things, compiled when its doing is first met."""
    return re.compile(pattern, re.IGNORECASE)


def _with_noun(doing: str) -> tuple[str, ...]:
    """Return a doing, and the noun that a verb in 하다 is made of: 건조 of 건조하다."""
    noun = doing.removesuffix("하다").rpartition(" ")[2]
    return (
        (doing, doing.removesuffix("하다"))
        if doing.endswith("하다") and len(noun) > 1
        else (doing,)
    )


def _word_end(text: str, at: int) -> int:
    """Return where the word ends that a doing begins."""
    match = _WORD_END.match(text, at)
    return match.end() if match else at


def _is_adnominal(syllable: str) -> bool:
    """Whether a verb's last syllable lets it stand before a noun: 시큰거리는, 처진, 쓰릴."""
    return "가" <= syllable <= "힣" and (ord(syllable) - 0xAC00) % 28 in (_FINAL_N, _FINAL_L)
