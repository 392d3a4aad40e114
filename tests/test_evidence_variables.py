"""Variables of formulas: what claims let them be, what texts say they are, and the label."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.glossary import FOLDER
from evidence.variables import Groups
from graph.errors import DataError
from tests.charts import label

GROUPS = Groups.load(FOLDER / "groups.tsv")


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("R1은 탄소수 2 내지 6의 알킬기", "화학식 2 화합물에서 R1=부틸인 세럼", "대응"),
        ("R1은 탄소수 2 내지 6의 알킬기", "R1=메틸로 합성한 화학식 2 화합물", "미대응"),
        ("R1은 탄소수 2 내지 6의 알킬기", "화학식 2 화합물, R1은 C5 알킬", "대응"),
        ("R1은 탄소수 2 내지 6의 알킬기", "화학식 2 화합물, R1은 탄소수 8짜리 알킬", "미대응"),
        ("R1은 탄소수 2 내지 6의 알킬기", "화학식 2 화합물이고 R1은 알킬이에요", "판단불가"),
        ("R1은 탄소수 2 내지 6의 알킬기", "화학식 2 화합물이고 R1은 아직 미정", "판단불가"),
        ("R1 및 R2는 각각 독립적으로 수소 또는 할로겐", "R1과 R2는 둘 다 Cl입니다", "대응"),
        ("R1 및 R2는 각각 독립적으로 수소 또는 할로겐", "R1=H, R2=메톡시", "미대응"),
        ("R1 및 R2는 각각 독립적으로 수소 또는 할로겐", "R1은 불소로 했어요", "판단불가"),
        ("R1 내지 R4는 메틸기 또는 페닐기", "R1~R4 전부 페닐", "대응"),
        ("R1 내지 R4는 메틸기 또는 페닐기", "R1~R3 메틸, R4는 벤질", "미대응"),
        ("n은 2 내지 8의 정수", "화학식 1에서 n=5", "대응"),
        ("n은 2 내지 8의 정수", "화학식 1에서 n은 12", "미대응"),
        ("n은 0 내지 약 6", "화학식 1에서 n=8", "미대응"),
        ("m 및 n은 1 이상의 정수", "m=n=3으로 맞춤", "대응"),
        ("10≤2×a≤40", "2×a=24로 부가", "대응"),
        ("10≤2×a≤40", "2×a=60으로 부가", "미대응"),
        ("R3은 하이드록시기", "R3은 메톡시 말고 OH로", "대응"),
        ("Y는 카르보닐기", "구조 메모: Y C=O / R² H", "대응"),
        ("R²는 수소 또는 염소", "구조 메모: Y C=O / R² OH", "미대응"),
        (
            "R5는 피롤리디노, N-에틸아미노(N-ethylamino) 중 선택되는 하나",
            "R5 = N-ethylamino",
            "대응",
        ),
        (
            "R5는 피롤리디노, N-에틸아미노(N-ethylamino) 중 선택되는 하나",
            "R5는 모르폴리노",
            "미대응",
        ),
    ],
)
def test_the_value_of_a_variable_is_compared_with_what_the_claim_allows(
    element: str, text: str, expected: str
) -> None:
    assert label(element, text) == expected


def test_a_value_of_a_part_of_an_element_only_speaks_against_it() -> None:
    element = "아미노기가 R(R은 탄소수 8 내지 12의 알킬기이다)로 치환된 폴리머"
    assert label(element, "R=메틸인 고분자") == "미대응"
    assert label(element, "R=데실") != "대응"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("화학식 II 화합물 정제", "대응"),
        ("화학식 2의 물질이 든 크림", "대응"),
        ("화학식 3 화합물 정제", "판단불가"),
        ("화학식 2 화합물 말고 다른 물질을 씁니다", "미대응"),
    ],
)
def test_a_compound_is_named_by_the_number_of_its_formula(text: str, expected: str) -> None:
    assert label("하기 화학식 Ⅱ로 표시되는 화합물", text) == expected


def test_what_is_no_formula_defines_nothing() -> None:
    for text in ("pH는 5 내지 6", "LED가 빛을 내는 단계", "비타민 C는 피부에 좋은 원료"):
        assert not GROUPS.definitions(text)


def test_a_group_that_is_taken_away_is_not_what_the_variable_is() -> None:
    assert not GROUPS.definitions("Z는 다이올로부터 수산기를 제외한 잔기")


def test_ranges_of_names_are_spread() -> None:
    (definition,) = GROUPS.definitions("R2a 내지 R2c는 수소이다")
    assert definition.names == ("R2a", "R2b", "R2c")


def test_a_row_without_digits_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "groups.tsv"
    path.write_text("id\tkinds\tcarbons\tnames\nmethyl\talkyl\tone\t메틸\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"groups\.tsv"):
        Groups.load(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("베헤닐알코올 3%", "대응"),
        ("라우릴알코올 3%", "미대응"),
        ("세테아릴알코올 12%", "미대응"),
        ("세테아릴알코올 4% 크림", "대응"),
    ],
)
def test_the_chain_of_a_fatty_alcohol_has_the_claimed_length(text: str, expected: str) -> None:
    assert label("탄소수 16 내지 22의 지방 알코올 2 내지 6 중량%", text) == expected
