"""The words of the activity calendar: kinds, states and the moves between them, and an activity itself."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from desk.core.clock_times import span_words
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, NP_, Worded, _

LONGEST_TITLE = 40


class ActivityKind(Worded):
    """What an activity is about; ``letter`` marks it where colours cannot."""

    POLICY = "policy", N_("Policy talk")
    VOLUNTEERING = "volunteering", N_("Volunteering")
    CULTURE = "culture", N_("Culture and arts")
    CHILDREN = "children", N_("Children's class")
    HEALTH = "health", N_("Free clinic")
    ELDERLY = "elderly", N_("Helping the elderly")
    LAW = "law", N_("Law for everybody")
    SKILLS = "skills", N_("Skills training")
    FESTIVAL = "festival", NP_("kind of activity", "Festival")
    OTHER = "other", NP_("kind of activity", "Other")

    @property
    def letter(self) -> str:
        """One character that stands for the kind on a print without colours."""
        return _(LETTERS[self])


LETTERS = {
    ActivityKind.POLICY: NP_("letter of a kind of activity", "P"),
    ActivityKind.VOLUNTEERING: NP_("letter of a kind of activity", "V"),
    ActivityKind.CULTURE: NP_("letter of a kind of activity", "A"),
    ActivityKind.CHILDREN: NP_("letter of a kind of activity", "C"),
    ActivityKind.HEALTH: NP_("letter of a kind of activity", "H"),
    ActivityKind.ELDERLY: NP_("letter of a kind of activity", "E"),
    ActivityKind.LAW: NP_("letter of a kind of activity", "L"),
    ActivityKind.SKILLS: NP_("letter of a kind of activity", "S"),
    ActivityKind.FESTIVAL: NP_("letter of a kind of activity", "F"),
    ActivityKind.OTHER: NP_("letter of a kind of activity", "O"),
}
"""One for each kind: msgids."""


class ActivityState(Worded):
    """Where an activity stands 活动状态."""

    DRAFT = "draft", NP_("activity", "Draft"), Tone.QUIET
    APPROVED = "approved", NP_("activity", "Approved")
    PUBLISHED = "published", NP_("activity", "Published")
    HELD = "held", NP_("activity", "Held")
    CANCELLED = "cancelled", NP_("activity", "Cancelled"), Tone.DANGER
    POSTPONED = "postponed", NP_("activity", "Postponed")


OUT = frozenset({ActivityState.PUBLISHED, ActivityState.POSTPONED})
"""Announced to the residents and still to come."""
OVER = frozenset({ActivityState.HELD, ActivityState.CANCELLED})
MOVES: dict[tuple[ActivityState, ActivityState], May] = {
    (ActivityState.DRAFT, ActivityState.APPROVED): May.APPROVE_ACTIVITIES,
    (ActivityState.APPROVED, ActivityState.DRAFT): May.APPROVE_ACTIVITIES,
    (ActivityState.APPROVED, ActivityState.PUBLISHED): May.APPROVE_ACTIVITIES,
    (ActivityState.APPROVED, ActivityState.CANCELLED): May.APPROVE_ACTIVITIES,
    (ActivityState.APPROVED, ActivityState.HELD): May.PLAN_ACTIVITIES,
    (ActivityState.PUBLISHED, ActivityState.HELD): May.PLAN_ACTIVITIES,
    (ActivityState.PUBLISHED, ActivityState.CANCELLED): May.APPROVE_ACTIVITIES,
    (ActivityState.PUBLISHED, ActivityState.POSTPONED): May.APPROVE_ACTIVITIES,
    (ActivityState.POSTPONED, ActivityState.HELD): May.PLAN_ACTIVITIES,
    (ActivityState.POSTPONED, ActivityState.CANCELLED): May.APPROVE_ACTIVITIES,
    (ActivityState.POSTPONED, ActivityState.POSTPONED): May.APPROVE_ACTIVITIES,
}
"""Every move there is, and what it takes."""


class SignUpState(Worded):
    """How somebody stands on the list 报名名单: with a place, waiting 候补, or struck off."""

    CONFIRMED = "confirmed", N_("Has a place")
    WAITING = "waiting", N_("On the waiting list")
    WITHDRAWN = "withdrawn", NP_("sign-up", "Withdrawn")


class ActivityChange(Worded):
    """How an activity differs from the calendar that went out."""

    NONE = "", NP_("activity", "Unchanged")
    ADDED = "added", NP_("activity", "Added")
    CHANGED = "changed", NP_("activity", "Changed")
    POSTPONED = "postponed", NP_("change of an activity", "Postponed")
    CANCELLED = "cancelled", NP_("change of an activity", "Cancelled")


class OrganiserKind(Worded):
    """Who organises it 主办单位类型."""

    CENTRE = "centre", NP_("organiser", "This centre")
    DEPARTMENT = "department", NP_("organiser", "Department")
    PARTNER = "partner", NP_("organiser", "Partner organisation")
    TEAM = "team", N_("Volunteer team")


@dataclass(frozen=True)
class ActivityDraft:
    """What a person enters. ``begins`` and ``ends`` in minutes since midnight, ``budget`` in fen; ``venue_id`` None
    and a ``place`` for an activity outside the house; ``capacity`` None when everybody may come. ``organiser`` is who
    holds it as it was typed, ``organisation_id`` the organisation that this is, where it is known.
    """

    title: str
    kind: ActivityKind
    day: date
    begins: int
    ends: int
    venue_id: int | None = None
    place: str = ""
    organiser_kind: OrganiserKind = OrganiserKind.CENTRE
    organiser: str = ""
    audience: str = ""
    capacity: int | None = None
    sign_up: bool = False
    responsible_id: int = 0
    contact: str = ""
    budget: int = 0
    materials: str = ""
    note: str = ""
    organisation_id: int | None = None


FIELDS = tuple(field.name for field in fields(ActivityDraft))
PRINTED = (
    "title",
    "kind",
    "day",
    "begins",
    "ends",
    "venue_id",
    "place",
    "organiser",
    "audience",
    "sign_up",
    "capacity",
    "contact",
)
"""Fields that residents read: a change in one of them after publishing is a 变更."""
LABELS = {
    "title": N_("Title"),
    "kind": N_("Kind of activity"),
    "day": N_("Day"),
    "begins": N_("Begins"),
    "ends": N_("Ends"),
    "venue_id": N_("Venue"),
    "place": N_("Place outside"),
    "organiser_kind": N_("Organiser's kind"),
    "organiser": N_("Organiser"),
    "audience": N_("Audience"),
    "capacity": NP_("activity", "Places"),
    "sign_up": N_("Sign-up"),
    "responsible_id": N_("Person responsible"),
    "contact": N_("Contact"),
    "budget": N_("Budget"),
    "materials": N_("Things needed"),
    "note": N_("Note"),
    "organisation_id": NP_("activity", "Organisation"),
}


@dataclass(frozen=True)
class Activity(ActivityDraft):
    """A stored activity. ``venue``, ``responsible`` and ``organisation`` are names; ``was_day`` the first date of a
    postponed one.
    """

    id: int = 0
    state: ActivityState = ActivityState.DRAFT
    venue: str = ""
    zone: str = ""
    responsible: str = ""
    organisation: str = ""
    series_id: int | None = None
    was_day: date | None = None
    was_begins: int | None = None
    mark: ActivityChange = ActivityChange.NONE
    uid: str = ""
    sequence: int = 0
    version: int = 1
    changed_at: datetime | None = None

    @property
    def plan(self) -> ActivityDraft:
        """What a person entered of it."""
        return ActivityDraft(**{name: getattr(self, name) for name in FIELDS})

    @property
    def where(self) -> str:
        """The venue's name, or the place outside."""
        return self.venue or self.place

    @property
    def held_by(self) -> str:
        """The organisation by its present name, else the organiser as it was typed; empty for the centre itself."""
        return self.organisation or self.organiser

    @property
    def times(self) -> str:
        """14:30—16:00."""
        return span_words(self.begins, self.ends)

    @property
    def is_changed(self) -> bool:
        """Does it differ from the calendar that went out 变更?"""
        return self.mark is not ActivityChange.NONE


def as_row(plan: ActivityDraft) -> dict[str, Any]:
    """The columns of the table."""
    return {name: getattr(plan, name) for name in FIELDS} | {
        "kind": plan.kind.value,
        "organiser_kind": plan.organiser_kind.value,
    }
