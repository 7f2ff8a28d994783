"""Days off as they are typed, a span on a line."""

import pytest

from desk.ui.settings.days import marks_in


@pytest.mark.parametrize(
    "line", ["春节 休", "2028-01-29", "2028-01-29 休 班", "2028-02-30 休", "2028-02-04 至 2028-01-29 休"]
)
def test_a_line_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(Exception, match="第2行"):
        marks_in("2028-01-01 休\n" + line)
