"""The rules that findings are made by: their names, what the chart says, and the judge's hint.

``FINDINGS[rule]`` is the sentence of the chart and the short phrase of the prompt. ``{it}`` stands
for the product's words, ``{claim}`` for the claim's, ``{more}`` for what the rule adds.
"""

from __future__ import annotations

READ_AS = frozenset({"ambiguous abbreviation", "abbreviation by its letters"})
"""Rules that read a name as the claim's which may stand for something else: a person is asked."""
TOLD = frozenset(
    {
        "told at length",
        "told in brief",
        "told by its amount",
        "likely in context",
        "likely by its place",
        "denied in context",
        "value in context",
        "another in context",
    }
)
"""Rules that take words nobody knows for what a claim asks for, or for its denial or another: a person is
asked about these too."""

FINDINGS: dict[str, tuple[str, str]] = {
    "same name": ("제품의 '{it}'은(는) 청구항의 표현과 같습니다.", "같은 표기"),
    "same words": ("제품의 '{it}'은(는) 청구항의 표현과 같습니다.", "같은 표기"),
    "abbreviation by its letters": (
        "'{it}'은(는) '{claim}'의 약어로 읽었습니다. 널리 쓰이는 표기가 아니므로 확인이 필요합니다.",
        "약어로 보임",
    ),
    "same stem": ("'{it}'은(는) '{claim}'의 원료와 같은 이름입니다.", "같은 원료"),
    "solvent unsaid": ("'{it}'을(를) '{claim}'처럼 얻었는지 적혀 있지 않습니다.", "용매 미기재"),
    "almost the same name": ("'{it}'은(는) '{claim}'의 오기로 보입니다.", "비슷한 표기"),
    "same phrase": ("청구항 표현의 대부분({more})이 제품 설명에 있습니다.", "표현 일치"),
    "synonym": ("'{it}'은(는) '{claim}'의 다른 이름입니다.", "동의어"),
    "ambiguous abbreviation": (
        "'{it}'을(를) {more}(으)로도 쓰이는 이름이므로 확인이 필요합니다.",
        "동의어",
    ),
    "ambiguous name": (
        "'{it}'은(는) 여러 뜻으로 쓰이는 이름으로, '{claim}'(으)로 읽었습니다. 확인이 필요합니다.",
        "다의어",
    ),
    "qualifier unsaid": ("'{claim}'에 관한 말이 없습니다.", "요건 언급 없음"),
    "species of genus": ("'{it}'은(는) '{claim}'에 속합니다.", "하위 개념"),
    "broader": (
        "'{it}'은(는) '{claim}'을(를) 포함하는 넓은 말이라 해당 여부를 알 수 없습니다.",
        "상위어",
    ),
    "holds it": ("'{it}'에 이 성분이 들어 있습니다.", "원료에 들어 있음"),
    "negation": ("제품은 '{it}'을(를) 쓰지 않는다고 적고 있습니다.", "부정"),
    "without water": ("제품에 물이 들어 있지 않습니다('{it}').", "물 없음"),
    "with water": ("제품에 물이 들어 있습니다('{it}').", "물 있음"),
    "family denied": ("제품은 '{it}' 계열을 쓰지 않는다고 적고 있습니다.", "부정"),
    "left out by its label": ("제품은 '{it}'(으)로, 이 성분을 쓰지 않습니다.", "표시로 제외"),
    "undecided": ("'{it}'은(는) 아직 정해지지 않았다고 적혀 있습니다.", "미정"),
    "formula undecided": (
        "성분이 아직 정해지지 않았거나 공개되지 않았습니다('{more}').",
        "성분 미정",
    ),
    "inside range": ("'{it}'의 값 {more}은(는) '{claim}' 안에 있습니다.", "범위 안"),
    "outside range": ("'{it}'의 값 {more} 밖입니다({deviation}).", "{deviation}"),
    "other process": (
        "'{it}'은(는) '{claim}'와 다르지만, 제법만 달라서는 다른 물건이라고 할 수 없습니다.",
        "제법이 다름",
    ),
    "overlapping range": ("'{it}'의 범위가 '{claim}'에 걸쳐 있습니다.", "범위 걸침"),
    "units differ": ("'{it}'의 단위가 '{claim}'와 달라 비교할 수 없습니다.", "단위 다름"),
    "only one of its kind": ("'{it}'만 쓰므로 그 비율은 전부입니다.", "단독"),
    "none needed": ("청구항의 범위는 0을 포함하고, 제품에는 '{it}'이(가) 없습니다.", "범위 안"),
    "amount unsaid": (
        "'{it}'의 양이 적혀 있지 않아 '{claim}' 안인지 알 수 없습니다.",
        "함량 미기재",
    ),
    "value unsaid": ("'{claim}' 조건에 관한 값이 적혀 있지 않습니다.", "조건값 미기재"),
    "whole formula": ("전체 처방으로 읽히는 설명에 이 성분이 없습니다.", "처방에 없음"),
    "only another": ("제품의 성분은 '{it}'뿐이라고 적혀 있습니다.", "단독: {it}"),
    "another in its place": ("제품은 그 자리에 '{it}'을(를) 씁니다.", "다른 성분: {it}"),
    "another part": ("'{it}'은(는) '{claim}'와 다른 부위입니다.", "다른 부위: {it}"),
    "part unsaid": ("'{it}'의 어느 부위인지 적혀 있지 않습니다.", "부위 미기재"),
    "told at length": (
        "제품을 자세히 설명하는 말('{it}') 가운데 이 요소를 가리키는 것으로 보이는 부분입니다. 확인이 필요합니다.",
        "설명 중에 있을 수 있음",
    ),
    "told in brief": (
        "다른 요소로 설명되지 않는 말('{it}')이 이 요소를 가리킬 수 있습니다. 확인이 필요합니다.",
        "설명 중에 있을 수 있음",
    ),
    "told by its amount": (
        "처방의 '{it}'은(는) 이름으로 확인되지 않으나 함량이 이 요소에 맞습니다. 확인이 필요합니다.",
        "함량이 맞는 미확인 원료",
    ),
    "likely in context": (
        "다른 구성요소와 글 전체에 비추어 '{it}'이(가) 이 요소를 말하는 것으로 보입니다. 확인이 필요합니다.",
        "문맥상 해당 가능",
    ),
    "likely by its place": (
        "같은 낱말은 없으나, 글의 차례로 보아 '{it}'이(가) 이 요소를 말하는 것으로 보입니다. 확인이 필요합니다.",
        "자리로 보아 해당 가능",
    ),
    "denied in context": (
        "제품의 '{it}'은(는) 이 요소를 쓰지 않는다는 말로 보입니다. 확인이 필요합니다.",
        "문맥상 쓰지 않음",
    ),
    "value in context": (
        "제품의 '{it}'은(는) 이 요소의 범위 밖의 값을 말하는 것으로 보입니다. 확인이 필요합니다.",
        "문맥상 범위 밖",
    ),
    "another in context": (
        "다른 구성요소와 글 전체에 비추어 제품의 '{it}'은(는) 이 요소와 다른 것으로 보입니다. 확인이 필요합니다.",
        "문맥상 다름",
    ),
    "doubtful in context": (
        "다른 구성요소와 글 전체에 비추어 '{it}'이(가) 이 요소를 말하는지 분명하지 않습니다.",
        "문맥상 불분명",
    ),
    "any product": ("청구항의 제품 종류에는 제한이 없습니다.", "종류 제한 없음"),
    "product of the method": ("'{it}'은(는) 청구항의 방법이 다루는 것입니다.", "방법의 대상"),
    "use by form": ("'{it}'은(는) 그 용도의 제품입니다.", "품목의 용도"),
    "other use": ("제품이 내세우는 기능은 '{it}'뿐입니다.", "다른 용도: {it}"),
    "other emulsion type": ("제품은 '{it}' 제형입니다.", "다른 제형: {it}"),
    "other category": ("제품은 '{it}'(으)로, 청구항의 제품 종류와 다릅니다.", "다른 품목: {it}"),
    "other field": ("제품은 '{it}'(으)로, 청구항의 제품 분야와 다릅니다.", "다른 분야: {it}"),
    "category by use": ("'{it}'은(는) 청구항과 같은 용도의 제품입니다.", "용도로 본 품목"),
    "phase of the emulsion": ("'{it}'은(는) 그 상을 가진 제형입니다.", "제형의 상"),
    "category by elements": (
        "'{it}'은(는) 청구항의 다른 요소를 갖춘 제품입니다. 종류를 확인해야 합니다.",
        "다른 요소로 본 품목",
    ),
    "further ingredient": (
        "청구항은 열거한 성분만으로 이루어지는데, 제품에는 '{it}'이(가) 더 있습니다.",
        "추가 성분: {it}",
    ),
    "nothing further": ("제품이 열거한 성분은 모두 청구항의 성분입니다.", "추가 성분 없음"),
}
