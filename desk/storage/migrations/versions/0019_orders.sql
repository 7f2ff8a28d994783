CREATE TABLE teams (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	branch TEXT DEFAULT '' NOT NULL, 
	area TEXT DEFAULT '' NOT NULL, 
	remark TEXT DEFAULT '' NOT NULL, 
	active INTEGER DEFAULT '1' NOT NULL, 
	CONSTRAINT pk_teams PRIMARY KEY (id), 
	CONSTRAINT uq_teams_name UNIQUE (name)
)
 STRICT;
CREATE TABLE team_members (
	id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	team_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	telephone TEXT DEFAULT '' NOT NULL, 
	resident_id INTEGER, 
	staff_id INTEGER, 
	leads INTEGER DEFAULT '0' NOT NULL, 
	skills TEXT NOT NULL, 
	abilities TEXT DEFAULT '' NOT NULL, 
	village_group TEXT DEFAULT '' NOT NULL, 
	times TEXT NOT NULL, 
	joined_on TEXT NOT NULL, 
	left_on TEXT, 
	left_reason TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_team_members PRIMARY KEY (id), 
	CONSTRAINT uq_team_members_number UNIQUE (number), 
	CONSTRAINT fk_team_members_team_id FOREIGN KEY(team_id) REFERENCES teams (id), 
	CONSTRAINT fk_team_members_resident_id FOREIGN KEY(resident_id) REFERENCES residents (id), 
	CONSTRAINT fk_team_members_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_team_members_name ON team_members (name);
CREATE INDEX ix_team_members_resident_id ON team_members (resident_id);
CREATE INDEX ix_team_members_staff_id ON team_members (staff_id);
CREATE INDEX ix_team_members_team_id ON team_members (team_id);
CREATE TABLE team_stays (
	id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	team_id INTEGER NOT NULL, 
	joined_on TEXT NOT NULL, 
	left_on TEXT NOT NULL, 
	left_reason TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_team_stays PRIMARY KEY (id), 
	CONSTRAINT fk_team_stays_member_id FOREIGN KEY(member_id) REFERENCES team_members (id), 
	CONSTRAINT fk_team_stays_team_id FOREIGN KEY(team_id) REFERENCES teams (id)
)
 STRICT;
CREATE INDEX ix_team_stays_member_id ON team_stays (member_id);
CREATE INDEX ix_team_stays_team_id ON team_stays (team_id);
CREATE TABLE orders (
	id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	description TEXT NOT NULL, 
	place TEXT DEFAULT '' NOT NULL, 
	village_group TEXT DEFAULT '' NOT NULL, 
	resident_id INTEGER, 
	asker TEXT DEFAULT '' NOT NULL, 
	told_by TEXT DEFAULT '' NOT NULL, 
	telephone TEXT DEFAULT '' NOT NULL, 
	channel TEXT NOT NULL, 
	wanted_from INTEGER, 
	wanted_by INTEGER, 
	people INTEGER DEFAULT '1' NOT NULL CHECK (people > 0), 
	urgency TEXT NOT NULL, 
	state TEXT NOT NULL, 
	team_id INTEGER, 
	member_id INTEGER, 
	refused_times INTEGER DEFAULT '0' NOT NULL, 
	review_by INTEGER NOT NULL, 
	accept_by INTEGER, 
	first_due_at INTEGER, 
	due_at INTEGER, 
	freed INTEGER DEFAULT '0' NOT NULL, 
	result TEXT DEFAULT '' NOT NULL, 
	minutes INTEGER CHECK (minutes > 0), 
	redone INTEGER DEFAULT '0' NOT NULL, 
	complaint TEXT DEFAULT '' NOT NULL, 
	became TEXT DEFAULT '' NOT NULL, 
	visit_id INTEGER, 
	placed_by INTEGER NOT NULL, 
	placed_at INTEGER NOT NULL, 
	first_done_at INTEGER, 
	done_at INTEGER, 
	call_back_on TEXT, 
	rate_by INTEGER, 
	settled_at INTEGER, 
	version INTEGER DEFAULT '1' NOT NULL, 
	CONSTRAINT pk_orders PRIMARY KEY (id), 
	CONSTRAINT uq_orders_number UNIQUE (number), 
	CONSTRAINT fk_orders_resident_id FOREIGN KEY(resident_id) REFERENCES residents (id), 
	CONSTRAINT fk_orders_team_id FOREIGN KEY(team_id) REFERENCES teams (id), 
	CONSTRAINT fk_orders_member_id FOREIGN KEY(member_id) REFERENCES team_members (id), 
	CONSTRAINT fk_orders_visit_id FOREIGN KEY(visit_id) REFERENCES visits (id), 
	CONSTRAINT fk_orders_placed_by FOREIGN KEY(placed_by) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_orders_complaint ON orders (complaint);
CREATE INDEX ix_orders_done_at ON orders (done_at);
CREATE INDEX ix_orders_first_done_at ON orders (first_done_at);
CREATE INDEX ix_orders_member_id_state ON orders (member_id, state);
CREATE INDEX ix_orders_placed_at ON orders (placed_at);
CREATE INDEX ix_orders_resident_id ON orders (resident_id);
CREATE INDEX ix_orders_settled_at ON orders (settled_at);
CREATE INDEX ix_orders_state_due_at ON orders (state, due_at);
CREATE INDEX ix_orders_team_id_state ON orders (team_id, state);
CREATE INDEX ix_orders_visit_id ON orders (visit_id);
CREATE TABLE order_moves (
	id INTEGER NOT NULL, 
	order_id INTEGER NOT NULL, 
	was TEXT, 
	state TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	remark TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_order_moves PRIMARY KEY (id), 
	CONSTRAINT fk_order_moves_order_id FOREIGN KEY(order_id) REFERENCES orders (id), 
	CONSTRAINT fk_order_moves_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_order_moves_order_id ON order_moves (order_id);
CREATE TABLE dispatches (
	id INTEGER NOT NULL, 
	order_id INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	team_id INTEGER NOT NULL, 
	member_id INTEGER, 
	offered_at INTEGER NOT NULL, 
	accept_by INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	answer TEXT DEFAULT '' NOT NULL, 
	answered_at INTEGER, 
	reason TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_dispatches PRIMARY KEY (id), 
	CONSTRAINT uq_dispatches_order_id_n UNIQUE (order_id, n), 
	CONSTRAINT fk_dispatches_order_id FOREIGN KEY(order_id) REFERENCES orders (id), 
	CONSTRAINT fk_dispatches_team_id FOREIGN KEY(team_id) REFERENCES teams (id), 
	CONSTRAINT fk_dispatches_member_id FOREIGN KEY(member_id) REFERENCES team_members (id), 
	CONSTRAINT fk_dispatches_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_dispatches_answered_at ON dispatches (answered_at);
CREATE INDEX ix_dispatches_member_id_offered_at ON dispatches (member_id, offered_at);
CREATE INDEX ix_dispatches_open ON dispatches (accept_by) WHERE answered_at IS NULL;
CREATE INDEX ix_dispatches_team_id_offered_at ON dispatches (team_id, offered_at);
CREATE UNIQUE INDEX uq_dispatches_open ON dispatches (order_id) WHERE answered_at IS NULL;
CREATE TABLE order_people (
	id INTEGER NOT NULL, 
	order_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	minutes INTEGER NOT NULL CHECK (minutes > 0), 
	CONSTRAINT pk_order_people PRIMARY KEY (id), 
	CONSTRAINT uq_order_people_order_id_member_id UNIQUE (order_id, member_id), 
	CONSTRAINT fk_order_people_order_id FOREIGN KEY(order_id) REFERENCES orders (id), 
	CONSTRAINT fk_order_people_member_id FOREIGN KEY(member_id) REFERENCES team_members (id)
)
 STRICT;
CREATE INDEX ix_order_people_member_id ON order_people (member_id);
CREATE TABLE order_ratings (
	id INTEGER NOT NULL, 
	order_id INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	level TEXT NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	means TEXT NOT NULL, 
	staff_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_order_ratings PRIMARY KEY (id), 
	CONSTRAINT uq_order_ratings_order_id_n UNIQUE (order_id, n), 
	CONSTRAINT fk_order_ratings_order_id FOREIGN KEY(order_id) REFERENCES orders (id), 
	CONSTRAINT fk_order_ratings_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_order_ratings_at ON order_ratings (at);
CREATE TABLE order_photos (
	id INTEGER NOT NULL, 
	order_id INTEGER NOT NULL, 
	file TEXT NOT NULL, 
	name TEXT NOT NULL, 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_order_photos PRIMARY KEY (id), 
	CONSTRAINT uq_order_photos_order_id_file UNIQUE (order_id, file), 
	CONSTRAINT fk_order_photos_order_id FOREIGN KEY(order_id) REFERENCES orders (id), 
	CONSTRAINT fk_order_photos_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
