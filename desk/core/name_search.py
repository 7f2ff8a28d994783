"""How a person is found while typing: every tail of the name, of its readings and of the digits is a token.

A query finds a person when each of its words is a prefix of one of the person's tokens. The tokens live in a
contentless FTS5 table, which answers prefix queries of any length in well under a millisecond.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, islice, product
from typing import Any

from desk.core.plain_text import NARROW
from desk.core.telephones import WHOLE

SHORTEST_DIGITS = 4
MOST_READINGS = 24
"""Names with more combinations of readings than this keep the most usual ones."""

REGION = 6
"""Digits of the region code at the head of an ID number; everybody shares it, so it is not in the tokens."""


def tokens(name: str, number: str, telephone: str) -> set[str]:
    """All that a person can be found by: tails of the name, of the pinyin (zhangsf too), of the initials, of digits."""
    plain = squeezed(name)
    tails = {plain[start:] for start in range(len(plain))}
    for spoken in readings(plain):
        letters = "".join(syllable[0] for syllable in spoken)
        for start, syllable in enumerate(spoken):
            tails.update(("".join(spoken[start:]), letters[start:], syllable + letters[start + 1 :]))
    for digits in re.findall(r"[0-9]+", telephone):
        tails.update(_digit_tails(digits))
    tails.update(_digit_tails(number[REGION:] if len(number) == 18 else number))
    return {searchable(token) for token in tails}


def fitting(names: Iterable[str], typed: str) -> list[str]:
    """Those of some hundred names that can be found by what is typed: name, pinyin or initials, from any place in the
    name. The same as a token of it that begins so, without making all of them at every key.
    """
    wanted = squeezed(typed)
    return [name for name in names if _is_found(squeezed(name), wanted)]


def _is_found(plain: str, wanted: str) -> bool:
    if wanted in plain:
        return bool(plain)
    spoken = _spoken(plain)
    return any(_begins(spoken[start:], wanted) for start, heads in enumerate(_heads(plain)) if wanted[0] in heads)


def _begins(spoken: Sequence[tuple[str, ...]], wanted: str) -> bool:
    """In initials, in full, or a syllable in full and initials after it."""
    if _in_initials(spoken, wanted) or _in_full(spoken, wanted):
        return True
    rest = [wanted[len(syllable) :] for syllable in spoken[0] if wanted.startswith(syllable)]
    return any(_in_initials(spoken[1:], letters) for letters in rest)


def _in_initials(spoken: Sequence[tuple[str, ...]], wanted: str) -> bool:
    return len(wanted) <= len(spoken) and all(
        any(syllable[0] == letter for syllable in each) for letter, each in zip(wanted, spoken, strict=False)
    )


def _in_full(spoken: Sequence[tuple[str, ...]], wanted: str) -> bool:
    if not wanted:
        return True
    return bool(spoken) and any(
        syllable.startswith(wanted) or (wanted.startswith(syllable) and _in_full(spoken[1:], wanted[len(syllable) :]))
        for syllable in spoken[0]
    )


@lru_cache(maxsize=5000)
def _spoken(plain: str) -> tuple[tuple[str, ...], ...]:
    return tuple(map(_syllables, plain))


@lru_cache(maxsize=5000)
def _heads(plain: str) -> tuple[str, ...]:
    """The first letters of each character's readings."""
    return tuple("".join({syllable[0] for syllable in each}) for each in _spoken(plain))


def readings(name: str) -> Iterator[tuple[str, ...]]:
    """Every way to read the name, as syllables; both readings of 多音字."""
    return islice(product(*map(_syllables, name)), MOST_READINGS)


@lru_cache(maxsize=20_000)
def _syllables(character: str) -> tuple[str, ...]:
    if character.isascii():
        return (character.lower(),)
    from pypinyin import Style, pinyin

    spoken = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(dict.fromkeys(spoken[0])) if spoken else (character,)


def initials(text: str) -> set[str]:
    """The initials of every reading of a short text, for finding items and staff."""
    letters = squeezed(text)
    choices = [{s[0] for s in _syllables(c)} for c in letters]
    return {"".join(reading) for reading in islice(product(*choices), MOST_READINGS)}


def holds(text: str, wanted: str) -> bool:
    """Does a short text, or its initials, hold what was typed? ``wanted`` is squeezed."""
    return wanted in squeezed(text) or (wanted.isascii() and any(wanted in letters for letters in initials(text)))


def begins_in_letters(name: str, wanted: str) -> bool:
    """Does a name begin with what was typed, in its initials or in its pinyin? ``wanted`` is squeezed."""
    if any(letters.startswith(wanted) for letters in initials(name)):
        return True
    return any("".join(spoken).startswith(wanted) for spoken in readings(squeezed(name)))


