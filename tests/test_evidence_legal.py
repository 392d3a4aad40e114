"""Law: where a right stands on a day, how a claim was narrowed, and what equivalents ask."""

from datetime import date

import pytest

from evidence.decide import decide
from evidence.equivalents import REQUIREMENTS, checklists, replaced_rows
from evidence.legal import ended_on, in_force, is_pending, standing
from evidence.prosecution import is_narrower
from evidence.quantities import find_quantities
from evidence.reader import Evidence
from evidence.risk import claim_level, patent_level
from graph.schema import Claim, Comparison, Finding, Product

EVIDENCE = Evidence.load()
DAY = date(2026, 1, 1)


def claim(text="판테놀을 포함하는 화장료 조성물.", **fields):
    fields = {"status": "등록", "filed_on": date(2015, 3, 2)} | fields
    return Claim(regit_num="9900099990000", title="시험", claim_number=1, text=text, **fields)


def chart(of, text):
    product = EVIDENCE.read_product(text)
    assessed = EVIDENCE.assess(of, EVIDENCE.read_claim(of), product)
    return tuple(decide(a, None, product) for a in assessed), product


def history(filed, granted, text):
    of = claim(granted, as_filed=filed)
    rows, product = chart(of, text)
    return EVIDENCE.read_history(of, rows, product)


@pytest.mark.parametrize(
    ("fields", "day", "where", "ended"),
    [
        ({}, date(2035, 3, 2), "등록", None),
        ({}, date(2035, 3, 3), "존속기간 만료", date(2035, 3, 2)),
        ({}, date(2015, 3, 1), "출원 전", None),
        ({"registered_on": date(2017, 5, 1)}, date(2017, 4, 30), "등록 전", None),
        ({"registered_on": date(2017, 5, 1)}, date(2017, 5, 1), "등록", None),
        ({"ended_on": date(2020, 1, 1)}, DAY, "소멸", date(2020, 1, 1)),
        ({"status": "소멸", "ended_on": date(2020, 1, 1)}, date(2019, 12, 31), "등록", None),
        ({"status": "소멸", "ended_on": date(2020, 1, 1)}, DAY, "소멸", date(2020, 1, 1)),
        ({"status": "소멸", "filed_on": date(2004, 2, 1)}, DAY, "소멸", None),
        (
            {"status": "소멸", "filed_on": date(2004, 2, 1), "ended_on": date(2024, 2, 2)},
            DAY,
            "존속기간 만료",
            date(2024, 2, 2),
        ),
        ({"status": "포기", "ended_on": date(2021, 6, 1)}, DAY, "포기", date(2021, 6, 1)),
        (
            {"status": "무효", "ended_on": date(2021, 6, 1)},
            date(2020, 1, 1),
            "무효",
            date(2021, 6, 1),
        ),
        ({"status": "거절"}, DAY, "거절", None),
        ({"status": "취하"}, DAY, "취하", None),
        ({"status": "공개"}, DAY, "출원 중", None),
        ({"status": "공개", "filed_on": date(2003, 1, 1)}, DAY, "존속기간 만료", date(2023, 1, 1)),
        ({"filed_on": None}, DAY, "등록", None),
    ],
)
def test_where_a_right_stands(fields, day, where, ended):
    one = claim(**fields)
    assert (standing(one, day), ended_on(one, day)) == (where, ended)
    assert in_force(one, day) is (where == "등록")
    assert is_pending(one, day) is (where in ("출원 중", "등록 전"))


def test_a_patent_is_as_risky_as_its_riskiest_independent_claim():
    def row(match):
        return Comparison(
            patent_element="가", user_product_element=None, match=match, confidence=0.9
        )

    charts = [[row("미대응")], [row("대응"), row("판단불가")]]
    assert [claim_level(c) for c in charts] == ["낮음", "애매"]
    assert patent_level(charts) == "애매"


# -- prosecution history ---------------------------------------------------------------------


def test_a_narrowed_number_bars_what_lies_between():
    filed = "글리세린 1 내지 40중량%를 포함하는 화장료 조성물."
    granted = "글리세린 5 내지 10중량%를 포함하는 화장료 조성물."
    (used,) = history(filed, granted, "글리세린 30% 크림")
    assert (used.kind, used.product) == ("수치 한정", "글리세린 30%")
    assert used.as_filed == "글리세린 1 내지 40중량%"
    assert "제한될 수 있으나, 단정할 수 없고" in used.hint
    (unused,) = history(filed, granted, "글리세린 7% 크림")
    assert (unused.kind, unused.hint, unused.product) == ("수치 한정", "", None)
    (beyond,) = history(filed, granted, "글리세린 60% 크림")
    assert beyond.hint == ""


def test_a_dropped_alternative_bars_its_use():
    filed = (
        "판테놀, 알란토인 및 베타인으로 이루어진 군에서 선택되는 1종 이상을 포함하는 화장료 조성물."
    )
    granted = "판테놀 및 베타인으로 이루어진 군에서 선택되는 1종 이상을 포함하는 화장료 조성물."
    (dropped,) = history(filed, granted, "알란토인만 넣은 크림")
    assert (dropped.kind, dropped.product) == ("선택지 삭제", "알란토인")
    assert dropped.hint
    (kept,) = history(filed, granted, "판테놀 크림")
    assert kept.hint == ""


