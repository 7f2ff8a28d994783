"""The page for the 25th: what is still open, where the month went out, everything ready to send, what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desk.books import centre
from desk.books.activities import planning, publishing, queries, results, transitions
from desk.books.activities.model import ActivityState
from desk.core import pictures
from desk.core.calendar import day_words
from desk.core.errors import DeskError, Invalid, Problem
from desk.core.month import Month
from desk.core.permissions import May
from desk.core.typed_days import Leaning
from desk.core.words import N_, P_, _, listed, named
from desk.core.work import Work
from desk.reports.activities.formats import CalendarStyle, PaperSize, TextLength
from desk.reports.kit.declaration import Format, Given
from desk.services.attachments import attach
from desk.services.session import Desk
from desk.ui.activities.board import CalendarBoard
from desk.ui.activities.page import CalendarPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets import papers
from desk.ui.widgets.controls import Combo, Field, button, label, line_edit, panel, row
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.documents import documents
from desk.ui.widgets.form_dialog import FormDialog, RecordDialog, lines
from desk.ui.widgets.gallery import ENDINGS, show_photo
from desk.ui.widgets.scrolled import scrolled


class PublishingPage(CalendarPage):
    """发布: the month goes out through the channels promised, by the 25th of the month before."""

    SHOWS = frozenset({"activities", "centre", "organisations", "roster"})

    def __init__(self, desk: Desk, board: CalendarBoard) -> None:
        super().__init__(desk, board)
        self._missing: list[str] = []
        self._can_go_out = False
        self._changes: Sequence[object] = ()
        self.due = label("", "title", wrap=True)
        self.open_points = QListWidget()
        self.open_points.setAccessibleName(P_("calendar of activities", "To do"))
        self.open_points.setWordWrap(True)
        self.channels = QListWidget()
        self.channels.setAccessibleName(_("Channels"))
        self.channels.setWordWrap(True)
        self.news = QListWidget()
        self.news.setAccessibleName(_("To announce"))
        self.news.setWordWrap(True)
        self.approve_button = self.button(self.approve_all)
        self.record_button = self.button(self.record)
        self.setting_button = self.button(self.set_channels)
        self.announce_button = self.button(self.announce)
        self.channels.itemActivated.connect(self._show_photo)
        self.column.addWidget(self.due)
        line = QHBoxLayout()
        line.addWidget(_part(P_("calendar of activities", "To do"), self.open_points, self.approve_button), 5)
        right = QVBoxLayout()
        right.addWidget(_part(_("Channels used"), self.channels, self.setting_button, self.record_button), 1)
        right.addWidget(_part(_("Changes to announce"), self.news, self.announce_button), 1)
        line.addLayout(right, 5)
        inside = QWidget()
        inside.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(scrolled(inside), 1)
        self.column.addWidget(self._sending())

    def make_commands(self) -> Commands:
        approve = May.APPROVE_ACTIVITIES

        def go_out() -> bool:
            return self._can_go_out

        return (
            Command("F2", N_("Record that it went out"), self.record, role="primary", may=approve, enabled=go_out),
            Command("Ctrl+P", N_("Print the calendar"), self.preview, label=N_("Print…"), on_label=False),
            Command("Enter", N_("Open the activity"), self.open_current, of=self.open_points),
            Command("", N_("Approve all drafts"), self.approve_all, may=approve),
            Command("", N_("Channels…"), self.set_channels, role="flat", may=May.EDIT_CENTRE),
            Command("", N_("Copy and mark as announced"), self.announce, enabled=lambda: bool(self._changes)),
            Command("", N_("Copy the text"), self.copy_text),
            Command("", N_("Picture"), self.save_picture),
            Command("", N_("Long picture"), self.save_long_picture),
            Command("", N_("Calendar file"), self.save_ics),
            Command("", N_("For the district"), self.save_xlsx),
        )

    def _sending(self) -> QWidget:
        """Everything ready to send, in one row of buttons."""
        self.length = Combo([(length.label, length) for length in TextLength])
        self.length.choose(TextLength.MEDIUM)
        self.length.setAccessibleName(_("Length of the text"))
        self.paper = Combo(
            [(f"{size.label} {style.label}", (size, style)) for style in CalendarStyle for size in PaperSize]
        )
        self.paper.setAccessibleName(_("Paper"))
        frame, inner = panel(row(), margin=8)
        for made in (
            label(_("Send"), "heading"),
            self.length,
            self.button(self.copy_text),
            self.paper,
            self.button(self.preview),
            self.button(self.save_picture),
            self.button(self.save_long_picture),
            self.button(self.save_ics),
            self.button(self.save_xlsx),
        ):
            inner.addWidget(made)
        inner.addStretch(1)
        return frame

    def fill(self) -> None:
        month = self.board.month
        with self.desk.read() as work:
            self.due.setText(due_words(work, month))
            points = open_points(work, month)
            out = publishing.published(work, month)
            missing = publishing.missing_channels(work, month)
            news = publishing.to_announce(work, month)
            approved = queries.of_month(work, month, (ActivityState.APPROVED,))
            self._can_go_out = bool(approved) or bool(out)
            titles = {each.activity_id: queries.find(work, each.activity_id).title for each in news}
        self.open_points.clear()
        for sentence, id in points or [(_("Nothing is open."), 0)]:
            item = QListWidgetItem(sentence)
            item.setData(Qt.ItemDataRole.UserRole, id)
            self.open_points.addItem(item)
        self.approve_button.setVisible(
            self.desk.actor.may(May.APPROVE_ACTIVITIES)
            and any(each.state is ActivityState.DRAFT for day in month.days for each in self.board.on(day))
        )
        self.channels.clear()
        for each in out:
            late = _("{n} d late", n=each.late) if each.late else P_("calendar", "on time")
            self.channels.addItem(
                "　".join(filter(None, (f"√ {each.channel}", day_words(each.day), late, each.who, each.link)))
            )
        for channel in missing:
            self.channels.addItem(f"○ {channel}　{_('not recorded yet')}")
        self.news.clear()
        for change in news:
            self.news.addItem(f"{change.kind.label}　{titles[change.activity_id]}　{change.sentence}")
        if not news:
            self.news.addItem(_("Nothing to announce."))
        self._missing, self._changes = missing, news
        self.show_enabled()

    def open_current(self) -> None:
        """The activity of the chosen point."""
        item = self.open_points.currentItem()
        if item is not None and (id := item.data(Qt.ItemDataRole.UserRole)):
            self.opened.emit(id)

    def _show_photo(self, item: QListWidgetItem) -> None:
        photo, channel = item.data(Qt.ItemDataRole.UserRole) or ("", "")
        if photo:
            show_photo(self, self.desk, photo, channel)

    def approve_all(self) -> None:
        """Every draft of the month at once."""
        month = self.board.month

        def act() -> None:
            with self.desk.write() as work:
                transitions.approve(
                    work, [activity.id for activity in queries.of_month(work, month, (ActivityState.DRAFT,))]
                )

        self.attempt(act, _("All drafts of {month} are approved.", month=month.label))

    def record(self) -> None:
        """F2 登记发布: on which day and through which channel the month went out."""
        if RecordPublication(self, self.desk, self.board, self._missing).exec():
            self.done(_("Recorded."))

    def set_channels(self) -> None:
        """渠道与链接: the channels that are promised, and the link behind the code on paper."""
        with self.desk.read() as work:
            read = centre.settings_now(work, ("calendar_channels", "calendar_account"))
        names = {"channels": _("Channels promised"), "account": _("Link for the code on paper")}
        title = _("Channels and link")
        if RecordDialog(self, title, lines(names), read, _channel_texts, _channels_typed, self._keep_channels).exec():
            self.done(_("Saved."))

    def _keep_channels(self, wanted: Mapping[str, Any], read: Mapping[str, Any]) -> None:
        with self.desk.write() as work:
            centre.save_settings(work, wanted, read=read)

    def announce(self) -> None:
        """The changes as text on the clipboard; they count as announced from now on."""
        from desk.reports.activities.calendar_text import news

        month = self.board.month
        texts: list[str] = []

        def act() -> None:
            with self.desk.write() as work:
                texts.append(news(work, month, centre.get(work).telephone))
                publishing.announced(work, month)

        if self.attempt(act, _("Copied: paste it into the group. The changes are marked as announced.")):
            QApplication.clipboard().setText(texts[0])

    def copy_text(self) -> None:
        """复制文字: the month as text on the clipboard, in the length chosen."""
        content = self._made(self._calendar(Format.TXT, length=self.length.value))
        if content is not None:
            QApplication.clipboard().setText(content.decode())
            self.toast.emit(_("Copied: paste it into the group."), "good")

    def preview(self) -> None:
        """Ctrl+P: the calendar on paper, in the size and style chosen."""
        size, style = self.paper.value
        content = self._made(self._calendar(Format.PDF, paper=size, style=style))
        if content is not None:
            papers.show(self.window(), content, "calendar", self.board.month.name)

    def save_picture(self) -> None:
        """图片: the month as a grid, for a screen or a poster."""
        self._save(Format.PNG, style=CalendarStyle.GRID)

    def save_long_picture(self) -> None:
        """长图: the month as a list, to be scrolled on a telephone."""
        self._save(Format.PNG, style=CalendarStyle.LIST)

    def save_ics(self) -> None:
        """日历文件, for calendars of telephones and PCs."""
        self._save(Format.ICS)

    def save_xlsx(self) -> None:
        """上报表格: the month as the district wants it."""
        self._save(Format.XLSX)

    def _calendar(self, wanted: Format, **choices: Any) -> Callable[[Work], bytes]:
        """What makes the calendar of the month shown."""
        return papers.maker(self.desk, "calendar", wanted, month=Given(self.board.month), **choices)

    def _save(self, wanted: Format, **choices: Any) -> None:
        month = self.board.month
        papers.save(self, "calendar", wanted, month.name, month=Given(month), **choices)

    def _made(self, make: Callable[[Work], bytes]) -> bytes | None:
        try:
            with self.desk.read() as work:
                return make(work)
        except DeskError as error:
            self.toast.emit(error.message, "bad")
            return None


def due_words(work: Work, month: Month) -> str:
    """How the month stands against the 25th."""
    due = publishing.due_day(month)
    out = publishing.published(work, month)
    if out:
        late = out[0].late
        sentence = _("{n} d late", n=late) if late else P_("calendar", "on time")
        return _(
            "The calendar for month {n} went out on {day}, {late}.",
            n=month.number,
            day=day_words(out[0].day),
            late=sentence,
        )
    days = (due - work.today).days
    if days < 0 and not publishing.could_be_in_time(work, month):
        return _(
            "The calendar for month {n} is not out. It was due before this book was begun, and does not count as late.",
            n=month.number,
        )
    if days < 0:
        return _("The calendar for month {n} is not out; it was due on {day}.", n=month.number, day=day_words(due))
    if days == 0:
        return _("The calendar for month {n} is due today.", n=month.number)
    return _(
        "The calendar for month {n} is due on {day}, days left: {days}.", n=month.number, day=day_words(due), days=days
    )


def open_points(work: Work, month: Month) -> list[tuple[str, int]]:
    """What is to be done for the month, each with the activity to open."""
    points = []
    for activity in queries.of_month(work, month):
        head = f"{day_words(activity.day)} {activity.title}"
        if activity.state is ActivityState.DRAFT:
            points.append((named(head, _("not approved yet")), activity.id))
        if activity.state in (ActivityState.DRAFT, ActivityState.APPROVED) or (
            activity.state in (ActivityState.PUBLISHED, ActivityState.POSTPONED) and activity.day >= work.today
        ):
            points += [
                (named(head, concern.message), activity.id)
                for concern in planning.concerns(work, activity.plan, activity.id)
            ]
    for id in results.lacking(work, month.first, month.last):
        activity = queries.find(work, id)
        points.append((named(f"{day_words(activity.day)} {activity.title}", _("summary missing")), id))
    return points


def _part(title: str, inside: QWidget, *below: QWidget) -> QWidget:
    frame, inner = panel(margin=8)
    if isinstance(inside, QListWidget):
        inside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside.setResizeMode(QListWidget.ResizeMode.Adjust)
        inside.setTextElideMode(Qt.TextElideMode.ElideNone)
    inner.addWidget(label(title, "heading"))
    inner.addWidget(inside, 1)
    inner.addLayout(row(1, *below))
    return frame


class RecordPublication(FormDialog):
    """Through which channel, on which day, and where it can be seen."""

    def __init__(self, parent: QWidget, desk: Desk, board: CalendarBoard, missing: list[str]) -> None:
        super().__init__(parent, _("The {month} calendar went out", month=board.month.label))
        self._desk, self._month = desk, board.month
        self.channel = Combo([(name, name) for name in missing])
        self.channel.setEditable(True)
        self.day, self.link = (
            DayLine(desk, board.today, Leaning.BACK),
            line_edit(_("where it can be seen"), most=500),
        )
        self.photo = button(_("Choose a photo…"), self.choose_photo)
        self._photo: Path | None = None
        self.add("channel", Field(_("Channel"), self.channel, _("Choose, or type another one."), required=True))
        self.add("day", Field(_("Went out on"), self.day))
        self.add("link", Field(_("Link"), self.link))
        self.add("photo", Field(_("Photo"), self.photo))
        self.finish(P_("publication", "Record"))

    def choose_photo(self) -> None:
        """Ask for a photo of how it went out, as of the notice on the wall."""
        path, _kind = QFileDialog.getOpenFileName(self, _("Choose a photo…"), documents(), ENDINGS)
        if path:
            self.take_photo(Path(path))

    def take_photo(self, path: Path) -> None:
        """Remember the photo; it is stored with the record, not before."""
        self._photo = path
        self.photo.setText(path.name)

    def do(self) -> None:
        day = self.day.day_in("day")
        picture = pictures.read(self._photo) if self._photo else None

        def note(work: Work, photo: str = "") -> int:
            return publishing.record(work, self._month, self.channel.currentText(), day, self.link.text(), photo)

        if picture:
            attach(self._desk, picture.content, note)
        else:
            with self._desk.write() as work:
                note(work)


def _channel_texts(values: dict[str, Any]) -> dict[str, str]:
    return {"channels": listed(values["calendar_channels"]), "account": values["calendar_account"]}


def _channels_typed(texts: dict[str, Any]) -> dict[str, Any]:
    """Raises ``Invalid`` where no channel is left."""
    parts = texts["channels"].replace("，", "、").replace(",", "、").split("、")
    channels = [name.strip() for name in parts if name.strip()]
    if not channels:
        raise Invalid(Problem("channels", _("Please enter at least one channel.")))
    return {"calendar_channels": channels, "calendar_account": texts["account"].strip()}
