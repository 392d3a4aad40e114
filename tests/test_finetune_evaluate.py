"""The evaluation: case files, figures worked out by hand, the commands and what they write."""

import json
import math
import sys

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from benchmarks import judges
from evidence.calibration import Calibration
from finetune import cases as case_files
from finetune import compare as comparing
from finetune.cases import gold_level, read_cases
from finetune.evaluate import Judged, check_judge, judge_cases, main, make_judge, report
from finetune.metrics import calibration_error, mcnemar, reliability
from finetune.pages import write_report
from graph.errors import InputError, JudgeError, ModelError
from graph.schema import MATCHES, ClaimVerdict, Comparison, Finding, Span

CASE = {
    "regit_num": "9900000010000",
    "claim_text": "판테놀 및 글리세린을 포함하는 보습용 화장료 조성물.",
    "user_query": "판테놀을 넣은 크림",
    "comparisons": [
        {"patent_element": "판테놀", "user_product_element": "판테놀", "match": "대응"},
        {"patent_element": "글리세린", "user_product_element": None, "match": "판단불가"},
    ],
    "risk_level": "애매",
}


def write(path, *lines):
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


class Always:
    """Gives the same label to every element; refuses queries with a question mark."""

    judge_id = "always"
    prompt_sha = ""

    def __init__(self, match, confidence=0.9):
        self.match, self.confidence = match, confidence

    def compare(self, claim, product):
        if "?" in product.text:
            raise JudgeError("no answer to questions")
        elements = claim.elements or ("a", "b", "c")
        return ClaimVerdict(
            regit_num=claim.regit_num,
            claim_number=claim.claim_number,
            comparisons=tuple(
                Comparison(
                    patent_element=e,
                    user_product_element=None,
                    match=self.match,
                    confidence=self.confidence,
                )
                for e in elements
            ),
            judge_id=self.judge_id,
        )

    async def acompare(self, claim, product):
        return self.compare(claim, product)


def test_a_label_with_a_note_is_the_label(tmp_path):
    case = json.loads(json.dumps(CASE))
    case["comparisons"][0]["match"] = "미대응 (하한 미달, 균등론 검토)"
    case["tags"] = ["anything"]
    path = write(tmp_path / "c.jsonl", json.dumps(case, ensure_ascii=False), "")
    (read,) = read_cases(path)
    assert [row["match"] for row in read["comparisons"]] == ["미대응", "판단불가"]
    assert read["comparisons"][0]["note"] == "하한 미달, 균등론 검토"
    assert "note" not in read["comparisons"][1]
    assert read["tags"] == ["anything"]


@pytest.mark.parametrize(
    ("written", "label", "note"),
    [
        ("대응", "대응", ""),
        (" 미대응(하한 미달) ", "미대응", "하한 미달"),
        ("미대응 (상한 초과, 균등론 검토 필요)", "미대응", "상한 초과, 균등론 검토 필요"),
        ("미대응 (대응하는 말 없음)", "미대응", "대응하는 말 없음"),
        ("판단불가: 함량 미정", "판단불가", "함량 미정"),
        ("대응 - 동의어", "대응", "동의어"),
        ("미대응 상한 초과", "미대응", "상한 초과"),
    ],
)
def test_extra_words_after_a_label_are_its_note(tmp_path, written, label, note):
    row = {**CASE["comparisons"][0], "match": written}
    case = {**CASE, "comparisons": [row, CASE["comparisons"][1]]}
    (read,) = read_cases(write(tmp_path / "c.jsonl", json.dumps(case)))
    assert read["comparisons"][0]["match"] == label
    assert read["comparisons"][0].get("note", "") == note


@pytest.mark.parametrize(
    "written", ["대응함", "대응 또는 미대응", "대응/미대응", "대응 / 미대응", "", "(대응)", None, 1]
)
def test_what_is_not_one_label_is_refused(tmp_path, written):
    case = {**CASE, "comparisons": [{**CASE["comparisons"][0], "match": written}]}
    with pytest.raises(InputError, match=r"c\.jsonl:1: comparisons\.0\.match"):
        read_cases(write(tmp_path / "c.jsonl", json.dumps(case)))


