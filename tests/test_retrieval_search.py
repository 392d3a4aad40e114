from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from retrieval_parts import (
    CLEANER,
    WHITENING,
    patent,
    patents,
    product,
    save_tiny_embedder,
    tiny_embedder,
)

from evidence.glossary import load_glossary
from evidence.patents import read_patents, sample_files
from evidence.products import read_product
from finetune.embedder import batches, read_recipe
from finetune.embedder_data import TextPair, everyday_queries, training_pairs
from finetune.split import split_of
from graph import build_graph
from graph.errors import InputError, NotFoundError, PatentIndexError
from graph.ports import ClaimRetriever
from graph.schema import ClaimText
from graph.settings import Settings
from retrieval.embedder import SHIPPED, Embedder, load_embedder
from retrieval.index import build_index
from retrieval.lexical import LexicalIndex, tokens
from retrieval.search import DENSE, RRF_K, HybridRetriever, fuse, main, wider_names
from wiring import make_context

ROOT = Path(__file__).resolve().parent.parent
AS_OF = date(2026, 1, 31)
TBC_PATENT = "1029180910000"
NAMES = {"atbc": ("아세틸트리부틸시트레이트", "TBC")}


@pytest.fixture(scope="module")
def embedder(tmp_path_factory) -> Embedder:
    return tiny_embedder(tmp_path_factory.mktemp("model") / "tiny")


@pytest.fixture(scope="module")
def index(tmp_path_factory, embedder) -> Path:
    folder = tmp_path_factory.mktemp("index")
    build_index(folder, patents(), embedder)
    return folder


@pytest.fixture
def retriever(index, embedder):
    opened = HybridRetriever(index, embedder, lambda concept: NAMES.get(concept, ()))
    yield opened
    opened.close()


def texts(found) -> list[str]:
    return [candidate.claim.text for candidate in found]


def test_it_is_a_claim_retriever(retriever, embedder):
    assert isinstance(retriever, ClaimRetriever)
    assert retriever.index_id.startswith("claims-")
    assert retriever.index_id.endswith(embedder.embedder_id)


def test_the_claim_that_names_the_thing_comes_first(retriever):
    found = retriever.search(product("무선 청소기 배터리"), 3, AS_OF)
    assert found[0].claim.text == CLEANER
    assert found[0].found_by == ("dense", "lexical")
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)


def test_an_abbreviation_is_found_by_the_names_of_its_concept(retriever, index, embedder):
    asked = product("TBC", TBC="atbc")
    assert texts(retriever.search(asked, 1, AS_OF)) == [WHITENING]
    assert retriever.query_text(asked) == "TBC 아세틸트리부틸시트레이트"
    plain = HybridRetriever(index, embedder)
    assert plain.lexical(plain.query_text(asked), 5) == []
    plain.close()


def test_a_concept_the_product_lacks_is_not_searched_for(retriever):
    lacking = product("TBC 무첨가", TBC="atbc")
    element = lacking.elements[0].model_copy(update={"negated": True})
    lacking = lacking.model_copy(update={"elements": (element,)})
    assert retriever.query_text(lacking) == "TBC 무첨가"


def test_top_k_bounds_the_answer(retriever):
    assert len(retriever.search(product("화장료 조성물"), 1, AS_OF)) == 1
    assert len(retriever.search(product("화장료 조성물"), 10, AS_OF)) >= 2


@pytest.mark.parametrize("text", ["asdf qwer", "!!!", "1234567"])
def test_nothing_fits_an_unrelated_text(retriever, text):
    assert list(retriever.search(product(text), 5, AS_OF)) == []


@pytest.mark.parametrize(
    "number",
    [
        "9900000020000",
        "99-0000002",
        "99-0000002-0000",
        "9920180000002",
        "99-2018-0000002",
        "제99-0000002호",
    ],
)
def test_a_number_in_any_usual_form_is_fetched(retriever, number):
    (found,) = retriever.fetch([number])
    assert found.claim.text == CLEANER
    assert (found.score, found.found_by) == (1.0, ("named",))


def test_fetch_keeps_the_order_and_takes_each_patent_once(retriever):
    found = retriever.fetch(["99-0000002", "9900000010000", "9900000020000"])
    assert texts(found) == [CLEANER, WHITENING]


def test_the_hyphens_of_a_number_say_which_patent_is_meant(tmp_path, embedder):
    registered = patent(1, WHITENING, regit_num="1020180010000", application_number="1020111234567")
    applied = patent(2, CLEANER, regit_num="1099999990000", application_number="1020180010000")
    build_index(tmp_path, [registered, applied], embedder)
    context = make_context(
        Settings(index_dir=tmp_path),
        judge="evidence",
        retriever=HybridRetriever(tmp_path, embedder),
    )
    graph = build_graph()

    def named(number: str) -> str:
        asked = {"query": "미백 화장품", "patents": [number]}
        return graph.invoke(asked, context=context)["report"].patents[0].regit_num

    assert named("10-2018001") == named("10-2018001-0000") == "1020180010000"
    assert named("10-2018-0010000") == "1099999990000"
    # Without hyphens it is read as a registration first.
    assert named("1020180010000") == "1020180010000"
    context.retriever.close()


