from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.glossary import load_glossary
from evidence.products import read, read_product

GLOSSARY = load_glossary()


def mention(text, words):
    found = [m for m in read(text, GLOSSARY).mentions if m.text == words]
    assert len(found) == 1, [m.text for m in read(text, GLOSSARY).mentions]
    return found[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("파라벤과 향료는 안 넣은 토너", "파라벤"),
        ("파라벤과 향료는 안 넣은 토너", "향료"),
        ("실리콘 무첨가 샴푸", "실리콘"),
        ("paraben-free 로션", "paraben"),
        ("레티놀 대신 바쿠치올을 넣은 크림", "레티놀"),
        ("카보머 없이 잔탄검으로 점도를 잡은 에센스", "카보머"),
        ("나이아신아마이드는 사용하지 않습니다", "나이아신아마이드"),
        ("TBC 미사용 크림", "TBC"),
    ],
)
def test_negation_is_seen(text, words):
    assert mention(text, words).negated


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("레티놀 대신 바쿠치올을 넣은 크림", "바쿠치올"),
        ("카보머 없이 잔탄검으로 점도를 잡은 에센스", "잔탄검"),
        ("파라벤은 안 넣었고 나이아신아마이드 5%를 넣은 토너", "나이아신아마이드"),
        ("정제수 70%, 글리세린 10%로 만든 토너", "글리세린"),
    ],
)
def test_what_is_there_is_not_negated(text, words):
    assert not mention(text, words).negated


@pytest.mark.parametrize(
    ("text", "words", "amount"),
    [
        ("나이아신아마이드 5% 크림", "나이아신아마이드", 5),
        ("5% 나이아신아마이드, 2% 판테놀 크림", "나이아신아마이드", 5),
        ("5% 나이아신아마이드, 2% 판테놀 크림", "판테놀", 2),
        ("나이아신아마이드를 3% 넣고 판테놀은 1% 넣은 크림", "판테놀", 1),
        ("TiO2 8%, 징크옥사이드 10% 선크림", "징크옥사이드", 10),
    ],
)
def test_amounts_go_to_the_name_they_stand_beside(text, words, amount):
    assert mention(text, words).amount.low == amount


def test_indecision_about_a_name_and_about_all():
    assert mention("레티놀을 넣을지 검토 중인 크림", "레티놀").undecided
    assert mention("레티놀을 쓸지랑 얼마나 넣을지는 미정", "레티놀").undecided
    assert mention("점증제는 고르는 중이에요", "점증제").undecided
    reading = read("기능성 화장품을 기획 중인데 아직 성분은 미정이야", GLOSSARY)
    start, end = reading.undecided
    assert reading.text[start:end] == "성분은 미정"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("정제수 70%, 글리세린 10%, 부틸렌글라이콜 5%, 나이아신아마이드 2% 세럼", True),
        ("나이아신아마이드 5%와 판테놀 2%를 넣은 세럼", False),
        ("전성분: 정제수, 글리세린, 판테놀", True),
        ("나이아신아마이드 세럼", False),
    ],
)
def test_a_whole_formula_is_told_from_selling_points(text, whole):
    assert read(text, GLOSSARY).whole_formula is whole


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        (
            "판테놀 4 / 글리세린 6.5 / 스쿠알란 2 (중량%) 크림",
            {"판테놀": 4, "글리세린": 6.5, "스쿠알란": 2},
        ),
        (
            "판테놀 1.5 글리세린 7 알란토인 0.2% 로션",
            {"판테놀": 1.5, "글리세린": 7, "알란토인": 0.2},
        ),
        ("EHMC5 BEMT2(%) 선젤", {"EHMC": 5, "BEMT": 2}),
        ("폴리솔베이트60 3%, 판테놀1% 크림", {"폴리솔베이트60": 3, "판테놀": 1}),
        ("2%의 판테놀에 스쿠알란은 약 8%를 더한 크림", {"판테놀": 2, "스쿠알란": 8}),
        ("1 g당 판테놀 20 mg이 든 크림", {"판테놀": 2}),
        ("총량 200g에 글리세린 10g을 넣은 비누", {"글리세린": 5}),
        ("글리세린 60mg/g 크림", {"글리세린": 6}),
        ("실리카(평균 입경 5㎛) 4%, 스쿠알란 9% 프라이머", {"실리카": 4, "스쿠알란": 9}),
        ("글리세린(보습제) 5%와 판테놀 1% 로션", {"글리세린": 5, "판테놀": 1}),
        ("판테놀을 1%에서 3%로 올렸어요", {"판테놀": 3}),
        ("판테놀 1% → 2%로 증량", {"판테놀": 2}),
        ("판테놀, 글리세린, 베타인을 순서대로 20:50:30 (중량%)", {"글리세린": 50, "베타인": 30}),
        ("글리세린 4g, 판테놀 1g, 정제수 45g (총 50g)", {"글리세린": 8, "판테놀": 2}),
        ("스쿠알란 70 / 판테놀 30.0 = 100.0 wt%", {"스쿠알란": 70, "판테놀": 30}),
        ("에탄올 50% 수용액으로 추출한 병풀 추출물 4%", {"병풀 추출물": 4}),
        ("점증제는 카보머 0.3%", {"카보머": 0.3, "점증제": 0.3}),
        ("배치 50kg 투입량: 글리세린 5kg, 판테놀 1kg", {"글리세린": 10, "판테놀": 2}),
        ("1회분 10g: 이눌린 8g, 자일리톨 2g", {"이눌린": 80, "자일리톨": 20}),
        ("처방(kg, 총 100): 탈크 40, 마이카 55, 실리카 5", {"탈크": 40, "실리카": 5}),
        ("15g 젤리 한 포에 이눌린 3g", {"이눌린": 20}),
    ],
)
def test_each_share_goes_to_its_name(text, shares):
    for name, share in shares.items():
        assert mention(text, name).amount.low == pytest.approx(share), name


