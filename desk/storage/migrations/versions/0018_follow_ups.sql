CREATE TABLE follow_ups (
	id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	subject TEXT DEFAULT '' NOT NULL, 
	description TEXT NOT NULL, 
	owner_kind TEXT NOT NULL, 
	owner_id INTEGER, 
	owner_name TEXT NOT NULL, 
	checker_id INTEGER NOT NULL, 
	first_due_on TEXT NOT NULL, 
	due_on TEXT NOT NULL, 
	urgent INTEGER DEFAULT '0' NOT NULL, 
	state TEXT NOT NULL, 
	returned INTEGER DEFAULT '0' NOT NULL, 
	extended INTEGER DEFAULT '0' NOT NULL, 
	outcome TEXT DEFAULT '' NOT NULL, 
	same_as_id INTEGER, 
	look_again_on TEXT, 
	opened_by INTEGER NOT NULL, 
	opened_at INTEGER NOT NULL, 
	closed_at INTEGER, 
	version INTEGER DEFAULT '1' NOT NULL, 
	CONSTRAINT pk_follow_ups PRIMARY KEY (id), 
	CONSTRAINT extended_not_shortened CHECK (first_due_on <= due_on), 
	CONSTRAINT same_as_names_another CHECK ((outcome = 'same_as') = (same_as_id is not null)), 
	CONSTRAINT uq_follow_ups_number UNIQUE (number), 
	CONSTRAINT fk_follow_ups_checker_id FOREIGN KEY(checker_id) REFERENCES staff (id), 
	CONSTRAINT fk_follow_ups_same_as_id FOREIGN KEY(same_as_id) REFERENCES follow_ups (id), 
	CONSTRAINT fk_follow_ups_opened_by FOREIGN KEY(opened_by) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_follow_ups_closed_at ON follow_ups (closed_at);
CREATE INDEX ix_follow_ups_opened_at ON follow_ups (opened_at);
CREATE INDEX ix_follow_ups_state_due_on ON follow_ups (state, due_on);
CREATE TABLE follow_up_moves (
	id INTEGER NOT NULL, 
	follow_up_id INTEGER NOT NULL, 
	was TEXT, 
	state TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	remark TEXT DEFAULT '' NOT NULL, 
	due_on TEXT, 
	outcome TEXT DEFAULT '' NOT NULL, 
	in_stead_of INTEGER, 
	CONSTRAINT pk_follow_up_moves PRIMARY KEY (id), 
	CONSTRAINT fk_follow_up_moves_follow_up_id FOREIGN KEY(follow_up_id) REFERENCES follow_ups (id), 
	CONSTRAINT fk_follow_up_moves_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id), 
	CONSTRAINT fk_follow_up_moves_in_stead_of FOREIGN KEY(in_stead_of) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_follow_up_moves_at ON follow_up_moves (at);
CREATE INDEX ix_follow_up_moves_follow_up_id ON follow_up_moves (follow_up_id);
CREATE TABLE follow_up_extensions (
	id INTEGER NOT NULL, 
	follow_up_id INTEGER NOT NULL, 
	wanted_on TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	asked_by INTEGER NOT NULL, 
	asked_at INTEGER NOT NULL, 
	decided_by INTEGER, 
	decided_at INTEGER, 
	granted INTEGER, 
	CONSTRAINT pk_follow_up_extensions PRIMARY KEY (id), 
	CONSTRAINT fk_follow_up_extensions_follow_up_id FOREIGN KEY(follow_up_id) REFERENCES follow_ups (id), 
	CONSTRAINT fk_follow_up_extensions_asked_by FOREIGN KEY(asked_by) REFERENCES staff (id), 
	CONSTRAINT fk_follow_up_extensions_decided_by FOREIGN KEY(decided_by) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_follow_up_extensions_follow_up_id ON follow_up_extensions (follow_up_id);
CREATE INDEX ix_follow_up_extensions_open ON follow_up_extensions (id) WHERE decided_at IS NULL;
CREATE TABLE follow_up_photos (
	id INTEGER NOT NULL, 
	follow_up_id INTEGER NOT NULL, 
	file TEXT NOT NULL, 
	name TEXT NOT NULL, 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_follow_up_photos PRIMARY KEY (id), 
	CONSTRAINT uq_follow_up_photos_follow_up_id_file UNIQUE (follow_up_id, file), 
	CONSTRAINT fk_follow_up_photos_follow_up_id FOREIGN KEY(follow_up_id) REFERENCES follow_ups (id), 
	CONSTRAINT fk_follow_up_photos_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
