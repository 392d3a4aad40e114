"""BINI on the command line: a product description in, its claim charts out.

    python app.py "TBC 미백 크림"
    python app.py "TBC 미백 크림" --json > report.json

Exit codes: 0 answered; 2 the input or the arguments are wrong (one line on standard error says
what and how to mend it); 1 anything else; 130 interrupted.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import logging
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn, cast

from graph.errors import BiniError, InputError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from graph.context import Context
    from graph.schema import (
        Amendment,
        Comparison,
        DesignAround,
        Match,
        PatentRisk,
        RiskLevel,
        RiskReport,
    )
    from graph.state import Progress, Query, State

MATCH_STYLES: dict[Match, str] = {"대응": "red", "판단불가": "yellow", "미대응": "green"}
LEVEL_STYLES: dict[RiskLevel, str] = {
    "높음": "bold red",
    "애매": "bold yellow",
    "낮음": "bold green",
}
STAGES = {
    "screen": "제품 설명 확인",
    "extract": "제품 구성요소 읽기",
    "retrieve": "특허 청구항 찾기",
    "judge": "청구항 비교",
    "aggregate": "보고서 만들기",
}
PIPED_WIDTH = 100
"""Columns of the tables where standard output is no terminal."""

ContextMaker = Callable[[str | None], "Context"]
"""Makes the context of a run from the judge named on the command line."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one Korean line."""

    def error(self, message: str) -> NoReturn:
        """Raise InputError in place of printing the usage and leaving."""
        raise InputError(f"{_in_korean(message)} (도움말: python app.py --help)")


def _in_korean(message: str) -> str:
    """Return an argparse message in Korean; an unknown one is passed on as it is."""
    known = (
        (r"the following arguments are required: QUERY", "제품 설명을 적어 주세요."),
        (
            r"unrecognized arguments: (.*)",
            r"모르는 인자입니다: \1. 제품 설명은 따옴표로 묶어 주세요.",
        ),
        (r"argument (\S+): expected one argument", r"\1에 값이 필요합니다."),
        (r"argument (\S+): ignored explicit argument (.*)", r"\1에는 값을 붙이지 않습니다: \2."),
        (
            r"ambiguous option: (\S+) could match (.*)",
            r"\1은(는) 여러 인자로 읽힙니다: \2.",
        ),
        (r"argument (\S+): (.*)", r"\1: \2"),
    )
    for pattern, korean in known:
        if re.fullmatch(pattern, message, re.DOTALL):
            return re.sub(pattern, korean, message, count=1, flags=re.DOTALL)
    return f"인자를 읽을 수 없습니다: {message}."


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = Parser(
        prog="python app.py",
        description="제품 설명을 등록 특허의 청구항과 구성요소별로 비교합니다.",
        add_help=False,
        allow_abbrev=False,
    )
    parser.add_argument("query", metavar="QUERY", help="제품 설명 (-: 표준 입력에서 읽음)")
    parser.add_argument("--json", action="store_true", help="보고서를 JSON으로만 출력")
    parser.add_argument(
        "--patent",
        metavar="NO",
        action="append",
        default=[],
        help="비교할 특허의 등록번호 (여러 번 쓸 수 있음; 검색하지 않음)",
    )
    parser.add_argument("--top-k", metavar="N", type=_count, help="비교할 청구항 수")
    parser.add_argument(
        "--as-of", metavar="YYYY-MM-DD", type=_day, help="권리 상태를 볼 날짜 (기본: 오늘)"
    )
    parser.add_argument(
        "--judge", metavar="J", help="판정 모델: micro(기본), evidence, 모델[+어댑터]"
    )
    parser.add_argument("-h", "--help", action="help", help="이 도움말을 보이고 끝냄")
    return parser


def _count(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r}는 정수가 아닙니다.") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r}는 날짜가 아닙니다. 2026-01-31처럼 적어 주세요."
        ) from None


