"""Pairings: their numbers, their terms, their states, and what is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk.books import centre
from desk.books.organisations import organisations, pairing_queries, pairings, rules
from desk.books.organisations.model import PAIRING_MOVES, Pairing, PairingStanding, PairingState
from desk.books.registry import find_book
from desk.core.errors import Invalid, NotAllowed, Refused
from desk.core.permissions import Role
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.organisations import CLINIC, DAY, organisation, pairing
from tests.support.teams import as_role

BOOK = find_book("organisations")


def test_numbers_run_by_the_year_and_a_pairing_without_a_day_of_signing_is_intended(desk: Desk) -> None:
    with desk.write() as work:
        school, clinic = organisation(work), organisation(work, CLINIC)
        signed, intended = pairing(work, school.id), pairing(work, clinic.id, signed_on=None)
        assert (signed.number, intended.number) == ("GJ2026-001", "GJ2026-002")
        assert (signed.state, intended.state) == (PairingState.PAIRED, PairingState.INTENDED)
        now_signed = pairings.sign(work, intended.id, intended.version, work.today, "凤党联〔2026〕3号")
        assert (now_signed.state, now_signed.paper) == (PairingState.PAIRED, "凤党联〔2026〕3号")
        assert [each.state for each in pairing_queries.moves_of(work, intended.id)] == [
            PairingState.INTENDED,
            PairingState.PAIRED,
        ]


@pytest.mark.parametrize(("first", "last"), ((-10, 20), (-60, -30), (300, 400), (-60, 400), (-30, 300)))
def test_two_signed_terms_of_one_organisation_never_share_a_day(desk: Desk, first: int, last: int) -> None:
    with desk.write() as work:
        school = organisation(work)
        pairing(work, school.id, -30, 300)
        with pytest.raises(Invalid, match="GJ2026-001的期限为"):
            pairing(work, school.id, first, last)
        later = pairing(work, school.id, first, last, signed_on=None)
        with pytest.raises(Invalid, match="GJ2026-001"):
            pairings.sign(work, later.id, later.version, work.today)
        assert pairing(work, school.id, 301, 400).state is PairingState.PAIRED
        assert pairing(work, organisation(work, CLINIC).id, first, last).state is PairingState.PAIRED


def test_every_move_that_the_table_has_can_be_made_and_no_other(desk: Desk) -> None:
    acts = {
        PairingState.PAIRED: lambda work, each: (
            pairings.resume(work, each.id, each.version)
            if each.state is PairingState.PAUSED
            else pairings.sign(work, each.id, each.version, work.today)
        ),
        PairingState.PAUSED: lambda work, each: pairings.pause(work, each.id, each.version, "负责人调整"),
        PairingState.ENDED: lambda work, each: pairings.end(work, each.id, each.version, "双方协商终止"),
    }
    with desk.write() as work:
        for n, state in enumerate(PairingState):
            for to, act in acts.items():
                stood = _in_state(work, n, state, to)
                if (state, to) in PAIRING_MOVES:
                    assert act(work, stood).state is to
                else:
                    with pytest.raises(Refused):
                        act(work, stood)


def _in_state(work: object, n: int, state: PairingState, to: PairingState) -> Pairing:
    made = pairing(work, organisation(work, f"第{n}单位{to.value}").id, signed_on=None)  # type: ignore[arg-type]
    if state is not PairingState.INTENDED:
        made = pairings.sign(work, made.id, made.version, made.first)  # type: ignore[arg-type]
    if state is PairingState.PAUSED:
        made = pairings.pause(work, made.id, made.version, "负责人调整")  # type: ignore[arg-type]
    if state is PairingState.ENDED:
        made = pairings.end(work, made.id, made.version, "双方协商终止")  # type: ignore[arg-type]
    return made


def test_what_somebody_else_changed_meanwhile_is_told_and_a_reason_is_asked(desk: Desk) -> None:
    with desk.write() as work:
        seen = pairing(work, organisation(work).id)
        pairings.edit(work, replace(seen, paper="凤党联〔2026〕3号"), seen)
        with pytest.raises(Refused, match="GJ2026-001"):
            pairings.pause(work, seen.id, seen.version, "负责人调整")
        with pytest.raises(Invalid):
            pairings.end(work, seen.id, seen.version + 1, " ")
        ended = pairings.end(work, seen.id, seen.version + 1, "学校迁址")
        with pytest.raises(Refused, match="已终止"):
            pairings.edit(work, replace(ended, paper=""), ended)
        with pytest.raises(NotAllowed):
            pairing(as_role(work, Role.CLERK), ended.organisation_id)


def test_what_is_wrong_with_a_term_is_told_by_its_field(desk: Desk) -> None:
    with desk.write() as work:
        school = organisation(work)
        for more, field in (
            ({"first": 10, "last": 5}, "last"),
            ({"first": 0, "last": 4000}, "last"),
            ({"signed_on": work.today + DAY}, "signed_on"),
            ({"paper": "号" * 101}, "paper"),
        ):
            with pytest.raises(Invalid) as wrong:
                pairing(work, school.id, **more)  # type: ignore[arg-type]
            assert [problem.field for problem in wrong.value.problems] == [field]
        organisations.set_active(work, school.id, False)
        with pytest.raises(Refused, match="停用"):
            pairing(work, school.id)


def test_how_it_looks_follows_the_day(desk: Desk) -> None:
    with desk.write() as work:
        made = pairing(work, organisation(work).id, 0, 99)
        looks = {days: made.standing(work.today + days * DAY, 30) for days in (-1, 0, 69, 70, 99, 100)}
        assert looks == {
            -1: PairingStanding.TO_COME,
            0: PairingStanding.IN_FORCE,
            69: PairingStanding.IN_FORCE,
            70: PairingStanding.EXPIRING,
            99: PairingStanding.EXPIRING,
            100: PairingStanding.EXPIRED,
        }


def test_what_expires_is_due_until_it_is_renewed_or_ended(desk: Desk, hands: Hands) -> None:
    def counts() -> dict[str, int]:
        with desk.read() as work:
            return {each.key: each.count for each in BOOK.attention(work) if each.count}

    with desk.write() as work:
        school, clinic = organisation(work), organisation(work, CLINIC)
        expiring, expired = pairing(work, school.id, -300, 29), pairing(work, clinic.id, -300, -1)
        pairing(work, organisation(work, "月亮湾中学").id, -300, 30)
        assert list(BOOK.attention(as_role(work, Role.CLERK))) == []
    assert counts() == {"pairings_expiring": 1, "pairings_expired": 1}
    with desk.write() as work:
        centre.save_rules(work, {"pairing_warn_days": centre.RuleValue(31, "")})
    assert counts() == {"pairings_expiring": 2, "pairings_expired": 1}
    with desk.write() as work:
        renewal = pairings.following(work, expiring)
        assert (renewal.first, renewal.agreed) == (expiring.last + DAY, expiring.agreed)
        pairings.add(work, renewal)
        assert pairings.following(work, expired).first == work.today
        pairings.end(work, expired.id, expired.version, "不再续签")
    assert counts() == {"pairings_expiring": 1}


def test_a_usual_term_ends_the_day_before_its_anniversary(desk: Desk) -> None:
    with desk.read() as work:
        assert rules.usual_last_day(work, date(2026, 12, 1)) == date(2027, 11, 30)
        assert rules.usual_last_day(work, date(2027, 2, 28)) == date(2028, 2, 27)
        assert rules.usual_last_day(work, date(2028, 2, 29)) == date(2029, 2, 28), (
            "a year has no February 29th: its end"
        )
