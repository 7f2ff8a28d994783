"""What the locks ask for on this machine (``requirements/*.lock``, as pip reads them), and how big it is."""

from __future__ import annotations

import csv
import operator
import platform
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk.installation.places import REQUIREMENTS, python_version

SIZES = "sizes.txt"
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
OURS = {"desk", "setuptools"}
"""Besides the locks: the program itself, and what Python 3.11 puts into every environment."""
CLAUSE = re.compile(r"(\w+)\s*(==|!=|<=|>=|<|>)\s*'([^']*)'")


@dataclass(frozen=True)
class Requirement:
    """One library of a lock. ``text`` is its entry, hashes and all, without the marker."""

    name: str
    version: str
    marker: str
    text: str


@dataclass(frozen=True)
class Size:
    """Bytes of the wheel, and of what it becomes on disk with its bytecode."""

    download: int
    installed: int


def read(lock: str) -> list[Requirement]:
    """Every entry of ``requirements/<lock>.lock``, whatever machine it is for."""
    entries = (REQUIREMENTS / f"{lock}.lock").read_text("utf-8").replace("\\\n", " ").splitlines()
    return [_entry(line) for line in entries if line.strip() and not line.startswith("#")]


def _entry(line: str) -> Requirement:
    head, *hashes = line.split(" --hash=")
    pinned, _semicolon, marker = head.partition(";")
    name, _equals, version = pinned.strip().partition("==")
    text = " ".join([pinned.strip(), *(f"--hash={each.strip()}" for each in hashes)])
    return Requirement(canonical(name), version, marker.strip(), text)


def canonical(name: str) -> str:
    """Names as packages compare them (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def this_machine() -> dict[str, str]:
    """The part of PEP 508's environment that the locks speak of."""
    return machine(sys.platform, "{}.{}.0".format(*python_version()))


def machine(system: str, python: str) -> dict[str, str]:
    """``system`` as ``sys.platform`` says it, ``python`` a full version."""
    return {
        "sys_platform": system,
        "python_full_version": python,
        "implementation_name": sys.implementation.name,
        "platform_python_implementation": platform.python_implementation(),
    }


def applies(marker: str, machine: Mapping[str, str]) -> bool:
    """Does an environment marker hold? Raises ``ValueError`` for one that the locks did not have so far."""
    return not marker or any(
        all(_holds(clause, machine) for clause in each.split(" and ")) for each in marker.split(" or ")
    )


def _holds(clause: str, machine: Mapping[str, str]) -> bool:
    read = CLAUSE.fullmatch(clause.strip())
    if read is None or read[1] not in machine:
        raise ValueError(f"marker {clause!r}")
    name, sign, wanted = read.groups()
    if name == "python_full_version":
        return COMPARE[sign](_numbers(machine[name]), _numbers(wanted))
    return COMPARE[sign](machine[name], wanted)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3]) + (0,) * (2 - version.count("."))


def for_machine(lock: str, machine: Mapping[str, str]) -> list[Requirement]:
    """What a lock asks for on such a machine; ``machine`` has the values of PEP 508 markers."""
    return [each for each in read(lock) if applies(each.marker, machine)]


def installed(site: Path) -> dict[str, str]:
    """Names and versions of what stands whole in ``site``: every file that a library lists, in its length."""
    named = (
        info.name.removesuffix(".dist-info").partition("-") for info in site.glob("*.dist-info") if _is_whole(info)
    )
    return {canonical(name): version for name, _hyphen, version in named}


def _is_whole(info: Path) -> bool:
    """Does the library of these notes stand as it was installed? pip writes RECORD last; a power cut may empty any
    file. (Bytecode that a wheel brings, as Qt's does, is made anew here.)
    """
    try:
        rows = list(csv.reader((info / "RECORD").read_text("utf-8").splitlines()))
        sized = [(path, int(size)) for path, _hash, size in rows if size and not path.endswith(".pyc")]
        return bool(rows) and all((info.parent / path).stat().st_size == size for path, size in sized)
    except (OSError, ValueError):
        return False


def missing(lock: str, site: Path) -> list[Requirement]:
    """What the lock wants here and ``site`` does not have in just that version."""
    there = installed(site)
    return [each for each in for_machine(lock, this_machine()) if there.get(each.name) != each.version]


def remove_half_installed(site: Path) -> None:
    """The notes of libraries that do not stand whole; pip would take them for installed."""
    for info in site.glob("*.dist-info"):
        if not _is_whole(info):
            shutil.rmtree(info, ignore_errors=True)


def unwanted(locks: Iterable[str], site: Path) -> list[str]:
    """What stands in ``site`` and no lock asks for any more: the environment is what the locks say."""
    wanted = {each.name for lock in locks for each in read(lock)} | OURS
    return sorted(installed(site).keys() - wanted)


def sizes() -> dict[str, Size]:
    """``requirements/sizes.txt``: name, bytes to download, bytes on disk (Linux on x86-64; others differ little)."""
    rows = (line.split() for line in (REQUIREMENTS / SIZES).read_text("utf-8").splitlines())
    return {row[0]: Size(int(row[1]), int(row[2])) for row in rows if row and not row[0].startswith("#")}


def total(wanted: Iterable[Requirement]) -> Size:
    """All of them together; a library whose size is not known yet counts nothing."""
    known = sizes()
    needed = [known[each.name] for each in wanted if each.name in known]
    return Size(sum(each.download for each in needed), sum(each.installed for each in needed))
