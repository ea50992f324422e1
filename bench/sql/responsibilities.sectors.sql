-- 联系.界别
SELECT COUNT(DISTINCT duty.body_id)
FROM responsibilities_duty AS duty
JOIN ground_record AS record ON record.id = duty.record_id
JOIN ground_category AS sort ON sort.id = duty.sort_id
LEFT JOIN ground_category AS above ON above.id = sort.parent_id
JOIN ground_body AS sector ON sector.id = duty.body_id AND sector.kind = 'sector'
WHERE record.committee_id = :committee AND record.state <> 'void'
    AND duty.since <= :end AND duty.since <= :until
    AND (duty.until IS NULL OR duty.until >= :end OR duty.until >= :until)
    AND (sort.code IN ('sector', 'member_group') OR above.code IN ('sector', 'member_group'))
    AND duty.person_id IN (
        SELECT membership.person_id
        FROM ground_membership AS membership
        JOIN ground_body AS body ON body.id = membership.body_id
        WHERE body.committee_id = :committee AND body.kind = 'party_group'
            AND membership.struck_at IS NULL
            AND membership.since <= :end AND membership.since <= :until
            AND (
                membership.until IS NULL
                OR membership.until >= :end OR membership.until >= :until
            )
    );
