"""What a thing is from, where a claim wants none of one origin: each text with its label."""

from __future__ import annotations

import pytest

from tests.charts import label

IN, OUT, OPEN = "대응", "미대응", "판단불가"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("콜라겐은 식물성만 쓰는 크림", IN),
        ("동물 유래 성분은 하나도 없는 크림", IN),
        ("비건 크림", IN),
        ("돼지 콜라겐 2% 크림", OUT),
        ("콜라겐(어류 유래) 크림", OUT),
        ("식물성 콜라겐은 배합하지 않은 크림", OPEN),
        ("콜라겐 무첨가 크림", IN),
        ("콜라겐 크림", OPEN),
    ],
)
def test_none_of_one_origin(text: str, expected: str) -> None:
    assert label("동물성 콜라겐을 함유하지 않는", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("돼지 젤라틴은 안 쓰는 젤리", OPEN),
        ("젤라틴은 안 쓰는 젤리", IN),
        ("돼지 젤라틴은 물론 어떤 젤라틴도 없는 젤리", IN),
    ],
)
def test_one_origin_denied_says_nothing_of_the_rest(text: str, expected: str) -> None:
    assert label("젤라틴을 포함하지 않는", text) == expected


def test_a_substance_is_listed_beside_a_kind_of_it() -> None:
    element = "운모, 합성플루오르플로고파이트 또는 유리 플레이크 중 하나 이상의 펄 안료"
    assert label(element, "마이카 5% 글로스") == IN
