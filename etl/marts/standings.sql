-- On which days did each city stand where: certified, possibly certified by then, or on the Honor Roll only?
-- One row per city and span of days, `valid_to` being the first day after it, in which nothing about the city changes.
-- A level is the newest stated one by then; the standard is that of the newest award by then (design: counting rules).
create or replace table standings as
with dated as (
    select city_id, award_id, award, level, year, standard, announced_on, coalesce(not_before, announced_on) as earliest_on
    from awards
),
events as (
    select *, announced_on as day, true as is_certain from dated
    union all
    select *, earliest_on, false from dated where award = 'certified' and earliest_on < announced_on
),
days as (
    select distinct city_id, day,
        arg_min(award_id, (announced_on, award_id)) filter (award = 'certified') over so_far as first_award_id,
        arg_max(level, (announced_on, earliest_on, award_id)) filter (is_certain and award <> 'honor_roll' and level is not null) over so_far
            as level,
        arg_max(year, (announced_on, earliest_on, award_id)) filter (is_certain and award <> 'honor_roll' and level is not null) over so_far
            as level_year,
        arg_max(standard, (announced_on, earliest_on, award_id)) filter (is_certain and award <> 'honor_roll') over so_far as standard,
        max(announced_on) filter (is_certain and award <> 'honor_roll') over so_far as last_award_on,
        max(announced_on) filter (is_certain and award = 'honor_roll') over so_far as honor_roll_on
    from events
    window so_far as (partition by city_id order by day range between unbounded preceding and current row)
)
select
    days.city_id, day as valid_from,
    lead(day, 1, date '2200-01-01') over (partition by days.city_id order by day) as valid_to,
    case when firsts.announced_on <= day then 'certified' when firsts.award_id is not null then 'possible' else 'honor_roll' end as standing,
    coalesce(firsts.announced_on <= day, false) as is_certified,
    coalesce(if(firsts.announced_on <= day, days.level, firsts.level), 'Not stated') as level,
    if(firsts.announced_on <= day, days.level_year, null) as level_year,
    coalesce(if(firsts.announced_on <= day, days.standard, firsts.standard), '') as standard,
    firsts.announced_on as first_certified_on,
    coalesce(firsts.not_before, firsts.announced_on) as first_certified_not_before,
    firsts.date_precision as first_date_precision,
    firsts.source_url as first_source_url,
    days.last_award_on,
    days.honor_roll_on
from days left join awards as firsts on firsts.award_id = first_award_id
where firsts.award_id is not null or days.honor_roll_on is not null
order by days.city_id, day;
