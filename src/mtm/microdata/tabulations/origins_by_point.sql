-- tabulation: origins_by_point
-- version: 1
-- title: Crossings by citizenship and crossing point
-- definition: Every record counts once, by quarter, direction, crossing point and citizenship, with the total of the
--   point.
-- ties: Order plays no part.
-- source: IOM, Displacement Tracking Matrix, flow monitoring: nationality by flow monitoring point
-- unit: crossings
-- runs: at once
-- parameters: none
SELECT 'crossings' AS measure, quarter, direction, point, citizenship, CAST(count(*) AS BIGINT) AS value
FROM crossings
GROUP BY GROUPING SETS ((quarter, direction, point, citizenship), (quarter, direction, point))
