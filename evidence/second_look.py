"""A second look at what the rules leave open or only presume, by what was so in written cases.

A rule sees one element; how far its silence or its presumption holds depends on the rest: a text
that meets ten parts of a claim in words of its own mostly means the eleventh, too. Trees that were
fitted on written cases, most of which no rule had been written on (``python -m finetune.second_look``),
weigh that (``evidence.context``), and what a small network reads in the text itself
(``evidence.entailment``). What is explicit, a number, a denial, a name, can be of something else than the
rule took it for: it is looked at again, too, changes only where the trees are surer, and stays on record.
Then the chart is looked at as a whole (``evidence.whole_chart``).
Nothing becomes a miss but what a clause of the text speaks of, or what has a value outside; what is met
quotes the clause that is likest it, or else the one that is left for it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel, ConfigDict, ValidationError

from evidence import entailment
from evidence.clauses import Clauses, not_told
from evidence.context import Surroundings, outside, surroundings, values_inside
from evidence.needs import Need
from evidence.negation import UNDECIDED, denies, sentence_at
from evidence.placement import Clause, Placement
from evidence.products import Reading
from evidence.types import Assessment
from evidence.weighing.chart import by_unsaid_means
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed
from evidence.whole_chart import Cell, Levels, changes
from graph.errors import DataError
from graph.schema import MATCHES, Match, Span

FILE = Path(__file__).resolve().parent.parent / "data" / "second_look.json"
PRESUMED = frozenset(
    {
        "-",
        "value unsaid",
        "units differ",
        "amount unsaid",
        "broader",
        "qualifier unsaid",
        "other process",
        "same phrase",
        "told at length",
        "told in brief",
        "told by its amount",
        "other field",
        "use by form",
        "whole formula",
        "another in its place",
        "left out by its label",
    }
)
"""Rules that presume: from silence, from a likeness, from what stands in a thing's place."""
SUGGESTED = frozenset({"negation", "synonym", "same name"})
"""Rules that presume where they only suggest."""
SETTLED = frozenset({"inside range"})
"""Rules whose labels are not looked at again: a named thing with a value that fits is no chance."""
DENIALS = frozenset({"negation", "family denied"})
"""Rules that find a denial."""
LEAST = 0.45
"""Probability from which on another label is taken; ``python -m finetune.second_look fit`` prints what
others would give."""
SURE = 0.6
"""The same for labels that do not presume; ``fit`` prints others, too."""
STANDS = 0.94
"""Probability that a label has which is not looked at again. Of the rows in ``data/first_sight`` with such a
label 99.7 % are right; this was set before that was counted, and the levels were fitted with it."""
LIKE = 0.15
"""Share of an element's letter pairs that a clause has at least which is quoted as its denial."""
LONGEST = 4
"""Letters of the longest pieces of words that are weighed."""
_SAID_TO_BE_ALL = re.compile(
    r"(?:으?로)?만(?![가-힣]{2})|\s?(?:하나|한\s?가지|단독)|뿐|\s?(?:잔량)?으?로\s(?:대체|교체|바꿔|바꿨)"
)
"""What is said behind a thing that stands in another's place, and leaves nothing to presume."""
_ALL_ELSE = re.compile(r"(?:이|그)\s?(?:외|밖)")
"""How a denial of all else begins: «그 외 다른 성분은 없어요»."""
_REFERRED = re.compile(r"상기\s\S+")
FEWEST = 3
"""Elements that a chart has at least that is looked at again: one or two have no rest to judge them by."""

ENTAILS = "entails="
"""What a network reads in the text, as the names of features: this and a label."""

Node = tuple[str, float, int, int]
"""A feature, its threshold, and the places of the nodes for at most that and for more; a leaf has no
feature, and its value for the threshold."""


