"""Small training files and tiny base models for the tests of training."""

import json
from pathlib import Path

import tiny_models

CASES = [
    {
        "regit_num": f"10000000{number:05d}",
        "claim_text": f"나이아신아마이드 {low} 내지 5중량%를 포함하는 미백용 화장료 조성물.",
        "user_query": f"나이아신아마이드 {low + number % 3}% 미백 크림 {number}호",
        "comparisons": [
            {
                "patent_element": f"나이아신아마이드 {low} 내지 5중량%",
                "user_product_element": f"나이아신아마이드 {low + number % 3}%",
                "match": "대응",
            },
            {"patent_element": "화장료 조성물", "user_product_element": "크림", "match": "대응"},
        ],
        "risk_level": "높음",
    }
    for number in range(6)
    for low in (1, 2)
]

CHATS = [
    {
        "messages": [
            {"role": "user", "content": f"제품 {number}번은?"},
            {"role": "assistant", "content": f"{number}번 크림입니다."},
        ]
    }
    for number in range(16)
]

INTENTS = [
    {"text": f"{word} {number}번", "intent": intent}
    for number in range(12)
    for word, intent in (("특허 찾아 줘", "검색"), ("크림 비교해 줘", "비교"))
]

LAYOUTS = {
    "google/gemma-3-1b-it": {"layout": "gemma3_text"},
    "google/gemma-3-4b-it": {"layout": "gemma3", "hidden_size": 64},
    "LGAI-EXAONE/EXAONE-4.0-1.2B": {"layout": "exaone4", "kind": "bytes"},
    "data/models/judge-base": {"layout": "gemma3_text"},
}
"""Base model of a recipe → the tiny checkpoint of the same layout."""


def write_lines(path: Path, records: list[dict]) -> Path:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records))
    return path


def tiny_base(folder: Path, base: str = "google/gemma-3-1b-it") -> Path:
    return tiny_models.checkpoint(folder, **LAYOUTS[base])
