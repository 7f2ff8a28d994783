"""Choices on the command line, in the words of the counter as well as in English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest
import typer

from desk.books import imports
from desk.books.incidents.model import IncidentKind, IncidentLevel
from desk.cli import base, choices
from desk.core.days import Century, DayOrder
from desk.core.words import Worded
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


OF_PAPERS = [asked.choices for paper in registry.PAPERS for asked in paper.takes if asked.choices]
ALL = [IncidentKind, DayOrder, Century, *OF_PAPERS]


@pytest.mark.parametrize("closed", dict.fromkeys(ALL), ids=lambda closed: closed.__name__)
def test_every_choice_is_read_in_both_languages_and_listed_in_both(closed: type[IncidentKind]) -> None:
    taken = choices.of(closed)
    for each in closed:
        assert taken["parser"](each.value) is each and taken["parser"](each.label) is each
        assert each.value in taken["metavar"] and each.label.replace(" ", "") in taken["metavar"]
    with pytest.raises(typer.BadParameter):
        taken["parser"]("没有这个")


def test_a_table_to_import_is_named_in_both_languages(desk: Desk) -> None:
    told = re.sub(r"[\s│]", "", run(desk.folder, "import", "没有").stderr)
    assert all(spec.kind in told for spec in imports.specs()) and "居民" in told


@pytest.mark.parametrize(
    ("closed", "word", "meant"),
    [
        (DayOrder, "年月日", DayOrder.YEAR_FIRST),
        (DayOrder, "日、月、年", DayOrder.DAY_FIRST),
        (DayOrder, "mdy", DayOrder.MONTH_FIRST),
        (Century, "1900年代", Century.LAST),
        (Century, "2000年代", Century.THIS),
        (Century, "20", Century.THIS),
        (Century, "近一百年（出生）", Century.PAST),
        (Century, "近一百年出生", Century.PAST),
    ],
)
def test_how_days_are_written_is_said_in_either_language(closed: type[DayOrder], word: str, meant: object) -> None:
    assert choices.of(closed)["parser"](word) is meant


def test_no_choice_of_the_command_line_is_offered_in_english_alone() -> None:
    """A closed list as the type of an option without ``choices`` would be."""
    from desk.cli import about, calendar, commands, data, incidents, keys, reports, roster  # noqa: F401

    alone = [f"{callback.__name__} {name}" for callback in _commands(base.app) for name in _english_alone(callback)]
    assert not alone


def _commands(app: typer.Typer) -> Iterator[Callable[..., Any]]:
    yield from (each.callback for each in app.registered_commands if each.callback)
    for group in app.registered_groups:
        if group.typer_instance:
            yield from _commands(group.typer_instance)


def _english_alone(callback: Callable[..., Any]) -> Iterator[str]:
    for name, hint in get_type_hints(callback, include_extras=True).items():
        meant, *about = get_args(hint) if get_origin(hint) is Annotated else (hint,)
        closed = any(isinstance(each, type) and issubclass(each, Worded) for each in (get_args(meant) or (meant,)))
        if closed and not any(each.parser for each in about):
            yield name
