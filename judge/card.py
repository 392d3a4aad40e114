"""The card beside a model's weights: what it was trained on, with what, and how good it is."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.errors import ModelError
from prompts.render import prompt_sha

Task = Literal["judge", "intent", "chat"]
"""What an adapter was trained for: a prompt of ``prompts/``, or free conversation."""

CARD_FILE = "card.json"

_SHA = r"^[0-9a-f]{64}$"


class Card(BaseModel):
    """Where the weights of a base or of an adapter come from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    base: str | None
    """Name or folder of an adapter's base model; None for a base trained from scratch."""
    base_sha: str | None = Field(pattern=_SHA)
    """``weights_sha`` of the base model's folder; None likewise."""
    prompt_sha: str = Field(pattern=_SHA)
    """``task_sha`` at training time."""
    recipe: str
    """Path of the recipe in this repository, or its name."""
    commit: str
    """Commit of this repository that trained the weights."""
    data: dict[str, Any]
    """The training data: file or generator, seed, number of cases, hash."""
    weight: float = Field(default=1.0, ge=0, le=1)
    """How much the model's word counts beside the evidence (``evidence.decide``), chosen on dev
    patents."""
    figures: dict[str, float]
    """Measured figures by name, e.g. ``match_accuracy``."""

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """Return the card in ``folder``, or None where there is none.

        Raises:
            ModelError: the card is not readable.
        """
        path = folder / CARD_FILE
        if not path.is_file():
            return None
        try:
            return cls.model_validate_json(path.read_bytes())
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "file"
            raise ModelError(
                f"card {str(path)!r} is malformed: {where}: {first['msg']}; train the adapter again"
            ) from error

    def write(self, folder: Path) -> Path:
        """Write the card into ``folder`` and return its path."""
        path = folder / CARD_FILE
        path.write_text(self.model_dump_json(indent=2) + "\n", encoding="utf-8")
        return path


def task_sha(task: Task, tokenizer: Any) -> str:
    """Return the SHA-256 of the task's prompt file; of the chat template where it has none."""
    if task == "chat":
        return hashlib.sha256(tokenizer.chat_template.encode()).hexdigest()
    return prompt_sha(task)


def weights_sha(folder: Path) -> str:
    """Return the SHA-256 over the folder's ``*.safetensors`` files, in order of their names.

    For a single file this is what ``sha256sum`` prints.

    Raises:
        ModelError: the folder holds no safetensors file.
    """
    files = sorted(folder.glob("*.safetensors"))
    if not files:
        raise ModelError(f"folder {str(folder)!r} holds no *.safetensors file; check the path")
    digest = hashlib.sha256()
    for path in files:
        with path.open("rb") as weights:
            while block := weights.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()
