"""Guided, batched judging against the reports' way, on the same weights and claims.

    python -m benchmarks.judge_speed --judge micro --claims 10

The reports' way is one ``model.generate`` a claim with 512 new tokens, then ``json.loads``. Both
ways read the same prompts; reading claims and evidence is left out of both times.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import dataclass
from typing import Any

from evidence.patents import read_patents, sample_files
from evidence.reader import Evidence
from graph.errors import BiniError, InputError
from graph.schema import Claim, Product
from judge.decode import DecodeRequest, decode
from judge.guided import DecodeStats
from judge.loading import LoadedModel, load_judge_model
from judge.prompt import encode, judge_messages
from prompts.render import prompt_schema

NEW_TOKENS = 512
"""The reports' ``max_new_tokens``."""


@dataclass(frozen=True)
class Measured:
    """One way of judging, measured."""

    way: str
    claims: int
    seconds: float
    passes: int
    valid: int


def first_claims(count: int) -> list[Claim]:
    """Return the first claims of the first ``count`` sample patents that have one."""
    claims = [
        Claim(
            regit_num=patent.number,
            title=patent.title,
            claim_number=patent.claims[0].number,
            text=patent.claims[0].text,
        )
        for patent in read_patents(sample_files())
        if patent.claims and patent.claims[0].text
    ]
    if len(claims) < count:
        raise InputError(f"--claims {count!r}: the sample collection has only {len(claims)}")
    return claims[:count]


def requests_for(
    loaded: LoadedModel, evidence: Evidence, claims: list[Claim], text: str
) -> list[DecodeRequest]:
    """Return one request a claim, as ``GemmaJudge`` makes them."""
    product = Product(text=text)
    requests = []
    for claim in claims:
        assessments = evidence.assess(claim, evidence.read_claim(claim), product)
        requests.append(
            DecodeRequest(
                prompt=tuple(encode(loaded.tokenizer, judge_messages(assessments, text))),
                elements=tuple(a.element.text for a in assessments),
                product=text,
            )
        )
    return requests


def guided(loaded: LoadedModel, requests: list[DecodeRequest]) -> Measured:
    """Judge all claims in one guided batch."""
    decode(loaded, requests[:1])
    stats = DecodeStats()
    start = time.perf_counter()
    answers = decode(loaded, requests, stats)
    seconds = time.perf_counter() - start
    valid = sum(_is_answer(answer.text) for answer in answers)
    return Measured("guided, batched", len(requests), seconds, stats.forward_passes, valid)


def naive(loaded: LoadedModel, requests: list[DecodeRequest]) -> Measured:
    """Judge claim by claim with ``generate``, then parse."""
    import torch

    passes = 0

    def count(*_: Any) -> None:
        nonlocal passes
        passes += 1

    tokenizer = loaded.tokenizer
    ends = {tokenizer.eos_token_id, tokenizer.convert_tokens_to_ids("<end_of_turn>")}
    stop = sorted(end for end in ends if isinstance(end, int))
    valid = 0
    handle = loaded.model.register_forward_pre_hook(count)
    start = time.perf_counter()
    for request in requests:
        ids = torch.tensor([request.prompt], device=loaded.model.device)
        output = loaded.model.generate(
            input_ids=ids,
            attention_mask=torch.ones_like(ids),
            max_new_tokens=NEW_TOKENS,
            do_sample=False,
            eos_token_id=stop,
        )
        text = tokenizer.decode(output[0, ids.shape[1] :], skip_special_tokens=True)
        valid += _is_answer(text)
    seconds = time.perf_counter() - start
    handle.remove()
    return Measured("generate, one by one", len(requests), seconds, passes, valid)


def _is_answer(text: str) -> bool:
    from jsonschema import Draft202012Validator

    try:
        data = json.loads(text)
    except ValueError:
        return False
    return Draft202012Validator(prompt_schema("judge") or {}).is_valid(data)


def table(rows: list[Measured]) -> str:
    """Return the measurements as a Markdown table, the first row against the last."""
    lines = [
        "| way | claims | seconds | claims/s | forward passes/claim | valid JSON |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {row.way} | {row.claims} | {row.seconds:.2f} | {row.claims / row.seconds:.2f} "
        f"| {row.passes / row.claims:.1f} | {row.valid / row.claims:.0%} |"
        for row in rows
    ]
    faster = rows[-1].seconds / rows[0].seconds
    return "\n".join([*lines, "", f"{rows[0].way}: {faster:.1f} times the claims per second"])


def main(argv: list[str] | None = None) -> int:
    """Run the comparison and print its table; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.judge_speed", description=__doc__)
    parser.add_argument("--judge", default="micro", help="micro, base or base+adapter")
    parser.add_argument("--claims", type=int, default=10, help="claims to judge")
    parser.add_argument("--query", default="TBC 미백 크림", help="product text")
    parser.add_argument("--device", help="cpu, cuda; default: CUDA where there is one")
    parser.add_argument("--four-bit", action="store_true", help="quantise the base to 4 bit")
    parser.add_argument("--threads", type=int, help="CPU threads of torch")
    arguments = parser.parse_args(argv)
    import torch

    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    try:
        loaded = load_judge_model(
            arguments.judge, device=arguments.device, four_bit=arguments.four_bit
        )
        claims = first_claims(arguments.claims)
        requests = requests_for(loaded, Evidence.load(), claims, arguments.query)
    except BiniError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2 if isinstance(error, InputError) else 1
    rows = [guided(loaded, requests), naive(loaded, requests)]
    elements = sum(len(request.elements) for request in requests)
    print(
        f"judge {loaded.model_id}, {loaded.model.num_parameters():,} parameters, "
        f"{loaded.model.device}, {loaded.model.dtype}, {torch.get_num_threads()} threads, "
        f"{elements} elements, product {arguments.query!r}\n"
    )
    print(table(rows))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
