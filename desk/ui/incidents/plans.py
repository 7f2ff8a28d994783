"""The page of plans: for each kind the plan that holds, its earlier versions, and the editor of the next one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from desk.books.incidents import plans
from desk.books.incidents.contacts import LOCAL, PUBLIC, ContactCircle
from desk.books.incidents.plans import EmergencyPlan, Material
from desk.core.clock import local
from desk.core.errors import DeskError, Invalid, Problem
from desk.core.numbers import is_whole, number_in
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, P_, _, bracketed, clauses, listed, named
from desk.reports.kit.declaration import Format, Given
from desk.services.session import Desk
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.page import Page
from desk.ui.widgets import papers
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import button, fit, label, latin_line, line_edit, row
from desk.ui.widgets.form_dialog import RecordDialog, ask, sure
from desk.ui.widgets.lists import ListView
from desk.ui.widgets.scrolled import scrolled


class PlansPage(Page):
    """预案: one line a kind; where the centre has no plan of its own, the sample 范本."""

    SHOWS = frozenset({"assets", "centre", "incidents"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        columns: list[Column[EmergencyPlan]] = [
            Column(_("Kind of incident"), 150, lambda p: p.kind.label),
            Column(_("Emergency plan"), 190, lambda p: p.title, flex=3),
            Column(_("Version"), 80, version_words, self._tone),
            Column(_("Steps"), 50, lambda p: str(len(p.steps)), number=True),
            Column(_("Drills"), 60, lambda p: _drills_of(p)),
        ]
        self.list: ListView[EmergencyPlan] = ListView(columns, "", _("Plans"))
        self.list.table.selectionModel().currentChanged.connect(lambda *_i: self._show_chosen())
        self.title, self.about, self.shown = (
            label("", "heading", wrap=True),
            label("", "muted", wrap=True),
            label("", wrap=True),
        )
        self.shown.setAlignment(Qt.AlignmentFlag.AlignTop)
        inside = QWidget()
        column = QVBoxLayout(inside)
        for part in (self.title, self.about, self.shown):
            column.addWidget(part)
        column.addStretch(1)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(self.list)
        parts.addWidget(scrolled(inside))
        parts.setSizes([640, 560])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(parts, 1)
        holding, showing = (self.withdraw, self.restore), (self.show_versions, self.print, self.edit_current)
        outer.addLayout(row(*map(self.button, holding), 1, *map(self.button, showing)))

    def make_commands(self) -> Commands:
        table, prepare = self.list.table, May.PREPARE_EMERGENCIES
        writing, next_one = N_("Write the next version"), N_("Next version…")
        return (
            Command("Enter", writing, self.edit_current, label=next_one, role="primary", may=prepare, of=table),
            Command("F3", N_("Go to the list"), table.setFocus, repeats=True),
            Command("F4", N_("Earlier versions"), self.show_versions, label=N_("Versions…"), of=table),
            Command("", N_("Withdraw…"), self.withdraw, may=prepare, of=table, enabled=self._holds),
            Command("", N_("Let it hold again"), self.restore, may=prepare, of=table, enabled=self._is_withdrawn),
            Command("Ctrl+P", N_("Plan for the wall"), self.print, label=N_("For the wall…"), of=table),
        )

    def _holds(self) -> bool:
        plan = self.list.current()
        return plan is not None and not plan.withdrawn_at

    def _is_withdrawn(self) -> bool:
        return self.list.current() is not None and not self._holds()

    def _tone(self, plan: EmergencyPlan) -> Tone | None:
        return Tone.QUIET if plan.withdrawn_at else None

    def fill(self) -> None:
        with self.desk.read() as work:
            in_use = plans.every(work)
        self.list.show_all(in_use, keep=True)
        self._show_chosen()

    def _show_chosen(self) -> None:
        plan = self.list.current()
        if plan is None:
            return
        with self.desk.read() as work:
            needed = plans.materials(work, plan)
        self.title.setText(f"{plan.title}　{version_words(plan)}")
        made = f"{plan.made_by} {local(plan.made_at):%Y-%m-%d}" if plan.made_at else ""
        self.about.setText("　".join(filter(None, (made, plan.note))))
        self.shown.setText(plan_words(plan, needed))

    def edit_current(self) -> None:
        """Enter: write the next version of the chosen plan."""
        plan = self.list.current()
        if plan is not None:
            self.edit(plan)

    def edit(self, plan: EmergencyPlan) -> None:
        """The next version, beginning with this one."""
        if not self.desk.actor.may(May.PREPARE_EMERGENCIES):
            return
        form = PlanForm(self, self.desk, plan)
        if form.exec():
            self.done(_("{title}: version {n} holds from now on.", title=form.stored.title, n=form.stored.version))

    def withdraw(self) -> None:
        """停用, with the reason: no plan holds for this kind, open incidents keep their steps. Told when it is so."""
        plan = self.list.current()
        if plan is None:
            return
        if plan.withdrawn_at:
            self.toast.emit(_("{title} is withdrawn already.", title=plan.title), "warning")
            return

        def act(texts: dict[str, str]) -> None:
            with self.desk.write() as work:
                plans.withdraw(work, plan.kind, texts["reason"])

        if ask(self, _("Withdraw {title}", title=plan.title), {"reason": P_("incident", "Reason")}, act):
            self.done()

    def restore(self) -> None:
        """恢复启用: the newest version holds again. Refused when it was not withdrawn."""
        plan = self.list.current()
        if plan is not None:
            self.attempt(lambda: self._restore(plan), _("{title} holds again.", title=plan.title))

    def _restore(self, plan: EmergencyPlan) -> None:
        with self.desk.write() as work:
            plans.restore(work, plan.kind)

    def show_versions(self) -> None:
        """F4 历次版本 of the chosen plan."""
        plan = self.list.current()
        if plan is not None:
            PlanVersions(self, self.desk, plan).exec()
            self.done()

    def print(self) -> None:
        """Ctrl+P 上墙预案: the chosen plan large, for the wall."""
        plan = self.list.current()
        if plan is None:
            return

        make = papers.maker(self.desk, "plan", Format.PDF, kind=Given(plan))
        content: list[bytes] = []

        def act() -> None:
            with self.desk.read() as work:
                content.append(make(work))

        if self.attempt(act, plan.title):
            papers.show(self, content[0], "plan", plan.title)


def version_words(plan: EmergencyPlan) -> str:
    """Which version holds; “withdrawn” where none does, “sample” where the centre has not written one."""
    if plan.withdrawn_at:
        return P_("plan", "withdrawn")
    return _("version {n}", n=plan.version) if plan.version else P_("plan", "sample")


def plan_words(plan: EmergencyPlan, needed: list[Material]) -> str:
    """The plan as it is read: steps, whom to call, where things are."""
    steps = [
        f"{n}　{step.text}"
        + "".join(bracketed(part) for part in (step.who, _("{n} min", n=step.minutes) if step.minutes else "") if part)
        for n, step in enumerate(plan.steps, 1)
    ]
    calls = listed(call_words(call) for call in plan.calls)
    places = [named(need.name, clauses(need.where) or _("none in the asset ledger")) for need in needed]
    return "\n".join(
        [*steps, "", named(_("Emergency numbers"), calls), *([_("Where things are")] if places else []), *places]
    )


def call_words(call: str) -> str:
    """110 警察; the name of a circle."""
    public = dict((*PUBLIC, *(local[:2] for local in LOCAL)))
    if call in public:
        return f"{call} {_(public[call])}"
    return _call_name(call)


class PlanForm(RecordDialog):
    """The next version of a plan. Steps are lines: what | who | minutes."""

    def __init__(self, parent: QWidget, desk: Desk, plan: EmergencyPlan) -> None:
        self._desk, self._plan = desk, plan
        self.stored = plan
        title, months, note = line_edit(most=80), latin_line(most=4), line_edit(_("what changed, and why"), most=200)
        steps, calls, materials = QPlainTextEdit(), line_edit(most=200), line_edit(most=200)
        steps.setTabChangesFocus(True)
        steps.setMinimumHeight(130)
        editors = {
            "title": (_("Plan name"), title),
            "steps": (_("Steps"), steps),
            "calls": (_("Emergency numbers"), calls),
            "materials": (_("Materials"), materials),
            "drill_months": (_("Drill every"), months),
            "note": (_("What changed"), note),
        }
        about = _(
            "Steps: one on each line, what | who | minutes (0 where no time is set). Materials are looked for in the "
            "asset ledger. Drills in months, 0 for never."
        )
        head = f"{plan.kind.label}　{version_words(plan)}"
        super().__init__(parent, head, editors, plan, _texts, self._made, self._keep, _("Let it hold"), about)
        fit(self, 860, 620)

    def _made(self, v: dict[str, Any]) -> EmergencyPlan:
        return replace(
            self._plan,
            title=v["title"],
            steps=plans.steps_in(v["steps"].splitlines()),
            calls=calls_in(v["calls"]),
            materials=tuple(v["materials"].replace("，", "、").split("、")),
            drill_months=number_in(v["drill_months"], "drill_months"),
            note=v["note"],
        )

    def _keep(self, made: EmergencyPlan, read: EmergencyPlan) -> None:
        note = str(self.values()["note"])
        with self._desk.write() as work:
            self.stored = replace(made, version=plans.put(work, replace(made, note=note), read=read))


def _drills_of(plan: EmergencyPlan) -> str:
    return _("every {n} months", n=plan.drill_months) if plan.drill_months else P_("drill", "not asked for")


def _texts(plan: EmergencyPlan) -> dict[str, str]:
    return {
        "title": plan.title,
        "steps": "\n".join(f"{s.text} | {s.who} | {s.minutes}" for s in plan.steps),
        "calls": listed(_call_name(call) for call in plan.calls),
        "materials": listed(plan.materials),
        "drill_months": str(plan.drill_months),
    }


def _call_name(call: str) -> str:
    return ContactCircle(call).label if call in set(ContactCircle) else call


def _names(circle: ContactCircle) -> list[str]:
    """As it may be typed: 物业（后勤） is 物业 and 后勤 as well."""
    return [circle.label, *filter(None, re.split("[（）]", circle.label))]


def calls_in(text: str) -> tuple[str, ...]:
    """Numbers and names of circles as they are typed, between 、 or commas. Raises ``Invalid``."""
    by_name = {name: circle.value for circle in ContactCircle for name in _names(circle)}
    names = [part.strip() for part in text.replace("，", "、").replace(",", "、").split("、") if part.strip()]
    strange = [part for part in names if part not in by_name and not is_whole(part)]
    if strange:
        sentence = _(
            "“{calls}” is neither a number nor a circle. Circles: {all}",
            calls=listed(strange),
            all=listed(circle.label for circle in ContactCircle),
        )
        raise Invalid(Problem("calls", sentence))
    return tuple(by_name.get(part, part) for part in names)


class PlanVersions(QDialog):
    """Every version of a plan; one that was never used can be deleted."""

    def __init__(self, page: PlansPage, desk: Desk, plan: EmergencyPlan) -> None:
        super().__init__(page)
        self.desk, self.plan = desk, plan
        self.setWindowTitle(plan.title)
        fit(self, 860, 480)
        columns: list[Column[EmergencyPlan]] = [
            Column(_("Version"), 90, version_words),
            Column(_("Author"), 90, lambda p: p.made_by),
            Column(_("Written at"), 140, lambda p: f"{local(p.made_at):%Y-%m-%d %H:%M}" if p.made_at else ""),
            Column(_("Steps"), 60, lambda p: str(len(p.steps)), number=True),
            Column(_("What changed"), 200, lambda p: p.note, flex=3),
        ]
        self.list: ListView[EmergencyPlan] = ListView(columns, _("Only the sample so far."), _("Versions"))
        self.problem, self.shown = label("", "problem", wrap=True), label("", wrap=True)
        self.shown.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.list.table.selectionModel().currentChanged.connect(lambda *_i: self._show_chosen())
        outer = QVBoxLayout(self)
        outer.addWidget(self.list, 1)
        outer.addWidget(scrolled(self.shown), 1)
        outer.addWidget(self.problem)
        drop = button(_("Delete the version"), self.remove)
        if not desk.actor.may(May.PREPARE_EMERGENCIES):
            drop.hide()
        outer.addLayout(row(drop, 1, button(_("Close"), self.accept, "primary")))
        self.load()

    def load(self) -> None:
        """Read the versions again, the newest chosen."""
        with self.desk.read() as work:
            versions = plans.versions(work, self.plan.kind)
        self.list.show_all(versions)
        if versions:
            self.list.table.selectRow(0)

    def _show_chosen(self) -> None:
        plan = self.list.current()
        self.shown.setText(plan_words(plan, []) if plan else "")

    def remove(self) -> None:
        """Ask, then delete a version. One that an incident was opened with stays, which is told."""
        plan = self.list.current()
        if plan is None or not sure(self, _("Delete version {n}?", n=plan.version), _("Delete")):
            return
        self.problem.setText("")
        try:
            with self.desk.write() as work:
                plans.remove(work, plan.id)
        except DeskError as error:
            self.problem.setText(error.message)
        self.load()
