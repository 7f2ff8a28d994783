"""SQL stands in one place, in words that every engine knows.

The books were once written for SQLite alone: GLOB, instr, sums of conditions, json_each, upserts of its dialect, and
cards read by the position of 35 columns, one of which was once added in the middle. A trial on PostgreSQL found 29
files to change for words that cost nothing to avoid. So the books speak SQLAlchemy Core; SQL as text stays where it was
measured to matter, and the window, the papers and the command line ask the books.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Set
from pathlib import Path

from tests.support.source import ROOT, files, nodes, parsed

DESK = ROOT / "desk"
ONLY_SQLITE = {
    "GLOB": r"\bGLOB\b",
    "instr": r"\binstr\(",
    "iif": r"\biif\(",
    "sum of a condition": r"\bsum\([^()]*(?:[=<>]|\bIS\b|\bIN\b|\bAND\b)",
    "IS NOT (SELECT)": r"\bIS NOT \(",
    "printf": r"\bprintf\(",
    "strftime": r"\bstrftime\(",
    "julianday": r"\bjulianday\(",
    "group_concat": r"\bgroup_concat\(",
    "json": r"\bjson_(?:each|extract|group_array|group_object|array_length)\(",
    "max or min of several values": r"\b(?:max|min)\([^()]*,",
    "total": r"\btotal\(",
    "ifnull": r"\bifnull\(",
    "LIMIT -1": r"LIMIT -1",
    "a flag beside 1": r"\b(?:AND|WHERE) 1\b",
    "INSERT OR": r"\bINSERT OR\b",
    "rowid": r"\browid\b",
}
FUNCTIONS = frozenset("instr iif printf strftime julianday group_concat json_each json_extract total ifnull".split())

BUILDERS = {"select", "insert", "update", "delete", "text"}
MEASURED = {
    "books/incidents/chain.py": "the walk along the chain of a whole book, each entry with its hash",
    "core/audit.py": "the end of the chain, asked in every action while it holds the write lock",
    "books/catalogue/items.py": "one item, read in every registration",
    "books/residents/queries.py": "one person, read in every registration",
    "books/visits/registering.py": "whether the same was registered a moment ago, asked in every registration",
    "books/staff/queries.py": "whether the signed-in person still may, asked at every key press",
}
"""SQL as text that stays in the core and the books, and why. Search and numbering stand in desk/storage."""


READ_IN_QUERIES = (
    "books/visits",
    "books/submissions",
    "books/own_figures",
    "books/report_forms",
    "books/district",
)
"""Books of which every SELECT stands in a module whose name ends with ``queries``, or among the invariants, which are
SELECTs by what they declare."""


def sql(tree: ast.AST) -> Iterator[str]:
    """The texts of a module that speak SQL, an f-string with {} for what is put in. Docstrings are not among them."""
    told = {id(node.value) for node in nodes(tree) if isinstance(node, ast.Expr)}
    parts = {id(part) for node in nodes(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in nodes(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not {id(node)} & (told | parts):
            yield node.value


def modules(*rooms: str) -> Iterator[tuple[str, ast.Module]]:
    """The modules of some rooms by their paths in ``desk``."""
    for path in files(*(f"desk/{room}" for room in rooms)):
        yield path.relative_to(DESK).as_posix(), parsed(path)


def sqlite_words(tree: ast.Module) -> set[str]:
    """What a module says that only SQLite knows, in text, through ``func``, or by its dialect."""
    words = {word for each in sql(tree) for word, pattern in ONLY_SQLITE.items() if re.search(pattern, each)}
    for node in nodes(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy.dialects"):
            words.add("a dialect")  # PostgreSQL's own words run on SQLite too, and nowhere else
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of_func, name = isinstance(node.func.value, ast.Name) and node.func.value.id == "func", node.func.attr
            if of_func and (name in FUNCTIONS or (name in ("max", "min") and len(node.args) > 1)):
                words.add(f"func.{name}")
    return words


def asks(tree: ast.Module) -> bool:
    """Does a module hold a question in SQL as text?"""
    return any(re.search(r"\bSELECT\b", each) for each in sql(tree))


def builds(tree: ast.Module, builders: Set[str] = BUILDERS) -> bool:
    """Does a module build statements itself?"""
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "sqlalchemy"
        and {each.name for each in node.names} & builders
        for node in nodes(tree)
    )


def test_books_and_services_speak_to_every_engine() -> None:
    words = {file: found for file, tree in modules("books", "core", "services") if (found := sqlite_words(tree))}
    assert not words


def test_sql_stays_text_only_where_it_was_measured() -> None:
    assert {file for file, tree in modules("books", "core", "services") if asks(tree)} == MEASURED.keys()


def test_a_book_reads_in_its_queries_alone() -> None:
    reading = {file for file, tree in modules(*READ_IN_QUERIES) if builds(tree, {"select"})}
    assert {Path(file).stem for file in reading} >= {"queries", "hall_queries", "figure_queries"}
    assert not {file for file in reading if not Path(file).stem.endswith(("queries", "invariants"))}


def test_nothing_above_the_books_asks_the_database_itself() -> None:
    above = modules("ui", "cli", "reports", "services")
    assert not {file for file, tree in above if asks(tree) or builds(tree)}


def test_the_rule_knows_what_it_looks_for() -> None:
    wrong = """
def f(n):
    "A docstring may say SELECT and GLOB."
    return f"SELECT sum(state = 'left'), max(began, {n}) FROM visits WHERE name" " GLOB ? LIMIT -1"
"""
    assert sqlite_words(ast.parse(wrong)) == {"GLOB", "LIMIT -1", "max or min of several values", "sum of a condition"}
    assert asks(ast.parse(wrong))
    assert sqlite_words(ast.parse("func.max(a, b)")) == {"func.max"}
    assert builds(ast.parse("from sqlalchemy import Connection, select")) and not builds(ast.parse("select(1)"))
    assert sqlite_words(ast.parse("from sqlalchemy.dialects.postgresql import insert")) == {"a dialect"}
    assert not sqlite_words(ast.parse("func.max(a)")) and not asks(ast.parse('"""SELECT"""'))
