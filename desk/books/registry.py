"""The books of the centre, in the order in which the month's figures tell them. A new book is one more line here."""

from __future__ import annotations

from desk.books.activities.declaration import BOOK as ACTIVITIES
from desk.books.assets.declaration import BOOK as ASSETS
from desk.books.cases.declaration import BOOK as CASES
from desk.books.catalogue.declaration import BOOK as CATALOGUE
from desk.books.centre.declaration import BOOK as CENTRE
from desk.books.incidents.declaration import BOOK as INCIDENTS
from desk.books.residents.declaration import BOOK as RESIDENTS
from desk.books.roster.declaration import BOOK as ROSTER
from desk.books.staff.declaration import BOOK as STAFF
from desk.books.submissions.declaration import BOOK as SUBMISSIONS
from desk.books.visits.declaration import BOOK as VISITS
from desk.core.book import Book

BOOKS: tuple[Book, ...] = (
    CASES,
    VISITS,
    RESIDENTS,
    CATALOGUE,
    STAFF,
    CENTRE,
    ACTIVITIES,
    ROSTER,
    ASSETS,
    INCIDENTS,
    SUBMISSIONS,
)
