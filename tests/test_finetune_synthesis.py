"""Made-up cases: labels against a table written by hand, quotes, determinism, splits."""

import json
from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.glossary import Concept
from evidence.particles import particle
from finetune.claims import ClaimMaker, Element, Limit, MadeClaim, amount_limit
from finetune.products import Fact, ProductMaker, pick_value, said_unit
from finetune.split import split_of
from finetune.synthesis import CaseMaker, main, risk_level
from finetune.wording import invent, listed, mistype, number, respell


@pytest.fixture(scope="module")
def maker() -> CaseMaker:
    return CaseMaker()


@pytest.fixture(scope="module")
def cases(maker):
    return list(maker.cases(1500, 11))


def concept(maker, name) -> Concept:
    found = maker.claims.stock.glossary.lookup(name)
    assert found is not None
    return found


def facts_for(maker, element, outcome, rest=()):
    """Return products for a claim with ``element`` whose fact for it has the outcome."""
    form = concept(maker, "화장료 조성물")
    claim = MadeClaim(
        f"{element.text}를 포함하는 화장료 조성물.",
        (element, *rest, Element("화장료 조성물", "category", (form,))),
        "cosmetic",
    )
    found = []
    for seed in range(1500):
        made = maker.products.make(claim, Random(seed))
        if made.facts[0].outcome == outcome:
            found.append(made)
    assert found, f"outcome {outcome!r} never drawn"
    return found


# Label of each outcome, read off LABELS.md by hand.
TABLE = {
    "identical": "대응",
    "synonym": "대응",
    "abbreviation": "대응",
    "english": "대응",
    "spelling": "대응",
    "typo": "대응",
    "negated": "미대응",
    "undecided": "판단불가",
    "other in its place": "미대응",
    "instead": "미대응",
    "formula without it": "미대응",
    "unmentioned": "판단불가",
    "broader": "판단불가",
}


@pytest.mark.parametrize("outcome", TABLE)
def test_label_of_each_outcome_of_a_substance(maker, outcome):
    filter_ = concept(maker, "에틸헥실메톡시신나메이트")
    element = Element(filter_.name, "substance", (filter_,))
    for made in facts_for(maker, element, outcome):
        fact = made.facts[0]
        assert fact.match == TABLE[outcome]
        assert fact.quote is None or fact.quote in made.text
        assert (fact.quote is None) == (outcome in ("formula without it", "unmentioned"))


def test_species_of_a_claimed_genus_meets_it(maker):
    genus = concept(maker, "무기 자외선 차단제")
    stock = maker.claims.stock
    element = Element(genus.name, "substance", (genus,))
    for made in facts_for(maker, element, "species"):
        named = stock.glossary.lookup(made.facts[0].name)
        assert made.facts[0].match == "대응"
        assert named is None or stock.glossary.is_a(named.id, genus.id)


@pytest.mark.parametrize(
    ("value", "match", "near"),
    [
        (2.0, "대응", False),
        (5.0, "대응", False),
        (3.3, "대응", False),
        (5.3, "미대응", True),
        (1.9, "미대응", True),
        (1.0, "미대응", False),
        (9.0, "미대응", False),
    ],
)
def test_values_against_a_range(value, match, near):
    limit = Limit(2.0, 5.0, "중량%", "2 내지 5중량%")
    assert ("대응" if limit.holds(value) else "미대응") == match
    assert (not limit.holds(value) and limit.near(value, 0.1)) is near


def test_open_limits_exclude_their_own_value():
    assert not Limit(None, 5.0, "중량%", "5중량% 미만", high_open=True).holds(5.0)
    assert Limit(None, 5.0, "중량%", "5중량% 이하").holds(5.0)
    assert not Limit(5.0, None, "중량%", "5중량% 초과", low_open=True).holds(5.0)


def test_amount_unsaid_or_in_another_unit_leaves_the_element_open(maker):
    panthenol = concept(maker, "판테놀")
    limit = Limit(1.0, 3.0, "중량%", "1 내지 3중량%")
    element = Element(f"판테놀 {limit.text}", "substance", (panthenol,), limit)
    for outcome in ("amount unsaid", "amount undecided", "other unit"):
        for made in facts_for(maker, element, outcome):
            assert made.facts[0].match == "판단불가"
    for made in facts_for(maker, element, "far outside"):
        assert made.facts[0].match == "미대응"
        assert not made.facts[0].near


def test_a_single_other_substance_takes_the_place_of_the_only_claimed_one(maker):
    tbc = concept(maker, "아세틸트라이부틸시트레이트")
    element = Element(tbc.name, "substance", (tbc,))
    stock = maker.claims.stock
    for made in facts_for(maker, element, "other in its place"):
        named = stock.glossary.lookup(made.facts[0].name)
        assert named is None or not stock.related(named, tbc)


