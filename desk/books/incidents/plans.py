"""Plans 应急预案: the steps prepared for a kind of incident, in versions. A kind without one of its own has a
sample.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import bindparam, delete, select, update

from desk.books.assets import queries as assets
from desk.books.incidents.contacts import ContactCircle
from desk.books.incidents.model import EntryKind, IncidentKind
from desk.core import edit_conflicts
from desk.core.errors import Invalid, Problem, Refused, refuse_wrong
from desk.core.identity import one_line
from desk.core.permissions import May
from desk.core.records import records
from desk.core.resources import RESOURCES
from desk.core.telephones import office_telephone_problem, tidy_telephone
from desk.core.words import N_, _, bracketed, clauses, listed
from desk.core.work import Work
from desk.models.incidents import entries, incidents, plans
from desk.models.staff import staff

FILE = RESOURCES / "plans" / "samples.toml"
MOST_STEPS, LONGEST_STEP = 40, 120


@dataclass(frozen=True)
class PlanStep:
    """What to do, who does it, and within how many minutes of the opening; 0 where no time is set."""

    text: str
    who: str
    minutes: int


@dataclass(frozen=True)
class EmergencyPlan:
    """``calls`` are public numbers and circles of contacts, ``materials`` words that find things in the asset ledger.

    ``drill_months`` is how often it is rehearsed, 0 for never. ``version`` 0 is the sample that the program brings.
    """

    kind: IncidentKind
    title: str
    steps: tuple[PlanStep, ...]
    calls: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    drill_months: int = 0
    note: str = ""
    version: int = 0
    id: int = 0
    made_by: str = ""
    made_at: datetime | None = None
    withdrawn_at: datetime | None = None

    @property
    def sealed(self) -> dict[str, Any]:
        """The plan as an incident's entry carries it, so that the checklist cannot change afterwards."""
        steps = [{"text": step.text, "who": step.who, "minutes": step.minutes} for step in self.steps]
        return {"title": self.title, "version": self.version, "id": self.id, "steps": steps}


@cache
def samples() -> dict[IncidentKind, EmergencyPlan]:
    """The plans that the program brings, by kind."""
    with FILE.open("rb") as file:
        read = tomllib.load(file)
    return {IncidentKind(kind): _sample(IncidentKind(kind), given) for kind, given in read.items()}


def _sample(kind: IncidentKind, given: dict[str, Any]) -> EmergencyPlan:
    steps = tuple(PlanStep(*step) for step in given["steps"])
    return EmergencyPlan(
        kind, given["title"], steps, tuple(given["calls"]), tuple(given["materials"]), given["drill_months"]
    )


def _steps(kept: list[dict[str, Any]]) -> tuple[PlanStep, ...]:
    return tuple(PlanStep(**step) for step in kept)


MADE: Final[dict[str, Callable[[Any], Any]]] = {
    "kind": IncidentKind,
    "steps": _steps,
    "calls": tuple,
    "materials": tuple,
}
VERSIONS = (
    select(*(plans.c[field.name] for field in fields(EmergencyPlan) if field.name in plans.c))
    .add_columns(staff.c.name.label("made_by"), plans.c.at.label("made_at"))
    .join(staff, staff.c.id == plans.c.staff_id)
    .order_by(plans.c.kind, plans.c.version.desc())
)
OF_KIND = VERSIONS.where(plans.c.kind == bindparam("of_kind"))
USED = (
    select(incidents.c.number, entries.c.fields)
    .join(entries, entries.c.incident_id == incidents.c.id)
    .where(entries.c.kind.in_([EntryKind.OPEN.value, EntryKind.PLACE.value]))
    .order_by(incidents.c.id)
)
WITHDRAWING = update(plans).where(plans.c.id == bindparam("plan_id"))


def versions(work: Work, kind: IncidentKind | None = None) -> list[EmergencyPlan]:
    """Every version in the book, the newest of a kind first; the sample is none of them."""
    if kind is None:
        return records(work.connection.execute(VERSIONS), EmergencyPlan, **MADE)
    return records(work.connection.execute(OF_KIND, {"of_kind": kind.value}), EmergencyPlan, **MADE)


