"""The one prompt renderer, shared by training and inference.

A prompt is ``prompts/<id>.yaml`` with ``id``, ``version``, ``system``, ``user`` (Jinja, strict)
and ``schema`` (the JSON Schema of the answer, or null). Nothing here imports another room.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, StrictUndefined

FOLDER = Path(__file__).parent


@cache
def _load(prompt_id: str) -> tuple[dict[str, Any], str]:
    path = FOLDER / f"{prompt_id}.yaml"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in FOLDER.glob("*.yaml")))
        raise ValueError(f"no prompt {prompt_id!r}; known prompts: {known}")
    raw = path.read_bytes()
    spec = yaml.safe_load(raw)
    missing = {"id", "version", "system", "user", "schema"} ^ set(spec)
    if missing or spec["id"] != prompt_id:
        raise ValueError(f"prompt file {path.name!r} is malformed: keys {sorted(spec)}")
    return spec, hashlib.sha256(raw).hexdigest()


def prompt_sha(prompt_id: str) -> str:
    """Return the SHA-256 of the prompt file, as recorded in reports and adapter cards."""
    return _load(prompt_id)[1]


def prompt_schema(prompt_id: str) -> dict[str, Any] | None:
    """Return the JSON Schema of the prompt's answer, or None."""
    schema: dict[str, Any] | None = _load(prompt_id)[0]["schema"]
    return schema


def render(prompt_id: str, **variables: object) -> list[dict[str, str]]:
    """Return chat messages ``[{"role": "system", …}, {"role": "user", …}]``.

    Raises:
        jinja2.UndefinedError: a variable of the prompt was not given.
        ValueError: no such prompt, or its file is malformed.
    """
    spec, _ = _load(prompt_id)
    jinja = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return [
        {"role": role, "content": jinja.from_string(spec[role]).render(**variables).strip()}
        for role in ("system", "user")
        if spec[role]
    ]
