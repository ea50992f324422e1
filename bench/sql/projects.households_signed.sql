-- 项目.签约户数
SELECT COALESCE(SUM(households.number), 0)
FROM projects_households AS households
JOIN ground_record AS record ON record.id = households.record_id
WHERE record.committee_id = :committee AND record.state <> 'void'
    AND households.struck_at IS NULL AND households.what = 'signed'
    AND households."on" BETWEEN :start AND :end AND households."on" <= :until;
