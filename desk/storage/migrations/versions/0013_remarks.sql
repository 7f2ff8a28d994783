CREATE INDEX ix_cases_remark ON cases (remark) WHERE remark != '';
CREATE INDEX ix_case_moves_remark ON case_moves (remark)
WHERE remark != '' AND was IS NOT NULL AND NOT (was = 'waiting' AND state = 'in_progress');
