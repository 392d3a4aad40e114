"""The patent index: a Chroma collection of independent claims and a BM25 index beside it.

    python -m retrieval.index build [--patents FILE ...] [--index DIR] [--embedder NAME]
    python -m retrieval.index import FILE.jsonl ... [--index DIR] [--embedder NAME]
    python -m retrieval.index status [--index DIR]

In the index folder lie ``chroma/`` (the collection), ``lexical-<content>/`` and
``imported.jsonl`` (what ``import`` added; ``build`` takes it in again). A build makes a new
collection, named by its content, and only then drops the one before it: a build that is killed
leaves the old index as it was, and an index that never was complete is refused.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from evidence.patents import read_patents, sample_files
from graph.errors import BiniError, InputError, PatentIndexError
from graph.schema import Claim, Patent
from retrieval.claims import ClaimRow, claim_rows
from retrieval.embedder import SHIPPED, Embedder, load_embedder
from retrieval.importers import import_patents
from retrieval.lexical import TOKENS_VERSION, LexicalIndex

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

FOLDER = Path(__file__).resolve().parent.parent / ".index"
"""Where the index lies unless a setting or ``--index`` says otherwise."""

SCHEMA_VERSION = 1
"""Version of the rows and of the metadata; an index of another version is refused."""

_PREFIX = "claims-"
_BATCH = 256
_BUILD = "python -m retrieval.index build"

Progress = Callable[[str], None]


@dataclass(frozen=True)
class IndexInfo:
    """What a complete index says of itself."""

    name: str
    """Name of the collection: its content's hash."""
    embedder_id: str
    built_at: str
    """Time of the build, UTC, ISO 8601."""

    @property
    def lexical(self) -> str:
        """Name of the lexical index's folder."""
        return self.name.replace(_PREFIX, "lexical-")


def open_client(folder: Path) -> Client:
    """Open Chroma in ``folder`` (made where it is missing), without telemetry.

    Raises:
        PatentIndexError: the files in the folder are not a Chroma database.
    """
    import chromadb
    from chromadb.config import Settings
    from chromadb.errors import ChromaError

    try:
        client = chromadb.PersistentClient(
            path=str(folder / "chroma"), settings=Settings(anonymized_telemetry=False)
        )
        return cast("Client", client)
    except (ChromaError, ValueError, OSError) as error:
        raise PatentIndexError(
            f"특허 색인 {str(folder)!r}을(를) 열 수 없습니다({error}). "
            f"폴더를 지우고 다시 만드십시오: {_BUILD}"
        ) from error


def current_index(client: Client, folder: Path) -> tuple[IndexInfo, Collection]:
    """Return the complete collection of an open client.

    Raises:
        PatentIndexError: there is none, or it has another schema version.
    """
    complete, half = [], 0
    for collection in client.list_collections():
        if not collection.name.startswith(_PREFIX):
            continue
        meta = collection.metadata or {}
        if meta.get("state") == "complete":
            complete.append((str(meta["built_at"]), collection, meta))
        else:
            half += 1
    if not complete:
        what = "끝까지 만들어지지 않았습니다" if half else "비어 있습니다"
        raise PatentIndexError(f"특허 색인 {str(folder)!r}이(가) {what}. 만드십시오: {_BUILD}")
    built_at, collection, meta = max(complete, key=lambda entry: entry[0])
    if (meta["schema_version"], meta["tokens"]) != (SCHEMA_VERSION, TOKENS_VERSION):
        raise PatentIndexError(
            f"특허 색인 {str(folder)!r}은(는) 이 프로그램의 다른 판이 만들었습니다. "
            f"다시 만드십시오: {_BUILD}"
        )
    return IndexInfo(collection.name, str(meta["embedder_id"]), built_at), collection


def require_index(folder: Path) -> None:
    """Refuse a folder in which no index was ever begun, without creating anything in it.

    Raises:
        PatentIndexError: no index there.
    """
    if not (folder / "chroma" / "chroma.sqlite3").is_file():
        raise PatentIndexError(f"특허 색인이 {str(folder)!r}에 없습니다. 만드십시오: {_BUILD}")


def refuse_other_embedder(info: IndexInfo, embedder_id: str, folder: Path) -> None:
    """Refuse an index that another embedder built.

    Raises:
        PatentIndexError: the vectors of index and query could not be compared.
    """
    if info.embedder_id != embedder_id:
        raise PatentIndexError(
            f"특허 색인 {str(folder)!r}은(는) 다른 임베더 {info.embedder_id!r}(으)로 만들어졌고 "
            f"지금 임베더는 {embedder_id!r}입니다. 다시 만드십시오: {_BUILD}"
        )


