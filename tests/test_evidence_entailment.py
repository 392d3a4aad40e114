"""The network that reads a text for the elements of a claim, and how it is trained."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
import torch

from evidence.entailment import LABELS, NAMES, TABLES, Entailment, runs, words
from finetune import entailment as training
from finetune.entailment import Network, Reading, exported, retold, scores, told_of, train
from graph.errors import DataError

THINGS = (
    "베타인",
    "판테놀",
    "카올린",
    "벤토나이트",
    "세라마이드",
    "글리세린",
    "레시틴",
    "토코페롤",
)


def readings() -> list[Reading]:
    """Return texts that have one of two things, lack the other in words, and leave a third unsaid."""
    made = []
    for i, first in enumerate(THINGS):
        for j, second in enumerate(THINGS):
            third = THINGS[(j + 1) % len(THINGS)]
            if len({first, second, third}) == 3:
                text = f"{first} 담은 크림{i}, {second} 없는 것"
                quotes = (f"{first} 담은", f"{second} 없는", None)
                made.append(Reading(text, (first, second, third), quotes, LABELS))
    return made


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = {"DIMENSION": 16, "HIDDEN": 16, "FEWEST": 1, "BATCH": 8, "EPOCHS": 30, "NETWORKS": 2}
    for name, value in sizes.items():
        monkeypatch.setattr(training, name, value)


def test_a_word_is_read_by_its_runs_a_number_as_any_number() -> None:
    assert runs("병") == ["<병>", "<병", "병>"]
    assert {"<토", "너용", "토너용", "용>", "<토너용>"} <= set(runs("토너용"))
    assert runs("37.5") == runs("5") == ["0"]
    assert runs("ALOE") == runs("aloe")
    assert words("향 2.5%, 無") == [(0, "향"), (2, "2.5"), (5, "%"), (6, ",")]
    assert words(" ") == [(0, "-")]


def test_the_program_reads_what_the_training_does(small: None) -> None:
    torch.manual_seed(3)
    vocabulary = sorted({r for x in readings() for _, w in words(x.text) for r in runs(w)})
    networks = [Network(len(vocabulary)).eval() for _ in range(2)]
    rows = {run: i for i, run in enumerate(vocabulary, 1)}
    texts = [*readings()[:3], Reading("젤", ("알 수 없는 낱말",), (None,), ("판단불가",))]
    found = [torch.softmax(scores(network, rows, texts)[0], -1) for network in networks]
    expected = torch.stack(found).mean(0).tolist()
    program = exported(networks, vocabulary)
    own = [p for x in texts for p in program.read(x.elements, x.text)]
    assert [list(p) for p in own] == [list(LABELS)] * len(expected)
    for one, other in zip(own, expected, strict=True):
        assert list(one.values()) == pytest.approx(other, abs=1e-5)


def test_training_tells_what_is_said_denied_and_unsaid_of_a_thing_it_was_not_shown(
    small: None, tmp_path: Path
) -> None:
    new = "레시틴"
    known = [x for x in readings() if new not in x.text and new not in x.elements]
    network = train(known)
    network.save(tmp_path / "network.npz")
    stored = Entailment.load(tmp_path / "network.npz")
    assert stored is not None
    for one in (network, stored):
        said, denied, unsaid = one.read(
            ("베타인", "판테놀", "카올린"), "베타인 담은 크림, 판테놀 없는 것"
        )
        assert max(said, key=said.__getitem__) == "대응"
        assert max(denied, key=denied.__getitem__) == "미대응"
        assert max(unsaid, key=unsaid.__getitem__) == "판단불가"
    (here,) = network.read((new,), f"{new} 담은 크림, 판테놀 없는 것")
    (gone,) = network.read((new,), f"베타인 담은 크림, {new} 없는 것")
    assert here["대응"] > gone["대응"]
    assert here["미대응"] < gone["미대응"]


def test_training_twice_gives_the_same(small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "EPOCHS", 1)
    one, two = (train(readings()[:8]).read(("베타인",), "베타인 크림") for _ in range(2))
    assert one == two


def test_stored_and_read_again_the_tables_are_near_what_they_were(
    small: None, tmp_path: Path
) -> None:
    torch.manual_seed(5)
    vocabulary = ["<병", "병>", "향"]
    network = Network(len(vocabulary))
    exported([network], vocabulary).save(tmp_path / "network.npz")
    stored = Entailment.load(tmp_path / "network.npz")
    assert stored is not None
    again = stored._networks[0].arrays
    for name in NAMES:
        before = network.state_dict()[name].numpy()
        step = np.abs(before).max() / 7 if name in TABLES else 2**-10
        assert again[name].shape == before.shape
        assert np.abs(again[name] - before).max() <= step / 2 + 1e-6, name


def test_retold_in_the_words_of_others_a_text_has_their_labels() -> None:
    one = Reading(
        "향 없는 병, 뚜껑 포함, 끈", ("향료", "뚜껑", "끈"), ("향 없는", "뚜껑 포함", None), LABELS
    )
    other = Reading(
        "라벤더 향을 담음", one.elements, ("라벤더 향", None, None), LABELS[1:] + LABELS[:1]
    )
    made = [retold(one, told_of([one, other]), random.Random(k)) for k in range(40)]
    texts = {reading.text for reading in made}
    assert texts == {one.text, "라벤더 향 병, 뚜껑 포함, 끈"}
    for reading in made:
        again = reading.text != one.text
        assert reading.elements == one.elements
        assert reading.quotes[0] == ("라벤더 향" if again else "향 없는")
        assert reading.golds == ("미대응" if again else "대응", *one.golds[1:])


def test_words_that_tell_of_two_elements_are_not_retold() -> None:
    one = Reading("향 없는 병", ("향료", "병"), ("향 없는 병", "병"), LABELS[:2])
    other = Reading("꽃내 나는 통", one.elements, ("꽃내", "통"), LABELS[:2])
    told = told_of([one, other])
    assert {retold(one, told, random.Random(k)).text for k in range(20)} == {one.text}
    assert len({retold(other, told, random.Random(k)).text for k in range(40)}) == 4


def test_a_quote_is_found_word_by_word_or_not_at_all() -> None:
    reading = Reading("향 없는 병", ("향료",) * 3, ("향 없는", None, "다른 말"), ("미대응",) * 3)
    assert reading.quoted == [[True, True, False], None, None]


def test_no_file_is_no_network_a_malformed_one_is_refused(tmp_path: Path) -> None:
    assert Entailment.load(tmp_path / "none.npz") is None
    path = tmp_path / "network.npz"
    path.write_bytes(b"nothing")
    with pytest.raises(DataError, match=r"network\.npz") as raised:
        Entailment.load(path)
    assert "\n" not in str(raised.value)
    np.savez(path, seek=np.zeros(3))
    with pytest.raises(DataError, match=r"network\.npz"):
        Entailment.load(path)
    np.savez(path, vocabulary=np.zeros(1, np.uint8), networks=np.array(0))
    with pytest.raises(DataError, match=r"network\.npz"):
        Entailment.load(path)
