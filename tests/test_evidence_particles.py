import pytest

from evidence.particles import particle, settle


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("'TBC'을(를) 읽었습니다", "'TBC'를 읽었습니다"),
        ("'크림'은(는) 화장품에", "'크림'은 화장품에"),
        ("아세틸트리부틸시트레이트(CAS 77-90-7)(으)로", "아세틸트리부틸시트레이트(CAS 77-90-7)로"),
        ("'판테놀'이(가)", "'판테놀'이"),
        ("'알란토인'과(와)", "'알란토인'과"),
        ("대응(으)로", "대응으로"),
        ("'5%'을(를)", "'5%'를"),
        ("그대로 둘 말", "그대로 둘 말"),
    ],
)
def test_particles_follow_the_word(text, settled):
    assert settle(text) == settled


def test_every_kind_of_ending():
    assert [particle(w, "으로") for w in ("물", "불소", "산", "pH 7")] == [
        "물로",
        "불소로",
        "산으로",
        "pH 7로",
    ]
