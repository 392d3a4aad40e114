"""Training, small: what is in the loss, what moves, what a recipe may say."""

import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import fields, replace
from pathlib import Path

import pytest
import torch
import yaml
from training_files import CHATS, LAYOUTS, tiny_base, write_lines

from evidence.reader import Evidence
from finetune.base import (
    BaseRecipe,
    Example,
    Shape,
    base_card,
    encode_row,
    make_batches,
    new_model,
    save_base,
    train_base,
)
from finetune.checkpoints import fault, newest_whole, seal
from finetune.curves import read_metrics
from finetune.dataset import IGNORED, RowSource, make_rows
from finetune.recipe import read_recipe
from finetune.rows import Mixture, RowMaker, judge_row
from finetune.train import (
    Device,
    EarlyStop,
    TrainRecipe,
    arguments_of,
    build_trainer,
    device_of,
    dry_run,
    main,
    run,
)
from graph.errors import InputError
from judge.card import Card, weights_sha
from judge.prompt import encode
from prompts.render import prompt_sha

RECIPES = Path(__file__).resolve().parent.parent / "finetune" / "recipes"
SHAPE = Shape(32, 64, 2, 2, 1, 16, 64, 1024)
# peft 0.21 asks transformers 5 for an attribute by its old name.
pytestmark = pytest.mark.filterwarnings("ignore:.is_gradient_checkpointing. is:FutureWarning")


@pytest.fixture(scope="module")
def maker():
    return RowMaker(Mixture(extract=0.3))


@pytest.fixture(scope="module")
def tokenizer(maker):
    from finetune.tokenizer import train_tokenizer

    rows = list(maker.rows(60, 3))
    return train_tokenizer([r.messages[-1]["content"] + r.answer for r in rows], 900)


@pytest.fixture(scope="module")
def base(tokenizer, tmp_path_factory):
    folder = tmp_path_factory.mktemp("models") / "base"
    card = base_card(BaseRecipe(output=folder), "a-recipe.yaml", {})
    save_base(new_model(SHAPE, len(tokenizer), 1), tokenizer, card, folder)
    return folder


@pytest.fixture
def recipe(base, tmp_path):
    return TrainRecipe(
        base=str(base),
        output=tmp_path / "adapter",
        data=RowSource(cases=12, max_tokens=2000),
        lora={"r": 4, "lora_alpha": 8, "target_modules": "all-linear"},
        held_out=2,
        trainer={
            "max_steps": 3,
            "per_device_train_batch_size": 2,
            "learning_rate": 1e-2,
            "use_cpu": True,
            "bf16": False,
            "logging_steps": 1,
            "activation_checkpointing": False,
        },
        threads=1,
    )


def test_rows_use_the_prompt_of_inference(maker):
    case = maker.maker.case(5, 1)
    row = judge_row(case, Evidence.load())
    blind = judge_row(case, None)
    assert row.messages[-1]["content"].startswith("제품: ")
    assert "근거" not in blind.messages[-1]["content"]
    tasks = [r.task for r in maker.rows(40, 6)]
    assert set(tasks) == {"judge", "extract"}


def test_thin_evidence_knows_fewer_names(maker):
    full, thin = (
        sum(len(c.names) for c in e.glossary.concepts.values()) for e in (maker.full, maker.thin)
    )
    assert thin < 0.8 * full
    assert set(maker.thin.glossary.concepts) == set(maker.full.glossary.concepts)


def test_weights_tell_prompt_claim_words_and_labels_apart(maker, tokenizer):
    recipe = BaseRecipe(output=Path("unused"))
    row = judge_row(maker.maker.case(5, 2), None)
    example = encode_row(tokenizer, row, recipe)
    prompt = len(encode(tokenizer, row.messages))
    assert len(example.ids) == len(example.weights)
    assert set(example.weights[:prompt]) == {recipe.prompt_weight}
    answer = example.weights[prompt:]
    labels = row.answer.count('"match"')
    assert answer.count(recipe.label_weight) == labels
    assert recipe.copy_weight in answer
    assert answer[-1] == 1.0
    assert tokenizer.decode(example.ids[prompt:-1]) == row.answer


