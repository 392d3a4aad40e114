"""The report: patents in order of risk, reasons, questions and changes, all read off the chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from evidence.legal import expires_on, in_force, is_pending
from evidence.particles import settle
from evidence.risk import claim_confidence, claim_level, deciding_rows, highest, rank
from graph.schema import (
    Candidate,
    Claim,
    ClaimVerdict,
    Comparison,
    DesignAround,
    Meta,
    PatentRisk,
    Product,
    ProductReport,
    Question,
    RiskLevel,
    RiskReport,
)

DISCLAIMER = (
    "이 결과는 기계가 만든 참고 자료로 법률 자문이 아닙니다. 침해 여부는 청구항 전문과 출원 경과, "
    "균등 범위까지 살펴야 하므로 출시 전에 변리사의 검토를 받으십시오."
)
NONE_FOUND = "검색한 특허 모음 안에서는 관련 청구항을 찾지 못했습니다. 모음 밖의 특허까지 없다는 뜻은 아닙니다."
MAX_QUESTIONS = 5


def build_report(
    query: str,
    product: Product,
    candidates: Sequence[Candidate],
    verdicts: Sequence[ClaimVerdict],
    *,
    as_of: date,
    judge_id: str,
    index_id: str,
    prompt_sha: str,
    versions: Mapping[str, str],
    seconds: float,
) -> RiskReport:
    """Build the risk report.

    Args:
        query: the user's text, as typed.
        product: the product read from it.
        candidates: the claims that were judged.
        verdicts: one chart a candidate, in any order.
        as_of: the day asked about; a claim not in force on it never raises the overall level.
        judge_id: which judge made the charts.
        index_id: which collection and embedder found the claims.
        prompt_sha: hash of the judge's prompt; empty for a judge without one.
        versions: package name to version.
        seconds: wall time of the run so far.
    """
    charts = {(v.regit_num, v.claim_number): v for v in verdicts}
    judged = [
        (candidate, charts[key])
        for candidate in candidates
        if (key := (candidate.claim.regit_num, candidate.claim.claim_number)) in charts
    ]
    by_patent: dict[str, list[tuple[Candidate, ClaimVerdict]]] = {}
    for candidate, verdict in judged:
        by_patent.setdefault(candidate.claim.regit_num, []).append((candidate, verdict))
    scored = [_patent(rows, as_of) for rows in by_patent.values()]
    scored.sort(key=lambda pair: (not pair[0].in_force, -rank(pair[0].risk_level), -pair[1]))
    patents = tuple(patent for patent, _ in scored)
    counted = [p.risk_level for p in patents if p.in_force and not p.watch]
    vague = not counted and not patents and not product.elements
    return RiskReport(
        query=query,
        overall_risk="애매" if vague else highest(counted),
        product=ProductReport(elements=product.elements),
        patents=patents,
        questions=questions(patents, product),
        design_around=design_around(patents),
        notice="" if patents else NONE_FOUND,
        meta=Meta(
            judge_id=judge_id,
            index_id=index_id,
            as_of=as_of,
            prompt_sha=prompt_sha,
            versions=dict(versions),
            seconds=round(seconds, 3),
        ),
        disclaimer=DISCLAIMER,
    )


def _patent(
    rows: Sequence[tuple[Candidate, ClaimVerdict]], as_of: date
) -> tuple[PatentRisk, float]:
    """Report a patent by its riskiest independent claim."""
    candidate, verdict = max(
        rows,
        key=lambda row: (
            rank(claim_level(row[1].comparisons)),
            claim_confidence(row[1].comparisons) if rank(claim_level(row[1].comparisons)) else 0,
            -row[0].claim.claim_number,
        ),
    )
    claim = candidate.claim
    level = claim_level(verdict.comparisons)
    met = sum(c.match == "대응" for c in verdict.comparisons) / max(1, len(verdict.comparisons))
    patent = PatentRisk(
        regit_num=claim.regit_num,
        title=claim.title,
        claim_number=claim.claim_number,
        status=claim.status,
        expires_on=expires_on(claim.filed_on),
        comparisons=verdict.comparisons,
        risk_level=level,
        confidence=claim_confidence(verdict.comparisons),
        decision_reason=decision_reason(claim, verdict, level, as_of),
        in_force=in_force(claim, as_of),
        watch=is_pending(claim),
        sample=claim.sample,
        found_by=candidate.found_by,
        error=verdict.error,
    )
    return patent, met + max(row[0].score for row in rows) / 1000


def decision_reason(claim: Claim, verdict: ClaimVerdict, level: RiskLevel, as_of: date) -> str:
    """Say in Korean why the claim has its level, naming the deciding elements.

    Every substance and number in it is quoted from the chart's rows.
    """
    return settle(_reason(claim, verdict, level, as_of))


def _reason(claim: Claim, verdict: ClaimVerdict, level: RiskLevel, as_of: date) -> str:
    if verdict.error:
        return f"이 청구항은 판정하지 못했습니다({verdict.error}). 각 구성요소를 직접 확인하십시오."
    rows = deciding_rows(verdict.comparisons)
    if level == "높음":
        reason = f"청구항 {claim.claim_number}의 구성요소가 제품에 모두 있습니다: {_pairs(rows)}."
        open_uses = [c for c in verdict.comparisons if c.match == "판단불가"]
        if open_uses:
            reason += f" 용도 '{open_uses[0].patent_element}'은(는) 적혀 있지 않으나 결론을 낮추지 않습니다."
    elif level == "낮음":
        reason = f"다음 구성요소가 제품에 대응하지 않습니다: {_pairs(rows)}."
    else:
        near = [c for c in rows if c.near_miss]
        unsure = [c for c in rows if not c.near_miss]
        parts = []
        if unsure:
            parts.append(f"다음 구성요소는 설명만으로 판단할 수 없습니다: {_pairs(unsure)}")
        if near:
            parts.append(f"다음 값은 한계에 가까워 균등론 검토가 필요합니다: {_pairs(near)}")
        reason = ". ".join(parts) + "." if parts else "비교할 구성요소를 확정할 수 없습니다."
    if is_pending(claim):
        return (
            reason
            + " 아직 등록되지 않은 출원이므로, 등록될 청구항에 따라 달라지는 조건부 결과입니다."
        )
    if not in_force(claim, as_of):
        end = expires_on(claim.filed_on)
        why = "존속기간 만료" if end and as_of > end else claim.status
        return reason + f" 다만 기준일에 효력이 없는 권리입니다({why})."
    return reason


def _pairs(rows: Sequence[Comparison], most: int = 4) -> str:
    named = [
        f"'{_short(c.patent_element)}'"
        + (f" ↔ '{c.user_product_element}'" if c.user_product_element else "")
        + (f" ({c.deviation})" if c.deviation else "")
        for c in rows
    ]
    more = f" 외 {len(named) - most}건" if len(named) > most else ""
    return ", ".join(named[:most]) + more


def _short(text: str, width: int = 60) -> str:
    words = " ".join(text.split())
    return words if len(words) <= width else words[: width - 1] + "…"


def questions(patents: Sequence[PatentRisk], product: Product) -> tuple[Question, ...]:
    """Return the questions that would settle the open elements, most decisive first.

    An element whose answer alone would settle a patent comes before one of several; ambiguous
    names and unstated uses are asked about where the rest of the chart is met.
    """
    asked: dict[str, tuple[float, Question]] = {}

    def ask(weight: float, text: str, patent: PatentRisk, row: Comparison) -> None:
        text = settle(text)
        question = Question(
            text=text, regit_num=patent.regit_num, patent_element=row.patent_element
        )
        if text not in asked or asked[text][0] < weight:
            asked[text] = (weight, question)

    for order, patent in enumerate(patents):
        if patent.error or not patent.in_force:
            continue
        open_rows = [c for c in patent.comparisons if c.match == "판단불가"]
        for row in patent.comparisons:
            for finding in row.evidence:
                if finding.rule == "ambiguous abbreviation" and patent.risk_level != "낮음":
                    ask(
                        3.0,
                        f"{finding.detail} 정확한 성분명(또는 CAS 번호)은 무엇입니까?",
                        patent,
                        row,
                    )
        if patent.risk_level == "높음":
            for row in open_rows:
                ask(
                    1.0 - order / 100,
                    f"제품을 '{_short(row.patent_element)}'(으)로 표시하거나 광고합니까?",
                    patent,
                    row,
                )
        if patent.risk_level == "애매":
            for row in open_rows:
                ask(2.0 / len(open_rows) - order / 100, _question(row), patent, row)
    if not asked and not any(p.in_force for p in patents) and not product.elements:
        return (Question(text="어떤 종류의 제품이며, 주요 성분이나 구성은 무엇입니까?"),)
    best = sorted(asked.values(), key=lambda pair: -pair[0])
    return tuple(question for _, question in best[:MAX_QUESTIONS])


def _question(row: Comparison) -> str:
    element = _short(row.patent_element)
    rules = {finding.rule for finding in row.evidence}
    if "amount unsaid" in rules:
        return f"'{row.user_product_element}'의 함량은 '{element}' 범위에 들어갑니까?"
    if row.kind == "category":
        return f"제품이 '{element}'에 해당합니까?"
    if row.kind == "use":
        return f"제품을 '{element}'(으)로 표시하거나 광고합니까?"
    if row.kind == "step":
        return f"제조 과정에 '{element}'이(가) 있습니까?"
    if row.kind in ("property", "emulsion"):
        return f"제품이 '{element}'을(를) 만족합니까?"
    return f"제품에 '{element}'이(가) 들어 있습니까?"


_CHANGES = {
    "substance": "'{0}'을(를) 빼거나 청구항에 없는 다른 것으로 바꾸기",
    "emulsion": "'{0}'이(가) 아닌 다른 유화 형태로 바꾸기",
    "structure": "'{0}'이(가) 없는 구조로 바꾸기",
    "step": "'{0}'을(를) 거치지 않는 공정으로 바꾸기",
    "property": "'{0}'을(를) 벗어나게 하기",
}


def design_around(patents: Sequence[PatentRisk]) -> tuple[DesignAround, ...]:
    """Return the single changes that would bring a 높음 patent down, as the risk rule computes.

    Use and category are left out: a use that is only not advertised is still the same product, and
    another category is another product.
    """
    changes: list[DesignAround] = []
    for patent in patents:
        if patent.risk_level != "높음" or not patent.in_force:
            continue
        for index, row in enumerate(patent.comparisons):
            if row.kind not in _CHANGES or row.match != "대응":
                continue
            without = [*patent.comparisons]
            without[index] = row.model_copy(update={"match": "미대응", "near_miss": False})
            level = claim_level(without)
            if level != "높음":
                changes.append(
                    DesignAround(
                        regit_num=patent.regit_num,
                        patent_element=row.patent_element,
                        change=settle(_CHANGES[row.kind].format(_short(row.patent_element))),
                        risk_level=level,
                    )
                )
    return tuple(changes)
