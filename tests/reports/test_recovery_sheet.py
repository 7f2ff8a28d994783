"""The paper that opens the data file when nobody can sign in."""

from datetime import UTC, datetime

from desk.reports import recovery_sheet
from tests.support.pdf_text import words_of

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_the_recovery_sheet_holds_the_key() -> None:
    text = words_of(recovery_sheet.sheet("中心", "管理员", "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH", NOW))
    assert "AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH" in text
