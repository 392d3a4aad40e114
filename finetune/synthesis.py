"""Makes labelled cases: claims, product texts, and the labels that follow from how they were built.

``python -m finetune.synthesis --out FILE.jsonl --n N --seed S`` writes N cases in the case-file
format, each with ``tags`` that say how it was built and ``named``: what its product text names.

The labels come from the construction, by the rule book for labels, and never from ``evidence``:
a judge trained on them learns to correct what evidence gets wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from evidence.glossary import FOLDER, load_glossary
from evidence.quantities import NEAR_MISS
from evidence.risk import claim_level
from finetune.claims import ClaimMaker, Element, MadeClaim, Stock
from finetune.commands import exit_code
from finetune.pages import write_file
from finetune.products import Fact, ProductMaker
from finetune.samples import read_sample_claims
from finetune.split import Split
from graph.schema import Comparison, RiskLevel

SAMPLE_SHARE = 0.2
"""Share of training cases that use a sample patent's claim instead of a made-up one."""


def risk_level(elements: tuple[Element, ...], facts: tuple[Fact, ...]) -> RiskLevel:
    """Return the claim's level from the labels of its elements."""
    return claim_level(
        [
            Comparison(
                patent_element=element.text,
                user_product_element=fact.quote,
                match=fact.match,
                confidence=1,
                kind=element.kind,
                near_miss=fact.near,
            )
            for element, fact in zip(elements, facts, strict=True)
        ]
    )


class CaseMaker:
    """Makes cases from a glossary folder; the same seed and number give the same case."""

    def __init__(self, folder: Path = FOLDER) -> None:
        stock = Stock(load_glossary(folder), folder)
        self.claims = ClaimMaker(stock)
        self.read = read_sample_claims(stock)
        self.products = ProductMaker(stock, NEAR_MISS)

    def _claim(self, rng: Random, split: Split) -> MadeClaim:
        samples = self.read[split]
        if samples and (split != "train" or rng.random() < SAMPLE_SHARE):
            return rng.choice(samples)
        return self.claims.make(rng)

    def case(self, seed: int, index: int, split: Split = "train") -> dict[str, Any]:
        """Return one case of the case-file format, with ``tags`` and ``named``.

        Split ``train`` mixes claims made from the glossary with the sample patents that train;
        ``dev`` and ``test`` use the sample patents of that split only.
        """
        rng = Random(f"{seed}:{index}")
        while True:
            claim = self._claim(rng, split)
            made = self.products.make(claim, rng)
            facts = made.facts
            if len(made.text) <= 600 and all(
                f.quote is None or f.quote in made.text for f in facts
            ):
                break
        return {
            "regit_num": claim.number or f"98{seed % 100_000:05d}{index % 1_000_000:06d}",
            "claim_text": claim.text,
            "user_query": made.text,
            "comparisons": [
                {"patent_element": e.text, "user_product_element": f.quote, "match": f.match}
                for e, f in zip(claim.elements, facts, strict=True)
            ],
            "risk_level": risk_level(claim.elements, facts),
            "tags": [claim.field, made.style, *dict.fromkeys(f.outcome for f in facts)],
            "named": [[name, kind] for name, kind in made.named],
        }

    def cases(self, count: int, seed: int, split: Split = "train") -> Iterator[dict[str, Any]]:
        """Yield ``count`` cases."""
        for index in range(count):
            yield self.case(seed, index, split)


def main(arguments: list[str] | None = None) -> int:
    """Write made-up cases to a file."""
    parser = argparse.ArgumentParser(prog="python -m finetune.synthesis", description=main.__doc__)
    parser.add_argument("--out", type=Path, required=True, help="file to write (.jsonl)")
    parser.add_argument("--n", type=int, default=30_000, help="number of cases")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--split", choices=("train", "dev", "test"), default="train")
    options = parser.parse_args(arguments)

    def work() -> int:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        cases = CaseMaker().cases(options.n, options.seed, options.split)
        lines = "".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases)
        write_file(options.out, lines.encode())
        print(f"{options.n} cases written to {options.out}", file=sys.stderr)
        return 0

    return exit_code(work)


if __name__ == "__main__":
    sys.exit(main())
