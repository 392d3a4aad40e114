"""Amounts and ranges: read from Korean and English text, compared in agreeing units.

``5%``, ``0.1 내지 10중량%``, ``5 이상 20 미만 nm``, ``pH 4~6``, ``약 30℃``, ``10 wt% or less``.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from graph.schema import Deviation

ABOUT = 0.05
"""Share by which 약 (about) widens a limit: a value said to be about 10 is one that rounds to 10
with one digit less, 9.5 to 10.5. ``LABELS.md`` says that 약 widens, not by how much."""

NEAR_MISS = 0.1
"""Default share of a limit within which a missing value is a near miss (수치 근접).

Courts ask whether the skilled person saw the other value as a workable replacement; a tenth of the
limit is the order of the tolerance that formulators state for their own recipes. A setting
(``BINI_NEAR_MISS``), not law: within it a person must look, outside it the value is a plain miss.
"""

FAHRENHEIT = "℉"
"""A unit whose values are turned into those of ℃ when read."""
# unit as written (lower case, no spaces) -> (canonical unit, factor)
_UNITS: dict[str, tuple[str, float]] = {
    "%": ("%", 1.0),
    "퍼센트": ("%", 1.0),
    "프로": ("%", 1.0),
    "percent": ("%", 1.0),
    "중량%": ("중량%", 1.0),
    "중량퍼센트": ("중량%", 1.0),
    "질량%": ("중량%", 1.0),
    "질량퍼센트": ("중량%", 1.0),
    "무게%": ("중량%", 1.0),
    "wt%": ("중량%", 1.0),
    "wt.%": ("중량%", 1.0),
    "mass%": ("중량%", 1.0),
    "w/w%": ("중량%", 1.0),
    "%(w/w)": ("중량%", 1.0),
    "(w/w)%": ("중량%", 1.0),
    "%w/w": ("중량%", 1.0),
    "ppm": ("중량%", 1e-4),
    "피피엠": ("중량%", 1e-4),
    "ppb": ("중량%", 1e-7),
    "‰": ("%", 0.1),
    "퍼밀": ("%", 0.1),
    "퍼": ("%", 1.0),
    "w/v%": ("w/v%", 1.0),
    "%(w/v)": ("w/v%", 1.0),
    "(w/v)%": ("w/v%", 1.0),
    "%w/v": ("w/v%", 1.0),
    "g/m2": ("g/m2", 1.0),
    "gsm": ("g/m2", 1.0),
    "kg/m2": ("g/m2", 1e3),
    "oz/yd2": ("g/m2", 33.906),
    "g/cm3": ("g/cm3", 1.0),
    "g/cc": ("g/cm3", 1.0),
    "g/ml": ("g/cm3", 1.0),
    "g/㎖": ("g/cm3", 1.0),
    "kg/m3": ("g/cm3", 1e-3),
    "n/m": ("N/m", 1.0),
    "mn/m": ("N/m", 1e-3),
    "kn/m": ("N/m", 1e3),
    "n/cm": ("N/m", 1e2),
    "n/mm": ("N/m", 1e3),
    "kgf/cm": ("N/m", 980.665),
    "dyn/cm": ("N/m", 1e-3),
    "dyne/cm": ("N/m", 1e-3),
    "n/mm2": ("Pa", 1e6),
    "kgf/cm2": ("Pa", 98066.5),
    "mg/cm2": ("g/m2", 10.0),
    "μg/cm2": ("g/m2", 0.01),
    "kgy": ("Gy", 1e3),
    "×g": ("×g", 1.0),
    "iu/g": ("IU/g", 1.0),
    "iu/ml": ("IU/mL", 1.0),
    "u/g": ("U/g", 1.0),
    "u/ml": ("U/mL", 1.0),
    "units/ml": ("U/mL", 1.0),
    "mpa.s": ("Pa·s", 1e-3),
    "m2/g": ("m2/g", 1.0),
    "μmol/m2s": ("mol/m2s", 1e-6),
    "mw/cm2": ("W/m2", 10.0),
    "w/m2": ("W/m2", 1.0),
    "w/cm2": ("W/m2", 1e4),
    "j/cm2": ("J/m2", 1e4),
    "mj/cm2": ("J/m2", 10.0),
    "j/m2": ("J/m2", 1.0),
    "kj/m2": ("J/m2", 1e3),
    "k": ("K", 1.0),
    "iu": ("IU", 1.0),
    "lux": ("lx", 1.0),
    "lx": ("lx", 1.0),
    "룩스": ("lx", 1.0),
    "ml/100g": ("L/g", 1e-5),
    "cc/100g": ("L/g", 1e-5),
    "ml/g": ("L/g", 1e-3),
    "부피%": ("부피%", 1.0),
    "부피퍼센트": ("부피%", 1.0),
    "vol%": ("부피%", 1.0),
    "v/v%": ("부피%", 1.0),
    "%(v/v)": ("부피%", 1.0),
    "(v/v)%": ("부피%", 1.0),
    "몰%": ("몰%", 1.0),
    "mol%": ("몰%", 1.0),
    "mol/l": ("mol/L", 1.0),
    "mmol/l": ("mol/L", 1e-3),
    "몰/l": ("mol/L", 1.0),
    "몰농도": ("mol/L", 1.0),
    "중량부": ("중량부", 1.0),
    "질량부": ("중량부", 1.0),
    "부": ("중량부", 1.0),
    "phr": ("중량부", 1.0),
    "parts": ("중량부", 1.0),
    "pbw": ("중량부", 1.0),
    "å": ("m", 1e-10),
    "nm": ("m", 1e-9),
    "나노": ("m", 1e-9),
    "㎚": ("m", 1e-9),
    "μm": ("m", 1e-6),
    "µm": ("m", 1e-6),
    "um": ("m", 1e-6),
    "㎛": ("m", 1e-6),
    "마이크로": ("m", 1e-6),
    "마이크론": ("m", 1e-6),
    "미크론": ("m", 1e-6),
    "micron": ("m", 1e-6),
    "microns": ("m", 1e-6),
    "mm": ("m", 1e-3),
    "㎜": ("m", 1e-3),
    "cm": ("m", 1e-2),
    "㎝": ("m", 1e-2),
    "t": ("m", 1e-3),
    "미리": ("m", 1e-3),
    "밀리": ("m", 1e-3),
    "센티": ("m", 1e-2),
    "센치": ("m", 1e-2),
    "파이": ("m", 1e-3),
    "인치": ("m", 0.0254),
    "inch": ("m", 0.0254),
    "m": ("m", 1.0),
    "mm2": ("m2", 1e-6),
    "cm2": ("m2", 1e-4),
    "m2": ("m2", 1.0),
    "mg": ("g", 1e-3),
    "킬로": ("g", 1e3),
    "㎎": ("g", 1e-3),
    "μg": ("g", 1e-6),
    "㎍": ("g", 1e-6),
    "mcg": ("g", 1e-6),
    "g": ("g", 1.0),
    "kg": ("g", 1e3),
    "㎏": ("g", 1e3),
    "톤": ("g", 1e6),
    "μl": ("L", 1e-6),
    "ml": ("L", 1e-3),
    "㎖": ("L", 1e-3),
    "cc": ("L", 1e-3),
    "dl": ("L", 0.1),
    "l": ("L", 1.0),
    "큰술": ("L", 15e-3),
    "작은술": ("L", 5e-3),
    "테이블스푼": ("L", 15e-3),
    "티스푼": ("L", 5e-3),
    "ℓ": ("L", 1.0),
    "℃": ("℃", 1.0),
    "°c": ("℃", 1.0),
    "c": ("℃", 1.0),
    "℉": (FAHRENHEIT, 1.0),
    "°f": (FAHRENHEIT, 1.0),
    "도씨": ("℃", 1.0),
    "℃/분": ("℃/s", 1 / 60),
    "℃/min": ("℃/s", 1 / 60),
    "°c/min": ("℃/s", 1 / 60),
    "°c/분": ("℃/s", 1 / 60),
    "℃/시간": ("℃/s", 1 / 3600),
    "℃/h": ("℃/s", 1 / 3600),
    "도": ("℃", 1.0),
    "°": ("°", 1.0),
    "초": ("s", 1.0),
    "s": ("s", 1.0),
    "sec": ("s", 1.0),
    "second": ("s", 1.0),
    "seconds": ("s", 1.0),
    "ms": ("s", 0.001),
    "msec": ("s", 0.001),
    "밀리초": ("s", 0.001),
    "분": ("s", 60.0),
    "min": ("s", 60.0),
    "hrs": ("s", 3600.0),
    "minute": ("s", 60.0),
    "minutes": ("s", 60.0),
    "시간": ("s", 3600.0),
    "h": ("s", 3600.0),
    "hr": ("s", 3600.0),
    "hour": ("s", 3600.0),
    "hours": ("s", 3600.0),
    "일": ("s", 86400.0),
    "d": ("s", 86400.0),
    "day": ("s", 86400.0),
    "days": ("s", 86400.0),
    "주": ("s", 604800.0),
    "주일": ("s", 604800.0),
    "week": ("s", 604800.0),
    "weeks": ("s", 604800.0),
    "개월": ("s", 2592000.0),
    "달": ("s", 2592000.0),
    "년": ("s", 31536000.0),
    "cp": ("Pa·s", 1e-3),
    "cps": ("Pa·s", 1e-3),
    "kcp": ("Pa·s", 1.0),
    "kcps": ("Pa·s", 1.0),
    "mpa·s": ("Pa·s", 1e-3),
    "mpas": ("Pa·s", 1e-3),
    "pa·s": ("Pa·s", 1.0),
    "pa": ("Pa", 1.0),
    "kpa": ("Pa", 1e3),
    "n/m2": ("Pa", 1.0),
    "kn/m2": ("Pa", 1e3),
    "mpa": ("Pa", 1e6),
    "bar": ("Pa", 1e5),
    "바": ("Pa", 1e5),
    "기압": ("Pa", 101325.0),
    "atm": ("Pa", 101325.0),
    "mmhg": ("Pa", 133.322),
    "psi": ("Pa", 6894.757),
    "torr": ("Pa", 133.322),
    "토르": ("Pa", 133.322),
    "rpm": ("rpm", 1.0),
    "알피엠": ("rpm", 1.0),
    "v": ("V", 1.0),
    "kv": ("V", 1e3),
    "mv": ("V", 1e-3),
    "ma": ("A", 1e-3),
    "n": ("N", 1.0),
    "kn": ("N", 1e3),
    "gf": ("N", 9.80665e-3),
    "lbf": ("N", 4.44822),
    "scu": ("N", 7.0),
    "ntu": ("NTU", 1.0),
    "bloom": ("Bloom", 1.0),
    "블룸": ("Bloom", 1.0),
    "ms/cm": ("S/m", 0.1),
    "μs/cm": ("S/m", 1e-4),
    "us/cm": ("S/m", 1e-4),
    "ds/m": ("S/m", 0.1),
    "s/m": ("S/m", 1.0),
    "cst": ("m2/s", 1e-6),
    "mm2/s": ("m2/s", 1e-6),
    "dtex": ("den", 0.9),
    "데시텍스": ("den", 0.9),
    "tex": ("den", 9.0),
    "ppi": ("ppi", 1.0),
    "w": ("W", 1.0),
    "wh": ("Wh", 1.0),
    "kwh": ("Wh", 1e3),
    "ω": ("Ω", 1.0),
    "kω": ("Ω", 1e3),
    "옴": ("Ω", 1.0),
    "lm": ("lm", 1.0),
    "루멘": ("lm", 1.0),
    "kcal": ("kcal", 1.0),
    "칼로리": ("kcal", 1.0),
    "킬로칼로리": ("kcal", 1.0),
    "mesh": ("mesh", 1.0),
    "메쉬": ("mesh", 1.0),
    "메시": ("mesh", 1.0),
    "매쉬": ("mesh", 1.0),
    "w/m·k": ("W/m·K", 1.0),
    "w/mk": ("W/m·K", 1.0),
    "w/(m·k)": ("W/m·K", 1.0),
    "w/(mk)": ("W/m·K", 1.0),
    "mw/m·k": ("W/m·K", 1e-3),
    "mw/mk": ("W/m·K", 1e-3),
    "데니어": ("den", 1.0),
    "denier": ("den", 1.0),
    "데니아": ("den", 1.0),
    "방울": ("방울", 1.0),
    "kw": ("W", 1e3),
    "mw": ("W", 1e-3),
    "hz": ("Hz", 1.0),
    "khz": ("Hz", 1e3),
    "mhz": ("Hz", 1e6),
    "ghz": ("Hz", 1e9),
    "mah": ("Ah", 1e-3),
    "ah": ("Ah", 1.0),
    "da": ("Da", 1.0),
    "g/mol": ("Da", 1.0),
    "kda": ("Da", 1e3),
    "mda": ("Da", 1e6),
    "달톤": ("Da", 1.0),
    "달턴": ("Da", 1.0),
    "cfu": ("CFU", 1.0),
    "마리": ("CFU", 1.0),
    "mosm/kg": ("Osm/kg", 1e-3),
    "mosmol/kg": ("Osm/kg", 1e-3),
    "mosm/l": ("Osm/L", 1e-3),
    "mosmol/l": ("Osm/L", 1e-3),
    "meq/kg": ("eq/kg", 1e-3),
    "mgkoh/g": ("산가", 1.0),
    "cfu/g": ("CFU/g", 1.0),
    "cfuperg": ("CFU/g", 1.0),
    "cfupergram": ("CFU/g", 1.0),
    "/g(cfu)": ("CFU/g", 1.0),
    "마리/g": ("CFU/g", 1.0),
    "cfu/ml": ("CFU/mL", 1.0),
    "db": ("dB", 1.0),
    "데시벨": ("dB", 1.0),
    "brix": ("Brix", 1.0),
    "°brix": ("Brix", 1.0),
    "bx": ("Brix", 1.0),
    "°bx": ("Brix", 1.0),
    "g/cm2": ("Pa", 98.0665),
    "gf/cm2": ("Pa", 98.0665),
    "kp": ("N", 9.80665),
    "kgf": ("N", 9.80665),
    "킬로폰드": ("N", 9.80665),
    "브릭스": ("Brix", 1.0),
    "배": ("배", 1.0),
    "배수": ("배", 1.0),
    "배량": ("배", 1.0),
    "개": ("개", 1.0),
    "회": ("회", 1.0),
    "번": ("회", 1.0),
    "차례": ("회", 1.0),
    "패스": ("회", 1.0),
    "pass": ("회", 1.0),
    "passes": ("회", 1.0),
    "사이클": ("회", 1.0),
    "cycle": ("회", 1.0),
    "cycles": ("회", 1.0),
    "times": ("회", 1.0),
    "볼륨": ("볼륨", 1.0),
    "vol": ("볼륨", 1.0),
    "vols": ("볼륨", 1.0),
    "volume": ("볼륨", 1.0),
    "volumes": ("볼륨", 1.0),
    "층": ("층", 1.0),
    "겹": ("층", 1.0),
}
_PREFIXES = {
    "": 1.0,
    "나노": 1e-9,
    "마이크로": 1e-6,
    "밀리": 1e-3,
    "미리": 1e-3,
    "센티": 1e-2,
    "센치": 1e-2,
    "헥토": 1e2,
    "킬로": 1e3,
    "메가": 1e6,
    "기가": 1e9,
}
_WRITTEN_OUT = {
    "미터": "m",
    "그램": "g",
    "그람": "g",
    "리터": "L",
    "볼트": "V",
    "와트": "W",
    "암페어": "A",
    "헤르츠": "Hz",
    "파스칼": "Pa",
    "뉴턴": "N",
}
"""Units as they are spoken, with any of the prefixes."""
_UNITS |= {
    prefix + name: (unit, factor)
    for name, unit in _WRITTEN_OUT.items()
    for prefix, factor in _PREFIXES.items()
}
_MASSES = {"ng": 1e-9, "μg": 1e-6, "mcg": 1e-6, "mg": 1e-3, "g": 1.0, "kg": 1e3}
_WHOLES = {
    "g": ("중량%", 1.0),
    "kg": ("중량%", 1e3),
    "mg": ("중량%", 1e-3),
    "l": ("w/v%", 1e3),
    "dl": ("w/v%", 1e2),
    "ml": ("w/v%", 1.0),
    "μl": ("w/v%", 1e-3),
}
"""What a mass is counted on, and how many grams or millilitres it is."""
_LIGATURES = str.maketrans(
    {"㎎": "mg", "㎍": "μg", "㎏": "kg", "㎖": "ml", "㎕": "μl", "ℓ": "l", "µ": "μ", "㏖": "mol"}
)
_HARDNESS = (("Shore", r"쇼어|shore", ("A", "D", "00")), ("Asker", r"아스커|asker", ("C", "F")))
"""Scales of hardness: «쇼어 A 45», «Asker F 기준 30~60», «경도(쇼어 A) 45»."""
_BARE = (
    (
        "pH",
        r"pH(?:\s?\(\s?(?:약\s?)?\d[\d.]*\s?%[^()]{0,12}\))?|피에이치|수소\s?이온\s?농도|(?<!총)(?<![가-힣])산도(?=[는가은를]?\s?\d|$)",
    ),
    ("SPF", r"SPF"),
    ("볼륨", r"(?:CO2|CO₂|탄산|가스)\s?(?:가스\s?)?(?:볼륨|용적)"),
    *(
        (
            f"{scale} {kind}",
            rf"(?:{names})\s?-?(?:{kind})(?![A-Za-z])(?:\s?(?:타입|형))?(?:\s?(?:경도계?|hardness))?(?:\s?(?:기준|로))?\)?",
        )
        for scale, names, kinds in _HARDNESS
        for kind in kinds
    ),
    (
        "연색지수",
        r"연색(?:성\s?지수|평가\s?지수|성|\s?지수)|(?<![A-Za-z])CRI(?![A-Za-z])"
        r"|(?<![A-Za-z])(?-i:Ra)(?=\s?[:=]?\s?(?:[6-9]\d|100)(?!\s?(?:nm|[μu]m|㎛))|$)",
    ),
    ("HLB", r"HLB|친수\s?친유\s?(?:평형값?|밸런스|균형)"),
    ("LOI", r"LOI|(?:한계\s?)?산소\s?지수"),
    ("Da", r"분자량|MW|molecular weight"),
    ("굴절률", r"굴절[률율]|refractive index"),
    ("비중", r"비중|specific gravity"),
    ("aw", r"수분\s?활성도?|water activity|(?<![a-z])aw(?![a-z])"),
    ("PDI", r"PDI|다분산\s?지수"),
    ("산가", r"(?<![가-힣])산가"),
    ("비누화가", r"비누화가|검화가"),
    ("요오드가", r"요오드\s?[가값]|아이오딘\s?[가값]"),
    ("과산화물가", r"과산화물\s?[가값]"),
    ("치환도", r"치환도|(?<![A-Za-z])DS(?=\s?[:=]?\s?[0-3]\.\d|$)"),
    ("중합도", r"중합도|(?<![A-Za-z])DP(?=\s?[:=]?\s?\d|$)"),
    (
        "Brix",
        r"(?<![A-Za-z\d°] )(?<![A-Za-z\d°])(?:°?\s?brix|bx)(?![A-Za-z])|브릭스"
        r"|(?<![가-힣])당도(?=[는가은이를]?\s?[:=]?\s?\d|$)",
    ),
    ("중량%", r"(?:중량|질량)\s?%(?=[가는이]|$)"),
    ("몰%", r"몰\s?%(?=[가는이]|$)"),
)
"""Scales without a unit, by the words that name them, and units said before the number."""


def _bare_unit(words: str) -> str:
    return next(unit for unit, names in _BARE if re.fullmatch(names, words, re.IGNORECASE))


_BARE_NAMES = "|".join(names for _, names in _BARE)
_SERVING = (
    r"(?:포|정|캡슐|스틱|팩|병|컵|봉|봉지|알|회분?|스쿱|앰플|tab|stick|pack)(?![A-Za-z가-힣])"
)
"""What a dose is in: «8g/포» is 8g of each."""
_STRIP = r"(?:\d+\s?(?:mm|㎜)|in(?:ch)?|인치)"
"""The width of a strip that is peeled off: «12 N/25mm», «800gf/inch»."""
_PEELED = re.compile(r"(?P<force>k?gf|g|n)/(?:(?P<width>\d+)(?:mm|㎜)|in(?:ch)?|인치)")
_FORCES = {"n": 1.0, "gf": 9.80665e-3, "g": 9.80665e-3, "kgf": 9.80665, "kg": 9.80665}
# 도, 일, 주, 개 … are also parts of ordinary words; a Hangul unit must end its word or be followed
# by a particle or a limit word.
_UNIT = (
    r"(?:%\s?\(w/w\)|%\s?\(w/v\)|%\s?\(v/v\)|\(w/w\)\s?%|\(w/v\)\s?%|\(v/v\)\s?%|w/w\s?%|w/v\s?%"
    r"|v/v\s?%|%\s?w/w|%\s?w/v|(?:중량|질량|부피)\s?퍼센트|중량\s?%|질량\s?%|무게\s?%|부피\s?%|몰\s?%|wt\.?\s?%|mass\s?%"
    r"|vol\.?\s?%|mol\s?%|중량\s?부|질량\s?부|phr|pbw|parts(?![a-z])|퍼센트|percent|퍼밀|%|‰"
    r"|(?:ppm|ppb|피피엠)(?:\s?\(w/w\))?|(?:ml|cc)\s?/\s?100\s?g"
    r"|(?:cc|ml|㎤|cm3|cm³|m?g|㎖|㎎)\s?/\s?\(?(?:㎡|m2|m²)\s?[·./*]?\s?(?:day|d|일|24\s?(?:hrs?|h|시간))(?:\s?[·./]\s?atm)?(?:\)|(?![a-z]))"
    r"|[mμµu]?mol\s?(?:/\s?(?:㎡|m2|m²)\s?[·/]?\s?s(?![a-z])|[·.\s]?m\s?[-−⁻][2²]\s?[·.]?\s?s\s?[-−⁻][1¹])"
    r"|[mμµu]?g\s?(?:GAE|QE|RE|TE|CE|TAE|CGE)\s?/\s?(?:m?g|ml)(?:\s?(?:extract|추출물))?"
    r"|m?w\s?/\s?(?:m\s?[·.]?\s?k|\(m\s?[·.]?\s?k\))(?![a-z])"
    r"|m?w\s?/\s?(?:㎠|cm2|cm²|㎡|m2|m²)|[mk]?j\s?/\s?(?:㎠|cm2|cm²|㎡|m2|m²)"
    rf"|(?:k?gf|g|n)\s?/\s?{_STRIP}(?![a-z\d])"
    r"|oz\s?/\s?(?:yd[2²]|sq\.?\s?yd)(?![a-z\d])|℉|°\s?f(?![a-z])|볼륨(?![가-힣]{2}|을|감)|vol(?:ume)?s?(?![a-z%.]|\s?%)"
    r"|(?:(?-i:[mk]?N)\s?[·.*∙・⋅]?|n·)\s?(?-i:[cm]?m)(?![A-Za-z\d/²])|k?gf?\s?[·.*∙・⋅]\s?[cm]?m(?![a-z\d²])"
    r"|(?:㎡|m2|m²)\s?/\s?g|k?g\s?/\s?(?:㎡|m2|m²|㎥|m3|m³|㎤|cm3|cm³|cc|㎖)(?![a-z\d])|g\s?/\s?ml(?![a-z])|gsm|k?n\s?/\s?[cm]?m(?![a-z\d²])|kgf\s?/\s?cm(?![a-z\d²])"
    r"|(?:[nmμµuk]?g|mcg|㎎|㎍|㎏)(?!\s?/\s(?-i:Mg))(?:\s?/\s?|\sper\s(?=100\s?[gm]))(?:100\s?)?(?:[mdμµu]?l|[mk]?g|㎖|㎕|ℓ|㎏|㎎)(?![a-z]|-[a-z])"
    r"|(?:(?-i:IU|U)|units)\s?/\s?(?:ml|g|㎖)(?![a-z])|(?:mn|dyne?)\s?/\s?c?m(?![a-z\d])|n\s?/\s?mm(?:2|²)|k?n\s?/\s?(?:㎡|m2|m²)(?![a-z\d])"
    r"|kgf\s?/\s?(?:㎠|cm2|cm²)|gf?\s?/\s?(?:㎠|cm2|cm²)(?!\s?[·./*]?\s?(?:day|일|h))|(?:[mμµu]g|㎎|㎍)\s?/\s?(?:㎠|cm2|cm²)|kgy|[x×]\s?g(?![a-z/\d])"
    r"|룩스|lux|lx(?![a-z])|(?-i:IU)(?![A-Za-z])|(?-i:K)(?![A-Za-z\d])|ml\s?/\s?g|g/mol"
    r"|m?mol\s?/\s?[lℓ]|몰\s?/\s?l|몰농도|cfu\s?/\s?g|cfu\sper\s(?:gram|g)(?![a-z])|cfu\s?/\s?ml|/\s?g\s?\(\s?cfu\s?\)|마리\s?/\s?g(?![a-z])|cfu|(?:(?<=[천만억조])|(?<=[천만억조]\s))마리(?![가-힣]{2})"
    r"|mosm(?:ol)?\s?/\s?(?:kg|l)(?![a-z])|meq\s?/\s?kg|mg\s?koh\s?/\s?g"
    r"|(?:[cmk]?[ml]|㎜|㎝|㎞|㎖|ℓ|㎥|m3|m³|cc)\s?/\s?(?:s|sec|min|hr?|분|초|시간|시(?![가-힣]))(?![a-z])|(?:[cm]?m(?:2|²)(?!\s?[/·])|㎟|㎠|㎡)(?![\d])"
    rf"|(?:{'|'.join(p for p in _PREFIXES if p)})?\s?(?:{'|'.join(_WRITTEN_OUT)})"
    r"|마이크론|미크론|microns?|[nμµumck]m(?![a-z])|㎚|㎛|㎜|㎝|å"
    r"|센[티치](?!푸|포)|파이(?=[\s,.)]|의|로|짜리|$)|인치|inch|데시벨|알피엠|토르|torr|루멘|데니[어아]|denier|(?<=\d)(?-i:T)(?![A-Za-z\d가-힣]|\s?(?:MRI|자석|자기장|트럭|크레인|차량))|(?<=\d\d\d)(?-i:D)(?![A-Za-z\d가-힣])|(?<=\d\d)(?-i:D)(?=\s?(?:폴리|나일론|나이론|코듀라|옥스[포퍼]드|립스탑|원단|원사|nylon|poly|cordura|oxford|ripstop))"
    r"|킬로칼로리|칼로리|kcal|k?wh(?![a-z])|k?Ω|옴(?![가-힣])|lm(?![a-z])|mesh|메[쉬시]|매쉬|mA(?![a-z])|(?-i:N)(?![A-Za-z\d/·])|(?-i:Pa)(?![A-Za-z·])"
    r"|킬로(?![가-힣]{2})|(?<=\d)\s?[미밀]리(?=[\s,.)/]|[의로을를이가은는나도]|씩|짜리|두께|굵기|$)|큰술|작은술|테이블\s?스푼|티\s?스푼|방울|차례"
    r"|(?:℃|°\s?c)\s?/\s?(?:분|시간|min|h)(?![a-z])"
    r"|(?:(?<=\d\d)|(?<=\d\d ))(?-i:C)(?![A-Za-z\d가-힣%/\-]|\s?(?:-?rate|레이트|방전|충전|급속))"
    r"|mcg|[mμk]g(?![a-z])|㎎|㎏|㎍|[mμµu]l(?![a-z])|㎖|㎕|cc(?![a-z])|ℓ|℃|°\s?c(?![a-z])|도씨|°(?!\s?(?:brix|bx))"
    r"|mpa[·.]?s|pa·s|k\s?cps?(?![a-z])|cps|cp|kpa|mpa|bar|mmhg|psi|atm|기압|rpm|k?hz|[mg]hz|mah|ah|[mk]?da(?![a-z])|달톤|달턴|db"
    r"|°?\s?brix|°?\s?bx(?![a-z])|브릭스|킬로폰드|k[vw]|m[vw](?![a-z])|시간"
    r"|프로(?![가-힣])|프로(?=뿐|(?:로|를|을|이|가|은|는|의|에|와|랑|하고|만|정도|이상|이하|미만|초과|내외|짜리|함유|배합|들|넣|씩|쯤|예|인|고|도|까지|부터|보다|요|임)(?![가-힣]{3})|라(?:네|고|서|는|며|니|던|더)|네요|더라|밖에|래요?|죠|나\s)"
    r"|(?:hours?|hrs?|minutes?|min|seconds?|msec|sec|days?|weeks?)(?![a-z])|밀리초|(?-i:ms)(?![A-Za-z\d/·^])|(?-i:s)(?![A-Za-z가-힣\d/'’])"
    rf"|(?-i:[mnuμµ]?M)(?![A-Za-z])|[gmlvwh](?![a-z]|/(?!\s?(?:1\s?)?{_SERVING}))"
    r"|(?:나노|마이크로)(?=급|짜리|크기|사이즈|\s?입자|[\s,.)]|의|로(?![가-힣])|라(?![가-힣])|이[고며]|예요|입니다|정도|이[상하]|미만|$)"
    r"|(?:kgf|kp|lbf|gf|scu|kn|ntu|bloom|(?:[mμµu]s|㎲)/cm|d?s/m|cst|mm(?:2|²)/s|d?tex|ppi)(?![a-z\d/])|블룸|데시텍스"
    r"|passes|pass(?![a-z])|cycles?(?![a-z])|사이클(?![가-힣]{2})|times(?![a-z]|\s(?:more|less|higher|lower|larger|smaller|the|a|as|per)(?![a-z]))|패스(?![가-힣])"
    r"|(?:도|초(?!과)|분|주일|일(?!\s?(?:때|경우))|주|배|개|회(?!\s?[가-힣]{1,3}량)|번(?!\s?(?:여과지|필터|균주|서열|제품|시약|라인|단계))|층|겹|부|퍼|바|톤)"
    r"(?=$|[\s,.;()~+·/→×*&]|이상|이하|이내|미만|초과|내지|에서|서(?![가-힣])|부터|까지|정도|동안|간|의|로|으로|를|을|이|은(?![가-힣])|는(?![가-힣])|가(?![가-힣])"
    r"|씩|뿐|보다|인|에|짜리|랑|와|과|하고|고|라|나|니|면|만|마다|예|인데|쯤|가량|안팎|내외|남짓|전후|당(?![가-힣])|도(?=\s(?:채|안|못|넘)))|배[수량](?![가-힣]{2})"
    r"|(?:분|시간|일|주일|주)(?=[전후뒤](?![가-힣])|[전후뒤](?:에|부터|까지)(?![가-힣]))|(?<=\d\s)(?-i:d)(?![A-Za-z가-힣\d/'’.-])"
    r"|(?:개월|년)(?=간|\s?(?:이상|이하|이내|내지|~|동안|정도|숙성|발효|보관|저장|묵|삭)))"
)
_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
    r"(?:\s?[x×*]\s?10(?:\s?\^?\s?[-−]?\d+|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|[eE][+-]?\d{1,2}(?![\w])|\^\d+|(?<=10)[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?(?:\s?(?:만\s?\d(?:\.\d+)?천|십만|백만|천만|천|만|억|조)(?!(?!짜리|달톤|달턴|정도|이상|이하|미만|초과|내지|급|(?:인|의|로|에서|까지|이고|이며|이어|이었|으로|이에|예)(?:[\s가-힣]|$))[가-힣]))?"
)
_SIGNED = rf"(?:(?<![\w)%℃도])[-−](?:(?<![/\n][-−])(?<!\A[-−])\s)?|영하\s?)?{_NUMBER}"
_MULTIPLIERS = {
    "천": 1e3,
    "만": 1e4,
    "십만": 1e5,
    "백만": 1e6,
    "천만": 1e7,
    "억": 1e8,
    "조": 1e12,
}
_SIGNED_UNITS = frozenset({"℃", FAHRENHEIT, "dB", "V"})
"""Units whose values may be negative; before any other number a hyphen is a dash."""
_SAME_WIDTH = str.maketrans("０１２３４５６７８９％～〜∼：（）．－／˚º", "0123456789%~~~:().-/°°")
_ABOUT = r"(?P<{0}>(?<![가-힣])약|대략|about|approx\.?)?\s*"
_ABOVE = r"[을를이가]?\s?(?:넘[겨겼기긴김긺는](?!지)|웃도는|웃돌[가-힣]*|상회[가-힣]*)"
"""«5%를 넘긴», «5%를 웃도는»."""
_LOWER = rf"이상|초과|넘게|넘는|넘도록|보다는?\s?(?:많|높|크)[가-힣]*|or more|at least|or higher|{_ABOVE}"
_NOT_OVER = r"[을를]?\s?(?:안\s?넘|(?:넘기?|초과하)지\s?(?:않|말|못|아니))[가-힣]*"
_BELOW = (
    r"[이가도에]?\s?(?:채\s)?(?:(?:안|못)\s?(?:되|됨|됩|된|돼|미치|미친|미쳐|미침)|(?:되|미치)지\s?(?:않|못))[가-힣]*"
    r"|[을를]?\s?(?:밑도는|밑돌[가-힣]*|하회[가-힣]*)"
)
"""«5%도 안 되는», «5%에 못 미치는», «5%를 밑도는»."""
_UPPER = (
    r"이하|미만|이내|밑으로|아래로|(?:밑|아래)(?=이[라고며에]|인|입|임|[,.)\s]|$)"
    rf"|보다는?\s?(?:적|낮|작)[가-힣]*|or less|or lower|{_NOT_OVER}|{_BELOW}"
)
_BEYOND = rf"초과|넘[게는도]\S*|미만|밑|아래|보다.*|{_ABOVE}|{_BELOW}"
"""Limits that are not within what they bound."""
_SHARE_GLUED = r"\s?(?:%|‰|wt|중량|질량|w/|퍼|프로|ppm|부(?![가-힣]))"
_COMES_TO = (
    r"(?:of\s|(?:(?:is|was)\s)?(?:is|was|ends?|ended|lands?|landed|comes?|came|settles?|settled|sits?|sat|measures?|measured|reads?|stays?|stayed|finishes|finished|adjusted|brought|kept|held|set)\s"
    r"(?:(?:up|down|out|in)\s)?(?:(?:at|to|around|about|near|roughly|approximately)\s)*)"
)
"""«pH lands at 5.9», «pH ended up around 7.4»."""
_SO = (
    rf"(?:{_COMES_TO}|"
    r"(?:(?:딱|정확히|겨우|무려|고작|거의|실측치?|측정치|실측값|측정값)\s|(?:재|찍어|측정해?|체크해?|확인해)\s?(?:보니까?|보면|봤더니|봤는데)\s|[가-힣]{1,5}[게인]\s|(?:[가-힣]{1,5}\s)?(?:낮춰|맞춰|높여|조절해|쪽|쪽인)\s)"
    rf"(?!{_NUMBER}\s?(?:종|가지|번|단계|차|명|월)))?"
)
"""What may stand between a scale and its value: «pH는 상큼하게 3.5», «pH 재보니 8.2»."""
_AT_HEAT = r"@?\s?\d{1,2}\s?(?:℃|°\s?C|도|C)"
"""«pH(25℃) 7.2», «pH는 25도에서 5.5»: where a value is measured."""


_HYPHENATED = (
    r"(?:mesh|min(?:ute)?|hours?|hr|days?|weeks?|microns?|[cmnμµu]m|m?g|ml|rpm|bar|kDa)"
    r"(?<!(?-i:mM))(?![A-Za-z\d])"
)
"""Units that English joins to their number: «a 60-mesh sieve», «12-hour soak»."""
_RANGE = re.compile(
    rf"(?:(?P<bare>{_BARE_NAMES})(?:\s?(?:값|지수|수치))?(?:\s?\(\s?(?:{_AT_HEAT}|[A-Za-zη]{{1,3}})\s?\))?\s*(?:이|가|는|은|[:=|]|을|를|만(?=\s)|도(?=\s))?\s*(?:(?:약산성|약알칼리성?|중성|알칼리성?|산성)(?:인|의|으로)?\s(?=\d)|(?:쟀|재\s?봤|재봤|재\s?보|측정[해하했]|찍어\s?봤)[가-힣]*(?:\s결과)?\s(?=\d)|(?:측정|실측|시험)\s?(?:결과|값|치)(?:는|은|가|이)?\s?(?=\d))?(?:{_AT_HEAT}\s?(?:에서(?:는)?|기준(?:으로)?|측정\s?시?)\s(?=\d))?{_SO}|(?<![A-Za-z\d.,]-)(?<![A-Za-z\d.])"
    rf"|(?<=[A-Za-z])(?<![A-Za-z]-)(?={_NUMBER}{_SHARE_GLUED}))"
    r"(?:(?P<least>(?<![가-힣])(?:적어도|최소한?|at least))"
    r"|(?P<most>(?<![가-힣])(?:최대한?|많아야|at most|up to)))?\s*"
    rf"{_ABOUT.format('about1')}(?P<n1>{_SIGNED})(?:\s*(?:±|\+/-)\s*(?P<plus>{_NUMBER}))?(?:-(?={_HYPHENATED})|\s*)(?P<u1>{_UNIT})?"
    rf"(?:\s*(?:(?P<l1>{_LOWER})?(?:이고|이며|,|에서|부터)?\s*(?:내지|~|–|-|to)?)\s*"
    rf"(?:(?:{_BARE_NAMES})\s*)?{_ABOUT.format('about2')}(?P<n2>{_SIGNED})\s*(?P<u2>{_UNIT})?)?"
    rf"(?:\s*(?P<limit>{_NOT_OVER}|{_LOWER}|{_UPPER})(?:\s*(?P<u3>{_UNIT}))?)?",
    re.IGNORECASE,
)
_NAMED_SCALE = re.compile(rf"(?:{_BARE_NAMES})(?=[^\d]*$)", re.IGNORECASE)
"""«이소도데칸 55, HLB 8»: the scale that the second number is on."""
_ANGLE = re.compile(
    r"(?:접촉각|각도|경사|회전|기울[기어여임]|(?<![가-힣])틸트|꺾|젖[혀히]|등받이|리클라인(?:드|딩|닝)?|시야각|화각|조사각|빔각|토크|비틀림|로프트|라이각|비틂|벌[림어]|펼침|펼쳐|angle|recline|tilt|torque|loft|fov)[^\d]{0,20}$",
    re.IGNORECASE,
)
"""Words before a number in 도 that is an angle, no temperature."""
_LENGTH = re.compile(
    r"(?:(?:두께|총두께|전체|한\s?변|변|쿠션|메쉬|매쉬|메시|폼|패드|시트|필름|강판|철판|유리|합판|상판|매트|패딩|밑창|미드솔|중창|깔창|폭|너비|길이|높이|깊이|지름|직경|[내외]경|간격|가로|세로|크기|굵기|입자)[은는이가도]?|굵은|두꺼운|두툼한|가느다란|가는|얇은)\s?(?:약\s?|겨우\s|고작\s|딱\s|무려\s)?$"
)
_ANGLE_AFTER = re.compile(
    r"\s?(?:이하|이상|미만|정도|내외)?\s?(?:의|로|으로|만큼|씩|까지)?\s?(?:범위의\s)?(?:경사|각도|박리|필\s|peel|각(?![가-힣])|각으로|절곡|굴곡|접[히혀]|펼[쳐치]|비틀|기울|회전|틸트|꺾|젖[혀히]|벌[어려리]|굽[은힌혀어히]|구부|돌[아려]|눕|누[워운]|들어\s?올[리려린림]|젖[히혀힌])"
)
"""The same behind it: «30도 기울인», «15 내지 30도의 각도로»."""


@dataclass(frozen=True)
class Quantity:
    """A value or range with its unit, and its place in the text."""

    start: int
    end: int
    low: float
    high: float
    low_open: bool
    high_open: bool
    unit: str
    """Canonical unit, e.g. ``중량%``, ``m``, ``pH``; empty for a bare number."""
    scale: float = 1.0
    """Factor from the unit as written to the canonical one."""
    about: bool = False
    """One value said to be about so much; ``low`` and ``high`` are widened by ``ABOUT``."""

    @property
    def is_value(self) -> bool:
        """Whether this is one value, not a range."""
        return self.low == self.high


@dataclass(frozen=True)
class RangeCheck:
    """How a stated quantity stands to a claimed range."""

    verdict: Literal["inside", "outside", "overlaps", "incomparable"]
    deviation: Deviation | None = None
    near: bool = False


def _number(text: str) -> float:
    compact = re.sub(r"[\s,]", "", text.lower())
    compact = re.sub(rf"[{_RAISED}]+", lambda m: "^" + m[0].translate(_LOWERED), compact)
    sign = -1.0 if compact[0] in "-−" or compact.startswith("영하") else 1.0
    compact = compact.lstrip("-−영하").replace("x", "×").replace("*", "×")
    ten_thousands, both, thousands = compact.partition("만")
    if both and thousands.endswith("천"):
        return sign * (float(ten_thousands) * 1e4 + float(thousands.removesuffix("천")) * 1e3)
    factor = 1.0
    for word in sorted(_MULTIPLIERS, key=len, reverse=True):
        if compact.endswith(word):
            compact, factor = compact.removesuffix(word), _MULTIPLIERS[word]
            break
    if re.fullmatch(r"[\d.]+e[+-]?\d+", compact):
        return sign * float(compact) * factor
    mantissa, times, power = compact.replace("−", "-").partition("×10")
    if times:
        factor *= 10.0 ** int(power.strip("^") or 0)
    base, caret, exponent = mantissa.partition("^")
    value = float(base) ** int(exponent) if caret else float(base)
    return sign * value * factor


_POWERS = (
    ("㎡", "m2"),
    ("m²", "m2"),
    ("㎟", "mm2"),
    ("㎠", "cm2"),
    ("yd²", "yd2"),
    ("sq.yd", "yd2"),
    ("sqyd", "yd2"),
    ("㎥", "m3"),
    ("m³", "m3"),
    ("㎤", "cm3"),
    ("/ul", "/μl"),
    ("umol", "μmol"),
    ("m2·s", "m2s"),
    ("m2/s", "m2s"),
)
"""Ways to write the same compound unit."""
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"
_LOWERED = str.maketrans(_RAISED, "0123456789-")


def _unit(text: str) -> tuple[str, float]:
    if text.strip() in _MOLARS:
        return "mol/L", _MOLARS[text.strip()]
    if text.strip() == "D":
        return "den", 1.0
    key = re.sub(r"\s", "", text.lower().replace(" per ", "/")).translate(_LIGATURES)
    key = key.replace("ug/", "μg/")
    key = re.sub(
        r"(?<=g)(?:gae|qe|re|te|ce|tae|cge)(?=/)|extract|추출물", "", key
    )  # equivalents of a standard
    if "mol" in key:
        key = re.sub(r"(?<=mol)[·.]?m[-−⁻][2²][·.]?s[-−⁻][1¹]", "/m2s", key)
    passed = _PASSED.fullmatch(key)
    if passed:
        return _PER_DAY[passed["what"]]
    peeled = _PEELED.fullmatch(key)
    if peeled:
        return "N/m", _FORCES[peeled["force"]] * 1e3 / float(peeled["width"] or 25.4)
    turned = _TORQUE.fullmatch(re.sub(r"\s", "", text))
    if turned:
        force = _FORCES[turned["force"].lower()] * _FORCE_PREFIXES[turned["by"]]
        return "N·m", force * _UNITS[turned["arm"]][1]
    timed = _IN_TIME.fullmatch(key)
    if timed:
        unit, factor = _FAR_OR_MUCH.get(timed["what"]) or _UNITS[timed["what"]]
        return f"{unit}/s", factor / _UNITS["시간" if timed["time"] == "시" else timed["time"]][1]
    key = "×g" if key == "xg" else key
    for written, plain in _POWERS:
        key = key.replace(written, plain)
    key = key.removesuffix("(w/w)") if key.startswith("pp") else key
    return _UNITS.get(key) or _UNITS.get(key.replace(".", "")) or _concentration(key) or (key, 1.0)


_TORQUE = re.compile(r"(?P<by>[mk](?=N))?(?P<force>N|n(?=·)|[kK]?gf?)[·.*∙・⋅]?(?P<arm>[cm]?m)")
"""«5 N·m», «60kgf·cm»: a force on an arm."""
_FORCE_PREFIXES = {None: 1.0, "m": 1e-3, "k": 1e3}
_IN_TIME = re.compile(
    r"(?P<what>[cmk]?m|㎜|㎝|㎞|[mk]?l|cc|㎖|㎥|m3|m³)/(?P<time>s|sec|초|min|분|hr?|시간|시)"
)
"""«38mm/s», «2L/min», «3㎥/h»: a way or a volume in a time."""
_FAR_OR_MUCH = {
    **dict.fromkeys(("km", "㎞"), ("m", 1e3)),
    **dict.fromkeys(("kl", "㎥", "m3", "m³"), ("L", 1e3)),
}
"""Units of a way or a volume that are counted in a time alone."""
_PASSED = re.compile(
    r"(?P<what>[a-z]+3?|㎤|cm³)/\(?(?:㎡|m2|m²)[·./*]?(?:day|d|일|24(?:hrs?|h|시간))(?:[·./]atm)?\)?"
)
"""What passes through a film in a day: «cc/㎡·day», «g/(m2·24h)»."""
_PER_DAY = {
    **dict.fromkeys(("cc", "ml", "㎤", "cm3", "cm³"), ("cc/m2·day", 1.0)),
    "g": ("g/m2·day", 1.0),
    "mg": ("g/m2·day", 1e-3),
}
_MOLARS = {"M": 1.0, "mM": 1e-3, "μM": 1e-6, "µM": 1e-6, "uM": 1e-6, "nM": 1e-9}
_CONCENTRATION = re.compile(r"(?P<mass>[a-zμ]+)/(?P<hundred>100)?(?P<whole>[a-zμ]+)")


def _concentration(key: str) -> tuple[str, float] | None:
    """Return the share that a mass on a mass or a volume is: «ng/ml», «mg/100g»."""
    match = _CONCENTRATION.fullmatch(key)
    if match is None or match["mass"] not in _MASSES or match["whole"] not in _WHOLES:
        return None
    unit, whole = _WHOLES[match["whole"]]
    return unit, 100 * _MASSES[match["mass"]] / (whole * (100 if match["hundred"] else 1))


_SIGNED_SIZE = re.compile(
    r"(?<![A-Za-z\d가-힣])[RΦφØø](?=\d+(?:\.\d+)?\s?(?:mm|㎜|cm|㎝|미리|밀리))"
)
"""«R2.0mm», «Φ5mm»: the sign of a radius or a diameter, glued to its value."""
_LETTER_O = re.compile(r"(?<![A-Za-z\d])[Oo](?=\.\d)")
"""A letter O that stands for a nought, as claims have it: «O.1~30.0중량%»."""


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the amounts and ranges of ``text`` that carry a unit (or pH, SPF, HLB), in order."""
    return tuple(_on_body(text, _per_volume(text, _from_to(text, _found(text)), False)))


