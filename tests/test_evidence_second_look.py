"""The second look: what surrounds a label, the trees that weigh it, and what they may change."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from evidence.entailment import Entailment
from evidence.glossary import FOLDER, Glossary, load_glossary
from evidence.reader import Evidence
from evidence.second_look import SecondLook, Trees, Words
from evidence.whole_chart import Levels
from finetune import entailment as training
from finetune import second_look as command
from finetune.entailment import Reading as Read
from graph.errors import DataError, InputError
from graph.schema import MATCHES, Claim, Match, RiskLevel

LABELS = ["대응", "미대응", "판단불가"]
REST = ("카올린 1 내지 3중량%", "벤토나이트 1 내지 3중량%")
"""Elements of the same claims that no text here speaks of."""


@lru_cache(maxsize=1)
def glossary() -> Glossary:
    """Return the shipped glossary, loaded once."""
    return load_glossary(FOLDER)


def always(label: str) -> Trees:
    """Return trees that find one label all but certain wherever they look."""
    start = [9.0 if one == label else 0.0 for one in LABELS]
    return Trees(labels=LABELS, start=start, rounds=[], cases={})


def chart(
    trees: Trees, text: str, *elements: str, rest: tuple[str, ...] = REST
) -> list[tuple[str, str, str | None]]:
    """Return label, rule and words of each element after a second look, beside others."""
    asked = (*elements, *rest)
    evidence = Evidence(glossary(), look=SecondLook(trees))
    claim = Claim(
        regit_num="9900099990000",
        title="시험",
        claim_number=1,
        text=", ".join(asked),
        elements=asked,
    )
    rows = evidence.assess(claim, evidence.read_claim(claim), evidence.read_product(text))
    return [
        (
            row.match or "판단불가",
            row.findings[-1].rule if row.findings else "-",
            row.span.text if row.span else None,
        )
        for row in rows[: len(elements)]
    ]


def test_the_trees_add_up_to_probabilities() -> None:
    tree = [("met", 0.5, 1, 2), ("", 0.0, 0, 0), ("", 2.0, 0, 0)]
    none = [("", 0.0, 0, 0)]
    trees = Trees(labels=LABELS, start=[0.0, 0.0, 1.0], rounds=[[tree, none, none]], cases={})
    few, many = trees.probabilities({"met": 0.5}), trees.probabilities({"met": 0.9})
    assert sum(few.values()) == pytest.approx(1.0)
    assert max(few, key=few.__getitem__) == "판단불가"
    assert max(many, key=many.__getitem__) == "대응"
    assert trees.probabilities({}) == few


def test_what_is_open_may_be_met_by_the_likest_clause() -> None:
    text = "베타인 토너예요. 살살 눌러 짜는 병"
    label, rule, words = chart(always("대응"), text, "눌러 닫는 마개의 잠금 걸쇠")[0]
    assert (label, rule) == ("대응", "likely in context")
    assert words == "살살 눌러 짜는 병"


def leaning(label: str, probability: float) -> Trees:
    """Return trees that give one label the same probability wherever they look."""
    even = math.log(probability / (1 - probability) * 2)
    start = [even if one == label else 0.0 for one in LABELS]
    return Trees(labels=LABELS, start=start, rounds=[], cases={})


def test_a_value_inside_is_not_looked_at_again() -> None:
    for verdict in LABELS:
        row = chart(always(verdict), "판테놀 무첨가, 베타인 2% 토너", "베타인 1 내지 3중량%")[0]
        assert row[:2] == ("대응", "inside range")


def test_what_is_explicit_changes_only_where_the_trees_are_surer() -> None:
    for probability, outside, unsaid in (
        (0.5, "미대응", "판단불가"),
        (0.7, "판단불가", "판단불가"),
    ):
        trees = leaning("판단불가", probability)
        text = "베타인 2% 토너, 정제수와 글리세린 3%"
        rows = chart(trees, text, "베타인 5 내지 8중량%", "글리세린 1 내지 2중량%", "세라마이드")
        assert [row[0] for row in rows] == [outside, outside, unsaid]


def test_a_denial_in_front_a_share_of_another_and_an_own_name_stand() -> None:
    text = "들어간 것: 판테놀 / 안 들어간 것: 향료, 색소"
    assert [row[0] for row in chart(always("대응"), text, "향료", "색소")] == ["미대응"] * 2
    row = chart(always("대응"), "베타인 5%, 판테놀 2% 토너", "베타인 1 내지 3중량%")[0]
    assert row[:2] == ("미대응", "outside range")
    assert chart(always("미대응"), text, "판테놀")[0][:2] == ("대응", "same name")


def test_what_replaces_an_explicit_finding_stands_behind_it() -> None:
    text, element = "향료 무첨가 크림. 레몬 향료는 껍질에서 짠 것", "향료"
    rules = {}
    for look in (None, SecondLook(always("미대응"))):
        evidence = Evidence(glossary(), look=look)
        claim = Claim(
            regit_num="9900099990000",
            title="시험",
            claim_number=1,
            text=", ".join((element, *REST)),
            elements=(element, *REST),
        )
        row = evidence.assess(claim, evidence.read_claim(claim), evidence.read_product(text))[0]
        rules[row.match] = ([f.rule for f in row.findings], row.hard)
    assert rules == {
        "대응": (["same name"], True),
        "미대응": (["same name", "denied in context"], False),
    }


def test_nothing_becomes_a_miss_that_no_clause_is_like() -> None:
    rows = chart(always("미대응"), "베타인 토너", "세라마이드", "회전하는 브러시 헤드")
    assert [row[0] for row in rows] == ["판단불가", "판단불가"]


def test_what_the_likest_clause_denies_may_be_missed() -> None:
    text = "원단 가공기예요. 장력 보는 장치는 생략하고 감기만 해요"
    row = chart(always("미대응"), text, "원단을 당기는 장력 조절 롤러부")[0]
    assert row == ("미대응", "denied in context", "장력 보는 장치는 생략하고")
    for kept in ("만으로 이루어진", "장력 조절 롤러부를 포함하지 않는"):
        assert chart(always("미대응"), text, kept)[0][1] != "denied in context"


def test_another_value_or_another_thing_may_be_a_miss() -> None:
    text = "원단 가공기예요. 모터 둘레는 그물망이고 스팀은 95도로 뿜어요"
    hot, covered, dyed = chart(
        always("미대응"),
        text,
        "원단을 120 내지 140℃로 데우는 열판",
        "모터 둘레의 방음 덮개",
        "염료 5 내지 8중량%",
    )
    assert hot == ("미대응", "value in context", "스팀은 95도로 뿜어요")
    assert covered == ("미대응", "another in context", "모터 둘레는 그물망이고")
    # a clause that decides nothing stands behind the words of the element before
    assert dyed == ("미대응", "another in context", "스팀은 95도로 뿜어요")
    row = chart(always("미대응"), text, "모터 둘레의 방음 덮개", "얼룩 제거용")[1]
    assert row[0] == "판단불가"


def test_words_around_a_name_tell_of_it() -> None:
    words = Words(start=[0.0] * 3, weights={"빼고": [0.0, 4.0, 0.0], "듬뿍": [4.0, 0.0, 0.0]})
    out, none = words.probabilities("##를 빼고$"), words.probabilities("##를$")
    assert max(out) == out[LABELS.index("미대응")]
    assert sum(out) == pytest.approx(1.0)
    assert none == pytest.approx([1 / 3] * 3)
    trees = Trees(labels=LABELS, start=[0.0] * 3, rounds=[], words=words, cases={})
    assert trees.by_words("듬뿍")["words=대응"] > 0.9


def test_an_absence_that_no_clause_is_like_is_told_by_a_denial_alone() -> None:
    element = "세라마이드를 포함하지 않는"
    for text, label, words in (
        ("베타인이 든 순한 토너예요", "판단불가", None),
        ("베타인이 든 토너예요. 장벽 지질은 싹 뺐어요", "대응", "장벽 지질은 싹 뺐어요"),
    ):
        row = chart(always("대응"), text, "베타인", element)[1]
        assert (row[0], row[2]) == (label, words)


def test_what_nothing_is_like_is_told_by_the_clause_that_is_left_for_it() -> None:
    text = "판테놀 2% 젤이에요. 거칠어진 데에 발라요. 향은 아직 미정"
    row = chart(always("대응"), text, "판테놀", "손상 피부 회복용", "젤")[1]
    assert row == ("대응", "likely by its place", "거칠어진 데에 발라요.")
    text = "dog treat, duck breast 60%, sweet potato 30%, glycerin 5%"
    (meat,) = chart(always("대응"), text, "오리 50 내지 70중량%")
    assert meat == ("대응", "likely by its place", "duck breast 60%")


def test_a_clause_that_is_used_up_is_left_for_nothing() -> None:
    for element in ("화장료 조성물", "만으로 이루어진", "손상 피부 회복용"):
        row = chart(always("대응"), "판테놀 2%", "판테놀", element)[1]
        assert row[0] == "판단불가"


def test_what_says_no_more_than_that_something_is_there_is_left_for_nothing() -> None:
    for text in ("판테놀 2%까지는 확정인데", "판테놀 2%, 베타인 9%", "판테놀 2% 들어간"):
        row = chart(always("대응"), text, "판테놀 2%", "베타인 1 내지 3중량%", "냉감 가공제")[2]
        assert row[0] == "판단불가"


def test_where_all_else_is_denied_nothing_is_doubted() -> None:
    text = "판테놀과 베타인을 넣은 세럼, 이 외 원료 없음"
    assert chart(always("판단불가"), text, "판테놀", "레시틴")[1][:2] == ("미대응", "whole formula")


def test_a_list_is_closed_only_where_what_is_in_it_is_known() -> None:
    text = "판테놀과 베타인. 딱 고것들로 끝"
    for more, label in (((), "대응"), (("카올린",), "판단불가")):
        elements = ("판테놀", "베타인", *more, "만으로 이루어진")
        assert chart(always("대응"), text, *elements, rest=())[-1][0] == label


def test_a_list_that_names_something_else_is_not_closed_by_another_clause() -> None:
    text = "판테놀 5%, 카페인 5%, 물 90%. 이 세 가지뿐인 토너"
    elements = ("판테놀", "베타인", "물", "로 이루어진", "화장료 조성물")
    closed = chart(always("대응"), text, *elements, rest=())[3]
    assert closed == ("미대응", "further ingredient", "카페인")


def test_another_use_that_is_named_gives_way_only_where_the_trees_are_surer() -> None:
    text, elements = (
        "징크옥사이드 10% 미백 로션",
        ("징크옥사이드", "자외선 차단용", "화장료 조성물"),
    )
    unsure = Trees(labels=LABELS, start=[0.9, 0.3, 0.0], rounds=[], cases={})
    assert 0.45 < unsure.probabilities({})["대응"] < 0.6
    assert chart(unsure, text, *elements, rest=())[1] == ("미대응", "other use", "미백")


def test_a_clause_that_denies_or_is_open_tells_of_nothing() -> None:
    for text in ("회전 브러시 헤드는 미정", "회전 브러시 헤드 없음", "브러시는 아직 못 골랐음"):
        row = chart(always("대응"), text, "회전하는 연마 브러시의 구동 헤드부")[0]
        assert row[0] != "대응"


def test_a_suggested_denial_is_overturned_by_another_clause_alone() -> None:
    element = "분류된 음식의 열량을 산출하는 산출부"
    text = "음식 구별도 신경망 대신 바코드 조회로. 열량 계산은 그대로 있어요"
    assert chart(always("미대응"), text, element)[0][:2] == ("미대응", "negation")
    assert chart(always("대응"), text, element)[0] == (
        "대응",
        "likely in context",
        "열량 계산은 그대로 있어요",
    )


def test_a_claimed_value_is_not_met_without_a_number() -> None:
    assert chart(always("대응"), "베타인이 든 토너", "베타인 1 내지 3중량%")[0][0] == "판단불가"
    assert (
        chart(always("대응"), "베타인을 2 정도 넣은 토너", "베타인 1 내지 3중량%")[0][0] == "대응"
    )


def test_the_parts_that_an_element_refers_to_tell_of_it_nothing() -> None:
    element = "상기 서랍의 손잡이가 상기 문짝의 홈에 끼워지는 잠금 구조"
    for text, label in (
        ("서랍과 문짝이 흰색인 옷장", "판단불가"),
        ("서랍과 문짝이 서로 물려서 잠금이 되는 옷장", "대응"),
    ):
        assert chart(always("대응"), text, "서랍", "문짝", element)[2][0] == label


def test_another_field_stays_another_where_nothing_is_met() -> None:
    for text, label in (("멸치 국수", "미대응"), ("베타인 넣은 멸치 국수", "대응")):
        rows = chart(always("대응"), text, "베타인", "미백용", "화장료 조성물")
        assert rows[2][0] == label


def test_the_shipped_trees_load() -> None:
    look = SecondLook.load()
    assert look is not None


def test_no_file_is_no_second_look(tmp_path: Path) -> None:
    assert SecondLook.load(tmp_path / "none.json") is None


def test_a_malformed_file_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "trees.json"
    path.write_text('{"labels": ["대응"]}')
    with pytest.raises(DataError, match=r"trees\.json") as raised:
        SecondLook.load(path)
    assert "\n" not in str(raised.value)


def rows() -> list[dict[str, Any]]:
    """Return rows in which an open element is met where most of the claim is."""
    chance = random.Random(0)
    made = []
    for number in range(400):
        met = chance.random()
        gold = "대응" if met > 0.6 else "판단불가" if met > 0.1 else "미대응"
        made.append(
            {
                "regit_num": str(number // 5),
                "label": "판단불가",
                "rule": "-",
                "gold": gold,
                "x": {"met": round(met, 4), "rule=판단불가|-": 1.0},
                "quote": None,
                "words": "##가 그대로$" if gold == "대응" else "##는 글쎄$",
            }
        )
    return made


def cases_of(made: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return cases that rows may be of: one a patent, an element a row."""
    cases = []
    for number in sorted({row["regit_num"] for row in made}, key=int):
        golds = [row["gold"] for row in made if row["regit_num"] == number]
        told = [
            {"patent_element": f"부품 {k}", "user_product_element": None, "match": gold}
            for k, gold in enumerate(golds)
        ]
        cases.append(
            {
                "regit_num": number,
                "claim_text": "부품",
                "user_query": f"시제품 {number}번",
                "comparisons": told,
                "risk_level": "애매",
            }
        )
    return cases


def fit_arguments(made: list[dict[str, Any]], folder: Path) -> list[str]:
    """Write rows and their cases, and return what fits on them."""
    command.write_rows(made, folder / "rows.jsonl.gz")
    lines = [json.dumps(case, ensure_ascii=False) for case in cases_of(made)]
    (folder / "cases.jsonl").write_text("\n".join(lines))
    trees, network = str(folder / "trees.json"), str(folder / "network.npz")
    files = [str(folder / "rows.jsonl.gz"), "--cases", str(folder / "cases.jsonl")]
    return ["fit", *files, "--out", trees, "--entailment", network]


def test_the_trees_learn_what_surrounds_a_label(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "SHARE", 1.0)  # there are but a few features
    monkeypatch.setattr(training, "NETWORKS", 1)
    monkeypatch.setattr(training, "EPOCHS", 1)
    out = tmp_path / "trees.json"
    arguments = fit_arguments(rows(), tmp_path)
    assert command.read_rows(tmp_path / "rows.jsonl.gz") == rows()
    assert command.main(arguments) == 0
    right = sum(row["label"] == row["gold"] for row in rows())
    assert f"rows.jsonl.gz: 400, by the rules {right / 400:.2%}" in capsys.readouterr().out
    trees = Trees.model_validate(json.loads(out.read_text()))
    assert trees.cases == {"rows.jsonl.gz": 400}
    assert trees.probabilities({"met": 0.9})["대응"] > 0.9
    assert trees.probabilities({"met": 0.2})["판단불가"] > 0.9
    assert SecondLook.load(out, tmp_path / "network.npz") is not None


def test_what_a_network_reads_is_read_by_one_that_was_not_trained_on_the_patent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Reader:
        def __init__(self, known: set[str]) -> None:
            self.known = known

        def read(self, elements: tuple[str, ...], text: str) -> list[dict[str, float]]:
            seen = float(text in self.known)
            return [{"대응": seen, "미대응": 0.0, "판단불가": 1 - seen}] * len(elements)

    monkeypatch.setattr(
        command, "train_entailment", lambda texts: Reader({text.text for text in texts})
    )
    made = rows()
    texts = command.read_texts(made, cases_of(made))
    assert [i for text in texts for i in text.rows] == list(range(len(made)))
    found = command.cross_read(made, texts)
    assert all(row["x"]["entails=판단불가"] == 1.0 for row in found)
    assert all("entails=대응" not in row["x"] for row in made)


def test_rows_whose_cases_are_others_or_missing_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = rows()
    with pytest.raises(InputError, match="not given"):
        command.read_texts(made, cases_of(made)[1:])
    others = [{**row, "gold": "대응"} for row in made]
    with pytest.raises(InputError, match="other cases"):
        command.read_texts(made, cases_of(others))
    arguments = fit_arguments(made, tmp_path)
    (tmp_path / "cases.jsonl").unlink()
    assert command.main(arguments) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "trees.json").exists()


def test_trees_that_weigh_what_a_network_reads_ask_it_and_need_its_file(tmp_path: Path) -> None:
    met = [("entails=대응", 0.5, 1, 2), ("", 0.0, 0, 0), ("", 9.0, 0, 0)]
    none = [("", 0.0, 0, 0)]
    trees = Trees(labels=LABELS, start=[0.0, 0.0, 1.0], rounds=[[met, none, none]], cases={})

    class Reader(Entailment):
        def __init__(self, told: str) -> None:
            self.told = told

        def read(self, elements: Sequence[str], text: str) -> list[dict[Match, float]]:
            seen = [float(element == self.told) for element in elements]
            return [{"대응": p, "미대응": 0.0, "판단불가": 1 - p} for p in seen]

    text, elements = "원단 가공기예요. 살살 눌러 감는 통", ("눌러 닫는 덮개", "원단 당김 롤러")
    for told in elements:
        evidence = Evidence(glossary(), look=SecondLook(trees, network=Reader(told)))
        claim = Claim(
            regit_num="9900099990000",
            title="시험",
            claim_number=1,
            text=", ".join((*elements, *REST)),
            elements=(*elements, *REST),
        )
        found = evidence.assess(claim, evidence.read_claim(claim), evidence.read_product(text))
        labels = [row.match for row in found[:2]]
        assert [label == "대응" for label in labels] == [element == told for element in elements]
    path = tmp_path / "trees.json"
    path.write_text(trees.model_dump_json())
    with pytest.raises(DataError, match=r"network\.npz"):
        SecondLook.load(path, tmp_path / "network.npz")


def test_a_chart_is_changed_to_the_level_that_is_likely_as_far_as_the_text_allows() -> None:
    elements = ("밀폐 뚜껑", "물을 담는 용기")
    text = "물을 담는 용기가 있고 위에 덮개를 얹음, 카올린 2%, 벤토나이트 2%"

    def labels(high: float, low: float) -> list[str]:
        levels = Levels(start={"높음": high, "애매": 0.0, "낮음": low}, weights={})
        trees = Trees(labels=LABELS, start=[0.2, 0.0, 0.3], rounds=[], cases={}, levels=levels)
        return [label for label, _, _ in chart(trees, text, *elements)]

    assert labels(0.0, 0.0) == ["판단불가", "대응"]
    assert labels(9.0, 0.0) == ["대응", "대응"]
    assert labels(0.0, 9.0) == ["판단불가", "대응"]  # nothing in it can be a miss


def test_the_regression_of_levels_learns_from_charts_that_trees_had_not_seen() -> None:
    chance = random.Random(4)
    found: list[tuple[dict[str, Any], dict[Match, float]]] = []
    texts = []
    kinds: list[tuple[RiskLevel, Match]] = [
        ("높음", "대응"),
        ("애매", "판단불가"),
        ("낮음", "미대응"),
    ]
    for k in range(90):
        level, other = kinds[k % 3]
        place = chance.randrange(4)
        for i in range(4):
            likely = other if i == place else "대응"
            belief: dict[Match, float] = {m: 0.9 if m == likely else 0.05 for m in MATCHES}
            found.append(({"label": "판단불가", "rule": "-", "x": {"alike": 1.0}}, belief))
        read = Read("", ("",) * 4, (None,) * 4, ("대응",) * 4)
        texts.append(command.Text(read, list(range(4 * k, 4 * k + 4)), level))
    levels = command.fit_levels(found, texts)
    assert levels is not None
    for k in range(3):
        cells = [command._cell(*found[i]) for i in texts[k].rows]
        chances = levels.probabilities(cells)
        assert max(chances, key=chances.__getitem__) == texts[k].level
    near = command.Text(
        Read("", ("",) * 4, (None,) * 4, ("미대응", "대응", "대응", "대응")), [0, 1, 2, 3], "애매"
    )
    assert command.fit_levels(found, [*texts, near]) == levels  # no row tells a near miss
    assert command.fit_levels(found, texts[:1]) is None


def test_the_trees_are_those_of_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "SHARE", 1.0)  # all features, or chance picks others
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.feature_extraction import DictVectorizer

    silent = [{**row, "words": ""} for row in rows()]
    table = [row["x"] for row in silent]
    vectors = DictVectorizer(sparse=False)
    model = HistGradientBoostingClassifier(
        max_iter=command.ROUNDS,
        learning_rate=command.RATE,
        max_depth=command.DEPTH,
        min_samples_leaf=command.LEAF,
        max_features=command.SHARE,
        l2_regularization=command.RIDGE,
        early_stopping=False,
        random_state=0,
    )
    model.fit(vectors.fit_transform(table), [row["gold"] for row in silent])
    own = command.fit(silent, {})
    for x, expected in zip(
        table[:20], model.predict_proba(vectors.transform(table[:20])), strict=True
    ):
        found = own.probabilities(x)
        assert [found[label] for label in model.classes_] == pytest.approx(expected, abs=1e-3)


def test_rows_without_a_label_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    silent = [row for row in rows() if row["gold"] != "미대응"]
    assert command.main(fit_arguments(silent, tmp_path)) == 2
    assert "미대응" in capsys.readouterr().err
    assert not (tmp_path / "trees.json").exists()


def test_rows_of_cases_hold_label_gold_and_surroundings() -> None:
    case = json.loads(Path("data/cases/dev.jsonl").read_text().splitlines()[0])
    made = command.rows_of([case])
    assert [row["gold"] for row in made] == [row["match"] for row in case["comparisons"]]
    assert all(row["x"]["long_text"] > 0 for row in made)


def test_rows_keep_the_labels_and_features_of_the_first_sight() -> None:
    lines = Path("data/cases/dev.jsonl").read_text().splitlines()[:2]
    cases = [json.loads(line) for line in lines]
    today = command.rows_of(cases)
    seen = [
        {**row, "label": "판단불가", "rule": "-", "quote": None, "x": {"met": 0.25, "alike": 0.0}}
        for row in today
    ]
    made = command.rows_of(cases, seen)
    assert [row["label"] for row in made] == ["판단불가"] * len(today)
    assert all(row["x"]["met"] == 0.25 and row["quote"] is None for row in made)
    # of the chart of then: no element was decided, so every clause is left
    assert all(row["x"]["clauses_left"] == 1.0 for row in made)
    assert any(row["x"].get("clauses_left") != 1.0 for row in today)
    again = command.rows_of(cases, today)
    assert again == today
    others = [{**row, "gold": "대응"} for row in seen] + [{**seen[0], "gold": "미대응"}]
    with pytest.raises(InputError, match="patent"):
        command.rows_of(cases, [{**row, "gold": "미대응"} for row in others])


def test_words_are_learnt_from_rows() -> None:
    words = command.fit_words(rows())
    met, open_ = words.probabilities("##가 그대로$"), words.probabilities("##는 글쎄$")
    assert met[LABELS.index("대응")] > 0.9 > open_[LABELS.index("대응")]
    assert open_[LABELS.index("판단불가")] > 0.5


def test_a_file_that_holds_no_rows_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "rows.jsonl.gz"
    path.write_text("no rows")
    with pytest.raises(InputError):
        command.read_rows(path)
    assert command.main(["fit", str(path), "--cases", str(path)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_neither_a_whole_formula_nor_an_unsaid_means_is_presumed() -> None:
    text = "Water 80, Glycerin 15, Panthenol 5 (wt%)"
    group = "세라마이드, 레시틴 및 스쿠알란으로 이루어진 군에서 선택된 하나 이상"
    assert chart(always("대응"), text, "글리세린", "판테놀", group)[2][0] == "미대응"
    made = "쌀을 프로테아제로 처리하여 얻어진"
    text = "쌀 음료예요. 쌀을 곱게 갈아 담았어요"
    assert chart(always("대응"), text, "쌀 음료", "쌀", made)[2][0] == "판단불가"


def test_what_is_said_to_be_all_leaves_nothing_open() -> None:
    claimed = ("엉겅퀴열매추출물", "숙취해소용", "음료")
    said = chart(leaning("판단불가", 0.9), "칡에 배즙만 넣은 숙취음료", *claimed)
    assert said[0][:2] == ("미대응", "whole formula")
    presumed = chart(leaning("판단불가", 0.9), "Water 80, Glycerin 15, Panthenol 5 (wt%)", *claimed)
    assert presumed[0][:2] == ("판단불가", "doubtful in context")
    listed = chart(leaning("판단불가", 0.9), "칡과 배즙 숙취음료. 이 둘이 전부", *claimed)
    assert listed[0][:2] == ("판단불가", "doubtful in context")
