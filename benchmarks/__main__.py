"""Runs every measurement and prints one Markdown page: ``python -m benchmarks > benchmarks/RESULTS.md``.

Each section is a command and what it printed. Wants a quiet machine; takes a few minutes.
"""

from __future__ import annotations

import os
import platform
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("The main job", ("-m benchmarks.main_job",)),
    (
        "Guided, batched judging against one `generate` call a claim",
        (
            "-m benchmarks.judge_speed --judge micro --claims 10",
            "-m benchmarks.judge_speed --judge micro --claims 32",
        ),
    ),
    ("The judge and its variants", ("-m benchmarks.judges",)),
    ("Training against the reports' way", ("-m benchmarks.training_speed",)),
    ("Intents and chat on the shipped base", ("-m benchmarks.training_tasks",)),
    (
        "Retrieval",
        (
            "-m retrieval.evaluate data/queries/samples_held.jsonl",
            "-m benchmarks.retrieval_answers data/queries/samples_held.jsonl --judge evidence",
            "-m benchmarks.retrieval_quality",
        ),
    ),
)


def main() -> int:
    """Print the page; return 1 if a command failed."""
    failed = 0
    print("# Measured\n")
    print(
        f"`python -m benchmarks > benchmarks/RESULTS.md` on {date.today()}: {os.cpu_count()} cores "
        f"({platform.machine()}), no GPU, Python {platform.python_version()}.\n"
    )
    for title, commands in SECTIONS:
        print(f"## {title}\n")
        for command in commands:
            done = subprocess.run(
                [sys.executable, *shlex.split(command)],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                text=True,
                check=False,
            )
            failed += done.returncode != 0
            print(f"    $ python {command}")
            print("".join(f"    {line}".rstrip() + "\n" for line in done.stdout.splitlines()))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
