"""General formulas of claims: «MO(M은 Ca, Zn 또는 Mg)», «R2O», «M(OH)2», with what their letter stands for.

``compounds`` gives the formula of each compound that a general formula covers. What a letter stands
for is said beside the formula or elsewhere in the claim («여기서, M은 …»); of the glass maker's R2O and
RO it need not be said.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(
    r"(?<![A-Za-z\d])(?P<formula>(?:(?:[A-Z][a-z]?|\((?:OH|[A-Z][A-Za-z\d]*)\))\d*){1,6})(?![A-Za-z\d])"
)
_LETTER = re.compile(r"(?:Me|Ln|RE|[MRAX])(?![a-z])")
_SYMBOL = re.compile(
    r"A[glu]|B[aeir]?|C[adeorslu]?|Dy|E[ru]|Fe?|G[ade]|H[fo]|I[nr]?|K|L[aiu]|M[gno]|N[abdi]|P[bdrt]?|R[bhu]"
    r"|S[bceimnr]?|T[abeim]|V|W|Yb?|Z[nr]"
)
"""Signs of the elements that stand in for a letter."""
_ELEMENTS = {
    "리튬": "Li",
    "나트륨": "Na",
    "소듐": "Na",
    "칼륨": "K",
    "포타슘": "K",
    "마그네슘": "Mg",
    "칼슘": "Ca",
    "스트론튬": "Sr",
    "바륨": "Ba",
    "알루미늄": "Al",
    "규소": "Si",
    "주석": "Sn",
    "티타늄": "Ti",
    "티탄": "Ti",
    "지르코늄": "Zr",
    "크롬": "Cr",
    "망간": "Mn",
    "철": "Fe",
    "코발트": "Co",
    "니켈": "Ni",
    "구리": "Cu",
    "아연": "Zn",
    "은": "Ag",
    "이트륨": "Y",
    "란타넘": "La",
    "란탄": "La",
    "세륨": "Ce",
    "불소": "F",
    "염소": "Cl",
    "브롬": "Br",
    "요오드": "I",
}
_ITEM = rf"(?:{'|'.join(_ELEMENTS)}|[A-Z][a-z]?)"
_AND = r"(?:\s?(?:,|·|/|및/또는|또는|및|혹은|와|과|이나|나|or|and)\s?)+"
_STANDS_FOR = (
    r"\s?(?:은|는|이|가|=|:)\s?(?:각각\s|독립적으로\s)*(?:금속\s?(?:원소)?\s?(?:인|로서)?\s?)?"
)
_USUAL = {"R2O": "Li Na K", "RO": "Mg Ca Sr Ba Zn"}
"""Alkali and alkaline earth oxides as glass and glaze makers write them."""


def compounds(text: str, claim_text: str = "") -> tuple[int, int, tuple[str, ...]] | None:
    """Return where a text has a general formula, and the formulas that it covers; None without one.

    Args:
        text: an element's text.
        claim_text: the claim, where what the letter stands for may be said.
    """
    for match in _FORMULA.finditer(text):
        formula = match["formula"]
        for letter in _LETTER.finditer(formula):
            if letter.group() == formula:
                continue
            elements = _meant(letter.group(), text[match.end() :]) or _meant(
                letter.group(), claim_text
            )
            elements = elements or tuple(_USUAL.get(formula, "").split())
            if elements:
                head, tail = formula[: letter.start()], formula[letter.end() :]
                return (*match.span(), tuple(f"{head}{e}{tail}" for e in elements))
    return None


def _meant(letter: str, text: str) -> tuple[str, ...]:
    """Return the elements that a letter is said to stand for."""
    said = re.search(
        rf"(?<![A-Za-z\d]){letter}{_STANDS_FOR}(?P<list>{_ITEM}(?:{_AND}{_ITEM})*)(?![A-Za-z\d가-힣]{{3}})",
        text,
    )
    if said is None:
        return ()
    named = [_ELEMENTS.get(item, item) for item in re.findall(_ITEM, said["list"])]
    return tuple(dict.fromkeys(named)) if all(_SYMBOL.fullmatch(e) for e in named) else ()
