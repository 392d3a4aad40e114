"""Parts of devices and containers: how texts tell, deny and name them."""

from __future__ import annotations

import pytest

from tests.charts import label


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("물을 공급하는 펌프", "전동 펌프, 히터 모두 미탑재인 커피 추출기", "미대응"),
        ("용기를 덮는 뚜껑", "뚜껑은 있고 펌프, 센서 둘 다 없는 물통", "대응"),
        ("수위를 감지하는 센서", "잔량 감지 센서 같은 전자부품은 일절 없어요.", "미대응"),
        ("동작 시간을 설정하는 타이머", "타이머 같은 편의 기능은 빠짐없이 넣은 가습기", "대응"),
        ("물의 온도를 제어하는 제어부", "온도조절기 없이 불에 올려 쓰는 주전자", "미대응"),
        ("물의 온도를 제어하는 제어부", "온도조절기로 물 온도를 맞추는 주전자", "대응"),
        ("칫솔이 거치되는 거치대", "전용 거치대는 동봉 안 됩니다", "미대응"),
        ("리모컨", "리모컨은 따로 안 드려요. 벽 스위치로만 켭니다", "미대응"),
        ("공기를 여과하는 필터", "필터는 안 갈아도 되는 물세척식 공기청정기", "대응"),
        ("베개의 높이를 조절하는 높이 조절부", "베개인데 높이 조절은 안 됩니다", "미대응"),
        ("상기 내측통을 감싸는 외부용기", "홑겹 스텐 물병", "미대응"),
    ],
)
def test_parts_that_are_denied(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("채소를 절단하는 칼날", "세라믹 블레이드 채칼", "대응"),
        ("내부 공간을 상하로 구획하는 칸막이", "칸막이가 든 도시락 가방", "대응"),
        ("커피잔의 유무를 감지하는 센서", "센서 달린 커피머신", "판단불가"),
        ("상기 외부용기에 나사 결합되는 뚜껑", "원터치 뚜껑 이중진공 텀블러", "판단불가"),
        ("상기 외피와 내피 사이에 배치된 발열체", "겉감 나일론에 안감 플리스인 장갑", "판단불가"),
    ],
)
def test_what_a_part_is_for_does_not_limit_it(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("내용물을 수용하는 파우치 본체", "지퍼백 타입 파우치", "대응"),
        ("사용자의 얼굴에 착용되는 마스크 본체", "집에서 쓰는 LED 마스크", "대응"),
        ("측면에 손잡이가 형성된 냄비 본체", "통주물 냄비", "판단불가"),
        ("입구부에 회전 가능하게 결합되는 볼", "롤온 볼 대신 스펀지 팁으로 바르는 용기", "미대응"),
        ("상기 시트에 함침된 겔 조성물", "시트 양쪽에 고리를 낸 마스크팩", "판단불가"),
        ("내용물이 수용되는 용기", "유리병에 담은 토너", "대응"),
    ],
)
def test_products_and_their_parts(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected
