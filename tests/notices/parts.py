"""What packages carry inside and do not bring a text for, and the files of the program that are somebody else's."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from tests.notices.lock import Pins
from tests.notices.places import PARTS, RESOURCES, ROOT
from tests.notices.texts import Text, chosen, cleaned, kept

OWN_TEXT = re.compile(r"^(licen[cs]e|copying|notice|ofl)\b", re.IGNORECASE)
"""A file of that name in a folder under ``resources`` is the licence of the folder."""

RUST = "Rust crates"


@dataclass(frozen=True)
class Part:
    """``package`` is a package of the lock, or a folder of the program."""

    package: str
    name: str
    licence: str
    copyright: str
    home: str

    @property
    def line(self) -> str:
        return f"{self.name} | {self.licence} | {self.copyright} | {self.home}"


@dataclass(frozen=True)
class Inside:
    """Everything that stands inside something else; ``crates`` is package -> licence -> names with versions."""

    parts: tuple[Part, ...]
    crates: dict[str, dict[str, list[str]]]
    texts: dict[str, tuple[Text, ...]]
    """Owner -> texts, each with the parts that it belongs to."""


def table() -> list[Part]:
    with PARTS.open(encoding="utf-8", newline="") as file:
        rows = [Part(**row) for row in csv.DictReader(file)]
    return sorted(rows, key=lambda part: (part.package, part.name.lower()))


def own_texts() -> dict[str, Path]:
    """Folder of the program -> the licence that lies in it."""
    found = sorted(path for path in RESOURCES.rglob("*") if path.is_file() and OWN_TEXT.match(path.stem))
    return {path.parent.relative_to(ROOT).as_posix(): path for path in found}


def read_all(pins: Pins) -> tuple[Inside, list[str]]:
    """What is inside the packages of the lock and the program's own folders, and what has no text."""
    own = own_texts()
    rows = tuple(part for part in table() if part.package in pins or part.package in own)
    built = {name: listed for name in pins if (listed := crates(name))}
    found: list[str] = []
    belongs: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    licences = [(part.package, part.name, part.licence) for part in rows if part.package not in own]
    licences += [(name, RUST, licence) for name, by_licence in built.items() for licence in by_licence]
    for package, name, licence in licences:
        names = chosen(licence)
        if names is None:
            found.append(f"{package}, {name}: the text of {licence} is not kept in texts/")
        for each in names or ():
            belongs[package][each].append(name)
    texts = {
        package: tuple(kept(each, "; ".join(dict.fromkeys(of))) for each, of in sorted(by_text.items()))
        for package, by_text in belongs.items()
    }
    texts |= {folder: (Text(cleaned(path.read_bytes()), path.name),) for folder, path in own.items()}
    return Inside(rows, built, texts), found


def crates(name: str) -> dict[str, list[str]]:
    """Rust crates built into a package, by licence, from the bill of materials that it brings."""
    found: dict[str, list[str]] = defaultdict(list)
    try:
        files = distribution(name).files or ()
    except PackageNotFoundError:
        return {}
    for file in files:
        if file.parent.name == "sboms" and file.suffix == ".json":
            for component in json.loads(file.read_text("utf-8")).get("components", ()):
                if str(component.get("purl", "")).startswith("pkg:cargo/"):
                    found[_crate_licence(component)].append(
                        f"{component['name']}\N{NO-BREAK SPACE}{component['version']}"
                    )
    return {licence: sorted(set(names)) for licence, names in sorted(found.items())}


def _crate_licence(component: dict[str, Any]) -> str:
    """The expression, or a word for which no text is kept."""
    said = (component.get("licenses") or [{}])[0]
    return str(said.get("expression") or said.get("license", {}).get("id") or "NOASSERTION")
