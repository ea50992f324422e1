-- 帮扶.受益人数
SELECT COALESCE(SUM(aid.beneficiaries), 0)
FROM giving_aid AS aid
JOIN ground_record AS record ON record.id = aid.record_id
WHERE record.committee_id = :committee AND record.state <> 'void'
    AND aid.given_on BETWEEN :start AND :end AND aid.given_on <= :until;
