-- Which share, and how many whole criteria, does each level of each edition stand for?
-- Bands are published in whole percents ("51 to 66", "67 to 83"), so a number of criteria between two of them is in neither: a hole.
create or replace table level_bands as
with ranked as (
    select edition_id, level, level_rank, criteria_count, minimum_pct,
        lead(minimum_pct) over by_rank as next_pct, lead(level) over by_rank is null as is_highest
    from edition_levels join editions using (edition_id) join levels using (level)
    window by_rank as (partition by edition_id order by level_rank)
),
counted as (
    select *, next_pct - 1 as maximum_pct, ceil(criteria_count * minimum_pct / 100)::bigint as criteria_least,
        case when next_pct is not null then floor(criteria_count * (next_pct - 1) / 100)
            when is_highest and minimum_pct is not null then criteria_count end::bigint as criteria_most,
        ceil(criteria_count * next_pct / 100)::bigint as criteria_of_next
    from ranked
)
select edition_id, level, criteria_count, minimum_pct, maximum_pct, criteria_least, criteria_most,
    if(criteria_of_next - criteria_most > 1, criteria_most + 1, null) as hole_least,
    if(criteria_of_next - criteria_most > 1, criteria_of_next - 1, null) as hole_most
from counted
order by edition_id, level_rank;
