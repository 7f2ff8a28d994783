"""``desk calendar``: the activity calendar goes out."""

from __future__ import annotations

from typing import Annotated

import typer

from desk.cli import base
from desk.cli.base import app, day_of, month_of
from desk.core.words import P_, _

calendars = typer.Typer(help="The activity calendar.")
app.add_typer(calendars, name="calendar")


@calendars.callback()
def _group() -> None:
    """So that ``publish`` stays a command of its own while it is the only one."""


@calendars.command()
def publish(
    month: Annotated[str, typer.Argument(help="YYYY-MM")],
    channel: Annotated[str, typer.Option(help="Where it went out.")],
    date: Annotated[str, typer.Option(help="The day on which it went out, YYYY-MM-DD.")],
    link: Annotated[str, typer.Option(help="Where it can be seen.")] = "",
) -> None:
    """Record that a month's calendar went out; with the first channel its approved activities become published."""
    from desk.books.activities import publishing

    asked, day = month_of(month), day_of(date)
    with base.opened() as desk, desk.write() as work:
        many = publishing.record(work, asked, channel, day, link)
        late = publishing.late_days(asked, day)
    when = _("{n} d late", n=late) if late else P_("calendar", "on time")
    print(
        _(
            "{month}: {channel}, {day} ({when}); {n} activities published.",
            month=asked.label,
            channel=channel,
            day=day,
            when=when,
            n=many,
        )
    )
