"""Settings of the program from the environment or a ``.env`` file; ``wiring.py`` reads them once.

Every field is the environment variable of its name in capitals after ``BINI_``: ``BINI_TOP_K=20``.
``.env.example`` lists them all.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.errors import InputError
from graph.state import MAX_TOP_K

ROOT = Path(__file__).resolve().parent.parent
"""The folder of the program, where ``data/`` lies."""


class Settings(BaseSettings):
    """What the person who runs the program may set."""

    model_config = SettingsConfigDict(
        env_prefix="BINI_",
        env_file=ROOT / ".env",
        extra="ignore",
        frozen=True,
        env_ignore_empty=True,
    )

    judge: str = "micro"
    """``micro`` (shipped), ``evidence`` (no model) or ``base[+adapter]``, folders or hub names."""
    four_bit: bool = False
    """Load the base model in 4 bits (bitsandbytes nf4, double quantisation)."""
    device: Literal["auto", "cpu", "cuda"] = "auto"
    """Where the models run; ``auto`` takes the GPU where there is one."""
    threads: int | None = Field(default=None, ge=1)
    """CPU threads of torch; empty: torch decides."""
    index_dir: Path = ROOT / ".index"
    """Folder of the patent index (Chroma and lexical)."""
    embedder: str | None = None
    """A sentence-transformers model, folder or hub name; empty: the shipped one."""
    chroma_url: str | None = Field(default=None, pattern=r"^https?://[^/]+/?$")
    """Where a Chroma server answers (``chroma run``); empty: Chroma embedded in ``index_dir``."""
    reranker: str | None = None
    """A cross-encoder that orders what was found anew, folder or hub name; empty: none."""
    glossary_dir: Path = ROOT / "data" / "glossary"
    """Folder of the glossary files."""
    near_miss: float = Field(default=0.1, ge=0, lt=1)
    """Share of a range's limit within which a missed value is a near miss (수치 근접)."""
    top_k: int = Field(default=10, ge=1, le=MAX_TOP_K)
    """Claims compared for one product."""
    llm_extract: bool = True
    """Let the judge's model complete the product's elements; not with the ``evidence`` judge."""
    kipris_key: SecretStr | None = None
    """Key of KIPRIS Plus, for ``python -m retrieval.index import``."""
    kipris_url: str = Field(default="https://plus.kipris.or.kr", pattern=r"^https?://[^/]+/?$")
    """Where KIPRIS Plus answers."""
    kipris_monthly_calls: int = Field(default=1000, ge=1)
    """Calls of KIPRIS Plus in a month; the free tier's."""
    kipris_calls_per_second: float = Field(default=5, gt=0, le=50)
    """Pace of the calls; the service allows 50 a second."""
    kipris_timeout: float = Field(default=30, gt=0)
    """Seconds to wait for one answer of KIPRIS Plus."""


def load_settings() -> Settings:
    """Return the settings of this process.

    Raises:
        InputError: a variable has a value that cannot be used; the message names it.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "BINI_" + "_".join(map(str, first["loc"])).upper()
        raise InputError(
            f"설정 {name}의 값 {first.get('input')!r}을(를) 쓸 수 없습니다({first['msg']}). "
            ".env.example을 보고 고쳐 주세요."
        ) from error
