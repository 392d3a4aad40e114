"""Merges an adapter into its base: a model folder for vLLM, llama.cpp, or any other engine.

    python -m finetune.merge BASE+ADAPTER FOLDER [--dtype bfloat16] [--gguf FILE.gguf]

BASE and ADAPTER are folders or hub names; ``micro`` names the shipped judge. The merged folder is
loaded again and its answers are held against those of base and adapter apart. An adapter trained
on a base in 4 bits (QLoRA) is merged into the base's full weights. ``--gguf`` calls llama.cpp's
``convert_hf_to_gguf.py``, which must be on the PATH. Exit 2: an argument is wrong.
"""

from __future__ import annotations

import argparse
import gc
import json
import logging
import os
import shutil
import subprocess
import sys
import warnings
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from finetune.commands import exit_code
from graph.errors import DataError, InputError, ModelError
from judge.loading import load_base, put_adapter, split_spec
from judge.prompt import judge_messages

if TYPE_CHECKING:
    import torch

DTYPES = ("float32", "bfloat16", "float16")
TOLERANCE = {"float32": 1e-4, "float16": 0.005, "bfloat16": 0.05}
"""By the type that weights are stored in: how far apart next-token distributions may be (total
variation, 0 to 1, mean over the probe's positions). Rounding the shipped judge to bfloat16 costs
0.0008 where its adapter changes 0.08 (``python -m finetune.merge micro FOLDER``); a base of more than
``FLOAT32_PARAMETERS`` is computed in bfloat16 as well, which costs several times that."""
CONVERTER = "convert_hf_to_gguf.py"
_PROBE = (("아세틸트리부틸시트레이트", "미백용", "화장료 조성물"), "TBC 미백 크림")
_WEIGHTS = (".safetensors", ".bin", ".gguf", ".pt", ".pth", ".msgpack", ".h5", ".index.json")
_OWN = ("card.json", "README.md", ".gitattributes")
"""Files of a base that say something about the base alone."""


@dataclass(frozen=True)
class Merged:
    """A merged model and how true it is."""

    folder: str
    dtype: str
    parameters: int
    difference: float
    """Between the next-token distributions of the stored model and of base and adapter apart; see
    ``TOLERANCE``."""
    adapter_effect: float
    """The same between the base and the merged model: what the adapter changes."""
    gguf: str | None = None


def merge(spec: str, folder: Path, dtype: str | None = None) -> Merged:
    """Write the model that ``spec`` names, its adapter folded in, to ``folder``.

    The adapter's card, its chat template and the base's other files (a processor, a SentencePiece
    model) go along. Everything is computed on the CPU.

    Args:
        spec: ``micro`` or ``base+adapter``.
        folder: where the model goes; must not exist, or be empty.
        dtype: of the stored weights; None takes the base's.

    Raises:
        InputError: no adapter is named, or the folder is taken or cannot be made.
        ModelError: base or adapter cannot be loaded, or the merged model answers differently.
        DataError: the folder cannot be written.
    """
    import torch
    from safetensors import SafetensorError

    base, adapter = split_spec(spec)
    if adapter is None:
        raise InputError(f"{spec!r} names no adapter; name base+adapter")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{str(folder)!r} is there already; name a new folder")
    check_file(folder)
    model, tokenizer = load_base(base, device="cpu")
    computed = model.dtype
    stored = dtype or _stored_dtype(base)
    plain = _probe(model, tokenizer)
    loaded = put_adapter(model, tokenizer, base, adapter, task=None)
    apart = _probe(loaded.model, loaded.tokenizer)
    merged = loaded.model.merge_and_unload(safe_merge=True).to(getattr(torch, stored))
    fresh = folder.with_name(folder.name + ".new")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        merged.save_pretrained(fresh)
        loaded.tokenizer.save_pretrained(fresh)
        _copy_files(base, fresh)
        if loaded.card:
            loaded.card.write(fresh)
        parameters = merged.num_parameters()
        del model, merged, loaded
        gc.collect()
        again = _probe(*load_base(str(fresh), device="cpu", dtype=computed))
        difference = _distance(apart, again)
        if difference > TOLERANCE[stored]:
            raise ModelError(
                f"the merged model answers differently from base and adapter: its next-token "
                f"distributions are {difference:.4f} apart, {TOLERANCE[stored]} is allowed in "
                f"{stored}; store it with --dtype float32"
            )
        if folder.exists():
            folder.rmdir()
        fresh.rename(folder)
    except (OSError, SafetensorError) as error:
        raise DataError(f"{str(fresh)!r} cannot be written: {error}; make room") from error
    finally:
        # Whatever happened, Ctrl-C included: no half of a model is left.
        shutil.rmtree(fresh, ignore_errors=True)
    effect = _distance(plain, again)
    return Merged(str(folder), stored, parameters, round(difference, 7), round(effect, 7))


