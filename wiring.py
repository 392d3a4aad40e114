"""The only place where real parts are made: from ``Settings`` to a ``Context`` for the graph.

    from graph import build_graph
    from wiring import make_context

    context = make_context()
    answer = build_graph().invoke({"query": "TBC 미백 크림"}, context=context)

Making a context costs nothing but reading the glossary: models and index are loaded in the
background as soon as a run first needs one of them, or at once with ``preload=True``. Nothing is
kept in this module: one context serves all runs and threads, two load everything twice.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from importlib import metadata
from threading import Lock
from typing import TYPE_CHECKING, Any

from evidence.reader import Evidence
from graph.builder import build_graph
from graph.context import Context
from graph.ports import ClaimJudge, ClaimRetriever
from graph.settings import Settings, load_settings
from graph.state import Answer, Query

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langgraph.graph.state import CompiledStateGraph

EVIDENCE_JUDGE = "evidence"
"""Names the judge without a model."""

REPORTED_PACKAGES = ("bini", "langgraph", "transformers", "torch", "chromadb")
"""Packages whose versions the report names."""


def make_context(
    settings: Settings | None = None,
    *,
    judge: str | None = None,
    retriever: ClaimRetriever | None = None,
    as_of: date | None = None,
    preload: bool = False,
) -> Context:
    """Return the context of a run, or of many runs and threads at once.

    Args:
        settings: None reads them from the environment and ``.env``.
        judge: The judge's name in place of the settings': ``micro``, ``evidence`` or
            ``base[+adapter]``.
        retriever: Another search in place of the index, e.g. a ``LangChainRetriever``.
        as_of: Day of the legal status for queries that name none; None: the day of the query.
        preload: Load every part now, so that a fault shows here and the first query is quick.

    Raises:
        InputError: a setting has a value that cannot be used.
        DataError: the glossary is missing or malformed.
        ModelError, PatentIndexError: a part cannot be loaded; without ``preload`` they are
            raised by the run that first needs the part.
    """
    settings = settings or load_settings()
    evidence = Evidence.load(settings.glossary_dir, settings.near_miss)
    parts = Parts(settings, judge or settings.judge, evidence, retriever)
    if preload:
        parts.wait()
    return LateContext(parts, as_of)


def make_graph() -> CompiledStateGraph[Query, None, Query, Answer]:
    """Return a graph that carries its own context: for ``langgraph.json`` and other hosts that
    cannot pass one. Stream it with ``subgraphs=True`` to see the progress inside.

    It takes no argument because LangGraph's server would put its own things in.
    """
    from langchain_core.runnables import RunnableLambda
    from langgraph.graph import END, START, StateGraph

    context, bini = make_context(), build_graph()

    def run(state: Query) -> dict[str, Any]:
        return bini.invoke(state, context=context)

    async def arun(state: Query) -> dict[str, Any]:
        return await bini.ainvoke(state, context=context)

    host = StateGraph(Query, input_schema=Query, output_schema=Answer)
    host.add_node("bini", RunnableLambda(run, afunc=arun, name="bini"))
    host.add_edge(START, "bini")
    host.add_edge("bini", END)
    return host.compile()


class Parts:
    """Models and index: loaded once, in the background, when the first of them is asked for."""

    def __init__(
        self,
        settings: Settings,
        spec: str,
        evidence: Evidence,
        retriever: ClaimRetriever | None = None,
    ) -> None:
        self.settings = settings
        self.given_retriever = retriever
        self.spec = spec
        self.evidence = evidence
        self.has_chat_model = settings.llm_extract and spec != EVIDENCE_JUDGE
        self._lock = Lock()
        self._judge: Future[tuple[ClaimJudge, BaseChatModel | None]] | None = None
        self._retriever: Future[ClaimRetriever] | None = None

    def judge(self) -> tuple[ClaimJudge, BaseChatModel | None]:
        """Return the judge, and its model as a chat model; wait for them if need be."""
        return self._start()[0].result()

    def retriever(self) -> ClaimRetriever:
        """Return the retriever; wait for it if need be."""
        return self._start()[1].result()

    def wait(self) -> None:
        """Load everything; raise what went wrong."""
        self.retriever()
        self.judge()

    def _start(
        self,
    ) -> tuple[Future[tuple[ClaimJudge, BaseChatModel | None]], Future[ClaimRetriever]]:
        with self._lock:
            if self._judge is None or self._retriever is None:
                self._check_index()
                # One thread: what is loaded first is used while the rest still loads, and two
                # threads that import transformers at the same time gain nothing.
                pool = ThreadPoolExecutor(1, thread_name_prefix="bini-load")
                self._judge = pool.submit(self._load_judge)
                self._retriever = pool.submit(self._load_retriever)
                pool.shutdown(wait=False)
            return self._judge, self._retriever

    def _check_index(self) -> None:
        from retrieval.index import require_index

        if self.given_retriever is None:
            require_index(self.settings.index_dir, self.settings.chroma_url)

    def _load_judge(self) -> tuple[ClaimJudge, BaseChatModel | None]:
        if self.spec == EVIDENCE_JUDGE:
            from judge.evidence_judge import EvidenceJudge

            return EvidenceJudge(self.evidence), None
        from judge.chat import local_chat_model
        from judge.gemma import GemmaJudge
        from judge.loading import load_judge_model

        self._limit_threads()
        device = None if self.settings.device == "auto" else self.settings.device
        loaded = load_judge_model(self.spec, four_bit=self.settings.four_bit, device=device)
        chat_model = local_chat_model(loaded) if self.has_chat_model else None
        return GemmaJudge(self.evidence, loaded), chat_model

    def _load_retriever(self) -> ClaimRetriever:
        if self.given_retriever is not None:
            return self.given_retriever
        from retrieval.embedder import SHIPPED, load_embedder
        from retrieval.everyday import load_everyday
        from retrieval.rerank import load_reranker
        from retrieval.search import HybridRetriever, wider_names

        self._limit_threads()
        settings = self.settings
        return HybridRetriever(
            settings.index_dir,
            load_embedder(settings.embedder or SHIPPED),
            wider_names(self.evidence.glossary),
            everyday=load_everyday(),
            reranker=load_reranker(settings.reranker) if settings.reranker else None,
            server=settings.chroma_url,
        )

    def _limit_threads(self) -> None:
        if self.settings.threads is not None:
            import torch

            torch.set_num_threads(self.settings.threads)


class LateContext(Context):
    """A context that waits for its parts at their first use, so that a query that is turned away
    needs none of them.
    """

    def __init__(self, parts: Parts, as_of: date | None) -> None:
        given = {
            "reader": parts.evidence,
            "top_k": parts.settings.top_k,
            "as_of": as_of,
            "versions": _versions(),
            "_parts": parts,
        }
        for name, value in given.items():
            object.__setattr__(self, name, value)

    _parts: Parts

    def __repr__(self) -> str:
        return f"LateContext({self._parts.spec!r})"

    @property
    def judge(self) -> ClaimJudge:
        """Compares one claim with the product."""
        return self._parts.judge()[0]

    @property
    def llm(self) -> BaseChatModel | None:
        """Completes the product's elements; None where the settings say so."""
        return self._parts.judge()[1] if self._parts.has_chat_model else None

    @property
    def retriever(self) -> ClaimRetriever:
        """Finds the claims to compare."""
        return self._parts.retriever()


def _versions() -> dict[str, str]:
    versions = {}
    for name in REPORTED_PACKAGES:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            versions[name] = "source"
    return versions
