-- 协商.完成[专题协商]
SELECT COUNT(*)
FROM consultations_topic AS topic
JOIN ground_record AS record ON record.id = topic.record_id
JOIN ground_category AS form ON form.id = topic.form_id
WHERE record.committee_id = :committee AND record.state <> 'void'
    AND topic.planned_on BETWEEN :start AND :end AND topic.planned_on <= :until
    AND (topic.dropped_on IS NULL OR topic.dropped_on > :until)
    AND topic.completed_on <= :until AND form.code = 'thematic';
