"""What a product text says of the words of a claim element, learnt from written cases.

Small attention networks after Parikh, Täckström, Das and Uszkoreit, "A Decomposable Attention Model
for Natural Language Inference" (EMNLP 2016): every word of the element looks for the words of the
text that tell of it, is compared with them, and the comparisons together give the probabilities of
대응 (entailed), 미대응 (contradicted) and 판단불가 (neither). A word is the mean of the vectors of its
runs of letters, so that one nobody has seen is read by its parts; its neighbours colour it, so that
«없는» behind it counts. Several networks read, and their probabilities are averaged. ``finetune.entailment``
trains them. They know no rule and no number: a feature of the second look (``evidence.second_look``)
beside what the rules found, never a label of its own.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.errors import DataError
from graph.schema import Match

FILE = Path(__file__).resolve().parent.parent / "data" / "entailment.npz"
LABELS: tuple[Match, ...] = ("대응", "미대응", "판단불가")
"""The labels in the order of the network's outputs."""
TABLES = ("seek", "tell")
"""Vectors of the runs of letters: those that words find each other by, and those they are compared by."""
LAYERS = ("seek_near", "tell_near", "compare", "around", "inner", "outer")
"""Linear layers, each with a weight (out, in) and a bias: the neighbours of a word in either table, the
comparison of a word with what it found, that of the whole element with what stands around it, and the two
layers of the answer."""
SCALARS = ("sharpness", "nothing")
"""Logarithm of the factor of the likenesses, and the score of finding nothing."""
NAMES = (*TABLES, *SCALARS, *(f"{layer}.{part}" for layer in LAYERS for part in ("weight", "bias")))
"""All arrays of a network."""
NEAR = 0.5
"""Weight of the neighbours where words look for each other."""
WINDOW = 4
"""Words on either side of a word that stand around it."""
LONGEST = 4
"""Letters of the longest runs of a word, its borders among them."""
_WORD = re.compile(r"[가-힣]+|[a-zA-Z]+|\d+(?:[.,]\d+)*|[^\s\w]")

Array = NDArray[np.float32]
_Words = Sequence[Sequence[int]]
"""The rows of the runs of each word."""


def words(text: str) -> list[tuple[int, str]]:
    """Return the words, numbers and marks of a text with their places; a dash for a text without any."""
    return [(m.start(), m.group()) for m in _WORD.finditer(text)] or [(0, "-")]


def runs(word: str) -> list[str]:
    """Return the runs of letters of a word, "<" and ">" its borders; any number is "0"."""
    if word[0].isdigit():
        return ["0"]
    if not word[0].isalpha():
        return [word]
    marked = f"<{word.lower()}>"
    lengths = range(2, min(LONGEST, len(marked) - 1) + 1)
    return [marked, *(marked[i : i + n] for n in lengths for i in range(len(marked) - n + 1))]


class Entailment:
    """The trained networks, in numpy; thread-safe."""

    def __init__(self, vocabulary: Sequence[str], networks: Sequence[Mapping[str, Array]]) -> None:
        """Take the runs that have vectors (in row 1 and on; row 0 is any other), and the weights of each."""
        self._rows = {run: i for i, run in enumerate(vocabulary, 1)}
        self._networks = [_Network(arrays) for arrays in networks]

    @classmethod
    def load(cls, path: Path = FILE) -> Entailment | None:
        """Read what ``save`` wrote; None where there is no file.

        Raises:
            DataError: the file is malformed.
        """
        if not path.is_file():
            return None
        try:
            with np.load(path, allow_pickle=False) as stored:
                vocabulary = bytes(stored["vocabulary"]).decode().split("\n")
                networks = []
                for k in range(int(stored["networks"])):
                    own = {name: stored[f"{k}.{name}"] for name in NAMES}
                    arrays = {name: array.astype(np.float32) for name, array in own.items()}
                    scales = {name: stored[f"{k}.{name}.scale"] for name in TABLES}
                    arrays |= {name: _wide(own[name], scales[name]) for name in TABLES}
                    networks.append(arrays)
                if not networks:
                    raise ValueError("no network")
        except (OSError, ValueError, KeyError, IndexError, TypeError, zipfile.BadZipFile) as error:
            raise DataError(
                f"{str(path)!r}: not a trained network; write it with python -m finetune.second_look fit"
            ) from error
        return cls(vocabulary, networks)

    def save(self, path: Path) -> None:
        """Write the tables in four bits a number with a scale a row, everything else in half precision."""
        stored: dict[str, NDArray[Any]] = {
            "vocabulary": np.frombuffer("\n".join(self._rows).encode(), np.uint8),
            "networks": np.array(len(self._networks)),
        }
        for k, network in enumerate(self._networks):
            for name, array in network.arrays.items():
                if name in TABLES:
                    stored[f"{k}.{name}"], stored[f"{k}.{name}.scale"] = _narrow(array)
                else:
                    stored[f"{k}.{name}"] = array.astype(np.float16)
        fresh = path.with_suffix(".fresh.npz")
        np.savez_compressed(fresh, allow_pickle=False, **stored)
        fresh.replace(path)

    def read(self, elements: Sequence[str], text: str) -> list[dict[Match, float]]:
        """Return the probability of each label for each element of a claim; they sum to 1."""
        told, *asked = ([self._runs(word) for _, word in words(x)] for x in (text, *elements))
        found = np.mean([network.read(asked, told) for network in self._networks], axis=0)
        return [dict(zip(LABELS, map(float, own), strict=True)) for own in found]

    def _runs(self, word: str) -> list[int]:
        return [self._rows[r] for r in runs(word) if r in self._rows] or [0]


