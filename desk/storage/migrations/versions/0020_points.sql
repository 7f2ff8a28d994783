CREATE TABLE accounts (
	id INTEGER NOT NULL, 
	unit TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	code TEXT NOT NULL, 
	owner TEXT DEFAULT '' NOT NULL, 
	may_be_negative INTEGER NOT NULL, 
	opened_at INTEGER NOT NULL, 
	CONSTRAINT pk_accounts PRIMARY KEY (id), 
	CONSTRAINT uq_accounts_unit_code UNIQUE (unit, code)
)
 STRICT;
CREATE INDEX ix_accounts_owner ON accounts (owner);
CREATE TABLE postings (
	id INTEGER NOT NULL, 
	unit TEXT NOT NULL, 
	day TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	source TEXT, 
	remark TEXT DEFAULT '' NOT NULL, 
	paper TEXT DEFAULT '' NOT NULL, 
	reverses_id INTEGER, 
	staff_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_postings PRIMARY KEY (id), 
	CONSTRAINT uq_postings_source_kind UNIQUE (source, kind), 
	CONSTRAINT uq_postings_reverses_id UNIQUE (reverses_id), 
	CONSTRAINT fk_postings_reverses_id FOREIGN KEY(reverses_id) REFERENCES postings (id), 
	CONSTRAINT fk_postings_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_postings_day ON postings (day);
CREATE TABLE legs (
	id INTEGER NOT NULL, 
	posting_id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	amount INTEGER NOT NULL CHECK (amount <> 0), 
	expires_on TEXT, 
	CONSTRAINT pk_legs PRIMARY KEY (id), 
	CONSTRAINT fk_legs_posting_id FOREIGN KEY(posting_id) REFERENCES postings (id), 
	CONSTRAINT fk_legs_account_id FOREIGN KEY(account_id) REFERENCES accounts (id)
)
 STRICT;
CREATE INDEX ix_legs_account_id_amount ON legs (account_id, amount);
CREATE INDEX ix_legs_expires_on ON legs (expires_on, account_id, amount) WHERE expires_on IS NOT NULL;
CREATE INDEX ix_legs_posting_id ON legs (posting_id);
CREATE TABLE point_rules (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	basis TEXT NOT NULL, 
	points INTEGER NOT NULL CHECK (points > 0), 
	kinds TEXT NOT NULL, 
	cap_day INTEGER CHECK (cap_day > 0), 
	cap_month INTEGER CHECK (cap_month > 0), 
	first_on TEXT NOT NULL, 
	last_on TEXT, 
	paper TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_point_rules PRIMARY KEY (id), 
	CONSTRAINT not_backwards CHECK (last_on is null or first_on <= last_on)
)
 STRICT;
CREATE TABLE point_grants (
	id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	order_id INTEGER, 
	rule_id INTEGER, 
	posting_id INTEGER, 
	day TEXT NOT NULL, 
	minutes INTEGER CHECK (minutes > 0), 
	uncapped INTEGER NOT NULL CHECK (uncapped >= 0), 
	points INTEGER NOT NULL CHECK (points >= 0), 
	CONSTRAINT pk_point_grants PRIMARY KEY (id), 
	CONSTRAINT uq_point_grants_order_id_member_id UNIQUE (order_id, member_id), 
	CONSTRAINT fk_point_grants_member_id FOREIGN KEY(member_id) REFERENCES team_members (id), 
	CONSTRAINT fk_point_grants_order_id FOREIGN KEY(order_id) REFERENCES orders (id), 
	CONSTRAINT fk_point_grants_rule_id FOREIGN KEY(rule_id) REFERENCES point_rules (id), 
	CONSTRAINT uq_point_grants_posting_id UNIQUE (posting_id), 
	CONSTRAINT fk_point_grants_posting_id FOREIGN KEY(posting_id) REFERENCES postings (id)
)
 STRICT;
CREATE INDEX ix_point_grants_member_id_day ON point_grants (member_id, day);
CREATE INDEX ix_point_grants_rule_id ON point_grants (rule_id);
CREATE TABLE rewards (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	points INTEGER NOT NULL CHECK (points > 0), 
	cost INTEGER NOT NULL CHECK (cost >= 0), 
	stock INTEGER NOT NULL CHECK (stock >= 0), 
	active INTEGER DEFAULT '1' NOT NULL, 
	CONSTRAINT pk_rewards PRIMARY KEY (id), 
	CONSTRAINT uq_rewards_name UNIQUE (name)
)
 STRICT;
CREATE TABLE redemptions (
	id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	member_id INTEGER NOT NULL, 
	reward_id INTEGER NOT NULL, 
	quantity INTEGER NOT NULL CHECK (quantity > 0), 
	points INTEGER NOT NULL CHECK (points > 0), 
	cost INTEGER NOT NULL CHECK (cost >= 0), 
	state TEXT NOT NULL, 
	reserved_at INTEGER NOT NULL, 
	reserved_by INTEGER NOT NULL, 
	ended_at INTEGER, 
	ended_by INTEGER, 
	CONSTRAINT pk_redemptions PRIMARY KEY (id), 
	CONSTRAINT uq_redemptions_number UNIQUE (number), 
	CONSTRAINT fk_redemptions_member_id FOREIGN KEY(member_id) REFERENCES team_members (id), 
	CONSTRAINT fk_redemptions_reward_id FOREIGN KEY(reward_id) REFERENCES rewards (id), 
	CONSTRAINT fk_redemptions_reserved_by FOREIGN KEY(reserved_by) REFERENCES staff (id), 
	CONSTRAINT fk_redemptions_ended_by FOREIGN KEY(ended_by) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_redemptions_member_id ON redemptions (member_id);
CREATE INDEX ix_redemptions_reserved_at ON redemptions (reserved_at);
CREATE INDEX ix_redemptions_reward_id ON redemptions (reward_id);
CREATE INDEX ix_redemptions_state ON redemptions (state);
CREATE TABLE service_certificates (
	id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	member_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	first_on TEXT NOT NULL, 
	last_on TEXT NOT NULL, 
	orders INTEGER NOT NULL, 
	minutes INTEGER NOT NULL CHECK (minutes > 0), 
	hash TEXT NOT NULL, 
	staff_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_service_certificates PRIMARY KEY (id), 
	CONSTRAINT not_backwards CHECK (first_on <= last_on), 
	CONSTRAINT uq_service_certificates_number UNIQUE (number), 
	CONSTRAINT fk_service_certificates_member_id FOREIGN KEY(member_id) REFERENCES team_members (id), 
	CONSTRAINT fk_service_certificates_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_service_certificates_member_id ON service_certificates (member_id);
