"""What can be done on a page, said once. A page's table of commands makes its keys, the labels and tips of its buttons,
the menus of its lists and what F1 tells, so that a new key is one line in one file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtWidgets import QAbstractItemView, QWidget

from desk.core.permissions import May
from desk.core.words import _
from desk.ui.widgets.key_cap import both_enters, with_key

OPENING = "Enter"
"""The key of a list: Enter and a double click open the chosen row."""


def always() -> bool:
    """What a command that can be done at any time has for ``enabled``."""
    return True


@dataclass(frozen=True)
class Command:
    """Something that can be done here."""

    key: str
    """As F1 tells it, ``Ctrl+Enter``; empty where there is only a button or a line in a menu."""
    purpose: str
    """The msgid that F1 tells, and the tip of the button."""
    act: Callable[[], object] | None = None
    """None where a widget hears the key by itself: ``inside`` says which."""
    label: str = ""
    """The msgid on the button and in the menu, where that is shorter than ``purpose``."""
    role: str = ""
    """The role of the button, as ``desk.ui.widgets.controls.button`` takes it; empty for an ordinary one."""
    may: May | None = None
    """Who may not do this is not offered it: no button, no line in a menu, nothing told by F1, nothing on the key."""
    of: QAbstractItemView | tuple[QAbstractItemView, ...] = ()
    """The lists whose chosen row it is about: it stands in their menus, and ``Enter`` is theirs."""
    inside: QWidget | None = None
    """The key counts only while the focus is in this widget."""
    enabled: Callable[[], bool] = always
    """Whether it can be done now: where it cannot, the key does nothing, the button is grey and menus leave it out."""
    repeats: bool = False
    """Pressed twice it is meant twice: a step, an undo, a way to a field."""
    stores_form: bool = False
    """A form looks itself after what is pressed twice, and may be mended and stored again at once: its key counts each
    time.
    """
    on_label: bool = True
    """Whether the button shows the cap of its key; else only its tip names it."""
    opens_menu: bool = False
    """The button has an arrow behind its words: what it does is chosen from a menu."""
    over_fields: bool = False
    """The key counts although a field has another meaning for it, as on Linux Ctrl+K deletes to the end of the line."""
    over_dialogs: bool = False
    """The key counts in every window of the program, also where a dialog is open that shortcuts do not reach past."""

    @property
    def views(self) -> tuple[QAbstractItemView, ...]:
        """``of`` as a tuple, also where it is a single list."""
        return self.of if isinstance(self.of, tuple) else (self.of,)

    @property
    def name(self) -> str:
        """What a button or menu calls it."""
        return _(self.label) if self.label else _(self.purpose)

    @property
    def keys(self) -> tuple[str, ...]:
        """As Qt knows them: both keys that say Enter."""
        return both_enters(self.key)

    @property
    def tip(self) -> str:
        """What the button does, and its key where there is no cap of it; a cap tells its own."""
        return with_key(_(self.purpose), "" if self.on_label else self.key)


Commands = tuple[Command, ...]


def sorted_keys(commands: Iterable[Command]) -> list[Command]:
    """As F1 tells them: F2 to F9 first, the others as their page names them."""
    with_key = [command for command in commands if command.key]
    return sorted(with_key, key=lambda each: int(each.key[1:]) if each.key[0] == "F" and each.key[1:].isdigit() else 99)


def told_keys(commands: Iterable[Command]) -> list[tuple[str, str]]:
    """The keys and their msgids as F1 tells them; neighbours that say the same make one line: Ctrl+1…-."""
    lines: list[tuple[str, str]] = []
    for caption, same in groupby(commands, lambda command: command.purpose):
        keys = [command.key for command in same]
        lines.append((keys[0] if len(keys) == 1 else f"{keys[0]}…{keys[-1][-1]}", caption))
    return lines
