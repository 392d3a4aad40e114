"""The evaluation: case files, figures worked out by hand, and the command."""

import json

import pytest

from finetune.evaluate import Judged, judge_cases, main, read_cases, report
from graph.errors import InputError, JudgeError
from graph.schema import ClaimVerdict, Comparison

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
    assert [row["match"] for row in read_cases(path)[0]["comparisons"]] == ["미대응", "판단불가"]


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
