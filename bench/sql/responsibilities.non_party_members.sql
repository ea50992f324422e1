-- 联系.党外委员
SELECT COUNT(DISTINCT duty.counterpart_id)
FROM responsibilities_duty AS duty
JOIN ground_record AS record ON record.id = duty.record_id
JOIN ground_category AS sort ON sort.id = duty.sort_id
LEFT JOIN ground_category AS above ON above.id = sort.parent_id
WHERE record.committee_id = :committee AND record.state <> 'void'
    AND duty.since <= :end AND duty.since <= :until
    AND (duty.until IS NULL OR duty.until >= :end OR duty.until >= :until)
    AND (sort.code IN ('non_party_member') OR above.code IN ('non_party_member'))
    AND duty.person_id IN (
        SELECT membership.person_id
        FROM ground_membership AS membership
        JOIN ground_body AS body ON body.id = membership.body_id
        WHERE body.committee_id = :committee AND body.kind = 'members'
            AND membership.struck_at IS NULL
            AND membership.since <= :end AND membership.since <= :until
            AND (
                membership.until IS NULL
                OR membership.until >= :end OR membership.until >= :until
            )
    )
    AND duty.person_id IN (
        SELECT membership.person_id
        FROM ground_membership AS membership
        JOIN ground_body AS body ON body.id = membership.body_id
        WHERE body.committee_id = :committee AND body.kind = 'party' AND body.code = 'cpc'
            AND membership.struck_at IS NULL
            AND membership.since <= :end AND membership.since <= :until
            AND (
                membership.until IS NULL
                OR membership.until >= :end OR membership.until >= :until
            )
    )
    AND duty.counterpart_id IN (
        SELECT membership.person_id
        FROM ground_membership AS membership
        JOIN ground_body AS body ON body.id = membership.body_id
        WHERE body.committee_id = :committee AND body.kind = 'members'
            AND membership.struck_at IS NULL
            AND membership.since <= :end AND membership.since <= :until
            AND (
                membership.until IS NULL
                OR membership.until >= :end OR membership.until >= :until
            )
    )
    AND duty.counterpart_id NOT IN (
        SELECT membership.person_id
        FROM ground_membership AS membership
        JOIN ground_body AS body ON body.id = membership.body_id
        WHERE body.committee_id = :committee AND body.kind = 'party' AND body.code = 'cpc'
            AND membership.struck_at IS NULL
            AND membership.since <= :end AND membership.since <= :until
            AND (
                membership.until IS NULL
                OR membership.until >= :end OR membership.until >= :until
            )
    );
