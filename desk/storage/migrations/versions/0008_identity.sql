CREATE TABLE identities (
	id INTEGER NOT NULL, 
	book TEXT NOT NULL, 
	CONSTRAINT pk_identities PRIMARY KEY (id), 
	CONSTRAINT ck_identities_only_one CHECK (id = 1)
)
 STRICT;
