-- 建议.采纳[来源=协商]
SELECT COUNT(*)
FROM ground_suggestion AS suggestion
JOIN ground_record AS record ON record.id = suggestion.record_id
WHERE record.committee_id = :committee AND record.state NOT IN ('void', 'draft')
    AND suggestion.struck_at IS NULL AND suggestion.state <> 'void'
    AND suggestion.raised_on BETWEEN :start AND :end AND suggestion.raised_on <= :until
    AND suggestion.nature = 'suggestion' AND suggestion.source = 'consultation'
    AND EXISTS (
        SELECT 1 FROM ground_response AS response
        WHERE response.suggestion_id = suggestion.id AND response.struck_at IS NULL
            AND response.verdict = 'adopted' AND response."on" <= :until
    );
