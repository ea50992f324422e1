-- 提案.办复
SELECT COUNT(*)
FROM proposals_proposal AS proposal
JOIN ground_record AS record ON record.id = proposal.record_id
JOIN (
    SELECT task.record_id, SUM(
        CASE WHEN EXISTS (
            SELECT 1 FROM proposals_reply AS reply
            WHERE reply.task_id = task.id AND reply.struck_at IS NULL AND reply."on" <= :until
        ) THEN 0 ELSE 1 END
    ) AS silent
    FROM proposals_unittask AS task
    JOIN proposals_proposal AS handled ON handled.record_id = task.record_id
    JOIN ground_record AS handled_record ON handled_record.id = task.record_id
    WHERE handled_record.committee_id = :committee
        AND handled.assigned_on BETWEEN :start AND :end
        AND task.struck_at IS NULL AND task.state <> 'void'
        AND task.role IN ('sole', 'lead', 'separate')
        AND task.sent_on <= :until AND (task.ended_on IS NULL OR task.ended_on > :until)
    GROUP BY task.record_id
) AS owed ON owed.record_id = proposal.record_id
WHERE owed.silent = 0
    AND record.committee_id = :committee AND record.state <> 'void'
    AND proposal.assigned_on BETWEEN :start AND :end AND proposal.assigned_on <= :until
    AND (proposal.withdrawn_on IS NULL OR proposal.withdrawn_on > :until)
    AND NOT EXISTS (
        SELECT 1 FROM proposals_merge AS merge
        WHERE merge.record_id = proposal.record_id AND merge.struck_at IS NULL
            AND merge."on" <= :until
            AND (merge.undone_on IS NULL OR merge.undone_on > :until)
    );
