"""Checkpoints that can be trusted: sealed when whole, checked before a run goes on from one.

A run may be killed at any moment, also while a checkpoint is written; a disk may be full. Only a
checkpoint whose seal names every file with its hash is ever gone on from.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
from pathlib import Path

log = logging.getLogger(__name__)

SEAL = "complete.json"


def seal(folder: Path) -> None:
    """Write the hash of every file of a checkpoint into it, as its last file."""
    hashes = {path.name: _sha(path) for path in sorted(folder.iterdir()) if path.name != SEAL}
    fresh = folder / (SEAL + ".new")
    fresh.write_text(json.dumps(hashes, indent=1), encoding="utf-8")
    fresh.replace(folder / SEAL)


def fault(folder: Path) -> str | None:
    """Return what is wrong with a checkpoint; None where all its files are as they were sealed."""
    try:
        hashes = json.loads((folder / SEAL).read_bytes())
        for name, sha in hashes.items():
            if _sha(folder / name) != sha:
                return f"{name} is damaged"
    except FileNotFoundError as error:
        name = Path(error.filename).name
        return "it was never finished" if name == SEAL else f"{name} is missing"
    except (OSError, ValueError, AttributeError) as error:
        return f"it cannot be read ({error})"
    return None


def newest_whole(run: Path, remove: bool = True) -> Path | None:
    """Return the newest whole checkpoint that training can go on from; None where there is none.

    Args:
        run: the run's folder.
        remove: delete broken ones, so that they are not counted among the checkpoints to keep.
    """
    for folder in newest_first(run):
        found = fault(folder)
        if found is None and _is_last(folder):
            # The trainer would go on by one step too many: the last steps are made again.
            continue
        if found is None:
            return folder
        log.warning("%s is broken: %s; going back to the one before", folder.name, found)
        if remove:
            shutil.rmtree(folder, ignore_errors=True)
    return None


def _is_last(folder: Path) -> bool:
    """Return whether training was over when the checkpoint was written."""
    path = folder / "trainer_state.json"
    if not path.is_file():
        return False
    state = json.loads(path.read_bytes())
    control = state.get("stateful_callbacks", {}).get("TrainerControl", {}).get("args", {})
    return bool(control.get("should_training_stop")) or state["global_step"] >= state["max_steps"]


def newest_first(run: Path) -> list[Path]:
    """Return the folders of a run's checkpoints, whole or not."""
    found = [(int(p.name.partition("-")[2] or -1), p) for p in run.glob("checkpoint-*[0-9]")]
    return [path for _, path in sorted(found, reverse=True)]


def _sha(path: Path) -> str:
    with path.open("rb") as held:
        return hashlib.file_digest(held, "sha256").hexdigest()
