"""The patent index: a Chroma collection of independent claims, and what lies beside it.

In the index folder lie ``chroma/`` (the collection; or it lies on a Chroma server) and
``lexical-<content>/``: the words of each patent (BM25), what patents can be filtered by, their
claims, and the vectors row for row. A build makes a new collection, named by its content, and only
then drops the one before it: a build that is killed leaves the old index as it was, the next build
goes on where it stopped, and an index that never was complete is refused.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from graph.errors import InputError, PatentIndexError
from graph.schema import Patent
from retrieval.catalogue import Catalogue
from retrieval.claims import ClaimRow, PatentEntry, StoredPatents, patent_entries
from retrieval.embedder import Embedder
from retrieval.lexical import TOKENS_VERSION, LexicalIndex
from retrieval.progress import Progress, no_progress

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection
    from chromadb.config import Settings as ChromaSettings
    from numpy.typing import NDArray

FOLDER = Path(__file__).resolve().parent.parent / ".index"
"""Where the index lies unless a setting or ``--index`` says otherwise."""

SCHEMA_VERSION = 5
"""Version of the rows and of the metadata; an index of another version is refused."""

VECTORS = "vectors.npy"
"""File of the vectors beside the lexical index, one row a claim."""

_PREFIX = "claims-"

_BATCH = 1024
"""Claims embedded and written at once: Chroma takes twice as many a second as with 256
(``python -m benchmarks.retrieval_scale --profile``)."""

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_BUILD = "python -m retrieval.index build"


@dataclass(frozen=True)
class IndexInfo:
    """What a complete index says of itself."""

    name: str
    """Name of the collection: its content's hash."""
    embedder_id: str
    built_at: str
    """Time at which the build was complete, UTC, ISO 8601."""
    store_version: int = 0
    """Version of the patent store it was made from; 0: made from no store."""

    @property
    def lexical(self) -> str:
        """Name of the lexical index's folder."""
        return self.name.replace(_PREFIX, "lexical-")


def open_client(folder: Path, server: str | None = None) -> Client:
    """Open Chroma, without telemetry: in ``folder`` (made where it is missing), or on a server.

    Args:
        folder: The index folder.
        server: Where a Chroma server answers, e.g. ``http://localhost:8000``; None: embedded.

    Raises:
        PatentIndexError: the files in the folder are not a Chroma database, or no server answers.
    """
    import chromadb
    from chromadb.config import Settings
    from chromadb.errors import ChromaError

    settings = Settings(anonymized_telemetry=False)
    if server is not None:
        return _remote_client(server, settings)
    try:
        client = chromadb.PersistentClient(path=str(folder / "chroma"), settings=settings)
        return cast("Client", client)
    except (ChromaError, ValueError, OSError) as error:
        chroma = folder / "chroma"
        if chroma.is_dir() and not os.access(chroma, os.W_OK):
            how = "폴더에 쓸 수 있게 하거나 --index로 다른 폴더를 주십시오."
        else:
            how = (
                "디스크가 찼는지 보십시오. 아니면 이 폴더만 지우고 다시 만드십시오"
                f"(더한 특허는 남습니다): {_BUILD}"
            )
        raise PatentIndexError(
            f"특허 색인 {str(chroma)!r}을(를) 열 수 없습니다({error}). {how}"
        ) from error


@contextmanager
def named_errors(server: str | None = None) -> Iterator[None]:
    """Give what Chroma cannot do a name; ``open_client`` does so for what it cannot open.

    Raises:
        PatentIndexError: the server does not answer, or Chroma fails (a full disk, for one).
    """
    import httpx
    from chromadb.errors import ChromaError

    try:
        yield
    except httpx.HTTPError as error:
        raise PatentIndexError(
            f"Chroma 서버 {server!r}가 답하지 않습니다({error}). 서버를 켜십시오."
        ) from error
    except ChromaError as error:
        raise PatentIndexError(
            f"Chroma가 색인을 읽거나 쓸 수 없습니다({error}). 디스크가 찼는지 보고 다시 하십시오. "
            f"그래도 안 되면: {_BUILD} --force"
        ) from error


def _remote_client(server: str, settings: ChromaSettings) -> Client:
    import chromadb
    import httpx
    from chromadb.errors import ChromaError

    url = httpx.URL(server)
    ssl = url.scheme == "https"
    try:
        client = chromadb.HttpClient(
            host=url.host, port=url.port or (443 if ssl else 80), ssl=ssl, settings=settings
        )
        return cast("Client", client)
    except (ChromaError, ValueError, OSError, httpx.HTTPError) as error:
        raise PatentIndexError(
            f"Chroma 서버 {server!r}에 닿지 못했습니다({error}). 서버를 켜거나"
            "(chroma run --path DIR) BINI_CHROMA_URL을 고치거나 비우십시오."
        ) from error


