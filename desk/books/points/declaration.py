"""What the core needs to know of points 红色积分."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desk.books.own_function import functions_of
from desk.books.points.permissions import PERMISSIONS
from desk.books.points.settings import SETTINGS
from desk.books.usual_figures import usual_figures, usual_line
from desk.core.book import Book, tables_of
from desk.core.importing import ImportSpec
from desk.core.invariants import sentences
from desk.core.words import N_, NP_
from desk.core.work import Actor, Work
from desk.models import points


def _problems(work: Work) -> Iterable[str]:
    from desk.books.points import account_invariants
    from desk.books.points.invariants import INVARIANTS, UNREADABLE, altered_certificates

    yield from sentences(work, UNREADABLE)
    yield from sentences(work, INVARIANTS)
    yield from sentences(work, account_invariants.INVARIANTS)
    yield from altered_certificates(work)


def _take_seat(work: Work, _previous: Actor | None) -> None:
    from desk.books.points import expiring

    expiring.expire_due(work)


def _importers() -> Sequence[ImportSpec]:
    from desk.books.points import importing

    return (importing.SPEC,)


OWN = functions_of("points")
LINE = usual_line("points", N_("Red points"), "orders.points_page")
BOOK = Book(
    name="points",
    tables=tables_of(points),
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    figures=usual_figures("points", NP_("page of figures", "Points"), LINE),
    attention=OWN("attention.due"),
    attention_modules=("desk.books.points.attention",),
    find_records=OWN("lookup.find"),
    take_seat=_take_seat,
    importers=_importers,
    sample=OWN("sample.fill"),
    forget=OWN("retention.forget"),
    order_settled=OWN("earning.settle"),
)
