"""Two vessels that are sold together, each with its own content: «희석액을 담은 제2용기»."""

from __future__ import annotations

import re

from evidence.needs import Need
from evidence.phrases import overlap
from evidence.products import Reading, mention_at
from evidence.types import Assessment
from evidence.weighing.knowledge import Knowledge
from evidence.weighing.verdicts import assessed, words_of
from evidence.weighing.words import HALF_SAID

_VESSEL = r"(?:용기|바이알|병|앰플|튜브|파우치|포|칸|챔버|실|수용부|격실|카트리지|저장부)"
_IN_ONE_OF_TWO = re.compile(
    r"(?P<what>[^,]{2,30}?)(?:을|를|이|가)\s(?:담은|담긴|담겨\s?있는|수용한|수용된|수용하는|충전한|충전된|보관하는|저장한|저장하는|포함하는|넣은|든)\s"
    rf"제\s?[12]\s?{_VESSEL}"
)
_TWO = re.compile(
    rf"(?:두|2)\s?(?:개의\s)?(?:병|바이알|앰플|튜브|용기|포|파우치|칸)(?![가-힣]*\s?(?:용량|묶음))|둘째\s?{_VESSEL}|두\s?번째\s?{_VESSEL}|제?2\s?(?:제(?![품형])|용기|바이알|병)"
    r"|[12]\)|2액형?|이제형|이액형|2제형|듀오|투\s?보틀|투\s?바이알|듀얼\s?챔버|[AB]제|(?-i:Vial\s?B|Bottle\s?B|Part\s?B)|(?:2|two|dual)[-\s](?:vial|bottle|part|chamber)",
    re.IGNORECASE,
)
"""What tells that a product comes in two vessels."""
_ONE = re.compile(
    rf"(?<![가-힣\d])(?:한|1|단일|원)\s?{_VESSEL}(?:짜리|에\s?다|으로\s?끝|뿐|만으로|형|\s?타입)|원\s?보틀|(?<![가-힣])(?:1제형|일제형|1액형|일액형|단일\s?제형)"
    r"|섞을\s필요(?:가|도|는)?\s?없|섞지\s않고\s바로|(?:single|one)[-\s](?:vial|bottle|part)",
    re.IGNORECASE,
)
"""What tells that there is but one."""


def weigh_vessel(known: Knowledge, need: Need, reading: Reading) -> Assessment | None:
    """«희석액을 담은 제2용기» against «파우더 바이알 + 용해액 병», «한 병짜리»: what one of two vessels holds."""
    asked = None if need.absent else _IN_ONE_OF_TWO.fullmatch(need.element.text.strip(" ,."))
    if asked is None:
        return None
    two = _TWO.search(reading.text)
    one = None if two else _ONE.search(reading.text)
    if one:
        return assessed(need, "another in its place", "미대응", False, words_of(one))
    dilutes = _DILUENT.fullmatch(asked["what"].strip()) and _DILUENT_SAID.search(reading.text)
    if two and dilutes:
        return assessed(need, "same words", "대응", False, words_of(dilutes), more=asked["what"])
    content = overlap(known.terms(asked["what"]), reading, known.glossary)
    if two is None or content.share < HALF_SAID or not content.said:
        return None
    if any(mention_at(reading, m.start, m.end).undecided for m in content.said):
        return None
    return assessed(need, "same words", "대응", False, words_of(two), more=asked["what"])


_DILUENT = re.compile(r"(?:희석|용해|복원|재구성|현탁)(?:용)?\s?(?:액|용액|용매|제|수)")
_DILUENT_SAID = re.compile(
    r"(?:희석|용해|복원|재구성|현탁)(?:용\s?)?(?:액|용액|용매|제(?![가-힣])|수(?![가-힣]))|(?:섞는|개는|녹이는|타는|풀어\s쓰는)\s(?:물|액|용액)|(?:활성(?:화)?액|액티베이터)|diluent|solvent|reconstitut",
    re.IGNORECASE,
)
"""«용해액», «섞는 물», "diluent": what a powder is taken up in."""
