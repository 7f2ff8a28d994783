"""A name says what it holds: a case, a label, a line; never that something was found, told or is one of several.

Once 2,000 places of the program said ``one``, ``words``, ``found`` or ``told``, and who read a line in the middle of a
file had to look up what it was. Most are gone. What is left stands in the table, file by file: fields and signals
that many use, and rooms where somebody else was at work that day. A table like this has one direction: a file's number
goes down, or its line away.
"""

from __future__ import annotations

import ast
from collections import Counter

from tests.support.source import modules

SAY_NOTHING = frozenset(("one", "words", "found", "told", "grave", "things"))
LEFT = {
    "desk/books/activities/import_times.py": 2,
    "desk/books/activities/importing.py": 2,
    "desk/books/activities/planning.py": 1,
    "desk/books/activities/publishing.py": 2,
    "desk/books/activities/queries.py": 1,
    "desk/books/activities/repetition.py": 1,
    "desk/books/assets/approvals.py": 1,
    "desk/books/assets/cards.py": 1,
    "desk/books/assets/classes.py": 1,
    "desk/books/assets/import_amounts.py": 2,
    "desk/books/assets/import_places.py": 2,
    "desk/books/assets/import_rows.py": 18,
    "desk/books/assets/import_vocabulary.py": 2,
    "desk/books/assets/ledger.py": 2,
    "desk/books/assets/maintenance.py": 1,
    "desk/books/assets/queries.py": 2,
    "desk/books/assets/stocktake.py": 1,
    "desk/books/assets/stocktake_result.py": 1,
    "desk/books/assets/updating.py": 1,
    "desk/books/catalogue/items.py": 1,
    "desk/books/centre/details.py": 1,
    "desk/books/import_check.py": 15,
    "desk/books/import_days.py": 1,
    "desk/books/incidents/chain.py": 1,
    "desk/books/incidents/checklist.py": 1,
    "desk/books/incidents/statistics.py": 1,
    "desk/books/residents/import_marks.py": 2,
    "desk/books/residents/queries.py": 1,
    "desk/books/residents/records.py": 1,
    "desk/books/residents/updating.py": 1,
    "desk/books/roster/assignees.py": 1,
    "desk/books/roster/handover.py": 1,
    "desk/books/roster/import_span.py": 6,
    "desk/books/roster/importing.py": 2,
    "desk/books/update_check.py": 7,
    "desk/books/updates.py": 4,
    "desk/cli/data.py": 1,
    "desk/cli/incidents.py": 1,
    "desk/core/almanac.py": 1,
    "desk/core/book.py": 1,
    "desk/core/clock_times.py": 2,
    "desk/core/days.py": 7,
    "desk/core/edit_conflicts.py": 1,
    "desk/core/errors.py": 4,
    "desk/core/importing.py": 1,
    "desk/core/name_search.py": 6,
    "desk/core/recurrence.py": 1,
    "desk/core/sheet_html.py": 1,
    "desk/core/sheet_process.py": 1,
    "desk/core/sheet_reader.py": 10,
    "desk/core/spreadsheet.py": 3,
    "desk/core/telephones.py": 4,
    "desk/core/words.py": 6,
    "desk/installation/libraries.py": 1,
    "desk/installation/messages.py": 1,
    "desk/installation/probe.py": 1,
    "desk/reports/figures/figure_rows.py": 1,
    "desk/reports/whole_table.py": 4,
    "desk/scheduling/explanation.py": 3,
    "desk/scheduling/objectives.py": 1,
    "desk/scheduling/problem.py": 2,
    "desk/scheduling/rules.py": 2,
    "desk/services/restore.py": 4,
    "desk/services/wrong_passwords.py": 2,
    "desk/storage/backup.py": 1,
    "desk/storage/bundle.py": 1,
    "desk/storage/contents.py": 1,
    "desk/storage/search.py": 2,
    "desk/storage/store.py": 1,
    "desk/ui/activities/gallery.py": 1,
    "desk/ui/activities/grid.py": 1,
    "desk/ui/assets/actions.py": 1,
    "desk/ui/assets/attachments.py": 1,
    "desk/ui/assets/loans.py": 1,
    "desk/ui/residents/page.py": 2,
    "desk/ui/roster/board.py": 1,
    "desk/ui/roster/people.py": 1,
    "desk/ui/roster/planning.py": 2,
    "desk/ui/settings/backup.py": 3,
    "desk/ui/settings/clock.py": 1,
    "desk/ui/settings/imports.py": 5,
    "desk/ui/settings/whole_tables.py": 1,
    "desk/ui/shell/commands.py": 1,
    "desk/ui/shell/page.py": 1,
    "desk/ui/shell/record_window.py": 1,
    "desk/ui/visits/form.py": 1,
    "desk/ui/widgets/finder.py": 1,
    "desk/ui/widgets/form_dialog.py": 2,
    "desk/ui/widgets/veil.py": 1,
}


def given_names(tree: ast.AST) -> list[str]:
    """Every name that is given in a module: variables, parameters, attributes, functions."""
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.append(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            names.append(node.attr)
        elif isinstance(node, ast.arg):
            names.append(node.arg)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            names.append(node.name)
    return names


def test_the_rule_sees_a_name_wherever_it_is_given() -> None:
    source = "for one in cases: pass\nself.words = 1\ndef told(found): return [things for things in found]"
    assert Counter(given_names(ast.parse(source)))["found"] == 1
    assert SAY_NOTHING - set(given_names(ast.parse(source))) == {"grave"}


def test_no_new_name_says_nothing() -> None:
    counted = {file: sum(name in SAY_NOTHING for name in given_names(tree)) for file, tree in modules().items()}
    more = {file: many for file, many in counted.items() if many > LEFT.get(file, 0)}
    fewer = {file: counted.get(file, 0) for file, many in LEFT.items() if counted.get(file, 0) < many}
    assert not more, "names that say nothing; what is it that they hold?"
    assert not fewer, "fewer than in the table of tests/house/test_names.py: the numbers there go down"
