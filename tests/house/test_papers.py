"""Every paper is declared once, and what is declared is there.

Papers were once told five times (command line, window, demo, README, tests), and no two lists were the same.
"""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from collections.abc import Iterator

import pytest

from desk.reports import registry
from desk.reports.kit.declaration import REQUIRED, Format, Input, InputKind, Paper
from tests.support.source import ROOT, calls, definitions, files, modules, nodes

VALUES = {InputKind.DAY: "YYYY-MM-DD", InputKind.MONTH: "YYYY-MM", InputKind.YEAR: "YYYY", InputKind.POSITION: "N"}
ARGUMENTS = {InputKind.DAY: "DATE", InputKind.MONTH: "YYYY-MM", InputKind.YEAR: "YYYY"}
PAPERS = "desk.reports"
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


OWN_COMMANDS = ("desk report district ", "desk report form ", "desk report forms", "desk report submitted")
"""What does more than make a paper, and has its own file in the command line."""


def test_the_readme_has_a_line_for_every_paper_of_the_command_line() -> None:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    told = [line for line in lines if line.startswith("desk report ") and not line.startswith(OWN_COMMANDS)]
    assert sorted(told) == sorted(usage(paper) for paper in registry.PAPERS if paper.command)


def test_no_two_papers_share_a_name_or_a_title() -> None:
    assert len(registry.BY_IDENTIFIER) == len(registry.PAPERS)
    assert len({paper.title for paper in registry.PAPERS}) == len(registry.PAPERS)


@pytest.mark.parametrize("paper", registry.PAPERS, ids=lambda paper: paper.identifier)
def test_every_maker_is_there_and_takes_what_is_declared(paper: Paper) -> None:
    for wanted, maker in paper.makers.items():
        many = sum(arguments_of(each) for each in paper.takes if each.counts_for(wanted))
        given = ("work", *range(many), *(["files"] if maker.files else []))
        try:
            bound = inspect.signature(maker.load()).bind(*given).args
        except TypeError as misfit:
            pytest.fail(f"{paper.identifier}, {wanted.name}: {misfit}")
        assert bound == given


SHOWN_ON_SCREEN = {
    "desk.reports.cases.papers:of_state": "which declared paper a state has",
    "desk.reports.forms.filling:shown": "what stands where, for the eye; the file itself is on record",
    "desk.reports.kit.pages:opened": "a page that is there already, for the eye",
    "desk.reports.kit.sheets:write_file": "bytes into a file",
    "desk.reports.registry:paper": "looks a declaration up",
}
"""Functions of the papers that make none, and what others want of them."""


def called_from_outside() -> set[str]:
    """Every function of the papers that the rest of the program takes, as ``module:function``; the types and tables
    beside them write nothing.
    """
    functions = {
        f"{dotted(path)}:{name}"
        for path, tree in modules("desk/reports").items()
        for name, node in definitions(tree)
        if isinstance(node, ast.FunctionDef) and "." not in name
    }
    return functions & {
        name for path, tree in modules().items() if not path.startswith("desk/reports/") for name in taken_from(tree)
    }


