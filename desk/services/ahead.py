"""What signing in and the first screen ask of a book, asked of an empty one while name and password are typed.

Nothing comes of the answers: SQLAlchemy has compiled the statements by then. A test says which one is missing here.
What is asked first at the counter is asked of the book itself once it is open.
"""

from __future__ import annotations

from collections.abc import Callable

from desk.books import (
    audit_queries,
    catalogue,
    centre,
    figure_pages,
    notable,
    own_figures,
    residents,
    staff,
    submissions,
    visits,
)
from desk.books.cases import case_queries, statistics
from desk.books.cases.case_queries import CaseFilter, Urgency
from desk.books.cases.figures import OVERVIEW
from desk.books.centre import days_off
from desk.books.incidents import queries as incident_queries
from desk.books.registry import books
from desk.books.roster import attendance
from desk.books.roster import queries as roster_queries
from desk.core.clock import Clock
from desk.core.month import Month
from desk.core.period import Period, PeriodKind
from desk.core.permissions import Role
from desk.core.work import Actor, Work
from desk.models.centre import centres
from desk.models.data_file import identities
from desk.services import clock_check, session, wrong_passwords
from desk.services.session import Desk
from desk.storage import compiled, data_file_id

QUESTIONS: tuple[Callable[[Work], object], ...] = (
    lambda work: clock_check.last_use(work, ()),
    lambda work: audit_queries.line(work, 1),
    audit_queries.first_moment,
    lambda work: data_file_id.key_generation(work.connection),
    lambda work: data_file_id.book_id(work.connection),
    lambda work: wrong_passwords.untold(work, work.actor.id),
    staff.everyone,
    session.take_seat,
    visits.close_leftovers,
    visits.queue,
    visits.expected_waits,
    lambda work: staff.draft(work, "visit"),
    lambda work: catalogue.all_items(work, retired=False),
    catalogue.frequent,
    lambda work: statistics.brief(work, work.today, work.today),
    lambda work: figure_pages.of_period(work, OVERVIEW, Period.around(PeriodKind.DAY, work.today)),
    submissions.all_months,
    lambda work: submissions.month_is_running(work, Month.of(work.today)),
    own_figures.targets,
    lambda work: notable.of_period(work, Period.around(PeriodKind.MONTH, work.today)),
    lambda work: statistics.arrivals(work, work.today),
    lambda work: statistics.average_wait(work, work.today),
    centre.opening_hours,
    centre.get,
    days_off.calendar,
    attendance.on_duty,
    incident_queries.unnamed,
    roster_queries.is_begun,
)
"""Beside what each book declares to need attention, and of today."""


PAGE = 60
OVERDUE = CaseFilter(urgency=Urgency.OVERDUE)
ASKED_FIRST: tuple[Callable[[Work], object], ...] = (
    lambda work: residents.search(work, "0000"),
    lambda work: residents.search(work, "王"),
    lambda work: list(case_queries.page(work, OVERDUE, case_queries.NEWEST, 0, PAGE)),
    lambda work: case_queries.count(work, OVERDUE, PAGE),
)
"""What somebody at the counter asks first of a book that lies on the disk since yesterday: its pages are read and
decrypted once, and the first question waits for that."""


def warm(desk: Desk) -> None:
    """Ask it, beside the window, of the book that was just opened."""
    for ask in ASKED_FIRST:
        with desk.read() as work:
            ask(work)


def compile_ahead() -> None:
    """Ask all of it, of a book that has nothing but what every book has."""
    with compiled.empty_book() as connection:
        work = Work(connection, Actor(1, "", Role.MANAGER), Clock().now())
        work.audit("session.sign_in", "staff:1")
        work.add(identities, {"book": "0"})
        work.add(centres, {"name": "0", "district": "0"})
        for ask in QUESTIONS:
            ask(work)
        for book in books():
            book.all_attention(work)
            tuple(book.today(work))
