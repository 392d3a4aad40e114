"""Prompt files and their renderer."""

import pytest
from jinja2 import UndefinedError
from jsonschema import Draft202012Validator

from graph.schema import MATCHES, ProductElement
from prompts.render import prompt_schema, prompt_sha, render

PROMPTS = ["extract", "judge"]


@pytest.mark.parametrize("prompt_id", PROMPTS)
def test_every_prompt_has_a_hash_and_a_valid_schema(prompt_id):
    schema = prompt_schema(prompt_id)
    Draft202012Validator.check_schema(schema)
    assert len(prompt_sha(prompt_id)) == 64


def test_judge_schema_knows_the_labels_of_the_contracts():
    row = prompt_schema("judge")["properties"]["comparisons"]["items"]
    assert tuple(row["properties"]["match"]["enum"]) == MATCHES
    assert all(label in render_judge()[0]["content"] for label in MATCHES)


def test_extract_schema_knows_the_kinds_of_the_contracts():
    row = prompt_schema("extract")["properties"]["elements"]["items"]
    kinds = ProductElement.model_json_schema()["properties"]["kind"]["enum"]
    assert row["properties"]["kind"]["enum"] == kinds


def test_judge_prompt_shows_hints_only_where_there_are_any_and_when_asked():
    assert render_judge()[1]["content"] == (
        "제품: TBC 크림\n구성요소:\n1. 아세틸 (근거: 동의어: TBC)\n2. 크림"
    )
    assert "근거" not in render_judge(show_hints=False)[1]["content"]


def test_extract_prompt_holds_the_product():
    assert "TBC 크림" in render("extract", product="TBC 크림")[1]["content"]


def test_a_missing_variable_is_an_error():
    with pytest.raises(UndefinedError):
        render("judge", elements=[], show_hints=True)


def test_an_unknown_prompt_is_an_error_that_names_the_known_ones():
    with pytest.raises(ValueError, match="extract, intent, judge"):
        render("judgement")


def render_judge(show_hints=True):
    elements = [{"text": "아세틸", "hint": "동의어: TBC"}, {"text": "크림", "hint": ""}]
    return render("judge", product="TBC 크림", elements=elements, show_hints=show_hints)
