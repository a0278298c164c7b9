-- tabulation: presence
-- version: 1
-- title: Stays and persons present more than :presence_limit days within :presence_window days
-- definition: For the last day of every stay, the days of presence in the window of :presence_window days that ends
--   on it are counted; the day of entry is the first day of a stay, the day of exit its last, and a day shared by two
--   stays counts once. Within a stay the count never falls below what it was, so its highest value stands on the last
--   day. Counted are stays whose count exceeds :presence_limit, and the distinct persons with such a stay in the
--   quarter. An open stay is taken to last to as_of. Entries without a matching exit, and exits without an entry, add
--   no days.
-- ties: Order of second, then turn. A person who leaves and returns on one day was present on that one day.
-- source: Regulation (EU) 2016/399 (Schengen Borders Code), articles 6(1) and 6(2), as an example of such a rule
-- unit: stays
-- enforcement: citizenship
-- runs: by persons
-- parameters: as_of, presence_limit, presence_window
WITH followed AS (
    SELECT person, second, turn, day, direction, citizenship,
           lead(day) OVER w AS next_day, lead(direction) OVER w AS next_direction
    FROM histories
    WHERE day <= :as_of
    WINDOW w AS (PARTITION BY person ORDER BY second, turn)
),
stays AS (
    SELECT person, second, turn, citizenship, day AS first_day, coalesce(next_day, :as_of) AS last_day
    FROM followed
    WHERE direction = 1 AND (next_direction = 0 OR next_direction IS NULL)
),
apart AS (
    SELECT person, citizenship, last_day,
           greatest(first_day, coalesce(lag(last_day) OVER (PARTITION BY person ORDER BY second, turn) + 1, first_day))
               AS own_day
    FROM stays
),
counted AS (
    SELECT person, citizenship, last_day,
           (sum(last_day - own_day + 1) OVER f)
               - greatest(0, last_day - (:presence_window - 1) - (min(own_day) OVER f)) AS present
    FROM apart
    WINDOW f AS (PARTITION BY person ORDER BY last_day RANGE BETWEEN :presence_window - 1 PRECEDING AND CURRENT ROW)
),
beyond AS (
    SELECT c.person, c.citizenship, k.quarter
    FROM counted c
    JOIN calendar k ON k.day = c.last_day
    WHERE c.present > :presence_limit
)
SELECT 'stays_beyond' AS measure, quarter, citizenship, CAST(count(*) AS BIGINT) AS value
FROM beyond
GROUP BY GROUPING SETS ((quarter, citizenship), (quarter))
UNION ALL
SELECT 'persons_beyond' AS measure, quarter, citizenship, CAST(count(DISTINCT person) AS BIGINT) AS value
FROM beyond
GROUP BY GROUPING SETS ((quarter, citizenship), (quarter))
