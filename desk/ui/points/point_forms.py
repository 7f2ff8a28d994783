"""The forms behind 红色积分: exchanging, entering by hand, certificates, and looking one up."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from desk.books.points import certificates, entering, queries, reckoning, redeeming
from desk.books.points.certificates import Verified
from desk.books.points.model import Certificate, CertificateStanding, Holder, Redemption, Reward, RuleBasis
from desk.core import identity
from desk.core.calendar import full_date_words
from desk.core.clock import local
from desk.core.errors import DeskError, Invalid, Problem
from desk.core.numbers import number_in
from desk.core.typed_days import Leaning
from desk.core.words import P_, _, bracketed, clauses, phrases
from desk.services.session import Desk
from desk.ui.widgets.controls import Combo, Field, label, latin_line, line_edit, number_box, set_role
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.widgets.wrapping import Wrapping


def member_words(holder: Holder) -> str:
    """T01-004 上**清（红帆突击队）, with the points."""
    who = f"{holder.number} {identity.mask_name(holder.name)}{bracketed(holder.team)}"
    return phrases((who, _("{n} points", n=f"{holder.balance:,}")))


def reward_words(reward: Reward) -> str:
    """大米5千克, 60分, 库存12."""
    return phrases((reward.name, _("{n} points", n=reward.points), _("{n} in stock", n=reward.stock)))


class RedeemPoints(FormDialog):
    """R: what can be had now for the points stands first, the dearest of it chosen: Enter takes it."""

    def __init__(self, parent: QWidget, desk: Desk, holder: Holder) -> None:
        super().__init__(parent, _("Exchange points"))
        self._desk, self._holder = desk, holder
        self.made: Redemption | None = None
        with desk.read() as work:
            offered = [each for each in queries.all_rewards(work, active_only=True) if each.stock]
        affordable = [each for each in offered if each.points <= holder.balance]
        others = [each for each in offered if each.points > holder.balance]
        self._column.addWidget(label(member_words(holder), "muted", wrap=True))
        ordered = [*reversed(affordable), *others]
        self.reward = Combo([(reward_words(each), each.id) for each in ordered])
        self.quantity = number_box(1, redeeming.MOST_PIECES)
        hint = "" if offered else _("There is no reward in stock. A leader enters them under Rewards and rules.")
        self.add("reward_id", Field(P_("exchange", "Reward"), self.reward, hint, required=True))
        self.add("quantity", Field(P_("exchange", "Pieces"), self.quantity))
        self.finish(P_("exchange", "Exchange"))
        self.reward.setFocus()

    def do(self) -> None:
        if self.reward.value is None:
            raise Invalid(Problem("reward_id", _("There is no reward in stock.")))
        with self._desk.write() as work:
            self.made = redeeming.reserve(work, self._holder.id, self.reward.value, self.quantity.value())


class EnterPoints(FormDialog):
    """F2: by a rule for what is entered by hand, or so many for a reason."""

    def __init__(self, parent: QWidget, desk: Desk, holder: Holder) -> None:
        super().__init__(parent, _("Enter points"))
        self._desk, self._holder = desk, holder
        with desk.read() as work:
            rules = [
                each
                for each in queries.all_rules(work)
                if each.basis is RuleBasis.FIXED and reckoning.holds(each, work.today)
            ]
        self._column.addWidget(label(member_words(holder), "muted", wrap=True))
        choices = [(phrases((each.name, _("{n} points", n=each.points))), each.id) for each in rules]
        self.rule = Combo([*choices, (P_("rule of points", "Without a rule"), None)])
        self.points = latin_line(most=5)
        self.reason = Wrapping(entering.LONGEST_REASON)
        self.paper = line_edit(most=entering.LONGEST_PAPER)
        self.add("rule_id", Field(P_("points", "Rule"), self.rule))
        self.add("points", Field(_("Points"), self.points, required=True))
        self.add("reason", Field(_("Reason"), self.reason, width=FULL))
        self.add("paper", Field(P_("rule of points", "Paper"), self.paper, _("Where there is one.")))
        self.finish(P_("points", "Enter"))
        self.rule.currentIndexChanged.connect(self._offer)
        self._offer()
        self.rule.setFocus()

    def _offer(self) -> None:
        """How many are asked for only without a rule."""
        self.fields["points"].setVisible(self.rule.value is None)

    def do(self) -> None:
        points = number_in(self.points.text(), "points") if self.rule.value is None else 0
        with self._desk.write() as work:
            entering.enter(
                work,
                self._holder.id,
                rule_id=self.rule.value,
                points=points,
                reason=self.reason.text(),
                paper=self.paper.text(),
            )


class IssueCertificate(FormDialog):
    """A certificate for the service of some days; this year is offered."""

    def __init__(self, parent: QWidget, desk: Desk, holder: Holder) -> None:
        super().__init__(parent, _("Certificate of voluntary service"))
        self._desk, self._holder = desk, holder
        self.made: Certificate | None = None
        today = desk.clock.today()
        self._column.addWidget(label(member_words(holder), "muted", wrap=True))
        self.first_on, self.last_on = (DayLine(desk, day, Leaning.BACK) for day in (date(today.year, 1, 1), today))
        self.add("first_on", Field(_("From"), self.first_on, required=True))
        hint = _("Hours of settled orders without an upheld complaint count.")
        self.add("last_on", Field(_("To"), self.last_on, hint, required=True))
        self.finish(P_("certificate", "Give out"))

    def do(self) -> None:
        first, last = self.first_on.day_in("first_on"), self.last_on.day_in("last_on")
        with self._desk.write() as work:
            self.made = certificates.issue(work, self._holder.id, first, last)


class VerifyCertificate(FormDialog):
    """F8: number, hash or code of a paper; what the book says of it stands below, and the form stays for the next."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, _("Verify a certificate"))
        self.setMinimumWidth(620)
        self._desk = desk
        self.typed = latin_line(most=100)
        hint = _("The number, the hash or at least 12 digits of it; or scan the code.")
        self.add("number", Field(_("Number or hash"), self.typed, hint, required=True))
        self.answer = label("", "muted", wrap=True)
        self._column.addWidget(self.answer)
        self.finish(P_("certificate", "Verify"))
        self.typed.setFocus()

    def try_it(self) -> None:
        """Look it up and stay open."""
        self.fields["number"].tell("")
        self.answer.clear()
        try:
            with self._desk.read() as work:
                verified = certificates.verify(work, self.typed.text())
        except DeskError as error:
            self.fields["number"].tell(error.message)
            self.typed.selectAll()
            return
        is_good = verified.standing is CertificateStanding.GENUINE
        self._tell(verified_words(verified), "notice" if is_good else "problem")

    def _tell(self, sentence: str, role: str) -> None:
        set_role(self.answer, "role", role)
        self.answer.setText(sentence)
        self.typed.selectAll()


def verified_words(verified: Verified) -> str:
    """Whether it is genuine, and what it has to say: to be held beside the paper."""
    made = verified.certificate
    name = identity.mask_name(made.name) if made.name else P_("certificate", "name no longer kept")
    said = _(
        "{number}: {name}, {member}, {first} to {last}, {orders} times, {minutes} minutes, given out on {day}",
        number=made.number,
        name=name,
        member=made.member_number,
        first=made.first_on.isoformat(),
        last=made.last_on.isoformat(),
        orders=made.orders,
        minutes=made.minutes,
        day=full_date_words(local(made.at).date()),
    )
    less = verified.standing is CertificateStanding.OUTDATED
    today = _("{n} minutes count today", n=verified.minutes_today) if less else ""
    return clauses(filter(None, (verified.standing.label, said, today)))
