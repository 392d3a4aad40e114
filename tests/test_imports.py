"""Imports run downward only, after the table in DESIGN.md; lazy imports count as well."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

CONTRACTS = {"graph.schema", "graph.errors", "graph.ports"}
"""What every room may know of the graph: the contracts at its doors."""

BELOW_WIRING = {"graph", "nodes", "evidence", "judge", "retrieval", "finetune", "prompts"}

MAY_IMPORT: dict[str, set[str]] = {
    "app": {"wiring", "graph"},
    "wiring": BELOW_WIRING,
    "graph": set(),
    "graph.builder": {"nodes"},
    "nodes": {"graph", "evidence", "prompts"},
    "evidence": CONTRACTS,
    "judge": CONTRACTS | {"evidence", "prompts"},
    "retrieval": CONTRACTS | {"evidence"},
    "retrieval.index": {"graph.settings"},
    "retrieval.search": {"graph.settings"},
    "retrieval.evaluate": {"graph.settings"},
    "finetune": CONTRACTS | {"evidence", "judge", "prompts"},
    "prompts": set(),
    "server": {"graph", "wiring"},
}
"""Room (or one module of it, which then counts alone) → what it may import beside itself."""

FORBIDDEN = {"nodes": {"graph.builder"}}

ROOMS = BELOW_WIRING | {"app", "wiring", "server", "benchmarks", "tests"}


def modules() -> Iterator[tuple[str, Path]]:
    for room in sorted(room for room in MAY_IMPORT if "." not in room):
        single = ROOT / f"{room}.py"
        files = [single] if single.is_file() else sorted((ROOT / room).rglob("*.py"))
        for file in files:
            parts = file.relative_to(ROOT).with_suffix("").parts
            yield ".".join(part for part in parts if part != "__init__"), file


def imported(source: str) -> Iterator[str]:
    """Yield every module that ``source`` imports, at any depth; ``from a import b`` as ``a.b``."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports name their module in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif (
            isinstance(node, ast.Call)
            and ast.unparse(node.func).endswith(("import_module", "__import__"))
            and isinstance(node.args[0], ast.Constant)
        ):
            yield str(node.args[0].value)


def within(name: str, allowed: set[str]) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in allowed)


def breaches(module: str, source: str) -> list[str]:
    room = module.split(".")[0]
    allowed = {room} | MAY_IMPORT[room] | MAY_IMPORT.get(module, set())
    ours = [name for name in imported(source) if name.split(".")[0] in ROOMS]
    return [
        name
        for name in ours
        if not within(name, allowed) or within(name, FORBIDDEN.get(room, set()))
    ]


@pytest.mark.parametrize(("module", "file"), [pytest.param(*m, id=m[0]) for m in modules()])
def test_imports_run_downward_only(module, file):
    assert breaches(module, file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("graph.state", "from nodes.judge import judge"),
        ("graph.state", "def f():\n    import evidence.reader"),
        ("graph", "from evidence import reader"),
        ("nodes.judge", "from graph.builder import build_graph"),
        ("nodes.judge", "from graph import builder"),
        ("nodes.judge", "import wiring"),
        ("evidence.risk", "from graph.state import State"),
        ("evidence.risk", "import importlib\nimportlib.import_module('judge.gemma')"),
        ("prompts.render", "from graph.schema import Claim"),
        ("retrieval.search", "from judge.gemma import GemmaJudge"),
        ("app", "from evidence.reader import Evidence"),
        ("judge.gemma", "from tests.fakes import FakeJudge"),
    ],
)
def test_a_breach_is_seen(module, source):
    assert breaches(module, source)


def test_every_room_is_walked():
    walked = {module.split(".")[0] for module, _ in modules()}
    assert walked >= {"app", "wiring", "graph", "nodes", "evidence", "judge", "retrieval"}
