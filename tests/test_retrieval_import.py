from __future__ import annotations

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kipris_service import Listed, answer, bibliography_item, claims_of, code, listed_item
from retrieval_parts import CLEANER, WHITENING, patent, patents

from graph.errors import DataError, InputError
from graph.schema import ClaimText
from retrieval.answers import MalformedAnswerError, read_answer
from retrieval.importers import import_parts
from retrieval.index import main
from retrieval.numbers import read_number, written
from retrieval.parts import (
    PatentPart,
    merge,
    part_of,
    read_claims,
    read_date,
    read_ipc,
    read_status,
)
from retrieval.store import FILE, open_store

REAL = Path("/work/shared/real")
A, B = "1020180000001", "1020180000002"


@pytest.mark.parametrize(
    ("text", "digits", "kind"),
    [
        ("10-2918091", "1029180910000", "registration"),
        ("10-2918091-0000", "1029180910000", "registration"),
        ("10-2918091-00-00", "1029180910000", "registration"),
        ("102918091", "1029180910000", "registration"),
        ("1029180910000", "1029180910000", "registration"),
        ("제10-2918091호", "1029180910000", "registration"),
        ("특허 제 10-2918091 호", "1029180910000", "registration"),
        ("KR 10-2918091 B1", "1029180910000", "registration"),
        ("KR102918091B1", "1029180910000", "registration"),
        ("10‑2918091", "1029180910000", "registration"),
        ("１０－２９１８０９１", "1029180910000", "registration"),
        ("10-2018-0012345", "1020180012345", "application"),
        ("10 2018 0012345", "1020180012345", "application"),
        ("1020180012345", "1020180012345", "application"),
        ("출원번호: 10-2018-0012345", "1020180012345", "application"),
        ("102018-0012345", "1020180012345", "application"),
        ("20-2023-0000297", "2020230000297", "application"),
        # Digits alone that can be either, and what settles them.
        ("1020180010000", "1020180010000", None),
        ("등록번호 1020180010000", "1020180010000", "registration"),
        ("10-2018-0010000", "1020180010000", "application"),
        ("10-2018001-0000", "1020180010000", "registration"),
    ],
)
def test_a_number_in_any_usual_form_is_thirteen_digits_and_a_kind(text, digits, kind):
    assert read_number(text) == read_number(f" {text} ")
    assert (read_number(text).digits, read_number(text).kind) == (digits, kind)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "99-00",
        "10-2018-12345",
        "10-2918091, 10-2918092",
        "PCT/KR2018/001234",
        "-",
        "1e12",
    ],
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(InputError, match="읽을 수 없습니다"):
        read_number(text)


@pytest.mark.parametrize(
    "text", ["KR1020200101558A", "공개번호 10-2020-0101558", "10-2020-0101558 A"]
)
def test_a_publication_number_is_not_taken_for_an_application_number(text):
    with pytest.raises(InputError, match="공개번호"):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("10-2018-0012345", "registration"),
        ("10-2918091", "application"),
        ("1029180910000", "application"),
    ],
)
def test_a_number_of_the_other_kind_is_refused(text, kind):
    with pytest.raises(InputError, match="자리에"):
        read_number(text, kind)


@given(
    st.sampled_from(["application", "registration"]),
    st.integers(1948, 2050),
    st.integers(0, 9_999_999),
)
def test_the_written_form_reads_back(kind, year, serial):
    digits = f"10{year}{serial:07}" if kind == "application" else f"10{serial:07}0000"
    assert read_number(written(digits, kind)).digits == digits
    assert read_number(written(digits, kind)).kind == kind


@pytest.mark.parametrize(
    "text", ["20180312", "2018.03.12", "2018-03-12", "2018.03.12.", "2018. 3. 12"]
)
def test_dates_come_in_three_shapes(text):
    assert read_date(text) == date(2018, 3, 12)


