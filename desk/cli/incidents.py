"""``desk incident``: the emergency log from the command line, for the night when no window is open, and for
checking.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from desk.books.incidents.checklist import StepMark
from desk.books.incidents.model import IncidentKind, IncidentLevel, IncidentState, ReportStage
from desk.books.incidents.reporting import ReportChannel
from desk.cli import base, choices
from desk.cli.base import app
from desk.core import days
from desk.core.clock import CHINA, local
from desk.core.days import NoDay
from desk.core.errors import Refused
from desk.core.words import P_, _
from desk.core.work import Work

incidents = typer.Typer(help="The emergency log.")
app.add_typer(incidents, name="incident")
Number = Annotated[str, typer.Argument(help="Its number, like 2026-003.")]


FAR_OFF = timedelta(days=2)
"""So long before an incident nothing of it happens, unless whoever writes says so: most such times are slips."""
SureOfTime = Annotated[bool, typer.Option("--at-is-right", help="The time given is meant, far off as it is.")]


def _ask_back(at: datetime | None, begun: datetime, is_right: bool) -> None:
    """Raises ``Refused`` for a time long before the incident, as of another year, unless it is said to be meant."""
    if at is None or is_right or begun - at <= FAR_OFF:
        return
    sentence = _(
        "{at} is {n} days before {begun}. Please check the time; if it is right, give --at-is-right.",
        at=f"{local(at):%Y-%m-%d %H:%M}",
        n=(begun - at).days,
        begun=f"{local(begun):%Y-%m-%d %H:%M}",
    )
    raise Refused(sentence)


def _at(given: str) -> datetime | None:
    """A time of the centre's day or of another one; anything else is wrong use."""
    if not given:
        return None
    try:
        moment = datetime.fromisoformat(given)
        days.day_of(moment)
        if len(given) <= len("2026-11-28"):
            raise ValueError(given)
    except NoDay as wrong:
        raise typer.BadParameter(wrong.message) from None
    except ValueError:
        raise typer.BadParameter(_("“{given}” is not a time. Please write YYYY-MM-DD HH:MM.", given=given)) from None
    return moment.replace(tzinfo=CHINA) if moment.tzinfo is None else moment


def _write(number: str, act: Callable[[Work, int], int]) -> None:
    """One entry in the log of an incident, told with its place there."""
    from desk.books.incidents import queries

    with base.opened() as desk, desk.write() as work:
        seq = act(work, queries.by_number(work, number).id)
    print(_("{number}: entry {n}", number=number, n=seq))


@incidents.command()
def open(
    kind: Annotated[IncidentKind, typer.Option(help="What it is.", **choices.of(IncidentKind))],
    place: Annotated[str, typer.Option(help="Where it happens.")],
    drill: Annotated[bool, typer.Option("--drill", help="A rehearsal.")] = False,
    text: Annotated[str, typer.Option(help="What was heard first.")] = "",
    told_by: Annotated[str, typer.Option("--told-by", help="Who reported it.")] = "",
    heard: Annotated[str, typer.Option(help="When it was first heard of, YYYY-MM-DD HH:MM; now when left out.")] = "",
    at_is_right: SureOfTime = False,
) -> None:
    """Open an incident; its number stands alone on the last line."""
    from desk.books.incidents import log
    from desk.books.incidents import queries as incident_queries

    heard_at = _at(heard)
    with base.opened() as desk, desk.write() as work:
        _ask_back(heard_at, work.now, at_is_right)
        id = log.open_incident(work, kind, place, drill=drill, text=text, reported_by=told_by, heard_at=heard_at)
        incident = incident_queries.find(work, id)
    print(_("Opened: {words}", words=log.words_of(incident)))
    print(incident.number)


@incidents.command()
def add(
    number: Number,
    text: Annotated[str, typer.Argument(help="What happened or was done.")],
    at: Annotated[str, typer.Option(help="When it happened, YYYY-MM-DD HH:MM; now when left out.")] = "",
    corrects: Annotated[int, typer.Option(help="The number of the entry that this one puts right.")] = 0,
    at_is_right: SureOfTime = False,
) -> None:
    """Write one entry. Nothing is ever changed: what was wrong is put right by a new entry."""
    from desk.books.incidents import log, queries

    happened = _at(at)
    if corrects and happened:
        raise typer.BadParameter(_("--at does not go with --corrects."))

    def write(work: Work, id: int) -> int:
        if corrects:
            return log.correct(work, id, corrects, text)
        _ask_back(happened, queries.find(work, id).heard_at, at_is_right)
        return log.add(work, id, text, happened_at=happened)

    _write(number, write)


