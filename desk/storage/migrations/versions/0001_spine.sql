CREATE TABLE audit (
	id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	staff_id INTEGER, 
	action TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	"before" TEXT, 
	"after" TEXT, 
	previous_hash TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	CONSTRAINT pk_audit PRIMARY KEY (id)
)
 STRICT;
CREATE INDEX ix_audit_subject ON audit (subject);
CREATE TABLE centres (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	district TEXT NOT NULL, 
	town TEXT DEFAULT '' NOT NULL, 
	address TEXT DEFAULT '' NOT NULL, 
	telephone TEXT DEFAULT '' NOT NULL, 
	pledge TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_centres PRIMARY KEY (id), 
	CONSTRAINT only_one CHECK (id = 1)
)
 STRICT;
CREATE TABLE day_marks (
	day TEXT NOT NULL, 
	working INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	CONSTRAINT pk_day_marks PRIMARY KEY (day)
)
 STRICT;
CREATE TABLE openings (
	id INTEGER NOT NULL, 
	weekday INTEGER NOT NULL, 
	opens INTEGER NOT NULL, 
	closes INTEGER NOT NULL, 
	CONSTRAINT pk_openings PRIMARY KEY (id), 
	CONSTRAINT in_a_day CHECK (weekday between 0 and 6 and 0 <= opens and opens < closes and closes <= 1440)
)
 STRICT;
CREATE TABLE residents (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	id_kind TEXT NOT NULL, 
	id_number TEXT DEFAULT '' NOT NULL, 
	birth TEXT, 
	sex TEXT DEFAULT '' NOT NULL, 
	telephone TEXT DEFAULT '' NOT NULL, 
	village_group TEXT DEFAULT '' NOT NULL, 
	address TEXT DEFAULT '' NOT NULL, 
	marks TEXT DEFAULT '[]' NOT NULL, 
	note TEXT DEFAULT '' NOT NULL, 
	merged_into INTEGER, 
	created_at INTEGER NOT NULL, 
	CONSTRAINT pk_residents PRIMARY KEY (id), 
	CONSTRAINT fk_residents_merged_into FOREIGN KEY(merged_into) REFERENCES residents (id)
)
 STRICT;
CREATE INDEX ix_residents_name ON residents (name);
CREATE UNIQUE INDEX uq_residents_id_number ON residents (id_kind, id_number) WHERE id_number != '' AND merged_into IS NULL;
CREATE TABLE services (
	id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	department TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	promised_days INTEGER NOT NULL CHECK (promised_days >= 0), 
	materials TEXT DEFAULT '[]' NOT NULL, 
	fee INTEGER DEFAULT '0' NOT NULL CHECK (fee >= 0), 
	on_behalf INTEGER DEFAULT '1' NOT NULL, 
	ends_on TEXT, 
	sample INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_services PRIMARY KEY (id), 
	CONSTRAINT uq_services_code UNIQUE (code)
)
 STRICT;
CREATE TABLE settings (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_settings PRIMARY KEY (name)
)
 STRICT;
CREATE TABLE staff (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	role TEXT NOT NULL, 
	telephone TEXT DEFAULT '' NOT NULL, 
	skills TEXT DEFAULT '[]' NOT NULL, 
	active INTEGER DEFAULT '1' NOT NULL, 
	CONSTRAINT pk_staff PRIMARY KEY (id), 
	CONSTRAINT uq_staff_name UNIQUE (name)
)
 STRICT;
CREATE TABLE zones (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	CONSTRAINT pk_zones PRIMARY KEY (id), 
	CONSTRAINT uq_zones_name UNIQUE (name)
)
 STRICT;
CREATE TABLE drafts (
	id INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	form TEXT NOT NULL, 
	content TEXT NOT NULL, 
	saved_at INTEGER NOT NULL, 
	CONSTRAINT pk_drafts PRIMARY KEY (id), 
	CONSTRAINT uq_drafts_staff_id_form UNIQUE (staff_id, form), 
	CONSTRAINT fk_drafts_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE TABLE lookups (
	id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	resident_id INTEGER, 
	purpose TEXT NOT NULL, 
	CONSTRAINT pk_lookups PRIMARY KEY (id), 
	CONSTRAINT fk_lookups_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id), 
	CONSTRAINT fk_lookups_resident_id FOREIGN KEY(resident_id) REFERENCES residents (id)
)
 STRICT;
CREATE INDEX ix_lookups_resident_id ON lookups (resident_id);
CREATE TABLE venues (
	id INTEGER NOT NULL, 
	zone_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	capacity INTEGER NOT NULL CHECK (capacity > 0), 
	CONSTRAINT pk_venues PRIMARY KEY (id), 
	CONSTRAINT fk_venues_zone_id FOREIGN KEY(zone_id) REFERENCES zones (id), 
	CONSTRAINT uq_venues_name UNIQUE (name)
)
 STRICT;
