"""Evaluation of intents and of chat, BERTScore, learning curves."""

import json
import math

import pytest
import tiny_models
import torch
from test_finetune_adapters import write_card
from training_files import CASES, CHATS, INTENTS, tiny_base, write_lines

from finetune import curves, evaluate, evaluate_chat, evaluate_intents
from finetune.bertscore import DEFAULT_ENCODER, Score, Tokens, bert_scores, load_encoder
from finetune.conversations import read_conversations
from finetune.dataset import RowSource, encode_row, make_rows
from finetune.evaluate_chat import answer_loss
from finetune.evaluate_intents import figures
from finetune.train import TrainRecipe, run
from graph.errors import DataError, InputError
from judge.card import task_sha
from judge.loading import load_judge_model
from judge.writing import turn_end, write_answers

METRICS = [
    {"step": 2, "loss": 3.0, "mean_token_accuracy": 0.1},
    {"step": 4, "loss": 2.0, "mean_token_accuracy": 0.4},
    {"step": 4, "eval_loss": 2.5, "eval_mean_token_accuracy": 0.3},
]


def direction(text):
    """Embed each letter as a unit vector: a = 0°, b = 60°, c and the mark C = 90°."""
    angles = {"a": 0.0, "b": 60.0, "c": 90.0, "C": 90.0}
    rows = [[math.cos(math.radians(angles[x])), math.sin(math.radians(angles[x]))] for x in text]
    return Tokens(torch.tensor(rows).reshape(-1, 2), torch.tensor([x.islower() for x in text]))


def test_bertscore_by_hand():
    scores = bert_scores(
        lambda texts: [direction(t) for t in texts], ["ab", "", "a", "Cc"], ["c", "a", "a", "aC"]
    )
    # a·c = 0 and b·c = cos 30°: precision is their mean, recall the better one.
    half = math.cos(math.radians(30))
    assert scores[0].precision == pytest.approx(half / 2, abs=1e-6)
    assert scores[0].recall == pytest.approx(half, abs=1e-6)
    assert scores[0].f1 == pytest.approx(2 / 3 * half, abs=1e-6)
    assert scores[1] == Score(0.0, 0.0, 0.0)
    assert scores[2] == Score(*[pytest.approx(1.0)] * 3)
    # A word matches a mark; a mark's own match does not count.
    assert (scores[3].precision, scores[3].recall) == (
        pytest.approx(1.0),
        pytest.approx(0.0, abs=1e-6),
    )


def test_the_shipped_embedder_encodes():
    encode = load_encoder()
    same, near, far = bert_scores(
        encode, ["미백 크림", "미백 크림", "선스틱"], ["미백 크림", "크림", "앰플"]
    )
    assert same.f1 == pytest.approx(1.0, abs=1e-5)
    assert far.f1 < near.f1 < same.f1
    assert near.recall > near.precision


@pytest.fixture(scope="module")
def bert(tmp_path_factory):
    """A tiny BERT with the tokens of its kind around each text."""
    from tokenizers import processors
    from transformers import BertConfig, BertModel

    folder = tmp_path_factory.mktemp("bert")
    words = tiny_models.tokenizer()
    ids = [(mark, words.convert_tokens_to_ids(mark)) for mark in ("<bos>", "<eos>")]
    words.backend_tokenizer.post_processor = processors.TemplateProcessing(
        single="<bos> $A <eos>", special_tokens=ids
    )
    words.save_pretrained(folder)
    torch.manual_seed(0)
    sizes = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2}
    config = BertConfig(vocab_size=len(words), intermediate_size=64, **sizes)
    BertModel(config).save_pretrained(folder)
    return str(folder)


def test_a_transformer_marks_what_is_no_word_and_padding_changes_nothing(bert):
    encode = load_encoder(bert)
    texts = ["미백 크림", "나이아신아마이드 2중량%를 포함하는 크림", ""]
    together = encode(texts)
    words = tiny_models.tokenizer()
    for text, tokens in zip(texts, together, strict=True):
        count = len(words(text, add_special_tokens=False)["input_ids"])
        assert tokens.words.tolist() == [False, *[True] * count, False]
        alone = encode([text])[0].vectors
        torch.testing.assert_close(alone, tokens.vectors, rtol=1e-4, atol=1e-4)
    first = load_encoder(bert, layer=1)(texts[:1])[0].vectors
    assert not torch.allclose(first, together[0].vectors)


def test_bertscore_is_that_of_the_papers_own_code(bert):
    """Figures of bert-score 0.3.13 (``bert_cos_score_idf``) for the same weights."""
    answers = ["미백 크림", "나이아신아마이드 크림", "TBC 앰플 판단불가"]
    references = ["크림", "나이아신아마이드 2중량%를 포함하는 크림", "미백 앰플"]
    scores = bert_scores(load_encoder(bert), answers, references)
    expected = [(0.5861, 0.6262, 0.6055), (0.5946, 0.7344, 0.6571), (0.7769, 0.8759, 0.8235)]
    assert [(s.precision, s.recall, s.f1) for s in scores] == [
        pytest.approx(row, abs=1e-4) for row in expected
    ]


