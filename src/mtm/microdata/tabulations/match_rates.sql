-- tabulation: match_rates
-- version: 1
-- title: How well entries and exits of the same person match
-- definition: Every record has one kind. An entry is matched (the person's next record is an exit), open (there is no
--   later record up to as_of) or unmatched (the next record is another entry: an exit is missing). An exit is matched
--   (the record before is an entry), first (there is none before: the person came before the dataset, or on another
--   document) or unmatched (the record before is another exit: an entry is missing). changed_document counts matched
--   entries whose exit states another citizenship or another type of document. Records belong to their own quarter.
-- ties: Order of second, then turn.
-- source: Stats NZ, Defining migrants using travel histories and the 12/16-month rule, 2017, on the quality of
--   linking
-- unit: crossings
-- runs: by persons
-- parameters: as_of
WITH linked AS (
    SELECT quarter, direction, citizenship, document,
           lead(direction) OVER w AS next_direction, lag(direction) OVER w AS last_direction,
           lead(citizenship) OVER w AS next_citizenship, lead(document) OVER w AS next_document
    FROM histories
    WHERE day <= :as_of
    WINDOW w AS (PARTITION BY person ORDER BY second, turn)
),
kinds AS (
    SELECT quarter, citizenship,
           CASE WHEN direction = 1 AND next_direction = 0 THEN 'entries_matched'
                WHEN direction = 1 AND next_direction IS NULL THEN 'entries_open'
                WHEN direction = 1 THEN 'entries_unmatched'
                WHEN last_direction = 1 THEN 'exits_matched'
                WHEN last_direction IS NULL THEN 'exits_first'
                ELSE 'exits_unmatched' END AS measure
    FROM linked
    UNION ALL
    SELECT quarter, citizenship, 'changed_document' AS measure
    FROM linked
    WHERE direction = 1 AND next_direction = 0 AND (next_citizenship <> citizenship OR next_document <> document)
)
SELECT measure, quarter, citizenship, CAST(count(*) AS BIGINT) AS value
FROM kinds
GROUP BY GROUPING SETS ((measure, quarter, citizenship), (measure, quarter))
