"""Small files beside the data file that a hand, a virus scanner or a power cut has spoiled."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.core.errors import EnvironmentFailure
from desk.core.paper_kinds import PaperKind
from desk.services import list_layouts, personal_notes, preferences, print_choices
from desk.services.first_look import LOOKS
from desk.services.list_layouts import ListLayout
from desk.services.preferences import Preferences
from desk.services.print_choices import PrintChoice

SPOILED = ("", "{", "[]", "5", "null", "[" * 100_000, '{"1": "\\ud800"}', '{"1": {"day": "\\udfff"}}', "\x00\x01")


@pytest.mark.parametrize("content", SPOILED)
def test_what_is_spoiled_stops_nothing_and_is_written_anew(tmp_path: Path, content: str) -> None:
    for name in (LOOKS, preferences.PREFERENCES, print_choices.PRINTING, list_layouts.LAYOUTS):
        (tmp_path / name).write_text(content)
    assert Preferences.load(tmp_path) == Preferences()
    preferences.speak_as_chosen(tmp_path)
    personal_notes.keep(tmp_path / LOOKS, 7, {"day": "2026-11-30"})
    assert personal_notes.read(tmp_path / LOOKS, 7) == {"day": "2026-11-30"}
    chosen, narrow = PrintChoice("大厅 P2040"), ListLayout({"姓名": 90})
    print_choices.keep(tmp_path, PaperKind.LABEL, chosen)
    list_layouts.keep(tmp_path, "people", narrow)
    assert print_choices.choice(tmp_path, PaperKind.LABEL) == chosen
    assert list_layouts.layout(tmp_path, "people") == narrow


@pytest.mark.parametrize("wrong", ['"abc"', "null", "[1]", "{}", "-5", "0", "1e308", "true"])
def test_one_wrong_preference_leaves_the_others_as_they_were_chosen(tmp_path: Path, wrong: str) -> None:
    for name in ("scale", "appearance", "language", "text_size"):
        right = {"scale": "150", "appearance": '"dark"', "language": '"en"', "text_size": "125", "newer": "1"}
        listed = ", ".join(f'"{each}": {value}' for each, value in (right | {name: wrong}).items())
        (tmp_path / preferences.PREFERENCES).write_text(f"{{{listed}}}")
        loaded, usual = Preferences.load(tmp_path), Preferences()
        for each, value in vars(Preferences(150, "dark", "en", 125)).items():
            assert getattr(loaded, each) == (getattr(usual, each) if each == name else value)


def test_a_disk_that_takes_nothing_is_told_and_keeps_what_was_chosen_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Preferences(150, "dark").save(tmp_path)

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(EnvironmentFailure):
        Preferences(100, "light").save(tmp_path)
    assert Preferences.load(tmp_path) == Preferences(150, "dark")
