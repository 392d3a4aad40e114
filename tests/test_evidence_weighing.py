"""What a product has instead, has alone, or says that it is not: one element against one product."""

import pytest

from evidence.claims import given_element
from evidence.decide import decide
from evidence.plant_parts import parts_of
from evidence.questions import is_open
from evidence.reader import Evidence
from evidence.wording import read_wording
from graph.schema import Claim

EVIDENCE = Evidence.load()


def labels(claim_text, query, elements=None):
    claim = Claim(
        regit_num="9900099990000",
        title="시험",
        claim_number=1,
        text=claim_text,
        elements=elements and tuple(elements),
    )
    found = EVIDENCE.assess(claim, EVIDENCE.read_claim(claim), EVIDENCE.read_product(query))
    return [a.match or "판단불가" for a in found]


TWO_HERBS = "황기 추출물 및 당귀 추출물을 포함하는 화장료 조성물."


@pytest.mark.parametrize(
    ("query", "angelica"),
    [
        ("황기 추출물 단독 오일", "미대응"),
        ("황기 단일 추출물 앰플", "미대응"),
        ("황기 추출물 단독 캡슐", "미대응"),
        ("황기 추출물만 넣은 앰플", "미대응"),
        ("황기 추출물을 넣은 앰플", "판단불가"),
    ],
)
def test_one_active_alone_leaves_no_other(query, angelica):
    assert labels(TWO_HERBS, query)[:2] == ["대응", angelica]


@pytest.mark.parametrize(
    ("query", "buffer"),
    [
        ("레티놀 크림, 알부민·염화나트륨만 넣음", "미대응"),
        ("레티놀 크림에 알부민과 염화나트륨을 넣음", "판단불가"),
    ],
)
def test_only_these_were_put_in(query, buffer):
    claim = "판테놀 및 토코페롤을 포함하는 화장료 조성물."
    assert labels(claim, query)[0] == buffer


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("테아닌 단독 정제", "미대응"),
        ("테아닌 단일 피막 정제", "판단불가"),
        ("테아닌 정제", "판단불가"),
    ],
)
def test_one_food_alone_leaves_no_other(query, label):
    claim = "테아닌 및 영지버섯을 포함하는 건강기능식품."
    assert labels(claim, query)[1] == label


def test_what_is_claimed_to_be_absent_may_take_the_place_of_what_is_claimed():
    claim = "젤라틴을 포함하지 않고, 카라기난을 포함하는 연질캡슐."
    assert "미대응" in labels(claim, "돈피젤라틴만 쓴 연질캡슐")[1:2]


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("느타리버섯 추출물 크림", "미대응"),
        ("팽이버섯속 추출물 크림", "판단불가"),
        ("버섯 추출물 크림", "판단불가"),
        ("불로초 에탄올 추출물 크림", "대응"),
        ("불로초 오일 크림", "판단불가"),
    ],
)
def test_the_one_extract_that_a_product_is_named_by(query, label):
    claim = "영지버섯(Ganoderma lucidum) 자실체의 추출물을 유효성분으로 포함하는 화장료 조성물."
    assert labels(claim.replace(" 자실체", ""), query)[0] == label


@pytest.mark.parametrize(
    ("element", "query"),
    [
        ("황계 가교제 1 내지 3중량%", "황계 대신 과산화물을 쓴 고무"),
        ("유용성 감초 추출물 1중량%", "감초는 유용성이 아니라 수용성 추출물로 1% 넣은 앰플"),
        ("길이 방향으로 연장된 손잡이", "손잡이도 받침도 없는 부채"),
    ],
)
def test_a_family_or_one_of_several_parts_is_denied(element, query):
    assert given(element, query) == "미대응"


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("속눈썹이 길어지는 렝스닝 마스카라", "대응"),
        ("컬링 마스카라", "미대응"),
        ("롱앤컬 마스카라", "대응"),
    ],
)
def test_longer_lashes_are_no_curled_ones(query, label):
    assert given("속눈썹 연장용", query) == label


def test_what_is_said_not_to_be_is_denied():
    claim = "마이크로에멀젼인 화장료 조성물."
    assert labels(claim, "레티놀 크림, 마이크로에멀젼 아님")[0] == "미대응"
    assert labels(claim, "레티놀 마이크로에멀젼 크림")[0] == "대응"


def test_a_class_is_no_other_thing_than_a_name_that_nobody_knows():
    claim = "가는잎솔방울이끼 추출물을 유효성분으로 포함하는 화장료 조성물."
    assert labels(claim, "식물 추출물이 주성분인 크림")[0] == "판단불가"
    assert labels(claim, "나이아신아마이드가 주성분인 크림")[0] == "미대응"


LEAF = "황칠 잎 추출물을 유효성분으로 포함하는 화장료 조성물."


@pytest.mark.parametrize(
    ("claim", "query", "label"),
    [
        (LEAF, "황칠 잎 추출물 앰플", "대응"),
        (LEAF, "황칠나무 잎에서 뽑은 추출물 앰플", "대응"),
        (LEAF, "황칠 수피 추출물 앰플", "미대응"),
        ("산겨릅나무 뿌리 추출물을 포함하는 화장료 조성물.", "산겨릅나무 추출물 앰플", "판단불가"),
        ("산겨릅나무 뿌리를 포함하는 화장료 조성물.", "산겨릅나무 잎 추출물 로션", "미대응"),
        ("헛개근피 추출물을 포함하는 화장료 조성물.", "헛개 뿌리 추출물 로션", "미대응"),
        ("감초피 추출물을 포함하는 화장료 조성물.", "감초 껍질 추출물 로션", "대응"),
    ],
)
def test_a_part_of_a_plant_is_not_another(claim, query, label):
    assert labels(claim, query)[0] == label


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("두충 어린순 추출물", {"sprout"}),
        ("Morus Alba Root Bark Extract", {"root bark"}),
        ("다섯 가지 추출물", set()),
        ("세 가지 추출물", set()),
        ("포도 줄기세포 배양액", set()),
        ("잣 껍질", {"bark", "peel", "root bark"}),
    ],
)
def test_parts_are_read_after_the_plant(words, parts):
    assert parts_of(words) == parts


HOLDER = (
    "길이 방향으로 연장된 손잡이; 상기 손잡이의 끝에 끼워지는 솔 뭉치; 및 외주를 감싸며 비산을 막는 스커트부를"
    " 포함하는 세척용 브러시."
)


def rules(claim_text, query):
    claim = Claim(regit_num="9900099990000", title="시험", claim_number=1, text=claim_text)
    found = EVIDENCE.assess(claim, EVIDENCE.read_claim(claim), EVIDENCE.read_product(query))
    return [a.findings[-1].rule if a.findings else None for a in found]


def test_what_is_described_at_length_is_taken_for_what_stays_open():
    told = "긴 손잡이 끝에 솔 뭉치를 끼우고, 둘레에 물방울 튀는 걸 잡아주는 말랑한 고무 치마를 두른 세척 브러시"
    assert labels(HOLDER, told)[2] == "대응"
    assert rules(HOLDER, told)[2].startswith("told")
    assert labels(HOLDER, "긴 손잡이 끝에 솔 뭉치를 끼운 세척 브러시")[2] == "판단불가"


@pytest.mark.parametrize(
    "query",
    [
        "긴 손잡이 끝에 솔 뭉치를 끼운 세척 브러시예요. 가격은 만원대, 포장은 종이 상자, 출시는 내년 예정입니다.",
        "긴 손잡이 끝에 솔 뭉치를 끼운 세척 브러시예요. 둘레를 두르는 고무 덮개 모양은 아직 정하지 못했습니다.",
    ],
)
def test_neither_selling_words_nor_open_ones_describe_anything(query):
    assert labels(HOLDER, query)[2] == "판단불가"


def test_a_name_is_not_told_of_by_words_about_something_else():
    claim = "가는잎솔방울이끼 추출물을 유효성분으로 포함하는 피부 미백용 화장료 조성물."
    query = "멜라닌을 줄여 얼굴빛을 환하게 하는 미백 크림, 바다에서 자란 우뭇가사리를 정성껏 말려 곱게 갈아 우려냈어요"
    assert labels(claim, query)[0] == "판단불가"


