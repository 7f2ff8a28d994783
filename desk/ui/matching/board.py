"""The lists of the page 需求与服务: needs beside offerings, of which one leads and the other is ordered by what fits,
or the matches alone; and the line below that says why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk.books.matching.list_queries import ListedRow
from desk.books.matching.model import Match, Need, NeedState, Offering, code_of
from desk.books.matching.scoring import Candidate, Fit, Reliability, pairs_of
from desk.core.words import P_, _, phrases
from desk.ui.matching import rows
from desk.ui.matching.rows import MatchingFilter, MatchingView, NeedRow, OfferingRow, ReadRows
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.controls import Combo, label, line_edit, row
from desk.ui.widgets.lists import ListView
from desk.ui.widgets.rows_in_sight import RowsInSight

FILTER_AFTER_MS = 150
AnyList = ListView[NeedRow] | ListView[OfferingRow] | ListView[Match]


class MatchingBoard(QWidget):
    """What is read is given to it; it knows what is chosen."""

    chosen = Signal()
    """Another row, or another view."""
    reading_wanted = Signal()
    """Another filter."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._read = rows.NOTHING
        self._kept: Mapping[int, Reliability] = {}
        self.today = today
        self._is_showing = False
        """While rows are being shown the list that follows is filled once, not for each row that is current by then."""
        self.text = line_edit(_("Words, number or organisation"))
        self.text.setAccessibleName(_("Find a need or an offering"))
        self.view = Choice(tuple(MatchingView))
        self.scope = Combo([(each.label, each) for each in MatchingFilter])
        self.kind = Combo([(P_("need", "Every kind"), ""), *rows.kind_choices()])
        self._make_lists()
        self.why = label("", "muted", wrap=True)
        self.foot = QHBoxLayout()
        """Below the lists: why the chosen two fit, and beside it what the page has to say."""
        self._timer = QTimer(self, singleShot=True)
        self._lay_out()
        self._connect()

    def _make_lists(self) -> None:
        self.needs: ListView[NeedRow] = ListView(
            rows.need_columns(),
            _("No needs here. F2 puts down what residents want and nobody brings yet."),
            P_("match", "Needs"),
        )
        self.offerings: ListView[OfferingRow] = ListView(
            rows.offering_columns(),
            _("No offerings here. F7 enters what an organisation promises to bring."),
            P_("match", "Offerings"),
        )
        self.matches: ListView[Match] = ListView(
            rows.match_columns(),
            _("No matches here. M brings the chosen need and offering together."),
            P_("need", "Matches"),
        )

    def _lay_out(self) -> None:
        self.scope.setAccessibleName(P_("match", "Which"))
        self.kind.setAccessibleName(P_("need", "Kind"))
        self.text.setMinimumWidth(140)
        self.view.stay_on_one_line()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row(self.view, self.text, self.scope, self.kind))
        sides = QWidget()
        beside = QHBoxLayout(sides)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.needs, 6)
        beside.addWidget(self.offerings, 5)
        self.stack = QStackedWidget()
        self.stack.addWidget(sides)
        self.stack.addWidget(self.matches)
        column.addWidget(self.stack, 1)
        self.foot.addWidget(self.why, 1)
        column.addLayout(self.foot)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._show)
        self.text.textEdited.connect(lambda _text: self._timer.start(FILTER_AFTER_MS))
        self.text.returnPressed.connect(lambda: self.lists()[0].enter())
        for each in (self.matches, self.offerings, self.needs):
            each.search_from(self.text)
        self.view.choose(MatchingView.NEEDS)
        self.view.changed.connect(lambda _view: self._turn())
        self.scope.currentIndexChanged.connect(lambda _at: self.reading_wanted.emit())
        self.kind.currentIndexChanged.connect(lambda _at: self._show())
        self.needs.table.selectionModel().currentChanged.connect(lambda _now, _was: self._followed(MatchingView.NEEDS))
        self.offerings.table.selectionModel().currentChanged.connect(
            lambda _now, _was: self._followed(MatchingView.OFFERINGS)
        )
        self.matches.table.selectionModel().currentChanged.connect(lambda _now, _was: self._tell())

    def show_rows(self, read: ReadRows, kept: Mapping[int, Reliability], today: date) -> None:
        """What was read: its rows, what each organisation has kept, and the day."""
        self._read, self._kept, self.today = read, kept, today
        self._show()

    def _show(self) -> None:
        """The rows that the fields above ask for; the list that leads first, so that the other follows it."""
        self._timer.stop()
        self._is_showing = True
        self.matches.show_all(self._fitting_matches(), keep=True)
        if self.view.value is MatchingView.OFFERINGS:
            self.offerings.show_all(RowsInSight(self._fitting_offerings(), self._offering_rows), keep=True)
            self._follow_offering()
        else:
            self.needs.show_all(RowsInSight(self._fitting_needs(), self._need_rows), keep=True)
            self._follow_need()
        self._is_showing = False
        self._count()
        self._tell()

    def _need_rows(self, ids: Sequence[int]) -> Mapping[int, NeedRow]:
        is_led = self.view.value is MatchingView.OFFERINGS
        return {each.id: NeedRow(each, self.today, is_led=is_led) for each in self._read.needs.of(ids)}

    def _offering_rows(self, ids: Sequence[int]) -> Mapping[int, OfferingRow]:
        is_led = self.view.value is MatchingView.NEEDS
        return {each.id: OfferingRow(each, self.today, is_led=is_led) for each in self._read.offerings.of(ids)}

    def _fitting_needs(self) -> list[int]:
        typed, ids = self.text.text().strip().lower(), rows.of_kind(self.kind.value, self._read.listed_needs)
        if not typed or self.view.value is MatchingView.OFFERINGS:
            return ids  # what is looked for are offerings; what they may meet stays
        needs = self._read.needs.of(ids)
        return [each.id for each in needs if rows.fits_text(typed, each.masked, each.number, each.audience)]

    def _fitting_offerings(self) -> list[int]:
        typed, ids = self.text.text().strip().lower(), rows.of_kind(self.kind.value, self._read.listed_offerings)
        if not typed or self.view.value is MatchingView.NEEDS:
            return ids  # what is looked for are needs; what may meet them stays
        there = self._read.offerings.of(ids)
        return [each.id for each in there if rows.fits_text(typed, each.title, each.number, each.organisation)]

    def _fitting_matches(self) -> list[Match]:
        typed = self.text.text().strip().lower()
        return [
            each
            for each in self._read.matches
            if not typed or rows.fits_text(typed, each.masked, each.need_number, each.offering, each.organisation)
        ]

    def weigh(self, need: Need, offering: Offering) -> Fit | None:
        """How well they fit; of another kind not at all, which is most of what is on offer."""
        if need.kind is not offering.kind:
            return None
        return Candidate(offering, self._kept.get(offering.organisation_id), self.today).fit(need)

    def _followed(self, leads: MatchingView) -> None:
        """Another row is chosen in a list: where that list leads, the other is ordered by it."""
        if self._is_showing:
            return
        if self.view.value is leads:
            (self._follow_need if leads is MatchingView.NEEDS else self._follow_offering)()
        self._tell()

    def _follow_need(self) -> None:
        """The offerings, those that fit the chosen need first. Only those of its kind are read to be weighed."""
        need, ids = self.need, self._fitting_offerings()
        alike = self._read.offerings.of(_alike(need, ids, self._read.listed_offerings)) if need else []
        fitting = [
            OfferingRow(each, self.today, fit, is_led=True)
            for each in alike
            if need is not None and (fit := self.weigh(need, each))
        ]
        pairs = pairs_of(need.description if need else "")
        fitting.sort(key=lambda each: (-each.fit.score if each.fit else 0, -len(pairs_of(each.offering.title) & pairs)))
        known = {each.id: each for each in fitting}
        self.offerings.show_all(RowsInSight(_first(known, ids), self._offering_rows, known))
        self._choose_first(self.offerings)

    def _follow_offering(self) -> None:
        """The needs, those that the chosen offering fits first. Only those of its kind are read to be weighed."""
        offering, ids = self.offering, self._fitting_needs()
        alike = self._read.needs.of(_alike(offering, ids, self._read.listed_needs)) if offering else []
        fitting = [
            NeedRow(each, self.today, fit, is_led=True)
            for each in alike
            if offering is not None and (fit := self.weigh(each, offering))
        ]
        fitting.sort(key=lambda each: -each.fit.score if each.fit else 0)
        known = {each.id: each for each in fitting}
        self.needs.show_all(RowsInSight(_first(known, ids), self._need_rows, known))
        self._choose_first(self.needs)

    def _choose_first(self, follower: ListView[NeedRow] | ListView[OfferingRow]) -> None:
        """The best is chosen, as another row leads now."""
        if follower.model.rows:
            follower.table.selectRow(0)
            follower.table.scrollToTop()

    def _count(self) -> None:
        over = sum(each.is_over for each in self._read.listed_needs)
        needs = [_("{n} needs", n=self.needs.length), _("{n} at their end", n=over) if over else ""]
        self.needs.foot.show_sum(phrases(filter(None, needs)))
        self.offerings.foot.show_sum(_("{n} offerings", n=self.offerings.length))
        self.matches.foot.show_sum(_("{n} matches", n=self.matches.length))

    def _tell(self) -> None:
        """The line below the lists: why the chosen two fit, or why the chosen match was made."""
        if self.view.value is MatchingView.MATCHES:
            chosen = self.matches.current()
            self.why.setText(rows.fit_line(Fit(chosen.score, chosen.reasons)) if chosen and chosen.score else "")
        else:
            need, offering = self.need, self.offering
            fit = self.weigh(need, offering) if need and offering else None
            self.why.setText(rows.pair_line(need, offering, fit))
        self.chosen.emit()

    @property
    def need(self) -> Need | None:
        """The chosen one."""
        chosen = self.needs.current()
        return chosen.need if chosen else None

    @property
    def match(self) -> Match | None:
        """The chosen one, while matches are in sight."""
        return self.matches.current() if self.view.value is MatchingView.MATCHES else None

    @property
    def offering(self) -> Offering | None:
        """The chosen one."""
        chosen = self.offerings.current()
        return chosen.offering if chosen else None

    def lists(self) -> list[AnyList]:
        """Those in sight, which leads first."""
        if self.view.value is MatchingView.MATCHES:
            return [self.matches]
        sides: list[AnyList] = [self.needs, self.offerings]
        return sides if self.view.value is MatchingView.NEEDS else sides[::-1]

    def can_match(self) -> bool:
        """May the chosen two be brought together?"""
        need, offering = self.need, self.offering
        return (
            self.view.value is not MatchingView.MATCHES
            and need is not None
            and offering is not None
            and need.state is NeedState.NEW
            and need.kind is offering.kind
        )

    def has_new_need(self) -> bool:
        """Is a need chosen that waits?"""
        need = self.need
        return self.view.value is not MatchingView.MATCHES and need is not None and need.state is NeedState.NEW

    def has_open_match(self) -> bool:
        """Is a match chosen that goes on?"""
        chosen = self.matches.current()
        return self.view.value is MatchingView.MATCHES and chosen is not None and chosen.settled_at is None

    def _turn(self) -> None:
        """Another view: what leads has the keys."""
        self.stack.setCurrentIndex(int(self.view.value is MatchingView.MATCHES))
        self._show()
        self.lists()[0].search_from(self.text)
        self.lists()[0].enter()

    def next_view(self) -> None:
        """V: by need, by offering, matches."""
        views = list(MatchingView)
        self.view.choose(views[(views.index(self.view.value) + 1) % len(views)])

    def next_list(self) -> None:
        """F6: from one list into the other."""
        here = self.lists()
        (here[-1] if here[0].table.hasFocus() else here[0]).enter()

    def show_view(self, view: MatchingView, scope: MatchingFilter) -> None:
        """A view and a filter, without anything else that was asked for."""
        self.text.clear()
        for box, value in ((self.scope, scope), (self.kind, "")):
            box.blockSignals(True)
            box.choose(value)
            box.blockSignals(False)
        self.view.choose(view)


def _alike(other: Need | Offering, ids: Sequence[int], listed: Sequence[ListedRow]) -> list[int]:
    """Those of ``ids`` that are of the kind of the other side."""
    of_kind = set(rows.of_kind(code_of(other.kind), listed))
    return [id for id in ids if id in of_kind]


def _first(fitting: Mapping[int, object], ids: Sequence[int]) -> list[int]:
    """What fits first, as it is ordered, then the others as they are listed."""
    return [*fitting, *(id for id in ids if id not in fitting)]
