"""The words of teams 党员突击队: who is in one, what they can do and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desk.core.words import N_, NP_, Worded


class MemberKind(Worded):
    """As what somebody takes orders 人员类别."""

    PARTY = "party", NP_("kind of member", "Party member")
    VOLUNTEER = "volunteer", NP_("kind of member", "Volunteer")


class HalfDay(Worded):
    """When somebody can come 可服务时段."""

    MORNING = "am", NP_("half day", "Morning")
    AFTERNOON = "pm", NP_("half day", "Afternoon")
    EVENING = "eve", NP_("half day", "Evening")


@dataclass(frozen=True)
class Team:
    """A team; ``area`` names its village groups, separated by commas; none for everywhere."""

    name: str
    branch: str = ""
    area: str = ""
    remark: str = ""
    active: bool = True
    id: int = 0


@dataclass(frozen=True)
class NewMember:
    """What is entered of somebody who joins. ``skills`` are kinds of orders by their codes, ``abilities`` free words,
    ``times`` weekdays (Monday 0) with half days, none for any time.
    """

    team_id: int
    kind: MemberKind
    name: str
    telephone: str = ""
    resident_id: int | None = None
    staff_id: int | None = None
    leads: bool = False
    skills: tuple[str, ...] = ()
    abilities: str = ""
    village_group: str = ""
    times: tuple[tuple[int, HalfDay], ...] = ()
    joined_on: date | None = None
    """Today where none is named."""
    number: str = ""
    """The next one where none is given."""


@dataclass(frozen=True)
class Member:
    """One person as they stand; there is one for each person. The name is in the clear: a list for outside masks it."""

    id: int
    number: str
    team_id: int
    team: str
    kind: MemberKind
    name: str
    telephone: str
    resident_id: int | None
    staff_id: int | None
    leads: bool
    skills: tuple[str, ...]
    abilities: str
    village_group: str
    times: tuple[tuple[int, HalfDay], ...]
    joined_on: date
    left_on: date | None
    left_reason: str

    @property
    def is_active(self) -> bool:
        """Still in the team?"""
        return self.left_on is None


@dataclass(frozen=True)
class PastStay:
    """When somebody was in a team before."""

    member_id: int
    team_id: int
    team: str
    joined_on: date
    left_on: date
    left_reason: str


MEMBER_LABELS = {
    "team_id": NP_("member", "Team"),
    "kind": NP_("member", "Kind"),
    "name": N_("Name"),
    "telephone": N_("Telephone"),
    "leads": NP_("member", "Leads the team"),
    "skills": NP_("member", "Kinds of orders"),
    "abilities": NP_("member", "Abilities"),
    "village_group": N_("Village group"),
    "times": NP_("member", "Times"),
    "joined_on": NP_("member", "Joined on"),
}
TEAM_LABELS = {
    "name": NP_("team", "Name"),
    "branch": NP_("team", "Party branch"),
    "area": NP_("team", "Village groups"),
    "remark": N_("Remark"),
}
