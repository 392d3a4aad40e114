"""The rule book, sentence by sentence: one element against one product."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.calibration import Calibration, prefixes
from evidence.decide import decide
from evidence.legal import expires_on, in_force
from evidence.reader import Evidence
from evidence.report import build_report
from evidence.risk import claim_level
from evidence.types import Assessment, ClaimElement, Opinion
from graph.errors import DataError
from graph.schema import (
    MATCHES,
    Candidate,
    Claim,
    ClaimVerdict,
    Comparison,
    Finding,
    Product,
    RiskReport,
    Span,
)

EVIDENCE = Evidence.load()


def chart(claim_text, query):
    claim = Claim(regit_num="9900099990000", title="시험", claim_number=1, text=claim_text)
    product = EVIDENCE.read_product(query)
    elements = EVIDENCE.read_claim(claim)
    return [decide(a, None, product) for a in EVIDENCE.assess(claim, elements, product)]


def first(claim_text, query):
    return chart(claim_text, query)[0]


SUN = "징크옥사이드 5 내지 15중량%를 포함하는 유중수형 자외선 차단용 화장료 조성물."
ONE_OF = "나이아신아마이드, 알부틴 및 트라넥삼산으로 이루어진 군에서 선택되는 1종 이상을 포함하는 미백용 화장료 조성물."
GENUS = "무기 자외선 차단제를 포함하는 화장료 조성물."
SOLE = "아세틸트리부틸시트레이트를 유효성분으로 함유하는 미백용 화장료 조성물."
WITHOUT = "다이메티콘을 포함하고, 왁스를 포함하지 않는 것을 특징으로 하는 화장료 조성물."


@pytest.mark.parametrize(
    ("claim", "query", "match", "quote"),
    [
        (SUN, "산화아연 10% 선크림", "대응", "산화아연"),
        (SUN, "ZnO 5% 선크림", "대응", "ZnO"),
        (SUN, "징크옥사이드 15wt% 선크림", "대응", "징크옥사이드"),
        (SUN, "징크옥사이드 25% 선크림", "미대응", "징크옥사이드"),
        (SUN, "징크옥사이드 선크림", "판단불가", "징크옥사이드"),
        (SUN, "징크옥사이드 10중량부 선크림", "판단불가", "징크옥사이드"),
        (SUN, "징크옥사이드를 안 넣은 선크림", "미대응", "징크옥사이드"),
        (SUN, "무기 자외선 차단제를 쓴 선크림", "판단불가", "무기 자외선 차단제"),
        (SUN, "선크림", "판단불가", None),
        (GENUS, "TiO2가 든 쿠션", "대응", "TiO2"),
        (ONE_OF, "트라넥사믹애씨드 앰플", "대응", "트라넥사믹애씨드"),
        (ONE_OF, "화이트닝 크림", "판단불가", None),
        (SOLE, "tributyl acetylcitrate 앰플", "대응", "tributyl acetylcitrate"),
        (SOLE, "나이아신아마이드를 주성분으로 하는 앰플", "미대응", "나이아신아마이드"),
        (SOLE, "성분은 아직 미정인 크림", "판단불가", None),
        (
            SOLE,
            "정제수 80%, 글리세린 10%, 판테놀 5% 크림",
            "미대응",
            None,
        ),
    ],
)
def test_substances(claim, query, match, quote):
    row = first(claim, query)
    assert row.match == match
    if quote is not None or match == "판단불가":
        assert row.user_product_element == quote


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("징크옥사이드 10% W/O 선크림", ["대응", "대응", "대응", "대응"]),
        ("징크옥사이드 10% O/W 선크림", ["대응", "미대응", "대응", "대응"]),
        ("징크옥사이드 10% 유중수형 자외선 차단 로션", ["대응", "대응", "대응", "대응"]),
        ("징크옥사이드 10% 유중수형 미백 로션", ["대응", "대응", "미대응", "대응"]),
        ("징크옥사이드 10% 유중수형 제품", ["대응", "대응", "판단불가", "판단불가"]),
    ],
)
def test_emulsion_use_and_category(query, matches):
    assert [row.match for row in chart(SUN, query)] == matches


def test_an_absence_that_is_asked_for_turns_the_evidence_round():
    assert chart(WITHOUT, "다이메티콘을 넣고 왁스는 안 넣은 크림")[1].match == "대응"
    assert chart(WITHOUT, "다이메티콘과 비즈왁스를 넣은 크림")[1].match == "미대응"
    assert chart(WITHOUT, "다이메티콘 크림")[1].match == "판단불가"


def test_closed_wording():
    claim = "글리세린 및 판테놀만으로 이루어진 보습용 화장료 조성물."
    assert chart(claim, "글리세린과 판테놀만 넣은 토너")[2].match == "대응"
    assert chart(claim, "글리세린, 판테놀, 알란토인 토너")[2].match == "미대응"
    assert chart(claim, "글리세린 판테놀 토너")[2].match == "판단불가"


def test_a_near_miss_is_kept_beside_the_label():
    row = first(SUN, "징크옥사이드 16% 선크림")
    assert (row.match, row.deviation, row.near_miss, row.equivalents_check) == (
        "미대응",
        "상한 초과",
        True,
        True,
    )
    assert claim_level([row]) == "애매"
    assert claim_level([first(SUN, "징크옥사이드 25% 선크림")]) == "낮음"


def test_an_ambiguous_abbreviation_is_read_and_said():
    (finding,) = first(SOLE, "TBC 미백 크림").evidence
    assert "77-90-7" in finding.detail
    assert "트리부틸시트레이트" in finding.detail


# -- the risk rule ---------------------------------------------------------------------------


def row(match, kind="substance", near=False):
    return Comparison(
        patent_element="x",
        user_product_element=None,
        match=match,
        confidence=0.9,
        kind=kind,
        near_miss=near,
    )


rows = st.lists(
    st.builds(
        row,
        st.sampled_from(MATCHES),
        st.sampled_from(["substance", "use", "category"]),
        st.booleans(),
    ),
    max_size=6,
)


@given(rows)
def test_the_level_follows_the_rule_book(comparisons):
    level = claim_level(comparisons)
    misses = [c for c in comparisons if c.match == "미대응"]
    if any(not c.near_miss for c in misses):
        assert level == "낮음"
    elif level == "높음":
        assert not misses
        assert all(c.kind == "use" for c in comparisons if c.match == "판단불가")
    else:
        assert level == "애매"


@given(rows, st.randoms())
def test_the_order_of_elements_does_not_matter(comparisons, random):
    shuffled = list(comparisons)
    random.shuffle(shuffled)
    assert claim_level(shuffled) == claim_level(comparisons)


def test_an_unstated_use_does_not_lower_the_level():
    assert claim_level([row("대응"), row("판단불가", "use")]) == "높음"
    assert claim_level([row("대응"), row("판단불가", "category")]) == "애매"
    assert claim_level([]) == "애매"


# -- evidence and model ----------------------------------------------------------------------


def opinion(match, quote=None):
    rest = [m for m in MATCHES if m != match]
    return Opinion(match=match, probabilities={match: 0.8, rest[0]: 0.1, rest[1]: 0.1}, quote=quote)


def assessment(match, hard, span=None):
    finding = Finding(rule="r", supports=match or "판단불가", hard=hard, detail="d")
    found = (finding,) if match else ()
    return Assessment(
        element=ClaimElement(text="판테놀"), match=match, hard=hard, span=span, findings=found
    )


PRODUCT = Product(text="판테놀 크림")
SPAN = Span(start=0, end=3, text="판테놀")


def test_hard_evidence_wins_and_the_disagreement_is_said():
    decided = decide(assessment("대응", True, SPAN), opinion("미대응"), PRODUCT)
    assert (decided.match, decided.decided_by, decided.model_match) == (
        "대응",
        "evidence",
        "미대응",
    )
    assert "미대응" in decided.note


def test_the_model_decides_what_is_open():
    decided = decide(assessment(None, False), opinion("대응", "판테놀"), PRODUCT)
    assert (decided.match, decided.user_product_element) == ("대응", "판테놀")
    assert decided.confidence == pytest.approx(0.8)  # evidence saw nothing: the model's own


def test_a_quote_that_is_not_spelt_like_the_element_does_not_move_what_is_open():
    decided = decide(assessment(None, False), opinion("대응", "크림"), PRODUCT, weight=0.3)
    assert (decided.match, decided.user_product_element) == ("판단불가", None)
    alike = decide(assessment(None, False), opinion("대응", "판테놀"), PRODUCT, weight=0.3)
    assert alike.match == "대응"


def test_a_model_may_not_take_what_its_sentence_leaves_open():
    text = "판테놀을 넣은 크림이에요. 판테놀액은 아직 미정입니다."
    told = decide(assessment(None, False), opinion("대응", "판테놀을"), Product(text=text))
    assert told.match == "대응"
    left = decide(assessment(None, False), opinion("대응", "판테놀액"), Product(text=text))
    assert (left.match, left.user_product_element) == ("판단불가", None)
    assert "정하지 않았" in left.note


def test_a_use_is_not_met_by_a_models_own_words():
    use = assessment(None, False)
    use = use.model_copy(update={"element": use.element.model_copy(update={"kind": "use"})})
    assert decide(use, opinion("대응", "판테놀"), PRODUCT).match == "판단불가"


def test_of_a_list_of_which_a_part_is_found_a_quote_of_that_part_tells_nothing_new():
    part = Finding(rule="same name", supports="대응", hard=True, detail="d")
    open_list = assessment(None, False).model_copy(update={"findings": (part,)})
    decided = decide(open_list, opinion("미대응", "판테놀"), PRODUCT, weight=0.1)
    assert decided.match == "판단불가"


def test_agreement_raises_confidence_and_disagreement_lowers_it():
    alone = decide(assessment("대응", True, SPAN), None, PRODUCT).confidence
    agreed = decide(assessment("대응", True, SPAN), opinion("대응"), PRODUCT).confidence
    opposed = decide(assessment("대응", True, SPAN), opinion("미대응"), PRODUCT).confidence
    assert opposed < alone < agreed < 1


def test_a_weak_opinion_does_not_move_a_suggestion():
    weak = Opinion(match="대응", probabilities={"대응": 0.4, "미대응": 0.3, "판단불가": 0.3})
    decided = decide(assessment("미대응", False, SPAN), weak, PRODUCT)
    assert (decided.match, decided.decided_by) == ("미대응", "model")


def test_confidence_is_how_often_the_rule_was_right():
    counts = {"hard|대응|r": {"대응": 60, "미대응": 20, "판단불가": 20}}
    seen = Calibration(counts)
    decided = decide(assessment("대응", True, SPAN), None, PRODUCT, seen)
    assert (decided.match, round(decided.confidence, 2)) == ("대응", 0.63)
    assert decide(assessment("대응", True, SPAN), None, PRODUCT).confidence == 0.97


def test_trust_is_counted_on_cases_that_no_rule_was_written_on():
    written = {"soft|미대응|r": {"미대응": 60, "대응": 40}}
    unseen = {"soft|미대응|r": {"미대응": 20, "대응": 80}}
    seen = Calibration(written, unseen=unseen)
    decided = decide(assessment("미대응", False, SPAN), None, PRODUCT, seen)
    assert decided.match == "미대응"
    assert decided.confidence < 0.3


def test_a_rule_that_was_hardly_counted_is_trusted_as_its_label_is(evidence_counts: Calibration):
    rare = assessment("판단불가", False, SPAN)
    belief = evidence_counts.prior(rare)
    assert max(belief, key=belief.__getitem__) == "판단불가"
    assert evidence_counts.trust(rare)["판단불가"] > 0.5


@pytest.fixture
def evidence_counts() -> Calibration:
    """Counts in which nearly all that is suggested is met, as in any file of cases."""
    names = set(prefixes("soft|대응|r|substance")) | set(prefixes("soft|미대응|r|substance"))
    return Calibration({name: {"대응": 176, "미대응": 20, "판단불가": 15} for name in names})


def test_a_malformed_calibration_is_named(tmp_path):
    bad = tmp_path / "calibration.json"
    bad.write_text('{"cases": {}, "rules": {"hard": {"예": 1}}}', encoding="utf-8")
    with pytest.raises(DataError, match=r"calibration\.json.*finetune\.calibrate"):
        Calibration.load(bad)
    assert Calibration.load(tmp_path / "none").prior(assessment("대응", True, SPAN))["대응"] > 0.9


def test_a_quote_that_is_spelt_like_the_element_counts_only_for_its_being_there():
    met = decide(assessment(None, False), opinion("대응", "판테놀"), PRODUCT, weight=0.1)
    assert (met.match, met.decided_by) == ("대응", "model")
    missed = decide(assessment(None, False), opinion("미대응", "판테놀"), PRODUCT, weight=0.1)
    assert missed.match == "판단불가"


def test_a_match_without_words_of_the_product_is_lowered():
    decided = decide(assessment(None, False), opinion("대응", None), PRODUCT)
    assert decided.match == "판단불가"
    assert decide(assessment(None, False), opinion("대응", "없는 말"), PRODUCT).match == "판단불가"


def test_without_a_model_what_is_open_stays_open():
    assert decide(assessment(None, False), None, PRODUCT).match == "판단불가"


# -- law ------------------------------------------------------------------------------------------


def claim(number="9900000010000", status="등록", filed=date(2015, 3, 2), ended=None, n=1):
    return Claim(
        regit_num=number,
        title="시험",
        claim_number=n,
        text="판테놀을 포함하는 화장료 조성물.",
        status=status,
        filed_on=filed,
        ended_on=ended,
    )


@pytest.mark.parametrize(
    ("one", "day", "force"),
    [
        (claim(), date(2035, 3, 2), True),
        (claim(), date(2035, 3, 3), False),
        (claim(status="소멸", ended=date(2020, 1, 1)), date(2019, 12, 31), True),
        (claim(status="소멸", ended=date(2020, 1, 1)), date(2020, 1, 1), False),
        (claim(status="소멸"), date(2016, 1, 1), False),
        (claim(status="무효", ended=date(2020, 1, 1)), date(2019, 1, 1), False),
        (claim(status="거절"), date(2019, 1, 1), False),
        (claim(status="공개"), date(2019, 1, 1), False),
        (claim(filed=date(2004, 2, 29)), date(2024, 2, 29), True),
    ],
)
def test_in_force_on_a_day(one, day, force):
    assert in_force(one, day) is force


def test_the_term_is_twenty_years_from_filing():
    assert expires_on(date(2004, 2, 29)) == date(2024, 2, 29)
    assert expires_on(date(2003, 5, 6)) == date(2023, 5, 6)
    assert expires_on(None) is None


# -- the report -----------------------------------------------------------------------------------


def report(*pairs, as_of=date(2026, 1, 1), query="판테놀 크림"):
    return build_report(
        query,
        EVIDENCE.read_product(query),
        [Candidate(claim=c, score=1.0 / (i + 1)) for i, (c, _) in enumerate(pairs)],
        [
            ClaimVerdict(
                regit_num=c.regit_num,
                claim_number=c.claim_number,
                comparisons=tuple(comparisons),
                judge_id="test",
            )
            for c, comparisons in pairs
        ],
        as_of=as_of,
        judge_id="test",
        index_id="test",
        prompt_sha="",
        versions={},
        seconds=0.0,
    )


def test_patents_come_in_order_of_risk_and_the_highest_counts():
    made = report(
        (claim("9900000010000"), [row("미대응")]),
        (claim("9900000020000"), [row("대응")]),
        (claim("9900000030000"), [row("대응"), row("판단불가")]),
    )
    assert [p.risk_level for p in made.patents] == ["높음", "애매", "낮음"]
    assert made.overall_risk == "높음"
    assert RiskReport.model_validate_json(made.model_dump_json()) == made


def test_a_high_right_in_force_comes_first_and_the_search_orders_a_level():
    ended = {"status": "소멸", "ended": date(2020, 1, 1)}
    made = report(
        (claim("9900000010000", **ended), [row("판단불가")]),
        (claim("9900000020000"), [row("판단불가")]),
        (claim("9900000030000", **ended), [row("대응")]),
        (claim("9900000040000"), [row("대응")]),
        (claim("9900000050000"), [row("미대응")]),
    )
    assert [p.regit_num[8] for p in made.patents] == ["4", "3", "1", "2", "5"]


def test_a_claim_of_which_nothing_is_met_does_not_hide_a_nearer_one():
    made = report(
        (claim("9900000010000"), [row("대응"), row("미대응")]),
        (claim("9900000020000"), [row("대응", "category"), row("판단불가")]),
        (claim("9900000030000"), [row("대응"), row("판단불가")]),
    )
    assert [p.regit_num[8] for p in made.patents] == ["3", "1", "2"]
    assert [p.risk_level for p in made.patents] == ["애매", "낮음", "애매"]


def test_a_patent_has_the_level_of_its_riskiest_independent_claim():
    made = report((claim(n=1), [row("미대응")]), (claim(n=5), [row("대응")]))
    assert [(p.claim_number, p.risk_level) for p in made.patents] == [(5, "높음")]


def test_what_is_not_in_force_never_raises_the_overall_level():
    ended = claim("9900000020000", status="소멸", ended=date(2020, 1, 1))
    pending = claim("9920240000001", status="공개")
    made = report((ended, [row("대응")]), (pending, [row("대응")]))
    assert made.overall_risk == "낮음"
    assert [p.in_force for p in made.patents] == [False, False]
    assert [p.watch for p in made.patents] == [False, True]


def test_no_candidate_is_low_within_the_searched_collection():
    made = report()
    assert made.overall_risk == "낮음"
    assert "모음 안에서는" in made.notice


def test_an_ambiguous_name_is_asked_about_and_changes_are_offered():
    product = EVIDENCE.read_product("TBC 미백 크림")
    one = Claim(regit_num="1", title="t", claim_number=1, text=SOLE, filed_on=date(2020, 1, 1))
    elements = EVIDENCE.read_claim(one)
    decided = [decide(a, None, product) for a in EVIDENCE.assess(one, elements, product)]
    made = report((one, decided), query="TBC 미백 크림")
    assert made.overall_risk == "높음"
    assert "TBC" in made.questions[0].text
    assert [(d.patent_element, d.risk_level) for d in made.design_around] == [
        ("아세틸트리부틸시트레이트", "낮음")
    ]


JOINED = "다이메티콘, 스쿠알란 및 호호바오일로 된 결합제 2 내지 6중량%를 포함하는 파우더 조성물."
PHASED = "친유성 상, 물 및 알지네이트를 포함하는 화장료 조성물."


@pytest.mark.parametrize(
    ("query", "match"),
    [
        ("디메치콘·스쿠알란·호호바오일 섞은 바인더 5%", "대응"),
        ("결합제 3종(디메치콘, 스쿠알란, 호호바오일) 4% 파우더", "대응"),
        ("디메치콘·스쿠알란·호호바오일 섞은 바인더 9%", "미대응"),
        ("디메치콘, 스쿠알란, 호호바오일을 쓴 파우더. 글리세린은 5%", "판단불가"),
    ],
)
def test_one_amount_behind_joined_names_is_theirs(query, match):
    text = JOINED.split("를 포함")[0]
    claim = Claim(
        regit_num="9900099990000", title="시험", claim_number=1, text=JOINED, elements=(text,)
    )
    product = EVIDENCE.read_product(query)
    (found,) = EVIDENCE.assess(claim, EVIDENCE.read_claim(claim), product)
    assert decide(found, None, product).match == match


@pytest.mark.parametrize(
    ("query", "oil", "water"),
    [
        ("O/W 로션", "대응", "대응"),
        ("유분산 마스카라", "대응", "판단불가"),
        ("O/W가 아닌 크림", "판단불가", "판단불가"),
    ],
)
def test_an_emulsion_has_its_phases(query, oil, water):
    assert [row.match for row in chart(PHASED, query)][:2] == [oil, water]


FLAME = "수산화마그네슘을 포함하는 난연 수지 조성물."
KETTLE = "스팀을 분사하는 분사관을 포함하는 옻물 제조장치."


@pytest.mark.parametrize(
    ("claim", "query", "match"),
    [
        (FLAME, "수산화마그네슘 난연 PP", "대응"),
        (KETTLE, "옻물 끓이는 설비, 스팀 분사관 있음", "대응"),
        (FLAME, "수산화마그네슘이 든 제산제 정제", "미대응"),
        (SOLE, "아세틸트리부틸시트레이트를 넣은 뽀송뽀송팡", "대응"),
        (SOLE, "아세틸트리부틸시트레이트를 뺀 뽀송뽀송팡", "판단불가"),
    ],
)
def test_a_product_whose_kind_goes_by_other_words(claim, query, match):
    assert chart(claim, query)[-1].match == match


PUMP = "내용물을 이송하는 서보모터 구동식 펌프와, 용기의 무게를 재는 센서를 포함하는 충전 장치."


@pytest.mark.parametrize(
    ("query", "match"),
    [
        ("내용물 이송 펌프를 서보모터로 구동하는 충전 장치", "대응"),
        ("내용물 이송 펌프를 서보모터가 아니라 공압으로 구동하는 충전 장치", "미대응"),
    ],
)
def test_a_part_without_one_of_its_features_is_another_part(query, match):
    assert first(PUMP, query).match == match


HERB = "개망초실 주정 추출물을 유효성분으로 포함하는 화장료 조성물."
BARK = "후박(Magnolia officinalis) 혼합 추출물을 포함하는 화장료 조성물."


@pytest.mark.parametrize(
    ("claim", "query", "match"),
    [
        (HERB, "개망초실 50% 주정추출물 세럼", "대응"),
        (HERB, "개망초실 추출물 세럼", "판단불가"),
        (HERB, "개망초실은 수급이 안돼서 뺀 세럼", "미대응"),
        (HERB, "참개망초실 크림", "판단불가"),
        (BARK, "후박추출물 바디젤", "대응"),
        (BARK, "후박 껍질을 우려서 만든 바디젤", "대응"),
    ],
)
def test_preparations_by_what_they_are_made_of(claim, query, match):
    assert first(claim, query).match == match


def test_a_nought_written_as_a_letter_is_read():
    claim = "글리세린 O.5~25.0중량%를 포함하는 화장료 조성물."
    assert first(claim, "글리세린 12% 크림").match == "대응"
    assert first(claim, "글리세린 40% 크림").match == "미대응"


@pytest.mark.parametrize(
    ("use", "query", "match"),
    [
        ("집중력 증진용", "집중력 UP 룸스프레이", "대응"),
        ("항염증용", "염증을 가라앉히는 수딩젤", "대응"),
        ("리튬 이차전지용", "헥사플루오로인산리튬을 넣은 파우치셀", "대응"),
        ("인지 기능 개선용", "인지력 개선 스틱분말", "대응"),
    ],
)
def test_a_use_by_what_it_is_about(use, query, match):
    claim = f"나이아신아마이드를 포함하는 {use} 조성물."
    rows = {row.patent_element: row.match for row in chart(claim, query)}
    assert rows[use] == match


def test_of_several_values_one_inside_the_range_is_the_one_that_is_claimed():
    claim = "피크 파장이 630 내지 670nm인 광원을 포함하는 조명 장치."
    assert first(claim, "450nm, 660nm 두 가지 LED를 단 조명 장치").match == "대응"


def test_a_member_of_the_claimed_family_is_not_another_thing():
    claim = "커큐미노이드계 화합물을 유효성분으로 포함하는 미백용 화장료 조성물."
    assert first(claim, "커큐민을 주성분으로 한 세럼").match != "미대응"
    assert first(claim, "알부틴을 주성분으로 한 세럼").match == "미대응"


def test_what_a_thing_is_made_of_is_broader_than_the_thing():
    claim = "엉겅퀴열매추출물을 포함하는 숙취해소용 음료."
    assert first(claim, "칡에 엉겅퀴만 넣은 숙취음료").match == "판단불가"
    assert first(claim, "칡에 배즙만 넣은 숙취음료").match == "미대응"


def test_amounts_in_parts_of_a_base_are_not_compared_with_shares():
    claim = "정제수 100중량부에 호박 분말 5중량부를 발효시킨 호박발효물 1 내지 20중량%를 포함하는 화장료 조성물."
    rows = {
        r.patent_element: r.match for r in chart(claim, "호박발효물 10중량%, 정제수 80중량% 토너")
    }
    assert rows[next(e for e in rows if "1 내지 20중량%" in e)] != "미대응"


def test_an_abbreviation_that_no_glossary_lists_is_read_by_its_letters():
    claim = "하이드록시프로필 구아(hydroxypropyl quar) 0.5 내지 1.5중량%를 포함하는 헤어 젤."
    row = first(claim, "HPQ 1%를 넣은 헤어 젤")
    assert (row.match, row.user_product_element) == ("대응", "HPQ")
    assert [f.rule for f in row.evidence] == ["abbreviation by its letters", "inside range"]
    assert first(claim, "HPQ 3%를 넣은 헤어 젤").match == "미대응"
    assert first(claim, "XYZ 1%를 넣은 헤어 젤").match == "판단불가"


def test_a_member_is_no_absence():
    claim = "액을 머금는 함침부재를 포함하는 쿠션 용기."
    assert first(claim, "함침부재가 든 쿠션 용기").match == "대응"


def test_a_thing_told_of_in_words():
    claim = "보라띠 무늬 결정 입자 및 글리세린을 포함하는 화장료 조성물."
    assert first(claim, "글리세린에 무늬가 보라띠인 결정 입자를 넣은 크림").match == "대응"
    assert first(claim, "글리세린 크림").match == "판단불가"


@pytest.mark.parametrize(
    ("query", "match"),
    [
        ("물 없이 만드는 스틱밤", "대응"),
        ("수분은 전혀 없는 오일 스틱밤", "대응"),
        ("워터 베이스 스틱밤", "미대응"),
        ("수성이 아닌 스틱밤", "판단불가"),
        ("스틱밤", "판단불가"),
    ],
)
def test_what_a_text_says_of_water(query, match):
    rows = chart("카나우바왁스를 포함하는 무수 화장료 조성물.", query)
    assert next(row.match for row in rows if "무수" in row.patent_element) == match


def test_of_several_places_of_a_name_the_one_with_an_amount_counts():
    claim = "보라띠수분 20 내지 60중량%를 포함하는 스틱밤."
    text = "보라띠수분이 터지는 스틱밤, 보라띠수분 40중량%"
    assert first(claim, text).match == "대응"


def test_of_two_like_parts_each_has_its_own_value():
    claim = "파장이 820 내지 860nm인 제2 발광 다이오드를 포함하는 마스크 장치."
    assert first(claim, "620nm, 850nm 발광 다이오드를 단 마스크").match == "대응"


@pytest.mark.parametrize(
    ("claim", "query", "match"),
    [
        ("작약 150 내지 230중량부를 포함하는 식품 조성물.", "작약 200중량부를 넣은 차", "대응"),
        (
            "조성물(C)의 총 중량에 대해 0.5 내지 20중량%의 안료를 포함하는 염모제.",
            "산화철 안료 3% 염모제",
            "대응",
        ),
        ("능이버섯 추출물을 포함하는 식품 조성물.", "능이 추출물 건기식", "대응"),
        ("치자 추출물을 포함하는 화장료 조성물.", "치자엑스 앰플", "대응"),
        ("치자 추출물을 포함하는 화장료 조성물.", "치자는 색소 이슈 때문에 뺀 앰플", "미대응"),
        ("폴리올의 분말을 포함하는 정제.", "솔비톨 가루로 찍은 정제", "대응"),
    ],
)
def test_names_in_claims_as_people_write_them(claim, query, match):
    assert first(claim, query).match == match


@pytest.mark.parametrize(
    ("claim", "query", "match"),
    [
        ("판테놀을 포함하는 약학 조성물.", "판테놀 피부염약", "대응"),
        ("판테놀을 포함하는 약학 조성물.", "계약 생산하는 판테놀 피부염약", "대응"),
        ("판테놀을 포함하는 약학 조성물.", "판테놀 치약", "미대응"),
        ("판테놀을 포함하는 식품 조성물.", "판테놀을 넣은 먹는 스틱", "대응"),
    ],
)
def test_a_field_by_plain_words(claim, query, match):
    assert chart(claim, query)[-1].match == match


def test_parts_are_compared_by_their_proportion_where_no_base_is_named():
    claim = "감초 4.0중량부, 생강 2.0중량부 및 대추 6.0중량부를 포함하는 음료."
    rows = chart(claim, "감초 40g, 생강 20g, 대추 90g을 달인 음료")
    assert [row.match for row in rows[:3]] == ["대응", "대응", "미대응"]


def test_parts_of_a_base_are_counted_in_masses_ratios_and_words_nobody_knows():
    claim = "보리 100중량부, 나도물통이 20 내지 40중량부 및 생강 1 내지 3중량부를 포함하는 음료."
    for query in (
        "보리 5kg, 나도물통이 1.5kg, 생강 100g을 달인 음료",
        "보리:나도물통이:생강=10:3:0.2로 섞은 음료",
        "보리 50 : 나도물통이 15 : 생강 1 배합의 음료",
    ):
        assert [row.match for row in chart(claim, query)[:3]] == ["대응", "대응", "대응"]
    rows = chart(claim, "보리, 나도물통이, 생강을 10:5:0.5로 섞은 음료")
    assert [row.match for row in rows[:3]] == ["대응", "미대응", "미대응"]


def test_a_share_against_the_base_is_counted_in_its_parts():
    claim = "배추 100중량부 및 고춧가루 3 내지 8중량부를 포함하는 김치."
    assert chart(claim, "배추 대비 고춧가루 5%를 넣은 김치")[1].match == "대응"
    assert chart(claim, "배추 대비 고춧가루 9%를 넣은 김치")[1].match == "미대응"


def test_a_base_is_said_by_its_last_noun():
    claim = "귀리 분말 100중량부에 대하여 꿀 2 내지 5중량부를 포함하는 식품 조성물."
    assert first(claim, "귀리를 볶고 곱게 간 분말 100g당 꿀 4g을 넣은 차").match == "대응"
    assert first(claim, "귀리를 볶고 곱게 간 분말 100g당 꿀 9g을 넣은 차").match == "미대응"


def given(elements, query):
    claim = Claim(
        regit_num="9900099990000",
        title="시험",
        claim_number=1,
        text=", ".join(elements),
        elements=elements,
    )
    product = EVIDENCE.read_product(query)
    read = EVIDENCE.read_claim(claim)
    return [decide(a, None, product).match for a in EVIDENCE.assess(claim, read, product)]


THREE = ("감초 추출물, 생강 추출물 및 대추 추출물의 중량비가 1 : (0.5~2) : (1~3)인",)
UNNAMED = ("감초 추출물", "생강 추출물", "2:8 내지 4:6의 중량비로 포함하는")
SOLVENT = ("글리세린 및 판테놀을 1:2 내지 1:4의 부피비로 포함하는 용매",)


@pytest.mark.parametrize(
    ("elements", "query", "match"),
    [
        (THREE, "감초·생강·대추 추출물을 1:1:2로 섞은 차", "대응"),
        (THREE, "대추 추출물, 감초 추출물, 생강 추출물을 2:1:1로 섞은 차", "대응"),
        (THREE, "대추 추출물, 감초 추출물, 생강 추출물을 1:1:2로 섞은 차", "대응"),
        (THREE, "대추 추출물, 감초 추출물, 생강 추출물을 1:2:1로 섞은 차", "미대응"),
        (THREE, "감초 추출물 10g, 생강 추출물 10g, 대추 추출물 20g 차", "대응"),
        (THREE, "감초 추출물 1 : 생강 추출물 3 : 대추 추출물 1의 차", "미대응"),
        (THREE, "감초, 생강, 대추 추출물 차", "판단불가"),
        (THREE, "감초, 생강, 대추 추출물을 같은 양씩 섞은 차", "대응"),
        (UNNAMED, "생강 추출물과 감초 추출물을 7:3으로 섞은 차", "대응"),
        (UNNAMED, "생강 추출물과 감초 추출물을 3:7로 섞은 차", "미대응"),
        (UNNAMED, "감초 추출물 30에 생강 추출물 70의 비율로 섞은 차", "대응"),
        (SOLVENT, "글리세린과 판테놀을 1:3 부피비로 섞은 용매의 세럼", "대응"),
        (SOLVENT, "글리세린과 판테놀을 중량비 1:3으로 섞은 용매의 세럼", "판단불가"),
        (SOLVENT, "글리세린과 판테놀을 1:1로 섞은 용매의 세럼", "미대응"),
    ],
)
def test_ratios_of_several_things(elements, query, match):
    assert given(elements, query)[-1] == match


@pytest.mark.parametrize(
    ("elements", "query", "match"),
    [
        (
            ("글리세린", "판테놀", "글리세린과 판테놀의 중량비가 1:2 내지 1:4인"),
            "글리세린은 넣고 판테놀은 뺀 크림",
            "미대응",
        ),
        (
            ("판테놀 100 중량부 대비 글리세린 20 내지 30 중량부",),
            "판테놀 10g에 글리세린 2.5g을 섞은 크림",
            "대응",
        ),
        (
            ("판테놀 1 중량부 기준 글리세린을 5 중량부 이상 9 중량부 이하로 포함하고",),
            "글리세린과 판테놀을 7:1로 섞은 크림",
            "대응",
        ),
        (
            ("판테놀 1 중량부 기준 글리세린을 5 중량부 이상 9 중량부 이하로 포함하고",),
            "글리세린과 판테놀을 12:1로 섞은 크림",
            "미대응",
        ),
        (
            ("감초 40%(v/v) 내지 60%(v/v) 주정 추출물",),
            "감초를 50%(v/v) 주정으로 추출해 넣은 크림",
            "대응",
        ),
        (
            ("감초 40%(v/v) 내지 60%(v/v) 주정 추출물",),
            "감초를 90%(v/v) 주정으로 추출해 넣은 크림",
            "미대응",
        ),
    ],
)
def test_amounts_on_what_else_the_claim_names(elements, query, match):
    assert given(elements, query)[-1] == match


@pytest.mark.parametrize(
    ("elements", "query", "match"),
    [
        (("융점이 40 내지 50℃인",), "mp 45℃ 클렌징밤, 80℃로 녹여 충전", "대응"),
        (("융점이 40 내지 50℃인",), "mp 55℃ 클렌징밤, 45℃ 창고 보관", "미대응"),
        (
            ("감초 추출물 100 ㎍/mL에서 멜라닌 합성 저해능이 30% 이상",),
            "100㎍/mL에서 멜라닌 합성 저해율 35%",
            "대응",
        ),
        (("왁스 22 내지 50중량%",), "밀랍 10%, 칸데릴라왁스 5%로 왁스 총 15%인 밤", "미대응"),
        (("왁스 22 내지 50중량%",), "밀랍 20%, 칸데릴라왁스 5%로 왁스 총 25%인 밤", "대응"),
        (
            ("상기 유화제가 30중량% 초과의 레시틴을 포함",),
            "유화제 2%이고 그중 20%가 레시틴인 로션",
            "미대응",
        ),
        (("유리전이온도가 10 내지 30℃인",), "필름 Tg 33℃인 마스카라", "미대응"),
        (("수분함량이 20 내지 30중량%",), "단백질 50%, 수분 25%인 스낵", "대응"),
        (("적어도 60%를 제공하는 정제수",), "정제수 70%인 토너", "대응"),
        (("0.5 내지 1.0 mg/mL 함량의 판테놀",), "판테놀을 1 mL당 0.7 mg 넣은 앰플", "대응"),
        (
            ("감초와 생강의 혼합추출물을 20~80㎍/㎖의 농도로 함유",),
            "감초:생강 2:1 혼합추출물 0.2 mg/mL 차",
            "미대응",
        ),
        (
            ("상기 추출 용매는 에탄올 및 정제수가 5:95 내지 70:30의 비율인",),
            "감초 80, 생강 10, 대추 10(중량%) 환",
            "판단불가",
        ),
    ],
)
def test_values_by_what_they_are_called(elements, query, match):
    assert given(elements, query)[0] == match


SOLID = ("아크릴레이트코폴리머 10 내지 30중량%(고형분 기준)",)


@pytest.mark.parametrize(
    ("query", "match"),
    [
        ("아크릴레이트코폴리머 고형분 20% 마스카라", "대응"),
        ("아크릴레이트코폴리머 에멀전(고형분 50%)을 40% 넣은 마스카라", "대응"),
        ("아크릴레이트코폴리머 에멀전(고형분 20%)을 40% 넣은 마스카라", "미대응"),
        ("아크릴레이트코폴리머 원액 40%(고형분 함량은 미공개) 마스카라", "판단불가"),
    ],
)
def test_amounts_of_solids(query, match):
    assert given(SOLID, query) == [match]


KINDS = ("κ-카라기난 및 ι-카라기난의 중량비는 50~70:30~50",)
MIXED = ("감초 추출물", "생강 추출물", "상기 혼합물은 감초 추출물이 60% 이상 포함되는")
RECIPE = ("물 100 중량부에 감초 5~9 중량부, 생강 1~2 중량부 및 대추 3~4 중량부를 혼합하는 단계",)


@pytest.mark.parametrize(
    ("elements", "query", "match"),
    [
        (KINDS, "카라기난 3%(κ-카라기난 60, ι-카라기난 40)를 넣은 팩", "대응"),
        (KINDS, "카라기난 3%(κ-카라기난 20, ι-카라기난 80)를 넣은 팩", "미대응"),
        (MIXED, "감초 추출물과 생강 추출물을 7:3으로 섞은 차", "대응"),
        (MIXED, "감초 추출물과 생강 추출물을 5:5로 섞은 차", "미대응"),
        (MIXED, "감초 추출물 90%와 생강 추출물을 넣은 차", "판단불가"),
        (RECIPE, "물 5kg에 감초 350g, 생강 75g, 대추 180g을 섞어 달인 차", "대응"),
        (RECIPE, "물 5kg에 감초 350g, 생강 300g, 대추 180g을 섞어 달인 차", "미대응"),
        (RECIPE, "물에 감초, 생강, 대추를 섞어 달인 차", "판단불가"),
    ],
)
def test_what_a_mixture_is_made_of(elements, query, match):
    assert given(elements, query)[-1] == match


def test_a_thing_told_by_its_process_has_its_amount_checked():
    claim = ("감초의 에탄올 추출물을 에틸아세테이트로 분획한 분획물 30 내지 100 ug/mL을 포함하는",)
    query = "감초 에탄올 추출물을 에틸아세테이트로 분획한 것을 {} 넣은 앰플"
    assert given(claim, query.format("50 μg/mL")) == ["대응"]
    assert given(claim, query.format("5 μg/mL")) == ["미대응"]


def test_a_thing_goes_by_the_english_name_it_was_introduced_with():
    claim = (
        "무화라논(muharanone)을 포함하는 감초 추출물",
        "무화라논을 70 내지 180 ㎍/㎖의 함량으로 포함하는",
    )
    assert given(claim, "muharanone 0.1 mg/mL 감초 추출물 앰플")[1] == "대응"
    assert given(claim, "muharanone 0.2 mg/mL 감초 추출물 앰플")[1] == "미대응"


def test_a_concentration_said_of_the_extract_alone():
    claim = ("감초 추출물은 5mg/㎖ 이상 10mg/㎖ 이하의 농도로 포함되고",)
    assert given(claim, "감초 뿌리를 물로 달인 추출물을 8mg/mL 넣은 앰플") == ["대응"]
    assert given(claim, "감초 추출물과 판테놀 20mg/mL를 넣은 앰플") == ["판단불가"]


BREW = (
    "보리를 100 내지 120℃에서 10 내지 20분간 로스팅하고 20 내지 30℃에서 2 내지 4일간 숙성하는 단계",
    "보리차의 제조방법",
)
AGED = ("상기 보리를 20 내지 30℃에서 숙성하는 단계", "보리차의 제조방법")


@pytest.mark.parametrize(
    ("elements", "query", "match"),
    [
        (BREW, "보리를 110℃ 15분 로스팅하고 25℃에서 사흘 숙성하는 보리차", "대응"),
        (BREW, "보리를 110℃ 15분 로스팅하고 45℃에서 사흘 숙성하는 보리차", "미대응"),
        (BREW, "보리를 로스팅하고 숙성하는 보리차 제조", "판단불가"),
        (AGED, "보리를 110℃에서 로스팅하고 25℃에서 숙성하는 보리차", "대응"),
        (AGED, "보리를 110℃에서 로스팅한 다음 숙성 온도는 못 정한 보리차", "판단불가"),
    ],
)
def test_conditions_of_steps(elements, query, match):
    assert given(elements, query)[0] == match


def test_another_process_alone_makes_no_other_product():
    step = "20 내지 30℃에서 유화하여 제조되는"
    query = "80℃에서 유화한 크림"
    assert given((step, "화장료 조성물"), query)[0] == "판단불가"
    assert given((step, "화장료 조성물의 제조방법"), query)[0] == "미대응"
    assert given((step, "화장료 조성물"), "25℃에서 유화한 크림")[0] == "대응"


def test_one_of_several_uses_is_enough():
    claim = "판테놀을 포함하는 비염, 결막염 또는 피부염의 예방 또는 개선용 조성물."
    use = "비염, 결막염 또는 피부염의 예방 또는 개선용"
    rows = {row.patent_element: row.match for row in chart(claim, "판테놀을 넣은 결막염 케어 제품")}
    assert rows[use] == "대응"


@pytest.mark.parametrize(
    ("query", "match"),
    [
        ("하이프로멜로스 3% 정제", "대응"),
        ("하이프로멜로스 9% 정제", "미대응"),
        ("포비돈 3% 정제", "미대응"),
        ("유당 30% 정제", "판단불가"),
    ],
)
def test_a_thing_that_is_said_to_be_of_a_class_is_that_thing(query, match):
    claim = "2 내지 5중량%의 하이프로멜로스인 결합제를 포함하는 정제."
    assert first(claim, query).match == match


def test_nitric_oxide_is_no_denial():
    product = EVIDENCE.read_product("NO 생성을 억제하는 강황 드링크")
    assert not any(e.negated for e in product.elements)
    denied = EVIDENCE.read_product("no paraben 강황 드링크")
    assert any(e.negated for e in denied.elements)


def test_the_temperature_at_which_a_state_is_taken_is_no_value_to_be_stated():
    claim = "25℃에서 액상인 스쿠알란을 포함하는 화장료 조성물."
    assert first(claim, "스쿠알란을 넣은 크림").match == "대응"


@pytest.mark.parametrize(
    ("query", "match"),
    [
        ("들깨잎으로 만드는 원액, 열 없이 냉침만 합니다", "미대응"),
        ("들깨잎을 80℃에서 열수추출해 만드는 원액", "대응"),
        ("들깨잎으로 만드는 원액", "판단불가"),
    ],
)
def test_a_step_done_only_in_another_way_is_another_step(query, match):
    claim = "들깨잎을 열수 추출하는 단계를 포함하는 들깨잎 추출물의 제조방법."
    rows = chart(claim, query)
    assert [row.match for row in rows if "열수" in row.patent_element] == [match]


NUMBERED = "분말을 30 내지 50℃에서 50 내지 70분 동안 2차 교반하는 단계를 포함하는 치약의 제조방법."
STIRRED = "혼합물을 60분 동안 교반하여 탈기시키는 단계를 포함하는 치약의 제조방법."


@pytest.mark.parametrize(
    ("claim", "query", "match"),
    [
        (NUMBERED, "분말을 10분 1차 교반, 40℃에서 1시간 2차 교반하는 치약 공정", "대응"),
        (NUMBERED, "분말을 80℃에서 1시간 1차 교반, 2차 교반 조건은 미정인 치약 공정", "판단불가"),
        (
            STIRRED,
            "가루를 5분 교반, 물을 넣어 20분 교반, 혼합물을 60분 교반 탈기하는 치약 공정",
            "대응",
        ),
    ],
)
def test_a_condition_is_that_of_the_step_of_its_number(claim, query, match):
    assert first(claim, query).match == match


def test_what_stands_in_the_bracket_of_a_share_has_amounts_of_its_own():
    claim = "정제수 100 중량부를 포함하는 샴푸 조성물."
    query = "샴푸는 케라틴 100중량부에 케어액 30중량부(정제수 100, 판테놀 2 중량부)를 섞은 것"
    assert first(claim, query).match == "대응"


@pytest.mark.parametrize(
    ("claim", "query"),
    [
        (
            "가장자리를 봉제한 시트를 포함하는 찜질팩.",
            "가장자리 빼고 접착층을 바르고 가장자리를 봉제한 시트 찜질팩",
        ),
        (
            "색소나 향 성분을 제거하는 단계를 포함하는 추출물의 제조방법.",
            "숯에 걸러 색소와 향을 빼는 추출물 제조법",
        ),
        ("향료를 포함하는 화장료 조성물.", "향료가 안 빠지는 크림"),
    ],
)
def test_a_place_left_out_and_a_thing_taken_away_as_claimed_are_no_denial(claim, query):
    assert first(claim, query).match != "미대응"


def test_a_narrower_class_left_out_says_nothing_of_the_class():
    claim = "계면활성제를 포함하는 화장료 조성물."
    assert first(claim, "양이온성 계면활성제 무첨가 크림").match == "판단불가"
    assert first(claim, "계면활성제 무첨가 크림").match == "미대응"


def test_a_number_at_the_end_of_a_sentence_is_an_amount():
    claim = "징크옥사이드 5 내지 15중량%를 포함하는 화장료 조성물."
    assert first(claim, "처방(wt%): 정제수 60, 글리세린 5, 산화아연 10. 크림입니다").match == "대응"


def test_a_step_the_claim_does_without_is_met_by_a_text_that_denies_it():
    claim = "비열처리 공정에 의한 것을 특징으로 하는 마스크팩의 제조방법."
    assert first(claim, "마스크팩 공정(무가열)").match == "대응"
    assert first(claim, "90℃로 가열하는 마스크팩 공정").match != "대응"


def test_what_a_part_is_kept_from_is_no_denial_of_the_part():
    claim = "접착층에 매립되어 고정되고 방출이 일어나는 목재 볼을 포함하는 안마기."
    query = "접착층에 나무 볼을 박아 안 빠지는 안마기"
    assert first(claim, query).match != "미대응"


def test_what_stands_alone_is_not_joined_with_what_is_left_out():
    claim = "흡수제를 포함하는 기저귀."
    assert first(claim, "펄프 단독 흡수제, 해조류 프리 기저귀").match == "대응"


def test_what_is_named_by_its_step_alone_is_had_where_the_step_is_done():
    claim = "쑥 및 생강으로 이루어진 한약재의 혼합 추출물을 포함하는 약학적 조성물."
    query = "처방: 쑥 60, 생강 40 (단위 중량%). 한꺼번에 섞어 열수추출한 약"
    assert "미대응" not in [c.match for c in chart(claim, query)]


@pytest.mark.parametrize(
    ("element", "query", "match"),
    [
        ("상기 덮개에 구비되는 벨크로", "뚜껑은 찍찍이로 여닫아요", "대응"),
        ("상기 덮개에 구비되는 벨크로", "뚜껑은 자석으로 여닫는 구조예요", "미대응"),
        ("상기 덮개에 구비되는 벨크로", "덮개가 있는 필통이에요", "판단불가"),
        ("상기 개구부를 개폐하는 지퍼", "입구는 똑딱이 단추로 잠그는 주머니", "미대응"),
        ("원목으로 이루어진 상판", "상판은 MDF예요", "미대응"),
        ("메모리폼을 포함하는 베개", "라텍스 베개예요", "미대응"),
        ("오프셋 인쇄하는 단계", "그라비아 인쇄예요", "미대응"),
        ("핫멜트 접착제로 접착하는 단계", "수성 본드로 붙여요", "미대응"),
        ("유리 용기", "종이 용기예요", "미대응"),
        ("탈착 가능한 인솔", "깔창은 뺐다 꼈다 할 수 있어요", "대응"),
        ("원터치캡", "플립탑 뚜껑이에요", "대응"),
        ("원터치캡", "돌려 여는 스크류캡이에요", "미대응"),
    ],
)
def test_one_of_several_ways_stands_in_the_place_of_the_others(element, query, match):
    assert given((element,), query) == [match]


def test_what_a_part_is_said_to_be_made_of_excludes_another_material():
    assert given(("상기 아웃솔은 천연고무",), "밑창은 EVA예요") == ["미대응"]
    assert given(("상기 아웃솔은 천연고무",), "밑창은 생고무예요") == ["대응"]
    assert given(("상기 아웃솔은 천연고무",), "밑창이 두꺼운 신발이에요") == ["판단불가"]
