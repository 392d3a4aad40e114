"""How long and how much memory the main job takes: ``python -m benchmarks.main_job``.

Measures ``python app.py "TBC 미백 크림" --json`` in a new process (wall time, peak memory of the
process) and the second query of one process with ten claims judged.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUERY = "TBC 미백 크림"
SECOND_QUERIES = (
    "나이아신아마이드 3%와 알부틴을 넣은 화이트닝 앰플",
    "징크옥사이드 12%를 넣은 W/O 선크림",
    "다이부틸라우로일글루타마이드로 굳힌 클렌징 스틱",
)


def new_process(runs: int) -> tuple[list[float], float, dict[str, object]]:
    """Return wall times in seconds, the peak memory in MiB, and the last answer."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "app.py", QUERY, "--json"],
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        )
        times.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return times, peak, json.loads(done.stdout)


def one_process() -> list[tuple[str, int, float]]:
    """Return for each query of one process: its text, claims judged, seconds."""
    from graph import build_graph
    from wiring import make_context

    graph, context = build_graph(), make_context()
    rows = []
    for query in (QUERY, *SECOND_QUERIES):
        start = time.perf_counter()
        state = graph.invoke({"query": query, "top_k": 10}, context=context)
        rows.append((query, len(state["report"].patents), time.perf_counter() - start))
    return rows


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="new processes to start")
    arguments = parser.parse_args()
    times, peak, report = new_process(arguments.runs)
    print(f"$ python -m benchmarks.main_job --runs {arguments.runs}    ({os.cpu_count()} cores)\n")
    print(f"{'new process, median':42}{statistics.median(times):8.2f} s")
    print(f"{'new process, slowest':42}{max(times):8.2f} s")
    print(f"{'new process, peak memory':42}{peak:8.0f} MiB")
    patents = report["patents"]
    assert isinstance(patents, list)
    first = patents[0]
    labels = " ".join(row["match"] for row in first["comparisons"])
    print(f"{'first patent':42}{first['regit_num']} {first['risk_level']} {labels}\n")
    print(f"{'query in one process':48}{'patents':>8}{'seconds':>9}")
    for query, judged, seconds in one_process():
        print(f"{query:48}{judged:8}{seconds:9.2f}")


if __name__ == "__main__":
    main()
