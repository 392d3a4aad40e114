"""What a preparation is made of, and into what."""

import pytest

from evidence.stems import (
    is_mixed,
    prepared,
    solvent_said,
    spellings,
    stands_for,
    stem_of,
)


@pytest.mark.parametrize(
    ("name", "stem", "head"),
    [
        ("개망초 주정 추출물", "개망초", "extract"),
        ("재배 개망초(Erigeron annuus) 잎의 에탄올 추출물", "개망초 잎", "extract"),
        ("개망초 정유", "개망초", "oil"),
        ("개망초 증류액", "개망초", "water"),
        ("개망초 혼합 발효물", "개망초", "ferment"),
        ("개망초", "개망초", ""),
        ("추출물", "", "extract"),
    ],
)
def test_stem_and_head(name, stem, head):
    assert stem_of(name) == (stem, head)


def test_a_preparation_by_its_plain_name():
    assert prepared("개망초(Erigeron annuus) 혼합 추출물") == "개망초 추출물"
    assert prepared("개망초(Erigeron annuus)") == "개망초"


@pytest.mark.parametrize(
    ("text", "head", "fits"),
    [
        ("개망초 세럼", "extract", True),
        ("개망초 잎 주정추출물 세럼", "extract", True),
        ("개망초 하이드로졸 미스트", "extract", False),
        ("개망초 하이드로졸 미스트", "water", True),
        ("참개망초 세럼", "extract", True),
    ],
)
def test_what_stands_for_a_preparation(text, head, fits):
    start = text.index("개망초")
    assert stands_for(text, start, start + 3, head) is fits


def test_a_short_stem_begins_its_word():
    assert not stands_for("참쑥 세럼", 1, 2, "extract")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("개망초 에탄올 추출물", "개망초를 주정으로 추출한 세럼", True),
        ("개망초 에탄올 추출물", "개망초 추출물 세럼", False),
        ("개망초 열수 추출물", "개망초를 우려낸 토너", True),
        ("개망초 추출물", "개망초 세럼", True),
    ],
)
def test_the_solvent_that_an_extract_is_named_by(name, text, said):
    assert solvent_said(name, text) is said


def test_the_kind_of_plant_may_go_unsaid():
    assert spellings("보라띠버섯") == ("보라띠버섯", "보라띠")
    assert spellings("보라띠 잎") == ("보라띠 잎", "보라띠나무 잎")
    assert spellings("보라띠") == ("보라띠",)


def test_a_name_that_says_its_solvent():
    assert is_mixed("꾸지뽕 복합 에탄올 추출물")
    assert not is_mixed("꾸지뽕 추출물")
    assert not is_mixed("에탄올 추출물")
