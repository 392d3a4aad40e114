"""The benchmarks of training: they run at small shapes, and count what they say they count."""

import json

import pytest
import torch
from training_files import CASES, tiny_base, write_lines

from benchmarks import training_gpu, training_speed, training_tasks
from benchmarks.training_gpu import Job
from finetune.recipe import read_recipe
from finetune.shapes import PUBLISHED
from finetune.train import TrainRecipe


def test_every_way_trains_the_same_tokens_to_the_same_loss(tmp_path, capsys):
    base = tiny_base(tmp_path / "base")
    cases = write_lines(tmp_path / "cases.jsonl", CASES)
    options = ["--base", base, "--cases", cases, "--rows", 4, "--rounds", 1, "--threads", 1]
    assert training_speed.main([*map(str, options)]) == 0
    shown = capsys.readouterr().out
    rows = [line.split("|")[1:-1] for line in shown.splitlines() if line.startswith("| ")][1:]
    ways, tokens, places, steps, losses = ([row[n].strip() for row in rows] for n in range(5))
    assert ways[-1] == "the reports': padded to 2,048"
    assert len(set(tokens)) == len(set(steps)) == 1
    assert [float(loss) for loss in losses] == pytest.approx([float(losses[0])] * 3, abs=2e-3)
    assert places[-1] == "8,192"
    assert tokens[0] == places[1]  # packing computes no padding
    assert "goal 5: " in shown


def test_the_speed_benchmark_refuses_what_is_not_there(capsys):
    assert training_speed.main(["--cases", "nowhere.jsonl"]) == 2
    assert "nowhere.jsonl" in capsys.readouterr().err


@pytest.mark.skipif(torch.cuda.is_available(), reason="small shapes are for machines without one")
@pytest.mark.parametrize("job", training_gpu.jobs(2, cuda=False)[:5:3], ids=lambda job: job.name)
def test_the_gpu_benchmark_runs_small_where_there_is_none(tmp_path, job):
    cases = write_lines(tmp_path / "cases.jsonl", CASES)
    options = {**job.options, "data.file": str(cases), "threads": 1}
    found = training_gpu.measure(Job(job.name, job.recipe, options, warm_up=1), peak_tflops=1.0)
    assert found.steps == 1  # of two: the first is not counted
    assert 0 < found.trainable < found.total
    assert 0 < found.tokens < len(CASES) * 300
    assert 0 < found.utilisation < 1
    assert found.peak_gib is None


def test_jobs_are_those_of_the_recipes():
    names = {read_recipe(training_gpu.RECIPES / job.recipe, TrainRecipe).base
             for job in training_gpu.jobs(1, cuda=True)}  # fmt: skip
    assert names - set(PUBLISHED) == {"data/models/judge-base"}
    assert training_gpu.main(["--only", "no such job"]) == 2


def test_flops_by_hand(tmp_path):
    base = tiny_base(tmp_path / "base")  # 4 layers, 4 heads of 16
    count = training_gpu._Counter()
    batch = {
        "attention_mask": torch.tensor([[1, 1, 1, 0], [1, 1, 1, 1]]),
        "labels": torch.tensor([[-100, -100, 5, -100], [-100, -100, 6, 7]]),
    }
    count.add(batch)
    assert (count.tokens, count.answers, count.pairs) == (7, 3, (9 + 16) // 2)
    recipe = TrainRecipe(base=str(base), output=tmp_path, data=None, trainer={},
                         lora={"r": 1, "target_modules": ["q_proj"]})  # fmt: skip
    layer = 32 * 64 + 2 * 32 * 16 + 64 * 32 + 3 * 32 * 64
    from transformers import AutoConfig

    vocabulary = AutoConfig.from_pretrained(base).vocab_size
    linear, lora, head = 4 * layer, 4 * (32 + 64), vocabulary * 32
    expected = 7 * (4 * linear + 6 * lora) + 3 * 4 * head + 12 * 3 * 4 * (4 * 4 * 16)
    assert count.flops(recipe, str(base)) == expected


@pytest.mark.parametrize(
    ("task", "said"),
    [
        ("intent", ("| tuned: BERTScore |", "| tuned: 침해 검토", "s a case")),
        ("chat", ("perplexity",)),
    ],
)
def test_one_command_trains_and_tests_a_task(tmp_path, capsys, task, said):
    short = {"base": tiny_base(tmp_path / "base"), "trainer.max_steps": 2, "threads": 1,
             "data.max_tokens": 3000, "trainer.warmup_steps": 0}  # fmt: skip
    options = [str(part) for key, value in short.items() for part in (f"--{key}", value)]
    out = tmp_path / "out"
    assert training_tasks.main(["--only", task, "--out", str(out), *options]) == 0
    shown = capsys.readouterr().out
    assert "open" in shown
    assert all(part in shown for part in said)
    report = json.loads((out / f"{task}.json").read_text())
    assert report["tuned"]["trained"]["steps"] == 2
    assert report["base"]["n"] == report["tuned"]["n"] > 5
    assert training_tasks.main(["--only", task, "--trainer.stepps", "2"]) == 2
