-- 帮扶.参与委员[助学]
SELECT COUNT(DISTINCT member.person_id)
FROM giving_aidmember AS member
JOIN giving_aid AS aid ON aid.record_id = member.record_id
JOIN ground_record AS record ON record.id = member.record_id
JOIN ground_category AS programme ON programme.id = aid.programme_id
WHERE record.committee_id = :committee AND record.state <> 'void'
    AND aid.given_on BETWEEN :start AND :end AND aid.given_on <= :until
    AND member.struck_at IS NULL AND programme.code = 'schooling';
