"""The micro Gemma's own tokenizer: byte-level BPE with Gemma's control tokens and chat template.

``python -m finetune.tokenizer --out data/models/judge-base`` trains it on made-up cases, glossary
names and the sample patents' claims. ``AutoTokenizer.from_pretrained`` loads the folder.

Spaces and digits are tokens of their own: a name is then spelt with the same tokens in the product
text and in the quotation, and numbers are read digit by digit. A quotation mark begins a token, so
no token spans the end of a quotation's words and the JSON after it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerFast

VOCABULARY = 6144
SPECIAL = ("<pad>", "<eos>", "<bos>", "<unk>", "<mask>", "<start_of_turn>", "<end_of_turn>")
"""Ids 0 to 6; the first five have the same ids in google/gemma-3."""

_SPLIT = r""""[\]\[{}:,]*"?|[\]\[{}:,]+"|\d| |\n|[가-힣]+|[A-Za-z_]+|[^\s\w"]|[^\S \n]+|\w"""

CHAT_TEMPLATE = """\
{{ bos_token }}
{%- if messages[0]['role'] == 'system' -%}
    {%- set prefix = messages[0]['content'] + '\\n\\n' -%}
    {%- set turns = messages[1:] -%}
{%- else -%}
    {%- set prefix = '' -%}
    {%- set turns = messages -%}
{%- endif -%}
{%- for message in turns -%}
    {%- if (message['role'] == 'user') != (loop.index0 % 2 == 0) -%}
        {{ raise_exception('turns must alternate: user, assistant, user, …') }}
    {%- endif -%}
    {%- set role = 'model' if message['role'] == 'assistant' else message['role'] -%}
    {{ '<start_of_turn>' + role + '\\n' + (prefix if loop.first else '') }}
    {%- if message['content'] is string -%}
        {{ message['content'] | trim }}
    {%- else -%}
        {%- for item in message['content'] if item['type'] == 'text' -%}
            {{ item['text'] | trim }}
        {%- endfor -%}
    {%- endif -%}
    {{ '<end_of_turn>\\n' }}
{%- endfor -%}
{%- if add_generation_prompt -%}
    {{ '<start_of_turn>model\\n' }}
{%- endif -%}
"""
"""Gemma 3's turns: the system text goes in front of the first user turn."""


def train_tokenizer(texts: Iterable[str], vocabulary: int = VOCABULARY) -> PreTrainedTokenizerFast:
    """Return a tokenizer with ``vocabulary`` entries, trained on ``texts``.

    Any text is encoded and decoded without loss, whatever it was trained on.
    """
    from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, processors, trainers
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_SPLIT), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=list(SPECIAL),
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<bos> $A", pair="<bos> $A <bos> $B", special_tokens=[("<bos>", 2)]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="<pad>",
        eos_token="<eos>",
        bos_token="<bos>",
        unk_token="<unk>",
        mask_token="<mask>",
        additional_special_tokens=["<start_of_turn>", "<end_of_turn>"],
        chat_template=CHAT_TEMPLATE,
        padding_side="left",
        clean_up_tokenization_spaces=False,
        model_max_length=2048,
    )


def tokenizer_texts(count: int, seed: int) -> Iterator[str]:
    """Yield the texts to train on: glossary names, ``count`` made-up cases, sample claims.

    Names are cut out of the sentences they stand in, so that no token joins a name and a particle.
    """
    from evidence.patents import read_patents, sample_files
    from finetune.split import split_of
    from finetune.synthesis import CaseMaker
    from judge.prompt import AnswerRow, answer_text, judge_messages

    maker = CaseMaker()
    for concept in maker.claims.stock.glossary.concepts.values():
        yield "\n".join(concept.names * 3)
    for case in maker.cases(count, seed):
        rows = [
            AnswerRow(*(row[name] for name in AnswerRow._fields)) for row in case["comparisons"]
        ]
        messages = judge_messages([row.patent_element for row in rows], case["user_query"])
        text = "\n".join(message["content"] for message in messages)
        for name, _ in case["named"]:
            text = text.replace(name, f"\n{name}\n")
        yield text
        yield answer_text(rows)
    for patent in read_patents(sample_files()):
        if split_of(patent.number) == "train":
            yield "\n".join(claim.text for claim in patent.claims)


def main(arguments: list[str] | None = None) -> int:
    """Train the tokenizer and write it to a folder."""
    parser = argparse.ArgumentParser(prog="python -m finetune.tokenizer", description=main.__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--n", type=int, default=6_000, help="made-up cases to train on")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--vocabulary", type=int, default=VOCABULARY)
    options = parser.parse_args(arguments)
    tokenizer = train_tokenizer(tokenizer_texts(options.n, options.seed), options.vocabulary)
    tokenizer.save_pretrained(options.out)
    print(f"{len(tokenizer)} tokens written to {options.out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
