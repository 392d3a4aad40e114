"""Figures of an evaluation: accuracy, macro F1, confusion, calibration, exact McNemar test.

Pairs are (predicted, gold). Fractions lie in 0..1.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import TypedDict

BINS = 10
"""Bins of equal width of the expected calibration error."""


class Bin(TypedDict):
    """One bin of a reliability table; the last bin includes confidence 1."""

    low: float
    high: float
    count: int
    confidence: float
    """Mean confidence of what falls into the bin."""
    accuracy: float
    """Share of it that is right."""


def accuracy(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return the share of pairs that agree; None where there is none."""
    return sum(p == g for p, g in pairs) / len(pairs) if pairs else None


def macro_f1(pairs: Sequence[tuple[str, str]], labels: Sequence[str]) -> float | None:
    """Return the mean F1 over the labels that occur, predicted or gold; None where none does."""
    scores = []
    for label in labels:
        hit = sum(p == g == label for p, g in pairs)
        either = sum(p == label for p, _ in pairs) + sum(g == label for _, g in pairs)
        if either:
            scores.append(2 * hit / either)
    return sum(scores) / len(scores) if scores else None


def confusion(pairs: Sequence[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """Return predicted → gold → count, without the zeros."""
    table: dict[str, dict[str, int]] = {}
    for (predicted, gold), count in Counter(pairs).items():
        table.setdefault(predicted, {})[gold] = count
    return table


def reliability(trust: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Return the bins that hold anything, lowest first, of (confidence, right) pairs."""
    held: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in trust:
        held.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, right))
    return [
        Bin(
            low=place / BINS,
            high=(place + 1) / BINS,
            count=len(pairs),
            confidence=sum(c for c, _ in pairs) / len(pairs),
            accuracy=sum(r for _, r in pairs) / len(pairs),
        )
        for place, pairs in sorted(held.items())
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error; 0 where nothing is scored.

    The mean of the bins' |confidence - accuracy|, weighted by their counts (Naeini, Cooper and
    Hauskrecht, AAAI 2015).
    """
    total = sum(b["count"] for b in bins)
    gaps = sum(b["count"] * abs(b["confidence"] - b["accuracy"]) for b in bins)
    return gaps / total if total else 0.0


def mcnemar(first_only: int, other_only: int) -> float:
    """Return the two-sided p-value of the exact McNemar test.

    Args:
        first_only: items that the first of two judges alone gets right.
        other_only: items that the other alone gets right.

    Under the null hypothesis each of the items on which they differ falls to either with chance
    one half (McNemar, Psychometrika 12, 1947; exact binomial form).
    """
    total = first_only + other_only
    tail = sum(math.comb(total, k) for k in range(min(first_only, other_only) + 1))
    return min(1.0, 2 * tail / (1 << total))
