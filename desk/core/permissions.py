"""Who may do what: one table. What a role may not do is not shown, and is refused here as well."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from desk.core.words import N_, NP_, Worded


class Role(Worded):
    """What somebody is at the centre 角色; what each may do stands in ``ALLOWED``."""

    CLERK = "clerk", NP_("role", "Clerk")
    LEADER = "leader", N_("Leader in charge")
    MANAGER = "manager", NP_("role", "Manager")


class May(Enum):
    """One permission 权限. A function that writes asks for the one it takes by ``work.require``."""

    SERVE = auto()
    """Register, move, correct and evaluate cases; look up residents."""
    SEE_FIGURES = auto()
    """Day sheets and month reports, masked exports."""
    HAND_IN = auto()
    """Hand a month in to the district, which freezes it."""
    MERGE_RESIDENTS = auto()
    IMPORT = auto()
    """Take in a table of residents."""
    UNMASKED_EXPORT = auto()
    PLAN_ROSTER = auto()
    """Set up shifts, people and leave; plan, publish and approve changes; put attendance right."""
    PLAN_ACTIVITIES = auto()
    """Draft activities; keep sign-ups, attendance and results."""
    APPROVE_ACTIVITIES = auto()
    """Approve, publish, cancel and postpone activities; change them after approval."""
    KEEP_ASSETS = auto()
    """Enter cards, move, lend, repair, count; propose what needs approval."""
    APPROVE_ASSETS = auto()
    """Decide on disposals, revaluations and what a stocktake found; edit the classes."""
    DECIDE_BOOKINGS = auto()
    """Decide on rooms; set up what can be booked and when, and close it."""
    DISPATCH = auto()
    """Review residents' orders and send them to teams and members."""
    DECIDE_ORDERS = auto()
    """Refuse an order, send one that came back twice or to a member of the same household, judge complaints."""
    KEEP_TEAMS = auto()
    """Set up teams; take members in and let them go."""
    KEEP_POINTS = auto()
    """Set up rules and rewards, enter and take back points, give out certificates."""
    SUPERVISE = auto()
    """Give somebody something to do by a day, decide on extensions, check it in the checker's stead."""
    KEEP_PARTNERS = auto()
    """Enter organisations, their pairings and what they offer; merge two records of one."""
    HOLD_MEETINGS = auto()
    """Call joint meetings, keep their agenda and sign-in, write down what was decided, issue the minutes."""
    KEEP_OFFICERS = auto()
    """Take on experience officers for a term and let them go; decide what a finding is and who mends it."""
    ADJUST_ZONES = auto()
    """Say what a zone is for and how its people are counted; decide on what is changed in it."""
    KEEP_FIGURES = auto()
    """Set up the figures that are entered by hand, the targets and the district's forms; enter those figures."""
    MERGE_DISTRICT = auto()
    """On the district's own PC: keep its centres, take in and merge their figures."""
    PREPARE_EMERGENCIES = auto()
    """Write plans, keep the list of whom to call, plan drills."""
    REVIEW_INCIDENTS = auto()
    """Say what was learnt from an incident that has ended."""
    EDIT_CATALOGUE = auto()
    EDIT_CENTRE = auto()
    EDIT_STAFF = auto()
    BACK_UP = auto()
    RESTORE = auto()


@dataclass(frozen=True)
class Open:
    """Open to everybody who is signed in, or a matter of who somebody is and not of their role."""

    why: str
    """For whoever reads the table; the test that proves it goes by its name in it."""


Permission = May | Open
"""What a function that writes asks for. Where that depends on what is there (a published activity, the kind of a
table), the least that it takes."""


CLERK = frozenset({May.SERVE, May.SEE_FIGURES, May.PLAN_ACTIVITIES, May.KEEP_ASSETS, May.DISPATCH, May.BACK_UP})
LEADER = CLERK | {
    May.HAND_IN,
    May.IMPORT,
    May.MERGE_RESIDENTS,
    May.EDIT_CATALOGUE,
    May.PLAN_ROSTER,
    May.APPROVE_ACTIVITIES,
    May.DECIDE_BOOKINGS,
    May.DECIDE_ORDERS,
    May.KEEP_TEAMS,
    May.KEEP_POINTS,
    May.SUPERVISE,
    May.KEEP_PARTNERS,
    May.HOLD_MEETINGS,
    May.KEEP_OFFICERS,
    May.ADJUST_ZONES,
    May.KEEP_FIGURES,
    May.PREPARE_EMERGENCIES,
    May.REVIEW_INCIDENTS,
}

ALLOWED: dict[Role, frozenset[May]] = {Role.CLERK: CLERK, Role.LEADER: LEADER, Role.MANAGER: frozenset(May)}
