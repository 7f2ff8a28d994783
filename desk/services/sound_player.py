"""Plays a sound on this PC, one after the other, without making anybody wait.

Qt's own player is in its Addons, which the desk does without. Windows plays from memory; elsewhere a program of the
system does it: ``afplay`` on macOS, and on Linux the first of ``paplay``, ``pw-play`` and ``aplay`` that is there.
Where none is, nothing is heard, and the settings say so.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from threading import Thread

PROGRAMS = ("afplay",) if sys.platform == "darwin" else ("paplay", "pw-play", "aplay")
LONGEST = 30
"""Seconds after which a program that does not end is ended: the next call is to be heard."""


def can_play() -> bool:
    """Is there anything on this PC that plays a sound?"""
    return sys.platform == "win32" or _program() is not None


def _program() -> str | None:
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


class SoundPlayer:
    """Plays in a thread of its own, which begins with the first sound and ends with the program."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[Callable[[], bytes]] = SimpleQueue()
        self._thread: Thread | None = None

    def play(self, make: Callable[[], bytes]) -> None:
        """Make a WAV and play it after those that were asked for before, both in the thread; comes back at once.
        Nothing is heard of an empty one, or where nothing can play.
        """
        if not can_play():
            return
        self._waiting.put(make)
        if self._thread is None:
            self._thread = Thread(target=self._run, daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while True:
            with suppress(OSError, RuntimeError, subprocess.SubprocessError):
                if wav := self._waiting.get()():
                    _play(wav)


def _play(wav: bytes) -> None:
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(wav, winsound.SND_MEMORY | winsound.SND_NODEFAULT)
        return
    program = _program()
    if program is None:
        return
    with TemporaryDirectory(prefix="desk-sound-") as folder:
        file = Path(folder) / "call.wav"
        file.write_bytes(wav)
        subprocess.run(
            [program, str(file)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=LONGEST,
            check=False,
        )
