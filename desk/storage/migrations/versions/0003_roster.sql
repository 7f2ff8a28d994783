CREATE TABLE shifts (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	post TEXT NOT NULL, 
	begins INTEGER NOT NULL, 
	ends INTEGER NOT NULL, 
	days TEXT NOT NULL, 
	needs INTEGER NOT NULL, 
	skill TEXT DEFAULT '' NOT NULL, 
	percent INTEGER DEFAULT '100' NOT NULL, 
	extended INTEGER DEFAULT '0' NOT NULL, 
	ended_on TEXT, 
	CONSTRAINT pk_shifts PRIMARY KEY (id), 
	CONSTRAINT in_a_day CHECK (0 <= begins and begins < 1440 and begins < ends and ends - begins <= 1440)
)
 STRICT;
CREATE TABLE absences (
	id INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	first_on TEXT NOT NULL, 
	last_on TEXT NOT NULL, 
	begins INTEGER DEFAULT '0' NOT NULL, 
	ends INTEGER DEFAULT '1440' NOT NULL, 
	weekdays TEXT NOT NULL, 
	shift_id INTEGER, 
	reason TEXT DEFAULT '' NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at INTEGER NOT NULL, 
	CONSTRAINT pk_absences PRIMARY KEY (id), 
	CONSTRAINT fk_absences_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id), 
	CONSTRAINT fk_absences_shift_id FOREIGN KEY(shift_id) REFERENCES shifts (id), 
	CONSTRAINT fk_absences_made_by FOREIGN KEY(made_by) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_absences_staff_id_last_on ON absences (staff_id, last_on);
