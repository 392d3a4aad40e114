"""From evidence and a model's opinion to one row of the claim chart."""

from __future__ import annotations

from evidence.particles import settle
from evidence.types import Assessment, Opinion
from graph.schema import MATCHES, Comparison, Match, Product, Span

HARD = 0.97
"""How far a label settled by hard evidence is trusted before a model is asked."""
SOFT = 0.9
"""How far a label that evidence suggests is trusted."""
OPEN = 0.75
"""How far 판단불가 is trusted where evidence has nothing to say.

The three are chosen on made-up cases of dev patents (``python -m finetune.held_out``), where hard
evidence was right in 96% of labels; they are to be calibrated on written cases.
"""


def decide(assessment: Assessment, opinion: Opinion | None, product: Product) -> Comparison:
    """Return the chart row: hard evidence wins, the model decides what evidence leaves open.

    Evidence is the prior, the model's probabilities are weighed with it, and the confidence is
    what the two together give the label. ``opinion`` None means that no model was asked (the
    ``evidence`` judge): open elements are 판단불가 then. A 대응 without any supporting span of the
    product's text is lowered to 판단불가, unless the element asks for an absence that the text as a
    whole shows.
    """
    belief = _weigh(assessment, opinion)
    suggested: Match = assessment.match or "판단불가"
    match = suggested if assessment.hard else max(MATCHES, key=belief.__getitem__)
    span, notes = assessment.span, [assessment.note] if assessment.note else []
    if match != assessment.match:
        span = _quoted(opinion.quote, product) if opinion else None
    if match == "대응" and span is None and not assessment.hard:
        match = "판단불가"
        notes.append("대응을 뒷받침하는 제품의 표현이 없어 판단불가로 낮추었습니다.")
    elif assessment.match is not None and match != assessment.match:
        notes.append(f"근거만으로는 {assessment.match}이나, 판정 모델은 {match}(으)로 보았습니다.")
    elif assessment.match is None and match != "판단불가":
        notes.append("판정 모델의 판단입니다.")
    if assessment.hard and opinion is not None and opinion.match != match:
        notes.append(f"판정 모델은 {opinion.match}(으)로 보았으나, 명시적 근거를 따랐습니다.")
    if match == "판단불가" and not assessment.findings and not notes:
        notes.append("제품 설명에 이 구성요소에 관한 말이 없습니다.")
    same = match == assessment.match
    return Comparison(
        patent_element=assessment.element.text,
        user_product_element=span.text if span else None,
        match=match,
        confidence=belief[match],
        evidence=assessment.findings,
        note=settle(" ".join(notes)),
        kind=assessment.element.kind,
        near_miss=assessment.near_miss and same,
        deviation=assessment.deviation if same else None,
        equivalents_check=assessment.equivalents_check and same,
        decided_by="evidence" if assessment.hard or opinion is None else "model",
        model_match=opinion.match if opinion else None,
    )


def _weigh(assessment: Assessment, opinion: Opinion | None) -> dict[Match, float]:
    """Return the probability of each label: evidence as the prior, times the model's."""
    suggested: Match = assessment.match or "판단불가"
    trust = HARD if assessment.hard else SOFT if assessment.match else OPEN
    prior = {m: trust if m == suggested else (1 - trust) / 2 for m in MATCHES}
    if opinion is None:
        return prior
    both = {m: prior[m] * max(opinion.probabilities[m], _FLOOR) for m in MATCHES}
    total = sum(both.values())
    return {m: value / total for m, value in both.items()}


_FLOOR = 0.01
"""Least probability a model's word is taken for: nothing it says is taken for certain."""


def _quoted(quote: str | None, product: Product) -> Span | None:
    at = product.text.find(quote) if quote and quote.strip() else -1
    return Span(start=at, end=at + len(quote), text=quote) if quote and at >= 0 else None
