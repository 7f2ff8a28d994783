"""One incident as it goes on: the time since it began, the plan's steps, the log, whom to call, what is to be
reported.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QHeaderView, QMenu, QSplitter, QVBoxLayout, QWidget

from desk.books.incidents import checklist, queries, reporting
from desk.books.incidents.model import EntryKind, Incident, IncidentEntry, IncidentState
from desk.books.incidents.reporting import OwedReport, ReportNeed
from desk.core.clock import local
from desk.core.clock_times import duration
from desk.core.errors import DeskError
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import P_, _, clauses, marked
from desk.reports.kit.declaration import Format, Given
from desk.services import emergency_reserve
from desk.services.session import Desk
from desk.ui.incidents import call_list
from desk.ui.incidents.call_list import CallPanel
from desk.ui.incidents.checklist import Checklist, countdown
from desk.ui.incidents.entry_dialogs import EntryDialogs
from desk.ui.incidents.log_line import LogLine
from desk.ui.shell.waiting_window import WaitingWindow
from desk.ui.widgets import papers
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import button, fit, keyed, label, row, set_role
from desk.ui.widgets.lists import ListView
from desk.ui.widgets.once import shortcut
from desk.ui.widgets.save_as import ask_path, write_files
from desk.ui.widgets.scrolled import scrolled


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
        fit(self, 1280, 720)
        self.clock, self.head, self.state = label("", "number"), label("", "heading"), label("", wrap=True)
        self.due = label("", "muted", wrap=True)
        self.checklist, self.calls = Checklist(desk.clock), CallPanel()
        self.list: ListView[IncidentEntry] = ListView(self._columns(), "", _("The log"), sortable=False)
        self.list.table.setWordWrap(True)
        self.list.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.on_open(self.show_photo)
        self.line, self.problem = LogLine(), label("", "problem", wrap=True)
        self.line.returnPressed.connect(self.write)
        self.recording = EntryDialogs(self, desk, id, self._after, self._tell)
        self.checklist.chosen.connect(self.mark_step)
        self._lay_out()
        self.problem.hide()
        self._keys()
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
            "F3": self.line.setFocus,
            "F6": self.checklist.list.table.setFocus,
        }
        for key, act in keys.items():
            shortcut(self, key, act)

    def _columns(self) -> list[Column[IncidentEntry]]:
        return [
            Column(_("No."), 44, lambda e: str(e.seq), number=True),
            Column(_("Happened at"), 90, self._when),
            Column(_("Author"), 76, lambda e: e.author),
            Column(_("Kind of entry"), 90, lambda e: e.kind.label, rank=1),
            Column(P_("log of an incident", "Entry"), 220, self._what, flex=1),
        ]

    @staticmethod
    def _what(entry: IncidentEntry) -> str:
        return entry.text if entry.corrects is None else _("On entry {n}: {text}", n=entry.corrects, text=entry.text)

    def _when(self, entry: IncidentEntry) -> str:
        """The time; with the day when that is not the one on which it began."""
        at = local(entry.happened_at)
        began = local(self.incident.opened_at).date() if self.incident else at.date()
        return f"{at:%H:%M:%S}" if at.date() == began else f"{at:%m-%d %H:%M}"

    def _lay_out(self) -> None:
        self.act_button = keyed(self, P_("incident", "Record"), self.show_menu, "F4", opens_menu=True)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.problem)
        column.addWidget(self.line)
        writes = button(_("Write"), self.write, "primary", key="Enter")
        column.addLayout(row(self.act_button, keyed(self, _("Photo"), self.add_photos, "F9"), 1, writes))
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        numbers = scrolled(self.calls)
        numbers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for part, least, stretch in ((self.checklist, 274, 5), (middle, 330, 8), (numbers, 220, 0)):
            part.setMinimumWidth(least)
            parts.addWidget(part)
            parts.setStretchFactor(parts.count() - 1, stretch)
        self.report_button = keyed(self, _("Report upwards…"), self.recording.report, "F7")
        export = button(_("Export with proof…"), self.export)
        outer = QVBoxLayout(self)
        outer.addLayout(row(self.clock, self.head, 1, export, keyed(self, _("Paper…"), self.print, "Ctrl+P")))
        outer.addWidget(self.state)
        reports = row(self.due, self.report_button)
        reports.setStretchFactor(self.due, 1)
        outer.addLayout(reports)
        outer.addWidget(parts, 1)

    def fill(self) -> None:
        """Read the incident, its log and what is owed again; what is being typed stays."""
        with self.desk.read() as work:
            incident = self.incident = queries.find(work, self.id)
            entries = queries.entries(work, self.id)
            self.owed = reporting.owed(incident, entries, reporting.rules(work))
            calls = call_list.read(work, incident.kind)
        drill = marked(_("Drill")) if incident.drill else ""
        set_role(self.head, "role", "drill" if drill else "heading")
        self.setWindowTitle(f"{incident.number} {incident.kind.label}")
        self.head.setText(f"{drill}{incident.number}　{incident.kind.label}　{incident.place}")
        people = _(
            "affected {affected}, injured {injured}, dead {dead}, missing {missing}",
            affected=incident.affected,
            injured=incident.injured,
            dead=incident.dead,
            missing=incident.missing,
        )
        same = _("the same as {number}", number=incident.same_as) if incident.same_as else ""
        self.state.setText(" · ".join(filter(None, (incident.state.label, incident.level.label, people, same))))
        steps = checklist.checklist(entries)
        self.checklist.show_steps(checklist.plan_words(entries), steps, calls.by_post)
        self.line.steps, self.line.people = [s for s in steps if s.mark is checklist.StepMark.OPEN], calls.people
        self.calls.show_calls(calls)
        self._show_log(entries)
        self._tick()

    def _show_log(self, entries: list[IncidentEntry]) -> None:
        self.list.show_all(entries)
        while self.list.model.canFetchMore(self.list.model.index(-1, -1)):
            self.list.model.fetchMore(self.list.model.index(-1, -1))
        self.list.table.selectRow(len(self.list.model.rows) - 1)

    def _tick(self) -> None:
        """How long it has been going on, or how long it took; what is left for steps and reports."""
        if self.incident is None:
            return
        now = self.desk.clock.now()
        seconds = int(((self.incident.closed_at or now) - self.incident.opened_at).total_seconds())
        self.clock.setText(duration(seconds))
        self.checklist.tick()
        self._show_due()
        self._seconds += 1
        if self._waiting and self._seconds % self.RETRY_SECONDS == 0:
            self.take_in()

    def _show_due(self) -> None:
        """Each report that is asked for; a late one is loud."""
        now = self.desk.clock.now()
        said = [
            f"{each.need.label} ✓ {local(each.done.happened_at):%H:%M}"
            if each.done
            else f"{each.need.label} {countdown(each.due_at, now)}"
            for each in self.owed
        ]
        late = {each.need for each in self.owed if not each.done and each.is_late(now)}
        self.due.setText(_("Reports: ") + ("　·　".join(said) or _("none asked for")))
        set_role(self.due, "role", Tone.OVERDUE if late else "muted")
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
        for place, (caption, act) in enumerate(acts, 1):
            menu.addAction(f"&{place} {caption}", act)
        onward = self.incident.may_become if self.incident else ()
        menu.actions()[0].setEnabled(bool(set(onward) - {IncidentState.REVIEWED}))
        leads = self.desk.actor.may(May.REVIEW_INCIDENTS)
        menu.actions()[-2].setEnabled(leads)
        menu.actions()[-1].setEnabled(leads and IncidentState.REVIEWED in onward)
        return menu

    def show_menu(self) -> None:
        """F4 办理: what can be recorded now."""
        self.menu().exec(self.act_button.mapToGlobal(self.act_button.rect().topLeft()))

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