def build_index(
    folder: Path,
    patents: Iterable[Patent],
    embedder: Embedder,
    *,
    force: bool = False,
    progress: Progress = lambda line: None,
) -> IndexInfo:
    """Make ``folder`` hold exactly the independent claims of ``patents``; return what it is now.

    Vectors of claims that did not change are taken over from the index before, where the embedder
    is the same; nothing at all is done where nothing changed, unless ``force``.

    Raises:
        InputError: there is no claim to index.
        PatentIndexError: another build is at work in the folder.
    """
    rows = claim_rows(patents)
    if not rows:
        raise InputError("색인할 독립항이 없습니다. 특허 파일을 확인하십시오.")
    folder.mkdir(parents=True, exist_ok=True)
    with _lock(folder):
        client = open_client(folder)
        try:
            return _build(client, folder, rows, embedder, force, progress)
        finally:
            client.close()


def _build(
    client: Client,
    folder: Path,
    rows: Sequence[ClaimRow],
    embedder: Embedder,
    force: bool,
    progress: Progress,
) -> IndexInfo:
    name = _PREFIX + _content(rows, embedder.embedder_id)
    try:
        before, old = current_index(client, folder)
    except PatentIndexError:
        old = None
    else:
        if before.name == name and (folder / before.lexical).is_dir() and not force:
            progress(f"바뀐 것이 없습니다: 독립항 {len(rows)}개")
            return before
        # With the same content but --force nothing of the old index is trusted.
        if before.embedder_id != embedder.embedder_id or force:
            old = None
        if before.name == name:
            name = f"{name}-{datetime.now(UTC):%H%M%S%f}"
    for leftover in client.list_collections():
        state = (leftover.metadata or {}).get("state")
        if leftover.name.startswith(_PREFIX) and state != "complete":
            client.delete_collection(leftover.name)
    metadata: dict[str, Any] = {
        "state": "building",
        "embedder_id": embedder.embedder_id,
        "schema_version": SCHEMA_VERSION,
        "tokens": TOKENS_VERSION,
        "built_at": datetime.now(UTC).isoformat(),
    }
    new = client.create_collection(
        name,
        metadata=metadata,
        embedding_function=None,
        configuration={"hnsw": {"space": "cosine"}},
    )
    info = IndexInfo(name, embedder.embedder_id, str(metadata["built_at"]))
    for at in range(0, len(rows), _BATCH):
        batch = rows[at : at + _BATCH]
        _put(new, batch, _vectors(batch, old, embedder))
        progress(f"독립항 {min(at + _BATCH, len(rows))}/{len(rows)}")
    lexical = LexicalIndex.build([row.id for row in rows], [row.text for row in rows])
    lexical.save(folder / info.lexical)
    new.modify(metadata=metadata | {"state": "complete"})
    _drop_all_but(client, folder, info)
    progress(f"색인을 만들었습니다: 독립항 {len(rows)}개, {folder}")
    return info


def _content(rows: Sequence[ClaimRow], embedder_id: str) -> str:
    digest = hashlib.sha256(f"{SCHEMA_VERSION} {TOKENS_VERSION} {embedder_id}".encode())
    for row in rows:
        digest.update(f"{row.id} {row.sha}\n".encode())
    return digest.hexdigest()[:12]


def _vectors(
    batch: Sequence[ClaimRow], old: Collection | None, embedder: Embedder
) -> list[list[float]]:
    known: dict[str, list[float]] = {}
    if old is not None:
        shas = {row.id: row.sha for row in batch}
        found = old.get(ids=list(shas), include=["embeddings", "metadatas"])
        vectors, metadatas = found["embeddings"], found["metadatas"]
        assert vectors is not None
        assert metadatas is not None
        for claim_id, vector, meta in zip(found["ids"], vectors, metadatas, strict=True):
            if meta["sha"] == shas[claim_id]:
                known[claim_id] = [float(x) for x in vector]
    fresh = [row for row in batch if row.id not in known]
    embedded = embedder.documents([row.text for row in fresh])
    known |= {row.id: vector for row, vector in zip(fresh, embedded, strict=True)}
    return [known[row.id] for row in batch]


def _put(collection: Collection, batch: Sequence[ClaimRow], vectors: list[list[float]]) -> None:
    import numpy as np

    collection.upsert(
        ids=[row.id for row in batch],
        embeddings=np.asarray(vectors, dtype=np.float32),
        metadatas=[
            {
                "number": row.claim.regit_num,
                "application_number": row.application_number,
                "claim_number": row.claim.claim_number,
                "title": row.claim.title,
                "status": row.claim.status,
                "filed_on": row.claim.filed_on.isoformat() if row.claim.filed_on else "",
                "ipc": "|".join(row.claim.ipc),
                "sample": row.claim.sample,
                "sha": row.sha,
                "claim": row.claim.model_dump_json(),
            }
            for row in batch
        ],
    )


def _drop_all_but(client: Client, folder: Path, keep: IndexInfo) -> None:
    for collection in client.list_collections():
        if collection.name.startswith(_PREFIX) and collection.name != keep.name:
            client.delete_collection(collection.name)
    for path in folder.glob("lexical-*"):
        if path.name != keep.lexical:
            shutil.rmtree(path)


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    lock = FileLock(folder / "build.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise PatentIndexError(
            f"다른 프로그램이 {str(folder)!r}에 색인을 만들고 있습니다. 끝난 뒤 다시 하십시오."
        ) from error
    try:
        yield
    finally:
        lock.release()


