"""Writes into the manual what can be known without a writer: the keys of each page, and the pictures of the tabs.

``python -m tests.manual`` writes the keys from the pages' tables of commands; ``--pictures`` also takes the pictures
anew, in a demo centre of invented people that goes away again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk import app
from desk.books.sample import SampleSize
from desk.core import manual
from desk.core.month import Month
from desk.core.period import PeriodKind
from desk.core.permissions import Role
from desk.core.words import speak
from desk.core.work import Actor
from desk.demo.tour import MANAGER, PASSWORD, Hands
from desk.services import new_data_file
from desk.storage.keys import ArgonCost
from desk.ui.figures.tab import FiguresTab
from desk.ui.help.pages import EMERGENCY, commands_of, emergency_keys, key_lines, places, topic_of
from desk.ui.shell.page import Page
from desk.ui.shell.tabs import TABS
from desk.ui.visits.registration import RegistrationPage
from desk.ui.visits.tab import VisitsTab
from desk.ui.widgets.newest_answer import NewestAnswer

WIDTH, HEIGHT = 1100, 640
COLOURS = 64


def kinds() -> list[type[Page]]:
    """Every page of the window, as whoever may do everything has them."""
    return [kind for _place, kind in places(TABS, ANYBODY).values()]


ANYBODY = Actor(0, MANAGER, Role.MANAGER)
"""Who may do everything."""


def keys_of(kind: type[Page]) -> list[str]:
    """The lines of a page's keys as they stand in its file."""
    return as_written(key_lines(commands_of(kind, ANYBODY)))


def as_written(keys: Iterable[tuple[str, str]]) -> list[str]:
    """Keys and what they do as lines of a file."""
    return [f"- `{key}`：{purpose}" if key else f"- {purpose}" for key, purpose in keys]


def expected() -> Iterator[tuple[str, list[str]]]:
    """Every topic that ends with keys, by its name, and their lines."""
    yield EMERGENCY, as_written(emergency_keys())
    for kind in kinds():
        yield topic_of(kind), keys_of(kind)


def with_keys(text: str, lines: list[str]) -> str:
    """A file with these keys at its end, in place of those that were there."""
    above = text.partition(f"## {manual.KEYS}\n")[0].rstrip("\n")
    return "\n".join([above, f"## {manual.KEYS}", *lines]) + "\n" if lines else f"{above}\n"


def write_keys() -> None:
    """Into the file of each page."""
    for name, lines in expected():
        file = manual.FOLDER / f"{name}.md"
        if file.exists():
            file.write_text(with_keys(file.read_text("utf-8"), lines), "utf-8")


def take_pictures(folder: Path) -> None:
    """One of each page that shows one in its file, in few colours, so that all of them are small."""
    with TemporaryDirectory() as place:
        book = Path(place) / "demo"
        size = SampleSize(residents=300, months=3, per_day=20)
        new_data_file.create_demo(book, MANAGER, PASSWORD, size, cost=ArgonCost(1, 1024, 1)).close()
        app.application(book)
        window = app.make_window(book)
        window.resize(WIDTH, HEIGHT)
        window.show()
        window.sign_in.name.setText(MANAGER)
        window.sign_in.password.setText(PASSWORD)
        window.sign_in.try_it()
        QTest.qWait(100)
        assert window.work is not None and window.desk is not None
        window.work.drawer.shut()
        for at, kind in places(window.work.declared, window.desk.actor).values():
            picture = next((block.picture for block in manual.topic(topic_of(kind)).blocks if block.picture), None)
            if picture is None:
                continue
            window.work.open_page(at, kind if kind in type(window.work.page(at)).places(window.desk.actor) else None)
            prepare(Hands(window, folder), window.work.current)
            window.work.toasts.clear()
            QTest.qWait(400)
            shot = Path(place) / "shot.png"
            window.grab().save(str(shot))
            with Image.open(shot) as image:
                image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
                    folder / picture.name, optimize=True
                )
            print(f"{picture.name}: {(folder / picture.name).stat().st_size:,} bytes")
        window.close()


def prepare(hands: Hands, tab: Page) -> None:
    """As at work: at the counter the next one is called and an item found by its initials; last month is shown."""
    hands.window.activateWindow()
    QTest.qWaitForWindowActive(hands.window)
    if isinstance(tab, VisitsTab) and isinstance(tab.page, RegistrationPage):
        hands.press(Qt.Key.Key_F9)
        hands.type("ylbx")
        hands.press(Qt.Key.Key_Return)
    elif isinstance(tab, FiguresTab):
        tab.tools.kind.choose(PeriodKind.MONTH)
        tab.go_to(Month.of(tab.desk.clock.today()).previous.span[1])
        while NewestAnswer.is_awaited_in(hands.window):
            QTest.qWait(20)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if "--pictures" in sys.argv:
        take_pictures(manual.FOLDER / "pictures")
    else:
        _application = QApplication.instance() or QApplication([])
        speak("zh_CN")
    write_keys()
