CREATE TABLE service_versions (
	id INTEGER NOT NULL, 
	service_id INTEGER NOT NULL, 
	until INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	department TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	promised_days INTEGER NOT NULL, 
	materials TEXT NOT NULL, 
	fee INTEGER NOT NULL, 
	on_behalf INTEGER NOT NULL, 
	CONSTRAINT pk_service_versions PRIMARY KEY (id), 
	CONSTRAINT fk_service_versions_service_id FOREIGN KEY(service_id) REFERENCES services (id)
)
 STRICT;
CREATE INDEX ix_service_versions_service_id_until ON service_versions (service_id, until);
