"""Progress on standard error: a bar on a terminal, a line for each finished step elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def no_progress(label: str, done: int, total: int) -> None:
    """Tell nobody."""


def say(line: str) -> None:
    """Write a line for the reader to standard error."""
    print(line, file=sys.stderr, flush=True)


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Give a ``Progress`` that shows on standard error."""
    if not sys.stderr.isatty():
        yield _finished_steps
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=Console(stderr=True)) as bars:
        tasks = {}

        def show(label: str, done: int, total: int) -> None:
            if label not in tasks:
                tasks[label] = bars.add_task(label, total=total)
            bars.update(tasks[label], completed=done, total=total)

        yield show


def _finished_steps(label: str, done: int, total: int) -> None:
    if done == total:
        say(f"{label} {done}/{total}")
