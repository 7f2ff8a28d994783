"""Two first starts at once: the second waits until the first has set everything up."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import IO

from desk.installation.messages import tell

HELD: list[int] = []
"""The lock's file, for programs that are started meanwhile: one that outlives this process keeps the lock until it is
done.
"""
LOCKED = "desk-set-up.lock"
WAIT_SECONDS = 0.5


def heard(
    command: Sequence[str | Path], environment: Mapping[str, str] | None = None, seconds: float | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a step of set-up and keep all it says. Should this process be killed, the step holds the lock until it is
    done.
    """
    return subprocess.run(
        command,
        env=environment,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=seconds,
        pass_fds=tuple(HELD),
    )


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Holds the lock of ``folder``. The system lets it go when the process ends, however it ends. Who may not write
    there waits all the same, and then has the folder as it is.
    """
    path = folder / f".{LOCKED}"
    try:
        file = path.open("a")
    except OSError:
        if not path.exists():
            yield
            return
        file = path.open()
    with file:
        if not _take(file):
            tell(
                "另一个窗口正在安装，请稍候，完成后自动继续……",
                "Another set-up is running here; waiting for it…",
            )
            while not _take(file):
                sleep(WAIT_SECONDS)
        if sys.platform != "win32":
            HELD.append(file.fileno())
        try:
            yield
        finally:
            HELD.clear()


if sys.platform == "win32":

    def _take(file: IO[str]) -> bool:
        import msvcrt

        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:

    def _take(file: IO[str]) -> bool:
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True
