"""A topic of the manual as the text that Qt shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from PySide6.QtGui import QImageReader

from desk.core.manual import KEYS, Block, BlockKind, Inline, Piece, Topic
from desk.ui.shell.tokens import CAPTION, Tokens

LISTS = {BlockKind.STEP: "ol", BlockKind.BULLET: "ul"}
TAGS = {BlockKind.HEADING: "h3", BlockKind.PARAGRAPH: "p"}
IMAGES = "img"


def of_topic(topic: Topic, keys: Sequence[tuple[str, str]], colours: Tokens, width: int) -> str:
    """``keys`` stand at the end, in place of those in the file, which are everybody's; ``width`` is in pixels."""
    blocks = list(without_keys(topic.blocks))
    parts = [f"<h2>{escape(topic.title)}</h2>"]
    for kind, same in groupby(blocks, key=lambda block: block.kind):
        if kind in LISTS:
            lines = "".join(f"<li style='margin-bottom:4px'>{_inline(block.pieces, colours)}</li>" for block in same)
            parts.append(f"<{LISTS[kind]}>{lines}</{LISTS[kind]}>")
        else:
            parts += [_block(block, colours, width) for block in same]
    if keys:
        parts.append(f"<h3>{escape(KEYS)}</h3>{key_table(keys, colours)}")
    return "".join(parts)


def of_lines(title: str, lines: Sequence[str]) -> str:
    """Plain sentences under a title."""
    shown = "".join(f"<li style='margin-bottom:6px'>{escape(line)}</li>" for line in lines)
    return f"<h2>{escape(title)}</h2><ul>{shown}</ul>"


def without_keys(blocks: Iterable[Block]) -> Iterable[Block]:
    """What stands above the heading of the keys."""
    for block in blocks:
        if block.kind is BlockKind.HEADING and block.text == KEYS:
            return
        yield block


def key_table(keys: Sequence[tuple[str, str]], colours: Tokens) -> str:
    """Keys at the left, what they do beside them."""
    rows = "".join(
        f"<tr><td style='padding:3px 16px 3px 0'>{_cap(key, colours) if key else ''}</td>"
        f"<td style='padding:3px 0'>{escape(purpose)}</td></tr>"
        for key, purpose in keys
    )
    return f"<table cellspacing='0'>{rows}</table>"


def _block(block: Block, colours: Tokens, width: int) -> str:
    if block.picture is None:
        tag = TAGS[block.kind]
        return f"<{tag}>{_inline(block.pieces, colours)}</{tag}>"
    wide = min(QImageReader(str(block.picture)).size().width(), width)
    caption = f"<span style='color:{colours.muted}; font-size:{CAPTION}px'>{escape(block.text)}</span>"
    return f"<p><{IMAGES} src='{escape(block.picture.as_uri())}' width='{wide}'><br>{caption}</p>"


def _inline(pieces: Iterable[Piece], colours: Tokens) -> str:
    return "".join(_piece(piece, colours) for piece in pieces)


def _piece(piece: Piece, colours: Tokens) -> str:
    if piece.kind is Inline.KEY:
        return _cap(piece.text, colours)
    if piece.kind is Inline.ON_SCREEN:
        return f"<b>{escape(piece.text)}</b>"
    if piece.kind is Inline.LINK:
        return f"<a href='{escape(piece.target)}' style='color:{colours.focus}'>{escape(piece.text)}</a>"
    return escape(piece.text)


def _cap(key: str, colours: Tokens) -> str:
    look = f"background-color:{colours.press}; color:{colours.text}; font-size:{CAPTION}px"
    return f"<span style='{look}'>&nbsp;{escape(key)}&nbsp;</span>"
