import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.claims import (
    cited_claims,
    independent_claims,
    is_deleted,
    is_dependent,
    leftover,
    main,
    split_claim,
)
from evidence.glossary import load_glossary
from evidence.patents import read_patents, sample_files
from graph.errors import DataError
from graph.schema import ClaimText, Patent

REAL = Path(__file__).resolve().parents[2] / "shared" / "real" / "patents.jsonl"


@pytest.fixture(scope="module")
def glossary():
    return load_glossary()


def texts(claim, glossary):
    return [element.text for element in split_claim(claim, glossary)]


@pytest.mark.parametrize(
    ("claim", "elements"),
    [
        (
            "아세틸트리부틸스트레이트(tributyl acetylcitrate) 또는 이의 화장품학적으로 허용되는 염을 "
            "유효성분으로 함유하는 것을 특징으로 하는 미백용 화장료 조성물.",
            [
                "아세틸트리부틸스트레이트(tributyl acetylcitrate) 또는 이의 화장품학적으로 허용되는 염",
                "미백용",
                "화장료 조성물",
            ],
        ),
        (
            "글리세린 5 내지 10중량% 및 판테놀을 포함하는 보습용 화장료 조성물.",
            ["글리세린 5 내지 10중량%", "판테놀", "보습용", "화장료 조성물"],
        ),
        (
            "나이아신아마이드, 알부틴 및 코직산으로 이루어진 군에서 선택되는 1종 이상을 포함하는 미백 크림.",
            [
                "나이아신아마이드, 알부틴 및 코직산으로 이루어진 군에서 선택되는 1종 이상",
                "미백",
                "크림",
            ],
        ),
        (
            "(a) 징크옥사이드 5~15중량%; (b) 다이메티콘을 포함하고, 왁스를 포함하지 않는 것을 특징으로 "
            "하는 유중수형 자외선 차단용 화장료 조성물.",
            [
                "징크옥사이드 5~15중량%",
                "다이메티콘",
                "왁스를 포함하지 않는",
                "유중수형",
                "자외선 차단용",
                "화장료 조성물",
            ],
        ),
        (
            "글리세린 및 히알루론산만으로 이루어진 보습용 화장료 조성물.",
            ["글리세린", "히알루론산", "만으로 이루어진", "보습용", "화장료 조성물"],
        ),
        (
            "콩을 세척하는 단계; 상기 콩을 증자하는 단계; 및 종균을 접종하여 발효하는 단계를 포함하는 "
            "청국장의 제조방법.",
            [
                "콩을 세척하는 단계",
                "상기 콩을 증자하는 단계",
                "종균을 접종하여 발효하는 단계",
                "청국장의 제조방법",
            ],
        ),
        (
            "카페인, 다이소듐이디티에이 및 판테놀을 포함하고, pH가 5 이하인 헤어 토닉.",
            ["카페인", "다이소듐이디티에이", "판테놀", "pH가 5 이하", "헤어 토닉"],
        ),
        (
            "샴푸 조성물에 있어서, 살리실산 0.5중량% 이상을 함유하는 것을 특징으로 하는 샴푸 조성물.",
            ["살리실산 0.5중량% 이상", "샴푸 조성물"],
        ),
    ],
)
def test_splits_into_the_elements_an_attorney_would_list(glossary, claim, elements):
    assert texts(claim, glossary) == elements


@pytest.mark.parametrize(
    ("text", "numbers", "dependent"),
    [
        ("제1항에 있어서, 상기 오일은 스쿠알란인 화장료 조성물.", (1,), True),
        ("제 1 항 내지 제 3 항 중 어느 한 항에 있어서, pH가 5인 조성물.", (1, 2, 3), True),
        ("청구항 2에 있어서, 상기 모터는 직류 모터인 장치.", (2,), True),
        ("제1항의 조성물을 포함하는 마스크팩.", (1,), False),
        ("제2항에 따른 화장료 조성물.", (2,), True),
        ("글리세린을 포함하는 화장료 조성물.", (), False),
        ("청구항 13 또는 14에 있어서, 상기 오일은 호호바유인 비누.", (13, 14), True),
        (
            "제1항, 제4항 및 제6항 내지 제8항 중 어느 한 항에 있어서, 향료인 비누.",
            (1, 4, 6, 7, 8),
            True,
        ),
        ("제2항에 기재된 비누로서, 글리세린을 더 포함하는 비누.", (2,), True),
        ("쌀겨를 찌는 제1단계 및 말리는 제2단계를 포함하는 가루의 제조방법.", (), False),
        ("제1의 하우징 및 상기 제1의 하우징에 결합되는 뚜껑을 포함하는 용기.", (), False),
    ],
)
def test_dependency_is_read_from_the_text(text, numbers, dependent):
    assert cited_claims(text) == numbers
    assert is_dependent(text) is dependent


