"""Figures for a model's card, measured on patents it was not trained on.

    python -m finetune.held_out [--judge J] [--split dev|test] [--n N] [--seed S]

Made-up cases on the sample patents of a split that no training row uses. For the model alone
(``model_…``) and for the judge, in which hard evidence wins (``match_accuracy`` …).
"""

from __future__ import annotations

import argparse
import json
import sys

from finetune.commands import exit_code
from finetune.evaluate import judge_cases, make_judge, report
from finetune.split import Split
from finetune.synthesis import CaseMaker
from graph.errors import InputError

CASES = 300
SEED = 9_001
KEPT = ("n", "json_valid", "risk_accuracy", "match_accuracy", "risk_macro_f1", "match_macro_f1")


def held_out_figures(
    judge_name: str, split: Split = "dev", count: int = CASES, seed: int = SEED
) -> dict[str, float]:
    """Return the figures of a judge on ``count`` made-up cases of a held-out split.

    Raises:
        InputError: there is no such judge, or no case is asked for.
        ModelError: the judge cannot be loaded.
    """
    if count < 1:
        raise InputError(f"figures need one case at least, not {count}")
    cases = list(CaseMaker().cases(count, seed, split))
    judge = make_judge(judge_name)
    try:
        figures = report(cases, judge_cases(judge, cases, True), True, 0.0)
    finally:
        close = getattr(judge, "close", None)
        if close is not None:
            close()
    names = KEPT if figures["model_match_accuracy"] is None else (*KEPT, "model_match_accuracy")
    return {f"{split}_{name}": round(float(figures[name]), 4) for name in names}


def main(arguments: list[str] | None = None) -> int:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="python -m finetune.held_out", description=main.__doc__)
    parser.add_argument("--judge", default="micro")
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--n", type=int, default=CASES)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)

    def work() -> int:
        figures = held_out_figures(options.judge, options.split, options.n, options.seed)
        print(json.dumps(figures, ensure_ascii=False, indent=2))
        return 0

    return exit_code(work)


if __name__ == "__main__":
    sys.exit(main())
