"""Measures of a thing («탈아세틸화도가 80% 이상인 키토산») are no amounts of it."""

from __future__ import annotations

import pytest

from tests.charts import label

CHITOSAN = "탈아세틸화도가 80% 이상인 키토산"
BRAN = "식이섬유 함량이 40 중량% 이상인 밀기울 분말 5 내지 20 중량%"


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        (CHITOSAN, "탈아세틸화도 92% 키토산을 씁니다", "대응"),
        (CHITOSAN, "키토산(DAC 90%) 필름", "대응"),
        (CHITOSAN, "탈아세틸화 70%짜리 키토산", "미대응"),
        (CHITOSAN, "키토산 2% 넣은 필름", "판단불가"),
        (BRAN, "밀기울 분말 10%인데 식이섬유가 45%예요", "대응"),
        (BRAN, "밀기울 분말 10% (식이섬유 20%)", "미대응"),
        (BRAN, "밀기울 분말 10%", "판단불가"),
        ("검화도가 80 내지 95%인 폴리비닐알코올", "PVA, 검화도 88", "대응"),
        ("수분 함량이 5% 이하인 건조 사과", "수분 3% 건조 사과칩", "대응"),
    ],
)
def test_a_share_of_a_measure_is_looked_for_beside_its_words(
    element: str, text: str, expected: str
) -> None:
    assert label(element, text) == expected
