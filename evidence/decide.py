"""From evidence and a model's opinion to one row of the claim chart."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from evidence.calibration import Calibration
from evidence.negation import UNDECIDED, sentence_at
from evidence.particles import settle
from evidence.types import Assessment, Opinion
from graph.schema import MATCHES, Comparison, Match, Product, Span


def decide(
    assessment: Assessment,
    opinion: Opinion | None,
    product: Product,
    calibration: Calibration | None = None,
    weight: float = 1.0,
) -> Comparison:
    """Return the chart row: hard evidence wins, the model decides what evidence leaves open.

    Evidence is the prior, the model's probabilities are weighed with it, and the confidence is
    what the two together give the label on cases that no rule was written on. ``opinion`` None
    means that no model was asked (the ``evidence`` judge): open elements are 판단불가 then. A 대응
    without any supporting span of the product's text is lowered to 판단불가, unless the element asks
    for an absence that the text as a whole shows.

    Args:
        assessment: what evidence says.
        opinion: what the model says.
        product: the product; the model's quote must be a piece of its text.
        calibration: how far evidence is trusted; None: unmeasured.
        weight: how much the model's word counts, 0 to 1: the power its probabilities are raised
            to. A model that knows little beyond the evidence should not overrule it.
    """
    measured = calibration or Calibration()
    belief = _weigh(measured.prior(assessment), assessment, opinion, weight)
    trust = _weigh(measured.trust(assessment), assessment, opinion, weight * NEW_TO_TRUST)
    suggested: Match = assessment.match or "판단불가"
    match = suggested if assessment.hard else max(MATCHES, key=belief.__getitem__)
    span, notes = assessment.span, [assessment.note] if assessment.note else []
    if match != assessment.match:
        span = _quoted(opinion.quote, product) if opinion else None
        if match == "판단불가" and span and not _resembles(span.text, assessment.element.text):
            span = None  # a quote that neither evidence nor spelling ties to the element
    alone = match == "대응" and assessment.match != "대응"
    if alone and span and _leaves_open(assessment, span, product):
        match, span = "판단불가", None
        notes.append("아직 정하지 않았거나 용도를 직접 적지 않은 말이라 판단불가로 두었습니다.")
    elif match == "대응" and span is None and not assessment.hard:
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
        confidence=trust[match],
        evidence=assessment.findings,
        note=settle(" ".join(notes)),
        kind=assessment.element.kind,
        near_miss=assessment.near_miss and same,
        deviation=assessment.deviation if same else None,
        equivalents_check=assessment.equivalents_check and same,
        decided_by="evidence" if assessment.hard or opinion is None else "model",
        model_match=opinion.match if opinion else None,
    )


def _leaves_open(assessment: Assessment, span: Span, product: Product) -> bool:
    """Whether a model may not take its quote for an element that the rules do not find met.

    What a sentence says is undecided or secret is not told by it; and uses are told in words that
    the rules know, so that a model's own is too little.
    """
    if assessment.element.kind == "use":
        return True
    start, end = sentence_at(product.text, span.start)
    return UNDECIDED.search(product.text, start, end) is not None


def _weigh(
    prior: dict[Match, float], assessment: Assessment, opinion: Opinion | None, weight: float
) -> dict[Match, float]:
    """Return the probability of each label: evidence as the prior, times the model's.

    Where evidence has nothing to say but the model finds the element met in words that look like its
    own (a misspelt or unknown name), the three labels start equal and the model's word counts whole.
    What is spelt like an element tells that it is there, never that it is not.
    """
    if opinion is None:
        return prior
    silent = assessment.match is None and not assessment.findings
    met = silent and opinion.match == "대응"
    if met and _resembles(opinion.quote, assessment.element.text):
        prior, weight = dict.fromkeys(MATCHES, 1 / len(MATCHES)), 1.0
    both = {m: prior[m] * max(opinion.probabilities[m], _FLOOR) ** weight for m in MATCHES}
    total = sum(both.values())
    return {m: value / total for m, value in both.items()}


NEW_TO_TRUST = 0.2
"""How much of the model's word counts for the confidence: it read the evidence, so that its
agreement says little that is new. Chosen by the calibration error on ``data/cases/dev.jsonl`` and
``calibration.jsonl``."""
_FLOOR = 0.01
"""Least probability a model's word is taken for: nothing it says is taken for certain."""


RESEMBLES = 0.7
"""Share of the shorter text's letters that two texts must have in common, in order."""


def _resembles(quote: str | None, element: str) -> bool:
    """Whether a quote is spelt like the element, amounts left aside."""
    one, other = (re.sub(r"[\W\d_]", "", text).lower() for text in (quote or "", element))
    if min(len(one), len(other)) < 3:
        return False
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    common = sum(block.size for block in blocks if block.size > 1)
    return common >= RESEMBLES * min(len(one), len(other))


def _quoted(quote: str | None, product: Product) -> Span | None:
    at = product.text.find(quote) if quote and quote.strip() else -1
    return Span(start=at, end=at + len(quote), text=quote) if quote and at >= 0 else None
