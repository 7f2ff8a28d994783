"""One rule for names and passwords, whichever way a person comes into the book."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from desk.books import imports, staff
from desk.books.centre import Centre
from desk.books.staff.importing import NewPerson
from desk.core.errors import Invalid, Problem
from desk.core.permissions import Role
from desk.services import accounts, new_data_file
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from tests.conftest import CHEAP, PASSWORD

Way = Callable[[Desk, str, str], object]


def import_one(desk: Desk, name: str, password: str) -> None:
    file = desk.folder.parent / "staff.csv"
    file.write_text(f'姓名,角色,初始密码\n"{name}",值班人员,"{password}"\n', "utf-8-sig")
    with desk.read() as work:
        prepared = imports.prepare(work, "staff", file)
    if prepared.rejected:
        raise Invalid(*(Problem(bad.field, bad.message) for bad in prepared.rejected))
    accounts.take_in(desk, prepared, file)


def create_anew(desk: Desk, name: str, password: str) -> None:
    new_data_file.create(desk.folder / "other", Centre("另一中心", "示例区"), name, password, desk.clock, CHEAP)[
        0
    ].close()


WAYS: dict[str, Way] = {
    "by hand": lambda desk, name, password: accounts.add_person(desk, name, Role.CLERK, password),
    "import": import_one,
    "a new book": create_anew,
}
PLACES = {"by hand": ".", "import": ".", "a new book": "other"}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("given", "kept", "typed"),
    [
        ("Li  Ming", "Li Ming", "Li Ming"),
        (" Li Ming ", "Li Ming", "liming"),
        ("李 明", "李明", "李 明"),
        ("Ｌｉ Ming", "Li Ming", "Li Ming"),
        ("阿卜杜拉·买买提", "阿卜杜拉·买买提", "阿卜杜拉・买买提"),
    ],
)
def test_whoever_is_entered_can_sign_in(desk: Desk, way: str, given: str, kept: str, typed: str) -> None:
    WAYS[way](desk, given, "first-pass-1")
    other = sign_in(desk.folder / PLACES[way], typed, "first-pass-1", desk.clock)
    other.close()
    assert other.actor.name == kept


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("Li Xiaoming", "Li Xiaoming"),
        ("Li Xiaoming", "LiXiaoming"),
        ("Li Xiaoming", "li xiaoming"),
        ("欧阳上官司马诸葛", "欧阳上官司马诸葛"),
        ("李明", "short-1"),
    ],
)
def test_a_password_that_is_the_name_or_short_is_refused(desk: Desk, way: str, name: str, password: str) -> None:
    with pytest.raises(Invalid, match="密码"):
        WAYS[way](desk, name, password)
    with desk.read() as work:
        assert [person.name for person in staff.everyone(work)] == ["管理员"]
    assert not (desk.folder / "other" / "desk.db").exists()


@pytest.mark.parametrize("way", ["by hand", "import"])
def test_two_people_are_not_told_apart_by_a_blank(desk: Desk, way: str) -> None:
    accounts.add_person(desk, "Li Ming", Role.CLERK, "first-pass-1")
    with pytest.raises(Invalid):
        WAYS[way](desk, "LiMing", "first-pass-1")


def test_the_password_rule_holds_for_every_later_change(desk: Desk) -> None:
    person = accounts.add_person(desk, "Li Xiaoming", Role.CLERK, "first-pass-1")
    accounts.disable_person(desk, person.id)
    changes: list[Callable[[], object]] = [
        lambda: accounts.reset_password(desk, person.id, "lixiaoming"),
        lambda: accounts.enable_person(desk, person.id, "lixiaoming"),
        lambda: accounts.change_password(desk, PASSWORD, "管理员"),
    ]
    for change in changes:
        with pytest.raises(Invalid):
            change()


def test_a_prepared_import_whose_password_is_the_name_stores_nothing(desk: Desk, tmp_path: Path) -> None:
    bad = NewPerson("Li Xiaoming", Role.CLERK, "", "lixiaoming")
    with pytest.raises(Invalid):
        accounts.take_in(desk, imports.PreparedImport("staff", [(2, bad)], []), tmp_path / "staff.csv")
    with desk.read() as work:
        assert len(staff.everyone(work)) == 1


def test_the_command_line_keeps_to_the_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from desk.cli import commands  # noqa: F401
    from desk.cli.base import app

    monkeypatch.setenv("DESK_PASSWORD", "LiXiaoming")
    given = ["--data", str(tmp_path / "new"), "init", "--centre", "中心", "--district", "区", "--user", "Li Xiaoming"]
    done = CliRunner().invoke(app, given)
    assert isinstance(done.exception, Invalid)
    assert not (tmp_path / "new" / "desk.db").exists()


def test_tables_find_people_whose_name_is_written_with_a_blank(desk: Desk, tmp_path: Path) -> None:
    for name in ("李明", "Li Ming"):
        accounts.add_person(desk, name, Role.CLERK, "first-pass-1")
    file = tmp_path / "leave.csv"
    file.write_text("姓名,类型,开始日期\n李 明,年休假,2026-12-01\nli ming,年休假,2026-12-01\n", "utf-8-sig")
    with desk.read() as work:
        prepared = imports.prepare(work, "leave", file)
    assert not prepared.rejected
    assert len({absence.staff_id for _row, absence in prepared.good}) == 2
