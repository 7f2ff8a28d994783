"""``desk incident``: the emergency log from the command line, for the night when no window is open, and for checking."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from desk.books.incidents.terms import Kind, Level, State
from desk.cli import base
from desk.cli.base import app
from desk.clock import CHINA
from desk.errors import Refused
from desk.words import _

incidents = typer.Typer(help="The emergency log.")
app.add_typer(incidents, name="incident")
Number = Annotated[str, typer.Argument(help="Its number, like 2026-003.")]


def _at(given: str) -> datetime | None:
    """A time of the centre's day or of another one; anything else is wrong use."""
    if not given:
        return None
    try:
        found = datetime.fromisoformat(given)
    except ValueError:
        raise typer.BadParameter(_("“{given}” is not a time. Please write YYYY-MM-DD HH:MM.", given=given)) from None
    return found.replace(tzinfo=CHINA) if found.tzinfo is None else found


@incidents.command()
def open(
    kind: Annotated[Kind, typer.Option(help="What it is.")],
    place: Annotated[str, typer.Option(help="Where it happens.")],
    drill: Annotated[bool, typer.Option("--drill", help="A rehearsal.")] = False,
    text: Annotated[str, typer.Option(help="What was heard first.")] = "",
    told_by: Annotated[str, typer.Option("--told-by", help="Who reported it.")] = "",
    heard: Annotated[str, typer.Option(help="When it was first heard of, YYYY-MM-DD HH:MM; now when left out.")] = "",
) -> None:
    """Open an incident; its number stands alone on the last line."""
    from desk.books.incidents import kept, log

    heard_at = _at(heard)
    with base.opened() as desk, desk.write() as work:
        id = log.open_incident(work, kind, place, drill=drill, text=text, reported_by=told_by, heard_at=heard_at)
        one = kept.find(work, id)
    print(_("Opened: {words}", words=log.words_of(one)))
    print(one.number)


@incidents.command()
def add(
    number: Number,
    text: Annotated[str, typer.Argument(help="What happened or was done.")],
    at: Annotated[str, typer.Option(help="When it happened, YYYY-MM-DD HH:MM; now when left out.")] = "",
    corrects: Annotated[int, typer.Option(help="The number of the entry that this one puts right.")] = 0,
) -> None:
    """Write one entry. Nothing is ever changed: what was wrong is put right by a new entry."""
    from desk.books.incidents import kept, log

    happened = _at(at)
    with base.opened() as desk, desk.write() as work:
        id = kept.by_number(work, number).id
        seq = log.correct(work, id, corrects, text) if corrects else log.add(work, id, text, happened_at=happened)
    print(_("{number}: entry {n}", number=number, n=seq))


@incidents.command()
def state(
    number: Number,
    state: Annotated[State, typer.Argument(help="Where it stands now.")],
    reason: Annotated[str, typer.Option(help="How it ended, what was learnt, or why it goes on.")] = "",
) -> None:
    """Go on: responding, controlled, closed, reviewed."""
    from desk.books.incidents import kept, log

    with base.opened() as desk, desk.write() as work:
        seq = log.set_state(work, kept.by_number(work, number).id, state, reason)
    print(_("{number}: entry {n}", number=number, n=seq))


@incidents.command()
def level(
    number: Number,
    level: Annotated[Level, typer.Argument(help="1 is the gravest.")],
    reason: Annotated[str, typer.Option(help="Why.")],
) -> None:
    """Raise or lower the level."""
    from desk.books.incidents import kept, log

    with base.opened() as desk, desk.write() as work:
        seq = log.set_level(work, kept.by_number(work, number).id, level, reason)
    print(_("{number}: entry {n}", number=number, n=seq))


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
    from desk.books.incidents import kept, log

    given = {"affected": affected, "injured": injured, "dead": dead, "missing": missing}
    with base.opened() as desk, desk.write() as work:
        numbers = {name: many for name, many in given.items() if many is not None}
        seq = log.set_people(work, kept.by_number(work, number).id, numbers, text)
    print(_("{number}: entry {n}", number=number, n=seq))


@incidents.command()
def told(
    number: Number,
    text: Annotated[str, typer.Argument(help="What was said.")],
    to: Annotated[str, typer.Option(help="To whom.")],
    way: Annotated[str, typer.Option(help="By telephone, in writing…")],
    at: Annotated[str, typer.Option(help="When, YYYY-MM-DD HH:MM; now when left out.")] = "",
) -> None:
    """Record a report upwards."""
    from desk.books.incidents import kept, log

    happened = _at(at)
    with base.opened() as desk, desk.write() as work:
        seq = log.report(work, kept.by_number(work, number).id, to, way, text, at=happened)
    print(_("{number}: entry {n}", number=number, n=seq))


@incidents.command(name="same-as")
def same_as(
    number: Number, other: Annotated[str, typer.Argument(help="The number under which the log goes on.")]
) -> None:
    """This one is a second record of another incident."""
    from desk.books.incidents import kept, log

    with base.opened() as desk, desk.write() as work:
        log.link(work, kept.by_number(work, number).id, other)
    print(_("{number} is linked to {other}.", number=number, other=other))


@incidents.command(name="put-right")
def put_right(
    number: Number,
    reason: Annotated[str, typer.Option(help="Why.")],
    kind: Annotated[Kind | None, typer.Option(help="What it really is.")] = None,
    place: Annotated[str, typer.Option(help="Where it really is.")] = "",
) -> None:
    """The place or kind was not what it seemed at first."""
    from desk.books.incidents import kept, log

    with base.opened() as desk, desk.write() as work:
        seq = log.put_right(work, kept.by_number(work, number).id, kind=kind, place=place, reason=reason)
    print(_("{number}: entry {n}", number=number, n=seq))


@incidents.command()
def verify(
    file: Annotated[Path | None, typer.Argument(help="An exported .json; the whole book when left out.")] = None,
) -> None:
    """Walk the chains; the first entry that was changed, removed, inserted or moved is named."""
    from desk import verifier
    from desk.books.incidents import chain

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
        found = chain.first_fault(work)
        many = work.rows("SELECT count(*) FROM incident_entries")[0][0]
    if found:
        raise Refused(found.words)
    print(_("{n} entries of the emergency log hold.", n=many))
