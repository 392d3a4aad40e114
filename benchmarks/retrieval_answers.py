"""Whether the main job's first three patents contain the right one.

    python -m benchmarks.retrieval_answers data/queries/samples_held.jsonl [--judge evidence]
    python -m benchmarks.retrieval_answers data/queries/real_held.jsonl --patents FILE

Runs the whole graph (search, judge, levels, order by risk) on written queries; ``--patents`` adds
the patents of a file to the samples in a collection made for this run, else the index in use is
asked. Two places are counted: in the report, which is in the order of risk, and in the search.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from evidence.patents import read_patents, sample_files
from graph import build_graph
from graph.settings import load_settings
from retrieval.embedder import load_embedder
from retrieval.evaluate import read_queries
from retrieval.importers import import_patents
from retrieval.index import build_index
from wiring import make_context

FIRST = 3


def main(argv: Sequence[str] | None = None) -> int:
    """Print the shares."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.retrieval_answers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("queries", nargs="+", type=Path, metavar="QUERIES.jsonl")
    parser.add_argument("--patents", nargs="+", type=Path, default=[], metavar="FILE")
    parser.add_argument("--judge", default="micro", metavar="J")
    parser.add_argument("--limit", type=int, metavar="N", help="every file's first N queries")
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args(argv)
    settings = load_settings()
    made = tempfile.TemporaryDirectory() if arguments.patents else nullcontext()
    with made as folder:
        if folder is not None:
            patents = [*read_patents(sample_files()), *import_patents(arguments.patents)]
            build_index(Path(folder), patents, load_embedder())
            settings = settings.model_copy(update={"index_dir": Path(folder)})
        graph, context = build_graph(), make_context(settings, judge=arguments.judge)
        for file in arguments.queries:
            queries = read_queries(file)[: arguments.limit]
            in_report = in_search = judged = 0
            seconds = time.perf_counter()
            for query in queries:
                report = graph.invoke({"query": query.query}, context=context)["report"]
                told = list(dict.fromkeys(patent.regit_num for patent in report.patents))
                hits = context.retriever.search(
                    context.reader.read_product(query.query), settings.top_k, date.today()
                )
                found = list(dict.fromkeys(hit.claim.regit_num for hit in hits))
                right = set(query.patents)
                judged += bool(right & set(told))
                in_search += bool(right & set(found[:FIRST]))
                in_report += bool(right & set(told[:FIRST]))
                if arguments.misses and not right & set(told[:FIRST]):
                    levels = [patent.risk_level for patent in report.patents]
                    place = next((at for at, n in enumerate(told, 1) if n in right), None)
                    print(f"  {place or '-':>3} {query.patents[0]} {levels} {query.query}")
            seconds = (time.perf_counter() - seconds) / len(queries)
            count = len(queries)
            print(f"{file}: {count} queries, judge {arguments.judge}, {seconds:.2f} s each")
            print(f"  among the patents compared            {judged / count:.3f}")
            print(f"  among the first {FIRST} of the search         {in_search / count:.3f}")
            print(f"  among the first {FIRST} of the report         {in_report / count:.3f}")
    return 0


if __name__ == "__main__":
    logging.getLogger("bini").setLevel(logging.ERROR)
    sys.exit(main())
