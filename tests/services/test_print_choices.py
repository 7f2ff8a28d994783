"""On which printer and paper this PC prints what."""

from __future__ import annotations

from pathlib import Path

from desk.core.paper_kinds import PaperKind, Sheet
from desk.services import print_choices
from desk.services.print_choices import PrintChoice


def test_each_kind_of_document_has_its_own(tmp_path: Path) -> None:
    roll = PrintChoice("窗口小票机", Sheet.ROLL.value)
    print_choices.keep(tmp_path, PaperKind.RECEIPT, roll)
    print_choices.keep(tmp_path, PaperKind.REPORT, PrintChoice("大厅 P2040", duplex=True))
    assert print_choices.choice(tmp_path, PaperKind.RECEIPT) == roll
    assert print_choices.choice(tmp_path, PaperKind.REPORT).duplex
    assert print_choices.choice(tmp_path, PaperKind.LABEL) == PrintChoice()


def test_what_cannot_be_read_is_chosen_anew(tmp_path: Path) -> None:
    for content in ("{", '{"receipt": {"sheet": "b9"}}', '{"receipt": 3}', '{"receipt": {"printer": 3, "x": 1}}'):
        (tmp_path / print_choices.PRINTING).write_text(content)
        assert print_choices.choice(tmp_path, PaperKind.RECEIPT) == PrintChoice()