@pytest.mark.parametrize(
    ("claim", "query", "label"),
    [
        (
            "판테놀 및 세균막에 들러붙어 머무르는 미세 알갱이를 포함하는 화장료 조성물.",
            "전성분: 정제수 80%, 글리세린 12%, 판테놀 5%, 에탄올 3%",
            "판단불가",
        ),
        (
            "판테놀 및 잔탄검을 포함하는 화장료 조성물.",
            "전성분: 정제수 80%, 글리세린 12%, 판테놀 5%, 에탄올 3%",
            "미대응",
        ),
    ],
)
def test_a_formula_may_call_what_is_described_anything(claim, query, label):
    assert labels(claim, query)[1] == label


@pytest.mark.parametrize(
    ("last", "label"),
    [
        ("상기 판테놀은 결정 크기가 10 내지 50 ㎛인 것을 특징으로 하는", "미대응"),
        ("락토바실러스 플란타룸을 접종하는 단계", "미대응"),
        ("상기 글리세린은 밀도가 1 내지 2 g/㎤인", "판단불가"),
    ],
)
def test_what_is_said_of_a_thing_falls_with_it(last, label):
    claim = f"판테놀; 글리세린;을 포함하고, {last} 화장료 조성물."
    elements = ("판테놀", "글리세린", last, "화장료 조성물")
    given = Claim(
        regit_num="9900099990000", title="시험", claim_number=1, text=claim, elements=elements
    )
    query = "전성분: 정제수 80%, 글리세린 15%, 에탄올 5% 토너"
    found = EVIDENCE.assess(given, EVIDENCE.read_claim(given), EVIDENCE.read_product(query))
    assert (found[2].match or "판단불가") == label


@pytest.mark.parametrize(
    ("claim", "query", "label"),
    [
        ("녹차 추출물을 포함하는 치약 조성물.", "녹차 추출물을 넣은 손세정제", "미대응"),
        ("녹차 추출물을 포함하는 구강용 조성물.", "녹차 추출물 가글, 펌프 용기에 담음", "대응"),
        (
            "구슬; 및 상기 구슬을 덮는 그물을 포함하는 안마 깔개.",
            "구슬을 그물로 덮은 부직포",
            "대응",
        ),
    ],
)
def test_an_article_is_called_by_many_names(claim, query, label):
    assert labels(claim, query)[-1] == label


def test_what_a_class_does_is_not_told_by_another_name():
    claim = "단백질 탈이미노화효소 저해제를 유효성분으로 포함하는 약학적 조성물."
    assert labels(claim, "나이아신아마이드가 주성분인 정제")[0] == "판단불가"


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("팥꽃나무 꽃봉오리", {"flower"}),
        ("송화버섯 자실체", {"fruiting body"}),
        ("이팝꽃나무", set()),
    ],
)
def test_a_part_is_no_piece_of_the_plants_own_name(words, parts):
    assert parts_of(words) == parts


@pytest.mark.parametrize(
    ("claim", "query", "label"),
    [
        ("쑥 추출물을 포함하는 항염증용 화장료 조성물.", "쑥 추출물 진정 크림", "판단불가"),
        ("쑥 추출물을 포함하는 항염증용 화장료 조성물.", "쑥 추출물 미백 크림", "미대응"),
        ("쑥 추출물을 포함하는 숙취해소용 식품 조성물.", "숙취 없애는 쑥 추출물 음료", "대응"),
    ],
)
def test_kindred_uses_are_not_other_uses(claim, query, label):
    assert labels(claim, query)[1] == label


def test_what_a_product_is_compared_with_is_not_in_it():
    claim = "멘톨을 포함하는 화장료 조성물."
    assert labels(claim, "멘톨보다 시원한 크림")[0] == "판단불가"
    assert labels(claim, "멘톨 넣어 시원한 크림")[0] == "대응"


def test_the_noun_at_the_end_of_a_name_is_denied_with_all_that_end_in_it():
    claim = "다이스테아다이모늄헥토라이트 및 판테놀을 포함하는 화장료 조성물."
    assert labels(claim, "헥토라이트 대신 잔탄검으로 점도를 잡은 크림")[0] == "미대응"


def test_a_medicine_is_named_by_its_drug():
    claim = "시클로피록스 8중량% 및 에탄올을 포함하는 약학적 조성물."
    assert labels(claim, "테르비나핀 네일라카")[0] == "미대응"
    assert labels(claim, "무좀 네일라카")[0] == "판단불가"


def test_a_use_is_told_by_the_trouble_it_is_about():
    claim = "버섯 추출물을 포함하는 혈전증 예방 또는 치료용 약학적 조성물."
    assert labels(claim, "버섯 추출물 항혈전 정제")[1] == "대응"


@pytest.mark.parametrize(
    ("query", "label"),
    [("판테놀을 담은 보습 마사지볼", "대응"), ("손잡이 없는 마사지볼, 성분은 미정", "판단불가")],
)
def test_the_last_word_says_what_a_product_is_where_its_elements_are_met(query, label):
    assert labels("판테놀을 포함하는 피부 관리 기구.", query)[1] == label


def test_a_lack_may_stand_before_the_name():
    assert read_wording("무 계면활성제").absent
    assert not read_wording("무기 안료").absent


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("판테놀을 넣은 세럼, 이 외 원료 없음", "미대응"),
        ("판테놀과 잔탄검을 넣은 세럼, 이 외 원료 없음", "대응"),
    ],
)
def test_no_further_ingredient_denies_none_that_is_named(query, label):
    assert labels("판테놀 및 잔탄검을 포함하는 화장료 조성물.", query)[1] == label


def test_each_of_two_like_values_has_its_own():
    claim = "공극 0.8㎛의 필터로 제1 여과한 후, 공극 0.2㎛의 필터로 제2 여과하는 단계를 포함하는 화장수의 제조방법."
    assert labels(claim, "0.8㎛, 0.2㎛ 필터로 차례로 거르는 화장수 제법")[0] == "대응"


def test_a_recipe_that_leaves_something_open_is_not_the_whole():
    claim = "판테놀 및 잔탄검을 포함하는 화장료 조성물."
    query = "정제수 70%, 글리세린 20%, 판테놀 3% 크림. 점증제를 넣을지는 아직 미정이에요"
    assert labels(claim, query)[1] == "판단불가"


@pytest.mark.parametrize("query", ["면역글로불린 주사", "간경화약", "리팍시민 단일제", "농약 입제"])
def test_medicines_by_their_plain_words(query):
    found = labels("리팍시민을 포함하는 약학적 조성물.", query)[-1]
    assert (found == "대응") is (query != "농약 입제")


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("XPR7 단백질 주사제", "대응"),
        ("XPR9 단백질 주사제", "미대응"),
        ("단백질 주사제", "판단불가"),
    ],
)
def test_a_code_before_the_noun_is_what_is_claimed(query, label):
    claim = "XPR7 단백질을 유효성분으로 포함하는 약학적 조성물."
    assert labels(claim, query)[0] == label


def test_a_word_for_all_ingredients_fills_no_place_in_a_closed_list():
    claim = "당귀 10 내지 20중량% 및 천궁 10 내지 20중량%를 포함하는 약학적 조성물."
    query = "당귀 15중량%, 감초 85중량%, 이 두 가지만 섞은 처방이고 다른 약재 없음"
    assert labels(claim, query)[1] == "미대응"


def test_an_unknown_item_of_the_claimed_amount_is_taken_for_what_is_missing():
    claim = "판테놀 1 내지 3중량% 및 라라핀설페이트 0.1 내지 0.5중량%를 포함하는 화장료 조성물."
    recipe = "처방(중량%): 정제수 80, 글리세린 17.7, 판테놀 2, {} {}"
    assert rules(claim, recipe.format("LRS", 0.3))[1] == "told by its amount"
    assert labels(claim, recipe.format("LRS", 0.3))[1] == "대응"
    assert labels(claim, recipe.format("LRS", 3.0))[1] == "미대응"
    assert labels(claim, recipe.format("향료", 0.3))[1] == "미대응"


