"""The page of changes: swaps, substitutions and cancellations asked for, agreed to and decided."""

from __future__ import annotations

from datetime import timedelta

from desk.books.roster import changes, queries
from desk.books.roster.changes import RosterChange, RosterChangeKind
from desk.books.roster.queries import Duty
from desk.core.calendar import day_words, weekday_words
from desk.core.errors import DeskError, Invalid, Problem, WrongPassword
from desk.core.month import Month
from desk.core.permissions import May
from desk.core.words import N_, NP_, P_, _, bracketed, clauses, listed
from desk.services.session import Desk
from desk.ui.roster.board import RosterBoard
from desk.ui.roster.page import RosterPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import Combo, Field, line_edit, row
from desk.ui.widgets.form_dialog import FormDialog, ask, sure
from desk.ui.widgets.lists import ListView

AHEAD = timedelta(days=62)


def duty_words(board: RosterBoard, duty: Duty) -> str:
    """12月3日（周四）白班 张三."""
    day = day_words(duty.day) + bracketed(weekday_words(duty.day))
    return f"{day}{board.cards[duty.shift_id].name} {board.names[duty.staff_id]}"


class ChangesPage(RosterPage):
    """换班顶班: the only way to change a month that is published."""

    def __init__(self, desk: Desk, board: RosterBoard) -> None:
        super().__init__(desk, board)
        columns: list[Column[RosterChange]] = [
            Column(_("Kind"), 70, lambda c: c.kind.label),
            Column(_("State"), 130, lambda c: c.state.label, lambda c: c.state.tone),
            Column(_("Duty"), 190, self._duty),
            Column(P_("change of a duty", "To"), 200, self._other, flex=3),
            Column(_("Reason"), 180, lambda c: c.reason, flex=3, rank=2),
            Column(_("Agreed"), 120, self._agreed, flex=2, rank=1),
            Column(
                P_("change of a duty", "Decided"), 160, lambda c: " ".join(filter(None, [c.decided_name, c.remark]))
            ),
        ]
        self.list: ListView[RosterChange] = ListView(
            columns, _("No change of a published roster yet. F2 asks for one."), _("Changes")
        )
        self.column.addWidget(self.list, 1)
        acts = map(self.button, (self.agree, self.withdraw, self.decline, self.approve))
        self.list.empty.offer(self.button(self.ask_for))
        self.column.addLayout(row(*acts, 1, self.button(self.ask_for)))

    def make_commands(self) -> Commands:
        table, plan, approving = self.list.table, May.PLAN_ROSTER, N_("Approve the chosen one")
        return (
            Command("F2", N_("Ask for a change"), self.ask_for, role="primary"),
            Command("F3", N_("Go to the list"), table.setFocus, repeats=True),
            Command("", N_("Agree"), self.agree, of=table, enabled=self._is_open),
            Command("", NP_("roster or sign-up", "Take back"), self.withdraw, of=table, enabled=self._is_open),
            Command("", N_("Decline"), self.decline, may=plan, of=table, enabled=self._is_open),
            Command(
                "Ctrl+Enter", approving, self.approve, label=N_("Approve"), may=plan, of=table, enabled=self._is_open
            ),
        )

    def _is_open(self) -> bool:
        """Is there still something to decide on the chosen one, or none chosen, which the act says by itself?"""
        change = self.list.current()
        return change is None or change.state in changes.OPEN

    def _words(self, duty: Duty, name: str) -> str:
        return f"{day_words(duty.day)} {self.board.cards[duty.shift_id].name} {name}"

    def _duty(self, change: RosterChange) -> str:
        return self._words(change.duty, change.from_name)

    def _other(self, change: RosterChange) -> str:
        return self._words(change.other, change.to_name) if change.other else change.to_name or "—"

    def _agreed(self, change: RosterChange) -> str:
        names = [
            name
            for name, agreed in ((change.from_name, change.from_agreed), (change.to_name, change.to_agreed))
            if agreed
        ]
        return listed(names) or "—"

    def fill(self) -> None:
        with self.desk.read() as work:
            asked = changes.listed(work)
        self.list.show_all(asked)

    def _chosen(self) -> RosterChange | None:
        change = self.list.current()
        if change is None:
            self.toast.emit(_("Please choose a line first."), "warning")
        return change

    def ask_for(self) -> None:
        """A new request."""
        if AskChange(self, self.desk, self.board).exec():
            self._after(_("Asked for. It counts once everybody has agreed and it is approved."))

    def _after(self, sentence: str) -> None:
        self.done(sentence)

    def agree(self) -> None:
        """The signed-in person agrees, or another one with their password."""
        change = self._chosen()
        if change is None:
            return
        if self.desk.actor.id in (change.from_id, change.to_id):
            self.attempt(lambda: self._agree(change.id), _("Agreed."))
        elif AgreeByPassword(self, self.desk, change).exec():
            self._after(_("Agreed."))

    def _agree(self, id: int) -> None:
        with self.desk.write() as work:
            changes.agree(work, id)

    def approve(self) -> None:
        """Put it into the roster; rules it would break are asked about first."""
        change = self._chosen()
        if change is None:
            return
        try:
            with self.desk.write() as work:
                broken = changes.approve(work, change.id)
            if broken:
                question = _("This breaks: {rules}. Approve all the same?", rules=clauses(b.sentence for b in broken))
                if not sure(self, question, _("Approve all the same")):
                    return
                with self.desk.write() as work:
                    changes.approve(work, change.id, despite=True)
        except DeskError as error:
            self.toast.emit(error.message, "bad")
            return
        self._after(_("Approved. The roster shows it now; the original stays visible."))

    def decline(self) -> None:
        """不批准, with the reason."""
        change = self._chosen()
        if change is None:
            return

        def act(typed: dict[str, str]) -> None:
            with self.desk.write() as work:
                changes.decline(work, change.id, typed["remark"])

        if ask(self, _("Decline"), {"remark": _("Reason")}, act):
            self._after(_("Declined."))

    def withdraw(self) -> None:
        """撤回 by whoever asked, or whose duty it is; nobody else may."""
        change = self._chosen()
        if change is None:
            return

        def act() -> None:
            with self.desk.write() as work:
                changes.withdraw(work, change.id)

        self.attempt(act, _("Taken back."))


class AskChange(FormDialog):
    """Which duty, what is to happen to it, with whom, and why."""

    def __init__(self, parent: ChangesPage, desk: Desk, board: RosterBoard) -> None:
        super().__init__(parent, _("Ask for a change"))
        self.setMinimumWidth(620)
        self._desk, self._board = desk, board
        with desk.read() as work:
            ahead = queries.duties_between(work, work.today, work.today + AHEAD)
            published = {
                month for month in {Month.of(d.day) for d in ahead} if queries.roster_of(work, month).published
            }
        self._ahead = [d for d in ahead if Month.of(d.day) in published and d.came_at is None]
        mine = [d for d in self._ahead if d.staff_id == desk.actor.id]
        first = mine + [d for d in self._ahead if d.staff_id != desk.actor.id and desk.actor.may(May.PLAN_ROSTER)]
        self.kind = Choice(tuple(RosterChangeKind))
        self.duty = Combo([(duty_words(board, d), d) for d in first])
        self.other, self.to = Combo(), Combo()
        self.reason = line_edit(most=100)
        self.add("kind", Field(_("Kind"), self.kind))
        self.add("duty", Field(_("Duty"), self.duty))
        self.add("other", Field(_("Against"), self.other))
        self.add("to", Field(P_("change of a duty", "Substitute"), self.to))
        self.add("reason", Field(_("Reason"), self.reason, required=True))
        self.kind.changed.connect(lambda _kind: self._offer())
        self.duty.currentIndexChanged.connect(lambda _at: self._offer())
        self.finish(P_("change of a duty", "Submit"))
        self.kind.choose(RosterChangeKind.SWAP)

    def _offer(self) -> None:
        """Only what goes with the kind and the duty."""
        duty, kind = self.duty.value, self.kind.value
        self.fields["other"].setVisible(kind is RosterChangeKind.SWAP)
        self.fields["to"].setVisible(kind is RosterChangeKind.SUBSTITUTION)
        if duty is None:
            return
        post = self._board.cards[duty.shift_id].post
        others = [d for d in self._ahead if d.staff_id != duty.staff_id and self._board.cards[d.shift_id].post is post]
        self.other.offer([(duty_words(self._board, d), d) for d in others])
        there = {d.staff_id for d in self._ahead if d.assignment[:2] == duty.assignment[:2]}
        people = [p for p in self._board.problem.people if post in p.posts and p.id not in there]
        self.to.offer([(p.name, p.id) for p in people])

    def do(self) -> None:
        duty = self.duty.value
        if duty is None:
            raise Invalid(Problem("duty", _("There is no duty ahead that you may change.")))
        with self._desk.write() as work:
            if self.kind.value is RosterChangeKind.SWAP:
                if self.other.value is None:
                    raise Invalid(Problem("other", _("There is no duty to exchange it for.")))
                changes.ask_swap(work, duty.id, self.other.value.id, self.reason.text())
            elif self.kind.value is RosterChangeKind.SUBSTITUTION:
                if self.to.value is None:
                    raise Invalid(Problem("to", _("Please choose who takes over.")))
                changes.ask_substitution(work, duty.id, self.to.value, self.reason.text())
            else:
                changes.ask_cancellation(work, duty.id, self.reason.text())


class AgreeByPassword(FormDialog):
    """Somebody concerned stands beside the desk and signs with their password."""

    def __init__(self, parent: ChangesPage, desk: Desk, change: RosterChange) -> None:
        super().__init__(parent, _("Agree"))
        self._desk, self._change = desk, change
        people = [(change.from_name, change.from_id)]
        if change.to_id:
            people.insert(0, (change.to_name, change.to_id))
        self.who = Combo([(name, name) for name, _id in people])
        self.password = line_edit(secret=True, most=100)
        self.add("who", Field(_("Who agrees"), self.who))
        self.add("password", Field(_("Password"), self.password, required=True))
        self.finish(_("Agree"))

    def do(self) -> None:
        try:
            signature = self._desk.confirm(self.who.value, self.password.text())
        except WrongPassword as wrong:
            raise Invalid(Problem("password", wrong.message)) from None
        with self._desk.write() as work:
            changes.agree(work, self._change.id, signature)
