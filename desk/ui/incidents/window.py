"""One incident as it goes on: the time since it began, the log, whom to call, and what can be recorded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QHeaderView, QMenu, QVBoxLayout, QWidget

from desk.books.incidents import kept, log
from desk.books.incidents.terms import MOVES, Entry, Incident, Kind, Level
from desk.books.roster import attendance
from desk.books.work import Work
from desk.clock import local
from desk.errors import DeskError
from desk.session import Desk
from desk.ui.waiting import WaitingWindow
from desk.ui.widgets.asking import ask, ask_values
from desk.ui.widgets.basic import Combo, button, fit, label, line_edit, panel, row
from desk.ui.widgets.lists import Column, ListView
from desk.ui.widgets.scrolled import scrolled
from desk.ui.widgets.typed import number_in
from desk.words import N_, _

NUMBERS = (("110", N_("Police")), ("119", N_("Fire brigade")), ("120", N_("Ambulance")), ("122", N_("Traffic police")), ("12345", N_("Government hotline")))  # fmt: skip


class IncidentWindow(WaitingWindow):
    """Enter writes an entry. Nothing that stands in the log can be changed."""

    def __init__(self, desk: Desk, parent: QWidget, id: int) -> None:
        super().__init__(parent)
        self.desk, self.id = desk, id
        self.one: Incident | None = None
        fit(self, 1180, 700)
        self.clock, self.head, self.state = label("", "title"), label("", "heading"), label("", wrap=True)
        self.list: ListView[Entry] = ListView(self._columns(), "", _("The log"))
        self.list.table.setWordWrap(True)
        self.list.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.line = line_edit(_("what happened or was done, then Enter"), most=log.LONGEST)
        self.line.setAccessibleName(_("Entry"))
        self.line.returnPressed.connect(self.write)
        self.words = label("", "problem", wrap=True)
        self.duty = label("", "heading", wrap=True)
        self._lay_out()
        self._ticking = QTimer(self)
        self._ticking.timeout.connect(self._tick)
        self._ticking.start(1000)
        QShortcut(QKeySequence("Ctrl+P"), self, self.print)
        QShortcut(QKeySequence("F4"), self, self.show_menu)
        self.load()
        self.list.table.scrollToBottom()
        self.line.setFocus()

    @property
    def is_dirty(self) -> bool:
        return bool(self.line.text().strip())

    def _columns(self) -> list[Column[Entry]]:
        return [
            Column(_("No."), 40, lambda e: str(e.seq), number=True),
            Column(_("Happened at"), 76, self._when),
            Column(_("Written by whom"), 64, lambda e: e.author),
            Column(_("Kind of entry"), 78, lambda e: e.kind.label),
            Column(
                _("What"),
                200,
                lambda e: e.text if e.corrects is None else _("On entry {n}: {text}", n=e.corrects, text=e.text),
            ),
        ]

    def _when(self, entry: Entry) -> str:
        """The time; with the day when that is not the one on which it began."""
        at = local(entry.happened_at)
        began = local(self.one.opened_at).date() if self.one else at.date()
        return f"{at:%H:%M:%S}" if at.date() == began else f"{at:%m-%d %H:%M}"

    def _lay_out(self) -> None:
        side, column = panel(margin=12)
        column.addWidget(label(_("Whom to call"), "heading"))
        for number, who in NUMBERS:
            column.addWidget(label(f"{number}　{_(who)}", "heading"))
        column.addWidget(label(_("On duty now"), "muted"))
        column.addWidget(self.duty)
        column.addStretch(1)
        area = scrolled(side)
        area.setFixedWidth(216)
        self.act_button = button(_("Record a change… (F4)"), self.show_menu)
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addWidget(self.words)
        left.addLayout(row(self.line, button(_("Write (Enter)"), self.write, "main"), self.act_button))
        body = QHBoxLayout()
        body.addLayout(left, 1)
        body.addWidget(area)
        outer = QVBoxLayout(self)
        outer.addLayout(
            row(
                self.clock,
                self.head,
                1,
                button(_("Export with proof…"), self.export),
                button(_("Report… (Ctrl+P)"), self.print),
            )
        )
        outer.addWidget(self.state)
        outer.addLayout(body, 1)

    def load(self) -> None:
        with self.desk.read() as work:
            one = self.one = kept.find(work, self.id)
            entries = kept.entries(work, self.id)
            there = attendance.on_duty(work)
        drill = _("【Drill】") if one.drill else ""
        self.setWindowTitle(f"{one.number} {one.kind.label}")
        self.head.setText(f"{drill}{one.number}　{one.kind.label}　{one.place}")
        people = _("affected {affected}, injured {injured}, dead {dead}, missing {missing}", affected=one.affected, injured=one.injured, dead=one.dead, missing=one.missing)  # fmt: skip
        same = _("the same as {number}", number=one.same_as) if one.same_as else ""
        self.state.setText(" · ".join(filter(None, (one.state.label, one.level.label, people, same))))
        self.list.show_rows(lambda offset, limit: entries[offset : offset + limit])
        while self.list.model.canFetchMore(self.list.model.index(-1, -1)):
            self.list.model.fetchMore(self.list.model.index(-1, -1))
        self.list.table.selectRow(len(self.list.model.rows) - 1)
        duty = [f"{each.shift.post.label} {each.name}\n{each.telephone}".strip() for each in there]
        self.duty.setText("\n".join(duty) or _("Nobody is planned at this time."))
        self._tick()

    def _tick(self) -> None:
        """How long it has been going on, or how long it took."""
        if self.one is not None:
            seconds = int(((self.one.closed_at or self.desk.clock.now()) - self.one.opened_at).total_seconds())
            self.clock.setText(f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}")

    def menu(self) -> QMenu:
        """What else can be recorded; the digits choose."""
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            (_("State…"), self.set_state), (_("Level…"), self.set_level), (_("People…"), self.set_people), (_("Reported upwards…"), self.report),
            (_("Correct the chosen entry…"), self.correct), (_("Place or kind…"), self.put_right), (_("Same as another…"), self.link),
        )  # fmt: skip
        menu = QMenu(self)
        for place, (words, act) in enumerate(acts, 1):
            menu.addAction(f"&{place} {words}", act)
        menu.actions()[0].setEnabled(self.one is not None and bool(MOVES[self.one.state]))
        return menu

    def show_menu(self) -> None:
        self.menu().exec(self.act_button.mapToGlobal(self.act_button.rect().topLeft()))

    def write(self) -> None:
        """What stands in the line; when it cannot be kept it stays there, with words."""
        if self._do(lambda work: log.add(work, self.id, self.line.text())):
            self.line.clear()
        self.line.setFocus()

    def _do(self, act: Callable[[Work], object]) -> bool:
        try:
            with self.desk.write() as work:
                act(work)
        except DeskError as error:
            self.words.setText(error.words)
            return False
        self._after()
        return True

    def _after(self) -> None:
        self.words.setText("")
        self.changed.emit()
        self.load()
        self.list.table.scrollToBottom()

    def _ask(
        self, title: str, editors: dict[str, tuple[str, QWidget]], act: Callable[[Work, dict[str, Any]], object]
    ) -> None:
        def do(values: dict[str, Any]) -> None:
            with self.desk.write() as work:
                act(work, values)

        if ask_values(self, title, editors, do, _("Write")):
            self._after()

    def set_state(self) -> None:
        assert self.one is not None
        choice = Combo([(state.label, state) for state in MOVES[self.one.state]])
        editors: dict[str, tuple[str, QWidget]] = {
            "state": (_("State"), choice),
            "reason": (_("In words"), line_edit(most=1000)),
        }
        self._ask(_("How it stands"), editors, lambda work, v: log.set_state(work, self.id, v["state"], v["reason"]))

    def set_level(self) -> None:
        assert self.one is not None
        choice = Combo(
            [(level.label, level) for level in Level if self.one is not None and level is not self.one.level]
        )
        editors: dict[str, tuple[str, QWidget]] = {
            "level": (_("Level of the incident"), choice),
            "reason": (_("Reason"), line_edit(most=1000)),
        }
        self._ask(_("How grave it is"), editors, lambda work, v: log.set_level(work, self.id, v["level"], v["reason"]))

    def set_people(self) -> None:
        assert self.one is not None
        names = {"affected": _("Affected"), "injured": _("Injured"), "dead": _("Dead"), "missing": _("Missing")}
        given = {name: str(getattr(self.one, name)) for name in names}

        def act(texts: dict[str, str]) -> None:
            numbers = {name: number_in(texts[name], name) for name in names}
            with self.desk.write() as work:
                log.set_people(work, self.id, numbers, texts["text"])

        if ask(self, _("People concerned"), names | {"text": _("In words")}, act, given):
            self._after()

    def report(self) -> None:
        names = {"to": _("To whom"), "way": _("By which way"), "text": _("What was said")}

        def act(texts: dict[str, str]) -> None:
            with self.desk.write() as work:
                log.report(work, self.id, texts["to"], texts["way"], texts["text"])

        if ask(self, _("Reported upwards"), names, act, {"way": _("telephone")}):
            self._after()

    def correct(self) -> None:
        """The chosen entry stays as it is; a new one says what is right."""
        entry = self.list.current()
        if entry is None:
            return

        def act(texts: dict[str, str]) -> None:
            with self.desk.write() as work:
                log.correct(work, self.id, entry.seq, texts["text"])

        if ask(self, _("Correct entry {n}", n=entry.seq), {"text": _("What is right")}, act):
            self._after()

    def put_right(self) -> None:
        assert self.one is not None
        kind, place = Combo([(each.label, each) for each in Kind]), line_edit(most=80)
        kind.choose(self.one.kind)
        place.setText(self.one.place)
        editors: dict[str, tuple[str, QWidget]] = {
            "kind": (_("Kind of incident"), kind), "place": (_("Where it happens"), place), "reason": (_("Reason"), line_edit(most=1000)),
        }  # fmt: skip
        self._ask(_("Place or kind put right"), editors, lambda work, v: log.put_right(work, self.id, kind=v["kind"], place=v["place"], reason=v["reason"]))  # fmt: skip

    def link(self) -> None:
        def act(texts: dict[str, str]) -> None:
            with self.desk.write() as work:
                log.link(work, self.id, texts["number"].strip())

        if ask(self, _("Same as another incident"), {"number": _("Incident number")}, act):
            self._after()

    def print(self) -> None:
        from desk.reports.incidents import incident
        from desk.ui.preview import Preview

        with self.desk.read() as work:
            content = incident.pdf(work, self.id)
        Preview(content, _("Incident report"), self).exec()

    def export(self) -> None:
        """The incident with its chain, to be checked without the program."""
        assert self.one is not None
        path, _kind = QFileDialog.getSaveFileName(
            self, _("Save as"), str(Path.home() / f"{self.one.number}.json"), "JSON (*.json)"
        )
        if path:
            self.write_export(Path(path))

    def write_export(self, path: Path) -> None:
        from desk.reports.incidents import incident
        from desk.reports.kit.sheets import write_file

        try:
            with self.desk.read() as work:
                content = incident.json_file(work, self.id)
            write_file(path, content)
        except DeskError as error:
            self.words.setText(error.words)
        else:
            self.words.setText(_("Written: {file}", file=path))
