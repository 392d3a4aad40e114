"""Fetches patents from KIPRIS Plus, the Korean office's data service: search, bibliography, claims.

Used by ``python -m retrieval.index import --word 미백 --ipc A61K8``. Every call is counted before
it is made, every answer is stored before the next call: a run that stops for any reason (quota,
network, kill) goes on where it stopped when the same command is given again.

An answer without rows is never taken to mean that there is no such patent: the service answers so
as well when a key may not use an operation. Result codes beyond the documented ones (22, 32: calls
used up) are those seen in public code.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING
from urllib.parse import unquote
from urllib.request import getproxies, proxy_bypass

from graph.errors import InputError, ServiceError
from graph.schema import LegalStatus
from retrieval.answers import NOTHING_FOUND, OK, Answer, MalformedAnswerError, read_answer
from retrieval.numbers import PatentNumber, read_number, written
from retrieval.parts import PatentPart, refuse_no_ipc
from retrieval.progress import Progress, no_progress
from retrieval.store import PatentStore

if TYPE_CHECKING:
    import httpx

ROWS = 500
"""Patents a page; the most the service gives, so that a search costs few calls."""

_SERVICE = "patUtiModInfoSearchSevice"
_STATUS_CODES: dict[LegalStatus, str] = {
    "공개": "A",
    "취하": "C",
    "소멸": "F",
    "포기": "G",
    "무효": "I",
    "거절": "J",
    "등록": "R",
}
_WRONG_KEY = {
    "30": "등록되지 않은 키이거나 이 기능을 신청하지 않은 키입니다",
    "31": "사용 기한이 지난 키입니다",
}
_WRONG_PARAMETER = {"10", "11"}
_QUOTA = {"22", "32"}
_ENDED: frozenset[LegalStatus] = frozenset({"소멸", "포기", "무효"})
_KST = timezone(timedelta(hours=9))


class QuotaError(ServiceError):
    """No call is left this month."""


class KeyRefusedError(InputError):
    """The key is wrong, or may not use the operation."""


class _PassingError(ServiceError):
    """A fault that may be gone at the next try."""


@dataclass(frozen=True)
class KiprisQuery:
    """What to fetch: named patents, or what a search finds; all terms must hold."""

    word: str = ""
    ipc: str = ""
    applicant: str = ""
    status: LegalStatus | None = None
    numbers: tuple[str, ...] = ()
    """Application or registration numbers; the other terms are not used with them."""
    complete: bool = False
    """Fetch the stored patents whose claims are not known."""

    @classmethod
    def make(
        cls,
        word: str | None,
        ipc: str | None,
        applicant: str | None,
        status: LegalStatus | None,
        numbers: Iterable[str],
    ) -> KiprisQuery:
        """Return the query of what somebody typed.

        Raises:
            InputError: nothing to search for, or a number or a symbol that cannot be read.
        """
        word, ipc, applicant = (" ".join((text or "").split()) for text in (word, ipc, applicant))
        if ipc:
            refuse_no_ipc(ipc)
        named = tuple(dict.fromkeys(numbers))
        for number in named:
            read_number(number)
        if not (word or ipc or applicant or named):
            raise InputError("--word, --ipc, --applicant, --number 가운데 하나는 주십시오.")
        if (word or ipc or applicant or status) and named:
            raise InputError("--number는 다른 검색 조건과 함께 쓸 수 없습니다. 따로 하십시오.")
        return cls(word, ipc, applicant, status, named)

    @property
    def id(self) -> str:
        """The query as JSON: the same query, the same job."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def of(cls, query_id: str) -> KiprisQuery:
        """Return the query of an id."""
        fields = json.loads(query_id)
        return cls(**fields | {"numbers": tuple(fields["numbers"])})

    def parameters(self) -> dict[str, str]:
        """Return the parameters of ``getAdvancedSearch``."""
        given = {
            "word": self.word,
            "ipcNumber": self.ipc,
            "applicant": self.applicant,
            "lastvalue": _STATUS_CODES[self.status] if self.status else "",
        }
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True)
class Account:
    """Who calls, where, and how much is allowed."""

    key: str = field(repr=False)
    url: str = "https://plus.kipris.or.kr"
    monthly_calls: int = 1000
    """The free tier's."""
    calls_per_second: float = 5
    timeout: float = 30
    """Seconds for one answer."""
    tries: int = 4
    first_wait: float = 0.5
    """Seconds before the second try; doubles with each one after."""

    @property
    def id(self) -> str:
        """Names the key in the ledger without giving it away."""
        return hashlib.sha256(self.key.encode()).hexdigest()[:12]


