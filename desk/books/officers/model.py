"""The words of experience officers 体验官: who is one, how they come, and what they look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from desk.core.tone import Tone
from desk.core.words import N_, NP_, Worded


class OfficerIdentity(Worded):
    """As what somebody was asked to be one 体验官身份. The first is 两代表一委员; the seed names the others."""

    DEPUTY = "deputy", NP_("identity of an officer", "Deputy or committee member")
    LAWYER = "lawyer", NP_("identity of an officer", "Lawyer")
    JOURNALIST = "journalist", NP_("identity of an officer", "Journalist")
    COURIER = "courier", NP_("identity of an officer", "Courier")
    RESIDENT = "resident", NP_("identity of an officer", "Residents' representative")
    OTHER = "other", NP_("identity of an officer", "Other")


class OfficerState(Worded):
    """Where somebody stands 聘任状态."""

    NOMINATED = "nominated", NP_("officer", "Nominated"), Tone.WAITING
    SERVING = "serving", NP_("officer", "Serving"), Tone.QUIET
    EXPIRED = "expired", NP_("officer", "Term over"), Tone.DUE_SOON
    DISMISSED = "dismissed", NP_("officer", "Let go"), Tone.QUIET


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
    """One as they stand, with their last term. The name is in the clear: a list for outside masks it."""

    id: int = 0
    state: OfficerState = OfficerState.NOMINATED
    letter: str = ""
    first: date | None = None
    last: date | None = None
    version: int = 1


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
    scores: tuple[ZoneScore, ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class OfficerVisit(NewOfficerVisit):
    """One as it is kept."""

    id: int = 0
    number: str = ""
    officer: str = ""
    companion: str = ""
    entered_at: datetime | None = None
    version: int = 1


OFFICER_LABELS = {
    "name": N_("Name"),
    "identity": NP_("officer", "Identity"),
    "employer": NP_("officer", "Employer"),
    "telephone": N_("Telephone"),
    "remark": N_("Remark"),
}
