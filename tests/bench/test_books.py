"""Searching, registering and listing in a ten-year book, beside the bare statements on the same file."""

from __future__ import annotations

import random
from collections.abc import Callable
from statistics import median, quantiles
from time import perf_counter

from desk.books import catalogue, residents, visits
from desk.books.cases import CaseState, NewCase, case_queries, statistics
from desk.books.cases.case_queries import CaseFilter, Urgency
from desk.books.catalogue import ServiceMode
from desk.books.visits import Registration
from desk.core import name_search
from desk.core.month import Month
from desk.services.session import Desk
from desk.storage import search
from tests.bench.conftest import UNTIL, Table


def seconds(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


def ms(value: float) -> str:
    return f"{1000 * value:.2f} ms"


def key_presses(desk: Desk) -> list[str]:
    """What a clerk types, key by key: names, initials, pinyin, digits of people in the book."""
    dice = random.Random(3)
    with desk.read() as work:
        people = [residents.find(work, dice.randint(1, 30_000)) for _one in range(60)]
    typed = []
    for person in people:
        initials = min(name_search.initials(person.name))
        for whole in (person.name, initials, person.telephone[-6:], person.id_number[-8:]):
            typed += [whole[:n] for n in range(1, len(whole) + 1)]
    return typed


def test_search_at_every_key(big: Desk, table: Table) -> None:
    raw = big.store.raw()
    ours, bare = [], []
    typed = key_presses(big)
    for warm in (True, False):
        for text in typed:
            with big.read() as work:
                took = seconds(lambda: residents.search(work, text))  # noqa: B023
            words = name_search.words_of(text)
            asked = (name_search.match(words), 20)
            base = seconds(lambda: raw.execute(search.BY_TOKENS, asked).fetchall()) if words else 0  # noqa: B023
            if not warm and words:
                ours.append(took)
                bare.append(base)
    raw.close()
    one, other = quantiles(ours, n=100)[98], quantiles(bare, n=100)[98]
    table.add("search key press, p99", ms(one), ms(other), one / other, "<= 3")
    table.add("search key press, median", ms(median(ours)), ms(median(bare)), median(ours) / median(bare), "<= 3")
    assert one < 0.05


def test_register_and_commit(big: Desk, table: Table) -> None:
    dice = random.Random(5)
    with big.read() as work:
        items = [i for i in catalogue.all_items(work) if i.mode is ServiceMode.ON_THE_SPOT]
    jobs = [
        Registration(person, (NewCase(dice.choice(items).id, CaseState.DONE),))
        for person in dice.sample(range(1, 30_001), 300)
    ]

    def register(job: Registration) -> None:
        with big.write() as work:
            visits.register(work, job)

    ours, bare = [], []
    raw = big.store.raw()
    for job in jobs:
        ours.append(seconds(lambda: register(job)))  # noqa: B023
        rows = last_rows(raw)
        bare.append(seconds(lambda: insert_again(raw, rows)))  # noqa: B023
        remove_again(raw, rows)
    sound = raw.execute("PRAGMA quick_check(1)").fetchone()[0]
    raw.close()
    table.add("register and commit, median", ms(median(ours)), ms(median(bare)), median(ours) / median(bare), "<= 1.9")
    assert sound == "ok"


TABLES = ("visits", "periods", "cases", "case_moves", "audit")


def last_rows(raw) -> list[tuple[str, list[tuple]]]:  # type: ignore[no-untyped-def]
    """The rows that the last registration stored, made ready to be stored once more under other keys."""
    visit = raw.execute("SELECT max(id) FROM visits").fetchone()[0]
    case = raw.execute("SELECT max(id) FROM cases").fetchone()[0]
    queries = {
        "visits": ("id = ?", visit),
        "periods": ("visit_id = ?", visit),
        "cases": ("id = ?", case),
        "case_moves": ("case_id = ?", case),
        "audit": ("id = (SELECT max(id) FROM audit) AND ? > 0", visit),
    }
    taken = []
    for name in TABLES:
        where, value = queries[name]
        rows = [list(row) for row in raw.execute(f"SELECT * FROM {name} WHERE {where}", (value,))]
        top = raw.execute(f"SELECT max(id) FROM {name}").fetchone()[0]
        for n, row in enumerate(rows, 1):
            row[0] = top + n
            if name == "visits":
                row[3] += 5000
            if name == "cases":
                row[1] += "x"
        taken.append((name, [tuple(row) for row in rows]))
    return taken


def insert_again(raw, rows) -> None:  # type: ignore[no-untyped-def]
    raw.execute("BEGIN IMMEDIATE")
    for name, values in rows:
        raw.executemany(f"INSERT INTO {name} VALUES ({','.join('?' * len(values[0]))})", values)
    raw.execute("COMMIT")


def remove_again(raw, rows) -> None:  # type: ignore[no-untyped-def]
    raw.execute("BEGIN IMMEDIATE")
    for name, values in reversed(rows):
        raw.executemany(f"DELETE FROM {name} WHERE id = ?", [(value[0],) for value in values])
    raw.execute("COMMIT")


FILTERS = {
    "this month": CaseFilter(first=UNTIL.replace(day=1)),
    "every day": CaseFilter(),
    "not finished": CaseFilter(open_only=True),
    "overdue": CaseFilter(urgency=Urgency.OVERDUE),
    "by department": CaseFilter(department="医保局"),
    "by clerk and mode": CaseFilter(staff_id=3, mode=ServiceMode.BY_PHONE),
    "by name": CaseFilter(text="陈建"),
    "by number": CaseFilter(text="2026110200"),
}


def test_case_list(big: Desk, small: Desk, table: Table) -> None:
    for name, wanted in FILTERS.items():
        medians, shown = [], []
        for desk in (big, small):
            times = []
            for _round in range(15):
                with desk.read() as work:
                    times.append(seconds(lambda: (case_queries.page(work, wanted), case_queries.count(work, wanted))))  # noqa: B023
            medians.append(median(times))
            with desk.read() as work:
                shown.append(len(case_queries.page(work, wanted)))
        table.add(
            f"case list, {name}: 500,000 against 5,000 ({shown[0]} and {shown[1]} lines shown)",
            ms(medians[0]),
            ms(medians[1]),
            medians[0] / medians[1],
            "<= 1.3",
        )
    assert medians[0] < 1


def test_figures_of_a_month(big: Desk, table: Table) -> None:
    with big.read() as work:
        took = min(seconds(lambda: statistics.of_days(work, *Month(2026, 10).span)) for _round in range(3))
    table.add("all figures of a month", ms(took))
    assert took < 2
