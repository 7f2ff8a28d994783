"""The window in English: nothing Chinese is left in it but what people typed and what the centre's files brought."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from sqlalchemy import select

from desk.books.incidents import reporting
from desk.core.resources import RESOURCES
from desk.demo.tour import Hands
from desk.models import metadata
from desk.reports.registry import PAPERS
from desk.services.preferences import LANGUAGES
from desk.services.session import Desk
from desk.ui.shell.page import Page
from tests.support.shown_text import drawn_on, held_by
from tests.support.tabs import desk_of
from tests.support.walk import openers, pages_of
from tests.ui.conftest import signed_in

CHINESE = re.compile(r"[\u4e00-\u9fff\u3001\u3002\u300a-\u3011\uff08\uff09\uff0c\uff1a\uff1b\uff01\uff1f]+")
"""Characters, and the punctuation that only Chinese has."""
MASKED = re.compile(r"[\u4e00-\u9fff]\*+[\u4e00-\u9fff]?")
CUT = re.compile(r"[^\s…]+(?=…)")
DIALOGS = 15
"""Kinds of them that the walk opens at least."""
LINE = 4
"""So many characters in a row do not stand in a typed text by chance."""


pytestmark = pytest.mark.usefixtures("english")


class Typed:
    """What may be Chinese: every text of the data file, also on one line, those of the files that a centre begins with,
    and the characters of an official number 〔2026〕7号 that is proposed."""

    def __init__(self, desk: Desk) -> None:
        files = [*RESOURCES.rglob("*.csv"), *RESOURCES.rglob("*.toml")]
        begun_with = (reporting.TOWN, reporting.TOWN_AND_DISTRICT, *LANGUAGES.values(), "聘", "号")
        texts = {
            *begun_with,
            *_stored(desk),
            *(" ".join(text.split()) for text in _stored(desk) if "\n" in text),
            *(part for file in files for part in re.split(r'[,"|\n]', file.read_text("utf-8"))),
        }
        self._texts = sorted({text.strip() for text in texts if CHINESE.search(text)}, key=len, reverse=True)
        self._all = "\n".join(self._texts)

    def left_of(self, text: str) -> str:
        """What nobody typed: a name may be masked, and a text that is too long for its place be cut."""
        if not CHINESE.search(text):
            return ""
        text = self._without_cut(CUT.sub(lambda cut: "" if cut[0] in self._all else cut[0], MASKED.sub(" ", text)))
        for typed in self._texts:
            text = text.replace(typed, " ")
        return " ".join(word for word in CHINESE.findall(text) if not self._begins(word))

    def _without_cut(self, text: str) -> str:
        """Without the longest beginning of something typed before the dots that say that it goes on."""
        shown, dots, rest = text.rpartition("…")
        if not dots:
            return text
        typed_from = next(at for at in range(len(shown) + 1) if shown[at:] in self._all)
        return shown[:typed_from] + rest

    def is_line(self, piece: str, before: str, after: str) -> bool:
        """Is a drawn piece a line of a longer text that somebody typed? Its few characters stand in one as they stand
        here, with what is drawn before and after. A masked name stands in none.
        """
        whole = MASKED.sub(lambda name: " " * len(name[0]), before + piece + after)
        words = CHINESE.finditer(whole, len(before), len(before) + len(piece))
        return all(self._stands(whole, *word.span()) for word in words)

    def _stands(self, whole: str, first: int, last: int) -> bool:
        if last - first >= LINE:
            return whole[first:last] in self._all
        around = [(at, many) for many in range(1, LINE + 1) for at in range(max(last - many, 0), first + 1)]
        windows = [whole[at : at + many] for at, many in around]
        return any(window in self._texts or (len(window) == LINE and window in self._all) for window in windows)

    def _begins(self, word: str) -> bool:
        """A chip shows the first two characters of a shift's name."""
        return len(word) > 1 and any(typed.startswith(word) for typed in self._texts)


def _stored(desk: Desk) -> Iterator[str]:
    with desk.read() as work:
        for table in metadata.sorted_tables:
            for row in work.connection.execute(select(table)):
                for value in row:
                    yield from _strings(value)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        if value.startswith(("[", "{")):
            with suppress(ValueError):
                yield from _strings(json.loads(value))
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


class Reader:
    """Goes through the window, reads what it shows, and closes every dialog that opens, having read it."""

    def __init__(self, window: QWidget) -> None:
        self.whole: dict[str, str] = {}
        self.drawn: list[tuple[str, list[str]]] = []
        self.dialogs: set[str] = set()
        self._watch = QTimer(window)
        self._watch.timeout.connect(self._close_what_opened)
        self._watch.start(5)

    def read(self, part: QWidget, where: str, new: QWidget | None = None) -> None:
        """What is drawn on a part, and what it holds, or only something ``new`` in it."""
        QTest.qWait(10)
        self._take(part, where, new)

    def _take(self, part: QWidget, where: str, new: QWidget | None = None) -> None:
        self.drawn.append((where, drawn_on(part)))
        self.whole |= dict.fromkeys(held_by(new or part), where)

    def use(self, page: Page) -> None:
        """Everything on a page that opens something."""
        for command in openers(page):
            page.perform(command)
            QTest.qWait(15)

    def _close_what_opened(self) -> None:
        opened = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if opened is None:
            return
        self.dialogs.add(type(opened).__name__)
        self._take(opened, opened.windowTitle() or type(opened).__name__)
        if isinstance(opened, QDialog):
            opened.reject()
        opened.close()

    def chinese(self, typed: Typed) -> list[str]:
        """What is Chinese and was not typed, and where it stands."""
        left = [(typed.left_of(text), text, where) for text, where in self.whole.items()]
        told = [f"{words} in {text!r} ({where})" for words, text, where in left if words]
        for where, pieces in self.drawn:
            for at, piece in enumerate(pieces):
                before, after = "".join(pieces[max(at - 2, 0) : at]), "".join(pieces[at + 1 : at + 3])
                if typed.left_of(piece) and not typed.is_line(piece, before, after):
                    told.append(f"{piece!r} drawn after {before!r} ({where})")
        return list(dict.fromkeys(told))


def test_the_window_reads_english_from_the_sign_in_page_to_the_last_section(hands: Hands) -> None:
    reader = Reader(hands.window)
    reader.read(hands.window, "sign-in")
    work = signed_in(hands, "管理员").window.work
    assert work is not None
    for place in range(work.tabs.count()):
        hands.window.go_to(place)
        for page in pages_of(work.page(place)):
            reader.read(hands.window, type(page).__name__, new=page)
            reader.use(page)
    reader.read(hands.window, "all that was made by the end")
    left = reader.chinese(Typed(desk_of(hands)))
    assert not left, "\n".join(left)
    assert len(reader.dialogs) > DIALOGS, reader.dialogs


def test_papers_are_named_in_english() -> None:
    assert [paper.label for paper in PAPERS if CHINESE.search(paper.label)] == []
