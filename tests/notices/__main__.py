"""The command; see the package."""

from __future__ import annotations

import sys

from tests.notices import checking, lock, packages, paper, parts
from tests.notices.places import LOCK, NOTICES


def update() -> list[str]:
    """Write the file anew; nothing is written when something cannot be told."""
    pins = lock.read(LOCK.read_text("utf-8"))
    read, found = packages.read_all(pins)
    inside, more = parts.read_all(pins)
    found += more
    for name in sorted(
        ({part.package for part in parts.table()} | packages.said().keys()) - pins.keys() - parts.own_texts().keys()
    ):
        print(f"note: {name} is not in the lock; what packages.toml and parts.csv say of it is left out")
    if not found:
        NOTICES.write_text(paper.written(read, inside), "utf-8", newline="\n")
    return found


def main() -> int:
    if sys.argv[1:] == ["--update"]:
        found = update()
    else:
        found = checking.problems(NOTICES.read_text("utf-8"), lock.read(LOCK.read_text("utf-8")))
    for line in found:
        print(line)
    print(f"notices: {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
