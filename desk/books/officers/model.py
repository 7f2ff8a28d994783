"""The words of experience officers 体验官: who is one, how they come, and what they look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, NP_, P_, Worded


class OfficerIdentity(Worded):
    """As what somebody was asked to be one 体验官身份. The first is 两代表一委员; the seed names the others."""

    DEPUTY = "deputy", NP_("identity of an officer", "Deputy or committee member")
    LAWYER = "lawyer", NP_("identity of an officer", "Lawyer")
    JOURNALIST = "journalist", NP_("identity of an officer", "Journalist")
    COURIER = "courier", NP_("identity of an officer", "Courier")
    RESIDENT = "resident", NP_("identity of an officer", "Residents' representative")
    OTHER = "other", NP_("identity of an officer", "Other")


class OfficerState(Worded):
    """Where somebody stands 聘任状态. What people decided is stored: nominated, appointed (serving), let go. Whether
    who was appointed serves on a day or their term is over, their terms say, so ``EXPIRED`` is never stored.
    """

    NOMINATED = "nominated", NP_("officer", "Nominated"), Tone.WAITING
    SERVING = "serving", NP_("officer", "Serving"), Tone.QUIET
    EXPIRED = "expired", NP_("officer", "Term over"), Tone.DUE_SOON
    DISMISSED = "dismissed", NP_("officer", "Let go"), Tone.QUIET


class OfficerView(Worded):
    """Whom the page shows 体验官视图."""

    ALL = "all", NP_("view of officers", "All")
    SERVING = "serving", NP_("view of officers", "Serving")
    TO_COME = "to_come", NP_("view of officers", "Not come yet")
    ENDING = "ending", NP_("view of officers", "Ending soon")
    NOMINATED = "nominated", NP_("view of officers", "Nominated")
    FORMER = "former", NP_("view of officers", "No longer")


class VisitView(Worded):
    """What the page shows of visits 体验记录视图."""

    SHEETS = "sheets", NP_("view of officers' visits", "Sheets")
    AVERAGES = "averages", NP_("view of officers' visits", "Scores by zone")


MOVES: Mapping[tuple[OfficerState, OfficerState], May] = {
    (OfficerState.NOMINATED, OfficerState.SERVING): May.KEEP_OFFICERS,
    (OfficerState.NOMINATED, OfficerState.DISMISSED): May.KEEP_OFFICERS,
    (OfficerState.SERVING, OfficerState.SERVING): May.KEEP_OFFICERS,
    (OfficerState.SERVING, OfficerState.DISMISSED): May.KEEP_OFFICERS,
    (OfficerState.DISMISSED, OfficerState.SERVING): May.KEEP_OFFICERS,
}
"""What can follow what was stored, and who decides; from serving to serving is a further term 续聘."""


class VisitWay(Worded):
    """How an officer comes 体验方式."""

    TOGETHER = "together", NP_("way of an officer's visit", "Together")
    RANDOM = "random", NP_("way of an officer's visit", "Random")
    COVERT = "covert", NP_("way of an officer's visit", "Covert")
    ACCOMPANIED = "accompanied", NP_("way of an officer's visit", "Accompanied")


class ScoreItem(Worded):
    """What of a zone is scored 体验项目."""

    SURROUNDINGS = "surroundings", NP_("scored by an officer", "Surroundings")
    FACILITIES = "facilities", NP_("scored by an officer", "Facilities")
    SERVICE = "service", NP_("scored by an officer", "Service")
    PROCEDURE = "procedure", NP_("scored by an officer", "Procedure")
    GUIDANCE = "guidance", NP_("scored by an officer", "Guidance")


SCORES = (1, 2, 3, 4, 5)
"""The best is 5; what was not seen has none."""


@dataclass(frozen=True)
class NewOfficer:
    """What is entered of somebody who is asked to be one."""

    name: str
    identity: OfficerIdentity
    employer: str = ""
    telephone: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Officer(NewOfficer):
    """One as they stand today, with the term that began last or begins next. The name is in the clear: a list for
    outside masks it.

    ``kept`` is the state that is stored, ``state`` what it comes to today; ``ended_on`` where the term ended early.
    """

    id: int = 0
    state: OfficerState = OfficerState.NOMINATED
    kept: OfficerState = OfficerState.NOMINATED
    letter: str = ""
    first: date | None = None
    last: date | None = None
    ended_on: date | None = None
    version: int = 1

    @property
    def until(self) -> date | None:
        """The last day on which they serve, or served."""
        return self.last if self.ended_on is None or self.last is None else min(self.ended_on, self.last)


@dataclass(frozen=True)
class NewTerm:
    """A term 聘期 as it is entered, with the number of its letter 聘书编号."""

    letter: str
    first: date
    last: date


@dataclass(frozen=True)
class OfficerTerm(NewTerm):
    """One as it is kept; ``ended_on`` is the last day of one that was broken off."""

    id: int = 0
    officer_id: int = 0
    ended_on: date | None = None

    @property
    def until(self) -> date:
        """The last day on which it held; before its first where it was broken off before it began."""
        return self.last if self.ended_on is None else min(self.ended_on, self.last)

    def covers(self, day: date) -> bool:
        """Did it hold on this day?"""
        return self.first <= day <= self.until


@dataclass(frozen=True)
class OfficerLetter:
    """A letter of appointment 聘书: whose, and for which term."""

    officer: Officer
    term: OfficerTerm


@dataclass(frozen=True)
class OfficerMove:
    """A line of an officer's history; ``was`` is None for the nomination."""

    at: datetime
    who: str
    was: OfficerState | None
    state: OfficerState
    remark: str

    @property
    def title(self) -> str:
        """What happened, in a few words."""
        if self.state is OfficerState.SERVING:
            renewed = self.was is OfficerState.SERVING
            return P_("move of an officer", "Renewed") if renewed else P_("move of an officer", "Appointed")
        return self.state.label


