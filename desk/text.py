"""What is text 文字 in a data file: the one gate through which everything typed, imported or given as an argument goes.

Word, PDF readers and scanners paste characters that are no text: control characters, halves of surrogate pairs, the
two code points that stand for no character, and those that turn the order of what follows. A workbook with one of the
first does not open, and with one of the last it reads otherwise than it was typed, so none gets in. What a person
can see stays as it was typed, full-width punctuation too; only the same letter has the same code points (NFC).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

REORDERING = r"\u202a-\u202e\u2066-\u2069"
"""What turns the direction of the letters after it: a title with one of them is printed in another order than typed."""
NO_TEXT = r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"
"""Control characters save for tabs and line ends, and what is no character at all."""
LINE_END = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
"""What ends a line besides \\n: of other machines, and of Word inside a paragraph."""
FORBIDDEN = re.compile(rf"[{NO_TEXT}{REORDERING}]")
ODD = re.compile(rf"[{NO_TEXT}{REORDERING}\t\r\x0b\x0c\x85\u2028\u2029\ud800-\udfff]")
SURROGATE = re.compile("[\ud800-\udfff]")


def mended(typed: str) -> str:
    """A text as it is kept: no control characters, nothing that reorders, line ends as \\n, halves of pairs put
    together or dropped, NFC.
    """
    if typed.isprintable():  # so is nothing that is odd, and nearly all that comes
        return typed if typed.isascii() else unicodedata.normalize("NFC", typed)
    text = _without_odd(typed) if ODD.search(typed) else typed
    return unicodedata.normalize("NFC", text)


def _without_odd(typed: str) -> str:
    whole = typed
    if SURROGATE.search(typed):
        pairs = typed.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        whole = SURROGATE.sub("", pairs)
    return FORBIDDEN.sub("", LINE_END.sub("\n", whole).replace("\t", " "))


def mended_content(content: Any) -> Any:
    """The same for every text in lists and mappings, names of members too."""
    if isinstance(content, str):
        return mended(content)
    if isinstance(content, Mapping):
        return {mended_content(name): mended_content(value) for name, value in content.items()}
    if isinstance(content, list | tuple):
        return [mended_content(value) for value in content]
    return content


def printable(written: str) -> str:
    """For what leaves the program, where a sealed log may hold what today's gate keeps out: line ends stay."""
    return FORBIDDEN.sub("", SURROGATE.sub("", LONE_RETURN.sub("\n", written)))


LONE_RETURN = re.compile(r"\r(?!\n)|[\x0b\x0c]")
