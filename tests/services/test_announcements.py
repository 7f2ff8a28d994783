"""What an action changed is told once, after its commit."""

from __future__ import annotations

import pytest

from desk.books import centre
from desk.books.staff import keep_draft
from desk.core.errors import EnvironmentFailure, Invalid
from desk.services import continuity, key_slots
from desk.services.session import Desk
from desk.storage import data_file_id, keys


class Heard:
    """Remembers what was announced."""

    def __init__(self) -> None:
        self.changes: list[frozenset[str]] = []

    def hear(self, nouns: frozenset[str], /) -> None:
        self.changes.append(nouns)


def test_only_what_was_stored_and_can_be_seen_is_announced(desk: Desk) -> None:
    heard = Heard()
    desk.listeners.append(heard)
    with pytest.raises(Invalid), desk.write() as work:
        centre.save_settings(work, {"idle_minutes": 17})
        raise Invalid()
    with desk.write() as work:
        keep_draft(work, "visit", {"typed": "张"})
    with desk.read() as work:
        centre.get(work)
    assert heard.changes == []
    with desk.write() as work:
        centre.save_settings(work, {"idle_minutes": 18})
        centre.save_settings(work, {"idle_minutes": 19})
    assert heard.changes == [frozenset({"centre"})]


def test_everybody_who_listens_hears(desk: Desk) -> None:
    first, second = Heard(), Heard()
    desk.listeners += first, second
    with desk.write() as work:
        centre.save_settings(work, {"idle_minutes": 18})
    assert first.changes == second.changes == [frozenset({"centre"})]


def test_a_key_file_that_cannot_be_exchanged_undoes_nothing_of_what_follows_a_commit(desk: Desk) -> None:
    """A stored action looked refused, its line was not noted, and no list in sight was read again."""
    heard = Heard()
    desk.listeners.append(heard)
    present, aside = desk.folder / keys.FILE, desk.folder / "aside"
    with pytest.raises(EnvironmentFailure, match="已保存，但密钥文件未能更换"), desk.write() as work:
        key_slots.save(desk, work, key_slots.present(desk, work))
        centre.save_settings(work, {"idle_minutes": 18})
        present.rename(aside)
        present.mkdir()
    with desk.read() as work:
        assert centre.setting(work, "idle_minutes") == 18
        assert desk.head.newest_number() == continuity.newest(work).number
    assert [change >= {"centre"} for change in heard.changes] == [True]
    present.rmdir()
    aside.rename(present)
    with desk.write() as work:
        assert key_slots.present(desk, work).generation == data_file_id.key_generation(work.connection), (
            "the next one sees to it"
        )
