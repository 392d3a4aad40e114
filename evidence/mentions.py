"""A mention: one name in a product text, with what the words around it say."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.glossary import Concept, Hit
from evidence.quantities import Quantity
from graph.schema import ElementKind

_ELEMENT_KINDS: dict[str, ElementKind] = {
    "substance": "substance",
    "class": "substance",
    "material": "substance",
    "form": "category",
    "function": "use",
    "emulsion": "emulsion",
    "part": "structure",
    "software": "structure",
    "step": "step",
    "property": "property",
}


@dataclass(frozen=True)
class Mention:
    """One name in the product text, with what the words around it say."""

    start: int
    end: int
    text: str
    concept: Concept | None
    hit: Hit | None = None
    amount: Quantity | None = None
    """How much of it: a share where one is stated, else the first other value beside the name."""
    negated: bool = False
    undecided: bool = False
    """Whether it is in at all, or which one it is, is undecided or secret."""
    main: bool = False
    """Called the main ingredient, or the base, of the product."""
    only: bool = False
    """Called the only one; of its kind, unless the product is ``closed`` as a whole."""
    part: bool = False
    """The end of a longer name that nobody knows: 왁스 in 시호졸왁스."""
    broad: bool = False
    """Followed by 계열, 류 …: the class around the name, not the thing itself."""
    values: tuple[Quantity, ...] = ()
    """Further values beside the name (particle size, HLB, melting point), in order."""
    shared_amount: bool = False
    """The amount is the sum of this and the names joined with it: «A와 B 합 5%»."""
    own_amount: Quantity | None = None
    """Its own part of a shared amount, where a ratio tells: 10% of «A와 B 1:1로 20%»."""
    amount_undecided: bool = False
    """It is in, but the text says that its amount is undecided, unknown or secret."""
    balance: bool = False
    """It makes up the rest: 잔량, 나머지, q.s. to 100."""
    base: bool = False
    """The amounts of the others are counted on it: «정제수 100중량부에 대하여»."""

    @property
    def kind(self) -> ElementKind:
        """What the mention is about."""
        return _ELEMENT_KINDS[self.concept.kind] if self.concept else "substance"


def is_share(quantity: Quantity) -> bool:
    """Whether a quantity says how much of the whole, or of a base, something is."""
    return quantity.unit.endswith(("%", "부"))
