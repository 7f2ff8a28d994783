"""Nothing of a person is left behind when two records become one or a person is forgotten, in whatever table it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from desk.books import residents, staff
from desk.books.residents import personal
from desk.books.residents.personal import personal_columns, references, rows_of, way_to_resident
from desk.core.book import tables_of
from desk.core.work import Work
from desk.models import (
    findings,
    follow_ups,
    matching,
    meetings,
    metadata,
    officers,
    organisations,
    postings,
    submissions,
    zones,
)
from desk.models.residents import residents as residents_table
from desk.models.staff import drafts
from desk.services.session import Desk
from desk.ui.residents import unsaved
from tests.support.demo import lived, trial_in

MARKER = "某人的私事"
KEPT_BY_HAND = {
    residents_table,
    drafts,
    *tables_of(findings),
    *tables_of(follow_ups),
    *tables_of(meetings),
    *tables_of(matching),
    *tables_of(officers),
    *tables_of(organisations),
    *tables_of(postings),
    *tables_of(submissions),
    *tables_of(zones),
}
"""The people themselves, and what has no foreign key to them, as drafts and follow-ups: these go by age."""
NOTHING_PERSONAL = {"visits", "lookups"}
"""Whose rows say of a person when they came, and who looked at them: nothing else."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A centre that has lived two months."""
    yield from lived(tmp_path_factory)


@pytest.fixture
def work(demo: Desk) -> Iterator[Work]:
    """One action in it, taken back afterwards."""
    yield from trial_in(demo)


def everybody(work: Work) -> list[int]:
    return list(work.connection.execute(select(residents_table.c.id).order_by(residents_table.c.id)).scalars())


def test_every_table_with_a_foreign_key_to_the_residents_says_what_is_personal_in_it() -> None:
    for table in {column.table for column in references()}:
        assert personal_columns(table) or table.name in NOTHING_PERSONAL, table.name


def test_every_personal_column_can_be_reached_from_a_person() -> None:
    for table in metadata.sorted_tables:
        if personal_columns(table) and table not in KEPT_BY_HAND:
            assert way_to_resident(table), table.name


def test_all_rows_of_a_merged_record_go_over_to_the_other(work: Work) -> None:
    keep, drop = everybody(work)[:2]
    work.connection.execute(
        update(residents_table).where(residents_table.c.id == drop).values(id_number="", id_kind="none")
    )
    residents.look_up(work, drop, "核对")
    for column in references():
        last = select(func.max(column.table.c.id)).scalar_subquery()
        work.connection.execute(update(column.table).where(column.table.c.id == last).values({column: drop}))
    residents.merge(work, keep, drop)
    for column in references():
        rows = select(column).where(column.in_((keep, drop))).distinct()
        assert set(work.connection.execute(rows).scalars()) == {keep}, column


def test_nothing_personal_is_left_of_those_who_are_forgotten(work: Work) -> None:
    ids = everybody(work)
    reached = 0
    for table in metadata.sorted_tables:
        condition = rows_of(table, ids)
        if condition is not None and personal_columns(table) and table not in KEPT_BY_HAND:
            values = dict.fromkeys((column.name for column in personal_columns(table)), MARKER)
            reached += work.connection.execute(update(table).where(condition).values(values)).rowcount
    assert reached > len(ids)
    residents.anonymise(work, ids, 5)
    for table in metadata.sorted_tables:
        for column in personal_columns(table) if table not in KEPT_BY_HAND else ():
            left = select(func.count()).select_from(table).where(column == MARKER)
            assert work.connection.execute(left).scalar_one() == 0, column
    names = work.connection.execute(
        select(residents_table.c.name, residents_table.c.id_number, residents_table.c.telephone).distinct()
    ).all()
    assert len(names) == 1


def test_what_is_half_typed_of_a_person_is_forgotten_with_them(work: Work) -> None:
    first, other = everybody(work)[:2]
    number = residents.find(work, first).id_number or "350599190001010017"
    work.connection.execute(update(residents_table).where(residents_table.c.id == first).values(id_number=number))
    for form, content in (
        ("visit", {"person": {"resident": first}, "item": {"remark": MARKER}}),
        ("visit-shelf", {"person": {"details": {"name": "某某", "id_number": number}}, "item": {}}),
        (unsaved.DRAFT, {str(first): [{}, {"note": MARKER}]}),
        ("other", {"person": {"resident": other}, "item": {}}),
    ):
        staff.keep_draft(work, form, content)
    residents.anonymise(work, [first], 5)
    assert [bool(staff.draft(work, form)) for form in ("visit", "visit-shelf", unsaved.DRAFT, "other")] == [
        False,
        False,
        False,
        True,
    ]
    long_ago = work.now - timedelta(days=6 * 366)
    work.connection.execute(update(drafts).values(saved_at=long_ago))
    residents.anonymise(work, [], 5)
    assert staff.draft(work, "other") == {}


def test_what_is_half_typed_of_a_merged_record_goes_on_with_the_other(work: Work) -> None:
    keep, drop = everybody(work)[:2]
    work.connection.execute(
        update(residents_table).where(residents_table.c.id == drop).values(id_number="", id_kind="none")
    )
    staff.keep_draft(work, "visit", {"person": {"resident": drop}, "item": {"remark": "x"}})
    staff.keep_draft(work, unsaved.DRAFT, {str(drop): [{}, {"note": "y"}]})
    residents.merge(work, keep, drop)
    assert staff.draft(work, "visit")["person"] == {"resident": keep}
    assert staff.draft(work, unsaved.DRAFT) == {str(keep): [{}, {"note": "y"}]}


def test_the_form_of_cards_goes_by_one_name() -> None:
    assert personal.CARDS == unsaved.DRAFT