def test_flags_are_kept_and_other_keys_left_out(tmp_path):
    first, second = CASE["comparisons"]
    case = {
        **CASE,
        "mood": "fine",
        "decision_reason": "이유",
        "comparisons": [
            {**first, "match": "미대응", "near_miss": True, "mood": "fine"},
            {**second, "use": True},
        ],
    }
    (read,) = read_cases(write(tmp_path / "c.jsonl", json.dumps(case)))
    assert read["comparisons"] == [
        {**first, "match": "미대응", "near_miss": True},
        {**second, "use": True},
    ]
    assert read["decision_reason"] == "이유"
    assert "mood" not in read
    assert gold_level(read["comparisons"]) == "애매"
    assert gold_level([{**r, "near_miss": False} for r in read["comparisons"]]) == "낮음"
    assert gold_level([first, {**second, "use": True}]) == "높음"


def test_line_numbers_count_line_feeds_alone(tmp_path):
    odd = {**CASE, "user_query": "판테놀\u2028크림"}
    path = tmp_path / "c.jsonl"
    text = "\n".join(["\ufeff" + json.dumps(odd, ensure_ascii=False), "", "{", ""])
    path.write_bytes(text.encode())
    with pytest.raises(InputError, match=r"c\.jsonl:3: "):
        read_cases(path)
    path.write_bytes(text.encode()[:-2] + json.dumps(CASE).encode("utf-16"))
    with pytest.raises(InputError, match=r"c\.jsonl:3: "):
        read_cases(path)


@pytest.mark.parametrize(
    "line", ['{"regit_num": "1"}', "nonsense", json.dumps({**CASE, "risk_level": "아마도"})]
)
def test_a_malformed_line_is_named_and_refused(tmp_path, capsys, line):
    path = write(tmp_path / "c.jsonl", json.dumps(CASE), line)
    with pytest.raises(InputError, match=r"c\.jsonl:2: "):
        read_cases(path)
    assert main([str(path), "--judge", "evidence"]) == 2
    assert "c.jsonl:2" in capsys.readouterr().err


def test_missing_and_empty_files_are_refused(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        read_cases(tmp_path / "none.jsonl")
    with pytest.raises(InputError, match="no case"):
        read_cases(write(tmp_path / "empty.jsonl", ""))


def test_figures_worked_out_by_hand():
    cases = [CASE, {**CASE, "user_query": "왜?"}]
    answers = judge_cases(Always("대응", 0.9), cases, given=True)
    figures = report(cases, answers, True, 1.0)
    assert figures["n"] == 2
    assert figures["json_valid"] == 0.5
    assert figures["match_accuracy"] == 0.25  # 1 of 4: the refused case counts as wrong
    assert figures["risk_accuracy"] == 0.0
    assert figures["match_confusion"] == {
        "대응": {"대응": 1, "판단불가": 1},
        "오류": {"대응": 1, "판단불가": 1},
    }
    assert figures["risk_confusion"] == {"높음": {"애매": 1}, "오류": {"애매": 1}}
    # 대응: precision 1/2, recall 1/2; 판단불가: 0.
    assert figures["match_macro_f1"] == pytest.approx((0.5 + 0) / 2)
    # Two labels of confidence 0.9, one of them right.
    assert figures["calibration_error"] == pytest.approx(0.4)
    assert figures["cases"][0]["predicted"] == {"risk_level": "높음", "match": ["대응", "대응"]}
    assert figures["cases"][1]["error"]


def test_parsed_elements_score_the_level_alone():
    answers = judge_cases(Always("판단불가"), [CASE], given=False)
    figures = report([CASE], answers, False, 1.0)
    assert figures["match_accuracy"] is None
    assert figures["match_confusion"] == {}
    assert figures["risk_accuracy"] == 1.0


def test_batches_are_used_and_a_failing_one_is_taken_apart():
    class Many(Always):
        calls = 0

        def compare_many(self, pairs):
            self.calls += 1
            return [self.compare(*pair) for pair in pairs]

    judge = Many("대응")
    answers = judge_cases(judge, [CASE] * 40 + [{**CASE, "user_query": "?"}], given=True)
    assert judge.calls == 2
    assert [a.verdict is None for a in answers] == [False] * 40 + [True]
    assert answers[-1] == Judged(None, "no answer to questions")


def test_command_with_the_evidence_judge(tmp_path, capsys):
    path = write(tmp_path / "c.jsonl", json.dumps(CASE, ensure_ascii=False))
    out = tmp_path / "new" / "report.json"
    assert main([str(path), "--judge", "evidence", "--out", str(out)]) == 0
    printed = json.loads(capsys.readouterr().out)
    saved = json.loads(out.read_text(encoding="utf-8"))
    assert "cases" not in printed
    assert saved["cases"][0]["gold"]["match"] == ["대응", "판단불가"]
    assert {"n", "json_valid", "risk_accuracy", "seconds"} <= set(printed)
    assert main([str(path), "--judge", "evidence", "--elements", "parsed"]) == 0
    assert json.loads(capsys.readouterr().out)["match_accuracy"] is None
    assert main([str(path), "--judge", "evidence", "--elements", "parsed", "--summary"]) == 0
    assert "reliability" not in json.loads(capsys.readouterr().out)


def test_figures_by_tag_and_patent():
    cases = [
        {**CASE, "tags": ["synonym", "typo"]},
        {**CASE, "tags": ["typo"], "regit_num": "9900000020000"},
        {**CASE, "user_query": "왜?"},
    ]
    figures = report(cases, judge_cases(Always("판단불가"), cases, True), True, 1.0)
    half = {"risk_accuracy": 1.0, "match_accuracy": 0.5}
    assert figures["tags"] == {
        "typo": {"n": 2, "labels": 4, **half},
        "synonym": {"n": 1, "labels": 2, **half},
    }
    assert figures["patents"] == {
        "9900000010000": {"n": 2, "risk_accuracy": 0.5, "labels": 4, "match_accuracy": 0.25},
        "9900000020000": {"n": 1, "labels": 2, **half},
    }


@pytest.mark.parametrize(
    ("gold", "match", "confidence", "reversals"),
    [
        ("낮음", "대응", 0.95, 1),
        ("높음", "미대응", 0.99, 1),
        ("낮음", "대응", 0.9, 0),
        ("애매", "대응", 0.95, 0),
        ("낮음", "판단불가", 0.95, 0),
        ("낮음", "미대응", 0.95, 0),
    ],
)
def test_sure_reversals_of_the_level_are_counted(gold, match, confidence, reversals, monkeypatch):
    monkeypatch.setattr(Calibration, "load", classmethod(lambda cls: cls()))
    cases = [{**CASE, "risk_level": gold}]
    figures = report(cases, judge_cases(Always(match, confidence), cases, True), True, 1.0)
    assert figures["level_reversals"] == reversals
    assert figures["cases"][0]["reversed"] == bool(reversals)


class Explains(Always):
    """Gives its label with a finding and a model's opinion."""

    def compare(self, claim, product):
        verdict = super().compare(claim, product)
        finding = Finding(
            rule="said | loudly",
            supports=self.match,
            hard=True,
            claim_span=Span(start=0, end=3, text="판테놀"),
            product_span=Span(start=4, end=5, text="넣"),
            detail="까닭",
        )
        rows = [
            row.model_copy(update={"evidence": (finding,), "model_match": "판단불가"})
            for row in verdict.comparisons
        ]
        return verdict.model_copy(update={"comparisons": tuple(rows)})


def test_a_wrong_case_carries_its_evidence_and_a_right_one_does_not():
    cases = [CASE, {**CASE, "comparisons": CASE["comparisons"][:1], "risk_level": "높음"}]
    figures = report(cases, judge_cases(Explains("대응"), cases, True), True, 1.0)
    wrong, right = figures["cases"]
    assert "chart" not in right
    row = wrong["chart"][1]
    assert (row["gold"], row["match"], row["model_match"]) == ("판단불가", "대응", "판단불가")
    assert row["decided_by"] == "evidence"
    (finding,) = row["evidence"]
    assert (finding["rule"], finding["detail"]) == ("said | loudly", "까닭")
    assert finding["product_span"] == {"start": 4, "end": 5, "text": "넣"}
    assert figures["model_match_accuracy"] == pytest.approx(1 / 3)


class Misquotes(Always):
    def compare(self, claim, product):
        verdict = super().compare(claim, product)
        rows = [r.model_copy(update={"user_product_element": "금"}) for r in verdict.comparisons]
        return verdict.model_copy(update={"comparisons": tuple(rows)})


class Forgets(Always):
    def compare(self, claim, product):
        verdict = super().compare(claim, product)
        return verdict.model_copy(update={"comparisons": verdict.comparisons[1:]})


@pytest.mark.parametrize("judge", [Misquotes("대응"), Forgets("대응")])
def test_a_chart_that_breaks_the_contract_is_not_valid(judge):
    figures = report([CASE], judge_cases(judge, [CASE], True), True, 1.0)
    assert figures["json_valid"] == 0.0
    assert figures["match_confusion"] == {"오류": {"대응": 1, "판단불가": 1}}
    assert figures["calibration_error"] == 0.0


def test_reliability_and_calibration_by_hand():
    bins = reliability([(0.95, True), (1.0, False), (0.9, True), (0.35, False)])
    assert [(b["low"], b["high"], b["count"]) for b in bins] == [(0.3, 0.4, 1), (0.9, 1.0, 3)]
    assert bins[1]["confidence"] == pytest.approx(0.95)
    assert bins[1]["accuracy"] == pytest.approx(2 / 3)
    assert calibration_error(bins) == pytest.approx((0.35 + 3 * (0.95 - 2 / 3)) / 4)


def test_mcnemar_by_hand():
    assert mcnemar(0, 0) == 1.0
    assert mcnemar(5, 5) == 1.0
    assert mcnemar(0, 6) == pytest.approx(2 / 64)
    assert mcnemar(2, 8) == pytest.approx(2 * (1 + 10 + 45) / 1024)
    assert mcnemar(1000, 1500) < 1e-20


@any_of(st.integers(0, 400), st.integers(0, 400))
def test_mcnemar_is_a_symmetric_probability(one, other):
    p = mcnemar(one, other)
    assert 0 < p <= 1
    assert p == mcnemar(other, one)
    if max(one, other) > min(one, other):
        assert mcnemar(min(one, other), max(one, other) + 1) <= p


@any_of(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60))
def test_calibration_error_lies_between_zero_and_one(trust):
    bins = reliability(trust)
    assert sum(b["count"] for b in bins) == len(trust)
    assert 0 <= calibration_error(bins) <= 1 + 1e-9
    assert all(b["low"] - 1e-9 <= b["confidence"] <= b["high"] + 1e-9 for b in bins)


