"""What must always hold in the books, as a table of questions that a sound book answers with nothing."""

from __future__ import annotations

from sqlalchemy import text

from desk.books.assets import ledger
from desk.books.incidents import chain, review
from desk.core.audit import first_broken_line
from desk.core.words import N_, _
from desk.core.work import Work

INVARIANTS = (
    (
        N_("Case {0}: its state is not the state of its last recorded move."),
        "SELECT c.number FROM cases c WHERE c.state IS NOT"
        " (SELECT m.state FROM case_moves m WHERE m.case_id = c.id ORDER BY m.id DESC LIMIT 1)",
    ),
    (
        N_("Case {0}: finished without a finishing time, or not finished but with one."),
        "SELECT number FROM cases WHERE (state IN ('done', 'declined', 'withdrawn')) <> (finished_at IS NOT NULL)",
    ),
    (
        N_("Case {0}: its visit is of another person."),
        "SELECT c.number FROM cases c JOIN visits v ON v.id = c.visit_id WHERE v.resident_id IS NOT c.resident_id",
    ),
    (
        N_("Visit {0} of {1}: a finished visit has an open period, or an open visit has none."),
        "SELECT v.queue || printf('%03d', v.number), v.day FROM visits v WHERE (v.ended_at IS NULL) <>"
        " EXISTS (SELECT 1 FROM periods p WHERE p.visit_id = v.id AND p.ended_at IS NULL)",
    ),
    (
        N_("Visit {0} of {1}: a waiting, serving or hold period ends before it begins."),
        "SELECT v.queue || printf('%03d', v.number), v.day FROM periods p JOIN visits v ON v.id = p.visit_id"
        " WHERE p.ended_at < p.began_at",
    ),
    (
        N_("Case {0}: a poor evaluation without the call-back it owes."),
        "SELECT number FROM cases WHERE evaluation IN ('dissatisfied', 'very_dissatisfied')"
        " AND id NOT IN (SELECT case_id FROM callbacks)",
    ),
    (
        N_("Resident record {0}: its search entry is missing."),
        "SELECT id FROM residents WHERE merged_into IS NULL AND id_kind != 'anonymous' AND id NOT IN (SELECT rowid "
        "FROM resident_search)",
    ),
    (
        N_("Duty on {0}: it changed hands after publishing without an approved change."),
        "SELECT d.day FROM duties d WHERE d.planned_id <> d.staff_id AND NOT EXISTS (SELECT 1 FROM duty_changes c"
        " WHERE c.state = 'approved' AND d.id IN (c.duty_id, c.other_id))",
    ),
    (
        N_("Duty on {0}: it is cancelled without an approved cancellation."),
        "SELECT d.day FROM duties d WHERE d.cancelled AND NOT EXISTS (SELECT 1 FROM duty_changes c"
        " WHERE c.state = 'approved' AND c.kind = 'cancellation' AND c.duty_id = d.id)",
    ),
    (
        N_("Duty on {0}: its person left before coming."),
        "SELECT day FROM duties WHERE left_at IS NOT NULL AND (came_at IS NULL OR left_at < came_at)",
    ),
    (
        N_("Activity “{0}” on {1}: its state is not the state of its last recorded move."),
        "SELECT a.title, a.day FROM activities a WHERE a.state IS NOT"
        " (SELECT m.state FROM activity_moves m WHERE m.activity_id = a.id ORDER BY m.id DESC LIMIT 1)",
    ),
    (
        N_("Activities “{0}” and “{1}” on {2}: one venue at one time."),
        "SELECT a.title, b.title, a.day FROM activities a JOIN activities b ON b.venue_id = a.venue_id AND b.day = "
        "a.day"
        " AND b.id > a.id AND b.begins < a.ends AND b.ends > a.begins"
        " WHERE a.state <> 'cancelled' AND b.state <> 'cancelled'",
    ),
    (
        N_("Activity “{0}” on {1}: people wait while places are free."),
        "SELECT a.title, a.day FROM activities a JOIN (SELECT activity_id, sum(state = 'confirmed') there,"
        " sum(state = 'waiting') waiting FROM sign_ups GROUP BY activity_id) u"
        " ON u.activity_id = a.id WHERE a.state NOT IN ('held', 'cancelled')"
        " AND (u.waiting > 0 AND (a.capacity IS NULL OR u.there < a.capacity))",
    ),
    (
        N_("Asset {0}: what is lent of it is not the sum of its open loans."),
        "SELECT a.number FROM assets a LEFT JOIN (SELECT asset_id, sum(quantity - back) AS out FROM asset_loans"
        " WHERE back_on IS NULL GROUP BY asset_id) l ON l.asset_id = a.id WHERE a.lent <> coalesce(l.out, 0)",
    ),
    (
        N_("Asset {0}: it went without a manager's approval."),
        "SELECT a.number FROM asset_movements m JOIN assets a ON a.id = m.asset_id WHERE m.approved_by IS NULL"
        " AND m.kind IN ('scrap', 'transfer', 'donate', 'sell', 'lose', 'void', 'revalue')",
    ),
)


def book_problems(work: Work) -> list[str]:
    """Every sentence names one thing that is wrong; empty when all is well."""
    problems = [_(words).format(*row) for words, query in INVARIANTS for row in work.connection.execute(text(query))]
    problems += ledger.problems(work)
    fault = chain.first_fault(work)
    problems += [fault.words] if fault else review.problems(work)
    broken = first_broken_line(work.connection)
    if broken is not None:
        problems.append(_("Audit line {id} was changed, removed or inserted outside the program.", id=broken))
    return problems
