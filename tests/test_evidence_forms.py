"""Forms of a product alone and denied, layers, grades, and how older lists name esters."""

from __future__ import annotations

import pytest

from tests.charts import label


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("분말 형태의", "프로틴 파우더 스틱이에요", "대응"),
        ("분말 형태의", "마시는 앰플 음료", "미대응"),
        ("분말 형태의", "씹어 먹는 츄어블정", "미대응"),
        ("정제 또는 캡슐의 제형인", "정제·캡슐 말고 젤리로 나와요", "미대응"),
        ("정제 또는 캡슐의 형태인", "연질캡슐 형태", "대응"),
        ("액상 형태의", "액상 스틱 타입", "대응"),
        ("젤리 식품", "젤리 아니고 물에 타는 가루예요", "미대응"),
        ("젤 네일 조성물", "이건 젤 말고 일반 매니큐어", "미대응"),
        ("페이스 오일 조성물", "오일 아니고 수분크림이에요", "미대응"),
        ("토너 화장료 조성물", "토너 말고도 크림이 나와요. 토너는 200mL", "대응"),
        ("샴푸 조성물", "린스 대신 쓰는 게 아니라 진짜 샴푸예요", "대응"),
        ("밤 타입 클렌징 화장료", "흐르는 액상 타입 클렌저", "미대응"),
        ("고형 분말 화장료", "가루 날리는 루스 파우더", "미대응"),
        ("고형 분말 화장료", "섀도우 팬, 압축 타입", "대응"),
        ("고형 스틱 제형", "deo stick 40 g", "대응"),
    ],
)
def test_forms_alone_and_denied(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        (
            "암로디핀 2.5 내지 10mg을 포함하는 제2층",
            "발사르탄 80mg층, 암로디핀 5mg층 이층정",
            "대응",
        ),
        ("발사르탄 40 내지 80mg을 포함하는 제1층", "발사르탄 160mg층, 암로디핀층 이층정", "미대응"),
        (
            "발사르탄 40 내지 80mg을 포함하는 제1층",
            "발사르탄/암로디핀 이층정, 용량 비공개",
            "판단불가",
        ),
        ("발사르탄 40 내지 80mg을 포함하는 제1층", "발사르탄 80mg 단층정이에요", "미대응"),
        ("분자량이 5,000 내지 50,000 Da인 저분자 히알루론산", "HA 10kDa, HA 1.2 MDa", "대응"),
        (
            "분자량이 5,000 내지 50,000 Da인 저분자 히알루론산",
            "히알루론산은 초저분자 1,500Da짜리와 130만Da 고분자",
            "미대응",
        ),
        (
            "분자량이 1,000,000 Da 이상인 고분자 히알루론산",
            "히알루론산은 초저분자 1,500Da짜리와 130만Da 고분자",
            "대응",
        ),
        ("판상 분체 40 내지 80중량%", "마이카 62%, 구형 실리카 10%", "대응"),
        ("판상 분체 40 내지 80중량%", "구상 분체만 50%", "미대응"),
        ("분체가 레시틴으로 표면 처리된", "탈크(다이메티콘 처리) 50%", "미대응"),
        ("분체가 레시틴으로 표면 처리된", "탈크 50%, 분체 코팅은 논의 중", "판단불가"),
        ("분체가 레시틴으로 표면 처리된", "레시틴 코팅 탈크, 다이메티콘 코팅 티타늄", "대응"),
    ],
)
def test_layers_grades_and_shapes(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("에칠헥실팔미테이트", "팔미틴산에칠헥실 12%", "대응"),
        ("소르비탄올리에이트", "올레인산소르비탄", "대응"),
        ("글리세릴스테아레이트", "모노스테아린산글리세린", "대응"),
        ("케라틴 가수분해물", "keratin hydrolysate 0.5%", "대응"),
        ("프탈레이트계 화합물을 포함하지 않는", "디부틸프탈레이트 1%", "미대응"),
        ("대두 이소플라본 1 내지 5중량%", "대두 isoflavone 0.3프로", "미대응"),
        ("모발 염색방법", "새치염색 시술 순서", "대응"),
        ("영유아 피부 보호용", "아기 침독 방어 밤", "대응"),
    ],
)
def test_names_as_lists_and_planners_write_them(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("유제 또는 액상수화제", "살균 SC 농약", "대응"),
        ("유제 또는 액상수화제", "입상 수화제 농약", "미대응"),
        ("현탁시럽제", "현탁 시럽 감기약", "대응"),
        ("현탁시럽제", "어린이 시럽 감기약", "판단불가"),
        ("길이 3 내지 6mm의 펠릿", "토끼 사료 2kg", "판단불가"),
        ("물안경", "다이빙 마스크", "미대응"),
        ("화장료 조성물", "건조가 고민이라면 이 크림을 써 보세요", "대응"),
    ],
)
def test_forms_of_which_either_will_do(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("두피 가려움 완화용", "두피 토닉", "판단불가"),
        ("두피 가려움 완화용", "가려운 두피용 토닉", "대응"),
        ("간헐적 도뇨용", "CIC용 카테터", "대응"),
        ("간헐적 도뇨용", "PICC 카테터", "미대응"),
        ("자동차 유리 발수용", "윈드실드 발수 코팅제", "대응"),
    ],
)
def test_uses_of_a_place(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("네오마이신 황산염 0.1 내지 0.5중량%", "황산네오마이신 0.35%", "대응"),
        ("네오마이신 황산염 0.1 내지 0.5중량%", "neomycin sulfate 1%", "미대응"),
        (
            "세라마이드, 콜레스테롤 및 지방산을 모두 포함하는 지질 복합체",
            "세라마이드+콜레스테롤+지방산",
            "대응",
        ),
        (
            "세라마이드, 콜레스테롤 및 지방산을 모두 포함하는 지질 복합체",
            "세라마이드 크림",
            "판단불가",
        ),
        ("텔미사르탄 20 내지 80mg", "위층에 텔미사르탄 40mg", "대응"),
    ],
)
def test_salts_and_mixtures(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("시린 이 완화용", "미백치약", "미대응"),
        ("시린 이 완화용", "시림 완화 치약", "대응"),
        ("겔 제형", "진정 밤", "미대응"),
        ("일회용 점안제", "유닛도즈 점안액", "대응"),
        ("실리콘계 점착제", "점착제는 실리콘이냐 우레탄이냐 아직 고민 중", "판단불가"),
        ("2종 이상의 교체식 헤드", "헤드는 교체식인데 몇 종 넣을지 미정", "판단불가"),
        ("구연산", "산은 아직 못 정함(구연산 또는 젖산)", "판단불가"),
        ("에리스리톨", "에리스리톨·소르비톨 등 감미 처리는 일절 하지 않은 원단", "미대응"),
    ],
)
def test_what_is_named_and_what_is_open(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("롤온 데오드란트 조성물", "데오 스틱", "미대응"),
        ("데오드란트 조성물", "데오 스틱", "대응"),
        ("고형 비누의 제조방법", "올리브 물비누 만들기", "미대응"),
        ("홍차의 제조방법", "가마솥에 덖은 녹차", "미대응"),
        ("LED 마스크 장치", "마스크 말고 손에 쥐는 LED 기기", "미대응"),
        ("전기압력밥솥", "6인용 밥솥", "판단불가"),
        ("창호", "PVC 미닫이창", "대응"),
        ("메밀국수의 제조방법", "생메밀면", "대응"),
    ],
)
def test_kinds_of_products_and_their_siblings(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected
