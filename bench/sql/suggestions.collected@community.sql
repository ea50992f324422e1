-- 意见.收集[社区]
SELECT COUNT(*)
FROM ground_suggestion AS suggestion
JOIN ground_record AS record ON record.id = suggestion.record_id
WHERE record.committee_id = :committee AND record.state NOT IN ('void', 'draft')
    AND suggestion.struck_at IS NULL AND suggestion.state <> 'void'
    AND suggestion.raised_on BETWEEN :start AND :end AND suggestion.raised_on <= :until
    AND suggestion.source IN ('visit', 'brief', 'meeting') AND suggestion.place_kind = 'community';
