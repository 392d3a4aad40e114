"""Negation and indecision in a product text, each with the name it is about.

«물 없이 만드는 규산알루미늄 왁스» lacks water alone; «A는 빼고 B를 넣은» lacks A; «TXA 2%, 나이아신아마이드는
고민 중» leaves only the second open. What undoes itself («빠지지 않고 들어가요») is no negation.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from evidence.absence import (
    DROPPED,
    LEAVING,
    LEFT_OUT,
    OPEN,
    REMOVED,
    answer,
    is_marked_absent,
    is_not_here,
    is_out_of_order,
    is_passed_over,
    is_planned_if,
    is_role_taken,
    is_skipped,
    lists_left_out,
    was_once,
)
from evidence.amounts import flat
from evidence.mentions import Mention, is_share
from evidence.other_kind import IS_NOT, head_denied, is_other_kind
from evidence.particles import FINAL_L, ending_in
from evidence.quantities import find_quantities
from evidence.unsettled import ASPECT, NOT_TOLD, UNKNOWN, WHETHER, aspects, is_doubted
from graph.schema import Span

_STEMS = (
    r"넣|쓰|들어가|들어\s?있|섞|더하|보태|가미하|담|건드리|손\s?대|있|달|두|타|바르|뿌리|입히|갖추|붙이|쓰이"
    r"|(?:사용|포함|함유|첨가|배합|추가|적용|처리|투입|채택|탑재|장착|접종|활용|이용|선택|설치|부착|지원|제공|동봉|구비|내장|도입|구현|혼합|반영|허용|허락|초대|채용|취급|고려|동원)(?:하|되|되어\s?있|하고\s?있|시키)"
)
_COPULA = (
    r"(?:으?로|인(?:데도?|지라)?|한|의|는|가|고|에(?:다가?)?|이?고요?|이?라서?|이어서|여서|임|이?지만|이?면서도?|이?며|이?나|이?에요|예요|이?죠|이?네요|이?다|이?니까?|입니다)"
    r"(?![가-힣])"
)
"""«탤크 프리지만», «곡물 제로인»: what may follow a noun of denial that ends a phrase."""
_NOUN_BOUND = (
    r"[무미불비]\s?(?:첨가|사용|포함|배합|함유)|[不未無](?:使用|添加|含有?|配合)|[미비무]\s?(?:처리|적용|장착|탑재)"
    r"|미\s?(?:투입|채택|접종|설치|내장|부착|구비|지원|도입|제공|시행|실시|진행|구현|삽입|수록)|[불미]\s?검출|^리스(?=\s|$|[,.]|형|타입|로\s|이에요|입니다)"
    rf"|\d+\s?(?:무|無)(?=\s|$)|(?:^|[\s:=(])[xX×✕✗](?=\s*(?:$|[,.)/;|\n]))|(?:^|(?<=[가-힣A-Za-z\d]))\s[무無](?=\s*(?:$|[,.)/\n]))|(?<![A-Za-z])N\s?/\s?A(?![A-Za-z])|(?<![A-Za-z])N\.\s?D\.?(?![A-Za-z])|[:：=]\s?(?-i:N)(?=\s*(?:$|[,.)/;|\n]))|빼곤|말곤|제외하곤|(?<![A-Za-z])(?-i:NO|No)(?=\s*(?:$|[!,.)/;|\n]))(?!\.?\s?\d)|(?<![가-힣ㄱ-ㅎ])(?:노노|놉|노우|ㄴㄴ|노(?=!|\s?$))(?![가-힣ㄱ-ㅎ])|(?<![A-Za-z])(?:nope|nah|nada)(?![A-Za-z])|(?<![\d.,])0\s?(?:개|ea)(?=\s*(?:$|[,.!/)]|[로임]|입니다|이[고며에]|예요|뿐))|해당\s?(?:사항\s?)?없음|없이|없는|없고|없구|없음|없으며|없지만|(?:사용|투입|적용|첨가|배합|도입|채택|탑재|장착|추가)(?:은|을|이|를)?\s?(?:중단|중지|취소|철회|포기|종료|불가|금지)|無|(?:^|(?<![가-힣]))프리(?:(?![가-힣])|(?={_COPULA}))|(?:^|(?<![가-힣]))제로(?!\s?(?:사이다|콜라|음료|슈거|칼로리|탄산))(?:(?![가-힣])|(?={_COPULA}))"
    r"|(?<![a-z])free(?![a-z]|[\s-]?(?:base|acid|form|amine|flow|fatty|radical|amino|standing|range|size|shipping|samples?|trial|gift)(?![a-z]))|(?<![a-z])zero(?![a-z])|빼고|빼구|뺀|제외하고|제외한|제외(?!\s?하지)|배제|(?<![이가]\s)대신|말고|말구|(?:은|는|이|가)?\s?(?:(?<![가-힣])|(?<=[은는이가]))아닌|(?:은|는|이|가)?\s?아니(?:고|구|라|며|에|다|야|ㅂ|요)|아닙|(?:은|는|이|가)?\s?아님(?=\s*(?:$|[.,!)\n]))"
)
_GIVEN_UP = r"포기(?!김치|\s?배추|당|마다|씩|째)"
"""«향료는 포기», not «배추 한 포기»."""
_VERBAL = (
    rf"(?<![가-힣])안\s?(?:넣|들(?:어|었|음|은(?!\s[대말]))|든(?![가-힣])|탔|타(?=고|는|서|요|며)|탄\s|탐|탑|쓰(?!러[지져진질졌]|라리|라린|리[지고다])|쓴|써|썼|썻|씀|씁|사용|포함|함유|섞|첨가|담|합니다|하[고며]|해|했|함|하기)|(?<![가-힣])안\s?(?:더[하한했함합해]|보[태탰탬탭]|가미)|(?<![가-힣])못\s?(?:넣|쓰|쓴|써|썼|씁|담|사용)|(?:넣|쓰|타|담|달|붙이|(?:사용|추가|포함|첨가|배합|적용|투입)하|섞)지(?:는|도)?\s?(?:말(?:라|아|자|기로|고|도록|게)|마세요|마시고|마십|마라)|(?:{_STEMS})(?:지\s?(?:는|도|를)?|[진질])\s?(?:않|아니|못)"
    rf"|(?:사용|포함|첨가|취급|적용|탑재|장착|배합|투입|함유|제공|지원)\s?안(?=\s|[하한했함해합됐된됨]|$)|없어|없었|없습|없다|없대|없댔|없단[다대]|없네|없죠|없거|없잖|없나\s?[봐보]|않(?:은|고|구|음|았|습)|뺐|뺄|빼는|뺌|뺍|뺀다|빼요|빼\s?(?:주[세시십]|줘|달라|버(?:리[고며기]|렸|린(?!다)|립|림|려))|(?:(?<=[도은는이가]\s)불필요(?:하[고며여]|해|함|합)|^\s불필요(?=[\s,.)/]|$))|빼기로|빼서|{_GIVEN_UP}|접고|접었|빠지|빠진|빠졌|빠집|빠져|빠짐|생략|삭제|제거(?!용|제(?![가-힣])|제를|제로|력|율|기(?![가-힣])|에\s|해\s?[주줘]|\s?(?:효과|기능|성능))|없애|없앴|없앤|없앰|없앱|없앨|미정의|건너[뛰뛴뜁뜀뛸]|스킵|(?<!\d)(?<!\d\s)패스(?=\s*(?:$|[.,!)\n]|하|합|함))"
)
_OTHER_VERB = (
    r"|\s?불가(?:능)?(?=\s|$|[한형임합하로,.)]|입|이)"
    r"|(?<![가-힣])(?:안|못)\s?(?:하|한|합|해|했|함|할|받|나누|나눈|나눕|되|된|됨|됩|될|돼|됐|들|달|단|두|둔|녹|보|본(?!체|품)|봅|봐|봤|맞|거[치친침쳐칩]|붙[습어었음]|깔|끼|씌|감|재|잰|잽|주|준|줘|줍|줌|드[려리립릴림]|팔|팝|딸려|나오|나온|나옵|나와|찍|읽)"
    r"|(?<![가-힣])안\s?(?:묶|돌[리린렸릴림립려]|심[는었고습음은]|뚫|꽂[고은았습음]|얹|덮|박[고은았습음]|새[기긴겼]|두[르른릅]|둘[렀러]|누[비빈볐])(?!\S*[어아]도)"
    r"|(?:지\s?(?:는|도|를)?|[진질])\s?(?:않|못)|(?:^|(?<=[가-힣]))지\s?말(?:고|[아자라]|기로|아야)"
)
_NEGATION = re.compile(f"(?P<noun>{_NOUN_BOUND})|(?P<verb>{_VERBAL}|{REMOVED})", re.IGNORECASE)
_NEGATION_OF_DOING = re.compile(
    f"(?P<noun>{_NOUN_BOUND})|(?P<verb>{_VERBAL}{_OTHER_VERB}|{DROPPED})", re.IGNORECASE
)
_OUTWARDS = r"(?:쏙쏙|쏙|쑥|쭉|톡|툭|탁|훅|홀랑|통째로?|(?:앞|뒤|옆|밖|바깥)으로|위로|아래로|손쉽게|간단히|한\s?번에)"
_COMES_OFF = (
    rf"{_OUTWARDS}\s(?:빠[지진질져졌짐집]|빼[서내낼고며]|빼는|뺄\s수|떨어지|떨어져|뽑)\S*"
    r"|(?:빠지는|빼는|뺄\s수\s있는|빠질\s수\s있는|빼고\s끼우는)\s?(?:서랍|구조|방식|타입|형태|식(?![가-힣])|\S*(?:포트|구멍|홀|출구|배출구|단자|슬릿|통로|뚜껑|마개|캡|핀|트레이|받이|꼭지))\S*"
    r"|(?:돌려|당겨|밀어|눌러|들어|열어|비틀어|잡아당겨)(?:서)?\s(?:빼[는고며낼]|뺄\s|뺀\s|뺍니다|빠지)\S*"
    r"|(?:밀|당기|누르|돌리|열|잡아당기|들어\s?올리|젖히|올리|내리)면\s(?:\S+\s)?빠[지진져집짐]\S*"
    r"|빠지게\s(?:만|설계|되|돼|해|했)\S*"
    r"|빼(?:서|내어?)\s?(?:(?:물로|따로|쉽게|집에서|바로|꺼내|다시|통째로|새(?:로|\s?(?:걸|것|제품|리필|용기|심|캡슐|카트리지|팩)(?:으?로)?))\s)?"
    r"(?:씻|세척|닦|헹구|충전|말[려리]|교체|청소|빨|갈|바꾸|바꿔|바꿀|끼우|끼워|리필|재활용|분리|쓰는|쓸|사용할|들고|비우|비워|버리)\S*"
)
"""How a part comes off another: «앞으로 쭉 빠지는», «당기면 빠지는», «빼서 따로 씻는»."""
_TAKEN_OUT = re.compile(
    r"에서\s(?:빠지(?:는|게|도록|면)(?!\s?(?:것|걸|게\s)으?로)|빼(?:서|내)|뺀\s(?:뒤|후|다음)|뺄\s수\s있"
    r"|[빼뺐뺌뺍]\S*\s(?:갈아|끼|씻|닦|세척|충전|비우|비워))\S*"
)
"""«물통에서 빼서 비우는»: out of a place, and so it is there, unless it is out of ``_WHAT_IS_IN_IT``."""
_WHAT_IS_IN_IT = re.compile(
    r"(?:구성|라인업|세트|기획|설계|계획|사양|스펙|모델|버전|품|처방|배합|성분|원료|레시피|목록|리스트|항목|범위|대상"
    r"|공정|단계|이번|최종|초안|시안|후보|여기)$"
)
"""«구성에서 빼고», «처방에서 빼서»: what is left out of these is not in."""
_TRIED = r"(?:버전|처방|레시피|제품|모델|시제품|샘플|배합|시안|안|타입|조성|로트|방식|구성)"
_DROPPED_IT = (
    r"(?:폐기|접[었고은]|버[렸리린려]|탈락|실패|반려|무산|드[랍롭]|포기|기각|중단|취소|철회)"
)
"""What is said of a try that came to nothing: «X를 뺀 버전은 폐기하고»."""
_UNDONE = re.compile(
    r"(?:그냥|그대로|가만히)\s(?:두|놔두|놓아두|내버려\s?두|넘어가|넘기|지나치|흘려보내|버리)지\s?(?:않|못|말)\S*|"
    r"[가-힣]+(?:는|은|었|았|했|렸)지\s(?:안|못)\s?[가-힣]+지(?:를|는|도)?\s|"
    r"(?:빠지|빼|빼먹|빠뜨리|빼놓|없애|제외하|제외되|생략하|생략되|떼)지\s?(?:는|도)?\s?(?:않|못|말)\S*|빠짐\s?없이|(?:없으면|빼면|빠지면)\s?(?:안|못)\S*"
    r"|밖에\s?(?:안|못|없)\s?\S*|(?:없는|뺀|빠진|제외한|없앤|삭제한)\s?(?:게|것이|건|것은|거)\s?아니\S*|(?:지\s?않|안\s[가-힣]{1,4})을\s?이유(?:가|는|도)?\s?없\S*|안\s?\S+\s(?:게|것이|건|거)\s?아니\S*|뿐만?\s?(?:이|가)?\s?아니라|[가-힣]만(?:이|은)?\s?아니(?:라|고)|거의\s(?:안\s|못\s|없)\S*|(?<!는\s)(?<!은\s)(?<!한\s)(?<!운\s)것만?\s?(?:이|가)?\s?아니라|거의\s?다|다름\s?(?:없|아니)\S*|문제\s?없\S*|틀림\s?없\S*|상관\s?없\S*|(?<![가-힣])안\s?빠[지진졌집져]\S*|(?<=롯드)로\s?말[고아]|이상\s?없\S*|끊임\s?없\S*"
    r"|(?:뺄|빼놓을|빠뜨릴|제외할|생략할|없앨|포기할)\s?수\s?(?:가|는|도)?\s?없\S*"
    r"|(?:안|못)\s?[가-힣]+\s(?:적|일|때)(?:은|이|도)?\s?없\S*"
    r"|(?:말곤|빼곤|제외하곤)\s(?:아무|다른|더|안|없)[^.!?\n]*|(?:말고|빼고|제외하고)(?:도|는\s(?:아무|다른|더|안|없))[^.!?\n]*"
    r"|(?:없|안\s?[가-힣]{1,5}|[가-힣]지\s?않)지(?:는|도)?\s?(?:않|못)\S*|안\s?[가-힣]{1,4}\s(?:수|리)(?:가|는|도)?\s?없\S*"
    r"|(?:없어|빼고)(?:는|선)\s(?:[^.!?\n]{0,12}\s)?(?:안|못)\s?(?:되|됩|돼|된|나|잡|만들)\S*|없이는|없인|없으면|없다면|빼면"
    r"|(?:뺀|없|빠진|빠졌|않는)다는\s?(?:소문|말|얘기|건|것|오해)\S*\s[^.!?\n]{0,10}(?:아니|아닙|아닌|오해|거짓|구형|예전|옛)\S*"
    r"|(?:빼|제외하|삭제하|없애|생략하)자는\s?[가-힣]+\s(?:기각|무산|반려|철회|부결|거절)\S*"
    r"|(?:삭제|제외|생략|빼|빼자|제거)(?:하자|하|자)?(?:는|던)?\s?(?:얘기|의견|제안|논의|말|안)\S*\s?(?:있었|나왔|했)\S*"
    r"|(?:뺐|넣었|꼈|끼웠|꽂았|뗐|떼었|붙였|접었|폈|펼쳤|열었|닫았|올렸|내렸|늘였|줄였)다\s?(?:가\s?)?(?:다시\s?)?[뺐뺄빼넣꼈끼낄꽂뗐뗄떼붙접폈펴펼열닫올내늘줄]\S*|접고\s?(?:펴|펼|폈)\S*"
    r"|(?:(?<![가-힣])(?:반|반절|절반)(?:으로)?|(?:힌지|경첩|관절)(?:로|으로|을|를)?(?:\s(?:반|반절|절반)(?:으로)?)?|[두세\d]\s?(?:번|단|단으로)|납작하게|차곡차곡|(?:안|바깥)쪽으로|펴고)\s?접[고었]\S*"
    r"|(?<=[가-힣][한된])\s무첨가(?=\s[가-힣])"
    r"|(?:에서|로|을\s우려|를\s우려|고아|달여|우려|짜서|눌러)\s(?:\S+\s)?(?:단물|국물|육수|즙|진액|원액|엑기스|진국|수액|물감|샷|커피|면발|채수)(?:을|를)?\s?(?:\S+\s)?[빼뺀뺍뺄뺐]\S*"
    r"|(?:추출|압착|착유|용출|침출|증류)(?:해서?|하여|로|으로)\s(?:\S+\s)?(?:오일|기름|정유|색소|성분|유분)(?:을|를)?\s?(?:\S+\s)?[빼뺀뺍뺄뺐]\S*"
    r"|(?:단물|국물|육수|즙|진액|원액|엑기스|진국|수액|채수)(?:을|를)?\s?(?:\S+\s)?(?:빼서\s?(?:쓰|쓴|씁|넣|담|만들|끓|농축|졸|사용|얼|섞)|빼내|빼낸|뺍니다|빼\s?(?:쓰|쓴|씁|넣))\S*"
    r"|(?:틀|몰드|금형|오븐|냉[장동]고|가마|솥|찜기|탱크|용기|챔버|건조기|반응기|항아리|트레이|(?<![가-힣])(?:통|팬|물|로))에서\s?(?:\S+\s)?[빼뺀뺌뺍뺄뺐]\S*"
    rf"|(?:[뺀빠]|뺐던|빠진|없는|무첨가|제외한|안\s?(?:넣은|쓴|들어간)|(?:넣|쓰|사용하)지\s?않은)\s?{_TRIED}(?:은|는|도|을|를)\s[^.!?\n]*?{_DROPPED_IT}\S*"
    rf"|(?:뺐|빠졌|제외했|없앴|끊었)(?:다가|지만|는데|으나|더니|었다가)\s[^.!?\n]*?(?:다시|도로|되)\s?(?:\S+\s)?(?:넣|살[렸리려]|추가|복귀|투입|썼|쓰)\S*"
    rf"|{_COMES_OFF}"
    r"|(?:층|쪽|칸|챔버|포|봉지|병|스틱|용기|파우치|라인|화면|메뉴|탭|통|세트|옵션)(?:으로|로)\s(?:(?:따로|별도로|분리해서?|각각)\s)?(?:뺐(?!다)|뺀\s|뺌|뺍니다|빼서\s|빼고\s)\S*|(?<=[은는을를]\s)(?:따로|별도로)\s(?:뺐고|뺐습|빼서\s)\S*"
    r"|(?:찌꺼기|불순물|이물질?|침전물|불용(?:성\s)?(?:분|물|고형분|성분)|고형분|고형물|유청|핏물|잔류\s?용매|유기용매|기포|거품|중금속|노폐물|피지|각질|얼룩|껍질|뼈|내장)(?:을|를|도|까지)?\s?(?:싹\s|깨끗이\s|모두\s|전부\s|다\s)?제거(?!용|제)\S*"
    r"|진공(?:으로|상태로|까지|을|를)?\s?(?:\S+\s)?[빼뺀뺌뺍뺐]\S*"
    r"|(?:물|물기|김|공기|에어|증기|습기|땀|열|연기|바람|가스|먼지|안개|미스트)(?:이|가|은|는)?\s?(?:[가-힣\s]{1,12}(?:으?로|에서)\s)?(?:잘\s|쏙\s|쉽게\s)?빠[지진질져졌짐집]\S*|(?:물기|김|공기|바람|가스|기포|거품|에어)(?:을|를)?\s?[빼뺀뺌뺍뺄뺐]\S*"
    r"|(?:시간|분|\dh|\dmin)(?:간|동안|쯤|정도)?\s물(?:을|기를)?\s?[빼뺀뺌뺍뺐]\S*"
)
"""Negations that deny no presence: «없으면 안 되는», «뺐다 꼈다 하는», «물이 빠지는 구멍», «틀에서 뺍니다»."""
_CONDITION = re.compile(
    r"(?<![가-힣])(?:안|못)\s?[가-힣]{1,5}면(?![가-힣])(?!\s(?:좋|해|하|합|싶))"
    r"|(?<=[가-힣]\s)빠지(?:면|거든|자마자)(?!\s?(?:안|못))"
    r"|[가-힣]지\s?(?:는|도)?\s?(?:않(?:으면|을\s?(?:때|땐|시(?![가-힣])|경우)|은\s?경우|는\s?(?:동안|사이))|못\s?하면)"
    r"|(?<![가-힣])없(?:으면|어지면|을\s?(?:때|땐|시(?![가-힣])|경우)|는\s?(?:때|시간|동안|사이|경우|밤))"
    r"|(?<![가-힣])[비미무](?!사용|첨가|함유|포함|배합)(?=[가-힣]{2,4}(?:이면|일\s?(?:때|경우)|\s?시(?![가-힣])))"
)
"""Negations that are what something depends on: «비접촉이면 멈추는», «안 씌우면»."""
_RESOLVED = re.compile(
    r"[가-힣]+[까지]\s?(?:말지|말까)?\s?(?:도|를)?\s?(?:생각|고민|검토|논의|망설이?|고려|걱정|염려|우려)?(?:도|를)?\s?(?:하다가?|했지만|했으나|했는데|했다가|다가|끝에)(?=\s)"
    r"|[가-힣]+자는\s?(?:의견|얘기|제안|말)\S{0,2}\s?(?:있었|나왔|했)(?:지만|으나|는데|어도)(?!\s[^.!?\n]{0,16}(?:결론|보류|미정|아직|못|미뤄|미루))"
    r"|(?:고민|검토|논의|협의|비교|테스트|고려|미정이?|보류)\s?(?:하다가?|했지만|했으나|했는데|했다가|(?:을\s|를\s)?한?\s?끝에|였지만|였으나|였는데|였다가|이었지만|이었는데)(?=\s(?!아직))"
)
"""Indecision that is over: «뺄까 하다가 결국 넣기로»."""
_BEFORE = re.compile(
    r"(?:(?<![가-힣A-Za-z])(?:(?:무|無)(?:\s?\(無\)|\s(?=$))?|논|노\s?|언|탈|비(?!\s)|un)|(?<![a-z])(?:non|never|not|(?-i:[Nn]o)|without|(?-i:w/o)|free\s?of|free\s?from|zero|no\s?added|not?\s?contain(?:ing)?)[\s-]+(?:(?!(?:and|or|but|with|in|on|of|for|from|to|than|by|more|less|need)\s)[a-z-]+\s){0,2})$",
    re.IGNORECASE,
)
_UNDONE_STEP = re.compile(r"(?<![가-힣])(?:[미비무]\s?|불)$")
"""«미접종», «비가열», «무봉제»: a step that is not done."""
_CARRIES_ON = re.compile(r"\s*(?:,|or|and|&|/|,\s?(?:or|and))\s*", re.IGNORECASE)
_HEAD = re.compile(r"[^\s:：,;/.]{1,12}(?:\s?of|\s?성분)?\s?[:：]|\n")
_HEADED_OPEN = re.compile(
    r"(?:후보|검토|미정|고려|보류|고민)(?:\s?(?:성분|원료|안|중|사항))?\s?[:：]"
)
_STEP_VERB = re.compile(r"[하한했해되된됐함]")
_NOT_CLAIMED = re.compile(
    r"\s?(?:쪽|관련)\s?(?:효과|효능|얘기|이야기|언급|문구|표현|광고|클레임|소구)(?:은|는|도|를|을)?\s(?:전혀\s|아예\s|일절\s|절대\s|따로\s)?(?:안\s?(?:할|하|해|함|합|쓰|씀|씁|넣)|하지\s?않|없|빼|뺐)"
    r"|-?\s?free(?!\s?[a-z])|(?:이?랑|와|과)(?:은|는)?\s(?:전혀\s|아무\s|별\s|크게\s)?(?:무관|관계(?:가|는)?\s?없)|(?:에(?:는|도|게는)?(?=\s)|엔(?=\s))?(?:\s(?:같은|등의?|류의?)(?=\s))?\s*(?:성)?\s?(?:효과|기능성|기능|기술|공법|제법|기법|용도|목적|효능|쪽|용|형|타입|식|얘기|얘긴|이야기|이야긴|언급은?|컨셉|표방|클레임|처리|공정|과정|단계|층|겹|소재|원단|재질|시트)?\s?(?:인증|심사|허가|표시|문구|표현|카피|소구|강조)?(?:이|가|은|는|도|을|를|으로|로)?\s*(?:(?:구성품?|패키지|세트|키트|박스|상자|동봉품)에(?:서|는|도|선)?\s)?(?:(?:따로|별도로|전혀|아예|일절|절대|다|전부|모두|싹)\s)?"
    rf"(?:(?:표시|광고|홍보|표방)도\s(?:\S+도\s)?(?:하지\s?않|안\s)|(?:넣|쓰|적|내세우|표방하|강조하|광고하|표시하)지\s?(?:는\s?)?(?:않|못)|말고|접고|접었|{_GIVEN_UP}|없(?![애앤앨앱]|나(?!\s?[봐보])|을까|냐|으려나)|아니|아닙|아닌|아님(?=\s*(?:$|[.,!)\n]))|대신|빼고|제외|프리|전혀\s?아|필요(?:가|는|도)?\s?없|[무미]\s?(?:첨가|사용|함유)|(?:안|못)\s?(?:할|합|한(?=\s)|했|해|내|하|함|받|써|쓰|씀|쓸|쓴|씁|넣|들어|사용|첨가|섞|적|됩|되|돼|달[렸린리았고]|걸[고었어림](?!리)|붙[였인습어고]|끼[웠워우운]|딸려)(?!게|도록)|불가|미\s?지원|지원\s?안|(?:동봉|제공|포함|증정|구비|부착|장착|탑재|내장|첨부|수록)\s?(?:(?:하|되)지\s?(?:는\s?)?(?:않|못)|안)|미\s?(?:동봉|제공|포함|증정|구비|부착|장착|탑재|내장|첨부|수록)|(?:달|붙이|끼우|씌우|주|드리|들어가|들어\s?있|딸려\s?오)지\s?(?:는\s?)?(?:않|못)|생략|삭제|뺐|뺌|뺍|(?:걷어|덜어|들어)\s?(?:냈|낸(?!다)|냄|냅|내고|내기로)|(?:표방|광고|표시|주장|신고|내세우|소구|강조|클레임|언급|홍보|표기|어필)\S*\s?(?:않|아니|안(?!내))|(?:사용|조리|가열|이용)?\s?금지)"
)
_CLAIM_WORD = re.compile(r"문구|표현|카피|표시|클레임|광고|표기|소구")
"""«장 건강 문구는 넣지 않아요»: what is said on the pack of a use."""
_TROUBLE_GONE = re.compile(
    r"(?:당김|건조|주름|기미|잡티|여드름|뾰루지|트러블|비듬|냄새|내|숙취|가려움|번들거림|각질|붓기|부기|통증|자극|뭉침|쓰림|더부룩함|칙칙함|홍조|붉은기|땀)"
    r"(?:\s?걱정)?(?:이|가|은|도)?\s?없(?:이|는|게|앤|애는|도록|애)"
)
"""«속당김 없이 촉촉한»: that a trouble is gone is the use; «미백 기능은 없어요» denies one."""
TROUBLE = 4
"""Characters of a name's end in which its trouble is named."""
_HELP = (
    r"(?:막|잡|줄[여이인임입]|억제|없[애앱앤]|완화|개선|예방|방지|가[려리린립]|차단|치료|고[치쳐친칩]|덜어|도와|돕|키[우워운웁]"
    r"|죽[이여인일임입]|쫓[아는고]|거[르른릅]|걸[러렀]|늘[리려린립]|높[이여인입]|지[켜키]|보호|해결|낫게)"
)
_HELPS_NOT = re.compile(
    rf"(?<![가-힣])(?:안|못)\s?{_HELP}(?!던|는\s|면)|{_HELP}(?:하|\s?주|해\s?주)?지(?:는|도|를)?\s?(?:않|못)(?!던|는\s|은\s|으면)"
)
_OF_IT = re.compile(r"(?:은|는|이|가|을|를|도|까지)?\s(?:[가-힣]{1,4}\s)?")
"""«땀은 안 막고», «주름을 개선하지는 않아요»: a trouble that a product does nothing for."""
_ADVERTISED = re.compile(
    r"팔지|홍보|마케팅|소구|내세울|표방|광고|표시|여부|기능성|컨셉|클레임|문구|카피"
)
_WHICH = re.compile(
    r"\s?(?:쪽|용|기능|효과|타입|형)?(?:으로|로)?\s?(?:인지|일지|[갈할]지|이?냐)(?:도|는|를|가)?(?![가-힣])"
    r"|\s?(?:조건|방식|방법|공정|처리|단계|여부)(?:은|는|도)\s"
    r"|(?:(?:이?랑|와|과|이?나|하고)\s|\s?[/·,]\s?)[가-힣A-Za-z]+\s(?:[두둘]|양쪽|중(?:에서?)?\s(?:미정|고민|검토|아직|택|하나|어느|뭘|무엇))"
    r"|\s(?:[두둘세셋]|양쪽)\s?(?:안|가지|개|종)?\s?(?:다|모두|를|을|중|사이|놓고)|\s중(?:에서?)?\s(?:미정|고민|검토|아직)"
)
"""«디퓨저인지 탈취제인지 미정», «크림으로 갈지»."""
_RIEUL = ending_in(FINAL_L)
_OPEN = (
    r"미정|미확정|미확인|(?:상의|논의|협의|의논|조율|합의|얘기|이야기|회의)해\s?(?:봐야|보려)|(?:물어|따져|알아)\s?봐야|미결(?![가-힣]{2})|(?:판단|결재|승인|결정|회신|답변|컨펌)(?:을|를)?\s?(?:대기|기다리)|검토\s?중|고민(?!인\s(?:\d0대|[가-힣]{0,6}(?:분|고객|언니|여성|남성|사람|소비자|세대|엄마|맘|부모))|이신\s|은?\s?했지만|은?\s?했으나|\s?끝에|했다가|하다가|에\s|용|별|(?:이|을)?\s?(?:많|있는|해결|덜|케어|완화|개선|부위|피부|두피|모발|타[깃겟])|인\s(?:분|사람|고객|피부))|고려\s?중|조율\s?중|정하지\s?(?:않|못)|정해지지\s?(?:않|못)|못\s?정|안\s정(?!화|성)|안정(?=했|해졌|해진|함|하지)|확정되지|확정\s?전|(?:확인|협의|논의|상의|합의)\s?(?:중|전|후(?![가-힣]))"
    r"|결정되지|결정하지|결정을?\s?못|결정\s?(?:전|보류)|아직(?=\s*(?:$|[.!,)]|이[에야요라고며지]|입|임|예|미|정|결|확|(?:안|못)\s?(?:정|골|고르|고른|나[왔온와]|결|확|받|찾|구|뽑|잡|테스트|해\s?봤|넣어\s?봤|써\s?봤)|고민|검토|공개|비공개|비교|얘기|논의|테스트|회신|모|선택))"
    r"|기밀|비밀|비공개|미공개|공개할\s?수|공개\s?전|밝힐\s?수|말할\s?수\s?없|말씀\s?(?:못|드리지\s?못)|대외비|(?:논의|협의|상의|비교|얘기|이야기|회의|설계|조사|실험|테스트|평가|타진|조정|저울질)\s?중(?![지단])(?!에?\s[가-힣]*(?:빠|뺐|제외))|재는\s?중|보류"
    r"|모르(?!타르|터|핀|모트|데|폴|포|겐|굴)|모릅|(?<![가-힣])모[른름를]|중(?:에|에서)?\s?(?:하나(?!에(?!서)|의|씩|(?:은|는|엔|가)\s)|한\s?가지|택\s?일|택\s?1|골라(?!\s?(?:보여|주[는고어며면]|줘|준|드[려리립]|답|추천|내보|알려|재생|담|틀))|고르(?!면|거나)|고를(?!\s수\s있)|선택(?!하면|할\s수\s있|해서|하여|되면)|테스트|시험|비교)|TBD|undecided|물음표|노하우(?=라|이라|임|입니다|로\s)|(?:이후|체결\s?(?:시|후)|다음에|뒤에|나중에)\s?공개(?!된|되었|됐|했)|(?:밝히|공개하|말하|알려\s?주)지\s?(?:는\s?)?(?:않|못)|[가-힣]{1,6}(?:는|은|던)지(?:는|를|도|가)?\s(?:\S+\s){0,2}(?:확인|모르|모릅|몰라|기억|물어|문의|알아봐|봐야)|던가요?\s?\?|확정(?:은|된\s?(?:건|것은|게))?\s?아[니님닙]|(?:되도록|가급적|가능하면|웬만하면|될\s?수\s?있으면)\s(?:안|빼|쓰지|넣지|줄)|유력|(?<![가-힣])물망에|결론(?:이|은|을|도)?\s?(?:(?:아직|여태)\s)?(?:없|안\s?[나났내]|못\s?[내냈]|(?:나|내)지\s?(?:않|못))|[가-힣]자\s?(?:vs\.?|/|랑|와|대)\s?[가-힣]+자(?![가-힣]*\s?(?:모두|둘\s?다))|(?<=[로지도까]\s)반반(?=\s*(?:$|[,.!]|이|임|입|으로\s?(?:갈|나)))|왔다\s?갔다(?=\s?(?:합|해|하는\s중|하고\s있|중|함|$))|오락가락(?=[하해함합]|\s*(?:$|[,.!]))|(?:다시|또|재차)\s(?:얘기|이야기|논의|협의|상의|검토)(?:하기로|해\s?보기로|할\s(?:예정|것|거))|까\s말까|변동\s?가능|변경될\s?수|변경\s?가능성|\(\s?(?:검토|고민|후보|논의|가안)\s?\)|(?:들어갈|쓸|넣을|쓰일|포함될|추가될|빠질|뺄|바뀔|변경될|적용될)\s?가능성|(?:넣을|쓸|들어갈|쓰게\s?될|포함될|추가될)\s?(?:것\s?같|거\s?같|듯|수도\s?있)|(?:협의|논의|검토|조율|상의)(?:가|는)?\s?필요|(?:되는|나오는|오는)\s(?:거|것|걸|대로)\s?(?:보고|봐서|보면)|(?:이번\s?주|다음\s?주|이번\s?달|다음\s?달|내일|월말|금주|차주|조만간|곧)(?:에|까지|쯤|\s?안에)?\s(?:결정(?!했|됐|된)|확정(?!했|됐|된)|정[할해하])|not\s?(?:yet\s?)?decided|confidential|넣을까|쓸까|알려지지|회신\s?없|물어보는\s?중|문의\s?중|알아보는\s?중|(?:받|기다리|찾|구하|따지|재|맞춰\s?보|알아보|찾아보|따져보|고르|정하|뽑|추리|좁히)는\s?중|홀드|(?:뺄|넣을|쓸|빠질|바뀔|바꿀|달|할)\s?수도\s?있|확답|확실(?:하지|치)\s?않|몰라|하게\s?되면|(?:넣는|쓴|한|단)다면|봐야\s?(?:알|압|아는|정|결정|판단)|(?:답변|회신|연락|견적|결과)\s?(?:오면|받으면|오는|받고|대기)|(?:추후|나중에|차후)(?:에)?\s?(?:결정|확정|선정|협의|논의|공지|공개|정[하할해])|정할\s?(?:거|예정|계획|생각)|저울질|확인(?:은|을|도)?\s?(?:못|안)|확인(?:하지|되지)\s?(?:못|않)|(?:에서|때|후에?|보고|다음에|나중에|따라)\s?(?:정[하해함할]|(?:결정|판단|선택)(?!했|됐|되었|하였)|고[를르]|(?:선정|확정)(?!했|됐|되었|하였|한\s|된\s))|(?:결정|확정|판단|선정)\s?예정|아무도|글쎄|후보|(?:삭제|제외|생략|빼자는|빼는)\s?(?:얘기|의견|제안|논의)\s?(?:중|있음|있어|있고|나와|나오)|자는\s?(?:의견|얘기|제안|말)|[가-힣]느냐\s?마느냐|이?냐\s(?:[가-힣A-Za-z]{2,12}|\d[\d.,~]*\s?[^\s\d,.]{0,6}?)이?냐(?![가-힣]{0,2}\s?(?:물으|따라))|이?냐(?:로|를\s?(?:놓고|두고)|를)?\s(?:아직(?:도)?\s|계속\s|[가-힣]+(?:이?랑|과|와|하고)\s)?(?:의견|다투|싸우|갈[리려렸림린]|논쟁|고민|토론|팽팽)|거나\s?말거나|(?:둘|셋|세\s?가지|두\s?가지)\s?(?:안\s?)?(?:을|를)?\s?(?:모두|다)\s(?:(?:아직|일단)\s)?(?:살려|열어|남겨)\s?[두둠둔뒀둡놓놨]|(?:의견|생각|말|평)(?:이|들이|은)?\s(?:(?:아직|서로|반반으?로|계속)\s)?(?:갈[리려렸림린립]|나뉘|나뉜|나뉩|엇갈|분분)|할\s?예정(?=이?라\s?아직)"
)
_FOR_THE_USER = (
    r"(?:(?:짜|골라|정해|결정해|보여|안내해|추천해|제안해|계산해|예측해|판단해|맞혀)\s?(?:주[는고며어]|줍|줘요|드[려리립])"
    r"|(?:추천|제안|안내|계산|예측|제시|산출)(?:하는|하고|하며|한다|합니다|해요))"
)
"""«뭐 먹을지 짜 주는»: what the product decides for its user is not open."""
_WHETHER = (
    rf"[{_RIEUL}]지(?=는|도|를|랑|와|나|\s|,|$)(?!\s?(?:모르겠지만|않))(?!\s(?:알아서\s|바로\s|대신\s)?{_FOR_THE_USER})"
    rf"|(?:인|건|뭔|한|된)지(?=는|도|를|랑|와|\s|,|$)(?!(?:를|는)?\s(?:\S+\s)?(?:[가-힣]+(?:인|한|된)지(?:를|는)?\s)?(?:바로\s|화면에\s|미리\s|스스로\s)?(?:가려|가리|판별|판단하|판정|검사|구별|구분|진단|감지|측정|검출|알려|알아|체크|살피|살펴|보여|보고\s[가-힣]*(?:켜|멈|끄)|재[는요어서고]|잰|잽|나눠|나누|찾아|계산|분석|예측|파악|추정|표시|세[는어요]|읽어|맞혀|기록|저장|찍[혀히힌힙]|뜨[는고며면]|떠[요서]|전송|발송|통보|인식|추론|맞[춰추히]|띄[워우]|안내))|[{_RIEUL}]까\s"
)
UNDECIDED = re.compile(f"{_OPEN}|{OPEN}|{UNKNOWN}|{_WHETHER}", re.IGNORECASE)
_SETTLED = re.compile(
    r"[을를은는이가]\s(?:쓰|넣|들어가|들어있|함유하|사용하|포함하|배합하)(?:는데|지만|고는\s?있는데)\s|(?<![미안못])(?<![안못]\s)(?:확정|픽스|결정|정했|정해졌|정해진|fix)(?!\s?(?:전|못|안|보류)|(?:되|하)지|을?\s?못)",
    re.IGNORECASE,
)
_AMOUNT_WORDS = re.compile(
    r"함량|농도|투입량|배합량|배합비|비율|사용량|첨가량|양(?:은|이|을|만)|몇|퍼센트|(?<!\d)프로|(?<!\d)%|수치|값|용량|규격"
)
_ASPECT = re.compile(
    r"(?:는데|은데|인데|쓰긴|(?:종류|여부|타입|쪽|조건|값|수준|범위|스펙|규격|사양|차이|형성|구현)(?:은|는|이|가))$"
)
_WHETHER_IT = re.compile(rf"(?:[는은던인]|[{_RIEUL}])지(?:는|도)$")
"""«들어갔는지는»: the question itself is no other topic."""
_TOPIC_OF = re.compile(
    r"\s*(?P<word>[가-힣A-Za-z]{2,})\s?(?:종류|여부|타입|조건|구성|구조|방식)(?:은|는|이|가)\s"
)
"""«풀루란 피막인데 백색화제 종류는 아직 미정»: what is open is of a new clause's own noun."""
_OWN_NOUN = re.compile(
    r",\s(?:[가-힣A-Za-z]+\s)?(?:서열|번호|균주번호|기탁번호|수탁번호|구조|출처|원산지|제조사|공급사|제조원|가격|단가|수율|순도|임상|경로|일정)(?:은|는|이|가|도)?\s$"
)
"""«항체, 가변영역 서열 미공개»: what is open is said of the thing, which is settled."""
_IN_AT_ALL = re.compile(r"쓸까|넣을까|넣을지|쓸지|뺄지|말지|말까|마느냐")
NO_VALUE = re.compile(
    r"(?:값|데이터|자료|수치|회신|정보|결과|스펙|표시|기재|언급|성적서)(?:이|가|는|은|도)?\s?(?:아직|따로)?\s?(?:없|미|안\s?나|못\s?받)"
    r"|(?:값|수치|결과)\S*\s?(?:나와야|나오면|대기|나옵|나올)|의뢰|아직\s?(?:안|못)|(?:측정|분석|계측|시험|검사|산출|계산|평가)\s?(?:전|중|예정|대기)|회신|대기"
)
"""What says that nobody knows a value yet."""
_OTHERS_DECIDED = re.compile(
    r"빼고(?:는)?\s?(?:다|모두|전부|나머지|나머진)[^.!?\n]{0,12}(?:정[해했]|확정|결정|픽스|fix|골랐|나왔)"
)
_SENTENCE = re.compile(
    r"\n+|\s/\s|[.!?。;]+(?=\s|$)|(?<=니다)\s|(?<=[다요음함됨임])\s*[.!?]|(?<=[어아에해예죠지가워려]요)\s|\s(?:그리고|하지만|그런데|근데|다만|단,)\s"
)
_CLAUSE = re.compile(
    r"(?<!\d),(?!\d)|,\s|(?<!감수하|각오하|막론하|불문하|무릅쓰)고(?!(?<=다고)\s(?:(?:다|전부|아예|싹|모두|일부러)\s)?(?:[빼뺐뺌뺍뺀]|제외|삭제|무\s?첨가))\s|며\s|지만\s|[는인은한]데\s|[는인은한]데요\s|으나\s|거나\s|어서\s|해서\s|[는은]\s(?:식|방식|구조|타입)이?라서?\s|but\s|and\s(?=no|without)",
    re.IGNORECASE,
)
_COORDINATION = re.compile(
    r"\s*(?:성분|류|계|기능)?\s*(?:,|와|과|및|또는|혹은|아니면|vs\.?|나|이나|랑|이랑|하고|이?니(?:\s뭐니)?(?:\s하는)?|이?(?:라든가|라든지)(?:\s하는)?|·|/|\+|&|and|or|도|:|,\s*(?:그리고|및)|뿐(?:만)?\s?아니라|(?:은|는)?\s?물론(?:이고)?|(?:와|과)?\s?같은(?:\s[가-힣]{1,4}(?=\s))?|(?:을|를)?\s?(?:포함|비롯)(?:해서?|하여|한)|이?냐|등의)\s*",
    re.IGNORECASE,
)
_PARTICLE = (
    r"(?:기(?=[은는이가도를]?(?:\s|$))|기기|장비|설비|장치|성분|원료|소재|원물|재료|입자|알갱이|비드|계열|계|염류|염|류|종류|유도체|쪽|등|자체|봉지|주머니|식|형|타입|방식|처리|첨가|사용|배합|함유|포함|접종|탑재|분말|가루|제)*"
    r"(?:은|는|이|가|을|를|도|만|의|로|으로|이나|나|이란|이랑|랑|과|와|이든|든|이든지|든지|마저|조차|까지|이라고는|라고는|이라곤|라곤|보다|에|요)*"
)
_FILLER = re.compile(
    r"(?:(?:추출|처방|제품|배합|공정|제조|조성)에(?:는|도)?|(?:\d제|처방|제품|배합|레시피|라인)에서(?:는|도)?|싹|쏙|확|(?:기능|기술|공법|제법|기법|부분|모듈|장치|부품|구성|단계|과정|공정|절차|처리|작업|설비|지원|구현|제공|설치|장착|탑재|부착|내장|도입|가공|옵션|종류|연동|연계|연결|계획|예정|의향)(?:은|는|이|가|을|를|도)?|성분|원료|베이스(?:는|도|가|를)?|계열|종류|첨가|사용|배합|함유|포함|투입|병용|혼입|성분은|성분이|성분도|성분을|같은|건|것은|것도|것을|거|등은|등을|등도|등|전혀|일절|일체|조금도|일말도|하나도?|한개도?|개도?|시스템|방식|구조|부속|소재|장식|마감|포장|아예|완전히|모두|전부|다|둘"
    r"|당연히|당연|물론|애초에|애초|과감히|과감하게|확실히|둘다|셋다|둘|셋|넷|기존|이전|[가-힣]{1,4}(?:제품|라인|모델)?(?:과|와|이랑)는?|달리|다르게|따로|별도로|별도|일부러|굳이|그냥|아직|현재|이번엔|이번에는|이번에|더|더이상|쓰려다|쓰려다가|절대|한|방울도|방울|1도|실질적으로|처음부터|원래|필요|필요가|필요도|통째로|완전|자체는|자체를|자체|쪽은|층은"
    r"|(?:들어가|들어있|있|넣|쓰|달)(?:던|었던|려던)|들어갔던|썼던|있었던|○+|결국|최종적으로|최종|(?:제\s?)?\d제|별로|어디에도|어디서도|근처에도|함량|함유량|여부|취급|종류를?|불문|불문하고|막론하고|상관없이|진작에?|상|채택|적용|탑재|접종|처리|류|-|전량|일괄|모조리|우리|저희|당사|자사|우린|저흰|역시|또한|이제|이젠|이제는|앞으로|알레르겐|알러젠|알레르기|검사|시험|테스트|분석|검출|(?:기재|지지체|심지|안감|층)(?:은|는|이|가|을|를|도)?|유발|주의성분|유해성분|유해물질|[가-힣]{1,3}히|추호도|털끝도|꿈에도|일말의|더는|더이상은|이상은|흔적도|흔적조차|자리도|혼합|희석|(?:신제품|새\s?버전|신버전|이번|현재|지금|본품)(?:엔|에는|에)|(?:리스트|목록|성분표|전성분|레시피|배합표|원료표|명단|라벨|어디)에(?:는|도|선|서도|서는)?|[가-힣]{1,4}(?:에선|에서는))"
)
_TOPIC = re.compile(
    r"^[\s)\]]*(?:-?\d+\s?)?(?:성분|원료|소재|원물|재료|계열|계|류|쪽|유도체|종류|처리|첨가|사용)*(?:\s(?:두|세|네|다섯|[2-9])\s?(?:가지|종|개|성분)(?:\s?(?:모두|다|전부))?)?\s?(?:은|는|이|가|을|를|도|만)(?=\s|$)"
)
_WITH_ANOTHER = re.compile(
    r"(?:\s?(?:·|/|와\s|과\s|나\s|이나\s|이?랑\s|하고\s|및\s)\s?[가-힣A-Za-z]+(?:\s[가-힣A-Za-z]+)?)+?\s?(?:은|는|이|가|을|를|도)?\s?(?:모두|다|전부|둘\s?다|하나도|전혀|아예|일절|따로)?\s?"
    r"(?:[가-힣]+\s?(?:때문에|땜에|탓에|이슈로|문제로)\s)?"
    r"|도\s(?:(?:[가-힣A-Za-z]+\s)?[가-힣A-Za-z]+도\s)+(?:모두\s|다\s|전부\s)?"
)
"""«가이드 홈·오목 공간 없음», «손잡이도 걸이도 없는», «A·B는 냄새 때문에 뺌»: with names that nobody knows."""
_NEW_ITEM = re.compile(r",\s+[가-힣A-Za-z]+(?<![은는이가을를])\s?(?:은|는|이|가|을|를|도)?\s*$")
"""«노지재배, 인공광 안 쓰고»: after the comma another thing is spoken of."""
_OPEN_VOWEL = "".join(
    chr(0xAC00 + 588 * i + 28 * v) for i in range(19) for v in (0, 1, 4, 6, 9, 10, 14)
)
"""Syllables that a verb's stem ends in before 서: 커서, 겹쳐서, 비싸서, 해서, 와서."""
_CAUSE = re.compile(
    rf"(?:때문에|땜에|땜시|탓에|이슈로|문제로|위해|위해서|차원에서|관계로|(?:감수하|무릅쓰|각오하)고|[{_OPEN_VOWEL}서]서|어려워|비싸|나빠|다고|(?:규정|율법|법률|안전|종교|정책|사정|여건|원가|공정|특성)상|안\s?좋아|까다로워|떨어져|많아|적어|심해|높아|부족해|되어|세서|(?:원료|성분|물질)이?라|돼서|해서|라서|[이지로]라|므로|길래|으로|로|니까)$"
)
_BECAUSE = re.compile(r"[려져워와해돼여쳐켜혀나커]$|[길많적있없싫좋떫묽쉽맞낮높남작짧얇늦][어아]$")
"""«시간이 오래 걸려 뺐습니다»: what a thing was left out for, by a verb."""
_CAFFEINE = "디카페인"
"""Coffee or tea without its 카페인."""
_NEW_TOPIC = re.compile(
    r".(?:은|을|를)$|(?<![하되보리가오있없쓰주지치우기나르드들넣빼타끼])는$|..(?:이|가|도)$"
)
"""A token with a particle of its own is what the words are about; a verb in -는 is none."""


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of a text, or the items of a list with slashes, begin and end."""
    edges = [0, *(m.end() for m in _SENTENCE.finditer(text)), len(text)]
    return [(a, b) for a, b in itertools.pairwise(edges) if a < b]


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """Return where the sentence begins and ends that a place of a text is in."""
    return next((a, b) for a, b in sentences(text) if a <= place < b)


def clauses(text: str) -> Iterator[Span]:
    """Yield the clauses of a text, without the spaces and marks around them."""
    for begin, stop in sentences(text):
        cuts = [begin, *(m.end() for m in _CUT.finditer(text, begin, stop)), stop]
        for start, end in itertools.pairwise(cuts):
            words = text[start:end]
            start += len(words) - len(words.lstrip())
            end = start + len(text[start:end].rstrip(" ,;/|>→-\n"))
            if end > start:
                yield Span(start=start, end=end, text=text[start:end])


_CUT = re.compile(
    r"(?<!\d)[,;]\s?|(?<=[고며서데면])\s|\s[-→/|>]\s?|\n"
    r"|(?<=없는|없이|대신|않은|않는)\s|(?<=안 쓰는|안 넣은)\s|(?<=안 쓴|안 든|아니라)\s"
    r"|(?<=뺀)\s|(?<=말고|아닌)\s|(?<=프리)\s|\s(?=without\s)"
)
"""Ends of clauses; «소금 없이 |만든», «펌프를 뺀 |용기»: what is denied stands before what is told."""


@lru_cache(maxsize=1_000)
def open_aspects(text: str) -> tuple[tuple[str, str, int], ...]:
    """Return the things of which a text leaves an aspect open: their words, the aspect, and where."""
    plain = _RESOLVED.sub(_masked, text)
    return tuple(aspects(plain, [m.span() for m in UNDECIDED.finditer(plain)]))


def denies(text: str) -> bool:
    """Whether any word of a text denies something."""
    plain = _NOT_TOLD.sub("", unconditional(text))
    return _NEGATION_OF_DOING.search(_without_undone(plain, _removed)) is not None


def is_not_claimed(text: str, end: int) -> bool:
    """Whether the words behind a use deny it: «면역 같은 기능성은 표방 안 함»."""
    return _NOT_CLAIMED.match(text, end) is not None


@lru_cache(maxsize=1_000)
def unconditional(text: str) -> str:
    """Return a text of the same length without the negations that are conditions."""
    return _CONDITION.sub(_masked, text)


def mark_one(text: str, mentions: Iterable[Mention], own: Mention) -> Mention:
    """Mark one mention by the words that are about it, beside the others in the sentences around it."""
    bounds = sentences(text)
    at = next(i for i, (start, end) in enumerate(bounds) if start <= own.start < end)
    begin, stop = bounds[max(0, at - 2)][0], bounds[min(len(bounds) - 1, at + 2)][1]
    near = [m for m in mentions if begin <= m.start < stop]
    marked = mark(text, sorted((*near, own), key=lambda m: m.start))
    return next(m for m in marked if m.start == own.start)


_NONE_OF_THEM = re.compile(
    r"(?:은|는|이|가|을|를|도)?\s?(?:없[이는음고]|무첨가|미사용|불포함|빼고|제외)"
)
"""«간장·과일 없이»: said of both, though the first names a product elsewhere."""


def mark(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Mark each mention as negated or undecided by the words that are about it."""
    plain = _NOT_TOLD.sub(_as_open, unconditional(text))
    plain = _RESOLVED.sub(_masked, _without_undone(plain, _masked))
    plain = LEAVING.sub(_masked, plain)
    left_out = lists_left_out(plain)
    plain = LEFT_OUT.sub(_masked, plain)
    bounds = sentences(plain)
    marked = [_marked(plain, mentions, i, bounds) for i in range(len(mentions))]
    for i in range(len(marked) - 2, -1, -1):
        listed = any(
            m.amount
            and plain[m.end : marked[i].start].count(",")
            and not _ENDS.search(plain[m.end : marked[i].start])
            for m in marked[:i]
        )
        marked[i] = _joined(plain, marked[i], marked[i + 1], listed)
    for i in range(1, len(marked)):
        gap = plain[marked[i - 1].end : marked[i].start]
        if gap in ("로 ", "으로 ") and marked[i].negated and _is_denied_verb(plain, marked[i]):
            marked[i - 1] = replace(marked[i - 1], negated=True)  # «히터로 말리지 않으니»
        before = plain[max(0, marked[i - 1].start - 14) : marked[i - 1].start]
        if marked[i - 1].kind == "use" and gap.isspace() and marked[i].negated:
            said = marked[i].text
            own = _CLAIM_WORD.fullmatch(said) or _FILLER.fullmatch(said)  # «표백 공정 없음»
            marked[i - 1] = replace(
                marked[i - 1], negated=own is not None or _is_of_denied_head(plain, marked, i - 1)
            )
        if marked[i - 1].kind == "category" and gap.strip() in ("·", "/") and marked[i].negated:
            listed = _NONE_OF_THEM.match(plain, marked[i].end) is not None
            marked[i - 1] = replace(marked[i - 1], negated=marked[i - 1].negated or listed)
        apposed = marked[i - 1].concept is not None and marked[i - 1].concept is marked[i].concept
        if apposed and marked[i].negated and _APPOSED.fullmatch(gap):
            marked[i - 1] = replace(marked[i - 1], negated=True)  # «물에 기름이 떠 있는 O/W 말고»
        if apposed and marked[i - 1].negated and _BRACKET.fullmatch(gap) and not marked[i].amount:
            marked[i] = replace(marked[i], negated=True)  # «no sugar (sucrose) added»
        latin = _denied_before(plain, marked[i - 1]) and re.search(r"[A-Za-z]\W*$", before)
        if latin and _CARRIES_ON.fullmatch(gap) and not marked[i].amount and "," not in gap:
            marked[i] = replace(marked[i], negated=True)
    opens = [m.span() for m in UNDECIDED.finditer(plain)]
    marked = [_open_topic(plain, m, opens) for m in marked]
    marked = [_left_out(m, left_out, text) for m in marked]
    if "여부" in plain or "유무" in plain:
        marked = [
            replace(m, undecided=True, negated=False) if is_doubted(plain, m.end) else m
            for m in marked
        ]
    marked = [_in_open_bracket(plain, m) for m in marked]
    marked = _asked_about(plain, _of_them(plain, marked, bounds))
    return _examples(plain, _all_denied(plain, marked, bounds))


