-- tabulation: crossings
-- version: 1
-- title: Crossings by quarter, direction, citizenship, sex and age band
-- definition: Every record of the dataset is one crossing and counts once. Printed subtotals: citizenship, dated
--   group of citizenships, all citizenships; each with sex and age band, with either, with neither. Not the cube of
--   all dimensions. The age is the year of the quarter minus the birth year: the age reached in that year.
-- ties: Order plays no part. Records of one person in one direction at most a minute apart were set aside at intake.
-- source: United Nations, International Recommendations for Tourism Statistics 2008, on counting arrivals, not
--   persons
-- unit: crossings
-- runs: at once
-- parameters: none
WITH counted AS (
    SELECT c.quarter, c.direction, c.citizenship, c.sex, coalesce(a.band, 0) AS age_band, count(*) AS crossings
    FROM crossings c
    JOIN quarters q ON q.quarter = c.quarter
    LEFT JOIN ages a ON a.age = q.year - c.birth_year
    GROUP BY c.quarter, c.direction, c.citizenship, c.sex, coalesce(a.band, 0)
),
grouped AS (
    SELECT d.quarter, d.direction, m.area_group, d.sex, d.age_band, sum(d.crossings) AS crossings
    FROM counted d
    JOIN memberships m ON m.quarter = d.quarter AND m.citizenship = d.citizenship
    GROUP BY d.quarter, d.direction, m.area_group, d.sex, d.age_band
)
SELECT 'crossings' AS measure, quarter, direction, citizenship, CAST(NULL AS INTEGER) AS area_group, sex, age_band,
       CAST(sum(crossings) AS BIGINT) AS value
FROM counted
GROUP BY GROUPING SETS (
    (quarter, direction, citizenship, sex, age_band),
    (quarter, direction, citizenship, sex),
    (quarter, direction, citizenship, age_band),
    (quarter, direction, citizenship),
    (quarter, direction, sex, age_band),
    (quarter, direction, sex),
    (quarter, direction, age_band),
    (quarter, direction)
)
UNION ALL
SELECT 'crossings' AS measure, quarter, direction, CAST(NULL AS INTEGER) AS citizenship, area_group, sex, age_band,
       CAST(sum(crossings) AS BIGINT) AS value
FROM grouped
GROUP BY GROUPING SETS (
    (quarter, direction, area_group, sex, age_band),
    (quarter, direction, area_group, sex),
    (quarter, direction, area_group, age_band),
    (quarter, direction, area_group)
)
