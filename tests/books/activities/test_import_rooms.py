"""Rooms and people that a file of activities names."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.books import centre, imports, staff
from desk.core.permissions import Role
from desk.services.session import Desk


def test_a_room_that_an_earlier_row_has_is_told_with_that_row(desk: Desk, tmp_path: Path) -> None:
    """It was found at storing only, which then refused the whole file without saying where."""
    with desk.write() as work:
        room = centre.PRESET_VENUES[0]
        centre.add_venue(work, room)
        path = tmp_path / "活动.csv"
        lines = ("义诊,2027-01-05,09:00-11:00", "读书会,2027-01-05,10:30-12:00", "讲座,2027-01-05,11:00-12:00")
        path.write_text("活动名称,日期,时间,地点\n" + "".join(f"{line},{room.name}\n" for line in lines), "utf-8")
        found = imports.prepare(work, "activities", path)
        assert [each.text for each in found.rejected] == ["第3行，活动地点：与第2行的时间重叠"]
        assert imports.store(work, found, path) == 2


@pytest.mark.parametrize("written", ["林小芳", "林　小芳", "林 小 芳", "林\u200b小芳"])
def test_whoever_is_in_charge_is_found_however_the_name_is_padded(desk: Desk, tmp_path: Path, written: str) -> None:
    path = tmp_path / "活动.csv"
    path.write_text(f"活动名称,日期,时间,地点,负责人\n义诊,2027-01-05,09:00-11:00,村口广场,{written}\n", "utf-8")
    with desk.write() as work:
        someone = staff.add(work, "林小芳", Role.CLERK)
        found = imports.prepare(work, "activities", path)
        assert [each.text for each in found.rejected] == []
        assert [plan.responsible_id for _place, plan in found.good] == [someone.id]
