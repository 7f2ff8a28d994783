"""Awkward strings typed into every field of every small form: stored, or refused in words; nothing breaks.

Each form is made from a table of how to make it, not looked for by pressing buttons: a walk through the window hangs on
the first file dialog of the system. A form takes a few strings a run, another part of them each.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

import desk.ui
from desk.books import cases, catalogue, staff
from desk.books.activities import queries as activities
from desk.books.cases import CaseState
from desk.books.incidents import plans
from desk.books.incidents.model import ReportStage
from desk.books.roster import assignees
from desk.books.roster.attendance import attended
from desk.books.roster.changes import RosterChange, RosterChangeKind, RosterChangeState
from desk.core.month import Month
from desk.core.work import Work
from desk.demo.tour import Hands
from desk.text import mended
from desk.ui.activities.board import CalendarBoard
from desk.ui.activities.postponement import Postpone
from desk.ui.activities.publication import RecordPublication
from desk.ui.activities.repetition import Repeat
from desk.ui.activities.signups import Guardian
from desk.ui.assets.stocktake_dialogs import _Begin
from desk.ui.cases.window import EvaluateDialog, MoveDialog
from desk.ui.incidents.entry_dialogs import ReportForm
from desk.ui.incidents.plans import PlanForm
from desk.ui.roster.assignees import AddAbsence, EditAssignee, EditPairs
from desk.ui.roster.attendance import PutRight
from desk.ui.roster.board import RosterBoard
from desk.ui.roster.changes import AgreeByPassword, AskChange
from desk.ui.roster.dialogs import ChooseSpan
from desk.ui.roster.shifts import EXAMPLE, EditRules, EditShift
from desk.ui.settings.catalogue import EditItem
from desk.ui.settings.keychange import ChangeKey, NewSheet
from desk.ui.settings.staff import AddPerson, ChangeRole
from desk.ui.shell.window import Window
from desk.ui.widgets.form_dialog import FormDialog, RecordDialog, TextsDialog, ValuesDialog
from tests.support import awkward
from tests.support.fields import fields_of
from tests.ui.conftest import signed_in

MANY = int(os.environ.get("DESK_AWKWARD", "3"))
"""Strings for each field; ``DESK_AWKWARD=900`` types every string into every field."""
TESTED_ELSEWHERE = {TextsDialog, ValuesDialog, RecordDialog, ChangeKey, NewSheet}
"""What other forms are made of, and the change of the key: it asks for passwords and a key only."""
Maker = Callable[[QWidget, "Ground"], FormDialog]


class Ground:
    """What the forms are about, read from the demo book."""

    def __init__(self, window: Window) -> None:
        assert window.desk is not None
        self.desk = window.desk
        with self.desk.read() as work:
            self._read(work)
        self.board, self.calendar = RosterBoard(self.desk, self.month), CalendarBoard(self.desk)

    def _read(self, work: Work) -> None:
        self.month = Month.of(work.today)
        self.case = cases.find(work, 1)
        self.item = catalogue.find(work, self.case.service_id)
        self.person = staff.everyone(work)[-1]
        self.taker = assignees.all_assignees(work)[0]
        self.plan = plans.every(work)[0]
        self.activity = activities.between(work, work.today - timedelta(days=60), work.today + timedelta(days=60))[0]
        self.attended = attended(work, work.today - timedelta(days=60), work.today)[0]

    @property
    def change(self) -> RosterChange:
        """One that waits for somebody to agree."""
        kind, state = RosterChangeKind.SWAP, next(iter(RosterChangeState))
        people = (self.taker.id, None, self.taker.name, "")
        at = datetime(2026, 11, 1, tzinfo=UTC)
        return RosterChange(1, kind, state, self.attended.duty, None, *people, "", at, False, False, "", "")


MAKERS: dict[type[FormDialog], Maker] = {
    MoveDialog: lambda over, ground: MoveDialog(over, ground.desk, ground.case, ground.item, CaseState.FORWARDED),
    EvaluateDialog: lambda over, ground: EvaluateDialog(over, ground.desk, ground.case),
    _Begin: lambda over, ground: _Begin(over, ground.desk),
    ReportForm: lambda over, ground: ReportForm(over, ground.desk, 1, "镇值班室", ReportStage.FIRST),
    PlanForm: lambda over, ground: PlanForm(over, ground.desk, ground.plan),
    EditShift: lambda over, ground: EditShift(over, ground.desk, EXAMPLE),  # type: ignore[arg-type]
    EditRules: lambda over, ground: EditRules(over, ground.desk),  # type: ignore[arg-type]
    PutRight: lambda over, ground: PutRight(over, ground.desk, ground.attended),  # type: ignore[arg-type]
    AskChange: lambda over, ground: AskChange(over, ground.desk, ground.board),  # type: ignore[arg-type]
    AgreeByPassword: lambda over, ground: AgreeByPassword(over, ground.desk, ground.change),  # type: ignore[arg-type]
    EditAssignee: lambda over, ground: EditAssignee(over, ground.desk, ground.taker),
    AddAbsence: lambda over, ground: AddAbsence(over, ground.desk, ground.board),  # type: ignore[arg-type]
    EditPairs: lambda over, ground: EditPairs(over, ground.desk, ground.board),  # type: ignore[arg-type]
    ChooseSpan: lambda over, ground: ChooseSpan(over, ground.desk, ground.month.first, ground.month.last),
    AddPerson: lambda over, ground: AddPerson(over, ground.desk),  # type: ignore[arg-type]
    ChangeRole: lambda over, ground: ChangeRole(over, ground.desk, ground.person),  # type: ignore[arg-type]
    EditItem: lambda over, ground: EditItem(over, ground.desk, ground.item),  # type: ignore[arg-type]
    Postpone: lambda over, ground: Postpone(over, ground.desk, ground.activity),
    RecordPublication: lambda over, ground: RecordPublication(over, ground.desk, ground.calendar, ["公告栏"]),
    Repeat: lambda over, ground: Repeat(over, ground.desk, ground.activity.plan, skip_first=False),
    Guardian: lambda over, ground: Guardian(over, ground.desk, ground.activity.id, 1, False),
}


def kinds_of(kind: type[FormDialog]) -> Iterator[type[FormDialog]]:
    for each in kind.__subclasses__():
        yield each
        yield from kinds_of(each)


def test_every_small_form_is_in_the_table() -> None:
    for module in pkgutil.walk_packages(desk.ui.__path__, "desk.ui."):
        importlib.import_module(module.name)
    ours = {kind for kind in kinds_of(FormDialog) if kind.__module__.startswith("desk.")}
    assert ours - TESTED_ELSEWHERE == set(MAKERS)


@pytest.mark.parametrize("kind", MAKERS, ids=lambda kind: kind.__name__)
def test_whatever_is_typed_into_a_small_form_is_stored_or_refused_in_words(
    hands: Hands, kind: type[FormDialog]
) -> None:
    window = signed_in(hands, "管理员").window
    asked = list[str]()
    looking = QTimer(window)
    looking.timeout.connect(lambda: _go_back(asked))
    looking.start(50)
    at, seed = 0, [*MAKERS].index(kind) * 7
    while True:
        ground = Ground(window)
        for typed in awkward.sample(seed + at, MANY):
            form = MAKERS[kind](window, ground)
            form.show()
            fields = fields_of(form)
            if at < len(fields):
                field = fields[at]
                field.setText(typed) if isinstance(field, QLineEdit) else field.setPlainText(typed)
            form.try_it()
            sentences = [*(each.problem for each in form.fields.values()), form._rest.text()]
            is_done = form.result() == QDialog.DialogCode.Accepted
            assert is_done or any(sentences), f"{kind.__name__}: {typed[:40]!r} is neither taken nor refused in words"
            odd = [sentence for sentence in sentences if mended(sentence) != sentence]
            assert not odd, f"{kind.__name__}: {typed[:40]!r} stands in {odd!r}"
            form.done(0)
            form.deleteLater()
        at += 1
        if at >= len(fields):
            break
    looking.stop()
    assert all(asked), "what is asked meanwhile is asked in words"


def _go_back(asked: list[str]) -> None:
    """Whatever a form asks before it stores is answered with going back."""
    box = QApplication.activeModalWidget()
    if isinstance(box, QDialog) and not isinstance(box, FormDialog):
        asked.append(box.windowTitle())
        box.reject()
