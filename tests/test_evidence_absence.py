"""What is not in a product, or not yet sure to be, without a plain 없다: each text with its label."""

from __future__ import annotations

import pytest

from evidence.absence import is_marked_absent, lists_left_out
from tests.charts import label, labels

IN, OUT, OPEN = "대응", "미대응", "판단불가"


@pytest.mark.parametrize(
    ("thing", "text", "expected"),
    [
        # marks
        ("판테놀", "판테놀 NO, 베타인 YES 토너", OUT),
        ("베타인", "판테놀 NO 베타인 YES 토너", IN),
        ("판테놀", "판테놀: - / 베타인: 2%", OUT),
        ("판테놀", "| 판테놀 | × | 베타인 | ○ |", OUT),
        ("판테놀", "판테놀(없음), 베타인(있음)", OUT),
        ("판테놀", "❌판테놀 ❌향료 토너", OUT),
        ("아르기닌", "산화질소(NO) 생성을 돕는 아르기닌 젤", IN),
        # removals
        ("판테놀", "판테놀은 이번에 들어냈어요", OUT),
        ("판테놀", "판테놀은 원가 때문에 컷, 베타인은 유지", OUT),
        ("판테놀", "판테놀을 걷어낸 처방", OUT),
        ("베타인", "판테놀은 걷어내고 베타인만 남긴 토너", IN),
        ("판테놀", "크림을 덜어내 바르는 판테놀 밤", IN),
        ("라놀린", "라놀린은 비건이라 제외한 립밤", OUT),
        ("설탕", "설탕 한 톨 안 들어간 빵", OUT),
        ("소르빈산칼륨", "보존료는 한 가지도 넣지 않은 소스", OUT),
        ("판테놀", "판테놀은 빼먹지 않고 넣었어요", IN),
        ("판테놀", "판테놀을 넣지 않을 이유가 없었어요", IN),
        ("판테놀", "판테놀을 뺀 게 아니라 줄였어요", IN),
        ("판테놀", "판테놀은 국내 사용 금지라 미사용", OUT),
        ("판테놀", "판테놀 걱정 없는 토너", OUT),
        ("판테놀", "판테놀만이 아니라 베타인도 들어간 토너", IN),
        ("판테놀", "판테놀은 뺄 수 없는 성분", IN),
        ("판테놀", "판테놀 넣을 계획 없습니다", OUT),
        ("판테놀", "판테놀 그런 거 안 넣어요", OUT),
        ("판테놀", "판테놀 빼곤 다 넣었어요", OUT),
        ("판테놀", "판테놀 함유 여부: N", OUT),
        ("판테놀", "v2: 판테놀 out, 베타인 in", OUT),
        ("황산염계 계면활성제", "sulfate-free 샴푸", OUT),
        ("설탕", "노 슈가 그래놀라", OUT),
        ("에탄올", "무(無)알코올 토너", OUT),
        # answers
        ("판테놀", "판테놀? 안 씁니다. 베타인 토너", OUT),
        ("판테놀", "판테놀? 네, 2% 들어갑니다", IN),
        ("판테놀", "Q. 판테놀이 들어가나요? A. 아니요", OUT),
        # other versions and wishes
        ("판테놀", "판테놀은 예전 처방에만 있어요", OUT),
        ("판테놀", "판테놀은 기존 처방보다 두 배 늘렸습니다", IN),
        ("판테놀", "판테놀은 다음 버전에 추가할 예정, 이번엔 베타인", OUT),
        ("판테놀", "판테놀은 다음 로트부터 빠져요. 지금은 2%", IN),
        ("판테놀", "판테놀도 넣고 싶었지만 단가가 안 맞았어요", OUT),
        ("판테놀", "판테놀을 넣고 싶었던 이유는 보습, 그래서 1% 넣었습니다", IN),
        ("판테놀", "판테놀은 옛말, 이제 베타인", OUT),
        ("판테놀", "판테놀 안은 접었고 베타인으로 갑니다", OUT),
        ("판테놀", "판테놀을 넣자는 의견은 기각됐습니다", OUT),
        ("멘톨", "멘톨을 빼자는 의견은 기각됐습니다", IN),
        ("판테놀", "이전 제품에는 없던 판테놀을 새로 넣었어요", IN),
        ("판테놀", "예전엔 판테놀을 썼는데 이제는 안 써요", OUT),
        ("카보머", "처음엔 카보머로 잡았다가 최종은 잔탄검", OUT),
        ("카보머", "카보머는 쓸까 했지만 잔탄검으로 갔어요", OUT),
        ("펩타이드", "펩타이드는 프로 라인에만 넣다가 이번에 기본 라인에도 넣었어요", IN),
        ("글리세린", "경쟁사는 글리세린을 쓰지만 우리는 글리세린에 베타인까지 더했어요", IN),
        ("살리실산", "살리실산은 2%까지 못 쓰고 0.5%만 씁니다", IN),
        # another in its place
        ("카보머", "잔탄검이 카보머를 대신하는 젤", OUT),
        ("잔탄검", "잔탄검이 카보머를 대신하는 젤", IN),
        ("페녹시에탄올", "보존제 변경: 페녹시에탄올 → 헥산디올", OUT),
        ("헥산디올", "보존제 변경: 페녹시에탄올 → 헥산디올", IN),
        ("밀가루", "밀가루가 쌀가루로 대체된 파스타", OUT),
        ("라우릴글루코사이드", "라우릴글루코사이드였던 세정제를 데실글루코사이드로 전환", OUT),
        ("글리세린", "글리세린보다는 부틸렌글라이콜을 쓴 토너", OUT),
        ("글리세린", "글리세린보다 촉촉한 베타인 토너", OPEN),
        ("카보머", "경쟁사는 카보머를 쓰지만 우리는 잔탄검을 씁니다", OUT),
        ("라놀린", "타사는 라놀린을 쓰는데 우리는 안 써요", OUT),
        ("호호바 오일", "오일은 호호바뿐인 페이스오일", IN),
        ("올리브 오일", "오일은 동백이랑 호호바만 썼어요", OUT),
        ("시어버터", "오일은 호호바, 버터는 시어", IN),
        ("비타민 C", "비타민은 C만 넣은 앰플", IN),
        # labels that are denied
        ("밀랍", "동물성 원료를 쓰지 않은 립밤", OUT),
        ("밀랍", "동물성 원료를 쓴 립밤", OPEN),
        ("소듐라우릴설페이트", "합성 계면활성제는 하나도 안 들어간 샴푸", OUT),
        ("향료", "합성 향료는 안 넣은 샴푸", OPEN),
        # questions and plans with an if
        ("판테놀", "판테놀을 넣는 게 나을까요? 토너예요", OPEN),
        ("판테놀", "원가가 맞으면 판테놀을 넣을 생각이에요", OPEN),
        ("판테놀", "판테놀이 들어갈 가능성이 있습니다", OPEN),
        ("판테놀", "판테놀이 들어갔는지 원료사에 확인해야 합니다", OPEN),
        ("판테놀", "A안은 판테놀, B안은 베타인인데 아직 못 골랐습니다", OPEN),
        ("판테놀", "판테놀은 되도록 안 쓰려고 합니다", OPEN),
        ("판테놀", "판테놀이 유력하지만 확정 아님", OPEN),
    ],
)
def test_what_is_out_without_a_plain_denial(thing: str, text: str, expected: str) -> None:
    assert label(thing, text) == expected


