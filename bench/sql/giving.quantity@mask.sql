-- 捐赠.数量[口罩]
SELECT COALESCE(SUM(line.quantity), 0)
FROM giving_giftline AS line
JOIN giving_gift AS gift ON gift.record_id = line.record_id
JOIN ground_record AS record ON record.id = line.record_id
JOIN ground_item AS item ON item.id = line.item_id
WHERE record.committee_id = :committee AND record.state <> 'void'
    AND gift.received_on BETWEEN :start AND :end AND gift.received_on <= :until
    AND line.struck_at IS NULL AND item.code = 'mask';