def bare_value(text: str, at: int) -> Quantity | None:
    """Return the number or range without a unit at a place: the 80 of «RDA가 80 이하»."""
    lead = "SPF "
    tail = _NEXT_PART.split(text[at : at + BARE_REACH])[0]
    first = next(iter(find_quantities(lead + tail)), None)
    if first is None or first.unit != "SPF" or first.start:
        return None
    return replace(first, start=at, end=at + first.end - len(lead), unit="")


_NEXT_PART = re.compile(r"[,;/)]\s|[,/;)](?=[^\d])|\n|\.\s")
BARE_REACH = 32
"""Characters in which a value without a unit is read."""


def _found(text: str) -> list[Quantity]:
    text = _LETTER_O.sub("0", text.translate(_SAME_WIDTH))
    text = _SIGNED_SIZE.sub(" ", text)
    text = _IN_DEGREES.sub(lambda m: m["value"] + " " * len(m["degree"]), text)
    found: list[Quantity] = []
    at = 0
    while match := _RANGE.search(text, at):
        at = max(match.end(), at + 1)
        quantity = _read(match)
        if quantity is None and match["n2"]:
            # Two numbers that are no range ("옥탄 2 이상, 5%"): read the second on its own.
            named = _NAMED_SCALE.search(text, match.end("n1"), match.start("n2"))
            at = named.start() if named else match.start("n2")
        elif quantity is not None and _is_former(match):
            at = match.start("n2")
        elif quantity is not None:
            quantity = _with_minutes(text, quantity)
            found.append(quantity)
            at = quantity.end
    found = [_at_trigger(text, _in_celsius(text, _speed(text, q))) for q in _turns(text, found)]
    found += _spelled_times(text, found)
    found += _digits(text)
    found += _durometers(text, found)
    found += _blends(text, found)
    found = _fractions(text, _spoken(text, found))
    found += _listed(text, found)
    found += _before_scale(text, found)
    return sorted(found, key=lambda q: q.start)


