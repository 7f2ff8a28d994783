"""The short form: a few inputs of every kind, always the same ones; and that a fault would be seen."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from random import Random

import pytest

from tests.fuzz import running
from tests.fuzz.readers import Fault
from tests.fuzz.running import Kind

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="fork and alarms are of POSIX systems")
def test_whatever_is_fed_is_taken_as_it_stands_or_refused_in_words() -> None:
    """In a program of its own: it forks, and this one may have a window open."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "tests.fuzz", "--short"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-6000:]
    assert "| days | 150 |" in done.stdout and "| files: csv | 12 |" in done.stdout


def _guesses(_dice: Random) -> tuple[int, int]:
    raise Fault(f"{date(1927, 1, 5)}: the year is not written there")


def _has_no_end(_dice: Random) -> tuple[int, int]:
    while True:
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="alarms are of POSIX systems")
def test_a_guess_and_an_input_without_an_end_are_faults_that_can_be_made_again() -> None:
    guessed, endless = running.run([Kind("a", 1, 1, _guesses), Kind("b", 1, 1, _has_no_end)], 7, short=True)
    assert "input 0 of seed 7" in guessed.faults[0] and "the year is not written there" in guessed.faults[0]
    assert "longer than 2.0 s" in endless.faults[0] and (endless.taken, endless.refused) == (0, 0)
