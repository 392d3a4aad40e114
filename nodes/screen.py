"""Turn away what is not a product description, and fill in what the user left to the defaults.

Refusing a real product is worse than comparing idle talk: a text is refused only where nothing
in it can be a product. A text with a Hangul word passes unless it reads as conversation and
names nothing; a text in another language passes if it names anything the glossary knows.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Iterable
from datetime import date

from langgraph.runtime import Runtime
from langgraph.types import Overwrite
from typing_extensions import TypedDict

from graph.context import Context
from graph.errors import BiniError, InputError
from graph.schema import Product
from graph.state import MAX_CHARACTERS, MAX_TOP_K, Progress, Request, State

EXAMPLE = "예: 'TBC 2%를 넣은 미백 크림'"

_HANGUL = re.compile(r"[가-힣]")
_LETTER = re.compile(r"[^\W\d_]")
_PRODUCT_WORD = re.compile(
    "제품|상품|제형|신제품|개발|기획|출시|만들|제조|생산|설계|함유|포함|첨가|배합|처방|성분|원료|조성"
    "|구성|구비|장착|탑재|적용한|장치|기기|기구|기계|설비|센서|모듈|시스템|프로그램|방법|공정|소재"
    "|재질|용기|포장|화장품|식품|음료|의약|제제|추출|혼합|코팅"
)
_CHATTER = re.compile(
    r"안녕(하|$|[\s,!~.?])|반가워|반갑습|고마워|고맙습|감사합니다|미안해|죄송합|사랑해|심심해|배고파"
    r"|ㅋㅋ|ㅎㅎ|ㅠㅠ|뭐\s*(해|먹|하)|누구(야|세요|니)|언제(야|니)|몇\s*시"
    r"|(^|\s)(나는|난|내가|저는|제가|우리는)\s.*(었|았|했|갔|봤|왔|였|졌)(다|어|어요|습니다)"
    r"|(알려|가르쳐|추천해|번역해|요약해|설명해|계산해|그려|써|짜|말해|들려|해)\s*(줘|주세요|줄래|달라)"
    r"|(인가요|일까요|할까요|나요|까요|습니까|입니까|니까|어때|어때요|뭐야|뭔가요|무엇인가)\s*[.!…~]*$"
    r"|(까|니|냐|야|요|래|와|해|어|아|줘|데|은|는|때)\s*[?？]+\s*$"
)
"""Greetings, questions, requests and diary sentences: how people talk about something else."""


_FEWEST_DIGITS, _MOST_DIGITS = 9, 14
"""Digits of ``10-2918091`` and of ``KR 10-2018-0012345 B1``."""


class ScreenUpdate(TypedDict):
    """The checked input; the lists of an earlier run on the same thread are emptied."""

    query: str
    request: Request
    verdicts: Overwrite


def screen(state: State, runtime: Runtime[Context]) -> ScreenUpdate:
    """Check the text and the arguments of a run.

    Raises:
        InputError: the text or an argument cannot be used; the message says how to mend it.
        BiniError: the graph was called without its context.
    """
    started_at = time.time()
    context = runtime.context
    if not isinstance(context, Context):
        raise BiniError(
            f"the graph was given {context!r} as its context; "
            "call it with context=wiring.make_context()"
        )
    text = check_text(state.get("query"))
    check_subject(text, context.reader.read_product(text))
    request = Request(
        patents=tuple(dict.fromkeys(map(check_number, as_list(state.get("patents"))))),
        top_k=check_top_k(state.get("top_k"), context.top_k),
        as_of=check_day(state.get("as_of")) or context.as_of or date.today(),
        started_at=started_at,
    )
    runtime.stream_writer(Progress(stage="screen", done=1, total=1))
    return {"query": text, "request": request, "verdicts": Overwrite([])}


def check_text(query: object) -> str:
    """Return the text without outer blanks, in NFC (as Hangul is written in the glossary).

    Raises:
        InputError: it is no text, is empty, too long, or holds no letter.
    """
    if not isinstance(query, str) or not query.strip():
        raise InputError(f"제품 설명이 비어 있습니다. 제품을 한 줄 이상 적어 주세요. {EXAMPLE}")
    text = unicodedata.normalize("NFC", query.strip())
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            f"제품 설명이 너무 깁니다({len(text):,}자). {MAX_CHARACTERS:,}자 이내로 줄여 주세요."
        )
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise InputError("제품 설명에 읽을 수 없는 글자가 있습니다. UTF-8 글자로 적어 주세요.")
    if not _LETTER.search(text) or re.fullmatch(r"[\Wㄱ-ㅣ\d_]+", text):
        raise InputError(f"제품 설명에서 낱말을 찾지 못했습니다. 글로 적어 주세요. {EXAMPLE}")
    return text


def check_subject(text: str, product: Product) -> None:
    """Raise InputError where nothing in ``text`` can be a product."""
    if any(e.concept is not None or e.kind not in ("amount", "other") for e in product.elements):
        return
    if not _HANGUL.search(text):
        raise InputError(
            "제품 설명에서 아는 성분·제형·구성을 찾지 못했습니다. "
            f"한국어로 제품을 설명해 주세요. {EXAMPLE}"
        )
    if _CHATTER.search(text) and not _PRODUCT_WORD.search(text):
        raise InputError(
            "제품에 관한 설명이 아닌 것 같습니다. "
            f"제품의 성분·제형·구성·용도를 적어 주세요. {EXAMPLE}"
        )


def as_list(patents: object) -> Iterable[object]:
    """Return the named patents one by one; a single number may come without a list."""
    if patents is None or isinstance(patents, str | int):
        return [] if patents in (None, "") else [patents]
    return patents if isinstance(patents, Iterable) else [patents]


def check_number(number: object) -> str:
    """Return a patent number as it was written, without outer blanks.

    What is a registration and what an application shows in the hyphens (``10-2918091``,
    ``10-2018-0012345``): the retriever reads them, and refuses what it cannot.

    Raises:
        InputError: it holds too few or too many digits for either.
    """
    text = unicodedata.normalize("NFKC", str(number)).strip()
    if not _FEWEST_DIGITS <= len(re.findall(r"[0-9]", text)) <= _MOST_DIGITS:
        raise InputError(
            f"특허번호 {str(number)!r}를 읽을 수 없습니다. 등록번호(10-2918091)나 "
            "출원번호(10-2018-0012345)로 적어 주세요."
        )
    return text


def check_top_k(top_k: object, default: int) -> int:
    """Return how many claims to compare; raise InputError outside 1..MAX_TOP_K."""
    if top_k is None:
        return default
    if not isinstance(top_k, int) or isinstance(top_k, bool) or not 1 <= top_k <= MAX_TOP_K:
        raise InputError(f"비교할 청구항 수 {top_k!r}는 1에서 {MAX_TOP_K} 사이의 정수여야 합니다.")
    return top_k


def check_day(day: object) -> date | None:
    """Return the day asked about; a JSON host sends it as text.

    Raises:
        InputError: it is no calendar day.
    """
    if day is None or type(day) is date:
        return day
    try:
        return date.fromisoformat(str(day))
    except ValueError:
        raise InputError(
            f"기준일 {str(day)!r}를 읽을 수 없습니다. 2026-01-31처럼 적어 주세요."
        ) from None
