CREATE TABLE officers (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	identity TEXT NOT NULL, 
	employer TEXT DEFAULT '' NOT NULL, 
	telephone TEXT DEFAULT '' NOT NULL, 
	state TEXT NOT NULL, 
	remark TEXT DEFAULT '' NOT NULL, 
	version INTEGER DEFAULT '1' NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at INTEGER NOT NULL, 
	CONSTRAINT pk_officers PRIMARY KEY (id), 
	CONSTRAINT fk_officers_made_by FOREIGN KEY(made_by) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_officers_state ON officers (state);
CREATE TABLE officer_moves (
	id INTEGER NOT NULL, 
	officer_id INTEGER NOT NULL, 
	was TEXT, 
	state TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	remark TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_officer_moves PRIMARY KEY (id), 
	CONSTRAINT fk_officer_moves_officer_id FOREIGN KEY(officer_id) REFERENCES officers (id), 
	CONSTRAINT fk_officer_moves_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_officer_moves_at ON officer_moves (at);
CREATE INDEX ix_officer_moves_officer_id ON officer_moves (officer_id);
CREATE TABLE officer_terms (
	id INTEGER NOT NULL, 
	officer_id INTEGER NOT NULL, 
	letter TEXT NOT NULL, 
	first TEXT NOT NULL, 
	last TEXT NOT NULL, 
	ended_on TEXT, 
	staff_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_officer_terms PRIMARY KEY (id), 
	CONSTRAINT in_order CHECK (first <= last), 
	CONSTRAINT fk_officer_terms_officer_id FOREIGN KEY(officer_id) REFERENCES officers (id), 
	CONSTRAINT uq_officer_terms_letter UNIQUE (letter), 
	CONSTRAINT fk_officer_terms_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_officer_terms_last ON officer_terms (last);
CREATE INDEX ix_officer_terms_officer_id_first ON officer_terms (officer_id, first);
CREATE TABLE officer_visits (
	id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	officer_id INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	begins INTEGER, 
	way TEXT NOT NULL, 
	companion_id INTEGER, 
	remark TEXT DEFAULT '' NOT NULL, 
	entered_by INTEGER NOT NULL, 
	entered_at INTEGER NOT NULL, 
	version INTEGER DEFAULT '1' NOT NULL, 
	withdrawn_at INTEGER, 
	withdrawn_for TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_officer_visits PRIMARY KEY (id), 
	CONSTRAINT in_a_day CHECK (begins between 0 and 1439), 
	CONSTRAINT uq_officer_visits_number UNIQUE (number), 
	CONSTRAINT fk_officer_visits_officer_id FOREIGN KEY(officer_id) REFERENCES officers (id), 
	CONSTRAINT fk_officer_visits_companion_id FOREIGN KEY(companion_id) REFERENCES staff (id), 
	CONSTRAINT fk_officer_visits_entered_by FOREIGN KEY(entered_by) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_officer_visits_day ON officer_visits (day);
CREATE INDEX ix_officer_visits_officer_id_day ON officer_visits (officer_id, day);
CREATE TABLE officer_scores (
	id INTEGER NOT NULL, 
	visit_id INTEGER NOT NULL, 
	zone_id INTEGER NOT NULL, 
	item TEXT NOT NULL, 
	score INTEGER NOT NULL CHECK (score between 1 and 5), 
	CONSTRAINT pk_officer_scores PRIMARY KEY (id), 
	CONSTRAINT uq_officer_scores_visit_id_zone_id_item UNIQUE (visit_id, zone_id, item), 
	CONSTRAINT fk_officer_scores_visit_id FOREIGN KEY(visit_id) REFERENCES officer_visits (id), 
	CONSTRAINT fk_officer_scores_zone_id FOREIGN KEY(zone_id) REFERENCES zones (id)
)
 STRICT;
CREATE INDEX ix_officer_scores_zone_id ON officer_scores (zone_id);
CREATE TABLE findings (
	id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	source TEXT NOT NULL, 
	subject TEXT DEFAULT '' NOT NULL, 
	officer_id INTEGER, 
	visit_id INTEGER, 
	zone_id INTEGER, 
	kind TEXT NOT NULL, 
	severity TEXT NOT NULL, 
	description TEXT NOT NULL, 
	found_on TEXT NOT NULL, 
	state TEXT NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	follow_up_id INTEGER, 
	entered_by INTEGER NOT NULL, 
	entered_at INTEGER NOT NULL, 
	decided_by INTEGER, 
	decided_at INTEGER, 
	version INTEGER DEFAULT '1' NOT NULL, 
	CONSTRAINT pk_findings PRIMARY KEY (id), 
	CONSTRAINT accepted_is_followed_up CHECK ((state = 'accepted') = (follow_up_id is not null)), 
	CONSTRAINT uq_findings_number UNIQUE (number), 
	CONSTRAINT fk_findings_officer_id FOREIGN KEY(officer_id) REFERENCES officers (id), 
	CONSTRAINT fk_findings_visit_id FOREIGN KEY(visit_id) REFERENCES officer_visits (id), 
	CONSTRAINT fk_findings_zone_id FOREIGN KEY(zone_id) REFERENCES zones (id), 
	CONSTRAINT uq_findings_follow_up_id UNIQUE (follow_up_id), 
	CONSTRAINT fk_findings_follow_up_id FOREIGN KEY(follow_up_id) REFERENCES follow_ups (id), 
	CONSTRAINT fk_findings_entered_by FOREIGN KEY(entered_by) REFERENCES staff (id), 
	CONSTRAINT fk_findings_decided_by FOREIGN KEY(decided_by) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_findings_entered_at ON findings (entered_at);
CREATE INDEX ix_findings_found_on ON findings (found_on);
CREATE INDEX ix_findings_officer_id ON findings (officer_id);
CREATE INDEX ix_findings_state ON findings (state);
CREATE INDEX ix_findings_visit_id ON findings (visit_id);
CREATE INDEX ix_findings_zone_id ON findings (zone_id);
CREATE UNIQUE INDEX uq_findings_subject ON findings (subject) WHERE subject != '';
CREATE TABLE finding_photos (
	id INTEGER NOT NULL, 
	finding_id INTEGER NOT NULL, 
	file TEXT NOT NULL, 
	name TEXT NOT NULL, 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_finding_photos PRIMARY KEY (id), 
	CONSTRAINT uq_finding_photos_finding_id_file UNIQUE (finding_id, file), 
	CONSTRAINT fk_finding_photos_finding_id FOREIGN KEY(finding_id) REFERENCES findings (id), 
	CONSTRAINT fk_finding_photos_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE TABLE zone_counts (
	id INTEGER NOT NULL, 
	zone_id INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	hour INTEGER NOT NULL CHECK (hour between 0 and 23), 
	people INTEGER NOT NULL CHECK (people >= 0), 
	staff_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_zone_counts PRIMARY KEY (id), 
	CONSTRAINT uq_zone_counts_zone_id_day_hour UNIQUE (zone_id, day, hour), 
	CONSTRAINT fk_zone_counts_zone_id FOREIGN KEY(zone_id) REFERENCES zones (id), 
	CONSTRAINT fk_zone_counts_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_zone_counts_day ON zone_counts (day);
CREATE TABLE zone_adjustments (
	id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	zone_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	description TEXT NOT NULL, 
	other_zone_id INTEGER, 
	decided_on TEXT NOT NULL, 
	effective_on TEXT, 
	purpose TEXT DEFAULT '' NOT NULL, 
	opens INTEGER, 
	closes INTEGER, 
	was_opens INTEGER, 
	was_closes INTEGER, 
	state TEXT NOT NULL, 
	follow_up_id INTEGER, 
	version INTEGER DEFAULT '1' NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at INTEGER NOT NULL, 
	CONSTRAINT pk_zone_adjustments PRIMARY KEY (id), 
	CONSTRAINT merged_with_another CHECK ((kind = 'merge') = (other_zone_id is not null)), 
	CONSTRAINT not_with_itself CHECK (zone_id <> other_zone_id), 
	CONSTRAINT uq_zone_adjustments_number UNIQUE (number), 
	CONSTRAINT fk_zone_adjustments_zone_id FOREIGN KEY(zone_id) REFERENCES zones (id), 
	CONSTRAINT fk_zone_adjustments_other_zone_id FOREIGN KEY(other_zone_id) REFERENCES zones (id), 
	CONSTRAINT uq_zone_adjustments_follow_up_id UNIQUE (follow_up_id), 
	CONSTRAINT fk_zone_adjustments_follow_up_id FOREIGN KEY(follow_up_id) REFERENCES follow_ups (id), 
	CONSTRAINT fk_zone_adjustments_made_by FOREIGN KEY(made_by) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_zone_adjustments_state ON zone_adjustments (state);
CREATE INDEX ix_zone_adjustments_zone_id_effective_on ON zone_adjustments (zone_id, effective_on);
CREATE TABLE zone_adjustment_moves (
	id INTEGER NOT NULL, 
	adjustment_id INTEGER NOT NULL, 
	was TEXT, 
	state TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	remark TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_zone_adjustment_moves PRIMARY KEY (id), 
	CONSTRAINT fk_zone_adjustment_moves_adjustment_id FOREIGN KEY(adjustment_id) REFERENCES zone_adjustments (id), 
	CONSTRAINT fk_zone_adjustment_moves_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_zone_adjustment_moves_adjustment_id ON zone_adjustment_moves (adjustment_id);
ALTER TABLE zones ADD COLUMN purpose TEXT DEFAULT '' NOT NULL;
ALTER TABLE zones ADD COLUMN area INTEGER CHECK (area > 0);
ALTER TABLE zones ADD COLUMN seats INTEGER CHECK (seats > 0);
ALTER TABLE zones ADD COLUMN opens INTEGER;
ALTER TABLE zones ADD COLUMN closes INTEGER;
ALTER TABLE zones ADD COLUMN footfall TEXT DEFAULT 'derived' NOT NULL;
ALTER TABLE zones ADD COLUMN active INTEGER DEFAULT '1' NOT NULL;
ALTER TABLE follow_ups ADD COLUMN officer_id INTEGER CONSTRAINT fk_follow_ups_officer_id REFERENCES officers (id);
CREATE INDEX ix_follow_ups_officer_id ON follow_ups (officer_id);
CREATE INDEX ix_follow_ups_subject ON follow_ups (subject);
ALTER TABLE follow_up_moves ADD COLUMN officer_id INTEGER CONSTRAINT fk_follow_up_moves_officer_id REFERENCES officers (id);
ALTER TABLE follow_up_moves ADD COLUMN officer_means TEXT DEFAULT '' NOT NULL;
