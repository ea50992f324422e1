-- 制度.修订
SELECT COUNT(*)
FROM publications_publication AS publication
JOIN ground_record AS record ON record.id = publication.record_id
JOIN ground_category AS sort ON sort.id = publication.sort_id
WHERE record.committee_id = :committee AND record.state <> 'void' AND sort.code = 'regulation'
    AND publication.issued_on BETWEEN :start AND :end AND publication.issued_on <= :until;
