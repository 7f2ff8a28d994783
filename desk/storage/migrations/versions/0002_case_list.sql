ALTER TABLE cases ADD COLUMN vulnerable INTEGER DEFAULT '0' NOT NULL;
UPDATE cases SET vulnerable = 1 WHERE EXISTS (
    SELECT 1 FROM residents r WHERE r.id = cases.resident_id
    AND (r.birth <= date(cases.day, '-65 years') OR r.marks LIKE '%"disabled"%'));
CREATE INDEX ix_cases_due_on ON cases (due_on);
CREATE INDEX ix_cases_finished_on ON cases (finished_on);
CREATE INDEX ix_cases_state_day ON cases (state, day);
CREATE INDEX ix_cases_mode_day ON cases (mode, day);
CREATE INDEX ix_cases_department_day ON cases (department, day);
CREATE INDEX ix_cases_staff_id_day ON cases (staff_id, day);
CREATE INDEX ix_cases_evaluation_day ON cases (evaluation, day);
CREATE INDEX ix_visits_open ON visits (day) WHERE ended_at IS NULL;
CREATE TABLE reports (
	id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	period TEXT NOT NULL, 
	handed_in_at INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	figures TEXT NOT NULL, 
	file BLOB NOT NULL, 
	sha256 TEXT NOT NULL, 
	CONSTRAINT pk_reports PRIMARY KEY (id), 
	CONSTRAINT uq_reports_kind_period UNIQUE (kind, period), 
	CONSTRAINT fk_reports_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
