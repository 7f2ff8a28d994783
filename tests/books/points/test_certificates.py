"""Certificates of service: hours of settled orders, looked up by number, hash and code, and never changed unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import insert, update

from desk.books.orders.model import Complaint
from desk.books.points import certificates, retention
from desk.books.points.model import Certificate, CertificateStanding
from desk.core.errors import Invalid, Refused
from desk.core.work import Work
from desk.models.points import certificates as table
from desk.models.teams import team_members
from desk.services.session import Desk
from tests.support.points import done_order, judge, point_problems, set_up

YEAR = date(2026, 1, 1)


def issued(work: Work) -> tuple[Certificate, int]:
    there = set_up(work)
    order = done_order(work, {there.members[0]: 90})
    done_order(work, {there.members[0]: 45})
    done_order(work, {there.members[0]: 600}, settled=False)
    return certificates.issue(work, there.members[0], YEAR, work.today), order


def test_it_says_the_hours_of_settled_orders_and_is_found_by_number_hash_and_code(desk: Desk) -> None:
    with desk.write() as work:
        made, _order = issued(work)
        assert (made.number, made.orders, made.minutes, made.name) == ("FW2026-0001", 2, 135, "欧阳明珠")
        printed = certificates.grouped(made.hash)
        assert len(printed.split()) == 16
        for typed in (made.number, made.number.lower(), printed, printed[:19], certificates.code_of(made)):
            verified = certificates.verify(work, typed)
            assert (verified.certificate, verified.standing) == (made, CertificateStanding.GENUINE)
        assert not point_problems(work)


@pytest.mark.parametrize("typed", ["FW2026-0002", "", "0000 0000 0000", "FW2026-0001/abc", "欧阳明珠"])
def test_what_was_not_given_out_is_not_found(desk: Desk, typed: str) -> None:
    with desk.write() as work:
        issued(work)
        with pytest.raises(Refused):
            certificates.verify(work, typed)


def test_every_part_of_it_is_in_the_hash(desk: Desk) -> None:
    with desk.write() as work:
        made, _order = issued(work)
    other = {
        "number": "FW2026-0009",
        "member_number": "T09-001",
        "name": "欧阳明",
        "first_on": YEAR + timedelta(days=1),
        "last_on": YEAR + timedelta(days=300),
        "orders": 3,
        "minutes": 136,
    }
    for name, value in other.items():
        changed = replace(made, **{name: value})  # type: ignore[arg-type]
        assert certificates.hash_of(certificates.said_by(changed)) != made.hash
    assert certificates.hash_of(certificates.said_by(made)) == made.hash


def test_a_complaint_upheld_later_and_a_changed_row_are_told(desk: Desk) -> None:
    with desk.write() as work:
        made, order = issued(work)
        judge(work, order, Complaint.UPHELD)
        verified = certificates.verify(work, made.number)
        assert (verified.standing, verified.minutes_today) == (CertificateStanding.OUTDATED, 45)
        work.change(table, made.id, {"minutes": 1350})
        assert certificates.verify(work, made.number).standing is CertificateStanding.ALTERED
        assert any(made.number in each for each in point_problems(work))


def test_a_member_with_another_name_keeps_the_old_paper_and_after_years_the_name_goes(desk: Desk) -> None:
    with desk.write() as work:
        made, _order = issued(work)
        work.change(team_members, made.member_id, {"name": "欧阳珠"})
        assert certificates.verify(work, made.number).certificate.name == "欧阳明珠"
        retention.forget(work, work.now + timedelta(days=1))
        verified = certificates.verify(work, made.hash)
        assert (verified.certificate.name, verified.standing) == ("", CertificateStanding.GENUINE)
        assert not point_problems(work)


def test_a_span_that_is_none_and_one_without_service_are_refused(desk: Desk) -> None:
    with desk.write() as work:
        there = set_up(work)
        with pytest.raises(Refused):
            certificates.issue(work, there.members[0], YEAR, work.today)
        for first, last in ((work.today, YEAR), (YEAR, work.today + timedelta(days=1))):
            with pytest.raises(Invalid):
                certificates.issue(work, there.members[0], first, last)


@pytest.mark.parametrize("name", ["", "欧阳明珠"])
def test_a_figure_with_its_hash_reckoned_anew_is_not_what_was_given_out(desk: Desk, name: str) -> None:
    with desk.write() as work:
        made, _order = issued(work)
        forged = replace(made, minutes=6000, name=name)
        values = {"minutes": 6000, "name": name, "hash": certificates.hash_of(certificates.said_by(forged))}
        work.connection.execute(update(table).values(values))
        assert certificates.verify(work, made.number).standing is CertificateStanding.ALTERED
        assert len(point_problems(work)) == 1


def test_a_certificate_that_nobody_gave_out_is_none(desk: Desk) -> None:
    with desk.write() as work:
        made, _order = issued(work)
        forged = replace(made, number="FW2026-0002")
        values = {name: getattr(made, name) for name in table.c.keys() if name != "id"}  # noqa: SIM118
        hash = certificates.hash_of(certificates.said_by(forged))
        work.connection.execute(insert(table).values({**values, "number": forged.number, "hash": hash}))
        assert certificates.verify(work, forged.number).standing is CertificateStanding.ALTERED
        assert len(point_problems(work)) == 1
