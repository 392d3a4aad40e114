"""Other engines behind the same port: a Chroma server, a LangChain store, a cross-encoder."""

from __future__ import annotations

import gc
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import warnings
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import httpx
import pytest
from chromadb.errors import InternalError
from retrieval_parts import (
    CLEANER,
    WHITENING,
    patent,
    patents,
    product,
    save_tiny_embedder,
    tiny_embedder,
)

from graph import build_graph
from graph.errors import InputError, ModelError, NotFoundError, PatentIndexError
from graph.ports import ClaimRetriever
from graph.settings import Settings
from retrieval.collection import build_index, named_errors
from retrieval.embedder import Embedder, load_embedder
from retrieval.index import main as index_main
from retrieval.index import status
from retrieval.langchain import LangChainRetriever, claim_documents
from retrieval.rerank import load_reranker
from retrieval.search import HybridRetriever
from wiring import make_context

ROOT = Path(__file__).resolve().parent.parent
AS_OF = date(2026, 1, 31)


@pytest.fixture(scope="module")
def embedder(tmp_path_factory) -> Embedder:
    return tiny_embedder(tmp_path_factory.mktemp("model") / "tiny")


@pytest.fixture(autouse=True)
def _released():
    """Let go of Chroma's HTTP clients before another test would be blamed for them."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def texts(found) -> list[str]:
    return [candidate.claim.text for candidate in found]


@contextmanager
def chroma_server(folder: Path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = Path(sys.executable).with_name("chroma")
    server = subprocess.Popen(
        [command, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                httpx.get(f"{url}/api/v2/heartbeat").raise_for_status()
                break
            except httpx.HTTPError:
                assert server.poll() is None, "chroma run ended"
                time.sleep(0.05)
        yield url, server
    finally:
        server.kill()
        server.wait()


# chromadb 1.5 never closes the connections of its HTTP client.
@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
def test_a_chroma_server_holds_the_vectors_of_several_folders(tmp_path, embedder, monkeypatch):
    one, other = tmp_path / "one", tmp_path / "other"
    with chroma_server(tmp_path / "server") as (url, server):
        build_index(one, patents(), embedder, server=url)
        build_index(other, patents(), embedder, server=url)
        # A build drops what its own folder had, and nothing of another's.
        build_index(one, patents()[1:], embedder, server=url)
        retriever = HybridRetriever(one, embedder, server=url)
        assert texts(retriever.search(product("무선 청소기 배터리"), 1, AS_OF)) == [CLEANER]
        assert retriever.search(product("무선 청소기"), 1, AS_OF)[0].found_by == (
            "dense",
            "lexical",
        )
        assert {hit.regit_num for hit in retriever.patents(product("화장료 조성물"), 9)} <= {
            "9900000020000",
            "9900000030000",
        }
        assert (status(one, url).claims, status(other, url).claims) == (2, 3)
        assert not (one / "chroma").exists()
        # The setting says the same to the commands.
        monkeypatch.setenv("BINI_CHROMA_URL", url)
        assert index_main(["status", "--index", str(other)]) == 0
        server.kill()
        server.wait()
        with pytest.raises(PatentIndexError, match="서버"):
            retriever.search(product("무선 청소기"), 1, AS_OF)
        retriever.close()


@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
def test_a_server_that_goes_during_a_build_is_named_and_the_build_goes_on_later(tmp_path, embedder):
    class Kills:
        def embed_documents(self, texts):
            server.kill()
            server.wait()
            return embedder.model.embed_documents(texts)

    folder = tmp_path / "index"
    with (
        chroma_server(tmp_path / "server") as (url, server),
        pytest.raises(PatentIndexError, match="서버를 켜십시오"),
    ):
        build_index(folder, patents(), Embedder(Kills(), embedder.embedder_id), server=url)
    with chroma_server(tmp_path / "server") as (url, _):
        with pytest.raises(PatentIndexError, match="끝까지"):
            status(folder, url)
        build_index(folder, patents(), embedder, server=url)
        assert status(folder, url).claims == 3


def test_what_chroma_cannot_do_is_named():
    with pytest.raises(PatentIndexError, match=r"disk is full.*디스크"), named_errors():
        raise InternalError("disk is full")


def test_no_server_is_one_clear_line(tmp_path, embedder, monkeypatch, capsys):
    monkeypatch.setenv("BINI_CHROMA_URL", "http://127.0.0.1:9")
    assert index_main(["status", "--index", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert "BINI_CHROMA_URL" in said.err
    assert said.err.count("\n") == 1
    with pytest.raises(PatentIndexError, match=r"chroma run"):
        HybridRetriever(tmp_path, embedder, server="http://127.0.0.1:9")


@pytest.fixture
def engine(embedder) -> LangChainRetriever:
    from langchain_core.vectorstores import InMemoryVectorStore

    pending = patent(4, "전극을 포함하는 미용기기.", regit_num=None, status="공개")
    documents = claim_documents([*patents(), pending])
    store = InMemoryVectorStore.from_documents(documents, embedder.model)
    return LangChainRetriever(
        store.as_retriever(search_kwargs={"k": 3}), documents, f"memory+{embedder.embedder_id}"
    )


def test_a_langchain_retriever_answers_behind_the_port(engine):
    assert isinstance(engine, ClaimRetriever)
    found = engine.search(product("무선 청소기 배터리 흡입 모터"), 2, AS_OF)
    assert texts(found)[0] == CLEANER
    assert len(found) == 2
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)


@pytest.mark.parametrize("number", ["99-0000002", "99-2018-0000002", "9900000020000"])
def test_a_langchain_engine_finds_named_patents(engine, number):
    (found,) = engine.fetch([number])
    assert (found.claim.text, found.found_by) == (CLEANER, ("named",))


def test_a_langchain_engine_knows_pending_patents_and_says_which_are_missing(engine):
    assert texts(engine.fetch(["99-2018-0000004", "99-0000001"]))[1] == WHITENING
    with pytest.raises(NotFoundError, match="1029180910000"):
        engine.fetch(["10-2918091"])
    with pytest.raises(InputError, match="abc"):
        engine.fetch(["abc"])


def test_a_document_of_someone_else_is_refused(embedder):
    from langchain_core.documents import Document
    from langchain_core.vectorstores import InMemoryVectorStore

    store = InMemoryVectorStore.from_documents([Document("무선 청소기")], embedder.model)
    engine = LangChainRetriever(store.as_retriever(), [], "other")
    with pytest.raises(PatentIndexError, match="claim_documents"):
        engine.search(product("무선 청소기"), 1, AS_OF)


def test_the_graph_runs_on_another_engine(engine, tmp_path):
    context = make_context(
        Settings(index_dir=tmp_path / "none"), judge="evidence", retriever=engine
    )
    report = build_graph().invoke({"query": "무선 청소기 배터리"}, context=context)["report"]
    assert report.patents[0].regit_num == "9900000020000"
    assert report.meta.index_id == engine.index_id


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory) -> Path:
    """A real cross-encoder in the layout of the hub, tiny and random."""
    import torch
    from sentence_transformers import CrossEncoder
    from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("cross") / "tiny"
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    trainer = trainers.WordPieceTrainer(vocab_size=300, special_tokens=special, show_progress=False)
    tokenizer.train_from_iterator([WHITENING, CLEANER], trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        model_max_length=64,
        **dict(zip(("pad_token", "unk_token", "cls_token", "sep_token"), special, strict=True)),
    )
    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
        num_labels=1,
        initializer_range=1.0,
    )
    plain = folder.with_name("plain")
    BertForSequenceClassification(config).save_pretrained(plain)
    fast.save_pretrained(plain)
    CrossEncoder(str(plain), device="cpu", local_files_only=True).save_pretrained(str(folder))
    return folder


def test_a_reranker_orders_what_was_found(tmp_path, embedder, cross_encoder):
    from sentence_transformers import CrossEncoder

    build_index(tmp_path, patents(), embedder)
    reranker = load_reranker(str(cross_encoder))
    plain = HybridRetriever(tmp_path, embedder)
    retriever = HybridRetriever(tmp_path, embedder, reranker=reranker)
    model = CrossEncoder(str(cross_encoder), device="cpu", local_files_only=True)
    orders = set()
    for text in (
        "무선 청소기 화장료",
        "화장료 조성물 모터",
        "미백용 조성물 배터리",
        "카보머 청소기",
    ):
        found = plain.search(product(text), 3, AS_OF)
        pairs = [(text, f"{c.claim.title}\n{c.claim.text}") for c in found]
        scores = dict(zip(texts(found), map(float, model.predict(pairs)), strict=True))
        again = retriever.search(product(text), 3, AS_OF)
        assert texts(again) == sorted(scores, key=scores.__getitem__, reverse=True)
        assert [c.score for c in again] == pytest.approx(sorted(scores.values(), reverse=True))
        orders.add(texts(again) == texts(found))
    assert False in orders
    plain.close()
    retriever.close()


def test_the_command_takes_a_reranker_by_its_hub_name(tmp_path, cross_encoder):
    hub = tmp_path / "home" / "hub" / "models--someone--tiny"
    shutil.copytree(cross_encoder, hub / "snapshots" / "1a2b3c")
    (hub / "refs").mkdir()
    (hub / "refs" / "main").write_text("1a2b3c")
    model = save_tiny_embedder(tmp_path / "tiny")
    build_index(tmp_path / "index", patents(), load_embedder(model))
    environment = os.environ | {
        "HF_HOME": str(tmp_path / "home"),
        "HF_HUB_OFFLINE": "1",
        "BINI_EMBEDDER": str(model),
        "BINI_INDEX_DIR": str(tmp_path / "index"),
    }

    def scores(**named: str) -> dict[str, float]:
        done = subprocess.run(
            [sys.executable, "-m", "retrieval.search", "미백용 조성물 배터리", "--json"],
            cwd=ROOT,
            env=environment | named,
            capture_output=True,
            text=True,
            check=True,
        )
        return {hit["text"]: hit["score"] for hit in json.loads(done.stdout)["patents"]}

    plain, again = scores(), scores(BINI_RERANKER="someone/tiny")
    assert plain.keys() == again.keys()
    reranker = load_reranker(str(cross_encoder))
    titles = {p.claims[0].text: p.title for p in patents()}
    read = [f"{titles[text]}\n{text}" for text in again]
    assert list(again.values()) == pytest.approx(reranker.scores("미백용 조성물 배터리", read))
    assert list(again.values()) == sorted(again.values(), reverse=True)


def test_what_is_no_reranker_is_refused(tmp_path, cross_encoder):
    with pytest.raises(ModelError, match="safetensors"):
        load_reranker(str(tmp_path))
    config = cross_encoder.parent / "plain" / "config.json"
    other = tmp_path / "three"
    shutil.copytree(cross_encoder, other)
    told = json.loads(config.read_text(encoding="utf-8"))
    told["id2label"] = {str(at): str(at) for at in range(3)}
    told["label2id"] = {str(at): at for at in range(3)}
    (other / "config.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(ModelError, match="three"):
        load_reranker(str(other))
