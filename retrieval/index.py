"""Builds, fills and shows the patent index.

    python -m retrieval.index build [--patents FILE ...] [--no-samples] [--force]
    python -m retrieval.index import FILE ...              JSONL, KIPRIS XML, saved CSV or XLSX lists
    python -m retrieval.index import --word 미백 --ipc A61K8 [--applicant NAME] [--status 등록]
    python -m retrieval.index import --number 10-2918091 ...
    python -m retrieval.index import --complete            claims of patents that came without
    python -m retrieval.index import --resume              searches that were not finished
    python -m retrieval.index import --forget              no longer try to finish them
    python -m retrieval.index status [--json]

Patents go into a store first (``retrieval.store``), then into the index (``retrieval.collection``).
``build`` replaces the patents it gave before; what was imported stays. Each command may be stopped,
or killed, at any moment and be given again. KIPRIS needs ``BINI_KIPRIS_KEY``; ``--index`` and
``--embedder`` default to ``BINI_INDEX_DIR`` and ``BINI_EMBEDDER`` (``.env.example``).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from evidence.patents import read_patents, sample_files
from graph.errors import BiniError, InputError, ServiceError
from graph.schema import LegalStatus
from retrieval.collection import (
    SCHEMA_VERSION,
    IndexInfo,
    build_index,
    current_index,
    named_errors,
    open_beside,
    open_client,
    refuse_other_embedder,
    require_index,
)
from retrieval.commands import Parser, run
from retrieval.embedder import SHIPPED, Embedder, load_embedder
from retrieval.importers import import_parts, import_patents
from retrieval.kipris import Account, KiprisClient, KiprisImport, KiprisQuery, read_key
from retrieval.parts import PatentPart
from retrieval.progress import say, shown_progress
from retrieval.store import FILE, PatentStore, open_store

if TYPE_CHECKING:
    from graph.settings import Settings

__all__ = [
    "FOLDER",
    "SCHEMA_VERSION",
    "IndexInfo",
    "build_index",
    "current_index",
    "main",
    "open_client",
    "refuse_other_embedder",
    "require_index",
]

FOLDER = Path(__file__).resolve().parent.parent / ".index"
"""Where the index lies unless a setting or ``--index`` says otherwise."""

_SHOWN = 5
"""How many numbers or faults a message names before it only counts them."""


@dataclass(frozen=True)
class IndexStatus:
    """What an index folder holds."""

    folder: str
    index: str
    embedder: str
    patents: int
    """Patents with a claim in the index."""
    claims: int
    """Independent claims."""
    samples: int
    """Patents written for this project, which are not real."""
    states: dict[str, int]
    filed_on: tuple[str, str] | None
    """First and last filing date."""
    built_at: str
    stored: int
    """Patents in the store."""
    sources: dict[str, int]
    without_claims: int
    """Patents in the store whose claims are not known."""
    unfinished: tuple[str, ...]
    """Searches of KIPRIS that can be resumed."""
    outdated: bool
    """Whether the store was changed after the index was made."""
    bytes: int


def status(folder: Path, server: str | None = None) -> IndexStatus:
    """Return what the index holds.

    Raises:
        PatentIndexError: the index is missing or incomplete, or no Chroma server answers.
    """
    require_index(folder, server)
    client = open_client(folder, server)
    try:
        with named_errors(server):
            info, _ = current_index(client, folder)
    finally:
        client.close()
    *_, patents, _ = open_beside(folder / info.lexical)
    stored = [patent.claims for patent in patents]
    states = Counter(claims[0].status for claims in stored)
    filed = sorted(claims[0].filed_on for claims in stored if claims[0].filed_on)
    with open_store(folder) as store:
        return IndexStatus(
            folder=str(folder),
            index=info.name,
            embedder=info.embedder_id,
            patents=len(stored),
            claims=sum(map(len, stored)),
            samples=sum(claims[0].sample for claims in stored),
            states=dict(sorted(states.items(), key=lambda entry: (-entry[1], entry[0]))),
            filed_on=(filed[0].isoformat(), filed[-1].isoformat()) if filed else None,
            built_at=info.built_at,
            stored=store.states().total(),
            sources=dict(store.sources()),
            without_claims=len(store.without_claims()),
            unfinished=tuple(job.query for job in store.unfinished()),
            outdated=info.store_version not in (0, store.version),
            bytes=sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
        )


def _lines(told: IndexStatus) -> list[str]:
    states = ", ".join(f"{state} {count}" for state, count in told.states.items())
    sources = ", ".join(f"{name} {count}" for name, count in sorted(told.sources.items()))
    lines = [
        f"폴더: {told.folder}",
        f"색인: {told.index}",
        f"임베더: {told.embedder}",
        f"특허: {told.patents} (지어낸 표본 {told.samples})",
        f"독립항: {told.claims}",
        f"상태: {states}",
        f"출원일: {' ~ '.join(told.filed_on) if told.filed_on else '-'}",
        f"만든 때: {told.built_at}",
        f"디스크: {told.bytes / 1e6:.1f} MB",
    ]
    if told.stored:
        lines.append(f"저장된 특허: {told.stored} ({sources})")
    if told.without_claims:
        lines.append(f"청구항 없는 특허: {told.without_claims} (채우기: {_IMPORT} --complete)")
    if told.unfinished:
        lines.append(
            f"끝나지 않은 KIPRIS 검색: {len(told.unfinished)} "
            f"(잇기: {_IMPORT} --resume, 잊기: {_IMPORT} --forget)"
        )
    if told.outdated:
        lines.append(f"색인에 아직 들어가지 않은 특허가 있습니다. 넣으십시오: {_IMPORT} --resume")
    return lines


_IMPORT = "python -m retrieval.index import"


def _parser() -> Parser:
    parser = Parser(
        prog="python -m retrieval.index", description="특허 색인을 만들고, 더하고, 살펴봅니다."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="build|import|status")
    build = commands.add_parser("build", help="특허 파일로 색인을 만듭니다")
    build.add_argument(
        "--patents",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="JSONL 특허 파일들 (기본: 함께 배포되는 표본)",
    )
    build.add_argument("--no-samples", action="store_true", help="import로 더한 특허만 넣습니다")
    build.add_argument(
        "--drop-imported", action="store_true", help="import로 더했던 특허를 빼고 만듭니다"
    )
    build.add_argument("--force", action="store_true", help="바뀐 것이 없어도 새로 만듭니다")
    add = commands.add_parser("import", help="파일이나 KIPRIS에서 특허를 더합니다")
    add.add_argument(
        "patents",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="JSONL, KIPRIS 답(XML), KIPRIS에서 저장한 목록(CSV, XLSX), 또는 그런 파일의 폴더",
    )
    kipris = add.add_argument_group("KIPRIS Plus에서 (BINI_KIPRIS_KEY)")
    kipris.add_argument("--word", help="검색어")
    kipris.add_argument("--ipc", help="IPC 분류, 예: A61K8")
    kipris.add_argument("--applicant", help="출원인")
    kipris.add_argument("--status", choices=get_args(LegalStatus), help="법적 상태")
    kipris.add_argument("--number", nargs="+", metavar="NO", help="출원번호나 등록번호")
    kipris.add_argument("--limit", type=int, metavar="N", help="이번에 받을 특허의 최대 수")
    kipris.add_argument("--complete", action="store_true", help="청구항 없는 특허를 채웁니다")
    kipris.add_argument("--resume", action="store_true", help="끝나지 않은 검색을 잇습니다")
    kipris.add_argument("--forget", action="store_true", help="끝나지 않은 검색을 잊습니다")
    show = commands.add_parser("status", help="색인에 무엇이 있는지 봅니다")
    show.add_argument("--json", action="store_true", help="표준 출력에 JSON만 씁니다")
    for command in (build, add, show):
        command.add_argument(
            "--index", type=Path, metavar="DIR", help="색인 폴더 (기본: BINI_INDEX_DIR, .index)"
        )
    for command in (build, add):
        command.add_argument(
            "--embedder",
            metavar="NAME",
            help="sentence-transformers 모델의 폴더나 이름 (기본: BINI_EMBEDDER, 배포되는 모델)",
        )
    return parser


def _run(arguments: argparse.Namespace) -> None:
    from graph.settings import load_settings

    settings = load_settings()
    folder: Path = arguments.index or settings.index_dir
    if arguments.command == "status":
        told = status(folder, settings.chroma_url)
        if arguments.json:
            print(json.dumps(asdict(told), ensure_ascii=False, indent=2))
        else:
            print("\n".join(_lines(told)))
    elif arguments.command == "build":
        _build(arguments, folder, settings)
    else:
        _import(arguments, folder, settings)


def _build(arguments: argparse.Namespace, folder: Path, settings: Settings) -> None:
    if arguments.no_samples and arguments.patents:
        raise InputError("--no-samples와 --patents는 함께 쓸 수 없습니다. 하나만 주십시오.")
    if arguments.patents:
        patents = list(import_patents(arguments.patents))
    else:
        patents = [] if arguments.no_samples else list(read_patents(sample_files()))
    if not patents and not (folder / FILE).is_file():
        raise _nothing_to_index()
    embedder = _embedder(arguments, settings)
    with open_store(folder) as store:
        with store.transaction():
            if arguments.drop_imported:
                store.drop_imported()
            store.replace_base(patents)
            if not store.has_claims():
                raise _nothing_to_index()
        _index(folder, store, embedder, settings, force=arguments.force)


def _nothing_to_index() -> InputError:
    return InputError(
        "색인할 청구항이 없습니다. 청구항이 있는 특허 파일을 주거나 KIPRIS에서 받으십시오: "
        f"{_IMPORT} --help"
    )


def _import(arguments: argparse.Namespace, folder: Path, settings: Settings) -> None:
    query = _query(arguments)
    asks_kipris = query is not None or arguments.complete
    if arguments.forget and (asks_kipris or arguments.resume):
        raise InputError("--forget는 파일과만 함께 쓸 수 있습니다.")
    if not (asks_kipris or arguments.resume or arguments.forget or arguments.patents):
        raise InputError(f"더할 파일이나 KIPRIS 검색 조건을 주십시오: {_IMPORT} --help")
    if arguments.limit is not None and arguments.limit < 1:
        raise InputError(f"--limit {arguments.limit}은(는) 1보다 작습니다.")
    account = _account(settings) if asks_kipris else None
    # Read whole before anything is made, so that a bad line leaves everything as it was.
    parts = list(import_parts(arguments.patents))
    embedder = _embedder(arguments, settings)
    stopped: BiniError | None = None
    with open_store(folder) as store:
        with store.transaction():
            if not store.has_base():
                store.replace_base(read_patents(sample_files()))
            changed = _add(store, parts)
            if arguments.forget:
                store.forget_jobs()
        if arguments.patents:
            say(f"파일에서 특허 {changed}건이 새로 들어오거나 바뀌었습니다.")
        queries = [query] if query else []
        if arguments.complete:
            queries.append(KiprisQuery(complete=True))
        if arguments.resume:
            queries += [KiprisQuery.of(job.query) for job in store.unfinished()]
        if queries:
            before = store.version
            stopped = _fetch(account or _account(settings), store, queries, arguments.limit)
            if stopped is not None and store.version == before and not changed:
                raise stopped
        _index(folder, store, embedder, settings)
    if stopped is not None:
        raise stopped


def _query(arguments: argparse.Namespace) -> KiprisQuery | None:
    terms = (arguments.word, arguments.ipc, arguments.applicant, arguments.status)
    if not any(term is not None for term in (*terms, arguments.number)):
        return None
    return KiprisQuery.make(*terms, arguments.number or ())


def _account(settings: Settings) -> Account:
    key = read_key(settings.kipris_key.get_secret_value() if settings.kipris_key else "")
    if not key:
        raise InputError(
            "KIPRIS Plus의 키가 없습니다. plus.kipris.or.kr에서 받아 "
            "BINI_KIPRIS_KEY에 넣으십시오(.env.example)."
        )
    return Account(
        key=key,
        url=settings.kipris_url,
        monthly_calls=settings.kipris_monthly_calls,
        calls_per_second=settings.kipris_calls_per_second,
        timeout=settings.kipris_timeout,
    )


def _embedder(arguments: argparse.Namespace, settings: Settings) -> Embedder:
    return load_embedder(arguments.embedder or settings.embedder or SHIPPED)


def _add(store: PatentStore, parts: Sequence[tuple[Path, PatentPart]]) -> int:
    """Put what files say into the store; return how many patents that changed."""
    # Claims may come before the bibliography they belong to.
    ordered = sorted(parts, key=lambda entry: entry[1].title is None)
    changed = set()
    for file, part in ordered:
        try:
            if store.add(part, file.suffix[1:].lower()):
                changed.add(part.key)
        except InputError as error:
            raise InputError(f"{file}: {error}") from error
    return len(changed)


def _fetch(
    account: Account, store: PatentStore, queries: Sequence[KiprisQuery], limit: int | None
) -> BiniError | None:
    """Fetch from KIPRIS; return what stopped it, so that what came is put into the index first."""
    client = KiprisClient(account, store)
    stopped: BiniError | None = None
    with shown_progress() as progress:
        run = KiprisImport(client, store, limit=limit, progress=progress)
        try:
            for query in queries:
                run.run(query)
        except BiniError as error:
            stopped = error
        finally:
            client.close()
    outcome = run.outcome
    say(
        f"KIPRIS에서 특허 {len(outcome.changed)}건이 새로 들어오거나 바뀌었습니다. "
        f"이달 남은 호출: {client.calls_left}회"
    )
    if outcome.left:
        say(f"받지 않은 특허 {outcome.left}건이 남았습니다. 이어 받기: {_IMPORT} --resume")
    if outcome.faults:
        say(f"읽을 수 없어 뺀 것 {len(outcome.faults)}건: {_some(outcome.faults)}")
    if stopped is None and outcome.unanswered:
        stopped = ServiceError(
            f"KIPRIS가 {len(outcome.unanswered)}건에 아무것도 주지 않았습니다"
            f"({_some(outcome.unanswered)}). 특허가 없다는 뜻은 아닙니다: 번호와 키의 이용 신청을 "
            f"확인하고 다시 하십시오: {_IMPORT} --resume"
        )
    return stopped


def _some(texts: Sequence[str]) -> str:
    rest = len(texts) - _SHOWN
    return "; ".join(texts[:_SHOWN]) + (f"; 그 밖에 {rest}건" if rest > 0 else "")


def _index(
    folder: Path, store: PatentStore, embedder: Embedder, settings: Settings, *, force: bool = False
) -> None:
    with shown_progress() as progress:
        info = build_index(
            folder,
            store.patents(),
            embedder,
            force=force,
            store_version=store.version,
            server=settings.chroma_url,
            progress=progress,
        )
    say(f"색인 {info.name}: 특허 {store.states().total()}건, {folder}")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code (``retrieval.commands.run``)."""
    return run(_parser(), _run, argv)


if __name__ == "__main__":
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    sys.exit(main())
