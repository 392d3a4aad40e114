import csv
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.glossary import UNLISTED, load_glossary
from evidence.morphology import Morphology
from evidence.spelling import Speller
from evidence.transliteration import same_name
from graph.errors import DataError

PRODUCTS = Path(__file__).resolve().parents[2] / "shared" / "real" / "products.jsonl"
_loaded = []


def load():
    if not _loaded:
        _loaded.append(load_glossary())
    return _loaded[0]


@pytest.fixture(scope="module")
def glossary():
    return load()


@pytest.mark.parametrize(
    ("name", "class_id"),
    [
        ("팔미트라이모늄클로라이드", "cationic_surfactant"),
        ("Oleyltrimonium Chloride", "cationic_surfactant"),
        ("폴리쿼터늄-104", "cationic_polymer"),
        ("올리브아미도프로필다이메틸아민", "amidoamine"),
        ("팜커넬아미도프로필베타인", "amphoteric_surfactant"),
        ("소듐올리보일글루타메이트", "anionic_surfactant"),
        ("PEG-33 팔미테이트", "nonionic_surfactant"),
        ("폴리글리세릴-7카프레이트", "emulsifier"),
        ("누리장나무잎추출물", "plant_extract"),
        ("Clerodendrum Trichotomum Leaf Extract", "plant_extract"),
        ("생강나무씨오일", "vegetable_oil"),
        ("락토바실러스/배추발효여과물", "ferment"),
        ("미리스토일펜타펩타이드-99", "pentapeptide"),
        ("하이드롤라이즈드렌틸콩단백질", "protein_hydrolysate"),
        ("다이스테아릴다이메티콘/아이소부틸크로스폴리머", "silicone_elastomer"),
        ("메타크릴레이트/아이소데실코폴리머", "copolymer"),
        ("도담나무검", "natural_polymer_thickener"),
        ("운데실릭애씨드", "organic_acid"),
    ],
)
def test_parts_of_a_name_say_what_it_is(glossary, name, class_id):
    assert glossary.lookup(name) is None
    assert any(glossary.is_a(c, class_id) for c in glossary.morphology.infer(name))


@pytest.mark.parametrize("word", ["상기 추출물", "열수추출물", "국내 생산", "안전점검", "인버터"])
def test_words_that_only_look_like_names_are_none(glossary, word):
    assert [h for h in glossary.find(word) if h.concept.id.startswith(UNLISTED)] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("누리장나무잎추출물을 3% 넣은 크림", "누리장나무잎추출물"),
        ("누리장나무 잎 추출물이 들어간 세럼", "누리장나무 잎 추출물"),
        ("점도는 폴리글리세릴-7 카프레이트로 맞춤", "폴리글리세릴-7 카프레이트"),
        ("with Polyglyceryl-7 Caprate and water", "Polyglyceryl-7 Caprate"),
        ("Polyglyceryl-7 Caprate 20%, glycerin", "Polyglyceryl-7 Caprate"),
        ("글리세린, 소듐올리보일글루타메이트, 향료", "소듐올리보일글루타메이트"),
    ],
)
def test_unlisted_names_are_found_in_running_text(glossary, text, name):
    found = [h for h in glossary.find(text) if h.concept.id.startswith(UNLISTED)]
    assert [h.text for h in found] == [name]
    assert text[found[0].start : found[0].end] == name


def test_an_unlisted_name_is_one_concept_however_it_is_spelt(glossary):
    (one,) = glossary.find("피이지-33팔미테이트")
    (other,) = glossary.find("PEG-33 팔미테이트")
    assert one.concept.id == other.concept.id
    assert glossary.concepts[one.concept.id].parents == one.concept.parents
    assert glossary.is_a(one.concept.id, "nonionic_surfactant")
    assert not glossary.is_a(one.concept.id, "cationic_surfactant")
    assert glossary.names(one.concept.id)


def test_the_solvent_and_the_part_narrow_the_extract(glossary):
    (narrow,) = glossary.find("누리장나무 잎 에탄올 추출물")
    (wide,) = glossary.find("누리장나무잎추출물")
    assert glossary.is_a(narrow.concept.id, wide.concept.id)
    assert not glossary.is_a(wide.concept.id, narrow.concept.id)
    (whole,) = glossary.find("누리장나무추출물")
    assert glossary.is_a(narrow.concept.id, whole.concept.id)
    assert not glossary.is_a(whole.concept.id, wide.concept.id)


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("유기농올리브오일", "올리브오일"),
        ("프리미엄 올리브오일", "올리브오일"),
        ("무파라벤", "파라벤"),
        ("비타민C세라마이드", "세라마이드"),
    ],
)
def test_a_listed_name_with_describing_words_stays_itself(glossary, text, listed):
    hits = glossary.find(text)
    assert glossary.lookup(listed).id in {h.concept.id for h in hits}
    assert not any(h.concept.id.startswith(UNLISTED) for h in hits)


def test_another_plant_is_not_the_one_its_name_ends_with(glossary):
    (hit,) = glossary.find("너도병풀추출물")
    assert not glossary.is_a(hit.concept.id, glossary.lookup("병풀추출물").id)
    assert glossary.is_a(hit.concept.id, "plant_extract")


def test_an_unknown_id_is_still_an_error(glossary):
    with pytest.raises(KeyError):
        glossary.concepts["no such concept"]


@pytest.mark.parametrize("line", ["…오일", "{…오일\tvegetable_oil", "…\tvegetable_oil"])
def test_a_bad_rule_is_refused(tmp_path, line):
    path = tmp_path / "morphology.tsv"
    path.write_text(f"pattern\tclasses\tjoins\tnote\n{line}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"morphology\.tsv:2"):
        Morphology.load(path, Speller({}))


def test_most_ingredients_of_products_on_sale_are_recognised(glossary):
    if not PRODUCTS.is_file():
        pytest.skip(f"product list {PRODUCTS} is missing")
    lines = PRODUCTS.read_text(encoding="utf-8").splitlines()[::10]
    names = [name for line in lines for name in json.loads(line)["ingredients"]]
    known = sum(1 for name in names if glossary.lookup(name) or glossary.find(name))
    assert known > 0.97 * len(names)


def test_finding_is_fast(glossary):
    text = "누리장나무잎추출물 3%, 정제수, 글리세린, PEG-33 팔미테이트를 넣은 보습 크림입니다. " * 4
    glossary.find(text)
    begun = time.perf_counter()
    for _ in range(20):
        glossary.find(text)
    per_200 = (time.perf_counter() - begun) / 20 * 200 / len(text)
    assert per_200 < 0.02  # seconds; ten times what it takes, against a busy machine


@given(st.text(alphabet="가나무씨잎오일추출물 PEG-10/에이트은을(),%", max_size=50))
def test_hits_with_unlisted_names_quote_the_text_in_order(text):
    last = 0
    for hit in load().find(text):
        assert text[hit.start : hit.end] == hit.text
        assert hit.start >= last
        last = hit.end


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("호모살레이트", "Homosalate"),
        ("베헨트라이모늄클로라이드", "Behentrimonium Chloride"),
        ("스테아라미도프로필다이메틸아민", "Stearamidopropyl Dimethylamine"),
        ("소듐라우로일사코시네이트", "Sodium Lauroyl Sarcosinate"),
        ("폴리글리세릴-10올리에이트", "Polyglyceryl-10 Oleate"),
        ("알부틴", "arbutin"),
        ("알란토인", "allantoin"),
    ],
)
def test_a_name_and_its_transliteration_are_one(hangul, latin):
    assert same_name(hangul, latin)
    assert same_name(latin, hangul)


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("부틸렌글라이콜", "Pentylene Glycol"),
        ("폴리글리세릴-10올리에이트", "Polyglyceryl-6 Oleate"),
        ("솔비탄스테아레이트", "Sorbitan Isostearate"),
        ("트라이펩타이드-3", "Tetrapeptide-3"),
        ("물", "water"),
    ],
)
def test_names_that_sound_alike_stay_apart(hangul, latin):
    assert not same_name(hangul, latin)


def test_transliteration_finds_pairs_and_keeps_strangers_apart(glossary):
    path = PRODUCTS.parent / "ingredients" / "korean_names.csv"
    if not path.is_file():
        pytest.skip(f"name list {path} is missing")
    with path.open(encoding="utf-8") as lines:
        rows = [(row["inci"], row["korean"]) for row in csv.DictReader(lines)]
    # Names of plants and animals are translated, not transliterated.
    rows = [(i, k) for i, k in rows if k and i.endswith(("ine", "ate", "ide", "ol", "Acid", "in"))]
    found = sum(same_name(*pair) for pair in rows)
    wrong = sum(same_name(i, k) for i, one in rows for _, k in rows if k != one)
    assert len(rows) > 20
    assert found >= 0.8 * len(rows)
    assert wrong <= 0.001 * len(rows) ** 2


def test_an_unlisted_name_meets_its_transliteration(glossary):
    (one,) = glossary.find("팔미트라이모늄클로라이드")
    (other,) = glossary.find("Palmitrimonium Chloride")
    assert one.concept.id != other.concept.id
    assert glossary.is_a(one.concept.id, other.concept.id)
    assert glossary.is_a(other.concept.id, one.concept.id)


def test_a_loose_spelling_is_known_by_its_sound(glossary):
    name = "세타아릴글루코사이드"
    assert glossary.lookup(name) is None
    (hit,) = glossary.find(f"{name}를 넣은")
    assert (hit.concept.id, hit.text) == ("cetearyl_glucoside", name)


@pytest.mark.parametrize(
    "name",
    ["솔비탄카프릴레이트", "폴리글리세릴-9다이스테아레이트", "다마스크장미꽃수", "칼슘시트레이트"],
)
def test_a_name_is_not_torn_by_a_word_inside_it(glossary, name):
    (hit,) = glossary.find(name)
    assert hit.text == name
