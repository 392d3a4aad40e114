"""How the search grows: time and memory of building and asking, by the number of claims.

    python -m benchmarks.retrieval_scale                        100,000 claims
    python -m benchmarks.retrieval_scale --claims 10000 30000 100000 300000 --plot benchmarks/FILE.png
    python -m benchmarks.retrieval_scale --profile              the embedder and Chroma by themselves
    python -m benchmarks.retrieval_scale --layouts              filters in Chroma, and beside it

The claims are those of real patents, varied at run time (every copy has other words in a quarter of
its places, other amounts, other dates), so that their lengths and word counts are true to life;
they come from ``--patents`` (by default ../shared/real/patents.jsonl), which is not part of the
repository. Each size is built and asked in processes of its own: building includes reading claims,
embedding, Chroma and the index of words; asking takes the written queries (``data/queries``).
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

from evidence.claims import independent_claims
from evidence.glossary import load_glossary
from evidence.products import read_product
from graph.schema import Patent
from retrieval.catalogue import Filters
from retrieval.claims import claim_rows
from retrieval.collection import build_index, current_index, open_client
from retrieval.embedder import SHIPPED, load_embedder
from retrieval.evaluate import read_queries
from retrieval.everyday import load_everyday
from retrieval.importers import import_patents
from retrieval.index import status
from retrieval.search import HybridRetriever, wider_names
from retrieval.store import open_store

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "real" / "patents.jsonl"
QUERIES = ROOT / "data" / "queries"

CHANGED = 0.25
"""Share of the longer words of a copy that become other words."""

FILTERS = (
    Filters(ipc=("A61Q",)),
    Filters(ipc=("A61K 8",), status=("등록",)),
    Filters(in_force_on=date(2026, 1, 31)),
    Filters(filed_from=date(2012, 1, 1), filed_to=date(2018, 12, 31)),
    Filters(ipc=("A61P", "A23L"), in_force_on=date(2024, 6, 30)),
    Filters(ipc=("A61C",)),
)
"""What the filtered queries ask for, in turn: from a few hundredths to most of the collection."""

_WORD = re.compile(r"[가-힣]{3,}|\d+(?:\.\d+)?")


def varied(real: Sequence[Patent], claims: int, seed: int = 1) -> Iterator[Patent]:
    """Yield copies of ``real`` with other words, until they have ``claims`` independent claims."""
    source = random.Random(seed)
    words = [
        word
        for patent in real
        for claim in patent.claims
        for word in _WORD.findall(claim.text)
        if not word[0].isdigit()
    ]

    def change(match: re.Match[str]) -> str:
        if match[0][0].isdigit():
            return f"{float(match[0]) * source.uniform(0.5, 2):.3g}"
        return source.choice(words) if source.random() < CHANGED else match[0]

    made = serial = 0
    while made < claims:
        for patent in real:
            serial += 1
            filed = date(2000, 1, 1) + timedelta(days=source.randrange(9000))
            copy = patent.model_copy(
                update={
                    "regit_num": f"99{serial:07}0000" if patent.regit_num else None,
                    "application_number": f"99{filed.year}{serial:07}",
                    "title": _WORD.sub(change, patent.title),
                    "abstract": _WORD.sub(change, patent.abstract),
                    "claims": tuple(
                        claim.model_copy(update={"text": _changed(claim.text, change)})
                        for claim in patent.claims
                    ),
                    "claims_as_filed": (),
                    "filed_on": filed,
                    "registered_on": filed + timedelta(days=900) if patent.regit_num else None,
                }
            )
            made += len(independent_claims(copy))
            yield copy
            if made >= claims:
                return


_HEAD = 40
"""Characters at the beginning of a claim that stay: they say which claims it cites."""


def _changed(text: str, change: Callable[[re.Match[str]], str]) -> str:
    return text[:_HEAD] + _WORD.sub(change, text[_HEAD:])


def _peak() -> float:
    """Return the most memory this process has had, in MB (10^6 bytes)."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def build(folder: Path, file: Path, claims: int) -> dict[str, float]:
    """Build an index from a store, as the command line does; return claims, seconds and memory.

    Seconds of the wall clock, and of all threads on the processors: more than the former where two
    cores were free, and the truer figure where they were not.
    """
    with open_store(folder) as store:
        with store.transaction():
            store.replace_base(varied(list(import_patents([file])), claims))
        embedder = load_embedder()
        before = psutil.Process().memory_info().rss / 1e6
        start, cpu = time.perf_counter(), time.process_time()
        build_index(folder, store.patents(), embedder)
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    there = status(folder)
    return {
        "claims": there.claims,
        "patents": there.patents,
        "build_seconds": seconds,
        "build_cpu_seconds": cpu,
        "claims_per_second": there.claims / seconds,
        "build_mb": _peak(),
        "given_mb": before,
        "disk_mb": there.bytes / 1e6,
    }


