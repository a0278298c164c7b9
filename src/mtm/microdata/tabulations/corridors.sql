-- tabulation: corridors
-- version: 1
-- title: Completed stays by entry point and exit point
-- definition: Completed stays as in stay_lengths, by the point of the entry and the point of the exit, in the quarter
--   of the exit; and by each of the two points alone.
-- ties: Order of second, then turn.
-- source: IOM, Displacement Tracking Matrix, flow monitoring: points of entry and exit of a route
-- unit: stays
-- runs: by persons
-- parameters: as_of
WITH followed AS (
    SELECT point, direction,
           lead(point) OVER w AS next_point, lead(quarter) OVER w AS next_quarter,
           lead(direction) OVER w AS next_direction
    FROM histories
    WHERE day <= :as_of
    WINDOW w AS (PARTITION BY person ORDER BY second, turn)
)
SELECT 'stays' AS measure, next_quarter AS quarter, point AS entry_point, next_point AS exit_point,
       CAST(count(*) AS BIGINT) AS value
FROM followed
WHERE direction = 1 AND next_direction = 0
GROUP BY GROUPING SETS (
    (next_quarter, point, next_point),
    (next_quarter, point),
    (next_quarter, next_point),
    (next_quarter)
)
