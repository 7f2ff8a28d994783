"""The manual says what the window does: every page has its text, every key in it is alive, every button is called so.

A manual written beside a program is wrong after the first renaming, and whoever follows it once in vain never opens it
again.
"""

from __future__ import annotations

import re

import pytest

from desk.core import manual
from desk.core.manual import BlockKind, Inline, Topic
from desk.core.words import _
from desk.demo.tour import Hands
from desk.ui.help.pages import EMERGENCY, commands_of, emergency_keys, places, topic_in_sight, topic_of
from desk.ui.shell.paged_tab import PagedTab
from desk.ui.shell.tabs import TABS
from tests.manual import ANYBODY, expected, kinds, with_keys
from tests.support.keys import keys_of as keys_meant
from tests.support.manual_words import words_on_screen
from tests.support.tabs import every_page

FILES = sorted(file.stem for file in manual.FOLDER.glob("*.md"))
MOVES = frozenset({"Enter", "Esc", "Tab", "Alt"})
"""Keys that mean the same wherever somebody works."""
LONGEST = 120


@pytest.mark.parametrize("name", FILES)
def test_every_file_can_be_read_and_stands_in_the_contents_once(name: str) -> None:
    read = manual.topic(name)
    assert read.title
    if name != manual.CONTENTS:
        assert [each.name for each in manual.topics()].count(name) == 1


def test_what_the_readers_do_not_know_is_refused_with_its_line() -> None:
    for wrong in ("| a | b |", "### deeper", "> said", "  - nested", "a [link](http://x)", "an *odd* word"):
        with pytest.raises(manual.ManualMistake, match=r"x\.md:2"):
            manual.parsed("x", f"# Title\n{wrong}\n")


def test_every_page_has_a_text_and_every_text_a_page() -> None:
    names = [topic_of(kind) for kind in kinds()]
    assert len(set(names)) == len(names), "two pages with one text"
    assert {*names, "start", EMERGENCY, manual.FIRST_HOUR, manual.CONTENTS} == set(FILES)


def test_every_text_is_called_as_its_page() -> None:
    for tab in TABS:
        kind = tab.load()
        for page in kind.places(ANYBODY):
            assert manual.topic(topic_of(page)).title == _(kind.title_of(page))
        if not issubclass(kind, PagedTab):
            assert manual.topic(topic_of(kind)).title == _(tab.title)


def test_every_text_names_what_the_page_is_called_and_links_to_what_is_there() -> None:
    for block in manual.topic(manual.CONTENTS).blocks:
        for piece in block.pieces:
            if piece.kind is Inline.LINK:
                assert manual.topic(piece.target).title == piece.text
    for each in manual.topics():
        for block in each.blocks:
            assert all(manual.topic(piece.target) for piece in block.pieces if piece.kind is Inline.LINK)
            assert block.picture is None or block.picture.is_file(), block.picture


def test_the_keys_of_each_page_stand_in_its_text() -> None:
    """All of its commands, in the words of the window: ``python -m tests.manual`` writes them."""
    texts = {name: (manual.FOLDER / f"{name}.md").read_text("utf-8") for name, _lines in expected()}
    stale = [name for name, lines in expected() if texts[name] != with_keys(texts[name], lines)]
    assert stale == [], "run: python -m tests.manual"


def keys_named(topic: Topic) -> set[str]:
    return {piece.text for block in topic.blocks for piece in block.pieces if piece.kind is Inline.KEY}


def test_every_key_that_a_text_names_is_alive_on_its_page(manager: Hands) -> None:
    for_all = {key for command in manager.window.commands for key in keys_meant(command)} | MOVES
    for where, page in every_page(manager):
        topic = topic_in_sight(page)
        told = {key for command in page.commands if command.key for key in (command.key, *keys_meant(command))}
        told |= {part for key in told for part in re.split("[/…]", key)}
        alive = told | for_all | {"Alt+→", "Alt+←"} if "Alt+←/→" in told else told | for_all
        assert keys_named(topic) <= alive, f"{where}: {keys_named(topic) - alive}"


def test_every_key_of_the_first_hour_is_alive_where_its_step_leads(manager: Hands) -> None:
    for_all = {key for command in manager.window.commands for key in keys_meant(command)} | MOVES
    reachable = places(TABS, ANYBODY)
    for step in manual.topic(manual.FIRST_HOUR).steps:
        target = next(piece.target for piece in step.pieces if piece.kind is Inline.LINK)
        _place, kind = reachable[target]
        alive = for_all | {command.key for command in commands_of(kind, ANYBODY)}
        named = {piece.text for piece in step.pieces if piece.kind is Inline.KEY}
        assert named <= alive, f"step {step.number}: {named - alive}"


def test_every_key_of_an_emergency_is_alive_in_its_window(manager: Hands) -> None:
    for_all = {key for command in manager.window.commands for key in keys_meant(command)}
    assert keys_named(manual.topic(EMERGENCY)) <= for_all | {key for key, _purpose in emergency_keys()} | {"Delete"}


def test_what_a_text_quotes_is_called_so_in_the_window() -> None:
    on_screen = words_on_screen() | {"Excel"}
    quoted = [
        (each.name, piece.text)
        for each in manual.topics()
        for block in each.blocks
        for piece in block.pieces
        if piece.kind is Inline.ON_SCREEN
    ]
    assert [(name, text) for name, text in quoted if text not in on_screen] == []


def test_texts_are_short_and_tell_at_most_five_things_to_do() -> None:
    for each in manual.topics():
        assert all(len(block.text) <= LONGEST for block in each.blocks), each.name
        if each.name != manual.FIRST_HOUR:
            numbers = [step.number for step in each.steps]
            assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) <= 5, each.name
        assert any(block.kind is BlockKind.PARAGRAPH for block in each.blocks), each.name