def _stored_dtype(base: str) -> str:
    from transformers import AutoConfig

    config = AutoConfig.from_pretrained(base)
    named = str(config.get_text_config().dtype or config.dtype).removeprefix("torch.")
    return named if named in DTYPES else "float32"


def _probe(model: Any, tokenizer: Any) -> torch.Tensor:
    """Return the next-token distributions along a judge's prompt, [tokens, vocabulary]."""
    import torch

    # The base's template and the adapter's may differ: the same text for both.
    text = "\n".join(message["content"] for message in judge_messages(*_PROBE))
    ids = tokenizer(text, return_tensors="pt")["input_ids"]
    with torch.inference_mode():
        distributions: torch.Tensor = model(input_ids=ids).logits[0].float().softmax(-1)
    return distributions


def _distance(one: torch.Tensor, other: torch.Tensor) -> float:
    """Return the mean total variation between distributions, [tokens, vocabulary] each."""
    return float(((one - other).abs().sum(-1) / 2).mean())


def _copy_files(base: str, folder: Path) -> None:
    """Copy what the base brings beside its weights and is not there yet."""
    source = Path(base)
    if not source.is_dir():
        from huggingface_hub import snapshot_download

        source = Path(snapshot_download(base, ignore_patterns=[f"*{end}" for end in _WEIGHTS]))
    for path in source.iterdir():
        kept = path.is_file() and not path.name.endswith(_WEIGHTS) and path.name not in _OWN
        if kept and not (folder / path.name).exists():
            shutil.copyfile(path, folder / path.name)


def check_file(path: Path) -> None:
    """Make the folder that a file or folder will lie in, before any work.

    Raises:
        InputError: nothing can be written there.
    """
    if not path.name or (path.is_dir() and any(path.iterdir())):
        raise InputError(f"{str(path)!r} is a folder that is there; name another place")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{str(path)!r}: {error.strerror}; name another place") from error
    if not os.access(path.parent, os.W_OK):
        raise InputError(f"{str(path)!r}: its folder is not writable; name another place")


def find_converter() -> str:
    """Return the path of llama.cpp's converter.

    Raises:
        InputError: it is not installed.
    """
    found = shutil.which(CONVERTER)
    if found is None:
        raise InputError(
            f"--gguf needs llama.cpp's {CONVERTER} on the PATH, and it is not there; leave out "
            "--gguf, or get llama.cpp and add its folder to the PATH"
        )
    return found


def convert(converter: str, folder: Path, file: Path) -> None:
    """Write a merged model as GGUF in its own precision.

    Raises:
        ModelError: the converter failed; its last line says why.
    """
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    command = [converter, str(folder), "--outfile", str(draft), "--outtype", "auto"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode or not draft.is_file():
            said = (done.stderr.strip().splitlines() or ["it wrote no file"])[-1]
            raise ModelError(f"{CONVERTER} failed on {str(folder)!r}: {said}")
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def main(arguments: list[str] | None = None) -> int:
    """Merge an adapter into its base."""
    parser = argparse.ArgumentParser(prog="python -m finetune.merge", description=main.__doc__)
    parser.add_argument("model", help="base+adapter, folders or hub names, or micro")
    parser.add_argument("folder", type=Path, help="where the merged model goes")
    parser.add_argument(
        "--dtype", choices=DTYPES, help="of the stored weights; default: the base's"
    )
    parser.add_argument("--gguf", type=Path, metavar="FILE", help="write a GGUF file as well")
    options = parser.parse_args(arguments)
    logging.getLogger("bitsandbytes").setLevel(logging.ERROR)
    # peft asks transformers for an attribute under its old name.
    warnings.filterwarnings("ignore", message="`is_gradient_checkpointing`")
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()

    def work() -> int:
        converter = find_converter() if options.gguf else ""
        if options.gguf:
            check_file(options.gguf)
        merged = merge(options.model, options.folder, options.dtype)
        if options.gguf:
            convert(converter, options.folder, options.gguf)
            merged = replace(merged, gguf=str(options.gguf))
        print(json.dumps(asdict(merged), ensure_ascii=False, indent=2))
        return 0

    return exit_code(work)


if __name__ == "__main__":
    sys.exit(main())
