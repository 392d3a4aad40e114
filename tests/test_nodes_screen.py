from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from fakes import AS_OF, FakeReader, runtime
from langgraph.runtime import Runtime
from langgraph.types import Overwrite

from graph.errors import BiniError, InputError
from nodes.screen import screen


def ask(query: object, events: list[object] | None = None, **fields: object):
    return screen({"query": query, **fields}, runtime(events))  # type: ignore[typeddict-item]


@pytest.mark.parametrize(
    "query",
    [
        "TBC 미백 크림",
        "앰플을 하나 기획 중이야",
        "손잡이가 접히는 우산",
        "이 크림이 특허를 침해하나요?",
        "고양이 간식 스틱",
        "날씨에 따라 색이 변하는 양산",
        "아직 정하지 않았지만 피부에 바르는 것",
        "TBC cream",
        "가" * 4000,
    ],
)
def test_a_product_however_vague_passes(query):
    assert ask(query)["query"] == query


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("", "비어"),
        (" \n\t", "비어"),
        (None, "비어"),
        ("가" * 4001, "4,001자"),
        ("크림 " * 3334, "너무 깁니다"),
        ("12345 %%", "낱말"),
        ("ㅋㅋㅋ ㅁㄴㅇㄹ", "낱말"),
        ("🙂", "낱말"),
        ("크림\udcff", "읽을 수 없는"),
        ("안녕하세요", "제품에 관한"),
        ("오늘 점심 뭐 먹지?", "제품에 관한"),
        ("대한민국의 수도는 어디인가요?", "제품에 관한"),
        ("나는 어제 친구와 영화를 봤다", "제품에 관한"),
        ("시를 한 편 써줘", "제품에 관한"),
        ("What is the capital of France?", "한국어로"),
    ],
)
def test_what_is_no_product_is_refused_in_one_line(query, says):
    with pytest.raises(InputError, match=says) as refusal:
        ask(query)
    assert "\n" not in str(refusal.value)


def test_chatter_that_names_a_known_thing_passes():
    assert "크림" in ask("안녕하세요, 크림이에요")["query"]


def test_an_amount_alone_does_not_make_a_product():
    amount = FakeReader({"3시": "amount"})
    amount.words = {"3시": "amount"}
    with pytest.raises(InputError, match="제품에 관한"):
        screen({"query": "3시에 만날까요?"}, runtime(reader=amount))


def test_text_is_composed_and_trimmed():
    decomposed = unicodedata.normalize("NFD", "  미백 크림\n")
    assert ask(decomposed)["query"] == "미백 크림"


def test_defaults_are_filled_in_and_earlier_verdicts_dropped():
    events: list[object] = []
    update = ask("크림", events)
    assert update["request"].top_k == 10
    assert update["request"].as_of == AS_OF
    assert update["request"].patents == ()
    assert update["verdicts"] == Overwrite([])
    assert events == [{"stage": "screen", "done": 1, "total": 1}]


def test_today_is_the_day_where_nobody_names_one():
    update = screen({"query": "크림"}, runtime(as_of=None))
    assert update["request"].as_of == date.today()


def test_arguments_are_read_in_their_usual_forms():
    request = ask(
        "크림",
        patents=[" 10-2918091 ", "１０-2918091", "10-2018-0010000", 1029180910000],
        as_of="2020-02-29",
        top_k=3,
    )["request"]
    # Hyphens stay: they tell an application (10-2018-0010000) from a registration.
    assert request.patents == ("10-2918091", "10-2018-0010000", "1029180910000")
    assert (request.as_of, request.top_k) == (date(2020, 2, 29), 3)


def test_one_patent_may_come_without_a_list():
    assert ask("크림", patents="1029180910000")["request"].patents == ("1029180910000",)


@pytest.mark.parametrize(
    "fields",
    [
        {"patents": ["12"]},
        {"patents": ["특허"]},
        {"patents": ["10-2018-0012345-678"]},
        {"patents": [None]},
        {"as_of": "2026-02-30"},
        {"as_of": 5},
        {"top_k": 0},
        {"top_k": 51},
        {"top_k": True},
        {"top_k": "10"},
    ],
)
def test_wrong_arguments_are_input_errors(fields):
    with pytest.raises(InputError):
        ask("크림", **fields)


@pytest.mark.parametrize("context", [None, "a string"])
def test_a_missing_context_is_named(context):
    with pytest.raises(BiniError, match="make_context"):
        screen({"query": "크림"}, Runtime(context=context))
