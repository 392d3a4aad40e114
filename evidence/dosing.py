"""How a medicine is taken: how often, for how long, how much for each kilogram, by which way.

«1일 1회», «주 1회», «2주 이상», «체중 kg당 10 내지 50mg», «피하 투여», with what people say for them
(«하루 한 번», «QW», «3주간», «30mg/kg», «SC»).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

_COUNT = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6}
_N = r"(?:\d+(?:\.\d+)?|한|두|세|네|다섯|여섯)"
_TO = r"(?:내지|[~∼〜-]|에서)"
_DAYS = {
    "일": 1.0,
    "하루": 1.0,
    "주": 7.0,
    "주일": 7.0,
    "달": 30.0,
    "개월": 30.0,
    "월": 30.0,
    "년": 365.0,
    "일주일": 7.0,
    "한달": 30.0,
    "day": 1.0,
    "week": 7.0,
    "month": 30.0,
}
_UNIT = r"(?:일주일|주일|개월|하루|달|주|일|월|년)"
_OFTEN = re.compile(
    rf"(?:(?P<per>{_N})?\s?(?P<unit>{_UNIT})(?:에|마다|당|간격으로)?\s?(?:당\s?)?(?P<low>{_N})(?:\s?{_TO}\s?(?P<high>{_N}))?\s?(?:회|번|차례|병|포|알|정|캡슐|스틱|매(?!일|주|달|월)|장(?![가-힣])|패치)"
    r"|(?P<every>매일|매주|매달|매월|격일|이틀에|격주|QD\b|BID\b|TID\b|QW\b|Q2W\b|Q3W\b|Q4W\b|QM\b|once daily"
    r"|twice daily|once weekly|daily\b|weekly\b|monthly\b)(?:\s?(?:한|1)\s?(?:[번회장매]|패치|알|정))?"
    rf"|(?P<span>{_N})\s?(?P<spanned>{_UNIT})\s?(?:마다|간격|에\s?(?:한|1)\s?[번회]))"
)
_EVERY = {"매일": 1.0, "qd": 1.0, "once daily": 1.0, "daily": 1.0, "bid": 2.0, "twice daily": 2.0}
_EVERY |= {"tid": 3.0, "매주": 1 / 7, "qw": 1 / 7, "once weekly": 1 / 7, "weekly": 1 / 7}
_EVERY |= {"격일": 0.5, "이틀에": 0.5, "격주": 1 / 14, "q2w": 1 / 14, "q3w": 1 / 21, "q4w": 1 / 28}
_EVERY |= {"매달": 1 / 30, "매월": 1 / 30, "qm": 1 / 30, "monthly": 1 / 30}
_LONG = re.compile(
    rf"(?P<low>{_N})(?:\s?{_TO}\s?(?P<high>{_N}))?\s?(?P<unit>주일|개월|주|일|달|년)\s?(?P<how>이상|이하|이내|초과|미만|간|동안|연속|내내|정도\s?(?:먹|투여)|(?:을|를)?\s?(?:먹|투여|복용|섭취|급여)|(?=\s*(?:$|[,.)])))"
)
_MASS = {
    "ug": 1e-3,
    "㎍": 1e-3,
    "μg": 1e-3,
    "µg": 1e-3,
    "mcg": 1e-3,
    "mg": 1.0,
    "㎎": 1.0,
    "g": 1000.0,
    "ng": 1e-6,
}
_AMOUNT = (
    r"(?P<low{0}>\d[\d,.]*)"
    r"(?:\s?(?:ug|㎍|[μµ]g|mcg|mg|㎎|g)?\s?(?:내지|[~∼〜-])\s?(?P<high{0}>\d[\d,.]*))?"
    r"\s?(?P<mass{0}>ug|㎍|[μµ]g|mcg|mg|㎎|ng|g)"
)
_PER_KG = re.compile(
    _AMOUNT.format("a")
    + r"\s?/\s?kg|(?:체중\s?)?(?:1\s?)?(?:kg|킬로(?:그램)?)\s?당\s?(?:약\s?)?"
    + _AMOUNT.format("b"),
    re.IGNORECASE,
)
_ONE_TIME = re.compile(
    r"(?:(?<![가-힣\d])(?:1|한|일)\s?(?:회분?|번)|(?<![가-힣\d])회)(?:에|당)?\s?"
    r"(?:(?:(?:투여|복용|섭취|급여|사용|적용)(?:량|용량|양)?|용량|양)(?:이|은|는)?\s)?"
    r"(?:[가-힣\d]{1,2}\s?(?:알|정|캡슐|포)씩?\s)?(?:총\s?|약\s?)?$"
)
"""«한 번에 500mg씩», «1회 투여량이 300 내지 600mg»: before a mass that is taken at one time."""
_AT_ONCE = re.compile(_AMOUNT.format("") + r"(?!\s?/|[A-Za-z])", re.IGNORECASE)
_ROUTES = (
    ("sc", r"피하|(?<![A-Za-z])SC(?![A-Za-z])|S\.C\.|subcutaneous|배에\s?놓"),
    ("iv", r"정맥|(?<![A-Za-z])IV(?![A-Za-z])|intravenous|링거|수액|점적"),
    ("im", r"근육|근주|(?<![A-Za-z])IM(?![A-Za-z])|intramuscular"),
    (
        "po",
        r"경구|먹는|먹이|먹임|복용|정제(?!수|하|\s?공정|\s?단계)|캡슐|시럽|알약|타블렛|태블릿|(?<![A-Za-z])PO(?![A-Za-z])|oral"
        r"|마시는|복합정|필름코팅정|서방정|구강붕해|과립|드링크",
    ),
    ("nasal", r"비강|코에\s?뿌|나잘|nasal|코\s?스프레이"),
    ("eye", r"점안|안약|눈에\s?넣|유리체"),
    ("skin", r"경피|국소\s?도포|연고|붙이는|패치|바르는|외용|크림|로션|topical|transdermal"),
    ("lung", r"흡입|들이마|네뷸|inhal"),
    ("spine", r"척수강|경막|intrathecal"),
    ("joint", r"관절강|관절\s?내|무릎에\s?(?:놓|주사)"),
    ("skin inside", r"피내|진피\s?내|intradermal"),
    ("rectum", r"직장|좌제|좌약|항문"),
)  # fmt: skip
_ROUTE = re.compile("|".join(f"(?P<r{i}>{words})" for i, (_, words) in enumerate(_ROUTES)), re.I)


@dataclass(frozen=True)
class Told:
    """One statement of how a medicine is taken."""

    what: str
    """«often», in times a day; «long», in days; «dose», in mg/kg; «mass», in mg;
    «once», in mg at one time."""
    low: float
    high: float
    start: int
    end: int

    def holds(self, other: Told) -> bool:
        """Whether another statement of the same lies within this one."""
        near = 1e-6 + 0.02 * self.high if self.what == "often" else 1e-9
        return self.low - near <= other.low and other.high <= self.high + near


def _number(text: str) -> float:
    return float(_COUNT.get(text) or text.replace(",", "").rstrip("."))


def taken(text: str) -> tuple[Told, ...]:
    """Return what a text says of how often, how long and how much, for each kilogram or at once."""
    found = []
    for m in _OFTEN.finditer(text):
        if m["every"]:
            low = high = _EVERY[m["every"].lower()]
        elif m["span"]:
            low = high = 1 / (_number(m["span"]) * _DAYS[m["spanned"]])
        else:
            days = (_number(m["per"]) if m["per"] else 1.0) * _DAYS[m["unit"]]
            low = _number(m["low"]) / days
            high = _number(m["high"]) / days if m["high"] else low
        found.append(Told("often", low, high, m.start(), m.end()))
    for m in _LONG.finditer(text):
        if any(t.start < m.end() and m.start() < t.end for t in found):
            continue
        days = _DAYS[m["unit"]]
        low = _number(m["low"]) * days
        high = _number(m["high"]) * days if m["high"] else low
        how = m["how"]
        if how in ("이상", "초과"):
            high = math.inf
        elif how in ("이하", "이내", "미만"):
            low = 0.0
        found.append(Told("long", low, high, m.start(), m.end()))
    for m in _PER_KG.finditer(text):
        side = "a" if m["lowa"] else "b"
        unit = _MASS[m[f"mass{side}"].lower()]
        low = _number(m[f"low{side}"]) * unit
        high = _number(m[f"high{side}"]) * unit if m[f"high{side}"] else low
        found.append(Told("dose", low, high, m.start(), m.end()))
    for m in _AT_ONCE.finditer(text):
        if not any(t.start < m.end() and m.start() < t.end for t in found):
            unit = _MASS[m["mass"].lower()]
            low = _number(m["low"]) * unit
            high = _number(m["high"]) * unit if m["high"] else low
            led = _ONE_TIME.search(text, max(0, m.start() - 20), m.start())
            once = led and not any(led.start() < t.end and t.start < led.end() for t in found)
            found.append(Told("once" if once else "mass", low, high, m.start(), m.end()))
    return tuple(found)


def routes(text: str) -> dict[str, tuple[int, int]]:
    """Return the ways of taking that a text names, each with its first place."""
    found: dict[str, tuple[int, int]] = {}
    for m in _ROUTE.finditer(text):
        name = next(n for i, (n, _) in enumerate(_ROUTES) if m[f"r{i}"])
        found.setdefault(name, m.span())
    return found
