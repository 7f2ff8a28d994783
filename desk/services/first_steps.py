"""What a new centre still has to do before its first real day 开始使用: kept as a mark in its data file from the set-up
on, until all of it is done. Whether a step is done is seen from the data, never ticked by hand.
"""

from __future__ import annotations

from desk.books import catalogue, centre, staff
from desk.books.roster import queries as roster
from desk.core.permissions import Role
from desk.core.words import NP_, Worded
from desk.core.work import Work
from desk.services import personal_notes, print_choices
from desk.services.session import Desk

MARK = "first_steps"
"""The setting of a centre that was set up and has something of it left; a demo centre never has it."""
NOTES = "steps.json"
AWAY = "away"


class FirstStep(Worded):
    """One of them, in the order in which they are best done."""

    PEOPLE = "people", NP_("first step", "Staff")
    ITEMS = "items", NP_("first step", "Service items")
    PRINTER = "printer", NP_("first step", "Printer")
    BACKUP = "backup", NP_("first step", "Second backup")
    ROSTER = "roster", NP_("first step", "Duty roster")


def begin(work: Work) -> None:
    """In a data file that was made just now."""
    centre.keep_own(work, MARK, True)


def are_wanted(desk: Desk, work: Work) -> bool:
    """Are there steps left that concern who is signed in, and did they not put them away?"""
    leads = desk.actor.role is not Role.CLERK
    return (
        leads
        and bool(centre.setting(work, MARK))
        and not personal_notes.read(desk.folder / NOTES, desk.actor.id).get(AWAY)
    )


def done(desk: Desk, work: Work) -> dict[FirstStep, bool]:
    """Whether each of them is done."""
    active = [person for person in staff.everyone(work) if person.active]
    return {
        FirstStep.PEOPLE: len(active) > 1,
        FirstStep.ITEMS: bool(catalogue.all_items(work, retired=False)),
        FirstStep.PRINTER: print_choices.are_made(desk.folder),
        FirstStep.BACKUP: bool(centre.setting(work, "second_backup")),
        FirstStep.ROSTER: roster.is_begun(work),
    }


def put_away(desk: Desk) -> None:
    """不再显示: this person does not want to be reminded of them."""
    personal_notes.keep(desk.folder / NOTES, desk.actor.id, {AWAY: True})


def finish(desk: Desk) -> None:
    """All are done: they never come again, whatever is undone later. Raises ``DeskError`` where it cannot be kept."""
    with desk.write() as work:
        centre.forget_own(work, MARK)
