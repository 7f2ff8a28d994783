"""Copies of a report: byte for byte what was handed in, or nothing at all and words that say why."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk.books import submissions
from desk.books.submissions import NewFile, Submission
from desk.core.errors import Doubtful, EnvironmentFailure
from desk.core.period import named_period
from desk.services import report_copies, report_submission
from desk.services.session import Desk

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