def current(work: Work, kind: IncidentKind) -> EmergencyPlan | None:
    """The plan that holds for a kind now; None when it was withdrawn."""
    own = versions(work, kind)
    newest = own[0] if own else samples().get(kind)
    return None if newest is None or newest.withdrawn_at else newest


def every(work: Work) -> list[EmergencyPlan]:
    """For each kind the plan that holds, or the newest one, withdrawn; in the order of the kinds."""
    newest = dict(samples())
    for plan in reversed(versions(work)):
        newest[plan.kind] = plan
    return [newest[kind] for kind in IncidentKind if kind in newest]


LABELS = {
    "title": N_("Plan name"),
    "steps": N_("Steps"),
    "calls": N_("Emergency numbers"),
    "materials": N_("Materials"),
    "drill_months": N_("Drill every"),
}


def _shown(field: str, value: Any) -> str:
    return clauses(step.text for step in value) if field == "steps" else edit_conflicts.plain(value)


def put(work: Work, plan: EmergencyPlan, read: EmergencyPlan | None = None) -> int:
    """The next version of a kind's plan, upon the one that was ``read``; ``note`` says what changed. Its number.

    Raises ``Invalid``, and ``EditConflict`` as every edit does.
    """
    work.require(May.PREPARE_EMERGENCIES)
    now = next(each for each in every(work) if each.kind is plan.kind)
    plan = edit_conflicts.settled(
        work, edit_conflicts.EditedRecord(f"emergency_plans:{now.id}", LABELS, _shown), read, now, plan
    )
    plan = _tidy(plan)
    _check(plan)
    version = 1 + max((earlier.version for earlier in versions(work, plan.kind)), default=0)
    values = {
        "kind": plan.kind.value,
        "version": version,
        "title": plan.title,
        "steps": plan.sealed["steps"],
        "calls": list(plan.calls),
        "materials": list(plan.materials),
        "drill_months": plan.drill_months,
        "note": plan.note,
        "staff_id": work.actor.id,
        "at": work.now,
    }
    id = work.add(plans, values)
    work.audit("plan.put", f"emergency_plans:{id}", after={"kind": plan.kind.value, "version": version})
    return version


CIRCLES = frozenset(circle.value for circle in ContactCircle)


def _tidy(plan: EmergencyPlan) -> EmergencyPlan:
    steps = tuple(PlanStep(one_line(step.text), one_line(step.who), step.minutes) for step in plan.steps)
    calls, materials = (tuple(filter(None, map(one_line, texts))) for texts in (plan.calls, plan.materials))
    calls = tuple(call if call in CIRCLES else tidy_telephone(call) or call for call in calls)
    return replace(
        plan, title=one_line(plan.title), steps=steps, note=one_line(plan.note), calls=calls, materials=materials
    )


def _check(plan: EmergencyPlan) -> None:
    strange = [call for call in plan.calls if call not in CIRCLES and office_telephone_problem(call)]
    long = max((len(step.text) for step in plan.steps), default=0)
    refuse_wrong(
        [
            (
                "title",
                not plan.title or len(plan.title) > 40,
                _("Please enter the plan's name, at most 40 characters."),
            ),
            ("steps", not plan.steps, _("Please enter at least one step.")),
            (
                "steps",
                len(plan.steps) > MOST_STEPS,
                _("At most {n} steps, please: nobody reads more in an emergency.", n=MOST_STEPS),
            ),
            ("steps", any(not step.text for step in plan.steps), _("A step says what to do.")),
            ("steps", long > LONGEST_STEP, _("At most {n} characters for one step, please.", n=LONGEST_STEP)),
            ("steps", any(len(step.who) > 20 for step in plan.steps), _("Who does it has at most 20 characters.")),
            (
                "steps",
                any(not 0 <= step.minutes <= 10_080 for step in plan.steps),
                _("The minutes of a step are 0 to 10080; 0 where no time is set."),
            ),
            (
                "calls",
                bool(strange),
                _("“{calls}” is neither a telephone number nor a circle of contacts.", calls=listed(strange)),
            ),
            ("drill_months", not 0 <= plan.drill_months <= 36, _("Drills come every 1 to 36 months; 0 for never.")),
            ("note", len(plan.note) > 200, _("At most {n} characters, please.", n=200)),
        ]
    )