@pytest.mark.parametrize(("name", "layer"), [("/no/such/folder", -1), ("bert", 7)])
def test_an_encoder_that_is_not_there(bert, name, layer):
    with pytest.raises(InputError, match="encoder"):
        load_encoder(bert if name == "bert" else name, layer)


def test_figures_of_intents_by_hand():
    golds = ["검색", "검색", "검색", "비교", "비교", "인사"]
    answers = ["검색", "검색", "비교", "비교", "몰라", "검색"]
    found = figures(answers, golds, load_encoder())
    assert found["classes"] == {
        "검색": {"precision": pytest.approx(2 / 3), "recall": pytest.approx(2 / 3),
                "f1": pytest.approx(2 / 3), "n": 3},
        "비교": {"precision": 0.5, "recall": 0.5, "f1": 0.5, "n": 2},
        "인사": {"precision": 0.0, "recall": 0.0, "f1": 0.0, "n": 1},
    }  # fmt: skip
    assert found["accuracy"] == 0.5
    assert found["macro_f1"] == pytest.approx((2 / 3 + 0.5) / 3)
    assert found["macro_recall"] == pytest.approx((2 / 3 + 0.5) / 3)
    assert found["unknown_answers"] == 1
    assert found["confusion"]["검색"] == {"검색": 2, "인사": 1}
    assert found["bertscore"]["f1"] >= 0.5


def tuned(folder, base_name, task):
    torch.set_num_threads(1)
    base = tiny_base(folder / "base", base_name)
    adapter = tiny_models.adapter(folder / "adapter", base)
    words = load_judge_model(str(base)).tokenizer
    write_card(adapter, base, prompt_sha=task_sha(task, words))
    write_lines(adapter / "metrics.jsonl", METRICS)
    return f"{base}+{adapter}"


def trained(folder, base, kind, records, **data):
    """Train an adapter for a moment; return its name and the figures of the run."""
    file = write_lines(folder / f"{kind}.jsonl", records)
    recipe = TrainRecipe(
        base=str(tiny_base(folder / "base", base)),
        output=folder / "adapter",
        data=RowSource(file=str(file), format=kind, max_tokens=512, **data),
        lora={"r": 8, "target_modules": "all-linear"},
        trainer={
            "max_steps": 40,
            "use_cpu": True,
            "per_device_train_batch_size": 8,
            "learning_rate": 1e-2,
            "logging_steps": 10,
            "save_steps": 20,
        },
        threads=1,
    )
    figures = run(recipe, "a-recipe.yaml")
    return recipe, f"{recipe.base}+{recipe.output}", figures


def test_training_intents_is_seen_in_their_figures(tmp_path):
    """From nothing right to most, on utterances that are held out."""
    held_out = write_lines(tmp_path / "test.jsonl", INTENTS[4:10])
    recipe, tuned, _ = trained(
        tmp_path, "LGAI-EXAONE/EXAONE-4.0-1.2B", "intents", INTENTS[:4] + INTENTS[10:]
    )
    before, after = (evaluate_intents.score_file(held_out, m) for m in (recipe.base, tuned))
    assert before["accuracy"] == 0.0
    assert after["accuracy"] > 0.5
    assert after["bertscore"]["f1"] > 0.6 > 0.3 > before["bertscore"]["f1"]
    assert after["learning"]


def test_the_held_out_loss_of_chat_is_that_of_training(tmp_path):
    """The trainer's validation loss and the evaluation's agree on the same rows."""
    recipe, tuned, figures = trained(
        tmp_path, "google/gemma-3-1b-it", "chatml", CHATS, validation=0.3, split_seed=2
    )
    rows = make_rows(recipe.data).splits["dev"]
    held_out = write_lines(tmp_path / "dev.jsonl", [dict(row.record) for row in rows])
    before, after = (
        evaluate_chat.score_file(held_out, m, samples=1, new_tokens=4) for m in (recipe.base, tuned)
    )
    assert after["n"] == len(rows)
    assert after["loss"] == pytest.approx(figures["validation_loss"], rel=1e-3)
    assert after["loss"] < before["loss"] / 2


def test_the_command_for_intents(tmp_path, capsys):
    spec = tuned(tmp_path, "LGAI-EXAONE/EXAONE-4.0-1.2B", "intent")
    file = write_lines(tmp_path / "intents.jsonl", INTENTS[:6])
    out = tmp_path / "report.json"
    assert evaluate_intents.main([str(file), "--model", spec, "--out", str(out)]) == 0
    shown = json.loads(capsys.readouterr().out)
    saved = json.loads(out.read_text())
    assert shown["n"] == saved["n"] == len(saved["cases"]) == 6
    assert "cases" not in shown
    assert set(saved["classes"]) == {"검색", "비교"}
    assert set(saved["bertscore"]) == {"precision", "recall", "f1"}
    assert saved["encoder"] == DEFAULT_ENCODER
    assert sum(sum(golds.values()) for golds in saved["confusion"].values()) == 6
    assert saved["seconds_per_case"] > 0
    page = out.with_suffix(".md").read_text()
    for name in ("intents", "learning"):
        assert f"](report-{name}.png)" in page
        assert (tmp_path / f"report-{name}.png").read_bytes().startswith(b"\x89PNG")
    assert "| 1 | 검색 | 3 |" in page


