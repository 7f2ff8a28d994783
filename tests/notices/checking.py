"""What is wrong with the committed file, told from files alone."""

from __future__ import annotations

from tests.notices import paper, parts
from tests.notices.lock import Pins
from tests.notices.places import HEAD, LICENCES, TEXTS
from tests.notices.texts import collapsed


def problems(text: str, pins: Pins) -> list[str]:
    """One line for each thing that is missing, too much, or no longer so."""
    return [*_of_packages(text, pins), *_of_parts(text, pins), *_of_data(text)]


def _of_packages(text: str, pins: Pins) -> list[str]:
    rows, covered, head = paper.rows(text), paper.covered(text), HEAD.read_text("utf-8")
    found = [f"in the lock, not in the file: {name}" for name in sorted(pins.keys() - rows.keys())]
    found += [f"in the file, not in the lock: {name}" for name in sorted(rows.keys() - pins.keys())]
    for name in sorted(rows.keys() & pins.keys()):
        locked = ", ".join(pins[name])
        if rows[name].versions != locked:
            found.append(f"{name}: the lock says {locked}, the file {rows[name].versions}")
        if name not in covered:
            found.append(f"{name}: no licence text in the file")
        if "GPL" in rows[name].licence and name not in head:
            found.append(f"{name}: {rows[name].licence}, but HEAD.txt does not tell what follows from that")
    return found


def _of_parts(text: str, pins: Pins) -> list[str]:
    said, covered, own = collapsed(text), paper.covered(text), parts.own_texts()
    found = [
        f"{part.package}: its part {part.name} is not in the file as parts.csv tells it"
        for part in parts.table()
        if (part.package in pins or part.package in own) and collapsed(part.line) not in said
    ]
    for folder, path in own.items():
        if folder not in covered or collapsed(path.read_text("utf-8")) not in said:
            found.append(f"{folder}: its {path.name} is not in the file")
        if not any(part.package == folder for part in parts.table()):
            found.append(f"{folder}: parts.csv does not say what lies there")
    return found


def _of_data(text: str) -> list[str]:
    said = collapsed(text)
    found = []
    for path in (HEAD, *sorted(TEXTS.glob("*.txt"))):
        if collapsed(path.read_text("utf-8")) not in said:
            found.append(f"{path.relative_to(LICENCES).as_posix()} does not stand in the file as it is now")
    return found