CREATE TABLE duties (
	id INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	shift_id INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	planned_id INTEGER, 
	begins_at INTEGER NOT NULL, 
	ends_at INTEGER NOT NULL, 
	points INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	pinned INTEGER DEFAULT '0' NOT NULL, 
	cancelled INTEGER DEFAULT '0' NOT NULL, 
	came_at INTEGER, 
	left_at INTEGER, 
	note TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_duties PRIMARY KEY (id), 
	CONSTRAINT fk_duties_shift_id FOREIGN KEY(shift_id) REFERENCES shifts (id), 
	CONSTRAINT fk_duties_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id), 
	CONSTRAINT fk_duties_planned_id FOREIGN KEY(planned_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_duties_day ON duties (day);
CREATE INDEX ix_duties_staff_id_day ON duties (staff_id, day);
CREATE UNIQUE INDEX uq_duties_present ON duties (day, shift_id, staff_id) WHERE NOT cancelled;
CREATE TABLE fair_shares (
	id INTEGER NOT NULL, 
	month TEXT NOT NULL, 
	staff_id INTEGER NOT NULL, 
	points INTEGER NOT NULL, 
	weekend INTEGER NOT NULL, 
	holiday INTEGER NOT NULL, 
	evening INTEGER NOT NULL, 
	CONSTRAINT pk_fair_shares PRIMARY KEY (id), 
	CONSTRAINT uq_fair_shares_month_staff_id UNIQUE (month, staff_id), 
	CONSTRAINT fk_fair_shares_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE TABLE handovers (
	id INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	from_id INTEGER NOT NULL, 
	to_id INTEGER NOT NULL, 
	cash INTEGER NOT NULL, 
	items TEXT NOT NULL, 
	note TEXT NOT NULL, 
	waiting TEXT NOT NULL, 
	from_signed_at INTEGER NOT NULL, 
	to_signed_at INTEGER NOT NULL, 
	CONSTRAINT pk_handovers PRIMARY KEY (id), 
	CONSTRAINT two_people CHECK (from_id <> to_id), 
	CONSTRAINT fk_handovers_from_id FOREIGN KEY(from_id) REFERENCES staff (id), 
	CONSTRAINT fk_handovers_to_id FOREIGN KEY(to_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_handovers_day ON handovers (day);
CREATE TABLE pairs (
	id INTEGER NOT NULL, 
	one_id INTEGER NOT NULL, 
	other_id INTEGER NOT NULL, 
	together INTEGER NOT NULL, 
	CONSTRAINT pk_pairs PRIMARY KEY (id), 
	CONSTRAINT uq_pairs_one_id_other_id UNIQUE (one_id, other_id), 
	CONSTRAINT fk_pairs_one_id FOREIGN KEY(one_id) REFERENCES staff (id), 
	CONSTRAINT fk_pairs_other_id FOREIGN KEY(other_id) REFERENCES staff (id)
)
 STRICT;
CREATE TABLE rosters (
	id INTEGER NOT NULL, 
	month TEXT NOT NULL, 
	way TEXT NOT NULL, 
	quality TEXT DEFAULT '{}' NOT NULL, 
	planned_at INTEGER NOT NULL, 
	published_at INTEGER, 
	published_by INTEGER, 
	CONSTRAINT pk_rosters PRIMARY KEY (id), 
	CONSTRAINT uq_rosters_month UNIQUE (month), 
	CONSTRAINT fk_rosters_published_by FOREIGN KEY(published_by) REFERENCES staff (id)
)
 STRICT;
CREATE TABLE takers (
	staff_id INTEGER NOT NULL, 
	posts TEXT NOT NULL, 
	share INTEGER DEFAULT '100' NOT NULL, 
	per_week INTEGER NOT NULL, 
	in_row INTEGER NOT NULL, 
	first_on TEXT, 
	last_on TEXT, 
	place INTEGER NOT NULL, 
	CONSTRAINT pk_takers PRIMARY KEY (staff_id), 
	CONSTRAINT fk_takers_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE TABLE duty_changes (
	id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	state TEXT NOT NULL, 
	duty_id INTEGER NOT NULL, 
	other_id INTEGER, 
	from_id INTEGER NOT NULL, 
	to_id INTEGER, 
	reason TEXT NOT NULL, 
	asked_by INTEGER NOT NULL, 
	asked_at INTEGER NOT NULL, 
	from_agreed_at INTEGER, 
	to_agreed_at INTEGER, 
	decided_by INTEGER, 
	decided_at INTEGER, 
	remark TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_duty_changes PRIMARY KEY (id), 
	CONSTRAINT fk_duty_changes_duty_id FOREIGN KEY(duty_id) REFERENCES duties (id), 
	CONSTRAINT fk_duty_changes_other_id FOREIGN KEY(other_id) REFERENCES duties (id), 
	CONSTRAINT fk_duty_changes_from_id FOREIGN KEY(from_id) REFERENCES staff (id), 
	CONSTRAINT fk_duty_changes_to_id FOREIGN KEY(to_id) REFERENCES staff (id), 
	CONSTRAINT fk_duty_changes_asked_by FOREIGN KEY(asked_by) REFERENCES staff (id), 
	CONSTRAINT fk_duty_changes_decided_by FOREIGN KEY(decided_by) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_duty_changes_duty_id ON duty_changes (duty_id);
CREATE INDEX ix_duty_changes_state ON duty_changes (state);
CREATE TABLE open_points (
	id INTEGER NOT NULL, 
	words TEXT NOT NULL, 
	raised_by INTEGER NOT NULL, 
	raised_at INTEGER NOT NULL, 
	handover_id INTEGER, 
	closed_by INTEGER, 
	closed_at INTEGER, 
	outcome TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_open_points PRIMARY KEY (id), 
	CONSTRAINT fk_open_points_raised_by FOREIGN KEY(raised_by) REFERENCES staff (id), 
	CONSTRAINT fk_open_points_handover_id FOREIGN KEY(handover_id) REFERENCES handovers (id), 
	CONSTRAINT fk_open_points_closed_by FOREIGN KEY(closed_by) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_open_points_handover_id ON open_points (handover_id);
CREATE INDEX ix_open_points_open ON open_points (id) WHERE closed_at IS NULL;
