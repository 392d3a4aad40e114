"""What a user does wrong with the commands of ``finetune/``: one line, an exit code, no half file."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import tiny_models
import yaml
from training_files import CASES, CHATS, INTENTS, tiny_base, write_lines

from finetune import (
    base,
    cases,
    compare,
    curves,
    dataset,
    embedder,
    evaluate,
    evaluate_chat,
    evaluate_intents,
    held_out,
    merge,
    publish,
    synthesis,
    train,
)
from finetune.commands import exit_code
from graph.errors import InputError, ModelError

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.filterwarnings("ignore:.is_gradient_checkpointing. is:FutureWarning")

FILES = {
    "empty.jsonl": b"",
    "half.jsonl": b'{"text": \n',
    "binary.jsonl": b"\xff\xfe{}\n",
    "number.jsonl": b"5\n",
    "null.jsonl": b"null\n",
    "deep.jsonl": b"[" * 100_000 + b"\n",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with a tiny base, a recipe and good files; every test leaves it as it was."""
    folder = tmp_path_factory.mktemp("commands")
    tiny_base(folder / "base")
    tiny_models.adapter(folder / "adapter", folder / "base")
    write_lines(folder / "chats.jsonl", CHATS)
    write_lines(folder / "intents.jsonl", INTENTS)
    write_lines(folder / "cases.jsonl", CASES)
    for name, held in FILES.items():
        (folder / name).write_bytes(held)
    (folder / "folder.jsonl").mkdir()
    (folder / "file").write_text("mine")
    (folder / "others").mkdir()
    (folder / "others" / "mine.txt").write_text("mine")
    for name, held in (("good", '{"step": 1, "loss": 2}'), ("wrong", '5\n{"loss": 2}')):
        (folder / name).mkdir()
        (folder / name / "metrics.jsonl").write_text(held + "\n")
    recipe = {
        "base": str(folder / "base"),
        "output": str(folder / "out"),
        "data": {"file": str(folder / "chats.jsonl"), "format": "chatml"},
        "lora": {"r": 2, "target_modules": "all-linear"},
        "trainer": {"max_steps": 2, "use_cpu": True},
        "threads": 1,
    }
    (folder / "recipe.yaml").write_text(yaml.safe_dump(recipe))
    (folder / "binary.yaml").write_bytes(b"\xff\xfe")
    (folder / "half.yaml").write_text("a: [")
    (folder / "list.yaml").write_text("- a")
    broken = folder / "broken"
    broken.mkdir()
    for path in (ROOT / "data" / "models" / "judge-adapter").iterdir():
        (broken / path.name).write_bytes(path.read_bytes())
    (broken / "adapter_config.json").write_text("{")
    return folder


def asked(place: Path, arguments: list[str]) -> list[str]:
    """Fill in the folder's path where an argument says ``T``."""
    return [part.replace("T/", f"{place}/") for part in arguments]


def refused(place, capsys, command, arguments, code=2):
    """Run a command that must be refused: the folder stays, one line says why; return it."""
    before = sorted(place.rglob("*"))
    capsys.readouterr()
    assert command.main(asked(place, arguments)) == code
    shown = capsys.readouterr()
    assert not shown.out
    (line,) = shown.err.strip().splitlines()
    assert sorted(place.rglob("*")) == before
    return line


@pytest.mark.parametrize("name", [*FILES, "nowhere.jsonl", "folder.jsonl"])
def test_a_wrong_file_is_one_line_that_names_it(place, capsys, name):
    model = ["--model", "T/base"]
    for command, arguments in (
        (train, ["T/recipe.yaml", "--data.file", f"T/{name}"]),
        (train, ["T/recipe.yaml", "--data.validation_file", f"T/{name}"]),
        (dataset, ["T/recipe.yaml", "--data.format", "intents", "--data.file", f"T/{name}"]),
        (dataset, ["T/recipe.yaml", "--data.format", "cases", "--data.file", f"T/{name}"]),
        (evaluate, [f"T/{name}", "--judge", "evidence"]),
        (evaluate_chat, [f"T/{name}", *model]),
        (evaluate_intents, [f"T/{name}", *model]),
        (compare, [f"T/{name}", "--judge", "evidence"]),
        (cases, [f"T/{name}"]),
    ):
        assert name in refused(place, capsys, command, arguments)


