from __future__ import annotations

import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from retrieval_parts import CLEANER, WHITENING, patent, patents, save_tiny_embedder

from graph.errors import InputError, ModelError, PatentIndexError
from graph.schema import ClaimText
from retrieval.claims import StoredPatents, claim_rows
from retrieval.collection import embed_rows
from retrieval.embedder import Embedder, load_embedder
from retrieval.importers import import_patents
from retrieval.index import (
    build_index,
    current_index,
    main,
    open_client,
    require_index,
    status,
)
from retrieval.progress import shown_progress
from retrieval.search import HybridRetriever
from retrieval.store import open_store

ROOT = Path(__file__).resolve().parent.parent
REAL = Path("/work/shared/real/patents.jsonl")


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory) -> Path:
    return save_tiny_embedder(tmp_path_factory.mktemp("model") / "tiny")


@pytest.fixture(scope="session")
def embedder(model_folder) -> Embedder:
    return load_embedder(model_folder)


class Counting:
    """A LangChain embedder that counts the texts it embeds."""

    def __init__(self, inner) -> None:
        self.inner = inner
        self.seen: list[str] = []

    def embed_documents(self, texts):
        self.seen += texts
        return self.inner.embed_documents(texts)

    def embed_query(self, text):
        return self.inner.embed_query(text)


def counting(embedder: Embedder) -> tuple[Counting, Embedder]:
    model = Counting(embedder.model)
    return model, Embedder(model, embedder.embedder_id)


def claims_in(folder: Path):
    client = open_client(folder)
    try:
        info, _ = current_index(client, folder)
    finally:
        client.close()
    return [claim for stored in StoredPatents(folder / info.lexical) for claim in stored.claims]


def write_jsonl(path: Path, *rows) -> Path:
    path.write_text(
        "".join(
            (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)) + "\n"
            for row in rows
        ),
        encoding="utf-8",
    )
    return path


def test_rows_are_the_independent_claims_with_what_was_filed():
    filed = ClaimText(number=1, text="시트레이트를 함유하는 화장료 조성물.")
    rows = claim_rows([patent(1, WHITENING, claims_as_filed=(filed,)), patent(2, CLEANER)])
    assert [row.id for row in rows] == ["9900000010000:1", "9900000020000:1"]
    assert rows[0].claim.as_filed == filed.text
    assert rows[1].claim.as_filed is None
    assert rows[0].text == f"{rows[0].claim.title}\n{WHITENING}"


def test_a_vector_is_the_mean_of_claim_abstract_and_title(embedder):
    given = patent(1, WHITENING, abstract="기미를 옅게 하는 크림.", title="크림")
    (row,) = claim_rows([given])
    assert row.passages == (f"크림\n{WHITENING}", "크림\n기미를 옅게 하는 크림.", "크림")
    assert row.text_sha != claim_rows([patent(1, WHITENING, title="크림")])[0].text_sha
    mean = np.mean(embedder.documents(row.passages), axis=0)
    (vector,) = embed_rows([row], embedder)
    assert vector == pytest.approx(mean / np.linalg.norm(mean), abs=1e-6)
    assert len(embed_rows([], embedder)) == 0


def test_of_two_patents_with_one_number_the_later_counts():
    (row,) = claim_rows([patent(1, WHITENING), patent(1, CLEANER)])
    assert row.claim.text == CLEANER


def test_every_claim_comes_back_as_it_went_in(tmp_path, embedder):
    build_index(tmp_path, patents(), embedder)
    assert sorted(claims_in(tmp_path), key=lambda c: c.regit_num) == [
        row.claim for row in claim_rows(patents())
    ]