def test_an_added_element_that_the_product_lacks():
    filed = "판테놀을 포함하는 화장료 조성물."
    granted = "판테놀 및 알란토인을 포함하는 화장료 조성물."
    (added,) = history(filed, granted, "판테놀을 넣고 알란토인은 안 넣은 크림")
    assert (added.kind, added.as_filed, added.in_force) == ("구성 추가", None, "알란토인")
    assert added.hint
    assert history(filed, granted, "판테놀 크림")[0].hint == ""


def test_a_part_described_more_closely_and_a_part_added():
    filed = "본체; 및 손잡이를 포함하는 용기."
    granted = "본체; 상기 본체에 힌지로 결합되는 손잡이; 및 뚜껑을 포함하는 용기."
    found = {(a.kind, a.as_filed) for a in history(filed, granted, "본체가 있는 용기")}
    assert ("구성 한정", "손잡이") in found
    assert ("구성 추가", None) in found


@pytest.mark.parametrize(
    ("filed", "granted"),
    [
        (None, "판테놀을 포함하는 화장료 조성물."),
        ("판테놀 을\n포함하는 화장료  조성물.", "판테놀을 포함하는 화장료 조성물."),
        ("제1항에 있어서, 판테놀을 더 포함하는 조성물.", "판테놀을 포함하는 화장료 조성물."),
        ("모터를 포함하는 진공청소기.", "판테놀을 포함하는 화장료 조성물."),
        (
            "판테놀을 포함하는 미백용 화장료 조성물.",
            "판테놀을 포함하는 보습용 화장료 조성물.",
        ),
    ],
)
def test_what_is_not_narrower_is_not_reported(filed, granted):
    assert history(filed, granted, "판테놀 크림") == ()


@pytest.mark.parametrize(
    ("filed", "now", "narrower"),
    [
        ("1 내지 10중량%", "2 내지 5중량%", True),
        ("1 내지 10중량%", "1 내지 10중량%", False),
        ("2 내지 5중량%", "1 내지 10중량%", False),
        ("", "5중량% 이하", True),
        ("500nm 이하", "100 내지 500nm", True),
    ],
)
def test_narrower_numbers(filed, now, narrower):
    assert is_narrower(find_quantities(filed), find_quantities(now)) is narrower


# -- equivalents -----------------------------------------------------------------------------


def comparison(match, words=None, kind="substance", rule="r", **fields):
    finding = Finding(rule=rule, supports=match, hard=False, detail="d")
    return Comparison(
        patent_element="판테놀",
        user_product_element=words,
        match=match,
        confidence=0.9,
        kind=kind,
        evidence=(finding,),
        **fields,
    )


MET = comparison("대응", "크림", "category")


def test_a_near_miss_and_a_single_replaced_element_are_examined():
    near = comparison("미대응", "판테놀 11%", near_miss=True, equivalents_check=True)
    assert replaced_rows([near, MET]) == (near,)
    replaced = comparison("미대응", "알란토인", rule="another in its place")
    assert replaced_rows([replaced, MET]) == (replaced,)


@pytest.mark.parametrize(
    "rows",
    [
        [MET],
        [comparison("미대응", "판테놀", rule="negation"), MET],
        [comparison("미대응", None, rule="whole formula"), MET],
        [comparison("미대응", "판테놀 90%", rule="outside range"), MET],
        [comparison("미대응", "세제", "category"), comparison("대응", "판테놀")],
        [comparison("미대응", "베타인"), comparison("미대응", "알란토인"), MET],
        [comparison("미대응", "베타인"), comparison("판단불가"), MET],
        [
            comparison("미대응", "판테놀 11%", near_miss=True, equivalents_check=True),
            comparison("미대응", "베타인"),
        ],
    ],
)
def test_what_is_left_out_or_missing_with_others_is_not(rows):
    assert replaced_rows(rows) == ()


def test_the_checklist_has_the_five_requirements_about_both_texts():
    near = comparison("미대응", "판테놀", near_miss=True, equivalents_check=True)
    (made,) = checklists([near, MET], Product(text="판테놀 크림"))
    assert len(made.checklist) == len(REQUIREMENTS) == 5
    heads = [asked.split(":")[0] for asked in made.checklist]
    assert heads == ["과제 해결원리", "작용효과", "치환 용이성", "공지기술", "의식적 제외"]
    assert "'판테놀'" in made.checklist[1]


def test_the_checklist_says_where_the_claim_was_narrowed():
    filed = "글리세린 1 내지 40중량%를 포함하는 화장료 조성물."
    of = claim("글리세린 5 내지 10중량%를 포함하는 화장료 조성물.", as_filed=filed)
    rows, product = chart(of, "글리세린 10.5% 크림")
    changes = EVIDENCE.read_history(of, rows, product)
    (made,) = checklists(rows, product, changes)
    assert "좁혀졌습니다" in made.checklist[-1]
    assert "좁혀졌습니다" not in checklists(rows, product)[0].checklist[-1]