def test_the_report_and_its_page(tmp_path, capsys):
    case = {**CASE, "user_query": "판테놀을 *넣은* |\n크림", "tags": ["typo"]}
    path = write(tmp_path / "c.jsonl", json.dumps(case), json.dumps({**CASE, "risk_level": "높음"}))
    out = tmp_path / "out" / "report.json"
    assert main([str(path), "--judge", "evidence", "--out", str(out)]) == 0
    assert json.loads(capsys.readouterr().out)["n"] == 2
    saved = json.loads(out.read_text(encoding="utf-8"))
    assert set(saved) >= {
        *("n", "json_valid", "risk_accuracy", "match_accuracy", "risk_macro_f1"),
        *("match_macro_f1", "risk_confusion", "match_confusion", "calibration_error", "seconds"),
        *("cases", "level_reversals", "reliability", "tags", "patents", "peak_memory_mib"),
    }
    assert saved["peak_memory_mib"] > 10
    page = out.with_suffix(".md").read_text(encoding="utf-8")
    assert "| typo | 1 |" in page
    assert "## Wrong cases (1 of 2)" in page
    assert "높음 called 애매" in page
    names = {file.name for file in out.parent.iterdir()}
    pictures = {f"report-{name}.png" for name in ("labels", "levels", "reliability")}
    assert names == {"report.json", "report.md", *pictures}
    assert all((out.parent / name).read_bytes().startswith(b"\x89PNG") for name in pictures)
    assert all(f"]({name})" in page for name in pictures)


def test_the_page_shows_evidence_with_its_marks_escaped(tmp_path):
    case = {**CASE, "user_query": "판테놀을 | *넣은*\n크림"}
    figures = report([case], judge_cases(Explains("대응", 0.9), [case], True), True, 1.0)
    extra = {"file": "c.jsonl", "judge": "x", "judge_id": "x", "elements": "given"}
    extra |= {"peak_memory_mib": 1, "peak_gpu_memory_mib": 2}
    write_report(figures | extra, tmp_path / "r.json")
    page = (tmp_path / "r.md").read_text(encoding="utf-8")
    assert "> 판테놀을 \\| \\*넣은\\* 크림" in page
    assert "said \\| loudly (대응, hard): 까닭 \\['판테놀' 0–3 ↔ '넣' 4–5\\]" in page


def test_without_matplotlib_the_page_has_no_pictures(tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    path = write(tmp_path / "c.jsonl", json.dumps(CASE))
    out = tmp_path / "out" / "r.json"
    assert main([str(path), "--judge", "evidence", "--out", str(out)]) == 0
    assert "no pictures" in capsys.readouterr().err
    assert {file.name for file in out.parent.iterdir()} == {"r.json", "r.md"}


def test_a_place_that_cannot_be_written_is_refused_before_judging(tmp_path, capsys):
    path = write(tmp_path / "c.jsonl", json.dumps(CASE))
    for place in (tmp_path, tmp_path / "r.md", path / "r.json"):
        assert main([str(path), "--judge", "evidence", "--out", str(place)]) == 2
        streams = capsys.readouterr()
        assert not streams.out
        assert len(streams.err.splitlines()) == 1


NAMELESS = ("", "nonsense", "micro:hints", "evidence:no-hints", ":no-hints", "a+b", "data/none")


@pytest.mark.parametrize("name", [*NAMELESS, "nobody/has-this-model"])
def test_an_unknown_judge_is_one_line_and_exit_2(tmp_path, capsys, name):
    path = write(tmp_path / "c.jsonl", json.dumps(CASE))
    assert main([str(path), "--judge", name]) == 2
    streams = capsys.readouterr()
    assert not streams.out
    assert len(streams.err.splitlines()) == 1
    assert "unknown judge" in streams.err


@pytest.mark.parametrize("name", ["evidence", "micro", "micro:no-hints", "data/models/judge-base"])
def test_known_judges_are_not_refused(name, monkeypatch):
    monkeypatch.chdir(case_files.Path(case_files.__file__).parent.parent)
    check_judge(name)


def test_a_folder_that_holds_no_model_says_so(tmp_path):
    with pytest.raises(ModelError):
        make_judge(str(tmp_path))


def test_comparison_of_two_judges(tmp_path, capsys):
    path = write(tmp_path / "c.jsonl", json.dumps(CASE), json.dumps(CASE))
    assert comparing.main([str(path), "--judge", "evidence", "--judge", "evidence"]) == 0
    streams = capsys.readouterr()
    first, second = streams.out.splitlines()[2:]
    assert first.count("|") == second.count("|") == 13
    assert first.endswith("| – | – |")
    assert second.endswith("| 1 (+0 −0) | 1 (+0 −0) |")
    assert "evidence" in streams.err
    assert comparing.main([str(path), "--judge", "evidence", "--judge", "nonsense"]) == 2
    streams = capsys.readouterr()
    assert not streams.out
    assert len(streams.err.splitlines()) == 1


def test_the_comparison_counts_who_is_right_where():
    cases = [CASE, {**CASE, "comparisons": CASE["comparisons"][:1], "risk_level": "높음"}]
    cases += [{**CASE, "user_query": "왜?"}]
    reports = []
    for match in MATCHES:
        figures = report(cases, judge_cases(Always(match), cases, True), True, 3.0)
        extra = {"judge": match, "elements": "given"}
        extra |= {"peak_memory_mib": 100, "peak_gpu_memory_mib": None}
        reports.append(figures | extra)
    lines = comparing.comparison_table(reports).splitlines()
    cells = [cell.strip() for cell in lines[4].strip("|").split("|")]
    # 대응 gets labels 1 and 3 of 5 right and the second level, 판단불가 label 2 and the first level.
    assert cells[0] == "판단불가"
    assert cells[8:] == ["1.0000", "100", "1 (+1 −1)", "1 (+1 −2)"]
    assert math.isclose(reports[0]["match_accuracy"], 2 / 5)


def test_the_case_command_names_each_fault_without_its_text(tmp_path, capsys):
    first, second = CASE["comparisons"]
    bad = {
        **CASE,
        "tags": ["nothing"],
        "comparisons": [
            {**first, "user_product_element": "비밀"},
            {**second, "patent_element": "비밀", "match": "대응", "near_miss": True},
        ],
    }
    path = write(tmp_path / "test.jsonl", json.dumps({**CASE, "tags": ["plain"]}), json.dumps(bad))
    other = write(tmp_path / "x.jsonl", json.dumps({**CASE, "tags": ["plain"]}))
    assert case_files.main([str(path), str(other)]) == 2
    streams = capsys.readouterr()
    assert "비밀" not in streams.err
    faults = [line.split(":", 2)[1:] for line in streams.err.splitlines() if ".jsonl:" in line]
    found = {(number, fault.strip()) for number, fault in faults}
    assert found >= {
        ("2", "no tag, or an unknown one"),
        ("2", "quote 1 is not a piece of the product text"),
        ("2", "element 2 is not a piece of the claim"),
        ("2", "row 2 is 대응 without a quote"),
        ("2", "row 2 is a near miss but not 미대응"),
        ("2", "the level does not follow from the labels"),
        ("2", "the same claim and product came before"),
        ("1", f"the patent has cases in {path} as well"),
    }
    assert "| cases | 2 | 1 | 3 |" in streams.out
    assert case_files.main([str(tmp_path / "none.jsonl")]) == 2


def test_the_benchmark_names_judges_that_are_there(tmp_path, capsys):
    for name in judges.VARIANTS.values():
        check_judge(name)
    assert judges.CASES[0].is_file()
    assert judges.main(["--cases", str(tmp_path / "none.jsonl")]) == 2
    assert "does not exist" in capsys.readouterr().err
