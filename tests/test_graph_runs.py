from __future__ import annotations

import asyncio
import logging
import operator
import warnings
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, Any, TypedDict

import pytest
from fakes import (
    AS_OF,
    FakeJudge,
    FakeReader,
    FakeRetriever,
    candidate,
    context,
    number,
)
from langchain_core.language_models import FakeListChatModel
from langgraph.cache.memory import InMemoryCache
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import END, START, StateGraph

from graph import build_graph
from graph.context import Context
from graph.errors import BiniError, InputError, JudgeError, NotFoundError
from graph.schema import RiskReport
from graph.state import Answer, Query, serializer

QUERY = {"query": "TBC 미백 크림"}
MANY = [candidate(serial) for serial in range(1, 13)]


def run(way: str, parts: Context) -> dict[str, Any]:
    graph = build_graph()
    if way == "invoke":
        return graph.invoke(QUERY, context=parts)
    return asyncio.run(graph.ainvoke(QUERY, context=parts))


def levels(answer: dict[str, Any]) -> dict[str, str]:
    return {patent.regit_num: patent.risk_level for patent in answer["report"].patents}


def test_the_answer_is_the_report_and_nothing_else():
    answer = build_graph().invoke(QUERY, context=context())
    assert list(answer) == ["report"]
    report = answer["report"]
    assert isinstance(report, RiskReport)
    assert (report.query, report.overall_risk) == (QUERY["query"], "높음")
    assert report.meta.as_of == AS_OF
    assert RiskReport.model_validate_json(report.model_dump_json()) == report


def test_no_candidate():
    fake = FakeJudge()
    answer = build_graph().invoke(QUERY, context=context(retriever=FakeRetriever(), judge=fake))
    assert (answer["report"].overall_risk, answer["report"].patents) == ("낮음", ())
    assert fake.calls == []


def test_one_judge_failing_leaves_the_others():
    fake = FakeJudge({number(2): JudgeError("too long"), number(3): "미대응"})
    parts = context(retriever=FakeRetriever(*MANY[:3]), judge=fake)
    answer = build_graph().invoke(QUERY, context=parts)
    assert levels(answer) == {number(1): "높음", number(2): "애매", number(3): "낮음"}
    errors = {p.regit_num: p.error for p in answer["report"].patents}
    assert errors == {number(1): None, number(2): "too long", number(3): None}


@pytest.mark.parametrize("way", ["invoke", "ainvoke"])
def test_all_judges_failing_is_still_an_answer(way):
    fake = FakeJudge({number(serial): JudgeError("no") for serial in range(1, 5)})
    parts = context(retriever=FakeRetriever(*MANY[:4]), judge=fake)
    answer = run(way, parts)
    assert set(levels(answer).values()) == {"애매"}
    assert answer["report"].overall_risk == "애매"
    rows = [row for patent in answer["report"].patents for row in patent.comparisons]
    assert {(row.match, row.decided_by) for row in rows} == {("판단불가", "error")}


@pytest.mark.parametrize("way", ["invoke", "ainvoke"])
def test_an_error_the_judge_does_not_name_ends_the_run(way):
    fake = FakeJudge({number(2): ZeroDivisionError("boom")})
    parts = context(retriever=FakeRetriever(*MANY[:3]), judge=fake)
    with pytest.raises(ZeroDivisionError, match="boom"):
        run(way, parts)


def test_missing_context_is_one_clear_error():
    with pytest.raises(BiniError, match="make_context") as error:
        build_graph().invoke(QUERY)
    assert not isinstance(error.value, InputError)


def test_wrong_input_reaches_the_caller_as_it_is():
    with pytest.raises(InputError, match="비어"):
        build_graph().invoke({"query": " "}, context=context())
    with pytest.raises(NotFoundError, match=number(9)):
        build_graph().invoke({**QUERY, "patents": [number(9)]}, context=context())


def test_named_patents_are_judged_without_a_search():
    retriever = FakeRetriever(*MANY)
    answer = build_graph().invoke(
        {**QUERY, "patents": [number(7), number(3)]}, context=context(retriever=retriever)
    )
    assert set(levels(answer)) == {number(7), number(3)}
    assert retriever.calls == [("fetch", (number(7), number(3)))]


def test_all_claims_are_with_the_judge_at_once():
    parts = context(retriever=FakeRetriever(*MANY), judge=FakeJudge(together=12), top_k=12)
    assert len(levels(build_graph().invoke(QUERY, context=parts))) == 12


async def test_all_claims_are_with_the_judge_at_once_async():
    parts = context(retriever=FakeRetriever(*MANY), judge=FakeJudge(together=12), top_k=12)
    assert len(levels(await build_graph().ainvoke(QUERY, context=parts))) == 12


def test_two_users_at_once_do_not_mix():
    graph, fake = build_graph(), FakeJudge(together=2)
    texts = ["TBC 미백 크림", "다른 사람의 크림"]

    def ask(text: str) -> RiskReport:
        parts = context(judge=fake)
        return graph.invoke({"query": text}, context=parts)["report"]

    with ThreadPoolExecutor(2) as pool:
        reports = list(pool.map(ask, texts))
    assert [report.query for report in reports] == texts
    assert sorted(fake.calls) == sorted((number(1), text) for text in texts)


async def test_two_users_at_once_in_one_event_loop_do_not_mix():
    graph, fake = build_graph(), FakeJudge(together=2)
    texts = ["TBC 미백 크림", "다른 사람의 크림"]
    answers = await asyncio.gather(
        *(graph.ainvoke({"query": text}, context=context(judge=fake)) for text in texts)
    )
    assert [answer["report"].query for answer in answers] == texts
    assert sorted(fake.calls) == sorted((number(1), text) for text in texts)


