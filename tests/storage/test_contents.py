"""A new book is made only where nothing of an earlier one lies, and what fails takes nothing away."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.books import centre
from desk.books.centre import Centre
from desk.books.sample import SampleSize
from desk.core.errors import Cancelled, Refused
from desk.services import data_check, new_data_file
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from desk.storage import folder_lock, keys
from tests.conftest import CHEAP, PASSWORD

CENTRE = Centre("示例邻里中心", "示例区")
LEFT = {
    "desk.db": "数据文件",
    "desk.db-wal": "数据文件",
    "desk.db-shm": "数据文件",
    "keys.json": "密钥文件",
    "keys.json.new": "密钥文件",
    "keys.json.before": "密钥文件",
    "backups": "备份",
    "files": "照片和文件",
    "emergency.reserve": "备用记录",
    "replaced-20261124-090000": "被替换的数据",
    "placing-20261124-090000": "未完成的恢复",
}


def everything_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != folder_lock.FILE
    }


@pytest.mark.parametrize(("name", "words"), LEFT.items())
def test_nothing_is_made_and_nothing_removed_where_something_lies(tmp_path: Path, name: str, words: str) -> None:
    left = tmp_path / name
    if "." in name:
        left.write_bytes(b"somebody's")
    else:
        left.mkdir()
        (left / "a").write_bytes(b"somebody's")
    if name.startswith("placing"):
        (left / "a").rename(left / keys.FILE)
        words = "密钥文件"
    for make in (
        lambda: new_data_file.create(tmp_path, CENTRE, "管理员", PASSWORD, cost=CHEAP),
        lambda: new_data_file.create_demo(tmp_path, "管理员", PASSWORD, SampleSize(20, 1, 1), cost=CHEAP),
    ):
        with pytest.raises(Refused, match=words) as refused:
            make()
        assert "恢复备份，或另选" in refused.value.message
        assert list(everything_in(tmp_path).values()) == [b"somebody's"]


def test_the_logs_and_preferences_of_an_empty_start_do_not_stand_in_the_way(tmp_path: Path) -> None:
    for name in ("desk.log", "preferences.json", "this-is-a-demo"):
        (tmp_path / name).touch()
    desk, _key = new_data_file.create(tmp_path, CENTRE, "管理员", PASSWORD, cost=CHEAP)
    desk.close()
    again = sign_in(tmp_path, "管理员", PASSWORD)
    assert data_check.problems(again) == [] and (tmp_path / "this-is-a-demo").exists()
    again.close()


def test_a_book_whose_keys_are_gone_stays(desk: Desk) -> None:
    desk.close()
    (desk.folder / keys.FILE).unlink()
    before = everything_in(desk.folder)
    with pytest.raises(Refused, match=r"desk\.db"):
        new_data_file.create(desk.folder, CENTRE, "管理员", PASSWORD, cost=CHEAP)
    assert everything_in(desk.folder) == before


def test_stopped_or_failed_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "desk.log").write_bytes(b"a line")

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    def fail(_work: object) -> None:
        raise Refused("no")

    with pytest.raises(Cancelled):
        new_data_file.create_demo(tmp_path, "管理员", PASSWORD, SampleSize(20, 1, 1), cost=CHEAP, progress=stop)
    with pytest.raises(Refused):
        new_data_file.create(tmp_path, CENTRE, "管理员", PASSWORD, cost=CHEAP, also=fail)
    assert [path.name for path in tmp_path.iterdir()] == ["desk.log"]
    desk, _key = new_data_file.create(tmp_path, CENTRE, "管理员", PASSWORD, cost=CHEAP)
    desk.close()


def test_of_two_that_make_a_book_at_once_the_second_to_be_done_gives_way(tmp_path: Path) -> None:
    """Both began in an empty folder; the book that was there first stays, whole."""
    folder = tmp_path / "book"
    done: list[bool] = []

    def another(_work: object) -> None:
        if not done:
            done.append(True)
            new_data_file.create(folder, Centre("先到的中心", "示例区"), "管理员", PASSWORD, cost=CHEAP)[0].close()

    with pytest.raises(Refused):
        new_data_file.create(folder, Centre("后到的中心", "示例区"), "管理员", PASSWORD, cost=CHEAP, also=another)
    kept = sign_in(folder, "管理员", PASSWORD)
    with kept.read() as work:
        assert centre.get(work).name == "先到的中心"
    kept.close()
