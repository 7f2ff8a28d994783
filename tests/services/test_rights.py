"""Two desks on one book: what somebody may do is read with each action, not remembered from their sign-in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desk.books import centre, residents
from desk.books.incidents import log, queries
from desk.books.incidents.model import IncidentKind
from desk.books.residents import ResidentDetails
from desk.core.clock import Clock
from desk.core.errors import LockedOut, NotAllowed, WrongPassword
from desk.core.permissions import May, Role
from desk.services import accounts
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from tests.conftest import PASSWORD, Hands


@pytest.fixture
def other(desk: Desk, hands: Hands) -> Iterator[Desk]:
    """A second desk on the same book, 陈主任 (manager) signed in."""
    accounts.add_person(desk, "陈主任", Role.MANAGER, PASSWORD)
    made = sign_in(desk.folder, "陈主任", PASSWORD, Clock(hands))
    yield made
    made.close()


def test_who_is_disabled_can_neither_write_nor_read_from_that_moment(desk: Desk, other: Desk) -> None:
    told: list[str] = []
    other.locked_out = told.append
    with other.write() as work:
        residents.add(work, ResidentDetails("张三丰"))
    accounts.disable_person(desk, other.actor.id)
    for act in (other.write, other.read):
        with pytest.raises(LockedOut, match="陈主任的账号已停用，请联系管理员。"), act():
            pytest.fail("nothing of the book may be seen")
    assert told == ["陈主任的账号已停用，请联系管理员。"] * 2
    assert not other.still_allowed()
    with pytest.raises(WrongPassword):
        other.hand_to("陈主任", PASSWORD)
    with desk.read() as work:
        assert len(residents.search(work, "张三丰")) == 1


def test_the_desk_of_somebody_disabled_can_be_taken_over(desk: Desk, other: Desk) -> None:
    accounts.disable_person(desk, other.actor.id)
    other.hand_to("管理员", PASSWORD)
    with other.write() as work:
        assert work.actor.may(May.EDIT_STAFF)


def test_who_is_demoted_loses_and_who_is_promoted_gets_the_rights_with_the_next_action(desk: Desk, other: Desk) -> None:
    accounts.change_role(desk, other.actor.id, Role.CLERK)
    with other.write() as work, pytest.raises(NotAllowed):
        centre.save_setting(work, "idle_minutes", 5)
    with pytest.raises(NotAllowed):
        accounts.reset_password(other, desk.actor.id, "another-one-1")
    with pytest.raises(NotAllowed):
        accounts.add_person(other, "林小芳", Role.MANAGER, PASSWORD)
    accounts.change_role(desk, other.actor.id, Role.LEADER)
    with other.read() as work:
        assert work.actor.may(May.PLAN_ROSTER) and not work.actor.may(May.EDIT_STAFF)


def test_an_emergency_waits_for_nobodys_rights(desk: Desk, other: Desk) -> None:
    """The lock screen knows only who sat here last, and the house may burn."""
    accounts.disable_person(desk, other.actor.id)
    with other.write(from_lock_screen=True) as work:
        id = log.open_incident(work, IncidentKind.FIRE, "厨房", locked=True)
    with desk.read() as work:
        assert queries.find(work, id).place == "厨房"
