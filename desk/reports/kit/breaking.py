"""Where a line of a paper may end 断行: between words, never inside a number, a Latin word or a Chinese word.

Chinese has no spaces. The words of this field stand in ``resources/words/typesetting.txt``; what is not there is
broken between any two characters, as every printer does it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from desk.core.resources import RESOURCES
from desk.reports.kit import fonts

WORDS = RESOURCES / "words" / "typesetting.txt"
LONGEST = 6
"""Characters of the longest word that is kept whole."""
CLOSING = "，。；：、）】》〉”’！？…—,.;:!?)"
"""These never begin a line; one of them hangs over the edge of its own."""
OPENING = "（【《〈“‘("
"""These never end a line."""
MEASURES = "分钟|小时|毫米|年度|[个人次步分秒年月日时天岁张台项件条元格起场组支名把辆部盒包册级楼层]"
_ATOM = re.compile(
    r"\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日"
    rf"|第? ?\d[\d,.:+-]*(?: ?(?:{MEASURES}))"
    r"|[\x21-\x27\x29-\x7e]+(?:[—–×·][\x21-\x27\x29-\x7e]+)*"
)
"""A date, a number with what it counts, a Latin word, a telephone."""


@cache
def known_words() -> frozenset[str]:
    """The words of the list, read once."""
    lines = WORDS.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _begins_known_word(character: str) -> bool:
    return any(word.startswith(character) for word in known_words())


@lru_cache(maxsize=1024)
def units(text: str) -> tuple[str, ...]:
    """The text in pieces that stay whole; closing marks and spaces end one, opening marks begin one.

    Remembered, as a paper asks for the same text when it looks for the width, wraps it and parts it over two pages.
    """
    made: list[str] = []
    opening = ""
    for atom in _atoms(text):
        if atom in OPENING:
            opening += atom
        elif (atom in CLOSING or atom.isspace()) and made and not opening:
            made[-1] += atom
        else:
            made.append(opening + atom)
            opening = ""
    return (*made, opening) if opening else tuple(made)


def _atoms(text: str) -> Iterator[str]:
    place = 0
    while place < len(text):
        latin = _ATOM.match(text, place)
        atom = latin[0] if latin else _known_word_or_character(text, place)
        yield atom
        place += len(atom)


def _known_word_or_character(text: str, place: int) -> str:
    if _begins_known_word(text[place]):
        for end in range(min(place + LONGEST, len(text)), place + 1, -1):
            if text[place:end] in known_words():
                return text[place:end]
    return text[place]


def advance_of(text: str, font: str) -> float:
    """Width of a text at size 1."""
    return sum(fonts.advance(character, font) for character in text)


@lru_cache(maxsize=8192)
def unit_advance(unit: str, font: str) -> float:
    """The same, remembered: the few hundred units and short texts of a paper come again and again."""
    return advance_of(unit, font)


@lru_cache(maxsize=8192)
def least_advance(unit: str, font: str) -> float:
    """Of a unit at the end of a line: without its spaces and one mark, which hangs over the edge."""
    bare = unit.rstrip()
    return advance_of(bare[:-1] if len(bare) > 1 and bare[-1] in CLOSING else bare, font)


def widest_unit(text: str, font: str, size: float) -> float:
    """Points that a column needs so that nothing in this text is broken inside."""
    return max((least_advance(unit, font) for unit in units(text)), default=0.0) * size


def wrapped(text: str, font: str, size: float, width: float) -> list[str]:
    """Lines that fit into ``width`` points, broken between words; a word that fits on no line is broken after all.

    One character is not left alone on the last line.
    """
    room = width / size
    text = text.replace("\n", " ")
    if len(text) < 40 and advance_of(text, font) <= room:
        return [text]
    lines: list[list[str]] = [[]]
    used = 0.0
    for unit in _fitting(units(text), font, room):
        if lines[-1] and used + least_advance(unit, font) > room:
            lines.append([])
            used = 0.0
        lines[-1].append(unit)
        used += unit_advance(unit, font)
    _keep_company(lines, font, room)
    return ["".join(line).strip() for line in lines] or [""]


def _fitting(pieces: Iterable[str], font: str, room: float) -> Iterator[str]:
    """The pieces, with those wider than a line in single characters."""
    for piece in pieces:
        if least_advance(piece, font) <= room:
            yield piece
        else:
            yield from piece


def _keep_company(lines: list[list[str]], font: str, room: float) -> None:
    """Where the last line is one character, the word before it comes down as well."""
    if len(lines) < 2 or len(lines[-2]) < 2:
        return
    last = "".join(lines[-1]).strip()
    if len(last.rstrip(CLOSING)) == 1 and advance_of(lines[-2][-1] + last, font) <= room:
        lines[-1].insert(0, lines[-2].pop())
