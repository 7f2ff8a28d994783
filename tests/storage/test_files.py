"""Photos beside the book: encrypted, named by content, in every backup, missed when gone."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from desk.books.activities import photos, planning
from desk.books.activities.model import ActivityDraft, ActivityKind
from desk.core import pictures
from desk.core.errors import EnvironmentFailure, Refused
from desk.services import backups, data_check, restore
from desk.services.restore import BackupProof
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from tests.conftest import PASSWORD, Hands
from tests.support.photos import with_photo


def test_a_photo_is_made_smaller_and_kept_encrypted_under_its_content(desk: Desk, tmp_path: Path) -> None:
    file = with_photo(desk, tmp_path)
    content = desk.files.get(file)
    sealed = desk.files.path(file).read_bytes()
    assert content[:2] == b"\xff\xd8" and content[:200] not in sealed and b"JFIF" not in sealed
    assert desk.files.put(content) == file
    assert len(list((desk.folder / "files").glob("*/*"))) == 1
    with desk.read() as work:
        [photo] = photos.of(work, 1)
    assert (photo.width, photo.height, photo.name) == (1600, 800, "合影.png")
    assert len(pictures.thumbnail(content)) < 20_000


def test_a_photo_twice_a_text_and_a_photo_of_what_is_to_come_are_refused(desk: Desk, tmp_path: Path) -> None:
    file = with_photo(desk, tmp_path)
    (tmp_path / "x.jpg").write_text("no picture")
    with pytest.raises(Refused, match=r"x\.jpg"):
        pictures.read(tmp_path / "x.jpg")
    with desk.write() as work:
        with pytest.raises(Refused, match="已添加过"):
            photos.add(work, 1, file, "a", 1, 1)
        later = planning.add(
            work, ActivityDraft("义诊", ActivityKind.HEALTH, date(2026, 12, 3), 540, 600, None, "广场")
        )
        with pytest.raises(Refused, match="还没有举办"):
            photos.add(work, later, "0" * 64, "a", 1, 1)


def test_the_check_names_a_missing_and_a_damaged_photo(desk: Desk, tmp_path: Path) -> None:
    file = with_photo(desk, tmp_path)
    assert data_check.problems(desk) == []
    path = desk.files.path(file)
    content = bytearray(path.read_bytes())
    content[50] ^= 1
    path.write_bytes(content)
    assert "损坏" in data_check.problems(desk)[0]
    path.unlink()
    assert "缺失" in data_check.problems(desk)[0]
    with pytest.raises(EnvironmentFailure):
        desk.files.get(file)


def test_backups_share_the_photos_and_bring_them_back(desk: Desk, hands: Hands, tmp_path: Path) -> None:
    file = with_photo(desk, tmp_path)
    backups.back_up(desk)
    hands.forward(minutes=1)
    made, _warnings = backups.back_up(desk)
    assert len(list((desk.folder / "backups" / "files").glob("*/*"))) == 1
    content = desk.files.get(file)
    desk.close()
    shutil.rmtree(desk.folder / "files")
    restore.restore(made, desk.folder, BackupProof("管理员", PASSWORD))
    again = sign_in(desk.folder, "管理员", PASSWORD)
    assert again.files.get(file) == content and data_check.problems(again) == []
    again.close()


def spoilt(path: Path, how: str) -> None:
    content = path.read_bytes()
    broken = {"flipped": content[:99] + bytes([content[99] ^ 1]) + content[100:], "cut": content[:500], "empty": b""}
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes(broken[how])


@pytest.mark.parametrize("how", ["flipped", "cut", "empty", "gone"])
def test_a_damaged_side_is_mended_from_the_good_one(desk: Desk, hands: Hands, tmp_path: Path, how: str) -> None:
    file = with_photo(desk, tmp_path)
    backups.back_up(desk)
    content, here = desk.files.get(file), desk.files.path(file)
    there = desk.folder / "backups" / "files" / file[:2] / file
    spoilt(there, how)
    if how != "gone":
        assert [f"照片 {file[:12]} 的副本已损坏" in told for told in data_check.problems(desk)] == [True]
    hands.forward(minutes=1)
    _made, told = backups.back_up(desk)
    assert told == [] if how == "gone" else "有1张照片的副本损坏，已修复" in told[0]
    assert there.read_bytes() == here.read_bytes() and data_check.problems(desk) == []
    spoilt(here, how)
    assert len(data_check.problems(desk)) == 1
    hands.forward(minutes=1)
    _made, told = backups.back_up(desk)
    assert told == ["有1张照片损坏或缺失，已从备份中找回。"]
    assert desk.files.get(file) == content and data_check.problems(desk) == []


def test_a_photo_lost_on_both_sides_is_told_and_another_books_copies_are_left_alone(desk: Desk, tmp_path: Path) -> None:
    file = with_photo(desk, tmp_path)
    backups.back_up(desk)
    there = desk.folder / "backups" / "files" / file[:2] / file
    theirs = desk.folder / "backups" / "files" / "ff" / ("f" * 64)
    theirs.parent.mkdir(exist_ok=True)
    theirs.write_bytes(b"sealed with another key")
    for path in (there, desk.files.path(file)):
        spoilt(path, "flipped")
    _made, told = backups.back_up(desk)
    assert len(told) == 1 and "有1张照片在本机和备份里都已不完整" in told[0]
    assert len(data_check.problems(desk)) == 2 and theirs.read_bytes() == b"sealed with another key"
    photo = pictures.read(tmp_path / "合影.png")
    assert desk.files.put(photo.content) == file
    assert [file[:12] in told for told in data_check.problems(desk)] == [True]
    backups.back_up(desk)
    assert data_check.problems(desk) == []


def test_a_restore_takes_the_good_copy_in_place_of_a_damaged_photo(desk: Desk, tmp_path: Path) -> None:
    file = with_photo(desk, tmp_path)
    made, _warnings = backups.back_up(desk)
    content = desk.files.get(file)
    spoilt(desk.files.path(file), "flipped")
    desk.close()
    restore.restore(made, desk.folder, BackupProof("管理员", PASSWORD))
    again = sign_in(desk.folder, "管理员", PASSWORD)
    assert again.files.get(file) == content and data_check.problems(again) == []
    again.close()


def test_a_photo_taken_away_leaves_no_file_unless_another_activity_has_it(desk: Desk, tmp_path: Path) -> None:
    with_photo(desk, tmp_path)
    with desk.write() as work:
        [photo] = photos.of(work, 1)
        second = planning.add(
            work, ActivityDraft("另一场", ActivityKind.HEALTH, date(2026, 11, 4), 540, 600, None, "广场"), held=True
        )
        photos.add(work, second, photo.file, "同一张", 1600, 800)
        assert not photos.remove(work, photo)
        assert photos.remove(work, photos.of(work, second)[0])
