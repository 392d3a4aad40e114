"""Recipes of foods as planners write them, each with the label it leads to."""

from __future__ import annotations

import pytest

from evidence.claims import given_element
from evidence.glossary import load_glossary
from evidence.reader import FOLDER
from graph.schema import Claim
from tests.charts import evidence, label, labels


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("된장 10 내지 20중량%", "간은 그대로 두고 된장 18%로 낮췄어요", "대응"),
        ("마요네즈 30 내지 60중량%", "기존 레시피에서 마요네즈 70%로 올린 디핑소스", "미대응"),
        ("앰플 1 내지 10중량%", "수분감 좋은 비타민C 앰플 5% 할인", "판단불가"),
        ("간장 10 내지 15중량%", "조림 소스 처방(중량%): 간장 12, 물엿 30, 물 58", "대응"),
        ("체다치즈 5 내지 10중량%", "치즈는 안 쓰고 두부로 만든 소스", "미대응"),
        ("체다치즈 5 내지 10중량%", "치즈 7% 넣은 소스", "판단불가"),
        ("마요네즈", "마요네즈는 안 들어간 샐러드 드레싱", "미대응"),
        ("고추장", "고추장에 설탕 안 들어가요", "대응"),
        ("배 10 내지 15중량%", "배 12%, 물엿 20%, 식초 40%", "대응"),
        ("배 농축액 5 내지 15중량%", "배는 안 쓰고 사과퓨레 10%", "미대응"),
        ("배 농축액 5 내지 15중량%", "배가 부른 포만감 음료", "판단불가"),
        ("당류 함량이 100mL당 0.5g 미만", "당은 100mL당 0.2g", "대응"),
        ("당류 함량이 100mL당 0.5g 미만", "사이다, 100mL당 당 5g", "미대응"),
        ("당류 함량이 100mL당 0.5g 미만", "100mL당 5g의 사과즙을 넣은", "판단불가"),
        ("물 55 내지 70중량부", "베이커스 %: 강력분 100, 물 62, 버터 15", "대응"),
        ("소금 2 내지 5중량부", "배추 100에 소금 3, 고춧가루 4를 버무린", "대응"),
        ("소금 2 내지 5중량부", "소금은 배추 100부 대비 7부", "미대응"),
        ("이스트 1 내지 3중량부", "이스트를 밀가루 100 대비 1.5 넣어요", "대응"),
        ("소금 2 내지 5중량부", "정제수 100에 녹여 쓰는 소금 스크럽", "판단불가"),
    ],
)
def test_shares_of_foods(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("수축률이 2% 이하", "냉각 후 수축 1.2%인 시트", "대응"),
        ("수축률이 2% 이하", "수축 3.5%", "미대응"),
        ("회수율이 90% 이상", "회수는 잘 돼요. 유분 20%", "판단불가"),
        ("단백질 함량이 8중량% 이상", "protein 9.1 wt% 요거트", "대응"),
        ("단백질 함량이 8중량% 이상", "protein 7.4 wt% 요거트", "미대응"),
    ],
)
def test_values_by_what_is_done_or_in_it(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("얼굴용", "얼굴용은 아니고 바디용", "미대응"),
        ("세탁조용", "세탁조용으로는 못 써요", "미대응"),
        ("오븐 조리용", "에어프라이어 전용(오븐 조리 불가)", "미대응"),
        ("쫄면용", "쫄면이랑은 상관없는 떡볶이 소스", "미대응"),
        ("연두부", "일반 두부(연두부 아님)", "미대응"),
        ("연두부", "연두부(순두부 아님)", "대응"),
        ("그릭요거트", "그릭 아닌 일반 요거트", "미대응"),
        ("버튼", "버튼이나 다이얼 같은 부품 없음", "미대응"),
        ("겉층", "겉층/속층 같은 층 구조 없는 연질캡슐", "미대응"),
        (
            "설탕",
            "설탕으로만 단맛을 내니까 스테비아, 수크랄로스 모두 안 넣었어요",
            "대응",
        ),
        (
            "스테비아",
            "설탕으로만 단맛을 내니까 스테비아, 수크랄로스 모두 안 넣었어요",
            "미대응",
        ),
        ("유청을 분리하여 수득", "크림치즈예요. 공급사 자료는 못 받았습니다.", "판단불가"),
        ("급속 동결하는 단계", "냉장 만두인데 얼리는 공정 자체가 없음", "미대응"),
        ("건조물을 냉각하는 단계", "건조물을 식히지 말고 뜨거울 때 바로 코팅해요", "미대응"),
    ],
)
def test_what_a_food_is_not(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("쌀가루, 소금, 물(다른 원료 없음). 우유에 타서 드세요", "대응"),
        ("쌀가루, 소금, 물, 우유(다른 원료 없음)", "미대응"),
        ("쌀가루, 소금, 물만 넣었고 우유에 섞어 만들었어요", "미대응"),
        ("품명: 이유식 분말. 원료: 쌀가루, 소금, 물(이외 원료 없음)", "대응"),
    ],
)
def test_a_list_that_a_bracket_closes(text: str, expected: str) -> None:
    assert label("쌀가루, 소금 및 물로 이루어진", text) == expected


