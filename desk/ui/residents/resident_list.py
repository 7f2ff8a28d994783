"""The residents of the page 居民: found while typing, filtered, each masked, in a list that reads a screenful."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desk.books import residents
from desk.books.cases import case_queries
from desk.books.residents import Resident, ResidentFilter, ResidentHit, ResidentMark, Sex
from desk.core.words import N_, P_, _, listed
from desk.services.session import Desk
from desk.ui.visits.person_line import name_in
from desk.ui.widgets import quietly
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import Combo, line_edit, row
from desk.ui.widgets.lists import ListView

FIND_AFTER_MS = 60
MOST_COUNTED = 1000


class Group(Enum):
    """Whom a centre looks after in particular."""

    EVERYBODY = N_("Everybody")
    ELDERLY = N_("65 and older")


@dataclass(frozen=True)
class ListedResident:
    """One line of the list."""

    id: int
    name: str
    """Masked, unless the whole of it was typed."""
    hit: ResidentHit
    """The rest of what is shown, masked."""
    marks: tuple[str, ...]
    cases: int
    last_case: date | None


def columns() -> list[Column[ListedResident]]:
    """The columns of the list."""
    return [
        Column(_("Name"), 96, lambda r: r.name),
        Column(_("Sex and age"), 88, lambda r: _sex_and_age(r.hit)),
        Column(_("Village group"), 96, lambda r: r.hit.village_group, flex=1),
        Column(P_("person", "Special circumstances"), 110, lambda r: _marks(r), flex=2, rank=1),
        Column(_("ID number"), 176, lambda r: r.hit.number, rank=3),
        Column(_("Telephone"), 116, lambda r: r.hit.telephone, rank=4),
        Column(_("Cases"), 60, lambda r: f"{r.cases:,}", number=True, rank=5),
        Column(_("Last case"), 104, lambda r: f"{r.last_case:%Y-%m-%d}" if r.last_case else "", rank=2),
    ]


def _sex_and_age(hit: ResidentHit) -> str:
    sex = Sex(hit.sex).label if hit.sex else ""
    return " ".join(filter(None, (sex, str(hit.age) if hit.age is not None else "")))


def _marks(resident: ListedResident) -> str:
    return listed(ResidentMark(mark).label for mark in resident.marks)


class ResidentList(QWidget):
    """Search, filters and rows. What is chosen is told; who opens it, the page decides."""

    chosen = Signal(int)
    """The arrows or a click went to the row of this resident."""
    opened = Signal(int)
    """Enter or a double click on the row of this resident, or Enter in the search."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_filling = False
        self.text = line_edit(_("Name, initials, or 4 digits of telephone or ID number"))
        self.text.setAccessibleName(_("Find a person"))
        groups = [(_(group.value), group) for group in Group]
        self.group = Combo([*groups, *((mark.label, mark) for mark in ResidentMark)])
        self.group.setAccessibleName(P_("person", "Special circumstances"))
        self.village_group = Combo([(_("Every village group"), "")])
        self.village_group.setAccessibleName(_("Village group"))
        self.rows: ListView[ListedResident] = ListView(
            columns(), _("Nobody fits. F2 enters a new person."), _("People found")
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.text.setMinimumWidth(180)
        self._tools = row(self.text, self.group, self.village_group)
        outer.addLayout(self._tools)
        outer.addWidget(self.rows, 1)

    def add_tool(self, made: QPushButton) -> None:
        """Beside the filters."""
        self._tools.addWidget(made)

    def _connect(self) -> None:
        self._timer.timeout.connect(self.search)
        self.text.textEdited.connect(lambda _text: self._timer.start(FIND_AFTER_MS))
        self.text.returnPressed.connect(self.open_first)
        for box in (self.group, self.village_group):
            box.currentIndexChanged.connect(lambda _at: self.search())
        self.rows.search_from(self.text)
        self.rows.on_open(lambda resident: self.opened.emit(resident.id))
        self.rows.table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._tell_chosen())

    def _tell_chosen(self) -> None:
        current = self.rows.current()
        if current is not None and not self._is_filling:
            self.chosen.emit(current.id)

    def load(self) -> None:
        """Read again, what was chosen stays so."""
        with self._desk.read() as work:
            groups = residents.village_groups(work)
        quietly.renew(self.village_group, [(_("Every village group"), ""), *((group, group) for group in groups)])
        self._show(again=True)

    def filter(self) -> ResidentFilter:
        """What the fields say."""
        group = self.group.value
        mark = group if isinstance(group, ResidentMark) else None
        return ResidentFilter(self.text.text(), mark, group is Group.ELDERLY, self.village_group.value or "")

    def search(self) -> None:
        """Show what the fields ask for now."""
        self._timer.stop()
        self._show(again=False)

    def open_first(self) -> None:
        """Enter in the search: the best match, if any."""
        self.search()
        if self.rows.model.rows:
            self.rows.table.selectRow(0)
            self.opened.emit(self.rows.model.rows[0].id)

    def _show(self, *, again: bool) -> None:
        wanted, desk = self.filter(), self._desk

        def fetch(offset: int, limit: int) -> list[ListedResident]:
            with desk.read() as work:
                people = residents.page(work, wanted, offset, limit)
                served = case_queries.served(work, [person.id for person in people])
                return [_listed(person, wanted.text, served, work.today) for person in people]

        self._is_filling = True
        self.rows.show_rows(fetch, again=again)
        self._is_filling = False
        with desk.read() as work:
            many = residents.count(work, wanted, MOST_COUNTED)
        sentence = _("{n} people") if many < MOST_COUNTED else _("{n} people and more")
        self.rows.foot.show_sum(sentence.format(n=f"{many:,}"))


def _listed(person: Resident, typed: str, served: dict[int, tuple[int, date]], today: date) -> ListedResident:
    many, last = served.get(person.id, (0, None))
    hit = residents.mask(person, today)
    return ListedResident(person.id, name_in(person.name, typed), hit, person.marks, many, last)