CREATE TABLE visits (
	id INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	queue TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	resident_id INTEGER, 
	priority TEXT DEFAULT '' NOT NULL, 
	state TEXT NOT NULL, 
	arrived_at INTEGER NOT NULL, 
	ended_at INTEGER, 
	staff_id INTEGER NOT NULL, 
	CONSTRAINT pk_visits PRIMARY KEY (id), 
	CONSTRAINT uq_visits_day_queue_number UNIQUE (day, queue, number), 
	CONSTRAINT fk_visits_resident_id FOREIGN KEY(resident_id) REFERENCES residents (id), 
	CONSTRAINT fk_visits_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_visits_resident_id ON visits (resident_id);
CREATE TABLE cases (
	id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	visit_id INTEGER NOT NULL, 
	resident_id INTEGER NOT NULL, 
	service_id INTEGER NOT NULL, 
	mode TEXT NOT NULL, 
	department TEXT NOT NULL, 
	state TEXT NOT NULL, 
	day TEXT NOT NULL, 
	accepted_at INTEGER NOT NULL, 
	due_on TEXT NOT NULL, 
	finished_at INTEGER, 
	finished_on TEXT, 
	assistance TEXT DEFAULT 'none' NOT NULL, 
	authoriser TEXT DEFAULT '' NOT NULL, 
	handed_in TEXT DEFAULT '[]' NOT NULL, 
	missing TEXT DEFAULT '[]' NOT NULL, 
	remark TEXT DEFAULT '' NOT NULL, 
	staff_id INTEGER NOT NULL, 
	evaluation TEXT DEFAULT 'not_asked' NOT NULL, 
	CONSTRAINT pk_cases PRIMARY KEY (id), 
	CONSTRAINT uq_cases_number UNIQUE (number), 
	CONSTRAINT fk_cases_visit_id FOREIGN KEY(visit_id) REFERENCES visits (id), 
	CONSTRAINT fk_cases_resident_id FOREIGN KEY(resident_id) REFERENCES residents (id), 
	CONSTRAINT fk_cases_service_id FOREIGN KEY(service_id) REFERENCES services (id), 
	CONSTRAINT fk_cases_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_cases_day ON cases (day);
CREATE INDEX ix_cases_resident_id ON cases (resident_id);
CREATE INDEX ix_cases_service_id_day ON cases (service_id, day);
CREATE INDEX ix_cases_state_due_on ON cases (state, due_on);
CREATE INDEX ix_cases_visit_id ON cases (visit_id);
CREATE TABLE periods (
	id INTEGER NOT NULL, 
	visit_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	began_at INTEGER NOT NULL, 
	ended_at INTEGER, 
	staff_id INTEGER NOT NULL, 
	CONSTRAINT pk_periods PRIMARY KEY (id), 
	CONSTRAINT fk_periods_visit_id FOREIGN KEY(visit_id) REFERENCES visits (id), 
	CONSTRAINT fk_periods_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_periods_visit_id ON periods (visit_id);
CREATE TABLE callbacks (
	case_id INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	asked_at INTEGER NOT NULL, 
	done_at INTEGER, 
	staff_id INTEGER, 
	result TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_callbacks PRIMARY KEY (case_id), 
	CONSTRAINT fk_callbacks_case_id FOREIGN KEY(case_id) REFERENCES cases (id), 
	CONSTRAINT fk_callbacks_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE TABLE case_corrections (
	id INTEGER NOT NULL, 
	case_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	wrong TEXT NOT NULL, 
	"right" TEXT NOT NULL, 
	CONSTRAINT pk_case_corrections PRIMARY KEY (id), 
	CONSTRAINT fk_case_corrections_case_id FOREIGN KEY(case_id) REFERENCES cases (id), 
	CONSTRAINT fk_case_corrections_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_case_corrections_case_id ON case_corrections (case_id);
CREATE TABLE case_moves (
	id INTEGER NOT NULL, 
	case_id INTEGER NOT NULL, 
	was TEXT, 
	state TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	remark TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_case_moves PRIMARY KEY (id), 
	CONSTRAINT fk_case_moves_case_id FOREIGN KEY(case_id) REFERENCES cases (id), 
	CONSTRAINT fk_case_moves_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_case_moves_case_id ON case_moves (case_id);
CREATE VIRTUAL TABLE resident_search USING fts5(tails, content='', contentless_delete=1, prefix='1 2 3 4', detail=none, tokenize='unicode61');