@pytest.mark.parametrize(
    ("thing", "text", "expected"),
    [
        ("무선 충전부", "무선충전은 단가 문제로 이번 모델에서는 제외됐어요", OUT),
        ("효소 처리하는 단계", "효소 처리는 시간이 오래 걸려 뺐습니다", OUT),
        ("숙성시키는 단계", "숙성은 길지 않아요. 3일", IN),
        ("숙성시키는 단계", "숙성은 하지 않아요", OUT),
        ("모터", "모터는 힘이 좋아 멈추지 않아요", IN),
        ("모터", "모터가 뜨거워지지 않는 드라이어", IN),
        ("버튼", "버튼은 달지 않았어요. 터치만 있는 믹서", OUT),
        ("충전 거치대", "충전 거치대 별도 구매", OUT),
        ("필터", "필터를 떼어내 물로 씻는 청정기", IN),
        ("스피커", "스피커는 프로 모델에만 들어가요", OUT),
    ],
)
def test_parts_and_steps_that_are_left_out(thing: str, text: str, expected: str) -> None:
    assert label(thing, text) == expected


def test_lists_of_what_is_left_out() -> None:
    things = ("판테놀", "향료", "색소")
    text = "들어간 것: 판테놀 / 안 들어간 것: 향료, 색소"
    assert list(labels(text, *things)) == [IN, OUT, OUT]
    assert list(labels("뺀 것: 향료, 색소 / 넣은 것: 판테놀", *things)) == [IN, OUT, OUT]
    assert list(labels("2無(향료, 색소) 토너에 판테놀을 담음", *things)) == [IN, OUT, OUT]
    assert list(labels("Free from: 향료, 색소\n판테놀 2%", *things)) == [IN, OUT, OUT]
    assert lists_left_out("판테놀 2%를 넣은 토너") == []


