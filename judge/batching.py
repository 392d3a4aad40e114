"""Gathers concurrent calls into batches that one worker thread runs.

The first call opens a batch; it closes when no further call has come for ``window`` seconds, or
when it is full. A model's forward pass over ten claims costs little more than over one.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Batcher(Generic[Item, Result]):
    """Runs items from many threads in shared batches; ``close`` it when done.

    Args:
        run: answers a batch, one result an item, in order. Called from one thread at a time.
        size: cost of one item, e.g. its tokens.
        max_items: most items in a batch.
        max_size: most cost in a batch; a single larger item makes a batch of its own.
        window: seconds of quiet after which a batch starts.
        name: name of the worker thread.
    """

    def __init__(
        self,
        run: Callable[[list[Item]], Sequence[Result]],
        *,
        size: Callable[[Item], int] = lambda item: 1,
        max_items: int = 32,
        max_size: int = 16_384,
        window: float = 0.005,
        name: str = "batcher",
    ) -> None:
        self._run = run
        self._size = size
        self._max_items = max_items
        self._max_size = max_size
        self._window = window
        self._name = name
        self._changed = threading.Condition()
        self._waiting: deque[tuple[Item, Future[Result]]] = deque()
        self._worker: threading.Thread | None = None
        self._closed = False

    def submit(self, item: Item) -> Future[Result]:
        """Queue an item; its result, or the exception that ``run`` raised for it, is to come.

        Raises:
            RuntimeError: the batcher is closed.
        """
        with self._changed:
            if self._closed:
                raise RuntimeError(f"batcher {self._name!r} is closed; make a new one")
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name=self._name, daemon=True)
                self._worker.start()
            future: Future[Result] = Future()
            self._waiting.append((item, future))
            self._changed.notify_all()
            return future

    def submit_all(self, items: Sequence[Item]) -> list[Future[Result]]:
        """Queue several items at once, so that no batch starts between them."""
        with self._changed:
            return [self.submit(item) for item in items]

    def close(self) -> None:
        """Answer what is queued, then end the worker thread; closing twice is harmless."""
        with self._changed:
            self._closed = True
            worker = self._worker
            self._changed.notify_all()
        if worker is not None:
            worker.join()

    def _work(self) -> None:
        while batch := self._next_batch():
            running = [(item, f) for item, f in batch if f.set_running_or_notify_cancel()]
            if running:
                self._answer(running)
            del batch, running

    def _next_batch(self) -> list[tuple[Item, Future[Result]]]:
        """Wait for a batch; empty when the batcher is closed and nothing is left."""
        with self._changed:
            while not self._waiting and not self._closed:
                self._changed.wait()
            seen, quiet_at = -1, 0.0
            while not self._closed and len(self._waiting) < self._max_items:
                if len(self._waiting) != seen:
                    seen, quiet_at = len(self._waiting), time.monotonic() + self._window
                left = quiet_at - time.monotonic()
                if left <= 0:
                    break
                self._changed.wait(left)
            batch: list[tuple[Item, Future[Result]]] = []
            size = 0
            while self._waiting and len(batch) < self._max_items:
                size += self._size(self._waiting[0][0])
                if batch and size > self._max_size:
                    break
                batch.append(self._waiting.popleft())
            return batch

    def _answer(self, batch: list[tuple[Item, Future[Result]]]) -> None:
        """Run a batch; where it fails, run its items one by one, so that one bad item fails alone."""
        try:
            results = self._run([item for item, _ in batch])
        except BaseException as error:  # noqa: BLE001
            # As in concurrent.futures: whatever went wrong belongs to the callers, who would wait
            # for ever if it ended the worker.
            if len(batch) == 1:
                batch[0][1].set_exception(error)
                return
            for single in batch:
                self._answer([single])
            return
        for (_, future), result in zip(batch, results, strict=True):
            future.set_result(result)