@given(seed=st.integers(0, 10**6))
def test_drawn_ranges_hold_what_they_say(seed):
    rng = Random(seed)
    limit = amount_limit(rng)
    value, where = pick_value(limit, rng)
    assert limit.low is None or limit.high is None or limit.low < limit.high
    if where in ("inside", "at the limit"):
        open_edge = (limit.low_open or limit.high_open) and where == "at the limit"
        assert limit.holds(value) or open_edge
    else:
        assert not limit.holds(value)
    assert said_unit(limit.unit, rng)


@pytest.mark.parametrize(
    ("facts", "level"),
    [
        ([("대응", "identical", False), ("판단불가", "unmentioned", False)], "높음"),
        ([("대응", "identical", False), ("미대응", "other in its place", False)], "낮음"),
        ([("판단불가", "broader", False), ("대응", "identical", False)], "애매"),
        ([("미대응", "just outside", True), ("대응", "identical", False)], "애매"),
        ([("미대응", "far outside", False), ("판단불가", "unmentioned", False)], "낮음"),
        ([("대응", "identical", False), ("대응", "identical", False)], "높음"),
    ],
)
def test_level_of_a_substance_and_a_use(facts, level):
    elements = (Element("판테놀", "substance", ()), Element("보습용", "use", ()))
    made = tuple(
        Fact(match, outcome, quote="판테놀" if outcome != "unmentioned" else None, near=near)
        for match, outcome, near in facts
    )
    assert risk_level(elements, made) == level


def test_elements_and_quotes_are_verbatim(cases):
    for case in cases:
        for row in case["comparisons"]:
            assert row["patent_element"] in case["claim_text"]
            quote = row["user_product_element"]
            assert quote is None or quote in case["user_query"]
            assert quote is not None or row["match"] != "대응"
        for name, _ in case["named"]:
            assert name in case["user_query"]


def test_cases_are_varied_and_every_label_is_common(cases):
    labels = Counter(row["match"] for case in cases for row in case["comparisons"])
    levels = Counter(case["risk_level"] for case in cases)
    assert all(labels[label] > 0.1 * labels.total() for label in ("대응", "미대응", "판단불가"))
    assert all(levels[level] > 0.1 * len(cases) for level in ("높음", "애매", "낮음"))
    assert len({case["user_query"] for case in cases}) > 0.98 * len(cases)
    tags = {tag for case in cases for tag in case["tags"]}
    assert set(TABLE) | {"cosmetic", "apparatus", "method", "software", "formula"} <= tags


def test_same_seed_same_cases(maker, cases):
    assert list(maker.cases(20, 11)) == cases[:20]
    assert next(maker.cases(1, 12)) != cases[0]


def test_dev_cases_use_dev_patents_only(maker):
    for case in maker.cases(30, 1, "dev"):
        assert split_of(case["regit_num"]) == "dev"


def test_training_cases_use_no_patent_of_another_split(cases):
    numbers = {case["regit_num"] for case in cases if case["regit_num"].startswith("99")}
    assert numbers
    assert {split_of(number) for number in numbers} == {"train"}


def test_command_writes_a_case_file(tmp_path):
    out = tmp_path / "cases.jsonl"
    assert main(["--out", str(out), "--n", "3", "--seed", "4"]) == 0
    lines = out.read_text(encoding="utf-8").splitlines()
    assert [set(json.loads(line)) for line in lines] == [
        {
            "regit_num",
            "claim_text",
            "user_query",
            "comparisons",
            "risk_level",
            "tags",
            "named",
        }
    ] * 3


def test_invented_names_are_unknown_to_the_glossary(maker):
    stock = maker.claims.stock
    names = [invent(Random(seed))[0] for seed in range(300)]
    assert sum(stock.glossary.lookup(name) is not None for name in names) < 3


@pytest.mark.parametrize(
    ("word", "kind", "expected"),
    [
        ("크림", "을", "크림을"),
        ("토너", "을", "토너를"),
        ("글리세롤", "으로", "글리세롤로"),
        ("앰플", "으로", "앰플로"),
        ("3%", "을", "3%를"),
        ("TBC", "은", "TBC는"),
        ("크림(신형)", "이", "크림(신형)이"),
        ("gel", "을", "gel을"),
    ],
)
def test_particles(word, kind, expected):
    assert particle(word, kind) == expected


def test_spellings_and_slips():
    assert respell("메틸페닐실란", Random(1)) not in (None, "메틸페닐실란")
    assert mistype("토코페롤", Random(1)) is None
    changed = mistype("나이아신아마이드", Random(1))
    assert changed not in (None, "나이아신아마이드")
    assert listed(["가", "나", "다"]) == "가, 나 및 다"
    assert [number(v) for v in (0.5, 30.0, 12000.0)] == ["0.5", "30", "12,000"]


def test_claim_and_product_makers_hold_no_state(maker):
    one = ClaimMaker(maker.claims.stock).make(Random(3))
    two = maker.claims.make(Random(3))
    assert one == two
    again = ProductMaker(maker.claims.stock, 0.1)
    assert again.make(one, Random(5)) == maker.products.make(two, Random(5))
