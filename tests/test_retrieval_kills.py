"""Builds and imports killed with SIGKILL at many moments: nothing is lost, the rest goes on."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from datetime import date
from pathlib import Path

import pytest
from kipris_service import KEY, KiprisService, Listed, serving
from retrieval_parts import patent

import retrieval.collection
from graph.schema import Patent
from retrieval.claims import StoredPatents
from retrieval.collection import build_index, current_index, open_client
from retrieval.embedder import Embedder
from retrieval.kipris import Account, KiprisClient, KiprisImport, KiprisQuery
from retrieval.lexical import LexicalIndex
from retrieval.store import open_store

MANY = 700
"""Patents of a build: three batches of ``BATCH``, so that a kill falls between them as well."""

BATCH = 256

KILLS = 8


class Plain:
    """A LangChain embedder without a model: counts of a few syllables."""

    def embed_documents(self, texts):
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text):
        vector = [1.0] + [float(text.count(letter)) for letter in "가나다라마바사0123456789"]
        length = sum(x * x for x in vector) ** 0.5
        return [x / length for x in vector]


EMBEDDER = Embedder(Plain(), "plain@1")


def collection(generation: int) -> list[Patent]:
    """Return the patents of one generation: a third of the texts differ from the one before."""
    return [
        patent(
            serial,
            f"성분 {serial * (generation if serial % 3 == 0 else 1)}을 포함하는 가나다 조성물.",
        )
        for serial in range(1, MANY + 1)
    ]


def build(folder: str, generation: int) -> None:
    build_index(Path(folder), collection(generation), EMBEDDER)


def texts_in(folder: Path) -> list[str]:
    client = open_client(folder)
    try:
        info, found = current_index(client, folder)
        stored = list(StoredPatents(folder / info.lexical))
        texts = sorted(claim.text for patent in stored for claim in patent.claims)
        # Both halves answer, and about the same patents.
        lexical = LexicalIndex.open(folder / info.lexical)
        numbers = {number for number, _ in lexical.search("가나다 조성물", MANY)}
        assert numbers == {claim_id.split(":")[0] for claim_id in found.get(include=[])["ids"]}
        assert len(numbers) == len(texts)
        vector = [EMBEDDER.query(texts[0])]
        nearest = found.query(query_embeddings=vector, n_results=10, include=[])["ids"][0]
        assert len(nearest) == 10
    finally:
        client.close()
    return texts


def texts_of(generation: int) -> list[str]:
    return sorted(p.claims[0].text for p in collection(generation))


@pytest.fixture(scope="module")
def processes():
    """Start processes quickly: forked from one that has imported everything and opened nothing."""
    context = multiprocessing.get_context("forkserver")
    tests = Path(__file__).resolve().parent
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", f"{tests.parent}{os.pathsep}{tests}")
        context.set_forkserver_preload(["chromadb", "httpx", "tenacity", "test_retrieval_kills"])
        context.Process(target=int).start()
        yield context


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch):
    monkeypatch.setattr(retrieval.collection, "_BATCH", BATCH)


def begun(pipe, target, *arguments) -> None:
    retrieval.collection._BATCH = BATCH
    pipe.send("begun")
    target(*arguments)


def kill_after(context, seconds: float, target, *arguments) -> bool:
    """Run ``target`` in a process and kill it; return whether it was killed before its end."""
    here, there = context.Pipe()
    process = context.Process(target=begun, args=(there, target, *arguments))
    process.start()
    assert here.recv() == "begun"
    process.join(seconds)
    process.kill()
    process.join()
    killed = process.exitcode == -signal.SIGKILL
    assert killed or process.exitcode == 0
    process.close()
    here.close()
    there.close()
    return killed


def test_a_build_killed_at_any_moment_leaves_the_index_before_or_after(tmp_path, processes):
    assert not kill_after(processes, 60, build, str(tmp_path), 1)
    begin = time.monotonic()
    assert not kill_after(processes, 60, build, str(tmp_path), 2)
    whole = time.monotonic() - begin
    killed, generation = 0, 2
    for kill in range(KILLS):
        allowed = [texts_of(generation), texts_of(generation + 1)]
        moment = 0.8 * whole * (kill + random.Random(kill).random()) / KILLS
        killed += kill_after(processes, moment, build, str(tmp_path), generation + 1)
        assert texts_in(tmp_path) in allowed
        generation += texts_in(tmp_path) == allowed[1]
    assert killed >= KILLS // 2
    build(str(tmp_path), 99)
    assert texts_in(tmp_path) == texts_of(99)
    assert len(list(tmp_path.glob("lexical-*"))) == 1
    # Chroma keeps one folder of vectors for the one collection that is left.
    assert sum(path.is_dir() for path in (tmp_path / "chroma").iterdir()) == 1


def die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Mortal(Plain):
    """Dies at its third batch, when the first is written."""

    batches = 0

    def embed_documents(self, texts):
        self.batches += 1
        if self.batches == 3:
            die()
        return super().embed_documents(texts)


def build_and_die(folder: str, moment: str) -> None:
    embedder = EMBEDDER
    if moment == "between batches":
        embedder = Embedder(Mortal(), "plain@1")
    elif moment == "before the lexical index is made":
        LexicalIndex.build = die  # type: ignore[method-assign, assignment]
    elif moment == "while the lexical index is written":
        Path.write_text = die  # type: ignore[method-assign, assignment]
    elif moment == "before the new index counts":
        LexicalIndex.save = die  # type: ignore[method-assign, assignment]
    else:
        retrieval.collection._drop_all_but = die  # type: ignore[assignment]
    build_index(Path(folder), collection(2), embedder)


@pytest.mark.parametrize(
    ("moment", "generation"),
    [
        ("between batches", 1),
        ("before the lexical index is made", 1),
        ("while the lexical index is written", 1),
        ("before the new index counts", 1),
        ("before the old index is dropped", 2),
    ],
)
def test_a_build_that_dies_at_each_step_leaves_a_usable_index(
    tmp_path, processes, moment, generation
):
    build(str(tmp_path), 1)
    assert kill_after(processes, 60, build_and_die, str(tmp_path), moment)
    assert texts_in(tmp_path) == texts_of(generation)
    build(str(tmp_path), 2)
    assert texts_in(tmp_path) == texts_of(2)
    assert len(list(tmp_path.glob("lexical-*"))) == 1


def test_a_killed_build_goes_on_where_it_stopped(tmp_path, processes):
    seen: list[str] = []

    class Counting(Plain):
        def embed_documents(self, texts):
            seen.extend(texts)
            return super().embed_documents(texts)

    assert kill_after(processes, 60, build_and_die, str(tmp_path), "between batches")
    there = rows_in(tmp_path)
    assert there % BATCH == 0
    assert there >= BATCH
    build_index(tmp_path, collection(2), Embedder(Counting(), "plain@1"))
    assert sum("성분" in text for text in seen) == MANY - there
    assert texts_in(tmp_path) == texts_of(2)


def rows_in(folder: Path) -> int:
    if not (folder / "chroma" / "chroma.sqlite3").is_file():
        return 0
    client = open_client(folder)
    try:
        return sum(collection.count() for collection in client.list_collections())
    finally:
        client.close()


def run_import(folder: str, url: str) -> None:
    account = Account(key=KEY, url=url, calls_per_second=50)
    with open_store(Path(folder)) as store:
        client = KiprisClient(account, store)
        KiprisImport(client, store).run(KiprisQuery(word="조성물"))
        client.close()


def test_an_import_killed_again_and_again_fetches_each_patent_once(tmp_path, processes):
    known = [Listed(serial, f"성분 {serial}을 포함하는 조성물.") for serial in range(1, 31)]
    with serving(KiprisService(known)) as service:
        kills = 0
        while kill_after(processes, 0.25, run_import, str(tmp_path), service.url):
            kills += 1
            with open_store(tmp_path) as store:
                assert len(list(store.patents())) in (0, 30)
            assert kills < 40
        asked = [
            asked["applicationNumber"]
            for name, asked in service.asked
            if name == "getBibliographyDetailInfoSearch"
        ]
        calls = len(service.asked)
    assert kills >= 2
    assert set(asked) == {listed.application for listed in known}
    # A kill loses at most the answer that was on its way.
    assert len(asked) <= len(known) + kills
    with open_store(tmp_path) as store:
        found = list(store.patents())
        assert [p.claims[0].text for p in found] == [listed.text for listed in known]
        assert all(p.filed_on == date(2018, 3, 12) for p in found)
        assert store.unfinished() == []
        from retrieval.kipris import this_month

        assert store.calls(Account(key=KEY).id, this_month()) >= calls
