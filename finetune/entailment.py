"""Trains the attention networks that read a text for the elements of a claim (``evidence.entailment``).

They learn from cases: the label of each element, and the words that the case quotes for it, which the
attention is drawn to ("supervised attention", Mi, Wang and Ittycheriah, EMNLP 2016). Of the products that
are compared with one claim, each is also told with what another says of an element in place of its own words
(``retold``; made in the manner of Andreas, "Good-Enough Compositional Data Augmentation", ACL 2020). Several
networks that start from other numbers are trained: together they err less than any of them. ``python -m
finetune.second_look fit`` calls it; it needs no accelerator.
"""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from torch.nn.functional import cross_entropy, dropout, embedding_bag, normalize

from evidence.entailment import (
    LABELS,
    NAMES,
    NEAR,
    TABLES,
    WINDOW,
    Entailment,
    runs,
    words,
)
from graph.schema import Match

DIMENSION, HIDDEN, VOCABULARY, FEWEST = 96, 96, 20_000, 6
"""Numbers of a vector, width of the comparison, runs that have vectors at most, and texts that each is in
at least."""
NETWORKS = 2
EPOCHS, BATCH, RATE, LAYER_RATE, TELL = 6, 32, 0.012, 0.003, 3.0
"""Passes over the cases, cases a step, learning rates of the tables and of the layers, and how much faster
and wider the vectors are that are compared."""
POOL = 16
"""Steps whose cases are drawn together and sorted by length, so that a step has texts of like length."""
RETOLD = 0.5
"""Share of the quotes that are put in another's words each time a case is seen."""
RUNS_OUT, LAYER_OUT, INNER_OUT = 0.6, 0.3, 0.2
"""Shares that are left out at random: runs of a word, numbers that go into a layer, inner numbers."""
QUOTED, UNQUOTED = 1.2, 0.6
"""Weights of the attention on the words that a case quotes, and on nothing where it quotes none, beside
the labels."""
SHARPNESS = 3.0
LEAST = 1e-4


@dataclass(frozen=True)
class Reading:
    """One text and what a case finds of each element in it."""

    text: str
    elements: tuple[str, ...]
    quotes: tuple[str | None, ...]
    golds: tuple[Match, ...]

    @cached_property
    def quoted(self) -> list[list[bool] | None]:
        """For each element whether each word of the text is in its quote; None without a quote."""
        found = []
        for quote in self.quotes:
            start = self.text.find(quote) if quote else -1
            end = start + len(quote or "")
            within = [start <= place < end for place, _ in words(self.text)]
            found.append(within if start >= 0 and any(within) else None)
        return found


Told = Mapping[tuple[tuple[str, ...], str], Sequence[tuple[str, Match]]]
"""What is said of each element of a claim, and the label it has for it."""


def train(readings: Sequence[Reading], seed: int = 0) -> Entailment:
    """Return ``NETWORKS`` networks trained on readings, the same for the same seed."""
    vocabulary = _vocabulary(readings)
    told = told_of(readings)
    first = seed * NETWORKS
    trained = [_one(readings, vocabulary, told, first + k) for k in range(NETWORKS)]
    return exported(trained, vocabulary)


def _one(readings: Sequence[Reading], vocabulary: Sequence[str], told: Told, seed: int) -> Network:
    torch.manual_seed(seed)
    chance = random.Random(seed)
    network = Network(len(vocabulary))
    rows = {run: i for i, run in enumerate(vocabulary, 1)}
    layers = [p for name, p in network.named_parameters() if name not in TABLES]
    optimizer = torch.optim.Adam(
        [
            {"params": [network.seek], "lr": RATE},
            {"params": [network.tell], "lr": RATE * TELL},
            {"params": layers, "lr": LAYER_RATE},
        ]
    )
    steps = EPOCHS * -(-len(readings) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min(1.0, (n + 1) / 30) * max(0.02, 1 - n / steps)
    )
    network.train()
    for _ in range(EPOCHS):
        for batch in _batches(readings, chance):
            loss = _loss(network, rows, [retold(r, told, chance) for r in batch], chance)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    return network


def _batches(readings: Sequence[Reading], chance: random.Random) -> Iterator[list[Reading]]:
    order = list(readings)
    chance.shuffle(order)
    for begin in range(0, len(order), BATCH * POOL):
        pool = sorted(order[begin : begin + BATCH * POOL], key=lambda r: len(r.text))
        starts = list(range(0, len(pool), BATCH))
        chance.shuffle(starts)
        yield from (pool[start : start + BATCH] for start in starts)


