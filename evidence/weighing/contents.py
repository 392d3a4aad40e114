"""Contents of a food or powder, told by their short names: 수분, 지방, 단백질, 나트륨."""

from __future__ import annotations

import re

from evidence.needs import Need
from evidence.products import Reading
from evidence.quantities import Quantity


def content_asked(need: Need) -> str | None:
    """Return which content of a food or powder an element limits: 지방 of «지방 함량이 3중량% 이하»."""
    asked = _CONTENT_ASKED.match(need.element.text)
    return (asked["of"] or "수분") if asked else None


def is_of_another_content(content: str, q: Quantity, reading: Reading) -> bool:
    """Whether a share is another content's («단백질 10%») or an ingredient's («글리세린 5%»)."""
    before = reading.text[: q.start]
    if CONTENTS[content].search(before):
        return False
    if any(named.search(before) for named in CONTENTS.values()):
        return True
    owners = [m for m in reading.mentions if m.amount == q and m.kind == "substance"]
    return bool(owners) and not any(content in m.text for m in owners)


_CONTENT_NAMES = {
    "수분": r"(?:수분|물기|moisture|water content)(?:율|량)?|함수율",
    "지방": r"조?지방|crude fat|(?<![a-z])fat|지질",
    "유지방": r"유지방|milk ?fat|butterfat",
    "단백질": r"조?단백질?|(?<![a-z])protein",
    "탄수화물": r"탄수화물|carbohydrates?|carbs",
    "나트륨": r"나트륨|(?<![a-z])sodium",
    "회분": r"조?회분|(?<![a-z])ash",
    "고형분": r"고형분|(?<![a-z])solids",
    "염도": r"염도|염분|salinity",
}
_CONTENT_ASKED = re.compile(
    rf"(?:(?:최종|상기|총)\s)?(?:조?(?P<of>{'|'.join(sorted(_CONTENT_NAMES, key=len, reverse=True))})(?:의)?\s?"
    r"(?:함량|함유량|함유율|율|가|이)|함수율)"
)
"""«최종 조지방 함량이», «함수율»: what an element limits the content of."""
CONTENTS = {
    name: re.compile(
        rf"(?<![가-힣])(?:{words})(?:\s?(?:함량|함유량|목표|실측|content))*(?:은|는|이|가|도|을|를|:|=|\(|\|)?"
        r"\s?(?:약|평균|최대|최종|NMT|NLT|max\.?|min\.?)?\s?$",
        re.IGNORECASE,
    )
    for name, words in _CONTENT_NAMES.items()
}
"""What the contents of a food are called just before their value."""
_SALT = re.compile("나트륨|염도")
NONE_OF_IT = {
    name: re.compile(
        rf"(?<![가-힣])무\s?{_SALT.sub('염', name)}(?![가-힣]*(?:첨가|아니|아님))"
        rf"|(?:(?<![a-z])(?:{words}))[\s-]?free",
        re.IGNORECASE,
    )
    for name, words in _CONTENT_NAMES.items()
}
"""«무지방», «fat-free»: none of it."""