def test_a_sign_of_the_thing_itself_is_no_mark() -> None:
    text = "산화질소(NO) 젤, 향료(NO)"
    assert not is_marked_absent(text, 0, 4)
    assert is_marked_absent(text, 12, 14)


@pytest.mark.parametrize(
    ("thing", "text", "expected"),
    [
        # verbs of leaving out, and a place left empty
        ("베타인", "베타인은 시험 끝에 떨어져 나갔고 판테놀만 남은 토너", OUT),
        ("라놀린", "라놀린은 사양하는 립밤", OUT),
        ("아보벤존", "아보벤존과는 거리가 먼 선크림", OUT),
        ("향료", "향료 칸은 비워 둔 로션", OUT),
        ("멘톨", "멘톨을 끊은 두피 토닉", OUT),
        ("꿀", "꿀은 절대 안 됩니다, 이유식이라서요", OUT),
        # a reason before the denial, whatever it names
        ("유칼립투스 오일", "유칼립투스 오일은 향이 세서 결국 포기한 롤온", OUT),
        ("주정", "주정은 할랄 심사 때문에 전량 제외한 소스", OUT),
        ("녹차", "녹차는 떫은맛이 강해서 찬물에 우려 떫은맛을 뺀 차", IN),
        ("세라마이드", "세라마이드는 잘 굳어서 쓰기 어렵지만 넣은 크림", IN),
        ("카페인", "카페인은 부담이 되지 않게 50mg만 넣은 음료", IN),
        # another in its place
        ("밀랍", "밀랍이 비건 심사에 걸려서 칸데릴라 왁스로 변경한 립밤", OUT),
        ("카보머", "카보머는 이번 처방부터 잔탄검으로 갈아탔어요", OUT),
        ("탄산칼슘", "탄산칼슘을 거르고 산화마그네슘을 고른 정제", OUT),
        ("카보머", "카보머를 넣는 대신 잔탄검을 쓴 젤", OUT),
        ("스테비아", "스테비아를 넣는 대신 설탕을 절반으로 줄인 음료", IN),
        ("스쿠알란", "스쿠알란은 수급이 불안해서 올리브 유래로 바꾼 크림", IN),
        # by a pronoun, in a question, among those told of
        ("알부틴", "알부틴이 흔한 미백 성분이지만 당사는 이를 채택하지 않습니다", OUT),
        ("피페린", "다들 피페린을 넣는데 우리는 그런 거 없이 만들어요", OUT),
        ("아세톤", "아세톤 싫으시죠? 아세톤은 안 넣은 리무버", OUT),
        ("리모넨", "향 알레르겐 무검출. 리모넨, 리날룰 모두 해당", OUT),
        ("콜레스테롤", "보습 3종(세라마이드, 콜레스테롤) 중 콜레스테롤은 생략", OUT),
        ("설탕", "설탕은 나쁘다지만 우리는 그걸 숨기지 않아요. 설탕 12%", IN),
        # what a text is not about
        ("땅콩", "땅콩을 사용한 제품과 같은 제조시설에서 만든 쌀과자", OPEN),
        ("유당", "유당불내증이 있는 분을 위한 음료", OPEN),
        ("카페인", "카페인에 민감하면 주의하세요. 카페인 150mg 음료", IN),
        # before and after
        ("카보머", "[변경 전] 카보머 0.3% [변경 후] 잔탄검 0.4%", OUT),
        ("잔탄검", "[변경 전] 카보머 0.3% [변경 후] 잔탄검 0.4%", IN),
        ("판테놀", "변경 전: 판테놀 0.1% / 변경 후: 판테놀 0.5%", IN),
        # another form of it
        ("유비퀴논", "코엔자임Q10은 유비퀴논 말고 유비퀴놀 형태예요", OUT),
        ("돼지 유래 젤라틴", "젤라틴은 돼지 유래가 아니라 소 유래예요", OUT),
        ("글루코사민 황산염", "글루코사민은 염산염이 아니라 황산염으로 넣은 정제", IN),
        ("글루코사민 염산염", "글루코사민은 염산염이 아니라 황산염으로 넣은 정제", OUT),
    ],
)
def test_what_people_leave_out(thing: str, text: str, expected: str) -> None:
    assert label(thing, text) == expected


@pytest.mark.parametrize(
    ("thing", "text", "expected"),
    [
        # what was there once
        ("황동 손잡이", "손잡이를 황동으로 하던 걸 가죽끈으로 바꿨어요", OUT),
        ("크림", "원래 크림이었는데 의견 듣고 로션으로 바꿨어요", OUT),
        ("크림", "크림이었는데 향만 시트러스로 바꿨어요", IN),
        ("거품 펌프", "거품펌프였는데 일반 펌프로 돌렸고 캡은 그대로예요", OUT),
        # what is known to be better, and not taken
        ("파라벤", "파라벤이 흔한 건 아는데 헥산디올로 갔습니다", OUT),
        ("글리세린", "글리세린이 좋은 건 당연하고 그래서 10% 넣었어요", IN),
        # what it is not done by
        ("송풍팬", "팬이 불어주는 방식이 아니라 열판이 데우는 식이에요", OUT),
        ("기어", "기어로 돌리는 게 아니라 벨트로 돌려요", OUT),
        ("팬", "팬이 시끄러운 게 아니라 공기 흐르는 소리예요", IN),
        # verbs of putting in
        ("안감", "안감은 따로 대지 않고 겉감만 썼어요", OUT),
        ("신발끈", "신발끈 안 묶고 다이얼로 조여요", OUT),
        ("뚜껑", "뚜껑이 안 빠지게 걸쇠를 뒀어요", IN),
        ("힙시트", "힙시트는 안 달렸고 머리 받침만 있어요", OUT),
        ("탈산소제", "탈산소제 봉지도 안 넣고 무균포장했어요", OUT),
        ("질소", "질소 충전 없이 밀봉만 해요", OUT),
        ("윤활 스트립", "윤활 스트립은 없고 손잡이는 나무예요", OUT),
        ("세기를 조절하는 조절부", "세기 조절 다이얼은 안 달렸어요", OUT),
    ],
)
def test_what_is_put_in_no_more(thing, text, expected):
    assert label(thing, text) == expected


@pytest.mark.parametrize(
    ("thing", "text", "expected"),
    [
        # idioms of doing without
        ("판테놀", "판테놀 쪽은 민원 때문에 완전히 손 뗐고 베타인으로 갑니다", OUT),
        ("멘톨", "멘톨은 구경도 못 하는 순한 샴푸", OUT),
        ("미네랄오일", "미네랄오일은 거들떠보지도 않습니다", OUT),
        ("판테놀", "판테놀도 이번 시즌엔 쉬어갑니다", OUT),
        ("색소", "색소 타던 건 그만뒀고 뽀얀 액체예요", OUT),
        ("에탄올", "에탄올은 냄새 세다고 한 방울도 안 탔어요", OUT),
        ("아밀라아제", "아밀라아제는 값이 안 맞아 어떤 종류도 못 넣었음", OUT),
        ("뚜껑", "뚜껑은 있을 리 없는 일회용 앰플", OUT),
        ("카메라", "카메라도 눈 씻고 찾아봐도 없고요", OUT),
        ("통신 모듈", "통신 모듈과도 거리가 먼 수동식", OUT),
        ("판테놀", "Panthenol N.D. / Betaine 1%", OUT),
        ("판테놀", "판테놀은 손 씻고 나서도 촉촉하게 5% 넣었어요", IN),
        ("판테놀", "판테놀은 넣고 색소는 쳐다도 안 봤어요", IN),
        ("베타인", "베타인 토너는 아침마다 쉬어가기 좋게 순해요", IN),
        ("벨크로 스트랩", "벨크로는 졸업하고 다이얼로 조입니다", OUT),
        ("질소", "질소는 넣을 줄도 모르는 동네 카페예요", OUT),
        ("베타인", "베타인은 섞을 생각이 없어요", OUT),
        # another in its place
        ("판테놀", "판테놀 넣던 차례에 베타인을 넣어요", OUT),
        ("베타인", "판테놀 넣던 차례에 베타인을 넣어요", IN),
        ("아밀라아제", "아밀라아제가 하던 일은 베이킹소다가 합니다", OUT),
        # not yet sure
        ("색소", "색소 유무는 미확인입니다", OPEN),
        ("카메라", "카메라 탑재는 대표님 결재 대기예요", OPEN),
        ("전자레인지용", "전자레인지에는 절대 넣으시면 안 돼요", OUT),
    ],
)
def test_idioms_of_doing_without(thing, text, expected):
    assert label(thing, text) == expected


@pytest.mark.parametrize(
    ("thing", "text", "expected"),
    [
        (
            "상기 상판의 하면에 결합되는 한 쌍의 다리",
            "모니터 받침은 안 달려 있고요, 상판 아래에 철제 다리 한 쌍이 달렸습니다",
            IN,
        ),
        (
            "히알루론산나트륨을 투입하여 혼합하는 단계",
            "HA-Na 넣고 섞기 → 시트로 코팅. 방부제 투입 공정은 삭제",
            IN,
        ),
        (
            "가열 시 증기를 내보내는 증기 배출구",
            "지퍼 바로 밑에 스팀홀(데우면 김이 여기로 빠짐)",
            IN,
        ),
        ("상기 본체에 결합되는 손잡이", "본체에 손잡이는 안 달았어요. 뚜껑은 달렸고요", OUT),
        (
            "껍질을 벗기는 단계",
            "껍질은 그냥 두지 않고 문질러 벗겨요",
            IN,
        ),
        (
            "상기 지퍼 아래에 형성된 배출구",
            "지퍼 아래에 배출구가 있고 바닥을 접지 않은 봉투",
            IN,
        ),
        ("상기 폼에 함침된 조성물", "망만 씌운 구조라 함침 없음. 조성물은 수분 타입", OUT),
    ],
)
def test_a_denial_of_another_things_doing(thing, text, expected):
    assert label(thing, text) == expected


def test_what_is_settled_so_far_is_no_whole_formula():
    claim = ("폴리에스테르 60중량%", "레이온 30중량%", "냉감 가공제")
    text = "폴리에스터 60중량%, 레이온 30중량%"
    assert labels(f"{text}, 스판 10중량%", *claim)[-1] == OUT
    assert labels(f"{text}까지는 확정인데 스판 비율은 상의해 봐야 해요", *claim)[-1] == OPEN


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("향료", "향료는 이 크림에서 빠졌습니다. 세라마이드 2%", "미대응"),
        ("파라벤", "파라벤은 로션에서 빼고 팝니다", "미대응"),
        ("카페인", "카페인은 찻잎에서 우려낸 것만 씁니다", "대응"),
    ],
)
def test_what_a_product_is_without(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        # a denial that goes on
        ("실리콘을 포함하지 않는", "실리콘 프리지만 매끈한 샴푸", IN),
        ("설탕을 포함하지 않는", "설탕 제로인 딸기잼", IN),
        ("파라벤을 포함하지 않는", "토너 의뢰합니다. 파라벤은 절대 넣지 말아주세요", IN),
        (
            "방부제를 포함하지 않는",
            "파라벤이니 페녹시에탄올이니 하는 방부제는 모두 뺐고 향만 남겼어요",
            IN,
        ),
        ("향료를 포함하지 않는", "인공·천연향 모두 무첨가한 로션", IN),
        # a place, a role or a way that was a thing's
        ("카보머", "카보머가 차지하던 자리는 잔탄검으로 싹 바꿨습니다", OUT),
        ("카보머 0.1 내지 1중량%", "카보머가 있어야 할 칸엔 잔탄검이 적힌 겔", OUT),
        ("젤라틴 1 내지 5중량%", "젤라틴 역할은 펙틴이 하는 젤리", OUT),
        ("젤라틴 1 내지 5중량%", "젤라틴 몫은 한천 2%에 넘겼어요", OUT),
        ("점증제", "점증제 역할은 잔탄검이 하는 겔", IN),
        ("사카린을 포함하지 않는", "사카린 넣던 시절 레시피는 잊어 주세요", IN),
        ("멘톨을 포함하지 않는", "멘톨을 뺀 버전은 밋밋해서 폐기하고 다시 1% 넣었습니다", OUT),
        # another for what is wrong with it
        ("카라기난 1 내지 3중량%", "카라기난 이수 문제로 한천 2%로 교체한 젤리", OUT),
        ("카라기난", "카라기난 냄새가 심해서 향료를 더한 젤리", IN),
        # left out for a reason
        ("무선 충전 패드", "무선 충전은 상판을 뚫어야 해서 이번 버전엔 없음", OUT),
        ("2차 숙성하는 단계", "1차 숙성만 하고 2차는 생략합니다", OUT),
        ("닭고기를 삶는 단계", "안 익힌 닭고기를 얼려 말린 간식", OUT),
        # a denial of another thing
        ("에어리스 용기", "펌프 타입 대신 파우치가 줄어드는 에어리스", IN),
        (
            "폴리에스테르 원단을 정련하는 단계",
            "(1) 폴리에스터 원단 정련 (2) PFAS 미함유 발수제로 패딩",
            IN,
        ),
        ("피이지-12다이메티콘 1 내지 3중량%", "다이메티콘 무첨가 로션", OPEN),
        ("프락토올리고당", "부형제(이산화규소) 없는 유산균 캡슐", OPEN),
        ("습도를 감지하는 습도 센서", "온습도계 아닌 전용 습도센서로 습도를 잽니다", IN),
        ("동물성 원료를 포함하지 않는", "고기도 달걀도 우유도 안 들어간 패티", IN),
        ("동물성 원료를 포함하지 않는", "달걀흰자로 굳힌 콩 패티, 비건은 아님", OUT),
        # what goes without it
        ("금속 스프링을 포함하지 않는 펌프", "펌프에서 쇠스프링을 걷어내고 고무를 앉혔어요", IN),
        ("금속 스프링을 포함하지 않는 펌프", "유리 구슬을 뺀 펌프", OPEN),
        ("금속 스프링을 포함하지 않는 펌프", "스테인리스 스프링이 든 펌프", OUT),
    ],
)
def test_denials_by_what_stands_in_a_things_place(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("나이아신아마이드", "paraben-free: niacinamide, glycerin", IN),
        ("글리세린", "파라벤 뺀 건 확정, 글리세린 5%", IN),
        ("카보머", "뺀 건 카보머, 향료", OUT),
        ("카보머", "카보머 졸업, 잔탄검 하나로", OUT),
        ("카보머", "카보머는 끈적여서 팀장님이 퇴짜 놓으심", OUT),
        ("카보머", "점도 일은 카보머 손을 떠나 잔탄검한테 넘어갔어요", OUT),
        ("카보머", "카보머 대타로 잔탄검이 뛰는 겔", OUT),
        ("카보머 0.1 내지 1중량%", "카보머 대타로 잔탄검도 물망에 오른 겔", OPEN),
        ("카보머", "카보머 놔두고 잔탄검으로 점도를 잡은 겔", OUT),
        ("카보머", "카보머를 잔탄검으로 갈아탈까 말까 하는 중", OPEN),
        ("카보머", "카보머를 잔탄검으로 바꾸자는 말이 나왔지만 결론 없이 끝남", OPEN),
        ("카보머", "카보머는 넣자 vs 빼자로 팀이 갈림", OPEN),
        ("점증제를 포함하지 않는", "잔탄검이나 카보머 등 점도 잡는 원료는 전혀 없음", IN),
        ("피부 진정용", "진정 쪽 얘기는 전혀 안 할 미백 세럼", OUT),
    ],
)
def test_farewells_and_second_thoughts(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("thing", "text", "expected"),
    [
        ("판테놀", "판테놀은 빼 버렸어요", OUT),
        ("판테놀", "판테놀은 다른 칸으로 따로 뺐고 나머지는 같아요", IN),
        ("판테놀", "판테놀은 뻑뻑해서 제외", OUT),
        ("판테놀", "판테놀은 끈적여서 보습은 베타인 하나로 해결했어요", OUT),
        ("판테놀", "판테놀은 베타인·글리세린으로 전면 대체", OUT),
        ("배기구", "배기구는 소음이 난다는 민원 때문에 막았습니다", OUT),
        ("도네페질", "donepezil free base 10mg", IN),
        ("카보머", "점증제가 카보머였는데 올해부터 잔탄검으로 바꿨어요", OUT),
        ("조명", "조명 기능은 배터리 사고 우려로 삭제", OUT),
    ],
)
def test_what_was_taken_out_for_a_reason(thing: str, text: str, expected: str) -> None:
    assert label(thing, text) == expected


@pytest.mark.parametrize(
    ("element", "text"),
    [
        ("만니톨은 포함하지 않는", "mannitol-free, 정제"),
        ("파라벤도 포함하지 않는", "파라벤 프리 크림"),
    ],
)
def test_the_topic_that_is_not_there(element: str, text: str) -> None:
    assert label(element, text) == IN


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("카보머", "카보머를 잔탄검으로 전량 교체한 겔", OUT),
        ("카보머", "잔탄검 0.5%로 카보머를 갈음함", OUT),
        ("타르색소", "타르색소는 이미지가 안 좋아서 치자황색소로 교체", OUT),
        ("점증제", "점증제는 끈적여서 카보머로 교체", IN),
        ("향료를 포함하지 않는", "향료고 색소고 일절 안 들어간 세제", IN),
        ("향료", "향료를 넣을지 무향으로 갈지 아직 고민", OPEN),
        ("동물성 원료를 포함하지 않는", "동물성은 전혀 안 쓴 만두", IN),
        ("동물성 원료를 포함하지 않는", "동물성 원료 0% 만두", IN),
        ("식물성 오일", "동물성 지방 5%", OUT),
    ],
)
def test_one_in_place_of_another(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        ("에리스리톨", "단맛은 에리스리톨이 냅니다.", IN),
        ("구취 제거용", "단맛은 자일리톨 5%로 낸 캔디", OPEN),
        ("피부 진정용", "땡볕에 그을린 피부에 붙이는 팩", IN),
        ("땀 억제용", "광택 조절용으로 실리카를 넣은 스틱", OPEN),
    ],
)
def test_what_an_ingredient_does_is_no_use(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected


@pytest.mark.parametrize(
    ("thing", "text", "expected"),
    [
        ("판테놀", "판테놀이던 보습제를 베타인으로 바꾼 토너", OUT),
        ("판테놀", "점도는 판테놀이 끈적여서 베타인한테 넘겼어요", OUT),
        ("판테놀", "판테놀은 향이 거슬린다는 말이 많아 그 자리에 베타인 1%가 들어갔습니다", OUT),
        ("베타인", "베타인은 2%고요, 판테놀은 그 자리에 글리세린이 들어갔어요", IN),
        ("판테놀", "판테놀은 이번 처방에서 내렸어요", OUT),
        ("판테놀", "판테놀을 버리고 값이 싼 베타인으로 다시 설계한 토너", OUT),
        ("아이스팩", "아이스팩이 빠지고 드라이아이스가 들어간 상자", OUT),
        ("설탕", "no sugar (sucrose) added cookie", OUT),
        ("판테놀", "판테놀 프리에 향료도 안 넣었어요", OUT),
    ],
)
def test_what_another_took_the_place_of(thing: str, text: str, expected: str) -> None:
    assert label(thing, text) == expected


@pytest.mark.parametrize(
    ("thing", "text", "expected"),
    [
        ("설탕", "제로슈가 젤리", OUT),
        ("에리스리톨", "제로슈거 젤리", OPEN),
        ("판테놀", "판테놀 / 파라벤 무첨가 / 향료 무첨가", IN),
        ("판테놀", "베타인 2%, 판테놀 / 파라벤·향료 모두 무첨가", IN),
        ("스코비를 접종하는 단계", "녹차로만 우려 설탕 8% 탄 콤부차", OPEN),
        ("급속동결하는 단계", "- 40℃ 급동", IN),
    ],
)
def test_what_a_label_or_a_mark_leaves_out(thing: str, text: str, expected: str) -> None:
    assert label(thing, text) == expected


@pytest.mark.parametrize(
    ("element", "text", "expected"),
    [
        (
            "상기 완충재를 감싸는 방수 커버",
            "완충재에 솜을 섞을지는 미정, 방수 커버로 감쌌어요",
            "대응",
        ),
        (
            "상기 렌즈 또는 필터를 선택적으로 이동시키는 레버",
            "필터는 없고 렌즈만 있는 확대경",
            "판단불가",
        ),
        ("벽돌과 타일을 분리하는 단계", "벽돌과 타일 제거", "대응"),
        ("벽돌", "벽돌 사이에 모르타르를 발라 쌓아요", "대응"),
        ("내조와 외조 사이의 진공층", "내조와 외조 사이를 진공으로 뺐습니다", "대응"),
        ("황 5 내지 15중량%", "황 7% 비료", "대응"),
        ("황 5 내지 15중량%", "황토 7% 벽돌", "판단불가"),
        ("껍질을 제거하는 단계", "감자를 껍질째 삶아요", "미대응"),
        ("산화제를 포함하지 않는", "과수 등 산화제 미사용 염모제", "대응"),
        ("두께가 1 내지 2mm", "두께는 1.5냐 3mm냐 싸우는 중", "판단불가"),
        ("상기 코팅층의 두께가 5 내지 20㎛", "코팅층 있음, 총 80㎛", "판단불가"),
        ("EVA 또는 EPP 발포층", "EVA 스펀지로 감쌌습니다", "대응"),
        ("하이드록시에틸셀룰로오스", "HEC는 수급이 나빠서 올해부터 잔탄검으로 교체", "미대응"),
    ],
)
def test_what_a_denial_or_a_doubt_is_about(element: str, text: str, expected: str) -> None:
    assert label(element, text) == expected
