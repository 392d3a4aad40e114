"""Every recipe: its header, the parameters it trains, and a run on a tiny checkpoint."""

import json
import re
from importlib.util import find_spec
from pathlib import Path

import pytest
import tiny_models
import yaml
from training_files import CASES, CHATS, INTENTS, tiny_base, write_lines

from finetune.recipe import read_recipe
from finetune.train import TrainRecipe, main

RECIPES = Path(__file__).resolve().parent.parent / "finetune" / "recipes"
ALL = sorted(RECIPES.rglob("*.yaml"))
ADAPTERS = [path for path in ALL if "lora" in yaml.safe_load(path.read_text())]
PROJECTIONS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]

# From the models' config.json on the hub.
GEMMA_1B = {
    "model_type": "gemma3_text",
    "architectures": ["Gemma3ForCausalLM"],
    "vocab_size": 262144,
    "hidden_size": 1152,
    "intermediate_size": 6912,
    "num_hidden_layers": 26,
    "num_attention_heads": 4,
    "num_key_value_heads": 1,
    "head_dim": 256,
    "sliding_window": 512,
    "sliding_window_pattern": 6,
}
GEMMA_4B = {
    "model_type": "gemma3",
    "architectures": ["Gemma3ForConditionalGeneration"],
    "mm_tokens_per_image": 256,
    "text_config": {
        "model_type": "gemma3_text",
        "hidden_size": 2560,
        "intermediate_size": 10240,
        "num_hidden_layers": 34,
        "vocab_size": 262208,
        "num_attention_heads": 8,
        "num_key_value_heads": 4,
        "head_dim": 256,
        "sliding_window": 1024,
    },
    "vision_config": {
        "model_type": "siglip_vision_model",
        "hidden_size": 1152,
        "image_size": 896,
        "intermediate_size": 4304,
        "num_attention_heads": 16,
        "num_hidden_layers": 27,
        "patch_size": 14,
        "vision_use_head": False,
    },
}
EXAONE = {
    "model_type": "exaone4",
    "architectures": ["Exaone4ForCausalLM"],
    "vocab_size": 102400,
    "hidden_size": 2048,
    "intermediate_size": 4096,
    "num_hidden_layers": 30,
    "num_attention_heads": 32,
    "num_key_value_heads": 8,
    "head_dim": 64,
    "sliding_window": None,
    "sliding_window_pattern": None,
    "layer_types": ["full_attention"] * 30,
    "tie_word_embeddings": True,
}
SIZES = {
    "judge_1b": (GEMMA_1B, 13_045_760, 999_885_952),
    "judge_4b": (GEMMA_4B, 8_912_896, 4_300_079_472),
    "intent": (EXAONE, 7_618_560, 1_287_010_048 - 7_618_560),
    "chat": (GEMMA_1B, 26_091_520, 999_885_952),
}
"""Recipe → configuration, trainable parameters, the base's parameters as the hub shows them."""


REPORTED = {
    "judge_1b": ("none", 16, 32, 0.05, 10, 1, 8, 0.05, "paged_adamw_8bit"),
    "judge_4b": ("nf4", 16, 32, 0.05, 3, 2, 8, 0.03, "paged_adamw_8bit"),
    "chat": ("nf4", 32, 32, 0.0, 10, 2, 4, 5, "paged_adamw_32bit"),
}
"""Recipe → base in, rank, alpha, dropout, epochs, rows a batch, batches a step, warm-up, optimiser:
the reports'. Of the intents the rank is all that is known."""


def dry_run(capsys, *arguments):
    assert main([*map(str, arguments), "--dry-run"]) == 0
    shown = capsys.readouterr()
    return json.loads(shown.out)


def data_files(recipe: TrainRecipe, folder: Path) -> list[str]:
    records = {"cases": CASES, "chatml": CHATS, "intents": INTENTS}[recipe.data.format]
    half = len(records) // 2
    train = write_lines(folder / "train.jsonl", records[:half] if half else records)
    options = ["--data.file", str(train)]
    if recipe.data.validation_file:
        options += [
            "--data.validation_file", str(write_lines(folder / "dev.jsonl", records[half:]))
        ]  # fmt: skip
    if recipe.data.cases:
        options += ["--data.cases", "4"]
    if recipe.data.validation:
        write_lines(train, records)
    return options


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_every_recipe_says_how_it_is_run(path):
    header = "".join(line for line in path.read_text().splitlines() if line.startswith("#"))
    module = "train" if path in ADAPTERS else "embedder" if path.stem == "embedder" else "base"
    assert f"python -m finetune.{module} finetune/recipes/{path.name}" in header
    if path.stem in SIZES:
        assert all(
            f"{word}:" in header for word in ("Purpose", "Hardware", "Command", "Trade-offs")
        )


