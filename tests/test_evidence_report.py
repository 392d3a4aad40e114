"""Reasons, questions and changes, each held to the chart."""

import logging
import math
from datetime import date

import pytest

from evidence.chart_check import CUT, founded, quote, unfounded
from evidence.chart_words import claimed_amount, element_name, product_words
from evidence.decide import decide
from evidence.design_around import clear_of, level_after
from evidence.quantities import NEAR_MISS, find_quantities
from evidence.questions import MAX_QUESTIONS, PER_PATENT
from evidence.reader import Evidence
from evidence.report import build_report
from evidence.risk import claim_level
from graph.schema import Candidate, Claim, ClaimVerdict

EVIDENCE = Evidence.load()
DAY = date(2026, 1, 1)


def number(serial):
    return f"99{serial:07d}0000"


def report(text, *claims, error=None, **fields):
    """Report on claims, each given as a text or as (patent, claim number, text)."""
    product = EVIDENCE.read_product(text)
    made = []
    for serial, given in enumerate(claims, 1):
        patent, of, words = given if isinstance(given, tuple) else (serial, 1, given)
        made.append(
            Claim(
                **{
                    "regit_num": number(patent),
                    "title": "시험",
                    "claim_number": of,
                    "text": words,
                    "filed_on": date(2018, 1, 2),
                }
                | fields
            )
        )
    verdicts = []
    for one in made:
        assessed = EVIDENCE.assess(one, EVIDENCE.read_claim(one), product)
        verdicts.append(
            ClaimVerdict(
                regit_num=one.regit_num,
                claim_number=one.claim_number,
                comparisons=tuple(decide(a, None, product) for a in assessed),
                judge_id="evidence",
                error=error,
            )
        )
    return build_report(
        text,
        product,
        [Candidate(claim=c, score=1.0) for c in made],
        verdicts,
        as_of=DAY,
        judge_id="evidence",
        index_id="test",
        prompt_sha="",
        versions={},
        seconds=0.0,
        reader=EVIDENCE,
    )


SUN = "징크옥사이드 5 내지 15중량%를 포함하는 유중수형 자외선 차단용 화장료 조성물."
TWO = "판테놀 1 내지 5중량% 및 알란토인 0.1 내지 1중량%를 포함하는 화장료 조성물."
LISTED = "판테놀, 베타인 및 알란토인으로 이루어진 군에서 선택되는 1종 이상을 포함하는 보습용 화장료 조성물."
WITHOUT = "다이메티콘을 포함하고, 왁스를 포함하지 않는 것을 특징으로 하는 화장료 조성물."
MANY = (
    "판테놀 1 내지 3중량%, 베타인 1 내지 5중량%, 알란토인 0.1 내지 1중량%, 스쿠알란 1 내지 4중량%, "
    "트레할로스 1 내지 2중량% 및 잔탄검 0.1 내지 0.5중량%를 포함하는 화장료 조성물."
)
"""More elements than a reason lists."""
CLAIMS = [SUN, TWO, LISTED, WITHOUT, MANY]
PRODUCTS = [
    "징크옥사이드 10% W/O 선크림",
    "징크옥사이드 16% W/O 선크림",
    "징크옥사이드 30% 선크림",
    "ZnO 선로션",
    "판테놀 3% 크림, 알란토인은 안 넣음",
    "판테놀 2%, 알란토인 0.5% 로션",
    "알란토인 보습 토너",
    "다이메티콘 크림, 왁스 무첨가",
    "비즈왁스와 다이메티콘을 넣은 밤",
    "성분은 아직 미정인 크림",
    "정제수 80%, 글리세린 10%, 부틸렌글라이콜 5%, 카보머 0.5% 겔",
    "칫솔 살균기",
]