def _in_open_bracket(text: str, mention: Mention) -> Mention:
    """«산 촉매는 아직 못 정함(염산 또는 구연산)»: a bracket that tells between what a choice is open."""
    if mention.kind not in _THINGS or mention.negated or mention.undecided:
        return mention
    begin = text.rfind("(", max(0, mention.start - 30), mention.start)
    bracket = _CANDIDATES.match(text, begin) if begin >= 0 else None
    if bracket is None or bracket.end() < mention.end:
        return mention
    before = text[max(0, begin - 14) : begin]
    return replace(mention, undecided=True) if UNDECIDED.search(before) else mention


_CANDIDATES = re.compile(
    r"\([^()]*?(?:\s(?:또는|혹은|아니면|or|vs\.?)\s|이?나\s|이?냐\s|중\s)[^()]*\)"
)
_DONE_FIRST = re.compile(r"고\s|.하고\s|.(?:한|된)\s?(?:뒤|후|다음)\s")
"""«찌고 », «분리하고 », «건조한 뒤 »: a step that is done before another one."""
_APPOSED = re.compile(r"(?:\s?[가-힣]{1,3}[는은]|\s?[가-힣]{0,3}[인된])?\s|\s?[(/]\s?|,\s?즉\s")
"""What stands between two names of one thing: «물에 기름이 떠 있는 O/W»."""
_BRACKET = re.compile(r"\s?\(\s?")