def _owner(client: Client, folder: Path) -> str:
    """Return what marks the collections of this index folder on a server; empty where embedded."""
    if client.get_settings().is_persistent:
        return ""
    return hashlib.sha256(f"{platform.node()}:{folder.resolve()}".encode()).hexdigest()[:8]


def _collections(client: Client, folder: Path) -> list[Collection]:
    """Return the collections of this index folder; a server may hold those of others."""
    owner = _owner(client, folder)
    return [
        collection
        for collection in client.list_collections()
        if collection.name.startswith(_PREFIX)
        and (collection.metadata or {}).get("owner", "") == owner
    ]


def current_index(client: Client, folder: Path) -> tuple[IndexInfo, Collection]:
    """Return the complete collection of an open client.

    Raises:
        PatentIndexError: there is none, or it has another schema version.
    """
    complete, half = [], 0
    for collection in _collections(client, folder):
        meta = collection.metadata or {}
        if meta.get("state") == "complete":
            complete.append((str(meta.get("built_at", "")), collection, meta))
        else:
            half += 1
    if not complete:
        what = "끝까지 만들어지지 않았습니다" if half else "비어 있습니다"
        raise PatentIndexError(f"특허 색인 {str(folder)!r}이(가) {what}. 만드십시오: {_BUILD}")
    _, collection, meta = max(complete, key=lambda entry: entry[0])
    if (meta.get("schema_version"), meta.get("tokens")) != (SCHEMA_VERSION, TOKENS_VERSION):
        raise PatentIndexError(
            f"특허 색인 {str(folder)!r}은(는) 이 프로그램의 다른 판이 만들었습니다. "
            f"다시 만드십시오: {_BUILD}"
        )
    return _info(collection), collection


def _info(collection: Collection) -> IndexInfo:
    meta = collection.metadata
    return IndexInfo(
        name=collection.name,
        embedder_id=str(meta["embedder_id"]),
        built_at=str(meta["built_at"]),
        store_version=int(meta["store_version"]),
    )


def require_index(folder: Path, server: str | None = None) -> None:
    """Refuse a folder in which no index was ever begun, without creating anything in it.

    With a Chroma server there is nothing to look at: ``current_index`` asks the server.

    Raises:
        PatentIndexError: no index there.
    """
    if server is None and not (folder / "chroma" / "chroma.sqlite3").is_file():
        raise PatentIndexError(f"특허 색인이 {str(folder)!r}에 없습니다. 만드십시오: {_BUILD}")


def open_beside(
    folder: Path,
) -> tuple[LexicalIndex, Catalogue, StoredPatents, NDArray[np.float32]]:
    """Return what lies beside the collection; the vectors (claims x size) are read as needed.

    Raises:
        PatentIndexError: a file is missing or damaged.
    """
    lexical, catalogue = LexicalIndex.open(folder), Catalogue.open(folder)
    return lexical, catalogue, StoredPatents(folder), _open_vectors(folder)


def _open_vectors(folder: Path) -> NDArray[np.float32]:
    try:
        return np.asarray(np.load(folder / VECTORS, mmap_mode="r"))
    except (OSError, ValueError, EOFError) as error:
        raise PatentIndexError(
            f"색인의 벡터 {str(folder / VECTORS)!r}을(를) 읽을 수 없습니다. "
            f"다시 만드십시오: {_BUILD} --force"
        ) from error


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
    store_version: int = 0,
    server: str | None = None,
    progress: Progress = no_progress,
) -> IndexInfo:
    """Make the index of ``folder`` hold exactly ``patents``; return what it is now.

    Vectors of claims that did not change are taken over from the index before, and from a build
    that was killed, where the embedder is the same; nothing at all is done where nothing changed,
    unless ``force``.

    Raises:
        InputError: there is no claim to index.
        PatentIndexError: another build is at work in the folder, no Chroma server answers, or
            Chroma cannot write.
    """
    entries = patent_entries(patents)
    if not entries:
        raise InputError(
            "색인할 독립항이 없습니다. 청구항이 있는 특허 파일을 주거나 "
            "KIPRIS에서 청구항을 받으십시오(import --complete)."
        )
    folder.mkdir(parents=True, exist_ok=True)
    with _lock(folder), named_errors(server):
        client = open_client(folder, server)
        try:
            return _build(client, folder, entries, embedder, force, store_version, progress)
        finally:
            client.close()


