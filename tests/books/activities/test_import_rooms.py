"""Two activities of one file in one room at one time."""

from __future__ import annotations

from pathlib import Path

from desk.books import centre, imports
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
        assert [each.text for each in found.rejected] == ["第 3 行，活动地点：与第 2 行的时间重叠"]
        assert imports.store(work, found, path) == 2
