from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.settings import ROOT, Settings, load_settings


def settings(**fields: object) -> Settings:
    return Settings(_env_file=None, **fields)  # type: ignore[call-arg]


def test_the_defaults_need_no_environment():
    defaults = settings()
    assert (defaults.judge, defaults.top_k, defaults.four_bit) == ("micro", 10, False)
    assert defaults.index_dir == ROOT / ".index"
    assert defaults.glossary_dir.is_dir()


def test_the_environment_wins(monkeypatch, tmp_path):
    monkeypatch.setenv("BINI_JUDGE", "evidence")
    monkeypatch.setenv("BINI_TOP_K", "20")
    monkeypatch.setenv("BINI_FOUR_BIT", "true")
    monkeypatch.setenv("BINI_INDEX_DIR", str(tmp_path))
    monkeypatch.setenv("BINI_THREADS", "")
    read = settings()
    assert (read.judge, read.top_k, read.four_bit) == ("evidence", 20, True)
    assert (read.index_dir, read.threads) == (tmp_path, None)


@pytest.mark.parametrize(
    ("name", "value"),
    [("BINI_TOP_K", "0"), ("BINI_TOP_K", "many"), ("BINI_DEVICE", "tpu"), ("BINI_THREADS", "0")],
)
def test_a_wrong_value_names_its_variable(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(InputError, match=name) as error:
        load_settings()
    assert repr(value) in str(error.value)
    assert "\n" not in str(error.value)


def test_the_example_names_every_setting_with_its_default():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    given = dict(re.findall(r"^BINI_(\w+)=(.*)$", example, re.MULTILINE))
    assert {name.lower() for name in given} == set(Settings.model_fields)
    read = settings(**{name.lower(): value for name, value in given.items() if value})
    assert read == settings()


def test_the_near_miss_default_is_that_of_the_evidence_room():
    from evidence.quantities import NEAR_MISS

    assert settings().near_miss == NEAR_MISS


def test_the_index_is_where_retrieval_builds_it():
    from retrieval.index import FOLDER

    assert settings().index_dir == Path(FOLDER)