@pytest.mark.parametrize("name", ["nowhere", "binary", "half", "list", "folder.jsonl"])
def test_a_wrong_recipe_is_one_line_that_names_it(place, capsys, name):
    path = f"T/{name}" if "." in name else f"T/{name}.yaml"
    for command in (train, dataset, base, embedder):
        assert name in refused(place, capsys, command, [path])


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("trainer.max_steps", "["),
        ("trainer.max_steps", "many"),
        ("trainer.max_steps", "1.5"),
        ("trainer.max_steps", "0"),
        ("trainer.num_train_epochs", "0"),
        ("trainer.learning_rate", "fast"),
        ("trainer.bf16", "maybe"),
        ("trainer.seed", "one"),
        ("trainer.per_device_train_batch_size", "0"),
        ("trainer.gradient_accumulation_steps", "0"),
        ("trainer.lr_scheduler_type", "zigzag"),
        ("trainer.deepspeed", "nowhere.json"),
        # These would cut rows, train prompts, or leave checkpoints that nothing goes on from.
        ("trainer.max_length", "5"),
        ("trainer.packing_strategy", "wrapped"),
        ("trainer.completion_only_loss", "false"),
        ("trainer.save_only_model", "true"),
        ("trainer.output_dir", "elsewhere"),
        ("trainer.push_to_hub", "true"),
        ("lora.r", "0"),
        ("lora.r", "x"),
        ("lora.rank_pattern", "3"),
        ("data.max_tokens", "0"),
        ("data.repeat", "0"),
        ("data.cases", "-5"),
        ("data.validation", "2"),
        ("stop.patience", "3"),
        ("threads", "0"),
        ("weight", "7"),
        ("max_minutes", "-1"),
        ("output", "''"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_before_anything_is_made(
    place, capsys, option, value
):
    line = refused(place, capsys, train, ["T/recipe.yaml", f"--{option}", value])
    assert option.rpartition(".")[2].split("_")[0] in line


def test_what_is_no_adapter_is_never_trained_over(place, capsys):
    for output in ("T/others", "T/file", "T/base"):
        line = refused(place, capsys, train, ["T/recipe.yaml", "--output", output])
        assert "adapter_config.json" in line
    recipe = str(ROOT / "finetune" / "recipes" / "micro_base.yaml")
    for output in ("T/others", "T/file", "T/adapter"):
        assert "config.json" in refused(place, capsys, base, [recipe, "--output", output])


@pytest.mark.parametrize(
    ("command", "arguments", "code"),
    [
        (evaluate_chat, ["T/chats.jsonl", "--model", "T/base", "--samples", "-1"], 2),
        (evaluate_chat, ["T/chats.jsonl", "--model", "T/base", "--new-tokens", "0"], 2),
        (evaluate_chat, ["T/chats.jsonl", "--model", "T/others"], 1),
        (evaluate_chat, ["T/chats.jsonl", "--model", "T/base", "--out", "T/file/r.json"], 2),
        (evaluate_intents, ["T/intents.jsonl", "--model", "T/base", "--encoder", "no/one"], 2),
        (evaluate_intents, ["T/intents.jsonl", "--model", "T/base", "--encoder", "T/others"], 2),
        (train, ["T/recipe.yaml", "--base", "T/others"], 2),
        (train, ["T/recipe.yaml", "--base", "nobody/has-this"], 2),
        (train, ["T/recipe.yaml", "--output", "T/file/out"], 2),
        (dataset, ["T/recipe.yaml", "--write", "T/file"], 2),
        (dataset, ["T/recipe.yaml", "--write", "T/file/splits"], 2),
        (curves, ["T/nowhere"], 2),
        (curves, ["T/wrong"], 2),
        (curves, ["T/good", "--out", "T/curves.xyz"], 2),
        (curves, ["T/good", "--out", "T/file/curves.png"], 2),
        (merge, ["micro", "T/file/merged"], 2),
        (merge, ["micro", "T/others"], 2),
        (merge, ["micro", ""], 2),
        (publish, ["T/nowhere", "me/judge", "--dry-run"], 2),
        (publish, ["T/base", "me/judge", "--dry-run"], 2),
        (publish, ["T/broken", "me/judge", "--dry-run"], 1),
        (held_out, ["--judge", "evidence", "--n", "0"], 2),
        (synthesis, ["--n", "1", "--out", "T/file/cases.jsonl"], 1),
    ],
)
def test_a_wrong_argument_is_one_line(place, capsys, command, arguments, code):
    refused(place, capsys, command, arguments, code)


def fails(error):
    def work():
        raise error

    return work


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (InputError("two\n  lines"), 2, "two lines"),
        (ModelError("broken"), 1, "broken"),
        (OSError(28, "No space left on device", "a.json"), 1, "'a.json': No space left on device"),
        (KeyboardInterrupt(), 130, "stopped; half a cake is left"),
    ],
)
def test_every_end_has_its_code_and_one_line(capsys, error, code, said):
    assert exit_code(fails(error), "half a cake is left") == code
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(said)
    with pytest.raises(ZeroDivisionError):  # A fault of the program is not dressed up.
        exit_code(fails(ZeroDivisionError()))