@pytest.mark.parametrize(
    ("text", "words"), [("2018", "읽을 수"), ("20181340", "없는 날"), ("x", "읽을")]
)
def test_what_is_no_date_is_refused(text, words):
    with pytest.raises(ValueError, match=words):
        read_date(text)


@pytest.mark.parametrize("text", ["", " ", "-", "0000.00.00", "00000000"])
def test_a_blank_date_is_none(text):
    assert read_date(text) is None


def test_ipc_symbols_are_written_one_way():
    assert read_ipc("A61K8/37(2006.01)|A61B\n   17/00; A61Q 19/02|A61K 8/37") == (
        "A61K 8/37",
        "A61B 17/00",
        "A61Q 19/02",
    )


def test_a_blank_status_follows_from_the_registration():
    assert [read_status(" ", registered=flag) for flag in (True, False)] == ["등록", "공개"]
    with pytest.raises(ValueError, match="심판"):
        read_status("심판", registered=True)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        *((status, status) for status in ("등록", "공개", "소멸", "포기", "무효", "취하", "거절")),
        (" 등 록 ", "등록"),
        ("소멸(등록료불납)", "소멸"),
        ("소멸-등록료불납", "소멸"),
        ("존속기간만료", "소멸"),
        ("거절결정(일반)", "거절"),
        ("등록무효", "무효"),
        ("포기(등록료 불납)", "포기"),
        ("취하(심사미청구)", "취하"),
        ("심사중", "공개"),
        ("출원", "공개"),
        ("등록결정(일반)", "공개"),
    ],
)
def test_a_status_is_read_with_the_cause_the_portal_adds(text, status):
    assert read_status(text, registered=False) == status
    # Proceedings say nothing where there is a registration number.
    after = "등록" if text in ("심사중", "출원", "등록결정(일반)") else status
    assert read_status(text, registered=True) == after


@pytest.mark.parametrize(
    ("raw", "number", "text"),
    [
        ("1. 물을 포함하는 조성물.", 1, "물을 포함하는 조성물."),
        ("12. 1,2-헥산다이올을 포함하는 조성물.", 12, "1,2-헥산다이올을 포함하는 조성물."),
        ("1.5 중량%의 물을 포함하는 조성물.", 1, "1.5 중량%의 물을 포함하는 조성물."),
        ("3. 삭제", 3, ""),
        ("3. (삭제)", 3, ""),
        ("[청구항 4] 물.", 4, "물."),
        ("5. <P ALIGN=JUSTIFY>가\n   나</P>", 5, "가 나"),
        ("6. pH<7이고 점도>100인 것.", 6, "pH<7이고 점도>100인 것."),
        ("7. 두께가 P<Q>R인 것.", 7, "두께가 P<Q>R인 것."),
    ],
)
def test_a_claim_is_its_number_and_text(raw, number, text):
    assert read_claims([raw]) == (ClaimText(number=number, text=text),)


def test_claims_without_numbers_follow_the_one_before():
    assert [c.number for c in read_claims(["가.", "나.", "5. 다.", "라."])] == [1, 2, 5, 6]


def test_both_search_shapes_are_read():
    pascal = (
        "<response><header><resultCode>00</resultCode></header><body><items><PatentUtilityInfo>"
        "<ApplicationNumber>1020180000001</ApplicationNumber><InventionName>미백 조성물</InventionName>"
        "<ApplicationDate>20180312</ApplicationDate><RegistrationNumber/><Abstract>요약</Abstract>"
        "<InternationalpatentclassificationNumber>A61K 8/37|A61Q\n 19/02"
        "</InternationalpatentclassificationNumber><RegistrationStatus>공개</RegistrationStatus>"
        "</PatentUtilityInfo><TotalSearchCount>36</TotalSearchCount></items></body></response>"
    )
    found = read_answer(pascal.encode())
    camel = read_answer(answer(f"<items>{listed_item(Listed(1, WHITENING))}</items>", total=9)[1])
    assert (found.total, camel.total) == (36, 9)
    assert found.parts[0] == PatentPart(
        application_number=A,
        title="미백 조성물",
        ipc=("A61K 8/37", "A61Q 19/02"),
        status="공개",
        filed_on=date(2018, 3, 12),
        abstract="요약",
    )
    assert camel.parts[0].ipc == found.parts[0].ipc
    assert camel.parts[0].regit_num == "1020000010000"