# -- the check -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "loose"),
    [
        ("제품의 '판테놀 3%'는 '판테놀 1 내지 5중량%'에 해당합니다.", ()),
        ("제품의 '판테놀 4%'는 빠집니다.", ("판테놀 4%",)),
        ("값이 3을 넘고 9에 못 미칩니다.", ("9",)),
        ("'판테놀 1 내지…'가 있습니다.", ()),
        ("알란토인이 없습니다.", ("알란토인",)),
        ("판테놀이 있습니다.", ()),
    ],
)
def test_a_sentence_names_only_what_the_texts_say(sentence, loose):
    sources = ["판테놀 1 내지 5중량%를 포함하는 조성물", "판테놀 3% 크림"]
    known = ["판테놀", "알란토인"]
    assert unfounded(sentence, sources, lambda text: [n for n in known if n in text]) == loose


def test_a_mark_inside_a_chemical_name_does_not_end_the_quote():
    assert unfounded("'4,4'-다이올'을 빼기", ["4,4'-다이올 크림"]) == ()


def test_a_name_inside_another_word_is_none():
    assert unfounded("구성요소가 있습니다.", ["크림"], lambda _: ["요소"]) == ()
    assert unfounded("요소가 있습니다.", ["크림"], lambda _: ["요소"]) == ("요소",)


def test_an_unfounded_sentence_is_dropped_and_logged(caplog):
    with caplog.at_level(logging.WARNING):
        assert founded(["'크림'입니다.", "99입니다."], ["크림"]) == ("'크림'입니다.",)
    assert "99" in caplog.text


def test_a_long_quote_is_cut_at_a_word_and_never_inside_a_range():
    text = "가나다라마바사 " * 8 + "3 내지 5중량%의 무엇"
    words = quote(text, 70).strip("'")
    assert words.endswith(CUT)
    assert text.startswith(words.removesuffix(CUT))
    assert not words.removesuffix(CUT).endswith(("3", "내지"))


@pytest.mark.parametrize("text", PRODUCTS)
def test_reasons_questions_and_changes_are_held_to_the_chart(text):
    made = report(text, *CLAIMS)
    sources = (text, *CLAIMS)

    def names(words):
        return [e.text for e in EVIDENCE.read_product(words).elements if e.kind == "substance"]

    sentences = [
        *(p.decision_reason for p in made.patents),
        *(q.text for q in made.questions),
        *(d.change for d in made.design_around),
    ]
    assert [unfounded(s, sources, names) for s in sentences] == [()] * len(sentences)
    assert not any(
        both in s for s in sentences for both in ("을(를)", "은(는)", "이(가)", "(으)로")
    )


def test_nothing_of_ours_is_dropped_by_the_check(caplog):
    with caplog.at_level(logging.WARNING):
        for text in PRODUCTS:
            report(text, *CLAIMS)
    assert caplog.records == []


# -- reasons ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "claim", "says"),
    [
        ("징크옥사이드 10% W/O 선크림", SUN, ["모두 갖추고", "'징크옥사이드 10%'는"]),
        ("징크옥사이드 30% W/O 선크림", SUN, ["'징크옥사이드 30%'는", "상한을 넘습니다"]),
        ("징크옥사이드 16% W/O 선크림", SUN, ["한계값에 가까워", "균등"]),
        ("징크옥사이드 10% O/W 선크림", SUN, ["유화 형태는 'O/W'", "'유중수형'과 다릅니다"]),
        ("징크옥사이드 W/O 선크림", SUN, ["함량이 적혀 있지 않아", "나머지 구성요소는"]),
        ("징크옥사이드를 안 넣은 선크림", SUN, ["쓰지 않는다고 밝히고"]),
        ("비즈왁스와 다이메티콘을 넣은 밤", WITHOUT, ["'비즈왁스'가 있어", "벗어납니다"]),
        ("판테놀 2% 로션", TWO, ["'알란토인 0.1 내지 1중량%'에 관하여는", "말이 없어"]),
        ("판테놀 크림", LISTED, ["용도 '보습용'은 적혀 있지 않지만"]),
    ],
)
def test_the_reason_names_the_deciding_elements(text, claim, says):
    reason = report(text, claim).patents[0].decision_reason
    for words in says:
        assert words in reason


