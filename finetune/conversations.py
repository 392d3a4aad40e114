"""Reads the training files that are no case files: ChatML conversations and intents.

One JSON object a line: ``{"messages": [{"role", "content"}, …]}`` (roles system, user and
assistant; the last turn is the assistant's), or ``{"text", "intent"}``. Lines that say nearly the
same may carry the same ``"group"``: they always fall into the same split.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from finetune.cleaning import clean_record
from finetune.rows import Messages, Row
from graph.errors import InputError
from judge.prompt import harmless
from prompts.render import render

Text = Annotated[str, Field(min_length=1)]


class Message(BaseModel):
    """One turn of a conversation."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    role: Literal["system", "user", "assistant"]
    content: Text


class Conversation(BaseModel):
    """A conversation in ChatML's terms; other keys of the line are left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    messages: tuple[Message, ...] = Field(min_length=2)
    group: str = ""

    @model_validator(mode="after")
    def _turns(self) -> Conversation:
        turns = [message.role for message in self.messages]
        if turns[0] == "system":
            turns = turns[1:]
        if turns != ["user", "assistant"] * (len(turns) // 2) or not turns:
            raise ValueError(
                "turns must be user, assistant, user, assistant …, after at most one system turn"
            )
        return self


class Intent(BaseModel):
    """What a user said, and what they want."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    text: Text
    intent: Text
    group: str = ""


def read_conversations(path: Path) -> list[Row]:
    """Return a row a conversation: the last turn is the answer, earlier ones are context.

    Where no group is given, conversations that begin alike are one.

    Raises:
        InputError: the file is missing or empty, or a line is malformed (its number is named).
    """
    rows = []
    for number, held in _lines(path, Conversation):
        # A text that spells a control token stays text.
        messages = [{"role": m.role, "content": harmless(m.content)} for m in held.messages]
        rows.append(
            Row(
                messages[:-1],
                messages[-1]["content"],
                "chat",
                group=held.group
                or json.dumps([m["content"] for m in messages if m["role"] == "user"][:1]),
                origin=f"{path}:{number}",
                record={"messages": messages} | ({"group": held.group} if held.group else {}),
            )
        )
    return rows


def read_intents(path: Path) -> list[Row]:
    """Return a row an utterance, asked with the prompt ``intent``.

    Where no group is given, equal texts are one.

    Raises:
        InputError: the file is missing or empty, or a line is malformed (its number is named).
    """
    return [
        Row(
            intent_messages(held.text),
            held.intent,
            "intent",
            group=held.group or held.text,
            origin=f"{path}:{number}",
            labels=(held.intent,),
            record=held.model_dump(exclude_defaults=True),
        )
        for number, held in _lines(path, Intent)
    ]


def intent_messages(text: str) -> Messages:
    """Return the chat messages that ask for the intent of ``text``."""
    return render("intent", text=harmless(text))


def _lines(path: Path, kind: type[Any]) -> Iterator[tuple[int, Any]]:
    """Yield each line of a file, cleaned and checked, with its number."""
    if not path.is_file():
        raise InputError(f"file {str(path)!r} does not exist; name another (recipe: data.file)")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"file {str(path)!r} cannot be read: {error.strerror}") from error
    found = False
    # Bytes split at line feeds alone: a text may hold other line separators.
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            held = kind.model_validate(clean_record(json.loads(line)))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "line"
            raise InputError(f"{path}:{number}: {where}: {first['msg']}; mend the line") from error
        except (ValueError, RecursionError) as error:
            raise InputError(f"{path}:{number}: not JSON: {error}; mend the line") from error
        found = True
        yield number, held
    if not found:
        raise InputError(f"file {str(path)!r} holds no row")
