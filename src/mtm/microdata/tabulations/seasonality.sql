-- tabulation: seasonality
-- version: 1
-- title: Crossings by month, direction and citizenship
-- definition: Crossings of each calendar month of the border's own calendar; the seasonal pattern is their share in
--   the year. A month is written year * 100 + month.
-- ties: Order plays no part.
-- source: United Nations, International Recommendations for Tourism Statistics 2008, on monthly series
-- unit: crossings
-- runs: at once
-- parameters: none
SELECT 'crossings' AS measure, k.month, c.direction, c.citizenship, CAST(count(*) AS BIGINT) AS value
FROM crossings c
JOIN calendar k ON k.day = c.day
GROUP BY GROUPING SETS ((k.month, c.direction, c.citizenship), (k.month, c.direction))
