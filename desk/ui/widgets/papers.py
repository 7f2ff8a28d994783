"""Papers as the window has them made: by their identifier in the registry, never by the module that draws them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from desk.core.work import Work
from desk.reports import registry
from desk.reports.kit.declaration import Format
from desk.services.session import Desk
from desk.ui.shell.page import Page
from desk.ui.widgets.save_as import save_as


def maker(desk: Desk, identifier: str, wanted: Format, **values: Any) -> Callable[[Work], bytes]:
    """What makes a paper, for a job beside the window's thread or ``save_as``. ``values`` are by the names of what the
    paper takes; what the page has read already is ``Given``.
    """
    return lambda work: registry.paper(identifier).make(work, wanted, values, desk.files)


def text(desk: Desk, work: Work, identifier: str, **values: Any) -> str:
    """A paper as a text to paste. Raises what its ``make`` raises."""
    return maker(desk, identifier, Format.TXT, **values)(work).decode()


def name(identifier: str, *about: object) -> str:
    """What a paper is called, in its own language: its title, and the day, month or number that it is ``about``."""
    return registry.paper(identifier).name(*about)


def preview(parent: QWidget, desk: Desk, identifier: str, *about: object, **values: Any) -> None:
    """Make a paper now and show it, ready to print. Raises what its ``make`` raises."""
    with desk.read() as work:
        content = maker(desk, identifier, Format.PDF, **values)(work)
    show(parent, content, identifier, *about, folder=desk.folder)


def show(
    parent: QWidget, content: bytes, identifier: str, *about: object, folder: Path | None = None, title: str = ""
) -> None:
    """A paper that was made already. ``folder`` is where this PC keeps on which printer it prints such papers;
    ``title`` in place of the paper's name.
    """
    from desk.ui.shell.preview import Preview

    kind = registry.paper(identifier).kind
    Preview(content, title or name(identifier, *about), parent, kind, folder).exec()


def save(page: Page, identifier: str, wanted: Format, *about: object, **values: Any) -> None:
    """Ask for a file, offered with the paper's name, and make the paper into it."""
    save_as(page, file_name(identifier, wanted, *about), maker(page.desk, identifier, wanted, **values))


def file_name(identifier: str, wanted: Format, *about: object) -> str:
    """The name that a paper's file is offered with."""
    return registry.paper(identifier).file_name(wanted, *about)
