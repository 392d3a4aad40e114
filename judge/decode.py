"""Writes claim charts with a model: one guided answer a claim, all claims in one batch.

At a label the three labels' probabilities are read from the logits where their tokens part, the
best is taken, and the grammar forces the rest of it. With a tokenizer that spells two labels with
the same first token, the likelier beginning is followed, and labels that share another beginning
share its probability.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.schema import MATCHES, Match
from judge.grammar import answer_grammar, answer_schema, guide_tokenizer
from judge.guided import DecodeStats, GuidedText, shared_prefix, write

if TYPE_CHECKING:
    from llguidance import LLTokenizer

    from judge.loading import LoadedModel

_BEFORE_LABEL = b'"match":"'


@dataclass(frozen=True)
class DecodeRequest:
    """One claim to be compared."""

    prompt: tuple[int, ...]
    """Token ids of the prompt, see ``judge.prompt.encode``."""
    elements: tuple[str, ...]
    product: str
    """The product text that quotes are taken from."""


@dataclass(frozen=True)
class DecodedRow:
    """The model's answer for one element."""

    element: str
    match: Match
    probabilities: dict[Match, float]
    """Probability of each label among the three; they sum to 1."""
    quote: str | None
    """A piece of the product text as the prompt shows it."""


@dataclass(frozen=True)
class Decoded:
    """The answer for one claim."""

    text: str
    """The JSON answer."""
    rows: tuple[DecodedRow, ...]
    tokens: tuple[int, ...]
    """The answer's token ids, as the model was given them."""


def decode(
    loaded: LoadedModel, requests: Sequence[DecodeRequest], stats: DecodeStats | None = None
) -> list[Decoded]:
    """Return the answers to ``requests``, in order; ``stats`` adds up what they cost.

    Raises:
        JudgeError: the answer to one of the requests cannot be decoded.
        ValueError: a request has no element.
    """
    guide = guide_tokenizer(loaded.tokenizer)
    charts = [_Chart(guide, request) for request in requests]
    write(loaded.model, charts, stats)
    return [chart.answer() for chart in charts]


class _Chart(GuidedText):
    """A claim chart while it is written."""

    def __init__(self, guide: LLTokenizer, request: DecodeRequest) -> None:
        from llguidance import LLMatcher

        schema = answer_schema(request.elements, request.product)
        super().__init__(guide, LLMatcher.grammar_from_lark(answer_grammar(schema)), request.prompt)
        self._rows = len(request.elements)
        self._labels: dict[Match, tuple[int, ...]] = {}
        """Remaining tokens of the labels still possible, while a label is being chosen."""
        self._weight = 1.0
        self._probabilities: list[dict[Match, float]] = []

    @property
    def paths(self) -> Sequence[Sequence[int]]:
        return tuple(self._labels.values())

    def choose_path(self, scores: dict[int, float]) -> None:
        """Take the likeliest of the tokens at which the labels part.

        Args:
            scores: probability of each such token among them; they sum to 1.
        """
        groups: dict[int, list[Match]] = defaultdict(list)
        for label, path in self._labels.items():
            groups[path[0]].append(label)
        best = max(groups, key=lambda token: scores[token])
        for token, labels in groups.items():
            for label in labels:
                self._probabilities[-1][label] = self._weight * scores[token] / len(labels)
        self._weight *= scores[best]
        self._labels = {label: self._labels[label][1:] for label in groups[best]}
        self.take(best)

    def force(self) -> None:
        while True:
            if len(self._labels) > 1:
                shared = shared_prefix(self.paths)
                self.append(shared)
                self._labels = {m: path[len(shared) :] for m, path in self._labels.items()}
                return
            self._labels = {}
            super().force()
            if self.done or not self._reach_label():
                return

    def answer(self) -> Decoded:
        """Return the finished chart."""
        text = self.text.decode("utf-8")
        comparisons = json.loads(text)["comparisons"]
        rows = tuple(
            DecodedRow(row["patent_element"], row["match"], p, row["user_product_element"])
            for row, p in zip(comparisons, self._probabilities, strict=True)
        )
        return Decoded(text, rows, tuple(self.tokens))

    def _reach_label(self) -> bool:
        """Enter the choice of a label where nothing but forced text stands before it."""
        row = len(self._probabilities) + 1
        forced = self.matcher.compute_ff_bytes()
        if row > self._rows or not (self.text + forced).endswith(_BEFORE_LABEL):
            return False
        after = '"}]}' if row == self._rows else '"},{"patent_element":"'
        self._labels = {
            label: tuple(self.guide.tokenize_bytes(forced + f"{label}{after}".encode()))
            for label in MATCHES
        }
        self._weight = 1.0
        self._probabilities.append(dict.fromkeys(MATCHES, 0.0))
        return True