def ask(folder: Path, queries: int) -> dict[str, float]:
    """Ask an index; return times in milliseconds and memory."""
    glossary = load_glossary()
    files = sorted(QUERIES.glob("*.jsonl"))
    texts = [query.query for file in files for query in read_queries(file)]
    random.Random(2).shuffle(texts)
    products = [read_product(text, glossary) for text in texts[:queries]]
    start = time.perf_counter()
    retriever = HybridRetriever(
        folder, load_embedder(), wider_names(glossary), everyday=load_everyday()
    )
    opened = time.perf_counter() - start
    for product, filters in zip(products, FILTERS, strict=False):
        retriever.patents(product, 10, filters)
        retriever.patents(product, 10)
    told = {"open_seconds": opened}
    for name, choice in (("filtered", FILTERS), ("unfiltered", (None,))):
        times = []
        for at, product in enumerate(products):
            start = time.perf_counter()
            retriever.patents(product, 10, choice[at % len(choice)])
            times.append((time.perf_counter() - start) * 1000)
        told[f"{name}_p50_ms"] = statistics.median(times)
        told[f"{name}_p95_ms"] = statistics.quantiles(times, n=20)[-1]
    retriever.close()
    return told | {"query_mb": _peak()}


def in_process(target: Callable[..., dict[str, float]], *arguments: object) -> dict[str, float]:
    """Return what ``target`` gives in a process of its own, so that memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(target, arguments)


def measure(file: Path, claims: int, queries: int) -> dict[str, float]:
    """Return the figures of one size."""
    folder = Path(tempfile.mkdtemp(prefix="bini-scale-"))
    try:
        built = in_process(build, folder, file, claims)
        return built | in_process(ask, folder, queries)
    finally:
        shutil.rmtree(folder)


def plot(rows: Sequence[dict[str, float]], path: Path) -> None:
    """Draw build time, query times and memory over the number of claims."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    claims = [row["claims"] for row in rows]
    figure, axes = pyplot.subplots(1, 3, figsize=(13, 4))
    axes[0].plot(claims, [row["build_seconds"] for row in rows], "o-", label="by the clock")
    axes[0].plot(claims, [row["build_cpu_seconds"] for row in rows], "s-", label="of processors")
    axes[0].plot(claims, [count / 1000 for count in claims], "--", label="1,000 claims a second")
    axes[0].set_ylabel("seconds to build")
    for name, style in (("filtered", "o-"), ("unfiltered", "s--")):
        for share in ("p50", "p95"):
            key = f"{name}_{share}_ms"
            axes[1].plot(claims, [row[key] for row in rows], style, label=f"{name} {share}")
    axes[1].set_ylabel("milliseconds a query")
    axes[2].plot(claims, [row["build_mb"] for row in rows], "o-", label="while building")
    axes[2].plot(claims, [row["query_mb"] for row in rows], "s-", label="while asking")
    axes[2].plot(claims, [row["disk_mb"] for row in rows], "^--", label="on disk")
    axes[2].set_ylabel("MB")
    for axis in axes:
        axis.set_xlabel("claims (thousands)")
        axis.xaxis.set_major_formatter(lambda value, _: f"{value / 1000:.0f}")
        axis.set_ylim(bottom=0)
        axis.grid(alpha=0.3)
        axis.legend()
    figure.tight_layout()
    figure.savefig(path, dpi=110)


def profile(file: Path) -> Table:
    """Return how many claims a second the embedder and Chroma take, by batch and threads."""
    import numpy as np
    import torch
    from sentence_transformers import SentenceTransformer

    rows = claim_rows(varied(list(import_patents([file])), 8000))
    texts = [row.text for row in rows]
    table = Table(title=f"{len(texts)} claims", title_justify="left")
    for name in ("what", "claims a second"):
        table.add_column(name, justify="left" if name == "what" else "right")
    vectors = np.empty((0, 0), dtype=np.float32)
    model = SentenceTransformer(str(SHIPPED), device="cpu")
    for threads in sorted({1, torch.get_num_threads()}):
        torch.set_num_threads(threads)
        for batch in (64, 256, 1024, 4096):
            start = time.perf_counter()
            vectors = model.encode(texts, batch_size=batch, normalize_embeddings=True)
            rate = len(texts) / (time.perf_counter() - start)
            table.add_row(f"embedder, batches of {batch}, {threads} threads", f"{rate:,.0f}")
    for batch in (256, 1024, 4096):
        with tempfile.TemporaryDirectory() as folder:
            client = open_client(Path(folder))
            collection = client.create_collection("profile", embedding_function=None)
            start = time.perf_counter()
            for at in range(0, len(rows), batch):
                end = at + batch
                collection.upsert(ids=[row.id for row in rows[at:end]], embeddings=vectors[at:end])
            rate = len(rows) / (time.perf_counter() - start)
            client.close()
        table.add_row(f"Chroma, batches of {batch}", f"{rate:,.0f}")
    return table


