"""The command line ``desk``: one command per job a manager may want to schedule.

Exit codes: 0 fine, 1 failed (one clear line on stderr), 2 wrong use or rejected rows.
"""

from __future__ import annotations

import os
import sys

from desk.core.errors import DeskError
from desk.core.os_errors import os_failure
from desk.core.words import _


def _load_commands() -> None:
    """Each module adds its commands as it is loaded."""
    from desk.cli import (  # noqa: F401
        about,
        bookings,
        calendar,
        commands,
        data,
        district,
        district_reports,
        figures,
        incidents,
        keys,
        orders,
        points,
        report_forms,
        reports,
        roster,
        whole_tables,
    )


def main() -> None:
    """The console command."""
    from desk.cli.base import app
    from desk.core.core_dumps import no_core_dumps

    _load_commands()
    no_core_dumps()
    os.umask(0o077)  # what the desk writes is its owner's alone, wherever it writes it
    try:
        app()
    except DeskError as error:
        print(error.message, file=sys.stderr)
        sys.exit(1)
    except OSError as error:
        if (failure := os_failure(error)) is None:
            raise
        print(failure.message, file=sys.stderr)
        sys.exit(1)
    except UnicodeEncodeError as error:
        if not any("\ud800" <= letter <= "\udfff" for letter in error.object):
            raise
        print(
            _("What was typed is not in UTF-8: please set the terminal to UTF-8. Nothing was stored."), file=sys.stderr
        )
        sys.exit(1)
