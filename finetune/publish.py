"""Publishes an adapter or a merged model to a model hub, with a model card made from its card.

    python -m finetune.publish FOLDER OWNER/NAME [--private] [--licence NAME] [--dry-run]

``--dry-run`` prints the exact files and the model card and sends nothing. The hub is Hugging Face's
or the one that ``HF_ENDPOINT`` names; log in with ``hf auth login`` or set ``HF_TOKEN``. Exit 2: the
folder or an argument is wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, get_args

from finetune.commands import exit_code
from finetune.evaluate import HUB_NAME
from graph.errors import InputError, ModelError
from judge.card import Card, Task
from prompts.render import prompt_sha

LEFT_OUT = (".*", "*.pt", "*.pth", "*.bin", "*.pkl", "checkpoint-*", "*.new", "*.lock", "README.md")
"""Patterns of names that are never sent: hidden files, pickles (they can run code), what a run
left behind, and a former model card."""
_ADAPTER = "adapter_config.json"
_PURPOSES: dict[Task, str] = {
    "judge": "Compares a product's description with the elements of a Korean patent claim, one "
    "label an element (prompt `judge` of BINI).",
    "intent": "Names the intent of what a user says (prompt `intent` of BINI).",
    "chat": "A conversation model.",
}


Files = dict[str, Path | bytes]
"""Path in the repository → a file, or its content where that is not the folder's."""


def collect(folder: Path, repo: str, licence: str = "") -> Files:
    """Return the files of a model folder as they will stand in the repository.

    The model card is made anew, and an adapter's configuration names its base as the card does: a
    path of this machine means nothing to others.

    Args:
        folder: of ``finetune.train`` or ``finetune.merge``.
        repo: ``owner/name``, for the model card's examples.
        licence: the hub's name of a licence, e.g. ``gemma``; empty: none is stated.

    Raises:
        InputError: the folder holds no model, or one without card.
        ModelError: the card or the adapter's configuration is malformed.
    """
    if not folder.is_dir():
        raise InputError(f"{str(folder)!r} is no folder; name an adapter or a merged model")
    files: Files = {path.relative_to(folder).as_posix(): path for path in _files(folder)}
    if not any(name.endswith(".safetensors") for name in files) or not (
        {_ADAPTER, "config.json"} & set(files)
    ):
        raise InputError(
            f"{str(folder)!r} holds no adapter and no model: a configuration and *.safetensors"
        )
    card = Card.read(folder)
    if card is None:
        raise InputError(
            f"{str(folder)!r} has no card.json: nobody could say what it was trained on; publish "
            "what finetune.train or finetune.merge wrote"
        )
    if _ADAPTER in files:
        try:
            config = dict(json.loads((folder / _ADAPTER).read_bytes()))
        except (ValueError, TypeError) as error:
            raise ModelError(
                f"{str(folder / _ADAPTER)!r} is malformed: {error}; train the adapter again"
            ) from error
        config["base_model_name_or_path"] = card.base
        files[_ADAPTER] = json.dumps(config, indent=2, ensure_ascii=False).encode()
    text = model_card(card, repo, adapter=_ADAPTER in files, licence=licence)
    return dict(sorted((files | {"README.md": text.encode()}).items()))


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(fnmatch(p, mask) for p in parts for mask in LEFT_OUT):
            yield path


def model_card(card: Card, repo: str, *, adapter: bool, licence: str = "") -> str:
    """Return the model card (``README.md``): metadata of the hub, use, data, figures."""
    from huggingface_hub import ModelCardData

    tasks = [task for task in get_args(Task) if task != "chat"]
    task: Task = next((t for t in tasks if prompt_sha(t) == card.prompt_sha), "chat")
    hub_base = card.base if card.base and HUB_NAME.fullmatch(card.base) else None
    options: dict[str, Any] = {"license": licence} if licence else {}
    data = ModelCardData(
        language="ko",
        base_model=hub_base,
        library_name="peft" if adapter else "transformers",
        pipeline_tag="text-generation",
        tags=["bini", task, *(["lora"] if adapter else [])],
        **options,
    )
    return "\n".join(["---", data.to_yaml().strip(), "---", "", *_body(card, repo, task, adapter)])


def _body(card: Card, repo: str, task: Task, adapter: bool) -> Iterator[str]:
    base = card.base or "none, trained from scratch"
    yield f"# {repo.partition('/')[2]}"
    yield ""
    yield _PURPOSES[task]
    yield ""
    yield f"- {'LoRA adapter on' if adapter else 'Weights with the adapter merged into'} `{base}`"
    if card.base_sha:
        yield f"- Base weights, SHA-256: `{card.base_sha}`"
    yield f"- Prompt, SHA-256: `{card.prompt_sha}`"
    yield f"- Recipe `{card.recipe}`, commit `{card.commit}`"
    yield ""
    yield "## Use"
    yield ""
    if task == "judge":
        spec = f"{base}+{repo}" if adapter else repo
        yield f"    python app.py QUERY --judge {spec}"
    elif adapter:
        yield f"    PeftModel.from_pretrained(AutoModelForCausalLM.from_pretrained('{base}'), '{repo}')"
    else:
        yield f"    AutoModelForCausalLM.from_pretrained('{repo}')"
    for title, held in (("Training data", card.data), ("Figures", card.figures)):
        if held:
            yield from ("", f"## {title}", "", "| | |", "|---|---|")
            yield from (f"| {name} | {value} |" for name, value in held.items())
    yield ""


def publish(files: Files, repo: str, *, private: bool = False) -> str:
    """Send the files to a repository, which is made where it is not there; return its address.

    Raises:
        InputError: nobody is logged in.
        ModelError: the hub refused or could not be reached.
    """
    import httpx
    from huggingface_hub import CommitOperationAdd, HfApi, get_token

    if not get_token():
        raise InputError("no token of the hub: run 'hf auth login' or set HF_TOKEN")
    hub = HfApi()
    operations = [CommitOperationAdd(name, held) for name, held in files.items()]
    try:
        hub.create_repo(repo, private=private or None, exist_ok=True)
        done = hub.create_commit(repo, operations, commit_message="Publish the model with its card")
    except (OSError, ValueError, RuntimeError, httpx.HTTPError) as error:
        said = " ".join(str(error).split()) or type(error).__name__
        raise ModelError(f"{repo!r} could not be published: {said}") from error
    return str(done.commit_url)


def main(arguments: list[str] | None = None) -> int:
    """Publish an adapter or a merged model."""
    parser = argparse.ArgumentParser(prog="python -m finetune.publish", description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("repo", help="owner/name on the hub")
    parser.add_argument("--private", action="store_true", help="make the repository private")
    parser.add_argument("--licence", default="", help="as the hub names it, e.g. gemma")
    parser.add_argument("--dry-run", action="store_true", help="print what would be sent")
    options = parser.parse_args(arguments)

    def work() -> int:
        if not HUB_NAME.fullmatch(options.repo):
            raise InputError(f"repository {options.repo!r} must be written owner/name")
        files = collect(options.folder, options.repo, options.licence)
        sizes = {
            name: len(held) if isinstance(held, bytes) else held.stat().st_size
            for name, held in files.items()
        }
        shown: dict[str, Any] = {"repo": options.repo, "files": sizes}
        if options.dry_run:
            card = files["README.md"]
            shown["model_card"] = card.decode() if isinstance(card, bytes) else ""
        else:
            shown["commit"] = publish(files, options.repo, private=options.private)
        print(json.dumps(shown, ensure_ascii=False, indent=2))
        return 0

    return exit_code(work, "a commit is whole or not there")


if __name__ == "__main__":
    sys.exit(main())
