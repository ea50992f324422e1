-- 信息.报送
SELECT COUNT(*)
FROM (
    SELECT sending.record_id
    FROM briefs_sendup AS sending
    JOIN ground_record AS record ON record.id = sending.record_id
    WHERE record.committee_id = :committee AND record.state <> 'void' AND sending.struck_at IS NULL
    GROUP BY sending.record_id
    HAVING MIN(sending."on") BETWEEN :start AND :end AND MIN(sending."on") <= :until
) AS first_sent;
