-- 阵地.投入
SELECT COALESCE(SUM(investment.amount), 0)
FROM projects_investment AS investment
JOIN projects_project AS project ON project.record_id = investment.record_id
JOIN ground_record AS record ON record.id = investment.record_id
WHERE record.committee_id = :committee AND record.state <> 'void'
    AND investment.struck_at IS NULL AND project.sort = 'members_home'
    AND investment."on" BETWEEN :start AND :end AND investment."on" <= :until;
