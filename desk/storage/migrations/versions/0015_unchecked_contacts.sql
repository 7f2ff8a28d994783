CREATE TABLE emergency_contacts_anew (
	id INTEGER NOT NULL, 
	circle TEXT NOT NULL, 
	name TEXT NOT NULL, 
	person TEXT DEFAULT '' NOT NULL, 
	telephone TEXT NOT NULL, 
	other_telephone TEXT DEFAULT '' NOT NULL, 
	note TEXT DEFAULT '' NOT NULL, 
	told_by TEXT DEFAULT '' NOT NULL, 
	checked_on TEXT, 
	removed_at INTEGER, 
	CONSTRAINT pk_emergency_contacts PRIMARY KEY (id)
)
 STRICT;
INSERT INTO emergency_contacts_anew
SELECT id, circle, name, person, telephone, other_telephone, note, told_by, checked_on, removed_at FROM emergency_contacts;
DROP TABLE emergency_contacts;
ALTER TABLE emergency_contacts_anew RENAME TO emergency_contacts;
