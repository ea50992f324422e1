-- 成果.数量[路灯]
SELECT COALESCE(SUM(outcome.quantity), 0)
FROM ground_outcome AS outcome
JOIN ground_record AS record ON record.id = outcome.record_id
JOIN ground_item AS item ON item.id = outcome.item_id
LEFT JOIN ground_suggestion AS suggestion ON suggestion.id = outcome.suggestion_id
WHERE record.committee_id = :committee AND record.state <> 'void'
    AND outcome.struck_at IS NULL AND item.code = 'street_lamp'
    AND (suggestion.id IS NULL OR suggestion.state <> 'void')
    AND outcome."on" BETWEEN :start AND :end AND outcome."on" <= :until;
