"""Papers as the window has them made: by their identifier in the registry, never by the module that draws them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from desk.core.work import Work
from desk.reports import registry
from desk.reports.kit.declaration import Format
from desk.services.session import Desk


def maker(desk: Desk, identifier: str, wanted: Format, **values: Any) -> Callable[[Work], bytes]:
    """What makes a paper, for a job beside the window's thread or ``save_as``. ``values`` are by the names of what the
    paper takes; what the page has read already is ``Given``.
    """
    return lambda work: registry.paper(identifier).make(work, wanted, values, desk.files)


def text(desk: Desk, work: Work, identifier: str, **values: Any) -> str:
    """A paper as a text to paste. Raises what its ``make`` raises."""
    return maker(desk, identifier, Format.TXT, **values)(work).decode()


def preview(parent: QWidget, desk: Desk, title: str, identifier: str, **values: Any) -> None:
    """Make a paper now and show it, ready to print. Raises what its ``make`` raises."""
    with desk.read() as work:
        content = maker(desk, identifier, Format.PDF, **values)(work)
    show(parent, title, content)


def show(parent: QWidget, title: str, content: bytes) -> None:
    """A paper that was made already."""
    from desk.ui.shell.preview import Preview

    Preview(content, title, parent).exec()