def main(argv: Sequence[str] | None = None, make_context: ContextMaker | None = None) -> int:
    """Answer one query and return the exit code.

    Args:
        argv: Arguments without the program's name; None: those of the process.
        make_context: Makes the parts of the run; None: the real ones of ``wiring``.
    """
    _use_utf8()
    _quiet_libraries()
    try:
        arguments = make_parser().parse_args(argv)
        report = answer(arguments, make_context or _real_context)
        if arguments.json:
            sys.stdout.write(report.model_dump_json(indent=2) + "\n")
        else:
            show(report)
        sys.stdout.flush()
    except SystemExit as leaving:  # --help
        return leaving.code if isinstance(leaving.code, int) else 0
    except BiniError as error:
        print(f"오류: {' '.join(str(error).split())}", file=sys.stderr)
        return 2 if isinstance(error, InputError) else 1
    except KeyboardInterrupt:
        print("중단했습니다.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of the pipe has gone; keep the interpreter from complaining at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


def _real_context(judge: str | None) -> Context:
    from wiring import make_context

    return make_context(judge=judge)


def answer(arguments: argparse.Namespace, make_context: ContextMaker) -> RiskReport:
    """Run the graph for the arguments, with a progress line where someone watches.

    What libraries print on the way goes to standard error: standard output is the answer's.
    """
    text = sys.stdin.read() if arguments.query == "-" else arguments.query
    query: Query = {
        "query": text,
        "patents": arguments.patent,
        "as_of": arguments.as_of,
        "top_k": arguments.top_k,
    }
    with contextlib.redirect_stdout(sys.stderr), _progress() as progress:
        from graph import build_graph

        context = make_context(arguments.judge)
        events = build_graph().stream(query, context=context, stream_mode=["custom", "values"])
        state: State = {"query": text}
        for mode, event in cast(Iterator[tuple[str, Any]], events):
            if mode == "custom":
                progress(event)
            else:
                state = event
    return state["report"]


@contextlib.contextmanager
def _progress() -> Iterator[Callable[[Progress], None]]:
    """Yield a function that redraws one progress line on standard error, if it is a terminal."""
    done: dict[str, int] = {}
    watched = sys.stderr.isatty()

    def write(line: str) -> None:
        if watched:
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()

    def progress(event: Progress) -> None:
        stage, total = event["stage"], event["total"]
        done[stage] = done.get(stage, 0) + event["done"]
        following = list(STAGES)[list(STAGES).index(stage) + (done[stage] >= total) :]
        if following:
            counted = f" {done[stage]}/{total}" if following[0] == stage else ""
            write(f"{STAGES[following[0]]} 중{counted} …")

    write("준비 중 …")
    try:
        yield progress
    finally:
        write("")


def _use_utf8() -> None:
    """Write and read UTF-8 whatever the locale says, as the JSON and Hangul need it."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8")


def _quiet_libraries() -> None:
    """Keep progress bars and notices of libraries off the screen."""
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr, format="%(name)s: %(message)s")
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    for name, value in (
        ("HF_HUB_DISABLE_PROGRESS_BARS", "1"),
        ("TRANSFORMERS_VERBOSITY", "error"),
        ("TOKENIZERS_PARALLELISM", "false"),
        ("ANONYMIZED_TELEMETRY", "False"),
    ):
        os.environ.setdefault(name, value)


def show(report: RiskReport, console: Console | None = None) -> None:
    """Print the report for a person: plain where standard output is no terminal."""
    from rich.console import Console

    if console is None:
        width = None if sys.stdout.isatty() else PIPED_WIDTH
        console = Console(file=sys.stdout, width=width, highlight=False, soft_wrap=False)
    for part in _parts(report):
        console.print(part)


def _parts(report: RiskReport) -> Iterator[RenderableType]:
    """Yield the report piece by piece, in reading order."""
    yield _line(f"제품: {report.query}")
    if report.product.elements:
        read = ", ".join(
            e.text + (" (제외)" if e.negated else " (미정)" if e.undecided else "")
            for e in report.product.elements
        )
        yield _line(f"읽은 구성요소: {read}")
    yield _line("전체 위험도: ", (report.overall_risk, LEVEL_STYLES[report.overall_risk]))
    if report.notice:
        yield _line(report.notice)
    for patent in report.patents:
        yield from _patent(patent)
    if report.questions:
        yield _heading("확인할 것")
        for question in report.questions:
            yield _line(f"  · {question.text}")
    if report.design_around:
        yield _heading("위험을 낮출 수 있는 변경")
        for change in report.design_around:
            yield _line(
                f"  · {change.regit_num}: {change.change}{_target(change)} → ",
                (change.risk_level, LEVEL_STYLES[change.risk_level]),
            )
    yield _line("")
    yield _line((report.disclaimer, "dim"))


def _patent(patent: PatentRisk) -> Iterator[RenderableType]:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    marks: list[str] = [patent.status]
    if patent.expires_on is not None:
        marks.append(f"만료(예정) {patent.expires_on}")
    if patent.watch:
        marks.append("출원 중: 등록되면 달라질 수 있음")
    elif not patent.in_force:
        why = patent.standing or "권리 없음"
        ended = f" {patent.ended_on}" if patent.ended_on else ""
        marks.append(f"{why}{ended}: 전체 위험도에 넣지 않음")
    if patent.sample:
        marks.append("견본 특허")
    yield _heading(f"특허 {patent.regit_num} · {patent.title} · 청구항 {patent.claim_number}")
    yield _line(
        (patent.risk_level, LEVEL_STYLES[patent.risk_level]),
        f" (확신도 {patent.confidence:.0%}) · {' · '.join(marks)}",
    )
    table = Table(box=SIMPLE_HEAD, expand=True, show_edge=False)
    table.add_column("청구항 구성요소", ratio=4, overflow="fold")
    table.add_column("내 제품", ratio=2, overflow="fold")
    table.add_column("판단", min_width=8, no_wrap=True)
    table.add_column("이유", ratio=4, overflow="fold")
    for row in patent.comparisons:
        table.add_row(
            _line(row.patent_element),
            _line(row.user_product_element or "–"),
            _line((row.match, MATCH_STYLES[row.match])),
            _line(_why(row)),
        )
    yield table
    yield _line(f"판단 이유: {patent.decision_reason}")
    yield from _law(patent)
    if patent.error:
        yield _line((f"판정하지 못했습니다: {patent.error}", "yellow"))


def _law(patent: PatentRisk) -> Iterator[RenderableType]:
    """Yield what a person must look at beyond the words: amendments, then equivalents."""
    if patent.amendments:
        yield _line("출원 뒤 좁혀진 부분 (출원경과):")
    changed: dict[tuple[str | None, str], list[Amendment]] = {}
    for amendment in patent.amendments:
        changed.setdefault((amendment.as_filed, amendment.in_force), []).append(amendment)
    for (as_filed, now), made in changed.items():
        before = f"'{as_filed}' → " if as_filed else ""
        yield _line(f"  · {', '.join(a.kind for a in made)}: {before}'{now}'")
        for hint in (a.hint for a in made if a.hint):
            yield _line((f"    {hint}", "yellow"))
    for check in patent.equivalents:
        yield _line(f"균등론 검토 항목 ('{check.patent_element}'):")
        for asked in check.checklist:
            yield _line(f"  □ {asked}")


def _target(change: DesignAround) -> str:
    """Return where an amount has to go, in the claim's unit."""
    sides = ((change.below, "미만"), (change.above, "초과"))
    said = [f"{value:g}{change.unit or ''} {word}" for value, word in sides if value is not None]
    return f" ({' 또는 '.join(said)})" if said else ""


def _why(row: Comparison) -> str:
    """Return the reasons of one row, each once."""
    reasons = dict.fromkeys(
        text for text in (row.note, *(finding.detail for finding in row.evidence)) if text
    )
    return "\n".join(reasons)


def _heading(text: str) -> Text:
    return _line("\n", (text, "bold"))


def _line(*pieces: str | tuple[str, str]) -> Text:
    """Return styled text; control characters in it (from any text field) are not obeyed."""
    from rich.text import Text

    line = Text()
    for piece in pieces:
        text, style = piece if isinstance(piece, tuple) else (piece, "")
        line.append(re.sub(r"[^\n\t\x20-\x7e\xa0-\U0010ffff]", " ", text), style)
    return line


if __name__ == "__main__":
    sys.exit(main())
