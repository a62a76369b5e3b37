-- On which days did each city stand where: certified, possibly certified by then, or on the Honor Roll only?
-- One row per city and span of days, `valid_to` being the first day after it, in which nothing about the city changes.
-- A level is the newest stated one by then; the standard is that of the newest award by then (design: counting rules).
create or replace table standings as
with dated as (
    select city_id, award_id, award, is_certification, level, year, standard, announced_on,
        coalesce(not_before, announced_on) as earliest_on
    from awards join award_kinds using (award)
),
events as (
    select *, announced_on as day, true as is_certain from dated
    union all
    select *, earliest_on, false from dated where award = 'certified' and earliest_on < announced_on
),
days as (
    select distinct city_id, day,
        arg_min(award_id, (announced_on, award_id)) filter (award = 'certified') over so_far as first_award_id,
        arg_max(level, (announced_on, earliest_on, award_id)) filter (is_certain and is_certification and level is not null)
            over so_far as level,
        arg_max(year, (announced_on, earliest_on, award_id)) filter (is_certain and is_certification and level is not null)
            over so_far as level_year,
        arg_max(standard, (announced_on, earliest_on, award_id)) filter (is_certain and is_certification) over so_far as standard,
        max(announced_on) filter (is_certain and is_certification) over so_far as last_award_on,
        max(announced_on) filter (is_certain and not is_certification) over so_far as honor_roll_on
    from events
    window so_far as (partition by city_id order by day range between unbounded preceding and current row)
),
stood as (
    select days.*, firsts.announced_on, firsts.not_before, firsts.date_precision, firsts.source_url,
        firsts.award_id is not null as has_first,
        coalesce(firsts.announced_on <= day, false) as is_certified,
        coalesce(if(firsts.announced_on <= day, days.level, firsts.level), unstated_level()) as level_then,
        coalesce(if(firsts.announced_on <= day, days.standard, firsts.standard), '') as standard_then
    from days left join awards as firsts on firsts.award_id = first_award_id
    where firsts.award_id is not null or days.honor_roll_on is not null
)
select
    city_id, day as valid_from,
    lead(day, 1, date '2200-01-01') over (partition by city_id order by day) as valid_to,
    case when is_certified then 'certified' when has_first then 'possible' else 'honor_roll' end as standing,
    is_certified, level_then as level, level_rank,
    if(is_certified, level_year, null) as level_year,
    standard_then as standard,
    announced_on as first_certified_on,
    coalesce(not_before, announced_on) as first_certified_not_before,
    date_precision as first_date_precision,
    source_url as first_source_url,
    last_award_on, honor_roll_on
from stood join levels on levels.level = level_then
order by city_id, day;