def steps_in(lines: Iterable[str]) -> tuple[PlanStep, ...]:
    """Steps as they are typed, one on a line: ``what | who | minutes``. Raises ``Invalid`` naming the line."""
    steps = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        text, who, minutes = [*(part.strip() for part in line.replace("｜", "|").split("|")), "", ""][:3]
        if minutes and not (minutes.isdecimal() and len(minutes) < 6):
            raise Invalid(
                Problem("steps", _("Line {n}: “{given}” is not a number of minutes.", n=number, given=minutes))
            )
        steps.append(PlanStep(text, who, int(minutes or 0)))
    return tuple(steps)


def withdraw(work: Work, kind: IncidentKind, reason: str) -> None:
    """No plan holds for this kind from now on; what was opened with it keeps its steps. Raises ``Invalid``,
    ``Refused``.
    """
    work.require(May.PREPARE_EMERGENCIES)
    refuse_wrong([("reason", not reason.strip(), _("Please enter why it is withdrawn."))])
    plan = current(work, kind)
    if plan is None:
        raise Refused(_("There is no plan for “{kind}”.", kind=kind.label))
    if not plan.id:
        put(work, replace(plan, note=one_line(reason)))
    newest = versions(work, kind)[0]
    work.connection.execute(WITHDRAWING, {"plan_id": newest.id, "withdrawn_at": work.now})
    work.audit("plan.withdraw", f"emergency_plans:{newest.id}", after={"reason": reason.strip()})


def restore(work: Work, kind: IncidentKind) -> None:
    """Let the newest version hold again. Raises ``Refused`` when none was withdrawn."""
    work.require(May.PREPARE_EMERGENCIES)
    own = versions(work, kind)
    if not own or own[0].withdrawn_at is None:
        raise Refused(_("The plan for “{kind}” is not withdrawn.", kind=kind.label))
    work.connection.execute(WITHDRAWING, {"plan_id": own[0].id, "withdrawn_at": None})
    work.audit("plan.restore", f"emergency_plans:{own[0].id}")


def remove(work: Work, plan_id: int) -> None:
    """Take away a version that was never used. Raises ``Refused`` for one that an incident was opened with."""
    work.require(May.PREPARE_EMERGENCIES)
    plan = next((plan for plan in versions(work) if plan.id == plan_id), None)
    if plan is None:
        raise Refused(_("This plan is not in the book; samples can be withdrawn, not deleted."))
    used = used_by(work, plan_id)
    if used:
        raise Refused(
            _(
                "“{title}” version {n} was used in {number} and cannot be deleted. It can be withdrawn.",
                title=plan.title,
                n=plan.version,
                number=listed(used[:3]),
            )
        )
    work.connection.execute(delete(plans).where(plans.c.id == plan_id))
    work.audit("plan.remove", f"emergency_plans:{plan_id}", before={"kind": plan.kind.value, "version": plan.version})


def used_by(work: Work, plan_id: int) -> list[str]:
    """The numbers of the incidents that were opened with a version."""
    opened = work.connection.execute(USED)
    return list(dict.fromkeys(row.number for row in opened if row.fields.get("plan", {}).get("id") == plan_id))


@dataclass(frozen=True)
class Material:
    """What a plan needs, and where the ledger says that it is; ``where`` is empty when the ledger has none."""

    name: str
    where: tuple[str, ...]


def materials(work: Work, plan: EmergencyPlan) -> list[Material]:
    """Where to find what the plan needs, by the asset ledger of this moment."""
    return [Material(word, _places(work, word)) for word in plan.materials]


def _places(work: Work, word: str, most: int = 3) -> tuple[str, ...]:
    here = [
        asset
        for asset in assets.page(work, assets.AssetFilter(text=word), limit=most + 5)
        if asset.quantity > asset.lent
    ]
    places = (
        " ".join(filter(None, (asset.venue or asset.zone, asset.spot))) or _("place not entered") for asset in here
    )
    named = (f"{place}{bracketed(f'{asset.name} {asset.number}')}" for place, asset in zip(places, here, strict=True))
    return tuple(dict.fromkeys(named))[:most]
