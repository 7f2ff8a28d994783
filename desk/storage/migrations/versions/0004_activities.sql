ALTER TABLE venues ADD COLUMN opens INTEGER;
ALTER TABLE venues ADD COLUMN closes INTEGER;
ALTER TABLE venues ADD COLUMN active INTEGER DEFAULT '1' NOT NULL;
CREATE TABLE activity_series (
	id INTEGER NOT NULL, 
	rule TEXT NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at INTEGER NOT NULL, 
	CONSTRAINT pk_activity_series PRIMARY KEY (id), 
	CONSTRAINT fk_activity_series_made_by FOREIGN KEY(made_by) REFERENCES staff (id)
)
 STRICT;
CREATE TABLE activities (
	id INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	state TEXT NOT NULL, 
	day TEXT NOT NULL, 
	begins INTEGER NOT NULL, 
	ends INTEGER NOT NULL, 
	venue_id INTEGER, 
	place TEXT DEFAULT '' NOT NULL, 
	organiser_kind TEXT NOT NULL, 
	organiser TEXT DEFAULT '' NOT NULL, 
	audience TEXT DEFAULT '' NOT NULL, 
	capacity INTEGER, 
	sign_up INTEGER DEFAULT '0' NOT NULL, 
	responsible_id INTEGER NOT NULL, 
	contact TEXT DEFAULT '' NOT NULL, 
	budget INTEGER DEFAULT '0' NOT NULL, 
	materials TEXT DEFAULT '' NOT NULL, 
	note TEXT DEFAULT '' NOT NULL, 
	series_id INTEGER, 
	was_day TEXT, 
	was_begins INTEGER, 
	mark TEXT DEFAULT '' NOT NULL, 
	uid TEXT NOT NULL, 
	sequence INTEGER DEFAULT '0' NOT NULL, 
	version INTEGER DEFAULT '1' NOT NULL, 
	changed_by INTEGER NOT NULL, 
	changed_at INTEGER NOT NULL, 
	CONSTRAINT pk_activities PRIMARY KEY (id), 
	CONSTRAINT in_a_day CHECK (0 <= begins and begins < ends and ends <= 1440), 
	CONSTRAINT capacity CHECK (capacity > 0), 
	CONSTRAINT fk_activities_venue_id FOREIGN KEY(venue_id) REFERENCES venues (id), 
	CONSTRAINT fk_activities_responsible_id FOREIGN KEY(responsible_id) REFERENCES staff (id), 
	CONSTRAINT fk_activities_series_id FOREIGN KEY(series_id) REFERENCES activity_series (id), 
	CONSTRAINT uq_activities_uid UNIQUE (uid), 
	CONSTRAINT fk_activities_changed_by FOREIGN KEY(changed_by) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_activities_day_begins ON activities (day, begins);
CREATE INDEX ix_activities_responsible_id_day ON activities (responsible_id, day);
CREATE INDEX ix_activities_series_id ON activities (series_id);
CREATE INDEX ix_activities_venue_id_day ON activities (venue_id, day);
CREATE TABLE activity_moves (
	id INTEGER NOT NULL, 
	activity_id INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	remark TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_activity_moves PRIMARY KEY (id), 
	CONSTRAINT fk_activity_moves_activity_id FOREIGN KEY(activity_id) REFERENCES activities (id), 
	CONSTRAINT fk_activity_moves_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_activity_moves_activity_id ON activity_moves (activity_id);
CREATE TABLE activity_changes (
	id INTEGER NOT NULL, 
	activity_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	words TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	announced_at INTEGER, 
	CONSTRAINT pk_activity_changes PRIMARY KEY (id), 
	CONSTRAINT fk_activity_changes_activity_id FOREIGN KEY(activity_id) REFERENCES activities (id), 
	CONSTRAINT fk_activity_changes_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_activity_changes_activity_id ON activity_changes (activity_id);
CREATE TABLE publications (
	id INTEGER NOT NULL, 
	month TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	day TEXT NOT NULL, 
	link TEXT DEFAULT '' NOT NULL, 
	photo TEXT DEFAULT '' NOT NULL, 
	staff_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_publications PRIMARY KEY (id), 
	CONSTRAINT uq_publications_month_channel UNIQUE (month, channel), 
	CONSTRAINT fk_publications_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE TABLE sign_ups (
	id INTEGER NOT NULL, 
	activity_id INTEGER NOT NULL, 
	resident_id INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	guardian TEXT DEFAULT '' NOT NULL, 
	guardian_telephone TEXT DEFAULT '' NOT NULL, 
	walk_up INTEGER DEFAULT '0' NOT NULL, 
	attended INTEGER DEFAULT '0' NOT NULL, 
	at INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	CONSTRAINT pk_sign_ups PRIMARY KEY (id), 
	CONSTRAINT fk_sign_ups_activity_id FOREIGN KEY(activity_id) REFERENCES activities (id), 
	CONSTRAINT fk_sign_ups_resident_id FOREIGN KEY(resident_id) REFERENCES residents (id), 
	CONSTRAINT fk_sign_ups_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_sign_ups_resident_id ON sign_ups (resident_id);
CREATE UNIQUE INDEX uq_sign_ups_present ON sign_ups (activity_id, resident_id) WHERE state != 'withdrawn';
CREATE TABLE activity_results (
	activity_id INTEGER NOT NULL, 
	people INTEGER NOT NULL, 
	summary TEXT NOT NULL, 
	cost INTEGER NOT NULL, 
	satisfaction TEXT NOT NULL, 
	CONSTRAINT pk_activity_results PRIMARY KEY (activity_id), 
	CONSTRAINT not_negative CHECK (people >= 0 and cost >= 0), 
	CONSTRAINT fk_activity_results_activity_id FOREIGN KEY(activity_id) REFERENCES activities (id)
)
 STRICT;
CREATE TABLE activity_photos (
	id INTEGER NOT NULL, 
	activity_id INTEGER NOT NULL, 
	file TEXT NOT NULL, 
	name TEXT NOT NULL, 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_activity_photos PRIMARY KEY (id), 
	CONSTRAINT uq_activity_photos_activity_id_file UNIQUE (activity_id, file), 
	CONSTRAINT fk_activity_photos_activity_id FOREIGN KEY(activity_id) REFERENCES activities (id), 
	CONSTRAINT fk_activity_photos_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
