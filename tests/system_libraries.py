"""Does ``requirements/system-libraries.txt`` name just what the installed Qt asks of a system?

``python -m tests.system_libraries`` prints what differs and exits 1; ``--update`` rewrites the file. Read from the ELF
headers of every module and plugin that the window loads and of what these bring along, so nothing is listed from
memory.
"""

from __future__ import annotations

import sys
from pathlib import Path

from elftools.elf.dynamic import DynamicSection
from elftools.elf.elffile import ELFFile

from desk.installation import libraries, probe
from desk.installation.places import REQUIREMENTS

FILE = REQUIREMENTS / libraries.KNOWN
HEAD = "# What the locked Qt needs of a system. Made by: python -m tests.system_libraries --update\n"
EVERYWHERE = ("ld-linux", "libc.so", "libm.so", "libdl.so", "libpthread.so", "librt.so", "libresolv.so")
"""Parts of the C library: there wherever Python runs."""


def needed(path: Path) -> set[str]:
    """The names in the file's own list of libraries (DT_NEEDED)."""
    with path.open("rb") as file:
        section = ELFFile(file).get_section_by_name(".dynamic")
        assert isinstance(section, DynamicSection)
        return {tag.needed for tag in section.iter_tags("DT_NEEDED")}


def asked_of_a_system() -> set[str]:
    """What the window's files need, and what the wheels' own libraries among that need, that no wheel brings."""
    folder = probe.qt()
    own = {path.name: path for place in (folder, folder.parent / "shiboken6") for path in place.rglob("*.so*")}
    waiting, seen, outside = probe.files(folder), set[Path](), set[str]()
    while waiting:
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            names = needed(path)
            waiting += [own[name] for name in names if name in own]
            outside |= {name for name in names if name not in own}
    return {name for name in outside if not name.startswith(EVERYWHERE)}


def main() -> int:
    if not libraries.LINUX:
        return 0
    wanted = asked_of_a_system()
    if sys.argv[1:] == ["--update"]:
        FILE.write_text(HEAD + "".join(f"{name}\n" for name in sorted(wanted)), "utf-8")
        return 0
    known = set(libraries.required_sonames())
    for name in sorted(wanted - known):
        print(f"not in {FILE.name}: {name}")
    for name in sorted(known - wanted):
        print(f"no longer needed: {name}")
    print(f"system libraries: {len(wanted ^ known)} problems")
    return 1 if wanted ^ known else 0


if __name__ == "__main__":
    sys.exit(main())
