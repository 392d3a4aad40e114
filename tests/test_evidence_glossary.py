import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.glossary import check_glossary, load_glossary, valid_cas
from evidence.spelling import Speller
from graph.errors import DataError

REAL = Path(__file__).resolve().parents[2] / "shared" / "real" / "ingredients"
HEADER = "id\tkind\tko\ten\tabbr\tcas\tvariants\tparents\tnote\n"


@pytest.fixture(scope="module")
def glossary():
    return load_glossary()


def write(folder, rows, ambiguous=""):
    (folder / "ambiguous").mkdir()
    (folder / "spelling.tsv").write_text("from\tto\n에칠\t에틸\n", encoding="utf-8")
    (folder / "a.tsv").write_text(HEADER + rows, encoding="utf-8")
    if ambiguous:
        (folder / "ambiguous" / "a.tsv").write_text(
            "surface\treading\tothers\tnote\n" + ambiguous, encoding="utf-8"
        )
    return folder


def test_the_shipped_glossary_is_sound_and_large(glossary):
    assert check_glossary()[1] == []
    assert len(glossary.concepts) >= 800


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("에칠헥실메톡시신나메이트", "에틸헥실메톡시신나메이트"),
        ("이산화티탄", "TiO2"),
        ("아세틸트리부틸스트레이트", "tributyl acetylcitrate"),
        ("ATBC", "Acetyl Tributyl Citrate"),
        ("나이아신아마이드", "니아신아미드"),
        ("디메치콘", "다이메티콘"),
    ],
)
def test_names_of_one_substance_meet(glossary, one, other):
    assert glossary.lookup(one) is not None
    assert glossary.lookup(one) is glossary.lookup(other)


def test_tbc_carries_both_readings_with_their_cas(glossary):
    (hit,) = glossary.find("TBC")
    assert hit.concept.cas == ("77-90-7",)
    assert hit.ambiguity is not None
    assert glossary.concepts[hit.ambiguity.readings[1]].cas == ("77-94-1",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("락토바실러스 플란타럼", "Lactiplantibacillus plantarum"),
        ("헛개나무열매추출물", "헛개열매추출물"),
        ("비닐트리메톡시실란", "VTMS"),
        ("구강용 속용 필름", "ODF"),
        ("아리피프라졸", "aripiprazole"),
        ("골관절염", "퇴행성 관절염"),
        ("수분산 PU", "waterborne polyurethane"),
        ("난연 컴파운드", "flame retardant compound"),
    ],
)
def test_names_outside_cosmetics_meet(glossary, one, other):
    assert glossary.lookup(one) is not None
    assert glossary.lookup(one) is glossary.lookup(other)


@pytest.mark.parametrize(
    ("species", "genus"),
    [
        ("lactobacillus_plantarum", "probiotics"),
        ("aripiprazole", "active_pharmaceutical_ingredient"),
        ("levofloxacin", "antibiotic"),
        ("vinyltrimethoxysilane", "silane_coupling_agent"),
        ("lung_cancer", "anticancer"),
        ("milk_thistle_extract", "milk_thistle"),
        ("sulfide_solid_electrolyte", "solid_electrolyte"),
        ("polycarbonate", "thermoplastic_resin"),
    ],
)
def test_species_outside_cosmetics_fall_under_their_genus(glossary, species, genus):
    assert glossary.is_a(species, genus)
    assert not glossary.is_a(genus, species)


@pytest.mark.parametrize(
    ("one", "other"),
    [("레보플록사신", "목시플록사신"), ("동치미", "나박김치"), ("PA66", "PA610"), ("위암", "폐암")],
)
def test_siblings_are_not_taken_for_each_other(glossary, one, other):
    assert not glossary.is_a(glossary.lookup(one).id, glossary.lookup(other).id)


def test_species_and_genus(glossary):
    assert glossary.is_a("titanium_dioxide", "inorganic_uv_filter")
    assert not glossary.is_a("inorganic_uv_filter", "titanium_dioxide")
    assert glossary.is_a("cream", "cosmetic_composition")


