"""What the commands of this room share: wrong arguments and errors are one line and an exit code."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import NoReturn

from graph.errors import BiniError, InputError
from retrieval.progress import say

_MESSAGES = (
    (r"the following arguments are required: (.*)", r"빠진 인자: \1."),
    (r"unrecognized arguments: (.*)", r"모르는 인자: \1. 띄어 쓴 말은 따옴표로 묶으십시오."),
    (r"argument (\S+): expected (?:one|at least one) argument", r"\1에 값이 필요합니다."),
    (
        r"argument (\S+): invalid choice: (.*) \(choose from (.*)\)",
        r"\1: \2은(는) \3 가운데 하나가 아닙니다.",
    ),
    (r"argument (\S+): invalid int value: (.*)", r"\1: \2은(는) 정수가 아닙니다."),
    (r"argument (\S+): (.*)", r"\1: \2"),
)
"""Messages of argparse, and what is said instead."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line for their reader."""

    def error(self, message: str) -> NoReturn:
        """Raise InputError in place of printing the usage and leaving."""
        for pattern, said in _MESSAGES:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found:
                message = found.expand(said)
                break
        raise InputError(f"{message} (도움말: {self.prog} --help)")


def read_day(text: str) -> date:
    """Return the day of an argument.

    Raises:
        argparse.ArgumentTypeError: no day, or not written ``2026-01-31``.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r}: 2026-01-31처럼 적어 주세요.") from None


def run(
    parser: Parser, command: Callable[[argparse.Namespace], None], argv: Sequence[str] | None
) -> int:
    """Run a command line.

    Returns:
        0; 2 for wrong input or arguments; 1 for any other known error; 130 where it was stopped.
    """
    try:
        command(parser.parse_args(argv))
        sys.stdout.flush()
    except BiniError as error:
        say(" ".join(str(error).split()))
        return 2 if isinstance(error, InputError) else 1
    except BrokenPipeError:
        # The reader of the pipe has gone; keep the interpreter from complaining at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        say(f"파일을 쓰거나 읽을 수 없습니다: {error}")
        return 1
    except KeyboardInterrupt:
        say("멈췄습니다. 같은 명령을 다시 줄 수 있습니다.")
        return 130
    return 0
