-- tabulation: stays
-- version: 1
-- title: Completed stays by length band, median length, open stays
-- definition: The stays of stay_lengths in bands of length, by citizenship and in all. Twice the median is given
--   because the median of an even number of stays may fall between two whole days: it is the sum of the lower and
--   upper middle.
-- ties: As in stay_lengths: order of second, then turn.
-- source: see stay_lengths; bands after United Nations, Recommendations on Statistics of International Migration,
--   Revision 1 (3 and 12 months)
-- unit: stays
-- reads: stay_lengths
-- runs: at once
-- parameters: none
WITH summed AS (
    SELECT measure, quarter, citizenship, length, sum(value) AS stays
    FROM stay_lengths
    GROUP BY GROUPING SETS ((measure, quarter, citizenship, length), (measure, quarter, length))
),
ranked AS (
    SELECT quarter, citizenship, length,
           sum(stays) OVER (PARTITION BY quarter, citizenship ORDER BY length) AS reached,
           sum(stays) OVER (PARTITION BY quarter, citizenship) AS whole
    FROM summed
    WHERE measure = 'completed'
)
SELECT s.measure, s.quarter, s.citizenship, b.band AS length_band, CAST(sum(s.stays) AS BIGINT) AS value
FROM summed s
JOIN stay_bands b ON s.length >= b.low AND s.length <= b.high
GROUP BY s.measure, s.quarter, s.citizenship, b.band
UNION ALL
SELECT measure, quarter, citizenship, CAST(NULL AS INTEGER) AS length_band, CAST(sum(stays) AS BIGINT) AS value
FROM summed
GROUP BY measure, quarter, citizenship
UNION ALL
SELECT 'twice_median' AS measure, quarter, citizenship, CAST(NULL AS INTEGER) AS length_band,
       CAST(min(CASE WHEN reached * 2 >= whole THEN length END) + min(CASE WHEN reached * 2 > whole THEN length END)
            AS BIGINT) AS value
FROM ranked
GROUP BY quarter, citizenship
