"""What is heard when a number is called: real WAV bytes, and a real program that gets them."""

from __future__ import annotations

import io
import os
import sys
import wave
from array import array
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desk.services import call_sounds
from desk.services.counter_window import CallSound
from desk.services.sound_player import SoundPlayer, can_play

needs_programs = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="another player is the system's own")


def read(wav: bytes) -> array[int]:
    with wave.open(io.BytesIO(wav)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, call_sounds.RATE)
        return array("h", file.readframes(file.getnframes()))


def seconds(samples: array[int]) -> float:
    return len(samples) / call_sounds.RATE


def test_silent_is_silent_the_chime_is_short_and_the_voice_comes_after_it() -> None:
    assert call_sounds.of_call(CallSound.OFF, "A012", "1号窗口", 80) == b""
    chime = read(call_sounds.of_call(CallSound.CHIME, "A012", "1号窗口", 80))
    voice = read(call_sounds.of_call(CallSound.VOICE, "A012", "1号窗口", 80))
    assert 0.8 < seconds(chime) < 2 and voice[: len(chime)] == chime
    assert 3 < seconds(voice[len(chime) :]) < 8
    assert max(map(abs, voice[len(chime) :])) > 10_000, "something is said"


def test_a_longer_number_takes_longer_and_another_window_sounds_otherwise() -> None:
    def spoken(label: str, window: str) -> array[int]:
        return read(call_sounds.of_call(CallSound.VOICE, label, window, 100))

    assert len(spoken("A1234", "1号窗口")) > len(spoken("A123", "1号窗口"))
    assert spoken("A012", "1号窗口") != spoken("A012", "2号窗口") != spoken("B012", "2号窗口")


def test_the_volume_is_a_share_of_the_full_one_and_never_distorts() -> None:
    full = read(call_sounds.of_call(CallSound.VOICE, "A012", "1号窗口", 100))
    half = read(call_sounds.of_call(CallSound.VOICE, "A012", "1号窗口", 50))
    assert max(map(abs, full)) <= 32_767
    assert abs(max(half) * 2 - max(full)) <= 4


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are looked for."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def put(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)


@needs_programs
def test_the_first_player_that_is_there_gets_each_sound_in_turn(programs: Path, tmp_path: Path, qtbot: QtBot) -> None:
    heard = tmp_path / "heard"
    put(programs, "aplay", f'/bin/cat "$1" >> "{heard}"; echo aplay >> "{heard}.names"')
    put(programs, "paplay", f'/bin/cat "$1" >> "{heard}"; echo paplay >> "{heard}.names"')
    first = call_sounds.of_call(CallSound.CHIME, "A012", "1号窗口", 80)
    second = call_sounds.of_call(CallSound.VOICE, "A013", "1号窗口", 80)
    player = SoundPlayer()
    player.play(lambda: first)
    player.play(lambda: second)
    qtbot.waitUntil(lambda: heard.exists() and heard.stat().st_size == len(first) + len(second))
    assert heard.read_bytes() == first + second
    qtbot.waitUntil(lambda: (tmp_path / "heard.names").read_text() == "paplay\npaplay\n")


@needs_programs
def test_nobody_waits_for_a_player_that_takes_its_time(programs: Path, tmp_path: Path, qtbot: QtBot) -> None:
    gate, done = tmp_path / "gate", tmp_path / "done"
    os.mkfifo(gate)
    put(programs, "aplay", f'read go < "{gate}"; echo done > "{done}"')
    SoundPlayer().play(lambda: call_sounds.of_call(CallSound.CHIME, "A012", "", 80))
    assert not done.exists(), "play came back while the sound goes on"
    gate.write_text("go\n")
    qtbot.waitUntil(done.exists)


@needs_programs
def test_without_a_player_nothing_happens_and_a_broken_one_does_no_harm(
    programs: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    assert not can_play()
    player = SoundPlayer()
    player.play(lambda: b"RIFF")
    heard = tmp_path / "heard"
    put(programs, "aplay", f'[ -e "{heard}" ] && echo again >> "{heard}" && exit 0; echo first > "{heard}"; exit 3')
    assert can_play()
    player.play(lambda: b"RIFF")
    player.play(lambda: b"RIFF")
    qtbot.waitUntil(lambda: heard.exists() and heard.read_text() == "first\nagain\n")