@pytest.mark.parametrize("name", SIZES)
def test_a_dry_run_counts_the_parameters_of_the_reports(name, tmp_path, capsys):
    config, trainable, base = SIZES[name]
    folder = tmp_path / "base"
    tiny_models.tokenizer().save_pretrained(folder)
    (folder / "config.json").write_text(json.dumps(config))
    path = RECIPES / f"{name}.yaml"
    recipe = read_recipe(path, TrainRecipe)
    options = ["--base", str(folder), *data_files(recipe, tmp_path), "--data.max_tokens", "3000"]
    figures = dry_run(capsys, path, *options)
    assert figures["trainable_parameters"] == trainable
    assert figures["total_parameters"] == base + trainable
    assert figures["steps"] > 0
    assert figures["tokens_per_epoch"] > figures["answer_tokens_per_epoch"] > 0
    assert figures["memory_gib_on_cuda"]["total"] > figures["memory_gib_on_cuda"]["weights"]


@pytest.mark.parametrize("name", SIZES)
def test_where_no_hub_can_be_reached_the_published_shape_counts(name, capsys):
    figures = dry_run(capsys, RECIPES / f"{name}.yaml", "--data.file", "nowhere.jsonl")
    assert figures["base"] == "its published shape"
    assert figures["trainable_parameters"] == SIZES[name][1]
    assert figures["total_parameters"] == sum(SIZES[name][1:])
    if name == "judge_1b":
        assert round(figures["adapter_mb"]) == 52  # the first report's


@pytest.mark.parametrize("name", REPORTED)
def test_a_recipe_trains_as_its_report_did(name):
    recipe = read_recipe(RECIPES / f"{name}.yaml", TrainRecipe)
    lora = [recipe.lora[key] for key in ("r", "lora_alpha", "lora_dropout")]
    keys = ("num_train_epochs", "per_device_train_batch_size", "gradient_accumulation_steps",
            "warmup_steps", "optim")  # fmt: skip
    assert (recipe.quantise, *lora, *(recipe.trainer[key] for key in keys)) == REPORTED[name]
    assert recipe.trainer["learning_rate"] == 2e-4
    assert recipe.data.max_tokens == 2048


def test_intents_and_chat_stop_early():
    intent, chat = (read_recipe(RECIPES / f"{n}.yaml", TrainRecipe) for n in ("intent", "chat"))
    assert (intent.lora["r"], intent.lora["target_modules"]) == (8, "all-linear")
    assert (intent.data.validation, intent.data.test) == (0.1, 0.1)
    assert intent.stop.patience > 0
    assert (chat.stop.patience, chat.stop.min_delta) == (10, 0.001)
    assert sorted(chat.lora["target_modules"]) == sorted(PROJECTIONS)


def test_the_reports_chat_run_has_6310_steps(capsys):
    figures = dry_run(capsys, RECIPES / "chat.yaml")
    assert (figures["rows"], figures["steps"]) == (5046, 6310)


def test_the_4b_judge_fits_24_gb(capsys):
    figures = dry_run(capsys, RECIPES / "judge_4b.yaml", "--data.file", "nowhere.jsonl")
    assert figures["memory_gib_on_cuda"]["total"] < 24 * 10**9 / 2**30


@pytest.mark.parametrize("path", ADAPTERS, ids=lambda path: path.stem)
def test_every_adapter_recipe_runs_on_a_tiny_checkpoint(path, tmp_path, capsys, caplog):
    recipe = read_recipe(path, TrainRecipe)
    base, output = tiny_base(tmp_path / "base", recipe.base), tmp_path / "adapter"
    options = {
        "base": base,
        "output": output,
        "data.max_tokens": 3000,
        "held_out": 0,
        "threads": 1,
        "trainer.max_steps": 2,
        "trainer.warmup_steps": 0,
        "trainer.logging_steps": 1,
        "trainer.gradient_accumulation_steps": 1,
        "trainer.per_device_train_batch_size": 2,
    }
    arguments = [str(part) for key, value in options.items() for part in (f"--{key}", value)]
    assert main([str(path), *data_files(recipe, tmp_path), *arguments]) == 0
    shown = capsys.readouterr()
    figures = json.loads(shown.out)
    assert figures["steps"] == 2
    assert 0 < figures["train_loss"] < 100
    card = json.loads((output / "card.json").read_text())
    assert card["figures"]["trainable_parameters"] == figures["trainable_parameters"]
    optimiser = recipe.trainer.get("optim", "")
    assert ("becomes adamw_torch" in caplog.text) is optimiser.startswith("paged")
    assert ("dev: " in caplog.text) is (path.stem != "micro_judge")
    assert "duplicate" not in caplog.text
    assert re.search(r"^step 2/2: loss [\d.]+, token accuracy [\d.]+, 0:00 left$", shown.err, re.M)
    assert (output / "metrics.jsonl").is_file()
    board = find_spec("tensorboard") is not None
    assert ("tensorboard is not installed" in caplog.text) is (recipe.tensorboard and not board)
    assert bool(list(output.glob("runs/events*"))) is (recipe.tensorboard and board)
    from peft import PeftModel
    from safetensors.torch import load_file
    from transformers import AutoModelForCausalLM

    weights = load_file(output / "adapter_model.safetensors")
    assert any(w.abs().sum() > 0 for n, w in weights.items() if "lora_B" in n)
    assert not any("vision" in name for name in weights)
    PeftModel.from_pretrained(AutoModelForCausalLM.from_pretrained(base), str(output))


