"""Writing the emergency log 应急日志. Entries are only ever added, by ``entry.enter``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from desk.books.incidents import chain, checklist, plans, queries
from desk.books.incidents.checklist import StepMark
from desk.books.incidents.entry import AHEAD, enter
from desk.books.incidents.model import PEOPLE, EntryKind, Incident, IncidentKind, IncidentLevel, IncidentState
from desk.books.incidents.queries import find
from desk.core import identity
from desk.core.clock import local, milliseconds
from desk.core.errors import Refused, refuse_wrong
from desk.core.permissions import May
from desk.core.words import _, clauses, in_sentences, named, on_record, phrases
from desk.core.work import Work
from desk.models.incidents import incidents
from desk.storage import numbering


def open_incident(
    work: Work,
    kind: IncidentKind,
    place: str,
    *,
    drill: bool = False,
    text: str = "",
    reported_by: str = "",
    heard_at: datetime | None = None,
    locked: bool = False,
) -> int:
    """Open an incident with place and kind alone; everything else may follow. Its id. Raises ``Invalid``.

    The steps of the kind's plan are laid out with it. ``locked``: from the lock screen, by nobody knows whom yet.
    """
    work.require(May.SERVE)
    place, heard = identity.one_line(place), heard_at or work.now
    _check_opening(work, place, reported_by, heard)
    fields: dict[str, Any] = {
        "number": _next_number(work, drill),
        "drill": int(drill),
        "kind": IncidentKind(kind).value,
        "level": IncidentLevel.UNSET.value,
        "state": IncidentState.REPORTED.value,
        "place": place,
        "reported_by": identity.one_line(reported_by),
        "heard_at": milliseconds(heard),
        **dict.fromkeys(PEOPLE, 0),
        "same_as": "",
        "opened_at": milliseconds(work.now),
        "closed_at": None,
    }
    moments = {name: chain.moment(fields[name]) for name in ("heard_at", "opened_at")}
    id = work.add(incidents, fields | moments)
    extra = _plan_of(work, kind) | ({"locked": 1} if locked else {})
    enter(work, id, EntryKind.OPEN, text.strip() or opening_words(IncidentKind(kind), place), fields | extra, heard)
    return id


def _check_opening(work: Work, place: str, reported_by: str, heard: datetime) -> None:
    too_long = _("At most {n} characters, please.", n=80)
    refuse_wrong(
        [
            ("place", not place, _("Please enter where it happens.")),
            ("place", len(place) > 80, too_long),
            ("reported_by", len(reported_by) > 80, too_long),
            ("heard_at", heard > work.now + AHEAD, _("This time is still to come. Please enter when it was.")),
        ]
    )


def _plan_of(work: Work, kind: IncidentKind) -> dict[str, Any]:
    """The plan that an entry carries from now on; an empty one takes an earlier one away."""
    plan = plans.current(work, kind)
    return {"plan": plan.sealed if plan else {}}


def _next_number(work: Work, drill: bool) -> str:
    """2026-003, and 演2026-001 for a drill."""
    prefix = f"{'演' if drill else ''}{local(work.now).year}-"
    return f"{prefix}{numbering.last(work, 'incidents', prefix) + 1:03d}"


def add(work: Work, incident_id: int, text: str, *, happened_at: datetime | None = None) -> int:
    """One line: what happened or was done. Its number in the incident. Raises ``Invalid``."""
    work.require(May.SERVE)
    return enter(work, incident_id, EntryKind.NOTE, text, {}, happened_at)


def correct(work: Work, incident_id: int, seq: int, text: str) -> int:
    """An entry is never changed: this one says what is right instead. Raises ``Invalid`` and ``Refused``."""
    work.require(May.SERVE)
    if not any(entry.seq == seq for entry in queries.entries(work, incident_id)):
        raise Refused(_("There is no entry {n} to be corrected.", n=seq))
    return enter(work, incident_id, EntryKind.CORRECTION, text, {}, None, seq)


def set_level(work: Work, incident_id: int, level: IncidentLevel, reason: str) -> int:
    """Raise or lower the level. Raises ``Invalid`` without a reason."""
    work.require(May.SERVE)
    incident = find(work, incident_id)
    refuse_wrong(
        [
            ("reason", not reason.strip(), _("Please enter why the level changes.")),
            ("level", incident.level is level, _("It has this level already.")),
        ]
    )
    with on_record():
        text = _("{was} → {now}: {reason}", was=incident.level.label, now=level.label, reason=reason.strip())
    return enter(work, incident_id, EntryKind.LEVEL, text, {"level": level.value}, None)


def set_state(
    work: Work, incident_id: int, state: IncidentState, reason: str = "", said: Mapping[str, Any] = MappingProxyType({})
) -> int:
    """Go on to another state. Ending and reviewing need words; ``said`` is what a review said. Raises ``Invalid``,
    ``Refused``.
    """
    work.require(May.REVIEW_INCIDENTS if state is IncidentState.REVIEWED else May.SERVE)
    incident = find(work, incident_id)
    if state not in incident.may_become:
        raise Refused(_("From “{was}” an incident does not go to “{now}”.", was=incident.state.label, now=state.label))
    if state is IncidentState.REVIEWED and "well" not in said:
        raise Refused(_("Please write the review: what went well, what did not, what is to be done."))
    if state is IncidentState.CLOSED:
        _refuse_open_steps(work, incident_id)
    again = incident.is_over and state is IncidentState.RESPONDING
    needed = state in (IncidentState.CLOSED, IncidentState.REVIEWED) or again
    refuse_wrong(
        [("reason", needed and not reason.strip(), _("Please enter how it ended, what was learnt, or why it goes on."))]
    )
    fields: dict[str, Any] = {"state": state.value, **said}
    if incident.same_as:
        fields["same_as"] = ""
    if state is IncidentState.CLOSED or again:
        fields["closed_at"] = milliseconds(work.now) if state is IncidentState.CLOSED else None
    with on_record():
        text = named(state.label, reason.strip()) if reason.strip() else state.label
        if incident.same_as:
            text = in_sentences((_("No longer the same as {number}", number=incident.same_as), text))
    return enter(work, incident_id, EntryKind.STATE, text, fields, None)


def _refuse_open_steps(work: Work, incident_id: int) -> None:
    open_steps = checklist.left(queries.entries(work, incident_id))
    if open_steps:
        named = clauses(f"{standing.n} {standing.step.text}" for standing in open_steps[:3])
        raise Refused(
            _(
                "{n} steps of the plan are still open: {named}. Please tick them, or strike them with a reason.",
                n=len(open_steps),
                named=named,
            )
        )


def mark_step(
    work: Work, incident_id: int, n: int, mark: StepMark, remark: str = "", *, at: datetime | None = None
) -> int:
    """Tick a step, strike it with a reason, or open it again with one. The entry's number. Raises ``Invalid``,
    ``Refused``.
    """
    work.require(May.SERVE)
    standings = {standing.n: standing for standing in checklist.checklist(queries.entries(work, incident_id))}
    if n not in standings:
        raise Refused(_("The plan has no step {n}.", n=n))
    if standings[n].mark is mark:
        raise Refused(_("Step {n} stands so already.", n=n))
    remark = remark.strip()
    refuse_wrong([("reason", mark is not StepMark.DONE and not remark, _("Please enter why."))])
    with on_record():
        said = _("Step {n} {mark}: {text}", n=n, mark=mark.label, text=standings[n].step.text)
        text = in_sentences(filter(None, (said, remark)))
    return enter(
        work,
        incident_id,
        EntryKind.STEP,
        text,
        {"step": n, "mark": mark.value, "what": standings[n].step.text, "words": remark},
        at,
    )


def strike_rest(work: Work, incident_id: int, reason: str) -> int:
    """Strike every step that is neither done nor struck, with one reason: a false alarm needs none of them. How
    many.
    """
    work.require(May.SERVE)
    rest = checklist.left(queries.entries(work, incident_id))
    for standing in rest:
        mark_step(work, incident_id, standing.n, StepMark.STRUCK, reason)
    return len(rest)


def set_people(work: Work, incident_id: int, numbers: Mapping[str, int], text: str = "") -> int:
    """How many are affected, injured, dead, missing, as far as known. Raises ``Invalid``."""
    work.require(May.SERVE)
    incident = find(work, incident_id)
    refuse_wrong(
        [(name, not 0 <= many <= 10**6, _("The number of people is 0 or more.")) for name, many in numbers.items()]
    )
    fields = {name: many for name, many in numbers.items() if name in PEOPLE and getattr(incident, name) != many}
    refuse_wrong([("affected", not fields, _("These are the numbers that stand there already."))])
    merged = {name: fields.get(name, getattr(incident, name)) for name in PEOPLE}
    with on_record():
        numbers_text = _("affected {affected}, injured {injured}, dead {dead}, missing {missing}", **merged)
        text = clauses(filter(None, (numbers_text, text.strip())))
    return enter(work, incident_id, EntryKind.PEOPLE, text, fields, None)


def put_right(work: Work, incident_id: int, *, kind: IncidentKind | None = None, place: str = "", reason: str) -> int:
    """The place or kind was not what it seemed at first. Raises ``Invalid``."""
    work.require(May.SERVE)
    incident = find(work, incident_id)
    place = identity.one_line(place)
    fields = {
        name: value
        for name, value, was in (("kind", kind and kind.value, incident.kind.value), ("place", place, incident.place))
        if value and value != was
    }
    refuse_wrong(
        [
            ("place", not fields, _("Nothing is different.")),
            ("place", len(place) > 80, _("At most {n} characters, please.", n=80)),
            ("reason", not reason.strip(), _("Please enter why it is put right.")),
        ]
    )
    if "kind" in fields:
        fields |= _plan_of(work, kind or incident.kind)
    with on_record():
        said = phrases(
            IncidentKind(value).label if name == "kind" else value for name, value in fields.items() if name != "plan"
        )
        text = named(said, reason.strip())
    return enter(work, incident_id, EntryKind.PLACE, text, fields, None)


def link(work: Work, incident_id: int, same_as: str) -> int:
    """This one is a second record of another incident, one that stands for itself; it ends here, and the log goes on
    there. Setting the state back undoes it. Raises ``Refused``.
    """
    work.require(May.SERVE)
    incident = find(work, incident_id)
    other = queries.numbered(work, same_as)
    if other is None or other.drill is not incident.drill or same_as == incident.number:
        raise Refused(_("There is no other incident {number}.", number=same_as))
    for record in (incident, other):
        if record.same_as:
            raise Refused(
                _(
                    "{number} is recorded as the same as {other} already. Please name that one, or set the state of "
                    "{number} back first.",
                    number=record.number,
                    other=record.same_as,
                )
            )
    if incident.state is IncidentState.REVIEWED:
        raise Refused(
            _("{number} has been reviewed. Please link the other record to this one.", number=incident.number)
        )
    fields: dict[str, Any] = {"same_as": same_as, "state": IncidentState.CLOSED.value}
    if not incident.is_over:
        fields["closed_at"] = milliseconds(work.now)
    with on_record():
        text = _("The same as {number}; its log goes on there.", number=same_as)
    return enter(work, incident_id, EntryKind.LINK, text, fields, None)


def photo(work: Work, incident_id: int, file: str, name: str, sha256: str, text: str = "") -> int:
    """A photo: ``file`` is the name under which it is kept beside the book, ``sha256`` the hash of its content."""
    work.require(May.SERVE)
    fields = {"photo": {"file": file, "name": name[:80], "sha256": sha256}}
    with on_record():
        text = text.strip() or _("Photo: {name}", name=name)
    return enter(work, incident_id, EntryKind.PHOTO, text, fields, None)


def hand_over(work: Work, to: str) -> list[str]:
    """At a change of shift: every open incident says who has it from now on. Their numbers."""
    work.require(May.SERVE)
    going_on = queries.open_ones(work)
    for incident in going_on:
        with on_record():
            people = {"giver": work.actor.name, "taker": to}
            sentence = _("Handed over: {giver} → {taker}. It stands: {state}", **people, state=incident.state.label)
        enter(work, incident.id, EntryKind.HANDOVER, sentence, {"to": to}, None)
    return [incident.number for incident in going_on]


def name(work: Work, incident_id: int, who: str) -> int:
    """Who opened it from the lock screen. Raises ``Invalid``."""
    work.require(May.SERVE)
    who = identity.one_line(who)
    refuse_wrong([("who", not 0 < len(who) <= 40, _("Please enter who it was, at most 40 characters."))])
    return enter(
        work, incident_id, EntryKind.NAMED, _("Opened from the lock screen by {who}", who=who), {"who": who}, None
    )


def words_of(incident: Incident) -> str:
    """火灾，便民服务大厅."""
    return phrases((incident.kind.label, incident.place))


def opening_words(kind: IncidentKind, place: str) -> str:
    """What the log opens with where nobody wrote a line: 火灾，便民服务大厅."""
    with on_record():
        return phrases((kind.label, place))