def test_the_same_thread_twice_starts_afresh():
    graph = build_graph(InMemorySaver(serde=serializer()))
    thread = {"configurable": {"thread_id": "one"}}
    retriever = FakeRetriever(*MANY[:3])
    parts = context(retriever=retriever)
    first = {**QUERY, "patents": [number(2)], "as_of": "2020-01-01", "top_k": 1}
    graph.invoke(first, thread, context=parts)
    again = graph.invoke({"query": "두 번째 크림"}, thread, context=parts)
    assert len(graph.get_state(thread).values["verdicts"]) == 3
    assert set(levels(again)) == {number(1), number(2), number(3)}
    assert again["report"].meta.as_of == AS_OF
    assert [call[0] for call in retriever.calls] == ["fetch", "search"]


def test_a_checkpoint_gives_back_the_contracts_without_a_warning(caplog):
    graph = build_graph(InMemorySaver(serde=serializer()))
    thread = {"configurable": {"thread_id": "one"}}
    with caplog.at_level(logging.WARNING), warnings.catch_warnings():
        warnings.simplefilter("error")
        report = graph.invoke(QUERY, thread, context=context())["report"]
        values = graph.get_state(thread).values
    assert values["report"] == report
    assert values["candidates"] == [candidate(1)]
    assert values["product"] == FakeReader().read_product(QUERY["query"])
    assert caplog.records == []


def test_a_cached_verdict_is_not_judged_again_and_a_failure_is():
    graph = build_graph(cache=InMemoryCache(serde=serializer()))
    fake = FakeJudge({number(2): JudgeError("no")})
    parts = context(retriever=FakeRetriever(*MANY[:2]), judge=fake)
    answers = [graph.invoke(QUERY, context=parts) for _ in range(2)]
    assert levels(answers[0]) == levels(answers[1])
    assert sorted(n for n, _ in fake.calls) == [number(1), number(2), number(2)]
    fake.judge_id = "another"
    graph.invoke(QUERY, context=parts)
    assert len(fake.calls) == 5


def test_progress_is_streamed():
    parts = context(
        retriever=FakeRetriever(*MANY[:3]), judge=FakeJudge({number(2): JudgeError("no")})
    )
    events = list(build_graph().stream(QUERY, context=parts, stream_mode="custom"))
    assert [event["stage"] for event in events] == [
        "screen",
        "extract",
        "retrieve",
        "judge",
        "judge",
        "judge",
        "aggregate",
    ]
    judged = [event for event in events if event["stage"] == "judge"]
    assert sum(event["done"] for event in judged) == 3
    assert {event["total"] for event in judged} == {3}


async def test_progress_is_streamed_async():
    parts = context(retriever=FakeRetriever(*MANY[:2]))
    stages = [
        event["stage"]
        async for event in build_graph().astream(QUERY, context=parts, stream_mode="custom")
    ]
    assert stages == ["screen", "extract", "retrieve", "judge", "judge", "aggregate"]


def test_a_chat_model_completes_the_product():
    llm = FakeListChatModel(responses=['{"elements": [{"text": "고보습", "kind": "use"}]}'])
    answer = build_graph().invoke({"query": "고보습 크림"}, context=context(llm=llm))
    elements = answer["report"].product.elements
    assert [(e.text, e.source) for e in elements] == [("고보습", "model"), ("크림", "evidence")]


class Host(TypedDict, total=False):
    query: str
    patents: list[str]
    report: RiskReport
    log: Annotated[list[str], operator.add]


@pytest.mark.parametrize("way", ["invoke", "ainvoke"])
def test_the_graph_is_a_subgraph_of_a_host(way):
    host = StateGraph(Host, context_schema=Context)
    host.add_node("greet", lambda state: {"log": ["hello"]})
    host.add_node("bini", build_graph())
    host.add_edge(START, "greet")
    host.add_edge("greet", "bini")
    host.add_edge("bini", END)
    graph = host.compile(InMemorySaver(serde=serializer()))
    thread = {"configurable": {"thread_id": "one"}}
    parts = context(retriever=FakeRetriever(*MANY), judge=FakeJudge(together=10))
    if way == "invoke":
        answer = graph.invoke(QUERY, thread, context=parts)
    else:
        answer = asyncio.run(graph.ainvoke(QUERY, thread, context=parts))
    assert answer["log"] == ["hello"]
    assert answer["report"].overall_risk == "높음"
    assert len(answer["report"].patents) == 10


def test_the_schemas_name_the_doors():
    graph = build_graph()
    assert set(graph.get_input_jsonschema()["properties"]) == set(Query.__annotations__)
    assert graph.get_input_jsonschema()["required"] == ["query"]
    assert set(graph.get_output_jsonschema()["properties"]) == set(Answer.__annotations__)
    assert set(graph.get_context_jsonschema()["properties"]) == {"top_k", "as_of", "versions"}


def test_the_graph_has_the_designed_nodes():
    edges = {(edge.source, edge.target) for edge in build_graph().get_graph().edges}
    assert edges == {
        ("__start__", "screen"),
        ("screen", "extract"),
        ("extract", "retrieve"),
        ("retrieve", "judge"),
        ("retrieve", "aggregate"),
        ("judge", "aggregate"),
        ("aggregate", "__end__"),
    }
