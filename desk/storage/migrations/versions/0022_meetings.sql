CREATE TABLE needs (
	id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	description TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	audience TEXT DEFAULT '' NOT NULL, 
	zone_id INTEGER, 
	people INTEGER DEFAULT '1' NOT NULL CHECK (people > 0), 
	wanted_by TEXT, 
	list_until TEXT NOT NULL, 
	source TEXT NOT NULL, 
	subject TEXT DEFAULT '' NOT NULL, 
	state TEXT NOT NULL, 
	raised_by INTEGER NOT NULL, 
	raised_at INTEGER NOT NULL, 
	settled_at INTEGER, 
	version INTEGER DEFAULT '1' NOT NULL, 
	CONSTRAINT pk_needs PRIMARY KEY (id), 
	CONSTRAINT uq_needs_number UNIQUE (number), 
	CONSTRAINT fk_needs_zone_id FOREIGN KEY(zone_id) REFERENCES zones (id), 
	CONSTRAINT fk_needs_raised_by FOREIGN KEY(raised_by) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_needs_kind ON needs (kind);
CREATE INDEX ix_needs_raised_at ON needs (raised_at);
CREATE INDEX ix_needs_settled_at ON needs (settled_at);
CREATE INDEX ix_needs_state_list_until ON needs (state, list_until);
CREATE INDEX ix_needs_subject ON needs (subject);
CREATE INDEX ix_needs_zone_id ON needs (zone_id);
CREATE TABLE need_moves (
	id INTEGER NOT NULL, 
	need_id INTEGER NOT NULL, 
	was TEXT, 
	state TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	remark TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_need_moves PRIMARY KEY (id), 
	CONSTRAINT fk_need_moves_need_id FOREIGN KEY(need_id) REFERENCES needs (id), 
	CONSTRAINT fk_need_moves_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_need_moves_at ON need_moves (at);
CREATE INDEX ix_need_moves_need_id ON need_moves (need_id);
CREATE TABLE offerings (
	id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	audience TEXT DEFAULT '' NOT NULL, 
	times TEXT NOT NULL, 
	people_each INTEGER NOT NULL CHECK (people_each > 0), 
	requires TEXT DEFAULT '' NOT NULL, 
	zone_id INTEGER, 
	first TEXT NOT NULL, 
	last TEXT NOT NULL, 
	promised INTEGER NOT NULL CHECK (promised > 0), 
	state TEXT NOT NULL, 
	remark TEXT DEFAULT '' NOT NULL, 
	version INTEGER DEFAULT '1' NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at INTEGER NOT NULL, 
	CONSTRAINT pk_offerings PRIMARY KEY (id), 
	CONSTRAINT in_order CHECK (first <= last), 
	CONSTRAINT uq_offerings_number UNIQUE (number), 
	CONSTRAINT fk_offerings_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_offerings_zone_id FOREIGN KEY(zone_id) REFERENCES zones (id), 
	CONSTRAINT fk_offerings_made_by FOREIGN KEY(made_by) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_offerings_kind ON offerings (kind);
CREATE INDEX ix_offerings_organisation_id ON offerings (organisation_id);
CREATE INDEX ix_offerings_state_last ON offerings (state, last);
CREATE INDEX ix_offerings_zone_id ON offerings (zone_id);
CREATE TABLE matches (
	id INTEGER NOT NULL, 
	need_id INTEGER NOT NULL, 
	offering_id INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	score INTEGER DEFAULT '0' NOT NULL, 
	reasons TEXT NOT NULL, 
	way TEXT NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at INTEGER NOT NULL, 
	settled_at INTEGER, 
	version INTEGER DEFAULT '1' NOT NULL, 
	CONSTRAINT pk_matches PRIMARY KEY (id), 
	CONSTRAINT fk_matches_need_id FOREIGN KEY(need_id) REFERENCES needs (id), 
	CONSTRAINT fk_matches_offering_id FOREIGN KEY(offering_id) REFERENCES offerings (id), 
	CONSTRAINT fk_matches_made_by FOREIGN KEY(made_by) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_matches_need_id ON matches (need_id);
CREATE INDEX ix_matches_offering_id_state ON matches (offering_id, state);
CREATE INDEX ix_matches_state ON matches (state);
CREATE UNIQUE INDEX uq_matches_open ON matches (need_id, offering_id) WHERE settled_at IS NULL;
CREATE TABLE deliveries (
	id INTEGER NOT NULL, 
	offering_id INTEGER NOT NULL, 
	match_id INTEGER, 
	activity_id INTEGER, 
	order_id INTEGER, 
	staff_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_deliveries PRIMARY KEY (id), 
	CONSTRAINT activity_or_order CHECK ((activity_id is null) <> (order_id is null)), 
	CONSTRAINT uq_deliveries_offering_id_activity_id UNIQUE (offering_id, activity_id), 
	CONSTRAINT uq_deliveries_offering_id_order_id UNIQUE (offering_id, order_id), 
	CONSTRAINT fk_deliveries_offering_id FOREIGN KEY(offering_id) REFERENCES offerings (id), 
	CONSTRAINT fk_deliveries_match_id FOREIGN KEY(match_id) REFERENCES matches (id), 
	CONSTRAINT fk_deliveries_activity_id FOREIGN KEY(activity_id) REFERENCES activities (id), 
	CONSTRAINT fk_deliveries_order_id FOREIGN KEY(order_id) REFERENCES orders (id), 
	CONSTRAINT fk_deliveries_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_deliveries_activity_id ON deliveries (activity_id);
CREATE INDEX ix_deliveries_match_id ON deliveries (match_id);
CREATE INDEX ix_deliveries_order_id ON deliveries (order_id);
CREATE TABLE match_moves (
	id INTEGER NOT NULL, 
	match_id INTEGER NOT NULL, 
	was TEXT, 
	state TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	remark TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_match_moves PRIMARY KEY (id), 
	CONSTRAINT fk_match_moves_match_id FOREIGN KEY(match_id) REFERENCES matches (id), 
	CONSTRAINT fk_match_moves_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_match_moves_at ON match_moves (at);
CREATE INDEX ix_match_moves_match_id ON match_moves (match_id);
CREATE TABLE meetings (
	id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	title TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	year INTEGER NOT NULL, 
	quarter INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	begins INTEGER NOT NULL, 
	ends INTEGER NOT NULL, 
	venue_id INTEGER, 
	place TEXT DEFAULT '' NOT NULL, 
	chair TEXT NOT NULL, 
	keeper_id INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	notified_on TEXT, 
	reported_on TEXT, 
	held_at INTEGER, 
	minutes_due_on TEXT, 
	issued_at INTEGER, 
	minutes_number INTEGER, 
	remark TEXT DEFAULT '' NOT NULL, 
	version INTEGER DEFAULT '1' NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at INTEGER NOT NULL, 
	CONSTRAINT pk_meetings PRIMARY KEY (id), 
	CONSTRAINT quarter CHECK (quarter between 1 and 4), 
	CONSTRAINT in_a_day CHECK (0 <= begins and begins < ends and ends <= 1440), 
	CONSTRAINT uq_meetings_number UNIQUE (number), 
	CONSTRAINT uq_meetings_year_minutes_number UNIQUE (year, minutes_number), 
	CONSTRAINT fk_meetings_venue_id FOREIGN KEY(venue_id) REFERENCES venues (id), 
	CONSTRAINT fk_meetings_keeper_id FOREIGN KEY(keeper_id) REFERENCES staff (id), 
	CONSTRAINT fk_meetings_made_by FOREIGN KEY(made_by) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_meetings_day ON meetings (day);
CREATE INDEX ix_meetings_state_day ON meetings (state, day);
CREATE INDEX ix_meetings_venue_id_day ON meetings (venue_id, day);
CREATE INDEX ix_meetings_year_quarter ON meetings (year, quarter);
CREATE UNIQUE INDEX uq_meetings_quarterly ON meetings (year, quarter) WHERE kind = 'quarterly' AND state != 'cancelled';
CREATE TABLE meeting_moves (
	id INTEGER NOT NULL, 
	meeting_id INTEGER NOT NULL, 
	was TEXT, 
	state TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	remark TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_meeting_moves PRIMARY KEY (id), 
	CONSTRAINT fk_meeting_moves_meeting_id FOREIGN KEY(meeting_id) REFERENCES meetings (id), 
	CONSTRAINT fk_meeting_moves_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_meeting_moves_at ON meeting_moves (at);
CREATE INDEX ix_meeting_moves_meeting_id ON meeting_moves (meeting_id);
CREATE TABLE meeting_people (
	id INTEGER NOT NULL, 
	meeting_id INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	organisation_id INTEGER, 
	staff_id INTEGER, 
	name TEXT DEFAULT '' NOT NULL, 
	position TEXT DEFAULT '' NOT NULL, 
	telephone TEXT DEFAULT '' NOT NULL, 
	presence TEXT NOT NULL, 
	proxy TEXT DEFAULT '' NOT NULL, 
	signed_at INTEGER, 
	CONSTRAINT pk_meeting_people PRIMARY KEY (id), 
	CONSTRAINT uq_meeting_people_meeting_id_n UNIQUE (meeting_id, n), 
	CONSTRAINT fk_meeting_people_meeting_id FOREIGN KEY(meeting_id) REFERENCES meetings (id), 
	CONSTRAINT fk_meeting_people_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_meeting_people_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_meeting_people_organisation_id ON meeting_people (organisation_id);
CREATE INDEX ix_meeting_people_staff_id ON meeting_people (staff_id);
CREATE TABLE meeting_items (
	id INTEGER NOT NULL, 
	meeting_id INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	text TEXT NOT NULL, 
	need_id INTEGER, 
	offering_id INTEGER, 
	match_id INTEGER, 
	follow_up_id INTEGER, 
	decision TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_meeting_items PRIMARY KEY (id), 
	CONSTRAINT uq_meeting_items_meeting_id_n UNIQUE (meeting_id, n), 
	CONSTRAINT fk_meeting_items_meeting_id FOREIGN KEY(meeting_id) REFERENCES meetings (id), 
	CONSTRAINT fk_meeting_items_need_id FOREIGN KEY(need_id) REFERENCES needs (id), 
	CONSTRAINT fk_meeting_items_offering_id FOREIGN KEY(offering_id) REFERENCES offerings (id), 
	CONSTRAINT fk_meeting_items_match_id FOREIGN KEY(match_id) REFERENCES matches (id), 
	CONSTRAINT fk_meeting_items_follow_up_id FOREIGN KEY(follow_up_id) REFERENCES follow_ups (id)
)
 STRICT;
CREATE INDEX ix_meeting_items_follow_up_id ON meeting_items (follow_up_id);
CREATE INDEX ix_meeting_items_match_id ON meeting_items (match_id);
CREATE INDEX ix_meeting_items_need_id ON meeting_items (need_id);
CREATE INDEX ix_meeting_items_offering_id ON meeting_items (offering_id);
CREATE TABLE meeting_resolutions (
	id INTEGER NOT NULL, 
	meeting_id INTEGER NOT NULL, 
	item_id INTEGER, 
	n INTEGER NOT NULL, 
	description TEXT NOT NULL, 
	owner_name TEXT NOT NULL, 
	due_on TEXT NOT NULL, 
	follow_up_id INTEGER NOT NULL, 
	taken_back_at INTEGER, 
	CONSTRAINT pk_meeting_resolutions PRIMARY KEY (id), 
	CONSTRAINT uq_meeting_resolutions_meeting_id_n UNIQUE (meeting_id, n), 
	CONSTRAINT fk_meeting_resolutions_meeting_id FOREIGN KEY(meeting_id) REFERENCES meetings (id), 
	CONSTRAINT fk_meeting_resolutions_item_id FOREIGN KEY(item_id) REFERENCES meeting_items (id), 
	CONSTRAINT uq_meeting_resolutions_follow_up_id UNIQUE (follow_up_id), 
	CONSTRAINT fk_meeting_resolutions_follow_up_id FOREIGN KEY(follow_up_id) REFERENCES follow_ups (id)
)
 STRICT;
CREATE INDEX ix_meeting_resolutions_item_id ON meeting_resolutions (item_id);