@pytest.mark.parametrize("number", ["10-2918091", "abc", "", "99-00"])
def test_an_unknown_number_is_named(retriever, number):
    with pytest.raises(NotFoundError) as caught:
        retriever.fetch([number])
    assert "특허" in str(caught.value)


def test_an_index_of_another_embedder_is_refused(index, tmp_path):
    other = load_embedder(save_tiny_embedder(tmp_path / "other", seed=5))
    with pytest.raises(PatentIndexError, match=r"tiny@.*other@.*retrieval\.index build"):
        HybridRetriever(index, other)


def test_an_index_rebuilt_by_another_process_is_taken_up(tmp_path, embedder):
    folder = tmp_path / "index"
    build_index(folder, patents()[:1], embedder)
    retriever = HybridRetriever(folder, embedder)
    before = retriever.index_id
    assert texts(retriever.search(product("무선 청소기"), 1, AS_OF)) != [CLEANER]
    script = (
        f"import sys; sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / 'tests')!r}]\n"
        "from pathlib import Path\n"
        "from retrieval_parts import patents\n"
        "from retrieval.embedder import Embedder\n"
        "from retrieval.index import build_index\n"
        "class Flat:\n"
        "    def embed_documents(self, texts): return [[1.0] + [0.0] * 31 for _ in texts]\n"
        f"build_index(Path({str(folder)!r}), patents(), Embedder(Flat(), {embedder.embedder_id!r}))"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
    assert texts(retriever.search(product("무선 청소기"), 1, AS_OF)) == [CLEANER]
    assert retriever.index_id != before
    retriever.close()


def test_an_index_dropped_in_the_middle_of_a_search_is_asked_anew(tmp_path, embedder, monkeypatch):
    build_index(tmp_path, patents()[:1], embedder)
    retriever = HybridRetriever(tmp_path, embedder)
    current = retriever._current
    before = [current()]
    build_index(tmp_path, patents(), embedder)
    monkeypatch.setattr(retriever, "_current", lambda: before.pop() if before else current())
    assert texts(retriever.search(product("무선 청소기"), 1, AS_OF)) == [CLEANER]
    assert before == []
    retriever.close()


def test_a_search_for_claims_puts_two_of_a_patent_before_the_next_patents(tmp_path, embedder):
    many = patent(
        1,
        CLEANER,
        claims=tuple(
            ClaimText(number=n, text=f"모터 {n}개와 배터리를 포함하는 무선 청소기.")
            for n in range(1, 6)
        ),
    )
    build_index(tmp_path, [many, patent(2, "배터리를 포함하는 무선 전화기.")], embedder)
    retriever = HybridRetriever(tmp_path, embedder)
    found = retriever.search(product("무선 청소기 모터 배터리"), 6, AS_OF)
    numbers = [candidate.claim.regit_num[:9] for candidate in found]
    assert numbers == ["990000001"] * 2 + ["990000002"] + ["990000001"] * 3
    assert len({(c.claim.regit_num, c.claim.claim_number) for c in found}) == 6
    retriever.close()


def test_many_threads_get_the_same_answers(retriever):
    asked = ["무선 청소기", "미백용 화장료", "카보머 잔탄검"] * 8
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda t: texts(retriever.search(product(t), 2, AS_OF)), asked))
    assert answers == [answers[0], answers[1], answers[2]] * 8
    assert answers[0][0] == CLEANER


def test_tokens_are_bigrams_of_hangul_and_whole_latin_words():
    assert tokens("ＴＢＣ 미백크림 5.5% SPF50+ 물") == [
        "tbc",
        "미백",
        "백크",
        "크림",
        "5.5",
        "spf50",
        "물",
    ]


@given(st.text(max_size=60))
def test_any_text_can_be_looked_up(text):
    index = LexicalIndex.build(["a", "b"], [WHITENING, CLEANER])
    found = index.search(text, 5)
    assert all(0 < score <= 1.001 for _, score in found)
    assert [score for _, score in found] == sorted((s for _, s in found), reverse=True)


def test_the_lexical_index_survives_the_disk(tmp_path):
    built = LexicalIndex.build(["a", "b"], [WHITENING, CLEANER])
    built.save(tmp_path)
    assert LexicalIndex.open(tmp_path).search("무선 청소기", 5) == built.search("무선 청소기", 5)
    (tmp_path / "numbers.json").unlink()
    with pytest.raises(PatentIndexError, match="--force"):
        LexicalIndex.open(tmp_path)


