"""Values that a claim cuts off from what is done at them: «30 내지 37℃에서, 24 내지 72시간 동안 발효시키는 단계»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from evidence.quantities import find_quantities
from evidence.types import ClaimElement


def with_what_is_done(elements: Sequence[ClaimElement]) -> list[ClaimElement]:
    """Return the elements, a bare value read with the step behind it: «30 내지 37℃에서 발효시키는 단계»."""
    read = list(elements)
    for i, (one, after) in enumerate(pairwise(elements)):
        if after.kind == "step" and _is_bare(one.text):
            done = _without_values(after.text)
            read[i] = one.model_copy(update={"text": f"{one.text} {done}", "kind": "step"})
    return read


def _is_bare(text: str) -> bool:
    """Whether an element is nothing but the value that a step is done at."""
    stated = find_quantities(text)
    return (
        len(stated) == 1
        and stated[0].unit in ("℃", "s")
        and not text[: stated[0].start].strip()
        and _AT.fullmatch(text, stated[0].end) is not None
    )


_AT = re.compile(r"(?:의\s온도)?\s?(?:에서|하에서?|로|으로|동안|간)[\s,.;]*")


def _without_values(text: str) -> str:
    """«24 내지 72시간 동안 발효시키는 단계» without what it asks for itself."""
    for q in reversed(find_quantities(text)):
        rest = text[q.end :]
        text = text[: q.start] + rest[_LEFT.match(rest).end() :]  # type: ignore[union-attr]
    return text.strip()


_LEFT = re.compile(
    r"(?:의\s온도)?\s?(?:이상|이하|이내|미만)?\s?(?:동안|간|에서|하에서?|로|으로)?\s?"
)