@pytest.mark.parametrize(
    ("claim", "elements"),
    [
        (  # an enumerated list, units, a limiting clause
            "(a) 판테놀 1~5 중량％, (b) 잔탄검 0.1~2 중량％ 및 (c) 물을 포함하고,상기 잔탄검의 분자량이 "
            "10만 Da 이상인 것을 특징으로 하는 보습용 화장료 조성물.",
            [
                "판테놀 1~5 중량％",
                "잔탄검 0.1~2 중량％",
                "물",
                "상기 잔탄검의 분자량이 10만 Da 이상",
                "보습용",
                "화장료 조성물",
            ],
        ),
        (  # things named in the preamble give way to the body's
            "판테놀, 잔탄검 및 물을 포함하는 두피 관리용 조성물에 있어서, 상기 조성물은 판테놀 1~5중량%, "
            "잔탄검 0.1~2중량% 및 잔량의 물을 포함하는 것을 특징으로 하는 두피 관리용 조성물.",
            [
                "판테놀 1~5중량%",
                "잔탄검 0.1~2중량%",
                "잔량의 물",
                "두피 관리용",
                "조성물",
            ],
        ),
        (  # labels that are spoken of stay
            "(A) 왁스와, (B) 오일을 포함하며,상기 (A)성분이 밀랍, (B)성분이 스쿠알란인 것을 특징으로 하는 "
            "립밤.",
            ["(A) 왁스", "(B) 오일", "상기 (A)성분이 밀랍", "(B)성분이 스쿠알란", "립밤"],
        ),
        (  # parts joined by 와
            "몸통과, 상기 몸통에 결합되는 뚜껑을 포함하되,상기 뚜껑에는 통기공이 형성된 것을 특징으로 하는 물병.",
            ["몸통", "상기 몸통에 결합되는 뚜껑", "상기 뚜껑에는 통기공이 형성된", "물병"],
        ),
        (  # steps after a colon
            "다음의 단계를 포함하는 쌀겨 발효액의 제조방법:(a) 쌀겨를 찌는 단계; 및(b) 상기 (a)의 쌀겨를 "
            "발효시키는 단계.",
            ["(a) 쌀겨를 찌는 단계", "상기 (a)의 쌀겨를 발효시키는 단계", "쌀겨 발효액의 제조방법"],
        ),
        (  # several uses
            "판테놀을 유효성분으로 포함하는 보습, 주름개선 및 미백용 화장료 조성물.",
            ["판테놀", "보습", "주름개선", "미백용", "화장료 조성물"],
        ),
        (  # a negative limitation before the category
            "판테놀; 및글리세린;을 포함하고, 레티놀을 포함하지 않는 유중수형 화장료 조성물.",
            ["판테놀", "글리세린", "레티놀을 포함하지 않는", "유중수형", "화장료 조성물"],
        ),
        (  # a ratio is one element, and so is a list of alternatives
            "판테놀 및 알란토인을 포함하고, 상기 판테놀 및 상기 알란토인의 중량비가 1:1 내지 1:3이며, "
            "글리세린, 베타인 및 트레할로스로 이루어진 군에서 선택되는 1종 이상을 더 포함하는 화장료 조성물.",
            [
                "판테놀",
                "알란토인",
                "상기 판테놀 및 상기 알란토인의 중량비가 1:1 내지 1:3",
                "글리세린, 베타인 및 트레할로스로 이루어진 군에서 선택되는 1종 이상",
                "화장료 조성물",
            ],
        ),
        (  # closed wording is a row of its own
            "판테놀 5중량% 및 정제수 95중량%만으로 이루어진 화장료 조성물.",
            ["판테놀 5중량%", "정제수 95중량%", "만으로 이루어진", "화장료 조성물"],
        ),
    ],
)
def test_the_wording_of_real_claims_is_split_the_same_way(glossary, claim, elements):
    assert texts(claim, glossary) == elements
    assert leftover(claim, split_claim(claim, glossary)) == ()


@pytest.mark.parametrize("claim", ["", ".", " \n", "--- ( )"])
def test_a_claim_without_words_has_no_elements(glossary, claim):
    assert split_claim(claim, glossary) == ()


