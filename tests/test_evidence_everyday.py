"""Everyday words by their meaning, and the forms of verbs."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.everyday import Everyday
from evidence.glossary import FOLDER
from graph.errors import DataError


@pytest.fixture(scope="module")
def everyday() -> Everyday:
    return Everyday.load(FOLDER / "everyday.tsv")


def meanings(everyday: Everyday, text: str) -> set[str]:
    return {meaning for sense in everyday.find(text) for meaning in sense.meanings}


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        ("끝에 끼우고", "join"),
        ("끝에 끼운 것", "join"),
        ("틀에 끼워서 쓰는", "insert"),
        ("체에 걸러", "filter"),
        ("체에 거르면", "filter"),
        ("잘 저어 준다", "stir"),
        ("오븐에 구워 낸", "roast"),
        ("물에 담갔다가", "soak"),
        ("겉에 발라", "apply"),
        ("곱게 갈아서", "crush"),
        ("상자에 실어", "put_on"),
        ("손에서 떨어져", "gap"),
        ("눌러 짠 즙", "press"),
        ("받아 온 값", "receive"),
        ("storing the data", "store"),
        ("it vibrates", "vibrate"),
        ("뺐다 꼈다 하는", "detach"),
    ],
)
def test_a_verb_is_found_in_its_forms(everyday: Everyday, said: str, meaning: str) -> None:
    assert meaning in meanings(everyday, said)


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        ("단위로 묶은", "upper"),  # 위로
        ("유연한 재질", "measure"),  # 재지
        ("돌기 두 개", "rotate"),  # 돌기
        ("1차 발효", "wear"),  # 차다
        ("받침판 하나", "receive"),  # 받다
        ("airway of a plane", "gas"),  # air
        ("a despot", "hole"),  # spot, pot
    ],
)
def test_syllables_inside_other_words_are_none(everyday: Everyday, said: str, meaning: str) -> None:
    assert meaning not in meanings(everyday, said)


def test_the_longest_word_counts_and_keeps_the_verb(everyday: Everyday) -> None:
    senses = everyday.find("모서리에 스며들게")
    assert [s.meanings for s in senses if "absorb" in s.meanings and "impregnate" in s.meanings]


def test_no_file_gives_no_words(tmp_path: Path) -> None:
    assert Everyday.load(tmp_path / "none.tsv").find("끼우는") == ()


@pytest.mark.parametrize("line", ["join\t", "\t끼우다", "join\t끼우다\njoin\t붙이다"])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "everyday.tsv"
    path.write_text(f"id\twords\tnote\n{line}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"everyday\.tsv:\d"):
        Everyday.load(path)


def test_no_word_reaches_beyond_the_text(everyday: Everyday) -> None:
    for text in ("환원한 분말", "맞춤 추천", "끝에 끼우", "뚜껑을 연결"):
        assert all(sense.end <= len(text) for sense in everyday.find(text))
