"""What surrounds a label that the rules leave open or only suggest: features for a second look.

The same silence of the rules means another thing in another place: a text that goes through ten
parts of a claim in words of its own has mostly the eleventh, too; one that says two things has not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.glossary import Glossary
from evidence.leftover import leftover
from evidence.needs import Need
from evidence.negation import UNDECIDED, clauses, denies
from evidence.phrases import overlap
from evidence.products import Reading
from evidence.types import Assessment
from evidence.weighing.categories import LOOSE
from evidence.weighing.knowledge import Knowledge
from graph.schema import Span

_LETTERS = re.compile(r"[^가-힣A-Za-z]+")
_FORMAL = re.compile(
    r"상기|(?:포함|함유|구성|형성|구비|선택|이용|사용|배치|설치|결합)(?:하는|하고|하며|되는|되고|되며|된|한|하여|되어)?|단계|것을?\s?특징|으로|로서|하는|하여|되는|되어"
)
"""Words of claims that say nothing of the thing itself."""


def features(
    known: Knowledge,
    needs: Sequence[Need],
    results: Sequence[Assessment],
    reading: Reading,
    told: Clauses,
) -> list[dict[str, float]]:
    """Return what surrounds each assessment of a chart, by name, most of it 0 to 1.

    Args:
        known: what the rules stand on.
        needs: what the elements ask for.
        results: the chart.
        reading: the product.
        told: the clauses of its text.
    """
    text = reading.text
    open_ = UNDECIDED.search(text) is not None
    denied = denies(text)
    left = leftover(text, reading.mentions, results).count
    made = []
    for i, (need, found) in enumerate(zip(needs, results, strict=True)):
        others = [r for r in results if r is not found and r.element.kind not in LOOSE]
        number = max(1, len(others))
        met = sum(r.match == "대응" for r in others) / number
        missed = sum(r.match == "미대응" for r in others) / number
        rule = found.findings[-1].rule if found.findings else "-"
        label = found.match or "판단불가"
        seen = overlap(known.terms(need.element.text), reading, known.glossary)
        near, share = told.likest(need.element.text)
        words = text[near.start : near.end] if near else ""
        element = need.element.text
        made.append(
            {
                f"label={label}": 1.0,
                f"rule={label}|{rule}": 1.0,
                f"kind={need.element.kind}": 1.0,
                f"key={label}|{rule}|{need.element.kind}": 1.0,
                "hard": float(found.hard),
                "alike": share,
                "said": seen.share,
                "head": float(seen.head),
                "denied_word": float(bool(seen.negated)),
                "unsaid": min(len(seen.unsaid), 6) / 6,
                "met": met,
                "missed": missed,
                "met_all": float(met == 1.0),
                "others": min(number, 10) / 10,
                "long_element": min(len(element), 80) / 80,
                "long_text": min(len(text), 300) / 300,
                "left": min(left, 12) / 12,
                "open_text": float(open_),
                "open_clause": float(bool(words) and UNDECIDED.search(words) is not None),
                "denied_text": float(denied),
                "denied_clause": float(bool(words) and denies(words)),
                "number": float(need.quantity is not None or bool(re.search(r"\d", element))),
                "values": min(len(reading.quantities), 10) / 10,
                "whole": float(reading.whole_formula),
                "closed": float(bool(reading.closed)),
                "absent": float(need.absent),
                "process": float(need.process),
                "options": min(len(need.options) + len(need.names), 6) / 6,
                "known": float(bool(need.options)),
                "last": float(i == len(needs) - 1),
                "latin": len(re.findall(r"[A-Za-z]", text)) / max(1, len(text)),
                "product": float(reading.category is not None),
            }
        )
    return made


class Clauses:
    """The clauses of a text, each with its pairs of letters."""

    def __init__(self, text: str, glossary: Glossary) -> None:
        self._glossary = glossary
        self._clauses = [(clause, _pairs(clause.text, glossary)) for clause in clauses(text)]

    def likest(self, element: str, plain: bool = False) -> tuple[Span | None, float]:
        """Return the clause that holds most of an element's letter pairs, and how much of them (0 to 1).

        Args:
            element: a claim element.
            plain: only of the clauses that neither deny nor leave open.
        """
        wanted = _pairs(_FORMAL.sub(" ", element), self._glossary)
        best, share = None, 0.0
        for clause, pairs in self._clauses if wanted else ():
            own = len(wanted & pairs) / len(wanted)
            if own > share and not (plain and not_told(clause.text)):
                best, share = clause, own
        return best, share


def not_told(clause: str) -> bool:
    """Whether a clause denies something or leaves it open."""
    return denies(clause) or UNDECIDED.search(clause) is not None


def _pairs(words: str, glossary: Glossary) -> frozenset[str]:
    key = _LETTERS.sub("", glossary.speller.key(words))
    return frozenset(key[i : i + 2] for i in range(len(key) - 1))
