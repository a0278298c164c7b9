-- tabulation: daily_presence
-- version: 1
-- title: Person-days of presence by quarter, and persons present on every day
-- definition: A person is present on a day if present at its end, as in stock. present_daily gives the number of
--   every day; person_days adds the numbers of a quarter's days up to as_of, by citizenship and in all. The measures
--   with before_first_exit do the same for persons whose entry lies before the dataset.
-- ties: As in stock: the last record of the day decides. Who enters and leaves on one day adds no day.
-- source: United Nations, Conceptual Framework on International Migration and Mobility, 2021 (population present)
-- unit: person_days
-- runs: by persons
-- parameters: as_of, first_day
WITH followed AS (
    SELECT day, direction, citizenship,
           lead(day) OVER w AS next_day, lag(day) OVER w AS last_day
    FROM histories
    WHERE day <= :as_of
    WINDOW w AS (PARTITION BY person ORDER BY second, turn)
),
spells AS (
    SELECT '' AS suffix, citizenship, day AS from_day, coalesce(next_day, :as_of + 1) AS until_day
    FROM followed
    WHERE direction = 1
    UNION ALL
    SELECT '_before_first_exit' AS suffix, citizenship, :first_day AS from_day, day AS until_day
    FROM followed
    WHERE direction = 0 AND last_day IS NULL
),
steps AS (
    SELECT suffix, citizenship, from_day AS day, count(*) AS step
    FROM spells
    WHERE from_day < until_day
    GROUP BY suffix, citizenship, from_day
    UNION ALL
    SELECT suffix, citizenship, until_day AS day, -count(*) AS step
    FROM spells
    WHERE from_day < until_day
    GROUP BY suffix, citizenship, until_day
),
days AS (
    SELECT s.suffix, s.citizenship, k.day, k.quarter
    FROM (SELECT DISTINCT suffix, citizenship FROM steps) s
    CROSS JOIN calendar k
),
present AS (
    SELECT d.suffix, d.citizenship, d.day, d.quarter,
           sum(coalesce(t.step, 0)) OVER (PARTITION BY d.suffix, d.citizenship ORDER BY d.day) AS persons
    FROM days d
    LEFT JOIN (SELECT suffix, citizenship, day, sum(step) AS step FROM steps GROUP BY suffix, citizenship, day) t
        ON t.suffix = d.suffix AND t.citizenship = d.citizenship AND t.day = d.day
)
SELECT concat('person_days', suffix) AS measure, quarter, CAST(NULL AS INTEGER) AS day, citizenship,
       CAST(sum(persons) AS BIGINT) AS value
FROM present
GROUP BY GROUPING SETS ((suffix, quarter, citizenship), (suffix, quarter))
UNION ALL
SELECT concat('present_daily', suffix) AS measure, CAST(NULL AS INTEGER) AS quarter, day,
       CAST(NULL AS INTEGER) AS citizenship, CAST(sum(persons) AS BIGINT) AS value
FROM present
GROUP BY suffix, day
