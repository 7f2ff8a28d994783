"""The file itself: a head, a table, the parts, the texts; written here, and read back by the check."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field

from tests.notices.packages import Package
from tests.notices.parts import RUST, Inside
from tests.notices.places import HEAD
from tests.notices.texts import Text, collapsed

RULE = "=" * 80
PART_1 = "第一部分  软件包 / Part 1  The packages"
PART_2 = "第二部分  内含的部件和自带的字体 / Part 2  What is carried inside"
PART_3 = "第三部分  许可全文 / Part 3  The licence texts"
COVERS = "适用于 / Covers:"
WIDTH = 80
ROW = re.compile(r"^(\S+)  +(\S+(?: \S+)*)  +(\S+(?: \S+)*)  +(\S+)$", re.MULTILINE)
COVERED = re.compile(r"^  (\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Row:
    """A package as the table tells it."""

    versions: str
    licence: str
    home: str


def written(packages: list[Package], inside: Inside) -> str:
    """The whole file."""
    sections = [_heading(PART_1), *map(row, packages), _heading(PART_2), *_parts(inside), _heading(PART_3)]
    return HEAD.read_text("utf-8") + "\n".join([*sections, *_texts(packages, inside)])


def rows(text: str) -> dict[str, Row]:
    """The table, read back."""
    return {name: Row(*rest) for name, *rest in ROW.findall(_between(text, PART_1, PART_2))}


def covered(text: str) -> set[str]:
    """The packages and folders for which a text stands in the file."""
    blocks = re.findall(rf"^{COVERS}\n((?:  .*\n)+){RULE}$", text, re.MULTILINE)
    return {name for block in blocks for name in COVERED.findall(block)}


def row(package: Package) -> str:
    versions = ", ".join(package.versions)
    return f"{package.name:<20}  {versions:<12}  {package.licence:<14}  {package.home}"


def _heading(words: str) -> str:
    return f"\n\n{RULE}\n{words}\n{RULE}\n"


def _between(text: str, start: str, end: str) -> str:
    return text.partition(start)[2].partition(end)[0]


def _parts(inside: Inside) -> list[str]:
    lines: list[str] = []
    for owner in sorted({part.package for part in inside.parts} | inside.crates.keys()):
        lines.append(owner)
        lines += [_wrapped(part.line, "  ") for part in inside.parts if part.package == owner]
        if owner in inside.crates:
            lines.append(f"  {RUST}:")
        for licence, names in inside.crates.get(owner, {}).items():
            lines.append(_wrapped(f"{licence}: {', '.join(names)}", "    "))
        lines.append("")
    return lines[:-1]


def _texts(packages: list[Package], inside: Inside) -> list[str]:
    """Each text once, under the names of all that it covers; first those that are known by a name."""
    titles = {package.name: package.title for package in packages}
    owned = [(package.title, text) for package in packages for text in package.texts]
    owned += [(titles.get(owner, owner), text) for owner, texts in inside.texts.items() for text in texts]
    blocks: dict[str, _Block] = {}
    for title, text in sorted(owned, key=_order):
        block = blocks.setdefault(collapsed(text.words), _Block(text))
        block.covers.setdefault(title, []).append(text.what)
    return [block.written(number) for number, block in enumerate(blocks.values(), 1)]


def _order(owned: tuple[str, Text]) -> tuple[bool, str, str, str]:
    title, text = owned
    return not text.name, text.name.lower(), title, text.what


@dataclass(frozen=True)
class _Block:
    text: Text
    covers: dict[str, list[str]] = field(default_factory=dict)
    """Package with versions -> its files or parts."""

    def written(self, number: int) -> str:
        lines = [f"{RULE}\n[{number}] {self.text.name}".rstrip(), COVERS]
        for title, what in self.covers.items():
            named = "; ".join(dict.fromkeys(filter(None, what)))
            lines.append(_wrapped(f"{title} ({named})" if named else title, "  "))
        return "\n".join([*lines, f"{RULE}\n\n{self.text.words}\n"])


def _wrapped(text: str, indent: str) -> str:
    """Broken at plain spaces only, so that no-break ones keep a name and its version on one line."""
    filled = textwrap.fill(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + "    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return filled.replace("\N{NO-BREAK SPACE}", " ")