class Words(BaseModel):
    """Weights of the pieces of the words around a name, for each label."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: list[float]
    weights: dict[str, list[float]]

    def probabilities(self, words: str) -> list[float]:
        """Return the probability of each label, in their order; they sum to 1."""
        known = [self.weights[piece] for piece in pieces(words) if piece in self.weights]
        share = 1 / math.sqrt(len(known)) if known else 0.0
        return _softmax([s + share * sum(w[i] for w in known) for i, s in enumerate(self.start)])


def pieces(words: str) -> frozenset[str]:
    """Return the runs of up to ``LONGEST`` letters in words."""
    lengths = range(1, LONGEST + 1)
    return frozenset(words[i : i + n] for n in lengths for i in range(len(words) - n + 1))


def _softmax(scores: Sequence[float]) -> list[float]:
    weights = [math.exp(s - max(scores)) for s in scores]
    return [w / sum(weights) for w in weights]


class Trees(BaseModel):
    """The file's content: boosted trees, one a label and round."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    labels: list[Match]
    start: list[float]
    """Score of each label before any tree."""
    rounds: list[list[list[Node]]]
    """Round by round a tree for each label, its nodes in a list, the root first."""
    words: Words = Words(start=[0.0] * len(MATCHES), weights={})
    levels: Levels | None = None
    """What tells how likely a level is; without it labels are looked at one by one alone."""
    cases: dict[str, int]
    """The rows that it was fitted on, by file."""

    def probabilities(self, x: Mapping[str, float]) -> dict[Match, float]:
        """Return the probability of each label given the features; they sum to 1."""
        scores = list(self.start)
        for trees in self.rounds:
            scores = [s + _leaf(tree, x) for s, tree in zip(scores, trees, strict=True)]
        return dict(zip(self.labels, _softmax(scores), strict=True))

    def beliefs(self, around: Surroundings) -> dict[Match, float]:
        """Return the probability of each label given what surrounds it."""
        return self.probabilities(around.numbers | self.by_words(around.words))

    @property
    def reads(self) -> bool:
        """Whether they weigh what a network reads in the text."""
        names = {node[0] for trees in self.rounds for tree in trees for node in tree}
        return any(name.startswith(ENTAILS) for name in names)

    def by_words(self, words: str) -> dict[str, float]:
        """Return what the words alone tell, as features."""
        told = zip(self.labels, self.words.probabilities(words), strict=True)
        return {f"words={label}": p for label, p in told}


def entailed(found: Mapping[Match, float]) -> dict[str, float]:
    """Return what a network reads in the text for an element as features."""
    return {f"{ENTAILS}{label}": p for label, p in found.items()}


def _leaf(tree: Sequence[Node], x: Mapping[str, float]) -> float:
    name, threshold, low, high = tree[0]
    while name:
        name, threshold, low, high = tree[low if x.get(name, 0.0) <= threshold else high]
    return threshold


class Look(Protocol):
    """What the weigher asks when a chart is done."""

    def __call__(
        self, known: Knowledge, needs: Sequence[Need], chart: Sequence[Assessment], reading: Reading
    ) -> tuple[Assessment, ...]:
        """Return the chart, looked at again."""
        ...


