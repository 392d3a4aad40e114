"""What a text says it does not know or has not settled: who told nothing, and which aspect is open.

«팬 유무는 2차 견적 때 확인», «균주명은 비공개», «리필이 되는지는 못 물어봄»: the aspect's word (유무, 균주명) or the
question (되는지) leads to the thing that is left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

ASPECT = (
    r"(?:여부|유무|위치|종류|재질|소재|방식|방법|제법|공법|공정|원리|로직|알고리즘|모델명|모델|구조|구성|조건|기준|균주명?|품종명?|품명"
    r"|상품명|성분명|원료명|등급|번호|규격|스펙|사양|모양|형태|타입|배합|처방|정체|출처|세부\s?내용|세부\s?사항|세부|상세)"
)
"""What one can know or not know of a thing, beside whether it is there."""
_TELLS = (
    r"(?:물어|물었|여쭤|여쭙|여쭈|알려|가르쳐|밝[혀히힘힌힙]|(?<!안)(?<!안\s)들(?:었|음)|들어\s?봤|들어\s?봄|적혀|적어|적었|적음|적힌"
    r"|쓰여|써\s?있|명시|기재|확인|파악)"
)
_PAPERS = (
    r"(?:자료집?|카[탈달]로그|(?<!센)서류|문서|공문|성적서|안내문|사진|규격서|명세서?|(?:스펙|데이터)\s?시트|스펙표?|사양[서표]|설명서|매뉴얼|도면|시방서|상세\s?페이지|메일|견적서|브로[셔슈]어?"
    r"|리플[렛릿]|제안서|기획서|회신|홈페이지|요약본|회의록|보고서|TDS|MSDS)"
)
"""What one looks up what a product is like in; not the list of its ingredients."""
_NOT_THERE = r"없(?!으면|을|이|는\s|앤|애)"
NOT_TOLD = (
    rf"{_PAPERS}(?:상에?|에서?|엔|에선|만\s?봐서는|만\s?봐선|으로는|론)?(?:는|도)?\s?(?:(?:따로|전혀|아직|별도로|아무|아무런|관련|해당|아무\s말도)\s)*"
    r"(?:(?:내용|얘기|이야기|언급|기재|정보|말|설명|항목)(?:이|가|도|은|는)?\s)?"
    rf"(?:{_NOT_THERE}|안\s?(?:나[와왔오옴온]|적|쓰여|써\s?있|보[이여임]|실)|(?:나와\s?있|적혀\s?있|나오|보이)지\s?(?:를|는|도)?\s?않|빠[져졌진지집짐]|누락|못\s?찾|찾을\s수\s없|미기재|표기\s?(?:안|없)|언급\s?(?:안|없))\S*"
    rf"|(?:얘기|이야기|설명|언급|표기|기재|안내|정보)(?:가|은|는|도|이)?\s(?:(?:따로|전혀|아직|일절)\s)?{_NOT_THERE}\S*"
    rf"|(?:답변?|회신|연락|소식|대답|피드백)(?:이|은|도|을|가)?\s(?:아직\s|영\s|통\s)?(?:{_NOT_THERE}|못\s?받|안\s?(?:[오와왔옴온옵]|나[오와왔옴온옵]|줬|주)|오지\s?않)\S*"
    r"|(?:측정|분석|계측|시험|테스트|검사|임상|평가|확인)(?:은|을|도)?\s?(?:아직\s)?(?:안|못)\s?해\s?[봤보봄본봐]\S*"
)
"""«사양서에는 안 나와 있어요», «공장에서 답이 없네요», «측정은 안 해봤고»: a denial of knowing, not of the thing."""
_RESULTS = (
    r"견적|시험|테스트|미팅|샘플|예산|원가|단가|비용|결과|시제품|회의|검토|반응|수요|재고|일정"
    r"|자료|성적서|검사|분석|데이터|임상|관능"
)
"""What one waits for before a choice: «견적 보고 결정», «샘플 나오면 확정», not «샘플 보고 결정했어요»."""
_ONCE = r"보고|오면|나오면|나와야|들어오면|끝나면|끝나고|받아\s?보고|해\s?보고"
_TELL = r"공유|전달|안내|회신|공지|말씀|기재|첨부"
"""How something is told later on: «추후 공유», «다음 메일에 첨부»."""
UNKNOWN = (
    rf"(?<![가-힣])(?:안|못)\s?(?!(?:(?<=안)|(?<=안\s))들[었음](?!\s?[봤봄]))(?:{_TELLS})"
    r"|(?:사양|규격|스펙|치수|재질|소재|용량|두께|정보|자료|도면|수치|데이터|내역|여부)(?:은|는|이|가|을|를|도|까지)?\s?(?:같이\s|함께\s|좀\s|꼭\s|다시\s|먼저\s)?(?:보내|알려|공유해?|회신해?|전달해|확인해|추천해?|제안해)\s?(?:주[세시실]|달라|부탁|바[라람랍]|요망|줘)"
    r"|(?:업체|거래처|외주|공급사|제조사|협력사|전문가|개발사|설비사|담당자?|[가-힣]{1,3}팀)(?:에|에게|한테|쪽에)\s?(?:맡기|맡길|일임|위임|의뢰할|물어볼|물어봐)"
    rf"|(?:{_RESULTS})(?:을|를|이|가|은|는)?\s?(?:(?:{_ONCE})(?=\s*(?:$|[.,!)]|알|공유|말|다시))"
    rf"|(?:{_ONCE}|후에?|이후|받고|나온\s?뒤|보면서|봐서)\s?(?:결정|정[하할함해]|선택|확정|판단|고르)(?!했|됐|되었|하였|함\s?\())"
    r"|(?:알|확인할|판단할|파악할|짐작할)\s?(?:수|길|방법)(?:가|이|는|은|도)?\s?없"
    r"|문의(?:해|\s?걸어|\s?넣어|\s?남겨)\s?[둠뒀놨놓두]|투표(?:\s?중|\s?부[쳐치쳤칠]|에\s?부)"
    r"|미\s?(?:첨부|기재|파악|확보|회신|공유|수령|접수|입수|측정|기입|산출|통보|도착)(?![가-힣]*품)|불명(?!예)|불분명|미상(?![가-힣])"
    r"|(?<![가-힣])검토(?=\s*(?:$|[.,!/)\n]|예정|필요|대상|하기로|해[요야봐볼]|합니다|할\s?[거것계예]|요망|요청|바람))"
    r"|(?:스크리닝|선별|탐색|선정|물색|발굴|심사|재검토|튜닝|최적화|취합|수집|재측정|재시험)\s?중"
    r"|(?:제안|추천|협의|상의|논의|회신|확인)\s?(?:바람|바랍니다|요망|요청|부탁)|협의(?=\s*(?:$|[.,)]))"
    r"|(?:결정|판단|확정)(?:합시다|하시죠|할게요|하죠|하자|하겠)|\d\s?(?:분기|월|주)에\s(?:결정|확정|검토|논의|선정)|미결(?![가-힣])"
    r"|(?:이번|다음|차기|\d)\s?(?:분기|반기|회의|미팅|시즌|차수)(?:\s?때|에서?|까지)?\s(?:결정|확정|검토|논의|선정|정[하할해])(?!했|됐|된)"
    r"|[가-힣]는지(?=,\s[^.!?\n]*지(?:는|도|를)?\s(?:\S+\s){0,3}(?:못|안|모르|모름|확인|문의|물어))"
    r"|지(?:는|도|를|가)?\s(?:[^\s.!?,\n]+\s){0,3}(?:안|못)\s?(?:보[이여임]|나오|나와|나옴)"
    r"|(?:비교|시험|테스트|실험|검토|확인|평가|협의|결정|선택)(?:이|만|도)?\s?(?:남[음았은]|남아)"
    r"|(?:때|후|뒤|이후|다음|까지|다시|추가로|따로)\s확인(?=\s*(?:$|[.,!/)\n]|예정|필요|할|해야|하기|해\s?볼|합니다|해요))"
    r"|[가-힣]면\s(?:넣|달|쓰|추가|적용|포함)[가-힣]*\s(?:아니면|안\s?되면|아님|못\s?하면)"
    r"|(?:결정|확정|선정)\s?(?:안|못)\s?(?:했|됐|됨|함|난|났|나)"
    r"|(?:자료|데이터|성적서|샘플|견적|회신|답변|연락|컨펌|승인|시험|분석)(?:이|가|은|는|를|을)?\s?(?:대기|기다리)"
    r"|(?<![가-힣])(?:안|못)\s?(?:뜯어|열어|까|분해해|들여다|살펴|뒤집어|재|달아|만져|켜|틀어)\s?(?:봤|봄(?![가-힣])|본|봐(?!도))"
    r"|(?:논의|협의|상의|합의|검토|설계|구상|선정|미팅|회의|분석|측정|계측|성적서|산출)(?:하기)?\s?전(?=\s*(?:$|[.,!/)\n]|이[라에고며]|임|입니다|예요|인데|단계))"
    r"|(?:말|얘기|이야기|아이디어|제안|구상)만\s?(?:나[온왔와]|있[는고어음]|오[가간갔]|돌[고아])"
    rf"|{NOT_TOLD}"
    r"|(?:물어|여쭤|알아|확인해|체크해|따져|살펴|찾아|검토해|상의해|문의해|조사해|의논해|테스트해|시험해)\s?(?:볼\s?(?:것|거|게|예정|계획|생각|필요|참)|봐야|보려|보기로|보고\s?(?:나서|정[하할해]|결정|알려|말씀)|보겠)"
    r"|(?:확인|문의|질의|조회|파악|검증|체크|(?<![가-힣])(?:점검|재검토))(?:이|을|를)?\s?"
    r"(?:필요(?![한없]|\s없)|요망|바람|예정|해야(?!만)|하기로|해\s?준[대다]|해\s?주기로|할\s?(?:것|거|예정|게(?![가-힣]))|드릴)"
    rf"|(?:추후|나중에|차후|곧|조만간|이따)\s?(?:{_TELL}|통보|알려|업데이트|보내|제출|기입|작성|보완|송부)"
    rf"|(?:다음|추후|나중에?|별도|곧|조만간|이따)\s?(?:메일|회신|번|시간|주|달|공지|장|페이지)?(?:에|로|으로)?\s(?:{_TELL}|적[을어]|(?:알려|보내)\s?(?:드|줄))"
    r"|(?:고객사?|발주처|바이어|거래처|브랜드사|구매자|업체)(?:가|에서|별|마다)?\s?(?:직접\s)?(?:선택|지정|결정)"
    rf"|{ASPECT}\S{{0,2}}\s(?:[^\s.!?,\n]+\s){{0,4}}(?:안|못)\s?(?:보[이였여]|봤|봄|읽|나오|나와|나왔|나옴|받|들[었은음])"
    r"|(?:기록|기재|표기|표시|기입|입력)(?:이|가|은|는)?\s?(?:누락|빠[졌짐진져]|빠뜨)"
    r"|(?:성적서|검사|시험|분석|자료|데이터|스펙)(?:을|를|은|는|도)?\s?(?:요청|신청|맡[길긴겼김기]|보[낼냄냈내])(?!\S*\s?(?:결과|받았|나왔))"
    r"|(?<![가-힣])(?:잡|맞추|조정하|다듬|손보|비교하|얘기하|논의하|협의하|조율하|상의하)는\s중"
    r"|(?:스펙\s?시트|사양서|데이터\s?시트|별첨|첨부|(?:별도|다른)\s?(?:문서|파일|시트|자료|표))(?:를|을|에)?\s?(?:참조|참고|있|확인|$|[.,)])"
    r"|(?<![가-힣])(?:빈칸|공란|공백)(?:으로|임|이[고며]|입니다|\s?처리)|최종(?:은|이|안은)?\s?아[니님닌]"
    r"|(?:결과|자료|데이터)(?:이|가|은|는|도)?\s?(?:아직\s)?(?:안|못)\s?(?:[와왔옴옵온]|나[왔와옴온옵]|받)"
)
"""What is not known, by who was not told, has not looked or has yet to choose: «샘플 보고 결정», «확인 필요»."""
_CLAUSE_EDGE = re.compile(
    r"[.!?。\n](?=\s|$)|\n|(?<!\d),\s|[가-힣](?:고|며|지만|[는은인한된]데|면서)\s|\s/\s|[;]"
)
_GOES_ON = re.compile(rf"(?:{ASPECT}|지)(?:은|는|도|이나|나|랑|와|과)?,\s$")
"""«재질, 두께는 비공개», «DB가 있는지, 알림이 있는지는 못 물어봄»: no new clause."""
_OF_ASPECT = re.compile(
    rf"(?:(?P<host>[가-힣A-Za-z\d-]+?)(?:의|하는|되는|한)?\s?)?(?P<aspect>{ASPECT})(?:명|들)?"
    r"(?:은|는|이|가|도|을|를|까지는?|이?랑|와|과|이?나|[:·/])?(?=[\s,:]|$)"
)
_HOST_BEFORE = re.compile(r"(?P<host>[가-힣A-Za-z\d-]+)\s?[(\[]\s?$")
_TOPIC = re.compile(r"(?P<host>[가-힣A-Za-z\d-]{2,}?)(?:은|는)\s")
"""What the clause is about: «실리카졸은 사오는 거라 제법 모름»."""


MATTER = frozenset({"재질", "소재"})
"""The aspect what a thing is made of."""
MAKING = frozenset({"제법", "공법", "공정", "방법", "방식", "조건"})
"""The aspect how a thing is made."""
WHETHER = re.compile(r"여부|유무")
"""The aspect whether a thing is there at all."""


def aspects(text: str, places: Sequence[tuple[int, int]]) -> Iterator[tuple[str, str, int]]:
    """Yield the things of which an aspect is open: their words, the aspect, and where they begin.

    Args:
        text: the product text.
        places: where it says that something is open.
    """
    for start, end in places:
        begin = _clause_start(text, start)
        bracket = text.rfind("(", begin, start)
        inside = bracket >= 0 and ")" not in text[bracket:start]
        first = bracket + 1 if inside else begin
        before = _HOST_BEFORE.search(text, begin, bracket + 1) if inside else None
        topic = before or _TOPIC.match(text, begin, end)
        for one in _OF_ASPECT.finditer(text, first, end):
            if one["host"]:
                yield one["host"], one["aspect"], one.start()
            if topic and topic.end() <= one.start("aspect"):
                yield topic["host"], one["aspect"], topic.start()


_DOUBTED = re.compile(
    r"(?:의|이|가)?\s?(?:[가-힣]{2,4}\s?)?(?:여부|유무)(?!\s?[:：=]?\s?(?:[OoＯ○●예네有無YyNnXx×✕무유](?![가-힣A-Za-z])|있|없|아니|확인\s?(?:완료|됨|했|끝)))"
    r"(?!(?:를|을|에|와|까지)?\s?(?:\S{1,8}\s)?(?:감지|판단|판별|검출|식별|측정|검사|인식|탐지|파악하|확인하[는여고]|확인할\s수|알리|알려\s?주|표시하|따라|관계|무관|상관))"
)
"""«X 사용 여부», «X 유무», but of what a machine finds out: «착석 여부를 감지»."""


def is_doubted(text: str, end: int) -> bool:
    """Whether the words behind a name only speak of whether it is there: «X 병용 여부는 확인 필요»."""
    return _DOUBTED.match(text, end) is not None


_NO_INGREDIENT = re.compile(
    r"온도|시간|기간|조건|점도|경도|입도|입경|융점|비중|pH|SPF|당도|도수|산도|용기|포장|패키지|튜브|병|뚜껑|라벨|로고|색상|컬러|디자인"
    r"|가격|단가|원가|견적|출시|일정|납기|수량|물량|MOQ|광고|문구|카피|이름|네이밍|브랜드|모델|채널|타[깃겟]|시험|테스트|임상|인증|허가|결과|성적서"
    r"|조단백|조지방|조섬유|회분|수분|열량|칼로리|당류|영양|분석|수치|데이터"
    r"|안정성|사용감|관능|용량|규격|공정|방법|방식|설비|속도|회전|기계|촬영|홍보|마케팅|판매|유통|균주|인원|장소"
)
"""What may be open of a product whose ingredients are all told."""


def leaves_ingredients_open(text: str, places: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the places where something is said to be open is about ingredients.

    «성분표 끝. pH는 추후 확정», «출시일은 미정» leave the list of ingredients as it is.
    """
    return any(not _NO_INGREDIENT.search(text, _clause_start(text, a), b) for a, b in places)


def _clause_start(text: str, place: int) -> int:
    """Return where the clause begins in which something is said to be open."""
    begin = 0
    for edge in _CLAUSE_EDGE.finditer(text, 0, place):
        if not _GOES_ON.search(text, 0, edge.end()):
            begin = edge.end()
    return begin
