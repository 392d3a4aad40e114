from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeJudge, FakeRetriever, candidate, context, number
from rich.cells import cell_len
from rich.console import Console

import app
from graph.context import Context
from graph.errors import JudgeError, ModelError, PatentIndexError
from graph.schema import Amendment, DesignAround, EquivalentsCheck, Question, RiskReport

ROOT = Path(__file__).resolve().parent.parent
QUERY = "TBC 미백 크림"


class Maker:
    """Makes fake contexts and remembers which judge was asked for."""

    def __init__(self, **parts: Any) -> None:
        self.parts = parts
        self.judges: list[str | None] = []

    def __call__(self, judge: str | None) -> Context:
        self.judges.append(judge)
        return context(**self.parts)


def run(*argv: str, **parts: Any) -> int:
    return app.main(argv, Maker(**parts))


def in_process(*argv: str, **options: Any) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("BINI_")}
    return subprocess.run(
        [sys.executable, "app.py", *argv],
        cwd=ROOT,
        env=environment | {"BINI_INDEX_DIR": "/nonexistent"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        **options,
    )


def test_json_is_alone_on_standard_output(capsys):
    assert run(QUERY, "--json") == 0
    out, err = capsys.readouterr()
    report = RiskReport.model_validate_json(out)
    assert (report.query, report.overall_risk) == (QUERY, "높음")
    assert "미백" in out
    assert err == ""


def test_what_libraries_print_does_not_reach_standard_output(capsys):
    class Chatty(FakeJudge):
        def compare(self, *pair):
            print("loading…")
            return super().compare(*pair)

    assert run(QUERY, "--json", judge=Chatty()) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["overall_risk"] == "높음"
    assert "loading…" in err


def test_the_arguments_reach_the_graph(capsys):
    retriever, maker = FakeRetriever(*map(candidate, range(1, 6))), Maker()
    maker.parts = {"retriever": retriever}
    code = app.main(
        [QUERY, "--json", "--top-k", "2", "--as-of", "2020-02-29", "--judge", "evidence"], maker
    )
    report = json.loads(capsys.readouterr().out)
    assert (code, maker.judges, len(report["patents"])) == (0, ["evidence"], 2)
    assert report["meta"]["as_of"] == "2020-02-29"
    assert retriever.calls == [("search", QUERY, 2, date(2020, 2, 29))]


def test_named_patents_are_fetched(capsys):
    retriever = FakeRetriever(*map(candidate, range(1, 6)))
    argv = (QUERY, "--json", "--patent", number(4), "--patent", number(2))
    assert run(*argv, retriever=retriever) == 0
    found = {patent["regit_num"] for patent in json.loads(capsys.readouterr().out)["patents"]}
    assert found == {number(2), number(4)}


def test_the_query_may_come_from_standard_input(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("TBC 미백\n크림\n"))
    assert run("-", "--json") == 0
    assert json.loads(capsys.readouterr().out)["query"] == "TBC 미백\n크림"


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        ([], "제품 설명을 적어"),
        ([""], "비어 있습니다"),
        (["가" * 10_000], "너무 깁니다(10,000자)"),
        (["안녕하세요"], "제품에 관한"),
        (["TBC", "미백", "크림"], "따옴표"),
        ([QUERY, "--nope"], "--nope"),
        ([QUERY, "--jso"], "--jso"),
        ([QUERY, "--top-k"], "--top-k에 값이"),
        ([QUERY, "--top-k", "many"], "정수"),
        ([QUERY, "--top-k", "0"], "1에서 50"),
        ([QUERY, "--as-of", "2026-02-30"], "날짜"),
        ([QUERY, "--patent", "12"], "'12'"),
        ([QUERY, "--patent", number(9)], number(9)),
        ([QUERY, "--json=yes"], "--json"),
    ],
)
def test_wrong_input_is_one_korean_line_and_exit_code_2(argv, says, capsys):
    assert run(*argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert err.startswith("오류: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "error", [ModelError("모델이\n없습니다"), PatentIndexError("색인이 없습니다")]
)
def test_other_errors_are_one_line_and_exit_code_1(error, capsys):
    assert run(QUERY, judge=FakeJudge({number(1): error})) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("오류: ")
    assert err.count("\n") == 1


def test_an_interruption_is_exit_code_130(capsys):
    class Interrupted(FakeRetriever):
        def search(self, *request):
            raise KeyboardInterrupt

    assert run(QUERY, retriever=Interrupted()) == 130
    assert capsys.readouterr().err == "중단했습니다.\n"


def test_help_is_exit_code_0(capsys):
    assert run("--help") == 0
    assert "--as-of" in capsys.readouterr().out


def test_the_report_for_a_person(capsys):
    fake = FakeJudge({number(2): "미대응", number(3): JudgeError("너무 길다")})
    assert run(QUERY, retriever=FakeRetriever(*map(candidate, range(1, 4))), judge=fake) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert out.index(number(1)) < out.index(number(3)) < out.index(number(2))
    for words in (QUERY, "전체 위험도: 높음", "대응", "미대응", "판단불가", "너무 길다", "견본"):
        assert words in out
    assert max(cell_len(line) for line in out.splitlines()) <= app.PIPED_WIDTH
    assert "법률" in out.splitlines()[-2] + out.splitlines()[-1]


def a_report(**fields: Any) -> RiskReport:
    from graph import build_graph

    report = build_graph().invoke({"query": QUERY}, context=context())["report"]
    return report.model_copy(update=fields)


def shown(report: RiskReport, **options: Any) -> str:
    console = Console(file=io.StringIO(), width=60, highlight=False, **options)
    app.show(report, console)
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_labels_and_levels_are_in_colour_on_a_terminal():
    out = shown(a_report(), force_terminal=True, color_system="standard")
    assert "\x1b[31m대응" in out
    assert "\x1b[1;31m높음" in out


def test_questions_and_changes_are_shown():
    report = a_report(
        questions=(Question(text="TBC는 어느 물질입니까?"),),
        design_around=(
            DesignAround(
                regit_num=number(1), patent_element="x", change="TBC를 뺀다", risk_level="낮음"
            ),
        ),
    )
    out = shown(report)
    assert "TBC는 어느 물질입니까?" in out
    assert "TBC를 뺀다 → 낮음" in out


def test_the_history_the_checklist_and_the_target_of_an_amount_are_shown():
    report = a_report(
        design_around=(
            DesignAround(
                regit_num=number(1),
                patent_element="x",
                change="옮기기",
                risk_level="낮음",
                below=4.5,
                above=16.5,
                unit="중량%",
            ),
        )
    )
    patent = report.patents[0].model_copy(
        update={
            "amendments": (Amendment(kind="구성 추가", as_filed=None, in_force="y", hint="힌트"),),
            "equivalents": (
                EquivalentsCheck(
                    patent_element="x", user_product_element=None, checklist=("다섯",)
                ),
            ),
            "in_force": False,
            "standing": "존속기간 만료",
            "ended_on": date(2021, 1, 1),
        }
    )
    out = " ".join(shown(report.model_copy(update={"patents": (patent,)})).split())
    for words in ("구성 추가: 'y'", "힌트", "□ 다섯", "4.5중량% 미만 또는 16.5중량% 초과"):
        assert words in out
    assert "존속기간 만료 2021-01-01" in out


def test_a_text_field_can_neither_style_nor_move_the_cursor():
    out = shown(a_report(query="[red]크림[/red]\x1b[2J\x07\r"))
    assert "[red]크림[/red]" in out
    assert not set("\x1b\x07\r") & set(out)


@pytest.mark.parametrize("argv", [[], ["--nope"], [""], ["안녕하세요"], [QUERY, "--as-of", "x"]])
def test_a_process_leaves_with_2_and_one_line(argv):
    done = in_process(*argv)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("오류: ")
    assert done.stderr.count("\n") == 1


def test_a_missing_index_says_how_to_build_it():
    done = in_process(QUERY, "--judge", "evidence")
    assert (done.returncode, done.stdout) == (1, "")
    assert "python -m retrieval.index build" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_closed_pipe_is_quiet():
    script = (
        "import sys; sys.path[:0] = ['tests']; import app; from test_app_main import Maker;"
        "sys.exit(app.main(sys.argv[1:], Maker()))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, QUERY],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) in (0, 1)
    process.stderr.close()
