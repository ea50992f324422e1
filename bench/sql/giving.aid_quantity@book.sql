-- 帮扶.数量[图书]
SELECT COALESCE(SUM(line.quantity), 0)
FROM giving_aidline AS line
JOIN giving_aid AS aid ON aid.record_id = line.record_id
JOIN ground_record AS record ON record.id = line.record_id
JOIN ground_item AS item ON item.id = line.item_id
WHERE record.committee_id = :committee AND record.state <> 'void'
    AND aid.given_on BETWEEN :start AND :end AND aid.given_on <= :until
    AND line.struck_at IS NULL AND item.code IN ('book');
