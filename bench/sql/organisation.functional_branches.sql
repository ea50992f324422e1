-- 党建.功能型支部
SELECT COUNT(*)
FROM organisation_organisation AS organisation
JOIN ground_record AS record ON record.id = organisation.record_id
JOIN ground_category AS sort ON sort.id = organisation.sort_id
LEFT JOIN ground_category AS above ON above.id = sort.parent_id
WHERE record.committee_id = :committee AND record.state <> 'void'
    AND (sort.code IN ('functional_branch') OR above.code IN ('functional_branch'))
    AND organisation.since <= :end AND organisation.since <= :until
    AND (organisation.until IS NULL OR organisation.until >= :end OR organisation.until >= :until);
