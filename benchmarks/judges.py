"""The judge's variants side by side: ``python -m benchmarks.judges``.

Evidence alone, the base without an adapter, the adapter without evidence in its prompt, and the
adapter with it, on the test cases of ``data/cases`` and, where it is there, on the first report's
cases (``../shared/real/cases_tbc.jsonl``). Whoever tunes anything takes ``--cases
data/cases/dev.jsonl``: the test cases are for measuring.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from finetune.compare import compare, comparison_table
from graph.errors import BiniError, InputError
from judge.loading import MODELS

ROOT = Path(__file__).resolve().parent.parent
CASES = (ROOT / "data/cases/test.jsonl", ROOT.parent / "shared/real/cases_tbc.jsonl")
VARIANTS = {
    "evidence alone": "evidence",
    "base without adapter": str(MODELS / "judge-base"),
    "adapter without evidence in the prompt": "micro:no-hints",
    "adapter with evidence": "micro",
}


def main(arguments: list[str] | None = None) -> int:
    """Print one table a case file; return 2 for wrong arguments."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.judges", description=__doc__)
    parser.add_argument("--cases", type=Path, action="append", help="in place of the usual files")
    options = parser.parse_args(arguments)
    files = options.cases or [path for path in CASES if path.is_file() or path == CASES[0]]
    try:
        for path in files:
            reports = compare(path, tuple(VARIANTS.values()), given=True)
            named = [r | {"judge": v} for r, v in zip(reports, VARIANTS, strict=True)]
            labels = sum(len(case["gold"]["match"]) for case in reports[0]["cases"])
            print(f"{path.name}: {reports[0]['n']} cases, {labels} labels, elements given\n")
            print(comparison_table(named) + "\n")
    except BiniError as error:
        print(error, file=sys.stderr)
        return 2 if isinstance(error, InputError) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
