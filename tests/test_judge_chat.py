"""The loaded model as a LangChain chat model: guided, without a second copy of the weights."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest
import tiny_models
import torch
from jsonschema import Draft202012Validator
from langchain_core.language_models import BaseChatModel
from langchain_huggingface import ChatHuggingFace

from judge.chat import local_chat_model
from judge.loading import LoadedModel, load_judge_model
from prompts.render import prompt_schema, render

TEXT = '나이아신아마이드 2% "미백" <end_of_turn> 크림'


@cache
def loaded(layout="gemma3_text", seed=1):
    from transformers import AutoModelForCausalLM

    torch.set_num_threads(1)
    words = tiny_models.tokenizer()
    torch.manual_seed(seed)
    config = tiny_models.config(layout, len(words) + 9)
    model = AutoModelForCausalLM.from_config(config, attn_implementation="sdpa")
    return LoadedModel(model.eval(), words, None, "random")


def elements(answer):
    data = json.loads(answer.content)
    Draft202012Validator(prompt_schema("extract")).validate(data)
    return data["elements"]


@pytest.mark.parametrize("layout", ["gemma3_text", "gemma3", "exaone4"])
def test_answers_follow_the_extract_schema_in_the_users_words(layout):
    found = []
    for seed in range(4):
        chat = local_chat_model(loaded(layout, seed))
        assert isinstance(chat, BaseChatModel)
        assert isinstance(chat, ChatHuggingFace)
        messages = render("extract", product=TEXT)
        found += elements(chat.invoke(messages))
        assert all(e["text"] in messages[-1]["content"].replace("<", "‹") for e in found)
    assert found


def test_a_model_that_finds_no_end_is_brought_to_one():
    endless = {
        "type": "object",
        "properties": {"words": {"type": "array", "items": {"type": "string"}}},
        "required": ["words"],
        "additionalProperties": False,
    }
    sizes = []
    for chosen_tokens in (0, 5, 50):
        chats = [
            local_chat_model(loaded(seed=s), endless, chosen_tokens=chosen_tokens) for s in range(4)
        ]
        answers = [chat.invoke(TEXT).content for chat in chats]
        for answer in answers:
            Draft202012Validator(endless).validate(json.loads(answer))
        sizes.append(max(len(loaded().tokenizer.encode(answer)) for answer in answers))
    assert sizes[0] < sizes[1] < sizes[2] < 100


def test_any_other_schema_guides_as_well():
    schema = {
        "type": "object",
        "properties": {"ok": {"type": "boolean"}, "why": {"type": "string"}},
        "required": ["ok", "why"],
        "additionalProperties": False,
    }
    chat = local_chat_model(loaded(), schema, chosen_tokens=12)
    Draft202012Validator(schema).validate(json.loads(chat.invoke("안녕").content))


def test_every_way_of_calling_gives_the_same_answer():
    chat = local_chat_model(loaded())
    messages = render("extract", product=TEXT)
    expected = chat.invoke(messages).content
    assert chat.batch([messages] * 2)[1].content == expected
    assert asyncio.run(chat.ainvoke(messages)).content == expected
    assert "".join(chunk.content for chunk in chat.stream(messages)) == expected

    async def streamed():
        return [chunk.content async for chunk in chat.astream(messages)]

    assert "".join(asyncio.run(streamed())) == expected
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: chat.invoke(messages).content, range(4)))
    assert answers == [expected] * 4


def test_the_weights_are_shared_and_an_unmerged_adapter_takes_part(tmp_path):
    base = tiny_models.checkpoint(tmp_path / "base", seed=1)
    adapter = tiny_models.adapter(tmp_path / "adapter", base)
    tuned = load_judge_model(f"{base}+{adapter}", merge=False)
    chat = local_chat_model(tuned)
    assert chat.llm.pipeline.model is tuned.model.get_base_model()
    merged = local_chat_model(load_judge_model(f"{base}+{adapter}"))
    messages = render("extract", product=TEXT)
    assert chat.invoke(messages).content == merged.invoke(messages).content
