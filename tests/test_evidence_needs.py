import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.claims import element_kind
from evidence.glossary import load_glossary
from evidence.needs import NeedReader, link
from evidence.types import ClaimElement

LOADED = load_glossary()
READER = NeedReader(LOADED)


def read(text):
    return READER.read(ClaimElement(text=text, kind=element_kind(text, LOADED)))


def concepts(need):
    return [" ".join(sorted(option.concepts)) for option in need.options]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("판테놀 0.1 내지 3중량%", "substance"),
        ("(a) 펩타이드 0.001 ~ 0.1 중량％", "substance"),
        ("평균 입경이 5㎛ 이하인 실리카 3 내지 8중량%", "substance"),
        ("개구리자리 뿌리 추출물", "substance"),
        ("나무껍질 추출물을 유효성분으로 함유하는", "substance"),
        ("점도가 2,000 내지 5,000cP", "property"),
        ("글리세린과 판테놀의 중량비가 2:1 내지 5:1", "property"),
        ("멜라닌 생성 저해율이 30% 이상", "property"),
        ("여드름 완화용", "use"),
        ("잡티를 개선하기 위한", "use"),
        ("샴푸 조성물", "category"),
        ("스틱형 화장료 조성물", "category"),
        ("유중수형", "emulsion"),
        ("상기 하우징에 결합되는 모터", "structure"),
        ("상기 몸통의 하단에 마련되는 물받이부", "structure"),
        ("쌀겨를 60 내지 80℃에서 2 내지 4시간 추출하는 단계", "step"),
        ("만으로 이루어진", "other"),
    ],
)
def test_the_head_tells_what_an_element_is_about(text, kind):
    assert element_kind(text, LOADED) == kind


@pytest.mark.parametrize(
    ("text", "wanted", "any_of"),
    [
        ("(B) 판테놀", ["panthenol"], True),
        ("ii) 글리세린 1~5 중량%", ["glycerin"], True),
        ("상기 (b)성분이 잔탄검인", ["xanthan_gum"], True),
        ("판테놀을 화장료 전체에 대해서 1 내지 5 질량％", ["panthenol"], True),
        ("조성물 총 중량 대비 1 내지 5중량%의 스쿠알란", ["squalane"], True),
        ("글리세린을 유효성분으로 포함하는", ["glycerin"], True),
        ("증점제로서 잔탄검", ["xanthan_gum"], True),
        ("무기 자외선 차단제로서 이산화티탄", ["titanium_dioxide"], True),
        ("제1 보습제인 글리세린", ["glycerin"], True),
        ("알코올 가용성 점증제", ["thickener"], True),
        (
            "글리세린을 함유하는 오일",
            ["glycerin", "cleansing_oil cosmetic_oil face_oil hair_oil"],
            False,
        ),
        ("판테놀, 알란토인 및 베타인을 모두", ["panthenol", "allantoin", "betaine"], False),
        ("판테놀 및/또는 알란토인", ["panthenol", "allantoin"], True),
        (
            "판테놀, 알란토인 및 베타인으로 이루어진 군에서 선택되는 1종 이상의 보습제",
            ["panthenol", "allantoin", "betaine"],
            True,
        ),
        ("판테놀 및 알란토인 중 적어도 하나", ["panthenol", "allantoin"], True),
        ("트라넥삼산 또는 이의 화장품학적으로 허용되는 염", ["tranexamic_acid"], True),
        ("1,2-헥산다이올 0.5 내지 2중량%", ["1_2_hexanediol"], True),
        ("잔량의 물", ["water"], True),
    ],
)
def test_the_thing_asked_for_is_found_among_labels_bases_roles_and_groups(text, wanted, any_of):
    need = read(text)
    assert concepts(need) == wanted
    assert need.any_of is any_of


def test_a_limiting_clause_names_what_it_limits():
    need = read("상기 증점제가 카보머 또는 잔탄검인")
    assert concepts(need) == ["carbomer", "xanthan_gum"]
    assert need.subject is not None
    assert need.subject.concepts == {"thickener"}
    assert need.subject_name == "증점제"
    assert read("상기 글리세린은 3 내지 5 중량%").options[0].concepts == {"glycerin"}