def test_the_shipped_judge_is_of_its_recipe(capsys, tmp_path):
    folder = RECIPES.parent.parent / "data" / "models" / "judge-adapter"
    card = json.loads((folder / "card.json").read_text())
    recipe = read_recipe(RECIPES.parent.parent / card["recipe"], TrainRecipe)
    config = json.loads((folder / "adapter_config.json").read_text())
    assert [config[key] for key in ("r", "lora_alpha", "lora_dropout")] == [
        recipe.lora[key] for key in ("r", "lora_alpha", "lora_dropout")
    ]
    assert (card["data"]["cases"], card["weight"]) == (recipe.data.cases, recipe.weight)
    few = data_files(recipe, tmp_path)
    counted = dry_run(capsys, RECIPES.parent.parent / card["recipe"], *few)
    assert counted["trainable_parameters"] == card["figures"]["trainable_parameters"]


def test_the_base_recipe_runs_small(tmp_path):
    from finetune.base import BaseRecipe, run

    small = {
        "output": tmp_path / "base", "vocabulary": 900, "tokenizer_cases": 30, "rows": 8,
        "epochs": 1, "threads": 1, "max_tokens": 3000, "held_out": 0, "shape.hidden_size": 32,
        "shape.intermediate_size": 64, "shape.num_hidden_layers": 2, "shape.head_dim": 16,
        "shape.num_attention_heads": 2,
    }  # fmt: skip
    overrides = [str(part) for key, value in small.items() for part in (f"--{key}", value)]
    figures = run(read_recipe(RECIPES / "micro_base.yaml", BaseRecipe, overrides), "small")
    assert figures["steps"] >= 1
    assert (tmp_path / "base" / "model.safetensors").is_file()


def test_the_embedder_recipe_runs_small():
    from dataclasses import replace

    from finetune.embedder import read_recipe as read_embedder
    from finetune.embedder import train
    from finetune.embedder_data import TextPair

    recipe, arguments = read_embedder(RECIPES / "embedder.yaml")
    pairs = [TextPair(str(n), f"크림 {n}", f"화장료 조성물 {n}") for n in range(8)]
    small = replace(recipe, vocabulary=60, dimension=8)
    model = train(small, arguments | {"per_device_train_batch_size": 4}, pairs)
    assert model.encode(["크림"]).shape == (1, 8)


TEXTS = [*ALL, *(RECIPES.parent.parent.glob("README*.md")), RECIPES.parent / "README.md"]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_command_that_is_written_down_is_there(path):
    text = path.read_text(encoding="utf-8")
    modules = set(re.findall(r"python -m ([a-z_]+(?:\.[a-z_]+)*)", text)) - {"venv", "pip"}
    assert modules
    assert [name for name in sorted(modules) if find_spec(name) is None] == []


def test_the_reports_parameters_are_those_of_the_guide():
    guide = (RECIPES.parent / "README.md").read_text(encoding="utf-8")
    for name, (_, trainable, _) in SIZES.items():
        (row,) = re.findall(rf"^\| `{name}` .*$", guide, re.MULTILINE)
        assert f"{trainable:,} parameters" in row


def test_no_recipe_is_left_out():
    assert {path.stem for path in ALL} == {p.stem for p in ADAPTERS} | {"micro_base", "embedder"}


def test_an_adapter_on_the_vision_tower_is_refused(capsys):
    path = RECIPES / "judge_4b.yaml"
    assert main([str(path), "--dry-run", "--lora.target_modules", "all-linear"]) == 2
    assert "vision tower" in capsys.readouterr().err
