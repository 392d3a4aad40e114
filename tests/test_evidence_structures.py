"""Parts of devices and containers: how texts tell, deny and name them."""

from __future__ import annotations

import pytest

from tests.charts import label, labels


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
        ("자외선을 조사하는 자외선 램프", "자외선램프는 물론 건조팬도 넣지 않은 소독기", "미대응"),
        ("자외선을 조사하는 자외선 램프", "자외선램프는 물론 건조팬도 들어간 소독기", "대응"),
        ("샤워 헤드에 배치되는 비타민 필터", "비타민 필터는 옵션에서도 뺐어요", "미대응"),
        ("개구부를 개폐하는 지퍼", "지퍼 말고 슬라이더로 여닫는 파우치", "미대응"),
        ("주머니의 일면에 형성된 접착층", "접착면 없이 주머니에 넣는 손난로", "미대응"),
        ("상기 홈에 안착되는 브러시", "팔레트에 브러시는 동봉하지 않음", "미대응"),
        ("전면에 형성된 포켓", "수납 포켓 하나 없는 앞치마", "미대응"),
        ("용기를 덮는 뚜껑", "뚜껑 분실이 많아 뚜껑을 없앤 튜브", "미대응"),
        ("먼지를 흡입하는 흡입 모터", "코드를 꽂아 쓰고 배터리팩이 없는 청소기", "판단불가"),
    ],
)
def test_parts_that_are_denied(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("채소를 절단하는 칼날", "세라믹 블레이드 채칼", "대응"),
        ("내부 공간을 상하로 구획하는 칸막이", "칸막이가 든 도시락 가방", "대응"),
        ("치아에 장착되는 마우스피스", "이갈이용 마우스피스", "대응"),
        ("본체의 양단에 배치된 한 쌍의 송풍팬", "몸체 양 끝에 팬이 하나씩 달린 선풍기", "대응"),
        ("본체의 양단에 배치된 한 쌍의 송풍팬", "몸체 가운데에 팬이 하나 달린 선풍기", "미대응"),
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
        ("냄비 본체의 측면에 결합되는 손잡이", "인덕션에 올리는 냄비, 뚜껑 포함 3종", "판단불가"),
        ("외부 용기", "겉용기 없이 리필 파우치만 파는 크림", "미대응"),
        ("내용물이 수용되는 용기", "유리병에 담은 토너", "대응"),
    ],
)
def test_products_and_their_parts(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("무게가 1.5kg 이하인", "핸디 청소기, 총 1.2 kg", "대응"),
        ("무게가 300g 이하", "3단 우산 / 자중 520g / 자동 개폐", "미대응"),
        ("중량이 4kg 이하인", "원목 의자. 내하중 120kg. 색은 두 가지예요", "판단불가"),
        ("최대 토크가 20~30N·m", "임팩트 드라이버인데 최대 25N·m까지 나와요", "대응"),
        ("최대 토크가 20~30N·m", "임팩트 드라이버, 최대 180 kgf·cm", "미대응"),
        ("원단의 평량이 150~200g/㎡", "제곱미터당 180g짜리 원단", "대응"),
        ("원단의 평량이 150~200g/㎡", "1㎡당 240g인 캔버스 원단", "미대응"),
        (
            "침대를 초당 10~20mm의 속도로 승강시키는 모터",
            "모터로 1초에 15mm씩 올라가는 침대",
            "대응",
        ),
        ("침대를 초당 10~20mm의 속도로 승강시키는 모터", "모터로 30mm/s 승강하는 침대", "미대응"),
        ("모서리의 곡률 반경이 3mm 이상", "모서리는 R5.0mm로 굴린 협탁", "대응"),
        ("본체의 하부에 설치되는 4개의 바퀴", "왜건 하부에 바퀴 ×4", "대응"),
        ("본체의 하부에 설치되는 4개의 바퀴", "왜건 하부에 바퀴 ×2", "미대응"),
        ("강판에 대한 90° 박리력이 5~10 N/25mm", "테이프 90° 박리 7N/25mm", "대응"),
        (
            "1회 누름에 1~2mL의 내용물을 토출하는 펌프",
            "펌프 한 번에 1.5mL 나오는 핸드솝 용기",
            "대응",
        ),
        (
            "1회 누름에 1~2mL의 내용물을 토출하는 펌프",
            "펌프 한 번에 3mL 나오는 핸드솝 용기",
            "미대응",
        ),
        (
            "나일론으로 이루어진 두께 20~30㎛의 외층",
            "이유식 파우치 층 구성은 바깥이 나일론 25㎛, 그 안쪽은 LLDPE입니다",
            "대응",
        ),
    ],
)
def test_values_of_devices_by_their_units(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("본체에 착탈 가능하게 결합되는 물통", "물통은 본체에서 쏙 빼서 수돗물을 받습니다", "대응"),
        ("본체에 착탈 가능하게 결합되는 물통", "이번 모델에서 물통은 빠졌습니다", "미대응"),
        (
            "하우징에 분리 가능하게 결합되는 칼날 유닛",
            "칼날 유닛은 옆으로 밀면 빠지게 만든 채칼",
            "대응",
        ),
        ("하우징에 분리 가능하게 결합되는 칼날 유닛", "라인업에서 칼날 유닛은 뺐어요", "미대응"),
        (
            "씨앗을 분리하는 원심분리기",
            "착즙기 뒤에 데칸터를 두어 씨앗 제거하고 즙은 탱크로 보냅니다",
            "대응",
        ),
        ("벽에 연결된 끈", "끈 없이 자석으로만 붙이는 액자", "미대응"),
    ],
)
def test_what_comes_off_is_there(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        (
            "습도를 감지하는 습도 센서",
            "습도 센서는 카탈로그에 없네요. 다시 물어보려고요",
            "판단불가",
        ),
        ("용량이 2000mAh 이상인 배터리", "배터리 용량은 성적서에 빠져 있어서 재요청함", "판단불가"),
        ("브러시리스 모터", "모터 규격 좀 알려 주세요", "판단불가"),
        ("한 쌍의 손잡이", "두 손잡이 중 하나에 센서를 넣은 줄넘기", "대응"),
        ("습도를 감지하는 습도 센서", "습도 센서 없는 가습기예요. 설명서에도 안 나와요", "미대응"),
        (
            "사용자의 걸음수와 심박수에 기초하여 운동을 추천하는 추천부",
            "심박은 빼고 걸음 수만 보고 운동을 추천해 주는 앱이에요",
            "미대응",
        ),
        (
            "사용자의 걸음수와 심박수에 기초하여 운동을 추천하는 추천부",
            "걸음 수와 심박을 같이 봐서 어떤 운동을 할지 골라 주는 앱이에요",
            "대응",
        ),
        (
            "길이 조절구를 구비한 어깨끈",
            "어깨끈에 조절 버클을 넣을지 말지 고민 중인 에코백이에요",
            "판단불가",
        ),
    ],
)
def test_what_is_not_told_or_open(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("반창고 테이프용", "택배 박스 포장 테이프에만 쓰는 점착제", "미대응"),
        ("육가공품 포장용", "베이컨 포장용 파우치", "대응"),
        ("육가공품 포장용", "커피원두용 파우치, 밸브 부착", "미대응"),
        ("유아용", "초등 고학년용 퍼즐", "미대응"),
    ],
)
def test_uses_of_goods_that_exclude_each_other(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("희석액을 담은 제2용기", "동결건조 분말 바이알과 용해액 병, 2병 한 세트", "대응"),
        ("희석액을 담은 제2바이알", "Vial A: powder. Vial B: diluent", "대응"),
        ("희석액을 담은 제2용기", "한 병짜리 앰플", "미대응"),
        ("희석액을 담은 제2용기", "앰플 세트", "판단불가"),
    ],
)
def test_what_one_of_two_vessels_holds(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("상기 노즐을 덮는 캡", "노즐 대신 스포이드를 꽂은 병", "판단불가"),
        (
            "상기 다관절 로봇의 끝에 결합되는 그리퍼",
            "다관절 로봇 말고 스카라 로봇을 쓰는 조립기",
            "판단불가",
        ),
        (
            "하우징에 힌지 결합되어 90도로 꺾이는 램프 헤드",
            "힌지 없는 고정식 랜턴, 램프 헤드는 앞쪽",
            "미대응",
        ),
        (
            "상기 뚜껑에 회동 가능하게 결합되는 손잡이",
            "돌려 닫는 뚜껑, 뚜껑에 접었다 펴는 손잡이",
            "대응",
        ),
        ("측면에서 케이블이 인출되는 포트", "옆으로 케이블 빠지는 포트가 있는 가방", "대응"),
        ("바닥에 결합되는 바닥 뚜껑", "바닥은 돌려서 빼는 뚜껑이에요", "대응"),
        ("접시의 무게를 측정하는 로드셀", "로드셀로 접시 무게 재고, 접시 다 빠지면 복귀", "대응"),
        ("연기를 검출하는 연기검출부", "차량 번호 인식은 없는 카메라", "판단불가"),
        ("연색지수가 90 이상인 LED 모듈", "CRI 80 LED 모듈", "미대응"),
    ],
)
def test_what_is_denied_of_another_part(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("상기 상자의 상단에 결합되는 덮개", "상자에 덮개를 씌우고 덮개 저면 홈에 패킹", "대응"),
        (
            "먼지를 분리하는 사이클론",
            "배터리는 내장이라 분리가 안 돼요. 사이클론 달린 청소기",
            "대응",
        ),
        ("상기 축에 결합되는 송풍팬", "송풍팬 위치는 위쪽으로 했어요. 축에 결합합니다", "대응"),
        ("관을 조이는 레버", "레버 버리고 나사로 바꾼 클램프", "미대응"),
        ("물을 80 내지 95℃로 가열하는 히터", "히터는 68℃로 물을 데웁니다", "미대응"),
        ("내솥을 유도가열하는 워킹코일", "IH 방식 밥솥", "대응"),
    ],
)
def test_words_that_tell_of_the_part_itself(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


def test_a_word_that_another_part_is_named_by() -> None:
    claim = ("옷에 물리는 클립", "양측에 설치되는 집게 암")
    assert labels("집게 없이 자석으로 붙이는 거치대", *claim) == ["판단불가", "미대응"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("세디먼트·후카본 필터 딱 2개뿐인 정수기", "대응"),
        ("세디먼트 필터, 후카본 필터, 알칼리 필터 3단 정수기", "미대응"),
        ("세디먼트와 후카본은 확정이고 알칼리 필터를 더 넣을지는 고민 중", "판단불가"),
        ("세디먼트 필터와 후카본 필터가 든 정수기", "판단불가"),
    ],
)
def test_a_part_that_is_closed(text: str, expected: str) -> None:
    claim = ("세디먼트 필터", "후카본 필터", "만으로 이루어진 필터부", "정수기")
    assert labels(text, *claim)[2] == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("후카본 필터", "필터 교체는 6개월마다 하는 정수기", "판단불가"),
        ("브러시 팁이 구비된 튜브형 어플리케이터", "염색 키트(1제·2제만 들어있음)", "미대응"),
        (
            "브러시 팁이 구비된 튜브형 어플리케이터",
            "염색 키트인데 1제는 크림이라고만 들었어요",
            "판단불가",
        ),
        ("펌프를 0.5 내지 2초 동안 구동하는 제어부", "제어부가 펌프를 800ms 구동", "대응"),
        ("펌프를 0.5 내지 2초 동안 구동하는 제어부", "제어부가 펌프를 80ms 구동", "미대응"),
        ("내솥을 유도가열하는 워킹코일", "바닥 열판으로 데우는 밥솥", "미대응"),
        ("삼중 유리로 이루어진 도어", "유리 한 장짜리 도어", "미대응"),
    ],
)
def test_lists_values_and_ways_of_parts(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ("물을 분사하는 노즐", "미대응"),
        ("상기 본체에 장착되는 흡입 모터", "대응"),
        ("상기 모터를 제어하는 제어부", "판단불가"),
    ],
)
def test_a_part_that_a_full_list_of_parts_has_not(element: str, expected: str) -> None:
    text = "청소기 전체 부품표: 본체 1, 흡입 모터 1, 먼지통 1, 바퀴 2, 배터리팩 1"
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text"),
    [
        (
            "철, 황동 및 유리로 이루어진 군에서 선택되는 어느 하나의 재질로 성형된 병 본체",
            "유리 물병",
        ),
        ("용량이 2,000 내지 5,000mAh인 배터리", "3,000mAh 손전등"),
    ],
)
def test_what_is_told_by_its_stuff_or_unit(element: str, text: str) -> None:
    assert label(element, text) == "대응"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("헤파필터 달린 공기청정기 폭 7cm", "대응"),
        ("헤파필터 달린 공기청정기 폭 30cm", "미대응"),
        ("헤파필터 달린 공기청정기", "판단불가"),
        ("공기청정기, 폭 7cm", "판단불가"),
        ("헤파필터 없는 공기청정기, 폭 7cm", "미대응"),
    ],
)
def test_a_kind_of_product_with_a_part_and_a_value(text: str, expected: str) -> None:
    assert label("헤파필터를 가지는 폭 5 내지 10cm의 공기청정기", text) == expected
