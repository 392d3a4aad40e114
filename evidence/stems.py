"""What a thing is made of, and into what: «미흑찰» and «추출물» of «미흑찰 주정 추출물».

People name a preparation by what it is made of («큰고랭이 세럼»), a claim by the preparation
(«큰고랭이 추출물»); a name that no glossary knows is compared by that stem, and by what it is made
into where both texts say so.
"""

from __future__ import annotations

import re

HEADS: dict[str, str] = {
    "extract": r"추출물|추출액|추출분말|추출|엑기스|엑스|분획물|농축액|농축물|즙|extract|ext",
    "oil": r"정유|에센셜\s?오일|애센셜\s?오일|아로마\s?오일|오일|기름|유|essential\s?oil|oil",
    "water": r"증류액|증류수|하이드로졸|하이드로솔|플라워\s?워터|꽃수|수|hydrosol|water",
    "ferment": r"발효물|발효액|발효\s?여과물|배양액|배양물|발효|ferment",
    "powder": r"분말|가루|파우더|분쇄물|powder",
    "puree": r"퓨레|퓌레|페이스트(?!\s?타입)|puree",
}
"""What things are made into, by the nouns that say so."""
_LOWER_ALCOHOL = (
    r"(?:C\d\s?(?:내지|[~-])\s?C?\d\s?(?:의\s?)?|탄소수\s?\d\s?(?:내지|[~-])\s?\d\s?(?:의\s?)?)?"
    r"저급\s?알코올"
)
_SOLVENT = (
    rf"{_LOWER_ALCOHOL}|"
    r"주정|에탄올|에틸알코올|메탄올|열수|온수|냉수|물|부탄올|헥산|에틸\s?아세테이트|초임계|알코올|혼합\s?용매"
    r"|클로로포름|디클로로메탄|아세톤|ethanol|water|alcohol|EtOH|MeOH|BuOH|EtOAc"
)
_MIXED = r"혼합|복합|단독|조|건조|동결건조|고농축|농축|정제|발효|숙성"
_SAME_SOLVENT = (
    r"주정|에탄올|에틸알코올|알코올|ethanol|EtOH",
    r"열수|온수|냉수|(?<![가-힣])물|정제수|우려|우린|달인|달여|끓|water",
    r"메탄올|methanol|MeOH",
    r"부탄올|butanol|BuOH",
    r"헥산|hexane",
    r"에틸\s?아세테이트|ethyl\s?acetate|EtOAc|EA(?![A-Za-z])",
    r"클로로포름|chloroform|CHCl3",
    r"디클로로메탄|염화메틸렌|dichloromethane|CH2Cl2|DCM",
    r"아세톤|acetone",
    r"초임계|이산화탄소|CO2|supercritical",
)
"""Names of each solvent that extracts are named by."""
_EXTRACTED_BY = re.compile(
    rf"(?P<solvents>(?:(?:{_SOLVENT})[\s,·]*)+)(?:가용\s?|가용성\s?|층\s?)?(?:조\s?)?(?:추출|분획|extract|fraction)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf"(?:의)?\s*(?:(?:{_MIXED}|{_SOLVENT})\s*)*(?:"
    + "|".join(f"(?P<{kind}>{words})" for kind, words in HEADS.items())
    + r")(?:을|를|이|가|은|는)?$",
    re.IGNORECASE,
)
_MIXED_TAIL = re.compile(
    rf"\s(?:(?:{_MIXED}|{_SOLVENT})\s*)+(?:추출물|추출액|분획물)(?:을|를|이|가|은|는)?$"
)
_LEAD = re.compile(
    r"^(?:(?:상기|재배|야생|자생|국내산|국산|제주산?|유기농|천연|건조|혼합|복합|분쇄한|생)\s)+"
)
_NEXT = re.compile(
    r"\s*(?:\([^)]*\))?(?:\s?\d[\d.]*\s?%)?\s*(?:의\s)?(?:(?:잎|뿌리|줄기|꽃|열매|껍질|씨|전초|가지)\s?)*"
    rf"(?:(?:{_MIXED}|{_SOLVENT})\s*)*(?:"
    + "|".join(f"(?P<{kind}>{words})" for kind, words in HEADS.items())
    + r")",
    re.IGNORECASE,
)
_SINO_PART = {"피": "껍질", "엽": "잎", "근": "뿌리", "화": "꽃", "지": "가지", "경": "줄기"}
"""The last syllable of a herb's name that tells the plant's part, in everyday words."""
_PARENTHESES = re.compile(r"\((?:[^()]|\([^()]*\))*\)")


def stem_of(name: str) -> tuple[str, str]:
    """Return what a name says the thing is made of, and what it is made into (a key of ``HEADS``).

    A name without such a noun is its own stem, made into nothing.
    """
    words = " ".join(_PARENTHESES.sub(" ", name).split())
    words = _LEAD.sub("", words)
    match = _TAIL.search(words)
    if match and not words[: match.start()].strip():
        return "", next(kind for kind, found in match.groupdict().items() if found)
    if match is None:
        return words, ""
    head = next(kind for kind, found in match.groupdict().items() if found)
    return words[: match.start()].strip(), head


def spellings(stem: str) -> tuple[str, ...]:
    """Return a stem with and without the noun that says what kind of plant it is.

    «능이버섯» is also 능이, «황칠 잎» also 황칠나무 잎, «복령피» also 복령 껍질.
    """
    base, _, part = stem.partition(" ")
    short = re.sub(r"(?<=[가-힣]{2})(?:버섯|나무)$", "", base)
    bases = [base, short] if short != base else [base, f"{base}나무"] if part else [base]
    native = _SINO_PART.get(base[-1:]) if len(base) > 2 and not part else None
    names = [f"{name} {part}".strip() for name in bases]
    return (*names, f"{base[:-1]} {native}") if native else tuple(names)


def is_mixed(name: str) -> bool:
    """Whether a preparation's name says its solvent or mixing: «꾸지뽕 복합 에탄올 추출물»."""
    return _MIXED_TAIL.search(name.strip()) is not None and bool(stem_of(name)[0])


def prepared(name: str) -> str:
    """Return a preparation's name without Latin names, solvents and how it was mixed.

    «후박(Magnolia officinalis) 혼합 추출물» is 후박 추출물.
    """
    stem, head = stem_of(name)
    if not head:
        return stem
    noun = _TAIL.search(" ".join(_PARENTHESES.sub(" ", name).split()))
    assert noun is not None
    return f"{stem} {noun[head]}"


def solvent_said(name: str, text: str) -> bool:
    """Whether a product text names the solvent that an extract is named by; true where none is."""
    asked = _solvents(name)
    return not asked or any(re.search(s, text, re.IGNORECASE) for s in asked)


def is_solvent_of(name: str, words: str) -> bool:
    """Whether the words are the solvent that an extract is named by: 주정 of «미흑찰 에탄올 추출물»."""
    return any(re.fullmatch(s, words, re.IGNORECASE) for s in _solvents(name))


def extracted_with(element: str, text: str) -> re.Match[str] | None:
    """Return where a text says that it extracts with a solvent that an element asks for.

    The element must ask for no more than the solvent: «물, 에탄올 또는 이들의 혼합용매로 추출한 것».
    """
    asked = [s for s in _SAME_SOLVENT if re.search(s, element, re.IGNORECASE)]
    rest = re.sub("|".join(_SAME_SOLVENT), " ", element, flags=re.IGNORECASE)
    if not asked or "추출" not in element or re.search(r"\S", _OF_EXTRACTING.sub(" ", rest)):
        return None
    with_it = rf"(?:{'|'.join(asked)})[^.,\n]{{0,8}}?(?:추출|우려|우린|달인|달여|뽑|내린|extract)"
    return re.search(with_it, text, re.IGNORECASE)


_OF_EXTRACTING = re.compile(
    r"상기|(?:[가-힣A-Za-z]+\s)?추출물(?:은|는|이|인)|추출(?:물|액)?(?:하여|한|된|되는|시킨)?|얻은|얻어진|수득한|제조된|것(?:인|임)?"
    r"|탄소수|내지|\d개?|저급|또는|및|이들의|혼합|용매|유체|수용액|사용|이용|하여|한|에서|선택|되는|의|으로|로|를|을|인|이고|이며|[\s,().·]"
)
"""What an element says of extracting beside the solvent."""


def _solvents(name: str) -> list[str]:
    match = _EXTRACTED_BY.search(name)
    said = match["solvents"] if match else ""
    if re.search(_LOWER_ALCOHOL, said):
        return [
            r"저급\s?알코올|에탄올|메탄올|프로판올|부탄올|주정|알코올|알콜|ethanol|methanol|EtOH|MeOH"
        ]
    return [s for s in _SAME_SOLVENT if said and re.search(s, said, re.IGNORECASE)]


def stands_for(text: str, start: int, end: int, head: str) -> bool:
    """Whether the words ``[start, end)`` of a product text can be a thing made into ``head``.

    They must begin a word where they are short, and must not be made into something else.
    """
    if end - start <= 2 and start and "가" <= text[start - 1] <= "힣":
        return False
    if re.match(r"보다\s", text[end:]):
        return False  # «멘톨보다 시원한»
    match = _NEXT.match(text, end)
    if match is None or not head:
        return True
    made = next(kind for kind, found in match.groupdict().items() if found)
    return made == head


def whole_end(text: str, end: int) -> int:
    """Return where a preparation's name ends of which the stem ends at ``end``."""
    match = _NEXT.match(text, end)
    return match.end() if match and not re.search(r"\d", match.group()) else end
