"""Guided decoding: valid by construction, and the same in a batch as alone."""

import json
from functools import cache

import pytest
import tiny_models
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from graph.schema import MATCHES
from judge.decode import DecodeRequest, decode
from judge.grammar import QUOTE_LIMIT, answer_grammar, answer_schema, guide_tokenizer
from judge.guided import DecodeStats
from judge.loading import LoadedModel
from judge.prompt import encode, judge_messages, prompt_text

LAYOUTS = ["gemma3_text", "gemma3", "exaone4"]
PRODUCT = "TBC 미백 크림"
CLAIMS = [
    (["아세틸트리부틸스트레이트", "미백용", "화장료 조성물"], "TBC 미백 크림"),
    (["나이아신아마이드 2 내지 5중량%", "크림"], "TBC 미백 크림"),
    (
        ['이상한 "원소" \\ <end_of_turn>\n둘째', "b", "c", "d"],
        '나이아신 2% "앰플"\n을 만들\\었어 é😀',
    ),
    (["x"], ""),
]


@cache
def loaded(layout="gemma3_text", kind="gemma", seed=0):
    from transformers import AutoModelForCausalLM

    torch.set_num_threads(1)
    words = tiny_models.tokenizer(kind)
    torch.manual_seed(seed)
    config = tiny_models.config(layout, len(words) + 9)
    model = AutoModelForCausalLM.from_config(config, attn_implementation="sdpa")
    return LoadedModel(model.eval(), words, None, "random")


def request(judge, elements, product):
    prompt = encode(judge.tokenizer, judge_messages(elements, product))
    return DecodeRequest(tuple(prompt), tuple(elements), product)


def check(answer, elements, product, best=True):
    data = json.loads(answer.text)
    Draft202012Validator(answer_schema(elements, product)).validate(data)
    assert json.dumps(data, ensure_ascii=False, separators=(",", ":")) == answer.text
    shown = prompt_text(product)
    for row, element in zip(answer.rows, elements, strict=True):
        assert row.element == element
        if best:
            assert row.probabilities[row.match] == max(row.probabilities.values())
        assert sum(row.probabilities.values()) == pytest.approx(1)
        if row.quote is not None:
            assert row.quote in shown.shown
            assert 0 < len(row.quote) <= QUOTE_LIMIT


