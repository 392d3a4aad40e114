"""Training data: rows from files and made-up cases, cleaned, deduplicated, split and encoded.

    python -m finetune.dataset RECIPE.yaml [--write FOLDER] [--key value]...

Prints what the recipe's rows hold, labels and lengths, and which are too long; ``--write`` puts
each split into a file of its own, in the format it came in, so that it can be evaluated.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import statistics
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from evidence.reader import Evidence
from finetune.cleaning import clean_record
from finetune.commands import exit_code
from finetune.conversations import read_conversations, read_intents
from finetune.pages import write_file
from finetune.rows import Messages, Mixture, Row, RowMaker, judge_row
from finetune.split import Split
from graph.errors import DataError, InputError
from judge.prompt import encode
from judge.writing import turn_end

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerFast

log = logging.getLogger(__name__)

IGNORED = -100
"""Label of a token that is not in the loss (``ignore_index`` of torch's cross entropy)."""

REPORT_TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}"
    "{{ '<' + message['role'] + '>\n' + message['content'] | trim }}"
    "{{ eos_token if message['role'] == 'assistant' else '' }}{{ '\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<assistant>\n' }}{% endif %}"
)
"""The reports' own prompt format as a chat template: ``<system>``, ``<user>``, ``<assistant>``."""

Format = Literal["cases", "chatml", "intents"]
_SHOWN_LONG = 10


@dataclass(frozen=True)
class RowSource:
    """Where the rows come from: a file, made-up cases, or both, and how they are split."""

    cases: int = 0
    """Number of made-up cases."""
    file: str = ""
    """Training file (.jsonl); empty for none."""
    repeat: int = 1
    """How many times the file's training rows are taken; every other time cases are read with a
    thinned glossary."""
    format: Format = "cases"
    """What ``file`` and ``validation_file`` hold; it decides what is trained, too: the judge, a
    chat model or a model of intents."""
    validation_file: str = ""
    """File whose rows are all validation rows; empty for none."""
    validation: float = 0.0
    """Share of the groups of ``file`` that validate."""
    test: float = 0.0
    """Share of the groups of ``file`` that are kept for a test and never seen."""
    split_seed: int = 1
    expected: int = 0
    """Rows that ``file`` holds; lets ``--dry-run`` count steps where it is not there. 0: unknown."""
    seed: int = 2
    """Of the made-up cases."""
    mixture: Mixture = field(default_factory=lambda: Mixture(extract=0.0))
    max_tokens: int = 640
    """Longer rows are left out and named; nothing is ever cut."""


@dataclass(frozen=True)
class Encoded:
    """A row's token ids with their labels, ``IGNORED`` outside the answers."""

    ids: list[int]
    labels: list[int]
    whole: bool = True
    """False: the template rewrites earlier turns, so the last answer alone is trained."""


@dataclass
class RowSet:
    """The rows of a recipe by split, and what was left out of them."""

    splits: dict[Split, list[Row]]
    duplicates: int = 0
    contradictions: int = 0
    """Prompts that come with more than one answer."""
    misquotes: int = 0
    """Quotes of case files that are no piece of the product text."""
    too_long: dict[str, int] = field(default_factory=dict)
    """Origin → tokens of rows beyond ``max_tokens``."""
    last_only: int = 0
    """Conversations whose last answer alone is trained (see ``Encoded.whole``)."""
    lengths: dict[Split, list[int]] = field(default_factory=dict)
    """Tokens of each encoded row."""
    answers: dict[Split, int] = field(default_factory=dict)
    """Tokens in the loss."""

    @property
    def train(self) -> list[Row]:
        """Rows to train on."""
        return self.splits["train"]

    def digest(self) -> str:
        """Return the SHA-256 over all prompts and answers in their order."""
        digest = hashlib.sha256()
        for rows in self.splits.values():
            for row in rows:
                digest.update(_key(row))
        return digest.hexdigest()