def layouts(file: Path, claims: int, queries: int) -> Table:
    """Return what a filter costs in Chroma's metadata, and beside Chroma."""
    import numpy as np

    patents = list(varied(list(import_patents([file])), claims))
    rows = claim_rows(patents)
    embedder = load_embedder()
    table = Table(title=f"{len(rows)} claims, IPC A61Q", title_justify="left")
    for name in ("layout", "p50 ms", "p95 ms"):
        table.add_column(name, justify="left" if name == "layout" else "right")
    texts = [query.query for query in read_queries(QUERIES / "samples.jsonl")][:queries]
    asked = [np.asarray(embedder.query(text), dtype=np.float32) for text in texts]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build_index(folder, patents, embedder)
        client = open_client(folder)
        _, collection = current_index(client, folder)
        for at in range(0, len(rows), 5000):
            batch = rows[at : at + 5000]
            collection.update(
                ids=[row.id for row in batch],
                metadatas=[
                    {"a61q": any(c.startswith("A61Q") for c in row.claim.ipc)} for row in batch
                ],
            )
        ways: dict[str, Callable[[np.ndarray], object]] = {
            "Chroma, no filter": lambda v: collection.query(query_embeddings=[v], n_results=100),
            "Chroma, filter on metadata": lambda v: collection.query(
                query_embeddings=[v], n_results=100, where={"a61q": True}
            ),
        }
        retriever = HybridRetriever(folder, embedder)
        opened = retriever._current()
        mask = opened.catalogue.mask(Filters(ipc=("A61Q",)))
        fitting = np.flatnonzero(mask[opened.catalogue.owners])
        more = int(150 * len(rows) / len(fitting))
        ways[f"Chroma, {more} asked, masked (as the search does)"] = lambda v: retriever._dense(
            opened, v, 100, mask
        )
        ways["all that fit compared"] = lambda v: np.argpartition(
            -(opened.vectors[fitting] @ v), 100
        )
        for way, ask_one in ways.items():
            times = []
            for vector in asked:
                start = time.perf_counter()
                ask_one(vector)
                times.append((time.perf_counter() - start) * 1000)
            p95 = statistics.quantiles(times, n=20)[-1]
            table.add_row(way, f"{statistics.median(times):.1f}", f"{p95:.1f}")
        retriever.close()
        client.close()
    return table


_COLUMNS = (
    ("claims", ",.0f"),
    ("patents", ",.0f"),
    ("build_seconds", ".1f"),
    ("build_cpu_seconds", ".1f"),
    ("claims_per_second", ",.0f"),
    ("filtered_p50_ms", ".1f"),
    ("filtered_p95_ms", ".1f"),
    ("unfiltered_p50_ms", ".1f"),
    ("unfiltered_p95_ms", ".1f"),
    ("open_seconds", ".1f"),
    ("given_mb", ",.0f"),
    ("build_mb", ",.0f"),
    ("query_mb", ",.0f"),
    ("disk_mb", ",.0f"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; return 2 where there are no patents to vary."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.retrieval_scale",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--claims", nargs="*", type=int, default=[100_000], metavar="N")
    parser.add_argument("--queries", type=int, default=300, metavar="N", help="asked of each size")
    parser.add_argument("--patents", type=Path, default=REAL, metavar="FILE")
    parser.add_argument("--plot", type=Path, metavar="PNG", help="draw the growth")
    parser.add_argument("--json", type=Path, metavar="FILE", help="add to the figures in this file")
    parser.add_argument("--profile", action="store_true", help="the embedder and Chroma alone")
    parser.add_argument("--layouts", action="store_true", help="filters in Chroma and beside it")
    arguments = parser.parse_args(argv)
    if not arguments.patents.is_file():
        print(f"no patents at {arguments.patents}: give --patents FILE (JSONL)", file=sys.stderr)
        return 2
    console = Console(width=140)
    if arguments.profile:
        console.print(profile(arguments.patents))
        return 0
    if arguments.layouts:
        console.print(layouts(arguments.patents, arguments.claims[0], arguments.queries))
        return 0
    rows = (
        json.loads(arguments.json.read_text())
        if arguments.json and arguments.json.is_file()
        else []
    )
    for claims in arguments.claims:
        rows.append(measure(arguments.patents, claims, arguments.queries))
        rows.sort(key=lambda row: row["claims"])
        if arguments.json:
            arguments.json.write_text(json.dumps(rows, indent=1))
    table = Table(title=f"{arguments.queries} queries of each size", title_justify="left")
    table.add_column("")
    for _ in rows:
        table.add_column(justify="right")
    for key, form in _COLUMNS:
        table.add_row(key, *(format(row[key], form) for row in rows))
    console.print(table)
    if arguments.plot:
        plot(rows, arguments.plot)
    return 0


if __name__ == "__main__":
    sys.exit(main())
