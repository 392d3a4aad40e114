"""From evidence and a model's opinion to one row of the claim chart."""

from __future__ import annotations

from evidence.particles import settle
from evidence.types import Assessment, Opinion
from graph.schema import Comparison, Match, Product, Span

HARD = 0.97
"""Confidence of a label settled by hard evidence; a prior, until it is calibrated on cases."""
SOFT = 0.75
"""Confidence of a label that evidence alone only suggests; a prior likewise."""


def decide(assessment: Assessment, opinion: Opinion | None, product: Product) -> Comparison:
    """Return the chart row: hard evidence wins, the model decides what evidence leaves open.

    ``opinion`` None means that no model was asked (the ``evidence`` judge): open elements are
    판단불가 then. A 대응 without any supporting span of the product's text is lowered to 판단불가,
    unless the element asks for an absence that the text as a whole shows.
    """
    by_model = opinion is not None and not assessment.hard
    match: Match
    span: Span | None = assessment.span
    notes = [assessment.note] if assessment.note else []
    if by_model and opinion is not None:
        match, confidence = opinion.match, opinion.probabilities[opinion.match]
        if match != assessment.match:
            span = _quoted(opinion.quote, product)
        if match == "대응" and span is None:
            match, confidence = "판단불가", min(confidence, SOFT)
            notes.append("대응을 뒷받침하는 제품의 표현이 없어 판단불가로 낮추었습니다.")
        elif assessment.match is not None and match != assessment.match:
            notes.append(
                f"근거만으로는 {assessment.match}이나, 판정 모델은 {match}(으)로 보았습니다."
            )
    else:
        match = assessment.match or "판단불가"
        confidence = HARD if assessment.hard else SOFT
        if opinion is not None and opinion.match != match:
            notes.append(f"판정 모델은 {opinion.match}(으)로 보았으나, 명시적 근거를 따랐습니다.")
    if match == "판단불가" and not assessment.findings and not notes:
        notes.append("제품 설명에 이 구성요소에 관한 말이 없습니다.")
    same = match == assessment.match
    return Comparison(
        patent_element=assessment.element.text,
        user_product_element=span.text if span else None,
        match=match,
        confidence=confidence,
        evidence=assessment.findings,
        note=settle(" ".join(notes)),
        kind=assessment.element.kind,
        near_miss=assessment.near_miss and same,
        deviation=assessment.deviation if same else None,
        equivalents_check=assessment.equivalents_check and same,
        decided_by="model" if by_model else "evidence",
        model_match=opinion.match if opinion else None,
    )


def _quoted(quote: str | None, product: Product) -> Span | None:
    at = product.text.find(quote) if quote and quote.strip() else -1
    return Span(start=at, end=at + len(quote), text=quote) if quote and at >= 0 else None
