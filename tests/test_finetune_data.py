"""Training data: cleaned, read, deduplicated, split, encoded; nothing but answers is trained."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import tiny_models
import torch
from hypothesis import given
from hypothesis import strategies as st
from training_files import CASES, CHATS, INTENTS, tiny_base, write_lines

from finetune.cleaning import clean_record, clean_text
from finetune.conversations import read_conversations, read_intents
from finetune.dataset import (
    IGNORED,
    REPORT_TEMPLATE,
    RowSource,
    assign,
    describe,
    encode_row,
    main,
    make_rows,
    to_dataset,
)
from finetune.recipe import read_recipe
from finetune.train import TrainRecipe, build_trainer
from graph.errors import DataError, InputError
from judge.prompt import encode
from judge.writing import turn_end

RECIPES = Path(__file__).resolve().parent.parent / "finetune" / "recipes"
FORMATS = {"cases": CASES, "chatml": CHATS, "intents": INTENTS}


def source(path: Path, records: list[dict], kind: str = "cases", **changes) -> RowSource:
    return RowSource(
        file=str(write_lines(path / f"{kind}.jsonl", records)),
        format=kind,
        max_tokens=4000,
        **changes,
    )


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("<p>미백&nbsp;크림</p><br/>CO<sub>2</sub>", "미백 크림\n\nCO2"),
        ('<a href="x>y">링크</a> <b>굵게</b>', "링크 굵게"),
        ("<!-- 비밀 -->보이는 글<script>alert('<b>')</script>", "보이는 글"),
        ("pH<7, a<b>c가 아닌 5 < 6 > 4", "pH<7, ac가 아닌 5 < 6 > 4"),
        ("1 &lt; pH &lt; 7", "1 < pH < 7"),
        ("크림\u200b \t 로션\r\n\r\n\r\n\r\n 앰플 ", "크림 로션\n\n앰플"),
        ("\u1112\u1161\u11ab", "한"),
        ("<end_of_turn> <system>", "<end_of_turn> <system>"),
    ],
)
def test_tags_and_white_space(dirty, clean):
    assert clean_text(dirty) == clean


@given(st.text(alphabet=st.characters(exclude_characters="<>&"), max_size=60))
def test_a_clean_text_stays_as_it_is(text):
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert not re.search(r"[^\S\n]{2,}|\n{3,}|^\s|\s$", clean)


def test_every_text_of_a_record_is_cleaned_and_nothing_else():
    record = {"a": ["<b>x</b>", 1, None], "b": {"c": " y  z "}, "d": True}
    assert clean_record(record) == {"a": ["x", 1, None], "b": {"c": "y z"}, "d": True}


@pytest.mark.parametrize(
    ("reader", "line", "said"),
    [
        (read_conversations, '{"messages": []}', "messages"),
        (read_conversations, '{"messages": [{"role": "user", "content": "안녕"}]}', "messages"),
        (
            read_conversations,
            '{"messages": [{"role": "user", "content": "a"}, {"role": "user", "content": "b"}]}',
            "user, assistant",
        ),
        (read_conversations, '{"messages": [{"role": "robot", "content": "a"}]}', "role"),
        (read_conversations, "{", "not JSON"),
        (read_intents, '{"text": "<br>", "intent": "검색"}', "text"),
        (read_intents, '{"text": "찾아 줘"}', "intent"),
    ],
)
def test_a_wrong_line_is_named(tmp_path, reader, line, said):
    path = tmp_path / "rows.jsonl"
    path.write_text("\n" + line + "\n")
    with pytest.raises(InputError, match=said) as caught:
        reader(path)
    assert f"{path}:2:" in str(caught.value)


def test_files_that_are_not_there_or_empty(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        read_intents(tmp_path / "none.jsonl")
    with pytest.raises(InputError, match="no row"):
        read_intents(write_lines(tmp_path / "empty.jsonl", []))


def test_control_tokens_in_a_conversation_stay_text(tmp_path):
    turns = [
        {"role": "user", "content": "<start_of_turn>model"},
        {"role": "assistant", "content": "아니요<end_of_turn>"},
    ]
    (row,) = read_conversations(write_lines(tmp_path / "c.jsonl", [{"messages": turns}]))
    assert "<start_of_turn>" not in row.messages[0]["content"]
    assert "<end_of_turn>" not in row.answer


@pytest.mark.parametrize("kind", FORMATS)
def test_duplicates_go_and_splits_share_no_group(tmp_path, kind):
    records = FORMATS[kind]
    rows = make_rows(
        source(tmp_path, [*records, *records[:3]], kind, validation=0.25, test=0.25, split_seed=3)
    )
    assert rows.duplicates == 3
    assert sum(map(len, rows.splits.values())) == len(records)
    assert all(rows.splits.values())
    groups = [{row.group for row in held} for held in rows.splits.values()]
    assert not groups[0] & groups[1]
    assert not groups[2] & (groups[0] | groups[1])


SAMPLES = Path(__file__).resolve().parent.parent / "data"


def pairs_of_letters(text: str) -> set[str]:
    letters = re.sub(r"\W", "", text)
    return {letters[at : at + 2] for at in range(len(letters) - 1)}


@pytest.mark.parametrize(
    ("name", "recipe"),
    [("intents", "micro_intent"), ("chats", "micro_chat")],
)
def test_no_sample_row_of_a_test_comes_in_other_words_in_training(name, recipe):
    """By group; and what is alike in its letters is in one group."""
    source = read_recipe(RECIPES / f"{recipe}.yaml", TrainRecipe).data
    assert Path(source.file) == Path("data") / name / "samples.jsonl"
    made = make_rows(replace(source, file=str(SAMPLES / name / "samples.jsonl")))
    assert made.duplicates == made.contradictions == 0
    groups = [{row.group for row in rows} for rows in made.splits.values()]
    assert not groups[0] & groups[1]
    assert not (groups[0] | groups[1]) & groups[2]
    rows = [row for kept in made.splits.values() for row in kept]
    letters = [(row.group, pairs_of_letters(row.messages[-1]["content"])) for row in rows]
    prompt = frozenset.intersection(*(frozenset(held) for _, held in letters))
    for at, (group, held) in enumerate(letters):
        for other, others in letters[:at]:
            alike = len((held & others) - prompt) / len((held | others) - prompt)
            assert group == other or alike < 0.5


def test_every_intent_of_the_samples_is_trained_validated_and_tested():
    source = read_recipe(RECIPES / "micro_intent.yaml", TrainRecipe).data
    made = make_rows(replace(source, file=str(SAMPLES / "intents" / "samples.jsonl")))
    assert sum(map(len, made.splits.values())) >= 300
    found = [{row.answer for row in rows} for rows in made.splits.values()]
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 10


@pytest.mark.parametrize("kind", ["chatml", "intents"])
def test_rows_of_one_group_stay_together(tmp_path, kind):
    records = [record | {"group": f"g{at % 5}"} for at, record in enumerate(FORMATS[kind])]
    made = make_rows(source(tmp_path, records, kind, validation=0.3, test=0.3, split_seed=4))
    groups = [{row.group for row in rows} for rows in made.splits.values()]
    assert sorted(group for held in groups for group in held) == [f"g{at}" for at in range(5)]
    written = [dict(row.record) for rows in made.splits.values() for row in rows]
    assert sorted(map(str, written)) == sorted(map(str, records))


def test_a_patent_stays_in_its_split_whatever_else_the_file_holds(tmp_path):
    options = {"validation": 0.3, "test": 0.2, "split_seed": 5}
    whole = make_rows(source(tmp_path, CASES, **options))
    part = make_rows(source(tmp_path, CASES[::-2], **options))
    home = {r.group: split for split, rows in whole.splits.items() for r in rows}
    assert all(home[r.group] == split for split, rows in part.splits.items() for r in rows)
    seeds = [
        [assign(f"{n}", RowSource(validation=0.3, split_seed=seed)) for n in range(400)]
        for seed in (1, 1, 2)
    ]
    assert seeds[0] == seeds[1] != seeds[2]
    assert 80 < seeds[0].count("dev") < 160


def test_a_patent_in_training_and_validation_files_is_refused(tmp_path):
    dev = write_lines(tmp_path / "dev.jsonl", CASES[:1])
    with pytest.raises(DataError, match=CASES[0]["regit_num"]):
        make_rows(source(tmp_path, CASES, validation_file=str(dev)))


def test_shares_of_more_than_the_whole_are_refused(tmp_path):
    with pytest.raises(InputError, match="shares"):
        make_rows(source(tmp_path, CASES, validation=0.5, test=0.5))


def test_repeats_read_the_cases_with_a_thinned_glossary(tmp_path):
    rows = make_rows(source(tmp_path, CASES[:2], repeat=2)).train
    assert [row.answer for row in rows] == [row.answer for row in rows[:2]] * 2
    assert rows[2].origin.endswith("time 2")


def test_long_rows_are_named_and_never_cut(tmp_path):
    long = {"text": "아주 " * 300 + "긴 말", "intent": "검색"}
    rows = make_rows(source(tmp_path, [*INTENTS, long], "intents"))
    tokenizer = tiny_models.tokenizer()
    data = to_dataset(rows, "train", tokenizer, 400)
    assert len(data) == len(INTENTS)
    (origin, tokens), *others = rows.too_long.items()
    assert not others
    assert origin.endswith(f"intents.jsonl:{len(INTENTS) + 1}")
    assert tokens > 400
    assert any(origin in line for line in describe(rows, 400))
    with pytest.raises(DataError, match="no train row fits"):
        to_dataset(rows, "train", tokenizer, 5)


def test_statistics(tmp_path):
    misquoted = json.loads(json.dumps(CASES[0]))
    misquoted["user_query"] = "다른 글"
    answered = {"text": INTENTS[0]["text"], "intent": "다른 의도"}
    rows = make_rows(source(tmp_path, [*CASES, misquoted]))
    to_dataset(rows, "train", tiny_models.tokenizer(), 4000)
    said = "\n".join(describe(rows, 4000))
    assert "13 rows of 6 patents" in said
    assert "대응 26" in said
    assert "높음 13" in said
    assert "in the loss" in said
    assert "2 quotes" in said
    rows = make_rows(source(tmp_path, [*INTENTS, answered], "intents"))
    assert "1 prompts come with more than one answer" in "\n".join(describe(rows, 4000))


def test_the_command_prints_statistics_and_writes_the_splits(tmp_path, capsys):
    recipe = Path(__file__).resolve().parent.parent / "finetune" / "recipes" / "intent.yaml"
    file = write_lines(tmp_path / "all.jsonl", INTENTS * 2)
    folder = tmp_path / "splits"
    assert main([str(recipe), "--data.file", str(file), "--write", str(folder)]) == 0
    said = capsys.readouterr().out
    assert f"{len(INTENTS)} duplicate rows left out" in said
    lines = [line for path in folder.glob("*.jsonl") for line in path.read_text().splitlines()]
    written = [json.loads(line) for line in lines]
    assert sorted(r["text"] for r in written) == sorted(r["text"] for r in INTENTS)
    assert main([str(recipe), "--data.file", "nowhere.jsonl"]) == 2


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("template", [None, REPORT_TEMPLATE], ids=["chat", "report"])
@pytest.mark.parametrize("vocabulary", ["gemma", "bytes"])
def test_only_the_answer_and_its_end_are_trained(tmp_path, kind, template, vocabulary):
    tokenizer = tiny_models.tokenizer(vocabulary)
    if template:
        tokenizer.chat_template = template
    rows = make_rows(source(tmp_path, FORMATS[kind], kind))
    data = to_dataset(rows, "train", tokenizer, 4000)
    ending = "<eos>" if template else "<end_of_turn>"
    for row, held in zip(rows.train, data, strict=True):
        prompt = encode(tokenizer, row.messages)
        labels = torch.tensor(held["labels"])
        assert held["input_ids"][: len(prompt)] == prompt
        assert (labels[: len(prompt)] == IGNORED).all()
        assert tokenizer.decode(labels[labels != IGNORED]) == row.answer + ending
        if template:
            shown = tokenizer.decode(prompt)
            assert re.match(r"<bos>(<system>\n[^<]+\n)?<user>\n[^<]+\n<assistant>\n$", shown)


def test_every_answer_of_a_conversation_is_trained(tmp_path):
    turns = [
        {"role": "system", "content": "짧게 답한다."},
        {"role": "user", "content": "크림?"},
        {"role": "assistant", "content": "네, 크림."},
        {"role": "user", "content": "로션?"},
        {"role": "assistant", "content": "아니요."},
    ]
    (row,) = read_conversations(write_lines(tmp_path / "c.jsonl", [{"messages": turns}]))
    tokenizer = tiny_models.tokenizer()
    end = turn_end(tokenizer)
    encoded = encode_row(tokenizer, row, end)
    trained = [label for label in encoded.labels if label != IGNORED]
    assert encoded.whole
    assert tokenizer.decode(trained) == "네, 크림.<end_of_turn>아니요.<end_of_turn>"
    # A template that opens a thought, and later hides it, as EXAONE 4 does.
    tokenizer.chat_template = tokenizer.chat_template.replace(
        "model\n' }}{% endif %}", "model\n<think>\n\n</think>\n' }}{% endif %}"
    )
    encoded = encode_row(tokenizer, row, end)
    trained = [label for label in encoded.labels if label != IGNORED]
    assert not encoded.whole
    assert tokenizer.decode(trained) == "아니요.<end_of_turn>"


def test_packing_changes_neither_labels_nor_loss(tmp_path):
    """Packed rows do not see each other, and give the loss of the same rows one by one."""
    base = tiny_base(tmp_path / "base")
    data = source(tmp_path, CHATS, "chatml")
    recipe = TrainRecipe(
        base=str(base),
        output=tmp_path / "adapter",
        data=replace(data, max_tokens=160),
        lora={"r": 2, "target_modules": "all-linear"},
        trainer={"per_device_train_batch_size": 1, "packing": True, "optim": "adamw_torch"},
        threads=1,
    )
    rows = make_rows(recipe.data)
    trainer = build_trainer(recipe, rows)
    model = trainer.model.eval()
    packed = total = 0.0
    answers = []
    for batch in trainer.get_train_dataloader():
        n = int((batch["labels"] != IGNORED).sum())
        packed += float(trainer.compute_loss(model, dict(batch)).detach()) * n
        labels = batch["labels"][batch["labels"] != IGNORED]
        answers += trainer.processing_class.decode(labels).split("<end_of_turn>")[:-1]
    lengths = [sum(row) for row in trainer.train_dataset["seq_lengths"]]
    assert len(lengths) < len(rows.train) / 1.5
    assert sorted(answers) == sorted(row.answer for row in rows.train)
    for held in to_dataset(rows, "train", trainer.processing_class, 160):
        ids, labels = torch.tensor([held["input_ids"]]), torch.tensor([held["labels"]])
        with torch.no_grad():
            logits = model(input_ids=ids).logits
        losses = torch.nn.functional.cross_entropy(
            logits[0, :-1], labels[0, 1:], ignore_index=IGNORED, reduction="sum"
        )
        total += float(losses)
    assert packed == pytest.approx(total, rel=1e-4)
