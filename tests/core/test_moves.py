"""Whoever acts on what somebody else has changed since is told who that was, whatever they changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.books import staff
from desk.books.officers import appointing, nominating
from desk.core.errors import Refused
from desk.core.permissions import Role
from desk.core.work import Actor
from desk.services.session import Desk
from tests.support.officers import nominated


def test_who_corrected_a_record_is_named_and_not_who_moved_it_last(desk: Desk) -> None:
    """A correction writes no line of the history: its last line named whoever had nominated."""
    with desk.write() as work:
        seen = nominated(work, "欧阳明珠")
        leader = staff.add(work, "林主任", Role.LEADER)
        other = replace(work, actor=Actor(leader.id, "林主任", Role.LEADER))
        nominating.edit(other, replace(seen, employer="区融媒体中心"), read=seen)
        with pytest.raises(Refused, match=r"^林主任已于09:00修改欧阳明珠，现为“拟聘”"):
            appointing.appoint(work, seen.id, seen.version, appointing.proposed(work, seen))
