"""What the documents point at is there. A claim about security whose test was renamed away is a claim without a
proof.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.support.source import ROOT, parsed

PROOF = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
SECURITY = (ROOT / "docs" / "security.md").read_text("utf-8")


def functions(path: Path) -> set[str]:
    """The functions at the top of a file."""
    return {node.name for node in parsed(path).body if isinstance(node, ast.FunctionDef)}


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


PLACE = re.compile(r"`((?:desk|tests|docs|resources|requirements|run\.py|pyproject\.toml)[\w./-]*)`")
GUIDES = ("docs/architecture.md", "CONTRIBUTING.md")


@pytest.mark.parametrize("guide", GUIDES)
def test_every_place_that_a_guide_sends_to_exists(guide: str) -> None:
    """A page for newcomers that sends them to a room which was renamed costs them more than no page at all."""
    places = [text for text in PLACE.findall((ROOT / guide).read_text("utf-8")) if "/" in text or "." in text]
    for place in places:
        dotted = "/" not in place and place.startswith(("desk.", "tests."))
        path = ROOT / (place.replace(".", "/") if dotted else place)
        assert path.exists() or dotted, f"{guide} names {place}, which is not there (any more)"
    assert len(places) > 10


def test_examples_of_style_stand_in_the_code() -> None:
    """An example that the code no longer follows teaches what nobody does."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    examples = re.findall(r"\(`(desk/[\w/]+\.py)`\):\n\n```python\n(.*?)```", text, re.DOTALL)
    assert len(examples) == 2
    for file, code in examples:
        assert code in (ROOT / file).read_text("utf-8"), f"CONTRIBUTING.md: an example is no longer in {file}"


@pytest.mark.parametrize("name", ("README.md", "README.zh-CN.md"))
def test_the_readme_begins_with_what_it_is_and_shows_the_window(name: str) -> None:
    """Who opens the page sees at once whether this is for them. The picture is the real window, and small."""
    from PIL import Image

    top = (ROOT / name).read_text("utf-8").splitlines()[:8]
    assert any("党建+" in line for line in top[:5])
    shown = re.search(r"!\[[^\]]+\]\(([\w/.]+\.png)\)", "\n".join(top))
    assert shown, f"{name}: no picture of the window on top"
    picture = ROOT / shown.group(1)
    assert picture.stat().st_size <= 150_000
    with Image.open(picture) as image:
        assert image.size == (1366, 768)
