"""Qualities that exclude each other: the file, its words and what they say of an element."""

from __future__ import annotations

from pathlib import Path

import pytest
from charts import evidence, label

from evidence.choices import QUALITIES, Choice, Choices
from evidence.claims import given_element
from evidence.glossary import load_glossary
from graph.errors import DataError


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("투명한 것을 특징으로 하는", "속이 다 비치는 맑은 물비누", "대응"),
        ("투명한 것을 특징으로 하는", "뽀얀 우윳빛 물비누", "미대응"),
        ("투명한 것을 특징으로 하는", "코코넛 오일 물비누", "판단불가"),
        ("투명한 것을 특징으로 하는", "투명한 병에 담은 코코넛 물비누", "판단불가"),
        ("물에 녹지 않는", "물에 절대 안 풀리는 시트", "대응"),
        ("물에 녹지 않는", "물에 넣으면 스르르 녹는 시트", "미대응"),
        ("냄새가 없는", "아무 냄새 안 나는 왁스", "대응"),
        ("냄새가 없는", "석유 냄새가 나는 왁스", "미대응"),
        ("냄새가 없는", "냄새 잡아 주는 왁스", "판단불가"),
        ("1회 사용량씩 개별 포장된", "한 번 쓸 만큼씩 낱개로 담은 소금", "대응"),
        ("1회 사용량씩 개별 포장된", "통에서 스푼으로 덜어 쓰는 소금", "미대응"),
        ("냉동 상태로 유통되는", "꽁꽁 얼려 보내는 떡갈비", "대응"),
        ("냉동 상태로 유통되는", "실온 유통 떡갈비", "미대응"),
        ("하루 2회 섭취하는", "아침저녁으로 한 병씩 마셔요", "대응"),
        ("하루 2회 섭취하는", "하루 한 병 마셔요", "미대응"),
        ("끈적임이 없는", "끈적임이 있을지는 시험 중인 로션", "판단불가"),
    ],
)
def test_a_quality_is_told_in_any_words(element: str, text: str, expected: str) -> None:
    assert label(element, text, "제품") == expected


def test_a_quality_of_something_else_says_nothing() -> None:
    assert label("수용성인", "수용성 비타민을 넣은 크레용", "크레용") == "판단불가"
    assert label("끈적임이 없는", "기존 제품은 끈적이는데 이건 고민 중", "로션") == "판단불가"


def test_a_noun_asks_for_no_quality() -> None:
    assert label("흡수제", "물을 튕기는 발수 시트에 흡수제 10%", "시트") == "대응"


def test_a_thing_of_the_opposite_quality_is_another() -> None:
    text = "물에 닿으면 풀리는 필름을 두른 비누"
    assert label("물에 녹지 않는 필름", text, "비누") == "미대응"


def test_words_within_longer_ones_and_denials_in_their_midst() -> None:
    qualities = Choices({"soluble": Choice((("물에…녹다",), ("불용성", "물에 녹지")))})
    told = qualities.find("물에 넣으면 안 녹는")
    assert [(t.start, t.verb_start, t.ways) for t in told] == [(0, 9, frozenset({0}))]
    assert [t.ways for t in qualities.find("물에 녹지 않는")] == [frozenset({1})]
    assert not qualities.find("물에 뜨고, 잘 녹는")


@pytest.mark.parametrize("row", ["a\t\tb", "\t\tb / c", "a\tpart\tb / c"])
def test_a_bad_line_is_named(tmp_path: Path, row: str) -> None:
    path = tmp_path / "qualities.tsv"
    path.write_text(f"id\tscope\tways\twider\tabout\tnote\n{row}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"qualities\.tsv:2"):
        Choices.load(path, QUALITIES)


def test_no_word_gives_two_answers() -> None:
    for name, line in load_glossary().qualities.lines.items():
        words = [word for way in line.ways for word in way]
        assert len(words) == len(set(words)), name


def test_a_form_that_must_be_absent_is_no_category() -> None:
    element = given_element(
        "접착제를 사용하지 않는", "접착제를 사용하지 않는 상자", evidence().glossary
    )
    assert label(element.text, "아크릴 접착제로 붙인 상자", "상자") == "미대응"


def test_a_known_ingredient_is_no_quality():
    assert label("산화아연", "징크옥사이드를 넣은 선크림") == "대응"
