CREATE TABLE organisations (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	credit_code TEXT DEFAULT '' NOT NULL, 
	party_name TEXT DEFAULT '' NOT NULL, 
	liaison TEXT DEFAULT '' NOT NULL, 
	telephone TEXT DEFAULT '' NOT NULL, 
	address TEXT DEFAULT '' NOT NULL, 
	remark TEXT DEFAULT '' NOT NULL, 
	active INTEGER DEFAULT '1' NOT NULL, 
	merged_into INTEGER, 
	version INTEGER DEFAULT '1' NOT NULL, 
	changed_by INTEGER NOT NULL, 
	changed_at INTEGER NOT NULL, 
	CONSTRAINT pk_organisations PRIMARY KEY (id), 
	CONSTRAINT fk_organisations_merged_into FOREIGN KEY(merged_into) REFERENCES organisations (id), 
	CONSTRAINT fk_organisations_changed_by FOREIGN KEY(changed_by) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_organisations_merged_into ON organisations (merged_into);
CREATE UNIQUE INDEX uq_organisations_credit_code ON organisations (credit_code) WHERE merged_into IS NULL AND credit_code != '';
CREATE UNIQUE INDEX uq_organisations_name ON organisations (name) WHERE merged_into IS NULL;
CREATE TABLE organisation_aliases (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	alias TEXT NOT NULL, 
	CONSTRAINT pk_organisation_aliases PRIMARY KEY (id), 
	CONSTRAINT fk_organisation_aliases_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT uq_organisation_aliases_alias UNIQUE (alias)
)
 STRICT;
CREATE INDEX ix_organisation_aliases_organisation_id ON organisation_aliases (organisation_id);
CREATE TABLE organisation_roles (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	role TEXT NOT NULL, 
	CONSTRAINT pk_organisation_roles PRIMARY KEY (id), 
	CONSTRAINT uq_organisation_roles_organisation_id_role UNIQUE (organisation_id, role), 
	CONSTRAINT fk_organisation_roles_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id)
)
 STRICT;
CREATE INDEX ix_organisation_roles_role ON organisation_roles (role);
CREATE TABLE pairings (
	id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	agreed TEXT DEFAULT '' NOT NULL, 
	first TEXT NOT NULL, 
	last TEXT NOT NULL, 
	signed_on TEXT, 
	paper TEXT DEFAULT '' NOT NULL, 
	state TEXT NOT NULL, 
	version INTEGER DEFAULT '1' NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at INTEGER NOT NULL, 
	CONSTRAINT pk_pairings PRIMARY KEY (id), 
	CONSTRAINT in_order CHECK (first <= last), 
	CONSTRAINT uq_pairings_number UNIQUE (number), 
	CONSTRAINT fk_pairings_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisations (id), 
	CONSTRAINT fk_pairings_made_by FOREIGN KEY(made_by) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_pairings_organisation_id ON pairings (organisation_id);
CREATE INDEX ix_pairings_state_last ON pairings (state, last);
CREATE TABLE pairing_moves (
	id INTEGER NOT NULL, 
	pairing_id INTEGER NOT NULL, 
	was TEXT, 
	state TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	remark TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_pairing_moves PRIMARY KEY (id), 
	CONSTRAINT fk_pairing_moves_pairing_id FOREIGN KEY(pairing_id) REFERENCES pairings (id), 
	CONSTRAINT fk_pairing_moves_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_pairing_moves_at ON pairing_moves (at);
CREATE INDEX ix_pairing_moves_pairing_id ON pairing_moves (pairing_id);
ALTER TABLE activities ADD COLUMN organisation_id INTEGER CONSTRAINT fk_activities_organisation_id REFERENCES organisations (id);
CREATE INDEX ix_activities_organisation_id_day ON activities (organisation_id, day);
ALTER TABLE orders ADD COLUMN organisation_id INTEGER CONSTRAINT fk_orders_organisation_id REFERENCES organisations (id);
CREATE INDEX ix_orders_organisation_id ON orders (organisation_id);