@incidents.command()
def state(
    number: Number,
    state: Annotated[IncidentState, typer.Argument(help="Where it stands now.", **choices.of(IncidentState))],
    reason: Annotated[str, typer.Option(help="How it ended, or why it goes on.")] = "",
    strike: Annotated[str, typer.Option(help="Why the steps that are still open are struck; to end only.")] = "",
) -> None:
    """Go on: responding, controlled, closed. A review has a command of its own."""
    from desk.books.incidents import log

    def act(work: Work, id: int) -> int:
        if strike and state is IncidentState.CLOSED:
            log.strike_rest(work, id, strike)
        return log.set_state(work, id, state, reason)

    _write(number, act)


@incidents.command()
def level(
    number: Number,
    level: Annotated[IncidentLevel, typer.Argument(help="1 is the gravest.", **choices.of(IncidentLevel))],
    reason: Annotated[str, typer.Option(help="Why.")],
) -> None:
    """Raise or lower the level."""
    from desk.books.incidents import log

    _write(number, lambda work, id: log.set_level(work, id, level, reason))


@incidents.command()
def people(
    number: Number,
    affected: Annotated[int | None, typer.Option()] = None,
    injured: Annotated[int | None, typer.Option()] = None,
    dead: Annotated[int | None, typer.Option()] = None,
    missing: Annotated[int | None, typer.Option()] = None,
    text: Annotated[str, typer.Option(help="Who or where, as far as needed.")] = "",
) -> None:
    """How many people are concerned, as far as known."""
    from desk.books.incidents import log

    given = {"affected": affected, "injured": injured, "dead": dead, "missing": missing}
    numbers = {name: many for name, many in given.items() if many is not None}
    _write(number, lambda work, id: log.set_people(work, id, numbers, text))


@incidents.command(name="told")
def report(
    number: Number,
    text: Annotated[str, typer.Argument(help="What was said; drafted from the log when left out.")] = "",
    to: Annotated[str, typer.Option(help="To whom; by the table of reports when left out.")] = "",
    way: Annotated[
        ReportChannel, typer.Option(help="How it was reported.", **choices.of(ReportChannel))
    ] = ReportChannel.TELEPHONE,
    stage: Annotated[
        ReportStage | None, typer.Option(help="Which report; the next one when left out.", **choices.of(ReportStage))
    ] = None,
    at: Annotated[str, typer.Option(help="When, YYYY-MM-DD HH:MM; now when left out.")] = "",
    at_is_right: SureOfTime = False,
) -> None:
    """Record a report upwards."""
    from desk.books.incidents import queries as incident_queries
    from desk.books.incidents import report_drafts, reporting

    happened = _at(at)
    with base.opened() as desk, desk.write() as work:
        incident = incident_queries.by_number(work, number)
        _ask_back(happened, incident.heard_at, at_is_right)
        asked = stage or reporting.stage_now(incident, incident_queries.entries(work, incident.id))
        said = text or report_drafts.draft(work, incident.id, asked)
        whom = to or reporting.rules(work)[incident.level].recipient
        seq = reporting.report(work, incident.id, asked, whom, way, said, at=happened)
    print(said)
    print(_("{number}: entry {n}", number=number, n=seq))


@incidents.command(name="no-report")
def no_report(number: Number, reason: Annotated[str, typer.Option(help="Why.")]) -> None:
    """A leader says why nothing is reported upwards, as for a false alarm."""
    from desk.books.incidents import reporting

    _write(number, lambda work, id: reporting.waive(work, id, reason))


@incidents.command()
def steps(number: Number) -> None:
    """The plan's steps and how each stands; and the reports that are asked for."""
    from desk.books.incidents import queries as incident_queries
    from desk.books.incidents import reporting
    from desk.books.incidents.checklist import checklist

    with base.opened() as desk, desk.read() as work:
        incident = incident_queries.by_number(work, number)
        entries = incident_queries.entries(work, incident.id)
        owed, now = reporting.owed(incident, entries, reporting.rules(work)), work.now
    for step in checklist(entries):
        late = P_("report of an incident", "overdue") if step.is_late(now) else ""
        print("　".join(filter(None, (str(step.n), step.mark.label, late, step.step.text, step.step.who))))
    for each in owed:
        state = (
            P_("report of an incident", "reported")
            if each.done
            else P_("report of an incident", "overdue")
            if each.is_late(now)
            else P_("report of an incident", "due")
        )
        print(f"{each.need.label}　{local(each.due_at):%m-%d %H:%M}　{state}")


@incidents.command()
def step(
    number: Number,
    n: Annotated[int, typer.Argument(help="Which step.")],
    mark: Annotated[StepMark, typer.Option(help="How it stands now.", **choices.of(StepMark))] = StepMark.DONE,
    text: Annotated[str, typer.Option(help="In words; needed to strike a step or to open it again.")] = "",
) -> None:
    """Tick a step of the plan, strike it, or open it again."""
    from desk.books.incidents import log

    _write(number, lambda work, id: log.mark_step(work, id, n, mark, text))


@incidents.command()
def photo(
    number: Number,
    file: Annotated[Path, typer.Argument(help="A JPG or PNG.")],
    text: Annotated[str, typer.Option(help="What is to be seen.")] = "",
) -> None:
    """Add a photo."""
    from desk.books.incidents import queries as incident_queries
    from desk.services.attachments import add_incident_photo

    with base.opened() as desk:
        with desk.read() as work:
            id = incident_queries.by_number(work, number).id
        seq = add_incident_photo(desk, id, file, text)
    print(_("{number}: entry {n}", number=number, n=seq))


@incidents.command()
def review(
    number: Number,
    well: Annotated[str, typer.Option(help="What went well.")],
    badly: Annotated[str, typer.Option(help="What did not.")],
    measure: Annotated[
        list[str] | None, typer.Option(help="What | who | until when (YYYY-MM-DD); may be given several times.")
    ] = None,
) -> None:
    """Say what was learnt from an incident that has ended."""
    from desk.books.incidents import review

    decided = review.decided_in(measure or ())
    _write(number, lambda work, id: review.write(work, id, review.IncidentReview(well, badly, decided)))


@incidents.command()
def measure(
    number: Number,
    n: Annotated[int, typer.Argument(help="Which measure of the review.")],
    text: Annotated[str, typer.Argument(help="How it was done.")],
) -> None:
    """A measure that the review decided is taken."""
    from desk.books.incidents import review

    _write(number, lambda work, id: review.done(work, id, n, text))


@incidents.command(name="same-as")
def same_as(
    number: Number, other: Annotated[str, typer.Argument(help="The number under which the log goes on.")]
) -> None:
    """This one is a second record of another incident."""
    from desk.books.incidents import log
    from desk.books.incidents import queries as incident_queries

    with base.opened() as desk, desk.write() as work:
        log.link(work, incident_queries.by_number(work, number).id, other)
    print(_("{number} is linked to {other}.", number=number, other=other))


@incidents.command(name="put-right")
def put_right(
    number: Number,
    reason: Annotated[str, typer.Option(help="Why.")],
    kind: Annotated[IncidentKind | None, typer.Option(help="What it really is.", **choices.of(IncidentKind))] = None,
    place: Annotated[str, typer.Option(help="Where it really is.")] = "",
) -> None:
    """The place or kind was not what it seemed at first."""
    from desk.books.incidents import log

    _write(number, lambda work, id: log.put_right(work, id, kind=kind, place=place, reason=reason))


@incidents.command()
def verify(
    file: Annotated[Path | None, typer.Argument(help="An exported .json; the whole book when left out.")] = None,
) -> None:
    """Walk the chains; the first entry that was changed, removed, inserted or moved is named."""
    from desk.books.incidents import chain, queries, verifier

    if file is not None:
        try:
            exported = json.loads(file.read_text("utf-8"))
            fault = verifier.first_fault(exported)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise Refused(_("{file} cannot be read as an exported incident.", file=file)) from error
        if fault:
            raise Refused(_("{file} does not hold: {words}", file=file, words=fault))
        print(_("{n} entries hold; head {head}", n=exported["count"], head=exported["head"]))
        return
    with base.opened() as desk, desk.read() as work:
        first_fault = chain.first_fault(work)
        many = queries.entry_count(work)
    if first_fault:
        raise Refused(first_fault.sentence)
    print(_("{n} entries of the emergency log hold.", n=many))
