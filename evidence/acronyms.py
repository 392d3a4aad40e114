"""Abbreviations that no glossary lists, read against the names of a claim by their letters.

«HES» can stand for hydroxyethyl starch and «TBC» for tributyl citrate: an abbreviation takes the
first letters of the parts that a chemical name is made of, in order. Against the few names of one
claim that is telling; the chart says so, and a person is asked.
"""

from __future__ import annotations

import re

_PARTS = re.compile(
    r"hydroxy|methoxy|ethoxy|acetyl|acryl\w*?|amino|benz\w*?|but[yo]l?|capryl\w*?|carboxy|cetyl|chloro|cyclo|deca"
    r"|dehydro|di|ethyl|fluoro|glyceryl|hexyl|hydro|iso|lauryl|methyl|methacryl\w*?|mono|nitro|octyl|oxy|palmit\w*?"
    r"|penta?|phenyl|phosph\w*?|poly|propyl|propylene|ethylene|butylene|siloxane|stear\w*?|sulf\w*?|tetra|tri|vinyl",
    re.IGNORECASE,
)
"""Parts of chemical names (IUPAC and INCI stems) that abbreviations take a letter each from."""
_ACRONYM = re.compile(r"[A-Z][A-Za-z]{0,1}[A-Z]{1,4}")


def is_acronym(word: str) -> bool:
    """Whether a word is written like an abbreviation: two to six letters, most of them capitals."""
    return _ACRONYM.fullmatch(word) is not None


def can_stand_for(acronym: str, name: str) -> bool:
    """Whether an abbreviation can stand for an English name.

    Its letters are the first letters of parts of the name, in order; the first part and every
    word of the name give one.

    Args:
        acronym: the abbreviation, any case.
        name: the name, words apart.
    """
    words = re.findall(r"[A-Za-z]+", name)
    if len(acronym) < 2 or not words:
        return False
    return _spells(acronym.lower(), [_initials(word.lower()) for word in words])


def _initials(word: str) -> str:
    """Return the first letters of a word's parts, that of the word first."""
    starts = {0}
    at = 0
    while match := _PARTS.match(word, at):
        starts.add(at)
        at = max(match.end(), at + 1)
    if at < len(word) - 2:
        starts.add(at)
    return "".join(word[i] for i in sorted(starts))


def _spells(letters: str, words: list[str]) -> bool:
    """Whether the letters are taken from the words in order, the first of each word among them."""
    if not words:
        return not letters
    if not letters or letters[0] != words[0][0]:
        return False
    rest, later = letters[1:], words[1:]
    if _spells(rest, later):
        return True
    for letter in words[0][1:]:
        if rest.startswith(letter):
            rest = rest[1:]
            if _spells(rest, later):
                return True
    return False