def told_of(readings: Sequence[Reading]) -> Told:
    """Return what the texts say of each element of each claim, as they quote it, with its label."""
    told: dict[tuple[tuple[str, ...], str], list[tuple[str, Match]]] = {}
    for reading in readings:
        for element, quote, gold in zip(
            reading.elements, reading.quotes, reading.golds, strict=True
        ):
            if quote:
                told.setdefault((reading.elements, element), []).append((quote, gold))
    return told


def retold(reading: Reading, told: Told, chance: random.Random) -> Reading:
    """Return a reading in which some of what it says is said in the words of others, with their labels.

    Only words that are quoted for one element alone are changed: what is said of the rest stays.
    """
    text, quotes, golds = reading.text, list(reading.quotes), list(reading.golds)
    places = [k for k, quote in enumerate(quotes) if quote]
    chance.shuffle(places)
    for k in places:
        quote = quotes[k] or ""
        start = text.find(quote)
        if chance.random() > RETOLD or start < 0 or _is_shared(text, quotes, k):
            continue
        words_of_another, label = chance.choice(told[reading.elements, reading.elements[k]])
        text = text[:start] + words_of_another + text[start + len(quote) :]
        quotes[k], golds[k] = words_of_another, label
    return Reading(text, reading.elements, tuple(quotes), tuple(golds))


def _is_shared(text: str, quotes: Sequence[str | None], k: int) -> bool:
    """Whether the words that are quoted for one element are quoted for another, too."""

    def place(quote: str | None) -> range:
        start = text.find(quote) if quote else -1
        return range(start, start + len(quote or "")) if start >= 0 else range(0)

    own = place(quotes[k])
    others = (place(quote) for j, quote in enumerate(quotes) if j != k)
    return any(o.start < own.stop and own.start < o.stop for o in others)


def exported(networks: Sequence[Network], vocabulary: Sequence[str]) -> Entailment:
    """Return networks of one vocabulary as the program reads with them."""
    states = [network.state_dict() for network in networks]
    return Entailment(
        vocabulary, [{n: state[n].numpy().astype(np.float32) for n in NAMES} for state in states]
    )


def _vocabulary(readings: Sequence[Reading]) -> list[str]:
    texts = {t for reading in readings for t in (reading.text, *reading.elements)}
    counts = Counter(
        run for text in sorted(texts) for run in {r for _, w in words(text) for r in runs(w)}
    )
    often = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:VOCABULARY]
    return [run for run, count in often if count >= FEWEST]


class Network(torch.nn.Module):
    """The network with random weights; its parts are named as in ``evidence.entailment``."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        d, h = DIMENSION, HIDDEN
        self.seek = torch.nn.Parameter(torch.randn(vocabulary + 1, d) * 0.1)
        self.tell = torch.nn.Parameter(torch.randn(vocabulary + 1, d) * 0.1 * TELL)
        self.sharpness = torch.nn.Parameter(torch.tensor(SHARPNESS))
        self.nothing = torch.nn.Parameter(torch.tensor(0.0))
        self.seek_near, self.tell_near = torch.nn.Linear(3 * d, d), torch.nn.Linear(3 * d, d)
        self.compare, self.around = torch.nn.Linear(3 * d + 1, h), torch.nn.Linear(3 * d, h)
        self.inner, self.outer = torch.nn.Linear(3 * h + 1, h), torch.nn.Linear(h, len(LABELS))


def _embed(
    network: Network,
    rows: dict[str, int],
    texts: Sequence[str],
    chance: random.Random | None,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return both vectors of each word (texts, words, dimension), and which places are words (texts, words)."""
    told = [
        [[rows[r] for r in runs(w) if r in rows] or [0] for _, w in words(text)] for text in texts
    ]
    flat = [own for text in told for own in text]
    if chance:
        flat = [[r for r in own if chance.random() > RUNS_OUT] or own for own in flat]
    starts = torch.tensor([0, *itertools.accumulate(len(own) for own in flat[:-1])])
    every = torch.tensor([r for own in flat for r in own])
    longest = max(map(len, told))
    mask = torch.tensor([[k < len(text) for k in range(longest)] for text in told])
    place = torch.zeros(mask.shape, dtype=torch.long)
    place[mask] = torch.arange(len(flat))
    seek, tell = (
        embedding_bag(every, getattr(network, name), starts, mode="mean")[place] * mask[..., None]
        for name in TABLES
    )
    near_seek = torch.tanh(network.seek_near(_neighbours(seek)))
    near_tell = torch.relu(network.tell_near(_neighbours(tell)))
    return (
        (seek + NEAR * near_seek) * mask[..., None],
        (tell + near_tell) * mask[..., None],
        mask,
    )