class KiprisClient:
    """Calls the operations; one answer a method. Close it after use."""

    def __init__(self, account: Account, store: PatentStore) -> None:
        import httpx

        self._account = account
        self._store = store
        self._http = httpx.Client(
            base_url=account.url, timeout=account.timeout, transport=_keyed_transport(account)
        )
        self._not_before = 0.0

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    @property
    def calls_left(self) -> int:
        """Calls that are left this month."""
        used = self._store.calls(self._account.id, this_month())
        return max(0, self._account.monthly_calls - used)

    def search(self, parameters: dict[str, str], page: int) -> Answer:
        """Return one page of a search, ``ROWS`` patents at most, without their claims."""
        return self._call(
            f"/kipo-api/kipi/{_SERVICE}/getAdvancedSearch",
            "ServiceKey",
            parameters
            | {"patent": "true", "utility": "false", "pageNo": str(page), "numOfRows": str(ROWS)},
        )

    def bibliography(self, number: str) -> Answer:
        """Return the patent of an application number, with its claims."""
        return self._call(
            f"/kipo-api/kipi/{_SERVICE}/getBibliographyDetailInfoSearch",
            "ServiceKey",
            {"applicationNumber": number},
        )

    def claims(self, number: str) -> Answer:
        """Return the claims of an application number, alone."""
        path = f"/openapi/rest/{_SERVICE}/patentClaimInfo"
        return self._call(path, "accessKey", {"applicationNumber": number})

    def registration(self, number: str) -> Answer:
        """Return when the right of a registration number ended."""
        path = "/openapi/rest/RegistrationService/registrationInfo"
        return self._call(path, "accessKey", {"registrationNumber": number})

    def _call(self, path: str, key_name: str, parameters: dict[str, str]) -> Answer:
        from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential

        account = self._account
        retrying = Retrying(
            retry=retry_if_exception_type(_PassingError),
            stop=stop_after_attempt(account.tries),
            wait=wait_exponential(multiplier=account.first_wait, max=30),
            reraise=True,
        )
        return retrying(self._once, path, key_name, parameters)

    def _once(self, path: str, key_name: str, parameters: dict[str, str]) -> Answer:
        import httpx

        if not self._store.count_call(self._account.id, this_month(), self._account.monthly_calls):
            raise QuotaError(
                f"이달의 KIPRIS 호출 {self._account.monthly_calls}회를 다 썼습니다. 다음 달에 같은 "
                "명령으로 이어 하거나, 유료 키이면 BINI_KIPRIS_MONTHLY_CALLS를 늘리십시오."
            )
        time.sleep(max(0.0, self._not_before - time.monotonic()))
        self._not_before = time.monotonic() + 1 / self._account.calls_per_second
        operation = path.rsplit("/", 1)[-1]
        try:
            response = self._http.get(path, params=parameters, extensions={_KEY_NAME: key_name})
        except httpx.TimeoutException:
            raise _PassingError(
                f"KIPRIS가 {self._account.timeout:g}초 안에 답하지 않았습니다({operation})."
            ) from None
        except httpx.HTTPError as error:
            raise _PassingError(
                f"KIPRIS에 연결할 수 없습니다({operation}, {type(error).__name__}). "
                "네트워크와 BINI_KIPRIS_URL을 확인하십시오."
            ) from None
        _refuse_http_error(response, operation)
        try:
            answer = read_answer(response.content)
        except MalformedAnswerError as error:
            raise _PassingError(f"KIPRIS의 답을 읽을 수 없습니다({operation}): {error}.") from error
        # A gateway may say back what it was asked.
        answer = replace(answer, message=answer.message.replace(self._account.key, "(키)"))
        _refuse_error(answer, operation)
        return answer


def read_key(text: str) -> str:
    """Return the key as the service takes it: without blanks, and not written for an address."""
    key = "".join(text.split())
    # Keys are base64: a percent sign is one that was copied out of an address.
    return unquote(key) if "%" in key else key


_KEY_NAME = "bini_key_name"
"""Where a request carries the name under which its operation takes the key."""


