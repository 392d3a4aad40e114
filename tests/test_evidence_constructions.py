"""Constructions of everyday texts, each with the label it leads to."""

from __future__ import annotations

import pytest

from tests.charts import label, labels


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("보리를 세척하는 단계", "보리를 물로 헹궈 쭉정이 제거", "대응"),
        ("여과하는 단계", "여과로 침전물을 뺀 즙", "대응"),
        ("여과하는 단계", "여과는 뺐어요", "미대응"),
        ("판테놀", "판테놀·알란토인 둘다 없는 토너", "미대응"),
        ("에탄올을 포함하지 않는", "에탄올은 당연히 빼고요, 토너예요", "대응"),
        ("유당을 포함하지 않는", "유당0 우유 음료", "대응"),
        ("유당 1 내지 3중량%", "유당 0.5% 음료", "미대응"),
        ("탈모 완화용", "비듬 샴푸인데 탈모 문구는 넣지 않아요", "미대응"),
        ("주름 개선용", "보습 크림이고 주름은 광고도 표시도 안 합니다", "미대응"),
        ("수면 개선용", "변비 개선 목적이고 수면과는 무관", "미대응"),
        ("수면 개선용", "수면 시간과 무관하게 먹는 수면 개선 정제", "대응"),
        ("눈 건강 개선용", "혈행을 챙기는 캡슐이고 눈 건강이랑은 관계 없습니다", "미대응"),
        ("유제품이 첨가되지 않은", "비건 아몬드음료", "대응"),
        ("유제품이 첨가되지 않은", "귀리로 만든 음료", "판단불가"),
        ("착용 여부를 감지하는 근접 센서", "근접센서로 꼈는지 안 꼈는지 알아내요", "대응"),
    ],
)
def test_denials(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    "wording",
    [
        "만으로 된",
        "로 이루어지는 것을 특징으로 하는",
        "만으로 조성된",
        "상기 성분들만으로 구성되는",
        "그 외의 성분을 포함하지 않는",
        "다른 첨가물을 함유하지 않는 것을 특징으로 하는",
    ],
)
def test_closed_wording_in_every_form(wording: str) -> None:
    thing = "스쿠알란 40 내지 60중량%"
    assert labels("스쿠알란 50%, 호호바오일 50%만 섞은 오일", thing, wording)[1] == "미대응"
    assert labels("스쿠알란 50% 들어간 오일", thing, wording)[1] == "판단불가"


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("패치", "무릎용 하이드로겔 패치", "대응"),
        ("도료 조성물", "선박 방오도료입니다", "대응"),
        ("수성 도료 조성물", "수성 우레탄 도료", "대응"),
        ("유중수형 에멀젼으로 제형화된", "수중유형 비비크림", "미대응"),
        ("유중수형 에멀젼으로 제형화된", "워터인오일 타입 비비크림", "대응"),
    ],
)
def test_names_of_products(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("녹차 종자유 1 내지 5중량%", "녹차씨오일 3%", "대응"),
        ("포도 종자 오일", "Grape Seed Oil", "대응"),
        ("살구 종자유", "살구씨 기름", "대응"),
    ],
)
def test_seed_oils_by_every_name(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("토코페롤과 아스코르빅애씨드를 넣은 세럼", "대응"),
        ("항산화제는 토코페롤뿐인 세럼", "미대응"),
        ("토코페롤 넣은 세럼", "판단불가"),
    ],
)
def test_how_many_of_a_list_are_needed(text: str, expected: str) -> None:
    element = "토코페롤, 아스코르빅애씨드 및 유비퀴논 중에서 선택되는 2종 이상"
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("칼슘염", "구연산칼슘으로 보강", "대응"),
        ("마그네슘염", "황산마그네슘 0.1%", "대응"),
        ("물을 담는 수조", "물통이 달린 분무기", "대응"),
    ],
)
def test_classes_of_salts_and_what_a_name_holds(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


def test_examples_of_a_class_leave_no_formula_open() -> None:
    text = "전성분: 정제수 80%, 글리세린 10%, 스쿠알란 9%, 페녹시에탄올 등 보존제 1%"
    assert label("콜레스테롤 0.1 내지 1중량%", text) == "미대응"


def test_a_rest_of_one_thing_closes_a_formula() -> None:
    assert label("판테놀 1 내지 3중량%", "글리세린 20%, 나머지는 전부 정제수") == "미대응"
    assert label("판테놀 1 내지 3중량%", "글리세린 20%, 나머지는 고민 중") == "판단불가"


def test_a_range_that_holds_zero_is_met_by_nothing() -> None:
    assert label("알코올 함량이 1% 이하", "무알코올 맥주") == "대응"
    element = "나트륨 함량이 100mL당 20mg 이하"
    assert label(element, "나트륨은 100ml에 50mg") == "미대응"
    assert label(element, "나트륨 100ml에 5mg") == "대응"


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        (
            "구운 커피를 40℃ 이하로 냉각하는 단계",
            "로스팅 210℃에서 12분, 35℃까지 냉각 후 분쇄",
            "대응",
        ),
        ("우유를 70 내지 75℃에서 살균하는 단계", "50도에서 1시간 두고 72℃ 15초 살균", "대응"),
        (
            "쌀가루 100중량부에 소금 1 내지 3중량부를 혼합하는 단계",
            "쌀가루 100부에 소금 2부를 섞음",
            "대응",
        ),
        (
            "쌀가루 100중량부에 소금 1 내지 3중량부를 혼합하는 단계",
            "쌀가루 100부에 소금 9부를 섞음",
            "미대응",
        ),
    ],
)
def test_values_of_steps(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("고추장 30 내지 50중량%", "고추장 40%, 물엿 20%로 버무린 양념", "대응"),
        ("고추장 30 내지 50중량%", "고추장 60%, 물엿 20%로 버무린 양념", "미대응"),
        ("pH 6.5 내지 8.0", "pH는 딱 7", "대응"),
        ("당도가 10 내지 15°Brix", "당도 12브릭스", "대응"),
        ("당도가 10 내지 15°Brix", "당도 18Bx", "미대응"),
        ("로진 5 내지 30중량부", "로진 15 parts", "대응"),
        ("카페인 무수물 30 내지 65mg", "무수카페인 50mg을 넣은 이층정", "대응"),
        (
            "830 내지 850nm의 근적외선을 방출하는 제2 LED",
            "적색 LED 633nm 80개, 근적외선 LED는 파장 미정",
            "판단불가",
        ),
        (
            "아세트아미노펜 300 내지 650mg을 함유하는 속방층",
            "속방부는 아세트아미노펜인데 용량 미확정. 카페인무수물은 40mg으로 픽스.",
            "판단불가",
        ),
        (
            "아세트아미노펜 300 내지 650mg을 함유하는 속방층",
            "속방층은 아세트아미노펜 160mg",
            "미대응",
        ),
    ],
)
def test_shares_and_values_are_of_what_they_stand_beside(
    element: str, text: str, expected: str
) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("에탄올 20 내지 40중량%", "99% 에탄올 30%에 글리세린을 조금 섞은 겔", "대응"),
        ("에탄올 30 내지 40중량%", "70% 에탄올 50%에 알로에겔 20%를 섞은 겔", "대응"),
        ("글리세린 4 내지 6중량%", "3% 판테놀, 5% 글리세린, 2% 알란토인 에센스", "대응"),
        ("글리콜산 5~10중량%", "AHA 8%(글리콜산 단독) 패드", "대응"),
        ("페녹시에탄올 2~5중량%", "보존제 1%(페녹시에탄올) 로션", "미대응"),
        (
            "코카미도프로필베타인 5~10중량%",
            "계면활성제 15%(SLES, 코카미도프로필베타인)",
            "판단불가",
        ),
        ("덱스판테놀 1~5중량%", "판테놀(비타민B5 유도체) 3% 넣은 크림", "대응"),
        ("판테놀 0.5~2중량%", "알란토인 0.2 | 판테놀 1.0 | 글리세린 10 | 정제수 to 100", "대응"),
        ("카보머", "알란토인 0.2 | 판테놀 1.0 | 글리세린 10 | 정제수 to 100", "미대응"),
        ("로즈마리 잎 추출물 0.1~3중량%", "로즈마리 잎에서 주정으로 뽑은 엑스 1%", "대응"),
    ],
)
def test_amounts_of_strengths_brackets_and_rests(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("에탄올 20~40중량%", "알코올 한 자릿수 %인 토너", "미대응"),
        ("글리세린 5중량% 이상", "글리세린을 두 자릿수 %로 넣은 크림", "대응"),
        ("판테놀 1 내지 5중량%", "판테놀 5%를 웃도는 함량", "미대응"),
        ("판테놀 1 내지 5중량%", "판테놀 1%가 채 안 되는 함량", "미대응"),
        ("판테놀 5중량% 이하", "판테놀 5%를 넘기지 않게", "대응"),
        ("계면활성제 1 내지 10중량%", "계면활성제 1% 미만", "미대응"),
        ("계면활성제 1중량% 이하", "계면활성제 1% 이상", "판단불가"),
        ("건조 시간이 15분 이하", "10분도 안 되어 건조", "대응"),
    ],
)
def test_ranges_in_words(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("암로디핀 베실산염", "암로디핀 말레산염 5mg 정제", "미대응"),
        ("암로디핀 베실산염", "암로디핀은 베실산염 대신 말레산염", "미대응"),
        ("암로디핀 또는 이의 약학적으로 허용되는 염", "암로디핀 말레산염 5mg 정제", "대응"),
        ("글루코사민 황산염", "글루코사민은 황산염으로 넣었고 1500mg", "대응"),
        ("글루코사민 황산염", "글루코사민 1500mg 정제", "판단불가"),
        ("글루코사민 황산염", "글루코사민은 황산염이 아니라 염산염", "미대응"),
        ("병풀의 에탄올 추출물", "병풀 열수추출물 2% 세럼", "판단불가"),
        ("병풀의 에탄올 추출물", "병풀을 주정으로 우려낸 추출물 세럼", "대응"),
    ],
)
def test_salts_and_solvents(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("식물성 오일", "캐리어 오일로 호호바·아르간을 섞었고 라벤더 향을 넣은 오일", "대응"),
        ("호호바씨오일", "호호바·아르간 오일을 섞은 페이스 오일", "대응"),
        ("녹차씨오일", "녹차 향이 나는 오일 클렌저", "판단불가"),
        ("옥토크릴렌", "혼합자차 선크림", "판단불가"),
        ("옥토크릴렌", "무기자차 선크림", "미대응"),
        ("글리세린", "글리세린을 부틸렌글라이콜로 바꿔 넣음", "미대응"),
        ("부틸렌글라이콜", "글리세린을 부틸렌글라이콜로 바꿔 넣음", "대응"),
        ("나이아신아마이드 2~10중량%", "나이아신 5%에 판테놀 2% 토너", "대응"),
    ],
)
def test_what_stands_in_a_place(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("레티놀 0.01~0.1중량%", "50g 크림 기준 레티놀 25mg, 스쿠알란 5g", "대응"),
        ("콜라겐 40~60중량%", "3g짜리 스틱에 콜라겐 1,500mg", "대응"),
        ("은행잎 추출물 20~30중량%", "총 500mg 정제 중 은행잎추출물 120mg", "대응"),
        ("글리세린 5~15중량%", "정제수,80.5\n글리세린,10\n판테놀,2\n베타인,7.5", "대응"),
        ("카보머", "정제수,80.5\n글리세린,10\n판테놀,2\n베타인,7.5", "미대응"),
        ("고추장", "간장 2큰술, 설탕 1큰술, 마늘 3쪽, 후추 한 꼬집을 섞은 소스", "미대응"),
        ("참기름", "간장 2큰술과 설탕을 넣은 소스", "판단불가"),
        ("오일 10~15중량%", "오일 3종(호호바 5%, 스쿠알란 5%, 아르간 2%)", "대응"),
    ],
)
def test_bases_tables_and_spoons(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("유제품 5 내지 20중량%", "우유 10%, 커피추출액 30%가 든 음료", "대응"),
        ("유제품", "우유 베이스 라떼 음료", "대응"),
        ("화장료 조성물", "딸기 아이스크림", "미대응"),
        ("비피도박테리움 속 균주", "비피더스균 3종 스틱", "대응"),
        ("비타민 B6", "비타민은 B1, B2, B6만 넣은 정제", "대응"),
        ("비타민 B12", "비타민은 B1, B2, B6만 넣은 정제", "미대응"),
        ("소듐라우릴설페이트", "계면활성제는 데실글루코사이드, 코코베타인 등", "판단불가"),
        ("소듐라우릴설페이트", "계면활성제는 데실글루코사이드, 코코베타인뿐", "미대응"),
        ("어류 유래 콜라겐 펩타이드", "콜라겐 펩타이드 젤리", "판단불가"),
        ("어류 유래 콜라겐 펩타이드", "틸라피아 비늘에서 얻은 콜라겐 펩타이드", "대응"),
        ("지방줄기세포 유래 엑소좀", "엑소좀 앰플", "판단불가"),
    ],
)
def test_kinds_lists_and_origins(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("알란토인 0.05~0.5중량%", "알란토인은 0.1%가 아니라 1%", "미대응"),
        ("알란토인 0.05~0.5중량%", "알란토인은 1%가 아니라 0.1%", "대응"),
        ("부틸렌글라이콜 4~6중량%", "글리세린과 부틸렌글라이콜을 5%와 3%로 배합", "미대응"),
        ("글리세린 4~6중량%", "글리세린과 부틸렌글라이콜을 5%와 3%로 배합", "대응"),
        ("판테놀 1~3중량%", "판테놀을 2%, 알란토인을 0.1% 배합", "대응"),
        ("부틸렌글라이콜 5~7중량%", "글리세린:부틸렌글라이콜=2:1, 총 9%", "미대응"),
        ("징크옥사이드 10~20중량%", "무기 필터 총량 22%(ZnO 15 + TiO2 7)", "대응"),
        ("글리세린 5~15중량%", "글리세린 함유량을 10%로 맞춤", "대응"),
        ("글리세린 5~15중량%", "글리세린 오 퍼센트", "대응"),
        ("펩타이드 0.001~0.01중량%", "펩타이드 원액(500ppm) 10% 함유", "대응"),
        ("폴리소르베이트 80 3~8중량%", "계면활성제 2% (폴리소르베이트 80)", "미대응"),
    ],
)
def test_amounts_in_turn_in_sum_and_put_right(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("감자 전분", "전분(감자)을 넣은 소스", "대응"),
        ("사과 식초", "식초(사과)를 넣은 소스", "대응"),
        ("효모 베타글루칸", "베타글루칸(효모) 정제", "대응"),
        ("설탕", "설탕(국산)을 넣은 소스", "대응"),
    ],
)
def test_sources_in_brackets(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


METHOD = "조성물의 제조방법"


@pytest.mark.parametrize(
    ("step", "text", "expected"),
    [
        # what is open of a step leaves it open; another step's value is not its own
        ("10 내지 30분 동안 탈포하는 단계", "호모 9000rpm 3분. 탈포 시간은 미정", "판단불가"),
        ("10 내지 30분 동안 탈포하는 단계", "탈포합니다. 시간은 20분이에요.", "대응"),
        (
            "38 내지 45℃에서 24 내지 72시간 발효시키는 단계",
            "하룻밤 불려 40도에서 이틀 띄움",
            "대응",
        ),
        ("38 내지 45℃에서 4 내지 7일 발효시키는 단계", "하룻밤 불려 40도에서 사흘 띄움", "미대응"),
        (
            "60℃ 이하에서 콩을 건조하는 단계",
            "삶은 콩을 볏짚으로 싸서 40도에서 띄웁니다",
            "판단불가",
        ),
        # values by their place
        ("출구 온도 80 내지 100℃로 분무건조하는 단계", "분무건조(입구 180℃)", "판단불가"),
        ("유상을 70 내지 80℃로 가열하는 단계", "유상 75도, 수상 85도로 데움", "대응"),
        ("유상을 70 내지 80℃로 가열하는 단계", "유상 88도, 수상 75도로 데움", "미대응"),
        # a wider step, its value outside
        ("과일을 동결건조하는 단계", "과일을 썰어서 말린 다음 포장", "판단불가"),
        ("-40 내지 -30℃에서 급속 동결하는 단계", "영하 18도 냉동고에 얼림", "미대응"),
        # in or with another thing
        ("녹차잎을 에탄올로 추출하는 단계", "녹차잎에 물 10배 부어서 3시간 달임", "미대응"),
        (
            "녹차잎을 에탄올로 추출하는 단계",
            "녹차잎에 주정 10배 부어 60도에 두 번 우려내고",
            "대응",
        ),
        ("홍삼을 에탄올로 추출하는 단계", "홍삼을 물로 달이고 박은 주정으로 추출", "대응"),
        ("주입법으로 리포좀을 제조하는 단계", "박막수화법으로 만든 리포좀", "미대응"),
        ("주입법으로 리포좀을 제조하는 단계", "에탄올 주입법으로 만든 리포좀", "대응"),
        # what an element does without
        ("가열하지 않고 원료를 혼합하는 단계", "원료를 80도로 가열해 섞습니다", "미대응"),
        ("가열하지 않고 원료를 혼합하는 단계", "가열 없이 원료를 섞습니다", "대응"),
        ("가열하지 않고 원료를 혼합하는 단계", "원료를 섞습니다", "판단불가"),
        # denials and what looks like one
        ("냉각하여 경화시키는 단계", "냉장고에서 굳혀 틀에서 뺍니다", "대응"),
        ("숙성하는 단계", "이번 처방에서 숙성 공정을 뺐습니다", "미대응"),
        ("원심분리하여 침전물을 제거하는 단계", "원심분리는 수율 때문에 제외했어요", "미대응"),
        ("고압 균질화하는 단계", "초음파 10분. 고압균질기는 없음", "미대응"),
        ("에센스를 주입하는 단계", "시트를 넣어요. 주입 공정은 따로 없이 접습니다", "미대응"),
        # what an earlier step made limits no step; a step done once more
        ("추출액을 여과하는 단계", "물에 달인 뒤 여과지로 거름", "대응"),
        ("용기를 80 내지 90℃에서 살균하는 단계", "용기는 85도에서 후살균합니다", "대응"),
        ("침전물을 2 내지 5회 세척하는 단계", "침전물 수세 한 번", "미대응"),
        (
            "산을 첨가한 후 계면활성제를 용해하는 단계",
            "산을 넣기 전에 계면활성제부터 녹임",
            "미대응",
        ),
        ("이소프로필알코올로 세척하는 단계", "출력 후 IPA로 세척 10분", "대응"),
    ],
)
def test_steps_of_a_method(step: str, text: str, expected: str) -> None:
    assert label(step, text, METHOD) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        # what another thing stands for, and what another took the place of
        ("젤라틴", "한천(젤라틴 대체)", "미대응"),
        ("젤라틴", "젤라틴 대용으로 한천 사용", "미대응"),
        ("젤라틴", "젤라틴 3%, 대체 검토 중", "대응"),
        ("라놀린", "라놀린은 시어버터로 바꿨습니다", "미대응"),
        ("향료", "향료는 천연향료로 바꿨습니다", "대응"),
        ("뚜껑", "뚜껑은 알루미늄으로 바꿨습니다", "대응"),
        # denials at the end of a reason, of a bracket or of a choice
        ("메틸파라벤을 포함하지 않는", "파라벤류(메틸파라벤 등)는 민원 때문에 제외", "대응"),
        ("세라마이드NP", "세라마이드는 종류 막론하고 미사용", "미대응"),
        ("트라넥사믹애씨드", "트라넥사믹애씨드는 단가가 너무 커서 빼기로", "미대응"),
        ("설탕을 첨가하지 않는", "설탕 노노! 색소도 없어요", "대응"),
        ("실리콘을 포함하지 않는", "실리콘프리고 향도 약해요", "대응"),
        ("향료를 포함하지 않는", "Colorant: none, Fragrance: none", "대응"),
        ("카보머", "Carbomer 0.3%, Ethanol: none", "대응"),
        # what a thing meets in use, and what is named beside those told before
        ("에탄올 5 내지 15중량%", "진흙팩이고 물로 헹궈내는 타입", "판단불가"),
        ("고분자 콜라겐", "고분자 콜라겐 1%. 그 외 보습제는 글리세린 단독", "대응"),
        # names end at the end of a line
        ("보존제를 포함하지 않는", "· 글리세린 3%\n· 보존제 미사용\n제형은 크림", "대응"),
    ],
)
def test_replaced_left_out_and_beside_the_point(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("체지방 감소용", "다이어트 젤리, 체지방 감소 기능성", "대응"),
        ("체지방 감소용", "다이어트 젤리", "판단불가"),
        ("모발 손상 저감용", "머리카락 손상 덜 가는 펌제", "대응"),
        ("자외선 차단용", "유기자외선차단제 무배합 썬크림", "대응"),
        ("비타민C 안정화용", "비타민C 캡슐", "판단불가"),
        ("비타민C 안정화용", "비타민C 변질 방지가 목적인 캡슐", "대응"),
    ],
)
def test_what_tells_of_a_use(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("글루타메이트계 음이온 계면활성제", "소듐라우레스설페이트 10%", "미대응"),
        ("글루타메이트계 음이온 계면활성제", "소듐코코일글루타메이트 10%", "대응"),
        ("카복실산계 가교제", "가교제 0.5%", "판단불가"),
        ("비이온계 계면활성제", "PEG-40 하이드로제네이티드캐스터오일", "대응"),
        ("물이 저장되는 스테인리스 재질의 수조", "수조는 유리로 바꿨음", "미대응"),
        ("물이 저장되는 스테인리스 재질의 수조", "SUS304 수조", "대응"),
        ("몸에 대응하는 곡면으로 형성된 본체", "본체는 몸에 맞춘 곡면", "대응"),
    ],
)
def test_families_and_stuffs_behind_a_clause(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("상기 손잡이의 경도가 쇼어 A 30 내지 60", "손잡이 경도(Shore A): 45", "대응"),
        ("상기 손잡이의 경도가 쇼어 A 30 내지 60", "손잡이는 쇼어 A 경도 75", "미대응"),
        ("pH가 5.0 내지 6.5", "pH(10% 수용액) 6.3", "대응"),
        ("pH가 5.0 내지 6.5", "pH (1%액): 7.8", "미대응"),
        ("오메가3 300 내지 600mg", "오메가3 500mg/캡슐", "대응"),
        ("콜라겐 1 내지 5g", "콜라겐 12g/병", "미대응"),
        ("나이아신아마이드 2 내지 5중량%", "나이아신아마이드 7프로뿐이에요", "미대응"),
    ],
)
def test_scales_and_doses(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("text", "element", "expected"),
    [
        # the kind behind what is denied
        ("블루투스 같은 통신 기능은 없습니다", "블루투스 통신 모듈", "미대응"),
        ("비타민C 같은 항산화 성분을 담고 파라벤은 없음", "비타민 C", "대응"),
        ("트리클로산, 티몰 같은 항균제는 넣지 않고 알코올만", "트리클로산", "미대응"),
        ("마이크로캡슐 공법은 쓰지 않습니다", "마이크로캡슐", "미대응"),
        ("정제 타입 아님. 분말 스틱", "정제", "미대응"),
        ("물통도 펌프도 필요 없는 제품", "펌프", "미대응"),
        ("펌프 있음. 건전지 필요없음", "펌프", "대응"),
        ("왁스 없이 맑은 느낌의 신제품", "화장료 조성물", "대응"),
        # a trouble that a product does nothing for
        ("탈모는 못 막아요. 두피 쿨링만", "탈모 방지용", "미대응"),
        ("주름을 개선하지는 않아요. 보습만", "주름 개선용", "미대응"),
        ("주름이 안 생기게 막아줘요", "주름 개선용", "대응"),
        ("비듬을 못 잡던 분들께. 비듬을 잡아주는 샴푸", "비듬 개선용", "대응"),
        # on what place make-up is put
        ("글리터 아이섀도우", "립 메이크업용", "미대응"),
        ("립앤치크 멀티밤", "립 메이크업용", "대응"),
        ("색조 신제품", "립 메이크업용", "판단불가"),
        # what is sold together
        ("파마약 세트로 팝니다", "펌용 키트", "대응"),
        ("오프세트 인쇄 라벨 염색약", "키트", "판단불가"),
        ("세트 아님, 단품 염모제", "키트", "미대응"),
        ("한 통에 담은 올인원", "각각 별도의 용기에 포함", "미대응"),
        # what a product by its name holds
        ("히알루론산 에센스 파우치", "병풀 추출물을 포함하는 에센스", "판단불가"),
        ("병풀추출물 담은 에센스", "병풀 추출물을 포함하는 에센스", "대응"),
        ("후처리제도 따로 없어요", "가수분해 케라틴을 포함하는 후처리제", "미대응"),
        # how often, and units of one measure
        ("안료 → three-roll mill ×3 → 충전", "안료를 3단 롤밀로 2회 이상 분산하는 단계", "대응"),
        ("안료 → three-roll mill ×1 → 충전", "안료를 3단 롤밀로 2회 이상 분산하는 단계", "미대응"),
        ("텐셀 시트 40gsm", "평량이 30 내지 50 g/m2인 기재층", "대응"),
        ("거즈 시트 70g/m2", "평량이 30 내지 50 g/m2인 기재층", "미대응"),
        # a product by its process
        ("볶지 않은 보리로 낸 추출물 음료", "보리를 볶은 후 추출하여 얻어진", "판단불가"),
        ("볶지 않고 바로 갈아요", "보리를 볶는 단계", "미대응"),
        # an abbreviation that is spelt out
        ("SCG(sodium cocoyl glycinate) 5%", "소듐코코일글루타메이트", "판단불가"),
        ("소듐코코일글루타메이트(SCG) 5%", "소듐코코일글루타메이트", "대응"),
    ],
)
def test_what_is_denied_sold_or_told_by_its_kind(text: str, element: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("text", "elements", "expected"),
    [
        ("구연산이랑 베이킹소다 단 두 가지만", ("구연산 및 베이킹소다", "만으로 이루어진"), "대응"),
        ("구연산 / 소금 (2성분 외 없음), 수분 2%", ("구연산 및 소금", "만으로 이루어진"), "대응"),
        ("구연산, 소금에 향료 0.1%", ("구연산 및 소금", "만으로 이루어진"), "미대응"),
        ("레티놀 0.1% 크림, 전성분은 아직 못 받았어요", ("레티놀", "판테놀"), "판단불가"),
        ("전성분: 정제수, 글리세린, 레티놀", ("레티놀", "판테놀"), "미대응"),
        ("각질 샴푸, 젖산 2%만 넣었어요", ("젖산", "양쪽성 계면활성제"), "판단불가"),
        ("정제수랑 젖산만 넣었어요", ("젖산", "양쪽성 계면활성제"), "미대응"),
    ],
)
def test_a_list_that_is_closed_or_not_given(
    text: str, elements: tuple[str, ...], expected: str
) -> None:
    assert labels(text, *elements)[-1] == expected


