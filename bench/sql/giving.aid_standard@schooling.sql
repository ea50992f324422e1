-- 帮扶.资助标准[助学]
SELECT DISTINCT aid.standard
FROM giving_aid AS aid
JOIN ground_record AS record ON record.id = aid.record_id
JOIN ground_category AS programme ON programme.id = aid.programme_id
WHERE record.committee_id = :committee AND record.state <> 'void'
    AND aid.given_on BETWEEN :start AND :end AND aid.given_on <= :until
    AND aid.standard IS NOT NULL AND programme.code = 'schooling';
