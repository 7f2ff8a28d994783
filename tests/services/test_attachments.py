"""A photo's row and its file come and go together, whatever book it belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.books import attachment_index
from desk.books.activities import photos
from desk.core.errors import EnvironmentFailure, Refused
from desk.core.work import Work
from desk.services.attachments import attach, detach
from desk.services.session import Desk
from tests.support.photos import with_photo


def kept(desk: Desk) -> tuple[set[str], set[str]]:
    """The files that the rows name, and those that lie in the folder."""
    with desk.read() as work:
        return attachment_index.names(work), desk.files.names()


def test_what_the_book_refuses_leaves_no_file(desk: Desk, tmp_path: Path) -> None:
    file = with_photo(desk, tmp_path)

    def refuse(work: Work, name: str) -> int:
        return photos.add(work, 1, file, "同一张", 1, 1)

    with pytest.raises(Refused):
        attach(desk, b"another picture", refuse)
    assert kept(desk) == ({file}, {file})


def test_a_file_that_cannot_be_written_leaves_no_row(desk: Desk, tmp_path: Path) -> None:
    file = with_photo(desk, tmp_path)
    contents = (b"a picture for which there is no place %d" % number for number in range(1000))
    folder_of = {content: desk.files.path(desk.files.name_of(content)).parent for content in contents}
    content, folder = next(each for each in folder_of.items() if not each[1].exists())  # names go by the book's own key
    folder.write_bytes(b"a file where the folder should be")
    with pytest.raises((EnvironmentFailure, OSError)):
        attach(desk, content, lambda work, name: photos.add(work, 1, name, "新的", 1, 1))
    assert kept(desk)[0] == {file}


def test_a_file_goes_with_its_last_row(desk: Desk, tmp_path: Path) -> None:
    file = with_photo(desk, tmp_path)
    attach(desk, b"one more", lambda work, name: photos.add(work, 1, name, "又一张", 1, 1))
    with desk.read() as work:
        first, second = photos.of(work, 1)
    assert first.file == file
    detach(desk, first.file, lambda work: photos.remove(work, first))
    assert kept(desk) == ({second.file}, {second.file})
