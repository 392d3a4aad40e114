"""References: which sequence, gene, strain or deposit a text means, by its number or code.

Biotechnology names things by codes («IL-6», «KRAS G12C», «락토바실러스 NK151», «KCTC 13122BP»,
«서열번호 3»): the code is the identity, and a code with another number is another thing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_GREEK = {"α": "A", "β": "B", "γ": "G", "δ": "D", "κ": "K", "알파": "A", "베타": "B", "감마": "G"}
_GREEK |= {"델타": "D", "카파": "K", "alpha": "A", "beta": "B", "gamma": "G"}
_GREEK_WORD = "|".join(_GREEK)
_TOKEN = re.compile(
    r"(?:(?<![A-Za-z\d.])|(?<=\dx))(?:[Aa]nti-?)?"
    r"(?P<code>(?:인터루킨|인터류킨|[Ii]nterleukin|IL)[-\s]?\d{1,2}|[A-Za-z]{1,8}\d*(?:-[A-Za-z]{1,4})?-?\d+|[A-Z]{3,8}(?![a-wyz]))"
    rf"(?P<rest>(?:[A-Z][A-Za-z]?\d{{0,2}}|[a-wyz](?![a-z]))?(?:-?(?:{_GREEK_WORD})\d?)?)"
    r"(?P<receptor>\s?(?:수용체|[Rr]eceptor))?(?!(?!x[A-Z])[A-Za-z\d])"
)
_DEPOSIT = re.compile(
    r"(?<![A-Za-z])(?P<where>KCTC|KCCM|KACC|KFCC|KCLRF|KCMC|DSMZ?|ATCC|NCIMB|FERM|CGMCC|NBRC|JCM|CBS|CNCM|NITE|LMG|PTA|CCTCC|BCRC|NCTC|CECT|VKPM|IBMCH)"
    r"[\s:-]{0,3}(?:[BP]{1,2}[\s-]?|No\.?\s?|[A-Z]\s?)?(?P<number>\d{2,8})"
)
"""Where strains are deposited, with the number that they have there."""
_NO_THING = re.compile(
    r"(?:PEG|PPG|TWEEN|SPAN|BRIJ|PH|UV[ABC]?|RT|OD|H2O|CO|IP|IPX|USB|SPF|PA|RPM|HZ|PPM|VIT|MP|SEQ|ID|NO|MG|KG|ML|CM|MM|NM|UM)\d*[A-Z]{0,2}"
    r"|LED|HPLC|UPLC|R?T?Q?PCR|C?DNA|M?RNA|SIRNA|SHRNA|MIRNA|HPMC|CMC|PVP|PVA|USP|EP|KP|GMP|FDA|CFU|IU|SDS|EDTA|PBS|DMSO|DMEM|RPMI|FBS|ELISA|LCMS|GCMS|NMR|LAMP"
    r"|CAR|CART|CARNK|TCR|LNP|AAV|ADC|VH|VL|CDR[HL]?\d?|QR|SUS|AES|NK|HLA|MHC|CHO|HEK|NTA|IMAC|SEC|AEX|CEX|HIC|ASO|MAB|NASH|MASH|IBD|RA|ALS|COPD|NSCLC|DLBCL|MSC|KIT|HCL|NACL|INCI"
)
"""Letters and digits that name no gene, protein or strain."""
_LIGAND = re.compile(r"IL\d+[A-Z]?|TNFA?|CGRP|FGF\d*|VEGFA?|EGF|IFN[ABG]?|HGF|PDGF|NGF|TGFB?\d?")
"""Signals that are other things than their receptors; «PD-1 수용체» is PD-1."""
_PARTS = re.compile(r"(?P<stem>[A-Z]+(?:\d+[A-Z]+)?)(?P<number>\d+)(?P<rest>[A-Z]*\d*)")
_MUTATION = re.compile(r"(?P<from>[A-Z])(?P<at>\d{1,4})(?P<to>[A-Z])")
_NUMBERED = (
    r"(?:서열\s?(?:식별\s?)?번호|서열\s?목록|서열\s?(?=\d+(?!\d*\s?[-~]\s?\d\d))|SEQ\.?\s?ID\.?(?:\s?NOs?\.?)?)"
    r"\s?:?\s?"
)
_SEQUENCE = re.compile(
    rf"{_NUMBERED}(?P<n>\d+(?:\s*(?:내지|[~∼〜,및·/-]|또는|와|과)\s*(?:{_NUMBERED})?\d+(?![\d.]*\s?%))*)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d+)(?:\s*(?:내지|[~∼〜-])\s*\D{0,8}?(\d+))?")
DENIED = re.compile(
    r"[)\]]?\s?(?:번|서열|균주|항체|파지|펩타이드)?\s?(?:은|는|이|가|을|를|로|으로)?\s?(?:아니|아님|아닌|아닙|말고|대신|빼고|제외|안\s?[쓰씀써썼]|미사용|쓰지\s?않)"
    r"|[)\]]?\s?(?:번|서열|균주|항체|파지)?(?:과|와|이?랑|하고)(?:는|도|은)?\s?(?:전혀\s|완전히\s|아예\s|서로\s|서열이\s|종이\s)?(?:다르|다른|다름|다릅|달라|달[랐리]|별개|상이|무관|불일치|일치하지|같지\s?않)"
)
"""What says behind a reference that the thing is not it: «서열번호 1과 다름», «VPX-8 말고»."""


@dataclass(frozen=True)
class Code:
    """A code of a gene, a protein or a strain in a text."""

    key: str
    """Its letters and digits, Greek letters by their Latin ones."""
    start: int
    end: int
    denied: bool = False
    """Whether the text says that the thing is not it."""


@dataclass(frozen=True)
class Sequences:
    """The numbered sequences that a text speaks of."""

    told: frozenset[int]
    denied: frozenset[int]
    """Those that the thing is said not to have."""
    last: int = 0
    """Where the last of them ends."""


def codes(text: str) -> tuple[Code, ...]:
    """Return the codes of a text that may name a gene, a protein, a mutation or a strain."""
    found = []
    for match in _TOKEN.finditer(text):
        key = _key(match["code"] + match["rest"])
        if _NO_THING.fullmatch(key):
            continue
        if match["receptor"] and _LIGAND.fullmatch(key):
            key += "R"
        start, end = match.start("code"), match.end()
        found.append(Code(key, start, end, DENIED.match(text, end) is not None))
    return tuple(found)


def deposits(text: str) -> dict[str, Code]:
    """Return the deposit numbers of a text by their spelling without spaces."""
    found = {}
    for match in _DEPOSIT.finditer(text):
        end = match.end() + len(re.match(r"[A-Z]{0,2}\)?", text[match.end() :])[0])  # type: ignore[index]
        key = match["where"] + match["number"]
        found[key] = Code(key, match.start(), end, DENIED.match(text, end) is not None)
    return found


def _key(code: str) -> str:
    code = re.sub(r"(?i)인터루킨|인터류킨|interleukin", "IL", code)
    code = re.sub(_GREEK_WORD, lambda m: _GREEK[m.group()], code)
    return re.sub(r"[\s-]", "", code).upper()


def same(one: str, other: str) -> bool:
    """Whether two codes can be of one thing: IL-17 and IL-17A, not IL-6 and its receptor."""
    if one == other:
        return True
    a, b = _PARTS.fullmatch(one), _PARTS.fullmatch(other)
    if a is None or b is None or (a["stem"], a["number"]) != (b["stem"], b["number"]):
        return False
    if one.startswith(other) or other.startswith(one):
        receptor = {one, other} == {min(one, other, key=len) + "R", min(one, other, key=len)}
        return not (receptor and _LIGAND.fullmatch(min(one, other, key=len)))
    return False


def siblings(one: str, other: str, same_gene: bool = False) -> bool:
    """Whether two codes are of one series and yet of two things: IGF-1 and IGF-2, G12C and G12D.

    Args:
        one: a code.
        other: another.
        same_gene: whether mutations at two places are of one gene: EGFR T790M and L858R.
    """
    a, b = _MUTATION.fullmatch(one), _MUTATION.fullmatch(other)
    if a and b:
        here = a["at"] == b["at"] and a["from"] == b["from"]
        return one != other and (here or same_gene)
    a, b = _PARTS.fullmatch(one), _PARTS.fullmatch(other)
    if a is None or b is None or a["stem"] != b["stem"] or len(a["stem"]) < 2:
        return False
    return not same(one, other)


def sequences(text: str) -> Sequences:
    """Return the numbers of the sequences that a text speaks of, ranges and lists read out."""
    told: set[int] = set()
    denied: set[int] = set()
    last = 0
    for match in _SEQUENCE.finditer(text):
        numbers: set[int] = set()
        for first, to in _RANGE.findall(match["n"]):
            numbers.update(range(int(first), int(to or first) + 1))
        (denied if DENIED.match(text, match.end()) else told).update(numbers)
        last = match.end()
    return Sequences(frozenset(told), frozenset(denied - told), last)
