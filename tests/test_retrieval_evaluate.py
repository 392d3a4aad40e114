from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from retrieval_parts import patents, save_tiny_embedder

from evidence.patents import read_patents, sample_files
from graph.errors import DataError, InputError
from retrieval.evaluate import CUTS, Query, main, read_queries, score
from retrieval.everyday import Everyday, load_everyday
from retrieval.importers import import_patents
from retrieval.index import build_index, load_embedder

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "data" / "queries"
REAL = Path("/work/shared/real/patents.jsonl")


def query(*numbers: str, text: str = "x") -> Query:
    return Query(query=text, patents=numbers)


def test_scores_are_those_counted_by_hand():
    rankings = [["a", "b"], ["x", "y", "c"], ["z"], ["q", "d", "r", "e"]]
    queries = [query("a"), query("c"), query("n"), query("d", "e")]
    got = score(rankings, queries)
    assert got.recall == {1: 0.25, 5: 0.75, 10: 0.75, 20: 0.75}
    assert got.mrr == pytest.approx((1 + 1 / 3 + 0 + 1 / 2) / 4)
    # 1/log2(place + 1) of the right ones, over that of the best order.
    gains = (1.0, 0.5, 0.0, (0.63093 + 0.43068) / (1 + 0.63093))
    assert got.ndcg == pytest.approx(sum(gains) / 4, abs=1e-4)


@given(st.lists(st.permutations(["a", "b", "c", "d"]), min_size=1, max_size=5))
def test_scores_are_fractions_and_recall_grows(rankings):
    got = score(rankings, [query("c")] * len(rankings))
    values = [got.recall[cut] for cut in CUTS]
    assert values == sorted(values)
    assert 0 < got.mrr <= got.ndcg <= got.recall[5] == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"query": "크림"}', ":2: "),
        ('{"query": "", "patents": ["9900001010000"]}', ":2: "),
        ('{"query": "크림", "patents": ["abc"]}', "abc"),
        ('{"query": "크림", "patents": ["9900001010000"], "more": 1}', ":2: "),
        ("크림", ":2: "),
    ],
)
def test_a_malformed_line_is_named(tmp_path, line, words):
    path = tmp_path / "q.jsonl"
    path.write_text('{"query": "크림", "patents": ["99-0000101"]}\n' + line, encoding="utf-8")
    with pytest.raises(InputError, match=words) as caught:
        read_queries(path)
    assert str(path) in str(caught.value)


def test_numbers_are_read_in_any_usual_form(tmp_path):
    path = tmp_path / "q.jsonl"
    path.write_text('{"query": "크림", "patents": ["99-0000101"]}\n\n', encoding="utf-8")
    assert read_queries(path) == [query("9900001010000", text="크림")]
    path.write_text("\n", encoding="utf-8")
    with pytest.raises(InputError, match="질의가 없습니다"):
        read_queries(path)


@pytest.fixture
def asked(tmp_path, monkeypatch) -> Path:
    model = save_tiny_embedder(tmp_path / "tiny")
    build_index(tmp_path / "index", patents(), load_embedder(model))
    monkeypatch.setenv("BINI_INDEX_DIR", str(tmp_path / "index"))
    monkeypatch.setenv("BINI_EMBEDDER", str(model))
    path = tmp_path / "q.jsonl"
    lines = [
        {"query": "무선 청소기 배터리", "patents": ["9900000020000"]},
        {"query": "카보머 점증 조성물", "patents": ["9900000030000"]},
        {"query": "무선 청소기", "patents": ["9900000990000"]},
    ]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_command_shows_words_vectors_and_both_side_by_side(asked, capsys):
    assert main([str(asked), "--misses"]) == 0
    said = capsys.readouterr().out
    for name in ("dense", "lexical", "fused", "fused, as claims"):
        (line,) = [line for line in said.splitlines() if line.startswith(f"{name:18}")]
        assert line[18:].split()[2] == "0.667"
    assert "recall@1 " in said
    assert "9900000990000  무선 청소기" in said


