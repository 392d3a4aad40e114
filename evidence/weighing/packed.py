"""What goods are filled in: «연질캡슐에 충전», «캔 또는 병에 담긴», «트리거식 거품 스프레이 용기에 충전된»."""

from __future__ import annotations

import re

from evidence.needs import Need, Option
from evidence.phrases import told_at
from evidence.products import Reading, mention_at
from evidence.types import Assessment
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, span_of
from evidence.weighing.words import EITHER


def weigh_packed(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«캔 또는 병에 담긴» against «캔으로 나와요»: the text tells what the goods come in, or what else they do."""
    asked = _FILLED_IN.match(need.element.text) if not need.absent else None
    if asked is None:
        return None
    holder = asked["holder"]
    such = _SUCH_A_VESSEL.fullmatch(holder)
    if such and (found := _in_such_a_vessel(known, need, such["words"].split(), reading)):
        return found
    options = [Option((h,)) for h in known.glossary.find(holder) if h.concept.kind == "form"]
    if not options or (len(options) > 1 and not EITHER.search(holder)):
        return None
    for m in reading.mentions:
        told = m.kind == "category" and not (m.negated or m.undecided)
        if not told or _BESIDE_IT.match(reading.text, m.end):
            continue
        if any(known.relation(o, m) in ("same", "species") for o in options):
            return assessed(need, "same phrase", "대응", False, span_of(m), more=need.element.text)
    return _in_another_vessel(known, need, holder, reading)


def _in_such_a_vessel(
    known: Knowledge, need: Need, words: list[str], reading: Reading
) -> Assessment | None:
    """«트리거식 거품 스프레이 용기에 충전된» against «트리거 거품스프레이»: a vessel by every word of its name."""
    key = known.glossary.speller.key
    names = [_TYPE.sub("", word) for word in words]
    start = reading.text.find(names[-1])
    if start < 0 or not all(key(name) in key(reading.text) for name in names):
        return None
    told = mention_at(reading, start, start + len(names[-1]))
    if told.negated or told.undecided:
        return None
    return assessed(need, "same phrase", "대응", False, span_of(told), more=need.element.text)


_SUCH_A_VESSEL = re.compile(
    r"(?P<words>[가-힣]{2,8}(?:\s[가-힣]{2,8}){1,3})\s(?:용기|병|통|캔|튜브|파우치)"
)
_TYPE = re.compile(r"(?<=[가-힣][가-힣])(?:식|형|타입)$")
"""«트리거식», «스틱형»."""


def _in_another_vessel(
    known: Knowledge, need: Need, holder: str, reading: Reading
) -> Assessment | None:
    """«파우치에 충전된» against «유리병으로 나와요»: what a product comes in instead."""
    choices = known.glossary.choices
    wanted = {n for w in choices.find(holder) if w.choice == _VESSELS for n in w.ways}
    said = [w for w in choices.find(reading.text) if w.choice == _VESSELS] if wanted else []
    said = [w for w in said if not _BESIDE_IT.match(reading.text, w.end)]
    told = [m for m in (told_at(reading, w) for w in said) if not (m.negated or m.undecided)]
    if not told or any(w.ways & wanted or reading.text[w.start : w.end] in holder for w in said):
        return None
    return assessed(need, "another in its place", "미대응", False, span_of(told[0]))


_VESSELS = "pack_vessel"
"""The line of ``choices.tsv`` that lists what goods are filled in."""
_FILLED_IN = re.compile(
    r"(?P<holder>[^,;\d]{2,40}?)(?:에|으로|로)\s?(?:충전|충진|봉입|포장|수용|소분|밀봉|담기|담겨|담긴)"
    r"(?:된|되는|한|하여|되어(?:\s있는)?|되고|되며|하고|하는|고)?(?:\s?것)?(?:\s?(?:음용|섭취|휴대|취식)\s?가능한)?[\s,.;]*$"
)
"""«페트병 또는 캔 용기에 충전된», «파우치로 포장되어 있는»."""
_BESIDE_IT = re.compile(
    r"\s?(?:은|는|이|가|을|를|도)?\s?(?:증정|별도|별매|사은품|따로\s판매|모양|그림|재질|소재|생산|제조)"
)
"""What makes a container no holder of the product: «파우치 증정»."""
