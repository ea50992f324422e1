-- 届次.届
SELECT term.number
FROM ground_session AS session
JOIN ground_term AS term ON term.id = session.term_id
WHERE term.committee_id = :committee
    AND session.opens_on <= :end AND session.opens_on <= :until
ORDER BY session.opens_on DESC
LIMIT 1;
