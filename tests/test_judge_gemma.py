"""The model judge from claim to verdict: evidence, prompt, decoding, decision, shared batches."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest
import tiny_models
import torch

from evidence.calibration import Calibration
from evidence.reader import Evidence
from evidence.types import Assessment, ClaimElement
from graph.errors import JudgeError
from graph.ports import ClaimJudge
from graph.schema import Claim, Finding, Product, Span
from judge.evidence_judge import EvidenceJudge
from judge.gemma import GemmaJudge
from judge.loading import LoadedModel
from judge.runnable import as_runnable
from prompts.render import prompt_sha

PRODUCT = Product(text="TBC 미백\n크림")


class CommaEvidence(Evidence):
    """Splits a claim at commas; "hard" is settled, "broken" cannot be decoded by any grammar."""

    def __init__(self):
        self.calibration = Calibration()

    def read_claim(self, claim):
        return tuple(ClaimElement(text=part) for part in claim.text.split(",") if part)

    def assess(self, claim, elements, product):
        return tuple(self._assess(element, product) for element in elements)

    def _assess(self, element, product):
        if element.text != "미백":
            return Assessment(element=element, match=None, hint="이름: 없음")
        span = Span(start=4, end=6, text="미백")
        found = Finding(
            rule="test", supports="대응", hard=True, product_span=span, detail="같은 말"
        )
        return Assessment(
            element=element, match="대응", hard=True, span=span, findings=(found,), hint="같은 말"
        )


@cache
def loaded():
    from transformers import AutoModelForCausalLM

    torch.set_num_threads(1)
    words = tiny_models.tokenizer()
    torch.manual_seed(0)
    config = tiny_models.config("gemma3_text", len(words) + 9)
    model = AutoModelForCausalLM.from_config(config, attn_implementation="sdpa")
    return LoadedModel(model.eval(), words, None, "random@00000000")


@pytest.fixture
def judge():
    with GemmaJudge(CommaEvidence(), loaded(), window=0.05) as made:
        yield made
    assert "judge random@00000000" not in {thread.name for thread in threading.enumerate()}


def claim(number, text="아세틸,미백,크림"):
    return Claim(regit_num="9900000010000", title="", claim_number=number, text=text)


def test_a_verdict_has_the_claims_elements_in_order_and_hard_evidence_wins(judge):
    verdict = judge.compare(claim(1), PRODUCT)
    assert [row.patent_element for row in verdict.comparisons] == ["아세틸", "미백", "크림"]
    assert verdict.judge_id == judge.judge_id == "random@00000000"
    assert judge.prompt_sha == prompt_sha("judge")
    hard = verdict.comparisons[1]
    assert (hard.match, hard.decided_by, hard.user_product_element) == ("대응", "evidence", "미백")
    assert hard.model_match is not None
    for row in verdict.comparisons:
        assert row.user_product_element is None or row.user_product_element in PRODUCT.text


def test_opinions_are_the_models_alone_with_quotes_in_the_users_words(judge):
    products = [PRODUCT, Product(text="아세틸 \n  로션,  TBC")]
    for product, opinions in zip(
        products, judge.opinions_many([(claim(1), p) for p in products]), strict=True
    ):
        assert len(opinions) == 3
        for opinion in opinions:
            assert sum(opinion.probabilities.values()) == pytest.approx(1)
            assert opinion.quote is None or opinion.quote in product.text
    assert judge.opinions(claim(1), PRODUCT) == judge.opinions_many([(claim(1), PRODUCT)])[0]


def test_concurrent_calls_share_batches_and_agree_with_calls_alone(judge):
    claims = [claim(n, f"원소{n},미백,크림") for n in range(1, 7)]
    alone = [judge.compare(c, PRODUCT) for c in claims]
    before = judge.stats.forward_passes
    with ThreadPoolExecutor(len(claims)) as pool:
        together = list(pool.map(lambda c: judge.compare(c, PRODUCT), claims))
    assert [rows(v) for v in together] == [rows(v) for v in alone]
    assert judge.stats.forward_passes - before < before


def test_async_calls_share_batches_too(judge):
    async def all_at_once():
        return await asyncio.gather(*(judge.acompare(claim(n), PRODUCT) for n in range(1, 5)))

    verdicts = asyncio.run(all_at_once())
    assert [v.claim_number for v in verdicts] == [1, 2, 3, 4]
    assert {str(rows(v)) for v in verdicts} == {str(rows(judge.compare(claim(9), PRODUCT)))}


def test_compare_many_uses_one_batch(judge):
    alone = judge.compare(claim(1), PRODUCT)
    before = judge.stats.forward_passes
    many = judge.compare_many([(claim(n), PRODUCT) for n in range(1, 4)])
    assert [rows(v) for v in many] == [rows(alone)] * 3
    # One more pass than alone: the shared beginning of the prompts.
    assert judge.stats.forward_passes - before == before + 1


def test_hints_reach_the_prompt_only_when_asked():
    counts = []
    for show_hints in (True, False):
        with GemmaJudge(CommaEvidence(), loaded(), show_hints=show_hints) as judge:
            judge.compare(claim(1), PRODUCT)
            counts.append(judge.stats.prompt_tokens)
    assert counts[0] > counts[1]


def test_a_claim_without_elements_is_a_judge_error(judge):
    for broken in (judge, EvidenceJudge(CommaEvidence())):
        with pytest.raises(
            JudgeError, match="'9900000010000' 청구항 3에 비교할 구성요소가 없습니다"
        ):
            broken.compare(claim(3, ","), PRODUCT)


def test_a_model_that_fails_is_a_judge_error_for_each_claim():
    class Broken(torch.nn.Module):
        def __init__(self, model):
            super().__init__()
            self.inner, self.config = model, model.config
            self.device, self.dtype = model.device, model.dtype

        def forward(self, input_ids, **kwargs):
            raise RuntimeError("out of memory")

    base = loaded()
    broken = LoadedModel(Broken(base.model), base.tokenizer, None, "broken")
    with GemmaJudge(CommaEvidence(), broken) as judge:
        with pytest.raises(JudgeError, match=r"청구항 1을.* 판정하지 못했습니다: out of memory"):
            judge.compare(claim(1), PRODUCT)
        with pytest.raises(JudgeError, match="out of memory"):
            asyncio.run(judge.acompare(claim(1), PRODUCT))


def test_the_evidence_judge_leaves_open_what_evidence_does_not_settle():
    judge = EvidenceJudge(CommaEvidence())
    verdict = judge.compare(claim(1), PRODUCT)
    assert [row.match for row in verdict.comparisons] == ["판단불가", "대응", "판단불가"]
    assert verdict.judge_id == "evidence"
    assert asyncio.run(judge.acompare(claim(1), PRODUCT)) == verdict


def test_both_judges_are_claim_judges(judge):
    assert isinstance(judge, ClaimJudge)
    assert isinstance(EvidenceJudge(CommaEvidence()), ClaimJudge)


def test_as_a_runnable_it_takes_models_dicts_and_strings_and_batches(judge):
    runnable = as_runnable(judge)
    expected = judge.compare(claim(1), PRODUCT)
    assert runnable.invoke({"claim": claim(1), "product": PRODUCT}) == expected
    plain = {"claim": claim(1).model_dump(), "product": PRODUCT.text}
    assert runnable.invoke(plain) == expected
    assert asyncio.run(runnable.ainvoke(plain)) == expected
    before = judge.stats.forward_passes
    runnable.invoke(plain)
    once = judge.stats.forward_passes - before
    assert [rows(v) for v in runnable.batch([plain] * 4)] == [rows(expected)] * 4
    assert judge.stats.forward_passes - before - once < 4 * once


def rows(verdict):
    return [(r.patent_element, r.match, r.user_product_element) for r in verdict.comparisons]
