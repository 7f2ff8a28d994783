"""The manual 使用手册, as the help window and its PDF read it: one small file for each page, in ``resources/manual``.

A file is Markdown of which very little may be used, so that whatever shows it shows all of it: one heading ``#``,
headings ``##``, paragraphs of one line, ``- `` and ``1. `` lists, a picture on a line of its own; within a line
``**a word on screen**``, `` `a key` `` and ``[text](another-topic.md)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from pathlib import Path

from desk.core import name_search
from desk.core.resources import RESOURCES

FOLDER = RESOURCES / "manual"
CONTENTS = "README"
"""The topic that names all others, under the headings of their chapters."""
FIRST_HOUR = "first-hour"
"""The topic whose steps are ticked off 第一小时."""
KEYS = "本页的键"
"""The heading over the keys of a page, which ``python -m tests.manual`` writes."""


class ManualMistake(ValueError):
    """A file of the manual has something in it that its readers do not know."""


class Inline(Enum):
    """What a piece of a line is."""

    TEXT = auto()
    KEY = auto()
    ON_SCREEN = auto()
    """What a button, page or state is called."""
    LINK = auto()


@dataclass(frozen=True)
class Piece:
    """A piece of a line; ``target`` is the topic that a link leads to."""

    kind: Inline
    text: str
    target: str = ""


class BlockKind(Enum):
    """What a line of a file is."""

    TITLE = auto()
    HEADING = auto()
    PARAGRAPH = auto()
    BULLET = auto()
    STEP = auto()
    PICTURE = auto()


@dataclass(frozen=True)
class Block:
    """A line of a file. ``number`` is that of a step, ``picture`` the file, of which the pieces are the caption."""

    kind: BlockKind
    pieces: tuple[Piece, ...]
    number: int = 0
    picture: Path | None = None

    @property
    def text(self) -> str:
        """As it is read aloud, without marks."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Topic:
    """A file of the manual: what one page is for, and how the usual things are done there."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    """Below the title."""

    @property
    def steps(self) -> tuple[Block, ...]:
        """Its numbered lines."""
        return tuple(block for block in self.blocks if block.kind is BlockKind.STEP)


@dataclass(frozen=True)
class Chapter:
    """Topics that stand together."""

    title: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True)
class Hit:
    """A topic in which something was found, and the line with it; empty where the title fits."""

    topic: Topic
    line: str


PICTURE = re.compile(r"!\[([^\]]+)\]\((pictures/[\w-]+\.png)\)")
STEP = re.compile(r"(\d+)\. (.+)")
PIECE = re.compile(r"\*\*([^*`\[\]]+)\*\*|`([^`]+)`|\[([^\]*`]+)\]\(([\w-]+)\.md\)|([^*`\[\]<>_]+)")
BEGINNINGS = (("# ", BlockKind.TITLE), ("## ", BlockKind.HEADING), ("- ", BlockKind.BULLET))


def parsed(name: str, text: str) -> Topic:
    """A topic from its file. Raises ``ManualMistake`` with the number of the line."""
    blocks = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line:
            continue
        try:
            blocks.append(_block(line))
        except ManualMistake as mistake:
            raise ManualMistake(f"{name}.md:{number}: {mistake}") from None
    if not blocks or [block.kind is BlockKind.TITLE for block in blocks].count(True) != 1:
        raise ManualMistake(f"{name}.md: needs one title")
    if blocks[0].kind is not BlockKind.TITLE:
        raise ManualMistake(f"{name}.md: the title comes first")
    return Topic(name, blocks[0].text, tuple(blocks[1:]))


def _block(line: str) -> Block:
    for beginning, kind in BEGINNINGS:
        if line.startswith(beginning):
            return Block(kind, _pieces(line.removeprefix(beginning)))
    if step := STEP.fullmatch(line):
        return Block(BlockKind.STEP, _pieces(step[2]), number=int(step[1]))
    if shown := PICTURE.fullmatch(line):
        return Block(BlockKind.PICTURE, _pieces(shown[1]), picture=FOLDER / shown[2])
    if line[0] in "#-+*>|!\t " and not line.startswith("**"):
        raise ManualMistake(f"not known here: {line[:20]}")
    return Block(BlockKind.PARAGRAPH, _pieces(line))


def _pieces(line: str) -> tuple[Piece, ...]:
    made, at = [], 0
    while at < len(line):
        piece = PIECE.match(line, at)
        if piece is None:
            raise ManualMistake(f"not known here: {line[at : at + 20]}")
        on_screen, key, link, target, text = piece.groups()
        kinds = ((Inline.ON_SCREEN, on_screen), (Inline.KEY, key), (Inline.LINK, link), (Inline.TEXT, text))
        made += [Piece(kind, value, target or "") for kind, value in kinds if value]
        at = piece.end()
    return tuple(made)


@cache
def topic(name: str) -> Topic:
    """The topic of that name. Raises ``KeyError`` where there is none, ``ManualMistake`` where it cannot be read."""
    try:
        return parsed(name, (FOLDER / f"{name}.md").read_text("utf-8"))
    except FileNotFoundError:
        raise KeyError(name) from None


@cache
def chapters() -> tuple[Chapter, ...]:
    """All of the manual, in its order. Raises as ``topic`` does."""
    made: list[tuple[str, list[Topic]]] = []
    for block in topic(CONTENTS).blocks:
        if block.kind is BlockKind.HEADING:
            made.append((block.text, []))
        elif block.kind is BlockKind.BULLET and made:
            made[-1][1].extend(topic(piece.target) for piece in block.pieces if piece.kind is Inline.LINK)
    return tuple(Chapter(title, tuple(topics)) for title, topics in made)


def topics() -> tuple[Topic, ...]:
    """Every topic once, in the order of the manual."""
    return tuple(each for chapter in chapters() for each in chapter.topics)


@cache
def _lines() -> Sequence[tuple[Topic, str, str, frozenset[str]]]:
    """What is searched: each line squeezed, and the initials of its clauses."""
    return [
        (each, line, name_search.squeezed(line), frozenset(_initials(line)))
        for each in topics()
        for line in (each.title, *(block.text for block in each.blocks))
    ]


def key_lines(each: Topic) -> list[tuple[str, str]]:
    """The keys in a topic's file and what they do; a button without a key has none."""
    headings = [block.text if block.kind is BlockKind.HEADING else "" for block in each.blocks]
    lines = each.blocks[headings.index(KEYS) + 1 :] if KEYS in headings else ()
    return [_key_line(block.pieces) for block in lines]


def _key_line(pieces: tuple[Piece, ...]) -> tuple[str, str]:
    key = pieces[0].text if pieces[0].kind is Inline.KEY else ""
    return key, "".join(piece.text for piece in pieces[bool(key) :]).lstrip("：")


CLAUSE = re.compile(r"[，。：；、（）“”！？\s]+")


def _initials(line: str) -> Iterator[str]:
    for clause in filter(None, CLAUSE.split(line)):
        yield from name_search.initials(clause)


def search(typed: str) -> list[Hit]:
    """Topics that hold what was typed, characters or initials of the pinyin, each once: first those whose title does.
    Nothing typed finds nothing.
    """
    wanted = name_search.squeezed(typed)
    titles: dict[str, Hit] = {}
    others: dict[str, Hit] = {}
    for each, line, plain, letters in _lines() if wanted else ():
        if wanted in plain or (wanted.isascii() and any(wanted in spoken for spoken in letters)):
            is_title = line == each.title
            (titles if is_title else others).setdefault(each.name, Hit(each, "" if is_title else line))
    return [*titles.values(), *(hit for name, hit in others.items() if name not in titles)]