def test_batches_keep_every_example_and_their_size(maker, tokenizer):
    from random import Random

    examples = [Example([7] * n, [1.0] * n) for n in (5, 90, 12, 40, 41, 7, 100, 33)]
    batches = make_batches(examples, 100, Random(1))
    assert sorted(len(e.ids) for b in batches for e in b) == sorted(len(e.ids) for e in examples)
    assert all(len(b) * max(len(e.ids) for e in b) <= 100 for b in batches)


def test_a_tiny_base_learns_and_is_saved_in_bfloat16(maker, tokenizer, tmp_path):
    from safetensors.torch import load_file
    from transformers import AutoModelForCausalLM

    recipe = BaseRecipe(
        output=tmp_path / "base", shape=SHAPE, batch_tokens=1500, max_tokens=1500, threads=1
    )
    examples = [encode_row(tokenizer, row, recipe) for row in maker.rows(30, 3)]
    before = new_model(SHAPE, len(tokenizer), recipe.seed)
    model, steps = train_base(recipe, tokenizer, examples, max_steps=5)
    assert steps == 5
    batch = torch.tensor([examples[0].ids])
    losses = [m(input_ids=batch, labels=batch).loss.item() for m in (before, model)]
    assert losses[1] < losses[0]
    save_base(model, tokenizer, base_card(recipe, "a-recipe.yaml", {}), recipe.output)
    weights = load_file(recipe.output / "model.safetensors")
    assert {w.dtype for w in weights.values()} == {torch.bfloat16}
    loaded = AutoModelForCausalLM.from_pretrained(recipe.output)
    assert type(loaded).__name__ == "Gemma3ForCausalLM"
    assert not list(tmp_path.glob("*.new"))


def test_the_schedule_reaches_both_optimisers(tokenizer):
    from finetune.base import make_optimizer

    model = new_model(SHAPE, len(tokenizer), 1)
    optimizer = make_optimizer(model, BaseRecipe(output=Path("unused")))
    start = {n: p.detach().clone() for n, p in model.named_parameters()}
    batch = torch.tensor([[7, 8, 9, 10]])
    optimizer.load_state_dict(optimizer.state_dict())  # what accelerate does: groups are copied
    for rate, moves in ((0.0, False), (0.01, True)):
        for group in optimizer.param_groups:
            group["lr"] = rate
        model(input_ids=batch, labels=batch).loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        for name, parameter in model.named_parameters():
            if "norm" not in name:
                assert torch.equal(parameter, start[name]) is not moves


def test_the_time_limit_ends_the_run(tokenizer, maker, tmp_path):
    recipe = BaseRecipe(
        output=tmp_path / "b", shape=SHAPE, batch_tokens=1500, max_tokens=1500, threads=1,
        epochs=1000, max_minutes=0.01,
    )  # fmt: skip
    examples = [encode_row(tokenizer, row, recipe) for row in maker.rows(10, 3)]
    train_base(recipe, tokenizer, examples)  # would take minutes without the limit


def test_no_prompt_token_is_trained(recipe):
    rows = make_rows(recipe.data)
    trainer = build_trainer(recipe, rows)
    tokenizer = trainer.processing_class
    batch = next(iter(trainer.get_train_dataloader()))
    trained = [
        tokenizer.decode(labels[labels != IGNORED]).removesuffix("<end_of_turn>")
        for labels in batch["labels"]
    ]
    assert len(trained) == 2
    assert set(trained) <= {row.answer for row in rows.train}
    known = {row.answer: row for row in rows.train}
    for answer, ids, mask in zip(trained, batch["input_ids"], batch["attention_mask"], strict=True):
        prompt = encode(tokenizer, known[answer].messages)
        assert ids[mask == 1][: len(prompt)].tolist() == prompt


def step(trainer, loss):
    """Return a loss with the gradients of the adapter."""
    trainer.model.zero_grad()
    loss.backward()
    found = {n: p.grad.clone() for n, p in trainer.model.named_parameters() if p.requires_grad}
    return loss.item(), found