def _build(
    client: Client,
    folder: Path,
    entries: list[PatentEntry],
    embedder: Embedder,
    force: bool,
    store_version: int,
    progress: Progress,
) -> IndexInfo:
    metadata: dict[str, Any] = {
        "state": "building",
        "content": _content(entries, embedder.embedder_id),
        "embedder_id": embedder.embedder_id,
        "schema_version": SCHEMA_VERSION,
        "tokens": TOKENS_VERSION,
        "store_version": store_version,
        "owner": _owner(client, folder),
    }
    name = "-".join(filter(None, (_PREFIX[:-1], metadata["owner"], metadata["content"])))
    try:
        before, old = current_index(client, folder)
    except PatentIndexError:
        pass
    else:
        same = old.metadata.get("content") == metadata["content"]
        if same and not force and _is_whole(folder / before.lexical):
            old.modify(metadata=dict(old.metadata) | {"store_version": store_version})
            _drop_all_but(client, folder, before)
            return _info(old)
        if before.name == name:
            name = f"{name}-{datetime.now(UTC):%H%M%S%f}"
    # With --force nothing of the old index is trusted.
    donors = [] if force else _of_embedder(client, folder, embedder.embedder_id)
    beside = folder / name.replace(_PREFIX, "lexical-")
    # Words first: both need most of their memory while they are made, and Chroma keeps its own.
    _save_beside(beside, entries)
    rows = [row for entry in entries for row in entry.rows]
    # Chroma's memory takes the place of the patents'.
    entries.clear()
    new, vectors = _fill(client, name, metadata, rows, donors, embedder, progress)
    np.save(beside / VECTORS, vectors)
    info = IndexInfo(name, embedder.embedder_id, datetime.now(UTC).isoformat(), store_version)
    new.modify(metadata=metadata | {"state": "complete", "built_at": info.built_at})
    _drop_all_but(client, folder, info)
    return info


def _is_whole(beside: Path) -> bool:
    try:
        open_beside(beside)
    except PatentIndexError:
        return False
    return True


def _save_beside(folder: Path, entries: Sequence[PatentEntry]) -> None:
    folder.mkdir(exist_ok=True)
    StoredPatents.save(folder, entries)
    Catalogue.of(entries).save(folder)
    numbers = [entry.patent.number for entry in entries]
    LexicalIndex.build(numbers, (entry.text for entry in entries)).save(folder)


def _fill(
    client: Client,
    name: str,
    metadata: dict[str, Any],
    rows: Sequence[ClaimRow],
    donors: Sequence[Collection],
    embedder: Embedder,
    progress: Progress,
) -> tuple[Collection, NDArray[np.float32]]:
    """Put every row into the collection; what a killed build put in stays. Return the vectors."""
    from chromadb.errors import ChromaError

    half = next((donor for donor in donors if donor.name == name), None)
    donors = [donor for donor in donors if donor.name != name]
    if half is not None:
        try:
            vectors = _put_all(half, rows, donors, embedder, progress)
            _refuse_damaged(half, len(rows))
            return half, vectors
        except (ChromaError, PatentIndexError):
            # What the kill left cannot be used.
            pass
    if name in {collection.name for collection in client.list_collections()}:
        client.delete_collection(name)
    new = client.create_collection(
        name,
        metadata=metadata,
        embedding_function=None,
        configuration={"hnsw": {"space": "cosine"}},
    )
    return new, _put_all(new, rows, donors, embedder, progress)


def _content(entries: Sequence[PatentEntry], embedder_id: str) -> str:
    digest = hashlib.sha256(f"{SCHEMA_VERSION} {TOKENS_VERSION} {embedder_id}".encode())
    for entry in entries:
        digest.update(f"{entry.patent.number} {entry.sha}\n".encode())
    return digest.hexdigest()[:12]


def _of_embedder(client: Client, folder: Path, embedder_id: str) -> list[Collection]:
    """Return the collections of these rows' form and this embedder, complete ones first."""
    fitting = [
        collection
        for collection in _collections(client, folder)
        if collection.metadata.get("embedder_id") == embedder_id
        and collection.metadata.get("schema_version") == SCHEMA_VERSION
    ]
    return sorted(fitting, key=lambda collection: collection.metadata["state"] != "complete")


