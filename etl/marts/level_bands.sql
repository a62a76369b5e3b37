-- Which share, and how many whole criteria, does each level of each edition stand for?
-- Bands are published in whole percents ("51 to 66", "67 to 83"), so a number of criteria between two of them is in neither: a hole.
create or replace view level_bands as
with levels as (
    select edition_id, criteria_count, silver_min_pct as minimum_pct, gold_min_pct as next_pct, 'Silver' as level from editions
    union all
    select edition_id, criteria_count, gold_min_pct, platinum_min_pct, 'Gold' from editions
    union all
    select edition_id, criteria_count, platinum_min_pct, null, 'Platinum' from editions
),
counted as (
    select *, next_pct - 1 as maximum_pct, ceil(criteria_count * minimum_pct / 100)::bigint as criteria_least,
        case when next_pct is not null then floor(criteria_count * (next_pct - 1) / 100)
            when level = 'Platinum' and minimum_pct is not null then criteria_count end::bigint as criteria_most,
        ceil(criteria_count * next_pct / 100)::bigint as criteria_of_next
    from levels
)
select edition_id, level, criteria_count, minimum_pct, maximum_pct, criteria_least, criteria_most,
    if(criteria_of_next - criteria_most > 1, criteria_most + 1, null) as hole_least,
    if(criteria_of_next - criteria_most > 1, criteria_of_next - 1, null) as hole_most
from counted
order by edition_id, array_position(['Silver', 'Gold', 'Platinum'], level);
