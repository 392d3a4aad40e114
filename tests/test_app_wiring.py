from __future__ import annotations

import asyncio
import inspect
import json
import sys
import time
from pathlib import Path

import pytest
from fakes import AS_OF, FakeJudge, FakeRetriever, candidate
from langchain_core.language_models import FakeListChatModel

import wiring
from graph import build_graph
from graph.context import Context
from graph.errors import DataError, InputError, PatentIndexError
from graph.settings import ROOT, Settings


def settings(tmp_path, **fields: object) -> Settings:
    return Settings(_env_file=None, index_dir=tmp_path, **fields)  # type: ignore[call-arg]


class SlowParts(wiring.Parts):
    """Loads fakes, slowly, and counts."""

    loads = 0

    def _check_index(self) -> None:
        pass

    def _load_judge(self):
        time.sleep(0.05)
        self.loads += 1
        return FakeJudge(), FakeListChatModel(responses=["{}"])

    def _load_retriever(self):
        self.loads += 1
        return FakeRetriever(candidate(1))


def late(tmp_path, **fields: object) -> tuple[SlowParts, Context]:
    chosen = settings(tmp_path, **fields)
    parts = SlowParts(chosen, chosen.judge, wiring.Evidence.load())
    return parts, wiring.LateContext(parts, AS_OF)


def test_the_parts_are_loaded_once_for_all_runs_and_threads(tmp_path):
    parts, context = late(tmp_path)
    graph = build_graph()
    answers = graph.batch([{"query": "TBC 미백 크림"}] * 4, context=context)
    assert {answer["report"].overall_risk for answer in answers} == {"높음"}
    assert parts.loads == 2


def test_a_query_that_is_turned_away_loads_nothing(tmp_path):
    parts, context = late(tmp_path)
    with pytest.raises(InputError):
        build_graph().invoke({"query": "안녕하세요"}, context=context)
    repr(context)
    assert parts.loads == 0


def test_the_chat_model_is_left_out_where_the_settings_say_so(tmp_path):
    assert late(tmp_path)[1].llm is not None
    assert late(tmp_path, llm_extract=False)[1].llm is None
    assert late(tmp_path, judge="evidence")[1].llm is None


def test_a_missing_index_is_named_at_first_use_or_at_once(tmp_path):
    chosen = settings(tmp_path / "none", judge="evidence")
    context = wiring.make_context(chosen)
    assert context.reader.read_product("미백 크림").elements
    with pytest.raises(PatentIndexError, match=r"retrieval\.index build"):
        context.retriever  # noqa: B018
    with pytest.raises(PatentIndexError, match=r"retrieval\.index build"):
        wiring.make_context(chosen, preload=True)


def test_a_missing_glossary_is_a_data_error(tmp_path):
    with pytest.raises(DataError):
        wiring.make_context(settings(tmp_path, glossary_dir=tmp_path / "none"))


@pytest.mark.parametrize("way", ["invoke", "ainvoke"])
def test_the_graph_for_hosts_carries_its_context(monkeypatch, way):
    monkeypatch.setattr(wiring, "Parts", SlowParts)
    graph = wiring.make_graph()
    query = {"query": "TBC 미백 크림", "as_of": "2026-01-31"}
    answer = graph.invoke(query) if way == "invoke" else asyncio.run(graph.ainvoke(query))
    assert list(answer) == ["report"]
    assert answer["report"].overall_risk == "높음"
    assert answer["report"].meta.as_of == AS_OF


def test_the_host_file_names_the_graph():
    named = json.loads((ROOT / "langgraph.json").read_text(encoding="utf-8"))["graphs"]["bini"]
    file, _, function = named.partition(":")
    assert (ROOT / file).resolve() == Path(wiring.__file__).resolve()
    assert inspect.signature(getattr(wiring, function)).parameters == {}


def test_the_progress_inside_is_streamed(monkeypatch):
    monkeypatch.setattr(wiring, "Parts", SlowParts)
    events = wiring.make_graph().stream(
        {"query": "TBC 미백 크림"}, stream_mode="custom", subgraphs=True
    )
    stages = [event["stage"] for _, event in events]
    assert stages == ["screen", "extract", "retrieve", "judge", "aggregate"]


def test_the_versions_are_reported():
    assert set(wiring.REPORTED_PACKAGES) == set(wiring._versions())


def test_importing_the_wiring_loads_no_model_library():
    import subprocess

    heavy = "{'torch', 'transformers', 'chromadb', 'sentence_transformers', 'peft'}"
    script = f"import sys, wiring, app; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