@pytest.mark.parametrize("packing", [False, True])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_loss_and_gradients_are_those_of_all_logits(recipe, tmp_path, layout, packing):
    """The head sees the answers' places alone; the plain way computes the logits of every place."""
    chats = write_lines(tmp_path / "chats.jsonl", CHATS)
    trainer = build_trainer(
        replace(
            recipe,
            base=str(tiny_base(tmp_path / "tiny", layout)),
            data=RowSource(file=str(chats), format="chatml", max_tokens=200),
            lora={"r": 4, "target_modules": r"(?!.*vision).*(q|down)_proj"},
            trainer=recipe.trainer | {"packing": packing},
        ),
        make_rows(RowSource(file=str(chats), format="chatml", max_tokens=200)),
    )
    batch = next(iter(trainer.get_train_dataloader()))
    told = batch["labels"][:, 1:] != IGNORED
    places = []
    head = trainer.model.get_output_embeddings()
    hook = head.register_forward_pre_hook(lambda _, given: places.append(given[0].shape[0]))
    ours = step(trainer, trainer.compute_loss(trainer.model, dict(batch)))
    hook.remove()
    assert places == [int(told.sum())]
    assert places[0] < batch["labels"].numel() / 2
    plain = step(trainer, trainer.model(**batch).loss)
    assert ours[0] == pytest.approx(plain[0], rel=1e-5)
    torch.testing.assert_close(ours[1], plain[1], rtol=1e-4, atol=1e-6)
    # Of a step of several batches: the sum, by the number of its tokens.
    shared = trainer.compute_loss(trainer.model, dict(batch), num_items_in_batch=1000)
    assert shared.item() == pytest.approx(plain[0] * places[0] / 1000, rel=1e-5)
    right = (trainer.model(**batch).logits[:, :-1].argmax(-1) == batch["labels"][:, 1:])[told]
    counted = trainer._metrics["train"]["mean_token_accuracy"]
    assert counted == pytest.approx([float(right.float().mean())] * 2)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_checkpointed_activations_are_computed_again_to_the_same_adapter(recipe, tmp_path, layout):
    chats = str(write_lines(tmp_path / "chats.jsonl", CHATS))
    recipe = replace(
        recipe,
        base=str(tiny_base(tmp_path / "tiny", layout)),
        data=RowSource(file=chats, format="chatml", max_tokens=200),
        lora={"r": 4, "target_modules": r"(?!.*vision).*(q|down)_proj"},
    )
    calls, adapters = [], []
    for checkpointing in (False, True):
        options = recipe.trainer | {"activation_checkpointing": checkpointing}
        trainer = build_trainer(replace(recipe, trainer=options), make_rows(recipe.data))
        (inner,) = (
            m
            for n, m in trainer.model.named_modules()
            if n.endswith("layers.1.mlp") and "vision" not in n
        )
        seen = []
        inner.register_forward_hook(lambda *_, seen=seen: seen.append(1))
        trainer.train()
        calls.append(len(seen))
        adapters.append({n: p for n, p in trainer.model.named_parameters() if p.requires_grad})
    assert calls == [3, 6]  # of three steps: every layer once, and once more on the way back
    torch.testing.assert_close(adapters[0], adapters[1])


def test_four_bits_hold_the_base_and_thirty_two_the_adapter(recipe):
    from bitsandbytes.nn import Linear4bit

    trainer = build_trainer(replace(recipe, quantise="nf4"), make_rows(recipe.data))
    held = [m for m in trainer.model.modules() if isinstance(m, Linear4bit)]
    assert len(held) == SHAPE.num_hidden_layers * 7
    assert {m.weight.quant_type for m in held} == {"nf4"}
    assert all(m.weight.quant_state.nested for m in held)  # its constants are quantised as well
    trained = [p for p in trainer.model.parameters() if p.requires_grad]
    assert {p.dtype for p in trained} == {torch.float32}


@pytest.mark.parametrize(
    "options",
    [
        {"max_steps": 5},
        {"max_steps": -1, "num_train_epochs": 2},
        {"max_steps": -1, "num_train_epochs": 3, "gradient_accumulation_steps": 3},
        {"max_steps": -1, "num_train_epochs": 1.5, "gradient_accumulation_steps": 2},
        {"max_steps": -1, "num_train_epochs": 2, "packing": True},
    ],
)
def test_a_dry_run_counts_the_steps_and_tokens_of_the_run(recipe, tmp_path, options):
    chats = str(write_lines(tmp_path / "chats.jsonl", CHATS))
    recipe = replace(
        recipe,
        base=str(tiny_base(tmp_path / "tiny")),
        data=RowSource(file=chats, format="chatml", max_tokens=160),
        trainer=recipe.trainer | options,
    )
    counted, done = dry_run(recipe), run(recipe, "a-recipe.yaml")
    assert counted["steps"] == done["steps"]
    assert counted["tokens_per_epoch"] == done["tokens"]
    assert counted["trainable_parameters"] == done["trainable_parameters"]