def _open_topic(text: str, mention: Mention, opens: Sequence[tuple[int, int]]) -> Mention:
    """«착용 감지는 정전용량식/근접식 중 고민 중»: what a clause that ends open is about."""
    topic = None if mention.negated or mention.undecided else _OPEN_TOPIC.match(text, mention.end)
    if mention.kind not in _THINGS and not (topic and topic["choice"]):
        return mention
    place = next((a for a, _ in opens if topic and a >= topic.end()), None)
    if topic is None or place is None or (topic["aspect"] and not WHETHER.search(topic["aspect"])):
        return mention  # «바디 소재는 미정»: there is one
    between = text[topic.end() : place]
    if topic["joined"]:
        if _TAKEN.search(between):
            return mention
        between = _OWN_TOPIC.sub(" ", between, count=1)
    between = _WHY_OPEN.sub("", between)
    own = text[mention.end : topic.end()] + between
    other = _OTHER_CLAUSE.search(between) or _ITS_AMOUNT.search(own)
    if other or _has_amount(between) or denies(between) or _SETTLED.search(between):
        return mention
    return replace(mention, undecided=True)


_OPEN_TOPIC = re.compile(
    rf"\s?(?:쪽|부분|기능|성분|부품|연동|도입|탑재|적용|장착|추가|병용|혼용|배합|첨가|투입|사용|포함)?(?P<aspect>\s?(?:의\s)?{ASPECT})?(?:(?:은|는|도)\s|(?P<joined>이나\s|이?랑\s|와\s|과\s|(?<!\s)[·/](?!\s)|(?(aspect),\s?|(?!)))"
    r"|(?P<choice>을|를)\s(?=[^.,!?\n]*(?:으로|로)\s(?:할|갈|쓸|넣을|바꿀|만들)지))"
)
_WHY_OPEN = re.compile(
    rf"^(?:[^\s.,!?]+(?<![은는])\s){{0,5}}?[^\s.,!?]*(?:[{_OPEN_VOWEL}세아어]서|때문에|탓에|땜에|라서|니까|다고)\s"
    r"(?:(?:아직|계속|지금)\s)?(?=[^\s.,!?]{0,4}$)"
)
"""«향이 세서 넣을지 말지», «값이 비싸서 달지 말지»: why it is open, right before what says so."""
_TAKEN = re.compile(r"[가-힣](?:을|를|에|로)\s")
"""«입국과 효모를 섞어»: what is joined is done something with."""
_OWN_TOPIC = re.compile(r"(?<=[가-힣A-Za-z])(?:은|는|도)\s")
"""The particle of the last of several things of which one thing is said."""
_ITS_AMOUNT = re.compile(
    rf"(?<![가-힣])(?:{_AMOUNT_WORDS.pattern}|파장|두께|입[경도]|길이|높이|폭|지름|직경|구경|공극|온도|시간|기간|점도|경도|분자량|pH|당도|출력|전압|개수|색상?)"
)
"""What of a thing has a value: that it is open leaves the thing itself as it is."""
_OTHER_CLAUSE = re.compile(
    r"[.!?](?=\s|$)|[\n;]|[가-힣](?:고|며|지만|[는은인한된]데|면서|서|니까|[으라]면)\s|(?<!\d),\s|[가-힣A-Za-z](?:은|는)\s|\s/\s"
)
"""What ends a clause, or names what else it is about."""


def _left_out(mention: Mention, lists: Sequence[tuple[int, int]], text: str) -> Mention:
    """«뺀 것: 향료, 색소»: what a list of left out things names, or what was thought of once."""
    listed = any(a <= mention.start and mention.end <= b for a, b in lists)
    if mention.kind not in _THINGS or not (listed or is_passed_over(text, mention.end)):
        return mention
    return replace(mention, negated=True, undecided=False)


def _is_denied_verb(text: str, mention: Mention) -> bool:
    denied = re.match(r"[가-힣]{0,2}지(?:는|도)?\s?(?:않|못)", text[mention.end :])
    return mention.kind == "step" and (denied is not None or _is_undone_verb(text, mention))


def _all_denied(
    text: str, mentions: list[Mention], bounds: Sequence[tuple[int, int]]
) -> list[Mention]:
    """«다른 실리콘, 이온성 유화제, 2차 알코올계 유화제 전부 미배합»: a list that is denied as a whole."""
    made = list(mentions)
    for begin, clause, end in _denied_lists(text, tuple(bounds)):
        for i, m in enumerate(made):
            own = m.kind == "substance" and begin <= m.start
            part = m.kind in PARTS and clause <= m.start
            if (own or part) and m.end <= end:
                made[i] = replace(m, negated=True, undecided=False)
    return made


@lru_cache(maxsize=100)
def _denied_lists(
    text: str, bounds: tuple[tuple[int, int], ...]
) -> tuple[tuple[int, int, int], ...]:
    """Return where lists that are denied as a whole begin, where their last clauses do, and their ends."""
    found = [(m.start("list"), m.start("list"), m.end("list")) for m in _BRACKETED.finditer(text)]
    for start, stop in bounds:
        said = _DENIED_ALL.match(text, start, stop) or _THINGS_LIKE_THAT.search(text, start, stop)
        if said is None:
            continue
        start, end = max(start, said.start("list")), said.end("list")
        begins = [start, *(c.end() for c in _CLAUSE_END.finditer(text, start, end))]
        breaks = [c.end() for c in _CLAUSE_OR_AMOUNT.finditer(text, start, end)]
        found.append((max([start, *breaks]), begins[-1], end))
    return tuple(found)