def test_further_values_stay_beside_the_share():
    silica = mention("실리카(평균 입경 5㎛) 4% 프라이머", "실리카")
    assert silica.amount.unit == "%"
    text = "분자량 20만 Da 소듐하이알루로네이트 0.3% 세럼"
    assert mention(text, "소듐하이알루로네이트").amount.low == 0.3


def test_a_value_goes_to_its_property_and_to_its_bearer():
    text = "카나우바왁스(융점 83℃) 10%, 평균 입경 8㎛ PMMA 6%"
    assert mention(text, "융점").amount.low == 83
    assert [q.unit for q in mention(text, "카나우바왁스").values] == ["℃"]
    assert [q.unit for q in mention(text, "PMMA").values] == ["m"]


def test_each_stage_keeps_its_own_conditions():
    text = "30도에서 2일 발효, 5도에서 4일 숙성"
    assert mention(text, "발효").amount.low == 30
    assert mention(text, "숙성").amount.low == 5


def test_what_a_former_product_had_is_not_read():
    text = "기존 제품은 레티놀 0.2%였는데 새 제품은 레티날 0.1%"
    assert [m.text for m in read(text, GLOSSARY).mentions if m.amount] == ["레티날"]


def test_an_unmeasured_property_is_open():
    assert mention("융점은 재지 않았어요", "융점").undecided


def test_a_total_is_shared_by_the_names_it_sums():
    text = "판테놀·알란토인·베타인 합계 3% 크림"
    for name in ("판테놀", "알란토인", "베타인"):
        found = mention(text, name)
        assert (found.amount.low, found.shared_amount) == (3, True)


def test_the_rest_has_the_share_that_is_left():
    rest = mention("글리세린 12%, 판테놀 3%, 나머지는 정제수인 토너", "정제수")
    assert rest.balance
    assert rest.amount.low == pytest.approx(85)


def test_parts_on_a_named_base():
    text = "정제수 100중량부에 글리세린 8, 판테놀 2중량부를 섞은 토너"
    assert mention(text, "정제수").base
    assert mention(text, "글리세린").amount.unit == "중량부"


