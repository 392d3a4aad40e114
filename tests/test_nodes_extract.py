from __future__ import annotations

import itertools
import json
import logging

import pytest
from fakes import FakeReader, runtime
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.language_models import FakeListChatModel, GenericFakeChatModel
from langchain_core.messages import AIMessage, BaseMessage

from graph.errors import JudgeError
from graph.schema import Product, ProductElement
from nodes.extract import Proposal, complete, extract

TEXT = "TBC와 쌀겨추출물을 넣은 미백 크림, 쌀겨추출물은 저온 추출"


def answer(*pairs: tuple[str, str]) -> str:
    return json.dumps({"elements": [{"text": t, "kind": k} for t, k in pairs]})


def extracted(said: str | AIMessage, text: str = TEXT) -> list[tuple[str, str, str]]:
    llm = GenericFakeChatModel(messages=iter([said]))
    product = extract({"query": text}, runtime(llm=llm))["product"]
    return [(e.text, e.kind, e.source) for e in product.elements]


EVIDENCE = [
    ("TBC", "substance", "evidence"),
    ("미백", "use", "evidence"),
    ("크림", "category", "evidence"),
]


def test_evidence_alone_where_there_is_no_model():
    events: list[object] = []
    product = extract({"query": TEXT}, runtime(events))["product"]
    assert product == FakeReader().read_product(TEXT)
    assert events == [{"stage": "extract", "done": 1, "total": 1}]


def test_the_model_adds_what_stands_in_the_text_in_its_order():
    said = answer(("저온 추출", "step"), ("쌀겨추출물", "substance"))
    assert extracted(said) == [
        EVIDENCE[0],
        ("쌀겨추출물", "substance", "model"),
        *EVIDENCE[1:],
        ("저온 추출", "step", "model"),
    ]


@pytest.mark.parametrize(
    "proposal",
    [
        ("비타민 C", "substance"),  # not the user's words
        ("쌀겨 추출물", "substance"),  # nearly the user's words
        ("미백 크림", "category"),  # overlaps evidence
        ("BC", "substance"),
        ("을 넣은"[:1], "other"),
        ("을", "other"),
        (" ,  ", "other"),
        ("", "other"),
    ],
)
def test_other_proposals_are_dropped(proposal):
    assert extracted(answer(proposal)) == EVIDENCE


def test_a_proposal_made_twice_takes_two_places_and_never_overlaps():
    twice = ("쌀겨추출물", "substance")
    product = extract(
        {"query": TEXT}, runtime(llm=FakeListChatModel(responses=[answer(twice, twice, twice)]))
    )["product"]
    places = [(e.start, e.end) for e in product.elements if e.source == "model"]
    assert places == [(5, 10), (22, 27)]
    assert all(TEXT[start:end] == "쌀겨추출물" for start, end in places)


@pytest.mark.parametrize(
    "said",
    [
        "죄송합니다, 모르겠습니다.",
        "",
        "{",
        '{"elements": [{"text": "쌀겨추출물"}]}',
        '{"elements": [{"text": "쌀겨추출물", "kind": "magic"}]}',
        '{"elements": "쌀겨추출물"}',
        "[]",
    ],
)
def test_a_malformed_answer_leaves_evidence_alone_and_is_logged(said, caplog):
    with caplog.at_level(logging.WARNING, logger="nodes.extract"):
        assert extracted(said) == EVIDENCE
    assert "dropped" in caplog.text


def test_a_model_that_cannot_answer_leaves_evidence_alone(caplog):
    class Failing(FakeListChatModel):
        def _call(self, messages, *args, **kwargs):
            raise JudgeError("no grammar")

    product = extract({"query": TEXT}, runtime(llm=Failing(responses=[])))["product"]
    assert product == FakeReader().read_product(TEXT)
    assert "no grammar" in caplog.text


def test_a_fenced_answer_is_read():
    said = f"```json\n{answer(('쌀겨추출물', 'substance'))}\n```"
    assert ("쌀겨추출물", "substance", "model") in extracted(said)


def test_an_answer_in_content_blocks_is_read():
    said = AIMessage(content=[{"type": "text", "text": answer(("쌀겨추출물", "substance"))}])
    assert ("쌀겨추출물", "substance", "model") in extracted(said)


def test_the_prompt_shows_the_product_text():
    seen: list[list[BaseMessage]] = []

    class Spy(FakeListChatModel):
        def _call(self, messages, *args, **kwargs):
            seen.append(messages)
            return super()._call(messages, *args, **kwargs)

    extract({"query": TEXT}, runtime(llm=Spy(responses=[answer()])))
    assert TEXT in str(seen[0][-1].content)


@given(
    text=st.text("가나다TBC 12%,", min_size=1, max_size=40),
    said=st.lists(st.text("가나다TBC 12%,", max_size=8), max_size=6),
)
def test_any_proposal_ends_up_verbatim_and_apart(text, said):
    known = Product(
        text=text,
        elements=(ProductElement(text=text[:1], start=0, end=1, kind="substance"),),
    )
    elements = complete(known, [Proposal(text=t, kind="other") for t in said]).elements
    assert all(text[e.start : e.end] == e.text for e in elements)
    assert all(a.end <= b.start for a, b in itertools.pairwise(elements))
    assert known.elements[0] in elements
