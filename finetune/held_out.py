"""Figures for a model's card, measured on patents it was not trained on.

    python -m finetune.held_out [--judge J] [--split dev|test] [--n N] [--seed S]

Made-up cases on the sample patents of a split that no training row uses. For the model alone
(``model_…``) and for the judge, in which hard evidence wins (``match_accuracy`` …).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from finetune.evaluate import case_pair, judge_cases, make_judge, report
from finetune.split import Split
from finetune.synthesis import CaseMaker
from graph.errors import BiniError, InputError
from judge.gemma import GemmaJudge

CASES = 300
SEED = 9_001
KEPT = ("n", "json_valid", "risk_accuracy", "match_accuracy", "risk_macro_f1", "match_macro_f1")


def held_out_figures(
    judge_name: str, split: Split = "dev", count: int = CASES, seed: int = SEED
) -> dict[str, float]:
    """Return the figures of a judge on ``count`` made-up cases of a held-out split.

    Raises:
        ModelError: the judge cannot be loaded.
    """
    cases = list(CaseMaker().cases(count, seed, split))
    judge = make_judge(judge_name)
    try:
        figures = report(cases, judge_cases(judge, cases, True), True, 0.0)
        kept = {f"{split}_{name}": round(float(figures[name]), 4) for name in KEPT}
        if isinstance(judge, GemmaJudge):
            kept[f"{split}_model_match_accuracy"] = round(_alone(judge, cases), 4)
    finally:
        close = getattr(judge, "close", None)
        if close is not None:
            close()
    return kept


def _alone(judge: GemmaJudge, cases: Sequence[dict[str, object]], batch: int = 32) -> float:
    """Return the share of labels that the model alone gets right."""
    right = total = 0
    for start in range(0, len(cases), batch):
        chunk = cases[start : start + batch]
        answers = judge.opinions_many([case_pair(case, True) for case in chunk])
        for case, opinions in zip(chunk, answers, strict=True):
            rows = case["comparisons"]
            assert isinstance(rows, list)
            total += len(rows)
            right += sum(o.match == row["match"] for o, row in zip(opinions, rows, strict=True))
    return right / total


def main(arguments: list[str] | None = None) -> int:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="python -m finetune.held_out", description=main.__doc__)
    parser.add_argument("--judge", default="micro")
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--n", type=int, default=CASES)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    try:
        figures = held_out_figures(options.judge, options.split, options.n, options.seed)
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    except BiniError as error:
        print(error, file=sys.stderr)
        return 1
    print(json.dumps(figures, ensure_ascii=False, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