def make_rows(source: RowSource, sample: int | None = None) -> RowSet:
    """Return the rows of a recipe, deduplicated and split.

    Args:
        source: where they come from.
        sample: make at most so many of the made-up cases.

    Raises:
        InputError: a file is missing or malformed, or a share is no share.
        DataError: there is no row, or training and validation files share a patent.
    """
    if not (source.validation >= 0 and source.test >= 0 and source.validation + source.test < 1):
        raise InputError("data.validation and data.test must be shares of 1, below 1 together")
    rows: list[Row] = []
    maker = None
    if source.cases or (source.repeat > 1 and source.format == "cases"):
        maker = _row_maker(source.mixture)
    if source.cases and maker:
        count = source.cases if sample is None else min(source.cases, sample)
        rows += maker.rows(count, source.seed)
    made = RowSet({"train": [], "dev": [], "test": []})
    made.splits["train"] = rows
    if source.file:
        for row in _read(Path(source.file), source.format, made):
            made.splits[assign(row.group, source)].append(row)
    if source.validation_file:
        kept = {row.group for row in made.train}
        for row in _read(Path(source.validation_file), source.format, made):
            if row.group in kept and source.format == "cases":
                raise DataError(
                    f"{row.origin}: patent {row.group!r} is in the training rows as well; "
                    "take it out of one of the files"
                )
            made.splits["dev"].append(row)
    if not made.train:
        raise DataError("the recipe asks for no rows: set data.cases or data.file")
    _deduplicate(made)
    written = [row for row in made.train if row.record and row.origin.startswith(source.file)]
    for turn in range(1, source.repeat if source.file else 1):
        for row in written:
            if maker:
                again = judge_row(row.record, (maker.full, maker.thin)[turn % 2])
                row = replace(row, messages=again.messages)
            made.train.append(replace(row, origin=f"{row.origin}, time {turn + 1}"))
    return made


@cache
def _row_maker(mixture: Mixture) -> RowMaker:
    return RowMaker(mixture)


@cache
def _evidence() -> Evidence:
    return Evidence.load()


def assign(group: str, source: RowSource) -> Split:
    """Return the split of a group of rows: by its name and the seed alone, wherever it comes up."""
    digest = hashlib.sha256(f"{source.split_seed}:{group}".encode()).digest()
    share = int.from_bytes(digest[:8], "big") / 2**64
    if share < source.test:
        return "test"
    return "dev" if share < source.test + source.validation else "train"


def _read(path: Path, kind: Format, made: RowSet) -> Iterator[Row]:
    if kind == "chatml":
        yield from read_conversations(path)
    elif kind == "intents":
        yield from read_intents(path)
    else:
        yield from _case_rows(path, made)


def _case_rows(path: Path, made: RowSet) -> Iterator[Row]:
    from finetune.cases import read_cases

    evidence = _evidence()
    for number, raw in enumerate(read_cases(path), 1):
        case = clean_record(raw)
        quotes = (row["user_product_element"] for row in case["comparisons"])
        made.misquotes += sum(bool(q) and q not in case["user_query"] for q in quotes)
        yield replace(judge_row(case, evidence), origin=f"{path}: case {number}")


def _key(row: Row) -> bytes:
    return json.dumps([row.messages, row.answer], ensure_ascii=False).encode()


def _deduplicate(made: RowSet) -> None:
    """Drop rows that came before, training rows first, so that none is in two splits."""
    seen: set[bytes] = set()
    answers: dict[str, set[str]] = {}
    for split, rows in made.splits.items():
        kept = []
        for row in rows:
            if (key := hashlib.sha256(_key(row)).digest()) in seen:
                made.duplicates += 1
                continue
            seen.add(key)
            answers.setdefault(json.dumps(row.messages), set()).add(row.answer)
            kept.append(row)
        made.splits[split] = kept
    made.contradictions = sum(len(given) > 1 for given in answers.values())


def encode_row(tokenizer: PreTrainedTokenizerFast, row: Row, end: Sequence[int]) -> Encoded:
    """Return the row's ids: each prompt as inference encodes it, each answer and its end.

    Every answer of a conversation is trained, as long as the template shows an earlier turn to
    the next prompt as it was trained; else (EXAONE 4 opens a thought) the last one alone.
    """
    ids: list[int] = []
    labels: list[int] = []
    whole = True
    turns: Messages = [*row.messages, {"role": "assistant", "content": row.answer}]
    for at, turn in enumerate(turns):
        if turn["role"] != "assistant":
            continue
        prompt = encode(tokenizer, turns[:at])
        if prompt[: len(ids)] != ids:
            ids, labels, whole = [], [], False
        answer = tokenizer(turn["content"], add_special_tokens=False)["input_ids"]
        labels += [IGNORED] * (len(prompt) - len(ids))
        ids = [*prompt, *answer, *end]
        labels += [*answer, *end]
    return Encoded(ids, labels, whole)


