"""Numbers to be rung in 待办与报送."""

from __future__ import annotations

from datetime import date

from sqlalchemy import update

from desk.books.incidents import contacts
from desk.demo.tour import Hands
from desk.models.incidents import contacts as rows
from desk.ui.incidents import attention
from tests.support.tabs import desk_of


def test_a_number_that_nobody_has_rung_is_not_late_and_one_of_years_ago_is(manager: Hands) -> None:
    with desk_of(manager).write() as work:
        new, old, *_others = contacts.every(work)
        for contact, day in ((new, None), (old, date(2020, 1, 1))):
            work.connection.execute(update(rows).where(rows.c.id == contact.id).values(checked_on=day))
        items = {each.about: each for each in attention.read(work) if each.page == "contacts"}
    assert (items[new.with_number].late, items[new.with_number].due) == (False, "")
    assert items[old.with_number].late and items[old.with_number].due.startswith("202")
