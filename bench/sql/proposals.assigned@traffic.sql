-- 提案.交办[城市交通]
SELECT COUNT(*)
FROM proposals_proposal AS proposal
JOIN ground_record AS record ON record.id = proposal.record_id
JOIN ground_category AS local ON local.id = proposal.local_id
WHERE local.code = 'traffic'
    AND record.committee_id = :committee AND record.state <> 'void'
    AND proposal.assigned_on BETWEEN :start AND :end AND proposal.assigned_on <= :until
    AND (proposal.withdrawn_on IS NULL OR proposal.withdrawn_on > :until)
    AND NOT EXISTS (
        SELECT 1 FROM proposals_merge AS merge
        WHERE merge.record_id = proposal.record_id AND merge.struck_at IS NULL
            AND merge."on" <= :until
            AND (merge.undone_on IS NULL OR merge.undone_on > :until)
    );