class _Network:
    """One of the networks."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self.arrays = dict(arrays)

    def read(self, asked: Sequence[_Words], told: _Words) -> Array:
        """Return the probabilities of the labels (elements, labels)."""
        seek, tell = self._embed(told)
        wide = _windows(len(tell)) @ tell
        return np.stack([self._answer(element, seek, tell, wide) for element in asked])

    def _answer(self, element: _Words, seek: Array, tell: Array, wide: Array) -> Array:
        own_seek, own_tell = self._embed(element)
        likeness = _unit(own_seek) @ _unit(seek).T * np.exp(self.arrays["sharpness"])
        nothing = np.full((len(likeness), 1), self.arrays["nothing"], np.float32)
        attention = _softmax(np.hstack([likeness, nothing]))
        found = attention[:, :-1] @ tell
        told = 1 - attention[:, -1:]
        compared = self._layer("compare", np.hstack([own_tell, found, own_tell * found, told]))
        compared = np.maximum(compared, 0)
        whole, around = own_tell.mean(axis=0), attention[:, :-1].mean(axis=0) @ wide
        beside = np.maximum(self._layer("around", np.hstack([whole, around, whole * around])), 0)
        pooled = np.hstack([compared.mean(axis=0), compared.max(axis=0), beside, told.mean(axis=0)])
        return _softmax(self._layer("outer", np.maximum(self._layer("inner", pooled), 0)))

    def _embed(self, text: _Words) -> tuple[Array, Array]:
        """Return two vectors a word of a text (words, dimension): to be found by, and to be compared by."""
        seek, tell = (self._mean(name, text) for name in TABLES)
        seek += NEAR * np.tanh(self._layer("seek_near", _neighbours(seek)))
        tell += np.maximum(self._layer("tell_near", _neighbours(tell)), 0)
        return seek, tell

    def _mean(self, table: str, rows: _Words) -> Array:
        vectors = self.arrays[table]
        result: Array = np.stack([vectors[own].mean(axis=0, dtype=np.float32) for own in rows])
        return result

    def _layer(self, name: str, x: Array) -> Array:
        result: Array = x @ self.arrays[f"{name}.weight"].T + self.arrays[f"{name}.bias"]
        return result


def _narrow(table: Array) -> tuple[NDArray[np.uint8], Array]:
    """Return a table in four bits a number, two in a byte, and the scale of each row."""
    scale = np.maximum(np.abs(table).max(axis=1), 1e-6) / 7
    whole = (np.round(table / scale[:, None]) + 8).astype(np.uint8)
    return whole[:, 0::2] | whole[:, 1::2] << 4, scale.astype(np.float32)


def _wide(table: NDArray[np.uint8], scale: Array) -> Array:
    """Return the table that ``_narrow`` wrote."""
    halves = np.stack([table & 15, table >> 4], axis=-1).reshape(len(table), -1)
    result: Array = (halves.astype(np.float32) - 8) * scale[:, None]
    return result


def _windows(number: int) -> Array:
    """Return the shares by which each word stands around each word (number, number); the rows sum to 1."""
    places = np.arange(number)
    near = (np.abs(places[:, None] - places) <= WINDOW).astype(np.float32)
    result: Array = near / near.sum(axis=1, keepdims=True)
    return result


def _neighbours(x: Array) -> Array:
    """Return each row beside the one before and the one behind; zeros beyond the ends."""
    none = np.zeros_like(x[:1])
    return np.hstack([np.vstack([none, x[:-1]]), x, np.vstack([x[1:], none])])


def _unit(x: Array) -> Array:
    lengths = np.linalg.norm(x, axis=-1, keepdims=True)
    result: Array = x / np.maximum(lengths, 1e-12)
    return result


def _softmax(x: Array) -> Array:
    weights = np.exp(x - x.max(axis=-1, keepdims=True))
    result: Array = weights / weights.sum(axis=-1, keepdims=True)
    return result
