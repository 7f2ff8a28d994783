"""Every paper is declared once, and what is declared is there.

Papers were once told five times (command line, window, demo, README, tests), and no two lists were the same.
"""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys

import pytest

from desk.reports import registry
from desk.reports.kit.declaration import REQUIRED, Format, Input, InputKind, Paper
from tests.support.source import ROOT, files, modules

VALUES = {InputKind.DAY: "YYYY-MM-DD", InputKind.MONTH: "YYYY-MM", InputKind.YEAR: "YYYY", InputKind.POSITION: "N"}
ARGUMENTS = {InputKind.DAY: "DATE", InputKind.MONTH: "YYYY-MM", InputKind.YEAR: "YYYY"}
HOW_MANY = {InputKind.SPAN: 2}
"""Arguments of a maker for one input; a span is two."""


def usage(paper: Paper) -> str:
    """The paper's line in the README: arguments, file, options."""
    arguments = [argument(each) for each in paper.takes if each.default is REQUIRED]
    options = [option(each) for each in paper.takes if each.default is not REQUIRED]
    files = "|".join(f"F{wanted.suffix}" for wanted in paper.makers)
    return " ".join(["desk report", paper.identifier, *arguments, f"-o {files}", *options])


def argument(asked: Input) -> str:
    if asked.kind is InputKind.SPAN:
        return "--from YYYY-MM-DD --to YYYY-MM-DD"
    return ARGUMENTS.get(asked.kind, asked.name.upper())


def option(asked: Input) -> str:
    if asked.kind is InputKind.FLAG:
        return f"[--{asked.name}]"
    value = "|".join(asked.choices) if asked.choices else VALUES.get(asked.kind, asked.name.upper())
    return f"[--{asked.name} {value}]"


def test_the_readme_has_a_line_for_every_paper_of_the_command_line() -> None:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    told = [line for line in lines if line.startswith("desk report ")]
    assert sorted(told) == sorted(usage(paper) for paper in registry.PAPERS if paper.command)


def test_no_two_papers_share_a_name_or_a_title() -> None:
    assert len(registry.BY_IDENTIFIER) == len(registry.PAPERS)
    assert len({paper.title for paper in registry.PAPERS}) == len(registry.PAPERS)


@pytest.mark.parametrize("paper", registry.PAPERS, ids=lambda paper: paper.identifier)
def test_every_maker_is_there_and_takes_what_is_declared(paper: Paper) -> None:
    for wanted, maker in paper.makers.items():
        many = sum(arguments_of(each) for each in paper.takes if each.counts_for(wanted))
        inspect.signature(maker.load()).bind("work", *range(many), *(["files"] if maker.files else []))


def test_every_maker_writes_in_the_language_of_the_record() -> None:
    """A clerk who reads the window in English prints for a district that does not."""
    wrong = []
    for where in sorted({maker.where for paper in registry.PAPERS for maker in paper.makers.values()}):
        module, _colon, name = where.partition(":")
        tree = modules()[f"{module.replace('.', '/')}.py"]
        made = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name)
        if "on_record()" not in map(ast.unparse, made.decorator_list):
            wrong.append(where)
    assert wrong == []


def arguments_of(asked: Input) -> int:
    return HOW_MANY.get(asked.kind, 1)


def test_every_module_that_makes_a_paper_is_declared() -> None:
    """A file that is named as a paper's is some paper's, so that none is forgotten in the registry."""
    makers = {maker.where.partition(":")[0] for paper in registry.PAPERS for maker in paper.makers.values()}
    endings = tuple(f"_{kind}.py" for kind in ("pdf", "workbook", *(wanted.value for wanted in Format)))
    named = [path for path in files("desk/reports") if path.name.endswith(endings)]
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in named if path.parent.name != "kit"}
    assert modules - makers == set() and len(modules) > 20


def test_the_command_line_starts_without_what_draws_papers() -> None:
    """Half a second at every command otherwise."""
    script = "import sys, desk.cli.reports; print([name for name in ('reportlab', 'openpyxl') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == "[]", done.stderr


PAST_THE_REGISTRY = {
    "desk.reports.recovery_sheet": "printed while the data file is made, or its key is changed",
    "desk.reports.activities.calendar_text:news": "words for the clipboard, no paper of a month",
}
"""What the window takes from a maker's module all the same, and why."""


def test_the_window_has_its_papers_made_by_the_registry() -> None:
    """Thirty pages called the makers themselves: a paper's permission or its input then had to be known in each."""
    makers = {
        maker.where.partition(":")[0]
        for paper in registry.PAPERS
        for maker in filter(None, (*paper.makers.values(), paper.stream))
    }
    past = {
        name if name in makers else f"{module}:{alias.name}"
        for path in sorted((ROOT / "desk" / "ui").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
        for module, name in [(node.module, f"{node.module}.{alias.name}")]
        if name in makers or module in makers
    }
    assert past == set(PAST_THE_REGISTRY)


def test_a_stream_is_there() -> None:
    assert all(callable(paper.stream.load()) for paper in registry.PAPERS if paper.stream)
