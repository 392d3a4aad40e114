"""Abbreviations against names, by their letters."""

import pytest

from evidence.acronyms import can_stand_for, is_acronym


@pytest.mark.parametrize(
    ("acronym", "name"),
    [
        ("HES", "hydroxyethyl starch"),
        ("EG", "ethylene glycol"),
        ("ATBC", "acetyl tributyl citrate"),
        ("HPMC", "hydroxypropyl methylcellulose"),
        ("IPM", "isopropyl myristate"),
    ],
)
def test_an_abbreviation_of_the_parts_of_a_name(acronym, name):
    assert can_stand_for(acronym, name)


@pytest.mark.parametrize(
    ("acronym", "name"),
    [
        ("HES", "hexyl stearate"),
        ("EG", "glycerin"),
        ("IPM", "isopropyl palmitate"),
        ("TBC", "triethyl citrate"),
        ("E", "ethanol"),
        ("EG", "에틸렌글라이콜"),
    ],
)
def test_another_name(acronym, name):
    assert not can_stand_for(acronym, name)


def test_what_an_abbreviation_looks_like():
    assert is_acronym("HES")
    assert is_acronym("CsA")
    assert not is_acronym("Water")
    assert not is_acronym("A")
