"""Parts of plants and mushrooms: the leaf of a 황칠나무 is not its bark, though both are 황칠.

The names are those of the Korean Pharmacopoeia's herbs and of INCI names («Leaf», «Bark»,
«Rhizome»). A part is read only after the plant's own name, since 가지 and 순 are everyday words.
"""

from __future__ import annotations

import re

PARTS: dict[str, str] = {
    "leaf": r"잎사귀|잎|leaf|leaves",
    "root bark": r"뿌리\s?껍질|근피|root\s?bark",
    "root": r"뿌리\s?줄기|뿌리(?!\s?껍질)|근경|rhizome|root(?!\s?bark)",
    "flower": r"꽃잎|꽃봉오리|꽃(?!나무|가루)|flower|petal|blossom",
    "fruit": r"열매|과실|과육|미숙과|fruit|berry",
    "seed": r"씨앗|씨(?=\s|$|오일|추출|에서|의|를|와|[,)])|종자|seed|kernel",
    "bark": r"수피|나무\s?껍질|줄기\s?껍질|bark",
    "peel": r"과피|열매\s?껍질|peel|rind",
    "stem": r"줄기(?!\s?(?:껍질|세포))|stem(?!\s?cell)|stalk",
    "branch": r"잔가지|가지(?![며고는지되])|twig|branch",
    "fruiting body": r"자실체|(?<=버섯\s)갓(?=이|과|을|[,·\s]|$)|fruiting\s?body",
    "mycelium": r"균사체|mycelium",
    "sprout": r"새싹|어린순|sprout|shoot",
}
"""Each part's names, as patterns."""
_ANY_SKIN = re.compile(r"(?<!뿌리)(?<!뿌리\s)(?<!나무)(?<!줄기)(?<!열매)껍질")
_SKINS = frozenset({"bark", "peel", "root bark"})
_PART = re.compile(
    r"(?<=[가-힣)\s])(?:"
    + "|".join(f"(?P<{k.replace(' ', '_')}>{p})" for k, p in PARTS.items())
    + ")",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|여러|몇|\d)\s?$")


def parts_of(words: str) -> frozenset[str]:
    """Return the parts (keys of ``PARTS``) that a preparation's name says; empty where none.

    A bare 껍질 may be any of a plant's skins.
    """
    found = set()
    for match in _PART.finditer(words):
        if not _COUNTED.search(words[: match.start()]):
            found.add(str(match.lastgroup).replace("_", " "))
    if not found and _ANY_SKIN.search(words):
        found |= _SKINS
    return frozenset(found)


def plant_of(name: str) -> str:
    """Return the plant's own name of a part's: «재배 딸기 잎의 에탄올 추출물» is 재배 딸기; "" for none."""
    match = next((m for m in _PART.finditer(name) if not _COUNTED.search(name[: m.start()])), None)
    return name[: match.start()].strip() if match else ""
