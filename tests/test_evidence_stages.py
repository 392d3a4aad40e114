"""Steps of making, treating and measuring that a text tells in brief, each with its label."""

from __future__ import annotations

import pytest

from tests.charts import label, labels


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("배양실을 22~27℃로 유지하는 단계", "배양실 25℃", "대응"),
        ("배양실을 22~27℃로 유지하는 단계", "배양실 33℃", "미대응"),
        ("배양실을 22~27℃로 유지하는 단계", "배양실 온도는 검토 중", "판단불가"),
        ("520~540nm에서 형광을 측정하는 단계", "형광 세기는 530nm", "대응"),
        ("280~290nm에서 흡광도를 측정하는 단계", "흡광도 450nm", "미대응"),
        (
            "분산액을 고압균질기에 800~1,200bar로 3회 이상 통과시키는 단계",
            "고압균질기 400bar 5pass",
            "미대응",
        ),
        ("1,400~1,550℃에서 2~4시간 소결하는 단계", "1500도 3h 신터링", "대응"),
        ("정식 후 25~40일에 수확하는 단계", "정식 30일차 수확", "대응"),
        ("정식 후 25~40일에 수확하는 단계", "정식 60일차 수확", "미대응"),
    ],
)
def test_a_value_beside_its_matter(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("물에 오일을 투입하는 단계", "반대로 오일에 물을 부어 유화합니다", "미대응"),
        ("물에 분말을 투입하는 단계", "물에 가루를 넣습니다", "대응"),
        ("보리풀을 포함하는 양념을 섞는 단계", "보리풀 대신 감자풀로 양념 섞어요", "미대응"),
        (
            "방열 안료를 포함하는 도료를 바르는 단계",
            "마지막에 방열안료 섞은 도료를 바릅니다",
            "대응",
        ),
        ("과탄산나트륨을 포함하는 분말 세제", "다른 칸엔 과탄산소다 넣은 분말세제", "대응"),
        (
            "수산화나트륨을 투입하여 pH를 8.5~9.5로 조정하는 단계",
            "염기 넣어 pH 9로 맞춰요",
            "판단불가",
        ),
        (
            "수산화나트륨을 투입하여 pH를 8.5~9.5로 조정하는 단계",
            "가성소다 넣어 pH 9로 맞춰요",
            "대응",
        ),
        (
            "쑥 건조물에 50 내지 80%(v/v) 에탄올 수용액을 가하는 단계",
            "건조 쑥에 60%(v/v) 에탄올 투입",
            "대응",
        ),
    ],
)
def test_what_a_step_is_done_with(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("60~80℃의 드라이어로 말리는 단계", "드라이어는 건너뛰고 수건으로만 말려요", "미대응"),
        (
            "전극에 0.2~0.5V의 전압을 인가하는 단계",
            "전압 인가도 안 하고 색 변화로만 봐요",
            "미대응",
        ),
        ("시트를 롤러로 압착하는 단계", "롤러는 안 거칩니다", "미대응"),
        (
            "식물성 유지를 첨가하고 150 내지 300 bar로 균질화하는 단계",
            "당 무첨가, 카놀라유 2% 넣고 200bar로 균질",
            "대응",
        ),
        ("주스의 제조 방법", "사과주스 제조, 여과는 안 하고 유리병 충전", "대응"),
        ("원심분리된 상등액을 4℃로 냉각하는 단계", "원심분리기 없이 필터로만 걸러요", "판단불가"),
        ("물통은 본체에 착탈 가능하게 결합되는", "카메라는 안 달았어요", "판단불가"),
        ("본체에 결합되는 손잡이", "손잡이는 안 달았어요", "미대응"),
        ("코엔자임Q10", "루테인은 있고 코엔자임Q10은 별도 제품으로 낼 예정", "미대응"),
        ("아연", "비오틴 하나만 든 캡슐", "미대응"),
    ],
)
def test_what_is_left_undone(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("장용성 캡슐에 충전된", "장용캡슐 충진", "대응"),
        ("식물성 연질캡슐에 충전되는", "타피오카 소프트젤", "대응"),
        ("식물성 연질캡슐에 충전된", "돈피 젤라틴 연질캡슐", "미대응"),
        ("장용성 캡슐에 충전된", "장 건강 캡슐 제형입니다", "판단불가"),
        ("폴리에틸렌 왁스 5 내지 15 중량%", "합성왁스(폴리에틸렌) 12%", "대응"),
        ("해바라기 오일", "오일(식물성) 20%", "판단불가"),
        (
            "양쪽성 계면활성제인 코카미도프로필베타인",
            "cocamidopropyl betaine 7, 양이온구아 0.2",
            "대응",
        ),
    ],
)
def test_capsules_and_kinds_behind_a_name(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("반죽물에 소금 1 내지 3중량%를 첨가하는 단계", "물 → 천일염 2% → 반죽", "대응"),
        ("반죽물에 소금 1 내지 3중량%를 첨가하는 단계", "물 → 천일염 7% → 반죽", "미대응"),
        ("반죽물에 소금 1 내지 3중량%를 첨가하는 단계", "물 → 반죽 → 발효", "판단불가"),
        ("수분함량을 8중량% 이하로 하는 단계", "열풍 건조해서 수분 6%", "대응"),
        ("수분함량을 8중량% 이하로 하는 단계", "열풍 건조해서 수분 11%까지", "미대응"),
        ("배양액의 pH가 4 내지 5일 때 여과하는 단계", "pH 4.4 찍히면 거름", "대응"),
        ("배양액의 pH가 4 내지 5일 때 여과하는 단계", "여과는 pH 6.1에서", "미대응"),
        ("세척된 배추를 공랭하는 단계", "세척한 배추를 씁니다", "판단불가"),
        ("세척된 배추를 공랭하는 단계", "배추 씻고 바람 냉각", "대응"),
    ],
)
def test_a_step_by_what_a_process_note_says(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("얼굴을 인식하여 흐림 처리하는 영상 처리부", "얼굴 흐림 기능은 빠졌어요", "미대응"),
        (
            "산소 농도를 300 내지 500ppm으로 유지하는 산소 공급기",
            "산소 400ppm 유지 공급기",
            "대응",
        ),
        ("양액의 전기전도도를 1 내지 2mS/cm로 조절하는 공급부", "양액 EC 1.4mS/cm로 제어", "대응"),
        ("양액의 전기전도도를 1 내지 2mS/cm로 조절하는 공급부", "EC 2.6mS/cm로 제어", "미대응"),
    ],
)
def test_a_part_by_what_it_does(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("구연산 수용액으로 세척하는 단계", "세척제는 자체 제품으로 바꿨어요", "판단불가"),
        ("과탄산나트륨 수용액으로 표백하는 단계", "표백제는 과산화수소로 바꿨어요", "미대응"),
        ("물통 속 물을 살균하는 UV LED", "물 살균은 은이온 볼이 맡아요", "미대응"),
        ("물통 속 물을 살균하는 UV LED", "살균은 자외선 LED가 맡아요", "대응"),
        ("종이 섬유로 된 단열 패드", "단열은 스티로폼이 하는 상자", "미대응"),
        ("과일을 동결건조하는 단계", "동결건조기가 비싸서 열풍으로 말립니다", "미대응"),
        ("편직된 원단", "편직에서 직조로 돌린 원단", "미대응"),
        ("헛개나무 열매를 건조하는 단계", "열매 말고 헛개나무 줄기를 말려요", "미대응"),
        ("헛개나무 열매를 건조하는 단계", "헛개나무 열매를 말려요", "대응"),
        ("1200 내지 1400℃의 대기 분위기에서 소결하는 단계", "질소 분위기 1300℃ 소결", "미대응"),
        ("딸기를 당액에 침지하는 단계", "당침 없이 말린 딸기", "미대응"),
    ],
)
def test_a_step_that_is_done_by_another(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


def test_the_values_of_a_step_stand_at_its_own_stage() -> None:
    step = "우유를 38 내지 44℃로 식히고 유산균을 접종하는 단계"
    assert label(step, "우유 90℃ 10분 살균, 42℃에서 유산균 접종, 8시간 발효") == "대응"
    assert label(step, "우유 90℃ 10분 살균, 30℃에서 유산균 접종, 8시간 발효") == "미대응"


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("온도 30 내지 36℃", "배양은 33도, 습도 80%에서 10시간", "대응"),
        ("온도 30 내지 36℃", "배양은 41도, 습도 80%에서 10시간", "미대응"),
        ("상대습도 70 내지 90%", "배양은 33도, 습도 80%에서 10시간", "대응"),
        ("상대습도 70 내지 90%", "배양은 생략했어요", "미대응"),
    ],
)
def test_values_by_their_names_belong_to_the_step_behind(
    element: str, text: str, expected: str
) -> None:
    claim = ("온도 30 내지 36℃", "상대습도 70 내지 90%", "8 내지 12시간 배양하는 배양단계")
    assert labels(text, *claim)[claim.index(element)] == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("탈수 후 냉동하는 단계", "급속으로 냉동한 나물이에요", "판단불가"),
        ("탈수 후 냉동하는 단계", "나물을 탈수하고 냉동합니다", "대응"),
        ("물로 2회 이상 씻는 단계", "두 번 씻어 한 시간 물 뺀 나물", "대응"),
        ("형틀에 붓는 단계", "굳히는 약품은 업체 비교 후 선정", "판단불가"),
    ],
)
def test_both_of_two_doings_are_told(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected
