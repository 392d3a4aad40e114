from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from retrieval_parts import CLEANER, WHITENING, patent, product, tiny_embedder

from evidence.legal import in_force
from graph.errors import InputError, PatentIndexError
from graph.schema import ClaimText, Patent
from retrieval.catalogue import Catalogue, Filters
from retrieval.claims import patent_entries
from retrieval.collection import build_index
from retrieval.embedder import Embedder
from retrieval.lexical import best
from retrieval.search import HybridRetriever, Reason, main

DAY = date(2026, 1, 31)
NAMES = {"atbc": ("아세틸트리부틸시트레이트", "TBC"), "carbomer": ("카보머", "카르보머")}


def collection() -> list[Patent]:
    both = (
        ClaimText(number=1, text="카보머 및 잔탄검을 포함하는 점증 화장료 조성물."),
        ClaimText(number=4, text="카보머를 포함하는 화장료의 제조 방법."),
    )
    return [
        patent(1, WHITENING, ipc=("A61K 8/37", "A61Q 19/02")),
        patent(2, CLEANER, ipc=("A47L 9/28",)),
        patent(3, both[0].text, claims=both, status="공개", regit_num=None, ipc=("A61K 8/81",)),
        patent(
            4, "카보머를 포함하는 겔.", status="소멸", ended_on=date(2024, 5, 1), ipc=("A61K 9/06",)
        ),
        patent(5, "카보머를 포함하는 세정제.", filed_on=date(2003, 2, 1), ipc=("C11D 3/37",)),
    ]


@pytest.fixture(scope="module")
def embedder(tmp_path_factory) -> Embedder:
    return tiny_embedder(tmp_path_factory.mktemp("model") / "tiny")


@pytest.fixture(scope="module")
def index(tmp_path_factory, embedder) -> Path:
    folder = tmp_path_factory.mktemp("index")
    build_index(folder, collection(), embedder)
    return folder


@pytest.fixture(scope="module")
def retriever(index, embedder):
    opened = HybridRetriever(index, embedder, lambda concept: NAMES.get(concept, ()))
    yield opened
    opened.close()


CARBOMER = "카보머 화장료 조성물"


def found(retriever, text=CARBOMER, **filters) -> list[str]:
    return [hit.regit_num[:9] for hit in retriever.patents(product(text), 10, Filters(**filters))]


def test_a_patent_is_found_once_with_all_its_claims(retriever):
    hits = retriever.patents(product(CARBOMER), 10)
    (hit,) = [hit for hit in hits if hit.regit_num == "9920180000003"]
    assert sorted(hit.claims) == [1, 4]


def test_top_k_counts_patents(retriever):
    assert len(retriever.patents(product(CARBOMER), 2)) == 2
    assert len({hit.regit_num for hit in retriever.patents(product(CARBOMER), 2)}) == 2


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        ({"ipc": ("A61Q",)}, {"990000001"}),
        ({"ipc": ("a61k8/81",)}, {"992018000"}),
        ({"ipc": ("A61K 8", "C11D")}, {"990000001", "992018000", "990000005"}),
        ({"status": ("공개", "소멸")}, {"992018000", "990000004"}),
        ({"in_force_on": DAY}, {"990000001", "990000002"}),
        ({"in_force_on": date(2024, 4, 30), "ipc": ("A61K 9",)}, {"990000004"}),
        ({"in_force_on": date(2022, 1, 1), "ipc": ("C11D",)}, {"990000005"}),
        # The last day of the term, twenty years after filing, and the day after it.
        ({"in_force_on": date(2023, 2, 1), "ipc": ("C11D",)}, {"990000005"}),
        ({"in_force_on": date(2023, 2, 2), "ipc": ("C11D",)}, set()),
        # On the day it lapsed a right is over.
        ({"in_force_on": date(2024, 5, 1), "ipc": ("A61K 9",)}, set()),
        ({"in_force_on": date(2018, 3, 11), "ipc": ("A61Q",)}, set()),
        ({"in_force_on": date(2018, 3, 12), "ipc": ("A61Q",)}, {"990000001"}),
        # A main group is whole, a subgroup may have further digits.
        ({"ipc": ("A61K 8/3",)}, {"990000001"}),
        ({"ipc": ("A6",), "status": ("등록",), "in_force_on": DAY}, {"990000001"}),
        ({"ipc": ("A61K",), "filed_to": date(2018, 3, 12), "status": ("소멸",)}, {"990000004"}),
        ({"ipc": ("C11D",), "in_force_on": DAY}, set()),
        ({"filed_to": date(2003, 12, 31)}, {"990000005"}),
        ({"filed_from": date(2018, 3, 12), "ipc": ("A47L",)}, {"990000002"}),
        ({"ipc": ("H01M",)}, set()),
        ({"status": ("무효",)}, set()),
    ],
)
def test_filters_leave_only_what_fulfils_them(retriever, filters, numbers):
    assert (
        set(found(retriever, CARBOMER + " 아세틸트리부틸시트레이트 무선 청소기", **filters))
        == numbers
    )


