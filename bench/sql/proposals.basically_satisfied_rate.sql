-- 提案.基本满意率
WITH counted AS (
    SELECT rating.record_id, result.code, ROW_NUMBER() OVER (
        PARTITION BY rating.record_id ORDER BY rating."on" DESC, rating.id DESC
    ) AS place
    FROM proposals_rating AS rating
    JOIN proposals_proposal AS rated ON rated.record_id = rating.record_id
    JOIN ground_record AS rated_record ON rated_record.id = rating.record_id
    JOIN ground_category AS result ON result.id = rating.result_id
    WHERE rated_record.committee_id = :committee
        AND rated.assigned_on BETWEEN :start AND :end
        AND rating.struck_at IS NULL AND rating.counted AND rating."on" <= :until
        AND NOT EXISTS (
            SELECT 1 FROM proposals_ratingobjection AS objection
            WHERE objection.rating_id = rating.id AND objection.struck_at IS NULL
                AND objection."on" <= :until
        )
)
SELECT
    COALESCE(SUM(CASE WHEN counted.code IN ('basically', 'understood') THEN 1 ELSE 0 END), 0),
    COUNT(*)
FROM proposals_proposal AS proposal
JOIN ground_record AS record ON record.id = proposal.record_id
LEFT JOIN counted ON counted.record_id = proposal.record_id AND counted.place = 1
WHERE (counted.record_id IS NOT NULL OR proposal.rates_over = 'all')
    AND record.committee_id = :committee AND record.state <> 'void'
    AND proposal.assigned_on BETWEEN :start AND :end AND proposal.assigned_on <= :until
    AND (proposal.withdrawn_on IS NULL OR proposal.withdrawn_on > :until)
    AND NOT EXISTS (
        SELECT 1 FROM proposals_merge AS merge
        WHERE merge.record_id = proposal.record_id AND merge.struck_at IS NULL
            AND merge."on" <= :until
            AND (merge.undone_on IS NULL OR merge.undone_on > :until)
    );
