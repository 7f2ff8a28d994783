"""Programs of their own, forked from this one so that they start at once, which tell through a pipe what is
confirmed.
"""

from __future__ import annotations

import contextlib
import io
import os
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from desk.core.errors import DeskError

Send = Callable[[str], None]


class Child:
    """One forked program. ``lines`` are what it sent so far; its last word is ``told`` or ``traceback`` when it
    failed.
    """

    def __init__(self, work: Callable[[Send], None]) -> None:
        self.lines: list[str] = []
        self._pending = b""
        self._pipe, theirs = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._pipe)
            _run(work, theirs)
        os.close(theirs)
        self._open = True

    def listen(self, until: float, lines: int = 10**9) -> bool:
        """Read what it sends until a moment, or until there are so many lines, or it ends. True while it goes on."""
        while self._open and len(self.lines) < lines and (left := until - monotonic()) > 0:
            if select.select([self._pipe], [], [], left)[0]:
                self._read()
        return self._open

    def hear(self, lines: int = 1) -> None:
        """Read so many lines. One that has nothing to say in a minute does not do what is to be cut off."""
        if self.listen(monotonic() + 60, lines) and len(self.lines) < lines:
            self.kill()
            raise TimeoutError("nothing was confirmed in a minute")

    def kill(self) -> None:
        """At once, as a power cut or the task manager does; then everything that it managed to send is read."""
        os.kill(self.pid, signal.SIGKILL)
        self.finish()

    def finish(self, seconds: float = 60) -> None:
        """Let it come to its end; one that does not is killed, and that is its last word."""
        if self.listen(monotonic() + seconds):
            os.kill(self.pid, signal.SIGKILL)
            self.listen(monotonic() + seconds)
            if seconds < 60:
                self.lines.append("traceback\tdid not end")
        os.waitpid(self.pid, 0)
        os.close(self._pipe)

    def _read(self) -> None:
        content = os.read(self._pipe, 65536)
        self._open = bool(content)
        *whole, self._pending = (self._pending + content).split(b"\n")
        self.lines += [line.decode() for line in whole]

    def said(self, what: str) -> str:
        """What it told in words, or its traceback; empty when it did neither."""
        return "; ".join(line.partition("\t")[2] for line in self.lines if line.startswith(f"{what}\t"))


def _run(work: Callable[[Send], None], pipe: int) -> None:
    """In the child; never comes back."""

    def send(line: str) -> None:
        os.write(pipe, line.replace("\n", " ⏎ ").encode("utf-8", "replace") + b"\n")

    signal.alarm(0)
    try:
        work(send)
    except DeskError as error:
        send(f"told\t{error.message}")
    except BaseException:
        send(f"traceback\t{traceback.format_exc()[-1500:]}")
    os._exit(0)


def command(folder: Path, *args: str) -> tuple[int, str]:
    """``desk ARGS`` in this process: its exit code and what it wrote. For use in a child, where nothing has to be put
    back.
    """
    from desk.cli import main

    sys.argv = ["desk", "--data", str(folder), *args]
    said = io.StringIO()
    code = 0
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    return code, said.getvalue().strip()


def in_child(folder: Path, *args: str) -> tuple[int, str, str]:
    """``desk ARGS`` in a program of its own: exit code, words, and a traceback where there was one."""

    def work(send: Send) -> None:
        code, words = command(folder, *args)
        send(f"code\t{code}")
        send(f"words\t{words}")

    child = Child(work)
    child.finish()
    return int(child.said("code") or 1), child.said("words"), child.said("traceback")


def anew(folder: Path, *args: str) -> tuple[int, str]:
    """``desk ARGS`` as it is started from a terminal, beside a book that this process has open (a fork would share its
    locks).
    """
    command = [sys.executable, "-m", "desk", "--data", str(folder), *args]
    done = subprocess.run(command, cwd=Path(__file__).resolve().parents[2], capture_output=True, timeout=60)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace").strip()