@pytest.mark.parametrize(
    ("device", "optimiser", "said"),
    [
        (Device("cuda", torch.float16), "paged_adamw_8bit", ""),
        (
            Device("cpu", torch.float32),
            "adamw_torch",
            "no CUDA: optimiser paged_adamw_8bit becomes",
        ),
    ],
)
def test_paged_and_8_bit_optimisers_are_for_cuda(recipe, caplog, device, optimiser, said):
    trainer = {"optim": "paged_adamw_8bit", "use_cpu": device.name == "cpu"}
    with caplog.at_level("INFO"):
        arguments = arguments_of(replace(recipe, trainer=trainer), device, validated=False)
    assert arguments.optim.value == optimiser
    assert bool(caplog.text) is bool(said)
    assert said in caplog.text


def test_a_batch_without_an_answer_counts_for_nothing(recipe):
    trainer = build_trainer(recipe, make_rows(recipe.data))
    batch = next(iter(trainer.get_train_dataloader()))
    batch["labels"] = torch.full_like(batch["labels"], IGNORED)
    loss, gradients = step(trainer, trainer.compute_loss(trainer.model, batch))
    assert loss == 0.0
    assert not any(gradient.any() for gradient in gradients.values())


def test_lora_moves_the_adapter_and_not_the_base(recipe):
    trainer = build_trainer(recipe, make_rows(recipe.data))
    start = {n: p.detach().clone() for n, p in trainer.model.named_parameters()}
    trainer.train()
    moved = {n for n, p in trainer.model.named_parameters() if not torch.equal(p, start[n])}
    adapter = {n for n in start if "lora_" in n}
    assert moved
    assert moved <= adapter
    assert {n for n in adapter if "lora_B" in n} <= moved


def test_run_writes_an_adapter_with_its_card(recipe, base):
    from judge.loading import load_judge_model

    figures = run(recipe, "a-recipe.yaml")
    assert figures["steps"] == 3
    card = Card.read(recipe.output)
    assert card is not None
    assert (card.base_sha, card.prompt_sha) == (weights_sha(base), prompt_sha("judge"))
    assert card.recipe == "a-recipe.yaml"
    assert card.data["cases"] == 12
    loaded = load_judge_model(f"{base}+{recipe.output}")
    assert loaded.card == card
    assert not Path(f"{recipe.output}.run").exists()


def test_dry_run_writes_nothing(recipe):
    figures = dry_run(recipe)
    assert figures["rows"] == 12
    assert figures["steps"] == 3
    assert list(recipe.output.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "kind"), [("micro_base.yaml", BaseRecipe), ("micro_judge.yaml", TrainRecipe)]
)
def test_shipped_recipes_are_read(name, kind):
    recipe = read_recipe(RECIPES / name, kind, ["--threads", "1"])
    assert recipe.threads == 1
    assert set(yaml.safe_load((RECIPES / name).read_text())) <= {f.name for f in fields(kind)}


@pytest.mark.parametrize(
    "overrides",
    [
        ["--learnig_rate", "1"],
        ["--shape.hidden", "8"],
        ["--rows", "many"],
        ["--seed"],
        ["seed", "1"],
        ["--shape", "8"],
        ["--seed.more", "1"],
    ],
)
def test_a_recipe_says_only_what_exists(overrides):
    with pytest.raises(InputError):
        read_recipe(RECIPES / "micro_base.yaml", BaseRecipe, overrides)