def test_words_of_no_element_are_listed(glossary):
    claim = "판테놀 및 알란토인을 포함하는 화장료 조성물."
    elements = split_claim(claim, glossary)
    assert leftover(claim, elements[1:]) == ("판테놀",)


def test_a_deleted_claim_is_told(glossary):
    assert is_deleted(" (삭제) ")
    assert is_deleted("삭 제.")
    assert is_deleted(
        "[청구항 3은(는) 설정등록료 납부시 포기되었습니다.]제1항에 있어서, 향료인 비누."
    )
    assert not is_deleted("털을 삭제하는 장치.")


def test_the_command_prints_how_claims_split(tmp_path, capsys):
    path = tmp_path / "patents.jsonl"
    claims = [{"text": "판테놀을 포함하는 화장료 조성물."}, {"text": ""}]
    path.write_text(json.dumps({"claims": claims}) + "\n", encoding="utf-8")
    assert main([str(path)]) == 0
    printed = capsys.readouterr().out
    assert "claims                  1   deleted 1" in printed
    assert "words left over" in printed
    assert main([str(tmp_path / "none.jsonl")]) == 2


def patent(*claims, filed=()):
    return Patent(
        regit_num="9900099990000",
        application_number="9920200009999",
        title="시험",
        status="등록",
        filed_on=date(2020, 1, 1),
        claims=tuple(ClaimText(number=i, text=t) for i, t in enumerate(claims, 1)),
        claims_as_filed=tuple(ClaimText(number=i, text=t) for i, t in enumerate(filed, 1)),
    )


def test_only_independent_claims_decide_and_cited_text_is_put_in():
    claims = independent_claims(
        patent(
            "판테놀을 포함하는 화장료 조성물.",
            "제1항에 있어서, 글리세린을 더 포함하는 화장료 조성물.",
            "",
            "제1항의 조성물을 포함하는 마스크팩.",
            filed=["판테놀 또는 알란토인을 포함하는 화장료 조성물."],
        )
    )
    assert [c.claim_number for c in claims] == [1, 4]
    assert claims[1].text == "판테놀을 포함하는 화장료 조성물을 포함하는 마스크팩."
    assert claims[0].as_filed == "판테놀 또는 알란토인을 포함하는 화장료 조성물."
    assert claims[1].as_filed is None


def test_every_element_of_the_samples_is_verbatim_and_in_its_place(glossary):
    checked = 0
    for each in read_patents(sample_files()):
        for claim in independent_claims(each):
            for element in split_claim(claim.text, glossary):
                assert claim.text[element.start : element.end] == element.text
                checked += 1
    assert checked > 400


def test_real_claims_are_split_with_hardly_a_word_lost(glossary):
    if not REAL.is_file():
        pytest.skip(f"real patents {REAL} are missing")
    with REAL.open(encoding="utf-8") as lines:
        claims = [c["text"] for line in lines for c in json.loads(line)["claims"]]
    assert len(claims) == 5057
    lost = words = 0
    for text in filter(None, map(str.strip, claims)):
        elements = split_claim(text, glossary)
        assert elements
        assert all(text[e.start : e.end] == e.text for e in elements)
        lost += len(leftover(text, elements))
        words += len(leftover(text, ()))
    assert lost < 0.02 * words


@settings(deadline=None)  # the first text fills the glossary's caches
@given(
    st.text(
        alphabet="가나다 을를,;및(a)①제1항에있어서포함하는것을특징으로조성물용<P>.\n", max_size=120
    )
)
def test_any_text_is_split_into_pieces_of_itself(text):
    for element in split_claim(text, LOADED):
        assert text[element.start : element.end] == element.text


LOADED = load_glossary()


def test_the_sample_collection_is_large_broad_and_cannot_be_taken_for_real():
    patents = list(read_patents(sample_files()))
    samples = [p for p in patents if p.sample]
    assert len(samples) >= 80
    assert len({p.field for p in samples}) >= 12
    assert sum(p.field.startswith("cosmetics") for p in samples) > len(samples) / 2
    assert all(p.number.startswith("99") for p in samples)
    assert len({p.number for p in patents}) == len(patents)
    assert {p.status for p in samples} >= {"등록", "공개", "소멸", "거절"}
    assert any(c.as_filed for p in samples for c in independent_claims(p))
    (report,) = [p for p in patents if p.number == "1029180910000"]
    assert report.summary
    assert not report.sample


def test_a_malformed_patent_line_is_named(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text('\n{"regit_num": 1}\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"bad.jsonl:2"):
        list(read_patents([path]))
