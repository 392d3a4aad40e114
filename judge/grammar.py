"""The answer's JSON Schema for one claim, and the llguidance grammar compiled from it.

The schema fixes everything but the choices: elements are constants, labels an enumeration, and a
quote is null or a piece of the product text. The grammar is that schema without white space.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from graph.errors import ModelError
from graph.schema import MATCHES
from judge.prompt import prompt_text

if TYPE_CHECKING:
    from llguidance import LLTokenizer

QUOTE_LIMIT = 60
"""Longest quote, in characters: a name with its amount, not the whole text."""

PIECE_OF = "x-piece-of"
"""Schema annotation: the string is a piece of this text (JSON Schema has no keyword for it)."""

# Characters that JSON writes with a backslash; a quote never contains them.
_ESCAPED = re.compile(r'["\\\x00-\x1f]+')

_wrapped: WeakKeyDictionary[Any, LLTokenizer] = WeakKeyDictionary()
_lock = Lock()


def answer_schema(elements: Sequence[str], product: str) -> dict[str, Any]:
    """Return the JSON Schema of the answer for one claim.

    Args:
        elements: the claim's elements, in order; at least one.
        product: the product text; quotes are pieces of it as ``prompt_text`` shows it.

    Raises:
        ValueError: there is no element.
    """
    if not elements:
        raise ValueError("a claim without elements cannot be compared; read the claim first")
    quote = {
        "type": ["string", "null"],
        "minLength": 1,
        "maxLength": QUOTE_LIMIT,
        PIECE_OF: prompt_text(product).shown,
    }
    rows = [
        {
            "type": "object",
            "properties": {
                "patent_element": {"const": _writable(element)},
                "user_product_element": quote,
                "match": {"enum": list(MATCHES)},
            },
            "required": ["patent_element", "user_product_element", "match"],
            "additionalProperties": False,
        }
        for element in elements
    ]
    comparisons = {
        "type": "array",
        "prefixItems": rows,
        "items": False,
        "minItems": len(rows),
        "maxItems": len(rows),
    }
    return {
        "type": "object",
        "properties": {"comparisons": comparisons},
        "required": ["comparisons"],
        "additionalProperties": False,
    }


def answer_grammar(schema: dict[str, Any]) -> str:
    """Return the Lark grammar (llguidance dialect) of an ``answer_schema``, for ``LLMatcher``."""
    rows = schema["properties"]["comparisons"]["prefixItems"]
    text = rows[0]["properties"]["user_product_element"][PIECE_OF]
    labels = rows[0]["properties"]["match"]["enum"]
    pieces = [piece for piece in _ESCAPED.split(text) if piece]
    opening = '{"comparisons":['
    parts = []
    for row in rows:
        element = json.dumps(row["properties"]["patent_element"]["const"], ensure_ascii=False)
        parts.append(_literal(f'{opening}{{"patent_element":{element},"user_product_element":'))
        parts.append("quote")
        parts.append(_literal(',"match":"'))
        parts.append("LABEL")
        opening = "},"
    parts.append(_literal("}]}"))
    quoted = "".join(f' | "\\"" PIECE{n} "\\""' for n in range(len(pieces)))
    lines = [
        "start: " + " ".join(parts),
        f'quote: "null"{quoted}',
        "LABEL: " + " | ".join(_literal(f'{label}"') for label in labels),
    ]
    return "\n".join(lines + _piece_lines(pieces)) + "\n"


def extract_grammar(schema: dict[str, Any], text: str) -> str:
    """Return the Lark grammar of the ``extract`` prompt's answer, its texts pieces of ``text``.

    Args:
        schema: the schema of ``prompts/extract.yaml``.
        text: what the elements are taken from, e.g. the user's message.
    """
    elements = schema["properties"]["elements"]
    kinds = elements["items"]["properties"]["kind"]["enum"]
    pieces = [piece for piece in _ESCAPED.split(text) if piece]
    if not pieces:
        return 'start: "{\\"elements\\":[]}"\n'
    lines = [
        'start: "{\\"elements\\":[" list "]}"',
        f'list: (element ("," element){{0,{elements["maxItems"] - 1}}})?',
        'element: "{\\"text\\":\\"" piece "\\",\\"kind\\":\\"" KIND "}"',
        "piece: " + " | ".join(f"PIECE{n}" for n in range(len(pieces))),
        "KIND: " + " | ".join(_literal(f'{kind}"') for kind in kinds),
        *_piece_lines(pieces),
    ]
    return "\n".join(lines) + "\n"


def guide_tokenizer(tokenizer: Any) -> LLTokenizer:
    """Return the llguidance view of a fast tokenizer; made once for each tokenizer.

    Raises:
        ModelError: the tokenizer is not a fast one, or cannot spell arbitrary text.
    """
    from llguidance.hf import from_tokenizer

    with _lock:
        if tokenizer not in _wrapped:
            try:
                wrapped = from_tokenizer(tokenizer)
            except ValueError as error:
                raise ModelError(
                    f"tokenizer {type(tokenizer).__name__!r} cannot guide decoding ({error}); "
                    "use a model with a tokenizer.json"
                ) from error
            probe = '{"대응":"ĳ𝄞 \\n"}'
            if wrapped.decode_str(wrapped.tokenize_str(probe)) != probe:
                raise ModelError(
                    f"tokenizer {getattr(tokenizer, 'name_or_path', '')!r} cannot spell {probe!r}; "
                    "use a byte-level or byte-fallback tokenizer"
                )
            _wrapped[tokenizer] = wrapped
        return _wrapped[tokenizer]


def _piece_lines(pieces: Sequence[str]) -> list[str]:
    """Return the terminals ``PIECE0`` …: any piece of the n-th text, up to ``QUOTE_LIMIT``."""
    return [
        f"PIECE{n}: %regex {_literal({'substring_chars': text})} & /(?s:.{{1,{QUOTE_LIMIT}}})/"
        for n, text in enumerate(pieces)
    ]


def _writable(text: str) -> str:
    """Return ``text`` with halves of surrogate pairs, which UTF-8 cannot hold, replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _literal(value: object) -> str:
    """Return a Lark string, or the JSON of a ``%regex``; Lark refuses a bare DEL character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