def test_threads_of_a_command_do_not_spin_while_they_wait(monkeypatch):
    monkeypatch.delenv("OMP_WAIT_POLICY", raising=False)
    assert exit_code(lambda: int(os.environ["OMP_WAIT_POLICY"] != "PASSIVE")) == 0
    monkeypatch.setenv("OMP_WAIT_POLICY", "ACTIVE")
    assert exit_code(lambda: int(os.environ["OMP_WAIT_POLICY"] != "ACTIVE")) == 0


def hear_ctrl_c():
    """Undo what a shell does to commands in the background, which ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(*arguments, **options):
    options.setdefault("preexec_fn", hear_ctrl_c)
    return subprocess.Popen(
        [sys.executable, "-m", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "PASSIVE"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def test_ctrl_c_stops_a_run_that_goes_on_later(place, tmp_path):
    out, run = tmp_path / "out", tmp_path / "out.run"
    steps = ["--trainer.max_steps", "3000", "--trainer.save_steps", "2"]
    process = start("finetune.train", place / "recipe.yaml", "--output", out, *steps)
    deadline = time.monotonic() + 120
    while not (run / "checkpoint-4" / "complete.json").is_file():
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert said.splitlines()[-1] == "stopped; the same command goes on from the last checkpoint"
    assert not out.exists()
    assert list(run.glob("checkpoint-*/complete.json"))


@pytest.mark.parametrize("after", [0.3, 3.0])
def test_ctrl_c_while_a_judge_starts_or_runs_leaves_no_report(place, tmp_path, after):
    """It reaches the judge's own process, too, which ends without a word.

    Args:
        after: seconds from the start of that process: while it imports, and when it judges.
    """
    cases = tmp_path / "cases.jsonl"
    cases.write_text((place / "cases.jsonl").read_text() * 2000)
    judges = ["--judge", "evidence", "--judge", "evidence"]
    process = start("finetune.compare", cases, *judges, start_new_session=True)
    assert "evidence" in process.stderr.readline()
    time.sleep(after)
    os.killpg(process.pid, signal.SIGINT)
    shown, said = process.communicate(timeout=60)
    assert (process.returncode, shown) == (130, "")
    assert said.strip() == "stopped; nothing is written"


def no_room():
    """Let every write beyond 8 KB of a file fail, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))


def test_on_a_full_disk_a_run_says_so_and_leaves_no_half_adapter(place, tmp_path):
    out = tmp_path / "out"
    options = ["--trainer.save_steps", "1", "--output", out]
    process = start("finetune.train", place / "recipe.yaml", *options, preexec_fn=no_room)
    _, said = process.communicate(timeout=120)
    lines = said.splitlines()
    assert process.returncode == 1
    assert "Traceback" not in said
    assert sum("is the disk full? Training goes on" in line for line in lines) == 2
    assert "cannot be written" in lines[-1]
    assert {path.name for path in tmp_path.iterdir()} == {"out.run"}
    assert not list(tmp_path.glob("out.run/checkpoint-*"))


def test_the_data_command_prints_labels_lengths_and_what_is_too_long(place, capsys):
    arguments = ["T/recipe.yaml", "--data.file", "T/intents.jsonl", "--data.format", "intents"]
    assert dataset.main(asked(place, arguments)) == 0
    said = capsys.readouterr().out
    assert "labels: 검색 12, 비교 12" in said
    assert "in the loss); a row " in said
    assert f"tokens of {place / 'base'}" in said
    long = {"text": "아주 " * 900 + "긴 말", "intent": "검색"}
    path = write_lines(place / "intents.jsonl", [*INTENTS, long])
    assert dataset.main(asked(place, arguments)) == 0
    assert f"{path}:{len(INTENTS) + 1}: " in capsys.readouterr().out
    write_lines(path, INTENTS)


def test_metrics_are_read_up_to_the_line_that_a_kill_cut_off(tmp_path):
    path = tmp_path / "metrics.jsonl"
    path.write_text(json.dumps({"step": 1, "loss": 2.0}) + '\n{"step": 2, "lo')
    assert curves.read_metrics(path) == [{"step": 1, "loss": 2.0}]
