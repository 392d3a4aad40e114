"""Which split a patent belongs to: training, development or test, by its number alone."""

from __future__ import annotations

import hashlib
from typing import Literal

Split = Literal["train", "dev", "test"]

_SEED = "bini-split-1"
_TRAIN, _DEV = 0.6, 0.8


def split_of(number: str) -> Split:
    """Return the split of the patent with this number (13 digits): 60, 20 and 20 in 100.

    The same number falls into the same split on every machine and in every collection, so that
    nothing made from a dev or test patent is ever trained on.
    """
    digest = hashlib.sha256(f"{_SEED}:{number}".encode()).digest()
    share = int.from_bytes(digest[:8], "big") / 2**64
    if share < _TRAIN:
        return "train"
    return "dev" if share < _DEV else "test"
