"""The lexical index: BM25 (bm25s) over the same claims as the vectors, on disk beside them."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import bm25s
import numpy as np

from graph.errors import PatentIndexError

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WORD = re.compile(r"[가-힣]+|[a-z]+[0-9]*|[0-9]+(?:\.[0-9]+)?")

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
    return [
        gram
        for word in words(text)
        for gram in (grams(word, 2) if "가" <= word[0] <= "힣" else (word,))
    ]


class LexicalIndex:
    """BM25 scores of claims; immutable once opened, safe to share between threads."""

    def __init__(self, bm25: bm25s.BM25, ids: Sequence[str]) -> None:
        self._bm25 = bm25
        self._ids = tuple(ids)
        # What each token of the vocabulary is worth in the claim that has most of it.
        weights, starts = bm25.scores["data"], bm25.scores["indptr"]
        self._most = np.maximum.reduceat(weights, starts[:-1]) if len(weights) else weights

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._ids)

    @classmethod
    def build(cls, ids: Sequence[str], texts: Sequence[str]) -> LexicalIndex:
        """Index ``texts``, one an id."""
        bm25 = bm25s.BM25(method="lucene")
        bm25.index([tokens(text) for text in texts], show_progress=False)
        return cls(bm25, ids)

    def save(self, folder: Path) -> None:
        """Write the index into ``folder``."""
        self._bm25.save(folder, show_progress=False)
        (folder / "ids.json").write_text(json.dumps(self._ids), encoding="utf-8")

    @staticmethod
    def is_in(folder: Path) -> bool:
        """Return whether ``save`` has finished in this folder."""
        return (folder / "ids.json").is_file()

    @classmethod
    def open(cls, folder: Path) -> LexicalIndex:
        """Read an index written by ``save``.

        Raises:
            PatentIndexError: files are missing or damaged.
        """
        try:
            ids = json.loads((folder / "ids.json").read_text(encoding="utf-8"))
            return cls(bm25s.BM25.load(folder, show_progress=False), ids)
        except (OSError, ValueError, KeyError) as error:
            raise PatentIndexError(
                f"어휘 색인 {str(folder)!r}을(를) 읽을 수 없습니다. "
                "다시 만드십시오: python -m retrieval.index build --force"
            ) from error

    def shares(self, text: str) -> NDArray[np.float32]:
        """Return the BM25 score of every row, in the order of building.

        A score is given as a share of the most any claim could score for this text, 0..1; a token
        that no claim has counts as much as the rarest one. So scores of different texts compare.
        """
        found = set(tokens(text))
        known = self._bm25.get_tokens_ids(sorted(found))
        if not known:
            return np.zeros(len(self._ids), dtype=np.float32)
        most = self._most[known].sum() + (len(found) - len(known)) * self._most.max()
        scores: NDArray[np.float32] = self._bm25.get_scores_from_ids(known) / most
        return scores

    def best(self, scores: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """Return at most ``limit`` ids with their scores above zero, best first."""
        if limit < len(scores):
            # Sorting all rows would cost more than scoring them; equal scores at the edge count.
            edge = np.partition(scores, -limit)[-limit]
            rows = np.flatnonzero(scores >= max(edge, np.finfo(np.float32).tiny))
        else:
            rows = np.flatnonzero(scores > 0)
        order = rows[np.argsort(-scores[rows], kind="stable")][:limit]
        return [(self._ids[at], float(scores[at])) for at in order]

    def search(self, text: str, limit: int) -> list[tuple[str, float]]:
        """Return at most ``limit`` ids with the shares of their rows above zero, best first."""
        return self.best(self.shares(text), limit)