@dataclass(frozen=True)
class ZoneScore:
    """What an officer gave one item of a zone."""

    zone_id: int
    item: ScoreItem
    score: int


@dataclass(frozen=True)
class NewOfficerVisit:
    """An officer's visit as it is entered; ``begins`` in minutes since midnight."""

    officer_id: int
    day: date
    way: VisitWay
    begins: int | None = None
    companion_id: int | None = None
    remark: str = ""
    scores: tuple[ZoneScore, ...] = ()


@dataclass(frozen=True)
class OfficerVisit(NewOfficerVisit):
    """One as it is kept."""

    id: int = 0
    number: str = ""
    officer: str = ""
    companion: str = ""
    entered_by: int = 0
    entered_at: datetime | None = None
    version: int = 1
    withdrawn_at: datetime | None = None
    withdrawn_for: str = ""

    @property
    def counts(self) -> bool:
        """Does it count? Not once it was withdrawn."""
        return self.withdrawn_at is None

    @property
    def points(self) -> int:
        """What all its scores add up to."""
        return sum(each.score for each in self.scores)

    @property
    def average(self) -> float | None:
        """What an item was given on average; None on a sheet without scores."""
        return self.points / len(self.scores) if self.scores else None

    def of_zone(self, zone_id: int) -> dict[ScoreItem, int]:
        """What was given in a zone, by item."""
        return {each.item: each.score for each in self.scores if each.zone_id == zone_id}


OFFICER_LABELS = {
    "name": N_("Name"),
    "identity": NP_("officer", "Identity"),
    "employer": NP_("officer", "Employer"),
    "telephone": N_("Telephone"),
    "remark": N_("Remark"),
}
VISIT_LABELS = {
    "officer_id": NP_("officer", "Experience officer"),
    "day": NP_("officer's visit", "Day"),
    "way": NP_("officer's visit", "Way"),
    "begins": NP_("officer's visit", "Time"),
    "companion_id": NP_("officer's visit", "Accompanied by"),
    "remark": N_("Remark"),
    "scores": NP_("officer's visit", "Scores"),
}
TERM_LABELS = {
    "letter": NP_("officer", "Letter number"),
    "first": NP_("officer", "First day"),
    "last": NP_("officer", "Last day"),
}
