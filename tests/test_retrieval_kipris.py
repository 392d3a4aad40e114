from __future__ import annotations

import traceback
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from kipris_service import (
    KEY,
    KiprisService,
    Listed,
    answer,
    broken,
    code,
    http,
    listed_item,
    serving,
    slow,
)
from retrieval_parts import CLEANER, WHITENING, save_tiny_embedder

from graph.errors import BiniError, InputError, ServiceError
from retrieval import kipris
from retrieval.index import main, status
from retrieval.kipris import (
    Account,
    KeyRefusedError,
    KiprisClient,
    KiprisImport,
    KiprisQuery,
    QuotaError,
    read_key,
    this_month,
)
from retrieval.store import PatentStore, open_store

KIPRIS = Path("/work/shared/real/kipris")
THICKENER = "카보머 및 잔탄검을 포함하는 점증 화장료 조성물."


def known() -> list[Listed]:
    return [
        Listed(1, WHITENING),
        Listed(2, CLEANER, status="공개"),
        Listed(3, THICKENER, status="소멸", ended="20230401"),
    ]


@pytest.fixture
def service():
    with serving(KiprisService(known())) as running:
        yield running


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path) as opened:
        yield opened


def account(service: KiprisService, **fields: object) -> Account:
    given = {"key": KEY, "url": service.url, "calls_per_second": 1000, "first_wait": 0.001}
    return Account(**given | fields)  # type: ignore[arg-type]


def fetch(service: KiprisService, store: PatentStore, query: KiprisQuery, **fields: object):
    limit = fields.pop("limit", None)
    client = KiprisClient(account(service, **fields), store)
    try:
        return KiprisImport(client, store, limit=limit).run(query)
    finally:
        client.close()


COSMETICS = KiprisQuery(word="화장료")
ALL = KiprisQuery(ipc="A61K")


def texts(store: PatentStore) -> dict[str, str]:
    return {p.number: p.claims[0].text if p.claims else "" for p in store.patents()}


def test_a_search_brings_bibliography_claims_status_and_the_day_of_the_end(service, store):
    outcome = fetch(service, store, COSMETICS)
    whitening, thickener = store.patents()
    assert (whitening.number, whitening.application_number) == ("1020000010000", "1020180000001")
    assert [claim.text for claim in whitening.claims] == [WHITENING, "", "제1항에 있어서, 좋은 것."]
    assert whitening.ipc == ("A61K 8/37", "A61Q 19/02")
    assert whitening.abstract == "자세한 요약"
    assert (thickener.status, str(thickener.ended_on)) == ("소멸", "2023-04-01")
    assert (outcome.unanswered, outcome.faults, outcome.left) == ([], [], 0)
    assert store.unfinished() == []


def test_the_terms_reach_the_service(service, store):
    query = KiprisQuery(word="화장료", ipc="A61K8", applicant="가나다", status="등록")
    fetch(service, store, query)
    operation, asked = service.asked[0]
    assert operation == "getAdvancedSearch"
    terms = {name: asked[name] for name in ("word", "ipcNumber", "applicant", "lastvalue")}
    assert terms == {
        "word": "화장료",
        "ipcNumber": "A61K8",
        "applicant": "가나다",
        "lastvalue": "R",
    }
    assert asked["ServiceKey"] == KEY


def test_a_second_run_fetches_only_what_has_changed(service, store):
    fetch(service, store, ALL)
    before = service.count("getBibliographyDetailInfoSearch")
    version = store.version
    fetch(service, store, ALL)
    assert service.count("getBibliographyDetailInfoSearch") == before
    assert store.version == version
    service.patents[1] = replace(service.patents[1], status="등록", text="배터리를 포함하는 로봇.")
    fetch(service, store, ALL)
    assert service.count("getBibliographyDetailInfoSearch") == before + 1
    granted = store.find("1020180000002")
    assert (granted.regit_num, granted.claims[0].text) == (
        "1020000020000",
        "배터리를 포함하는 로봇.",
    )
    assert granted.claims_as_filed[0].text == CLEANER


def test_all_pages_are_read(service, store, monkeypatch):
    monkeypatch.setattr(kipris, "ROWS", 2)
    fetch(service, store, ALL)
    assert len(texts(store)) == 3
    assert [asked["pageNo"] for name, asked in service.asked if name == "getAdvancedSearch"] == [
        "1",
        "2",
    ]


@pytest.mark.parametrize("fault", [http(500), http(503), http(429), broken, slow])
def test_a_passing_fault_is_tried_again(service, store, fault):
    service.faults = [fault, fault]
    fetch(service, store, COSMETICS, timeout=0.3)
    assert len(texts(store)) == 2
    assert service.count("getAdvancedSearch") == 3


