"""The variables of a chemical formula: «R1은 탄소수 1 내지 4의 알킬기» in a claim, «R1=메틸» in a text.

``definitions`` reads what a claim lets each variable be, ``told`` what a product's text says that
they are, and ``Definition.allows`` compares the two: by the number itself, by the class of a group
(할로겐, 알킬) and by its carbon atoms. The groups stand in ``groups.tsv``; a number is an integer,
as the variables of formulas are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from evidence.tables import rows, words
from graph.errors import DataError
from graph.schema import Span

CHAIN = "chain"
"""Kind of the rows that name fatty chains, not groups."""
_COLUMNS = ("id", "kinds", "carbons", "names")
_DIGITS = "0123456789"
_DIGIT = "[0-9₀-₉⁰¹²³⁴-⁹]"
_NAME = rf"(?:\d\s?[×x]\s?)?(?:[A-Z][A-Za-z]?\^?(?:{_DIGIT}{{1,2}}[a-z]?)?['′]?|[a-z]{_DIGIT}?)"
_TO = r"\s?(?:내지|에서|[~∼〜～–-])\s?"
_NAMES = rf"{_NAME}(?:(?:\s?(?:[,·/=]|,?\s?및|와|과|랑|하고|또는)\s?|{_TO}){_NAME})*"
_FIRST = re.compile(rf"(?P<name>{_NAME})(?P<to>{_TO}(?={_NAME}))?")
_OPENS = (
    r"[(\[]?(?:(?:상기|여기서|여기에서|이때|단|[상하]?기?\s?(?:화학|일반|구조)?식\s?\S{0,6}?\s?"
    r"(?:중|에서|에\s있어서))[\s,]*)*"
)
_DEFINED = re.compile(
    rf"(?:^\s*(?P<whole>{_OPENS})|(?:(?<=[,(\[;])|(?<=[고며중서데]))\s?(?<![가-힣]))(?P<names>{_NAMES})\s?(?:은|는|이|가|:|=)\s*"
    r"(?:[은는이가]?\s?각각\s?(?:독립적으로|독립하여)?[\s,]*|서로\s[^,]{0,24},\s?)*"
)
_BOUNDED = re.compile(
    rf"(?P<low>\d+(?:\.\d+)?)\s?[≤<≦]\s?(?P<names>{_NAME})\s?[≤<≦]\s?(?P<high>\d+(?:\.\d+)?)"
)
_CARBONS = re.compile(
    rf"(?:탄소\s?(?:원자\s?)?(?:수|개수)?(?:가|이)?\s?|C(?=\s?\d))(?P<low>\d+)(?:{_TO}(?:C|탄소수)?\s?(?P<high>\d+)|"
    r"\s?(?:개)?\s?(?P<open>이상|이하))?"
)
_INTEGERS = re.compile(
    rf"(?P<low>\d+)(?:{_TO}(?:약\s?)?(?P<high>\d+)|\s?(?P<open>이상|이하|초과|미만))?(?:(?:의|인)?\s?(?:정수|자연수|수|값))?"
)
_OR = re.compile(r"\s?(?:,|또는|혹은|및|/)\s?")
_LESS = re.compile(r"제외|제거|뺀")
"""«수산기를 제외한 잔기»: the group is what is not there."""
_OF_ANY = re.compile(
    rf"(?P<low>\d+){_TO}(?P<high>\d+)[^,]{{0,20}}탄소\s?원자를\s?(?:함유|포함|갖|가지)\S*\s기"
)
_UNLIMITED = (0.0, float("inf"))
_COUNTED = re.compile(
    rf"정수|자연수|몰수|[≤≥]|\d\s?(?:이상|이하)|^(?:약\s?)?\d+{_TO}(?:약\s?)?\d+(?![.\d])(?!\s?(?:의|개|종|단계))"
)
_GROUP = re.compile(
    r"군(?:으로부터|에서|중에서)\s?선택|중\s?선택|기(?![가-힣])|기(?:이|를|와|로|인|및|또)|원자|이온|수소|할로겐"
)
_JOINT = r"\s?(?:자리|위치|말단)?\s?(?:(?:은|는|이|가|도|엔|에는?|로는?|으로는?)\s|[=:]\s?|\s)\s?"
_END = re.compile(
    r"[;\n/]|[,.](?=\s|$)|(?:이고|이며|(?<![말빼])고|며|인|인데)\s|(?:입니다|이에요|예요|임)(?![가-힣])"
)
_ALL = (
    r"(?:(?:둘|셋|넷|양쪽|모두|전부|각각|다|같이|동일하게|네\s?자리|두\s?자리)\s?(?:다|모두)?\s+)*"
)
_NUMBER = re.compile(
    rf"\s?{_ALL}(?P<value>\d+(?:\.\d+)?)(?![\d.]*(?:\s?(?:%|[~∼-]|내지)|[A-Za-zα-ω]))"
)
_NOT = re.compile(r"기?\s?(?:이|가|은|는)?\s?(?:아니|아닌|말고|대신|제외|빼고|외의?)")
_COUNT_OF = re.compile(
    r"(?:C|탄소\s?(?:원자\s?)?수)\s?(?P<count>\d+)\s?(?:개|짜리|의|인|직쇄|선형|분지쇄?|\s)*$"
)
_COUNT_AFTER = re.compile(r"기?\s?\(\s?C\s?(?P<count>\d+)\s?\)")
_LEAD = re.compile(rf"^\s*{_ALL}\s*")
_GROUP_ENDS = re.compile(
    r"(?:산?기)?(?:$|[^가-힣A-Za-z0-9-]|(?:은|는|이|가|을|를|로|으로|인|임|과|와|랑|예|입|만|도|짜리|이고|이며|이에|고\s)|Na|K|Li|NH4)"
)
_WORD = re.compile(
    rf"\s*{_ALL}(?P<word>[^\s,;/]*?[가-힣A-Za-z][^\s,;/]*?)"
    r"(?:기)?(?:으?로|이?고|이며|입니다|이에요|예요|인|을|를|임)?(?=[\s,;/]|$)"
)
_CHOSEN = re.compile(
    r"(?:(?:으?로)\s?이루어[진지]\S*\s?)?(?:군|그룹)?(?:으로부터|에서|중에?서?)\s?선택.*$|중\s?하나.*$"
)
_IS_GROUP = re.compile(
    r"군(?:으로부터|에서|중에서)\s?선택|중\s?선택|(?:일|노|닐|릴|실|틸|딜|질|졸|옥시|yl|no|oxy)$"
)
"""How the names of groups end."""
_PREFIX = re.compile(r"(?:n|i|t|iso|tert|sec|이소|아이소|터트|노르말)[-\s]?$", re.IGNORECASE)


@dataclass(frozen=True)
class Group:
    """A group of atoms, or a class of groups."""

    id: str
    kinds: tuple[str, ...]
    carbons: int | None
    """Carbon atoms; None for a class, and where a text names the class without a number."""


@dataclass(frozen=True)
class Allowed:
    """One alternative that a definition allows."""

    group: Group | None
    """A group or a class; None for any group."""
    low: float
    high: float
    """Carbon atoms of a class, both limits included."""


@dataclass(frozen=True)
class Value:
    """What a text says that a variable is."""

    span: Span
    number: float | None = None
    group: Group | None = None
    word: str = ""
    """Words that are no known group, spelled plainly."""


@dataclass(frozen=True)
class Definition:
    """What a claim lets some variables be."""

    names: tuple[str, ...]
    span: Span
    """The words of the claim."""
    whole: bool
    """Whether the element says nothing else before it."""
    groups: tuple[Allowed, ...] = ()
    numbers: tuple[tuple[float, float], ...] = ()
    """Ranges of integers, limits included."""
    named: tuple[str, ...] = ()
    """Alternatives that are no known groups, spelled plainly."""

    def is_about(self, value: Value) -> bool:
        """Whether a value is a number where numbers are asked, a group where groups are."""
        if value.number is not None:
            return bool(self.numbers)
        return not self.numbers and (value.group is not None or self.allows(value) is not None)

    def allows(self, value: Value) -> bool | None:
        """Return whether a value is one of those allowed; None where that cannot be told."""
        if value.number is not None:
            return self._allows_number(value.number)
        group = value.group
        if group is None:
            return self._names(value.word)
        if not self.groups:
            return False if self.named else None
        answers = [_is_one(group, allowed) for allowed in self.groups]
        return True if True in answers else None if None in answers else False

    def _names(self, word: str) -> bool | None:
        if any(name.startswith(word) or f"({word})" in name for name in self.named):
            return True
        return False if self.named and _IS_GROUP.search(word) else None

    def _allows_number(self, number: float) -> bool | None:
        if not self.numbers:
            return None
        return any(low <= number <= high for low, high in self.numbers)


class Groups:
    """The table of groups; immutable, safe to share."""

    def __init__(self, named: Mapping[str, Group]) -> None:
        self._named = named
        self._chains = {n: g for n, g in named.items() if CHAIN in g.kinds}
        names = sorted(named.keys() - self._chains.keys(), key=len, reverse=True)
        any_of = "|".join(_as_pattern(n) for n in names) or r"(?!)"
        self._pattern = re.compile(any_of)
        self._whole = re.compile(
            rf"(?:^|(?<=[\s,(/의족]))(?:{any_of})(?=(?:산?기)?(?:$|[\s,()/+]|-[A-Z][+]|이|인|를|로|원자|이온))"
        )
        self.definitions = lru_cache(maxsize=20_000)(self._definitions)

    @classmethod
    def load(cls, path: Path) -> Groups:
        """Read a table; one that is not there is empty.

        Raises:
            DataError: a row without a name, a count of carbon atoms that is no number.
        """
        named: dict[str, Group] = {}
        for where, cells in rows(path, _COLUMNS):
            if not (words(cells["names"]) and (not cells["carbons"] or cells["carbons"].isdigit())):
                raise DataError(f"{path.name} {where}: a group needs names, and carbons in digits")
            carbons = int(cells["carbons"]) if cells["carbons"] else None
            group = Group(cells["id"], words(cells["kinds"]), carbons)
            named |= dict.fromkeys(words(cells["names"]), group)
        return cls(named)

    def chain(self, names: Collection[str]) -> int | None:
        """Return the carbon atoms of the fatty chain that any of the names of a thing is of."""
        lower = [name.lower() for name in names]
        found = [(len(n), g) for n, g in self._chains.items() if any(n in name for name in lower)]
        return max(found, key=lambda one: one[0])[1].carbons if found else None

    def _definitions(self, text: str) -> tuple[Definition, ...]:
        """Return what a claim's words let the variables be that they define."""
        found = [*_DEFINED.finditer(text)]
        ends = [*(m.start("names") for m in found[1:]), len(text)][: len(found)]
        made = [self._definition(text, m, end) for m, end in zip(found, ends, strict=True)]
        first = bool(found) and found[0]["whole"] is not None
        bounded = [
            Definition(
                _expanded(m["names"]),
                Span(start=m.start(), end=m.end(), text=m.group()),
                first or m.start() == 0,
                numbers=((float(m["low"]), float(m["high"])),),
            )
            for m in _BOUNDED.finditer(text)
        ]
        return (*(d for d in made if d.groups or d.numbers or d.named), *bounded)

    def _definition(self, text: str, match: re.Match[str], end: int) -> Definition:
        body = text[match.end() : end]
        counted = _COUNTED.search(body)
        listed = not counted and _GROUP.search(body) and not _LESS.search(body)
        groups = tuple(self._alternatives(body)) if listed else ()
        numbers = counted and not _BOUNDED.search(body)
        return Definition(
            _expanded(match["names"]),
            Span(start=match.start("names"), end=end, text=text[match.start("names") : end]),
            match["whole"] is not None,
            groups,
            tuple(_ranges(body[: counted.end()])) if counted and numbers else (),
            tuple(self._names(body)) if listed and not _OF_ANY.search(body) else (),
        )

    def _names(self, body: str) -> Iterator[str]:
        """Yield the alternatives of a list that are no known groups."""
        for piece in _OR.split(_CHOSEN.sub("", body)):
            if piece.strip() and not self._whole.search(piece):
                yield _compact(piece)

    def _alternatives(self, body: str) -> Iterator[Allowed]:
        if of_any := _OF_ANY.search(body):
            yield Allowed(None, float(of_any["low"]), float(of_any["high"]))
            return
        last, counts = 0, _UNLIMITED
        for match in self._whole.finditer(body):
            between = body[last : match.start()]
            counted = [*_CARBONS.finditer(between)]
            if counted or not (last and _OR.fullmatch(between)):
                # «탄소수 1 내지 5의 알킬 또는 알케닐기»: two classes of one count
                counts = limits(counted[-1]) if counted else _UNLIMITED
            yield Allowed(self._named[match.group()], *counts)
            last = match.end()

    def told(self, text: str, names: Collection[str]) -> dict[str, Value]:
        """Return the values that a text gives to variables, by their names.

        Args:
            text: the product's text.
            names: the variables that the claim defines, as ``Definition.names`` has them.
        """
        found: dict[str, Value] = {}
        for match in _told(frozenset(names)).finditer(text):
            own = [n for n in _expanded(match["names"]) if n in names and n not in found]
            value = self._value(text, match.start(), match.end()) if own else None
            if value:
                found |= dict.fromkeys(own, value)
        return found

    def _value(self, text: str, start: int, begin: int) -> Value | None:
        stop = _END.search(text, begin)
        end = stop.start() if stop else len(text)
        number = _NUMBER.match(text, begin, end)
        if number:
            span = Span(start=start, end=number.end(), text=text[start : number.end()])
            return Value(span, number=float(number["value"]))
        for match in self._pattern.finditer(text, begin, end):
            if denied := _NOT.match(text, match.end()):
                begin = denied.end()
                continue
            group = self._named[match.group()]
            before = _PREFIX.sub("", text[begin : match.start()])
            count = _COUNT_OF.search(before) or _COUNT_AFTER.match(text, match.end())
            if group.carbons is None and count:
                group = Group(group.id, group.kinds, int(count["count"]))
            elif _LEAD.sub("", before) or not _GROUP_ENDS.match(text, match.end()):
                break
            span = Span(start=start, end=match.end(), text=text[start : match.end()])
            return Value(span, group=group)
        word = _WORD.match(text, begin, end)
        if word is None:
            return None
        span = Span(start=start, end=word.end(), text=text[start : word.end()])
        return Value(span, word=_compact(word["word"]))


@lru_cache(maxsize=1_000)
def _told(names: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern of what some variables are said to be."""
    any_of = "|".join(sorted(map(_spelled, names), key=len, reverse=True))
    listed = rf"(?:{any_of})(?:(?:\s?(?:[,·/=]|및|와|과|랑|하고)\s?|{_TO})(?:{any_of}))*"
    return re.compile(rf"(?<![A-Za-z0-9])(?P<names>{listed})(?![A-Za-z0-9]){_JOINT}")


def _spelled(name: str) -> str:
    """Return a pattern of a variable's name as people may write it: «2×a», «R₁», «R²»."""
    times = re.sub(r"(?<=\d)x", r"\\s?[×x]\\s?", name)
    low, high = str.maketrans(_DIGITS, "₀₁₂₃₄₅₆₇₈₉"), str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹")
    written = {name, name.translate(low), name.translate(high)}
    return times if times != name else "|".join(sorted(written))


def _compact(words_of: str) -> str:
    """Return words spelled plainly: no spaces, one case, one form of each character."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", words_of)).lower().removesuffix("기")


def _as_pattern(name: str) -> str:
    if not name.isascii():
        return re.escape(name)
    return rf"(?<![A-Za-z0-9]){re.escape(name)}(?![a-z0-9]{'' if len(name) > 2 else '|[A-Z]'})"


def _is_one(group: Group, allowed: Allowed) -> bool | None:
    """Whether a group is the one allowed or of its class; None where a class in the text may be."""
    wanted = allowed.group
    if wanted is not None and wanted.carbons is not None:
        if group.id == wanted.id:
            return True
        own = group.id in wanted.kinds and group.carbons in (None, wanted.carbons)
        return (group.carbons is not None or None) if own else False
    if wanted is not None and wanted.id not in (group.id, *group.kinds):
        return False
    if group.carbons is None:
        return True if (allowed.low, allowed.high) == _UNLIMITED else None
    return allowed.low <= group.carbons <= allowed.high


def limits(match: re.Match[str]) -> tuple[float, float]:
    """Return the limits that a count has, both included: its groups are ``low``, ``high``, ``open``."""
    low = float(match["low"])
    if match["high"]:
        return low, float(match["high"])
    if match["open"] in ("이상", "초과"):
        return low + (match["open"] == "초과"), float("inf")
    return (0, low - (match["open"] == "미만")) if match["open"] else (low, low)


def _ranges(body: str) -> Iterator[tuple[float, float]]:
    for match in _INTEGERS.finditer(body):
        yield limits(match)


@lru_cache(maxsize=5_000)
def _expanded(names: str) -> tuple[str, ...]:
    """Return single names: «R1 내지 R3, R5» is R1, R2, R3 and R5."""
    made: list[str] = []
    wait = ""
    for match in _FIRST.finditer(names):
        name = _plain(match["name"])
        made += _between(wait, name) if wait else (name,)
        wait = name if match["to"] else ""
    return tuple(dict.fromkeys(made))


def _between(first: str, last: str) -> tuple[str, ...]:
    """Return the names after ``first`` up to ``last``: they differ in a number or a last letter."""
    a, b = re.fullmatch(r"(\D+)(\d+)", first), re.fullmatch(r"(\D+)(\d+)", last)
    if a and b and a[1] == b[1]:
        return tuple(f"{a[1]}{n}" for n in range(int(a[2]) + 1, int(b[2]) + 1))
    if first[:-1] == last[:-1] and first[-1:].isalpha():
        return tuple(f"{first[:-1]}{chr(c)}" for c in range(ord(first[-1]) + 1, ord(last[-1]) + 1))
    return (last,)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).replace(" ", "").replace("^", "").replace("×", "x")
