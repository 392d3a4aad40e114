"""What a food holds by its label, foods by their form, and what a bracket notes before a share."""

from __future__ import annotations

import pytest

from graph.schema import Claim
from tests.charts import evidence, label, labels


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("알코올 함량 1% 이하", "ABV 0.7% 사과 스파클링", "대응"),
        ("알코올 함량 1% 이하", "도수 3.5%짜리 수제 하이볼", "미대응"),
        ("알코올 함량 1% 이하", "0.00% 논알코올 라거", "대응"),
        ("알코올 함량 1% 이하", "논알코올 라거, 홉 향 강화", "판단불가"),
        ("나트륨 함량이 100g당 500mg 이하", "저염 된장 20%, 소듐 480mg/100g", "대응"),
        ("나트륨 함량이 100g당 500mg 이하", "sodium 0.9 g per 100 g, instant soup", "미대응"),
        ("나트륨 함량이 100g당 500mg 이하", "된장 20%를 넣은 저나트륨 국", "판단불가"),
    ],
)
def test_nutrients_by_their_names(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("칼슘 90mg, 락토페린 40mg, 타우린 0.5g (분유 100g 기준)", ("대응", "대응", "대응")),
        ("1kg당 칼슘 900mg, 락토페린 400mg, 타우린 9g", ("대응", "대응", "미대응")),
        ("칼슘 90mg/100g, 락토페린 2mg/100g", ("대응", "미대응", "판단불가")),
    ],
)
def test_one_base_for_all_that_follow(text: str, expected: tuple[str, ...]) -> None:
    elements = ("분유 100g당 칼슘 50 내지 100mg", "락토페린 30 내지 50mg", "타우린 0.2 내지 0.6g")
    assert tuple(labels(text, *elements)) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("정제형 식품 조성물", "마그네슘 태블릿", "대응"),
        ("정제형 식품 조성물", "정제 어유를 넣은 연질캡슐", "미대응"),
        ("분말 식품 조성물", "정제로 하려다 가루 스틱으로 바꿨습니다", "대응"),
        ("분말 식품 조성물", "가루는 날려서 구미로 가기로 했어요", "미대응"),
        ("액상 건강기능식품", "짜 마시는 흑마늘 드링크", "대응"),
        ("액상 건강기능식품", "흑마늘 환", "미대응"),
        ("연질캡슐 식품 조성물", "오메가3 캡슐", "판단불가"),
        ("마스크팩 함침용 화장료 조성물", "진정 시트마스크 앰플", "대응"),
        ("마스크 시트 함침용 화장료 조성물", "시트팩 말고 씻어내는 클레이", "미대응"),
    ],
)
def test_foods_and_masks_by_their_form(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("인삼 추출물 20 내지 40중량%", "인삼추출물(진세노사이드 80mg/g) 30%", "대응"),
        ("녹차 추출물 10 내지 20중량%", "녹차추출물(50% 주정 추출) 15%, 물", "대응"),
        ("녹차 추출물 10 내지 20중량%", "녹차추출물(15%), 물", "대응"),
        ("황기 추출물 1 내지 3중량%", "황기ex 2%", "대응"),
        ("대두유 20 내지 30중량%", "배치 200kg 투입량: 대두유 50kg, 정제수 150kg", "대응"),
    ],
)
def test_what_a_bracket_notes_is_no_share(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("에리스리톨 2 내지 6g", "에리스리톨이 비싸서 그냥 설탕으로 5g 넣은 음료", "미대응"),
        (
            "녹차 추출물 5 내지 20중량%",
            "녹차추출물은 떫다는 후기가 많아 결국 보리차 추출물로 바꿨어요",
            "미대응",
        ),
        ("콜라겐", "콜라겐은 물에 잘 녹아서 분말로 넣었어요", "대응"),
        ("연어 정소 유래 PDRN 0.1 내지 1중량%", "연어 이리에서 뽑은 PDRN 0.5%", "대응"),
        ("연어 정소 유래 PDRN 0.1 내지 1중량%", "비건 PDRN 앰플", "미대응"),
        (
            "레이온, 텐셀 및 면으로 이루어진 군에서 선택되는 소재의 시트",
            "순면 시트 마스크팩",
            "대응",
        ),
        ("25℃에서 측정한 경도가 30,000N/㎡ 이하", "25도에서 잰 경도 41,000 N/m2", "미대응"),
    ],
)
def test_what_is_put_in_anothers_place(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("면 수납부가 구획된 내부 용기", "외부 용기는 위가 열린 형태예요", "판단불가"),
        ("상면이 개방된 외부 용기", "윗면이 트인 겉용기, 필름은 열접착", "대응"),
        (
            "여과 후 탄산가스를 주입하는 단계",
            "홉 투입 후 끓이고 식혀서 발효 → 여과 → 탄산 주입",
            "대응",
        ),
    ],
)
def test_parts_by_their_place_and_steps_in_order(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        (
            "감태 추출물 20 내지 60중량%",
            "감태를 60% 주정으로 추출해 말립니다. 이걸 30% 넣어요",
            "대응",
        ),
        (
            "홍삼 농축액 10 내지 30중량%",
            "홍삼은 열수로 뽑아 농축합니다(완제품의 8%). 벌꿀 5%",
            "미대응",
        ),
        ("고추장 20 내지 40중량%", "재래식 고추장 30%에 물엿을 넣은 양념", "대응"),
        (
            "효모로 25 내지 35℃에서 24 내지 48시간 발효시켜 수득한",
            "효모 넣고 30도에서 36시간 발효한 보리",
            "대응",
        ),
        ("효모로 25 내지 35℃에서 24 내지 48시간 발효시켜 수득한", "보리 음료", "판단불가"),
        ("롤온형 화장료 조성물", "땀 냄새 잡는 롤온", "대응"),
        ("스틱형 화장료 조성물", "스틱은 뻑뻑하다고 해서 이번엔 크림으로 갑니다", "미대응"),
        ("피부 보습용", "피부 보습이 고민인 50대 고객을 겨냥", "대응"),
    ],
)
def test_what_stands_for_a_thing_told_before(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "expected"),
    [("펙틴", "미대응"), ("엘라스틴", "판단불가"), ("콜라겐", "대응")],
)
def test_alone_in_one_role(element: str, expected: str) -> None:
    elements = ("콜라겐", "펙틴 및 카라기난 중 1종 이상의 겔화제", "엘라스틴")
    text = "겔화는 한천 단독입니다. 콜라겐 10%를 넣은 젤리"
    found = dict(zip(("콜라겐", "펙틴", "엘라스틴"), labels(text, *elements), strict=True))
    assert found[element] == expected


