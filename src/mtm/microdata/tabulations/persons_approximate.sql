-- tabulation: persons_approximate
-- version: 1
-- title: Distinct persons who crossed, approximate
-- definition: As persons, counted on one person in :sample and multiplied: whoever is in the sample is in it with all
--   crossings. The sample is chosen by a multiplicative hash of the person number, the same on every engine. Error
--   bound: with N persons and a sample of one in k, the standard error is sqrt((k - 1) * N); the true number lies
--   within 3.3 standard errors in 999 of 1000 counts. 100 000 persons and k = 16: 1225 at one standard error, 1.2 per
--   cent.
-- ties: Order plays no part.
-- source: W. G. Cochran, Sampling Techniques, 3rd ed., chapter 3 (a total from a simple random sample)
-- unit: persons
-- runs: by persons
-- parameters: sample
WITH sampled AS (
    SELECT quarter, direction, citizenship, person
    FROM crossings
    WHERE (CAST(person AS BIGINT) * 2654435761) % 4294967296 < 4294967296 / :sample
)
SELECT 'persons' AS measure, quarter, direction, citizenship, CAST(count(DISTINCT person) * :sample AS BIGINT) AS value
FROM sampled
GROUP BY GROUPING SETS (
    (quarter, direction, citizenship),
    (quarter, direction),
    (quarter, citizenship),
    (quarter)
)
