"""What the palette 查找 leads to: tabs and pages 去, and what this person may do on them 做.

All of it comes from declarations: the table of tabs, their pages, and the pages' tables of commands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Protocol

from desk.core.phrases import Fit, phrase
from desk.core.words import NP_, _
from desk.core.work import Actor
from desk.ui.shell.commands import Command
from desk.ui.shell.page import Page
from desk.ui.shell.stand_in import table_of
from desk.ui.shell.tab import TAB_KEYS, TabDeclaration, tab_key

PATH = " › "
FIELD_KEYS = frozenset(("F3", "Esc"))
"""They lead to a field and back, where going to the page leads anyway."""
GOES_TO_TAB = frozenset(("Ctrl+K", *map(tab_key, range(len(TAB_KEYS)))))
"""Of the window's own keys: they lead to tabs, which stand among the ways already, and to the palette."""
PICTURES = {"F2": "plus", "Ctrl+P": "printer", "F12": "siren", "Ctrl+L": "lock", "F10": "list-todo"}
"""Of commands, by their key."""


class Group(Enum):
    """The headings of the palette, in their order."""

    GO = NP_("palette", "Go to")
    DO = NP_("palette", "Do")
    OPEN = NP_("palette", "Open")
    TEXT = NP_("palette", "Written down")


@dataclass(frozen=True)
class Entry:
    """A line of the palette."""

    group: Group
    key: str
    """By which its use is remembered; empty for a record, of which nothing is."""
    text: str
    details: str
    """Muted, behind the text."""
    cap: str
    """The key that does the same."""
    picture: str
    act: Callable[[], object]

    def fit(self, typed: Sequence[str]) -> int | None:
        """How well all that was typed fits, 0 best; None where something does not."""
        fits = [self._fit(part) for part in typed]
        return None if None in fits else sum(each for each in fits if each is not None)

    def _fit(self, part: str) -> int | None:
        own = phrase(self.text).fit(part)
        if own is not None:
            return own
        beside = any(phrase(each).fit(part) is not None for each in (self.details, self.cap) if each)
        return Fit.INSIDE + 1 if beside else None


class Opens(Protocol):
    """The work page, as far as the palette leads to it."""

    def open_page(self, place: int, kind: type[Page] | None = None) -> None:
        """Show a tab, or a page of it."""

    def perform(self, place: int, kind: type[Page], at: int) -> None:
        """Do what stands at a place in a page's table."""


def entries(work: Opens, declared: Sequence[TabDeclaration], actor: Actor, own: Iterable[Command]) -> list[Entry]:
    """Every entry of this person. ``own`` are the commands of the window."""
    made = []
    for place, tab in enumerate(declared):
        made += [*_ways(work, place, tab, actor), *_acts(work, place, tab, actor)]
    made += [_window_entry(command) for command in own if command.act and command.key not in GOES_TO_TAB]
    return sorted(made, key=lambda each: each.group is not Group.GO)


def _ways(work: Opens, place: int, tab: TabDeclaration, actor: Actor) -> Iterator[Entry]:
    title, key = _(tab.title), tab_key(place)
    yield Entry(Group.GO, f"go {tab.name}", title, "", key, tab.picture, partial(work.open_page, place))
    kinds = tab.load().places(actor)
    by_digit = tab.load().PAGE_KEYS
    for at, kind in enumerate(kinds, 1):
        page_title = tab.load().title_of(kind)
        text = f"{title}{PATH}{_(page_title)}"
        cap = f"{key} Alt+{at}" if by_digit else key
        act = partial(work.open_page, place, kind)
        yield Entry(Group.GO, f"go {tab.name}.{kind.__name__}", text, "", cap, tab.picture, act)


def _acts(work: Opens, place: int, tab: TabDeclaration, actor: Actor) -> Iterator[Entry]:
    kind = tab.load()
    pages = kind.places(actor) or (kind,)
    for page in (part for each in pages for part in (each, *each.PARTS)):
        table = table_of(page)
        often = Counter(command.purpose for command in table)
        name = kind.title_of(page)
        title = _(tab.title) + (f"{PATH}{_(name)}" if name else "")
        for at, command in enumerate(table):
            if is_offered(command, actor) and often[command.purpose] == 1:
                picture = PICTURES.get(command.key, tab.picture)
                key = f"do {tab.name}.{page.__name__} {command.purpose}"
                act = partial(work.perform, place, page, at)
                yield Entry(Group.DO, key, _(command.purpose), title, command.key, picture, act)


def is_offered(command: Command, actor: Actor) -> bool:
    """Can it be done from anywhere: not with a row that has to be chosen first, a form that has to be filled in?"""
    may = command.may is None or actor.may(command.may)
    needs_more = command.of or command.inside or command.stores_form or command.key in FIELD_KEYS
    return may and command.act is not None and not needs_more


def _window_entry(command: Command) -> Entry:
    assert command.act is not None
    picture = PICTURES.get(command.key, "settings")
    return Entry(Group.DO, f"do {command.purpose}", _(command.purpose), "", command.key, picture, command.act)


def of_page(pages: Iterable[Page]) -> Iterator[Entry]:
    """What can be done on the page in sight and nowhere else: with the row that is chosen, with what is typed."""
    for page in pages:
        for command in page.own_commands:
            chosen = [view for view in command.views if view.isVisible() and view.currentIndex().isValid()]
            if command.act and (chosen or command.stores_form) and command.enabled() and not command.inside:
                details = _("the chosen row") if chosen else _("what is typed")
                picture = PICTURES.get(command.key, "circle-check")
                act = partial(page.perform, command)
                yield Entry(Group.DO, "", _(command.purpose), details, command.key, picture, act)