def test_the_command_for_chat(tmp_path, capsys):
    spec = tuned(tmp_path, "google/gemma-3-1b-it", "chat")
    long = {"messages": [CHATS[0]["messages"][0], {"role": "assistant", "content": "크림 " * 300}]}
    file = write_lines(tmp_path / "chats.jsonl", [*CHATS[:3], long])
    out = tmp_path / "report.json"
    options = ["--model", spec, "--samples", "2", "--new-tokens", "5", "--max-tokens", "200"]
    assert evaluate_chat.main([str(file), *options, "--out", str(out)]) == 0
    shown, saved = json.loads(capsys.readouterr().out), json.loads(out.read_text())
    assert shown["perplexity"] == pytest.approx(math.exp(shown["loss"]))
    assert (saved["n"], len(saved["samples"])) == (3, 2)
    assert list(saved["too_long"]) == [f"{file}:4"]
    page = out.with_suffix(".md").read_text()
    assert "](report-learning.png)" in page
    assert f"{file.name}:4" in page
    assert "제품 1번은?" in page


@pytest.mark.parametrize("layout", ["google/gemma-3-1b-it", "LGAI-EXAONE/EXAONE-4.0-1.2B"])
def test_the_loss_is_that_of_the_model_on_the_answers(tmp_path, layout):
    loaded = load_judge_model(str(tiny_base(tmp_path / "base", layout)), task="chat")
    rows = read_conversations(write_lines(tmp_path / "chats.jsonl", CHATS[:4]))
    found, too_long = answer_loss(loaded, rows, 4000)
    total = tokens = 0
    for row in rows:
        encoded = encode_row(loaded.tokenizer, row, turn_end(loaded.tokenizer))
        ids, labels = torch.tensor([encoded.ids]), torch.tensor([encoded.labels])
        count = int((labels != -100).sum())
        with torch.no_grad():
            total += float(loaded.model(input_ids=ids, labels=labels).loss) * count
        tokens += count
    assert (found.rows, found.tokens, too_long) == (4, tokens, {})
    assert found.total == pytest.approx(total, rel=1e-4)
    with pytest.raises(DataError, match="--max-tokens"):
        answer_loss(loaded, rows, 3)


def test_answers_do_not_depend_on_what_they_are_batched_with(tmp_path):
    loaded = load_judge_model(str(tiny_base(tmp_path / "base")))
    prompts = [
        [{"role": "user", "content": text}] for text in ("가", "미백 크림을 비교해 줘", "나 다")
    ]
    alone = [write_answers(loaded, [prompt], 6)[0] for prompt in prompts]
    assert write_answers(loaded, prompts, 6) == alone
    assert len(set(alone)) > 1


@pytest.mark.parametrize("command", [evaluate_intents, evaluate_chat])
def test_what_is_wrong_is_one_line(tmp_path, capsys, command):
    spec = tuned(tmp_path, "google/gemma-3-1b-it", "judge")
    records = INTENTS if command is evaluate_intents else CHATS
    file = write_lines(tmp_path / "rows.jsonl", records[:2])
    capsys.readouterr()
    for arguments, code in (
        (["nowhere.jsonl", "--model", spec], 2),
        ([str(file), "--model", spec], 1),  # an adapter of another task
        ([str(file), "--model", "no/such/model/at-all"], 1),
        ([str(file), "--model", spec, "--out", str(tmp_path)], 2),
    ):
        assert command.main(arguments) == code
        shown = capsys.readouterr()
        assert not shown.out
        assert len(shown.err.strip().splitlines()) == 1


def test_learning_curves_of_several_runs(tmp_path, capsys):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_lines(tmp_path / name / "metrics.jsonl", METRICS)
    out = tmp_path / "curves.png"
    folders = [str(tmp_path / name) for name in ("one", "two")]
    assert curves.main([*folders, "--out", str(out)]) == 0
    assert capsys.readouterr().out.strip() == str(out)
    assert out.read_bytes().startswith(b"\x89PNG")
    assert curves.main([str(tmp_path), "--out", str(out)]) == 2
    assert "metrics.jsonl" in capsys.readouterr().err
    assert curves.main([folders[0], "--out", str(tmp_path / "no" / "c.png")]) == 2
    assert "--out" in capsys.readouterr().err


def test_a_judges_report_shows_how_it_was_trained(tmp_path, capsys):
    spec = tuned(tmp_path, "google/gemma-3-1b-it", "judge")
    file = write_lines(tmp_path / "cases.jsonl", CASES[:2])
    out = tmp_path / "report.json"
    assert evaluate.main([str(file), "--judge", spec, "--out", str(out)]) == 0
    assert "learning" not in json.loads(capsys.readouterr().out)
    assert json.loads(out.read_text())["learning"] == METRICS
    assert "](report-learning.png)" in out.with_suffix(".md").read_text()
    assert (tmp_path / "report-learning.png").read_bytes().startswith(b"\x89PNG")
