"""The licence notices stay true to the lock: what is missing, too much, or without a text is told by name."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.notices import checking, lock, paper, texts
from tests.notices.lock import Pins
from tests.notices.places import LOCK, NOTICES, ROOT


@pytest.fixture
def pins() -> Pins:
    return lock.read(LOCK.read_text("utf-8"))


@pytest.fixture(scope="module")
def notices() -> str:
    return NOTICES.read_text("utf-8")


def test_the_committed_file_is_true_to_the_lock(notices: str, pins: Pins) -> None:
    assert checking.problems(notices, pins) == []


def test_a_package_that_came_into_the_lock_is_missing(notices: str, pins: Pins) -> None:
    assert checking.problems(notices, {**pins, "made-up": ("1.0",)}) == ["in the lock, not in the file: made-up"]


def test_a_package_that_left_the_lock_is_too_much(notices: str, pins: Pins) -> None:
    left = {name: versions for name, versions in pins.items() if name != "segno"}
    assert checking.problems(notices, left) == ["in the file, not in the lock: segno"]


def test_another_version_is_told(notices: str, pins: Pins) -> None:
    told = checking.problems(notices, {**pins, "segno": ("99.0",)})
    assert told == [f"segno: the lock says 99.0, the file {pins['segno'][0]}"]


def test_a_package_without_its_text_is_told(notices: str, pins: Pins) -> None:
    without = re.sub(r"^  segno .*\n", "", notices, flags=re.MULTILINE)
    assert checking.problems(without, pins) == ["segno: no licence text in the file"]


def test_a_head_that_was_edited_asks_for_an_update(notices: str, pins: Pins) -> None:
    other = notices.replace("https://code.qt.io/", "https://example.org/", 1)
    assert checking.problems(other, pins) == ["HEAD.txt does not stand in the file as it is now"]


def test_the_lock_is_read_with_all_its_markers_and_extras() -> None:
    text = (
        "# a comment\n"
        "numpy==2.5.5 ; python_full_version >= '3.12' \\\n    --hash=sha256:00\n"
        "numpy==2.4.6 ; python_full_version < '3.12' \\\n    --hash=sha256:00\n"
        "Et_Xml.File[all]==2.0 ; sys_platform == 'win32'\n"
    )
    assert lock.read(text) == {"et-xml-file": ("2.0",), "numpy": ("2.4.6", "2.5.5")}


@pytest.mark.parametrize(
    ("expression", "kept"),
    [
        ("MIT", ["MIT"]),
        ("MIT OR Apache-2.0", ["MIT"]),
        ("GPL-2.0-only OR Apache-2.0", ["Apache-2.0"]),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", ["MIT", "Unicode-3.0"]),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", ["GCC-exception-3.1", "GPL-3.0"]),
        ("Public domain", []),
        ("Nobody-Knows-1.0", None),
    ],
)
def test_which_texts_tell_an_expression(expression: str, kept: list[str] | None) -> None:
    assert texts.chosen(expression) == kept


def test_the_duties_of_the_lgpl_are_met_in_words(notices: str) -> None:
    said = texts.collapsed(notices)
    for name in ("LGPL-3.0", "GPL-3.0", "LGPL-2.1"):
        assert texts.collapsed(texts.path_of(name).read_text("utf-8")) in said
    head = notices.partition(paper.PART_1)[0]
    for words in ("pip install --no-deps --force-reinstall", "https://code.qt.io/", "反向工程", "Reverse engineering"):
        assert words in head


def test_no_registry_is_named(notices: str) -> None:
    assert re.findall(r"pypi\.|pythonhosted", notices) == []


def test_the_program_names_its_own_licence_as_the_project_does() -> None:
    from desk.services import about

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["license"]["text"] == about.LICENCE
