"""Concurrent calls share batches, and each gets its own answer or its own error."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from judge.batching import Batcher


def squares(batches):
    def run(items):
        batches.append(list(items))
        if any(item < 0 for item in items):
            raise ValueError(f"negative: {items}")
        return [item * item for item in items]

    return run


@pytest.fixture
def batches():
    return []


@pytest.fixture
def make(batches):
    made = []

    def maker(**options):
        made.append(Batcher(squares(batches), **{"window": 0.05} | options))
        return made[-1]

    yield maker
    for batcher in made:
        batcher.close()


def test_calls_from_many_threads_share_a_batch(make, batches):
    batcher = make()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: batcher.submit(n).result(timeout=5), range(8)))
    assert answers == [n * n for n in range(8)]
    assert len(batches) < 8
    assert sorted(n for batch in batches for n in batch) == list(range(8))


def test_one_bad_item_fails_alone(make):
    futures = make().submit_all([1, -2, 3])
    assert futures[0].result(timeout=5) == 1
    assert futures[2].result(timeout=5) == 9
    with pytest.raises(ValueError, match=r"negative: \[-2\]"):
        futures[1].result(timeout=5)


def test_the_worker_outlives_a_failure(make):
    batcher = make()
    with pytest.raises(ValueError, match="negative"):
        batcher.submit(-1).result(timeout=5)
    assert batcher.submit(4).result(timeout=5) == 16


def test_batches_are_bound_by_items_and_by_size(make, batches):
    batcher = make(max_items=3, size=lambda item: item, max_size=10)
    for future in batcher.submit_all([1, 2, 3, 4, 5, 6, 50, 1]):
        future.result(timeout=5)
    assert batches == [[1, 2, 3], [4, 5], [6], [50], [1]]


def test_a_cancelled_call_is_not_run(make, batches):
    batcher = make()
    doomed = batcher.submit(2)
    assert doomed.cancel()
    assert batcher.submit(3).result(timeout=5) == 9
    assert batches == [[3]]


def test_closing_answers_the_queue_and_leaves_no_thread(make):
    batcher = make(window=10, name="closing batcher")
    future = batcher.submit(5)
    start = time.monotonic()
    batcher.close()
    assert future.result(timeout=0) == 25
    assert time.monotonic() - start < 5
    assert "closing batcher" not in {thread.name for thread in threading.enumerate()}
    batcher.close()
    with pytest.raises(RuntimeError, match="is closed"):
        batcher.submit(1)


def test_no_thread_before_the_first_call(make):
    make(name="idle batcher")
    assert "idle batcher" not in {thread.name for thread in threading.enumerate()}
