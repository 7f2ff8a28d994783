"""``desk report``: a command for every paper of the registry, as the kind of file that the ending of its name says."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from desk.cli import base, choices
from desk.cli.base import app, day_of, month_of, span_of
from desk.core.words import _
from desk.reports import registry
from desk.reports.kit.declaration import REQUIRED, Format, Input, InputKind, Paper

papers = typer.Typer(help="Papers for the manager and the district.")
app.add_typer(papers, name="report")

TYPES: Mapping[InputKind, type] = {
    InputKind.YEAR: int,
    InputKind.ID: int,
    InputKind.POSITION: int,
    InputKind.FLAG: bool,
}
"""What typer reads; text where nothing stands here."""
HELP = {InputKind.DAY: "YYYY-MM-DD", InputKind.MONTH: "YYYY-MM", InputKind.YEAR: "YYYY"}
LIMITS: Mapping[InputKind, tuple[int, int | None]] = {InputKind.YEAR: (2000, 2100), InputKind.POSITION: (1, None)}
SPAN = (("first", "--from"), ("last", "--to"))
"""A span is two options."""


def _parameters(asked: Input) -> list[inspect.Parameter]:
    """What typer is told of an input: an argument where it has no default, else an option."""
    if asked.kind is InputKind.SPAN:
        return [_parameter(name, str, typer.Option(option, help=HELP[InputKind.DAY])) for name, option in SPAN]
    help = asked.help or HELP[asked.kind]
    least, most = LIMITS.get(asked.kind, (None, None))
    kind = asked.choices or TYPES.get(asked.kind, str)
    more = choices.of(asked.choices) if asked.choices else {"min": least, "max": most}
    if asked.default is REQUIRED:
        return [_parameter(asked.name, kind, typer.Argument(help=help, **more))]
    option = typer.Option(f"--{asked.name}", help=help, **more)
    return [_parameter(asked.name, kind, option, asked.default or kind())]


def _parameter(name: str, kind: type, described: Any, default: Any = inspect.Parameter.empty) -> inspect.Parameter:
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, described]
    )


def _value(asked: Input, typed: Mapping[str, Any]) -> Any:
    """What was typed as the paper takes it. Raises ``BadParameter`` for what is no day, month or span."""
    if asked.kind is InputKind.SPAN:
        return span_of(*(typed[name] for name, _option in SPAN))
    given = typed[asked.name]
    if asked.kind is InputKind.DAY:
        return day_of(given) if given or asked.default is REQUIRED else None
    return month_of(given) if asked.kind is InputKind.MONTH else given


def _command(paper: Paper) -> Callable[..., None]:
    """The function behind one command; its signature is what typer reads."""

    def write(output: Path, **typed: Any) -> None:
        values = {asked.name: _value(asked, typed) for asked in paper.takes}
        base.require_output(output, *(each.suffix for each in paper.makers))
        wanted = Format(output.suffix.lower().removeprefix("."))
        _refuse_elsewhere(paper, wanted, values)
        print("\n".join(_written(paper, wanted, values, output)))

    endings = [each.suffix for each in paper.makers]
    named = " or ".join(filter(None, (", ".join(endings[:-1]), endings[-1])))
    article = "An" if endings[0] == Format.XLSX.suffix else "A"
    output = _parameter("output", Path, typer.Option("-o", help=f"{article} {named} file."))
    asked_for = [each for asked in paper.takes for each in _parameters(asked)]
    signature = inspect.Signature(
        sorted([*asked_for, output], key=lambda each: each.default is not inspect.Parameter.empty)
    )
    write.__signature__ = signature  # type: ignore[attr-defined]
    write.__annotations__ = {name: each.annotation for name, each in signature.parameters.items()}
    return write


def _refuse_elsewhere(paper: Paper, wanted: Format, values: Mapping[str, Any]) -> None:
    """Raises ``BadParameter`` for what was given although it belongs to another format."""
    for asked in paper.takes:
        if asked.refusal and values[asked.name] != asked.default and not asked.counts_for(wanted):
            raise typer.BadParameter(_(asked.refusal))


def _written(paper: Paper, wanted: Format, values: Mapping[str, Any], output: Path) -> list[str]:
    """Make the paper and put it in its place; lines that say so."""
    from desk.reports.kit.sheets import write_file

    with base.opened() as desk, desk.write() if paper.record else desk.read() as work:
        write_file(output, paper.make(work, wanted, values, desk.files))
        recorded = paper.record(work, values) if paper.record else ""
    return list(filter(None, (_("Written: {file}", file=output), recorded)))


for _paper in registry.PAPERS:
    if _paper.command:
        papers.command(_paper.identifier, help=_paper.about)(_command(_paper))
