import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.claims import cited_claims, independent_claims, is_dependent, split_claim
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
    ],
)
def test_dependency_is_read_from_the_text(text, numbers, dependent):
    assert cited_claims(text) == numbers
    assert is_dependent(text) is dependent


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


def test_real_claims_are_split_without_loss_of_place(glossary):
    if not REAL.is_file():
        pytest.skip(f"real patents {REAL} are missing")
    with REAL.open(encoding="utf-8") as lines:
        claims = [
            c["text"]
            for _, line in zip(range(60), lines, strict=False)
            for c in json.loads(line)["claims"]
        ]
    for text in claims:
        elements = split_claim(text, glossary)
        assert all(text[e.start : e.end] == e.text for e in elements)
        assert elements


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
