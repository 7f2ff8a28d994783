"""How far each person is in the help: steps done of the first hour 第一小时, changes 新变化 that were shown."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from desk.installation.places import HOME
from desk.services import personal_notes

PROGRESS = "help.json"
CHANGES = HOME / "CHANGELOG.md"
CHINESE, LATIN = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Za-z]")
STEPS, SEEN = "steps", "seen"


def steps_done(folder: Path, staff_id: int) -> frozenset[int]:
    """The numbers of the steps that this person has ticked."""
    kept = personal_notes.read(folder / PROGRESS, staff_id).get(STEPS)
    return frozenset(each for each in kept if isinstance(each, int)) if isinstance(kept, list) else frozenset()


def keep_steps(folder: Path, staff_id: int, done: Iterable[int]) -> None:
    """These are ticked from now on, and no others."""
    _keep(folder, staff_id, STEPS, sorted(done))


def changes(text: str | None = None) -> list[str]:
    """What changed for whoever uses the program, the newest first, as plain Chinese sentences; what is told in English
    is for those who keep the PC. ``text`` in place of ``CHANGELOG.md``; without that file nothing changed.
    """
    if text is None:
        try:
            text = CHANGES.read_text("utf-8")
        except OSError:
            return []
    return [line for line in _lines(text) if len(CHINESE.findall(line)) > len(LATIN.findall(line))]


def _lines(text: str) -> Iterator[str]:
    for paragraph in re.findall(r"^- (.+(?:\n  .+)*)", text, flags=re.MULTILINE):
        yield re.sub(r"\n\s+", "", paragraph).replace("**", "").replace("`", "")


def take_unseen(folder: Path, staff_id: int, lines: Sequence[str] | None = None) -> list[str]:
    """The changes that this person was not shown yet; from now on they were. For who was never here nothing is new."""
    lines = changes() if lines is None else lines
    seen = personal_notes.read(folder / PROGRESS, staff_id).get(SEEN)
    marks = {_mark(line): line for line in lines}
    if seen != list(marks):
        _keep(folder, staff_id, SEEN, list(marks))
    if not isinstance(seen, list):
        return []
    return [line for mark, line in marks.items() if mark not in seen]


def _mark(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()[:12]


def _keep(folder: Path, staff_id: int, name: str, value: object) -> None:
    kept = personal_notes.read(folder / PROGRESS, staff_id)
    personal_notes.keep(folder / PROGRESS, staff_id, {**kept, name: value})
