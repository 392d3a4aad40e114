"""What people tell in a sentence where a claim has a noun (``evidence.told``)."""

from __future__ import annotations

from pathlib import Path

import pytest
from charts import label

from evidence.told import ToldWords
from graph.errors import DataError


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("탈모 방지용", "머리카락이 자꾸 빠지는 분들이 쓰는 토닉", "대응"),
        ("탈모 방지용", "정수리 휑한 분들의 앰플", "대응"),
        ("녹 제거용", "연장에 벌겋게 슨 녹을 벗겨내는 젤", "대응"),
        ("의치 고정용", "틀니가 덜컥거릴 때 쓰는 크림", "대응"),
        ("관절 건강 개선용", "시큰거리는 무릎에 먹는 정", "대응"),
        ("숙취 해소용", "술 빨리 깨게 하는 젤리", "대응"),
        ("수면 개선용", "잠이 솔솔 오는 차", "대응"),
        ("피부 보습용", "속당김 없이 쓰는 크림", "대응"),
        ("체지방 감소용", "머리 안 빠지게 하는 두피 앰플", "미대응"),
        ("탈모 방지용", "원가 때문에 금형 하나를 뺀 두피 브러시", "판단불가"),
    ],
)
def test_a_use_is_told_by_the_trouble_and_the_wish(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("열풍건조하는 단계", "더운 바람을 쐬어 말려요", "대응"),
        ("추출물을 동결건조하는 단계", "더운 바람을 쐬어 말려요", "미대응"),
        ("추출물을 동결건조하는 단계", "말려서 씁니다", "판단불가"),
        ("기름에 튀기는 단계", "석쇠에 구운 과자", "미대응"),
        ("냉압착하는 단계", "들깨를 볶아서 짜낸 기름", "미대응"),
        ("효모로 발효시키는 단계", "이스트를 넣고 하루 삭혀요", "대응"),
        ("감마선으로 멸균하는 단계", "EO가스로 멸균", "미대응"),
        ("카페인", "디카페인으로 만든 라떼", "미대응"),
    ],
)
def test_the_ways_of_a_step_exclude_each_other(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("히터", "신던 운동화를 더운 바람으로 말려 주는 기기", "대응"),
        ("열풍을 발생시키는 가열부", "접시를 뜨거운 바람으로 말려 주는 선반", "대응"),
        ("히터", "볕 드는 데 두고 자연건조하는 건조대", "미대응"),
        ("알림부", "다 되면 멜로디가 울리는 솥", "대응"),
        ("인체 감지 센서", "발로 페달을 밟아 여는 휴지통", "미대응"),
        ("인체 감지 센서", "사람이 지나가면 켜지는 벽등", "대응"),
        ("스피커", "소리는 안 나고 빛만 나는 인형", "미대응"),
        ("통신부", "하루 걸음 수가 휴대폰에 뜨는 밴드", "대응"),
        ("통신부", "휴대폰 연결 없이 쓰는 체중계", "미대응"),
        ("통신부", "가벼운 체중계", "판단불가"),
    ],
)
def test_a_part_is_told_by_what_it_does(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


def test_the_thing_stands_in_the_same_clause_as_its_doing() -> None:
    told = ToldWords([("hot_air_drying", ("열풍",), ("말리다",))])
    assert [t.concept for t in told.find("열풍으로 60도에서 말린 잎")] == ["hot_air_drying"]
    assert not list(told.find("열풍은 쓰지 않고, 그냥 말린 잎"))
    assert not list(told.find("열풍 대신 그늘에서 말린 잎"))


def test_a_line_needs_a_concept_and_doings(tmp_path: Path) -> None:
    (tmp_path / "told.tsv").write_text(
        "id\tthings\tdoings\tnote\ndrying\t열풍\t\n", encoding="utf-8"
    )
    with pytest.raises(DataError, match="a concept and doings"):
        ToldWords.load(tmp_path / "told.tsv")


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("식품 포장용", "붕어빵 봉투로 쓰는 종이", "대응"),
        ("벼 재배용", "논농사에 뿌리는 완효성 비료", "대응"),
        ("벼 재배용", "잔디에 뿌리는 비료", "판단불가"),
        ("반려동물용", "기니피그 물그릇", "대응"),
        ("과육을 제거하는 단계", "과육을 벗겨내고 씨만 말려요", "대응"),
    ],
)
def test_uses_told_by_their_goods(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected
