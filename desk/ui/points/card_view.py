"""The card of a member on the page: who, how many points, what expires when, how long they served this year."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.books.points.card import PointCard
from desk.core import identity
from desk.core.calendar import date_words
from desk.core.words import P_, _, listed, phrases
from desk.ui.widgets.controls import label, panel, row, set_role

MOST_EXPIRIES = 6
"""Days that are told one by one; the rest is summed up, and the hint tells all."""


class CardView(QWidget):
    """Nothing to press; the buttons stand below the lists."""

    def __init__(self) -> None:
        super().__init__()
        frame, inner = panel(margin=8)
        self.who = label("", "heading", wrap=True)
        self.balance = label("", "number")
        self.coming = label("", "muted", wrap=True)
        self.served = label("", "muted", wrap=True)
        inner.addLayout(row(self.who, 1, self.balance))
        inner.addWidget(self.coming)
        inner.addWidget(self.served)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def fit(self, *, is_low: bool) -> None:
        """Where there is little room, how often somebody served is left out."""
        self.served.setVisible(not is_low)

    def show_card(self, card: PointCard | None, today: date, notice: int) -> None:
        """Fill it; ``notice`` is within how many days what expires is marked."""
        self.setVisible(card is not None)
        if card is None:
            return
        holder = card.holder
        left = P_("member", "left the team") if holder.left_on else ""
        self.who.setText(phrases(filter(None, (holder.number, identity.mask_name(holder.name), holder.team, left))))
        self.balance.setText(_("{n} points", n=f"{holder.balance:,}"))
        self.coming.setText(coming_words(card, today))
        self.coming.setToolTip(coming_words(card, today, most=len(card.coming)))
        soon = any((each.last_day - today).days <= notice for each in card.coming)
        set_role(self.coming, "role", "problem" if soon else "muted")
        self.served.setText(
            _(
                "Served {n} times this year, {minutes} minutes that can be certified.",
                n=card.this_year.orders,
                minutes=f"{card.this_year.minutes:,}",
            )
        )


def coming_words(card: PointCard, today: date, most: int = MOST_EXPIRIES) -> str:
    """What expires when: 35分12月20日到期、40分……"""
    if not card.coming:
        return _("Nothing expires.")
    said = [_("{n} until {day}", n=each.points, day=date_words(each.last_day, today)) for each in card.coming[:most]]
    if later := card.coming[most:]:
        said.append(_("{n} later", n=sum(each.points for each in later)))
    return _("Expire: {when}.", when=listed(said))
