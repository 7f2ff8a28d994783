"""The packages of the lock as they say who they are: licence, home page, licence texts."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from email.message import Message
from importlib.metadata import Distribution, PackageNotFoundError, PackagePath, distribution
from pathlib import Path, PurePosixPath
from typing import cast

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from tests.notices.lock import Pins
from tests.notices.places import PACKAGES
from tests.notices.texts import Text, cleaned, kept

WORDS = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "ISC License": "ISC",
    "MIT License": "MIT",
}
"""What packages write in a field that is older than SPDX expressions."""
PAGES = ("homepage", "home", "repository", "source", "source code", "code", "github", "documentation")
"""Names of addresses, best first."""
REGISTRY = re.compile(r"/(project|pypi)/")
"""A page of a package registry is nobody's home."""
TEXT_FILE = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
NO_TEXT = re.compile(r"authors|contributors|\.(py[cdi]?|so|json|dll)$", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """What ``packages.toml`` says of a package."""

    licence: str = ""
    home: str = ""
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Package:
    name: str
    versions: tuple[str, ...]
    licence: str
    home: str
    texts: tuple[Text, ...]

    @property
    def title(self) -> str:
        return f"{self.name} {', '.join(self.versions)}"


def said() -> dict[str, Said]:
    tables = tomllib.loads(PACKAGES.read_text("utf-8"))
    return {
        name: Said(table.get("licence", ""), table.get("home", ""), tuple(table.get("texts", ())))
        for name, table in tables.items()
    }


def read_all(pins: Pins) -> tuple[list[Package], list[str]]:
    """Every package of the lock, and what cannot be told of some."""
    known = said()
    read = [read_one(name, versions, known.get(name, Said())) for name, versions in pins.items()]
    found = []
    for package in read:
        lacking = [
            what
            for what, value in (("licence", package.licence), ("home page", package.home), ("text", package.texts))
            if not value
        ]
        if lacking:
            found.append(f"{package.title}: no {', no '.join(lacking)}; packages.toml can say it")
    return read, found


def read_one(name: str, versions: tuple[str, ...], known: Said) -> Package:
    """A package from what is installed here and what is known of it besides; what neither says stays empty."""
    texts = [kept(each) for each in known.texts]
    try:
        installed = distribution(name)
    except PackageNotFoundError:
        return Package(name, versions, known.licence, known.home, tuple(texts))
    if installed.version not in versions:
        print(
            f"note: {name} {installed.version} is installed here, {', '.join(versions)} is locked; its texts are told"
        )
    metadata = cast(Message, installed.metadata)
    licence, home = _licence(metadata, known.licence), known.home or _home(metadata)
    return Package(name, versions, licence, home, (*shipped(installed), *texts))


def shipped(installed: Distribution) -> list[Text]:
    """The licence texts among a package's files, sorted by their paths."""
    found = []
    for file in sorted(installed.files or (), key=str):
        if _is_text(file):
            found.append(Text(cleaned(Path(file.locate()).read_bytes()), _short(file)))
    return found


def _is_text(file: PackagePath) -> bool:
    in_licences = any(part.endswith(".dist-info") for part in file.parts) and "licenses" in file.parts
    return (in_licences or bool(TEXT_FILE.search(file.name))) and not NO_TEXT.search(file.name)


def _short(file: PurePosixPath) -> str:
    """A path without the folder's version."""
    parts = file.parts
    at = 1 if parts[0].endswith(".dist-info") else 0
    return "/".join(parts[at + 1 :] if parts[at] == "licenses" else parts[at:])


def _licence(metadata: Message, known: str) -> str:
    """An SPDX expression, or nothing where what is said is none."""
    old = metadata.get("License") or ""
    given = known or metadata.get("License-Expression") or WORDS.get(old, old)
    try:
        return str(canonicalize_license_expression(given))
    except InvalidLicenseExpression:
        return ""


def _home(metadata: Message) -> str:
    """The project's own page."""
    pages = {}
    for line in metadata.get_all("Project-URL") or ():
        label, _comma, address = line.partition(",")
        pages[label.strip().lower()] = address.strip()
    offered = [metadata.get("Home-page") or "", *(pages.get(label, "") for label in PAGES)]
    return next((page for page in offered if page and not REGISTRY.search(page)), "")
