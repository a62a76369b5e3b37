-- Which cities rose to a higher stated level by a date, and how long after their first award at the level before?
-- Where a date is an interval, the time has a least and a most; a rise from a level that no source states is not in the list.
create or replace macro level_rises(on_date) as table
with stated as (
    select *, coalesce(not_before, announced_on) as earliest_on, lag(level) over history as from_level
    from awards
    where award <> 'honor_roll' and level is not null and announced_on <= on_date::date
    window history as (partition by city_id order by announced_on, coalesce(not_before, announced_on), award_id)
),
starts as (
    select city_id, level as from_level, min(announced_on) as from_on, min(earliest_on) as from_earliest_on
    from stated
    group by all
)
select stated.* exclude (earliest_on), from_on,
    round(greatest(date_diff('day', from_on, earliest_on), 0) / 365.25, 1) as years_least,
    round(date_diff('day', from_earliest_on, announced_on) / 365.25, 1) as years_most
from stated join starts using (city_id, from_level)
where array_position(['Silver', 'Gold', 'Platinum'], level) > array_position(['Silver', 'Gold', 'Platinum'], from_level);
