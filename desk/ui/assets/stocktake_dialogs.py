"""The small forms around a stocktake: begin, note a number, sign, close."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QWidget

from desk.books import staff
from desk.books.assets import classes, queries, stocktake, stocktake_result
from desk.books.assets.stocktake import CountedBy, Stocktake
from desk.books.assets.stocktake_result import CountLine
from desk.core.errors import Invalid, Problem, WrongPassword
from desk.core.numbers import number_in
from desk.core.words import P_, _
from desk.services.session import Desk
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.controls import Field, latin_line, line_edit
from desk.ui.widgets.form_dialog import FormDialog, ask, ask_values


class _Begin(FormDialog):
    """Name, what is covered, and whether two people count blind."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, _("Begin a stocktake"))
        self._desk = desk
        self.made: int | None = None
        self.name = line_edit(_("like “Year-end count 2026”"), most=60)
        self.name.setText(
            _("{year} stocktake of {month}", year=desk.clock.today().year, month=desk.clock.today().month)
        )
        self.by = Choice(list(CountedBy))
        self.wanted = QListWidget()
        self.wanted.setMaximumHeight(190)
        self.blind = QCheckBox(_("two people count, each without seeing the other's marks"))
        self.add("title", Field(_("Stocktake name"), self.name, required=True))
        self.add("by", Field(_("Scope of the stocktake"), self.by))
        self.add("wanted", Field(P_("stocktake", "Selection"), self.wanted))
        self.add("blind", Field(_("Blind count"), self.blind))
        self.by.changed.connect(self._offer)
        self.by.choose(CountedBy.ALL)
        self.finish(_("Freeze the list and begin"))

    def _offer(self, by: CountedBy) -> None:
        with self._desk.read() as work:
            zones = [(name, id) for id, name in sorted(queries.places(work).zones.items())]
            tree = [("　" * each.depth + each.title, each.code) for each in classes.every(work)]
            keepers = [(name, name) for name in queries.custodians(work)]
        offered: dict[CountedBy, list[Any]] = {
            CountedBy.ALL: [],
            CountedBy.ZONE: zones,
            CountedBy.CLASS: tree,
            CountedBy.CUSTODIAN: keepers,
        }
        self.wanted.clear()
        for caption, value in offered[by]:
            item = QListWidgetItem(caption)
            item.setData(Qt.ItemDataRole.UserRole, value)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.wanted.addItem(item)
        self.fields["wanted"].setVisible(bool(offered[by]))

    def do(self) -> None:
        items = [self.wanted.item(at) for at in range(self.wanted.count())]
        ticked = [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked]
        with self._desk.write() as work:
            self.made = stocktake.begin(work, self.name.text(), self.by.value, ticked, blind=self.blind.isChecked())


def begin_stocktake(parent: QWidget, desk: Desk) -> int | None:
    """The id of the stocktake that was begun."""
    asked = _Begin(parent, desk)
    asked.exec()
    return asked.made


def note_mark(parent: QWidget, desk: Desk, take: Stocktake, line: CountLine) -> bool:
    """How many were there, damaged or not, and a remark."""
    mark = line.marks[-1]
    many, damaged, remark = latin_line(most=7), QCheckBox(P_("result of a stocktake", "damaged")), line_edit(most=200)
    many.setText(str(mark.quantity))
    damaged.setChecked(mark.damaged)
    remark.setText(mark.note)

    def act(values: dict[str, Any]) -> None:
        with desk.write() as work:
            stocktake.note(
                work,
                take.id,
                mark,
                quantity=number_in(values["quantity"], "quantity"),
                damaged=values["damaged"],
                remark=values["remark"],
            )

    editors: dict[str, tuple[str, QWidget]] = {
        "quantity": (_("Counted"), many),
        "damaged": (_("Condition"), damaged),
        "remark": (_("Remark"), remark),
    }
    return ask_values(parent, f"{line.number} {line.name}", editors, act)


def sign_stocktake(parent: QWidget, desk: Desk, take: Stocktake) -> bool:
    """Somebody who counted signs with name and password."""
    from desk.ui.widgets.controls import Combo

    with desk.read() as work:
        names = [person.name for person in staff.everyone(work) if person.active and person.name not in take.signed]
    who, password = Combo([(name, name) for name in names]), line_edit(secret=True)
    who.choose(desk.actor.name)

    def act(values: dict[str, Any]) -> None:
        try:
            signature = desk.confirm(values["who"], values["password"])
        except WrongPassword as wrong:
            raise Invalid(Problem("password", wrong.message)) from None
        with desk.write() as work:
            stocktake.sign(work, take.id, signature)

    about = _("Who signs has seen the list and agrees with it.")
    return ask_values(
        parent,
        _("Sign “{title}”", title=take.title),
        {"who": (_("Name"), who), "password": (_("Password"), password)},
        act,
        _("Sign"),
        about,
    )


def close_stocktake(parent: QWidget, desk: Desk, take: Stocktake, lines: list[CountLine]) -> int | None:
    """End the count; how many differences wait for the manager now. None when it goes on."""
    result = stocktake_result.summed(lines)
    made: list[int] = []

    def act(texts: dict[str, str]) -> None:
        with desk.write() as work:
            made.append(stocktake_result.close(work, take.id, texts["note"]))

    title = _(
        "Close “{title}”: {missing} not found, {surplus} not booked, {elsewhere} in another place",
        title=take.title,
        missing=result.missing,
        surplus=result.surplus,
        elsewhere=result.elsewhere,
    )
    return made[0] if ask(parent, title, {"note": _("Remark")}, act, optional=True) else None
