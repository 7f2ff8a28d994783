"""What the lock says: every package, with the versions that one system or another installs."""

from __future__ import annotations

import re

from packaging.utils import canonicalize_name
from packaging.version import Version

PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)

Pins = dict[str, tuple[str, ...]]
"""Name as packages are compared by it -> versions, oldest first."""


def read(text: str) -> Pins:
    """The pins of a requirements file; markers do not matter, everything that somebody may get counts."""
    found: dict[str, set[str]] = {}
    for name, version in PIN.findall(text):
        found.setdefault(canonicalize_name(name), set()).add(version)
    return {name: tuple(sorted(found[name], key=Version)) for name in sorted(found)}