def test_a_second_build_embeds_nothing_and_a_changed_patent_alone_is_embedded(tmp_path, embedder):
    first = build_index(tmp_path, patents(), embedder)
    model, counted = counting(embedder)
    assert build_index(tmp_path, patents(), counted) == first
    assert model.seen == []
    changed = [*patents()[:2], patent(3, "카보머를 포함하는 헤어 젤.")]
    second = build_index(tmp_path, changed, counted)
    assert second.name != first.name
    assert model.seen
    assert all("헤어 젤" in text for text in model.seen)
    assert {claim.text for claim in claims_in(tmp_path)} == {p.claims[0].text for p in changed}


def test_patents_no_longer_in_the_files_leave_the_index(tmp_path, embedder):
    build_index(tmp_path, patents(), embedder)
    build_index(tmp_path, patents()[:1], embedder)
    assert [claim.text for claim in claims_in(tmp_path)] == [WHITENING]
    assert len(list(tmp_path.glob("lexical-*"))) == 1
    client = open_client(tmp_path)
    assert client.count_collections() == 1
    client.close()


def test_force_builds_anew_where_nothing_changed(tmp_path, embedder):
    first = build_index(tmp_path, patents(), embedder)
    model, counted = counting(embedder)
    assert build_index(tmp_path, patents(), counted, force=True) != first
    assert {row.text for row in claim_rows(patents())} <= set(model.seen)
    assert len(claims_in(tmp_path)) == 3


