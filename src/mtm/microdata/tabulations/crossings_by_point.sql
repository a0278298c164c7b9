-- tabulation: crossings_by_point
-- version: 1
-- title: Crossings by quarter, direction, crossing point and transport
-- definition: Every record of the dataset is one crossing and counts once. Printed subtotals: crossing point,
--   transport, both, and neither.
-- ties: Order plays no part. Records of one person in one direction at most a minute apart were set aside at intake.
-- source: United Nations, International Recommendations for Tourism Statistics 2008, on counting arrivals, not
--   persons
-- unit: crossings
-- runs: at once
-- parameters: none
SELECT 'crossings' AS measure, quarter, direction, point, transport, CAST(count(*) AS BIGINT) AS value
FROM crossings
GROUP BY GROUPING SETS (
    (quarter, direction, point, transport),
    (quarter, direction, point),
    (quarter, direction, transport),
    (quarter, direction)
)