def test_parts_of_the_whole_composition_are_shares_of_weight():
    need = read("판테놀을 총 조성물 100 중량부에 대하여 1 내지 10 중량부")
    assert need.quantity is not None
    assert (need.quantity.low, need.quantity.high, need.quantity.unit) == (1, 10, "중량%")
    assert need.conditions == ()
    assert read("판테놀 1 내지 10 중량부").quantity.unit == "중량부"


def test_conditions_know_the_property_they_value():
    need = read("평균 입경이 5㎛ 이하인 실리카 3 내지 8중량%")
    assert concepts(need) == ["silica"]
    assert need.quantity.high == 8
    assert need.about == ("average_particle_size",)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("글리세린과 판테놀의 중량비가 1:2 내지 1:5", 1 / 5, 1 / 2),
        ("글리세린 및 판테놀의 중량비는 60~80:20~40", 60 / 40, 80 / 20),
        ("상기 글리세린과 상기 판테놀의 질량비가 3：1~1：1", 1, 3),
    ],
)
def test_a_ratio_is_read_with_its_two_sides(text, low, high):
    need = read(text)
    assert need.ratio is not None
    assert (need.ratio.low, need.ratio.high) == pytest.approx((low, high))
    assert need.ratio.basis == "중량"
    assert [next(iter(q.concepts)) for q in need.qualifiers] == ["glycerin", "panthenol"]


@pytest.mark.parametrize(
    "text",
    [
        "레티놀을 포함하지 않는",
        "레티놀 무첨가인",
        "레티놀이 실질적으로 부재",
        "레티놀 비함유",
        "레티놀을 제외한",
    ],
)
def test_absence_is_asked_of_the_thing_named(text):
    need = read(text)
    assert need.absent
    assert concepts(need) == ["retinol"]


def test_unknown_things_keep_their_names_and_their_latin_ones():
    need = read("도담도담풀(Dodamia vulgaris (L.) Kim) 뿌리 추출물을 유효성분으로 함유하는")
    assert need.options == ()
    (name,) = need.names
    assert name.text == "도담도담풀 뿌리 추출물"
    assert "Dodamia vulgaris" in name.aliases
    assert need.raw == "도담도담풀 뿌리 추출물"
    assert not need.process


def test_how_a_thing_was_made_is_marked():
    need = read("쌀겨를 효모로 발효시켜 얻은 발효물")
    assert need.process
    assert need.options == ()


def test_least_number_closed_wording_rest_and_sum():
    assert read("판테놀, 알란토인 및 베타인 중에서 선택되는 2종 이상").minimum == 2
    assert read("만으로 이루어진").closed
    assert read("판테놀만을 함유하는").closed
    assert read("잔량의 정제수").residue
    assert read("글리세린 및 판테놀을 합하여 2 내지 6중량%").total


def test_a_part_is_its_last_noun_and_a_step_its_last_verb():
    part = read("상기 하우징에 결합되는 모터")
    assert concepts(part) == ["motor"]
    step = read("쌀겨를 60 내지 80℃에서 2 내지 4시간 추출하는 단계")
    assert concepts(step) == ["extraction"]
    assert [q.unit for q in step.conditions] == ["℃", "s"]


def test_uses_share_the_last_word():
    need = read("자외선 및 블루라이트 차단용")
    assert concepts(need) == ["uv_protection", "blue_light_protection"]
    assert not need.any_of


def test_elements_that_speak_of_a_label_take_its_things():
    needs = [read("(A) 왁스 20 내지 50 중량%"), read("상기 성분 A의 함량이 5 내지 9중량%")]
    linked = link(needs)
    assert linked[0].label == "A"
    assert linked[1].options == linked[0].options
    assert linked[1].quantity.high == 9


@settings(deadline=None)  # the first text fills the glossary's caches
@given(
    st.text(
        alphabet="가나다 을를,;및(a)①상기A의성분1:2~%인은는로서군에서선택1종이상함유하지않는.\n",
        max_size=80,
    )
)
def test_any_text_is_read(text):
    need = read(text)
    if need.head:
        assert need.head.text == text[need.head.start : need.head.end]


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("판테놀을 습윤제로 포함하는", "panthenol"),
        ("세틸알코올을 보조 유화제로서 함유하는", "cetyl_alcohol"),
        ("산화아연을 백색 안료로 사용하는", "zinc_oxide"),
    ],
)
def test_a_role_behind_the_thing_is_no_second_thing(text, thing):
    need = read(text)
    assert concepts(need) == [thing]