@pytest.mark.parametrize(
    ("text", "absent", "present"),
    [
        ("규산알루미늄 20%로 물 없이 굳힌 왁스", [], ["규산알루미늄"]),
        ("판테놀 2%, 베타인 3%, 파라벤 프리 크림", ["파라벤"], ["판테놀", "베타인"]),
        ("스쿠알란 5%, 판테놀, 파라벤은 안 넣은 크림", ["파라벤"], ["스쿠알란", "판테놀"]),
        ("파라벤과 실리콘은 물론 향료까지 뺐어요", ["파라벤", "실리콘", "향료"], []),
        ("향료無 색소無 크림", ["향료", "색소"], []),
        ("무파라벤 크림", ["파라벤"], []),
        ("나무 추출물이 든 크림", [], []),
        ("카보머 0%, 잔탄검 0.3%", ["카보머"], ["잔탄검"]),
        ("레티놀이 빠지지 않고 들어간 크림", [], ["레티놀"]),
        ("오래 묻어나지 않는 실리콘 20% 틴트", [], ["실리콘"]),
        ("파라벤 5종 무첨가 토너", ["파라벤"], []),
        ("레티놀은 자극 때문에 제외했어요", ["레티놀"], []),
        ("레티놀 말고 바쿠치올로 갔어요", ["레티놀"], ["바쿠치올"]),
        ("8시간 동안 쓰는 판테놀 패치", [], ["판테놀"]),
        ("without paraben or silicone, panthenol 2%", ["paraben"], ["panthenol"]),
        ("판테놀을 넣은 W/O 선크림", [], ["판테놀", "선크림"]),
        ("미백 말고 주름개선만 표방합니다", ["미백"], []),
        ("레티놀 X, 판테놀 2%", ["레티놀"], ["판테놀"]),
        ("레티놀을 쓰려다가 바쿠치올로 바꿨어요", ["레티놀"], ["바쿠치올"]),
        ("판테놀은 1%밖에 안 들어가요", [], ["판테놀"]),
        ("레티놀이 없는 게 아니라 조금 있어요", [], ["레티놀"]),
        ("알코올제로 토너, 실리콘프리", ["알코올", "실리콘"], []),
        ("센서는 원가 문제로 뺐고 모터는 두 개", ["센서"], ["모터"]),
        ("배출구는 절개 없이 둥근 구멍", [], ["배출구"]),
        ("센서는 채택 안 했고 카메라만 있어요", ["센서"], ["카메라"]),
        ("레티놀 쪽은 원가 때문에 뺐습니다", ["레티놀"], []),
        ("손잡이도 걸이도 없는 국자", ["손잡이"], []),
        ("레티놀·바른초는 냄새 때문에 뺐어요", ["레티놀"], []),
        ("레티놀·금·판테놀 다 뺀 크림", ["레티놀", "판테놀"], []),
        ("판테놀을 생각했다가 원가 때문에 알란토인으로 갔어요", ["판테놀"], ["알란토인"]),
        ("효소는 무처리", ["효소"], []),
    ],
)
def test_a_negation_is_about_its_own_name(text, absent, present):
    for name in absent:
        assert mention(text, name).negated, name
    for name in present:
        assert not mention(text, name).negated, name


def test_only_what_is_undecided_is_undecided():
    text = "판테놀 2%는 확정, 베타인은 아직 고민 중인 크림"
    assert not mention(text, "판테놀").undecided
    assert mention(text, "베타인").undecided
    text = "판테놀은 넣되 함량 미정"
    assert mention(text, "판테놀").amount_undecided
    assert not mention(text, "판테놀").undecided
    assert read(text, GLOSSARY).undecided is None
    text = "카보머랑 잔탄검 중 하나만 넣을 예정"
    assert mention(text, "카보머").undecided
    text = "카보머랑 잔탄검 중에 고민"
    assert mention(text, "카보머").undecided
    assert mention(text, "잔탄검").undecided


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("글리세린 5%, 정제수 95%. 다른 성분은 안 들어가요", "다른 성분은 안 들어"),
        ("글리세린, 베타인, 판테놀만 넣은 토너", "판테놀만"),
        ("판테놀만 5% 넣은 크림", "판테놀만 5% 넣은"),
        ("정제수에 죽염 3그램만 푼 가글", "죽염 3그램만 푼"),
        ("녹차랑 비타민C만 든 분말 스틱", "비타민C만 든"),
        ("미스트. 정제수랑 베타인만 들어감", "베타인만 들어감"),
        ("대추와 생강만 달인 차", "생강만 달인"),
        ("글리세린 20%, 정제수 80%로만 된 토너", "로만 된"),
        ("정제수, 베타인, 판테놀, 이 세 가지가 전부입니다", "세 가지가 전부"),
    ],
)
def test_a_closed_list_is_seen(text, words):
    start, end = read(text, GLOSSARY).closed
    assert text[start:end].startswith(words) or words.startswith(text[start:end])


def test_a_list_that_names_nothing_closes_nothing():
    assert read("이 세 가지가 전부입니다", GLOSSARY).closed is None


@pytest.mark.parametrize(
    "text",
    [
        "쿠션 파우더, 마이카 없이 만든 팩트예요",
        "라벤더오일 0.5, 호호바오일을 섞은 롤온",
        "메쉬에 바인더로 붙였고 두께 0.4",
        "건더기 빼고 국물에 기름은 안 넣어요",
    ],
)
def test_a_word_that_ends_like_more_closes_nothing(text):
    reading = read(text, GLOSSARY)
    assert reading.closed is None
    assert reading.closed_part is None


@pytest.mark.parametrize(
    "text",
    [
        "보습 성분은 이 셋뿐인 크림: 판테놀, 베타인, 글리세린",
        "점증제는 카보머만 쓴 젤",
        "쑥, 생강 두 가지로만 만든 혼합물을 넣은 비누",
    ],
)
def test_what_closes_a_part_leaves_the_whole_open(text):
    reading = read(text, GLOSSARY)
    assert reading.closed is None
    assert reading.closed_part is not None
    assert not reading.whole_formula


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("크림+토너 세트. 크림에는 판테놀 2%, 토너는 알란토인 0.1%만 들어가요", 2),
        ("두 제품 출시. A는 판테놀 크림. B는 레티놀 없는 앰플.", 2),
        ("하나는 판테놀 크림이고 다른 하나는 레티놀 앰플인 세트", 2),
        ("판테놀 2%를 넣은 크림", 0),
        ("크림에는 판테놀, 그리고 크림 용기는 유리", 0),
    ],
)
def test_a_set_is_read_product_by_product(text, count):
    segments = read(text, GLOSSARY).segments
    assert len(segments) == count
    assert all(len(segment.text) == len(text) for segment in segments)
    if count:
        assert "판테놀" not in [m.text for m in segments[-1].mentions]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("헤어 에센스예요. 용기는 펌프형", "헤어 에센스"),
        ("크림 말고 토너로 출시해요", "토너"),
        ("클렌징 폼 다음에 쓰는 앰플입니다", "앰플"),
    ],
)
def test_the_category_is_the_head_form(text, words):
    assert read(text, GLOSSARY).category.text == words


def test_a_long_ingredient_list_is_read_quickly():
    text = ", ".join(["정제수", "글리세린", "판테놀", "라라핀추출물", "Some Unknown Extract"] * 30)
    start = process_time()
    assert read(text, GLOSSARY).whole_formula
    assert process_time() - start < 2


def test_unknown_ingredients_are_kept():
    assert mention("라라핀을 넣은 크림", "라라핀").concept is None


@settings(deadline=None)
@given(st.text(max_size=100))
def test_every_element_is_a_piece_of_the_text(text):
    product = read_product(text, GLOSSARY)
    for element in product.elements:
        assert text[element.start : element.end] == element.text


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("감초·생강·대추를 2:1:3으로 섞은 차", "생강", 1),
        ("감초 20 : 생강 10 : 대추 30 배합 차", "대추", 30),
        ("감초를 생강과 4:1로 섞은 차", "감초", 4),
        ("감초75+생강25 차", "감초", 75),
        ("감초와 생강을 반반 섞은 차", "생강", 1),
        ("감초, 생강, 대추를 같은 비율로 섞은 차", "대추", 1),
        ("감초 20에 생강 5의 비율로 섞은 차", "생강", 5),
    ],
)
def test_names_of_a_ratio_hold_its_terms(text, words, value):
    found = mention(text, words)
    assert found.amount is None
    assert [(q.low, q.unit) for q in found.values] == [(value, "비")]


def test_a_sum_of_one_part_makes_no_whole():
    text = "실크 펩타이드 100중량부에 감초와 생강을 합쳐서 100중량부 넣은 분말"
    assert all(q.unit == "중량부" for q in read(text, GLOSSARY).quantities)
    assert mention(text, "생강").amount.low == 100


@pytest.mark.parametrize(
    ("text", "share", "grams"),
    [
        ("한 포(2g)에 감초 100mg이 든 스틱", 5, 0.1),
        ("1정 500mg 중 감초 100mg을 넣은 정제", 20, 0.1),
        ("1캡슐(300 mg)당 감초 30mg", 10, 0.03),
    ],
)
def test_a_part_of_one_dose_is_a_share_of_it(text, share, grams):
    found = mention(text, "감초")
    assert found.amount.unit == "중량%"
    assert found.amount.low == pytest.approx(share)
    assert [(q.low, q.unit) for q in found.values] == [(pytest.approx(grams), "g")]


@pytest.mark.parametrize(
    ("text", "words", "amount", "unit"),
    [
        ("판테놀과 글리세린을 각각 2%, 5%씩 넣은 크림", "글리세린", 5, "%"),
        ("판테놀, 글리세린, 베타인을 차례로 2%, 5%, 1% 넣은 크림", "글리세린", 5, "%"),
        ("판테놀과 글리세린을 각각 2% 넣은 크림", "판테놀", 2, "%"),
        ("판테놀|5|글리세린|3|정제수|92 (wt%)", "글리세린", 3, "중량%"),
        ("정제수 160g, 글리세린 30g, 판테놀 10g 토너", "글리세린", 30, "g"),
        ("정제수 800g, 글리세린 150g, 판테놀 50g 토너", "글리세린", 15, "중량%"),
    ],
)
def test_amounts_in_turn_in_tables_and_by_mass(text, words, amount, unit):
    found = mention(text, words).amount
    assert (found.low, found.unit) == (pytest.approx(amount), unit)


def test_a_part_of_a_product_of_a_set_is_no_product_of_its_own():
    text = "팩이랑 세럼 2종 세트. 팩은 천에 겔을 올리고 겔은 밀착됩니다. 조성은 판테놀 2%. 세럼은 그대로."
    segments = read(text, GLOSSARY).segments
    assert len(segments) == 2
    assert any(m.concept and "판테놀" in m.text for m in segments[0].mentions)


@pytest.mark.parametrize(
    ("text", "words", "amount", "unit"),
    [
        ("점착제 41%, 점도조절제 2%, 산화방지제 1%로 된 패치", "점착제", 41, "%"),
        ("해수 100, 호박 발효물 0.5, 유화제 0.5 (중량부)", "호박", 0.5, "중량부"),
        (
            "처방(wt%): 글리세린 3, MFP(일불소인산나트륨) 0.4, SLS 1.5",
            "일불소인산나트륨",
            0.4,
            "중량%",
        ),
        ("처방(wt%): 글리세린 3, CMC-XY 1, SLS 1.5", "CMC", 1, "중량%"),
        ("크림을 만들어요. 글리세린 3%, 판테놀 1%, 베타인 2%", "크림", None, ""),
        ("피롤리돈카르본산 0.1질량%, 티몰 0.02질량% 가글", "티몰", 0.02, "중량%"),
        ("[1정 500mg] 감초추출물 100mg, 쑥추출물 50mg", "쑥추출물", 10, "중량%"),
    ],
)
def test_the_amount_of_an_item_is_that_of_all_its_names(text, words, amount, unit):
    found = mention(text, words).amount
    if amount is None:
        assert found is None
    else:
        assert (found.low, found.unit) == (pytest.approx(amount), unit)


def test_a_unit_that_heads_the_list():
    text = "헤어스프레이, 중량부 기준. 바닷물 100 / 글리세린 7 / 향료 0.5"
    found = mention(text, "글리세린").amount
    assert (found.low, found.unit) == (7, "중량부")


def test_a_table_with_dashes():
    text = "시험처방 (wt%)\nZnO, 평균입경 60nm — 15.0\n글리세린 — 5.0\n정제수 — 80.0"
    found = mention(text, "ZnO").amount
    assert (found.low, found.unit) == (15, "중량%")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("인진쑥 발효물 뺀 로션", "인진쑥"),
        ("실리콘, 유동파라핀, 착색 탈크 전부 미배합", "실리콘"),
        ("카보머이고 잔탄검이고 젤라틴은 하나도 안 썼어요", "카보머"),
    ],
)
def test_what_is_denied_of_a_list_is_denied_of_each(text, words):
    assert mention(text, words).negated


def test_what_is_left_for_later_is_open():
    assert mention("글리세린은 추후 확정", "글리세린").undecided
    assert mention("레티놀 크림, 판테놀은 나중에 정할 예정", "판테놀").undecided


def test_the_rest_is_what_it_is_said_to_be():
    amount = mention("레티놀 1%, 정제수 90%, 나머지 9%는 글리세린", "글리세린").amount
    assert amount is not None
    assert amount.low == 9
    amount = mention("배합비(mg/g): 레티놀 10, 판테놀 50, 글리세린 100", "판테놀").amount
    assert amount is not None
    assert (amount.low, amount.unit) == (5, "중량%")


def test_one_rather_than_another_closes_no_list():
    assert read("판테놀만 넣고 알란토인은 뺀 젤", GLOSSARY).closed is None
    assert read("판테놀만 넣은 젤", GLOSSARY).closed is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("유산균 미접종 채소즙", "유산균"),
        ("비가열로 짜낸 즙", "가열"),
        ("무형광 세제", "형광"),
        ("락토프리 우유", "락토"),
        ("디카페인 커피", "카페인"),
        ("버튼리스 전등", "버튼"),
        ("카메라: N/A, 마이크: 있음", "카메라"),
        ("트리클로산 불검출", "트리클로산"),
        ("은박·판테놀·글리세린 다 뺌", "판테놀"),
        ("레티놀은 값이 비싸 뺐고 판테놀만", "레티놀"),
        ("소르비톨은 이번 배합에서 삭제", "소르비톨"),
    ],
)
def test_further_ways_to_deny(text, words):
    assert mention(text, words).negated


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("판테놀이 없지 않아요", "판테놀"),
        ("판테놀 없이는 뭉쳐서 조금 넣음", "판테놀"),
        ("판테놀 말고는 아무것도 안 넣음", "판테놀"),
        ("판테놀 제거용 시약", "판테놀"),
        ("판테놀을 뺄까 하다가 결국 넣기로", "판테놀"),
        ("나노섬유 필터, 손잡이 뺌", "나노섬유 필터"),
    ],
)
def test_what_undoes_a_denial_or_a_doubt(text, words):
    found = mention(text, words)
    assert not found.negated
    assert not found.undecided


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("판테놀? 회의에서 정해요", "판테놀"),
        ("후보: 판테놀", "판테놀"),
        ("판테놀은 원가 보고 판단", "판테놀"),
        ("판테놀 넣느냐 마느냐 얘기 중", "판테놀"),
        ("판테놀 또는 글리세린 비교 중", "판테놀"),
        ("디퓨저인지 모르겠고 미정", "디퓨저"),
    ],
)
def test_further_ways_to_doubt(text, words):
    assert mention(text, words).undecided


def test_what_another_product_lacks_is_not_said_of_this_one():
    text = "타사 제품은 뚜껑이 없어서 불편. 우리는 글리세린 3%"
    assert [m.text for m in read(text, GLOSSARY).mentions] == ["글리세린"]
    text = "기존 제품은 판테놀이 없었는데 이번엔 2% 추가"
    assert not mention(text, "판테놀").negated
    assert mention(text, "판테놀").amount.low == 2


@pytest.mark.parametrize(
    ("text", "words", "amount"),
    [
        ("감초·생강·대추 각 200g", "감초", (200, "g")),
        ("감초와 생강은 4%씩 넣은 차", "감초", (4, "%")),
        ("감초랑 생강 들어가고 둘 다 2%", "감초", (2, "%")),
        ("세 약재(감초, 생강, 대추) 모두 3%", "생강", (3, "%")),
        ("각 5%의 감초와 생강", "생강", (5, "%")),
        ("감초, 이름모를풀, 생강 각각 1kg", "감초", (1000, "g")),
    ],
)
def test_an_amount_that_is_said_of_each(text, words, amount):
    found = mention(text, words).amount
    assert found is not None
    assert (found.low, found.unit) == amount


def test_packs_bought_together_are_no_amount_of_what_is_in_them():
    assert mention("감초와 생강을 넣은 차. 본품과 리필 각 50g", "생강").amount is None


@pytest.mark.parametrize(
    ("text", "part"),
    [("감초와 생강을 3:1로 섞어 총 20%", 15), ("감초·생강 반반 20%", 10)],
)
def test_a_ratio_shares_out_the_amount_of_all(text, part):
    found = mention(text, "감초")
    assert found.own_amount is not None
    assert found.own_amount.low == pytest.approx(part)
    assert found.amount.low == 20


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("350mL 캔에 감초 70mg", (0.02, "w/v%")),
        ("1회 제공량 40g에 감초 2g", (5, "중량%")),
        ("감초/생강 100g씩 총 1kg, 나머지 물", (10, "중량%")),
    ],
)
def test_masses_in_a_stated_whole_are_shares(text, amount):
    found = mention(text, "감초").amount
    assert (pytest.approx(found.low), found.unit) == amount


def test_a_share_of_a_dose_is_a_mass_as_well():
    found = mention("1정(500mg)에 감초 20%", "감초")
    assert [(q.low, q.unit) for q in found.values] == [(pytest.approx(0.1), "g")]
