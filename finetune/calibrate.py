"""Counts how often each rule of evidence is right on written cases.

    python -m finetune.calibrate data/cases/{train,dev}.jsonl \
        data/cases/fields/{cosmetics,denials,foods,goods,mixed,read}*.jsonl \
        --unseen data/cases/calibration.jsonl

Writes ``data/calibration.json``. What is decided where evidence only suggests follows from all
files; the confidences from the ``--unseen`` ones alone, for a rule is right more often on cases
that it was written on. Never give it test cases: figures on them would flatter. Exit 2: a file is
wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evidence.calibration import FILE, Calibration, Counts, key, prefixes
from evidence.decide import decide
from evidence.reader import Evidence
from evidence.risk import claim_level
from finetune.cases import read_cases
from finetune.commands import exit_code
from finetune.evaluate import case_pair
from finetune.pages import write_file
from graph.schema import Match, RiskLevel


def count_rules(
    evidence: Evidence, cases: Sequence[Mapping[str, Any]]
) -> dict[str, dict[Match, int]]:
    """Return the gold labels of the cases' elements, counted by the rule that judged them."""
    rules: dict[str, Counter[Match]] = defaultdict(Counter)
    for case in cases:
        claim, product = case_pair(case, given=True)
        elements = evidence.read_claim(claim)
        for row, assessment in zip(
            case["comparisons"], evidence.assess(claim, elements, product), strict=True
        ):
            for name in prefixes(key(assessment)):
                rules[name][row["match"]] += 1
    return {name: dict(rules[name]) for name in sorted(rules)}


def count_levels(
    evidence: Evidence, cases: Sequence[Mapping[str, Any]], calibration: Calibration
) -> dict[RiskLevel, tuple[int, int]]:
    """Return how often each level was given by evidence alone, and how often rightly."""
    given: Counter[RiskLevel] = Counter()
    right: Counter[RiskLevel] = Counter()
    for case in cases:
        claim, product = case_pair(case, given=True)
        elements = evidence.read_claim(claim)
        level = claim_level(
            [
                decide(a, None, product, calibration)
                for a in evidence.assess(claim, elements, product)
            ]
        )
        given[level] += 1
        right[level] += level == case["risk_level"]
    return {level: (given[level], right[level]) for level in sorted(given)}


def main(arguments: list[str] | None = None) -> int:
    """Write the counts."""
    parser = argparse.ArgumentParser(prog="python -m finetune.calibrate", description=main.__doc__)
    parser.add_argument("cases", type=Path, nargs="+", help="cases that rules were written on")
    parser.add_argument("--unseen", type=Path, nargs="+", required=True, help="cases they were not")
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args(arguments)

    def work() -> int:
        files = {path: read_cases(path) for path in (*options.cases, *options.unseen)}
        evidence = Evidence.load()
        unseen = [case for path in options.unseen for case in files[path]]
        rules = count_rules(evidence, [case for cases in files.values() for case in cases])
        counts = Counts(
            cases={path.name: len(cases) for path, cases in files.items()},
            rules=rules,
            unseen=count_rules(evidence, unseen),
            levels=count_levels(evidence, unseen, Calibration(rules)),
        )
        write_file(options.out, (counts.model_dump_json(indent=1) + "\n").encode())
        print(f"{options.out}: {sum(counts.cases.values())} cases, {len(rules)} keys")
        return 0

    return exit_code(work)


if __name__ == "__main__":
    sys.exit(main())