def test_months_of_a_step() -> None:
    chart = ("50일 이상 숙성하는 단계", "간장의 제조방법")
    assert labels("항아리에서 숙성 3개월 한 간장", *chart)[0] == "대응"
    assert labels("숙성고에서 1개월 둔 간장", *chart)[0] == "미대응"


def test_dogs_and_cats_are_fed_apart() -> None:
    assert label("반려견 사료", "연어 도그푸드") == "대응"
    assert label("반려견 사료", "연어 캣푸드") == "미대응"


def test_what_a_claim_lists_as_held_is_a_part() -> None:
    element = "구멍이 형성된 덮개 필름"
    held = f"손잡이가 달린 용기; 및 {element};을 포함하는 컵라면"
    glossary = load_glossary(FOLDER)
    assert given_element(element, held, glossary).kind == "structure"
    assert given_element("컵라면", held, glossary).kind == "category"


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("판테놀", "글리세린은 식물성 글리세린만 쓴 수분 로션", "판단불가"),
        ("콜라겐 펩타이드 1 내지 3중량%", "한천으로만 굳힌 양갱", "판단불가"),
        ("에리스리톨 및 자일리톨 중 1종 이상의 감미료", "단맛은 조청 하나로만 낸 식혜", "미대응"),
        ("알룰로스 3 내지 8중량%", "단맛은 프시코스 5%와 스테비아로 낸 음료", "대응"),
        ("트리아졸계 살균제", "피라클로스트로빈 10% 단제", "미대응"),
        ("메틸셀룰로오스", "콩단백 100% 패티", "판단불가"),
        ("대두단백", "완두단백 100% 소시지", "미대응"),
        ("정제수", "에탄올 80% 베이스 향수, 향 12%", "판단불가"),
        ("향료", "에탄올 75%, 펜틸렌글라이콜 20% 미스트", "판단불가"),
        ("식물성 오일 50 내지 85중량%", "미네랄오일 70% 클렌징오일", "미대응"),
    ],
)
def test_what_is_alone_in_a_part(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("점증제는 잔탄검·구아검 둘뿐(합 0.8%)", "대응"),
        ("점증제: 잔탄검+구아검(이 2종만) 0.8%", "대응"),
        ("Thickeners xanthan gum, guar gum only, total 0.8%", "대응"),
        ("점증제 잔탄검·구아검 둘뿐(합 2.5%)", "미대응"),
        ("잔탄검·구아검에 카라기난까지 넣은 소스", "미대응"),
    ],
)
def test_a_list_that_closes_a_role(text: str, expected: str) -> None:
    assert label("잔탄검 및 구아검만으로 이루어진 점증제 0.5 내지 1중량%", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("물, 소금 2%, 설탕 5% 말고는 정말 아무것도 안 들어가요", "대응"),
        ("재료 딱 3가지로 끝낸 절임물", "판단불가"),
        ("소금 2%, 설탕 5%만 공개", "판단불가"),
    ],
)
def test_what_closes_the_whole(text: str, expected: str) -> None:
    assert labels(text, "물", "소금", "설탕", "로 이루어진")[3] == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        (
            "레티놀 0.1 내지 1중량%",
            "레티놀을 캡슐에 담아 안정시켰습니다. 함량 0.3%, 향 없음",
            "대응",
        ),
        ("레티놀 0.1 내지 1중량%", "레티놀을 캡슐에 담아 안정시켰습니다. 함량은 3%예요", "미대응"),
        (
            "글리세린 3 내지 8중량%",
            "정제수 80 / 글리세린 15 / 판테놀 4.5 / 카보머 0.5 이상 100.0",
            "미대응",
        ),
        ("베타인", "정제수 80 / 글리세린 15 / 판테놀 4.5 / 카보머 0.5 이상 100.0", "미대응"),
        ("이눌린 20 내지 50중량%", "3g 스틱 가루. 한 스틱에 이눌린 900mg, 비타민C 30mg", "대응"),
        ("이눌린 20 내지 50중량%", "3g 스틱 가루. 한 스틱에 이눌린 300mg, 비타민C 30mg", "미대응"),
        ("다가알코올 5 내지 15중량%", "글리세린 20%, 부틸렌글라이콜 6%", "미대응"),
        ("다가알코올 5 내지 15중량%", "글리세린 8%, 부틸렌글라이콜 6%", "대응"),
        ("가교제 0.1 내지 1중량%", "수지 70중량%, 가교제는 0.3과 0.5 사이에서 실험 중", "대응"),
        (
            "가교제 0.1 내지 0.4중량%",
            "수지 70중량%, 가교제는 0.3과 0.5 사이에서 실험 중",
            "판단불가",
        ),
        ("염화칼슘", "염화칼슘이냐 젖산칼슘이냐 의견이 갈림", "판단불가"),
        ("열량이 100g당 30kcal 이하인", "200g 파우치, 파우치당 50kcal", "대응"),
        ("열량이 100g당 30kcal 이하인", "200g 파우치, 파우치당 90kcal", "미대응"),
    ],
)
def test_amounts_told_by_the_way(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("시멘트 100 대 플라이애시 25(중량비)", "대응"),
        ("시멘트 100 대 플라이애시 55(중량비)", "미대응"),
    ],
)
def test_parts_on_a_hundred(text: str, expected: str) -> None:
    assert label("시멘트 100중량부에 대하여 플라이애시 10 내지 40중량부", text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("정제수", "워터젤리 립틴트", "판단불가"),
        ("정제수", "순수 스쿠알란 오일", "판단불가"),
        ("정제수", "워터 80%, 글리세린 5%", "대응"),
        ("분말 형태", "파우더 배합 100% = 설탕 60 / 소금 30 / 마늘 10", "대응"),
    ],
)
def test_words_that_are_no_ingredient(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("자몽씨추출물만으로 냄새 잡는 데오드란트", "판단불가"),
        ("자몽씨추출물만으로는 냄새가 안 잡혀 못 쓰는 데오드란트", "판단불가"),
        ("자몽씨추출물만으로 만든 데오드란트", "미대응"),
    ],
)
def test_what_one_extract_alone_does(text: str, expected: str) -> None:
    assert labels(text, "알로에 추출물 0.1 내지 1중량%", "자몽씨추출물")[0] == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("석고틀에 부어 주입성형하는 단계", "물레로 성형한 찻잔", "미대응"),
        ("유약을 시유하는 단계", "무유 찻잔", "미대응"),
        ("환원 분위기에서 소성하는 단계", "산화소성으로 구운 접시", "미대응"),
        ("결정화 및 건조하는 단계", "선별, 세척, 건조한 플레이크", "판단불가"),
        ("결정화 및 건조하는 단계", "플레이크를 결정화하고 건조", "대응"),
        ("반응성 염료로 염색하는 단계", "분산염색한 원단", "미대응"),
        ("콜라겐 케이싱에 충전하는 단계", "천연 돈장 케이싱에 충전한 소시지", "미대응"),
        ("증기로 85℃에서 가열하는 단계", "steam heating at 85C", "대응"),
        ("어린이용", "키즈용 구미", "대응"),
        ("어린이용", "성인용 구미", "미대응"),
        ("튀김 공정을 포함하지 않는", "오븐에 구운 과자, 안 튀김", "대응"),
        ("재생 PET 칩의 제조방법", "폐PP를 펠릿으로 뽑은 재생 PP", "미대응"),
        ("절출하여 생면을 얻는 단계", "쌀국수예요", "판단불가"),
    ],
)
def test_making_and_treating(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("고기를 듬뿍 넣은 찐만두", "판단불가"),
        ("당면을 넣은 찐만두", "대응"),
        ("당면은 뺀 찐만두", "미대응"),
    ],
)
def test_a_food_before_another_is_put_into_it(text: str, expected: str) -> None:
    assert labels(text, "당면", "두부", "만두")[0] == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("알룰로스", "완두단백으로만 만든 초코 단백질 음료", "판단불가"),
        ("유청단백", "유청을 걷어내고 만든 쉐이크", "미대응"),
        ("분말 음료", "캔에 든 액상 단백질 음료", "미대응"),
        ("분말 음료", "물에 타 마시는 프로틴 쉐이크 분말", "대응"),
        ("단백질 음료", "프로틴 쉐이크 분말", "대응"),
        ("설페이트계 계면활성제를 포함하지 않는", "무황산염 샴푸", "대응"),
    ],
)
def test_what_a_drink_or_a_label_leaves_open(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("보습 성분은 글리세린 3%, 판테놀 1% 딱 둘이고 카보머로 점도를 잡은 크림", "대응"),
        ("글리세린, 판테놀 크림. 그 밖의 보습 원료(우레아 등)는 일절 미사용", "대응"),
        ("글리세린과 판테놀 크림, 보습 성분 라인업은 다음 주 확정", "판단불가"),
        ("글리세린과 판테놀 크림", "판단불가"),
    ],
)
def test_what_is_closed_is_a_role(text: str, expected: str) -> None:
    claim = Claim(
        regit_num="9900099990000",
        title="시험",
        claim_number=1,
        text="보습 유효성분이 글리세린 및 판테놀만으로 이루어지고, 카보머를 더 포함하는 크림.",
        elements=("글리세린", "판테놀", "만으로 이루어지고", "카보머", "크림"),
    )
    reader = evidence()
    chart = reader.assess(claim, reader.read_claim(claim), reader.read_product(text))
    assert (chart[2].match or "판단불가") == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("이소부탄 및 프로판 중에서 선택되는 냉매", "R-290 냉장 쇼케이스", "대응"),
        ("이소부탄 및 프로판 중에서 선택되는 냉매", "냉매는 R134a를 쓴 쇼케이스", "미대응"),
        ("팜유를 포함하지 않는", "올리브 50%, 팜 無 비누", "대응"),
        ("저수조를 구비하지 않는", "tankless 정수기", "대응"),
        ("알룰로스 10 내지 20중량%", "설탕 대신 대체당, 한천 대신 펙틴을 넣은 잼", "판단불가"),
    ],
)
def test_names_of_the_trade(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected
