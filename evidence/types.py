"""What the evidence room hands on: elements of a claim, assessments, a model's opinion."""

from __future__ import annotations

from pydantic import Field

from graph.schema import Contract, Deviation, ElementKind, Finding, Match, Span


class ClaimElement(Contract):
    """One element (구성요소) of a claim, word for word."""

    text: str
    start: int | None = None
    """Offset in the claim text; None for an element given by the caller that is not in it."""
    end: int | None = None
    kind: ElementKind = "other"


class Assessment(Contract):
    """What evidence alone says of one claim element against the product."""

    element: ClaimElement
    match: Match | None
    """The label evidence arrives at; None where it leaves the element open."""
    hard: bool = False
    """True where the label is settled: an exact number, synonym or explicit negation."""
    span: Span | None = None
    """The product's own words for the element; None where it says nothing."""
    findings: tuple[Finding, ...] = ()
    deviation: Deviation | None = None
    near_miss: bool = False
    equivalents_check: bool = False
    note: str = ""
    hint: str = ""
    """The findings in one short Korean phrase, for the judge's prompt, e.g. ``동의어: TBC``."""

    @property
    def rule(self) -> str:
        """Name of the rule whose finding decides, the last one; «-» where no rule found anything."""
        return self.findings[-1].rule if self.findings else "-"


class Opinion(Contract):
    """A model's answer for one element."""

    match: Match
    probabilities: dict[Match, float]
    """Probability of each label among the three, summing to 1."""
    quote: str | None = Field(default=None)
    """The piece of the product text the model points at."""
