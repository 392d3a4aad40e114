from __future__ import annotations

from datetime import date

import pytest
from fakes import AS_OF, FakeReader, FakeRetriever, candidate, number, runtime

from graph.errors import NotFoundError
from graph.state import Request
from nodes.retrieve import retrieve

PRODUCT = FakeReader().read_product("TBC 미백 크림")


def state(*patents: str, top_k: int = 10, as_of: date = AS_OF):
    request = Request(patents=patents, top_k=top_k, as_of=as_of, started_at=0.0)
    return {"query": PRODUCT.text, "product": PRODUCT, "request": request}


def test_retrieval_searches_with_the_request():
    retriever, events = FakeRetriever(*map(candidate, range(1, 6))), []
    update = retrieve(state(top_k=3, as_of=date(2020, 1, 1)), runtime(events, retriever=retriever))
    assert update == {"candidates": [candidate(1), candidate(2), candidate(3)]}
    assert retriever.calls == [("search", PRODUCT.text, 3, date(2020, 1, 1))]
    assert events == [{"stage": "retrieve", "done": 1, "total": 1}]


def test_named_patents_are_fetched_and_nothing_is_searched():
    retriever = FakeRetriever(candidate(1), candidate(2))
    update = retrieve(state(number(2)), runtime(retriever=retriever))
    assert update == {"candidates": [candidate(2)]}
    assert retriever.calls == [("fetch", (number(2),))]


def test_an_unknown_patent_is_an_input_error():
    with pytest.raises(NotFoundError, match=number(7)):
        retrieve(state(number(7)), runtime())


def test_nothing_found_is_an_empty_list():
    assert retrieve(state(), runtime(retriever=FakeRetriever())) == {"candidates": []}
