from __future__ import annotations

import time

from fakes import AS_OF, FakeReader, candidate, number, runtime, verdict

from graph.schema import Amendment
from graph.state import Request
from nodes.aggregate import aggregate

PRODUCT = FakeReader().read_product("TBC 미백 크림")


def aggregated(candidates, verdicts, started_at: float = 0.0, events=None, **parts):
    state = {
        "query": PRODUCT.text,
        "product": PRODUCT,
        "request": Request(top_k=10, as_of=AS_OF, started_at=started_at),
        "candidates": candidates,
        "verdicts": verdicts,
    }
    return aggregate(state, runtime(events, **parts))["report"]


def test_the_report_names_how_it_came_about():
    events: list[object] = []
    report = aggregated([], [], time.time() - 5, events)
    assert report.query == "TBC 미백 크림"
    assert report.product.elements == PRODUCT.elements
    assert (report.meta.judge_id, report.meta.index_id) == ("fake-judge", "fake-index")
    assert (report.meta.as_of, report.meta.prompt_sha) == (AS_OF, "0" * 64)
    assert report.meta.versions == {"bini": "0"}
    assert 5 <= report.meta.seconds < 60
    assert events == [{"stage": "aggregate", "done": 1, "total": 1}]


def test_a_clock_set_back_does_not_spoil_the_report():
    assert aggregated([], [], time.time() + 3600).meta.seconds == 0


def test_every_candidate_is_in_the_report_with_its_chart():
    found = [candidate(1), candidate(2)]
    report = aggregated(found, [verdict(c.claim) for c in found])
    assert {p.regit_num for p in report.patents} == {number(1), number(2)}
    assert all(len(p.comparisons) == 3 for p in report.patents)
    assert report.overall_risk == "높음"


def test_no_candidate_is_low_within_the_collection():
    report = aggregated([], [])
    assert report.overall_risk == "낮음"
    assert report.notice


def test_the_reader_tells_how_a_claim_was_narrowed():
    added = Amendment(kind="구성 추가", as_filed=None, in_force="미백용")

    class Historian(FakeReader):
        def read_history(self, claim, comparisons, product):
            assert (claim.regit_num, len(comparisons)) == (number(1), 3)
            return (added,)

    found = candidate(1)
    report = aggregated([found], [verdict(found.claim)], reader=Historian())
    assert report.patents[0].amendments == (added,)
