"""What does not leave the device: «얼굴 영상을 외부 서버로 전송하지 않는» against «기기 안에서만 처리», «서버로 올려».

That nothing is stored on a server says nothing of its being sent.
"""

from __future__ import annotations

import re

from evidence.needs import Need
from evidence.products import Reading
from evidence.types import Assessment
from evidence.weighing.verdicts import assessed, left_open, words_of

_FAR = r"(?:외부\s?서버|원격\s?서버|클라우드(?:\s?서버)?|서버|외부|네트워크|인터넷)"
_SENDS = r"(?:전송|송신|업로드|보내|올리|올려|내보내|쏘|넘기|넘겨|나가|유출)"
_NEVER_SENT = rf"{_SENDS}[가-힣]{{0,2}}\s(?:일|것|경우|과정|단계)(?:은|는|도|이)?\s?(?:없|안)"
"""«보내는 일도 없음»."""
_ASKED = re.compile(rf"{_FAR}(?:로|으로|에)\s(?:전송|송신|업로드)(?:하|되)?지\s?(?:않|아니)")
_STAYS = re.compile(
    r"(?:기기|단말기?|스마트폰|휴대폰|폰|앱|본체|디바이스|장치|로컬)\s?(?:안|내부|내|속)?에서만\s(?:\S+\s)?(?:처리|분석|연산|돌|저장|판독|판단|계산|수행|이루어)"
    r"|온[\s-]?디바이스|on[\s-]device|오프라인으로만|로컬\s?(?:처리|연산|분석)|엣지\s?(?:처리|연산|에서만)"
    rf"|{_FAR}(?:로|으로|에)?(?:는|은|도)?\s?(?:따로\s|절대\s|전혀\s|일절\s)?(?:안\s?{_SENDS}|{_SENDS}(?:하|되)?지\s?(?:는\s)?(?:않|못)|(?:전송|송신|업로드)(?:은|는|이|을)?\s?(?:없|안|X|금지|불가|차단))"
    rf"|{_FAR}(?:로|으로|에)\s(?:\S+\s)?{_NEVER_SENT}",
    re.IGNORECASE,
)
_SENT = re.compile(
    rf"{_FAR}(?:로|으로|에|에다)\s(?:\S+\s)?{_SENDS}(?!\S{{0,2}}지\s?(?:는\s)?(?:않|못)|\S{{0,2}}던\s|\s?(?:안|없|금지))"
    r"|(?<!\S)(?:upload|send)s?\s(?:\S+\s){0,4}to\s(?:the\s|a\s)?(?:cloud|server)",
    re.IGNORECASE,
)


def weigh_sending(need: Need, reading: Reading) -> Assessment | None:
    """Weigh an element that something is not sent away; None for any other element."""
    if not _ASKED.search(need.element.text):
        return None
    stays = _STAYS.search(reading.text)
    if stays:
        return assessed(need, "negation", "대응", False, words_of(stays))
    sent = _SENT.search(reading.text)
    if sent:
        return assessed(need, "same phrase", "미대응", False, words_of(sent))
    return left_open(need, "전송하는지 언급 없음")