def _neighbours(x: torch.Tensor) -> torch.Tensor:
    none = torch.zeros_like(x[:, :1])
    before, behind = torch.cat([none, x[:, :-1]], 1), torch.cat([x[:, 1:], none], 1)
    return torch.cat([before, x, behind], -1)


def _windows(mask: torch.Tensor) -> torch.Tensor:
    """Return the shares by which each word stands around each word of its text (texts, words, words)."""
    places = torch.arange(mask.shape[1])
    near = ((places[:, None] - places).abs() <= WINDOW) * mask[:, None].float()
    return near / near.sum(-1, keepdim=True).clamp(min=1)


def scores(
    network: Network,
    rows: dict[str, int],
    readings: Sequence[Reading],
    chance: random.Random | None = None,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return the scores of the labels of every element, and where its words look.

    Args:
        network: the network.
        rows: the row of each run in the tables.
        readings: the texts with their elements.
        chance: leaves out at random what is left out while training.

    Returns:
        Scores (elements, labels); the mean attention on the words of the text (elements, words), and on
        nothing (elements,).
    """

    def out(x: torch.Tensor, share: float) -> torch.Tensor:
        return dropout(x, share, training=chance is not None)

    of = torch.tensor([k for k, reading in enumerate(readings) for _ in reading.elements])
    seek, tell, mask = _embed(network, rows, [reading.text for reading in readings], chance)
    wide = torch.bmm(_windows(mask), tell)
    seek, tell, mask, wide = (x[of] for x in (normalize(seek, dim=-1), tell, mask, wide))
    elements = [e for reading in readings for e in reading.elements]
    own_seek, own_tell, own = _embed(network, rows, elements, chance)
    likeness = torch.bmm(normalize(own_seek, dim=-1), seek.transpose(1, 2))
    likeness = (likeness * torch.exp(network.sharpness)).masked_fill(~mask[:, None], -1e4)
    nothing = network.nothing.expand(*likeness.shape[:2], 1)
    attention = torch.softmax(torch.cat([likeness, nothing], -1), -1)
    found, told = torch.bmm(attention[..., :-1], tell), 1 - attention[..., -1:]
    beside = torch.cat([own_tell, found, own_tell * found, told], -1)
    compared = torch.relu(network.compare(out(beside, LAYER_OUT))) * own[..., None]
    number = own.sum(1, keepdim=True)
    share = (told * own[..., None]).sum(1) / number
    looked = (attention[..., :-1] * own[..., None]).sum(1) / number
    near = torch.bmm(looked[:, None], wide)[:, 0]
    whole = own_tell.sum(1) / number
    around = torch.relu(network.around(out(torch.cat([whole, near, whole * near], -1), LAYER_OUT)))
    pooled = torch.cat([compared.sum(1) / number, compared.max(1).values, around, share], -1)
    inner = torch.relu(network.inner(out(pooled, LAYER_OUT)))
    return network.outer(out(inner, INNER_OUT)), looked, 1 - share[:, 0]


def _loss(
    network: Network,
    rows: dict[str, int],
    readings: Sequence[Reading],
    chance: random.Random,
) -> torch.Tensor:
    found, looked, nothing = scores(network, rows, readings, chance)
    golds = [LABELS.index(gold) for reading in readings for gold in reading.golds]
    loss = cross_entropy(found, torch.tensor(golds))
    quotes = [
        (quote, within)
        for reading in readings
        for quote, within in zip(reading.quotes, reading.quoted, strict=True)
    ]
    width = looked.shape[1]
    on = [k for k, (_, within) in enumerate(quotes) if within]
    off = [k for k, (quote, _) in enumerate(quotes) if quote is None]
    if on:
        within = [quotes[k][1] or [] for k in on]
        mask = torch.tensor([[*own, *[False] * (width - len(own))] for own in within])
        loss = loss - QUOTED * torch.log((looked[on] * mask).sum(1) + LEAST).mean()
    if off:
        loss = loss - UNQUOTED * torch.log(nothing[off] + LEAST).mean()
    return loss