def test_the_command_answers_in_json(asked, capsys):
    assert main([str(asked), "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told["queries"] == 3
    assert told["rankings"]["fused"]["recall"]["20"] == pytest.approx(2 / 3)
    assert [miss["patents"] for miss in told["misses"]] == [["9900000990000"]]


@pytest.mark.parametrize("content", [None, b"", b"\n", b"{", b"\xff\xfe\x00"])
def test_a_file_without_queries_is_one_line_and_2(tmp_path, capsys, content):
    path = tmp_path / "q.jsonl"
    if content is not None:
        path.write_bytes(content)
    assert main([str(path)]) == 2
    said = capsys.readouterr()
    assert "q.jsonl" in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""


@pytest.mark.parametrize("name", ["samples", "real"])
def test_the_written_queries_are_many_and_kept_apart(name):
    tuned, held = (read_queries(QUERIES / f"{name}{part}.jsonl") for part in ("", "_held"))
    assert len(tuned) + len(held) >= {"samples": 300, "real": 200}[name]
    numbers = [{number for q in part for number in q.patents} for part in (tuned, held)]
    assert not numbers[0] & numbers[1]
    texts = Counter(q.query for q in (*tuned, *held))
    assert max(texts.values()) == 1


def test_every_number_is_one_of_a_patent():
    samples = {patent.number for patent in read_patents(sample_files())}
    asked = {number for q in _all("samples") for number in q.patents}
    assert len(asked) > 100
    assert asked <= samples
    if not REAL.is_file():
        pytest.skip(f"no real patents at {REAL}")
    assert {n for q in _all("real") for n in q.patents} <= {
        patent.number for patent in import_patents([REAL])
    }


def _all(name: str) -> list[Query]:
    return [*read_queries(QUERIES / f"{name}.jsonl"), *read_queries(QUERIES / f"{name}_held.jsonl")]


@pytest.mark.parametrize("name", ["samples", "real"])
def test_no_query_copies_a_claim(name):
    if name == "real" and not REAL.is_file():
        pytest.skip(f"no real patents at {REAL}")
    patents = import_patents([REAL]) if name == "real" else read_patents(sample_files())
    texts = {p.number: [c.text for c in p.claims] for p in patents}
    for asked in _all(name):
        plain = "".join(asked.query.split())
        claims = ["".join(text.split()) for n in asked.patents for text in texts[n]]
        pieces = (plain[at : at + 25] for at in range(len(plain) - 24))
        assert not any(piece in claim for piece in pieces for claim in claims), asked.query


@pytest.fixture(scope="module")
def samples_index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("samples")
    build_index(folder, read_patents(sample_files()), load_embedder())
    return folder


def test_the_right_patent_is_among_the_first_ten(samples_index, capsys):
    """The real patents are measured by the command: they are no part of this repository."""
    files = [str(QUERIES / f"samples{part}.jsonl") for part in ("", "_held")]
    assert main([*files, "--index", str(samples_index), "--json"]) == 0
    for told in json.loads(capsys.readouterr().out):
        fused, lexical = (told["rankings"][name] for name in ("fused", "lexical"))
        assert fused["recall"]["10"] >= 0.97
        assert fused["mrr"] > lexical["mrr"] > told["rankings"]["dense"]["mrr"] / 1.5


def test_the_scale_benchmark_varies_real_claims_and_keeps_their_form():
    from benchmarks.retrieval_scale import varied
    from retrieval.claims import claim_rows

    samples = list(read_patents(sample_files()))
    made = list(varied(samples, 400))
    rows = claim_rows(made)
    assert 400 <= len(rows) < 420
    assert len({row.text for row in rows}) > 0.95 * len(rows)
    before = sum(len(row.text) for row in claim_rows(samples)) / len(claim_rows(samples))
    assert sum(len(row.text) for row in rows) / len(rows) == pytest.approx(before, rel=0.1)
    assert made == list(varied(samples, 400))


def test_everyday_words_are_found_at_the_beginning_of_words(tmp_path):
    path = tmp_path / "words.tsv"
    path.write_text("# note\n떼내|벗겨\t박리|필오프\n물 없\t무수\n발\t족부\n", encoding="utf-8")
    words = load_everyday(path)
    assert words.said("바르고 떼내는 팩") == (("떼내", ("박리", "필오프")),)
    assert words.said("물 없는 밤, 벗겨짐") == (("벗겨", ("박리", "필오프")), ("물 없", ("무수",)))
    assert words.said("안떼내는 팩") == ()
    for text in ("발 크림", "발에 바르는", "발이랑 손"):
        assert words.said(text) == (("발", ("족부",)),)
    assert words.said("발효 크림, 발모제") == ()
    assert Everyday(()).said("떼내는 팩") == ()


@pytest.mark.parametrize("line", ["떼내 박리", "\t박리", "떼내\t", "가\t나\t다"])
def test_a_malformed_list_of_words_is_refused(tmp_path, line):
    path = tmp_path / "words.tsv"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=":1"):
        load_everyday(path)
    with pytest.raises(DataError, match="none"):
        load_everyday(tmp_path / "none.tsv")