def test_a_main_group_is_not_the_beginning_of_another():
    groups = [
        patent(at, CLEANER, ipc=(symbol,))
        for at, symbol in enumerate(("A61K 8/37", "A61K 81/02", "A61K 8"))
    ]
    made = Catalogue.of(patent_entries(groups))
    assert made.mask(Filters(ipc=("A61K 8",))).tolist() == [True, False, True]
    assert made.mask(Filters(ipc=("A61K 81", "A61K 8/"))).tolist() == [True, True, False]


@pytest.mark.parametrize("symbol", ["", " ", "ZZZ", "A61K,A61Q", "A61K-8/37", "I61Q", "미백"])
def test_what_is_no_ipc_symbol_is_refused(symbol):
    with pytest.raises(InputError, match="IPC"):
        Filters(ipc=("A61Q", symbol))


def test_days_in_the_wrong_order_are_refused():
    with pytest.raises(InputError, match="늦습니다"):
        Filters(filed_from=date(2020, 1, 1), filed_to=date(2010, 1, 1))
    assert Filters(filed_from=DAY, filed_to=DAY)


def test_a_filter_does_not_change_the_order_of_what_is_left(retriever):
    everything = found(retriever)
    filtered = found(retriever, filed_from=date(1990, 1, 1))
    assert filtered == everything


def test_the_exact_search_of_a_filter_agrees_with_the_index(retriever, embedder):
    opened, vector = retriever._current(), retriever._vector(CARBOMER)
    everything = np.ones(len(opened.catalogue.numbers), dtype=bool)
    for limit in (3, 6):
        exact = retriever._dense(opened, vector, limit, everything)
        approximate = retriever._dense(opened, vector, limit, None)
        assert list(exact) == list(approximate)
        assert list(exact.values()) == pytest.approx(list(approximate.values()), abs=1e-4)


def test_few_rows_are_compared_as_all_are(retriever):
    opened, vector = retriever._current(), retriever._vector(CARBOMER)
    everything = np.ones(len(opened.catalogue.numbers), dtype=bool)
    similarity = retriever._dense(opened, vector, 9, everything)
    for place in range(len(everything)):
        only = np.arange(len(everything)) == place
        assert retriever._dense(opened, vector, 9, only) == {
            place: pytest.approx(similarity[place], abs=1e-5)
        }


def test_why_a_patent_was_found_is_told(retriever):
    (hit, *_) = retriever.patents(product("TBC 크림", TBC="atbc"), 3)
    assert hit.why == (Reason(said="TBC", found="아세틸트리부틸시트레이트"),)
    (hit, *_) = retriever.patents(product("무선 청소기"), 3)
    assert Reason(said="무선", found="무선") in hit.why
    assert len(set(hit.why)) == len(hit.why)
    # Words that only begin alike are told as they stand in the patent.
    (hit, *_) = retriever.patents(product("청소기구"), 3)
    assert hit.why == (Reason(said="청소기구", found="청소기"),)


def test_a_claim_with_every_element_comes_before_one_that_repeats_one(tmp_path, embedder):
    every = patent(1, "카르보머 및 아세틸트리부틸시트레이트를 포함하는 조성물.")
    again = patent(
        2, "카보머 용액, 카보머 분말, 카보머 겔 및 카보머 필름을 포함하는 카보머 조성물."
    )
    build_index(tmp_path, [every, again], embedder)
    retriever = HybridRetriever(tmp_path, embedder, lambda concept: NAMES[concept])
    asked = product("카보머 TBC", 카보머="carbomer", TBC="atbc")
    first, *_ = retriever.patents(asked, 2)
    retriever.close()
    assert first.regit_num == every.regit_num


def test_every_number_in_an_answer_is_one_of_the_collection(retriever):
    known = {p.number for p in collection()}
    for text in (CARBOMER, "무선 청소기 1029180910000", "TBC"):
        assert {hit.regit_num for hit in retriever.patents(product(text), 10)} <= known


