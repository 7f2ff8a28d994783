"""Who is here: being served, on hold, waiting; and today in a few numbers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGridLayout, QListWidget, QListWidgetItem, QMenu, QVBoxLayout, QWidget

from desk.books import visits
from desk.books.visits import Priority, Visit, VisitState
from desk.core import identity
from desk.core.errors import DeskError
from desk.core.words import _
from desk.services.session import Desk
from desk.ui.shell import theme
from desk.ui.widgets.controls import button, label, panel


class QueuePanel(QWidget):
    """The queue with its keys. ``served`` carries the visit that the form should take."""

    served = Signal(object)
    told = Signal(str, str)
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._visits: list[Visit] = []
        self.counts = label("", "muted", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Queue"))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda _item: self.serve_chosen())
        self.empty = label(_("Nobody is waiting. F4 gives a number, F2 registers at once."), "muted", wrap=True)
        frame, column = panel(margin=10)
        column.addWidget(label(_("Queue"), "heading"))
        column.addWidget(self.counts)
        column.addWidget(self.list, 100)
        column.addWidget(self.empty)
        column.addStretch(1)
        grid = QGridLayout()
        grid.setSpacing(6)
        for place, (text, act) in enumerate(
            (
                (_("Number F4"), self.give_number),
                (_("Call next F9"), self.call_next),
                (_("Hold F6"), self.hold),
                (_("Back F7"), self.come_back),
            )
        ):
            made = button(text, act)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.setStyleSheet("padding: 4px 4px;")
            grid.addWidget(made, place // 2, place % 2)
        column.addLayout(grid)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.refresh()

    def refresh(self) -> None:
        with self._desk.read() as work:
            self._visits = visits.queue(work)
            now = work.now
        chosen = self.list.currentRow()
        self.list.clear()
        for visit in self._visits:
            minutes = int((now - visit.since).total_seconds() // 60)
            self.list.addItem(_line(visit, minutes))
        self.list.setCurrentRow(min(max(chosen, 0), len(self._visits) - 1))
        self.empty.setVisible(not self._visits)
        self.list.setVisible(bool(self._visits))
        counted = {state: sum(v.state is state for v in self._visits) for state in VisitState}
        self.counts.setText(
            _(
                "Waiting {w} · being served {s} · on hold {h}",
                w=counted[VisitState.WAITING],
                s=counted[VisitState.SERVING],
                h=counted[VisitState.HOLD],
            )
        )

    @property
    def waiting(self) -> int:
        return sum(visit.state is VisitState.WAITING for visit in self._visits)

    def _chosen(self, *states: VisitState) -> Visit | None:
        """The chosen line, or else the first one in such a state."""
        at = self.list.currentRow()
        if 0 <= at < len(self._visits) and self._visits[at].state in states:
            return self._visits[at]
        return next((visit for visit in self._visits if visit.state in states), None)

    def _do(self, act: Callable[[], object]) -> object:
        """Run one action of the book; words to the strip when it is refused."""
        try:
            return act()
        except DeskError as error:
            self.told.emit(error.words, "bad")
            return None
        finally:
            self.refresh()
            self.changed.emit()

    def give_number(self, priority: Priority = Priority.NONE) -> None:
        def act() -> None:
            with self._desk.write() as work:
                visit = visits.take_number(work, priority)
            self.told.emit(_("{number} is waiting.", number=visit.label), "good")

        self._do(act)

    def call_next(self) -> None:
        def act() -> None:
            with self._desk.write() as work:
                visit = visits.call_next(work)
            if visit:
                self.served.emit(visit)
            else:
                self.told.emit(_("Nobody is waiting."), "warning")

        self._do(act)

    def serve_chosen(self) -> None:
        if visit := self._chosen(*OPEN):
            self._serve(visit)

    def come_back(self) -> None:
        if visit := self._chosen(VisitState.HOLD):
            self._serve(visit)
        else:
            self.told.emit(_("Nobody is on hold."), "warning")

    def _serve(self, visit: Visit) -> None:
        def act() -> None:
            called = visit
            if visit.state is not VisitState.SERVING:
                with self._desk.write() as work:
                    called = visits.call(work, visit.id)
            self.served.emit(called)

        self._do(act)

    def hold(self) -> None:
        if visit := self._chosen(VisitState.SERVING):
            self._change(visit, visits.hold)

    def _change(self, visit: Visit, how: Callable[..., Visit]) -> None:
        def act() -> None:
            with self._desk.write() as work:
                how(work, visit.id)

        self._do(act)

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        visit = self._chosen(*OPEN)
        if visit:
            if visit.state is not VisitState.SERVING:
                menu.addAction(_("Call"), lambda: self._serve(visit))
            else:
                menu.addAction(_("Hold F6"), lambda: self._change(visit, visits.hold))
                menu.addAction(_("End visit"), lambda: self._change(visit, visits.finish))
            menu.addAction(_("Left, not served"), lambda: self._change(visit, visits.leave))
            menu.addSeparator()
        for priority in list(Priority)[1:]:
            menu.addAction(_("Number with priority: {why}", why=priority.label), partial(self.give_number, priority))
        menu.exec(self.list.mapToGlobal(at))


OPEN = (VisitState.SERVING, VisitState.HOLD, VisitState.WAITING)


def _line(visit: Visit, minutes: int) -> QListWidgetItem:
    c = theme.colours()
    star = "★" if visit.priority else "　"
    name = identity.mask_name(visit.name) if visit.name else _("name not known yet")
    text = f"{visit.label} {star} {name}\n{visit.state.label} {_('{n} min', n=minutes)}"
    if visit.priority:
        text += f" · {_('priority: {why}', why=visit.priority.label)}"
    item = QListWidgetItem(text)
    if visit.state is VisitState.SERVING:
        item.setForeground(QColor(c.good))
        item.setBackground(QColor(c.good_ground))
    elif visit.state is VisitState.HOLD or minutes >= 20:
        item.setForeground(QColor(c.warning))
        item.setBackground(QColor(c.warning_ground))
    return item
