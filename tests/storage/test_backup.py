import errno
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.books import centre
from desk.errors import Surroundings
from desk.session import Desk, sign_in
from desk.storage import backup
from desk.storage.backup import Kept, to_drop
from tests.conftest import PASSWORD, Hands


def test_a_backup_brings_back_the_day_it_was_made_and_keeps_the_replaced_book(desk: Desk, hands: Hands) -> None:
    made, warnings = desk.back_up()
    assert warnings == []
    with desk.write() as work:
        centre.save(work, centre.Centre("改了名", "示例区"))
    desk.close()
    kept = backup.restore(made, desk.folder, hands())
    again = sign_in(desk.folder, "管理员", PASSWORD)
    with again.read() as work:
        assert centre.get(work).name == "示例邻里中心"
    assert again.problems() == []
    again.close()
    assert kept is not None and (kept / "desk.db").exists()


def test_a_missing_usb_stick_is_a_warning(desk: Desk, tmp_path: Path) -> None:
    with desk.write() as work:
        centre.save_setting(work, "second_backup", str(tmp_path / "stick"))
    made, warnings = desk.back_up()
    assert made.exists() and "stick" in warnings[0]
    (tmp_path / "stick").mkdir()
    assert desk.back_up()[1] == []
    assert len(backup.backups_in(tmp_path / "stick")) == 1


def test_a_full_stick_is_a_warning_too(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with desk.write() as work:
        centre.save_setting(work, "second_backup", str(stick))
    replace = Path.replace

    def full(path: Path, target: Path) -> Path:
        if target.parent == stick:
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", full)
    made, warnings = desk.back_up()
    assert made.exists() and "磁盘已满" in warnings[0] and list(stick.iterdir()) == []


def test_what_is_not_a_backup_is_refused_and_the_book_stays(desk: Desk, hands: Hands, tmp_path: Path) -> None:
    other = tmp_path / "letter.deskbackup"
    other.write_text("no")
    with pytest.raises(Surroundings, match="不是"):
        backup.restore(other, desk.folder, hands())
    assert desk.problems() == []


@given(st.lists(st.integers(0, 24 * 800), max_size=150))
def test_seven_days_four_weeks_and_twelve_months_are_kept(hours: list[int]) -> None:
    start = datetime(2024, 1, 1)
    backups = [Kept(Path(str(h)), start + timedelta(hours=h)) for h in set(hours)]
    dropped = set(to_drop(backups))
    left = [k for k in backups if k not in dropped]
    for span, many in (
        (lambda d: d, 7),
        (lambda d: d.isocalendar()[:2], 4),
        (lambda d: (d.year, d.month), 12),
    ):
        wanted = sorted({span(k.made.date()) for k in backups}, reverse=True)[:many]
        assert set(wanted) <= {span(k.made.date()) for k in left}
        newest = max(backups, key=lambda k: k.made, default=None)
        assert newest is None or newest in left
    assert len(left) <= 7 + 4 + 12
