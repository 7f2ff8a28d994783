"""Small files and small functions: what fits on a screen is read, what does not is searched.

The limits are 400 lines a file and 40 a function. The formatter writes one argument a line, and by that some functions
came out longer; they stand in the table with the length that they had on that day. A table like this has one
direction: whoever touches such a function makes it shorter, and its number goes down or its line away.
"""

from __future__ import annotations

import ast

from tests.support.source import ROOT, definitions, files, modules

FILE, FUNCTION = 400, 40


def differences(lengths: dict[str, int], allowed: dict[str, int], limit: int) -> list[str]:
    """What is longer than it may be, and what stands in the table though it need not any more."""
    said = [
        f"{name} has {lines} lines, at most {allowed.get(name, limit)} are allowed"
        for name, lines in sorted(lengths.items())
        if lines > allowed.get(name, limit)
    ]
    said += [
        f"{name} is not longer than {limit} lines (any more): its line in tests/house/test_sizes.py goes"
        for name in sorted(allowed)
        if lengths.get(name, 0) <= limit
    ]
    return said


def test_no_file_is_long() -> None:
    lengths = {file: (ROOT / file).read_text("utf-8").count("\n") for file in modules()}
    assert differences(lengths, {}, FILE) == []


def test_no_function_is_long() -> None:
    lengths = {
        f"{file}:{name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for file, tree in modules().items()
        for name, node in definitions(tree)
        if isinstance(node, ast.FunctionDef)
    }
    assert differences(lengths, {}, FUNCTION) == []


def test_the_formatter_is_rarely_told_to_keep_away() -> None:
    """Once 508 lines were laid out by hand, and 506 were wider than the screen of the PC at the counter."""
    sources = files("desk", "tests")
    marks = [path for path in sources for _line in range(path.read_text("utf-8").count("# fmt: " + "skip"))]
    assert len(marks) <= 20, sorted({path.relative_to(ROOT).as_posix() for path in marks})
