"""What a training run tells while it goes: a progress line, metrics in a file, TensorBoard.

Imported where a run begins: importing transformers takes seconds.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from pathlib import Path
from typing import Any

from transformers import TrainerCallback

from finetune.curves import read_metrics

log = logging.getLogger(__name__)

BOARD_FOLDER = "runs"
"""Where a model hub looks for TensorBoard's files."""


class StopInTime(TrainerCallback):  # type: ignore[misc]
    """Ends training after some minutes of this process, whatever the schedule."""

    def __init__(self, minutes: float) -> None:
        self.minutes = minutes
        self.began = time.monotonic()

    def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Ask the trainer to stop when the time is over."""
        if 0 < self.minutes <= (time.monotonic() - self.began) / 60:
            control.should_training_stop = True


class MetricsFile(TrainerCallback):  # type: ignore[misc]
    """Appends every logged figure to a JSONL file, one object a step.

    A resumed run first drops what was logged after its checkpoint, so that the file reads as if
    the run had never been broken.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def on_train_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Keep the lines up to the step that training begins at."""
        if not state.is_world_process_zero:
            return
        kept = [m for m in read_metrics(self.path) if m["step"] <= state.global_step]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text("".join(json.dumps(m) + "\n" for m in kept), encoding="utf-8")

    def on_log(self, args: Any, state: Any, control: Any, logs: Any = None, **kwargs: Any) -> None:
        """Append the figures of a step."""
        if not state.is_world_process_zero or not logs:
            return
        try:
            with self.path.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps({"step": state.global_step, **logs}) + "\n")
        except OSError as error:  # A full disk costs the figures of a step, not the run.
            log.warning("metrics of step %d could not be written: %s", state.global_step, error)


class Progress(TrainerCallback):  # type: ignore[misc]
    """Shows steps, loss, token accuracy and the time left on standard error.

    One bar on a terminal; elsewhere a line whenever figures are logged.
    """

    def __init__(self) -> None:
        self.bar: Any = None
        self.first = 0
        self.began = 0.0
        self.shown = ""

    def on_train_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Open the bar."""
        from tqdm import tqdm  # type: ignore[import-untyped]

        self.first, self.began = state.global_step, time.monotonic()
        if state.is_world_process_zero and sys.stderr.isatty():
            self.bar = tqdm(
                total=state.max_steps, initial=self.first, unit="step", dynamic_ncols=True
            )

    def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Move the bar."""
        if self.bar is not None:
            self.bar.update(state.global_step - self.bar.n)

    def on_log(self, args: Any, state: Any, control: Any, logs: Any = None, **kwargs: Any) -> None:
        """Show the figures of a step."""
        if not state.is_world_process_zero or not logs:
            return
        prefix = "eval_" if "eval_loss" in logs else ""
        if f"{prefix}loss" not in logs:
            return
        figures = [f"{'validation ' if prefix else ''}loss {float(logs[f'{prefix}loss']):.4f}"]
        if (accuracy := logs.get(f"{prefix}mean_token_accuracy")) is not None:
            figures.append(f"token accuracy {float(accuracy):.4f}")
        if self.bar is not None:
            self.bar.set_postfix_str(", ".join(figures))
            return
        done = state.global_step - self.first
        left = (
            (time.monotonic() - self.began) / max(1, done) * (state.max_steps - state.global_step)
        )
        minutes, seconds = divmod(round(left), 60)
        line = f"step {state.global_step}/{state.max_steps}: {', '.join(figures)}, "
        print(line + f"{minutes}:{seconds:02d} left", file=sys.stderr, flush=True)

    def on_train_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Close the bar."""
        if self.bar is not None:
            self.bar.close()


def board(folder: Path, step: int) -> TrainerCallback | None:
    """Return the callback that writes TensorBoard's files, or None where it is not installed.

    Args:
        folder: where the files go.
        step: figures of later steps, left by a broken run, are dropped.
    """
    try:
        from torch.utils.tensorboard import SummaryWriter
    except ImportError:
        return None
    from transformers.integrations import TensorBoardCallback

    writer = SummaryWriter(str(folder), purge_step=step + 1)
    return TensorBoardCallback(tb_writer=writer)
