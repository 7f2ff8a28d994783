"""What the lists of the page 需求与服务 hold: needs, offerings and matches, with how well they fit what is chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from desk.books.matching import attention_queries, list_queries, queries
from desk.books.matching.list_queries import ListedRow
from desk.books.matching.model import KINDS, Match, Need, NeedState, Offering, OfferingState, ServiceKind
from desk.books.matching.scoring import Fit
from desk.books.orders.model import OrderKind
from desk.core.tone import Tone
from desk.core.words import NP_, P_, Worded, _, bracketed, listed
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.widgets.columns import Column
from desk.ui.widgets.rows_in_sight import Reader, RowsInSight

Read = TypeVar("Read")
LATELY = timedelta(days=92)
"""What was settled so long ago is still listed as such."""


class MatchingView(Worded):
    """What leads on the page 匹配视图."""

    NEEDS = "needs", NP_("view of needs and offerings", "By need")
    OFFERINGS = "offerings", NP_("view of needs and offerings", "By offering")
    MATCHES = "matches", NP_("view of needs and offerings", "Matches")


class MatchingFilter(Worded):
    """Which of them are listed 匹配范围."""

    OPEN = "open", NP_("filter of needs and offerings", "Open")
    OVER = "over", NP_("filter of needs and offerings", "Needs not met in time")
    ENDING = "ending", NP_("filter of needs and offerings", "Promises running out")
    SILENT = "silent", NP_("filter of needs and offerings", "Long without a delivery")
    SETTLED = "settled", NP_("filter of needs and offerings", "Settled lately")


@dataclass(frozen=True)
class NeedRow:
    """A need, and how well the chosen offering fits it where one leads."""

    need: Need
    today: date
    fit: Fit | None = None
    is_led: bool = False
    """Does an offering lead, so that how well it fits is worth telling?"""

    @property
    def id(self) -> int:
        """The need's."""
        return self.need.id


@dataclass(frozen=True)
class OfferingRow:
    """An offering, and how well it fits the chosen need where one leads."""

    offering: Offering
    today: date
    fit: Fit | None = None
    is_led: bool = False
    """Does a need lead?"""

    @property
    def id(self) -> int:
        """The offering's."""
        return self.offering.id

    @property
    def is_over(self) -> bool:
        """Can it no longer be had?"""
        return self.offering.state is OfferingState.STOPPED or self.offering.last < self.today


class ReadRows(NamedTuple):
    """What the page shows, as it was read: what is listed, and the needs and offerings themselves as they are looked
    at.
    """

    listed_needs: list[ListedRow]
    listed_offerings: list[ListedRow]
    matches: list[Match]
    needs: RowsInSight[Need]
    offerings: RowsInSight[Offering]


NOTHING = ReadRows([], [], [], RowsInSight((), lambda _ids: {}), RowsInSight((), lambda _ids: {}))


def read_rows(desk: Desk, work: Work, chosen: MatchingFilter) -> ReadRows:
    """The rows of a filter; what the filter is not about is listed as it is open."""
    since = work.today - LATELY
    if chosen is MatchingFilter.SETTLED:
        needs, offerings = list_queries.settled_needs(work, since), list_queries.past_offerings(work, since)
        matches = queries.settled_matches(work, since)
    else:
        ending = attention_queries.ending_ids(work) if chosen is MatchingFilter.ENDING else None
        needs = list_queries.open_needs(work, over_only=chosen is MatchingFilter.OVER)
        offerings = list_queries.available_offerings(work, ending)
        matches = (
            queries.some_matches(work, attention_queries.silent_ids(work))
            if chosen is MatchingFilter.SILENT
            else queries.open_matches(work)
        )
    return ReadRows(
        needs,
        offerings,
        matches,
        RowsInSight([each.id for each in needs], _reader(desk, list_queries.needs_by_id)),
        RowsInSight([each.id for each in offerings], _reader(desk, list_queries.offerings_by_id)),
    )


def _reader(desk: Desk, find: Callable[[Work, Sequence[int]], Mapping[int, Read]]) -> Reader[Read]:
    def read(ids: Sequence[int]) -> Mapping[int, Read]:
        with desk.read() as work:
            return find(work, ids)

    return read


def fits_text(typed: str, *texts: str) -> bool:
    """Does what was typed stand in one of these?"""
    return not typed or any(typed in text.lower() for text in texts)


def kind_choices() -> list[tuple[str, str]]:
    """Every kind with its code, for a box; what activities and orders both have, as 其他, says whose it is."""
    often = Counter(kind.label for kind in KINDS.values())
    return [(_of_which(kind) if often[kind.label] > 1 else kind.label, code) for code, kind in KINDS.items()]


def _of_which(kind: ServiceKind) -> str:
    whose = P_("kind of a need", "order") if isinstance(kind, OrderKind) else P_("kind of a need", "activity")
    return kind.label + bracketed(whose)


