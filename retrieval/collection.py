"""The patent index: a Chroma collection of independent claims and a BM25 index beside it.

In the index folder lie ``chroma/`` (the collection) and ``lexical-<content>/`` (words, vectors and
what can be filtered by, row for row). A build makes a new
collection, named by its content, and only then drops the one before it: a build that is killed
leaves the old index as it was, the next build goes on where it stopped, and an index that never
was complete is refused.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from graph.errors import InputError, PatentIndexError
from graph.schema import Claim, Patent
from retrieval.catalogue import Catalogue
from retrieval.claims import ClaimRow, claim_rows
from retrieval.embedder import Embedder
from retrieval.lexical import TOKENS_VERSION, LexicalIndex
from retrieval.progress import Progress, no_progress

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

FOLDER = Path(__file__).resolve().parent.parent / ".index"
"""Where the index lies unless a setting or ``--index`` says otherwise."""

SCHEMA_VERSION = 3
"""Version of the rows and of the metadata; an index of another version is refused."""

VECTORS = "vectors.npy"
"""File of the vectors beside the lexical index, row for row with it."""

_PREFIX = "claims-"
_BATCH = 256
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
    _, collection, meta = max(complete, key=lambda entry: entry[0])
    if (meta["schema_version"], meta["tokens"]) != (SCHEMA_VERSION, TOKENS_VERSION):
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
    store_version: int = 0,
    progress: Progress = no_progress,
) -> IndexInfo:
    """Make ``folder`` hold exactly the independent claims of ``patents``; return what it is now.

    Vectors of claims that did not change are taken over from the index before, and from a build
    that was killed, where the embedder is the same; nothing at all is done where nothing changed,
    unless ``force``.

    Raises:
        InputError: there is no claim to index.
        PatentIndexError: another build is at work in the folder.
    """
    rows = claim_rows(patents)
    if not rows:
        raise InputError(
            "색인할 독립항이 없습니다. 청구항이 있는 특허 파일을 주거나 "
            "KIPRIS에서 청구항을 받으십시오(import --complete)."
        )
    folder.mkdir(parents=True, exist_ok=True)
    with _lock(folder):
        client = open_client(folder)
        try:
            return _build(client, folder, rows, embedder, force, store_version, progress)
        finally:
            client.close()


def _build(
    client: Client,
    folder: Path,
    rows: Sequence[ClaimRow],
    embedder: Embedder,
    force: bool,
    store_version: int,
    progress: Progress,
) -> IndexInfo:
    metadata: dict[str, Any] = {
        "state": "building",
        "content": _content(rows, embedder.embedder_id),
        "embedder_id": embedder.embedder_id,
        "schema_version": SCHEMA_VERSION,
        "tokens": TOKENS_VERSION,
        "store_version": store_version,
    }
    name = _PREFIX + str(metadata["content"])
    try:
        before, old = current_index(client, folder)
    except PatentIndexError:
        pass
    else:
        same = old.metadata.get("content") == metadata["content"]
        if same and LexicalIndex.is_in(folder / before.lexical) and not force:
            old.modify(metadata=dict(old.metadata) | {"store_version": store_version})
            _drop_all_but(client, folder, before)
            return _info(old)
        if before.name == name:
            name = f"{name}-{datetime.now(UTC):%H%M%S%f}"
    # With --force nothing of the old index is trusted.
    donors = [] if force else _of_embedder(client, embedder.embedder_id)
    new = _fill(client, name, metadata, rows, donors, embedder, progress)
    lexical = LexicalIndex.build([row.id for row in rows], [row.text for row in rows])
    info = IndexInfo(name, embedder.embedder_id, datetime.now(UTC).isoformat(), store_version)
    _save_vectors(folder / info.lexical, new, rows)
    Catalogue.of(rows).save(folder / info.lexical)
    lexical.save(folder / info.lexical)
    new.modify(metadata=metadata | {"state": "complete", "built_at": info.built_at})
    _drop_all_but(client, folder, info)
    return info


def _fill(
    client: Client,
    name: str,
    metadata: dict[str, Any],
    rows: Sequence[ClaimRow],
    donors: Sequence[Collection],
    embedder: Embedder,
    progress: Progress,
) -> Collection:
    """Put every row into the collection; what a killed build put in stays."""
    from chromadb.errors import ChromaError

    half = next((donor for donor in donors if donor.name == name), None)
    donors = [donor for donor in donors if donor.name != name]
    if half is not None:
        try:
            _put_missing(half, rows, donors, embedder, progress)
            _refuse_damaged(half, len(rows))
            return half
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
    _put_missing(new, rows, donors, embedder, progress)
    return new


def _content(rows: Sequence[ClaimRow], embedder_id: str) -> str:
    digest = hashlib.sha256(f"{SCHEMA_VERSION} {TOKENS_VERSION} {embedder_id}".encode())
    for row in rows:
        digest.update(f"{row.id} {row.sha}\n".encode())
    return digest.hexdigest()[:12]


def _of_embedder(client: Client, embedder_id: str) -> list[Collection]:
    """Return the collections of these rows' form and this embedder, complete ones first."""
    fitting = [
        collection
        for collection in client.list_collections()
        if collection.name.startswith(_PREFIX)
        and collection.metadata.get("embedder_id") == embedder_id
        and collection.metadata.get("schema_version") == SCHEMA_VERSION
    ]
    return sorted(fitting, key=lambda collection: collection.metadata["state"] != "complete")


def _put_missing(
    collection: Collection,
    rows: Sequence[ClaimRow],
    donors: Sequence[Collection],
    embedder: Embedder,
    progress: Progress,
) -> None:
    for at in range(0, len(rows), _BATCH):
        batch = rows[at : at + _BATCH]
        there = set(collection.get(ids=[row.id for row in batch], include=[])["ids"])
        missing = [row for row in batch if row.id not in there]
        if missing:
            _put(collection, missing, _vectors(missing, donors, embedder))
        progress("독립항", at + len(batch), len(rows))


def _save_vectors(folder: Path, collection: Collection, rows: Sequence[ClaimRow]) -> None:
    """Write the vectors in the order of the rows: a filtered search compares them one by one."""
    import numpy as np

    folder.mkdir(exist_ok=True)
    batches = []
    for at in range(0, len(rows), _BATCH):
        ids = [row.id for row in rows[at : at + _BATCH]]
        found = collection.get(ids=ids, include=["embeddings"])
        assert found["embeddings"] is not None
        of_id = dict(zip(found["ids"], found["embeddings"], strict=True))
        batches.append(np.asarray([of_id[claim_id] for claim_id in ids], dtype=np.float32))
    np.save(folder / VECTORS, np.concatenate(batches))


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
) -> list[list[float]]:
    """Return the vectors of rows, embedding only texts that no donor has."""
    known: dict[str, list[float]] = {}
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
                "registration_number": row.registration_number,
                "claim_number": row.claim.claim_number,
                "title": row.claim.title,
                "status": row.claim.status,
                "filed_on": row.claim.filed_on.isoformat() if row.claim.filed_on else "",
                "ipc": "|".join(row.claim.ipc),
                "sample": row.claim.sample,
                "text_sha": row.text_sha,
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


def stored_claims(collection: Collection) -> Iterator[Claim]:
    """Yield every claim of a collection."""
    for at in range(0, collection.count(), _BATCH):
        metadatas = collection.get(limit=_BATCH, offset=at, include=["metadatas"])["metadatas"]
        assert metadatas is not None
        for meta in metadatas:
            yield Claim.model_validate_json(str(meta["claim"]))