class SecondLook:
    """Changes the labels of a chart that the fitted trees find unlikely where they stand."""

    def __init__(
        self,
        trees: Trees,
        least: float = LEAST,
        network: entailment.Entailment | None = None,
    ) -> None:
        self._trees = trees
        self._least = least
        self._network = network

    @classmethod
    def load(cls, path: Path = FILE, network: Path = entailment.FILE) -> SecondLook | None:
        """Read the trees and the network that reads for them; None where there are no trees.

        Raises:
            DataError: a file is malformed, or the network is missing that the trees were fitted with.
        """
        if not path.is_file():
            return None
        try:
            trees = Trees.model_validate_json(path.read_bytes())
        except ValidationError as error:
            first = error.errors()[0]
            raise DataError(
                f"{str(path)!r}: {'.'.join(map(str, first['loc'])) or 'file'}: {first['msg']}; "
                "write it with python -m finetune.second_look fit"
            ) from error
        if not trees.reads:
            return cls(trees)
        reader = entailment.Entailment.load(network)
        if reader is None:
            raise DataError(
                f"{str(network)!r} is missing, which {str(path)!r} was fitted with; "
                "write both with python -m finetune.second_look fit"
            )
        return cls(trees, network=reader)

    def __call__(
        self, known: Knowledge, needs: Sequence[Need], chart: Sequence[Assessment], reading: Reading
    ) -> tuple[Assessment, ...]:
        """Return the chart, with the labels changed that are unlikely where they stand."""
        if len(chart) < FEWEST:
            return tuple(chart)
        told = Clauses(reading.text, known.glossary)
        placement = Placement(chart, reading.text, told)
        rows = surroundings(known, needs, chart, reading, told, placement)
        if self._network:
            elements = [need.element.text for need in needs]
            for around, found in zip(rows, self._network.read(elements, reading.text), strict=True):
                around.numbers.update(entailed(found))
        looked_at = [
            _Element(known, need, found, around.numbers, reading, told, placement, i)
            for i, (need, found, around) in enumerate(zip(needs, chart, rows, strict=True))
        ]
        beliefs = [self._trees.beliefs(around) for around in rows]
        again = [self._again(one, belief) for one, belief in zip(looked_at, beliefs, strict=True)]
        return self._as_a_whole(looked_at, beliefs, again)

    def _again(self, one: _Element, belief: Mapping[Match, float]) -> Assessment:
        found = one.found
        label = max(belief, key=belief.__getitem__)
        least = needed(found.rule, found.hard, self._least)
        if label == one.by_rules or belief[label] < least:
            return found
        return one.other(label) or found

    def _as_a_whole(
        self,
        looked_at: Sequence[_Element],
        beliefs: Sequence[Mapping[Match, float]],
        chart: Sequence[Assessment],
    ) -> tuple[Assessment, ...]:
        """Return the chart, changed where its labels together are unlikely."""
        levels = self._trees.levels
        if levels is None:
            return tuple(chart)
        cells = [
            cell(
                row.match or "판단불가",
                belief,
                one.by_rules,
                one.found.hard,
                stands=one.stands,
                near=row.near_miss,
                use=row.element.kind == "use",
            )
            for one, belief, row in zip(looked_at, beliefs, chart, strict=True)
        ]

        def may(i: int, label: Match) -> bool:
            made = looked_at[i].other(label)
            return made is not None and not made.near_miss

        changed = changes(cells, levels.probabilities(cells), may)
        return tuple(
            (looked_at[i].other(changed[i]) or row) if i in changed else row
            for i, row in enumerate(chart)
        )


@dataclass(frozen=True)
class _Element:
    """An element of a chart with all that is needed to give it another label."""

    known: Knowledge
    need: Need
    found: Assessment
    """By the rules."""
    x: Mapping[str, float]
    reading: Reading
    told: Clauses
    placement: Placement
    place: int

    @property
    def by_rules(self) -> Match:
        return self.found.match or "판단불가"

    @cached_property
    def stands(self) -> bool:
        """Whether its label by the rules is not looked at again."""
        found = self.found
        if needed(found.rule, found.hard) > 1:
            return True
        span = found.span
        return bool(span and _SAID_TO_BE_ALL.match(self.reading.text, span.end))

    def other(self, label: Match) -> Assessment | None:
        """Return the element with a label; None where the text doesn't allow it."""
        known, need, found = self.known, self.need, self.found
        reading, told = self.reading, self.told
        if label == self.by_rules:
            return found
        if self.stands:
            return None
        if label == "판단불가":
            if found.rule == "whole formula" and _leaves_nothing_open(reading):
                return None
            made: Assessment | None = assessed(
                need, "doubtful in context", label, False, found.span
            )
        elif label == "미대응":
            may = may_miss(self.x) and not need.closed
            gap = self.placement.gap(self.place)
            made = _missed(known, need, self.x, reading, told, gap) if may else None
        else:
            place = self.placement.left_for(self.place, need.absent, values_inside(need, reading))
            made = _met(known, need, found, self.x, reading, told, place)
        if made is None or is_presumed(found.rule, found.hard):
            return made
        own = found.match == "대응" and found.span and made.span == told.at(found.span.start)
        if made.rule == "another in context" and own:
            return None  # its own name is nothing else in its place
        return made.model_copy(update={"findings": (*found.findings, *made.findings)})


