"""A name's own share beside its grade, shares that two names have together, and ratios by their names."""

from __future__ import annotations

import pytest

from tests.charts import label


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("마데카소사이드 0.1 내지 1중량%", "마데카소사이드 순도 93% 0.3% 크림", "대응"),
        ("마데카소사이드 0.1 내지 1중량%", "마데카소사이드(순도 93%) 2% 크림", "미대응"),
        ("글라브리딘 0.1 내지 1중량%", "글라브리딘은 순도 98% 원료로 0.2% 씁니다", "대응"),
        ("글라브리딘 0.1 내지 1중량%", "glabridin (purity 98%) 0.5 wt% serum", "대응"),
        ("글라브리딘 0.1 내지 1중량%", "글라브리딘(97%↑) 0.4%", "대응"),
        ("히알루론산 0.1 내지 1중량%", "히알루론산 평균 분자량 50만 Da급 0.5%", "대응"),
        ("실리카 1 내지 5중량%", "실리카 8,000nm급(평균) 7%", "미대응"),
        ("된장 10 내지 20중량%", "[배합 %] 된장 15 / 물엿 25 / 물 60", "대응"),
        ("다이메티콘을 포함하는 바인더 3 내지 12중량%", "디메치콘 바인더 7% 팩트", "대응"),
    ],
)
def test_a_grade_is_no_share(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("추진제는 LPG. 원액:가스 = 25:75 w/w로 충전", "대응"),
        ("에탄올, LPG. 원액 25:가스 75(중량)", "대응"),
        ("LPG 75 : 원액 25 (중량)", "대응"),
        ("추진제는 LPG. 원액:가스 = 60:40 w/w로 충전", "미대응"),
    ],
)
def test_what_stands_before_a_ratio_names_its_terms(text: str, expected: str) -> None:
    assert label("원액과 분사제의 중량비가 10:90 내지 30:70", text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        (
            "제1제와 제2제의 혼합 중량비가 1:5 내지 1:15",
            "2제식 팩, 2제는 겔. 1:10(w/w)로 섞음",
            "대응",
        ),
        ("제1제와 제2제의 혼합 중량비가 1:5 내지 1:15", "2제식 팩. 질량비 2제 10 : 1제 1", "대응"),
        (
            "여과액을 가열하지 않고 400 내지 600MPa로 초고압 살균하는 단계",
            "볶음콩 분쇄, 여과 2회, 무가열 초고압 살균 450MPa",
            "대응",
        ),
        ("볶은 콩을 분쇄하는 단계", "찬물에 우린 뒤 비가열 살균", "판단불가"),
        ("침출액을 여과하는 단계", "필터로 여과하고 열처리 없이 병입", "대응"),
        ("실리콘 중 물(water-in-silicone)형", "W/Si 쿠션", "대응"),
        ("실리콘 중 물(water-in-silicone)형", "실리콘 오일 20% 크림", "판단불가"),
        ("침출차", "잠들기 전 허브차", "대응"),
        ("농후발효유", "떠먹는 요거트", "대응"),
        ("소금을 첨가하지 않으며", "無염 아기 과자", "대응"),
    ],
)
def test_names_and_steps(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("잔탄검을 포함", "잔탄검은 풀리는 속도가 느려서 카보머로 교체했습니다", "미대응"),
        ("감자 전분", "감자 전분은 비싸서 변성 타피오카 전분으로 바꿨고", "미대응"),
        ("된장", "된장 베이스 자리에 쌈장을 넣었습니다", "미대응"),
        ("나이아신아마이드", "민감 피부용이라 나이아신아마이드는 일부러 비웠습니다", "미대응"),
        ("토너", "용기를 비웠다가 다시 채우는 토너", "대응"),
        ("젤 조성물", "젤 타입은 밀려서 접었고 미스트로 갑니다", "미대응"),
        ("리포좀", "리포좀 공법은 단가 때문에 포기", "미대응"),
        ("물을 포함하지 않으며", "물은 한 방울도 없는 클렌징밤", "대응"),
        ("당류를 첨가하지 않은", "당류는 안 더했고 과즙만 넣은 젤리", "대응"),
        ("당류를 첨가하지 않은", "설탕·당류 첨가 0인 젤리", "대응"),
        ("급속냉동하는 단계", "수비드 후 급동", "대응"),
        ("폴록사머 184", "세정제를 데실글루코사이드로 통일한 클렌저", "미대응"),
    ],
)
def test_what_is_given_up_or_left_out(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("병풀을 유산균으로 발효한 발효물을 5% 넣은 토너", "대응"),
        ("병풀은 효모로 이틀 발효한 걸 받아 3% 써요", "대응"),
        ("병풀을 효모로 발효한 원료는 무려 30%", "미대응"),
        ("병풀을 효모로 발효하고 감초 추출물 5%를 더한 토너", "판단불가"),
    ],
)
def test_the_share_of_what_a_thing_is_made_into(text: str, expected: str) -> None:
    assert label("병풀 발효물 1 내지 10중량%", text) == expected
