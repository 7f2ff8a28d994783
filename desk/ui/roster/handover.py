"""The page of hand-overs: what is handed on, what is open, signed by both."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout

from desk.books import staff
from desk.books.roster import handover
from desk.books.roster.handover import Handover, HandoverNote, HandoverPoint
from desk.books.signatures import Signature
from desk.core import money
from desk.core.clock import local
from desk.core.errors import DeskError, Invalid, Problem, WrongPassword
from desk.core.words import N_, P_, _, bracketed, clauses, listed
from desk.services.session import Desk
from desk.ui.roster.board import RosterBoard
from desk.ui.roster.page import RosterPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import (
    Combo,
    Field,
    clear_layout,
    label,
    latin_line,
    line_edit,
    panel,
    row,
    tell_problems,
)
from desk.ui.widgets.form_dialog import ask
from desk.ui.widgets.lists import ListView
from desk.ui.widgets.scrolled import scrolled


class HandoverPage(RosterPage):
    """交接班: cash in yuan, things handed on, open matters."""

    SHOWS = frozenset({"cases", "incidents", "roster", "staff"})

    def __init__(self, desk: Desk, board: RosterBoard) -> None:
        super().__init__(desk, board)
        self.to = Combo()
        self.cash, self.items = (
            latin_line("0.00", most=12),
            line_edit(_("e.g. hall keys 2, first-aid box 1"), most=300),
        )
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setMaximumHeight(72)
        self.fresh = QPlainTextEdit()
        self.fresh.setTabChangesFocus(True)
        self.fresh.setMaximumHeight(72)
        self.password = line_edit(secret=True, most=100)
        self.waiting = label("", "muted", wrap=True)
        self.going_on = label("", "problem", wrap=True)
        self._settled: list[tuple[HandoverPoint, QCheckBox, QLineEdit]] = []
        self._until: int | None = None
        """The newest hand-over in the list; None for the newest of all."""
        self.column.addLayout(self._halves())

    def make_commands(self) -> Commands:
        sign = N_("Sign the hand-over")
        return (
            Command("F2", N_("Note an open matter"), self.raise_point),
            Command("F3", N_("To the first field"), self.cash.setFocus, repeats=True),
            Command("Ctrl+Enter", sign, self.sign, label=N_("Both sign"), role="primary", stores_form=True),
        )

    def _halves(self) -> QHBoxLayout:
        columns: list[Column[Handover]] = [
            Column(P_("handover", "Time"), 104, lambda h: f"{local(h.at):%m-%d %H:%M}", sorts_by=lambda h: h.at),
            Column(P_("handover", "From → to"), 136, lambda h: f"{h.from_name} → {h.to_name}", flex=2),
            Column(_("Cash, yuan"), 96, lambda h: money.plain(h.cash), number=True),
            Column(_("Matters handed over"), 120, self._told_of, flex=2),
        ]
        self.list: ListView[Handover] = ListView(columns, _("No hand-over yet."), _("Hand-overs"))
        whole = QHBoxLayout()
        whole.addWidget(self._form(), 5)
        whole.addWidget(self.list, 4)
        return whole

    def _form(self) -> QScrollArea:
        """What is handed over, the open matters, and who signs."""
        inner, form = panel()
        area = scrolled(inner)
        area.setAccessibleName(_("Hand-over"))
        self.giver = label("", "heading")
        form.addWidget(self.giver)
        self.fields = {
            "cash": Field(_("Cash, yuan"), self.cash, required=True),
            "items": Field(_("Keys and things"), self.items),
            "note": Field(P_("handover", "Remarks"), self.note),
            "opened": Field(_("New matters"), self.fresh, _("One on each line")),
            "to": Field(_("Who takes over"), self.to, required=True),
            "password": Field(_("Password"), self.password, _("of the person who takes over"), required=True),
        }
        self._points = QVBoxLayout()
        for key in ("cash", "items", "note", "opened"):
            form.addWidget(self.fields[key])
        form.addWidget(label(_("Open matters: tick what is settled, and say how"), "muted"))
        form.addLayout(self._points)
        form.addStretch(1)
        form.addWidget(self.going_on)
        form.addWidget(self.waiting)
        form.addWidget(self.fields["to"])
        form.addWidget(self.fields["password"])
        self.problem = label("", "problem", wrap=True)
        form.addWidget(self.problem)
        form.addLayout(row(self.button(self.raise_point), 1, self.button(self.sign)))
        return area

    def _told_of(self, each: Handover) -> str:
        parts = [each.items, each.note, *(point.text for point in each.points)]
        if each.incidents:
            parts.append(_("Incidents going on: {numbers}", numbers=listed(each.incidents)))
        if each.waiting:
            parts.append(_("{n} cases unfinished", n=len(each.waiting)))
        return clauses(filter(None, parts))

    def fill(self) -> None:
        """Offer what is open now; what was typed stays."""
        with self.desk.read() as work:
            offered = handover.offer(work)
            recent = list(handover.recent(work, until=self._until))
            people = [p for p in staff.everyone(work) if p.active and p.id != self.desk.actor.id]
        self.giver.setText(_("{name} hands over", name=self.desk.actor.name))
        chosen = self.to.value
        self.to.offer([(person.name, person.name) for person in people])
        self.to.choose(chosen)
        if not self.cash.text():
            self.cash.setText(money.plain(offered.cash))
        if not self.items.text():
            self.items.setText(offered.items)
        numbers = listed(offered.waiting[:8])
        more = P_("cases", "and {n} more", n=len(offered.waiting) - 8) if len(offered.waiting) > 8 else ""
        sentence = _("Unfinished cases go along: {numbers}", numbers=numbers + more)
        self.waiting.setText(sentence if offered.waiting else _("No unfinished cases."))
        self.going_on.setText(
            _("Incidents go along, each with an entry in its log: {named}", named=clauses(offered.incidents))
        )
        self.going_on.setVisible(bool(offered.incidents))
        self._show_points(offered.points)
        self.list.show_all(recent)

    def show_until(self, id: int | None) -> None:
        """The hand-overs up to one, which is chosen, until the page is left."""
        self._until = id
        self.load()
        self._until = None
        if id is not None and self.list.model.rows:
            self.list.table.setFocus()
            self.list.table.selectRow(0)

    def _show_points(self, points: list[HandoverPoint]) -> None:
        typed = {point.id: (box.isChecked(), line.text()) for point, box, line in self._settled}
        clear_layout(self._points)
        self._settled = []
        for point in points:
            box, line = (
                QCheckBox(point.text + bracketed(f"{point.raised_by} {local(point.raised_at):%m-%d}")),
                line_edit(_("How it was settled"), most=200),
            )
            line.setAccessibleName(_("How it was settled"))
            line.hide()
            box.toggled.connect(line.setVisible)
            ticked, text = typed.get(point.id, (False, ""))
            box.setChecked(ticked)
            line.setText(text)
            self._points.addWidget(box)
            self._points.addWidget(line)
            self._settled.append((point, box, line))

    def raise_point(self) -> None:
        """An open matter between two hand-overs."""

        def act(typed: dict[str, str]) -> None:
            with self.desk.write() as work:
                handover.raise_point(work, typed["opened"])

        if ask(self, _("Note an open matter"), {"opened": P_("handover", "Matter")}, act):
            self.done(_("Noted; it carries on until it is closed."))

    def sign(self) -> None:
        """Both sign: one is signed in, the other gives the password."""
        self.problem.setText("")
        tell_problems(self.fields, [])
        try:
            note = self._note()
            if self.to.value is None:
                raise Invalid(Problem("to", _("Please choose who takes over.")))
            taker = self._confirmed()
            with self.desk.write() as work:
                handover.sign(work, note, taker)
        except Invalid as wrong:
            rest = tell_problems(self.fields, wrong.problems)
            self.problem.setText(clauses(p.message for p in rest))
        except DeskError as error:
            self.problem.setText(error.message)
        else:
            self._signed()

    def _confirmed(self) -> Signature:
        try:
            return self.desk.confirm(self.to.value, self.password.text())
        except WrongPassword as wrong:
            raise Invalid(Problem("password", wrong.message)) from None

    def _signed(self) -> None:
        for line in (self.cash, self.items, self.password):
            line.clear()
        for text in (self.note, self.fresh):
            text.clear()
        self._settled = []
        self.done(_("Handed over and signed by both. Ctrl+H gives the desk to the next person."))

    def _note(self) -> HandoverNote:
        cash = money.fen_in(self.cash.text(), "cash")
        opened = tuple(filter(None, map(str.strip, self.fresh.toPlainText().splitlines())))
        closed = tuple((point.id, line.text()) for point, box, line in self._settled if box.isChecked())
        return HandoverNote(cash, self.items.text(), self.note.toPlainText(), opened, closed)