def _met(
    known: Knowledge,
    need: Need,
    found: Assessment,
    x: Mapping[str, float],
    reading: Reading,
    told: Clauses,
    place: Span | None,
) -> Assessment | None:
    """Return that an element is met, by the words that tell it most; None where nothing can tell it.

    Args:
        known: what the rules stand on.
        need: what the element asks for.
        found: the assessment by the rules.
        x: what surrounds it.
        reading: the product.
        told: the clauses of its text.
        place: the clause that is left for the element, where none is like it.
    """
    text, kind = reading.text, need.element.kind
    rule = found.rule
    span = found.span or _telling_clause(need, told)
    if rule == "outside range":  # the value was of something else
        span = _place_inside(need, reading, told)
    elif not is_presumed(rule, found.hard) or (found.match == "미대응" and rule in SUGGESTED):
        # what is said elsewhere, if anything is
        span, _ = told.likest(need.element.text, plain=True)
        if rule in DENIALS and (span is None or _is_denied_before(text, span)):
            return None
    if need.absent:  # told by the clause that denies it, in whatever words
        span, _ = told.likest(need.element.text)
    if span is None and rule == "outside range":
        return None
    by = "likely in context"
    if span is None or _is_of_others(need, span, told):
        here = told.at(span.start) if span else None
        if place is None or place == here or _is_known(need, place, reading):
            return None
        span, by = place, "likely by its place"
    shut = by_unsaid_means(known, need, reading)
    shut = shut or need.of_subject  # a share of another whole than the text's
    shut = shut or (need.closed and x["open"] > 0)  # what is in it is not known
    shut = shut or (rule == "whole formula" and reading.closed is not None)  # nothing else is in it
    by_place = by == "likely by its place"
    shut = shut or (need.closed and by_place and found.match == "미대응")  # something else is in it
    by_rest = found.match == "미대응" or by_place
    shut = shut or (kind == "category" and by_rest and not x["met"])  # nothing speaks for it
    shut = shut or _is_open(told, span)
    if shut or (x["number"] and not re.search(r"\d", text)):
        return None  # no value, no range that it can be in
    return assessed(need, by, "대응", False, span)


def _missed(
    known: Knowledge,
    need: Need,
    x: Mapping[str, float],
    reading: Reading,
    told: Clauses,
    gap: Sequence[Clause],
) -> Assessment:
    """Return that an element is missed, by the clause that denies it, its value, or what stands in its place."""
    likest, _ = told.likest(need.element.text)
    like = x.get("alike", 0.0) >= LIKE
    if like and x.get("denied_clause"):
        return assessed(need, "denied in context", "미대응", False, likest)
    off = outside(need, reading, likest, known.near_miss)
    clause = told.at(off[0].start) if off else None
    if off is None or (x.get("shares") and clause != likest):
        instead = [] if like else [c.span for c in gap if not (c.denies or c.is_open)]
        span = max(instead, key=lambda c: told.alike(need.element.text, c), default=likest)
        return assessed(need, "another in context", "미대응", False, span)
    found = assessed(need, "value in context", "미대응", False, clause)
    return found.model_copy(update={"near_miss": off[1], "equivalents_check": off[1]})


def _place_inside(need: Need, reading: Reading, told: Clauses) -> Span | None:
    """Return the clause, of those with a value inside the element's ranges, that is likest it.

    A share is of what its clause names.
    """
    clauses = [c for q in values_inside(need, reading) if (c := told.at(q.start))]
    best = max(clauses, key=lambda c: told.alike(need.element.text, c), default=None)
    named = best is not None and told.alike(need.element.text, best) > 0
    return best if named or need.quantity is None else None