@pytest.mark.parametrize(
    ("text", "name"),
    [("1종 이상의 물", "종이"), ("손잡이가 구비된 컵", "가구"), ("본체의 자외선 램프", "의자")],
)
def test_a_space_makes_no_name(glossary, text, name):
    assert name not in [h.text.replace(" ", "") for h in glossary.find(text)]


@pytest.mark.parametrize("text", ["TBCX 크림", "MATBC", "바나나"])
def test_no_name_is_found_inside_another_word(glossary, text):
    assert [h.text for h in glossary.find(text) if h.text in ("TBC", "ATBC", "나나")] == []


def test_cas_numbers_agree_with_the_reference_list(glossary):
    path = REAL / "inci_cas.csv"
    if not path.is_file():
        pytest.skip(f"reference list {path} is missing")
    with path.open(encoding="utf-8") as lines:
        known = {row["name"].lower(): row["casNo"] or "" for row in csv.DictReader(lines)}
    checked, wrong = 0, []
    for concept in glossary.concepts.values():
        listed = next((known[n.lower()] for n in concept.names if n.lower() in known), "")
        if concept.cas and listed.strip(" -"):
            checked += 1
            if not any(cas in listed for cas in concept.cas):
                wrong.append((concept.id, concept.cas, listed))
    assert checked > 300
    # Salts, mixtures and isomers have several numbers; the share that differs stays small.
    assert len(wrong) <= 0.03 * checked, wrong


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("x\tsubstance\t가나\t\t\t50-00-1\t\t\t\n", "check digit"),
        ("x\tplanet\t가나\t\t\t\t\t\t\n", "unknown kind"),
        ("x\tsubstance\t가나\t\t\t\t\tnobody\t\n", "unknown parent"),
        ("x\tsubstance\t가나\t\t\t\t\t\t\ny\tsubstance\t가 나\t\t\t\t\t\t\n", "belongs to"),
        ("x\tsubstance\t가나\t\t\t\t\ty\t\ny\tsubstance\t다라\t\t\t\t\tx\t\n", "own ancestor"),
        ("x\tsubstance\ta\t\t\t\t\t\t\n", "too short"),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(tmp_path, rows, message):
    with pytest.raises(DataError, match=message):
        load_glossary(write(tmp_path, rows))


def test_an_ambiguous_name_needs_known_readings(tmp_path):
    folder = write(tmp_path, "x\tsubstance\t가나\t\t\t\t\t\t\n", "GN\tx\tz\t둘\n")
    with pytest.raises(DataError, match="known readings"):
        load_glossary(folder)


@pytest.mark.parametrize(("number", "valid"), [("77-90-7", True), ("77-90-8", False), ("x", False)])
def test_cas_check_digit(number, valid):
    assert valid_cas(number) is valid


@pytest.mark.parametrize(
    ("text", "found"),
    [("물 70%, 글리세린", ["물"]), ("물과 에탄올을 섞어", ["물"]), ("식물성 혼합물에 물들다", [])],
)
def test_a_name_of_one_syllable_is_a_whole_word(glossary, text, found):
    assert [h.text for h in glossary.find(text) if h.concept.id == "water"] == found


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("양이온성 계면활성제", "정전기 방지제"),
        ("아미드아민 화합물", "양이온성 계면활성제"),
        ("베타인형 양성 계면활성제", "양쪽성 계면활성제"),
        ("스테아린산 디메틸아미노프로필아미드", "아미도아민"),
        ("규산알루미늄", "무기분체"),
        ("DME", "분사제"),
        ("물", "수상"),
    ],
)
def test_everyday_words_of_base_materials(glossary, name, other):
    assert glossary.is_a(glossary.lookup(name).id, glossary.lookup(other).id)


@given(st.text(max_size=60))
def test_canonical_characters_know_their_origin(text):
    canonical = Speller({"에칠": "에틸", "다이": "디"}).canonical(text)
    assert len(canonical.text) == len(canonical.starts) == len(canonical.ends)
    assert all(
        0 <= s < e <= len(text) for s, e in zip(canonical.starts, canonical.ends, strict=True)
    )


@settings(deadline=None)  # the first example loads the glossary
@given(st.text(alphabet="TBC 미백크림징옥사이드-%5나아신마", max_size=40))
def test_hits_quote_the_text_and_do_not_overlap(text):
    last = 0
    for hit in load().find(text):
        assert text[hit.start : hit.end] == hit.text
        assert hit.start >= last
        last = hit.end


_loaded = []


def load():
    if not _loaded:
        _loaded.append(load_glossary())
    return _loaded[0]


# Cosmetics: actives, filters, extracts, products and their uses.


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("파솔 1789", "Avobenzone"),
        ("Tinosorb S", "비스에칠헥실옥시페놀메톡시페닐트리아진"),
        ("유비눌 A 플러스", "DHHB"),
        ("PS-15", "폴리실리콘-15"),
        ("VC-IP", "테트라헥실데실아스코베이트"),
        ("아르지렐린", "Acetyl Hexapeptide-8"),
        ("GHK-Cu", "코퍼트라이펩타이드-1"),
        ("님잎추출물", "인도멀구슬나무잎추출물"),
        ("마트리카리아꽃추출물", "캐모마일꽃추출물"),
        ("BB크림", "블레미쉬 밤"),
        ("UV 크림", "썬크림"),
        ("헤어퍼퓸", "hair mist"),
    ],
)
def test_trade_and_everyday_names_meet(glossary, one, other):
    assert glossary.lookup(one) is not None
    assert glossary.lookup(one) is glossary.lookup(other)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("가벼운 선밤이에요", "sun_balm"),
        ("커버력 좋은 BB크림", "bb_cream"),
        ("뿌리는 헤어 미스트", "hair_mist"),
        ("노워시 트리트먼트로 마무리", "leave_in_treatment"),
        ("클렌징 오일젤을 녹여", "cleansing_oil_gel"),
        ("산화형 염색약", "oxidative_hair_dye_composition"),
        ("립밤 스틱", "lip_balm_stick"),
    ],
)
def test_the_longest_name_of_a_product_is_found(glossary, text, form):
    assert [h.concept.id for h in glossary.find(text, frozenset({"form"}))] == [form]


@pytest.mark.parametrize(
    ("form", "above"),
    [
        ("hair_mist", "hair_cosmetic"),
        ("scalp_serum", "scalp_cosmetic"),
        ("sun_balm", "sunscreen_cosmetic"),
        ("lip_balm_stick", "stick_cosmetic"),
        ("cream", "external_skin_preparation"),
        ("mascara", "eye_makeup_cosmetic"),
        ("matrixyl_3000", "palmitoyl_tripeptide_1"),
        ("ascorbyl_tetraisopalmitate", "oil_soluble_vitamin_c_derivative"),
        ("octocrylene", "liquid_uv_filter"),
        ("photoaging_prevention", "anti_aging"),
    ],
)
def test_what_is_a_kind_of_what_in_cosmetics(glossary, form, above):
    assert glossary.is_a(form, above)


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("보습 크림", "moisturising"),
        ("탈모 토닉", "hair_loss_prevention"),
        ("링클 앰플", "anti_wrinkle"),
        ("기미 세럼", "whitening"),
        ("볼륨 무스", "hair_volume"),
        ("컨디셔닝 헤어젤", "hair_conditioning"),
    ],
)
def test_a_use_is_found_beside_the_form(glossary, text, use):
    assert use in [h.concept.id for h in glossary.find(text)]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("눈 침침", "안정피로"),
        ("살 빼는", "체중 감소"),
        ("생리불순", "월경불순"),
        ("가래 삭이", "거담"),
        ("귤껍질 피부", "셀룰라이트"),
        ("사코페니아", "근감소증"),
        ("NASH", "비알코올성 지방간염"),
        ("무릎 관절염", "골관절염"),
        ("피 맑게", "혈중 지질"),
        ("이가 시린", "상아질 지각과민"),
        ("풍치", "치주염"),
        ("항스트레스", "스트레스 완화"),
    ],
)
def test_everyday_words_of_uses(glossary, name, other):
    assert glossary.is_a(glossary.lookup(name).id, glossary.lookup(other).id)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("구강청결액", "mouthwash"),
        ("알약", "정제형"),
        ("손소독제", "핸드 새니타이저"),
        ("EDT", "향수"),
        ("파프", "patch_product"),
        ("녹여먹는 필름", "구강필름"),
        ("건강보조제", "건강기능식품"),
    ],
)
def test_everyday_words_of_products(glossary, name, other):
    wide = glossary.lookup(other) or glossary.concepts[other]
    assert glossary.is_a(glossary.lookup(name).id, wide.id)


@pytest.mark.parametrize(
    ("species", "genus"),
    [
        ("비소세포폐암", "폐암"),
        ("비알코올성 지방간", "지방간"),
        ("남성형 탈모", "탈모"),
        ("B형 간염", "간염"),
        ("황국균", "아스퍼질러스"),
        ("엔테로코커스 페칼리스", "엔테로코커스"),
        ("페오닥틸럼", "미세조류"),
        ("MRSA", "황색포도상구균"),
        ("코로나 치료", "바이러스 감염 질환"),
    ],
)
def test_species_of_diseases_and_microbes_are_no_synonyms(glossary, species, genus):
    one, other = glossary.lookup(species), glossary.lookup(genus)
    assert glossary.is_a(one.id, other.id)
    assert not glossary.is_a(other.id, one.id)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("겨우사리", "겨우살이"),
        ("silverweed", "궐마"),
        ("귤껍질", "진피"),
        ("굴껍데기", "모려"),
        ("멧대추씨", "산조인"),
        ("망개나무 뿌리", "토복령"),
        ("구기자 뿌리껍질", "지골피"),
        ("마이타케", "잎새버섯"),
        ("작두콩깍지", "도두꼬투리"),
        ("약콩", "쥐눈이콩"),
        ("벌독", "봉독"),
        ("황기 추츨물", "황기추출물"),
    ],
)
def test_everyday_and_herb_shop_names_of_raw_materials(glossary, name, other):
    assert glossary.lookup(name) is glossary.lookup(other)


@pytest.mark.parametrize(
    ("species", "genus"),
    [
        ("가는보라색우무추출물", "홍조류 추출물"),
        ("풋모과", "모과"),
        ("모자반", "갈조류"),
        ("매괴화", "해당화"),
    ],
)
def test_species_and_parts_of_plants(glossary, species, genus):
    one, other = glossary.lookup(species), glossary.lookup(genus)
    assert glossary.is_a(one.id, other.id)
    assert not glossary.is_a(other.id, one.id)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("스타틴", "HMG-CoA 환원효소 억제제"),
        ("로수바스타틴", "HMG-CoA 리덕타제 억제제"),
        ("보톡스", "보툴리눔 독소"),
        ("위고비", "세마글루타이드"),
        ("SSRI", "항우울제"),
        ("이코사펜트 에틸", "오메가3"),
    ],
)
def test_brands_and_everyday_names_of_drugs(glossary, name, other):
    assert glossary.is_a(glossary.lookup(name).id, glossary.lookup(other).id)


def test_an_endotoxin_is_no_botulinum_toxin(glossary):
    assert [h.concept.id for h in glossary.find("엔도톡신 프리")] != ["botulinum_toxin"]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("낙산나트륨", "소듐 부티레이트"),
        ("디하이드로쿼세틴", "탁시폴린"),
        ("후코잔틴", "푸코잔틴"),
        ("낫토키나아제", "낫토키나제"),
        ("유당분해효소", "갈락토시다아제"),
        ("알파망고스틴", "크산톤"),
    ],
)
def test_everyday_names_of_natural_compounds(glossary, name, other):
    assert glossary.is_a(glossary.lookup(name).id, glossary.lookup(other).id)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("알러지 케어", "알레르기 질환"),
        ("간 건강", "간 질환"),
        ("인모 케라틴", "케라틴"),
        ("나잘스프레이", "비강 스프레이"),
        ("스트래스 완화", "스트레스 완화"),
    ],
)
def test_a_disease_and_its_care_meet(glossary, name, other):
    assert glossary.is_a(glossary.lookup(name).id, glossary.lookup(other).id)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GA101", "오비누투주맙"),
        ("Vit.B12", "비타민 B12"),
        ("L-Trp", "트립토판"),
        ("알긴산Na", "sodium alginate"),
        ("Li2Si2O5", "이규산리튬"),
        ("헴리브라", "emicizumab"),
        ("α-CD", "알파사이클로덱스트린"),
        ("meltblown", "멜트 블론 부직포"),
    ],
)
def test_codes_formulas_and_brands_meet_the_name(glossary, one, other):
    assert glossary.lookup(one) is not None
    assert glossary.lookup(one) is glossary.lookup(other)


@pytest.mark.parametrize(
    ("species", "genus"),
    [
        ("Ti-6Al-4V", "티타늄계 합금"),
        ("지방줄기세포", "중간엽 줄기세포"),
        ("PLGA", "지방족 폴리에스테르"),
        ("피리독신", "비타민 B6"),
        ("삼차신경통", "신경병증성 통증"),
        ("시스플라틴", "백금계 항암제"),
        ("카파 카라기난", "카라기난"),
    ],
)
def test_a_species_is_not_the_name_of_its_genus(glossary, species, genus):
    narrow, wide = glossary.lookup(species), glossary.lookup(genus)
    assert glossary.is_a(narrow.id, wide.id)
    assert not glossary.is_a(wide.id, narrow.id)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("배아줄기세포", "중간엽 줄기세포"),
        ("리툭시맙", "오비누투주맙"),
        ("알파사이클로덱스트린", "베타사이클로덱스트린"),
        ("조현병", "양극성 장애"),
        ("녹용", "녹각"),
        ("미오스타틴", "스타틴"),
    ],
)
def test_neighbours_are_told_apart(glossary, one, other):
    a, b = glossary.lookup(one), glossary.lookup(other)
    assert not glossary.is_a(a.id, b.id)
    assert not glossary.is_a(b.id, a.id)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("인산포타슘", "인산칼륨"),
        ("소듐히알루론산", "히알루론산나트륨"),
        ("염화포타슘", "염화칼륨"),
        ("poly(vinyl alcohol)", "폴리비닐알코올"),
        ("silicone antifoam", "실리콘계 소포제"),
        ("maltitol syrup", "말티톨시럽"),
        ("grape juice concentrate", "포도농축액"),
        ("MCT 오일", "중쇄지방산 오일"),
    ],
)
def test_salts_polymers_and_syrups_by_their_other_names(glossary, one, other):
    assert glossary.lookup(one).id == glossary.lookup(other).id


@pytest.mark.parametrize(
    ("species", "genus"),
    [
        ("테부코나졸", "트리아졸계 살균제"),
        ("프로티오코나졸", "트리아졸계 살균제"),
        ("아족시스트로빈", "스트로빌루린계 살균제"),
        ("보스칼리드", "카복사마이드계 살균제"),
        ("만코제브", "디티오카바메이트계 살균제"),
        ("인진쑥추출물", "쑥추출물"),
        ("약쑥추출물", "쑥추출물"),
    ],
)
def test_members_of_a_class_by_its_name(glossary, species, genus):
    assert glossary.is_a(glossary.lookup(species).id, glossary.lookup(genus).id)
    assert not glossary.is_a(glossary.lookup(genus).id, glossary.lookup(species).id)
