"""Learning curves of training runs, as a picture.

    python -m finetune.curves FOLDER... [--out curves.png]

FOLDER is an adapter's, or a run's that still goes on (``outputs/judge-1b.run``); several are drawn
into one picture. Needs matplotlib.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from finetune.commands import exit_code, say
from graph.errors import InputError
from judge.loading import split_spec

METRICS_FILE = "metrics.jsonl"
"""What a training run logged, one object a step, beside its adapter."""


def read_metrics(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a metrics file, up to a line that a kill cut off."""
    if not path.is_file():
        return []
    found = []
    for line in path.read_bytes().split(b"\n"):
        try:
            entry = json.loads(line)
        except ValueError:
            break
        if not isinstance(entry, dict) or not isinstance(entry.get("step"), int):
            break
        found.append(entry)
    return found


def metrics_of(spec: str) -> list[dict[str, Any]]:
    """Return what the training of a model's adapter logged; empty where that is not known.

    Args:
        spec: ``micro``, ``base``, ``base+adapter`` or a merged model, as ``load_judge_model`` takes.
    """
    base, adapter = split_spec(spec)
    return read_metrics(Path(adapter or base) / METRICS_FILE)


def main(arguments: list[str] | None = None) -> int:
    """Draw the learning curves of training runs."""
    from finetune.charts import learning_curves
    from finetune.pages import write_file

    parser = argparse.ArgumentParser(prog="python -m finetune.curves", description=main.__doc__)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--out", type=Path, default=Path("curves.png"), help="a PNG file")
    options = parser.parse_args(arguments)

    def work() -> int:
        runs = {}
        for folder in options.folders:
            runs[str(folder)] = read_metrics(folder / METRICS_FILE)
            if not any("loss" in entry for entry in runs[str(folder)]):
                raise InputError(f"{str(folder)!r} holds no {METRICS_FILE} with a loss")
        if options.out.suffix != ".png":
            raise InputError(f"--out {str(options.out)!r} must name a PNG file")
        try:
            write_file(options.out, learning_curves(runs))
        except ImportError as error:
            say(f"no picture: {error}; pip install matplotlib")
            return 1
        except OSError as error:
            raise InputError(
                f"--out {str(options.out)!r}: {error.strerror}; name another file"
            ) from error
        print(options.out)
        return 0

    return exit_code(work)


if __name__ == "__main__":
    sys.exit(main())
