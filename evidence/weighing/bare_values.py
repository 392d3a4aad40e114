"""Values that a claim cuts off from what is done at them: «30 내지 37℃에서, 24 내지 72시간 동안 발효시키는 단계»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.quantities import find_quantities
from evidence.types import ClaimElement


def with_what_is_done(elements: Sequence[ClaimElement]) -> list[ClaimElement]:
    """Return the elements, a bare value read with the step behind it: «30 내지 37℃에서 발효시키는 단계»."""
    read = list(elements)
    for i in reversed(range(len(read) - 1)):
        one, after = read[i], read[i + 1]
        if after.kind == "step" and _is_bare(one.text):
            done = _without_values(after.text)
            at = one.text if _AT_END.search(one.text) else f"{one.text.rstrip(' ,.;')}에서"
            read[i] = one.model_copy(update={"text": f"{at} {done}", "kind": "step"})
    return read


def _is_bare(text: str) -> bool:
    """Whether an element is nothing but the value that a step is done at."""
    stated = find_quantities(text)
    if len(stated) != 1:
        return False
    named = _NAMED.fullmatch(text, 0, stated[0].start)
    if named and stated[0].unit == ("℃" if named["what"].endswith("온도") else "%"):
        return _AT.fullmatch(text, stated[0].end) is not None or not text[stated[0].end :].strip(
            " ,.;"
        )
    return (
        stated[0].unit in ("℃", "s")
        and not text[: stated[0].start].strip()
        and _AT.fullmatch(text, stated[0].end) is not None
    )


_NAMED = re.compile(r"(?P<what>온도|(?:상대)?습도)(?:이|가|는)?\s?")
"""«온도 25 내지 32℃», «상대습도 85 내지 98%»: a value by its name."""
_AT_END = re.compile(r"(?:에서|하에서?|로|으로|동안|간)[\s,.;]*$")
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
