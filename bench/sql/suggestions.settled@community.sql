-- 意见.解决[社区]
SELECT COUNT(*)
FROM ground_suggestion AS suggestion
JOIN ground_record AS record ON record.id = suggestion.record_id
JOIN (
    SELECT
        settlement.suggestion_id,
        MAX(
            CASE WHEN settlement.verdict IN ('said_done', 'confirmed') THEN settlement."on" END
        ) AS done_on,
        MAX(CASE WHEN settlement.verdict = 'disputed' THEN settlement."on" END) AS disputed_on
    FROM ground_settlement AS settlement
    JOIN ground_suggestion AS raised ON raised.id = settlement.suggestion_id
    JOIN ground_record AS raised_record ON raised_record.id = raised.record_id
    WHERE raised_record.committee_id = :committee
        AND raised.raised_on BETWEEN :start AND :end
        AND settlement.struck_at IS NULL AND settlement."on" <= :until
    GROUP BY settlement.suggestion_id
) AS ends ON ends.suggestion_id = suggestion.id
WHERE record.committee_id = :committee AND record.state NOT IN ('void', 'draft')
    AND suggestion.struck_at IS NULL AND suggestion.state <> 'void'
    AND suggestion.raised_on BETWEEN :start AND :end AND suggestion.raised_on <= :until
    AND suggestion.source IN ('visit', 'brief', 'meeting') AND suggestion.place_kind = 'community'
    AND ends.done_on IS NOT NULL
    AND (ends.disputed_on IS NULL OR ends.disputed_on < ends.done_on);