@pytest.mark.parametrize("kind", ["gemma", "bytes"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_batch_answers_as_each_claim_alone(layout, kind):
    judge = loaded(layout, kind)
    requests = [request(judge, *claim) for claim in CLAIMS]
    window = judge.model.config.get_text_config().sliding_window
    assert min(len(r.prompt) for r in requests) > 2 * window
    together = decode(judge, requests)
    for claim, one, batched in zip(CLAIMS, requests, together, strict=True):
        check(batched, *claim)
        (alone,) = decode(judge, [one])
        assert alone.text == batched.text
        for a, b in zip(alone.rows, batched.rows, strict=True):
            assert a.probabilities == pytest.approx(b.probabilities, abs=1e-4)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_label_probabilities_are_those_of_the_plain_model(layout):
    """The library's own masks and no cache, over the finished text, give the same."""
    judge = loaded(layout, "bytes")
    claim = CLAIMS[0]
    answer = decode(judge, [request(judge, *CLAIMS[1]), request(judge, *claim)])[1]
    guide = guide_tokenizer(judge.tokenizer)
    prompt = list(request(judge, *claim).prompt)
    firsts = [guide.tokenize_str(f'{label}"')[0] for label in MATCHES]
    assert len(set(firsts)) == len(MATCHES)
    places = [
        n
        for n in range(len(answer.tokens))
        if guide.decode_str(list(answer.tokens[:n])).endswith('"match":"')
    ]
    for row, place in zip(answer.rows, places, strict=True):
        ids = [*prompt, *answer.tokens[:place]]
        with torch.inference_mode():
            logits = judge.model(input_ids=torch.tensor([ids])).logits[0, -1]
        expected = logits[firsts].softmax(dim=0).tolist()
        assert [row.probabilities[m] for m in MATCHES] == pytest.approx(expected, abs=1e-4)


def test_labels_whose_tokens_part_late_are_told_apart():
    """A tokenizer that spells Hangul in bytes: 대 and 미 share their first byte, 판 does not."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    letters = [*tiny_models.SPECIAL, *sorted(pre_tokenizers.ByteLevel.alphabet())]
    spelled = Tokenizer(models.BPE({w: i for i, w in enumerate(letters)}, []))
    spelled.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    spelled.decoder = decoders.ByteLevel()
    words = PreTrainedTokenizerFast(
        tokenizer_object=spelled, bos_token="<bos>", eos_token="<eos>", pad_token="<pad>"
    )
    words.chat_template = tiny_models.CHAT_TEMPLATE
    ways = set()
    for seed in range(4):
        judge = LoadedModel(loaded(seed=seed).model, words, None, "spelled")
        answers = decode(judge, [request(judge, *claim) for claim in CLAIMS])
        for claim, answer in zip(CLAIMS, answers, strict=True):
            # The likelier beginning is followed, which need not lead to the likeliest label.
            check(answer, *claim, best=False)
            for row in answer.rows:
                told_apart = row.probabilities["대응"] != row.probabilities["미대응"]
                assert told_apart == (row.match != "판단불가")
                ways.add(told_apart)
    assert ways == {True, False}


def test_forced_tokens_cost_no_passes_and_a_shared_beginning_is_computed_once():
    judge = loaded()
    requests = [request(judge, *CLAIMS[0]) for _ in range(4)]
    one, four = DecodeStats(), DecodeStats()
    decode(judge, requests[:1], one)
    decode(judge, requests, four)
    assert one.forced_tokens > one.chosen_tokens
    assert one.forward_passes == one.chosen_tokens
    assert four.forward_passes == one.forward_passes + 1
    assert four.chosen_tokens == 4 * one.chosen_tokens
    assert four.computed_tokens < 2 * one.computed_tokens


def test_texts_of_different_length_advance_together():
    judge = loaded()
    claims = [([f"{'원소' * n}", "크림"], PRODUCT) for n in range(1, 9)]
    requests = [request(judge, *claim) for claim in claims]
    alone = DecodeStats()
    for one in requests:
        decode(judge, [one], alone)
    together = DecodeStats()
    decode(judge, requests, together)
    assert together.chosen_tokens == alone.chosen_tokens
    assert together.forward_passes < alone.forward_passes / 3


def test_nothing_is_decoded_for_no_request():
    assert decode(loaded(), []) == []


def test_a_claim_without_elements_is_refused():
    with pytest.raises(ValueError, match="without elements"):
        decode(loaded(), [DecodeRequest((1, 2), (), "크림")])


TEXT = st.one_of(
    st.text(max_size=40),
    st.text(alphabet='가나TBC "\\\n\t{}[]<>|:,/\x00é😀', max_size=40),
    st.sampled_from(
        ["<end_of_turn>", '","match":"', '"match":"대응"', "null", "\\u0041", "\ud800"]
    ),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    claims=st.lists(
        st.tuples(st.lists(TEXT, min_size=1, max_size=4), TEXT), min_size=1, max_size=3
    ),
    kind=st.sampled_from(["gemma", "bytes"]),
    seed=st.integers(0, 3),
)
def test_any_model_and_any_text_give_valid_json(claims, kind, seed):
    judge = loaded("gemma3_text", kind, seed)
    answers = decode(judge, [request(judge, *claim) for claim in claims])
    for (elements, product), answer in zip(claims, answers, strict=True):
        written = [e.encode("utf-8", "replace").decode() for e in elements]
        check(answer, written, product)


@settings(max_examples=60, deadline=None)
@given(elements=st.lists(TEXT, min_size=1, max_size=3), product=TEXT)
def test_the_grammar_takes_what_the_schema_describes_and_no_other_quote(elements, product):
    from llguidance import LLMatcher

    guide = guide_tokenizer(tiny_bytes())
    schema = answer_schema(elements, product)
    grammar = LLMatcher.grammar_from_lark(answer_grammar(schema))
    shown = prompt_text(product).shown
    quotes = [None, shown[:5], shown[2:4], "없는 말", ""]
    consts = [
        r["properties"]["patent_element"]["const"]
        for r in schema["properties"]["comparisons"]["prefixItems"]
    ]
    for quote in quotes:
        rows = [
            {"patent_element": c, "user_product_element": quote, "match": "미대응"} for c in consts
        ]
        text = json.dumps({"comparisons": rows}, ensure_ascii=False, separators=(",", ":"))
        matcher = LLMatcher(guide, grammar, log_level=0)
        tokens = guide.greedy_tokenize(text)
        taken = matcher.try_consume_tokens(tokens) == len(tokens) and matcher.is_accepting()
        fits = quote is None or (quote != "" and quote in shown and not set('"\\') & set(quote))
        assert taken == fits, (quote, shown)


@cache
def tiny_bytes():
    return tiny_models.tokenizer("bytes")
