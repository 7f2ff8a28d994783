ALTER TABLE centres ADD COLUMN complaints TEXT DEFAULT '12345' NOT NULL;
ALTER TABLE visits ADD COLUMN calls INTEGER DEFAULT 0 NOT NULL;

UPDATE cases SET due_on = '9999-12-31' WHERE state = 'papers';

UPDATE asset_classes SET name = '机械设备' WHERE code = 'A0205' AND name = '机械设备（含电梯）';
UPDATE asset_classes SET name = '医疗设备' WHERE code = 'A0232' AND name = '医疗设备（含急救设备）';
INSERT INTO asset_classes(code, name, life_months) VALUES ('A02051227', '电梯', 120) ON CONFLICT (code) DO NOTHING;
INSERT INTO asset_classes(code, name, life_months) VALUES ('A0504', '办公用品', 0) ON CONFLICT (code) DO NOTHING;
UPDATE asset_classes SET active = 0
WHERE code IN ('A0703', 'A0704') AND code NOT IN (SELECT class_code FROM assets);