@given(
    st.sets(st.sampled_from(["등록", "공개", "소멸"])),
    st.dates(date(2002, 1, 1), date(2045, 1, 1)),
    st.none() | st.dates(date(2000, 1, 1), date(2020, 1, 1)),
)
def test_the_mask_says_what_the_claims_say(statuses, day, first):
    entries = patent_entries(collection())
    filters = Filters(status=tuple(statuses), in_force_on=day, filed_from=first)
    mask = Catalogue.of(entries).mask(filters)
    for entry, fits in zip(entries, mask, strict=True):
        claim = entry.rows[0].claim
        assert fits == (
            (not statuses or claim.status in statuses)
            and in_force(claim, day)
            and (first is None or claim.filed_on >= first)
        )


def test_the_catalogue_survives_the_disk(tmp_path):
    made = Catalogue.of(patent_entries(collection()))
    made.save(tmp_path)
    assert Catalogue.open(tmp_path) == made
    (tmp_path / "catalogue.json").write_text("{")
    with pytest.raises(PatentIndexError, match="--force"):
        Catalogue.open(tmp_path)


@given(st.lists(st.sampled_from([0.0, 0.1, 0.2, 0.5]), min_size=1, max_size=12), st.integers(1, 14))
def test_the_best_rows_are_the_best(scores, limit):
    given_scores = np.asarray(scores, dtype=np.float32)
    above = [at for at, value in enumerate(scores) if value > 0]
    expected = sorted(above, key=lambda at: (-scores[at], at))[:limit]
    assert best(given_scores, limit).tolist() == expected


@pytest.fixture
def command(index, monkeypatch, tmp_path, embedder):
    from retrieval_parts import save_tiny_embedder

    monkeypatch.setenv("BINI_INDEX_DIR", str(index))
    monkeypatch.setenv("BINI_EMBEDDER", str(save_tiny_embedder(tmp_path / "tiny")))
    return main


def test_the_command_line_filters_and_answers_in_json(command, capsys):
    assert command([CARBOMER, "--status", "공개", "--filed-from", "2010-01-01", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    (hit,) = answer["patents"]
    assert (hit["regit_num"], hit["status"]) == ("9920180000003", "공개")
    assert hit["filed_on"] == "2018-03-12"
    assert hit["why"]
    assert answer["filters"]["status"] == ["공개"]
    assert answer["notice"] == ""


def test_the_command_line_says_that_nothing_fits(command, capsys):
    assert command([CARBOMER, "--ipc", "H01M", "--as-of", "2026-01-31"]) == 0
    assert (
        capsys.readouterr().out
        == "조건(IPC H01M, 존속 기준일 2026-01-31)에 맞는 특허가 없습니다.\n"
    )
    assert command([CARBOMER, "--ipc", "H01M", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["patents"], answer["notice"]) == ([], "조건(IPC H01M)에 맞는 특허가 없습니다.")


def test_the_command_line_shows_patents_and_reasons(command, capsys):
    assert command(["무선 청소기", "--top-k", "1"]) == 0
    said = capsys.readouterr().out
    assert "9900000020000" in said
    assert "제1항" in said
    assert "무선" in said


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (["--as-of", "내일"], "2026-01-31"),
        (["--as-of", "2026-02-30"], "2026-01-31"),
        (["--filed-from"], "값이 필요"),
        (["--filed-from", "2020-01-02", "--filed-to", "2020-01-01"], "늦습니다"),
        (["--status", "심판"], "등록"),
        (["--top-k", "x"], "정수"),
        (["--top-k", "0"], "--top-k"),
        (["--ipc", "ZZZ"], "A61Q"),
        (["로션"], "따옴표"),
        (["--odd"], "--odd"),
    ],
)
def test_a_wrong_option_is_one_line_and_2(command, capsys, wrong, words):
    assert command([CARBOMER, *wrong]) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""


def test_a_reader_that_has_gone_and_ctrl_c_are_no_traceback(index, tmp_path):
    from retrieval_parts import save_tiny_embedder

    options = ["--index", str(index), "--embedder", str(save_tiny_embedder(tmp_path / "tiny"))]
    script = (
        "import os, signal, sys\n"
        "from retrieval import search\n"
        "if sys.argv.pop(1) == 'stop':\n"
        "    search.load_embedder = lambda name: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.exit(search.main(sys.argv[1:]))"
    )
    read, write = os.pipe()
    os.close(read)
    for how, out, code, said in (
        ("go", write, 1, ""),
        ("stop", subprocess.DEVNULL, 130, "멈췄습니다. 같은 명령을 다시 줄 수 있습니다.\n"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", script, how, CARBOMER, *options],
            cwd=Path(__file__).resolve().parent.parent,
            stdout=out,
            stderr=subprocess.PIPE,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (code, said)
    os.close(write)
