-- 会议.次数[常委会议]
WITH RECURSIVE kind (id) AS (
    SELECT id FROM ground_category
    WHERE committee_id = :committee AND scheme = 'activity_kind'
        AND code IN ('standing')
    UNION
    SELECT child.id FROM ground_category AS child JOIN kind ON child.parent_id = kind.id
)
SELECT COUNT(*)
FROM activities_activity AS activity
JOIN ground_record AS record ON record.id = activity.record_id
WHERE record.committee_id = :committee AND record.state <> 'void'
    AND activity.held_on BETWEEN :start AND :end AND activity.held_on <= :until
    AND activity.sort_id IN (SELECT id FROM kind);