def to_dataset(
    made: RowSet, split: Split, tokenizer: PreTrainedTokenizerFast, max_tokens: int
) -> Any:
    """Return a dataset with ``input_ids`` and ``labels``, one entry a row of the split.

    Rows of more than ``max_tokens`` tokens are left out and named in ``made.too_long``.

    Raises:
        DataError: no row is short enough.
    """
    from datasets import Dataset

    end = turn_end(tokenizer)
    ids: list[list[int]] = []
    labels: list[list[int]] = []
    for row in made.splits[split]:
        encoded = encode_row(tokenizer, row, end)
        if len(encoded.ids) > max_tokens:
            made.too_long[row.origin] = len(encoded.ids)
            continue
        made.last_only += not encoded.whole
        ids.append(encoded.ids)
        labels.append(encoded.labels)
    if not ids:
        raise DataError(f"no {split} row fits into {max_tokens} tokens; raise data.max_tokens")
    made.lengths[split] = [len(row) for row in ids]
    made.answers[split] = sum(label != IGNORED for row in labels for label in row)
    return Dataset.from_dict({"input_ids": ids, "labels": labels})


def describe(made: RowSet, max_tokens: int) -> list[str]:
    """Return lines that say what the rows hold: counts, labels, levels, lengths, what is left out."""
    lines = []
    for split, rows in made.splits.items():
        if not rows:
            continue
        groups = len({row.group for row in rows})
        lines.append(f"{split}: {len(rows)} rows of {groups} {_group_name(rows)}")
        for name, values in (
            ("labels", (label for row in rows for label in row.labels)),
            ("levels", (row.level for row in rows if row.level)),
        ):
            counts = Counter(values)
            if counts:
                shown = ", ".join(f"{label} {n}" for label, n in counts.most_common(12))
                more = f", {len(counts) - 12} more" if len(counts) > 12 else ""
                lines.append(f"  {name}: {shown}{more}")
        if lengths := made.lengths.get(split):
            ordered = sorted(lengths)
            lines.append(
                f"  tokens: {sum(ordered)} ({made.answers[split]} in the loss); a row "
                f"{ordered[0]} to {ordered[-1]}, median {statistics.median(ordered):.0f}, "
                f"95 % below {ordered[int(0.95 * (len(ordered) - 1))] + 1}"
            )
    lines += _left_out(made, max_tokens)
    return lines


def _left_out(made: RowSet, max_tokens: int) -> Iterator[str]:
    if made.duplicates:
        yield f"{made.duplicates} duplicate rows left out"
    if made.contradictions:
        yield f"{made.contradictions} prompts come with more than one answer"
    if made.misquotes:
        yield f"{made.misquotes} quotes are no piece of the product text"
    if made.last_only:
        yield f"{made.last_only} conversations: the template changes earlier turns, so that the "
        yield "  last answer alone is trained"
    if made.too_long:
        yield f"{len(made.too_long)} rows of more than {max_tokens} tokens left out, none cut:"
        for origin, tokens in list(made.too_long.items())[:_SHOWN_LONG]:
            yield f"  {origin}: {tokens} tokens"
        if len(made.too_long) > _SHOWN_LONG:
            yield f"  … and {len(made.too_long) - _SHOWN_LONG} more"


def _group_name(rows: Iterable[Row]) -> str:
    tasks = {row.task for row in rows}
    return "patents" if tasks <= {"judge", "extract"} else "prompts"


def write_splits(made: RowSet, folder: Path) -> list[Path]:
    """Write the rows of each split that has any to ``<folder>/<split>.jsonl``; return the paths.

    Raises:
        InputError: nothing can be written there.
    """
    paths = []
    for split in get_args(Split):
        if made.splits[split]:
            path = folder / f"{split}.jsonl"
            records = (json.dumps(r.record, ensure_ascii=False) for r in made.splits[split])
            try:
                folder.mkdir(parents=True, exist_ok=True)
                write_file(path, "".join(f"{record}\n" for record in records).encode())
            except OSError as error:
                raise InputError(
                    f"--write {str(folder)!r}: {error.strerror}; name another folder"
                ) from error
            paths.append(path)
    return paths


def main(arguments: list[str] | None = None) -> int:
    """Print what the rows of a recipe hold; write its splits to files."""
    from finetune.recipe import read_recipe
    from finetune.train import TrainRecipe, some_tokenizer

    parser = argparse.ArgumentParser(prog="python -m finetune.dataset", description=main.__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="folder for the splits")
    options, overrides = parser.parse_known_args(arguments)

    def work() -> int:
        recipe = read_recipe(options.recipe, TrainRecipe, overrides)
        made = make_rows(recipe.data)
        if options.write:
            write_splits(made, options.write)
        tokenizer, said = some_tokenizer(recipe)
        for split, rows in made.splits.items():
            if rows:
                to_dataset(made, split, tokenizer, recipe.data.max_tokens)
        print("\n".join(describe(made, recipe.data.max_tokens)))
        print(f"tokens of {said}")
        return 0

    return exit_code(work)


if __name__ == "__main__":
    sys.exit(main())
