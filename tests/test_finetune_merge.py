"""Merging: the merged folder answers as base and adapter do, and other engines can read it."""

import json
import shutil
from pathlib import Path

import pytest
import tiny_models
import torch
from safetensors.torch import load_file, save_file
from test_finetune_adapters import chart, write_card
from training_files import LAYOUTS, tiny_base

from finetune import merge as merging
from finetune.dataset import REPORT_TEMPLATE
from finetune.merge import CONVERTER, TOLERANCE, main, merge
from graph.errors import ModelError
from judge import loading
from judge.card import Card
from judge.loading import load_judge_model
from prompts.render import prompt_sha

BASES = [name for name in LAYOUTS if not name.startswith("data")]


def tuned(folder, base_name="google/gemma-3-1b-it", task="judge"):
    torch.set_num_threads(1)
    base = tiny_base(folder / "base", base_name)
    adapter = tiny_models.adapter(folder / "adapter", base)
    write_card(adapter, base, task, weight=0.4)
    return base, adapter


def confidences(loaded):
    return [p for _, _, probabilities in chart(loaded) for p in probabilities.values()]


@pytest.mark.parametrize("base_name", BASES)
def test_a_merged_model_answers_as_base_and_adapter(tmp_path, base_name):
    base, adapter = tuned(tmp_path, base_name)
    (base / "preprocessor_config.json").write_text("{}")
    (base / "tokenizer.model").write_bytes(b"pieces")
    done = merge(f"{base}+{adapter}", tmp_path / "merged")
    assert done.dtype == "float32"
    assert done.difference < TOLERANCE["float32"] < done.adapter_effect
    apart = load_judge_model(f"{base}+{adapter}", merge=False)
    merged = load_judge_model(str(tmp_path / "merged"))
    assert confidences(merged) == pytest.approx(confidences(apart), abs=1e-4)
    assert confidences(merged) != pytest.approx(confidences(load_judge_model(str(base))), abs=1e-3)
    assert merged.card == Card.read(adapter)
    assert merged.card.weight == 0.4
    files = {path.name for path in (tmp_path / "merged").iterdir()}
    assert {path.name for path in base.iterdir()} | {"card.json"} == files
    assert not list(tmp_path.glob("*.new"))


@pytest.mark.parametrize("base_name", BASES)
def test_the_checkpoint_keeps_its_layout(tmp_path, base_name):
    """Names, shapes and architecture are those of the base, which every engine knows."""
    base, adapter = tuned(tmp_path, base_name)
    merge(f"{base}+{adapter}", tmp_path / "merged", "bfloat16")
    plain, merged = (load_file(f / "model.safetensors") for f in (base, tmp_path / "merged"))
    assert {n: w.shape for n, w in merged.items()} == {n: w.shape for n, w in plain.items()}
    assert {w.dtype for w in merged.values()} == {torch.bfloat16}
    configs = [json.loads((f / "config.json").read_text()) for f in (base, tmp_path / "merged")]
    assert configs[0]["architectures"] == configs[1]["architectures"]
    vision = [name for name in plain if "vision" in name]
    assert bool(vision) is ("4b" in base_name)
    assert all(torch.equal(plain[name].bfloat16(), merged[name]) for name in vision)


def test_the_adapters_own_chat_template_goes_along(tmp_path):
    base, adapter = tuned(tmp_path)
    (adapter / "chat_template.jinja").write_text(REPORT_TEMPLATE)
    merge(f"{base}+{adapter}", tmp_path / "merged")
    assert load_judge_model(str(tmp_path / "merged")).tokenizer.chat_template == REPORT_TEMPLATE


def test_a_merged_adapter_of_another_task_or_prompt_is_no_judge(tmp_path):
    base, adapter = tuned(tmp_path, task="intent")
    merge(f"{base}+{adapter}", tmp_path / "merged")
    assert load_judge_model(str(tmp_path / "merged"), task="intent").card.weight == 0.4
    with pytest.raises(ModelError, match=prompt_sha("intent")[:8]):
        load_judge_model(str(tmp_path / "merged"))


def test_the_card_of_a_merged_model_on_a_hub_is_read(tmp_path, monkeypatch):
    _, adapter = tuned(tmp_path)
    monkeypatch.setattr("huggingface_hub.hf_hub_download", lambda repo, name: str(adapter / name))
    assert loading._merged_card("me/merged", "judge", None) == Card.read(adapter)


def test_a_hub_model_that_is_no_merged_one_has_no_card():
    assert loading._merged_card("google/gemma-3-1b-it", "judge", None) is None


def test_a_model_that_answers_differently_is_not_left_as_merged(tmp_path, monkeypatch):
    base, adapter = tuned(tmp_path)
    copy = merging._copy_files

    def spoil(base, folder):
        copy(base, folder)
        weights = load_file(folder / "model.safetensors")
        name = next(n for n in weights if n.endswith("layers.0.mlp.down_proj.weight"))
        save_file(weights | {name: -weights[name]}, folder / "model.safetensors", {"format": "pt"})

    monkeypatch.setattr(merging, "_copy_files", spoil)
    with pytest.raises(ModelError, match="answers differently"):
        merge(f"{base}+{adapter}", tmp_path / "merged")
    assert not list(tmp_path.glob("merged*"))


@pytest.fixture
def folder(tmp_path):
    base, adapter = tuned(tmp_path)
    return f"{base}+{adapter}", tmp_path / "merged"


def test_the_command_prints_what_it_measured(folder, capsys):
    spec, merged = folder
    assert main([spec, str(merged), "--dtype", "float16"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["dtype"] == "float16"
    assert shown["difference"] < TOLERANCE["float16"] < shown["adapter_effect"]
    assert main([spec, str(merged)]) == 2
    assert "is there already" in capsys.readouterr().err


def test_without_an_adapter_there_is_nothing_to_merge(folder, capsys):
    spec, merged = folder
    assert main([spec.partition("+")[0], str(merged)]) == 2
    assert "names no adapter" in capsys.readouterr().err


def test_without_the_converter_one_line_says_so_before_any_work(folder, capsys, monkeypatch):
    spec, merged = folder
    monkeypatch.setenv("PATH", "")
    assert main([spec, str(merged), "--gguf", str(merged.with_suffix(".gguf"))]) == 2
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert CONVERTER in line
    assert not merged.exists()


def test_a_full_disk_is_one_clear_line(folder, capsys):
    spec, merged = folder
    fresh = merged.with_name("merged.new")
    fresh.write_text("a file where the folder should be")
    assert main([spec, str(merged)]) == 1
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert "make room" in line


@pytest.mark.parametrize("works", [True, False])
def test_the_converter_is_called_on_the_merged_folder(folder, capsys, monkeypatch, works):
    """With a converter that keeps what it was called with: llama.cpp is not installed here."""
    spec, merged = folder
    tools = merged.with_name("tools")
    tools.mkdir()
    program = tools / CONVERTER
    last = (
        'echo "$@" > "$3"'
        if works
        else "echo half > \"$3\"; echo 'no such architecture' >&2; exit 1"
    )
    program.write_text(f"#!{shutil.which('sh')}\n{last}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tools))
    file = merged.with_suffix(".gguf")
    assert main([spec, str(merged), "--gguf", str(file)]) == (0 if works else 1)
    shown = capsys.readouterr()
    if works:
        source, option, draft, *kind = file.read_text().split()
        assert (source, option, kind) == (str(merged), "--outfile", ["--outtype", "auto"])
        assert Path(draft).parent == file.parent
        assert json.loads(shown.out)["gguf"] == str(file)
    else:
        assert "no such architecture" in shown.err
        assert Path(merged, "config.json").is_file()
    # The converter writes to a draft: what bears the file's name is whole.
    assert {path.name for path in file.parent.glob("*.gguf*")} == ({file.name} if works else set())
    assert not list(file.parent.glob(".*.gguf*"))
