-- 责任.分包小区
SELECT COUNT(DISTINCT duty.body_id)
FROM responsibilities_duty AS duty
JOIN ground_record AS record ON record.id = duty.record_id
JOIN ground_category AS sort ON sort.id = duty.sort_id
LEFT JOIN ground_category AS above ON above.id = sort.parent_id
WHERE record.committee_id = :committee AND record.state <> 'void'
    AND (sort.code IN ('compound') OR above.code IN ('compound'))
    AND duty.since BETWEEN :start AND :end AND duty.since <= :until;