@pytest.mark.parametrize("declared", ["UTF-8", "utf-8", "euc-kr", "ms949", "UTF-16", None])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("before", ["", "\r\n "])
def test_an_answer_saved_in_any_usual_encoding_is_read(declared, encoding, before):
    text = answer(bibliography_item(Listed(1, WHITENING)))[1].decode()
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    text = before + text.replace('<?xml version="1.0" encoding="UTF-8"?>', declaration)
    assert read_answer(text.encode(encoding)).parts[0].claims[0].text == WHITENING


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "깨졌"),
        (b"<response><body>", "깨졌"),
        (b"<html>gateway</html>", "답이 아닙"),
        (b'<!DOCTYPE r [<!ENTITY a "x">]><r>&a;</r>', "DTD"),
        (b'<!DOCTYPE r SYSTEM "file:///etc/passwd"><r/>', "DTD"),
        (b"\xff\xfe\x00", "깨졌"),
    ],
)
def test_what_is_no_answer_is_refused(data, words):
    with pytest.raises(MalformedAnswerError, match=words):
        read_answer(data)


def test_an_error_answer_keeps_its_code():
    found = read_answer(code("30", "NOT REGISTERED")[1])
    assert (found.code, found.message, found.parts) == ("30", "NOT REGISTERED", ())


def full(**fields: object) -> PatentPart:
    given = {"title": "조성물", "status": "공개", "filed_on": date(2018, 3, 12)}
    return PatentPart.model_validate({"application_number": A} | given | fields)


def claims(text: str) -> tuple[ClaimText, ...]:
    return (ClaimText(number=1, text=text),)


def test_parts_come_together_and_nothing_known_is_lost():
    whole = merge(None, full(claims=claims(WHITENING), abstract="요약", ipc=("A61K 8/37",)))
    later = merge(whole, PatentPart(application_number=A, status="취하", ended_on=date(2020, 1, 1)))
    assert later.claims == whole.claims
    assert (later.abstract, later.ipc, later.status) == ("요약", ("A61K 8/37",), "취하")


def test_the_claims_of_the_application_stay_as_filed():
    pending = merge(None, full(claims=claims(CLEANER)))
    granted = full(regit_num="1029180910000", status="등록", claims=claims(WHITENING))
    assert merge(pending, granted).claims_as_filed == claims(CLEANER)
    own = granted.model_copy(update={"claims_as_filed": claims("처음 글.")})
    assert merge(pending, own).claims_as_filed == claims("처음 글.")
    assert merge(merge(None, granted), granted).claims_as_filed == ()


@pytest.mark.parametrize(
    ("field", "name"), [("title", "명칭"), ("status", "상태"), ("filed_on", "출원일")]
)
def test_a_patent_needs_a_bibliography(field, name):
    with pytest.raises(InputError, match=name):
        merge(None, full(**{field: None}))


def test_real_claims_replace_a_samples(tmp_path):
    with open_store(tmp_path) as store:
        store.replace_base([patent(1, WHITENING, sample=True, summary=True)])
        store.add(part_of(patent(1, CLEANER)), "test")
        (found,) = store.patents()
    assert (found.sample, found.summary, found.claims[0].text) == (False, False, CLEANER)