def of_kind(code: str, listed: Sequence[ListedRow]) -> list[int]:
    """The ids of what is of the kind that is chosen, if any is."""
    return [each.id for each in listed if not code or each.kind == code]


def need_columns() -> list[Column[NeedRow]]:
    """Of the list at the left."""
    return [
        Column(P_("need", "What is wanted"), 300, wanted_words, flex=5),
        Column(P_("column of needs", "Kind"), 76, lambda each: each.need.kind.label, rank=3),
        Column(P_("need", "People"), 44, lambda each: str(each.need.people), number=True, rank=4),
        Column(_("State"), 72, state_words, lambda each: each.need.tone(each.today)),
        Column(P_("match", "Fit"), 44, fit_words, number=True, sorts_by=lambda each: each.fit),
    ]


def wanted_words(each: NeedRow) -> str:
    """What is wanted, and by when where somebody said so."""
    need = each.need
    if need.wanted_by is None:
        return need.masked
    return P_("need", "by {day}: {words}", day=f"{need.wanted_by:%m-%d}", words=need.masked)


def state_words(each: NeedRow) -> str:
    """Where a need stands, and that its time on the list is over."""
    return P_("column of needs", "At its end") if each.need.is_over(each.today) else each.need.state.label


def offering_columns() -> list[Column[OfferingRow]]:
    """Of the list at the right."""
    return [
        Column(P_("offering", "Title"), 140, lambda each: each.offering.title, flex=4, muted=lambda each: each.is_over),
        Column(P_("offering", "Organisation"), 96, lambda each: each.offering.organisation, flex=3),
        Column(P_("offering", "Delivered"), 60, kept_words, number=True),
        Column(P_("offering", "Left"), 44, lambda each: str(each.offering.remaining), number=True, rank=2),
        Column(P_("offering", "Until"), 84, lambda each: each.offering.last.isoformat(), rank=4),
        Column(P_("match", "Fit"), 44, fit_words, number=True, sorts_by=lambda each: each.fit),
    ]


def kept_words(each: OfferingRow) -> str:
    """2/4: how often it was delivered of what was promised."""
    return f"{each.offering.delivered}/{each.offering.promised}"


def fit_words(each: NeedRow | OfferingRow) -> str:
    """The score, or a dash where the two do not fit; nothing in the list that leads."""
    if each.fit:
        return str(each.fit.score)
    return "—" if each.is_led else ""


def match_columns() -> list[Column[Match]]:
    """Of the list of what was brought together."""
    return [
        Column(P_("match", "Need"), 260, lambda each: each.masked, flex=4),
        Column(P_("match", "Offering"), 170, lambda each: each.offering, flex=3),
        Column(P_("match", "Organisation"), 140, lambda each: each.organisation, flex=3, rank=1),
        Column(_("State"), 72, match_state, match_tone),
        Column(P_("match", "Delivered"), 60, lambda each: str(each.delivered), number=True),
        Column(P_("match", "People reached"), 84, lambda each: f"{each.people}/{each.wanted}", number=True, rank=2),
        Column(P_("match", "Way"), 76, lambda each: each.way.label, rank=5),
        Column(P_("match", "Made on"), 84, lambda each: f"{each.made_at:%Y-%m-%d}", rank=4),
        Column(P_("need", "Number"), 124, lambda each: each.need_number, rank=3),
    ]


def match_state(match: Match) -> str:
    """Where it stands; of one that was delivered, that it can be accepted."""
    return P_("match", "Under way, can be accepted") if _can_be_accepted(match) else match.state.label


def _can_be_accepted(match: Match) -> bool:
    return match.settled_at is None and match.delivered > 0


def match_tone(match: Match) -> Tone | None:
    """How much it presses: what was delivered can be accepted."""
    return Tone.DUE_SOON if _can_be_accepted(match) else match.state.tone


def fit_line(fit: Fit | None) -> str:
    """Why two fit, in one line; empty where they do not."""
    if fit is None:
        return ""
    return P_("match", "Fit {score}: {reasons}", score=fit.score, reasons=listed(each.label for each in fit.reasons))


def pair_line(need: Need | None, offering: Offering | None, fit: Fit | None) -> str:
    """What stands below the two lists: why the chosen two fit, or why they do not."""
    if need is None or offering is None:
        return _("Choose a need and an offering: why they fit stands here.")
    if need.kind is not offering.kind:
        return _("These two are not of one kind.")
    if need.state is NeedState.MATCHED:
        return _("{number} is “{state}” by now.", number=need.number, state=need.state.label)
    if offering.remaining == 0:
        return _("All promised times of this offering are used or agreed on.")
    return fit_line(fit) or _("This offering cannot come in time.")