def _asked_about(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """«DEET 걱정되시죠? … DEET 안 들어갑니다»: what is asked about and then denied is not in."""
    made = list(mentions)
    denied = {m.concept.id for m in mentions if m.negated and m.concept and m.kind == "substance"}
    asks = denied and ("?" in text or _NO_MORE.search(text))
    for i, m in enumerate(mentions) if asks else ():
        asked = m.concept is not None and m.concept.id in denied and m.amount is None
        if asked and (_ASKS.match(text, m.end) or _NO_MORE.search(text, m.end)):
            made[i] = replace(m, negated=True, undecided=False)
    return made


_NO_MORE = re.compile(
    r"[가-힣A-Za-z](?:은|는)\s(?:이제는?|이젠|더는|더\s?이상(?:은)?)\s(?:없[습어다고]|안\s?[쓰씁써넣들]|쓰지\s?않|넣지\s?않)"
)
"""«콜라겐은 더는 없습니다»."""
_ASKS = re.compile(r"(?:(?!넣|들어|쓰|사용|함유)[^.!?\n]){0,25}\?")


def _of_them(
    text: str, mentions: list[Mention], bounds: Sequence[tuple[int, int]]
) -> list[Mention]:
    """Deny what a word in its stead denies: «흔히 X를 쓰지만 우리는 그런 거 없이», «… 무첨가. X도 그 목록에»."""
    made = list(mentions)
    for number, (start, end) in enumerate(bounds):
        said = _INSTEAD_OF_NAME.search(text, start, end)
        if said:
            own = [i for i, m in enumerate(made) if start <= m.start and m.end <= said.start()]
            if not own and number and said.start() - start <= 1:
                before = bounds[number - 1][0]
                own = [i for i, m in enumerate(made) if before <= m.start < m.end <= start]
            for i in own:
                if made[i].kind == "substance" and made[i].amount is None:
                    made[i] = replace(made[i], negated=True, undecided=False)
        told = _AMONG_THEM.search(text, start, end) if number else None
        if told and _ALL_LEFT_OUT.search(text, bounds[number - 1][0], start):
            for i, m in enumerate(made):
                if m.kind == "substance" and start <= m.start and m.end <= told.start():
                    made[i] = replace(m, negated=True, undecided=False)
        for i, m in enumerate(made):
            if m.negated and start <= m.start < end and _OF_WHICH.search(text, start, m.start):
                for k in range(i):
                    same = made[k].concept is not None and made[k].concept is m.concept
                    if same and start <= made[k].start and made[k].amount is None:
                        made[k] = replace(made[k], negated=True)  # «A, B 중 B는 생략»
    return made


_INSTEAD_OF_NAME = re.compile(
    rf"(?:(?:우리|저희|저흰|우린|당사|자사|여기|(?:이|본)\s?[가-힣]{{1,6}}|(?:새|이번|신)\s?(?:버전|제품|처방|로트))\S{{0,4}}\s(?:[가-힣]{{1,6}}\s)?"
    rf"(?:이를|그를|(?:이|그|저)(?:것|거|걸|건)\S{{0,1}}|(?:그런|이런)\s?(?:거|건|것|걸|성분|원료|[가-힣]{{1,4}}제)\S{{0,1}}|(?:그|이|해당)\s[가-힣]{{2,4}}?(?:을|를|은|는|도)?)"
    rf"|(?:그|이|해당)\s(?:성분|원료|물질|오일|색소|추출물|첨가물|균주)(?:을|를|은|는|도|과는?|와는?)?)\s?"
    rf"(?:전혀\s|일절\s|아예\s|하나도\s)?(?:{_NOUN_BOUND}|{_VERBAL}|{REMOVED}|끊[었은고]|졸업|손절)",
    re.IGNORECASE,
)
"""«당사는 이를 채택하지 않고», «우리는 그런 거 없이»."""
_AMONG_THEM = re.compile(
    r"(?:도|은|는|\s?모두|\s?전부|\s?다)\s(?:(?:그|이|해당|저)\s?(?:목록|리스트|명단|성분|안)(?:에|중에?)?\s|여기(?:에)?\s|거기(?:에)?\s)(?:모두\s|다\s)?(?:해당|포함|들어|속)"
    r"|\s(?:모두|전부|다)\s해당"
)
"""«미네랄오일도 그 목록에 들어»: one of what the sentence before leaves out."""
_ALL_LEFT_OUT = re.compile(
    r"(?:(?:무|미)\s?(?:첨가|함유|사용)|[무불미]\s?검출|배제|제외|프리|free)[^.,!?\n]*[.!?\n]\s*$",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r"\s중(?:에서|에)?\s$")
"""«A, B, C 중 »: what follows is one of those named before."""
_THINGS_LIKE_THAT = re.compile(
    rf"(?:^|(?<=[,.!?\n]))(?P<list>(?:\s?[가-힣A-Za-z\d-]+,?){{2,8}})\s(?:이런|그런|이딴)\s?(?:거|것|건|게|것들|성분|류)(?:은|들은|도|를|을)?"
    rf"\s?(?:(?:하나도|전혀|일절|일체|아예|다|절대|모두)\s)*(?:{_NOUN_BOUND}|{_VERBAL})",
    re.IGNORECASE,
)
"""«타르색소 파라벤 이런 거 하나도 안 넣어요»: a list that is summed up to be denied."""
_DENIED_ALL = re.compile(
    rf"(?P<list>[^.!?\n]*,[^.!?\n]*?)\s?(?:은|는)?\s?(?:전부|모두|다)\s(?:{_NOUN_BOUND}|{_VERBAL})",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"\((?P<list>[가-힣A-Za-z\d.-]+(?:\s[가-힣A-Za-z\d.-]+)?(?:[,·/]\s?[가-힣A-Za-z\d.-]+(?:\s[가-힣A-Za-z\d.-]+)?){1,6}?)"
    r"(?:은|는)?\s(?:모두\s|전부\s|다\s|둘\s다\s)?(?:[미불]\s?(?:사용|첨가|배합|포함|함유)|무\s?첨가|제외|배제|없음|뺌|안\s?(?:씀|넣음|들어감))\s?\)"
)
"""«(플란타럼, 락티스 미사용)»: a bracket that says but what is not in."""
_CLAUSE_END = re.compile(r"[가-힣](?:고|며|지만|는데|인데|면서|[은는](?=\s[^,]*,))[,\s]")
"""What a list of parts begins after: «뚜껑은 있고 펌프, 히터 모두 미탑재»."""
PARTS = frozenset({"structure", "software"})
_CLAUSE_OR_AMOUNT = re.compile(
    r"(?:사용|적용|함유|배합|첨가|포함|투입|채택|장착|탑재|설치|확정|가능|추가|필요|구비|베이스|기반)(?:\s?\([^()]*\))?,\s|[가-힣](?:고|며|지만|는데|인데|서|면|이?라|니까?)\s|\d\s?(?:%|ppm|m?g|중량부|부)[^,]*"
)


_NOT_TOLD = re.compile(NOT_TOLD)


def _as_open(match: re.Match[str]) -> str:
    """Return what a paper does not tell («서류에 없네요») as what is open, at the same length."""
    return "미정".ljust(len(match.group()), "○")


def _masked(match: re.Match[str]) -> str:
    return "○" * len(match.group())


def _removed(_: re.Match[str]) -> str:
    return ""


def _without_undone(text: str, sign: Callable[[re.Match[str]], str]) -> str:
    """Put ``sign`` in place of the negations that deny no presence."""
    text = _UNDONE.sub(sign, text)
    return _TAKEN_OUT.sub(
        lambda m: m.group() if _WHAT_IS_IN_IT.search(text[: m.start()][-3:]) else sign(m), text
    )


def _examples(text: str, mentions: list[Mention]) -> list[Mention]:
    """«항균제(트리클로산, 티몰 등)는 미사용»: the examples of a class that is not in are not in."""
    made = list(mentions)
    for i, whole in enumerate(mentions if _SUCH.search(text) else ()):
        such = _SUCH_AS.search(text, max(0, whole.start - LONGEST_LIST), whole.start)
        after = whole.end + 16
        clause = _CLAUSE.search(text, whole.end, after) if such else None
        own = text[whole.end : clause.end() if clause else after]
        if such and (whole.negated or _NEGATION.search(own)):
            for k, m in enumerate(mentions[:i]):
                if such.start() <= m.start and m.end <= such.end() and m.kind == whole.kind:
                    made[k] = replace(m, negated=True, undecided=False)
    for said in _NONE_SUCH.finditer(text):
        for i, m in enumerate(made):
            if (
                m.kind == "substance"
                and said.start("list") <= m.start
                and m.end <= said.end("list")
            ):
                made[i] = replace(m, negated=True, undecided=False)
    for whole in mentions:
        genus = whole.concept is not None and whole.concept.kind == "class"
        bracket = _EXAMPLES.match(text, whole.end) if genus else None
        for i, m in enumerate(made):
            if bracket and whole.end < m.start and m.end <= bracket.end() and m.amount is None:
                made[i] = replace(m, negated=True, undecided=False)
    return made


_NONE_SUCH = re.compile(
    r"(?:^|(?<=[\s,.(]))(?P<list>[^\s,.]+(?:[·,/]\s?[^\s,.·/]+){0,5})\s등(?:의)?\s(?:[가-힣]+\s)?"
    r"(?:가공|처리|공정|코팅|첨가|사용|도포|함유|부착|배합)(?:은|는|을|를|도)?\s(?:(?:전혀|일절|일체|아예|따로|모두|절대)\s)?"
    r"(?:하지\s?않|되지\s?않|안\s?(?:하|했|한|함|합|해|돼|됐|된)|없|생략|배제|제외)"
)
"""«자일리톨·에리스리톨 등 흡열 가공은 일절 하지 않은»: what is not done with any of them."""
LONGEST_LIST = 120
"""Characters before a class in which its examples stand."""
_SUCH = re.compile(r"\s(?:같은|등의?)\s")
_SUCH_AS = re.compile(
    r"(?:[^\s,.]+(?:이나|나|랑|이랑|,|와|과|하고)\s)*[^\s,.]+\s(?:같은|등의?)\s(?:[가-힣]+\s){0,2}$"
)
"""«이카리딘이나 DEET 같은 합성»: what stands for a class."""
_EXAMPLES = re.compile(
    rf"\s?\([^()]*\)\s?(?:은|는|이|가|을|를|도|류는?)?\s?(?:전혀|일절|일체|모두|전부|다)?\s?"
    rf"(?:(?:[가-힣]+\s){{1,2}}?(?:[가-힣]*(?:이슈|문제)로|때문에|땜에|탓에|[{_OPEN_VOWEL}]서)\s)?(?:{_NOUN_BOUND}|{_VERBAL})",
    re.IGNORECASE,
)


def _marked(
    text: str, mentions: Sequence[Mention], index: int, bounds: Sequence[tuple[int, int]]
) -> Mention:
    mention = mentions[index]
    near = _near(text, mentions, index, bounds)
    negated = _is_negated(mention, near)
    undecided, amount_open = _open(mention, near)
    if mention.kind in ("category", "use"):
        doubted = mention.kind == "use" and bool(_ADVERTISED.search(near) or _TOPIC.match(near))
        undecided = undecided and (doubted or bool(_WHICH.match(near)))
        trouble = _TROUBLE_GONE.search(text, max(mention.start, mention.end - TROUBLE))
        gone = mention.kind == "use" and trouble is not None and trouble.start() < mention.end
        unhelped = mention.kind == "use" and is_unhelped(mention.text, near)
        another = is_other_kind(text, mention.end, mention.kind == "use")
        another = another or bool(_NOT_CLAIMED.match(near)) or unhelped
        another = another or (mention.kind == "category" and bool(_DROPPED_SINCE.match(near)))
        another = another or (mention.kind == "category" and bool(_NOT_PUT_IN.match(near)))
        making_way = _MAKES_WAY.match(text, mention.end)
        another = another or (mention.kind == "category" and making_way is not None)
        another = another or (mention.kind == "category" and is_out_of_order(text, mention.end))
        once = mention.kind == "category" and was_once(text, mention.end)
        gone_as_matter = mention.kind == "category" and _AS_MATTER.match(text, mention.end)
        if gone_as_matter:
            another = another or negated or gone_as_matter["none"] is not None
        negated = (another or once) and not undecided and not gone
    elif negated and _OTHERS_DECIDED.search(near):
        negated, undecided = False, True
    elif mention.kind == "property" and negated and not _TAKEN_AWAY.match(near):
        negated, undecided = False, True  # «융점은 재지 않았습니다»: its value is not known
    elif negated and _PLACE.search(mention.text) and _BUT_FOR.match(near):
        negated = False
    elif negated and mention.concept and mention.concept.kind == "class":
        undecided = is_narrowed(text, mention.start)
        negated = not undecided
    if mention.kind in _THINGS and not undecided and not negated:
        negated = _is_left_out_for_a_reason(text, mention, bounds)
    elif mention.kind == "substance" and negated and _IS_WHY.match(text, mention.end):
        negated = _TOLD_BEFORE.search(text, max(0, mention.start - 20), mention.start) is None
    if negated and _ANOTHER_REMOVED.match(text, mention.end):
        negated = False
    if mention.kind == "substance" and _OUT_OF_IT.match(text, mention.end):
        negated, undecided = True, False
    material = mention.concept is not None and mention.concept.kind == "material"
    if material and _NOT_OF_IT.match(text, mention.end):
        negated, undecided = True, False
    if mention.kind in ("substance", "structure"):
        given_up = _is_given_up(text, mentions, index) or _is_left_for_its_fault(
            text, mentions, index
        )
        negated = negated or (given_up and not undecided)
    elif mention.kind == "category" and _IN_ITS_PLACE.match(text, mention.end):
        negated, undecided = True, False
    gone = mention.kind in _THINGS and is_not_here(text, mention.end)
    gone = gone or bool(_HOLE.search(mention.text) and _SHUT.match(text, mention.end))
    if gone or (mention.kind in _THINGS and is_marked_absent(text, mention.start, mention.end)):
        negated, undecided = True, False
    if mention.kind in PARTS | {"step"} and is_out_of_order(text, mention.end):
        negated, undecided = True, False
    if mention.kind != "use" and is_skipped(text, mention.end):
        negated, undecided = True, False
    if mention.amount is not None and mention.amount.low == mention.amount.high == 0:
        narrower = NARROWED.search(text, max(0, mention.start - 12), mention.start)
        negated = (mention.amount.unit.endswith(("%", "부", "g")) or negated) and not narrower
    if mention.concept is not None and mention.concept.id == "water":
        negated = negated and _UNDILUTED.match(text, mention.end) is None
    if _AS_WELL.match(text, mention.end) or _ONE_AND_ALL.match(text, mention.end):
        negated = True
    whole_class = mention.concept is not None and mention.concept.kind == "class"
    if mention.kind in _THINGS and not whole_class and is_role_taken(text, mention.end):
        negated, undecided = True, False
    if mention.kind == "substance" and _NAUGHT.match(text, mention.end):
        negated = True
    if mention.kind in _THINGS and _REPLACED_BY_IT.match(text, mention.end):
        negated, undecided = True, False
    if mention.kind in _THINGS and _MAY_BE_SWAPPED.match(text, mention.end):
        negated, undecided = False, True
    heads = list(_HEAD.finditer(text, max(0, mention.start - 300), mention.start))
    stop = next(b for a, b in bounds if a <= mention.start < b)
    either = _OR.match(text, mention.end) or _OTHER_PLAN.match(text, mention.end)
    begin = next(a for a, b in bounds if a <= mention.start < b)
    if mention.kind in _THINGS and is_planned_if(text, begin, mention.start, mention.end):
        undecided = True
    if either and not negated and UNDECIDED.search(text, either.end(), stop):
        undecided = True
    if heads and _HEADED_OPEN.fullmatch(heads[-1].group()):
        undecided = True
    if (
        undecided
        and _WHAT_FOR.search(text, 0, mention.start)
        and text.startswith("인지", mention.end)
    ):
        undecided = False
    if _denied_before(text, mention):
        negated = not (undecided and _WHETHER_SO.match(text, mention.end))
    answered = answer(text, mention.end) if mention.kind in _THINGS else None
    if answered is not None:
        negated, undecided = not answered, False
    return replace(
        mention,
        negated=negated,
        undecided=undecided and not negated,
        amount_undecided=amount_open and not negated,
    )


_WHAT_FOR = re.compile(
    r"(?:어디에?|누구(?:에게)?|뭐에|(?:무슨|어떤|어느)\s?(?:용도|곳|데|제품)(?:로|에)?)\s(?:쓸|쓰는|사용할|팔|납품할|넣을)\s(?:[가-힣]+\s)?$"
)
"""«어디에 쓸 원단인지는 미정»: what it is for is open, not the thing."""
_HOLE = re.compile(r"(?:구멍|[기풍수출입]공|홀|창|[기풍출입수]구|슬릿|슬롯|밸브|포트|hole|vent)$")
_SHUT = re.compile(
    r"(?:은|는|을|를|도)\s(?:[^\s,.!?]+\s){0,6}?(?:막았|막아\s?(?:버|뒀|놓았|놨|둠)|막음|막혀\s?있|메웠|메꿨|메꾸었|폐쇄했)"
)
"""«통기공은 먼지가 껴서 막았어요»: a hole that is shut is none."""
_OUT_OF_IT = re.compile(
    r"(?:은|는|도)\s(?:[^\s,.!?]+\s)?[가-힣A-Za-z]+에서(?:는|도)?\s(?:모두\s|전부\s|아예\s|완전히\s)?"
    r"(?:빠졌(?!다가)|빠집니다|빠져요|빠짐|뺐(?!다가)|뺍니다|뺌|빼고\s|빼기로|제외했|제외하|제외됐|삭제했)"
)
"""«향료는 이 크림에서 빠졌습니다»: of what it is left out stands between."""
_ANOTHER_REMOVED = re.compile(
    r"(?:을|를|으로|로|에|에서)\s(?:[^\s,.]*[가-힣]\s){0,2}?"
    r"(?!전부|모두|완전|아예|최종|이번|과감|결국|일괄|깔끔|(?:때문|이유|문제|원가|사유|요청|지시))[가-힣A-Za-z]{2,}(?:을|를)?\s제거(?:하|한|해|함|합|됨|되|$|[\s,.)])"
)
"""«데칸터를 두어 씨앗 제거», «열선으로 김을 제거»: what is taken away is what stands right before it."""
_DROPPED_SINCE = re.compile(
    r"(?:은|는|도)?\s(?:[^\s,.]+\s)?[^\s,.]+"
    rf"(?:\s?(?:때문에|탓에|땜에)|(?:문제|이유|이슈|부담|사정|관계)(?:으로|로)|[{_OPEN_VOWEL}세]서|다고|다는\s\S+에)\s"
    r"(?:결국\s|최종\s)?(?:탈락|제외|기각|포기|보류|드[랍롭]|컷|뺐|뺀|뺌|빠[졌지짐]|접[었고]|못\s)"
)
"""«파우치는 단가 때문에 탈락»: a form that was dropped, and why."""
_NOT_PUT_IN = re.compile(
    r"(?:은|는|도|을|를)\s(?:전부\s|아예\s|싹\s)?(?:뺀(?=\s)|뺐(?!다가)|뺌|안\s?넣|넣지\s?않)(?!\s?(?:건|것|게)\s?아니)"
)
"""«당면은 뺀 만두»: a food that is not put into another."""
_MAKES_WAY = re.compile(
    r"(?:이|가|은|는|을|를)\s(?:빠지고|빠졌고|빼고|없애고|들어내고|걷어내고)\s(?:그\s자리에\s|대신\s)?"
    r"[^\s,.]+(?:이|가|을|를|만)\s(?:들어[가간갔왔]|넣|썼|쓴|쓰|씁|채[우웠운]|담)"
)
"""«아이스팩이 빠지고 드라이아이스가 들어간»: what another takes the place of."""
_IS_WHY = re.compile(rf"(?:이|가)\s(?:[^\s,.!?]+\s)?[^\s,.!?]*[{_OPEN_VOWEL}세]서\s")
_TOLD_BEFORE = re.compile(r"[가-힣A-Za-z\d](?:은|는)\s(?:[가-힣]{1,4}\s)?$")
"""«유칼립투스는 향이 세서 뺐고»: the 향 is but the reason, behind what is left out."""


def _is_left_out_for_a_reason(
    text: str, mention: Mention, bounds: Sequence[tuple[int, int]]
) -> bool:
    """«유칼립투스는 향이 너무 세서 결국 포기»: whatever is named in the reason."""
    stop = next(b for a, b in bounds if a <= mention.start < b)
    said = _SINCE.match(text, mention.end, stop)
    return said is not None and not UNDECIDED.search(text, mention.end, said.end())


_UNDILUTED = re.compile(r"(?:을|를|은|는|도)?\s?(?:안\s?[타탄탐탑탔]|타지\s?않)")
"""«물 안 타고»: what is not thinned has water of its own."""
_THINGS = frozenset({"substance", "structure", "step"})
"""Kinds of names of what a product has or not."""
_AS_WELL = re.compile(
    rf"(?:(?:은|는)?\s?물론(?:이고|이며)?|○{{3,}}),?\s[^.,!?\n]{{1,20}}?(?:도|까지|조차|마저)\s"
    rf"(?:전혀\s|아예\s|모두\s|다\s)?(?:{_NOUN_BOUND}|{_VERBAL})",
    re.IGNORECASE,
)
"""«A는 물론 B도 넣지 않은», «A뿐 아니라 B도 없는» (masked by ``_UNDONE``): A is not in, either."""
_ONE_AND_ALL = re.compile(
    r"(?:이고|고|이든|든|이건|건|이나|나)\s(?:[^\s,.!?]+(?:이고|고|이든|든|이건|건)\s){0,3}"
    r"(?:간에\s|뭐고\s|뭐든\s)?(?:일절|일체|전혀|아예|하나도|모두|전부|싹)\s(?:간에\s)?(?:안\s|못\s|없|넣지\s않|쓰지\s않|들어\s?있지\s않|무첨가|배제|뺐|뺀|뺌)"
)
"""«향료고 색소고 일절 안 들어간»: one and all are not in."""
_WHETHER_SO = re.compile(r"(?:으로|로)\s?(?:갈|할|낼|만들|진행할|출시할|나갈)지")
"""«무향으로 갈지»: without it or not."""
_NAUGHT = re.compile(r"\s?0(?=[\s,()/·!]|$)(?!\s?[\d.,%~])")
"""«설탕0», «당류 0»."""
_TAKEN_AWAY = re.compile(
    r"(?:은|는|을|를|도)?\s?(?:전부\s|모두\s|다\s)?(?:뺐|뺌|뺍|빼|제외|없[이음애앴]|무첨가|미적용)"
)
"""«전류는 뺌»: that is not there, and has no value either."""
_OR = re.compile(r"\s(?:or|또는|혹은|아니면|vs\.?)\s|이?냐(?=[\s,])", re.IGNORECASE)
_OTHER_PLAN = re.compile(
    r"\s?[,/]?\s?(?:이고\s|,\s|/\s?)(?:[B-D나-라2-4]|둘째|두\s?번째)\s?안(?:은|는|\s?:)"
)
"""«A안은 카보머, B안은 잔탄검인데 아직»."""
_SINCE = re.compile(
    r"(?:\s(?:성분|원료|원물|쪽|계열|기능|부품|모듈|장치|옵션|사양|파트|부분)|\s(?:두|세|네|[2-9])\s?(?:가지|종|개|성분)(?:\s(?:모두|다|전부))?)?(?:은|는)\s"
    r"(?:(?!\S*(?:은|(?<![하되보리가오있없쓰주지치우기나르드들넣않])는)\s)[^\s,.!?]+\s){1,6}?"
    rf"[^\s,.!?]*(?:[{_OPEN_VOWEL}세]서|때문에|땜에|탓에|니까|라서|다고|되어|(?:원료|성분|물질)이?라|(?:우려|이슈|문제|부담|원가|차원|사유)(?:으?로|에서))\s"
    r"(?:전부\s|전량\s|아예\s|일단\s|결국\s|과감히\s|최종\s|(?:우리|저희|당사)\s?(?:[가-힣]{1,5}(?:에선|에서는|은|는)\s)?)?"
    r"(?:(?:신제품|현재|지금|(?:새|이번|본)\s?[가-힣]{0,6})(?:에선|에서는|에는|엔|에)?\s)?(?:흔적(?:도|조차)\s)?"
    rf"(?:{_NOUN_BOUND}|{_VERBAL}|취급\s?안|{REMOVED})",
    re.IGNORECASE,
)
"""«불소는 부모님들이 싫어해서 무첨가»: what is said of the topic, behind the reason."""
_NOT_OF_IT = re.compile(rf"\s[가-힣]{{1,4}}?(?:은|는|이|가)?\s?{IS_NOT}")
"""«티타늄 판은 아닙니다»: what a part is not made of."""
_PLACE = re.compile(
    r"(?:가장자리|테두리|둘레|모서리|중앙|가운데|중심부?|끝|눈가|입가|외곽|윗면|아랫면)$"
)
_BUT_FOR = re.compile(r"\s?(?:부분|부위|쪽|부)?(?:은|는|을|를|만)?\s?(?:빼고|제외하고|제외한)")
"""«가장자리 빼고 바른»: a place that is left out is there."""
NARROWED = re.compile(
    r"(?:(?<![가-힣])(?:이온성|[양음]이온성|비이온성|양쪽성|합성|동물성|식물성|광물성|인공|천연|유기|무기)\s?)$"
)
"""«합성 향료 무첨가»: a narrower class that is left out says nothing of the class."""


_OR_AND = r"(?:성|향|산)?\s?(?:[·/,&+]|과|와|및|이?나|이?든|도|이?랑|하고)\s?"
BOTH_KINDS = re.compile(
    rf"(?:(?:인공|합성){_OR_AND}천연|천연{_OR_AND}(?:인공|합성)|동물{_OR_AND}식물|식물{_OR_AND}동물|유기{_OR_AND}무기|무기{_OR_AND}유기)(?:성|계)?\s?$"
)
"""«인공·천연 »: two kinds of a thing that are all there is of it."""


def is_narrowed(text: str, start: int) -> bool:
    """Whether a word before a name narrows it, so that its denial says nothing of the rest."""
    if BOTH_KINDS.search(text, max(0, start - 20), start):
        return False
    return NARROWED.search(text, max(0, start - 12), start) is not None


def is_unhelped(name: str, near: str) -> bool:
    """Whether a use is told by a trouble for which a product does nothing: «땀은 안 막고»."""
    words = name + near
    unhelped = _HELPS_NOT.search(words)
    if unhelped is None:
        return False
    between = words[len(name) : unhelped.start()]
    return unhelped.start() < len(name) or _OF_IT.fullmatch(between) is not None


def _is_of_denied_head(text: str, mentions: Sequence[Mention], index: int) -> bool:
    """«기침 감기약이 아니고 코막힘에»: a use is denied with its product where another use follows."""
    mention = mentions[index]
    denied = head_denied(text, mention.end) if mention.kind == "use" else ""
    others = (m for m in mentions[index + 1 :] if m.kind == "use")
    return denied == "topic" or (denied == "plain" and next(others, None) is not None)


def _is_given_up(text: str, mentions: Sequence[Mention], index: int) -> bool:
    """«A를 쓰려다가 B로 바꿨고», «A를 B로 대체한», «A는 0»: A is not in; a class in A's place may be."""
    mention = mentions[index]
    after = text[mention.end : mention.end + 60]
    if text[: mention.start][-1:].isdigit():
        return False  # «6bp 자리에»
    if _MEANT.match(after) or _NOUGHT.match(after):
        return True
    if _REPLACED.match(after) and _BY_ANOTHER.search(text, 0, mention.start):
        return True
    if index + 1 >= len(mentions):
        return False
    other = mentions[index + 1]
    if mention.concept and mention.concept.kind == "class" and text[mention.end :][:3] != "에서 ":
        why = _GIVEN.fullmatch(text, mention.end, other.start)
        own = other.concept is None or mention.concept.id in other.concept.parents
        if own or not (why and why["why"]) or _ROLE_OR_SHORT.search(mention.text):
            return False  # but «타르색소는 부정적이라 비트색소로 교체»
    if mention.kind == "substance" and other.kind != "substance":
        # «황산칼슘은 굳는 속도가 들쭉날쭉해서 젖산칼슘으로 교체»: why it was given up
        other = next((m for m in mentions[index + 2 : index + 5] if m.kind == "substance"), other)
    given = _GIVEN.fullmatch(text, mention.end, other.start)
    if given and given["why"] and mention.kind != other.kind:
        return False  # «뚜껑은 잘 깨져서 알루미늄으로 변경»
    topic = _TOPIC_ALONE.fullmatch(text, mention.end, other.start)
    if topic and mention.kind == other.kind == "substance":
        return not other.text.endswith(mention.text) and bool(_SWAPPED.match(text[other.end :]))
    if given and given["why"] and _kin(mention, other) and _TAKEN_ALONE.match(text, other.end):
        return True
    if given and given["self"]:
        return _SWAPPED_ITSELF.match(text, other.end) is not None
    begin = max(text.rfind(c, 0, mention.start) for c in ".!?\n") + 1
    if _ARROW.fullmatch(text, mention.end, other.start) and _CHANGE.search(text, begin):
        return True
    return bool(given and _SWAPPED.match(text[other.end :]))


def _is_left_for_its_fault(text: str, mentions: Sequence[Mention], index: int) -> bool:
    """«벤질알코올 냄새 민원이 커서 침투제를 NMP로 교체한», «카라기난의 이수가 싫어서 한천으로 겔을 잡은»."""
    mention = mentions[index]
    fault = _FAULT.match(text, mention.end) if mention.kind == "substance" else None
    if fault is None:
        return False
    for other in mentions[index + 1 : index + 5]:
        own = other.concept is not None and other.concept.kind != "class"
        if other.kind != "substance" or not own or other.start < fault.end():
            continue
        role = [m for m in mentions if fault.end() <= m.start < other.start]
        its_role = any(
            m.concept and mention.concept and m.concept.id in mention.concept.parents for m in role
        )
        of_a_kind = _kin(mention, other) or its_role
        between = _ITS_ROLE.fullmatch(text, fault.end(), other.start)
        taken = _SWAPPED.match(text, other.end) or _MAKES_IT.match(text, other.end)
        return bool(of_a_kind and between and taken)
    return False


_FAULT = re.compile(
    rf"(?:의|\s특유의|\s자체의)?\s(?:(?!\S*(?:은|는|을|를)\s)[^\s.,!?]+\s){{0,3}}?[^\s.,!?]*"
    rf"(?:(?:이|가|○)\s(?:[^\s.,!?]+\s)?[^\s.,!?]*(?:[{_OPEN_VOWEL}세]서|[맞많낮높남작짧얇늦없있싫좋][아어]서?|때문에|니까)|때문에|탓에|땜에|(?:이슈|문제|우려|부담|민원|규제|논란)(?:으로|로))\s"
)
"""« 냄새 민원이 커서 », « 특유의 물 빠짐이 싫어서 », « 변색 문제로 »: what is wrong with a thing."""
_ITS_ROLE = re.compile(r"(?:[^\s.,!?]+(?:을|를|은|는)\s)?")
_MAKES_IT = re.compile(
    r"(?:\s?\d[\d.]*\s?\S*?)?(?:으로|로)\s(?:대신\s)?[가-힣]+(?:을|를)\s(?:잡|내[는어고]|낸|냈|맞[추춘췄]|만[든들]|굳|채[우운웠])"
)
"""«한천 2%로 겔을 잡은»: what another thing does in its stead."""
_MEANT = re.compile(
    r"\s자리(?:에는|엔|에|를|는)\s|\s위치에(?:는)?\s대신\s|\s?(?:을|를|은|는)?\s?(?:버리고|떼고|떼어\s?내고)\s[^\s,.!?]{1,14}(?:으로|로)\s(?:바꾸|바꾼|바꿨|바꿈|갈아|교체|변경|전환|갔|간|갑)|\s?(?:을|를|도)?\s?(?:원래\s|처음엔\s)?(?:쓰려다|쓰려고\s?했|쓰려\s?했|넣으려다|넣으려고\s?했|넣으려\s?했|쓰다가|썼다가|넣었다가|쓰던\s?(?:걸|것을)|(?:생각|고려|검토|고민|계획|구상|시도)(?:을|를|도)?\s?(?:했|하)다가"
    r"|(?:였|이었)(?:는데|지만|으나|다가)\s[^.!?\n]*(?:으로|로)\s?(?:갈아\s?탔|바꿨|바꿈|변경|교체|전환|대체|넘어[갔가감])"
    r"|(?:넣|썼|쓰|달|붙)[았었였]?더니\s[^.!?\n]*(?:대체|변경|바꿨|바꿈|뺐|뺌|제외|삭제))"
)
_IN_ITS_PLACE = re.compile(
    r"(?:\s?베이스)?\s(?:자리|대신)(?:에는|엔|에)?\s[^\s.,]+(?:을|를|만)\s(?:[^\s.,]+\s){0,2}?(?:썼|쓴|쓰|씁|넣|사용|채[우웠운워]|배합|투입)"
)
"""«고추장 자리에 쌈장을 썼음»: a food in whose place another is."""
_REPLACED = re.compile(
    r"(?:을|를)\s(?:전부\s|완전히\s|모두\s|전량\s|아예\s|전면\s|일괄\s)?(?:대체|대신|치환|갈음|바꾼|바꿨)"
)
_REPLACED_BY_IT = re.compile(
    r"\s?(?:대체|대용)(?:용|재|제|품|물|소재|원료|성분|감미료)?(?:으로|로|인|이고|임)?(?=[\s),]|$)(?!\s?(?:불가|안\s|못\s|검토|가능|여부|예정|고민|논의|테스트|어려|필요))"
)
"""«잔탄검(카보머 대체)», «카보머 대체제로 잔탄검», not «카보머 대체 검토 중»."""
_MAY_BE_SWAPPED = re.compile(
    r"(?:을|를|은|는|도)?\s(?:[^\s,.!?]+\s){0,2}?[^\s,.!?]+(?:으로|로)\s?(?:전부\s|아예\s|싹\s)?(?:"
    r"(?:갈아\s?탈|갈아\s?끼울|바꿀|교체할|대체할|변경할|전환할|돌릴|바뀔|넘어갈)(?:까|지(?![가-힣]*\s?않)|\s?수도\s|\s?수도\s?있|\s?가능성|\s?여지)"
    r"|(?:바꾸|교체하|대체하|변경하|전환하|갈아타|넘어가)자는(?![^.!?\n]*(?:기각|무산|반려|철회|부결|거절))"
    r"|(?:교체|대체|변경|전환)(?:을|를|도)?\s?(?:검토|고려|고민|논의|타진|저울질)(?:\s?중|하고\s있|\s?예정|\s?대상)"
    r"|(?:바꾸|교체하|대체하|변경하|전환하|갈아타)는\s?(?:안|방안|방향|쪽|것|걸|방법|문제)(?:을|도|으로|이|은)?\s?(?:검토|고려|고민|논의|저울))"
)
"""«레티날을 레티놀로 갈아탈까 말까», «UV램프를 은나노로 바꿀 수도»: whether a thing stays is open."""
_BY_ANOTHER = re.compile(r"[가-힣A-Za-z%％\d)](?:으로|로|이|가)\s$")
"""«잔탄검으로 카보머를 대체한», «잔탄검이 카보머를 대신하는»."""
_NOUGHT = re.compile(
    r"\s?(?:함량|함유량|첨가량?|투입량?|사용량?|배합량?)?(?:은|는|이|가)?\s?(?:0\s?(?:[%％]|퍼센트|프로(?![가-힣]))(?!\s?[~～–-]|\s?(?:이상|초과|에서|부터|보다))|0(?=\s*(?:$|[,!/]|\.(?!\d)|인\s|이(?:고|며|에요|다|\s?[됐된되돼])|입니다|으로)))"
)
_SWAPPED = re.compile(
    r"(?:\s?[·,/&+]\s?[가-힣A-Za-z]{1,12}?|(?:와|과|이?랑|하고)\s[가-힣A-Za-z]{1,12}?){0,3}(?:\s?(?:분말|가루|파우더|추출물|오일|농축액|코팅|캡슐|피막|베이스|성분|원료|쪽|형태|타입))?\s?(?:\d[\d.]*\s?\S*\s?)?(?:으로|로)\s?(?:전부\s|싹\s|확\s|전량\s|모두\s|완전히\s|아예\s|전면\s|통째로\s|다\s|일괄\s|최종\s|결국\s)?(?:바꾸|바꿔|바꿈|바꿨|바꾼|바뀐|바뀌|대체|교체|변경|갈아|치환|전환|갈음|돌[려렸린]|넘어[가간갔]|선회)"
)


_SINCE_WHEN = (
    r"(?:(?:이번|올해|새|다음|신규)\s?(?:처방|버전|제품|리뉴얼|로트|시즌|배합|생산|모델)?"
    r"(?:부터는?|에서는?|에는?|엔)\s)?"
)
_GIVEN = re.compile(
    rf"(?:\s(?:원물|원료|성분|쪽|코팅|캡슐|피막|베이스|추출물|오일|분말))?\s?(?:(?:을|를|도|에서|(?P<self>이|가))\s|(?:은|는|을|를|이|가|도)\s(?:[^\s.,]+\s){{0,4}}?[^\s.,]*(?:[{_OPEN_VOWEL}세]서|때문에|탓에|니까|[가-힣]{{1,3}}[려져워와해돼여쳐켜]|[맞많낮높남작짧얇늦없있싫][아어]|[가-힣](?:이|적이)라|나빠|비싸|까다로워|(?:이슈|문제|우려)로)(?P<why>\s))"
    rf"{_SINCE_WHEN}(?:전부\s|모두\s|전량\s|싹\s|아예\s)?(?:(?:변성|국산|수입|저가|고급|일반|천연|합성|식물성|동물성|비건|유기농|저분자|고분자|동량의|같은\s양의)\s)?"
    r"(?:(?(why)[^\s.,!?]+(?:은|는)\s|(?!)))?"
)
"""«카보머를 », «밀랍이 비건 심사에 걸려서 »: what leads from a thing to the one in its place."""
_ROLE_OR_SHORT = re.compile(r"^.{1,3}$|(?:제|재|성분|원료|물질|용매|소재|베이스)$")
"""«점증제», «오일»: a class that what comes in its place is of as well."""
_TAKEN_ALONE = re.compile(
    r"만\s?(?:썼|쓰|쓴|씁|넣|사용|남[겼긴기]|담|택)"
    r"|\s?(?:하나|단독|한\s가지)(?:로|으로)만?\s?(?:해결|처리|잡|맞[추춰췄]|충분|갔|갑|가[고며]|커버|끝)"
)
"""«과황산암모늄은 알레르기가 심해 과황산칼륨만 썼습니다»."""
_TOPIC_ALONE = re.compile(rf"(?:은|는)\s{_SINCE_WHEN}(?:전부\s|모두\s|전량\s|아예\s|싹\s)?")
"""«스쿠알란은 호호바오일로 바꿨고»; of «뚜껑은 알루미늄으로 바꿨고» the lid is still there."""
_SWAPPED_ITSELF = re.compile(
    r"(?:으로|로)\s(?:전부\s|모두\s)?(?:(?:대체|교체|변경|전환)(?:됐|된|되었|돼)|바뀐|바뀌었|바뀜)"
)
"""«밀가루가 쌀가루로 대체된»."""
_ARROW = re.compile(r"\s?\d?[\d.]*%?\s?(?:→|->|=>|⇒|▶|➡)\s?")
_CHANGE = re.compile(r"[^.!?\n]*(?:변경|교체|대체|전환|리뉴얼|바[꾸꿨꾼꿈뀌뀐]|치환)")
"""«보존제 변경: A → B»; «세척 → 건조» is a sequence."""
_NOT_DONE_BEFORE = re.compile(r"(?<![가-힣])(?:안|못)\s$")
"""«싹 안 틔운», «PBAT는 안 섞고»: a verb that is denied."""
_STEM = re.compile(r"[가-힣]")
"""The 넣 of «탄산을 안 넣은»: a step that is told by the stem of a verb."""
_VERB_FORM = re.compile(
    r"[고는은운른린힌긴킨친단여려서며면]$|(?:튀김|구움|볶음|찜|절임|말림|삶음|데침|익힘|끓임|섞음|굳힘|식힘|얼림|녹임)$"
)


def _is_undone_verb(text: str, mention: Mention) -> bool:
    """Whether a step is told by a verb that is denied; the 안 of «냉장고 안 사진» is none."""
    verb = _VERB_FORM.search(mention.text) or _STEP_VERB.match(text, mention.end)
    verb = verb or _STEM.fullmatch(mention.text)
    denied = mention.kind == "step" and verb and _NOT_DONE_BEFORE.search(text, 0, mention.start)
    return bool(denied)


_ZERO_OF_ANOTHER = re.compile(r"[가-힣](?<![은는이가도을를의])\szero\s$", re.IGNORECASE)
"""«곡물 ZERO 연어 45%»: what stands before the word is not in."""


_ZERO = re.compile(r"(?<![가-힣])제로\s?$")
"""«제로슈거», «제로 슈가»."""


def _denied_before(text: str, mention: Mention) -> bool:
    """«무파라벤», «비가열», «without paraben»; W/O before a Korean word is the emulsion."""
    undone = _UNDONE_STEP.search(text, max(0, mention.start - 3), mention.start)
    if undone and mention.kind == "step" and mention.text != "분쇄":  # 미분쇄: ground finely
        return True
    if _is_undone_verb(text, mention):
        return True
    sugar = mention.concept is not None and mention.concept.id == "sucrose"
    if sugar and _ZERO.search(text, 0, mention.start):
        return True
    if mention.text.startswith(_CAFFEINE[1:]) and text[: mention.start].endswith(_CAFFEINE[:1]):
        return True
    near = 18 if mention.kind == "category" else 30
    match = _BEFORE.search(text[max(0, mention.start - near) : mention.start])
    if match and mention.kind == "category" and _NO_KIND.search(match[0]):
        return False  # «no wax stick»
    if match and _ZERO_OF_ANOTHER.search(text, 0, mention.start):
        return False
    if (
        match
        and mention.kind == "category"
        and _OF_WHAT_STANDS_BEFORE.search(text, 0, mention.start)
    ):
        return False  # «설페이트 zero 샴푸»
    return match is not None and (mention.text.isascii() or not _BEFORE_LATIN.search(match[0]))


_NO_KIND = re.compile(
    r"[a-z]\s(?!any|added|artificial|additional|further|separate)[a-z-]+\s$", re.IGNORECASE
)
"""«no wax » before a product: what the product does without."""
_BEFORE_LATIN = re.compile(r"w/o|[무無]\s$")
"""What denies but a Latin word: «w/o oil» for «W/O 크림», «무 SLS» for «무 추출물»."""
_OF_WHAT_STANDS_BEFORE = re.compile(r"[가-힣A-Za-z]\s?(?:zero|free|프리|제로)\s$", re.IGNORECASE)


def _near(
    text: str, mentions: Sequence[Mention], index: int, bounds: Sequence[tuple[int, int]]
) -> str:
    """Return the words after a mention that can be about it: up to the next name or sentence."""
    mention = mentions[index]
    stop = next(b for a, b in bounds if a <= mention.start < b)
    following = [
        m.start
        for m in mentions[index + 1 :]
        if mention.end <= m.start < stop
        and not (m.kind == "step" and _STEP_VERB.match(text[m.end :]))
        and not (m.kind == "step" and mention.kind != "step" and _IN_STEP.match(text, m.end))
        and not (m.kind in ("step", "category") and _FILLER.fullmatch(m.text))
        and not _is_undone_verb(text, m)
        and not (m.kind == "property" and mention.kind == "substance")
        and not _UNDONE_NOUN.match(text, m.start - 1)
        and not UNDECIDED.match(text, m.start)
        and not (m.kind == "category" and _PLACED.match(text, m.end))
        and not _REASON.match(text, m.end)
        and not _WHICHEVER.match(text, m.end)
        and not _ITS_KIND.fullmatch(text, mention.end, m.start)
        and not _is_its_head(text, mention, m)
    ]
    end = min([*following, stop])
    if end < stop and text[end - 1] in "무無":
        end -= 1  # «PC/ABS 무할로겐»: the prefix of the next name
    marks = _NEXT_STAGE if mention.kind == "step" else _NEXT_ITEM
    stage = marks.search(text, mention.end, end)
    if stage:
        end = stage.start()
    return text[mention.end : end]


_NEXT_ITEM = re.compile(r"\s\([2-9]\)\s")
_NEXT_STAGE = re.compile(
    r"\s?(?:→|->|=>|⇒|▶|➡)\s?(?!(?:생략|스킵|제외|삭제|없|안\s|미\s?[실시진적]|불필요|[xX✕]))"
    rf"|{_NEXT_ITEM.pattern}"
)
"""«얼굴 촬영 → 정반사 제거», «정련 (2) PFAS 미함유 …»: what is said behind it is of the next stage."""


def _is_its_head(text: str, one: Mention, other: Mention) -> bool:
    """«홍조류 원료는», «유기자차 필터는»: the next name only says what the first is."""
    gap = text[one.end : other.start]
    return (
        gap in ("", " ")
        and one.kind in ("substance", "emulsion")
        and bool(_HEAD_NOUN.fullmatch(other.text))
    )


_HEAD_NOUN = re.compile(
    r"분말|가루|파우더|원료|성분|필터|색소|소재|물질|농축액|첨가물|보존제|방부제|감미료|계면활성제"
    r"|공정|공법|기술"
)
_ITS_KIND = re.compile(r"\s?(?:같은|등의|따위의|류의)\s")
"""«리포좀 같은 캡슐 기술은 없음»: the next name is but the kind of the first."""
_IN_STEP = re.compile(r"\s?(?:공정|과정|단계)?에서?(?:는|도)?\s")
"""«에탄올은 추출에 안 씁니다»: a step that only says what for."""
_PLACED = re.compile(r"\s?(?:말고\s|에(?:는|만|도)?\s|엔\s)")
"""«히알루론산은 파우치 말고 본품에»: a form that only says where something goes."""
_UNDONE_NOUN = re.compile(rf"(?<![가-힣])(?=[미비무불])(?:{_NOUN_BOUND})")
"""«불검출», «미접종»: the noun of a denial that is a name, too."""
_WHICHEVER = re.compile(r"[가-힣]{0,3}이?든(?:지|가)?\s")
"""«추출물이든 단일물질이든 뺐고»: a name that only says which ones."""
_REASON = re.compile(
    r"\s?(?:이슈|문제|우려|걱정|부담|논란|민원|클레임|불만|리스크|수급|가격|단가|원가|냄새|자극|변색|품절)?\s?(?:때문|땜|탓에|이슈로|문제로|우려로|으로\s인해|한테|에게|이라(?:서)?\s|라서\s)"
)
"""«색소 이슈 때문에»: a name that only says why."""


_AS_MATTER = re.compile(
    r"\s?(?:성분|원료|베이스)(?:은|는|이|가|도|을|를)?(?P<none>\s?:?\s?0(?:\s?(?:%|퍼센트|프로))?(?![\d.]))?(?:[가이은는인로]|으로)?(?=[\s,.]|$)"
)
"""«비누 성분은 », «비누 베이스 0%»: the name of a product is that of an ingredient."""


def _negation(mention: Mention, words: str) -> re.Match[str] | None:
    doing = mention.kind in ("step", "structure", "property", "other")
    return (_NEGATION_OF_DOING if doing else _NEGATION).search(words)


def _is_negated(mention: Mention, near: str) -> bool:
    clause = _CLAUSE.search(near)
    while clause:
        head = near[: clause.end()]
        says = re.search(r"[가-힣A-Za-z]", _stripped(head)) and not _FOR_WHAT_IT_IS.fullmatch(head)
        if _negation(mention, head) or says:
            near = head
            break
        clause = _CLAUSE.search(near, clause.end())
    if NO_VALUE.search(near):
        return False
    doing = mention.kind in ("step", "structure", "property", "other")
    if mention.kind == "step" and (_PROCESS_LEFT_OUT.match(near) or _NOT_THAT.match(near)):
        return True
    pattern = _NEGATION_OF_DOING if doing else _NEGATION
    open_words = UNDECIDED.search(near)
    if mention.concept is None and not open_words and _NOT_DONE_TO.match(near):
        return True
    return any(
        not (open_words and not match["noun"])
        and not (doing and _SO_THAT.match(near, match.end()))
        and not _behaves_so(mention, near, match)
        and not (mention.kind == "step" and _REMOVES.match(mention.text[-1:] + near[: match.end()]))
        and not (mention.kind == "structure" and _TAKEN_OUT.match(near, match.start()))
        and not (match.start() == 0 and match.group() == "리스" and mention.text.endswith("에어"))
        and not (doing and match.start() == 0 and match.group() == "제로")  # 세안제로, 유화제로
        and _denies(mention, near[: match.start()], match)
        for match in pattern.finditer(near)
    )


_FOR_WHAT_IT_IS = re.compile(
    r"(?:은|는)\s(?:[가-힣]{1,6}\s)?[가-힣]*(?:강|약|심|과|독|험|안정|불편|애매|민감|유발|부족|불쾌|복잡|비슷|모호|불리|불명확|불확실|번거로워|가능|지저분|답답|텁텁|탁|중복|끈적|곤란|저조|무리|뻑뻑|빡빡|뻣뻣|찐득|끈끈|미끈|푸석|느끼|비릿|시큼|쿰쿰|딱딱|물컹|질척|까끌|까칠|칙칙|시끌|민망|과다|과도|빈약|허술|엉성|피곤)해서\s"
)
"""«비타민C는 불안정해서 안 쓰고»: why a thing is not taken."""


def _behaves_so(mention: Mention, near: str, match: re.Match[str]) -> bool:
    """«모터가 뜨거워지지 않는», «숙성은 길지 않아요»: what a part or a step does not do or is not."""
    verb = _LAST_VERB.search(near, 0, match.start()) if match.group()[0] in "지진질" else None
    if verb is None:
        return False
    if mention.kind == "step":
        return _DEGREE.fullmatch(verb.group()) is not None
    return (
        mention.kind == "structure"
        and _OWN_PARTICLE.match(near) is not None
        and _PUTS_THERE.search(verb.group()) is None
    )


_LAST_VERB = re.compile(r"[가-힣]+$")
_OWN_PARTICLE = re.compile(r"(?:은|는|이|가)\s")
_DEGREE = re.compile(
    r"길|짧|크|작|높|낮|강하|약하|세|빠르|느리|어렵|쉽|까다롭|복잡하|비싸|싸|많|적|걸리|과하|심하"
)
_PUTS_THERE = re.compile(
    rf"(?:{_STEMS}|끼우|끼|깔|씌우|켜|세우|매|걸|꽂|놓|심|신|입|싣|얹|덮|감|박|뚫|파|내|만들|남기|남|보이|따르|주|팔|하|대|묶|꿰매|누비|두르|새기|엮)$"
)
"""Verbs whose denial leaves no part there: 달다, 끼우다, 두다."""
_PROCESS_LEFT_OUT = re.compile(
    rf"[가-힣]{{0,3}}(?:는|기)\s(?:과정|단계|공정|작업|절차|것|건|거|일)(?:\s?자체)?(?:은|는|이|가|도|을|를)?\s?(?:따로\s|전혀\s|별도로\s)?(?:{_NOUN_BOUND}|{_VERBAL})"
)
"""«저어주는 과정 없이», «얼리는 공정 자체가 없음»: a step by its verb."""
_NOT_THAT = re.compile(r"[가-힣]{0,2}[가-힣]\s(?:게|것이|것은|건|거)\s?아니(?!겠|냐|까)")
"""«굳히는 게 아니라»: what is done instead follows."""
_REMOVES = re.compile(
    r"[가-힣]{0,3}?(?:[어아여해서고로]|면서|한\s?(?:후|뒤|다음)에?)\s+[^\s,.].*?(?:제거|삭제|빼|뺐|뺀|뺌|없애|없앤|없앴)$"
)
"""«씻어 흙을 제거», «수세로 이물 제거»: what is taken away by a step is not the step."""
_NOT_DONE_TO = re.compile(
    r"(?:은|는|을|를|도)\s(?:따로\s|별도로\s|전혀\s|아예\s)?(?!많|크|높|세|강하|진하|자극|무겁|끈적|적|작|같|다르|좋|아깝|어렵)"
    r"(?:[가-힣]{1,4}지(?:는|도)?\s?(?:않|못)|(?:안|못)\s(?!좋|크|높|맞|어울)[가-힣])"
)
"""«활동량은 받지 않아요»: nothing is done with it."""
_SO_THAT = re.compile(r"게|도록")
"""«톱니를 파서 헛돌지 않게»: what a thing is there to prevent is not the thing."""

_TAKEN_OUT = re.compile(
    r"빼(?:서|고|내서)\s?(?:물로\s|따로\s|쉽게\s|간편하게\s|바로\s|통째로\s|다시\s)?"
    r"(?:씻|세척|닦|비우|비워|갈아\s?(?:끼|주)|교체|채우|채워|충전|헹|청소|꺼내|끼|꽂|보관|버리|버려)"
    r"|빼서\s?$|뺄\s?수\s?있|빼는\s(?:방식|구조|타입)|뺐다"
)
"""«물통을 빼서 씻을 수 있어요»: a part is taken out, not left out."""


def _denies(mention: Mention, between: str, match: re.Match[str]) -> bool:
    bound = bool(match["noun"])
    if bound and _has_amount(between) and not re.search(r"(?:은|는|을|를|만)\s*$", between):
        named = _NAMES_ANOTHER.match(match.string, match.end())
        alone = not re.search(r"[,;/]|\s[가-힣]", between)
        return match.group() in ("말고", "대신") and named is not None and alone
    if not bound and (_UP_TO.search(between) or _BUT_SO_MUCH.match(match.string, match.end())):
        return False
    return _about(mention, between, bound, bool(_LEAVES_OUT.match(match.group())))


_UP_TO = re.compile(r"\d\s?[^\s\d]{0,5}\s?(?:까지|이상|넘게|초과|씩)(?:는|은|도)?\s*$")
_BUT_SO_MUCH = re.compile(r"\S{0,3}고\s(?:딱\s)?\d[\d.,]*\s?\S{0,4}만")
"""«2%까지 못 쓰고 0.5%만»: not so much, but some."""
_LEAVES_OUT = re.compile(
    r"제외|생략|삭제|배제|포기|접[고었]|[뺐뺀뺌뺍빼]|빠[지진졌집져짐]|미\s?(?:적용|포함|탑재)|없[앴앤애]"
)
"""What is said of a thing that somebody left out, whatever the reason."""
_NAMES_ANOTHER = re.compile(r"\s(?![^\s,.]*\d)")
"""«A 10% 말고 B를»: another thing follows, not another amount."""


def _has_amount(words: str) -> bool:
    return any(q.unit.endswith(("%", "부", "g")) for q in find_quantities(words))


def _stripped(words: str) -> str:
    """Return what a stretch of words says beside amounts, particles and fillers."""
    for q in reversed(find_quantities(words)):
        words = words[: q.start] + " " + words[q.end :]
    words = _BESIDE_THE_POINT.sub(" ", flat(words)).strip(" ,·:-=()]|")
    return re.sub(rf"^{_PARTICLE}(?=\s|$|,)", "", words).strip(" ,")


_BESIDE_THE_POINT = re.compile(
    r"^-\d+|^\s?\d{1,2}-\s*$|\d+\s?(?:종|가지|개)\S{0,2}|\d+\s?대(?=\s)|(?:단\s)?(?:한|1|일)\s?(?:톨|방울|스푼|숟갈|큰술|작은술|줌|꼬집|알|g|그램|퍼센트|프로|%|점|조각|가지|종|개|줄|모금|올|포|번)"
    r"(?:도|조차|마저)?(?=\s|$)|(?:\S+만큼|조금|1)도(?=\s|$)"
    r"|(?:[가-힣A-Za-z]+이?든(?:지|가)?\s){2,}"
    r"|(?:넣을|쓸|담을|달|사용할|추가할|적용할|탑재할|찾아볼|찾을)\s?(?:수|생각|계획|일|필요|이유|마음|의향)(?:이|가|은|는|도)?(?=\s|$)"
    r"|(?:그런|그딴|이런)\s?(?:거|건|것은|것)(?=\s)|(?:같은|등의)\s(?:건|거|것은|것도|거는)(?=\s)|\s?따위(?:는|도)?(?=\s)"
    r"|(?:이번|올해|현)\s?(?:로트|처방|버전|제품|라인업?|시즌|모델|리뉴얼|레시피|배합)(?:에서는|에서|에는|엔|에|부터|부턴)(?=\s|$)"
)
"""«밀가루 한 톨 안 들어간», «눈곱만큼도», «이번 로트부터»: what denies no other thing."""


def _about(mention: Mention, between: str, noun_bound: bool, left_out: bool) -> bool:
    """Whether a negation after ``between`` is the mention's own, not another noun's."""
    topic = bool(_TOPIC.match(flat(between)))
    between = _SUCH_THINGS.sub("", between)
    tokens = _stripped(between).split()
    foreign = [t for t in tokens if not _FILLER.fullmatch(t)]
    if not foreign:
        return True
    if mention.amount is None and _WITH_ANOTHER.fullmatch(flat(between)):
        return True
    causes = [i for i, t in enumerate(foreign) if _CAUSE.search(t)]
    if left_out:
        causes += [i for i, t in enumerate(foreign) if _BECAUSE.search(t)]
    because = bool(causes) and not foreign[max(causes) + 1 :]
    if mention.kind in ("structure", "step", "property", "other"):
        # «칫솔 감지 센서는 원가 땜에 삭제»: parts are told of at length, but a new subject ends it.
        if left_out and because and topic:
            return True
        if _NEW_ITEM.search(between) and not any(_CAUSE.search(t) for t in foreign):
            return False
        if noun_bound:
            return topic and _REASON.search(" ".join(foreign[-2:])) is not None
        return not any(_NEW_TOPIC.search(t) and not _ADJUNCT.search(t) for t in foreign)
    if len(foreign) > 5:
        return False
    if causes:
        return because and (topic or between.startswith(", "))
    return topic and not noun_bound and not any(_NEW_TOPIC.search(t) for t in foreign)


_ADJUNCT = re.compile(r"[가-힣](?:에서|에|까지|부터)(?:는|도)$")
"""«필터는 옵션에서도 뺐고»: where it is left out, not another topic."""
_SUCH_THINGS = re.compile(
    r"^(?:\s?[/·]\s?[가-힣A-Za-z]+)*\s?(?:같은|등의?|따위의?|류의)\s(?:[가-힣A-Za-z]+(?<![은는을를이가])\s){0,2}[가-힣A-Za-z]+?(?:(?:은|는|이|가|을|를|도)|(?<=구조|성분|원료|재료|물질|부품|장치|기능|소재)|(?<=[층막]))(?=\s|$)"
)
"""«센서 같은 전자부품은», «겉층/속층 같은 층 구조»: the class that what is denied is an example of."""


def _open(mention: Mention, near: str) -> tuple[bool, bool]:
    """Return whether the mention itself, and whether its amount, is said to be open."""
    asked = _ASKED.match(near)
    if asked:
        return not asked["amount"], bool(asked["amount"])
    match = UNDECIDED.search(near)
    if mention.kind == "property" or mention.concept is None:
        match = match or NO_VALUE.search(near)
    if match is None or _SETTLED.search(near[: match.start()]) or _USED.match(near):
        return False, False
    between = near[: match.start()]
    brackets = between.count("(") > between.count(")")
    at_all = re.match(r"[^.!?\n]*?말[지까]", near)
    amount = bool(_AMOUNT_WORDS.search(between + match.group())) and not at_all
    amount = amount or _BETWEEN_AMOUNTS.search(between) is not None
    if amount:
        return mention.kind == "property", mention.kind != "property"
    if brackets and re.search(r"[가-힣]", between[between.rindex("(") :]):
        return False, False
    if re.search(r"(?<!\d),(?!\d)", between) and _has_topic(between.rpartition(",")[2]):
        return False, False
    if _OWN_NOUN.search(between):
        return False, False
    clauses = list(_CLAUSE.finditer(between))
    own = _TOPIC_OF.match(between[clauses[-1].end() :]) if clauses else None
    if own and not _FILLER.fullmatch(own["word"]):
        return False, False
    tokens = _stripped(between).split()
    other = [
        t
        for t in tokens
        if (_NEW_TOPIC.search(t) or t in ("나머진", "나머지"))
        and re.search(r"(?:은|는|이|가|나머진|나머지)$", t)
        and not _FILLER.fullmatch(t)
        and not _ASPECT.search(t)
        and not _WHETHER_IT.search(t)
    ]
    return not other and (not _has_amount(between) or bool(_IN_AT_ALL.search(near))), False


_BETWEEN_AMOUNTS = re.compile(r"^\S?\s?\d[\d.]*\s?\S{0,4}\s?\d[\d.]*\s?\S{0,3}?\s?사이에서\s?$")
"""«는 0.3과 0.5 사이에서 »: it is the amount that is tried."""
_ASKED = re.compile(r"\s?(?P<amount>\d[\d.,~-]*\s?[%％가-힣A-Za-z]{0,4}\s?)?\(?\?")
"""«프로폴리스? 로열젤리?», «레티놀 0.1%?»."""


_USED = re.compile(
    r"(?:은|는|이|가|을|를)\s?(?:꼭\s|확실히\s)?(?:쓰|넣|들어가|들어있|사용하|함유하)(?:는데|긴\s?하는데|지만|기로\s?했는데)\s(?:정확히|구체적|종류|어떤|어느|정확한)"
)
"""«갈산 유도체는 쓰는데 어떤 건지는 비밀»: that it is in is settled."""


def _has_topic(words: str) -> bool:
    return bool(re.search(r"[가-힣A-Za-z](?:은|는|이|가)\s", words))


_GLUED_FREE = re.compile(r"(?:프리|제로)(?![가-힣])|[xX×✕](?![가-힣A-Za-z])")
"""«곤충단백 그레인프리»: a denial that is glued to a name is of this name alone."""
_OR_ELSE = re.compile(r"이고\s")
_ENDS = re.compile(
    r"[.!?\n](?:\s|$)|(?:[았었였했썼갔렸왔됐꿨]|들어가|넣|쓰|담|하|되|있)(?:고요?|으?며|지만|는데요?)\s"
)
"""Where a list that began with an amount ends: «A 1%에 B를 붙였고 C, D는 안 써요»."""


_TOLD = frozenset({"step", "structure", "use", "property"})
"""Kinds of which one names another by what it does: «발수 가공은 생략» leaves no 발수."""
_MACHINES = frozenset({"step", "structure", "category"})
"""Kinds of names of what something is made with: «롤밀·압출기 필요없고»."""
_WITHOUT_ONE = re.compile(r"\s?(?:이|가|도)?\s?(?:없는|뺀|빠진|생략한|삭제한)\s[가-힣]")
_IS_NEITHER = re.compile(rf"(?:은|는|이|가|도)?\s?(?:{IS_NOT}|말고|대신)")
_ROLE_TOPIC = re.compile(
    r"(?:성분|원료|베이스|용매|[향색맛]|색소|오일|왁스|필터|껍질|피막|캡슐|외피|내피|코팅|내용물|충전물|소스|양념|육수|반죽|토핑|[가-힣](?<!세)제)(?:은|는|\s?:)\s$"
)
"""«거품 성분은»: the role of which the next name is told."""


def _kin(one: Mention, other: Mention) -> bool:
    """Whether two things are of one class."""
    parents = [set(m.concept.parents) if m.concept else set[str]() for m in (one, other)]
    return bool(parents[0] & parents[1])


_TOLD_OF_ITS_TOPIC = re.compile(r"[가-힣](?:은|는)\s(?:[가-힣]+\s){0,2}$")
"""«열원은 전기 »: what the next name is told of."""
_ITS_OWN_TOPIC = re.compile(rf"\s?(?:{ASPECT})?(?:은|는)\s")
"""« 종류는 »: what follows is told of this name alone."""
_DESCRIBED = re.compile(
    r"(?:^|[\s,+/])(?!및|와|과|그리고)[가-힣A-Za-z]+(?<![은는이가을를에고며한의도로인된나랑])\s$"
)
"""A noun of its own before a thing's name."""
_OF_LIST = re.compile(
    r"^(\s?(?:[·/]|(?:도|이나|나|및|와|과|이?랑)\s))(?:(?<=나\s)[가-힣A-Za-z]{1,8},)?\s?(?:[가-힣A-Za-z]{1,8}(?:[·/]|(?:도|이나|나|와|과|이?랑)\s))?(?:[가-힣A-Za-z]{1,6}(?<![은는을를에고])\s?)?$"
)
"""«과산화수소·은·편백 다 뺌», «덮개판이나 그리퍼 헤드는 미정»: names in a list that nobody knows."""
_AS_A_STEP = re.compile(
    r"^[가-힣]{0,2}?(?:는|기)\s?(?:과정|공정|단계|작업|처리)|^\s(?:과정|공정|단계|작업|처리)"
)
"""«굽는 과정도 튀김도 없는»: a step by its verb, joined with another."""
_GLOSS = re.compile(r"\s?[(\[](?:이하|일명|즉|=)?\s?")
"""«활석(탤크)»: what calls one thing by another name."""
_SWAPS_ONE = re.compile(r"\s?(?:대신|말고)(?![가-힣])")
_SUMMED_UP = re.compile(
    rf"\s[–—-]\s(?:[가-힣]{{1,4}}\s)?|(?:이|가|은|는)\s(?:[^\s.,]+\s){{0,4}}?[^\s.,]*(?:[{_OPEN_VOWEL}]서|때문에|니까)\s(?:[^\s.,]+\s)?"
)
"""«글리콜산, 락틱산 – 흔한 AHA는 없고», «벤잘코늄염화물이 눈에 안 좋대서 보존제 없이»: of a class that is not in."""
_OF_A_KIND = re.compile(r"\s?(?:도|이?나|와|과|및|,|·|/)\s?[가-힣]{1,4}\s?")
"""«항균필터도 정전필터도 없고»: two kinds of one thing."""


def _is_an_item_of_its_own(text: str, one: Mention, other: Mention) -> bool:
    """«점증제 카보머 / 유기 필터 없음», «이눌린+자일리톨, 설탕 노노», «구연산, 설탕X»: not of the denied list.

    A slash with spaces parts items that say more than a name each, a comma parts what another mark
    joins, and a mark that is glued to a name is of this name alone.
    """
    gap = text[one.end : other.start]
    slash = " / " in gap
    if not slash and "," not in gap:
        return False
    if _GLUED_MARK.match(text, other.end):
        return True
    if slash and (_OWN_DENIALS.match(text, other.end) or _LAST_OF_LIST.search(text, 0, one.start)):
        return True
    if slash:
        return bool(_ITEM_EDGE.split(text[: one.start])[-1].strip())
    begin = max(0, one.start - 20)
    first = _FIRST_OF_ALL.search(text, begin, one.start)
    return bool(first or _JOINED_OTHERWISE.search(text, begin, one.start))


_OWN_DENIALS = re.compile(
    r"\s?(?:무\s?첨가|없음|미\s?사용|불포함|미포함|미함유|free|프리)\s?/\s[^/\n.]{1,24}?(?:무\s?첨가|없음|미\s?사용|불포함|미포함|미함유|free|프리)(?=\s*(?:[/.,\n]|$))",
    re.IGNORECASE,
)
"""«A / B 무첨가 / C 무첨가»: each item that is not in says so of itself."""
_LAST_OF_LIST = re.compile(r"(?<!\d),\s$")
"""«A, B / C 무첨가»: the slash parts more than the comma does."""
_ITEM_EDGE = re.compile(r"\s/\s|[\n:.!?]\s?|,\s")
_GLUED_MARK = re.compile(r"[xX×✕✗❌](?=[\s,./)]|$)")
"""«설탕X»: a mark of one name."""
_JOINED_OTHERWISE = re.compile(
    r"[가-힣A-Za-z\d%)]\s?[·+&/]\s?$|\d\s?(?:(?:wt|중량)?%|중량부|부|m?g|ppm)\s$"
)
"""«A·B, C 없음», «A 5% B, C 없음»: before a name of a list that is no list of commas and ends at one."""
_FIRST_OF_ALL = re.compile(
    r"(?:\d\s?번|주|메인|핵심|대표|1순위|첫\s?번째|베이스|기본)\s?(?:원료|성분|소재|재료|원물)?\s$"
)
"""«1번 원료 닭고기분말, 곡물 無»: what comes first is in."""
_ROLE = (
    r"(?:[가-힣]{1,4}(?<!세)(?<!전)제"
    r"|[가-힣]{0,3}(?:용매|색소|향료|원료|안료|왁스|오일|유지|기재|감미료|산미료|추진제|분산매|베이스))"
)
"""What a thing is in a product for: 가소제, 용매, 색소."""
_FILLED_IN = frozenset({"충전", "주입", "봉입", "충진", "치환"})
"""Steps that put in what stands before them."""


def _is_the_product(text: str, one: Mention) -> bool:
    """Whether a name before a comma ends the phrase that tells what the product is: «이불용 쿨 원단, »."""
    made = one.concept is None or one.concept.kind == "material" or bool(_GOODS.search(one.text))
    begin = max(text.rfind(c, 0, one.start) for c in ",.!?\n") + 1
    return made and _SAYS_WHAT.search(text, begin, one.start) is not None


_GOODS = re.compile(
    r"(?:비료|사료|원단|직물|도료|페인트|접착제|세제|비누|화장품|식품|음료|포장재|시트|필름)$"
)
"""«코팅한 완효성 요소비료, 유황은 없음»: goods that are called by a substance's name."""
_BARE_ROLES = re.compile(
    rf"(?:^|[.,!?/\n]\s?){_ROLE}\s[^\s,.]+(?:\s\d[\d.]*\s?%)?,\s{_ROLE}\s$", re.IGNORECASE
)
"""Two items of a list that begin with their roles: «보존제 A, 점증제 B»."""
_SAYS_WHAT = re.compile(
    r"(?:쓴|넣은|든|들어간|사용한|적용한|만든|바른|섞은|뺀|없는|코팅한|배합한|함유한|가공한|짠|뜬)\s[^,.]*$|[가-힣]{2,}용\s(?:[가-힣]+\s){0,2}$"
)
"""«PVC 대신 PP를 쓴 », «침대패드용 »: what leads to the product's own name."""


_OF_ITS_OWN = re.compile(
    r"[가-힣A-Za-z\d](?:을|를|으?로|에서|까지)\s(?:[가-힣]{1,4}(?:이|히|게)\s)?$"
)
_ITEM_NUMBER = re.compile(r"\s(?:\(\d{1,2}\)|\d{1,2}[.)]|[①-⑳])\s?$")
"""The number of an item of a list."""


def _joined(text: str, one: Mention, other: Mention, listed: bool) -> Mention:
    """«A와 B는 안 넣은»: what is said of the last of joined names is said of all without amounts.

    A comma joins no names in a recipe (``listed``): «A 5%, B, C는 안 넣은» has B.
    """
    if _ITEM_NUMBER.search(text, one.end, other.start):
        return one  # «(1) 정련 (2) PFAS 미함유 발수제»
    gap = _OF_LIST.sub(r"\1 ", flat(text[one.end : other.start]))
    steps = one.kind == other.kind == "step"
    first = steps and _DONE_FIRST.fullmatch(text, one.end - 1, other.start)
    if first and _TOPIC.match(text[other.end : other.end + 8]):
        return one  # «20분 찌고 펀칭은 생략», «거르고 살균은 안 해요»
    if first and _OF_ITS_OWN.search(text, max(0, one.start - 12), one.start):
        return one  # «필터로 여과하고 열처리 없이»: the first is a verb with an object of its own
    if steps:
        gap = _AS_A_STEP.sub("", gap)
    if other.negated and one.amount is None and _is_its_head(text, one, other):
        return replace(one, negated=True)
    genus = other.concept is not None and other.concept.kind == "class" and one.kind == other.kind
    if genus and not gap.strip() and other.undecided and one.amount is None and not one.negated:
        return replace(one, undecided=True)  # «4급암모늄 살균제는 넣을지 논의 중»
    glued = _GLUED_FREE.match(text, other.end) and not _kin(one, other)
    if genus and not gap.strip() and other.negated and one.amount is None and not glued:
        return replace(one, negated=True)  # «인진쑥 발효물 뺀»
    filled = one.kind == "substance" and other.kind == "step" and other.text in _FILLED_IN
    if filled and other.negated and one.amount is None and not gap.strip(" )"):
        return replace(one, negated=True)  # «질소 충전 없이»
    of_many = _OR_ELSE.match(text, one.end) and (
        _OR_ELSE.match(text, other.end) or _OR_ELSE.search(text[: one.start])
    )
    if of_many and one.kind == other.kind and other.negated and not gap.replace("이고", "").strip():
        return replace(one, negated=True)  # «A이고 B이고 C는 안 썼고»
    if listed and "," in gap:
        return one
    if other.undecided and NARROWED.search(text, max(0, other.start - 12), other.start):
        # «A랑 무기 충전제 뺀»: only the narrower class is left out, and A as well
        gap = NARROWED.sub("", gap)
        denied = _is_negated(other, flat(text[other.end : other.end + 16]))
        other = replace(other, negated=denied, undecided=other.undecided and not denied)
    glossed = _GLOSS.fullmatch(text[one.end : other.start]) and text[other.end : other.end + 1]
    if glossed in (")", "]") and one.kind == other.kind and one.amount is None:
        negated = one.negated or other.negated  # «no sugar (sucrose)»
        return replace(one, negated=negated, undecided=other.undecided and not negated)
    same = one.concept is not None and one.concept is other.concept
    in_other = other.concept is not None and one.concept and other.concept.id in one.concept.parents
    summed = in_other and one.kind == "substance" and other.negated and one.amount is None
    if summed and _SUMMED_UP.fullmatch(text, one.end, other.start):
        return replace(one, negated=True)
    if not gap.strip() and other.negated and {one.kind, other.kind} <= _TOLD:
        return replace(one, negated=one.negated or not one.undecided)
    beside = _COORDINATION.fullmatch(gap) or (same and _OF_A_KIND.fullmatch(gap))
    machine = {one.kind, other.kind} <= _MACHINES and other.negated and "," not in gap
    if (one.kind != other.kind and not machine and (one.concept is not None or "," in gap)) or (
        not beside
    ):
        return one
    if one.amount is not None and one.amount.low != 0:
        return one
    share = other.amount is not None and is_share(other.amount) and other.amount.low != 0
    if (other.negated or other.undecided) and share:
        return one
    if other.negated and _is_an_item_of_its_own(text, one, other):
        return one
    if " / " in gap and other.undecided and _is_an_item_of_its_own(text, one, other):
        return one  # «부형제는 말토덱스트린 / 향료는 미정»
    role = "," in gap and other.negated and _ROLE_TOPIC.search(text, 0, one.start)
    if role and not _kin(one, other):
        return one  # «거품 성분은 A, 실리콘 무첨가»: A is what the role is filled with
    if "," in gap and other.negated and _BARE_ROLES.search(text, 0, one.start):
        return one  # «가소제 A, 용제 B, 톨루엔 안 씀»: A and B are what the roles are filled with
    own_topic = "," in gap and other.undecided and _ITS_OWN_TOPIC.match(text, other.end)
    if own_topic and _TOLD_OF_ITS_TOPIC.search(text, 0, one.start):
        return one  # «열원은 히터, 팬 종류는 미정»
    if "," in gap and other.negated and _is_the_product(text, one):
        return one  # «PP를 쓴 바닥 시트, 가소제 무첨가»
    described = "," in gap and _DESCRIBED.search(text, 0, one.start)
    if described and (one.kind == "structure" or not other.negated):
        return one  # «나노섬유 필터, 코와이어 뺌»: the wire alone
    if "," in gap and one.kind == "category" and not _IS_NEITHER.match(text, other.end):
        return one  # «펫 드라이어, 체중계 없음»
    if "," in gap and one.kind == "structure" and _WITHOUT_ONE.match(text, other.end):
        return one  # «흡수체, 날개 없는 생리대»
    if "," in gap and text[: one.start].endswith("대신 ") and _SWAPS_ONE.match(text, other.end):
        return one  # «설탕 대신 대체당, 젤라틴 대신 펙틴»: it is what stands in another's place
    if "그리고" in gap and _SWAPS_ONE.match(text, other.end):
        return one  # «A, 그리고 B 대신 C»: B alone is not in
    if text[: one.start].endswith("단독 "):
        return one  # «A 단독 유화제, B 프리»
    own = text[max(0, other.start - 18) : other.start]
    if other.negated and (_BEFORE.search(own) or text.startswith("-free", other.end)):
        return one
    return replace(
        one,
        negated=one.negated or other.negated,
        undecided=one.undecided or (other.undecided and not one.negated),
        amount_undecided=one.amount_undecided or other.amount_undecided,
    )
