from __future__ import annotations

import pytest
from fakes import FakeJudge, FakeReader, FakeRetriever, candidate, claim, number, runtime, verdict
from langgraph.errors import NodeError

from graph.errors import JudgeError, ModelError
from nodes.judge import ajudge, fan_out, judge, judge_failed

PRODUCT = FakeReader().read_product("TBC 미백 크림")


def task(serial: int = 1):
    return {"claim": claim(serial), "product": PRODUCT, "judge_id": "fake-judge", "total": 4}


def test_one_task_a_claim():
    found = [candidate(1), candidate(2), candidate(2, claim_number=5)]
    sends = fan_out({"query": "", "candidates": found, "product": PRODUCT}, runtime())
    assert [send.node for send in sends] == ["judge"] * 3
    assert [send.arg["claim"].claim_number for send in sends] == [1, 1, 5]
    assert {send.arg["judge_id"] for send in sends} == {"fake-judge"}
    assert {send.arg["total"] for send in sends} == {3}


def test_no_claim_goes_straight_on():
    assert fan_out({"query": "", "candidates": [], "product": PRODUCT}, runtime()) == "aggregate"


def test_the_verdict_is_the_judges():
    fake, events = FakeJudge({number(1): "미대응"}), []
    update = judge(task(), runtime(events, judge=fake))
    assert update == {"verdicts": [verdict(claim(1), "미대응", PRODUCT.text)]}
    assert fake.calls == [(number(1), PRODUCT.text)]
    assert events == [{"stage": "judge", "done": 1, "total": 4}]


async def test_the_async_way_says_the_same():
    assert await ajudge(task(), runtime()) == judge(task(), runtime())


def test_errors_leave_the_node_as_they_are():
    failing = FakeJudge({number(1): JudgeError("too long")})
    with pytest.raises(JudgeError, match="too long"):
        judge(task(), runtime(judge=failing))


def test_a_claim_that_cannot_be_judged_is_open_with_its_reason():
    events: list[object] = []
    error = NodeError(node="judge", error=JudgeError("too long"))
    command = judge_failed(task(), error, runtime(events))
    assert command.goto == "aggregate"
    (left,) = command.update["verdicts"]
    assert (left.regit_num, left.claim_number, left.error) == (number(1), 1, "too long")
    assert [c.patent_element for c in left.comparisons] == claim(1).text.split(", ")
    assert {(c.match, c.decided_by, c.confidence) for c in left.comparisons} == {
        ("판단불가", "error", 0.0)
    }
    assert all(c.user_product_element is None for c in left.comparisons)
    assert events == [{"stage": "judge", "done": 1, "total": 4}]


@pytest.mark.parametrize("error", [ModelError("gone"), RuntimeError("boom"), MemoryError()])
def test_any_other_error_is_raised_again(error):
    with pytest.raises(type(error)):
        judge_failed(task(), NodeError(node="judge", error=error), runtime())


def test_the_fakes_are_what_the_ports_ask_for():
    from graph.ports import ClaimJudge, ClaimRetriever, Reader

    assert isinstance(FakeJudge(), ClaimJudge)
    assert isinstance(FakeRetriever(), ClaimRetriever)
    assert isinstance(FakeReader(), Reader)
