"""The contracts at the doors of every room: frozen models of patents, claims, products, verdicts.

``python -m graph.schema > risk.schema.json`` prints the JSON Schema of the risk report.

Every text offset is a half-open range of Python string indices (code points). Dates are
``datetime.date``; confidences and scores that are probabilities lie in 0..1.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Match = Literal["대응", "미대응", "판단불가"]
"""Label of one claim element against the product."""

RiskLevel = Literal["높음", "애매", "낮음"]
"""Risk level of one claim, of one patent, or of the product."""

LegalStatus = Literal["등록", "공개", "소멸", "포기", "무효", "취하", "거절"]
"""Legal status as the Korean office names it (포기: abandoned, 소멸: lapsed)."""

ElementKind = Literal[
    "substance",
    "category",
    "use",
    "emulsion",
    "amount",
    "structure",
    "step",
    "property",
    "other",
]
"""What an element of a claim, or of a product, is about."""

Deviation = Literal["하한 미달", "상한 초과"]
"""Which side of a claimed range a stated value misses."""

Standing = Literal[
    "등록", "출원 중", "등록 전", "출원 전", "소멸", "포기", "무효", "취하", "거절", "존속기간 만료"
]
"""Where a right stands on a day; in force is 등록 alone."""

Narrowing = Literal["수치 한정", "선택지 삭제", "구성 추가", "구성 한정"]
"""How an amendment narrowed a claim: a number, an alternative dropped, an element added, or one
described more closely."""

MATCHES: tuple[Match, ...] = ("대응", "미대응", "판단불가")
RISK_LEVELS: tuple[RiskLevel, ...] = ("높음", "애매", "낮음")


class Contract(BaseModel):
    """Base of every contract: immutable, and no field beyond the declared ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Contract):
    """A half-open range ``[start, end)`` of a text, with the words it covers."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str

    @model_validator(mode="after")
    def _covers_its_text(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(f"span [{self.start}, {self.end}) does not fit the text {self.text!r}")
        return self


class ClaimText(Contract):
    """One numbered claim as published; an empty text is a deleted claim."""

    number: int = Field(ge=1)
    text: str


class Patent(Contract):
    """One patent or application with its claims, as an importer hands it over."""

    regit_num: str | None
    """Registration number, 13 digits, or None while pending."""
    application_number: str
    """Application number, 13 digits."""
    title: str
    ipc: tuple[str, ...] = ()
    status: LegalStatus
    filed_on: date
    opened_on: date | None = None
    registered_on: date | None = None
    ended_on: date | None = None
    """Day on which the right or the application ended, where it has."""
    abstract: str = ""
    claims: tuple[ClaimText, ...]
    claims_as_filed: tuple[ClaimText, ...] = ()
    field: str = ""
    """Technical field of a sample patent, e.g. ``cosmetics/whitening``."""
    sample: bool = False
    """True for a patent written for this project: its numbers cannot be real."""
    summary: bool = False
    """True where the claim text sums up the facts of a real patent."""

    @property
    def number(self) -> str:
        """The registration number, or the application number while pending."""
        return self.regit_num or self.application_number


class Claim(Contract):
    """One claim that decides infringement, ready to be compared."""

    regit_num: str
    """Registration number; the application number where nothing is registered yet."""
    title: str
    claim_number: int = Field(ge=1)
    text: str
    """Full text, with cited claims put in."""
    status: LegalStatus = "등록"
    filed_on: date | None = None
    registered_on: date | None = None
    ended_on: date | None = None
    ipc: tuple[str, ...] = ()
    sample: bool = False
    as_filed: str | None = None
    """The claim of the same number as filed, where that was a different text."""
    elements: tuple[str, ...] | None = None
    """Elements fixed by the caller (each a piece of text); None: read from the text."""


class Candidate(Contract):
    """A claim that retrieval puts forward."""

    claim: Claim
    score: float
    """Reciprocal-rank-fusion score; 1.0 for a claim named by the caller."""
    found_by: tuple[str, ...] = ()
    """Which indexes found it: ``dense``, ``lexical``, ``named``."""


class ProductElement(Contract):
    """One thing the product text says the product has, lacks or leaves open."""

    text: str
    start: int
    end: int
    kind: ElementKind
    concept: str | None = None
    """Glossary id of what is named; None where the glossary does not know it."""
    amount: float | None = None
    unit: str | None = None
    negated: bool = False
    undecided: bool = False
    """True where the text says this is not decided yet (미정, 검토 중, 기밀)."""
    source: Literal["evidence", "model"] = "evidence"


class Product(Contract):
    """What the user wrote, and the elements read from it."""

    text: str
    elements: tuple[ProductElement, ...] = ()


class Finding(Contract):
    """One piece of evidence for or against one claim element."""

    rule: str
    """Name of the rule in ``evidence`` that made the finding."""
    supports: Match
    hard: bool
    """True where the finding settles the label (an exact number, synonym or negation)."""
    claim_span: Span | None = None
    """Words of the claim element, offsets within the element's text."""
    product_span: Span | None = None
    """Words of the product text."""
    detail: str
    """One sentence in Korean for the chart."""


