"""Ways that exclude each other, and things told without the way that a claim asks for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from charts import label, labels

from evidence.choices import WAYS, Choice, Choices
from graph.errors import DataError


@pytest.mark.parametrize(
    ("element", "query", "expected"),
    [
        ("자석에 의해 몸체에 결합되는 덮개", "덮개는 나사로 몸체에 고정해요", "미대응"),
        ("자석에 의해 몸체에 결합되는 덮개", "덮개는 자석으로 붙이고 다리는 나사로 조여요", "대응"),
        ("초음파 진동자로 물을 무화시키는 분무부", "가열식 가습기입니다", "미대응"),
        ("자외선 경화형 도료", "상온 건조로 마르는 도료예요", "미대응"),
        ("자외선 경화형 도료", "금방 굳는 도료예요", "판단불가"),
        ("에어리스 펌프", "스포이드 병에 담은 세럼", "미대응"),
        ("지그비 모듈", "와이파이로 허브에 붙는 스위치예요", "미대응"),
        ("알루미늄 재질의 다리", "다리는 원목이에요", "미대응"),
        ("알루미늄 재질의 다리", "상판은 원목이고 다리는 따로 골라요", "판단불가"),
        ("음성으로 제어되는 조명부", "조명은 리모컨으로 제어해요", "대응"),
        ("레이더 센서로 거리를 측정하는 측정부", "거리는 레이더보다 카메라로만 측정해요", "미대응"),
        ("소파 다리는 세 개의 다리", "소파 다리가 네 개예요", "미대응"),
        ("앞판을 여미는 지퍼", "앞판은 단추로 여며요", "미대응"),
        ("상자의 전면에 설치되는 서랍", "상자 뒤쪽에 서랍이 달려요", "미대응"),
        ("상자의 전면에 설치되는 서랍", "상자 앞쪽에 서랍이 달려요", "대응"),
        ("문손잡이는 목재로 형성되고", "문손잡이는 플라스틱이에요", "미대응"),
        ("방수층을 이루는 방수 시트", "방수층은 우레탄 방수로 발라요", "미대응"),
        ("호박을 시루에 찌는 단계", "호박은 오븐에 넣고 구워요", "미대응"),
        ("호박을 시루에 찌는 단계", "호박을 쪄서 구운 김과 섞어요", "대응"),
        ("도라지를 열수로 추출하는 단계", "도라지를 주정으로 추출해요", "미대응"),
        ("유자를 설탕에 절이는 단계", "유자를 꿀에 절여요", "미대응"),
        ("참외를 토양에서 재배하는 단계", "참외를 양액으로 수경재배해요", "미대응"),
        ("매실 발효액을 규조토로 여과하는 단계", "매실 발효액은 면포로 걸러요", "미대응"),
        ("매실 발효액을 여과 또는 원심분리하는 단계", "매실 발효액은 면포로 걸러요", "대응"),
        ("리튬인산철을 포함하는 양극", "삼원계 NCM 배터리예요", "미대응"),
        ("루비셀 퍼프", "실리콘 퍼프가 들어 있는 쿠션", "미대응"),
        ("상온 경화형", "습기 경화되는 순간접착제", "미대응"),
        ("생리대 날개부", "무날개 생리대", "미대응"),
        ("에어로졸 분사제로서 질소 가스", "분사제는 LPG인 스프레이", "미대응"),
        ("다파글리플로진을 포함하는 속방층", "엠파글리플로진 속방층이 있는 이층정", "미대응"),
        ("플루오로에틸렌 카보네이트가 첨가된 전해액", "전해액에 FEC 3%", "대응"),
    ],
)
def test_another_way_stands_in_the_claims_place(element, query, expected):
    if expected == "대응":
        assert label(element, query) != "미대응"
    else:
        assert label(element, query) == expected


@pytest.mark.parametrize(
    ("element", "query", "expected"),
    [
        ("판 스프링", "스프링이 하나 들어가요", "판단불가"),
        ("판 스프링", "판스프링이 하나 들어가요", "대응"),
        ("리튬이온 배터리", "배터리가 들어 있어요", "판단불가"),
    ],
)
def test_a_wider_word_leaves_the_way_open(element, query, expected):
    assert label(element, query) == expected


@pytest.mark.parametrize(
    ("element", "query", "expected"),
    [
        ("차량 유리에 흡착되는 흡착판", "에어컨 송풍구에 끼우는 폰 거치대", "미대응"),
        ("4방향으로 조절되는 팔걸이", "고정형 팔걸이가 달린 의자", "미대응"),
        ("유압 디스크 브레이크", "드럼 브레이크를 썼어요", "미대응"),
        ("골프공", "테니스공 세 개 묶음", "미대응"),
        ("사무용 의자", "거실용 흔들의자", "미대응"),
        ("무선 이어폰", "TWS 제품", "대응"),
        ("무선 이어폰", "이어폰 신제품", "판단불가"),
        ("캠핑용 텐트", "팝업 텐트", "대응"),
        ("휴대용 보냉 가방", "쿨러백 20리터", "대응"),
        ("심박 센서를 구비하는 본체", "PPG로 맥박을 재요", "대응"),
        ("심박 센서를 구비하는 본체", "심박 센서는 없어요", "미대응"),
        ("노래를 재생하는 스피커", "동요가 흘러나와요", "대응"),
        ("상기 차체에 구비되는 경적", "경적 달림", "대응"),
    ],
)
def test_parts_of_devices_toys_and_furniture_in_other_words(element, query, expected):
    assert label(element, query) == expected


def test_taking_a_part_out_is_no_lack_of_it():
    assert label("본체에 탈착되는 물통", "물통을 빼서 씻을 수 있어요") != "미대응"
    assert label("본체에 탈착되는 물통", "물통은 빼고 직수로 합니다") == "미대응"


@pytest.mark.parametrize("row", ["\tpart\tㄱ / ㄴ", "a\tnowhere\tㄱ / ㄴ", "a\tpart\tㄱ|ㄴ"])
def test_a_line_without_id_scope_or_two_ways_is_refused(tmp_path: Path, row: str) -> None:
    file = tmp_path / "choices.tsv"
    file.write_text(f"id\tscope\tways\twider\tabout\tnote\n{row}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"choices\.tsv:2"):
        Choices.load(file, WAYS)


def test_a_line_may_take_the_ways_of_a_quality(tmp_path: Path) -> None:
    qualities = Choices({"folded": Choice((("접이식",), ("고정형",)))})
    file = tmp_path / "choices.tsv"
    file.write_text(
        "id\tscope\tways\twider\tabout\tnote\nfolding\tpart\t= folded\n", encoding="utf-8"
    )
    choices = Choices.load(file, WAYS, qualities)
    assert choices.lines["folding"].ways == qualities.lines["folded"].ways
    file.write_text(file.read_text(encoding="utf-8").replace("folded", "none"), encoding="utf-8")
    with pytest.raises(DataError, match="two ways"):
        Choices.load(file, WAYS, qualities)


def test_no_file_gives_no_choices(tmp_path: Path) -> None:
    assert Choices.load(tmp_path / "choices.tsv", WAYS).find("나사로 조인") == ()


def test_a_noun_in_ro_is_no_particle():
    assert label("공기가 흐르는 통로", "공기가 흐르는 길이 나 있어요") == "대응"


def test_a_way_told_by_what_is_not_done_is_no_lack():
    assert label("비접촉식 온도 측정부", "접촉식 체온계예요") == "미대응"


def test_a_way_that_the_claim_asks_for_elsewhere_takes_no_place():
    wind = "바람을 감지하는 초음파 센서"
    found = labels(
        "라이다 센서로 벽까지의 거리를 재는 드론", "벽까지의 거리를 재는 라이다 센서", wind
    )
    assert found[1] != "미대응"


def test_another_way_of_making_is_no_other_product():
    assert label("오디를 유산균으로 발효시켜 수득되는", "누룩으로 발효한 오디 음료") == "판단불가"
    assert label("오디를 유산균으로 발효시키는 단계", "누룩으로 오디를 발효시켜요") == "미대응"


@pytest.mark.parametrize(
    ("element", "query"),
    [
        (
            "설문 결과에 기초하여 영양제를 추천하는 추천부",
            "영양제는 유전자 검사 결과를 보고 추천해요",
        ),
        ("QR코드를 스캔하여 결제하는 결제부", "결제는 카드를 단말기에 꽂아서 결제해요"),
        ("센서값을 주기적으로 전송하는 전송부", "센서값은 바뀔 때만 전송해요"),
        ("후륜을 구동하는 모터", "모터가 앞바퀴를 굴려요"),
        ("재고를 무게 센서로 감지하는 감지부", "재고는 카메라가 감지해요"),
        ("NDIR 방식의 가스 센서", "반도체식 가스 센서를 달았어요"),
    ],
)
def test_ways_of_devices_and_services(element, query):
    assert label(element, query) == "미대응"


@pytest.mark.parametrize(
    ("element", "query", "unwanted"),
    [
        ("카드로 결제하는 결제부", "카드도 QR도 계좌이체도 결제할 수 있어요", "미대응"),
        ("전류를 측정하는 측정부", "전류가 몇 암페어인지 재는 부품이 있어요", "판단불가"),
    ],
)
def test_several_ways_and_things_found_out_leave_nothing_out(element, query, unwanted):
    assert label(element, query) != unwanted


def test_whose_body_a_part_is_for_need_not_be_said():
    assert label("사용자의 두피에 밀착되는 빗살", "빗살이 두피에 딱 밀착돼요") == "대응"


@pytest.mark.parametrize(
    ("element", "query", "expected"),
    [
        ("앱 푸시 알림을 보내는 알림부", "알림은 푸시가 아니라 카톡으로 보내요", "미대응"),
        ("적색광을 내는 LED", "LED 팩인데 적색 칩은 안 심었어요", "미대응"),
        ("발목에 착용되는 커프", "커프는 손목에 차는 거라 발목용 커프는 없어요", "미대응"),
        ("구리로 코팅된 열판", "열판은 세라믹이고 구리 판은 아닙니다", "미대응"),
        ("자석에 의해 결합되는 덮개", "덮개는 자석으로 붙이지 않고 걸쇠로 걸어요", "미대응"),
        ("블루투스로 수신하는 무선 통신부", "이 스피커는 유선입니다", "미대응"),
        ("녹색광을 내는 LED", "적색 LED는 뺐고 녹색 LED만 들어가요", "대응"),
        ("백색광을 조사하는 LED", "카메라 조명은 뺐고 백색 LED만 남겼어요", "대응"),
        ("문자로 알림을 보내는 알림부", "이메일 알림은 없고 문자로만 알려요", "대응"),
        ("실리콘 재질의 스트랩", "케이스는 실리콘이 아니고 ABS, 스트랩은 실리콘이에요", "대응"),
    ],
)
def test_a_way_that_is_refused(element, query, expected):
    assert label(element, query) == expected


ORDER = """
from evidence.choices import Choice, Choices
ways = (("나사",), ("자석",))
lines = {name: Choice(ways, "part") for name in ("덮개", "뚜껑", "마개", "문", "창")}
print([(way.choice, way.start) for way in Choices(lines).find("나사로 죄고 자석은 없음")])
"""


def test_words_at_one_place_come_in_the_same_order_in_every_process() -> None:
    root = Path(__file__).resolve().parents[1]
    told = {
        subprocess.run(
            [sys.executable, "-c", ORDER],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            cwd=root,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1


@pytest.mark.parametrize(
    ("element", "query", "expected"),
    [
        ("플루오로에틸렌 카보네이트가 첨가된 전해액", "전해액에 FEC 3% 넣은 셀", "대응"),
        ("리튬 니켈 코발트 망간 산화물을 포함하는 양극", "NCM811 양극 셀", "대응"),
        ("리튬 니켈 코발트 망간 산화물을 포함하는 양극", "양극이 있는 셀", "판단불가"),
        ("음이온 계면활성제", "SLES 15%, nonionic surfactant 7%, laundry pods", "대응"),
        ("차열 도료", "차열페인트", "대응"),
        ("차열 도료", "외벽 페인트", "판단불가"),
        ("차열 도료", "옥상 방수 페인트", "미대응"),
    ],
)
def test_what_is_held_is_read_by_its_whole_name(element, query, expected):
    assert label(element, query) == expected
