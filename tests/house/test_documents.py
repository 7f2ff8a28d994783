"""What the documents point at is there. A claim about security whose test was renamed away is a claim without a
proof.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROOF = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
SECURITY = (ROOT / "docs" / "security.md").read_text("utf-8")


def functions(path: Path) -> set[str]:
    """The functions at the top of a file."""
    return {node.name for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("document", sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.name)
def test_every_test_that_a_document_names_exists(document: Path) -> None:
    for file, name in PROOF.findall(document.read_text("utf-8")):
        assert name in functions(ROOT / file), f"{document.name}: {file}::{name}"


def test_every_threat_has_its_proof() -> None:
    threats = [part for part in SECURITY.split("\n## ") if "\n- Holds:" in part]
    assert len(threats) == 8
    for threat in threats:
        assert "\n- Does not:" in threat and PROOF.search(threat), threat.splitlines()[0]


def test_the_cost_that_the_document_tells_is_the_programs() -> None:
    from desk.storage.keys import ArgonCost

    cost = ArgonCost()
    assert f"{cost.passes} passes, {cost.memory // 1024} MiB, {cost.lanes} lanes" in SECURITY
