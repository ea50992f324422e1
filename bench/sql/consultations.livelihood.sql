-- 协商.惠民实事
SELECT COUNT(*)
FROM consultations_livelihoodproject AS project
JOIN ground_record AS record ON record.id = project.record_id
WHERE record.committee_id = :committee AND record.state <> 'void' AND project.struck_at IS NULL
    AND project.inspected_on BETWEEN :start AND :end AND project.inspected_on <= :until;