@pytest.mark.parametrize(
    ("fault", "words"),
    [(http(500), "HTTP 500"), (broken, "깨졌습니다"), (slow, "0.3초"), (http(404), "HTTP 404")],
)
def test_a_lasting_fault_is_named(service, store, fault, words):
    service.faults = [fault] * 20
    with pytest.raises(ServiceError, match=words):
        fetch(service, store, COSMETICS, timeout=0.3, tries=2)


def test_no_service_at_all_is_named_without_the_key(store):
    with serving(KiprisService([])) as gone:
        pass
    with pytest.raises(ServiceError, match="연결할 수 없습니다") as caught:
        fetch(gone, store, COSMETICS, tries=1)
    assert KEY not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("number", ["30", "31"])
def test_a_wrong_key_is_named_and_not_tried_again(service, store, number):
    service.faults = [lambda: code(number, "ERROR")]
    with pytest.raises(KeyRefusedError, match="BINI_KIPRIS_KEY"):
        fetch(service, store, COSMETICS)
    assert len(service.asked) == 1


@pytest.mark.parametrize("number", ["10", "11"])
def test_a_wrong_term_is_named(service, store, number):
    service.faults = [lambda: code(number, "INVALID")]
    with pytest.raises(InputError, match="검색 조건"):
        fetch(service, store, COSMETICS)


def test_the_services_own_quota_stops_the_run_and_the_next_goes_on(service, store):
    service.operations["getBibliographyDetailInfoSearch"] = lambda: code("22", "LIMITED")
    with pytest.raises(QuotaError, match="한도"):
        fetch(service, store, COSMETICS)
    del service.operations["getBibliographyDetailInfoSearch"]
    fetch(service, store, COSMETICS)
    assert service.count("getAdvancedSearch") == 1
    assert WHITENING in texts(store).values()
    assert store.unfinished() == []


def test_the_monthly_quota_is_counted_with_every_try_and_across_runs(service, store):
    service.faults = [http(500)]
    with pytest.raises(QuotaError, match="3회를 다 썼습니다"):
        fetch(service, store, COSMETICS, monthly_calls=3)
    assert len(service.asked) == 3
    with pytest.raises(QuotaError):
        fetch(service, store, COSMETICS, monthly_calls=3)
    assert len(service.asked) == 3
    assert store.calls(account(service).id, this_month()) == 3
    fetch(service, store, COSMETICS, monthly_calls=100)
    assert len(texts(store)) == 2


def test_the_pace_is_kept(service, store):
    import time

    begin = time.monotonic()
    fetch(service, store, COSMETICS, calls_per_second=20)
    assert time.monotonic() - begin >= (len(service.asked) - 1) / 20


@pytest.mark.parametrize("empty", [lambda: code("20", "NO DATA"), lambda: answer("", total=0)])
def test_an_empty_search_is_an_error_and_takes_nothing_away(service, store, empty):
    fetch(service, store, ALL)
    before = texts(store)
    service.faults = [empty]
    with pytest.raises(ServiceError, match="없다는 뜻은 아닙니다"):
        fetch(service, store, ALL)
    assert texts(store) == before


def test_a_page_cut_short_is_not_taken_for_the_end(service, store, monkeypatch):
    monkeypatch.setattr(kipris, "ROWS", 2)
    service.faults = [lambda: answer(f"<items>{listed_item(known()[0])}</items>", total=3)]
    with pytest.raises(ServiceError, match="1건만"):
        fetch(service, store, ALL)
    fetch(service, store, ALL)
    assert len(texts(store)) == 3


def test_an_empty_bibliography_is_asked_for_again(service, store):
    service.operations["getBibliographyDetailInfoSearch"] = lambda: code("20", "NO DATA")
    outcome = fetch(service, store, COSMETICS)
    assert outcome.unanswered == ["1020180000001", "1020180000003"]
    assert [p.claims for p in store.patents()] == [(), ()]
    assert len(store.unfinished()) == 1
    del service.operations["getBibliographyDetailInfoSearch"]
    assert fetch(service, store, COSMETICS).unanswered == []
    assert WHITENING in texts(store).values()


def test_another_patents_bibliography_is_not_taken(service, store):
    other = Listed(9, CLEANER)
    right = service.patents[0]
    service.patents[0] = other
    service.operations["getAdvancedSearch"] = lambda: answer(
        f"<items>{listed_item(right)}</items>", total=1
    )
    from kipris_service import bibliography_item

    service.operations["getBibliographyDetailInfoSearch"] = lambda: answer(bibliography_item(other))
    assert fetch(service, store, COSMETICS).unanswered == [right.application]
    assert texts(store) == {right.registration: ""}