@pytest.mark.parametrize(
    ("query", "label"),
    [("쑥 추출물 황색포도상구균 항균 크림", "대응"), ("쑥 추출물 항균 크림", "판단불가")],
)
def test_what_a_use_works_against_narrows_it(query, label):
    claim = "쑥 추출물을 포함하는 황색포도상구균에 대한 항균용 화장료 조성물."
    assert labels(claim, query)[1] == label


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("계면활성제는 소듐라우로일사코시네이트만 쓴 폼클렌저", "미대응"),
        ("점증제는 카보머로 잡은 폼클렌저", "판단불가"),
    ],
)
def test_a_class_whose_place_is_taken_leaves_none_for_its_other_members(query, label):
    claim = "코카미도프로필베타인 5 내지 10중량% 및 글리세린을 포함하는 세정용 화장료 조성물."
    assert labels(claim, query)[0] == label


def test_a_program_is_a_method_that_a_computer_carries_out():
    claim = "사진을 수신하는 단계를 포함하는, 컴퓨터로 구현되는 방법."
    assert labels(claim, "사진으로 화장품을 골라주는 앱")[-1] == "대응"


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("불면증 환 처방(중량부): 산조인 210, 백합 120, 지모 80, 단삼 160", "대응"),
        ("불면증 환, 배합은 중량부로 산조인 300, 백합 120, 지모 80, 단삼 160", "미대응"),
    ],
)
def test_bare_ranges_are_parts_that_the_claim_says_once(query, label):
    text = "산조인 145-275"
    element = given_element(text, text, EVIDENCE.glossary)
    claim = Claim(regit_num="9900099990000", title="시험", claim_number=1, text=text)
    assert EVIDENCE.assess(claim, [element], EVIDENCE.read_product(query))[0].match == label


def test_what_is_taken_to_be_told_is_asked_about():
    told = "긴 손잡이 끝에 솔 뭉치를 끼우고, 둘레에 물방울 튀는 걸 잡아주는 말랑한 고무 치마를 두른 세척 브러시"
    claim = Claim(regit_num="9900099990000", title="시험", claim_number=1, text=HOLDER)
    product = EVIDENCE.read_product(told)
    rows = [
        decide(a, None, product)
        for a in EVIDENCE.assess(claim, EVIDENCE.read_claim(claim), product)
    ]
    assert [is_open(row) for row in rows] == [False, False, True, False, False]


def given(element, query):
    """The label of one element that is its own claim."""
    claim = Claim(regit_num="9900099990000", title="시험", claim_number=1, text=element)
    read = given_element(element, element, EVIDENCE.glossary)
    return EVIDENCE.assess(claim, [read], EVIDENCE.read_product(query))[0].match or "판단불가"


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        ("고형 세정제 조성물", "튜브에 담은 폼클렌저", "미대응"),
        ("고형 세정제 조성물", "고체 클렌징바", "대응"),
        ("고형 세정제 조성물", "순한 세안제", "판단불가"),
        ("액상 립 메이크업 화장료", "립스틱", "미대응"),
        ("액상 립 메이크업 화장료", "리퀴드 립 제품", "대응"),
        ("캡슐형 세탁세제", "액체세탁세제 리필", "미대응"),
    ],
)
def test_a_category_in_one_state_of_matter(element, query, label):
    assert given(element, query) == label


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("판테놀과 나이아신아마이드를 같이 넣은 앰플", "미대응"),
        ("유효성분은 판테놀만 넣은 앰플", "대응"),
        ("판테놀 앰플", "판단불가"),
    ],
)
def test_an_active_that_the_claim_has_alone(query, label):
    assert given("진정 유효성분으로 판테놀만을 함유", query) == label


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("정제수 80%, 글리세린 15%, 판테놀 5%만 넣은 토너", "대응"),
        ("정제수 80%, 글리세린 8%, 에탄올 12%만 넣은 토너", "미대응"),
    ],
)
def test_a_range_from_zero_is_met_by_a_formula_without_the_thing(query, label):
    assert given("에탄올 0 내지 10 중량%", query) == label


def test_a_range_up_to_a_limit_asks_for_the_thing():
    assert given("에탄올 10 중량% 이하", "정제수 85%, 글리세린 15%만 넣은 토너") == "미대응"


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("허브 추출물 3%(감초, 당귀, 녹차)를 넣은 크림", "대응"),
        ("추출물: 감초, 당귀, 녹차를 같은 양으로 넣은 크림", "대응"),
        ("감초, 당귀, 녹차 가루를 넣은 크림", "판단불가"),
    ],
)
def test_what_a_heading_makes_of_its_list(query, label):
    assert given("당귀 추출물", query) == label


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        ("상기 트레할로스의 농도는 1% 내지 5% (w/v)의 범위", "트레할로스 3%(w/v) 주사제", "대응"),
        ("상기 트레할로스의 농도는 1% 내지 5% (w/v)의 범위", "트레할로스 9%(w/v) 주사제", "미대응"),
        (
            "상기 쑥 증류액은 조성물 100 중량%를 기준으로 30 내지 60 중량%로 포함",
            "쑥 증류액 45% 미스트",
            "대응",
        ),
        (
            "상기 쑥 증류액은 조성물 100 중량%를 기준으로 30 내지 60 중량%로 포함",
            "쑥 증류액 90% 미스트",
            "미대응",
        ),
        (
            "상기 공중합체는 소수성 단위의 몰%가 5 이상 10 미만",
            "소수성 단위는 7몰%인 공중합체",
            "대응",
        ),
        (
            "상기 공중합체는 소수성 단위의 몰%가 5 이상 10 미만",
            "소수성 단위는 10몰%인 공중합체",
            "미대응",
        ),
        ("pH가 5 내지 6인", "산도 5.5로 맞춘 토너", "대응"),
        (
            "불화나트륨 또는 일불소인산나트륨을 불소 이온으로서 500 내지 1,000 ppm",
            "불화나트륨(불소 900ppm) 치약",
            "대응",
        ),
    ],
)
def test_amounts_said_of_a_subject_or_before_their_number(element, query, label):
    assert given(element, query) == label


def test_one_or_both_are_alternatives():
    element = "베타인, 판테놀 중 어느 하나 또는 2가지 모두"
    assert given(element, "판테놀 크림") == "대응"
    assert given("베타인 및 판테놀을 모두 포함", "판테놀 크림") == "판단불가"


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        ("단쇄 알코올이 없는", "에탄올이나 아이피에이 같은 단쇄 알코올은 전혀 안 들어가요", "대응"),
        ("실리콘 오일을 포함하지 않는", "silicone-free 트리트먼트", "대응"),
        ("히노키티올 0.1 내지 1 중량%", "비이온성 항균제(히노키티올, 티몰 등)는 미사용", "미대응"),
        ("회전을 막는 톱니를 갖는", "패드에 톱니를 파서 헛돌지 않게 했습니다", "대응"),
        ("화장료 조성물", "보습 미스트 기획안입니다", "대응"),
        ("알파-아밀라아제", "알파아밀레이스를 넣은 음료", "대응"),
        ("비타민 B6", "비타민B군(B1, B2, B6)을 넣은 정제", "대응"),
    ],
)
def test_names_as_people_write_them(element, query, label):
    assert given(element, query) == label


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        ("난용성 유효성분", "수용성 비타민C를 넣은 세럼", "미대응"),
        ("비이온성 계면활성제", "비이온 계면활성제를 쓴 샴푸", "대응"),
        ("저분자 히알루론산", "고분자 히알루론산 앰플", "미대응"),
        ("감초 잎 추출물", "감초 잎 말고 뿌리 추출물을 쓴 세럼", "미대응"),
        ("털부처꽃 에탄올 추출물", "털부처꽃을 물로 달인 추출물, 에탄올은 안 썼습니다", "미대응"),
        (
            "상기 추출물은 물, 에탄올, 또는 이들의 혼합용매 추출물인",
            "헥산으로 뽑은 추출물이고 물이나 에탄올은 추출에 전혀 안 씁니다",
            "미대응",
        ),
        ("W/O/W형 다중유화 조성물", "P/O/W 다중유화 세럼", "미대응"),
    ],
)
def test_qualities_parts_and_solvents_that_exclude_each_other(element, query, label):
    assert given(element, query) == label