_IN_DEGREES = re.compile(
    r"(?P<value>(?:쇼어|shore|아스커|asker)\s?-?(?:A|C|D|F|00)\)?(?:\s?(?:경도|타입|형|기준))?\s?\d{1,2})(?P<degree>\s?(?:도|°)(?!\s?C))",
    re.IGNORECASE,
)
"""«쇼어 A 48도»: the degrees of a hardness."""


def _durometers(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """«silicone gasket 35A», «경도 40A 고무»: the hardness of a rubber by its number and scale."""
    for m in _DUROMETER.finditer(text):
        value = float(m["value"])
        start, end = m.start("value"), m.end()
        if not any(q.start < end and start < q.end for q in found):
            yield Quantity(start, end, value, value, False, False, f"Shore {m['scale']}")


_DUROMETER = re.compile(
    r"(?:실리콘|고무|우레탄|TPE|TPU|TPV|EPDM|NBR|EVA|개스킷|가스켓|패킹|오링|경도|silicone|rubber|gasket|durometer|hardness)"
    r"(?:[^\d.,/;\n]{0,10})?\s(?P<value>[1-9]\d)\s?(?P<scale>[AD])(?![A-Za-z\d가-힣/]|\s?(?:전류|충전|어댑터|퓨즈|모터))",
    re.IGNORECASE,
)


def _blends(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """«면 60 폴리 40», «나일론 78/스판 22»: fibres with bare numbers that make 100 in all."""
    told = [
        Quantity(*m.span("share"), float(m["share"]), float(m["share"]), False, False, "%")
        for m in _FIBRE_SHARE.finditer(text)
    ]
    whole = len(told) > 1 and sum(q.low for q in told) == _WHOLE
    free = all(q.end <= t.start or t.end <= q.start for t in told for q in found)
    return told if whole and free else []


_WHOLE = 100
_FIBRE_SHARE = re.compile(
    r"(?<![가-힣A-Za-z])(?:순면|면|코튼|폴리에스(?:터|테르)|폴리|나일론|나이론|레이온|인견|비스코스|모달|텐셀|리오셀|아크릴|울|양모|캐시미어|린넨|마|실크|아세테이트|큐프라"
    r"|스판(?:덱스)?|폴리우레탄|라이크라|엘라스탄|폴리에틸렌|폴리프로필렌|폴리아미드|HDPE|PE|PP|PET|PU|cotton|polyester|nylon|rayon|viscose|modal|tencel|lyocell|wool|linen|silk|acrylic|spandex|elastane|lycra)"
    r"(?:\s?(?:필라멘트|섬유|원사|탄성사|사|fiber|filament))?\s?(?P<share>\d{1,2})(?=\s*(?:[,/+·)(]|$|[가-힣A-Za-z]))(?!\s?(?:수|데니어|도|겹|장|매|번|년|cm|mm|den|g|d(?![a-z])|s(?![a-z])))",
    re.IGNORECASE,
)
"""A fibre of a cloth with a number behind it."""


def _speed(text: str, q: Quantity) -> Quantity:
    """«시속 25km», «초속 3m»: a way in an hour, a minute or a second."""
    a_time = _AN_HOUR.search(text, max(0, q.start - 8), q.start) if q.unit in _WAYS else None
    if a_time is None:
        return q
    factor = _WAYS[q.unit] / _IN_SECONDS[a_time["time"]]
    return replace(q, low=q.low * factor, high=q.high * factor, unit="m/s", scale=q.scale * factor)


_WAYS = {"m": 1.0, "km": 1000.0}
_IN_SECONDS = {"시": 3600.0, "분": 60.0, "초": 1.0}
_AN_HOUR = re.compile(r"(?P<time>시|분|초)속\s?(?:은\s|이\s)?(?:약\s?|최고\s|최대\s)?$")


def _at_trigger(text: str, q: Quantity) -> Quantity:
    """«42℃ 초과 시 차단», «42℃를 넘는 순간»: the value at which something happens, as in «42℃를 초과하면»."""
    over = q.low_open and math.isinf(q.high)
    under = q.high_open and math.isinf(q.low)
    if not (over or under) or not _WHEN.match(text, q.end):
        return q
    at = q.low if over else q.high
    return replace(q, low=at, high=at, low_open=False, high_open=False)


_WHEN = re.compile(
    r"(?:하|되|이)?면(?![가-힣])|\s?시(?:에|에는|엔)?(?![가-힣])|(?:하는|되는|인)?\s?(?:순간|경우|즉시)|(?:할|될|일)\s?(?:때|경우|시)"
)
"""What makes a limit the moment of something: «초과 시», «넘는 순간»."""


def _in_celsius(text: str, q: Quantity) -> Quantity:
    """«149°F», «화씨 149도»: what is told in Fahrenheit, in ℃."""
    if q.unit != FAHRENHEIT and not (
        q.unit == "℃" and _IN_FAHRENHEIT.search(text, max(0, q.start - 8), q.start)
    ):
        return q
    low, high = ((limit - 32) / 1.8 for limit in (q.low, q.high))
    return replace(q, low=low, high=high, unit="℃", scale=1 / 1.8)


_IN_FAHRENHEIT = re.compile(r"화씨\s?(?:약\s?)?$")
_A_MINUTE = r"분당|매분|[1일]\s?분에"
_IN_A_TIME = re.compile(
    rf"(?:(?P<min>{_A_MINUTE})|초당|매초|[1일]\s?초에)\s?(?:약\s?|최대\s?|무려\s?)?$"
)
"""«초당 1,800번», «분당 9만 회»: before how often something goes round or to and fro."""
_TURNS = re.compile(
    rf"(?:{_A_MINUTE})\s?(?:약\s?)?(?P<n>\d[\d,]*)"
    r"(?:\s?(?:~|-|내지)\s?(?P<m>\d[\d,]*))?\s?(?:회전|바퀴)"
    r"|(?P<n2>\d[\d,]*)(?:\s?(?:~|-|내지)\s?(?P<m2>\d[\d,]*))?\s?(?:(?:회전|회|번|바퀴|펄스|스트로크)\s?/\s?(?:분|min)|(?:rev|times|pulses?|strokes?|cycles?)?\.?\s?/\s?min|r\s?/\s?min)"
    r"|(?:초당|매초|[1일]\s?초에)\s?(?:약\s?)?(?P<s>\d[\d,.]*)\s?(?:회전|바퀴)",
    re.IGNORECASE,
)


def _turns(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Return the quantities with turns in a minute: «분당 50회전», «1,500회/분», «300 rev/min», «초당 2회전»."""
    found = [_a_minute(text, q) for q in found]
    made = []
    for match in _TURNS.finditer(text):
        low = _number(match["n"] or match["n2"] or match["s"])
        last = match["m"] or match["m2"]
        high = _number(last) if last else low
        if match["s"]:
            low, high = low * 60, high * 60
        made.append(Quantity(*match.span(), low, high, False, False, "rpm"))
    return [*(q for q in found if all(q.end <= m.start or m.end <= q.start for m in made)), *made]


def _a_minute(text: str, q: Quantity) -> Quantity:
    """«초당 20번» is 1,200 a minute."""
    often = _IN_A_TIME.search(text, max(0, q.start - 10), q.start) if q.unit == "회" else None
    if often is None:
        return q
    times = 1.0 if often["min"] else 60.0
    return replace(q, low=q.low * times, high=q.high * times, unit="rpm", scale=q.scale * times)


_FRACTION = re.compile(
    r"(?<![가-힣\d.])(?P<whole>\d{1,3}|삼|사|오|십|백)\s?분의\s?(?P<part>\d{1,2}|일|이|삼|사)(?![\d가-힣]*(?:로|까지)\s?(?:농축|졸|줄))"
    r"|(?:전체|총량|전량|총\s?중량|중량|무게|부피|용량)(?:의|중)?\s(?P<half>절반|반)(?=[을를은는이인]|정도|가량|\s|$)"
    r"|(?:전체|총량|전량|총\s?중량|중량|무게|부피|용량)(?:의|중)?\s(?P<over>\d)/(?P<under>\d{1,2})(?![\d/])"
    r"|(?<=[가-힣])(?<!그)(?<!의)\s(?P<rest>절반)(?=\s?[,.]|$|이고|이며|\s정도|\s[가-힣]+$)"
)
"""«3분의 1», «전체의 절반», «전체의 1/4»: a share."""
_DIGITS = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "십": 10, "백": 100}


def _fractions(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Return the quantities with shares that are told as fractions, which are no minutes."""
    made = []
    for match in _FRACTION.finditer(text):
        if match["half"] or match["rest"]:
            share, span = 50.0, match.span("half" if match["half"] else "rest")
        else:
            names = ("over", "under") if match["over"] else ("part", "whole")
            part, whole = (float(_DIGITS.get(match[n], 0) or match[n]) for n in names)
            share, span = 100 * part / whole if whole else 0.0, match.span()
        made.append(Quantity(*span, share, share, False, False, "%"))
    apart = [q for q in found if all(q.end <= m.start or m.end <= q.start for m in made)]
    return [*apart, *made]


_BY_DIGITS = re.compile(
    r"(?<![가-힣])(?P<count>한|두|세|1|2|3)\s?자릿?\s?수(?:대)?\s?(?P<unit>%|퍼센트|프로(?![가-힣]{2})|ppm)(?:\s?대)?"
)


def _digits(text: str) -> Iterator[Quantity]:
    """Yield shares that are told by how many digits they have: «한 자릿수 %», «두 자릿수 퍼센트»."""
    for match in _BY_DIGITS.finditer(text):
        count = {"한": 1, "두": 2, "세": 3}.get(match["count"]) or int(match["count"])
        unit, scale = _unit(match["unit"])
        low, high = (10**n * scale for n in (count - 1, count))
        yield Quantity(*match.span(), low, high, False, True, unit, scale)


_SPOKEN = re.compile(
    rf"(?<![가-힣A-Za-z\d.,-])(?P<number>[일삼사오육칠팔구](?=\s?(?:퍼센트|프로))|이(?=퍼센트|프로)|(?=[^\s]*[십백천만])(?:\d+(?:\.\d+)?|[일이삼사오육칠팔구십백천만])(?:\s?\d+|\s?[일이삼사오육칠팔구십백천만])*)"
    rf"\s?(?P<unit>(?=[A-Za-z㎎-㏚μ℃])(?:{_UNIT})|퍼센트|프로(?![가-힣])|(?<=[십백일이삼사오육칠팔구]\s)(?:도|분|시간)(?=에서|[간로,]|\s|동안))",
    re.IGNORECASE,
)
"""«만오천 cps», «6천5백 mPa·s», «이십 분간»: numbers as they are spoken."""
_SINO = {c: float(n) for n, c in enumerate("일이삼사오육칠팔구", 1)}
_SINO_TENS = {"십": 10.0, "백": 100.0, "천": 1e3}


def _spoken(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Return the quantities with those whose number is spelled in Sino-Korean words, wholly or in part."""
    made = []
    for match in _SPOKEN.finditer(text):
        value = _spoken_number(match["number"])
        if value is not None and not any(q.start <= match.start() < q.end for q in found):
            unit, scale = _unit(match["unit"])
            made.append(
                Quantity(*match.span(), value * scale, value * scale, False, False, unit, scale)
            )
    return [*(q for q in found if all(q.end <= m.start or m.end <= q.start for m in made)), *made]


def _spoken_number(words: str) -> float | None:
    """Return the number of «만오천», «6천5백»; None where the words are none: «십백»."""
    total = section = 0.0
    digit: float | None = None
    for part in re.findall(r"\d+(?:\.\d+)?|[가-힣]", words):
        if part == "만":
            total, section, digit = (section + (digit or 0.0) or 1.0) * 1e4, 0.0, None
        elif part in _SINO_TENS:
            section += (1.0 if digit is None else digit) * _SINO_TENS[part]
            digit = None
        elif digit is not None:
            return None
        else:
            digit = _SINO.get(part) or float(part)
    return total + section + (digit or 0.0)


_WORDS: tuple[tuple[str, float, float, str], ...] = (
    (r"얼음\s?물", 0, 4, "℃"),
    (r"(?:찬|차가운|시원한)\s?물|냉수(?!기|통|관|조|탱)", 0, 20, "℃"),
    (r"미지근한\s?물|미온수", 30, 40, "℃"),
    (r"제로\s?드[롭랍]|zero[\s-]drop", 0, 0, "m"),
    (r"(?:뜨거운|따끈한)\s?물|열수(?!\s?추출|분해)", 60, 100, "℃"),
    (r"(?:펄펄\s?)?끓(?:는|인|여서?|이는)\s?(?:[가-힣]{1,3}\s)?물(?!질)", 100, 100, "℃"),
    (
        r"(?<![가-힣])(?:실온|상온)(?=에서?(?![가-힣])|\s?\(|\s?(?:방치|숙성|발효|건조|교반|혼합|침지|유화|반응|배양|추출|프레스|압착|까지|으로\s?(?:식|냉각)))",
        20,
        25,
        "℃",
    ),
    (
        r"(?<![가-힣])냉장(?=고에서?(?![가-힣])|실에서?(?![가-힣])|에서?(?![가-힣])|\s?(?:숙성|발효|침지|추출|방치|냉침))",
        0,
        10,
        "℃",
    ),
    (
        r"(?<![가-힣])냉동(?=고에서?(?![가-힣])|실에서?(?![가-힣])|에서(?![가-힣])|\s?(?:숙성|침지|방치))",
        -25,
        -18,
        "℃",
    ),
)
"""Words of a product text that stand for a value, and between which limits it lies: room temperature
as USP <659> has it (20 to 25℃), 냉장 and 냉동 as the Korean Food Code (식품공전) has them, water by
what people call so."""
_NEAR_WORD = 8
"""Characters between a word and the number that says the same: «상온(25℃)», «20도 냉장»."""


_NOT_SO = re.compile(r"[이가은는]?\s?(?:아니[고라며]|아닌|아님|말고(?![도는])|대신)")
"""«100%가 아니고 0.5%», «5% 대신 3%»: the first value is none."""


def stated_quantities(text: str) -> tuple[Quantity, ...]:
    """Return what a product text states: its numbers, and the words that stand for a value."""
    every = _on_body(text, _per_volume(text, _from_to(text, _found(text)), True))
    found = [settled(q) for q in every if not _NOT_SO.match(text, q.end)]
    found = _per_recipe(text, found)
    found += _bare_counts(text, found)
    found += _rates(text, found)
    found += _of_a_serving(text, found)
    for words, low, high, unit in _WORDS:
        for match in re.finditer(words, text):
            start, end = match.span()
            if not any(
                q.unit == unit and q.start - end <= _NEAR_WORD and start - q.end <= _NEAR_WORD
                for q in found
            ):
                found.append(Quantity(start, end, low, high, False, False, unit))
    return tuple(sorted(found, key=lambda q: q.start))


_CFU_SERVING = r"(?P<serving>포|캡슐|정|스틱|알|병|봉|tab(?:let)?|capsule|stick|sachet|serving)(?![가-힣]{2}|[a-z])"
_SERVING_MASS = re.compile(
    rf"(?<![\d.])(?:1|한|일|per|an?)\s?{_CFU_SERVING}\s?(?:당|은|는|에|:|=|\()?\s?(?:약\s?)?$",
    re.IGNORECASE,
)
"""«1포 2g», «1캡슐(500mg)»: before how much one serving is."""
_IN_SERVING = re.compile(
    rf"(?<![\d.])(?:1|한|일|per)\s?{_CFU_SERVING}(?:\s?\d+(?:\.\d+)?\s?m?g)?\s?(?:당|에|기준|:)?\s?(?:[가-힣]{{1,5}}\s){{0,2}}(?:약\s?)?$",
    re.IGNORECASE,
)
_BARE_COUNT = re.compile(
    r"(?:투입\s?균수|보장\s?균수|유산균\s?수|생균\s?수|균\s?수|투입량?|유산균|(?P<day>하루(?:에|\s섭취량)?|1?일일?\s?(?:섭취량\s?)?(?:당|에)?|(?:1|한)\s?(?:포|캡슐|알|정|스틱)(?:에|당)?))(?:[은는이가로:=]|으로)?\s?(?:약\s?|총\s?|무려\s?|최대\s?)?"
    r"(?P<n>\d[\d,.]*\s?(?:천만|백만|만|억|조))(?!\s?(?:cfu|마리|원|달러|개|\d))(?P<each>\s?/\s?g(?![a-z]))?",
    re.IGNORECASE,
)


_MICROBES = re.compile(
    r"유산균|프로바이오틱|비피더스|비피도|락토|균주|생균|probiotic", re.IGNORECASE
)
"""Of what a count a day is: «유산균 5종, 하루 300억»."""


def _bare_counts(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """«투입균수 150억/g», «1g당 투입 500억»: how many microbes, where the unit goes without saying."""
    made = []
    for said in _BARE_COUNT.finditer(text):
        start, end = said.start("n"), said.end()
        if any(q.start < end and start < q.end and q.unit for q in found):
            continue
        if said["day"] and not _MICROBES.search(text):
            continue
        each = said["each"] or re.search(r"(?:1\s?)?g\s?당\s?$", text[: said.start()])
        value = _number(said["n"])
        made.append(Quantity(start, end, value, value, False, False, "CFU/g" if each else "CFU"))
    return made


_PER_SERVING = re.compile(rf"\s?(?:/|per)\s?(?:1\s?)?{_CFU_SERVING}", re.IGNORECASE)


def _of_a_serving(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """«1포 2g. 1포에 20억 CFU», «100억 CFU/캡슐, 1캡슐 500mg»: a count in one serving, on a gram."""
    counts = [q for q in found if q.unit == "CFU"]
    if not counts:
        return []
    masses = {
        said["serving"]: q.low
        for q in found
        if q.unit == "g" and q.is_value and (said := _SERVING_MASS.search(text, 0, q.start))
    }
    made = []
    for q in counts:
        said = _IN_SERVING.search(text, 0, q.start) or _PER_SERVING.match(text, q.end)
        mass = masses.get(said["serving"]) if said else None
        rate = _on(q, "g", mass, False) if mass else None
        made += [rate] if rate else []
    return made


def _from_to(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """«최소 3% 최대 5%»: two limits of one range."""
    made: list[Quantity] = []
    for q in found:
        last = made[-1] if made else None
        if (
            last is not None
            and last.unit == q.unit
            and math.isinf(last.high)
            and math.isinf(q.low)
            and math.isfinite(last.low)
            and last.low <= q.high
            and re.fullmatch(
                r"[\s,~]*(?:최대한?|많아야|at most|up to)?\s*", text[last.end : q.start]
            )
        ):
            made[-1] = replace(last, end=q.end, high=q.high, high_open=q.high_open)
        else:
            made.append(q)
    return made


_ON = re.compile(
    r"(?<![\d.])(?:(?P<number>\d[\d.,]*)\s?)?(?P<unit>ml|㎖|cc|밀리리터|dl|l|ℓ|리터|k?g|㎏|그램|킬로그램|킬로|톤)"
    r"\s?(?:당|마다|기준(?:으로)?(?=\s)|에\s?대(?:하여|해서?)(?=\s)|에는?(?=\s*(?:약\s*)?$))\s*"
    r"(?P<name>(?:\d+\s?%\s?)?(?:[가-힣A-Za-z][^\d,.;:!?\n]{0,15}?)?\s*)(?:약\s*)?$",
    re.IGNORECASE,
)
"""What an amount is counted on, before it: «mL당 10.5mg», «1kg당 증류수 4 내지 6리터»."""
_TIME_BEFORE = re.compile(
    r"(?<![가-힣\d])(?:(?:1\s?)?(?P<unit>초|분|시간)(?:당|마다)|1\s?(?P<one>초|분|시간)(?:간|에)|매\s?(?P<each>초|분|시간))\s*(?:약\s*)?$"
)
"""«분당 0.5℃», «1초에 40mm씩», «매분 2L»."""
_SPACE_BEFORE = re.compile(
    r"(?:1\s?)?(?P<space>㎡|m2|m²|제곱\s?미터|평방\s?미터|헤베|㎠|cm2|cm²|제곱\s?센티(?:미터)?|㎥|m3|m³|세제곱\s?미터|입방\s?미터|루베)\s?(?:당|마다)\s?"
    r"(?:(?:중량|무게|질량|밀도)(?:은|는|이|가)?\s?)?(?:약\s?)?$"
)
"""«제곱미터당 220g», «㎥당 50kg»: a mass on an area or a space."""
_ON_SPACE = (
    (re.compile(r"㎡|m[2²]|제곱\s?미터|평방|헤베"), "g/m2", 1.0),
    (re.compile(r"㎠|cm|제곱\s?센"), "g/m2", 1e4),
    (re.compile(r""), "g/cm3", 1e-6),
)
_COUNTED_ON = {
    ("g", "g"): ("중량%", 100.0),
    ("g", "L"): ("w/v%", 0.1),
    ("L", "g"): ("L/g", 1.0),
    ("L", "L"): ("부피%", 100.0),
    ("CFU", "g"): ("CFU/g", 1.0),
    ("CFU", "L"): ("CFU/mL", 1e-3),
    ("IU", "g"): ("IU/g", 1.0),
    ("IU", "L"): ("IU/mL", 1e-3),
}
"""The unit of an amount of the first unit on one of the second, and the factor to it."""


_ON_A_THING = {"중량%": "g/g", "w/v%": "g/L"}
"""Units of what is counted on a named thing («황토 1kg당 숯 70g», «물 1L당 소금 20g»), by those of shares."""


def _on(part: Quantity, unit: str, size: float, of_a_thing: bool) -> Quantity | None:
    """Return an amount as counted on a base of a size (g or L), of a named thing or of the whole.

    None where nobody counts so.
    """
    made = _COUNTED_ON.get((part.unit, unit))
    if made is None or size <= 0:
        return None
    factor = made[1] / size
    low, high, scale = part.low * factor, part.high * factor, part.scale * factor
    name = _ON_A_THING.get(made[0], made[0]) if of_a_thing else made[0]
    return replace(part, low=low, high=high, scale=scale, unit=name)


def _on_space(mass: Quantity, space: str) -> Quantity:
    """Return a mass as counted on an area or a space."""
    unit, factor = next((u, f) for words, u, f in _ON_SPACE if words.match(space))
    low, high, scale = mass.low * factor, mass.high * factor, mass.scale * factor
    return replace(mass, low=low, high=high, scale=scale, unit=unit)


def _per_volume(text: str, found: Sequence[Quantity], stated: bool) -> list[Quantity]:
    """«mL당 10.5mg», «100g당 22g», «분당 0.5℃»: a mass on a volume or mass is a share, warming in a time a rate.

    What is counted on a named thing («인삼 1kg당 소엽 1kg») is no share of the whole. Of what a product
    states, liquid and mass themselves are kept beside the rate, and what each name has of a whole is
    told where the names are known (``evidence.amounts``).
    """
    made: list[Quantity] = []
    last: tuple[str, float, bool] | None = None
    for q in found:
        rate = _TIME_BEFORE.search(text, 0, q.start) if q.unit in ("℃", "L", "m") else None
        if rate:
            made = [o for o in made if o.start < rate.start() or rate.end() < o.end]
            factor = 1 / _UNITS[rate["unit"] or rate["one"] or rate["each"]][1]
            low, high, scale = q.low * factor, q.high * factor, q.scale * factor
            made.append(replace(q, low=low, high=high, scale=scale, unit=q.unit + "/s"))
            continue
        space = _SPACE_BEFORE.search(text, max(0, q.start - 24), q.start) if q.unit == "g" else None
        if space:
            made.append(_on_space(q, space["space"]))
            continue
        before = _ON.search(text, max(0, q.start - 48), q.start)
        if (
            before is None
            and last
            and not stated
            and _NEXT_ITEM.fullmatch(text, made[-1].end, q.start)
        ):
            made.append(_on(q, *last) or q)
            continue
        base, size = _UNITS[before["unit"].lower()] if before else ("", 0.0)
        last = None
        if before is not None:
            named = bool(before["name"].strip())
            of_a_thing = named and _OF_A_THING.search(text, 0, before.start()) is not None
            last = (base, size * _number(before["number"] or "1"), of_a_thing)
        per = _on(q, *last) if last else None
        if before is None or per is None:
            made.append(q)
            continue
        if stated and (named or per.unit == "L/g"):
            made += [q, per] if of_a_thing or per.unit == "L/g" else [q]
            continue
        made = [o for o in made if not before.start() <= o.start < before.start("name")]
        made.append(per if named else replace(per, start=before.start()))
    return made


_RECIPE_OF = re.compile(
    r"(?<![\d.])(?P<number>\d[\d.,]*)\s?(?P<unit>ml|㎖|cc|l|ℓ|리터|k?g|㎏)\s?(?:중|기준|당)\s?\)?\s?[:：]\s?",
    re.IGNORECASE,
)


def _per_recipe(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """«처방(100mL 중): 트레할로스 3g, …»: every mass of the list is a share of what heads it."""
    made = list(found)
    for head in _RECIPE_OF.finditer(text):
        base, size = _UNITS[head["unit"].lower()]
        size *= _number(head["number"])
        end = _LIST_ENDS.search(text, head.end())
        stop = end.start() if end else len(text)
        for i, q in enumerate(made):
            if q.unit == "g" and head.end() <= q.start < stop:
                made[i] = _on(q, base, size, False) or q
    return made


_LIST_ENDS = re.compile(r"[.!?](?:\s|$)|\n\s*\n")
ON_BODY = "g/body"
"""Unit of a dose: a mass on that of the body, in per cent, which is no share of a product."""
_PER_KILO = re.compile(r"(?:kg|㎏|킬로(?:그램)?)\s?당|/\s?(?:kg|㎏)", re.IGNORECASE)
_DOSED = re.compile(
    r"체중|투여|복용|투약|경구|섭취|급여|먹[이여임]|주사|복강|정맥|\d일간|b\.?w\.?|body weight",
    re.IGNORECASE,
)


def _on_body(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """«체중 kg당 200mg», «50 내지 400 mg/kg을 투여»: doses."""
    return [
        replace(q, unit=ON_BODY)
        if q.unit == "중량%"
        and _PER_KILO.search(text, q.start, q.end)
        and _DOSED.search(text, max(0, q.start - 16), q.end + 16)
        else q
        for q in found
    ]


_NEXT_ITEM = re.compile(r"\s?(?:을|를)?\s?(?:,|및|와|과|그리고)\s?(?:\S[^\d,.;:!?\n]{0,15}?)?\s*")
_OF_A_THING = re.compile(
    r"(?<!체중)(?<!제품)(?<!조성물)(?<!음료)(?<!식품)(?<!사료)(?<!제제)(?<!전체)(?<!복용량)(?<!섭취량)(?<!투여량)(?<!제공량)(?<!사용량)(?<!1회량)(?<!분량)(?<!회분)(?<!총량)(?<!중량)(?<!내용물)(?<=[가-힣A-Za-z)])\s?$"
)
"""A name before what is counted on, which is not that of the whole."""
_MIXED_WITH = re.compile(
    r"(?:\)|짜리|을|를)?\s?(?:에다?|당|:|,|\+|과|와|넣고|담고)\s?(?:\d+\s?%\s?)?[가-힣A-Za-z]*(?:\s(?:추출물|분말|가루))?\s?(?:약\s?)?"
)
_WATERS = r"(?:물|정제수|증류수|이온수|생수|냉수|온수|열수|수돗물)"
_WATER = re.compile(rf"{_WATERS}(?:을|를|은|는)?\s?(?:약\s?)?$")
_OF_WATER = re.compile(rf"의?\s{_WATERS}(?=\s|[을를로에,.]|$)")


def _rates_of(text: str, whole: Quantity, part: Quantity) -> Iterator[Quantity]:
    """Yield what a part is on a named whole, and of liquid on a mass how many times that is."""
    rate = _on(part, whole.unit, whole.low, True)
    if rate is not None:
        yield rate
    if whole.unit == part.unit or not part.is_value:
        return
    liquid, mass = (part, whole) if part.unit == "L" else (whole, part)
    on_mass = _on(liquid, "g", mass.low, True)
    if on_mass is None:
        return
    yield on_mass
    said = text[max(0, liquid.start - 12) : liquid.start], text[liquid.end : liquid.end + 8]
    if _WATER.search(said[0]) or _OF_WATER.match(said[1]):
        yield replace(on_mass, low=on_mass.low * 1e3, high=on_mass.high * 1e3, unit="배", scale=1.0)


_BASE_OF = re.compile(r"\)?\s?(?:에다?|당|기준)(?:\s|$)")
_ENDS = re.compile(r"[.!?\n;](?:\s|$)|[가-힣](?:고|며|서)\s")


def _rates(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Return what «한약재 2kg에 물 10리터», «물 10L에 소금 200g» make of liquid on a mass and of mass on it.

    A litre of water weighs a kilogram, so that of water this is as many times (배) the mass, too.
    """
    made: list[Quantity] = []
    measured = [q for q in found if q.unit in ("g", "L")]
    base: Quantity | None = None
    for one, other in itertools.pairwise(measured):
        between = text[one.end : other.start]
        if base is None or _ENDS.search(between):
            base = one if one.is_value and _BASE_OF.match(between) else None
        if not _OF_A_THING.search(text, 0, (base or one).start):
            continue
        mixed = len(measured) == 2 and one.is_value and _MIXED_WITH.fullmatch(between)
        whole = base or (one if mixed else None)
        if whole is not None:
            rates = dict.fromkeys(_rates_of(text, whole, other))
            made += [rate for rate in rates if rate not in (*found, *made)]
    return made


_BEFORE_SCALE = re.compile(
    rf"(?<![\d.])(?P<low>{_NUMBER})(?:\s*(?:~|-|내지)\s*(?P<high>{_NUMBER}))?\s*(?:범위|사이)?\s?(?:의|인)\s+(?P<bare>{_BARE_NAMES})",
    re.IGNORECASE,
)


def _before_scale(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Return values that stand before the scale they are on: «4 내지 6 범위의 pH»."""
    made = []
    for match in _BEFORE_SCALE.finditer(text):
        start, end = match.span()
        if any(q.start < end and start < q.end for q in found):
            continue
        low, high = _number(match["low"]), _number(match["high"] or match["low"])
        if low <= high:
            made.append(Quantity(start, end, low, high, False, False, _bare_unit(match["bare"])))
    return made


_LISTED = re.compile(rf"(?:(?<![A-Za-z\d.,·/-]){_NUMBER}\s?·\s?)(?:{_NUMBER}\s?·\s?)*$")
"""The numbers of a list that names its unit once: «140·120·80·60℃», «218·263 nm»."""
_LISTED_UNITS = frozenset({"℃", "m", "s", "rpm", "Pa", "Hz"})


def _listed(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Return the values of a list that stand before the last, which alone has the unit."""
    made = []
    for q in found:
        run = _LISTED.search(text, max(0, q.start - 60), q.start)
        if q.unit not in _LISTED_UNITS or not q.is_value or not run:
            continue
        for number in re.finditer(_NUMBER, run[0]):
            start, end = (run.start() + at for at in number.span())
            value = _number(number[0]) * q.scale
            if not any(o.start < end and start < o.end for o in found):
                made.append(replace(q, start=start, end=end, low=value, high=value))
    return made


_DAYS = {
    "하루": 1,
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "이레": 7,
    "여드레": 8,
    "아흐레": 9,
    "열흘": 10,
    "보름": 15,
    "일주일": 7,
}
_COUNTS: dict[str, tuple[int, int]] = {
    "한": (1, 1),
    "두": (2, 2),
    "세": (3, 3),
    "네": (4, 4),
    "다섯": (5, 5),
    "여섯": (6, 6),
    "일곱": (7, 7),
    "여덟": (8, 8),
    "아홉": (9, 9),
    "열": (10, 10),
    "한두": (1, 2),
    "두세": (2, 3),
    "두어": (2, 3),
    "서너": (3, 4),
    "너댓": (4, 5),
    "대여섯": (5, 6),
}
_TENS = {"열": 10, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80}
_ONES = {word: count[0] for word, count in _COUNTS.items() if count[0] == count[1] < 10}
_COUNTS |= {ten + one: (n + m,) * 2 for ten, n in _TENS.items() for one, m in _ONES.items()}
_COUNTS |= {ten: (n, n) for ten, n in (*_TENS.items(), ("스무", 20))}
_NATIVE = "|".join(sorted(_COUNTS, key=len, reverse=True))
_LASTING = (
    r"숙성|발효|건조|방치|보관|추출|침지|배양|냉장|냉침|재우|재워|재운|재웠|말[려리린렸]|우[려리린]|담[가그근갔]"
    r"|불[려리린렸림립]|염지|염장|당침|묵[혀히힌힘힙]|삭[혀히힌힘힙]|절[여이인임입]|띄[워우운웠움웁]|익[혀히힌힘힙]|놔[두둬둔]"
    r"|두[고어었]|둬|둡|둠|둔(?![가-힣])|굳[혀히힌힘힙]|식[혀히힌힘힙]|얼[려리린렸림립]|재움|재웁|말[림립]|우[림립]|담금|담급|보온|후숙|양생|정치"
)
"""What is done to a thing over days: beside it a word for days is how long."""
_SPELLED_TIME = re.compile(
    rf"(?<![가-힣\d])(?:(?P<days>{'|'.join(_DAYS)})(?P<more>\s?반(?=\s|$|[,.;/)→]))?(?=(?<=이틀|사흘|나흘|닷새|엿새|열흘|보름)\s(?!(?:전|후|뒤|안|내|이내|만에)(?![가-힣]{2}))|\s?(?:→|[-=]>|⇒)|(?(more)\s?(?:$|[/);|>])|(?!))|\s?(?:동안|간|정도|만|씩|밖에|뿐|이라|이면|[을를,.]|\s?(?:[가-힣]+\s)?[가-힣]*(?:{_LASTING})))"
    rf"|(?P<long>하룻밤|밤새(?:도록)?|반나절|한나절|반\s?시간)"
    rf"|(?P<count>{_NATIVE})\s?(?P<unit>시간|달|주)(?![가-힣]*에\s?(?:한|두))(?P<half>\s?반(?![가-힣]))?)"
)
_LONG = {
    "하룻밤": (8, 16),
    "밤새": (8, 16),
    "밤새도록": (8, 16),
    "반나절": (3, 6),
    "한나절": (6, 12),
    "반시간": (0.5, 0.5),
}
"""Hours that a word stands for: half of the daylight, a night."""
_SPELLED_COUNT = re.compile(
    rf"(?<![가-힣\d])(?P<count>{_NATIVE})\s?(?P<unit>번|차례|배|겹)(?:씩|만|정도|[수량])?"
    r"(?:(?<=겹)|(?<=[가-힣]\s[한두세네]\s번)(?=\s*$|[,.;/)]|\s?→)|(?<=[번례]만)(?=\s|[,.]|$)|(?<=배)(?=로|의|으로|[\s,.(]|$)|(?<=배[수량])(?=로|의|[\s,.]|$)|(?=\s(?:돌[리려린]|통과|반복|처리|여과|거[르른]|걸[러렀]|분쇄|갈[아았]|간\s|교반|세척|세정|수세|추출|우[려린]|쌓|덧|헹[구궈궜군굼굽]|씻|빨|덖|찌|쪄|찐|찜|볶|삶|끓|데[치쳐친]|섞|뿌[리려린림]|접|닦|누[르른름]|눌|도포|코팅|증류|건조|말[려리린림립]|내[려리린림립]|얼[려리린]|거[치쳐친]|달[여이인]|다[려리린]|치[대댄댐]|체[질에로]|빻|찧|굽|구[워운웠]|도금|칠)))"
)
_SECONDS = {"시간": 3600.0, "주": 604800.0, "달": 2592000.0}
_MINUTES = re.compile(r"\s?(?:(?P<half>반)(?![가-힣])|(?P<minutes>\d{1,2})\s?분(?![가-힣]*의))")


def _spelled_times(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Return durations and counts in native words: «이틀 동안», «세 시간», «다섯 번»."""
    made = []
    for match in _SPELLED_TIME.finditer(text):
        if any(q.start < match.end() and match.start() < q.end for q in found):
            continue
        if any(q.unit == "s" and text[match.end() : q.start].strip() == "(" for q in found):
            continue  # «반나절(6시간)»
        scale = 86400.0 if match["days"] else _SECONDS[match["unit"] or "시간"]
        if match["days"]:
            low = high = float(_DAYS[match["days"]])
        else:
            low, high = (
                _LONG[match["long"].replace(" ", "")] if match["long"] else _COUNTS[match["count"]]
            )
        more = 0.5 if match["half"] or match["more"] else 0.0
        low, high = (low + more) * scale, (high + more) * scale
        made.append(Quantity(*match.span(), low, high, False, False, "s", scale))
    for match in _SPELLED_COUNT.finditer(text):
        low, high = _COUNTS[match["count"]]
        unit = {"배": "배", "겹": "층"}.get(match["unit"], "회")
        made.append(Quantity(*match.span(), low, high, False, False, unit))
    for match in _TIMES.finditer(text):
        value, (start, end) = float(match["count"]), match.span("times")
        made.append(Quantity(start, end, value, value, False, False, "회"))
    for match in _SHELF_LIFE.finditer(text):
        if not any(q.start < match.end() and match.start("count") < q.end for q in found):
            value, scale = float(match["count"]), _MONTHS[match["unit"]]
            at, end = match.start("count"), match.end()
            made.append(Quantity(at, end, value * scale, value * scale, False, False, "s", scale))
    return made


_TIMES = re.compile(
    r"(?<![A-Za-z가-힣\d.])[A-Za-z가-힣]{2,}\s?(?P<times>[×xX]\s?(?P<count>\d{1,2}))(?=\s*(?:$|[,.;/)→&+\n]|->)(?!\d))"
)
"""«triple roll mill ×2 → …»: how often a step is done; no pack of «250ml×2», no size «10×20»."""
_SHELF_LIFE = re.compile(
    r"(?:(?:기한|기간|수명)|(?:숙성|발효|보관|저장|건조|에이징|염장|절임|담금|침지|양생)(?:\s?(?:고|실|통|탱크|독|조|창고|기간|저온|상온|냉장))?)(?:은|는|이|가|을|를|에서|로|:)?\s?(?:약\s?|최대\s?|최소\s?|제조\s?후\s?|제조일로부터\s?)?"
    r"(?P<count>\d+(?:\.\d+)?)\s?(?P<unit>개월|달|년)(?!\s?(?:이상|이하|이내|미만|초과|내지|~|전|차))"
)
"""«유통기한 12개월», «숙성탱크 6개월»: a number of months that is a term, not an age or a date."""
_MONTHS = {"개월": 2592000.0, "달": 2592000.0, "년": 31536000.0}


def _with_minutes(text: str, quantity: Quantity) -> Quantity:
    """«2시간 반», «1시간 30분», «2분 40초»: one duration."""
    seconds = _MORE_SECONDS.match(text, quantity.end)
    if quantity.unit == "s" and quantity.scale == 60.0 and quantity.is_value and seconds:
        value = quantity.low + float(seconds["seconds"])
        return replace(quantity, low=value, high=value, end=seconds.end())
    more = _MINUTES.match(text, quantity.end)
    if quantity.unit != "s" or quantity.scale != 3600.0 or not quantity.is_value or not more:
        return quantity
    value = quantity.low + (1800.0 if more["half"] else float(more["minutes"]) * 60)
    return replace(quantity, low=value, high=value, end=more.end())


_MORE_SECONDS = re.compile(r"\s?(?P<seconds>\d{1,2})\s?초(?![가-힣]*의|과)")
_RANGE_GOES_ON = re.compile(r"\s*(?:내지|~|–|-)\s*\d")
_CHANGED = re.compile(
    r"\s?(?:으로|로)\s?(?:올|늘|증|변경|바꾸|바꿨|바꾼|낮|줄|감량|조정|상향|하향|희석|높)"
)


def _is_former(match: re.Match[str]) -> bool:
    """«3%에서 5%로 올렸어요»: the first value is gone, the two are no range."""
    if not match["n2"]:
        return False
    joined = match.string[match.end("n1") : match.start("n2")]
    return "에서" in joined and bool(_CHANGED.match(match.string, match.end()))


def _read(match: re.Match[str]) -> Quantity | None:
    unit_text = match["u2"] or match["u1"] or match["u3"]
    if unit_text:
        unit, scale = _unit_in(match, unit_text)
    elif match["bare"]:
        unit, scale = _bare_unit(match["bare"]), 1.0
    else:
        return None
    if not unit:
        return None
    if unit in ("층", "개", "회") and match.string[: match.start("n1")].endswith("제"):
        return None  # «제1층»: which one, not how many
    if unit == "mol/L" and re.search(r"[가-힣A-Za-z]-$", match.string[: match.start("n1")]):
        return None  # «피이지-90M»: a grade
    of_first = _unit(match["u1"])[0] if match["u1"] else unit  # «-35℃ 20시간»
    first, second = _value(match, "n1", of_first), _value(match, "n2", unit)
    assert first is not None
    end = match.end()
    if second is not None:
        joined = match.string[
            match.end("u1") if match["u1"] else match.end("n1") : match.start("n2")
        ]
        if match["u1"] and not match["u2"] and _RANGE_GOES_ON.match(match.string, match.end("n2")):
            return _single(match, first)  # «25℃에서 15,000 내지 100,000 mPa·s»
        if not (match["l1"] or re.search(r"내지|~|–|-|to|에서|부터", joined)) or (
            match["l1"]
            and (match["limit"] is None or not re.fullmatch(_UPPER, match["limit"]))
            and not re.search(r"내지|~", joined)
        ):
            return _single(match, first) if match["u1"] or match["bare"] else None
        if match["u1"] and not agree(_unit(match["u1"])[0], unit):
            return _single(match, first)
        low = first * (_unit(match["u1"])[1] if match["u1"] else scale)
        high = second * scale
        if high < low < 0:
            low, high = high, low  # «-20℃~-60℃»
        if low > high:
            return _single(match, first) if match["u1"] else None
        low_open = _is_open(match["l1"])
        high_open = _is_open(match["limit"])
    elif match["limit"] and re.fullmatch(_LOWER, match["limit"], re.IGNORECASE):
        low, high, low_open, high_open = first * scale, math.inf, _is_open(match["limit"]), False
    elif match["limit"]:
        low, high, low_open, high_open = -math.inf, first * scale, False, _is_open(match["limit"])
    elif match["least"] or match["most"]:
        value = first * scale
        low, high = (value, math.inf) if match["least"] else (-math.inf, value)
        low_open = high_open = False
    else:
        return _single(match, first)
    if match["about1"] and math.isfinite(low):
        low -= abs(low) * ABOUT
    if (match["about2"] or (match["about1"] and second is None)) and math.isfinite(high):
        high += abs(high) * ABOUT
    return Quantity(_start(match), end, low, high, low_open, high_open, unit, scale)


def _unit_in(match: re.Match[str], words: str) -> tuple[str, float]:
    """Return the unit that a word stands for beside what the text says; empty where it is none here."""
    unit, scale = _unit(words)
    if words in ("미리", "밀리"):
        return _thousandth_of(match), scale  # not «50미리» of a liquid
    if words == "도":
        end = _end_of_degrees(match)
        unit = "°" if _is_angle(match, end) else "%" if _is_strength(match, end) else unit
    return unit, scale


def _end_of_degrees(match: re.Match[str]) -> int:
    """«63도 30분 살균»: where the degrees end; a number of another unit behind them is none of them."""
    other = match["n2"] and match["u1"] == "도" and match["u2"] not in (None, "도")
    return match.end("u1") if other else match.end()


def _thousandth_of(match: re.Match[str]) -> str:
    """Return what «4미리» is a thousandth of: a length by what is cut so, a mass where doses are told.

    A volume by what is filled with it («용량은 30밀리»).
    """
    before, after = match.string[: match.start("n1")], match.string[match.end() :]
    if _LENGTH.search(before) or _CUT_SO.match(after):
        return "m"
    if _VOLUME.search(before):
        return "L"
    return "g" if _DOSES.search(match.string) and not _LIQUID.match(after) else ""


_VOLUME = re.compile(
    r"(?:용량|내용량|충진량|부피|한\s?(?:병|통|컵|캔|팩|잔))[은는이가에을]?\s?(?:약\s?|총\s?|겨우\s|고작\s|딱\s|단\s)?$"
)
"""«용량은 30밀리짜리»: before how much of a liquid is there."""
_CUT_SO = re.compile(
    r"(?:로|의|짜리|씩|정도|간격)?\s?(?:로\s)?(?:두께|굵기|간격|크기|지름|직경|폭|너비|길이|높이|깊이|로\s?(?:얇게\s|곱게\s|굵게\s)?"
    r"(?:갈[아았]|분쇄|썰|썬|썬다|자[르른]|잘[라랐]|절단|커팅|슬라이스|채\s?썰|저며|저민|타공|뚫))"
)
"""«4밀리 두께», «2미리로 썰어»."""
_DOSES = re.compile(
    r"캡슐|연질|한\s?(?:알|정|포)|\d\s?(?:정|알|포)(?![가-힣])|영양제|건강\s?기능|건기식|비타민|㎎|\dmg"
)
_LIQUID = re.compile(r"\s?(?:용량|용기|병|컵|튜브|펌프|들이|의?\s?(?:물|우유|음료))")


def _is_angle(match: re.Match[str], end: int) -> bool:
    """Whether a number in 도 is an angle by the words around it, or a whole turn: «360도 바퀴»."""
    if match["n1"] == "360" and not match["n2"] and not _OVEN.match(match.string, end):
        return True
    before = _ANGLE.search(match.string[: match.start("n1")])
    return bool(before or _ANGLE_AFTER.match(match.string, end))


_OVEN = re.compile(r"\s?(?:이상|이하)?\s?(?:에서|의\s고온|고온|오븐|가열|소성)")


def _is_strength(match: re.Match[str], end: int) -> bool:
    """Whether a number in 도 is a liquor's strength: «도수는 16도», «25도 소주», «물을 타서 7도로»."""
    before, after = match.string[: match.start("n1")], match.string[end:]
    if _HEATED.match(after) and not _OF_LIQUOR.search(before):
        return False
    if _STRENGTH_BEFORE.search(before) or _LIQUOR_AFTER.match(after):
        return True
    return bool(_WATERED.search(before) and _LIQUOR.search(match.string))


_OF_LIQUOR = re.compile(r"도수[를은는이가]?\s?(?:약\s?)?$")
"""«도수는 9도까지 낮춘»."""
_STRENGTH_BEFORE = re.compile(
    r"(?:도수|알코올|알콜|알코홀)\s?(?:함량|농도|도수)?(?:은|는|이|가|을|를|로)?\s?:?\s?(?:약|최종)?\s?$"
)
_LIQUOR_NAMES = (
    r"소주|막걸리|탁주|약주|청주|맥주|와인|포도주|과실주|증류주"
    r"|위스키|브랜디|리큐르|하이볼|담금주|전통주|주정"
)
_LIQUOR_AFTER = re.compile(
    rf"(?:짜리|의|인)?\s(?:[가-힣]{{1,4}}\s?)?(?:{_LIQUOR_NAMES}|술(?![가-힣]))|\s?(?:{_LIQUOR_NAMES})"
)
_LIQUOR = re.compile(rf"{_LIQUOR_NAMES}|밑술|덧술|양조|주류|도수|(?<![가-힣])술(?=[을은이에의\s])")
_WATERED = re.compile(
    r"(?:(?:물|정제수)[을를]?\s?(?:[가-힣]+\s)?(?:타|섞어|넣어|더해|부어)서?"
    r"|가수(?:해서?|하여|하고)|희석(?:해서?|하여|하고))\s(?:최종\s)?$"
)
_HEATED = re.compile(
    r"\s?(?:에서|까지|이하|(?:에|로|정도로)\s?(?:데[우워]|가열|가온|끓|유지|식[혀히]|냉각|보관|숙성|발효))"
    r"|\s?[,/]?\s?(?:\d[\d.~]*\s?(?:초|분|시간|일)|(?:발효|당화|증자|건조|추출)(?![가-힣]*주(?![가-힣])))"
)
"""«20도 7일 발효 막걸리»: a number in 도 with a time or a step behind it is a heat."""


def _is_open(limit: str | None) -> bool:
    return limit is not None and re.fullmatch(_BEYOND, limit) is not None


def _value(match: re.Match[str], group: str, unit: str) -> float | None:
    """Return a number of the match; a sign counts only where the unit can be negative."""
    if match[group] is None:
        return None
    value = _number(match[group])
    return value if unit in _SIGNED_UNITS else abs(value)


def _start(match: re.Match[str]) -> int:
    united = match["u1"] or match["u2"] or match["u3"]
    names = ("about1", "n1") if united else ("bare", "about1", "n1")
    at = min(at for at in map(match.start, names) if at >= 0)
    if at == match.start("n1") and match["n1"][0] in "-−" and _value(match, "n1", "℃") is not None:
        unit = _unit(match["u1"] or match["u2"] or match["u3"] or "")[0]
        at += 0 if unit in _SIGNED_UNITS else len(match["n1"]) - len(match["n1"].lstrip("-− "))
    return at


def _single(match: re.Match[str], value: float) -> Quantity:
    unit_text = match["u1"] or (match["u2"] if match["n2"] is None else None)
    unit, scale = _unit_in(match, unit_text) if unit_text else (_bare_unit(match["bare"]), 1.0)
    low = high = value * scale
    if match["plus"]:
        spread = _number(match["plus"]) * scale
        end = match.end("u1") if match["u1"] else match.end("plus")
        return Quantity(_start(match), end, low - spread, high + spread, False, False, unit, scale)
    if match["about1"]:
        low, high = low - abs(low) * ABOUT, high + abs(high) * ABOUT
    end = match.end("u1") if match["u1"] else match.end("n1")
    about = bool(match["about1"])
    return Quantity(_start(match), end, low, high, False, False, unit, scale, about)


_TERM = r"\d+(?:,\d{3})*(?:\.\d+)?"
_PARTS = r"(?:\s?(?:중량\s?부|질량\s?부|부피\s?부|부))?"
_SPREAD = rf"(?:\(\s*)?{_TERM}{_PARTS}(?:\s*(?:~|-|–|내지|to)\s*{_TERM}{_PARTS})?(?:\s*\))?"
_RATIO = re.compile(
    rf"(?<![\d.:/A-Za-z])(?<!\d,)(?:(?P<run>{_SPREAD}(?:\s?:\s?{_SPREAD})+)|(?P<pair>{_TERM}\s?[/대]\s?{_TERM}))"
    rf"(?:\s*(?:내지|에서|~|-|–|to)\s*(?P<other>{_TERM}(?:\s?[:/대]\s?{_TERM})+))?(?!\d|\.\d|\s?:|제)"
)
_ONE_SPREAD = re.compile(
    rf"(?P<open>\()?\s*(?P<low>{_TERM}){_PARTS}(?:\s*(?:~|-|–|내지|to)\s*(?P<high>{_TERM}))?"
)
_RATIO_WORDS = re.compile(
    r"비율|중량비|질량비|무게비|부피비|체적비|몰비|함량비|농도비|배합비|혼합비|비가|비로|비는|비의|ratio|v/v|w/w|\(vol|vol\)|\bvol\b|부피|무게|중량|:",
    re.IGNORECASE,
)
_MIXED_SO = re.compile(r"\s?(?:으?로|의?\s?비율|배합|혼합|섞)")
_BASES = (
    ("중량", r"(?:중량|질량|무게)(?:비|\s?비율|\s?기준|\s?부|\)|으?로)|w/w|wt"),
    ("부피", r"(?:부피|체적|용량|볼륨)(?:비|\s?비율|\s?기준|\s?부|\)|로)|v/v|\bvol\b"),
    ("몰", r"몰\s?(?:비|분율)|mol"),
)
"""What a ratio counts, by the words beside it."""
_SHARES = re.compile(r"\d[\d.]*\s?(?:중량|질량|부피|몰|wt|vol|mol|%)\S*")
RATIO = "비"
"""Unit of a term of a ratio, and the end of the unit of its value: ``중량비``, ``부피비``, ``몰비``."""


@dataclass(frozen=True)
class Ratio:
    """A ratio of two or more terms, as it stands in a text."""

    start: int
    end: int
    terms: tuple[tuple[float, float], ...]
    """Lower and upper limit of each term, in order; equal where one number stands."""
    basis: str
    """What is counted: ``중량``, ``부피``, ``몰``; empty where the text does not say."""

    @property
    def exact(self) -> bool:
        """Whether every term is one number."""
        return all(low == high for low, high in self.terms)

    @property
    def low(self) -> float:
        """Smallest value of the first term over the second."""
        return self.terms[0][0] / self.terms[1][1]

    @property
    def high(self) -> float:
        """Largest value of the first term over the second."""
        return self.terms[0][1] / self.terms[1][0]

    @property
    def value(self) -> Quantity:
        """The ratio of the first two terms as a quantity of unit ``비`` or ``중량비``."""
        return Quantity(self.start, self.end, self.low, self.high, False, False, self.basis + RATIO)


def find_ratios(text: str) -> tuple[Ratio, ...]:
    """Return the ratios of ``text``: «3:1 내지 1:1», «2.5:1», «1 : (0.5~2) : (0.5~2)».

    Of a range of ratios («1:1 내지 1:9») each term runs over what the two ends give it, the first
    term (of two the second) taken as one. What is not written with a colon counts only beside a
    word for a ratio.
    """
    text = text.translate(_SAME_WIDTH)
    found = []
    for match in _RATIO.finditer(text):
        around = text[max(0, match.start() - 40) : match.end() + 20]
        mixed = _MIXED_SO.match(text, match.end())  # «물과 기름을 3대7로»
        if match["pair"] and not mixed and not _RATIO_WORDS.search(around):
            continue
        if re.match(
            r"\s?(?:%|m?[gl](?![a-z])|[개회일월년층시])", text[match.end() :], re.IGNORECASE
        ):
            continue
        terms = _ratio_terms(match)
        if terms and all(low > 0 for low, _ in terms):
            found.append(Ratio(*match.span(), terms, _basis(text, *match.span())))
    return tuple(found)


def _ratio_terms(match: re.Match[str]) -> tuple[tuple[float, float], ...]:
    spreads = list(_ONE_SPREAD.finditer(match["run"] or match["pair"]))
    terms = [(_number(m["low"]), _number(m["high"] or m["low"])) for m in spreads]
    middle = len(terms) // 2
    if match["other"]:
        other = [_number(n) for n in re.findall(_TERM, match["other"])]
        if len(other) != len(terms) or any(low != high for low, high in terms):
            return ()
        return _between([low for low, _ in terms], other)
    ranged = [i for i, (low, high) in enumerate(terms) if low != high or spreads[i]["high"]]
    if len(terms) % 2 and len(terms) > 2 and ranged == [middle] and not spreads[middle]["open"]:
        # «1:1 내지 1:9» is two ratios, not the one of three terms that it looks like.
        one = [low for low, _ in terms[: middle + 1]]
        other = [terms[middle][1], *(low for low, _ in terms[middle + 1 :])]
        return _between(one, other)
    return tuple(terms) if all(low <= high for low, high in terms) else ()


def _between(one: Sequence[float], other: Sequence[float]) -> tuple[tuple[float, float], ...]:
    """Return the terms of all ratios between two: of two terms the second is made one, else the first."""
    at = 1 if len(one) == 2 else 0
    if 0 in (one[at], other[at]):
        return ()
    pairs = [(a / one[at], b / other[at]) for a, b in zip(one, other, strict=True)]
    return tuple((min(pair), max(pair)) for pair in pairs)


def _basis(text: str, start: int, end: int) -> str:
    """Return what a ratio counts: said behind it, else just before it."""
    for around in (text[start:end], text[end : end + 14], text[max(0, start - 16) : start]):
        if around != text[start:end]:
            around = _SHARES.sub("", around)
        for basis, words in _BASES:
            if re.search(words, around, re.IGNORECASE):
                return basis
    return ""


def check_ratio(stated: Ratio, claimed: Ratio, near_miss: float = NEAR_MISS) -> RangeCheck:
    """Compare a stated ratio with a claimed one of as many terms, in the same order.

    Args:
        stated: what the product says; a range counts as inside only where all of it is.
        claimed: what the claim asks.
        near_miss: share of a limit within which a miss is near.
    """
    if len(stated.terms) != len(claimed.terms):
        return RangeCheck("incomparable")
    if len(stated.terms) == 2:
        return check(stated.value, claimed.value, near_miss)
    if not agree(stated.value.unit, claimed.value.unit):
        return RangeCheck("incomparable")
    ends = [_fits([t[i] for t in stated.terms], claimed, near_miss) for i in (0, 1)]
    verdicts = {end.verdict for end in ends}
    return ends[0] if len(verdicts) == 1 else RangeCheck("overlaps")


def _fits(values: Sequence[float], claimed: Ratio, near_miss: float) -> RangeCheck:
    """Whether one factor brings every value of a ratio within its limits."""
    least = [low / value for value, (low, _) in zip(values, claimed.terms, strict=True)]
    most = [high / value for value, (_, high) in zip(values, claimed.terms, strict=True)]
    low, high = max(least), min(most)
    if low <= high or math.isclose(low, high):
        return RangeCheck("inside")
    deviation: Deviation = "하한 미달" if most.index(high) == 0 else "상한 초과"
    return RangeCheck("outside", deviation, low <= high * (1 + near_miss) + 1e-12)


def settled(quantity: Quantity) -> Quantity:
    """Return what a product text means by «약 3%»: the value itself.

    ``LABELS.md``: 약 widens a claim's limit; a product that has «약 3%» has the 3% it names.
    """
    if not quantity.about:
        return quantity
    middle = (quantity.low + quantity.high) / 2
    return replace(quantity, low=middle, high=middle)


def in_parts(part: Quantity, base: Quantity, of: float = 100.0) -> Quantity | None:
    """Return ``part`` in parts by weight (중량부) for each ``of`` of ``base``; None where not exact.

    Both must be of one unit that counts mass (g with g, % with %, 중량부 with 중량부) or terms of one
    ratio; the base must be a single value.
    """
    if not agree(part.unit, base.unit) or not base.is_value or base.low <= 0:
        return None
    if part.unit not in ("g", "%", "중량%", "중량부", RATIO, "중량" + RATIO):
        return None
    factor = of / base.low
    return replace(
        part,
        low=part.low * factor,
        high=part.high * factor,
        unit="중량부",
        scale=part.scale * factor,
    )


def agree(one: str, other: str) -> bool:
    """Return whether two canonical units can be compared.

    A bare ``%`` is compared with 중량%, w/v% and 부피%: a product description that says only ``%``
    means the share its field counts in, and so does a claim; so it is with a bare ratio.
    """
    if {one, other} == {ON_BODY, "중량%"}:
        return True  # «10 mg/kg의 담즙»: a dose, though nothing beside it says so
    if one.endswith(RATIO) and other.endswith(RATIO):
        return one == other or RATIO in (one, other)
    return one == other or ("%" in (one, other) and {one, other} <= {"%", "중량%", "w/v%", "부피%"})


def check(stated: Quantity, claimed: Quantity, near_miss: float = NEAR_MISS) -> RangeCheck:
    """Compare a stated quantity with a claimed range, limits included unless 초과 or 미만.

    Args:
        stated: what the product says; a range counts as inside only where all of it is.
        claimed: what the claim asks.
        near_miss: share of the limit within which a miss is near.
    """
    if not agree(stated.unit, claimed.unit):
        return RangeCheck("incomparable")
    if claimed.is_value and not math.isclose(claimed.low, 0):
        low = high = claimed.low
    else:
        low, high = claimed.low, claimed.high
    below = stated.low < low and not math.isclose(stated.low, low)
    above = stated.high > high and not math.isclose(stated.high, high)
    below |= claimed.low_open and math.isclose(stated.low, low) and not stated.low_open
    above |= claimed.high_open and math.isclose(stated.high, high) and not stated.high_open
    if not below and not above:
        return RangeCheck("inside")
    under, over = math.isclose(stated.high, low), math.isclose(stated.low, high)
    wholly_below = (stated.high_open or claimed.low_open) if under else stated.high < low
    wholly_above = (stated.low_open or claimed.high_open) if over else stated.low > high
    if stated.is_value or wholly_below or wholly_above:
        deviation: Deviation = "하한 미달" if below else "상한 초과"
        limit, value = (low, stated.high) if below else (high, stated.low)
        return RangeCheck(
            "outside", deviation, abs(value - limit) <= near_miss * abs(limit) + 1e-12
        )
    return RangeCheck("overlaps")
