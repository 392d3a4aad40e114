"""Terse notes and product names: what they leave out, name in a thing's place, or leave open."""

from __future__ import annotations

from pathlib import Path

import pytest
from charts import labels

from evidence.glossary import FOLDER, load_glossary


@pytest.mark.parametrize(
    ("elements", "note", "first"),
    [
        (("꿀", "선식"), "비건 선식", "미대응"),
        (("꿀", "선식"), "비건 아님, 선식", "판단불가"),
        (("밀가루에 물을 넣는 단계", "쿠키의 제조방법"), "글루텐프리 쿠키", "미대응"),
        (("폴리에스터", "양말"), "순면 양말", "미대응"),
        (("대두단백", "시리얼"), "시리얼, 콩 무", "미대응"),
        (("송풍팬", "제습기"), "저소음 제습기, 송풍팬 무", "미대응"),
        (("ABS 수지", "하우징"), "PC/ABS 무할로겐 하우징", "대응"),
    ],
)
def test_what_a_note_leaves_out(elements: tuple[str, ...], note: str, first: str) -> None:
    assert labels(note, *elements)[0] == first


@pytest.mark.parametrize(
    ("elements", "note", "first"),
    [
        (("쌀가루", "소금", "쿠키"), "밀가루 쿠키", "미대응"),
        (("유리 재질의 본체", "뚜껑", "물병"), "알루미늄 물병", "미대응"),
        (("유리 재질의 본체", "뚜껑", "물병"), "알루미늄 뚜껑 물병", "판단불가"),
        (("냉장고용", "활성탄", "탈취제"), "신발장용 탈취제", "미대응"),
        (("곤약", "구연산", "젤리"), "설탕으로만 단맛 낸 젤리", "판단불가"),
    ],
)
def test_what_a_note_names_in_a_things_place(
    elements: tuple[str, ...], note: str, first: str
) -> None:
    assert labels(note, *elements)[0] == first


@pytest.mark.parametrize(
    ("elements", "note", "last"),
    [
        (("보리", "증류식 소주"), "보리 소주", "판단불가"),
        (("보리", "증류식 소주"), "희석식 소주", "미대응"),
        (("이산화티탄", "벽지용 페인트"), "이산화티탄 페인트", "판단불가"),
        (("이산화티탄", "벽지용 페인트"), "이산화티탄 벽지 페인트", "대응"),
        (("자일리톨", "구강용"), "자일리톨 치약", "대응"),
        (("이카리딘", "스프레이"), "이카리딘 모기기피제", "판단불가"),
        (("징크옥사이드", "유중수형 유화 제형"), "징크옥사이드 W/O 크림", "대응"),
        (("젖병", "실리콘 젖꼭지"), "유리 젖병", "판단불가"),
    ],
)
def test_what_a_notes_last_noun_says(elements: tuple[str, ...], note: str, last: str) -> None:
    assert labels(note, *elements)[-1] == last


def test_labels_leave_out_what_the_glossary_knows() -> None:
    glossary = load_glossary()
    rows = Path(FOLDER / "labels.tsv").read_text(encoding="utf-8").splitlines()
    lines = [row.split("\t") for row in rows if row and not row.startswith("#")][1:]
    assert lines
    labels_known = {word for row in lines for word in row[1].split("|")}
    out = {c for row in lines for c in row[0].split("|")} - {"denied"} - labels_known
    assert out <= glossary.concepts.keys()
