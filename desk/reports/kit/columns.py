"""How wide the columns of a table are: as they were meant, but none so narrow that a word or a heading breaks."""

from __future__ import annotations

from collections.abc import Sequence

from desk.reports.kit import fonts
from desk.reports.kit.breaking import advance_of, widest_unit

LOOKED_AT = 600
"""So many rows of a long table are looked at for their widths."""
LEAST = 0.8
"""So small, as a share of their size, the letters of a table may become before a word in it breaks."""
LONGEST_KEPT = 12
"""A number or Latin word of more than so many squares is no word any more, and may break."""
A_LITTLE = 1.01
"""What is measured is taken a little wider, so that rounding breaks no word."""


def settled(
    heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], size: float, padding: float
) -> tuple[list[float], float]:
    """The widths, in points, and the size of the letters. ``padding``: what of a column's width is no room for text.

    A column with room to spare gives to one that lacks it: first so much that no word breaks, then that cells need
    one line only. A column of empty cells, to be written in by hand, keeps its width. Where the words do not fit even
    so, all letters become a little smaller.
    """
    total, gaps = sum(widths), padding * len(widths)
    chosen = rows[:: len(rows) // LOOKED_AT + 1]
    least, whole = _needs(heads, chosen)
    if sum(least) * size > total - gaps:
        size = max(size * LEAST, (total - gaps) / sum(least))
    low = [unit * size + padding for unit in least]
    if sum(low) >= total:
        return [total * each / sum(low) for each in low], size
    wanted = [unit * size + padding for unit in whole]
    to_write_in = [not any(row[at] for row in chosen) for at in range(len(heads))]
    roomy = [max(wide, each) if empty else each for wide, each, empty in zip(widths, low, to_write_in, strict=True)]
    low = roomy if sum(roomy) < total else low
    return _shared(widths, low, [max(pair) for pair in zip(low, wanted, strict=True)]), size


def _needs(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[list[float], list[float]]:
    """For each column, at size 1: the widest piece that stays whole, its heading being one, and the widest cell."""
    least, whole = [], []
    for at, head in enumerate(heads):
        texts = {row[at] for row in rows}
        title = advance_of(head, fonts.BOLD)
        pieces = (min(widest_unit(text, fonts.BOLD, 1), LONGEST_KEPT) for text in texts)
        least.append(A_LITTLE * max([title, *pieces]))
        lines = (line for text in texts for line in text.split("\n"))
        whole.append(A_LITTLE * max([title, *(advance_of(line, fonts.BODY) for line in lines)]))
    return least, whole


def _shared(widths: Sequence[float], low: Sequence[float], wanted: Sequence[float]) -> list[float]:
    """As many points as there are, shared so that each column has its least, and what it wants as far as that goes."""
    total = sum(widths)
    given = [max(least, min(wide, want)) for wide, least, want in zip(widths, low, wanted, strict=True)]
    over = sum(given) - total
    if over > 0:
        part = (total - sum(low)) / (sum(given) - sum(low))
        return [least + (each - least) * part for each, least in zip(given, low, strict=True)]
    for goal in (wanted, widths):
        lack = [max(need - each, 0.0) for need, each in zip(goal, given, strict=True)]
        if sum(lack) > 0:
            part = min((total - sum(given)) / sum(lack), 1.0)
            given = [each + more * part for each, more in zip(given, lack, strict=True)]
    rest = total - sum(given)
    return [each + rest * wide / total for each, wide in zip(given, widths, strict=True)]
