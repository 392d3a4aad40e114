"""The clauses of a text beside a chart: what stands between an element's neighbours, and whose it is."""

from __future__ import annotations

from functools import lru_cache

import pytest

from evidence.clauses import Clauses
from evidence.glossary import FOLDER, Glossary, load_glossary
from evidence.placement import Placement
from evidence.types import Assessment, ClaimElement
from graph.schema import Match, Span

TEXT = "몸체는 알루미늄이고, 손잡이는 접히며, 밑판은 없고, 색은 미정, 뚜껑은 유리예요"


@lru_cache(maxsize=1)
def glossary() -> Glossary:
    """Return the shipped glossary, loaded once."""
    return load_glossary(FOLDER)


def found(element: str, match: Match | None = None, words: str = "") -> Assessment:
    """Return an assessment that quotes some words of the text."""
    start = TEXT.find(words)
    span = Span(start=start, end=start + len(words), text=words) if words else None
    return Assessment(element=ClaimElement(text=element, kind="structure"), match=match, span=span)


def laid(*results: Assessment) -> Placement:
    """Lay a chart beside the clauses of the text."""
    return Placement(results, TEXT, Clauses(TEXT, glossary()))


CHART = (
    found("알루미늄 몸체", "대응", "몸체는 알루미늄"),
    found("고정된 손잡이"),
    found("유리 뚜껑", "대응", "뚜껑은 유리"),
)


def test_a_gap_is_what_stands_between_the_neighbours_and_decides_nothing() -> None:
    gap = laid(*CHART).gap(1)
    assert [c.span.text for c in gap] == ["손잡이는 접히며", "밑판은 없고", "색은 미정"]
    assert [c.denies for c in gap] == [False, True, False]
    assert [c.is_open for c in gap] == [False, False, True]
    told = (*CHART[:2], found("밑판", "미대응", "밑판은 없고"), CHART[2])
    assert [c.span.text for c in laid(*told).gap(1)] == ["손잡이는 접히며"]


def test_there_is_no_gap_where_no_neighbour_is_decided() -> None:
    assert laid(found("고정된 손잡이"), found("유리 뚜껑")).gap(0) == []
    doubtful = found("알루미늄 몸체", "판단불가", "몸체는 알루미늄")
    assert laid(doubtful, found("고정된 손잡이")).gap(1) == []


def test_features_tell_what_is_left_and_whose_it_is() -> None:
    x = laid(*CHART).features(1)
    assert x["clauses_left"] == pytest.approx(3 / 5)
    assert (x["met_before"], x["met_behind"], x["missed_before"]) == (1.0, 1.0, 0.0)
    assert x["neighbours"] == 1.0
    assert x["gap"] == 1.0
    assert x["gap_denies"] == x["gap_open"] == 1.0
    assert x["place"] == 0.5
    assert x["first"] == 0.0
    # of the five clauses the one of the handle is most like it, and like no other element
    assert x["clause_of_others"] == 0.0
    assert x["clause_lead"] > 0.5
    assert x["clause_in_order"] == 1.0
    own = laid(*CHART).features(0)
    assert own["quote_likest"] == own["quote_in_order"] == 1.0
    assert own["quote_alike"] > own["quote_like_others"]


def test_every_feature_is_a_share() -> None:
    for chart in (CHART, CHART[1:2], (found("가"), *CHART)):
        placement = laid(*chart)
        for i in range(len(chart)):
            for name, value in placement.features(i).items():
                assert 0.0 <= value <= 1.0, name


def test_a_text_without_clauses_has_features() -> None:
    empty = Placement([found("몸체")], "", Clauses("", glossary()))
    assert empty.features(0)["clauses"] == 0.0
    assert empty.gap(0) == []


def test_clauses_know_how_alike_they_are() -> None:
    told = Clauses(TEXT, glossary())
    lid = told.spans[-1]
    assert told.likest("유리 뚜껑을 포함하는")[0] == lid
    assert told.alike("유리 뚜껑", lid) > told.alike("유리 뚜껑", told.spans[1])
    assert told.alike("를 포함하는", lid) == 0.0
    assert told.beyond("유리 뚜껑", told.spans[1]) == 1.0
    assert told.at(lid.start) == lid
