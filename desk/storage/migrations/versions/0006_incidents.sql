CREATE TABLE incidents (
	id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	drill INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	level TEXT NOT NULL, 
	state TEXT NOT NULL, 
	place TEXT NOT NULL, 
	reported_by TEXT DEFAULT '' NOT NULL, 
	heard_at INTEGER NOT NULL, 
	affected INTEGER DEFAULT '0' NOT NULL, 
	injured INTEGER DEFAULT '0' NOT NULL, 
	dead INTEGER DEFAULT '0' NOT NULL, 
	missing INTEGER DEFAULT '0' NOT NULL, 
	same_as TEXT DEFAULT '' NOT NULL, 
	opened_at INTEGER NOT NULL, 
	closed_at INTEGER, 
	CONSTRAINT pk_incidents PRIMARY KEY (id), 
	CONSTRAINT uq_incidents_number UNIQUE (number)
)
 STRICT;
CREATE INDEX ix_incidents_opened_at ON incidents (opened_at);
CREATE INDEX ix_incidents_state ON incidents (state);
CREATE TABLE incident_entries (
	id INTEGER NOT NULL, 
	incident_id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	happened_at INTEGER NOT NULL, 
	entered_at INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	author TEXT NOT NULL, 
	text TEXT NOT NULL, 
	fields TEXT NOT NULL, 
	corrects INTEGER, 
	previous TEXT NOT NULL, 
	previous_in_book TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	CONSTRAINT pk_incident_entries PRIMARY KEY (id), 
	CONSTRAINT uq_incident_entries_incident_id_seq UNIQUE (incident_id, seq), 
	CONSTRAINT fk_incident_entries_incident_id FOREIGN KEY(incident_id) REFERENCES incidents (id), 
	CONSTRAINT fk_incident_entries_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