def ids_in_letters(
    typed: str,
    read: Callable[[], Iterable[Sequence[Any]]],
    fits: Callable[[str, str], bool] = begins_in_letters,
) -> list[int]:
    """The ids of those whose name fits letters that were typed. ``read`` gives the ids and names of all there are, some
    hundreds, and is asked for letters only: for anything else an index serves.
    """
    wanted = squeezed(typed)
    if not (wanted.isascii() and wanted.isalpha()):
        return []
    return [id for id, name in read() if fits(name, wanted)]


def spelt(text: str) -> str:
    """A short text in full pinyin, each character in its most usual reading."""
    return "".join(_syllables(c)[0] for c in squeezed(text))


def spellings(text: str) -> tuple[str, ...]:
    """A short text in full pinyin, from each of its characters on."""
    spoken = [_syllables(c)[0] for c in squeezed(text)]
    return tuple("".join(spoken[start:]) for start in range(len(spoken)))


def _digit_tails(digits: str) -> Iterator[str]:
    return (digits[i:].lower() for i in range(max(len(digits) - SHORTEST_DIGITS + 1, 0)))


def squeezed(name: str) -> str:
    """A name as it is compared: lower case, narrow, without spaces, dots and hyphens."""
    return NO_LETTER.sub("", name if name.isascii() else name.translate(NARROW)).lower()


NO_LETTER = re.compile(r"[\W_]")


def searchable(token: str) -> str:
    """FTS5 knows the letters of Unicode 6.1; rarer characters are moved to the private use area, which it keeps."""
    if token.isascii():
        return token
    return "".join(c if ord(c) < 0x2A6D7 else chr(0xE000 + ord(c) % 6400) for c in token)


def words_of(query: str) -> list[str]:
    """The words of what was typed, a number in groups put together, a name and digits typed in one taken apart; digits
    shorter than four find nobody and are left out.
    """
    parts = put_together([part for word in query.split() for part in JOINED.split(squeezed(word))])
    return [word for word in parts if word and not (word.isdigit() and len(word) < SHORTEST_DIGITS)]


JOINED = re.compile(
    r"(?<=[^\x00-\x7f])(?=[0-9]{4})|(?<=[a-z]{2})(?=[0-9]{4})|(?:(?<=[0-9]{4})|(?<=[0-9]{4}x))(?=[^\x00-\x7f])"
)
"""Where a name, or its initials, meets the digits that were typed after or before it without a space."""
DIGITS = re.compile(r"\+?[0-9]+[xX]?")
GROUPED = re.compile(r"[0-9]{6}(?:19|20)[0-9]{2}(?:[0-9]{0,7}|[0-9]{7}[0-9xX])|(?:\+?0{0,2}86)?1[3-9][0-9]{9}")
"""An ID number as far as it is typed, its birth date begun; a mobile number."""
CHINA = re.compile(r"(?:\+|00)?86(?=1[3-9][0-9]{9}$)")


def put_together(typed: list[str]) -> Iterator[str]:
    """The words, groups of digits that are one number as one; without the code of China before a mobile number."""
    for of_digits, group in groupby(typed, lambda word: bool(DIGITS.fullmatch(word))):
        parts = list(group)
        whole = "".join(parts)
        if of_digits and (GROUPED.fullmatch(whole) or (whole[0] in "+0" and WHOLE.fullmatch(whole))):
            parts = [whole]
        yield from (CHINA.sub("", part) for part in parts)


WHOLE_ID = re.compile(r"[0-9]{17}[0-9x]")


def in_tokens(word: str) -> str:
    """A word as the tokens have it: a whole ID number without its region code."""
    return word[REGION:] if WHOLE_ID.fullmatch(word) else word


def match(parts: Iterable[str], *, whole: bool = False) -> str:
    """The FTS5 expression for words that are all to be found, as prefixes or as whole tokens."""
    star = "" if whole else "*"
    return " ".join(f'"{searchable(in_tokens(word))}"{star}' for word in parts)


def behind_region(digits: str, regions: Iterable[str]) -> set[str]:
    """What digits that begin inside a region code leave for behind it; nothing where they fit none of the codes."""
    heads = {region[start:] for region in regions for start in range(REGION)}
    return {digits[len(head) :] for head in heads if digits.startswith(head)} | {
        "" for head in heads if head.startswith(digits)
    }


def region_ranges(digits: str, regions: Iterable[str]) -> list[tuple[str, str]]:
    """ID number ranges [from, to) of the numbers that hold ``digits`` from inside their region code on."""
    ranges = []
    for region in regions:
        for start in range(REGION):
            head = region[start:]
            if digits.startswith(head):
                low = region + digits[len(head) :]
            elif head.startswith(digits):
                low = region
            else:
                continue
            ranges.append((low, low + "\uffff"))
    return ranges