@pytest.mark.parametrize(
    ("text", "closed", "amount"),
    [
        ("녹차 추출물, 병풀 추출물 두 가지뿐(합 6%), 판테놀 2%", "대응", "대응"),
        ("녹차 추출물, 병풀 추출물만 섞었고 블렌드는 에센스의 15%이고 판테놀 2%", "대응", "미대응"),
        ("녹차 추출물, 병풀 추출물, 글리세린을 넣은 크림", "판단불가", "판단불가"),
    ],
)
def test_what_closes_a_blend_closes_no_product(text: str, closed: str, amount: str) -> None:
    elements = ("녹차 추출물", "병풀 추출물", "로 이루어진", "식물 복합 추출물 1 내지 10중량%")
    claim = Claim(
        regit_num="9900099990000",
        title="시험",
        claim_number=1,
        text="녹차 추출물 및 병풀 추출물로 이루어진 식물 복합 추출물 1 내지 10중량%를 포함하는 화장료 조성물",
        elements=elements,
    )
    reader = evidence()
    rows = reader.assess(claim, reader.read_claim(claim), reader.read_product(text))
    assert [row.match or "판단불가" for row in rows[2:]] == [closed, amount]


def test_a_list_under_one_head() -> None:
    assert label("톳 추출물", "미역·톳·다시마 추출물 5%") == "대응"
