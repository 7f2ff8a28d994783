"""The help window 帮助 (F1): the contents at the left, a topic at the right, the line to search on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QImage, QKeyEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

from desk.core import manual
from desk.core.words import _
from desk.services import help_progress
from desk.services.session import Desk
from desk.ui.help import pages, text
from desk.ui.help.first_hour import FirstHour
from desk.ui.shell import theme
from desk.ui.shell.commands import Command
from desk.ui.shell.text_size import hold
from desk.ui.widgets.controls import GAP, button, fit, line_edit, row

CONTENTS_WIDTH, EDGES = 250, 48
"""Pixels: of the contents; of a topic's text without its picture."""
NEWS = "news"
"""The topic 新变化, which is no file of the manual."""
NAME, LINE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
NEWEST = 20
"""Changes that are shown to whoever has seen all of them."""


class HelpText(QTextBrowser):
    """Its pictures are made as small as they are shown by Qt's good way of doing it, not by its quick one."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture of the manual; nothing else is ever loaded."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        image, ratio = QImage(QUrl(name).toLocalFile()), self.devicePixelRatioF()
        room = round((self.viewport().width() - EDGES) * ratio)
        if image.width() > room:
            image = image.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(ratio)
        return image


class HelpWindow(QDialog):
    """Esc closes it, and the focus is where it was."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        places: Mapping[str, pages.Place],
        here: Sequence[Command],
        of_window: Sequence[Command],
        news: Sequence[str] = (),
    ) -> None:
        """``here`` is what can be done on the page in sight, ``of_window`` anywhere, ``news`` what is new to this
        person."""
        super().__init__(parent)
        self._desk, self._places, self._here, self._of_window = desk, places, here, of_window
        self._news = news
        self._topic = ""
        self._page_topic = ""
        self.leads_to = ""
        """The topic whose page is to be opened once it is closed."""
        self.setWindowTitle(_("Help"))
        self.field = line_edit(_("Find in the help: characters or initials"))
        self.field.setAccessibleName(_("Find in the help"))
        self.field.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Contents of the help"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        hold(self.list, QWidget.setFixedWidth, CONTENTS_WIDTH)
        self.text = HelpText()
        self.text.setAccessibleName(_("Text of the help"))
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(16)
        self.first_hour = FirstHour(desk)
        self._lay_out()
        self._connect()
        fit(self, 1040, 700)
        self._list_contents()

    def _lay_out(self) -> None:
        self.go_button = button(_("Go to this page"), self._go, "primary")
        self.print_button = button(_("Print the manual…"), self._print)
        right = QVBoxLayout()
        right.addWidget(self.text, 2)
        right.addWidget(self.first_hour, 3)
        both = QHBoxLayout()
        both.addWidget(self.list)
        both.addLayout(right, 1)
        both.setSpacing(GAP)
        outer = QVBoxLayout(self)
        outer.addWidget(self.field)
        outer.addLayout(both, 1)
        outer.addLayout(row(self.print_button, 1, button(_("Close"), self.reject), self.go_button))

    def _connect(self) -> None:
        self.field.textChanged.connect(lambda _typed: self._search())
        self.field.installEventFilter(self)
        self.list.currentItemChanged.connect(lambda now, _before: self._show_item(now))
        self.list.itemActivated.connect(lambda _item: self.text.setFocus())
        self.text.anchorClicked.connect(self._follow)
        self.first_hour.page_wanted.connect(self._leave_for)

    def open_at(self, topic: str) -> None:
        """Show a topic, that of the page in sight."""
        self._page_topic = topic
        self._choose(topic)
        self.list.setFocus()

    def _list_contents(self) -> None:
        self.list.clear()
        for chapter in manual.chapters():
            self._add_heading(chapter.title)
            for topic in chapter.topics:
                self._add(topic.name, topic.title)
            if chapter is manual.chapters()[0]:
                self._add(NEWS, _("What is new"))

    def _add_heading(self, title: str) -> None:
        item = QListWidgetItem(title, self.list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setForeground(QColor(theme.colours().muted))
        font = item.font()
        font.setBold(True)
        item.setFont(font)

    def _add(self, name: str, title: str, line: str = "") -> None:
        shown = title if self.field.text().strip() else f"　{title}"
        item = QListWidgetItem(f"{shown}\n{line}" if line else shown, self.list)
        item.setData(NAME, name)
        if line:
            item.setToolTip(line)

    def _search(self) -> None:
        """What fits what is typed; everything, at the topic in sight, where nothing is typed."""
        typed = self.field.text().strip()
        before = self._topic
        if not typed:
            self._list_contents()
            self._choose(before)
            return
        hits = manual.search(typed)
        self.list.clear()
        for hit in hits:
            self._add(hit.topic.name, hit.topic.title, hit.line)
        if hits:
            self.list.setCurrentRow(0)
        else:
            self._add_heading(_("Nothing fits. Other words or fewer initials find more."))

    def _choose(self, name: str) -> None:
        for at in range(self.list.count()):
            if self.list.item(at).data(NAME) == name:
                self.list.setCurrentRow(at)
                self.list.scrollToItem(self.list.item(at))
                return

    def _show_item(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(NAME):
            self._show(item.data(NAME))

    def _show(self, name: str) -> None:
        self._topic = name
        is_first_hour = name == manual.FIRST_HOUR
        self.first_hour.setVisible(is_first_hour)
        self.go_button.setVisible(name in self._places and name != self._page_topic)
        self.text.setHtml(self._html(name))

    def _html(self, name: str) -> str:
        colours = theme.colours()
        if name == NEWS:
            return text.of_lines(_("What is new"), self._news or help_progress.changes()[:NEWEST])
        topic = manual.topic(name)
        if name == manual.FIRST_HOUR:
            topic = FirstHour.without_steps(topic)
        return text.of_topic(topic, self._keys(name), colours, self.text.viewport().width() - EDGES)

    def _keys(self, name: str) -> list[tuple[str, str]]:
        if name == self._page_topic:
            return pages.key_lines(self._here) + pages.key_lines(self._of_window)
        if name == pages.WINDOW:
            return pages.key_lines(self._of_window)
        if name == pages.EMERGENCY:
            return pages.emergency_keys()
        if name not in self._places:
            return []
        _place, kind = self._places[name]
        return pages.key_lines(pages.commands_of(kind, self._desk.actor))

    def _follow(self, link: QUrl) -> None:
        self.field.clear()
        self._choose(link.toString())

    def _go(self) -> None:
        self._leave_for(self._topic)

    def _leave_for(self, topic: str) -> None:
        self.leads_to = topic
        self.accept()

    def _print(self) -> None:
        from desk.ui.widgets import papers

        papers.preview(self, self._desk, "manual")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the line to search step through what it finds; Enter goes to the text."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.text.setFocus()
                return True
        return False

    def _step(self, rows: int) -> None:
        at = self.list.currentRow() + rows
        while 0 <= at < self.list.count() and not self.list.item(at).data(NAME):
            at += rows
        if 0 <= at < self.list.count():
            self.list.setCurrentRow(at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._topic:
            QTimer.singleShot(0, self, partial(self._show, self._topic))
