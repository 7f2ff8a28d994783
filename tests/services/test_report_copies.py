"""Copies of a report: byte for byte what was handed in, or nothing at all and words that say why."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlcipher3.dbapi2 import IntegrityError

from desk.books import submissions
from desk.books.submissions import NewFile, Submission
from desk.core.errors import Doubtful, EnvironmentFailure, NotAllowed
from desk.core.period import named_period
from desk.core.permissions import Role
from desk.models.submissions import report_files, reports
from desk.services import accounts, report_copies, report_submission
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from tests.conftest import PASSWORD

FILES = {"月报.xlsx": os.urandom(3_000_000), "月报.pdf": b"%PDF-1.7 " * 1000}


@pytest.fixture
def report(desk: Desk) -> Iterator[Submission]:
    month = named_period(f"{date(desk.clock.today().year - 1, 5, 1):%Y-%m}")
    made = [NewFile(name.rpartition(".")[2], name, content) for name, content in FILES.items()]
    return report_submission.hand_in(desk, month, lambda _work, _report: made)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty folder to copy to."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def lying_in(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def test_the_copies_are_the_files_and_are_noted(desk: Desk, report: Submission, stick: Path) -> None:
    assert report_copies.copy_to(desk, report.id, stick) == [stick / name for name in FILES]
    assert lying_in(stick) == FILES
    report_copies.copy_to(desk, report.id, stick)  # once more onto the same: nothing to ask
    with desk.read() as work:
        assert [(each.folder, each.files) for each in submissions.copies_of(work, report.id)] == [(str(stick), 2)] * 2


@pytest.mark.parametrize("at", [0, 1, 2])
def test_what_reads_back_otherwise_is_told_and_does_not_stay(
    desk: Desk, report: Submission, stick: Path, at: int
) -> None:
    """A file on the stick changes between being written and being read back."""

    def spoil(done: int, _all: int) -> None:
        if done == at:
            for each in stick.iterdir():
                with each.open("r+b") as file:
                    file.seek(500)
                    file.write(b"?!?")

    with pytest.raises(EnvironmentFailure, match="不一致"):
        report_copies.copy_to(desk, report.id, stick, progress=spoil)
    assert lying_in(stick) == {}
    with desk.read() as work:
        assert submissions.copies_of(work, report.id) == []


def test_other_files_of_these_names_are_asked_about(desk: Desk, report: Submission, stick: Path) -> None:
    (stick / "月报.pdf").write_bytes(b"mine")
    with pytest.raises(Doubtful, match=r"月报\.pdf"):
        report_copies.copy_to(desk, report.id, stick)
    assert lying_in(stick) == {"月报.pdf": b"mine"}
    report_copies.copy_to(desk, report.id, stick, replace=True)
    assert lying_in(stick) == FILES


@pytest.mark.parametrize("at", [0, 1, 2])
def test_files_that_were_to_be_replaced_are_there_again_when_the_copy_fails(
    desk: Desk, report: Submission, stick: Path, at: int
) -> None:
    """At the first file, at the second, and once all have their names."""
    before = {"月报.pdf": b"mine", "月报.xlsx": b"mine too", "other.txt": b"other"}
    for name, content in before.items():
        (stick / name).write_bytes(content)

    def fail(done: int, _all: int) -> None:
        if done == at:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    with pytest.raises(EnvironmentFailure, match="U盘"):
        report_copies.copy_to(desk, report.id, stick, replace=True, progress=fail)
    assert lying_in(stick) == before
    report_copies.copy_to(desk, report.id, stick, replace=True)
    assert lying_in(stick) == {**FILES, "other.txt": b"other"}


def test_a_stick_that_is_gone_full_or_read_only_is_told(desk: Desk, report: Submission, stick: Path) -> None:
    with pytest.raises(EnvironmentFailure, match="U盘"):
        report_copies.copy_to(desk, report.id, stick / "pulled out")
    (stick / "月报.pdf.part").mkdir()
    with pytest.raises(EnvironmentFailure):
        report_copies.copy_to(desk, report.id, stick)
    assert [each.name for each in stick.iterdir()] == ["月报.pdf.part"]


@pytest.mark.parametrize(("number", "said"), [(errno.ENOSPC, "已满"), (errno.EROFS, "写保护"), (errno.EIO, "U盘")])
def test_what_the_system_says_of_a_stick_is_said_in_words(
    desk: Desk, report: Submission, stick: Path, number: int, said: str
) -> None:
    """Half-way, after the first file is there: it goes again."""

    def fail(done: int, _all: int) -> None:
        if done == 1:
            raise OSError(number, os.strerror(number))

    with pytest.raises(EnvironmentFailure, match=said):
        report_copies.copy_to(desk, report.id, stick, progress=fail)
    assert lying_in(stick) == {}


def test_whoever_may_not_hand_in_copies_nothing(desk: Desk, report: Submission, stick: Path) -> None:
    accounts.add_person(desk, "林小芳", Role.CLERK, PASSWORD)
    clerk = sign_in(desk.folder, "林小芳", PASSWORD, desk.clock)
    with pytest.raises(NotAllowed):
        report_copies.copy_to(clerk, report.id, stick)
    clerk.close()
    assert lying_in(stick) == {}


def test_a_copy_that_cannot_be_noted_does_not_stay(desk: Desk, report: Submission, stick: Path) -> None:
    """The report is gone from the book while its files are being copied."""

    def forget(done: int, every: int) -> None:
        if done == every:
            with desk.write() as work:
                work.connection.execute(delete(report_files))
                work.connection.execute(delete(reports))

    with pytest.raises(IntegrityError):
        report_copies.copy_to(desk, report.id, stick, progress=forget)
    assert lying_in(stick) == {}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="links and pipes as Linux has them")
def test_nothing_is_written_through_a_link_or_a_pipe_on_the_stick(
    desk: Desk, report: Submission, stick: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_bytes(b"mine")
    (stick / "月报.xlsx.part").symlink_to(mine)
    os.mkfifo(stick / "月报.pdf.part")
    report_copies.copy_to(desk, report.id, stick)
    assert lying_in(stick) == FILES and mine.read_bytes() == b"mine"
