"""What is compiled before a data file is open serves every data file, and tells nothing of one to another."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

from desk.books import centre, staff
from desk.books.cases import case_queries
from desk.books.centre import Centre
from desk.core.permissions import Role
from desk.services import ahead, new_data_file
from desk.services.session import Desk
from desk.storage import compiled
from tests.conftest import CHEAP, PASSWORD


def made(folder: Path, name: str) -> Desk:
    desk, _recovery = new_data_file.create(folder, Centre(name, "示例区"), f"{name}主任", PASSWORD, cost=CHEAP)
    return desk


def shown(desk: Desk) -> tuple[str, list[str]]:
    with desk.read() as work:
        return centre.get(work).name, [person.name for person in staff.everyone(work)]


def test_a_second_data_file_finds_its_statements_compiled_and_reads_its_own_rows(tmp_path: Path) -> None:
    first, second = made(tmp_path / "a", "凤亭"), made(tmp_path / "b", "桥头")
    try:
        assert shown(first) == ("凤亭", ["凤亭主任"])
        known = compiled.statements()
        assert shown(second) == ("桥头", ["桥头主任"])
        assert compiled.statements() == known
        with second.write() as work:
            staff.add(work, "林一", Role.CLERK)
        assert shown(second)[1] == ["桥头主任", "林一"]
        assert shown(first) == ("凤亭", ["凤亭主任"])
    finally:
        first.close()
        second.close()


def test_asking_ahead_goes_on_beside_whoever_signs_in_at_once(tmp_path: Path) -> None:
    desk = made(tmp_path / "a", "凤亭")
    asking = Thread(target=ahead.compile_ahead)
    asking.start()
    try:
        assert {shown(desk) == ("凤亭", ["凤亭主任"]) for _time in range(20)} == {True}
    finally:
        asking.join()
        desk.close()


def test_what_is_asked_of_the_book_at_once_reads_and_leaves_no_trace(tmp_path: Path) -> None:
    desk = made(tmp_path / "a", "凤亭")
    try:
        with desk.read() as work:
            before = work.rows("SELECT count(*) FROM audit")
        ahead.warm(desk)
        known = compiled.statements()
        with desk.read() as work:
            assert work.rows("SELECT count(*) FROM audit") == before
            assert list(case_queries.page(work, ahead.OVERDUE, case_queries.NEWEST, 0, ahead.PAGE)) == []
        assert compiled.statements() == known
    finally:
        desk.close()
