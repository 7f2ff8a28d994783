"""Every telephone that is entered anywhere is read by one reader, kept in one form, and refused in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from desk.books import centre, imports, staff
from desk.books.assets import lending
from desk.books.assets.lending import LoanRequest
from desk.books.assets.model import BorrowerKind
from desk.books.incidents import contacts, plans
from desk.books.incidents.contacts import Contact, ContactCircle
from desk.books.incidents.model import IncidentKind
from desk.core.errors import Invalid
from desk.core.permissions import Role
from desk.core.work import Work
from desk.models.assets import loans
from desk.services.session import Desk
from tests.support.assets import add, chairs, set_up

BAD = ("八个八", "1380000567", "0595-87000", "12")
Enter = Callable[[Work, str], str]


def _contact(work: Work, typed: str) -> str:
    return contacts.find(work, contacts.put(work, Contact(ContactCircle.HOSPITAL, "卫生院", typed))).telephone


def _second(work: Work, typed: str) -> str:
    id = contacts.put(work, Contact(ContactCircle.HOSPITAL, "卫生院", "120", other_telephone=typed))
    return contacts.find(work, id).other_telephone


def _person(work: Work, typed: str) -> str:
    return staff.add(work, "试用员工", Role.CLERK, typed).telephone


def _centre(work: Work, typed: str) -> str:
    centre.save(work, replace(centre.get(work), telephone=typed))
    return centre.get(work).telephone


def _plan(work: Work, typed: str) -> str:
    plan = plans.samples()[IncidentKind.FIRE]
    plans.put(work, replace(plan, calls=(typed,)))
    current = plans.current(work, IncidentKind.FIRE)
    return current.calls[0] if current else ""


def _borrower(work: Work, typed: str) -> str:
    set_up(work)
    week = work.today + timedelta(days=7)
    asked = LoanRequest(1, week, BorrowerKind.PARTNER, borrower="示例银行", contact=typed)
    loan = lending.lend(work, add(work, chairs()), asked)
    return str(work.connection.scalar(select(loans.c.contact).where(loans.c.id == loan)))


ENTERED: dict[str, Enter] = {
    "contact": _contact,
    "second number": _second,
    "person": _person,
    "centre": _centre,
    "plan": _plan,
    "borrower": _borrower,
}


@pytest.mark.parametrize("where", ENTERED)
def test_a_telephone_is_kept_in_its_one_form(desk: Desk, where: str) -> None:
    with desk.write() as work:
        assert ENTERED[where](work, "+86 (0595) 8700-0120 转 2") == "059587000120转2"


@pytest.mark.parametrize("where", ENTERED)
@pytest.mark.parametrize("typed", BAD)
def test_what_is_no_telephone_is_refused_in_words(desk: Desk, where: str, typed: str) -> None:
    with pytest.raises(Invalid, match=r"手机号11位|不是电话") as wrong, desk.write() as work:
        ENTERED[where](work, typed)
    assert wrong.value.problems[0].field in ("telephone", "other_telephone", "calls", "contact")


def test_a_telephone_in_a_list_of_staff(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "人员.csv"
    file.write_text("姓名,手机\n张试,86-138 0000 5678\n李试,1380000567\n", "utf-8")
    with desk.read() as work:
        prepared = imports.prepare(work, "staff", file)
    assert [new.telephone for _row, new in prepared.good] == ["13800005678"]
    assert [(bad.row, bad.field) for bad in prepared.rejected] == [(3, "联系电话")]
