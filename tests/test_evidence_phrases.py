"""Phrases compared by their terms, names that are almost alike, and the table of rules."""

import re
from pathlib import Path

import pytest

from evidence.likeness import alike, letters
from evidence.phrases import overlap, terms
from evidence.products import read
from evidence.reader import Evidence
from evidence.rules import FINDINGS
from graph.schema import Claim

EVIDENCE = Evidence.load()
GLOSSARY = EVIDENCE.glossary
PART = "상기 물통의 수위를 측정하는 센서"


def seen(element, text):
    return overlap(terms(element, GLOSSARY), read(text, GLOSSARY), GLOSSARY)


def test_the_last_concept_of_a_phrase_is_its_head():
    found = terms(PART, GLOSSARY)
    assert found[-1].text == "센서"
    assert found[-1].weight == max(term.weight for term in found)
    assert not any(term.text in ("상기", "측정하는") for term in found)


def test_what_is_said_of_a_phrase_counts_by_weight():
    all_of_it = seen(PART, "물통 수위 측정 센서가 달린 가습기")
    head_alone = seen(PART, "센서가 달린 가습기")
    nothing = seen(PART, "조용한 가습기")
    assert all_of_it.head
    assert 1 >= all_of_it.share > head_alone.share > nothing.share == 0
    assert not nothing.head


def test_a_phrase_remembers_what_is_denied_or_open():
    assert [m.text for m in seen(PART, "센서 없이 만든 가습기").negated] == ["센서"]
    assert [m.text for m in seen(PART, "센서는 넣을지 아직 검토 중인 가습기").undecided] == ["센서"]


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("물통 수위 센서가 있는 가습기", "대응"),
        ("센서 없는 가습기", "미대응"),
        ("조용한 가습기", None),
    ],
)
def test_a_part_is_weighed_by_its_wording(text, match):
    claim = Claim(
        regit_num="9900099990000",
        title="",
        claim_number=1,
        text=f"물통; 및 {PART}를 포함하는 가습기.",
        elements=(PART,),
    )
    elements = EVIDENCE.read_claim(claim)
    (assessment,) = EVIDENCE.assess(claim, elements, EVIDENCE.read_product(text))
    assert assessment.match == match


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("나이아신아미드", "나이아신아마이드", True),
        ("팔미토일트리펩타이드", "팔미토일트라이펩타이드", True),
        ("폴리소르베이트20", "폴리소르베이트80", False),
        ("레티놀", "레티날", False),
        ("부틸렌글라이콜", "펜틸렌글라이콜", False),
        ("다이메티콘", "카보머", False),
    ],
)
def test_misspelt_names_are_alike_and_other_names_are_not(one, other, same):
    assert alike(letters(one), letters(other)) == same
    assert alike(letters(other), letters(one)) == same


def test_every_rule_that_the_code_names_has_its_words_and_none_is_dead():
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in Path(__file__).parent.parent.joinpath("evidence").rglob("*.py")
        if path.name != "rules.py"
    )
    named = set(re.findall(r'"([a-z ]+)"', code))
    assert set(FINDINGS) <= named
    for detail, short in FINDINGS.values():
        words = {"it": "가", "claim": "나", "more": "다", "deviation": "라"}
        assert detail.format_map(words)
        assert short.format_map(words)


HINGE = "상기 받침대로부터 돌출되어 상기 덮개에 끼워지는 걸림돌기"


@pytest.mark.parametrize(
    "text",
    [
        "받침대에서 튀어나온 돌기를 뚜껑에 끼우는 도시락",
        "바닥 받침대 위로 솟은 걸림턱이 커버에 꽂히게 만든 도시락",
    ],
)
def test_everyday_words_say_what_a_claim_says(text):
    assert seen(HINGE, text).share >= 0.6


def test_a_word_of_the_product_says_one_term():
    both = seen("손잡이를 고정하는 결합부재와 상기 손잡이를 부착하는 체결부", "붙이는 자")
    assert both.share < 0.5


def test_what_an_element_takes_away_is_said_by_denying_it():
    step = "씨앗을 제거하고 분쇄하는 단계"
    assert not seen(step, "씨앗 제거 후 곱게 갈아 만든 가루").negated
    assert seen("씨앗을 분쇄하는 단계", "씨앗은 빼고 껍질만 갈았어요").negated


def test_one_kind_left_out_denies_no_genus():
    part = "알림을 사용자 단말로 전송하는 알림부"
    assert not seen(part, "웨어러블 없이 휴대폰으로만 알림을 보내는 서비스").negated


def test_what_is_done_with_a_part_may_be_denied_and_the_part_be_there():
    assert not seen("받침판에 놓이는 헤드부", "헤드는 고정형이라 분리 안 되고요").negated


def test_a_denied_motion_is_no_motion():
    assert seen("팁이 회전하는 구조", "팁은 돌지 않는 방식이에요").negated


def test_process_as_such_says_no_step():
    assert not seen("상기 혼합물을 여과하는 단계", "동결건조로 만드는 공정이에요").said


def test_what_is_open_leaves_a_part_open_though_the_rest_is_said():
    part = "고무 재질의 손잡이가 달린 뚜껑"
    text = "뚜껑에 손잡이를 달고 손잡이 고무는 쓸지 아직 검토 중이에요"
    assert [m.text for m in seen(part, text).undecided] == ["고무"]


def test_a_name_made_of_two_words_is_said_by_them():
    step = "감자를 마이크로웨이브 조사하는 단계"
    assert seen(step, "감자에 마이크로파를 쬐어").share > seen(step, "감자를 삶아").share


def test_a_wider_thing_left_out_is_left_out_in_all_its_kinds():
    step = "이미지를 합성곱 신경망에 입력하여 판정하는 제어부"
    assert [m.text for m in seen(step, "판정은 신경망 없이 규칙으로만 해요").negated] == ["신경망"]


def test_a_word_of_many_meanings_says_little():
    step = "유산균을 접종하는 단계"
    assert seen(step, "소금을 넣은").share < seen(step, "종균을 뿌린").share


@pytest.mark.parametrize(
    ("element", "text", "match"),
    [
        ("화분 몸통의 위쪽에 나사로 결합되는 뚜껑", "뚜껑을 덮은 밥솥", "판단불가"),
        (
            "몸통의 아래쪽에 나사로 결합되는 물받이",
            "몸통 아래쪽에 나사로 끼우는 물받이 화분",
            "대응",
        ),
        ("상기 당알코올은 주로 결정질의 형태로 분산되고", "자일리톨 껌", "판단불가"),
    ],
)
def test_a_brief_text_that_says_the_head_alone_leaves_its_limits_open(element, text, match):
    claim = Claim(
        regit_num="9900099990000", title="", claim_number=1, text=element, elements=(element,)
    )
    elements = EVIDENCE.read_claim(claim)
    (assessment,) = EVIDENCE.assess(claim, elements, EVIDENCE.read_product(text))
    assert (assessment.match or "판단불가") == match


def test_a_longer_everyday_word_is_read_before_the_property_it_holds():
    assert seen("길이 방향으로 연장된 손잡이", "긴 손잡이 국자").limits > 0
    assert [t.text for t in terms("적어도 하나의 손잡이", GLOSSARY)] == ["손잡이"]


@pytest.mark.parametrize("element", ["를 제조하는 단계", "로 수행하는 단계"])
def test_an_element_without_a_word_of_a_thing_names_nothing(element):
    assert terms(element, GLOSSARY) == ()