def may_miss(x: Mapping[str, float]) -> bool:
    """Whether an element may be missed: the claim asks for it, and a clause of the text can be about it.

    It is like it, or stands between those of its neighbours and decides nothing else; a kind of product
    is told by its name alone. A temperature, a time or a length outside tells by itself; a share may be
    that of anything.
    """
    alike = x.get("alike", 0.0) >= LIKE
    named = bool(x.get("product")) or not x.get("kind=category")
    between = bool(x.get("gap")) and named and not x.get("kind=use")
    off = bool(x.get("outside")) and not x.get("shares")
    return (alike or between or off) and not x.get("absent")


def is_presumed(rule: str, hard: bool) -> bool:
    """Whether a label by a rule is only presumed."""
    return rule in PRESUMED or (rule in SUGGESTED and not hard)


def needed(rule: str, hard: bool, presumed: float = LEAST, explicit: float = SURE) -> float:
    """Return the probability from which on another label is taken in place of one by a rule.

    Args:
        rule: the rule.
        hard: whether it settles the label.
        presumed: the probability where the rule presumes.
        explicit: the probability where it does not.
    """
    if rule in SETTLED:
        return math.inf
    return presumed if is_presumed(rule, hard) else explicit


def cell(
    label: Match,
    belief: Mapping[Match, float],
    by_rules: Match,
    hard: bool,
    *,
    stands: bool,
    near: bool,
    use: bool,
) -> Cell:
    """Return an element as the whole chart weighs it.

    Args:
        label: its label by now.
        belief: the probability of each label by the trees.
        by_rules: its label by the rules.
        hard: whether the rules took it for settled.
        stands: whether it is not looked at again: the trees don't know how right it is.
        near: whether it is a near miss.
        use: whether it is the claim's use.
    """
    sure = {one: STANDS if one == label else (1 - STANDS) / 2 for one in MATCHES}
    return Cell(label, sure if stands else belief, by_rules, hard, near, use)


def _leaves_nothing_open(reading: Reading) -> bool:
    """Whether a text closes at a thing that it names, «배즙만 넣은», or denies all else, «이 외 원료 없음»."""
    closed = reading.closed
    if closed is None:
        return False
    named = any(m.start == closed[0] for m in reading.mentions)
    return named or _ALL_ELSE.match(reading.text, closed[0]) is not None


def _is_open(told: Clauses, span: Span) -> bool:
    """Whether the clause that a span begins in is open: «패드 소재는 아직 못 고름»."""
    clause = told.at(span.start) or span
    return UNDECIDED.search(clause.text) is not None


def _is_of_others(need: Need, span: Span, told: Clauses) -> bool:
    """Whether of an element a clause says but the parts that it refers to: «상기 물받이가 상기 홈에 걸리는»."""
    own = _REFERRED.sub(" ", need.element.text)
    return own != need.element.text and not told.alike(own, span)


def _is_denied_before(text: str, span: Span) -> bool:
    """Whether the sentence denies something before a span: «안 들어간 것: 향료, 색소»."""
    begin, _ = sentence_at(text, span.start)
    return denies(text[begin : span.start])


def _is_known(need: Need, clause: Span, reading: Reading) -> bool:
    """Whether a clause of a whole formula names what everybody knows, and so nothing else."""
    if need.element.kind != "substance" or not need.options or not reading.whole_formula:
        return False
    names = (m for m in reading.mentions if m.concept)
    return any(clause.start <= m.start < clause.end for m in names)


def _telling_clause(need: Need, told: Clauses) -> Span | None:
    """Return the clause of a text that is most like an element; None where it denies or is open."""
    span, _ = told.likest(need.element.text)
    return None if span is None or not_told(span.text) else span
