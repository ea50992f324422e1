-- 帮扶.人次[文化]
SELECT COALESCE(SUM(aid.others + (
    SELECT COUNT(*) FROM giving_aidmember AS member
    WHERE member.record_id = aid.record_id AND member.struck_at IS NULL
)), 0)
FROM giving_aid AS aid
JOIN ground_record AS record ON record.id = aid.record_id
JOIN ground_category AS programme ON programme.id = aid.programme_id
WHERE record.committee_id = :committee AND record.state <> 'void'
    AND aid.given_on BETWEEN :start AND :end AND aid.given_on <= :until
    AND programme.code = 'culture';
