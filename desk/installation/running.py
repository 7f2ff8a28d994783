"""Running the environment's Python, and knowing whether somebody does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from desk.installation.messages import Stop
from desk.installation.places import CONFIG, HOME, PYTHON


def call(*args: str, offscreen: bool = False, folder: Path | None = None, **surroundings: str) -> int:
    """Its exit code. The desk is found in this checkout, whatever the environment says."""
    with _in_use():
        return subprocess.run([PYTHON, *args], cwd=folder, env=_environment(offscreen, surroundings)).returncode


def call_quietly(*args: str, folder: Path) -> tuple[int, str]:
    """The same, for what runs beside something else: the exit code, and all it said, to be told when that is over."""
    with _in_use():
        done = subprocess.run(
            [PYTHON, *args],
            cwd=folder,
            env=_environment(True, {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    return done.returncode, done.stdout


def _environment(offscreen: bool, surroundings: Mapping[str, str]) -> dict[str, str]:
    path = os.pathsep.join(filter(None, (str(HOME), os.environ.get("PYTHONPATH"))))
    environment = dict(os.environ, PYTHONPATH=path, **surroundings)
    if offscreen:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    return environment


if sys.platform == "win32":

    @contextmanager
    def _in_use() -> Iterator[None]:
        yield

    @contextmanager
    def nobody_uses_it() -> Iterator[None]:
        """Windows itself refuses to exchange a library that is loaded."""
        yield
else:
    import fcntl

    @contextmanager
    def _in_use() -> Iterator[None]:
        """As long as a desk runs, nobody exchanges its libraries under it. (A lock on a file that all may read.)"""
        with suppress(FileNotFoundError), CONFIG.open("rb") as file:
            with suppress(OSError):
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            yield
            return
        yield

    @contextmanager
    def nobody_uses_it() -> Iterator[None]:
        """Raises ``Stop`` while a desk runs from this environment."""
        with CONFIG.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Stop(
                    "程序正在使用中，暂时不能更新组件。请关闭已打开的窗口后再运行一次。",
                    "The program is in use, so its components cannot be exchanged. Please close its window and start "
                    "again.",
                ) from None
            except OSError:
                pass
            yield
