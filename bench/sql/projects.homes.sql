-- 阵地.委员之家
SELECT COUNT(*)
FROM projects_project AS project
JOIN ground_record AS record ON record.id = project.record_id
WHERE record.committee_id = :committee AND record.state <> 'void'
    AND project.sort = 'members_home'
    AND project.done_on BETWEEN :start AND :end AND project.done_on <= :until;
