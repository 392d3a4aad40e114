"""Which salt a thing is in: «암로디핀 말레산염» is no 암로디핀 베실산염.

The names of most bases stand for their salts as well, so that a salt is told apart only here.
"""

from __future__ import annotations

import re

from evidence.needs import Need
from evidence.products import Reading
from evidence.types import Assessment
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, words_of
from graph.schema import Match, Span

_ACIDS = (
    "염산|황산|인산|질산|초산|아세트산|구연산|시트르산|주석산|타르타르산|숙신산|석신산|푸마르산|말레산|말산|사과산|젖산|글루콘산"
    "|베실산|베실|베실레이트|메실산|메실레이트|토실산|에실산|캄실산|파모산|오로트산|니코틴산|브롬화수소산|브롬화수소|살리실산"
    "|벤조산|스테아르산|팔미트산|옥살산"
)
_SALT = re.compile(
    rf"(?<![가-힣])(?:[이일삼]|세스퀴|반)?(?P<acid>{_ACIDS})염(?!색)"
    rf"|(?<=[가-힣A-Za-z])(?:[이삼]|세스퀴|반)?(?P<glued>{_ACIDS})염(?!색)"
)
_SAME = {
    "초산": "아세트산",
    "시트르산": "구연산",
    "주석산": "타르타르산",
    "석신산": "숙신산",
    "사과산": "말산",
    "베실": "베실산",
    "베실레이트": "베실산",
    "메실레이트": "메실산",
    "브롬화수소": "브롬화수소산",
}
_ANY_OF_IT = re.compile(r"또는|혹은|이의|그의|선택|중\s?어느|허용")
"""What lets a claim's base be there as itself or as other salts."""
_OF_THE_NAME = re.compile(r"[^.,;/\n]{0,32}")
_NOT_IT = re.compile(
    r"\s?(?:이|은|는|가|도|을|를|에서|형태(?:가|는)?|특허(?:를)?)?\s?(?:아니|아닌|아님|말고|대신|빼고|제외|피하|피해|회피|벗어|탈피|(?:안|못)\s?[쓰써씁썼넣]|쓰지\s?않|\S+(?:으로|로)\s(?:바[꿔꾼꿨]|변경|교체|전환|대체|갈아))"
)


def of_its_salt(need: Need, found: Assessment, reading: Reading) -> Assessment:
    """«암로디핀 말레산염» against «암로디핀 베실산염»: another salt; «… 은 황산염으로» tells which it is."""
    text = need.element.text
    asked = list(_SALT.finditer(text))
    if found.span is None or len(asked) != 1 or _ANY_OF_IT.search(text):
        return found
    if found.match != "대응" and found.findings[0].rule != "broader":
        return found
    wanted = salt_of(asked[0])
    start, end = found.span.start, found.span.end
    near = _OF_THE_NAME.match(reading.text, end)
    assert near is not None
    told = {salt_of(m): m for m in _SALT.finditer(reading.text, start, near.end())}
    denied = {acid for acid, m in told.items() if _NOT_IT.match(reading.text, m.end())}
    words = words_of(asked[0])
    if wanted in denied or (told.keys() - denied and wanted not in told):
        return assessed(need, "another in its place", "미대응", False, found.span, words)
    if wanted in told and found.match != "대응" and need.quantity is None:
        return assessed(need, "same phrase", "대응", False, found.span, words)
    return found


def salt_of_its_base(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«암로디핀 오로트산염» against «암로디핀은 오로트산염으로»: a salt that nobody lists, by its base."""
    asked = BASE_AND_SALT.fullmatch(need.element.text) if not need.absent else None
    base = known.glossary.lookup(asked["base"]) if asked else None
    if asked is None or base is None or base.kind == "class":
        return None
    wanted, words = salt_of(asked), Span(start=0, end=asked.end(), text=asked.group())
    for m in reading.mentions:
        at = m.text.startswith(asked["base"]) or (m.concept is not None and m.concept.id == base.id)
        if not at or m.undecided:
            continue
        near = _OF_THE_NAME.match(reading.text, m.start)
        stop = near.end() if near else m.end
        for salt in _SALT.finditer(reading.text, m.start, stop):
            denied = _NOT_IT.match(reading.text, salt.end())
            if salt_of(salt) == wanted:
                found = words_of(salt)
                match: Match = "미대응" if denied else "대응"
                return assessed(need, "same phrase", match, False, found, words)
    return None


BASE_AND_SALT = re.compile(
    rf"(?P<base>[가-힣A-Za-z]{{2,}})\s(?:(?:[이일삼]|세스퀴|반)?(?P<acid>{_ACIDS})염|(?P<glued>유리\s?염기))[\s,.;]*"
)
"""«암로디핀 베실산염»."""
_IN_ENGLISH = {
    "sulfate|sulphate": "황산",
    "hydrochloride|HCl": "염산",
    "phosphate": "인산",
    "nitrate": "질산",
    "acetate": "아세트산",
    "citrate": "구연산",
    "tartrate": "타르타르산",
    "succinate": "숙신산",
    "fumarate": "푸마르산",
    "maleate": "말레산",
    "malate": "말산",
    "lactate": "젖산",
    "gluconate": "글루콘산",
    "besylate|besilate": "베실산",
    "mesylate|mesilate": "메실산",
    "tosylate": "토실산",
    "camsylate": "캄실산",
    "hydrobromide|HBr": "브롬화수소산",
    "설페이트": "황산",
    "하이드로클로라이드": "염산",
    "포스페이트": "인산",
    "말레이트": "말레산",
    "푸마레이트": "푸마르산",
    "타르트레이트": "타르타르산",
    "시트레이트": "구연산",
    "free\\s?base|프리\\s?베이스|유리\\s?염기": "유리염기",
}
"""Salts in English and as they sound, by the acid."""
_FOREIGN = re.compile(
    rf"[\s-]?(?:di|mono|hemi|다이|디|모노)?(?P<name>{'|'.join(_IN_ENGLISH)})(?![A-Za-z가-힣])", re.I
)
_ACID_FIRST = re.compile(rf"(?<![가-힣])(?P<acid>{_ACIDS})\s?$")
_ACID_BEHIND = re.compile(rf"\s?(?:[이일삼]|세스퀴|반)?(?P<acid>{_ACIDS})염(?!색)")


def names_salt(text: str, start: int, end: int) -> str | None:
    """Return the acid of the salt that a base is named in: «황산겐타마이신», «gentamicin sulfate»."""
    beside = _ACID_FIRST.search(text, 0, start) or _ACID_BEHIND.match(text, end)
    if beside:
        return _SAME.get(beside["acid"], beside["acid"])
    foreign = _FOREIGN.match(text, end)
    if foreign is None:
        return None
    said = foreign["name"]
    return next(acid for names, acid in _IN_ENGLISH.items() if re.fullmatch(names, said, re.I))


def salt_of(salt: re.Match[str]) -> str:
    """Return the acid of a salt's name."""
    words = (salt["acid"] or salt["glued"]).replace(" ", "")
    return _SAME.get(words, words)