@pytest.mark.parametrize(
    ("query", "closed"),
    [
        ("판테놀 2%, 글리세린 10%, 정제수 88%, 이 세 가지 말고는 없음", "대응"),
        ("판테놀 2%, 글리세린 10%, 베타인 3%, 정제수 85%가 전부인 토너", "미대응"),
        ("판테놀과 글리세린을 넣은 토너", "판단불가"),
    ],
)
def test_closed_wording_that_goes_on(query, closed):
    claim = "판테놀, 글리세린 및 정제수로 이루어지며, 상기 판테놀은 1 내지 5 중량%인 토너."
    elements = [
        given_element(t, claim, EVIDENCE.glossary)
        for t in ("판테놀", "글리세린", "정제수", "로 이루어지며")
    ]
    asked = Claim(regit_num="9900099990000", title="시험", claim_number=1, text=claim)
    found = EVIDENCE.assess(asked, elements, EVIDENCE.read_product(query))
    assert (found[3].match or "판단불가") == closed


def test_what_limits_a_missing_thing_is_missing():
    claim = "카보머를 포함하고, 상기 카보머는 가교 폴리아크릴산을 200℃에서 중합한 것인 겔."
    assert labels(claim, "카보머는 넣지 않은 겔")[:2] == ["미대응", "미대응"]
    assert labels(claim, "카보머를 넣은 겔")[:2] == ["대응", "판단불가"]


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        ("유기 자외선 차단제를 포함하지 않는", "100% 무기자차 선크림", "대응"),
        ("유기 자외선 차단제를 포함하지 않는", "무기자차 선크림", "판단불가"),
        ("유기 자외선 차단제를 포함하지 않는", "선크림, 유기 필터 배합 없음", "대응"),
        ("물을 함유하지 않는", "무수 립스틱", "대응"),
        ("암모니아를 포함하지 않는", "염모제, 암모니아는 냄새 때문에 1제에서 뺍니다", "대응"),
        ("에탄올을 함유하지 않는", "데오스틱. 에탄올 zero", "대응"),
        ("알룰로오스", "알룰로스는 배탈 클레임 때문에 빼고 스테비아로 단맛을 낸 음료", "미대응"),
        ("레티놀", "레티놀은 접고 바쿠치올로 가는 크림", "미대응"),
        ("유화하는 단계", "로션은 유화제로 폴리소르베이트를 씁니다", "판단불가"),
        ("체지방 감소용", "체지방 쪽 문구는 안 쓰는 유산균", "판단불가"),
    ],
)
def test_what_is_left_out_in_everyday_words(element, query, label):
    assert given(element, query) == label


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        ("L-테아닌 100 내지 200mg", "L-테아닌 150mg 젤리", "대응"),
        ("L-테아닌 100 내지 200mg", "L-테아닌 300mg 젤리", "미대응"),
        ("L-테아닌 100 내지 200mg", "락티움 150mg+L-테아닌 젤리", "판단불가"),
        ("1일 섭취량으로서 L-테아닌 100 내지 200mg", "하루 두 알에 L-테아닌 150mg", "대응"),
        ("락토바실러스 파라카세이 QX-19 균주(기탁번호 KCCM99999P)", "QX-19 유산균 스틱", "대응"),
        ("락토바실러스 파라카세이 QX-19 균주(기탁번호 KCCM99999P)", "KCCM 99999P 유산균", "대응"),
        (
            "락토바실러스 파라카세이 QX-19 균주(기탁번호 KCCM99999P)",
            "QX-18 유산균 스틱",
            "미대응",
        ),
    ],
)
def test_masses_a_day_and_strains(element, query, label):
    assert given(element, query) == label


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("어성초를 60% 주정으로 70℃에서 4시간 우려낸 추출물 2%를 넣은 토닉", "대응"),
        ("어성초를 60% 주정으로 70℃에서 4시간 우려낸 추출물 9%를 넣은 토닉", "미대응"),
        ("어성초추출물 2% 토닉", "판단불가"),
        ("어성초를 20% 주정으로 70℃에서 4시간 우려낸 추출물 2%를 넣은 토닉", "판단불가"),
    ],
)
def test_an_extract_by_its_process(query, label):
    element = (
        "어성초를 50 내지 70 부피% 에탄올 수용액으로 60 내지 80℃에서 2 내지 6시간 동안"
        " 추출하여 얻은 어성초 추출물 0.5 내지 5 중량%"
    )
    assert given(element, query) == label


def test_a_category_by_its_shape_and_not_by_what_is_put_in():
    assert given("스틱형", "데오 스틱") == "대응"
    assert given("섬유유연제 조성물", "향캡슐 1%를 넣은 섬유유연제") == "대응"
    assert given("클렌징 밤", "클렌징오일") != "대응"


