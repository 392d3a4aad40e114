"""The judge's prompt and answer as text and as token ids, shared by training and inference.

The prompt shows one claim's elements, each with the hint that evidence found, beside the product
text. The answer is compact JSON; ``judge.grammar`` lets a model write nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from evidence.types import Assessment, ClaimElement
from graph.schema import Match, Span
from prompts.render import render

# White space, control characters, and halves of surrogate pairs (what is left of broken input)
# say nothing in a prompt; the last two cannot even be written in JSON as UTF-8.
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")

# A user's "<end_of_turn>" or "[|endofturn|]" must not become a control token of the model.
_TAG = re.compile(r"<(?=[/|]?\w+[|]?>)|\[(?=\|)")
_HARMLESS = {"<": "‹", "[": "［"}


@dataclass(frozen=True)
class PromptText:
    """A text as the prompt shows it, with the way back to the original."""

    original: str
    shown: str
    offsets: tuple[int, ...]
    """For each character of ``shown``, its index in ``original``."""

    def span(self, quote: str) -> Span | None:
        """Return the first place of ``quote`` (a piece of ``shown``) in the original text.

        Blanks at the ends of the quote are left out; None where nothing else remains, or where
        the quote is not a piece of the text.
        """
        words = quote.strip()
        at = self.shown.find(words)
        if not words or at < 0:
            return None
        start, end = self.offsets[at], self.offsets[at + len(words) - 1] + 1
        return Span(start=start, end=end, text=self.original[start:end])


def prompt_text(text: str) -> PromptText:
    """Return ``text`` as prompts show it: runs of blanks as one space, no control tokens."""
    shown: list[str] = []
    offsets: list[int] = []
    position = 0
    for blank in [*_BLANK.finditer(text), None]:
        end = blank.start() if blank else len(text)
        if shown and end > position:
            shown.append(" ")
            offsets.append(position - 1)
        shown.extend(text[position:end])
        offsets.extend(range(position, end))
        position = blank.end() if blank else end
    return PromptText(text, harmless("".join(shown)), tuple(offsets))


def harmless(text: str) -> str:
    """Return ``text``, as long as before, with nothing in it that spells a control token."""
    return _TAG.sub(lambda tag: _HARMLESS[tag[0]], text)


class AnswerRow(NamedTuple):
    """One comparison of the model's answer."""

    patent_element: str
    user_product_element: str | None
    match: Match


def answer_text(rows: Iterable[AnswerRow]) -> str:
    """Return the answer as compact JSON: the training target and what decoding yields.

    Quotes are written as the prompt shows the product text.
    """
    comparisons = []
    for row in rows:
        quote = row.user_product_element
        shown = prompt_text(quote).shown if quote else None
        comparisons.append(row._replace(user_product_element=shown or None)._asdict())
    return json.dumps({"comparisons": comparisons}, ensure_ascii=False, separators=(",", ":"))


def judge_messages(
    elements: Sequence[Assessment | ClaimElement | str],
    product: str,
    *,
    show_hints: bool = True,
) -> list[dict[str, str]]:
    """Return the chat messages that ask for the comparison of one claim.

    Args:
        elements: the claim's elements in order; only an ``Assessment`` carries a hint.
        product: the product text as the user wrote it.
        show_hints: False leaves what evidence found out of the prompt.
    """
    rows = [{"text": prompt_text(_text(e)).shown, "hint": _hint(e)} for e in elements]
    return render("judge", product=prompt_text(product).shown, elements=rows, show_hints=show_hints)


def encode(tokenizer: Any, messages: list[dict[str, str]]) -> list[int]:
    """Return the token ids of the prompt, the model's turn opened, by its own chat template.

    Raises:
        ValueError: the tokenizer has no chat template.
    """
    ids: list[int] = tokenizer.apply_chat_template(
        messages, add_generation_prompt=True, tokenize=True, return_dict=False
    )
    return ids


def _text(element: Assessment | ClaimElement | str) -> str:
    if isinstance(element, Assessment):
        return element.element.text
    return element if isinstance(element, str) else element.text


def _hint(element: Assessment | ClaimElement | str) -> str:
    return prompt_text(element.hint).shown if isinstance(element, Assessment) else ""
