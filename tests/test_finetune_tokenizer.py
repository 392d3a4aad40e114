"""The micro Gemma's tokenizer: lossless, Gemma's turns, labels of one token, llguidance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2.exceptions import TemplateError

from finetune.tokenizer import SPECIAL, train_tokenizer
from judge.prompt import AnswerRow, answer_text, encode, judge_messages

ROWS = [AnswerRow("판테놀 1 내지 3중량%", "판테놀 2%", "대응"), AnswerRow("크림", None, "판단불가")]
TEXTS = [
    answer_text(ROWS),
    judge_messages(["판테놀 1 내지 3중량%", "크림"], "판테놀 2% 미백 크림")[-1]["content"],
    "대응 미대응 판단불가",
] * 30


@pytest.fixture(scope="module")
def tokenizer():
    return train_tokenizer(TEXTS, 700)


@given(text=st.text().filter(lambda t: not any(s in t for s in SPECIAL)))
def test_any_text_comes_back(tokenizer, text):
    text = text.encode("utf-8", "ignore").decode()
    ids = tokenizer(text, add_special_tokens=False)["input_ids"]
    assert tokenizer.decode(ids) == text


def test_control_tokens_have_gemmas_ids(tokenizer):
    assert tokenizer.convert_tokens_to_ids(list(SPECIAL[:4])) == [0, 1, 2, 3]
    assert (tokenizer.pad_token_id, tokenizer.eos_token_id, tokenizer.bos_token_id) == (0, 1, 2)


def test_auto_tokenizer_loads_it(tokenizer, tmp_path):
    from transformers import AutoTokenizer

    tokenizer.save_pretrained(tmp_path)
    loaded = AutoTokenizer.from_pretrained(tmp_path)
    messages = judge_messages(["판테놀"], "판테놀 2% 크림")
    assert encode(loaded, messages) == encode(tokenizer, messages)
    assert loaded.padding_side == "left"


def test_turns_are_gemmas(tokenizer):
    turns = [
        {"role": "system", "content": "규칙"},
        {"role": "user", "content": " 질문 "},
        {"role": "assistant", "content": "답"},
        {"role": "user", "content": [{"type": "text", "text": "다시"}]},
    ]
    text = tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True)
    assert text == (
        "<bos><start_of_turn>user\n규칙\n\n질문<end_of_turn>\n<start_of_turn>model\n답<end_of_turn>\n"
        "<start_of_turn>user\n다시<end_of_turn>\n<start_of_turn>model\n"
    )
    assert encode(tokenizer, turns)[:2] == [2, SPECIAL.index("<start_of_turn>")]
    with pytest.raises(TemplateError, match="alternate"):
        tokenizer.apply_chat_template([turns[1], turns[1]], tokenize=False)


def test_labels_are_one_token_each_and_differ(tokenizer):
    ids = [
        tokenizer(label, add_special_tokens=False)["input_ids"]
        for label in ("대응", "미대응", "판단불가")
    ]
    assert [len(i) for i in ids] == [1, 1, 1]
    assert len({i[0] for i in ids}) == 3


def test_a_quotation_begins_and_ends_with_its_own_token(tokenizer):
    text = answer_text(ROWS)
    ids = tokenizer(text, add_special_tokens=False)["input_ids"]
    pieces = [tokenizer.decode([i]) for i in ids]
    assert "".join(pieces) == text
    assert all('"' not in piece.strip('"{}[],:') for piece in pieces)
    assert all(piece in "0123456789" for piece in pieces if any(c.isdigit() for c in piece))


def test_names_are_spelt_alike_in_text_and_quotation(tokenizer):
    name = tokenizer("판테놀", add_special_tokens=False)["input_ids"]
    for text in ("미백 판테놀 크림", '"판테놀","match"', "판테놀 2%"):
        ids = tokenizer(text, add_special_tokens=False)["input_ids"]
        assert any(ids[i : i + len(name)] == name for i in range(len(ids)))


def test_llguidance_reads_it(tokenizer):
    from llguidance.hf import from_tokenizer

    assert from_tokenizer(tokenizer).vocab_size == len(tokenizer)
