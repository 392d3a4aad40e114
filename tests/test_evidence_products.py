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


def test_unknown_ingredients_are_kept():
    assert mention("라라핀추출물이 들어간 크림", "라라핀추출물").concept is None


@settings(deadline=None)
@given(st.text(max_size=100))
def test_every_element_is_a_piece_of_the_text(text):
    product = read_product(text, GLOSSARY)
    for element in product.elements:
        assert text[element.start : element.end] == element.text
