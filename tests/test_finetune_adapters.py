"""Several adapters on one base; an adapter's own chat template; merged adapters."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import tiny_models
import torch
from training_files import CASES, LAYOUTS, tiny_base, write_lines

from evidence.reader import Evidence
from finetune.conversations import intent_messages
from finetune.dataset import REPORT_TEMPLATE, RowSource
from finetune.evaluate import score_file
from finetune.train import TrainRecipe, run
from graph.errors import ModelError
from judge.adapters import load_adapters
from judge.card import Card, weights_sha
from judge.decode import DecodeRequest, decode
from judge.gemma import GemmaJudge
from judge.loading import load_judge_model
from judge.prompt import encode, judge_messages
from judge.writing import write_answers
from prompts.render import prompt_sha

ELEMENTS, PRODUCT = ("아세틸", "미백용", "크림"), "TBC 미백 크림"


def write_card(adapter, base, task="judge", **changes):
    facts = {
        "base": base.name,
        "base_sha": weights_sha(base),
        "prompt_sha": prompt_sha(task),
        "recipe": "recipes/tiny.yaml",
        "commit": "0" * 40,
        "data": {"cases": 0},
        "figures": {},
    }
    Card(**facts | changes).write(adapter)


def tuned(folder, base_name="google/gemma-3-1b-it"):
    """Return a base and its adapters of judge and intent, with cards."""
    torch.set_num_threads(1)
    base = tiny_base(folder / "base", base_name)
    adapters = {}
    for seed, task in enumerate(("judge", "intent"), 1):
        adapters[task] = str(tiny_models.adapter(folder / task, base, seed, r=2 * seed))
        write_card(folder / task, base, task)
    return base, adapters


def chart(loaded):
    ids = encode(loaded.tokenizer, judge_messages(ELEMENTS, PRODUCT))
    (answer,) = decode(loaded, [DecodeRequest(tuple(ids), ELEMENTS, PRODUCT)])
    return [(row.match, row.quote, row.probabilities) for row in answer.rows]


def answers(loaded):
    return write_answers(loaded, [intent_messages(t) for t in ("찾아 줘", "크림 비교")], 8)


@pytest.mark.parametrize(
    "base_name", [name for name in LAYOUTS if "/gemma" in name or "EX" in name]
)
def test_adapters_on_one_base_answer_as_each_alone(tmp_path, base_name):
    base, adapters = tuned(tmp_path, base_name)
    together = load_adapters(str(base), adapters)
    for task, folder in adapters.items():
        alone = load_judge_model(f"{base}+{folder}", task=task, merge=False)
        assert together[task].model_id == alone.model_id
        assert chart(together[task]) == chart(alone)
        assert answers(together[task]) == answers(alone)
    assert chart(together["judge"]) != chart(together["intent"])


def test_the_base_is_in_memory_once(tmp_path):
    base, adapters = tuned(tmp_path)
    one, two = (held.model for held in load_adapters(str(base), adapters).values())
    tensors = [
        {p.data_ptr() for n, p in m.named_parameters() if "lora" not in n} for m in (one, two)
    ]
    assert tensors[0] == tensors[1]
    own = [{p.data_ptr() for n, p in m.named_parameters() if "lora" in n} for m in (one, two)]
    assert not own[0] & own[1]


def test_concurrent_callers_get_the_answers_of_their_own_adapter(tmp_path):
    base, adapters = tuned(tmp_path)
    together = load_adapters(str(base), adapters)
    expected = {"judge": chart(together["judge"]), "intent": answers(together["intent"])}
    ask = {"judge": chart, "intent": answers}

    def call(task):
        return ask[task](together[task]) == expected[task]

    with ThreadPoolExecutor(4) as callers:
        assert all(callers.map(call, ["judge", "intent"] * 6))


def test_four_bit_bases_are_shared_too(tmp_path):
    sizes = {"hidden_size": 64, "intermediate_size": 128, "head_dim": 32}
    base = tiny_models.checkpoint(tmp_path / "base", **sizes)
    adapters = {}
    for seed, task in enumerate(("judge", "intent"), 1):
        adapters[task] = str(tiny_models.adapter(tmp_path / task, base, seed))
        write_card(tmp_path / task, base, task)
    together = load_adapters(str(base), adapters, four_bit=True, device="cpu")
    first = chart(together["judge"])
    answers(together["intent"])
    assert chart(together["judge"]) == first
    alone = load_judge_model(f"{base}+{adapters['judge']}", four_bit=True, device="cpu")
    labels = [[row[:2] for row in rows] for rows in (first, chart(alone))]
    assert labels[0] == labels[1]


def test_an_adapter_of_another_task_is_refused(tmp_path):
    base, adapters = tuned(tmp_path)
    with pytest.raises(ModelError, match=prompt_sha("intent")[:8]):
        load_judge_model(f"{base}+{adapters['intent']}")
    with pytest.raises(ModelError, match=prompt_sha("judge")[:8]):
        load_adapters(str(base), {"intent": adapters["judge"]})


def test_an_adapter_trained_with_the_reports_prompt_format_is_judged(tmp_path):
    """Training, loading and judging with ``<system>``, ``<user>``, ``<assistant>``."""
    base = tiny_base(tmp_path / "base")
    cases = write_lines(tmp_path / "cases.jsonl", CASES)
    recipe = TrainRecipe(
        base=str(base),
        output=tmp_path / "adapter",
        data=RowSource(file=str(cases), max_tokens=3000),
        lora={"r": 2, "target_modules": "all-linear"},
        trainer={"max_steps": 1, "use_cpu": True, "per_device_train_batch_size": 2},
        prompt_format="report",
        held_out=0,
        threads=1,
    )
    run(recipe, "a-recipe.yaml")
    name = f"{base}+{recipe.output}"
    loaded = load_judge_model(name)
    assert loaded.tokenizer.chat_template == REPORT_TEMPLATE
    shown = loaded.tokenizer.decode(encode(loaded.tokenizer, judge_messages(ELEMENTS, PRODUCT)))
    assert shown.endswith("<assistant>\n")
    assert "<user>\n제품: TBC 미백 크림" in shown
    assert "<start_of_turn>" not in shown
    report = score_file(cases, name, given=True)
    assert (report["n"], report["json_valid"]) == (len(CASES), 1.0)
    with GemmaJudge(Evidence.load(), loaded) as judge:
        assert judge.judge_id == loaded.model_id
