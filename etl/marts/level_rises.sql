-- Which awards raised their city to a higher stated level, and how long after its first award at the level before?
-- Where a date is an interval, the time has a least and a most; a rise from a level that no source states is not in the list.
create or replace table level_rises as
with stated as (
    select award_id, city_id, level, level_rank, announced_on, coalesce(not_before, announced_on) as earliest_on,
        lag(level) over history as from_level, lag(level_rank) over history as from_level_rank,
        min(announced_on) over at_level as level_on, min(coalesce(not_before, announced_on)) over at_level as level_earliest_on
    from awards join levels using (level) join award_kinds using (award)
    where is_certification
    window history as (partition by city_id order by announced_on, coalesce(not_before, announced_on), award_id),
        at_level as (partition by city_id, level order by announced_on, coalesce(not_before, announced_on), award_id)
),
dated as (
    select *, lag(level_on) over history as from_on, lag(level_earliest_on) over history as from_earliest_on
    from stated
    window history as (partition by city_id order by announced_on, earliest_on, award_id)
)
select award_id, from_level, from_level_rank, level_rank, from_on,
    round(greatest(date_diff('day', from_on, earliest_on), 0) / 365.25, 1) as years_least,
    round(date_diff('day', from_earliest_on, announced_on) / 365.25, 1) as years_most
from dated
where level_rank > from_level_rank
order by award_id;
