"""Devices, steps and values in the words of those who make them, each with its label."""

from __future__ import annotations

import pytest

from tests.charts import label

_TANK = "상면의 개구로 물을 공급하는 상부급수식 물탱크"
_FRAME = "알루미늄 합금, 티타늄 및 탄소섬유 복합재 중 어느 하나로 형성되는 프레임"
_MOTORS = "한 쌍의 기둥 각각에 하나씩 설치되는 구동 모터"
_UNSENT = "음성 데이터를 외부 서버로 전송하지 않는"
_NO_SPRING = "금속 스프링을 포함하지 않는 펌프"


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        (_TANK, "탑필 방식 가습기", "대응"),
        (_TANK, "물통을 빼서 아래로 급수하는 물탱크 가습기", "미대응"),
        ("저전력 블루투스 통신 모듈", "BLE 체온계", "대응"),
        ("저전력 블루투스 통신 모듈", "블루투스 체온계", "판단불가"),
        ("맥박을 측정하는 웨어러블 단말", "심박 워치 연동 앱", "대응"),
        (_FRAME, "스틸 파이프 프레임 자전거", "미대응"),
        (_FRAME, "알미늄 합금 프레임 자전거", "대응"),
        (_FRAME, "금속 프레임 자전거", "판단불가"),
        (_MOTORS, "기둥마다 모터 1개씩 달린 책상", "대응"),
        (_MOTORS, "모터 한 개로 양쪽 기둥을 움직이는 책상", "미대응"),
        (_MOTORS, "핸드 크랭크 책상", "미대응"),
        (_UNSENT, "음성은 기기 안에서만 처리됩니다", "대응"),
        (_UNSENT, "음성을 클라우드 서버로 올려 분석합니다", "미대응"),
        (_UNSENT, "서버에 음성을 저장하지 않아요", "판단불가"),
        (_NO_SPRING, "메탈스프링 프리 펌프", "대응"),
        (_NO_SPRING, "스테인리스 스프링 펌프", "미대응"),
        (_NO_SPRING, "금속 볼을 뺀 펌프", "판단불가"),
        ("상판에 매립되는 무선 충전 패드", "무선충전은 단가 문제로 이번 모델엔 없음", "미대응"),
        ("본체에 탈착되는 배터리", "충전해서 쓰는 청소기", "판단불가"),
    ],
)
def test_parts_of_devices(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        (
            "상판의 최대 높이가 1,100 내지 1,250mm인 승강 칼럼",
            "상판은 승강 칼럼으로 최대 120cm",
            "대응",
        ),
        ("물-결합재비를 30 내지 45%로 하는 단계", "W/B 40%", "대응"),
        ("물-결합재비를 30 내지 45%로 하는 단계", "w/b 0.35", "대응"),
        ("물-결합재비를 30 내지 45%로 하는 단계", "물결합재비는 60%", "미대응"),
        ("200 내지 500MPa의 초고압으로 처리하는 단계", "3,000bar 초고압 처리", "대응"),
        ("620 내지 650nm 파장의 광을 방출하는 적색 LED", "레드는 630이고 LED", "대응"),
    ],
)
def test_values_of_devices_and_steps(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("여과하여 제조된", "보리 발효여과물 50%", "대응"),
        ("동결건조하여 제조된", "딸기 동결건조 분말", "대응"),
        ("여과하여 제조된", "보리 발효물 50%", "판단불가"),
        ("처리액에 원단을 패딩하는 단계", "fabric: pad in bath, dry", "대응"),
        ("비불소계 발수제 20 내지 60g/L", "C0 발수제 40g/L", "대응"),
        ("비불소계 발수제 20 내지 60g/L", "C8 발수제 40g/L", "미대응"),
        ("주제와 경화제를 포함하는 2액형 접착제", "A액·B액을 섞는 에폭시 접착제", "대응"),
    ],
)
def test_steps_in_other_words(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("얼굴 영상을 획득하는 단계", "얼굴 촬영 → 그림자 제거 → 주름 분석", "대응"),
        ("원단을 정련하는 단계", "(1) 원단 정련 (2) PFAS 미함유 발수제 처리", "대응"),
        ("가열 살균 단계를 포함하지 않는", "가열 살균은 공정표에서 지웠어요", "대응"),
        ("가열 살균 단계를 포함하지 않는", "가열 살균 후 포장합니다", "미대응"),
        ("온도를 측정하여 획득하는 단계", "셀카를 찍어 올리는 앱", "판단불가"),
    ],
)
def test_a_denial_is_of_its_own_stage(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected
