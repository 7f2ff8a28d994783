"""How big is what a first start downloads? ``requirements/sizes.txt``, told before anything is fetched.

``python -m tests.sizes`` says which libraries of the locks have no size and exits 1; ``--update DIR`` reads the sizes
off the wheels in DIR (Linux on x86-64, filled by pip with ``requirements/test.lock``).
"""

from __future__ import annotations

import sys
from pathlib import Path
from zipfile import ZipFile

from desk.installation import requirements
from desk.installation.places import REQUIREMENTS
from desk.installation.requirements import Size

HEAD = "# Bytes of a wheel, and on disk with its bytecode. Made by: python -m tests.sizes --update DIR\n"


BLOCK = 4096
"""What the smallest file takes on a disk."""


def size_of(wheel: Path) -> Size:
    """Bytecode is about as long as its source."""
    with ZipFile(wheel) as content:
        files = content.infolist()
    sources = [each.file_size for each in files if each.filename.endswith(".py")]
    blocks = sum(-(-size // BLOCK) * BLOCK for size in (*sources, *(each.file_size for each in files)))
    return Size(wheel.stat().st_size, blocks)


def problems() -> list[str]:
    known = requirements.sizes()
    here = requirements.machine("linux", "3.11.0")
    names = {each.name for lock in ("run", "test") for each in requirements.for_machine(lock, here)}
    return sorted(names - known.keys())


def main() -> int:
    if sys.argv[1:2] == ["--update"]:
        made = {
            requirements.canonical(path.name.split("-")[0]): size_of(path) for path in Path(sys.argv[2]).glob("*.whl")
        }
        rows = "".join(f"{name} {size.download} {size.installed}\n" for name, size in sorted(made.items()))
        (REQUIREMENTS / requirements.SIZES).write_text(HEAD + rows, "utf-8")
        return 0
    unknown = problems()
    for name in unknown:
        print(f"size not known: {name}")
    print(f"sizes: {len(unknown)} problems")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
