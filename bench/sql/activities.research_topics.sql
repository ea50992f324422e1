-- 调研.课题
SELECT COUNT(*)
FROM activities_researchtopic AS topic
JOIN ground_record AS record ON record.id = topic.record_id
WHERE record.committee_id = :committee AND record.state <> 'void'
    AND topic.chosen_on BETWEEN :start AND :end AND topic.chosen_on <= :until
    AND (topic.dropped_on IS NULL OR topic.dropped_on > :until);