def _put_all(
    collection: Collection,
    rows: Sequence[ClaimRow],
    donors: Sequence[Collection],
    embedder: Embedder,
    progress: Progress,
) -> NDArray[np.float32]:
    """Put every row into the collection that is not there yet; return the vectors of all rows.

    One batch is embedded while the one before it is written.
    """
    vectors: NDArray[np.float32] = np.empty((0, 0), dtype=np.float32)
    donors = [collection, *donors] if collection.count() else donors
    with ThreadPoolExecutor(1, thread_name_prefix="bini-index") as writer:
        written: Future[None] | None = None
        for at in range(0, len(rows), _BATCH):
            batch = rows[at : at + _BATCH]
            made = _vectors(batch, donors, embedder)
            if not len(vectors):
                vectors = np.empty((len(rows), made.shape[1]), dtype=np.float32)
            vectors[at : at + len(batch)] = made
            if written is not None:
                written.result()
            written = writer.submit(_put, collection, batch, made)
            progress("독립항", at + len(batch), len(rows))
        if written is not None:
            written.result()
    return vectors


def _refuse_damaged(collection: Collection, rows: int) -> None:
    """Refuse a collection that a killed process left without all its vectors.

    Raises:
        PatentIndexError: rows or vectors are missing.
    """
    wanted = min(rows, 10)
    vectors = collection.get(limit=1, include=["embeddings"])["embeddings"]
    query = cast("list[Sequence[float]]", vectors)
    found = collection.query(query_embeddings=query, n_results=wanted, include=[])
    if collection.count() != rows or len(found["ids"][0]) != wanted:
        raise PatentIndexError(f"색인 {collection.name!r}에 빠진 청구항이 있습니다.")


def _vectors(
    batch: Sequence[ClaimRow], donors: Sequence[Collection], embedder: Embedder
) -> NDArray[np.float32]:
    """Return the vectors of rows, embedding only what no donor has."""
    known: dict[str, Any] = {}
    for donor in donors:
        missing = {row.id: row.text_sha for row in batch if row.id not in known}
        if not missing:
            break
        found = donor.get(ids=list(missing), include=["embeddings", "metadatas"])
        vectors, metadatas = found["embeddings"], found["metadatas"]
        assert vectors is not None
        assert metadatas is not None
        for claim_id, vector, meta in zip(found["ids"], vectors, metadatas, strict=True):
            if meta["text_sha"] == missing[claim_id]:
                known[claim_id] = vector
    fresh = [row for row in batch if row.id not in known]
    known |= {
        row.id: vector for row, vector in zip(fresh, embed_rows(fresh, embedder), strict=True)
    }
    return np.asarray([known[row.id] for row in batch], dtype=np.float32)


def embed_rows(rows: Sequence[ClaimRow], embedder: Embedder) -> NDArray[np.float32]:
    """Return the mean direction of each row's passages, length one; zeros where they have none."""
    if not rows:
        return np.empty((0, 0), dtype=np.float32)
    # Claims of one patent share their title and their abstract.
    places: dict[str, int] = {}
    of_rows = [[places.setdefault(text, len(places)) for text in row.passages] for row in rows]
    passages = np.asarray(embedder.documents(list(places)), dtype=np.float32)
    sums: NDArray[np.float32] = passages[np.asarray(of_rows)].sum(axis=1)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    sums /= np.where(lengths > 0, lengths, 1)
    return sums


def _put(collection: Collection, batch: Sequence[ClaimRow], vectors: NDArray[np.float32]) -> None:
    # Text in the metadata would cost more time than the vectors: it lies beside (StoredPatents).
    collection.upsert(
        ids=[row.id for row in batch],
        embeddings=vectors,
        metadatas=[{"text_sha": row.text_sha} for row in batch],
    )


def _drop_all_but(client: Client, folder: Path, keep: IndexInfo) -> None:
    for collection in _collections(client, folder):
        if collection.name != keep.name:
            client.delete_collection(collection.name)
    for path in folder.glob("lexical-*"):
        if path.name != keep.lexical:
            shutil.rmtree(path)
    if client.get_settings().is_persistent:
        # Chroma leaves the vector files of a deleted collection behind.
        for path in _orphans(folder / "chroma"):
            shutil.rmtree(path, ignore_errors=True)


def _orphans(chroma: Path) -> list[Path]:
    """Return the folders of vectors in Chroma's folder that its database no longer knows."""
    with closing(sqlite3.connect(f"file:{chroma / 'chroma.sqlite3'}?mode=ro", uri=True)) as db:
        known = {segment for (segment,) in db.execute("SELECT id FROM segments")}
    folders = (path for path in chroma.iterdir() if path.is_dir())
    return [path for path in folders if _UUID.fullmatch(path.name) and path.name not in known]


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
