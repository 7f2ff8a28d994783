"""What is asked while an order is on its way: the answer, a reason, what it becomes, how the asker rates it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from desk.books.cases import LEVELS, POOR, Evaluation
from desk.books.follow_ups import opening
from desk.books.follow_ups.model import FollowUpKind
from desk.books.orders import answering, dispatching, doing, helping, queries, rating
from desk.books.orders.model import HOTLINE_CASE, LABELS, DispatchAnswer, Order, RatingMeans
from desk.books.organisations import queries as organisations
from desk.books.teams import queries as teams
from desk.core.errors import Invalid, Problem
from desk.core.moves import LONGEST_REASON
from desk.core.words import NP_, P_, Worded, _
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.follow_ups.new_form import NewFollowUpForm
from desk.ui.widgets.choices import Choice, NumberedChoice
from desk.ui.widgets.controls import Combo, Field, label, latin_line
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.widgets.wrapping import Wrapping

ANSWERS = (DispatchAnswer.TAKEN, DispatchAnswer.DECLINED)
LONGEST_TYPED = LONGEST_REASON + 100
"""Characters that can be typed; what is too long is said, not cut."""
FIVE_LEVELS = 680
"""Pixels in which the five levels stand in one line."""


def about_words(order: Order) -> str:
    """The order in one line, the asker masked."""
    parts = (order.number, order.kind.label, order.who, order.whereabouts, order.masked(order.description))
    return "　".join(filter(None, parts))


class OrderDialog(FormDialog):
    """A form about one order, which stands above the fields."""

    def __init__(self, parent: QWidget, desk: Desk, order: Order, title: str) -> None:
        super().__init__(parent, title)
        self.setMinimumWidth(580)
        self._desk, self._order = desk, order
        self._column.addWidget(label(about_words(order), "muted", wrap=True))

    def _text(self, name: str, caption: str, hint: str = "", *, required: bool = False) -> Wrapping:
        """A line for words, of the length that the book takes."""
        made = Wrapping(LONGEST_TYPED)
        self.add(name, Field(caption, made, hint, required=required, width=FULL))
        return made


class AskOrganisation(OrderDialog):
    """协助单位: which organisation helps with it; nobody where none does."""

    def __init__(self, parent: QWidget, desk: Desk, order: Order) -> None:
        super().__init__(parent, desk, order, _("Who helps with {number}", number=order.number))
        with desk.read() as work:
            offered = organisations.names(work)
        self.organisation = Combo([(P_("order", "nobody"), None), *((each.name, each.id) for each in offered)])
        self.organisation.choose(order.organisation_id)
        self.add("organisation", Field(_(LABELS["organisation_id"]), self.organisation))
        self.finish(_("Save"))

    def do(self) -> None:
        with self._desk.write() as work:
            helping.ask_organisation(work, self._order.id, self.organisation.value)


class AnswerOrder(OrderDialog):
    """接单答复: taken, by whom, or declined, and why. Whoever was asked is chosen."""

    def __init__(self, parent: QWidget, desk: Desk, order: Order) -> None:
        super().__init__(parent, desk, order, _("Answer to {number}", number=order.number))
        with desk.read() as work:
            members = teams.members_of(work, order.team_id or 0)
        self.answer = NumberedChoice(ANSWERS)
        self.taker = Combo([(each.name, each.id) for each in members])
        self.add("answer", Field(P_("order", "Answer"), self.answer, required=True))
        self.add("taker", Field(P_("order", "Who takes it"), self.taker))
        self.reason = self._text("reason", _("Reason"))
        self.finish(P_("order", "Note the answer"))
        self.answer.changed.connect(lambda _answer: self._show_needed())
        self.answer.typed.connect(self._go_on)
        if order.member_id is not None:
            self.taker.choose(order.member_id)
        self.answer.choose(DispatchAnswer.TAKEN)
        self.answer.setFocus()

    @property
    def is_taken(self) -> bool:
        """Does somebody take it?"""
        return self.answer.value is DispatchAnswer.TAKEN

    def _show_needed(self) -> None:
        self.fields["taker"].setVisible(self.is_taken)
        self.fields["reason"].setVisible(not self.is_taken)

    def _go_on(self) -> None:
        (self.taker if self.is_taken else self.reason).setFocus()

    def do(self) -> None:
        with self._desk.write() as work:
            if not self.is_taken:
                answering.decline(work, self._order.id, self.reason.text())
            elif self.taker.value is None:
                raise Invalid(Problem("taker", _("Nobody is in this team. Please withdraw the order.")))
            else:
                answering.take(work, self._order.id, self.taker.value)


class GiveReason(OrderDialog):
    """Something that needs only a reason: withdrawing, cancelling, refusing, a complaint, a remark."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        order: Order,
        title: str,
        caption: str,
        act: Callable[[Work, int, str], object],
        hint: str = "",
    ) -> None:
        super().__init__(parent, desk, order, title)
        self._act = act
        self.reason = self._text("reason", _("Reason"), hint, required=True)
        self.finish(caption)
        self.reason.setFocus()

    def do(self) -> None:
        with self._desk.write() as work:
            self._act(work, self._order.id, self.reason.text())


class Turned(Worded):
    """What an order is turned into here 转办去向; into a follow-up has a form of its own."""

    HOTLINE = "hotline", NP_("what an order is turned into", "Hotline 12345")
    CASE = "case", NP_("what an order is turned into", "Case")


class TurnOrder(OrderDialog):
    """转办: to the hotline, or the case that was registered for it, by its number."""

    def __init__(self, parent: QWidget, desk: Desk, order: Order) -> None:
        super().__init__(parent, desk, order, _("Turn {number} into another matter", number=order.number))
        self.into = Choice(tuple(Turned))
        self.number = latin_line(most=30)
        self.add("into", Field(P_("order", "Becomes"), self.into, required=True))
        self.add("became", Field(_("Case number"), self.number))
        self.reason = self._text("reason", _("Reason"), required=True)
        self.finish(P_("order", "Turn over"))
        self.into.changed.connect(lambda into: self.fields["became"].setVisible(into is Turned.CASE))
        self.into.choose(Turned.HOTLINE)
        self.reason.setFocus()

    def do(self) -> None:
        with self._desk.write() as work:
            dispatching.turn(work, self._order.id, self._became(work), self.reason.text())

    def _became(self, work: Work) -> str:
        if self.into.value is Turned.HOTLINE:
            return HOTLINE_CASE
        id = queries.case_with_number(work, self.number.text())
        if id is None:
            raise Invalid(Problem("became", _("There is no case with this number.")))
        return f"cases:{id}"


class TurnIntoFollowUp(NewFollowUpForm):
    """转督办: a follow-up that begins with what is wished for; both are stored, or neither."""

    def __init__(self, parent: QWidget, desk: Desk, order: Order) -> None:
        super().__init__(parent, desk)
        self.setWindowTitle(_("Follow-up from {number}", number=order.number))
        self._order = order
        self.description.setText(order.description)

    def do(self) -> None:
        new = replace(self.entered(), kind=FollowUpKind.ORDER, subject=f"orders:{self._order.id}")
        with self._desk.write() as work:
            made = opening.open_item(work, new)
            reason = _("Turned into follow-up {number}", number=made.number)
            dispatching.turn(work, self._order.id, f"follow_ups:{made.id}", reason)
        self.made = made


class ComplaintVerdict(Worded):
    """The leader's answer to a complaint 投诉认定."""

    UPHELD = "upheld", NP_("verdict on a complaint", "Held true")
    DISMISSED = "dismissed", NP_("verdict on a complaint", "Not held true")


class JudgeComplaint(OrderDialog):
    """投诉认定: one that is held true takes the points for this order back."""

    def __init__(self, parent: QWidget, desk: Desk, order: Order) -> None:
        super().__init__(parent, desk, order, _("Complaint about {number}", number=order.number))
        with desk.read() as work:
            remarks = [each.remark for each in queries.moves_of(work, order.id) if each.remark]
        if remarks:
            self._column.addWidget(label(order.masked(remarks[-1]), wrap=True))
        self.verdict = NumberedChoice(tuple(ComplaintVerdict))
        self.add("verdict", Field(P_("complaint", "Verdict"), self.verdict, required=True))
        hint = _("Held true: nobody gets points for this order.")
        self.reason = self._text("reason", _("Reason"), hint, required=True)
        self.finish(P_("complaint", "Decide"))
        self.verdict.typed.connect(self.reason.setFocus)
        self.verdict.setFocus()

    def do(self) -> None:
        if self.verdict.value is None:
            raise Invalid(Problem("verdict", _("Please choose whether it is held true.")))
        upheld = self.verdict.value is ComplaintVerdict.UPHELD
        with self._desk.write() as work:
            doing.judge(work, self._order.id, upheld, self.reason.text())


class RateOrder(OrderDialog):
    """群众评价: one of five levels by its digit; what is poor asks what was not good. It cannot be taken back, so it is
    stored by Enter and not by the digit alone.
    """

    def __init__(self, parent: QWidget, desk: Desk, order: Order, level: Evaluation | None = None) -> None:
        super().__init__(parent, desk, order, _("Rating of {number}", number=order.number))
        self.setMinimumWidth(FIVE_LEVELS)
        self.level = NumberedChoice(LEVELS)
        self.means = Choice(tuple(RatingMeans))
        self.add("level", Field(P_("order", "Rating"), self.level, required=True, width=FULL))
        self.reason = self._text("reason", P_("order", "What was said"))
        self.add("means", Field(P_("order", "Asked by"), self.means))
        self.finish(P_("order", "Save the rating"))
        self.means.choose(RatingMeans.TELEPHONE)
        self.level.changed.connect(self._show_what_follows)
        self.level.typed.connect(self.reason.setFocus)
        self.level.setFocus()
        if level is not None:
            self.level.choose(level)
            self.reason.setFocus()

    def _show_what_follows(self, level: Evaluation) -> None:
        """A poor rating has it done again, once; the second goes before the leader in charge."""
        follows = ""
        if level in POOR:
            again = _("It is done again, at once before the team.") if not self._order.redone else ""
            follows = again or _("The leader in charge looks at it as a complaint.")
        self.fields["reason"].call(P_("order", "What was said"), follows)

    def do(self) -> None:
        if self.level.value is None:
            raise Invalid(Problem("level", _("Please choose one of the five levels.")))
        with self._desk.write() as work:
            rating.rate(work, self._order.id, self.level.value, self.means.value, self.reason.text())
