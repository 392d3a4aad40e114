"""Draws the picture of the README: ``python -m benchmarks.picture > benchmarks/answer.svg``.

The shipped judge answers ``QUERY`` against the reports' patent, and the screen of ``app.py`` is
written as SVG.
"""

from __future__ import annotations

import io
import re
import sys

from rich.console import Console

from app import answer, make_parser, show
from wiring import make_context

QUERY = "TBC 미백 크림"
COLUMNS = 100


def picture(query: str, columns: int = COLUMNS) -> str:
    """Return the answer to ``query`` as an SVG document, ``columns`` characters wide."""
    arguments = make_parser().parse_args([query, "--patent", "1029180910000"])
    report = answer(arguments, lambda judge: make_context(judge=judge))
    console = Console(record=True, width=columns, file=io.StringIO(), highlight=False)
    show(report, console)
    drawn = console.export_svg(title=f'python app.py "{query}"')
    # Without the fonts that it would fetch from the web: a picture asks for nothing.
    return re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)


if __name__ == "__main__":
    sys.stdout.write(picture(QUERY))
