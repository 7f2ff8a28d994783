"""What a data file of an earlier version holds."""

from __future__ import annotations

ROWS = (
    "INSERT INTO centres(id, name, district) VALUES (1, '旧中心', '示例区')",
    "INSERT INTO staff(id, name, role) VALUES (1, '管理员', 'manager')",
    "INSERT INTO services(id, code, name, department, mode, promised_days)"
    " VALUES (1, 'A', '事项', '部门', 'nearby', 5)",
    "INSERT INTO residents(id, name, id_kind, birth, created_at) VALUES (1, '李阿婆', 'none', '1950-01-01', 0),"
    " (2, '王小明', 'none', '2000-01-01', 0)",
    "INSERT INTO resident_search(rowid, tails) VALUES (1, '李阿婆'), (2, '王小明')",
    "INSERT INTO visits(id, day, queue, number, resident_id, state, arrived_at, ended_at, staff_id)"
    " VALUES (1, '2026-01-05', 'A', 1, 1, 'finished', 0, 1, 1), (2, '2026-01-05', 'A', 2, 2, 'finished', 0, 1, 1)",
    "INSERT INTO cases(id, number, visit_id, resident_id, service_id, mode, department, state, day, accepted_at, "
    "due_on, staff_id)"
    " VALUES (1, '202601050001', 1, 1, 1, 'nearby', '部门', 'forwarded', '2026-01-05', 0, '2026-01-12', 1),"
    " (2, '202601050002', 2, 2, 1, 'nearby', '部门', 'forwarded', '2026-01-05', 0, '2026-01-12', 1)",
    "INSERT INTO case_moves(case_id, state, at, staff_id) VALUES (1, 'forwarded', 0, 1), (2, 'forwarded', 0, 1)",
)
