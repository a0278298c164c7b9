-- tabulation: persons
-- version: 1
-- title: Distinct persons who crossed, exact
-- definition: A person counts once in each period, however often he or she crossed: in a quarter and in a calendar
--   year, by direction and in either direction. A person who crossed on two citizenships counts under both, and once
--   in the total; the same holds for groups. A person who changed the document is two persons here: see match_rates.
-- ties: Order plays no part.
-- source: United Nations Expert Group on Migration Statistics, Conceptual Framework on International Migration and
--   Mobility, 2021: persons are counted apart from their movements
-- unit: persons
-- runs: by persons
-- parameters: none
SELECT 'persons' AS measure, CAST(NULL AS INTEGER) AS year, quarter, direction, citizenship,
       CAST(NULL AS INTEGER) AS area_group, CAST(count(DISTINCT person) AS BIGINT) AS value
FROM crossings
GROUP BY GROUPING SETS (
    (quarter, direction, citizenship),
    (quarter, direction),
    (quarter, citizenship),
    (quarter)
)
UNION ALL
SELECT 'persons' AS measure, CAST(NULL AS INTEGER) AS year, c.quarter, c.direction,
       CAST(NULL AS INTEGER) AS citizenship, m.area_group, CAST(count(DISTINCT c.person) AS BIGINT) AS value
FROM crossings c
JOIN memberships m ON m.quarter = c.quarter AND m.citizenship = c.citizenship
GROUP BY GROUPING SETS (
    (c.quarter, c.direction, m.area_group),
    (c.quarter, m.area_group)
)
UNION ALL
SELECT 'persons' AS measure, q.year, CAST(NULL AS INTEGER) AS quarter, c.direction, c.citizenship,
       CAST(NULL AS INTEGER) AS area_group, CAST(count(DISTINCT c.person) AS BIGINT) AS value
FROM crossings c
JOIN quarters q ON q.quarter = c.quarter
GROUP BY GROUPING SETS (
    (q.year, c.direction, c.citizenship),
    (q.year, c.direction),
    (q.year, c.citizenship),
    (q.year)
)