def test_an_unknown_application_number_is_filled_in(tmp_path):
    summary = patent(1, WHITENING, application_number="0" * 13)
    with open_store(tmp_path) as store:
        store.replace_base([summary])
        store.add(part_of(summary.model_copy(update={"title": "새 이름"})), "test")
        store.add(full(regit_num=summary.regit_num, status="등록"), "test")
        (found,) = store.patents()
        assert store.find(A) == store.find("x", summary.regit_num) == found
    assert (found.application_number, found.regit_num) == (A, summary.regit_num)
    assert found.claims[0].text == WHITENING


def test_numbers_that_contradict_each_other_are_refused(tmp_path):
    registered = full(regit_num="1029180910000", status="등록")
    with open_store(tmp_path) as store:
        store.add(registered, "test")
        with pytest.raises(InputError, match="맞지 않습니다"):
            store.add(registered.model_copy(update={"application_number": B}), "test")
        with pytest.raises(InputError, match="맞지 않습니다"):
            store.add(registered.model_copy(update={"regit_num": "1029180920000"}), "test")
        assert [p.application_number for p in store.patents()] == [A]


def test_a_grant_changes_the_patent_and_makes_no_second(tmp_path):
    with open_store(tmp_path) as store:
        assert store.add(full(claims=claims(CLEANER)), "test")
        assert not store.add(full(claims=claims(CLEANER)), "test")
        assert store.add(full(regit_num="1029180910000", status="등록"), "test")
        (found,) = store.patents()
    assert found.number == "1029180910000"


def test_imports_outlive_a_build_and_hide_its_patents(tmp_path):
    with open_store(tmp_path) as store:
        store.replace_base(patents())
        store.add(part_of(patent(1, CLEANER)), "test")
        store.replace_base(patents()[:2])
        assert [p.claims[0].text for p in store.patents()] == [CLEANER, CLEANER]
        version = store.version
        store.replace_base(patents()[:2])
        assert store.version == version
        store.drop_imported()
        assert [p.claims[0].text for p in store.patents()] == [WHITENING, CLEANER]


def test_a_transaction_that_fails_leaves_nothing(tmp_path):
    with open_store(tmp_path) as store:

        def both() -> None:
            with store.transaction():
                store.add(full(), "test")
                store.add(PatentPart(application_number=B), "test")

        with pytest.raises(InputError):
            both()
        assert list(store.patents()) == []


def test_a_damaged_store_is_named(tmp_path):
    (tmp_path / FILE).write_bytes(b"not a database" * 100)
    with pytest.raises(DataError, match=FILE.replace(".", r"\.")), open_store(tmp_path):
        pass


def test_a_store_of_another_version_is_refused(tmp_path):
    with open_store(tmp_path):
        pass
    db = sqlite3.connect(tmp_path / FILE)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(DataError, match="다른 판"), open_store(tmp_path):
        pass


LIST = [
    ["KIPRIS 검색결과", "", "", "", "", "", ""],
    ["검색식: 미백", "", "", "", "", "", ""],
    ["출원번호", "발명의 명칭(국문)", "IPC분류", "출원일자", "등록번호", "등록일자", "법적상태"],
    ["10-2018-0000001", "미백, 조성물", "A61K 8/37|A61Q 19/02", "2018.03.12", "", "", "공개"],
    ["1020180000002", "청소기", "A47L 9/28", "20180312", "10-2918091-0000", "2020.01.02", "등록"],
]


def write_csv(path: Path, rows: list[list[str]], encoding: str = "utf-8", mark: str = ",") -> Path:
    lines = (mark.join(f'"{cell}"' for cell in row) for row in rows)
    path.write_text("\r\n".join(lines) + "\r\n", encoding=encoding)
    return path


def write_xlsx(path: Path, rows: list[list[object]]) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


EXPECTED = [
    (A, None, "미백, 조성물", ("A61K 8/37", "A61Q 19/02"), "공개", date(2018, 3, 12), None),
    (B, "1029180910000", "청소기", ("A47L 9/28",), "등록", date(2018, 3, 12), date(2020, 1, 2)),
]