def test_a_rate_without_a_point_is_a_number(tmp_path):
    overrides = ["--trainer.learning_rate", "2e-3", "--stop.min_delta", "1E-4", "--base", "1e-x"]
    recipe = read_recipe(RECIPES / "micro_judge.yaml", TrainRecipe, overrides)
    assert recipe.trainer["learning_rate"] == 0.002
    assert (recipe.stop.min_delta, recipe.base) == (0.0001, "1e-x")
    with pytest.raises(InputError, match="must be a number"):
        read_recipe(RECIPES / "micro_judge.yaml", TrainRecipe, ["--weight", "1e"])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"trainer": {"learning_rat": 1}}, "learning_rat"),
        ({"lora": {"rank": 4}}, "rank"),
        ({"trainer": {"save_total_limit": 1}}, "save_total_limit"),
        ({"stop": EarlyStop(patience=2)}, "stop.patience"),
        ({"lora": {"target_modules": ["no_proj"]}}, "no_proj"),
    ],
)
def test_a_recipe_that_makes_no_sense_fails(recipe, changes, said):
    wrong = replace(recipe, **changes)
    with pytest.raises(InputError, match=said):
        build_trainer(wrong, make_rows(recipe.data))


@pytest.mark.parametrize(
    "override", [["--trainer.learning_rat", "1"], ["--quantise", "int3"], ["--data.fiel", "x"]]
)
def test_an_unknown_key_is_one_clear_line(override, capsys):
    assert main([str(RECIPES / "micro_judge.yaml"), "--dry-run", *override]) == 2
    said = capsys.readouterr().err.strip()
    assert "\n" not in said
    assert override[0].split(".")[-1].strip("-") in said


def test_command_line_refuses_a_missing_recipe(capsys):
    assert main(["nowhere.yaml"]) == 2
    assert "nowhere.yaml" in capsys.readouterr().err


RUN = {
    "trainer": {
        "max_steps": 30,
        "per_device_train_batch_size": 2,
        "learning_rate": 1e-2,
        "logging_steps": 2,
        "save_steps": 2,
        "seed": 3,
        "use_cpu": True,
    },
    "lora": {"r": 4, "lora_dropout": 0.1, "target_modules": "all-linear"},
    "threads": 1,
}


@pytest.fixture
def chat_recipe(tmp_path):
    """Write a recipe of a tiny chat model; return its path. Its output is set with --output."""
    base = tiny_base(tmp_path / "base")
    data = {"file": str(write_lines(tmp_path / "chats.jsonl", CHATS)), "format": "chatml"}
    path = tmp_path / "recipe.yaml"
    recipe = {"base": str(base), "output": str(tmp_path / "unbroken"), "data": data, **RUN}
    path.write_text(yaml.safe_dump(recipe))
    return path


def command(*arguments):
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "PASSIVE"}
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        cwd=RECIPES.parent.parent,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def losses(folder):
    return [m["loss"] for m in read_metrics(folder / "metrics.jsonl") if "loss" in m]


@pytest.mark.parametrize(
    ("options", "steps"),
    [
        ({}, 30),
        # Patience is counted over the kill: seven evaluations, the first the best there is.
        (
            {
                "data.validation": 0.3,
                "data.split_seed": 2,
                "stop.patience": 6,
                "stop.min_delta": 50.0,
            },
            14,
        ),
        ({"quantise": "nf4", "trainer.activation_checkpointing": True}, 30),
    ],
    ids=["plain", "early stopping", "QLoRA"],
)
def test_a_killed_run_goes_on_to_the_same_result(chat_recipe, tmp_path, capfd, options, steps):
    """Kill -9 in the middle, the last checkpoint damaged as well: the same bytes at the end."""
    given = [str(part) for key, value in options.items() for part in (f"--{key}", value)]
    assert main([str(chat_recipe), *given]) == 0
    whole = json.loads(capfd.readouterr().out)
    broken = tmp_path / "broken"
    arguments = ["-m", "finetune.train", chat_recipe, *given, "--output", broken]
    run = tmp_path / "broken.run"
    process = command(*arguments)
    deadline = time.monotonic() + 120
    while not (run / "checkpoint-8" / "complete.json").is_file():
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < deadline
        time.sleep(0.002)
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert not broken.exists()
    kept = sorted(run.glob("checkpoint-*"), key=lambda path: int(path.name[11:]))
    assert len(kept) > 1
    damaged = kept[-1] / "optimizer.pt"
    damaged.write_bytes(damaged.read_bytes()[:100] if damaged.is_file() else b"")
    assert main([str(chat_recipe), *given, "--output", str(broken)]) == 0
    resumed = json.loads(capfd.readouterr().out)
    unbroken = tmp_path / "unbroken"
    adapters = [(f / "adapter_model.safetensors").read_bytes() for f in (unbroken, broken)]
    assert adapters[0] == adapters[1]
    assert losses(unbroken) == losses(broken)
    assert len(losses(broken)) == steps // 2
    assert (whole["steps"], resumed["steps"]) == (steps, steps)
    assert resumed["train_loss"] == whole["train_loss"]
    assert not run.exists()


