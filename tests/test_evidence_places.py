"""What a text puts in the place that an element names, or that its thing usually fills."""

from __future__ import annotations

import pytest

from evidence.glossary import FOLDER, load_glossary
from evidence.places import Places
from tests.charts import label, labels


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("로듐 촉매", "촉매는 루테늄, 고정상 반응기", "미대응"),
        ("로듐 촉매", "촉매 0.5% 투입", "판단불가"),
        ("로듐 촉매", "촉매는 로듐과 루테늄 혼합", "대응"),
        ("크롬 도금층", "표면 도금은 니켈로 처리한 손잡이", "미대응"),
        ("폴리스티렌 심재", "심재는 글라스울, 문짝", "미대응"),
        ("만니톨을 부형제로 포함하는", "부형제는 유당뿐인 정제", "미대응"),
        ("에틸셀룰로오스로 코팅된 서방층", "코팅은 셸락, 정제", "미대응"),
        ("황산칼슘", "응고는 간수로 하는 두부", "미대응"),
        ("황산칼슘", "간수도 들어간 두부", "판단불가"),
        ("들기름", "볶음유는 카놀라유 사용, 볶음김치", "미대응"),
        ("멸치를 우려내는 단계", "육수는 다시마로 내는 국수", "미대응"),
        ("TDI", "이소시아네이트는 MDI, 우레탄 폼", "미대응"),
        ("TDI", "이소시아네이트는 미정, 우레탄 폼", "판단불가"),
        ("드럼 브레이크", "브레이크는 디스크, 전동 킥보드", "미대응"),
        ("드럼 브레이크", "브레이크는 큼직함, 전동 킥보드", "판단불가"),
        ("동결 건조하는 단계", "건조는 분무로 진행", "미대응"),
        ("동결 건조하는 단계", "건조는 충분히 진행", "판단불가"),
        ("분산 염료로 염색하는 단계", "염색은 산성 염료로 진행", "미대응"),
    ],
)
def test_places(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


def test_claimed_class_excuses_no_member() -> None:
    asked = ("젖산을 산미료로 포함하는", "산미료")
    assert labels("산미료는 주석산, 음료", *asked) == ["미대응", "대응"]


@pytest.mark.parametrize(
    "text", ["타피오카전분 조금 들어간 어묵", "감자전분 2%를 보탠 어묵", "감자전분도 넣은 어묵"]
)
def test_added_takes_no_place(text: str) -> None:
    assert label("옥수수전분", text) == "판단불가"


def test_things_are_known() -> None:
    places = Places.load(FOLDER / "places.tsv")
    glossary = load_glossary(FOLDER)
    assert places.things <= set(glossary.concepts)
    assert places.of("gluconolactone")[0].id == "coagulant"
    assert places.of("no_such_thing") == ()
    assert len({p.id for p in places.lines}) == len(places.lines)
