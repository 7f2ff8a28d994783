CREATE TABLE asset_classes (
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	life_months INTEGER DEFAULT '0' NOT NULL, 
	active INTEGER DEFAULT '1' NOT NULL, 
	CONSTRAINT pk_asset_classes PRIMARY KEY (code)
)
 STRICT;
CREATE TABLE stocktakes (
	id INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	wanted TEXT NOT NULL, 
	blind INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	began_on TEXT NOT NULL, 
	closed_on TEXT, 
	note TEXT DEFAULT '' NOT NULL, 
	staff_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_stocktakes PRIMARY KEY (id), 
	CONSTRAINT fk_stocktakes_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE TABLE assets (
	id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	name TEXT NOT NULL, 
	class_code TEXT NOT NULL, 
	model TEXT DEFAULT '' NOT NULL, 
	serial TEXT DEFAULT '' NOT NULL, 
	unit TEXT NOT NULL, 
	acquired_on TEXT NOT NULL, 
	source TEXT NOT NULL, 
	funding TEXT DEFAULT '' NOT NULL, 
	supplier TEXT DEFAULT '' NOT NULL, 
	owner_kind TEXT NOT NULL, 
	owner TEXT DEFAULT '' NOT NULL, 
	zone_id INTEGER, 
	venue_id INTEGER, 
	spot TEXT DEFAULT '' NOT NULL, 
	custodian TEXT DEFAULT '' NOT NULL, 
	condition TEXT NOT NULL, 
	life_months INTEGER NOT NULL, 
	residual INTEGER NOT NULL, 
	parent_id INTEGER, 
	low_mark INTEGER, 
	warranty_until TEXT, 
	inspect_every INTEGER, 
	inspect_on TEXT, 
	note TEXT DEFAULT '' NOT NULL, 
	quantity INTEGER NOT NULL, 
	value INTEGER NOT NULL, 
	depreciated INTEGER DEFAULT '0' NOT NULL, 
	lent INTEGER DEFAULT '0' NOT NULL, 
	last_day TEXT NOT NULL, 
	find TEXT NOT NULL, 
	CONSTRAINT pk_assets PRIMARY KEY (id), 
	CONSTRAINT not_negative CHECK (quantity >= 0 and value >= 0 and 0 <= lent and lent <= quantity), 
	CONSTRAINT uq_assets_number UNIQUE (number), 
	CONSTRAINT fk_assets_class_code FOREIGN KEY(class_code) REFERENCES asset_classes (code), 
	CONSTRAINT fk_assets_zone_id FOREIGN KEY(zone_id) REFERENCES zones (id), 
	CONSTRAINT fk_assets_venue_id FOREIGN KEY(venue_id) REFERENCES venues (id), 
	CONSTRAINT fk_assets_parent_id FOREIGN KEY(parent_id) REFERENCES assets (id)
)
 STRICT;
CREATE TABLE stocktake_signatures (
	id INTEGER NOT NULL, 
	stocktake_id INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_stocktake_signatures PRIMARY KEY (id), 
	CONSTRAINT uq_stocktake_signatures_stocktake_id_staff_id UNIQUE (stocktake_id, staff_id), 
	CONSTRAINT fk_stocktake_signatures_stocktake_id FOREIGN KEY(stocktake_id) REFERENCES stocktakes (id), 
	CONSTRAINT fk_stocktake_signatures_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE TABLE asset_files (
	id INTEGER NOT NULL, 
	asset_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	file TEXT NOT NULL, 
	name TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_asset_files PRIMARY KEY (id), 
	CONSTRAINT uq_asset_files_asset_id_file UNIQUE (asset_id, file), 
	CONSTRAINT fk_asset_files_asset_id FOREIGN KEY(asset_id) REFERENCES assets (id), 
	CONSTRAINT fk_asset_files_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE TABLE asset_labels (
	id INTEGER NOT NULL, 
	asset_id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	staff_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_asset_labels PRIMARY KEY (id), 
	CONSTRAINT fk_asset_labels_asset_id FOREIGN KEY(asset_id) REFERENCES assets (id), 
	CONSTRAINT fk_asset_labels_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE TABLE asset_loans (
	id INTEGER NOT NULL, 
	asset_id INTEGER NOT NULL, 
	quantity INTEGER NOT NULL, 
	borrower_kind TEXT NOT NULL, 
	resident_id INTEGER, 
	borrower TEXT DEFAULT '' NOT NULL, 
	contact TEXT DEFAULT '' NOT NULL, 
	lent_on TEXT NOT NULL, 
	due_on TEXT NOT NULL, 
	back INTEGER DEFAULT '0' NOT NULL, 
	back_on TEXT, 
	note TEXT DEFAULT '' NOT NULL, 
	staff_id INTEGER NOT NULL, 
	CONSTRAINT pk_asset_loans PRIMARY KEY (id), 
	CONSTRAINT loan CHECK (quantity > 0 and 0 <= back and back <= quantity and lent_on <= due_on), 
	CONSTRAINT fk_asset_loans_asset_id FOREIGN KEY(asset_id) REFERENCES assets (id), 
	CONSTRAINT fk_asset_loans_resident_id FOREIGN KEY(resident_id) REFERENCES residents (id), 
	CONSTRAINT fk_asset_loans_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE TABLE asset_proposals (
	id INTEGER NOT NULL, 
	asset_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	state TEXT NOT NULL, 
	day TEXT NOT NULL, 
	content TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	paper TEXT DEFAULT '' NOT NULL, 
	answer TEXT DEFAULT '' NOT NULL, 
	stocktake_id INTEGER, 
	asked_by INTEGER NOT NULL, 
	asked_at INTEGER NOT NULL, 
	decided_by INTEGER, 
	decided_at INTEGER, 
	CONSTRAINT pk_asset_proposals PRIMARY KEY (id), 
	CONSTRAINT fk_asset_proposals_asset_id FOREIGN KEY(asset_id) REFERENCES assets (id), 
	CONSTRAINT fk_asset_proposals_stocktake_id FOREIGN KEY(stocktake_id) REFERENCES stocktakes (id), 
	CONSTRAINT fk_asset_proposals_asked_by FOREIGN KEY(asked_by) REFERENCES staff (id), 
	CONSTRAINT fk_asset_proposals_decided_by FOREIGN KEY(decided_by) REFERENCES staff (id)
)
 STRICT;
CREATE TABLE asset_reservations (
	id INTEGER NOT NULL, 
	asset_id INTEGER NOT NULL, 
	activity_id INTEGER NOT NULL, 
	quantity INTEGER NOT NULL CHECK (quantity > 0), 
	staff_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_asset_reservations PRIMARY KEY (id), 
	CONSTRAINT uq_asset_reservations_asset_id_activity_id UNIQUE (asset_id, activity_id), 
	CONSTRAINT fk_asset_reservations_asset_id FOREIGN KEY(asset_id) REFERENCES assets (id), 
	CONSTRAINT fk_asset_reservations_activity_id FOREIGN KEY(activity_id) REFERENCES activities (id), 
	CONSTRAINT fk_asset_reservations_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE TABLE stocktake_counts (
	id INTEGER NOT NULL, 
	stocktake_id INTEGER NOT NULL, 
	asset_id INTEGER, 
	label TEXT NOT NULL, 
	room TEXT NOT NULL, 
	zone_id INTEGER, 
	venue_id INTEGER, 
	quantity INTEGER NOT NULL CHECK (quantity >= 0), 
	damaged INTEGER DEFAULT '0' NOT NULL, 
	note TEXT DEFAULT '' NOT NULL, 
	booked_id INTEGER, 
	staff_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_stocktake_counts PRIMARY KEY (id), 
	CONSTRAINT uq_stocktake_counts_stocktake_id_label_staff_id UNIQUE (stocktake_id, label, staff_id), 
	CONSTRAINT fk_stocktake_counts_stocktake_id FOREIGN KEY(stocktake_id) REFERENCES stocktakes (id), 
	CONSTRAINT fk_stocktake_counts_asset_id FOREIGN KEY(asset_id) REFERENCES assets (id), 
	CONSTRAINT fk_stocktake_counts_booked_id FOREIGN KEY(booked_id) REFERENCES assets (id), 
	CONSTRAINT fk_stocktake_counts_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE TABLE stocktake_expected (
	id INTEGER NOT NULL, 
	stocktake_id INTEGER NOT NULL, 
	asset_id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	name TEXT NOT NULL, 
	room TEXT NOT NULL, 
	zone_id INTEGER, 
	venue_id INTEGER, 
	custodian TEXT NOT NULL, 
	quantity INTEGER NOT NULL, 
	value INTEGER NOT NULL, 
	net INTEGER NOT NULL, 
	CONSTRAINT pk_stocktake_expected PRIMARY KEY (id), 
	CONSTRAINT uq_stocktake_expected_stocktake_id_asset_id UNIQUE (stocktake_id, asset_id), 
	CONSTRAINT fk_stocktake_expected_stocktake_id FOREIGN KEY(stocktake_id) REFERENCES stocktakes (id), 
	CONSTRAINT fk_stocktake_expected_asset_id FOREIGN KEY(asset_id) REFERENCES assets (id)
)
 STRICT;
CREATE TABLE asset_movements (
	id INTEGER NOT NULL, 
	asset_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	day TEXT NOT NULL, 
	fields TEXT NOT NULL, 
	quantity INTEGER DEFAULT '0' NOT NULL, 
	value INTEGER DEFAULT '0' NOT NULL, 
	depreciated INTEGER DEFAULT '0' NOT NULL, 
	lent INTEGER DEFAULT '0' NOT NULL, 
	cost INTEGER DEFAULT '0' NOT NULL, 
	people TEXT DEFAULT '' NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	paper TEXT DEFAULT '' NOT NULL, 
	other_id INTEGER, 
	loan_id INTEGER, 
	approved_by INTEGER, 
	staff_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_asset_movements PRIMARY KEY (id), 
	CONSTRAINT fk_asset_movements_asset_id FOREIGN KEY(asset_id) REFERENCES assets (id), 
	CONSTRAINT fk_asset_movements_other_id FOREIGN KEY(other_id) REFERENCES assets (id), 
	CONSTRAINT fk_asset_movements_loan_id FOREIGN KEY(loan_id) REFERENCES asset_loans (id), 
	CONSTRAINT fk_asset_movements_approved_by FOREIGN KEY(approved_by) REFERENCES staff (id), 
	CONSTRAINT fk_asset_movements_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;
CREATE INDEX ix_assets_class_code ON assets (class_code);
CREATE INDEX ix_assets_custodian ON assets (custodian);
CREATE INDEX ix_assets_parent_id ON assets (parent_id);
CREATE INDEX ix_assets_venue_id ON assets (venue_id);
CREATE INDEX ix_assets_zone_id ON assets (zone_id);
CREATE UNIQUE INDEX uq_assets_serial ON assets (serial) WHERE serial != '';
CREATE INDEX ix_asset_labels_asset_id ON asset_labels (asset_id);
CREATE INDEX ix_asset_loans_asset_id ON asset_loans (asset_id);
CREATE INDEX ix_asset_loans_open ON asset_loans (due_on) WHERE back_on IS NULL;
CREATE INDEX ix_asset_loans_resident_id ON asset_loans (resident_id);
CREATE INDEX ix_asset_proposals_asset_id ON asset_proposals (asset_id);
CREATE INDEX ix_asset_proposals_state ON asset_proposals (state);
CREATE INDEX ix_asset_movements_asset_id ON asset_movements (asset_id);
CREATE INDEX ix_asset_movements_day ON asset_movements (day);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A01', '房屋和构筑物', 0);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0101', '房屋', 360);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A010105', '业务用房', 360);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0102', '构筑物', 96);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A02', '设备', 0);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0201', '信息化设备', 72);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A02010104', '服务器', 72);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A02010105', '台式计算机', 72);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A02010108', '便携式计算机', 72);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A02010109', '平板式计算机', 72);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A020102', '网络设备', 72);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A020103', '信息安全设备', 72);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A020104', '终端设备', 72);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0202', '办公设备', 72);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A020201', '复印机', 72);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A020202', '投影仪', 72);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A020204', '多功能一体机', 72);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A020205', '照相机及器材', 72);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A020208', '触控一体机', 72);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A020210', '打印机', 72);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A020211', '输入输出设备', 72);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A020299', '其他办公设备', 72);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0203', '车辆', 96);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0204', '图书档案设备', 60);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0205', '机械设备（含电梯）', 120);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0206', '电气设备', 60);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A020615', '电源设备', 60);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A020618', '生活用电器', 60);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A02061804', '空调机', 60);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A020619', '照明设备', 60);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0208', '通信设备', 60);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0209', '广播、电视、电影设备', 60);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A020910', '电视设备', 60);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A020911', '视频设备', 60);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A020912', '音频设备', 60);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0210', '仪器仪表', 60);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0232', '医疗设备（含急救设备）', 60);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0237', '政法、消防、检测设备', 120);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0245', '文艺设备', 60);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0246', '体育设备设施', 60);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0247', '娱乐设备', 60);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A03', '文物和陈列品', 0);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0301', '文物', 0);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0302', '陈列品', 0);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A04', '图书和档案', 0);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0401', '图书', 0);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0402', '档案', 0);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A05', '家具和用具', 0);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0501', '家具', 180);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A050101', '床类', 180);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A050102', '台、桌类', 180);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A050103', '椅凳类', 180);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A050104', '沙发类', 180);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A050105', '柜类', 180);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A050106', '架类', 180);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A050107', '屏风类', 180);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0502', '用具', 60);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A06', '特种动植物', 0);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A07', '物资', 0);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0703', '办公用品', 0);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0704', '应急和急救物资', 0);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0799', '其他物资', 0);
INSERT INTO asset_classes(code, name, life_months) VALUES ('A08', '无形资产', 120);