def taken_from(tree: ast.Module) -> Iterator[str]:
    """What a module takes from the papers: functions that it imports, and those of the modules that it imports."""
    taken: dict[str, str] = {}
    for node in nodes(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(PAPERS):
            for each in node.names:
                yield f"{node.module}:{each.name}"
                taken[each.asname or each.name] = f"{node.module}.{each.name}"
        elif isinstance(node, ast.Import):
            taken |= {each.asname or each.name: each.name for each in node.names if each.name.startswith(PAPERS)}
    for node in nodes(tree):
        if isinstance(node, ast.Attribute) and (module := taken.get(ast.unparse(node.value))):
            yield f"{module}:{node.attr}"


def dotted(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".")


def test_what_others_take_from_the_papers_is_seen() -> None:
    ways = """
from desk.reports import recovery_sheet
from desk.reports.kit.sheets import write_file as write
import desk.reports.figures.month_pdf
def make(): return recovery_sheet.sheet(), desk.reports.figures.month_pdf.pdf()
"""
    assert {"desk.reports.recovery_sheet:sheet", "desk.reports.kit.sheets:write_file"} < set(
        taken_from(ast.parse(ways))
    )
    assert "desk.reports.figures.month_pdf:pdf" in taken_from(ast.parse(ways))
    assert "desk.reports.figures.month_workbook:from_figures" in called_from_outside(), "what is handed in"


def test_whatever_makes_a_paper_writes_in_the_language_of_the_record() -> None:
    """A clerk who reads the window in English prints for a district that does not. What is declared, what streams, and
    what the program takes past the registry: the file that was handed in did not.
    """
    declared = [made for paper in registry.PAPERS for made in (*paper.makers.values(), paper.stream) if made]
    taken = called_from_outside()
    assert set(SHOWN_ON_SCREEN) <= taken, "an exception that is none any more"
    makers = {maker.where for maker in declared} | taken - set(SHOWN_ON_SCREEN)
    assert {where for where in makers if not is_on_record(where)} == set()


def is_on_record(where: str) -> bool:
    module, _colon, name = where.partition(":")
    made = dict(definitions(modules()[f"{module.replace('.', '/')}.py"]))[name]
    return "on_record()" in map(ast.unparse, made.decorator_list)


def arguments_of(asked: Input) -> int:
    return HOW_MANY.get(asked.kind, 1)


def test_no_page_names_a_file_in_the_language_of_the_window() -> None:
    """Ten pages once offered an English name for a Chinese paper. A paper's name is asked of its declaration
    (``papers.name``, ``papers.file_name``); what is no paper is named by its number or date."""
    named = [
        f"{file}:{call.lineno}"
        for file, call, name in calls()
        if name in ("save_as", "ask_path", "Preview", "file_name") and not file.startswith("desk/ui/widgets/save_as")
        for word in ast.walk(call)
        if isinstance(word, ast.Call) and getattr(word.func, "id", "") in ("_", "P_")
    ]
    assert named == []


def test_every_module_that_makes_a_paper_is_declared() -> None:
    """A file that is named as a paper's is some paper's, so that none is forgotten in the registry."""
    makers = {maker.where.partition(":")[0] for paper in registry.PAPERS for maker in paper.makers.values()}
    endings = tuple(f"_{kind}.py" for kind in ("pdf", "workbook", *(wanted.value for wanted in Format)))
    named = [path for path in files("desk/reports") if path.name.endswith(endings)]
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in named if path.parent.name != "kit"}
    assert modules - makers == set() and len(modules) > 20


def test_the_command_line_starts_without_what_draws_papers() -> None:
    """Half a second at every command otherwise."""
    heavy = "('reportlab', 'openpyxl', 'xlsxwriter')"
    script = f"import sys, desk.cli.reports; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == "[]", done.stderr


PAST_THE_REGISTRY = {
    "desk.reports.activities.calendar_text:news": "words for the clipboard, no paper of a month",
    "desk.reports.cases.details_workbook:visits": "the command that exports; it has arguments of its own",
    "desk.reports.figures.month_pdf:from_figures": "a file that is handed in, of figures counted already",
    "desk.reports.figures.month_workbook:from_figures": "the file that is handed in, of figures counted already",
    "desk.reports.recovery_sheet:sheet": "printed while the data file is made, or its key is changed",
    "desk.reports.roster.roster_notice:text": "the command that publishes shows what will be pasted",
}
"""What the rest of the program takes from a maker's module all the same, and why."""


def test_papers_are_made_by_the_registry() -> None:
    """Thirty pages called the makers themselves: a paper's permission or its input then had to be known in each."""
    makers = {
        maker.where.partition(":")[0]
        for paper in registry.PAPERS
        for maker in filter(None, (*paper.makers.values(), paper.stream))
    }
    past = {where for where in called_from_outside() if where.partition(":")[0] in makers}
    assert past == set(PAST_THE_REGISTRY)


def test_a_stream_is_there() -> None:
    assert all(callable(paper.stream.load()) for paper in registry.PAPERS if paper.stream)