def test_the_splits_are_fixed_and_of_the_stated_sizes():
    numbers = [f"99{serial:07}0000" for serial in range(4000)]
    shares = {
        split: sum(split_of(n) == split for n in numbers) / 4000 for split in ("train", "dev")
    }
    assert shares == {"train": pytest.approx(0.6, abs=0.03), "dev": pytest.approx(0.2, abs=0.03)}
    assert [split_of(number) for number in numbers[:6]] == SPLITS_OF_FIRST_SIX


SPLITS_OF_FIRST_SIX = ["train", "train", "train", "dev", "dev", "train"]


def test_no_batch_has_one_group_twice():
    pairs = [TextPair(str(at % 7), f"q{at}", f"d{at}") for at in range(100)]
    made = list(batches(pairs, 5))
    assert made
    assert all(len({pair.group for pair in batch}) == len(batch) == 5 for batch in made)
    assert len({pair.query for batch in made for pair in batch}) == 5 * len(made)


def test_pairs_and_queries_are_reproducible_and_kept_apart():
    glossary = load_glossary()
    samples = list(read_patents(sample_files()))[:12]
    pairs = training_pairs(samples, glossary, 1, 3)
    assert pairs == training_pairs(samples, glossary, 1, 3)
    assert {pair.group for pair in pairs} >= {p.number for p in samples} | set(glossary.concepts)
    queries = everyday_queries(samples, glossary, 2, 3)
    assert not {query.text for query in queries} & {pair.query for pair in pairs}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("training: {}", "keys"),
        ("model: {dimension: 2}\ntraining: {}", "vocabulary"),
        (":", "read"),
    ],
)
def test_a_wrong_recipe_is_refused(tmp_path, change, words):
    path = tmp_path / "r.yaml"
    path.write_text(change, encoding="utf-8")
    with pytest.raises(InputError, match=words):
        read_recipe(path)


def test_an_unknown_key_of_the_trainer_is_refused(tmp_path):
    recipe = (ROOT / "finetune" / "recipes" / "embedder.yaml").read_text(encoding="utf-8")
    path = tmp_path / "r.yaml"
    path.write_text(recipe + "  learning_rat: 1\n", encoding="utf-8")
    with pytest.raises(InputError, match="learning_rat"):
        read_recipe(path)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shipped")
    embedder = load_embedder(SHIPPED)
    build_index(folder, read_patents(sample_files()), embedder)
    glossary = load_glossary()
    opened = HybridRetriever(folder, embedder, glossary.names)
    yield folder, glossary, opened
    opened.close()


def test_the_shipped_embedder_is_small_and_says_what_it_is():
    size = sum(path.stat().st_size for path in SHIPPED.iterdir())
    assert size < 5_000_000
    card = json.loads((SHIPPED / "card.json").read_text(encoding="utf-8"))
    assert card["command"] == "python -m finetune.embedder finetune/recipes/embedder.yaml"
    recipe, training = read_recipe(ROOT / "finetune" / "recipes" / "embedder.yaml")
    assert card["recipe"] == {"model": vars(recipe), "training": training}
    assert card["figures"]["recall@10"] > 0.9


@pytest.mark.parametrize("text", ["TBC 미백 크림", "TBC 성분이 들어간 미백 크림을 만들었어"])
def test_the_reports_patent_comes_first(shipped, text):
    _, glossary, retriever = shipped
    found = retriever.search(read_product(text, glossary), 10, AS_OF)
    assert found[0].claim.regit_num == TBC_PATENT
    assert found[0].found_by == ("dense", "lexical")


NAMED_LATER = {
    "claim_gaps",
    "claim_herbs",
    "devices",
    "goods",
    "industrial",
    "ingredient_functions",
    "ingredients",
    "making",
    "names_in_use",
}
"""Glossary files that, like those of planners, came after the shipped model was trained."""


def test_the_shipped_model_knows_the_glossarys_synonyms(shipped):
    import numpy as np

    _, glossary, _ = shipped
    concepts = [concept for concept in glossary.concepts.values() if len(concept.names) > 1]
    embedder = load_embedder(SHIPPED)
    first, second = (
        np.array(embedder.documents([concept.names[at] for concept in concepts])) for at in (0, 1)
    )
    right = (second @ first.T).argmax(axis=1) == np.arange(len(concepts))
    unseen = {
        line.split("\t")[0]
        for file in (ROOT / "data" / "glossary").glob("*.tsv")
        if file.stem.startswith("planner_") or file.stem in NAMED_LATER
        for line in file.read_text(encoding="utf-8").splitlines()
    }
    learnt = np.array([concept.id not in unseen for concept in concepts])
    assert len(concepts) > 800
    # The first of some twelve thousand names, by a model of four megabytes.
    assert right[learnt].mean() > 0.8
    assert right[~learnt].mean() > 0.4  # names that came after it was trained