class Comparison(Contract):
    """One row of the claim chart."""

    patent_element: str
    user_product_element: str | None
    """A piece of the product text, word for word; None where it says nothing."""
    match: Match
    confidence: float = Field(ge=0, le=1)
    evidence: tuple[Finding, ...] = ()
    note: str = ""
    kind: ElementKind = "other"
    near_miss: bool = False
    """The stated value misses the range, but so narrowly that a person must look."""
    deviation: Deviation | None = None
    equivalents_check: bool = False
    """Equivalents (균등론) must be examined by a person."""
    decided_by: Literal["evidence", "model", "error"] = "evidence"
    model_match: Match | None = None
    """The model's own label, where a model was asked."""


class ClaimVerdict(Contract):
    """What a judge says of one claim: the chart, without the level."""

    regit_num: str
    claim_number: int
    comparisons: tuple[Comparison, ...]
    judge_id: str
    error: str | None = None
    """Why the claim could not be judged; its elements are 판단불가 then."""


class Amendment(Contract):
    """One way in which the claim in force is narrower than the claim as filed."""

    kind: Narrowing
    as_filed: str | None
    """Words of the claim as filed; None where the element was added."""
    in_force: str
    """Words of the claim in force."""
    product: str | None = None
    """Words of the product that use what was given up."""
    hint: str = ""
    """That equivalents may be barred (출원경과금반언), never for certain; empty where the product
    does not use what was given up."""


class EquivalentsCheck(Contract):
    """What a person must examine before an element that is not met is held equivalent (균등론)."""

    patent_element: str
    user_product_element: str | None
    checklist: tuple[str, ...]
    """The five requirements of the Supreme Court, as questions, in its order."""


class PatentRisk(Contract):
    """One patent's entry in the report: its deciding claim, charted."""

    regit_num: str
    title: str
    claim_number: int
    status: LegalStatus
    expires_on: date | None
    comparisons: tuple[Comparison, ...]
    risk_level: RiskLevel
    confidence: float = Field(ge=0, le=1)
    decision_reason: str
    in_force: bool
    """Whether the patent is in force on ``meta.as_of``; if not, it never raises the overall level."""
    watch: bool = False
    """A pending application: its level is conditional on the claims as granted."""
    standing: Standing | None = None
    """Where the right stands on ``meta.as_of``."""
    ended_on: date | None = None
    """The day the right ended, where it is not in force any more and the day is known."""
    amendments: tuple[Amendment, ...] = ()
    """How the claim was narrowed since filing (출원경과)."""
    equivalents: tuple[EquivalentsCheck, ...] = ()
    """Checklists for elements that are not met but may be equivalent; they change no level."""
    sample: bool = False
    found_by: tuple[str, ...] = ()
    error: str | None = None


class Question(Contract):
    """A fact that would settle an open element."""

    text: str
    regit_num: str | None = None
    patent_element: str | None = None
    also: tuple[str, ...] = ()
    """Further patents whose level the same fact could turn."""


class DesignAround(Contract):
    """One change that would bring a patent from 높음 down."""

    regit_num: str
    patent_element: str
    change: str
    risk_level: RiskLevel
    """The patent's level after the change, as the risk rule computes it."""
    below: float | None = None
    """Where an amount is moved: under this value, clear of the range and of the near miss."""
    above: float | None = None
    """Or over this one."""
    unit: str | None = None
    """Unit of ``below`` and ``above``, as the claim writes it."""


class ProductReport(Contract):
    """The product section of the report."""

    elements: tuple[ProductElement, ...] = ()


class Meta(Contract):
    """How the answer came about."""

    judge_id: str
    index_id: str
    as_of: date
    prompt_sha: str
    versions: dict[str, str]
    seconds: float = Field(ge=0)


class RiskReport(Contract):
    """The risk JSON: the answer to one query."""

    query: str
    overall_risk: RiskLevel
    product: ProductReport
    patents: tuple[PatentRisk, ...]
    questions: tuple[Question, ...] = ()
    design_around: tuple[DesignAround, ...] = ()
    notice: str = ""
    """What the reader must know before the chart, e.g. that no candidate was found."""
    meta: Meta
    disclaimer: str


def main() -> None:
    """Print the JSON Schema of the risk report."""
    json.dump(RiskReport.model_json_schema(), sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
