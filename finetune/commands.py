"""How every command of ``finetune/`` ends: its exit code, and one line where something is wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from graph.errors import BiniError, InputError

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells give it (128 + SIGINT)."""


def exit_code(work: Callable[[], int], stopped: str = "nothing is written") -> int:
    """Return the exit code of a command, once its work is done or has failed.

    0: done; 2: the input or an argument is wrong; 130: Ctrl-C; 1: anything else that has a name.
    What is wrong is one line on standard error, whatever the libraries below wrote.

    Args:
        work: the command's work; returns its exit code.
        stopped: what is left after Ctrl-C.
    """
    # Before torch is imported: threads that spin while they wait slow each other down tenfold where
    # a core is shared.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    try:
        return work()
    except BiniError as error:
        say(str(error))
        return 2 if isinstance(error, InputError) else 1
    except BrokenPipeError:
        # The reader of the pipe has gone; keep the interpreter from complaining at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        named = f"{str(error.filename)!r}: " if error.filename else ""
        say(f"{named}{error.strerror or error}; mend the path, or make room")
        return 1
    except KeyboardInterrupt:
        say(f"stopped; {stopped}")
        return INTERRUPTED


def say(text: str) -> None:
    """Print a text as one line on standard error."""
    print(" ".join(text.split()), file=sys.stderr)
