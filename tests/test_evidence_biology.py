"""Biotechnology and pharmacy: which sequence, gene, strain or agent, what it does, how it is taken."""

from __future__ import annotations

import pytest
from charts import label

from evidence.dosing import routes, taken
from evidence.references import codes, same, sequences, siblings


@pytest.mark.parametrize(
    ("element", "query", "expected"),
    [
        ("서열번호 3의 서열로 이루어진 펩타이드", "SEQ ID NO: 3 펩타이드 세럼", "대응"),
        ("서열번호 3의 서열로 이루어진 펩타이드", "서열번호 9 펩타이드 크림", "미대응"),
        (
            "서열번호 3의 서열로 이루어진 펩타이드",
            "서열번호 3에 리신 3개를 더 단 펩타이드",
            "미대응",
        ),
        ("서열번호 1로 표시되는 유전체를 갖는", "지놈은 서열번호 1과 다르다", "미대응"),
        ("서열번호 7과 95% 이상 동일한 서열을 포함하는", "서열번호 7과 97% 일치", "대응"),
        ("서열번호 7과 95% 이상 동일한 서열을 포함하는", "서열번호 7과 91% 동일", "미대응"),
        ("락토바실러스 플란타룸 NK15 균주", "L. plantarum NK15 캡슐", "대응"),
        ("락토바실러스 플란타룸 NK15 균주", "플란타룸 NK17 균주 캡슐", "미대응"),
        ("락토바실러스 플란타룸 NK15 균주", "L. rhamnosus 캡슐", "미대응"),
        ("락토바실러스 플란타룸 NK15 균주", "플란타룸 유산균 캡슐", "판단불가"),
        ("IL-6 수용체에 결합하는 항체", "anti-IL-6R antibody 주사", "대응"),
        ("IL-6 수용체에 결합하는 항체", "IL-17A 항체 주사", "미대응"),
        ("KRAS G12C 억제제", "KRAS G12D 저해제 정제", "미대응"),
        ("IGF-1 변이체", "IGF-2 변이체 주사", "미대응"),
        ("PCSK9 mRNA에 결합하는 siRNA 또는 shRNA", "PCSK9 항체 주사", "미대응"),
        ("PCSK9 mRNA에 결합하는 siRNA 또는 shRNA", "PCSK9 억제제 주사", "판단불가"),
        ("CD19에 결합하는 키메라 항원 수용체를 발현하는 T 세포", "CD19 CAR-NK 치료제", "미대응"),
        ("LZIP의 N 말단에 결합하는 항체", "LZIP C말단 항체 주사", "미대응"),
    ],
)
def test_another_reference_or_kind_of_agent_is_another_thing(element, query, expected):
    assert label(element, query) == expected


@pytest.mark.parametrize(
    ("element", "query", "expected"),
    [
        ("FGF21 발현을 증가시키는 화합물", "FGF21 발현을 억제하는 화합물 정제", "미대응"),
        ("FGF21 발현을 증가시키는 화합물", "FGF21 발현을 끌어올리는 화합물 정제", "대응"),
        ("인슐린 수용체에 결합하지 않는", "인슐린 수용체에도 결합하는 변이체", "미대응"),
        ("히스타민을 생성하지 않는", "히스타민을 많이 만드는 균", "미대응"),
        ("비브리오 균을 사멸시킬 수 있는 능력", "비브리오 사멸 안 됨", "미대응"),
        ("비소세포폐암 치료용", "폐암약", "판단불가"),
        ("제2형 당뇨병 치료용", "당뇨 치료 시럽", "판단불가"),
        ("결핵균 검출용", "결핵 진단 키트", "대응"),
    ],
)
def test_what_an_agent_does_and_is_for(element, query, expected):
    assert label(element, query) == expected


@pytest.mark.parametrize(
    ("element", "query", "expected"),
    [
        ("주 1회", "일주일에 한 번 맞는 주사", "대응"),
        ("주 1회", "매일 SC 주사", "미대응"),
        ("피하 투여", "매일 SC 주사", "대응"),
        ("피하 투여", "정맥에 놓는 수액", "미대응"),
        ("체중 kg당 10 내지 50mg의 양으로", "체중 1kg당 80mg을 먹임", "미대응"),
        ("체중 kg당 10 내지 50mg의 양으로", "30mg/kg 투여", "대응"),
        ("2주 이상 투여", "열흘 남짓", "판단불가"),
        ("2주 이상 투여", "3주간 먹임", "대응"),
    ],
)
def test_how_a_medicine_is_taken(element, query, expected):
    assert label(element, query) == expected


@pytest.mark.parametrize(
    ("element", "query", "expected"),
    [
        ("음이온 교환 크로마토그래피로 정제하는 단계", "AEX 컬럼으로 정제", "대응"),
        ("음이온 교환 크로마토그래피로 정제하는 단계", "AEX 안 하고 CEX만 돌려요", "미대응"),
        ("크기 배제 크로마토그래피로 정제하는 단계", "마지막에 SEC로 정제", "대응"),
        ("사료 첨가제", "닭 사료첨가제", "대응"),
        ("건강기능식품", "천식 치료제", "미대응"),
        ("강활 에틸아세테이트 분획물", "강활 추출물", "판단불가"),
    ],
)
def test_words_of_the_trade(element, query, expected):
    assert label(element, query) == expected


def test_codes_and_sequences_are_read():
    assert [c.key for c in codes("항-인터루킨-6 수용체, TNF-알파, CD19xCD3")] == [
        "IL6R",
        "TNFA",
        "CD19",
        "CD3",
    ]
    assert same("IL17", "IL17A")
    assert not same("IL6", "IL6R")
    assert siblings("FGF21", "FGF19")
    assert not siblings("FGF21", "IL6")
    assert sequences("서열번호 1 내지 3 또는 7의 서열, 서열번호 9와는 다름").told == {1, 2, 3, 7}


def test_regimens_are_read():
    assert [(t.what, t.low, t.high) for t in taken("1일 2~3회, 4주간, 5mg/kg")] == [
        ("often", 2.0, 3.0),
        ("long", 28.0, 28.0),
        ("dose", 5.0, 5.0),
    ]
    assert set(routes("정맥 또는 피하 주사")) == {"iv", "sc"}
