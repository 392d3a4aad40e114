"""Read the product's elements: evidence first, completed by a chat model in the user's words."""

from __future__ import annotations

import logging
import re

from langgraph.runtime import Runtime
from pydantic import BaseModel, ValidationError
from typing_extensions import TypedDict

from graph.context import Context
from graph.errors import JudgeError
from graph.schema import ElementKind, Product, ProductElement
from graph.state import Progress, State
from prompts.render import render

_log = logging.getLogger(__name__)

_WORD = re.compile(r"[^\W_]{2}")
_PARTICLES = re.compile(
    r"(?:은|는|이|가|을|를|의|에|와|과|도|만|로|으로|에서|에게|부터|까지|처럼|보다|이나|나|및|또는"
    r"|그리고|등|것|수|한|할|하는|하고|하여|있는|없는|된|되는|입니다|이다|다|\W|_)+"
)


class ExtractUpdate(TypedDict):
    """The product with its elements in the order of the text."""

    product: Product


class Proposal(BaseModel):
    """One element a chat model proposes."""

    text: str
    kind: ElementKind


class Proposals(BaseModel):
    """A chat model's answer to the ``extract`` prompt."""

    elements: list[Proposal]


def extract(state: State, runtime: Runtime[Context]) -> ExtractUpdate:
    """Return the product: what evidence reads, and what the chat model adds to it."""
    product = runtime.context.reader.read_product(state["query"])
    llm = runtime.context.llm
    if llm is not None:
        try:
            answer = llm.invoke(render("extract", product=product.text))
            product = complete(product, read_proposals(str(answer.text)))
        except JudgeError as error:
            _log.warning("extract: the chat model gave no answer: %s", error)
    runtime.stream_writer(Progress(stage="extract", done=1, total=1))
    return {"product": product}


def read_proposals(answer: str) -> list[Proposal]:
    """Return the proposals in a model's answer; none, with a log line, where it is malformed."""
    found = re.search(r"\{.*\}", answer, re.DOTALL)
    try:
        return Proposals.model_validate_json(found.group() if found else answer).elements
    except ValidationError as error:
        _log.warning("extract: answer of the chat model dropped: %s", error.errors()[0]["msg"])
        return []


def complete(product: Product, proposals: list[Proposal]) -> Product:
    """Return ``product`` with the proposals that stand in its text, word for word.

    Dropped: what is not in the text, what overlaps an element already read, and what is
    nothing but particles or marks.
    """
    elements = list(product.elements)
    for proposal in proposals:
        text = proposal.text.strip()
        if not _WORD.search(text) or _PARTICLES.fullmatch(text):
            continue
        for match in re.finditer(re.escape(text), product.text):
            if all(match.end() <= e.start or e.end <= match.start() for e in elements):
                elements.append(
                    ProductElement(
                        text=text,
                        start=match.start(),
                        end=match.end(),
                        kind=proposal.kind,
                        source="model",
                    )
                )
                break
    elements.sort(key=lambda element: (element.start, element.end))
    return product.model_copy(update={"elements": tuple(elements)})
