"""What is left undone, in which state a thing is, where and on what a value is counted."""

from __future__ import annotations

import pytest

from tests.charts import label, labels


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("가열 공정을 포함하지 않는", "가열하지 않고 짜낸 주스", "대응"),
        ("가열 공정을 포함하지 않는", "85도로 가열한 주스", "미대응"),
        ("유탕 처리를 포함하지 않고", "기름에 안 튀김, 오븐 사용", "대응"),
        ("염색 공정을 거치지 않은", "염색 안 한 생지 원단", "대응"),
        ("염색 공정을 거치지 않은", "반응성 염료로 염색한 원단", "미대응"),
        ("동결 단계를 포함하지 않는", "동결 없이 냉장으로만 유통", "대응"),
        ("80 내지 95℃로 가열하여 용해", "냉각도 가열도 안 해요", "미대응"),
        ("160 내지 180℃의 오븐에서 굽는", "찌는 과정도 오븐에 굽는 과정도 없어요", "미대응"),
    ],
)
def test_steps_that_are_left_out(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("25℃에서의 pH가 4.5 내지 6.0", "pH(20℃) 5.1 토너", "대응"),
        ("25℃에서의 pH가 4.5 내지 6.0", "pH (25도) 8.1 비누액", "미대응"),
        ("당도가 60 내지 70 브릭스", "시럽 Brix 65", "대응"),
        ("당도가 60 내지 70 브릭스", "당도는 40 정도 나오는 잼", "미대응"),
        ("과육의 수분 함량이 15중량% 이하", "과육 수분이 21%까지 올랐어요", "미대응"),
        ("1회 섭취량 50mL당 홍삼 농축액 500 내지 1500mg", "한 병(50mL)에 홍삼농축액 1g", "대응"),
        ("1회 섭취량 50mL당 홍삼 농축액 500 내지 1500mg", "한 병(50mL)에 홍삼농축액 2g", "미대응"),
        ("유효요오드 함량 0.5 내지 2%의 요오드화칼륨", "요오드화칼륨(유효요오드 1%)", "대응"),
        ("유효요오드 함량 0.5 내지 2%의 요오드화칼륨", "요오드화칼륨(유효요오드 5%)", "미대응"),
    ],
)
def test_values_by_their_scale_and_base(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("액체 세제 조성물", "액상 주방세제입니다", "대응"),
        ("액체 세제 조성물", "향이 좋은 세탁 세제예요", "판단불가"),
        ("액체 세제 조성물", "가루 세탁세제예요", "미대응"),
        ("리필형 화장품 용기", "리필 불가, 다 쓰면 버리는 펌프병", "미대응"),
        ("리필형 에어리스 화장품 용기", "리필 가능한 에어리스 화장품 용기", "대응"),
        ("네일 라커 조성물", "손톱에 바르는 래커", "대응"),
        ("네일 라커 조성물", "목재용 래커 스프레이", "미대응"),
        ("우레아", "각질 크림에 요소 10% 넣었어요", "대응"),
        ("우레아", "요소는 안 들어간 크림", "미대응"),
        ("우레아", "디자인 요소를 살린 크림", "판단불가"),
        ("알루미늄층을 포함하지 않는", "PET/AL/LLDPE 세 겹", "미대응"),
        ("물", "오존수로 세척하는 야채", "대응"),
        ("물", "수소 발생 캡슐", "판단불가"),
    ],
)
def test_states_and_names_in_their_field(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("의류용", "니트용 중성세제", "대응"),
        ("의류용", "주방 설거지 전용 세제, 옷 빨래용 아님", "미대응"),
        ("전자레인지 조리용", "렌지에 데우는 즉석밥 용기", "대응"),
        ("전자레인지 조리용", "전자레인지 사용금지, 중탕만 됩니다", "미대응"),
        ("차 우림용", "보이차 우려 마시는 유리병", "대응"),
        ("면역 기능 증진용", "면역 같은 기능성 표방 안 함", "미대응"),
        ("글루텐을 포함하지 않는", "글루텐 프리는 기본인 빵", "대응"),
        ("진통용", "진통제 라인에 추가합니다", "대응"),
    ],
)
def test_uses_by_other_words(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("미네랄 오일을 포함하지 않는", "미네랄오일은 당연히 0", "대응"),
        ("향료를 포함하지 않는", "향료는 당연히 0.5%", "미대응"),
        ("브러시", "브러시는 원가 때문에 없앰", "미대응"),
        ("파라벤을 포함하지 않는", "파라벤 검사는 의뢰해 놨고요", "판단불가"),
        ("알부틴 1 내지 5중량%", "알부틴 2% 앰플, 안정성 시험 의뢰해둠", "대응"),
        ("피부 주름 개선용", "광고는 보습으로만, 주름 얘긴 안 해요", "미대응"),
        ("전처리제를 모발에 도포하는 단계", "전처리는 생략하고 염색", "미대응"),
        ("전처리제를 모발에 도포하는 단계", "전처리제를 모발에 골고루 도포", "대응"),
        ("점도가 1,000 내지 5,000cP인", "분말이라 점도 개념이 없어요", "미대응"),
        ("점도가 1,000 내지 5,000cP인", "점도 데이터는 없어요", "판단불가"),
        ("레티놀", "글리세린 5%를 썼고 레티놀, 바쿠치올은 안 넣어요", "미대응"),
        ("레티놀", "글리세린 5%, 레티놀, 바쿠치올은 안 넣어요", "대응"),
    ],
)
def test_zero_removed_left_out_and_under_test(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("살리실산 0.1 내지 0.5중량%", "토닉 배합: 물 70, 에탄올 29.8, 살리실산 0.2", "대응"),
        ("글리세린 30 내지 50중량%", "보습제 5%(배합: 베타인 60, 글리세린 40)", "판단불가"),
        ("병풀의 에탄올 추출물 0.1 내지 5중량%", "병풀 전초 60% 에탄올 추출물을 2% 넣고", "대응"),
        ("칡 뿌리의 에탄올 추출물 0.1 내지 5중량%", "칡뿌리 70% 에탄올 추출물을 8%", "미대응"),
        ("pH가 5.0 내지 6.5", "성상 | 로션 | pH | 7.4", "미대응"),
    ],
)
def test_shares_behind_a_solvent_in_a_recipe_and_in_a_table(
    element: str, text: str, expected: str
) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Squalane 60, Jojoba Oil 40 (%). No other ingredients. Glass dropper", "대응"),
        ("사탕수수 유래 스쿠알란 60%, 호호바 오일 40%, 이게 전부", "대응"),
        ("스쿠알란 60%, 호호바 오일 39%, 토코페롤 1%", "미대응"),
        ("스쿠알란과 호호바 오일인데 다른 오일을 섞을지는 얘기 중", "판단불가"),
    ],
)
def test_a_source_and_a_vessel_are_nothing_further(text: str, expected: str) -> None:
    assert labels(text, "스쿠알란", "호호바 오일", "만으로 이루어지는")[-1] == expected
