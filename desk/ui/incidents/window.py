"""One incident as it goes on: the time since it began, the plan's steps, the log, whom to call, what is to be
reported.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QHBoxLayout, QMenu, QSplitter, QVBoxLayout, QWidget

from desk.books.incidents import checklist, queries, reporting
from desk.books.incidents.model import EntryKind, Incident, IncidentEntry, IncidentState
from desk.books.incidents.reporting import OwedReport, ReportNeed
from desk.core.clock import local
from desk.core.errors import DeskError
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, P_, _, clauses
from desk.reports.kit.declaration import Format, Given
from desk.services import emergency_reserve
from desk.services.session import Desk
from desk.ui.incidents import call_list
from desk.ui.incidents.call_list import CallPanel
from desk.ui.incidents.checklist import Checklist
from desk.ui.incidents.entry_dialogs import EntryDialogs
from desk.ui.incidents.frames import framed, rule, show_keys, titled
from desk.ui.incidents.head import IncidentHead
from desk.ui.incidents.log_line import LogLine
from desk.ui.incidents.rows import EntryRows, PanelList, picture_of
from desk.ui.shell.text_size import is_narrow, scaled
from desk.ui.shell.waiting_window import WaitingWindow
from desk.ui.widgets import papers
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import button, fit, keyed, label, set_role
from desk.ui.widgets.once import shortcut
from desk.ui.widgets.save_as import ask_path, write_files
from desk.ui.widgets.scrolled import scrolled
from desk.ui.widgets.whole_window import take_all_room

KEYS = (
    ("Enter", N_("Write the line into the log")),
    ("F3", N_("Go to the line to write in")),
    ("F4", N_("What else can be recorded; the digits choose")),
    ("F6", N_("Go to the steps: Enter ticks, Delete strikes")),
    ("F7", N_("Report upwards")),
    ("F8", N_("Go to the log: Enter opens a photo")),
    ("F9", N_("Put in photos")),
    ("Ctrl+P", N_("The incident on paper")),
    ("Esc", N_("Close; the incident goes on")),
)
"""The keys of the window as F1 tells them, and their msgids."""


class IncidentWindow(WaitingWindow):
    """Enter writes an entry. Nothing that stands in the log can be changed."""

    SHOWS = frozenset({"assets", "centre", "incidents", "roster", "staff"})
    RETRY_SECONDS = 10

    def __init__(self, desk: Desk, parent: QWidget, id: int) -> None:
        super().__init__(desk, parent)
        self.id = id
        self.incident: Incident | None = None
        self.owed: list[OwedReport] = []
        self._rung: set[ReportNeed] = set()
        self._waiting: list[str] = []
        self._seconds = 0
        self.checklist, self.calls = Checklist(desk.clock), CallPanel()
        column = Column(P_("log of an incident", "Entry"), 220, self._reads, flex=1)
        self.list: PanelList[IncidentEntry] = PanelList(column, "", _("The log"))
        self.list.table.setItemDelegate(EntryRows(self.list.table, self._says, picture_of))
        bar = self.list.table.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, most: bar.setValue(most))
        self.list.on_open(self.show_photo)
        self.line, self.problem = LogLine(), label("", "problem", wrap=True)
        self.line.returnPressed.connect(self.write)
        self.recording = EntryDialogs(self, desk, id, self._after, self._tell)
        self.checklist.chosen.connect(self.mark_step)
        self._lay_out()
        self.problem.hide()
        self._keys()
        take_all_room(self, parent)
        self._ticking = QTimer(self)
        self._ticking.timeout.connect(self._tick)
        self._ticking.start(1000)
        self.load()
        self.list.table.scrollToBottom()
        self.line.setFocus()

    @property
    def is_dirty(self) -> bool:
        return bool(self.line.text().strip())

    def _keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "F1": self.show_keys,
            "F3": self.line.setFocus,
            "F6": self.checklist.list.table.setFocus,
            "F8": self.list.table.setFocus,
            "Ctrl+P": self.print,
        }
        for key, act in keys.items():
            shortcut(self, key, act)

    def _reads(self, entry: IncidentEntry) -> str:
        """All of an entry, for a screen reader and for whoever copies it."""
        return "　".join(self._says(entry))

    def _says(self, entry: IncidentEntry) -> tuple[str, str, str]:
        """When, what, and below that its number, who wrote it and of which kind it is."""
        text = entry.text
        if entry.corrects is not None:
            text = _("On entry {n}: {text}", n=entry.corrects, text=text)
        number = P_("log of an incident", "Entry {n}", n=entry.seq)
        return self._when(entry), text, " · ".join((number, entry.author, entry.kind.label))

    def _when(self, entry: IncidentEntry) -> str:
        """The time; with the day when that is not the one on which it began."""
        at = local(entry.happened_at)
        began = local(self.incident.opened_at).date() if self.incident else at.date()
        return f"{at:%H:%M:%S}" if at.date() == began else f"{at:%m-%d %H:%M}"

    def _lay_out(self) -> None:
        self.act_button = keyed(self, P_("incident", "Record"), self.show_menu, "F4", opens_menu=True)
        self.report_button = keyed(self, _("Report upwards…"), self.recording.report, "F7")
        self.print_button = button(_("Paper…"), self.print, key="Ctrl+P")
        self.head = IncidentHead(self.report_button, self.act_button, self.print_button)
        self._parts = QSplitter(Qt.Orientation.Horizontal)
        self._parts.setChildrenCollapsible(False)
        self._parts.setHandleWidth(8)
        for part, least in ((self.checklist, 236), (self._middle(), 320), (self._numbers(), scaled(180))):
            part.setMinimumWidth(least)
            self._parts.addWidget(part)
        self._body = QVBoxLayout()
        self._body.addWidget(self._parts)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        outer.addLayout(self._body, 1)

    def _middle(self) -> QFrame:
        """The log, the newest entry next to the line to type in."""
        self.photo_button = keyed(self, _("Photo"), self.add_photos, "F9")
        writes = button(_("Write"), self.write, "primary", key="Enter")
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 8, 12, 8)
        foot.setSpacing(8)
        for part in (self.line, self.photo_button, writes):
            foot.addWidget(part, int(part is self.line))
        self.problem.setContentsMargins(12, 4, 12, 0)
        self.count = label("", "caption")
        return framed(titled(_("The log"), self.count), self.list, self.problem, rule(), foot)

    def _numbers(self) -> QFrame:
        """Whom to call."""
        shown = scrolled(self.calls)
        shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return framed(titled(_("Emergency numbers")), shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if is_narrow(event.size().width()) != is_narrow(event.oldSize().width()) or not self.isVisible():
            self._share(narrow=is_narrow(event.size().width()))

    def _share(self, *, narrow: bool) -> None:
        """The log takes what steps and numbers leave."""
        margin = 8 if narrow else 12
        self._body.setContentsMargins(margin, margin, margin, margin)
        self.calls.fit(beside=not narrow)
        self.print_button.setHidden(narrow)
        beside = (252, scaled(206)) if narrow else (scaled(380), scaled(320))
        self._parts.setSizes([beside[0], max(self.width() - sum(beside), 320), beside[1]])
        if self.incident is not None:
            self.head.show_incident(self.incident, narrow=narrow)

    def fill(self) -> None:
        """Read the incident, its log and what is owed again; what is being typed stays."""
        with self.desk.read() as work:
            incident = self.incident = queries.find(work, self.id)
            entries = queries.entries(work, self.id)
            self.owed = reporting.owed(incident, entries, reporting.rules(work))
            calls = call_list.read(work, incident.kind)
        self.setWindowTitle(f"{incident.number} {incident.kind.label}")
        self.head.show_incident(incident, narrow=is_narrow(self.width()))
        steps = checklist.checklist(entries)
        self.checklist.show_steps(checklist.plan_words(entries), steps, calls.by_post)
        self.line.steps, self.line.people = [s for s in steps if s.mark is checklist.StepMark.OPEN], calls.people
        self.calls.show_calls(calls)
        self._show_log(entries)
        self._tick()

    def _show_log(self, entries: list[IncidentEntry]) -> None:
        self.list.show_every(entries)
        self.count.setText(_("{n} entries", n=len(entries)))
        self.list.table.selectRow(len(self.list.model.rows) - 1)

    def _tick(self) -> None:
        """How long it has been going on, or how long it took; what is left for steps and reports."""
        if self.incident is None:
            return
        self.checklist.tick()
        self._show_due(self.incident)
        self._seconds += 1
        if self._waiting and self._seconds % self.RETRY_SECONDS == 0:
            self.take_in()

    def _show_due(self, incident: Incident) -> None:
        """The clock, and each report that is asked for; a late one is loud."""
        now = self.desk.clock.now()
        self.head.show_time(incident, self.owed, now)
        late = {each.need for each in self.owed if not each.done and each.is_late(now)}
        set_role(self.report_button, "role", Tone.OVERDUE if late else "")
        if late - self._rung:
            QApplication.beep()
            self._rung |= late

    def menu(self) -> QMenu:
        """What else can be recorded; the digits choose."""
        do = self.recording
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            (_("State…"), do.set_state),
            (_("Level…"), do.set_level),
            (_("People…"), do.set_people),
            (_("Reported upwards…"), do.report),
            (_("Correct the chosen entry…"), self.correct),
            (_("Place or kind…"), do.put_right),
            (_("Same as another…"), do.link),
            (_("No report needed…"), do.waive),
            (_("Review…"), do.review),
        )
        menu = QMenu(self)
        made = [menu.addAction(f"&{place} {caption}", act) for place, (caption, act) in enumerate(acts, 1)]
        onward = self.incident.may_become if self.incident else ()
        made[0].setEnabled(bool(set(onward) - {IncidentState.REVIEWED}))
        leads = self.desk.actor.may(May.REVIEW_INCIDENTS)
        made[4].setEnabled(self.list.current() is not None)
        made[-2].setEnabled(leads)
        made[-1].setEnabled(leads and IncidentState.REVIEWED in onward)
        menu.addSeparator()
        menu.addAction(f"{_('Paper…')}\tCtrl+P", self.print)
        menu.addAction(_("Export with proof…"), self.export)
        return menu

    def show_menu(self) -> None:
        """F4 办理: what can be recorded now."""
        self.menu().exec(self.act_button.mapToGlobal(self.act_button.rect().bottomLeft()))

    def show_keys(self) -> None:
        """F1: the keys of this window."""
        show_keys(self, _("Keys of this window"), KEYS)

    def correct(self) -> None:
        """Follow the chosen entry by a correction; the entry itself stays as it is."""
        entry = self.list.current()
        if entry is not None:
            self.recording.correct(entry)

    def write(self) -> None:
        """What stands in the line; when it cannot be kept it stays there, with words."""
        if self._put(self.line.text()):
            self.line.clear()
        self.line.setFocus()

    def _put(self, text: str) -> bool:
        """Into the log, or into the reserve while the book cannot be written."""
        try:
            in_book = emergency_reserve.log_line(self.desk, self.incident.number if self.incident else "", text)
        except DeskError as error:
            self._tell(error.message)
            return False
        self._after() if in_book else self._in_reserve(text)
        return True

    def mark_step(self, n: int, mark: checklist.StepMark) -> None:
        """Ticking asks nothing and works with a full disk too; striking and opening again want a reason."""
        if mark is checklist.StepMark.DONE:
            self._put(f"#{n}")
        else:
            self.recording.mark_step(n, mark)

    def add_photos(self) -> None:
        """What is typed in the line goes with them."""
        if self.recording.choose_photos(self.line.text()):
            self.line.clear()

    def _tell(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _in_reserve(self, text: str) -> None:
        self._waiting.append(f"{local(self.desk.clock.now()):%H:%M:%S} {text}")
        kept_there = _(
            "The book cannot be written now. These lines are kept in the reserve file and go into the log by "
            "themselves: "
        )
        self._tell(kept_there + clauses(self._waiting[-5:]))

    def take_in(self) -> None:
        """Try to bring what waits in the reserve into the log."""
        sentence, unread = emergency_reserve.take_in(self.desk), emergency_reserve.unread_words(self.desk)
        if sentence or unread:
            self._waiting.clear()
            self._after()
            self._tell("\n".join(filter(None, (unread, sentence))))

    def _after(self) -> None:
        if self._waiting and not self.desk.reserve.lines():
            self._waiting.clear()
        self._tell("")
        self.acted()
        self.list.table.scrollToBottom()

    def show_photo(self, entry: IncidentEntry) -> None:
        """The photo of an entry, as large as the screen allows."""
        if entry.kind is not EntryKind.PHOTO:
            return
        try:
            content = self.desk.files.get(entry.fields["photo"]["file"])
        except DeskError as error:
            self._tell(error.message)
            return
        dialog, shown, picture = QDialog(self), label(""), QPixmap()
        picture.loadFromData(content)
        dialog.setWindowTitle(entry.text)
        fit(dialog, 1000, 700)
        size = dialog.size()
        shown.setPixmap(
            picture.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        )
        QVBoxLayout(dialog).addWidget(shown, 0, Qt.AlignmentFlag.AlignCenter)
        dialog.exec()

    def print(self) -> None:
        """Ctrl+P 事件报告: the incident on paper."""
        assert self.incident is not None
        papers.preview(self, self.desk, "incident", self.incident.number, number=Given(self.id))

    def export(self) -> None:
        """The incident with its chain, to be checked without the program."""
        assert self.incident is not None
        if (path := ask_path(self, f"{self.incident.number}.json")) is not None:
            self.write_export(path)

    def write_export(self, path: Path) -> None:
        """导出校验文件: the log with its hashes, to be checked by others without this program."""
        desk, make = self.desk, papers.maker(self.desk, "incident", Format.JSON, number=Given(self.id))

        def files() -> dict[Path, bytes]:
            with desk.read() as work:
                return {path: make(work)}

        write_files(self, path, files, lambda sentence, _kind: self._tell(sentence))
