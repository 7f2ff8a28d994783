CREATE TABLE files_of_reports AS SELECT id, period, file, sha256 FROM reports;
CREATE TABLE reports_anew (
	id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	period TEXT NOT NULL, 
	handed_in_at INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	figures TEXT NOT NULL, 
	parts TEXT DEFAULT '{}' NOT NULL, 
	versions TEXT DEFAULT '{}' NOT NULL, 
	program TEXT DEFAULT '' NOT NULL, 
	received_at INTEGER, 
	received_by INTEGER, 
	withdrawn_at INTEGER, 
	withdrawn_by INTEGER, 
	withdrawn_for TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_reports PRIMARY KEY (id), 
	CONSTRAINT not_taken_back_once_read CHECK (received_at is null or withdrawn_at is null), 
	CONSTRAINT fk_reports_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id), 
	CONSTRAINT fk_reports_received_by FOREIGN KEY(received_by) REFERENCES staff (id), 
	CONSTRAINT fk_reports_withdrawn_by FOREIGN KEY(withdrawn_by) REFERENCES staff (id)
)
 STRICT;
INSERT INTO reports_anew (id, kind, period, handed_in_at, staff_id, figures) SELECT id, kind, period, handed_in_at, staff_id, figures FROM reports;
DROP TABLE reports;
ALTER TABLE reports_anew RENAME TO reports;
CREATE UNIQUE INDEX uq_reports_kind_period ON reports (kind, period) WHERE withdrawn_at IS NULL;
CREATE TABLE report_files (
	id INTEGER NOT NULL, 
	report_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	content BLOB NOT NULL, 
	sha256 TEXT NOT NULL, 
	CONSTRAINT pk_report_files PRIMARY KEY (id), 
	CONSTRAINT uq_report_files_report_id_name UNIQUE (report_id, name), 
	CONSTRAINT fk_report_files_report_id FOREIGN KEY(report_id) REFERENCES reports (id)
)
 STRICT;
INSERT INTO report_files (report_id, name, file_name, content, sha256) SELECT id, 'xlsx', period || '.xlsx', file, sha256 FROM files_of_reports;
DROP TABLE files_of_reports;
CREATE TABLE report_copies (
	id INTEGER NOT NULL, 
	report_id INTEGER NOT NULL, 
	folder TEXT NOT NULL, 
	files INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	CONSTRAINT pk_report_copies PRIMARY KEY (id), 
	CONSTRAINT fk_report_copies_report_id FOREIGN KEY(report_id) REFERENCES reports (id), 
	CONSTRAINT fk_report_copies_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_report_copies_report_id ON report_copies (report_id);
CREATE TABLE report_answers (
	id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	period TEXT NOT NULL, 
	"check" TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	CONSTRAINT pk_report_answers PRIMARY KEY (id), 
	CONSTRAINT uq_report_answers_kind_period_check UNIQUE (kind, period, "check"), 
	CONSTRAINT fk_report_answers_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE TABLE report_remarks (
	id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	period TEXT NOT NULL, 
	text TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	CONSTRAINT pk_report_remarks PRIMARY KEY (id), 
	CONSTRAINT uq_report_remarks_kind_period UNIQUE (kind, period), 
	CONSTRAINT fk_report_remarks_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE TABLE centre_keys (
	id INTEGER NOT NULL, 
	private BLOB NOT NULL, 
	public BLOB NOT NULL, 
	made_at INTEGER NOT NULL, 
	CONSTRAINT pk_centre_keys PRIMARY KEY (id), 
	CONSTRAINT uq_centre_keys_public UNIQUE (public)
)
 STRICT;
CREATE TABLE own_figures (
	id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	title TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	shared INTEGER DEFAULT '0' NOT NULL, 
	better TEXT DEFAULT 'neither' NOT NULL, 
	definition TEXT DEFAULT '' NOT NULL, 
	active INTEGER DEFAULT '1' NOT NULL, 
	CONSTRAINT pk_own_figures PRIMARY KEY (id), 
	CONSTRAINT uq_own_figures_code UNIQUE (code), 
	CONSTRAINT uq_own_figures_title UNIQUE (title)
)
 STRICT;
CREATE TABLE own_figure_values (
	id INTEGER NOT NULL, 
	own_figure_id INTEGER NOT NULL, 
	month TEXT NOT NULL, 
	numerator REAL NOT NULL, 
	denominator REAL CHECK (denominator > 0), 
	at INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	CONSTRAINT pk_own_figure_values PRIMARY KEY (id), 
	CONSTRAINT uq_own_figure_values_own_figure_id_month UNIQUE (own_figure_id, month), 
	CONSTRAINT fk_own_figure_values_own_figure_id FOREIGN KEY(own_figure_id) REFERENCES own_figures (id), 
	CONSTRAINT fk_own_figure_values_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_own_figure_values_month ON own_figure_values (month);
CREATE TABLE figure_targets (
	id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	value REAL NOT NULL, 
	at INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	CONSTRAINT pk_figure_targets PRIMARY KEY (id), 
	CONSTRAINT uq_figure_targets_code UNIQUE (code), 
	CONSTRAINT fk_figure_targets_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE TABLE report_forms (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	content BLOB NOT NULL, 
	sha256 TEXT NOT NULL, 
	codes TEXT NOT NULL, 
	kinds TEXT NOT NULL, 
	added_at INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	retired_at INTEGER, 
	CONSTRAINT pk_report_forms PRIMARY KEY (id), 
	CONSTRAINT uq_report_forms_name UNIQUE (name), 
	CONSTRAINT fk_report_forms_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE TABLE district_centres (
	id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	likeness TEXT DEFAULT '' NOT NULL, 
	public_key BLOB, 
	population INTEGER CHECK (population > 0), 
	active INTEGER DEFAULT '1' NOT NULL, 
	CONSTRAINT pk_district_centres PRIMARY KEY (id), 
	CONSTRAINT uq_district_centres_code UNIQUE (code)
)
 STRICT;
CREATE TABLE district_returns (
	id INTEGER NOT NULL, 
	centre_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	period TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	file_sha256 TEXT NOT NULL, 
	sheet TEXT NOT NULL, 
	light TEXT NOT NULL, 
	reasons TEXT NOT NULL, 
	made_at INTEGER, 
	received_on TEXT NOT NULL, 
	open_hours REAL, 
	staff_id INTEGER NOT NULL, 
	CONSTRAINT pk_district_returns PRIMARY KEY (id), 
	CONSTRAINT uq_district_returns_centre_id_kind_period UNIQUE (centre_id, kind, period), 
	CONSTRAINT fk_district_returns_centre_id FOREIGN KEY(centre_id) REFERENCES district_centres (id), 
	CONSTRAINT fk_district_returns_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_district_returns_kind_period ON district_returns (kind, period);
ALTER TABLE centres ADD COLUMN code TEXT DEFAULT '' NOT NULL;
ALTER TABLE centres ADD COLUMN population INTEGER CHECK (population > 0);
ALTER TABLE centres ADD COLUMN area INTEGER CHECK (area > 0);
