-- 走访.社区
WITH RECURSIVE kind (id) AS (
    SELECT id FROM ground_category
    WHERE committee_id = :committee AND scheme = 'activity_kind'
        AND code IN ('visit', 'inspection', 'study_tour', 'research')
    UNION
    SELECT child.id FROM ground_category AS child JOIN kind ON child.parent_id = kind.id
)
SELECT COUNT(DISTINCT visit.place_id)
FROM activities_activity AS activity
JOIN ground_record AS record ON record.id = activity.record_id
JOIN activities_visit AS visit ON visit.record_id = activity.record_id
WHERE record.committee_id = :committee AND record.state <> 'void'
    AND activity.held_on BETWEEN :start AND :end AND activity.held_on <= :until
    AND activity.sort_id IN (SELECT id FROM kind)
    AND visit.struck_at IS NULL AND visit.place_kind = 'community';