def test_the_reason_says_what_the_law_adds():
    text = "판테놀 크림"
    pending = report(text, LISTED, status="공개").patents[0]
    assert (pending.watch, pending.standing) == (True, "출원 중")
    assert "조건부" in pending.decision_reason
    expired = report(text, LISTED, filed_on=date(2001, 1, 1)).patents[0]
    assert "존속기간 만료" in expired.decision_reason
    assert expired.ended_on == date(2021, 1, 1)


def test_the_reason_hints_at_the_prosecution_history_below_high_only():
    filed = "징크옥사이드 1 내지 40중량%를 포함하는 유중수형 자외선 차단용 화장료 조성물."
    near = report("징크옥사이드 16% W/O 선크림", SUN, as_filed=filed).patents[0]
    assert near.amendments[0].hint
    assert "제한될 수 있습니다" in near.decision_reason
    assert len(near.equivalents) == 1
    inside = report("징크옥사이드 10% W/O 선크림", SUN, as_filed=filed).patents[0]
    assert "제한될 수" not in inside.decision_reason


def test_a_claim_that_was_not_judged_says_so_without_the_error():
    patent = report("판테놀 크림", LISTED, error="too long: 4096").patents[0]
    assert "판정하지 못했습니다" in patent.decision_reason
    assert "4096" not in patent.decision_reason


# -- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("element", "name"),
    [
        ("징크옥사이드 5 내지 15중량%", "징크옥사이드"),
        ("(a) 판테놀 1 내지 5중량%", "판테놀"),
        ("평균 입경이 3 내지 15㎛인 실리카", "평균 입경"),
        ("상기 하우징", "하우징"),
        ("판테놀", "판테놀"),
        ("5중량% 이하", "5중량% 이하"),
    ],
)
def test_an_element_without_its_amounts(element, name):
    assert element_name(element) == name


def test_a_product_s_amount_is_quoted_with_its_name():
    product = EVIDENCE.read_product("유기농 징크옥사이드 약 12% 배합, 글리세린 5% 크림")
    one = Claim(regit_num="1", title="t", claim_number=1, text=SUN)
    row = decide(EVIDENCE.assess(one, EVIDENCE.read_claim(one), product)[0], None, product)
    words = product_words(row, product)
    assert words in product.text
    assert words.startswith("징크옥사이드")


# -- questions -------------------------------------------------------------------------------


def test_one_answer_for_many_patents_is_asked_once_and_first():
    others = [
        "판테놀 및 베타인을 포함하는 화장료 조성물.",
        "D-판테놀 및 알란토인을 포함하는 화장료 조성물.",
        "덱스판테놀 및 우레아를 포함하는 화장료 조성물.",
    ]
    made = report("크림", *others)
    first = made.questions[0]
    assert "판테놀" in first.text
    assert len(first.also) == 2
    assert len({q.text for q in made.questions}) == len(made.questions) <= MAX_QUESTIONS


def test_the_amount_is_asked_for_where_the_substance_is_named():
    (asked, *_) = report("징크옥사이드 W/O 선크림", SUN).questions
    assert asked.text.startswith("제품의 '징크옥사이드' 함량은 얼마입니까?")
    assert asked.regit_num == number(1)


def test_the_product_s_kind_is_asked_once():
    made = report("징크옥사이드 10%", SUN, "징크옥사이드 1 내지 20중량%를 포함하는 선스틱.")
    kinds = [q for q in made.questions if "종류와 제형" in q.text]
    assert len(kinds) == 1
    assert len(kinds[0].also) == 1


