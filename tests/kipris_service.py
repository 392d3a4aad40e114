"""A KIPRIS Plus on this machine for tests: real HTTP, answers in the shapes of the real ones."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

KEY = "geheim+/=key"

Answer = tuple[int, bytes]
"""HTTP status and body."""


@dataclass
class Listed:
    """One patent as the service keeps it; dates as YYYYMMDD."""

    serial: int
    text: str
    status: str = "등록"
    year: int = 2018
    ended: str = ""
    claims: bool = True

    @property
    def application(self) -> str:
        return f"10{self.year}{self.serial:07}"

    @property
    def registration(self) -> str:
        return f"10{self.serial + 2000000:07}0000" if self.status in ("등록", "소멸") else ""

    @property
    def title(self) -> str:
        return " ".join(self.text.split()[-2:]).rstrip(".")


@dataclass
class KiprisService:
    """What it knows, what it does wrong, and what it was asked."""

    patents: list[Listed]
    faults: list[Callable[[], Answer]] = field(default_factory=list)
    """Played instead of the next answers, one each."""
    operations: dict[str, Callable[[], Answer]] = field(default_factory=dict)
    """Operations that always answer so."""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Operation and parameters of every request."""
    url: str = ""

    def count(self, operation: str) -> int:
        return sum(name == operation for name, _ in self.asked)

    def answer(self, operation: str, asked: dict[str, str]) -> Answer:
        if self.faults:
            return self.faults.pop(0)()
        if operation in self.operations:
            return self.operations[operation]()
        if KEY not in (asked.get("ServiceKey"), asked.get("accessKey")):
            return code("30", "SERVICE_KEY_IS_NOT_REGISTERED_ERROR")
        return getattr(self, f"_{operation}")(asked)

    def _getAdvancedSearch(self, asked: dict[str, str]) -> Answer:  # noqa: N802
        found = [
            patent
            for patent in self.patents
            if asked.get("word", "") in patent.text
            and asked.get("registerNumber", patent.registration) == patent.registration
        ]
        rows, page = int(asked["numOfRows"]), int(asked["pageNo"])
        shown = found[(page - 1) * rows : page * rows]
        if not found:
            return code("20", "NO DATA")
        return answer(f"<items>{''.join(map(listed_item, shown))}</items>", total=len(found))

    def _getBibliographyDetailInfoSearch(self, asked: dict[str, str]) -> Answer:  # noqa: N802
        for patent in self.patents:
            if patent.application == asked["applicationNumber"]:
                return answer(bibliography_item(patent), total=1)
        return code("20", "NO DATA")

    def _patentClaimInfo(self, asked: dict[str, str]) -> Answer:  # noqa: N802
        for patent in self.patents:
            if patent.application == asked["applicationNumber"]:
                return answer(f"<items>{claims_of(patent)}</items>")
        return code("20", "NO DATA")

    def _registrationInfo(self, asked: dict[str, str]) -> Answer:  # noqa: N802
        for patent in self.patents:
            if patent.registration == asked["registrationNumber"]:
                fields = f"<terminationDate>{patent.ended}</terminationDate>"
                return answer(f"<items><registrationInfo>{fields}</registrationInfo></items>")
        return code("20", "NO DATA")


def answer(body: str, total: int | None = None) -> Answer:
    count = f"<count><totalCount>{total}</totalCount></count>" if total is not None else ""
    return 200, (
        '<?xml version="1.0" encoding="UTF-8"?><response><header><successYN>Y</successYN>'
        "<resultCode>00</resultCode><resultMsg>NORMAL SERVICE.</resultMsg></header>"
        f"<body>{body}</body>{count}</response>"
    ).encode()


def code(number: str, message: str) -> Answer:
    """An error: HTTP 200, as the service does it."""
    return 200, (
        "<response><header><successYN>N</successYN>"
        f"<resultCode>{number}</resultCode><resultMsg>{message}</resultMsg></header></response>"
    ).encode()


def http(status: int) -> Callable[[], Answer]:
    return lambda: (status, b"<html>gateway</html>")


def broken() -> Answer:
    return 200, b"<response><header><resultCode>00</resul"


def slow() -> Answer:
    time.sleep(0.6)
    return answer("")


def listed_item(patent: Listed) -> str:
    return (
        f"<item><applicationNumber>{patent.application}</applicationNumber>"
        f"<applicationDate>{patent.year}0312</applicationDate>"
        f"<registerNumber>{patent.registration or ' '}</registerNumber><registerDate> </registerDate>"
        f"<registerStatus>{patent.status}</registerStatus><ipcNumber>A61K 8/37|A61Q 19/02</ipcNumber>"
        f"<inventionTitle>{escape(patent.title)}</inventionTitle><astrtCont>요약</astrtCont></item>"
    )


def claims_of(patent: Listed) -> str:
    if not patent.claims:
        return ""
    texts = (f"1. {patent.text}", "2. 삭제", "3. &lt;P&gt;제1항에 있어서, 좋은 것.&lt;/P&gt;")
    return "".join(f"<claimInfo><claim>{text}</claim></claimInfo>" for text in texts)


def bibliography_item(patent: Listed) -> str:
    number, regit = patent.application, patent.registration
    hyphens = f"{regit[:2]}-{regit[2:9]}-{regit[9:]}" if regit else " "
    return (
        "<item><biblioSummaryInfoArray><biblioSummaryInfo>"
        f"<applicationDate>{patent.year}.03.12</applicationDate>"
        f"<applicationNumber>{number[:2]}-{number[2:6]}-{number[6:]}</applicationNumber>"
        f"<claimCount>7</claimCount><inventionTitle>{escape(patent.title)}</inventionTitle>"
        f"<originalApplicationNumber> </originalApplicationNumber>"
        f"<registerNumber>{hyphens}</registerNumber><registerStatus>{patent.status}</registerStatus>"
        "</biblioSummaryInfo></biblioSummaryInfoArray>"
        "<ipcInfoArray><ipcInfo><ipcNumber>A61K 8/37</ipcNumber></ipcInfo>"
        "<ipcInfo><ipcNumber>A61Q 19/02</ipcNumber></ipcInfo></ipcInfoArray><familyInfoArray/>"
        "<abstractInfoArray><abstractInfo><astrtCont>자세한 요약</astrtCont></abstractInfo>"
        f"</abstractInfoArray><claimInfoArray>{claims_of(patent)}</claimInfoArray></item>"
    )


@contextmanager
def serving(service: KiprisService) -> Iterator[KiprisService]:
    """Let ``service`` answer on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            split = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(split.query).items()}
            operation = split.path.rsplit("/", 1)[-1]
            service.asked.append((operation, asked))
            status, body = service.answer(operation, asked)
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/xml;charset=UTF-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                pass  # the client did not wait

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    service.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
