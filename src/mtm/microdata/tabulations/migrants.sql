-- tabulation: migrants
-- version: 1
-- title: Migrants by the outcomes-based rule: crossings that change usual residence
-- definition: An entry of a non-resident is a migrant arrival if the person then spends at least :migrant_days (365)
--   of the following :migrant_window days (487, sixteen months) in the country; an exit of a resident is a migrant
--   departure if the person spends at least :migrant_days of them abroad. Every other crossing leaves the residence
--   as it was. Before the first record a person is a non-resident if that record is an entry, a resident if it is an
--   exit; for crossings in the first :migrant_window days of the dataset that assumption still decides, and their
--   figures say so. migrants: settled, since either :migrant_days are reached, or more than :migrant_window minus
--   :migrant_days days were spent on the other side; only a later record that reveals a missing crossing can change
--   it. unresolved: crossings that may still become migrations. projected: migrants, and unresolved crossings that
--   would become migrations if nobody crossed again after as_of. The figures for an earlier as_of are what could be
--   known then; setting them side by side shows their revision.
-- ties: Order of second, then turn. Days are differences of calendar days, so crossings of one day are no days apart.
--   At exactly :migrant_days days the crossing is a migration. Where two entries or two exits follow each other, the
--   missing crossing is placed half way between them (whole days, rounded down, spent on the side that is on record)
--   and is itself never a migration. Days are observed up to as_of.
-- source: Stats NZ, Defining migrants using travel histories and the 12/16-month rule, 2017; days, ties and the
--   missing crossing after its packages migstat 1.0.6 and migrbc 2.0 (initial status: migrbc)
-- unit: migrants
-- runs: by persons
-- parameters: as_of, migrant_days, migrant_window
WITH ordered AS (
    SELECT person, day, quarter, direction, citizenship, row_number() OVER w AS seq,
           lead(day) OVER w AS next_day, lead(direction) OVER w AS next_direction
    FROM histories
    WHERE day <= :as_of
    WINDOW w AS (PARTITION BY person ORDER BY second, turn)
),
halved AS (
    SELECT person, day, quarter, direction, citizenship, seq, next_day, next_direction,
           CAST((next_day - day - (next_day - day) % 2) / 2 AS INTEGER) AS half
    FROM ordered
),
-- Between a crossing and the next the person is in the country from came to went.
spells AS (
    SELECT person, day, quarter, direction, citizenship, seq,
           CASE WHEN direction = 1 THEN day
                WHEN next_direction IS NULL THEN :as_of + :migrant_window
                WHEN next_direction = 1 THEN next_day
                ELSE day + half END AS came,
           CASE WHEN next_direction IS NULL THEN :as_of + :migrant_window
                WHEN direction = 1 AND next_direction = 1 THEN day + half
                ELSE next_day END AS went,
           max(CASE WHEN next_direction IS NULL THEN direction END) OVER (PARTITION BY person) AS last_direction,
           max(CASE WHEN seq = 1 THEN direction END) OVER (PARTITION BY person) AS first_direction
    FROM halved
),
summed AS (
    SELECT person, day, quarter, direction, citizenship, seq, came, went, last_direction, first_direction,
           coalesce(sum(went - came) OVER (PARTITION BY person ORDER BY seq
                                           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS days_before
    FROM spells
),
windowed AS (
    SELECT person, day, quarter, direction, citizenship, seq, last_direction, first_direction,
           least(day + :migrant_window, :as_of) AS seen_until,
           (max(days_before) OVER f) - days_before
               + least((max(went) OVER f), least(day + :migrant_window, :as_of))
               - least((max(came) OVER f), least(day + :migrant_window, :as_of)) AS days_in
    FROM summed
    WINDOW f AS (PARTITION BY person ORDER BY day RANGE BETWEEN CURRENT ROW AND :migrant_window FOLLOWING)
),
sided AS (
    SELECT person, day, quarter, direction, citizenship, seq, last_direction, first_direction, seen_until,
           CASE WHEN direction = 1 THEN days_in ELSE seen_until - day - days_in END AS days_here,
           CASE WHEN direction = 0 THEN days_in ELSE seen_until - day - days_in END AS days_there
    FROM windowed
),
-- outcome: 1 the crossing leads to enough days on its side, 0 it does not, -1 not known yet.
tested AS (
    SELECT person, quarter, direction, citizenship, seq, first_direction,
           CASE WHEN days_there > :migrant_window - :migrant_days THEN 0
                WHEN days_here >= :migrant_days THEN 1
                ELSE -1 END AS outcome,
           CASE WHEN days_here + CASE WHEN direction = last_direction THEN day + :migrant_window - seen_until ELSE 0 END
                     >= :migrant_days THEN 1
                ELSE 0 END AS projected
    FROM sided
),
-- The residence before a crossing was set by the last crossing that led to enough days, entry or exit.
states AS (
    SELECT person, quarter, direction, citizenship, seq, outcome, projected,
           coalesce((max(CASE WHEN outcome = 1 THEN seq * 2 + direction END) OVER p) % 2, 1 - first_direction)
               AS resident,
           coalesce((max(CASE WHEN projected = 1 THEN seq * 2 + direction END) OVER p) % 2, 1 - first_direction)
               AS projected_resident
    FROM tested
    WINDOW p AS (PARTITION BY person ORDER BY seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
-- After a crossing that is not known yet, the residence before every later one is not known either.
judged AS (
    SELECT quarter, direction, citizenship, outcome, projected, resident, projected_resident,
           coalesce(max(CASE WHEN outcome = -1 AND direction <> resident THEN 1 ELSE 0 END) OVER p, 0) AS blurred
    FROM states
    WINDOW p AS (PARTITION BY person ORDER BY seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
SELECT 'migrants' AS measure, quarter, direction, citizenship, CAST(count(*) AS BIGINT) AS value
FROM judged
WHERE outcome = 1 AND direction <> resident
GROUP BY GROUPING SETS ((quarter, direction, citizenship), (quarter, direction))
UNION ALL
SELECT 'unresolved' AS measure, quarter, direction, citizenship, CAST(count(*) AS BIGINT) AS value
FROM judged
WHERE outcome = -1 AND (direction <> resident OR blurred = 1)
GROUP BY GROUPING SETS ((quarter, direction, citizenship), (quarter, direction))
UNION ALL
SELECT 'projected' AS measure, quarter, direction, citizenship, CAST(count(*) AS BIGINT) AS value
FROM judged
WHERE projected = 1 AND direction <> projected_resident
GROUP BY GROUPING SETS ((quarter, direction, citizenship), (quarter, direction))
