-- 组织.智囊成员
SELECT COUNT(DISTINCT membership.person_id)
FROM organisation_organisation AS organisation
JOIN ground_record AS record ON record.id = organisation.record_id
JOIN ground_category AS sort ON sort.id = organisation.sort_id
LEFT JOIN ground_category AS above ON above.id = sort.parent_id
JOIN ground_membership AS membership ON membership.body_id = organisation.body_id
WHERE record.committee_id = :committee AND record.state <> 'void'
    AND (sort.code IN ('advisory_group') OR above.code IN ('advisory_group'))
    AND organisation.since <= :end AND organisation.since <= :until
    AND (organisation.until IS NULL OR organisation.until >= :end OR organisation.until >= :until)
    AND membership.struck_at IS NULL
    AND membership.since <= :end AND membership.since <= :until
    AND (membership.until IS NULL OR membership.until >= :end OR membership.until >= :until);