def test_held_out_patents_are_found_from_everyday_words(shipped):
    _, glossary, retriever = shipped
    held_out = [p for p in read_patents(sample_files()) if split_of(p.number) != "train"]
    queries = everyday_queries(held_out, glossary, 1, 5)
    found = sum(
        query.number
        in {
            candidate.claim.regit_num
            for candidate in retriever.search(read_product(query.text, glossary), 10, AS_OF)
        }
        for query in queries
    )
    assert len(queries) > 20
    assert found / len(queries) > 0.9


@pytest.mark.parametrize("text", ["asdf qwer", "오늘 날씨 어때", "hello world this is a test"])
def test_the_shipped_index_has_nothing_for_no_product(shipped, text):
    _, glossary, retriever = shipped
    assert list(retriever.search(read_product(text, glossary), 10, AS_OF)) == []


def test_a_vague_product_still_gets_its_nearest_claims(shipped):
    _, glossary, retriever = shipped
    assert retriever.search(read_product("앰플을 하나 기획 중이야", glossary), 10, AS_OF)


def test_the_command_line_answers_in_json(shipped, capsys):
    folder, _, _ = shipped
    assert main(["TBC 미백 크림", "--json", "--top-k", "2", "--index", str(folder)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["patents"][0]["regit_num"] == TBC_PATENT
    assert len(answer["patents"]) <= 2
    assert {"said": "TBC", "found": "아세틸트리부틸시트레이트"} in answer["patents"][0]["why"]
    assert main(["asdf qwer", "--index", str(folder)]) == 0
    assert capsys.readouterr().out == "맞는 특허가 없습니다.\n"


def test_the_command_line_says_what_is_wrong(tmp_path, capsys):
    assert main(["TBC", "--index", str(tmp_path)]) == 1
    assert main([" ", "--index", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert said.err.count("\n") == 2
    assert "retrieval.index build" in said.err
    assert said.out == ""


def test_importing_costs_little():
    script = (
        "import sys; import retrieval.search, retrieval.index\n"
        "print(sorted({'torch', 'chromadb', 'transformers'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_patent_with_two_independent_claims_is_fetched_whole(tmp_path, embedder):
    both = patent(1, WHITENING).model_copy(
        update={
            "claims": (
                *patent(1, WHITENING).claims[:1],
                patent(1, CLEANER).claims[0].model_copy(update={"number": 3}),
            )
        }
    )
    build_index(tmp_path, [both], embedder)
    retriever = HybridRetriever(tmp_path, embedder)
    assert [c.claim.claim_number for c in retriever.fetch(["99-0000001"])] == [1, 3]
    retriever.close()


def test_a_small_recipe_trains_an_embedder_that_loads(tmp_path):
    from finetune.embedder import main as train_main

    recipe = tmp_path / "small.yaml"
    recipe.write_text(
        "model: {vocabulary: 3000, dimension: 32, token_dropout: 0.1, rounds: 2, scale: 15.0,"
        " seed: 1}\n"
        "training: {per_device_train_batch_size: 256, learning_rate: 0.1, disable_tqdm: true}\n",
        encoding="utf-8",
    )
    out = tmp_path / "small"
    assert train_main([str(recipe), "--out", str(out)]) == 0
    card = json.loads((out / "card.json").read_text(encoding="utf-8"))
    assert card["data"]["patents"]["train"] > card["data"]["patents"]["dev"] > 0
    # One draw in a hundred claims would be right by chance.
    assert card["figures"]["recall@10"] > 0.3
    assert len(load_embedder(out).query("미백 크림")) == 32


def test_a_concept_is_also_looked_up_as_what_it_is_a_kind_of():
    glossary = load_glossary()
    names = wider_names(glossary)
    own = glossary.names("titanium_dioxide")
    assert names("titanium_dioxide")[0] == own[0]
    for parent in glossary.concepts["titanium_dioxide"].parents:
        assert glossary.names(parent)[0] in names("titanium_dioxide")
    assert len(names("titanium_dioxide")) > len(own[:24])
    assert names("no such concept") == ()


def test_two_scorings_are_fused_by_reciprocal_rank():
    fused = fuse({1: 0.9, 2: 0.5, 3: 0.0}, {1: 0.8, 2: 0.1, 3: 0.9})
    by_hand = {
        1: 1 / (RRF_K + 1) + DENSE / (RRF_K + 2),
        2: 1 / (RRF_K + 2) + DENSE / (RRF_K + 3),
        3: DENSE / (RRF_K + 1),
    }
    most = (1 + DENSE) / (RRF_K + 1)
    assert fused == pytest.approx({place: score / most for place, score in by_hand.items()})
    assert fuse({7: 1.0}, {7: 1.0}) == {7: 1.0}
    assert fuse({}, {}) == {}
