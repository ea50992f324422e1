-- 捐赠.受赠单位[街道]
SELECT COUNT(DISTINCT handover.recipient_id)
FROM giving_handover AS handover
JOIN ground_record AS record ON record.id = handover.record_id
JOIN ground_category AS kind ON kind.id = handover.recipient_kind_id
WHERE record.committee_id = :committee AND record.state <> 'void'
    AND handover.struck_at IS NULL AND kind.code = 'street'
    AND handover."on" BETWEEN :start AND :end AND handover."on" <= :until;
