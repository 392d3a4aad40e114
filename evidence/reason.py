"""Why a claim has its level, in Korean: the deciding elements and the product's words for them.

Every sentence is put together from quotes of the two texts; nothing else in it is a number or a
substance (``chart_check`` holds it to that).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from evidence.chart_check import Names, founded, nothing, quote
from evidence.chart_words import asks_for_absence, product_words, rules
from evidence.legal import in_force, is_pending, standing
from evidence.particles import settle
from evidence.risk import deciding_rows
from evidence.rules import READ_AS
from graph.schema import Amendment, Claim, ClaimVerdict, Comparison, Product, RiskLevel

MOST_ROWS = 3
"""Deciding elements named in one reason; the chart below it has them all."""
NOT_JUDGED = "이 청구항은 판정하지 못했습니다. 각 구성요소를 직접 확인하십시오."
_PLAIN: dict[RiskLevel, str] = {
    "높음": "제품이 이 청구항의 구성요소를 모두 갖추고 있습니다.",
    "낮음": "제품이 이 청구항의 구성요소를 모두 갖추고 있지는 않습니다.",
    "애매": "제품 설명만으로는 판단할 수 없는 구성요소가 있습니다.",
}

_MISSING = {
    "outside range": "제품의 {it}은(는) 청구항의 {claim}에서 {side}",
    "negation": "제품은 {it}을(를) 쓰지 않는다고 밝히고 있어 청구항의 {claim}을(를) 갖추지 않습니다.",
    "only another": "제품의 성분은 {it}뿐이라고 적혀 있어 청구항의 {claim}을(를) 갖추지 않습니다.",
    "another in its place": "청구항의 {claim} 자리에 제품은 {it}을(를) 씁니다.",
    "other use": "제품이 내세우는 용도는 {it}(으)로, 청구항의 {claim}과(와) 다릅니다.",
    "other emulsion type": "제품의 유화 형태는 {it}(으)로, 청구항의 {claim}과(와) 다릅니다.",
    "other category": "제품은 {it}(으)로, 청구항의 {claim}과(와) 다른 종류의 제품입니다.",
    "other field": "제품은 {it}(으)로, 청구항의 {claim}과(와) 분야가 다른 제품입니다.",
    "further ingredient": "청구항은 열거한 성분만으로 이루어지는데, 제품에는 {it}이(가) 더 있습니다.",
}
"""By the rule that found an element missing; ``{it}`` quotes the product, ``{claim}`` the claim."""
_OPEN = {
    "amount unsaid": "제품의 {it}은(는) 함량이 적혀 있지 않아 청구항의 {claim} 범위 안인지 알 수 없습니다.",
    "broader": "제품의 {it}은(는) 청구항의 {claim}보다 넓은 말이어서 해당 여부를 알 수 없습니다.",
    "ambiguous name": "제품의 {it}은(는) 여러 뜻으로 쓰이는 이름이어서 청구항의 {claim}인지 알 수 없습니다.",
    "undecided": "제품의 {it}은(는) 아직 정해지지 않아 청구항의 {claim}에 해당하는지 알 수 없습니다.",
    "overlapping range": "제품의 {it}은(는) 청구항의 {claim} 범위에 걸쳐 있습니다.",
    "units differ": "제품의 {it}은(는) 청구항의 {claim}과(와) 단위가 달라 비교할 수 없습니다.",
}
_SIDES = {"하한 미달": "하한에 못 미칩니다.", "상한 초과": "상한을 넘습니다."}
_NEAR = {"하한 미달": "하한에 못 미치지만", "상한 초과": "상한을 넘지만"}


def decision_reason(
    claim: Claim,
    verdict: ClaimVerdict,
    level: RiskLevel,
    product: Product,
    as_of: date,
    amendments: Sequence[Amendment] = (),
    names: Names = nothing,
) -> str:
    """Return why the claim has its level.

    Args:
        claim: the deciding claim.
        verdict: its chart.
        level: its level, from the chart.
        product: what the user wrote.
        as_of: the day asked about.
        amendments: how the claim was narrowed since filing.
        names: finds the substances that a sentence names, for the check against both texts.
    """
    if verdict.error:
        return NOT_JUDGED
    sentences = [settle(s) for s in _because(verdict.comparisons, level, product)]
    sources = (claim.text, product.text, *(c.patent_element for c in verdict.comparisons))
    held = founded(sentences, sources, names)
    return " ".join((*(held or (_PLAIN[level],)), *_law(claim, as_of, level, amendments)))


def _because(
    comparisons: Sequence[Comparison], level: RiskLevel, product: Product
) -> Iterator[str]:
    rows = deciding_rows(comparisons)
    if level == "높음":
        yield from _met(comparisons, product)
    elif level == "낮음":
        first = sorted(rows, key=lambda c: (c.user_product_element is None, -c.confidence))
        formula = [c for c in first[:MOST_ROWS] if "whole formula" in rules(c)]
        yield from (missing(c, product) for c in first[:MOST_ROWS] if c not in formula)
        if formula:
            listed = ", ".join(quote(c.patent_element) for c in formula)
            yield f"전체 처방으로 읽히는 제품 설명에 청구항의 {listed}이(가) 없습니다."
        if len(rows) > MOST_ROWS:
            yield "그 밖에도 제품에 없는 구성요소가 있습니다."
        yield "청구항의 구성요소를 하나라도 갖추지 않으면 문언상 침해가 되지 않으므로 위험이 낮습니다."
    else:
        yield from _unsettled(rows, product)
        rest = [c for c in comparisons if c not in rows]
        if rest and len(rows) <= MOST_ROWS and all(c.match == "대응" for c in rest):
            yield "나머지 구성요소는 제품에 있습니다."


def _met(comparisons: Sequence[Comparison], product: Product) -> Iterator[str]:
    yield _PLAIN["높음"]
    said: dict[str, list[str]] = {}
    kept = [c for c in comparisons if c.match == "대응"]
    for row in kept:
        words = product_words(row, product)
        if words and not asks_for_absence(row.patent_element):
            said.setdefault(words, []).append(quote(row.patent_element))
    pairs = [f"{quote(it)}은(는) {', '.join(claimed)}에" for it, claimed in said.items()]
    if pairs:
        yield f"제품의 {', '.join(pairs[: MOST_ROWS + 1])} 해당합니다."
    absent = [quote(c.patent_element) for c in kept if asks_for_absence(c.patent_element)]
    if absent:
        yield f"청구항이 배제한 것이 없어 {', '.join(absent)} 조건도 지킵니다."
    for row in comparisons:
        if rules(row) & (READ_AS | {"ambiguous name"}) and row.user_product_element:
            it = quote(row.user_product_element)
            yield f"다만 {it}은(는) 다른 뜻으로도 쓰이는 이름이므로 확인해야 합니다."
        if row.match == "판단불가":
            claimed = quote(row.patent_element)
            yield f"용도 {claimed}은(는) 적혀 있지 않지만, 그것만으로 위험이 낮아지지는 않습니다."


def missing(row: Comparison, product: Product) -> str:
    """Return the sentence that says how the product lacks an element."""
    claim, words = quote(row.patent_element), product_words(row, product)
    if words is None:
        return f"제품은 청구항의 {claim}을(를) 갖추지 않은 것으로 보입니다."
    it = quote(words)
    if row.deviation and "outside range" in rules(row):
        return _MISSING["outside range"].format(it=it, claim=claim, side=_SIDES[row.deviation])
    if asks_for_absence(row.patent_element):
        return f"제품에 {it}이(가) 있어 청구항의 {claim} 조건을 벗어납니다."
    said = rules(row) - {"outside range"}
    if row.kind == "use" and "negation" in said:
        return f"제품은 {it}을(를) 내세우지 않는다고 밝히고 있어 청구항의 {claim}과(와) 용도가 다릅니다."
    for rule in _MISSING:
        if rule in said:
            return _MISSING[rule].format(it=it, claim=claim)
    return f"제품의 {it}은(는) 청구항의 {claim}에 해당하지 않습니다."


def _unsettled(rows: Sequence[Comparison], product: Product) -> Iterator[str]:
    near = [c for c in rows if c.near_miss]
    silent = [c for c in rows if not c.near_miss and c.user_product_element is None]
    for row in near[:MOST_ROWS]:
        it, claim = quote(product_words(row, product) or ""), quote(row.patent_element)
        side = _NEAR[row.deviation] if row.deviation else "범위를 벗어나지만"
        yield (
            f"제품의 {it}은(는) 청구항의 {claim}에서 {side} 한계값에 가까워 "
            "균등 여부를 전문가가 살펴야 합니다."
        )
    spoken = [c for c in rows if not c.near_miss and c.user_product_element is not None]
    yield from (_open(c, product) for c in spoken[:MOST_ROWS])
    if silent:
        listed = ", ".join(quote(c.patent_element) for c in silent[:MOST_ROWS])
        more = " 등" if len(silent) > MOST_ROWS else ""
        undecided = any("formula undecided" in rules(c) for c in silent)
        why = "성분이 정해지지 않았거나 공개되지 않아" if undecided else "제품 설명에 말이 없어"
        yield f"청구항의 {listed}{more}에 관하여는 {why} 판단할 수 없습니다."


def _open(row: Comparison, product: Product) -> str:
    claim, it = quote(row.patent_element), quote(product_words(row, product) or "")
    said = rules(row)
    for rule in _OPEN:
        if rule in said:
            return _OPEN[rule].format(it=it, claim=claim)
    return f"제품의 {it}만으로는 청구항의 {claim}에 해당하는지 알 수 없습니다."


def _law(
    claim: Claim, as_of: date, level: RiskLevel, amendments: Sequence[Amendment]
) -> Iterator[str]:
    if level != "높음" and any(a.hint for a in amendments):
        yield "출원 과정에서 좁혀진 부분이어서 균등 주장은 제한될 수 있습니다."
    if is_pending(claim, as_of):
        yield "아직 등록되지 않은 출원이므로, 등록될 청구항에 따라 달라지는 조건부 결과입니다."
    elif not in_force(claim, as_of):
        why = standing(claim, as_of)
        yield f"다만 기준일에 효력이 없는 권리({why})이므로 전체 위험도에는 넣지 않습니다."
