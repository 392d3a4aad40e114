"""How far evidence is to be trusted: how often each rule was right on written cases.

``data/calibration.json`` is written by ``python -m finetune.calibrate``; without it the figures in
``UNMEASURED`` stand in.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from evidence.types import Assessment
from graph.errors import DataError
from graph.schema import MATCHES, Match, RiskLevel

FILE = Path(__file__).resolve().parent.parent / "data" / "calibration.json"
UNMEASURED = {"hard": 0.97, "soft": 0.9, "open": 0.75}
"""Trust in a label that evidence settles, suggests, or leaves open (판단불가), before any count."""
PRIOR_CASES = 8.0
"""Counts that the more general figure stands for when a rule has few of its own."""


class Counts(BaseModel):
    """The file's content."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cases: dict[str, int]
    """Case files and how many cases each gave."""
    rules: dict[str, dict[Match, int]]
    """By ``key``: how often each label was the gold label, in all files."""
    unseen: dict[str, dict[Match, int]] = {}
    """The same, in the files that no rule was written on."""
    levels: dict[RiskLevel, tuple[int, int]] = {}
    """By level: how often it was given, and how often rightly, in the unseen files."""


class Calibration:
    """Gives the probability of each label before a model is asked.

    What is decided follows from all counts, the more the better; how far it is trusted only from
    cases that no rule was written on, for a rule is right more often on those that it was.
    """

    def __init__(
        self,
        rules: Mapping[str, Mapping[Match, int]] | None = None,
        levels: Mapping[RiskLevel, tuple[int, int]] | None = None,
        unseen: Mapping[str, Mapping[Match, int]] | None = None,
    ) -> None:
        self._rules = dict(rules or {})
        self._unseen = dict(unseen or {}) or self._rules
        self.level_trust: dict[RiskLevel, float] = {
            level: (right + PRIOR_CASES) / (given + PRIOR_CASES)
            for level, (given, right) in (levels or {}).items()
        }
        """How often each level was right; empty where nothing was counted."""

    @classmethod
    def load(cls, path: Path = FILE) -> Calibration:
        """Read the counts; a missing file is an empty calibration.

        Raises:
            DataError: the file is malformed.
        """
        if not path.is_file():
            return cls()
        try:
            counts = Counts.model_validate_json(path.read_bytes())
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "file"
            raise DataError(
                f"{str(path)!r}: {where}: {first['msg']}; write it with python -m finetune.calibrate"
            ) from error
        return cls(counts.rules, counts.levels, counts.unseen)

    def prior(self, assessment: Assessment) -> dict[Match, float]:
        """Return the probability of each label given the assessment, to decide by; they sum to 1."""
        return _shares(self._rules, assessment)

    def trust(self, assessment: Assessment) -> dict[Match, float]:
        """Return the same on unseen cases, to be trusted by."""
        return _shares(self._unseen, assessment)


def _shares(rules: Mapping[str, Mapping[Match, int]], assessment: Assessment) -> dict[Match, float]:
    shares = _unmeasured(assessment)
    for name in prefixes(key(assessment)):
        counts = rules.get(name, {})
        total = sum(counts.values()) + PRIOR_CASES
        shares = {m: (counts.get(m, 0) + PRIOR_CASES * shares[m]) / total for m in MATCHES}
    return shares


def key(assessment: Assessment) -> str:
    """Return what an assessment is counted under, from the general to the particular."""
    strength = "hard" if assessment.hard else "soft" if assessment.match else "open"
    return (
        f"{strength}|{assessment.match or '판단불가'}|{assessment.rule}|{assessment.element.kind}"
    )


def prefixes(name: str) -> list[str]:
    """Return every more general key, down to the label that was given, and the key itself."""
    parts = name.split("|")
    return ["|".join(parts[:depth]) for depth in range(2, len(parts) + 1)]


def _unmeasured(assessment: Assessment) -> dict[Match, float]:
    strength = "hard" if assessment.hard else "soft" if assessment.match else "open"
    share = UNMEASURED[strength]
    label: Match = assessment.match or "판단불가"
    return {m: share if m == label else (1 - share) / (len(MATCHES) - 1) for m in MATCHES}
