-- tabulation: overstays
-- version: 1
-- title: Stays beyond the permitted length, by citizenship
-- definition: The length of a stay in days counts the day of entry and the day of exit (one more than its nights). A
--   stay is beyond the permitted length if it has more days than the parameter allows its citizenship; citizenships
--   without an entry in the parameter are left out. Completed stays belong to the quarter of the exit; open stays
--   that have passed the permitted length by as_of belong to the quarter of as_of. A long stay is no proof of an
--   offence: permits, extensions and unrecorded exits are not in these records.
-- ties: Order of second, then turn.
-- source: Regulation (EU) 2017/2226 (Entry/Exit System), article 3 (overstayer), as an example of such a definition
-- unit: stays
-- enforcement: citizenship
-- runs: by persons
-- parameters: as_of
WITH followed AS (
    SELECT day, direction, citizenship,
           lead(day) OVER w AS next_day, lead(direction) OVER w AS next_direction
    FROM histories
    WHERE day <= :as_of
    WINDOW w AS (PARTITION BY person ORDER BY second, turn)
),
stays AS (
    SELECT f.citizenship, p.days AS permitted,
           coalesce(f.next_day, :as_of) AS last_day, coalesce(f.next_day, :as_of) - f.day + 1 AS length,
           CASE WHEN f.next_day IS NULL THEN 1 ELSE 0 END AS still_open
    FROM followed f
    JOIN permitted p ON p.citizenship = f.citizenship
    WHERE f.direction = 1 AND (f.next_direction = 0 OR f.next_direction IS NULL)
)
SELECT CASE WHEN s.still_open = 1 THEN 'open_beyond' WHEN s.length > s.permitted THEN 'completed_beyond'
            ELSE 'completed_within' END AS measure,
       k.quarter, s.citizenship, CAST(count(*) AS BIGINT) AS value
FROM stays s
JOIN calendar k ON k.day = s.last_day
WHERE s.still_open = 0 OR s.length > s.permitted
GROUP BY GROUPING SETS (
    (CASE WHEN s.still_open = 1 THEN 'open_beyond' WHEN s.length > s.permitted THEN 'completed_beyond'
          ELSE 'completed_within' END, k.quarter, s.citizenship),
    (CASE WHEN s.still_open = 1 THEN 'open_beyond' WHEN s.length > s.permitted THEN 'completed_beyond'
          ELSE 'completed_within' END, k.quarter)
)
