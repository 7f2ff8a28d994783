"""Choices on the command line, in the words of the counter as well as in English."""

from __future__ import annotations

import re

import pytest
import typer

from desk.books import imports
from desk.books.incidents.model import IncidentKind, IncidentLevel
from desk.cli import choices
from desk.reports import registry
from desk.services.session import Desk
from tests.support.command_line import desk as run


def test_a_fire_is_opened_by_its_chinese_word_and_raised_by_its_chinese_level(desk: Desk) -> None:
    done = run(desk.folder, "incident", "open", "--kind", "火灾", "--place", "老人食堂")
    number = done.stdout.splitlines()[-1]
    english = run(desk.folder, "incident", "open", "--kind", "fire", "--place", "一楼大厅", "--drill")
    level = run(desk.folder, "incident", "level", number, IncidentLevel.THREE.label, "--reason", "火势扩大")
    state = run(desk.folder, "incident", "state", number, "处置中")
    assert [each.returncode for each in (done, english, level, state)] == [0] * 4, (level.stderr, state.stderr)
    with desk.read() as work:
        assert "火灾" in done.stdout and work


def test_a_word_that_is_none_is_answered_with_both_lists(desk: Desk) -> None:
    done = run(desk.folder, "incident", "open", "--kind", "着火", "--place", "老人食堂")
    assert done.returncode == 2
    assert "fire/火灾" in re.sub(r"[\s│]", "", done.stderr) and "着火" in done.stderr


ALL = [IncidentKind, *(asked.choices for paper in registry.PAPERS for asked in paper.takes if asked.choices)]


@pytest.mark.parametrize("closed", dict.fromkeys(ALL), ids=lambda closed: closed.__name__)
def test_every_choice_is_read_in_both_languages_and_listed_in_both(closed: type[IncidentKind]) -> None:
    taken = choices.of(closed)
    for each in closed:
        assert taken["parser"](each.value) is each and taken["parser"](each.label) is each
        assert each.value in taken["metavar"] and each.label in taken["metavar"]
    with pytest.raises(typer.BadParameter):
        taken["parser"]("没有这个")


def test_a_table_to_import_is_named_in_both_languages(desk: Desk) -> None:
    told = re.sub(r"[\s│]", "", run(desk.folder, "import", "没有").stderr)
    assert all(spec.kind in told for spec in imports.specs()) and "居民" in told
