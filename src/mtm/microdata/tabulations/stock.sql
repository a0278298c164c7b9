-- tabulation: stock
-- version: 1
-- title: Persons present at the end of a date
-- definition: present: persons whose last record up to the end of the date is an entry. before_first_exit: persons
--   not yet recorded by the date whose first record, later, is an exit: they had entered before the dataset begins.
--   Their number grows as later records arrive, back to the dataset's first day; nobody is known to be present before
--   it. From one date to the next the sum of both changes by entries minus exits, plus exits that follow an exit,
--   minus entries that follow an entry (match_rates).
-- ties: The last record is the last by second, then turn. Who enters and leaves on the date is not present at its
--   end.
-- source: United Nations, Recommendations on Statistics of International Migration, Revision 1, on stocks and flows
-- unit: persons
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
    SELECT 'present' AS measure, citizenship, day AS from_day, coalesce(next_day, :as_of + 1) AS until_day
    FROM followed
    WHERE direction = 1
    UNION ALL
    SELECT 'before_first_exit' AS measure, citizenship, :first_day AS from_day, day AS until_day
    FROM followed
    WHERE direction = 0 AND last_day IS NULL
)
SELECT s.measure, d.day, s.citizenship, CAST(count(*) AS BIGINT) AS value
FROM spells s
JOIN dates d ON d.day >= s.from_day AND d.day < s.until_day
GROUP BY GROUPING SETS ((s.measure, d.day, s.citizenship), (s.measure, d.day))