def test_the_product_of_a_set_that_the_claim_is_about():
    claim = (
        "하이드록시아파타이트 및 자일리톨을 포함하고 라우릴황산나트륨을 포함하지 않는 치약 조성물."
    )
    text = "치약+가글 세트. 치약은 하이드록시아파타이트, 자일리톨, 거품제는 소듐라우릴설페이트. 가글은 CPC 하나로."
    assert labels(claim, text)[:3] == ["대응", "대응", "미대응"]


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        ("판테놀 0.5 내지 5 중량%", "판태놀 6%를 넣은 크림, 향료 종류는 원료사 기밀", "미대응"),
        ("고체 향수 조성물", "액상 오드뚜왈렛", "미대응"),
        ("쿠션 화장료", "쿠션은 접고 리퀴드 파운데이션으로", "미대응"),
        ("세틸알코올", "세테아릴알코올을 넣은 크림", "대응"),
        (
            "알파-아밀라아제를 첨가하고 60 내지 75℃에서 분해하는 단계",
            "효소는 안 쓰고 귀리를 갈기만 한 음료",
            "미대응",
        ),
        ("인삼열매 발효물 1 내지 9 중량%", "진생베리 크림, 인삼열매를 발효한 원료 5%", "대응"),
    ],
)
def test_further_everyday_wordings(element, query, label):
    assert given(element, query) == label


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        ("나이아신아마이드 2 내지 5중량%", "나이아신아미이드는 10% 들어간 로션", "미대응"),
        ("니트로셀룰로오스 10 내지 20중량%", "나이트로셀룰로오스 15% 네일", "대응"),
        ("염소계 표백제를 포함하지 않는", "염소 무첨가 클리너", "대응"),
        ("비타민 C 0.5 내지 2중량%", "피쉬콜라겐 펩타이드 100%로 채운 스틱", "미대응"),
        ("젤리형 건강기능식품", "분말 스틱 건강기능식품", "미대응"),
        ("충전식 배터리", "배터리는 없애고 유선으로만 쓰는 마스크", "미대응"),
        ("백하수오 추출물", "백하수오는 수급이 불안해서 적하수오로 바꿨어요", "미대응"),
        ("유성성분 1 내지 10 중량%", "오일프리로 개발한 컨디셔너", "미대응"),
        ("융점 70 내지 110 ℃인 왁스", "밀랍(융점 63℃) 12%, 카나우바왁스(융점 83℃) 18%", "대응"),
        ("유성 속눈썹용 화장료", "수성 마스카라", "미대응"),
        (
            "메틸 자스모네이트를 처리하여 배양된 작약 캘러스 추출물",
            "작약 캘러스 추출물 세럼",
            "판단불가",
        ),
        (
            "메틸 자스모네이트를 처리하여 배양된 작약 캘러스 추출물",
            "메틸 자스모네이트를 처리해 키운 작약 캘러스 추출물 세럼",
            "대응",
        ),
        (
            "청미래덩굴(Smilax china) 뿌리로부터 물을 이용하여 추출한 추출물",
            "청미래덩굴 잎 추출물",
            "미대응",
        ),
        ("내용물이 함침된 스펀지가 수용되는 내측 용기", "쿠션 팩트 케이스", "판단불가"),
        ("나이아신아마이드 1 내지 3 중량%", "나이아신마이드 2% 함유 앰플", "대응"),
    ],
)
def test_typos_counts_and_things_by_their_making(element, query, label):
    assert given(element, query) == label


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("구연산을 넣은 알긴산 겔", "미대응"),
        ("콜라겐을 넣은 알긴산 겔", "판단불가"),
    ],
)
def test_another_member_of_a_class_of_a_few_is_in_its_place(query, label):
    claim = "알긴산나트륨 및 젖산을 포함하는 겔."
    assert labels(claim, query)[1] == label


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        (
            "설페이트계 계면활성제를 포함하지 않으며",
            "SLS, SLES 포함해서 설페이트 계열은 일절 안 씁니다",
            "대응",
        ),
        ("가수분해 실크", "단백질은 실크 가수분해물이냐 케라틴이냐 고민 중", "판단불가"),
        ("스틱형", "밀랍 립밤", "판단불가"),
        ("황칠나무 잎의 C1 내지 C4 저급 알코올 추출물", "황칠잎 에탄올추출물 크림", "대응"),
        ("액상 세정제 조성물", "욕실 세제, 물처럼 뿌리는 액상이에요", "대응"),
        ("메틸다이하이드로자스모네이트", "Hedione 5%인 오 드 퍼퓸", "대응"),
    ],
)
def test_lists_of_what_is_left_out_and_lower_alcohols(element, query, label):
    assert given(element, query) == label


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        # The topic of an amount is the thing, with or without 상기.
        ("점증제는 0.5 중량% 내지 2 중량%", "잔탄검 1%를 넣은 세럼", "대응"),
        ("자외선 차단제의 함량은 5 내지 10 중량%", "징크옥사이드 20% 선크림", "미대응"),
        ("광중합 개시제 (c) 를 0.5 〜 3.0 질량％", "TPO 1 mass%를 넣은 잉크", "대응"),
        # «허용가능한 염» without 약제학적으로; brackets within a chemical name.
        ("레티놀 또는 아데노신; 또는 이의 허용가능한 염", "아데노신을 넣은 크림", "대응"),
        ("2-(3,4-디메톡시페닐)에탄올아민", "2-(3,4-디메톡시페닐)에탄올아민 앰플", "대응"),
        # Strains, drugs by how they act, things by what they supply.
        (
            "바실러스 코아귤란스 (Bacillus coagulans) QX77 (KCTC 1BP) 균주",
            "QX77 유산균 분말",
            "대응",
        ),
        ("도파민 작용제를 유효성분으로 포함하는데", "프라미펙솔 정제", "대응"),
        ("알파-2 아드레날린 작용제", "아프라클로니딘 점안액", "대응"),
        ("칼슘 이온 공급원", "글루콘산칼슘 음료", "대응"),
        # Names of phases, forms and uses.
        ("폴리올을 포함하고", "P/O/W 로션", "대응"),
        ("조성물", "쑥·인진쑥 추출물 분말", "대응"),
        ("약학적 조성물", "은행잎 추출 항혈전제", "대응"),
        ("비만을 예방하기 위한", "녹차 추출물을 담은 비만 치료제", "대응"),
        ("의약으로 사용하기 위한", "쑥 추출물 위염 치료제", "대응"),
        ("자동식기세척기용", "한 알씩 넣는 식세기 타블렛", "대응"),
        ("속눈썹 연장용", "렝스닝 마스카라", "대응"),
        ("속눈썹 연장용", "볼륨 마스카라", "미대응"),
        # The other script, the sign of a metal, what something is formulated as.
        ("벤질부테날", "benzylbutenal 0.2%를 넣은 향료", "대응"),
        ("3,7-디메틸-2,6-옥타디엔-1-온", "3,7-dimethyl-2,6-octadien-1-one 1%", "대응"),
        ("구연산나트륨", "구연산Na를 넣은 음료", "대응"),
        ("로션, 연고 또는 크림으로서 제형화됨", "쑥 추출물 연고", "대응"),
        ("시트르산염의 함량은 1 내지 3 중량%", "구연산칼륨 2중량% 음료", "대응"),
        ("용기 내 시트르산염의 함량은 1 내지 3 중량%", "구연산칼륨 4중량% 음료", "미대응"),
        ("케모킨 수용체 2 (CCR2) 경로 억제제", "세니크리비록 정", "대응"),
        ("TLR9 단백질의 활성 억제제", "TLR9은 건드리지 않는 크림", "미대응"),
        ("락트산 발효를 받았던", "유산균으로 발효한 무 추출물", "대응"),
        # Free of a class, whatever form there is, and shares that are of water.
        ("설페이트계 계면활성제를 포함하지 않는", "sulfate-free 샴푸", "대응"),
        ("제형", "쑥 추출물 연고", "대응"),
        ("15 중량% 이하의 물", "수분 7% 캡슐 세제", "대응"),
        ("15 중량% 이하의 물", "수분 가득한 캡슐 세제", "판단불가"),
        ("귤껍질로부터", "귤껍질에서 뽑은 헤스페리딘", "대응"),
        # The solvent alone is asked; a form's own words tell its use; the adhesive of a patch.
        (
            "상기 추출물은 물, 에탄올, 또는 이들의 혼합용매 추출물인 것",
            "감초를 열수로 달인 액",
            "대응",
        ),
        ("에탄올로 추출하여 얻은", "쑥 주정추출물 크림", "대응"),
        ("에탄올로 추출하여 얻은", "쑥 헥산추출물 크림", "판단불가"),
        ("항비만", "현미 다이어트 쉐이크", "대응"),
        ("이층상 제형", "이층 미스트", "대응"),
        ("첩부 시트", "여름용 쿨링 패치", "대응"),
        # One of a list is swapped for another.
        ("판테놀", "판테놀, 그리고 레티놀 대신 레티날을 넣은 크림", "대응"),
        # The subject's class is filled with another than is claimed.
        ("상기 점증제는 카보머 또는 잔탄검", "점증제 폴리아크릴아마이드 크림", "미대응"),
    ],
)
def test_further_words_for_what_a_claim_names(element, query, label):
    claim = Claim(
        regit_num="9900099990000",
        title="시험",
        claim_number=1,
        text=element,
        elements=(element,),
    )
    found = EVIDENCE.assess(claim, EVIDENCE.read_claim(claim), EVIDENCE.read_product(query))
    assert (found[0].match or "판단불가") == label


CLOSED_PART = (
    "미백 유효성분을 함유하는 화장료 조성물로서, 상기 미백 유효성분은 알부틴 2중량%; 및 "
    "나이아신아마이드 3중량%만으로 이루어진 것을 특징으로 하는 화장료 조성물."
)


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("알부틴 2%, 나이아신아마이드 3% 크림, 미백 성분은 이 둘뿐", "대응"),
        ("알부틴 2%, 나이아신아마이드 3% 크림", "판단불가"),
    ],
)
def test_the_part_that_a_claim_closes_is_closed_in_the_product(query, label):
    elements = ("알부틴 2중량%", "나이아신아마이드 3중량%", "만으로 이루어진")
    claim = Claim(
        regit_num="9900099990000",
        title="시험",
        claim_number=1,
        text=CLOSED_PART,
        elements=elements,
    )
    found = EVIDENCE.assess(claim, EVIDENCE.read_claim(claim), EVIDENCE.read_product(query))
    assert (found[-1].match or "판단불가") == label


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        # What only holds the thing is no thing of its own.
        ("콜히친을 포함하는 제1 성분", "콜히친 캡슐", "대응"),
        ("알긴산나트륨 및 염화칼슘을 포함하는 제2제", "알긴산나트륨, 염화칼슘 겔", "대응"),
        ("잔탄검을 함유하는 점증제", "잔탄검 넣은 토너", "대응"),
        # What a molecule is built of is not put in with it.
        ("메톡시기를 갖는 비오틴", "비오틴 앰플", "대응"),
        # Each of several alternatives has its own amount.
        ("레티놀 1 내지 2중량% 또는 비오틴 5 내지 8중량%", "레티놀 1.5% 크림", "대응"),
        ("레티놀 1 내지 2중량% 또는 비오틴 5 내지 8중량%", "비오틴 1.5% 크림", "미대응"),
        # What a thing must differ from does not count.
        ("아모다이메티콘과 구별되는 실리콘 0 내지 5중량%", "아모다이메티콘 30% 린스", "판단불가"),
        # The thing that is worked on has the amount.
        ("감초 10 내지 20중량부를 추출한 제1 추출물", "감초 15중량부를 추출한 토너", "대응"),
        # A sequence is not any peptide.
        ("서열번호 3의 서열로 구성된 펩타이드", "서열번호 3 펩타이드 앰플", "대응"),
        ("서열번호 3의 서열로 구성된 펩타이드", "펩타이드 앰플", "판단불가"),
        ("서열번호 3의 서열로 구성된 펩타이드", "아르지렐린 앰플", "미대응"),
    ],
)
def test_what_holds_a_thing_and_what_it_is_built_of(element, query, label):
    assert given(element, query) == label


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        ("어성초 추출물", "에탄올로 뽑은 어성초 토너", "대응"),
        ("인진쑥 발효물", "인진쑥 발효물 뺀 로션", "미대응"),
        ("인진쑥 발효물", "도라지 발효물 뺀 로션", "판단불가"),
        ("쌀눈 발효물 10 내지 20중량%", "쌀눈 발효물 15%, 글리세린 5% 로션", "대응"),
        ("카페인", "커피 추출물 넣은 크림", "판단불가"),
        ("파클리탁셀", "탁산 유도체 넣은 연고", "판단불가"),
    ],
)
def test_a_class_is_that_of_the_thing_before_it(element, query, label):
    assert given(element, query) == label


