CREATE TABLE resources (
	id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	venue_id INTEGER, 
	service_id INTEGER, 
	capacity INTEGER NOT NULL CHECK (capacity > 0), 
	shared INTEGER DEFAULT '0' NOT NULL, 
	active INTEGER DEFAULT '1' NOT NULL, 
	CONSTRAINT pk_resources PRIMARY KEY (id), 
	CONSTRAINT uq_resources_name UNIQUE (name), 
	CONSTRAINT fk_resources_venue_id FOREIGN KEY(venue_id) REFERENCES venues (id), 
	CONSTRAINT fk_resources_service_id FOREIGN KEY(service_id) REFERENCES services (id)
)
 STRICT;
CREATE INDEX ix_resources_venue_id ON resources (venue_id);
CREATE TABLE slot_rules (
	id INTEGER NOT NULL, 
	resource_id INTEGER NOT NULL, 
	days TEXT NOT NULL, 
	begins INTEGER NOT NULL, 
	ends INTEGER NOT NULL, 
	minutes INTEGER NOT NULL CHECK (minutes > 0), 
	places INTEGER CHECK (places > 0), 
	first_on TEXT, 
	last_on TEXT, 
	CONSTRAINT pk_slot_rules PRIMARY KEY (id), 
	CONSTRAINT in_a_day CHECK (0 <= begins and begins < ends and ends <= 1440), 
	CONSTRAINT fk_slot_rules_resource_id FOREIGN KEY(resource_id) REFERENCES resources (id)
)
 STRICT;
CREATE INDEX ix_slot_rules_resource_id ON slot_rules (resource_id);
CREATE TABLE closures (
	id INTEGER NOT NULL, 
	resource_id INTEGER, 
	begins_at INTEGER NOT NULL, 
	ends_at INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	lifted_at INTEGER, 
	staff_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_closures PRIMARY KEY (id), 
	CONSTRAINT not_backwards CHECK (begins_at < ends_at), 
	CONSTRAINT fk_closures_resource_id FOREIGN KEY(resource_id) REFERENCES resources (id), 
	CONSTRAINT fk_closures_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_closures_resource_id ON closures (resource_id);
CREATE TABLE bookings (
	id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	resource_id INTEGER NOT NULL, 
	begins_at INTEGER NOT NULL, 
	ends_at INTEGER NOT NULL, 
	people INTEGER DEFAULT '1' NOT NULL CHECK (people > 0), 
	resident_id INTEGER, 
	party TEXT DEFAULT '' NOT NULL, 
	contact TEXT DEFAULT '' NOT NULL, 
	telephone TEXT DEFAULT '' NOT NULL, 
	guardian TEXT DEFAULT '' NOT NULL, 
	guardian_telephone TEXT DEFAULT '' NOT NULL, 
	purpose TEXT DEFAULT '' NOT NULL, 
	service_id INTEGER, 
	channel TEXT NOT NULL, 
	state TEXT NOT NULL, 
	cancelled TEXT DEFAULT '' NOT NULL, 
	series_id INTEGER, 
	visit_id INTEGER, 
	came_at INTEGER, 
	left_at INTEGER, 
	held_until INTEGER, 
	version INTEGER DEFAULT '1' NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at INTEGER NOT NULL, 
	CONSTRAINT pk_bookings PRIMARY KEY (id), 
	CONSTRAINT within_a_day CHECK (begins_at < ends_at and ends_at - begins_at <= 86400000), 
	CONSTRAINT uq_bookings_number UNIQUE (number), 
	CONSTRAINT fk_bookings_resource_id FOREIGN KEY(resource_id) REFERENCES resources (id), 
	CONSTRAINT fk_bookings_resident_id FOREIGN KEY(resident_id) REFERENCES residents (id), 
	CONSTRAINT fk_bookings_service_id FOREIGN KEY(service_id) REFERENCES services (id), 
	CONSTRAINT fk_bookings_series_id FOREIGN KEY(series_id) REFERENCES bookings (id), 
	CONSTRAINT fk_bookings_visit_id FOREIGN KEY(visit_id) REFERENCES visits (id), 
	CONSTRAINT fk_bookings_made_by FOREIGN KEY(made_by) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_bookings_begins_at ON bookings (begins_at);
CREATE INDEX ix_bookings_resident_id ON bookings (resident_id);
CREATE INDEX ix_bookings_resource_id_begins_at ON bookings (resource_id, begins_at);
CREATE INDEX ix_bookings_series_id ON bookings (series_id);
CREATE INDEX ix_bookings_state_ends_at ON bookings (state, ends_at);
CREATE INDEX ix_bookings_visit_id ON bookings (visit_id);
CREATE TABLE booking_moves (
	id INTEGER NOT NULL, 
	booking_id INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	remark TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_booking_moves PRIMARY KEY (id), 
	CONSTRAINT fk_booking_moves_booking_id FOREIGN KEY(booking_id) REFERENCES bookings (id), 
	CONSTRAINT fk_booking_moves_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_booking_moves_booking_id ON booking_moves (booking_id);
CREATE TABLE booking_calls (
	id INTEGER NOT NULL, 
	booking_id INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	details TEXT DEFAULT '' NOT NULL, 
	at INTEGER NOT NULL, 
	rung_at INTEGER, 
	rung_by INTEGER, 
	outcome TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_booking_calls PRIMARY KEY (id), 
	CONSTRAINT fk_booking_calls_booking_id FOREIGN KEY(booking_id) REFERENCES bookings (id), 
	CONSTRAINT fk_booking_calls_rung_by FOREIGN KEY(rung_by) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_booking_calls_booking_id ON booking_calls (booking_id);
CREATE INDEX ix_booking_calls_open ON booking_calls (id) WHERE rung_at IS NULL;
CREATE TABLE unmet_requests (
	id INTEGER NOT NULL, 
	resource_id INTEGER, 
	service_id INTEGER, 
	day TEXT NOT NULL, 
	begins INTEGER, 
	people INTEGER DEFAULT '1' NOT NULL, 
	reason TEXT NOT NULL, 
	staff_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_unmet_requests PRIMARY KEY (id), 
	CONSTRAINT fk_unmet_requests_resource_id FOREIGN KEY(resource_id) REFERENCES resources (id), 
	CONSTRAINT fk_unmet_requests_service_id FOREIGN KEY(service_id) REFERENCES services (id), 
	CONSTRAINT fk_unmet_requests_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_unmet_requests_day ON unmet_requests (day);
