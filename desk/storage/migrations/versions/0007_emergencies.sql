CREATE TABLE emergency_plans (
	id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	steps TEXT NOT NULL, 
	calls TEXT NOT NULL, 
	materials TEXT NOT NULL, 
	drill_months INTEGER NOT NULL, 
	note TEXT DEFAULT '' NOT NULL, 
	staff_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	withdrawn_at INTEGER, 
	CONSTRAINT pk_emergency_plans PRIMARY KEY (id), 
	CONSTRAINT uq_emergency_plans_kind_version UNIQUE (kind, version), 
	CONSTRAINT fk_emergency_plans_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE TABLE emergency_contacts (
	id INTEGER NOT NULL, 
	circle TEXT NOT NULL, 
	name TEXT NOT NULL, 
	person TEXT DEFAULT '' NOT NULL, 
	telephone TEXT NOT NULL, 
	other_telephone TEXT DEFAULT '' NOT NULL, 
	note TEXT DEFAULT '' NOT NULL, 
	told_by TEXT DEFAULT '' NOT NULL, 
	checked_on TEXT NOT NULL, 
	removed_at INTEGER, 
	CONSTRAINT pk_emergency_contacts PRIMARY KEY (id)
)
 STRICT;
CREATE TABLE emergency_drills (
	id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	planned_on TEXT NOT NULL, 
	place TEXT NOT NULL, 
	participants TEXT DEFAULT '' NOT NULL, 
	incident_id INTEGER, 
	cancelled TEXT DEFAULT '' NOT NULL, 
	staff_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_emergency_drills PRIMARY KEY (id), 
	CONSTRAINT uq_emergency_drills_incident_id UNIQUE (incident_id), 
	CONSTRAINT fk_emergency_drills_incident_id FOREIGN KEY(incident_id) REFERENCES incidents (id), 
	CONSTRAINT fk_emergency_drills_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_emergency_drills_planned_on ON emergency_drills (planned_on);
CREATE TABLE incident_measures (
	id INTEGER NOT NULL, 
	incident_id INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	due_on TEXT NOT NULL, 
	done_on TEXT, 
	CONSTRAINT pk_incident_measures PRIMARY KEY (id), 
	CONSTRAINT uq_incident_measures_incident_id_n UNIQUE (incident_id, n), 
	CONSTRAINT fk_incident_measures_incident_id FOREIGN KEY(incident_id) REFERENCES incidents (id)
)
 STRICT;
CREATE INDEX ix_incident_measures_done_on ON incident_measures (done_on);
ALTER TABLE handovers ADD COLUMN incidents TEXT DEFAULT '[]' NOT NULL;
