-- 提案.面商率
SELECT
    COALESCE(SUM(CASE WHEN met.times >= proposal.contacts_required THEN 1 ELSE 0 END), 0),
    COUNT(*)
FROM proposals_proposal AS proposal
JOIN ground_record AS record ON record.id = proposal.record_id
LEFT JOIN (
    SELECT contact.record_id, COUNT(*) AS times
    FROM proposals_contact AS contact
    JOIN proposals_proposal AS met_case ON met_case.record_id = contact.record_id
    JOIN ground_record AS met_record ON met_record.id = contact.record_id
    WHERE met_record.committee_id = :committee
        AND met_case.assigned_on BETWEEN :start AND :end
        AND contact.struck_at IS NULL AND contact.face AND contact."on" <= :until
        AND (
            met_case.contact_counts = 'entered'
            OR contact.signed_form
            OR EXISTS (
                SELECT 1 FROM proposals_contactanswer AS answer
                WHERE answer.contact_id = contact.id AND answer.struck_at IS NULL
                    AND answer.verdict = 'confirmed' AND answer."on" <= :until
            )
        )
        AND NOT EXISTS (
            SELECT 1 FROM proposals_contactanswer AS answer
            WHERE answer.contact_id = contact.id AND answer.struck_at IS NULL
                AND answer.verdict = 'denied' AND answer."on" <= :until
        )
    GROUP BY contact.record_id
) AS met ON met.record_id = proposal.record_id
WHERE record.committee_id = :committee AND record.state <> 'void'
    AND proposal.assigned_on BETWEEN :start AND :end AND proposal.assigned_on <= :until
    AND (proposal.withdrawn_on IS NULL OR proposal.withdrawn_on > :until)
    AND NOT EXISTS (
        SELECT 1 FROM proposals_merge AS merge
        WHERE merge.record_id = proposal.record_id AND merge.struck_at IS NULL
            AND merge."on" <= :until
            AND (merge.undone_on IS NULL OR merge.undone_on > :until)
    );