def _keyed_transport(account: Account) -> httpx.HTTPTransport:
    """Return what puts the key into a request below the client.

    So neither the client's log nor its errors, which quote addresses, can tell the key.
    """
    import httpx

    class Keyed(httpx.HTTPTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            name = request.extensions[_KEY_NAME]
            keyed = httpx.Request(
                request.method,
                request.url.copy_add_param(name, account.key),
                headers=request.headers,
                stream=request.stream,
                extensions=request.extensions,
            )
            return super().handle_request(keyed)

    url = httpx.URL(account.url)
    # A client with its own transport does not look for the proxies of the environment.
    proxy = None if proxy_bypass(url.host) else getproxies().get(url.scheme)
    return Keyed(proxy=proxy)


def _refuse_http_error(response: httpx.Response, operation: str) -> None:
    status = response.status_code
    if status >= 500 or status in (408, 429):
        raise _PassingError(f"KIPRIS가 HTTP {status}로 답했습니다({operation}).")
    if status in (401, 403):
        raise KeyRefusedError(
            f"KIPRIS가 키를 거절했습니다({operation}, HTTP {status}). {_KEY_HINT}"
        )
    if status != 200:
        raise ServiceError(
            f"KIPRIS가 HTTP {status}로 답했습니다({operation}). BINI_KIPRIS_URL을 확인하십시오."
        )


_KEY_HINT = "BINI_KIPRIS_KEY와 plus.kipris.or.kr의 이용 신청을 확인하십시오."


def _refuse_error(answer: Answer, operation: str) -> None:
    code, where = answer.code, f"({operation}, 코드 {answer.code} {answer.message})"
    if code in (OK, NOTHING_FOUND):
        return
    if code in _WRONG_KEY:
        raise KeyRefusedError(f"KIPRIS: {_WRONG_KEY[code]}{where}. {_KEY_HINT}")
    if code in _QUOTA or re.search("LIMIT|초과", answer.message):
        raise QuotaError(f"KIPRIS: 호출 한도를 다 썼습니다{where}. 한도가 다시 차면 이어 하십시오.")
    if code in _WRONG_PARAMETER:
        raise InputError(f"KIPRIS: 검색 조건이 잘못되었습니다{where}. 조건을 고치십시오.")
    raise ServiceError(f"KIPRIS가 오류로 답했습니다{where}. 잠시 뒤에 다시 하십시오.")


def this_month() -> str:
    """Return the month by which calls are counted, in Korean time: ``2026-01``."""
    return datetime.now(_KST).strftime("%Y-%m")


@dataclass
class Outcome:
    """What a run has done."""

    changed: set[str] = field(default_factory=set)
    """Keys of the patents that are new or have changed."""
    unanswered: list[str] = field(default_factory=list)
    """Numbers for which the service gave nothing; they are asked for again next time."""
    faults: list[str] = field(default_factory=list)
    """What could not be read."""
    left: int = 0
    """Patents left for the next run because of the limit."""


class KiprisImport:
    """One run: goes through a query's pages and fetches the patents that are not known yet."""

    def __init__(
        self,
        client: KiprisClient,
        store: PatentStore,
        *,
        limit: int | None = None,
        progress: Progress = no_progress,
    ) -> None:
        """Prepare a run.

        Args:
            client: Calls the service.
            store: Takes what it answers.
            limit: Patents fetched in this run, at most; None: all.
            progress: Told of every patent fetched.
        """
        self._client = client
        self._store = store
        self._limit = limit
        self._progress = progress
        self._fetched = 0
        self._may_ask_ends = True
        self.outcome = Outcome()

    def run(self, query: KiprisQuery) -> Outcome:
        """Fetch what ``query`` finds, from where the run before stopped.

        Raises:
            KeyRefusedError, InputError: the key or a term is refused.
            QuotaError: no call is left this month.
            ServiceError: the service does not answer, or with no rows at all.
        """
        job = self._store.begin(query.id)
        if job.next_page and query.complete:
            self._want_claims(query)
        elif job.next_page and query.numbers and self._find_numbers(query):
            self._store.turn_page(query.id, 0, len(query.numbers))
        self._fetch_wanted(query)
        job = self._store.begin(query.id)
        while job.next_page and not query.numbers and not self._limit_reached():
            self._read_page(query, job.next_page)
            self._fetch_wanted(query)
            job = self._store.begin(query.id)
        if job.next_page == 0 and not self._store.wanted(query.id):
            self._store.finish(query.id)
        self.outcome.left = len(set(self._store.wanted(query.id)) - set(self.outcome.unanswered))
        return self.outcome

    def _limit_reached(self) -> bool:
        return self._limit is not None and self._fetched >= self._limit

    def _want_claims(self, query: KiprisQuery) -> None:
        with self._store.transaction():
            numbers = self._store.without_claims()
            for number in numbers:
                self._store.want(query.id, number)
            self._store.turn_page(query.id, 0, len(numbers))

    def _find_numbers(self, query: KiprisQuery) -> bool:
        """Put the named patents on the list; return whether all of them could be found."""
        for text in query.numbers:
            number = read_number(text)
            application = number.digits
            if number.kind != "application":
                found = self._application_of(number)
                if found is None and number.kind == "registration":
                    self.outcome.unanswered.append(written(number.digits, "registration"))
                    continue
                application = found or application
            self._store.want(query.id, application)
        return not self.outcome.unanswered

    def _application_of(self, number: PatentNumber) -> str | None:
        answer = self._client.search({"registerNumber": number.digits}, 1)
        same = [part for part in answer.parts if part.regit_num == number.digits]
        return same[0].application_number if same else None

    def _read_page(self, query: KiprisQuery, page: int) -> None:
        answer = self._client.search(query.parameters(), page)
        if not answer.parts and not answer.faults:
            if page == 1:
                self._store.finish(query.id)
            raise ServiceError(
                f"KIPRIS가 검색 결과 {page}쪽에 아무것도 주지 않았습니다(코드 {answer.code} "
                f"{answer.message}). 특허가 없다는 뜻은 아닙니다: 검색어와 키의 이용 신청을 확인하십시오."
            )
        self.outcome.faults += answer.faults
        rows = len(answer.parts) + len(answer.faults)
        is_last = rows < ROWS if answer.total is None else page * ROWS >= answer.total
        if not is_last and rows < ROWS:
            raise ServiceError(
                f"KIPRIS가 검색 결과 {page}쪽을 {rows}건만 주었습니다(전체 {answer.total}건). "
                "같은 명령으로 이어 하십시오."
            )
        with self._store.transaction():
            for part in answer.parts:
                if self._is_news(part):
                    self._store.want(query.id, part.application_number)
                    self._keep(part)
            self._store.turn_page(query.id, 0 if is_last else page + 1, answer.total)

    def _is_news(self, part: PatentPart) -> bool:
        known = self._store.find(part.key, part.regit_num)
        if known is None or not known.claims or known.sample or known.summary:
            return True
        return (known.status, known.regit_num) != (part.status, part.regit_num or known.regit_num)

    def _fetch_wanted(self, query: KiprisQuery) -> None:
        wanted = [n for n in self._store.wanted(query.id) if n not in self.outcome.unanswered]
        for at, number in enumerate(wanted):
            if self._limit_reached():
                return
            self._progress("KIPRIS 특허", at, len(wanted))
            part = self._detail(number)
            self._fetched += 1
            if part is None:
                self.outcome.unanswered.append(number)
                continue
            with self._store.transaction():
                self._keep(part)
                self._store.fetched(query.id, number)
        if wanted:
            self._progress("KIPRIS 특허", len(wanted), len(wanted))

    def _detail(self, number: str) -> PatentPart | None:
        """Return all the service knows of a patent; None where it gives nothing, or no claims."""
        answer = self._client.bibliography(number)
        self.outcome.faults += answer.faults
        part = next((p for p in answer.parts if p.application_number == number), None)
        if part is None:
            return None
        if not part.claims:
            part = part.model_copy(update={"claims": self._client.claims(number).claims})
        if part.regit_num and part.status in _ENDED and self._may_ask_ends:
            try:
                ended_on = self._client.registration(part.regit_num).ended_on
            except KeyRefusedError:
                # A key may use one operation and not another; without this one no day is known.
                self._may_ask_ends = False
            else:
                part = part.model_copy(update={"ended_on": ended_on})
        return part if part.claims else None

    def _keep(self, part: PatentPart) -> None:
        try:
            if self._store.add(part, "kipris"):
                self.outcome.changed.add(part.key)
        except InputError as error:
            self.outcome.faults.append(str(error))