def add_imports(folder: Path, patents: Iterable[Patent]) -> int:
    """Keep ``patents`` in the index folder for this and later builds; return their number.

    A patent of the same number that was imported before is replaced.
    """
    path = folder / "imported.jsonl"
    kept = {patent.number: patent for patent in imported(folder)}
    added = {patent.number: patent for patent in patents}
    folder.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".tmp")
    lines = (patent.model_dump_json() + "\n" for patent in (kept | added).values())
    draft.write_text("".join(lines), encoding="utf-8")
    draft.replace(path)
    return len(added)


def imported(folder: Path) -> Iterator[Patent]:
    """Yield the patents that ``import`` added to the index folder."""
    path = folder / "imported.jsonl"
    if path.is_file():
        yield from read_patents([path])


def _keep_sources(folder: Path, patents: Sequence[Path] | None) -> None:
    """Remember what ``build`` was given, so that ``import`` adds to it."""
    path = folder / "sources.txt"
    if patents is None:
        path.unlink(missing_ok=True)
    else:
        path.write_text("".join(f"{file.resolve()}\n" for file in patents), encoding="utf-8")


def _sources(folder: Path) -> list[Path]:
    path = folder / "sources.txt"
    if not path.is_file():
        return sample_files()
    return [Path(line) for line in path.read_text(encoding="utf-8").splitlines()]


def status(folder: Path) -> str:
    """Return what the index holds, as lines for its reader.

    Raises:
        PatentIndexError: the index is missing or incomplete.
    """
    require_index(folder)
    client = open_client(folder)
    try:
        info, collection = current_index(client, folder)
        claims = list(stored_claims(collection))
    finally:
        client.close()
    states = Counter({claim.regit_num: claim.status for claim in claims}.values())
    filed = sorted(claim.filed_on for claim in claims if claim.filed_on)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    rows = (
        ("폴더", str(folder)),
        ("색인", info.name),
        ("임베더", info.embedder_id),
        ("특허", str(states.total())),
        ("독립항", str(len(claims))),
        ("상태", ", ".join(f"{state} {count}" for state, count in states.most_common())),
        ("출원일", f"{filed[0]} ~ {filed[-1]}" if filed else "-"),
        ("만든 때", info.built_at),
        ("디스크", f"{size / 1e6:.1f} MB"),
    )
    return "\n".join(f"{name}: {value}" for name, value in rows)


def stored_claims(collection: Collection) -> Iterator[Claim]:
    """Yield every claim of a collection."""
    for at in range(0, collection.count(), _BATCH):
        metadatas = collection.get(limit=_BATCH, offset=at, include=["metadatas"])["metadatas"]
        assert metadatas is not None
        for meta in metadatas:
            yield Claim.model_validate_json(str(meta["claim"]))


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
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
    build.add_argument(
        "--drop-imported", action="store_true", help="import로 더했던 특허를 빼고 만듭니다"
    )
    build.add_argument("--force", action="store_true", help="바뀐 것이 없어도 새로 만듭니다")
    add = commands.add_parser("import", help="특허를 더합니다")
    add.add_argument("patents", nargs="+", type=Path, metavar="FILE", help="JSONL 특허 파일들")
    show = commands.add_parser("status", help="색인에 무엇이 있는지 봅니다")
    for command in (build, add, show):
        command.add_argument(
            "--index", type=Path, default=FOLDER, metavar="DIR", help="색인 폴더 (기본: .index)"
        )
    for command in (build, add):
        command.add_argument(
            "--embedder",
            default=str(SHIPPED),
            metavar="NAME",
            help="sentence-transformers 모델의 폴더나 이름 (기본: 함께 배포되는 모델)",
        )
    return parser.parse_args(argv)


def _run(arguments: argparse.Namespace) -> None:
    folder: Path = arguments.index
    if arguments.command == "status":
        print(status(folder))
        return
    if arguments.command == "import":
        patents = list(import_patents(arguments.patents))
        embedder = load_embedder(arguments.embedder)
        count = add_imports(folder, patents)
        _say(f"특허 {count}건을 더합니다")
        sources, force = _sources(folder), False
    else:
        if arguments.drop_imported:
            (folder / "imported.jsonl").unlink(missing_ok=True)
        embedder = load_embedder(arguments.embedder)
        sources, force = arguments.patents or sample_files(), arguments.force
    collection = (*read_patents(sources), *imported(folder))
    build_index(folder, collection, embedder, force=force, progress=_say)
    if arguments.command == "build":
        _keep_sources(folder, arguments.patents)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, 2 for wrong input, 1 for any other known error."""
    try:
        _run(_arguments(argv))
    except InputError as error:
        _say(str(error))
        return 2
    except BiniError as error:
        _say(str(error))
        return 1
    except OSError as error:
        _say(f"파일을 쓰거나 읽을 수 없습니다: {error}")
        return 1
    return 0


if __name__ == "__main__":
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    sys.exit(main())
