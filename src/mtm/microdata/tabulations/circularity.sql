-- tabulation: circularity
-- version: 1
-- title: Persons by number of entries in a calendar year
-- definition: Entries of each person in a calendar year, in bands; persons counts the persons in a band, trips their
--   entries. A person who entered on two citizenships counts under each with the entries on it, and once in all.
-- ties: Order plays no part.
-- source: United Nations Economic Commission for Europe, Defining and Measuring Circular Migration, 2016
-- unit: persons
-- runs: by persons
-- parameters: none
WITH entered AS (
    SELECT c.person, q.year, c.citizenship, count(*) AS trips
    FROM crossings c
    JOIN quarters q ON q.quarter = c.quarter
    WHERE c.direction = 1
    GROUP BY c.person, q.year, c.citizenship
),
per_person AS (
    SELECT year, citizenship, trips FROM entered
    UNION ALL
    SELECT year, CAST(NULL AS INTEGER) AS citizenship, sum(trips) AS trips FROM entered GROUP BY person, year
)
SELECT 'persons' AS measure, p.year, p.citizenship, b.band AS trip_band, CAST(count(*) AS BIGINT) AS value
FROM per_person p
JOIN trip_bands b ON p.trips >= b.low AND p.trips <= b.high
GROUP BY p.year, p.citizenship, b.band
UNION ALL
SELECT 'trips' AS measure, p.year, p.citizenship, b.band AS trip_band, CAST(sum(p.trips) AS BIGINT) AS value
FROM per_person p
JOIN trip_bands b ON p.trips >= b.low AND p.trips <= b.high
GROUP BY p.year, p.citizenship, b.band
UNION ALL
SELECT 'persons' AS measure, year, citizenship, CAST(NULL AS INTEGER) AS trip_band, CAST(count(*) AS BIGINT) AS value
FROM per_person
GROUP BY year, citizenship
UNION ALL
SELECT 'trips' AS measure, year, citizenship, CAST(NULL AS INTEGER) AS trip_band, CAST(sum(trips) AS BIGINT) AS value
FROM per_person
GROUP BY year, citizenship
