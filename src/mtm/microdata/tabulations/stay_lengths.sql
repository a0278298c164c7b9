-- tabulation: stay_lengths
-- version: 1
-- title: Completed and open stays by length in days
-- definition: A stay begins with an entry and is completed by the person's next record if that is an exit; its length
--   is the number of nights, the day of the exit minus the day of the entry (0 on the same day). An entry whose next
--   record is another entry has no stay: the exit between them is missing (match_rates counts it). An entry without
--   any later record up to as_of is an open stay; its length is as_of minus the day of the entry. An exit without an
--   entry before it (a stay begun before the dataset) has no length. A stay belongs to the citizenship stated at the
--   entry and to the quarter of the exit; open stays have no quarter.
-- ties: Records are taken in the order of second, then turn; turn puts an entry and an exit in the same second so
--   that directions alternate. Days are calendar days of the border's zone: a day of 25 hours is one day, 29 February
--   is one.
-- source: United Nations, International Recommendations for Tourism Statistics 2008 (nights of a stay)
-- unit: stays
-- runs: by persons
-- parameters: as_of
WITH followed AS (
    SELECT day, direction, citizenship,
           lead(day) OVER w AS next_day, lead(quarter) OVER w AS next_quarter, lead(direction) OVER w AS next_direction
    FROM histories
    WHERE day <= :as_of
    WINDOW w AS (PARTITION BY person ORDER BY second, turn)
)
SELECT 'completed' AS measure, next_quarter AS quarter, citizenship, next_day - day AS length,
       CAST(count(*) AS BIGINT) AS value
FROM followed
WHERE direction = 1 AND next_direction = 0
GROUP BY next_quarter, citizenship, next_day - day
UNION ALL
SELECT 'open' AS measure, CAST(NULL AS INTEGER) AS quarter, citizenship, :as_of - day AS length,
       CAST(count(*) AS BIGINT) AS value
FROM followed
WHERE direction = 1 AND next_direction IS NULL
GROUP BY citizenship, :as_of - day
