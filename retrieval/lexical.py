"""The lexical index: BM25 (bm25s) over all words of each patent, on disk beside the vectors."""

from __future__ import annotations

import json
import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import bm25s
import numpy as np

from graph.errors import PatentIndexError

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WORD = re.compile(r"[가-힣]+|[a-z]+[0-9]*|[0-9]+(?:\.[0-9]+)?")

_NUMBERS, _MOST = "numbers.json", "most.npy"

TOKENS_VERSION = "bigrams-1"
"""Names the tokenizer of ``tokens`` in the collection; a change of ``tokens`` must change it."""


def words(text: str) -> list[str]:
    """Return the Hangul words, Latin words (with digits at their end) and numbers of a text.

    Case and full-width forms are normalised (NFKC).
    """
    return _WORD.findall(unicodedata.normalize("NFKC", text).lower())


def grams(word: str, size: int) -> list[str]:
    """Return the character n-grams of one word; a shorter word is its own only gram."""
    return [word[at : at + size] for at in range(max(1, len(word) - size + 1))]


def tokens(text: str) -> list[str]:
    """Return the tokens BM25 counts: character bigrams of each Hangul word, other words whole.

    ``python -m benchmarks.retrieval_quality --tokens`` compares them with words, unigrams and
    trigrams.
    """
    return [gram for word in words(text) for gram in _tokens_of(word)]


@lru_cache(maxsize=1 << 17)
def _tokens_of(word: str) -> tuple[str, ...]:
    return tuple(grams(word, 2)) if "가" <= word[0] <= "힣" else (word,)


class LexicalIndex:
    """BM25 scores of patents; immutable once opened, safe to share between threads."""

    def __init__(self, bm25: bm25s.BM25, numbers: Sequence[str], most: NDArray[np.float32]) -> None:
        self._bm25 = bm25
        self._numbers = tuple(numbers)
        self._most = most
        """What each token of the vocabulary is worth in the patent that has most of it."""

    def __len__(self) -> int:
        """Return the number of patents."""
        return len(self._numbers)

    @classmethod
    def build(cls, numbers: Sequence[str], texts: Iterable[str]) -> LexicalIndex:
        """Index ``texts``, one a number."""
        vocabulary: dict[str, int] = {}
        # Numbers take a third of the memory that lists of words would.
        found = [
            array("i", [vocabulary.setdefault(token, len(vocabulary)) for token in tokens(text)])
            for text in texts
        ]
        bm25 = bm25s.BM25(method="lucene")
        bm25.index((found, vocabulary), show_progress=False)
        weights, starts = bm25.scores["data"], bm25.scores["indptr"]
        most = np.maximum.reduceat(weights, starts[:-1]) if len(weights) else weights
        return cls(bm25, numbers, most)

    def save(self, folder: Path) -> None:
        """Write the index into ``folder``."""
        self._bm25.save(folder, show_progress=False)
        np.save(folder / _MOST, self._most)
        (folder / _NUMBERS).write_text(json.dumps(self._numbers), encoding="utf-8")

    @classmethod
    def open(cls, folder: Path) -> LexicalIndex:
        """Open an index written by ``save``; its weights are read from disk as they are needed.

        Raises:
            PatentIndexError: files are missing or damaged.
        """
        try:
            numbers = json.loads((folder / _NUMBERS).read_text(encoding="utf-8"))
            most = np.load(folder / _MOST)
            return cls(bm25s.BM25.load(folder, mmap=True, show_progress=False), numbers, most)
        except (OSError, ValueError, KeyError) as error:
            raise PatentIndexError(
                f"어휘 색인 {str(folder)!r}을(를) 읽을 수 없습니다. "
                "다시 만드십시오: python -m retrieval.index build --force"
            ) from error

    def shares(self, text: str) -> NDArray[np.float32]:
        """Return the BM25 score of every patent, in the order of building.

        A score is given as a share of the most any patent could score for this text, 0..1; a token
        that no patent has counts as much as the rarest one. So scores of different texts compare.
        """
        found = set(tokens(text))
        known = self._bm25.get_tokens_ids(sorted(found))
        if not known:
            return np.zeros(len(self._numbers), dtype=np.float32)
        most = self._most[known].sum() + (len(found) - len(known)) * self._most.max()
        scores: NDArray[np.float32] = self._bm25.get_scores_from_ids(known) / most
        return scores

    def search(self, text: str, limit: int) -> list[tuple[str, float]]:
        """Return at most ``limit`` numbers with their shares above zero, best first."""
        scores = self.shares(text)
        return [(self._numbers[at], float(scores[at])) for at in best(scores, limit)]


def best(scores: NDArray[np.float32], limit: int) -> NDArray[np.int64]:
    """Return the places of at most ``limit`` scores above zero, best first, then in order."""
    if limit < len(scores):
        # Sorting all of them would cost more than scoring; equal scores at the edge count.
        edge = np.partition(scores, -limit)[-limit]
        places = np.flatnonzero(scores >= max(edge, np.finfo(np.float32).tiny))
    else:
        places = np.flatnonzero(scores > 0)
    return places[np.argsort(-scores[places], kind="stable")][:limit]