def test_a_broken_checkpoint_is_named_and_passed_over(tmp_path, caplog):
    for step in (2, 4, 10, 12):
        folder = tmp_path / f"checkpoint-{step}"
        folder.mkdir()
        (folder / "weights").write_bytes(b"w" * step)
        if step != 12:
            seal(folder)
    (tmp_path / "checkpoint-10" / "weights").write_bytes(b"")
    (tmp_path / "checkpoint-2" / "weights").unlink()
    assert newest_whole(tmp_path) == tmp_path / "checkpoint-4"
    said = [record.message for record in caplog.records]
    assert said == [
        "checkpoint-12 is broken: it was never finished; going back to the one before",
        "checkpoint-10 is broken: weights is damaged; going back to the one before",
    ]
    assert {path.name for path in tmp_path.iterdir()} == {"checkpoint-2", "checkpoint-4"}
    assert fault(tmp_path / "checkpoint-2") == "weights is missing"
    (tmp_path / "checkpoint-4" / "complete.json").write_text("[")
    assert newest_whole(tmp_path) is None


def test_a_full_disk_loses_one_checkpoint_and_not_the_run(chat_recipe, tmp_path, caplog):
    recipe = read_recipe(chat_recipe, TrainRecipe, ["--trainer.max_steps", "6"])
    trainer = build_trainer(recipe, make_rows(recipe.data))
    run = Path(trainer.args.output_dir)
    full = run / "checkpoint-4"
    full.mkdir(parents=True)
    (full / "optimizer.pt").symlink_to("/dev/full")  # every write says: no space left on device
    trainer.train()
    (line,) = [r.message for r in caplog.records if "could not be written" in r.message]
    assert line.startswith("checkpoint-4 could not be written (")
    assert line.endswith("the last checkpoint is checkpoint-2")
    assert {path.name for path in run.glob("checkpoint-*")} == {"checkpoint-2", "checkpoint-6"}
    assert fault(run / "checkpoint-6") is None
    # Training was over at step 6: going on from there would make a seventh.
    assert newest_whole(run) == run / "checkpoint-2"


def test_a_full_disk_at_the_end_is_one_clear_line_and_loses_nothing(chat_recipe, tmp_path, capsys):
    full = tmp_path / "full"
    full.mkdir()
    (full / "card.json").symlink_to("/dev/full")
    (tmp_path / "unbroken.new").symlink_to(full)
    short = ["--trainer.max_steps", "4"]
    assert main([str(chat_recipe), *short]) == 1
    said = capsys.readouterr().err.strip().splitlines()[-1]
    assert "unbroken" in said
    assert "run the same command again" in said
    (tmp_path / "unbroken.new").unlink()
    assert main([str(chat_recipe), *short]) == 0
    again = json.loads(capsys.readouterr().out)
    assert again["steps"] == 4
    assert main([str(chat_recipe), *short, "--output", str(tmp_path / "whole")]) == 0
    assert json.loads(capsys.readouterr().out)["train_loss"] == again["train_loss"]
    assert losses(tmp_path / "unbroken") == losses(tmp_path / "whole")


def test_a_folder_that_cannot_be_written_is_one_clear_line(chat_recipe, tmp_path, capsys):
    (tmp_path / "blocked").write_text("a file where a folder should be")
    assert main([str(chat_recipe), "--output", str(tmp_path / "blocked" / "adapter")]) == 2
    (said,) = capsys.readouterr().err.strip().splitlines()
    assert "blocked" in said


def test_checkpoints_of_another_recipe_are_not_gone_on_from(chat_recipe, tmp_path, capsys):
    recipe = read_recipe(chat_recipe, TrainRecipe)
    run_folder = tmp_path / "unbroken.run"
    run_folder.mkdir()
    (run_folder / "recipe.json").write_text("another")
    assert recipe.output.name == "unbroken"
    short = ["--trainer.max_steps", "2"]
    assert main([str(chat_recipe), *short]) == 2
    assert "--fresh" in capsys.readouterr().err
    assert main([str(chat_recipe), *short, "--fresh"]) == 0


