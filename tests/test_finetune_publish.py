"""Publishing: exactly these files arrive at a hub on this machine, with a card that is true."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hub_service import hub

from finetune.publish import main
from judge.card import Card
from prompts.render import prompt_sha

ROOT = Path(__file__).resolve().parent.parent
SENT = [
    "README.md",
    "adapter_config.json",
    "adapter_model.safetensors",
    "card.json",
    "metrics.jsonl",
    "runs/events.out",
]


@pytest.fixture
def adapter(tmp_path):
    folder = tmp_path / "adapter"
    (folder / "runs").mkdir(parents=True)
    (folder / "checkpoint-4").mkdir()
    config = {"r": 4, "base_model_name_or_path": "/home/me/bases/gemma-3-1b-it"}
    (folder / "adapter_config.json").write_text(json.dumps(config))
    (folder / "adapter_model.safetensors").write_bytes(b"weights" * 400)
    (folder / "metrics.jsonl").write_text('{"step": 1, "loss": 2.0}\n')
    (folder / "runs" / "events.out").write_bytes(b"events")
    for left in ("optimizer.pt", ".secret", "README.md", "checkpoint-4/model.safetensors"):
        (folder / left).write_text("must not be sent")
    Card(
        base="google/gemma-3-1b-it",
        base_sha="a" * 64,
        prompt_sha=prompt_sha("judge"),
        recipe="finetune/recipes/judge_1b.yaml",
        commit="c" * 40,
        data={"file": "cases.jsonl", "rows": 35},
        figures={"dev_match_accuracy": 0.91},
    ).write(folder)
    return folder


def command(folder, hub_url, *arguments):
    """Run the command where the hub may be reached."""
    environment = os.environ | {
        "HF_ENDPOINT": hub_url,
        "HF_TOKEN": "a-token",
        "HF_HUB_OFFLINE": "0",
        "HF_HUB_DISABLE_XET": "1",  # large file storage alone is spoken by the hub of the test
    }
    return subprocess.run(
        [sys.executable, "-m", "finetune.publish", str(folder), "me/judge", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_published_arrives_and_nothing_else(adapter):
    before = {path: path.read_bytes() for path in adapter.rglob("*") if path.is_file()}
    with hub() as running:
        done = command(adapter, running.url, "--private")
        assert done.returncode == 0, done.stderr
        (name, repository), *others = running.repositories.items()
    assert (name, others, repository["visibility"]) == ("me/judge", [], "private")
    assert running.tokens == {"Bearer a-token"}
    files = repository["files"]
    assert sorted(files) == SENT
    same = [name for name in SENT if name not in ("README.md", "adapter_config.json")]
    assert all(files[name] == (adapter / name).read_bytes() for name in same)
    config = json.loads(files["adapter_config.json"])
    assert config == {"r": 4, "base_model_name_or_path": "google/gemma-3-1b-it"}
    shown = json.loads(done.stdout)
    assert shown["files"] == {name: len(held) for name, held in files.items()}
    assert shown["commit"].startswith(f"{running.url}/me/judge/commit/")
    # What lies on this machine stays as it was.
    assert {p: p.read_bytes() for p in adapter.rglob("*") if p.is_file()} == before


def test_a_dry_run_names_the_same_files_and_sends_nothing(adapter, capsys):
    assert main([str(adapter), "me/judge", "--dry-run", "--licence", "gemma"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert list(shown["files"]) == SENT
    assert shown["files"]["README.md"] == len(shown["model_card"].encode())
    _, metadata, body = shown["model_card"].split("---\n", 2)
    told = yaml.safe_load(metadata)
    assert told["base_model"] == "google/gemma-3-1b-it"
    assert (told["library_name"], told["license"]) == ("peft", "gemma")
    assert {"judge", "lora"} <= set(told["tags"])
    assert "--judge google/gemma-3-1b-it+me/judge" in body
    assert "| dev_match_accuracy | 0.91 |" in body
    assert "| rows | 35 |" in body
    assert all(part in body for part in ("a" * 64, prompt_sha("judge"), "c" * 40, "judge_1b.yaml"))


@pytest.mark.parametrize(("task", "sha"), [("judge", None), ("intent", None), ("chat", "f" * 64)])
def test_the_card_of_each_task_says_what_it_is_for(adapter, capsys, task, sha):
    """A chat model has no prompt file: its card holds the hash of its template."""
    card = Card.read(adapter)
    card.model_copy(update={"prompt_sha": sha or prompt_sha(task)}).write(adapter)
    assert main([str(adapter), "me/model", "--dry-run"]) == 0
    _, metadata, body = json.loads(capsys.readouterr().out)["model_card"].split("---\n", 2)
    told = yaml.safe_load(metadata)
    assert sorted(told["tags"]) == sorted(["bini", task, "lora"])
    assert ("python app.py" in body) is (task == "judge")
    assert ("PeftModel.from_pretrained" in body) is (task != "judge")


def test_a_merged_model_is_no_adapter(adapter, capsys):
    (adapter / "adapter_config.json").unlink()
    (adapter / "config.json").write_text("{}")
    assert main([str(adapter), "me/judge", "--dry-run"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert "library_name: transformers" in shown["model_card"]
    assert "--judge me/judge" in shown["model_card"]
    assert "license" not in shown["model_card"]


@pytest.mark.parametrize(
    ("gone", "said"), [("card.json", "no card.json"), ("adapter_model.safetensors", "no adapter")]
)
def test_what_cannot_be_published_is_one_line(adapter, capsys, gone, said):
    (adapter / gone).unlink()
    assert main([str(adapter), "me/judge", "--dry-run"]) == 2
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert said in line


@pytest.mark.parametrize("repo", ["judge", "a/b/c", "../x"])
def test_a_repository_has_an_owner_and_a_name(adapter, capsys, repo):
    assert main([str(adapter), repo, "--dry-run"]) == 2
    assert "owner/name" in capsys.readouterr().err


def test_a_hub_that_refuses_is_one_line(adapter):
    with hub() as running:
        running.refuse = True
        done = command(adapter, running.url)
    assert done.returncode == 1
    line = done.stderr.strip().splitlines()[-1]
    assert "could not be published" in line
    assert "Traceback" not in done.stderr
    assert "you may not write here" in line


def test_without_a_token_nothing_is_sent(adapter, capsys, monkeypatch, tmp_path):
    monkeypatch.setattr("huggingface_hub.get_token", lambda: None)
    assert main([str(adapter), "me/judge"]) == 2
    assert "hf auth login" in capsys.readouterr().err
