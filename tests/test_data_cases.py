"""The cases of ``data/cases``: many, of every kind, sound, and split by patent."""

from collections import Counter
from pathlib import Path

import pytest

from evidence.patents import read_patents, sample_files
from finetune.cases import TAGS, check, counts, gold_level, read_cases
from finetune.split import split_of

FOLDER = Path(__file__).resolve().parent.parent / "data" / "cases"
FILES = [FOLDER / f"{split}.jsonl" for split in ("train", "dev", "test", "calibration")]


@pytest.fixture(scope="module")
def cases():
    return {path.stem: read_cases(path) for path in FILES}


def test_there_are_many_cases_over_many_sample_patents(cases):
    samples = {p.number for p in read_patents(sample_files())}
    patents = {case["regit_num"] for split in cases.values() for case in split}
    assert sum(map(len, cases.values())) >= 600
    assert len(patents) >= 40
    # Compared as a count, so that a failure prints no case.
    assert len(patents - samples) == 0


def test_no_line_is_at_fault():
    assert check(FILES) == []


def test_the_split_is_by_patent(cases):
    homes = {name: {case["regit_num"] for case in split} for name, split in cases.items()}
    for name, patents in homes.items():
        assert {split_of(number) for number in patents} == {
            "dev" if name == "calibration" else name
        }
    assert sum(map(len, homes.values())) == len(set().union(*homes.values()))


@pytest.mark.parametrize("split", ["train", "dev", "test", "calibration"])
def test_every_kind_of_the_rule_book_occurs_in_every_split(cases, split):
    tags = Counter(tag for case in cases[split] for tag in case["tags"])
    assert set(tags) == set(TAGS)
    levels = Counter(case["risk_level"] for case in cases[split])
    assert min(levels.values()) >= 0.2 * len(cases[split])
    labels = Counter(row["match"] for case in cases[split] for row in case["comparisons"])
    assert min(labels.values()) >= 0.1 * sum(labels.values())


def test_the_readme_shows_the_counts():
    assert counts(FILES) in (FOLDER / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted((FOLDER / "fields").glob("*.jsonl")), ids=lambda p: p.stem)
def test_the_cases_by_field_are_sound_and_of_claims_of_their_own(path, cases):
    known = {case["claim_text"] for split in cases.values() for case in split}
    found = read_cases(path)
    claims = len({case["claim_text"] for case in found})
    assert (claims, len(found) // claims) in ((16, 4), (16, 5), (12, 9)) or len(found) == claims * 6
    assert not known & {case["claim_text"] for case in found}
    for case in found:
        assert case["risk_level"] == gold_level(case["comparisons"])
        for row in case["comparisons"]:
            assert row["patent_element"] in case["claim_text"]
            assert (row["user_product_element"] or "") in case["user_query"]


def test_the_readme_names_the_cases_by_field():
    files = sorted(path.name for path in (FOLDER / "fields").glob("*.jsonl"))
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [name for name in files if f"| `{name}` " in readme] == files != []
