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


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("마찰 계수가 0.30 내지 0.38", "러버 매트, 마찰계수 0.34", "대응"),
        ("마찰 계수가 0.30 내지 0.38", "러버 매트 μ=0.52", "미대응"),
        ("연색지수(CRI)가 90 이상", "스탠드 조명, CRI95", "대응"),
        ("연색지수(CRI)가 90 이상", "스탠드 조명, CRI 측정 결과 82", "미대응"),
        ("25℃에서의 pH가 6.0 내지 7.0", "클렌저 pH는 25도에서 6.4", "대응"),
        ("분당 3,000회 이상 진동하는 진동자", "초당 80번 떠는 진동자", "대응"),
        ("분당 3,000회 이상 진동하는 진동자", "초당 20번 떠는 진동자", "미대응"),
        ("상기 의자의 등받이는 최대 120~150°까지 젖혀지는", "등받이 최대 135도", "대응"),
        ("상기 의자의 등받이는 최대 120~150°까지 젖혀지는", "등받이 최대 105도", "미대응"),
        ("두께 10~20㎛의 나일론층", "겉 PET, 나일론 15㎛, 안쪽 CPP", "대응"),
        ("두께 10~20㎛의 나일론층", "겉 PET, 나일론 40㎛, 안쪽 CPP", "미대응"),
        ("구슬의 직경이 2 내지 4mm", "구슬 높이 9mm", "판단불가"),
        ("조지방 함량이 10중량% 이상", "crude fat 14% 사료", "대응"),
        ("조지방 함량이 10중량% 이상", "조단백 30%, 조지방은 분석 전", "판단불가"),
        ("수분 함량이 12중량% 이하", "조단백 31%가 나왔고 수분은 성적서 대기", "판단불가"),
        ("수분 함량이 12중량% 이하", "조단백 31%, 수분 14%", "미대응"),
    ],
)
def test_a_value_is_told_beside_what_it_is_of_or_left_open(
    element: str, text: str, expected: str
) -> None:
    assert label(element, text) == expected


COLLAGEN = "분자량 300 내지 1,000 Da의 저분자 콜라겐펩타이드 3 내지 10중량%"
OUTER = "두께 10 내지 25㎛의 폴리에스터 필름층"
BARRIER = "두께 3 내지 12㎛의 에틸렌비닐알코올 산소차단층"
COUNT = "유산균의 총 투입균수가 1g당 50억 CFU 이상인"
DROP = "뒤꿈치와 앞꿈치의 높이 차가 6 내지 10mm"
CLOTH = "200 내지 900데니어의 나일론 원단으로 된 외피"


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        (COLLAGEN, "450Da 콜라겐펩타이드 5% 젤리", "대응"),
        (COLLAGEN, "콜라겐펩타이드(분자량 2,500 Da) 5%", "미대응"),
        (COLLAGEN, "450달톤 콜라겐펩타이드 20%", "미대응"),
        (COLLAGEN, "콜라겐펩타이드 5%", "판단불가"),
        (OUTER, "층 구성: PET 12㎛ / EVOH 5㎛ / LLDPE 60㎛", "대응"),
        (OUTER, "폴리에스터 40㎛ 파우치", "미대응"),
        (BARRIER, "적층 PET 12 / EVOH 20 / LLDPE 60 (단위 ㎛)", "미대응"),
        (BARRIER, "PET12㎛ / AL9㎛ / CPP60㎛ 삼겹 파우치", "미대응"),
        (BARRIER, "PET 필름 파우치", "판단불가"),
        (COUNT, "한 포 3g에 투입균수 300억 CFU", "대응"),
        (COUNT, "투입균수 10억/g 분말", "미대응"),
        (DROP, "드롭 8mm 러닝화", "대응"),
        (DROP, "제로드롭 러닝화", "미대응"),
        (CLOTH, "겉감은 420D 나일론", "대응"),
        (CLOTH, "겉감은 100데니아 나일론", "미대응"),
        ("pH가 3.0 내지 6.5", "pH는 약산성 5 정도", "대응"),
        ("pH가 3.0 내지 6.5", "pH를 재 보니 7.2", "미대응"),
        ("두께가 18 내지 30mm인 상판", "상판 24T", "대응"),
        ("두께가 18 내지 30mm인 상판", "상판 12T", "미대응"),
    ],
)
def test_values_in_the_units_and_names_of_the_trade(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        (
            "온도가 70℃를 초과하면 전원을 차단하는 제어부",
            "70℃ 초과 시 제어부가 전원을 차단",
            "대응",
        ),
        (
            "온도가 70℃를 초과하면 전원을 차단하는 제어부",
            "90℃ 초과 시 제어부가 전원을 차단",
            "미대응",
        ),
        ("최고 속도가 15 내지 20km/h로 제한된", "최고 속도 시속 18km로 제한한 보드", "대응"),
        ("최고 속도가 15 내지 20km/h로 제한된", "최고 속도 시속 30km로 제한한 보드", "미대응"),
        ("베타인과 글리세린의 합계가 5 내지 9중량%", "베타인 2%, 글리세린 6%", "대응"),
        ("베타인과 글리세린의 합이 5 내지 9중량%", "베타인 6%, 글리세린 8%", "미대응"),
        ("실리카 3 내지 6중량%", "실리카는 평균입경 2,000nm짜리 4%", "대응"),
        ("히알루론산 1 내지 2중량%", "히알루론산은 분자량 150만 Da짜리를 3% 넣은 세럼", "미대응"),
        ("판테놀 1 내지 3중량%", "수분크림 시제작(총 500g): 판테놀 10g, 글리세린 30g", "대응"),
        ("판테놀 1 내지 3중량%", "제조 배치 200kg에 판테놀 12kg", "미대응"),
    ],
)
def test_triggers_speeds_sums_and_batches(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected
