"""How a text tells that a thing is not in this product without denying it by a plain 없다 or 안.

A mark («카보머: NO»), a removal («이번에 들어냈어요»), another version («예전 처방에만», «다음 버전에 추가»)
and a wish that came to nothing («넣고 싶었지만») leave a thing out; a question («넣는 게 나을까요?») and
a plan with an if («원가가 맞으면 넣을 생각») leave it open.
"""

from __future__ import annotations

import re

REMOVED = (
    r"(?:들어|걷어|덜어|털어|쳐|떼어|도려|솎아)\s?(?:냈|낸(?!다)|냄|냅|내고|내기로|내었)"
    r"|(?:드[랍롭]|하차|퇴출|탈락|손절|아웃|무산|불발|기각|백지화|(?<![A-Za-z])out)(?=[하했한함합됐된되시]|이에요|입니다|\s*(?:$|[,.!)/\n]))"
    r"|(?<=[은는도을를에서로라]\s)컷(?=[하했한함합됐된되시]|\s*(?:$|[,.!)/\n]))"
    r"|(?<=[과와랑는은]\s)(?:안녕|작별|결별|이별|졸업)(?=[하했한함합이입]|\s*(?:$|[,.!)/\n]))"
    r"|(?<=[은는이가도]\s)사라[졌짐]|(?<![이가금]\s)안\s?(?:갑니다|가기로|간다|가요)"
)
"""Verbs of removal beyond 빼다 and 제외하다: «카보머는 걷어냈고», «레티놀은 원가 때문에 컷»."""
DROPPED = (
    r"(?<=[은는도에서로라]\s)(?:(?:전부|모두|다|싹|아예)\s)?(?:(?:들어|걷어|덜어|떼어)\s?(?:냈(?!다)|내기로|냅니다)"
    r"|사라[졌짐]|(?:드[랍롭]|하차|퇴출|컷)(?=[하했한함합됐된되시]|\s*(?:$|[,.!)/\n])))"
    r"|걷어\s?(?:내고|낸|냄)(?![가-힣])"
    r"|(?:방식|구조|타입|시스템)(?:을|를|은|에서)\s(?:과감히\s)?(?:버리고|버렸|버린|탈피|벗어)"
)
"""The same of parts and steps, which are taken out to be washed as well: «스팀은 걷어냈고»."""
_ENDS = r"(?=\s*(?:$|[,.!/|;)\n]|인\s|이[고며에]|입니다))"
_NO_MARK = re.compile(
    rf"\s?[:：|]\s?(?:[-–—]|[Nn]one|NONE|[Nn]il)\s?{_ENDS}|[✕✗❌✖]|\s(?:NO|No)\s(?=[^\s,]+\s(?:YES|Yes|NO|No|OK)(?![A-Za-z]))"
    r"|\s?\(\s?(?:없음|불포함|미포함|미사용|미함유|미첨가|제외|삭제|빠짐|뺌|무|無|NO|No|[xX×✕✗❌]|해당\s?없음)\s?\)"
)
"""«카보머: -», «카보머❌», «카보머(없음)», «카보머 NO 판테놀 YES»."""
_NITRIC = re.compile(r"질소$|nitric\s?oxide$", re.IGNORECASE)
"""«산화질소(NO)»: a sign of the thing itself."""
_NO_BEFORE = re.compile(
    r"(?:(?:^|[\n,.(/|·!:]|[은는도]\s)\s?|(?:NO|No|[❌✖✗🚫])!?\s?[^\s,]+(?:\s[^\s,]+)?\s)"
    r"(?:(?:NO|No)!?\s|[❌✖✗🚫]\s?)$|\(\s?[-–]\s?\)\s?$"
)
"""«❌카보머», «NO 파라벤 NO 실리콘»; of «카보머 NO 판테놀 YES» the first is out."""
LEFT_OUT = re.compile(
    r"(?:(?:뺀|빠진|제외한|제외된|제외|배제한|배제|불포함|무첨가|미첨가|미사용|미포함|안\s?(?:넣은|넣는|쓴|쓰는|들어간|들어가는|담은)"
    r"|(?:넣|쓰|사용하|들어가|들어\s?있|포함하|첨가하|배합하|포함되|첨가되)지\s?않[은는]|없는|금지)"
    r"\s?(?:것|거|게|성분|원료|재료|첨가물|품목|항목|목록|리스트|부품|기능)들?(?:은|는|\s?[:：=]|\s-(?=\s))"
    r"|(?:뺀|빠진|안\s?(?:넣은|쓴|들어간))\s?(?:건|것은)"
    r"|[\[【<(]\s?(?:제외|삭제|무첨가|미첨가|미사용|불포함|미포함|뺀\s?것|배제)(?:\s?(?:성분|원료|항목))?\s?[\]】>)](?=\s?[가-힣A-Za-z])"
    r"|(?:무\s?첨가|미\s?첨가|미\s?사용|불\s?포함|제외|free(?:\s?(?:of|from))?|without)\s?[:：]"
    r"|(?<!\d)\d{1,2}\s?-?\s?(?:free|프리|무)[^:：(,.\n]{0,8}[:：]"
    r"|(?<!\d)\d{1,2}\s?(?:가지\s?|종\s?|대\s?)?(?:무|無|프리|free|무첨가)\s?(?:성분\s?)?[(:：])",
    re.IGNORECASE,
)
"""What heads a list of what is not in: «뺀 것:», «안 들어간 건», «Free from:», «4無(…)»."""
_ANOTHER_HEAD = re.compile(
    r"[\[【<]|뿐|(?:이고|이며|인데|이지만|예요|이에요|입니다)(?=[\s,.]|$)|(?:넣은|쓴|사용한|들어간|들어가는|남긴|남은|살린|포함한|추가한|더한|대신)\s?(?:것|거|게|건|성분|원료|재료|부품|기능)|[^\s:：,;/.]{1,12}\s?[:：]|\n|[.!?]\s|\s/\s"
)
_OF = r"(?:\s?(?:기능|옵션|성분|모듈))?(?:은|는|이|가|을|를|도)?"
_THEN = r"(?:예전|이전|기존|종전|옛날?|지난번?|구|초기|초창기|리뉴얼\s?전|작년|직전|\d차)"
_LATER = r"(?:다음|차기|후속|내년|내후년|추후|향후|차후|신규|[2-9]차|[2-9]세대)"
_VERSION = (
    r"(?:처방|버전|레시피|배합|모델|로트|제품|시제품|샘플|시안|라인업?|사양|제형|조성|시즌|리뉴얼|출시"
    r"|업데이트|개정판?|배치|생산|양산|물량|차수)"
)
_PUT = r"(?:넣|쓰|썼|쓰이|쓰였|들어|있|담|사용|포함|배합|첨가|적용|탑재|달|달렸|추가)"
_STILL = r"(?![^.!?\n]*(?:지금도|이번에도|여전히|그대로|계속|유지|다시))"
_EARLIER = re.compile(
    rf"{_OF}\s(?:\S+\s)?{_THEN}\s?{_VERSION}?\s?(?:까지만|에만|에서만|에나|에서나|때만|때까지만)(?=[\s,.]|$)"
    rf"|{_OF}\s(?:\S+\s)?{_THEN}\s?{_VERSION}\s?(?:까지|때까지)\s{_PUT}"
    rf"|{_OF}\s{_THEN}\s?{_VERSION}\s?(?:얘기|이야기|것|거|때|시절|성분|원료|사양)?"
    r"(?:이?었\S*|였\S*|이고|이며|이에요|예요|입니다|임|일\s?뿐\S*)?(?=\s*(?:$|[,.!)\n]))"
    rf"|{_OF}\s{_THEN}\s?{_VERSION}\s?(?:에|에서|에는|엔|때)\s?{_PUT}[가-힣]{{0,3}}(?:던|었|았|했|갔|렸)[가-힣]*{_STILL}"
)
"""«카보머는 예전 처방에만 있어요», «카보머는 이전 버전까지 썼어요», «카보머는 예전 처방», not «기존 처방 그대로»."""
_NEXT = re.compile(
    rf"{_OF}\s(?:\S+\s)?{_LATER}\s?{_VERSION}\s?(?:때|부터|에|에서|로|으로|의)?(?:는|나|만)?\s"
    r"(?![^.!?\n]*(?:빠|빼|뺄|삭제|제외|단종|중단|없[애앨어]|줄|낮|높|늘))[^.,!?\n]*"
    r"(?:추가|넣|들어|적용|지원|도입|탑재|사용|쓰|쓸|예정|계획|반영|붙|달|담|출시|선보|구현|장착)"
)
"""«레티놀은 다음 버전에 추가할 예정», not «다음 로트부터 빠져요»: that is in for now."""
LEAVING = re.compile(
    rf"{_LATER}\s?{_VERSION}(?:부터|에서|에는|에|때)\s(?:[^.,!?\n]*\s)?"
    r"(?:빠[지져집질]|빼|뺄|뺍|뺀다|삭제|제외|단종|중단|없[애앨])[가-힣]*"
)
"""«다음 로트부터 빠져요»: it is in this one."""
_ELSEWHERE = re.compile(
    rf"{_OF}\s(?:상위|프리미엄|고급|플러스|프로|맥스|울트라|한정판?)\s?(?:모델|라인|버전|등급|트림|사양|기종|에디션)?"
    rf"(?:에만|에서만|부터)\s(?![^.!?\n]*(?:이번|지금|이제)){_PUT}"
)
"""«UV 램프는 상위 모델에만 들어갑니다»."""
_WANTED = re.compile(
    rf"{_OF}\s?(?:꼭\s|원래\s|처음엔\s|처음에\s|정말\s)?(?:"
    r"(?:넣|쓰|담|달|추가하|적용하|사용하|배합하|탑재하|써\s?보|넣어\s?보)고(?:는)?\s?싶었(?:지만|는데|으나|어도)"
    r"|(?:넣었|썼|담았|달았|들어갔|있었|추가했|적용했|사용했|탑재했)(?:더라면|다면\s(?:더\s)?[좋나완]|으면\s(?:더\s)?[좋했하싶])"
    r"|(?:담으|달|추가하|적용하|사용하|배합하|첨가하|탑재하|포함하|도입하|쓰|넣으|넣어\s?보|써\s?보)려(?:다|고\s?했|고\s?하다|\s?했|던)"
    r")"
)
"""«레티놀을 넣었더라면», «펩타이드도 넣고 싶었지만»."""
_PASSED_OVER = re.compile(
    rf"{_OF}\s?(?:넣을|쓸|담을|달|추가할|적용할|사용할|써\s?볼|넣어\s?볼|탑재할)까\s?(?:도\s)?(?:생각|고민|검토)?(?:을|도)?\s?"
    r"(?:했지만|했는데|했으나|하다가?|했다가)(?![^.!?\n]*(?:넣[었기는]|썼|쓰기로|쓰는|들어|추가[했하]|담[았기]|달[았기]))"
)
"""«카보머를 쓸까 했지만 잔탄검으로», not «넣을까 했는데 결국 넣었어요»."""
_HANDED_OVER = re.compile(
    rf"{_OF}\s[^.,\n]{{1,20}}(?:에|에게|한테)\s자리를\s(?:내|양보|물려|뺏|빼앗)"
)
"""«카보머는 잔탄검에 자리를 내줬어요»."""
_RATHER = re.compile(r"\s?(?:보다는|보단)\s(?![^.!?\n]*(?:더|덜|많|높|적|낮|강|약)[\s가-힣])")
"""«글리세린보다는 부틸렌글라이콜을 쓴»."""
_PAST = re.compile(
    r"(?:은|는|도)\s(?:이제\s)?(?:옛말|옛날\s?(?:얘기|이야기)|과거(?:의|형|\s얘기)|지난\s?(?:일|얘기))"
)
"""«레티놀은 옛말, 이제 바쿠치올»."""
_WORRY = re.compile(
    r"\s?(?:걱정|염려|우려)(?:이|은|도|을)?\s?(?:이제\s)?(?:없|NO|제로|뚝|끝|덜)(?!\S*\s(?:\S+\s)?(?:농도|함량|수준|양))"
)
"""«파라벤 걱정 없는»."""
_SOLD_APART = re.compile(r"(?:은|는|이|가)?\s(?:별도\s?(?:구매|판매|구입)|별매)(?![한하해])")
"""«충전 거치대 별도 구매»."""
_WAS_USED = re.compile(
    r"(?:(?:을|를|이|가)?\s?(?:쓰|넣|들어가|들어\s?있|사용하|달|포함하)던|이?었던|였던"
    r"|(?:으?로\s?(?:하|가|쓰|만들|잠그|고정하|붙이|채우|닫|묶|돌리|움직이)|(?:을|를|이|가)?\s?(?:끼우|붙이|붙어\s?있|달려\s?있|꽂|놓|깔|씌우|매|묶|심))던\s(?:걸|것을?|거를?|게|자리를?|자리에|부분을?|방식을?|데))\s(?!대로|그대로)[^.!?\n]*"
    r"(?:전환|변경|교체|대체|바[꾸꿨꾼꿈뀌뀐꿔]|갈아|리뉴얼|이제는?|지금은)"
)
"""«라우릴글루코사이드였던 세정제를 데실글루코사이드로 전환», «끈으로 묶던 걸 버클로 바꿔»."""
_WAS_ONCE = re.compile(
    r"(?:이었|였)(?:는데|으나|지만)\s(?![^.!?\n]*[가-힣](?:에서|[만도])\s)(?:(?:이번\S{0,3}|지금|이제|올해)[은는]\s|[^\s,.!?]*[^\s,.!?을를은는]\s){0,7}[^\s,.!?]+(?:으로|로)\s(?:바[꾸꿨꿈뀌뀐뀜]|변경|교체|전환|돌[렸림리]|갈아|갔|수정|틀었)"
)
"""«거품 펌프였는데 의견 듣고 일반 펌프로 돌렸고», not «유리병이었는데 캡을 자석으로 바꿨»."""
_CONCEDED = re.compile(
    r"(?:이|가)\s?(?:더\s|요즘\s|훨씬\s)?(?:트렌드|대세|유행|인기|좋|낫|나은|편|흔|많|일반적|고급)[가-힣]*\s(?:건|것은|줄은|거)\s"
    r"(?:알지만|아는데|압니다만|알아도|맞지만|맞는데|맞습니다만|인정하지만)"
)
"""«BLDC가 대세인 건 아는데»: what one knows to be better and has not taken."""
_WORKS_NOT = re.compile(
    r"(?:(?:이|가)\s(?:[^\s,.]+\s)?[가-힣]*(?:주는|시키는|내는)|(?:으로|로)\s(?:[^\s,.]+(?<![을를이가])\s)?[가-힣]+는)\s"
    r"(?:게|것이|거|건|방식이|방식은|구조가|구조는|타입이|타입은|형태가|형태는)\s?(?:아니[라고며에야다]|아닙|아닌|아님)"
)
"""«팬이 밀어주는 게 아니라», «스프링으로 미는 방식이 아니고»: what it is not done by."""
_AT_FIRST = re.compile(
    r"(?:으로|로|을|를)?\s(?:잡았|시작했|출발했|갔|설계했|테스트했|실험했|진행했|해\s?봤|써\s?봤|넣어\s?봤)(?:다가|지만|으나|는데)\s"
    r"[^.!?\n]*(?:최종|결국|지금|현재|이제|바[꾸꿨]|변경|교체|대체|뺐|뺌|갔|갑니다)"
)
"""«처음엔 카보머로 잡았다가 최종은 잔탄검»."""
_PLAN_DROPPED = re.compile(
    rf"\s(?:처방|안|조합|버전|타입)(?:은|는)\s(?:폐기|접었|접고|접은|버렸|버리|탈락|기각|드[랍롭])"
    rf"|{_OF}\s(?:넣|쓰|추가하|적용하|달|담)자는\s?[가-힣]+\s(?:기각|무산|반려|철회|부결|거절)"
)
"""«레티놀 안은 접었고», «콜라겐을 넣자는 의견은 기각»."""
_NOT_HERE = (
    _EARLIER,
    _NEXT,
    _ELSEWHERE,
    _WANTED,
    _HANDED_OVER,
    _RATHER,
    _PAST,
    _WORRY,
    _SOLD_APART,
    _WAS_USED,
    _WAS_ONCE,
    _CONCEDED,
    _WORKS_NOT,
    _AT_FIRST,
    _PLAN_DROPPED,
)
OPEN = (
    r"(?:넣|쓰|써|사용|추가|포함|배합|적용|들어가|들어가야|달|빼)\S*\s(?:\S+\s)?"
    r"(?:되나|될까|하나|할까|나을까|나은가|좋을까|괜찮을까|괜찮나|맞나|맞을까|가능할까|가능한가|있을까)요?\s?\?"
)
"""«넣는 게 나을까요?», «써도 되나요?»: what is asked is not settled."""
_IF = re.compile(r"[가-힣](?:으면|[가-힣]면|다면|는\s?대로)\s(?:[^.,!?\n]*\s)?$")
_WOULD = re.compile(
    r"(?:은|는|을|를|도)?\s?(?:\d\S*\s)?(?:넣을|쓸|담을|달|추가할|적용할|사용할|배합할|탑재할|도입할)\s?"
    r"(?:생각(?!에|으로)|계획|예정|작정|참|수도|거예|것\s?같|듯|방침|거고|까)"
)
_ANSWER = re.compile(
    r"(?:\s?(?:은|는|이|가|을|를|도)?(?:\s[가-힣]{1,8}){0,3}(?:\s?들어\s?있나)?(?:요)?)?\?[\"”’]?\s*(?:(?:→|->|-|A\s?[.:]|답\s?:?)\s*)?"
    r"(?:(?:그건|그거|그런\s?건|저희는|저흰|우린|우리는)\s)?(?:(?:진작에?|이미|벌써|아예|당연히|따로)\s)?(?:(?P<no>아니[요오,]|아뇨|아닙니다|안\s?(?:넣|들|쓰|씁|써|썼|합|해|했)|없|뺐|못\s|NO|No|노[,.\s])|(?P<yes>네|예|넵|맞|물론|그럼|당연|YES|Yes|들어|\d))"
)
"""«탈크? 안 씁니다», «판테놀 들어가나요? A. 네»."""


def answer(text: str, end: int) -> bool | None:
    """Return what a question about a name is answered with: whether it is in; None for no answer."""
    said = _ANSWER.match(text, end)
    return None if said is None else said["no"] is None


def is_marked_absent(text: str, start: int, end: int) -> bool:
    """Whether a mark beside a name says no: «카보머 NO», «❌카보머»."""
    mark = _NO_MARK.match(text, end)
    if mark and not (_NITRIC.search(text, start, end) and "N" in mark.group()):
        return True
    return _NO_BEFORE.search(text, max(0, start - 40), start) is not None


def lists_left_out(text: str) -> list[tuple[int, int]]:
    """Return where the lists of what is not in stand: behind «뺀 것:», in the bracket of «4無(…)»."""
    found = []
    for head in LEFT_OUT.finditer(text):
        if head.group().endswith("("):
            close = text.find(")", head.end())
            found.append((head.end(), close if close >= 0 else len(text)))
        else:
            other = _ANOTHER_HEAD.search(text, head.end())
            found.append((head.end(), other.start() if other else len(text)))
    return found


def is_not_here(text: str, end: int) -> bool:
    """Whether the words after a name say that it is in another version, or was only wished for."""
    return any(way.match(text, end) for way in _NOT_HERE)


def was_once(text: str, end: int) -> bool:
    """Whether another took the place of what stood there once: «크림이었는데 로션으로 바꿨어요»."""
    return _WAS_ONCE.match(text, end) is not None


def is_passed_over(text: str, end: int) -> bool:
    """Whether a thing was thought of and not taken: «카보머를 쓸까 했지만 잔탄검으로»."""
    return _PASSED_OVER.match(text, end) is not None


def is_planned_if(text: str, begin: int, start: int, end: int) -> bool:
    """«원가가 맞으면 펩타이드를 넣을 생각»: whether it is in depends on what is to come."""
    return bool(_WOULD.match(text, end) and _IF.search(text[begin:start]))