def test_claims_missing_in_the_bibliography_are_asked_for_alone(service, store):
    bare = replace(service.patents[0], claims=False)
    from kipris_service import bibliography_item

    service.operations["getBibliographyDetailInfoSearch"] = lambda: answer(bibliography_item(bare))
    fetch(service, store, KiprisQuery(numbers=(bare.application,)))
    assert texts(store) == {bare.registration: WHITENING}


def test_a_key_without_the_registration_service_still_imports(service, store):
    service.operations["registrationInfo"] = lambda: code("30", "NOT REGISTERED")
    fetch(service, store, COSMETICS)
    assert store.find("1020180000003").ended_on is None
    assert len(texts(store)) == 2


@pytest.mark.parametrize("number", ["10-2018-0000001", "10-2000001", "1020180000001", "102000001"])
def test_a_patent_is_fetched_by_either_number(service, store, number):
    fetch(service, store, KiprisQuery(numbers=(number,)))
    assert texts(store) == {"1020000010000": WHITENING}


def test_a_number_the_service_does_not_give_is_named_and_stays_to_do(service, store):
    query = KiprisQuery(numbers=("10-2999999", "10-2018-0000002"))
    assert fetch(service, store, query).unanswered == ["10-2999999"]
    assert texts(store) == {"1020180000002": CLEANER}
    assert [job.query for job in store.unfinished()] == [query.id]


def test_a_limit_leaves_the_rest_for_the_next_run(service, store):
    outcome = fetch(service, store, ALL, limit=1)
    assert (sum(bool(t) for t in texts(store).values()), outcome.left) == (1, 2)
    fetch(service, store, ALL)
    assert all(texts(store).values())


def test_an_unreadable_row_is_told_and_the_others_are_kept(service, store):
    wrong = listed_item(known()[1]).replace("공개", "심판 중")
    service.operations["getAdvancedSearch"] = lambda: answer(
        f"<items>{wrong}{listed_item(known()[0])}</items>", total=2
    )
    outcome = fetch(service, store, ALL)
    assert "심판 중" in outcome.faults[0]
    assert texts(store) == {"1020000010000": WHITENING}


def test_the_key_is_not_kept_anywhere(service, tmp_path):
    with open_store(tmp_path) as store:
        fetch(service, store, ALL)
        assert KEY not in repr(account(service))
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert WHITENING.encode() in kept
    assert KEY.encode() not in kept


def echo() -> tuple[int, bytes]:
    return code("99", f"ServiceKey={KEY} is odd")


@pytest.mark.parametrize("fault", [http(403), http(404), http(500), broken, slow, echo])
def test_the_key_is_in_no_log_and_no_error(service, store, caplog, fault):
    service.operations["getBibliographyDetailInfoSearch"] = fault
    with caplog.at_level("DEBUG"), pytest.raises(BiniError) as caught:
        fetch(service, store, COSMETICS, tries=1, timeout=0.3)
    assert service.asked[-1][1]["ServiceKey"] == KEY
    # The client does write the address.
    assert "getAdvancedSearch?word=" in caplog.text
    told = "".join(traceback.format_exception(caught.value)) + caplog.text
    for written in (KEY, quote(KEY), quote_plus(KEY), quote(KEY, safe="")):
        assert written not in told


@pytest.mark.parametrize("proxy", ["http_proxy", "HTTP_PROXY"])
def test_calls_go_through_the_proxy_of_the_environment(service, store, monkeypatch, proxy):
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(proxy, service.url)
    elsewhere = account(service, url="http://kipris.invalid")
    client = KiprisClient(elsewhere, store)
    try:
        assert client.search({"word": "화장료"}, 1).total == 2
    finally:
        client.close()


@pytest.mark.parametrize("written", [KEY, f" {KEY}\n", quote(KEY, safe="")])
def test_a_key_is_read_however_it_was_copied(written):
    assert read_key(written) == KEY


@pytest.mark.parametrize(
    "terms",
    [
        (None, " ", None, "등록", ()),
        (None, None, None, None, ("10-2999",)),
        ("미백", None, None, None, ("10-2999999",)),
        (None, "A61K,A61Q", None, None, ()),
    ],
)
def test_a_query_that_cannot_be_is_refused(terms):
    with pytest.raises(InputError):
        KiprisQuery.make(*terms)


def test_a_query_survives_the_store():
    query = KiprisQuery.make("미백  크림", "A61K8", None, "등록", ())
    assert query.word == "미백 크림"
    assert KiprisQuery.of(query.id) == query


@pytest.fixture(scope="module")
def model_folder(tmp_path_factory) -> Path:
    return save_tiny_embedder(tmp_path_factory.mktemp("model") / "tiny")


@pytest.fixture
def command(service, tmp_path, monkeypatch, model_folder):
    monkeypatch.setenv("BINI_KIPRIS_KEY", KEY)
    monkeypatch.setenv("BINI_KIPRIS_URL", service.url)
    monkeypatch.setenv("BINI_KIPRIS_CALLS_PER_SECOND", "50")
    monkeypatch.setenv("BINI_INDEX_DIR", str(tmp_path / "index"))
    monkeypatch.setenv("BINI_EMBEDDER", str(model_folder))
    with open_store(tmp_path / "index") as store:
        store.replace_base([])
    return lambda *arguments: main(["import", *arguments])


def test_the_command_line_imports_and_indexes(command, tmp_path, capsys):
    assert command("--word", "화장료", "--limit", "1") == 0
    said = capsys.readouterr()
    assert said.out == ""
    # Found by the search and then fetched whole, a patent counts once.
    assert "특허 2건이 새로 들어오거나 바뀌었습니다" in said.err
    assert "--resume" in said.err
    assert command("--resume") == 0
    told = status(tmp_path / "index")
    assert (told.patents, told.claims, told.sources) == (2, 2, {"kipris": 2})
    assert told.states == {"등록": 1, "소멸": 1}
    assert (told.unfinished, told.outdated, told.without_claims) == ((), False, 0)
    assert KEY not in capsys.readouterr().err


def test_what_came_before_a_fault_is_in_the_index(command, service, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("BINI_KIPRIS_MONTHLY_CALLS", "2")
    assert command("--word", "화장료") == 1
    assert "다 썼습니다" in capsys.readouterr().err
    told = status(tmp_path / "index")
    assert (told.patents, told.without_claims, len(told.unfinished)) == (1, 1, 1)


def test_a_search_that_cannot_be_finished_is_forgotten(command, tmp_path, capsys):
    assert command("--number", "10-2999999", "10-2000001") == 1
    assert len(status(tmp_path / "index").unfinished) == 1
    assert main(["status"]) == 0
    assert "--forget" in capsys.readouterr().out
    assert command("--forget", "--resume") == 2
    assert command("--forget") == 0
    told = status(tmp_path / "index")
    assert (told.patents, told.unfinished) == (1, ())


def test_patents_without_claims_are_completed(command, tmp_path):
    listed = tmp_path / "list.csv"
    listed.write_text(
        "출원번호,발명의명칭,출원일자,법적상태\n10-2018-0000001,미백 조성물,2018.03.12,등록\n"
        "10-2018-0000002,청소기,2018.03.12,공개\n",
        encoding="utf-8",
    )
    assert command(str(listed), "--complete", "--limit", "1") == 0
    assert status(tmp_path / "index").without_claims == 1
    assert command("--complete") == 0
    told = status(tmp_path / "index")
    assert (told.patents, told.without_claims) == (2, 0)


@pytest.mark.parametrize(
    ("fault", "exit_code", "words"),
    [
        (lambda: code("30", "NO"), 2, "BINI_KIPRIS_KEY"),
        (lambda: code("20", "NO"), 1, "없다는 뜻은 아닙니다"),
        (lambda: code("99", "ODD"), 1, "99 ODD"),
    ],
)
def test_the_command_line_says_what_is_wrong(command, service, capsys, fault, exit_code, words):
    service.faults = [fault]
    assert command("--word", "화장료") == exit_code
    said = capsys.readouterr()
    assert words in said.err.splitlines()[-1]
    assert said.out == ""


@pytest.mark.parametrize("key", ["", " "])
def test_without_a_key_the_command_line_says_where_to_get_one(command, monkeypatch, capsys, key):
    monkeypatch.setenv("BINI_KIPRIS_KEY", key)
    assert command("--word", "화장료") == 2
    assert "plus.kipris.or.kr" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [(), ("--status", "등록"), ("--word", "가", "--limit", "0")])
def test_wrong_arguments_are_one_line(command, capsys, wrong):
    assert command(*wrong) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_real_answers_played_back_are_imported(service, store):
    if not KIPRIS.is_dir():
        pytest.skip(f"no real answers at {KIPRIS}")
    pages = {
        "getAdvancedSearch": "free_search.xml",
        "getBibliographyDetailInfoSearch": "bibliography_detail.xml",
        "patentClaimInfo": "claim_detail.xml",
    }
    for operation, name in pages.items():
        body = (KIPRIS / name).read_bytes()
        service.operations[operation] = lambda body=body: (200, body)
    fetch(service, store, KiprisQuery(numbers=("10-2023-0147601",)))
    (patent,) = store.patents()
    assert (patent.number, patent.application_number) == ("1029609060000", "1020230147601")
    assert len(patent.claims) == 14
    assert patent.claims[2].text == ""
    assert str(patent.registered_on) == "2026-04-29"
