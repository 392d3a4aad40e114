"""The main job with nothing faked: shipped weights, Chroma on disk, the real command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import app
import wiring
from graph.settings import Settings

ROOT = Path(__file__).resolve().parent.parent


def run(*arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=180,
        env={**os.environ, "HF_HUB_OFFLINE": "1", **environment},
    )


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    built = run("-m", "retrieval.index", "build", "--index", str(folder))
    assert built.returncode == 0, built.stderr
    return str(folder)


@pytest.fixture(scope="module")
def report(index):
    done = run("app.py", "-", "--json", stdin="TBC 미백 크림\n", BINI_INDEX_DIR=index)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def context(index):
    return wiring.make_context(Settings(index_dir=Path(index)), preload=True)


@pytest.fixture
def answer(context, capsys):
    """Answers in this process with parts loaded once; what a process adds, other tests show."""

    def ask(*arguments: str) -> dict:
        assert app.main([*arguments, "--json"], lambda _: context) == 0
        return json.loads(capsys.readouterr().out)

    return ask


def test_the_report_is_valid_against_the_published_schema(report):
    schema = json.loads(run("-m", "graph.schema").stdout)
    jsonschema.validate(report, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**report, "overall_risk": "없음"}, schema)


def test_the_text_may_come_from_standard_input(report):
    assert report["query"] == "TBC 미백 크림"


def test_the_reported_patent_comes_first_with_every_element_met(report):
    first = report["patents"][0]
    assert first["regit_num"] == "1029180910000"
    assert first["risk_level"] == report["overall_risk"] == "높음"
    rows = first["comparisons"]
    assert [row["user_product_element"] for row in rows] == ["TBC", "미백", "크림"]
    assert {row["match"] for row in rows} == {"대응"}


def test_the_reading_of_tbc_is_said_in_the_chart_and_asked_about(report):
    chart = json.dumps(report["patents"][0]["comparisons"], ensure_ascii=False)
    assert "77-90-7" in chart
    assert any("TBC" in question["text"] for question in report["questions"])


def test_the_model_was_asked_about_every_claim(report):
    assert report["meta"]["judge_id"].startswith("micro@")
    assert len(report["meta"]["prompt_sha"]) == 64
    assert len(report["patents"]) > 1
    for patent in report["patents"]:
        assert patent["error"] is None
        assert all(row["model_match"] is not None for row in patent["comparisons"])


def test_quotes_and_numbers_come_from_the_texts(answer):
    query = "나이아신아마이드 3.5%와 알부틴 1%를 넣은 미백 앰플, 파라벤은 안 넣었어요"
    report = answer(query)
    assert report["patents"]
    for patent in report["patents"]:
        for row in patent["comparisons"]:
            assert row["user_product_element"] is None or row["user_product_element"] in query
    for element in report["product"]["elements"]:
        assert query[element["start"] : element["end"]] == element["text"]


def test_named_patents_are_judged_without_retrieval(answer):
    report = answer("딸기 요거트", "--patent", "10-2918091")
    assert [p["regit_num"] for p in report["patents"]] == ["1029180910000"]
    assert report["patents"][0]["risk_level"] == "낮음"
    assert report["patents"][0]["found_by"] == ["named"]


def test_the_day_decides_what_is_in_force(answer):
    late = answer("TBC 미백 크림", "--patent", "1029180910000", "--as-of", "2099-01-01")
    assert late["meta"]["as_of"] == "2099-01-01"
    assert not late["patents"][0]["in_force"]
    assert late["overall_risk"] == "낮음"


def test_a_vague_product_is_open_and_answered_with_questions(answer):
    report = answer("앰플을 하나 기획 중이야")
    assert report["overall_risk"] == "애매"
    assert report["questions"]


def test_the_screen_shows_tables_levels_and_the_disclaimer(index):
    done = run("app.py", "TBC 미백 크림", BINI_INDEX_DIR=index)
    assert done.returncode == 0, done.stderr
    for words in ("1029180910000", "높음", "대응", "미백용", "변리사", "확인할 것"):
        assert words in done.stdout
    assert "\x1b" not in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["", "--json"], 2, "비어"),
        (["가" * 4001], 2, "4,000"),
        (["안녕하세요?"], 2, "제품"),
        (["Wie spät ist es?"], 2, "한국어"),
        (["TBC 크림", "--patent", "123"], 2, "123"),
        (["TBC 크림", "--patent", "9912345670000"], 2, "9912345670000"),
        (["TBC 크림", "--as-of", "어제"], 2, "어제"),
        (["TBC 크림", "--top-k", "0"], 2, "0"),
        (["TBC 크림", "--judge", "no/such/folder+nor/this"], 1, "no/such/folder"),
        ([], 2, "제품"),
    ],
)
def test_bad_input_gets_one_clear_line(index, arguments, code, words):
    done = run("app.py", *arguments, BINI_INDEX_DIR=index)
    assert done.returncode == code
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert words in done.stderr


def test_a_missing_index_is_one_line_that_says_how_to_build_it(tmp_path):
    done = run("app.py", "TBC 크림", BINI_INDEX_DIR=str(tmp_path / "none"))
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "python -m retrieval.index build" in done.stderr
    assert not (tmp_path / "none").exists()


def test_the_models_fit_their_cards_and_the_limit_of_the_repository():
    folder = ROOT / "data" / "models"
    names = ("judge-base", "judge-adapter", "embedder")
    for name in names:
        card = json.loads((folder / name / "card.json").read_text(encoding="utf-8"))
        assert card["commit"]
        assert card["recipe"]
        assert card["figures"]
    sizes = [p.stat().st_size for name in names for p in (folder / name).rglob("*") if p.is_file()]
    assert sum(sizes) <= 24 * 2**20