def rows_of(path: Path) -> list[tuple[object, ...]]:
    return [
        (p.application_number, p.regit_num, p.title, p.ipc, p.status, p.filed_on, p.registered_on)
        for _, p in import_parts([path])
    ]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", ","), ("utf-8-sig", ","), ("cp949", ","), ("utf-16", "\t"), ("utf-8", ";")],
)
def test_a_saved_list_is_read_as_csv(tmp_path, encoding, mark):
    assert rows_of(write_csv(tmp_path / "list.csv", LIST, encoding, mark)) == EXPECTED


def test_numbers_with_their_days_and_numbers_kept_as_text_are_read(tmp_path):
    rows = [
        *([f"검색 정보 {line}", "", "", "", ""] for line in range(7)),
        ["No.", "발명(고안)의 명칭", "출원번호(일자)", "등록번호(일자)", "공개번호(일자)"],
        ["1", "미백", "1020180000001(2018-03-12)", "10-2918091-0000 (2020.01.02)", ""],
        ["2", "청소기", "10-2018-0000002(20180312)", "-", "10-2019-0000002 (2019.09.12)"],
    ]
    (_, first), (_, second) = import_parts([write_xlsx(tmp_path / "list.xlsx", rows)])
    assert (first.application_number, first.filed_on) == (A, date(2018, 3, 12))
    assert (first.regit_num, first.registered_on) == ("1029180910000", date(2020, 1, 2))
    assert (second.application_number, second.filed_on) == (B, date(2018, 3, 12))
    assert (second.regit_num, second.opened_on) == (None, date(2019, 9, 12))
    assert (first.title, second.title) == ("미백", "청소기")
    kept = '출원번호,출원일자,등록번호\n"=""1020180000001""",2018.03.12,\'1029180910000\n'
    path = tmp_path / "list.csv"
    path.write_text(kept, encoding="cp949")
    ((_, part),) = import_parts([path])
    assert (part.application_number, part.regit_num) == (A, "1029180910000")


def test_a_saved_list_is_read_as_a_spreadsheet_with_its_numbers_and_dates(tmp_path):
    rows: list[list[object]] = [*LIST[:3]]
    rows += [[LIST[3][0], *LIST[3][1:3], date(2018, 3, 12), None, None, "공개"]]
    rows += [[int(B), "청소기", "A47L 9/28", 20180312, "10-2918091", date(2020, 1, 2), "등록"]]
    assert rows_of(write_xlsx(tmp_path / "list.xlsx", rows)) == EXPECTED


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["1.02018E+12", "가", "", "20180312", "", "", "공개"], "자릿수"),
        (["10-2018-0000001", "가", "", "어제", "", "", "공개"], "어제"),
        (["10-2018-0000001", "가", "", "20180312", "", "", "심판"], "심판"),
        (["10-2918091", "가", "", "20180312", "", "", "공개"], "자리에"),
    ],
)
def test_a_wrong_row_is_named(tmp_path, row, words):
    path = write_csv(tmp_path / "list.csv", [*LIST, row])
    with pytest.raises(InputError, match=words) as caught:
        rows_of(path)
    assert f"{path}:6" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"a,b\n1,2\n", "출원번호"),
        ("a.csv", b"", "출원번호"),
        ("a.csv", "출원번호,상태\n".encode(), "하나도 없는"),
        ("a.jsonl", b"\n \n", "하나도 없는"),
        ("a.jsonl", b"", "하나도 없는"),
        ("a.xlsx", b"PK\x03\x04 no", "엑셀"),
        ("a.xls", b"<table></table>", "엑셀"),
        ("a.xml", b"<response>", "깨졌"),
        ("a.xml", code("20", "NO DATA")[1], "없다는 뜻은 아니"),
        ("a.xml", code("31", "EXPIRED")[1], "오류 답"),
        ("a.xml", answer(claims_of(Listed(1, WHITENING)))[1], "파일 이름"),
        ("a.jsonl", b"\xff\xff", "UTF-8"),
        ("a.pdf", b"%PDF", "형식"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, name, content, words):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=words) as caught:
        list(import_parts([path]))
    assert str(path) in str(caught.value)


def test_a_folder_without_anything_to_read_is_named(tmp_path):
    with pytest.raises(InputError, match="읽을 파일"):
        list(import_parts([tmp_path]))


def test_claims_in_a_file_of_their_own_join_their_bibliography(tmp_path, monkeypatch):
    bare = Listed(1, WHITENING, claims=False)
    folder = tmp_path / "answers"
    folder.mkdir()
    (folder / "a_claims_10-2018-0000001.xml").write_bytes(
        answer(claims_of(Listed(1, WHITENING)))[1]
    )
    (folder / "b.xml").write_bytes(answer(bibliography_item(bare))[1])
    index = tmp_path / "index"
    with open_store(index) as store:
        store.replace_base([])
    from retrieval_parts import save_tiny_embedder

    model = save_tiny_embedder(tmp_path / "tiny")
    assert main(["import", str(folder), "--index", str(index), "--embedder", str(model)]) == 0
    with open_store(index) as store:
        (found,) = store.patents()
    assert found.regit_num == bare.registration
    assert found.claims[0].text == WHITENING


def test_one_bad_line_imports_nothing(tmp_path, capsys):
    good = patents()[0].model_dump(mode="json")
    path = tmp_path / "p.jsonl"
    wrong = good | {"regit_num": "10-2018-0012345"}
    path.write_text(json.dumps(good) + "\n" + json.dumps(wrong) + "\n", encoding="utf-8")
    assert main(["import", str(path), "--index", str(tmp_path / "i")]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"{path}:2" in said
    assert not (tmp_path / "i").exists()


def test_the_numbers_of_a_file_are_brought_into_the_one_form(tmp_path):
    record = patents()[0].model_dump(mode="json")
    record |= {"regit_num": "10-2918091", "application_number": "10-2018-0012345"}
    path = tmp_path / "p.jsonl"
    path.write_text(json.dumps(record), encoding="utf-8")
    ((_, part),) = import_parts([path])
    assert (part.regit_num, part.application_number) == ("1029180910000", "1020180012345")


def test_real_answers_are_read(tmp_path):
    folder = REAL / "kipris"
    if not folder.is_dir():
        pytest.skip(f"no real answers at {folder}")
    named = tmp_path / "1020230147601.xml"
    named.write_bytes((folder / "claim_detail.xml").read_bytes())
    files = [folder / "patent.xml", folder / "free_search.xml", folder / "bibliography_detail.xml"]
    with open_store(tmp_path) as store:
        for path, part in import_parts([*files, named]):
            store.add(part, path.name)
        found = {p.application_number: p for p in store.patents()}
        assert len(store.without_claims()) == len(found) - 1 == 40
    assert len(found["1020230147601"].claims) == 14
    assert all(p.filed_on and p.ipc for p in found.values())
    assert {p.status for p in found.values()} == {"등록", "공개", "거절"}


def test_real_patents_go_through_the_store_as_they_are(tmp_path):
    path = REAL / "patents.jsonl"
    if not path.is_file():
        pytest.skip(f"no real patents at {path}")
    with open_store(tmp_path) as store, store.transaction():
        for file, part in import_parts([path]):
            store.add(part, file.name)
        found = {p.application_number: p for p in store.patents()}
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(found) == len(records) == 420
    for record in records:
        kept = found[record["application_number"]]
        assert kept.regit_num == record["regit_num"]
        filed = [c for c in record["claims_as_filed"] if c["change_code"] != "D"]
        assert [c.text for c in kept.claims_as_filed if c.text] == [
            c["text"] for c in filed if c["text"]
        ]