FLOW = "대추 60℃ 24시간 건조 → 물 8배 95℃ 3시간 달임 → 45℃로 식혀 꿀 투입 → 숙성 10℃ 7일"


@pytest.mark.parametrize(
    ("step", "text", "expected"),
    [
        # a value is that of the stage that says most of the step
        ("대추를 90 내지 100℃에서 2 내지 4시간 추출하는 단계", FLOW, "대응"),
        ("대추를 70 내지 80℃에서 2 내지 4시간 추출하는 단계", FLOW, "미대응"),
        (
            "상기 흡착물을 80 내지 90%의 에탄올로 용출하는 단계",
            "60% 주정으로 추출 → 수지 컬럼 흡착 → 85% 주정으로 용출",
            "대응",
        ),
        (
            "상기 흡착물을 80 내지 90%의 에탄올로 용출하는 단계",
            "85% 주정으로 추출 → 수지 컬럼 흡착 → 50% 주정으로 용출",
            "미대응",
        ),
        (
            "건조물을 40℃ 이하로 냉각한 후",
            "130℃로 압출 / 90℃ 열풍건조 후 수분 8% / 30℃까지 방랭 / 포장",
            "대응",
        ),
        (
            "건조물을 40℃ 이하로 냉각한 후",
            "130℃로 압출 / 90℃ 열풍건조 후 수분 8% / 60℃까지만 방랭 / 포장",
            "미대응",
        ),
        (
            "건조된 도라지를 90 내지 100℃에서 추출하는 단계",
            "도라지를 70℃에서 3일 말립니다. 말린 도라지는 물에 달여요",
            "판단불가",
        ),
        # a share on a base that is told in masses, and one that another thing has
        (
            "무 100중량부에 고춧가루 3 내지 7중량부를 버무리는 단계",
            "무 100kg에 고춧가루 5kg 버무려 담그는 깍두기",
            "대응",
        ),
        (
            "무 100중량부에 고춧가루 3 내지 7중량부를 버무리는 단계",
            "무 100kg에 고춧가루 12kg 버무려 담그는 깍두기",
            "미대응",
        ),
        # pieces of a method, and what is not done
        ("질소 가스를 용존시켜", "질소를 녹여 넣은 캔커피", "대응"),
        ("쌀에 홍국균을 접종하는 단계", "홍국을 쌀에 접종하지 말고 그대로 쪄요", "미대응"),
        ("대파를 데치는 단계", "사골곰탕. 소뼈는 국산 100%", "판단불가"),
        (
            "딸기를 알룰로스를 포함하는 당액에 침지하는 단계",
            "무설탕 잼이에요. 딸기를 알룰로스 시럽에 재워 2시간",
            "대응",
        ),
        ("60 내지 70℃에서 살균하는 단계", "milk, pasteurized at 65°C for 30 min", "대응"),
        ("60 내지 70℃에서 살균하는 단계", "milk, pasteurized at 85°C for 30 min", "미대응"),
    ],
)
def test_whose_value_a_step_has(step: str, text: str, expected: str) -> None:
    assert label(step, text, METHOD) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("비타민 C", "비타민 B1이랑 C 들어간 젤리", "대응"),
        ("비타민 E", "비타민 C랑 E는 안 넣은 젤리", "미대응"),
        ("구연산", "콜라겐 젤리. 구연산 카라기난 향료 이런 거 일절 안 씁니다", "미대응"),
        ("펄프", "원지예요. 펄프는 빼주세요", "미대응"),
        ("꿀 15 내지 25중량%", "oat bar (per 100 g): oat 45 g, honey 20 g, almond 10 g", "대응"),
        ("아연 5 내지 15㎎", "루테인 연질캡슐 한 알에 아연 10미리", "대응"),
        ("반려견용", "시니어견 영양제", "대응"),
        ("반려견용", "냥이 키블", "판단불가"),
    ],
)
def test_names_and_denials_in_notes(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected
