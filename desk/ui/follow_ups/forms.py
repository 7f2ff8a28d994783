"""What is asked while a follow-up is on its way: the result, a later day, the checker's answer, why it is reopened."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk.books.follow_ups import checking, doing, officers_word, photos, rules
from desk.books.follow_ups.model import (
    OFFICERS_OWN,
    Closing,
    Extension,
    FollowUp,
    FollowUpOutcome,
    FollowUpState,
    OfficerMeans,
)
from desk.core.calendar import date_words
from desk.core.errors import Invalid, Problem
from desk.core.identity import mask_text
from desk.core.typed_days import Leaning
from desk.core.words import NP_, P_, Worded, _, named
from desk.services.session import Desk
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.controls import Field, label, latin_line
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.widgets.wrapping import Wrapping


class ItemForm(FormDialog):
    """A form about one item: what is to be done stands above the fields, numbers in it masked."""

    def __init__(self, parent: QWidget, desk: Desk, item: FollowUp, title: str) -> None:
        super().__init__(parent, title)
        self.setMinimumWidth(560)
        self._desk, self._item = desk, item
        self._column.addWidget(label(item.masked, "muted", wrap=True))

    def _text(self, name: str, caption: str, hint: str = "", *, required: bool = False) -> Wrapping:
        """A line for words, of the length that the book takes."""
        made = Wrapping(rules.LONGEST_REMARK)
        self.add(name, Field(caption, made, hint, required=required, width=FULL))
        return made

    def _ask_officer(self) -> None:
        """Where an officer checks the item: how they said so, or that a leader in charge checks in their stead."""
        self.means = Choice((*OFFICERS_OWN, OfficerMeans.STEAD))
        if self._item.officer_id is None:
            return
        with self._desk.read() as work:
            allowed: set[Worded] = {*officers_word.means_allowed(work, self._item)}
            refusal = officers_word.why_no_stead(work, self._item)
        self.means.allow(allowed)
        if allowed == {OfficerMeans.STEAD}:
            self.means.choose(OfficerMeans.STEAD)
        caption = _("Word of the officer {officer}", officer=self._item.officer)
        hint = refusal or _("In their stead only where they cannot be reached; it is marked.")
        self.add("means", Field(caption, self.means, hint, required=True, width=FULL))

    @property
    def _means(self) -> OfficerMeans:
        said = self.means.value
        return said if isinstance(said, OfficerMeans) else OfficerMeans.NONE


class ReportDone(ItemForm):
    """报办结: in words, or by the photos that were added since it was opened or returned."""

    def __init__(self, parent: QWidget, desk: Desk, item: FollowUp) -> None:
        super().__init__(parent, desk, item, _("Report {number} as done", number=item.number))
        with desk.read() as work:
            proof = len(photos.proving(work, item.id))
        hint = _("{n} photos prove it.", n=proof) if proof else _("In words, or add a photo on the card first.")
        self.report = self._text("result", P_("follow-up", "Result"), hint)
        self.finish(P_("follow-up", "Report as done"))
        self.report.setFocus()

    def do(self) -> None:
        with self._desk.write() as work:
            doing.finish(work, self._item.id, self._item.version, self.report.text())


class AskExtension(ItemForm):
    """申请延期: until when, and why."""

    def __init__(self, parent: QWidget, desk: Desk, item: FollowUp) -> None:
        super().__init__(parent, desk, item, _("Ask for an extension of {number}", number=item.number))
        self.wanted_on = DayLine(desk, None, Leaning.AHEAD)
        hint = _("Due on {day}. The leader in charge decides.", day=date_words(item.due_on, desk.clock.today()))
        self.add("wanted_on", Field(P_("follow-up", "New day"), self.wanted_on, hint, required=True))
        self.reason = self._text("reason", P_("follow-up", "Reason"), required=True)
        self.finish(P_("follow-up", "Ask"))
        self.wanted_on.setFocus()

    def do(self) -> None:
        day = self.wanted_on.day_or_none("wanted_on")
        with self._desk.write() as work:
            doing.ask_extension(work, self._item.id, self._item.version, day, self.reason.text())


class ExtensionAnswer(Worded):
    """The leader's answer to an extension 延期审批."""

    YES = "yes", NP_("extension of a follow-up", "Granted")
    NO = "no", NP_("extension of a follow-up", "Declined")


class DecideExtension(ItemForm):
    """延期审批: yes or no; a no needs its reason."""

    def __init__(self, parent: QWidget, desk: Desk, item: FollowUp, asked: Extension) -> None:
        super().__init__(parent, desk, item, _("Extension of {number}", number=item.number))
        self._asked, today = asked, desk.clock.today()
        about = _(
            "{who} asks for {wanted} instead of {due}: {reason}",
            who=asked.asker,
            wanted=date_words(asked.wanted_on, today),
            due=date_words(item.due_on, today),
            reason=mask_text(asked.reason),
        )
        self._column.addWidget(label(about, wrap=True))
        self.answer = Choice(tuple(ExtensionAnswer))
        self.add("granted", Field(P_("extension of a follow-up", "Answer"), self.answer, required=True))
        self.remark = self._text("remark", P_("follow-up", "Reason"), _("Needed for a no."))
        self.finish(P_("follow-up", "Decide"))
        self.answer.setFocus()

    def do(self) -> None:
        if self.answer.value is None:
            raise Invalid(Problem("granted", _("Please choose whether it is granted.")))
        with self._desk.write() as work:
            granted = self.answer.value is ExtensionAnswer.YES
            doing.decide_extension(work, self._asked.id, granted, self.remark.text())


class CheckAnswer(Worded):
    """What the checker says 验收意见."""

    FIXED = "fixed", NP_("check of a follow-up", "Close, solved")
    RETURNED = "returned", NP_("check of a follow-up", "Return")
    UNFIXED = "unfixed", NP_("check of a follow-up", "Close, unsolved")
    SAME_AS = "same_as", NP_("check of a follow-up", "Same as another")
    WITHDRAWN = "withdrawn", NP_("check of a follow-up", "Withdraw")


class CheckItem(ItemForm):
    """验收销号: solved or returned once it was reported as done; unsolved, double or withdrawn at any time."""

    def __init__(self, parent: QWidget, desk: Desk, item: FollowUp, result: str) -> None:
        super().__init__(parent, desk, item, _("Check {number}", number=item.number))
        is_done = item.state is FollowUpState.DONE
        if is_done:
            reported = named(P_("follow-up", "Result"), mask_text(result) or _("see the photos"))
            self._column.addWidget(label(reported, wrap=True))
        self.answer = Choice(tuple(CheckAnswer))
        if not is_done:
            self.answer.allow({CheckAnswer.UNFIXED, CheckAnswer.SAME_AS, CheckAnswer.WITHDRAWN})
        self.add("outcome", Field(P_("follow-up", "Outcome"), self.answer, required=True))
        self._ask_officer()
        self.remark = self._text("remark", P_("follow-up", "Reason"), _("Needed unless it is solved."))
        self.look_again_on = DayLine(desk, None, Leaning.AHEAD)
        self.add("look_again_on", Field(P_("follow-up", "Look again on"), self.look_again_on, required=True))
        self.same_as = latin_line("DB20261130-001", most=20)
        self.add("same_as", Field(P_("follow-up", "Same as number"), self.same_as, required=True))
        self.answer.changed.connect(self._chosen)
        self.finish(P_("follow-up", "Save the check"))
        self._chosen(None)
        self.answer.setFocus()

    def _chosen(self, answer: CheckAnswer | None) -> None:
        self.fields["look_again_on"].setVisible(answer is CheckAnswer.UNFIXED)
        self.fields["same_as"].setVisible(answer is CheckAnswer.SAME_AS)

    def do(self) -> None:
        answer, remark, item = self.answer.value, self.remark.text(), self._item
        if answer is None:
            raise Invalid(Problem("outcome", _("Please choose how it is closed.")))
        if answer is CheckAnswer.RETURNED:
            with self._desk.write() as work:
                checking.send_back(work, item.id, item.version, remark, self._means)
            return
        day = self.look_again_on.day_or_none("look_again_on") if answer is CheckAnswer.UNFIXED else None
        closing = Closing(FollowUpOutcome(answer.value), remark, day, self.same_as.text(), self._means)
        with self._desk.write() as work:
            checking.close(work, item.id, item.version, closing)


class ReopenItem(ItemForm):
    """重开: why, and by when now."""

    def __init__(self, parent: QWidget, desk: Desk, item: FollowUp) -> None:
        super().__init__(parent, desk, item, _("Reopen {number}", number=item.number))
        with desk.read() as work:
            due_on = rules.usual_due_day(work)
        self.reason = self._text("reason", P_("follow-up", "Reason"), required=True)
        self._ask_officer()
        self.due_on = DayLine(desk, due_on, Leaning.AHEAD)
        hint = _("In time is still reckoned by the first day.")
        self.add("due_on", Field(P_("follow-up", "Due day"), self.due_on, hint))
        self.finish(P_("follow-up", "Reopen"))
        self.reason.setFocus()

    def do(self) -> None:
        day = self.due_on.day_in("due_on")
        with self._desk.write() as work:
            checking.reopen(work, self._item.id, self._item.version, self.reason.text(), day, self._means)


class LookAgain(ItemForm):
    """回头看: how it looks now, and when to look the next time."""

    def __init__(self, parent: QWidget, desk: Desk, item: FollowUp) -> None:
        super().__init__(parent, desk, item, _("Look again at {number}", number=item.number))
        self.remark = self._text("remark", P_("follow-up", "How it looks"), required=True)
        self.again_on = DayLine(desk, None, Leaning.AHEAD)
        hint = _("Empty: that was the last look. To have it done after all, reopen it on its card.")
        self.add("again_on", Field(P_("follow-up", "Look again on"), self.again_on, hint))
        self.finish(_("Save"))
        self.remark.setFocus()

    def do(self) -> None:
        day = self.again_on.day_or_none("again_on")
        with self._desk.write() as work:
            checking.look_again(work, self._item.id, self._item.version, self.remark.text(), day)