def test_training_stops_early_and_keeps_the_best_adapter(chat_recipe, tmp_path, capsys):
    options = {
        "data.validation": 0.3,
        "data.split_seed": 2,
        "stop.patience": 2,
        "stop.min_delta": 50.0,  # never to be had
    }
    overrides = [str(part) for key, value in options.items() for part in (f"--{key}", value)]
    assert main([str(chat_recipe), *overrides]) == 0
    figures = json.loads(capsys.readouterr().out)
    metrics = read_metrics(tmp_path / "unbroken" / "metrics.jsonl")
    validation = {m["step"]: m["eval_loss"] for m in metrics if "eval_loss" in m}
    assert figures["steps"] == max(validation) < 10
    assert figures["validation_loss"] == pytest.approx(min(validation.values()), abs=1e-4)


def test_two_processes_train_as_one_with_twice_the_accumulation(chat_recipe, tmp_path):
    """Via ``accelerate launch`` on the CPU; the same losses step by step."""
    short = ["--trainer.max_steps", "3", "--trainer.logging_steps", "1", "--lora.lora_dropout", "0"]
    one, two = tmp_path / "one", tmp_path / "two"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # With --cpu accelerate starts one process, unless mpirun is there; --multi_gpu takes torchrun.
    launch = ["-m", "accelerate.commands.launch", "--multi_gpu", "--num_processes", "2"]
    launch += ["--num_machines", "1", "--main_process_port", port, "--mixed_precision", "no"]
    launch += ["--dynamo_backend", "no", "-m", "finetune.train"]
    process = command(*launch, chat_recipe, *short, "--output", two)
    accumulate = ["--trainer.gradient_accumulation_steps", "2"]
    assert main([str(chat_recipe), *short, *accumulate, "--output", str(one)]) == 0
    out, err = process.communicate(timeout=200)
    assert process.returncode == 0, err
    assert json.loads(out)["steps"] == 3
    assert losses(two) == pytest.approx(losses(one), rel=1e-4)
    assert len(losses(two)) == 3


def test_tensorboard_shows_the_metrics_of_the_file(chat_recipe, tmp_path):
    loading = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")
    assert main([str(chat_recipe), "--trainer.max_steps", "6", "--tensorboard", "true"]) == 0
    shown = loading.EventAccumulator(str(tmp_path / "unbroken" / "runs")).Reload()
    points = [(e.step, e.value) for e in shown.Scalars("train/loss")]
    metrics = read_metrics(tmp_path / "unbroken" / "metrics.jsonl")
    logged = [(m["step"], m["loss"]) for m in metrics if "loss" in m]
    assert [step for step, _ in points] == [step for step, _ in logged] == [2, 4, 6]
    assert [v for _, v in points] == pytest.approx([v for _, v in logged], rel=1e-4)


class Terminal(io.StringIO):
    """A standard error that a person looks at."""

    def isatty(self):
        return True


def test_the_bar_shows_loss_accuracy_and_time_left(chat_recipe, monkeypatch):
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    assert main([str(chat_recipe), "--trainer.max_steps", "4"]) == 0
    last = shown.getvalue().rpartition("4/4")[2]
    assert re.search(r"\[00:\d\d<\d\d:\d\d, .*loss \d+\.\d{4}, token accuracy \d\.\d{4}", last)


@pytest.mark.parametrize(
    ("cuda", "bf16", "trainer", "expected"),
    [
        (False, False, {}, ("cpu", torch.float32)),
        (True, True, {"use_cpu": True}, ("cpu", torch.float32)),
        (True, True, {}, ("cuda", torch.bfloat16)),
        (True, False, {}, ("cuda", torch.float16)),
        (True, True, {"fp16": True}, ("cuda", torch.float16)),
    ],
)
def test_the_device_decides_the_precision(recipe, monkeypatch, cuda, bf16, trainer, expected):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda)
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda **_: bf16)
    device = device_of(replace(recipe, trainer=trainer))
    assert (device.name, device.dtype) == expected