def test_an_unstated_use_is_asked_about_where_all_else_is_met():
    (asked,) = report("판테놀 크림", LISTED).questions
    assert "용도로 표시하거나 광고합니까" in asked.text
    assert "'보습용'" in asked.text


def test_few_questions_for_one_patent_and_none_where_nothing_can_turn():
    long = "판테놀, 베타인, 우레아, 알란토인, 글리세린 및 스쿠알란을 포함하는 화장료 조성물."
    assert len(report("크림", long).questions) == PER_PATENT
    assert report("판테놀을 안 넣은 크림", TWO).questions == ()
    assert report("판테놀 크림", TWO, status="거절").questions == ()


# -- changes ---------------------------------------------------------------------------------


def test_an_amount_is_moved_clear_of_the_near_miss_and_the_level_falls():
    made = report("징크옥사이드 10% W/O 선크림", SUN)
    moved = next(d for d in made.design_around if d.above is not None)
    assert (moved.below, moved.above, moved.unit) == (4.5, 16.5, "중량%")
    for value in (4.4, 16.6):
        after = report(f"징크옥사이드 {value}% W/O 선크림", SUN)
        assert after.patents[0].risk_level == moved.risk_level == "낮음"
    for value in (4.6, 16.4):
        assert report(f"징크옥사이드 {value}% W/O 선크림", SUN).patents[0].risk_level == "애매"


def test_what_is_offered_and_what_the_law_would_not_accept():
    made = report("징크옥사이드 10% W/O 자외선 차단 크림", SUN)
    assert {d.patent_element for d in made.design_around} == {
        "징크옥사이드 5 내지 15중량%",
        "유중수형",
    }
    assert {d.risk_level for d in made.design_around} == {"낮음"}


def test_a_change_must_help_against_every_independent_claim():
    first = (1, 1, "판테놀 및 베타인을 포함하는 화장료 조성물.")
    second = (1, 5, "베타인을 포함하는 화장료 조성물.")
    made = report("판테놀과 베타인 크림", first, second)
    assert [d.patent_element for d in made.design_around] == ["베타인"]
    alone = report("판테놀과 베타인 크림", first)
    assert {d.patent_element for d in alone.design_around} == {"판테놀", "베타인"}


def test_excluded_things_and_steps():
    made = report("다이메티콘 크림, 왁스 무첨가", WITHOUT)
    assert any("배제한 것을 넣기" in d.change for d in made.design_around)
    below = report("다이메티콘 크림, 왁스 무첨가", WITHOUT, status="소멸")
    assert below.design_around == ()


@pytest.mark.parametrize(
    ("element", "below", "above"),
    [
        ("5 내지 15중량%", 4.5, 16.5),
        ("10중량% 이하", None, 11.0),
        ("2중량% 이상", 1.8, None),
        ("40 내지 95중량%", 36.0, None),
    ],
)
def test_where_an_amount_is_clear_of_a_range(element, below, above):
    found = clear_of(find_quantities(element), NEAR_MISS)
    for value, expected in zip(found, (below, above), strict=True):
        assert (value is None) == (expected is None)
        if value is not None and expected is not None:
            assert math.isclose(value, expected)


def test_the_level_after_a_change_is_the_rule_s():
    made = report("판테놀과 베타인 크림", "판테놀 및 베타인을 포함하는 화장료 조성물.")
    rows = made.patents[0].comparisons
    assert claim_level(rows) == "높음"
    assert level_after(rows[0], [rows]) == "낮음"
    assert claimed_amount("판테놀 1 내지 5중량%").high == 5


def test_an_absence_that_is_kept_and_a_use_that_is_denied_read_well():
    kept = report("다이메티콘 크림, 왁스 무첨가", WITHOUT).patents[0].decision_reason
    assert "조건도 지킵니다" in kept
    denied = report("판테놀 크림, 보습 효과는 표방하지 않음", LISTED).patents[0]
    assert "'보습 효과'를 내세우지 않는다고" in denied.decision_reason