def test_the_only_one_of_a_class_leaves_other_classes_open():
    assert given("카보머", "보존제로 페녹시에탄올만 쓴 크림") == "판단불가"
    assert given("잔탄검", "점증제로 카보머만 쓴 크림") == "미대응"


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        ("분산물", "수분산 립밤", "판단불가"),
        ("피부 관리 기구", "전동 안마기", "판단불가"),
        ("화장료 조성물", "밀크씨슬 영양제", "미대응"),
    ],
)
def test_a_state_of_matter_names_no_field(element, query, label):
    assert given(element, query) == label


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        ("정제형", "씹어 먹는 유산균 구미", "미대응"),
        ("크림형", "뿌리는 수분 미스트", "미대응"),
        ("스틱형", "입술에 바르는 립밤", "판단불가"),
        ("캡슐형", "연질캡슐에 담은 오메가3", "대응"),
        ("가열식 가습기", "끓이는 방식 가습기", "대응"),
        ("가열식 가습기", "거실용 가습기", "판단불가"),
        ("보리 음료의 제조방법", "보리를 볶아 우린 드링크 제조공정", "대응"),
    ],
)
def test_what_a_category_is_limited_by_is_told_in_any_words(element, query, label):
    assert given(element, query) == label


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        ("피부 접촉을 감지하는 접촉 센서", "피부에 접촉이 안 되면 꺼지는 센서가 있어요", "대응"),
        ("피부 접촉을 감지하는 접촉 센서", "접촉 센서가 있고 비접촉이면 멈춰요", "대응"),
        ("착용자를 감지하는 센서", "착용자가 감지되지 않으면 센서가 전원을 꺼요", "대응"),
        ("착용자를 감지하는 센서", "착용자를 감지하는 센서는 달지 않았어요", "미대응"),
        ("알코올을 포함하지 않는", "알코올은 안 넣으면 좋겠어요", "대응"),
        ("상기 효소 분해물을 여과하는 단계", "효소는 안 쓰고 체에 여과해요", "대응"),
    ],
)
def test_a_condition_denies_nothing(element, query, label):
    assert given(element, query) == label


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        (
            "감초 추출물 5 내지 10중량%",
            "감초를 끓는 물에 오래 우려낸 액이 8%인 토너",
            "대응",
        ),
        ("감초 추출물 5 내지 10중량%", "감초를 주정으로 뽑은 엑기스가 15%인 토너", "미대응"),
        ("콩을 물에 4 내지 8시간 침지하는 단계", "콩을 한나절(5시간) 물에 불려요", "대응"),
        ("콩을 물에 4 내지 8시간 침지하는 단계", "콩을 한나절(10시간) 물에 불려요", "미대응"),
        ("잔탄검", "점증제는 잔탄검, 실리콘오일 무첨가", "대응"),
        ("메틸파라벤", "보존제는 메틸파라벤, 에틸파라벤 무첨가", "미대응"),
        ("카페인 1 내지 3중량%를 포함하는 세럼 베이스", "베이스에 카페인 2% 넣었어요", "대응"),
        ("경보를 울리는 알림부", "경보를 울리진 않아요", "미대응"),
        ("손잡이", "원통형 텀블러(손잡이X)", "미대응"),
    ],
)
def test_what_short_words_are_said_of(element, query, label):
    assert given(element, query) == label


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        ("콩을 발아시키는 단계", "싹 안 틔운 콩을 볶아 갈아요", "미대응"),
        ("설탕", "설탕 자리엔 올리고당을 넣었어요", "미대응"),
        ("폴리프로필렌", "PP나 ABS는 안 섞고 나무로만 만든 컵", "미대응"),
        ("수크랄로스", "수크랄로스나 아스파탐 같은 합성 감미료는 일절 안 넣어요", "미대응"),
        ("실리콘을 포함하지 않는", "실리콘은 민감한 분들이 싫어해서 뺐어요", "대응"),
        ("실리콘을 포함하지 않는", "실리콘은 제로예요", "대응"),
        ("물을 포함하지 않는", "물 베이스라 촉촉한 선크림", "미대응"),
        ("차량 세정용", "차량용은 아니고 유리창 닦는 세정제예요", "미대응"),
        ("반죽을 굽는 단계", "반죽을 굽는 게 아니라 튀겨요", "미대응"),
        ("음식물을 건조하는 히터", "히터로 말리지 않고 바람만 불어요", "미대응"),
        ("정전기를 내는 전극부", "마사지 머리는 있고 진동·전극은 뺌", "미대응"),
        ("바닥에 탈착되는 실리콘 받침", "바닥 실리콘 받침은 빼서 씻어요", "대응"),
        ("배터리", "배터리 쏙 빼서 충전하는 청소기", "대응"),
        ("헤어 드라이어", "접히는 헤어드라이어, 거치대 없음", "대응"),
        ("사진을 입력받는 입력부", "서랍 안 사진을 입력받아요", "대응"),
        ("열전도도가 3 W/m·K 이상인 것", "열전도도 1.8W/mK 방열 패드", "미대응"),
        ("80 내지 150 메쉬의 여과망", "거름망은 60매쉬예요", "미대응"),
        ("포도당 15 내지 30중량%", "포도당은 100g당 22g 들어요", "대응"),
    ],
)
def test_what_is_denied_and_what_is_not(element, query, label):
    assert given(element, query) == label


def test_nothing_else_mixed_in_closes_a_list():
    claim = "과탄산나트륨 및 구연산으로 이루어진 세정제 조성물."
    assert (
        labels(claim, "과탄산나트륨 80%, 구연산 20%이고 다른 건 안 섞었어요. 세정제")[-2] == "대응"
    )


def test_what_describes_an_item_of_a_closed_list_is_no_further_one():
    claim = "글리세린, 판테놀 및 물로 이루어진 화장료 조성물."
    listed = "글리세린(식물 유래 팜유 원료) 10%, 판테놀 5%, 물 85%. 이 세 가지뿐인 토너"
    assert labels(claim, listed)[-2] == "대응"
    assert labels(claim, "글리세린 10%, 카페인 5%, 물 85%. 이 세 가지뿐인 토너")[-2] == "미대응"


def test_any_number_of_times_is_met_by_what_is_done():
    element = "상기 코팅층을 1회 또는 복수 회 적층하는 단계"
    assert given(element, "코팅층을 적층하는 필름 제법") == "대응"


def test_a_part_may_be_without_a_thing():
    element = "상기 시트의 하부에 배치되고 접착제를 포함하지 않으며 펄프를 포함하는 흡수층"
    assert given(element, "시트 하부에 배치되는 펄프 흡수층, 접착제는 없어요") == "대응"


def test_what_a_thing_is_said_to_be_there_for_is_its_class():
    assert given("가교제", "젤라틴 5%, 황산바륨 1%(가교용), 정제수 잔량 겔") == "대응"
    assert given("가교제", "젤라틴 5%, 황산바륨 1%, 정제수 94%, 겔") == "미대응"


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        ("다공성 실리카를 함유하는", "실리카를 넣은 파우더", "판단불가"),
        ("다공성 실리카를 함유하는", "다공질 실리카를 넣은 파우더", "대응"),
        ("녹차 에탄올 추출물", "녹차추출물 토너", "판단불가"),
        ("녹차 에탄올 추출물", "주정으로 뽑은 녹차추출물 토너", "대응"),
        ("고양이 사료", "강아지 사료", "미대응"),
        ("글리세린이 포함된 리포좀", "글리세린 무첨가 리포좀 세럼", "미대응"),
        ("글리세린이 포함된 리포좀", "글리세린을 담은 리포좀 세럼", "대응"),
        ("바실러스 세레우스에 항균 활성을 가지는", "대장균 항균 비누", "판단불가"),
        ("정제형 세정제", "가루세제", "미대응"),
        ("더치커피의 제조방법", "95℃ 물로 내리는 드립 커피 만드는 법", "미대응"),
    ],
)
def test_what_a_name_is_limited_by_must_be_said(element, query, label):
    assert given(element, query) == label


@pytest.mark.parametrize(
    ("query", "label"),
    [
        (
            "화분에 물받이와 받침대를 두고 받침대에는 흙을 담은 상자를 올려 두는 베란다용 화분 선반인데"
            " 색은 흰색과 회색 두 가지로 나옵니다",
            "판단불가",
        ),
        (
            "화분에 물받이와 받침대를 두고 물받이 테두리는 받침대 홈에 걸어 흔들리지 않게 했고"
            " 색은 흰색과 회색 두 가지로 나옵니다",
            "대응",
        ),
    ],
)
def test_what_an_element_says_first_must_be_said_of_it(query, label):
    claim = (
        "물받이; 상기 물받이를 받치는 받침대; 및 상기 물받이의 테두리가 상기 받침대의 홈에 걸려 고정되는 걸림 구조를"
        " 포함하는 화분."
    )
    assert labels(claim, query)[2] == label


def one(element, query):
    """Return the label of one element of a method or an article."""
    elements = (element, "방법") if element.endswith("단계") else (element,)
    text = ", ".join(elements)
    claim = Claim(
        regit_num="9900099990000", title="시험", claim_number=1, text=text, elements=elements
    )
    product = EVIDENCE.read_product(query)
    return EVIDENCE.assess(claim, EVIDENCE.read_claim(claim), product)[0].match or "판단불가"


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        ("한 쌍의 손잡이", "손잡이 하나짜리 들통", "미대응"),
        ("한 쌍의 손잡이", "손잡이 두 개 달린 들통", "대응"),
        ("한 쌍의 손잡이", "손잡이 달린 들통", "대응"),
        ("4개 이상의 바퀴", "바퀴 달린 수납함", "판단불가"),
        ("4개 이상의 바퀴", "바퀴 3개 수납함", "미대응"),
        ("2열로 배치된 롤러", "롤러 한 줄 컨베이어", "미대응"),
        ("8 내지 10개의 노즐", "노즐 9개", "대응"),
    ],
)
def test_how_many_of_a_part_there_are(element, query, label):
    assert one(element, query) == label


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        ("길이가 150mm 이하인 손잡이", "손잡이 두께 20mm", "판단불가"),
        ("길이가 150mm 이하인 손잡이", "손잡이 길이 12센티", "대응"),
        ("지름이 3 내지 5mm인 통기공", "통기공이 있고 본체 지름 4mm", "판단불가"),
        ("두께가 50 내지 100µm인 필름", "두께 20미크론 필름", "미대응"),
        ("260 내지 280nm 파장의 UV-C LED", "630nm LED로 살균", "미대응"),
    ],
)
def test_a_value_is_that_of_its_part_and_measure(element, query, label):
    assert one(element, query) == label


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        ("3 내지 5시간 동안 물에 불리는 단계", "팥을 물에 4시간 불리고 50분 삶음", "대응"),
        ("3 내지 5시간 동안 물에 불리는 단계", "팥 50분 삶아요. 물에 불린 팥", "판단불가"),
        ("10 내지 15분 동안 초음파 처리하는 단계", "초음파 40분 처리", "미대응"),
        ("0 내지 5℃의 물로 찻잎을 추출하는 단계", "찻잎에 끓는 물 부어서 추출", "미대응"),
        ("70 내지 80℃에서 1시간 교반하는 단계", "75℃, 1시간 교반하고 상온에서 섞음", "대응"),
    ],
)
def test_a_value_is_that_of_its_step(element, query, label):
    assert one(element, query) == label


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        ("건조 팬", "건조팬 미적용 수납장", "미대응"),
        ("방수층", "면 커버만 있고 방수층 無", "미대응"),
        ("봉제선", "무봉제로 붙인 모자", "미대응"),
        ("알루미늄염", "aluminum-free 스틱", "미대응"),
        ("설탕을 함유하지 않는 음료", "설탕 10% 음료", "미대응"),
        ("설탕을 함유하지 않는 음료", "레몬 음료", "판단불가"),
        ("물을 실질적으로 포함하지 않는 것", "물 없이 만든 밤", "대응"),
        ("인공 색소를 포함하지 않는", "치자색소로 물들인 젤리", "판단불가"),
        ("무알코올", "알코올 프리 손세정제", "대응"),
        ("알레르기 질환의 예방, 개선 또는 치료용", "주름 개선 크림", "미대응"),
    ],
)
def test_absence_that_is_claimed_or_said(element, query, label):
    assert given(element, query) == label


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        ("덖은 보리", "보리 30% 넣은 차", "판단불가"),
        ("덖은 보리", "로스팅 보리로 우린 차", "대응"),
        ("발아 귀리", "귀리 20% 들어간 선식", "판단불가"),
        ("발아 귀리", "싹 틔운 귀리 선식", "대응"),
        ("티크 목재", "아카시아나무 원목 쟁반", "미대응"),
        ("EPDM 고무", "NBR 고무 패킹", "미대응"),
        ("키위 추출물", "열대과일 추출물 음료", "판단불가"),
        ("당귀 추출물", "한방 복합 추출물이에요: 당귀, 작약, 계피", "대응"),
    ],
)
def test_how_a_thing_is_treated_and_which_of_its_kind_it_is(element, query, label):
    assert given(element, query) == label


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        ("천일염", "재제염을 뿌린 과자", "미대응"),
        ("천일염", "토판염을 뿌린 과자", "대응"),
        ("농축유청단백", "유청단백 쉐이크", "판단불가"),
        ("농축유청단백", "분리유청단백 쉐이크", "미대응"),
        ("중력분", "박력분으로 만든 쿠키", "미대응"),
        ("갑각류", "킹크랩 통조림", "대응"),
        ("망고 퓨레", "망고 분말로 만든 젤리", "미대응"),
        ("재생섬유", "모달 내의", "대응"),
        ("내열유리", "파이렉스 밀폐용기", "대응"),
    ],
)
def test_kinds_of_ingredients_and_materials(element, query, label):
    assert given(element, query) == label


def test_what_tells_a_use_is_still_an_ingredient():
    assert given("타가토스", "단맛은 타가토스로 냈어요") == "대응"


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        ("벤조산 또는 이의 염", "안식향산나트륨 0.2% 가글", "대응"),
        ("시스테인 및 이의 염 1 내지 8중량%", "L-시스테인염산염 6% 펌 1제", "대응"),
        ("레티놀, 바쿠치올 및 이들의 유도체에서 선택되는 1종", "레티닐팔미테이트 크림", "대응"),
        ("과산화수소 1 내지 6중량%", "과산화수소(35%) 10%를 넣은 2제", "대응"),
        ("구연산 5 내지 30중량%", "구연산 50% 수용액을 4% 투입", "미대응"),
        ("글리세린 5 내지 10중량%", "글리세린 7%, 70% 솔비톨액 10%", "대응"),
        ("소르빈산칼륨", "벤조산나트륨으로 방부한 물티슈", "미대응"),
        ("파라벤", "파라벤 불검출 로션", "미대응"),
        ("방부제", "무방부 앰플", "미대응"),
        ("염소계 표백제", "산소계 표백제로 과탄산소다", "미대응"),
        ("DEET, 이카리딘, IR3535 중 선택된 기피제", "피카리딘 15% 스프레이", "대응"),
        ("살충제 조성물", "퍼메트린 스프레이", "판단불가"),
    ],
)
def test_ingredients_by_what_they_do(element, query, label):
    assert given(element, query) == label


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        ("수산화마그네슘", "브롬계 난연제를 섞은 하우징", "미대응"),
        ("수산화마그네슘", "난연제를 섞은 하우징", "판단불가"),
        ("클로르페네신", "방부는 1,2-헥산디올로 했어요", "미대응"),
        ("클로르페네신", "점증은 잔탄검으로 했어요", "판단불가"),
    ],
)
def test_a_role_is_taken_by_another(element, query, label):
    claim = Claim(
        regit_num="9900099990000",
        title="시험",
        claim_number=1,
        text=element,
        elements=(element,),
    )
    elements = (given_element(element, element, EVIDENCE.glossary),)
    found = EVIDENCE.assess(claim, elements, EVIDENCE.read_product(query))[0]
    assert (found.match or "판단불가") == label


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        ("MO(M은 Ca, Mg 또는 Sr) 2 내지 8중량%", "SiO2 60%, SrO 5%", "대응"),
        ("MO(M은 Ca, Mg 또는 Sr) 2 내지 8중량%", "실리카 60%, 산화마그네슘 12%", "미대응"),
        ("MO(M은 Ca, Mg 또는 Sr) 2 내지 8중량%", "SiO2 70, Na2O 20, 알루미나 10 wt%", "미대응"),
        ("R2O 5 내지 15중량%", "SiO2 70wt%, Na2O 6wt%, K2O 4wt%", "대응"),
        ("M(OH)2(여기서 M은 마그네슘, 칼슘) 1 내지 3중량%", "소석회 2% 넣은 퍼티", "대응"),
        ("알루미나 10 내지 20중량%", "Al2O3 15, SiO2 60, CaO 25 (wt%)", "대응"),
        ("란타넘 산화물 1 내지 5중량%", "La2O3 3%, B2O3 40%, SiO2 57%", "대응"),
    ],
)
def test_a_compound_is_known_by_its_formula(element, query, label):
    assert labels(element, query)[0] == label


@pytest.mark.parametrize(
    ("element", "query", "label"),
    [
        (
            "n=2인 폴리글리세린 (b1) 30 내지 50몰%",
            "폴리글리세린, b1(n=2) 40몰%, b2(n=3) 20몰%",
            "대응",
        ),
        ("n=2인 폴리글리세린 (b1) 30 내지 50몰%", "폴리글리세린은 n=2 20몰%, n=3 45몰%", "미대응"),
        ("n=2인 폴리글리세린 (b1) 30 내지 50몰%", "폴리글리세린 원료", "판단불가"),
    ],
)
def test_an_amount_stands_at_a_label_or_number(element, query, label):
    assert labels(element, query)[0] == label


@pytest.mark.parametrize(
    ("query", "golds"),
    [
        ("석고 20kg에 모래 40kg, 물 10L", ["대응", "대응"]),
        ("석고 20kg에 모래·물 각 10kg", ["미대응", "대응"]),
        ("석고와 모래, 물을 섞음", ["판단불가", "판단불가"]),
    ],
)
def test_parts_are_counted_from_masses(query, golds):
    claim = "석고 100중량부; 모래 150 내지 250중량부; 물 40 내지 60중량부"
    assert labels(claim, query)[1:] == golds


def test_of_two_that_are_summed_up_each_has_less():
    claim = "감초 추출물 1 내지 3중량%; 생강 추출물 5 내지 9중량%"
    assert labels(claim, "감초 추출물과 생강 추출물 합쳐서 4%") == ["판단불가", "미대응"]


@pytest.mark.parametrize(
    ("query", "label"),
    [("체중 kg당 30mg 경구투여", "대응"), ("80mg/kg을 먹임", "미대응"), ("하루 한 알", "판단불가")],
)
def test_a_dose_is_counted_on_the_body(query, label):
    assert labels("체중 1kg당 10 내지 50mg의 용량으로 투여되는", query)[0] == label


@pytest.mark.parametrize(
    ("element", "query", "expected"),
    [
        ("징크옥사이드를 포함하지 않는", "산화아연(징크옥사이드)은 쓰지 않은 파우더", "대응"),
        ("징크옥사이드를 포함하지 않는", "산화아연(징크옥사이드) 10% 파우더", "미대응"),
        ("비타민 E", "비타민E는 빠짐, 오메가3 캡슐", "미대응"),
        ("비타민 E", "비타민E가 빠짐없이 들어간 캡슐", "대응"),
        ("비타민 E", "비타민E는 기존 제품과 달리 뺐어요", "미대응"),
        ("소르비톨", "구연산 3%랑 물뿐인 세정액", "미대응"),
        ("소르비톨", "장점은 저렴한 가격뿐인 세정액", "판단불가"),
        ("소르비톨", "물+염화나트륨 2w/v%만 든 세정액", "미대응"),
        ("쌀겨왁스 5 내지 15중량%", "쌀겨왁스 10% 말고도 향료를 넣은 립밤", "대응"),
        ("쌀겨왁스 5 내지 15중량%", "쌀겨왁스 10% 말고 밀랍 10%를 쓴 립밤", "미대응"),
        ("판테놀 0.04 내지 0.1중량%", "판테놀은 수상에 600ppm 녹인 크림", "대응"),
        ("인삼 추출물 5 내지 10중량%", "인삼추출분말 7% 정제", "대응"),
        ("인삼 추출물 5 내지 10중량%", "인삼 분말 7% 정제", "판단불가"),
        ("평균 입경이 50 내지 200nm인 리포좀", "레티놀을 80nm 리포좀에 담은 앰플", "대응"),
        ("평균 입경이 50 내지 200nm인 리포좀", "레티놀 리포좀(평균 400nm) 세럼", "미대응"),
        ("평균 기공 크기가 100 내지 300㎛", "두께감 있는 우레탄폼 0.6cm 패드", "판단불가"),
        (
            "은 화합물을 폼층 중량 대비 0.2 내지 1.5중량% 함유",
            "폼 무게의 0.8%가 탄산은인 패드",
            "대응",
        ),
        ("은 화합물을 폼층 중량 대비 0.2 내지 1.5중량% 함유", "은 없이 만든 패드", "미대응"),
        ("소듐코코일글루타메이트", "코코일글루탐산 나트륨염 클렌저", "대응"),
        ("소듐코코일글루타메이트", "코코일글루타메이트염 대신 SCI를 쓴 클렌저", "미대응"),
    ],
)
def test_an_ingredient_as_a_note_tells_it(element, query, expected):
    assert labels(f"{element}을 갖는 조성물.", query, [element]) == [expected]


@pytest.mark.parametrize(
    ("element", "query", "expected"),
    [
        ("상기 본체의 외측에 적층된 보호 필름", "하이드로겔 한 겹뿐인 패드", "미대응"),
        ("상기 본체의 외측에 적층된 보호 필름", "거즈 한 겹을 덧댄 하이드로겔 패드", "판단불가"),
        ("한천을 포함하는 겔화제", "젤라틴으로 굳힌 푸딩", "미대응"),
        ("한천을 포함하는 겔화제", "굳히는 시간은 한 시간인 푸딩", "판단불가"),
    ],
)
def test_layers_and_roles_in_plain_words(element, query, expected):
    assert labels(f"{element}을 갖는 조성물.", query, [element]) == [expected]


@pytest.mark.parametrize(
    ("category", "query", "expected"),
    [
        ("겔", "락스 든 변기 세정젤", "대응"),
        ("액제", "자일리톨 든 눈 세척액", "대응"),
        ("저염 간장", "콩으로 담근 조선간장", "판단불가"),
        ("저염 간장", "나트륨 줄인 간장", "대응"),
        ("스틱 젤리", "곰돌이 구미", "미대응"),
    ],
)
def test_goods_by_their_shape_and_quality(category, query, expected):
    assert labels(f"한천을 포함하는 {category}.", query, ["한천", category])[1:] == [expected]
