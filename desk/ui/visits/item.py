"""What is to be done: the item, its papers ticked, help, outcome and evaluation."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from desk.books import cases, catalogue
from desk.books.cases import ENDS, OUTCOMES, POOR, Assistance, CaseState, Evaluation, NewCase
from desk.books.catalogue import ServiceItem
from desk.core.errors import Problem
from desk.core.typed_days import Leaning
from desk.core.words import _
from desk.services.session import Desk
from desk.ui.widgets.below_field import BelowField
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.controls import Field, clear_layout, label, line_edit, tell_problems
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.finder import Finder, Hit

HELP = tuple(Assistance)
LEVELS = (*cases.LEVELS, Evaluation.NOT_GIVEN, Evaluation.NOT_ASKED)


def item_in_words(item: ServiceItem) -> str:
    """Name, mode, department and promised working days in one line; no days for what is done at once."""
    days = _("{n} working days", n=item.promised_days) if item.promised_days else ""
    return "　".join(filter(None, [item.name, item.mode.label, item.department, days]))


class ItemForm(QWidget):
    """The fields of one case."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.item: ServiceItem | None = None
        self._catalogue: list[catalogue.SearchableService] = []
        self._often: list[int] = []
        self.finder = Finder(_("Name or initials of the item"), self._find, opens_empty=True)
        self.finder.taken.connect(self.take)
        self.finder.textEdited.connect(lambda _text: self._forget())
        self.about = label("", "muted", wrap=True)
        self._make_editors()
        self.fields = self._fields()
        BelowField(self.about, self.fields["service"])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for name, field in self.fields.items():
            column.addWidget(field)
            if name == "service":
                column.addWidget(self.about)
        self._watch()
        self.reload()
        self.clear()

    def _make_editors(self) -> None:
        self._papers: dict[str, QCheckBox] = {}
        self._paper_grid = QGridLayout()
        self._paper_grid.setContentsMargins(0, 4, 0, 4)
        self._paper_box = QWidget()
        self._paper_box.setLayout(self._paper_grid)
        self.help = Choice(HELP)
        self.authoriser = line_edit(most=50)
        self.outcome = Choice(OUTCOMES)
        self.department = line_edit(most=30)
        self.due = DayLine(self._desk, leaning=Leaning.AHEAD)
        self.remark = line_edit(most=600)
        self.evaluation = Choice(LEVELS)
        self.reason = line_edit(most=200)

    def _fields(self) -> dict[str, Field]:
        return {
            "service": Field(_("Item"), self.finder, required=True, width=FULL),
            "missing": Field(_("Documents received"), self._paper_box),
            "assistance": Field(_("Assistance"), self.help),
            "authoriser": Field(_("Authorised by"), self.authoriser, required=True),
            "outcome": Field(_("Outcome"), self.outcome),
            "department": Field(_("Forward to"), self.department),
            "due_on": Field(_("Promised day"), self.due),
            "remark": Field(_("Remark"), self.remark, width=FULL),
            "evaluation": Field(_("Evaluation"), self.evaluation),
            "evaluation_reason": Field(_("Reason for dissatisfaction"), self.reason, width=FULL),
        }

    def _watch(self) -> None:
        for choice in (self.help, self.outcome, self.evaluation):
            choice.changed.connect(self._choice_made)
        for line in (self.authoriser, self.department, self.remark, self.reason):
            line.textEdited.connect(lambda _text: self.changed.emit())
        self.due.textEdited.connect(lambda _text: self.changed.emit())

    def _choice_made(self, _value: object) -> None:
        self._fit()
        self.changed.emit()

    def reload(self) -> None:
        """Read the catalogue and this clerk's frequent items again."""
        with self._desk.read() as work:
            self._catalogue = catalogue.sought(catalogue.all_items(work, retired=False))
            self._often = catalogue.frequent(work)

    def clear(self) -> None:
        """Nothing chosen or ticked; a new case begins as done at once, without help and without an evaluation."""
        self.item = None
        self.finder.clear()
        self.finder.close_list()
        self.about.setText("")
        self.about.hide()
        self._show_papers((), frozenset())
        self.help.choose(Assistance.NONE)
        self.outcome.choose(CaseState.DONE)
        self.evaluation.choose(Evaluation.NOT_ASKED)
        for line in (self.authoriser, self.department, self.remark, self.reason):
            line.clear()
        for field in self.fields.values():
            field.tell("")
        self._fit()

    def take(self, item: ServiceItem) -> None:
        """Choose an item: its usual outcome, all its papers ticked, its department and day.

        The item that is chosen already keeps what was ticked and filled in.
        """
        if self.item and self.item.id == item.id:
            self.outcome.setFocus()
            return
        self.item = item
        self.finder.setText(item.name)
        self.about.setText(item_in_words(item))
        self.about.show()
        self._show_papers(item.materials, frozenset(item.materials))
        self.help.allow({kind for kind in HELP if item.on_behalf or kind is not Assistance.ON_BEHALF})
        self.outcome.choose(cases.usual_outcome(item.mode))
        self.department.setText(item.department)
        with self._desk.read() as work:
            self.due.show_day(cases.due_date(work, item))
        self.fields["service"].tell("")
        self._fit()
        self.outcome.setFocus()
        self.changed.emit()

    def take_known(self, id: int) -> None:
        """Choose the item that was named when the number was taken, where it is still offered."""
        if item := next((each.item for each in self._catalogue if each.item.id == id), None):
            self.take(item)

    def _find(self, text: str) -> list[Hit]:
        return [Hit(item_in_words(item), item) for item in catalogue.matching(self._catalogue, text, self._often)]

    def _forget(self) -> None:
        self.item = None
        self.about.hide()
        self._fit()
        self.changed.emit()

    def _show_papers(self, names: tuple[str, ...], ticked: frozenset[str]) -> None:
        clear_layout(self._paper_grid)  # type: ignore[arg-type]
        self._papers = {name: QCheckBox(name) for name in names}
        for place, (name, box) in enumerate(self._papers.items()):
            box.setChecked(name in ticked)
            box.toggled.connect(lambda _on: self._papers_changed())
            self._paper_grid.addWidget(box, place // 3, place % 3)

    def _papers_changed(self) -> None:
        """A paper that is missing suggests the one-time notice; all papers there, the usual outcome."""
        if self._missing and self.outcome.value in (CaseState.DONE, CaseState.FORWARDED):
            self.outcome.choose(CaseState.PAPERS)
        elif not self._missing and self.outcome.value is CaseState.PAPERS and self.item:
            self.outcome.choose(cases.usual_outcome(self.item.mode))
        self._fit()
        self.changed.emit()

    @property
    def _missing(self) -> tuple[str, ...]:
        return tuple(name for name, box in self._papers.items() if not box.isChecked())

    def _fit(self) -> None:
        """Show the fields that the choices ask for."""
        outcome, ended = self.outcome.value, self.outcome.value in ENDS
        shown = {
            "missing": bool(self._papers),
            "authoriser": self.help.value is Assistance.ON_BEHALF,
            "department": outcome is CaseState.FORWARDED,
            "due_on": self._has_day,
            "evaluation": ended,
            "evaluation_reason": ended and self.evaluation.value in POOR,
        }
        for name, show in shown.items():
            self.fields[name].setVisible(show)

    @property
    def _has_day(self) -> bool:
        """A case that goes on has its day; what waits for papers gets it once they are complete."""
        return self.outcome.value not in ENDS and self.outcome.value is not CaseState.PAPERS

    def new_case(self) -> NewCase | None:
        """The case as filled in; None while no item is chosen. Raises ``Invalid`` for a promised day that is none."""
        if self.item is None:
            return None
        outcome = self.outcome.value
        ended = outcome in ENDS
        return NewCase(
            self.item.id,
            outcome,
            tuple(n for n, box in self._papers.items() if box.isChecked()),
            self._missing,
            self.help.value,
            self.authoriser.text() if self.help.value is Assistance.ON_BEHALF else "",
            self.department.text() if outcome is CaseState.FORWARDED else "",
            self.due.day_in("due_on") if self._has_day else None,
            self.remark.text(),
            self.evaluation.value if ended else Evaluation.NOT_ASKED,
            self.reason.text() if ended else "",
        )

    def tell(self, problems: list[Problem]) -> list[Problem]:
        """Show each problem beside its field. Gives back those that have no field here."""
        return tell_problems(self.fields, problems)

    def content(self) -> dict[str, Any]:
        """What is filled in, for the draft."""
        if self.item is None:
            typed = {"typed": self.finder.text(), "remark": self.remark.text()}
            return {name: text for name, text in typed.items() if text}
        return {
            "item": self.item.id,
            "missing": self._missing,
            "help": self.help.value.value,
            "authoriser": self.authoriser.text(),
            "outcome": self.outcome.value.value,
            "department": self.department.text(),
            "due": self.due.written,
            "remark": self.remark.text(),
            "evaluation": self.evaluation.value.value,
            "reason": self.reason.text(),
        }

    def restore(self, content: dict[str, Any]) -> None:
        """Fill in a draft again."""
        self.finder.setText(content.get("typed", ""))
        known = {service.item.id: service.item for service in self._catalogue}
        if content.get("item") not in known:
            self.remark.setText(content.get("remark", ""))
            return
        item = known[content["item"]]
        self.take(item)
        self._show_papers(item.materials, frozenset(item.materials) - set(content["missing"]))
        self.help.choose(Assistance(content["help"]))
        self.authoriser.setText(content["authoriser"])
        self.outcome.choose(CaseState(content["outcome"]))
        self.department.setText(content["department"])
        self.due.setText(content["due"])
        self.remark.setText(content["remark"])
        self.evaluation.choose(Evaluation(content["evaluation"]))
        self.reason.setText(content["reason"])
        self._fit()
