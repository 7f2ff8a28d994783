"""``desk roster``: plan a month, publish it, who is on duty now."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desk.cli import base
from desk.cli.base import app, month_of
from desk.core.month import Month
from desk.core.telephones import read_out
from desk.core.words import _, listed

if TYPE_CHECKING:
    from desk.scheduling.plan import Progress
    from desk.scheduling.problem import Assignment, RosterProblem
    from desk.services.session import Desk

rosters = typer.Typer(help="The duty roster.")
app.add_typer(rosters, name="roster")


@rosters.command()
def plan(
    month: Annotated[str, typer.Argument(help="YYYY-MM")],
    seconds: Annotated[float, typer.Option(min=1, max=3600, help="About how long to look, at most.")] = 30,
    seed: Annotated[
        int, typer.Option(min=0, max=2**31 - 1, help="The same seed gives the same plan, if the time is enough.")
    ] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="The plan as JSON on standard output.")] = False,
    by_turns: Annotated[
        bool, typer.Option("--by-turns", help="Plain rotation by order instead of a fair plan.")
    ] = False,
) -> None:
    """Plan a month's draft. Exit code 1 and the reasons when no plan keeps every rule."""
    from desk.books.roster import plan_quality, planner
    from desk.books.roster.loads import fairness_words
    from desk.scheduling.fairness import standings

    asked = month_of(month)
    with base.opened() as desk:
        if by_turns:
            with desk.write() as work:
                ask, turns = planner.plan_by_turns(work, asked)
            known = {"status": "by_turns", "objective": None, "bound": None, "gap": None}
        else:
            ask, turns, known = _searched(desk, asked, seconds, seed)
    if as_json:
        print(json.dumps(planner.as_json(asked, ask, turns, known), ensure_ascii=False, indent=1))
        return
    _print_days(ask, turns)
    print(fairness_words(standings(ask, turns)))
    if sentence := plan_quality.quality_words(known):
        print(sentence)


def _searched(
    desk: Desk, month: Month, seconds: float, seed: int
) -> tuple[RosterProblem, frozenset[Assignment], dict[str, Any]]:
    """A fair plan, searched for between two transactions: nobody at the counter waits for it."""
    from desk.books.roster import months, plan_quality, planner
    from desk.books.roster.queries import PlanningMethod
    from desk.scheduling.solver import Search

    with desk.read() as work:
        months.plannable(work, month)
        ask = months.problem_for(work, month)
    plan = planner.plan(ask, Search(ask, seconds, seed), _tell)
    known = plan_quality.quality(plan, seed)
    with desk.write() as work:
        months.store_plan(work, month, ask, plan.assignments, PlanningMethod.FAIR, known)
    return ask, plan.assignments, known


def _tell(progress: Progress) -> None:
    """Progress on a terminal, one line that rewrites itself."""
    from desk.books.roster.plan_quality import level_words

    if sys.stderr.isatty():
        sys.stderr.write(f"\r{progress.seconds:5.1f} s  {level_words(progress)}\033[K")
        sys.stderr.flush()


def _print_days(ask: RosterProblem, turns: frozenset[Assignment]) -> None:
    """The plan a line a day."""
    names = {person.id: person.name for person in ask.people}
    by_day: dict[date, list[str]] = {}
    for slot in ask.slots:
        people = [names[t.person] for t in sorted(turns) if t[:2] == slot.key]
        by_day.setdefault(slot.day, []).append(f"{slot.shift.name} {listed(people) or '—'}")
    for day, parts in sorted(by_day.items()):
        print(f"{day}  {'  '.join(parts)}")


@rosters.command()
def publish(
    month: Annotated[str, typer.Argument(help="YYYY-MM")],
    despite: Annotated[bool, typer.Option("--despite", help="Publish although hard rules are broken.")] = False,
) -> None:
    """Publish a month's roster and print the notice for the group."""
    from desk.books.roster import months
    from desk.reports.roster import roster_notice

    asked = month_of(month)
    with base.opened() as desk, desk.write() as work:
        months.publish(work, asked, despite=despite)
        print(roster_notice.text(work, asked))


@rosters.command()
def now() -> None:
    """Who is on duty at this moment."""
    from desk.books.roster import attendance

    with base.opened() as desk, desk.read() as work:
        there = attendance.on_duty(work)
    if not there:
        print(_("Nobody is on duty now."))
    for each in there:
        span = f"{attendance.time_of(each.duty.begins_at)}—{attendance.time_of(each.duty.ends_at)}"
        print(
            f"{each.shift.post.label}  {each.name}  {each.shift.name} {span}"
            f"  {each.mark.label}  {read_out(each.telephone)}".rstrip()
        )
