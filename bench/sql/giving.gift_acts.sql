-- 捐赠.人次
SELECT COALESCE(SUM(donor.people), 0)
FROM giving_donor AS donor
JOIN giving_gift AS gift ON gift.record_id = donor.record_id
JOIN ground_record AS record ON record.id = donor.record_id
WHERE record.committee_id = :committee AND record.state <> 'void'
    AND gift.received_on BETWEEN :start AND :end AND gift.received_on <= :until
    AND donor.struck_at IS NULL;
