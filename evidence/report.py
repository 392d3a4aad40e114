"""The report: patents in order of risk, reasons, questions and changes, all read off the chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from evidence.chart_check import names_of
from evidence.design_around import design_around
from evidence.equivalents import checklists
from evidence.legal import ended_on, expires_on, in_force, is_pending, standing
from evidence.quantities import NEAR_MISS
from evidence.questions import questions
from evidence.reason import decision_reason
from evidence.risk import claim_confidence, claim_level, patent_level, product_level, rank
from graph.ports import Reader
from graph.schema import (
    Candidate,
    ClaimVerdict,
    DesignAround,
    Meta,
    PatentRisk,
    Product,
    ProductReport,
    RiskReport,
)

DISCLAIMER = (
    "이 결과는 기계가 만든 참고 자료로 법률 자문이 아닙니다. 침해 여부는 청구항 전문과 출원 경과, "
    "균등 범위까지 살펴야 하므로 출시 전에 변리사의 검토를 받으십시오."
)
NONE_FOUND = "검색한 특허 모음 안에서는 관련 청구항을 찾지 못했습니다. 모음 밖의 특허까지 없다는 뜻은 아닙니다."

Judged = tuple[Candidate, ClaimVerdict]


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
    reader: Reader | None = None,
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
        reader: reads the claims as filed, and checks the substances that reasons and advice name;
            None: no prosecution history is reported.
    """
    groups = _by_patent(candidates, verdicts)
    scored = [_patent(rows, product, as_of, reader) for rows in groups]
    scored.sort(key=lambda pair: _place(*pair))
    patents = tuple(patent for patent, _ in scored)
    vague = not patents and not product.elements
    return RiskReport(
        query=query,
        overall_risk="애매" if vague else product_level(patents),
        product=ProductReport(elements=product.elements),
        patents=patents,
        questions=questions(patents, product, reader),
        design_around=_changes(patents, groups, product, reader),
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


def _by_patent(
    candidates: Sequence[Candidate], verdicts: Sequence[ClaimVerdict]
) -> list[list[Judged]]:
    """Return the judged claims of each patent, the riskiest first: it decides."""
    charts = {(v.regit_num, v.claim_number): v for v in verdicts}
    groups: dict[str, list[Judged]] = {}
    for candidate in candidates:
        verdict = charts.get((candidate.claim.regit_num, candidate.claim.claim_number))
        if verdict is not None:
            groups.setdefault(candidate.claim.regit_num, []).append((candidate, verdict))
    return [sorted(rows, key=_risk, reverse=True) for rows in groups.values()]


def _risk(judged: Judged) -> tuple[int, float, int]:
    candidate, verdict = judged
    level = rank(claim_level(verdict.comparisons))
    confidence = claim_confidence(verdict.comparisons) if level else 0.0
    return level, confidence, -candidate.claim.claim_number


GENERAL = frozenset({"category", "use"})
"""Kinds of elements that products of many claims meet: they do not tell which claim is near."""


def _place(patent: PatentRisk, score: float) -> tuple[bool, bool, float]:
    """Order the report: rights in force that are 높음; then what is touched; as the search ranks them.

    Touched is a claim of which something besides the category and the use is met and nothing is
    surely missing. An 애매 of which nothing is met says less than a 낮음 of the nearest patent, and
    behind all such the right patent would be missed; so would it be behind every right in force
    where it has ended or is pending: it stands where its level puts it, marked as such
    (``python -m benchmarks.retrieval_answers``).
    """
    infringed = patent.in_force and patent.risk_level == "높음"
    touched = patent.risk_level != "낮음" and any(
        row.match == "대응" and row.kind not in GENERAL for row in patent.comparisons
    )
    unknown = patent.error is not None  # a claim that could not be judged is not put behind others
    return not infringed, not (touched or unknown), -score


def _patent(
    rows: Sequence[Judged], product: Product, as_of: date, reader: Reader | None
) -> tuple[PatentRisk, float]:
    """Report a patent by its riskiest independent claim."""
    (candidate, verdict), claim = rows[0], rows[0][0].claim
    chart = verdict.comparisons
    level = patent_level(v.comparisons for _, v in rows)
    history = tuple(reader.read_history(claim, chart, product)) if reader else ()
    patent = PatentRisk(
        regit_num=claim.regit_num,
        title=claim.title,
        claim_number=claim.claim_number,
        status=claim.status,
        standing=standing(claim, as_of),
        expires_on=expires_on(claim.filed_on),
        ended_on=ended_on(claim, as_of),
        comparisons=chart,
        risk_level=level,
        confidence=claim_confidence(chart, reader.level_trust if reader else None),
        decision_reason=decision_reason(
            claim, verdict, level, product, as_of, history, names_of(reader)
        ),
        in_force=in_force(claim, as_of),
        watch=is_pending(claim, as_of),
        amendments=history,
        equivalents=checklists(chart, product, history),
        sample=claim.sample,
        found_by=candidate.found_by,
        error=verdict.error,
    )
    return patent, max(c.score for c, _ in rows)


def _changes(
    patents: Sequence[PatentRisk],
    groups: Sequence[Sequence[Judged]],
    product: Product,
    reader: Reader | None,
) -> tuple[DesignAround, ...]:
    """Return the changes for every patent in force that is 높음, in the report's order."""
    charts = {
        rows[0][0].claim.regit_num: [(c.claim, v.comparisons) for c, v in rows] for rows in groups
    }
    near_miss = reader.near_miss if reader else NEAR_MISS
    return tuple(
        change
        for patent in patents
        if patent.risk_level == "높음" and patent.in_force
        for change in design_around(
            patent.regit_num,
            charts[patent.regit_num],
            product,
            near_miss=near_miss,
            names=names_of(reader),
        )
    )
