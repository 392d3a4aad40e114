"""Training, small: what is in the loss, what moves, what a recipe may say."""

from dataclasses import fields, replace
from pathlib import Path

import pytest
import torch
import yaml

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
from finetune.dataset import IGNORED, RowSource, make_rows
from finetune.recipe import read_recipe
from finetune.rows import Mixture, RowMaker, judge_row
from finetune.train import EarlyStop, TrainRecipe, build_trainer, dry_run, main, run
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
