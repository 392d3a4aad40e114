"""Recipes: YAML files whose keys are the fields of dataclasses; an unknown key is an error.

``read_recipe(Path("finetune/recipes/micro_judge.yaml"), JudgeRecipe, ["--seed", "2"])``
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import yaml

from graph.errors import InputError

Recipe = TypeVar("Recipe")


def read_recipe(path: Path, kind: type[Recipe], overrides: Sequence[str] = ()) -> Recipe:
    """Return the recipe at ``path``, with ``--key value`` pairs put over its keys.

    A key of a section is written with a dot: ``--trainer.max_steps 3``.

    Raises:
        InputError: no such file, not YAML, an unknown or missing key, or a value that does not fit.
    """
    if not path.is_file():
        raise InputError(f"recipe {str(path)!r} does not exist; see finetune/recipes/")
    try:
        raw = _read_yaml(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"recipe {str(path)!r} cannot be read: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"recipe {str(path)!r} is not YAML: {error}") from error
    if not isinstance(raw, dict):
        raise InputError(f"recipe {str(path)!r} must be a mapping of keys to values")
    for key, value in _pairs(overrides):
        section = raw
        *above, last = key.split(".")
        for name in above:
            section = section.setdefault(name, {})
            if not isinstance(section, dict):
                raise InputError(f"{name!r} of recipe {str(path)!r} is no section; drop --{key}")
        try:
            section[last] = _read_yaml(value)
        except yaml.YAMLError as error:
            raise InputError(f"--{key} {value!r} is not YAML: {error}") from error
    return build(kind, raw, str(path))


def build(kind: type[Recipe], raw: dict[str, Any], where: str) -> Recipe:
    """Return ``kind(**raw)``, nested dataclasses built from nested mappings.

    Raises:
        InputError: an unknown key, a missing one, or a value of the wrong type.
    """
    hints = get_type_hints(kind)
    known = {f.name: f for f in fields(kind)}  # type: ignore[arg-type]
    for key in raw:
        if key not in known:
            raise InputError(f"{where}: unknown key {key!r}; known: {', '.join(sorted(known))}")
    values: dict[str, Any] = {}
    for name, field in known.items():
        if name not in raw:
            if field.default is MISSING and field.default_factory is MISSING:
                raise InputError(f"{where}: key {name!r} is missing")
            continue
        values[name] = _fit(hints[name], raw[name], f"{where}: {name}")
    return kind(**values)


def _fit(hint: Any, value: Any, where: str) -> Any:
    if is_dataclass(hint) and isinstance(hint, type):
        if not isinstance(value, dict):
            raise InputError(f"{where} must be a section, not {value!r}")
        return build(hint, value, where)
    if get_origin(hint) is Literal:
        if value not in get_args(hint):
            raise InputError(f"{where} must be one of {get_args(hint)!r}, not {value!r}")
        return value
    if get_origin(hint) is dict and not isinstance(value, dict):
        raise InputError(f"{where} must be a section, not {value!r}")
    if hint is Path and isinstance(value, str) and Path(value).name:
        return Path(value)
    if hint is Path:
        raise InputError(f"{where} must name a file or folder, not {value!r}")
    if hint is float and isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    if hint is float:
        raise InputError(f"{where} must be a number, not {value!r}")
    if hint in (int, str, bool) and type(value) is not hint:
        raise InputError(f"{where} must be of type {hint.__name__}, not {value!r}")
    return value


def _read_yaml(text: str) -> Any:
    """Return what a YAML text holds; unlike YAML 1.1, ``2e-3`` is a number."""

    class Loader(yaml.SafeLoader):
        pass

    number = re.compile(r"[-+]?\d+(\.\d*)?[eE][-+]?\d+$")
    Loader.add_implicit_resolver("tag:yaml.org,2002:float", number, list("-+0123456789"))
    return yaml.load(text, Loader)  # a SafeLoader: builds plain values alone


def _pairs(overrides: Sequence[str]) -> list[tuple[str, str]]:
    if len(overrides) % 2 or any(not key.startswith("--") for key in overrides[::2]):
        raise InputError(f"overrides must be pairs of --key value, not {list(overrides)!r}")
    return [
        (key[2:].replace("-", "_"), value)
        for key, value in zip(overrides[::2], overrides[1::2], strict=True)
    ]


def current_commit(root: Path) -> str:
    """Return the commit of the repository at ``root``, with ``+`` where files differ from it.

    ``unknown`` where there is no repository or no git.
    """
    try:
        commit = _git(root, "rev-parse", "HEAD")
        changed = _git(root, "status", "--porcelain", "--untracked-files=no")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return commit + ("+" if changed else "")


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()
