"""The loaded judge model as a LangChain chat model whose answers follow a JSON Schema.

ChatHuggingFace over HuggingFacePipeline over the weights already in memory. ``generate`` is given
this project's own guided decoding, so that forced tokens cost no steps here either.
"""

from __future__ import annotations

import json
import threading
from collections.abc import AsyncIterator, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult, Generation, LLMResult
from langchain_core.runnables.config import run_in_executor
from langchain_huggingface import ChatHuggingFace, HuggingFacePipeline
from pydantic import PrivateAttr

from judge.grammar import extract_grammar, guide_tokenizer
from judge.guided import GuidedText, write
from judge.prompt import harmless
from prompts.render import prompt_schema

if TYPE_CHECKING:
    import torch
    from langchain_core.language_models import BaseChatModel

    from judge.loading import LoadedModel

CHOSEN_TOKENS = 96
"""Tokens the model may choose before its answer is brought to an end."""


def local_chat_model(
    loaded: LoadedModel,
    schema: dict[str, Any] | None = None,
    *,
    chosen_tokens: int = CHOSEN_TOKENS,
) -> BaseChatModel:
    """Return ``loaded`` as a chat model; it shares the weights and answers one call at a time.

    Args:
        loaded: the model.
        schema: JSON Schema of every answer; None takes that of ``prompts/extract.yaml``, with its
            texts restricted to pieces of the last message.
        chosen_tokens: tokens the model may choose in one answer, forced ones not counted; after
            them strings and lists are closed, so that the answer still follows the schema.
    """
    from transformers import TextGenerationPipeline

    model = loaded.model
    if hasattr(model, "get_base_model"):
        # The adapter's layers sit inside the base model; the pipeline knows only the latter.
        model = model.get_base_model()
    pipeline = TextGenerationPipeline(model=model, tokenizer=loaded.tokenizer, device=model.device)
    llm = GuidedPipeline(
        pipeline=pipeline, model_id=loaded.model_id, answer=schema, chosen_tokens=chosen_tokens
    )
    return GuidedChat(llm=llm, tokenizer=loaded.tokenizer, model_id=loaded.model_id)


class GuidedPipeline(HuggingFacePipeline):
    """A text generation pipeline whose texts follow a JSON Schema."""

    answer: dict[str, Any] | None = None
    """JSON Schema of the texts; None for that of the ``extract`` prompt."""
    chosen_tokens: int = CHOSEN_TOKENS
    """Tokens that may be chosen in one text."""

    _lock: threading.Lock = PrivateAttr(default_factory=threading.Lock)

    def _generate(
        self,
        prompts: list[str],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        *,
        source: str | None = None,
        **kwargs: Any,
    ) -> LLMResult:
        generations = []
        for prompt in prompts:
            loop = partial(self._write, grammar=self._grammar(prompt if source is None else source))
            with self._lock:
                (answer,) = self.pipeline(
                    prompt,
                    custom_generate=loop,
                    do_sample=False,
                    # The chat template has put them in.
                    add_special_tokens=False,
                    return_full_text=False,
                )
            generations.append([Generation(text=answer["generated_text"])])
        return LLMResult(generations=generations)

    def _grammar(self, source: str) -> str:
        from llguidance import LLMatcher

        if self.answer is None:
            lark = extract_grammar(prompt_schema("extract") or {}, source)
            return str(LLMatcher.grammar_from_lark(lark))
        compact = {"whitespace_flexible": False, "item_separator": ",", "key_separator": ":"}
        return str(LLMatcher.grammar_from_json_schema(json.dumps(self.answer), overrides=compact))

    def _write(
        self, model: Any, input_ids: torch.Tensor, *, grammar: str, **_: Any
    ) -> torch.Tensor:
        """Stand in for the loop of ``generate``: return prompt and answer, [1, tokens]."""
        guide = guide_tokenizer(self.pipeline.tokenizer)
        text = GuidedText(guide, grammar, input_ids[0].tolist(), self.chosen_tokens)
        write(model, [text])
        return input_ids.new_tensor([[*text.prompt, *text.tokens]])


class GuidedChat(ChatHuggingFace):
    """ChatHuggingFace that tells its pipeline the last message, and answers asynchronously too."""

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        stream: bool | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        plain = [_plain(message) for message in messages]
        source = str(plain[-1].content) if plain else ""
        return super()._generate(plain, stop, run_manager, stream, source=source, **kwargs)

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        stream: bool | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return await run_in_executor(None, self._generate, messages, stop, None, **kwargs)

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        *,
        stream_usage: bool | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        yield _chunk(self._generate(messages, stop, run_manager, **kwargs))

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        *,
        stream_usage: bool | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        yield _chunk(await self._agenerate(messages, stop, run_manager, **kwargs))


def _plain(message: BaseMessage) -> BaseMessage:
    """Return the message with text that looks like a control token kept as text."""
    if not isinstance(message.content, str):
        return message
    return message.model_copy(update={"content": harmless(message.content)})


def _chunk(result: ChatResult) -> ChatGenerationChunk:
    """Return a whole answer as the only chunk of a stream."""
    return ChatGenerationChunk(
        message=AIMessageChunk(content=str(result.generations[0].message.content))
    )