def test_a_missing_index_is_refused_and_nothing_is_made(tmp_path):
    with pytest.raises(PatentIndexError, match=r"python -m retrieval\.index build"):
        require_index(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


class Stops:
    def embed_documents(self, texts):
        raise KeyboardInterrupt


def test_a_build_that_stops_half_way_leaves_the_old_index(tmp_path, embedder):
    build_index(tmp_path, patents()[:1], embedder)
    with pytest.raises(KeyboardInterrupt):
        build_index(tmp_path, patents(), Embedder(Stops(), embedder.embedder_id))
    assert [claim.text for claim in claims_in(tmp_path)] == [WHITENING]
    build_index(tmp_path, patents(), embedder)
    assert len(claims_in(tmp_path)) == 3


def test_a_first_build_that_is_killed_is_refused_until_it_is_built_again(
    tmp_path, embedder, model_folder
):
    script = f"""
        import os, signal, sys
        sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "tests")!r}]
        from pathlib import Path
        from retrieval_parts import patents
        from retrieval.embedder import Embedder
        from retrieval.index import build_index
        class Dies:
            def embed_documents(self, texts):
                os.kill(os.getpid(), signal.SIGKILL)
        build_index(Path({str(tmp_path)!r}), patents(), Embedder(Dies(), "dies@0"))
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False)
    assert done.returncode == -signal.SIGKILL
    require_index(tmp_path)
    client = open_client(tmp_path)
    with pytest.raises(PatentIndexError, match="끝까지"):
        current_index(client, tmp_path)
    client.close()
    build_index(tmp_path, patents(), embedder)
    assert len(claims_in(tmp_path)) == 3


def test_two_builds_at_once_are_refused(tmp_path, embedder):
    from filelock import FileLock

    with FileLock(tmp_path / "build.lock"), pytest.raises(PatentIndexError, match="다른 프로그램"):
        build_index(tmp_path, patents(), embedder)


def test_two_commands_at_once_leave_what_both_brought(tmp_path, model_folder):
    files = [
        write_jsonl(tmp_path / f"{at}.jsonl", patents()[at].model_dump(mode="json"))
        for at in range(3)
    ]
    index = tmp_path / "index"
    options = ["--index", str(index), "--embedder", str(model_folder)]
    command = [sys.executable, "-m", "retrieval.index"]
    with open_store(index) as store:
        store.replace_base([])
    running = [
        subprocess.Popen(
            [*command, "import", str(file), *options], cwd=ROOT, stderr=subprocess.PIPE, text=True
        )
        for file in files
    ]
    for process in running:
        said = process.communicate()[1]
        assert process.returncode == 0 or "다른 프로그램" in said.splitlines()[-1]
        assert "Traceback" not in said
    # Whoever came second is in the store, and comes into the index with the next command.
    assert main(["import", "--resume", *options]) == 0
    assert {c.text for c in claims_in(index)} == {p.claims[0].text for p in patents()}
    assert not status(index).outdated


def test_an_index_of_an_older_form_is_refused_and_built_anew(tmp_path, embedder):
    build_index(tmp_path, patents(), embedder)
    database = tmp_path / "chroma" / "chroma.sqlite3"
    with closing(sqlite3.connect(database)) as db, db:
        db.execute("UPDATE collection_metadata SET int_value = 3 WHERE key = 'schema_version'")
        db.execute("DELETE FROM collection_metadata WHERE key IN ('tokens', 'store_version')")
    with pytest.raises(PatentIndexError, match=r"다른 판.*retrieval\.index build"):
        status(tmp_path)
    with pytest.raises(PatentIndexError, match="다른 판"):
        HybridRetriever(tmp_path, embedder)
    model, counted = counting(embedder)
    build_index(tmp_path, patents(), counted)
    assert model.seen
    assert len(claims_in(tmp_path)) == 3
    assert len(list(tmp_path.glob("lexical-*"))) == 1


@pytest.mark.parametrize("name", ["vectors.npy", "numbers.json", "catalogue.json", "patents.jsonl"])
@pytest.mark.parametrize("kept", [None, 9])
def test_a_damaged_index_is_named_and_mended_by_a_build(tmp_path, embedder, name, kept):
    info = build_index(tmp_path, patents(), embedder)
    path = tmp_path / info.lexical / name
    data = path.read_bytes()
    path.unlink()
    if kept is not None:
        path.write_bytes(data[:kept])
    for use in (status, lambda folder: HybridRetriever(folder, embedder)):
        with pytest.raises(PatentIndexError, match=r"retrieval\.index build"):
            use(tmp_path)
    model, counted = counting(embedder)
    build_index(tmp_path, patents(), counted)
    # The vectors are still in the collection.
    assert model.seen == []
    assert status(tmp_path).claims == 3
    HybridRetriever(tmp_path, embedder).close()


def test_what_is_no_chroma_database_is_named_and_the_patents_stay(tmp_path, embedder):
    (tmp_path / "chroma").mkdir()
    (tmp_path / "chroma" / "chroma.sqlite3").write_bytes(b"garbage" * 1000)
    with open_store(tmp_path) as store:
        store.replace_base(patents())
    with pytest.raises(PatentIndexError, match="이 폴더만 지우고") as caught:
        status(tmp_path)
    assert repr(str(tmp_path / "chroma")) in str(caught.value)


def test_an_empty_collection_says_so(tmp_path, embedder):
    open_client(tmp_path).close()
    for use in (status, lambda folder: HybridRetriever(folder, embedder)):
        with pytest.raises(PatentIndexError, match=r"비어 있습니다.*retrieval\.index build"):
            use(tmp_path)


def test_no_claim_at_all_is_refused(tmp_path, embedder):
    deleted = patent(1, WHITENING, claims=(ClaimText(number=1, text=""),))
    with pytest.raises(InputError, match="독립항"):
        build_index(tmp_path, [deleted], embedder)


def test_the_command_line_builds_imports_and_tells(tmp_path, model_folder, capsys):
    index = tmp_path / "index"
    base = write_jsonl(tmp_path / "base.jsonl", patents()[0].model_dump(mode="json"))
    more = write_jsonl(tmp_path / "more.jsonl", patents()[1].model_dump(mode="json"))
    options = ["--index", str(index), "--embedder", str(model_folder)]
    assert main(["build", "--patents", str(base), *options]) == 0
    assert main(["import", str(more), *options]) == 0
    assert {claim.text for claim in claims_in(index)} == {WHITENING, CLEANER}
    assert capsys.readouterr().out == ""
    assert main(["status", "--index", str(index)]) == 0
    told = capsys.readouterr().out
    assert "특허: 2" in told
    assert "등록 2" in told
    assert "tiny@" in told
    assert "2018-03-12" in told
    # A later build keeps what was imported, unless told to drop it.
    assert main(["build", "--patents", str(base), *options]) == 0
    assert len(claims_in(index)) == 2
    assert main(["build", "--patents", str(base), "--drop-imported", *options]) == 0
    assert [claim.text for claim in claims_in(index)] == [WHITENING]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["status", "--index", "{tmp}/none"], 1, "retrieval.index build"),
        (["import", "{tmp}/none.jsonl", "--index", "{tmp}/i"], 2, "none.jsonl"),
        (["build", "--embedder", "{tmp}/none", "--index", "{tmp}/i"], 1, "finetune.embedder"),
        (["import", "{tmp}/empty.jsonl", "--index", "{tmp}/i"], 2, "empty.jsonl"),
        (["build", "--patents", "{tmp}/empty.jsonl", "--index", "{tmp}/i"], 2, "empty.jsonl"),
        (["build", "--patents", "{tmp}/none.jsonl", "--index", "{tmp}/i"], 2, "none.jsonl"),
        (["build", "--no-samples", "--index", "{tmp}/i"], 2, "청구항"),
        (["build", "--index", "{tmp}/empty.jsonl/i"], 1, "empty.jsonl/i"),
        (["build", "--index"], 2, "값이 필요"),
        (["rebuild"], 2, "build"),
    ],
)
def test_known_errors_are_one_line_and_a_code(tmp_path, capsys, arguments, code, words):
    (tmp_path / "empty.jsonl").write_text("\n")
    assert main([argument.format(tmp=tmp_path) for argument in arguments]) == code
    said = capsys.readouterr()
    assert words in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""
    assert not (tmp_path / "i").exists()


def test_a_build_of_nothing_leaves_everything_as_it_was(tmp_path, model_folder, capsys):
    base = write_jsonl(tmp_path / "base.jsonl", patents()[0].model_dump(mode="json"))
    bare = patents()[1].model_dump(mode="json") | {"claims": []}
    none = write_jsonl(tmp_path / "none.jsonl", bare)
    options = ["--index", str(tmp_path / "i"), "--embedder", str(model_folder)]
    assert main(["build", "--patents", str(base), *options]) == 0
    for wrong in (["--patents", str(none)], ["--no-samples"]):
        capsys.readouterr()
        assert main(["build", *wrong, *options]) == 2
        assert capsys.readouterr().err.count("\n") == 1
        told = status(tmp_path / "i")
        assert (told.patents, told.stored, told.outdated) == (1, 1, False)


def test_a_build_reads_the_published_form(tmp_path, model_folder):
    record = patents()[0].model_dump(mode="json") | {"final_disposal": "등록결정(일반)"}
    published = write_jsonl(tmp_path / "p.jsonl", record)
    index = tmp_path / "i"
    arguments = ["--patents", str(published), "--index", str(index)]
    assert main(["build", *arguments, "--embedder", str(model_folder)]) == 0
    assert [claim.text for claim in claims_in(index)] == [WHITENING]


def test_the_published_form_is_read(tmp_path):
    record = {
        "application_number": "1020180012345",
        "regit_num": None,
        "title": "점증제",
        "ipc": ["A61K 8/37"],
        "status": "공개",
        "final_disposal": "",
        "filed_on": "2018-01-02",
        "opened_on": None,
        "registered_on": None,
        "abstract": "",
        "claims": [
            {"number": 1, "type": "independent", "change_code": "D", "text": "옛 글"},
            {"number": 2, "type": "independent", "change_code": "A", "text": CLEANER},
        ],
        "claims_as_filed": [],
    }
    (read,) = import_patents([write_jsonl(tmp_path / "p.jsonl", record)])
    assert [claim.text for claim in read.claims] == ["", CLEANER]
    assert read.number == "1020180012345"


@pytest.mark.parametrize(
    ("line", "words"), [("{", "JSON"), ("[]", "줄"), ('{"claims": []}', "regit_num")]
)
def test_a_malformed_line_is_named(tmp_path, line, words):
    path = write_jsonl(tmp_path / "p.jsonl", patents()[0].model_dump(mode="json"), line)
    with pytest.raises(InputError, match=words) as caught:
        list(import_patents([path]))
    assert f"{path}:2" in str(caught.value)


def test_real_patents_are_imported_and_indexed(tmp_path, embedder):
    if not REAL.is_file():
        pytest.skip(f"no real patents at {REAL}")
    real = list(import_patents([REAL]))
    assert len(real) == 420
    build_index(tmp_path, real, embedder)
    rows = claim_rows(real)
    assert len(claims_in(tmp_path)) == len(rows) > 420
    told = status(tmp_path)
    assert (told.patents, told.claims) == (len({row.claim.regit_num for row in rows}), len(rows))
    assert told.states == {"등록": 364, "공개": 56}


def test_an_embedder_without_safetensors_is_refused(tmp_path):
    (tmp_path / "pytorch_model.bin").write_bytes(b"\x80")
    (tmp_path / "modules.json").write_text("[]")
    with pytest.raises(ModelError, match="safetensors"):
        load_embedder(tmp_path)


def test_a_name_no_hub_can_give_is_refused():
    with pytest.raises(ModelError, match="받을 수 없습니다"):
        load_embedder("nobody/no-such-embedder")


def test_vectors_have_length_one_and_the_id_follows_the_weights(tmp_path, embedder, model_folder):
    assert sum(x * x for x in embedder.query("미백용 조성물")) == pytest.approx(1, abs=1e-3)
    assert load_embedder(model_folder).embedder_id == embedder.embedder_id
    other = load_embedder(save_tiny_embedder(tmp_path / "tiny", seed=1))
    assert other.embedder_id.split("@")[0] == "tiny"
    assert other.embedder_id != embedder.embedder_id


def test_static_vectors_are_summed_on_one_thread_and_the_rest_keeps_its_threads(embedder):
    import torch

    class Watching:
        def embed_documents(self, texts):
            seen.append(torch.get_num_threads())
            return embedder.model.embed_documents(texts)

    seen: list[int] = []
    assert embedder.static
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        Embedder(Watching(), "watching@1", static=True).documents(["크림"])
        Embedder(Watching(), "watching@1").documents(["크림"])
        assert (seen, torch.get_num_threads()) == ([1, 2], 2)
    finally:
        torch.set_num_threads(before)


def test_an_import_needs_the_files_of_the_build_no_more(tmp_path, model_folder):
    base = write_jsonl(tmp_path / "base.jsonl", patents()[0].model_dump(mode="json"))
    options = ["--index", str(tmp_path / "i"), "--embedder", str(model_folder)]
    assert main(["build", "--patents", str(base), *options]) == 0
    os.unlink(base)
    more = write_jsonl(tmp_path / "more.jsonl", patents()[1].model_dump(mode="json"))
    assert main(["import", str(more), *options]) == 0
    assert {claim.text for claim in claims_in(tmp_path / "i")} == {WHITENING, CLEANER}


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_a_bar_on_a_terminal_and_a_line_elsewhere(monkeypatch, capsys):
    with shown_progress() as progress:
        progress("독립항", 1, 2)
        progress("독립항", 2, 2)
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "독립항 2/2\n")
    monkeypatch.setenv("TERM", "xterm")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with shown_progress() as progress:
        progress("독립항", 1, 2)
    assert "━" in terminal.getvalue()
    assert "1/2" in terminal.getvalue()
    assert capsys.readouterr().out == ""
